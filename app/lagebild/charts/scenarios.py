"""Scenarios side by side: what a month costs in each, with the two models and with own servers."""

from __future__ import annotations

from functools import lru_cache

from lagebild.analysis.results import Results
from lagebild.analysis.scenarios import worlds
from lagebild.charts.chart import Chart, Column, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED
from lagebild.theme import Mark
from lagebild.wording.api_costs import name_of
from lagebild.wording.scenarios import (
    OUTCOMES,
    described,
    finding,
    outcome_amount,
    outcome_name,
    outcome_shown,
    world_name,
)
from lagebild.wording.terms import currency_name

_DRAWN: dict[str, Mark] = {"first": "hero", "second": "comparator", "own": "option:own"}


@lru_cache(maxsize=2)  # by identity; the page looks at one scenario after the other
def monthly(results: Results, language: Language) -> Chart:
    """A group of bars for each scenario, the base on top."""
    say, how = language.say, results.api_costs.money
    each = worlds(results)
    series = []
    for outcome in OUTCOMES:
        if outcome.id not in _DRAWN:
            continue
        points: list[Point | None] = []
        for world in each:
            value, shown = outcome_amount(outcome, world), outcome_shown(outcome, world, language)
            drawn = None
            if value is not None and isinstance(shown, Shown):
                costs = world.results.api_costs
                models = {"first": costs.first, "second": costs.second}
                of_model = outcome.id in models and models[outcome.id] != getattr(results.api_costs, outcome.id)
                note = name_of(world.results, models[outcome.id]) if of_model else ""
                drawn = Point(value=value, label=str(shown), origin=shown.origin, note=note)
            points.append(drawn)
        series.append(
            Series(name=outcome_name(outcome, results, language), role=_DRAWN[outcome.id], points=tuple(points))
        )
    others = [outcome for outcome in OUTCOMES if outcome.id not in _DRAWN]
    cells = {outcome.id: [outcome_shown(outcome, world, language) for world in each] for outcome in others}
    columns = [
        Column(
            name=outcome_name(outcome, results, language),
            cells=tuple(str(cell) for cell in cells[outcome.id]),
            values=tuple(outcome_amount(outcome, world) for world in each),
            origins=tuple(cell.origin if isinstance(cell, Shown) else None for cell in cells[outcome.id]),
        )
        for outcome in others
    ]
    told = tuple(str(described(world, results, language)) if world.place is not None else "–" for world in each)
    columns.append(Column(name=say("Differs from the base"), cells=told, origins=(None,) * len(each)))
    title = str(finding(results, language))
    return Chart(
        id="scenarios.monthly",
        kind="grouped_bars",
        topic="scenarios",
        title=title,
        heading=say("Scenarios side by side"),
        subtitle=say("{currency} a month", currency=currency_name(how, language)),
        categories=tuple(world_name(world, language) for world in each),
        series=tuple(series),
        columns=tuple(columns),
        unit=how.currency,
        category_name=say("Scenario"),
        legend=True,
        source=supported(
            say("Source: Lagebild’s calculators with your scenarios · as of {day}",
                day=language.date(results.api_costs.as_of, COUNTED)),
            tuple(series), results, language,
        ),
        alternative=language.say_plural(
            "{answer} {count} group of bars.", "{answer} {count} groups of bars.", len(each), answer=title
        ),
        language=language.code,
    )  # fmt: skip
