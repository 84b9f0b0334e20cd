"""What every calculator does: all sizes, languages, themes, and the numbers at its ends."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code
from lagebild.pages.calculation import Calculation, DeclaredCalculation
from lagebild.pages.calculator_inputs import SwitchField
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.calculators import CALCULATIONS, calculation_of
from lagebild.pages.declared_field import DeclaredField
from lagebild.pages.exposure import EXPOSURE
from lagebild.pages.revenue_gap import REVENUE_GAP
from lagebild.pages.seats import SEATS
from lagebild.pages.size_class import SIZE_CLASSES, SizeClass
from lagebild.pages.training_costs import TRAINING_COSTS
from lagebild.state import OwnPrice
from lagebild.theme import THEMES, ThemeName
from lagebild.widgets.cards import PADDING
from lagebild.wording.verdicts import verdict_word
from tests.pages.calculating import ROOM, cut, fit, in_sight, painted, rows, said, shown, turn, unnamed

ALL = tuple(map(calculation_of, (*CALCULATIONS, "exposure")))  # which stands with the market
ALL_DECLARED = tuple(one for one in ALL if isinstance(one, DeclaredCalculation))
_NO_NUMBER = re.compile(r"\b(nan|inf)\b|∞", re.IGNORECASE)


def topic(calculation: Calculation) -> str:
    return calculation.calculator.topic


EVERY = pytest.mark.parametrize("calculation", ALL, ids=topic)
EVERY_DECLARED = pytest.mark.parametrize("calculation", ALL_DECLARED, ids=topic)


def words(view: CalculatorView) -> set[str]:
    """Everything painted and told, in every chart."""
    found = set()
    for name in view._offered():
        view.show_chart(f"{topic(view.calculation)}.{name}")
        turn()
        found |= painted(view)
    return found | {widget.accessibleName() for widget in view.findChildren(QWidget) if widget.isVisible()}


def preset(calculation: DeclaredCalculation) -> str:
    """The last of the presets."""
    return calculation.presets[-1][0]


# ---- what the inputs do


@EVERY_DECLARED
def test_every_input_stands_in_one_group_and_what_is_shown_on_demand_is_one_of_them(
    calculation: DeclaredCalculation,
) -> None:
    names = [name for _, group in calculation.groups for name in group]
    assert sorted(names) == sorted(calculation.calculator.inputs)
    inputs = calculation.calculator.inputs
    assert calculation.further | {calculation.first} | set(calculation.sought) <= set(names)
    assert calculation.first not in calculation.further
    assert all(isinstance(inputs[name], Choice) and len(inputs[name].options) == 2 for name in calculation.switches)


@EVERY_DECLARED
def test_only_what_counts_is_in_sight_and_the_rest_on_demand(
    calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    counting = set(calculation.counting(view.session.results))
    assert in_sight(view) == counting - calculation.further
    assert view.inputs._further.isVisible() == bool(calculation.further)
    view.inputs._further.click()
    assert in_sight(view) == counting
    view.hide()


@EVERY
def test_a_key_on_a_slider_changes_answer_chart_and_workings_alike(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    name = view.inputs._slider
    before = (said(view), view.chart.chart, view.tornado.chart, view._computed._table.texts())
    QTest.keyClick(view.inputs.fields[name].slider, Qt.Key.Key_Right)
    turn()
    after = (said(view), view.chart.chart, view.tornado.chart, view._computed._table.texts())
    assert name in view.session.briefing.numbers(topic(calculation))
    assert all(one != other for one, other in zip(before, after, strict=True))
    view.hide()


@EVERY
def test_a_drag_is_one_step_back(calculation: Calculation, qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, calculation)
    slider = view.inputs.fields[view.inputs._slider].slider
    before = slider.value()
    for position in range(before + 20, before + 120, 20):
        slider.setValue(position)
        turn()
    assert view.session.history.count() == 1
    view.session.history.undo()
    turn()
    assert view.session.briefing == Briefing() and slider.value() == before
    view.hide()


@EVERY_DECLARED
def test_reset_puts_its_inputs_back_and_leaves_everything_else_alone(
    calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    fresh = said(view)
    view.session.edit("api_costs", people=500)
    view.session.set_price("o1", input=9)
    numbers = {name: field.slider.maximum() and declared.high for name, declared, field in fields(view)}
    view.session.edit(topic(calculation), **numbers)
    turn()
    assert said(view) != fresh
    view.inputs._reset.click()
    turn()
    assert view.session.briefing.inputs == {"api_costs": {"people": 500}}
    assert view.session.briefing.prices == {"o1": OwnPrice(input=9)}
    view.hide()


def fields(view: CalculatorView) -> list[tuple]:
    inputs = view.calculation.calculator.inputs
    return [(name, inputs[name], field) for name, field in view.inputs.fields.items()]


@pytest.mark.parametrize("calculation", [one for one in ALL_DECLARED if one.presets], ids=topic)
def test_each_preset_can_be_picked_an_edit_makes_it_custom_and_back_is_one_step(
    calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    for id, _ in calculation.presets:
        view.inputs.preset.edited.emit(id)
        turn()
        assert view.inputs.preset.value() == id == calculation.preset(view.session.results)
        custom = {option.value for option in view.inputs.preset._options} - {name for name, _ in calculation.presets}
        assert not custom
    before = view.session.briefing
    view.inputs.fields[of_a_preset(calculation)].field.stepUp()
    turn()
    assert view.inputs.preset.value() == "custom" and calculation.preset(view.session.results) is None
    view.inputs.preset.edited.emit("custom")  # is no place to go to
    turn()
    assert view.inputs.preset.value() == "custom"
    view.session.history.undo()
    turn()
    assert view.session.briefing == before and view.inputs.preset.value() == preset(calculation)
    view.hide()


def of_a_preset(calculation: DeclaredCalculation) -> str:
    """An input that a preset sets."""
    return {
        "self_hosting": "node_price",
        "seats": "price_per_seat_month",
        "revenue_gap": "gpu_run_rate",
        "exposure": "amount_sp500",
    }[topic(calculation)]


@EVERY_DECLARED
def test_the_chip_says_whose_a_number_is(calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, calculation)
    name = calculation.first
    field = view.inputs.fields[name]
    language = view.session.language
    assumed = knowledge.figure(calculation.figure_of(view.session.results, name)).checked == "assumption"
    assert field._chip.text() == (verdict_word("assumption", language) if assumed else "")
    field.range_wanted.emit(name, True)
    turn()
    assert field._chip.text() == verdict_word("own", language)
    view.hide()


@EVERY
def test_an_input_becomes_a_range_and_a_number_again(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    name = view.inputs._slider
    field = view.inputs.fields[name]
    before = view.tornado.chart
    field.range_wanted.emit(name, True)
    turn()
    given = view.session.briefing.ranges(topic(calculation))[name]
    assert given.low < given.high and field.range() is not None
    assert view.tornado.chart != before
    field.end_changed.emit(name, "high", given.likely - 1)  # no end passes the number
    turn()
    assert view.session.briefing.ranges(topic(calculation))[name].high == given.likely
    field.range_wanted.emit(name, False)
    turn()
    assert not view.session.briefing.ranges(topic(calculation)) and field.range() is None
    view.hide()


# ---- what stands beside


@EVERY
def test_each_chart_can_be_picked_and_the_shown_one_is_named_first(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    name = topic(calculation)
    offered = view._offered()
    for chart in offered:
        view.show_chart(f"{name}.{chart}")
        turn()
        assert view.chart.chart is not None and view.chart.chart.id == f"{name}.{chart}" == view.chart_ids()[0]
        assert set(view.chart_ids()) == {f"{name}.{each}" for each in (*offered, "tornado")}
    assert [each() for _, each in view.shared] == [f"{name}.{offered[-1]}", f"{name}.tornado"]
    view.hide()


@EVERY
@pytest.mark.parametrize("size", SIZE_CLASSES)
def test_every_step_is_shown_on_demand_and_the_chart_beside_stays_as_high_as_it_was(
    size: SizeClass, calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, size=size)
    view._lower_card.opened = True
    view._show_lower()
    fit(view)
    computed, height = view._computed, view.tornado.height()
    assert computed._steps.isHidden()
    computed.all.click()
    fit(view)
    assert computed._steps.isVisible() and " = " in computed._steps.text()
    assert computed.height() >= computed.layout().totalHeightForWidth(computed.width())
    assert computed._table.height() >= computed._table.sizeHint().height()
    assert view.tornado.height() == height
    computed.all.click()
    turn()
    assert not computed._steps.isVisible()
    view.hide()


@EVERY_DECLARED
def test_euros_say_at_which_rate_beside_the_sums(
    calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    assert view._computed._notes.isHidden()
    view.session.set_currency("EUR")
    turn()
    assert "1.0530 US dollars per euro" in view._computed._notes.text() and "€" in said(view)
    view.hide()


@EVERY
def test_every_target_leads_to_an_answer_by_every_input_that_counts(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    view._turn.click()
    goal = view.goal
    assert goal is not None and goal.isVisible() and goal.target.count() and goal.input.count()
    reached = 0
    for target in [option.value for option in goal.target._options]:
        for name in [option.value for option in goal.input._options]:
            goal.target.set_value(target)
            goal.input.set_value(name)
            goal.refresh()
            assert goal.answer.text() and not _NO_NUMBER.search(goal.answer.text())
            reached += goal.take.isEnabled()
    assert reached
    view.hide()


# ---- at the ends of the numbers


@EVERY
@pytest.mark.parametrize("end", ["low", "high"])
def test_no_input_at_its_end_makes_nonsense_or_leaves_the_page(
    calculation: Calculation, end: str, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    view.session.edit("api_costs", people=200_000 if end == "high" else 1)
    for name, declared, _ in fields(view):
        view.session.begin(topic(calculation), {name: getattr(declared, end)})
        turn()
        assert_usable(view, name)
    view.session.begin(topic(calculation), {name: getattr(one, end) for name, one, _ in fields(view)})
    turn()
    assert_usable(view, "all")
    for name in rows(view).keys() - view.inputs.fields.keys():
        for place in range(len(calculation.calculator.inputs[name].options)):
            view.session.edit(topic(calculation), **{name: place})
            turn()
            assert_usable(view, f"{name} {place}")
    view.hide()


def assert_usable(view: CalculatorView, where: str) -> None:
    told = words(view) | {said(view), view._computed._steps.text()}
    assert not [text for text in told if _NO_NUMBER.search(text)], where
    fit(view)
    table = view._computed._table
    scrolled = set(table.texts()) if table.horizontalScrollBar().maximum() else set()
    assert not [text for text in cut(view) if text.split("'")[1] not in scrolled], where
    assert view.minimumSizeHint().width() <= view.width(), where


@EVERY
def test_a_day_without_any_price_leaves_a_page_that_says_so(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation)
    view.session.set_as_of(date(2020, 1, 1))
    turn()
    assert_usable(view, "no price")
    view._turn.click()
    assert not cut(view)
    view.hide()


# ---- how it looks


@EVERY
@pytest.mark.parametrize("size", SIZE_CLASSES)
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_cut_and_every_control_has_a_name(
    code: Code, name: ThemeName, size: SizeClass, calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, code, name, size)
    view.inputs._further.click()
    view._lower_card.opened = True
    view._show_lower()
    for chart in view._offered():
        view.show_chart(f"{topic(calculation)}.{chart}")
        fit(view)
        assert not cut(view), chart
    view.session.keep()
    if isinstance(calculation, DeclaredCalculation) and calculation.presets:
        view.inputs.preset.edited.emit(preset(calculation))
    for panel in view._panels_below:
        view._lower_card.tabs.set_value(panel)
        view._lower_card.tabs.chosen.emit(panel)
        fit(view)
        assert not cut(view), panel
    view._turn.click()
    fit(view)
    assert not cut(view) and not unnamed(view)
    assert view.minimumSizeHint().width() <= ROOM[size][0]
    inner = view.inputs._scroll.widget()
    # of the token costs, two prices side by side may reach into the padding
    beyond = 0 if isinstance(calculation, DeclaredCalculation) else PADDING[0]
    assert inner.minimumSizeHint().width() <= view.inputs._scroll.viewport().width() + beyond
    sizes = {widget.font().pixelSize() for widget in view.findChildren(QWidget) if widget.isVisible()}
    assert min(sizes - {-1}) >= 12
    view.hide()


@EVERY
@pytest.mark.parametrize("code", CODES)
def test_the_narrowest_window_shows_every_chart_and_panel_whole(
    code: Code, calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, code, size="S")
    view.resize(928, 480)
    for chart in view._offered():
        view.show_chart(f"{topic(calculation)}.{chart}")
        fit(view)
        assert view.width() == 928 and not cut(view), chart
    for panel in view._panels_below:
        view._lower_card.tabs.set_value(panel)
        view._lower_card.tabs.chosen.emit(panel)
        fit(view)
        assert view.width() == 928 and not cut(view), panel
    view.hide()


@EVERY
@pytest.mark.parametrize("size", SIZE_CLASSES)
def test_rows_of_a_chart_keep_room_for_their_names(
    size: SizeClass, calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, size=size)
    view.resize(ROOM[size][0], 1)
    for name in view._offered():
        view.show_chart(f"{topic(calculation)}.{name}")
        view.resize(ROOM[size][0], view.heightForWidth(ROOM[size][0]))
        turn()
        chart, plot = view.chart.chart, view.chart.plot
        assert chart is not None and plot is not None and plot.placed is not None
        if chart.kind not in ("lines", "grouped_bars"):
            assert plot.placed.plot.height / len(chart.categories) >= calculation.least_row - 1, name
    view.hide()


@EVERY
def test_the_lower_panels_are_tabs_in_small_windows_and_side_by_side_in_large_ones(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, size="M")
    assert view._lower_card._stack.isHidden() == (not calculation.few_steps)
    view._lower_card.tabs.chosen.emit("tornado")
    assert not view._lower_card._stack.isHidden()
    view.set_size_class("L")
    turn()
    assert view.tornado.isVisible() and view._computed.isVisible() and not view._lower_card.isVisible()
    view.set_size_class("S")
    turn()
    assert view._lower_card.isVisible() and not view._computed_panel.isVisible()
    view.hide()


@EVERY
def test_switching_the_language_leaves_nothing_behind(
    calculation: Calculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view, fresh = shown(qtbot, knowledge, calculation, "de"), shown(qtbot, knowledge, calculation, "en")
    view.session.set_language("en")
    view.refresh()
    turn()
    assert words(view) == words(fresh)
    view.hide()
    fresh.hide()


@EVERY_DECLARED
@pytest.mark.parametrize("size", ["S", "L"])
def test_tab_reaches_every_input_in_reading_order_and_then_the_answer(
    size: SizeClass, calculation: DeclaredCalculation, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, calculation, size=size)
    view.activateWindow()
    view.first_focus().setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[str] = []
    for _ in range(120):
        widget = view.focusWidget()
        if widget is None or (not view.inputs.isAncestorOf(widget) and reached):
            break
        name = next((name for name, row in rows(view).items() if row.isAncestorOf(widget)), "")
        if name and name not in reached:
            reached.append(name)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        turn()
    order = [name for _, names in calculation.groups for name in names if name in in_sight(view)]
    start = order.index(calculation.first) if view.first_focus() is not view.inputs.preset else 0
    assert reached == order[start:]
    view.hide()


# ---- what is its own of each


def test_a_layer_of_training_is_left_out_by_a_key_and_its_input_goes_with_it(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, TRAINING_COSTS)
    staff = view.inputs.choices["counts_staff"]
    assert isinstance(staff, SwitchField) and staff.box.isChecked() and "staff" in in_sight(view)
    before = view.session.results.training_costs.lines["own_total"]
    QTest.keyClick(staff.box, Qt.Key.Key_Space)
    turn()
    training = view.session.results.training_costs
    assert not staff.box.isChecked() and "staff" not in in_sight(view)
    assert training.lines["own_total"] == before - training.inputs["staff"]
    assert staff._chip.text() == verdict_word("own", view.session.language)
    hardware = view.inputs.choices["counts_hardware"]
    assert isinstance(hardware, SwitchField) and "hardware" not in in_sight(view)
    hardware.box.click()
    turn()
    assert "hardware" in in_sight(view) and hardware.box.accessibleDescription() == "counted"
    view.hide()


def test_with_every_layer_left_out_the_page_says_so_and_seeks_nothing(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, TRAINING_COSTS)
    view.session.edit("training_costs", **dict.fromkeys(TRAINING_COSTS.switches, 1.0))
    turn()
    assert_usable(view, "nothing counted")
    assert view._computed._table.isHidden() and view._computed._nothing.text()
    view._turn.click()
    assert view.goal is not None
    assert view.goal.target.isHidden() and "nothing to aim at" in view.goal.answer.text()
    view.session.edit("training_costs", counts_staff=0.0)
    turn()
    assert view.goal.target.isVisible() and "for your own run" in view.goal.answer.text()
    view.hide()


def test_an_own_run_is_asked_for_by_what_it_is_computed_from(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, TRAINING_COSTS)
    assert "gpu_hours" in in_sight(view) and not {"active_parameters", "training_tokens"} & in_sight(view)
    view.inputs.choices["own_run_given"].changed.emit("own_run_given", 1.0)
    turn()
    assert "gpu_hours" not in in_sight(view)
    assert {"active_parameters", "training_tokens", "utilisation"} <= in_sight(view)
    view.hide()


def test_seats_that_nobody_uses_are_said_to_pay_never(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, SEATS)
    view.session.edit("seats", active_share=0)
    turn()
    assert "nobody uses them" in said(view)
    assert_usable(view, "nobody")
    view.hide()


def test_a_tier_sets_price_and_set_up_and_leaves_the_rest_to_the_reader(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, SEATS)
    view.session.edit("seats", seats=300, active_share=0.8)
    before = view.session.results.seats.inputs
    view.inputs.preset.edited.emit("enterprise")
    turn()
    after = view.session.results.seats.inputs
    assert {name for name in after if after[name] != before[name]} == {"price_per_seat_month", "setup_once"}
    view.hide()


def test_what_no_preset_sets_is_the_readers_own_whatever_preset_is_in_force(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, SEATS)
    view.session.edit("seats", active_share=0.8)
    turn()
    own = verdict_word("own", view.session.language)
    assert view.inputs.preset.value() == "team"
    assert view.inputs.fields["active_share"]._chip.text() == own
    view.inputs.preset.edited.emit("enterprise")
    turn()
    assert view.inputs.fields["active_share"]._chip.text() == own
    assert view.inputs.fields["price_per_seat_month"]._chip.text() != own
    view.hide()


def test_a_date_sets_the_gap_and_leaves_cut_and_elasticity_to_the_reader(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, REVENUE_GAP)
    view.session.edit("revenue_gap", elasticity=0.8, price_cut_factor=10)
    view.inputs.preset.edited.emit(preset(REVENUE_GAP))
    turn()
    gap = view.session.results.revenue_gap
    assert (gap.inputs["elasticity"], gap.inputs["price_cut_factor"]) == (0.8, 10)
    assert gap.preset == preset(REVENUE_GAP) and "shrinks" in said(view)
    view.hide()


def test_where_all_is_margin_there_is_no_gap_to_compute_and_none_to_seek(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, REVENUE_GAP)
    view.session.edit("revenue_gap", gross_margin=1.0)
    turn()
    assert_usable(view, "margin")
    view._turn.click()
    assert view.goal is not None and "nothing to aim at" in view.goal.answer.text()
    view.hide()


def test_a_small_run_of_ones_own_can_be_put_in_and_none_of_no_hours(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, TRAINING_COSTS)
    field = view.inputs.fields["gpu_hours"].field
    for typed, hours in (("0.0025", 2500), ("0", 2500), ("0.000001", 1)):
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        turn()
        assert view.session.results.training_costs.inputs["gpu_hours"] == hours
    view.hide()


def test_every_field_takes_the_least_and_the_most_that_its_input_may_be(qtbot: QtBot) -> None:
    for calculator in CALCULATORS.values():
        for declared in calculator.inputs.values():
            field = DeclaredField(declared)
            ends = field.field.minimum(), field.field.maximum()
            assert tuple(map(field._of_field, ends)) == (declared.low, declared.high), declared.name


def test_a_goal_of_a_small_run_is_put_in_by_the_single_dollar(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, TRAINING_COSTS)
    others = dict.fromkeys(("counts_reinforcement_learning", "counts_failed_runs", "counts_staff"), 1)
    view.session.edit("training_costs", gpu_hours=2000, **others)
    turn()
    view._turn.click()
    assert view.goal is not None and "$3,000" in view.goal.answer.text()
    view.goal.amount.setValue(0.0025)
    assert "$2,500" in view.goal.answer.text()
    view.goal.input.set_value("gpu_hours")
    view.goal.refresh()
    assert "0.00125" in view.goal.answer.text()
    view.hide()


def test_money_of_a_goal_is_put_in_as_its_calculator_counts(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, REVENUE_GAP)
    view._turn.click()
    assert view.goal is not None
    view.goal.amount.setValue(100)
    assert "$100bn" in view.goal.answer.text() and "$500bn" in view.goal.answer.text()
    view.goal.take.click()
    turn()
    assert view.session.results.revenue_gap.lines["gap"] == pytest.approx(100e9)
    view.hide()


def test_a_preset_of_holdings_sets_every_amount_and_leaves_the_factor_to_the_reader(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, EXPOSURE)
    view.session.edit("exposure", shock_factor=3, amount_dax=5)
    view.inputs.preset.edited.emit("broad")
    turn()
    found = view.session.results.exposure
    assert found.held == ("sp500",) and found.inputs["shock_factor"] == 3 and found.preset == "broad"
    assert said(view).startswith("On 27 January 2025 your $700,000 would have lost $10,206;")
    view.hide()


def test_without_an_amount_the_page_asks_for_one_and_shows_no_chart(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, EXPOSURE)
    view.session.edit("exposure", **dict.fromkeys(EXPOSURE.of_presets, 0.0))
    turn()
    assert_usable(view, "nothing held")
    asked = "Enter an amount, and you see what 27 January 2025 would have cost it."
    assert said(view).startswith(asked)
    assert view._computed._table.isHidden() and view._computed._nothing.text().replace("\u00a0", " ") == asked
    view.hide()


def test_the_page_of_holdings_says_that_it_is_no_investment_advice(qtbot: QtBot, knowledge: Knowledge) -> None:
    for code, said_so in (("en", "No investment advice"), ("de", "Keine Anlageberatung")):
        view = shown(qtbot, knowledge, EXPOSURE, code)
        for chart in EXPOSURE.charts:
            view.show_chart(f"exposure.{chart}")
            turn()
            found = painted(view)
            # in the scope, and in the source lines
            assert sum(said_so in text.replace("\u00a0", " ") for text in found) >= 2
        view.hide()


def test_a_factor_for_a_loss_can_be_sought_and_taken_over(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, EXPOSURE)
    view._turn.click()
    assert view.goal is not None
    view.goal.amount.setValue(76_871)
    assert "1.5 instead of 2" in view.goal.answer.text().replace("\u00a0", " ")
    view.goal.take.click()
    turn()
    assert view.session.results.exposure.inputs["shock_factor"] == 1.5
    view.hide()
