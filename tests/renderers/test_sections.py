"""Lines explored on the screen: dragged, zoomed with wheel and keys, read by the pointer; no export knows of it."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.charts.chart import Chart, Guide, Reading
from lagebild.charts.geometry import Layout
from lagebild.charts.layout import layout
from lagebild.look import load_fonts, text_width
from lagebild.look.colours import set_current
from lagebild.origin import record
from lagebild.renderers import picture
from lagebild.renderers.curve_items import SMOOTH
from lagebild.renderers.screen import ChartPlot
from lagebild.renderers.strokes import Fill
from lagebild.theme import theme
from tests.charts.examples import event_window, monthly_costs, price_steps
from tests.charts.test_lines import simple
from tests.renderers.test_lines import RING, curves, drawing, items, meant, point_at, said, seen
from tests.renderers.test_screen import Paints

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPlot]:
    load_fonts()
    set_current(theme("light"))
    made = ChartPlot()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_chart(event_window("en"))
    interval = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(20)
    yield made
    qapp.setDoubleClickInterval(interval)


def placed(plot: ChartPlot) -> Layout:
    assert plot.placed is not None
    return plot.placed


def press(plot: ChartPlot, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    QApplication.sendEvent(plot, QKeyEvent(QEvent.Type.KeyPress, key, held))


def mouse(plot: ChartPlot, kind: QEvent.Type, x: float, y: float, held: Qt.MouseButton = LEFT) -> None:
    at = QPointF(x, y)
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(plot, QMouseEvent(kind, at, plot.mapToGlobal(at), button, held, NO_KEY))


def drag(plot: ChartPlot, x: float, by: float) -> None:
    mouse(plot, QEvent.Type.MouseButtonPress, x, 200)
    for part in (0.5, 1.0):
        mouse(plot, QEvent.Type.MouseMove, x + part * by, 200)
    mouse(plot, QEvent.Type.MouseButtonRelease, x + by, 200, NONE)


def click(plot: ChartPlot, x: float) -> None:
    mouse(plot, QEvent.Type.MouseButtonPress, x, 200)
    mouse(plot, QEvent.Type.MouseButtonRelease, x, 200, NONE)


def turn_wheel(plot: ChartPlot, x: float, notches: int, held: Qt.KeyboardModifier) -> bool:
    """Whether the plot has kept the wheel to itself."""
    at = QPointF(x, 200)
    event = QWheelEvent(
        at, plot.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), NONE, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(plot, event)
    return event.isAccepted()


def ends(plot: ChartPlot) -> tuple[float, float]:
    return placed(plot).low, placed(plot).high


# ---- zooming and moving


def test_the_wheel_with_ctrl_zooms_at_the_pointer_and_alone_belongs_to_the_page(plot: ChartPlot) -> None:
    whole = ends(plot)
    assert not turn_wheel(plot, 300, 1, NO_KEY) and ends(plot) == whole
    before = whole[0] + (300 - RING - placed(plot).plot.x) / placed(plot).plot.width * (whole[1] - whole[0])
    assert turn_wheel(plot, 300, 2, CTRL)
    low, high = ends(plot)
    assert high - low == pytest.approx((whole[1] - whole[0]) * 0.64)
    after = low + (300 - RING - placed(plot).plot.x) / placed(plot).plot.width * (high - low)
    assert after == pytest.approx(before, abs=0.5)
    assert turn_wheel(plot, 300, -9, CTRL) and plot.section is None and ends(plot) == whole


def test_keys_zoom_move_and_show_all(plot: ChartPlot) -> None:
    whole = ends(plot)
    press(plot, Qt.Key.Key_Plus)
    low, high = ends(plot)
    assert low - whole[0] == pytest.approx(whole[1] - high) and high - low == pytest.approx(0.8 * (whole[1] - whole[0]))
    press(plot, Qt.Key.Key_Right, SHIFT)
    assert ends(plot) == pytest.approx((whole[1] - (high - low), whole[1])) and plot.walked_mark is None
    press(plot, Qt.Key.Key_Plus)
    wide = ends(plot)[1] - ends(plot)[0]
    at = ends(plot)[0]
    press(plot, Qt.Key.Key_Left, SHIFT)
    assert ends(plot)[0] == pytest.approx(at - wide / 4)
    press(plot, Qt.Key.Key_Minus)
    assert ends(plot)[1] - ends(plot)[0] == pytest.approx(high - low)
    press(plot, Qt.Key.Key_0)
    assert plot.section is None and ends(plot) == whole


def test_a_drag_moves_the_section_with_the_pointer_and_asks_for_nothing(plot: ChartPlot, qtbot: QtBot) -> None:
    plot.zoom(0.5)
    before, wide = ends(plot), placed(plot).plot.width
    with qtbot.assertNotEmitted(plot.pressed, wait=40):
        drag(plot, 400, -wide / 10)
    apart = (before[1] - before[0]) / 10
    assert ends(plot) == pytest.approx((before[0] + apart, before[1] + apart))
    drag(plot, 400, 9 * wide)
    assert ends(plot)[0] == pytest.approx(plot.chart.positions[0])  # type: ignore[union-attr]


def test_a_button_let_go_out_of_sight_drags_nothing_later(plot: ChartPlot) -> None:
    plot.zoom(0.4)
    before = ends(plot)
    mouse(plot, QEvent.Type.MouseButtonPress, 300, 200)
    plot.hide()  # another tab: nobody tells of the release
    plot.show()
    mouse(plot, QEvent.Type.MouseMove, 500, 200, NONE)
    assert ends(plot) == before


def test_a_drag_ends_with_the_positions_it_began_on(plot: ChartPlot) -> None:
    plot.zoom(0.4)
    mouse(plot, QEvent.Type.MouseButtonPress, 300, 200)
    mouse(plot, QEvent.Type.MouseMove, 340, 200)
    plot.show_chart(price_steps("en"))
    mouse(plot, QEvent.Type.MouseMove, 400, 200)
    assert plot.section is None


def test_a_position_that_was_read_is_left_where_its_values_go(plot: ChartPlot) -> None:
    chart = event_window("en")
    press(plot, Qt.Key.Key_End)
    assert plot.walked_mark is not None
    gone = tuple(one.changed(points=(*one.points[:5], *(None for _ in one.points[5:]))) for one in chart.series)
    plot.show_chart(chart.changed(series=gone, annotations=()))
    assert plot.walked_mark is None
    press(plot, Qt.Key.Key_End)
    assert plot.walked_mark is not None and plot.walked_mark.category == 4


def test_without_a_section_a_drag_moves_nothing(plot: ChartPlot) -> None:
    before = plot.grab().toImage()
    drag(plot, 400, -100)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.section is None and plot.grab().toImage() == before


def test_a_click_asks_for_evidence_and_a_second_one_shows_all_instead(plot: ChartPlot, qtbot: QtBot) -> None:
    plot.zoom(0.5)
    with qtbot.waitSignal(plot.pressed) as asked:
        click(plot, 400)
    (reading,) = asked.args
    assert isinstance(reading, Reading)
    with qtbot.assertNotEmitted(plot.pressed, wait=60):
        click(plot, 400)
        mouse(plot, QEvent.Type.MouseButtonDblClick, 400, 200)
        mouse(plot, QEvent.Type.MouseButtonRelease, 400, 200, NONE)
    assert plot.section is None


@pytest.mark.parametrize("chart", [monthly_costs("en"), price_steps("en")])
def test_few_positions_and_bars_are_not_zoomed(plot: ChartPlot, chart: Chart) -> None:
    plot.show_chart(chart)
    press(plot, Qt.Key.Key_Plus)
    assert not turn_wheel(plot, 300, 2, CTRL)
    assert plot.section is None


def test_another_chart_shows_all_and_other_values_keep_the_section(plot: ChartPlot) -> None:
    plot.zoom(0.5)
    section = plot.section
    assert section is not None and plot.chart is not None
    plot.show_chart(event_window("de"))
    assert plot.section == section
    plot.show_chart(event_window("de", days=40))
    assert plot.section is None


def test_a_chart_without_values_has_no_section(plot: ChartPlot) -> None:
    chart = simple(tuple(map(float, range(40))))
    plot.show_chart(chart)
    plot.zoom(0.5)
    plot.show_chart(simple((None,) * 40))
    assert plot.section is None and plot.texts() == ("why not",)


def test_a_section_follows_the_size_of_the_plot(plot: ChartPlot) -> None:
    plot.zoom(0.5)
    section = plot.section
    plot.resize(1200, 500)
    assert plot.section == pytest.approx(section) and placed(plot).width == 1200 - 2 * RING


# ---- what is seen


def test_lines_of_a_section_are_painted_where_its_layout_says(plot: ChartPlot) -> None:
    plot.zoom(0.4, 0.3)
    plot.move_section(0.2)
    here = placed(plot)
    shown = sorted(items(plot), key=lambda item: item.zValue())
    named = [curve for curve in curves(here) if not curve.faint]
    for item, curve in zip(shown[-len(named) :], named, strict=True):
        inside = [at for at in seen(item) if here.plot.x < at[0] < here.plot.right]
        wanted = [at for at in meant([curve]) if here.plot.x < at[0] < here.plot.right]
        assert len(inside) == len(wanted) > 5
        for one, other in zip(inside, wanted, strict=True):
            assert one == pytest.approx(other, abs=0.01)


def test_nothing_is_painted_beside_the_plot_but_words(plot: ChartPlot) -> None:
    chart = simple(tuple(10.0 + math.sin(at) for at in range(60)))
    plot.show_chart(chart)
    plot.zoom(0.4)
    image, here = plot.grab().toImage(), placed(plot)
    edge = QColor(theme("light").marks["comparator"].edge)
    for x in (round(here.plot.x) + RING - 3, round(here.plot.right) + RING + 3):
        assert all(image.pixelColor(x, y) != edge for y in range(RING, round(here.plot.bottom)))


def test_moving_a_section_sets_no_line_again_and_paints_once(plot: ChartPlot, qapp: QApplication) -> None:
    plot.zoom(0.5)
    plot.repaint()
    qapp.processEvents()
    changes: list[object] = []
    for item in items(plot):
        item.sigPlotChanged.connect(changes.append)
    paints = Paints(plot.findChild(QWidget).viewport())
    for step in range(1, 11):
        plot.move_section(0.01)
        for _ in range(3):
            qapp.processEvents()
        assert paints.count == step
    assert not changes


def test_no_reference_is_lost_while_a_section_moves(plot: ChartPlot, qapp: QApplication) -> None:
    def move() -> None:
        for step in range(100):
            plot.move_section(0.02 if step % 2 else -0.02)
            qapp.processEvents()

    plot.zoom(0.5)
    move()
    before = sys.getrefcount(None)
    move()
    assert abs(sys.getrefcount(None) - before) < 50


def test_exports_are_the_same_whatever_is_zoomed(plot: ChartPlot) -> None:
    chart = plot.chart
    assert chart is not None
    before = picture.svg(chart)
    plot.zoom(0.3)
    assert plot.chart is chart and picture.svg(chart) == before
    assert placed(plot).low > layout(chart, 700, 300, text_width).low


def test_faint_lines_together_are_not_smoothed_where_they_have_many_places(plot: ChartPlot) -> None:
    def faint(count: int) -> bool:
        chart = simple(*((1.0, 2.0) * 50,) * count)
        plot.show_chart(chart.changed(series=tuple(one.changed(faint=True) for one in chart.series)))
        (item,) = items(plot)
        return bool(item.opts["antialias"])

    assert faint(SMOOTH // 100) and not faint(SMOOTH // 100 + 1)


# ---- read by the pointer and the keys


def test_the_pointer_reads_only_positions_in_sight(plot: ChartPlot) -> None:
    plot.zoom(0.3)
    chart, here = plot.chart, placed(plot)
    assert chart is not None
    inside = [at for at, position in enumerate(chart.positions) if here.low <= position <= here.high]
    for x, at in ((here.plot.x, inside[0]), (here.plot.right, inside[-1])):
        point_at(plot, x, here.plot.y + 40)
        assert chart.categories[at] in said(plot)


def test_the_keys_bring_the_position_they_read_into_sight(plot: ChartPlot) -> None:
    plot.zoom(0.3)
    plot.setFocus()
    chart = plot.chart
    assert chart is not None
    for key, at in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1)):
        press(plot, key)
        assert placed(plot).low <= chart.positions[at] <= placed(plot).high
        assert chart.categories[at] in said(plot)


def test_the_nearest_of_many_lines_is_read_with_those_about_it(plot: ChartPlot) -> None:
    chart = simple(*(tuple(float(line) for _ in range(30)) for line in range(20)))
    plot.show_chart(chart)
    here = placed(plot)
    for line in (0, 7, 19):
        point_at(plot, here.x(15), here.y(line))
        names = [words for words in said(plot) if words in {series.name for series in chart.series}]
        assert chart.series[line].name in names and 1 < len(names) < 20
        assert names == sorted(names, reverse=True)  # as the lines are, from the top


def test_while_a_section_is_dragged_nothing_is_read(plot: ChartPlot) -> None:
    plot.zoom(0.5)
    mouse(plot, QEvent.Type.MouseMove, 400, 200, NONE)
    chart = plot.chart
    assert chart is not None
    dates = set(chart.categories)
    assert dates & set(said(plot))
    mouse(plot, QEvent.Type.MouseButtonPress, 400, 200)
    mouse(plot, QEvent.Type.MouseMove, 340, 200)
    assert not dates & set(said(plot))
    mouse(plot, QEvent.Type.MouseButtonRelease, 340, 200, NONE)
    assert dates & set(said(plot))


# ---- spans


def spanned() -> Chart:
    guide = Guide(at=1.5, until=2.5, label="The day", role="loss", origin=record("day"))
    return simple((1.0, 2.0, 1.0, 2.0, 1.0), guides=(guide,))


def test_a_span_is_a_pale_ground_with_its_words_on_the_screen_and_in_pictures(plot: ChartPlot) -> None:
    plot.show_chart(spanned())
    here, shown = placed(plot), theme("light")
    image = plot.grab().toImage()
    y = round(here.plot.y) + RING + 6
    inside, outside = (image.pixelColor(round(here.x(at)) + RING, y) for at in (1.7, 1.2))
    assert inside != outside and outside == QColor(shown.surface)
    assert QColor(shown.marks["loss"].fill) != inside and inside.lightness() > 220
    assert "The day" in said(plot)
    fills = [stroke for stroke in picture.ground(here, shown) if stroke.colour == inside.name().upper()]
    assert fills[0].box.x == pytest.approx(here.x(1.5), abs=1) and fills[0].box.right == pytest.approx(
        here.x(2.5), abs=1
    )
    assert inside.name().upper() in picture.svg(spanned()).decode()


def test_no_faint_line_runs_through_a_sentence_and_a_span_goes_on_behind_it() -> None:
    chart, shown = event_window("en"), theme("light")
    always = Guide(at=chart.positions[0], until=chart.positions[-1], label="All the time")
    here = layout(chart.changed(guides=(always,)), 900, 400, text_width)
    note = next(word for word in here.words if word.part == "annotation")
    (ground,) = picture.curves.spans(here, shown)
    over = [stroke for stroke in picture.words(here, shown) if isinstance(stroke, Fill)]
    wanted = note.box._replace(x=note.box.x - 3, width=note.box.width + 6)
    behind = [fill.colour for fill in over if tuple(fill.box) == pytest.approx(tuple(wanted))]
    assert note.filled and behind == [shown.surface, ground.colour]


def test_a_span_on_a_slide_is_a_see_through_rectangle() -> None:
    (span,) = [shape for shape in drawing(spanned()) if shape.find(".//{*}cNvPr").get("name") == "The day"][:1]
    assert span.find(".//{*}alpha") is not None
    x = [float(end.text) for end in span.iter("{*}x")]
    assert x[1] > x[0]
