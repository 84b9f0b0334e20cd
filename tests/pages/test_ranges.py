"""Ranges and goal seek on the costs page: asked for, edited, taken back, said, and sought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code
from lagebild.origin import Origin
from lagebild.pages.api_costs import API_COSTS
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.costs import CostsPage
from lagebild.state import Range
from tests.pages.calculating import said, shown, turn
from tests.pages.test_every_page import SIZES, opened, pages, painted, visible
from tests.pages.test_origins import without_origin

RANGES: dict[str, Any] = {
    "api_costs": {
        "people": Range(low=600, likely=1200, high=2000),
        "output_tokens_per_request": Range(low=500, likely=800, high=1500),
        "cached_input_share": Range(low=0, likely=0, high=0.56),
    }
}


@pytest.fixture
def view(qtbot: QtBot, knowledge: Knowledge) -> Iterator[CalculatorView]:
    view = shown(qtbot, knowledge, API_COSTS)
    yield view
    view.hide()


def given(view: CalculatorView, name: str = "people") -> Range | None:
    return view.session.briefing.ranges("api_costs").get(name)


def ask_for(view: CalculatorView, name: str = "people") -> None:
    QTest.mouseClick(view.inputs.fields[name].range_button, Qt.MouseButton.LeftButton)
    turn()


def test_the_button_proposes_the_range_of_the_record_and_takes_it_back(view: CalculatorView) -> None:
    ask_for(view)
    assert given(view) == Range(low=200, likely=1200, high=5000)
    field = view.inputs.fields["people"]
    assert (field.ends["low"].value(), field.ends["high"].value()) == (200, 5000)
    ask_for(view)
    assert given(view) is None and view.session.briefing.numbers("api_costs") == {"people": 1200}
    assert field.range() is None


def test_a_preset_has_the_range_of_its_own_record(view: CalculatorView) -> None:
    view.session.apply_preset("pilot")
    turn()
    ask_for(view)
    assert given(view) == Range(low=50, likely=200, high=400)


def test_shares_are_ranged_in_per_cent_and_kept_as_shares(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "cached_input_share", 0, 0.3, 0.56)
    turn()
    field = view.inputs.fields["cached_input_share"]
    assert (field.ends["low"].value(), field.field.value(), field.ends["high"].value()) == (0, 30, 56)
    field.ends["high"].setValue(57)
    turn()
    assert given(view, "cached_input_share") == Range(low=0, likely=0.3, high=0.57)


def test_asking_editing_an_end_and_editing_the_other_are_three_steps(view: CalculatorView) -> None:
    ask_for(view)
    low, high = view.inputs.fields["people"].ends.values()
    for value in (300, 400, 500):
        low.setValue(value)
        turn()
    for value in (3000, 2000):
        high.setValue(value)
        turn()
    assert view.session.history.count() == 3
    assert given(view) == Range(low=500, likely=1200, high=2000)
    view.session.history.undo()
    turn()
    assert given(view) == Range(low=500, likely=1200, high=5000)
    view.session.history.undo()
    turn()
    assert (low.value(), high.value()) == (200, 5000)
    view.session.history.undo()
    turn()
    assert view.session.briefing == Briefing()


def test_an_end_never_passes_a_likeliest_number_with_more_places_than_its_field(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "working_days_per_month", 15, 20.6, 22)
    turn()
    view.inputs.fields["working_days_per_month"].ends["low"].setValue(21)
    turn()
    assert given(view, "working_days_per_month") == Range(low=20.6, likely=20.6, high=22)


def test_the_slider_pushes_an_end_along(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "people", 1000, 1200, 1300)
    turn()
    QTest.keyClick(view.inputs.fields["people"].slider, Qt.Key.Key_End)
    turn()
    assert given(view) == Range(low=1000, likely=200_000, high=200_000)
    assert view.inputs.fields["people"].ends["high"].value() == 200_000


def test_the_answer_says_where_the_costs_lie_and_how_often_the_first_is_cheaper(view: CalculatorView) -> None:
    assert "ranges" not in said(view)
    view.session.set_range("api_costs", "people", 600, 1200, 2000)
    turn()
    assert "With your ranges in 8 of 10 cases: DeepSeek R1 $" in said(view)
    assert "DeepSeek R1 is cheaper in all cases." in said(view)
    assert view._computed._notes.isVisible()
    view.session.drop_range("api_costs", "people")
    turn()
    assert "ranges" not in said(view) and not view._computed._notes.isVisible()


def test_a_range_is_the_readers_own_input(view: CalculatorView) -> None:
    before = view.inputs._usage_chip.text()
    ask_for(view)
    assert view.inputs._usage_chip.text() != before


def test_the_tornado_goes_from_end_to_end_of_each_range(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "people", 600, 1200, 2400)
    turn()
    chart = view.tornado.chart
    assert chart is not None and chart.categories == ("People with access",)
    base = view.session.results.api_costs.lines["saving"]
    ends = [series.points[0].value for series in chart.series if series.points[0] is not None]
    assert ends == pytest.approx([-base / 2, base])
    assert [series.name for series in chart.series] == ["low end", "high end"]
    assert "over its own range" in chart.subtitle
    assert chart.table().rows[0][-1].replace(NBSP, " ") == "600 to 2,400"


def test_a_range_that_moves_nothing_leaves_a_tornado_that_says_so(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "growth_per_month", 0, 0, 0.1)
    turn()
    assert view.tornado.chart is not None
    assert view.tornado.chart.title == "None of your ranges changes the difference."


def test_the_comparison_names_the_spread_beside_each_total_and_in_its_table(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "people", 600, 1200, 2400)
    turn()
    chart, spread = view.chart.chart, view.session.results.api_costs_spread
    assert chart is not None and spread is not None
    assert all("mostly $" in point.note for point in chart.totals)
    assert "in 8 of 10 cases" in chart.subtitle.replace(NBSP, " ")
    assert chart.table().header[-3:] == ("Low end", "Middle", "High end")
    assert chart.table().values[0][-3:] == pytest.approx(tuple(spread.costs["o1"]))


def test_ranges_of_what_is_kept_count_by_their_likeliest(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "people", 600, 1200, 2400)
    view.session.keep()
    view.session.drop_range("api_costs", "people")
    turn()
    texts = " ".join(str(values.text()) for _, values in view.strip._cells)
    assert "B costs the same as A." in texts


# ---- goal seek


def found(view: CalculatorView) -> str:
    return view.goal.answer.text().replace(NBSP, " ")


def test_a_goal_is_sought_for_the_target_the_amount_and_the_input_chosen(view: CalculatorView) -> None:
    view._turn.click()
    turn()
    assert found(view) == "For $500 a month with DeepSeek R1: 616 instead of 1,200 people with access."
    view.goal.amount.setValue(200)
    assert "246 instead of 1,200" in found(view)
    view.goal.input.setCurrentIndex(2)
    view.goal.input.edited.emit(view.goal.input.value())
    assert "tokens" in found(view)
    view.goal.target.setCurrentIndex(2)
    view.goal.target.edited.emit(view.goal.target.value())
    assert view.goal.amount.value() == 10_000
    assert found(view).endswith("leads to a difference of $10,000 a month.")


def test_taking_a_goal_over_is_a_step_of_its_own_even_after_a_drag(view: CalculatorView) -> None:
    view._turn.click()
    slider = view.inputs.fields["people"].slider
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
        turn()
    dragged = view.session.results.api_costs.inputs["people"]
    view.goal.take.click()
    turn()
    assert view.session.results.api_costs.inputs["people"] == 616
    assert not view.goal.take.isEnabled()
    assert view.session.history.count() == 2
    view.session.history.undo()
    turn()
    assert view.session.results.api_costs.inputs["people"] == dragged
    assert view.goal.take.isEnabled()


def test_where_no_value_does_it_nothing_can_be_taken_over(view: CalculatorView) -> None:
    view._turn.click()
    view.goal.amount.setValue(90_000_000)
    assert found(view).startswith("No value of “People with access” from 1 to 200,000 leads to ")
    assert not view.goal.take.isEnabled()


def test_the_amount_is_in_the_currency_shown(view: CalculatorView) -> None:
    view._turn.click()
    view.session.set_currency("EUR")
    turn()
    assert found(view).startswith("For €500 a month")
    assert "649 instead of" in found(view)


def test_without_a_price_there_is_no_goal(view: CalculatorView) -> None:
    view._turn.click()
    view.session.set_as_of(view.session.today)
    turn()
    assert not view.goal.take.isVisible() and not view.goal.target.isVisible()
    view.session.set_as_of(None)
    turn()
    assert view.goal.take.isVisible() and "616" in found(view)


def test_a_goal_out_of_sight_is_not_sought(view: CalculatorView) -> None:
    view.session.edit("api_costs", people=900)
    turn()
    assert view.goal.answer.text() == ""


# ---- every size


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", CODES)
def test_ranges_and_goals_fit_every_size(code: Code, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, code, "light", size, inputs=RANGES)
    for name in pages(qtbot, window):
        assert not painted(window)[1], name
    with qtbot.waitSignal(window.page_shown):
        window.go_to("costs")
    assert isinstance(window.page, CostsPage)
    costs = window.page.view
    assert isinstance(costs, CalculatorView)
    for name in ("people", "output_tokens_per_request"):
        costs.inputs.fields[name].field.setFocus()
        costs.inputs.fields[name].open_slider()
        for _ in range(3):
            turn()
        _nothing_is_cut(window, knowledge)
    if costs.size_class in ("S", "M"):
        for tab in ("tornado", "goal"):
            costs._lower_card.tabs.set_value(tab)
            costs._lower_card.tabs.chosen.emit(tab)
            for _ in range(3):
                turn()
            _nothing_is_cut(window, knowledge)
    else:
        costs._turn.click()
        for _ in range(3):
            turn()
        _nothing_is_cut(window, knowledge)
    assert costs.goal.isVisible() and costs.minimumSizeHint().width() <= costs.width()


def _nothing_is_cut(window: Any, knowledge: Knowledge) -> None:
    assert painted(window)[1] == []
    assert without_origin(window, knowledge) == []
    for widget in visible(window):
        place = f"{type(widget).__name__} {widget.accessibleName()!r}"
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QAbstractScrollArea):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named or (isinstance(widget.parent(), QWidget) and widget.parent().accessibleName()), place
        if callable(getattr(widget, "texts", None)) and widget.width() > 0:
            assert widget.minimumSizeHint().width() <= widget.width() + 1, place


def test_numbers_of_a_goal_and_of_ranges_lead_to_their_evidence(view: CalculatorView) -> None:
    view.session.set_range("api_costs", "people", 600, 1200, 2400)
    view._turn.click()
    turn()
    for label in (view.goal.answer, view.answer._within):
        for text in label.texts():
            assert not isinstance(text, str) and all(origin != Origin() for origin in text.origins)
