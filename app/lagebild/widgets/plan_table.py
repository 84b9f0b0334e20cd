"""The action plan as a table: a row an item, sorted by a click on a head, opened by Enter or a double click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lagebild.language import Span, Text
from lagebild.look.colours import colour, current
from lagebild.look.fonts import scaled
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_hairline
from lagebild.origin import COUNTED
from lagebild.widgets.records_table import HEAD, Corner, SortingHead, copy_rows, draw_in_two_lines, next_sorting
from lagebild.wording.action_plan import ANSWER, COLUMNS, DUE, MEASURES, OPTION, OWNER, QUESTION, WEIGHT, Row

ROW = 40
_WIDTHS = {DUE: 226, OWNER: 132, OPTION: 92, ANSWER: 120, WEIGHT: 118}
_LEAST_QUESTION = 190
_LEAST_MEASURES = 230
_LEAVING = (MEASURES, WEIGHT, ANSWER)
"""Columns that leave, one after the other, where the table is narrow; the question's page shows them too."""
_MARGIN = 8
_FIRST = 17
"""Before the first column: the words begin where those of other cards do."""
_ICON = 14
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.header: tuple[str, ...] = ("",) * len(COLUMNS)

    def show(self, rows: Sequence[Row], header: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.rows, self.header = rows, header
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].cells[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        return None


class _Cells(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, PlanTable)
        theme, rect = current(), QRectF(option.rect)
        row, column = view.items.rows[index.row()], index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colour(theme.accent_tint if selected else theme.surface))
        if index.row():
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        if selected and column == DUE:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), colour(theme.accent))
        room = rect.adjusted(view.inset(column), 1, -_MARGIN, 0)
        tint, role = theme.text2, "body"
        if column == DUE and row.overdue:
            draw_icon(painter, "clock", theme.loss, room.x(), room.center().y() - _ICON / 2, _ICON)
            room.adjust(_ICON + 5, 0, 0, 0)
            tint = theme.loss
        elif column == QUESTION:
            tint, role = theme.text, "strong"
        draw_in_two_lines(painter, room, row.cells[column], role, tint, "left")
        if view.hasFocus() and index.row() == view.currentIndex().row():
            painter.save()
            painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
            draw_focus_ring(painter, QRectF(view.row_rect(index.row())).adjusted(0, 1, 0, 0), 4)  # around the row
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, ROW)


class PlanTable(QTableView):
    """`opened` tells the row the reader wants to go to; `sorted_by` column and direction, (-1, False) its own order."""

    opened = Signal(int)
    sorted_by = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = _Model(self)
        self.sorting: tuple[int, bool] = (-1, False)
        self.right: frozenset[int] = frozenset()
        self.setModel(self.items)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.addScrollBarWidget(Corner(), Qt.AlignmentFlag.AlignTop)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = SortingHead(self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sectionClicked.connect(self.sort_by)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_name(self, name: str) -> None:
        """What the table shows, for a screen reader."""
        self.setAccessibleName(name)

    def head_words(self, column: int) -> str:
        """The name of a column."""
        return self.items.header[column]

    def show_rows(self, rows: Sequence[Row], header: tuple[str, ...]) -> None:
        """Show these; the selection stays at its row."""
        if (rows, header) == (self.items.rows, self.items.header):
            return
        row = max(self.currentIndex().row(), 0)
        self.items.show(rows, header)
        if rows:
            self.selectRow(min(row, len(rows) - 1))

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round on a second call, in the plan's own order on a third."""
        self.set_sorting(*next_sorting(*self.sorting, column))
        self.sorted_by.emit(*self.sorting)

    def set_sorting(self, column: int, descending: bool) -> None:
        """Show how the rows are sorted, without asking for it."""
        self.sorting = (column, descending)
        self.horizontalHeader().viewport().update()

    def texts(self) -> tuple[str | Text, ...]:
        """The words of the rows in sight, and the header."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = len(self.items.rows) - 1 if last < 0 else last
        shown = [column for column in range(len(COLUMNS)) if not self.isColumnHidden(column)]
        cells: list[str | Text] = [self.items.header[column] for column in shown]
        for row in self.items.rows[max(first, 0) : last + 1]:
            cells += [Text((Span(row.cells[column], COUNTED),)) for column in shown]
        return tuple(cells)

    def inset(self, column: int) -> int:
        """What is free before the words of a column."""
        return _FIRST if column == DUE else _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = {column: scaled(width) for column, width in _WIDTHS.items()}
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
        return QSize(scaled(widths + _LEAST_QUESTION), HEAD + 4 * ROW)

    def copy(self) -> None:
        """Put all rows that are listed on the clipboard."""
        copy_rows([self.items.header, *(row.cells for row in self.items.rows)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def row_rect(self, number: int) -> QRect:
        """Where a row stands in the viewport."""
        top = self.visualRect(self.items.index(number, 0))
        return QRect(QPoint(0, top.y()), QSize(self.viewport().width(), ROW))
