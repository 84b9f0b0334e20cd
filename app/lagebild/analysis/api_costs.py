"""Token costs of a briefing: prices looked up on its day, every model calculated, what moves the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from lagebild.analysis.uncertainty import Swing, swings
from lagebild.briefing import OwnPrice, State
from lagebild.calculators.api_costs import LONGEST_HORIZON, PRESETS, ApiCosts
from lagebild.calculators.constants import MODEL
from lagebild.calculators.expression import Input, evaluate
from lagebild.clock import noon
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Checked, Currency, Offer, PriceInterval


class Money(NamedTuple):
    """How US dollars are shown: as they are, or in euros at a rate."""

    currency: Currency
    usd_per_eur: float

    def of(self, usd: float) -> float:
        """`usd` in the currency shown."""
        return usd / self.usd_per_eur if self.currency == "EUR" else usd


class NoPrice(NamedTuple):
    """Why a model has no price on a day: not yet (from `day` on), no longer (since `day`), or a gap."""

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
    defaults: dict[str, str]
    """Ids of the figures the inputs default to on that day."""
    preset: str | None
    """The preset whose values all inputs have; None is the reader's own mixture."""
    quotes: dict[str, Quote]
    without_price: dict[str, NoPrice]
    lines: dict[str, float]
    models: dict[str, dict[str, float]]
    """Lines over MODEL for every model with a price, in the order of the offers."""
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


def default_figures(knowledge: Knowledge, day: date) -> dict[str, str]:
    """The figure each input defaults to: the latest of its records not after the day, else the first."""
    chosen = {}
    for name, declared in ApiCosts.inputs.items():
        dated = [id for id in declared.default if knowledge.figure(id).as_of[:10] <= day.isoformat()]
        chosen[name] = dated[-1] if dated else declared.default[0]
    return chosen


def api_costs(knowledge: Knowledge, state: State) -> ApiCostsResults:
    """Calculate a state; raises KeyError for a model the knowledge does not hold."""
    day = state.as_of or knowledge.shock.day
    defaults = default_figures(knowledge, day)
    own = state.inputs.get(ApiCosts.topic, {})
    inputs = {name: float(own.get(name, knowledge.number(id))) for name, id in defaults.items()}
    quotes, without_price, lookups = _priced(
        knowledge, day, tuple(sorted(state.prices.items())), inputs["usd_per_eur"]
    )
    first, second = state.compare
    names = tuple(quotes)
    values: dict[str, Any] = {**inputs, **lookups, **_chosen(names, first, second)}
    lines: dict[str, float] = {}
    models: dict[str, dict[str, float]] = {name: {} for name in names}
    if names:
        for line, result in evaluate(ApiCosts, values).items():
            over = ApiCosts.lines[line].over
            if not over:
                lines[line] = float(result)
            elif over == (MODEL,):
                for name, number in zip(names, result.tolist(), strict=True):
                    models[name][line] = number
    compared = first in quotes and second in quotes
    if not compared:
        lines.pop("ratio", None)
        lines.pop("saving", None)
    return ApiCostsResults(
        as_of=day,
        money=Money(state.currency, inputs["usd_per_eur"]),
        first=first,
        second=second,
        inputs=inputs,
        own_inputs=frozenset(own),
        defaults=defaults,
        preset=_preset(knowledge, inputs, defaults),
        quotes=quotes,
        without_price=without_price,
        lines=lines,
        models=models,
        swings=_swings(values, names, first, second) if compared else (),
    )


def _preset(knowledge: Knowledge, inputs: Mapping[str, float], defaults: Mapping[str, str]) -> str | None:
    for preset in PRESETS:
        wanted = {name: preset.values.get(name, id) for name, id in defaults.items() if name != "usd_per_eur"}
        if all(inputs[name] == knowledge.number(id) for name, id in wanted.items()):
            return preset.id
    return None


def _chosen(names: tuple[str, ...], first: str, second: str) -> dict[str, Any]:
    return {
        "is_first": np.array([float(name == first) for name in names]),
        "is_second": np.array([float(name == second) for name in names]),
    }


_MONTHS = {
    "month_number": np.arange(1, LONGEST_HORIZON + 1, dtype=np.float64),
    "growth_steps": np.arange(LONGEST_HORIZON, dtype=np.float64),
}


@lru_cache(maxsize=32)
def _priced(
    knowledge: Knowledge, day: date, own_prices: tuple[tuple[str, OwnPrice], ...], usd_per_eur: float
) -> tuple[dict[str, Quote], dict[str, NoPrice], dict[str, Any]]:
    """Quotes of a day, models without one, and the look-ups of the formulas; the same for every slider move."""
    own = dict(own_prices)
    quotes: dict[str, Quote] = {}
    without: dict[str, NoPrice] = {}
    columns: dict[str, list[float]] = {
        name: [] for name, lookup in ApiCosts.lookups.items() if lookup.over == (MODEL,)
    }
    for id, offer in knowledge.offers.items():
        interval = offer.price_at(noon(day))
        if interval is None:
            without[id] = _no_price(offer, day)
            continue
        rate = usd_per_eur if interval.currency == "EUR" else 1.0
        row = _row(interval, rate, own.get(id, OwnPrice()))
        row["reasons"] = float(offer.reasoning)
        for name, number in row.items():
            columns[name].append(number)
        quotes[id] = Quote(
            offer,
            interval,
            row["peak_input_price"],
            row["peak_cache_price"] if row["offers_cache"] else None,
            row["peak_output_price"],
            id in own,
        )
    lookups = {name: np.array(column) for name, column in columns.items() if name not in ("is_first", "is_second")}
    return quotes, without, {**lookups, **_MONTHS}


def _row(interval: PriceInterval, rate: float, own: OwnPrice) -> dict[str, float]:
    """The look-ups of one model; an own price stands for all hours and for batches too."""
    peak = interval.peak or interval
    off_peak = interval.off_peak or interval
    cached = interval.cached_input is not None and own.input is None
    batch = interval.batch_input is not None and own.input is None and own.output is None

    def price(listed: float | None, mine: float | None) -> float:
        return mine if mine is not None else (listed or 0.0) * rate

    return {
        "peak_input_price": price(peak.input, own.input),
        "off_peak_input_price": price(off_peak.input, own.input),
        "peak_cache_price": price(peak.cached_input, None) if cached else 0.0,
        "off_peak_cache_price": price(off_peak.cached_input, None) if cached else 0.0,
        "peak_output_price": price(peak.output, own.output),
        "off_peak_output_price": price(off_peak.output, own.output),
        "batch_input_price": price(interval.batch_input, None) if batch else 0.0,
        "batch_output_price": price(interval.batch_output, None) if batch else 0.0,
        "offers_cache": float(cached),
        "offers_batch": float(batch),
    }


def _no_price(offer: Offer, day: date) -> NoPrice:
    moment = noon(day)
    if not offer.prices or moment < offer.prices[0].valid_from:
        return NoPrice("not yet", offer.prices[0].valid_from.date() if offer.prices else None)
    ended = [price.valid_to for price in offer.prices if price.valid_to is not None and price.valid_to <= moment]
    if len(ended) == len(offer.prices):
        return NoPrice("no longer", ended[-1].date())
    return NoPrice("gap", None)


# What stands for the volume as a whole: people, requests and days move the result alike
_VARIED = (
    ("requests_per_person_day",),
    ("input_tokens_per_request",),
    ("output_tokens_per_request",),
    ("reasoning_tokens_per_request",),
    ("cached_input_share",),
    ("batch_share",),
)


def _swings(values: dict[str, Any], names: tuple[str, ...], first: str, second: str) -> tuple[Swing, ...]:
    """What half and one and a half times each input and each price does to the difference a month."""
    pair = [names.index(first), names.index(second)]
    narrowed = {
        name: value[pair] if name in ApiCosts.lookups and ApiCosts.lookups[name].over == (MODEL,) else value
        for name, value in values.items()
    }
    prices = ("peak_input_price", "off_peak_input_price", "peak_cache_price", "off_peak_cache_price",
              "peak_output_price", "off_peak_output_price", "batch_input_price", "batch_output_price")  # fmt: skip
    varied: dict[str, tuple[Any, ...]] = {name[0]: name for name in _VARIED}
    varied["price_of_first"] = tuple((price, 0) for price in prices)
    varied["price_of_second"] = tuple((price, 1) for price in prices)
    return swings(ApiCosts, narrowed, "saving", varied)


def input_of(name: str) -> Input:
    """The declaration of an input of this topic."""
    return ApiCosts.inputs[name]


def price_checked(quote: Quote) -> Checked:
    """How well the price was checked."""
    return quote.interval.checked
