"""The costs page at work: sliders, presets, prices of a day, own prices, A and B."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.look import apply_look
from lagebild.pages.costs import CostsPage
from lagebild.pages.size_class import SIZE_CLASSES, SizeClass
from lagebild.session import Session
from lagebild.theme import theme


@pytest.fixture
def page(qtbot: QtBot, knowledge: Knowledge, today: date) -> Iterator[CostsPage]:
    app = make_application("light")
    apply_look(app, theme("light"))
    session = Session(knowledge, Briefing(), Language("de"), "light", today)
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


def said(page: CostsPage) -> str:
    return page.answer.text().replace(NBSP, " ")


def test_a_key_on_the_slider_changes_answer_chart_and_workings_alike(page: CostsPage) -> None:
    slider = page.inputs.fields["people"].slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    turn()
    costs = page.session.results.api_costs
    assert costs.inputs["people"] > 1200
    chart = page.chart.chart
    assert chart is not None
    total = next(point for point in chart.totals if point.role == "hero").label.replace(NBSP, " ")
    assert total in said(page)
    workings = page._computed._table.texts()
    assert total in [text.replace(NBSP, " ") for text in workings]


def test_a_drag_is_one_step_back(page: CostsPage) -> None:
    slider = page.inputs.fields["people"].slider
    before = slider.value()
    for position in range(before + 10, before + 200, 10):
        slider.setValue(position)
        turn()
    assert page.session.history.count() == 1
    page.session.history.undo()
    turn()
    assert page.session.briefing == Briefing()
    assert page.inputs.fields["people"].field.value() == 1200
    assert slider.value() == before


def test_several_moves_in_one_turn_are_calculated_once(page: CostsPage) -> None:
    calculated = []
    page.session.results_changed.connect(lambda: calculated.append(page.session.results))
    slider = page.inputs.fields["people"].slider
    for position in (300, 400, 500):
        slider.setValue(position)
    turn()
    assert len(calculated) == 1


def test_a_thousand_slider_moves_lose_no_reference(page: CostsPage) -> None:
    slider = page.inputs.fields["people"].slider

    def moved(times: int) -> int:
        for step in range(times):
            slider.setValue(300 + step % 20 * 10)
            turn()
        gc.collect()
        return sys.getrefcount(None)

    moved(40)  # what is remembered is there from now on
    before = moved(40)
    assert abs(moved(1000) - before) < 20


def test_a_preset_sets_its_people_and_an_edit_makes_it_custom(page: CostsPage) -> None:
    page.inputs._preset.chosen.emit("pilot")
    turn()
    assert page.session.results.api_costs.inputs["people"] == 200
    assert page.inputs._preset.value() == "pilot"
    page.inputs.fields["working_days_per_month"].field.setValue(20)
    turn()
    assert page.inputs._preset.value() == "custom"
    assert page.inputs._usage_chip.text() == "eigene Eingabe"


def test_today_neither_model_has_a_price_and_the_page_says_so(page: CostsPage) -> None:
    page.inputs._when.chosen.emit("now")
    turn()
    assert said(page).startswith(
        "Weder DeepSeek R1 (bei DeepSeek) noch OpenAI o1 (bei OpenAI) hat am 21. November 2026"
    )
    assert not page.inputs._models[0].fields["input"].isEnabled()
    page._shown.set_value("models")
    page._show_chart()
    assert page.chart.chart is not None and len(page.chart.chart.categories) == 16


def test_an_own_price_is_marked_as_the_readers(page: CostsPage) -> None:
    page.inputs._models[1].fields["output"].setValue(30)
    turn()
    costs = page.session.results.api_costs
    assert costs.quotes["o1"].own and costs.quotes["o1"].output == 30
    assert page.inputs._prices_chip.text() == "eigene Eingabe"
    assert "mit Ihrem Preis für OpenAI o1" in said(page)


def test_b_is_kept_compared_and_swapped(page: CostsPage) -> None:
    page.session.keep()
    page.session.edit("api_costs", people=600)
    turn()
    texts = " ".join(str(values.text()) for _, values in page.strip._cells).replace(NBSP, " ")
    assert "B kostet im Monat 487 $ mehr." in texts
    page.session.swap()
    turn()
    assert page.session.results.api_costs.inputs["people"] == 1200


def test_choosing_the_model_of_the_other_place_swaps_the_two(page: CostsPage) -> None:
    page.inputs._models[0].picked.emit("o1")
    turn()
    assert page.session.briefing.compare == ("o1", "deepseek-r1")


def test_a_refused_price_is_explained_under_its_own_model_until_the_next_change(page: CostsPage) -> None:
    first, second = page.inputs._models
    first.fields["input"]._refuse("abc")
    assert "Es bleibt bei 0,55 $." in first._hint.text().replace(NBSP, " ")
    assert first._hint.isVisible() and not second._hint.isVisible()
    page.session.edit("api_costs", people=600)
    turn()
    assert not first._hint.isVisible()


@pytest.mark.parametrize("size_class", SIZE_CLASSES)
def test_every_step_opens_without_cutting_the_table(page: CostsPage, size_class: SizeClass) -> None:
    page.set_size_class(size_class)
    page._lower_card.opened = True
    page._show_lower()
    page._computed._all.click()
    turn()
    page.resize(page.width(), page.heightForWidth(page.width()))
    turn()
    computed = page._computed
    assert computed.height() >= computed.layout().totalHeightForWidth(computed.width())
    assert computed._table.height() >= computed._table.sizeHint().height()
    computed._all.click()
    turn()
    assert not computed._steps.isVisible()


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2100, 12, 31)])
def test_a_day_of_a_file_that_has_no_prices_is_shown_as_it_is(page: CostsPage, day: date) -> None:
    page.session.load(Briefing(as_of=day))
    page.refresh()
    turn()
    assert page.session.briefing.as_of == day and page.inputs._day.value() == day
    assert page.session.history.isClean()
