"""Training runs of a briefing: what the knowledge gives them, why a number does not exist, and what moves the own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lagebild.analysis.defaults import default_number
from lagebild.analysis.results import Results, compute
from lagebild.analysis.training_costs import (
    BASE,
    TrainingCostsResults,
    origin_of_run,
    records_of,
    training_swings,
)
from lagebild.briefing import Briefing
from lagebild.calculators.expression import Choice, origin_of
from lagebild.calculators.training_costs import LAYERS, OWN, RUNS, TrainingCosts
from lagebild.knowledge.loading import bundled
from lagebild.state import Range

TODAY = date(2026, 11, 21)
KNOWLEDGE = bundled()
UNTOUCHED = compute(KNOWLEDGE, Briefing(), TODAY)
LEFT_OUT = 1.0
SWITCHES = tuple(name for name in TrainingCosts.inputs if name.startswith("counts_"))


def results(**inputs: float) -> Results:
    return replace(UNTOUCHED, inputs={**UNTOUCHED.inputs, "training_costs": tuple(inputs.items())})


def training(**inputs: float) -> TrainingCostsResults:
    return results(**inputs).training_costs


def only(*layers: str) -> dict[str, float]:
    return {name: 0.0 if name.removeprefix("counts_") in layers else LEFT_OUT for name in SWITCHES}


# ---- the published runs


def test_the_published_runs_have_the_numbers_of_the_knowledge() -> None:
    runs = training().runs
    assert runs["deepseek-v3"]["final_run"] == KNOWLEDGE.number("v3-run-cost") * 1e6 == 5.576e6
    assert runs["llama-3.1-405b"]["final_run"] == pytest.approx(KNOWLEDGE.number("llama-405b-run-cost") * 1e6)
    assert runs["deepseek-v3"]["implied_utilisation"] == pytest.approx(0.3464, abs=5e-5)
    assert runs["deepseek-r1"]["reinforcement_learning"] == pytest.approx(294_672)
    assert runs["deepseek-r1"]["total"] == pytest.approx(KNOWLEDGE.number("deepseek-published-runs") * 1e6, rel=1e-3)


def test_gpt_4_has_a_range_whose_values_say_what_they_measure() -> None:
    found = training()
    gpt4 = found.runs["gpt-4"]
    assert (gpt4["final_run_low"], gpt4["final_run"], gpt4["final_run_high"]) == (40.7e6, 78.6e6, 100e6)
    measured = {one.figure: (one.measure, one.usd) for one in found.published["gpt-4"]}
    assert measured["gpt4-hardware-purchase"] == ("purchase", 778e6)
    assert measured["gpt4-training-cloud"] == ("rent", 78.6e6)
    assert {measure for measure, _ in measured.values()} == {"rent", "amortised", "purchase", "stated"}


def test_the_purchase_of_a_cluster_is_no_end_of_the_range_of_a_run() -> None:
    found = training()
    for run in RUNS:
        rents = [one.usd for one in found.published[run] if one.measure != "purchase"]
        if rents:
            assert found.runs[run]["final_run_low"] == min(rents)
            assert found.runs[run]["final_run_high"] == max(rents)


def test_only_what_is_evidenced_is_a_layer() -> None:
    found = training(counts_hardware=0)
    assert {run: found.has(run) for run in RUNS} == {
        "deepseek-v3": ("final_run",),
        "deepseek-r1": ("final_run", "reinforcement_learning"),
        "llama-3.1-405b": ("final_run",),
        "gpt-4": ("final_run", "staff_cost", "hardware_cost"),
        OWN: LAYERS,
    }


def test_what_is_not_known_is_missing_with_a_reason_and_never_zero() -> None:
    found = training()
    for run in RUNS:
        lines, missing = found.runs[run], found.missing_runs[run]
        assert not {*lines} & {*missing}
        assert 0 not in lines.values()
    assert found.missing_runs["deepseek-v3"]["failed_runs"] == "not published"
    assert found.missing_runs["deepseek-v3"]["reinforcement_learning"] == "within final run"
    assert found.missing_runs["deepseek-v3"]["hardware_cost"] == "stock only"
    assert found.missing_runs["deepseek-r1"]["flop"] == "of base run"
    assert found.missing_runs["gpt-4"]["implied_utilisation"] == "no compute"
    assert found.missing_runs["gpt-4"]["hours_of_run"] == "not published"


def test_every_line_of_a_run_is_there_or_missing() -> None:
    found = training()
    names = {*found.runs[OWN], *found.missing_runs[OWN]}
    assert {"final_run", "flop", "implied_utilisation", "gpu_hours_from_flop", "failed_runs", "total"} <= names
    for run in RUNS:
        assert {*found.runs[run], *found.missing_runs[run]} == names


# ---- the own run


def test_the_defaults_are_figures_in_the_units_of_the_inputs() -> None:
    found = training()
    for name, id in found.defaults.items():
        declared = TrainingCosts.inputs[name]
        assert found.inputs[name] == default_number(KNOWLEDGE.figure(id), declared, 1.053)
        assert declared.low <= found.inputs[name] <= declared.high
        if isinstance(declared, Choice):
            assert KNOWLEDGE.figure(id).words in declared.options
    assert found.inputs["gpu_hours"] == 2_788_000
    assert found.inputs["active_parameters"] == 37e9
    assert found.inputs["training_tokens"] == 14.8e12
    assert found.inputs["peak_flops"] == 989e12


def test_it_begins_as_large_as_v3_with_what_v3_leaves_out() -> None:
    found = training()
    assert found.ratios[OWN][BASE] == 1
    assert found.lines["own_total"] == pytest.approx(5.576e6 + 294_672 + 1.2 * 5.576e6 + 17e6)
    assert found.layers == LAYERS[:4]


def test_more_computing_than_the_chips_can_do_is_impossible() -> None:
    found = training(gpu_hours=1000)
    assert found.missing_runs[OWN]["implied_utilisation"] == "impossible"
    assert "implied_utilisation" not in found.runs[OWN]
    full = training(own_run_given=1, utilisation=1)
    assert full.runs[OWN]["implied_utilisation"] == pytest.approx(1)


def test_without_a_layer_there_is_no_sum_and_nothing_to_compare() -> None:
    found = training(**only())
    assert found.layers == () and "own_total" not in found.lines
    assert found.missing["own_total"] == "nothing counted"
    assert all(found.missing_runs[run]["total"] == "nothing counted" for run in RUNS)
    assert not any(found.ratios.values())


# ---- one against the other


def test_only_the_same_layers_are_divided() -> None:
    found = training(counts_hardware=0)
    assert found.ratios["gpt-4"][BASE] == pytest.approx(78.6 / 5.576)
    assert found.shared("gpt-4", BASE) == ("final_run",)
    assert found.shared("gpt-4", OWN) == ("final_run", "staff_cost", "hardware_cost")
    assert found.ratios["gpt-4"][OWN] == pytest.approx((78.6 + 35.8 + 778) / (5.576 + 17 + 90))


def test_a_purchase_has_no_multiple_of_a_rent() -> None:
    found = training(**only("hardware"))
    assert found.missing_ratios["gpt-4"][BASE] == "nothing shared"
    assert BASE not in found.ratios["gpt-4"]
    assert found.ratios["gpt-4"][OWN] == pytest.approx(778 / 90)


def test_nothing_is_a_multiple_of_a_run_that_costs_nothing() -> None:
    found = training(price_per_gpu_hour=0, **only("final_run"))
    assert found.missing_ratios[BASE][OWN] == "free"
    assert found.ratios[OWN][BASE] == 0


def test_rent_against_rent_stays_whatever_is_switched_on() -> None:
    for inputs in ({}, only(), only("staff"), {"counts_hardware": 0.0}):
        found = training(**inputs)
        assert found.rent_ratios["gpt-4"][BASE] == pytest.approx(14.096, abs=5e-4)
        assert found.rent_ratios["llama-3.1-405b"][BASE] == pytest.approx(11.06, abs=5e-3)


# ---- where it comes from


def test_a_published_number_rests_on_its_figures_and_an_own_one_on_the_inputs() -> None:
    final_run = TrainingCosts.final_run
    assert records_of(KNOWLEDGE, BASE, final_run) == ("v3-gpu-hours", "v3-rent")
    assert records_of(KNOWLEDGE, "gpt-4", final_run) == ("gpt4-training-cloud",)
    published = origin_of_run(KNOWLEDGE, BASE, final_run)
    assert published.line == "training_costs.final_run" and published.inputs == ()
    own = origin_of_run(KNOWLEDGE, OWN, final_run)
    assert own.records == () and "training_costs.gpu_hours" in own.inputs
    assert origin_of(TrainingCosts.own_total).line == "training_costs.own_total"


def test_every_number_of_a_published_run_has_a_figure_behind_it() -> None:
    found = training(counts_hardware=0)
    for run in RUNS:
        for name in found.runs[run]:
            origin = origin_of_run(KNOWLEDGE, run, TrainingCosts.lines[name])
            assert origin.inputs if run == OWN else origin.records, (run, name)
            assert all(id in KNOWLEDGE.figures for id in origin.records)


# ---- what moves it, and ranges


def test_only_what_counts_moves_the_own_run() -> None:
    found = training()
    swings = {swing.name: swing for swing in training_swings(KNOWLEDGE, found)}
    assert {*swings} == {"gpu_hours", "price_per_gpu_hour", "reinforcement_gpu_hours", "failed_runs_factor", "staff"}
    assert swings["staff"].at_high == pytest.approx(8.5e6) == -swings["staff"].at_low
    by_compute = {swing.name for swing in training_swings(KNOWLEDGE, training(own_run_given=1))}
    assert {"active_parameters", "training_tokens", "peak_flops", "utilisation"} < by_compute
    assert "gpu_hours" not in by_compute
    assert training_swings(KNOWLEDGE, training(**only())) == ()


def test_a_range_spreads_the_sum_and_its_ends_are_the_swing() -> None:
    staff = Range(low=8e6, likely=17e6, high=45e6)
    ranged = replace(UNTOUCHED, ranges={**UNTOUCHED.ranges, "training_costs": {"staff": staff}})
    spread = ranged.training_costs_spread
    assert spread is not None
    total = ranged.training_costs.lines["own_total"]
    assert total - 9e6 < spread.own_total.low < spread.own_total.median < spread.own_total.high < total + 28e6
    (swing,) = spread.swings
    assert (swing.at_low, swing.at_high) == pytest.approx((-9e6, 28e6))


def test_without_ranges_there_is_no_spread() -> None:
    assert results().training_costs_spread is None
    flat = {"training_costs": {"staff": Range(low=1e6, likely=1e6, high=1e6)}}
    assert replace(UNTOUCHED, ranges={**UNTOUCHED.ranges, **flat}).training_costs_spread is None
