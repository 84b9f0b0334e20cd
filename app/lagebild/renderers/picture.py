"""A chart as a picture: one list of strokes, painted by QPainter into PNG and PDF or written out as SVG.

Nothing here looks at a window: size and type are fixed, so the same chart gives the same bytes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, QUuid
from PySide6.QtGui import QImage, QPageSize, QPainter, QPainterPath, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from lagebild.charts.chart import Chart, verdict_icon, verdict_word
from lagebild.charts.layout import SWATCH, Anchor, Box, Layout, layout
from lagebild.language import Language
from lagebild.look.colours import colour
from lagebild.look.fonts import font, load_fonts, text_width
from lagebild.look.typesetting import line_height, set_lines
from lagebild.resources import resource
from lagebild.theme import SANS, SERIF, TYPE, Theme, ThemeName, theme

SIZE = (1200, 675)
"""Logical pixels of a picture, 16:9."""
TYPE_SCALE = 1.5  # pictures are shown smaller than they are: the smallest type is 18 pixels here
MARGIN = 24
CHIP = 22
DOTS = 96  # logical pixels an inch

# what takes the place of our fonts where they are not installed
_FAMILIES = {
    "sans": f"'{SANS}', 'Source Sans 3', Aptos, Calibri, 'Segoe UI', Arial, sans-serif",
    "serif": f"'{SERIF}', 'Source Serif 4', Cambria, Georgia, serif",
}


class Fill(NamedTuple):
    """A filled rectangle, with an edge of one pixel inside it where the edge differs; `told` says what it is."""

    box: Box
    colour: str
    edge: str = ""
    radius: float = 0.0
    told: str = ""


class Print(NamedTuple):
    """Words on one line; those with `after` continue the words before them at that distance."""

    text: str
    type: str
    colour: str
    x: float
    baseline: float
    anchor: Anchor = "start"
    after: float | None = None


class Sign(NamedTuple):
    """One of our icons."""

    name: str
    colour: str
    box: Box


Stroke = Fill | Print | Sign


# ---- what is drawn


def ink(shown: Theme, role: str) -> str:
    """The colour a layout means by "text2" or "hero.text"."""
    mark, _, part = role.rpartition(".")
    return str(getattr(shown.marks[mark], part) if mark else getattr(shown, part))  # type: ignore[index]


def ground(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies behind the bars: the grid."""
    for line in placed.lines:
        if line.part == "grid":
            yield Fill(Box(round(line.x1), line.y1, 1, line.y2 - line.y1), ink(shown, line.ink))


def bars(chart: Chart, placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """The marks; one that is not nothing is never thinner than a pixel."""
    told = {(mark.category, mark.series): mark.text for mark in chart.readings()}
    for bar in placed.bars:
        x, y, width, height = bar.box
        if bar.start == bar.end:
            continue
        if width < 1:
            x, width = (x + width - 1 if bar.end < bar.start else x), 1
        colours = shown.marks[bar.role]
        edge = "" if colours.edge == colours.fill else colours.edge
        yield Fill(Box(x, y, width, height), colours.fill, edge, told=told.get((bar.category, bar.series), ""))


def labels(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies on the bars: zero line, leaders, legend and all words."""
    for line in placed.lines:
        if line.part != "grid":
            width = 1.2
            left, top = min(line.x1, line.x2), min(line.y1, line.y2)
            box = Box(left - width / 2, top, width, abs(line.y2 - line.y1))
            if line.y1 == line.y2:
                box = Box(left - width / 2, top - width / 2, abs(line.x2 - line.x1) + width / 2, width)
            yield Fill(box, ink(shown, line.ink))
    for swatch in placed.swatches:
        colours = shown.marks[swatch.role]
        yield Fill(swatch.box, colours.fill, "" if colours.edge == colours.fill else colours.edge)
    for words in placed.words:
        if words.filled:
            x, y, width, height = words.box
            yield Fill(Box(x - 3, y, width + 6, height), shown.surface)
    before = None
    for words in placed.words:
        x = {"start": words.box.x, "middle": words.box.x + words.box.width / 2, "end": words.box.right}[words.anchor]
        after = words.box.x - before.box.right if before is not None and words.part == "note" else None
        yield Print(words.text, words.type, ink(shown, words.ink), x, words.baseline, words.anchor, after)
        before = words
