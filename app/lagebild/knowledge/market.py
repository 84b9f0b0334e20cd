"""Closes of shares and indices, the value lost on 27 January 2025 and the largest losses, read from CSV when needed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, model_validator

from lagebild.frozen import Bilingual, Frozen, Words
from lagebild.knowledge.records import Checked, Id

Read = TypeVar("Read")
Price = Annotated[float, Field(gt=0)]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
BROAD_MARKET = "^GSPC"
"""The S&P 500, with whose days of trading and returns others are compared."""
VOLATILITY = "^VIX"
"""Not a price but the volatility the market expects: it rises when prices fall."""

SECOND_CLASSES = ("GOOG",)
"""Shares of a company that another class stands for: counted too, the company would count twice."""

WITH_DIVIDENDS = ("^GDAXI",)
"""Indices of performance: dividends are reinvested in them; the others are indices of prices alone."""


class Close(Frozen):
    """Series of closes of one share or index, by day or by the last day of each month."""

    symbol: str
    name: Words
    kind: Literal["chips", "power", "platforms", "index"]
    currency: Literal["USD", "EUR", "points"]
    days: tuple[date, ...]
    closes: tuple[Price, ...]
    sources: tuple[Id, ...]

    @model_validator(mode="after")
    def _has_a_close_a_day(self) -> Self:
        for day, count in Counter(self.days).items():
            if count > 1:
                raise ValueError(f"{self.symbol}: {day} stands twice")
        return self

    @cached_property
    def by_day(self) -> Mapping[date, float]:
        """The closes by day; a gap is no key."""
        return dict(zip(self.days, self.closes, strict=True))

    def on(self, day: date) -> float | None:
        """The close of that day; None where the series has a gap."""
        return self.by_day.get(day)


class ValueLost(Frozen):
    """What a company lost in market value on the day of the shock: shares to count it with, and published losses."""

    company: str
    symbol: str
    shares_bn: Annotated[float, Field(gt=0)]
    shares_as_of: date | None = None
    shares_checked: Literal["secondary", "unconfirmed"]
    """Unconfirmed where the count of shares has no source; then the computed loss is unconfirmed too."""
    shares_sources: tuple[Id, ...]
    published_low_usd_bn: float | None = None
    published_high_usd_bn: float | None = None
    published_sources: tuple[Id, ...]
    note: Bilingual

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.shares_checked == "unconfirmed") == bool(self.shares_sources):
            raise ValueError(f"{self.symbol}: a count of shares has a source or is unconfirmed")
        low, high = self.published_low_usd_bn, self.published_high_usd_bn
        if (low is None) != (high is None) or (low is None) == bool(self.published_sources):
            raise ValueError(f"{self.symbol}: a published loss has two ends and a source")
        if low is not None and high is not None and low > high:
            raise ValueError(f"{self.symbol}: the published loss runs from {low} down to {high}")
        return self

    @property
    def id(self) -> str:
        """Its id where other records may stand too."""
        return f"value:{self.symbol}"

    @property
    def checked(self) -> Checked:
        """How well the loss computed from it is checked."""
        return self.shares_checked

    @property
    def sources(self) -> tuple[Id, ...]:
        """Where the count of shares and the published losses come from; those of the closes stand in the series."""
        return tuple(dict.fromkeys((*self.shares_sources, *self.published_sources)))

    def loss_usd_bn(self, closes: Mapping[str, Close], before: date, on: date) -> float | None:
        """Billion US dollars lost between two closes, negative for a gain; None where a close is missing."""
        series = closes[self.symbol]
        if series.currency != "USD":
            raise ValueError(f"{self.symbol}: its closes are in {series.currency}")
        earlier, later = series.on(before), series.on(on)
        return None if earlier is None or later is None else (earlier - later) * self.shares_bn


class RecordLoss(Frozen):
    """One of the largest losses of market value in a day, or an older or smaller one shown beside them.

    `rank` follows from the losses when they are read; None for those shown beside the ranked ones, because between
    them and the list there are losses nobody has listed.
    """

    company: str
    symbol: str
    day: date
    low_usd_bn: float
    high_usd_bn: float
    change_percent: float
    basis: Literal["published", "computed"]
    """Computed where no figure was published: change of the close times a count of shares."""
    rank: int | None = None
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _runs_upwards(self) -> Self:
        if not 0 < self.low_usd_bn <= self.high_usd_bn:
            raise ValueError(
                f"{self.company} {self.day}: {self.low_usd_bn} to {self.high_usd_bn} is no range of losses"
            )
        return self

    @property
    def id(self) -> str:
        """Its id where other records may stand too."""
        return f"loss:{self.symbol}:{self.day}"

    @property
    def checked(self) -> Checked:
        """How well it is checked: one that was computed rests on closes and a count of shares."""
        return "secondary" if self.basis == "published" else "derived"

    @property
    def loss_usd_bn(self) -> float:
        """The middle of the range, by which the losses are ranked."""
        return (self.low_usd_bn + self.high_usd_bn) / 2


class Overlay(Frozen):
    """Month-ends of an index or a share, counted from a base month, so that two eras can be laid over each other.

    The last value may be that of a month still running; the note then says so.
    """

    series: str
    era: Literal["dotcom", "ai"]
    name: Bilingual
    base_month: Month
    days: tuple[date, ...]
    closes: tuple[Price, ...]
    note: Bilingual
    sources: tuple[Id, ...]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if len(set(self.months)) != len(self.days) or len(self.closes) != len(self.days):
            raise ValueError(f"{self.series} {self.era}: a month has one close")
        if 0 not in self.months:
            raise ValueError(f"{self.series} {self.era}: no close in the base month {self.base_month}")
        return self

    @property
    def id(self) -> str:
        """Its id where other records may stand too."""
        return f"era:{self.series}:{self.era}"

    @property
    def checked(self) -> Checked:
        """How well it is checked."""
        return "secondary"

    @property
    def months(self) -> tuple[int, ...]:
        """Months from the base, negative before it."""
        year, month = map(int, self.base_month.split("-"))
        return tuple((day.year - year) * 12 + day.month - month for day in self.days)

    def based_on(self, month: Month) -> Overlay:
        """The same counted from another month; raises ValidationError for one without a close."""
        return self.changed(base_month=month)

    @property
    def index(self) -> tuple[float, ...]:
        """The closes with that of the base month as 100."""
        base = self.closes[self.months.index(0)]
        return tuple(close / base * 100 for close in self.closes)

    def at(self, month: int) -> float | None:
        """The index so many months from the base; None where the series has a gap or has ended."""
        return dict(zip(self.months, self.index, strict=True)).get(month)


def base_months(overlays: Iterable[Overlay]) -> tuple[Month, ...]:
    """The months of the dot-com years that may be laid over the base of the other era: those up to their peak."""
    first = next(overlay for overlay in overlays if overlay.era == "dotcom")
    peak = first.days[first.closes.index(max(first.closes))]
    return tuple(f"{day:%Y-%m}" for day in first.days if day <= peak)


def _naming(files: str) -> Callable[[Callable[[Path], Read]], Callable[[Path], Read]]:
    """Lets what goes wrong in reading name the files in a note."""

    def wrapped(read: Callable[[Path], Read]) -> Callable[[Path], Read]:
        @wraps(read)
        def reading(folder: Path) -> Read:
            try:
                return read(folder)
            except Exception as error:
                error.add_note(f"market/{files}")
                raise

        return reading

    return wrapped


@cache
@_naming("daily.csv and symbols.csv")
def read_closes(folder: Path) -> dict[str, Close]:
    """The series of `symbols.csv` (names, groups) and `daily.csv` (closes) by symbol; gaps stay gaps."""
    return _read_series(folder, "daily.csv")


@cache
@_naming("monthly.csv and symbols.csv")
def read_monthly_closes(folder: Path) -> dict[str, Close]:
    """The series of `symbols.csv` and `monthly.csv`: the last close of each month, as far as each series goes.

    The last of a series may be that of a month still running.
    """
    return _read_series(folder, "monthly.csv")


@cache
@_naming("values_lost.csv")
def read_values_lost(folder: Path) -> tuple[ValueLost, ...]:
    """The companies of `values_lost.csv`, in the order of the file."""
    return tuple(ValueLost.model_validate(row) for row in _records(folder / "values_lost.csv"))


@cache
@_naming("record_losses.csv")
def read_record_losses(folder: Path) -> tuple[RecordLoss, ...]:
    """The losses of `record_losses.csv`, the largest first; equal losses share a rank."""
    rows = tuple(_records(folder / "record_losses.csv"))
    ranked = [{"yes": True, "no": False}[row.pop("ranked")] for row in rows]
    losses = [RecordLoss.model_validate(row) for row in rows]
    sizes = sorted((loss.loss_usd_bn for loss, listed in zip(losses, ranked, strict=True) if listed), reverse=True)
    placed = (
        loss.changed(rank=sizes.index(loss.loss_usd_bn) + 1) if listed else loss
        for loss, listed in zip(losses, ranked, strict=True)
    )
    return tuple(sorted(placed, key=lambda loss: -loss.loss_usd_bn))


@cache
@_naming("overlays.csv and dotcom_monthly.csv")
def read_overlays(folder: Path) -> tuple[Overlay, ...]:
    """The series of `overlays.csv` (names, bases) and `dotcom_monthly.csv` (month-ends); gaps stay gaps."""
    points = _points(folder / "dotcom_monthly.csv", "series", "era")
    return tuple(
        Overlay.model_validate({**row, **points[row["series"], row["era"]]})
        for row in _records(folder / "overlays.csv")
    )


def _read_series(folder: Path, name: str) -> dict[str, Close]:
    points = _points(folder / name, "symbol")
    rows = tuple(_records(folder / "symbols.csv"))
    known = Counter(row["symbol"] for row in rows)
    for symbol, count in known.items():
        if count > 1:
            raise ValueError(f"'{symbol}' stands twice")
        if (symbol,) not in points:
            raise ValueError(f"'{symbol}' has no closes")
    for (symbol,) in points:
        if symbol not in known:
            raise ValueError(f"'{symbol}' has closes, but no name")
    return {row["symbol"]: Close.model_validate({**row, **points[row["symbol"],]}) for row in rows}


def _points(path: Path, *keys: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Days, closes and sources by the values of these columns, the days in order."""
    points: dict[tuple[str, ...], list[tuple[date, float, str]]] = {}
    for row in _rows(path):
        point = date.fromisoformat(row["date"]), float(row["close"]), f"market-{row['source'].lower()}"
        points.setdefault(tuple(row[key] for key in keys), []).append(point)
    series: dict[tuple[str, ...], dict[str, Any]] = {}
    for key, unordered in points.items():
        days, closes, sources = zip(*sorted(unordered), strict=True)
        series[key] = {"days": days, "closes": closes, "sources": tuple(dict.fromkeys(sources))}
    return series


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Rows as fields of a record: empty ones left out, `…_de` and `…_en` as one text, `…sources` as ids."""
    for row in _rows(path):
        fields: dict[str, Any] = {}
        for column, text in row.items():
            name, _, side = column.rpartition("_")
            if column.endswith("sources"):
                fields[column] = tuple(filter(None, text.split(";")))
            elif text and side in ("de", "en"):
                fields.setdefault(name, {})[side] = text
            elif text:
                fields[column] = text
        yield fields


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
