"""The action plan as a table: a row an item, sorted by a click on a head, opened by Enter or a double click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from lagebild.language import Span, Text
from lagebild.look.colours import current
from lagebild.look.fonts import scaled
from lagebild.look.icons import draw_icon
from lagebild.origin import COUNTED
from lagebild.widgets.sortable_table import HEAD, ICON, Index, RowCells, RowModel, SortableTable, draw_in_two_lines
from lagebild.wording.action_plan import ANSWER, COLUMNS, DUE, MEASURES, NOTHING, OPTION, OWNER, QUESTION, WEIGHT, Row

_WIDTHS = {DUE: 226, OWNER: 132, OPTION: 92, ANSWER: 120, WEIGHT: 118}
_UNUSED = {DUE: 96, OWNER: 100}
"""Widths of columns in which no row says anything: the others need the room."""
_LEAST_QUESTION = 206
_LEAST_MEASURES = 230
_LEAVING = (MEASURES, WEIGHT, ANSWER)
"""Columns that leave, one after the other, where the table is narrow; the question's page shows them too."""


class _Model(RowModel):
    def __init__(self) -> None:
        super().__init__(len(COLUMNS))
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], header: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.rows, self.header = rows, header
        self.endResetModel()

    def count(self) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].cells[index.column()]
        return None


class _Cells(RowCells):
    def paint_cell(self, painter: QPainter, room: QRectF, row: int, column: int) -> None:
        table = self.parent()
        assert isinstance(table, PlanTable)
        theme, words = current(), table.items.rows[row]
        tint, role = theme.text2, "body"
        if column == DUE and words.overdue:
            draw_icon(painter, "clock", theme.loss, room.x(), room.center().y() - ICON / 2, ICON)
            room.adjust(ICON + 5, 0, 0, 0)
            tint = theme.loss
        elif column == QUESTION:
            tint, role = theme.text, "strong"
        elif column == MEASURES:  # most take two lines; one alone is no larger
            role = "source"
        draw_in_two_lines(painter, room, words.cells[column], role, tint, "left")


class PlanTable(SortableTable):
    """`opened` tells the row the reader wants to go to."""

    ROW = 40
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.items = _Model()
        super().__init__(self.items, _Cells, parent)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_rows(self, rows: Sequence[Row], header: tuple[str, ...]) -> None:
        """Show these; the selection stays at its row."""
        if (rows, header) == (self.items.rows, self.items.header):
            return
        row = max(self.currentIndex().row(), 0)
        self.items.show(rows, header)
        self._spread()
        if rows:
            self.selectRow(min(row, len(rows) - 1))

    def texts(self) -> tuple[str | Text, ...]:
        """The words of the rows in sight, and the header."""
        shown = self.columns_shown()
        cells: list[str | Text] = [self.head_words(column) for column in shown]
        for number in self.rows_in_sight():
            cells += [Text((Span(self.items.rows[number].cells[column], COUNTED),)) for column in shown]
        return tuple(cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        room = self.viewport().width()
        used = {column for column in _UNUSED if any(row.cells[column] != NOTHING for row in self.items.rows)}
        widths = _WIDTHS | {column: width for column, width in _UNUSED.items() if column not in used}
        shown = {column: scaled(width) for column, width in widths.items()}
        shown |= {QUESTION: scaled(_LEAST_QUESTION), MEASURES: scaled(_LEAST_MEASURES)}
        for column in _LEAVING:
            if sum(shown.values()) > room:
                shown.pop(column, None)
        rest = max(room - sum(shown.values()), 0)
        if MEASURES in shown:  # both share what is left
            shown[MEASURES] += rest * 3 // 5
            rest -= rest * 3 // 5
        shown[QUESTION] += rest
        for column in range(len(COLUMNS)):
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, shown[column])

    def minimumSizeHint(self) -> QSize:
        widths = sum(width for column, width in _WIDTHS.items() if column not in _LEAVING)
        return QSize(scaled(widths + _LEAST_QUESTION), HEAD + 4 * self.ROW)

    def copied_rows(self) -> Iterable[Sequence[str]]:
        return (row.cells for row in self.items.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
