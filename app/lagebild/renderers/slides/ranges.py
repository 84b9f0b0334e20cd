"""What is plotted of ranges: columns the workbook computes from their ends, so that marks follow edited values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from lagebild.charts.chart import Chart, Point
from lagebild.language import Language
from lagebild.renderers.slides.embedded import number
from lagebild.theme import Mark as Role

_VALUE = 7.0  # points: as wide as the mark of a single value

Part = Literal["end", "offset", "mark", "below"]
"""Where the label stands; what is stacked: nothing, the mark, what of it lies below zero."""


class Computed(NamedTuple):
    """A column of numbers with the formulas behind them; a category without a mark has no number."""

    part: Part
    name: str
    values: tuple[float | None, ...]
    formulas: tuple[str, ...]


def marks(chart: Chart) -> list[Point | None]:
    """The mark of each category."""
    columns = zip(*(series.points for series in chart.series), strict=True)
    return [next((point for point in here if point is not None), None) for here in columns]


def ends(chart: Chart) -> Computed:
    """Where the labels stand: at values and upper ends; below zero, where bars grow leftwards, at lower ends."""
    name = Language(chart.language).say("Label at")
    if not _has_negative(chart):
        return _column(chart, "end", name, lambda _, end: end, "=MAX({ends})")
    formula = "=IF(MAX({ends})<0,MIN({ends}),MAX({ends}))"
    return _column(chart, "end", name, lambda value, end: value if end < 0 else end, formula)


def stacked(chart: Chart, per_point: float, first: int = 1) -> tuple[Computed, ...]:
    """The parts of the marks, where a point of the graphic stands for `per_point` of the axis.

    Formulas look for the ends of the first category in the row `first`, counted from 0.
    """
    say = Language(chart.language).say
    half, half_text = _rounded(_VALUE / 2 * per_point)

    # a single value has a mark too, and a narrow range one that can be seen
    def low(value: float, end: float) -> float:
        return min(value, (value + end) / 2 - half)

    def high(value: float, end: float) -> float:
        return max(end, (value + end) / 2 + half)

    low_text, high_text = f"MIN({{ends}},AVERAGE({{ends}})-{half_text})", f"MAX({{ends}},AVERAGE({{ends}})+{half_text})"
    # stacks grow from zero to both sides, so what lies below it is apart
    offset = _column(
        chart, "offset", say("Mark from"),
        lambda value, end: max(0.0, low(value, end)) + min(0.0, high(value, end)),
        f"=MAX(0,{low_text})+MIN(0,{high_text})", first,
    )  # fmt: skip
    mark = _column(
        chart, "mark", say("Length of the mark"),
        lambda value, end: max(0.0, high(value, end)) - max(0.0, low(value, end)),
        f"=MAX(0,{high_text})-MAX(0,{low_text})", first,
    )  # fmt: skip
    if not _has_negative(chart):
        return offset, mark
    below = _column(
        chart, "below", say("Length of the mark below zero"),
        lambda value, end: min(0.0, low(value, end)) - min(0.0, high(value, end)),
        f"=MIN(0,{low_text})-MIN(0,{high_text})", first,
    )  # fmt: skip
    return offset, mark, below


def roles(chart: Chart) -> list[Role | None]:
    """The roles of the marks."""
    return [
        next((chart.role(series, point) for series in chart.series if (point := series.points[category])), None)
        for category in range(len(chart.categories))
    ]


def used(chart: Chart) -> Point | None:
    """The mark that is used: the first in the hero's role."""
    pairs = zip(marks(chart), roles(chart), strict=True)
    return next((point for point, role in pairs if role == "hero"), None)


def _has_negative(chart: Chart) -> bool:
    return any(point is not None and point.value < 0 for point in marks(chart))


def _column(
    chart: Chart, part: Part, name: str, value: Callable[[float, float], float], formula: str, first: int = 1
) -> Computed:
    """`formula` says the same as `value`, with {ends} for the cells of the lower and the upper end."""
    values = tuple(None if point is None else number(value(point.value, point.end)) for point in marks(chart))
    formulas = tuple(formula.format(ends=_ends(chart, first + row)) for row in range(len(values)))
    return Computed(part, name, values, formulas)


def _ends(chart: Chart, row: int) -> str:
    """The cells of a category's values and its upper end: one of the values is there, the others are empty."""
    last = len(chart.series) + len(chart.upper_ends())
    first, end = (xl_rowcol_to_cell(row, column) for column in (1, last))
    return str(first if last == 1 else f"{first}:{end}")


def _rounded(value: float) -> tuple[float, str]:
    """In three digits, and as a formula says it: without an exponent."""
    short = float(f"{value:.3g}")
    return short, f"{Decimal(repr(short)):f}"
