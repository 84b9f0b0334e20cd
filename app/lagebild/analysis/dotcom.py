"""The AI boom laid over the dot-com years: month-ends counted from a base month, and what came next back then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import Month, Overlay

INDEX = "IXIC"
SHARES = ("CSCO", "NVDA")
"""The share of the dot-com years and that of the AI boom."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An era of the past beside the present one, each 100 in its base month."""

    past: Overlay
    present: Overlay

    @property
    def now(self) -> int:
        """How many months the present era has come; what the past shows beyond it is what happened next back then."""
        return self.present.months[-1]

    @property
    def peak(self) -> int:
        """The month of the highest month-end of the past, from its base."""
        return self.past.months[self.past.index.index(max(self.past.index))]

    @property
    def trough(self) -> int:
        """The month of the lowest month-end after the peak."""
        after = [(value, month) for month, value in zip(self.past.months, self.past.index, strict=True)
                 if month >= self.peak]  # fmt: skip
        return min(after)[1]

    @property
    def fall(self) -> float:
        """From the peak to the trough, of month-ends, as a share of the peak; days would give more."""
        highest, lowest = self.past.at(self.peak), self.past.at(self.trough)
        assert highest is not None and lowest is not None
        return lowest / highest - 1


@dataclass(frozen=True, slots=True)
class Dotcom:
    """Both pairs from the base months."""

    index: Pair
    """Nasdaq beside itself."""
    shares: Pair
    """Cisco beside Nvidia."""


@lru_cache(maxsize=8)
def dotcom(knowledge: Knowledge, base: Month | None = None) -> Dotcom:
    """The eras with the base month of the knowledge, or another one of the dot-com years.

    Raises ValidationError for a month without a close.
    """

    def pair(past: str, present: str) -> Pair:
        overlays = {(overlay.series, overlay.era): overlay for overlay in knowledge.overlays}
        first = overlays[past, "dotcom"]
        return Pair(first if base is None else first.based_on(base), overlays[present, "ai"])

    return Dotcom(pair(INDEX, INDEX), pair(*SHARES))
