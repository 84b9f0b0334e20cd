"""A chart on the screen: bars or lines in a pyqtgraph view box, and over them words where the layout puts them.

Of lines with many positions a section may be looked at; the chart itself and all exports know nothing of it.
"""

from __future__ import annotations

import math
from html import escape
from itertools import chain

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
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
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from lagebild.charts import sections
from lagebild.charts.across import Across
from lagebild.charts.beside_curves import Kept
from lagebild.charts.chart import Chart, Reading
from lagebild.charts.curves import place_section
from lagebild.charts.geometry import Bar, Bubble, Cell, Dot, Layout, Words
from lagebild.charts.layout import LEGEND, layout, least_height
from lagebild.language import Language, Shown
from lagebild.look.colours import colour, current
from lagebild.look.fonts import as_designed, text_scale, text_width
from lagebild.look.painting import draw_focus_ring
from lagebild.origin import COUNTED, Origin, union
from lagebild.renderers import bubbles, curves, heat
from lagebild.renderers.curve_items import MARGIN, CurveItems
from lagebild.renderers.picture import dots, edges, ground, words
from lagebild.renderers.strokes import Stroke
from lagebild.renderers.view_items import Bars, Strokes
from lagebild.theme import Theme

_RING = 6  # room about the chart for the focus ring
_LEAST = 72  # a plot's height
_CLOSER = 0.8  # how much less is seen after a step of zooming
_ASIDE = 0.25  # of what is seen, by which a key moves it
_NOTCH = 120  # of a wheel, in eighths of a degree


class ChartPlot(QLabel):
    """One chart, updated in place; the arrow keys walk its marks and read them."""

    walked = Signal(str)
    """A key has reached a mark; these are its words."""
    pressed = Signal(object)  # Reading
    """A mark was clicked, or Enter or the space bar pressed on the one the keys have reached."""
    section_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        from lagebild.renderers.plotting import load_pyqtgraph

        pyqtgraph = load_pyqtgraph()  # half of the time to start: not before the first chart is shown

        super().__init__(parent)
        self.setPixmap(QPixmap(1, 1))  # a label with a picture is a graphic to screen readers; it is never painted
        self._chart: Chart | None = None
        self._walked: int | None = None  # index of the mark the keys have reached
        self._held: Reading | None = None  # the mark the mouse button went down on
        self._read: tuple[Reading, ...] | None = None  # its marks, once they are asked for
        self._whole: Layout | None = None  # all positions of lines placed, whatever section is shown
        self._section: Across | None = None
        self._kept: Kept = {}
        self._gripped: tuple[float, Across] | None = None  # where the mouse button went down across, on what section
        self._is_dragged = False
        self._clicked: Reading | None = None  # waits until it is clear that no second click follows
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._emit_clicked)
        self.setMouseTracking(True)
        self._placed: Layout | None = None
        self._seen: _Seen | None = None
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
        self._bars = Bars()
        self._box.addItem(self._bars, ignoreBounds=True)
        self._ground = Strokes(self._box.zValue() - 1)
        self._words = Strokes(self._box.zValue() + 1)
        self._curves = CurveItems(self._box)
        self._said = Strokes(self._box.zValue() + 2)  # at the position of lines that is pointed at, or walked to
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
        return None if self._chart is None or self._walked is None else self._readings[self._walked]

    @property
    def _readings(self) -> tuple[Reading, ...]:
        if self._read is None:
            self._read = self._chart.readings() if self._chart else ()
        return self._read

    @property
    def section(self) -> Across | None:
        """The part of the axis across that is looked at; None where all is shown."""
        return self._section

    def texts(self) -> tuple[str, ...]:
        """What is shown, with the origins of its numbers."""
        shown = self._placed.words if self._placed else ()
        return tuple(one.text if (origin := self._origin(one)) is None else Shown(one.text, origin) for one in shown)

    def _origin(self, placed: Words) -> Origin | None:
        """Where words on the plot come from; None for a name."""
        chart = self._chart
        if chart is None or placed.part in ("head", "gap"):
            return None
        if placed.part == "category":
            return chart.origin_of_name(placed.category)
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
        if placed.part == "end":
            return next((point.origin for point in reversed(points) if point is not None), None)
        point = points[placed.category]
        return None if point is None else point.origin

    def show_chart(self, chart: Chart) -> None:
        """Show `chart`; what stays as it was is not touched."""
        if chart is self._chart:
            return
        before, self._chart = self._chart, chart
        self._read = self._whole = None
        if before is not None and _marks_of(before) != _marks_of(chart):
            self._walked = self._pointed = None
            self._wait.stop()
            self._held = self._gripped = None
        self.setAccessibleName(chart.title)
        explores = (_how_to_explore(chart),) if sections.has_sections(chart) else ()
        self.setAccessibleDescription(" ".join((chart.alternative, *explores)))
        self._hold_height()
        alike = before is not None and (before.id, before.positions) == (chart.id, chart.positions)
        if not alike or not sections.has_sections(chart):
            self.show_section(None)
        self._place()

    def show_section(self, section: Across | None) -> None:
        """Look at a part of a chart of lines, or at all of it."""
        if section != self._section:
            if not (section and self._section and section.is_as_wide(self._section)):
                self._kept = {}
            self._section = section
            with as_designed():
                self._draw()
            self.section_changed.emit()

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
            height = math.ceil(max(least_height(self._chart) + legend, _LEAST) * self._scale) + 2 * _RING
            if height != self.minimumHeight():
                self.setMinimumHeight(height)

    def _place(self) -> None:
        with as_designed():
            self._place_in(self._view.width() / self._scale, self._view.height() / self._scale)

    def _place_in(self, width: float, height: float) -> None:
        if self._chart is None or min(width, height) < 2:
            return
        self._whole = layout(self._chart, width, height, text_width, legend=self._legend)
        self._kept = {}
        self._draw()

    def _draw(self) -> None:
        """Show the section of what is placed; what stays as it was is not touched."""
        chart, whole = self._chart, self._whole
        if chart is None or whole is None:
            return
        before, theme, width, height = self._placed, current(), whole.width, whole.height
        placed = whole
        if self._section is not None and whole.graph is not None:
            self._section = sections.moved(_across(whole), self._section, 0)  # the whole may have become shorter
            placed = place_section(chart, whole, self._section, text_width, self._kept)
        self._placed = placed
        if theme is not self._theme:
            self._theme, before = theme, None
            self._view.setBackground(colour(theme.surface))
        seen = _seen(placed, whole)
        if before is None or seen != self._seen:
            self._seen = seen
            room, across, down = seen
            self._box.setGeometry(QRectF(room.topLeft() * self._scale, room.size() * self._scale))
            self._box.setRange(xRange=across, yRange=down, padding=0, disableAutoRange=True)
            self._box.updateMatrix()  # now: left to the painting, it would ask for a second one
        self._bars.show_bars(placed, theme)
        self._curves.show(whole, theme)
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
            in_sight = category is not None and (chart.step or placed.low <= chart.positions[category] <= placed.high)
            if category is not None and in_sight and category in chart.drawn:
                said = tuple(curves.reading(chart, placed, category, y, current(), text_width))
        self._said.show_strokes(said, placed.width, placed.height)

    def _mark_rect(self) -> QRectF | None:
        """About the mark the keys have reached: its bar, or for a total its label and all bars of the category."""
        placed = self._placed
        if self._walked is None or placed is None or placed.graph is not None or self._chart is None:
            return None
        readings = self._readings
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
        if self._key_explores(event):
            return
        readings = self._readings
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
        if self._section is not None and self._chart is not None and self._whole is not None:
            position = self._chart.positions[readings[at].category]
            self.show_section(sections.around(_across(self._whole), self._section, position))
        self._show_mark()
        text = readings[at].text
        self._announce(text)
        self.walked.emit(text)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

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
        chart = self._chart
        if found is None and self._pointed is None and chart is not None and sections.has_sections(chart):
            QToolTip.showText(event.globalPos(), _how_to_explore(chart), self)
        elif found is None or self._pointed is not None:  # lines say their values beside the pointer
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
            found = next((one for one in self._readings if pointed is not None and one.category == pointed[0]), None)
            return None if found is None else (found, QRectF(*self._placed.plot))
        values = (one for one in self._placed.words if one.part in ("value", "note", "within"))
        mark: Bar | Dot | Cell | Bubble | Words
        for mark in chain[Bar | Dot | Cell | Bubble | Words](self._placed.marks, values):
            box = QRectF(*mark.box)
            if box.contains(at):
                at_mark = (mark.category, mark.series if self._placed.plane is None else -1)
                return next((told, box) for told in self._readings if told[:2] == at_mark)
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
        if self._drags(event):
            return
        self._point_at(self._position_at(event.position()))
        if self._mark_at(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._mark_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        self._held = None if found is None else found[0]
        self._gripped, self._is_dragged = None, False
        if found is not None and self._section is not None:
            self._gripped = event.position().x(), self._section
        if self._held is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        dragged, self._is_dragged, self._gripped = self._is_dragged, False, None
        found = self._mark_at(event.position())
        if dragged:
            self.mouseMoveEvent(event)
        elif held is None:
            super().mouseReleaseEvent(event)
        elif found is not None and found[0] == held:
            if self._section is None:
                self.pressed.emit(held)
            else:  # a second click would show all again
                self._clicked = held
                self._wait.start(QApplication.doubleClickInterval())

    def _emit_clicked(self) -> None:
        if self._clicked is not None:
            self.pressed.emit(self._clicked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._section is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
            return
        self._wait.stop()
        self.show_section(None)
        self._point_at(self._position_at(event.position()))

    # ---- sections

    def zoom(self, factor: float, about: float = 0.5) -> None:
        """Look at so many times as much of lines, about a place across from 0 to 1; beyond the whole is nothing."""
        if self._chart is not None and self._whole is not None and sections.has_sections(self._chart):
            self.show_section(sections.zoomed(self._chart, _across(self._whole), self._section, about, factor))

    def move_section(self, by: float) -> None:
        """Look further to the right, by so many times what is seen."""
        if self._section is not None and self._whole is not None:
            self.show_section(sections.moved(_across(self._whole), self._section, by))

    def _key_explores(self, event: QKeyEvent) -> bool:
        """Whether a key zooms, moves the section or shows all."""
        chart, key = self._chart, event.key()
        if chart is None or not sections.has_sections(chart) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(_CLOSER if key == Qt.Key.Key_Plus else 1 / _CLOSER)
        elif key == Qt.Key.Key_0 and self._section is not None:
            self.show_section(None)
        elif shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._section is not None:
            self.move_section(_ASIDE if key == Qt.Key.Key_Right else -_ASIDE)
        else:
            return False
        low, high = (-math.inf, math.inf) if self._section is None else self._section[:2]
        seen = [category for category in chart.drawn if low <= chart.positions[category] <= high]
        if seen:
            ends = {"low": chart.categories[seen[0]], "high": chart.categories[seen[-1]]}
            self._announce(Language(chart.language).say("{low} to {high}", **ends))
        return True

    def _drags(self, event: QMouseEvent) -> bool:
        """Whether a section is being moved by the mouse."""
        if self._gripped is None or self._placed is None or self._whole is None:
            return False
        if not event.buttons() & Qt.MouseButton.LeftButton:  # it was let go where nothing was heard of it: out of sight
            self._gripped, self._is_dragged = None, False
            return False
        start, section = self._gripped
        by = event.position().x() - start
        if not self._is_dragged and abs(by) < QApplication.startDragDistance():
            return False
        if not self._is_dragged:
            self._is_dragged, self._held = True, None
            self._point_at(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        wide = self._placed.plot.width * self._scale
        self.show_section(sections.moved(_across(self._whole), section, -by / wide))
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        chart, placed = self._chart, self._placed
        controls = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if chart is None or placed is None or not controls or not sections.has_sections(chart):
            super().wheelEvent(event)
            return
        about = (self._on_chart(event.position()).x() - placed.plot.x) / placed.plot.width
        self.zoom(_CLOSER ** (event.angleDelta().y() / _NOTCH), min(max(about, 0.0), 1.0))
        self._point_at(self._position_at(event.position()))
        event.accept()


def _how_to_explore(chart: Chart) -> str:
    """How a section of lines is looked at."""
    say = Language(chart.language).say
    return say("Zoom: Ctrl and the wheel, or + and −. Move: drag, or Shift and arrows. All: double-click, or 0.")


_Seen = tuple[QRectF, tuple[float, float], tuple[float, float]]


def _seen(placed: Layout, whole: Layout) -> _Seen:
    """(place, from where to where across, and down) of the view box: values for bars, pixels of all lines for lines."""
    plot = placed.plot
    if placed.graph is None:
        return QRectF(*plot), (placed.low, placed.high), (0, plot.height)
    aside = MARGIN if placed is whole else 0.0  # what goes on beyond the section is cut at its edge
    room = QRectF(*plot).adjusted(-aside, -MARGIN, aside, MARGIN)
    ends = (whole.x(placed.low) - whole.plot.x - aside, whole.x(placed.high) - whole.plot.x + aside)
    return room, ends, (-MARGIN, plot.height + MARGIN)


def _across(whole: Layout) -> Across:
    return Across(whole.low, whole.high, whole.graph is not None and whole.graph.is_logarithmic)


def _marks_of(chart: Chart) -> tuple[object, ...]:
    """Which marks there are: while they are the same, the one that the keys have reached stays."""
    return chart.id, chart.categories, chart.kind in ("bubbles", "lines") and chart.drawn
