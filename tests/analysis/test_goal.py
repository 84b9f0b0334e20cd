"""Goal seek: found where something does it, and said where nothing does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.api_costs import api_costs, of_models
from lagebild.analysis.goal import seek
from lagebild.analysis.results import compute
from lagebild.analysis.self_hosting import of_the_api
from lagebild.briefing import Briefing, State
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import bundled

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
