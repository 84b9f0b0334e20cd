"""What stands behind a score of the checklist: each of its questions with the answer that counts and its points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from lagebild.analysis.risks import POINTS, Given, Taken, move
from lagebild.knowledge.records import Answer, OptionId

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Question


class Part(NamedTuple):
    """A question in a score: the answer given, the one that counts after the measures taken, and its points."""

    question: Question
    given: Answer | None
    counts: Answer | None
    points: tuple[float, float, float] | None
    """Low, middle and high; None where the question does not apply and is left out."""


def behind(questions: Iterable[Question], option: OptionId, given: Given, taken: Taken) -> tuple[Part, ...]:
    """The parts of an option's score over these questions, in their order."""
    answers = {question: answer for question, of, answer in given if of == option}
    parts = []
    for question in questions:
        answer = answers.get(question.id)
        by_option = {} if answer is None else {option: answer}
        for measure in question.measures:
            if (question.id, option, measure.id) in taken:
                move(by_option, option, measure)
        counts = by_option.get(option)
        parts.append(Part(question, answer, counts, None if counts == "not_applicable" else POINTS[counts]))
    return tuple(parts)
