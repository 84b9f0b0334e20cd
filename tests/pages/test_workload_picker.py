"""Several workloads on the costs page: added, named, shown one at a time, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing, OwnModel, Workload
from lagebild.calculators.api_costs import MOST_FURTHER, OF_A_WORKLOAD
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.pages.costs import CostsPage
from lagebild.session import Session
from lagebild.theme import theme


@pytest.fixture
def page(qtbot: QtBot, knowledge: Knowledge, today: date) -> Iterator[CostsPage]:
    app = make_application("light")
    apply_look(app, theme("light"))
    page = CostsPage(Session(knowledge, Briefing(), Language("en"), "light", today))
    page.session.results_changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.ensure_plots()
    turn()
    yield page
    page.hide()


def turn() -> None:
    for _ in range(3):
        QApplication.processEvents()


def names(page: CostsPage) -> list[str]:
    choice = page.inputs.workload.choice
    return [choice.itemText(row) for row in range(choice.count())]


def test_one_workload_has_no_list_and_a_way_to_another(page: CostsPage) -> None:
    picker = page.inputs.workload
    assert picker.add.isVisible() and not picker.choice.isVisible() and not picker.name.isVisible()
    assert "workloads" not in page._offered()


def test_an_added_workload_is_shown_with_its_own_inputs_and_a_name_to_type(page: CostsPage) -> None:
    picker, session = page.inputs.workload, page.session
    picker.add.click()
    turn()
    assert names(page) == ["First workload", "Workload 2"] and picker.choice.value() == 0
    assert page.inputs.fields["people"].field.value() == 400
    shown = {name for name, field in page.inputs.fields.items() if not field.isHidden()}
    assert shown == set(OF_A_WORKLOAD)
    picker.name.selectAll()
    QTest.keyClicks(picker.name, "Documents")
    QTest.keyClick(picker.name, Qt.Key.Key_Return)
    turn()
    assert names(page) == ["First workload", "Documents"]
    page.inputs.fields["people"].field.setValue(50)
    turn()
    assert session.briefing.workloads == (Workload(name="Documents", inputs={"people": 50}),)
    assert session.results.api_costs.inputs["people"] == 1200


def test_each_workload_comes_back_with_its_inputs(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    page.inputs.workload._pick(-1)
    turn()
    assert page.inputs.fields["people"].field.value() == 1200
    assert not page.inputs.fields["growth_per_month"].isHidden()


def test_a_range_belongs_to_the_workload_shown(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    page.inputs._want_range("people", True)
    turn()
    page.inputs._move_end("people", "high", 900)
    turn()
    given = page.session.briefing.ranges("api_costs/0")["people"]
    assert (given.likely, given.high) == (400, 900) and not page.session.briefing.ranges("api_costs")
    chart = page.tornado.chart
    assert chart is not None and chart.categories == ("Workload 2: People with access",)


def test_a_dropped_workload_gives_way_to_the_first(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    page.show_chart("api_costs.workloads")
    turn()
    assert page.chart.chart is not None and page.chart.chart.id == "api_costs.workloads"
    page.inputs.workload.drop.click()
    turn()
    assert page.inputs.workload.place is None and not page.inputs.workload.choice.isVisible()
    assert page.chart.chart.id == "api_costs.comparison"
    page.session.history.undo()
    turn()
    assert page.inputs.workload.choice.isVisible()


def test_when_there_are_as_many_as_can_be_none_is_added(page: CostsPage) -> None:
    for _ in range(MOST_FURTHER):
        page.inputs.workload.add.click()
        turn()
    assert not page.inputs.workload.add.isVisible() and len(names(page)) == MOST_FURTHER + 1


def test_an_empty_name_leaves_the_one_there_was(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    field = page.inputs.workload.name
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    turn()
    assert field.text() == "Workload 2" == page.session.briefing.workloads[0].name


def test_own_models_come_first_in_the_lists_of_models(page: CostsPage) -> None:
    model = OwnModel(id="own-1", name="House model", host="Contract", input=1, output=3)
    page.session.set_model(model)
    turn()
    choice = page.inputs._models[0].choice
    assert [choice.itemText(row) for row in range(2)] == ["Your models", "House model"]
    page.inputs._pick(0, "own-1")
    turn()
    assert "House model" in page.answer.text()
    assert page.inputs._models[0].fields["input"].value() == 1
