"""The revenue gap of a briefing: defaults, the three dates, whose revenue is credited, and what moves the gap."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.defaults import default_number, first_range
from lagebild.analysis.results import compute
from lagebild.analysis.revenue_gap import (
    RevenueGapResults,
    default_numbers,
    figure_of,
    highest_margin,
    preset_values,
    revenue_gap,
    spending_curve,
    swings,
)
from lagebild.briefing import Briefing
from lagebild.calculators.revenue_gap import OF_THE_GAP, PRESETS, RevenueGap
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.state import Range

KNOWLEDGE = bundled()
COSTS = compute(KNOWLEDGE, Briefing(), date(2026, 11, 21)).api_costs


def gap_of(**inputs: float) -> RevenueGapResults:
    return revenue_gap(KNOWLEDGE, COSTS, tuple(inputs.items()))


# ---- where it begins


def test_untouched_it_is_the_sum_of_june_2024() -> None:
    found = gap_of()
    assert found.preset == "2024-06"
    assert (found.lines["required_revenue"], found.lines["gap"]) == (600e9, 500e9)
    assert found.inputs["price_cut_factor"] == 27.4
    assert found.inputs["elasticity"] == 1.2
    assert found.lines["spending_factor"] == pytest.approx(1.939, abs=5e-4)
    assert found.own_inputs == frozenset() and found.missing == {}


def test_defaults_are_figures_in_the_units_of_the_inputs(knowledge: Knowledge) -> None:
    found = gap_of()
    for name, id in found.defaults.items():
        declared = RevenueGap.inputs[name]
        assert declared.low <= default_number(knowledge.figure(id), declared, 1.1) <= declared.high
    assert default_numbers(knowledge, found, 1.053) == found.inputs


def test_an_elasticity_is_taken_as_its_size_and_its_range_with_it(knowledge: Knowledge) -> None:
    figure = knowledge.figure("elasticity-default")
    assert figure.number == -1.2
    assert default_number(figure, RevenueGap.elasticity, 1) == 1.2
    assert first_range(figure, RevenueGap.elasticity, 1.2, 1) == Range(low=0.6, likely=1.2, high=1.8)


def test_what_the_reader_sets_is_told_apart() -> None:
    found = gap_of(elasticity=0.5)
    assert found.own_inputs == {"elasticity"}
    assert found.preset == "2024-06", "the elasticity is not part of the sum"
    assert found.lines["spending_factor"] == pytest.approx(0.191, abs=5e-4)
    assert gap_of(gross_margin=0.6).preset is None


# ---- the three dates


def test_the_three_dates_are_sequoias_two_and_the_latest() -> None:
    found = gap_of(gpu_run_rate=1e9, elasticity=0)
    sums = {
        id: tuple(round(number / 1e9) for number in (
            one.inputs["gpu_run_rate"], one.lines["required_revenue"], one.inputs["credited_revenue"], one.lines["gap"]
        ))
        for id, one in found.dates.items()
    }  # fmt: skip
    assert sums == {"2023-09": (50, 200, 75, 125), "2024-06": (150, 600, 100, 500), "2026-08": (356, 1424, 140, 1284)}
    assert found.dates["2026-08"].lines["coverage"] == pytest.approx(0.0983, abs=5e-5)


def test_the_sum_agrees_with_what_sequoia_states(knowledge: Knowledge) -> None:
    stated = {
        "2023-09": ("sequoia-required-revenue-2023", "sequoia-gap-2023"),
        "2024-06": ("sequoia-required-revenue", "sequoia-gap"),
    }
    for id, figures in stated.items():
        lines = gap_of().dates[id].lines
        assert [lines["required_revenue"], lines["gap"]] == [knowledge.number(figure) * 1e9 for figure in figures]


@pytest.mark.parametrize("preset", PRESETS, ids=[preset.id for preset in PRESETS])
def test_a_preset_is_in_force_when_its_values_are_set_whatever_the_elasticity(preset: object) -> None:
    one = next(found for found in PRESETS if found is preset)
    found = gap_of(**preset_values(KNOWLEDGE, one), elasticity=0.3)
    assert found.preset == one.id
    assert {name: found.lines[name] for name in found.dates[one.id].lines} == found.dates[one.id].lines
    assert figure_of(found, "gpu_run_rate") == one.values["gpu_run_rate"]
    assert figure_of(found, "elasticity") == "elasticity-default"


def test_the_credits_of_each_date_add_up_to_the_credited_revenue() -> None:
    for one in gap_of().dates.values():
        assert sum(part.usd for part in one.credited) == pytest.approx(one.inputs["credited_revenue"])
        assert [part.figure for part in one.credited].count(None) <= 1


def test_what_is_paid_twice_is_taken_off() -> None:
    latest = {part.figure: part.usd / 1e9 for part in gap_of().dates["2026-08"].credited}
    assert latest == pytest.approx(
        {
            "ai-rev-anthropic-2026-07": 65, "ai-rev-openai-2026-08": 40, "ai-rev-microsoft-2026-04": 37,
            "ai-rev-aws-2026-07": 25, "ai-rev-overlap-openai-microsoft": -24.1, None: -2.9,
        }
    )  # fmt: skip


def test_nobody_is_credited_with_a_number_of_the_readers_own() -> None:
    assert gap_of(credited_revenue=55e9).credited == ()
    assert gap_of(gross_margin=0.7).credited == gap_of().dates["2024-06"].credited


# ---- what does not exist


def test_where_all_revenue_is_margin_there_is_no_gap_but_a_reason() -> None:
    found = gap_of(gross_margin=1)
    assert found.missing == dict.fromkeys(("required_revenue", "margin_revenue", "gap", "coverage"), "all margin")
    assert not {*found.missing} & {*found.lines}
    assert {*found.lines, *found.missing} == {*RevenueGap.lines}
    assert found.lines["spending_factor"] == gap_of().lines["spending_factor"]
    assert swings(found) == ()


# ---- demand


def test_the_curve_goes_through_one_at_the_break_even_and_through_the_lines() -> None:
    for elasticity in (0.0, 0.5, 1.2, 3.0):
        found = gap_of(elasticity=elasticity)
        curve = spending_curve(found)
        assert curve[1] == 1
        assert curve[elasticity] == found.lines["spending_factor"]
        assert [*curve] == sorted(curve) and min(curve) == 0 and max(curve) == max(1.6, elasticity)
        assert [*curve.values()] == sorted(curve.values())
        assert {one.elasticity for one in found.estimates} <= {*curve}


def test_without_a_price_cut_the_curve_is_flat() -> None:
    assert {*spending_curve(gap_of(price_cut_factor=1)).values()} == {1.0}


def test_published_estimates_are_sizes_with_their_ranges() -> None:
    found = {one.figure: (one.low, one.elasticity, one.high) for one in gap_of().estimates}
    assert found == {"elasticity-nber": (1.11, 1.11, 1.11), "elasticity-market": (1.2, 1.5, 1.8)}


def test_the_price_cuts_to_choose_from_begin_with_o1_and_r1(knowledge: Knowledge) -> None:
    cuts = gap_of().price_cuts
    assert cuts == {"price-ratio-output": 27.4, "token-price-fall-280x": 280}
    assert next(iter(cuts.values())) == pytest.approx(60 / 2.19, rel=1e-3)


# ---- what moves the gap


def test_the_margin_moves_the_gap_most_and_demand_not_at_all() -> None:
    moved = swings(gap_of())
    assert [one.swing.name for one in moved] == [
        "gross_margin", "gpu_run_rate", "datacentre_multiple", "credited_revenue"
    ]  # fmt: skip
    assert {one.swing.name: (one.low, one.high) for one in moved}["gross_margin"] == (0.25, 0.75)
    assert (moved[0].swing.at_low, moved[0].swing.at_high) == pytest.approx((-200e9, 600e9))


@given(st.floats(0, 0.999))
def test_a_margin_is_never_moved_to_where_no_revenue_is_enough(margin: float) -> None:
    found = gap_of(gross_margin=margin)
    for one in swings(found):
        if one.swing.name == "gross_margin":
            assert one.low <= margin <= one.high <= highest_margin(found) < 1
            assert one.swing.at_high >= 0 >= one.swing.at_low


def test_ranges_are_moved_from_end_to_end_and_only_those_of_the_sum() -> None:
    ranges = {
        "credited_revenue": Range(low=13e9, likely=100e9, high=140e9),
        "elasticity": Range(low=0.6, likely=1.2, high=1.8),
    }
    (one,) = swings(gap_of(), ranges)
    assert (one.swing.name, one.low, one.high) == ("credited_revenue", 13e9, 140e9)
    assert (one.swing.at_low, one.swing.at_high) == (87e9, -40e9)


def test_the_inputs_of_the_gap_are_those_that_move_it() -> None:
    assert {one.swing.name for one in swings(gap_of())} == {*OF_THE_GAP}
