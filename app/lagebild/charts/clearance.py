"""Where lines run, and what words beside them keep clear of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lagebild.charts.across import Across
from lagebild.charts.geometry import Box, Curve, Leader, Post

APART = 2.0
"""Between names at the ends, and between words and lines."""

_CROSSED = 160.0  # what a line through words costs, in pixels of distance
_STRUCK = 400.0  # a leader through words: hardly any way round is longer
_LEFT_OUT = 900.0  # no place that costs more is taken

Run = tuple[tuple[float, float], ...]
"""Places that a line goes through, from left to right; two above each other are an upright part."""


class Frame(NamedTuple):
    """The plot of lines, its axis across, and the limits of the one that goes up."""

    plot: Box
    across: Across
    low: float
    high: float

    def x(self, value: float) -> float:
        return self.plot.x + self.across.share(value) * self.plot.width

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom - share * self.plot.height


class Taken:
    """Lines, upright lines and words that others must keep clear of."""

    def __init__(self, frame: Frame, curves: tuple[Curve, ...]) -> None:
        self.room = Box(frame.plot.x, frame.plot.y, frame.plot.width, frame.plot.height - 2)
        self.runs = [(run, [x for x, _ in run]) for curve in curves for run in curve.runs]
        self.posts: tuple[Post, ...] = ()
        self.boxes: list[Box] = []
        self.leaders: list[Leader] = []

    def holds(self, box: Box) -> bool:
        room = self.room
        return box.x >= room.x and box.right <= room.right and box.y >= room.y and box.bottom <= room.bottom

    def inside(self, box: Box) -> Box:
        """The box moved in from the edges."""
        x = min(max(box.x, self.room.x), self.room.right - box.width)
        y = min(max(box.y, self.room.y), self.room.bottom - box.height)
        return box._replace(x=x, y=y)

    def is_free(self, box: Box) -> bool:
        """Whether there are no other words, and no upright line runs through."""
        if any(box.x - 3 < post.x < box.right + 3 for post in self.posts):
            return False
        return not any(box.meets(other, 3) for other in self.boxes)

    def crossings(self, box: Box) -> int:
        """How many lines run through a box."""
        wider = Box(box.x - APART, box.y - APART, box.width + 2 * APART, box.height + 2 * APART)
        return sum(_runs_through(run, xs, wider) for run, xs in self.runs)

    def struck(self, box: Box, leader: Leader | None) -> int:
        """How often a leader runs through words: those of others through the box, its own through what stands."""
        count = sum(_strikes(one, box) for one in self.leaders)
        if leader is None:
            return count
        return count + sum(_strikes(leader, other) for other in self.boxes)

    def best(
        self,
        places: Iterable[tuple[float, Box]],
        *,
        moved: bool = False,
        tied: Callable[[Box], Leader] | None = None,
    ) -> Box | None:
        """The cheapest place that is free, which is then taken; those at the edges may be moved in.

        What is `tied` to a value has a leader, which is taken too.
        """
        least, best = _LEFT_OUT, None
        for cost, box in places:
            if cost >= least:
                continue
            if moved and not self.holds(box):
                inside = self.inside(box)
                cost += abs(inside.x - box.x) + abs(inside.y - box.y)
                box = inside
            if cost < least and self.holds(box) and self.is_free(box):
                cost += _CROSSED * self.crossings(box)
                if cost < least:
                    cost += _STRUCK * self.struck(box, tied(box) if tied else None)
                if cost < least:
                    least, best = cost, box
        if best is not None:
            if tied:
                self.leaders.append(tied(best))
            self.boxes.append(best)
        return best


def _strikes(leader: Leader, box: Box) -> bool:
    """Whether a leader runs through a box, other than out of the one it begins in."""
    if box.x <= leader.x1 <= box.right and box.y <= leader.y1 <= box.bottom:
        return False
    begin, end = 0.0, 1.0  # the part of the leader that is within the sides, as far as they have been looked at
    for at, way, low, high in (
        (leader.x1, leader.x2 - leader.x1, box.x, box.right),
        (leader.y1, leader.y2 - leader.y1, box.y, box.bottom),
    ):
        if way == 0:
            if not low <= at <= high:
                return False
            continue
        ends = sorted(((low - at) / way, (high - at) / way))
        begin, end = max(begin, ends[0]), min(end, ends[1])
    return begin <= end


def _runs_through(run: Run, xs: Sequence[float], box: Box) -> bool:
    begin = max(0, bisect_left(xs, box.x) - 1)
    for at in range(begin, len(run) - 1):
        (x1, y1), (x2, y2) = run[at], run[at + 1]
        if x1 > box.right:
            return False
        if x2 < box.x:
            continue
        if x1 != x2:
            slope = (y2 - y1) / (x2 - x1)
            left, right = max(x1, box.x), min(x2, box.right)
            y1, y2 = y1 + (left - x1) * slope, y1 + (right - x1) * slope
        if min(y1, y2) <= box.bottom and max(y1, y2) >= box.y:
            return True
    return False
