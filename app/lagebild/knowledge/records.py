"""The records of the knowledge: what each kind of fact must say before it may be shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self, cast

from pydantic import AfterValidator, Field, model_validator

from lagebild.frozen import Bilingual, Frozen, Words
from lagebild.knowledge.arithmetic import Check, figures_in
from lagebild.language import UNITS

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


def _on_the_calendar(text: str) -> str:
    date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    return text


def _showable(unit: str) -> str:
    if unit not in UNITS:
        raise ValueError(f"no unit that can be shown; these can: {', '.join(sorted(UNITS))}")
    return unit


PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_on_the_calendar)]
"""A year, a month or a day."""
Unit = Annotated[str, AfterValidator(_showable)]
Checked = Literal["primary", "secondary", "derived", "assumption", "unconfirmed"]
Verdict = Literal["consistent", "rounded", "contradicted", "unverifiable"]
Printing = Literal["clean", "garbled"]
Article = Literal["A", "B", "AB"]
"""Whose claim it is; "AB" is a contradiction between the two."""
Currency = Literal["USD", "EUR"]
Area = Literal[
    "costs", "training", "hosting", "market", "investment", "censorship", "privacy", "regulation", "options", "usage"
]
BundledOption = Literal["api_cn", "eu_hosted", "own", "western"]
OwnOptionId = Literal["option-1", "option-2", "option-3", "option-4"]
"""An option that the reader added."""
OptionId = Literal[BundledOption, OwnOptionId]
Answer = Literal["met", "partly", "open", "unclear", "not_applicable"]
"""What the reader says of a question of the checklist, for one option."""
Theme = Literal["censorship", "privacy", "regulation", "dependence", "security"]
"""Of a question of the checklist."""
Interest = Literal["self", "vendor", "press", "analyst", "authority", "research", "dataset", "community"]
"""What a source has at stake: it speaks of itself, sells what it measures, reports, advises for money, enforces or
counts by law, studies, collects, or shares."""
Standing = Literal["primary", "several", "derived", "single", "assumption", "unconfirmed"]
"""How well a record is checked, the strongest first."""


class Source(Frozen):
    """Where something was read. `text_seen` is False where only the address is known."""

    id: Id
    title: Words
    publisher: Words = ""
    date: PartialDate | None = None
    url: Words = ""
    interest: Interest
    text_seen: bool = True
    note: Bilingual | None = None
    """What a reader should know of it: licence, upstream, edition."""

    @property
    def by(self) -> str:
        """Who says so: the publisher, or the title where none is known."""
        return self.publisher or self.title


class Figure(Frozen):
    """A number or a day with its unit, scope, date, sources, and how well it was checked.

    `low` and `high` are the range of other sources or, for an assumption, the range it may reasonably take.
    """

    id: Id
    area: Area
    label: Bilingual
    value: float | date | None
    words: Bilingual | None = None
    """What stands where there is no number: "MIT", "Art. 28"."""
    low: float | None = None
    high: float | None = None
    unit: Unit
    scope: Bilingual | None = None
    as_of: PartialDate
    """The day the value is of; for a law, the day of the text."""
    valid_from: date | None = None
    valid_to: date | None = None
    """From when to when a law, an order or a list price is in force; the last day is not included."""
    series: Id | None = None
    """What it is one value of over time, such as "openai-staff"."""
    checked_on: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))] | None = None
    """When it was last compared with its sources, where that is not the day of the whole knowledge."""
    statement: Bilingual
    checked: Checked
    reservation: Bilingual | None = None
    reason: Bilingual | None = None
    sources: tuple[Id, ...]
    check: Check | None = None
    """How a derived figure follows from others; recomputed when loaded."""
    offer: tuple[Id, Literal["input", "cached_input", "output"]] | None = None
    """The price it repeats; the loader holds it to the offer's price on `as_of`."""
    close: tuple[str, date] | None = None
    """The close it repeats (symbol, day); the loader holds it to the series."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.checked == "assumption":
            # what is said in words has no range
            if self.reason is None or (self.words is None and (self.low is None or self.high is None)):
                raise ValueError(f"{self.id}: an assumption needs a reason and a range")
        elif not self.sources and self.check is None:
            raise ValueError(f"{self.id}: no source")
        if self.checked == "derived" and self.check is None and not self.sources:
            raise ValueError(f"{self.id}: a derived figure needs its arithmetic or its sources")
        if self.value is not None and self.words is not None:
            raise ValueError(f"{self.id}: words stand only where there is no value")
        if self.valid_from is not None and self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError(f"{self.id}: it ends before it begins")
        if self.offer is not None and len(self.as_of) != 10:
            raise ValueError(f"{self.id}: a price is repeated as of a day, not of {self.as_of}")
        if isinstance(self.value, float) and not (
            (self.low is None or self.low <= self.value) and (self.high is None or self.value <= self.high)
        ):
            raise ValueError(f"{self.id}: {self.value} lies outside {self.low} to {self.high}")
        return self

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Ids of the figures it is computed from."""
        return figures_in(self.check) if self.check is not None else ()

    @property
    def number(self) -> float:
        """The value as a number; raises ValueError where the record holds a day or none."""
        if not isinstance(self.value, float):
            raise ValueError(f"{self.id} holds no number")
        return self.value


class Claim(Frozen):
    """What an article says, how it is printed, and whether it holds.

    `stated` is the claim's number as repaired, in the unit of `check`, which recomputes it from figures.
    """

    id: Id
    article: Article
    line: Words
    label: Bilingual
    printed: Words
    """As the article prints it, a few words at most."""
    quotation: Words
    """The words around it, unchanged, in the language of the article; they contain `printed`, where that is one run."""
    translation: Words
    """The quotation in English, its number left as it is printed."""
    printing: Printing
    repaired: Bilingual | None = None
    stated: float | None = None
    unit: Unit = ""
    check: Check | None = None
    verdict: Verdict
    statement: Bilingual
    reason: Bilingual | None = None
    cites: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.printing == "garbled" and self.repaired is None:
            raise ValueError(f"{self.id}: a garbled claim needs its repaired reading")
        if self.article != "AB" and self.printed not in self.quotation:
            raise ValueError(f"{self.id}: what is printed does not stand in the quotation")
        if (self.check is None) != (self.stated is None):
            raise ValueError(f"{self.id}: a stated number and its check come together")
        if self.check is None and (self.reason is None or not self.cites):
            raise ValueError(f"{self.id}: without arithmetic a claim needs a reason that cites records")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the article, or of both, among the sources."""
        return tuple(f"article-{letter.lower()}" for letter in self.article)

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the figures the verdict rests on."""
        return tuple(dict.fromkeys((*(figures_in(self.check) if self.check else ()), *self.cites)))


CONSISTENT_UP_TO = 0.03
ROUNDED_UP_TO = 0.20
"""How far a stated number may lie from the computed one, as a share of it."""


def derived_verdict(stated: float, computed: float) -> Verdict:
    """Up to 3 % off is consistent, up to 20 % rounded, more contradicted."""
    if computed == 0:
        return "consistent" if stated == 0 else "contradicted"
    off = round(abs(stated / computed - 1), 9)  # the bounds belong to the better verdict, whatever binary makes of them
    return "consistent" if off <= CONSISTENT_UP_TO else "rounded" if off <= ROUNDED_UP_TO else "contradicted"


class Event(Frozen):
    """A dot on the timeline; one of the market alone stands only on the line of its share."""

    id: Id
    day: date
    title: Bilingual
    text: Bilingual
    kind: Literal["release", "shock", "after", "market"]
    symbol: str | None = None
    """The share it moved."""
    figures: tuple[Id, ...] = ()
    checked: Checked
    sources: tuple[Id, ...]


class Option(Frozen):
    """A way to run a model; it keeps its colour and its shape on every page."""

    id: OptionId
    label: Bilingual
    short: Bilingual
    description: Bilingual
    shape: Literal["triangle", "circle", "square", "diamond", "plus", "star", "dash", "x"]
    weeks_to_start: Id
    models: tuple[Id, ...] = ()
    """Offers that stand for it: the first with a price on the chosen day does. None where no tokens are bought."""
    based_on: BundledOption | None = None
    """Of an option of the reader's own, which no file holds: the one whose questions and suggestions are its own."""
    weeks: float | None = None
    """Until it starts, where the reader says so."""

    @property
    def base(self) -> BundledOption:
        """The bundled option that the knowledge speaks of: itself, or what it is based on."""
        return self.based_on or cast(BundledOption, self.id)


class Statement(Frozen):
    """What one source says of a quantity: a record, turned into the quantity's unit where that is another one.

    `value` and `high` are arithmetic over figures and over the stated numbers of claims; without `value` it is
    the record's own number, with `high` a range.
    """

    record: Id
    value: Check | None = None
    high: Check | None = None
    counts: Bilingual
    """What this source counts, or how it comes to its number."""


class Contradiction(Frozen):
    """A quantity on which sources differ, the value Lagebild uses, and why."""

    id: Id
    label: Bilingual
    unit: Unit
    scope: Bilingual
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]
    used: Id
    """The record among the statements whose value Lagebild uses."""
    why: Bilingual

    @model_validator(mode="after")
    def _uses_one_of_them(self) -> Self:
        if self.used not in {statement.record for statement in self.statements}:
            raise ValueError(f"{self.id}: {self.used} is none of its statements")
        return self


class Term(Frozen):
    """An entry of the glossary."""

    id: Id
    term: Bilingual
    meaning: Bilingual
