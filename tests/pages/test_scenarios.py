"""Scenarios on the costs page: put aside, named, given reasons, taken over, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.pages.costs import CostsPage
from lagebild.pages.scenarios import ScenariosView
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import SIZE_CLASSES, SizeClass
from lagebild.session import Session
from lagebild.state import MOST_SCENARIOS, State
from lagebild.theme import theme
from lagebild.widgets.cards import RADIUS


@pytest.fixture
def page(qtbot: QtBot, knowledge: Knowledge, today: date) -> Iterator[CostsPage]:
    app = make_application("light")
    apply_look(app, theme("light"))
    page = CostsPage(Session(knowledge, Briefing(), Language("en"), "light", today))
    page.session.results_changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.show_chart("scenarios.monthly")
    turn()
    yield page
    page.hide()


def turn() -> None:
    for _ in range(3):
        QApplication.processEvents()


def view(page: CostsPage) -> ScenariosView:
    shown = page.view
    assert isinstance(shown, ScenariosView)
    return shown


def test_without_a_scenario_there_is_only_the_way_to_one(page: CostsPage) -> None:
    shown = view(page)
    assert shown.inputs.add.isVisible() and not shown.inputs.choice.isVisible()
    assert not shown._differences_panel.isVisible() and "no scenario yet" in shown.answer.text()


def test_the_present_state_becomes_a_scenario_and_differs_once_the_base_moves_on(page: CostsPage) -> None:
    shown, session = view(page), page.session
    shown.inputs.add.click()
    turn()
    assert shown._alike.isVisible()
    QTest.keyClicks(shown.inputs.name, "Merger")  # it is selected, to be written over
    QTest.keyClick(shown.inputs.name, Qt.Key.Key_Return)
    session.edit("api_costs", people=500)
    turn()
    (scenario,) = session.briefing.scenarios
    assert scenario.name == "Merger" and scenario.state == State()
    row = shown.differences._rows[0]
    assert [str(part.text()).replace(NBSP, " ") for part in row[:3]] == ["People with access", "500", "1,200"]
    row[3].setFocus()
    QTest.keyClicks(row[3], "after the merger")
    QTest.keyClick(row[3], Qt.Key.Key_Return)
    turn()
    assert session.briefing.scenarios[0].reasons == {"api_costs.people": "after the merger"}
    row[3].selectAll()
    QTest.keyClick(row[3], Qt.Key.Key_Delete)
    QTest.keyClick(row[3], Qt.Key.Key_Return)
    turn()
    assert session.briefing.scenarios[0].reasons == {}


def test_a_scenario_is_taken_over_replaced_and_dropped_each_in_one_step(page: CostsPage) -> None:
    shown, session = view(page), page.session
    shown.inputs.add.click()
    session.edit("api_costs", people=500)
    session.set_currency("EUR")
    turn()
    shown.inputs.use.click()
    turn()
    assert session.results.api_costs.inputs["people"] == 1200 and session.briefing.currency == "EUR"
    session.history.undo()
    shown.inputs.update_.click()
    turn()
    assert session.briefing.scenarios[0].state.inputs == {"api_costs": {"people": 500}}
    shown.inputs.drop.click()
    turn()
    assert not session.briefing.scenarios and not shown.inputs.choice.isVisible()
    session.history.undo()
    turn()
    assert shown.inputs.choice.isVisible()


def test_a_description_is_kept_as_it_is_typed(page: CostsPage) -> None:
    shown = view(page)
    shown.inputs.add.click()
    turn()
    QTest.keyClicks(shown.inputs.description.edit, "two mergers")
    turn()
    assert page.session.briefing.scenarios[0].description == "two mergers"
    page.session.history.undo()
    turn()
    assert shown.inputs.description.text() == ""


def test_what_scrolls_in_the_left_column_keeps_off_its_rounded_corners(page: CostsPage) -> None:
    card = view(page).inputs
    area = card.findChild(Scrolled)
    assert area is not None
    assert area.geometry().top() >= RADIUS - 2 and area.geometry().bottom() <= card.height() - RADIUS + 1


def test_outcomes_that_differ_are_marked(page: CostsPage) -> None:
    shown = view(page)
    shown.inputs.add.click()
    page.session.edit("self_hosting", nodes=3)
    turn()
    cells = shown._outcomes.texts()
    assert any(cell.startswith("≠ ") for cell in cells)
    own = [cell for cell in cells if "≠" in cell]
    assert len(own) == 1


def test_there_is_a_most_of_scenarios(page: CostsPage) -> None:
    shown = view(page)
    for _ in range(MOST_SCENARIOS):
        page.session.add_scenario("One more")
    turn()
    assert not shown.inputs.add.isEnabled() and "No more than 20" in str(shown.inputs._note.text())


@pytest.mark.parametrize("size", SIZE_CLASSES)
@pytest.mark.parametrize("code", CODES)
def test_every_control_has_a_name_and_nothing_is_too_wide(page: CostsPage, size: SizeClass, code: Code) -> None:
    session = page.session
    session.add_scenario("W" * 60)
    session.edit("api_costs", people=500)
    session.set_language(code)
    page.set_size_class(size)
    turn()
    shown = view(page)
    room = {"S": 928, "M": 960, "L": 1180, "XL": 1500}[size]
    assert shown.minimumSizeHint().width() <= room
    for widget in (*shown.inputs.findChildren(QWidget), *shown.differences.findChildren(QWidget)):
        inside = isinstance(widget.parent(), QAbstractScrollArea)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inside:
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            parent = widget.parent()
            assert named or (isinstance(parent, QWidget) and parent.accessibleName()), type(widget).__name__


def test_a_name_half_written_is_not_given_to_the_scenario_that_takes_its_place(page: CostsPage) -> None:
    shown, session = view(page), page.session
    for _ in range(2):
        shown.inputs.add.click()
        turn()
    QTest.keyClicks(shown.inputs.name, "half a na")
    session.history.undo()  # from the menu, which leaves the focus where it is
    turn()
    shown.inputs.add.setFocus()
    turn()
    assert [scenario.name for scenario in session.briefing.scenarios] == ["Scenario 1"]
    assert shown.inputs.name.text() == "Scenario 1"


def test_a_reason_half_written_is_not_given_to_the_difference_that_takes_its_place(page: CostsPage) -> None:
    shown, session = view(page), page.session
    shown.inputs.add.click()
    session.edit("seats", seats=77)
    session.edit("api_costs", people=500)
    turn()
    rows = shown.differences._rows
    rows[0][3].setFocus()
    QTest.keyClicks(rows[0][3], "more peop")
    session.history.undo()  # the first difference is gone: another one stands in its row
    turn()
    rows[1][3].setFocus()
    shown.inputs.add.setFocus()
    turn()
    assert session.briefing.scenarios[0].reasons == {} and rows[0][3].text() == ""


def test_nothing_is_done_with_a_scenario_that_a_step_back_has_just_taken(page: CostsPage) -> None:
    shown, session = view(page), page.session
    shown.inputs.add.click()
    turn()
    session.history.undo()
    for button in (shown.inputs.use, shown.inputs.update_, shown.inputs.drop):
        button.click()
    shown.inputs.description.edited.emit("late")
    shown.differences.reasoned.emit("api_costs.people", "late")
    assert not session.briefing.scenarios


def test_a_new_scenario_gets_a_name_that_no_other_has(page: CostsPage) -> None:
    shown, session = view(page), page.session
    for _ in range(2):
        shown.inputs.add.click()
        turn()
    session.drop_scenario(0)
    turn()
    shown.inputs.add.click()
    assert [scenario.name for scenario in session.briefing.scenarios] == ["Scenario 2", "Scenario 3"]
