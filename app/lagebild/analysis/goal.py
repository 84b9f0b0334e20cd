"""Goal seek: which value of one input makes a line come out at a number, if any does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lagebild.analysis.results import Results
from lagebild.analysis.values import values_of
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Calculator, Input

_POINTS = 257
_ROUNDS = 6
_CLOSE = 1e-6
"""As a share of the goal: nearer counts as reached."""


class Sought(NamedTuple):
    """The value of the input, and what the line comes to with it; None where no value within the bounds does it."""

    value: float | None
    reached: float | None


def seek(
    calculator: type[Calculator],
    values: Mapping[str, Any],
    line: str,
    goal: float,
    name: str,
    *,
    place: int | None = None,
) -> Sought:
    """The value of input `name` nearest to its present one at which `line` is `goal`, the other values held.

    `place` picks one number of a line over an axis. The input is searched over its whole declared span in one
    evaluation of many samples, then ever closer around the nearest crossing.
    """
    declared, now = calculator.inputs[name], float(values[name])
    points = _spaced(declared)
    missed = _lines(calculator, values, line, name, points, place) - goal
    for _ in range(_ROUNDS):
        crossings = np.flatnonzero((missed[:-1] * missed[1:] < 0) & (missed[:-1] != 0))
        if np.any(missed == 0) or not crossings.size:
            break
        nearest = crossings[np.argmin(np.abs((points[crossings] + points[crossings + 1]) / 2 - now))]
        points = np.linspace(points[nearest], points[nearest + 1], _POINTS)
        missed = _lines(calculator, values, line, name, points, place) - goal
    closest = np.flatnonzero(np.abs(missed) <= np.abs(missed).min())
    value = float(points[closest[np.argmin(np.abs(points[closest] - now))]])
    found = evaluate(calculator, {**values, name: value}, only=(line,))[line]
    reached = float(found if place is None else found[place])
    return Sought(value, reached) if _is_near(reached, goal) else Sought(None, None)


def _is_near(reached: float, goal: float) -> bool:
    return abs(reached - goal) <= _CLOSE * max(1.0, abs(goal))


def _spaced(declared: Input) -> np.ndarray:
    """Points over the whole span of an input, as its slider runs."""
    low, high = declared.low, declared.high
    if declared.scale == "logarithmic":
        least = low if low > 0 else min(declared.step, high)
        spaced = np.geomspace(least, high, _POINTS)
        return spaced if low > 0 else np.concatenate(([low], spaced))
    return np.linspace(low, high, _POINTS)


def _lines(
    calculator: type[Calculator], values: Mapping[str, Any], line: str, name: str, points: np.ndarray, place: int | None
) -> np.ndarray:
    samples = len(points)
    found = evaluate(calculator, {**values, name: points}, samples=samples, only=(line,))[line]
    chosen = found if place is None else np.asarray(found)[place]
    return np.broadcast_to(chosen, samples)


# ---- of a briefing


class Target(NamedTuple):
    """What is to come out at a number: a plain line of a calculator, or a line of one of the two models."""

    topic: str
    line: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What it takes for a target to be `amount`."""

    target: Target
    amount: float
    """In the unit of the line; money in US dollars."""
    name: str
    """The input that is moved."""
    now: float
    value: float | None
    """Rounded to what a field holds; None where no value within the bounds does it."""
    reached: float | None
    """What the target comes to with the rounded value."""


def targets_of_api_costs(results: Results) -> tuple[Target, ...]:
    """What can be aimed at on the day: what each of the two models costs, and their difference."""
    topic, models = ApiCosts.topic, results.api_costs.priced
    costs = tuple(Target(topic, "cost_per_month", model) for model in models)
    return (*costs, Target(topic, "saving")) if len(models) == 2 else costs


def present(results: Results, target: Target) -> float:
    """What a target comes to now."""
    return _reached(results, target, {})


def goal(results: Results, target: Target, amount: float, name: str) -> Goal:
    """Seek the value of input `name` with which `target` is `amount`."""
    values, place = _values(results, target)
    calculator, now = CALCULATORS[target.topic], float(values[name])
    already = present(results, target)
    if _is_near(already, amount):
        return Goal(target, amount, name, now, now, already)
    sought = seek(calculator, values, target.line, amount, name, place=place)
    if sought.value is None:
        return Goal(target, amount, name, now, None, None)
    declared = calculator.inputs[name]
    rounded = round(sought.value, declared.digits + (2 if declared.shown == "share" else 0))
    value = min(max(rounded, declared.low), declared.high)
    return Goal(target, amount, name, now, value, _reached(results, target, {name: value}))


def _values(results: Results, target: Target) -> tuple[dict[str, Any], int | None]:
    models = results.api_costs.priced
    return values_of(results, target.topic, models), models.index(target.model) if target.model else None


def _reached(results: Results, target: Target, moved: Mapping[str, float]) -> float:
    values, place = _values(results, target)
    found = evaluate(CALCULATORS[target.topic], {**values, **moved}, only=(target.line,))[target.line]
    return float(found if place is None else found[place])
