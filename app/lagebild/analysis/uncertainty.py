"""What a result hangs on: each input moved down and up by half, the others held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from lagebild.calculators.expression import Calculator, evaluate

SHARE = 0.5
"""How far each input is moved: by half, down and up."""


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


def swings(
    calculator: type[Calculator],
    values: Mapping[str, Any],
    line: str,
    varied: Mapping[str, tuple[str | tuple[str, int], ...]],
) -> tuple[Swing, ...]:
    """The swings of a scalar line, widest first; what moves nothing is left out.

    `varied` names what is moved together: inputs by name, places of a look-up as (name, index). Inputs stop at
    their declared bounds, so that a range may be lopsided.
    """
    names = tuple(varied)
    count = 2 * len(names) + 1
    sampled = dict(values)
    for place, name in enumerate(names):
        for part in varied[name]:
            for sample, factor in ((2 * place + 1, 1 - SHARE), (2 * place + 2, 1 + SHARE)):
                if isinstance(part, str):
                    array = _spread(sampled, part, count, ())
                    declared = calculator.inputs[part]
                    array[sample] = np.clip(array[sample] * factor, declared.low, declared.high)
                else:
                    _spread(sampled, part[0], count, np.shape(values[part[0]]))[part[1], sample] *= factor
    results = np.broadcast_to(evaluate(calculator, sampled, samples=count, only=(line,))[line], (count,))
    base = float(results[0])
    found = [
        Swing(name, base, float(results[2 * place + 1]) - base, float(results[2 * place + 2]) - base)
        for place, name in enumerate(names)
    ]
    return tuple(sorted((swing for swing in found if swing.width > 0), key=lambda swing: -swing.width))


def _spread(sampled: dict[str, Any], name: str, count: int, shape: tuple[int, ...]) -> Any:
    """The array of a value over all samples, made on first use."""
    array = np.asarray(sampled[name], dtype=np.float64)
    if array.shape != (*shape, count):
        array = np.repeat(array[..., np.newaxis], count, axis=-1)
        sampled[name] = array
    return array
