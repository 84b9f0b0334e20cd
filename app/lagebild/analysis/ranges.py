"""What follows from inputs that are given as ranges: spreads and probabilities of token costs and of own servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults, of_models
from lagebild.analysis.self_hosting import SelfHostingResults, of_the_api
from lagebild.analysis.uncertainty import (
    SAMPLES,
    Moved,
    Spread,
    Swing,
    drawn,
    name_of,
    repeated,
    share_of,
    spread_of,
    swings_of,
)
from lagebild.calculators.api_costs import ApiCosts, further
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.state import Range, place_of, workload_topic

LOOKED_UP = frozenset({"usd_per_eur"})
"""Inputs that prices are converted with before the formulas: they count by their likeliest number."""


@dataclass(frozen=True, slots=True)
class ApiCostsSpread:
    """Token costs of the two compared models, in US dollars."""

    ranges: dict[str, Range]
    """The ranges it comes from, by input; that of a further workload as "name/place"."""
    costs: dict[str, Spread]
    """Cost a month by model."""
    saving: Spread
    """What the first costs less than the second a month."""
    first_is_cheaper: float
    """Share of the draws."""
    swings: tuple[Swing, ...]
    """What moves the saving: each input from end to end of its own range."""


@dataclass(frozen=True, slots=True)
class SelfHostingSpread:
    """Own servers, in US dollars, against the two compared models as far as they have a price."""

    ranges: dict[str, Range]
    """The ranges it comes from, by input: own ones of the servers, and those of the usage."""
    total_per_year: Spread
    cost_per_million_tokens: Spread | None
    """None where the servers yield nothing or stand idle."""
    own_is_cheaper: dict[str, float]
    """Share of the draws in which own servers carry the volume, and a month of them costs less than the model does."""
    carried: float
    """Share of the draws in which they carry the volume."""
    swings: tuple[Swing, ...]
    """What moves the yearly total."""


Ranges = Mapping[str, Mapping[str, Range]]
"""Inputs that are given as ranges, by topic."""


def _usable(ranges: Mapping[str, Range]) -> dict[Moved, Range]:
    return {name: given for name, given in ranges.items() if name not in LOOKED_UP and given.low < given.high}


def _of_the_usage(costs: ApiCostsResults, ranges: Ranges) -> dict[Moved, Range]:
    """The ranges of the first workload by input, and of the further ones by look-up and place."""
    used = _usable(ranges.get(ApiCosts.topic, {}))
    for place in range(len(costs.workloads)):
        given = _usable(ranges.get(workload_topic(place), {}))
        used |= {(further(str(name)), place): one for name, one in given.items()}
    return used


def _sampled(
    topic: str, values: Mapping[str, Any], ranges: Mapping[Moved, Range], samples: int
) -> dict[str, np.ndarray]:
    """The inputs and look-ups with ranges, once for each draw."""
    sampled: dict[str, np.ndarray] = {}
    for moved, given in ranges.items():
        if isinstance(moved, str):
            sampled[moved] = drawn(topic, moved, given, samples)
        else:
            name, place = moved
            sampled.setdefault(name, repeated(values[name], samples))[place] = drawn(
                workload_topic(place), name, given, samples
            )
    return sampled


def _by_name(ranges: Mapping[Moved, Range]) -> dict[str, Range]:
    return {name_of(moved): given for moved, given in ranges.items()}


def api_costs_spread(
    knowledge: Knowledge, costs: ApiCostsResults, ranges: Ranges, samples: int = SAMPLES
) -> ApiCostsSpread | None:
    """The spread of the token costs; None without ranges, or where one of the two models has no price."""
    used, compared = _of_the_usage(costs, ranges), (costs.first, costs.second)
    if not used or len(costs.priced) < 2:
        return None
    values = of_models(knowledge, costs, compared)
    found = evaluate(
        ApiCosts, {**values, **_sampled(ApiCosts.topic, values, used, samples)}, samples=samples,
        only=("cost_per_month", "saving"),
    )  # fmt: skip
    monthly = np.broadcast_to(found["cost_per_month"].reshape(len(compared), -1), (len(compared), samples))
    saving = np.broadcast_to(found["saving"], samples)
    return ApiCostsSpread(
        ranges=_by_name(used),
        costs={model: spread_of(row) for model, row in zip(compared, monthly, strict=True)},
        saving=spread_of(saving),
        first_is_cheaper=share_of(saving > 0),
        swings=swings_of(ApiCosts, "saving", values, used),
    )


def self_hosting_spread(
    knowledge: Knowledge,
    costs: ApiCostsResults,
    own: SelfHostingResults,
    ranges: Ranges,
    samples: int = SAMPLES,
) -> SelfHostingSpread | None:
    """The spread of own servers; None without ranges of theirs or of the usage."""
    servers, used = _usable(ranges.get(SelfHosting.topic, {})), _of_the_usage(costs, ranges)
    if not servers and not used:
        return None
    models = costs.priced
    values = {**of_the_api(knowledge, costs, models), **own.inputs}
    found = evaluate(
        SelfHosting,
        {
            **values,
            **_sampled(ApiCosts.topic, values, used, samples),
            **_sampled(SelfHosting.topic, values, servers, samples),
        },
        samples=samples,
        only=(
            "total_per_year", "total_per_month", "cost_per_million_tokens", "api_cost_per_month",
            "own_share_of_capacity", "capacity_tokens_per_year",
        ),
    )  # fmt: skip
    month = np.broadcast_to(found["total_per_month"], samples)
    bought = found["api_cost_per_month"].reshape(len(models), -1) if models else ()  # no price on the day
    per_token = np.broadcast_to(found["cost_per_million_tokens"], samples)
    # a share of no capacity is 0 by declaration
    carried = (found["own_share_of_capacity"] <= 1) & (found["capacity_tokens_per_year"] > 0)
    return SelfHostingSpread(
        ranges=_by_name({**used, **servers}),
        total_per_year=spread_of(np.broadcast_to(found["total_per_year"], samples)),
        cost_per_million_tokens=spread_of(per_token) if "cost_per_million_tokens" in own.lines else None,
        carried=share_of(np.broadcast_to(carried, samples)),
        own_is_cheaper={model: share_of((month < row) & carried) for model, row in zip(models, bought, strict=True)},
        swings=swings_of(SelfHosting, "total_per_year", values, {**used, **servers}),
    )


def costs_drawn(
    knowledge: Knowledge, costs: ApiCostsResults, models: Sequence[str], ranges: Ranges, samples: int
) -> dict[str, np.ndarray]:
    """US dollars a month of each model, once for each draw; nothing where no input of the usage is a range."""
    used = _of_the_usage(costs, ranges)
    if not used or not models:
        return {}
    values = of_models(knowledge, costs, models)
    sampled = {**values, **_sampled(ApiCosts.topic, values, used, samples)}
    found = evaluate(ApiCosts, sampled, samples=samples, only=("cost_per_month",))["cost_per_month"]
    rows = np.broadcast_to(found.reshape(len(models), -1), (len(models), samples))
    return dict(zip(models, rows, strict=True))


def own_cost_drawn(
    knowledge: Knowledge, costs: ApiCostsResults, own: SelfHostingResults, ranges: Ranges, samples: int
) -> np.ndarray | None:
    """US dollars a month of own servers, once for each draw; None where none of their inputs is a range."""
    servers = _usable(ranges.get(SelfHosting.topic, {}))
    if not servers:
        return None
    values = {**of_the_api(knowledge, costs, costs.priced), **own.inputs}
    sampled = {**values, **_sampled(SelfHosting.topic, values, servers, samples)}
    found = evaluate(SelfHosting, sampled, samples=samples, only=("total_per_month",))["total_per_month"]
    return np.broadcast_to(found, samples)


def has_cost_ranges(ranges: Ranges, *, tokens: bool, servers: bool) -> bool:
    """Whether an input of the usage (`tokens`) or of own servers is a range that is more than a point."""
    used = [one for topic, one in ranges.items() if topic == ApiCosts.topic or place_of(topic) is not None]
    own = ranges.get(SelfHosting.topic, {})
    return (tokens and any(map(_usable, used))) or (servers and bool(_usable(own)))
