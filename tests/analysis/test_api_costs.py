"""Token costs of a briefing: prices on days, own prices, currencies, presets, and what moves the difference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.analysis.api_costs import ApiCostsResults, NoPrice, api_costs
from lagebild.analysis.results import Results, compute
from lagebild.analysis.uncertainty import SHARE, Swings
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import PRESETS, ApiCosts
from lagebild.calculators.constants import MODEL
from lagebild.calculators.expression import Calculator, Input, Line, Lookup, total
from lagebild.clock import noon
from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.state import HIGHEST_OWN_PRICE, OwnPrice, State

LATER = date(2026, 11, 21)
EURO_MODEL = "gpt-oss-120b-scaleway"
OWN_PRICES = st.none() | st.floats(0, HIGHEST_OWN_PRICE)


def costs(knowledge: Knowledge, *, prices: Any = {}, **fields: Any) -> ApiCostsResults:  # noqa: B006
    """The results of a state; inputs are given by name."""
    inputs = {name: fields.pop(name) for name in tuple(fields) if name in ApiCosts.inputs}
    return api_costs(knowledge, State(inputs={"api_costs": inputs} if inputs else {}, prices=prices, **fields))


# ---- prices on days


def test_the_default_day_is_the_shock_and_at_least_twelve_models_have_a_price(knowledge: Knowledge) -> None:
    default = costs(knowledge)
    assert default.as_of == date(2025, 1, 27)
    assert len(default.models) >= 12
    assert default.priced == ("deepseek-r1", "o1")


def test_every_model_has_either_costs_or_a_reason(knowledge: Knowledge) -> None:
    for day in (date(2023, 1, 1), date(2025, 1, 27), date(2025, 9, 5), LATER):
        results = costs(knowledge, as_of=day)
        assert list(results.models) == list(results.quotes)
        assert {*results.models, *results.without_price} == {*knowledge.offers}
        assert not {*results.models} & {*results.without_price}


def test_before_any_price_there_are_volumes_but_no_costs(knowledge: Knowledge) -> None:
    results = costs(knowledge, as_of=date(2001, 1, 1))
    assert results.models == {} == results.quotes
    assert results.priced == () == results.swings == results.by_cost
    assert {reason.reason for reason in results.without_price.values()} == {"not yet"}
    assert results.without_price["deepseek-r1"] == NoPrice("not yet", date(2025, 1, 20))
    assert results.lines["requests_per_month"] == 378_000
    assert results.lines["input_tokens_per_month"] == 567e6
    assert results.lines["growth_factor"] == 12
    assert not {"cheapest", "ratio", "saving"} & results.lines.keys()


def test_where_both_models_are_gone_there_is_neither_ratio_nor_saving(knowledge: Knowledge) -> None:
    results = costs(knowledge, as_of=LATER)
    assert results.priced == ()
    assert len(results.models) >= 12
    assert not {"ratio", "saving"} & {*results.lines}
    assert results.swings == ()
    # the last day on which noon has a price: R1 ended at 16:00 UTC, o1 at midnight
    assert results.without_price["deepseek-r1"] == NoPrice("no longer", date(2025, 9, 5))
    assert results.without_price["o1"] == NoPrice("no longer", date(2026, 10, 22))


def test_where_one_model_is_not_yet_there_the_other_has_its_costs(knowledge: Knowledge) -> None:
    results = costs(knowledge, as_of=date(2025, 1, 19))
    assert results.priced == ("o1",)
    assert results.models["o1"]["cost_per_month"] == pytest.approx(26_649)
    assert not {"ratio", "saving"} & {*results.lines}


def test_a_gap_between_two_prices_is_no_price(knowledge: Knowledge) -> None:
    gaps = [
        (offer.model, earlier.valid_to.date() + timedelta(days=1))
        for offer in knowledge.offers.values()
        for earlier, later in zip(offer.prices, offer.prices[1:], strict=False)
        if earlier.valid_to is not None and earlier.valid_to + timedelta(days=2) < later.valid_from
    ]
    for model, day in gaps:
        assert costs(knowledge, as_of=day).without_price[model] == NoPrice("gap", None)


@settings(max_examples=60)
@given(st.dates(date(2023, 1, 1), date(2027, 1, 1)))
def test_as_of_a_day_means_noon_and_the_price_in_force_then(day: date) -> None:
    knowledge = bundled()
    results = costs(knowledge, as_of=day)
    for model, offer in knowledge.offers.items():
        interval = offer.price_at(noon(day))
        assert (interval is None) == (model in results.without_price)
        if interval is not None:
            assert results.quotes[model].interval is interval


def test_the_default_peak_share_uses_the_price_of_peak_hours(knowledge: Knowledge) -> None:
    peaky = [
        offer for offer in knowledge.offers.values() if any(price.peak or price.off_peak for price in offer.prices)
    ]
    assert peaky
    for offer in peaky:
        price = next(price for price in offer.prices if price.peak or price.off_peak)
        day = price.valid_from.date() + timedelta(days=1)
        peak, off_peak = (costs(knowledge, as_of=day, peak_share=share).models[offer.model] for share in (1, 0))
        dear, cheap = price.peak or price, price.off_peak or price
        rate = costs(knowledge, as_of=day).inputs["usd_per_eur"] if price.currency == "EUR" else 1
        assert peak["output_price"] == pytest.approx(dear.output * rate)
        assert off_peak["output_price"] == pytest.approx(cheap.output * rate)
        assert peak["cost_per_month"] >= off_peak["cost_per_month"]


# ---- currencies


def test_prices_in_euros_are_converted_at_the_rate(knowledge: Knowledge) -> None:
    interval = knowledge.offers[EURO_MODEL].price_at(noon(LATER))
    assert interval is not None and interval.currency == "EUR"
    for rate in (1.0, 1.25):
        results = costs(knowledge, as_of=LATER, usd_per_eur=rate)
        assert results.quotes[EURO_MODEL].input == pytest.approx(interval.input * rate)
        expected = 567 * interval.input * rate + 302.4 * interval.output * rate
        assert results.models[EURO_MODEL]["cost_per_month"] == pytest.approx(expected)
        assert results.money.of(expected) == expected


def test_euros_are_a_way_of_showing_and_change_no_number(knowledge: Knowledge) -> None:
    dollars, euros = costs(knowledge, currency="USD"), costs(knowledge, currency="EUR")
    assert dollars.models == euros.models
    assert dollars.money.of(105.3) == 105.3
    assert euros.money.of(105.3) == pytest.approx(105.3 / 1.0530)


def test_the_rate_is_the_latest_known_on_the_day_and_the_readers_own_comes_first(knowledge: Knowledge) -> None:
    assert costs(knowledge).inputs["usd_per_eur"] == 1.0530
    assert costs(knowledge).defaults["usd_per_eur"] == "fx-usd-eur-2025-01-27"
    assert costs(knowledge, as_of=date(2001, 1, 1)).defaults["usd_per_eur"] == "fx-usd-eur-2025-01-27"
    later = costs(knowledge, as_of=LATER)
    assert later.defaults["usd_per_eur"] == "fx-usd-eur-latest"
    assert later.inputs["usd_per_eur"] == knowledge.number("fx-usd-eur-latest")
    own = costs(knowledge, usd_per_eur=1.2)
    assert own.inputs["usd_per_eur"] == 1.2
    assert own.own_inputs == {"usd_per_eur"}


# ---- own prices


def test_own_prices_replace_the_list_price_and_mark_the_quote(knowledge: Knowledge) -> None:
    results = costs(knowledge, prices={"o1": OwnPrice(input=10, output=50)})
    assert results.quotes["o1"].own and not results.quotes["deepseek-r1"].own
    assert (results.quotes["o1"].input, results.quotes["o1"].output) == (10, 50)
    assert results.models["o1"]["cost_per_month"] == pytest.approx(567 * 10 + 302.4 * 50)
    assert results.models["deepseek-r1"] == costs(knowledge).models["deepseek-r1"]


def test_an_own_input_price_keeps_the_output_price_and_drops_discounts(knowledge: Knowledge) -> None:
    shares = {"cached_input_share": 0.5, "batch_share": 0.5}
    results = costs(knowledge, prices={"o1": OwnPrice(input=10)}, **shares)
    assert results.quotes["o1"].cached_input is None
    assert results.quotes["o1"].output == 60
    assert results.models["o1"]["input_cost"] == pytest.approx(567 * 10)
    assert results.models["o1"]["output_cost"] == pytest.approx(302.4 * 60)


def test_an_own_price_counts_at_all_hours(knowledge: Knowledge) -> None:
    day = date(2025, 3, 1)
    for share in (0, 0.5, 1):
        results = costs(knowledge, as_of=day, peak_share=share, prices={"deepseek-r1": OwnPrice(input=1, output=2)})
        assert results.models["deepseek-r1"]["cost_per_month"] == pytest.approx(567 + 2 * 302.4)


def test_a_free_model_costs_nothing_and_nothing_is_a_multiple_of_it(knowledge: Knowledge) -> None:
    results = costs(knowledge, prices={"deepseek-r1": OwnPrice(input=0, output=0)})
    assert results.models["deepseek-r1"]["cost_per_month"] == 0
    assert results.lines["saving"] == pytest.approx(26_649)
    assert "ratio" not in results.lines
    assert "ratio_to_cheapest" not in results.models["o1"]
    assert results.models["deepseek-r1"]["ratio_to_cheapest"] == 1
    assert results.swings


def test_a_second_model_for_free_is_a_multiple_of_zero(knowledge: Knowledge) -> None:
    results = costs(knowledge, prices={"o1": OwnPrice(input=0, output=0)})
    assert results.lines["ratio"] == 0
    assert results.lines["saving"] == pytest.approx(-974.106)


# ---- inputs and presets


def test_own_inputs_are_told_from_defaults(knowledge: Knowledge) -> None:
    assert costs(knowledge).own_inputs == frozenset()
    results = costs(knowledge, people=1200, horizon_months=24)
    assert results.own_inputs == {"people", "horizon_months"}
    assert results.inputs == {**costs(knowledge).inputs, "horizon_months": 24}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_is_recognised_by_its_values_whatever_the_exchange_rate(knowledge: Knowledge, preset: Any) -> None:
    values = {name: knowledge.number(figure) for name, figure in preset.values.items()}
    assert costs(knowledge, **values).preset == preset.id
    assert costs(knowledge, **values, usd_per_eur=1.5).preset == preset.id
    assert costs(knowledge, **values, as_of=LATER, currency="EUR").preset == preset.id
    assert costs(knowledge, **{**values, "people": values["people"] + 1}).preset is None
    assert costs(knowledge, **values, cached_input_share=0.4).preset is None


def test_the_default_is_the_group(knowledge: Knowledge) -> None:
    assert costs(knowledge).preset == "group"


def test_models_are_ordered_by_their_costs(knowledge: Knowledge) -> None:
    results = costs(knowledge)
    sums = [results.models[model]["cost_per_month"] for model in results.by_cost]
    assert sums == sorted(sums)
    assert set(results.by_cost) == set(results.models)


# ---- what moves the difference


def test_each_swing_is_the_difference_of_two_separate_calculations(knowledge: Knowledge) -> None:
    usage = {"cached_input_share": 0.3, "batch_share": 0.2, "reasoning_tokens_per_request": 500}
    results = costs(knowledge, **usage)
    base = results.lines["saving"]
    by_name = {swing.name: swing for swing in results.swings}
    assert {swing.base for swing in results.swings} == {base}
    for name, swing in by_name.items():
        if name in ApiCosts.inputs:
            for factor, end in ((1 - SHARE, swing.at_low), (1 + SHARE, swing.at_high)):
                moved = costs(knowledge, **{**usage, name: results.inputs[name] * factor})
                assert moved.lines["saving"] - base == pytest.approx(end, rel=1e-9, abs=1e-9)
    for name, model in (("price_of_first", "deepseek-r1"), ("price_of_second", "o1")):
        sign = 1 if model == "o1" else -1
        half = sign * SHARE * results.models[model]["cost_per_month"]
        assert (by_name[name].at_low, by_name[name].at_high) == pytest.approx((-half, half))
    assert {"cached_input_share", "batch_share", "reasoning_tokens_per_request"} <= set(by_name)


def test_swings_are_ordered_by_width_and_what_moves_nothing_is_left_out(knowledge: Knowledge) -> None:
    swings = costs(knowledge).swings
    assert [swing.width for swing in swings] == sorted((swing.width for swing in swings), reverse=True)
    assert all(swing.width > 0 for swing in swings)
    assert not {"cached_input_share", "batch_share", "reasoning_tokens_per_request"} & {swing.name for swing in swings}


def test_a_swing_stops_at_the_bounds_and_is_lopsided_there(knowledge: Knowledge) -> None:
    results = costs(knowledge, cached_input_share=0.8)
    swing = next(swing for swing in results.swings if swing.name == "cached_input_share")
    full = costs(knowledge, cached_input_share=1).lines["saving"] - results.lines["saving"]
    low = costs(knowledge, cached_input_share=0.4).lines["saving"] - results.lines["saving"]
    assert (swing.at_low, swing.at_high) == pytest.approx((low, full))
    assert abs(swing.at_high) < abs(swing.at_low)


def test_swings_of_any_calculator_move_inputs_together_and_places_of_lookups_alone() -> None:
    label = Bilingual(de="egal", en="any")

    class Small(Calculator, topic="small"):
        a = Input(label, "", default="none", low=0, high=12, step=1)
        b = Input(label, "", default="none", low=0, high=100, step=1)
        rows = Lookup(label, "", (MODEL,))
        products = Line(label, "", a * b * rows, over=(MODEL,))
        result = Line(label, "", total(products, over=MODEL))

    moved = Swings(Small, {"both": ("a", "b"), "second": (("rows", 1),), "a": ("a",)}, places=2)
    swings = {swing.name: swing for swing in moved.of("result", {"a": 10.0, "b": 4.0, "rows": np.array([1.0, 2.0])})}
    assert {swing.base for swing in swings.values()} == {120}
    assert (swings["both"].at_low, swings["both"].at_high) == (5 * 2 * 3 - 120, 12 * 6 * 3 - 120)
    assert (swings["second"].at_low, swings["second"].at_high) == (-40, 40)
    assert (swings["a"].at_low, swings["a"].at_high) == (-60, 24)
    assert list(swings) == ["both", "a", "second"]


# ---- all of it


def test_a_kept_state_is_calculated_in_the_currency_of_the_current_one(knowledge: Knowledge, today: date) -> None:
    kept = State(inputs={"api_costs": {"people": 600}}, as_of=LATER)
    results = compute(knowledge, Briefing(currency="EUR", kept=kept), today)
    assert results.kept is not None
    assert results.kept.money.currency == "EUR"
    assert results.kept.as_of == LATER
    assert results.kept.lines["requests_per_month"] == 189_000
    assert results.api_costs == costs(knowledge, currency="EUR")


def test_an_untouched_briefing_keeps_nothing(results: Results, today: date) -> None:
    assert results.kept is None
    assert results.today == today


def test_the_state_put_aside_is_not_calculated_again_while_the_other_moves(knowledge: Knowledge, today: date) -> None:
    kept = State(inputs={"api_costs": {"people": 601}})
    moves = [Briefing(kept=kept, inputs={"api_costs": {"people": 700.0 + step}}) for step in range(20)]
    assert len({id(compute(knowledge, briefing, today).kept) for briefing in moves}) == 1


def test_an_unknown_model_is_a_fault_of_the_caller(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        costs(knowledge, compare=("gpt-17", "o1"))


@settings(max_examples=60)
@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.fixed_dictionaries(
        {}, optional={name: st.floats(declared.low, declared.high) for name, declared in ApiCosts.inputs.items()}
    ),
    st.dictionaries(
        st.sampled_from(("o1", "deepseek-r1", EURO_MODEL)),
        st.builds(OwnPrice, input=OWN_PRICES, output=OWN_PRICES),
    ),
)
def test_whatever_the_reader_sets_there_are_results(day: date, inputs: dict[str, float], prices: Any) -> None:
    results = costs(bundled(), as_of=day, prices=prices, **inputs)
    numbers = [*results.lines.values(), *(number for lines in results.models.values() for number in lines.values())]
    assert np.isfinite(numbers).all()
    assert ("saving" in results.lines) == (len(results.priced) == 2)
