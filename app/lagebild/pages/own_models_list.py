"""The list of models with their prices: the reader's own first, each with a chip where a price is the reader's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lagebild.language import Shown, Span, Text
from lagebild.look.colours import colour, current
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_text
from lagebild.look.typesetting import Setting, draw_lines, line_height, set_lines
from lagebild.origin import record
from lagebild.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip

_COLUMN = 76  # of a price
_INSET = 10
_HEADING = 30
_Index = QModelIndex | QPersistentModelIndex


class ModelRow(NamedTuple):
    """A model in the list: the prices that count, and the word of a chip where they are the reader's."""

    model: str
    name: str
    host: str
    prices: tuple[Shown | str, Shown | str]
    chip: str
    spoken: str


class _Rows(QAbstractListModel):
    """Models under the names of their groups."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[str | ModelRow, ...] = ()

    def show(self, rows: tuple[str | ModelRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        return row if isinstance(row, str) else row.spoken

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Name over host at the left, two prices at the right, under them the chip."""

    def __init__(self, view: ModelList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, row = current(), QRectF(option.rect), self._view.models.rows[index.row()]
        if isinstance(row, str):
            draw_text(painter, rect.adjusted(_INSET, 6, 0, 0), row, "chip", theme.text2)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(
            option.rect, colour(theme.accent_tint if selected else theme.sunken if hovered else theme.surface)
        )
        if selected:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), colour(theme.accent))
        draw_hairline(painter, rect.x(), rect.bottom() - 1, rect.width(), theme.line)
        name, host = self._lines(row)
        x, y = rect.x() + _INSET, rect.y() + 7
        draw_lines(painter, name, "body", x, y, tint=theme.text, room=self._room())
        below = y + len(name.lines) * line_height("body")
        draw_lines(painter, host, "source", x, below, tint=theme.text2, room=self._room())
        for place, price in enumerate(row.prices):
            right = rect.right() - _INSET / 2 - (1 - place) * _COLUMN
            room = QRectF(right - _COLUMN, y, _COLUMN, line_height("body"))
            draw_text(painter, room, price, "strong", theme.text, "right")
        if row.chip:
            left = rect.right() - _INSET / 2 - chip_width(row.chip)
            draw_chip(painter, round(left), y + line_height("body") + 2, "own", row.chip)
        if selected and self._view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = self._view.models.rows[index.row()]
        if isinstance(row, str):
            return QSize(100, _HEADING)
        name, host = self._lines(row)
        words = len(name.lines) * line_height("body") + len(host.lines) * line_height("source")
        return QSize(100, max(words, line_height("body") + 2 + CHIP_HEIGHT if row.chip else 0) + 14)

    def _room(self) -> int:
        return max(60, self._view.viewport().width() - 2 * _COLUMN - _INSET - 4)

    def _lines(self, row: ModelRow) -> tuple[Setting, Setting]:
        room = self._room()
        beside_chip = room + 2 * _COLUMN - chip_width(row.chip) - 8 if row.chip else room
        return set_lines(((row.name, False),), "body", room), set_lines(
            ((row.host, False),), "source", min(room, beside_chip)
        )


class ModelList(QListView):
    """The models to choose from; `chosen` tells the id of the one the reader goes to, `opened` that Enter came."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.models = _Rows(self)
        self.setModel(self.models)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # names wrap anew in another width
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the heads of the columns stay put
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_rows(self, rows: tuple[str | ModelRow, ...], chosen: str) -> None:
        """Show these, with the row of `chosen` selected where it is among them."""
        before = self._model()
        if rows != self.models.rows:
            kept = self.verticalScrollBar().value()
            with QSignalBlocker(self.selectionModel()):
                self.models.show(rows)
            self.doItemsLayout()  # or there would be nothing to scroll yet
            self.verticalScrollBar().setValue(kept)
        place = next((place for place, row in enumerate(rows) if isinstance(row, ModelRow) and row.model == chosen), -1)
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(self.models.index(place) if place >= 0 else QModelIndex())
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.ClearAndSelect)
        if self._model() != before:
            self.show_chosen()
        self.viewport().update()

    def show_chosen(self) -> None:
        """Scroll to the selected row; above the first one stands the name of its group."""
        if self.currentIndex().row() > 1:
            self.scrollTo(self.currentIndex(), QListView.ScrollHint.EnsureVisible)
        else:
            self.scrollToTop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def texts(self) -> tuple[str | Text, ...]:
        """What the rows in sight say, with the origins of their prices."""
        found: list[str | Text] = []
        for place, row in enumerate(self.models.rows):
            if not self.visualRect(self.models.index(place)).intersects(self.viewport().rect()):
                continue
            if isinstance(row, str):
                found.append(row)
                continue
            named = record(row.model)
            found += [Text((Span(words, named),)) for words in (row.name, row.host, *row.prices, row.chip) if words]
        return tuple(found)

    def _model(self) -> str:
        """The id of the model whose row is selected."""
        row = self.models.rows[self.currentIndex().row()] if self.currentIndex().isValid() else ""
        return row.model if isinstance(row, ModelRow) else ""

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._model():
            self.chosen.emit(self._model())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class Heads(QWidget):
    """The names of the columns over the list."""

    def __init__(self, names: Sequence[str], over: ModelList) -> None:
        super().__init__()
        self._names = names
        self._over = over
        self.setFixedHeight(26)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(self._names)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        right = self._over.viewport().width() - _INSET / 2  # beside the scroll bar
        for place, name in enumerate(reversed(self._names[1:])):
            room = QRectF(right - (place + 1) * _COLUMN, 0, _COLUMN, self.height())
            draw_text(painter, room, name, "chip", theme.text2, "right")
        room = QRectF(_INSET, 0, right - 2 * _COLUMN - _INSET, self.height())
        draw_text(painter, room, self._names[0], "chip", theme.text2)
        draw_hairline(painter, 0, self.height() - 1, self.width(), theme.line)
