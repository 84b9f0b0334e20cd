"""Beside the rail: pages are made once and shown in turn, and the welcome stands in their place without a head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.pages.page import Page, PageId
from lagebild.pages.page_area import PageArea
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.welcome import Welcome
from lagebild.session import Session
from tests.shell import SmallPage, settle


@pytest.fixture
def session(knowledge: Knowledge, today: date) -> Session:
    return Session(knowledge, Briefing(), Language("en"), "light", today)


@pytest.fixture
def made() -> list[PageId]:
    """The pages that have been made, in their order."""
    return []


@pytest.fixture
def area(session: Session, made: list[PageId], qtbot: QtBot) -> Iterator[PageArea]:
    def make(id: PageId) -> Page:
        made.append(id)
        return SmallPage(id, session)

    area = PageArea(make, lambda: session.language)
    area.speak()
    qtbot.addWidget(area)
    area.resize(1240, 900)
    area.show()
    area.activateWindow()
    qtbot.waitActive(area)
    yield area
    area.hide()


def shown(area: PageArea) -> SmallPage:
    assert isinstance(area.page, SmallPage)
    return area.page


def title(area: PageArea) -> str:
    return area.header._title.text()


def welcome_in(area: PageArea, session: Session) -> Welcome:
    welcome = Welcome(session, "light", ())
    area.show_welcome(welcome)
    settle()
    return welcome


def test_a_page_is_named_before_it_can_be_made(area: PageArea, made: list[PageId]) -> None:
    area.announce("costs")
    assert (title(area), area.page_id, area.page, made) == ("Costs", "costs", None, [])


def test_each_page_is_made_once_and_its_plots_come_when_it_has_been_painted(
    area: PageArea, made: list[PageId], qtbot: QtBot
) -> None:
    for id in ("costs", "evidence", "costs"):
        with qtbot.waitSignal(area.page_shown):
            area.open(id)
            before = shown(area).plots
        assert shown(area).isVisible() and shown(area).id == id == area.page_id
        assert shown(area).plots == before + 1
    assert made == ["costs", "evidence"]


def test_a_page_gets_the_size_of_now_when_it_is_opened(area: PageArea) -> None:
    area.open("situation")
    first = shown(area)
    area.open("costs")
    area.set_size_class("S")
    assert (shown(area).classes[-1], first.classes[-1]) == ("S", "L")
    area.open("situation")
    assert first.classes[-1] == "S"


def test_the_tabs_turn_round_the_ends(area: PageArea) -> None:
    area.open("costs")
    seen = []
    for by in (1, 1, -1):
        area.turn_tab(by)
        seen.append((shown(area).tab(), area.header.tabs.currentIndex()))
    assert seen == [(1, 1), (0, 0), (1, 1)]
    area.open("situation")
    area.turn_tab(1)  # one that has none
    assert shown(area).tab() == 0


def test_the_focus_moves_on_to_the_new_page_and_from_nowhere_else(area: PageArea) -> None:
    area.open("situation")
    shown(area).button.setFocus()
    area.open("costs")
    assert QApplication.focusWidget() is shown(area).field
    area.header.search.setFocus()
    area.open("situation")
    assert QApplication.focusWidget() is area.header.search


def test_the_welcome_stands_in_the_place_of_a_page_until_one_is_opened(area: PageArea, session: Session) -> None:
    area.open("costs")
    costs = shown(area)
    welcome = welcome_in(area, session)
    assert welcome.isVisible() and not costs.isVisible() and not area.header.isVisible()
    assert area.page is costs
    assert QApplication.focusWidget() is welcome.first_focus()
    area.open("costs")
    assert area.welcome is None and not welcome.isVisible()
    assert costs.isVisible() and area.header.isVisible() and area.page is costs


def test_the_size_reaches_the_welcome_and_the_page_behind_it_when_that_is_opened(
    area: PageArea, session: Session
) -> None:
    area.open("costs")
    before = welcome_in(area, session).heightForWidth(1000)
    area.set_size_class("S")
    assert area.welcome is not None and area.welcome.heightForWidth(1000) < before
    assert shown(area).classes[-1] == "L"
    area.open("costs")
    assert shown(area).classes[-1] == "S"


def test_a_page_opened_from_the_welcome_takes_its_place_in_the_order_of_pages(
    area: PageArea, session: Session, made: list[PageId]
) -> None:
    welcome_in(area, session)
    area.open("market")
    welcome_in(area, session)
    area.open("risks")
    assert shown(area).isVisible() and shown(area).id == "risks"
    area.open("market")
    assert shown(area).isVisible() and shown(area).id == "market" and made == ["market", "risks"]


def test_a_tab_begins_at_its_top(area: PageArea) -> None:
    area.open("costs")
    shown(area).setMinimumHeight(4000)
    settle()
    bar = area.findChildren(Scrolled)[0].verticalScrollBar()
    bar.setValue(700)
    assert bar.value() == 700
    area.turn_tab(1)
    assert bar.value() == 0
