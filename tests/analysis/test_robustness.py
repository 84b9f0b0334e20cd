"""How often an option comes first over all weightings, with costs and risks anywhere in their ranges."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.decision import _ranked, weightings
from lagebild.analysis.results import compute
from lagebild.analysis.risks import OPTIONS
from lagebild.analysis.robustness import _first, _shares
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import bundled
from lagebild.state import Range

KNOWLEDGE = bundled()
TODAY = date(2026, 11, 21)


def decided(answers=None, **inputs):
    mixed = answers or {"api_cn": "open", "eu_hosted": "partly", "own": "met", "western": "partly"}
    given = {q.id: mixed for q in KNOWLEDGE.questions}
    made = Briefing(answers=given, as_of=TODAY, inputs={topic: values for topic, values in inputs.items() if values})
    return compute(KNOWLEDGE, made, TODAY).decision


def test_with_nothing_in_ranges_it_is_the_share_of_all_weightings():
    found = {id: one for id, one in decided().items() if one.wins_share is not None}
    assert len(found) == 3  # the fourth is blocked
    for one in found.values():
        assert one.wins_share_ranges == pytest.approx(one.wins_share)


def test_an_option_that_is_not_compared_has_no_share():
    blocked = decided()["api_cn"]
    assert blocked.blocked and blocked.wins_share_ranges is None


points = st.lists(st.tuples(*[st.floats(0, 1000)] * 3), min_size=1, max_size=4)


@given(points)
def test_points_alone_win_as_often_as_in_the_ranking(values):
    bands = tuple((OPTIONS[place], risk, risk, risk) for place, (_, risk, _) in enumerate(values))
    shares = _shares(tuple((cost, weeks) for cost, _, weeks in values), bands)
    ranked = _ranked(tuple(values), (0.4, 0.4, 0.2))
    assert shares == pytest.approx([place.wins_share for place in ranked])


@given(points, st.floats(0, 100), st.floats(0, 100))
def test_shares_add_up_whatever_the_ranges(values, below, above):
    bands = tuple((OPTIONS[at], risk - below, risk, risk + above) for at, (_, risk, _) in enumerate(values))
    assert sum(_shares(tuple((cost, weeks) for cost, _, weeks in values), bands)) == pytest.approx(1)


def test_two_options_that_differ_in_a_risk_that_may_be_either_side_share_the_first_place():
    certain, anywhere = _shares(((1.0, 1.0), (1.0, 1.0)), (("own", 50, 50, 50), ("western", 0, 50, 100)))
    # whatever the weights, the lower risk is first, and that is each as often
    assert certain == pytest.approx(0.5, abs=0.02) and certain + anywhere == pytest.approx(1)


def test_a_triangle_by_hand():
    # the second is below 75 in 1 - 0.25**2 / 0.5 = 87.5 per cent of a triangle from 0 over 50 to 100
    first, second = _shares(((1.0, 1.0), (1.0, 1.0)), (("own", 75, 75, 75), ("western", 0, 50, 100)))
    assert second == pytest.approx(0.875, abs=0.02) and first == pytest.approx(0.125, abs=0.02)


def test_a_cost_that_may_lie_on_either_side_shares_the_first_place():
    bands = (("own", 50, 50, 50), ("western", 50, 50, 50))
    draws = np.array([100.0, 300.0] * (weightings().shape[1]))
    shares = _first(((200.0, 1.0), (150.0, 1.0)), bands, [None, draws])
    assert shares == pytest.approx((0.5, 0.5), abs=0.02)  # at its point of 150 the second would always be first
    assert _shares(((200.0, 1.0), (150.0, 1.0)), bands)[1] > 0.99


def test_ranges_of_own_servers_count():
    staff = {"staff_fte": Range(low=0.0, likely=1.0, high=3.0)}
    after = decided(self_hosting=staff)
    assert after["western"].wins_share_ranges != pytest.approx(after["western"].wins_share, abs=1e-4)


def test_the_usage_is_drawn_once_for_all_options():
    # twice the volume is twice the cost of both vendors: which of them is cheaper does not hang on the draw
    volume = {"people": Range(low=100, likely=1200, high=5000)}
    answers = {"api_cn": "open", "eu_hosted": "met", "own": "open", "western": "met"}
    certain, drawn = decided(answers), decided(answers, api_costs=volume)
    for id in ("eu_hosted", "western"):
        assert drawn[id].wins_share_ranges == pytest.approx(certain[id].wins_share_ranges, abs=1e-9)


def test_the_same_briefing_always_has_the_same_shares():
    people = {"people": Range(low=100, likely=1200, high=5000)}
    assert decided(api_costs=people) == decided(api_costs=people)
