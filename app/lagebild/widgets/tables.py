"""A table to read and to copy: a real table view over header and rows of words."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
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

from lagebild.charts.chart import Table
from lagebild.language import Shown
from lagebild.look.colours import colour, current
from lagebild.look.fonts import scaled, text_scale, text_width
from lagebild.look.painting import Align, draw_focus_ring, draw_hairline, draw_text
from lagebild.look.typesetting import set_lines, widest_word
from lagebild.origin import Origin, union
from lagebild.renderers.table import AS_TEXT, pasted
from lagebild.widgets.evidence_asked import Asked, ask, leads_on, named

ROW = 34
HEAD = 32
_MARGIN = 8
_APART = 24  # from a number, which ends at the right, to words beginning beside it
_LINES = 3  # of a head, at most
_LINE = 16
_EMPTY = Table(header=(), rows=(), values=())
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = _EMPTY
        self.numeric: tuple[bool, ...] = ()
        self.total = False

    def show(self, table: Table, total: bool) -> bool:
        """Take over `table`; whether its shape or words in the header changed."""
        old = self.table
        same = old.header == table.header and len(old.rows) == len(table.rows) and total == self.total
        if not same:
            self.beginResetModel()
        self.table, self.total = table, total
        self.numeric = tuple(
            any(row[column] is not None for row in table.values)
            and not any(isinstance(row[column], str) for row in table.values)
            for column in range(len(table.header))
        )
        if not same:
            self.endResetModel()
            return True
        for number, (before, after) in enumerate(zip(old.rows, table.rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(after) - 1))
        return False

    def inset(self, column: int) -> int:
        """Room to the left of a column's words."""
        beside_number = column > 0 and self.numeric[column - 1] and not self.numeric[column]
        return _APART - _MARGIN if beside_number else _MARGIN

    def origin(self, row: int, column: int) -> Origin | None:
        """Where a cell comes from; None for words."""
        return self.table.origins[row][column] if self.table.origins else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.header)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.table.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.numeric[index.column()] else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.numeric[section] else _LEFT
        return None


class _Delegate(QStyledItemDelegate):
    """Rows between hairlines; the first column is a label, numbers are strong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, ValueTable)
        theme, model, rect = current(), view.values, QRectF(option.rect)
        row, column = index.row(), index.column()
        state = option.state
        total = model.total and row == model.rowCount() - 1
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colour(theme.accent_tint if selected else theme.surface))
        if total:
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.text2)
        elif row:
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        numeric = model.numeric[column]
        strong = total or (numeric and column > 0)
        tint = theme.text if strong or not numeric else theme.text2
        room = rect.adjusted(model.inset(column), 1, -_MARGIN, 0)
        words = model.table.rows[row][column]
        draw_text(painter, room, words, "strong" if strong else "body", tint, "right" if numeric else "left")
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, ROW)


class _Head(QHeaderView):
    """Names of columns, in as many lines as they need in their widths."""

    def __init__(self, values: _Model, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._values = values

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, room = current(), QRectF(rect)
        painter.fillRect(rect, colour(theme.surface))
        draw_hairline(painter, room.x(), room.bottom() - 1, room.width(), theme.line)
        room.adjust(self._values.inset(section), 0, -_MARGIN, 0)
        align: Align = "right" if self._values.numeric[section] else "left"
        lines = _head_lines(self._values.table.header[section], ceil(room.width()))
        top = room.bottom() - (HEAD - scaled(_LINE)) / 2 - len(lines) * scaled(_LINE)
        for number, line in enumerate(lines):
            place = QRectF(room.x(), top + number * scaled(_LINE), room.width(), scaled(_LINE))
            draw_text(painter, place, line, "chip", theme.text2, align)


def _head_lines(name: str, width: int) -> tuple[str, ...]:
    return tuple("".join(run.text for run in line) for line in set_lines(((name, False),), "chip", width).lines)


def _head_width(name: str, most: int) -> int:
    """The least width of a column's name in at most `most` lines, without breaking a word."""
    return _head_width_at(name, most, text_scale())


@lru_cache(maxsize=256)
def _head_width_at(name: str, most: int, scale: float) -> int:
    narrow, wide = widest_word(((name, False),), "chip"), ceil(text_width(name, "chip"))
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(_head_lines(name, middle)) <= most:
            wide = middle
        else:
            narrow = middle + 1
    return wide


class ValueTable(QTableView):
    """Shows a `Table`; as high as its rows, or `rows` of them with a scroll bar.

    Ctrl+C copies the selected rows, or all, with the header: as text with tabs and as an HTML table in which
    Excel finds the plain numbers. Enter or a double click on a cell asks where its number comes from, or where
    those of its row do.
    """

    def __init__(self, *, rows: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = _Model(self)
        self._shown_rows = rows
        self._overflows = False  # the columns are wider than the table, which then has a scroll bar
        self.setModel(self.values)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if rows is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        head = _Head(self.values, self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._widths: tuple[int, ...] = ()
        """What the columns take with their names in one line."""

    def set_name(self, name: str) -> None:
        """What the table shows, for a screen reader."""
        self.setAccessibleName(name)

    def set_table(self, table: Table, *, total: bool = False) -> None:
        """Show `table`; with `total` its last row stands under a dark rule. Equal rows are not painted again."""
        if table == self.values.table and total == self.values.total:
            return
        new = self.values.show(table, total)
        widths = self._needed_widths()
        if new or widths != self._widths:
            self._widths = widths
            self._spread()
            self.updateGeometry()

    def texts(self) -> tuple[str, ...]:
        """What is shown, with the origins of its numbers."""
        table = self.values.table
        cells = ((row, column) for row in range(len(table.rows)) for column in range(len(table.header)))
        return (*map(self._head, range(len(table.header))), *(self._cell(*cell) for cell in cells))

    def _head(self, column: int) -> str:
        """The name of a column, with the origin of what stands under it."""
        origins = [origin for row in self.values.table.origins if (origin := row[column]) and origin.leads_on]
        name = self.values.table.header[column]
        return Shown(name, union(origins)) if origins else name

    def _cell(self, row: int, column: int) -> str:
        words, origin = self.values.table.rows[row][column], self.values.origin(row, column)
        return words if origin is None else Shown(words, origin)

    # ---- evidence

    def asked(self) -> tuple[Asked, ...]:
        """The numbers of every cell."""
        return tuple(number for row in range(len(self.values.table.rows)) for number in self._asked_in(row))

    def asked_here(self) -> tuple[Asked, ...]:
        """The number of the cell the keys are in, or those of its row."""
        index = self.currentIndex()
        return self._asked_at(index) if index.isValid() else ()

    def _asked_at(self, index: QModelIndex) -> tuple[Asked, ...]:
        if leads_on(self.values.origin(index.row(), index.column())):
            return (self._number(index.row(), index.column()),)
        return self._asked_in(index.row())

    def _asked_in(self, row: int) -> tuple[Asked, ...]:
        columns = range(len(self.values.table.header))
        return tuple(self._number(row, column) for column in columns if leads_on(self.values.origin(row, column)))

    def _number(self, row: int, column: int) -> Asked:
        table, origin = self.values.table, self.values.origin(row, column)
        assert origin is not None
        heads = (table.rows[row][0] if column else "", table.header[column])
        return named(", ".join(head for head in heads if head), table.rows[row][column], origin)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseDoubleClickEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            ask(self, *self._asked_at(index))

    # ---- widths

    def _needed_widths(self, lines: int = 1) -> tuple[int, ...]:
        """The columns' least widths with their names in at most `lines` lines."""
        table, last = self.values.table, len(self.values.table.rows) - 1
        widths = []
        for column, name in enumerate(table.header):
            strong = self.values.numeric[column] and column > 0
            widest: float = _head_width(name, lines)
            for number, row in enumerate(table.rows):
                role = "strong" if strong or (self.values.total and number == last) else "body"
                widest = max(widest, text_width(row[column], role))
            widths.append(round(widest) + self.values.inset(column) + _MARGIN + 1)
        return tuple(widths)

    def _spread(self) -> None:
        """Every column as wide as its words, the rest shared out; columns keep their place while numbers move.

        Where the columns do not fit, their names take more lines.
        """
        if not self._widths:
            return
        room = self.viewport().width()
        widths = self._widths
        for lines in range(2, _LINES + 1):
            if sum(widths) > room:
                widths = self._needed_widths(lines)
        rest = max(0, room - sum(widths))
        share, extra = divmod(rest, len(widths))
        shown = [width + share + (extra if column == 0 else 0) for column, width in enumerate(widths)]
        for column, width in enumerate(shown):
            self.setColumnWidth(column, width)
        most = max(
            len(_head_lines(name, width - self.values.inset(column) - _MARGIN))
            for column, (name, width) in enumerate(zip(self.values.table.header, shown, strict=True))
        )
        head, overflows = HEAD + (most - 1) * scaled(_LINE), sum(widths) > room
        if (head, overflows) != (self.horizontalHeader().height(), self._overflows):
            self._overflows = overflows
            self.horizontalHeader().setFixedHeight(head)
            self.updateGeometries()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def sizeHint(self) -> QSize:
        rows = len(self.values.table.rows)
        if self._shown_rows is not None:
            rows = min(rows, self._shown_rows)
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows else 0
        height = self.horizontalHeader().height() + rows * ROW + bar
        return QSize(max(sum(self._widths), 120), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 320), self.sizeHint().height())

    # ---- copying

    def copy(self, *, selected: bool = False) -> None:
        """Put the table on the clipboard; with `selected` only the selected rows, if there are any."""
        table = self.values.table
        rows = sorted({index.row() for index in self.selectedIndexes()}) if selected else []
        rows = rows or list(range(len(table.rows)))
        plain = (table.header, *(table.rows[row] for row in rows))
        text = "\n".join("\t".join(pasted(cell) for cell in row) for row in plain)
        cells = ["<tr>" + "".join(f"<th {AS_TEXT}>{escape(name)}</th>" for name in table.header) + "</tr>"]
        for row in rows:
            cells.append(
                "<tr>"
                + "".join(_cell(words, value) for words, value in zip(table.rows[row], table.values[row], strict=True))
                + "</tr>"
            )
        mime = QMimeData()
        mime.setText(text)
        mime.setHtml(
            '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>'
            + "".join(cells)
            + "</table></body></html>"
        )
        QGuiApplication.clipboard().setMimeData(mime)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(selected=True)
        elif event.key() == Qt.Key.Key_Escape and self.selectedIndexes():
            self.clearSelection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.asked_here():
            ask(self, *self.asked_here())
        else:
            super().keyPressEvent(event)


def _cell(words: str, value: float | str | None) -> str:
    if isinstance(value, float | int):
        return f'<td x:num="{value!r}" sdval="{value!r}" align="right">{escape(words)}</td>'
    return f"<td {AS_TEXT}>{escape(words)}</td>"
