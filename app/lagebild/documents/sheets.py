"""A workbook as a value: cells with their formulas and names, and nothing about how a file writes them."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from lagebild.frozen import Frozen, Words
from lagebild.language import Code

Look = Literal[
    "title", "subtitle", "heading", "note", "remark", "legend", "legend_lookup",
    "head", "head_number", "head_words", "unit", "unit_number", "place", "place_head",
    "label", "label_sum", "text", "wrapped", "wrapped_label",
    "input", "input_own", "lookup", "constant", "result", "result_sum", "result_strong",
]  # fmt: skip
"""What a cell is; the renderer gives each its type, colours and rules."""


class Area(NamedTuple):
    """Cells from a corner to the opposite one, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(Frozen):
    """One cell: a number, text, or a formula with the number it came to in our own calculation."""

    row: int
    column: int
    content: float | Words = ""
    look: Look
    formula: str = ""
    """In English functions, without the sign of equality."""
    number: str = ""
    """The number's format, as workbooks write it."""
    kept: str = ""
    """What the reader wrote, to the letter; where there is some, it stands in place of the content."""


class Entry(Frozen):
    """What may be typed into a cell: a number within bounds, or one of a few."""

    row: int
    column: int
    low: float
    high: float
    choices: tuple[float, ...] = ()
    title: Words
    prompt: Words = ""
    """Shown when the cell is chosen."""
    refusal: Words
    """Shown when something else was typed."""


class Series(Frozen):
    """Numbers of a chart, named by a cell."""

    name: tuple[int, int]
    categories: Area
    values: Area
    mark: Literal["hero", "comparator", "loss"] = "hero"


class Drawing(Frozen):
    """A native chart over the cells of its sheet."""

    kind: Literal["bars", "columns", "lines"]
    title: Words
    alternative: Words
    """What it shows, for those who do not see it."""
    series: tuple[Series, ...]
    across: Words = ""
    """Title of the axis of the categories."""
    number: str = ""
    row: int = 0
    column: int = 0
    width: int = 480
    height: int = 288
    """Pixels, from the upper left corner of its cell."""


class Sheet(Frozen):
    """One sheet: its cells, the names its formulas use, what may be typed, charts, and how it is printed."""

    name: Words
    title: Words
    cells: tuple[Cell, ...]
    names: dict[str, Area] = Field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    widths: tuple[float, ...]
    """Of the columns from the first, in letters."""
    heights: dict[int, float] = Field(default_factory=dict)
    """Of rows that have one of their own, in points; the others are as high as their words need."""
    frozen: tuple[int, int] = (0, 0)
    """Rows at the top and columns on the left that never scroll away."""
    repeated: int = 0
    """Rows at the top that return on every printed page."""
    breaks: tuple[int, ...] = ()
    """Rows that begin a printed page."""
    printed: tuple[int, int] | None = None
    """Rows and columns that are printed, from the upper left corner; None is all of them."""
    landscape: bool = True
    filtered: Area | None = None
    """Heads with the rows below them, which a reader can sort and filter."""

    def cells_in(self, area: Area) -> tuple[Cell, ...]:
        """The cells of an area, row by row."""
        return tuple(
            cell
            for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column))
            if area.top <= cell.row <= area.bottom and area.left <= cell.column <= area.right
        )


class Sheets(Frozen):
    """A workbook: a sheet a calculator, and one of sources and assumptions."""

    title: Words
    language: Code
    day: date
    head: Words
    """At the top of every printed page, on the right."""
    foot: Words
    """At the bottom of every printed page, on the left."""
    sheets: tuple[Sheet, ...]
