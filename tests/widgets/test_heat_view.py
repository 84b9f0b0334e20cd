"""A heat in its card: what is chosen goes to the page that listens, else to the evidence; it fits a narrow panel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lagebild.language import CODES, Code, Language
from lagebild.look.fonts import load_fonts
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.evidence_asked import EvidenceAsked
from tests.charts.heats import risk_points

PANEL = 352


class Asking(QObject):
    """Counts how often a window is asked for evidence."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == EvidenceAsked.TYPE
        return False


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartView]:
    load_fonts()
    window = QWidget()
    qtbot.addWidget(window)
    made = ChartView()
    made.setFixedWidth(PANEL)
    row = QHBoxLayout(window)
    row.addStretch(1)
    row.addWidget(made)
    window.resize(700, 460)
    made.set_chart(risk_points("en"), Language("en"))
    made.ensure_plot()
    window.show()
    QApplication.processEvents()
    yield made  # the window lives as long as the test


def walk_to_the_second_cell_and_press(view: ChartView) -> None:
    assert view.plot is not None
    view.plot.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(view.plot, key)


def test_the_chosen_cell_goes_to_the_page_that_listens_and_to_nobody_else(view: ChartView) -> None:
    asking, chosen = Asking(view.window()), []
    view.mark_chosen.connect(lambda category, series: chosen.append((category, series)))
    walk_to_the_second_cell_and_press(view)
    assert chosen == [(0, 1)] and asking.count == 0


def test_where_nobody_listens_a_cell_asks_for_its_evidence(view: ChartView) -> None:
    asking = Asking(view.window())
    walk_to_the_second_cell_and_press(view)
    assert asking.count == 1


@pytest.mark.parametrize("code", CODES)
def test_all_of_it_stands_in_a_panel(view: ChartView, code: Code) -> None:
    chart = risk_points(code)
    view.set_chart(chart, Language(code))
    QApplication.processEvents()
    assert view.width() == PANEL and view.minimumSizeHint().width() <= PANEL
    assert view.plot is not None and view.plot.placed is not None
    shown = [word.text for word in view.plot.placed.words]
    assert {*chart.categories, *(series.name for series in chart.series), "0–100"} <= set(shown)
    assert view.plot.placed.tints


def test_the_table_in_its_place_has_a_row_for_every_theme(view: ChartView) -> None:
    view.show_table(True)
    assert view.table.isVisible() and view.asked()
