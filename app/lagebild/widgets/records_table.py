"""The register as a table: thousands of rows whose words are made when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
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
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
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
from lagebild.look.fonts import scaled, text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import Align, draw_focus_ring, draw_hairline, draw_surface, draw_text
from lagebild.look.typesetting import line_height, set_lines
from lagebild.origin import Origin
from lagebild.renderers.table import AS_TEXT, pasted
from lagebild.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from lagebild.wording.verdicts import Verdict, verdict_icon

ROW = 36
HEAD = 32
COLUMNS = ("label", "printed", "checked", "source", "as_of", "verdict")
_LABEL, _PRINTED, _CHECKED, _SOURCE, _AS_OF, _VERDICT = range(len(COLUMNS))
_RIGHT = frozenset({_PRINTED, _CHECKED})
_WIDTHS = {_PRINTED: 164, _CHECKED: 140, _SOURCE: 162, _AS_OF: 112, _VERDICT: 184}
_LEAST_LABEL = 230
_LEAVING = (_AS_OF, _SOURCE, _PRINTED)
"""Columns that leave, one after the other, where the table is narrow; the detail shows them too."""
_MARGIN = 8
_FIRST = 17
"""Before the first column: the words begin where those of other cards do."""
_APART = 18
"""Before words that follow a column of numbers, which end at its right."""
_ICON = 14
_Index = QModelIndex | QPersistentModelIndex


class RecordRow(NamedTuple):
    """The words of a row. `verdict` makes a chip, else `sign` stands beside `standing`."""

    cells: tuple[str, ...]
    """Label, what is printed, what checking gives, source, day."""
    verdict: Verdict | None
    garbled: bool
    sign: str
    standing: str
    """The last column in words."""
    overdue: str
    """Why it is due for a check; empty where it is not."""
    origin: Origin


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: Sequence[int] = ()
        self.header: tuple[str, ...] = ("",) * len(COLUMNS)
        self._words_of: Callable[[int], RecordRow] | None = None
        self._made: dict[int, RecordRow] = {}

    def show(self, places: Sequence[int], words_of: Callable[[int], RecordRow], header: tuple[str, ...]) -> None:
        self.beginResetModel()
        if words_of is not self._words_of:
            self._made = {}
        self.places, self._words_of, self.header = places, words_of, header
        self.endResetModel()

    def row(self, number: int) -> RecordRow:
        """The words of a row, made once."""
        assert self._words_of is not None
        place = self.places[number]
        if place not in self._made:
            self._made[place] = self._words_of(place)
        return self._made[place]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return row.standing if index.column() == _VERDICT else str(row.cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _AS_OF:
            return escape(self.row(index.row()).overdue) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        return None


class _Cells(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, RecordsTable)
        theme, rect = current(), QRectF(option.rect)
        row, column = view.records.row(index.row()), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = theme.accent_tint if selected else theme.sunken if index.row() == view.pointed else theme.surface
        painter.fillRect(option.rect, colour(fill))
        if index.row():
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        if selected and column == _LABEL:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), colour(theme.accent))
        room = rect.adjusted(view.inset(column), 1, -_MARGIN, 0)
        if column == _VERDICT:
            self._verdict(painter, room, row)
        else:
            words = str(row.cells[column])
            strong = column == _CHECKED
            tint = theme.text if column in (_LABEL, _CHECKED) else theme.text2
            if column == _AS_OF and row.overdue:
                draw_icon(painter, "clock", theme.loss, room.x(), room.center().y() - _ICON / 2, _ICON)
                room.adjust(_ICON + 5, 0, 0, 0)
            role = "strong" if strong else "body"
            draw_in_two_lines(painter, room, words, role, tint, "right" if column in _RIGHT else "left")
        if view.hasFocus() and index.row() == view.currentIndex().row():
            painter.save()
            painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
            draw_focus_ring(painter, QRectF(view.row_rect(index.row())).adjusted(0, 1, 0, 0), 4)  # around the row
            painter.restore()

    def _verdict(self, painter: QPainter, room: QRectF, row: RecordRow) -> None:
        theme = current()
        if row.verdict is None:
            draw_icon(painter, row.sign, theme.text2, room.x(), room.center().y() - _ICON / 2, _ICON)
            words = room.adjusted(_ICON + 6, 0, 0, 0)
            draw_in_two_lines(painter, words, row.standing, "source", theme.text2, "left")
            return
        word = row.standing.rpartition(", ")[2]
        y = room.y() + (room.height() - CHIP_HEIGHT) / 2
        draw_chip(painter, room.x(), y, row.verdict, word)
        if row.garbled:
            x = room.x() + chip_width(word) + 6
            colours = theme.chips["garbled"]
            draw_surface(painter, QRectF(x, y, CHIP_HEIGHT, CHIP_HEIGHT), colours.tint, "", 4)
            draw_icon(painter, verdict_icon("garbled"), colours.text, x + 4, y + 4, CHIP_HEIGHT - 8)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, ROW)


def draw_in_two_lines(painter: QPainter, room: QRectF, words: str, role: str, tint: str, align: Align) -> None:
    """One line where it fits, else two of the smallest type; a longer text ends in "…" and stands in the detail."""
    if len(words) < 200 and text_width(words, role) <= room.width():
        draw_text(painter, room, words, role, tint, align)
        return
    lines = [
        "".join(run.text for run in line)
        for line in set_lines(((words[:160], False),), "source", int(room.width())).lines
    ]
    if len(lines) > 2:
        second = lines[1]
        while second and text_width(f"{second} …", "source") > room.width():
            second = second[:-1]
        lines = [lines[0], f"{second.rstrip()} …"]
    height = line_height("source") - 2
    top = room.center().y() - height * len(lines) / 2
    for number, line in enumerate(lines):
        draw_text(painter, QRectF(room.x(), top + number * height, room.width(), height), line, "source", tint, align)


class SortedTable(Protocol):
    """What a head that sorts asks of its table, a QTableView."""

    sorting: tuple[int, bool]
    """Column and whether descending; -1 for the order of its own."""
    right: frozenset[int]
    """Columns whose words end at the right."""

    def head_words(self, column: int) -> str: ...

    def inset(self, column: int) -> int: ...


class SortingHead(QHeaderView):
    """Names of the columns; a click sorts, an arrow says how."""

    def __init__(self, view: Any) -> None:  # SortedTable
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view: SortedTable = view
        self.setSectionsClickable(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, room = current(), QRectF(rect)
        painter.fillRect(rect, colour(theme.surface))
        draw_hairline(painter, room.x(), room.bottom() - 1, room.width(), theme.text2)
        room.adjust(self._view.inset(section), 0, -_MARGIN, 0)
        column, descending = self._view.sorting
        name = self._view.head_words(section)
        right = section in self._view.right
        if column == section:
            width = text_width(name, "chip")
            x = room.right() - width - _ICON - 2 if right else room.x() + width + 3
            draw_icon(painter, "arrow-down" if descending else "arrow-up", theme.text2, x, room.center().y() - 6, 12)
        draw_text(painter, room, name, "chip", theme.text2, "right" if right else "left")


def next_sorting(before: int, descending: bool, column: int) -> tuple[int, bool]:
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


class Corner(QWidget):
    """Above the scroll bar: the line under the header goes on, and the bar begins below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, HEAD - 1, self.width(), current().text2)


class RecordsTable(QTableView):
    """Rows are given as places in a register; `chosen` tells the place of the current one."""

    chosen = Signal(int)
    sorted_by = Signal(int, bool)
    """Column and whether descending; (-1, False) for the register's own order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = _Model(self)
        self.sorting: tuple[int, bool] = (-1, False)
        self.right = _RIGHT
        self.pointed = -1
        """The row under the pointer."""
        self._prints = True
        self.setModel(self.records)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)  # the detail is of one
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.addScrollBarWidget(Corner(), Qt.AlignmentFlag.AlignTop)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._point(-1))
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
        self.selectionModel().currentRowChanged.connect(self._tell)

    def head_words(self, column: int) -> str:
        """The name of a column."""
        return self.records.header[column]

    def set_name(self, name: str) -> None:
        """What the table shows, for a screen reader."""
        self.setAccessibleName(name)

    def show_records(
        self, places: Sequence[int], words_of: Callable[[int], RecordRow], header: tuple[str, ...]
    ) -> None:
        """Show these places; the selected record stays selected where it is still there, else the first is."""
        kept = self.place()
        self.selectionModel().blockSignals(True)
        self.records.show(places, words_of, header)
        self.selectionModel().blockSignals(False)
        if places:
            self.select_place(kept if kept in places else places[0])

    def set_prints(self, prints: bool) -> None:
        """Whether any row has something printed; else the column makes room for others."""
        if prints != self._prints:
            self._prints = prints
            self._spread()

    def place(self) -> int:
        """The place of the selected row; -1 for none."""
        row = self.currentIndex().row()
        return self.records.places[row] if 0 <= row < len(self.records.places) else -1

    def select_place(self, place: int) -> None:
        """Select the row of a place and scroll to it."""
        row = self.records.places.index(place)
        self.selectRow(row)
        self.scrollTo(self.records.index(row, 0))

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round on a second call, in the register's own order on a third."""
        before, descending = self.sorting
        self.sorting = next_sorting(before, descending, column)
        self.horizontalHeader().viewport().update()
        self.sorted_by.emit(*self.sorting)

    def set_sorting(self, column: int, descending: bool) -> None:
        """Show how the rows are sorted, without asking for it."""
        self.sorting = (column, descending)
        self.horizontalHeader().viewport().update()

    def texts(self) -> tuple[str | Text, ...]:
        """The words of the rows in sight, and the header."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = len(self.records.places) - 1 if last < 0 else last
        shown = [column for column in range(len(COLUMNS)) if not self.isColumnHidden(column)]
        cells: list[str | Text] = [self.records.header[column] for column in shown]
        for number in range(max(first, 0), last + 1):
            row = self.records.row(number)
            words = (row.standing if column == _VERDICT else row.cells[column] for column in shown)
            cells += [Text((Span(str(word), row.origin),)) for word in words if word]
        return tuple(cells)

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        if 0 <= current.row() < len(self.records.places):
            self.chosen.emit(self.records.places[current.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def inset(self, column: int) -> int:
        """What is free before the words of a column."""
        if column == _LABEL:
            return _FIRST
        before = next(left for left in range(column - 1, -1, -1) if left == _LABEL or not self.isColumnHidden(left))
        return _APART if before in _RIGHT and column not in _RIGHT else _MARGIN

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, row: int) -> None:
        if row != self.pointed:
            before, self.pointed = self.pointed, row
            for changed in (before, row):
                self.viewport().update(self.row_rect(changed))

    def _spread(self) -> None:
        room, shown = self.viewport().width(), {column: scaled(width) for column, width in _WIDTHS.items()}
        if not self._prints:
            shown.pop(_PRINTED)
        for column in _LEAVING:
            if sum(shown.values()) + scaled(_LEAST_LABEL) > room:
                shown.pop(column, None)
        for column in range(1, len(COLUMNS)):
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, shown[column])
        self.setColumnWidth(_LABEL, max(room - sum(shown.values()), 120))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST_LABEL + _WIDTHS[_VERDICT]), HEAD + 4 * ROW)

    # ---- copying

    def copy(self) -> None:
        """Put all rows that fit the filters on the clipboard."""
        rows = [self.records.header]
        for number in range(len(self.records.places)):
            row = self.records.row(number)
            rows.append((*row.cells, row.standing))
        copy_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def row_rect(self, number: int) -> QRect:
        """Where a row stands in the viewport."""
        top = self.visualRect(self.records.index(number, 0))
        return QRect(QPoint(0, top.y()), QSize(self.viewport().width(), ROW))
