"""Risk of each option from the answers to the checklist: scores with bands, how much is covered, what blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer, BundledOption, OptionId, Theme

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Measure, Question

THEMES: tuple[Theme, ...] = get_args(Theme)
OPTIONS: tuple[OptionId, ...] = get_args(BundledOption)
"""The bundled ones."""

POINTS: dict[Answer | None, tuple[float, float, float]] = {
    "met": (0, 0, 0),
    "partly": (50, 50, 50),
    "open": (100, 100, 100),
    "unclear": (0, 70, 100),
    None: (0, 50, 100),
}
"""Low, middle and high of an answer in points: 0 is a question met, 100 one left open. None is no answer."""
COVERED: frozenset[Answer] = frozenset({"met", "partly", "open"})
"""Answers that say how it is; an unclear one leaves it open."""
ENOUGH_COVERAGE = 0.6
"""The share of the weight that must be answered before options are ranked."""


class Score(NamedTuple):
    """Points from 0 to 100 with the band that unclear and missing answers leave.

    `coverage` is the share of the weight that is answered.
    """

    middle: float
    low: float
    high: float
    coverage: float


class OptionRisk(NamedTuple):
    """The risk of an option. A theme in which nothing applies has no score, and neither has an option without any."""

    themes: dict[Theme, Score | None]
    overall: Score | None
    answered: int
    """Questions with an answer of any kind."""
    asked: int
    blocked_by: tuple[str, ...]
    """Ids of the knock-out questions that are answered "open"."""
    missing: tuple[str, ...]
    """Ids of the questions that have no answer that says how it is, the weightiest first."""
    may_block: tuple[str, ...] = ()
    """Ids of the knock-out questions that are unclear or not answered: answered "open", each would block."""
    weightless: bool = False
    """Whether there is no score because the themes that apply have no weight."""

    @property
    def enough(self) -> bool:
        """Whether so much is answered that the score may be compared."""
        return self.overall is not None and self.overall.coverage >= ENOUGH_COVERAGE


Answers = Mapping[str, Mapping[OptionId, Answer]]
"""By question and option."""
Given = tuple[tuple[str, OptionId, Answer], ...]
"""The same as a value that can be told apart quickly."""
Taken = tuple[tuple[str, OptionId, str], ...]
"""Question, option and id of each measure that is taken, in one order."""
Weighting = tuple[tuple[Theme, float], ...]
"""Points of each theme, in one order."""
NEUTRAL_POINTS = 50.0
"""Of a theme that the reader has not weighted: all count alike."""


def weighting(weights: Mapping[Theme, float]) -> Weighting:
    """The points of every theme; one that is left out has as many as any other that is."""
    return tuple((theme, weights.get(theme, NEUTRAL_POINTS)) for theme in THEMES)


ALIKE = weighting({})


def given(answers: Answers) -> Given:
    """`answers` in one order."""
    return tuple(
        sorted(
            (question, option, answer)
            for question, by_option in answers.items()
            for option, answer in by_option.items()
        )
    )


def taken(measures: Mapping[str, Mapping[OptionId, Iterable[str]]]) -> Taken:
    """`measures` by question and option, in one order."""
    return tuple(
        sorted(
            (question, option, measure)
            for question, by_option in measures.items()
            for option, ids in by_option.items()
            for measure in ids
        )
    )


@lru_cache(maxsize=16)
def risks(
    knowledge: Knowledge,
    given: Given,
    taken: Taken = (),
    weights: Weighting = ALIKE,
    options: tuple[OptionId, ...] = OPTIONS,
) -> dict[OptionId, OptionRisk]:
    """The risk of each of `options` from the answers, each moved on by the measures that are taken for it."""
    answers: dict[str, dict[OptionId, Answer]] = {}
    for question, option, answer in given:
        answers.setdefault(question, {})[option] = answer
    for asked in knowledge.questions if taken else ():
        for measure in asked.measures:  # in their order: one may go on where the one before it ended
            for option in options:
                if (asked.id, option, measure.id) in taken:
                    move(answers.get(asked.id, {}), option, measure)
    return {option: _option(knowledge.questions, option, answers, dict(weights)) for option in options}


def move(by_option: dict[OptionId, Answer], option: OptionId, measure: Measure) -> None:
    """A measure moves the answer it is meant for, and no other one."""
    before, after = measure.moves
    if by_option.get(option) == before:
        by_option[option] = after


def _option(
    questions: Iterable[Question], option: OptionId, answers: Answers, weights: Mapping[Theme, float]
) -> OptionRisk:
    asked = [question for question in questions if _answer(question, option, answers) != "not_applicable"]
    found = {question.id: _answer(question, option, answers) for question in asked}
    themes = {theme: _score([one for one in asked if one.theme == theme], found) for theme in THEMES}
    missing = [question for question in asked if found[question.id] not in COVERED]
    overall = _mean([(score, weights[theme]) for theme, score in themes.items() if score is not None])
    return OptionRisk(
        themes,
        overall,
        sum(answer is not None for answer in found.values()),
        len(asked),
        tuple(question.id for question in asked if question.knockout and found[question.id] == "open"),
        # one of a theme without weight changes no overall points: it comes after all others
        tuple(one.id for one in sorted(missing, key=lambda one: (weights[one.theme] <= 0, -one.weight))),
        tuple(one.id for one in missing if one.knockout),
        overall is None and bool(asked),
    )


def _answer(question: Question, option: OptionId, answers: Answers) -> Answer | None:
    return answers.get(question.id, {}).get(option)


def _score(questions: Iterable[Question], found: Mapping[str, Answer | None]) -> Score | None:
    """The mean of a theme, weighted by its questions."""
    parts = []
    for question in questions:
        answer = found[question.id]
        low, middle, high = POINTS[answer]
        parts.append((Score(middle, low, high, float(answer in COVERED)), float(question.weight)))
    return _mean(parts)


def _mean(parts: list[tuple[Score, float]]) -> Score | None:
    weight = sum(share for _, share in parts)
    if not weight:
        return None
    return Score(*(sum(score[place] * share for score, share in parts) / weight for place in range(4)))
