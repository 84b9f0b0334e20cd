"""Tables of rows to sort and to copy: the head that sorts, the selected row, words in two lines, the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
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

from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import Align, draw_focus_ring, draw_hairline, draw_text
from lagebild.look.typesetting import line_height, set_lines
from lagebild.renderers.table import AS_TEXT, pasted

HEAD = 32
MARGIN = 8
FIRST = 17
"""Before the first column: the words begin where those of other cards do."""
ICON = 14
Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel):
    """Rows of as many cells as there are names of columns."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.header: tuple[str, ...] = ("",) * columns

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        return None

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError


class RowCells(QStyledItemDelegate):
    """Cells between hairlines; the ring of the focus goes around the whole row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, SortableTable)
        theme, rect, column = current(), QRectF(option.rect), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = theme.accent_tint if selected else theme.sunken if index.row() == table.pointed else theme.surface
        painter.fillRect(option.rect, colour(fill))
        if index.row():
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        if selected and not column:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), colour(theme.accent))
        self.paint_cell(painter, rect.adjusted(table.inset(column), 1, -MARGIN, 0), index.row(), column)
        if table.hasFocus() and index.row() == table.currentIndex().row():
            painter.save()
            painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
            draw_focus_ring(painter, QRectF(table.row_rect(index.row())).adjusted(0, 1, 0, 0), 4)
            painter.restore()

    def paint_cell(self, painter: QPainter, room: QRectF, row: int, column: int) -> None:
        """What stands in a cell."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = self.parent()
        assert isinstance(table, SortableTable)
        return QSize(60, table.ROW)


_SET = 500
"""Letters that are set at most: more than two lines of the widest column hold."""


def draw_in_two_lines(painter: QPainter, room: QRectF, words: str, role: str, tint: str, align: Align) -> None:
    """One line where it fits, else two of the smallest type; a longer text ends in "…" and stands in the detail."""
    if len(words) < 200 and text_width(words, role) <= room.width():
        draw_text(painter, room, words, role, tint, align)
        return
    lines = [
        "".join(run.text for run in line)
        for line in set_lines(((words[:_SET], False),), "source", int(room.width())).lines
    ]
    if len(lines) > 2 or len(words) > _SET:
        second = lines[1] if len(lines) > 1 else ""
        while second and text_width(f"{second} …", "source") > room.width():
            second = second[:-1]
        lines = [lines[0], f"{second.rstrip()} …"]
    height = line_height("source") - 2
    top = room.center().y() - height * len(lines) / 2
    for number, line in enumerate(lines):
        draw_text(painter, QRectF(room.x(), top + number * height, room.width(), height), line, "source", tint, align)


class _Head(QHeaderView):
    """Names of the columns; a click sorts, an arrow says how."""

    def __init__(self, table: SortableTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, room = current(), QRectF(rect)
        painter.fillRect(rect, colour(theme.surface))
        draw_hairline(painter, room.x(), room.bottom() - 1, room.width(), theme.text2)
        room.adjust(self._table.inset(section), 0, -MARGIN, 0)
        column, descending = self._table.sorting
        name = self._table.head_words(section)
        right = section in self._table.right
        if column == section:
            width = text_width(name, "chip")
            x = room.right() - width - ICON - 2 if right else room.x() + width + 3
            draw_icon(painter, "arrow-down" if descending else "arrow-up", theme.text2, x, room.center().y() - 6, 12)
        draw_text(painter, room, name, "chip", theme.text2, "right" if right else "left")


def _next_sorting(before: int, descending: bool, column: int) -> tuple[int, bool]:
    """Sorted by another column, or the same the other way round, or at a third call in the table's own order."""
    if column != before:
        return column, False
    return (-1, False) if descending else (column, True)


def copy_rows(rows: Iterable[Sequence[str]]) -> None:
    """Put rows on the clipboard, as text with tabs and as an HTML table; nothing in them is read as a formula."""
    rows = [*rows]
    cells = ("".join(f"<td {AS_TEXT}>{escape(cell)}</td>" for cell in row) for row in rows)
    mime = QMimeData()
    mime.setText("\n".join("\t".join(pasted(cell) for cell in row) for row in rows))
    mime.setHtml("<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></body></html>")
    QGuiApplication.clipboard().setMimeData(mime)


class _Corner(QWidget):
    """Above the scroll bar: the line under the header goes on, and the bar begins below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, HEAD - 1, self.width(), current().text2)


class SortableTable(QTableView):
    """`sorted_by` tells column and whether descending; (-1, False) is the table's own order."""

    ROW = 36
    """The height of a row."""
    sorted_by = Signal(int, bool)

    def __init__(self, model: RowModel, cells: type[RowCells], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self._model = model
        self.sorting: tuple[int, bool] = (-1, False)
        self.right: frozenset[int] = frozenset()
        """Columns whose words end at the right."""
        self.pointed = -1
        """The row under the pointer, where that is shown."""
        self.setModel(model)
        self.setItemDelegate(cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.addScrollBarWidget(_Corner(), Qt.AlignmentFlag.AlignTop)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.ROW)
        head = _Head(self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sectionClicked.connect(self.sort_by)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_name(self, name: str) -> None:
        """What the table shows, for a screen reader."""
        self.setAccessibleName(name)

    def head_words(self, column: int) -> str:
        """The name of a column."""
        return self._model.header[column]

    def inset(self, column: int) -> int:
        """What is free before the words of a column."""
        return MARGIN if column else FIRST

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round on a second call, in the table's own order on a third."""
        self.set_sorting(*_next_sorting(*self.sorting, column))
        self.sorted_by.emit(*self.sorting)

    def set_sorting(self, column: int, descending: bool) -> None:
        """Show how the rows are sorted, without asking for it."""
        self.sorting = (column, descending)
        self.horizontalHeader().viewport().update()

    def rows_in_sight(self) -> range:
        """The numbers of the rows that are not scrolled away."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (self._model.count() - 1 if last < 0 else last) + 1)

    def columns_shown(self) -> list[int]:
        """The columns there is room for."""
        return [column for column in range(len(self._model.header)) if not self.isColumnHidden(column)]

    def row_rect(self, number: int) -> QRect:
        """Where a row stands in the viewport."""
        top = self.visualRect(self._model.index(number, 0))
        return QRect(QPoint(0, top.y()), QSize(self.viewport().width(), self.ROW))

    def copied_rows(self) -> Iterable[Sequence[str]]:
        """The rows as they are copied, without the header."""
        raise NotImplementedError

    def copy(self) -> None:
        """Put the header and all rows that are listed on the clipboard."""
        copy_rows([self._model.header, *self.copied_rows()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
