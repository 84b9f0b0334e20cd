"""The market page at work: the group chosen is the one shown, copied and exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.charts.market import FALLS
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.look import apply_look
from lagebild.pages.market import MarketPage
from lagebild.session import Session
from lagebild.theme import theme
from lagebild.widgets.chips import CHIP_HEIGHT
from lagebild.widgets.evidence_asked import Asked, EvidenceAsked


@pytest.fixture
def page(qtbot: QtBot, knowledge: Knowledge, today: date) -> Iterator[MarketPage]:
    app = make_application("light")
    apply_look(app, theme("light"))
    page = MarketPage(Session(knowledge, Briefing(), Language("de"), "light", today))
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    page.ensure_plots()
    QApplication.processEvents()
    yield page
    page.hide()


def pick(page: MarketPage, words: str) -> None:
    """Click a group."""
    buttons = page.group.findChildren(QRadioButton)
    QTest.mouseClick(next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def shown(page: MarketPage) -> str:
    assert page.chart.chart is not None
    return page.chart.chart.id


def test_all_groups_are_offered_and_the_overview_is_shown_first(page: MarketPage) -> None:
    assert page.group.texts() == ("Alle", "Chips und Rechenzentren", "Strom und Kühlung", "Plattformen", "Indizes")
    assert shown(page) == "market.falls"


def test_a_group_is_shown_and_is_what_copy_and_export_take(page: MarketPage, qtbot: QtBot) -> None:
    pick(page, "Strom und Kühlung")
    assert shown(page) == "market.power"
    assert page.chart_ids() == ("market.power",)
    with qtbot.waitSignal(page.copy_requested) as copied:
        page.chart.copy_requested.emit()
    with qtbot.waitSignal(page.export_requested) as exported:
        page.chart.export_requested.emit()
    assert copied.args == exported.args == ["market.power"]


def test_the_table_follows_the_choice(page: MarketPage) -> None:
    page.chart.show_table(True)
    pick(page, "Plattformen")
    assert "Apple" in page.chart.table.texts() and "Vertiv" not in page.chart.table.texts()


@pytest.mark.parametrize("id", FALLS)
def test_a_chart_asked_for_by_id_brings_its_group(id: str, page: MarketPage) -> None:
    page.show_chart(id)
    assert shown(page) == page.group.value() == id


def test_the_choice_outlives_a_refresh_in_another_language(page: MarketPage) -> None:
    pick(page, "Indizes")
    page.session.language = Language("en")
    page.refresh()
    assert page.group.texts()[-1] == "Indices"
    assert shown(page) == "market.indices"


# ---- the legend


def legend(page: MarketPage) -> QWidget | None:
    """The legend beside the groups."""
    found = [one for one in page.chart.findChildren(QWidget) if type(one).__name__ == "_Legend" and one.isVisible()]
    return found[0] if found else None


def test_the_legend_stands_at_the_right_of_the_groups(page: MarketPage) -> None:
    page.resize(1500, 800)
    QApplication.processEvents()
    shown = legend(page)
    assert shown is not None and page.chart.plot is not None and page.chart.plot.placed is not None
    assert shown.x() > page.group.geometry().right()
    assert abs(shown.geometry().center().y() - page.group.geometry().center().y()) <= 1
    assert not page.chart.plot.placed.swatches


def test_without_room_beside_the_groups_the_legend_stands_in_the_plot(page: MarketPage) -> None:
    page.resize(1000, 800)
    QApplication.processEvents()
    assert legend(page) is None
    assert page.chart.plot is not None and page.chart.plot.placed is not None
    assert len(page.chart.plot.placed.swatches) == 3


def test_a_group_of_one_colour_has_no_legend(page: MarketPage) -> None:
    page.resize(1500, 800)
    pick(page, "Indizes")
    assert legend(page) is None
    pick(page, "Alle")
    assert legend(page) is not None


# ---- what the source writes


class _Asks(QObject):
    """Keeps what a window was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: tuple[Asked, ...] = ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, EvidenceAsked):
            self.asked = event.asked
        return False


def test_an_entry_says_what_is_printed_and_what_it_comes_to(page: MarketPage) -> None:
    alphabet = next(one for one in page.sources.entries if one.texts()[0] == "Alphabet")
    said = [str(words).replace(NBSP, " ") for words in alphabet.texts()]
    assert said == [
        "Alphabet",
        "entstellt",
        "widersprochen",
        "Quelle A: „1,81 TP3T“, lesbar als 1,8 %",
        "Nachgeprüft: −4,20 %",
    ]
    assert all(words.replace(NBSP, " ") in alphabet.accessibleName().replace(NBSP, " ") for words in said)


@pytest.mark.parametrize("press", ["click", "key"])
def test_pressing_an_entry_asks_for_the_claim_and_its_closes(press: str, page: MarketPage) -> None:
    asks = _Asks()
    page.window().installEventFilter(asks)
    entry = page.sources.entries[-1]
    if press == "click":
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert [one.origin.records for one in asks.asked] == [("a-amd-intel",), ("market:AMD",), ("market:INTC",)]


def test_in_a_low_window_the_panel_scrolls_and_its_link_stays(page: MarketPage) -> None:
    page.resize(1180, 560)
    QApplication.processEvents()
    panel, link = page.sources, page.sources.all
    assert panel.rect().contains(link.geometry())
    (bar,) = [one for one in panel.findChildren(QScrollBar) if one.orientation() == Qt.Orientation.Vertical]
    assert bar.maximum() > 0
    QTest.keyClick(panel.entries[0], Qt.Key.Key_PageDown)
    assert bar.value() > 0
    page.resize(1240, 1000)
    QApplication.processEvents()
    assert bar.maximum() == 0


def test_the_chips_stand_below_a_name_that_leaves_them_no_room(page: MarketPage) -> None:
    entry = next(one for one in page.sources.entries if len(one.texts()) == 5)
    height = entry.height()
    page.sources.setFixedWidth(260)
    QApplication.processEvents()
    assert entry.height() >= height + CHIP_HEIGHT


def test_the_link_leads_to_the_evidence(page: MarketPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_to) as gone:
        page.sources.all.click()
    assert gone.args == ["evidence"]
