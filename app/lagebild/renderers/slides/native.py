"""A Chart as a native chart of PowerPoint: bars, labels and axes that stay editable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from lagebild.charts.chart import Annotation, Chart, Point, Series
from lagebild.renderers.slides.colours import INKS, TEXT, TEXT2, Ink
from lagebild.renderers.slides.elements import Element, clean, element, line, serialized, solid
from lagebild.renderers.slides.embedded import SHEET, Cells, workbook
from lagebild.renderers.slides.labels import (
    Label,
    Run,
    end_label,
    inner_label,
    local_format,
    no_shape,
    number_format,
    shown,
    text_properties,
    width,
)

_PAD = 8.0  # points between names, marks and words
_LEGEND = 30.0
_THICKEST = 66.0  # of a bar
_NAMES = 0.34  # the largest share of the width that the names of categories take
_PLOT = 0.3  # the least share that the bars keep, however long a label is
_UNBOUNDED = "#,##0.##"  # for values whose labels are no numbers
# pairs of axes (categories, values): positive, where templates of python-pptx carry negative ids
_AXES = (1001, 1002)
_SECOND_AXES = (1003, 1004)


def plain(value: float) -> float:
    """`value` in the fifteen digits that a cell of a workbook keeps."""
    return float(f"{value:.15g}")


class _Sizes(NamedTuple):
    """Sizes of type in points, by how many bars there are."""

    name: int
    value: int
    note: int


class NativeChart:
    """Chart and workbook of one graphic; python-pptx takes it in the place of its own ChartData.

    `frame_width` and `frame_height` are the graphic's size in points: they decide sizes of type, the room for
    names and labels, and how thick a bar is. Scales stay automatic where they can, so that edited numbers fit.
    """

    def __init__(self, chart: Chart, frame_width: float, frame_height: float, made: datetime) -> None:
        self.chart = chart
        self.width = frame_width
        self.height = frame_height
        self.made = made

    # ---- what python-pptx asks for

    def xml_bytes(self, chart_type: object) -> bytes:
        """The part of the chart; its type is the Chart's, whatever is asked for."""
        return serialized(self._chart_space())

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook."""
        chart = self.chart
        columns = [
            Cells(clean(series.name), [None if point is None else plain(point.value) for point in series.points],
                  self._code(series.points))
            for series in chart.series
        ]  # fmt: skip
        if self.totals:
            added = all(abs(total.value - self._sum(index)) < 1e-9 * max(1.0, abs(total.value))
                        for index, total in enumerate(self.totals))  # fmt: skip
            columns.append(
                Cells(
                    self._total_name,
                    [plain(point.value) for point in self.totals],
                    self._code(self.totals),
                    sums=len(chart.series) if added else 0,
                )
            )
        for column in chart.columns:
            values = column.cells if column.values is None else column.values
            columns.append(
                Cells(
                    clean(column.name),
                    [clean(value) if isinstance(value, str) else None if value is None else plain(value)
                     for value in values],
                )
            )  # fmt: skip
        return workbook(clean(chart.category_name), [clean(name) for name in chart.categories], columns, self.made)

    # ---- what there is

    @cached_property
    def totals(self) -> tuple[Point, ...]:
        """The sums that stand at the ends of stacks; made up without words where only a remark needs one."""
        if self.chart.kind != "stacked_bars" or self.chart.totals:
            return self.chart.totals
        if not self.chart.annotations:
            return ()
        return tuple(Point(value=self._sum(index), label="") for index in range(len(self.chart.categories)))

    @property
    def _total_name(self) -> str:
        return clean(self.chart.total_name) or "Σ"

    def _sum(self, category: int) -> float:
        return sum(point.value for series in self.chart.series if (point := series.points[category]) is not None)

    @cached_property
    def _lanes(self) -> int:
        """How many bars lie beside each other in one category."""
        chart = self.chart
        marks = [[point for series in chart.series if (point := series.points[index]) is not None]
                 for index in range(len(chart.categories))]  # fmt: skip
        if chart.kind == "stacked_bars":
            return 1
        if chart.kind == "tornado":
            # twins that lean to the same side would hide each other
            return 2 if any(len(here) == 2 and here[0].value * here[1].value > 0 for here in marks) else 1
        if chart.kind == "bars" and all(len(here) <= 1 for here in marks):
            return 1
        return len(chart.series)

    @cached_property
    def _leftwards(self) -> bool:
        """All values are losses: bars grow to the left, names stand at the right."""
        values = [point.value for series in self.chart.series for point in series.points if point is not None]
        return self.chart.kind != "tornado" and bool(values) and max(values) <= 0 and min(values) < 0

    @cached_property
    def _sizes(self) -> _Sizes:
        rows = len(self.chart.categories) * self._lanes
        for most, sizes in ((3, _Sizes(18, 24, 16)), (6, _Sizes(16, 18, 14)), (10, _Sizes(14, 14, 12))):
            if rows <= most:
                return sizes
        return _Sizes(12, 12, 12)

    @cached_property
    def _plot_height(self) -> float:
        return self.height - (_LEGEND if self.chart.legend else 0.0)

    @cached_property
    def _gap(self) -> int:
        """The gap between categories in per cent of a bar."""
        slot = self._plot_height / len(self.chart.categories)
        thickness = min(_THICKEST, slot * 0.66 / self._lanes)
        return max(0, min(500, round((slot - thickness * self._lanes) / thickness * 100)))

    def _code(self, points: tuple[Point | None, ...]) -> str:
        """The number format of the first point that has one."""
        for point in points:
            if point is not None and (code := number_format(point.label, point.value, self.chart.language)):
                return code
        return _UNBOUNDED

    # ---- labels

    def _remarks(self, series: int, category: int) -> Iterator[Run]:
        """The annotations that belong to a mark: those whose value is nearest to its own, within the category."""
        for annotation in self.chart.annotations:
            if annotation.category == category and self._mark_of(annotation) == series:
                ink = INKS[annotation.role]
                yield Run(annotation.text, self._sizes.note, ink.text, bold=True)

    def _mark_of(self, annotation: Annotation) -> int:
        """The series whose mark carries the annotation; totals come after the last series."""
        if self.totals:
            return len(self.chart.series)
        present = [
            (abs(point.value - annotation.value), index)
            for index, series in enumerate(self.chart.series)
            if (point := series.points[annotation.category]) is not None
        ]
        return min(present, default=(0.0, 0))[1]

    def _ink(self, series: Series, point: Point) -> Ink:
        return INKS[self.chart.role(series, point)]

    @cached_property
    def _total_inks(self) -> list[Ink]:
        """A total speaks in its own colour, else in that of the last part of its stack."""
        inks = []
        for category, total in enumerate(self.totals):
            parts = [series.points[category] and self.chart.role(series, series.points[category])  # type: ignore[arg-type]
                     for series in self.chart.series]  # fmt: skip
            roles = [role for role in [*parts, total.role] if role is not None]
            inks.append(INKS[roles[-1]] if roles else INKS["comparator"])
        return inks

    @cached_property
    def _end_labels(self) -> dict[int, list[Label]]:
        """The labels at the ends of marks, by series; totals come after the last series."""
        labels: dict[int, list[Label]] = {}
        stacked = self.chart.kind == "stacked_bars"
        if not stacked:
            for index, series in enumerate(self.chart.series):
                labels[index] = [
                    self._end_label(index, category, point, self._ink(series, point) if point else INKS["index"])
                    for category, point in enumerate(series.points)
                ]
        elif self.totals:
            index = len(self.chart.series)
            labels[index] = [
                self._end_label(index, category, total, self._total_inks[category])
                for category, total in enumerate(self.totals)
            ]
        return labels

    def _end_label(self, series: int, category: int, point: Point | None, ink: Ink) -> Label:
        sizes = self._sizes
        note = None
        if point is not None and point.note:
            apart = "\u2002" if point.label else ""
            note = Run(apart + point.note, sizes.note, TEXT2)
        below = tuple(self._remarks(series, category))
        return end_label(point, sizes.value, ink.text, note, below, self.chart.language, "outEnd")

    # ---- geometry

    @cached_property
    def _names_width(self) -> float:
        widest = max(width(category, self._sizes.name, bold=True) for category in self.chart.categories)
        return min(widest + 2 * _PAD, self.width * _NAMES)

    @cached_property
    def _reach(self) -> list[tuple[float, float]]:
        """(value, width of the label) of every end."""
        ends = []
        for series, labels in self._end_labels.items():
            points = self.totals if series == len(self.chart.series) else self.chart.series[series].points
            ends += [(point.value, label.width + _PAD) for point, label in zip(points, labels, strict=True) if point]
        if not ends:
            sums = [self._sum(index) for index in range(len(self.chart.categories))]
            ends = [(value, _PAD) for value in sums]
        return ends

    @cached_property
    def _scale(self) -> tuple[float | None, float | None]:
        """(minimum, maximum) of the value axis; None is automatic, as long as no label runs into the names."""
        values = [value for value, _ in self._reach]
        if self.chart.kind != "tornado" and min(values) >= 0:
            return 0.0, None
        if self._leftwards:
            return None, 0.0
        room = self.width - self._names_width - _PAD
        right = [end for end in self._reach if end[0] >= 0] or [(0.0, 0.0)]
        left = [(-value, label) for value, label in self._reach if value < 0] or [(0.0, 0.0)]
        # one scale for both sides: the tightest pair of bars and labels decides
        per_unit = min(
            (max(room - label - other, room * _PLOT) / (value + opposite)
             for value, label in right for opposite, other in left if value + opposite > 0),
            default=1.0,
        )  # fmt: skip
        highest = max(value + label / per_unit for value, label in right)
        lowest = max(value + label / per_unit for value, label in left)
        return -plain(lowest), plain(highest)

    @cached_property
    def _plot(self) -> tuple[float, float, float, float]:
        """(left, top, width, height) of the bars within the graphic, in shares of it."""
        room = self.width - self._names_width - _PAD
        if None in self._scale:
            # bars end at the largest value or before it, since the scale ends on a round number
            largest = max(abs(value) for value, _ in self._reach) or 1.0
            bars = min((room - label) / (abs(value) / largest) for value, label in self._reach if value) if any(
                value for value, _ in self._reach) else room  # fmt: skip
            bars = max(room * _PLOT, min(room, bars))
        else:
            bars = room
        left = self.width - self._names_width - bars if self._leftwards else self._names_width
        top = self.height - self._plot_height
        return left / self.width, top / self.height, bars / self.width, self._plot_height / self.height

    # ---- the part

    def _chart_space(self) -> Element:
        chart = self.chart
        return element(
            "c:chartSpace",
            element("c:date1904", val=False),
            element("c:lang", val={"de": "de-DE", "en": "en-GB"}[chart.language]),
            element("c:roundedCorners", val=False),
            element(
                "c:chart",
                # else a chart of one series is given the series' name as a title
                element("c:autoTitleDeleted", val=True),
                element("c:plotArea", self._layout("inner", *self._plot), *self._plots(), *self._axes()),
                self._legend() if chart.legend else None,
                element("c:plotVisOnly", val=True),
                element("c:dispBlanksAs", val="gap"),
            ),
            no_shape(),
            text_properties(Run("", self._sizes.name, TEXT)),
        )

    def _plots(self) -> Iterator[Element]:
        chart = self.chart
        stacked = chart.kind == "stacked_bars"
        yield element(
            "c:barChart",
            element("c:barDir", val="bar"),
            element("c:grouping", val="stacked" if stacked else "clustered"),
            element("c:varyColors", val=False),
            *(self._series(index, series) for index, series in enumerate(chart.series)),
            element("c:gapWidth", val=self._gap),
            element("c:overlap", val=100 if self._lanes == 1 else 0),
            *(element("c:axId", val=axis) for axis in _AXES),
        )
        if self.totals:
            # Totals are bars without colour on axes of their own: "outEnd" is not legal in a stack, and
            # bars of the same length on axes that begin at zero put their labels where the stacks end.
            yield element(
                "c:barChart",
                element("c:barDir", val="bar"),
                element("c:grouping", val="clustered"),
                element("c:varyColors", val=False),
                self._total_series(),
                element("c:gapWidth", val=self._gap),
                *(element("c:axId", val=axis) for axis in _SECOND_AXES),
            )

    def _series(self, index: int, series: Series) -> Element:
        ink = INKS[series.role]
        return element(
            "c:ser",
            *self._head(index, series.name),
            element("c:spPr", solid(ink.fill), line(ink.edge)),
            element("c:invertIfNegative", val=False),  # else negative bars turn white
            *self._own_colours(series),
            self._labels(index, series.points),
            self._categories(),
            self._values(index, series.points),
        )

    def _own_colours(self, series: Series) -> Iterator[Element]:
        for category, point in enumerate(series.points):
            if point is not None and (ink := self._ink(series, point)) != INKS[series.role]:
                yield element(
                    "c:dPt",
                    element("c:idx", val=category),
                    element("c:invertIfNegative", val=False),
                    element("c:bubble3D", val=False),
                    element("c:spPr", solid(ink.fill), line(ink.edge)),
                )

    def _total_series(self) -> Element:
        index = len(self.chart.series)
        return element(
            "c:ser",
            *self._head(index, self._total_name),
            no_shape(),
            element("c:invertIfNegative", val=False),
            self._labels(index, self.totals),
            self._categories(),
            self._values(index, self.totals),
        )

    def _head(self, index: int, title: str) -> list[Element]:
        place = f"{SHEET}!${_column(index + 1)}$1"
        return [
            element("c:idx", val=index),
            element("c:order", val=index),
            element("c:tx", _strings(place, [title])),
        ]

    def _labels(self, index: int, points: tuple[Point | None, ...]) -> Element:
        chart = self.chart
        inside = chart.kind == "stacked_bars" and index < len(chart.series)
        if inside:
            labels = [self._inner_label(chart.series[index], category, point) for category, point in enumerate(points)]
        else:
            labels = self._end_labels[index]
        key = f"{chart.id}.{chart.language}.{index}"
        size = self._sizes.note if inside else self._sizes.value
        return element(
            "c:dLbls",
            *(
                label.xml(category, key)
                for category, (label, point) in enumerate(zip(labels, points, strict=True))
                if point is not None
            ),
            element("c:numFmt", formatCode=local_format(self._code(points), chart.language), sourceLinked=False),
            no_shape(),
            text_properties(Run("", size, TEXT, bold=not inside)),
            element("c:dLblPos", val="ctr" if inside else "outEnd"),
            *shown("showVal"),
        )

    def _inner_label(self, series: Series, category: int, point: Point | None) -> Label:
        if point is None:
            return Label((), "ctr", None)
        # a scale ends on a round number up to a quarter above the largest value
        largest = max(abs(self._sum(index)) for index in range(len(self.chart.categories))) or 1.0
        room = abs(point.value) / largest * self._plot[2] * self.width * 0.8
        return inner_label(point, self._sizes.note, self._ink(series, point).on_fill, self.chart.language, room)

    def _categories(self) -> Element:
        last = len(self.chart.categories) + 1
        return element("c:cat", _strings(f"{SHEET}!$A$2:$A${last}", self.chart.categories))

    def _values(self, index: int, points: tuple[Point | None, ...]) -> Element:
        letter = _column(index + 1)
        return element(
            "c:val",
            element(
                "c:numRef",
                element("c:f", f"{SHEET}!${letter}$2:${letter}${len(points) + 1}"),
                element(
                    "c:numCache",
                    element("c:formatCode", self._code(points)),
                    element("c:ptCount", val=len(points)),
                    *(
                        element("c:pt", element("c:v", _number(point.value)), idx=category)
                        for category, point in enumerate(points)
                        if point is not None
                    ),
                ),
            ),
        )

    def _axes(self) -> Iterator[Element]:
        yield self._category_axis(_AXES)
        yield self._value_axis(_AXES)
        if self.totals:
            yield self._value_axis(_SECOND_AXES, second=True)
            yield self._category_axis(_SECOND_AXES, second=True)

    def _category_axis(self, ids: tuple[int, int], *, second: bool = False) -> Element:
        bold = len(self.chart.categories) <= 6
        return element(
            "c:catAx",
            element("c:axId", val=ids[0]),
            # the first category on top, as in every table
            element("c:scaling", element("c:orientation", val="maxMin")),
            element("c:delete", val=second),
            element("c:axPos", val="l"),
            element("c:numFmt", formatCode="General", sourceLinked=False),
            element("c:majorTickMark", val="none"),
            element("c:minorTickMark", val="none"),
            element("c:tickLblPos", val="high" if self._leftwards else "low"),
            element("c:spPr", element("a:noFill"), line(TEXT2, 1.25)),
            text_properties(Run("", self._sizes.name, TEXT, bold=bold)),
            element("c:crossAx", val=ids[1]),
            element("c:crosses", val="autoZero"),
            element("c:auto", val=False),
            element("c:lblAlgn", val="ctr"),
            element("c:lblOffset", val=100),
            element("c:noMultiLvlLbl", val=True),
        )

    def _value_axis(self, ids: tuple[int, int], *, second: bool = False) -> Element:
        """Every mark carries its value, so the axis itself is not drawn."""
        lowest, highest = self._scale
        return element(
            "c:valAx",
            element("c:axId", val=ids[1]),
            element(
                "c:scaling",
                element("c:orientation", val="minMax"),
                None if highest is None else element("c:max", val=_number(highest)),
                None if lowest is None else element("c:min", val=_number(lowest)),
            ),
            element("c:delete", val=True),
            element("c:axPos", val="t" if second else "b"),
            element("c:numFmt", formatCode="General", sourceLinked=False),
            element("c:majorTickMark", val="none"),
            element("c:minorTickMark", val="none"),
            element("c:tickLblPos", val="nextTo"),
            element("c:crossAx", val=ids[0]),
            element("c:crosses", val="max" if second else "autoZero"),
            element("c:crossBetween", val="between"),
        )

    def _legend(self) -> Element:
        entries = [series.name for series in self.chart.series]
        wanted = sum(width(entry, 14) + 34 for entry in entries)
        box = (0.0, 0.0, min(1.0, wanted / self.width), (_LEGEND - _PAD / 2) / self.height)
        return element(
            "c:legend",
            element("c:legendPos", val="t"),
            element("c:legendEntry", element("c:idx", val=len(entries)), element("c:delete", val=True))
            if self.totals
            else None,
            self._layout(None, *box),
            element("c:overlay", val=False),
            text_properties(Run("", 14, TEXT2)),
        )

    def _layout(self, target: str | None, *box: float) -> Element:
        """A place in shares of the graphic."""
        return element(
            "c:layout",
            element(
                "c:manualLayout",
                None if target is None else element("c:layoutTarget", val=target),
                element("c:xMode", val="edge"),
                element("c:yMode", val="edge"),
                *(element(f"c:{side}", val=f"{share:.4f}") for side, share in zip("xywh", box, strict=True)),
            ),
        )


def _column(index: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(index))


def _number(value: float) -> str:
    number = plain(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _strings(place: str, texts: Any) -> Element:
    """A reference to cells of text, with what stands in them."""
    return element(
        "c:strRef",
        element("c:f", place),
        element(
            "c:strCache",
            element("c:ptCount", val=len(texts)),
            *(element("c:pt", element("c:v", text), idx=index) for index, text in enumerate(texts)),
        ),
    )
