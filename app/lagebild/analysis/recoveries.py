"""What came after the shock: when each share closed at its old price again, and where it stood at the end of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lagebild.analysis.market import Kind, market
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import VOLATILITY, Close

Outcome = Literal["did_not_fall", "day", "month", "not_yet", "no_data"]
"""Did not fall on the day; recovered on a known day; by the end of a month; at no known close so far; not known,
since no close after the daily series is recorded."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """When a share or index was back at its close before the shock, as exactly as its series say."""

    symbol: str
    name: str
    kind: Kind
    outcome: Outcome
    close_before: float
    on: date | None
    """The day, or the last day of the month by whose end it had recovered; None where it has not, or nobody knows."""
    trading_days: int | None
    """From the shock to that day; None where the day is not known."""
    lowest_return: float
    """The lowest close since, of days and month-ends, against the one before the shock; 0 where none was lower."""
    last_day: date
    """Of the closes, daily or monthly, that are known."""
    last_return: float
    """The last of them against the close before the shock."""

    @property
    def recovered(self) -> bool:
        """Whether it stood at its old price again, or never fell below it on the day."""
        return self.outcome in ("did_not_fall", "day", "month")


@dataclass(frozen=True, slots=True)
class Recoveries:
    """Every share and index but the volatility, which rises when prices fall; the fastest first, then those without."""

    before: date
    found: dict[str, Recovery]
    without: tuple[str, ...]
    """Symbols without a close before the shock or on it."""

    def of(self, *outcomes: Outcome) -> tuple[Recovery, ...]:
        """Those that ended so."""
        return tuple(one for one in self.found.values() if one.outcome in outcomes)


_ORDER: tuple[Outcome, ...] = ("did_not_fall", "day", "month", "not_yet", "no_data")


@lru_cache(maxsize=4)
def recoveries(knowledge: Knowledge) -> Recoveries:
    """How the shares that fell on the day of the shock, and those that did not, went on."""
    shock = market(knowledge)
    found = []
    for symbol, move in shock.moves.items():
        if symbol == VOLATILITY:
            continue
        daily, monthly = knowledge.closes[symbol], knowledge.monthly_closes[symbol]
        later = _after(daily, shock.day_before) | _after(monthly, daily.days[-1])
        outcome, on = _outcome(move.close_before, move.simple_return, daily, shock.day, later)
        last = max(later)
        found.append(
            Recovery(
                symbol,
                move.name,
                move.kind,
                outcome,
                move.close_before,
                on,
                move.days_to_recover,
                min(0.0, *(close / move.close_before - 1 for close in later.values())),
                last,
                later[last] / move.close_before - 1,
            )
        )
    found.sort(key=lambda one: (_ORDER.index(one.outcome), one.on or date.max, -one.last_return))
    return Recoveries(shock.day_before, {one.symbol: one for one in found}, shock.without)


def _after(close: Close, day: date) -> dict[date, float]:
    return {on: value for on, value in close.by_day.items() if on > day}


def _outcome(
    before: float, change: float, daily: Close, shock: date, later: dict[date, float]
) -> tuple[Outcome, date | None]:
    if change >= 0:
        return "did_not_fall", None
    back = next((day for day in sorted(later) if day > shock and later[day] >= before), None)
    if back is not None:
        return ("day" if back <= daily.days[-1] else "month"), back
    # silence after the daily series is no lack of recovery
    return ("not_yet" if max(later) > daily.days[-1] else "no_data"), None


@dataclass(frozen=True, slots=True)
class MonthEnds:
    """A share or index at the end of each month, the close before the shock as 100; the first value is that one."""

    symbol: str
    name: str
    kind: Kind
    days: tuple[date, ...]
    index: tuple[float, ...]


@lru_cache(maxsize=4)
def month_ends(knowledge: Knowledge) -> dict[str, MonthEnds]:
    """The months since the shock by symbol; the last value of a series may be that of a month still running."""
    shock = market(knowledge)
    found = {}
    for symbol, close in knowledge.monthly_closes.items():
        base = knowledge.closes[symbol].on(shock.day_before)
        if base is None or symbol == VOLATILITY:
            continue
        days = (shock.day_before, *close.days)
        index = (100.0, *(value / base * 100 for value in close.closes))
        found[symbol] = MonthEnds(symbol, close.name, close.kind, days, index)
    return found
