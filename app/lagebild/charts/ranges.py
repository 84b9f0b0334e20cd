"""Ranges placed: a dot for a value, two with a bar between them for a range, and the guide at what is used."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.charts.geometry import Bar, Box, Dot, Guide

DOT = 12
"""The largest diameter of a dot."""

BAND = 3.0
"""A guide narrower than this is a line."""


def slim(bar: Bar) -> Bar:
    """The bar between the ends of a range, a third as high as its dots."""
    x, y, width, height = bar.box
    edge = height // 3
    return bar._replace(box=Box(x, y + edge, width, height - 2 * edge))


def dots(bars: Sequence[Bar]) -> tuple[Dot, ...]:
    """The dots about the ends of marks as high as they are."""
    return tuple(
        Dot(Box(x - bar.box.height / 2, bar.box.y, bar.box.height, bar.box.height), bar.role, bar.category, bar.series)
        for bar in bars
        for x in sorted({bar.box.x, bar.box.right})
    )


def guide(bars: Sequence[Bar], plot: Box) -> Guide | None:
    """Through all rows at the first mark in the hero's role."""
    used = next((bar.box for bar in bars if bar.role == "hero"), None)
    if used is None:
        return None
    if used.width < BAND:
        return Guide(Box(used.x + used.width / 2 - 0.5, plot.y, 1, plot.height), "hero.fill", False)
    return Guide(Box(used.x, plot.y, used.width, plot.height), "accent_tint", True)
