"""Items of a chart on the screen that are painted here: bars in the view box, and strokes below and above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from lagebild.charts.geometry import Layout
from lagebild.look.colours import colour
from lagebild.look.fonts import as_designed, text_width
from lagebild.look.painting import draw_focus_ring, report_text
from lagebild.renderers.picture import paint
from lagebild.renderers.strokes import Print, Stroke
from lagebild.theme import TYPE, Theme


class Bars(QGraphicsItem):
    """Bars in the view box: across in values, down in pixels of the plot.

    WORKAROUND pyqtgraph's BarGraphItem records bars of several colours in a QPicture, and PySide6 6.11.3 keeps six
    references to None for every painter on a QPicture; until it does not.
    """

    def __init__(self) -> None:
        super().__init__()
        self._area = QRectF()
        self._bars: tuple[tuple[QRectF, str], ...] = ()

    @property
    def rects(self) -> tuple[QRectF, ...]:
        """What is painted, in values and pixels."""
        return tuple(rect for rect, _ in self._bars)

    def show_bars(self, placed: Layout, theme: Theme) -> None:
        area = QRectF(placed.low, 0, placed.high - placed.low, placed.plot.height)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        pixel = area.width() / placed.plot.width
        bars = []
        for bar in placed.bars:
            if bar.start != bar.end:
                length = max(abs(bar.end - bar.start), pixel)  # what is not nothing can be seen
                left = bar.start if bar.end > bar.start else bar.start - length
                rect = QRectF(left, bar.box.y - placed.plot.y, length, bar.box.height)
                bars.append((rect, theme.marks[bar.role].fill))
        shown = tuple(bars)
        if shown != self._bars:
            self._bars = shown
            self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        for rect, fill in self._bars:
            painter.fillRect(rect, colour(fill))


class Strokes(QGraphicsItem):
    """Strokes in pixels of the view, below the bars or above them."""

    def __init__(self, level: float) -> None:
        super().__init__()
        self.setZValue(level)
        self._strokes: tuple[Stroke, ...] = ()
        self._area = QRectF()
        self._outlined: QRectF | None = None

    def show_strokes(self, strokes: Iterable[Stroke], width: float, height: float) -> None:
        area = QRectF(0, 0, width, height)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        shown = tuple(strokes)
        if shown != self._strokes:
            self._strokes = shown
            self.update()

    def outline(self, rect: QRectF | None) -> None:
        """Show where the keys are."""
        if rect != self._outlined:
            self._outlined = rect
            self.update()

    def texts(self) -> Iterator[str]:
        """The words that are painted."""
        return (stroke.text for stroke in self._strokes if isinstance(stroke, Print))

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        with as_designed():
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        paint(painter, self._strokes)
        for stroke in self._strokes:
            if isinstance(stroke, Print):
                width, size = text_width(stroke.text, stroke.type), TYPE[stroke.type].size
                left = stroke.x - {"start": 0.0, "middle": width / 2, "end": width}[stroke.anchor]
                report_text(painter, stroke.text, QRectF(left, stroke.baseline - size, width, 1.2 * size), self._area)
        if self._outlined is not None:
            draw_focus_ring(painter, self._outlined, 4)
