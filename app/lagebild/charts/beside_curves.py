"""What stands beside lines where it keeps clear of them: sentences, and areas between two with their names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise

from lagebild.charts.chart import Chart
from lagebild.charts.clearance import Frame, Run, Taken
from lagebild.charts.geometry import Box, Leader, Spot, Words
from lagebild.charts.lettering import Measure, set_line, wrapped

LEADING = 15.0
"""From line to line."""
RING = 5.0
"""Radius of a ring about the place a sentence is tied to, and of a spot with its halo."""

Kept = dict[int, tuple[tuple[str, ...], Box]]
"""The lines of each annotation that has a place, and where it is from the value it is about: while a section is moved
along they stay where they are beside it, as long as that is free, which is calmer and costs less than a new search."""

_SENTENCE, _WIDE, _NARROW = 260.0, 0.45, 150.0  # the longest line of a sentence: at most, as a share, at least
_HALF, _HALVED = 0.62, 60.0  # of a short sentence: the width of its lines, and what it costs to break it
_ASIDE, _HIGH = 0.6, 80.0  # where the name of an area would like to stand, and how high it should be there


# ---- sentences


_Placed = tuple[tuple[str, ...], Box]
_Tied = Callable[[Box], Leader]


def sentences(
    chart: Chart, frame: Frame, taken: Taken, measure: Measure, kept: Kept
) -> tuple[list[Words], list[Spot], list[Leader]]:
    """The annotations whose value is seen; where they stand is added to those that are `kept`."""
    words: list[Words] = []
    spots, leaders = [], []
    faint = any(series.faint for series in chart.series)  # there are more of these than can be kept clear of
    for at, note in enumerate(chart.annotations):
        if not frame.across.low <= chart.positions[note.category] <= frame.across.high:
            continue
        x, y = frame.x(chart.positions[note.category]), frame.y(note.value)
        if not frame.low <= note.value <= frame.high:
            continue  # it is about nothing that is drawn; the table says it
        ring = Box(x - RING, y - RING, 2 * RING, 2 * RING)
        taken.boxes.append(ring)
        ink = f"{note.role}.text"
        tied = partial(_to, x=x, y=y, ink=ink)
        found = _kept(kept.get(at), x, y, taken, tied) or _found(
            note.text, x, y, frame.plot.width, taken, measure, tied
        )
        if found is None:
            taken.boxes.remove(ring)
            continue
        lines, box = found
        kept[at] = lines, box._replace(x=box.x - x, y=box.y - y)
        spots.append(Spot(x, y, note.role, "ring", note.category, -1))
        filled = faint or taken.crossings(box) > 0
        for index, line in enumerate(lines):
            middle = box.y + (index + 0.5) * LEADING
            words.append(
                set_line(line, "chip", ink, box.x, middle, "start", "annotation", measure,
                         note.category, filled=filled)
            )  # fmt: skip
        leaders.append(tied(box))
    return words, spots, leaders


def _kept(place: _Placed | None, x: float, y: float, taken: Taken, tied: _Tied) -> _Placed | None:
    if place is None:
        return None
    lines, beside = place
    box = taken.best([(0.0, beside._replace(x=x + beside.x, y=y + beside.y))], tied=tied)
    return None if box is None else (lines, box)


def _found(text: str, x: float, y: float, width: float, taken: Taken, measure: Measure, tied: _Tied) -> _Placed | None:
    """The best form of a sentence in its best place about a value."""
    room = min(_SENTENCE, max(width * _WIDE, _NARROW))
    # a short sentence is halved only where it would lie on a line
    rooms = {room * share: 20 * (1 - share) for share in (1.0, 0.75, 0.5)}
    rooms |= {min(room, measure(text, "chip") * _HALF): _HALVED}
    settings: dict[tuple[str, ...], float] = {}
    for wide, cost in rooms.items():
        settings.setdefault(wrapped(text, "chip", wide, 4, measure), cost)
    forms = {
        (max(measure(line, "chip") for line in lines), len(lines) * LEADING): (lines, cost)
        for lines, cost in settings.items()
        if not any(line.endswith("…") for line in lines) or len(settings) == 1
    }
    places = ((more + cost, at) for (wide, high), (_, more) in forms.items()
              for cost, at in _about(x, y, wide, high))  # fmt: skip
    box = taken.best(places, moved=True, tied=tied)
    return None if box is None else (forms[box.width, box.height][0], box)


def _about(x: float, y: float, wide: float, high: float) -> Iterator[tuple[float, Box]]:
    """Places about a point, with what they cost: the nearer the better."""
    for far in (14.0, 26.0, 42.0, 64.0, 90.0, 130.0):
        for left, turn in (
            (x + 12, 0),
            (x - 12 - wide, 1),
            (x - wide / 2, 2),
            (x + 50, 10),
            (x - 50 - wide, 11),
            (x + 120, 60),
            (x - 80 - wide, 62),
            (x + 200, 120),
        ):
            yield far + turn, Box(left, y - far - high, wide, high)
            yield far + turn + 0.5, Box(left, y + far, wide, high)
    for far in (16.0, 40.0, 80.0):
        yield far + 3, Box(x + far, y - high / 2, wide, high)
        yield far + 4, Box(x - far - wide, y - high / 2, wide, high)


def _to(box: Box, x: float, y: float, ink: str) -> Leader:
    """From the edge of a box to that of the ring about a point."""
    to_x = min(max(x, box.x - 3), box.right + 3)
    to_y = min(max(y, box.y - 1), box.bottom + 1)
    apart = math.hypot(to_x - x, to_y - y)
    share = min(1.0, (RING + 1) / apart) if apart else 0.0
    return Leader(x + (to_x - x) * share, y + (to_y - y) * share, to_x, to_y, ink)


# ---- areas


def _height_at(runs: Sequence[Run], x1: float, x2: float) -> tuple[float, float] | None:
    """Where a line stands at both ends of an interval in which it has no corner; None in a gap."""
    middle = (x1 + x2) / 2
    for run in runs:
        for (left, one), (right, other) in pairwise(run):
            if left < middle < right:
                slope = (other - one) / (right - left)
                return one + (x1 - left) * slope, one + (x2 - left) * slope
    return None


def areas_between(upper: Sequence[Run], lower: Sequence[Run]) -> Iterator[Run]:
    """The parts between two lines where the first stands above the second, by their corners."""
    corners = sorted({x for run in chain(upper, lower) for x, _ in run})
    above: list[tuple[float, float]] = []
    below: list[tuple[float, float]] = []

    def closed() -> Iterator[Run]:
        if len(above) > 1:
            yield (*above, *reversed(below))
        above.clear()
        below.clear()

    for x1, x2 in pairwise(corners):
        one, other = _height_at(upper, x1, x2), _height_at(lower, x1, x2)
        if one is None or other is None or (one[0] >= other[0] and one[1] >= other[1]):
            yield from closed()
            continue
        gap = other[0] - one[0], other[1] - one[1]
        meeting = None
        if min(gap) < 0:
            share = gap[0] / (gap[0] - gap[1])
            meeting = (x1 + share * (x2 - x1), one[0] + share * (one[1] - one[0]))
        if gap[0] < 0 and meeting is not None:
            yield from closed()
            above.append(meeting)
            below.append(meeting)
        else:
            above.append((x1, one[0]))
            below.append((x1, other[0]))
        last = meeting if gap[1] < 0 else None
        above.append(last or (x2, one[1]))
        below.append(last or (x2, other[1]))
        if last:
            yield from closed()
    yield from closed()


def area_name(text: str, areas: Sequence[Run], taken: Taken, measure: Measure) -> list[Words]:
    """The name of an area to the right of its middle, where it is high enough; none where it has no room."""
    wide = measure(text, "chip")
    found: list[tuple[float, Box]] = []
    for area in areas:
        half = len(area) // 2
        above, below = (area[:half],), (tuple(reversed(area[half:])),)
        left, right = area[0][0] + 6, area[half - 1][0] - 6 - wide
        for part in range(13):
            x = left + (right - left) * part / 12
            sides = [_bounds(runs, x, x + wide) for runs in (above, below)]
            if right < left or None in sides:
                continue
            top, bottom = sides[0][1] + 4, sides[1][0] - 4  # type: ignore[index]
            for middle in ((top + bottom) / 2, top + LEADING, bottom - LEADING):
                name = Box(x, middle - LEADING / 2, wide, LEADING)
                if name.y >= top and name.bottom <= bottom:
                    aside = abs(x - left - _ASIDE * (right - left))
                    found.append((aside / 2 + max(0.0, _HIGH - (bottom - top)), name))
    box = taken.best(found)
    if box is None:
        return []
    return [set_line(text, "chip", "gain.text", box.x, box.y + LEADING / 2, "start", "area", measure)]


def _bounds(runs: Sequence[Run], x1: float, x2: float) -> tuple[float, float] | None:
    """(highest, lowest) place of a line from one x to another."""
    run = runs[0]
    inner = [y for x, y in run if x1 <= x <= x2]
    ends = [_height_at(runs, x - 0.01, x + 0.01) for x in (x1, x2)]
    if ends[0] is None or ends[1] is None:
        return None
    heights = [*inner, ends[0][0], ends[1][0]]
    return min(heights), max(heights)
