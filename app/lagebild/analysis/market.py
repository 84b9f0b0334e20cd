"""What share prices did on a day, the day of the shock or another: returns, recovery and market value from closes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import BROAD_MARKET, Close, ValueLost

Kind = Literal["chips", "power", "platforms", "index"]


@dataclass(frozen=True, slots=True)
class LossOfValue:
    """US dollars of market value lost on the day, negative for a gain: what was computed and published, in one range.

    Unconfirmed where the count of shares it is computed from has no source.
    """

    low: float
    high: float
    computed: float
    checked: Literal["secondary", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Move:
    """A share or index on the day; returns are shares of the close before, None where a close is missing."""

    symbol: str
    name: str
    kind: Kind
    close_before: float
    close_on: float
    simple_return: float
    log_return: float
    market_adjusted_return: float
    next_day_return: float | None
    days_to_recover: int | None
    """Trading days after the shock until a close at or above the close before it; 0 for one that did not fall."""
    max_drawdown: float
    """The deepest fall from a high to a later close, of all closes of the window; 0 where none was lower."""
    value_lost: LossOfValue | None
    """Of the day of the shock alone: for it share counts and published losses are recorded."""
    last_day: date
    """Of the closes that recovery and drawdown were looked for in."""
    is_of_the_shock: bool
    """Whether the day is that of the shock, and not another one that is looked at."""


@dataclass(frozen=True, slots=True)
class MarketResults:
    """All moves of the day, the deepest fall first."""

    day: date
    day_before: date
    day_after: date | None
    """The next day of trading; None for the last of the window."""
    moves: dict[str, Move]
    without: tuple[str, ...]
    """Symbols without a close on the day or the one before it, in the order of the knowledge."""

    def of(self, kind: Kind) -> tuple[Move, ...]:
        """The moves of a kind, the deepest fall first."""
        return tuple(move for move in self.moves.values() if move.kind == kind)

    def deepest(self, *kinds: str) -> Move:
        """The deepest fall among these kinds."""
        return next(move for move in self.moves.values() if move.kind in kinds)


@lru_cache(maxsize=8)
def market(knowledge: Knowledge, day: date | None = None) -> MarketResults:
    """A day from the closes, by default that of the shock; what has no close on it or the day before has no move.

    Raises ValueError for a day without trading in New York, and for the first of the window.
    """
    series = knowledge.closes
    days = series[BROAD_MARKET].days
    on = day or knowledge.shock.day
    place = days.index(on)
    if not place:
        raise ValueError(f"{on}: no day before it is known")
    before, after = days[place - 1], days[place + 1] if place + 1 < len(days) else None
    lost = {value.symbol: value for value in knowledge.values_lost} if on == knowledge.shock.day else {}
    moves = [
        move
        for close in series.values()
        if (move := _move(close, series, (before, on, after), lost.get(close.symbol), on == knowledge.shock.day))
        is not None
    ]
    moves.sort(key=lambda move: move.simple_return)
    found = {move.symbol: move for move in moves}
    without = tuple(symbol for symbol in series if symbol not in found)
    return MarketResults(on, before, after, found, without)


def _move(
    close: Close,
    series: Mapping[str, Close],
    days: tuple[date, date, date | None],
    value: ValueLost | None,
    is_of_the_shock: bool,
) -> Move | None:
    before, on, after = days
    change, broad = simple_return(close, before, on), simple_return(series[BROAD_MARKET], before, on)
    if change is None:
        return None
    assert broad is not None
    return Move(
        close.symbol,
        close.name,
        close.kind,
        close.by_day[before],
        close.by_day[on],
        change,
        math.log1p(change),
        change - broad,
        None if after is None else simple_return(close, on, after),
        days_to_recover(close, before, on, _trading_days(close, series[BROAD_MARKET])),
        max_drawdown(close.closes),
        _value_lost(value, series, before, on),
        close.days[-1],
        is_of_the_shock,
    )


def simple_return(close: Close, before: date, on: date) -> float | None:
    """The change of the close between two days as a share of the first; None where either is a gap."""
    earlier, later = close.on(before), close.on(on)
    return None if earlier is None or later is None else later / earlier - 1


def days_to_recover(close: Close, before: date, day: date, trading_days: Sequence[date]) -> int | None:
    """Trading days from `day` to the first close at or above that of `before`; None where the series has none.

    A day without a close of its own counts as a trading day, but is no recovery.
    """
    earlier = close.on(before)
    if earlier is None:
        return None
    later = (on for on, value in zip(close.days, close.closes, strict=True) if on >= day and value >= earlier)
    recovered = next(later, None)
    return None if recovered is None else sum(day < on <= recovered for on in trading_days)


def max_drawdown(closes: Iterable[float]) -> float:
    """The deepest fall from a high to a later close, as a share of the high; 0 where no close is lower."""
    highest, deepest = -math.inf, 0.0
    for close in closes:
        highest = max(highest, close)
        deepest = min(deepest, close / highest - 1)
    return deepest


def _trading_days(close: Close, broad: Close) -> tuple[date, ...]:
    """Those of its exchange: New York's, unless it has closes on days when New York was closed."""
    return close.days if set(close.days) - set(broad.days) else broad.days


def _value_lost(value: ValueLost | None, closes: Mapping[str, Close], before: date, day: date) -> LossOfValue | None:
    computed = None if value is None else value.loss_usd_bn(closes, before, day)
    if value is None or computed is None:
        return None
    published = (value.published_low_usd_bn, value.published_high_usd_bn)
    told = [loss * 1e9 for loss in (computed, *published) if loss is not None]
    return LossOfValue(min(told), max(told), computed * 1e9, value.shares_checked)
