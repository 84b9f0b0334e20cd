"""The sheet of scenarios: a column each, with what it changes, why, and what the calculators come to in it."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.analysis.scenarios import places, world_inputs, worlds
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice
from lagebild.documents.sheets import Sheet
from lagebild.documents.workbook.formats import input_format
from lagebild.documents.workbook.page import FIRST, HEAD, LABEL, Page
from lagebild.language import Language
from lagebild.wording.scenarios import (
    OUTCOMES,
    outcome_name,
    place_name,
    value_there,
    world_name,
)

_WIDTHS = (4.5, 40.0)
_COLUMN = 24.0
_ROOM = 22


def scenarios(results: Results, language: Language) -> Sheet | None:
    """The sheet; None without a scenario. Its numbers are those of the export: live are the calculators' sheets."""
    each = worlds(results)
    if len(each) == 1:
        return None
    say, page = language.say, Page()
    page.head(
        say("Scenarios"),
        say("As they stood when this workbook was written; the sheets of the calculators hold the base."),
        (),
    )
    names = tuple(world_name(world, language) for world in each)
    page.heading(say("What they change"))
    words = frozenset(range(1, len(names) + 1))
    page.columns((say("Input"), *names), words=words)
    for place in places(results):
        page.put(page.row, LABEL, place_name(place, results, language), "wrapped_label")
        told = []
        for column, world in enumerate(each, FIRST):
            topic, _, name = place.partition(".")
            declared = CALCULATORS[topic].inputs.get(name) if topic in CALCULATORS else None
            if declared is not None and not isinstance(declared, Choice) and name not in world.results.ranges[topic]:
                value = world_inputs(world.results, topic)[name]
                page.put(page.row, column, value, "result", number=input_format(declared, value, language.code))
                continue
            cell = str(value_there(place, world.results, language))
            page.put(page.row, column, cell, "wrapped")
            told.append((cell, _ROOM))
        page.next_row(tuple(told))
    page.heading(say("Why"))
    page.columns((say("What"), *names), words=words)
    page.put(page.row, LABEL, say("Description"), "wrapped_label")
    for column, world in enumerate(each, FIRST):
        page.put(page.row, column, world.description or "–", "wrapped")
    page.next_row(tuple((world.description, _ROOM) for world in each))
    for place in places(results):
        reasons = [world.reasons.get(place, "") for world in each]
        if any(reasons):
            page.put(page.row, LABEL, place_name(place, results, language), "wrapped_label")
            for column, reason in enumerate(reasons, FIRST):
                page.put(page.row, column, reason or "–", "wrapped")
            page.next_row(tuple((reason, _ROOM) for reason in reasons))
    page.heading(say("What the calculators come to"), say("US dollars, a month unless said otherwise"))
    page.columns((say("Result"), *names))
    for outcome in OUTCOMES:
        page.put(page.row, LABEL, outcome_name(outcome, results, language), "label")
        for column, world in enumerate(each, FIRST):
            amount = outcome.value(world.results)
            if amount is None:
                page.put(page.row, column, "–", "text")
            else:
                page.put(page.row, column, amount, "result", number="#,##0")
        page.row += 1
    title = say("Scenarios")
    widths = (*_WIDTHS, *(_COLUMN,) * len(each))
    return page.sheet(title, title, widths, frozen=(HEAD, FIRST))
