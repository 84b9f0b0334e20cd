"""Lines on the screen, in pictures and on slides: the same places, gaps and steps, values read where they stand."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.charts.chart import Chart, Reading
from lagebild.charts.geometry import Box, Curve, Layout
from lagebild.charts.layout import layout
from lagebild.language import CODES, NBSP, Code
from lagebild.look import load_fonts, text_width
from lagebild.look.colours import set_current
from lagebild.look.painting import watch_texts
from lagebild.origin import record
from lagebild.renderers import picture
from lagebild.renderers.curve_items import MARGIN, SMOOTH
from lagebild.renderers.curves import colour_of
from lagebild.renderers.screen import ChartPlot
from lagebild.renderers.strokes import Polygon, Print, Trace
from lagebild.theme import theme
from lagebild.widgets.chart_view import ChartView
from tests.charts.examples import break_even, event_window, price_steps
from tests.charts.test_lines import simple
from tests.renderers.decks import C, cells, chart_shape, reopened, texts, written
from tests.renderers.pptx_lint import faults

RING = 6
SVG = "{http://www.w3.org/2000/svg}"
Example = Callable[[Code], Chart]

in_both_languages = pytest.mark.parametrize("code", CODES)
every_example = pytest.mark.parametrize("example", [break_even, price_steps, event_window])


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPlot]:
    load_fonts()
    set_current(theme("light"))
    made = ChartPlot()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    yield made


def press(plot: ChartPlot, key: Qt.Key) -> None:
    QApplication.sendEvent(plot, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def point_at(plot: ChartPlot, x: float, y: float) -> None:
    at = QPointF(x + RING, y + RING)
    no = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, plot.mapToGlobal(at), no, no, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    QApplication.sendEvent(plot, event)


def items(plot: ChartPlot) -> list[Any]:
    """The lines in the view box that are shown."""
    scene = plot.findChild(QWidget).scene()  # type: ignore[attr-defined]
    return [item for item in scene.items() if hasattr(item, "getData") and item.isVisible()]


def seen(item: Any) -> list[tuple[float, float]]:
    """Where the places of a line are in the view; gaps are left out."""
    x, y = item.getData()
    at = [item.mapToScene(QPointF(*place)) for place in zip(x, y, strict=True) if not math.isnan(place[0])]
    return [(place.x(), place.y()) for place in at]


def meant(curves: list[Curve]) -> list[tuple[float, float]]:
    return [place for curve in curves for run in curve.runs if len(run) > 1 for place in run]


def curves(placed: Layout | None) -> tuple[Curve, ...]:
    assert placed is not None and placed.graph is not None
    return placed.graph.curves


def said(plot: ChartPlot) -> list[str]:
    found: list[str] = []
    with watch_texts(lambda text, box, room: found.append(text)):
        plot.grab()
    return found


def is_near(one: QColor, name: str) -> bool:
    """Whether it is that colour, but for the smoothing of a line."""
    other = QColor(name)
    return all(abs(a - b) < 24 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))  # type: ignore[arg-type]


# ---- the same places


@every_example
def test_items_of_the_view_stand_where_the_layout_says(plot: ChartPlot, example: Example) -> None:
    plot.show_chart(example("en"))
    faint = [curve for curve in curves(plot.placed) if curve.faint]
    groups = ([faint] if faint else []) + [[curve] for curve in curves(plot.placed) if not curve.faint]
    shown = sorted(items(plot), key=lambda item: item.zValue())
    assert len(shown) == len(groups)
    for item, group in zip(shown, groups, strict=True):
        for one, other in zip(seen(item), meant(group), strict=True):
            assert one == pytest.approx(other, abs=0.05)
        assert item.opts["pen"].color().name() == colour_of(group[0].role, group[0].faint, theme("light")).lower()
        assert item.opts["pen"].isCosmetic() and item.opts["pen"].widthF() == group[0].width


@every_example
def test_screen_and_picture_paint_lines_in_the_same_places(plot: ChartPlot, example: Example) -> None:
    chart = example("en")
    room = picture.frame(chart, theme("light"), 800, 450)[1]
    plot.resize(round(room.width) + 2 * RING, round(room.height) + 2 * RING)
    plot.show_chart(chart)
    on_screen = plot.grab().toImage()
    image = QImage.fromData(picture.png(chart, size=(1200, 675), scale=2))
    in_picture = layout(chart, room.width, room.height, text_width)
    assert plot.placed is not None
    looked = 0
    for one, other in zip(curves(plot.placed), curves(in_picture), strict=True):
        assert numpy.array(meant([one])) == pytest.approx(numpy.array(meant([other])), abs=1)
        if one is not curves(plot.placed)[-1]:
            continue  # others lie over it
        fill = colour_of(one.role, False, theme("light")).lower()
        for run in one.runs:
            for (x1, y1), (x2, y2) in pairwise(run):
                if abs(x2 - x1) > 5 and abs(y2 - y1) < 20:  # its middle is wide enough to look at
                    x, y = x1 + 0.13 * (x2 - x1), y1 + 0.13 * (y2 - y1)
                    assert is_near(on_screen.pixelColor(int(x) + RING, int(y) + RING), fill)
                    assert is_near(image.pixelColor(int((x + room.x) * 3), int((y + room.y) * 3)), fill)
                    looked += 1
    assert looked or example is event_window


def test_a_picture_says_of_every_line_where_it_begins_and_ends() -> None:
    chart = event_window("en")
    root = ElementTree.fromstring(picture.svg(chart))
    told = {path.findtext(f"{SVG}title"): path for path in root.iter(f"{SVG}path") if len(path)}
    assert len(told) == 32
    nvidia = next(path for words, path in told.items() if words and words.startswith("Nvidia: "))
    assert nvidia.get("d", "").count("M") == 1 and nvidia.get("d", "").count("L") == 59
    broadcom = next(path for words, path in told.items() if words and words.startswith("Broadcom: "))
    assert broadcom.get("d", "").count("M") == 2  # a gap stays a gap
    index = next(path for words, path in told.items() if words and words.startswith("S&P 500: "))
    assert index.get("stroke-dasharray") == "5 3" and nvidia.get("stroke-dasharray") is None


def test_a_picture_of_steps_has_corners_only() -> None:
    chart = price_steps("de")
    drawn = picture.body(chart, theme("light"), Box(0, 0, 700, 400))
    lines = [one for one in drawn if isinstance(one, Trace) and one.told]
    assert len(lines) == 2
    for one in lines:
        for run in one.runs:
            assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(run))


def test_many_positions_make_no_picture_higher() -> None:
    assert picture.size_of(event_window()) == picture.SIZE


def test_the_area_lies_behind_the_grid_and_its_name_is_on_it() -> None:
    drawn = picture.body(break_even("en"), theme("light"), Box(0, 0, 700, 400))
    area = next(at for at, one in enumerate(drawn) if isinstance(one, Polygon))
    lines = [at for at, one in enumerate(drawn) if isinstance(one, Trace) and one.told]
    assert area < min(lines) and drawn[area].colour == theme("light").chips["consistent"].tint  # type: ignore[union-attr]
    assert "room for saving" in [one.text for one in drawn if isinstance(one, Print)]


# ---- on the screen


def test_items_stay_while_their_lines_move(plot: ChartPlot) -> None:
    plot.show_chart(break_even("en"))
    before = items(plot)
    places = [seen(item) for item in before]
    plot.show_chart(break_even("en", hardware=9000.0))
    assert set(map(id, items(plot))) == set(map(id, before))
    assert [seen(item) for item in before] != places


def test_a_line_that_stays_as_it_was_is_not_set_again(plot: ChartPlot) -> None:
    plot.show_chart(break_even("en"))
    changes: list[object] = []
    for item in items(plot):
        item.sigPlotChanged.connect(changes.append)
    plot.show_chart(break_even("en").changed(title="Another finding"))
    assert not changes
    plot.resize(820, 400)
    assert len(changes) == 3


def test_faint_lines_are_one_item(plot: ChartPlot) -> None:
    plot.show_chart(event_window())
    assert len(items(plot)) == 6
    plot.show_chart(break_even())
    assert len(items(plot)) == 3


def test_long_lines_are_not_smoothed(plot: ChartPlot) -> None:
    for count, smooth in ((SMOOTH, True), (SMOOTH + 1, False)):
        plot.show_chart(simple(tuple(math.sin(at / 50) for at in range(count))))
        (item,) = items(plot)
        assert item.opts["antialias"] is smooth


def test_a_thick_line_at_the_edge_is_not_cut(plot: ChartPlot) -> None:
    plot.show_chart(simple((0.0, 0.0), from_zero=True).changed(base=0.0))
    (item,) = items(plot)
    assert plot.placed is not None
    box = item.getViewBox().sceneBoundingRect()
    assert box.bottom() == pytest.approx(plot.placed.plot.bottom + MARGIN, abs=0.5)


@every_example
def test_the_keys_walk_the_positions_and_read_all_values_there(plot: ChartPlot, example: Example) -> None:
    chart = example("en")
    plot.show_chart(chart)
    plot.setFocus()
    read: list[str] = []
    plot.walked.connect(read.append)
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Left)
    press(plot, Qt.Key.Key_End)
    told = [reading.text for reading in chart.readings()]
    assert read == [told[0], told[1], told[0], told[-1]]
    words = said(plot)
    assert chart.categories[-1] in words
    for series, point in chart.named(len(chart.categories) - 1):
        assert series.name in words and point.label in words
    plot.clearFocus()
    assert chart.categories[-1] not in said(plot)


def test_the_pointer_reads_the_values_of_the_nearest_position(plot: ChartPlot) -> None:
    chart = break_even("en")
    plot.show_chart(chart)
    placed = plot.placed
    assert placed is not None
    before = plot.grab().toImage()
    point_at(plot, placed.x(1000) + 3, placed.plot.y + 20)
    words = said(plot)
    assert f"1,000{NBSP}m" in words and "$30,650" in words
    x = round(placed.x(1000)) + RING
    assert plot.grab().toImage().pixelColor(x, round(placed.plot.bottom) - 40).name() == theme("light").text3.lower()
    point_at(plot, placed.plot.x - 20, placed.plot.y + 20)
    assert plot.grab().toImage() == before
    point_at(plot, placed.x(1000), placed.plot.y + 20)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.grab().toImage() == before


def test_the_pointer_reads_the_price_that_holds_there(plot: ChartPlot) -> None:
    chart = price_steps("en")
    plot.show_chart(chart)
    placed = plot.placed
    assert placed is not None
    until = placed.x(chart.positions[2])
    point_at(plot, until - 3, placed.plot.y + 50)
    assert chart.categories[1] in said(plot)
    point_at(plot, until + 1, placed.plot.y + 50)
    assert chart.categories[2] in said(plot)


def test_a_faint_line_is_named_where_the_pointer_is_near_it(plot: ChartPlot) -> None:
    chart = event_window("en")
    plot.show_chart(chart)
    placed = plot.placed
    assert placed is not None
    faint = next(series for series in chart.series if series.faint and series.points[20] is not None)
    value = faint.points[20].value  # type: ignore[union-attr]
    point_at(plot, placed.x(chart.positions[20]), placed.y(value))
    assert faint.name in said(plot)
    point_at(plot, placed.x(chart.positions[20]), placed.plot.bottom - 2)
    assert not [words for words in said(plot) if words.startswith("Share")]


@pytest.mark.parametrize("size", [(320, 200), (420, 300), (700, 400)])
def test_what_the_pointer_reads_is_not_cut(plot: ChartPlot, size: tuple[int, int]) -> None:
    chart = event_window("de")
    plot.resize(size[0] + 2 * RING, size[1] + 2 * RING)
    plot.show_chart(chart)
    placed = plot.placed
    assert placed is not None
    for share in (0.0, 0.3, 0.7, 1.0):
        point_at(plot, placed.plot.x + share * placed.plot.width, placed.plot.y + share * (placed.plot.height - 1))
        cut = []
        with watch_texts(
            lambda text, box, room, cut=cut: None if room.adjusted(-0.5, -2, 0.5, 2).contains(box) else cut.append(text)
        ):
            plot.grab()
        assert cut == []


def test_a_click_and_enter_choose_the_position(plot: ChartPlot) -> None:
    chart = break_even("en")
    plot.show_chart(chart)
    plot.setFocus()
    chosen: list[Reading] = []
    plot.pressed.connect(chosen.append)
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Return)
    placed = plot.placed
    assert placed is not None
    at = QPointF(placed.x(1250) + RING, placed.plot.y + 40 + RING)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, plot.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(plot, event)
    assert [chart.positions[reading.category] for reading in chosen] == [0.0, 1250.0]


def test_words_on_the_plot_know_where_they_come_from(plot: ChartPlot) -> None:
    chart = break_even("en")
    guide, area = chart.guides[0].changed(origin=record("g")), chart.area
    assert area is not None
    plot.show_chart(chart.changed(guides=(guide,), area=area.changed(origin=record("a"))))
    shown = {str(text): getattr(text, "origin", None) for text in plot.texts()}
    assert shown[guide.label] == record("g") and shown[area.label] == record("a")
    assert shown["Own hardware"] is None
    assert shown["$26,635"] == chart.series[0].points[chart.positions.index(869.0)].origin  # type: ignore[union-attr]


def test_a_position_leads_to_the_evidence_of_all_its_values(qtbot: QtBot, qapp: QApplication) -> None:
    load_fonts()
    view = ChartView()
    qtbot.addWidget(view)
    chart = simple((1.0, 2.0), (3.0, 4.0))
    origins = (record("one"), record("other"))
    series = tuple(
        one.changed(points=tuple(point and point.changed(origin=origin) for point in one.points))
        for one, origin in zip(chart.series, origins, strict=True)
    )
    from lagebild.language import Language

    view.set_chart(chart.changed(series=series), Language("en"))
    asked = view.asked()
    assert len(asked) == 2 and set(asked[0].origin.records) == {"one", "other"}


def test_no_reference_is_lost_over_many_moves(plot: ChartPlot) -> None:
    import sys

    moves = [break_even("en", hardware=15000.0 + at) for at in range(10)]
    for chart in moves:
        plot.show_chart(chart)
        plot.grab()
    before = sys.getrefcount(None)
    for _ in range(5):
        for chart in moves:
            plot.show_chart(chart)
            point_at(plot, 300, 200)
            plot.grab()
    assert sys.getrefcount(None) > before - 50


# ---- nothing to draw


@in_both_languages
def test_screen_picture_and_slide_say_why_there_is_nothing(plot: ChartPlot, code: Code) -> None:
    chart = simple((None, None)).changed(language=code, absent="Keine Kurse." if code == "de" else "No prices.")
    plot.show_chart(chart)
    assert plot.texts() == (chart.absent,) and not items(plot) and not chart.readings()
    press(plot, Qt.Key.Key_Right)
    point_at(plot, 300, 200)
    assert plot.walked_mark is None
    assert chart.absent in [
        one.text for one in picture.body(chart, theme("light"), Box(0, 0, 700, 400)) if isinstance(one, Print)
    ]
    slide = reopened(chart).slides[0]
    assert chart.absent in texts(slide) and not [shape for shape in slide.shapes if shape.has_chart]


# ---- on a slide


def space(chart: Chart) -> Any:
    return chart_shape(reopened(chart).slides[0]).chart._chartSpace


def number(root: Any, path: str) -> float:
    found = root.find("/".join(f"{C}{part}" for part in path.split("/")))
    assert found is not None, path
    return float(found.get("val") or found.text or "")


def points(series: Any, of: str) -> dict[int, float]:
    return {int(one.get("idx")): float(one.findtext(f"{C}v")) for one in series.find(f"{C}{of}").iter(f"{C}pt")}


@in_both_languages
@every_example
def test_a_slide_read_back_says_what_the_chart_says(example: Example, code: Code) -> None:
    chart = example(code)
    dated = chart.across == "date"
    native = chart_shape(reopened(chart).slides[0]).chart
    root = native._chartSpace
    assert len(list(root.iter(f"{C}lineChart" if dated else f"{C}scatterChart"))) == 1
    book = cells(native.part.chart_workbook.xlsx_part.blob)
    assert book["A1"] == chart.category_name and [book["C1"], book["D1"]] == [one.name for one in chart.series[:2]]
    drawn = {one.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v"): one for one in root.iter(f"{C}ser")}
    assert len(drawn) == len(chart.series)
    for series in chart.series:
        one = drawn[series.name]
        across, up = points(one, "cat" if dated else "xVal"), points(one, "val" if dated else "yVal")
        by_place = {x: up.get(row) for row, x in across.items()}  # of two rows at one place, the later
        for position, point in zip(chart.positions, series.points, strict=True):
            place = position - 693_594 if dated else float(f"{position:.15g}")
            assert by_place[place] == (None if point is None else float(f"{point.value:.15g}"))
        assert one.find(f"{C}smooth").get("val") == "0"


def test_steps_on_a_slide_are_further_rows() -> None:
    chart = price_steps("en")
    one = next(space(chart).iter(f"{C}ser"))
    days, values = points(one, "cat"), points(one, "val")
    assert len(days) == 2 * len(chart.positions) - 1
    for before, after in pairwise(sorted(days)):
        if days[after] - days[before] == 1:
            continue  # the day before a change still has the old value
        assert values.get(before) == values.get(after)
    at_numbers = simple((1.0, 3.0, None, 2.0), step=True)
    one = next(space(at_numbers).iter(f"{C}ser"))
    assert list(points(one, "xVal").values()) == [0, 1, 1, 2, 2, 3, 3]
    assert points(one, "yVal") == {0: 1, 1: 1, 2: 3, 3: 3, 6: 2}


def test_dates_go_across_in_whole_months_and_days() -> None:
    (axis,) = space(price_steps("de")).iter(f"{C}dateAx")
    assert axis.find(f"{C}majorTimeUnit").get("val") == "months" and axis.find(f"{C}baseTimeUnit").get("val") == "days"
    assert axis.find(f"{C}numFmt").get("formatCode") == "[$-407]mmm\\ yyyy"
    (axis,) = space(event_window("en")).iter(f"{C}dateAx")
    assert (axis.find(f"{C}majorUnit").get("val"), axis.find(f"{C}majorTimeUnit").get("val")) in (
        ("7", "days"),
        ("14", "days"),
    )


def test_the_axes_of_a_slide_have_the_limits_and_words_of_the_screen() -> None:
    chart = break_even("en")
    across, up = space(chart).iter(f"{C}valAx")
    assert (number(across, "scaling/min"), number(across, "scaling/max")) == (0, 1500)
    assert number(up, "scaling/min") == 0 and number(up, "scaling/max") == 50000
    assert across.find(f"{C}numFmt").get("formatCode").startswith(f'[$-809]#,##0"{NBSP}m"')
    assert '"$"' in up.find(f"{C}numFmt").get("formatCode")


def test_a_logarithmic_axis_and_large_numbers_keep_their_words_on_a_slide() -> None:
    chart = simple((3.0, 2.0, 1.0), positions=(1e7, 1e8, 1e10), logarithmic_across=True, across_unit="token")
    across, _ = space(chart).iter(f"{C}valAx")
    assert number(across, "scaling/logBase") == 10 and number(across, "scaling/max") == pytest.approx(1e10)
    code = f'[$-809][>=1000000000]#,##0,,,"{NBSP}bn";[$-809]#,##0,,"{NBSP}m"'
    assert across.find(f"{C}numFmt").get("formatCode") == code
    assert faults(written(chart)) == []


@in_both_languages
def test_names_stand_at_the_last_points_and_values_where_the_guide_is(code: Code) -> None:
    chart = break_even(code)
    used = chart.positions.index(869.0)
    for one, series in zip(
        sorted(space(chart).iter(f"{C}ser"), key=lambda one: number(one, "idx")), chart.series, strict=True
    ):
        labels = {int(label.find(f"{C}idx").get("val")): label for label in one.iter(f"{C}dLbl")}
        assert set(labels) == {used, len(chart.positions) - 1}
        said = ["".join(part.text for part in labels[at].iter("{*}t")) for at in sorted(labels)]
        assert said[1] == series.name
        point = series.points[used]
        assert point is not None and (said[0] == point.label or labels[used].find(f"{C}numFmt") is not None)
        markers = [int(spot.find(f"{C}idx").get("val")) for spot in one.iter(f"{C}dPt")]
        assert markers == [used, len(chart.positions) - 1]


def test_names_with_values_follow_edited_data() -> None:
    chart = event_window("en")
    named = [one for one in space(chart).iter(f"{C}ser") if list(one.iter(f"{C}dLbl"))]
    assert len(named) == 5
    for one in named:
        (label,) = one.iter(f"{C}dLbl")
        fields = [part.get("type") for part in label.iter("{*}fld")]
        assert fields == ["VALUE"] and number(label, "idx") == 59


def test_faint_lines_lie_behind_and_indices_are_dashed() -> None:
    chart = event_window("en")
    order = [one.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v") for one in space(chart).iter(f"{C}ser")]
    assert set(order[:27]) == {series.name for series in chart.series if series.faint}
    dashed = [
        one.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v")
        for one in space(chart).iter(f"{C}ser")
        if one.find(f"{C}spPr").find(".//{*}prstDash") is not None
    ]
    assert dashed == ["S&P 500", "Nasdaq-100"]


def test_a_gap_stays_a_gap_on_a_slide() -> None:
    root = space(event_window("en"))
    broadcom = next(one for one in root.iter(f"{C}ser") if number(one, "idx") == 1)
    assert len(points(broadcom, "val")) == 57 and number(broadcom, "val/numRef/numCache/ptCount") == 60
    assert root.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"


def drawing(chart: Chart) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(written(chart))) as package:
        return list(etree.fromstring(package.read("ppt/drawings/drawing1.xml")))


def test_guide_area_and_sentence_are_drawn_over_the_plot_in_their_places() -> None:
    chart = break_even("en")
    root = space(chart)
    place = root.find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
    left, top, width, height = (number(place, side) for side in "xywh")
    shapes = drawing(chart)
    named = {shape.find(".//{*}cNvPr").get("name") for shape in shapes}
    assert chart.area is not None
    assert {chart.guides[0].label, chart.area.label, chart.annotations[0].text} <= named
    guide = next(shape for shape in shapes if shape.find(".//{*}prstDash") is not None)
    x = [float(end.text) for end in guide.iter("{*}x")]
    assert x == pytest.approx([left + width * 869 / 1500] * 2, abs=0.002)
    area = next(shape for shape in shapes if shape.find(".//{*}custGeom") is not None)
    x, y = ([float(end.text) for end in area.iter(f"{{*}}{side}")] for side in "xy")
    crossing = chart.positions[chart.annotations[0].category]
    assert x == pytest.approx([left + width * crossing / 1500, left + width], abs=0.002)
    assert y[1] == pytest.approx(top + height * (1 - 15974 / 50000), abs=0.002)
    words = ["".join(body.itertext()) for shape in shapes for body in shape.iter("{*}txBody")]
    assert chart.guides[0].label in words and chart.area.label in words


def long_names() -> Chart:
    chart = event_window("en", series=7)
    first, *others = chart.series
    return chart.changed(
        series=(first.changed(name="Nvidia, the maker of graphics processors from Santa Clara"), *others)
    )


def test_a_long_name_stands_on_two_lines() -> None:
    (label,) = next(one for one in space(long_names()).iter(f"{C}ser") if number(one, "idx") == 0).iter(f"{C}dLbl")
    lines = ["".join(part.text for part in line.iter("{*}t")) for line in label.iter("{*}p")]
    assert len(lines) == 2 and lines[0].startswith("Nvidia, the maker")


@pytest.mark.parametrize(
    "chart",
    [
        long_names(),
        simple((1.0, None, 2.0), (None, None, None), step=True),
        simple((-3.0, 2.0), positions=(1e7, 1e10), logarithmic_across=True, across_unit="token"),
        price_steps("en").changed(step=False),
    ],
    ids=["names on two lines", "steps over numbers, a line without values", "powers of ten", "dates without steps"],
)
def test_neither_validator_nor_lint_finds_a_fault(chart: Chart, tmp_path: Path) -> None:
    package = written(chart)
    path = tmp_path / "deck.pptx"
    path.write_bytes(package)
    assert faults(package) == []
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_arrays_have_a_gap_between_two_runs(plot: ChartPlot) -> None:
    plot.show_chart(simple((1.0, 2.0, None, 3.0, 4.0)))
    (item,) = items(plot)
    x, _ = item.getData()
    assert list(numpy.isnan(x)) == [False, False, True, False, False, True]


def test_a_value_between_two_gaps_is_a_round_spot(plot: ChartPlot) -> None:
    plot.show_chart(simple((None, 2.0, None, 3.0, 4.0)))
    assert plot.placed is not None
    at = QPoint(round(plot.placed.x(1)) + RING, round(plot.placed.y(2)) + RING)
    assert plot.grab().toImage().pixelColor(at).name() == theme("light").marks["comparator"].edge.lower()
    one = next(space(simple((None, 2.0, None, 3.0, 4.0))).iter(f"{C}ser"))
    assert 1 in [int(spot.find(f"{C}idx").get("val")) for spot in one.iter(f"{C}dPt")]
