"""Token costs as a tab, as far as they differ: presets, prices of a day, own prices, A and B."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code
from lagebild.pages.api_costs import API_COSTS
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.size_class import SizeClass
from tests.pages.calculating import said, shown, turn


@pytest.fixture
def view(qtbot: QtBot, knowledge: Knowledge) -> Iterator[CalculatorView]:
    view = shown(qtbot, knowledge, API_COSTS, "de")
    yield view
    view.hide()


def test_after_a_move_answer_chart_and_workings_name_the_same_total(view: CalculatorView) -> None:
    slider = view.inputs.fields["people"].slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    turn()
    costs = view.session.results.api_costs
    assert costs.inputs["people"] > 1200
    chart = view.chart.chart
    assert chart is not None
    total = next(point for point in chart.totals if point.role == "hero").label.replace(NBSP, " ")
    assert total in said(view)
    workings = view._computed._table.texts()
    assert total in [text.replace(NBSP, " ") for text in workings]


def test_several_moves_in_one_turn_are_calculated_once(view: CalculatorView) -> None:
    calculated = []
    view.session.results_changed.connect(lambda: calculated.append(view.session.results))
    slider = view.inputs.fields["people"].slider
    for position in (300, 400, 500):
        slider.setValue(position)
    turn()
    assert len(calculated) == 1


def test_a_thousand_slider_moves_lose_no_reference(view: CalculatorView) -> None:
    slider = view.inputs.fields["people"].slider

    def moved(times: int) -> int:
        for step in range(times):
            slider.setValue(300 + step % 20 * 10)
            turn()
        gc.collect()
        return sys.getrefcount(None)

    moved(40)  # what is remembered is there from now on
    before = moved(40)
    assert abs(moved(1000) - before) < 20


def test_a_preset_sets_its_people_and_an_edit_makes_it_custom(view: CalculatorView) -> None:
    view.inputs._preset.chosen.emit("pilot")
    turn()
    assert view.session.results.api_costs.inputs["people"] == 200
    assert view.inputs._preset.value() == "pilot"
    view.inputs.fields["working_days_per_month"].field.setValue(20)
    turn()
    assert view.inputs._preset.value() == "custom"
    assert view.inputs._usage_chip.text() == "eigene Eingabe"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", ["S", "L"])
def test_the_column_of_inputs_ends_where_its_foot_does_whether_it_scrolls_or_not(
    code: Code, size: SizeClass, qtbot: QtBot, knowledge: Knowledge
) -> None:
    small = shown(qtbot, knowledge, API_COSTS, code, size=size)
    for height in (1400, 600):
        small.resize(small.width(), height)
        turn()
        inputs = small.inputs
        ends = {inputs.keep.mapTo(inputs, inputs.keep.rect().topRight()).x()}
        ends |= {field.field.mapTo(inputs, field.field.rect().topRight()).x() for field in inputs.fields.values()
                 if field.isVisible()}  # fmt: skip
        assert len(ends) == 1
        assert len({field.field.width() for field in inputs.fields.values() if field.isVisible()}) == 1


def test_a_short_name_of_a_model_stays_on_one_line_of_the_answer(view: CalculatorView) -> None:
    view.session.set_as_of(date(2026, 11, 21))
    view.session.compare("deepseek-v4-pro", "gpt-5-6-sol")
    turn()
    assert f"GPT-5.6{NBSP}Sol" in view.answer.text() and f"DeepSeek{NBSP}V4{NBSP}Pro" in view.answer.text()


def test_today_neither_model_has_a_price_and_the_page_says_so(view: CalculatorView) -> None:
    view.inputs._when.chosen.emit("now")
    turn()
    assert said(view).startswith(
        "Weder DeepSeek R1 (bei DeepSeek) noch OpenAI o1 (bei OpenAI) hat am 21. November 2026"
    )
    assert not view.inputs._models[0].fields["input"].isEnabled()
    view._shown.set_value("models")
    view._show_chart()
    assert view.chart.chart is not None and len(view.chart.chart.categories) == 16


def test_an_own_price_is_marked_as_the_readers(view: CalculatorView) -> None:
    view.inputs._models[1].fields["output"].setValue(30)
    turn()
    costs = view.session.results.api_costs
    assert costs.quotes["o1"].own and costs.quotes["o1"].output == 30
    assert view.inputs._prices_chip.text() == "eigene Eingabe"
    assert "mit Ihrem Preis für OpenAI o1" in said(view)


def test_b_is_kept_compared_and_swapped(view: CalculatorView) -> None:
    view.session.keep()
    view.session.edit("api_costs", people=600)
    turn()
    texts = " ".join(str(values.text()) for _, values in view.strip._cells).replace(NBSP, " ")
    assert "B kostet im Monat 487 $ mehr." in texts
    view.session.swap()
    turn()
    assert view.session.results.api_costs.inputs["people"] == 1200


def test_choosing_the_model_of_the_other_place_swaps_the_two(view: CalculatorView) -> None:
    view.inputs._models[0].picked.emit("o1")
    turn()
    assert view.session.briefing.compare == ("o1", "deepseek-r1")


def test_a_refused_price_is_explained_under_its_own_model_until_the_next_change(view: CalculatorView) -> None:
    first, second = view.inputs._models
    first.fields["input"]._refuse("abc")
    assert "Es bleibt bei 0,55 $." in first._hint.text().replace(NBSP, " ")
    assert first._hint.isVisible() and not second._hint.isVisible()
    view.session.edit("api_costs", people=600)
    turn()
    assert not first._hint.isVisible()


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2100, 12, 31)])
def test_a_day_of_a_file_that_has_no_prices_is_shown_as_it_is(view: CalculatorView, day: date) -> None:
    view.session.load(Briefing(as_of=day))
    view.refresh()
    turn()
    assert view.session.briefing.as_of == day and view.inputs._day.value() == day
    assert view.session.history.isClean()


def test_after_midnight_the_new_day_can_be_chosen(qtbot: QtBot, knowledge: Knowledge) -> None:
    view = shown(qtbot, knowledge, API_COSTS)
    tomorrow = view.session.today + timedelta(days=1)
    view.session.set_today(tomorrow)
    turn()
    last = view.inputs._day.maximumDate()
    assert (last.year(), last.month(), last.day()) == (tomorrow.year, tomorrow.month, tomorrow.day)
    view.hide()


def test_a_day_without_prices_stays_when_something_about_the_prices_changes(view: CalculatorView) -> None:
    view.session.load(Briefing(as_of=date(2000, 1, 1)))
    turn()
    view.session.set_currency("EUR")
    turn()
    assert view.session.briefing.as_of == date(2000, 1, 1) == view.inputs._day.value()
