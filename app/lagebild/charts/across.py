"""The axis across of lines: days, months or years, numbers at whole steps, or powers of ten; and its words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from lagebild.charts.axis import axis, compact, tick_labels
from lagebild.charts.chart import Chart
from lagebild.charts.geometry import Box, Tick, Words
from lagebild.charts.lettering import Measure, set_line
from lagebild.language import Code, DateStyle, Language
from lagebild.origin import COUNTED

Period = Literal["days", "months", "years"]


class Every(NamedTuple):
    """Ticks of dates stand at every so many days, months or years."""

    number: int
    period: Period


class Across(NamedTuple):
    """From where to where positions run, and how they are measured."""

    low: float
    high: float
    is_logarithmic: bool

    def share(self, value: float) -> float:
        """How far across a value stands, from 0 to 1."""
        low, high = self.low, self.high
        if self.is_logarithmic:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return (value - low) / (high - low)

    def is_as_wide(self, other: Across) -> bool:
        """Whether as much is seen as in the other."""
        return math.isclose(other.share(self.high) - other.share(self.low), 1)

    def at(self, share: float) -> float:
        """The value that stands so far across."""
        if self.is_logarithmic:
            low, high = math.log10(self.low), math.log10(self.high)
            return float(10 ** (low + share * (high - low)))
        return self.low + share * (self.high - self.low)


_NUMBERS: dict[Period, tuple[int, ...]] = {
    "days": (1, 2, 7, 14),
    "months": (1, 2, 3, 6),
    "years": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
}
_EVERY = tuple(Every(number, period) for period, numbers in _NUMBERS.items() for number in numbers)
_STYLES: dict[Period, DateStyle] = {"days": "day", "months": "month_tick", "years": "year"}
_LENGTHS = {"days": 1.0, "months": 30.44, "years": 365.24}
_APART = 14.0  # between the words of two ticks
_ROOM = 84.0  # wanted from tick to tick of numbers
_LEAST_ROOM = 36.0  # from tick to tick of dates, however short their words
_MONDAY = 1  # ordinals of Mondays are one more than a multiple of seven
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def extent(chart: Chart, width: float) -> Across:
    """The axis over all positions and guides; numbers begin at a whole step, dates where the first position is."""
    low, high = _ends(chart)
    if chart.logarithmic_across:
        low = _fives(low)
        return Across(low, max(high, low * 2), True)
    if low == high:
        apart = 0.5 if chart.across == "date" else max(abs(low) / 2, 0.5)
        low, high = low - apart, high + apart
    if chart.across == "number":
        step = axis(low, high, _parts(width)).step.times(1)
        low = min(low, math.floor(low / step + 1e-9) * step)
    return Across(low, high, False)


def _ends(chart: Chart) -> tuple[float, float]:
    values = (chart.positions[0], chart.positions[-1], *(end for one in chart.guides for end in (one.at, one.end)))
    return min(values), max(values)


def ticks(
    chart: Chart, across: Across, plot: Box, width: float, measure: Measure
) -> tuple[tuple[Tick, ...], list[Words]]:
    """The ticks with their words; as many as stand apart."""
    if chart.across == "date":
        begin = math.ceil(_ends(chart)[0])
        choices: Iterator[tuple[tuple[float, str], ...]] = _dates(chart.language, across, plot.width, begin)
    elif across.is_logarithmic:
        choices = _powers(chart.language, chart.across_unit, across)
    else:
        choices = _numbers(chart.language, chart.across_unit, across, plot.width)
    for choice in choices:
        made = tuple(Tick(value, label, plot.x + across.share(value) * plot.width) for value, label in choice)
        words = [_under(tick, plot, width, measure) for tick in made]
        if all(one.box.right + _APART <= other.box.x for one, other in pairwise(words)):
            return made, words
    return (), []


def every(placed: tuple[Tick, ...]) -> Every:
    """The step of ticks of dates."""
    apart = [other.value - one.value for one, other in pairwise(placed)]
    if not apart:
        return _EVERY[-1]
    return min(_EVERY, key=lambda one: abs(math.log(one.number * _LENGTHS[one.period] / apart[0])))


def _under(tick: Tick, plot: Box, width: float, measure: Measure) -> Words:
    half = measure(tick.label, "axis") / 2
    at = min(max(tick.x, half), width - half)  # the outermost are pushed inside
    return set_line(tick.label, "axis", "text2", at, plot.bottom + 13, "middle", "tick", measure)


# ---- numbers


def _parts(width: float) -> float:
    return max(2.0, min(8.0, width / _ROOM))


@lru_cache(maxsize=64)
def _says_unit_always(code: Code, unit: str) -> bool:
    """Whether a unit is a mere sign, "$2" or "2 %": words stand at the last tick alone."""
    return not any(letter.isalpha() for letter in Language(code).show(2, COUNTED, unit, 0))


def _numbers(code: Code, unit: str, across: Across, width: float) -> Iterator[tuple[tuple[float, str], ...]]:
    step = axis(across.low, across.high, _parts(width)).step
    short = not _says_unit_always(code, unit)
    while True:
        labels = tick_labels(code, unit, step, across.low, across.high, short=short)
        yield labels
        if len(labels) < 2:
            return
        step = step.wider()


def _fives(value: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `value`."""
    power = math.floor(math.log10(value) + 1e-9)
    digit = next(digit for digit in (5, 2, 1) if digit * 10.0**power <= value * (1 + 1e-9))
    return digit * 10.0**power


def _powers(code: Code, unit: str, across: Across) -> Iterator[tuple[tuple[float, str], ...]]:
    first, last = math.floor(math.log10(across.low) - 1e-9), math.ceil(math.log10(across.high) + 1e-9)
    for digits, apart in (((1, 2, 5), 1), ((1, 5), 1), ((1,), 1), ((1,), 2), ((1,), 3), ((1,), 6)):
        values = [digit * 10.0**power for power in range(first, last + 1) if power % apart == 0 for digit in digits]
        inside = [value for value in values if across.low * (1 - 1e-9) <= value <= across.high * (1 + 1e-9)]
        yield tuple((value, _power(code, unit, value, value == inside[-1])) for value in inside)


def _power(code: Code, unit: str, value: float, is_last: bool) -> str:
    """A value as short as can be, "10 m" or "1 bn"; a unit that is a word is said once, and never beside these."""
    said = _says_unit_always(code, unit) or (is_last and compact(unit, math.inf)[0] == unit)
    shown, factor = compact(unit if said else "", value)
    digits = max(0, -math.floor(math.log10(value / factor * (100 if shown == "share" else 1)) + 1e-9))
    return str(Language(code).show(value / factor, COUNTED, shown, digits))


# ---- dates


def _dates(code: Code, across: Across, width: float, begin: int) -> Iterator[tuple[tuple[float, str], ...]]:
    """Days are counted from where the whole axis begins, so that ticks keep their days in every section of it."""
    first, last = max(_FIRST, math.ceil(across.low)), min(_LAST, math.floor(across.high))
    days = across.high - across.low
    for step in _EVERY:
        if days / (step.number * _LENGTHS[step.period]) * _LEAST_ROOM > width:
            continue
        labels = _dates_at(code, step, first, last, begin)
        if len(labels) < 2:
            break
        yield labels
    language = Language(code)
    ends = dict.fromkeys((first, last))
    yield tuple((float(day), str(language.date(date.fromordinal(day)))) for day in ends)
    yield ((float(first), str(language.date(date.fromordinal(first)))),)


@lru_cache(maxsize=64)
def _dates_at(code: Code, step: Every, first: int, last: int, begin: int) -> tuple[tuple[float, str], ...]:
    language = Language(code)
    return tuple(
        (float(day), str(language.date(date.fromordinal(day), style=_STYLES[step.period])))
        for day in _days(step, first, last, begin)
    )


def _days(step: Every, first: int, last: int, counted_from: int) -> Iterator[int]:
    if step.period == "days":
        day = _MONDAY if step.number >= 7 else counted_from
        yield from range(first + (day - first) % step.number, last + 1, step.number)
        return
    begin = date.fromordinal(first)
    months = step.number * (12 if step.period == "years" else 1)
    # months are counted from the year 0, so that ticks stay where they are when the first date moves
    at = math.ceil((begin.year * 12 + begin.month - 1 + (begin.day > 1)) / months) * months
    while at // 12 <= date.max.year:
        day = date(at // 12, at % 12 + 1, 1).toordinal()
        if day > last:
            return
        yield day
        at += months
