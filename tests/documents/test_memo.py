"""The decision memo: what it says is what the results say, every number with its origin, in both languages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.documents.memo import Memo, cells, memo, plain
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language, unbroken
from lagebild.origin import COUNTED
from lagebild.wording import decision, standpoints
from lagebild.wording.memo import chosen
from lagebild.wording.origins import roots
from lagebild.wording.terms import model_name

TODAY = date(2026, 11, 21)
MIXED = {"api_cn": "open", "eu_hosted": "met", "own": "partly", "western": "unclear"}
STATES: dict[str, dict[str, Any]] = {
    "nothing": {"answers": {}},
    "answered": {},
    "limits": {"limits": {"cost_per_month": 12_000, "risk": 40}},
    "none inside": {"limits": {"cost_per_month": 1, "risk": 1}},
    "no weight": {"weights": {"cost": 0, "risk": 0, "time": 0}},
    "no theme": {"theme_weights": dict.fromkeys(("censorship", "privacy", "regulation", "dependence", "security"), 0)},
    "euros": {"currency": "EUR", "limits": {"cost_per_month": 12_000}},
    "the day of the shock": {"as_of": None},
}


def of(knowledge: Knowledge, code: Code = "en", **fields: Any) -> tuple[Results, Memo]:
    answers = {question.id: dict(MIXED) for question in knowledge.questions}
    for place, question in enumerate(knowledge.questions):
        if question.knockout or place % 2:  # or too little would be settled for a vendor to be ranked
            answers[question.id]["western"] = "partly"
    results = compute(knowledge, Briefing(**{"as_of": TODAY, "answers": answers, **fields}), TODAY)
    return results, memo(results, Language(code))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("code", CODES)
def test_every_number_has_an_origin_that_leads_to_something(code: Code, state: str, knowledge: Knowledge) -> None:
    results, made = of(knowledge, code, **STATES[state])
    language = Language(code)
    models = [model_name(id, knowledge) for id in knowledge.offers]
    named = {*models, *map(unbroken, models)}
    named |= {language.of(question.title) for question in knowledge.questions}
    named |= {name for source in knowledge.sources.values() for name in (source.by, source.publisher) if name}
    for sentence in made.sentences():
        for span in sentence:
            if span.origin is None:
                rest = span.text
                for name in sorted(named, key=len, reverse=True):
                    rest = rest.replace(name, "")
                assert not re.search(r"\d", rest), (span.text, plain(sentence))
            elif span.origin != COUNTED:
                assert all(root.label for root in roots(results, span.origin, language))


@pytest.mark.parametrize("state", STATES)
def test_the_table_is_what_the_results_say(state: str, knowledge: Knowledge) -> None:
    results, made = of(knowledge, **STATES[state])
    language = Language("en")
    assert [row.id for row in made.options] == list(results.decision)
    for row in made.options:
        one, score = results.decision[row.id], results.risks[row.id].overall
        assert plain(row.cost) == (standpoints.cost_of(results, row.id, language) or "no list price on that day")
        assert plain(row.weeks) == f"{one.weeks_to_start:.0f}"
        assert plain(row.risk).split(" ")[0].rstrip(",") == ("–" if score is None else f"{score.middle:.0f}")
        assert plain(row.rank).startswith(str(one.rank) if one.rank else "out" if one.blocked else "–")


@pytest.mark.parametrize("state", STATES)
def test_the_option_marked_is_the_one_the_answer_names(state: str, knowledge: Knowledge) -> None:
    results, made = of(knowledge, **STATES[state])
    marked = [row.name for row in made.options if row.chosen]
    named = [row.name for row in made.options if row.name in plain(made.answer)]
    id = chosen(results)
    if id is None:
        assert marked == []
        assert not re.search("only option inside| comes first: ", plain(made.answer))
    else:
        assert marked == named == [row.name for row in made.options if row.id == id]
        assert 3 <= len(next(section for section in made.sections if section.id == "why").items) <= 5


def test_the_answer_is_that_of_the_page(knowledge: Knowledge) -> None:
    results, made = of(knowledge, limits={"cost_per_month": 12_000, "risk": 40})
    assert plain(made.answer) == str(decision.answer(results, Language("en")))


def items(made: Memo, id: str) -> list[str]:
    found = [section for section in made.sections if section.id == id]
    return [plain(item).replace(NBSP, " ") for section in found for item in section.items]


def test_what_blocks_and_what_could_are_named(knowledge: Knowledge) -> None:
    knockout = next(question for question in knowledge.questions if question.knockout)
    answers = {question.id: dict.fromkeys(MIXED, "met") for question in knowledge.questions}
    answers[knockout.id] = {"api_cn": "open", "eu_hosted": "unclear", "own": "met", "western": "met"}
    _, made = of(knowledge, answers=answers)
    assert items(made, "knockouts") == [
        f"Vendor API in China is out: “{knockout.title.en}” is answered “open”.",
        f"EU-hosted could be out: “{knockout.title.en}” is not settled.",
    ]


def test_a_measure_still_open_comes_to_what_it_says(knowledge: Knowledge) -> None:
    results, made = of(knowledge)
    id = chosen(results)
    answers = {question.id: dict.fromkeys(MIXED, "open" if place == 0 else "met")
               for place, question in enumerate(q for q in knowledge.questions if not q.knockout)}  # fmt: skip
    answers |= {question.id: dict.fromkeys(MIXED, "met") for question in knowledge.questions if question.knockout}
    results, made = of(knowledge, answers=answers)
    id = chosen(results)
    assert id is not None
    first = next(question for question in knowledge.questions if not question.knockout)
    open_ = [measure for measure in first.measures if measure.moves[0] == "open"]
    after = results.risks_if(first.id, id, open_[0].id).overall
    assert after is not None and f"Risk then {after.middle:.1f} instead of" in items(made, "measures_open")[0]


def test_assumptions_stand_apart_from_evidence(knowledge: Knowledge) -> None:
    _, made = of(knowledge)
    assumed, evident = items(made, "assumptions"), items(made, "evidence")
    assert any(line.startswith("Start with a host in the EU: 6 weeks") for line in assumed)
    assert all("assumption" in line or "your input" in line or "estimate" in line for line in assumed)
    assert evident and not any("assumption" in line for line in evident)


def test_nothing_is_said_of_an_empty_checklist_that_is_not_so(knowledge: Knowledge) -> None:
    _, made = of(knowledge, **STATES["nothing"])
    assert plain(made.answer).startswith("No ranking yet")
    assert not any(row.chosen for row in made.options)
    assert items(made, "measures_open") == items(made, "change") == []
    assert "No limit of the cost is set." in items(made, "missing")


def test_a_moved_input_moves_the_memo(knowledge: Knowledge) -> None:
    before, after = (of(knowledge, inputs={"api_costs": {"people": people}})[1] for people in (100, 200))
    costs = [plain(row.cost) for row in before.options], [plain(row.cost) for row in after.options]
    assert all(one != other for place, (one, other) in enumerate(zip(*costs, strict=True)) if place != 2)


def test_the_text_to_copy_holds_all_of_it(knowledge: Knowledge) -> None:
    _, made = of(knowledge)
    text = made.text()
    for sentence in made.sentences():
        assert plain(sentence) in text
    for row in made.options:
        assert " | ".join(cells(row)) in text
    assert text.endswith(plain(made.disclaimer)) and "No legal advice." in text


def test_it_is_a_value(knowledge: Knowledge) -> None:
    assert of(knowledge)[1] == of(knowledge)[1]
    assert Memo.model_validate_json(of(knowledge)[1].model_dump_json()) == of(knowledge)[1]
