"""The action plan as a listing: the items to be done, every answer with its owner and day, the reader's reasons."""

from __future__ import annotations

from lagebild.analysis.action_plan import Item, in_order, plan
from lagebild.analysis.results import Results
from lagebild.briefing import Task
from lagebild.documents.listing import Entry, ListColumn, Listed, Listing
from lagebild.language import Language
from lagebild.wording import action_plan as wording
from lagebild.wording.risks import answer_word, theme_name


def action_plan(results: Results, language: Language) -> Listing:
    """The plan, and behind it all answers and reasons."""
    return Listing(
        title=language.say(wording.PLAN),
        language=language.code,
        day=results.today,
        tables=(items(results, language), answers(results, language), reasons(results, language)),
    )


def items(results: Results, language: Language) -> Listed:
    """What is left to do, in the plan's own order."""
    say = language.say
    names = (
        (say("Due"), 12), (say("Time left"), 20), (say("Owner"), 20), (say("Theme"), 14), (say("Question"), 30),
        (say("Option"), 16), (say("Answer"), 16), (say("Weight"), 9), (say("Knock-out"), 9),
        (say("Measures to take"), 46), (say("Note"), 50), (say("Your reasons"), 60),
    )  # fmt: skip
    return Listed(
        title=say(wording.PLAN),
        subtitle=wording.scope(language),
        columns=tuple(ListColumn(name=name, width=width) for name, width in names),
        rows=tuple(_item(item, results, language) for item in plan(results)),
    )


def _item(item: Item, results: Results, language: Language) -> tuple[Entry, ...]:
    return (
        item.due,
        wording.days_words(item, results.today, language),
        item.owner,
        wording.theme_of(item, language),
        language.of(item.question.title),
        language.of(item.option.label),
        wording.answer_words(item, language),
        item.question.weight,
        language.say("yes") if item.question.knockout else "",
        "\n".join(wording.measure_words(measure, language) for measure in item.measures),
        item.note,
        item.reason,
    )


def answers(results: Results, language: Language) -> Listed:
    """Every question for every option, answered or not."""
    say = language.say
    given = {(question, option): answer for question, option, answer in results.answers}
    names = (
        (say("Theme"), 14), (say("Question"), 34), (say("Option"), 22), (say("Answer"), 16), (say("Owner"), 20),
        (say("Due"), 12), (say("Measures ticked"), 46), (say("Note"), 60),
    )  # fmt: skip
    rows: list[tuple[Entry, ...]] = []
    for question in in_order(results):
        for option in results.options:
            answer = given.get((question.id, option.id))
            task = results.tasks.get(question.id, {}).get(option.id, Task())
            ticked = (one for one in question.measures if (question.id, option.id, one.id) in results.measures)
            rows.append(
                (
                    theme_name(question.theme, language),
                    language.of(question.title),
                    language.of(option.label),
                    "" if answer is None else answer_word(answer, language),
                    task.owner,
                    task.due,
                    "\n".join(language.of(measure.text) for measure in ticked),
                    task.note,
                )
            )
    return Listed(
        title=say("Answers"),
        subtitle=say("Every question of the checklist for every option, as you answered it."),
        columns=tuple(ListColumn(name=name, width=width) for name, width in names),
        rows=tuple(rows),
    )


def reasons(results: Results, language: Language) -> Listed:
    """What the reader wrote, to the letter."""
    say = language.say
    written = ((question, results.reasons.get(question.id)) for question in in_order(results))
    return Listed(
        title=say("Your reasons"),
        subtitle=say("Why questions are answered as they are, in your own words."),
        columns=(
            ListColumn(name=say("Theme"), width=14),
            ListColumn(name=say("Question"), width=34),
            ListColumn(name=say("Changed"), width=12),
            ListColumn(name=say("Your reasons"), width=90),
        ),
        rows=tuple(
            (theme_name(question.theme, language), language.of(question.title), reason.written, reason.text)
            for question, reason in written
            if reason is not None and reason.text
        ),
    )
