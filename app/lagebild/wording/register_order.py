"""The order of the register's entries: by a column, in the language shown."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize

from lagebild.analysis.evidence import VERDICTS
from lagebild.analysis.register import Entry, entries
from lagebild.analysis.results import Results
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.standing import STANDINGS
from lagebild.language import Language
from lagebild.wording.register import row


def ordered(
    results: Results, places: tuple[int, ...], column: int, descending: bool, language: Language
) -> tuple[int, ...]:
    """`places` sorted by a column of `header`; in the register's own order for -1. What has no value comes last."""
    if column < 0:
        return places
    keys = _sort_keys(results, column, language)
    known = sorted((place for place in places if keys[place] is not None), key=lambda place: keys[place])
    if descending:
        known.reverse()
    return (*known, *(place for place in places if keys[place] is None))


@lru_cache(maxsize=12)
def _sort_keys(results: Results, column: int, language: Language) -> tuple[Any, ...]:
    """What each entry is sorted by in a column; None where it has nothing there."""
    return tuple(_sort_key(results, entry, column, language) for entry in entries(results.knowledge, results.today))


def _sort_key(results: Results, entry: Entry, column: int, language: Language) -> Any:
    if column == 5:
        rank = STANDINGS.index(entry.standing) if entry.verdict is None else VERDICTS.index(entry.verdict)
        return (entry.verdict is None, rank)
    if column == 2:
        return _number(results, entry)
    words = str(row(results, entry, language)[column]) if column != 4 else entry.as_of
    return sortable(words) if words else None


def _number(results: Results, entry: Entry) -> float | None:
    """What the third column counts; days and words have none."""
    knowledge = results.knowledge
    if entry.kind == "claim":
        return results.evidence.computed[entry.id]
    if entry.kind == "figure":
        value = knowledge.figures[entry.id].value
        return value if isinstance(value, float) else None
    if entry.kind == "price":
        return knowledge.offers[entry.id].prices[-1].input
    return knowledge.closes[entry.id.removeprefix(MARKET)].closes[-1]


def sortable(words: str) -> str:
    """`words` as they are sorted: without case, umlauts with their vowels, a quotation by its first word."""
    plain = normalize("NFD", words.casefold().lstrip("„“”‚‘’"))
    return "".join(letter for letter in plain if not combining(letter))
