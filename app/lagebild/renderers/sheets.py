"""A printout laid out on sheets: every line, row and chart in its place, as strokes that a painter takes.

What is to be printed becomes slabs, one below the other; then these are dealt out over the sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from itertools import groupby
from typing import NamedTuple

from lagebild.charts.chart import Chart
from lagebild.charts.geometry import Box
from lagebild.charts.layout import AXIS, LEADER, LEGEND, least_height
from lagebild.documents.printout import Answer, Block, ChartBlock, Column, Passage, Printout, TableBlock
from lagebild.language import Language
from lagebild.look.fonts import text_width
from lagebild.look.typesetting import Pieces, Run, line_height, set_lines, widest_word
from lagebild.origin import COUNTED
from lagebild.renderers.picture import body, moved, verdict_chip
from lagebild.renderers.strokes import Fill, Print, Stroke
from lagebild.theme import TYPE, Theme, theme

_HEAD, _FOOT = 38.0, 26.0  # of a sheet: the line above and the one below, with the air to what is printed
_MARK = ((0, 4, 5), (5, 4, 12), (10, 4, 3))  # Lagebild's mark: left edge, width and height of each bar
_BLOCK, _LINE = 22.0, 6.0  # between two blocks, and between a heading and what stands below it
_REMNANT, _CLOSE = 0.15, 12.0  # of its height: a last sheet holding less is saved, if blocks so close to each other fit
_BAR = 4  # left of an answer
_MEASURE = 620  # a line longer than this is hard to follow
_COLUMN, _CELL = 20, 4  # between two columns, and above and below the words of a row
_MANY = 40  # rows; a longer table is set smaller
_WHOLE = 0.25  # of a sheet's height; a table no higher stays in one piece
_REST = 160.0  # of a sheet's height, which a chart is content with
_LARGE = {"words": "body", "strong": "strong", "number": "body", "figure": "detail_title"}
_SMALL = {"words": "source", "strong": "chip", "number": "source", "figure": "card_title"}
"""The roles of type in a table, by the look of a column."""
_ROWS = {"bars": 28.0, "stacked_bars": 38.0, "tornado": 28.0, "waterfall": 28.0, "ranges": 24.0, "heat": 34.0}
"""The height of a category that reads well, by kind of chart."""
_FEW, _SET_CLOSE = 24, 20.0  # more rows are set closer, so that the answer and they share a sheet
_LANE = 20.0  # of a bar beside others
_PLANE, _EMPTY = 340.0, 48.0  # of a chart without rows, and where nothing is drawn


class Room(NamedTuple):
    """What the margins of a sheet leave, in logical pixels."""

    width: float
    height: float


class _Slab(NamedTuple):
    """What is never divided: a line, a row, a chart. It keeps to the next where that would look lost without it."""

    strokes: tuple[Stroke, ...]
    height: float
    gap: float = 0.0
    """Above it, unless a sheet begins with it."""
    keeps: bool = False
    head: tuple[_Slab, ...] = ()
    """What is said again above it where a sheet begins with it."""


Sheet = tuple[Stroke, ...]


def sheets(printout: Printout, room: Room) -> tuple[Sheet, ...]:
    """The sheets of a printout, measured from the corner of their margins."""
    shown = theme("light")
    inside = Room(room.width, room.height - _HEAD - _FOOT)
    slabs = [*_masthead(printout, shown, inside)]
    for block in printout.blocks:
        first, *others = _slabs(block, shown, inside) or [_Slab((), 0)]
        slabs += [first._replace(gap=_BLOCK if slabs else 0.0), *others]
    pages = _dealt(slabs, inside.height)
    if len(pages) > 1 and _depth(pages[-1]) < _REMNANT * inside.height:
        closer = [slab._replace(gap=min(slab.gap, _CLOSE)) for slab in slabs]
        pages = min(pages, _dealt(closer, inside.height), key=len)
    made = []
    for number, page in enumerate(pages, 1):
        strokes = list(_around(printout, number, len(pages), shown, room))
        for y, slab in page:
            strokes += moved(slab.strokes, 0, _HEAD + y)
        made.append(tuple(strokes))
    return tuple(made)


def _dealt(slabs: Sequence[_Slab], height: float) -> list[list[tuple[float, _Slab]]]:
    """The slabs with their places, sheet by sheet."""
    pages: list[list[tuple[float, _Slab]]] = [[]]
    y, at = 0.0, 0
    while at < len(slabs):
        end = at + 1
        while end < len(slabs) and slabs[end - 1].keeps:
            end += 1
        chain = slabs[at:end]
        needed = sum(slab.gap + slab.height for slab in chain)
        if needed + sum(slab.height for slab in chain[0].head) > height:  # no sheet holds them together
            chain = chain[:1]
            needed = chain[0].gap + chain[0].height
        if pages[-1] and y + needed > height:
            pages.append([])
            y = 0.0
            for slab in chain[0].head:
                pages[-1].append((y, slab))
                y += slab.height
        for slab in chain:
            y += slab.gap if pages[-1] else 0.0
            pages[-1].append((y, slab))
            y += slab.height
        at += len(chain)
    return pages


def _depth(page: Sequence[tuple[float, _Slab]]) -> float:
    """How far down a sheet is filled."""
    return max(y + slab.height for y, slab in page)


# ---- what stands on every sheet


def _around(printout: Printout, number: int, count: int, shown: Theme, room: Room) -> Iterator[Stroke]:
    """The line above: mark, name, page, day; the one below: which sheet of how many."""
    language = Language(printout.language)
    tints = (shown.marks["hero"].fill, shown.rail, shown.chips["rounded"].fill)
    for (left, width, height), tint in zip(_MARK, tints, strict=True):
        yield Fill(Box(left, 14 - height, width, height), tint)
    yield Print("Lagebild", "chip", shown.text, 20, 14)
    day = str(language.date(printout.day, COUNTED))
    yield Print(f"· {printout.title}", "source", shown.text2, 25 + text_width("Lagebild", "chip"), 14)
    yield Print(day, "source", shown.text2, room.width - text_width(day, "source"), 14)
    yield Fill(Box(0, 22, room.width, 1), shown.line)
    sheet = language.say(
        "Page {number} of {count}", number=language.show(number, COUNTED), count=language.show(count, COUNTED)
    )
    yield Print(sheet, "source", shown.text2, room.width - text_width(sheet, "source"), room.height - 4)


def _masthead(printout: Printout, shown: Theme, room: Room) -> list[_Slab]:
    lines = _lines(((printout.title, False),), "detail_title", shown.text, room.width)
    lines += _lines(((printout.subtitle, False),), "body", shown.text2, room.width)
    return [line._replace(keeps=True) for line in lines]


# ---- blocks


@singledispatch
def _slabs(block: Block, shown: Theme, room: Room) -> list[_Slab]:
    raise TypeError(type(block))


@_slabs.register
def _answer(block: Answer, shown: Theme, room: Room) -> list[_Slab]:
    """Serif behind a bar, the numbers to remember in colour; smaller the longer it is."""
    tint = {"money": shown.money, "loss": shown.loss}[block.tone]
    left = _BAR + 14
    width = room.width - left
    for role in ("answer_l", "answer_s", "quote_strong"):
        lines = _lines(block.sentence, role, shown.text, width, strong=tint, balanced=True)
        if len(lines) <= 4:
            break
    scope = _lines(((block.scope, False),), "body", shown.text2, min(width, _MEASURE))
    scope[:1] = [line._replace(gap=_LINE) for line in scope[:1]]
    fill = shown.marks["hero" if block.tone == "money" else "loss"].fill
    made = []
    for line in (*lines, *scope):
        bar = Fill(Box(0, -line.gap, _BAR, line.height + line.gap), fill)
        made.append(line._replace(strokes=(bar, *moved(line.strokes, left, 0)), keeps=True))
    return _together(made)


@_slabs.register
def _passage(block: Passage, shown: Theme, room: Room) -> list[_Slab]:
    heading = _heading(block.heading, "", shown, room)
    lines = _lines(((block.text, False),), "body", shown.text, min(room.width, _MEASURE))
    # no line of it stands alone at the head or the foot of a sheet
    lines = [line._replace(keeps=place in (0, len(lines) - 2)) for place, line in enumerate(lines)]
    return _together([*heading, *lines])


@_slabs.register
def _chart(block: ChartBlock, shown: Theme, room: Room) -> list[_Slab]:
    """Heading and subtitle, the chart as high as its rows want to be, source line and verdict."""
    chart = block.chart
    heading = chart.heading if block.headed else ""
    made = _heading(heading, chart.subtitle if chart.subtitle != chart.title else "", shown, room)
    told = _lines(((block.told, False),), "body", shown.text, min(room.width, _MEASURE))
    made += [line._replace(keeps=True) for line in told]
    chip_width, chip = verdict_chip(chart, shown)
    source = _lines(((chart.source, False),), "source", shown.text3, room.width - chip_width - 16)
    source[:1] = [line._replace(gap=_LINE) for line in source[:1]]
    if chip:
        first = source[0] if source else _Slab((), 0)
        lines = (*first.strokes, *moved(chip, room.width - chip_width, 0))
        height = first.height if len(source) > 1 else max(first.height, 22)
        source[:1] = [first._replace(strokes=lines, height=height)]
    if chart.categories:
        rest = room.height - sum(line.gap + line.height for line in (*made, *source))
        height = min(_height(chart), max(rest - _LINE, _REST))
        drawn = body(chart, shown, Box(0, 0, room.width, height))
        made.append(_Slab(tuple(drawn), height, _LINE, keeps=True))
    else:
        made += [line._replace(keeps=True) for line in _lines(((chart.title, False),), "body", shown.text2, room.width)]
    return _together([*made, *(line._replace(keeps=True) for line in source)])


def _height(chart: Chart) -> float:
    """How high a chart would like to be."""
    lanes = max(
        (sum(series.points[row] is not None for series in chart.series) for row in range(len(chart.categories))),
        default=1,
    )
    row = _LANE * lanes + 12 if chart.kind == "grouped_bars" else _ROWS.get(chart.kind, 0)
    legend = LEGEND if chart.legend else 0
    if not row:  # a plane, or the words that say why there is nothing on it
        return legend + (_PLANE if chart.drawn else _EMPTY)
    if len(chart.categories) > _FEW:
        row = min(row, _SET_CLOSE)
    wanted = row * len(chart.categories) + AXIS + 2 * LEADER * len(chart.annotations)
    return legend + max(wanted, least_height(chart))


@_slabs.register
def _table(block: TableBlock, shown: Theme, room: Room) -> list[_Slab]:
    """Head, then rows; both once more on every further sheet, with what the rows are listed under."""
    roles = _SMALL if len(block.rows) > _MANY else _LARGE
    widths = _widths(block, roles, room.width)
    made = _heading(block.heading, block.note, shown, room)
    names = tuple(column.name for column in block.columns)
    head: list[_Slab] = []
    if any(names):
        cells = [
            _cell(name, column, "chip", shown.text2, width)
            for name, column, width in zip(names, block.columns, widths, strict=True)
        ]
        head = _rows(cells, widths, shown.text3, room.height / 4)
        made += [slab._replace(keeps=True) for slab in head]
    looks = tuple(roles[column.look] for column in block.columns)
    listed = enumerate(zip(block.groups or ("",) * len(block.rows), block.rows, strict=True), 1)
    for group, rows in groupby(listed, lambda one: one[1][0]):
        band = _band(group, shown, room) if group else []
        above = tuple(slab._replace(gap=0.0) for slab in (*head, *band))
        if sum(slab.height for slab in above) > room.height / 3:
            above = ()
        most = room.height - sum(slab.height for slab in above)
        made += [slab._replace(keeps=True, head=tuple(head) if above else ()) for slab in band]
        for number, (_, row) in rows:
            total = block.total and number == len(block.rows)
            cells = [
                _cell(words, column, _bold(role) if total else role, shown.text, width)
                for words, column, role, width in zip(row, block.columns, looks, widths, strict=True)
            ]
            parts = _rows(cells, widths, shown.text2 if total else shown.line, most)
            made += [part._replace(head=above) for part in parts]
    # of a table that is not whole, no last row stands alone
    whole = sum(slab.height for slab in made) <= room.height * _WHOLE
    made = [slab._replace(keeps=True) if whole or place == len(made) - 2 else slab for place, slab in enumerate(made)]
    return _together(made)


def _bold(role: str) -> str:
    return {"body": "strong", "source": "chip"}.get(role, role)


# ---- parts of them


def _line(line: Sequence[Run], role: str, tint: str, strong: str = "") -> list[Print]:
    """A line on the baseline 0; several spaces in a row leave a hole, so words keep their own places."""
    return [Print(run.text, role, strong if run.strong and strong else tint, run.x, 0) for run in line]


def _lines(
    pieces: Pieces, role: str, tint: str, width: float, *, strong: str = "", balanced: bool = False
) -> list[_Slab]:
    """A text in lines no wider than `width`, each a slab."""
    height = line_height(role)
    return [
        _Slab(tuple(moved(_line(line, role, tint, strong), 0, _baseline(role))), height)
        for line in set_lines(pieces, role, int(width), balanced).lines
    ]


def _baseline(role: str) -> float:
    """Of a line of that role, from its top."""
    return round((line_height(role) + TYPE[role].size * 0.66) / 2)


def _heading(heading: str, note: str, shown: Theme, room: Room) -> list[_Slab]:
    made = _lines(((heading, False),), "card_title", shown.text, room.width)
    made += _lines(((note, False),), "source", shown.text2, room.width)
    made[-1:] = [line._replace(height=line.height + _LINE) for line in made[-1:]]
    return [line._replace(keeps=True) for line in made]


def _together(slabs: list[_Slab]) -> list[_Slab]:
    """The same, the last of them free of what follows."""
    return [*slabs[:-1], *(slab._replace(keeps=False) for slab in slabs[-1:])]


def _band(group: str, shown: Theme, room: Room) -> list[_Slab]:
    """What rows are listed under, on a tint."""
    made = []
    for line in _lines(((group, False),), "chip", shown.text, room.width - 2 * _CELL):
        ground = Fill(Box(0, 0, room.width, line.height + 6), shown.sunken)
        made.append(_Slab((ground, *moved(line.strokes, _CELL, 3)), line.height + 6))
    return made


class _Cell(NamedTuple):
    """The words of a cell, line by line, from its left edge."""

    lines: tuple[tuple[Print, ...], ...]
    role: str


def _cell(words: str, column: Column, role: str, tint: str, width: float) -> _Cell:
    lines = []
    for line in set_lines(((words, False),), role, int(width)).lines:
        left = 0.0
        if column.look == "number":
            left = width - line[-1].x - text_width(line[-1].text, role)
        lines.append(tuple(moved(_line(line, role, tint), left, 0)))
    return _Cell(tuple(lines), role)  # type: ignore[arg-type]


def _rows(cells: Sequence[_Cell], widths: Sequence[float], rule: str, most: float) -> list[_Slab]:
    """A row over a hairline; one that is higher than a sheet in parts, line by line."""
    first = max((_baseline(cell.role) for cell in cells), default=0.0)
    pitch = max((line_height(cell.role) for cell in cells if len(cell.lines) > 1), default=0)
    count = max((len(cell.lines) for cell in cells), default=0)
    at_once = max(1, int((most - 2 * _CELL - first - 8) // pitch) + 1) if pitch else 1
    made = []
    for begin in range(0, max(count, 1), at_once):
        strokes: list[Stroke] = []
        height = 0.0
        left = 0.0
        for cell, width in zip(cells, widths, strict=True):
            step = line_height(cell.role)
            for place, line in enumerate(cell.lines[begin : begin + at_once]):
                baseline = _CELL + first + place * step
                strokes += moved(line, left, baseline)
                height = max(height, baseline - _baseline(cell.role) + step)
            left += width + _COLUMN
        height = max(height, _CELL + line_height("source")) + _CELL
        strokes.append(Fill(Box(0, height - 1, left - _COLUMN, 1), rule))
        made.append(_Slab(tuple(strokes), height))
    return made


def _widths(block: TableBlock, roles: dict[str, str], width: float) -> list[float]:
    """The width of each column: its share, but no word broken and no number in two where that can be."""
    room = width - _COLUMN * (len(block.columns) - 1)
    least = []
    for place, column in enumerate(block.columns):
        role = roles[column.look]
        widest = [_narrowest(row[place], column, role) for row in block.rows]
        if block.total:
            widest += [_narrowest(row[place], column, _bold(role)) for row in block.rows[-1:]]
        widest.append(widest_word(((column.name, False),), "chip"))
        least.append(min(max(widest) + 1, room * 0.3))
    shares = _shared(room, [column.share for column in block.columns], least)
    return shares if sum(shares) <= room + 0.5 else [room * share / sum(shares) for share in shares]


def _narrowest(words: str, column: Column, role: str) -> float:
    """The width from which on a cell breaks nothing that belongs together."""
    if column.look in ("number", "figure"):
        return text_width(words, role)
    return widest_word(((words, False),), role)


def _shared(room: float, shares: Iterable[float], least: Sequence[float]) -> list[float]:
    """`room` by shares; what would fall below its least gets that, and the others share what is left."""
    parts = list(shares)
    fixed: set[int] = set()
    while True:
        free = sum(share for place, share in enumerate(parts) if place not in fixed)
        left = room - sum(least[place] for place in fixed)
        widths = [
            least[place] if place in fixed else max(left, 0.0) * share / free for place, share in enumerate(parts)
        ]
        short = {place for place in range(len(parts)) if place not in fixed and widths[place] < least[place]}
        if not short:
            return widths
        fixed |= short
