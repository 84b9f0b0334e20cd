"""Bubbles placed: both axes, marks by shape and area, whiskers, the size key, the zone, and labels kept apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lagebild.charts.axis import Axis, axis, tick_labels
from lagebild.charts.chart import Chart, Point
from lagebild.charts.geometry import OUTLINES, SHAPES, Box, Bubble, Layout, Line, Plane, Shape, Tick, Words, area_of
from lagebild.charts.lettering import AXIS, GAP, Measure, set_line, ticks_and_words, wrapped
from lagebild.language import Code, Language, remembered
from lagebild.origin import COUNTED
from lagebild.theme import Mark as Role

LEAST = 230
"""The height from which on all labels find a place."""
EMPTY = 72
"""The height that is enough where no category can be drawn."""
LARGEST, SMALLEST = 28.0, 2.5
"""Radii of circles: of the largest mark where there is room, and of one whose size is nothing."""

_EDGES = {  # of a shape's box in radii of the circle with the same area
    "circle": (2.0, 2.0),
    "square": (math.sqrt(math.pi), math.sqrt(math.pi)),
    "triangle": (2 * math.sqrt(math.pi / math.sqrt(3)), math.sqrt(math.pi * math.sqrt(3))),  # all sides alike
    "diamond": (math.sqrt(2 * math.pi), math.sqrt(2 * math.pi)),
    **{shape: (math.sqrt(math.pi / area_of(shape)),) * 2 for shape in OUTLINES},
}
_SHARE = 0.05  # of the frame's width, or twice its height: the largest radius
_TICK = 110.0  # room wanted from tick to tick
_QUARTERS = 100.0  # a plot so high has room for four parts of an axis that ends where it is fixed
_BEYOND = 1.5  # a limit farther out than so many times the farthest mark is not on the axis
_LEADING = 15.0  # from line to line
_KEYED = 140.0  # a chart lower than this has no key
_NAME, _NARROW = 0.34, 0.22  # the largest share of the width that a name takes on one line, and where that is too much
_APART = 6.0  # between a mark and its label, and between two labels
_PAD = 8.0  # between an edge and what stands inside it
_INSIDE = 18.0  # a circle so wide holds a number
_TRIES = 2000  # of places, before the best that were found are taken
_LEFT_OUT = 1000.0  # worse than any place


def place(chart: Chart, width: float, height: float, measure: Measure, largest: float = LARGEST) -> Layout:
    """Place `chart` in `width` by `height`; where no category can be drawn, why, in the middle.

    No circle has a radius beyond `largest`.
    """
    here = chart.drawn
    if not here:
        return nothing(chart, width, height, measure)
    radii = _radii(chart, min(max(_SHARE * min(width, 2 * height), 10.0), largest))
    frame = _frame(chart, here, radii, width, height, 0.0, measure)
    key = _key(chart, radii, measure)
    keyed = height >= _KEYED and key.width <= width
    at = _corner(frame, key) if keyed else None
    if at is None and keyed:  # above the plot, where nothing stands
        frame = _frame(chart, here, radii, width, height, key.height + _PAD, measure)
        at = (width - key.width, 0.0)
    keys, words = ((), ()) if at is None else key.at(*at, measure)
    zone = _zone(chart, frame)
    taken = [*(word.box for word in words), *keys]
    zone_words: tuple[Words, ...] = ()
    if zone is not None and chart.zone is not None:
        zone_words = _zone_words(chart.zone.label, zone, frame, taken, measure)
    taken += [word.box for word in zone_words]
    labels = _labels(chart, frame, zone, taken, width, measure)
    left, right, bottom = frame.left, max(frame.plot.right, width), frame.plot.bottom
    lines = [Line(left, round(y), right, round(y), "grid", "grid") for value, _, y in frame.up if value]
    lines += [Line(tick.x, frame.plot.y, tick.x, bottom, "grid", "grid") for tick in frame.ticks]
    lines.append(Line(left, round(frame.y(0)), right, round(frame.y(0)), "text2", "grid"))
    goes_on = chart.zone is not None and chart.zone.across > frame.scale.high
    plane = Plane(frame.bubbles, keys, zone, frame.bottom, frame.top, goes_on)
    shown = (*frame.words, *words, *zone_words, *labels)
    return Layout(
        width, height, frame.plot, frame.scale.low, frame.scale.high, frame.ticks, (), tuple(lines), (), shown,
        plane=plane,
    )  # fmt: skip


def nothing(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """In the place of a chart without marks, why there are none."""
    lines = wrapped(chart.absent or chart.subtitle, "body", width - 2 * _PAD, max(1, int(height / 20)), measure)
    first = height / 2 - (len(lines) - 1) * 10
    words = tuple(
        set_line(line, "body", "text2", width / 2, first + index * 20, "middle", "absent", measure)
        for index, line in enumerate(lines)
    )
    plot = Box(0, 0, width, height)
    return Layout(width, height, plot, 0, 1, (), (), (), (), words, plane=Plane((), (), None, 0, 1))


# ---- sizes


def radius(value: float, most: float, largest: float) -> float:
    """Of the circle whose area is to the largest one's as `value` is to `most`."""
    return max(SMALLEST, largest * math.sqrt(max(value, 0.0) / most)) if most > 0 else SMALLEST


def _radii(chart: Chart, largest: float) -> dict[float, float]:
    """Radius by value, of all sizes in the table: marks keep theirs when others come and go."""
    size = chart.series[2]
    values = {point.value for point in size.points if point is not None}
    most = size.top or max(values)
    return {value: radius(value, most, largest) for value in sorted(values)}


def _shape_of(role: Role) -> Shape:
    return SHAPES.get(role, "circle")


def _mark(chart: Chart, category: int, x: float, y: float, across: float) -> tuple[Box, Shape, Role]:
    """The box of a mark about the place of its values; the middle of a triangle is two thirds down."""
    series = chart.series[0]
    point = series.points[category]
    assert point is not None
    role = chart.role(series, point)
    shape = _shape_of(role)
    width, height = (edge * across for edge in _EDGES[shape])
    above = height * (2 / 3 if shape == "triangle" else 1 / 2)
    return Box(x - width / 2, y - above, width, height), shape, role


# ---- the frame


class _Frame(NamedTuple):
    """Both axes with their words, and the marks between them."""

    plot: Box
    left: float  # where lines across begin
    scale: Axis
    bottom: float  # of the axis that goes up
    top: float
    ticks: tuple[Tick, ...]
    up: tuple[tuple[float, str, float], ...]  # value, words, place
    words: tuple[Words, ...]
    bubbles: tuple[Bubble, ...]

    def x(self, value: float) -> float:
        return self.plot.x + (value - self.scale.low) / (self.scale.high - self.scale.low) * self.plot.width

    def y(self, value: float) -> float:
        return self.plot.bottom - (value - self.bottom) / (self.top - self.bottom) * self.plot.height


def _frame(
    chart: Chart, here: Sequence[int], radii: dict[float, float], width: float, height: float, above: float,
    measure: Measure,
) -> _Frame:  # fmt: skip
    across, up, size = ([series.points[category] for category in here] for series in chart.series)
    scale = _across(chart, [point.value for point in across if point], width)
    low, top, ticks_up = _up(chart, [point.value for point in up if point], height)
    column = math.ceil(max(measure(label, "axis") for _, label in ticks_up)) + GAP
    sides = [float(column), above + 8.0, 8.0, float(AXIS)]  # room at the left, above, at the right, below
    plot = Box(0, 0, 1, 1)
    marks: list[tuple[Box, Shape, Role]] = []
    frame = _Frame(plot, column, scale, low, top, (), (), (), ())
    for _ in range(2):  # a mark at the edge needs room beyond it, which moves the edge
        left, over, right, under = sides
        plot = Box(left, over, max(width - left - right, 2.0), max(height - over - under, 2.0))
        frame = frame._replace(plot=plot)
        marks = []
        for category, one, other, area in zip(here, across, up, size, strict=True):
            assert one is not None and other is not None and area is not None
            marks.append(_mark(chart, category, frame.x(one.value), frame.y(other.value), radii[area.value]))
        boxes = [box for box, _, _ in marks]
        beyond = (
            plot.x - min(box.x for box in boxes),
            plot.y - above - min(box.y for box in boxes),
            max(box.right for box in boxes) - width,
            max(box.bottom for box in boxes) - plot.bottom,
        )
        # in steps, so that the plot stands still in small moves
        grown = [math.ceil(max(0.0, more) / 4) * 4.0 for more in beyond]
        sides = [column + grown[0], max(above + 8.0, over + grown[1]), right + grown[2], AXIS + grown[3]]
    bubbles = []
    for category, (box, shape, role), one, other in zip(here, marks, across, up, strict=True):
        assert one is not None and other is not None
        bubbles.append(Bubble(box, shape, role, category, frame.x(one.value), _whisker(other, frame)))
    under = height - plot.bottom - AXIS
    unit = chart.series[0].unit or chart.unit
    below = plot._replace(height=plot.height + under)
    ticks, words = ticks_and_words(chart.language, unit, scale, below, width, measure)
    placed = tuple((value, label, frame.y(value)) for value, label in ticks_up)
    named = [set_line(label, "axis", "text2", column - GAP, y, "end", "tick", measure) for _, label, y in placed]
    return frame._replace(ticks=ticks, up=placed, words=(*words, *named), bubbles=tuple(bubbles))


def _whisker(point: Point, frame: _Frame) -> tuple[float, float] | None:
    """(upper, lower end) of the uncertainty of a value, as far as the axis goes."""
    if point.band is None or point.band[0] == point.band[1]:
        return None
    low, high = (min(max(end, frame.bottom), frame.top) for end in point.band)
    return frame.y(high), frame.y(low)


def _across(chart: Chart, values: list[float], width: float) -> Axis:
    most = max(values)
    if chart.zone is not None and 0 < chart.zone.across <= max(most, 0.0) * _BEYOND:
        most = max(most, chart.zone.across)
    return axis(min(0.0, *values), max(0.0, most), max(2, min(6, width * 0.85 / _TICK)))


def _up(chart: Chart, values: list[float], height: float) -> tuple[float, float, tuple[tuple[float, str], ...]]:
    """(least, greatest, ticks with their words) of the axis that goes up."""
    series = chart.series[1]
    if series.top:
        return 0.0, series.top, _parts(chart.language, series.unit, series.top, 4 if height > _QUARTERS else 2)
    scale = axis(min(0.0, *values), max(0.0, *values), max(2, min(5, height / 50)))
    return scale.low, scale.high, tick_labels(chart.language, series.unit, scale.step, scale.low, scale.high)


@remembered(32)
def _parts(code: Code, unit: str, top: float, parts: int) -> tuple[tuple[float, str], ...]:
    values = [top * part / parts for part in range(parts + 1)]
    digits = next(digits for digits in range(4) if digits == 3 or all(round(one, digits) == one for one in values))
    return tuple((value, str(Language(code).show(value, COUNTED, unit, digits))) for value in values)


# ---- the size key


class _Key(NamedTuple):
    """Circles for up to three sizes; their numbers stand in them where all fit, else beside them."""

    items: tuple[tuple[float, str, float], ...]  # radius, words, their width
    unit: str
    inside: bool
    width: float
    height: float

    def at(self, x: float, y: float, measure: Measure) -> tuple[tuple[Box, ...], tuple[Words, ...]]:
        middle = y + self.height / 2
        circles, words = [], []
        for radius, label, width in self.items:
            circles.append(Box(x, middle - radius, 2 * radius, 2 * radius))
            at = x + radius - width / 2 if self.inside else x + 2 * radius + 4
            words.append(set_line(label, "source", "text2", at, middle, "start", "legend", measure))
            x += 2 * radius + (0 if self.inside else 4 + width) + 12
        if self.unit:
            words.append(set_line(self.unit, "source", "text2", x - 6, middle, "start", "legend", measure))
        return tuple(circles), tuple(words)


def _key(chart: Chart, radii: dict[float, float], measure: Measure) -> _Key:
    values = list(radii)
    chosen = list(dict.fromkeys((values[0], values[len(values) // 2], values[-1])))
    language, unit = Language(chart.language), chart.series[2].unit
    digits = [0 if value.is_integer() else 1 for value in chosen]
    labels = [str(language.show(value, COUNTED, digits=places)) for value, places in zip(chosen, digits, strict=True)]
    inside = all(
        max(measure(label, "source") + 6, _INSIDE) <= 2 * radii[value]
        for value, label in zip(chosen, labels, strict=True)
    )
    after = ""
    if unit:
        with_unit = str(language.show(chosen[-1], COUNTED, unit, digits[-1]))
        if inside:
            after = with_unit.replace(labels[-1], "").strip("\u00a0 ")
        else:
            labels[-1] = with_unit
    items = tuple((radii[value], label, measure(label, "source")) for value, label in zip(chosen, labels, strict=True))
    width = sum(2 * radius + (0 if inside else 4 + wide) for radius, _, wide in items) + 12 * (len(items) - 1)
    width += 6 + measure(after, "source") if after else 0
    return _Key(items, after, inside, width, max(2 * items[-1][0], _LEADING))


def _corner(frame: _Frame, key: _Key) -> tuple[float, float] | None:
    """The upper left corner of the key in a corner of the plot without marks."""
    plot = frame.plot
    right, left = plot.right - key.width - _PAD, plot.x + _PAD
    if right < left:
        return None
    marks = _obstacles(frame.bubbles)
    for x, y in ((right, plot.y + _PAD), (left, plot.y + _PAD), (right, plot.bottom - key.height - _PAD)):
        if not any(Box(x, y, key.width, key.height).meets(mark, 2 * _PAD) for mark in marks):
            return x, y
    return None


# ---- the zone


def _zone(chart: Chart, frame: _Frame) -> Box | None:
    if chart.zone is None:
        return None
    right = frame.x(min(max(chart.zone.across, 0.0), frame.scale.high))
    top = frame.y(min(max(chart.zone.up, 0.0), frame.top))
    left, bottom = frame.x(max(0.0, frame.scale.low)), frame.y(0)
    return Box(left, top, right - left, bottom - top)


def _zone_words(text: str, zone: Box, frame: _Frame, taken: list[Box], measure: Measure) -> tuple[Words, ...]:
    """The name of the zone: inside at the bottom, elsewhere inside where a mark is in the way, or else beside it."""
    inner = zone.width - 2 * _PAD
    lines = (text,) if measure(text, "chip") <= inner else wrapped(text, "chip", max(inner, 90.0), 3, measure)
    wide, high = max(measure(line, "chip") for line in lines), len(lines) * _LEADING
    left, right = zone.x + _PAD, zone.right - _PAD - wide
    bottom, top = zone.bottom - 4 - high, zone.y + 4
    beside = (zone.right + _PAD, zone.bottom - 4 - high)
    places = [(left, bottom), (right, bottom), (left, top), (right, top), beside, (left, zone.y - 4 - high)]
    fits = wide <= inner and high + 8 <= zone.height
    obstacles = [*_obstacles(frame.bubbles), *taken]
    free = [
        (x, y)
        for x, y in (places if fits else places[4:])
        if x + wide <= frame.plot.right and y >= frame.plot.y - 8
        and not any(Box(x, y, wide, high).meets(other, 2) for other in obstacles)
    ]  # fmt: skip
    if not free:
        return ()  # the table of a chart this small says it
    x, y = free[0]
    middles = (y + _LEADING * (index + 0.5) for index in range(len(lines)))
    return tuple(
        set_line(line, "chip", "gain.text", x, middle, "start", "zone", measure)
        for line, middle in zip(lines, middles, strict=True)
    )


# ---- labels


class _Label(NamedTuple):
    """Lines of a label, and where it may stand, the best place first: (cost, box, whether its lines end there)."""

    category: int
    lines: tuple[str, ...]
    places: tuple[tuple[float, Box, str], ...]


def _labels(
    chart: Chart, frame: _Frame, zone: Box | None, taken: list[Box], width: float, measure: Measure
) -> list[Words]:
    """Names and values beside the marks; values give way first where there is no room for all, then names wrap."""
    left = frame.left + _PAD / 2  # clear of the axis
    room = Box(left, 0, width - left, frame.plot.bottom - 1)
    best: tuple[int, list[_Label], list[int]] | None = None
    for with_values, name_room in ((True, _NAME), (True, _NARROW), (False, _NAME), (False, _NARROW)):
        labels = [
            _label(chart, bubble, frame, zone, taken, room, width * name_room, with_values, measure)
            for bubble in frame.bubbles
        ]
        found = _apart(labels)
        missing = found.count(-1)
        if best is None or missing < best[0]:
            best = (missing, labels, found)
        if not missing:
            break
    assert best is not None
    words: list[Words] = []
    for label, at in zip(best[1], best[2], strict=True):
        if at >= 0:
            words += _written(chart, frame, label, label.places[at], measure)
    return words


def value_words(chart: Chart, category: int) -> tuple[str, str]:
    """What is said below a name: the value across, and the one that goes up."""
    across, up = (chart.series[at].points[category] for at in (0, 1))
    assert across is not None and up is not None
    return across.within or across.label, f"· {up.within or up.label}"


def _label(
    chart: Chart, bubble: Bubble, frame: _Frame, zone: Box | None, taken: list[Box], room: Box, name_room: float,
    with_values: bool, measure: Measure,
) -> _Label:  # fmt: skip
    lines = wrapped(chart.categories[bubble.category], "mark", name_room, 2, measure)
    wide = max(measure(line, "mark") for line in lines)
    count = len(lines)
    if with_values:
        count += 1
        one, other = value_words(chart, bubble.category)
        wide = max(wide, measure(one, "mark_note") + measure(" ", "mark_note") + measure(other, "mark_note"))
    high = count * _LEADING
    obstacles = [*_obstacles(frame.bubbles), *taken]
    places = []
    for cost, box, anchor in _around(bubble, wide, high, _within(zone, bubble, wide, high, room)):
        inside = box.x >= room.x and box.right <= room.right and box.y >= room.y and box.bottom <= room.bottom
        if inside and not any(box.meets(other, 1) for other in obstacles):
            crossing = zone is not None and _crosses(box, zone)
            places.append((cost + 5 * crossing, box, anchor))
    return _Label(bubble.category, lines if with_values else (*lines, ""), tuple(sorted(places)))


def _within(zone: Box | None, bubble: Bubble, wide: float, high: float, room: Box) -> Box:
    """Where a label about the middle of its mark stands: where it can, inside the zone the mark is in."""
    x, y, width, height = room
    if zone is not None:
        middle = bubble.box.y + bubble.box.height / 2
        if zone.x <= bubble.x <= zone.right and wide + _PAD <= zone.width:
            x, width = zone.x + _PAD / 2, zone.width - _PAD
        if zone.y <= middle <= zone.bottom and high + _PAD <= zone.height:
            y, height = zone.y + _PAD / 2, zone.height - _PAD
    return Box(x, y, width, height)


def _around(bubble: Bubble, wide: float, high: float, within: Box) -> Iterable[tuple[float, Box, str]]:
    """Places for a label about a mark: beside it, then above and below, then askew, then farther away."""
    mark = bubble.box
    whole = _with_whisker(bubble)
    middle = min(max(mark.y + mark.height / 2 - high / 2, within.y), within.bottom - high)
    inside = min(max(bubble.x - wide / 2, within.x), within.right - wide)
    for step, far in enumerate((0.0, 12.0, 26.0)):
        cost, gap = step * 10.0, _APART + far
        right, left = mark.right + gap, mark.x - gap - wide
        yield cost, Box(right, middle, wide, high), "start"
        yield cost + 1, Box(left, middle, wide, high), "end"
        for more, box in ((2, whole), (4, mark)):  # beyond the whisker, or beside it
            above, below = box.y - _APART / 2 - far - high, box.bottom + _APART / 2 + far
            for x, turn, anchor in (
                (inside, 0, "middle"), (bubble.x + 5, 1, "start"), (bubble.x - 5 - wide, 1.5, "end"),
            ):  # fmt: skip
                yield cost + more + turn, Box(x, above, wide, high), anchor
                yield cost + more + turn + 0.5, Box(x, below, wide, high), anchor
        for x, anchor in ((right, "start"), (left, "end")):
            yield cost + 6, Box(x, mark.y - high / 2, wide, high), anchor
            yield cost + 6.5, Box(x, mark.bottom - high / 2, wide, high), anchor
            yield cost + 7, Box(x, mark.y - high, wide, high), anchor
            yield cost + 7.5, Box(x, mark.bottom, wide, high), anchor


def _apart(labels: Sequence[_Label]) -> list[int]:
    """The cheapest places at which no two labels meet, by their index; -1 where there is none."""
    order = sorted(range(len(labels)), key=lambda at: len(labels[at].places))
    least = [labels[at].places[0][0] if labels[at].places else _LEFT_OUT for at in order]
    still = [sum(least[depth:]) for depth in range(len(order) + 1)]  # what the rest costs at least
    best: list[int] = [-1] * len(labels)
    best_cost = math.inf
    tries = 0
    chosen: list[int] = [-1] * len(labels)

    def go_on(depth: int, cost: float) -> None:
        nonlocal best, best_cost, tries
        if cost + still[depth] >= best_cost or tries > _TRIES:
            return
        if depth == len(order):
            best, best_cost = chosen.copy(), cost
            return
        at = order[depth]
        before = [(labels[one], chosen[one]) for one in order[:depth] if chosen[one] >= 0]
        for index, (more, box, _) in enumerate(labels[at].places):
            if cost + more + still[depth + 1] >= best_cost:
                break
            tries += 1
            if not any(box.meets(other.places[place][1], 2) for other, place in before):
                chosen[at] = index
                go_on(depth + 1, cost + more)
        chosen[at] = -1
        go_on(depth + 1, cost + _LEFT_OUT)

    go_on(0, 0.0)
    return best


def _written(chart: Chart, frame: _Frame, label: _Label, at: tuple[float, Box, str], measure: Measure) -> list[Words]:
    """A label's lines in their place, the values one after the other below the name."""
    _, box, anchor = at
    bubble = next(one for one in frame.bubbles if one.category == label.category)
    lines = [line for line in label.lines if line]

    def left(wide: float) -> float:
        return box.x + (0 if anchor == "start" else box.width - wide if anchor == "end" else (box.width - wide) / 2)

    words = []
    for index, line in enumerate(lines):
        y = box.y + _LEADING * (index + 0.5)
        at_x = left(measure(line, "mark"))
        words.append(
            set_line(line, "mark", f"{bubble.role}.text", at_x, y, "start", "category", measure, label.category)
        )
    if "" not in label.lines:
        one, other = value_words(chart, label.category)
        first, space, second = (measure(text, "mark_note") for text in (one, " ", other))
        x, y = left(first + space + second), box.y + _LEADING * (len(lines) + 0.5)
        of = label.category
        words.append(set_line(one, "mark_note", "text2", x, y, "start", "value", measure, of, 0))
        x += first + space
        words.append(set_line(other, "mark_note", "text2", x, y, "start", "note", measure, of, 1))
    return words


# ---- boxes


def _with_whisker(bubble: Bubble) -> Box:
    x, y, width, height = bubble.box
    if bubble.whisker is None:
        return bubble.box
    top, bottom = min(y, bubble.whisker[0]), max(y + height, bubble.whisker[1])
    return Box(x, top, width, bottom - top)


def _obstacles(bubbles: Iterable[Bubble]) -> list[Box]:
    """The marks and their whiskers."""
    boxes = []
    for bubble in bubbles:
        boxes.append(bubble.box)
        if bubble.whisker is not None:
            top, bottom = bubble.whisker
            boxes.append(Box(bubble.x - 4, top, 8, bottom - top))
    return boxes


def _crosses(box: Box, zone: Box) -> bool:
    """Whether an edge of the zone runs through the box, or close beside what stands inside."""
    if not box.meets(zone):
        return False
    clear = _PAD / 2
    across = box.x >= zone.x + clear and box.right <= zone.right - clear
    return not (across and box.y >= zone.y + clear and box.bottom <= zone.bottom - clear)
