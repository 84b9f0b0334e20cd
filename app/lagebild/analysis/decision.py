"""The options side by side: cost a month, risk, weeks to start; limits, weights, ranking and how firm it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, get_args

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.risks import OptionRisk
from lagebild.briefing import Criterion, Limits
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Option, OptionId

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
NEUTRAL_WEIGHT = 50.0
"""Points of a criterion that the reader has not weighted: all count alike."""
_STEPS = 100
"""In so many steps a share goes from nothing to all, when all weightings are gone through."""


class Standpoint(NamedTuple):
    """Where an option stands; None where a value is not known, or the option cannot be compared.

    An option is compared where its cost and its risk are known and no knock-out question blocks it. `score` is 100
    for the best and 0 for the worst of the compared options in every criterion, with linear steps between, in the
    mean weighted by the reader. `wins_share` is the share of all possible weightings in which the option comes
    first; `robustness`, of the first alone, how many points every single share may move up or down, the other
    two in proportion, without another option coming first. `wins_share_ranges` is the share in which it comes
    first when costs and risks lie anywhere in their ranges too.
    """

    model: str | None
    """The offer whose price counts."""
    cost_per_month: float | None
    risk: float | None
    weeks_to_start: float
    blocked: bool
    inside_limits: bool | None
    """None without limits, or where a value is missing that one is set for."""
    pareto: bool | None
    """Whether no other option is at least as good in cost, risk and time and better in one of them."""
    score: float | None = None
    rank: int | None = None
    wins_share: float | None = None
    robustness: int | None = None
    wins_share_ranges: float | None = None


def offer_of(option: Option, costs: ApiCostsResults) -> str | None:
    """The offer that stands for an option on the chosen day."""
    return next((model for model in option.models if model in costs.models), None)


def weeks_of(option: Option, knowledge: Knowledge) -> float:
    """Weeks until an option starts: the reader's own, or those of the record."""
    return knowledge.number(option.weeks_to_start) if option.weeks is None else option.weeks


def decision(
    knowledge: Knowledge,
    costs: ApiCostsResults,
    own_hardware: float | None,
    risks: Mapping[OptionId, OptionRisk],
    limits: Limits,
    weights: Mapping[Criterion, float],
    options: Iterable[Option] | None = None,
) -> dict[OptionId, Standpoint]:
    """Each of `options`, by default the bundled ones, by the costs of the same usage, its answered risks, and its
    lead time.

    `own_hardware` is what that costs a month in US dollars; `weights` are points, of which the shares count.
    """
    found: dict[OptionId, Standpoint] = {}
    for option in knowledge.options if options is None else options:
        model, risk = offer_of(option, costs), risks[option.id]
        cost = own_hardware if not option.models else None if model is None else costs.models[model]["cost_per_month"]
        points = risk.overall.middle if risk.enough and risk.overall is not None else None
        weeks, blocked = weeks_of(option, knowledge), bool(risk.blocked_by)
        found[option.id] = Standpoint(model, cost, points, weeks, blocked, _inside(cost, points, limits), None)
    compared = {
        id: (one.cost_per_month, one.risk, one.weeks_to_start)
        for id, one in found.items()
        if one.cost_per_month is not None and one.risk is not None and not one.blocked
    }
    if compared:
        shares = _shares(weights)
        ranked = _ranked(tuple(compared.values()), None if shares is None else tuple(shares))
        for id, place in zip(compared, ranked, strict=True):
            found[id] = found[id]._replace(**place._asdict())
    return found


def _inside(cost: float | None, risk: float | None, limits: Limits) -> bool | None:
    both = ((cost, limits.cost_per_month), (risk, limits.risk))
    pairs = [(value, limit) for value, limit in both if limit is not None]
    if any(value is not None and value > limit for value, limit in pairs):
        return False
    return None if not pairs or any(value is None for value, _ in pairs) else True


def _shares(weights: Mapping[Criterion, float]) -> np.ndarray | None:
    """The weights as shares of 1 in the order of CRITERIA; None where all are zero."""
    points = np.array([weights.get(criterion, NEUTRAL_WEIGHT) for criterion in CRITERIA])
    return points / points.sum() if points.sum() > 0 else None


class _Place(NamedTuple):
    pareto: bool
    score: float | None
    rank: int | None
    wins_share: float
    robustness: int | None


@lru_cache(maxsize=64)
def _ranked(values: tuple[tuple[float, ...], ...], shares: tuple[float, ...] | None) -> tuple[_Place, ...]:
    """The places of options by cost, risk and weeks, all of which are better when lower."""
    table = np.array(values)
    goodness = goodness_of(table)
    pareto = [not any(_beats(other, own) for other in table) for own in table]
    wins = firsts(goodness @ weightings()).mean(axis=1)
    if shares is None:
        return tuple(_Place(free, None, None, float(share), None) for free, share in zip(pareto, wins, strict=True))
    scores = goodness @ np.array(shares) * 100
    ranks = [1 + int((scores > own + 1e-9).sum()) for own in scores]
    firm = _robustness(goodness, np.array(shares)) if ranks.count(1) == 1 else 0
    return tuple(
        _Place(free, float(score), rank, float(share), firm if rank == 1 else None)
        for free, score, rank, share in zip(pareto, scores, ranks, wins, strict=True)
    )


def _beats(other: np.ndarray, own: np.ndarray) -> bool:
    return bool((other <= own).all() and (other < own).any())


def goodness_of(table: np.ndarray) -> np.ndarray:
    """1 for the best and 0 for the worst option in each criterion, linear between; options are the first axis."""
    worst, best = table.max(axis=0), table.min(axis=0)
    span = np.where(worst > best, worst - best, 1.0)
    found: np.ndarray = np.where(worst > best, (worst - table) / span, 1.0)
    return found


@lru_cache(maxsize=1)
def weightings() -> np.ndarray:
    """All shares of three criteria in equal steps, shape (3, weightings)."""
    first, second = np.meshgrid(np.arange(_STEPS + 1), np.arange(_STEPS + 1))
    within = first + second <= _STEPS
    return np.array([first[within], second[within], _STEPS - first[within] - second[within]]) / _STEPS


def firsts(scores: np.ndarray) -> np.ndarray:
    """1 where an option has the highest score, shares of it where several have; shape (options, cases)."""
    first = (scores >= scores.max(axis=0) - 1e-9).astype(np.float64)
    shared: np.ndarray = first / first.sum(axis=0)
    return shared


def _robustness(goodness: np.ndarray, shares: np.ndarray) -> int:
    """Points by which each share alone may move, up and down, without another option coming first."""
    first = int((goodness @ shares).argmax())
    for points in range(1, _STEPS + 1):
        for place in range(len(shares)):
            for move in (points / 100, -points / 100):
                moved = _moved(shares, place, move)
                scores = goodness @ moved
                if (np.delete(scores, first) > scores[first] + 1e-9).any():
                    return points - 1
    return _STEPS


def _moved(shares: np.ndarray, place: int, by: float) -> np.ndarray:
    """`shares` with one of them moved as far as it can go, the others in proportion."""
    share = float(np.clip(shares[place] + by, 0, 1))
    rest = 1 - float(shares[place])
    moved: np.ndarray = np.full(len(shares), (1 - share) / (len(shares) - 1))
    if rest > 0:
        moved = shares * ((1 - share) / rest)
    moved[place] = share
    return moved
