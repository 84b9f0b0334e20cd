"""The options side by side, from live costs and answers."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.decision import CRITERIA, _ranked, decision, weightings
from lagebild.analysis.results import compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing, Limits
from lagebild.knowledge.loading import bundled

KNOWLEDGE = bundled()
TODAY = date(2026, 11, 21)
NOW = {"as_of": TODAY}


def stands(limits=None, weights=None, **answers):
    given = {q.id: {option: answers.get(option, "met") for option in OPTIONS} for q in KNOWLEDGE.questions}
    made = Briefing(answers=given, limits=limits or Limits(), weights=weights or {}, **NOW)
    return compute(KNOWLEDGE, made, TODAY).decision


def test_without_answers_there_is_no_risk_and_no_ranking():
    found = compute(KNOWLEDGE, Briefing(**NOW), TODAY).decision
    assert list(found) == [option.id for option in KNOWLEDGE.options]
    assert all(one.risk is None and one.pareto is None for one in found.values())
    assert all(one.weeks_to_start > 0 for one in found.values())


def test_costs_are_those_of_the_same_usage():
    results = compute(KNOWLEDGE, Briefing(**NOW), TODAY)
    for option in KNOWLEDGE.options:
        one = results.decision[option.id]
        if option.models:
            assert one.model in option.models
            assert one.cost_per_month == results.api_costs.models[one.model]["cost_per_month"]


def test_an_option_without_a_cost_cannot_be_compared():
    given = {q.id: {option: "met" for option in OPTIONS} for q in KNOWLEDGE.questions}
    found = compute(KNOWLEDGE, Briefing(answers=given), TODAY).decision["eu_hosted"]
    assert (found.cost_per_month, found.risk, found.pareto, found.rank) == (None, 0, None, None)


def test_own_hardware_costs_what_its_calculator_says():
    results = compute(KNOWLEDGE, Briefing(inputs={"self_hosting": {"nodes": 2}}, **NOW), TODAY)
    assert results.decision["own"].cost_per_month == results.self_hosting.lines["total_per_year"] / 12
    assert results.decision["own"].cost_per_month > stands()["own"].cost_per_month


def test_a_blocked_option_is_out_whatever_it_costs():
    found = stands(eu_hosted="open")
    assert found["eu_hosted"].blocked and found["eu_hosted"].pareto is None


def test_what_no_other_beats_is_marked():
    compared = {id: one for id, one in stands().items() if one.pareto is not None}
    assert compared and any(one.pareto for one in compared.values())
    for one in compared.values():
        mine = (one.cost_per_month, one.risk, one.weeks_to_start)
        better = [
            other for other in compared.values()
            if all(a <= b for a, b in zip((other.cost_per_month, other.risk, other.weeks_to_start), mine, strict=True))
            and (other.cost_per_month, other.risk, other.weeks_to_start) != mine
        ]  # fmt: skip
        assert one.pareto == (not better)


def test_an_option_is_priced_by_the_first_of_its_offers_that_has_a_price():
    on = {day: compute(KNOWLEDGE, Briefing(as_of=day), TODAY).decision for day in (date(2025, 1, 27), TODAY)}
    assert on[date(2025, 1, 27)]["western"].model == "o1" and on[TODAY]["western"].model == "gpt-5-6-sol"
    assert on[date(2025, 1, 27)]["api_cn"].model == "deepseek-r1" and on[TODAY]["api_cn"].model == "deepseek-v4-pro"
    assert on[date(2025, 1, 27)]["eu_hosted"].model is None


def test_without_limits_nothing_is_inside_them():
    assert {one.inside_limits for one in stands().values()} == {None}


def test_an_option_above_one_limit_is_outside_whatever_else_is_known():
    found = stands(limits=Limits(cost_per_month=5000, risk=40))
    for one in found.values():
        if one.cost_per_month is not None:
            assert one.inside_limits == (one.cost_per_month <= 5000 and one.risk <= 40)
    assert {True, False} <= {one.inside_limits for one in found.values()}


def test_a_limit_is_itself_still_inside():
    cost = stands()["western"].cost_per_month
    assert stands(limits=Limits(cost_per_month=cost))["western"].inside_limits is True


THREE = ((0.0, 100.0, 10.0), (50.0, 0.0, 20.0), (100.0, 50.0, 0.0))
"""Cost, risk and weeks of three options by which the worked examples go."""


def test_scores_are_linear_between_the_worst_and_the_best():
    first, second, third = _ranked(THREE, (0.5, 0.25, 0.25))
    assert first.score == pytest.approx(100 * (0.5 * 1 + 0.25 * 0 + 0.25 * 0.5))
    assert second.score == pytest.approx(100 * (0.5 * 0.5 + 0.25 * 1 + 0.25 * 0))
    assert third.score == pytest.approx(100 * (0.5 * 0 + 0.25 * 0.5 + 0.25 * 1))
    assert [one.rank for one in (first, second, third)] == [1, 2, 3]


def test_a_criterion_in_which_all_are_alike_decides_nothing():
    alike = tuple((cost, 40.0, 5.0) for cost in (1.0, 2.0))
    assert [one.rank for one in _ranked(alike, (0.0, 0.5, 0.5))] == [1, 1]
    assert [one.rank for one in _ranked(alike, (0.1, 0.45, 0.45))] == [1, 2]


def test_without_any_weight_there_is_no_rank_and_yet_a_share_of_wins():
    found = _ranked(THREE, None)
    assert all(one.rank is None and one.score is None and one.robustness is None for one in found)
    assert sum(one.wins_share for one in found) == pytest.approx(1)


def test_the_best_in_everything_wins_every_weighting():
    best, other = _ranked(((1.0, 1.0, 1.0), (2.0, 2.0, 2.0)), (1 / 3, 1 / 3, 1 / 3))
    assert (best.wins_share, best.robustness, best.pareto) == (1, 100, True)
    assert (other.wins_share, other.robustness, other.pareto) == (0, None, False)


def test_two_criteria_that_pull_apart_share_the_weightings():
    cheap, safe = _ranked(((0.0, 100.0, 5.0), (100.0, 0.0, 5.0)), (0.6, 0.4, 0.0))
    assert cheap.wins_share == pytest.approx(0.5, abs=0.01) and safe.wins_share == pytest.approx(0.5, abs=0.01)
    assert (cheap.rank, safe.rank) == (1, 2)
    # 60 : 40 turns where both weigh alike, which is ten points away
    assert cheap.robustness == 10 and safe.robustness is None


def test_a_shared_first_place_is_not_firm():
    assert [one.robustness for one in _ranked(((0.0, 1.0, 1.0), (1.0, 0.0, 1.0)), (0.5, 0.5, 0.0))] == [0, 0]


def test_all_weightings_are_shares():
    every = weightings()
    assert np.allclose(every.sum(axis=0), 1) and every.min() == 0 and every.max() == 1


options = st.lists(st.tuples(*[st.floats(0, 1000)] * 3), min_size=1, max_size=4)


@given(options, st.tuples(*[st.floats(0.05, 1)] * 3))
def test_what_is_beaten_never_comes_before_what_beats_it(values, points):
    shares = tuple(point / sum(points) for point in points)
    places = _ranked(tuple(values), shares)
    assert sum(place.wins_share for place in places) == pytest.approx(1)
    for own, place in zip(values, places, strict=True):
        for other, theirs in zip(values, places, strict=True):
            if all(a <= b for a, b in zip(other, own, strict=True)):
                assert theirs.rank <= place.rank


@given(options, st.permutations(range(4)))
def test_the_order_of_the_options_does_not_matter(values, order):
    order = [place for place in order if place < len(values)]
    straight = _ranked(tuple(values), (0.4, 0.4, 0.2))
    turned = _ranked(tuple(values[place] for place in order), (0.4, 0.4, 0.2))
    for place, one in zip(order, turned, strict=True):
        assert one.rank == straight[place].rank and one.wins_share == pytest.approx(straight[place].wins_share)


def test_weights_that_are_not_set_count_alike():
    assert stands() == stands(weights=dict.fromkeys(CRITERIA, 20.0))
    assert stands() != stands(weights={"cost": 100.0, "risk": 0.0, "time": 0.0})


def test_own_hardware_stands_beside_the_others_with_what_it_costs():
    results = compute(KNOWLEDGE, Briefing(answers={}, **NOW), TODAY)
    found = decision(KNOWLEDGE, results.api_costs, 12_345.0, results.risks, Limits(), {})
    assert found["own"].cost_per_month == 12_345.0 and found["own"].model is None
