"""The weeks around the shock: closes as an index from a base day, plain or less what the broad market did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lagebild.analysis.market import Kind, market, max_drawdown, simple_return
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import BROAD_MARKET, Close

SHOWN = ("NVDA", "AVGO", "MSFT", BROAD_MARKET, "^NDX")
"""Shares and indices of the window by default: two that fell deeply, one that did not, and two indices."""
BASE = 100.0


@dataclass(frozen=True, slots=True)
class Course:
    """A share or index through the window, a value for each day; None is a gap of the series.

    Returns are shares of a close; all are None for a series without a close on the base day.
    """

    symbol: str
    name: str
    kind: Kind
    index: tuple[float | None, ...]
    """100 on the base day; less the broad market's change in points where the window is adjusted for it."""
    cumulative_return: float | None
    """From the base day to the last close."""
    market_adjusted_return: float | None
    """The cumulative return less that of the broad market to the same day."""
    max_drawdown: float
    """Of all closes of the window, whatever the base day."""
    last_day: date

    @property
    def is_drawn(self) -> bool:
        """Whether it has a close on the base day."""
        return self.cumulative_return is not None


@dataclass(frozen=True, slots=True)
class EventWindow:
    """The courses, in the order of the knowledge, on the days of trading in New York."""

    days: tuple[date, ...]
    base: date
    is_adjusted: bool
    courses: dict[str, Course]

    def at(self, symbol: str, day: date) -> float | None:
        """The index of a day; None where the series has a gap."""
        return self.courses[symbol].index[self.days.index(day)]


@lru_cache(maxsize=8)
def event_window(
    knowledge: Knowledge, base: date | None = None, symbols: tuple[str, ...] | None = None, *, adjusted: bool = False
) -> EventWindow:
    """The window from a base day, by default the last one before the shock.

    Raises ValueError for a base on which New York did not trade and KeyError for an unknown symbol.
    """
    closes = knowledge.closes
    broad = closes[BROAD_MARKET]
    start = base or market(knowledge).day_before
    if start not in broad.by_day:
        raise ValueError(f"{start}: New York did not trade")
    shown = [closes[symbol] for symbol in symbols or SHOWN]
    courses = {close.symbol: _course(close, broad, start, adjusted=adjusted) for close in shown}
    return EventWindow(broad.days, start, adjusted, courses)


def _course(close: Close, broad: Close, base: date, *, adjusted: bool) -> Course:
    last = max(day for day in close.days if day in broad.by_day)
    whole, beside = simple_return(close, base, last), simple_return(broad, base, last)
    return Course(
        close.symbol,
        close.name,
        close.kind,
        tuple(_index(close, broad, base, day, adjusted=adjusted) for day in broad.days),
        whole,
        None if whole is None or beside is None else whole - beside,
        max_drawdown(close.closes),
        last,
    )


def _index(close: Close, broad: Close, base: date, day: date, *, adjusted: bool) -> float | None:
    change = simple_return(close, base, day)
    if change is None:
        return None
    beside = simple_return(broad, base, day) if adjusted else 0.0
    assert beside is not None  # the days are the broad market's
    return BASE * (1 + change - beside)
