"""Holdings of a briefing: returns from the closes, presets, what is missing, losses by the factor, what moves them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.exposure import (
    ExposureResults,
    default_numbers,
    exposure,
    figure_of,
    losses_by_factor,
    preset_values,
    returns,
    shock_days,
    swings,
)
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.exposure import HOLDINGS, OF_THE_AMOUNTS, PRESETS, Exposure
from lagebild.knowledge.loading import bundled
from lagebild.state import Range
from tests.closes import with_closes

KNOWLEDGE = bundled()
COSTS = compute(KNOWLEDGE, Briefing(), date(2026, 11, 21)).api_costs
BEFORE, ON, AFTER = date(2025, 1, 24), date(2025, 1, 27), date(2025, 1, 28)
NOTHING = dict.fromkeys(OF_THE_AMOUNTS, 0.0)


def of(**inputs: float) -> ExposureResults:
    return exposure(KNOWLEDGE, COSTS, tuple(inputs.items()))


# ---- returns


def test_the_days_are_the_last_before_the_shock_the_day_and_the_next() -> None:
    assert shock_days(KNOWLEDGE) == (BEFORE, ON, AFTER)


@pytest.mark.parametrize(
    ("id", "day", "two_days"),
    [
        ("chips", -0.117029, -0.107139),
        ("power", -0.227526, -0.188832),
        ("platforms", -0.026883, -0.003306),
        ("sp500", -0.014581, -0.005497),
        ("nasdaq100", -0.029702, -0.014282),
        ("sox", -0.091484, -0.081414),
        ("dax", -0.005270, 0.001666),
    ],
)
def test_returns_are_those_of_the_closes(id: str, day: float, two_days: float) -> None:
    found = returns(KNOWLEDGE)[id]
    assert (found.day, found.two_days) == pytest.approx((day, two_days), abs=5e-7)


def test_a_group_is_the_mean_of_its_shares_with_all_closes() -> None:
    closes = KNOWLEDGE.closes
    for id in ("chips", "power", "platforms"):
        one = returns(KNOWLEDGE)[id]
        every = [close.symbol for close in closes.values() if close.kind == id]
        assert {*one.symbols} | {*one.without} == {*every}
        days = [(closes[symbol].on(ON) or 0) / (closes[symbol].on(BEFORE) or 1) - 1 for symbol in one.symbols]
        assert one.day == pytest.approx(sum(days) / len(days))
        days = [(closes[symbol].on(AFTER) or 0) / (closes[symbol].on(BEFORE) or 1) - 1 for symbol in one.symbols]
        assert one.two_days == pytest.approx(sum(days) / len(days))


def test_siemens_energy_has_no_close_before_the_shock_and_is_left_out() -> None:
    assert KNOWLEDGE.closes["ENR.DE"].on(BEFORE) is None
    power = returns(KNOWLEDGE)["power"]
    assert power.without == ("ENR.DE",) and len(power.symbols) == 5


def test_the_loss_of_each_index_is_that_of_the_market_page(results: Results) -> None:
    for one in HOLDINGS:
        if one.symbol:
            assert returns(KNOWLEDGE)[one.id].day == pytest.approx(results.market.moves[one.symbol].simple_return)


# ---- where it begins


def test_untouched_it_is_the_same_everywhere_and_twice_the_shock() -> None:
    found = of()
    assert found.preset == "same" and found.own_inputs == frozenset() and found.missing == {}
    assert found.inputs["shock_factor"] == 2 and found.lines["total_amount"] == 700_000
    assert found.lines["total_loss"] == pytest.approx(51_247.50, abs=0.01)
    assert found.lines["total_given_back"] == pytest.approx(11_367.20, abs=0.01)
    assert found.lines["total_shock_loss"] == pytest.approx(2 * found.lines["total_loss"])
    assert default_numbers(KNOWLEDGE, found, 1.053) == found.inputs
    assert found.held == ("power", "chips", "sox", "nasdaq100", "platforms", "sp500", "dax")


@pytest.mark.parametrize("preset", PRESETS, ids=[preset.id for preset in PRESETS])
def test_a_preset_is_in_force_when_its_amounts_are_set_whatever_the_factor(preset: Any) -> None:
    found = of(**preset_values(KNOWLEDGE, preset), shock_factor=3.5)
    assert found.preset == preset.id
    assert figure_of(found, "amount_chips") == preset.values["amount_chips"]
    assert figure_of(found, "shock_factor") == "exposure-shock-factor"
    assert of(**{**preset_values(KNOWLEDGE, preset), "amount_dax": 1}).preset is None


def test_the_narrower_the_preset_the_deeper_its_loss() -> None:
    losses = {one.id: of(**preset_values(KNOWLEDGE, one)).lines["total_loss"] for one in PRESETS}
    assert sorted(losses, key=losses.__getitem__) == ["broad", "technology", "same", "chips_and_power"]
    assert losses["broad"] == pytest.approx(700_000 * 0.0145807, abs=0.1)


# ---- what does not exist


def test_without_an_amount_there_is_no_share_and_a_reason() -> None:
    found = of(**NOTHING)
    assert found.missing == dict.fromkeys(("loss_share", "given_back_share"), "nothing held")
    assert found.held == () and found.lines["total_loss"] == 0
    assert found.missing_holdings["chips"] == {"share_of_loss": "nothing held"}
    assert swings(KNOWLEDGE, found, {}) == ()


def test_where_nothing_was_lost_no_share_of_the_loss_exists() -> None:
    gained = with_closes({"^GSPC": {ON: 6200.0}})
    found = exposure(gained, COSTS, tuple({**NOTHING, "amount_sp500": 1000.0}.items()))
    assert found.lines["total_loss"] < 0
    assert found.missing == {"given_back_share": "no loss"}
    assert found.missing_holdings["sp500"] == {"share_of_loss": "no loss"}
    assert found.lines["loss_share"] < 0


def test_a_holding_without_a_close_counts_for_nothing_and_is_named() -> None:
    other = with_closes({"^SOX": {AFTER: None}})
    found = exposure(other, COSTS, ())
    assert "sox" not in found.returns and "sox" not in found.held and found.holdings["sox"] == {}
    assert {*found.missing_holdings["sox"].values()} == {"no close"}
    assert found.lines["total_amount"] == 600_000
    whole = of()
    assert found.lines["total_loss"] == pytest.approx(whole.lines["total_loss"] - whole.holdings["sox"]["loss"])


def test_lines_and_what_is_missing_are_all_lines() -> None:
    for found in (of(), of(**NOTHING)):
        plain = {name for name, line in Exposure.lines.items() if not line.over}
        assert {*found.lines, *found.missing} == plain and not {*found.lines} & {*found.missing}


# ---- a larger shock


def test_losses_by_factor_go_through_the_day_and_through_the_readers_own() -> None:
    found = of(shock_factor=3.33)
    losses = losses_by_factor(KNOWLEDGE, found)
    assert [*losses] == sorted(losses) and (min(losses), max(losses)) == (0.1, 5)
    assert losses[1.0][0] == pytest.approx(found.lines["total_loss"])
    assert losses[3.33][0] == pytest.approx(found.lines["total_shock_loss"])
    broad = of(**preset_values(KNOWLEDGE, PRESETS[1]))
    assert [pair[1] for pair in losses.values()] == pytest.approx(
        [factor * broad.lines["total_loss"] for factor in losses]
    )


def test_power_is_lost_entirely_from_a_factor_of_four_and_a_half_on() -> None:
    assert of(shock_factor=4).lost_entirely == ()
    found = of(shock_factor=4.5)
    assert found.lost_entirely == ("power",)
    assert found.holdings["power"]["shock_loss"] == found.holdings["power"]["amount"]


# ---- what moves it


def test_the_factor_moves_the_loss_most_and_amounts_by_their_own_loss() -> None:
    found = of()
    moved = {one.name: one for one in swings(KNOWLEDGE, found, {})}
    assert next(iter(moved)) == "shock_factor" and {*moved} == {*Exposure.inputs}
    for one in HOLDINGS:
        assert moved[one.amount].at_high == pytest.approx(found.holdings[one.id]["loss"])


def test_ranges_are_moved_from_end_to_end() -> None:
    ranges = {"amount_dax": Range(low=0, likely=100_000, high=300_000)}
    (one,) = swings(KNOWLEDGE, of(), ranges)
    assert one.name == "amount_dax" and one.at_low == pytest.approx(-one.at_high / 2)
