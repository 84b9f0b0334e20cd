"""Goal seek: found where something does it, and said where nothing does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.api_costs import api_costs, of_models
from lagebild.analysis.goal import (
    Target,
    goal,
    present,
    proposed,
    seek,
    targets_of_exposure,
    targets_of_revenue_gap,
    targets_of_seats,
    targets_of_self_hosting,
    targets_of_training_costs,
)
from lagebild.analysis.results import compute
from lagebild.analysis.self_hosting import of_the_api
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import bundled
from lagebild.state import OwnPrice, State

KNOWLEDGE = bundled()
COSTS = api_costs(KNOWLEDGE, State())
VALUES = of_models(KNOWLEDGE, COSTS, COSTS.priced)


def of_first(goal, name):
    return seek(ApiCosts, VALUES, "cost_per_month", goal, name, place=0)


def test_the_number_there_is_already_is_reached_by_the_value_there_is():
    assert of_first(974.106, "people").value == pytest.approx(1200)


def test_half_the_cost_is_half_the_people():
    sought = of_first(974.106 / 2, "people")
    assert sought.value == pytest.approx(600, rel=1e-6)
    assert sought.reached == pytest.approx(974.106 / 2, rel=1e-6)


@pytest.mark.parametrize(("goal", "name"), [(-1, "people"), (1e12, "people"), (5_000, "cached_input_share")])
def test_where_no_value_does_it_none_is_named(goal, name):
    assert of_first(goal, name) == (None, None)


def test_an_input_that_moves_nothing_reaches_only_what_is_there():
    assert of_first(500, "horizon_months").value is None
    assert of_first(COSTS.models[COSTS.first]["cost_per_month"], "horizon_months").value == pytest.approx(12, abs=0.5)


def test_a_scalar_line_of_own_servers_is_sought_as_well():
    results = compute(KNOWLEDGE, Briefing(), COSTS.as_of)
    values = {**of_the_api(KNOWLEDGE, COSTS, COSTS.priced), **results.self_hosting.inputs}
    sought = seek(SelfHosting, values, "total_per_year", 300_000, "staff_fte")
    assert 0 < sought.value < results.self_hosting.inputs["staff_fte"]
    assert sought.reached == pytest.approx(300_000, rel=1e-6)


def own(**inputs):
    return compute(KNOWLEDGE, Briefing(inputs={"self_hosting": inputs} if inputs else {}), COSTS.as_of)


def test_a_line_that_jumps_over_the_goal_does_not_hide_the_value_that_reaches_it():
    """At no utilisation a million tokens have no cost, shown as 0; just above it they cost a fortune."""
    found = goal(own(), Target("self_hosting", "cost_per_million_tokens"), 4.0, "utilisation")
    assert (found.value, found.reached) == (0.4, pytest.approx(4, rel=0.02))


def test_a_cost_that_does_not_exist_is_not_a_cost_of_nothing():
    for line, model in (("cost_per_million_tokens", ""), ("break_even_utilisation", "o1")):
        assert goal(own(), Target("self_hosting", line, model), 0, "utilisation").value is None


def test_own_servers_break_even_at_the_own_volume_with_a_lower_price():
    target = Target("self_hosting", "break_even_tokens_per_month", "o1")
    volume = own().self_hosting.lines["own_tokens_per_month"]
    assert proposed(own(), target) == volume
    found = goal(own(), target, volume, "node_price")
    assert found.value == pytest.approx(258_992, abs=1)
    cheaper = own(node_price=found.value).self_hosting
    assert cheaper.against["o1"]["break_even_tokens_per_month"] == pytest.approx(volume, rel=1e-5)
    assert goal(own(), target._replace(model="deepseek-r1"), volume, "node_price").value is None


def test_own_servers_can_be_aimed_at_as_far_as_their_numbers_may_exist():
    assert [(target.line, target.model) for target in targets_of_self_hosting(own())] == [
        ("total_per_year", ""),
        ("cost_per_million_tokens", ""),
        ("break_even_tokens_per_month", "deepseek-r1"),
        ("break_even_tokens_per_month", "o1"),
        ("break_even_utilisation", "deepseek-r1"),
        ("break_even_utilisation", "o1"),
    ]
    idle = {target.line for target in targets_of_self_hosting(own(utilisation=0))}
    assert "cost_per_million_tokens" not in idle
    nothing = {target.line for target in targets_of_self_hosting(own(output_tokens_per_second_per_node=0))}
    assert nothing == {"total_per_year", "break_even_tokens_per_month"}
    free = compute(KNOWLEDGE, Briefing(prices={"o1": OwnPrice(input=0, output=0)}), COSTS.as_of)
    assert {target.model for target in targets_of_self_hosting(free)} == {"", "deepseek-r1"}


def state(topic, prices=None, **inputs):
    return compute(KNOWLEDGE, Briefing(inputs={topic: inputs}, prices=prices or {}), COSTS.as_of)


def test_seats_can_be_aimed_at_by_cost_and_by_where_they_break_even():
    seats = Target("seats", "seat_cost_per_month")
    line = "break_even_requests_per_active_user_month"
    against = [Target("seats", line, model) for model in ("deepseek-r1", "o1")]
    assert targets_of_seats(own()) == (seats, *against)
    assert targets_of_seats(state("seats", active_share=0)) == (seats, *against)  # more seats in use would change that
    free = state("seats", prices={"o1": OwnPrice(input=0, output=0)})
    assert targets_of_seats(free) == (seats, against[0])
    for target in (seats, *against):
        assert present(own(), target) == pytest.approx(
            own().seats.against[target.model][line] if target.model else own().seats.cost_per_month
        )
        assert goal(own(), target, proposed(own(), target), "price_per_seat_month").value is not None
    found = goal(own(), against[1], 500, "active_share")
    assert found.value is None  # not even with every seat in use
    assert goal(own(), against[1], 0, "price_per_seat_month").value is None


def test_an_own_run_can_be_aimed_at_while_anything_is_counted():
    assert targets_of_training_costs(own()) == (Target("training_costs", "own_total"),)
    layers = ("final_run", "reinforcement_learning", "failed_runs", "staff", "hardware")
    nothing = state("training_costs", **{f"counts_{layer}": 1 for layer in layers})
    assert targets_of_training_costs(nothing) == ()
    target = Target("training_costs", "own_total")
    found = goal(own(), target, 20e6, "staff")
    assert state("training_costs", staff=found.value).training_costs.lines["own_total"] == pytest.approx(20e6, rel=1e-2)
    assert found.reached == pytest.approx(20e6, rel=1e-2)


def test_the_gap_can_be_closed_unless_all_is_margin():
    gap, covered = targets_of_revenue_gap(own())
    assert (gap.line, covered.line) == ("gap", "coverage")
    assert goal(own(), gap, 0, "credited_revenue").value == pytest.approx(600e9)
    assert proposed(own(), covered) == 1
    assert goal(own(), covered, 1, "gpu_run_rate").value == pytest.approx(25e9)
    assert targets_of_revenue_gap(state("revenue_gap", gross_margin=1)) == ()


def test_a_loss_of_holdings_is_reached_by_an_amount_or_by_the_factor():
    shock, day = targets_of_exposure(own())
    assert (shock.line, day.line) == ("total_shock_loss", "total_loss")
    assert proposed(own(), day) == pytest.approx(own().exposure.lines["total_loss"] / 2)
    assert goal(own(), shock, proposed(own(), shock), "shock_factor").value == pytest.approx(1)
    assert goal(own(), day, 40_000, "shock_factor").value is None  # it changes nothing about the day
    found = goal(own(), day, 40_000, "amount_power")
    assert state("exposure", amount_power=found.value).exposure.lines["total_loss"] == pytest.approx(40_000, abs=1)
    nothing = state("exposure", **{name: 0 for name in own().exposure.inputs if name.startswith("amount_")})
    assert goal(nothing, day, 1_000, "amount_chips").value == pytest.approx(1_000 / 0.1170293, abs=1)


@given(st.floats(20, 100_000))
def test_what_is_found_makes_the_line_come_out_at_the_goal(goal):
    sought = of_first(goal, "output_tokens_per_request")
    if sought.value is None:
        ends = np.array([ApiCosts.inputs["output_tokens_per_request"].low, 1e5])
        low, high = (seek_at(end) for end in ends)
        assert not low <= goal <= high
    else:
        assert seek_at(sought.value) == pytest.approx(goal, rel=1e-6)


def seek_at(value):
    from lagebild.calculators.evaluation import evaluate

    return evaluate(ApiCosts, {**VALUES, "output_tokens_per_request": value}, only=("cost_per_month",))[
        "cost_per_month"
    ][0]
