"""The options side by side, from live costs and answers."""

from datetime import date

from lagebild.analysis.results import compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import bundled

KNOWLEDGE = bundled()
TODAY = date(2026, 11, 21)
NOW = {"as_of": TODAY}


def stands(**answers):
    given = {q.id: {option: answers.get(option, "met") for option in OPTIONS} for q in KNOWLEDGE.questions}
    return compute(KNOWLEDGE, Briefing(answers=given, **NOW), TODAY).decision


def test_without_answers_there_is_no_risk_and_no_ranking():
    found = compute(KNOWLEDGE, Briefing(**NOW), TODAY).decision
    assert list(found) == [option.id for option in KNOWLEDGE.options]
    assert all(one.risk is None and one.pareto is None for one in found.values())
    assert all(one.weeks_to_start > 0 for one in found.values())


def test_costs_are_those_of_the_same_usage():
    results = compute(KNOWLEDGE, Briefing(**NOW), TODAY)
    for option in KNOWLEDGE.options:
        lines = results.api_costs.models.get(option.model or "")
        assert results.decision[option.id].cost_per_month == (lines and lines["cost_per_month"])


def test_an_option_without_a_cost_cannot_be_compared():
    assert stands()["own"].cost_per_month is None and stands()["own"].pareto is None


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
