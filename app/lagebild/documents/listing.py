"""A listing as a value: tables of words, days and numbers for a spreadsheet, and nothing about how it holds them."""

from __future__ import annotations

from datetime import date

from lagebild.frozen import Frozen, Words
from lagebild.language import Code

Entry = str | int | date | None


class ListColumn(Frozen):
    """A column: its head, and how many letters wide it is in a workbook."""

    name: Words
    width: float = 14.0


class Listed(Frozen):
    """One table. What the reader wrote stands in its rows to the letter, so nothing is left out of them."""

    title: Words
    subtitle: Words = ""
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Entry, ...], ...]


class Listing(Frozen):
    """Tables under a title; in a workbook each is a sheet."""

    title: Words
    language: Code
    day: date
    tables: tuple[Listed, ...]
