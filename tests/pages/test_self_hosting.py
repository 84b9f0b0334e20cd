"""Own servers in a plain window: inputs that count, presets, ranges, charts to pick, all sizes, languages, themes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.goal import Target
from lagebild.analysis.ownership import counting
from lagebild.application import make_application
from lagebild.briefing import Briefing, OwnPrice, Range
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.origin import COUNTED
from lagebild.pages.self_hosting import SelfHostingView
from lagebild.pages.self_hosting_inputs import FURTHER, HARDWARE, RUNNING, YIELD
from lagebild.pages.size_class import SIZE_CLASSES, SizeClass
from lagebild.session import Session
from lagebild.theme import THEMES, ThemeName, theme
from lagebild.wording.verdicts import verdict_word

EN = Language("en")

ROOM: dict[SizeClass, tuple[int, int]] = {"S": (1184, 640), "M": (1270, 720), "L": (1240, 900), "XL": (1720, 961)}
"""What a window of each class leaves to a page; high enough for all of it."""
CHARTS = ("volume", "parts", "utilisation", "ownership")


def shown(
    qtbot: QtBot, knowledge: Knowledge, code: Code = "en", name: ThemeName = "light", size: SizeClass = "L"
) -> SelfHostingView:
    apply_look(make_application(name), theme(name))
    view = SelfHostingView(Session(knowledge, Briefing(), Language(code), name, date(2026, 11, 21)))
    view.session.results_changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.set_size_class(size)
    view.resize(*ROOM[size])
    view.refresh()
    view.show()
    view.ensure_plots()
    turn()
    return view


@pytest.fixture
def view(qtbot: QtBot, knowledge: Knowledge) -> Iterator[SelfHostingView]:
    view = shown(qtbot, knowledge)
    yield view
    view.hide()


def turn() -> None:
    for _ in range(3):
        QApplication.processEvents()


def said(view: SelfHostingView) -> str:
    return view.answer.text().replace(NBSP, " ")


def in_sight(view: SelfHostingView) -> set[str]:
    rows: dict[str, QWidget] = {**view.inputs.fields, **view.inputs.choices}
    return {name for name, row in rows.items() if not row.isHidden()}


def test_a_key_on_a_slider_changes_answer_chart_and_workings_alike(view: SelfHostingView) -> None:
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


def test_a_drag_is_one_step_back(view: SelfHostingView) -> None:
    slider = view.inputs.fields["staff_fte"].slider
    before = slider.value()
    for position in range(before + 2, before + 20, 2):
        slider.setValue(position)
        turn()
    assert view.session.history.count() == 1
    view.session.history.undo()
    turn()
    assert view.session.briefing == Briefing() and slider.value() == before


def test_only_what_counts_is_in_sight(view: SelfHostingView) -> None:
    assert {*HARDWARE, *RUNNING, *YIELD} == {*SelfHosting.inputs}
    assert in_sight(view) == counting(view.session.results.self_hosting) - FURTHER
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


def test_a_preset_sets_its_figures_and_nothing_else_and_is_one_step_back(view: SelfHostingView) -> None:
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


def test_reset_puts_the_servers_back_and_leaves_usage_and_prices_alone(view: SelfHostingView) -> None:
    view.session.edit("api_costs", people=500)
    view.session.set_price("o1", input=9)
    view.session.edit("self_hosting", nodes=7, staff_fte=2)
    view.inputs._reset.click()
    turn()
    assert view.session.briefing.inputs == {"api_costs": {"people": 500}}
    assert view.session.briefing.prices == {"o1": OwnPrice(input=9)}


def test_chips_say_whose_a_number_is(view: SelfHostingView) -> None:
    fields = view.inputs.fields
    assert fields["staff_fte"]._chip.text() == "assumption" and fields["node_price"]._chip.text() == ""
    view.session.edit("self_hosting", node_price=350_000)
    turn()
    assert fields["node_price"]._chip.text() == verdict_word("own", EN)
    assert fields["staff_fte"]._chip.text() == "assumption"
    view.inputs.preset.edited.emit("rented")
    turn()
    assert view.inputs.choices["acquisition"]._chip.text() == ""


def test_an_input_becomes_a_range_and_the_answer_tells_what_follows(view: SelfHostingView) -> None:
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


def test_every_chart_can_be_picked_and_the_shown_one_is_named_first(view: SelfHostingView) -> None:
    for name in CHARTS:
        view.show_chart(f"self_hosting.{name}")
        turn()
        chart = view.chart.chart
        assert chart is not None and chart.id == f"self_hosting.{name}" == view.chart_ids()[0]
        assert len(set(view.chart_ids())) == len(view.chart_ids()) == 5
    assert [chart() for _, chart in view.shared] == ["self_hosting.ownership", "self_hosting.tornado"]


def test_every_step_is_shown_on_demand(view: SelfHostingView) -> None:
    computed = view._computed
    assert computed._steps.isHidden()
    computed.all.click()
    turn()
    assert not computed._steps.isHidden() and "Annuity factor" in computed._steps.text()


def test_the_largest_numbers_neither_break_nor_leave_the_page(view: SelfHostingView) -> None:
    view.session.edit("self_hosting", **{name: one.high for name, one in SelfHosting.inputs.items()})
    view.session.edit("api_costs", people=200_000, growth_per_month=0.5)
    turn()
    for name in CHARTS:
        view.show_chart(f"self_hosting.{name}")
        turn()
    assert "nan" not in said(view) and "inf" not in said(view).lower().replace("input", "")


# ---- goal seek, and now against what was put aside


def sought(view: SelfHostingView) -> str:
    return view.goal.answer.text().replace(NBSP, " ")


def aim(view: SelfHostingView, line: str, model: str = "") -> None:
    view.goal.target.set_value(Target("self_hosting", line, model))
    view.goal.refresh()


def test_a_goal_in_money_tokens_or_shares_is_sought_and_taken_over(view: SelfHostingView) -> None:
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


def test_no_value_does_it_is_an_answer_and_nothing_can_be_taken_over(view: SelfHostingView) -> None:
    view._turn.click()
    aim(view, "break_even_utilisation", "deepseek-r1")
    assert sought(view).startswith("No value of “Price per server”")
    assert not view.goal.take.isEnabled()


def test_only_inputs_that_count_can_be_moved_to_a_goal(view: SelfHostingView) -> None:
    view._turn.click()
    for preset in PRESETS:
        view.session.apply_server_preset(preset.id)
        turn()
        names = {view.goal.input._options[row].value for row in range(view.goal.input.count())}
        assert names == counting(view.session.results.self_hosting) - {"acquisition", "rent_covers_site"}
        assert view.goal.input.value() in names and sought(view)


def compared(view: SelfHostingView) -> list[str]:
    texts = [f"{title.text()}: {values.text()}" for title, values in view.strip._cells]
    return [text.replace(NBSP, " ") for text in texts]


def test_what_is_put_aside_stays_as_it_was_while_the_present_moves_on(view: SelfHostingView) -> None:
    assert compared(view)[1] == "Nothing kept yet: “Keep as B” puts this state aside."
    view.session.keep()
    view.session.apply_server_preset("rented")
    turn()
    now, kept, apart = compared(view)
    assert now.startswith("Now: 8 × H200, rented: R1: $35,577 a month")
    assert kept.startswith("Kept: 8 × H200, bought: R1: $30,333 a month")
    assert apart == "B against A: B costs $5,244 less a month."
    view.session.swap()
    turn()
    assert compared(view)[2] == "B against A: B costs $5,244 more a month."


def test_euros_say_at_which_rate_beside_the_sums(view: SelfHostingView) -> None:
    assert view._computed._notes.isHidden()
    view.session.set_currency("EUR")
    turn()
    assert "1.0530 US dollars per euro" in view._computed._notes.text()


# ---- how it looks


def cut(view: SelfHostingView) -> list[str]:
    found = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        if room.height() > 200 and box.width() <= room.width():
            return  # a row of a table half scrolled out of sight
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box):
            found.append(f"{text!r}: {box.toRect()} in {room.toRect()}")

    with watch_texts(watch):
        view.grab()
    return found


@pytest.mark.parametrize("size", SIZE_CLASSES)
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_cut_and_every_control_has_a_name(
    code: Code, name: ThemeName, size: SizeClass, qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, code, name, size)
    view.inputs._further.click()
    view._lower_card.opened = True
    view._show_lower()
    for chart in CHARTS:
        view.show_chart(f"self_hosting.{chart}")
        turn()
        assert not cut(view), chart
    view.session.keep()
    view.session.apply_server_preset("rented_eu")
    view._turn.click()
    for panel in ("compare", "goal"):
        view._lower_card.tabs.set_value(panel)
        view._lower_card.tabs.chosen.emit(panel)
        turn()
        assert not cut(view), panel
    assert view.minimumSizeHint().width() <= ROOM[size][0]
    inner = view.inputs._scroll.widget()
    assert inner.minimumSizeHint().width() <= view.inputs._scroll.viewport().width()
    for widget in view.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QAbstractScrollArea):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            parent = widget.parent()
            assert named or (isinstance(parent, QWidget) and parent.accessibleName()), type(widget).__name__
        assert widget.font().pixelSize() == -1 or widget.font().pixelSize() >= 12
    view.hide()


def test_the_lower_panels_are_tabs_in_small_windows_and_side_by_side_in_large_ones(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    view = shown(qtbot, knowledge, size="M")
    assert view._lower_card._stack.isHidden()
    view._lower_card.tabs.chosen.emit("tornado")
    assert not view._lower_card._stack.isHidden()
    view.set_size_class("L")
    turn()
    assert view.tornado.isVisible() and view._computed.isVisible() and not view._lower_card.isVisible()
    view.set_size_class("S")
    turn()
    assert view._lower_card.isVisible() and not view._computed_panel.isVisible()
    view.hide()


def test_switching_the_language_leaves_nothing_behind(qtbot: QtBot, knowledge: Knowledge) -> None:
    view, fresh = shown(qtbot, knowledge, "de"), shown(qtbot, knowledge, "en")

    def words(one: SelfHostingView) -> set[str]:
        found: set[str] = set()
        with watch_texts(lambda text, box, room: found.add(text)):
            one.grab()
        return found | {widget.accessibleName() for widget in one.findChildren(QWidget) if widget.isVisible()}

    view.session.set_language("en")
    view.refresh()
    turn()
    assert words(view) == words(fresh)
    view.hide()
    fresh.hide()
