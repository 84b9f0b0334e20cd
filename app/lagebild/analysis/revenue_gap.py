"""The revenue gap of a briefing: the sum, the three dates, whose revenue is credited, and spending by elasticity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.defaults import default_figures, default_number, numbers_of
from lagebild.analysis.uncertainty import SHARE, Swing, swings_of
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.revenue_gap import (
    BREAK_EVEN,
    ESTIMATES,
    OF_THE_GAP,
    PRESETS,
    PRICE_CUTS,
    GapPreset,
    RevenueGap,
)
from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import Knowledge
from lagebild.state import Range

Missing = Literal["all margin"]
"""Why a number does not exist: no revenue is enough where all of it is margin."""

Given = tuple[tuple[str, float], ...]
"""The inputs of the reader, as a value that can be told apart quickly."""


class Credited(NamedTuple):
    """Part of the credited revenue: whose, the figure behind it, and US dollars a year, below zero if taken off."""

    label: Bilingual
    figure: str | None
    """None for what is left over."""
    usd: float


class GapOfDate(NamedTuple):
    """The sum of one of the three dates, in US dollars a year, with the figures it is made of."""

    preset: GapPreset
    inputs: dict[str, float]
    """Those of the gap."""
    lines: dict[str, float]
    credited: tuple[Credited, ...]
    """Adds up to the credited revenue."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures of its inputs."""
        return tuple(self.preset.values[name] for name in OF_THE_GAP)


class Estimate(NamedTuple):
    """A published elasticity as its size; `low` and `high` where the source has a range."""

    label: Bilingual
    figure: str
    elasticity: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class RevenueGapResults:
    """Everything the page, the charts and the sentences on the revenue gap say."""

    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to."""
    preset: str | None
    """The date whose values the inputs of the gap have; None is the reader's own mixture."""
    lines: dict[str, float]
    """In US dollars a year; what does not exist is left out."""
    missing: dict[str, Missing]
    """Why a line is left out."""
    dates: dict[str, GapOfDate]
    """The three dates, by the id of their preset."""
    estimates: tuple[Estimate, ...]
    price_cuts: dict[str, float]
    """Price cuts to choose from, by the figure that holds them: o1 against R1 first."""

    @property
    def credited_as_on(self) -> GapOfDate | None:
        """The date whose credited revenue is used; None where it is the reader's own."""
        total = self.inputs["credited_revenue"]
        return next((date for date in self.dates.values() if date.inputs["credited_revenue"] == total), None)

    @property
    def credited(self) -> tuple[Credited, ...]:
        """The credited revenue by company; nothing where it is the reader's own."""
        date = self.credited_as_on
        return () if date is None else date.credited


def revenue_gap(knowledge: Knowledge, costs: ApiCostsResults, given: Given) -> RevenueGapResults:
    """The gap with what the reader set, on the day and at the rate of `costs`."""
    rate = costs.inputs["usd_per_eur"]
    figures = default_figures(knowledge, RevenueGap, costs.as_of)
    inputs = {**numbers_of(knowledge, RevenueGap, figures, rate), **dict(given)}
    lines, missing = _lines(inputs)
    dates = _dates(knowledge)
    return RevenueGapResults(
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in given),
        defaults=figures,
        preset=next((id for id, date in dates.items() if date.inputs.items() <= inputs.items()), None),
        lines=lines,
        missing=missing,
        dates=dates,
        estimates=_estimates(knowledge),
        price_cuts={id: knowledge.number(id) for id in PRICE_CUTS},
    )


def default_numbers(knowledge: Knowledge, gap: RevenueGapResults, usd_per_eur: float) -> dict[str, float]:
    """What every input is that nobody set."""
    return numbers_of(knowledge, RevenueGap, gap.defaults, usd_per_eur)


def preset_values(knowledge: Knowledge, preset: GapPreset) -> dict[str, float]:
    """What a preset sets its inputs to."""
    return numbers_of(knowledge, RevenueGap, preset.values, 1)  # its figures are in US dollars


def figure_of(gap: RevenueGapResults, name: str) -> str:
    """Id of the figure that the preset in force, or else the default, takes for an input."""
    values = gap.dates[gap.preset].preset.values if gap.preset is not None else {}
    return values.get(name, gap.defaults[name])


# ---- lines, and why some do not exist


def _lines(inputs: Mapping[str, float]) -> tuple[dict[str, float], dict[str, Missing]]:
    lines = {name: float(number) for name, number in evaluate(RevenueGap, inputs).items()}
    missing: dict[str, Missing] = {}
    if inputs["gross_margin"] == 1:
        missing = dict.fromkeys(("required_revenue", "margin_revenue", "gap", "coverage"), "all margin")
    return {name: number for name, number in lines.items() if name not in missing}, missing


# ---- the dates, and what was credited


@lru_cache(maxsize=4)
def _dates(knowledge: Knowledge) -> dict[str, GapOfDate]:
    found = {}
    for preset in PRESETS:
        inputs = preset_values(knowledge, preset)
        # price cut and elasticity do not count for the gap
        lines, _ = _lines({**inputs, "price_cut_factor": 1.0, "elasticity": BREAK_EVEN})
        lines = {name: lines[name] for name in RevenueGap.lines if name not in ("demand_factor", "spending_factor")}
        found[preset.id] = GapOfDate(preset, inputs, lines, _credited(knowledge, preset, inputs["credited_revenue"]))
    return found


def _credited(knowledge: Knowledge, preset: GapPreset, total: float) -> tuple[Credited, ...]:
    parts = [
        Credited(
            one.label,
            one.figure,
            one.sign * default_number(knowledge.figure(one.figure), RevenueGap.credited_revenue, 1),
        )
        for one in preset.credits
    ]
    rest = total - sum(part.usd for part in parts)
    return (*parts, Credited(preset.rest, None, rest)) if rest else tuple(parts)


# ---- demand


@lru_cache(maxsize=4)
def _estimates(knowledge: Knowledge) -> tuple[Estimate, ...]:
    found = []
    for id, label in ESTIMATES.items():
        figure = knowledge.figure(id)
        low, high = sorted(abs(figure.number if end is None else end) for end in (figure.low, figure.high))
        found.append(Estimate(label, id, abs(figure.number), low, high))
    return tuple(found)


CURVE_UP_TO = 1.6
"""The elasticity up to which the curve is drawn at least; beyond the estimates a power grows out of all proportion."""
_STEPS = 32


@lru_cache(maxsize=4)
def spending_curve(gap: RevenueGapResults) -> dict[float, float]:
    """Spending on tokens as a multiple of today's, by elasticity, at the price cut of the inputs.

    Even steps from 0 on, the break-even, the estimates, and the reader's own elasticity.
    """
    own = gap.inputs["elasticity"]
    top = max(CURVE_UP_TO, own)
    steps = (round(CURVE_UP_TO * step / _STEPS, 9) for step in range(_STEPS + 1))
    beyond = np.arange(CURVE_UP_TO, top, CURVE_UP_TO / _STEPS).round(9).tolist()
    places = sorted({*steps, *beyond, BREAK_EVEN, own, *(one.elasticity for one in gap.estimates)})
    return dict(zip(places, _spending(gap, tuple(places)), strict=True))


def _spending(gap: RevenueGapResults, elasticities: tuple[float, ...]) -> list[float]:
    values = {**gap.inputs, "elasticity": np.array(elasticities)}
    found = evaluate(RevenueGap, values, samples=len(elasticities), only=("spending_factor",))
    return list(np.broadcast_to(found["spending_factor"], len(elasticities)).tolist())


# ---- what moves the gap

_HIGHEST_MARGIN = 0.9


class Moved(NamedTuple):
    """How far the gap moves with one input, and between which ends that input goes."""

    swing: Swing
    low: float
    high: float


def swings(gap: RevenueGapResults, ranges: Mapping[str, Range] | None = None) -> tuple[Moved, ...]:
    """What moves the gap: each of `ranges` from end to end, or without any each input by half; nothing without a gap.

    Inputs stop at their bounds, the margin at `highest_margin`.
    """
    if "gap" in gap.missing:
        return ()
    ends = {name: ranges[name] for name in OF_THE_GAP if name in ranges} if ranges else _by_half(gap)
    if "gross_margin" in ends:
        low, likely, high = (getattr(ends["gross_margin"], end) for end in ("low", "likely", "high"))
        ends["gross_margin"] = Range(low=low, likely=likely, high=min(high, highest_margin(gap)))
    return tuple(
        Moved(swing, ends[swing.name].low, ends[swing.name].high)
        for swing in swings_of(RevenueGap, "gap", gap.inputs, ends)
    )


def highest_margin(gap: RevenueGapResults) -> float:
    """How far the margin is moved up at most: towards 100 % the gap grows without end."""
    return max(_HIGHEST_MARGIN, gap.inputs["gross_margin"])


def _by_half(gap: RevenueGapResults) -> dict[str, Range]:
    ends = {}
    for name in OF_THE_GAP:
        declared, value = RevenueGap.inputs[name], gap.inputs[name]
        low, high = max(value * (1 - SHARE), declared.low), min(value * (1 + SHARE), declared.high)
        ends[name] = Range(low=low, likely=value, high=high)
    return ends
