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
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import MOST_FURTHER, OF_A_WORKLOAD
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.pages.costs import CostsPage
from lagebild.session import Session
from lagebild.state import OwnModel, Workload
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


def test_what_is_typed_first_takes_the_place_of_the_name_given(page: CostsPage) -> None:
    picker = page.inputs.workload
    picker.add.click()
    turn()
    assert picker.name.selectedText() == "Workload 2"


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


def test_what_is_moved_in_the_turn_that_takes_the_workload_away_changes_no_other(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    page.inputs._want_range("people", True)
    turn()
    page.session.drop_workload(0)
    before, field = page.session.briefing, page.inputs.fields["people"]
    field.slider.setSliderPosition(field.slider.maximum())
    field.ends["high"].setValue(900)
    field.range_button.click()
    page.inputs.workload.name.setText("Support")
    page.inputs.workload.name.editingFinished.emit()
    page.inputs.workload.drop.click()
    assert page.session.briefing == before
    turn()
    assert page.inputs.workload.place is None and field.field.value() == 1200


def test_a_number_typed_in_a_field_that_goes_counts_for_all_workloads(page: CostsPage) -> None:
    field = page.inputs.fields["horizon_months"]
    page.inputs._further.click()
    field.field.lineEdit().selectAll()
    QTest.keyClicks(field.field.lineEdit(), "24")
    page.inputs.workload.add.click()  # not with the mouse, which would take the focus first
    turn()
    assert page.session.briefing.numbers("api_costs") == {"horizon_months": 24}
    assert page.session.briefing.numbers("api_costs/0") == {"people": 400}


def test_escape_puts_back_the_name_of_a_workload(page: CostsPage) -> None:
    page.inputs.workload.add.click()
    turn()
    field = page.inputs.workload.name
    QTest.keyClicks(field, "Support")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Workload 2"


def test_a_workload_has_its_whole_name_in_the_list_and_beside_its_bars(page: CostsPage) -> None:
    name = "Contracts of the purchasing department, second half of year"
    page.session.add_workload(name)
    turn()
    assert names(page)[-1] == name
    page.show_chart("api_costs.workloads")
    assert page.chart.chart is not None and name in page.chart.chart.categories


def test_a_legend_in_the_plot_leaves_room_for_every_group(page: CostsPage) -> None:
    for place in range(MOST_FURTHER):
        page.session.add_workload(f"Workload {place}")
    name = "A framework agreement for language models, second lot, in EU"
    page.session.set_model(OwnModel(id="own-1", name=name, host="Contract", input=1, output=3))
    page.session.compare("own-1", "o1")
    page.show_chart("api_costs.workloads")
    page.resize(1000, 560)
    turn()
    plot = page.chart.plot
    assert plot is not None and page.chart._legend.isHidden()
    assert plot.height() >= plot.minimumHeight()
    assert plot.y() + plot.height() <= page.chart._room.height()


def test_a_name_half_written_is_not_given_to_the_workload_that_takes_its_place(page: CostsPage) -> None:
    picker, session = page.inputs.workload, page.session
    for _ in range(3):
        picker.add.click()
        turn()
    first = session.briefing.workloads[0].name
    picker._pick(0)
    picker.name.setFocus()
    QTest.keyClicks(picker.name, "half a na")
    picker._pick(1)
    picker.choice.setFocus()
    turn()
    names_now = [workload.name for workload in session.briefing.workloads]
    assert names_now[0] == first and "half a na" not in names_now
