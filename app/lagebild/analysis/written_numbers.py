"""Numbers as spreadsheets and invoices write them, in German or English; what can be read both ways says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import Literal, NamedTuple

Sign = Literal[",", "."]
"""What stands before the decimals."""

LONGEST_NUMBER = 60
_SCALES = {
    "k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "thousands": 1e3,
    "m": 1e6, "mio": 1e6, "mill": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6,
    "b": 1e9, "bn": 1e9, "g": 1e9, "mrd": 1e9, "billion": 1e9, "billions": 1e9, "milliarde": 1e9, "milliarden": 1e9,
    "bio": 1e12, "tn": 1e12, "trillion": 1e12, "trillions": 1e12, "billionen": 1e12,
}  # fmt: skip
_GERMAN_BILLION = "Billion"
"""With a capital letter it is a thousand times as much in German as in English, so it is no number here."""
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "gbp": "GBP", "¥": "CNY", "cny": "CNY", "rmb": "CNY", "chf": "CHF",
}  # fmt: skip
_UNITS = frozenset(("token", "tokens", "tok", "anfrage", "anfragen", "request", "requests", "calls", "stück", "st"))
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\t", " "))
_MINUSES = str.maketrans(dict.fromkeys("\u2212\u2013", "-"))
_PARTS = re.compile(
    r"(?P<open>\(?)\s*(?P<before>us\$|[€$£¥]|[a-z]{3}\b)?\s*(?P<minus>[+-]?)\s*(?P<inside>us\$|[€$£¥]|[a-z]{3}\b)?\s*"
    r"(?P<number>[0-9](?:[0-9.,'’ ]*[0-9])?|[.,][0-9]+)[.,]?(?P<power>e[+-]?[0-9]{1,4})?(?P<late>-?)"
    r"(?P<after>[^0-9()]*)\)?",
    re.IGNORECASE,
)
_GROUPS = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+") for sign in ".,"}
_SPACED = re.compile(r"[1-9]\d{0,2}(?:(?: \d{3})+|(?:['’]\d{3})+)(?=[.,]|$)")
_AFTER = re.compile(r"us\$|[€$£¥]|[^\W\d_]+\$?", re.IGNORECASE)


class Reading(NamedTuple):
    """What a number means where the comma is the decimal sign, and where the point is; None where it cannot be."""

    comma: float | None
    point: float | None
    currency: str = ""
    """ISO code of the currency named in it."""
    whole: bool = True
    """Whether it is a plain count: without a power of ten or a word like "million" that a fraction could belong to."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether it is another number with the other decimal sign: "1.234"."""
        return self.comma is not None and self.point is not None and self.comma != self.point

    @property
    def evidence(self) -> Sign | None:
        """The decimal sign it has to be written with, if only one is possible."""
        if (self.comma is None) == (self.point is None):
            return None
        return "." if self.comma is None else ","

    def at(self, sign: Sign) -> float | None:
        """The number, given the decimal sign."""
        return self.comma if sign == "," else self.point


def reading(text: str) -> Reading | None:
    """How `text` can be read as a finite number; None where it is none."""
    if len(text) > LONGEST_NUMBER:
        return None
    text = text.translate(_SPACES).translate(_MINUSES).strip()
    found = _PARTS.fullmatch(text)
    if found is None or (found["open"] == "(") != text.endswith(")"):
        return None
    named = _named(found["before"] or "", found["inside"] or "", found["after"])
    if named is None:
        return None
    scale, currency = named
    minus = (found["open"] == "(") + (found["minus"] == "-") + (found["late"] == "-")
    if minus > 1:
        return None
    factor = -scale if minus else scale
    comma, point = (_value(found["number"], sign, found["power"] or "", factor) for sign in (",", "."))
    if comma is None and point is None:
        return None
    return Reading(comma, point, currency, scale == 1 and not found["power"])


def _named(before: str, inside: str, after: str) -> tuple[float, str] | None:
    """Factor and currency named around a number; None where a word is neither, nor a unit."""
    scale, currencies = 1.0, []
    left = re.sub(_AFTER, "", after).replace(".", "").strip()
    if left:
        return None
    for place, word in enumerate((before, inside, *_AFTER.findall(after))):
        name = word.casefold()
        if not name or name in _UNITS:
            continue
        if name in _CURRENCIES:
            currencies.append(_CURRENCIES[name])
        elif place > 1 and name in _SCALES and word != _GERMAN_BILLION and scale == 1:
            scale = _SCALES[name]
        else:
            return None
    return (scale, currencies[0] if currencies else "") if len(set(currencies)) <= 1 else None


def _value(number: str, sign: Sign, power: str, factor: float) -> float | None:
    """The number where `sign` stands before the decimals and the other one between thousands."""
    thousands = "." if sign == "," else ","
    if spaced := _SPACED.match(number):
        number = re.sub(r"[ '’]", "", spaced[0]) + number[spaced.end() :]
        if thousands in number:
            return None
    if re.search(r"[ '’]", number):
        return None
    whole, _, fraction = number.partition(sign)
    if sign in fraction or thousands in fraction:
        return None
    if thousands in whole:
        if not _GROUPS[thousands].fullmatch(whole):
            return None
        whole = whole.replace(thousands, "")
    value = float(f"{whole or '0'}.{fraction or '0'}{power}") * factor
    return value if isfinite(value) else None


class Decided(NamedTuple):
    """The decimal sign of a column, and what said so."""

    sign: Sign
    by: Literal["either", "cells", "whole", "table", "reader", "nothing"]
    """It makes no difference; its own cells; that counts of things are whole; the other columns; the reader; or
    nothing: it is a guess."""


def decided(readings: Sequence[Reading], *, counts: bool) -> Decided:
    """The decimal sign of a column from all its cells; `counts` says that it holds whole numbers of things.

    Where cells speak for both signs the more frequent one wins, and the others cannot be read.
    """
    evidence = [reading.evidence for reading in readings]
    commas, points = evidence.count(","), evidence.count(".")
    if commas != points:
        return Decided("," if commas > points else ".", "cells")
    doubtful = [reading for reading in readings if reading.is_ambiguous]
    if not doubtful:
        return Decided(".", "nothing" if commas else "either")
    if counts and not commas and all(reading.whole for reading in doubtful):
        # "1.234" tokens: with the point before decimals it would be no count
        signs = {_whole_sign(reading) for reading in doubtful}
        if len(signs) == 1:
            return Decided(signs.pop(), "whole")
    return Decided(".", "nothing")


def _whole_sign(reading: Reading) -> Sign:
    """The decimal sign with which what can be read both ways has its groups of thousands."""
    assert reading.comma is not None and reading.point is not None
    return "," if abs(reading.comma) > abs(reading.point) else "."


def scale_named(word: str) -> float | None:
    """The factor a word stands for: "Mio" is a million."""
    return _SCALES.get(word.casefold())
