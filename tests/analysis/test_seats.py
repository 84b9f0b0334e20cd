"""Seats of a briefing: defaults from the knowledge, tiers and prices by day, and why a number does not exist."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.defaults import default_number
from lagebild.analysis.results import compute
from lagebild.analysis.seats import (
    OF_THE_MODEL,
    PLAIN,
    SeatsResults,
    figure_of,
    figure_of_price,
    seat_prices,
    seats,
    swings,
    tier_values,
)
from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.seats import TIERS, Seats
from lagebild.knowledge.loading import bundled
from lagebild.state import OwnPrice, Range

TODAY = date(2026, 11, 21)
KNOWLEDGE = bundled()
RATE = 1.053
BREAK_EVEN = "break_even_requests_per_active_user_month"
FREE = OwnPrice(input=0, output=0)


def costs(**fields: Any) -> ApiCostsResults:
    return compute(KNOWLEDGE, Briefing(**fields), TODAY).api_costs


def own(given: dict[str, float] | None = None, model: str | None = None, **fields: Any) -> SeatsResults:
    return seats(KNOWLEDGE, costs(**fields), tuple((given or {}).items()), model)


# ---- the preset: 1,200 seats of ChatGPT Team, half of them used, eight requests a day


def test_the_preset_costs_fifty_thousand_a_month_and_the_same_requests_a_few_hundred() -> None:
    found = own()
    once = (3000 + 1200 * 100) * RATE / 12
    assert found.lines["seat_cost_per_month"] == pytest.approx(1200 * (30 + 2 * RATE) + once)
    assert found.lines["cost_per_active_user"] == pytest.approx(found.cost_per_month / 600)
    assert found.lines["seat_requests_per_month"] == 600 * 168
    assert found.against["deepseek-r1"]["api_cost_per_month"] == pytest.approx(259.7616)
    assert found.against["o1"]["api_cost_per_month"] == pytest.approx(7106.4)
    assert found.against["o1"][BREAK_EVEN] == pytest.approx(1165.968, abs=1e-3)
    assert found.lines["break_even"] == found.against["deepseek-r1"][BREAK_EVEN] == pytest.approx(31_897.85, abs=0.01)
    assert found.missing == {} and not found.own_inputs and found.is_used


def test_every_default_is_a_figure_within_the_bounds_of_its_input() -> None:
    found = own()
    for name, id in found.defaults.items():
        declared = Seats.inputs[name]
        assert found.inputs[name] == default_number(KNOWLEDGE.figure(id), declared, RATE)
        for each in declared.default:
            assert declared.low <= default_number(KNOWLEDGE.figure(each), declared, 1.1) <= declared.high, name


def test_the_default_units_are_those_of_the_inputs_or_euros_shares_and_counts_of_them() -> None:
    fitting = {
        ("person", "seat"), ("%", ""), ("EUR/month", "USD/seat/month"), ("EUR", "USD"), ("EUR", "USD/seat"),
        ("", "request/person/month"),
    }  # fmt: skip
    for name, declared in Seats.inputs.items():
        for figure in map(KNOWLEDGE.figure, declared.default):
            assert figure.unit == declared.unit or (figure.unit, declared.unit) in fitting, name


def test_euros_of_the_knowledge_follow_the_rate_and_dollars_do_not() -> None:
    at_par = own(inputs={"api_costs": {"usd_per_eur": 1}})
    assert (at_par.inputs["setup_once"], at_par.inputs["training_per_seat_once"]) == (3000, 100)
    assert at_par.inputs["price_per_seat_month"] == own().inputs["price_per_seat_month"] == 30


def test_a_request_costs_what_the_token_costs_say_where_its_tokens_are_the_same() -> None:
    found, there = own(), costs()
    assert list(found.against) == list(there.models)
    for model, lines in found.against.items():
        assert lines["api_cost_per_request"] == pytest.approx(there.models[model]["cost_per_request"])


def test_the_tokens_are_the_seats_own() -> None:
    found = own({"input_tokens_per_request": 3000}, inputs={"api_costs": {"input_tokens_per_request": 9000}})
    assert found.against["o1"]["api_cost_per_request"] == pytest.approx((3000 * 15 + 800 * 60) / 1e6)


# ---- tiers


def test_a_tier_is_in_force_where_price_and_set_up_are_its_own_whatever_else_is_set() -> None:
    assert own().preset == "team"
    for tier in TIERS:
        values = tier_values(KNOWLEDGE, tier, date(2025, 1, 27), RATE)
        found = own({**values, "seats": 40, "active_share": 0.9})
        assert found.preset == tier.id
        assert figure_of(found, "price_per_seat_month") == tier.values["price_per_seat_month"][0]
    assert own({"price_per_seat_month": 31}).preset is None


def test_every_tier_is_reckoned_with_the_readers_seats_and_its_own_price() -> None:
    found = own({"seats": 40, "months": 24, "price_per_seat_month": 31})
    assert [one.tier.id for one in found.tiers] == ["team", "suite", "enterprise"]
    for one in found.tiers:
        alone = own({"seats": 40, "months": 24, **one.inputs})
        assert one.lines == {name: alone.lines[name] for name in PLAIN}
    assert [one.inputs["price_per_seat_month"] for one in found.tiers] == [30, 30, 60]


def test_the_price_of_a_tier_is_the_last_one_by_the_day() -> None:
    for day, price in ((date(2025, 1, 27), 30), (date(2026, 4, 1), 30), (date(2026, 4, 2), 25)):
        found = own(as_of=day)
        assert found.inputs["price_per_seat_month"] == found.tiers[0].inputs["price_per_seat_month"] == price
        assert found.preset == "team"


def test_a_price_of_the_readers_own_has_no_figure_behind_it() -> None:
    figure = figure_of_price(own(), KNOWLEDGE)
    assert figure is not None and figure.id == "seat-chatgpt-team-2025"
    assert figure_of_price(own({"price_per_seat_month": 31}), KNOWLEDGE) is None


# ---- the price list


def test_the_price_list_holds_every_price_of_a_seat_with_its_day_and_how_well_it_is_checked() -> None:
    listed = own().prices
    assert {price.figure.id for price in listed} == {
        figure.id for figure in KNOWLEDGE.figures.values() if figure.unit == "USD/seat/month"
    }
    assert len(listed) >= 10
    by_id = {price.figure.id: price for price in listed}
    assert by_id["seat-chatgpt-team-2025"].standing == "primary"
    assert by_id["seat-chatgpt-enterprise"].standing == "assumption"


def test_prices_of_a_product_stand_together_and_rise_in_time() -> None:
    listed = own().prices
    products = [price.product for price in listed]
    assert products == sorted(products, key=products.index)
    teams = [price.figure.number for price in listed if price.product == "chatgpt-team-seat"]
    assert teams == [30, 25]


def test_the_last_price_of_a_product_by_the_day_is_marked() -> None:
    early, late = (
        {price.figure.id for price in seat_prices(KNOWLEDGE, day) if price.is_latest}
        for day in (date(2025, 1, 27), TODAY)
    )
    assert "seat-chatgpt-team-2025" in early and "seat-chatgpt-business-2026" not in early
    assert "seat-chatgpt-business-2026" in late and "seat-chatgpt-team-2025" not in late
    assert "seat-m365-copilot" not in early and "seat-m365-copilot" in late
    assert not [price for price in seat_prices(KNOWLEDGE, date(2020, 1, 1)) if price.is_latest]


# ---- the model compared with


def test_the_model_is_the_first_compared_that_has_a_price() -> None:
    assert own().model == "deepseek-r1" and own().compared == ("deepseek-r1", "o1")
    assert own(compare=("gpt-5", "o1")).model == "o1"
    assert own(as_of=date(2022, 1, 1)).model == "deepseek-r1"


def test_another_model_may_be_named() -> None:
    found = own(model="gpt-4o")
    assert found.model == "gpt-4o" and found.compared == ("gpt-4o", "deepseek-r1", "o1")
    assert found.lines["break_even"] == found.against["gpt-4o"][BREAK_EVEN]
    with pytest.raises(KeyError):
        own(model="gpt-99")


# ---- what does not exist


def test_with_nobody_active_there_is_no_cost_per_user_and_no_break_even() -> None:
    found = own({"active_share": 0})
    assert found.missing == {"cost_per_active_user": "nobody active", "break_even": "nobody active"}
    assert not {*found.missing} & {*found.lines} and not found.is_used
    assert {*found.missing_against["o1"].values()} == {"nobody active"}
    assert BREAK_EVEN not in found.against["o1"]
    assert all("cost_per_active_user" not in one.lines for one in found.tiers)
    assert found.cost_per_month == own().cost_per_month


def test_seats_never_beat_a_free_model() -> None:
    found = own(prices={"deepseek-r1": FREE})
    assert found.missing == {"break_even": "free"}
    assert {*found.missing_against["deepseek-r1"].values()} == {"free"}
    assert found.against["deepseek-r1"]["api_cost_per_month"] == 0
    assert found.missing_against["o1"] == {}


def test_seats_that_cost_nothing_pay_from_the_first_request() -> None:
    nothing = dict.fromkeys(
        ("price_per_seat_month", "administration_per_seat_month", "setup_once", "training_per_seat_once"), 0.0
    )
    found = own(nothing)
    assert found.cost_per_month == 0 == found.against["o1"][BREAK_EVEN]


def test_on_a_day_without_prices_seats_cost_what_they_cost() -> None:
    found = own(as_of=date(2022, 1, 1))
    assert found.against == {} == found.missing_against and found.compared == ()
    assert found.missing == {"difference": "no price", "break_even": "no price"}
    assert found.cost_per_month == pytest.approx(own().cost_per_month)


def test_every_line_is_there_or_has_a_reason() -> None:
    for found in (own(), own({"active_share": 0}), own(prices={"o1": FREE}), own(as_of=date(2022, 1, 1))):
        plain = {name for name, line in Seats.lines.items() if not line.over}
        assert {*found.lines} | {*found.missing} == plain
        for model, lines in found.against.items():
            assert {*lines} | {*found.missing_against[model]} == {*OF_THE_MODEL}


# ---- what moves the break-even


def test_half_the_active_share_moves_the_break_even_by_all_of_it() -> None:
    found = own()
    moved = {swing.name: swing for swing in swings(KNOWLEDGE, costs(), found, {})}
    base = found.lines["break_even"]
    for name in ("active_share", "price_of_model"):
        assert (moved[name].at_low, moved[name].at_high) == pytest.approx((base, base / 1.5 - base))
    assert not {"seats", "requests_per_active_user_month"} & {*moved}
    widths = [swing.width for swing in swings(KNOWLEDGE, costs(), found, {})]
    assert widths == sorted(widths, reverse=True)


def test_ranges_move_the_break_even_from_end_to_end() -> None:
    found = own()
    ranges = {"price_per_seat_month": Range(low=20, likely=30, high=60), "months": Range(low=12, likely=12, high=12)}
    (swing,) = swings(KNOWLEDGE, costs(), found, ranges)
    dearer = own({"price_per_seat_month": 60})
    assert swing.name == "price_per_seat_month"
    assert swing.at_high == pytest.approx(dearer.lines["break_even"] - found.lines["break_even"])


def test_a_range_down_to_nobody_ends_where_there_is_still_a_break_even() -> None:
    found = own()
    (swing,) = swings(KNOWLEDGE, costs(), found, {"active_share": Range(low=0, likely=0.5, high=1)})
    assert swing.at_low == pytest.approx(49 * found.lines["break_even"])


@pytest.mark.parametrize(
    ("given", "fields"),
    [({"active_share": 0}, {}), ({}, {"prices": {"deepseek-r1": FREE}}), ({}, {"as_of": date(2022, 1, 1)})],
)
def test_without_a_break_even_nothing_moves_it(given: dict[str, float], fields: dict[str, Any]) -> None:
    assert swings(KNOWLEDGE, costs(**fields), own(given, **fields), {}) == ()


# ---- nonsense


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seats", 0), ("seats", -5), ("active_share", 1.2), ("active_share", -0.1), ("price_per_seat_month", -1),
        ("months", 0), ("requests_per_active_user_month", 0), ("output_tokens_per_request", 0), ("model", 1),
        ("setup_once", float("nan")), ("training_per_seat_once", float("inf")),
    ],
)  # fmt: skip
def test_nonsense_is_refused(name: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CALCULATORS, Seats.topic, Seats)
    assert Briefing(inputs={"seats": {"seats": 40, "active_share": 0}}).numbers("seats") == {
        "seats": 40,
        "active_share": 0,
    }
    with pytest.raises(ValidationError):
        Briefing(inputs={"seats": {name: value}})
