"""What the inputs of a calculator stand at until the reader changes them: figures of the knowledge, in their units."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lagebild.calculators.expression import Calculator, Choice, Input
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Figure


@lru_cache(maxsize=32)
def default_figures(knowledge: Knowledge, calculator: type[Calculator], day: date) -> dict[str, str]:
    """The id of each input's figure: the latest of its records not after the day, else the first."""
    found = {}
    for name, declared in calculator.inputs.items():
        dated = [id for id in declared.default if knowledge.figure(id).as_of <= day.isoformat()]
        found[name] = dated[-1] if dated else declared.default[0]
    return found


def default_number(figure: Figure, declared: Input, usd_per_eur: float) -> float:
    """A figure as the number an input takes: per cent as a share, euros as US dollars, words as the choice they name.

    Raises ValueError for a figure that holds no number, and for words that name no choice.
    """
    if isinstance(declared, Choice):
        return float(declared.options.index(figure.words)) if figure.words in declared.options else figure.number
    if figure.unit == "%" or figure.unit.startswith("EUR"):
        # 115,000 euros in dollars, without the dust that binary leaves
        return round(figure.number * (0.01 if figure.unit == "%" else usd_per_eur), 9)
    return figure.number
