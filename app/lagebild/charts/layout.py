"""Where everything of a chart stands: ticks, bars and words in logical pixels, without Qt.

Screen and pictures put the same things in the same places because both read this.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from lagebild.charts import bubbles, curves, heat, ranges, waterfall
from lagebild.charts.axis import Axis, axis, axis_about
from lagebild.charts.chart import Annotation, Chart, Point, Stair
from lagebild.charts.geometry import Anchor, Bar, Box, Layout, Line, Swatch, Tick, Words
from lagebild.charts.lettering import AXIS as AXIS
from lagebild.charts.lettering import GAP, SIZE, Measure, balanced, set_line, ticks_and_words, wrapped
from lagebild.theme import Mark as Role

THICKEST = 64  # of a bar
RUN = 6  # between a value and its note
LEGEND = 24  # height of a row of the legend
SWATCH = 11  # edge of a legend's square
LEADER = 20  # from a bar's lower edge to the middle of the first line of an annotation
ROW = 15  # a row lower than this holds no line of text
TICK = 96  # room wanted from tick to tick
NAMES = 0.34  # the largest share of the width that the names of categories take
LONG_NAMES = 0.4  # where they would be cut
PLOT = 0.45  # the smallest share of what the names leave that the bars are content with

_LEADING, _TIGHT = 15.0, 14.0  # from line to line of wrapped text, and of a name between low rows
_APART = 2.4  # lines to a row from which on names of two lines stand well apart
_BESIDE = 24.0  # a row from which on a name takes two lines beside names of one line
PALE: frozenset[Role] = frozenset({"comparator_pale", "hero_pale", "index"})
"""Roles that stay behind: their labels in a tornado are regular where the others' are bold."""


def layout(chart: Chart, width: float, height: float, measure: Measure, *, legend: bool = True) -> Layout:
    """Place `chart` in `width` by `height` logical pixels; `measure` is called often and should remember.

    Without `legend` there is none: it stands elsewhere.
    """
    if chart.kind == "bubbles":
        return bubbles.place(chart, width, height, measure)
    if chart.kind == "heat":
        return heat.place(chart, width, height, measure)
    if chart.kind == "lines":
        return curves.place(chart, width, height, measure)
    words: list[Words] = []
    lines: list[Line] = []
    bars: list[Bar] = []
    swatches, top = _legend(chart, width, measure, words) if chart.legend and legend else ([], 0)
    marks = _marks(chart)
    if not marks:
        return Layout(width, height, Box(0, top, width, height - top), 0, 1, (), (), (), tuple(swatches), tuple(words))
    across = _across(chart, marks, width, height - top, measure)
    down = _down(chart, marks, across, height - top, measure)
    plot = Box(across.plot_x, top, across.plot_width, height - top - down.foot)

    middles: dict[tuple[int, int], float] = {}  # of the mark of (category, series); series -1 is the whole category
    told = _told(marks, down.slot)
    y = float(top)
    for category, here in enumerate(marks):
        used = min(down.lanes, max(1, len(here)))
        extent = used * (down.thickness + down.gap) - down.gap
        begin = round(y + (down.slot - extent) / 2)
        middles[category, -1] = begin + extent / 2
        for lane, mark in enumerate(here):
            bar = _bar(mark, category, begin, lane, across, down)
            bars.append(bar)
            middles[category, mark.series] = bar.box.y + bar.box.height / 2
            words.extend(_within(mark.point.within, bar, measure))
        if category in told:
            half = (ROW + (len(across.names[category]) - 1) * across.leading) / 2
            inside = min(max(middles[category, -1], top + half), plot.bottom - half)
            words.extend(_name(category, across, inside, measure))
        y += down.slot
        foot = float(begin + extent)
        for note, text, room in zip(chart.annotations, down.texts, down.below, strict=True):
            if note.category == category and down.annotated:
                _annotate(note, text, foot, across, measure, words, lines)
                y += room
                foot += room

    if chart.kind == "waterfall":
        lines.extend(waterfall.connectors(bars, across.x))
    ends = [end for end in across.ends if down.lanes > 1 or end.category in told]
    words.extend(_end_words(ends, across, middles, down.pitch, plot, width, measure))
    ticks: tuple[Tick, ...] = ()
    if down.foot:
        ticks, tick_words = ticks_and_words(chart.language, chart.unit, across.axis, plot, width, measure)
        words.extend(tick_words)
    lines.extend(Line(tick.x, plot.y, tick.x, plot.bottom, "grid", "grid") for tick in ticks if tick.value)
    low, high, _ = across.axis
    if low <= 0 <= high:
        lines.append(Line(across.x(0), plot.y, across.x(0), plot.bottom, "text2", "zero"))
    placed = Layout(width, height, plot, low, high, ticks, tuple(bars), tuple(lines), tuple(swatches), tuple(words))
    if chart.kind != "ranges":
        return placed
    return placed._replace(bars=tuple(map(ranges.slim, bars)), dots=ranges.dots(bars), guide=ranges.guide(bars, plot))


def least_height(chart: Chart) -> int:
    """The height, without a legend, from which on every mark has its name and its value beside it."""
    if chart.kind == "bubbles":
        return bubbles.LEAST if chart.drawn else bubbles.EMPTY
    if chart.kind == "heat":
        return heat.least_height(chart)
    if chart.kind == "lines":
        return curves.LEAST
    rows = len(chart.categories)
    lanes = max((sum(series.points[row] is not None for series in chart.series) for row in range(rows)), default=0)
    if chart.kind == "stacked_bars":
        row = 18.0
    elif chart.kind == "tornado" or lanes < 2:
        row = ROW
    else:
        row = lanes * ROW / 0.7
    foot = 0 if chart.kind in ("tornado", "grouped_bars") else AXIS
    return math.ceil(rows * row) + foot + 2 * LEADER * len(chart.annotations)


def named_height(chart: Chart, width: float, measure: Measure) -> int:
    """The least height at a width; of a tornado, whose names are long, that from which on none of them is cut."""
    least = least_height(chart)
    if chart.kind != "tornado":
        return least
    for row in (ROW, _BESIDE, 2 * _LEADING):
        names, _ = _names(chart, "body", row, width * LONG_NAMES, measure)
        if not any(line.endswith("…") for name in names for line in name):
            return max(least, math.ceil(len(names) * row))
    return max(least, math.ceil(len(chart.categories) * 3 * _LEADING))


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
    stairs = chart.stairs() if chart.kind == "waterfall" else ()
    for category in range(len(chart.categories)):
        here: list[_Mark] = []
        above = below = 0.0
        for index, series in enumerate(chart.series):
            point = series.points[category]
            if point is None:
                continue
            start, end = 0.0, point.value
            if chart.kind == "ranges":
                start, end = point.value, point.end
            elif chart.kind == "stacked_bars":
                start = below if point.value < 0 else above
                end = start + point.value
                above, below = (above, end) if point.value < 0 else (end, below)
            elif chart.kind == "waterfall":
                start, end = stairs[category] or (start, end)
            here.append(_Mark(point, point.role or series.role, index, start, end))
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
    gap: float  # from the value to the label

    @property
    def width(self) -> float:
        return self.label_width + (RUN + self.note_width if self.note else 0)


def _ends(chart: Chart, marks: list[list[_Mark]], leftwards: bool, row: float, measure: Measure) -> list[_End]:
    ends = []
    gap = GAP + ranges.DOT / 2 if chart.kind == "ranges" else GAP
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
        elif chart.kind == "waterfall":
            for mark in here:
                at = min(mark.start, mark.end) if leftwards else Stair(mark.start, mark.end).label_at
                said.append((mark.series, mark.point, mark.role, at, -1 if at < 0 or leftwards else 1))
        else:
            for mark in here:
                negative = chart.kind != "ranges" and (mark.end < 0 or leftwards)
                said.append((mark.series, mark.point, mark.role, mark.end, -1 if negative else 1))
        for series, point, role, value, side in said:
            if not point.label:
                continue
            kind = "mark"
            if chart.kind == "stacked_bars":
                kind = "mark_total" if row > 1.2 * SIZE["mark_total"] else "mark"
            elif chart.kind == "tornado" and role in PALE:
                kind = "mark_note"
            note_width = measure(point.note, "mark_note") if point.note else 0.0
            ends.append(
                _End(category, series, value, side, role, kind, point.label, point.note,
                     measure(point.label, kind), note_width, gap)
            )  # fmt: skip
    return ends


# ---- the value axis


def _axis(chart: Chart, marks: list[list[_Mark]], width: float) -> Axis:
    values = [mark.end for here in marks for mark in here] + [note.value for note in chart.annotations]
    # a tornado shows no ticks: its steps are for its limits alone
    parts = 24 if chart.kind == "tornado" else max(2, min(6, width * 0.7 / TICK))
    if chart.kind == "ranges":
        values += [mark.start for here in marks for mark in here]
        return axis_about(min(values), max(values), parts)
    return axis(min((0.0, *values)), max((0.0, *values)), parts)


# ---- sideways


class _Across(NamedTuple):
    """Names of the categories, the plot beside them, and what there is room to say at the ends of the bars."""

    axis: Axis
    names: list[tuple[str, ...]]
    name_type: str
    leading: float
    leftwards: bool  # nothing is above zero: the names stand at the right
    left: float  # of what the names leave
    right: float
    plot_x: float
    plot_width: float
    ends: list[_End]

    def x(self, value: float) -> float:
        low, high, _ = self.axis
        return self.plot_x + (value - low) / (high - low) * self.plot_width


def _across(chart: Chart, marks: list[list[_Mark]], width: float, height: float, measure: Measure) -> _Across:
    scale = _axis(chart, marks, width)
    name_type = "strong" if chart.totals else "body"
    foot = 0 if chart.kind == "tornado" else AXIS
    row = (height - foot - (LEADER + 6) * len(chart.annotations)) / len(marks)  # about
    names, leading = _names(chart, name_type, row, width * NAMES, measure)
    if any(name[-1].endswith("…") for name in names):
        names, leading = _names(chart, name_type, row, width * LONG_NAMES, measure)
    column = math.ceil(max(measure(line, name_type) for name in names for line in name)) + GAP
    leftwards = scale.high == 0 and chart.kind not in ("tornado", "ranges")
    left, right = (0.0, width - column - 4) if leftwards else (float(column), width)
    ends = _ends(chart, marks, leftwards, row, measure)
    plot_x, plot_width, ends = _stretch(left, right, ends, scale.low, scale.high)
    return _Across(scale, names, name_type, leading, leftwards, left, right, plot_x, plot_width, ends)


def _names(
    chart: Chart, name_type: str, row: float, room: float, measure: Measure
) -> tuple[list[tuple[str, ...]], float]:
    """(the names of the categories in lines, the distance from line to line)."""
    most = max(1, min(3, int(row / _LEADING)))
    names = [balanced(name, name_type, room, most, measure) for name in chart.categories]
    if most > 1 or row < _BESIDE or chart.annotations:
        return names, _LEADING if row >= _APART * _LEADING else _TIGHT
    for at, name in enumerate(chart.categories):
        if names[at] != (name,) and (at == 0 or len(names[at - 1]) == 1):
            names[at] = balanced(name, name_type, room, 2, measure)
    return names, _TIGHT


def _stretch(left: float, right: float, ends: list[_End], low: float, high: float) -> tuple[float, float, list[_End]]:
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
        strong = [end for end in ends if end.role not in PALE]
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
        sides[end.side].append((math.ceil((end.width + end.gap) / 8) * 8.0, math.floor(slack * 8 + 1e-9) / 8))
    width = room
    for left_width, left_slack in set(sides[-1]):
        for right_width, right_slack in set(sides[1]):
            share = 1 - left_slack - right_slack
            if share > 1e-6:
                width = min(width, (room - left_width - right_width) / share)
    width = math.floor(max(width, 0.0))
    return width, math.ceil(max(label - width * slack for label, slack in sides[-1]))


# ---- downwards


class _Down(NamedTuple):
    """A slot for each category, and below it room for its annotations."""

    foot: float  # height of the axis
    slot: float
    annotated: bool  # whether there is room for annotations
    texts: list[tuple[str, ...]]  # of the annotations, in lines
    below: list[float]  # their heights
    lanes: int  # bars side by side in a category
    thickness: int
    gap: int

    @property
    def pitch(self) -> float:
        """From label to label."""
        return self.thickness + self.gap if self.lanes > 1 else self.slot


def _down(chart: Chart, marks: list[list[_Mark]], across: _Across, height: float, measure: Measure) -> _Down:
    """Where there is too little room the axis gives way first, then the annotations."""
    texts = [wrapped(note.text, "chip", across.right - across.left, 3, measure) for note in chart.annotations]
    below = [LEADER + 6 + _LEADING * (len(text) - 1) for text in texts]
    lanes = 1 if chart.kind in ("stacked_bars", "tornado") else max(1, max(len(here) for here in marks))
    thickest = ranges.DOT if chart.kind == "ranges" else THICKEST
    slot = (height - sum(below)) / len(marks)
    # where every bar of a group says its value, an axis would say it again
    said = chart.kind == "grouped_bars" and sum(_thickness(slot, lanes, thickest)) >= ROW
    wanted = 0 if chart.kind == "tornado" or said else AXIS
    foot, annotated = wanted, True
    for foot, annotated in ((wanted, True), (0, True), (0, False)):
        slot = (height - foot - (sum(below) if annotated else 0)) / len(marks)
        if slot >= ROW:
            break
    slot = max(slot, 1.0)
    return _Down(foot, slot, annotated, texts, below, lanes, *_thickness(slot, lanes, thickest))


def _thickness(slot: float, lanes: int, thickest: int) -> tuple[int, int]:
    """(thickness of a bar or dot, gap to the next in its category)."""
    gap = 0 if lanes == 1 else min(6, int(slot * 0.04))
    block = slot * (0.62 if lanes == 1 else 0.72)
    return max(1, min(thickest, int((block - (lanes - 1) * gap) / lanes))), gap


def _rank(role: Role) -> int:
    """What is said first where not all can be: heroes, then what they are compared with."""
    return 2 if role in PALE else 1 if role == "comparator" else 0


def _told(marks: list[list[_Mark]], slot: float) -> Container[int]:
    """The categories there is room to name."""
    if slot >= ROW:
        return range(len(marks))
    told: list[int] = []
    ranks = {category: min((_rank(mark.role) for mark in here), default=2) for category, here in enumerate(marks)}
    for category in sorted(ranks, key=lambda category: (ranks[category], category)):
        if all(abs(category - other) * slot >= ROW for other in told):
            told.append(category)
    return told


def _bar(mark: _Mark, category: int, begin: int, lane: int, across: _Across, down: _Down) -> Bar:
    y, height = begin + (lane * (down.thickness + down.gap) if down.lanes > 1 else 0), down.thickness
    if mark.half is not None:
        height = max(1, height // 2)
        y += mark.half * height
    near, far = sorted((across.x(mark.start), across.x(mark.end)))
    return Bar(Box(near, y, far - near, height), mark.role, category, mark.series, mark.start, mark.end)


# ---- words


def _name(category: int, across: _Across, middle: float, measure: Measure) -> Iterator[Words]:
    lines, kind = across.names[category], across.name_type
    x = across.x(0) + GAP + 4 if across.leftwards else across.left - GAP
    anchor: Anchor = "start" if across.leftwards else "end"
    first = middle - across.leading * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        yield set_line(line, kind, "text", x, first + index * across.leading, anchor, "category", measure, category)


def _within(text: str, bar: Bar, measure: Measure) -> Iterator[Words]:
    """Words inside a bar, where they fit."""
    x, y, width, height = bar.box
    if text and height >= ROW and measure(text, "mark_note") + 12 <= width:
        middle, ink = y + height / 2, f"{bar.role}.on_fill"
        at = (bar.category, bar.series)
        yield set_line(text, "mark_note", ink, x + width / 2, middle, "middle", "within", measure, *at)


def _end_words(
    ends: list[_End],
    across: _Across,
    middles: dict[tuple[int, int], float],
    pitch: float,
    plot: Box,
    width: float,
    measure: Measure,
) -> Iterator[Words]:
    """The labels at the ends of the bars; where rows are too low for all, the heroes' and the longest bars' stay."""
    needed = max((SIZE[end.type] * 1.12 for end in ends), default=0.0)
    if pitch < needed or any(middles[end.category, end.series] != middles[end.category, -1] for end in ends):
        middles = {at: min(max(y, plot.y + needed / 2), plot.bottom - needed / 2) for at, y in middles.items()}
        taken: dict[int, list[float]] = {-1: [], 1: []}
        kept = []
        for end in sorted(ends, key=lambda end: (_rank(end.role), -abs(end.value))):
            middle = middles[end.category, end.series]
            if all(abs(middle - other) >= needed for other in taken[end.side]):
                taken[end.side].append(middle)
                kept.append(end)
        ends = sorted(kept)
    for end in ends:
        at = (end.category, end.series)
        middle = middles[at]
        ink = "text2" if end.type == "mark_note" else f"{end.role}.text"
        x = across.x(end.value) + end.side * end.gap
        x = min(x, width - end.width) if end.side > 0 else max(x - end.width, 0.0)
        if end.side < 0 and not end.note:  # holds on to its bar in any font
            x += end.label_width
            yield set_line(end.label, end.type, ink, x, middle, "end", "value", measure, *at, filled=True)
            continue
        yield set_line(end.label, end.type, ink, x, middle, "start", "value", measure, *at, filled=True)
        if end.note:
            x += end.label_width + RUN
            yield set_line(end.note, "mark_note", "text2", x, middle, "start", "note", measure, *at, filled=True)


def _annotate(
    note: Annotation,
    text: Sequence[str],
    foot: float,
    across: _Across,
    measure: Measure,
    words: list[Words],
    lines: list[Line],
) -> None:
    """The sentence below a bar that ends at `foot`, tied to the value it is about."""
    ink, at, middle = f"{note.role}.text", across.x(note.value), foot + LEADER
    wide, zero = max(measure(line, "chip") for line in text), across.x(0)
    x = min(at + RUN, across.right - wide)
    if x < zero < x + wide + RUN and note.value < 0 and zero - RUN - wide >= across.left:
        x = zero - RUN - wide  # before the zero line, which its ground would interrupt
    if x == at + RUN:  # beside the leader, which points at the first line
        lines.append(Line(at, foot + 2, at, middle, ink, "leader"))
        lines.append(Line(at, middle, at + RUN - 2, middle, ink, "leader"))
    else:  # pushed in from the edge: the leader ends above it
        x = max(x, across.left)
        lines.append(Line(at, foot + 2, at, middle - 8, ink, "leader"))
    for index, line in enumerate(text):
        y = middle + index * _LEADING
        placed = set_line(line, "chip", ink, x, y, "start", "annotation", measure, note.category, filled=True)
        words.append(placed)


def _legend(chart: Chart, width: float, measure: Measure, words: list[Words]) -> tuple[list[Swatch], int]:
    """(squares, height): colours and what they mean in rows from the right edge."""
    rows: list[list[tuple[str, float, Role]]] = [[]]
    used = 0.0
    for key in chart.legend_keys:
        (name,) = wrapped(key.name, "source", width - SWATCH - RUN, 1, measure)
        item = SWATCH + RUN + measure(name, "source")
        if rows[-1] and used + 14 + item > width:
            rows.append([])
            used = 0.0
        used += item + (14 if rows[-1] else 0)
        rows[-1].append((name, item, key.role))
    swatches = []
    for index, row in enumerate(rows):
        middle = index * LEGEND + LEGEND / 2 - 2
        x = width - sum(item for _, item, _ in row) - 14 * (len(row) - 1)
        for name, item, role in row:
            swatches.append(Swatch(Box(round(x), middle - SWATCH // 2, SWATCH, SWATCH), role))
            words.append(set_line(name, "source", "text2", x + SWATCH + RUN, middle, "start", "legend", measure))
            x += item + 14
    return swatches, len(rows) * LEGEND
