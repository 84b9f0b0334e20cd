"""What is said of scenarios side by side: in euros, at which rate."""

from __future__ import annotations

from datetime import date
from typing import Any

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.wording import scenarios

TODAY = date(2026, 11, 21)
SMALLER = {"name": "Pilot", "state": {"inputs": {"api_costs": {"people": 50}}}}
LATER = {"name": "Later", "state": {"as_of": date(2026, 11, 20)}}


def scope(knowledge: Knowledge, *others: dict[str, Any], currency: str) -> str:
    results = compute(knowledge, Briefing(scenarios=others, currency=currency), TODAY)  # type: ignore[arg-type]
    return str(scenarios.scope(results, Language("en"))).replace(NBSP, " ")


def test_euros_are_told_with_the_rate_that_each_scenario_has(knowledge: Knowledge) -> None:
    assert "euro" not in scope(knowledge, SMALLER, LATER, currency="USD")
    assert scope(knowledge, SMALLER, currency="EUR").endswith(
        " · 1.0530 US dollars per euro (European Central Bank, 27 Jan 2025)"
    )
    assert scope(knowledge, SMALLER, LATER, currency="EUR").endswith(
        " · euros at the rate of each scenario: 1.0530 to 1.1172 US dollars per euro"
    )
