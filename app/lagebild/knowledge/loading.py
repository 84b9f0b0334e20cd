"""The bundled knowledge: read once, its references, ranges and claims checked against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from lagebild.clock import noon
from lagebild.frozen import Frozen
from lagebild.knowledge.arithmetic import computed, figures_in
from lagebild.knowledge.market import read_closes
from lagebild.knowledge.records import (
    Claim,
    Close,
    Event,
    Figure,
    Offer,
    Option,
    PartialDate,
    Source,
    derived_verdict,
)
from lagebild.resources import resource


class About(Frozen):
    """Which state of the knowledge this is; briefings store the version they were made with."""

    version: str
    as_of: PartialDate


class KnowledgeError(ValueError):
    """Records that contradict each other or point nowhere: a fault of the bundle, never of the reader."""


class Knowledge:
    """All records by id. Made only by `load`, which checks them against each other."""

    def __init__(
        self,
        about: About,
        sources: Iterable[Source],
        figures: Iterable[Figure],
        claims: Iterable[Claim],
        offers: Iterable[Offer],
        events: Iterable[Event],
        options: Iterable[Option],
        folder: Path,
    ) -> None:
        self.about = about
        self.sources = _by_id("source", ((source.id, source) for source in sources))
        self.figures = _by_id("figure", ((figure.id, figure) for figure in figures))
        self.claims = _by_id("claim", ((claim.id, claim) for claim in claims))
        self.offers = _by_id("offer", ((offer.model, offer) for offer in offers))
        self.events = tuple(sorted(events, key=lambda event: event.day))
        self.options = tuple(options)
        self._folder = folder
        faults = list(self._faults())
        if faults:
            raise KnowledgeError("; ".join(faults))

    @property
    def closes(self) -> dict[str, Close]:
        """Daily closes by symbol, read when first asked for."""
        return read_closes(self._folder / "market")

    @property
    def shock(self) -> Event:
        """The event everything is dated from: the fall of 27 January 2025."""
        return next(event for event in self.events if event.kind == "shock")

    def figure(self, id: str) -> Figure:
        """The figure of that id."""
        return self.figures[id]

    def number(self, id: str) -> float:
        """The number of the figure of that id."""
        return self.figures[id].number

    def computed(self, claim: Claim) -> float | None:
        """What a claim's arithmetic gives; None where it has none."""
        return None if claim.check is None else computed(claim.check, self._numbers())

    def _numbers(self) -> dict[str, float]:
        return {id: figure.value for id, figure in self.figures.items() if isinstance(figure.value, float)}

    def _faults(self) -> Iterator[str]:
        numbers = self._numbers()
        referring: list[tuple[str, tuple[str, ...]]] = [
            *((figure.id, figure.sources) for figure in self.figures.values()),
            *((event.id, event.sources) for event in self.events),
            *((offer.model, tuple(price.source for price in offer.prices)) for offer in self.offers.values()),
        ]
        for id, sources in referring:
            for missing in (source for source in sources if source not in self.sources):
                yield f"{id}: unknown source {missing}"
        for figure in self.figures.values():
            if figure.check is None:
                continue
            if any(id not in numbers for id in figures_in(figure.check)):
                yield f"{figure.id}: its arithmetic names an unknown figure"
            elif figure.checked == "derived" and (
                derived_verdict(figure.number, computed(figure.check, numbers)) != "consistent"
            ):
                yield f"{figure.id}: {figure.value} does not follow from its arithmetic"
        yield from self._repetition_faults()
        for event in self.events:
            for missing in (id for id in event.figures if id not in self.figures):
                yield f"{event.id}: unknown figure {missing}"
        for option in self.options:
            if option.weeks_to_start not in numbers:
                yield f"{option.id}: unknown figure {option.weeks_to_start}"
            if option.model is not None and option.model not in self.offers:
                yield f"{option.id}: unknown model {option.model}"
        for claim in self.claims.values():
            yield from self._claim_faults(claim, numbers)

    def _repetition_faults(self) -> Iterator[str]:
        for figure in self.figures.values():
            if figure.offer is not None:
                model, field = figure.offer
                offer = self.offers.get(model)
                price = offer and offer.price_at(noon(date.fromisoformat(figure.as_of)))
                if price is None or getattr(price, field) != figure.value:
                    yield f"{figure.id}: {figure.value} is not the {field} price of {model} on {figure.as_of}"
            if figure.close is not None:
                symbol, day = figure.close
                if symbol not in self.closes or self.closes[symbol].on(day) != figure.value:
                    yield f"{figure.id}: {figure.value} is not the close of {symbol} on {day}"

    def _claim_faults(self, claim: Claim, numbers: dict[str, float]) -> Iterator[str]:
        missing = [id for id in claim.records if id not in self.figures]
        if missing:
            yield f"{claim.id}: unknown figures {', '.join(missing)}"
            return
        if claim.check is None or claim.stated is None:
            if claim.verdict in ("consistent", "rounded") and not claim.cites:
                yield f"{claim.id}: {claim.verdict} without arithmetic or records"
            return
        verdict = derived_verdict(claim.stated, computed(claim.check, numbers))
        if verdict != claim.verdict and (claim.reason is None or not claim.cites):
            yield f"{claim.id}: called {claim.verdict}, computed as {verdict}, and no reason says why"


def _by_id(kind: str, pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    records: dict[str, Any] = {}
    for id, record in pairs:
        if id in records:
            raise KnowledgeError(f"{kind} {id} stands twice")
        records[id] = record
    return records


def load(folder: Path) -> Knowledge:
    """The knowledge in a folder of JSON files; raises ValidationError or KnowledgeError for what does not fit."""

    def read(name: str, of: Any) -> Any:
        return TypeAdapter(of).validate_json((folder / f"{name}.json").read_bytes())

    return Knowledge(
        read("about", About),
        read("sources", tuple[Source, ...]),
        read("figures", tuple[Figure, ...]),
        read("claims", tuple[Claim, ...]),
        read("offers", tuple[Offer, ...]),
        read("events", tuple[Event, ...]),
        read("options", tuple[Option, ...]),
        folder,
    )


@cache
def bundled() -> Knowledge:
    """The knowledge that comes with Lagebild."""
    return load(resource("knowledge"))
