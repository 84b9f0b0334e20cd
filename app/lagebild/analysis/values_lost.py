"""The market value of the day of the shock, added up: who lost, who won, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lagebild.analysis.market import Move, market
from lagebild.knowledge.loading import Knowledge

NAMED = 9
"""Losers with a step of their own; the others are one step."""


@dataclass(frozen=True, slots=True)
class ValuesLost:
    """US dollars of market value, computed from closes and share counts; losses positive, gains negative."""

    losers: tuple[Move, ...]
    """The largest loss first."""
    winners: tuple[Move, ...]
    """The largest gain first."""
    lost: float
    gained: float
    unconfirmed: float
    """The part of the losses that rests on share counts without a source."""
    without: tuple[str, ...]
    """Shares for which no value can be computed."""
    with_all_classes: tuple[str, ...]
    """Those whose other classes of shares are counted with them."""

    @property
    def net(self) -> float:
        """What all of them together lost."""
        return self.lost - self.gained

    @property
    def named(self) -> tuple[Move, ...]:
        """The losers with a step of their own."""
        return self.losers[:NAMED]

    @property
    def others(self) -> tuple[Move, ...]:
        """Those that are one step together."""
        return self.losers[NAMED:]


@lru_cache(maxsize=4)
def values_lost(knowledge: Knowledge) -> ValuesLost:
    """The companies whose share count is known, by what they lost."""
    shock = market(knowledge)
    counted = [move for move in shock.moves.values() if move.value_lost is not None]
    losers = sorted((move for move in counted if computed(move) > 0), key=computed, reverse=True)
    winners = sorted((move for move in counted if computed(move) < 0), key=computed)
    unsure = (move for move in losers if move.value_lost and move.value_lost.checked == "unconfirmed")
    listed = {move.symbol for move in counted}
    others = [close for close in knowledge.closes.values() if close.kind != "index" and close.symbol not in listed]
    classes = {
        close.symbol: move.symbol for move in counted for close in others if close.name.startswith(f"{move.name} ")
    }
    without = tuple(close.symbol for close in others if close.symbol not in classes)
    return ValuesLost(
        tuple(losers), tuple(winners), sum(map(computed, losers)), -sum(map(computed, winners)),
        sum(map(computed, unsure)), without, tuple(dict.fromkeys(classes.values())),
    )  # fmt: skip


def computed(move: Move) -> float:
    """What a share lost by closes and share count, in US dollars; raises AssertionError where that is not known."""
    assert move.value_lost is not None
    return move.value_lost.computed
