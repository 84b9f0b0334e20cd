"""A heat placed: a table of tinted cells with a number in each, names with emblems above, and the key below."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lagebild.charts.chart import Chart, Point
from lagebild.charts.geometry import SHAPES, Box, Cell, Emblem, Layout, Line, Tick, Words
from lagebild.charts.lettering import GAP, SIZE, Measure, broken, set_line, wrapped
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.theme import HEAT_STEPS

TOP = 100
"""The highest value; the lowest is 0."""
UNSURE = 2 * TOP / HEAT_STEPS
"""A band wider than this leaves a cell without a tint, which would say what is not known."""

EMBLEM = 12  # its edge
_NAME = 18  # height of a series' name
_ROW, _TALL = 24, 60  # the lowest row that holds a number, and the highest …
_SLOPE = 0.3  # … unless its cells are wide: the largest share of their width
_APART = 3  # between cells
_SUM = 9  # from the cells to the total
_TWO_LINES = 30  # a row from which on a band stands below its number …
_HIGH = 44  # … and from which on it does even where it would fit beside it
_BIG = 34  # a row from which on a number with a band below it is as large as others
_SMALL = 20  # a row that is too low for those
_KEY = 42  # height of the key, with the air above it
_TINT = 12  # height of its tints
_WIDEST_TINT = 40
_NAMES = 0.36  # the largest share of the width that the names of categories take
_HEAD_LINES = 4  # at most, of a name over its column
_LEADING = 15.0
_SIZES = (("mark_total", "mark_sum"), ("mark", "mark_total"))  # of a number and of a total, and where they are small
_FAINT = ("key_unit", "body")  # … of what is hardly known
_UP, _DOWN = 7, 0.55  # from the middle of a cell to that of a number; to the band below it in sizes of the number
_RUN = 6  # … and between the two on one line
_PAD = 3  # between a band and the edges of its cell


def is_unsure(point: Point) -> bool:
    """Whether so little is known that the value has no tint."""
    return point.band is not None and point.band[1] - point.band[0] > UNSURE


def step(point: Point) -> int:
    """The step of the heat of a value, by the whole number that is shown."""
    return min(HEAT_STEPS - 1, int(round(point.value) * HEAT_STEPS / TOP))


def band_words(chart: Chart, point: Point) -> str:
    """Between which values the true one lies, short: "12–62"; empty where that is one number."""
    if point.band is None:
        return ""
    low, high = (round(end) for end in point.band)
    language = Language(chart.language)
    return "" if low == high else str(language.show_range(low, high, point.origin, chart.unit, 0, dash=True))


def least_height(chart: Chart) -> int:
    """The height from which on every number has its row, below the heads and above the key."""
    return math.ceil(_head(chart) + len(chart.categories) * _ROW + (_SUM if chart.total_row else 0) + _KEY)


def place(chart: Chart, width: float, height: float, measure: Measure) -> Layout:
    """Place `chart`: the cells fill the width; where there is too little height the key gives way."""
    if not chart.categories:
        return Layout(width, height, Box(0, 0, width, height), 0, TOP, (), (), (), (), ())
    grid = _grid(chart, width, height, measure)
    words = [*_heads(chart, grid, measure), *_names(chart, grid, measure), *_numbers(chart, grid, measure)]
    cells = tuple(_cells(chart, grid))
    lines: list[Line] = []
    if chart.total_row and len(chart.categories) > 1:
        y = grid.tops[-1] - _SUM / 2 - _APART / 2
        lines.append(Line(0, y, grid.right, y, "text2", "zero"))
    plot = Box(grid.left, grid.head, grid.right - grid.left, grid.foot - grid.head)
    tints: tuple[Cell, ...] = ()
    ticks: tuple[Tick, ...] = ()
    if grid.keyed:
        tints, ticks, said = _key(chart, any(cell.dashed for cell in cells), grid, width, measure)
        words += said
    return Layout(
        width, height, plot, 0, TOP, ticks, (), tuple(lines), (), tuple(words),
        cells=cells, emblems=tuple(_emblems(chart, grid)), tints=tints,
    )  # fmt: skip


# ---- rows and columns


class _Grid(NamedTuple):
    """Where rows and columns stand."""

    left: float
    right: float
    column: float  # from cell to cell
    head: float
    tops: tuple[float, ...]
    row: float  # height of a cell
    foot: float
    keyed: bool

    def box(self, category: int, series: int) -> Box:
        """The cell there; its edges are whole pixels."""
        left, right = (round(self.left + at * self.column) for at in (series, series + 1))
        return Box(left, round(self.tops[category]), right - left - _APART, round(self.row))


def _head(chart: Chart) -> float:
    signed = any(series.role in SHAPES for series in chart.series)
    return (EMBLEM + 2 if signed else 0) + _NAME + 4


def _grid(chart: Chart, width: float, height: float, measure: Measure) -> _Grid:
    one = _grid_under(chart, width, height, _head(chart), measure)
    most = max((len(_head_lines(series.name, one, measure)) for series in chart.series), default=1)
    if most == 1:
        return one
    return _grid_under(chart, width, height, _head(chart) + (most - 1) * _LEADING, measure)


def _head_lines(name: str, grid: _Grid, measure: Measure) -> tuple[str, ...]:
    """The name over a column; on more lines only where one is too short for it."""
    room = grid.column - _APART
    lines = wrapped(name, "chip", room, 1, measure)
    return (
        lines if lines == (name,) else wrapped(broken(name, "chip", room, measure), "chip", room, _HEAD_LINES, measure)
    )


def _grid_under(chart: Chart, width: float, height: float, head: float, measure: Measure) -> _Grid:
    rows = len(chart.categories)
    apart = _SUM if chart.total_row and rows > 1 else 0
    keyed = height >= least_height(chart)
    tall = max(_TALL, _SLOPE * width / len(chart.series))
    pitch = min(tall, (height - head - apart - (_KEY if keyed else 0)) / rows)
    names = (
        measure(line, _name_type(chart, at))
        for at in range(rows)
        for line in _name(chart, at, width * _NAMES, pitch, measure)
    )
    left = math.ceil(max(names)) + GAP
    pitch = max(pitch, 1.0 + _APART)
    last = rows - 1 if apart else rows
    tops = tuple(head + at * pitch + (apart if at == last else 0) for at in range(rows))
    return _Grid(
        left, width, (width + _APART - left) / len(chart.series), head, tops, pitch - _APART,
        tops[-1] + pitch - _APART, keyed,
    )  # fmt: skip


def _is_total(chart: Chart, category: int) -> bool:
    return chart.total_row and category == len(chart.categories) - 1


# ---- what is drawn


def _cells(chart: Chart, grid: _Grid) -> Iterator[Cell]:
    for category in range(len(chart.categories)):
        for at, series in enumerate(chart.series):
            point = series.points[category]
            if point is not None:
                unsure, total = is_unsure(point), _is_total(chart, category)
                tint = None if unsure or total else step(point)
                yield Cell(grid.box(category, at), tint, unsure and not total, category, at)


def _emblems(chart: Chart, grid: _Grid) -> Iterator[Emblem]:
    for at, series in enumerate(chart.series):
        if series.role in SHAPES:
            box = grid.box(0, at)
            yield Emblem(
                Box(round(box.x + (box.width - EMBLEM) / 2), 0, EMBLEM, EMBLEM), SHAPES[series.role], series.role
            )


# ---- words


def _name_type(chart: Chart, category: int) -> str:
    return "strong" if _is_total(chart, category) else "body"


def _name(chart: Chart, category: int, room: float, pitch: float, measure: Measure) -> tuple[str, ...]:
    most = max(1, min(3, int(pitch / _LEADING)))
    return wrapped(chart.categories[category], _name_type(chart, category), room, most, measure)


def _names(chart: Chart, grid: _Grid, measure: Measure) -> Iterator[Words]:
    for category, top in enumerate(grid.tops):
        lines = _name(chart, category, grid.left - GAP, grid.row + _APART, measure)
        middle = round(top) + grid.row / 2 - _LEADING * (len(lines) - 1) / 2
        for at, line in enumerate(lines):
            y = middle + at * _LEADING
            yield set_line(line, _name_type(chart, category), "text", 0, y, "start", "category", measure, category)


def _heads(chart: Chart, grid: _Grid, measure: Measure) -> Iterator[Words]:
    last = grid.head - _NAME / 2 - 4
    for at, series in enumerate(chart.series):
        box, lines = grid.box(0, at), _head_lines(series.name, grid, measure)
        for above, line in enumerate(reversed(lines)):
            y = last - above * _LEADING
            yield set_line(line, "chip", "text", box.x + box.width / 2, y, "middle", "head", measure, -1, at)


def _numbers(chart: Chart, grid: _Grid, measure: Measure) -> Iterator[Words]:
    bands = _bands(chart, grid, measure)
    small = grid.row < (_BIG if bands == "below" else _SMALL)
    for category in range(len(chart.categories)):
        total = _is_total(chart, category)
        for at, series in enumerate(chart.series):
            point, box, where = series.points[category], grid.box(category, at), (measure, category, at)
            x, y = box.x + box.width / 2, box.y + box.height / 2
            up = _UP if bands == "below" else 0
            if point is None:
                yield set_line("–", _SIZES[small][total], "text2", x, y - up, "middle", "gap", *where)
                continue
            unsure = is_unsure(point)
            ink = "text" if total or unsure else f"heat:{step(point)}.text"
            band = band_words(chart, point) if bands else ""
            # a middle that is hardly known must not look as if it were measured
            tint = "text2" if unsure else ink
            kind = _FAINT[small] if unsure and not total else _SIZES[small][total]
            if band and bands == "beside":
                number = set_line(point.label, kind, tint, x - _RUN / 2, y, "end", "value", *where)
                beside = set_line(band, "axis", ink, x + _RUN / 2, y, "start", "within", *where)
                lower = number.baseline - beside.baseline  # the smaller of the two on the other's line
                yield number
                yield beside._replace(baseline=number.baseline, box=beside.box._replace(y=beside.box.y + lower))
                continue
            yield set_line(point.label, kind, tint, x, y - up, "middle", "value", *where)
            if band:
                yield set_line(band, "axis", ink, x, y + _DOWN * SIZE[kind], "middle", "within", *where)


def _bands(chart: Chart, grid: _Grid, measure: Measure) -> Literal["below", "beside", ""]:
    """Where bands stand: the same place for all, so that numbers stand on one line; nowhere without room."""
    points = [point for series in chart.series for point in series.points if point is not None]
    widest = max((measure(band_words(chart, point), "axis") for point in points), default=0.0)
    if not widest:
        return ""
    room = grid.box(0, 0).width - 2 * _PAD
    number = max(measure(point.label, "mark_sum") for point in points)
    if grid.row < _HIGH and 2 * max(widest, number) + _RUN <= room:
        return "beside"
    return "below" if grid.row >= _TWO_LINES and widest <= room else ""


# ---- the key


def _key(
    chart: Chart, dashed: bool, grid: _Grid, width: float, measure: Measure
) -> tuple[tuple[Cell, ...], tuple[Tick, ...], list[Words]]:
    """(tints, ticks between them, words): the steps with their limits, and a dashed cell where there is one."""
    language = Language(chart.language)
    unsure = language.say("uncertain")
    beside = GAP * 2 + 20 + GAP + measure(unsure, "axis") if dashed else 0.0
    first = measure(str(language.show(0, COUNTED, chart.unit, 0)), "axis") / 2
    x = grid.left if width - grid.left - beside >= HEAT_STEPS * 32 + first else first
    each = math.floor(min(_WIDEST_TINT, (width - x - beside - 12) / HEAT_STEPS))
    x, y = math.ceil(x), round(grid.foot + 12)
    tints = [Cell(Box(x + at * each, y, each - 1, _TINT), at, False, -1, -1) for at in range(HEAT_STEPS)]
    ticks = tuple(
        Tick(limit, str(language.show(limit, COUNTED, chart.unit, 0)), x + at * each)
        for at, limit in enumerate(at * TOP / HEAT_STEPS for at in range(HEAT_STEPS + 1))
    )
    below = y + _TINT + 9
    words = [set_line(tick.label, "axis", "text2", tick.x, below, "middle", "tick", measure) for tick in ticks]
    if dashed:
        at_x = x + HEAT_STEPS * each + GAP * 2
        tints.append(Cell(Box(at_x, y, 20, _TINT), None, True, -1, -1))
        words.append(set_line(unsure, "axis", "text2", at_x + 20 + GAP, y + _TINT / 2, "start", "legend", measure))
    return tuple(tints), ticks, words
