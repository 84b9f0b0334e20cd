"""The strokes of a heat, on the screen and in pictures: tinted cells, dashed ones, emblems, and the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lagebild.charts.geometry import OUTLINES, Cell, Corners, Emblem, Layout, Shape
from lagebild.renderers.strokes import Dashes, Fill, Polygon, Stroke
from lagebild.theme import Theme

_RADIUS = 3.0
_CORNERS: dict[Shape, Corners] = {
    "triangle": ((0.5, 0.08), (1, 0.92), (0, 0.92)),
    "square": ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    **OUTLINES,
}


def strokes(placed: Layout, shown: Theme, told: Mapping[tuple[int, int], str] | None = None) -> Iterator[Stroke]:
    """All but the words and the rule; `told` are the words of the marks, by category and series."""
    for cell in (*placed.cells, *placed.tints):
        yield from _cell(cell, shown, (told or {}).get((cell.category, cell.series), ""))
    for emblem in placed.emblems:
        yield _emblem(emblem, shown)


def _cell(cell: Cell, shown: Theme, told: str) -> Iterator[Stroke]:
    radius = min(_RADIUS, cell.box.height / 8)
    fill = shown.surface if cell.step is None else shown.heat[cell.step].fill
    edge = shown.line if cell.step == 0 else ""  # that tint alone hardly differs from what it stands on
    yield Fill(cell.box, fill, edge, radius, told)
    if cell.dashed:
        yield Dashes(cell.box, shown.border, radius)


def _emblem(emblem: Emblem, shown: Theme) -> Stroke:
    colour = shown.marks[emblem.role].fill
    if emblem.shape == "circle":
        return Fill(emblem.box, colour, radius=emblem.box.height / 2)
    return Polygon(emblem.box, colour, _CORNERS[emblem.shape])
