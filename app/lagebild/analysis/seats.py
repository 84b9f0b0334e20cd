"""Seat licences of a briefing: what they cost, when they beat each model with a price on the day, and the tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults, of_models
from lagebild.analysis.defaults import default_figures, numbers_of
from lagebild.analysis.uncertainty import Moved, Swing, Swings, swings_of
from lagebild.calculators.constants import MODEL, NEGLIGIBLE_RATE
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import inputs_of
from lagebild.calculators.seats import LEAST_REQUEST_COST, TIERS, Seats, Tier
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Figure, Standing
from lagebild.state import Range

Missing = Literal["nobody active", "free", "no price"]
"""Why a number does not exist: no seat is used, the model costs nothing, or it has no price on the day."""

Given = tuple[tuple[str, float], ...]
"""The inputs of the reader, as a value that can be told apart quickly."""

PLAIN = tuple(name for name, line in Seats.lines.items() if not any(MODEL in given.axes for given in inputs_of(line)))
"""The lines that need no model."""
OF_THE_MODEL = tuple(name for name, line in Seats.lines.items() if line.over == (MODEL,))
"""The lines that every model has."""
_BREAK_EVEN = ("break_even_requests_per_active_user_month", "break_even_requests_per_active_user_day")


class TierCosts(NamedTuple):
    """A tier with everything else as the reader has it."""

    tier: Tier
    figures: dict[str, str]
    """Ids of the figures it takes on that day, by input."""
    inputs: dict[str, float]
    """What it sets."""
    lines: dict[str, float]
    """Lines that need no model, in US dollars; what does not exist is left out."""


class SeatPrice(NamedTuple):
    """A list price of a seat and its day."""

    figure: Figure
    standing: Standing
    is_latest: bool
    """Whether it is the last of its product that is not later than the day of the briefing, and not withdrawn."""

    @property
    def product(self) -> str:
        """What it is one price of over time."""
        return self.figure.series or self.figure.id


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class SeatsResults:
    """Everything the page, the charts and the sentences on seats say."""

    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to."""
    preset: str | None
    """The tier whose price and set-up the inputs have; None is the reader's own."""
    model: str
    """The model whose tokens the same work is paid for with."""
    compared: tuple[str, ...]
    """The two models of the comparison as far as they have a price, `model` first."""
    lines: dict[str, float]
    """Plain lines, in US dollars; what does not exist is left out."""
    missing: dict[str, Missing]
    """Why a plain line is left out."""
    against: dict[str, dict[str, float]]
    """Lines over MODEL for every model with a price, in the order of the offers; what does not exist is left out."""
    missing_against: dict[str, dict[str, Missing]]
    """Why a line of a model is left out."""
    tiers: tuple[TierCosts, ...]
    prices: tuple[SeatPrice, ...]
    """The list prices of the knowledge, by product and then by day."""

    @property
    def cost_per_month(self) -> float:
        """US dollars a month, used or not."""
        return self.lines["seat_cost_per_month"]

    @property
    def is_used(self) -> bool:
        """Whether anybody uses a seat."""
        return "cost_per_active_user" in self.lines


def seats(knowledge: Knowledge, costs: ApiCostsResults, given: Given, model: str | None = None) -> SeatsResults:
    """Seats against the prices of `costs`; where no `model` is named, the first compared one that has a price.

    Raises KeyError for a model that the knowledge does not hold.
    """
    chosen = knowledge.offers[model].model if model is not None else next(iter(costs.priced), costs.first)
    usd_per_eur = costs.inputs["usd_per_eur"]
    figures = default_figures(knowledge, Seats, costs.as_of)
    inputs = {**numbers_of(knowledge, Seats, figures, usd_per_eur), **dict(given)}
    priced = tuple(costs.quotes)
    results = evaluate(Seats, {**of_models(knowledge, costs, priced), **inputs, "is_chosen": _is(chosen, priced)})
    lines = {name: float(result) for name, result in results.items() if not Seats.lines[name].over}
    columns = {name: results[name].tolist() for name in OF_THE_MODEL}
    rows = zip(*columns.values(), strict=True)
    against = {each: dict(zip(columns, row, strict=True)) for each, row in zip(priced, rows, strict=True)}
    missing_against = {each: _missing_against(inputs, row) for each, row in against.items()}
    missing = _missing(inputs)
    if chosen not in against:
        missing |= dict.fromkeys(("difference", "break_even"), "no price")
    elif "break_even_requests_per_active_user_month" in missing_against[chosen]:
        missing["break_even"] = missing_against[chosen]["break_even_requests_per_active_user_month"]
    tiers = _tiers(knowledge, costs.as_of, inputs, usd_per_eur)
    return SeatsResults(
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in given),
        defaults=figures,
        preset=next(
            (one.tier.id for one in tiers if all(inputs[name] == number for name, number in one.inputs.items())), None
        ),
        model=chosen,
        compared=tuple(dict.fromkeys(each for each in (chosen, *costs.priced) if each in against)),
        lines=_without(lines, missing),
        missing=missing,
        against={each: _without(row, missing_against[each]) for each, row in against.items()},
        missing_against=missing_against,
        tiers=tiers,
        prices=seat_prices(knowledge, costs.as_of),
    )


def tier_values(knowledge: Knowledge, tier: Tier, day: date, usd_per_eur: float) -> dict[str, float]:
    """What a tier sets its inputs to on a day."""
    return numbers_of(knowledge, Seats, _figures(knowledge, tier, day), usd_per_eur)


def figure_of(found: SeatsResults, name: str) -> str:
    """Id of the figure that the tier in force, or else the default, takes for an input."""
    for one in found.tiers:
        if one.tier.id == found.preset and name in one.figures:
            return one.figures[name]
    return found.defaults[name]


def of_seats(
    knowledge: Knowledge, costs: ApiCostsResults, found: SeatsResults, models: Sequence[str]
) -> dict[str, Any]:
    """What the formulas take for these models, which have a price on the day."""
    return {**of_models(knowledge, costs, models), **found.inputs, "is_chosen": _is(found.model, models)}


def _is(chosen: str, models: Sequence[str]) -> np.ndarray:
    return np.array([float(model == chosen) for model in models])


def _figures(knowledge: Knowledge, tier: Tier, day: date) -> dict[str, str]:
    """The latest figures of a tier that are not after the day, else its first."""
    found = {}
    for name, ids in tier.values.items():
        dated = [id for id in ids if knowledge.figure(id).as_of <= day.isoformat()]
        found[name] = dated[-1] if dated else ids[0]
    return found


def _tiers(knowledge: Knowledge, day: date, inputs: Mapping[str, float], usd_per_eur: float) -> tuple[TierCosts, ...]:
    """All tiers in one evaluation."""
    figures = [_figures(knowledge, tier, day) for tier in TIERS]
    numbers = [numbers_of(knowledge, Seats, one, usd_per_eur) for one in figures]
    moved = {name: np.array([{**inputs, **one}[name] for one in numbers]) for name in numbers[0]}
    results = evaluate(Seats, {**inputs, **moved}, samples=len(TIERS), only=PLAIN)
    columns = {name: np.broadcast_to(result, len(TIERS)).tolist() for name, result in results.items()}
    missing = _missing(inputs)
    return tuple(
        TierCosts(
            tier,
            figures[place],
            numbers[place],
            _without({name: column[place] for name, column in columns.items()}, missing),
        )
        for place, tier in enumerate(TIERS)
    )


def _missing(inputs: Mapping[str, float]) -> dict[str, Missing]:
    if inputs["active_share"] <= NEGLIGIBLE_RATE.value:
        return {"cost_per_active_user": "nobody active"}
    return {}


def _missing_against(inputs: Mapping[str, float], row: Mapping[str, float]) -> dict[str, Missing]:
    if _missing(inputs):
        return dict.fromkeys(_BREAK_EVEN, "nobody active")
    if row["api_cost_per_request"] <= LEAST_REQUEST_COST.value:
        return dict.fromkeys(_BREAK_EVEN, "free")
    return {}


def _without(lines: dict[str, float], missing: Mapping[str, Missing]) -> dict[str, float]:
    return {name: number for name, number in lines.items() if name not in missing}


# ---- the price list


PER_SEAT = "USD/seat/month"
"""The unit by which a figure is known as a list price of a seat."""


@lru_cache(maxsize=8)
def seat_prices(knowledge: Knowledge, day: date) -> tuple[SeatPrice, ...]:
    """The list prices of seats; products in the order of their first price, each from its first price to its last."""
    found = sorted(
        (figure for figure in knowledge.figures.values() if figure.unit == PER_SEAT and figure.value is not None),
        key=lambda figure: figure.as_of,
    )
    products: dict[str, list[Figure]] = {}
    for figure in found:
        products.setdefault(figure.series or figure.id, []).append(figure)
    prices = []
    for figures in products.values():
        reached = [figure for figure in figures if figure.as_of <= day.isoformat()]
        latest = reached[-1] if reached else None
        if latest is not None and latest.valid_to is not None and latest.valid_to <= day:
            latest = None
        prices += [SeatPrice(figure, knowledge.standing(figure.id), figure is latest) for figure in figures]
    return tuple(prices)


# ---- what moves the break-even


_PRICES = ("peak_input_price", "off_peak_input_price", "peak_cache_price", "off_peak_cache_price",
           "peak_output_price", "off_peak_output_price")  # fmt: skip
PRICE_OF_MODEL = "price_of_model"
"""What the prices of the model are moved together as."""
_TORNADO = Swings(
    Seats,
    {
        # seats only spread the set-up, and the requests are what the break-even is counted in
        **{name: (name,) for name in Seats.inputs if name not in ("seats", "requests_per_active_user_month")},
        PRICE_OF_MODEL: tuple((price, 0) for price in _PRICES),
    },
    places=1,
)
_LEAST_SHARE = 0.01
"""Of active seats, at the lower end of a range: with nobody active there is no break-even to move."""


def swings(
    knowledge: Knowledge, costs: ApiCostsResults, found: SeatsResults, ranges: Mapping[str, Range]
) -> tuple[Swing, ...]:
    """What moves the break-even with the model: each range from end to end, or without one each input by half.

    Empty where there is no break-even.
    """
    if "break_even" in found.missing:
        return ()
    values = of_seats(knowledge, costs, found, (found.model,))
    used: dict[Moved, Range] = {
        name: _with_somebody(name, given) for name, given in ranges.items() if given.low < given.high
    }
    if used:
        return swings_of(Seats, "break_even", values, used)
    return _TORNADO.of("break_even", values)


def _with_somebody(name: str, given: Range) -> Range:
    if name != "active_share":
        return given
    return given.changed(low=max(given.low, min(_LEAST_SHARE, given.likely)))


def figure_of_price(found: SeatsResults, knowledge: Knowledge) -> Figure | None:
    """The figure behind the price of a seat; None where it is the reader's own."""
    name = "price_per_seat_month"
    if found.preset is None and name in found.own_inputs:
        return None
    return knowledge.figure(figure_of(found, name))
