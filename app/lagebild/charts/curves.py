"""Lines placed: both axes, runs between gaps, steps, names at the ends, guides, areas, and sentences beside lines."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from lagebild.charts import across as axes
from lagebild.charts.across import Across
from lagebild.charts.axis import Axis, axis, tick_labels
from lagebild.charts.beside_curves import LEADING, Kept, area_name, areas_between, sentences
from lagebild.charts.bubbles import nothing
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.clearance import APART, Frame, Run, Taken
from lagebild.charts.geometry import Box, Curve, Graph, Layout, Leader, Line, Post, Spot, Words
from lagebild.charts.lettering import AXIS, GAP, Measure, set_line, wrapped

LEAST = 190
"""The height from which on names and values find a place."""
HERO, NAMED, INDEX, FAINT = 3.0, 2.0, 1.6, 1.0
"""Widths of lines."""
DASHES = ((5.0, 3.0), (2.0, 2.0), (9.0, 3.0))
"""Of indices, one after the other, so that each has its own."""

_GUIDE = 18.0  # height of a row of guides' words
_END = 18.0  # from the plot to the names at its right
_NAMES = 0.34  # the largest share of the width that names at the ends take
_EQUAL = 1e-6  # of a value: what lies closer is one value
_EARLY = 0.9  # of the way across: a line that ends before has its name beside its end
_HALVES, _HALVED = (0.55, 0.65, 0.75, 0.85), 20.0  # of a name: the width of its lines in halves, and what they cost
_OTHER_SIDE = 30.0  # what it costs where a name is nearer to another line than its own
_CLEAR = 4.0  # from the line of a guide to the words of another


def place(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """Place `chart` in `width` by `height`; where there is no value, why, in the middle."""
    if not chart.drawn:
        return nothing(chart, width, height, measure)
    names = tuple(_names(chart, range(len(chart.categories)), width * _NAMES, measure))
    at_the_edge = tuple(name for name in names if not _ends_early(chart, name))
    if at_the_edge and at_the_edge != names:
        placed = _whole(chart, names, at_the_edge, width, height, measure)
        named = {word.series for word in placed.words if word.part in ("end", "head")}
        if named == {name.series for name in names}:
            return placed
    return _whole(chart, names, names, width, height, measure)


def _whole(
    chart: Chart, names: tuple[_Name, ...], at_the_edge: tuple[_Name, ...], width: float, height: float,
    measure: Measure,
) -> Layout:  # fmt: skip
    """All of the chart, with room at the right for some of the names; the others are beside their lines."""
    up = _up(chart, height)
    ticks = tick_labels(chart.language, chart.unit, up.step, up.low, up.high)
    column = math.ceil(max((measure(label, "axis") for _, label in ticks), default=0.0)) + GAP
    right = _beyond(chart, (name.lines for name in at_the_edge), (name.series for name in at_the_edge), measure)
    head = 8.0 + _GUIDE * _rows(chart, column, width - right, measure)
    plot = Box(column, head, max(width - column - right, 2.0), max(height - head - AXIS, 2.0))
    frame = Frame(plot, axes.extent(chart, plot.width), up.low, up.high)
    curves = tuple(_curves(chart, [tuple(_runs(chart, series, frame)) for series in chart.series]))
    words = tuple(
        set_line(label, "axis", "text2", column - GAP, frame.y(value), "end", "tick", measure) for value, label in ticks
    )
    grid = tuple(_grid(chart, frame, ticks))
    early = tuple(name for name in names if name not in at_the_edge)
    return _placed(
        chart, frame, curves, at_the_edge, early, words, grid, up.step.times(1), width, height, measure, {}
    )  # fmt: skip


def place_section(chart: Chart, whole: Layout, section: Across, measure: Measure, kept: Kept) -> Layout:
    """Place what is between two positions of a chart that is placed as a whole; what goes up stays as it is.

    Annotations stay as they are `kept`, which holds for sections of one width. Lines are drawn by moving those of the
    whole; here are the parts that words keep clear of.
    """
    assert whole.graph is not None
    shown = _seen(chart, section)
    room = whole.width * _NAMES
    longest = tuple(_longest(chart, room, measure))  # so that the plot stands still however far it is moved
    right = _beyond(chart, (lines for _, lines in longest), (at for at, _ in longest), measure)
    if any(len(lines) > 1 for _, lines in longest):  # with a shorter value it may be one line as long as can be
        right = math.ceil(room + _END)
    plot = whole.plot._replace(width=max(min(whole.plot.width, whole.width - whole.plot.x - right), 2.0))
    frame = Frame(plot, section, whole.graph.low, whole.graph.high)
    low, high = whole.x(section.low), whole.x(section.high)
    scale = plot.width / (high - low)
    curves = []
    for curve in whole.graph.curves:
        # of faint ones only values that stand alone: their lines need no words, and there may be many
        runs = (run for run in curve.runs if not curve.faint or len(run) == 1)
        parts = (_part(run, low, high, plot.x, scale) for run in runs)
        curves.append(curve._replace(runs=tuple(part for part in parts if part)))
    names = tuple(_names(chart, shown, room, measure))
    words = tuple(word for word in whole.words if word.part == "tick" and word.anchor == "end")
    grid = tuple(line._replace(x2=plot.right) for line in whole.lines)
    return _placed(
        chart, frame, tuple(curves), names, (), words, grid, whole.graph.step, whole.width, whole.height, measure, kept
    )  # fmt: skip


def _placed(
    chart: Chart, frame: Frame, curves: tuple[Curve, ...], names: tuple[_Name, ...], early: tuple[_Name, ...],
    upward: tuple[Words, ...], grid: tuple[Line, ...], step: float, width: float, height: float, measure: Measure,
    kept: Kept,
) -> Layout:  # fmt: skip
    """All that belongs to lines in their places."""
    taken = Taken(frame, tuple(curve for curve in curves if not curve.faint))
    posts, guide_words = _guides(chart, frame, width, measure)
    taken.posts = tuple(post for post in posts if not post.width)
    ends, end_spots, end_leaders = _ends(chart, frame, names, measure)
    by_names = {(name.series, name.category) for name in (*names, *early)}
    values, value_spots = _values(chart, frame, by_names, taken, measure)
    early_ends, early_spots = _early_ends(chart, frame, early, taken, measure)
    notes, note_spots, note_leaders = sentences(chart, frame, taken, measure, kept)
    areas: tuple[Run, ...] = ()
    area_words: list[Words] = []
    if chart.area is not None:
        runs = {curve.series: curve.runs for curve in curves}
        areas = tuple(areas_between(runs[chart.area.upper], runs[chart.area.lower]))
        area_words = area_name(chart.area.label, areas, taken, measure)
    graph = Graph(
        curves, posts, (*end_spots, *early_spots, *value_spots, *note_spots), (*end_leaders, *note_leaders), areas,
        frame.low, frame.high, step, frame.across.is_logarithmic,
    )  # fmt: skip
    ticks, tick_words = axes.ticks(chart, frame.across, frame.plot, width, measure)
    words = (*upward, *tick_words, *guide_words, *ends, *early_ends, *values, *notes, *area_words)
    return Layout(
        width, height, frame.plot, frame.across.low, frame.across.high, ticks, (), grid, (), words, graph=graph
    )  # fmt: skip


# ---- the frame


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


def _grid(chart: Chart, frame: Frame, ticks: Sequence[tuple[float, str]]) -> Iterator[Line]:
    """Lines across; the one at zero, or at the base that values are compared with, is set off."""
    left, right = frame.plot.x, frame.plot.right
    for value, _ in ticks:
        y = round(frame.y(value))
        if value == 0:
            yield Line(left, y, right, y, "text2", "grid")
        elif value != chart.base:
            yield Line(left, y, right, y, "grid", "grid")
    if chart.base and frame.low <= chart.base <= frame.high:
        y = round(frame.y(chart.base))
        yield Line(left, y, right, y, "border", "grid")


def _seen(chart: Chart, section: Across) -> range:
    """The categories in a section; of steps also the one before, whose value holds there."""
    begin, end = bisect_left(chart.positions, section.low), bisect_right(chart.positions, section.high)
    return range(max(begin - 1, 0) if chart.step else begin, end)


# ---- lines


def _runs(chart: Chart, series: Series, frame: Frame) -> Iterator[Run]:
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


def _part(run: Run, low: float, high: float, left: float, scale: float) -> Run:
    """What of a line lies between two places across, moved so that the first is at `left`; cut where it passes them."""
    begin, end = bisect_left(run, (low, -math.inf)), bisect_right(run, (high, math.inf))
    inner = [(left + (x - low) * scale, y) for x, y in run[begin:end]]
    if 0 < begin < len(run):
        inner.insert(0, (left, _height(run[begin - 1], run[begin], low)))
    if 0 < end < len(run):
        inner.append((left + (high - low) * scale, _height(run[end - 1], run[end], high)))
    return tuple(inner)


def _height(before: tuple[float, float], after: tuple[float, float], x: float) -> float:
    share = (x - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
    return before[1] + share * (after[1] - before[1])


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


def last_value(series: Series, among: Sequence[int] | None = None) -> tuple[int, Point] | None:
    """(category, point) where a line ends, or the last one of some categories."""
    categories = range(len(series.points)) if among is None else among
    return next(((at, point) for at in reversed(categories) if (point := series.points[at]) is not None), None)


def guided(chart: Chart) -> tuple[int, ...]:
    """The categories at which a guide stands: values are said there, and not at the ends of the lines.

    A guide at a date marks an event, and no value that is used.
    """
    if chart.across == "date":
        return ()
    at = {position: category for category, position in enumerate(chart.positions)}
    return tuple(at[guide.at] for guide in chart.guides if guide.until is None and guide.at in at)


class _Name(NamedTuple):
    """What is said at the end of a line, and the category whose value is said."""

    series: int
    lines: tuple[str, ...]
    category: int


def _names(chart: Chart, shown: range, room: float, measure: Measure) -> Iterator[_Name]:
    """Of each line that is not faint its name, and the last value of those that are seen."""
    for at, series in enumerate(chart.series):
        last = None if series.faint else last_value(series, shown)
        if last is not None:
            yield _Name(at, _said(chart, series, last[0], last[1].label, room, measure), last[0])


def _says_value(chart: Chart, category: int) -> bool:
    """Whether the name of a line that ends there says its value: not where it is said at a guide before the end."""
    at = guided(chart)
    return not at or category in at


def _said(
    chart: Chart, series: Series, category: int, label: str, room: float, measure: Measure
) -> tuple[str, ...]:  # fmt: skip
    said = f"{series.name} {label}" if _says_value(chart, category) else series.name
    return wrapped(said.rstrip(), _type(series), room, 2, measure)


def _longest(chart: Chart, room: float, measure: Measure) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The name of each line that is not faint with the longest of its values."""
    for at, series in enumerate(chart.series):
        last = None if series.faint else last_value(series)
        if last is not None:
            label = max((point.label for point in series.points if point is not None), key=len)
            yield at, _said(chart, series, last[0], label, room, measure)


def _beyond(chart: Chart, said: Iterable[tuple[str, ...]], of: Iterable[int], measure: Measure) -> float:
    """The room that names take at the right of the plot, in steps, so that it stands still in small moves."""
    pairs = zip(said, of, strict=True)
    wide = max((measure(line, _type(chart.series[at])) for lines, at in pairs for line in lines), default=-_END + 8)
    return math.ceil((wide + _END) / 4) * 4


def _edge(chart: Chart, frame: Frame, series: Series, category: int, x: float, y: float) -> tuple[float, float]:
    """Where a line ends, or leaves the section behind its last value that is seen."""
    after = category + 1
    if after == len(chart.categories) or chart.positions[after] <= frame.across.high:
        return x, y
    point = series.points[after]
    if chart.step:
        return frame.plot.right, y
    if point is None:
        return x, y
    beyond = frame.x(chart.positions[after])
    return frame.plot.right, y + (frame.plot.right - x) / (beyond - x) * (frame.y(point.value) - y)


def _ends(
    chart: Chart, frame: Frame, names: Sequence[_Name], measure: Measure
) -> tuple[list[Words], list[Spot], list[Leader]]:
    """Names beside the ends of their lines, pushed apart; where too many, those of the last series are left out."""
    here = []
    spots = []
    for at, lines, category in names:
        series = chart.series[at]
        point = series.points[category]
        assert point is not None
        x, y = frame.x(chart.positions[category]), frame.y(point.value)
        if x >= frame.plot.x:
            spots.append(Spot(x, y, series.role, "end", category, at))
        here.append((at, lines, category, *_edge(chart, frame, series, category, x, y)))
    top, bottom = 0.0, frame.plot.bottom + LEADING / 2
    while sum(len(one[1]) * LEADING + APART for one in here) > bottom - top and len(here) > 1:
        here.remove(next((one for one in reversed(here) if chart.series[one[0]].role == "index"), here[-1]))
    here.sort(key=lambda one: (one[4], one[0]))
    middles = pushed_apart([one[4] for one in here], [len(one[1]) * LEADING + APART for one in here], top, bottom)
    words, leaders = [], []
    x = frame.plot.right + _END
    for (at, lines, category, end, y), middle in zip(here, middles, strict=True):
        series = chart.series[at]
        first = middle - (len(lines) - 1) * LEADING / 2
        for index, line in enumerate(lines):
            said = _says_value(chart, category) and index == len(lines) - 1
            words.append(
                set_line(line, _type(series), ink(series), x, first + index * LEADING, "start",
                         "end" if said else "head", measure, category if said else -1, at)
            )  # fmt: skip
        if abs(middle - y) > 4 or end < frame.plot.right - 8:
            leaders.append(Leader(end + 6, y, x - 4, middle, "text3"))
    return words, spots, leaders


def _ends_early(chart: Chart, name: _Name) -> bool:
    """Whether a line ends so long before the others that a name at the right edge would stand far from it."""
    across = axes.extent(chart, 1.0)
    return across.share(chart.positions[name.category]) < _EARLY


def _early_ends(
    chart: Chart, frame: Frame, names: Sequence[_Name], taken: Taken, measure: Measure
) -> tuple[list[Words], list[Spot]]:
    """Names beside the ends of lines that end early; one that has no place there is left out."""
    words: list[Words] = []
    spots = []
    placed = []
    for name in names:
        point = chart.series[name.series].points[name.category]
        assert point is not None
        x, y = frame.x(chart.positions[name.category]), frame.y(point.value)
        spots.append(Spot(x, y, chart.series[name.series].role, "end", name.category, name.series))
        placed.append((y, x, name))
    lowest = max((y for y, _, _ in placed), default=0.0)
    for y, x, (at, lines, category) in sorted(placed):
        series = chart.series[at]
        text, kind = " ".join(lines), _type(series)
        settings = [lines, *(wrapped(text, kind, measure(text, kind) * share, 2, measure) for share in _HALVES)]
        forms: dict[tuple[float, float], tuple[str, ...]] = {}
        for one in settings:
            if not one[-1].endswith("…") or one == lines:
                forms.setdefault((max(measure(line, kind) for line in one), len(one) * LEADING), one)
        box = taken.best(
            (cost + _HALVED * (len(one) - 1), place)
            for (wide, high), one in forms.items()
            for cost, place in _about_an_end(x, y, wide, high, len(placed) > 1 and y == lowest)
        )
        if box is None:
            continue
        lines = forms[box.width, box.height]
        for index, line in enumerate(lines):
            said = _says_value(chart, category) and index == len(lines) - 1
            words.append(
                set_line(line, kind, ink(series), box.x, box.y + (index + 0.5) * LEADING, "start",
                         "end" if said else "head", measure, category if said else -1, at)
            )  # fmt: skip
    return words, sorted(spots, key=lambda spot: spot.role == "hero")  # over those of others, as its line is


def _about_an_end(x: float, y: float, wide: float, high: float, below: bool) -> Iterator[tuple[float, Box]]:
    """Places near the end of a line, with what they cost: to its right, else above, or below the lowest of several."""
    up, down = (_OTHER_SIDE, 0.0) if below else (0.0, _OTHER_SIDE)
    yield 0, Box(x + 9, y - high / 2, wide, high)
    for far in (5.0, 12.0, 24.0, 36.0):
        for turn, left in enumerate((x + 9, x - 9 - wide, x - wide / 2)):
            yield far + turn + up, Box(left, y - far - high, wide, high)
            yield far + turn + down, Box(left, y + far, wide, high)


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


# ---- guides


def _guide_rows(
    x: Sequence[tuple[int, float]], chart: Chart, left: float, right: float, measure: Measure
) -> dict[int, tuple[int, float]]:
    """(row, left end) of the words of each guide, from the left; over the line, or pushed in from the edge.

    A line from a row above goes through the rows below it: words there stand clear at its right.
    """
    ends: list[float] = []
    placed: dict[int, tuple[int, float]] = {}
    before: list[tuple[int, float]] = []
    for at, middle in sorted(x, key=lambda one: one[1]):
        wide = measure(chart.guides[at].label, "chip")
        begin = max(left, min(middle - wide / 2, right - wide))
        row = next((row for row, end in enumerate(ends) if end + 12 <= begin), len(ends))
        crossed = [line + _CLEAR for one, line in before if placed[one][0] < row]
        begin = max(begin, min(max(crossed, default=begin), right - wide))
        ends[row : row + 1] = [begin + wide]
        placed[at] = (row, begin)
        if chart.guides[at].until is None:
            before.append((at, middle))
    return placed


def _rows(chart: Chart, left: float, right: float, measure: Measure) -> int:
    """How many rows the words of the guides take above the plot."""
    if not chart.guides:
        return 0
    across = axes.extent(chart, right - left)
    x = [(at, left + across.share(guide.middle) * (right - left)) for at, guide in enumerate(chart.guides)]
    return 1 + max(row for row, _ in _guide_rows(x, chart, left, right, measure).values())


def _guides(chart: Chart, frame: Frame, width: float, measure: Measure) -> tuple[tuple[Post, ...], list[Words]]:
    """Upright lines with their words above them; a span begins above its words."""
    plot, (low, high, _) = frame.plot, frame.across
    spans = {
        at: (frame.x(max(guide.at, low)), frame.x(min(guide.end, high)))
        for at, guide in enumerate(chart.guides) if guide.at <= high and guide.end >= low
    }  # fmt: skip
    rows = _guide_rows([(at, sum(ends) / 2) for at, ends in spans.items()], chart, plot.x, plot.right, measure)
    posts, words = [], []
    for at, (x, end) in spans.items():
        guide, (row, begin) = chart.guides[at], rows[at]
        (label,) = wrapped(guide.label, "chip", width - begin, 1, measure)
        middle = 4 + _GUIDE * (row + 0.5)
        words.append(set_line(label, "chip", f"{guide.role}.text", begin, middle, "start", "guide", measure, at))
        top = 4 + _GUIDE * (row + (guide.until is None))
        posts.append(Post(x, top, plot.bottom, guide.role, end - x))
    return tuple(posts), words


def _values(
    chart: Chart, frame: Frame, by_names: Set[tuple[int, int]], taken: Taken, measure: Measure
) -> tuple[list[Words], list[Spot]]:
    """The values of all named lines where a guide stands; where lines meet, what both are is said once.

    A line that ends there says its value with its name.
    """
    words, spots = [], []
    for category in guided(chart):
        if not frame.across.low <= chart.positions[category] <= frame.across.high:
            continue
        x = frame.x(chart.positions[category])
        ending = (chart.series[at].points[end] for at, end in by_names if end == category)
        said = {(round(frame.y(point.value)), point.label) for point in ending if point is not None}
        for at, series in enumerate(chart.series):
            point = series.points[category]
            if series.faint or point is None or (at, category) in by_names:
                continue
            y = frame.y(point.value)
            spots.append(Spot(x, y, series.role, "value", category, at))
            if (round(y), point.label) in said:
                continue
            said.add((round(y), point.label))
            wide = measure(point.label, _type(series))
            box = taken.best(
                (cost, Box(left, top, wide, LEADING))
                for cost, left, top in (
                    (0, x - 9 - wide, y - 5 - LEADING), (1, x + 9, y - 5 - LEADING),
                    (2, x + 9, y + 5), (3, x - 9 - wide, y + 5),
                    (12, x - 9 - wide, y - 13 - LEADING), (13, x + 9, y - 13 - LEADING),
                )
            )  # fmt: skip
            if box is not None:
                middle = box.y + LEADING / 2
                words.append(
                    set_line(point.label, _type(series), ink(series), box.x, middle, "start", "value", measure,
                             category, at, filled=taken.crossings(box) > 0)
                )  # fmt: skip
    return words, spots
