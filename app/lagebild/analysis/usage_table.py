"""A pasted table of token usage: its rows added up, and what does not count with the reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lagebild.analysis.usage_columns import (
    COUNTS,
    EMPTY,
    HEAD_WITHIN,
    NUMBERS,
    SAMPLE,
    Column,
    Meaning,
    Row,
    cell_reading,
    corrected,
    day_of,
    forget,
    guessed,
    head_of,
    is_open,
    kind_of,
    known_columns,
    padded,
    recognised,
    with_signs,
)
from lagebild.analysis.written_dates import Period, Written, period
from lagebild.analysis.written_numbers import Sign
from lagebild.errors import N_, UserError

LONGEST = 1_000_000
"""Letters."""
MOST_ROWS = 5_000
MOST_COLUMNS = 40
LONGEST_LINE = 20_000
PREVIEWED = 3
"""Rows that are shown before anything is taken."""
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SAFE = N_("Nothing was changed.")

Why = Literal["above", "heading", "sum", "empty", "negative", "formula", "no number", "too long", "kind"]


class Skipped(NamedTuple):
    """A row that does not count, by its place in what was pasted, from 1."""

    row: int
    why: Why
    words: str = ""
    """The cell that is in the way."""
    heading: str = ""


class Totals(NamedTuple):
    """Sums over all rows that count; None where the table has no such column."""

    requests: float | None = None
    input: float | None = None
    """With what came from the cache, and what was written to it."""
    cached_input: float | None = None
    output: float | None = None
    amount: float | None = None
    currency: str = ""
    """ISO code, where all amounts name the same; else empty."""


@dataclass(frozen=True, slots=True)
class UsageTable:
    """What a pasted table says."""

    columns: tuple[Column, ...]
    has_heading: bool
    rows: tuple[tuple[str, ...], ...]
    """The first rows that count, as they were written."""
    counted: int
    """How many rows count."""
    skipped: tuple[Skipped, ...]
    totals: Totals
    period: Period | None
    dates_doubtful: bool
    """Whether there are dates that do not say which number is the month."""
    cache_beside: bool
    """Whether the numbers show that the input is without what came from the cache, though no heading says so."""

    @property
    def undecided(self) -> tuple[Column, ...]:
        """Columns that can be read in two ways, with nothing that says which."""
        return tuple(column for column in self.columns if is_open(column))


def check(text: str) -> None:
    """Raise UserError for what is no table, or too much of one, before anything looks at it closely."""
    if len(text) > LONGEST or text.count("\n") + text.count("\r") > 2 * MOST_ROWS:
        raise _too_much()
    unseen = sum(text.count(sign) for sign in map(chr, (*range(9), *range(14, 32), 0xFFFD)))
    if unseen > len(text) // 100 or "\0" in text:
        raise _refused(
            N_("This is not text but something else, perhaps the inside of a file."),
            N_("Open the file in a spreadsheet and copy the cells from there."),
        )
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise _refused(
            N_("A line of it is far longer than any row of a table of usage."),
            N_("Copy the cells from a spreadsheet, with tabs, semicolons or commas between them."),
        )


def without_marks(text: str) -> str:
    """`text` without what nobody sees: marks of the direction of writing, as spreadsheets put before dates."""
    return _MARKS.sub("", text)


def _refused(happened: str, do: str) -> UserError:
    return UserError(happened, safe=_SAFE, do=do)


def _too_much() -> UserError:
    return _refused(
        N_("This is too much to be read as a table of usage."),
        N_("Paste fewer rows, added up by month or by model for example."),
    )


def read(text: str, meanings: Mapping[int, Meaning] | None = None, sign: Sign | None = None) -> UsageTable:
    """The table in `text`; raises UserError where there is none.

    `meanings` are what the reader says of columns, `sign` how the numbers are to be read that could be read in two
    ways.
    """
    try:
        return _read(text, meanings or {}, sign)
    finally:
        forget()


def _read(text: str, meanings: Mapping[int, Meaning], sign: Sign | None) -> UsageTable:
    check(text)
    cells = _cells(text)
    if len(cells) > MOST_ROWS:
        raise _too_much()
    width = _width(cells)
    if width > MOST_COLUMNS:
        raise _refused(
            N_("This has more columns than any table of usage."),
            N_("Copy the columns with tokens and requests alone."),
        )
    head = head_of(cells)
    headings = padded(cells[head][1], width) if head is not None else ("",) * width
    body = cells[head + 1 :] if head is not None else cells
    found = recognised(headings, body) if head is not None else guessed(body, width)
    columns = with_signs(corrected(found, meanings), body, sign)
    return _added_up(columns, cells[:head] if head is not None else (), body, headings, head is not None)


# ---- rows and cells


def _cells(text: str) -> list[Row]:
    """The rows that are not empty."""
    lines = without_marks(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and re.fullmatch(r"sep=.", lines[0].strip()):
        lines[0] = ""
    # a quotation mark too many would swallow everything after it
    quoted = text.count('"') % 2 == 0
    delimiter = _delimiter(lines, quoted)
    rows: list[Row] = []
    try:
        for number, row in enumerate(_parsed(lines, delimiter, quoted), 1):
            cells = tuple(cell.strip(" \t\u00a0" if quoted else ' \t\u00a0"') for cell in row)
            if any(cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise _refused(
            N_("This cannot be read as a table."),
            N_("Copy the cells from a spreadsheet, with tabs, semicolons or commas between them."),
        ) from error
    if not rows:
        raise _refused(N_("There is nothing to read yet."), N_("Paste a table."))
    return rows


def _parsed(lines: Iterable[str], delimiter: str, quoted: bool) -> Iterable[list[str]]:
    # each line with its end: what is quoted may reach over several
    ended = (f"{line}\n" for line in lines)
    return csv.reader(ended, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)


def _delimiter(lines: Sequence[str], quoted: bool) -> str:
    """The sign that divides most of the first lines into equally many cells."""
    sample = [line for line in lines if line.strip()][:HEAD_WITHIN]
    for delimiter in ("\t", ";", ","):
        try:
            widths = Counter(len(row) for row in _parsed(sample, delimiter, quoted) if len(row) > 1)
        except csv.Error:
            continue
        if widths and 2 * max(widths.values()) >= len(sample) - 4 and max(widths.values()) > (len(sample) > 2):
            return delimiter
    return "\t"


def _width(cells: Sequence[Row]) -> int:
    """As many columns as most rows have; empty cells at the end do not count."""
    widths = Counter(max(place for place, cell in enumerate(row, 1) if cell) for _, row in cells[:SAMPLE])
    most = max(widths.values())
    return max(width for width, count in widths.items() if 3 * count >= most)


# ---- adding up


def _added_up(
    columns: list[Column], above: Sequence[Row], body: Sequence[Row], headings: Sequence[str], has_heading: bool
) -> UsageTable:
    skipped = [Skipped(number, "above", row[0]) for number, row in above]
    places = {place: column for place, column in enumerate(columns) if column.meaning in NUMBERS}
    dates = [place for place, column in enumerate(columns) if column.meaning == "date"]
    item = next((place for place, column in enumerate(columns) if column.meaning == "item"), None)
    sums: dict[Meaning, float] = {}
    shown: list[tuple[str, ...]] = []
    days: dict[str, Written] = {}
    currencies: set[str] = set()
    counted = 0
    for number, row in body:
        found = _counted(number, row, columns, places, item, headings)
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        counted += 1
        if len(shown) < PREVIEWED:
            shown.append(padded(row, len(columns)))
        for meaning, value, currency in found:
            sums[meaning] = sums.get(meaning, 0.0) + value
            if currency:
                currencies.add(currency)
        for place in dates:
            cell = row[place] if place < len(row) else ""
            if cell not in days and (day := day_of(cell)) is not None:
                days[cell] = day
    spanned = period(tuple(days.values()))
    totals, beside = _totals(
        sums, any(one.meaning == "quantity" for one in columns), currencies | _named_currencies(columns)
    )
    return UsageTable(
        columns=tuple(columns), has_heading=has_heading, rows=tuple(shown), counted=counted, skipped=tuple(skipped),
        totals=totals, period=spanned, dates_doubtful=bool(days) and spanned is None, cache_beside=beside,
    )  # fmt: skip


_Found = list[tuple[Meaning, float, str]]


def _counted(
    number: int,
    row: tuple[str, ...],
    columns: Sequence[Column],
    places: Mapping[int, Column],
    item: int | None,
    headings: Sequence[str],
) -> _Found | Skipped:
    """What a row counts, or why it does not."""
    width = len(columns)
    if padded(row, width) == headings:
        return Skipped(number, "heading", row[0])
    first = next(cell for cell in row if cell)
    if _is_sum(first):
        return Skipped(number, "sum", first)
    if any(row[width:]):
        return Skipped(number, "too long", first)
    found: _Found = []
    for place, column in places.items():
        cell = row[place] if place < len(row) else ""
        if cell in EMPTY:
            continue
        meaning = column.meaning
        if meaning == "quantity":
            counted = row[item] if item is not None and item < len(row) else ""
            kind = kind_of(counted)
            if kind is None or kind == "ignored":
                return Skipped(number, "kind", counted, column.heading)
            meaning = kind
        value = _number(cell, column)
        if value is None:
            why: Why = "formula" if cell.startswith(("=", "@")) else "no number"
            return Skipped(number, why, cell, column.heading)
        if value < 0 and column.meaning in COUNTS:
            return Skipped(number, "negative", cell, column.heading)
        named = cell_reading(cell)
        found.append((meaning, value, named.currency if named and meaning == "amount" else ""))
    return found or Skipped(number, "empty", first)


def _is_sum(first: str) -> bool:
    """Whether a row that begins with this cell adds up others; "Total input tokens" counts something of its own."""
    words = re.sub(r"[\W_]+", " ", first[:80].casefold()).split()
    return bool(words) and words[0] in known_columns()["sums"] and kind_of(first) is None


def _number(cell: str, column: Column) -> float | None:
    found = cell_reading(cell)
    if found is None or column.sign is None:
        return None
    value = found.at(column.sign.sign)
    return None if value is None or abs(value * column.scale) > _LARGEST else value * column.scale


_LARGEST = 1e18
"""More tokens than there have been; sums of less are finite."""


def _named_currencies(columns: Sequence[Column]) -> set[str]:
    """Currencies in the headings of amounts."""
    known = {"usd": "USD", "eur": "EUR", "€": "EUR", "$": "USD"}
    return {
        code
        for column in columns
        if column.meaning == "amount"
        for word, code in known.items()
        if word in re.sub(r"[^\w$€]|_", " ", column.heading.casefold()).split()
    }


def _totals(sums: Mapping[Meaning, float], billed_apart: bool, currencies: set[str]) -> tuple[Totals, bool]:
    """Sums with the whole input in one; and whether the numbers alone said that the cache is beside it.

    `billed_apart`: every row counts one thing, so none is a part of another.
    """
    read_from, wrote = sums.get("cached_input"), sums.get("written_cache")
    inside, outside = sums.get("input"), sums.get("uncached_input")
    beside = False
    whole: float | None
    if inside is not None and outside is None:
        beside = not billed_apart and (read_from or 0.0) > inside
        whole = inside + ((read_from or 0.0) + (wrote or 0.0) if beside or billed_apart else 0.0)
    elif outside is not None or read_from is not None:
        whole = (inside or outside or 0.0) + (read_from or 0.0) + (wrote or 0.0)
    else:
        whole = None
    return (
        Totals(
            requests=sums.get("requests"),
            input=whole,
            cached_input=read_from,
            output=sums.get("output"),
            amount=sums.get("amount"),
            currency=next(iter(currencies)) if len(currencies) == 1 else "",
        ),
        beside,
    )
