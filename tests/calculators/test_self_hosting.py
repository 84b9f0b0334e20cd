"""Own servers: the references, the laws of annuity, capacity and break-even, and payback against a plain loop."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Choice, Input, inputs_of, origin_of
from lagebild.calculators.self_hosting import LONGEST_PAYBACK, SelfHosting
from tests.calculators.test_api_costs import ALONE, PRICES
from tests.calculators.test_api_costs import INPUTS as USAGE

BUY, RENT = 0, 1

# One server with eight H200, bought; the prices are those of the token costs: 0.55/2.19, 15/60, 3/15 and nothing
INPUTS: dict[str, float] = {
    "nodes": 1, "gpus_per_node": 8, "redundant_nodes": 0, "acquisition": BUY, "node_price": 400_000,
    "useful_life_years": 5, "residual_share": 0.12, "cost_of_capital": 0.085, "maintenance_share_per_year": 0.08,
    "rent_per_gpu_hour": 3.5, "rent_covers_site": 1, "power_kw_per_node": 10.2, "pue": 1.4,
    "electricity_price_per_kwh": 0.18, "space_cost_per_node_year": 32_000, "staff_fte": 1.5,
    "staff_cost_per_fte_year": 120_000, "input_tokens_per_second_per_node": 7143,
    "output_tokens_per_second_per_node": 7143, "input_share": 0.65, "utilisation": 0.2,
}  # fmt: skip
LOOKUPS: dict[str, Any] = {
    **PRICES,
    **ALONE,
    "first_reasons": 1,
    "months_in_use": np.arange(1.0, LONGEST_PAYBACK + 1),
}
# what the test of all units takes: two kinds of throughput, a spare, growth, and thinking
VALUES = {**USAGE, **LOOKUPS, **INPUTS, "redundant_nodes": 1, "input_tokens_per_second_per_node": 20_000,
          "growth_per_month": 0.03, "reasoning_tokens_per_request": 400}  # fmt: skip
PARTS = ("capital_per_year", "energy_per_year", "staff_per_year", "space_per_year", "maintenance_per_year")


def lines(**inputs: float) -> dict[str, Any]:
    return evaluate(SelfHosting, {**USAGE, **LOOKUPS, **INPUTS, **inputs})


def some(*without: str, **bounds: tuple[float, float]) -> st.SearchStrategy[dict[str, float]]:
    """Anything a reader may enter for the servers; `without` some, and others within narrower `bounds`."""

    def within(declared: Input) -> st.SearchStrategy[float]:
        if isinstance(declared, Choice):
            return st.sampled_from([float(code) for code in range(len(declared.options))])
        return st.floats(*bounds.get(declared.name, (declared.low, declared.high)))

    return st.fixed_dictionaries(
        {name: within(declared) for name, declared in SelfHosting.inputs.items() if name not in without}
    )


AT_WORK = {
    "input_tokens_per_second_per_node": (1.0, 1e6),
    "output_tokens_per_second_per_node": (1.0, 1e6),
    "utilisation": (0.001, 1.0),
}


# ---- cost of a year


def test_the_energy_of_one_node_is_the_reference() -> None:
    assert lines()["energy_per_year"] == pytest.approx(22_516.7, abs=0.05)


def test_without_interest_the_loss_of_value_is_spread_evenly() -> None:
    assert lines(cost_of_capital=0)["annuity_factor"] == 1 / 5
    assert lines(cost_of_capital=0)["capital_per_year"] == pytest.approx(400_000 * 0.88 / 5)


def test_the_annuity_pays_back_what_is_lost_with_interest() -> None:
    capital = lines()["capital_per_year"]
    paid = sum(capital / 1.085**year for year in range(1, 6))
    assert paid == pytest.approx(400_000 - 0.12 * 400_000 / 1.085**5)


@given(st.floats(1e-12, 1e-6), st.floats(1, 10))
def test_the_annuity_goes_over_into_the_one_without_interest(rate: float, years: float) -> None:
    with_interest = lines(cost_of_capital=rate, useful_life_years=years)["capital_per_year"]
    without = lines(cost_of_capital=0, useful_life_years=years)["capital_per_year"]
    assert with_interest == pytest.approx(without, rel=2e-5)


@given(some())
def test_the_total_is_the_sum_of_its_parts(inputs: dict[str, float]) -> None:
    result = lines(**inputs)
    assert result["total_per_year"] == pytest.approx(sum(result[part] for part in PARTS))
    assert result["total_per_month"] == pytest.approx(result["total_per_year"] / 12)
    assert all(result[part] >= 0 for part in PARTS)


@given(some("redundant_nodes", nodes=(1, 500)), st.integers(1, 20))
def test_twice_the_servers_cost_and_yield_twice_but_need_the_same_staff(inputs: dict[str, float], spare: int) -> None:
    once = lines(**inputs, redundant_nodes=spare)
    twice = lines(**{**inputs, "nodes": inputs["nodes"] * 2}, redundant_nodes=2 * spare)
    doubled = ("investment", "capital_per_year", "energy_per_year", "space_per_year", "maintenance_per_year",
               "capacity_tokens_per_year")  # fmt: skip
    for name in doubled:
        assert twice[name] == pytest.approx(2 * once[name]), name
    assert twice["staff_per_year"] == once["staff_per_year"]


def test_a_spare_costs_but_yields_nothing() -> None:
    alone, spare = lines(), lines(redundant_nodes=1)
    assert spare["investment"] == 2 * alone["investment"]
    assert spare["energy_per_year"] == 2 * alone["energy_per_year"]
    assert spare["capacity_tokens_per_year"] == alone["capacity_tokens_per_year"]


def test_who_rents_invests_nothing_and_pays_for_the_hour() -> None:
    rented = lines(acquisition=RENT)
    assert rented["investment"] == rented["residual_value"] == rented["maintenance_per_year"] == 0
    assert rented["capital_per_year"] == rented["rent_per_year"] == pytest.approx(8 * 3.5 * 8760)
    assert rented["running_per_year"] == pytest.approx(rented["total_per_year"])


def test_a_rent_covers_power_and_space_or_does_not() -> None:
    covered, on_top, bought = lines(acquisition=RENT), lines(acquisition=RENT, rent_covers_site=0), lines()
    assert covered["energy_per_year"] == covered["space_per_year"] == 0
    for name in ("energy_per_year", "space_per_year"):
        assert on_top[name] == bought[name] == lines(rent_covers_site=0)[name] > 0


# ---- what it yields


def test_a_server_reads_or_writes() -> None:
    found = lines(input_tokens_per_second_per_node=20_000, output_tokens_per_second_per_node=5000, input_share=0.8)
    assert found["seconds_per_token"] == pytest.approx(0.8 / 20_000 + 0.2 / 5000)
    assert found["capacity_tokens_per_year"] == pytest.approx(12_500 * 8760 * 3600)


@given(some(**AT_WORK), st.floats(0.001, 1))
def test_the_cost_of_a_token_falls_as_utilisation_rises(inputs: dict[str, float], other: float) -> None:
    one, another = lines(**inputs), lines(**{**inputs, "utilisation": other})
    ratio = inputs["utilisation"] / other
    assert another["cost_per_million_tokens"] == pytest.approx(one["cost_per_million_tokens"] * ratio)


@pytest.mark.parametrize("side", ["input", "output"])
def test_servers_that_only_read_or_only_write_yield_nothing(side: str) -> None:
    found = lines(**{f"{side}_tokens_per_second_per_node": 0})
    assert found["capacity_tokens_per_year"] == found["cost_per_million_tokens"] == found["own_share_of_capacity"] == 0
    assert (found["break_even_utilisation"] == 0).all()
    assert found["total_per_year"] == lines()["total_per_year"]


# ---- the volume of the briefing


@pytest.mark.parametrize("first", [0, 2])
def test_the_own_volume_is_that_of_the_first_model(first: int) -> None:
    usage = {**USAGE, "reasoning_tokens_per_request": 400}
    api = evaluate(ApiCosts, {**usage, **PRICES, **ALONE, "month_number": [1.0], "growth_steps": [0.0]})
    own = evaluate(SelfHosting, {**usage, **LOOKUPS, **INPUTS, "first_reasons": PRICES["reasons"][first]})
    volume = api["input_tokens_per_month"] + api["output_tokens_per_month"][first]
    assert own["own_tokens_per_month"] == pytest.approx(volume)


@given(some(**AT_WORK))
def test_so_many_servers_as_needed_carry_the_volume_and_one_less_does_not(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    a_server = found["capacity_tokens_per_year"] / inputs["nodes"] * inputs["utilisation"]
    volume = found["own_tokens_per_month"] * 12
    assert found["nodes_needed"] * a_server >= volume * (1 - 1e-6)
    assert (found["nodes_needed"] - 1) * a_server < volume * (1 + 1e-6)
    assert found["own_share_of_capacity"] == pytest.approx(volume / found["capacity_tokens_per_year"])


def test_the_own_tokens_carry_the_whole_cost() -> None:
    found = lines()
    assert found["cost_per_million_own_tokens"] * found["own_tokens_per_month"] / 1e6 == pytest.approx(
        found["total_per_month"]
    )


# ---- against a price


@given(some(**AT_WORK))
def test_at_break_even_both_curves_meet(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    prices = found["api_price"][:3]
    assert prices.tolist() == pytest.approx(
        [
            inputs["input_share"] * low + (1 - inputs["input_share"]) * high
            for low, high in ((0.55, 2.19), (15, 60), (3, 15))
        ]
    )
    bought = found["break_even_tokens_per_month"][:3] * prices / 1e6 * 12
    np.testing.assert_allclose(bought, found["total_per_year"], rtol=1e-9)
    for price, utilisation in zip(prices, found["break_even_utilisation"], strict=False):
        if 0.001 <= utilisation <= 1:
            there = lines(**{**inputs, "utilisation": utilisation})
            assert there["cost_per_million_tokens"] == pytest.approx(price)


def test_nothing_is_paid_back_by_what_costs_nothing() -> None:
    found = lines()
    assert found["api_price"][3] == found["break_even_tokens_per_month"][3] == found["payback_month"][3] == 0


def first_month(inputs: dict[str, float], usage: dict[str, float], cost: float) -> int:
    """Month by month, as one would in one's head; 0 where it is not in time."""
    machines = inputs["nodes"] + inputs["redundant_nodes"]
    bought = inputs["acquisition"] == BUY
    own = machines * inputs["node_price"] if bought else 0
    site = machines * (
        inputs["power_kw_per_node"] * inputs["pue"] * 8760 * inputs["electricity_price_per_kwh"]
        + inputs["space_cost_per_node_year"]
    )
    a_year = inputs["staff_fte"] * inputs["staff_cost_per_fte_year"] + own * inputs["maintenance_share_per_year"]
    a_year += site if bought or not inputs["rent_covers_site"] else 0
    a_year += 0 if bought else machines * inputs["gpus_per_node"] * inputs["rent_per_gpu_hour"] * 8760
    api = 0.0
    for month in range(1, LONGEST_PAYBACK + 1):
        own += a_year / 12
        api += cost
        cost *= 1 + usage["growth_per_month"]
        if math.isclose(api, own, rel_tol=1e-9):
            return -1  # too close to call
        if api > own:
            return month
    return 0


@given(
    some(
        node_price=(0.0, 500_000.0), nodes=(1.0, 3.0), redundant_nodes=(0.0, 1.0), staff_fte=(0.0, 1.0),
        staff_cost_per_fte_year=(0.0, 100_000.0), space_cost_per_node_year=(0.0, 30_000.0),
        rent_per_gpu_hour=(0.0, 5.0), power_kw_per_node=(0.0, 10.0), maintenance_share_per_year=(0.0, 0.1),
        gpus_per_node=(1.0, 8.0), electricity_price_per_kwh=(0.0, 0.5),
    ),
    st.floats(-0.05, 0.05),
)  # fmt: skip
def test_payback_is_the_first_month_in_which_the_api_would_have_cost_more(
    inputs: dict[str, float], growth: float
) -> None:
    usage = {**USAGE, "growth_per_month": growth}
    found = evaluate(SelfHosting, {**usage, **LOOKUPS, **inputs})
    for month, cost in zip(found["payback_month"].tolist(), found["api_cost_per_month"].tolist(), strict=True):
        assert first_month(inputs, usage, cost) in (month, -1)


def test_the_api_costs_what_the_token_costs_say() -> None:
    usage = {**USAGE, "cached_input_share": 0.5, "reasoning_tokens_per_request": 300}
    api = evaluate(ApiCosts, {**usage, **PRICES, **ALONE, "month_number": [1.0], "growth_steps": [0.0]})
    own = evaluate(SelfHosting, {**usage, **LOOKUPS, **INPUTS, "input_share": 0.1})
    assert own["api_cost_per_month"].tolist() == api["cost_per_month"].tolist()


def test_growth_brings_the_payback_forward() -> None:
    steady, growing = (lines(growth_per_month=growth)["payback_month"][1] for growth in (0, 0.03))
    assert 0 < growing < steady
    assert lines(growth_per_month=1e-15)["payback_month"][1] == steady


# ---- whatever is entered


@given(
    some(),
    st.fixed_dictionaries({name: st.floats(declared.low, declared.high) for name, declared in ApiCosts.inputs.items()}),
)
def test_whatever_the_reader_enters_every_line_is_a_number(inputs: dict[str, float], usage: dict[str, float]) -> None:
    found = evaluate(SelfHosting, {**usage, **LOOKUPS, **inputs})
    assert all((np.asarray(line) >= 0).all() for line in found.values())


@pytest.mark.parametrize("bound", ["low", "high"])
def test_the_ends_of_all_sliders_give_numbers(bound: str) -> None:
    ends = {name: getattr(declared, bound) for name, declared in {**ApiCosts.inputs, **SelfHosting.inputs}.items()}
    assert set(evaluate(SelfHosting, {**LOOKUPS, **ends})) == set(SelfHosting.lines)


def test_every_input_moves_a_line() -> None:
    reached = {named.name for line in SelfHosting.lines.values() for named in inputs_of(line)}
    assert not {*SelfHosting.inputs, *SelfHosting.lookups} - reached


def test_the_own_volume_names_the_usage_it_rests_on() -> None:
    origin = origin_of(SelfHosting.own_tokens_per_month)
    assert {"api_costs.people", "api_costs.output_tokens_per_request"} <= {*origin.inputs}
    assert origin.line == "self_hosting.own_tokens_per_month"
