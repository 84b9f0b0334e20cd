"""Training runs of a briefing: the published ones from the knowledge, the reader's own, and why a number is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.defaults import default_figures, default_number, numbers_of
from lagebild.analysis.uncertainty import SAMPLES, Spread, Swing, Swings, drawn, spread_of, swings_of
from lagebild.calculators.constants import RUN
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Choice, Line, inputs_of
from lagebild.calculators.training_costs import LAYERS, LEAST_COST, OWN, RUNS, TrainingCosts
from lagebild.knowledge.loading import Knowledge
from lagebild.origin import Origin
from lagebild.state import Range

Missing = Literal[
    "not published", "within final run", "of base run", "stock only", "no compute", "impossible", "nothing counted",
    "nothing shared", "free",
]  # fmt: skip
"""Why a number does not exist: nobody states it, it is contained in the final run, it stands with the run it builds
on, only a whole company's hardware is estimated, parameters, tokens or hours are not known, more computing than the
chips can do, no layer is switched on, the two runs have no such layer in common, the other costs nothing."""

Given = tuple[tuple[str, float], ...]
"""The inputs of the reader, as a value that can be told apart quickly."""

Measure = Literal["rent", "amortised", "purchase", "stated"]
"""What a published cost of a run counts."""


class Published(NamedTuple):
    """A published cost of a run in US dollars, and what it counts. Only equal measures can be compared."""

    figure: str
    measure: Measure
    usd: float


BASE = "deepseek-v3"
"""The run that R1 builds on, and that all others are compared with first."""
_BASES = {"deepseek-r1": BASE}
_RECORDS = {"llama-3.1-405b": "llama-3-1-405b"}
"""Ids of training runs in the knowledge where they differ from the row's."""

_OF_V3 = {"known_gpu_hours": "v3-gpu-hours", "known_price": "v3-rent"}
_FIGURES: dict[str, dict[str, str]] = {
    "deepseek-v3": {
        **_OF_V3,
        "known_parameters": "v3-params-active",
        "known_tokens": "v3-tokens",
        "known_peak_flops": "h800-peak-bf16",
        "known_pretraining_hours": "v3-gpu-hours-pretraining",
    },
    "deepseek-r1": {**_OF_V3, "known_reinforcement_hours": "r1-gpu-hours"},
    "llama-3.1-405b": {
        "known_gpu_hours": "llama-405b-gpu-hours",
        "known_price": "v3-rent",
        "known_parameters": "llama-405b-params",
        "known_tokens": "llama-405b-tokens",
        "known_peak_flops": "h100-peak-bf16",
        "known_pretraining_hours": "llama-405b-gpu-hours",
    },
    "gpt-4": {
        "published_rent": "gpt4-training-cloud",
        "known_staff": "gpt4-staff-estimate",
        "known_hardware": "gpt4-hardware-purchase",
    },
}
"""The figure behind each look-up of a run; what is not here is not published."""

_NEEDED = {
    "final_run": ("known_gpu_hours", "published_rent"),
    "reinforcement_learning": ("known_reinforcement_hours",),
    "failed_runs": (),
    "staff_cost": ("known_staff",),
    "hardware_cost": ("known_hardware",),
}
"""Look-ups of which one must be published for a layer to have evidence."""


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class TrainingCostsResults:
    """Everything the page, the charts and the sentences on training say, in US dollars."""

    inputs: dict[str, float]
    own_inputs: frozenset[str]
    """Names of inputs the reader set; the others stand at their default."""
    defaults: dict[str, str]
    """Ids of the figures the inputs default to."""
    lines: dict[str, float]
    """Plain lines; what does not exist is left out."""
    missing: dict[str, Missing]
    """Why a plain line is left out."""
    runs: dict[str, dict[str, float]]
    """Lines over RUN for every row; what does not exist is left out."""
    missing_runs: dict[str, dict[str, Missing]]
    """Why a line of a run is left out."""
    layers: tuple[str, ...]
    """The layers that are switched on, by the names of their lines."""
    ratios: dict[str, dict[str, float]]
    """How many times each other run a run costs, over the layers that are switched on and that both have."""
    missing_ratios: dict[str, dict[str, Missing]]
    rent_ratios: dict[str, dict[str, float]]
    """The same for the final runs alone, whatever is switched on: rent against rent."""
    published: dict[str, tuple[Published, ...]]
    """Every published cost of a final run or its hardware; those of a run it builds on stand there."""

    @property
    def is_from_hours(self) -> bool:
        """Whether the own run is given by its GPU hours, not by parameters and tokens."""
        return self.inputs["own_run_given"] < 1

    def has(self, run: str) -> tuple[str, ...]:
        """The layers of a run that have evidence and are switched on."""
        return tuple(layer for layer in self.layers if layer in self.runs[run])

    def shared(self, run: str, other: str) -> tuple[str, ...]:
        """The layers that are compared between two runs."""
        return tuple(layer for layer in self.has(run) if layer in self.runs[other])


def training_costs(knowledge: Knowledge, costs: ApiCostsResults, given: Given) -> TrainingCostsResults:
    """All rows; `costs` says the day of the briefing and the rate of euros, in which some defaults are written."""
    figures = default_figures(knowledge, TrainingCosts, costs.as_of)
    inputs = {**numbers_of(knowledge, TrainingCosts, figures, costs.inputs["usd_per_eur"]), **dict(given)}
    values = values_of_runs(knowledge, inputs)
    found = evaluate(TrainingCosts, values)
    rows = {name: found[name].tolist() for name, line in TrainingCosts.lines.items() if line.over == (RUN,)}
    every = {run: {name: row[place] for name, row in rows.items()} for place, run in enumerate(RUNS)}
    switched_on = tuple(layer for layer, on in zip(LAYERS, found["layer_counts"].tolist(), strict=True) if on)
    missing_runs = {run: _missing(run, every[run], switched_on) for run in RUNS}
    runs = {run: _shown(every[run], missing_runs[run]) for run in RUNS}
    lines = {name: float(found[name]) for name, line in TrainingCosts.lines.items() if not line.over}
    missing: dict[str, Missing] = {} if switched_on else {"own_total": "nothing counted"}
    ratios, missing_ratios = _ratios(values, runs, switched_on)
    return TrainingCostsResults(
        inputs=inputs,
        own_inputs=frozenset(name for name, _ in given),
        defaults=figures,
        lines=_without(lines, missing),
        missing=missing,
        runs=runs,
        missing_runs=missing_runs,
        layers=switched_on,
        ratios=ratios,
        missing_ratios=missing_ratios,
        rent_ratios=_ratios({**values, **_FINAL_RUN_ALONE}, runs, ("final_run",))[0],
        published={run: _published(knowledge, run) for run in RUNS},
    )


# ---- what the formulas take


def values_of_runs(knowledge: Knowledge, inputs: Mapping[str, float], compared: str = BASE) -> dict[str, Any]:
    """What `evaluate` takes: the inputs, what is published of each run, and the run that is compared with."""
    is_compared = np.array([float(run == compared) for run in RUNS])
    return {**_of_the_knowledge(knowledge), **inputs, "is_compared": is_compared}


@lru_cache(maxsize=4)
def _of_the_knowledge(knowledge: Knowledge) -> dict[str, Any]:
    """The look-ups that no input changes."""
    values: dict[str, Any] = {}
    for name in _BY_FIGURE:
        values[name] = np.array([_number(knowledge, run, name) for run in RUNS])
    stated = {run: [one.usd for one in _published(knowledge, run) if one.measure != "purchase"] for run in RUNS}
    values["published_low"] = np.array([min(stated[run], default=0.0) for run in RUNS])
    values["published_high"] = np.array([max(stated[run], default=0.0) for run in RUNS])
    values["is_own"] = np.array([float(run == OWN) for run in RUNS])
    values["evidenced"] = np.array([[float(_has_evidence(run, layer)) for layer in LAYERS] for run in RUNS])
    for place, name in enumerate(_ONE_OF_LAYERS):
        values[name] = np.eye(len(LAYERS))[place]
    return values


_ONE_OF_LAYERS = ("is_final_run", "is_reinforcement_learning", "is_failed_runs", "is_staff", "is_hardware")
_BY_FIGURE = tuple(name for name in TrainingCosts.lookups if name.startswith("known_") or name == "published_rent")
_SWITCHES = tuple(name for name in TrainingCosts.inputs if name.startswith("counts_"))
_FINAL_RUN_ALONE = {name: float(name != "counts_final_run") for name in _SWITCHES}


def _number(knowledge: Knowledge, run: str, name: str) -> float:
    figure = _FIGURES.get(run, {}).get(name)
    if figure is None:
        return 0.0
    # as the input of the same unit takes it: millions of hours as hours
    return default_number(knowledge.figure(figure), _LIKE[TrainingCosts.lookups[name].unit], 1)


_LIKE = {declared.unit: declared for declared in TrainingCosts.inputs.values() if not isinstance(declared, Choice)}


def _has_evidence(run: str, layer: str) -> bool:
    return run == OWN or any(name in _FIGURES[run] for name in _NEEDED[layer])


def _published(knowledge: Knowledge, run: str) -> tuple[Published, ...]:
    """What the knowledge lists; the cost of a stage alone is none of the final run it builds on."""
    if run in _BASES:
        return ()
    costs = (one.costs for one in knowledge.training_runs if one.id == _RECORDS.get(run, run))
    declared = TrainingCosts.inputs["hardware"]
    return tuple(
        Published(cost.figure, cost.measure, default_number(knowledge.figure(cost.figure), declared, 1))
        for cost in next(costs, ())
    )


def records_of(knowledge: Knowledge, run: str, line: Line) -> tuple[str, ...]:
    """The figures that a line of a published run rests on; none for the own run."""
    reached = {given.name for given in inputs_of(line)}
    # the formula turns computing into hours for the own run alone, and takes its hours for the tokens
    reached -= {"known_gpu_hours"} if line.name in _OF_COMPUTE else _COMPUTE
    found = [id for name, id in _FIGURES.get(run, {}).items() if name in reached]
    if {"published_low", "published_high"} & reached:
        found += [one.figure for one in _published(knowledge, run) if one.measure != "purchase"]
    return tuple(dict.fromkeys(found))


FROM_HOURS = ("gpu_hours",)
FROM_COMPUTE = ("active_parameters", "training_tokens", "peak_flops", "utilisation")
"""What the own run is given by, one or the other."""
OF_A_LAYER = {"failed_runs_factor": "failed_runs", "staff": "staff_cost", "hardware": "hardware_cost"}
"""Inputs that nothing else shows once their layer is left out; hours and rent have charts of their own."""


def counting(training: TrainingCostsResults) -> frozenset[str]:
    """The inputs that count: those that the own run is given by, and of layers only the ones switched on."""
    left_out = {name for name, layer in OF_A_LAYER.items() if layer not in training.layers}
    left_out.update(FROM_COMPUTE if training.is_from_hours else FROM_HOURS)
    return frozenset(TrainingCosts.inputs) - left_out


def origin_of_run(knowledge: Knowledge, run: str, line: Line) -> Origin:
    """Where a number of a row comes from: records for a published run, the reader's inputs for the own one."""
    name = f"{line.topic}.{line.name}"
    if run != OWN:
        chosen = ("utilisation",) if line is TrainingCosts.gpu_hours_from_flop else ()
        inputs = tuple(f"{line.topic}.{one}" for one in chosen)
        return Origin(records_of(knowledge, run, line), inputs, name)
    reached = (given.name for given in inputs_of(line) if given.name in TrainingCosts.inputs)
    return Origin((), tuple(f"{line.topic}.{one}" for one in reached), name)


# ---- what does not exist


def _missing(run: str, lines: Mapping[str, float], switched_on: tuple[str, ...]) -> dict[str, Missing]:
    missing: dict[str, Missing] = dict(_WITHIN.get(run, {}))
    for layer in LAYERS:
        if not _has_evidence(run, layer):
            missing.setdefault(layer, "not published")
    if "final_run" in missing:
        missing |= dict.fromkeys(("final_run_low", "final_run_high"), missing["final_run"])
    if "reinforcement_learning" in missing:
        missing["reinforcement_hours"] = missing["reinforcement_learning"]
    if run != OWN:
        published = _FIGURES[run]
        for name, needed in (("hours_of_run", "known_gpu_hours"), ("price_of_run", "known_price")):
            if needed not in published:
                missing[name] = "not published"
        if "known_tokens" not in published:
            reason: Missing = "of base run" if run in _BASES else "no compute"
            missing |= dict.fromkeys(_OF_COMPUTE, reason)
    elif lines["implied_utilisation"] > 1 + _ROUNDING:
        missing["implied_utilisation"] = "impossible"
    if not any(layer in switched_on and layer not in missing for layer in LAYERS):
        missing["total"] = "nothing counted"
    return missing


_ROUNDING = 1e-9
_COMPUTE = frozenset({"known_parameters", "known_tokens", "known_peak_flops"})
_OF_COMPUTE = ("parameters_of_run", "tokens_of_run", "peak_of_run", "flop", "gpu_hours_from_flop", "hours_for_tokens",
               "implied_utilisation")  # fmt: skip
_WITHIN: dict[str, dict[str, Missing]] = {
    "deepseek-v3": {"reinforcement_learning": "within final run", "hardware_cost": "stock only"},
    "deepseek-r1": {"hardware_cost": "stock only"},
}
_ASIDE = frozenset({"total_of_own", "shared_cost", "compared_cost", "ratio_to"})
"""Steps on the way; the ratios stand by themselves."""


def _shown(lines: Mapping[str, float], missing: Mapping[str, Missing]) -> dict[str, float]:
    return {name: number for name, number in lines.items() if name not in missing and name not in _ASIDE}


def _without(lines: Mapping[str, float], missing: Mapping[str, Missing]) -> dict[str, float]:
    return {name: number for name, number in lines.items() if name not in missing}


def _ratios(
    values: Mapping[str, Any], runs: Mapping[str, Mapping[str, float]], switched_on: tuple[str, ...]
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, Missing]]]:
    """Every run against every other: the run compared with is another one in each sample of one evaluation."""
    found = evaluate(
        TrainingCosts, {**values, "is_compared": np.eye(len(RUNS))}, samples=len(RUNS),
        only=("ratio_to", "compared_cost"),
    )  # fmt: skip
    ratios: dict[str, dict[str, float]] = {run: {} for run in RUNS}
    missing: dict[str, dict[str, Missing]] = {run: {} for run in RUNS}
    for place, run in enumerate(RUNS):
        for at, other in enumerate(RUNS):
            if run == other:
                continue
            if not any(layer in runs[run] and layer in runs[other] for layer in switched_on):
                missing[run][other] = "nothing shared"
            elif found["compared_cost"][place, at] <= LEAST_COST.value:
                missing[run][other] = "free"
            else:
                ratios[run][other] = float(found["ratio_to"][place, at])
    return ratios, missing


# ---- what moves the own run

_MOVED = Swings(
    TrainingCosts,
    {name: (name,) for name, declared in TrainingCosts.inputs.items() if not isinstance(declared, Choice)},
)


@dataclass(frozen=True, slots=True)
class TrainingCostsSpread:
    """The own run where inputs of it are ranges, in US dollars."""

    ranges: dict[str, Range]
    """The ranges it comes from, by input."""
    own_total: Spread
    swings: tuple[Swing, ...]
    """What moves the sum: each input from end to end of its own range."""


def training_swings(knowledge: Knowledge, training: TrainingCostsResults) -> tuple[Swing, ...]:
    """What moves the sum of the own run: each input by half, widest first; what does not count is left out."""
    return _MOVED.of("own_total", values_of_runs(knowledge, training.inputs))


def training_costs_spread(
    knowledge: Knowledge, training: TrainingCostsResults, ranges: Mapping[str, Range], samples: int = SAMPLES
) -> TrainingCostsSpread | None:
    """Where the sum of the own run lies; None without ranges."""
    used = {name: given for name, given in ranges.items() if given.low < given.high}
    if not used:
        return None
    values = values_of_runs(knowledge, training.inputs)
    sampled = {name: drawn(TrainingCosts.topic, name, given, samples) for name, given in used.items()}
    found = evaluate(TrainingCosts, {**values, **sampled}, samples=samples, only=("own_total",))
    return TrainingCostsSpread(
        ranges=used,
        own_total=spread_of(np.broadcast_to(found["own_total"], samples)),
        swings=swings_of(TrainingCosts, "own_total", values, {**used}),
    )
