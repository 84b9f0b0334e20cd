"""The bundled knowledge: read once, its references, ranges and claims checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from lagebild.clock import noon
from lagebild.frozen import Frozen
from lagebild.knowledge.arithmetic import computed
from lagebild.knowledge.checking import faults
from lagebild.knowledge.market import (
    Close,
    Overlay,
    RecordLoss,
    ValueLost,
    read_closes,
    read_monthly_closes,
    read_overlays,
    read_record_losses,
    read_values_lost,
)
from lagebild.knowledge.prices import Offer, PriceLine
from lagebild.knowledge.records import (
    Area,
    Claim,
    Contradiction,
    Event,
    Figure,
    Option,
    Source,
    Standing,
    Statement,
    Term,
)
from lagebild.knowledge.standing import due, standing, weakest
from lagebild.resources import resource

if TYPE_CHECKING:  # their models are made when a page asks for such records
    from lagebild.knowledge.hosting import Server, Throughput, TrainingRun
    from lagebild.knowledge.questions import Question

_Record = TypeVar("_Record")

MARKET = "market:"
"""What the id of a series of closes begins with where other records may stand too."""


class About(Frozen):
    """Which state of the knowledge this is; briefings store the version they were made with."""

    version: str
    as_of: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
    """When its records were last compared with their sources, unless a record says otherwise."""
    check_after_days: dict[Area, Annotated[int, Field(ge=1, le=10_000)] | None]
    """After how many days the figures of an area are due for a check; None where the past does not change."""


class KnowledgeError(ValueError):
    """Records that contradict each other or point nowhere: a fault of the bundle, never of the reader.

    Its arguments are the faults.
    """

    def __str__(self) -> str:
        return "; ".join(map(str, self.args))


class Knowledge:
    """All records by id. Made only by `load`, which checks them against each other."""

    def __init__(
        self,
        folder: Path,
        about: About,
        sources: Iterable[Source],
        figures: Mapping[str, Iterable[Figure]],
        claims: Iterable[Claim],
        offers: Iterable[Offer],
        events: Iterable[Event],
        options: Iterable[Option],
        contradictions: Iterable[Contradiction],
    ) -> None:
        self.about = about
        self.sources = _by_id("source", sources, lambda source: source.id)
        every = tuple(figure for area in figures.values() for figure in area)
        for area, found_there in figures.items():
            for figure in found_there:
                if figure.area != area:
                    raise KnowledgeError(
                        f"{figure.id}: its area is {figure.area}, but it stands in figures/{area}.json"
                    )
        self.figures = _by_id("figure", every, lambda figure: figure.id)
        self.claims = _by_id("claim", claims, lambda claim: claim.id)
        self.offers = _by_id("offer", offers, lambda offer: offer.model)
        by_id = _by_id("event", events, lambda event: event.id)
        self.events = tuple(sorted(by_id.values(), key=lambda event: event.day))
        self.options = tuple(_by_id("option", options, lambda option: option.id).values())
        self.contradictions = _by_id("contradiction", contradictions, lambda contradiction: contradiction.id)
        if circles := self._circles():
            raise KnowledgeError(*circles)
        self.numbers = {id: figure.value for id, figure in self.figures.items() if isinstance(figure.value, float)}
        """Every figure that is a number, by id: what arithmetic is computed from."""
        stated = {id: claim.stated for id, claim in self.claims.items() if claim.stated is not None}
        self._told = {**self.numbers, **stated}
        self._repeating: dict[str, list[Figure]] = {}
        """Figures that repeat a price, by its model: their sources confirm it."""
        for figure in self.figures.values():
            if figure.offer is not None:
                self._repeating.setdefault(figure.offer[0], []).append(figure)
        self._folder = folder
        self.plain: Knowledge = self
        """The same without offers of the reader's own."""
        if found := list(faults(self)):
            raise KnowledgeError(*found)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The checklist, read and checked when first asked for; raises KnowledgeError for questions with a fault."""
        from lagebild.knowledge.checking_questions import question_faults
        from lagebild.knowledge.questions import Question

        questions = _read(self._folder, "questions", Question)
        if found := list(question_faults(questions, self)):
            raise KnowledgeError(*found)
        return questions

    @property
    def price_lines(self) -> tuple[PriceLine, ...]:
        """Offers that follow each other, read when first asked for."""
        return _read(self._folder, "price-lines", PriceLine)

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The glossary, read when first asked for."""
        return _read(self._folder, "glossary", Term)

    @property
    def training_runs(self) -> tuple[TrainingRun, ...]:
        """The final training runs of models, read when first asked for."""
        from lagebild.knowledge.hosting import TrainingRun

        return _read(self._folder, "training-runs", TrainingRun)

    @property
    def servers(self) -> tuple[Server, ...]:
        """Servers to buy or rent, read when first asked for."""
        from lagebild.knowledge.hosting import Server

        return _read(self._folder, "servers", Server)

    @property
    def throughputs(self) -> tuple[Throughput, ...]:
        """Tokens a second of such servers, read when first asked for."""
        from lagebild.knowledge.hosting import Throughput

        return _read(self._folder, "throughputs", Throughput)

    @property
    def closes(self) -> dict[str, Close]:
        """Daily closes by symbol, read when first asked for."""
        return read_closes(self._folder / "market")

    @property
    def monthly_closes(self) -> dict[str, Close]:
        """The last close of each month by symbol, read when first asked for."""
        return read_monthly_closes(self._folder / "market")

    @property
    def values_lost(self) -> tuple[ValueLost, ...]:
        """What companies lost on the day of the shock, read when first asked for."""
        return read_values_lost(self._folder / "market")

    @property
    def record_losses(self) -> tuple[RecordLoss, ...]:
        """The largest losses in a day, the largest first, read when first asked for."""
        return read_record_losses(self._folder / "market")

    @cached_property
    def market_records(self) -> dict[str, ValueLost | RecordLoss | Overlay]:
        """What is recorded on the market beside closes, by id, read when first asked for."""
        found: tuple[ValueLost | RecordLoss | Overlay, ...] = (*self.values_lost, *self.record_losses, *self.overlays)
        return {one.id: one for one in found}

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """The month-ends of both eras, read when first asked for."""
        return read_overlays(self._folder / "market")

    @property
    def timeline(self) -> tuple[Event, ...]:
        """The events that are dots on the timeline; the others concern the market alone."""
        return tuple(event for event in self.events if event.kind != "market")

    @property
    def shock(self) -> Event:
        """The event everything is dated from: the fall of 27 January 2025."""
        return next(event for event in self.events if event.kind == "shock")

    def with_offers(self, offers: Mapping[str, Offer]) -> Knowledge:
        """The same with these further offers, which are not checked against anything: the reader's own."""
        more = copy(self)
        more.plain = self.plain
        more.offers = {**self.plain.offers, **offers}
        return more

    def old_after(self, days: int | None) -> Knowledge:
        """The same with every area that can change due for a check after so many days; None is as it says itself."""
        more = copy(self.plain)
        more.plain = more
        if days is not None:
            after = {area: None if own is None else days for area, own in self.about.check_after_days.items()}
            more.about = self.about.changed(check_after_days=after)
        return more

    def figure(self, id: str) -> Figure:
        """The figure of that id."""
        return self.figures[id]

    def number(self, id: str) -> float:
        """The number of the figure of that id."""
        return self.figures[id].number

    def standing(self, id: str, day: date | None = None) -> Standing:
        """How well a record is checked: a figure, a claim, the prices of a model on `day`, a series of closes.

        A claim and a derived figure are as well checked as the weakest of the figures they rest on.
        Raises KeyError for an unknown id.
        """
        if id in self.figures:
            figure = self.figures[id]
            own = standing(figure.checked, self._seen(figure.sources))
            return weakest((own, *(self.standing(input) for input in figure.rests_on))) or own
        if id in self.claims:
            return weakest(self.standing(figure) for figure in self.claims[id].records) or "unconfirmed"
        if id in self.offers:
            offer = self.offers[id]
            if offer.own:
                return "assumption"
            price = (offer.price_at(noon(day)) if day else None) or offer.prices[-1]
            repeating = (one for one in self._repeating.get(id, ()) if offer.price_at(_noon_of(one)) is price)
            sources = (price.source, *(source for one in repeating for source in one.sources))
            return standing(price.checked, self._seen(sources))
        if id.startswith(MARKET):
            return standing("secondary", self._seen(self.closes[id.removeprefix(MARKET)].sources))
        found = self.market_records[id]
        return standing(found.checked, self._seen(found.sources))

    def checked_on(self, id: str) -> date:
        """When a record was last compared with its sources; a claim, when the first of its figures was."""
        if id in self.claims:
            return min((self.checked_on(figure) for figure in self.claims[id].records), default=self.about.as_of)
        figure = self.figures.get(id)
        return (figure and figure.checked_on) or self.about.as_of

    def due(self, id: str) -> date | None:
        """When a record is to be checked again; None where the past does not change, as after the end of a price."""
        if id in self.claims:
            return min((day for figure in self.claims[id].records if (day := self.due(figure))), default=None)
        if id in self.offers:
            last = self.offers[id].prices[-1].valid_to
            ended = last.date() if last is not None else None
        elif id in self.figures:
            ended = self.figures[id].valid_to
        else:
            return None
        checked = self.checked_on(id)
        if ended is not None and ended <= checked:
            return None
        return due(checked, self.about.check_after_days, self.figures[id].area if id in self.figures else "costs")

    def overdue(self, today: date) -> int:
        """How many figures are due for a check."""
        days = (self.due(id) for id in self.figures)
        return sum(day is not None and day < today for day in days)

    def _circles(self) -> list[str]:
        """Figures whose arithmetic comes back to themselves; nothing can be computed from such."""
        done: set[str] = set()

        def comes_back(id: str, above: tuple[str, ...]) -> bool:
            if id in above:
                return True
            if id in done or id not in self.figures:
                return False
            found = any(comes_back(input, (*above, id)) for input in self.figures[id].rests_on)
            done.add(id)
            return found

        return [f"{id}: its arithmetic comes back to itself" for id in self.figures if comes_back(id, ())]

    def _seen(self, sources: Iterable[str]) -> Iterator[Source]:
        return (self.sources[source] for source in sources)

    def computed(self, claim: Claim) -> float | None:
        """What a claim's arithmetic gives; None where it has none."""
        return None if claim.check is None else computed(claim.check, self.numbers)

    def bounds(self, statement: Statement) -> tuple[float, float]:
        """The number, or the two ends of the range, of one side of a contradiction, in its unit."""
        low = computed(statement.value or statement.record, self._told)
        if statement.high is not None:
            return low, computed(statement.high, self._told)
        return low, low


def _noon_of(figure: Figure) -> datetime:
    return noon(date.fromisoformat(figure.as_of))


def _by_id(kind: str, records: Iterable[_Record], id_of: Callable[[_Record], str]) -> dict[str, _Record]:
    found: dict[str, _Record] = {}
    for record in records:
        id = id_of(record)
        if id in found:
            raise KnowledgeError(f"{kind} {id} stands twice")
        found[id] = record
    return found


@cache
def _read(folder: Path, name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """The records of a file; raises ValidationError, which names the file in a note, for one that does not fit."""
    adapter: TypeAdapter[tuple[_Record, ...]] = TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]
    try:
        return adapter.validate_json((folder / f"{name}.json").read_bytes())
    except ValidationError as error:
        error.add_note(f"{name}.json")
        raise


def load(folder: Path) -> Knowledge:
    """The knowledge in a folder of JSON files; raises ValidationError or KnowledgeError for what does not fit."""
    areas = sorted(path.stem for path in (folder / "figures").glob("*.json"))
    return Knowledge(
        folder,
        About.model_validate_json((folder / "about.json").read_bytes()),
        _read(folder, "sources", Source),
        {area: _read(folder, f"figures/{area}", Figure) for area in areas},
        _read(folder, "claims", Claim),
        _read(folder, "offers", Offer),
        _read(folder, "events", Event),
        _read(folder, "options", Option),
        _read(folder, "contradictions", Contradiction),
    )


@cache
def bundled() -> Knowledge:
    """The knowledge that comes with Lagebild."""
    return load(resource("knowledge"))
