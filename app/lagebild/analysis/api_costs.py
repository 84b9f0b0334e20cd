"""Token costs of a briefing: prices looked up on its day, every model calculated, what moves the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from lagebild.analysis.defaults import default_figures
from lagebild.analysis.own_models import with_own_models
from lagebild.analysis.uncertainty import Swing, Swings
from lagebild.calculators.api_costs import LONGEST_HORIZON, OF_A_WORKLOAD, PRESETS, ApiCosts, further
from lagebild.calculators.constants import MODEL
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import inputs_of
from lagebild.clock import noon
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.prices import HourPrices, Offer, PriceInterval
from lagebild.knowledge.records import Currency
from lagebild.state import OwnPrice, State


class Money(NamedTuple):
    """How US dollars are shown: as they are, or in euros at a rate."""

    currency: Currency
    usd_per_eur: float

    def of(self, usd: float) -> float:
        """`usd` in the currency shown."""
        return usd / self.usd_per_eur if self.currency == "EUR" else usd


class NoPrice(NamedTuple):
    """Why a model has no price: not yet (`day` is the first with one), no longer (`day` was the last), or a gap."""

    reason: Literal["not yet", "no longer", "gap"]
    day: date | None


class Quote(NamedTuple):
    """What a model charges on the day, in US dollars per million tokens, and whether it is the reader's own price."""

    offer: Offer
    interval: PriceInterval
    input: float
    cached_input: float | None
    output: float
    own: bool
    lookups: dict[str, float]
    """What the formulas look up for it."""


class FurtherWorkload(NamedTuple):
    """A workload beside the first."""

    name: str
    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at the default of the first workload."""


@dataclass(frozen=True, slots=True)
class ApiCostsResults:
    """Everything the page, the charts and the sentences on token costs say."""

    as_of: date
    money: Money
    first: str
    second: str
    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    workloads: tuple[FurtherWorkload, ...]
    """What else the models are used for."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to on that day."""
    preset: str | None
    """The preset whose values all inputs of the first workload have; None is the reader's own mixture."""
    quotes: dict[str, Quote]
    without_price: dict[str, NoPrice]
    lines: dict[str, float]
    """Plain lines; `ratio` and `saving` only where both models have a price, and no multiple of 0."""
    models: dict[str, dict[str, float]]
    """Lines over MODEL for every model with a price, in the order of the offers; a multiple of 0 is left out."""
    swings: tuple[Swing, ...]
    """What moves the difference between the two models, widest first; empty without two prices."""

    @property
    def priced(self) -> tuple[str, ...]:
        """Those of the two compared models that have a price."""
        return tuple(model for model in (self.first, self.second) if model in self.models)

    @property
    def by_cost(self) -> tuple[str, ...]:
        """All models with a price, the cheapest first."""
        return tuple(sorted(self.models, key=lambda model: self.models[model]["cost_per_month"]))


def api_costs(knowledge: Knowledge, state: State) -> ApiCostsResults:
    """Calculate a state; raises KeyError for a model the knowledge does not hold."""
    return _calculated(
        with_own_models(knowledge, state.models),
        state.as_of or knowledge.shock.day,
        state.currency,
        state.compare,
        tuple(state.numbers(ApiCosts.topic).items()),
        tuple(
            (workload.name, tuple(state.numbers(topic).items()))
            for workload, topic in zip(state.workloads, state.workload_topics, strict=True)
        ),
        tuple(sorted(state.prices.items())),
    )


# a few are remembered: the state put aside is asked for on every move of a slider, and so are steps back and forth
@lru_cache(maxsize=8)
def _calculated(
    knowledge: Knowledge,
    day: date,
    currency: Currency,
    compare: tuple[str, str],
    own_inputs: tuple[tuple[str, float], ...],
    given: tuple[tuple[str, tuple[tuple[str, float], ...]], ...],
    own_prices: tuple[tuple[str, OwnPrice], ...],
) -> ApiCostsResults:
    first, second = (knowledge.offers[model].model for model in compare)
    figures, numbers = _defaults(knowledge, day)
    inputs = {**numbers, **dict(own_inputs)}
    workloads = tuple(
        FurtherWorkload(name, {each: numbers[each] for each in OF_A_WORKLOAD} | dict(own), frozenset(dict(own)))
        for name, own in given
    )
    quotes, without_price, lookups = _priced(knowledge, day, own_prices, inputs["usd_per_eur"])
    names = tuple(quotes)
    values: dict[str, Any] = {
        **inputs,
        **lookups,
        **of_workloads(workloads),
        "is_first": np.array([float(name == first) for name in names]),
        "is_second": np.array([float(name == second) for name in names]),
    }
    results = evaluate(ApiCosts, values, only=() if names else _WITHOUT_PRICES)
    lines = {name: float(result) for name, result in results.items() if not ApiCosts.lines[name].over}
    columns = {name: result.tolist() for name, result in results.items() if ApiCosts.lines[name].over == (MODEL,)}
    rows = zip(*columns.values(), strict=True)
    models = {name: dict(zip(columns, row, strict=True)) for name, row in zip(names, rows, strict=True)}
    compared = first in models and second in models
    if not compared:
        lines.pop("ratio", None)
        lines.pop("saving", None)
    # nothing is a multiple of what costs nothing
    elif models[first]["cost_per_month"] == 0:
        del lines["ratio"]
    for model in models.values():
        if lines["cheapest"] == 0 < model["cost_per_month"]:
            del model["ratio_to_cheapest"]
    return ApiCostsResults(
        as_of=day,
        money=Money(currency, inputs["usd_per_eur"]),
        first=first,
        second=second,
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in own_inputs),
        workloads=workloads,
        defaults=figures,
        preset=_preset(knowledge, inputs, numbers),
        quotes=quotes,
        without_price=without_price,
        lines=lines,
        models=models,
        swings=_swings(values, names.index(first), names.index(second)) if compared else (),
    )


_WITHOUT_PRICES = tuple(
    name for name, line in ApiCosts.lines.items() if not any(MODEL in given.axes for given in inputs_of(line))
)


@lru_cache(maxsize=32)
def _defaults(knowledge: Knowledge, day: date) -> tuple[dict[str, str], dict[str, float]]:
    """Figure and number each input defaults to on that day."""
    figures = default_figures(knowledge, ApiCosts, day)
    return figures, {name: knowledge.number(id) for name, id in figures.items()}


def _preset(knowledge: Knowledge, inputs: Mapping[str, float], defaults: Mapping[str, float]) -> str | None:
    for preset in PRESETS:
        wanted = {**defaults, **{name: knowledge.number(id) for name, id in preset.values.items()}}
        if all(inputs[name] == number for name, number in wanted.items() if name != "usd_per_eur"):
            return preset.id
    return None


def figure_of(costs: ApiCostsResults, name: str) -> str:
    """Id of the figure that the preset in force, or else the default, takes for an input."""
    preset = next((preset for preset in PRESETS if preset.id == costs.preset), None)
    return costs.defaults[name] if preset is None else preset.values.get(name, costs.defaults[name])


_MONTHS = {
    "month_number": np.arange(1, LONGEST_HORIZON + 1, dtype=np.float64),
    "growth_steps": np.arange(LONGEST_HORIZON, dtype=np.float64),
}


def of_workloads(workloads: Sequence[FurtherWorkload], places: int | None = None) -> dict[str, Any]:
    """What the formulas take for these workloads beside the first.

    As many places as there are workloads, so that none costs time; with `places` those that are left have no people.
    """
    unused = [0.0] * (0 if places is None else places - len(workloads))
    return {
        further(name): np.array([*(workload.inputs[name] for workload in workloads), *unused]) for name in OF_A_WORKLOAD
    }


LIST_PRICE = OwnPrice()
"""None of the reader's own."""


@lru_cache(maxsize=32)
def _priced(
    knowledge: Knowledge, day: date, own_prices: tuple[tuple[str, OwnPrice], ...], usd_per_eur: float
) -> tuple[dict[str, Quote], dict[str, NoPrice], dict[str, Any]]:
    """Quotes of a day, models without one, and the look-ups of the formulas; the same for every slider move."""
    own = dict(own_prices)
    quotes: dict[str, Quote] = {}
    without: dict[str, NoPrice] = {}
    columns: dict[str, list[float]] = {name: [] for name, lookup in ApiCosts.lookups.items() if lookup.over == (MODEL,)}
    for id, offer in knowledge.offers.items():
        interval = offer.price_at(noon(day))
        if interval is None:
            without[id] = _no_price(offer, day)
            continue
        row = looked_up(offer, interval, usd_per_eur, own.get(id, LIST_PRICE))
        for name, number in row.items():
            columns[name].append(number)
        quotes[id] = Quote(
            offer,
            interval,
            row["peak_input_price"],
            row["peak_cache_price"] if row["offers_cache"] else None,
            row["peak_output_price"],
            id in own or offer.own,
            row,
        )
    lookups = {name: np.array(column) for name, column in columns.items() if name not in ("is_first", "is_second")}
    return quotes, without, {**lookups, **_MONTHS}


def looked_up(
    offer: Offer, interval: PriceInterval, usd_per_eur: float, own: OwnPrice = LIST_PRICE
) -> dict[str, float]:
    """The look-ups of one model in US dollars; own prices stand for all hours."""
    rate = usd_per_eur if interval.currency == "EUR" else 1.0
    peak = interval.peak or interval
    off_peak = interval.off_peak or interval
    # beside a price of the reader's own, no list price holds for the cache or for batches
    listed_cache = interval.cached_input is not None and own.input is None
    cached = own.cached_input is not None or listed_cache
    listed_batch = interval.batch_input is not None and own.input is None and own.output is None
    batch = [
        mine if mine is not None else listed * rate if listed_batch and listed is not None else None
        for mine, listed in ((own.batch_input, interval.batch_input), (own.batch_output, interval.batch_output))
    ]
    batched = None not in batch

    def price(listed: float | None, mine: float | None) -> float:
        return mine if mine is not None else (listed or 0.0) * rate

    def cache_price(hours: PriceInterval | HourPrices) -> float:
        if not cached:
            return 0.0
        # hours without a cache price of their own bill what they bill for any input
        return price(hours.input if hours.cached_input is None else hours.cached_input, own.cached_input)

    return {
        "peak_input_price": price(peak.input, own.input),
        "off_peak_input_price": price(off_peak.input, own.input),
        "peak_cache_price": cache_price(peak),
        "off_peak_cache_price": cache_price(off_peak),
        "peak_output_price": price(peak.output, own.output),
        "off_peak_output_price": price(off_peak.output, own.output),
        "batch_input_price": (batch[0] or 0.0) if batched else 0.0,
        "batch_output_price": (batch[1] or 0.0) if batched else 0.0,
        "offers_cache": float(cached),
        "offers_batch": float(batched),
        "reasons": float(offer.reasoning),
    }


def _no_price(offer: Offer, day: date) -> NoPrice:
    moment = noon(day)
    if not offer.prices:
        return NoPrice("gap", None)
    first = offer.prices[0].valid_from
    if moment < first:
        begins = first.date() if first <= noon(first.date()) else first.date() + timedelta(days=1)
        return NoPrice("not yet", begins)
    ended = [price.valid_to for price in offer.prices if price.valid_to is not None and price.valid_to <= moment]
    if len(ended) == len(offer.prices):
        last = ended[-1]  # no longer valid at that moment
        ends = last.date() if last > noon(last.date()) else last.date() - timedelta(days=1)
        return NoPrice("no longer", ends)
    return NoPrice("gap", None)


def of_models(knowledge: Knowledge, costs: ApiCostsResults, models: Sequence[str]) -> dict[str, Any]:
    """What the formulas take for these models, which have a price on the day, and no others."""
    return {
        **of_rows(costs, [costs.quotes[model].lookups for model in models]),
        "is_first": np.array([float(model == costs.first) for model in models]),
        "is_second": np.array([float(model == costs.second) for model in models]),
    }


def of_rows(costs: ApiCostsResults, rows: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """What the formulas take for these look-ups, whichever day they are of; none is one of the compared models."""
    over_models = (name for name, lookup in ApiCosts.lookups.items() if lookup.over == (MODEL,))
    columns = {name: np.array([row.get(name, 0.0) for row in rows]) for name in over_models}
    return {**costs.inputs, **of_workloads(costs.workloads), **_MONTHS, **columns}


_PRICES = tuple(name for name, lookup in ApiCosts.lookups.items() if lookup.unit == "USD/Mtoken")
_TORNADO = Swings(
    ApiCosts,
    {
        # the requests stand for the volume as a whole: people, requests and days move the difference alike
        **{name: (name, further(name)) for name in OF_A_WORKLOAD if name != "people"},
        "price_of_first": tuple((price, 0) for price in _PRICES),
        "price_of_second": tuple((price, 1) for price in _PRICES),
    },
    places=2,
    bounds={further(name): ApiCosts.inputs[name] for name in OF_A_WORKLOAD},
)


def _swings(values: Mapping[str, Any], first: int, second: int) -> tuple[Swing, ...]:
    """What half and one and a half times each input and each price does to the difference a month."""
    models = [first, second]
    over_models = [name for name, lookup in ApiCosts.lookups.items() if lookup.over == (MODEL,)]
    return _TORNADO.of("saving", {**values, **{name: values[name][models] for name in over_models}})
