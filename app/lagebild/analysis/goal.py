"""Goal seek: which value of one input makes a line come out at a number, if any does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

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
    return Sought(value, reached) if abs(reached - goal) <= _CLOSE * max(1.0, abs(goal)) else Sought(None, None)


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
