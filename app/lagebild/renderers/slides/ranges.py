"""What is plotted of ranges: columns the workbook computes from their ends, so that marks follow edited values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    half, half_text = rounded(_VALUE / 2 * per_point)

    # a single value has a mark too, and a narrow range one that can be seen
    def low(value: float, end: float) -> float:
        return min(value, (value + end) / 2 - half)

    def high(value: float, end: float) -> float:
        return max(end, (value + end) / 2 + half)

    reach: list[tuple[float, float] | None] = []
    texts = []
    for row, point in enumerate(marks(chart)):
        reach.append(None if point is None else (low(point.value, point.end), high(point.value, point.end)))
        ends = _ends(chart, first + row)
        texts.append((f"MIN({ends},AVERAGE({ends})-{half_text})", f"MAX({ends},AVERAGE({ends})+{half_text})"))
    parts = between(reach, texts, Language(chart.language))
    return parts if _has_negative(chart) else parts[:2]


def between(
    reach: Sequence[tuple[float, float] | None], texts: Sequence[tuple[str, str]], language: Language
) -> tuple[Computed, Computed, Computed]:
    """Stacks of what leads to a mark, the mark, and what of it lies below zero; None is a category without.

    `reach` says from where to where each mark goes, `texts` say the same as formulas.
    """
    # stacks grow from zero to both sides, so what lies below it is apart
    made: list[tuple[Part, str, Callable[[float, float], float], str]] = [
        ("offset", language.say("Mark from"),
         lambda low, high: max(0.0, low) + min(0.0, high), "=MAX(0,{low})+MIN(0,{high})"),
        ("mark", language.say("Length of the mark"),
         lambda low, high: max(0.0, high) - max(0.0, low), "=MAX(0,{high})-MAX(0,{low})"),
        ("below", language.say("Length of the mark below zero"),
         lambda low, high: min(0.0, low) - min(0.0, high), "=MIN(0,{low})-MIN(0,{high})"),
    ]  # fmt: skip
    offset, mark, below = (
        Computed(
            part,
            name,
            tuple(None if ends is None else number(length(*ends)) for ends in reach),
            tuple(formula.format(low=low, high=high) for low, high in texts),
        )
        for part, name, length, formula in made
    )
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


def _column(chart: Chart, part: Part, name: str, value: Callable[[float, float], float], formula: str) -> Computed:
    """`formula` says the same as `value`, with {ends} for the cells of the lower and the upper end."""
    values = tuple(None if point is None else number(value(point.value, point.end)) for point in marks(chart))
    formulas = tuple(formula.format(ends=_ends(chart, 1 + row)) for row in range(len(values)))
    return Computed(part, name, values, formulas)


def _ends(chart: Chart, row: int) -> str:
    """The cells of a category's values and its upper end: one of the values is there, the others are empty."""
    last = len(chart.series) + len(chart.upper_ends())
    first, end = (xl_rowcol_to_cell(row, column) for column in (1, last))
    return str(first if last == 1 else f"{first}:{end}")


def rounded(value: float) -> tuple[float, str]:
    """In three digits, and as a formula says it: without an exponent."""
    short = float(f"{value:.3g}")
    return short, f"{Decimal(repr(short)):f}"
