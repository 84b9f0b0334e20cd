"""A Chart as a native chart of PowerPoint: bars, labels and axes that stay editable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from xlsxwriter.utility import xl_col_to_name

from lagebild.charts.chart import Chart, Series
from lagebild.language import Language
from lagebild.renderers.slides import ranges, waterfall
from lagebild.renderers.slides.colours import GUIDE, TEXT, TEXT2, Ink
from lagebild.renderers.slides.elements import LANGUAGES, PER_POINT, Element, clean, element, line, solid, written
from lagebild.renderers.slides.embedded import SHEET, Cells, number, workbook
from lagebild.renderers.slides.labels import (
    Label,
    extension,
    local_format,
    no_shape,
    number_format,
    said_by_cells,
    show_cells,
    shown,
    text_properties,
)
from lagebild.renderers.slides.placing import ANY_NUMBER, Overlay, Placing
from lagebild.theme import Mark as Role

# pairs of axes (categories, values); positive, where the library's own charts have negative ids
_AXES = (1001, 1002)
_OVERLAY_AXES = (1003, 1004)


class NativeChart:
    """Chart and workbook of one graphic, `width` by `height` points.

    python-pptx takes it in the place of its own ChartData: `xml_bytes` and `xlsx_blob` are all it asks for.
    """

    def __init__(self, chart: Chart, width: float, height: float, inks: Mapping[Role, Ink], made: datetime) -> None:
        self._chart = chart
        self._placing = Placing(chart, width, height, inks)
        self._made = made

    def xml_bytes(self, _chart_type: object) -> bytes:
        """The part of the chart, whatever type is asked for: its kind is the Chart's."""
        placing = self._placing
        parts = (*_plots(placing), *_axes(placing))
        return written(space(placing.chart, placing.plot, parts, placing.sizes.name))

    @property
    def drawing(self) -> bytes | None:
        """The part with what is drawn over the chart and moves with it: the guide of ranges."""
        return written(_drawing(self._placing)) if self._placing.guide else None

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook: series, what is plotted with them, then the further columns."""
        chart, placing = self._chart, self._placing
        columns = [
            Cells(
                clean(series.name),
                [None if point is None else number(point.value) for point in series.points],
                placing.code(series.points),
            )
            for series in chart.series
        ]
        if chart.kind == "waterfall":
            columns = list(_running(placing, columns[0]))
        code = placing.code(ranges.marks(chart)) if chart.kind == "ranges" else ANY_NUMBER
        columns += [Cells(clean(column.name), column.values or (), code) for column in chart.upper_ends()]
        columns += [
            Cells(clean(column.name), column.values, ANY_NUMBER, column.formulas) for column in placing.computed
        ]
        columns += [
            Cells(clean(overlay.name), overlay.values, overlay.code, overlay.formulas) for overlay in placing.overlays
        ]
        for column in chart.columns:
            values: Sequence[float | str | None] = [clean(cell) for cell in column.cells]
            if column.values is not None:
                values = [None if value is None else number(value) for value in column.values]
            columns.append(Cells(clean(column.name), values))
        categories = [clean(category) for category in chart.categories]
        return workbook(clean(chart.category_name), categories, columns, self._made)


def space(chart: Chart, plot: tuple[float, float, float, float], parts: Iterable[Element], size: float) -> Element:
    """The part of a chart: what is plotted in `plot`, shares of the graphic, and its axes; `size` is that of words."""
    return element(
        "c:chartSpace",
        element("c:date1904", val=False),
        element("c:lang", val=LANGUAGES[chart.language]),
        element("c:roundedCorners", val=False),
        element(
            "c:chart",
            element("c:autoTitleDeleted", val=True),  # else a single series puts its name above the chart
            element("c:plotArea", manual_layout(plot, "inner"), *parts),
            element("c:plotVisOnly", val=True),
            element("c:dispBlanksAs", val="gap"),
        ),
        no_shape(),
        text_properties(size, TEXT, wrapped=True),
    )


# ---- series


def _plots(placing: Placing) -> Iterator[Element]:
    chart = placing.chart
    stacked = chart.kind in ("stacked_bars", "ranges", "waterfall")
    first = placing.first_overlay
    if chart.kind in ("ranges", "waterfall"):
        parts = enumerate(placing.computed, start=first - len(placing.computed))
        bars = [_computed(placing, index, part) for index, part in parts]
    else:
        bars = [_series(placing, index, series) for index, series in enumerate(chart.series)]
    yield _bar_chart("stacked" if stacked else "clustered", bars, placing, _AXES)
    if placing.overlays:
        # "outEnd" is not legal in a stack: PowerPoint would drop the slide. Bars without colour on axes of
        # their own, which begin at zero too, carry the labels where the stacks end.
        over = [_overlay(placing, first + index, overlay) for index, overlay in enumerate(placing.overlays)]
        yield _bar_chart("clustered", over, placing, _OVERLAY_AXES)


def _bar_chart(grouping: str, series: Sequence[Element], placing: Placing, axes: tuple[int, int]) -> Element:
    return element(
        "c:barChart",
        element("c:barDir", val="bar"),
        element("c:grouping", val=grouping),
        element("c:varyColors", val=False),
        *series,
        element("c:gapWidth", val=placing.gap),
        element("c:overlap", val=100 if axes == _OVERLAY_AXES else -placing.apart),
        *(element("c:axId", val=axis) for axis in axes),
    )


def _series(placing: Placing, index: int, series: Series) -> Element:
    chart = placing.chart
    inside = chart.kind == "stacked_bars"
    if inside:
        labels = [None if point is None else placing.inner_label(series, point) for point in series.points]
    else:
        labels = list(placing.end_labels[index])
    size = placing.sizes.note if inside else placing.sizes.value
    code = placing.code(series.points)
    values = [None if point is None else number(point.value) for point in series.points]
    inks = [None if point is None else placing.ink(series, point) for point in series.points]
    return element(
        "c:ser",
        *_head(index, series.name),
        *_colours(placing.inks[series.role], inks),
        _labels(labels, f"{chart.id}.{chart.language}.{index}", size, local_format(code, chart.language)),
        _categories(chart),
        _values(index, values, code),
    )


def _colours(usual: Ink, inks: Sequence[Ink | None]) -> Iterator[Element]:
    """Those of a series, and of its marks that have others."""
    yield element("c:spPr", solid(usual.fill), line(usual.edge))
    yield element("c:invertIfNegative", val=False)  # else negative bars turn white
    for category, ink in enumerate(inks):
        if ink is not None and ink != usual:
            yield element(
                "c:dPt",
                element("c:idx", val=category),
                element("c:invertIfNegative", val=False),
                element("c:bubble3D", val=False),
                element("c:spPr", solid(ink.fill), line(ink.edge)),
            )


def _computed(placing: Placing, index: int, part: ranges.Computed) -> Element:
    """A part of the stacks that are ranges or steps: marks in their colours, what they stand on without any."""
    inks = [None if role is None else placing.inks[role] for role in ranges.roles(placing.chart)]
    bare = (no_shape(), element("c:invertIfNegative", val=False))
    return element(
        "c:ser",
        *_head(index, part.name),
        *(bare if part.part == "offset" else _colours(placing.inks["comparator"], inks)),
        _categories(placing.chart),
        _values(index, part.values, ANY_NUMBER),
    )


def _overlay(placing: Placing, index: int, overlay: Overlay) -> Element:
    chart = placing.chart
    key = f"{chart.id}.{chart.language}.{index}"
    from_cells = overlay.labelled_by is not None
    code = local_format(overlay.code, chart.language)
    further = None
    if from_cells:
        further = extension(show_cells())
    elif not overlay.is_total:
        # the label begins at its value: a line from the middle of the row to it would only cross the bar
        further = extension(element("c15:showLeaderLines", val=False))
    return element(
        "c:ser",
        *_head(index, overlay.name),
        no_shape(),
        element("c:invertIfNegative", val=False),
        _labels(overlay.labels, key, placing.sizes.value, code, further, from_cells=from_cells),
        _categories(chart),
        _values(index, overlay.values, overlay.code),
        None if overlay.labelled_by is None else _words_of(chart.series[overlay.labelled_by], overlay),
    )


def _words_of(series: Series, overlay: Overlay) -> Element:
    """The cells that labels are from: those of `series`."""
    assert overlay.labelled_by is not None
    letter = _letter(overlay.labelled_by)
    texts = [None if point is None else point.label for point in series.points]
    return said_by_cells(f"{SHEET}!${letter}$2:${letter}${len(texts) + 1}", texts)


def _running(placing: Placing, steps: Cells) -> Iterator[Cells]:
    """The steps of a waterfall, each shown as its label says it, and the running total; sums follow it."""
    chart = placing.chart
    points = chart.series[0].points
    codes = [None if point is None else number_format(point.label, point.value, chart.language) for point in points]
    cells = waterfall.formulas(chart)
    local = [None if code is None else local_format(code, chart.language) for code in codes]
    yield steps._replace(formulas=[one.value for one in cells], codes=local)
    (column,) = chart.running_totals()
    values = [None if value is None else number(value) for value in column.values or ()]
    sums = [point for point in points if point is not None and point.sum] or points
    yield Cells(clean(column.name), values, placing.code(sums), [one.reached for one in cells])


def _labels(
    labels: Sequence[Label | None], key: str, size: int, code: str, further: Element | None = None, *,
    from_cells: bool = False,
) -> Element:  # fmt: skip
    """Each point's own label, and how those of points added later look."""
    present = [(category, label) for category, label in enumerate(labels) if label is not None]
    position = present[0][1].position if present else "outEnd"
    return element(
        "c:dLbls",
        *(label.xml(category, key) for category, label in present),
        element("c:numFmt", formatCode=code, sourceLinked=False),
        no_shape(),
        text_properties(size, TEXT, bold=position == "outEnd"),
        element("c:dLblPos", val=position),
        *shown(*(() if from_cells else ("showVal",))),
        further,
    )


def _drawing(placing: Placing) -> Element:
    """The rectangles of the guide: a pale band, or a line where one value is used."""
    words = Language(placing.chart.language).say("Value used")
    colour = GUIDE if placing.guide_is_band else placing.inks["hero"].fill
    anchors = []
    for id, (left, top, right, bottom) in enumerate(placing.guide, start=2):
        across, down = placing.width * PER_POINT, placing.height * PER_POINT
        place = element(
            "a:xfrm",
            element("a:off", x=round(left * across), y=round(top * down)),
            element("a:ext", cx=round((right - left) * across), cy=round((bottom - top) * down)),
        )
        shape = element(
            "cdr:sp",
            element(
                "cdr:nvSpPr", element("cdr:cNvPr", id=id, name=words, descr=words), element("cdr:cNvSpPr")
            ),
            element(
                "cdr:spPr", place, element("a:prstGeom", element("a:avLst"), prst="rect"), solid(colour), line(None)
            ),
            macro="",
            textlink="",
        )  # fmt: skip
        corners = (("cdr:from", left, top), ("cdr:to", right, bottom))
        anchors.append(
            element(
                "cdr:relSizeAnchor",
                *(
                    element(corner, element("cdr:x", f"{x:.5f}"), element("cdr:y", f"{y:.5f}"))
                    for corner, x, y in corners
                ),
                shape,
            )
        )
    return element("c:userShapes", *anchors)


# ---- cells


def _head(index: int, title: str) -> list[Element]:
    place = f"{SHEET}!${_letter(index)}$1"
    return [
        element("c:idx", val=index),
        element("c:order", val=index),
        element("c:tx", strings(place, [title])),
    ]


def _categories(chart: Chart) -> Element:
    return element("c:cat", strings(f"{SHEET}!$A$2:$A${len(chart.categories) + 1}", chart.categories))


def strings(place: str, texts: Sequence[str]) -> Element:
    """Words of the workbook at `place`, and what they are."""
    cached = [element("c:pt", element("c:v", text), idx=index) for index, text in enumerate(texts)]
    return element(
        "c:strRef",
        element("c:f", place),
        element("c:strCache", element("c:ptCount", val=len(texts)), *cached),
    )


def _values(index: int, values: Sequence[float | None], code: str) -> Element:
    cached = [
        element("c:pt", element("c:v", digits(value)), idx=category)
        for category, value in enumerate(values)
        if value is not None
    ]
    place = f"{SHEET}!${_letter(index)}$2:${_letter(index)}${len(values) + 1}"
    count = element("c:ptCount", val=len(values))
    cache = element("c:numCache", element("c:formatCode", code), count, *cached)
    return element("c:val", element("c:numRef", element("c:f", place), cache))


def _letter(index: int) -> str:
    """The column of the series at `index`: the names of the categories stand before it."""
    return str(xl_col_to_name(index + 1))


def digits(value: float) -> str:
    """`value` as a file keeps it: whole numbers without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


# ---- axes


def _axes(placing: Placing) -> Iterator[Element]:
    yield _category_axis(placing, _AXES)
    yield _value_axis(placing, _AXES)
    if placing.overlays:
        yield _value_axis(placing, _OVERLAY_AXES, over=True)
        yield _category_axis(placing, _OVERLAY_AXES, over=True)


def _category_axis(placing: Placing, ids: tuple[int, int], *, over: bool = False) -> Element:
    bold = len(placing.chart.categories) <= 6
    return element(
        "c:catAx",
        element("c:axId", val=ids[0]),
        element("c:scaling", element("c:orientation", val="maxMin")),  # the first on top, as in every table
        element("c:delete", val=over),
        element("c:axPos", val="l"),
        element("c:numFmt", formatCode="General", sourceLinked=False),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="high" if placing.leftwards else "low"),
        element("c:spPr", element("a:noFill"), line(TEXT2 if placing.shows_zero else None, 1.25)),
        text_properties(placing.sizes.name, TEXT, bold=bold, wrapped=True),
        element("c:crossAx", val=ids[1]),
        element("c:crosses", val="autoZero"),
        element("c:auto", val=False),
        element("c:lblAlgn", val="ctr"),
        element("c:lblOffset", val=100),
        element("c:tickLblSkip", val=1),  # else PowerPoint leaves names out where they are many
        element("c:noMultiLvlLbl", val=True),
    )


def _value_axis(placing: Placing, ids: tuple[int, int], *, over: bool = False) -> Element:
    """Every mark says its value, so the axis itself is not drawn."""
    least, greatest = placing.scale
    return element(
        "c:valAx",
        element("c:axId", val=ids[1]),
        element(
            "c:scaling",
            element("c:orientation", val="minMax"),
            None if greatest is None else element("c:max", val=digits(greatest)),
            None if least is None else element("c:min", val=digits(least)),
        ),
        element("c:delete", val=True),
        element("c:axPos", val="t" if over else "b"),
        element("c:numFmt", formatCode="General", sourceLinked=False),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="nextTo"),
        element("c:crossAx", val=ids[0]),
        element("c:crosses", val="max" if over else "autoZero"),
        element("c:crossBetween", val="between"),
    )


def manual_layout(box: tuple[float, float, float, float], target: str | None = None) -> Element:
    """A place in shares of the graphic."""
    place = element(
        "c:manualLayout",
        None if target is None else element("c:layoutTarget", val=target),
        element("c:xMode", val="edge"),
        element("c:yMode", val="edge"),
        *(element(f"c:{side}", val=f"{share:.4f}") for side, share in zip("xywh", box, strict=True)),
    )
    return element("c:layout", place)
