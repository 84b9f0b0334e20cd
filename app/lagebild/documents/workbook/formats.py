"""Formats of numbers in a workbook, by unit; the signs between digits are those of the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterable
from math import log10

from lagebild.calculators.expression import Input, Line, Lookup, factor_of
from lagebild.language import SCALES, Code, Language
from lagebild.origin import COUNTED
from lagebild.wording.terms import exact_digits

_MONEY = {"USD": {"de": '{} "$"', "en": '"$"{}'}, "EUR": {"de": '{} "€"', "en": '"€"{}'}}


def is_money(node: Input | Lookup | Line) -> bool:
    """Whether it counts US dollars, by whatever else."""
    return node.unit.split("/")[0] == "USD" and node.unit != "USD/EUR"


def input_format(declared: Input, value: float, code: Code) -> str:
    """Of an input: as many places as it has, or is shown with; millions and more as such."""
    factor = factor_of(declared)
    if declared.shown in SCALES:
        return _by_the(factor, max(declared.digits, exact_digits(value / factor, 6)), is_money(declared), code)
    return _format(declared, max(declared.digits, exact_digits(value / factor)), code)


def result_format(node: Lookup | Line, numbers: Iterable[float], code: Code, currency: str = "USD") -> str:
    """Of a line or lookup that came to these numbers; nothing is shown as a dash, as accounts do."""
    sizes = [abs(number) for number in numbers if number]
    digits = getattr(node, "digits", None)
    scale = next((factor for least, factor in _STEPS[is_money(node)] if max(sizes, default=0) >= least), 1.0)
    if max(sizes, default=0) >= _BEYOND_WORDS:
        return '0.00E+00;-0.00E+00;"–"'
    if scale > 1:
        plain = _by_the(scale, 1, is_money(node), code, currency)
        return f'{plain};-{plain};"–"'
    if digits is None:
        digits = _digits(node, sizes)
    plain = _format(node, digits, code, currency)
    if isinstance(node, Lookup) and not node.unit:
        return plain  # a mark of 0 or 1
    return f'{plain};-{plain};"–"'


_STEPS = {True: ((1e10, 1e9), (1e9, 1e6)), False: ((1e13, 1e12), (1e11, 1e9))}
"""Of money, and of all else: from which largest number on a column counts in billions and so on, to find room."""
_BEYOND_WORDS = 1e17
_SHORT = {1e6: "m", 1e9: "bn", 1e12: "tn"}


def _by_the(factor: float, digits: int, money: bool, code: Code, currency: str = "USD") -> str:
    """The number counted in so many; each comma at its end stands for a thousand."""
    short = f"{currency} {_SHORT[factor]}" if money else _SHORT[factor]
    before, after = Language(code).show(0, COUNTED, short, 0).split("0")
    thousands = "," * round(log10(factor) / 3)
    places = "." + "0" * digits if digits else ""
    return "".join((f'"{before}"' if before else "", "#,##0", places, thousands, f'"{after}"'))


def _digits(node: Lookup | Line, sizes: list[float]) -> int:
    usual = sorted(sizes)[len(sizes) // 2] if sizes else 0
    if is_money(node):
        return 0 if usual >= 100 or not sizes else 2 if usual >= 0.1 else 4
    if node.shown == "share":
        return 1
    return 0 if all(float(size).is_integer() for size in sizes) or usual >= 1000 else 2


def _format(node: Input | Lookup | Line, digits: int, code: Code, currency: str = "USD") -> str:
    plain = "#,##0" + ("." + "0" * digits if digits else "")
    if node.shown == "share":
        # the sign of per cent unquoted: quoted, it would be a letter and the number no share of a hundred
        return plain + ("\\ %" if code == "de" else "%")
    return _MONEY[currency][code].format(plain) if is_money(node) else plain
