"""Ranges of inputs: draws that stay, spreads that hold what they say, probabilities, and the ends of each range."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.results import compute
from lagebild.analysis.uncertainty import SAMPLES, drawn, spread_of
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import bundled
from lagebild.state import Range

KNOWLEDGE = bundled()
TODAY = date(2026, 11, 21)
PEOPLE = Range(low=600, likely=1200, high=3000)


def results(topic="api_costs", **inputs):
    return compute(KNOWLEDGE, Briefing(inputs={topic: inputs}), TODAY)


def test_without_ranges_there_is_no_spread():
    assert results(people=500).api_costs_spread is None
    assert results(people=500).self_hosting_spread is None


def test_a_range_without_width_is_no_range():
    assert results(people=Range(low=500, likely=500, high=500)).api_costs_spread is None


def test_the_likeliest_number_is_what_everything_else_is_calculated_with():
    assert results(people=PEOPLE).api_costs.models["deepseek-r1"]["cost_per_month"] == pytest.approx(974.106)


def test_draws_are_triangular():
    draws = drawn("api_costs", "people", PEOPLE, 200_000)
    low, mode, high = PEOPLE.low, PEOPLE.likely, PEOPLE.high
    assert draws.min() >= low and draws.max() <= high
    error = 5 * draws.std() / np.sqrt(len(draws))
    assert draws.mean() == pytest.approx((low + mode + high) / 3, abs=error)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert draws.var() == pytest.approx(variance, rel=0.02)
    assert np.mean(draws <= mode) == pytest.approx((mode - low) / (high - low), abs=0.005)


def test_the_same_range_is_drawn_the_same_way_every_time_and_each_input_its_own():
    assert np.array_equal(drawn("api_costs", "people", PEOPLE), drawn("api_costs", "people", PEOPLE))
    assert not np.array_equal(drawn("api_costs", "people", PEOPLE), drawn("api_costs", "horizon_months", PEOPLE))


def test_a_wider_range_moves_every_draw_outwards_and_none_across():
    wider = Range(low=300, likely=1200, high=6000)
    near, far = (drawn("api_costs", "people", one) for one in (PEOPLE, wider))
    assert np.array_equal(np.argsort(near), np.argsort(far))


def test_servers_that_do_not_carry_a_volume_are_not_cheaper_for_it():
    usage = {"people": Range(low=20_000, likely=24_000, high=100_000)}
    found = results(**usage)
    share = found.self_hosting_spread.own_is_cheaper
    most = 24_000 / found.self_hosting.lines["own_share_of_capacity"]
    carried = np.mean(drawn("api_costs", "people", usage["people"]) <= most)
    assert found.self_hosting_spread.carried == pytest.approx(carried) and 0 < carried < 0.2
    # full servers cost more per token than DeepSeek R1, so no volume makes them cheaper
    assert share == {"deepseek-r1": 0, "o1": pytest.approx(carried)}


def test_eight_of_ten_draws_lie_within_the_spread():
    draws = drawn("api_costs", "people", PEOPLE)
    low, median, high = spread_of(draws)
    assert np.mean((draws >= low) & (draws <= high)) == pytest.approx(0.8, abs=0.001)
    assert np.mean(draws <= median) == pytest.approx(0.5, abs=0.001)


@given(st.lists(st.sampled_from((0.0, 1.0, 2.5, -3.0, 7.0)), min_size=1, max_size=40))
def test_a_spread_is_the_draws_at_their_places_in_order(draws):
    ordered, last = sorted(draws), len(draws) - 1
    assert spread_of(np.array(draws)) == tuple(ordered[round(share * last)] for share in (0.1, 0.5, 0.9))


def test_cost_is_linear_in_people_and_so_is_its_spread():
    found = results(people=PEOPLE)
    spread, people = found.api_costs_spread, spread_of(drawn("api_costs", "people", PEOPLE))
    per_person = found.api_costs.models["deepseek-r1"]["cost_per_month"] / 1200
    assert spread.costs["deepseek-r1"] == pytest.approx([per_person * one for one in people])
    assert spread.first_is_cheaper == 1
    assert (spread.swings[0].name, len(spread.swings)) == ("people", 1)


def test_a_swing_goes_from_end_to_end_of_its_own_range():
    (swing,) = results(people=PEOPLE).api_costs_spread.swings
    assert swing.base == pytest.approx(25_674.894)
    assert (swing.at_low, swing.at_high) == pytest.approx((-swing.base / 2, swing.base * 1.5))


def test_own_servers_against_the_models_is_a_share_of_the_draws():
    found = results("self_hosting", staff_fte=Range(low=0, likely=1, high=4)).self_hosting_spread
    assert set(found.own_is_cheaper) == {"deepseek-r1", "o1"}
    assert found.own_is_cheaper["deepseek-r1"] == 0 <= found.own_is_cheaper["o1"] <= 1
    assert found.total_per_year.low < found.total_per_year.median < found.total_per_year.high


def test_ranges_of_the_usage_reach_own_servers_too():
    found = results(people=Range(low=600, likely=1200, high=9000)).self_hosting_spread
    assert 0 < found.own_is_cheaper["o1"] < 1
    assert found.total_per_year.low == found.total_per_year.high


def test_on_a_day_without_prices_own_servers_are_spread_against_no_model():
    ranges = {"api_costs": {"people": PEOPLE}, "self_hosting": {"pue": Range(low=1.1, likely=1.4, high=1.8)}}
    spread = compute(KNOWLEDGE, Briefing(as_of=date(2000, 1, 1), inputs=ranges), TODAY).self_hosting_spread
    assert spread is not None and not spread.own_is_cheaper
    assert spread.total_per_year.low < spread.total_per_year.high


def test_idle_servers_have_no_cost_per_token_to_spread():
    found = results("self_hosting", utilisation=0, staff_fte=Range(low=0, likely=1, high=2)).self_hosting_spread
    assert found.cost_per_million_tokens is None


ranges = st.lists(st.floats(1, 200_000), min_size=3, max_size=3).map(sorted)


@given(ranges)
def test_no_range_within_the_bounds_gives_anything_but_numbers_in_order(ends):
    low, likely, high = ends
    spread = results(people=Range(low=low, likely=likely, high=high)).api_costs_spread
    if spread is not None:
        for one in (*spread.costs.values(), spread.saving):
            assert 0 <= one.low <= one.median <= one.high
    assert SAMPLES >= 10_000
