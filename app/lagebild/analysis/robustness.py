"""How often an option comes first when its cost and its risk may lie anywhere in their ranges, too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.decision import Standpoint, firsts, goodness_of, weightings
from lagebild.analysis.ranges import Ranges, costs_drawn, has_cost_ranges, own_cost_drawn
from lagebild.analysis.risks import OptionRisk
from lagebild.analysis.self_hosting import SelfHostingResults
from lagebild.analysis.uncertainty import drawn
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import OptionId
from lagebild.state import Range

_DRAWS = 2
"""Of costs and risks for each of all weightings: with nothing in ranges they all come to the same."""

Bands = tuple[tuple[OptionId, float, float, float], ...]
"""Low, middle and high of the risk of each option."""


def wins_in_ranges(
    knowledge: Knowledge,
    costs: tuple[ApiCostsResults, SelfHostingResults],
    standpoints: Mapping[OptionId, Standpoint],
    risks: Mapping[OptionId, OptionRisk],
    ranges: Ranges,
) -> dict[OptionId, float]:
    """The share of all weightings, each with other costs and risks from their ranges, in which an option comes first.

    Of the options that are compared. Costs are drawn from the inputs that are ranges, one draw of the usage for
    all options; risks from the band of each option, each by itself, most often near the middle (triangular). The
    draws are the same every time, and an option's do not hang on which others there are. A range in nothing is
    its point: without any range the shares are those of the weightings alone.
    """
    compared = {id: one for id, one in standpoints.items() if one.pareto is not None}
    if not compared:
        return {}
    bands = []
    for id in compared:
        score = risks[id].overall
        assert score is not None
        bands.append((id, score.low, score.middle, score.high))
    samples = weightings().shape[1] * _DRAWS
    models = [one.model for one in compared.values() if one.model is not None]
    usage = costs_drawn(knowledge, costs[0], models, ranges, samples)
    servers = None
    if len(models) < len(compared):
        servers = own_cost_drawn(knowledge, costs[0], costs[1], ranges, samples)
    points = tuple((one.cost_per_month or 0.0, one.weeks_to_start) for one in compared.values())
    if not usage and servers is None:
        shares = _shares(points, tuple(bands))
    else:
        monthly = [usage.get(one.model) if one.model is not None else servers for one in compared.values()]
        shares = _first(points, tuple(bands), monthly)
    return dict(zip(compared, shares, strict=True))


@lru_cache(maxsize=64)  # a weight that moves changes none of it
def _shares(points: tuple[tuple[float, float], ...], bands: Bands) -> tuple[float, ...]:
    return _first(points, bands, [None] * len(points))


def _first(
    points: tuple[tuple[float, float], ...], bands: Bands, monthly: list[np.ndarray | None]
) -> tuple[float, ...]:
    every = weightings()
    samples = every.shape[1] * _DRAWS
    table = np.empty((len(points), 3, samples))
    for row, ((cost, weeks), (id, low, middle, high), draws) in enumerate(zip(points, bands, monthly, strict=True)):
        table[row, 0] = cost if draws is None else draws
        table[row, 1] = drawn("risks", id, Range(low=low, likely=middle, high=high), samples)
        table[row, 2] = weeks
    scores = np.einsum("ocs,cs->os", goodness_of(table), np.tile(every, _DRAWS))
    return tuple(firsts(scores).mean(axis=1).tolist())


def what_is_ranged(
    standpoints: Mapping[OptionId, Standpoint], risks: Mapping[OptionId, OptionRisk], ranges: Ranges
) -> tuple[bool, bool]:
    """(whether costs are ranges, whether risks are) of the options that are compared; of one alone nothing counts."""
    compared = {id: one for id, one in standpoints.items() if one.pareto is not None}
    if len(compared) < 2:
        return False, False
    scores = [risks[id].overall for id in compared]
    tokens, servers = (any((one.model is None) == own for one in compared.values()) for own in (False, True))
    return (
        has_cost_ranges(ranges, tokens=tokens, servers=servers),
        any(score is not None and score.low < score.high for score in scores),
    )
