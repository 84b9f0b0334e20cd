"""What the formulas of each calculator take from a briefing: its inputs, and what was looked up for some models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lagebild.analysis.api_costs import of_models
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import of_the_api
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts


def values_of(results: Results, topic: str, models: Sequence[str]) -> dict[str, Any]:
    """What `evaluate` takes for the calculator of `topic`, for these models, which have a price on the day."""
    return _VALUES[topic](results, models)


def _of_api_costs(results: Results, models: Sequence[str]) -> dict[str, Any]:
    return of_models(results.knowledge, results.api_costs, models)


def _of_self_hosting(results: Results, models: Sequence[str]) -> dict[str, Any]:
    return {**of_the_api(results.knowledge, results.api_costs, models), **results.self_hosting.inputs}


def _of_training_costs(results: Results, models: Sequence[str]) -> dict[str, Any]:
    from lagebild.analysis.training_costs import values_of_runs

    return values_of_runs(results.knowledge, results.training_costs.inputs)


def _of_seats(results: Results, models: Sequence[str]) -> dict[str, Any]:
    from lagebild.analysis.seats import of_seats

    return of_seats(results.knowledge, results.api_costs, results.seats, models)


def _of_revenue_gap(results: Results, models: Sequence[str]) -> dict[str, Any]:
    return dict(results.revenue_gap.inputs)


def _of_exposure(results: Results, models: Sequence[str]) -> dict[str, Any]:
    from lagebild.analysis.exposure import values_of_holdings

    return values_of_holdings(results.knowledge, results.exposure.inputs)


# what a window opens without is loaded when it is asked for
_VALUES: dict[str, Callable[[Results, Sequence[str]], dict[str, Any]]] = {
    ApiCosts.topic: _of_api_costs,
    SelfHosting.topic: _of_self_hosting,
    TrainingCosts.topic: _of_training_costs,
    Seats.topic: _of_seats,
    RevenueGap.topic: _of_revenue_gap,
    Exposure.topic: _of_exposure,
}
