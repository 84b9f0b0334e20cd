"""Formats of numbers in a workbook, by unit; the signs between digits are those of the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.calculators.expression import Input, Line, Lookup
from lagebild.language import Code
from lagebild.wording.terms import exact_digits

_MONEY = {"USD": {"de": '{} "$"', "en": '"$"{}'}, "EUR": {"de": '{} "€"', "en": '"€"{}'}}


def is_money(node: Input | Lookup | Line) -> bool:
    """Whether it counts US dollars, by whatever else."""
    return node.unit.split("/")[0] == "USD" and node.unit != "USD/EUR"


def input_format(declared: Input, value: float, code: Code) -> str:
    """Of an input: as many places as it has, or is shown with."""
    shown = value * 100 if declared.shown == "share" else value
    return _format(declared, max(declared.digits, exact_digits(shown)), code)


def result_format(node: Lookup | Line, numbers: Iterable[float], code: Code, currency: str = "USD") -> str:
    """Of a line or lookup that came to these numbers; nothing is shown as a dash, as accounts do."""
    digits = getattr(node, "digits", None)
    if digits is None:
        digits = _digits(node, [abs(number) for number in numbers if number])
    plain = _format(node, digits, code, currency)
    if isinstance(node, Lookup) and not is_money(node):
        return plain  # a count, or a mark of 0 or 1
    return f'{plain};-{plain};"–"'


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
