"""The chart on the screen: what the layout says, one painting a move, and marks that can be walked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from lagebild.charts.chart import Chart
from lagebild.language import CODES, Code
from lagebild.look.colours import set_current
from lagebild.look.fonts import load_fonts
from lagebild.look.painting import watch_texts
from lagebild.renderers import picture
from lagebild.renderers.screen import ChartPlot
from lagebild.theme import TYPE, theme
from tests.charts.examples import EXAMPLES, budgets, falls, losses, monthly_costs, prices, sensitivity
from tests.charts.test_waterfall import steps

RING = 6
Example = Callable[[Code], Chart]


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPlot]:
    load_fonts()
    set_current(theme("light"))
    window = QWidget()
    window.resize(900, 500)
    qtbot.addWidget(window)
    made = ChartPlot(window)
    made.setGeometry(10, 10, 800, 360)
    window.show()
    yield made  # the window lives as long as the test


class Paints(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def press(plot: ChartPlot, key: Qt.Key) -> None:
    QApplication.sendEvent(plot, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def painted_texts(plot: ChartPlot) -> list[tuple[str, QRectF, QRectF]]:
    """Text, the box it takes, and the room there is."""
    texts: list[tuple[str, QRectF, QRectF]] = []
    with watch_texts(lambda text, box, room: texts.append((text, box, room))):
        plot.grab()
    return texts


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_screen_and_picture_put_the_same_words_in_the_same_places(
    plot: ChartPlot, example: Example, code: Code
) -> None:
    chart = example(code)
    width, height = 800, 450
    room = picture.frame(chart, theme("light"), width, height)[1]
    plot.resize(round(room.width) + 2 * RING, round(room.height) + 2 * RING)
    plot.show_chart(chart)
    on_screen = {text: (box.x(), box.bottom()) for text, box, _ in painted_texts(plot)}
    drawn = list(picture.picture(chart, theme("light"), width, round(height + round(room.height) - room.height)))
    in_picture = {}
    for stroke in drawn:
        if isinstance(stroke, picture.Print) and stroke.text in on_screen:
            long = picture.text_width(stroke.text, stroke.type)
            left = stroke.x - {"start": 0, "middle": long / 2, "end": long}[stroke.anchor]
            below = 0.2 * TYPE[stroke.type].size
            in_picture[stroke.text] = (left - room.x, stroke.baseline + below - room.y)
    assert len(on_screen) >= 8
    assert in_picture.keys() == on_screen.keys()
    for text, (x, y) in on_screen.items():
        assert in_picture[text] == pytest.approx((x, y), abs=1.5), text


def crossing(code: Code) -> Chart:
    """A waterfall that goes below zero and comes back."""
    return steps(150, 150, "sum", -70, -300, 60, "sum", code=code)


@pytest.mark.parametrize("example", [monthly_costs, falls, sensitivity, crossing])
def test_bars_are_painted_where_the_layout_says(plot: ChartPlot, example: Example) -> None:
    plot.show_chart(example("de"))
    (bars,) = (item for item in plot.findChild(QWidget).scene().items() if hasattr(item, "rects"))
    placed = plot.placed
    assert placed is not None
    assert len(bars.rects) == len(placed.bars)
    for rect, bar in zip(bars.rects, placed.bars, strict=True):
        seen, meant = bars.mapRectToScene(rect), QRectF(*bar.box)
        for side in ("left", "right", "top", "bottom"):
            assert getattr(seen, side)() == pytest.approx(getattr(meant, side)(), abs=0.1), (side, bar)


def test_ranges_are_painted_as_dots_with_bars_between_them(plot: ChartPlot) -> None:
    plot.show_chart(losses())
    placed = plot.placed
    assert placed is not None
    (bars,) = (item for item in plot.findChild(QWidget).scene().items() if hasattr(item, "rects"))
    (between,) = (bar for bar in placed.bars if bar.start != bar.end)
    (rect,) = bars.rects
    assert bars.mapRectToScene(rect).left() == pytest.approx(between.box.x, abs=0.1)
    assert bars.mapRectToScene(rect).right() == pytest.approx(between.box.right, abs=0.1)
    seen = plot.grab().toImage()
    for dot in placed.dots:
        middle = QPoint(round(dot.box.x + dot.box.width / 2) + RING, round(dot.box.y + dot.box.height / 2) + RING)
        assert seen.pixelColor(middle).name() == theme("light").marks[dot.role].fill.lower(), dot
        corner = QPoint(round(dot.box.x) + RING, round(dot.box.y) + RING)
        assert seen.pixelColor(corner).name() != theme("light").marks[dot.role].fill.lower(), dot


@pytest.mark.parametrize(("example", "ink"), [(losses, "accent_tint"), (budgets, "hero.fill")])
def test_the_guide_runs_through_all_rows(plot: ChartPlot, example: Example, ink: str) -> None:
    plot.show_chart(example("de"))
    assert plot.placed is not None and plot.placed.guide is not None
    box = plot.placed.guide.box
    mark, _, part = ink.rpartition(".")
    wanted = theme("light").marks[mark].fill if mark else getattr(theme("light"), part)  # type: ignore[index]
    seen = plot.grab().toImage()
    for share in (0.02, 0.5, 0.98):
        at = QPoint(int(box.x + box.width / 2) + RING, int(box.y + share * box.height) + RING)
        near = {seen.pixelColor(at + QPoint(aside, 0)).name() for aside in (-1, 0, 1)}
        assert wanted.lower() in near, share


def test_a_move_is_painted_once(plot: ChartPlot, qapp: QApplication) -> None:
    plot.show_chart(monthly_costs())
    plot.repaint()
    qapp.processEvents()
    paints = Paints(plot.findChild(QWidget).viewport())
    for step in range(1, 41):  # far enough for the axis to change twice
        plot.show_chart(monthly_costs(scale=1 + step / 40))
        for _ in range(3):
            qapp.processEvents()
        assert paints.count == step


def test_moves_neither_lose_nor_keep_references(plot: ChartPlot, qapp: QApplication) -> None:
    charts = [monthly_costs(scale=1 + step / 100) for step in range(50)]

    def move_all() -> None:
        for chart in charts:
            plot.show_chart(chart)
            qapp.processEvents()

    move_all()
    before = sys.getrefcount(None)
    for _ in range(4):
        move_all()
    assert abs(sys.getrefcount(None) - before) < 50


def test_an_equal_chart_is_not_painted_again(plot: ChartPlot, qapp: QApplication) -> None:
    plot.show_chart(monthly_costs())
    plot.repaint()
    qapp.processEvents()
    paints = Paints(plot.findChild(QWidget).viewport())
    plot.show_chart(monthly_costs())
    qapp.processEvents()
    assert paints.count == 0


def test_another_chart_takes_the_place_of_the_first(plot: ChartPlot) -> None:
    plot.show_chart(monthly_costs())
    plot.show_chart(falls("en"))
    texts = {text for text, _, _ in painted_texts(plot)}
    assert "Broadcom" in texts and "DeepSeek R1" not in texts


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("size", [(320, 180), (700, 300), (1900, 900)])
def test_no_words_are_cut(plot: ChartPlot, example: Example, size: tuple[int, int]) -> None:
    plot.resize(size[0] + 2 * RING, size[1] + 2 * RING)
    plot.show_chart(example("de"))
    texts = painted_texts(plot)
    assert texts
    assert [text for text, box, room in texts if not room.adjusted(-0.5, -2, 0.5, 2).contains(box)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_keys_read_each_mark_once(plot: ChartPlot, qtbot: QtBot, example: Example) -> None:
    chart = example("de")
    plot.show_chart(chart)
    read: list[str] = []
    plot.walked.connect(read.append)
    for _ in chart.readings():
        press(plot, Qt.Key.Key_Right)
    assert read == [reading.text for reading in chart.readings()]
    assert len(set(read)) == len(read)
    assert [" ".join(read).count(note.text) for note in chart.annotations] == [1] * len(chart.annotations)
    for _ in chart.readings()[1:]:
        press(plot, Qt.Key.Key_Left)
    assert read[-1] == read[0]
    press(plot, Qt.Key.Key_End)
    assert read[-1] == chart.readings()[-1].text


def test_a_walked_mark_is_outlined_until_the_focus_leaves(plot: ChartPlot) -> None:
    plot.show_chart(prices())
    plot.setFocus()
    before = plot.grab().toImage()
    press(plot, Qt.Key.Key_Right)
    walked = plot.grab().toImage()
    assert walked != before
    press(plot, Qt.Key.Key_Right)
    assert plot.grab().toImage() not in (walked, before)
    plot.clearFocus()
    plot.setFocus()
    assert plot.grab().toImage() == before


def test_a_chart_is_a_named_graphic_to_a_screen_reader(plot: ChartPlot) -> None:
    chart = monthly_costs()
    plot.show_chart(chart)
    interface = QAccessible.queryAccessibleInterface(plot)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(QAccessible.Text.Name) == chart.title
    assert interface.text(QAccessible.Text.Description) == chart.alternative


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform has no windows to raise
def test_the_pointer_is_told_what_a_bar_is(plot: ChartPlot, qtbot: QtBot) -> None:
    plot.show_chart(monthly_costs())
    assert plot.placed is not None
    bar = next(bar for bar in plot.placed.bars if (bar.category, bar.series) == (1, 1))
    at = QPoint(round(bar.box.x + bar.box.width / 2) + RING, round(bar.box.y) + RING + 4)
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text() == "DeepSeek R1, Ausgabe: 662\u00a0$"
    QToolTip.hideText()


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform has no windows to raise
@pytest.mark.parametrize("row", [0, 1])
def test_the_pointer_is_told_what_a_dot_is(plot: ChartPlot, row: int) -> None:
    plot.show_chart(losses())
    assert plot.placed is not None
    dot = [dot for dot in plot.placed.dots if dot.category == row][-1]
    at = QPoint(round(dot.box.x + dot.box.width / 2) + RING, round(dot.box.y + dot.box.height / 2) + RING)
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text() == losses().readings()[row].text
    QToolTip.hideText()


def test_the_ring_about_a_walked_range_holds_both_dots(plot: ChartPlot) -> None:
    plot.show_chart(losses())
    plot.setFocus()
    before = plot.grab().toImage()
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Right)
    walked = plot.grab().toImage()
    assert plot.placed is not None
    first, last = (dot.box for dot in plot.placed.dots if dot.category == 1)
    y = round(first.y + first.height / 2) + RING
    changed = [x for x in range(walked.width()) if walked.pixel(x, y) != before.pixel(x, y)]
    assert changed and min(changed) < first.x + RING and max(changed) > last.right + RING - 1


def test_the_plot_leaves_the_wheel_to_the_page(plot: ChartPlot) -> None:
    plot.show_chart(prices())
    assert plot.childAt(plot.rect().center()) is None


def test_colours_follow_the_theme(plot: ChartPlot) -> None:
    plot.show_chart(prices())
    assert plot.placed is not None
    bar = plot.placed.bars[0].box
    inside = QPoint(round(bar.x + 20) + RING, round(bar.y + 5) + RING)
    try:
        set_current(theme("dark"))
        plot.apply_theme()
        dark = plot.grab().toImage().pixelColor(inside).name()
    finally:
        set_current(theme("light"))
    plot.apply_theme()
    light = plot.grab().toImage().pixelColor(inside).name()
    assert dark == theme("dark").marks["comparator"].fill.lower()
    assert light == theme("light").marks["comparator"].fill.lower()


def test_pyqtgraph_comes_with_the_first_plot_and_the_network_never() -> None:
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "import lagebild.widgets.chart_view, lagebild.renderers.screen\n"
        "assert 'pyqtgraph' not in sys.modules\n"
        "plot = lagebild.renderers.screen.ChartPlot()\n"
        "assert 'pyqtgraph' in sys.modules\n"
        "assert 'PySide6.QtNetwork' not in sys.modules\n"
        "import os; os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
