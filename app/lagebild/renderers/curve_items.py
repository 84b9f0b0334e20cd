"""Lines in the view box of a chart on the screen: one item for each that is named and one for all faint ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lagebild.charts.geometry import Box, Curve, Layout
from lagebild.renderers.curves import colour_of
from lagebild.renderers.picture import pen_of
from lagebild.theme import Theme

SMOOTH = 1000
"""What has more places than this, a line or all faint ones, is not antialiased: it costs more than it shows."""
MARGIN = 4.0
"""Of the view box about the plot, so that a thick line at the edge is not cut."""


class CurveItems:
    """Items of pyqtgraph that stay while their lines move; places are pixels of the plot."""

    def __init__(self, view_box: Any) -> None:
        self._box = view_box
        self._items: list[Any] = []
        self._shown: list[tuple[object, ...]] = []

    def show(self, placed: Layout, theme: Theme) -> None:
        """Show the lines of `placed`; what stays as it was is not touched."""
        wanted: list[tuple[Curve, ...]] = []
        for curve in () if placed.graph is None else placed.graph.curves:
            if wanted and curve.faint and wanted[-1][0].faint:
                wanted[-1] = (*wanted[-1], curve)
            else:
                wanted.append((curve,))
        for at, curves in enumerate(wanted):
            if at == len(self._items):
                self._add()
            of = (curves, placed.plot, theme)
            if self._shown[at] != of:
                self._shown[at] = of
                self._fill(self._items[at], curves, placed.plot, theme)
        for at in range(len(wanted), len(self._items)):
            if self._shown[at]:
                self._shown[at] = ()
                self._items[at].setVisible(False)

    def _add(self) -> None:
        from pyqtgraph import PlotCurveItem

        # in one piece, so that corners are round and dashes go on
        item = PlotCurveItem(segmentedLineMode="off", connect="finite")
        item.setSegmentedLineMode("off")
        # what it covers is the same in every section: told of each move, it would ask all its places again
        item.viewTransformChanged = lambda: None
        self._box.addItem(item, ignoreBounds=True)
        item.setZValue(len(self._items))
        self._items.append(item)
        self._shown.append(())

    def _fill(self, item: Any, curves: Sequence[Curve], plot: Box, theme: Theme) -> None:
        import numpy

        first = curves[0]
        x: list[float] = []
        y: list[float] = []
        for curve in curves:
            for run in curve.runs:
                if len(run) > 1:
                    x += [place[0] - plot.x for place in run]
                    y += [place[1] - plot.y for place in run]
                    x.append(numpy.nan)
                    y.append(numpy.nan)
        pen = pen_of(colour_of(first.role, first.faint, theme), first.width, first.dashes)
        pen.setCosmetic(True)  # its width is in pixels of the screen
        places = sum(len(run) for curve in curves for run in curve.runs)
        item.setVisible(True)
        item.setData(numpy.array(x), numpy.array(y), pen=pen, antialias=places <= SMOOTH, connect="finite")
