"""The revenue gap: Sequoia's sum, the laws of gap and coverage, and a demand curve of constant elasticity."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import inputs_of
from lagebild.calculators.revenue_gap import ESTIMATES, OF_THE_GAP, PRESETS, PRICE_CUTS, RevenueGap
from lagebild.knowledge.loading import Knowledge

# Sequoia's sum of June 2024, and o1 against R1
INPUTS: dict[str, float] = {
    "gpu_run_rate": 150e9, "datacentre_multiple": 2, "gross_margin": 0.5, "credited_revenue": 100e9,
    "price_cut_factor": 27.4, "elasticity": 1.2,
}  # fmt: skip
# what the test of all units takes
VALUES = {**INPUTS, "datacentre_multiple": 2.3, "gross_margin": 0.4, "elasticity": 0.7}


def lines(**inputs: float) -> dict[str, Any]:
    return evaluate(RevenueGap, {**INPUTS, **inputs})


def some(**fixed: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, float]]:
    """Anything a reader may enter, some of it from narrower strategies."""
    return st.fixed_dictionaries(
        {name: fixed.get(name, st.floats(one.low, one.high)) for name, one in RevenueGap.inputs.items()}
    )


BELOW_ALL = st.floats(0, 0.99)
"""A margin that leaves something to pay for the data centres."""


# ---- the sum


def test_a_run_rate_of_150_billion_needs_600() -> None:
    found = lines()
    assert found["datacentre_cost"] == 300e9
    assert found["required_revenue"] == 600e9
    assert found["gap"] == 500e9
    assert found["coverage"] == pytest.approx(1 / 6)


def test_a_run_rate_of_50_billion_needs_200() -> None:
    found = lines(gpu_run_rate=50e9, credited_revenue=75e9)
    assert (found["required_revenue"], found["gap"]) == (200e9, 125e9)


@given(some(gross_margin=BELOW_ALL))
def test_gap_and_credited_revenue_are_what_is_needed(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    assert found["gap"] + inputs["credited_revenue"] == pytest.approx(found["required_revenue"])
    assert found["coverage"] * found["required_revenue"] == pytest.approx(inputs["credited_revenue"])


@given(some(gross_margin=BELOW_ALL))
def test_the_steps_from_the_chips_add_up_to_what_is_needed(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    steps = inputs["gpu_run_rate"] + found["rest_of_datacentre"] + found["margin_revenue"]
    assert steps == pytest.approx(found["required_revenue"])
    assert found["rest_of_datacentre"] >= 0 and found["margin_revenue"] >= 0


@given(some(gross_margin=BELOW_ALL, credited_revenue=st.floats(1e6, 2e12)), st.floats(1.001, 100))
def test_coverage_falls_when_the_run_rate_grows(inputs: dict[str, float], growth: float) -> None:
    before, after = lines(**inputs), lines(**{**inputs, "gpu_run_rate": inputs["gpu_run_rate"] * growth})
    assert after["coverage"] < before["coverage"]
    assert after["gap"] > before["gap"]


@given(some(gross_margin=BELOW_ALL), st.floats(0, 0.009))
def test_a_higher_margin_never_needs_less(inputs: dict[str, float], more: float) -> None:
    higher = lines(**{**inputs, "gross_margin": inputs["gross_margin"] + more})
    assert higher["required_revenue"] >= lines(**inputs)["required_revenue"]


def test_no_revenue_is_enough_where_all_of_it_is_margin() -> None:
    found = lines(gross_margin=1)
    assert found["required_revenue"] == found["margin_revenue"] == found["coverage"] == 0


# ---- cheaper tokens


@pytest.mark.parametrize(("elasticity", "spending"), [(0.5, 0.191), (1.3, 2.70)])
def test_spending_at_the_price_gap_of_o1_and_r1_is_the_reference(elasticity: float, spending: float) -> None:
    assert lines(elasticity=elasticity)["spending_factor"] == pytest.approx(spending, rel=2e-3)


@given(st.floats(1, 1000))
def test_at_an_elasticity_of_one_spending_stays_the_same_however_cheap_tokens_get(cut: float) -> None:
    found = lines(price_cut_factor=cut, elasticity=1)
    assert found["spending_factor"] == 1
    assert found["demand_factor"] == cut


@given(st.floats(1.01, 1000), st.floats(0, 3))
def test_spending_grows_above_an_elasticity_of_one_and_shrinks_below(cut: float, elasticity: float) -> None:
    found = lines(price_cut_factor=cut, elasticity=elasticity)["spending_factor"]
    assert (found >= 1) == (elasticity >= 1) or found == pytest.approx(1)


@given(st.floats(1, 1000), st.floats(0, 3))
def test_spending_is_demand_at_the_lower_price(cut: float, elasticity: float) -> None:
    found = lines(price_cut_factor=cut, elasticity=elasticity)
    assert found["spending_factor"] == pytest.approx(found["demand_factor"] / cut)


@given(st.floats(1, 30), st.floats(1, 30), st.floats(0, 3))
def test_two_cuts_one_after_the_other_are_one_of_both_factors(one: float, other: float, elasticity: float) -> None:
    """What is meant by constant elasticity."""
    both = lines(price_cut_factor=one * other, elasticity=elasticity)["demand_factor"]
    steps = [lines(price_cut_factor=cut, elasticity=elasticity)["demand_factor"] for cut in (one, other)]
    assert both == pytest.approx(steps[0] * steps[1])


@given(some())
def test_cheaper_tokens_do_not_change_the_sum_nor_the_sum_demand(inputs: dict[str, float]) -> None:
    found = lines(**{**INPUTS, **{name: inputs[name] for name in inputs if name not in OF_THE_GAP}})
    assert found["gap"] == 500e9
    found = lines(**{name: inputs[name] for name in OF_THE_GAP})
    assert found["spending_factor"] == lines()["spending_factor"]


# ---- whatever is entered


@given(some())
def test_whatever_the_reader_enters_every_line_is_a_number(inputs: dict[str, float]) -> None:
    assert all(np.isfinite(line) for line in lines(**inputs).values())


@pytest.mark.parametrize("bound", ["low", "high"])
def test_the_ends_of_all_sliders_give_numbers(bound: str) -> None:
    ends = {name: getattr(one, bound) for name, one in RevenueGap.inputs.items()}
    assert set(evaluate(RevenueGap, ends)) == set(RevenueGap.lines)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gpu_run_rate", 0), ("gpu_run_rate", -1), ("datacentre_multiple", 0.9), ("gross_margin", 1.01),
        ("gross_margin", -0.1), ("credited_revenue", -1), ("price_cut_factor", 0.5), ("elasticity", -1.2),
        ("elasticity", float("nan")), ("price_cut_factor", float("inf")),
    ],
)  # fmt: skip
def test_nonsense_is_refused(name: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CALCULATORS, RevenueGap.topic, RevenueGap)
    with pytest.raises(ValueError, match=name):
        Briefing(inputs={RevenueGap.topic: {name: value}})


def test_every_input_moves_a_line() -> None:
    reached = {named.name for line in RevenueGap.lines.values() for named in inputs_of(line)}
    assert reached == {*RevenueGap.inputs}


# ---- what the presets name


def test_the_presets_set_all_inputs_of_the_gap_and_no_other(knowledge: Knowledge) -> None:
    for preset in PRESETS:
        assert {*preset.values} == {*OF_THE_GAP}
        named = (*preset.values.values(), *(credit.figure for credit in preset.credits))
        assert all(knowledge.number(figure) for figure in named)
    assert all(knowledge.number(figure) for figure in (*ESTIMATES, *PRICE_CUTS))


def test_the_margin_of_the_knowledge_gives_its_multiple(knowledge: Knowledge) -> None:
    margin = knowledge.number("sequoia-gross-margin") / 100
    assert 1 / (1 - margin) == knowledge.number("sequoia-margin-multiple")
