"""A heat on a slide: a native table with tinted cells, editable as any other, and its key as a second one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from lagebild.charts.chart import Chart, Point
from lagebild.charts.geometry import SHAPES, Shape
from lagebild.charts.heat import TOP, band_words, is_unsure, step
from lagebild.charts.lettering import broken, wrapped
from lagebild.language import NBSP, Language
from lagebild.origin import COUNTED
from lagebild.renderers.slides.colours import PAPER, TEXT, TEXT2, Colour, Ink
from lagebild.renderers.slides.elements import PER_POINT, Element, Node, characters, clean, element, grown, name, solid
from lagebild.renderers.slides.gaps import describe
from lagebild.renderers.slides.measuring import width
from lagebild.renderers.slides.template import Box
from lagebild.theme import HEAT_STEPS, theme
from lagebild.theme import Mark as Role

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's style of a table without any
_SIGNS: dict[Shape, str] = {
    "triangle": "▲", "circle": "●", "square": "■", "diamond": "◆", "plus": "+", "star": "*", "dash": "–", "x": "×",
}  # fmt: skip
_NAME, _NUMBER, _TOTAL, _BAND, _KEY = 16, 18, 20, 12, 12  # sizes of type in points
_ROW = 40  # a row that holds a number and its band, and from which on numbers are as large as that
_KEY_HEIGHT, _KEY_COLUMN, _AIR = 20, 62, 10
_LEADING, _SIGN = 15.0, 20.0  # of small names on several lines, and of the sign above them
_EDGES_OF_A_CELL = 6.0  # both
_NAMES = 0.3  # the largest share of the width that the names of categories take
_GAP, _RULE, _DASH = 3.0, 1.5, 1.0  # widths of lines: between cells, above the total, about what is not certain …
_HAIR, _FAINT = 0.75, Colour("bg1", (("lumMod", 75),))  # … and about the lightest tint; its colour


class _Run(NamedTuple):
    """Words of one look; a cell has one paragraph for each of its lines."""

    text: str
    size: float
    colour: Colour
    bold: bool = False


_Edge = tuple[Colour, float, bool] | None
"""Colour, width in points, dashed."""


class _Cell(NamedTuple):
    lines: tuple[tuple[_Run, ...], ...]
    tint: Colour | None = None
    dashed: bool = False
    centred: bool = True


def add_heat(slide: Any, chart: Chart, box: Box, inks: Mapping[Role, Ink]) -> None:
    """Put the tables of `chart` into `box` of a slide."""
    left, top, across, down = box
    room = down / PER_POINT - _KEY_HEIGHT - _AIR
    columns = _columns(chart, across / PER_POINT)
    names = _names_over(chart, columns[-1])
    rows = len(chart.categories) + 1
    row = min(64.0, room / rows)
    head = row if names is None else _LEADING * max(map(len, names)) + _SIGN
    row = min(row, (room - head) / (rows - 1))
    cells = [_head(chart, inks, names), *(_row(chart, at, row) for at in range(len(chart.categories)))]
    heights = (head, *[row] * (rows - 1))
    table = (left, top, across, round(sum(heights) * PER_POINT))
    frame = _table(slide, cells, table, columns, heights=heights, ruled=chart.total_row)
    describe(frame, chart.heading, chart.alternative)
    key = _key(chart)
    foot = (left + round(columns[0] * PER_POINT), top + round((sum(heights) + _AIR) * PER_POINT))
    below = (*foot, round(_KEY_COLUMN * len(key) * PER_POINT), _KEY_HEIGHT * PER_POINT)
    frame = _table(slide, [key], below, [float(_KEY_COLUMN)] * len(key), headed=False)
    describe(frame, Language(chart.language).say("Key"), ", ".join(run.text for cell in key for run in cell.lines[0]))


# ---- what the cells say


def _names_over(chart: Chart, column: float) -> list[tuple[str, ...]] | None:
    """The lines of small names under their signs; None where each has room beside its sign."""
    room = column - _EDGES_OF_A_CELL
    if all(width(f"■ {series.name}", _NAME) <= room for series in chart.series):
        return None
    return [
        wrapped(broken(series.name, "", room, _small), "", room, len(series.name), _small) for series in chart.series
    ]


def _small(text: str, _: str) -> float:
    return width(text, _BAND)


def _head(chart: Chart, inks: Mapping[Role, Ink], names: Sequence[tuple[str, ...]] | None) -> list[_Cell]:
    heads = [_Cell(((_Run(chart.category_name, _BAND, TEXT2),),), centred=False)]
    for at, series in enumerate(chart.series):
        if names is not None:
            lines = [(_Run(line.replace(" ", NBSP), _BAND, TEXT, True),) for line in names[at]]
            if series.role in SHAPES:
                lines.insert(0, (_Run(_SIGNS[SHAPES[series.role]], _NAME, inks[series.role].fill, True),))
            heads.append(_Cell(tuple(lines)))
            continue
        runs = [_Run(series.name.replace(" ", NBSP), _NAME, TEXT, True)]
        if series.role in SHAPES:
            runs.insert(0, _Run(f"{_SIGNS[SHAPES[series.role]]}{NBSP}", _NAME, inks[series.role].fill))
        heads.append(_Cell((tuple(runs),)))
    return heads


def _row(chart: Chart, category: int, height: float) -> list[_Cell]:
    total = chart.total_row and category == len(chart.categories) - 1
    points = [series.points[category] for series in chart.series]
    shown = _Cell(((_Run(chart.categories[category], _NAME, TEXT, total),),), centred=False)
    return [shown, *(_value(chart, point, total, height) for point in points)]


def _value(chart: Chart, point: Point | None, total: bool, height: float) -> _Cell:
    if point is None:
        return _Cell(((_Run("–", _NUMBER, TEXT2),),))
    unsure = is_unsure(point)
    colours = None if unsure or total else theme("light").heat[step(point)]
    ink = TEXT if colours is None else Colour(colours.text)
    # a middle that is hardly known must not look as if it were measured
    number = _Run(point.label, _TOTAL if total else _NUMBER, TEXT2 if unsure else ink, total or not unsure)
    band = band_words(chart, point)
    said: tuple[tuple[_Run, ...], ...] = ((number,),)
    if band and height >= _ROW:
        said = ((number,), (_Run(band, _BAND, ink),))
    elif band:
        said = ((number, _Run(f"{NBSP}{NBSP}{band}", _BAND, ink)),)
    # fixed in every template: in a house's accents a low risk could look like a high one
    return _Cell(said, None if colours is None else Colour(colours.fill), unsure and not total)


def _key(chart: Chart) -> list[_Cell]:
    language = Language(chart.language)
    limits = [TOP * at / HEAT_STEPS for at in range(HEAT_STEPS + 1)]
    cells = []
    for colours, (low, high) in zip(theme("light").heat, pairwise(limits), strict=True):
        words = str(language.show_range(low, high, COUNTED, chart.unit, 0, dash=True))
        cells.append(_Cell(((_Run(words, _KEY, Colour(colours.text)),),), Colour(colours.fill)))
    points = (point for series in chart.series for point in series.points)
    if any(point is not None and is_unsure(point) for point in points):
        cells.append(_Cell(((_Run(language.say("uncertain"), _KEY, TEXT2),),), dashed=True))
    return cells


def _columns(chart: Chart, room: float) -> list[float]:
    """Widths in points: that of the names, then the others, all alike."""
    names = max(width(category, _NAME) for category in chart.categories) + 16
    first = min(names, _NAMES * room)
    return [first, *[(room - first) / len(chart.series)] * len(chart.series)]


# ---- tables


def _table(
    slide: Any, cells: Sequence[Sequence[_Cell]], box: Box, columns: Sequence[float], *,
    heights: Sequence[float] = (), headed: bool = True, ruled: bool = False,
) -> Any:  # fmt: skip
    frame = slide.shapes.add_table(len(cells), len(cells[0]), *box)
    table = frame.table
    table.first_row, table.horz_banding, table.last_row, table.first_col = headed, False, ruled, headed
    frame._element.find(f".//{name('a:tableStyleId')}").text = _PLAIN
    for column, points in zip(table.columns, columns, strict=True):
        column.width = round(points * PER_POINT)
    for line, points in zip(table.rows, heights, strict=False):
        line.height = round(points * PER_POINT)
    for row, here in enumerate(cells):
        for column, cell in enumerate(here):
            _fill(table.cell(row, column)._tc, cell, _edges(cells, row, column, ruled))
    return frame


def _edges(cells: Sequence[Sequence[_Cell]], row: int, column: int, ruled: bool) -> Iterator[tuple[str, _Edge]]:
    """The lines about a cell; those between two cells are the same for both."""
    last = len(cells) - 1
    lightest = Colour(theme("light").heat[0].fill)
    for side, down, right in (("lnL", 0, -1), ("lnR", 0, 1), ("lnT", -1, 0), ("lnB", 1, 0)):
        y, x = row + down, column + right
        outside = not (0 <= y <= last and 0 <= x < len(cells[0]))
        beside = None if outside else cells[y][x]
        edge: _Edge = None
        if ruled and (row, side) in ((last, "lnT"), (last - 1, "lnB")):
            edge = (TEXT2, _RULE, False)
        elif cells[row][column].dashed or (beside is not None and beside.dashed):
            edge = (TEXT2, _DASH, True)
        elif lightest in (cells[row][column].tint, None if beside is None else beside.tint):
            edge = (_FAINT, _HAIR, False)  # that tint alone hardly differs from paper
        elif beside is not None and beside.tint is not None and cells[row][column].tint is not None:
            edge = (PAPER, _GAP, False)
        yield side, edge


def _fill(tc: Node, cell: _Cell, edges: Iterator[tuple[str, _Edge]]) -> None:
    """Write words, lines and tint into a cell."""
    body = tc.find(name("a:txBody"))
    for paragraph in body.findall(name("a:p")):
        body.remove(paragraph)
    for runs in cell.lines:
        words = (
            element("a:r", characters("a:rPr", run.size, run.colour, bold=run.bold), element("a:t", clean(run.text)))
            for run in runs
        )
        body.append(grown(element("a:p", element("a:pPr", algn="ctr" if cell.centred else "l"), *words)))
    look = element(
        "a:tcPr",
        *(_edge(side, edge) for side, edge in edges),
        element("a:noFill") if cell.tint is None else solid(cell.tint),
        marL=0 if not cell.centred else 36_000, marR=36_000, marT=0, marB=0, anchor="ctr",
    )  # fmt: skip
    for old in tc.findall(name("a:tcPr")):
        tc.remove(old)
    tc.append(grown(look))


def _edge(side: str, edge: _Edge) -> Element:
    if edge is None:
        return element(f"a:{side}", element("a:noFill"), w=0)
    colour, points, dashed = edge
    return element(
        f"a:{side}",
        solid(colour),
        element("a:prstDash", val="dash" if dashed else "solid"),
        w=round(points * PER_POINT),
    )
