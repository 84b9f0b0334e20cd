"""What share prices did on the day of the shock and after it: returns, recovery and market value from closes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import Close, ValueLost

BROAD_MARKET = "^GSPC"
VOLATILITY = "^VIX"
"""Not a price but the volatility the market expects: it rises when prices fall."""

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
    """The deepest fall from the close before to any later close; 0 where none was lower."""
    value_lost: LossOfValue | None
    last_day: date
    """Of the closes that recovery and drawdown were looked for in."""


@dataclass(frozen=True, slots=True)
class MarketResults:
    """All moves of the day, the deepest fall first."""

    day: date
    day_before: date
    moves: dict[str, Move]
    without: tuple[str, ...]
    """Symbols without a close on the day or the one before it, in the order of the knowledge."""

    def of(self, kind: Kind) -> tuple[Move, ...]:
        """The moves of a kind, the deepest fall first."""
        return tuple(move for move in self.moves.values() if move.kind == kind)

    def deepest(self, *kinds: str) -> Move:
        """The deepest fall among these kinds."""
        return next(move for move in self.moves.values() if move.kind in kinds)


@lru_cache(maxsize=4)
def market(knowledge: Knowledge) -> MarketResults:
    """The day of the shock from the closes; symbols without a close on the day or the one before have no move."""
    day = knowledge.shock.day
    series = knowledge.closes
    days = series[BROAD_MARKET].days
    place = days.index(day)
    before, after = days[place - 1], days[place + 1]
    broad = _return(series[BROAD_MARKET], before, day)
    assert broad is not None
    lost = {value.symbol: value for value in knowledge.values_lost}
    moves = []
    for close in series.values():
        change = _return(close, before, day)
        if change is None:
            continue
        on, earlier = close.on(day), close.on(before)
        assert on is not None and earlier is not None
        moves.append(
            Move(
                close.symbol,
                close.name,
                close.kind,
                earlier,
                on,
                change,
                math.log(on / earlier),
                change - broad,
                _return(close, day, after),
                days_to_recover(close, before, day, _trading_days(close, series[BROAD_MARKET])),
                max_drawdown(close, before),
                _value_lost(lost.get(close.symbol), series, before, day),
                close.days[-1],
            )
        )
    moves.sort(key=lambda move: move.simple_return)
    found = {move.symbol: move for move in moves}
    return MarketResults(day, before, found, tuple(symbol for symbol in series if symbol not in found))


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


def max_drawdown(close: Close, before: date) -> float:
    """The deepest fall from the close of `before` to any later one, as a share of it; 0 where none is lower."""
    earlier = close.on(before)
    assert earlier is not None
    later = (value for on, value in zip(close.days, close.closes, strict=True) if on > before)
    return min(0.0, *(value / earlier - 1 for value in later))


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


def _return(close: Close, before: date, on: date) -> float | None:
    earlier, later = close.on(before), close.on(on)
    return None if earlier is None or later is None else later / earlier - 1
