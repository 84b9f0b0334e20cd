"""What the decision page says while the checklist fills."""

from datetime import date

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing
from lagebild.language import NBSP, Language
from lagebild.wording.decision import standing

TODAY = date(2026, 11, 21)
EN = Language("en")


def said(results: Results, share: float, answer: str = "met") -> str:
    """The sentence when this share of the questions is answered for every option."""
    questions = results.knowledge.questions
    chosen = questions[: round(len(questions) * share)]
    answers = {question.id: dict.fromkeys(OPTIONS, answer) for question in chosen}
    found = compute(results.knowledge, Briefing(as_of=TODAY, answers=answers), TODAY)
    return str(standing(found, EN)).replace(NBSP, " ")


def test_without_answers_it_says_what_is_missing(results: Results) -> None:
    assert said(results, 0) == (
        "No ranking yet: of the checklist at most 0% is answered for an option, 60% are needed."
    )


def test_unclear_answers_cover_nothing(results: Results) -> None:
    assert "at most 0%" in said(results, 1, "unclear")


def test_with_enough_answers_it_names_those_no_other_beats(results: Results) -> None:
    sentence = said(results, 1)
    assert sentence.startswith("Beaten by no other option in cost, risk and time to start together: ")
    assert "Own hardware" not in sentence  # it has no cost yet


def test_where_every_option_is_blocked_none_is_named(results: Results) -> None:
    assert said(results, 1, "open") == "No ranking: no option has cost, risk and lead time together."
