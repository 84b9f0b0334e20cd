"""What is plotted of a waterfall: computed, so that bars begin where the last one ended, edited or not."""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from lagebild.charts.chart import Chart
from lagebild.language import Language
from lagebild.renderers.slides import ranges
from lagebild.renderers.slides.embedded import number
from lagebild.renderers.slides.ranges import Computed

_VALUE, _REACHED = 1, 2  # columns of the table: the steps, and what they have come to


class Formulas(NamedTuple):
    """What stands in the cells of a category; "" is a number of its own, or nothing."""

    value: str
    reached: str
    low: str
    high: str


def formulas(chart: Chart, first: int = 1) -> tuple[Formulas, ...]:
    """A sum is what has been reached; the first category stands in the row `first`, counted from 0."""
    found = []
    before = ""  # where the last running total stands
    for row, point in enumerate(chart.series[0].points, start=first):
        if point is None:
            found.append(Formulas("", "", "0", "0"))
            continue
        value, reached = (str(xl_rowcol_to_cell(row, column)) for column in (_VALUE, _REACHED))
        start = before if before and not point.sum else "0"
        found.append(
            Formulas(
                f"={before}" if point.sum and before else "",
                f"={value}" if point.sum or not before else f"={before}+{value}",
                f"MIN({start},{reached})",
                f"MAX({start},{reached})",
            )
        )
        before = reached
    return tuple(found)


def stacked(chart: Chart, first: int = 1) -> tuple[Computed, Computed, Computed]:
    """What bars stand on, the bars, and what of them lies below zero."""
    reach = [None if stair is None else (min(stair), max(stair)) for stair in chart.stairs()]
    texts = [(one.low, one.high) for one in formulas(chart, first)]
    return ranges.between(reach, texts, Language(chart.language))


def ends(chart: Chart) -> Computed:
    """Where the labels stand."""
    values = tuple(None if stair is None else number(stair.label_at) for stair in chart.stairs())
    texts = tuple(f"=IF({is_below(one)},{one.low},{one.high})" for one in formulas(chart))
    return Computed("end", Language(chart.language).say("Label at"), values, texts)


def is_below(cells: Formulas) -> str:
    """A formula's condition: whether the bar lies below zero, and its label at the left."""
    return f"AND({cells.high}<=0,{cells.low}<0)"
