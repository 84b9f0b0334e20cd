"""Offers: models at hosts, and what their tokens cost from when to when; and which offers follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from lagebild.frozen import Bilingual, Frozen, Words
from lagebild.knowledge.records import Checked, Currency, Id, PartialDate

Price = Annotated[float, Field(ge=0, le=10_000)]
OWN = "own"
"""What stands for the source of a price that the reader gave."""


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
    name: Words
    vendor: Words
    host: Words
    host_region: Literal["CN", "EU", "US"] | None
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

    @property
    def own(self) -> bool:
        """Whether it is a model of the reader's, whose price no source gives."""
        return self.prices[-1].source == OWN

    def price_at(self, moment: datetime) -> PriceInterval | None:
        """The prices in force, or None: "no price on that day" is an answer."""
        for price in self.prices:
            if price.valid_from <= moment and (price.valid_to is None or moment < price.valid_to):
                return price
        return None


class PriceLine(Frozen):
    """What a vendor offered one after the other for the same purpose."""

    id: Id
    name: Words
    """How the line is called: its vendor."""
    models: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Offers in their order; each stands for the line from its first price on, until the next one has a price."""
    why: Bilingual
    """Why these and no others."""

    def at(self, moment: datetime, offers: Mapping[str, Offer]) -> tuple[Offer, PriceInterval] | None:
        """The offer that stands for the line, and its prices; None before the first, and where it has no price."""
        begun = [offer for offer in (offers[model] for model in self.models) if offer.prices[0].valid_from <= moment]
        price = begun[-1].price_at(moment) if begun else None
        return None if price is None else (begun[-1], price)
