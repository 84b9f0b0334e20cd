"""What the risks page says of measures, of what is not settled, and where a cell of the heat map leads."""

from __future__ import annotations

from datetime import date
from typing import Any

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.questions import Question
from lagebild.knowledge.records import Answer, Option
from lagebild.language import NBSP, Language
from lagebild.origin import COUNTED
from lagebild.wording import risks

EN = Language("en")
ID = "refusals-in-weights"
"""Two of its measures start from “open”, the third from “partly”."""


def computed(knowledge: Knowledge, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), date(2026, 11, 21))


def question(knowledge: Knowledge) -> Question:
    return next(one for one in knowledge.questions if one.id == ID)


def own(knowledge: Knowledge) -> Option:
    return next(option for option in knowledge.options if option.id == "own")


def boxes(knowledge: Knowledge, answer: Answer | None, *taken: str) -> list[risks.MeasureBox]:
    answers = {ID: {"own": answer}} if answer else {}
    results = computed(knowledge, answers=answers, measures={ID: {"own": taken}} if taken else {})
    asked = question(knowledge)
    return [risks.measure_box(asked, own(knowledge), measure, results, EN) for measure in asked.measures]


def test_a_measure_can_be_taken_where_the_answer_it_starts_from_is_given(knowledge: Knowledge) -> None:
    assert [box.possible for box in boxes(knowledge, "open")] == [True, True, False]
    assert [box.possible for box in boxes(knowledge, "partly")] == [False, False, True]
    for answer in ("met", "unclear", "not_applicable", None):
        assert [box.possible for box in boxes(knowledge, answer)] == [False, False, False], answer


def test_a_measure_goes_on_where_those_before_it_lead(knowledge: Knowledge) -> None:
    first, second, third = boxes(knowledge, "open", "measure-1")
    assert first.taken and first.possible
    assert not second.possible and third.possible
    assert second.said == "Own hardware: it starts from “Open”; the measures before it lead to “Partly” already."


def test_a_measure_that_is_taken_can_be_taken_back_whatever_the_answer(knowledge: Knowledge) -> None:
    box = boxes(knowledge, "met", "measure-1")[0]
    assert box.taken and box.possible and box.effect is None
    assert box.said == "Own hardware: it starts from “Open”; your answer is “Met”."


def test_a_second_way_to_the_same_answer_changes_nothing_more(knowledge: Knowledge) -> None:
    box = boxes(knowledge, "open", "measure-2")[0]
    assert box.possible and box.effect is None
    assert box.said == "Own hardware: with the other measures taken it changes nothing more."


def test_the_effect_is_told_before_and_after_a_measure_is_taken(knowledge: Knowledge) -> None:
    before, after = boxes(knowledge, "open")[0], boxes(knowledge, "open", "measure-1")[0]
    assert before.effect == after.effect and before.effect is not None
    low = computed(knowledge, answers={ID: {"own": "partly"}}).risks["own"].overall
    assert before.effect[1] == f"{low.middle:.1f}" and float(before.effect[0]) > float(before.effect[1])
    assert before.effect[0].origin.inputs == ("answers.censorship.own",)
    assert before.said.startswith(f"Own hardware: overall {before.effect[0]} points without this measure")


def test_a_measure_that_frees_an_option_says_so(knowledge: Knowledge) -> None:
    asked = next(one for one in knowledge.questions if one.knockout and one.measures[0].moves[0] == "open")
    results = computed(knowledge, answers={asked.id: {"own": "open"}})
    said = risks.measure_box(asked, own(knowledge), asked.measures[0], results, EN).said
    assert said.endswith("The knock-out question then no longer blocks this option.")
    assert "knock-out" not in boxes(knowledge, "open")[0].said


def test_without_an_answer_a_measure_waits_for_one(knowledge: Knowledge) -> None:
    assert boxes(knowledge, None)[0].said == "Own hardware: it starts from “Open”, and there is no answer yet."


def test_what_is_not_settled_is_counted_with_what_it_can_move(knowledge: Knowledge) -> None:
    answers = {one.id: dict.fromkeys(OPTIONS, "met") for one in knowledge.questions}
    lacking = knowledge.questions[0]
    answers[lacking.id] = {**answers[lacking.id], "own": "unclear"}
    results = computed(knowledge, answers=answers)
    title, words = risks.unsettled(results, EN)
    assert str(title).replace(NBSP, " ") == "1 question not yet settled"
    overall = results.risks["own"].overall
    assert 2 < overall.middle < 3  # 70 of 100 points in one question: down to 0 is farther than up to 100
    assert "by up to 3 points (Own hardware)" in str(words).replace(NBSP, " ")


def test_when_all_is_settled_nothing_is_a_range(knowledge: Knowledge) -> None:
    answers = {one.id: dict.fromkeys(OPTIONS, "partly") for one in knowledge.questions}
    title, _ = risks.unsettled(computed(knowledge, answers=answers), EN)
    assert str(title) == "Every question is settled"


def test_a_cell_leads_to_the_first_question_not_settled_and_then_to_the_weightiest_open_one(
    knowledge: Knowledge,
) -> None:
    theme = [one for one in knowledge.questions if one.theme == "privacy"]
    heavy = next(one for one in theme[1:] if one.weight == 3)
    light = next(one for one in theme if one.weight < 3)
    answers: dict[str, dict[str, Answer]] = {one.id: {"own": "met"} for one in theme}
    answers[light.id] = answers[heavy.id] = {"own": "open"}
    results = computed(knowledge, answers=answers)
    assert risks.first_unsettled(theme, ["own"], results) is heavy
    assert risks.first_unsettled(theme, ["western"], results) is theme[0]
    answers[theme[-1].id] = {"own": "unclear"}
    assert risks.first_unsettled(theme, ["own"], computed(knowledge, answers=answers)) is theme[-1]
    settled = {one.id: {"own": "not_applicable"} for one in theme}
    assert risks.first_unsettled(theme, ["own"], computed(knowledge, answers=settled)) is None


def test_points_rest_on_the_answers_given(knowledge: Knowledge) -> None:
    results = computed(knowledge, answers={ID: {"own": "open"}})
    assert risks.answers_behind(results, "own").inputs == ("answers.censorship.own",)
    assert risks.answers_behind(results, "western") == COUNTED


def test_where_every_option_can_move_as_far_none_is_named(results: Results) -> None:
    words = str(risks.unsettled(results, EN)[1]).replace(NBSP, " ")
    assert words.endswith("The overall points can move by up to 50 points.")


def test_what_is_not_settled_counts_with_numbers_that_are_said(results: Results) -> None:
    words = str(risks.unsettled(results, EN)[1]).replace(NBSP, " ")
    assert words.startswith("What is unclear counts 70, what is unanswered 50, each with the range 0–100. ")


def test_a_lowest_risk_that_another_option_may_fall_below_is_not_called_certain(knowledge: Knowledge) -> None:
    by_option: dict[str, Answer] = {"api_cn": "open", "eu_hosted": "partly", "own": "partly", "western": "open"}
    answers = {one.id: dict(by_option) for one in knowledge.questions}
    assert "overlap" not in str(risks.scope(computed(knowledge, answers=answers), EN))
    light, heavy = (next(one for one in knowledge.questions if one.weight == weight) for weight in (1, 3))
    answers[light.id]["own"] = "met"
    answers[heavy.id]["eu_hosted"] = "unclear"
    said = str(risks.scope(computed(knowledge, answers=answers), EN))
    assert said.startswith(
        "Which risk is lowest is not settled, since the ranges overlap: EU-hosted, Own hardware. Not ranked, "
    )


def test_the_points_of_the_answer_lead_to_the_answers_behind_them(knowledge: Knowledge) -> None:
    by_option: dict[str, Answer] = {"api_cn": "open", "eu_hosted": "partly", "own": "met", "western": "partly"}
    results = computed(knowledge, answers={one.id: by_option for one in knowledge.questions})
    most, _, least = risks.answer(results, EN).origins
    assert {name.rpartition(".")[2] for name in most.inputs} == {"api_cn"} and len(most.inputs) == 5
    assert {name.rpartition(".")[2] for name in least.inputs} == {"own"}
