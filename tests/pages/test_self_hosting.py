"""Own servers as a tab, as far as they differ: what counts when rented, presets, ranges, goal seek, A against B."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lagebild.analysis.goal import Target
from lagebild.analysis.ownership import counting
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.origin import COUNTED
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.self_hosting import SELF_HOSTING
from lagebild.session import Session
from lagebild.state import OwnPrice, Range
from lagebild.wording.verdicts import verdict_word
from tests.pages.calculating import in_sight, said, shown, turn

EN = Language("en")


@pytest.fixture
def view(qtbot: QtBot, knowledge: Knowledge) -> Iterator[CalculatorView]:
    view = shown(qtbot, knowledge, SELF_HOSTING)
    yield view
    view.hide()


def apply(session: Session, preset: str) -> None:
    session.begin("self_hosting", SELF_HOSTING.preset_inputs(session.results, preset))


def test_a_key_on_a_slider_changes_answer_chart_and_workings_alike(view: CalculatorView) -> None:
    before = said(view)
    QTest.keyClick(view.inputs.fields["node_price"].slider, Qt.Key.Key_Right)
    turn()
    own = view.session.results.self_hosting
    assert own.inputs["node_price"] > 400_000 and said(view) != before
    total = EN.show(own.cost_per_month, COUNTED, "USD")
    assert total.replace(NBSP, " ") in said(view)
    chart = view.chart.chart
    assert chart is not None and any(point is not None and point.label == total for point in chart.series[0].points)
    assert view.tornado.chart is not None and view.tornado.chart.base == own.lines["total_per_year"]


def test_only_what_counts_is_in_sight(view: CalculatorView) -> None:
    assert {name for _, names in SELF_HOSTING.groups for name in names} == {*SelfHosting.inputs}
    assert in_sight(view) == counting(view.session.results.self_hosting) - SELF_HOSTING.further
    assert "node_price" in in_sight(view) and "rent_per_gpu_hour" not in in_sight(view)
    view.inputs._further.click()
    assert in_sight(view) == counting(view.session.results.self_hosting)
    assert {"residual_share", "pue"} <= in_sight(view)
    view.inputs.choices["acquisition"].changed.emit("acquisition", 1.0)
    turn()
    assert in_sight(view) == counting(view.session.results.self_hosting)
    assert {"rent_per_gpu_hour", "rent_covers_site"} <= in_sight(view)
    assert not {"node_price", "useful_life_years", "power_kw_per_node"} & in_sight(view)
    view.inputs.choices["rent_covers_site"].changed.emit("rent_covers_site", 0.0)
    turn()
    assert {"power_kw_per_node", "space_cost_per_node_year"} <= in_sight(view)


def test_a_preset_sets_its_figures_and_nothing_else_and_is_one_step_back(view: CalculatorView) -> None:
    view.session.edit("self_hosting", nodes=7)
    turn()
    assert view.inputs.preset.value() == "custom"
    for preset in PRESETS:
        view.inputs.preset.edited.emit(preset.id)
        turn()
        own = view.session.results.self_hosting
        assert own.preset == preset.id == view.inputs.preset.value()
        for name in SelfHosting.inputs.keys() - preset.values.keys() - preset.choices.keys():
            assert name not in own.own_inputs
    before = view.session.briefing
    view.inputs.preset.edited.emit("rented")
    view.session.history.undo()
    turn()
    assert view.session.briefing == before


def test_reset_puts_the_servers_back_and_leaves_usage_and_prices_alone(view: CalculatorView) -> None:
    view.session.edit("api_costs", people=500)
    view.session.set_price("o1", input=9)
    view.session.edit("self_hosting", nodes=7, staff_fte=2)
    view.inputs._reset.click()
    turn()
    assert view.session.briefing.inputs == {"api_costs": {"people": 500}}
    assert view.session.briefing.prices == {"o1": OwnPrice(input=9)}


def test_chips_say_whose_a_number_is(view: CalculatorView) -> None:
    fields = view.inputs.fields
    assert fields["staff_fte"]._chip.text() == "assumption" and fields["node_price"]._chip.text() == ""
    view.session.edit("self_hosting", node_price=350_000)
    turn()
    assert fields["node_price"]._chip.text() == verdict_word("own", EN)
    assert fields["staff_fte"]._chip.text() == "assumption"
    view.inputs.preset.edited.emit("rented")
    turn()
    assert view.inputs.choices["acquisition"]._chip.text() == ""


def test_an_input_becomes_a_range_and_the_answer_tells_what_follows(view: CalculatorView) -> None:
    view.inputs.fields["staff_fte"].range_wanted.emit("staff_fte", True)
    turn()
    assert view.session.briefing.ranges("self_hosting")["staff_fte"] == Range(low=0.25, likely=1.5, high=3)
    assert "With your ranges in 8 of 10 cases" in said(view)
    view.inputs.fields["staff_fte"].end_changed.emit("staff_fte", "low", 1.0)
    turn()
    assert view.session.briefing.ranges("self_hosting")["staff_fte"].low == 1.0
    view.inputs.fields["staff_fte"].range_wanted.emit("staff_fte", False)
    turn()
    assert not view.session.briefing.ranges("self_hosting")
    assert "With your ranges" not in said(view)


# ---- goal seek, and now against what was put aside


def sought(view: CalculatorView) -> str:
    return view.goal.answer.text().replace(NBSP, " ")


def aim(view: CalculatorView, line: str, model: str = "") -> None:
    view.goal.target.set_value(Target("self_hosting", line, model))
    view.goal.refresh()


def test_a_goal_in_money_tokens_or_shares_is_sought_and_taken_over(view: CalculatorView) -> None:
    view._turn.click()
    assert sought(view) == (
        "For $300,000 a year for own hardware: $195,875 instead of $400,000 for “Price per server”."
    )
    aim(view, "break_even_tokens_per_month", "o1")
    assert view.goal.amount.value() == 869.4 and "869.4" in view.goal.amount.text()
    assert "$258,992 instead of $400,000" in sought(view)
    aim(view, "break_even_utilisation", "o1")
    assert (view.goal.amount.value(), view.goal.amount.maximum()) == (20, 100)
    view.goal.amount.setValue(5)
    view.goal.take.click()
    turn()
    own = view.session.results.self_hosting
    assert own.against["o1"]["break_even_utilisation"] == pytest.approx(0.05, rel=1e-4)
    assert not view.goal.take.isEnabled()


def test_no_value_does_it_is_an_answer_and_nothing_can_be_taken_over(view: CalculatorView) -> None:
    view._turn.click()
    aim(view, "break_even_utilisation", "deepseek-r1")
    assert sought(view).startswith("No value of “Price per server”")
    assert not view.goal.take.isEnabled()


def test_only_inputs_that_count_can_be_moved_to_a_goal(view: CalculatorView) -> None:
    view._turn.click()
    for preset in PRESETS:
        apply(view.session, preset.id)
        turn()
        names = {view.goal.input._options[row].value for row in range(view.goal.input.count())}
        assert names == counting(view.session.results.self_hosting) - {"acquisition", "rent_covers_site"}
        assert view.goal.input.value() in names and sought(view)


def compared(view: CalculatorView) -> list[str]:
    texts = [f"{title.text()}: {values.text()}" for title, values in view.strip._cells]
    return [text.replace(NBSP, " ") for text in texts]


def test_what_is_put_aside_stays_as_it_was_while_the_present_moves_on(view: CalculatorView) -> None:
    assert compared(view)[1] == "Nothing kept yet: “Keep as B” puts this state aside."
    view.session.keep()
    apply(view.session, "rented")
    turn()
    now, kept, apart = compared(view)
    assert now.startswith("Now: 8 × H200, rented: R1: $35,577 a month")
    assert kept.startswith("Kept: 8 × H200, bought: R1: $30,333 a month")
    assert apart == "B against A: B costs $5,244 less a month."
    view.session.swap()
    turn()
    assert compared(view)[2] == "B against A: B costs $5,244 more a month."
