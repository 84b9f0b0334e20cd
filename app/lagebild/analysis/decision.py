"""The options side by side: cost a month, risk, weeks to start, and which of them no other one beats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.risks import OptionRisk
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import OptionId


class Standpoint(NamedTuple):
    """Where an option stands; None where a value is not known.

    `risk` is known only where enough is answered. `pareto`: no other option is at least as good in cost, risk and
    time and better in one of them; None for an option that cannot be compared.
    """

    cost_per_month: float | None
    risk: float | None
    weeks_to_start: float
    blocked: bool
    pareto: bool | None


def decision(
    knowledge: Knowledge, costs: ApiCostsResults, risks: Mapping[OptionId, OptionRisk]
) -> dict[OptionId, Standpoint]:
    """Every option by its costs at token prices, its answered risks, and its lead time."""
    found: dict[OptionId, Standpoint] = {}
    for option in knowledge.options:
        lines = costs.models.get(option.model or "")
        risk = risks[option.id]
        found[option.id] = Standpoint(
            None if lines is None else lines["cost_per_month"],
            risk.overall.middle if risk.enough and risk.overall is not None else None,
            knowledge.number(option.weeks_to_start),
            bool(risk.blocked_by),
            None,
        )
    compared = {id: _whole(one) for id, one in found.items() if _whole(one) is not None and not one.blocked}
    for id, own in compared.items():
        others = (other for name, other in compared.items() if name != id)
        found[id] = found[id]._replace(pareto=not any(_beats(other, own) for other in others))
    return found


def _whole(one: Standpoint) -> tuple[float, float, float] | None:
    if one.cost_per_month is None or one.risk is None:
        return None
    return one.cost_per_month, one.risk, one.weeks_to_start


def _beats(other: Iterable[float] | None, own: Iterable[float] | None) -> bool:
    assert other is not None and own is not None
    pairs = list(zip(other, own, strict=True))
    return all(theirs <= ours for theirs, ours in pairs) and any(theirs < ours for theirs, ours in pairs)
