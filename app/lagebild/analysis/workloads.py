"""What each of several workloads costs by itself; together they cost what the token costs say."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.api_costs import of_models, of_workloads
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.evaluation import evaluate


class WorkloadCosts(NamedTuple):
    """A workload on its own."""

    place: int | None
    """Its place among the further ones; None is the first."""
    inputs: dict[str, float]
    requests_per_month: float
    input_tokens_per_month: float
    cost_per_month: dict[str, float]
    """US dollars by model, for every model with a price."""


@lru_cache(maxsize=4)  # by identity, as sentences are
def workloads(results: Results) -> tuple[WorkloadCosts, ...]:
    """Every workload, the first one first."""
    costs = results.api_costs
    models = tuple(costs.quotes)
    values = {**of_models(results.knowledge, costs, models), **of_workloads(())}
    given = [(None, costs.inputs), *enumerate(one.inputs for one in costs.workloads)]
    found = []
    wanted = ("requests_per_month", "input_tokens_per_month", *(("cost_per_month",) if models else ()))
    for place, inputs in given:
        lines = evaluate(ApiCosts, {**values, **inputs}, only=wanted)
        by_model = dict(zip(models, lines["cost_per_month"].tolist(), strict=True)) if models else {}
        found.append(
            WorkloadCosts(
                place,
                inputs,
                float(lines["requests_per_month"]),
                float(lines["input_tokens_per_month"]),
                by_model,
            )
        )
    return tuple(found)
