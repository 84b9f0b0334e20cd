"""Goal seek: which value of one input makes a line come out at a number, if any does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lagebild.analysis.results import Results
from lagebild.analysis.values import values_of
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.expression import Calculator, Input, rounded
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts

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

    def missed(points: np.ndarray) -> np.ndarray:
        return _lines(calculator, values, line, name, points, place) - goal

    points = _spaced(declared)
    gap = missed(points)
    hits = points[np.abs(gap) <= _tolerance(goal)]
    crossings = np.flatnonzero(gap[:-1] * gap[1:] < 0)
    spans = [*zip(hits, hits, strict=True), *zip(points[crossings], points[crossings + 1], strict=True)]
    # a line that jumps crosses the goal without reaching it; then the next crossing has its turn
    for low, high in sorted(spans, key=lambda span: abs(sum(span) / 2 - now)):
        value = _narrowed(missed, low, high)
        found = evaluate(calculator, {**values, name: value}, only=(line,))[line]
        reached = float(found if place is None else found[place])
        if abs(reached - goal) <= _tolerance(goal):
            return Sought(value, reached)
    return Sought(None, None)


def _narrowed(missed: Callable[[np.ndarray], np.ndarray], low: float, high: float) -> float:
    """Where between two points the goal is crossed."""
    for _ in range(_ROUNDS):
        points = np.linspace(low, high, _POINTS)
        gap = missed(points)
        crossings = np.flatnonzero(gap[:-1] * gap[1:] < 0)
        if not crossings.size:
            return float(points[np.argmin(np.abs(gap))])
        low, high = points[crossings[0]], points[crossings[0] + 1]
    return float(low)


def _tolerance(goal: float) -> float:
    return _CLOSE * max(1.0, abs(goal))


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


_BREAK_EVEN_OF_SEATS = Seats.break_even_requests_per_active_user_month.name
_NONE_AT_ZERO = frozenset(
    ("cost_per_million_tokens", "break_even_tokens_per_month", "break_even_utilisation", _BREAK_EVEN_OF_SEATS)
)
"""Lines whose zero stands for a number that does not exist."""


def targets_of_self_hosting(results: Results) -> tuple[Target, ...]:
    """What can be aimed at: what own servers cost, and from where they beat each of the two models."""
    topic, own = SelfHosting.topic, results.self_hosting
    found = [Target(topic, "total_per_year")]
    if "cost_per_million_tokens" not in own.missing:
        found.append(Target(topic, "cost_per_million_tokens"))
    for line in ("break_even_tokens_per_month", "break_even_utilisation"):
        # servers that never beat a model as they are may do so once an input is moved
        found += [
            Target(topic, line, model)
            for model in results.api_costs.priced
            if own.missing_against[model].get(line, "never") == "never"
        ]
    return tuple(found)


def targets_of_seats(results: Results) -> tuple[Target, ...]:
    """What can be aimed at: what seats cost, and from how many requests they beat each of the two models."""
    topic, against = Seats.topic, results.seats.missing_against
    # where nobody is active, moving an input may change that; against what is free nothing does it
    models = (model for model in results.api_costs.priced if against[model].get(_BREAK_EVEN_OF_SEATS) != "free")
    return (Target(topic, "seat_cost_per_month"), *(Target(topic, _BREAK_EVEN_OF_SEATS, model) for model in models))


def targets_of_training_costs(results: Results) -> tuple[Target, ...]:
    """What can be aimed at: what the reader's own run costs, as far as anything is counted."""
    return () if "own_total" in results.training_costs.missing else (Target(TrainingCosts.topic, "own_total"),)


def targets_of_revenue_gap(results: Results) -> tuple[Target, ...]:
    """What can be aimed at: the gap, and the share of it that is covered."""
    missing = results.revenue_gap.missing
    return tuple(Target(RevenueGap.topic, line) for line in ("gap", "coverage") if line not in missing)


def targets_of_exposure(results: Results) -> tuple[Target, ...]:
    """What can be aimed at: the loss on the day of the shock, and that of a shock by the reader's factor."""
    return tuple(Target(Exposure.topic, line) for line in ("total_shock_loss", "total_loss"))


def proposed(results: Results, target: Target) -> float:
    """The amount to begin with: to break even at the reader's own volume, else a good deal less."""
    if target.line == "coverage":
        return 1.0
    if target.line == "break_even_tokens_per_month":
        return results.self_hosting.lines["own_tokens_per_month"]
    if target.line == "break_even_utilisation":
        return results.self_hosting.inputs["utilisation"]
    # of own servers and of training no input alone makes half of the cost
    return present(results, target) * (0.75 if target.topic in (SelfHosting.topic, TrainingCosts.topic) else 0.5)


def present(results: Results, target: Target) -> float:
    """What a target comes to now."""
    return _reached(results, target, {})


def goal(results: Results, target: Target, amount: float, name: str) -> Goal:
    """Seek the value of input `name` with which `target` is `amount`."""
    values, place = _values(results, target)
    calculator, now = CALCULATORS[target.topic], float(values[name])
    if target.line in _NONE_AT_ZERO and amount <= 0:
        return Goal(target, amount, name, now, None, None)
    already = present(results, target)
    if abs(already - amount) <= _tolerance(amount):
        return Goal(target, amount, name, now, now, already)
    sought = seek(calculator, values, target.line, amount, name, place=place)
    if sought.value is None:
        return Goal(target, amount, name, now, None, None)
    declared = calculator.inputs[name]
    value = min(max(rounded(sought.value, declared), declared.low), declared.high)
    return Goal(target, amount, name, now, value, _reached(results, target, {name: value}))


def _values(results: Results, target: Target) -> tuple[dict[str, Any], int | None]:
    models = results.api_costs.priced
    return values_of(results, target.topic, models), models.index(target.model) if target.model else None


def _reached(results: Results, target: Target, moved: Mapping[str, float]) -> float:
    values, place = _values(results, target)
    found = evaluate(CALCULATORS[target.topic], {**values, **moved}, only=(target.line,))[target.line]
    return float(found if place is None else found[place])
