"""What is left to do: the items of the checklist that are open or partly met, with owner, day and measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lagebild.analysis.risks import THEMES
from lagebild.briefing import Task
from lagebild.knowledge.records import Answer, Option, OptionId, Theme

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.analysis.results import Results
    from lagebild.knowledge.questions import Measure, Question

TO_DO: frozenset[Answer] = frozenset({"open", "partly"})
"""Answers that leave something to do."""
ASSIGNABLE: frozenset[Answer] = TO_DO | {"unclear"}
"""Answers somebody can see to; what is unclear is an item once it has an owner or a day."""


class Item(NamedTuple):
    """A question for an option, as the reader answered it, and what is to be done about it."""

    question: Question
    option: Option
    answer: Answer
    """As given: a measure that is ticked may be planned, and then it is still to be done."""
    reached: Answer
    """What the ticked measures make of it."""
    owner: str
    due: date | None
    measures: tuple[Measure, ...]
    """Not yet ticked."""
    ticked: tuple[Measure, ...]
    note: str
    """The reader's, on this item."""
    reason: str
    """The reader's, for the answers to the question."""

    def days_left(self, today: date) -> int | None:
        """Days until it is due; negative ones are those it is overdue by."""
        return None if self.due is None else (self.due - today).days

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due is not None and self.due < today


@lru_cache(maxsize=4)  # by identity
def plan(results: Results) -> tuple[Item, ...]:
    """All items, the earliest due first, then by weight, knock-outs first among equals; without a day last."""
    found = tuple(_items(results))
    order = sorted(
        range(len(found)),
        key=lambda place: (
            found[place].due or date.max, -found[place].question.weight, not found[place].question.knockout, place
        ),
    )  # fmt: skip
    return tuple(found[place] for place in order)


def _items(results: Results) -> Iterator[Item]:
    """In the order of the checklist."""
    answers = {(question, option): answer for question, option, answer in results.answers}
    for question in in_order(results):
        reason = results.reasons.get(question.id)
        for option in results.options:
            answer = answers.get((question.id, option.id))
            task = results.tasks.get(question.id, {}).get(option.id, Task())
            if answer is None or not (answer in TO_DO or (answer in ASSIGNABLE and task != Task())):
                continue
            reached: Answer = answer
            ticked, measures = [], []
            for measure in question.measures:
                if (question.id, option.id, measure.id) in results.measures:
                    ticked.append(measure)
                    reached = measure.moves[1] if reached == measure.moves[0] else reached
                else:
                    measures.append(measure)
            yield Item(
                question, option, answer, reached, task.owner, task.due, tuple(measures), tuple(ticked),
                task.note, "" if reason is None else reason.text,
            )  # fmt: skip


def in_order(results: Results) -> tuple[Question, ...]:
    """The questions in the order of the checklist: theme by theme."""
    questions = results.knowledge.questions
    return tuple(question for theme in THEMES for question in questions if question.theme == theme)


def unanswered(results: Results, theme: Theme | None = None) -> list[tuple[Question, OptionId]]:
    """Questions and options without an answer; of a theme, or all."""
    given = {(question, option) for question, option, _ in results.answers}
    return [
        (question, option.id)
        for question in in_order(results)
        if theme in (None, question.theme)
        for option in results.options
        if (question.id, option.id) not in given
    ]


def owners(results: Results) -> tuple[str, ...]:
    """Everybody who sees to something, in alphabetical order."""
    named = {task.owner for by_option in results.tasks.values() for task in by_option.values() if task.owner}
    return tuple(sorted(named, key=lambda name: (name.casefold(), name)))
