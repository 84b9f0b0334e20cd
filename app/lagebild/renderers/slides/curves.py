"""Lines on a slide: a native line chart over dates, or a scatter chart over numbers, and what is drawn over them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lagebild.charts.across import every
from lagebild.charts.chart import Point, Series
from lagebild.charts.curves import last_value, place
from lagebild.charts.geometry import Box, Curve, Graph, Layout, Words
from lagebild.language import Code, Language
from lagebild.renderers.slides import gaps
from lagebild.renderers.slides.colours import TEXT, TEXT2, Colour, Ink
from lagebild.renderers.slides.drawing import SCALE, around, drawn, paragraphs, polygon, text_body
from lagebild.renderers.slides.elements import Element, clean, element, line, solid, written
from lagebild.renderers.slides.embedded import SHEET, Cells, number, workbook
from lagebild.renderers.slides.labels import (
    Label,
    Run,
    extension,
    local_format,
    no_shape,
    number_format,
    one_line,
    shown,
    text_properties,
)
from lagebild.renderers.slides.measuring import width
from lagebild.renderers.slides.native import NativeChart, digits, space, strings
from lagebild.renderers.slides.placing import ANY_NUMBER
from lagebild.theme import TYPE

_AXES = (1001, 1002)
_GRID = Colour("bg1", (("lumMod", 85),))
_FAINT = Colour("bg1", (("lumMod", 80),))
_DASHES: dict[tuple[float, ...], str] = {(5.0, 3.0): "sysDash", (2.0, 2.0): "sysDot", (9.0, 3.0): "lgDash"}
_SPOT = 7  # points: the marker at the end of a line, or where a guide stands
_GAP = 5.0  # between a marker and its label, as programs leave it
_EPOCH = date(1899, 12, 30).toordinal()  # of the days in a workbook
_DATES: dict[Code, dict[str, str]] = {
    "de": {"days": "dd\\.mm\\.", "months": "mmm\\ yyyy", "years": "yyyy", "whole": "dd\\.mm\\.yyyy"},
    "en": {"days": "d\\ mmm", "months": "mmm\\ yyyy", "years": "yyyy", "whole": "d\\ mmm\\ yyyy"},
}
_DIGITS = re.compile(r"0(?:\.0+)?(?=$|\"|;|%)")


class Row(NamedTuple):
    """A row of the workbook: where it stands across, its name, and the category whose values it has."""

    position: float
    name: str
    category: int
    is_repeated: bool = False
    """Whether the values are there once more, so that they hold until the next position."""


class LineChart(NativeChart):
    """Chart, drawing and workbook of lines: their places are those of the screen, in points."""

    @cached_property
    def _placed(self) -> Layout:
        return place(self._chart, self._placing.width / SCALE, self._placing.height / SCALE, _measure)

    @property
    def graph(self) -> Graph:
        """The lines in their places."""
        assert self._placed.graph is not None
        return self._placed.graph

    @property
    def is_dated(self) -> bool:
        """Whether dates go across."""
        return self._chart.across == "date"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A row for each position; for steps, before each one with the values so far, the day before or right there."""
        chart = self._chart
        language = Language(chart.language)
        back = 1 if self.is_dated else 0
        rows: list[Row] = []
        for category, (position, name) in enumerate(zip(chart.positions, chart.categories, strict=True)):
            if chart.step and rows and chart.positions[category - 1] < position - back:
                day = position - back
                named = str(language.date(date.fromordinal(int(day)))) if back else name
                rows.append(Row(day, named, category - 1, True))
            rows.append(Row(position, name, category))
        return tuple(rows)

    def xml_bytes(self, _chart_type: object) -> bytes:
        """The part of the chart."""
        placed = self._placed
        # in the order of drawing, by which LibreOffice goes too
        series = [self._series(curve.series, self._chart.series[curve.series]) for curve in self.graph.curves]
        plot = self._plot(series)
        parts = (plot, self._across(), self._up())
        share = self._share(placed.plot)
        return written(space(self._chart, share, parts, TYPE["mark"].size * SCALE))

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook: names, positions, and a column for each line."""
        chart = self._chart
        language = Language(chart.language)
        head = language.say("Date") if self.is_dated else language.say("Position across")
        code = local_format(_DATES[chart.language]["whole"], chart.language) if self.is_dated else None
        columns = [Cells(head, [self._x(row) for row in self.rows], code)]
        for series in chart.series:
            values = [None if point is None else number(point.value) for point in self._points(series)]
            columns.append(Cells(clean(series.name), values, self._placing.code(series.points)))
        for column in chart.columns:
            given = column.cells if column.values is None else column.values
            cells = [None if row.is_repeated else given[row.category] for row in self.rows]
            columns.append(Cells(clean(column.name), [clean(one) if isinstance(one, str) else one for one in cells]))
        names = [clean(row.name) for row in self.rows]
        return workbook(clean(chart.category_name), names, columns, self._made)

    def _x(self, row: Row) -> float:
        return number(row.position - _EPOCH if self.is_dated else row.position)

    def _points(self, series: Series) -> list[Point | None]:
        return [series.points[row.category] for row in self.rows]

    def _share(self, box: Box) -> tuple[float, float, float, float]:
        """(left, top, width, height) in shares of the graphic."""
        placed = self._placed
        return box.x / placed.width, box.y / placed.height, box.width / placed.width, box.height / placed.height

    # ---- lines

    def _plot(self, series: Sequence[Element]) -> Element:
        axes = [element("c:axId", val=axis) for axis in _AXES]
        if self.is_dated:
            return element(
                "c:lineChart",
                element("c:grouping", val="standard"),
                element("c:varyColors", val=False),
                *series,
                element("c:marker", val=True),
                *axes,
            )
        style = (element("c:scatterStyle", val="lineMarker"), element("c:varyColors", val=False))
        return element("c:scatterChart", *style, *series, *axes)

    def ink(self, series: Series) -> Ink:
        """The colours of a line; of a faint one, a grey that stays behind."""
        ink = self._placing.inks[series.role]
        return ink._replace(fill=_FAINT, edge=None) if series.faint else ink

    def _series(self, at: int, series: Series) -> Element:
        chart, rows = self._chart, self.rows
        curve = next(one for one in self.graph.curves if one.series == at)
        ink = self.ink(series)
        colour = ink.edge or ink.fill
        column = _letter(at + 2)
        points = self._points(series)
        code = self._placing.code(series.points)
        last = len(rows) + 1
        cache = [
            element("c:pt", element("c:v", digits(number(point.value))), idx=row)
            for row, point in enumerate(points)
            if point is not None
        ]
        values = element(
            "c:numRef",
            element("c:f", f"{SHEET}!${column}$2:${column}${last}"),
            element("c:numCache", element("c:formatCode", code), element("c:ptCount", val=len(rows)), *cache),
        )
        spots = [self._spot(row, colour, curve) for row in self._spots(at, points)]
        return element(
            "c:ser",
            element("c:idx", val=at),
            element("c:order", val=self._order(at)),
            element("c:tx", strings(f"{SHEET}!${column}$1", [series.name])),
            element("c:spPr", _pen(colour, curve)),
            element("c:marker", element("c:symbol", val="none")),
            *spots,
            self._labels(at, series, local_format(code, chart.language)),
            element("c:cat" if self.is_dated else "c:xVal", self._positions()),
            element("c:val" if self.is_dated else "c:yVal", values),
            element("c:smooth", val=False),
        )

    def _order(self, at: int) -> int:
        """Faint lines lie behind, the hero over all."""
        return [curve.series for curve in self.graph.curves].index(at)

    def _positions(self) -> Element:
        rows = self.rows
        cache = (element("c:pt", element("c:v", digits(self._x(row))), idx=at) for at, row in enumerate(rows))
        code = local_format(_DATES[self._chart.language]["whole"], self._chart.language) if self.is_dated else "General"
        return element(
            "c:numRef",
            element("c:f", f"{SHEET}!$B$2:$B${len(rows) + 1}"),
            element("c:numCache", element("c:formatCode", code), element("c:ptCount", val=len(rows)), *cache),
        )

    def _row(self, category: int) -> int:
        return next(at for at, row in enumerate(self.rows) if row.category == category and not row.is_repeated)

    def _spots(self, at: int, points: Sequence[Point | None]) -> list[int]:
        """The rows with a marker: of the spots of the screen, and of values between two gaps."""
        rows = {self._row(spot.category) for spot in self.graph.spots if spot.series == at and spot.form != "ring"}
        around = (None, *points, None)
        alone = {row for row, point in enumerate(points) if point and around[row] is None and around[row + 2] is None}
        return sorted(rows | alone)

    def _spot(self, row: int, colour: Colour, curve: Curve) -> Element:
        marker = element(
            "c:marker",
            element("c:symbol", val="circle"),
            element("c:size", val=2 if curve.faint else _SPOT),
            element("c:spPr", solid(colour), line(Colour("bg1"), 0.75)),
        )
        pen = element("c:spPr", _pen(colour, curve))
        return element("c:dPt", element("c:idx", val=row), marker, element("c:bubble3D", val=False), pen)

    # ---- words at lines

    def _labels(self, at: int, series: Series, code: str) -> Element:
        key = f"{self._chart.id}.{self._chart.language}.{at}"
        labels = sorted(self._own_labels(at, series, key), key=lambda one: one[0])
        return element(
            "c:dLbls",
            *(label for _, label in labels),
            element("c:numFmt", formatCode=code, sourceLinked=False),
            no_shape(),
            text_properties(TYPE["mark_note"].size * SCALE, TEXT),
            *shown(),
            # a label that gives way to another one stays near enough
            extension(element("c15:showLeaderLines", val=False)),
        )

    def _own_labels(self, at: int, series: Series, key: str) -> Iterator[tuple[int, Element]]:
        """(row, label): the name at the end of the line, and the values where a guide stands."""
        words = [word for word in self._placed.words if word.series == at]
        named = [word for word in words if word.part in ("head", "end")]
        last = last_value(series)
        if named and last is not None:
            row = self._row(last[0])
            yield row, self._end_label(row, series, last[1], named, key)
        for word in words:
            if word.part == "value":
                point = series.points[word.category]
                assert point is not None
                row = self._row(word.category)
                run = Run(point.label, TYPE[word.type].size * SCALE, self._ink(series), word.type == "chip", True)
                yield row, self._label(row, (run,), word.box, point).xml(row, key)

    def _ink(self, series: Series) -> Colour:
        return TEXT2 if series.role == "index" else self._placing.inks[series.role].text

    def _end_label(self, row: int, series: Series, point: Point, named: Sequence[Words], key: str) -> Element:
        kind, box = named[0].type, around(named)
        size, bold = TYPE[kind].size * SCALE, kind == "chip"
        label = self._label(row, (), box, point)
        if len(named) > 1:
            lines = [(word.text, kind, self._ink(series), bold) for word in named]
            text = element("c:rich", one_line(), element("a:lstStyle"), *paragraphs(lines, label.position))
            offset = (element("c:x", val=f"{label.across:.4f}"), element("c:y", val=f"{label.down:.4f}"))
            return element(
                "c:dLbl",
                element("c:idx", val=row),
                element("c:layout", element("c:manualLayout", *offset)),
                element("c:tx", text),
                no_shape(),
                element("c:dLblPos", val=label.position),
                *shown("showVal"),
            )
        name, value = Run(series.name, size, self._ink(series), bold), None
        if named[0].part == "end" and named[0].text == f"{series.name} {point.label}":
            name = name._replace(text=f"{series.name} ")
            value = Run(point.label, size, self._ink(series), bold, True)
        elif named[0].part == "end":
            name = name._replace(text=named[0].text)  # cut short
        return label._replace(runs=(name,) if value is None else (name, value)).xml(row, key)

    def _label(self, row: int, runs: tuple[Run, ...], box: Box, point: Point) -> Label:
        """A label moved from where a program would put it to where the layout has it."""
        placed = self._placed
        x, y = placed.x(self._chart.positions[self.rows[row].category]), placed.y(point.value)
        side = "r" if box.x > x else "l"
        usual = x + (_GAP + _SPOT / 2) / SCALE if side == "r" else x - (_GAP + _SPOT / 2) / SCALE
        across = box.x - usual if side == "r" else box.right - usual
        code = number_format(point.label, point.value, self._chart.language)
        return Label(
            runs,
            side,
            None if code is None else local_format(code, self._chart.language),
            (box.y + box.height / 2 - y) / placed.height,
            across / placed.width if abs(across) > _GAP else 0.0,
        )

    # ---- axes

    def _across(self) -> Element:
        placed, chart = self._placed, self._chart
        own, other = _AXES
        shared = (
            element("c:delete", val=False),
            element("c:axPos", val="b"),
            element("c:numFmt", formatCode=self._across_code(), sourceLinked=False),
            element("c:majorTickMark", val="none"),
            element("c:minorTickMark", val="none"),
            element("c:tickLblPos", val="low"),
            element("c:spPr", element("a:noFill"), line(TEXT2, 1.25)),
            text_properties(TYPE["axis"].size * SCALE, TEXT2, wrapped=True),
            element("c:crossAx", val=other),
            element("c:crosses", val="autoZero"),
        )
        if self.is_dated:
            step = every(placed.ticks)
            first, last = math.floor(placed.low) - _EPOCH, math.ceil(placed.high) - _EPOCH
            return element(
                "c:dateAx",
                element("c:axId", val=own),
                _scaling(first, last),
                *shared,
                element("c:auto", val=False),
                element("c:lblOffset", val=100),
                element("c:baseTimeUnit", val="days"),
                element("c:majorUnit", val=step.number),
                element("c:majorTimeUnit", val=step.period),
            )
        unit = [other.value - one.value for one, other in pairwise(placed.ticks)]
        between = element("c:crossBetween", val="midCat")
        major = element("c:majorUnit", val=digits(number(unit[0]))) if unit and not chart.logarithmic_across else None
        # LibreOffice takes the last place for one beyond the end, when it is as far as a logarithm tells
        high = placed.high * (1 + 1e-6) if chart.logarithmic_across else placed.high
        scaling = _scaling(placed.low, high, logarithmic=chart.logarithmic_across)
        return element("c:valAx", element("c:axId", val=own), scaling, *shared, between, major)

    def _across_code(self) -> str:
        code, placed = self._chart.language, self._placed
        if self.is_dated:
            return local_format(_DATES[code][every(placed.ticks).period], code)
        if not placed.ticks:
            return "General"
        return local_format(_formats([(tick.label, tick.value) for tick in placed.ticks], code), code)

    def _up(self) -> Element:
        graph, chart = self.graph, self._chart
        other, own = _AXES
        words = [word for word in self._placed.words if word.part == "tick" and word.anchor == "end"]
        value = graph.low + (len(words) - 1) * graph.step
        code = local_format(_formats([(words[-1].text, value)], chart.language), chart.language)
        return element(
            "c:valAx",
            element("c:axId", val=own),
            _scaling(graph.low, graph.high),
            element("c:delete", val=False),
            element("c:axPos", val="l"),
            element("c:majorGridlines", element("c:spPr", line(_GRID))),
            element("c:numFmt", formatCode=code, sourceLinked=False),
            element("c:majorTickMark", val="none"),
            element("c:minorTickMark", val="none"),
            element("c:tickLblPos", val="low"),
            element("c:spPr", element("a:noFill"), line(None)),
            text_properties(TYPE["axis"].size * SCALE, TEXT2, wrapped=True),
            element("c:crossAx", val=other),
            element("c:crosses", val="min"),
            element("c:crossBetween", val="midCat"),
            element("c:majorUnit", val=digits(number(graph.step))),
        )

    # ---- what is drawn over them

    @property
    def drawing(self) -> bytes | None:
        """Areas, guides, and sentences with their leaders and rings."""
        shapes = [*self._areas(), *self._guides(), *self._notes()]
        frame = self._placing.width, self._placing.height
        anchors = (
            drawn(id, self._share(box), frame, form, look, told, body, rising=rising)
            for id, (box, form, look, told, body, rising) in enumerate(shapes, start=2)
        )
        return gaps.tagged(element("c:userShapes", *anchors), self._chart.language) if shapes else None

    def _areas(self) -> Iterator[_Shape]:
        area, gain = self._chart.area, self._placing.inks["gain"]
        if area is None:
            return
        tint = Colour(gain.fill.slot, (*gain.fill.changes, ("alpha", 12)))
        for corners in self.graph.areas:
            left, top = min(x for x, _ in corners), min(y for _, y in corners)
            wide, high = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
            if wide and high:
                form = polygon([((x - left) / wide, (y - top) / high) for x, y in corners])
                yield _Shape(Box(left, top, wide, high), form, (solid(tint), line(None)), area.label)
        yield from self._said("area", -1, gain.text)

    def _guides(self) -> Iterator[_Shape]:
        for at, (guide, post) in enumerate(zip(self._chart.guides, self.graph.posts, strict=True)):
            ink = self._placing.inks[guide.role]
            colour = ink.text
            if post.width:
                tint = Colour(ink.fill.slot, (*ink.fill.changes, ("alpha", 14)))
                box = Box(post.x, post.top, post.width, post.bottom - post.top)
                yield _Shape(box, "rect", (solid(tint), line(None)), guide.label)
                yield from self._said("guide", at, colour)
                continue
            edge = line(colour, 1, element("a:prstDash", val="dash"))
            yield _Shape(Box(post.x, post.top, 0, post.bottom - post.top), "line", (edge,), guide.label)
            yield from self._said("guide", at, colour)

    def _notes(self) -> Iterator[_Shape]:
        inks = self._placing.inks
        rings = {spot.category: spot for spot in self.graph.spots if spot.form == "ring"}
        for note in self._chart.annotations:
            ring, colour = rings.get(note.category), inks[note.role].text
            if ring is not None:
                box = Box(ring.x - 4.5, ring.y - 4.5, 9, 9)
                yield _Shape(box, "ellipse", (solid(Colour("bg1")), line(colour, 2)), note.text)
            yield from self._said("annotation", note.category, colour)
        for leader in self.graph.leaders:
            if leader.ink != "text3":  # those to the names at the ends are native labels in their place
                left, top = min(leader.x1, leader.x2), min(leader.y1, leader.y2)
                box = Box(left, top, abs(leader.x2 - leader.x1), abs(leader.y2 - leader.y1))
                rising = (leader.x2 - leader.x1) * (leader.y2 - leader.y1) < 0
                role = leader.ink.removesuffix(".text")
                told = next(note.text for note in self._chart.annotations if note.role == role)
                yield _Shape(box, "line", (line(inks[role].text, 0.75),), told, None, rising)  # type: ignore[index]

    def _said(self, part: str, category: int, ink: Colour) -> Iterator[_Shape]:
        words = [word for word in self._placed.words if word.part == part and word.category == category]
        if words:
            told = " ".join(word.text for word in words)
            yield _Shape(around(words), "rect", (element("a:noFill"), line(None)), told, text_body(words, ink))


class _Shape(NamedTuple):
    """A shape in pixels of the layout: its form, how it looks, what it is called, the words in it."""

    box: Box
    form: Element | str
    look: tuple[Element, ...]
    told: str
    body: Element | None = None
    is_rising: bool = False


def _measure(text: str, role: str) -> float:
    return width(text, TYPE[role].size)


def _pen(colour: Colour, curve: Curve) -> Element:
    dashes = (element("a:prstDash", val=_DASHES[curve.dashes]),) if curve.dashes else ()
    return line(colour, curve.width * SCALE * 0.8, *dashes, element("a:round"))


def _scaling(low: float, high: float, *, logarithmic: bool = False) -> Element:
    return element(
        "c:scaling",
        element("c:logBase", val=10) if logarithmic else None,
        element("c:orientation", val="minMax"),
        element("c:max", val=digits(number(float(high)))),
        element("c:min", val=digits(number(float(low)))),
    )


def _formats(ticks: Sequence[tuple[str, float]], language: Code) -> str:
    """The format code that shows the last value as its label says it, and smaller ones in their own short unit."""
    found: dict[int, str] = {}
    for label, value in ticks if len({label[-1:] for label, _ in ticks}) > 1 and ticks[0][1] > 0 else ticks[-1:]:
        for thousands in range(5):
            code = number_format(label, value / 1000**thousands, language)
            if code is not None:
                # each comma after the digits divides by a thousand
                found[thousands] = _DIGITS.sub(rf"\g<0>{',' * thousands}", code)
                break
    if len(found) < 2:
        return next(iter(found.values()), ANY_NUMBER)
    largest = sorted(found, reverse=True)[:3]  # a code has two conditions and what is left
    sections = [f"[>={1000**thousands}]{found[thousands].split(';')[0]}" for thousands in largest]
    return ";".join([*sections[:-1], found[largest[-1]].split(";")[0]])


def _letter(column: int) -> str:
    """The column of the workbook at this number, from 1 for that of the names."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
