"""What a result hangs on: inputs moved one by one, and ranges of inputs drawn many times at once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Calculator, Input
from lagebild.state import Range

SHARE = 0.5
"""How far each input is moved: by half, down and up."""

Moved = str | tuple[str, int]
"""An input or a whole look-up over one axis by name, or one place of a look-up as (name, place)."""


def name_of(moved: Moved) -> str:
    """What is moved, as a name: one place of a look-up as "name/place"."""
    return moved if isinstance(moved, str) else f"{moved[0]}/{moved[1]}"


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

    `moved` says what is moved together under a name. `places` is the length of the look-ups of which places are moved.
    `bounds` names the inputs within whose bounds look-ups stay.
    """

    def __init__(
        self,
        calculator: type[Calculator],
        moved: Mapping[str, tuple[Moved, ...]],
        places: int = 0,
        bounds: Mapping[str, Input] | None = None,
    ) -> None:
        self.calculator = calculator
        self._bounds = {**calculator.inputs, **(bounds or {})}
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
            before = values[name] if name in self.calculator.inputs else values[name][:, np.newaxis]
            sampled[name] = before * factors
            if (declared := self._bounds.get(name)) is not None:
                # unused places of a look-up stay at 0
                least = np.minimum(declared.low, before)
                sampled[name] = np.minimum(np.maximum(sampled[name], least), declared.high)
        numbers = evaluate(self.calculator, sampled, samples=self.samples, only=(line,))[line].tolist()
        return _widest_first(self.names, numbers)


def swings_of(
    calculator: type[Calculator],
    line: str,
    values: Mapping[str, Any],
    ranges: Mapping[Moved, Range] | Mapping[str, Range],
) -> tuple[Swing, ...]:
    """The swings of a scalar line when each input goes by itself from end to end of its range, widest first.

    The swing of one place of a look-up is called "name/place".
    """
    samples = 2 * len(ranges) + 1
    placed = [(moved, ...) if isinstance(moved, str) else moved for moved in ranges]
    sampled = {**values, **{name: repeated(values[name], samples) for name, _ in placed}}
    for number, ((name, place), given) in enumerate(zip(placed, ranges.values(), strict=True)):
        sampled[name][place, 2 * number + 1 : 2 * number + 3] = given.low, given.high
    found = evaluate(calculator, sampled, samples=samples, only=(line,))[line]
    return _widest_first(tuple(name_of(moved) for moved in ranges), np.broadcast_to(found, samples).tolist())


def repeated(value: Any, samples: int) -> np.ndarray:
    """A value, or a look-up's values over its axes, once for each sample."""
    return np.repeat(np.asarray(value, dtype=np.float64)[..., np.newaxis], samples, axis=-1)


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
    low, middle, high = (round(share * (len(samples) - 1)) for share in ((1 - INSIDE) / 2, 0.5, (1 + INSIDE) / 2))
    # one place at a time: only then numpy takes its fastest way, and each end lies in a half
    halves = np.partition(samples, middle)
    below, above = np.partition(halves[: middle + 1], low), np.partition(halves[middle:], high - middle)
    return Spread(float(below[low]), float(halves[middle]), float(above[high - middle]))


def share_of(holds: np.ndarray) -> float:
    """The share of the draws in which something holds."""
    return float(np.mean(holds))
