"""The register: every claim, figure, price and series as one entry, and which of them fit a search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from operator import not_
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize

from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.records import Area, Article, Standing, Verdict

Kind = Literal["claim", "figure", "price", "series"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Entry(NamedTuple):
    """What the register knows of a record beside its words. `id` is what origins name it by."""

    id: str
    kind: Kind
    area: Area
    article: Article | None
    verdict: Verdict | None
    garbled: bool
    standing: Standing
    sources: frozenset[str]
    """Ids of its sources, and what they have at stake."""
    as_of: str
    checked_on: date
    overdue: bool


class Filters(NamedTuple):
    """What is searched; an empty field lets everything pass."""

    words: str = ""
    kind: str = ""
    area: str = ""
    verdict: str = ""
    """A verdict, or "garbled"."""
    standing: str = ""
    source: str = ""
    """Id of a source, or what a source has at stake ("press")."""
    age: str = ""
    """"overdue" or "current"."""
    page: str = ""
    """Where the record is used."""

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the fields that are set."""
        return tuple(name for name, value in zip(self._fields, self, strict=True) if value)


@lru_cache(maxsize=4)
def entries(knowledge: Knowledge, today: date) -> tuple[Entry, ...]:
    """All entries: claims in the order of the articles, figures area by area, prices, series."""

    def at_stake(sources: Sequence[str]) -> frozenset[str]:
        return frozenset(sources) | {knowledge.sources[source].interest for source in sources}

    def overdue(id: str) -> bool:
        due = knowledge.due(id)
        return due is not None and due < today

    found = []
    for claim in knowledge.claims.values():
        cited = tuple(source for figure in claim.records for source in knowledge.figure(figure).sources)
        area = knowledge.figure(claim.records[0]).area if claim.records else "costs"
        found.append(
            Entry(
                claim.id,
                "claim",
                area,
                claim.article,
                claim.verdict,
                claim.printing == "garbled",
                knowledge.standing(claim.id),
                at_stake((*claim.sources, *cited)),
                knowledge.shock.day.isoformat(),
                knowledge.checked_on(claim.id),
                overdue(claim.id),
            )
        )
    for figure in knowledge.figures.values():
        found.append(
            Entry(
                figure.id,
                "figure",
                figure.area,
                None,
                None,
                False,
                knowledge.standing(figure.id),
                at_stake(figure.sources),
                figure.as_of,
                knowledge.checked_on(figure.id),
                overdue(figure.id),
            )
        )
    for offer in knowledge.offers.values():
        if offer.own:  # no source, and nothing to check
            continue
        found.append(
            Entry(
                offer.model,
                "price",
                "costs",
                None,
                None,
                False,
                knowledge.standing(offer.model),
                at_stake(tuple(price.source for price in offer.prices)),
                offer.prices[-1].valid_from.date().isoformat(),
                knowledge.checked_on(offer.model),
                overdue(offer.model),
            )
        )
    for close in knowledge.closes.values():
        id = f"{MARKET}{close.symbol}"
        found.append(
            Entry(
                id,
                "series",
                "market",
                None,
                None,
                False,
                knowledge.standing(id),
                at_stake(close.sources),
                close.days[-1].isoformat(),
                knowledge.checked_on(id),
                False,
            )
        )
    return tuple(found)


_ACCENTS = re.compile("[\u0300-\u036f]+")
_TYPED = str.maketrans("−–—\u2010’‘„“”", '----\'\'"""')
"""Signs that keyboards lack, and what is typed for them."""


def searchable(words: str) -> str:
    """`words` as they are compared: without case and accents, spaces and signs as they are typed."""
    return _ACCENTS.sub("", normalize("NFKD", words.casefold())).translate(_TYPED)


def matching(
    entries: Sequence[Entry],
    texts: Sequence[str],
    filters: Filters,
    uses: Mapping[str, frozenset[str]],
) -> tuple[int, ...]:
    """Places of the entries that pass every filter.

    `texts` are what each entry says, made by `search_text`, in the order of `entries`. Every word of the search must
    stand in it; entries with all words in their names come first. `uses` gives the pages that show a record.
    """
    kind, area, verdict, standing, source, age, page = filters[1:]
    places = [
        place
        for place, entry in enumerate(entries)
        if (not kind or entry.kind == kind)
        and (not area or entry.area == area)
        and (not verdict or entry.verdict == verdict or (verdict == "garbled" and entry.garbled))
        and (not standing or entry.standing == standing)
        and (not source or source in entry.sources)
        and (not age or entry.overdue == (age == "overdue"))
        and (not page or page in uses.get(entry.id, ()))
    ]
    words = tuple(dict.fromkeys(searchable(filters.words).split()))  # a page pasted by mistake repeats its words
    for word in words:
        # short words only where one begins: "AI" is not in "against"
        sought = f"{_BEGINS}{word}" if len(word) <= _SHORT and word[0].isalnum() else word
        places = [place for place in places if sought in texts[place]]
    if any(len(word) > 1 for word in words):  # what is called so comes before what speaks of it
        heads = (texts[place][: texts[place].find(HEAD)] for place in places)
        called = [all(word in head for word in words) for head in heads]
        places = [*compress(places, called), *compress(places, map(not_, called))]
    return tuple(places)


HEAD = "\n"
"""What ends the name of an entry in its text; the rest follows."""
_BEGINS = "\x1f"
"""What a word begins with in the list of them at the end of a text."""
_SHORT = 3
_BEGUN = re.compile(r"(?<![^\W_])(?=(\d[\d.,]*\d|[^\W_]+))|(?<=\d)(?=([^\W\d_]+))")
"""Words and numbers, and letters behind a digit."""


def search_text(name: str, *rest: str) -> str:
    """What `matching` looks into: the name of an entry, all it says, and its short words where they begin.

    A unit begins behind its number too ("bn" in "$589bn").
    """
    said = searchable(" ".join((name, *rest)))
    begins = {(word or unit)[:_SHORT] for word, unit in _BEGUN.findall(said)}
    return "".join((searchable(name), HEAD, said, *(f"{_BEGINS}{word}" for word in begins)))


class Hindrance(NamedTuple):
    """A filter without which something would be found, and how much."""

    name: str
    found: int


def hindrance(
    entries: Sequence[Entry],
    texts: Sequence[str],
    filters: Filters,
    uses: Mapping[str, frozenset[str]],
) -> Hindrance | None:
    """The one filter to drop where nothing fits: the one that lets most through; None where no single one helps."""
    without = (
        Hindrance(name, len(matching(entries, texts, filters._replace(**{name: ""}), uses))) for name in filters.active
    )
    best = max(without, key=lambda one: one.found, default=None)
    return best if best is not None and best.found else None
