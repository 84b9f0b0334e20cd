"""The bundled knowledge: read once, its references, ranges and claims checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from lagebild.clock import noon
from lagebild.frozen import Frozen
from lagebild.knowledge.arithmetic import Check, computed, figures_in
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
        self.sources = _by_id("source", sources, lambda source: source.id)
        self.figures = _by_id("figure", figures, lambda figure: figure.id)
        self.claims = _by_id("claim", claims, lambda claim: claim.id)
        self.offers = _by_id("offer", offers, lambda offer: offer.model)
        by_id = _by_id("event", events, lambda event: event.id)
        self.events = tuple(sorted(by_id.values(), key=lambda event: event.day))
        self.options = tuple(_by_id("option", options, lambda option: option.id).values())
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
            *((claim.id, (claim.source,)) for claim in self.claims.values()),
            *((event.id, event.sources) for event in self.events),
            *((offer.model, tuple(price.source for price in offer.prices)) for offer in self.offers.values()),
            *((close.symbol, close.sources) for close in self.closes.values()),
        ]
        for id, sources in referring:
            for missing in (source for source in sources if source not in self.sources):
                yield f"{id}: unknown source {missing}"
        for figure in self.figures.values():
            if figure.check is not None:
                yield from _check_faults(figure.id, figure.check, numbers, _follows(figure))
        yield from self._repetition_faults()
        for event in self.events:
            for missing in (id for id in event.figures if id not in self.figures):
                yield f"{event.id}: unknown figure {missing}"
        if sum(event.kind == "shock" for event in self.events) != 1:
            yield "events: there must be one shock"
        for option in self.options:
            if option.weeks_to_start not in numbers:
                yield f"{option.id}: unknown figure {option.weeks_to_start}"
            if option.model is not None and option.model not in self.offers:
                yield f"{option.id}: unknown model {option.model}"
        for claim in self.claims.values():
            for missing in (id for id in claim.cites if id not in self.figures):
                yield f"{claim.id}: unknown figure {missing}"
            if claim.check is not None:
                yield from _check_faults(claim.id, claim.check, numbers, _deserves(claim))

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


_Record = TypeVar("_Record")


def _by_id(kind: str, records: Iterable[_Record], id_of: Callable[[_Record], str]) -> dict[str, _Record]:
    found: dict[str, _Record] = {}
    for record in records:
        id = id_of(record)
        if id in found:
            raise KnowledgeError(f"{kind} {id} stands twice")
        found[id] = record
    return found


def _check_faults(
    id: str, check: Check, numbers: Mapping[str, float], fault_of: Callable[[float], str | None]
) -> Iterator[str]:
    missing = [figure for figure in figures_in(check) if figure not in numbers]
    if missing:
        yield f"{id}: its arithmetic names figures without a number: {', '.join(missing)}"
        return
    try:
        fault = fault_of(computed(check, numbers))
    except ZeroDivisionError:
        fault = "its arithmetic divides by zero"
    if fault is not None:
        yield f"{id}: {fault}"


def _follows(figure: Figure) -> Callable[[float], str | None]:
    # a thousandth leaves room for the last place that is shown, and for no slip
    return lambda result: (
        None
        if figure.value is not None and isclose(figure.number, result, rel_tol=1e-3)
        else f"{figure.value} does not follow from its arithmetic, which gives {result}"
    )


def _deserves(claim: Claim) -> Callable[[float], str | None]:
    def fault(result: float) -> str | None:
        assert claim.stated is not None  # a stated number and its check come together
        verdict = derived_verdict(claim.stated, result)
        if verdict == claim.verdict or (claim.reason is not None and claim.cites):
            return None
        return f"called {claim.verdict}, computed as {verdict}, and no reason says why"

    return fault


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def load(folder: Path) -> Knowledge:
    """The knowledge in a folder of JSON files; raises ValidationError or KnowledgeError for what does not fit."""

    def read(name: str, of: Any) -> Any:
        return _adapter(of).validate_json((folder / f"{name}.json").read_bytes())

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
