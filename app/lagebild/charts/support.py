"""What charts share: the source line with the weakest support of the marks, and a chart cut to its first rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from lagebild.analysis.ownership import counting as counting_of_servers
from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import counting as counting_of_a_run
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.charts.chart import Chart, Point, Series, Table
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.wording.origins import default_of
from lagebild.wording.standings import weakest_support


def supported(source: str, series: Iterable[Series], results: Results, language: Language) -> str:
    """`source`, how well the weakest of what the marks rest on is checked, and whether one is due for a check.

    They rest on records, and on the presets of the inputs that count and that the reader left alone. `source` alone
    where they rest on neither.
    """
    points: Iterable[Point] = (point for one in series for point in one.points if point is not None)
    origins = frozenset(point.origin for point in points)
    stated = {id for origin in origins for id in origin.records if not _is_own(id, results)}
    inputs = {name for origin in origins for name in origin.inputs}
    presets = {default_of(results, name) for name in inputs if _counts(results, name)}
    records = frozenset(id for id in (*stated, *presets) if id is not None)
    weakest = weakest_support(results.knowledge, records, language)
    if not weakest:
        return source
    old = language.say("due for a check") if _overdue(results.knowledge, records, results.today) else ""
    return " · ".join(part for part in (source, weakest, old) if part)


def _is_own(id: str, results: Results) -> bool:
    """Whether a record is a price of the reader's own, of whichever model: it is supported by nothing here."""
    quote, offer = results.api_costs.quotes.get(id), results.knowledge.offers.get(id)
    return bool((quote is not None and quote.own) or (offer is not None and offer.own))


def _counts(results: Results, name: str) -> bool:
    """Whether an input "topic.input" is a quantity that numbers rest on as things are, and no way to look at them."""
    if not _is_quantity(name):
        return False
    topic, _, short = name.partition(".")
    if topic == TrainingCosts.topic:
        return short in counting_of_a_run(results.training_costs)
    return topic != SelfHosting.topic or short in counting_of_servers(results.self_hosting)


@cache  # asked for every input with each move of a slider
def _is_quantity(name: str) -> bool:
    topic, _, short = name.partition(".")
    return topic in CALCULATORS and not isinstance(CALCULATORS[topic].inputs.get(short), Choice)


@lru_cache(maxsize=256)
def _overdue(knowledge: Knowledge, records: frozenset[str], today: date) -> bool:
    days = (knowledge.due(id) for id in records)
    return any(day is not None and day < today for day in days)


def shortened(chart: Chart, count: int) -> Chart:
    """The chart of its first categories, with the others as further rows of its table."""
    if len(chart.categories) <= count:
        return chart
    whole = chart.table()
    rest = Table(
        header=whole.header, rows=whole.rows[count:], values=whole.values[count:], origins=whole.origins[count:]
    )
    return chart.changed(
        categories=chart.categories[:count],
        series=tuple(series.changed(points=series.points[:count]) for series in chart.series),
        columns=tuple(
            column.changed(
                cells=column.cells[:count],
                values=None if column.values is None else column.values[:count],
                origins=column.origins[:count],
            )
            for column in chart.columns
        ),
        rest=rest,
    )
