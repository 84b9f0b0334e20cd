"""Bubbles on the screen, in pictures and on slides: the same marks in the same places, by shape, area and words."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from lxml import etree
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Chart
from lagebild.charts.decision import cost_risk
from lagebild.charts.geometry import Box, Bubble, Layout
from lagebild.charts.layout import layout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look import load_fonts, text_width
from lagebild.look.colours import set_current
from lagebild.own_options import OWN, OwnOption
from lagebild.renderers import picture
from lagebild.renderers.screen import ChartPlot
from lagebild.renderers.strokes import Dashes, Fill, Polygon, Print
from lagebild.theme import theme
from tests.charts.examples import standpoints
from tests.renderers.decks import C, cells, chart_shape, reopened, texts, written
from tests.renderers.pptx_lint import faults

RING = 6
SVG = "{http://www.w3.org/2000/svg}"
CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
EMPTY = (None,) * 4

in_both_languages = pytest.mark.parametrize("code", CODES)


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPlot]:
    load_fonts()
    set_current(theme("light"))
    made = ChartPlot()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    yield made


def bubbles(placed: Layout | None) -> tuple[Bubble, ...]:
    assert placed is not None and placed.plane is not None
    return placed.plane.bubbles


def press(plot: ChartPlot, key: Qt.Key) -> None:
    QApplication.sendEvent(plot, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def points_inside(bubble: Bubble) -> list[tuple[float, float]]:
    """Places that belong to the shape: near its middle, and where only this shape reaches."""
    x, y, width, height = bubble.box
    shares = {
        "circle": [(0.5, 0.2), (0.2, 0.5)],
        "square": [(0.15, 0.15), (0.85, 0.85)],
        "triangle": [(0.5, 0.35), (0.2, 0.88), (0.8, 0.88)],
        "diamond": [(0.5, 0.25), (0.25, 0.5)],
    }[bubble.shape]
    return [(x + across * width, y + down * height) for across, down in shares]


def corner(bubble: Bubble) -> tuple[float, float]:
    """The upper left corner of its box, which only a square fills."""
    return bubble.box.x + 0.08 * bubble.box.width, bubble.box.y + 0.08 * bubble.box.height


def check_painted(seen: QImage, placed: Layout, x: float, y: float, scale: float) -> None:
    for bubble in bubbles(placed):
        fill = theme("light").marks[bubble.role].fill.lower()
        for across, down in points_inside(bubble):
            at = QPoint(int((across + x) * scale), int((down + y) * scale))
            assert seen.pixelColor(at).name() == fill, (bubble, at)
        across, down = corner(bubble)
        at = QPoint(int((across + x) * scale), int((down + y) * scale))
        assert (seen.pixelColor(at).name() == fill) == (bubble.shape == "square"), bubble


# ---- the same marks in the same places

WEEKS = (8.0, 6.0, 16.0, 10.0)  # large enough to look into


def test_screen_and_picture_paint_the_same_marks_in_the_same_places(plot: ChartPlot) -> None:
    chart = standpoints("en", weeks=WEEKS)
    room = picture.frame(chart, theme("light"), 800, 450)[1]
    plot.resize(round(room.width) + 2 * RING, round(room.height) + 2 * RING)
    plot.show_chart(chart)
    assert plot.placed is not None
    check_painted(plot.grab().toImage(), plot.placed, RING, RING, 1)
    in_picture = layout(chart, room.width, room.height, text_width)
    image = QImage.fromData(picture.png(chart, size=(1200, 675), scale=2))
    check_painted(image, in_picture, room.x, room.y, 3)
    for one, other in zip(bubbles(plot.placed), bubbles(in_picture), strict=True):
        assert (one.shape, one.role) == (other.shape, other.role)
        assert one.box == pytest.approx(other.box, abs=1)


@in_both_languages
def test_every_mark_of_a_picture_says_its_reading_and_has_its_own_shape(code: Code) -> None:
    chart = standpoints(code)
    root = ElementTree.fromstring(picture.svg(chart))
    told = {shape.findtext(f"{SVG}title"): shape for shape in root.iter() if shape.find(f"{SVG}title") is not None}
    china, eu, own, western = (told[reading.text] for reading in chart.readings())
    assert len(china.get("points", "").split()) == 3 and len(western.get("points", "").split()) == 4
    assert own.get("rx") is None and own.tag == f"{SVG}rect"
    assert float(eu.get("rx", "")) == pytest.approx(float(eu.get("width", "")) / 2, abs=0.02)


def strokes(chart: Chart, width: float = 800, height: float = 400) -> list[object]:
    return list(picture.body(chart, theme("light"), Box(0, 0, width, height)))


def test_the_zone_lies_behind_grid_and_marks_with_a_dashed_edge() -> None:
    chart = standpoints("en")
    drawn = strokes(chart)
    placed = layout(chart, 800, 400, text_width)
    assert placed.plane is not None and placed.plane.zone is not None
    tint = Fill(placed.plane.zone, theme("light").chips["consistent"].tint)
    grid = [at for at, one in enumerate(drawn) if isinstance(one, Fill) and one.colour == theme("light").grid]
    marks = [at for at, one in enumerate(drawn) if isinstance(one, Fill | Polygon) and one.told]
    assert drawn.index(tint) < min(grid) < max(grid) < min(marks)
    assert Dashes(placed.plane.zone, theme("light").marks["gain"].fill) in drawn
    assert not [one for one in strokes(standpoints("en", zone=False)) if isinstance(one, Dashes)]


def test_no_grid_line_runs_through_a_label() -> None:
    chart = standpoints("en", risks=(75.0, 25.0, 50.0, 50.0))  # on the lines
    drawn = strokes(chart)
    boxes = [(one.box, one.colour) for one in drawn if isinstance(one, Fill)]
    labels = [word for word in layout(chart, 800, 400, text_width).words if word.part == "category"]
    assert labels
    for word in labels:
        x, y = word.box.x + word.box.width / 2, word.box.y + word.box.height / 2
        behind = [tint for box, tint in boxes if box.x <= x < box.right and box.y <= y < box.bottom]
        assert behind[-1] in (theme("light").surface, theme("light").chips["consistent"].tint), word.text


def test_a_whisker_reaches_as_far_as_the_value_is_uncertain() -> None:
    chart = standpoints("en")
    placed = layout(chart, 800, 400, text_width)
    fills = [one for one in strokes(chart) if isinstance(one, Fill)]
    for bubble in bubbles(placed):
        assert bubble.whisker is not None
        top, bottom = bubble.whisker
        colour = theme("light").marks[bubble.role].fill
        assert any(
            one.colour == colour and one.box.width <= 1.5 and abs(one.box.y - top) < 1
            and abs(one.box.bottom - bottom) < 1.1 for one in fills
        ), bubble  # fmt: skip


# ---- on the screen


def test_the_keys_stop_once_at_every_mark_and_ring_it_with_its_label(plot: ChartPlot) -> None:
    chart = standpoints("en", risks=(81.0, None, 19.0, 38.0))
    plot.show_chart(chart)
    plot.setFocus()
    read: list[str] = []
    plot.walked.connect(read.append)
    before = plot.grab().toImage()
    for _ in range(4):
        press(plot, Qt.Key.Key_Right)
    assert read[:3] == [reading.text for reading in chart.readings()] and read[3] == read[2]
    press(plot, Qt.Key.Key_Home)
    walked = plot.grab().toImage()
    first = bubbles(plot.placed)[0]
    name = next(word for word in plot.placed.words if word.category == 0 and word.part == "category")  # type: ignore[union-attr]
    y = round(first.box.y + first.box.height / 2) + RING
    changed = [x for x in range(walked.width()) if walked.pixel(x, y) != before.pixel(x, y)]
    assert min(changed) < first.box.x + RING and max(changed) > name.box.right + RING - 1


def test_a_walked_mark_that_goes_away_is_left(plot: ChartPlot) -> None:
    plot.show_chart(standpoints("en"))
    press(plot, Qt.Key.Key_End)
    assert plot.walked_mark is not None
    plot.show_chart(standpoints("en", risks=EMPTY))
    assert plot.walked_mark is None
    press(plot, Qt.Key.Key_Right)
    assert plot.walked_mark is None
    plot.grab()


def test_a_mark_keeps_the_keys_while_its_values_move(plot: ChartPlot) -> None:
    plot.show_chart(standpoints("en"))
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Right)
    plot.show_chart(standpoints("en", costs=(974.0, 4100.0, 15974.0, 26649.0)))
    assert plot.walked_mark is not None and "$4,100" in plot.walked_mark.text


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform has no windows to raise
@pytest.mark.parametrize("on_label", [False, True])
def test_the_pointer_is_told_all_of_a_mark(plot: ChartPlot, on_label: bool) -> None:
    chart = standpoints("en")
    plot.show_chart(chart)
    assert plot.placed is not None
    box = bubbles(plot.placed)[2].box
    if on_label:
        box = next(word.box for word in plot.placed.words if word.category == 2 and word.part == "note")
    at = QPoint(round(box.x + box.width / 2) + RING, round(box.y + box.height / 2) + RING)
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text() == chart.readings()[2].text
    QToolTip.hideText()


def test_words_on_the_plot_know_where_they_come_from(plot: ChartPlot) -> None:
    chart = standpoints("en")
    plot.show_chart(chart)
    shown = {str(text): getattr(text, "origin", None) for text in plot.texts()}
    assert shown["$974"] == chart.series[0].points[0].origin  # type: ignore[union-attr]
    assert shown["Vendor API in China"] is None
    assert chart.zone is not None and shown[chart.zone.label] == chart.zone.origin


# ---- nothing to draw


@in_both_languages
def test_screen_picture_and_slide_say_why_there_is_nothing(plot: ChartPlot, code: Code) -> None:
    chart = standpoints(code, risks=EMPTY)
    plot.show_chart(chart)
    assert plot.texts() == (chart.absent,)
    (words,) = (one for one in strokes(chart) if isinstance(one, Print))
    assert (words.text, words.x, words.anchor) == (chart.absent, 400, "middle")
    slide = reopened(chart).slides[0]
    assert chart.absent in texts(slide) and not [shape for shape in slide.shapes if shape.has_chart]


# ---- on a slide


def series_of(chart: Chart) -> list[etree._Element]:
    return list(chart_shape(reopened(chart).slides[0]).chart._chartSpace.iter(f"{C}ser"))


def number(root: etree._Element, path: str) -> float:
    found = root.find("/".join(f"{C}{part}" for part in path.split("/")))
    assert found is not None
    return float(found.get("val") or found.text or "")


@in_both_languages
def test_a_slide_read_back_says_what_the_chart_says(code: Code) -> None:
    chart = standpoints(code, risks=(81.0, None, 19.0, 38.0))
    native = chart_shape(reopened(chart).slides[0]).chart
    root = native._chartSpace
    drawn = list(root.iter(f"{C}ser"))
    assert len(drawn) == 3
    for series, category in zip(drawn, chart.drawn, strict=True):
        cost, risk = (one.points[category] for one in chart.series[:2])
        assert cost is not None and risk is not None and risk.band is not None
        assert series.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v") == chart.categories[category]
        assert number(series, "xVal/numRef/numCache/pt/v") == cost.value
        assert number(series, "yVal/numRef/numCache/pt/v") == risk.value
        assert series.findtext(f"{C}xVal/{C}numRef/{C}f") == f"Lagebild!$B${category + 2}"
        ends = [number(series, f"errBars/{end}/numLit/pt/v") for end in ("plus", "minus")]
        assert ends == pytest.approx([risk.band[1] - risk.value, risk.value - risk.band[0]])
        lines = series.find(f"{C}dLbls/{C}dLbl").iter("{*}p")
        said = ["".join(part.text for part in line.iter("{*}t")) for line in lines]
        assert said[-1] == f"{cost.label} · {risk.within}"
        assert " ".join(said[:-1]) == chart.categories[category]
    book = cells(native.part.chart_workbook.xlsx_part.blob)
    assert [book[f"{letter}1"] for letter in "ABCD"] == [chart.category_name, *(one.name for one in chart.series)]
    assert (book["A3"], book["B3"], book.get("C3"), book["D3"]) == (chart.categories[1], 3400, None, 6)


def test_a_marker_s_area_says_the_size_whatever_its_shape() -> None:
    weeks = (9.0, 12.0, 16.0, 20.0)
    shares = {"circle": math.pi / 4, "square": 1, "triangle": 0.5, "diamond": 0.5}
    per_week = []
    for series, count in zip(series_of(standpoints("en", weeks=weeks)), weeks, strict=True):
        marker = series.find(f"{C}marker")
        assert marker is not None
        symbol, size = marker.find(f"{C}symbol"), number(marker, "size")
        assert symbol is not None
        per_week.append(size**2 * shares[symbol.get("val")] / count)
    assert per_week == pytest.approx([per_week[0]] * 4, rel=0.06)  # sizes are whole points


def test_the_reader_s_options_are_markers_of_office_in_their_own_colours(knowledge: Knowledge) -> None:
    own = tuple(OwnOption(id=id, name=id, based_on="western") for id in OWN)
    answers = {question.id: dict.fromkeys(OWN, "partly") for question in knowledge.questions}
    made = compute(knowledge, Briefing(answers=answers, options=own), date(2026, 11, 21))
    drawn = series_of(cost_risk(made, Language("en")))
    symbols = [series.find(f"{C}marker/{C}symbol") for series in drawn]
    assert [one.get("val") for one in symbols if one is not None] == ["plus", "star", "dash", "x"]
    fills = [theme("light").marks[role].fill.lstrip("#") for role in theme("light").marks if "option-" in role]
    for series, fill in zip(drawn, fills, strict=True):
        look = series.find(f"{C}marker/{C}spPr")
        assert look is not None and fill in {colour.get("val") for colour in look.iter("{*}srgbClr")}


def test_the_axes_of_a_slide_end_where_those_of_the_screen_do() -> None:
    root = chart_shape(reopened(standpoints("en")).slides[0]).chart._chartSpace
    across, up = root.iter(f"{C}valAx")
    assert (number(across, "scaling/min"), number(up, "scaling/min"), number(up, "scaling/max")) == (0, 0, 100)
    assert number(across, "scaling/max") >= 26649 and number(up, "majorUnit") == 25
    assert number(across, "majorUnit") in (5000, 10000)
    across_format = across.find(f"{C}numFmt")
    assert across_format is not None and "$" in across_format.get("formatCode", "")


def drawing(chart: Chart) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written(chart))) as package:
        return etree.fromstring(package.read("ppt/drawings/drawing1.xml"))


def test_the_zone_is_drawn_over_the_plot_from_zero_to_both_limits() -> None:
    chart = standpoints("en")
    root = chart_shape(reopened(chart).slides[0]).chart._chartSpace
    place = root.find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
    assert place is not None
    left, top, width, height = (number(place, side) for side in "xywh")
    most = number(next(root.iter(f"{C}valAx")), "scaling/max")
    zone, *others = drawing(chart)
    (start, end) = ([float(side.text or "") for side in zone.find(f"{CDR}{corner}")] for corner in ("from", "to"))
    assert start == pytest.approx([left, top + height * 0.6], abs=0.001)
    assert end == pytest.approx([left + width * 12000 / most, top + height], abs=0.001)
    assert zone.find(".//{*}prstDash") is not None
    said = ["".join(shape.itertext()) for shape in root.iter(f"{CDR}sp")] + [
        "".join(text.itertext()) for shape in others for text in shape.iter(f"{CDR}txBody")
    ]
    assert chart.zone is not None and chart.zone.label in said
    assert f"16{NBSP}weeks" in said or "weeks" in said
    assert len([form for shape in others if (form := shape.find(".//{*}prstGeom")).get("prst") == "ellipse"]) == 3


def test_words_over_the_plot_stand_on_nothing() -> None:
    worded = [shape for shape in drawing(standpoints("en")) if shape.find(f".//{CDR}txBody") is not None]
    assert len(worded) > 2
    for shape in worded:
        look = shape.find(f".//{CDR}spPr")
        assert [child.tag.rpartition("}")[2] for child in look][2:] == ["noFill", "ln"]


def test_a_limit_beyond_the_axis_has_no_edge_at_its_end() -> None:
    far = standpoints("en", costs=(10.0, 20.0, 30.0, 40.0))
    zone, top, *_ = drawing(far)
    assert zone.find(".//{*}prstDash") is None and top.find(".//{*}prstDash") is not None
    assert top.find(".//{*}prstGeom").get("prst") == "line"
    dashes = next(at for at, one in enumerate(strokes(far)) if isinstance(one, Dashes))
    cover = strokes(far)[dashes + 1]
    placed = layout(far, 800, 400, text_width)
    assert placed.plane is not None and placed.plane.zone is not None
    assert isinstance(cover, Fill) and cover.box.right == placed.plane.zone.right and cover.box.width == 1


def test_powerpoint_takes_a_plane_with_gaps_and_without_a_zone() -> None:
    for chart in (standpoints("de", risks=(81.0, None, None, 38.0)), standpoints("de", zone=False)):
        assert faults(written(chart)) == []
