"""What charts share: the source line with the weakest support of the marks, and a chart cut to its first rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Point, Series, Table
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.wording.standings import weakest_support


def supported(source: str, series: Iterable[Series], results: Results, language: Language) -> str:
    """`source`, how well the weakest of the marks' records is checked, and whether one is due for a check.

    `source` alone where the marks rest on no record.
    """
    points: Iterable[Point] = (point for one in series for point in one.points if point is not None)
    quotes = results.api_costs.quotes  # a price of the reader's own, of whichever model, is supported by nothing here
    records = frozenset(
        record for point in points for record in point.origin.records if record not in quotes or not quotes[record].own
    )
    weakest = weakest_support(results.knowledge, records, language)
    if not weakest:
        return source
    old = language.say("due for a check") if _overdue(results.knowledge, records, results.today) else ""
    return " · ".join(part for part in (source, weakest, old) if part)


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
