"""The market page at work: the group chosen is the one shown, copied and exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.charts.market import FALLS
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.pages.market import MarketPage
from lagebild.session import Session
from lagebild.theme import theme


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
