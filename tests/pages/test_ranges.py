"""Ranges and goal seek on the costs page: asked for, edited, taken back, said, and sought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

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
from lagebild.origin import Origin
from lagebild.pages.costs import CostsPage
from lagebild.session import Session
from lagebild.state import Range
from lagebild.theme import theme
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
def page(qtbot: QtBot, knowledge: Knowledge, today: date) -> Iterator[CostsPage]:
    apply_look(make_application("light"), theme("light"))
    session = Session(knowledge, Briefing(), Language("en"), "light", today)
    page = CostsPage(session)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    page.ensure_plots()
    turn()
    yield page
    page.hide()


def turn() -> None:
    QApplication.processEvents()


def given(page: CostsPage, name: str = "people") -> Range | None:
    return page.session.briefing.ranges("api_costs").get(name)


def ask_for(page: CostsPage, name: str = "people") -> None:
    QTest.mouseClick(page.inputs.fields[name].range_button, Qt.MouseButton.LeftButton)
    turn()


def said(page: CostsPage) -> str:
    return page.answer.text().replace(NBSP, " ")


def test_the_button_proposes_the_range_of_the_record_and_takes_it_back(page: CostsPage) -> None:
    ask_for(page)
    assert given(page) == Range(low=200, likely=1200, high=5000)
    field = page.inputs.fields["people"]
    assert (field.ends["low"].value(), field.ends["high"].value()) == (200, 5000)
    ask_for(page)
    assert given(page) is None and page.session.briefing.numbers("api_costs") == {"people": 1200}
    assert field.range() is None


def test_a_preset_has_the_range_of_its_own_record(page: CostsPage) -> None:
    page.session.apply_preset("pilot")
    turn()
    ask_for(page)
    assert given(page) == Range(low=50, likely=200, high=400)


def test_shares_are_ranged_in_per_cent_and_kept_as_shares(page: CostsPage) -> None:
    page.session.set_range("api_costs", "cached_input_share", 0, 0.3, 0.56)
    turn()
    field = page.inputs.fields["cached_input_share"]
    assert (field.ends["low"].value(), field.field.value(), field.ends["high"].value()) == (0, 30, 56)
    field.ends["high"].setValue(57)
    turn()
    assert given(page, "cached_input_share") == Range(low=0, likely=0.3, high=0.57)


def test_asking_editing_an_end_and_editing_the_other_are_three_steps(page: CostsPage) -> None:
    ask_for(page)
    low, high = page.inputs.fields["people"].ends.values()
    for value in (300, 400, 500):
        low.setValue(value)
        turn()
    for value in (3000, 2000):
        high.setValue(value)
        turn()
    assert page.session.history.count() == 3
    assert given(page) == Range(low=500, likely=1200, high=2000)
    page.session.history.undo()
    turn()
    assert given(page) == Range(low=500, likely=1200, high=5000)
    page.session.history.undo()
    turn()
    assert (low.value(), high.value()) == (200, 5000)
    page.session.history.undo()
    turn()
    assert page.session.briefing == Briefing()


def test_an_end_never_passes_a_likeliest_number_with_more_places_than_its_field(page: CostsPage) -> None:
    page.session.set_range("api_costs", "working_days_per_month", 15, 20.6, 22)
    turn()
    page.inputs.fields["working_days_per_month"].ends["low"].setValue(21)
    turn()
    assert given(page, "working_days_per_month") == Range(low=20.6, likely=20.6, high=22)


def test_the_slider_pushes_an_end_along(page: CostsPage) -> None:
    page.session.set_range("api_costs", "people", 1000, 1200, 1300)
    turn()
    QTest.keyClick(page.inputs.fields["people"].slider, Qt.Key.Key_End)
    turn()
    assert given(page) == Range(low=1000, likely=200_000, high=200_000)
    assert page.inputs.fields["people"].ends["high"].value() == 200_000


def test_the_answer_says_where_the_costs_lie_and_how_often_the_first_is_cheaper(page: CostsPage) -> None:
    assert "ranges" not in said(page)
    page.session.set_range("api_costs", "people", 600, 1200, 2000)
    turn()
    assert "With your ranges in 8 of 10 cases: DeepSeek R1 $" in said(page)
    assert "DeepSeek R1 is cheaper in all cases." in said(page)
    assert page._computed._drawn.isVisible()
    page.session.drop_range("api_costs", "people")
    turn()
    assert "ranges" not in said(page) and not page._computed._drawn.isVisible()


def test_a_range_is_the_readers_own_input(page: CostsPage) -> None:
    before = page.inputs._usage_chip.text()
    ask_for(page)
    assert page.inputs._usage_chip.text() != before


def test_the_tornado_goes_from_end_to_end_of_each_range(page: CostsPage) -> None:
    page.session.set_range("api_costs", "people", 600, 1200, 2400)
    turn()
    chart = page.tornado.chart
    assert chart is not None and chart.categories == ("People with access",)
    base = page.session.results.api_costs.lines["saving"]
    ends = [series.points[0].value for series in chart.series if series.points[0] is not None]
    assert ends == pytest.approx([-base / 2, base])
    assert [series.name for series in chart.series] == ["low end", "high end"]
    assert "over its own range" in chart.subtitle
    assert chart.table().rows[0][-1].replace(NBSP, " ") == "600 to 2,400"


def test_a_range_that_moves_nothing_leaves_a_tornado_that_says_so(page: CostsPage) -> None:
    page.session.set_range("api_costs", "growth_per_month", 0, 0, 0.1)
    turn()
    assert page.tornado.chart is not None
    assert page.tornado.chart.title == "None of your ranges changes the difference."


def test_the_comparison_names_the_spread_beside_each_total_and_in_its_table(page: CostsPage) -> None:
    page.session.set_range("api_costs", "people", 600, 1200, 2400)
    turn()
    chart, spread = page.chart.chart, page.session.results.api_costs_spread
    assert chart is not None and spread is not None
    assert all("mostly $" in point.note for point in chart.totals)
    assert "in 8 of 10 cases" in chart.subtitle.replace(NBSP, " ")
    assert chart.table().header[-3:] == ("Low end", "Middle", "High end")
    assert chart.table().values[0][-3:] == pytest.approx(tuple(spread.costs["o1"]))


def test_ranges_of_what_is_kept_count_by_their_likeliest(page: CostsPage) -> None:
    page.session.set_range("api_costs", "people", 600, 1200, 2400)
    page.session.keep()
    page.session.drop_range("api_costs", "people")
    turn()
    texts = " ".join(str(values.text()) for _, values in page.strip._cells)
    assert "B costs the same as A." in texts


# ---- goal seek


def found(page: CostsPage) -> str:
    return page.goal.answer.text().replace(NBSP, " ")


def test_a_goal_is_sought_for_the_target_the_amount_and_the_input_chosen(page: CostsPage) -> None:
    page._turn.click()
    turn()
    assert found(page) == "For $500 a month with DeepSeek R1: 616 instead of 1,200 people with access."
    page.goal.amount.setValue(200)
    assert "246 instead of 1,200" in found(page)
    page.goal.input.setCurrentIndex(2)
    page.goal.input.edited.emit(page.goal.input.value())
    assert "tokens" in found(page)
    page.goal.target.setCurrentIndex(2)
    page.goal.target.edited.emit(page.goal.target.value())
    assert page.goal.amount.value() == 10_000
    assert found(page).endswith("leads to a difference of $10,000 a month.")


def test_taking_a_goal_over_is_a_step_of_its_own_even_after_a_drag(page: CostsPage) -> None:
    page._turn.click()
    slider = page.inputs.fields["people"].slider
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
        turn()
    dragged = page.session.results.api_costs.inputs["people"]
    page.goal.take.click()
    turn()
    assert page.session.results.api_costs.inputs["people"] == 616
    assert not page.goal.take.isEnabled()
    assert page.session.history.count() == 2
    page.session.history.undo()
    turn()
    assert page.session.results.api_costs.inputs["people"] == dragged
    assert page.goal.take.isEnabled()


def test_where_no_value_does_it_nothing_can_be_taken_over(page: CostsPage) -> None:
    page._turn.click()
    page.goal.amount.setValue(90_000_000)
    assert found(page).startswith("No value of “People with access” from 1 to 200,000 leads to ")
    assert not page.goal.take.isEnabled()


def test_the_amount_is_in_the_currency_shown(page: CostsPage) -> None:
    page._turn.click()
    page.session.set_currency("EUR")
    turn()
    assert found(page).startswith("For €500 a month")
    assert "649 instead of" in found(page)


def test_without_a_price_there_is_no_goal(page: CostsPage) -> None:
    page._turn.click()
    page.session.set_as_of(page.session.today)
    turn()
    assert not page.goal.take.isVisible() and not page.goal.target.isVisible()
    page.session.set_as_of(None)
    turn()
    assert page.goal.take.isVisible() and "616" in found(page)


def test_a_goal_out_of_sight_is_not_sought(page: CostsPage) -> None:
    page.session.edit("api_costs", people=900)
    turn()
    assert page.goal.answer.text() == ""


# ---- every size


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", CODES)
def test_ranges_and_goals_fit_every_size(code: Code, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, code, "light", size, inputs=RANGES)
    for name in pages(qtbot, window):
        assert not painted(window)[1], name
    with qtbot.waitSignal(window.page_shown):
        window.go_to("costs")
    costs = window.page
    assert isinstance(costs, CostsPage)
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


def test_numbers_of_a_goal_and_of_ranges_lead_to_their_evidence(page: CostsPage) -> None:
    page.session.set_range("api_costs", "people", 600, 1200, 2400)
    page._turn.click()
    turn()
    for label in (page.goal.answer, page.answer._within):
        for text in label.texts():
            assert not isinstance(text, str) and all(origin != Origin() for origin in text.origins)
