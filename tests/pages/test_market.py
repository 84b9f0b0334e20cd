"""The market page at work: the group chosen is the one shown, copied and exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QRadioButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.charts.market import FALLS
from lagebild.documents.market_tabs import TABS
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.look import apply_look
from lagebild.pages.market import MarketPage
from lagebild.pages.market_controls import BaseMonth, DayOfFalls, WindowControls
from lagebild.pages.market_statistics import StatisticsPanel
from lagebild.pages.printed_falls import PrintedFalls
from lagebild.session import Session
from lagebild.theme import theme
from lagebild.widgets.chips import CHIP_HEIGHT
from lagebild.widgets.evidence_asked import Asked, EvidenceAsked, asked_about


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
    buttons = page.view.choice.findChildren(QRadioButton)
    QTest.mouseClick(next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def printed_falls(page: MarketPage) -> PrintedFalls:
    found = page.view.beside
    assert isinstance(found, PrintedFalls)
    return found


def shown(page: MarketPage) -> str:
    assert page.view.chart.chart is not None
    return page.view.chart.chart.id


def test_all_groups_are_offered_and_the_overview_is_shown_first(page: MarketPage) -> None:
    assert page.view.choice.texts() == (
        "Alle",
        "Chips und Rechenzentren",
        "Strom und Kühlung",
        "Plattformen",
        "Indizes",
    )
    assert shown(page) == "market.falls"


def test_a_group_is_shown_and_is_what_copy_and_export_take(page: MarketPage, qtbot: QtBot) -> None:
    pick(page, "Strom und Kühlung")
    assert shown(page) == "market.power"
    assert page.chart_ids()[0] == "market.power"
    with qtbot.waitSignal(page.copy_requested) as copied:
        page.view.chart.copy_requested.emit()
    with qtbot.waitSignal(page.export_requested) as exported:
        page.view.chart.export_requested.emit()
    assert copied.args == exported.args == ["market.power"]


def test_the_table_follows_the_choice(page: MarketPage) -> None:
    page.view.chart.show_table(True)
    pick(page, "Plattformen")
    assert "Apple" in page.view.chart.table.texts() and "Vertiv" not in page.view.chart.table.texts()


@pytest.mark.parametrize("id", FALLS)
def test_a_chart_asked_for_by_id_brings_its_group(id: str, page: MarketPage) -> None:
    page.show_chart(id)
    assert shown(page) == page.view.choice.value() == id


def test_the_choice_outlives_a_refresh_in_another_language(page: MarketPage) -> None:
    pick(page, "Indizes")
    page.session.language = Language("en")
    page.refresh()
    assert page.view.choice.texts()[-1] == "Indices"
    assert shown(page) == "market.indices"


# ---- the legend


def legend(page: MarketPage) -> QWidget | None:
    """The legend beside the groups."""
    found = [
        one for one in page.view.chart.findChildren(QWidget) if type(one).__name__ == "_Legend" and one.isVisible()
    ]
    return found[0] if found else None


def test_the_legend_stands_at_the_right_of_the_groups(page: MarketPage) -> None:
    page.resize(1500, 800)
    QApplication.processEvents()
    shown = legend(page)
    assert shown is not None and page.view.chart.plot is not None and page.view.chart.plot.placed is not None
    assert shown.x() > page.view.choice.geometry().right()
    assert abs(shown.geometry().center().y() - page.view.choice.geometry().center().y()) <= 1
    assert not page.view.chart.plot.placed.swatches


def test_without_room_beside_the_groups_the_legend_stands_in_the_plot(page: MarketPage) -> None:
    page.resize(1000, 800)
    QApplication.processEvents()
    assert legend(page) is None
    assert page.view.chart.plot is not None and page.view.chart.plot.placed is not None
    assert len(page.view.chart.plot.placed.swatches) == 3


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
    alphabet = next(one for one in printed_falls(page).entries if one.texts()[0] == "Alphabet")
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
    entry = printed_falls(page).entries[-1]
    if press == "click":
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert [one.origin.records for one in asks.asked] == [("a-amd-intel",), ("market:AMD",), ("market:INTC",)]


def test_in_a_low_window_the_panel_scrolls_and_its_link_stays(page: MarketPage) -> None:
    page.resize(1180, 560)
    QApplication.processEvents()
    panel, link = printed_falls(page), printed_falls(page).all
    assert panel.rect().contains(link.geometry())
    (bar,) = [one for one in panel.findChildren(QScrollBar) if one.orientation() == Qt.Orientation.Vertical]
    assert bar.maximum() > 0
    QTest.keyClick(panel.entries[0], Qt.Key.Key_PageDown)
    assert bar.value() > 0
    page.resize(1240, 1000)
    QApplication.processEvents()
    assert bar.maximum() == 0


def test_the_chips_stand_below_a_name_that_leaves_them_no_room(page: MarketPage) -> None:
    entry = next(one for one in printed_falls(page).entries if len(one.texts()) == 5)
    height = entry.height()
    printed_falls(page).setFixedWidth(260)
    QApplication.processEvents()
    assert entry.height() >= height + CHIP_HEIGHT


def test_the_link_leads_to_the_evidence(page: MarketPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_to) as gone:
        printed_falls(page).all.click()
    assert gone.args == ["evidence"]


# ---- the other tabs


def open_tab(page: MarketPage, name: str) -> None:
    page.show_tab(list(TABS).index(name))
    QApplication.processEvents()


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize("name", TABS)
def test_every_tab_answers_in_a_sentence_and_shows_its_first_chart(name: str, page: MarketPage) -> None:
    open_tab(page, name)
    assert len(page.view.answer.text()) > 40
    assert shown(page) == next(iter(TABS[name].charts))
    assert page.tabs()[page.tab()]


def test_a_chart_of_another_tab_is_brought_into_sight(page: MarketPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.tab_changed):
        page.show_chart("market.after")
    assert shown(page) == "market.after"


def test_another_day_changes_the_words_and_comes_back_by_undo(page: MarketPage) -> None:
    control = page.view.control
    assert isinstance(control, DayOfFalls)
    before = page.view.answer.text()
    control.field.edited.emit(date(2025, 1, 28))
    QApplication.processEvents()
    assert "28. Januar 2025" in plain(page.view.answer.text())
    assert "8,93 %" in plain(page.view.answer.text())
    page.session.history.undo()
    QApplication.processEvents()
    assert page.view.answer.text() == before


def test_a_day_that_was_typed_is_taken_back_by_the_session_not_by_the_field(page: MarketPage) -> None:
    assert isinstance(page.view.control, DayOfFalls)
    field = page.view.control.field
    field.setSelectedSection(field.Section.DaySection)
    QTest.keyClicks(field, "28")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.session.briefing.market.day == date(2025, 1, 28)
    assert not field.lineEdit().isUndoAvailable()


def test_what_articles_print_is_dated_beside_another_day(page: MarketPage) -> None:
    page.session.language = Language("en")
    page.session.look_at_market(day=date(2025, 1, 28))
    page.refresh()
    assert printed_falls(page).accessibleName().replace(NBSP, " ") == "What the source writes: 27 Jan 2025"


def test_the_evidence_asked_for_at_the_controls_is_that_of_the_chart(page: MarketPage) -> None:
    assert isinstance(page.view.control, DayOfFalls)
    asked = asked_about(page.view.control.field, page)
    assert len(asked) > 5


def test_a_legend_that_is_shown_is_not_cut(page: MarketPage) -> None:
    for width in range(1240, 1420, 4):
        page.resize(width, 800)
        QApplication.processEvents()
        beside = legend(page)
        assert beside is None or beside.width() >= beside.sizeHint().width(), width


def test_a_day_without_trading_counts_as_the_last_one_before_it(page: MarketPage) -> None:
    control = page.view.control
    assert isinstance(control, DayOfFalls)
    control.field.edited.emit(date(2025, 2, 2))  # a Sunday
    assert page.session.briefing.market.day == date(2025, 1, 31)


def test_steps_with_the_keys_lead_over_a_weekend(page: MarketPage) -> None:
    control = page.view.control
    assert isinstance(control, DayOfFalls)
    page.session.look_at_market(day=date(2025, 1, 24))
    QApplication.processEvents()
    QTest.keyClick(control.field, Qt.Key.Key_Up)  # to Saturday
    assert page.session.results.market.day == date(2025, 1, 27) == control.field.value()
    QApplication.processEvents()
    QTest.keyClick(control.field, Qt.Key.Key_Down)
    assert page.session.results.market.day == date(2025, 1, 24) == control.field.value()


def test_tab_goes_through_what_is_chosen_before_what_stands_below(page: MarketPage) -> None:
    open_tab(page, "window")
    controls, below = page.view.control, page.view.below
    assert isinstance(controls, WindowControls) and isinstance(below, StatisticsPanel)
    page.session.look_at_market(lines=("VRT", "NVDA"))
    QApplication.processEvents()
    segment = controls.adjusted.findChildren(QRadioButton)[0]
    wanted = (controls.base.field, segment, *controls.lines.stops, below.meaning)
    stops: list[QWidget] = [controls.base.field]
    while len(stops) < 100 and stops[-1] is not below.meaning:
        stops.append(stops[-1].nextInFocusChain())
    assert [stop for stop in stops if stop in wanted] == list(wanted)


def test_no_part_of_a_tab_is_ever_a_window_of_its_own(page: MarketPage, qapp: QApplication) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    for tab in range(len(page.tabs())):
        page.show_tab(tab)
        QApplication.processEvents()
    qapp.removeEventFilter(shown)
    assert not shown.windows


class _Shown(QObject):
    """Keeps which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_the_list_of_lines_leaves_nothing_behind(page: MarketPage) -> None:
    open_tab(page, "window")
    controls = page.view.control
    assert isinstance(controls, WindowControls)
    for _ in range(3):
        controls.lines._open()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(controls.lines.findChildren(QMenu)) == 1
    controls.lines.findChild(QMenu).close()


def test_lines_of_the_window_are_taken_away_and_added(page: MarketPage) -> None:
    open_tab(page, "window")
    controls = page.view.control
    assert isinstance(controls, WindowControls)
    controls.lines._chips[1].click()
    assert page.session.briefing.market.lines == ("NVDA", "MSFT", "^GSPC", "^NDX")
    QApplication.processEvents()
    vertiv = next(action for action in controls.lines.menu().actions() if action.text() == "Vertiv")
    vertiv.trigger()
    QApplication.processEvents()
    chart = page.view.chart.chart
    assert chart is not None and "Vertiv" in {series.name for series in chart.series}


def test_the_last_line_cannot_be_taken_away(page: MarketPage) -> None:
    page.session.look_at_market(lines=("NVDA",))
    open_tab(page, "window")
    controls = page.view.control
    assert isinstance(controls, WindowControls)
    assert not controls.lines._chips[0].isEnabled()


def test_the_window_beside_the_broad_market_says_so(page: MarketPage) -> None:
    open_tab(page, "window")
    controls = page.view.control
    assert isinstance(controls, WindowControls)
    controls.adjusted.chosen.emit(True)
    QApplication.processEvents()
    assert "um 15,51 Prozentpunkte" in plain(page.view.answer.text())
    assert page.session.briefing.market.adjusted


def test_the_statistics_are_defined_on_demand(page: MarketPage) -> None:
    open_tab(page, "window")
    panel = page.view.below
    assert isinstance(panel, StatisticsPanel)
    assert not panel.definitions.isVisible()
    panel.meaning.click()
    assert panel.definitions.isVisible() and "Maximaler Drawdown" in panel.definitions.text()
    assert "−28,41 %" in [plain(text) for text in panel.table.texts()]


def test_another_base_month_moves_the_dotcom_years(page: MarketPage) -> None:
    open_tab(page, "dotcom")
    control = page.view.control
    assert isinstance(control, BaseMonth)
    before = page.view.answer.text()
    control.slider.moved.emit(16.0)
    QApplication.processEvents()
    assert page.session.briefing.market.base_month == "1996-05"
    assert page.view.answer.text() != before


def test_the_lines_of_the_window_stand_beside_its_other_choices_where_there_is_room(page: MarketPage) -> None:
    open_tab(page, "window")
    controls = page.view.control
    assert isinstance(controls, WindowControls)

    def is_beside() -> bool:
        QApplication.processEvents()
        return controls.lines.y() < controls.base.geometry().bottom()

    page.resize(1500, 800)
    assert is_beside()
    page.resize(1000, 800)
    assert not is_beside()
    page.resize(1500, 800)
    assert is_beside()


def test_the_chart_above_the_statistics_is_not_flat(page: MarketPage) -> None:
    page.set_size_class("M")
    open_tab(page, "window")
    assert page.view.chart.plot is not None
    assert page.view.chart.plot.height() > 220
