"""Training runs: the references, the laws of hours, layers and multiples, and the units of every line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.calculators.constants import LAYER, RUN
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Choice, Input, inputs_of
from lagebild.calculators.training_costs import LAYERS, LEAST_COST, OWN, RUNS, TrainingCosts

COUNTED, LEFT_OUT = 0, 1
FROM_HOURS, FROM_COMPUTE = 0, 1
SWITCHES = tuple(name for name in TrainingCosts.inputs if name.startswith("counts_"))

INPUTS: dict[str, float] = {
    "own_run_given": FROM_HOURS, "gpu_hours": 100_000, "price_per_gpu_hour": 2.5, "active_parameters": 8e9,
    "training_tokens": 1e12, "peak_flops": 989e12, "utilisation": 0.4, "reinforcement_gpu_hours": 5000,
    "failed_runs_factor": 1.2, "staff": 3e6, "hardware": 20e6, **dict.fromkeys(SWITCHES, COUNTED),
}  # fmt: skip
V3, R1, LLAMA, GPT4, MINE = range(len(RUNS))
LOOKUPS: dict[str, Any] = {
    "is_own": [0, 0, 0, 0, 1],
    "is_compared": [1, 0, 0, 0, 0],
    "known_gpu_hours": [2.788e6, 2.788e6, 30.84e6, 0, 0],
    "known_price": [2, 2, 2, 0, 0],
    "known_parameters": [37e9, 0, 405e9, 0, 0],
    "known_tokens": [14.8e12, 0, 15.6e12, 0, 0],
    "known_peak_flops": [989e12, 0, 989.4e12, 0, 0],
    "known_pretraining_hours": [2.664e6, 0, 30.84e6, 0, 0],
    "known_reinforcement_hours": [0, 147_336, 0, 0, 0],
    "published_rent": [0, 0, 0, 78.6e6, 0],
    "published_low": [5.576e6, 0, 61.68e6, 40.7e6, 0],
    "published_high": [5.576e6, 0, 73.4e6, 100e6, 0],
    "known_staff": [0, 0, 0, 35.8e6, 0],
    "known_hardware": [0, 0, 0, 778e6, 0],
    "evidenced": [[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 1, 1], [1, 1, 1, 1, 1]],
    **dict(zip(("is_final_run", "is_reinforcement_learning", "is_failed_runs", "is_staff", "is_hardware"),
               np.eye(len(LAYERS)), strict=True)),
}  # fmt: skip
# what the test of all units takes
VALUES = {**LOOKUPS, **INPUTS, "own_run_given": FROM_COMPUTE}


def lines(**values: Any) -> dict[str, Any]:
    return evaluate(TrainingCosts, {**LOOKUPS, **INPUTS, **values})


def only(*layers: str) -> dict[str, float]:
    """The switches with which just these layers count."""
    return {name: COUNTED if name.removeprefix("counts_") in layers else LEFT_OUT for name in SWITCHES}


def some(*without: str) -> st.SearchStrategy[dict[str, float]]:
    """Anything a reader may enter; `without` some."""

    def within(declared: Input) -> st.SearchStrategy[float]:
        if isinstance(declared, Choice):
            return st.sampled_from([float(code) for code in range(len(declared.options))])
        return st.floats(declared.low, declared.high)

    return st.fixed_dictionaries(
        {name: within(declared) for name, declared in TrainingCosts.inputs.items() if name not in without}
    )


# ---- the references


def test_the_final_runs_are_the_references() -> None:
    final_run = lines()["final_run"]
    assert final_run[V3] == 2.788e6 * 2 == 5.576e6
    assert final_run[LLAMA] == 30.84e6 * 2 == 61.68e6
    assert final_run[GPT4] == 78.6e6


def test_the_pre_training_of_v3_implies_a_utilisation_of_a_third() -> None:
    found = lines()
    assert found["flop"][V3] == pytest.approx(6 * 37e9 * 14.8e12)
    assert found["implied_utilisation"][V3] == pytest.approx(0.3464, abs=5e-5)


def test_llama_took_eleven_times_the_hours_and_costs_eleven_times_the_rent() -> None:
    found = lines()
    assert found["hours_of_run"][LLAMA] / found["hours_of_run"][V3] == pytest.approx(11.06, abs=0.005)
    assert found["ratio_to"][LLAMA] == pytest.approx(11.06, abs=0.005)


def test_gpt_4_is_a_range_and_the_others_are_one_unless_statements_differ() -> None:
    found = lines()
    assert (found["final_run_low"][GPT4], found["final_run_high"][GPT4]) == (40.7e6, 100e6)
    assert (found["final_run_low"][LLAMA], found["final_run_high"][LLAMA]) == (61.68e6, 73.4e6)
    for run in (R1, MINE):
        assert found["final_run_low"][run] == found["final_run_high"][run] == found["final_run"][run]


def test_r1_is_the_run_of_v3_and_its_own_stage() -> None:
    found = lines()
    assert found["reinforcement_learning"][R1] == 294_672
    assert found["total"][R1] == pytest.approx(5.576e6 + 294_672)


# ---- laws of the own run


@given(some("own_run_given"), st.floats(1, 1000))
def test_more_hours_cost_so_many_times_more(inputs: dict[str, float], times: float) -> None:
    inputs = {**inputs, "own_run_given": FROM_HOURS, "gpu_hours": min(inputs["gpu_hours"], 1e6)}
    once, more = lines(**inputs), lines(**{**inputs, "gpu_hours": inputs["gpu_hours"] * times})
    assert more["final_run"][MINE] == pytest.approx(times * once["final_run"][MINE])
    assert more["failed_runs"][MINE] == pytest.approx(times * once["failed_runs"][MINE])
    assert more["final_run"][:MINE].tolist() == once["final_run"][:MINE].tolist()


@given(some("own_run_given"))
def test_hours_from_flop_and_flop_from_hours_agree(inputs: dict[str, float]) -> None:
    by_compute = lines(**inputs, own_run_given=FROM_COMPUTE)
    # the hours that follow from parameters and tokens imply the utilisation they were computed with
    assert by_compute["implied_utilisation"][MINE] == pytest.approx(inputs["utilisation"])
    again = lines(**{**inputs, "own_run_given": FROM_HOURS, "gpu_hours": by_compute["hours_of_run"][MINE]})
    assert again["final_run"][MINE] == pytest.approx(by_compute["final_run"][MINE])
    assert again["implied_utilisation"][MINE] == pytest.approx(inputs["utilisation"])


def test_at_its_implied_utilisation_a_run_takes_the_hours_it_took() -> None:
    implied = lines()["implied_utilisation"][V3]
    assert lines(utilisation=implied)["gpu_hours_from_flop"][V3] == pytest.approx(2.664e6)


@given(some(), st.sampled_from(SWITCHES))
def test_leaving_a_layer_out_never_raises_a_sum(inputs: dict[str, float], switch: str) -> None:
    with_it, without = (lines(**{**inputs, switch: code}) for code in (COUNTED, LEFT_OUT))
    assert (without["total"] <= with_it["total"]).all()
    assert without["own_total"] <= with_it["own_total"]


@given(some())
def test_the_sum_is_that_of_the_counted_layers_and_the_own_total_that_of_the_own_run(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    on = [1 - inputs[f"counts_{layer.removesuffix('_cost')}"] for layer in LAYERS]
    for place in range(len(RUNS)):
        parts = [found[layer][place] * counts for layer, counts in zip(LAYERS, on, strict=True)]
        assert found["total"][place] == pytest.approx(sum(parts))
    assert found["own_total"] == found["total"][RUNS.index(OWN)]


@given(some())
def test_no_input_of_the_reader_moves_a_published_run(inputs: dict[str, float]) -> None:
    found, plain = lines(**inputs), lines()
    for name in ("final_run", "hours_of_run", "flop", "implied_utilisation", *LAYERS):
        assert found[name][:MINE].tolist() == plain[name][:MINE].tolist(), name


def test_nobody_states_failed_runs_of_a_published_run() -> None:
    failed = lines()["failed_runs"]
    assert failed[:MINE].tolist() == [0, 0, 0, 0]
    assert failed[MINE] == pytest.approx(1.2 * 100_000 * 2.5)


# ---- one run against another


def ratio(run: int, other: int, **inputs: float) -> float:
    against = {"is_compared": np.eye(len(RUNS))[other]}
    return float(lines(**inputs, **against)["ratio_to"][run])


def test_rent_is_compared_with_rent() -> None:
    assert ratio(GPT4, V3) == pytest.approx(78.6 / 5.576)
    # the purchase of its cluster is not divided by the rent of V3, whatever counts
    assert ratio(GPT4, V3, **only("final_run", "hardware")) == pytest.approx(78.6 / 5.576)
    assert ratio(GPT4, V3, **only("hardware")) == 0
    assert ratio(GPT4, MINE, **only("hardware")) == pytest.approx(778 / 20)


@given(some(), st.permutations(range(len(RUNS))))
def test_the_two_multiples_of_a_pair_are_each_others_inverse(inputs: dict[str, float], order: list[int]) -> None:
    one, other = order[:2]
    there, back = ratio(one, other, **inputs), ratio(other, one, **inputs)
    if there and back:
        assert there * back == pytest.approx(1)


@given(some(), st.sampled_from(range(len(RUNS))))
def test_a_run_costs_once_what_it_costs(inputs: dict[str, float], run: int) -> None:
    costs = lines(**inputs)["total"][run] > LEAST_COST.value
    assert ratio(run, run, **inputs) == pytest.approx(1 if costs else 0)


def test_what_costs_nothing_has_no_multiple() -> None:
    assert ratio(V3, MINE, price_per_gpu_hour=0, **only("final_run")) == 0


# ---- the declaration


def test_the_layers_are_lines_over_the_runs_and_every_input_counts() -> None:
    for layer in LAYERS:
        assert TrainingCosts.lines[layer].over == (RUN,)
    assert TrainingCosts.axes == (RUN, LAYER)
    assert {*TrainingCosts.inputs.values()} <= {*inputs_of(TrainingCosts.own_total)}


@pytest.mark.parametrize("bound", ["low", "high"])
def test_the_ends_of_all_inputs_give_numbers(bound: str) -> None:
    ends = {name: getattr(declared, bound) for name, declared in TrainingCosts.inputs.items()}
    for given_by in (FROM_HOURS, FROM_COMPUTE):
        found = lines(**{**ends, "own_run_given": given_by, **dict.fromkeys(SWITCHES, COUNTED)})
        assert all(np.isfinite(line).all() for line in found.values())
