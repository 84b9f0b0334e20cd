"""What share prices did on the day of the shock: returns from closes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import Close

BROAD_MARKET = "^GSPC"


@dataclass(frozen=True, slots=True)
class Move:
    """A share or index on the day; returns are shares of the close before, None where a close is missing."""

    symbol: str
    name: str
    kind: Literal["chips", "power", "platforms", "index"]
    close_before: float
    close_on: float
    simple_return: float
    log_return: float
    market_adjusted_return: float
    next_day_return: float | None


@dataclass(frozen=True, slots=True)
class MarketResults:
    """All moves of the day, the deepest fall first."""

    day: date
    day_before: date
    moves: dict[str, Move]

    def deepest(self, *kinds: str) -> Move:
        """The deepest fall among these kinds."""
        return next(move for move in self.moves.values() if move.kind in kinds)


@lru_cache(maxsize=4)
def market(knowledge: Knowledge) -> MarketResults:
    """The day of the shock from the closes; symbols without a close on the day or the one before are left out."""
    day = knowledge.shock.day
    series = knowledge.closes
    days = series[BROAD_MARKET].days
    place = days.index(day)
    before, after = days[place - 1], days[place + 1]
    broad = _return(series[BROAD_MARKET], before, day)
    assert broad is not None
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
            )
        )
    moves.sort(key=lambda move: move.simple_return)
    return MarketResults(day, before, {move.symbol: move for move in moves})


def _return(close: Close, before: date, on: date) -> float | None:
    earlier, later = close.on(before), close.on(on)
    return None if earlier is None or later is None else later / earlier - 1
