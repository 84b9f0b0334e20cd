"""What a result hangs on: each input moved down and up by half, the others held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

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
        base = numbers[0]
        swings = [
            Swing(name, base, numbers[2 * number + 1] - base, numbers[2 * number + 2] - base)
            for number, name in enumerate(self.names)
        ]
        return tuple(sorted((swing for swing in swings if swing.width > 0), key=lambda swing: -swing.width))
