"""A waterfall placed: the connectors from the end of each bar to where the next one begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lagebild.charts.geometry import Bar, Line


def connectors(bars: Sequence[Bar], x: Callable[[float], float]) -> Iterator[Line]:
    """Upright lines at what all has come to, between the bars; at zero there is a line already."""
    for one, other in pairwise(bars):
        if one.end == 0:
            continue
        at = x(one.end)
        # a line is drawn to the right of its place: where both bars end there, it would stand beside them
        if all(bar.box.x + bar.box.width / 2 < at for bar in (one, other)):
            at -= 1
        # a step of nothing has no bar: the line goes through its row
        top = one.box.y if one.start == one.end else one.box.bottom
        yield Line(at, top, at, other.box.y, "text3", "connector")
