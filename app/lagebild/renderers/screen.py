"""A chart on the screen: bars or lines in a pyqtgraph view box, and over them words where the layout puts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QLabel, QStyleOptionGraphicsItem, QToolTip, QWidget

from lagebild.charts.chart import Chart, Reading
from lagebild.charts.geometry import Bar, Bubble, Cell, Dot, Layout, Words
from lagebild.charts.layout import LEGEND, layout, least_height
from lagebild.language import Shown
from lagebild.look.colours import colour, current
from lagebild.look.fonts import as_designed, text_scale, text_width
from lagebild.look.painting import draw_focus_ring, report_text
from lagebild.origin import COUNTED, Origin, union
from lagebild.renderers import bubbles, curves, heat
from lagebild.renderers.curve_items import MARGIN, CurveItems
from lagebild.renderers.picture import dots, edges, ground, paint, words
from lagebild.renderers.strokes import Print, Stroke
from lagebild.theme import TYPE, Theme

_RING = 6  # room about the chart for the focus ring
_LEAST = 72  # a plot's height


class ChartPlot(QLabel):
    """One chart, updated in place; the arrow keys walk its marks and read them."""

    walked = Signal(str)
    """A key has reached a mark; these are its words."""
    pressed = Signal(object)  # Reading
    """A mark was clicked, or Enter or the space bar pressed on the one the keys have reached."""

    def __init__(self, parent: QWidget | None = None) -> None:
        from lagebild.renderers.plotting import load_pyqtgraph

        pyqtgraph = load_pyqtgraph()  # half of the time to start: not before the first chart is shown

        super().__init__(parent)
        self.setPixmap(QPixmap(1, 1))  # a label with a picture is a graphic to screen readers; it is never painted
        self._chart: Chart | None = None
        self._walked: int | None = None  # index of the mark the keys have reached
        self._held: Reading | None = None  # the mark the mouse button went down on
        self.setMouseTracking(True)
        self._placed: Layout | None = None
        self._theme: Theme | None = None
        self._legend = True
        self._view = pyqtgraph.GraphicsView(self)
        self._view.setCentralWidget(None)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # nothing here is dragged or zoomed, and the wheel belongs to the page
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._box = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self._box.disableAutoRange()
        self._bars = _Bars()
        self._box.addItem(self._bars, ignoreBounds=True)
        self._ground = _Strokes(self._box.zValue() - 1)
        self._words = _Strokes(self._box.zValue() + 1)
        self._curves = CurveItems(self._box)
        self._said = _Strokes(self._box.zValue() + 2)  # at the position of lines that is pointed at, or walked to
        self._pointed: tuple[int, float] | None = None  # its category, and how far down the pointer is
        self._scale = text_scale()
        """How many times its usual size the chart is drawn in: as a whole, so that its words keep their places."""
        for item in (self._ground, self._box, self._words, self._said):
            self._view.addItem(item)
        for strokes in (self._ground, self._words, self._said):
            strokes.setScale(self._scale)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, _LEAST + 2 * _RING)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def placed(self) -> Layout | None:
        """Where everything stands, within the focus ring."""
        return self._placed

    @property
    def walked_mark(self) -> Reading | None:
        """The mark the keys have reached."""
        return None if self._chart is None or self._walked is None else self._chart.readings()[self._walked]

    def texts(self) -> tuple[str, ...]:
        """What is shown, with the origins of its numbers."""
        shown = self._placed.words if self._placed else ()
        return tuple(one.text if (origin := self._origin(one)) is None else Shown(one.text, origin) for one in shown)

    def _origin(self, placed: Words) -> Origin | None:
        """Where words on the plot come from; None for a name."""
        chart = self._chart
        if chart is None or placed.part in ("category", "head", "gap"):
            return None
        if placed.part in ("tick", "legend", "absent"):
            return COUNTED
        if placed.part == "guide":
            return chart.guides[placed.category].origin
        if placed.part == "area":
            return None if chart.area is None else chart.area.origin
        if placed.part == "zone":
            return None if chart.zone is None else chart.zone.origin
        if placed.part == "annotation":
            return union(note.origin for note in chart.annotations if note.category == placed.category)
        points = chart.totals if placed.series < 0 else chart.series[placed.series].points
        point = points[placed.category]
        return None if point is None else point.origin

    def show_chart(self, chart: Chart) -> None:
        """Show `chart`; what stays as it was is not touched."""
        if chart is self._chart:
            return
        before, self._chart = self._chart, chart
        if before is not None and _marks_of(before) != _marks_of(chart):
            self._walked = self._pointed = None
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.alternative)
        self._hold_height()
        self._place()

    def set_legend(self, shown: bool) -> None:
        """Whether a legend stands in the plot; without, it has to stand elsewhere."""
        if shown != self._legend:
            self._legend = shown
            self._hold_height()
            self._place()

    def apply_theme(self) -> None:
        """Take the colours of the theme in use."""
        self._place()
        self.update()

    # ---- placing

    def _hold_height(self) -> None:
        if self._chart is not None:
            legend = LEGEND if self._chart.legend and self._legend else 0
            height = ceil(max(least_height(self._chart) + legend, _LEAST) * self._scale) + 2 * _RING
            if height != self.minimumHeight():
                self.setMinimumHeight(height)

    def _place(self) -> None:
        with as_designed():
            self._place_in(self._view.width() / self._scale, self._view.height() / self._scale)

    def _place_in(self, width: float, height: float) -> None:
        if self._chart is None or min(width, height) < 2:
            return
        before, theme = self._placed, current()
        placed = self._placed = layout(self._chart, width, height, text_width, legend=self._legend)
        if theme is not self._theme:
            self._theme, before = theme, None
            self._view.setBackground(colour(theme.surface))
        if before is None or _seen(placed) != _seen(before):
            room, across, down = _seen(placed)
            self._box.setGeometry(QRectF(room.topLeft() * self._scale, room.size() * self._scale))
            self._box.setRange(xRange=across, yRange=down, padding=0, disableAutoRange=True)
            self._box.updateMatrix()  # now: left to the painting, it would ask for a second one
        self._bars.show_bars(placed, theme)
        self._curves.show(placed, theme)
        self._ground.show_strokes(ground(placed, theme), width, height)
        marks = (*edges(placed, theme), *dots(placed, theme), *heat.strokes(placed, theme))
        marks = (*marks, *bubbles.marks(placed, theme), *curves.over(placed, theme))
        self._words.show_strokes((*marks, *words(placed, theme)), width, height)
        self._show_mark()

    def _show_mark(self) -> None:
        """Ring the mark the keys have reached; say the values of lines at the position that is pointed at."""
        with as_designed():
            self._mark()

    def _mark(self) -> None:
        self._words.outline(self._mark_rect())
        chart, placed = self._chart, self._placed
        said: tuple[Stroke, ...] = ()
        if chart is None or placed is None:
            return
        if placed.graph is not None:
            category, y = self._pointed or (None, None)
            walked = self.walked_mark
            if category is None and walked is not None:
                category = walked.category
            if category is not None and category in chart.drawn:
                said = tuple(curves.reading(chart, placed, category, y, current(), text_width))
        self._said.show_strokes(said, placed.width, placed.height)

    def _mark_rect(self) -> QRectF | None:
        """About the mark the keys have reached: its bar, or for a total its label and all bars of the category."""
        placed = self._placed
        if self._walked is None or placed is None or placed.graph is not None or self._chart is None:
            return None
        readings = self._chart.readings()
        self._walked = min(self._walked, len(readings) - 1)
        category, series, _ = readings[self._walked]
        boxes = [mark.box for mark in placed.marks if mark.category == category and series in (-1, mark.series)]
        if series == -1:
            # the name of a bubble stands beside it
            parts = ("value", "note") if placed.plane is None else ("category", "value", "note")
            boxes += [word.box for word in placed.words if word.category == category and word.part in parts]
        rect = QRectF()
        for box in boxes:
            rect = rect.united(QRectF(box.x - 4, box.y - 4, box.width + 8, box.height + 8))
        return rect.intersected(QRectF(0, 0, placed.width, placed.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.setGeometry(self.rect().adjusted(_RING, _RING, -_RING, -_RING))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(560, 260)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.apply_theme()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            draw_focus_ring(QPainter(self), QRectF(self.rect()))

    # ---- reading

    def keyPressEvent(self, event: QKeyEvent) -> None:
        readings = self._chart.readings() if self._chart else ()
        last = len(readings) - 1
        at = {
            Qt.Key.Key_Right: 0 if self._walked is None else min(self._walked + 1, last),
            Qt.Key.Key_Left: last if self._walked is None else max(self._walked - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if self.walked_mark is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.walked_mark)
            return
        if at is None or last < 0:
            super().keyPressEvent(event)
            return
        self._walked, self._pointed = at, None
        self._show_mark()
        text = readings[at].text
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.walked.emit(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._walked = None
        self._show_mark()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        """The words of the mark under the pointer."""
        found = self._mark_at(QPointF(event.pos()))
        if found is None or self._pointed is not None:  # lines say their values beside the pointer
            QToolTip.hideText()
        else:
            mark, box = found
            box = QRectF(self._on_widget(box.topLeft()), box.size() * self._scale)
            # a name from a file is no rich text, whatever Qt takes it for
            rich = "<" in mark.text or "&lt;" in mark.text
            text = f"<qt>{escape(mark.text)}</qt>" if rich else mark.text
            QToolTip.showText(event.globalPos(), text, self, QRect(box.toAlignedRect()))

    # ---- the mark under the pointer

    def _on_chart(self, at: QPointF) -> QPointF:
        """Where a place on the widget lies in the layout of the chart."""
        return (at - QPointF(_RING, _RING)) / self._scale

    def _on_widget(self, at: QPointF) -> QPointF:
        """Where a place in the layout of the chart lies on the widget."""
        return at * self._scale + QPointF(_RING, _RING)

    def _mark_at(self, pointed_at: QPointF) -> tuple[Reading, QRectF] | None:
        """The mark there, by itself or by its value, and the box that was hit, in the layout of the chart."""
        at = self._on_chart(pointed_at)
        if self._placed is None or self._chart is None:
            return None
        if self._placed.graph is not None:
            pointed = self._position_at(pointed_at)
            told = self._chart.readings()
            found = next((one for one in told if pointed is not None and one.category == pointed[0]), None)
            return None if found is None else (found, QRectF(*self._placed.plot))
        values = (one for one in self._placed.words if one.part in ("value", "note", "within"))
        mark: Bar | Dot | Cell | Bubble | Words
        for mark in chain[Bar | Dot | Cell | Bubble | Words](self._placed.marks, values):
            box = QRectF(*mark.box)
            if box.contains(at):
                at_mark = (mark.category, mark.series if self._placed.plane is None else -1)
                return next((told, box) for told in self._chart.readings() if told[:2] == at_mark)
        return None

    def _position_at(self, at: QPointF) -> tuple[int, float] | None:
        """(category, how far down) in a plot of lines."""
        placed, chart = self._placed, self._chart
        if placed is None or chart is None or placed.graph is None:
            return None
        x, y = self._on_chart(at).toTuple()
        plot = placed.plot
        if not (plot.x - MARGIN <= x <= plot.right + MARGIN and plot.y <= y <= plot.bottom):
            return None
        category = curves.category_at(chart, placed, x)
        return None if category is None else (category, y)

    def _point_at(self, pointed: tuple[int, float] | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self._show_mark()

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._position_at(event.position()))
        if self._mark_at(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._mark_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        self._held = None if found is None else found[0]
        if self._held is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        found = self._mark_at(event.position())
        if held is None:
            super().mouseReleaseEvent(event)
        elif found is not None and found[0] == held:
            self.pressed.emit(held)


def _seen(placed: Layout) -> tuple[QRectF, tuple[float, float], tuple[float, float]]:
    """(place, from where to where across, and down) of the view box: values for bars, pixels of the plot for lines."""
    plot = placed.plot
    if placed.graph is None:
        return QRectF(*plot), (placed.low, placed.high), (0, plot.height)
    room = QRectF(*plot).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    return room, (-MARGIN, plot.width + MARGIN), (-MARGIN, plot.height + MARGIN)


def _marks_of(chart: Chart) -> tuple[object, ...]:
    """Which marks there are: while they are the same, the one that the keys have reached stays."""
    return chart.id, chart.categories, chart.kind == "bubbles" and chart.drawn


class _Bars(QGraphicsItem):
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


class _Strokes(QGraphicsItem):
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
