"""What a result hangs on: inputs moved one by one, and ranges of inputs drawn many times at once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from lagebild.briefing import Range
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Calculator

SHARE = 0.5
"""How far each input is moved: by half, down and up."""

Moved = str | tuple[str, int]
"""An input by name, or one place of a look-up over one axis as (name, place)."""


class Swing(NamedTuple):
    """How far a line moves, as distances from its base, when one thing is moved down and up."""

    name: str
    base: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """The span between the two ends."""
        return abs(self.at_high - self.at_low)


class Swings:
    """The tornado of a calculator: what is moved, each by itself, in one evaluation of many samples.

    `moved` says what is moved together under a name. `places` is the length of the look-ups among them.
    """

    def __init__(self, calculator: type[Calculator], moved: Mapping[str, tuple[Moved, ...]], places: int = 0) -> None:
        self.calculator = calculator
        self.names = tuple(moved)
        self.samples = 2 * len(moved) + 1  # the base first, then low and high of each
        self._factors: dict[str, Any] = {}
        for number, parts in enumerate(moved.values()):
            for part in parts:
                name, place = (part, ...) if isinstance(part, str) else part
                shape = (self.samples,) if isinstance(part, str) else (places, self.samples)
                factors = self._factors.setdefault(name, np.ones(shape))
                factors[place, 2 * number + 1] = 1 - SHARE
                factors[place, 2 * number + 2] = 1 + SHARE

    def of(self, line: str, values: Mapping[str, Any]) -> tuple[Swing, ...]:
        """The swings of a scalar line, widest first; what moves nothing is left out.

        Inputs stop at their declared bounds, so that a swing may be lopsided.
        """
        sampled = dict(values)
        for name, factors in self._factors.items():
            declared = self.calculator.inputs.get(name)
            if declared is None:
                sampled[name] = values[name][:, np.newaxis] * factors
            else:
                sampled[name] = np.minimum(np.maximum(values[name] * factors, declared.low), declared.high)
        numbers = evaluate(self.calculator, sampled, samples=self.samples, only=(line,))[line].tolist()
        return _widest_first(self.names, numbers)


def swings_of(
    calculator: type[Calculator], line: str, values: Mapping[str, Any], ranges: Mapping[str, Range]
) -> tuple[Swing, ...]:
    """The swings of a scalar line when each input goes by itself from end to end of its range, widest first."""
    samples = 2 * len(ranges) + 1
    sampled = dict(values)
    for number, (name, given) in enumerate(ranges.items()):
        ends = np.full(samples, float(values[name]))
        ends[2 * number + 1 : 2 * number + 3] = given.low, given.high
        sampled[name] = ends
    found = evaluate(calculator, sampled, samples=samples, only=(line,))[line]
    return _widest_first(tuple(ranges), np.broadcast_to(found, samples).tolist())


def _widest_first(names: tuple[str, ...], numbers: list[float]) -> tuple[Swing, ...]:
    """Swings from the base and then the low and the high end of each name; what moves nothing is left out."""
    base = numbers[0]
    swings = [
        Swing(name, base, numbers[2 * number + 1] - base, numbers[2 * number + 2] - base)
        for number, name in enumerate(names)
    ]
    return tuple(sorted((swing for swing in swings if swing.width > 0), key=lambda swing: -swing.width))


# ---- Monte Carlo

SAMPLES = 10_000
"""Draws of every range; few enough for every move of a slider, so none is ever shown from fewer."""
_SEED = 20250127
INSIDE = 0.8
"""Share of the draws between the two ends of a spread."""


class Spread(NamedTuple):
    """Where a result lies when its inputs lie within their ranges: the median, and the middle 80 % of all draws."""

    low: float
    median: float
    high: float


@lru_cache(maxsize=32)  # while one range is dragged, the others stand still
def drawn(topic: str, name: str, given: Range, samples: int = SAMPLES) -> np.ndarray:
    """A range drawn many times: triangular, that is from low to high and most often near the likeliest.

    The same uniform draws are used every time, so a result moves only because a range does.
    """
    span = given.high - given.low
    if span <= 0:
        return _kept(np.full(samples, given.likely))
    uniform = _uniform(topic, name, samples)
    rising = given.low + np.sqrt(uniform * (span * (given.likely - given.low)))
    falling = given.high - np.sqrt((1 - uniform) * (span * (given.high - given.likely)))
    return _kept(np.where(uniform * span < given.likely - given.low, rising, falling))


@lru_cache(maxsize=128)
def _uniform(topic: str, name: str, samples: int) -> np.ndarray:
    generator = np.random.default_rng([_SEED, zlib.crc32(f"{topic}.{name}".encode())])
    return _kept(generator.random(samples))


def _kept(numbers: np.ndarray) -> np.ndarray:
    """Numbers that nobody can change."""
    numbers.flags.writeable = False
    return numbers


def spread_of(samples: np.ndarray) -> Spread:
    """The spread of results, one for each draw."""
    places = [round(share * (len(samples) - 1)) for share in ((1 - INSIDE) / 2, 0.5, (1 + INSIDE) / 2)]
    ordered = np.partition(samples, places)
    low, median, high = (float(ordered[place]) for place in places)
    return Spread(low, median, high)


def share_of(holds: np.ndarray) -> float:
    """The share of the draws in which something holds."""
    return float(np.mean(holds))
