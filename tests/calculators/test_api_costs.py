"""Token costs: the reference, the units of every line, and what must hold whatever the reader enters."""

from __future__ import annotations

from typing import Any

import numpy as np
import pint
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import (
    LONGEST_HORIZON,
    MOST_FURTHER,
    OF_A_WORKLOAD,
    PRESETS,
    ApiCosts,
    further,
)
from lagebild.calculators.constants import MODEL, MONTH, UNITS, WORKLOAD
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Calculator, Line, Lookup, inputs_of
from lagebild.calculators.units import units
from lagebild.knowledge.loading import Knowledge

# The default group, and four models: with a cache price and off-peak hours, reasoning with both discounts, neither
INPUTS: dict[str, float] = {
    "people": 1200, "requests_per_person_day": 15, "working_days_per_month": 21, "input_tokens_per_request": 1500,
    "output_tokens_per_request": 800, "reasoning_tokens_per_request": 0, "cached_input_share": 0, "peak_share": 1,
    "batch_share": 0, "reasoning_factor": 1, "requests_per_task": 1, "growth_per_month": 0, "horizon_months": 12,
    "usd_per_eur": 1.053,
}  # fmt: skip
ALONE = {further(name): [0.0] * MOST_FURTHER for name in OF_A_WORKLOAD}
"""No workload beside the first."""
PRICES: dict[str, list[float]] = {
    "peak_input_price": [0.55, 15, 3, 0],
    "off_peak_input_price": [0.135, 15, 3, 0],
    "peak_cache_price": [0.14, 7.5, 0, 0],
    "off_peak_cache_price": [0.035, 7.5, 0, 0],
    "peak_output_price": [2.19, 60, 15, 0],
    "off_peak_output_price": [0.55, 60, 15, 0],
    "batch_input_price": [0, 7.5, 0, 0],
    "batch_output_price": [0, 30, 0, 0],
    "offers_cache": [1, 1, 0, 0],
    "offers_batch": [0, 1, 0, 0],
    "reasons": [1, 1, 0, 0],
    "is_first": [1, 0, 0, 0],
    "is_second": [0, 1, 0, 0],
}
MONTHS = {"month_number": np.arange(1.0, LONGEST_HORIZON + 1), "growth_steps": np.arange(0.0, LONGEST_HORIZON)}
# what the test of all units takes: everything that changes a price, and growth
BESIDE = {
    **ALONE,
    "further_people": [20, 3, 0, 0],
    "further_requests_per_person_day": [40, 500, 0, 0],
    "further_input_tokens_per_request": [20_000, 900, 0, 0],
    "further_output_tokens_per_request": [1000, 60, 0, 0],
    "further_reasoning_tokens_per_request": [0, 3000, 0, 0],
    "further_cached_input_share": [0.5, 0, 0, 0],
    "further_batch_share": [1, 0.1, 0, 0],
}
"""Two: documents at night, and an agent."""
VALUES = {**INPUTS, **PRICES, **MONTHS, **BESIDE, "reasoning_tokens_per_request": 400, "cached_input_share": 0.3,
          "peak_share": 0.6, "batch_share": 0.25, "growth_per_month": 0.04, "reasoning_factor": 1.5,
          "requests_per_task": 3}  # fmt: skip


def lines(models: slice = slice(3), **inputs: Any) -> dict[str, Any]:
    """The lines for some of the four models."""
    prices = {name: column[models] for name, column in PRICES.items()}
    return evaluate(ApiCosts, {**INPUTS, **prices, **MONTHS, **ALONE, **inputs})


def inputs_within_bounds(*names: str) -> st.SearchStrategy[dict[str, float]]:
    def within(name: str) -> st.SearchStrategy[float]:
        declared = ApiCosts.inputs[name]
        if name == "horizon_months":
            return st.integers(int(declared.low), int(declared.high)).map(float)
        return st.floats(declared.low, declared.high)

    return st.fixed_dictionaries({name: within(name) for name in names or ApiCosts.inputs})


def test_the_reference_of_the_default_group_comes_out() -> None:
    group = lines()
    assert group["requests_per_month"] == 378_000
    assert group["input_tokens_per_month"] == 567.0e6
    assert group["output_tokens_per_month"][:2].tolist() == [302.4e6, 302.4e6]
    assert group["cost_per_month"][:2].tolist() == pytest.approx([974.106, 26_649.00])
    assert group["ratio"] == pytest.approx(27.357, abs=5e-4)
    assert group["saving"] == pytest.approx(26_649.00 - 974.106)
    assert group["cost_over_horizon"][:2].tolist() == pytest.approx([974.106 * 12, 26_649.00 * 12])
    assert group["cost_per_request"][1] == pytest.approx(0.0705)


def test_the_bundled_knowledge_gives_the_same_reference(results: Results) -> None:
    costs = results.api_costs
    assert costs.lines["requests_per_month"] == 378_000
    assert costs.lines["input_tokens_per_month"] == 567.0e6
    assert costs.models["deepseek-r1"]["output_tokens_per_month"] == 302.4e6
    assert costs.models["deepseek-r1"]["cost_per_month"] == pytest.approx(974.106)
    assert costs.models["o1"]["cost_per_month"] == pytest.approx(26_649.00)
    assert costs.lines["ratio"] == pytest.approx(27.357, abs=5e-4)
    assert costs.inputs == INPUTS


def test_the_formula_without_its_million_is_found_by_its_units() -> None:
    class Forgetful(Calculator, topic="forgetful"):
        tokens = Lookup(ApiCosts.people.label, "token/month", (MODEL,))
        price = Lookup(ApiCosts.people.label, "USD/Mtoken", (MODEL,))
        cost = Line(ApiCosts.people.label, "USD/month", tokens * price, over=(MODEL,))

    values = {"tokens": [567e6], "price": [0.55]}
    with_units = units(Forgetful, values, pint.UnitRegistry(UNITS.strip().splitlines()))["cost"]
    assert evaluate(Forgetful, values)["cost"] == pytest.approx(with_units * 1e6)


@given(inputs_within_bounds())
def test_whatever_the_reader_enters_every_line_is_a_number(inputs: dict[str, float]) -> None:
    result = lines(slice(4), **inputs)
    for line in ("cost_per_month", "cost_per_request", "cost_over_horizon", "input_cost", "output_cost"):
        assert (result[line] >= 0).all(), line


@given(inputs_within_bounds(), st.floats(0.01, 100))
def test_cost_is_linear_in_people(inputs: dict[str, float], times: float) -> None:
    once, more = lines(**inputs), lines(**{**inputs, "people": inputs["people"] * times})
    np.testing.assert_allclose(more["cost_per_month"], once["cost_per_month"] * times, rtol=1e-9)
    np.testing.assert_allclose(more["cost_per_request"], once["cost_per_request"], rtol=1e-9)
    assert more["ratio"] == pytest.approx(once["ratio"])


@given(inputs_within_bounds(), st.floats(0, 1))
def test_more_from_the_cache_is_never_dearer_where_the_cache_is_cheaper(inputs: dict[str, float], more: float) -> None:
    assume(more >= inputs["cached_input_share"])
    before, after = lines(**inputs), lines(**{**inputs, "cached_input_share": more})
    cheaper = before["cache_price"] <= before["input_price"]
    assert cheaper[2]  # no cache price: the cache costs what any input costs
    assert (after["input_cost"] <= before["input_cost"] * (1 + 1e-12))[cheaper].all()
    assert after["input_cost"][2] == pytest.approx(before["input_cost"][2])


@given(inputs_within_bounds(), st.floats(0, 1))
def test_more_in_batches_is_never_dearer_and_changes_nothing_where_there_is_no_discount(
    inputs: dict[str, float], more: float
) -> None:
    assume(more >= inputs["batch_share"])
    before, after = lines(**inputs), lines(**{**inputs, "batch_share": more})
    assert (after["cost_per_month"] <= before["cost_per_month"] * (1 + 1e-12)).all()
    assert after["cost_per_month"][[0, 2]].tolist() == before["cost_per_month"][[0, 2]].tolist()


@given(inputs_within_bounds())
def test_any_share_of_peak_hours_lies_between_off_peak_and_peak(inputs: dict[str, float]) -> None:
    off_peak, mixed, peak = (
        lines(**{**inputs, "peak_share": share})["cost_per_month"] for share in (0, inputs["peak_share"], 1)
    )
    assert (off_peak * (1 - 1e-12) <= mixed).all()
    assert (mixed <= peak * (1 + 1e-12)).all()


@given(st.floats(-0.5, 0.5), st.integers(1, LONGEST_HORIZON))
def test_growth_adds_up_as_the_closed_form_says(growth: float, months: int) -> None:
    closed = months if abs(growth) < 1e-9 else ((1 + growth) ** months - 1) / growth
    result = lines(growth_per_month=growth, horizon_months=months)
    assert result["growth_factor"] == pytest.approx(closed, rel=1e-6)
    np.testing.assert_allclose(result["cost_over_horizon"], result["cost_per_month"] * closed, rtol=1e-6)


def test_without_growth_the_horizon_counts_months() -> None:
    for months in (1, 12, LONGEST_HORIZON):
        assert lines(horizon_months=months)["growth_factor"] == months


@given(inputs_within_bounds(), st.floats(0, 50_000))
def test_reasoning_tokens_count_only_for_models_that_reason(inputs: dict[str, float], tokens: float) -> None:
    without = lines(**{**inputs, "reasoning_tokens_per_request": 0})
    thinking = lines(**{**inputs, "reasoning_tokens_per_request": tokens})
    more = thinking["output_tokens_per_month"] - without["output_tokens_per_month"]
    expected = tokens * without["requests_per_month"]
    np.testing.assert_allclose(more, [expected, expected, 0], rtol=1e-6, atol=without["requests_per_month"] * 1e-6)


@given(inputs_within_bounds())
def test_multiples_are_of_the_cheapest_and_the_pair(inputs: dict[str, float]) -> None:
    result = lines(**inputs)
    cost = result["cost_per_month"]
    assert result["cheapest"] == cost.min()
    np.testing.assert_allclose(result["ratio_to_cheapest"], cost / cost.min())
    assert result["ratio"] == pytest.approx(cost[1] / cost[0])
    assert result["saving"] == pytest.approx(cost[1] - cost[0])


def test_the_price_of_peak_hours_is_weighted_against_the_others() -> None:
    result = lines(peak_share=0.25)
    assert result["input_price"][0] == pytest.approx(0.25 * 0.55 + 0.75 * 0.135)
    assert result["cache_price"][0] == pytest.approx(0.25 * 0.14 + 0.75 * 0.035)
    assert result["output_price"][0] == pytest.approx(0.25 * 2.19 + 0.75 * 0.55)


def test_every_input_but_the_exchange_rate_moves_a_line() -> None:
    reached = {named.name for line in ApiCosts.lines.values() for named in inputs_of(line)}
    assert {*ApiCosts.inputs, *ApiCosts.lookups} - reached == {"usd_per_eur"}


def test_presets_set_values_within_bounds(knowledge: Knowledge) -> None:
    for preset in PRESETS:
        for name, figure in preset.values.items():
            assert ApiCosts.inputs[name].low <= knowledge.number(figure) <= ApiCosts.inputs[name].high


def test_the_months_reach_as_far_as_the_longest_horizon() -> None:
    assert ApiCosts.inputs["horizon_months"].high == LONGEST_HORIZON
    assert ApiCosts.axes == (MODEL, MONTH, WORKLOAD)


# ---- several workloads


def workloads() -> st.SearchStrategy[list[dict[str, float]]]:
    """From one to four further workloads within the bounds of their inputs."""
    return st.lists(inputs_within_bounds(*OF_A_WORKLOAD), min_size=1, max_size=MOST_FURTHER)


def beside(given: list[dict[str, float]]) -> dict[str, list[float]]:
    unused = [0.0] * (MOST_FURTHER - len(given))
    return {further(name): [*(one[name] for one in given), *unused] for name in OF_A_WORKLOAD}


@given(inputs_within_bounds(), workloads())
def test_workloads_together_cost_what_they_cost_one_by_one(
    inputs: dict[str, float], given: list[dict[str, float]]
) -> None:
    together = lines(**inputs, **beside(given))
    alone = [lines(**inputs), *(lines(**{**inputs, **one}) for one in given)]
    for name in ("cost_per_month", "input_cost", "output_cost", "output_tokens_per_month"):
        np.testing.assert_allclose(together[name], sum(one[name] for one in alone), rtol=1e-9, err_msg=name)
    for name in ("requests_per_month", "input_tokens_per_month", "thought_tokens_per_month"):
        assert together[name] == pytest.approx(sum(one[name] for one in alone)), name


@given(inputs_within_bounds(), workloads())
def test_the_order_of_workloads_changes_nothing(inputs: dict[str, float], given: list[dict[str, float]]) -> None:
    once, turned = lines(**inputs, **beside(given)), lines(**inputs, **beside(given[::-1]))
    np.testing.assert_allclose(once["cost_per_month"], turned["cost_per_month"], rtol=1e-12)


def test_documents_at_night_pay_the_batch_price_and_chat_the_other() -> None:
    night = {**INPUTS, "people": 10, "batch_share": 1}
    found = lines(**beside([{name: night[name] for name in OF_A_WORKLOAD}]))
    chat, batch = found["first_requests"] * 1500 * 15, found["further_requests"][0] * 1500 * 7.5
    assert found["input_cost"][1] == pytest.approx((chat + batch) / 1e6)
    assert found["input_price"][1] == pytest.approx((1200 * 15 + 10 * 7.5) / 1210)


# ---- reasoning, and tasks


def test_a_reasoning_factor_multiplies_the_output_of_models_that_reason() -> None:
    once, thrice = lines(), lines(reasoning_factor=3)
    np.testing.assert_allclose(thrice["output_cost"] / once["output_cost"], [3, 3, 1])
    np.testing.assert_allclose(thrice["input_cost"], once["input_cost"])


def test_a_task_costs_its_requests() -> None:
    found = lines(requests_per_task=4)
    np.testing.assert_allclose(found["cost_per_task"], 4 * found["cost_per_request"])
    np.testing.assert_allclose(found["cost_per_month"], lines()["cost_per_month"])
