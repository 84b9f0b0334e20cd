"""The value axis: limits that stand still in small moves, steps of 1, 2 or 5, and the words of its ticks."""

from __future__ import annotations

import math
from typing import NamedTuple

from lagebild.language import Code, Language, remembered
from lagebild.origin import COUNTED

# shorter units for large numbers, with what they stand for
_COMPACT: dict[str, tuple[tuple[str, float], ...]] = {
    "": (("tn", 1e12), ("bn", 1e9), ("m", 1e6)),
    "USD": (("USD bn", 1e9), ("USD m", 1e6)),
    "EUR": (("EUR bn", 1e9), ("EUR m", 1e6)),
    "USD m": (("USD bn", 1e3),),
    "token": (("token m", 1e6),),
}


_ALIKE = 3  # values whose largest is less than so many times the smallest are shown without zero
_ROOM = 0.12  # beside them, of the distance between them
_EQUAL = 1e-6  # of a value: what lies closer is one value
_AROUND = 0.5  # of one value: the distance that is shown in its place


class Step(NamedTuple):
    """1, 2 or 5 times a power of ten."""

    digit: int
    power: int

    def times(self, count: float) -> float:
        """`count` steps; divided by a whole power of ten, which is exact where a product with 0.1 is not."""
        if self.power >= 0:
            return count * self.digit * float(10**self.power)
        return count * self.digit / float(10**-self.power)

    def wider(self) -> Step:
        """The next step."""
        return Step(1, self.power + 1) if self.digit == 5 else Step({1: 2, 2: 5}[self.digit], self.power)


class Axis(NamedTuple):
    """From where to where it runs, and the step of its ticks."""

    low: float
    high: float
    step: Step


def axis(low: float, high: float, parts: float) -> Axis:
    """An axis over the values from `low` to `high` in about `parts` steps, ending at whole or half ones."""
    if high - low < 1e-300:  # nothing but zeros
        return Axis(0.0, 1.0, Step(1, 0))
    rough = (high - low) / parts
    step = Step(1, math.floor(math.log10(rough)))
    while step.times(1) < rough * (1 - 1e-9):
        step = step.wider()
    half = step.times(0.5)
    return Axis(step.times(math.floor(low / half + 1e-9) / 2), step.times(math.ceil(high / half - 1e-9) / 2), step)


def axis_about(low: float, high: float, parts: float) -> Axis:
    """Like `axis` with zero; without it, and with room at both sides, where all values are about as large."""
    near, far = sorted((abs(low), abs(high)))
    if low <= 0 <= high or near * _ALIKE < far:
        return axis(min(0.0, low), max(0.0, high), parts)
    apart = high - low if high - low > far * _EQUAL else far * _AROUND
    return axis(low - apart * _ROOM, high + apart * _ROOM, parts)


def compact(unit: str, limit: float) -> tuple[str, float]:
    """(unit, factor) that keep values up to `limit` short: millions of tokens for tokens."""
    return next((short for short in _COMPACT.get(unit, ()) if limit >= short[1]), (unit, 1.0))


@remembered(256)
def tick_labels(
    code: Code, unit: str, step: Step, low: float, high: float, *, short: bool = False
) -> tuple[tuple[float, str], ...]:
    """The ticks at whole steps from `low` to `high`: (value, its words); `short` ones say their unit at the last."""
    language = Language(code)
    size = step.times(1)
    limit = max(-low, high)
    shown, factor = compact(unit, limit)
    digits = max(0, -math.floor(math.log10(size * (100 if unit == "share" else 1) / factor) + 1e-9))
    if shown in ("USD", "EUR") and digits == 1:  # cents have two places
        digits = 2
    labels = []
    last = math.floor(high / size + 1e-9)
    for index in range(math.ceil(low / size - 1e-9), last + 1):
        value = step.times(index)
        said = "" if short and index != last else shown
        # nothing is nothing in any unit
        zero = "" if short else unit
        label = language.show(value / factor, COUNTED, said, digits) if index else language.show(0, COUNTED, zero, 0)
        labels.append((value, str(label)))
    return tuple(labels)
