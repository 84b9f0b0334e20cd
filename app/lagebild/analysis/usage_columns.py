"""The columns of a pasted table of usage: what each means, by its heading or the size of its numbers, and its signs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, get_args

from lagebild.analysis.written_dates import Written, written
from lagebild.analysis.written_numbers import Decided, Reading, Sign, decided, reading, scale_named
from lagebild.resources import resource

Meaning = Literal[
    "ignored", "model", "date", "requests", "input", "uncached_input", "cached_input", "written_cache", "output",
    "amount", "item", "quantity",
]  # fmt: skip
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
"""`input` is with what came from the cache, `uncached_input` without; the rows of a table with `item` and
`quantity` each count one thing."""
TOKENS: tuple[Meaning, ...] = ("input", "uncached_input", "cached_input", "written_cache", "output")
COUNTS: tuple[Meaning, ...] = ("requests", *TOKENS, "quantity")
NUMBERS: tuple[Meaning, ...] = (*COUNTS, "amount")
_ONE_OF = (("input", "uncached_input"),)
"""Of these a table has one: the second is a part of the first."""

HEAD_WITHIN = 30
"""Rows among which the headings stand; above them are titles and addresses."""
SAMPLE = 200
"""Rows that are looked at to see what a column holds."""
EMPTY = frozenset(("", "-", "–", "—"))
"""What stands in a cell without a number."""

Row = tuple[int, tuple[str, ...]]
"""Its place in what was pasted, and its cells."""


class Column(NamedTuple):
    """A column of the table."""

    heading: str
    meaning: Meaning
    guessed: bool = False
    """By the size of its numbers, since there is no heading."""
    scale: float = 1.0
    """What its heading says that its numbers are multiplied by: "Token (Mio.)"."""
    sign: Decided | None = None
    """The sign before its decimals; None for a column without numbers."""
    example: str = ""
    """A cell that could be read in two ways."""


def is_open(column: Column) -> bool:
    """Whether its numbers can be read in two ways, with nothing that says which."""
    return column.sign is not None and column.sign.by == "nothing" and bool(column.example)


cell_reading = lru_cache(maxsize=50_000)(reading)
"""Cells are looked at several times while a table is read."""


def forget() -> None:
    """Keep nothing of what was looked at."""
    for remembered in (cell_reading, kind_of, _normal):
        remembered.cache_clear()


def padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    """`row` with as many cells as there are columns."""
    return (*row[:width], *("",) * (width - len(row)))


@cache
def known_columns() -> dict[str, Any]:
    """How tables name their columns, months and sums."""
    known: dict[str, Any] = json.loads(resource("usage_columns.json").read_bytes())
    return known


class _Name(NamedTuple):
    plain: str
    words: tuple[str, ...]
    scale: float


@cache
def _normal(heading: str) -> _Name:
    """A heading without case, signs, units; and the factor it names."""
    scales, scale = known_columns()["scales"], 1.0
    folded = re.sub(r"[^\w()\[\]]+|_", " ", heading[:120].casefold())
    for inside in re.findall(r"[(\[]([^)\]]*)[)\]]", folded):
        for word in inside.split():
            if word in scales["in_brackets"] or word in scales["words"]:
                scale = scale_named(word) or 1.0
    # words in brackets are units, except those that say which part is meant: "Input (ohne Cache)"
    plain = re.sub(r"[()\[\]]", " ", folded) if "cache" in folded else re.sub(r"[(\[].*?[)\]]|[()\[\]]", " ", folded)
    words = []
    for word in plain.split():
        if word in scales["words"]:
            scale = scale_named(word) or 1.0
        else:
            words.append(word)
    if scale != 1 and "in" in words[1:]:
        words.remove("in")
    return _Name(" ".join(words), tuple(words), scale)


def _fits(words: Sequence[str], rule: Mapping[str, Sequence[str]]) -> bool:
    def has(stem: str) -> bool:
        # two letters are a word of their own, more may begin or, in German compounds, end one
        return any(word == stem or (len(stem) > 3 and stem in word) for word in words)

    return all(map(has, rule["all"])) and not any(map(has, rule["none"]))


def _ranks(heading: str) -> dict[Meaning, int]:
    """What a heading may mean, and how well it fits: less is better."""
    name = _normal(heading)
    ranks: dict[Meaning, int] = {}
    if not name.plain:
        return ranks
    for meaning, known in known_columns()["meanings"].items():
        if name.plain in known["names"]:
            ranks[meaning] = known["names"].index(name.plain)
        elif any(_fits(name.words, rule) for rule in known["rules"]):
            ranks[meaning] = 100
    return ranks


def head_of(cells: Sequence[Row]) -> int | None:
    """The place of the row with the headings."""
    best, place = 0, None
    for number, (_, row) in enumerate(cells[:HEAD_WITHIN]):
        if any(cell_reading(cell) is not None or day_of(cell) is not None for cell in row if cell):
            continue
        meanings = {min(ranks, key=lambda meaning: ranks[meaning]) for cell in row if (ranks := _ranks(cell))}
        if meanings & {*NUMBERS} and len(meanings) > best:
            best, place = len(meanings), number
    return place


def recognised(headings: Sequence[str], body: Sequence[Row]) -> list[Column]:
    """Columns by their headings; the best of several that could mean the same."""
    ranked = [_ranks(heading) for heading in headings]
    taken: dict[int, Meaning] = {}

    def claim(meaning: Meaning, *, several: bool = False) -> None:
        places = [place for place, ranks in enumerate(ranked) if meaning in ranks and place not in taken]
        for place in sorted(places, key=lambda place: ranked[place][meaning])[: None if several else 1]:
            taken[place] = meaning

    claim("written_cache", several=True)
    alone: tuple[Meaning, ...] = ("uncached_input", "cached_input", "input", "output", "requests")
    for meaning in alone:
        claim(meaning)
    if "input" in taken.values():
        taken = {place: meaning for place, meaning in taken.items() if meaning != "uncached_input"}
    names = {_normal(heading).plain for heading in headings}
    if names & {*known_columns()["beside"]}:
        # Anthropic's: what was read from or written to the cache stands beside the input, not in it
        taken = {place: "uncached_input" if meaning == "input" else meaning for place, meaning in taken.items()}
    if not {*TOKENS} & {*taken.values()}:
        claim("item")
        if (item := _place_of("item", taken)) is not None and any(
            kind_of(row[item]) not in (None, "ignored") for _, row in body[:SAMPLE] if item < len(row)
        ):
            claim("quantity")
        if "quantity" not in taken.values():
            taken.pop(item if item is not None else -1, None)
    others: tuple[Meaning, ...] = ("amount", "date", "model")
    for meaning in others:
        claim(meaning)
    return [
        Column(heading, taken.get(place, "ignored"), scale=_normal(heading).scale)
        for place, heading in enumerate(headings)
    ]


def _place_of(meaning: Meaning, taken: Mapping[int, Meaning]) -> int | None:
    return next((place for place, given in taken.items() if given == meaning), None)


def guessed(body: Sequence[Row], width: int) -> list[Column]:
    """Columns without headings, by the shape and the size of what is in them."""
    meanings: dict[int, Meaning] = {}
    sizes: dict[int, float] = {}
    sample = [padded(row, width) for _, row in body[:SAMPLE]]
    for place in range(width):
        cells = [row[place] for row in sample if row[place] not in EMPTY]
        if not cells:
            continue
        readings = [found for cell in cells if (found := cell_reading(cell)) is not None]
        if 2 * sum(day_of(cell) is not None for cell in cells) > len(cells):
            if "date" not in meanings.values():
                meanings[place] = "date"
        elif 2 * len(readings) <= len(cells):
            if "model" not in meanings.values():
                meanings[place] = "model"
        elif any(found.currency for found in readings) or not _are_whole(readings):
            if "amount" not in meanings.values():
                meanings[place] = "amount"
        else:
            sign = decided(readings, counts=True).sign
            sizes[place] = sum(abs(found.at(sign) or 0) for found in readings)
    largest = sorted(sizes, key=lambda place: -sizes[place])
    if len(largest) >= 2:
        meanings[largest[0]] = "input"
        smallest = largest[-1]
        # a request has tens of tokens at least; an answer is seldom fifty times shorter than its question
        if len(largest) > 2 or sizes[largest[0]] >= 50 * sizes[smallest]:
            meanings[smallest] = "requests"
        if len(largest) > 2 or smallest not in meanings:
            meanings[largest[1]] = "output"
    return [Column("", meanings.get(place, "ignored"), guessed=place in meanings) for place in range(width)]


def _are_whole(readings: Sequence[Reading]) -> bool:
    sign = decided(readings, counts=True).sign
    return all((found.at(sign) or 0) % 1 == 0 for found in readings)


def day_of(cell: str) -> Written | None:
    """The day or month in a cell."""
    return written(cell, known_columns()["months"])


@cache
def kind_of(cell: str) -> Meaning | None:
    """What a row counts, by the words of its item; None where they do not say."""
    words = re.sub(r"[\W_]+", " ", cell[:200].casefold()).split()
    for rule in known_columns()["kinds"]:
        if _fits(words, rule):
            meaning: Meaning = rule["meaning"]
            return meaning
    return None


def corrected(columns: list[Column], meanings: Mapping[int, Meaning]) -> list[Column]:
    """With what the reader says, the last word last; a meaning only one column can have is taken from the other."""
    for place, meaning in meanings.items():
        if not 0 <= place < len(columns) or columns[place].meaning == meaning:
            continue
        rivals = next((group for group in _ONE_OF if meaning in group), (meaning,))
        for other, column in enumerate(columns):
            if meaning not in ("ignored", "written_cache") and column.meaning in rivals:
                columns[other] = column._replace(meaning="ignored", guessed=False)
        columns[place] = columns[place]._replace(meaning=meaning, guessed=False)
    return columns


# ---- how numbers are read


def with_signs(columns: list[Column], body: Sequence[Row], sign: Sign | None) -> list[Column]:
    """With the decimal sign of each column; `sign` is what the reader says where nothing else does."""
    signed = []
    for place, column in enumerate(columns):
        if column.meaning not in NUMBERS:
            signed.append(column)
            continue
        cells = [row[place] for _, row in body if place < len(row)]
        readings = {cell: found for cell in cells if (found := cell_reading(cell)) is not None}
        example = next((cell for cell, found in readings.items() if found.is_ambiguous), "")
        counts = column.meaning in COUNTS and column.scale == 1
        read_all = [readings[cell] for cell in cells if cell in readings]
        signed.append(column._replace(sign=decided(read_all, counts=counts), example=example))
    # a table is written in one country
    said = {column.sign.sign for column in signed if column.sign is not None and column.sign.by in ("cells", "whole")}
    for place, column in enumerate(signed):
        if is_open(column):
            if sign is not None:
                signed[place] = column._replace(sign=Decided(sign, "reader"))
            elif len(said) == 1:
                signed[place] = column._replace(sign=Decided(next(iter(said)), "table"))
    return signed
