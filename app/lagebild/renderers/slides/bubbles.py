"""Bubbles on a slide: a native scatter chart with a series for each option, and the zone and the size key over it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

from lagebild.charts.bubbles import place, value_words
from lagebild.charts.chart import Point
from lagebild.charts.geometry import OUTLINES, Box, Bubble, Layout, Shape, Words, area_of
from lagebild.renderers.slides import gaps
from lagebild.renderers.slides.colours import TEXT2, Colour, Ink
from lagebild.renderers.slides.drawing import SCALE, around, drawn, paragraphs, text_body
from lagebild.renderers.slides.elements import Element, element, line, solid, written
from lagebild.renderers.slides.embedded import SHEET, number
from lagebild.renderers.slides.labels import (
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
_EDGES: dict[Shape, float] = {  # of a marker's square in radii of the circle with the same area
    "circle": 2.0,
    "square": math.sqrt(math.pi),
    "triangle": math.sqrt(2 * math.pi),
    "diamond": math.sqrt(2 * math.pi),
    **{shape: math.sqrt(math.pi / area_of(shape)) for shape in OUTLINES},
}
_LINED: dict[Shape, float] = {"plus": 0.3, "star": 0.2, "x": 0.28}
"""Markers that are made of lines, and how wide these are for a marker of size 1."""
_AREAS: dict[Shape, float] = {"circle": math.pi / 4, "square": 1.0}  # as shares of the box
_LEAST, _MOST = 2, 72  # what a marker's size may be
_GAP = 4.0  # points between a marker and its label, as programs leave them
_NEAR = 3.0  # a label that far from its place is not moved


class BubbleChart(NativeChart):
    """Chart, drawing and workbook of bubbles: their places are those of the screen, in points."""

    @cached_property
    def _placed(self) -> Layout:
        placing = self._placing
        largest = _MOST / max(_EDGES.values()) / SCALE
        return place(self._chart, placing.width / SCALE, placing.height / SCALE, _measure, largest)

    def xml_bytes(self, _chart_type: object) -> bytes:
        """The part of the chart."""
        placed = self._placed
        parts = (_plot(self, placed), _axis(self, across=True), _axis(self, across=False))
        return written(space(self._chart, self._share(placed.plot), parts, TYPE["mark"].size * SCALE))

    @property
    def drawing(self) -> bytes | None:
        """The zone with its name, and the circles of the size key with their numbers."""
        placed, plane = self._placed, self._placed.plane
        assert plane is not None
        gain = self._placing.inks["gain"]
        shapes: list[tuple[Box, str, Sequence[Element], Sequence[Words], Colour]] = []
        if plane.zone is not None and self._chart.zone is not None:
            edge = line(gain.fill, 1, element("a:prstDash", val="dash"))
            tint = Colour(gain.fill.slot, (*gain.fill.changes, ("alpha", 12)))
            if plane.zone_goes_on:  # no edge at the end of the axis, where no limit is
                shapes.append((plane.zone, "rect", (solid(tint), line(None)), (), gain.text))
                shapes.append((plane.zone._replace(height=0), "line", (edge,), (), gain.text))
            else:
                shapes.append((plane.zone, "rect", (solid(tint), edge), (), gain.text))
        for circle in plane.keys:
            shapes.append((circle, "ellipse", (element("a:noFill"), line(TEXT2, 0.75)), (), TEXT2))
        nothing = (element("a:noFill"), line(None))
        zone_words = [word for word in placed.words if word.part == "zone"]
        if zone_words:
            shapes.append((around(zone_words), "rect", nothing, zone_words, gain.text))
        for word in placed.words:
            if word.part == "legend":
                shapes.append((word.box, "rect", nothing, [word], TEXT2))
        root = element("c:userShapes", *(self._drawn(id, *shape) for id, shape in enumerate(shapes, start=2)))
        return gaps.tagged(root, self._chart.language) if shapes else None

    def _share(self, box: Box) -> tuple[float, float, float, float]:
        """(left, top, width, height) in shares of the graphic."""
        placed = self._placed
        return box.x / placed.width, box.y / placed.height, box.width / placed.width, box.height / placed.height

    def _drawn(
        self, id: int, box: Box, form: str, look: Sequence[Element], words: Sequence[Words], ink: Colour
    ) -> Element:
        told = " ".join(word.text for word in words) or (self._chart.zone.label if self._chart.zone else "")
        if form == "ellipse":
            told = self._chart.series[2].name
        frame = self._placing.width, self._placing.height
        return drawn(id, self._share(box), frame, form, look, told, text_body(words, ink) if words else None)

    def label(self, bubble: Bubble) -> Element | None:
        """Name and values of a mark where the layout has them; None where there is no room for them."""
        words = [
            word
            for word in self._placed.words
            if word.category == bubble.category and word.part in ("category", "value", "note")
        ]
        if not words:
            return element("c:dLbl", element("c:idx", val=0), element("c:delete", val=True))
        box, mark = around(words), bubble.box
        middle, y = box.x + box.width / 2, bubble.box.y + bubble.box.height / 2
        if box.x >= mark.right:
            side, align, usual = "r", "l", (mark.right + _GAP / SCALE + box.width / 2, y)
        elif box.right <= mark.x:
            side, align, usual = "l", "r", (mark.x - _GAP / SCALE - box.width / 2, y)
        elif box.bottom <= mark.y:
            side, align, usual = "t", "ctr", (bubble.x, mark.y - box.height / 2)
        else:
            side, align, usual = "b", "ctr", (bubble.x, mark.bottom + box.height / 2)
        x, down = middle - usual[0], box.y + box.height / 2 - usual[1]
        moved = None
        if max(abs(x), abs(down)) * SCALE > _NEAR:
            across, along = x / self._placed.width, down / self._placed.height
            offset = (element("c:x", val=f"{across:.4f}"), element("c:y", val=f"{along:.4f}"))
            moved = element("c:layout", element("c:manualLayout", *offset))
        names = [word.text for word in words if word.part == "category"]
        lines = [(text, "mark", self._ink(bubble).text, True) for text in names]
        if len(words) > len(names):
            lines.append((" ".join(value_words(self._chart, bubble.category)), "mark_note", TEXT2, False))
        return element(
            "c:dLbl",
            element("c:idx", val=0),
            moved,
            element("c:tx", element("c:rich", one_line(), element("a:lstStyle"), *paragraphs(lines, align))),
            no_shape(),
            element("c:dLblPos", val=side),
            *shown("showVal"),
        )

    def _ink(self, bubble: Bubble) -> Ink:
        return self._placing.inks[bubble.role]

    def series(self, index: int, bubble: Bubble) -> Element:
        """An option: its name, its two values and its marker; all of them stand in its row of the workbook."""
        chart, row, ink = self._chart, bubble.category + 2, self._ink(bubble)
        across, up = (series.points[bubble.category] for series in chart.series[:2])
        assert across is not None and up is not None
        size = self._diameter(bubble)
        code = number_format(up.label, up.value, chart.language) or ANY_NUMBER
        return element(
            "c:ser",
            element("c:idx", val=index),
            element("c:order", val=index),
            element("c:tx", strings(f"{SHEET}!$A${row}", [chart.categories[bubble.category]])),
            element("c:spPr", line(None)),
            element(
                "c:marker",
                element("c:symbol", val=bubble.shape),
                element("c:size", val=size),
                element("c:spPr", *_look(bubble, size, ink)),
            ),
            element(
                "c:dLbls",
                self.label(bubble),
                element("c:numFmt", formatCode=local_format(code, chart.language), sourceLinked=False),
                no_shape(),
                text_properties(TYPE["mark_note"].size * SCALE, TEXT2),
                element("c:dLblPos", val="r"),
                *shown("showVal"),
                # a label that gives way to another one stays near enough
                extension(element("c15:showLeaderLines", val=False)),
            ),
            _whisker(up, ink),
            element("c:xVal", _number(f"{SHEET}!$B${row}", across, self._placing.code([across]))),
            element("c:yVal", _number(f"{SHEET}!$C${row}", up, code)),
            element("c:smooth", val=False),
        )

    def _diameter(self, bubble: Bubble) -> int:
        """The size of a marker whose area is that of the mark."""
        box = bubble.box
        share = area_of(bubble.shape) if bubble.shape in OUTLINES else _AREAS.get(bubble.shape, 0.5)
        area = share * box.width * box.height
        size = round(math.sqrt(area / math.pi) * _EDGES[bubble.shape] * SCALE)
        return min(max(size, _LEAST), _MOST)

    @property
    def bubbles(self) -> tuple[Bubble, ...]:
        """The marks in the order of the table."""
        assert self._placed.plane is not None
        return self._placed.plane.bubbles

    def scale(self, *, across: bool) -> tuple[float, float, float, str]:
        """(least, greatest, step, number format) of an axis."""
        placed, chart = self._placed, self._chart
        assert placed.plane is not None
        if across:
            values = [tick.value for tick in placed.ticks]
            label, low, high = placed.ticks[-1].label, placed.low, placed.high
        else:
            low, high = placed.plane.low, placed.plane.high
            words = [word for word in placed.words if word.part == "tick" and word.anchor == "end"]
            parts = len(words) - 1
            values = [low + (high - low) * part / parts for part in range(parts + 1)]
            label = words[-1].text
        code = number_format(label, values[-1], chart.language)
        if code is None:
            code = self._placing.code(chart.series[0 if across else 1].points)
        return low, high, values[1] - values[0], local_format(code, chart.language)


def _measure(text: str, role: str) -> float:
    return width(text, TYPE[role].size)


def _plot(chart: BubbleChart, placed: Layout) -> Element:
    return element(
        "c:scatterChart",
        element("c:scatterStyle", val="lineMarker"),
        element("c:varyColors", val=False),
        *(chart.series(index, bubble) for index, bubble in enumerate(chart.bubbles)),
        *(element("c:axId", val=axis) for axis in _AXES),
    )


def _look(bubble: Bubble, size: int, ink: Ink) -> tuple[Element, Element]:
    """The fill and the line of a marker; those made of lines have no fill."""
    if bubble.shape in _LINED:
        return element("a:noFill"), line(ink.fill, max(1.5, size * _LINED[bubble.shape]))
    return solid(ink.fill), line(Colour("bg1"), 0.75)


def _whisker(point: Point, ink: Ink) -> Element | None:
    if point.band is None:
        return None
    ends = (("c:plus", point.band[1] - point.value), ("c:minus", point.value - point.band[0]))
    return element(
        "c:errBars",
        element("c:errDir", val="y"),
        element("c:errBarType", val="both"),
        element("c:errValType", val="cust"),
        element("c:noEndCap", val=False),
        *(element(end, element("c:numLit", *_one(number(value), "General"))) for end, value in ends),
        element("c:spPr", line(ink.fill, 1.25)),
    )


def _number(place: str, point: Point, code: str) -> Element:
    return element("c:numRef", element("c:f", place), element("c:numCache", *_one(number(point.value), code)))


def _one(value: float, code: str) -> Iterator[Element]:
    yield element("c:formatCode", code)
    yield element("c:ptCount", val=1)
    yield element("c:pt", element("c:v", digits(value)), idx=0)


def _axis(chart: BubbleChart, *, across: bool) -> Element:
    own, other = _AXES if across else reversed(_AXES)
    low, high, step, code = chart.scale(across=across)
    return element(
        "c:valAx",
        element("c:axId", val=own),
        element(
            "c:scaling",
            element("c:orientation", val="minMax"),
            element("c:max", val=digits(number(high))),
            element("c:min", val=digits(number(low))),
        ),
        element("c:delete", val=False),
        element("c:axPos", val="b" if across else "l"),
        element("c:majorGridlines", element("c:spPr", line(_GRID))),
        element("c:numFmt", formatCode=code, sourceLinked=False),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="low"),
        element("c:spPr", element("a:noFill"), line(TEXT2 if across else None, 1.25)),
        text_properties(TYPE["axis"].size * SCALE, TEXT2, wrapped=True),
        element("c:crossAx", val=other),
        element("c:crosses", val="autoZero"),
        element("c:crossBetween", val="midCat"),
        element("c:majorUnit", val=digits(number(step))),
    )
