"""What is said once the reader has made something of the options: names, weeks, what differs, the results as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.documents.printouts import printout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.origin import reader
from lagebild.own_options import LONGEST_OPTION_NAME, OwnOption
from lagebild.wording import decision, risks, standpoints
from lagebild.wording import options as wording
from lagebild.wording.changes import changes
from lagebild.wording.origins import roots
from lagebild.wording.results import as_json

EN = Language("en")
TODAY = date(2026, 11, 21)
HOST = OwnOption(id="option-1", name="Our host", based_on="eu_hosted", weeks_to_start=1.5)
CELLAR = OwnOption(id="own", name="The cellar")


def of(knowledge: Knowledge, *own: OwnOption, **fields: Any) -> Results:
    return compute(knowledge, Briefing(options=own, **{"as_of": TODAY, **fields}), TODAY)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def test_the_answers_speak_of_options_by_the_reader_s_names(knowledge: Knowledge) -> None:
    answers = {question.id: {"option-1": "met", "own": "open"} for question in knowledge.questions}
    some = of(
        knowledge, HOST, CELLAR, *(OwnOption(id=id, hidden=True) for id in ("api_cn", "western")), answers=answers
    )
    assert "The cellar" in plain(risks.scope(some, EN))
    given, asked = risks.progress(some)
    assert (given, asked) == (2 * len(knowledge.questions), 3 * len(knowledge.questions))
    assert "Our host" in plain(decision.answer(some, EN))
    assert "The cellar" in plain(decision.standing(some, EN))


def test_weeks_of_the_reader_s_own_are_not_called_our_assumptions(knowledge: Knowledge) -> None:
    assert "by our assumptions" in plain(decision.standing(of(knowledge), EN))
    told = plain(decision.standing(of(knowledge, HOST), EN))
    assert "1.5 weeks (Our host)" in told and "by your numbers and our assumptions" in told


def test_weeks_lead_back_to_the_reader(knowledge: Knowledge) -> None:
    some = of(knowledge, HOST)
    row = standpoints.options(some, EN)[-1]
    assert (row.id, row.weeks, row.weeks.origin) == ("option-1", "1.5", reader("weeks.option-1"))
    (root,) = roots(some, row.weeks.origin, EN)
    assert (plain(root.label), plain(root.value)) == ("Weeks to start: Our host", "1.5 weeks")


def test_an_own_option_says_whose_pattern_it_follows(knowledge: Knowledge) -> None:
    base = next(option for option in knowledge.options if option.id == "eu_hosted")
    assert EN.of(base.label) in plain(standpoints.options(of(knowledge, HOST), EN)[-1].description)


def test_the_results_name_what_the_reader_named_and_leave_out_what_is_hidden(knowledge: Knowledge) -> None:
    told = as_json(of(knowledge, HOST, CELLAR, OwnOption(id="api_cn", hidden=True)), EN)
    for topic in ("risks", "decision"):
        assert list(told[topic]) == ["eu_hosted", "own", "western", "option-1"]
        assert (told[topic]["option-1"]["name"], told[topic]["option-1"]["based_on"]) == ("Our host", "eu_hosted")
        assert told[topic]["own"]["name"] == "The cellar" and "based_on" not in told[topic]["own"]
        assert "name" not in told[topic]["western"]
    assert told["decision"]["option-1"]["weeks_to_start"] == 1.5


def test_the_printed_checklist_has_a_column_for_each_option_shown(knowledge: Knowledge) -> None:
    own = (HOST, OwnOption(id="api_cn", hidden=True))
    answers = {knowledge.questions[0].id: {"option-1": "met", "api_cn": "open"}}
    made = printout("risks", 0, of(knowledge, *own, answers=answers), EN)
    (table,) = (block for block in made.blocks if getattr(block, "heading", "") == "Checklist")
    assert [column.name for column in table.columns[2:]] == ["EU", "Own", "Western", "Our host"]
    row = next(row for row in table.rows if row[0] == EN.of(knowledge.questions[0].title))
    assert row[2:] == ("–", "–", "–", "Met")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((), (CELLAR,), ["Name of an option: Own hardware → The cellar"]),
        ((CELLAR,), (CELLAR.changed(hidden=True),), ["The option “The cellar” was hidden."]),
        ((OwnOption(id="own", hidden=True),), (), ["The option “Own hardware” is shown again."]),
        ((), (HOST,), ["Your option “Our host” was added."]),
        ((HOST,), (), ["Your option “Our host” was dropped."]),
        ((HOST,), (HOST.changed(weeks_to_start=None),), ["Your option “Our host” was changed."]),
        ((HOST,), (HOST,), []),
    ],
)
def test_what_differs_in_the_options_is_said(
    before: tuple[OwnOption, ...], after: tuple[OwnOption, ...], expected: list[str], knowledge: Knowledge
) -> None:
    lines = changes(Briefing(options=before), Briefing(options=after), knowledge, EN)
    assert [plain(line) for line in lines] == expected


def test_answers_that_went_with_an_option_are_said_under_its_name(knowledge: Knowledge) -> None:
    question = knowledge.questions[0]
    before = Briefing(options=(HOST,), answers={question.id: {"option-1": "met"}})
    lines = [plain(line) for line in changes(before, Briefing(), knowledge, EN)]
    assert f"“{EN.of(question.title)}”, Our host: Met → no answer" in lines


def test_a_name_is_taken_only_where_no_other_option_has_it(knowledge: Knowledge) -> None:
    briefing = Briefing(options=(HOST,))
    names = wording.names(briefing, of(knowledge, HOST), EN)
    hinders = {name: wording.name_hindrance("option-1", name, names, EN) for name in ("", "OUR HOST", "own Hardware")}
    assert hinders["OUR HOST"] == "" and hinders[""] and "called so already" in hinders["own Hardware"]
    assert wording.name_hindrance("own", "", names, EN) == ""  # it is called as it is bundled again
    assert wording.name_hindrance("own", "x" * (LONGEST_OPTION_NAME + 1), names, EN)
    assert wording.name_hindrance("own", "a\u200bb", names, EN)


@pytest.mark.parametrize("language", [EN, Language("de")])
def test_the_name_of_a_copy_is_new_and_fits(language: Language) -> None:
    taken: dict[Any, str] = {"own": "x" * LONGEST_OPTION_NAME}
    for id in ("option-1", "option-2", "option-3", "option-4"):
        name = wording.name_of_a_copy(taken["own"], taken, language)
        assert name not in taken.values()
        assert OwnOption(id="option-1", name=name, based_on="own").name == name
        taken[id] = name
