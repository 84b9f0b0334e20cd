"""Native charts of a workbook, with the small tables they need: what each calculator shows in a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.excel import excel
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.expression import Calculator, Input, Line, Lookup
from lagebild.calculators.revenue_gap import BREAK_EVEN, RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.documents.sheets import Area, Drawing, Look, Series
from lagebild.documents.workbook.formats import input_format, result_format
from lagebild.documents.workbook.formulas import References, addends
from lagebild.documents.workbook.page import FIRST, HEADS, LABEL, ROW, Page
from lagebild.errors import N_
from lagebild.wording.terms import model_name
from lagebild.wording.units import unit_words

if TYPE_CHECKING:
    from lagebild.documents.workbook.calculators import Book

_WIDTH = 650
"""Pixels of a chart; two stand side by side."""
_HEIGHT = 330
_BAR, _AROUND = 21, 110
"""Pixels of a bar, and of what stands above and below all of them."""
_SECOND = FIRST + 5
"""Column of the chart on the right."""
_STEPS = 10
"""Points of a curve."""


class Bars(NamedTuple):
    """A line over one axis, a bar a place."""

    line: Line


class Side(NamedTuple):
    """Inputs and lines of the same unit side by side, under a title."""

    title: str
    nodes: tuple[Input | Line, ...]

    @property
    def line(self) -> Line:
        """The one that must exist."""
        return next(node for node in reversed(self.nodes) if isinstance(node, Line))


class Parts(NamedTuple):
    """The lines that a line is the sum of."""

    line: Line


class Curve(NamedTuple):
    """A line as an input goes up from its lowest, against a line over models at some of them.

    The line names the input itself: what it takes from other lines stays as it is.
    """

    line: Line
    over: Input
    up_to: float
    against: Line | None = None
    flags: tuple[Lookup, ...] = ()
    """Each is 1 at one model."""


SHOWN: dict[str, tuple[Bars | Side | Parts | Curve, ...]] = {
    "api_costs": (Bars(ApiCosts.cost_per_month),),
    "self_hosting": (
        Parts(SelfHosting.total_per_year),
        Curve(
            SelfHosting.cost_per_million_tokens,
            SelfHosting.utilisation,
            SelfHosting.utilisation.high,
            SelfHosting.api_price,
            (ApiCosts.is_first, ApiCosts.is_second),
        ),
    ),
    "training_costs": (Bars(TrainingCosts.total), Bars(TrainingCosts.hours_of_run)),
    "seats": (Parts(Seats.seat_cost_per_month), Bars(Seats.break_even_requests_per_active_user_month)),
    "revenue_gap": (
        Side(
            N_("From the chips to the gap"),
            (
                RevenueGap.gpu_run_rate,
                RevenueGap.datacentre_cost,
                RevenueGap.required_revenue,
                RevenueGap.credited_revenue,
                RevenueGap.gap,
            ),
        ),
        Curve(RevenueGap.spending_factor, RevenueGap.elasticity, 2 * BREAK_EVEN),
    ),
    "exposure": (Bars(Exposure.loss), Bars(Exposure.shock_loss)),
}
"""What each calculator shows in charts; one that is not named here shows none."""


def draw(book: Book, calculator: type[Calculator], page: Page) -> tuple[Callable[[], Drawing], ...]:
    """Room for the charts of a calculator, as far as its lines exist, and the tables beneath that are theirs alone.

    Each of the functions it returns gives one chart, once everything else has its place on the page.
    """
    shown = [one for one in SHOWN.get(calculator.topic, ()) if one.line in book.lines]
    if not shown:
        return ()
    places = (book.sizes[calculator.topic][one.line.over[0]] for one in shown if isinstance(one, Bars))
    height = max(_HEIGHT if len(shown) > 1 else 0, *(_AROUND + _BAR * count for count in places), 0)
    rows = height // ROW + 1
    page.heading(book.language.say("Charts"), rows=rows)
    begun = page.row
    page.row += rows
    drawings: list[Callable[[], Drawing]] = []
    for number, one in enumerate(shown):
        width = _WIDTH if len(shown) > 1 else 2 * _WIDTH
        high = height if isinstance(one, Bars) else _HEIGHT
        at = {"row": begun, "column": (LABEL, _SECOND)[number % 2], "width": width, "height": high}
        if isinstance(one, Bars):
            drawings.append(partial(_bars, book, page, one, at))
        elif isinstance(one, Side):
            drawings.append(partial(_side(book, page, one).changed, **at))
        elif isinstance(one, Parts):
            drawings.append(partial(_parts(book, page, one).changed, **at))
        else:
            drawings.append(partial(_curve(book, calculator, page, one).changed, **at))
    return tuple(drawings)


def _title(book: Book, line: Line) -> str:
    unit = unit_words(line.unit, book.language)
    label = book.language.of(line.label)
    return f"{label} ({unit})" if unit else label


def _bars(book: Book, page: Page, one: Bars, at: dict[str, int]) -> Drawing:
    """Over the table of the line, which stands further down."""
    title, area = _title(book, one.line), page.names[book.names[one.line]]
    return Drawing(
        kind="bars",
        title=title,
        alternative=book.language.say("Bar chart: {title}.", title=title),
        series=(
            Series(
                name=(area.top - HEADS, area.left),
                categories=Area(area.top, LABEL, area.bottom, LABEL),
                values=area,
            ),
        ),
        number=book.number_format(one.line),
        **at,
    )


def _side(book: Book, page: Page, one: Side) -> Drawing:
    language, say = book.language, book.language.say
    title, unit = say(one.title), unit_words(one.line.unit, language)
    values = [
        float(book.lines[node]) if isinstance(node, Line) else float(book.values[node.topic][node.name])
        for node in one.nodes
    ]
    number = result_format(one.line, values, language.code)
    page.heading(title, rows=len(values))
    page.columns((say("Step"), unit))
    top = page.row
    for node, value in zip(one.nodes, values, strict=True):
        page.put(page.row, LABEL, language.of(node.label), "label")
        page.put(page.row, FIRST, value, "result", formula=book.names[node], number=number)
        page.row += 1
    bottom = page.row - 1
    return Drawing(
        kind="bars",
        title=f"{title} ({unit})",
        alternative=say("Bar chart: {title}.", title=title),
        series=(
            Series(
                name=(top - 1, FIRST),
                categories=Area(top, LABEL, bottom, LABEL),
                values=Area(top, FIRST, bottom, FIRST),
            ),
        ),
        number=number,
    )


def _parts(book: Book, page: Page, one: Parts) -> Drawing:
    language, say = book.language, book.language.say
    lines, parts = addends(one.line), say("its parts")
    page.heading(f"{language.of(one.line.label)}: {parts}", rows=len(lines) + 1)
    page.columns((say("Part"), unit_words(one.line.unit, language), say("Share")))
    top, whole = page.row, float(book.lines[one.line])
    bottom = top + len(lines) - 1
    number = result_format(one.line, [float(book.lines[part]) for part in lines], language.code)
    share = "0.0\\ %" if language.code == "de" else "0.0%"
    total = f"C{bottom + 2}"
    rows: list[tuple[str, float, str]] = [
        (language.of(part.label), float(book.lines[part]), book.names[part]) for part in lines
    ]
    rows.append((language.of(one.line.label), whole, f"SUM(C{top + 1}:C{bottom + 1})"))
    for place, (label, value, formula) in enumerate(rows):
        is_sum = place == len(lines)
        look: Look = "result_sum" if is_sum else "result"
        row = page.row
        page.put(row, LABEL, label, "label_sum" if is_sum else "label")
        page.put(row, FIRST, value, look, formula=formula, number=number)
        of_whole = f"IF({total}=0,0,C{row + 1}/{total})"
        page.put(row, FIRST + 1, value / whole if whole else 0, look, formula=of_whole, number=share)
        page.row += 1
    title = _title(book, one.line)
    return Drawing(
        kind="columns",
        title=title,
        alternative=say("Column chart: {title}, by its parts.", title=title),
        series=(
            Series(
                name=(top - 1, FIRST),
                categories=Area(top, LABEL, bottom, LABEL),
                values=Area(top, FIRST, bottom, FIRST),
            ),
        ),
        number=number,
    )


def _curve(book: Book, calculator: type[Calculator], page: Page, one: Curve) -> Drawing:
    language, say = book.language, book.language.say
    label, unit = language.of(one.line.label), unit_words(one.line.unit, language)
    over = language.of(one.over.label)
    models = _marked(book, one) if one.against in book.lines else []
    page.heading(say("{line} by {input}", line=label, input=over), unit, rows=_STEPS)
    head = page.row
    page.columns((over, label))
    for place, (number, flag) in enumerate(models):
        found = f"MATCH(1,{book.names[flag]},0)"
        name = model_name(book.models[number], book.results.knowledge)
        names = f"Names_{flag.topic}_{flag.over[0].name}"
        page.put(head, FIRST + 1 + place, name, "head_number", formula=f"INDEX({names},{found})")
    steps = [one.over.low + (one.up_to - one.over.low) * (step + 1) / _STEPS for step in range(_STEPS)]
    topic = calculator.topic
    values = [_at(calculator, one, {**book.values[topic], one.over.name: step}) for step in steps]
    against = [] if one.against is None else [float(book.lines[one.against][number]) for number, _ in models]
    formats = result_format(one.line, values + against, language.code)
    top = page.row
    for step, value in zip(steps, values, strict=True):
        row = page.row
        page.put(row, LABEL, step, "constant", number=input_format(one.over, step, language.code))
        formula = excel(one.line, References(book.names, instead={one.over: f"$B{row + 1}"}))
        page.put(row, FIRST, value, "result", formula=formula, number=formats)
        for place, (_, flag) in enumerate(models):
            assert one.against is not None
            formula = f"INDEX({book.names[one.against]},MATCH(1,{book.names[flag]},0))"
            page.put(row, FIRST + 1 + place, against[place], "result", formula=formula, number=formats)
        page.row += 1
    bottom = page.row - 1
    steps_at = Area(top, LABEL, bottom, LABEL)
    marks: Sequence[Any] = ("hero", "comparator", "loss")
    title = _title(book, one.line)
    return Drawing(
        kind="lines",
        title=title,
        alternative=say("Line chart: {line} by {input}.", line=title, input=over),
        series=tuple(
            Series(
                name=(head, FIRST + column),
                categories=steps_at,
                values=Area(top, FIRST + column, bottom, FIRST + column),
                mark=marks[min(column, 2)],
            )
            for column in range(1 + len(models))
        ),
        across=over,
        number=formats,
    )


def _marked(book: Book, one: Curve) -> list[tuple[int, Lookup]]:
    """The models that a flag marks, by their place; flags that mark none are left out."""
    found = []
    for flag in one.flags:
        marks = np.flatnonzero(book.numbers(flag) == 1)
        if marks.size:
            found.append((int(marks[0]), flag))
    return found


def _at(calculator: type[Calculator], one: Curve, values: dict[str, Any]) -> float:
    return float(evaluate(calculator, values, only=(one.line.name,))[one.line.name])
