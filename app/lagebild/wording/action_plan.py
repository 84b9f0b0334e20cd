"""The action plan in words: what is left to do, until when, by whom, and how it is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lagebild.analysis.action_plan import Item, plan
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.origin import COUNTED
from lagebild.wording.risks import answer_word, progress, theme_name

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Measure

PLAN = N_("Action plan")
COLUMNS = (
    N_("Due"), N_("Owner"), N_("Question"), N_("Option"), N_("Answer"), N_("Weight"), N_("Measures to take"),
)  # fmt: skip
"""Of the table in the window and on paper."""
DUE, OWNER, QUESTION, OPTION, ANSWER, WEIGHT, MEASURES = range(len(COLUMNS))
NOTHING = "–"
"""Where a cell has nothing to say."""
_EFFORTS = {"hours": N_("hours"), "days": N_("days"), "weeks": N_("weeks")}
NOBODY = "\0"
"""The owner of items without one, as a filter; no name holds this character."""


class Filters(NamedTuple):
    """What of the plan is listed: the items of an option, of an owner; "" lets all through."""

    option: str = ""
    owner: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """Names of those that filter."""
        return tuple(name for name in self._fields if getattr(self, name))


class Row(NamedTuple):
    """An item as the table shows it."""

    cells: tuple[str, ...]
    overdue: bool
    knockout: bool


def header(language: Language) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(map(language.say, COLUMNS))


def row(item: Item, today: date, language: Language) -> Row:
    """The words of an item."""
    return Row(
        (
            due_words(item, today, language) or NOTHING,
            item.owner or NOTHING,
            language.of(item.question.title),
            language.of(item.option.short),
            answer_words(item, language),
            weight_words(item, language),
            "\n".join(measure_words(measure, language) for measure in item.measures) or NOTHING,
        ),
        item.is_overdue(today),
        item.question.knockout,
    )


def due_words(item: Item, today: date, language: Language) -> str:
    """The day, and where that lies from today; empty without one."""
    if item.due is None:
        return ""
    return f"{language.date(item.due, COUNTED)}, {days_words(item, today, language)}"


def days_words(item: Item, today: date, language: Language) -> str:
    """How far off the day is; empty without one."""
    days = item.days_left(today)
    if days is None:
        return ""
    if days < 0:
        return language.say_plural("overdue by {count} day", "overdue by {count} days", -days)
    if days < 2:
        return language.say("due tomorrow") if days else language.say("due today")
    return language.say_plural("in {count} day", "in {count} days", days)


def answer_words(item: Item, language: Language) -> str:
    """The answer, and what the ticked measures make of it where that is another one."""
    given = answer_word(item.answer, language)
    if item.reached == item.answer:
        return given
    return language.say("{before} → {after}", before=given, after=answer_word(item.reached, language))


def weight_words(item: Item, language: Language) -> str:
    """The weight of the question, and whether it can knock an option out."""
    weight = language.show(item.question.weight, COUNTED, digits=0)
    return language.say("{weight}, knock-out", weight=weight) if item.question.knockout else str(weight)


def measure_words(measure: Measure, language: Language) -> str:
    """What is done, and how much work that is."""
    effort = language.say(_EFFORTS[measure.effort])
    return language.say("{measure} ({effort})", measure=language.of(measure.text), effort=effort)


def answer(results: Results, language: Language) -> Text:
    """How much is left to do, and what of it is late or nobody's."""
    items = plan(results)
    if not items and not progress(results)[0]:
        return language.sentence("Nothing is listed yet: no question is answered.")
    if not items:
        return language.sentence("Nothing is to be done: no question is answered “open” or “partly”.")
    late = sum(item.is_overdue(results.today) for item in items)
    nobody = sum(not item.owner for item in items)
    if len(items) == 1:
        return _only(bool(late), bool(nobody), language)
    parts = []
    if late:
        message = N_("*{late}* of them are overdue") if late > 1 else N_("*{late}* of them is overdue")
        parts.append(language.sentence(message, late=language.show(late, COUNTED, digits=0)))
    if nobody:
        message = N_("*{nobody}* have no owner") if nobody > 1 else N_("*{nobody}* has no owner")
        parts.append(language.sentence(message, nobody=language.show(nobody, COUNTED, digits=0)))
    if not parts:
        parts = [language.sentence("each has an owner, none is overdue")]
    fields = dict(zip(("first", "second"), parts, strict=False))
    message = N_("*{count}* items are to be done; {first}.")
    if len(parts) == 2:
        message = N_("*{count}* items are to be done; {first}, {second}.")
    return language.sentence(message, count=language.show(len(items), COUNTED, digits=0), **fields)


def _only(late: bool, nobody: bool, language: Language) -> Text:
    message = N_("*{count}* item is to be done; it has an owner and is not overdue.")
    if late:
        message = N_("*{count}* item is to be done; it is overdue.")
    elif nobody:
        message = N_("*{count}* item is to be done; it has no owner.")
    return language.sentence(message, count=language.show(1, COUNTED, digits=0))


def scope(language: Language) -> str:
    """What the plan lists."""
    return language.say(
        "Listed is what is answered “open” or “partly”, and what is unclear once it has an owner or a day. "
        "Measures that are ticked no longer stand here."
    )


def listed(items: Sequence[Item], filters: Filters) -> tuple[int, ...]:
    """The places of the items that pass."""
    owner = "" if filters.owner == NOBODY else filters.owner
    return tuple(
        place
        for place, item in enumerate(items)
        if filters.option in ("", item.option.id) and (not filters.owner or item.owner == owner)
    )


def hindrance(items: Sequence[Item], filters: Filters) -> str:
    """The name of the one filter to drop where nothing passes; empty where none helps alone."""
    without = {name: len(listed(items, filters._replace(**{name: ""}))) for name in filters.active}
    best = max(without, key=lambda name: without[name], default="")
    return best if best and without[best] else ""


def ordered(items: Sequence[Item], places: Sequence[int], column: int, descending: bool) -> tuple[int, ...]:
    """`places` by a column; -1 is the plan's own order. What is not there comes last either way round."""
    if column < 0:
        return tuple(places)

    def key(place: int) -> Any:
        item = items[place]
        return {
            DUE: item.due,
            OWNER: item.owner.casefold() or None,
            QUESTION: item.question.title.en.casefold(),
            OPTION: item.option.id,
            ANSWER: ("unclear", "partly", "open").index(item.answer),
            WEIGHT: (item.question.weight, item.question.knockout),
            MEASURES: len(item.measures) or None,
        }[column]

    there = sorted((place for place in places if key(place) is not None), key=key, reverse=descending)
    return (*there, *(place for place in places if key(place) is None))


def count_line(found: int, items: Sequence[Item], today: date, language: Language) -> Text:
    """How many items are listed, and how many of all are overdue."""
    late = sum(item.is_overdue(today) for item in items)
    return language.sentence(
        "{found} of {all} items · {late} overdue",
        found=language.show(found, COUNTED, digits=0),
        all=language.show(len(items), COUNTED, digits=0),
        late=language.show(late, COUNTED, digits=0),
    )


def as_json(results: Results) -> list[dict[str, Any]]:
    """The items as `lagebild results` prints them, in the plan's own order."""
    return [
        {
            "question": item.question.id,
            "option": item.option.id,
            "theme": item.question.theme,
            "answer": item.answer,
            "with_ticked_measures": item.reached,
            "weight": item.question.weight,
            "knockout": item.question.knockout,
            "owner": item.owner or None,
            "due": None if item.due is None else item.due.isoformat(),
            "days_left": item.days_left(results.today),
            "measures": [{"id": measure.id, "effort": measure.effort} for measure in item.measures],
            "ticked": [measure.id for measure in item.ticked],
            "note": item.note,
        }
        for item in plan(results)
    ]


def notes_as_json(results: Results) -> dict[str, dict[str, Any]]:
    """What the reader wrote about a question and its options, to the letter, and when the reason was last changed."""
    told: dict[str, dict[str, Any]] = {}
    for question in dict.fromkeys((*results.reasons, *results.tasks)):
        reason = results.reasons.get(question)
        notes = {option: task.note for option, task in results.tasks.get(question, {}).items() if task.note}
        if reason is not None or notes:
            told[question] = {
                "text": "" if reason is None else reason.text,
                "written": None if reason is None else reason.written.isoformat(),
                "options": notes,
            }
    return told


def theme_of(item: Item, language: Language) -> str:
    """The theme of an item's question."""
    return theme_name(item.question.theme, language)


def told_reasons(results: Results, language: Language) -> str:
    """Every reason and note whole, under its question, for the notes of a slide; empty without any."""
    parts = []
    for question in results.knowledge.questions:
        title, reason = language.of(question.title), results.reasons.get(question.id)
        if reason is not None and reason.text:
            parts.append(language.say("Your reasons: “{title}”", title=title) + "\n" + reason.text)
        for option in results.options:
            task = results.tasks.get(question.id, {}).get(option.id)
            if task is not None and task.note:
                words = language.say("Note: “{title}”, {option}", title=title, option=language.of(option.label))
                parts.append(words + "\n" + task.note)
    return "\n\n".join(parts)
