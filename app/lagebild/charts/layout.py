"""Where everything of a chart stands: ticks, bars and words in logical pixels, without Qt.

Screen and pictures put the same things in the same places because both read this.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from lagebild.charts.chart import Chart, Point
from lagebild.language import Code, Language
from lagebild.origin import COUNTED
from lagebild.theme import TYPE
from lagebild.theme import Mark as Role

Measure = Callable[[str, str], float]
"""The width of a text in a role of `theme.TYPE`."""

Anchor = Literal["start", "middle", "end"]
Part = Literal["category", "value", "note", "within", "tick", "annotation", "legend"]

THICKEST = 64  # of a bar
GAP = 8  # between the end of a bar and its label, and between a category's name and the plot
RUN = 6  # between a value and its note
AXIS = 24  # height of the row of tick labels
LEGEND = 24  # height of a row of the legend
SWATCH = 11  # edge of a legend's square
LEADER = 20  # from a bar's lower edge to the middle of the first line of an annotation
ROW = 14.5  # a row lower than this holds no line of text
TICK = 96  # room wanted from tick to tick
NAMES = 0.34  # the largest share of the width that the names of categories take
PLOT = 0.45  # the smallest share of what the names leave that the bars are content with

_SIZE = {role: kind.size for role, kind in TYPE.items()}
_ASCENT, _DESCENT, _MIDDLE = 0.87, 0.23, 0.33  # of a line about its baseline, in sizes of type
_LEADING = 15.0  # from line to line of wrapped text
# roles that stay behind: their labels are regular where the others' are bold
_PALE: frozenset[Role] = frozenset({"comparator_pale", "hero_pale", "index"})
# shorter units for an axis of large numbers, with what they stand for
_COMPACT: dict[str, tuple[tuple[str, float], ...]] = {
    "": (("tn", 1e12), ("bn", 1e9), ("m", 1e6)),
    "USD": (("USD bn", 1e9), ("USD m", 1e6)),
    "USD m": (("USD bn", 1e3),),
    "token": (("token m", 1e6),),
}


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Words(NamedTuple):
    """One line of text in its place.

    `ink` is a role of the theme ("text2") or a part of a mark's colours ("hero.text"). What is `filled` stands
    on the colour of the surface, so that no grid line crosses it. `series` is -1 for totals and categories.
    """

    text: str
    type: str
    ink: str
    box: Box
    baseline: float
    anchor: Anchor
    part: Part
    category: int = -1
    series: int = -1
    filled: bool = False


class Bar(NamedTuple):
    """A mark: its rectangle, and where it begins and ends on the value axis."""

    box: Box
    role: Role
    category: int
    series: int
    start: float
    end: float


class Line(NamedTuple):
    """A straight line: of the grid, at zero or at the base, or a leader."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str
    part: Literal["grid", "zero", "leader"]


class Swatch(NamedTuple):
    """A square of the legend."""

    box: Box
    role: Role


class Tick(NamedTuple):
    """A value of the axis, in words and in its place."""

    value: float
    label: str
    x: float


class Layout(NamedTuple):
    """A chart with everything placed; in the rectangle `plot` the values from `low` to `high` run to the right."""

    width: float
    height: float
    plot: Box
    low: float
    high: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    swatches: tuple[Swatch, ...]
    words: tuple[Words, ...]

    def x(self, value: float) -> float:
        """Where a value stands."""
        return self.plot.x + (value - self.low) / (self.high - self.low) * self.plot.width


def layout(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """Place `chart` in `width` by `height` logical pixels; `measure` is called often and should remember."""
    words: list[Words] = []
    lines: list[Line] = []
    swatches, top = _legend(chart, width, measure, words)
    marks = _marks(chart)
    count = len(marks)
    low, high, step = _limits(chart, marks, width)

    # sideways: the names of the categories, and as much plot as the labels at the ends of the bars leave
    name_type = "strong" if chart.totals else "body"
    rough = (height - top - AXIS - 26 * len(chart.annotations)) / count
    name_lines = max(1, min(3, int(rough / _LEADING)))
    names = [wrapped(name, name_type, width * NAMES, name_lines, measure) for name in chart.categories]
    names_width = math.ceil(max(measure(line, name_type) for name in names for line in name))
    leftwards = high == 0 and chart.kind != "tornado"
    column = names_width + GAP + 4 * leftwards
    left, right = (0.0, width - column) if leftwards else (float(column), width)
    ends = _ends(chart, marks, leftwards, rough, measure)
    plot_x, plot_width, ends = _stretch(left, right, ends, low, high)
    per_unit = plot_width / (high - low)

    # downwards: a slot for each category, and below it room for its annotations
    texts = [wrapped(note.text, "chip", right - left, 3, measure) for note in chart.annotations]
    below = [LEADER + 6 + _LEADING * (len(text) - 1) for text in texts]
    lanes = 1 if chart.kind in ("stacked_bars", "tornado") else max(1, max(len(here) for here in marks))
    axis, slot, annotated = _rows(chart, height - top, lanes, below)
    plot = Box(plot_x, top, plot_width, height - top - axis)
    thickness, gap = _thickness(slot, lanes)

    bars: list[Bar] = []
    middles: dict[tuple[int, int], float] = {}
    thin_out = max(1, math.ceil(ROW / slot))
    y = float(top)
    for category, here in enumerate(marks):
        used = min(lanes, max(1, len(here)))
        extent = used * (thickness + gap) - gap
        begin = round(y + (slot - extent) / 2)
        middle = begin + extent / 2
        middles[category, -1] = middle
        for lane, mark in enumerate(here):
            lane_y, lane_height = begin + (lane * (thickness + gap) if lanes > 1 else 0), thickness
            if mark.half is not None:
                lane_height = max(1, thickness // 2)
                lane_y += mark.half * lane_height
            middles[category, mark.series] = lane_y + lane_height / 2
            near, far = sorted((plot_x + (mark.start - low) * per_unit, plot_x + (mark.end - low) * per_unit))
            box = Box(near, lane_y, far - near, lane_height)
            bars.append(Bar(box, mark.role, category, mark.series, mark.start, mark.end))
            within = mark.point.within
            if within and lane_height >= ROW and measure(within, "mark_note") + 12 <= box.width:
                words.append(
                    _words(
                        within, "mark_note", f"{mark.role}.on_fill", near + box.width / 2, lane_y + lane_height / 2,
                        "middle", "within", measure, category, mark.series,
                    )
                )  # fmt: skip
        if category % thin_out == 0:
            at, anchor = (plot.right + GAP + 4, "start") if leftwards else (column - GAP, "end")
            words.extend(_paragraph(names[category], name_type, "text", at, middle, anchor, measure, category))
        y += slot
        foot = begin + extent
        for index, note in enumerate(chart.annotations):
            if note.category == category and annotated[index]:
                bounds = (0.0 if leftwards else left, width)
                _annotate(
                    texts[index], note.role, category, plot_x + (note.value - low) * per_unit, foot, bounds, measure,
                    words, lines,
                )  # fmt: skip
                y += below[index]
                foot += below[index]

    pitch = thickness + gap if lanes > 1 else slot
    words.extend(_end_words(ends, middles, pitch, plot, low, per_unit, width, measure))
    ticks: tuple[Tick, ...] = ()
    if axis:
        ticks, tick_words = _ticks(chart, low, high, step, plot, width, measure)
        words.extend(tick_words)
    lines.extend(Line(tick.x, plot.y, tick.x, plot.bottom, "grid", "grid") for tick in ticks if tick.value)
    zero = plot_x - low * per_unit
    lines.append(Line(zero, plot.y, zero, plot.bottom, "text2", "zero"))
    return Layout(
        width, height, plot, low, high, ticks, tuple(bars), tuple(lines), tuple(swatches), tuple(words)
    )  # fmt: skip


# ---- what there is to place


class _Mark(NamedTuple):
    """A point with its part of the value axis; `half` is its half of a lane it shares with its twin."""

    point: Point
    role: Role
    series: int
    start: float
    end: float
    half: int | None = None


def _marks(chart: Chart) -> list[list[_Mark]]:
    """The marks of each category, in the order of the series."""
    marks = []
    for category in range(len(chart.categories)):
        here: list[_Mark] = []
        above = below = 0.0
        for index, series in enumerate(chart.series):
            point = series.points[category]
            if point is None:
                continue
            start = 0.0
            if chart.kind == "stacked_bars":
                start = below if point.value < 0 else above
                above, below = (above, start + point.value) if point.value < 0 else (start + point.value, below)
            here.append(_Mark(point, point.role or series.role, index, start, start + point.value))
        if chart.kind == "tornado" and len(here) == 2 and here[0].end * here[1].end > 0:
            here = [mark._replace(half=half) for half, mark in enumerate(here)]
        marks.append(here)
    return marks


class _End(NamedTuple):
    """What is said at the end of a bar, to the right of it (side 1) or to the left (-1)."""

    category: int
    series: int
    value: float
    side: int
    role: Role
    type: str
    label: str
    note: str
    label_width: float
    note_width: float

    @property
    def width(self) -> float:
        return self.label_width + (RUN + self.note_width if self.note else 0)


def _ends(
    chart: Chart, marks: list[list[_Mark]], leftwards: bool, row: float, measure: Measure
) -> list[_End]:
    ends = []
    for category, here in enumerate(marks):
        said: list[tuple[int, Point, Role, float, int]] = []
        if chart.kind == "stacked_bars":
            if chart.totals and here:
                total = chart.totals[category]
                negative = total.value < 0 or leftwards
                reach = min(mark.end for mark in here) if negative else max(mark.end for mark in here)
                said.append((-1, total, total.role or here[-1].role, reach, -1 if negative else 1))
        elif chart.kind == "tornado":
            for mark in here:
                twin = next((other.end for other in here if other.series != mark.series), 0.0)
                # a bar of no length speaks on the side its twin leaves free
                leaning = mark.end or -twin or (1.0 if mark.series else -1.0)
                said.append((mark.series, mark.point, mark.role, mark.end, 1 if leaning > 0 else -1))
        else:
            for mark in here:
                side = -1 if mark.end < 0 or leftwards else 1
                said.append((mark.series, mark.point, mark.role, mark.end, side))
        for series, point, role, value, side in said:
            if not point.label:
                continue
            kind = "mark"
            if chart.kind == "stacked_bars":
                kind = "mark_total" if row > 1.2 * _SIZE["mark_total"] else "mark"
            elif chart.kind == "tornado" and role in _PALE:
                kind = "mark_note"
            note_width = measure(point.note, "mark_note") if point.note else 0.0
            ends.append(
                _End(category, series, value, side, role, kind, point.label, point.note,
                     measure(point.label, kind), note_width)
            )  # fmt: skip
    return ends


# ---- the value axis


def _nice(rough: float) -> tuple[int, int]:
    """The smallest 1, 2 or 5 times a power of ten that is not below `rough`: (digit, power)."""
    power = math.floor(math.log10(rough))
    for digit in (1, 2, 5):
        if digit * 10.0**power >= rough * (1 - 1e-9):
            return digit, power
    return 1, power + 1


def _times(count: float, step: tuple[int, int]) -> float:
    """`count` steps; divided by a whole power of ten, which is exact where a product with 0.1 is not."""
    digit, power = step
    return count * digit * 10**power if power >= 0 else count * digit / 10**-power


def _limits(chart: Chart, marks: list[list[_Mark]], width: float) -> tuple[float, float, tuple[int, int]]:
    """(low, high, step): zero included, snapped outwards to half steps so that small moves change nothing."""
    low = high = 0.0
    for here in marks:
        for mark in here:
            low, high = min(low, mark.end), max(high, mark.end)
    for note in chart.annotations:
        low, high = min(low, note.value), max(high, note.value)
    if high - low < 1e-300:  # nothing but zeros
        return 0.0, 1.0, (1, 0)
    step = _nice((high - low) / max(2, min(6, width * 0.7 / TICK)))
    half = _times(1, step) / 2
    return (
        _times(math.floor(low / half + 1e-9), step) / 2,
        _times(math.ceil(high / half - 1e-9), step) / 2,
        step,
    )


def _ticks(
    chart: Chart, low: float, high: float, step: tuple[int, int], plot: Box, width: float, measure: Measure
) -> tuple[tuple[Tick, ...], list[Words]]:
    """Ticks at whole steps with their labels; at every second or fifth where the labels would touch."""
    per_unit = plot.width / (high - low)
    while True:
        ticks = tuple(
            Tick(value, label, plot.x + (value - low) * per_unit)
            for value, label in _tick_labels(chart.language, chart.unit, step, low, high)
        )
        words = []
        for tick in ticks:
            half = measure(tick.label, "axis") / 2
            at = min(max(tick.x, half), width - half)  # the outermost are pushed inside
            words.append(_words(tick.label, "axis", "text2", at, plot.bottom + 13, "middle", "tick", measure))
        if all(one.box.right + GAP <= other.box.x for one, other in pairwise(words)):
            return ticks, words
        digit, power = step
        step = (1, power + 1) if digit == 5 else ({1: 2, 2: 5}[digit], power)


@lru_cache(maxsize=256)
def _tick_labels(
    code: Code, unit: str, step: tuple[int, int], low: float, high: float
) -> tuple[tuple[float, str], ...]:
    language = Language(code)
    size = _times(1, step)
    limit = max(-low, high)
    shown, factor = next((short for short in _COMPACT.get(unit, ()) if limit >= short[1]), (unit, 1.0))
    digits = max(0, -math.floor(math.log10(size * (100 if unit == "share" else 1) / factor) + 1e-9))
    if shown in ("USD", "EUR") and digits == 1:  # cents have two places
        digits = 2
    labels = []
    for index in range(math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9) + 1):
        value = _times(index, step)
        label = (
            language.show(value / factor, COUNTED, shown, digits)
            if index
            else language.show(0, COUNTED, unit, 0)
        )
        labels.append((value, str(label)))
    return tuple(labels)


# ---- sideways


def _stretch(
    left: float, right: float, ends: list[_End], low: float, high: float
) -> tuple[float, float, list[_End]]:
    """(x of the plot, its width, what can be said): notes give way first, then the labels of pale marks."""
    room = right - left
    enough = PLOT * room

    def fits_alone(end: _End) -> bool:
        return _widest_plot(room, [end], low, high)[0] >= enough

    def bare(end: _End) -> _End:
        return end._replace(note="", note_width=0.0)

    width, pad = _widest_plot(room, ends, low, high)
    if width < enough and any(end.note for end in ends):
        kept = [end if fits_alone(end) else bare(end) for end in ends]
        width, pad = _widest_plot(room, kept, low, high)
        if width < enough:
            kept = [bare(end) for end in ends]
            width, pad = _widest_plot(room, kept, low, high)
        ends = kept
    if width < enough / 2:
        strong = [end for end in ends if end.role not in _PALE]
        if strong:
            ends = strong
            width, pad = _widest_plot(room, ends, low, high)
    width = max(width, 2.0)
    return left + min(pad, room - width), width, ends


def _widest_plot(room: float, ends: Sequence[_End], low: float, high: float) -> tuple[float, float]:
    """(width of the plot, room to leave at its left) so that the labels at both sides stay inside `room`.

    Widths count in eighths of the axis and in steps of 8 pixels, so that the plot stands still in small moves.
    """
    span = high - low
    sides: dict[int, list[tuple[float, float]]] = {-1: [(0.0, 0.0)], 1: [(0.0, 0.0)]}
    for end in ends:
        slack = (high - end.value if end.side > 0 else end.value - low) / span
        sides[end.side].append((math.ceil((end.width + GAP) / 8) * 8.0, math.floor(slack * 8 + 1e-9) / 8))
    width = room
    for left_width, left_slack in set(sides[-1]):
        for right_width, right_slack in set(sides[1]):
            share = 1 - left_slack - right_slack
            if share > 1e-6:
                width = min(width, (room - left_width - right_width) / share)
    width = math.floor(max(width, 0.0))
    return width, math.ceil(max(label - width * slack for label, slack in sides[-1]))


@lru_cache(maxsize=1024)
def wrapped(text: str, type_role: str, width: float, most: int, measure: Measure) -> tuple[str, ...]:
    """`text` in at most `most` lines; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split(" ")
    while words:
        line = words.pop(0)
        while words and len(lines) < most - 1 and measure(f"{line} {words[0]}", type_role) <= width:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1:
            line = " ".join([line, *words])
            words = []
        if measure(line, type_role) > width:
            while len(line) > 1 and measure(f"{line}…", type_role) > width:
                line = line[:-1].rstrip()
            line = f"{line}…"
        lines.append(line)
    return tuple(lines)


# ---- downwards


def _rows(
    chart: Chart, room: float, lanes: int, below: Sequence[float]
) -> tuple[float, float, tuple[bool, ...]]:
    """(height of the axis, height of a slot, which annotations there is room for)."""
    count = len(chart.categories)
    slot = (room - sum(below)) / count
    # where every bar says its value, an axis is needed only to compare what stands far apart
    if chart.kind == "tornado" or (chart.kind == "grouped_bars" and sum(_thickness(slot, lanes)) >= ROW):
        axis = 0
    else:
        axis = AXIS
    for height, notes in ((axis, True), (0, True), (0, False)):
        slot = (room - height - (sum(below) if notes else 0)) / count
        if slot >= (ROW if notes else 0):
            return height, slot, (notes,) * len(below)
    return 0, max(slot, 1.0), (False,) * len(below)


def _thickness(slot: float, lanes: int) -> tuple[int, int]:
    """(thickness of a bar, gap to the next in its category)."""
    gap = 0 if lanes == 1 else min(6, int(slot * 0.04))
    block = slot * (0.62 if lanes == 1 else 0.72)
    return max(1, min(THICKEST, int((block - (lanes - 1) * gap) / lanes))), gap


# ---- words


def _words(
    text: str, type_role: str, ink: str, x: float, middle: float, anchor: Anchor, part: Part, measure: Measure,
    category: int = -1, series: int = -1, filled: bool = False,
) -> Words:  # fmt: skip
    """A line of text about `middle`; its baseline is a whole pixel, where text is sharpest."""
    size = _SIZE[type_role]
    width = measure(text, type_role)
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    baseline = round(middle + _MIDDLE * size)
    box = Box(left, baseline - _ASCENT * size, width, (_ASCENT + _DESCENT) * size)
    return Words(text, type_role, ink, box, baseline, anchor, part, category, series, filled)


def _paragraph(
    lines: Sequence[str], type_role: str, ink: str, x: float, middle: float, anchor: Anchor, measure: Measure,
    category: int,
) -> Iterator[Words]:  # fmt: skip
    first = middle - _LEADING * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        yield _words(line, type_role, ink, x, first + index * _LEADING, anchor, "category", measure, category)


def _end_words(
    ends: list[_End], middles: dict[tuple[int, int], float], pitch: float, plot: Box, low: float, per_unit: float,
    width: float, measure: Measure,
) -> Iterator[Words]:  # fmt: skip
    """The labels at the ends of the bars; where rows are too low for all, the heroes' and the longest bars' stay."""
    needed = max((_SIZE[end.type] * 1.12 for end in ends), default=0.0)
    crowded = pitch < needed or any(middles[end.category, end.series] != middles[end.category, -1] for end in ends)
    if crowded:
        taken: dict[int, list[float]] = {-1: [], 1: []}
        kept = []
        middles = {at: min(max(y, plot.y + needed / 2), plot.bottom - needed / 2) for at, y in middles.items()}
        for end in sorted(ends, key=lambda end: (end.role in _PALE or end.role == "comparator", -abs(end.value))):
            middle = middles[end.category, end.series]
            if all(abs(middle - other) >= needed for other in taken[end.side]):
                taken[end.side].append(middle)
                kept.append(end)
        ends = sorted(kept)
    for end in ends:
        middle = middles[end.category, end.series]
        x = plot.x + (end.value - low) * per_unit + end.side * GAP
        x = min(x, width - end.width) if end.side > 0 else max(x - end.width, 0.0)
        ink = "text2" if end.type == "mark_note" else f"{end.role}.text"
        yield _words(
            end.label, end.type, ink, x, middle, "start", "value", measure, end.category, end.series, filled=True
        )
        if end.note:
            x += end.label_width + RUN
            yield _words(
                end.note, "mark_note", "text2", x, middle, "start", "note", measure, end.category, end.series,
                filled=True,
            )  # fmt: skip


def _annotate(
    text: Sequence[str], role: Role, category: int, at: float, foot: float, bounds: tuple[float, float],
    measure: Measure, words: list[Words], lines: list[Line],
) -> None:  # fmt: skip
    """The sentence below a bar, tied to the value it is about."""
    ink = f"{role}.text"
    width = max(measure(line, "chip") for line in text)
    x = min(at + RUN, bounds[1] - width)
    middle = foot + LEADER
    if x >= at + RUN:  # beside the leader, which points at the first line
        lines.append(Line(at, foot + 2, at, middle, ink, "leader"))
        lines.append(Line(at, middle, at + RUN - 2, middle, ink, "leader"))
    else:  # pushed in from the edge: the leader ends above it
        x = max(x, bounds[0])
        lines.append(Line(at, foot + 2, at, middle - 8, ink, "leader"))
    for index, line in enumerate(text):
        words.append(
            _words(
                line, "chip", ink, x, middle + index * _LEADING, "start", "annotation", measure, category, filled=True
            )
        )


def _legend(
    chart: Chart, width: float, measure: Measure, words: list[Words]
) -> tuple[list[Swatch], int]:
    """(squares, height): the names of the series in rows from the right edge."""
    if not chart.legend:
        return [], 0
    rows: list[list[tuple[str, float, Role]]] = [[]]
    used = 0.0
    for series in chart.series:
        (name,) = wrapped(series.name, "source", width - SWATCH - RUN, 1, measure)
        item = SWATCH + RUN + measure(name, "source")
        if rows[-1] and used + 14 + item > width:
            rows.append([])
            used = 0.0
        used += item + (14 if rows[-1] else 0)
        rows[-1].append((name, item, series.role))
    swatches = []
    for index, row in enumerate(rows):
        middle = index * LEGEND + LEGEND / 2 - 2
        x = width - sum(item for _, item, _ in row) - 14 * (len(row) - 1)
        for name, item, role in row:
            swatches.append(Swatch(Box(round(x), middle - SWATCH // 2, SWATCH, SWATCH), role))
            words.append(
                _words(name, "source", "text2", x + SWATCH + RUN, middle, "start", "legend", measure)
            )
            x += item + 14
    return swatches, len(rows) * LEGEND
