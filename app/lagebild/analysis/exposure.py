"""The reader's holdings in the shock: returns of groups and indices, losses, presets, and losses by the factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.defaults import default_figures, numbers_of
from lagebild.analysis.uncertainty import Swing, Swings, swings_of
from lagebild.calculators.constants import HOLDING
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.exposure import HOLDINGS, PRESETS, Exposure, Holding, HoldingsPreset
from lagebild.calculators.expression import Line
from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.origin import Origin
from lagebild.state import Range

Missing = Literal["no close", "nothing held", "no loss"]
"""Why a number does not exist: a close is missing, no amount is entered, nothing was lost of which it is a share."""

Given = tuple[tuple[str, float], ...]
"""The inputs of the reader, as a value that can be told apart quickly."""


class Days(NamedTuple):
    """The last day of trading before the shock, the day itself, and the next one."""

    before: date
    on: date
    after: date


class Returns(NamedTuple):
    """What a holding returned from the close before the shock: to that of the day, and to that of the day after."""

    day: float
    two_days: float
    symbols: tuple[str, ...]
    """Whose mean it is, each with the same weight; of an index, its own."""
    without: tuple[str, ...]
    """Symbols of the group of which a close is missing."""


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class ExposureResults:
    """Everything the page, the charts and the sentences on the reader's holdings say, in US dollars."""

    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to."""
    preset: str | None
    """The preset whose amounts the inputs have; None is the reader's own."""
    days: Days
    returns: dict[str, Returns]
    """By holding; those without a close are left out."""
    lines: dict[str, float]
    """Plain lines; what does not exist is left out."""
    missing: dict[str, Missing]
    """Why a plain line is left out."""
    holdings: dict[str, dict[str, float]]
    """Lines over HOLDING for every holding; what does not exist is left out."""
    missing_holdings: dict[str, dict[str, Missing]]
    """Why a line of a holding is left out."""

    @property
    def held(self) -> tuple[str, ...]:
        """The holdings with an amount and a return, the largest loss first."""
        found = [id for id, lines in self.holdings.items() if lines.get("amount", 0) > 0]
        return tuple(sorted(found, key=lambda id: -self.holdings[id]["loss"]))

    @property
    def lost_entirely(self) -> tuple[str, ...]:
        """The held ones of which a shock by the reader's factor leaves nothing."""
        return tuple(id for id in self.held if self.holdings[id]["shock_loss_share"] >= 1)


def exposure(knowledge: Knowledge, costs: ApiCostsResults, given: Given) -> ExposureResults:
    """The holdings with what the reader set; `costs` says the day of the briefing and the rate of euros."""
    rate = costs.inputs["usd_per_eur"]
    figures = default_figures(knowledge, Exposure, costs.as_of)
    inputs = {**numbers_of(knowledge, Exposure, figures, rate), **dict(given)}
    found = evaluate(Exposure, values_of_holdings(knowledge, inputs))
    rows = {name: found[name].tolist() for name, line in Exposure.lines.items() if line.over}
    every = {one.id: {name: row[place] for name, row in rows.items()} for place, one in enumerate(HOLDINGS)}
    lines = {name: float(found[name]) for name, line in Exposure.lines.items() if not line.over}
    missing = _missing(lines)
    known = returns(knowledge)
    missing_holdings = {id: _missing_of(id in known, lines) for id in every}
    return ExposureResults(
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in given),
        defaults=figures,
        preset=next((one.id for one in PRESETS if preset_values(knowledge, one).items() <= inputs.items()), None),
        days=shock_days(knowledge),
        returns=known,
        lines=_without(lines, missing),
        missing=missing,
        holdings={id: _without(row, missing_holdings[id]) for id, row in every.items()},
        missing_holdings=missing_holdings,
    )


def default_numbers(knowledge: Knowledge, found: ExposureResults, usd_per_eur: float) -> dict[str, float]:
    """What every input is that nobody set."""
    return numbers_of(knowledge, Exposure, found.defaults, usd_per_eur)


def preset_values(knowledge: Knowledge, preset: HoldingsPreset) -> dict[str, float]:
    """What a preset sets the amounts to."""
    return numbers_of(knowledge, Exposure, preset.values, 1)  # its figures are in US dollars


def preset_figures(found: ExposureResults) -> Mapping[str, str]:
    """Ids of the figures that the preset in force takes, by input; empty where none is in force."""
    return next((one.values for one in PRESETS if one.id == found.preset), {})


def figure_of(found: ExposureResults, name: str) -> str:
    """Id of the figure that the preset in force, or else the default, takes for an input."""
    return preset_figures(found).get(name, found.defaults[name])


# ---- what is looked up


@lru_cache(maxsize=4)
def shock_days(knowledge: Knowledge) -> Days:
    """The days of trading around the shock, those of the broad market."""
    days = knowledge.closes[BROAD_MARKET].days
    place = days.index(knowledge.shock.day)
    return Days(*days[place - 1 : place + 2])


@lru_cache(maxsize=4)
def returns(knowledge: Knowledge) -> dict[str, Returns]:
    """The returns of every holding that has the closes of all three days."""
    days = shock_days(knowledge)
    found = {}
    for one in HOLDINGS:
        series = [close for close in knowledge.closes.values() if close.symbol == one.symbol or close.kind == one.group]
        closes = {close.symbol: [close.on(day) for day in days] for close in series}
        pairs = [
            (on / before, after / before)
            for before, on, after in closes.values()
            if before is not None and on is not None and after is not None
        ]
        without = tuple(symbol for symbol, each in closes.items() if None in each)
        if pairs:
            day, two_days = (sum(column) / len(pairs) - 1 for column in zip(*pairs, strict=True))
            found[one.id] = Returns(day, two_days, tuple(symbol for symbol in closes if symbol not in without), without)
    return found


def values_of_holdings(knowledge: Knowledge, inputs: Mapping[str, float]) -> dict[str, Any]:
    """What `evaluate` takes: the inputs, and the returns. A holding without a close counts for nothing."""
    known = returns(knowledge)
    values: dict[str, Any] = {
        f"is_{one.id}": np.array([float(other is one and one.id in known) for other in HOLDINGS]) for one in HOLDINGS
    }
    values["day_return"] = np.array([known[one.id].day if one.id in known else 0.0 for one in HOLDINGS])
    values["two_day_return"] = np.array([known[one.id].two_days if one.id in known else 0.0 for one in HOLDINGS])
    return {**values, **inputs}


def holding_of(id: str) -> Holding:
    """The holding of that id."""
    return next(one for one in HOLDINGS if one.id == id)


def records_of(found: ExposureResults, *ids: str) -> tuple[str, ...]:
    """The series of closes behind the returns of these holdings."""
    return tuple(dict.fromkeys(f"{MARKET}{symbol}" for id in ids for symbol in found.returns[id].symbols))


def origin_of_holding(found: ExposureResults, id: str, line: Line) -> Origin:
    """Where a number of one holding comes from: its closes, its amount, and the factor where that counts."""
    inputs = [f"{Exposure.topic}.{holding_of(id).amount}"]
    if line in (Exposure.shock_loss, Exposure.shock_loss_share):
        inputs.append(f"{Exposure.topic}.{Exposure.shock_factor.name}")
    records = () if line is Exposure.amount else records_of(found, id)
    return Origin(records, tuple(inputs), f"{Exposure.topic}.{line.name}")


def origin_of_all(found: ExposureResults, line: Line) -> Origin:
    """Where a number of all holdings together comes from: those that are held."""
    inputs = [f"{Exposure.topic}.{holding_of(id).amount}" for id in found.held]
    if line is Exposure.total_shock_loss:
        inputs.append(f"{Exposure.topic}.{Exposure.shock_factor.name}")
    records = () if line is Exposure.total_amount else records_of(found, *found.held)
    return Origin(records, tuple(inputs), f"{Exposure.topic}.{line.name}")


# ---- what does not exist

_LEAST_LOSS = 0.005
"""Half a cent, in US dollars: less counts as no loss."""


def _missing(lines: Mapping[str, float]) -> dict[str, Missing]:
    if lines["total_amount"] == 0:
        return dict.fromkeys(("loss_share", "given_back_share"), "nothing held")
    return {"given_back_share": "no loss"} if lines["total_loss"] < _LEAST_LOSS else {}


def _missing_of(is_known: bool, lines: Mapping[str, float]) -> dict[str, Missing]:
    if not is_known:
        return dict.fromkeys((name for name, line in Exposure.lines.items() if HOLDING in line.over), "no close")
    if lines["total_amount"] == 0:
        return {"share_of_loss": "nothing held"}
    return {"share_of_loss": "no loss"} if lines["total_loss"] < _LEAST_LOSS else {}


def _without(lines: Mapping[str, float], missing: Mapping[str, Missing]) -> dict[str, float]:
    return {name: number for name, number in lines.items() if name not in missing}


# ---- by the factor

_STEPS = 49  # of a tenth


@lru_cache(maxsize=4)
def losses_by_factor(knowledge: Knowledge, found: ExposureResults) -> dict[float, tuple[float, float]]:
    """What a shock costs in all by its factor, and what it costs with the same sum in the broad market alone.

    Even steps over all factors there are, that of the day itself, and the reader's own.
    """
    declared, own = Exposure.shock_factor, found.inputs["shock_factor"]
    steps = (round(declared.low + (declared.high - declared.low) * step / _STEPS, 9) for step in range(_STEPS + 1))
    factors = sorted({*steps, 1.0, own})
    every = np.array(factors)

    def losses(amounts: Mapping[str, float]) -> list[float]:
        values = values_of_holdings(knowledge, {**found.inputs, **amounts})
        lines = evaluate(Exposure, {**values, "shock_factor": every}, samples=len(factors), only=("total_shock_loss",))
        return list(np.broadcast_to(lines["total_shock_loss"], len(factors)).tolist())

    broad = {one.amount: found.lines["total_amount"] * (one.symbol == BROAD_MARKET) for one in HOLDINGS}
    return dict(zip(factors, zip(losses({}), losses(broad), strict=True), strict=True))


# ---- what moves the loss

_MOVED = Swings(Exposure, {name: (name,) for name in Exposure.inputs})


def swings(knowledge: Knowledge, found: ExposureResults, ranges: Mapping[str, Range]) -> tuple[Swing, ...]:
    """What moves the loss in a shock by the reader's factor: each range from end to end, without any each by half."""
    values = values_of_holdings(knowledge, found.inputs)
    used = {name: given for name, given in ranges.items() if given.low < given.high}
    if used:
        return swings_of(Exposure, "total_shock_loss", values, used)
    return _MOVED.of("total_shock_loss", values)
