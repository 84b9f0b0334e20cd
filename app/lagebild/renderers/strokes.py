"""What pictures and screen are drawn with: fills, words, icons, polygons, frames and lines, in logical pixels."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.charts.geometry import Anchor, Box


class Fill(NamedTuple):
    """A filled rectangle; an edge of another colour lies inside it. `told` are its words for a screen reader."""

    box: Box
    colour: str
    edge: str = ""
    radius: float = 0.0
    told: str = ""


class Print(NamedTuple):
    """Words on one line; where `after` is given, they follow the words before them at that distance."""

    text: str
    type: str
    colour: str
    x: float
    baseline: float
    anchor: Anchor = "start"
    after: float | None = None


class Sign(NamedTuple):
    """One of our own icons."""

    name: str
    colour: str
    box: Box


class Polygon(NamedTuple):
    """A filled shape with straight edges, its corners in parts of `box`."""

    box: Box
    colour: str
    corners: tuple[tuple[float, float], ...]
    told: str = ""

    def points(self) -> tuple[tuple[float, float], ...]:
        """The corners where they stand."""
        x, y, width, height = self.box
        return tuple((x + across * width, y + down * height) for across, down in self.corners)


DASH = (3.0, 2.0)
"""Lengths of a dash and of the gap after it."""


class Dashes(NamedTuple):
    """A dashed line inside the edge of a box: what is in it is not certain."""

    box: Box
    colour: str
    radius: float = 0.0


class Trace(NamedTuple):
    """A line through places, in one or more runs; the places are told from the upper left corner of the box."""

    box: Box
    colour: str
    width: float
    runs: tuple[tuple[tuple[float, float], ...], ...]
    dashes: tuple[float, ...] = ()
    told: str = ""


Stroke = Fill | Print | Sign | Polygon | Dashes | Trace
