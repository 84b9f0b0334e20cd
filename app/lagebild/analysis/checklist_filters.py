"""Filters of the checklist: which questions have an open, unclear or missing answer, or are seen to by somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from lagebild.analysis.action_plan import in_order
from lagebild.knowledge.records import OptionId

if TYPE_CHECKING:
    from lagebild.analysis.results import Results
    from lagebild.knowledge.questions import Question

Standing = Literal["", "open", "unclear", "unanswered", "knockout"]
"""Which answers a question must have; "" lets all through."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)


class Filters(NamedTuple):
    """What the reader wants to see; both must fit the same answer of a question."""

    standing: str = ""
    """A Standing."""
    owner: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """Names of those that filter."""
        return tuple(name for name in self._fields if getattr(self, name))


class Hindrance(NamedTuple):
    """A filter without which some questions would be listed, and how many."""

    name: str
    found: int


def matching(results: Results, filters: Filters) -> tuple[str, ...]:
    """Ids of the questions that pass, in the order of the checklist."""
    answers = {(question, option): answer for question, option, answer in results.answers}
    options = tuple(option.id for option in results.options)

    def passes(question: Question, option: OptionId) -> bool:
        answer = answers.get((question.id, option))
        fits = {
            "": True,
            "open": answer == "open",
            "unclear": answer == "unclear",
            "unanswered": answer is None,
            "knockout": question.knockout,
        }[filters.standing]
        task = results.tasks.get(question.id, {}).get(option)
        return fits and (not filters.owner or (task is not None and task.owner == filters.owner))

    return tuple(question.id for question in in_order(results) if any(passes(question, option) for option in options))


def hindrance(results: Results, filters: Filters) -> Hindrance | None:
    """The one filter to drop where no question passes: the one that lets most through; None where none helps alone."""
    without = (Hindrance(name, len(matching(results, filters._replace(**{name: ""})))) for name in filters.active)
    best = max(without, key=lambda one: one.found, default=None)
    return best if best is not None and best.found else None
