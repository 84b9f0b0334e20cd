"""The strokes of lines, on the screen and in pictures: area, grid and guides behind, lines, and what is said at one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.charts.chart import Chart
from lagebild.charts.curves import Run, last_value
from lagebild.charts.geometry import Box, Curve, Layout, Spot
from lagebild.charts.lettering import Measure
from lagebild.renderers.strokes import Fill, Polygon, Print, Stroke, Trace
from lagebild.theme import Mark as Role
from lagebild.theme import Theme

_SPOT, _HALO, _RING = 3.5, 1.5, 5.0  # radii: of a place that is talked about, the halo beside it, and of a ring
_POST = (4.0, 2.0)  # dashes of a guide
_NEAR = 8.0  # a faint line so near the pointer is named too
_ROW, _PAD, _GAP = 17.0, 8.0, 10.0  # of what is said at a position: a row, the edge, and from the line to the words
_MOST = 8  # rows of it
_LABELS = ("value", "annotation", "area", "tick")


def colour_of(role: Role, faint: bool, shown: Theme) -> str:
    """A line's colour; of a pale mark that of its edge, which is seen on the surface."""
    return shown.marks["index"].fill if faint else shown.marks[role].edge


def ground(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies behind the lines: the area, the grid over it, free ground for words, and the guides."""
    graph = placed.graph
    assert graph is not None
    tint = shown.chips["consistent"].tint
    for area in graph.areas:
        yield polygon(area, tint)
    for line in placed.lines:
        yield Fill(Box(line.x1, line.y1, line.x2 - line.x1, 1), getattr(shown, line.ink))
    for word in placed.words:
        if word.part in _LABELS:
            behind = Box(word.box.x - 2, word.box.y, word.box.width + 4, word.box.height)
            middle = (behind.x + behind.width / 2, behind.y + behind.height / 2)
            yield Fill(behind, tint if any(_is_inside(area, *middle) for area in graph.areas) else shown.surface)
    for post in graph.posts:
        x = round(post.x) + 0.5
        yield trace([((x, post.top), (x, post.bottom))], shown.marks[post.role].text, 1, _POST)


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
    """The position with values that is nearest; of steps, the one whose value holds there."""
    here = chart.drawn
    if placed.graph is None or not here:
        return None
    places = {category: placed.x(chart.positions[category]) for category in here}
    if chart.step:
        return max((category for category in here if places[category] <= x), default=here[0])
    return min(here, key=lambda category: abs(places[category] - x))


def reading(
    chart: Chart, placed: Layout, category: int, y: float | None, shown: Theme, measure: Measure
) -> Iterator[Stroke]:
    """An upright line at a position, and beside it all values there; a faint line near `y` is named too."""
    graph = placed.graph
    assert graph is not None
    x = placed.x(chart.positions[category])
    plot = placed.plot
    yield Fill(Box(round(x), plot.y, 1, plot.height), shown.text3)
    values = [(series.role, False, series.name, point) for series, point in chart.named(category)]
    values = sorted(values, key=lambda value: -value[3].value)[: max(1, min(_MOST, int(plot.height / _ROW) - 2))]
    if y is not None:
        faint = [(series, point) for series in chart.series if series.faint and (point := series.points[category])]
        near = min(faint, key=lambda one: abs(placed.y(one[1].value) - y), default=None)
        if near is not None and abs(placed.y(near[1].value) - y) <= _NEAR:
            values.append((near[0].role, True, near[0].name, near[1]))
    for role, is_faint, _, point in values:
        yield _round(x, placed.y(point.value), _SPOT + _HALO, shown.surface)
        yield _round(x, placed.y(point.value), _SPOT, colour_of(role, is_faint, shown))
    names = max((measure(name, "source") for _, _, name, _ in values), default=0.0)
    numbers = max((measure(point.label, "chip") for *_, point in values), default=0.0)
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
    for role, is_faint, name, point in values:
        baseline += _ROW
        yield Fill(Box(left, baseline - 7, 8, 3), colour_of(role, is_faint, shown))
        yield Print(name, "source", shown.text2, left + 14, baseline)
        yield Print(point.label, "chip", shown.text, left + wide - 2 * _PAD, baseline, "end")
