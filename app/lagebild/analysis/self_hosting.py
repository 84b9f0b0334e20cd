"""Own servers of a briefing: what they cost a year, and when they beat each model with a price on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults, of_models
from lagebild.analysis.defaults import default_figures, numbers_of
from lagebild.calculators.constants import MODEL, NEGLIGIBLE_RATE
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.self_hosting import LEAST_PRICE, LONGEST_PAYBACK, PRESETS, SelfHosting, ServerPreset
from lagebild.knowledge.loading import Knowledge

Missing = Literal["no throughput", "idle", "free", "never", "volume too large", "outgrown", "not in time"]
"""Why a number does not exist: the servers yield nothing, are never used, the model costs nothing, even full
servers cost more, they cannot carry the volume of the briefing, growth makes it too large before they pay off, or they
do not pay off within LONGEST_PAYBACK months."""

Given = tuple[tuple[str, float], ...]
"""The inputs of the reader, as a value that can be told apart quickly."""


@dataclass(frozen=True, slots=True)
class SelfHostingResults:
    """Everything the page, the charts and the sentences on own servers say."""

    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to."""
    preset: str | None
    """The preset whose values all inputs have; None is the reader's own mixture."""
    lines: dict[str, float]
    """Plain lines, in US dollars; what does not exist is left out."""
    missing: dict[str, Missing]
    """Why a plain line is left out."""
    against: dict[str, dict[str, float]]
    """Lines over MODEL for every model with a price, in the order of the offers; what does not exist is left out."""
    missing_against: dict[str, dict[str, Missing]]
    """Why a line of a model is left out."""
    month_outgrown: int | None
    """The first month whose volume, growing, is more than the servers carry; None where that does not come."""

    @property
    def cost_per_month(self) -> float:
        """US dollars a month, whatever is made of the servers."""
        return self.lines["total_per_month"]

    @property
    def is_bought(self) -> bool:
        """Whether the servers are bought, not rented."""
        return self.inputs["acquisition"] < 1


def self_hosting(knowledge: Knowledge, costs: ApiCostsResults, given: Given) -> SelfHostingResults:
    """Own servers against the prices of `costs`, for its volume."""
    usd_per_eur = costs.inputs["usd_per_eur"]
    figures = default_figures(knowledge, SelfHosting, costs.as_of)
    numbers = numbers_of(knowledge, SelfHosting, figures, usd_per_eur)
    inputs = {**numbers, **dict(given)}
    results = evaluate(SelfHosting, {**of_the_api(knowledge, costs, tuple(costs.quotes)), **inputs})
    lines = {name: float(result) for name, result in results.items() if not SelfHosting.lines[name].over}
    columns = {name: result.tolist() for name, result in results.items() if SelfHosting.lines[name].over == (MODEL,)}
    rows = zip(*columns.values(), strict=True)
    against = {model: dict(zip(columns, row, strict=True)) for model, row in zip(costs.quotes, rows, strict=True)}
    outgrown = _month_outgrown(lines, results["months_of_volume"])
    missing_against = {model: _missing_against(lines, row, outgrown) for model, row in against.items()}
    missing = _missing(inputs, lines)
    return SelfHostingResults(
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in given),
        defaults=figures,
        preset=_preset(knowledge, inputs, numbers, usd_per_eur),
        lines=_without(lines, missing),
        missing=missing,
        against={model: _without(row, missing_against[model]) for model, row in against.items()},
        missing_against=missing_against,
        month_outgrown=outgrown,
    )


def default_numbers(knowledge: Knowledge, own: SelfHostingResults, usd_per_eur: float) -> dict[str, float]:
    """What every input is that nobody set."""
    return numbers_of(knowledge, SelfHosting, own.defaults, usd_per_eur)


def preset_values(knowledge: Knowledge, preset: ServerPreset, usd_per_eur: float) -> dict[str, float]:
    """What a preset sets its inputs to."""
    numbers = numbers_of(knowledge, SelfHosting, preset.values, usd_per_eur)
    return {**numbers, **{name: float(choice) for name, choice in preset.choices.items()}}


def preset_inputs(knowledge: Knowledge, own: SelfHostingResults, id: str, usd_per_eur: float) -> dict[str, float]:
    """What the reader's inputs are once a preset is applied: what it sets, as far as that is not the default."""
    preset = next(preset for preset in PRESETS if preset.id == id)
    plain = default_numbers(knowledge, own, usd_per_eur)
    wanted = preset_values(knowledge, preset, usd_per_eur)
    return {name: value for name, value in wanted.items() if value != plain[name]}


def _preset(
    knowledge: Knowledge, inputs: Mapping[str, float], defaults: Mapping[str, float], usd_per_eur: float
) -> str | None:
    for preset in PRESETS:
        if {**defaults, **preset_values(knowledge, preset, usd_per_eur)} == inputs:
            return preset.id
    return None


def figure_of(own: SelfHostingResults, name: str) -> str:
    """Id of the figure that the preset in force, or else the default, takes for an input."""
    preset = next((preset for preset in PRESETS if preset.id == own.preset), None)
    return own.defaults[name] if preset is None else preset.values.get(name, own.defaults[name])


_MONTHS = np.arange(1, LONGEST_PAYBACK + 1, dtype=np.float64)


def of_the_api(knowledge: Knowledge, costs: ApiCostsResults, models: Sequence[str]) -> dict[str, Any]:
    """What the formulas take from the token costs: usage, and the prices of these models, which have one."""
    return {
        **of_models(knowledge, costs, models),
        "first_reasons": float(knowledge.offers[costs.first].reasoning),
        "months_in_use": _MONTHS,
    }


def _month_outgrown(lines: Mapping[str, float], months_of_volume: np.ndarray) -> int | None:
    if lines["capacity_tokens_per_year"] == 0:
        return 1  # no token at all is carried
    beyond = np.flatnonzero(lines["own_share_of_capacity"] * np.diff(months_of_volume, prepend=0.0) > 1)
    return int(beyond[0]) + 1 if beyond.size else None


def _missing(inputs: dict[str, float], lines: dict[str, float]) -> dict[str, Missing]:
    if lines["capacity_tokens_per_year"] == 0:
        return dict.fromkeys(_OF_CAPACITY, "no throughput")
    missing: dict[str, Missing] = {}
    if inputs["utilisation"] <= NEGLIGIBLE_RATE.value:
        missing = dict.fromkeys(("cost_per_million_tokens", "nodes_needed"), "idle")
    if lines["own_share_of_capacity"] > 1:
        missing["cost_per_million_own_tokens"] = "volume too large"
    return missing


_OF_CAPACITY = (
    "seconds_per_token",
    "cost_per_million_tokens",
    "own_share_of_capacity",
    "nodes_needed",
    "cost_per_million_own_tokens",
)


def _missing_against(lines: dict[str, float], row: dict[str, float], outgrown: int | None) -> dict[str, Missing]:
    missing: dict[str, Missing] = {}
    if row["api_price"] <= LEAST_PRICE.value:
        return dict.fromkeys(("break_even_tokens_per_month", "break_even_utilisation", "payback_month"), "free")
    if lines["capacity_tokens_per_year"] == 0:
        return dict.fromkeys(("break_even_utilisation", "payback_month"), "no throughput")
    if row["break_even_utilisation"] > 1:
        missing["break_even_utilisation"] = "never"
    if lines["own_share_of_capacity"] > 1:
        missing["payback_month"] = "volume too large"
    elif row["payback_month"] == 0:
        missing["payback_month"] = "not in time"
    elif outgrown is not None and row["payback_month"] >= outgrown:
        missing["payback_month"] = "outgrown"
    return missing


def _without(lines: dict[str, float], missing: dict[str, Missing]) -> dict[str, float]:
    return {name: number for name, number in lines.items() if name not in missing}
