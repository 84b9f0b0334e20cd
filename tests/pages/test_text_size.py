"""Larger type: every page keeps its words whole, charts are enlarged as a whole, and exports stay as designed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Code, Language
from lagebild.look.fonts import as_designed, font, load_fonts, scaled, text_scale, text_width
from lagebild.look.typesetting import line_height, one_line_width, pieces_of, set_lines
from lagebild.pages.preferences import show_text_size
from lagebild.pages.size_class import least_width
from lagebild.renderers.screen import ChartPlot
from lagebild.settings import TEXT_SIZES, TextSize
from lagebild.theme import TYPE, theme
from lagebild.widgets.numbers import NumberField
from tests.pages.test_every_page import opened, pages, painted, visible


@pytest.fixture(autouse=True)
def usual_size_afterwards(qapp: QApplication) -> Iterator[None]:
    load_fonts()
    yield
    show_text_size(qapp, 100)


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_every_role_of_type_is_larger_in_whole_pixels(size: TextSize, qapp: QApplication) -> None:
    show_text_size(qapp, size)
    for role, kind in TYPE.items():
        assert font(role).pixelSize() == round(kind.size * size / 100) >= 12
    assert qapp.font().pixelSize() == font("body").pixelSize()


def test_words_are_measured_in_the_size_they_are_set_in(qapp: QApplication) -> None:
    words = pieces_of("Eine Zeile, die bei größerer Schrift mehr Platz braucht")
    usual = text_width("Platz", "body"), one_line_width(words, "body"), line_height("body")
    assert len(set_lines(words, "body", usual[1]).lines) == 1
    show_text_size(qapp, 130)
    larger = text_width("Platz", "body"), one_line_width(words, "body"), line_height("body")
    assert all(1.2 < wide / narrow < 1.4 for wide, narrow in zip(larger, usual, strict=True))
    assert len(set_lines(words, "body", usual[1]).lines) == 2
    assert scaled(100) == 130
    with as_designed():
        assert (text_width("Platz", "body"), one_line_width(words, "body"), line_height("body")) == usual
    assert text_scale() == 1.3


def test_what_another_thread_exports_has_the_size_it_was_designed_in(qapp: QApplication) -> None:
    show_text_size(qapp, 130)
    sizes: list[float] = []
    worker = threading.Thread(target=lambda: sizes.extend((text_scale(), font("body").pixelSize())))
    worker.start()
    worker.join()
    assert sizes == [1.0, 13]


def test_a_chart_is_enlarged_as_a_whole_and_its_marks_are_found_where_they_are_seen(
    qapp: QApplication, qtbot: QtBot, results: Results
) -> None:
    chart = build("api_costs.comparison", results, Language("en"))
    places = {}
    for size in (100, 130):
        show_text_size(qapp, size)  # type: ignore[arg-type]
        plot = ChartPlot()
        qtbot.addWidget(plot)
        plot.resize(round(600 * size / 100), round(300 * size / 100))
        plot.show_chart(chart)
        plot.show()
        QApplication.processEvents()
        placed = plot.placed
        assert placed is not None
        assert placed.width == pytest.approx(600 - 12, abs=4) and placed.height == pytest.approx(300 - 12, abs=4)
        bar = placed.bars[0].box
        middle = QPointF(bar.x + bar.width / 2, bar.y + bar.height / 2)
        at = plot._on_widget(middle)
        pressed: list[object] = []
        plot.pressed.connect(pressed.append)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            button = Qt.MouseButton.LeftButton
            QApplication.sendEvent(plot, QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier))
        assert pressed == [chart.readings()[0]] or pressed[0].category == placed.bars[0].category  # type: ignore[attr-defined]
        image, fills = plot.grab().toImage(), theme("light").marks
        for one in placed.bars:  # each is painted where the layout puts it, to its end
            for x in (one.box.x + 1.5, one.box.right - 1.5):
                seen = plot._on_widget(QPointF(x, one.box.y + one.box.height - 3)).toPoint()
                assert image.pixelColor(seen).name().upper() == fills[one.role].fill.upper()
        places[size] = at
    assert places[130].x() / places[100].x() == pytest.approx(1.3, rel=0.05)


@pytest.mark.parametrize(
    ("code", "text_size", "size"),
    [("de", 130, (1280, 640)), ("en", 130, (1280, 640)), ("de", 115, (1366, 768)), ("de", 130, (1440, 900))],
)
def test_no_page_cuts_a_word_in_larger_type(
    code: Code, text_size: TextSize, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = opened(qtbot, knowledge, code, "light", size)
    assert window.preferences is not None
    window.preferences.choose(text_size=text_size)
    for page in pages(qtbot, window):
        texts, cut = painted(window)
        assert len(texts) > 20, page
        assert not cut, (page, cut)
        shown = window.page
        assert shown is not None
        assert shown.minimumSizeHint().width() <= shown.width(), page
        for child in shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            assert not child.isVisible() or shown.rect().contains(child.geometry()), (page, type(child).__name__)
        for widget in visible(window):
            place = f"{page}: {type(widget).__name__} {widget.accessibleName()!r}"
            if isinstance(widget, NumberField):  # some have a width of their own; what they hold has room
                edit = widget.lineEdit()
                assert text_width(edit.text(), "strong") <= edit.width() - 4, place
            elif callable(getattr(widget, "texts", None)) and widget.width() > 0:
                assert widget.minimumSizeHint().width() <= widget.width() + 1, place
            if not isinstance(widget.parent(), QAbstractScrollArea) and widget.font().pixelSize() > 0:
                assert widget.font().pixelSize() >= 12, place
    window.preferences.choose(text_size=100)


def test_a_window_is_never_too_narrow_for_larger_type_nor_wider_than_the_screen() -> None:
    assert [least_width(1024, scale, 1920) for scale in (1, 1.15, 1.3)] == [1024, 1178, 1280]
    assert least_width(1024, 1.3, 1152) == 1152
    assert least_width(1024, 1.3, 800) == 1024  # which it always was


def test_the_page_and_the_tab_stay_when_type_becomes_larger(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "en", "light", (1440, 900))
    assert window.preferences is not None
    window.go_to("evidence")
    window.show_tab(2)
    window.preferences.choose(text_size=115)
    assert window.area.page_id == "evidence" and window.page is not None and window.page.tab() == 2
    window.show_welcome()
    window.preferences.choose(text_size=130)
    assert window.area.welcome is not None
    window.go_to("risks")
    assert window.area.welcome is None and window.page is not None and window.page.isVisible()
