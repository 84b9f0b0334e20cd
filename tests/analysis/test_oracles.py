"""Our draws against those of squigglepy: the same ranges, the same cost, written down once more by hand."""

from datetime import date

import numpy as np
import pytest
import squigglepy

from lagebild.analysis.results import compute
from lagebild.analysis.uncertainty import SAMPLES, drawn
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import bundled
from lagebild.state import Range

TODAY = date(2026, 11, 21)
THEIRS = 200_000
"""Draws of squigglepy, so many that what remains is our own error."""
DEVIATIONS = 4
"""Of a standard error; both sides draw the same numbers in every run."""
RANGES = {
    "people": Range(low=600, likely=1200, high=3000),
    "requests_per_person_day": Range(low=8, likely=15, high=25),
    "output_tokens_per_request": Range(low=500, likely=800, high=1500),
}
LOPSIDED = (
    Range(low=600, likely=1200, high=3000),
    Range(low=0, likely=0, high=0.56),
    Range(low=10, likely=40, high=40),
)


def theirs(given, seed):
    """A range drawn by squigglepy."""
    squigglepy.set_seed(seed)
    return squigglepy.sample(squigglepy.triangular(given.low, given.likely, given.high), n=THEIRS)


def cost(people, requests_per_person_day, output_tokens_per_request):
    """US dollars a month of DeepSeek R1 on 27 January 2025: 21 working days, 1,500 tokens in, 0.55 and 2.19 a million
    tokens."""
    requests = people * requests_per_person_day * 21
    return requests * (1500 * 0.55 + output_tokens_per_request * 2.19) / 1e6


def assert_same_share_below(value, draws, share):
    """That the share of draws below `value` is `share`, as far as ours, which are fewer, can tell."""
    error = np.sqrt(share * (1 - share) * (1 / SAMPLES + 1 / len(draws)))
    assert np.mean(draws < value) == pytest.approx(share, abs=DEVIATIONS * error)


@pytest.mark.parametrize("given", LOPSIDED, ids=str)
def test_a_range_is_drawn_as_squigglepy_draws_a_triangle(given):
    ours, others = drawn("api_costs", "people", given), theirs(given, 1)
    for share in (0.1, 0.5, 0.9):
        assert_same_share_below(np.quantile(ours, share), others, share)
    closed_form = (given.low + given.likely + given.high) / 3
    for draws in (ours, others):
        assert draws.mean() == pytest.approx(closed_form, abs=DEVIATIONS * draws.std() / np.sqrt(len(draws)))


def test_the_spread_of_a_cost_is_that_of_squigglepy():
    others = cost(*(theirs(given, seed) for seed, given in enumerate(RANGES.values())))
    results = compute(bundled(), Briefing(inputs={"api_costs": RANGES}), TODAY)
    spread = results.api_costs_spread.costs["deepseek-r1"]
    for value, share in ((spread.low, 0.1), (spread.median, 0.5), (spread.high, 0.9)):
        assert_same_share_below(value, others, share)


def test_the_mean_cost_is_that_of_squigglepy_and_of_the_closed_form():
    ours = cost(*(drawn("api_costs", name, given) for name, given in RANGES.items()))
    others = cost(*(theirs(given, seed) for seed, given in enumerate(RANGES.values())))
    # the ranges are independent of each other, so the mean of the product is the product of the means
    closed_form = cost(*((given.low + given.likely + given.high) / 3 for given in RANGES.values()))
    for draws in (ours, others):
        assert draws.mean() == pytest.approx(closed_form, abs=DEVIATIONS * draws.std() / np.sqrt(len(draws)))
    assert ours.mean() == pytest.approx(others.mean(), abs=DEVIATIONS * ours.std() / np.sqrt(SAMPLES))
