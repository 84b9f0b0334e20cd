"""The zone of the decision's chart: what lies within the reader's limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Zone
from lagebild.charts.decision import cost_risk
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.origin import reader

TODAY = date(2026, 11, 21)


def zone(knowledge: Knowledge, answer: str = "met", **fields: Any) -> Zone | None:
    answers = {question.id: {"western": answer} for question in knowledge.questions}
    found = compute(knowledge, Briefing(as_of=TODAY, answers=answers, **fields), TODAY)
    return cost_risk(found, Language("en")).zone


def label(found: Zone | None) -> str:
    assert found is not None
    return found.label.replace(NBSP, " ")


def test_without_limits_there_is_no_zone(knowledge: Knowledge) -> None:
    assert zone(knowledge) is None


def test_both_limits_bound_the_zone_and_name_it(knowledge: Knowledge) -> None:
    found = zone(knowledge, limits={"cost_per_month": 12000, "risk": 40})
    assert found is not None and (found.across, found.up) == (12000, 40)
    assert label(found) == "Your limits: $12,000 and 40 points"
    assert found.origin == reader("limits.cost_per_month", "limits.risk")


def test_one_limit_alone_leaves_the_other_side_open(knowledge: Knowledge) -> None:
    cost, risk = zone(knowledge, limits={"cost_per_month": 12000}), zone(knowledge, limits={"risk": 40})
    assert cost is not None and (cost.across, cost.up) == (12000, 100) and label(cost) == "Your limit: $12,000"
    assert risk is not None and risk.up == 40 and risk.across > 1e12 and label(risk) == "Your limit: 40 points"


def test_in_euros_the_zone_is_where_the_costs_are(knowledge: Knowledge) -> None:
    inputs = {"api_costs": {"usd_per_eur": 1.25}}
    found = zone(knowledge, limits={"cost_per_month": 12000}, currency="EUR", inputs=inputs)
    assert found is not None and found.across == pytest.approx(9600)
    assert label(found) == "Your limit: €9,600" and "api_costs.usd_per_eur" in found.origin.inputs


def test_where_nothing_is_drawn_there_is_no_zone(knowledge: Knowledge) -> None:
    assert zone(knowledge, "unclear", limits={"risk": 40}) is None
