"""Own servers over volumes, utilisations and months: what counts, and the curves behind the charts, in US dollars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lagebild.analysis.ranges import SelfHostingSpread
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import SelfHostingResults
from lagebild.analysis.uncertainty import Swing, Swings
from lagebild.analysis.values import values_of
from lagebild.calculators.constants import MONTHS_PER_YEAR
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Choice
from lagebild.calculators.self_hosting import LONGEST_PAYBACK, SelfHosting

YEARS = 5
"""As far as the total cost of ownership is followed."""
A_YEAR = int(MONTHS_PER_YEAR.value)


_OF_PURCHASE = frozenset(
    ("node_price", "useful_life_years", "residual_share", "cost_of_capital", "maintenance_share_per_year")
)
_OF_RENT = frozenset(("gpus_per_node", "rent_per_gpu_hour", "rent_covers_site"))
_OF_SITE = frozenset(("electricity_price_per_kwh", "power_kw_per_node", "pue", "space_cost_per_node_year"))


def counting(own: SelfHostingResults) -> frozenset[str]:
    """The inputs that count: of bought or of rented servers, the site only where it costs something."""
    names = frozenset(SelfHosting.inputs) - (_OF_RENT if own.is_bought else _OF_PURCHASE)
    return names - (_OF_SITE if own.lines["machines_on_site"] == 0 else frozenset())


def capacity_per_month(results: Results) -> float:
    """Tokens a month that the servers yield at most."""
    return results.self_hosting.lines["capacity_tokens_per_year"] / A_YEAR


def life_in_months(results: Results) -> float:
    """Months until the servers are written off."""
    return results.self_hosting.inputs["useful_life_years"] * A_YEAR


def payback_month(results: Results, model: str) -> int | None:
    """The month in which the outlay has come back against a model, be the servers written off by then or not.

    None where it does not come within the months that are looked at, or a growing volume is too large by then.
    """
    month = results.self_hosting.against[model].get("payback_month")
    return None if month is None else round(month)


def cost_per_million(results: Results, utilisations: tuple[float, ...]) -> tuple[float | None, ...]:
    """Cost of a million tokens at each utilisation; none where the servers yield nothing."""
    if capacity_per_month(results) == 0:
        return (None,) * len(utilisations)
    values = {**values_of(results, SelfHosting.topic, results.api_costs.priced), "utilisation": np.array(utilisations)}
    found = evaluate(SelfHosting, values, samples=len(utilisations), only=("cost_per_million_tokens",))
    return tuple(np.broadcast_to(found["cost_per_million_tokens"], len(utilisations)).tolist())


@dataclass(frozen=True, slots=True)
class Ownership:
    """What has been paid by the end of some months: for own servers, and for the same volume at a price per token."""

    months: tuple[int, ...]
    """From the purchase, month 0, on: every half year, and the months of payback among them."""
    own: tuple[float | None, ...]
    """None once the servers are written off, or too small for a volume that grows."""
    models: dict[str, tuple[float, ...]]
    """Of the compared models that have a price."""


@lru_cache(maxsize=4)  # by identity, as results are
def ownership(results: Results) -> Ownership:
    """Outlay and running cost over the first `YEARS` years, without cost of capital and residual value."""
    own, models = results.self_hosting, results.api_costs.priced
    values = values_of(results, SelfHosting.topic, models)
    found = evaluate(SelfHosting, values, only=("own_cost_until", "months_of_volume", "investment"))
    paybacks = {month for model in models if (month := payback_month(results, model)) and month <= YEARS * A_YEAR}
    months = sorted({*range(0, YEARS * A_YEAR + 1, A_YEAR // 2), *paybacks})
    outgrown = own.month_outgrown
    last = LONGEST_PAYBACK if outgrown is None else outgrown - 1
    if own.is_bought:
        last = min(last, round(life_in_months(results)))
    paid = (float(found["investment"]), *found["own_cost_until"].tolist())
    volumes = (0.0, *found["months_of_volume"].tolist())
    return Ownership(
        months=tuple(months),
        own=tuple(paid[month] if month <= last and last > 0 else None for month in months),
        models={
            model: tuple(own.against[model]["api_cost_per_month"] * volumes[month] for month in months)
            for model in models
        },
    )


_WHOLE = ("nodes", "gpus_per_node", "redundant_nodes")
"""Half a server cannot be bought."""
_TORNADO = Swings(
    SelfHosting,
    {
        name: (name,)
        for name, declared in SelfHosting.inputs.items()
        if not isinstance(declared, Choice) and name not in _WHOLE
    },
)


def ranged_spread(results: Results) -> SelfHostingSpread | None:
    """The spread of what own servers cost, where one of their own inputs is a range; those of the usage leave it."""
    return results.self_hosting_spread if results.ranges.get(SelfHosting.topic) else None


@lru_cache(maxsize=4)
def swings(results: Results) -> tuple[Swing, ...]:
    """What moves the cost of a year: each range from end to end, or where there is none each input by half."""
    spread = ranged_spread(results)
    if spread is not None:
        return spread.swings
    return _TORNADO.of("total_per_year", values_of(results, SelfHosting.topic, results.api_costs.priced))
