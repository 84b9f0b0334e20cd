"""Price history: what a million tokens of the briefing's mix cost from day to day, and what one euro bought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.api_costs import ApiCostsResults, Money, looked_up, of_rows
from lagebild.analysis.defaults import default_figures
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.constants import TOKENS_PER_MILLION
from lagebild.calculators.evaluation import evaluate
from lagebild.clock import noon
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.prices import Offer, PriceInterval, PriceLine


class Sold(NamedTuple):
    """A model on a day: its price list, and US dollars for a million tokens of the mix."""

    offer: Offer
    interval: PriceInterval
    usd_per_million: float

    def tokens_for(self, usd: float) -> float | None:
        """What so many US dollars buy; None where tokens cost nothing."""
        return usd / self.usd_per_million * TOKENS_PER_MILLION.value if self.usd_per_million else None


class Day(NamedTuple):
    """What the lines sold on a day, None without a price, and the rate of the euro that counts for it."""

    day: date
    money: Money
    rate: str | None
    """Id of the figure the rate is; None where it is the reader's own."""
    sold: tuple[Sold | None, ...]


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """The lines over the days on which a model, a price or the rate of the euro changes, and the last day."""

    lines: tuple[PriceLine, ...]
    days: tuple[Day, ...]
    """From the first price to today; none where no price is as old."""
    then: Day | None
    """The day of the shock, or else the first on which all lines have a price."""
    now: Day | None
    """The last day on which they all have, today if nothing is missing."""


@lru_cache(maxsize=4)  # by identity, as results are
def price_history(results: Results) -> PriceHistory:
    """The price lines of the knowledge up to today, at list prices; on a day holds what does at its 12:00 UTC."""
    knowledge, lines = results.knowledge, results.knowledge.price_lines
    days = tuple(_changing(_days(results, lines), (knowledge.shock.day, results.today)))
    complete = [day for day in days if None not in day.sold]
    shock = next((day for day in complete if day.day == knowledge.shock.day), None)
    return PriceHistory(lines, days, shock or (complete[0] if complete else None), complete[-1] if complete else None)


def _days(results: Results, lines: tuple[PriceLine, ...]) -> tuple[Day, ...]:
    """Every day on which something may change."""
    knowledge, costs = results.knowledge, results.api_costs
    prices = [price for line in lines for model in line.models for price in knowledge.offers[model].prices]
    first = min((_first_day(price.valid_from) for price in prices), default=date.max)
    moments = [moment for price in prices for moment in (price.valid_from, price.valid_to) if moment is not None]
    wanted = {first, knowledge.shock.day, results.today, *map(_first_day, moments), *_days_of_rates(knowledge)}
    days = sorted(day for day in wanted if first <= day <= results.today)
    rates = [_rate(knowledge, costs, day) for day in days]
    sold = [[line.at(noon(day), knowledge.offers) for line in lines] for day in days]
    rows = [
        looked_up(*one, rate)
        for here, (rate, _) in zip(sold, rates, strict=True)
        for one in here
        if one is not None
    ]  # fmt: skip
    usd = iter(_usd_per_million(costs, rows))
    return tuple(
        Day(
            day,
            Money(costs.money.currency, rate),
            figure,
            tuple(None if one is None else Sold(*one, next(usd)) for one in here),
        )
        for day, (rate, figure), here in zip(days, rates, sold, strict=True)
    )


def _changing(days: tuple[Day, ...], kept: tuple[date, ...]) -> Iterator[Day]:
    """The days on which something is other than on the one before, and those that are kept in any case."""
    before: tuple[object, ...] | None = None
    for day in days:
        now = (day.money, *((one.offer.model, one.usd_per_million) if one else None for one in day.sold))
        if now != before or day.day in kept:
            yield day
        before = now


def _usd_per_million(costs: ApiCostsResults, rows: list[dict[str, float]]) -> list[float]:
    """US dollars for a million tokens of the briefing's mix, for each row of look-ups."""
    if not rows:
        return []
    wanted = ("cost_per_month", "input_tokens_per_month", "output_tokens_per_month")
    cost, tokens_in, tokens_out = evaluate(ApiCosts, of_rows(costs, rows), only=wanted).values()
    return list((cost / (tokens_in + tokens_out) * TOKENS_PER_MILLION.value).tolist())


def _first_day(moment: datetime) -> date:
    """The first day at whose noon a price from `moment` on holds."""
    day = moment.date()
    return day if moment <= noon(day) else day + timedelta(days=1)


def _days_of_rates(knowledge: Knowledge) -> Iterator[date]:
    return (date.fromisoformat(knowledge.figure(id).as_of) for id in ApiCosts.usd_per_eur.default)


def _rate(knowledge: Knowledge, costs: ApiCostsResults, day: date) -> tuple[float, str | None]:
    """US dollars per euro: the reader's rate, or the one known last on the day, before the first of them the first."""
    if "usd_per_eur" in costs.own_inputs:
        return costs.inputs["usd_per_eur"], None
    figure = default_figures(knowledge, ApiCosts, day)["usd_per_eur"]
    return knowledge.number(figure), figure
