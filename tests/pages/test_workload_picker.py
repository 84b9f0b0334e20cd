"""Several workloads on the costs page: added, named, shown one at a time, dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lagebild.calculators.api_costs import MOST_FURTHER, OF_A_WORKLOAD
from lagebild.knowledge.loading import Knowledge
from lagebild.pages.api_costs import API_COSTS
from lagebild.pages.calculator_view import CalculatorView
from lagebild.state import OwnModel, Workload
from tests.pages.calculating import shown, turn


@pytest.fixture
def view(qtbot: QtBot, knowledge: Knowledge) -> Iterator[CalculatorView]:
    view = shown(qtbot, knowledge, API_COSTS)
    yield view
    view.hide()


def names(view: CalculatorView) -> list[str]:
    choice = view.inputs.workload.choice
    return [choice.itemText(row) for row in range(choice.count())]


def test_one_workload_has_no_list_and_a_way_to_another(view: CalculatorView) -> None:
    picker = view.inputs.workload
    assert picker.add.isVisible() and not picker.choice.isVisible() and not picker.name.isVisible()
    assert "workloads" not in view._offered()


def test_what_is_typed_first_takes_the_place_of_the_name_given(view: CalculatorView) -> None:
    picker = view.inputs.workload
    picker.add.click()
    turn()
    assert picker.name.selectedText() == "Workload 2"


def test_an_added_workload_is_shown_with_its_own_inputs_and_a_name_to_type(view: CalculatorView) -> None:
    picker, session = view.inputs.workload, view.session
    picker.add.click()
    turn()
    assert names(view) == ["First workload", "Workload 2"] and picker.choice.value() == 0
    assert view.inputs.fields["people"].field.value() == 400
    shown = {name for name, field in view.inputs.fields.items() if not field.isHidden()}
    assert shown == set(OF_A_WORKLOAD)
    picker.name.selectAll()
    QTest.keyClicks(picker.name, "Documents")
    QTest.keyClick(picker.name, Qt.Key.Key_Return)
    turn()
    assert names(view) == ["First workload", "Documents"]
    view.inputs.fields["people"].field.setValue(50)
    turn()
    assert session.briefing.workloads == (Workload(name="Documents", inputs={"people": 50}),)
    assert session.results.api_costs.inputs["people"] == 1200


def test_each_workload_comes_back_with_its_inputs(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    view.inputs.workload._pick(-1)
    turn()
    assert view.inputs.fields["people"].field.value() == 1200
    assert not view.inputs.fields["growth_per_month"].isHidden()


def test_a_range_belongs_to_the_workload_shown(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    view.inputs._want_range("people", True)
    turn()
    view.inputs._move_end("people", "high", 900)
    turn()
    given = view.session.briefing.ranges("api_costs/0")["people"]
    assert (given.likely, given.high) == (400, 900) and not view.session.briefing.ranges("api_costs")
    chart = view.tornado.chart
    assert chart is not None and chart.categories == ("Workload 2: People with access",)


def test_a_dropped_workload_gives_way_to_the_first(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    view.show_chart("api_costs.workloads")
    turn()
    assert view.chart.chart is not None and view.chart.chart.id == "api_costs.workloads"
    view.inputs.workload.drop.click()
    turn()
    assert view.inputs.workload.place is None and not view.inputs.workload.choice.isVisible()
    assert view.chart.chart.id == "api_costs.comparison"
    view.session.history.undo()
    turn()
    assert view.inputs.workload.choice.isVisible()


def test_when_there_are_as_many_as_can_be_none_is_added(view: CalculatorView) -> None:
    for _ in range(MOST_FURTHER):
        view.inputs.workload.add.click()
        turn()
    assert not view.inputs.workload.add.isVisible() and len(names(view)) == MOST_FURTHER + 1


def test_an_empty_name_leaves_the_one_there_was(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    field = view.inputs.workload.name
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    turn()
    assert field.text() == "Workload 2" == view.session.briefing.workloads[0].name


def test_own_models_come_first_in_the_lists_of_models(view: CalculatorView) -> None:
    model = OwnModel(id="own-1", name="House model", host="Contract", input=1, output=3)
    view.session.set_model(model)
    turn()
    choice = view.inputs._models[0].choice
    assert [choice.itemText(row) for row in range(2)] == ["Your models", "House model"]
    view.inputs._pick(0, "own-1")
    turn()
    assert "House model" in view.answer.text()
    assert view.inputs._models[0].fields["input"].value() == 1


def test_what_is_moved_in_the_turn_that_takes_the_workload_away_changes_no_other(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    view.inputs._want_range("people", True)
    turn()
    view.session.drop_workload(0)
    before, field = view.session.briefing, view.inputs.fields["people"]
    field.slider.setSliderPosition(field.slider.maximum())
    field.ends["high"].setValue(900)
    field.range_button.click()
    view.inputs.workload.name.setText("Support")
    view.inputs.workload.name.editingFinished.emit()
    view.inputs.workload.drop.click()
    assert view.session.briefing == before
    turn()
    assert view.inputs.workload.place is None and field.field.value() == 1200


def test_a_number_typed_in_a_field_that_goes_counts_for_all_workloads(view: CalculatorView) -> None:
    field = view.inputs.fields["horizon_months"]
    view.inputs._further.click()
    field.field.lineEdit().selectAll()
    QTest.keyClicks(field.field.lineEdit(), "24")
    view.inputs.workload.add.click()  # not with the mouse, which would take the focus first
    turn()
    assert view.session.briefing.numbers("api_costs") == {"horizon_months": 24}
    assert view.session.briefing.numbers("api_costs/0") == {"people": 400}


def test_escape_puts_back_the_name_of_a_workload(view: CalculatorView) -> None:
    view.inputs.workload.add.click()
    turn()
    field = view.inputs.workload.name
    QTest.keyClicks(field, "Support")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Workload 2"


def test_a_workload_has_its_whole_name_in_the_list_and_beside_its_bars(view: CalculatorView) -> None:
    name = "Contracts of the purchasing department, second half of year"
    view.session.add_workload(name)
    turn()
    assert names(view)[-1] == name
    view.show_chart("api_costs.workloads")
    assert view.chart.chart is not None and name in view.chart.chart.categories


def test_a_legend_in_the_plot_leaves_room_for_every_group(view: CalculatorView) -> None:
    for place in range(MOST_FURTHER):
        view.session.add_workload(f"Workload {place}")
    name = "A framework agreement for language models, second lot, in EU"
    view.session.set_model(OwnModel(id="own-1", name=name, host="Contract", input=1, output=3))
    view.session.compare("own-1", "o1")
    view.show_chart("api_costs.workloads")
    view.resize(1000, 560)
    turn()
    plot = view.chart.plot
    assert plot is not None and view.chart._legend.isHidden()
    assert plot.height() >= plot.minimumHeight()
    assert plot.y() + plot.height() <= view.chart._room.height()


def test_a_name_half_written_is_not_given_to_the_workload_that_takes_its_place(view: CalculatorView) -> None:
    picker, session = view.inputs.workload, view.session
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
