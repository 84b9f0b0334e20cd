"""A chart's table as CSV: Excel opens it by a double click, and a program reads it up to the first empty line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from lagebild.charts.chart import Chart
from lagebild.documents.listing import Listing
from lagebild.language import Language
from lagebild.wording.verdicts import verdict_word

AS_TEXT = 'sdnum="1033;0;@" style="mso-number-format:\'\\@\'"'
"""Tells LibreOffice and Excel that a cell of a pasted HTML table is text: both compute "=1+1" in one otherwise."""
# what a spreadsheet may take for the beginning of a formula
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BREAKS = re.compile("[\\t\\r\\n\\v\\f\\x85\\u2028\\u2029]+")
_NUMBER = re.compile(r"[+-]?\d[\d.,\u2019\u00a0\u202f ]*[%$€]?")  # "+50 %" computes nothing


def csv(chart: Chart) -> bytes:
    """Header and rows with plain numbers; below an empty line title, subtitle, source and verdict.

    UTF-8 with a mark that says so; semicolons in German and where the decimal sign is a comma, else commas.
    """
    table = chart.table()
    lines: list[Iterable[float | str | None]] = [table.header, *table.values, ()]
    lines += [(text,) for text in (chart.title, chart.subtitle, chart.source, _verdict(chart)) if text]
    return _written(lines, Language(chart.language))


def listing_csv(listing: Listing) -> bytes:
    """The tables of a listing; one further down begins with its title below an empty line.

    Days are written as year-month-day, which every program reads as one.
    """
    lines: list[Iterable[float | str | None]] = []
    for number, listed in enumerate(listing.tables):
        lines += [(), (listed.title,)] if number else []
        lines.append([column.name for column in listed.columns])
        lines += [[entry.isoformat() if isinstance(entry, date) else entry for entry in row] for row in listed.rows]
    return _written(lines, Language(listing.language))


def _written(lines: Iterable[Iterable[float | str | None]], language: Language) -> bytes:
    decimal = language.signs.decimal
    between = ";" if language.code == "de" or decimal == "," else ","
    text = "".join(between.join(_cell(value, decimal) for value in line) + "\r\n" for line in lines)
    return text.encode("utf-8-sig")


def _verdict(chart: Chart) -> str:
    if chart.verdict is None:
        return ""
    word = verdict_word(chart.verdict, Language(chart.language))
    return f"{chart.verdict_of}: {word}" if chart.verdict_of else word


def _cell(value: float | str | None, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _quoted(guarded(value))
    # fifteen digits, as a spreadsheet keeps them, and never an exponent
    number = f"{Decimal(f'{value:.15g}'):f}"
    return number.replace(".", decimal)


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would read a formula; numbers never come here."""
    dangerous = text.lstrip(" \u00a0").startswith(_DANGEROUS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if dangerous else text


def pasted(text: str) -> str:
    """`text` as one cell of a table that is pasted: on one line, and no formula."""
    return guarded(_BREAKS.sub(" ", text))


def _quoted(text: str) -> str:
    text = text.replace("\x00", "")
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';,"\r\n\t') else text
