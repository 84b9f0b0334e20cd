"""A card with one chart: heading, toolbar, the plot or its table, source and verdict."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lagebild.charts.chart import Chart, Key, Point, Reading, Series
from lagebild.charts.geometry import Box
from lagebild.charts.layout import AXIS, LEGEND, RUN, SWATCH, least_height, named_height
from lagebild.language import Language, Shown, Span, Text
from lagebild.look.colours import current
from lagebild.look.fonts import as_designed, scaled, text_scale, text_width
from lagebild.look.painting import draw_text
from lagebild.look.typesetting import line_height
from lagebild.origin import AS_OF, COUNTED, Origin, union
from lagebild.renderers.picture import paint
from lagebild.renderers.strokes import Fill
from lagebild.widgets.buttons import LinkButton, Toolbar
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.evidence_asked import Asked, ask, spans_of, with_origin
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.tables import ValueTable

if TYPE_CHECKING:
    from lagebild.renderers.screen import ChartPlot

_APART = 14  # names of a legend
_GAP = 12  # between what stands side by side
_AROUND = 12  # above and below a plot, for the ring of the focus
_NOT_IN_ROWS = frozenset(("lines", "grouped_bars", "bubbles", "heat"))
"""Kinds of which a category does not take one row."""
_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class _Legend(QLabel):
    """Squares in their colours and what they mean, in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Key, ...] = ()
        self._origin = Origin()
        self.hide()

    def set_keys(self, items: tuple[Key, ...], origin: Origin) -> None:
        self._origin = origin
        if items != self._items:
            self._items = items
            self.setAccessibleName(", ".join(self.texts()))
            self.updateGeometry()
            self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(Shown(key.name, self._origin) for key in self._items)

    def sizeHint(self) -> QSize:
        names = sum(text_width(key.name, "source") + SWATCH + RUN + _APART for key in self._items)
        return QSize(max(0, ceil(names) - _APART), line_height("source"))

    def minimumSizeHint(self) -> QSize:
        # where it has no room it goes into the plot; it must not hold the card as wide as it was
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        x, height = 0.0, self.height()
        for key in self._items:
            colours = theme.marks[key.role]
            square = Box(round(x), (height - SWATCH) // 2, SWATCH, SWATCH)
            paint(painter, [Fill(square, colours.fill, "" if colours.edge == colours.fill else colours.edge)])
            width = text_width(key.name, "source")
            x += SWATCH + RUN
            draw_text(painter, QRectF(x, 0, width + 1, height), key.name, "source", theme.text2)
            x += width + _APART


class _Room(QWidget):
    """Where a plot stands: it asks for the height that is held for it, and for no more, which words may need."""

    def sizeHint(self) -> QSize:
        return self.minimumSize()


class ChartView(Card):
    """Shows a `Chart`; the plot itself is built by `ensure_plot`, because its library is slow to load."""

    copy_requested = Signal()
    export_requested = Signal()
    mark_chosen = Signal(int, int)
    """Category and series of the mark that was clicked, or on which Enter was pressed; where nobody listens, the mark
    asks for its evidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._language: Language | None = None
        self._plot: ChartPlot | None = None
        self._ensured = False
        self._shows_table = False
        self._row = 0
        self._head_placed: tuple[bool, bool, bool] | None = None
        self._beside: list[QWidget] = []  # controls
        self._stops: tuple[QWidget, ...] = ()

        self._heading = Paragraph("", "card_title", "text")
        self._subtitle = Paragraph("", "body", "text2")
        self._legend = _Legend()
        self._toolbar = Toolbar()
        self._copy = self._toolbar.add("copy")
        self._export = self._toolbar.add("export")
        self._swap = self._toolbar.add("table")
        self._all = LinkButton(icon="")  # while only a section of lines is shown
        self._all.hide()
        self._toolbar.put_first(self._all)
        self._copy.clicked.connect(self.copy_requested)
        self._export.clicked.connect(self.export_requested)
        self.setFocusProxy(self._copy)
        self._swap.clicked.connect(lambda: self.show_table(not self._shows_table))
        self._all.clicked.connect(self._show_all)
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(_GAP)
        self._head.setVerticalSpacing(1)
        self._head.setColumnStretch(0, 1)
        self._head.addWidget(self._heading, 0, 0)
        self._head.addWidget(self._subtitle, 1, 0)
        self._head.addWidget(self._toolbar, 0, 1, 2, 1, _CORNER)
        self._head.addWidget(self._legend, 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)

        self._controls = QHBoxLayout()
        self._controls.setSpacing(_GAP)
        self._controls.addStretch(1)
        self._nothing = Paragraph("", "body", "text2")
        self._nothing.set_centred(True)
        self._nothing.hide()
        self._table = ValueTable(rows=2)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._table.hide()
        self._room = _Room()  # until there is a plot, and a place for it then
        self._room_layout = QVBoxLayout(self._room)
        self._room_layout.setContentsMargins(0, 0, 0, 0)
        self._room_layout.addWidget(self._nothing)

        self._source = Paragraph("", "source", "text3")
        self._chip = VerdictChip()
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._source, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignBottom)

        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1] - 2)
        column.setSpacing(8)
        nest(column, self._head)
        nest(column, self._controls)
        column.addWidget(self._table, 1)
        column.addWidget(self._room, 1)
        nest(column, foot)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def plot(self) -> ChartPlot | None:
        """The plot, once `ensure_plot` has built it."""
        return self._plot

    @property
    def table(self) -> ValueTable:
        """The chart as a table; visible after `show_table`."""
        return self._table

    def add_control(self, control: QWidget) -> None:
        """Put a control in the row between heading and plot, at the left; the legend then stands at its right.

        So does the way back to all positions, which without controls is beside the toolbar.
        """
        if not self._beside:
            self._controls.addWidget(self._all, 0, Qt.AlignmentFlag.AlignVCenter)
            self._head.removeWidget(self._legend)
            self._controls.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._controls.insertWidget(len(self._beside), control, 0, Qt.AlignmentFlag.AlignLeft)
        self._beside.append(control)

    def set_chart(self, chart: Chart, language: Language) -> None:
        """Show `chart`; nothing happens when an equal one is shown already."""
        if language != self._language:
            self._language = language
            self._copy.set_text(language.say("Copy"))
            self._export.set_text(language.say("Export"))
            self._all.set_text(language.say("Show all"))
            self._name_swap()
        elif chart == self._chart:
            return
        self._chart = chart
        self.setAccessibleName(chart.heading)
        origin = chart.origin if chart.categories else AS_OF  # empty for want of a price on the day
        if not origin.leads_on:  # its marks are counts
            origin = COUNTED
        if origin == Origin():
            origin = COUNTED  # every mark of it is a count
        self._heading.set_text(with_origin(chart.heading, origin))
        self._subtitle.set_text(with_origin(chart.subtitle, origin))
        self._subtitle.setVisible(bool(chart.subtitle and chart.categories))
        self._source.set_text(with_origin(chart.source, origin))
        self._chip.set_verdict(chart.verdict, chart.verdict_of, language)
        if not chart.categories:
            self._nothing.set_text(with_origin(chart.absent or chart.title, AS_OF))
        self._legend.set_keys(chart.legend_keys, origin)
        self._arrange()
        if self._ensured:
            self.ensure_plot()
        self._settle_focus()
        self._fill()

    def set_least_row(self, height: int) -> None:
        """How many pixels each category has at least, where it is a row of its own."""
        if height != self._row:
            self._row = height
            self._hold_room()

    def set_plain(self, plain: bool) -> None:
        """Inside a card whose own words name the chart: no edge, no padding, no heading."""
        super().set_plain(plain)
        self._heading.setVisible(not plain)
        self._place_toolbar()

    def ensure_plot(self) -> None:
        """Build the plot, now or with the first chart; to be called after the window's first paint."""
        self._ensured = True
        if self._plot is not None or self._chart is None:
            return
        from lagebild.renderers.screen import ChartPlot

        self._plot = ChartPlot()
        self._plot.pressed.connect(self._choose)
        self._plot.section_changed.connect(self._offer_all)
        self._room_layout.addWidget(self._plot)
        self._plot.setVisible(bool(self._chart.categories))
        self._plot.set_legend(not self._legend.isVisibleTo(self))
        self._settle_focus()
        self._fill()

    def _settle_focus(self) -> None:
        """Tab goes from the toolbar to what is chosen about the chart, then to its marks, whatever was made when."""
        chosen = (stop for control in self._beside for stop in _stops(control))
        stops = tuple(stop for stop in (self._swap, *chosen, self._all, self._table, self._plot) if stop is not None)
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _offer_all(self) -> None:
        """The way back to all positions, while only some are shown."""
        within = self._plot is not None and self._plot.section is not None
        self._all.setVisible(within and not self._shows_table)

    def _show_all(self) -> None:
        if self._plot is not None:
            self._plot.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes away
            self._plot.show_section(None)

    def show_table(self, shown: bool) -> None:
        """Swap the plot for its table, or back."""
        if shown != self._shows_table:
            self._shows_table = shown
            self._name_swap()
            self._arrange()
            self._offer_all()
            self._fill()

    def _name_swap(self) -> None:
        if self._language is not None:
            self._swap.set_text(self._language.say("Chart") if self._shows_table else self._language.say("Table"))
            self._swap.set_icon("chart" if self._shows_table else "table")

    def _arrange(self) -> None:
        empty = self._chart is None or not self._chart.categories
        self._nothing.setVisible(self._chart is not None and empty)
        self._table.setVisible(self._shows_table and not empty)
        self._room.setVisible(empty or not self._shows_table)
        if self._plot is not None:
            self._plot.setVisible(not empty)
        self._toolbar.setVisible(not empty)
        self._place_legend()

    def _place_legend(self) -> None:
        """Beside the controls or the subtitle where they leave room, else in the plot."""
        chart = self._chart
        subtitle = text_width(chart.subtitle, "body") if chart else 0.0
        between = self._controls.spacing()
        left = sum(control.sizeHint().width() + between for control in self._beside) or subtitle
        apart = between if self._beside else 2 * _GAP
        fits = left + apart + self._legend.sizeHint().width() <= self.width() - 2 * PADDING[0]
        beside = bool(chart and chart.legend and chart.categories) and fits and not self._shows_table
        if beside == self._legend.isHidden():
            self._legend.setVisible(beside)
        self._place_toolbar()
        if self._plot is not None:
            self._plot.set_legend(not beside)
        self._hold_room()

    def _hold_room(self) -> None:
        """The least height of the plot; before there is one, of the chart."""
        if self._plot is not None:
            height = self._plot.minimumHeight()
        else:
            height = 0 if self._chart is None else scaled(least_height(self._chart))
        height = max(height, scaled(self._rows()), self._named())
        if height != self._room.minimumHeight():
            self._room.setMinimumHeight(height)

    def _named(self) -> int:
        """What names take that are long beside a narrow plot."""
        chart, layout = self._chart, self.layout()
        if chart is None or layout is None or chart.kind != "tornado" or not chart.categories:
            return 0
        sides = layout.contentsMargins()
        width = (self.width() - sides.left() - sides.right() - _AROUND) / text_scale()
        with as_designed():
            within = LEGEND if chart.legend and self._legend.isHidden() else 0
            height = named_height(chart, width, text_width) + within
        return scaled(height) + _AROUND

    def _rows(self) -> int:
        chart = self._chart
        if chart is None or chart.kind in _NOT_IN_ROWS:
            return 0
        within = LEGEND if chart.legend and self._legend.isHidden() else 0
        return len(chart.categories) * self._row + AXIS + within + _AROUND

    def _place_toolbar(self) -> None:
        """Beside both lines, above the legend, or on the line of the subtitle where there is no heading.

        A subtitle that would take several lines beside it goes below, across the card.
        """
        beside = not self._legend.isHidden() and not self._beside
        alone = self._heading.isHidden() and not beside
        subtitle = text_width(self._chart.subtitle, "body") if self._chart else 0.0
        room = self.width() - 2 * PADDING[0] - self._toolbar.sizeHint().width() - _GAP
        below = not self._heading.isHidden() and not beside and subtitle > room
        if (beside, alone, below) == self._head_placed:
            return
        self._head_placed = beside, alone, below
        rows = (1, 1) if alone else (0, 1) if below else (0, 2)
        self._head.addWidget(self._toolbar, rows[0], 1, rows[1], 1, _CORNER)
        placed = Qt.AlignmentFlag.AlignVCenter if alone else Qt.AlignmentFlag.AlignTop
        self._head.addWidget(self._subtitle, 1, 0, 1, 2 if below else 1, placed)
        # the legend has its room below the toolbar, not the subtitle: that stays close to its heading
        under = self._toolbar.sizeHint().height() - self._heading.sizeHint().height()
        self._head.setRowMinimumHeight(1, under + self._legend.sizeHint().height() if beside else 0)

    def _fill(self) -> None:
        """Give the chart to the one that shows it."""
        if self._chart is None or not self._chart.categories:
            return
        if self._shows_table:
            self._table.set_name(self._chart.heading)
            self._table.set_table(self._chart.table())
        elif self._plot is not None:
            self._plot.setVisible(True)
            self._plot.show_chart(self._chart)
            self._hold_room()

    # ---- evidence

    def asked(self) -> tuple[Asked, ...]:
        """Where every mark and every annotation comes from, or every cell of the table."""
        if self._chart is None:
            return ()
        if self._shows_table:
            return self._table.asked()
        marks = (mark for reading in self._chart.readings() for mark in self._marks(reading))
        notes = (Asked(Text((Span(note.text, note.origin),)), note.origin) for note in self._chart.annotations)
        return tuple(mark for mark in (*marks, *notes) if mark.origin.leads_on)

    def asked_here(self) -> tuple[Asked, ...]:
        """The mark the keys have reached."""
        walked = None if self._plot is None or not self._plot.hasFocus() else self._plot.walked_mark
        return () if walked is None else tuple(mark for mark in self._marks(walked) if mark.origin.leads_on)

    def _marks(self, reading: Reading) -> tuple[Asked, ...]:
        """A mark as it is read, its value strong; the values of a bubble one by one, for each has its own formula."""
        assert self._chart is not None
        category, series, text = reading
        chart = self._chart
        if chart.kind == "bubbles":
            pairs = ((one, one.points[category]) for one in chart.series)
            return tuple(self._values(chart, category, ((one, point),)) for one, point in pairs if point is not None)
        if chart.kind == "lines":
            return (self._values(chart, category, chart.named(category)),)
        point: Point | None = chart.totals[category] if series < 0 else chart.series[series].points[category]
        assert point is not None
        before, value, after = text.partition(point.label)
        reached = chart.reached()[category]
        origin = point.origin if reached is None else reached.origin
        name = chart.origin_of_name(category)
        words = Text((Span(before, name), Span(value, point.origin, True), Span(after, origin)))
        return (Asked(words, point.origin),)

    def _values(self, chart: Chart, category: int, marks: tuple[tuple[Series, Point], ...]) -> Asked:
        """Several values of a category, each of them strong."""
        points = [(series.name, point) for series, point in marks]
        spans = [Span(f"{chart.categories[category]}: ", COUNTED if chart.kind == "lines" else None)]
        for place, (name, point) in enumerate(points):
            said = with_origin(f", {name} " if place else f"{name} ", point.origin)
            spans += [*spans_of(said), Span(point.label, point.origin, True)]
        return Asked(Text(spans), union(point.origin for _, point in points))

    def _choose(self, reading: Reading) -> None:
        if self.isSignalConnected(QMetaMethod.fromSignal(self.mark_chosen)):
            self.mark_chosen.emit(reading.category, reading.series)
            return
        ask(self, *(mark for mark in self._marks(reading) if mark.origin.leads_on))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._toolbar.fit(event.size().width())
        self._place_legend()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if "pyqtgraph" in sys.modules:  # loaded already: nothing to wait for
            self.ensure_plot()
        super().showEvent(event)


def _stops(control: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a control, in the order of its parts; `stops` of a control says another order."""
    if control.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield control
        return
    parts = control.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for part in getattr(control, "stops", parts):
        yield from _stops(part)
