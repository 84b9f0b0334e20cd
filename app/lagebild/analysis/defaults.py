"""What the inputs of a calculator stand at until the reader changes them: figures of the knowledge, in their units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from math import ceil, floor

from lagebild.calculators.expression import Calculator, Choice, Input
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Figure
from lagebild.language import SCALES
from lagebild.state import Range


@lru_cache(maxsize=32)
def default_figures(knowledge: Knowledge, calculator: type[Calculator], day: date) -> dict[str, str]:
    """The id of each input's figure: the latest of its records not after the day, else the first."""
    found = {}
    for name, declared in calculator.inputs.items():
        dated = [id for id in declared.default if knowledge.figure(id).as_of <= day.isoformat()]
        found[name] = dated[-1] if dated else declared.default[0]
    return found


def default_number(figure: Figure, declared: Input, usd_per_eur: float) -> float:
    """A figure as the number an input takes: in its units, euros as US dollars, words as the choice they name.

    Raises ValueError for a figure that holds no number, and for words that name no choice.
    """
    if isinstance(declared, Choice):
        return float(declared.options.index(figure.words)) if figure.words in declared.options else figure.number
    return _in_units_of_input(figure.number, figure, declared, usd_per_eur)


def numbers_of(
    knowledge: Knowledge, calculator: type[Calculator], figures: Mapping[str, str], usd_per_eur: float
) -> dict[str, float]:
    """Figures, by the input each is for, as the numbers the inputs take."""
    return {
        name: default_number(knowledge.figure(id), calculator.inputs[name], usd_per_eur) for name, id in figures.items()
    }


def _in_units_of_input(number: float, figure: Figure, declared: Input, usd_per_eur: float) -> float:
    if not figure.unit and number < 0 <= declared.low:
        return -number  # a price elasticity: records have its usual sign, inputs its size
    factor, unit = (0.01, "") if figure.unit == "%" else SCALES.get(figure.unit, (1, figure.unit))
    if unit.startswith("EUR"):
        factor *= usd_per_eur
    # 115,000 euros in dollars, 2.8 million hours as hours, without the dust that binary leaves
    return number if factor == 1 else round(number * factor, 3 if factor > 1000 else 9)


_AROUND = 0.25
"""How far a range reaches to either side where the knowledge has none."""


def first_range(figure: Figure, declared: Input, value: float, usd_per_eur: float) -> Range:
    """The range to begin with for an input that stands at `value`: that of its figure, or a quarter to either side.

    A range that is made up has its ends on whole steps, at least one apart, and `value` within.
    """
    if figure.low is not None and figure.high is not None:
        ends = (_in_units_of_input(end, figure, declared, usd_per_eur) for end in (figure.low, figure.high))
        low, high = sorted(ends)
        low, high = max(low, declared.low), min(high, declared.high)
        if low <= value <= high and low < high:
            return Range(low=low, likely=value, high=high)
    around = max(abs(value) * _AROUND, declared.step)
    low = round(floor(round((value - around) / declared.step, 6)) * declared.step, 9)
    high = round(ceil(round((value + around) / declared.step, 6)) * declared.step, 9)
    return Range(low=max(low, declared.low), likely=value, high=min(high, declared.high))
