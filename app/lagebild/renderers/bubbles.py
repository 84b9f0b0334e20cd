"""The strokes of bubbles, on the screen and in pictures: grid and zone behind, then whiskers and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lagebild.charts.geometry import OUTLINES, Box, Bubble, Corners, Layout, Shape
from lagebild.renderers.strokes import Dashes, Fill, Polygon, Stroke
from lagebild.theme import Theme

_HALO = 1.5  # about a mark, so that one over another is told apart
_WHISKER, _CAP = 1.0, 7.0  # its width, and the line at its ends
_CORNERS: dict[Shape, Corners] = {
    "triangle": ((0.5, 0.0), (1.0, 1.0), (0.0, 1.0)),
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    **OUTLINES,
}
_LABELS = ("category", "value", "note", "legend")


def ground(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies behind the marks: the zone, the grid over it, free ground for words, and the circles of the key."""
    plane = placed.plane
    assert plane is not None
    tint, edge = shown.chips["consistent"].tint, shown.marks["gain"].fill
    if plane.zone is not None:
        yield Fill(plane.zone, tint)
    base: list[Fill] = []
    for line in placed.lines:
        box = Box(line.x1, line.y1, max(1.0, line.x2 - line.x1), max(1.0, line.y2 - line.y1))
        if line.ink == "grid":
            yield Fill(box._replace(x=round(box.x), y=round(box.y)), shown.grid)
        else:
            base.append(Fill(box, shown.text2))
    for word in placed.words:
        if word.part in _LABELS:
            behind = Box(word.box.x - 3, word.box.y, word.box.width + 6, word.box.height)
            yield Fill(behind, shown.surface)
            within = None if plane.zone is None else _common(behind, plane.zone)
            if within is not None:
                yield Fill(within, tint)
    if plane.zone is not None:
        yield Dashes(plane.zone, edge)
        if plane.zone_goes_on:
            x, y, width, height = plane.zone
            yield Fill(Box(x + width - 1, y + 1, 1, height - 1), tint)
    yield from base
    for circle in plane.keys:
        yield Fill(circle, shown.surface, shown.text3, radius=circle.width / 2)


def marks(placed: Layout, shown: Theme, told: Mapping[tuple[int, int], str] | None = None) -> Iterator[Stroke]:
    """Whiskers, and over them the marks, the largest first; `told` are their words, by category and series."""
    plane = placed.plane
    if plane is None:
        return
    for bubble in plane.bubbles:
        yield from _whisker(bubble, shown)
    for bubble in sorted(plane.bubbles, key=lambda one: -one.box.width * one.box.height):
        x, y, width, height = bubble.box
        halo = Box(x - _HALO, y - _HALO, width + 2 * _HALO, height + 2 * _HALO)
        yield _shape(bubble, halo, shown.surface, "")
        yield _shape(
            bubble, bubble.box, shown.marks[bubble.role].fill, (told or {}).get((bubble.category, bubble.series), "")
        )


def _shape(bubble: Bubble, box: Box, colour: str, words: str) -> Stroke:
    if bubble.shape == "circle":
        return Fill(box, colour, radius=box.width / 2, told=words)
    if bubble.shape == "square":
        return Fill(box, colour, told=words)
    return Polygon(box, colour, _CORNERS[bubble.shape], words)


def _whisker(bubble: Bubble, shown: Theme) -> Iterator[Fill]:
    if bubble.whisker is None:
        return
    top, bottom = map(round, bubble.whisker)
    x = round(bubble.x - _WHISKER / 2)  # whole pixels: one as wide as the other
    colour = shown.marks[bubble.role].fill
    yield Fill(Box(x, top, _WHISKER, bottom - top), colour)
    for end in (top, bottom):
        yield Fill(Box(x - (_CAP - _WHISKER) / 2, end, _CAP, _WHISKER), colour)


def _common(one: Box, other: Box) -> Box | None:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None
