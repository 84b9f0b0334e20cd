"""The register as a table: thousands of rows whose words are made when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from lagebild.language import Span, Text
from lagebild.look.colours import current
from lagebild.look.fonts import scaled
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_surface
from lagebild.origin import Origin
from lagebild.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from lagebild.widgets.sortable_table import (
    FIRST,
    HEAD,
    ICON,
    MARGIN,
    Index,
    RowCells,
    RowModel,
    SortableTable,
    draw_in_two_lines,
)
from lagebild.wording.verdicts import Verdict, verdict_icon

COLUMNS = ("label", "printed", "checked", "source", "as_of", "verdict")
_LABEL, _PRINTED, _CHECKED, _SOURCE, _AS_OF, _VERDICT = range(len(COLUMNS))
_RIGHT = frozenset({_PRINTED, _CHECKED})
_WIDTHS = {_PRINTED: 164, _CHECKED: 140, _SOURCE: 162, _AS_OF: 112, _VERDICT: 184}
_LEAST_LABEL = 230
_LEAVING = (_AS_OF, _SOURCE, _PRINTED)
"""Columns that leave, one after the other, where the table is narrow; the detail shows them too."""
_APART = 18
"""Before words that follow a column of numbers, which end at its right."""


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


class _Model(RowModel):
    def __init__(self) -> None:
        super().__init__(len(COLUMNS))
        self.places: Sequence[int] = ()
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

    def count(self) -> int:
        return len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return row.standing if index.column() == _VERDICT else str(row.cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _AS_OF:
            return escape(self.row(index.row()).overdue) or None
        return None


class _Cells(RowCells):
    def paint_cell(self, painter: QPainter, room: QRectF, row: int, column: int) -> None:
        table = self.parent()
        assert isinstance(table, RecordsTable)
        theme, words = current(), table.records.row(row)
        if column == _VERDICT:
            self._verdict(painter, room, words)
            return
        if column == _AS_OF and words.overdue:
            draw_icon(painter, "clock", theme.loss, room.x(), room.center().y() - ICON / 2, ICON)
            room.adjust(ICON + 5, 0, 0, 0)
        role = "strong" if column == _CHECKED else "body"
        tint = theme.text if column in (_LABEL, _CHECKED) else theme.text2
        said = str(words.cells[column])
        draw_in_two_lines(painter, room, said, role, tint, "right" if column in _RIGHT else "left")

    def _verdict(self, painter: QPainter, room: QRectF, row: RecordRow) -> None:
        theme = current()
        if row.verdict is None:
            draw_icon(painter, row.sign, theme.text2, room.x(), room.center().y() - ICON / 2, ICON)
            words = room.adjusted(ICON + 6, 0, 0, 0)
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


class RecordsTable(SortableTable):
    """Rows are given as places in a register; `chosen` tells the place of the current one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.records = _Model()
        super().__init__(self.records, _Cells, parent)
        self.right = _RIGHT
        self._prints = True
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._point(-1))
        self.selectionModel().currentRowChanged.connect(self._tell)

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

    def texts(self) -> tuple[str | Text, ...]:
        """The words of the rows in sight, and the header."""
        shown = self.columns_shown()
        cells: list[str | Text] = [self.head_words(column) for column in shown]
        for number in self.rows_in_sight():
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
            return FIRST
        before = next(left for left in range(column - 1, -1, -1) if left == _LABEL or not self.isColumnHidden(left))
        return _APART if before in _RIGHT and column not in _RIGHT else MARGIN

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
        return QSize(scaled(_LEAST_LABEL + _WIDTHS[_VERDICT]), HEAD + 4 * self.ROW)

    def copied_rows(self) -> Iterable[Sequence[str]]:
        for number in range(self.records.count()):
            row = self.records.row(number)
            yield (*row.cells, row.standing)
