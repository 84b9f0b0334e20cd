"""The records of the knowledge: what each kind of fact must say before it may be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from lagebild.frozen import Bilingual, Frozen
from lagebild.knowledge.arithmetic import Check, figures_in

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Checked = Literal["primary", "secondary", "derived", "assumption", "unconfirmed"]
Verdict = Literal["consistent", "rounded", "contradicted", "unverifiable"]
Printing = Literal["clean", "garbled"]
Article = Literal["A", "B"]
Currency = Literal["USD", "EUR"]
Price = Annotated[float, Field(ge=0, le=10_000)]


class Source(Frozen):
    """Where something was read. `text_seen` is False where only the address is known."""

    id: Id
    title: str
    publisher: str = ""
    date: PartialDate | None = None
    url: str = ""
    text_seen: bool = True
    note: Bilingual | None = None
    """What a reader should know of it: licence, upstream, edition."""


class Figure(Frozen):
    """A number or a day with its unit, scope, date, sources, and how well it was checked.

    `low` and `high` are the range of other sources or, for an assumption, the range it may reasonably take.
    """

    id: Id
    area: Literal["costs", "training", "market", "investment", "risks", "options", "usage"]
    label: Bilingual
    value: float | date | None
    low: float | None = None
    high: float | None = None
    unit: str
    scope: Bilingual | None = None
    as_of: PartialDate
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
            if self.reason is None or self.low is None or self.high is None:
                raise ValueError(f"{self.id}: an assumption needs a reason and a range")
        elif not self.sources and self.check is None:
            raise ValueError(f"{self.id}: no source")
        if self.checked == "derived" and self.check is None and not self.sources:
            raise ValueError(f"{self.id}: a derived figure needs its arithmetic or its sources")
        if self.offer is not None and len(self.as_of) != 10:
            raise ValueError(f"{self.id}: a price is repeated as of a day, not of {self.as_of}")
        if isinstance(self.value, float) and not (
            (self.low is None or self.low <= self.value) and (self.high is None or self.value <= self.high)
        ):
            raise ValueError(f"{self.id}: {self.value} lies outside {self.low} to {self.high}")
        return self

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
    line: str
    label: Bilingual
    printed: str
    """As the article prints it, a few words at most."""
    printing: Printing
    repaired: Bilingual | None = None
    stated: float | None = None
    unit: str = ""
    check: Check | None = None
    verdict: Verdict
    statement: Bilingual
    reason: Bilingual | None = None
    cites: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.printing == "garbled" and self.repaired is None:
            raise ValueError(f"{self.id}: a garbled claim needs its repaired reading")
        if (self.check is None) != (self.stated is None):
            raise ValueError(f"{self.id}: a stated number and its check come together")
        if self.check is None and (self.reason is None or not self.cites):
            raise ValueError(f"{self.id}: without arithmetic a claim needs a reason that cites records")
        return self

    @property
    def source(self) -> str:
        """Id of the article among the sources."""
        return f"article-{self.article.lower()}"

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


def _moment(value: Any) -> Any:
    # A bare day begins at 00:00 UTC; moments are written as 2025-02-26T16:30Z
    if isinstance(value, str) and len(value) == 10:
        return f"{value}T00:00Z"
    return value


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(UTC)


Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_in_utc)]


class HourPrices(Frozen):
    """What tokens cost at certain hours of the day (UTC)."""

    hours_utc: tuple[tuple[str, str], ...]
    days: Literal["all", "mon-fri"]
    input: Price
    cached_input: Price | None = None
    output: Price


class PriceInterval(Frozen):
    """Prices per million tokens from `valid_from` up to, not including, `valid_to`.

    Where `peak` is given, the plain prices are those of the other hours; where `off_peak` is, the reverse.
    """

    valid_from: Moment
    valid_to: Moment | None = None
    currency: Currency
    input: Price
    cached_input: Price | None = None
    output: Price
    batch_input: Price | None = None
    batch_output: Price | None = None
    peak: HourPrices | None = None
    off_peak: HourPrices | None = None
    checked: Checked
    source: Id
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError(f"{self.source}: a price ends before it begins")
        if self.peak is not None and self.off_peak is not None:
            raise ValueError(f"{self.source}: peak and off-peak prices are told one against the other")
        if (self.batch_input is None) != (self.batch_output is None):
            raise ValueError(f"{self.source}: batch prices come in pairs")
        return self


class Offer(Frozen):
    """A model at a host, with its prices over time. Its id is the model id of results and briefings."""

    model: Id
    name: str
    vendor: str
    host: str
    host_region: Literal["CN", "EU", "US"]
    open_weights: bool
    reasoning: bool
    context_tokens: int | None = None
    released: PartialDate | None = None
    retired: PartialDate | None = None
    prices: tuple[PriceInterval, ...]

    @model_validator(mode="after")
    def _intervals_follow_each_other(self) -> Self:
        for earlier, later in zip(self.prices, self.prices[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to > later.valid_from:
                raise ValueError(f"{self.model}: two prices are valid at once from {later.valid_from}")
        return self

    def price_at(self, moment: datetime) -> PriceInterval | None:
        """The prices in force, or None: "no price on that day" is an answer."""
        for price in self.prices:
            if price.valid_from <= moment and (price.valid_to is None or moment < price.valid_to):
                return price
        return None


class Event(Frozen):
    """A dot on the timeline."""

    id: Id
    day: date
    title: Bilingual
    text: Bilingual
    kind: Literal["release", "shock", "after"]
    figures: tuple[Id, ...] = ()
    checked: Checked
    sources: tuple[Id, ...]


class Option(Frozen):
    """A way to run a model; it keeps its colour and its shape on every page."""

    id: Literal["api_cn", "eu_hosted", "own", "western"]
    label: Bilingual
    short: Bilingual
    description: Bilingual
    shape: Literal["triangle", "circle", "square", "diamond"]
    weeks_to_start: Id
    model: Id | None = None


class Close(Frozen):
    """Series of daily closes of one share or index."""

    symbol: str
    name: str
    kind: Literal["chips", "power", "platforms", "index"]
    currency: Literal["USD", "EUR", "points"]
    days: tuple[date, ...]
    closes: tuple[float, ...]
    sources: tuple[Id, ...]

    def on(self, day: date) -> float | None:
        """The close of that day; None where the series has a gap."""
        return dict(zip(self.days, self.closes, strict=True)).get(day)
