"""Lines placed: both axes, runs between gaps, steps, names at the ends, guides, areas, and sentences beside lines."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from lagebild.charts import across as axes
from lagebild.charts.across import Across
from lagebild.charts.axis import Axis, axis, tick_labels
from lagebild.charts.bubbles import nothing
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.geometry import Box, Curve, Graph, Layout, Leader, Line, Post, Spot, Words
from lagebild.charts.lettering import AXIS, GAP, Measure, set_line, wrapped

LEAST = 190
"""The height from which on names and values find a place."""
HERO, NAMED, INDEX, FAINT = 3.0, 2.0, 1.6, 0.8
"""Widths of lines."""
DASHES = ((5.0, 3.0), (2.0, 2.0), (9.0, 3.0))
"""Of indices, one after the other, so that each has its own."""

Run = tuple[tuple[float, float], ...]
"""Places that a line goes through, from left to right; two above each other are an upright part."""

_LEADING = 15.0  # from line to line
_GUIDE = 18.0  # height of a row of guides' words
_END = 18.0  # from the plot to the names at its right
_NAMES = 0.34  # the largest share of the width that names at the ends take
_APART = 2.0  # between names at the ends, and between words and lines
_SENTENCE, _WIDE, _NARROW = 260.0, 0.45, 150.0  # the longest line of a sentence: at most, as a share, at least
_ASIDE, _HIGH = 0.6, 80.0  # where the name of an area would like to stand, and how high it should be there
_EQUAL = 1e-6  # of a value: what lies closer is one value
_HALF, _HALVED = 0.62, 60.0  # of a short sentence: the width of its lines, and what it costs to break it
_RING = 5.0  # radius of a ring about the place a sentence is tied to, and of a spot with its halo
_CROSSED = 160.0  # what a line through words costs, in pixels of distance
_CLEAR = 4.0  # from the line of a guide to the words of another
_LEFT_OUT = 900.0  # no place that costs more is taken


def place(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """Place `chart` in `width` by `height`; where there is no value, why, in the middle."""
    if not chart.drawn:
        return nothing(chart, width, height, measure)
    frame = _frame(chart, width, height, measure)
    runs = [tuple(_runs(chart, series, frame)) for series in chart.series]
    curves = tuple(_curves(chart, runs))
    taken = _Taken(frame, tuple(curve for curve in curves if not curve.faint))
    posts, guide_words = _guides(chart, frame, width, measure)
    taken.posts = posts
    ends, end_spots, end_leaders = _ends(chart, frame, measure)
    values, value_spots = _values(chart, frame, taken, measure)
    notes, note_spots, note_leaders = _notes(chart, frame, taken, measure)
    areas: tuple[Run, ...] = ()
    area_words: list[Words] = []
    if chart.area is not None:
        upper, lower = runs[chart.area.upper], runs[chart.area.lower]
        areas = tuple(_areas(upper, lower))
        area_words = _area_words(chart.area.label, areas, taken, measure)
    graph = Graph(
        curves, posts, (*end_spots, *value_spots, *note_spots), (*end_leaders, *note_leaders), areas,
        frame.up.low, frame.up.high, frame.up.step.times(1), frame.across.is_logarithmic,
    )  # fmt: skip
    ticks, tick_words = axes.ticks(chart, frame.across, frame.plot, width, measure)
    words = (*frame.words, *tick_words, *guide_words, *ends, *values, *notes, *area_words)
    return Layout(
        width, height, frame.plot, frame.across.low, frame.across.high, ticks, (), tuple(_grid(chart, frame)), (),
        words, graph=graph,
    )  # fmt: skip


# ---- the frame


class _Frame(NamedTuple):
    """Both axes, what is said at the ends of lines, and the words of the axis that goes up."""

    plot: Box
    across: Across
    up: Axis
    ticks: tuple[tuple[float, str], ...]
    words: tuple[Words, ...]
    names: tuple[tuple[int, tuple[str, ...]], ...]  # series, lines

    def x(self, value: float) -> float:
        return self.plot.x + self.across.share(value) * self.plot.width

    def y(self, value: float) -> float:
        share = (value - self.up.low) / (self.up.high - self.up.low)
        return self.plot.bottom - share * self.plot.height


def _frame(chart: Chart, width: float, height: float, measure: Measure) -> _Frame:
    up = _up(chart, height)
    labels = tick_labels(chart.language, chart.unit, up.step, up.low, up.high)
    column = math.ceil(max((measure(label, "axis") for _, label in labels), default=0.0)) + GAP
    names = tuple(_names(chart, width * _NAMES, measure))
    beyond = max((measure(line, _type(chart.series[at])) for at, lines in names for line in lines), default=-_END + 8)
    # in steps, so that the plot stands still in small moves
    right = math.ceil((beyond + _END) / 4) * 4
    head = 8.0 + _GUIDE * _rows(chart, column, width - right, measure)
    plot = Box(column, head, max(width - column - right, 2.0), max(height - head - AXIS, 2.0))
    frame = _Frame(plot, axes.extent(chart, plot.width), up, labels, (), names)
    words = (set_line(label, "axis", "text2", column - GAP, frame.y(value), "end", "tick", measure)
             for value, label in labels)  # fmt: skip
    return frame._replace(words=tuple(words))


def _up(chart: Chart, height: float) -> Axis:
    values = [point.value for series in chart.series for point in series.points if point is not None]
    low, high = min(values), max(values)
    if chart.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= max(abs(low), abs(high)) * _EQUAL:
        apart = abs(low) / 10 or 1.0
        low, high = low - apart, high + apart
    made = axis(low, high, max(2, min(6, height / 55)))
    # from a whole step, as axes of slides have their first tick there
    return made._replace(low=made.step.times(math.floor(made.low / made.step.times(1) + 1e-9)))


def _grid(chart: Chart, frame: _Frame) -> Iterator[Line]:
    """Lines across; the one at zero, or at the base that values are compared with, is set off."""
    left, right = frame.plot.x, frame.plot.right
    for value, _ in frame.ticks:
        y = round(frame.y(value))
        if value == 0:
            yield Line(left, y, right, y, "text2", "grid")
        elif value != chart.base:
            yield Line(left, y, right, y, "grid", "grid")
    if chart.base and frame.up.low <= chart.base <= frame.up.high:
        y = round(frame.y(chart.base))
        yield Line(left, y, right, y, "border", "grid")


# ---- lines


def _runs(chart: Chart, series: Series, frame: _Frame) -> Iterator[Run]:
    """The parts of a line between its gaps; the value of a step holds to the next position, gap or not."""
    run: list[tuple[float, float]] = []
    for position, point in zip(chart.positions, series.points, strict=True):
        x = frame.x(position)
        if chart.step and run:
            run.append((x, run[-1][1]))
        if point is not None:
            run.append((x, frame.y(point.value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _curves(chart: Chart, runs: Sequence[tuple[Run, ...]]) -> Iterator[Curve]:
    """Faint ones first: the others lie over them, the hero over all."""
    indices = [at for at, series in enumerate(chart.series) if series.role == "index" and not series.faint]

    def rank(at: int) -> tuple[bool, bool, bool]:
        series = chart.series[at]
        return not series.faint, series.role != "index", series.role == "hero"

    for at in sorted(range(len(chart.series)), key=rank):
        series = chart.series[at]
        width, dashes = HERO if series.role == "hero" else NAMED, ()
        if series.faint:
            width = FAINT
        elif series.role == "index":
            yield Curve(at, series.role, INDEX, DASHES[indices.index(at) % len(DASHES)], runs[at], False)
            continue
        yield Curve(at, series.role, width, dashes, runs[at], series.faint)


# ---- names at the ends


def _type(series: Series) -> str:
    return "source" if series.role == "index" else "chip"


def ink(series: Series) -> str:
    """The colour of words about a line."""
    return "text2" if series.role == "index" else f"{series.role}.text"


def last_value(series: Series) -> tuple[int, Point] | None:
    """(category, point) where a line ends."""
    return next(((at, point) for at, point in reversed(tuple(enumerate(series.points))) if point is not None), None)


def guided(chart: Chart) -> tuple[int, ...]:
    """The categories at which a guide stands: values are said there, and not at the ends of the lines.

    A guide at a date marks an event, and no value that is used.
    """
    if chart.across == "date":
        return ()
    at = {position: category for category, position in enumerate(chart.positions)}
    return tuple(at[guide.at] for guide in chart.guides if guide.at in at)


def _names(chart: Chart, room: float, measure: Measure) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What is said at the end of each line that is not faint: its name, and the last value."""
    with_values = not guided(chart)
    for at, series in enumerate(chart.series):
        last = None if series.faint else last_value(series)
        if last is not None:
            said = f"{series.name} {last[1].label}" if with_values else series.name
            yield at, wrapped(said.rstrip(), _type(series), room, 2, measure)


def _ends(chart: Chart, frame: _Frame, measure: Measure) -> tuple[list[Words], list[Spot], list[Leader]]:
    """Names beside the ends of their lines, pushed apart; where too many, those of the last series are left out."""
    here = []
    spots = []
    for at, lines in frame.names:
        last = last_value(chart.series[at])
        assert last is not None
        category, point = last
        x, y = frame.x(chart.positions[category]), frame.y(point.value)
        here.append((at, lines, category, x, y))
        spots.append(Spot(x, y, chart.series[at].role, "end", category, at))
    top, bottom = 0.0, frame.plot.bottom + _LEADING / 2
    while sum(len(one[1]) * _LEADING + _APART for one in here) > bottom - top and len(here) > 1:
        here.remove(next((one for one in reversed(here) if chart.series[one[0]].role == "index"), here[-1]))
    here.sort(key=lambda one: (one[4], one[0]))
    middles = pushed_apart([one[4] for one in here], [len(one[1]) * _LEADING + _APART for one in here], top, bottom)
    words, leaders = [], []
    x = frame.plot.right + _END
    for (at, lines, category, end, y), middle in zip(here, middles, strict=True):
        series = chart.series[at]
        first = middle - (len(lines) - 1) * _LEADING / 2
        for index, line in enumerate(lines):
            said = not guided(chart) and index == len(lines) - 1
            words.append(
                set_line(line, _type(series), ink(series), x, first + index * _LEADING, "start",
                         "end" if said else "head", measure, category if said else -1, at)
            )  # fmt: skip
        if abs(middle - y) > 4 or end < frame.plot.right - 8:
            leaders.append(Leader(end + 6, y, x - 4, middle, "text3"))
    return words, spots, leaders


def pushed_apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles near those that are wanted, in rising order, so far from each other that the heights have room."""
    groups: list[tuple[float, list[int]]] = []  # (upper edge, its members)
    for at, middle in enumerate(wanted):
        members, edge = [at], middle - heights[at] / 2
        while groups and groups[-1][0] + sum(heights[one] for one in groups[-1][1]) > edge:
            members = groups.pop()[1] + members
            # the edge at which the members are, on the whole, as near as they can be
            above = 0.0
            shifts = []
            for one in members:
                shifts.append(wanted[one] - heights[one] / 2 - above)
                above += heights[one]
            edge = sum(shifts) / len(shifts)
        groups.append((min(max(edge, top), max(top, bottom - sum(heights[one] for one in members))), members))
    middles = [0.0] * len(wanted)
    limit = bottom
    for edge, members in reversed(groups):  # clamped groups may meet again
        edge = min(edge, limit - sum(heights[one] for one in members))
        limit = edge
        for one in members:
            middles[one] = edge + heights[one] / 2
            edge += heights[one]
    lift = top - min((middle - height / 2 for middle, height in zip(middles, heights, strict=True)), default=top)
    return [middle + max(lift, 0.0) for middle in middles]


# ---- what is in the way


class _Taken:
    """Lines, upright lines and words that others must keep clear of."""

    def __init__(self, frame: _Frame, curves: tuple[Curve, ...]) -> None:
        self.room = Box(frame.plot.x, frame.plot.y, frame.plot.width, frame.plot.height - 2)
        self.runs = [(run, [x for x, _ in run]) for curve in curves for run in curve.runs]
        self.posts: tuple[Post, ...] = ()
        self.boxes: list[Box] = []

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
        return not any(_meet(box, other, 3) for other in self.boxes)

    def crossings(self, box: Box) -> int:
        """How many lines run through a box."""
        wider = Box(box.x - _APART, box.y - _APART, box.width + 2 * _APART, box.height + 2 * _APART)
        return sum(_runs_through(run, xs, wider) for run, xs in self.runs)

    def best(self, places: Iterable[tuple[float, Box]], *, moved: bool = False) -> Box | None:
        """The cheapest place that is free, which is then taken; those at the edges may be moved in."""
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
                    least, best = cost, box
        if best is not None:
            self.boxes.append(best)
        return best


def _meet(one: Box, other: Box, apart: float) -> bool:
    return (
        one.x < other.right + apart
        and other.x < one.right + apart
        and one.y < other.bottom + apart
        and other.y < one.bottom + apart
    )


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


# ---- guides


def _guide_rows(
    chart: Chart, x: Sequence[float], left: float, right: float, measure: Measure
) -> list[tuple[int, float]]:
    """(row, left end) of the words of each guide, from the left; over the line, or pushed in from the edge.

    A line from a row above goes through the rows below it: words there stand clear at its right.
    """
    ends: list[float] = []
    placed = [(0, 0.0)] * len(x)
    before: list[int] = []
    for at in sorted(range(len(x)), key=lambda one: x[one]):
        wide = measure(chart.guides[at].label, "chip")
        begin = max(left, min(x[at] - wide / 2, right - wide))
        row = next((row for row, end in enumerate(ends) if end + 12 <= begin), len(ends))
        crossed = [x[one] + _CLEAR for one in before if placed[one][0] < row]
        begin = max(begin, min(max(crossed, default=begin), right - wide))
        ends[row : row + 1] = [begin + wide]
        placed[at] = (row, begin)
        before.append(at)
    return placed


def _guide_x(chart: Chart, left: float, right: float) -> list[float]:
    across = axes.extent(chart, right - left)
    return [left + across.share(guide.at) * (right - left) for guide in chart.guides]


def _rows(chart: Chart, left: float, right: float, measure: Measure) -> int:
    """How many rows the words of the guides take above the plot."""
    if not chart.guides:
        return 0
    return 1 + max(row for row, _ in _guide_rows(chart, _guide_x(chart, left, right), left, right, measure))


def _guides(chart: Chart, frame: _Frame, width: float, measure: Measure) -> tuple[tuple[Post, ...], list[Words]]:
    plot = frame.plot
    x = [frame.x(guide.at) for guide in chart.guides]
    rows = _guide_rows(chart, x, plot.x, plot.right, measure)
    posts, words = [], []
    for at, (guide, (row, begin)) in enumerate(zip(chart.guides, rows, strict=True)):
        (label,) = wrapped(guide.label, "chip", width - begin, 1, measure)
        middle = 4 + _GUIDE * (row + 0.5)
        words.append(set_line(label, "chip", f"{guide.role}.text", begin, middle, "start", "guide", measure, at))
        posts.append(Post(x[at], 4 + _GUIDE * (row + 1), plot.bottom, guide.role))
    return tuple(posts), words


def _values(chart: Chart, frame: _Frame, taken: _Taken, measure: Measure) -> tuple[list[Words], list[Spot]]:
    """The values of all named lines where a guide stands; where lines meet, what both are is said once."""
    words, spots = [], []
    for category in guided(chart):
        x = frame.x(chart.positions[category])
        said: set[tuple[float, str]] = set()
        for at, series in enumerate(chart.series):
            point = series.points[category]
            if series.faint or point is None:
                continue
            y = frame.y(point.value)
            spots.append(Spot(x, y, series.role, "value", category, at))
            if (round(y), point.label) in said:
                continue
            said.add((round(y), point.label))
            wide = measure(point.label, _type(series))
            box = taken.best(
                (cost, Box(left, top, wide, _LEADING))
                for cost, left, top in (
                    (0, x - 9 - wide, y - 5 - _LEADING), (1, x + 9, y - 5 - _LEADING),
                    (2, x + 9, y + 5), (3, x - 9 - wide, y + 5),
                    (12, x - 9 - wide, y - 13 - _LEADING), (13, x + 9, y - 13 - _LEADING),
                )
            )  # fmt: skip
            if box is not None:
                middle = box.y + _LEADING / 2
                words.append(
                    set_line(point.label, _type(series), ink(series), box.x, middle, "start", "value", measure,
                             category, at, filled=taken.crossings(box) > 0)
                )  # fmt: skip
    return words, spots


# ---- sentences


def _notes(
    chart: Chart, frame: _Frame, taken: _Taken, measure: Measure
) -> tuple[list[Words], list[Spot], list[Leader]]:
    words: list[Words] = []
    spots, leaders = [], []
    for note in chart.annotations:
        x, y = frame.x(chart.positions[note.category]), frame.y(note.value)
        if not frame.up.low <= note.value <= frame.up.high:
            continue  # it is about nothing that is drawn; the table says it
        ring = Box(x - _RING, y - _RING, 2 * _RING, 2 * _RING)
        taken.boxes.append(ring)
        room = min(_SENTENCE, max(frame.plot.width * _WIDE, _NARROW))
        # a short sentence is halved only where it would lie on a line
        halved = measure(note.text, "chip") * _HALF
        rooms = {room * share: 20 * (1 - share) for share in (1.0, 0.75, 0.5)} | {min(room, halved): _HALVED}
        settings: dict[tuple[str, ...], float] = {}
        for wide, cost in rooms.items():
            settings.setdefault(wrapped(note.text, "chip", wide, 4, measure), cost)
        forms = {
            (max(measure(line, "chip") for line in lines), len(lines) * _LEADING): (lines, cost)
            for lines, cost in settings.items()
            if not lines[-1].endswith("…") or len(settings) == 1
        }
        places = ((more + cost, at) for (wide, high), (_, more) in forms.items()
                  for cost, at in _about(x, y, wide, high))  # fmt: skip
        box = taken.best(places, moved=True)
        if box is None:
            taken.boxes.remove(ring)
            continue
        spots.append(Spot(x, y, note.role, "ring", note.category, -1))
        crossed = taken.crossings(box) > 0
        for index, line in enumerate(forms[box.width, box.height][0]):
            middle = box.y + (index + 0.5) * _LEADING
            words.append(
                set_line(line, "chip", f"{note.role}.text", box.x, middle, "start", "annotation", measure,
                         note.category, filled=crossed)
            )  # fmt: skip
        leaders.append(_to(box, x, y, f"{note.role}.text"))
    return words, spots, leaders


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
    share = min(1.0, (_RING + 1) / apart) if apart else 0.0
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


def _areas(upper: Sequence[Run], lower: Sequence[Run]) -> Iterator[Run]:
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


def _area_words(text: str, areas: Sequence[Run], taken: _Taken, measure: Measure) -> list[Words]:
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
            for middle in ((top + bottom) / 2, top + _LEADING, bottom - _LEADING):
                name = Box(x, middle - _LEADING / 2, wide, _LEADING)
                if name.y >= top and name.bottom <= bottom:
                    aside = abs(x - left - _ASIDE * (right - left))
                    found.append((aside / 2 + max(0.0, _HIGH - (bottom - top)), name))
    box = taken.best(found)
    if box is None:
        return []
    return [set_line(text, "chip", "gain.text", box.x, box.y + _LEADING / 2, "start", "area", measure)]


def _bounds(runs: Sequence[Run], x1: float, x2: float) -> tuple[float, float] | None:
    """(highest, lowest) place of a line from one x to another."""
    run = runs[0]
    inner = [y for x, y in run if x1 <= x <= x2]
    ends = [_height_at(runs, x - 0.01, x + 0.01) for x in (x1, x2)]
    if ends[0] is None or ends[1] is None:
        return None
    heights = [*inner, ends[0][0], ends[1][0]]
    return min(heights), max(heights)
