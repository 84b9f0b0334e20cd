"""The strokes of lines, on the screen and in pictures: area, grid and guides behind, lines, and what is said at one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.clearance import Run
from lagebild.charts.curves import last_value
from lagebild.charts.geometry import Box, Curve, Layout, Spot
from lagebild.charts.lettering import Measure
from lagebild.renderers.strokes import Fill, Polygon, Print, Stroke, Trace
from lagebild.theme import Mark as Role
from lagebild.theme import Theme

_SPOT, _HALO, _RING = 3.5, 1.5, 5.0  # radii: of a place that is talked about, the halo beside it, and of a ring
_TINT = 0.14  # how much of its colour a span has
_POST = (4.0, 2.0)  # dashes of a guide
_NEAR = 8.0  # a faint line so near the pointer is named too
_ROW, _PAD, _GAP = 17.0, 8.0, 10.0  # of what is said at a position: a row, the edge, and from the line to the words
_MOST = 8  # rows of it
_LABELS = ("value", "annotation", "area", "tick", "head", "end")


def colour_of(role: Role, faint: bool, shown: Theme) -> str:
    """A line's colour; of a pale mark that of its edge, which is seen on the surface."""
    return shown.marks["index"].fill if faint else shown.marks[role].edge


def ground(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies behind the lines: spans and the area, the grid over them, free ground for words, and the guides."""
    graph = placed.graph
    assert graph is not None
    tint = shown.chips["consistent"].tint
    yield from spans(placed, shown)
    for area in graph.areas:
        yield polygon(area, tint)
    for line in placed.lines:
        yield Fill(Box(line.x1, line.y1, line.x2 - line.x1, 1), getattr(shown, line.ink))
    for word in placed.words:
        if word.part in _LABELS:
            behind = Box(word.box.x - 2, word.box.y, word.box.width + 4, word.box.height)
            middle = (behind.x + behind.width / 2, behind.y + behind.height / 2)
            yield Fill(behind, tint if any(_is_inside(area, *middle) for area in graph.areas) else shown.surface)
            yield from spans(placed, shown, behind)
    for post in graph.posts:
        if post.width:
            continue
        x = round(post.x) + 0.5
        yield trace([((x, post.top), (x, post.bottom))], shown.marks[post.role].text, 1, _POST)


def spans(placed: Layout, shown: Theme, within: Box | None = None) -> Iterator[Fill]:
    """The ground of guides that last, or what of it is in a box that has covered it."""
    for post in placed.graph.posts if placed.graph is not None else ():
        if not post.width:
            continue
        left, right = float(round(post.x)), float(round(post.x + post.width))
        top, bottom = post.top, post.bottom
        if within is not None:
            left, right = max(left, within.x), min(right, within.right)
            top, bottom = max(top, within.y), min(bottom, within.bottom)
            if left >= right or top >= bottom:
                continue
        pale = _pale(shown.marks[post.role].fill, shown.surface)
        yield Fill(Box(left, top, max(right - left, 1), bottom - top), pale)


@lru_cache(maxsize=32)
def _pale(fill: str, surface: str) -> str:
    """A colour so thin on a surface that words and lines are seen on it."""
    pairs = ((int(fill[at : at + 2], 16), int(surface[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(ground + _TINT * (ink - ground)):02X}" for ink, ground in pairs)


def strokes(chart: Chart, placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """The lines; each says where it begins and ends."""
    if placed.graph is None:
        return
    for curve in placed.graph.curves:
        runs = [run for run in curve.runs if len(run) > 1]
        if runs:
            tint = colour_of(curve.role, curve.faint, shown)
            yield trace(runs, tint, curve.width, curve.dashes, _told(chart, curve))


def over(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies over the lines: values that stand alone, leaders, spots and rings."""
    graph = placed.graph
    if graph is None:
        return
    for curve in graph.curves:
        for run in curve.runs:
            if len(run) == 1:
                yield _round(*run[0], curve.width, colour_of(curve.role, curve.faint, shown))
    for leader in graph.leaders:
        mark, _, part = leader.ink.rpartition(".")
        tint = getattr(shown.marks[mark] if mark else shown, part)  # type: ignore[index]
        yield trace([((leader.x1, leader.y1), (leader.x2, leader.y2))], tint, 1)
    for spot in graph.spots:
        yield from _spot(spot, shown)


def _spot(spot: Spot, shown: Theme) -> Iterator[Stroke]:
    if spot.form == "ring":
        yield _round(spot.x, spot.y, _RING, shown.marks[spot.role].text)
        yield _round(spot.x, spot.y, _RING - 2, shown.surface)
    else:
        if spot.form == "value":
            yield _round(spot.x, spot.y, _SPOT + _HALO, shown.surface)
        yield _round(spot.x, spot.y, _SPOT, colour_of(spot.role, False, shown))


def _round(x: float, y: float, radius: float, colour: str) -> Fill:
    return Fill(Box(x - radius, y - radius, 2 * radius, 2 * radius), colour, radius=radius)


def trace(runs: Sequence[Run], colour: str, width: float, dashes: tuple[float, ...] = (), told: str = "") -> Trace:
    """A line through places, its box about all of them."""
    left, top = min(x for run in runs for x, _ in run), min(y for run in runs for _, y in run)
    right, bottom = max(x for run in runs for x, _ in run), max(y for run in runs for _, y in run)
    moved = tuple(tuple((x - left, y - top) for x, y in run) for run in runs)
    return Trace(Box(left, top, right - left, bottom - top), colour, width, moved, dashes, told)


def polygon(corners: Run, colour: str) -> Polygon:
    """A filled shape, its corners in parts of the box about them."""
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
    parts = tuple(((x - left) / (width or 1), (y - top) / (height or 1)) for x, y in corners)
    return Polygon(Box(left, top, width, height), colour, parts)


def _is_inside(area: Run, x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(area, (*area[1:], area[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _told(chart: Chart, curve: Curve) -> str:
    series = chart.series[curve.series]
    first = next(((at, point) for at, point in enumerate(series.points) if point is not None), None)
    last = last_value(series)
    assert first is not None and last is not None
    ends = (f"{chart.categories[at]} {point.label}" for at, point in dict.fromkeys((first, last)))
    return f"{series.name}: {' – '.join(ends)}"


# ---- what is said at a position


def category_at(chart: Chart, placed: Layout, x: float) -> int | None:
    """The position with values, of those in sight, that is nearest; of steps, the one whose value holds there."""
    if placed.graph is None:
        return None
    here = chart.drawn
    if chart.step:
        at = (category for category in here if placed.x(chart.positions[category]) <= x)
        return max(at, default=here[0])
    here = tuple(category for category in here if placed.low <= chart.positions[category] <= placed.high)
    return min(here, key=lambda category: abs(placed.x(chart.positions[category]) - x), default=None)


def reading(
    chart: Chart, placed: Layout, category: int, y: float | None, shown: Theme, measure: Measure
) -> Iterator[Stroke]:
    """An upright line at a position, and beside it the values there, from the top as the lines are.

    The line nearest to `y` is set off, be it a faint one, which is named there alone; it is among those that have room.
    """
    graph = placed.graph
    assert graph is not None
    plot = placed.plot
    # a value that holds may have begun to the left of what is seen
    x = max(placed.x(chart.positions[category]), plot.x)
    yield Fill(Box(round(x), plot.y, 1, plot.height), shown.text3)
    nearest = None if y is None else _nearest(chart, placed, category, y)
    values = list(chart.named(category))
    if nearest is not None and nearest[0].faint:
        values.append(nearest)
    values.sort(key=lambda value: -value[1].value)
    most = max(1, min(_MOST, int(plot.height / _ROW) - 2))
    first = 0 if nearest is None else values.index(nearest) - most // 2
    first = max(0, min(first, len(values) - most))
    values = values[first : first + most]
    for series, point in values:
        if placed.plot.y <= (at := placed.y(point.value)) <= placed.plot.bottom:
            yield _round(x, at, _SPOT + _HALO, shown.surface)
            yield _round(x, at, _SPOT, colour_of(series.role, series.faint, shown))
    types = ["chip" if value == nearest else "source" for value in values]
    names = max((measure(series.name, of) for (series, _), of in zip(values, types, strict=True)), default=0.0)
    numbers = max((measure(point.label, "chip") for _, point in values), default=0.0)
    head = chart.categories[category]
    wide = max(measure(head, "chip"), 14 + names + _GAP + numbers) + 2 * _PAD
    high = _ROW * (len(values) + 1) + _PAD
    left = x + _GAP if x + _GAP + wide <= placed.width else x - _GAP - wide
    left = min(max(left, 0.0), max(0.0, placed.width - wide))
    top = plot.y + 4 if y is None else y - high / 2
    top = min(max(top, 0.0), max(0.0, placed.height - high))
    yield Fill(Box(round(left), round(top), round(wide), round(high)), shown.surface, shown.border, radius=4)
    left, baseline = round(left) + _PAD, round(top) + _PAD / 2 + 13
    yield Print(head, "chip", shown.text, left, baseline)
    for (series, point), of in zip(values, types, strict=True):
        baseline += _ROW
        yield Fill(Box(left, baseline - 7, 8, 3), colour_of(series.role, series.faint, shown))
        yield Print(series.name, of, shown.text if of == "chip" else shown.text2, left + 14, baseline)
        yield Print(point.label, "chip", shown.text, left + wide - 2 * _PAD, baseline, "end")


def _nearest(chart: Chart, placed: Layout, category: int, y: float) -> tuple[Series, Point] | None:
    """The line that is nearest to a height, with its value; a faint one only where it is really near."""
    values = [(series, point) for series in chart.series if (point := series.points[category]) is not None]
    near = min(values, key=lambda value: abs(placed.y(value[1].value) - y), default=None)
    if near is not None and near[0].faint and abs(placed.y(near[1].value) - y) > _NEAR:
        named = (value for value in values if not value[0].faint)
        return min(named, key=lambda value: abs(placed.y(value[1].value) - y), default=None)
    return near
