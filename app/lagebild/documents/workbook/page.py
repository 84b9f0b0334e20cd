"""A sheet of a workbook while it is put down, from the top to the bottom."""

from __future__ import annotations

from lagebild.documents.sheets import Area, Cell, Drawing, Entry, Look, Sheet

PLACE, LABEL, FIRST = 0, 1, 2
"""Columns: the number of a place on an axis, what a row is about, and the first of its numbers."""
HEAD = 3
"""Rows at the top, which stay when one scrolls; the last says what the colours mean."""
HEADS = 2
"""Rows above the first place of a table: heads and units."""
_ABOVE = 4
"""Rows for the heading of a part, and the heads of its columns."""
_ROWS = 48
"""Rows of a printed page."""
_LETTERS = 11
"""Of a line in the head of a column of numbers, at most."""
_LINE = 13
"""Points of a line."""
ROW = 20
"""Pixels of a row."""


class Page:
    """Cells, names, entries and charts, with the row that comes next."""

    def __init__(self) -> None:
        self.row = 0
        self._begun = 0
        self._cells: dict[tuple[int, int], Cell] = {}
        self.names: dict[str, Area] = {}
        self.entries: list[Entry] = []
        self.drawings: list[Drawing] = []
        self.breaks: list[int] = []
        self.heights: dict[int, float] = {}

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells put down, none twice."""
        return tuple(self._cells.values())

    def put(
        self,
        row: int,
        column: int,
        content: float | str,
        look: Look,
        *,
        formula: str = "",
        number: str = "",
        name: str = "",
    ) -> None:
        """A cell; a `name` is its own."""
        cell = Cell(row=row, column=column, content=content, look=look, formula=formula, number=number)
        self._cells[row, column] = cell
        if name:
            self.names[name] = Area(row, column, row, column)

    def keep(self, row: int, column: int, written: str, look: Look) -> None:
        """A cell with what the reader wrote, to the letter."""
        self._cells[row, column] = Cell(row=row, column=column, look=look, kept=written)

    def head(self, title: str, subtitle: str, colours: tuple[tuple[str, Look], ...]) -> None:
        """The title, what the sheet holds for, and what its colours mean."""
        self.put(0, LABEL, title, "title")
        self.put(1, LABEL, subtitle, "subtitle")
        for place, (word, look) in enumerate(colours):
            self.put(2, FIRST + place, word, look)
        self.heights |= {0: 24, 1: 16}
        self.row = HEAD

    def heading(self, words: str, note: str = "", *, rows: int = 0) -> None:
        """The heading of a part, with a remark beneath; on a new page where its rows find no room on this one."""
        self.row += 1
        if self.row + rows + _ABOVE > self._begun + _ROWS:
            self.breaks.append(self.row)
            self._begun = self.row
        self.put(self.row, LABEL, words, "heading")
        self.heights[self.row] = 21
        self.row += 1
        if note:
            self.put(self.row, LABEL, note, "note")
            self.row += 1

    def columns(self, heads: tuple[str, ...], *, first: int = LABEL, words: frozenset[int] = frozenset()) -> None:
        """A row of heads; those in `words` stand over words, the others over numbers."""
        for place, head in enumerate(heads):
            look: Look = "head" if first + place == LABEL else "head_words" if place in words else "head_number"
            self.put(self.row, first + place, head, look)
        self.next_row(tuple((head, _LETTERS) for place, head in enumerate(heads[1:], 1) if place not in words))

    def next_row(self, wrapped: tuple[tuple[str, float], ...]) -> None:
        """Go on to the next row; this one is as high as these words need in columns of so many letters."""
        self.heights[self.row] = max((_lines(*one) for one in wrapped), default=1) * _LINE + 3
        self.row += 1

    def texts(self, row: int, columns: range) -> None:
        """Empty cells for words, so that the rule of a row has no gaps; what is put there later replaces them."""
        for column in columns:
            self.put(row, column, "", "text")

    def sheet(self, name: str, title: str, widths: tuple[float, ...], **more: object) -> Sheet:
        """What has been put down."""
        return Sheet.model_validate(
            {
                "name": name,
                "title": title,
                "cells": self.cells,
                "names": self.names,
                "entries": tuple(self.entries),
                "drawings": tuple(self.drawings),
                "widths": widths,
                "heights": self.heights,
                "repeated": 2,
                "breaks": tuple(self.breaks),
                **more,
            }
        )


def _lines(words: str, letters: float) -> int:
    """How many lines words take in a column; rather one too many, since programs set them each in their own way."""
    found = 0
    for line in words.split("\n"):
        found, room = found + 1, letters
        for word in line.split():
            if len(word) > room and room < letters:
                found, room = found + 1, letters
            room -= len(word) + 1
    return found


def place_number(page: Page, row: int, place: int, column: int = PLACE) -> None:
    """The number of a place on an axis, counted from 1, which formulas look up by."""
    page.put(row, column, place + 1, "place", number="0")
