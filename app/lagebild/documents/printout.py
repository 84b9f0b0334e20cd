"""A printout as a value: what stands on paper, block by block, and nothing about sheets or type."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from lagebild.charts.chart import Chart
from lagebild.charts.chart import Table as Values
from lagebild.frozen import Frozen, Words
from lagebild.language import Code, Text

Tone = Literal["money", "loss"]
"""What an answer is about; its bar and its numbers have that colour."""
Look = Literal["words", "strong", "number", "figure"]
"""Of a column: plain, bold, a number aligned to the right, or large."""


class Answer(Frozen):
    """The sentence that may be quoted, in (words, strong) runs, and what it covers."""

    sentence: tuple[tuple[Words, bool], ...]
    scope: Words = ""
    tone: Tone = "money"

    @property
    def text(self) -> str:
        """The sentence in one piece."""
        return "".join(words for words, _ in self.sentence)


class ChartBlock(Frozen):
    """A chart under its heading, with its source line."""

    chart: Chart
    told: Words = ""
    """What is said about it, above it."""
    headed: bool = True
    """Whether its heading stands above it."""


class Column(Frozen):
    """A column of a table: its head, how it is set, and its share of the width against the others'."""

    name: str = ""
    look: Look = "words"
    share: float = 1.0


class TableBlock(Frozen):
    """A table of words and numbers made visible; its head, if it has one, returns on every sheet."""

    heading: str = ""
    note: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    groups: tuple[str, ...] = ()
    """What each row is listed under; none at all, or one for every row."""
    total: bool = False
    """Whether the last row sums the others up."""

    @model_validator(mode="after")
    def _every_row_fits(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.heading}: a row does not fit the columns")
        if self.groups and len(self.groups) != len(self.rows):
            raise ValueError(f"{self.heading}: the groups do not fit the rows")
        return self


class Passage(Frozen):
    """A paragraph under a heading; a line break in it begins a new line."""

    heading: str = ""
    text: Words


Block = Answer | ChartBlock | TableBlock | Passage


class Printout(Frozen):
    """What is printed: title and subtitle on the first sheet, title and day on every one, then the blocks."""

    title: str
    subtitle: str = ""
    language: Code
    day: date
    blocks: tuple[Block, ...]


def said(sentence: Text | str, scope: Text | str = "", tone: Tone = "money") -> Answer:
    """An answer made of a sentence that knows what is strong in it."""
    runs = ((sentence, False),) if isinstance(sentence, str) else tuple((span.text, span.strong) for span in sentence)
    return Answer(sentence=runs, scope=str(scope), tone=tone)


def table_of(values: Values, heading: str = "", *, total: bool = False) -> TableBlock:
    """A chart's table as a block: columns of nothing but numbers are aligned as such, long words get more room."""
    columns = []
    for place, name in enumerate(values.header):
        cells = [row[place] for row in values.rows]
        numbers = [row[place] for row in values.values]
        longest = max(map(len, (name, *cells)), default=1)
        columns.append(
            Column(
                name=name,
                look="words" if any(isinstance(number, str) for number in numbers) else "number",
                share=min(max(longest, _NARROWEST), _WIDEST),
            )
        )
    return TableBlock(heading=heading, columns=tuple(columns), rows=values.rows, total=total)


def table_of_chart(chart: Chart) -> TableBlock:
    """The table of a chart; without further columns where so many would each have too little room."""
    return table_of((chart.changed(columns=()) if len(chart.columns) > _MOST else chart).table())


_MOST = 10  # further columns on a page
_NARROWEST, _WIDEST = 9, 36
"""Letters a column is given room for, at least and at most, where columns share the width."""
