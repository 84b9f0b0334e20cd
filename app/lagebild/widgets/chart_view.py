"""A card with one chart: heading, toolbar, the plot or its table, source and verdict."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.charts.chart import Chart
from lagebild.language import Language
from lagebild.widgets.buttons import Toolbar
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.tables import ValueTable

if TYPE_CHECKING:
    from lagebild.renderers.screen import ChartPlot

_PLOT_HEIGHT = 120  # at least


class ChartView(Card):
    """Shows a `Chart`; the plot itself is built by `ensure_plot`, because its library is slow to load."""

    copy_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._language: Language | None = None
        self._plot: ChartPlot | None = None
        self._ensured = False
        self._shows_table = False

        self._heading = Paragraph("", "card_title", "text")
        self._subtitle = Paragraph("", "body", "text2")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._heading)
        words.addWidget(self._subtitle)
        self._toolbar = Toolbar()
        self._copy = self._toolbar.add("copy")
        self._export = self._toolbar.add("export")
        self._swap = self._toolbar.add("table")
        self._copy.clicked.connect(self.copy_requested)
        self._export.clicked.connect(self.export_requested)
        self._swap.clicked.connect(lambda: self.show_table(not self._shows_table))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self._toolbar, 0, Qt.AlignmentFlag.AlignTop)

        self._controls = QHBoxLayout()
        self._nothing = Paragraph("", "body", "text2")
        self._nothing.hide()
        self._table = ValueTable(rows=2)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._table.hide()
        self._room = QWidget()  # until there is a plot, and a place for it then
        self._room.setMinimumHeight(_PLOT_HEIGHT)
        self._room_layout = QVBoxLayout(self._room)
        self._room_layout.setContentsMargins(0, 0, 0, 0)

        self._source = Paragraph("", "source", "text3")
        self._chip = VerdictChip()
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._source, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignBottom)

        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1] - 2)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._controls)
        column.addWidget(self._nothing)
        column.addWidget(self._table, 1)
        column.addWidget(self._room, 1)
        column.addLayout(foot)

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
        """Put a control in the row between heading and plot."""
        self._controls.addWidget(control)

    def set_chart(self, chart: Chart, language: Language) -> None:
        """Show `chart`; nothing happens when an equal one is shown already."""
        if language != self._language:
            self._language = language
            self._copy.set_text(language.say("Copy"))
            self._export.set_text(language.say("Export"))
            self._name_swap()
        elif chart == self._chart:
            return
        self._chart = chart
        self.setAccessibleName(chart.heading)
        self._heading.set_text(chart.heading)
        self._subtitle.set_text(chart.subtitle)
        self._subtitle.setVisible(bool(chart.subtitle))
        self._source.set_text(chart.source)
        self._chip.set_verdict(chart.verdict, chart.verdict_of, language)
        self._nothing.set_text(chart.title)  # without marks the finding says why
        self._arrange()
        if self._ensured:
            self.ensure_plot()
        self._fill()

    def ensure_plot(self) -> None:
        """Build the plot, now or with the first chart; to be called after the window's first paint."""
        self._ensured = True
        if self._plot is not None or self._chart is None:
            return
        from lagebild.renderers.screen import ChartPlot

        self._plot = ChartPlot()
        self._room_layout.addWidget(self._plot)
        QWidget.setTabOrder(self._table, self._plot)  # it comes late, but is reached before what stands below
        self._fill()

    def show_table(self, shown: bool) -> None:
        """Swap the plot for its table, or back."""
        if shown != self._shows_table:
            self._shows_table = shown
            self._name_swap()
            self._arrange()
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
        for button in (self._copy, self._export, self._swap):
            button.setEnabled(not empty)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._toolbar.fit(event.size().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if "pyqtgraph" in sys.modules:  # loaded already: nothing to wait for
            self.ensure_plot()
        super().showEvent(event)
