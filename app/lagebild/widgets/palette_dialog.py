"""The command palette: type a few letters, go to a page or do a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from lagebild.language import Language
from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_hairline, draw_keycap, draw_surface, draw_text, keycap_width
from lagebild.look.typesetting import Setting, draw_lines, line_height, set_lines
from lagebild.widgets.announce import announce
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.search import SearchField, folded, found_in

WIDTH = 640
_TOP = 96
_ROW = 40
_HEADING = 30
_FOOT = 44
_INSET = 16
_RIGHT = 24  # what a row keeps clear at its ends
_LEFT = _RIGHT + 34  # where its words begin, after the icon
_Index = QModelIndex | QPersistentModelIndex


class Command(NamedTuple):
    """Something to do or to open: where it is listed, its words, its shortcut, its icon, and how it is done."""

    group: str
    title: str
    hint: str
    shortcut: str
    icon: str
    run: Callable[[], object]


class _Hit(NamedTuple):
    command: Command
    places: tuple[tuple[int, int], ...]


def search(commands: Sequence[Command], query: str) -> list[_Hit]:
    """The commands all words of `query` stand in, group by group; those that begin with it first."""
    hits: list[_Hit] = []
    for command in commands:
        if found_in(query, f"{command.title} {command.hint}") is None:
            continue
        hits.append(_Hit(command, found_in(query, command.title) or ()))
    groups = list(dict.fromkeys(command.group for command in commands))

    def rank(hit: _Hit) -> tuple[int, int]:
        begins = folded(hit.command.title).startswith(folded(query.strip()))
        return groups.index(hit.command.group), 0 if begins else 1 if hit.places else 2

    return sorted(hits, key=rank)


class _Rows(QAbstractListModel):
    """Hits under the names of their groups."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[str | _Hit] = []
        self.width = WIDTH

    def show(self, hits: Sequence[_Hit]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for hit in hits:
            if hit.command.group != group:
                group = hit.command.group
                self.rows.append(group)
            self.rows.append(hit)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        if isinstance(row, str):
            return row
        return ", ".join(part for part in (row.command.title, row.command.hint, row.command.shortcut) if part)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _title(hit: _Hit, width: int) -> Setting:
    """The title of a hit in a row `width` wide, what was found in it strong; a long one takes several lines."""
    title, pieces, position = hit.command.title, [], 0
    for start, end in hit.places:
        pieces += [(title[position:start], False), (title[start:end], True)]
        position = end
    pieces.append((title[position:], False))
    shortcut = hit.command.shortcut
    room = width - _LEFT - _RIGHT - (keycap_width(shortcut) + 12 if shortcut else 0)
    return set_lines(tuple(piece for piece in pieces if piece[0]), "strong", room)


def _row_height(row: str | _Hit, width: int) -> int:
    if isinstance(row, str):
        return _HEADING
    return max(1, len(_title(row, width).lines)) * line_height("strong") + _ROW - line_height("strong")


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Rows)
        theme, row = current(), model.rows[index.row()]
        rect = QRectF(option.rect)
        if isinstance(row, str):
            draw_text(painter, rect.adjusted(_RIGHT, 6, -_RIGHT, 0), row, "chip", theme.text2)
            return
        command = row.command
        box = rect.adjusted(8, 0, -8, 0)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            draw_surface(painter, box, theme.accent_tint, "", 6)
            painter.fillRect(QRectF(box.x(), box.y() + 8, 3, box.height() - 16), colour(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_surface(painter, box, theme.sunken, "", 6)
        if command.icon:
            draw_icon(painter, command.icon, theme.text2, rect.x() + _RIGHT, rect.y() + (rect.height() - 16) / 2)
        right = rect.right() - _RIGHT
        if command.shortcut:
            width = keycap_width(command.shortcut)
            right -= width
            cap = QRectF(right, rect.y() + (rect.height() - 22) / 2, width, 22)
            draw_keycap(painter, cap, command.shortcut)
            right -= 12
        x = rect.x() + _LEFT
        title = _title(row, option.rect.width())
        top = rect.y() + (rect.height() - line_height("strong") * len(title.lines)) / 2
        room = round(right - x)
        draw_lines(painter, title, "strong", x, top, tint=theme.text, strong_tint=theme.accent, room=room)
        x += title.width + 12
        if command.hint and len(title.lines) == 1 and x + text_width(command.hint, "body") <= right:
            draw_text(painter, QRectF(x, rect.y(), right - x, rect.height()), command.hint, "body", theme.text2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        assert isinstance(model, _Rows)
        return QSize(100, _row_height(model.rows[index.row()], model.width))


class CommandPalette(QDialog):
    """Lies over its parent window; Escape or a click beside it closes it and the focus goes back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self._over = parent
        self._language = Language("en")
        self._commands: tuple[Command, ...] = ()
        self._before: QWidget | None = None
        self._count = ""
        self._keys: tuple[tuple[tuple[str, ...], str], ...] = ()
        self._nothing = Paragraph("", "body", "text2")
        self.field = SearchField(height=44, role="key_unit")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.rows = _Rows(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows typed into the field move in it
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self._card = QWidget(self)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, _INSET, 1, _FOOT)
        column.setSpacing(8)
        inset = QVBoxLayout()
        inset.setContentsMargins(_INSET - 1, 0, _INSET - 1, 0)
        inset.addWidget(self.field)
        nest(column, inset)
        below = QVBoxLayout()
        below.setContentsMargins(1 + _RIGHT - _INSET, 0, 0, 0)  # where the names of the groups stand
        below.addWidget(self._nothing)
        nest(inset, below)
        inset.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        parent.installEventFilter(self)
        self.hide()

    def show_commands(self, commands: Sequence[Command], language: Language) -> None:
        """Open with these."""
        self._commands = tuple(commands)
        self._language = language
        say = language.say
        self.setAccessibleName(say("Command palette"))
        self.list.setAccessibleName(say("Hits"))
        self.field.set_hint(say("Search pages, commands, charts and figures"))
        self._keys = (
            (("↑", "↓"), say("choose")),
            ((say("Enter"),), say("open")),
            ((say("Esc"),), say("close")),
        )
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def texts(self) -> tuple[str, ...]:
        """What is painted beside the field and the list."""
        hints = [part for keys, hint in self._keys for part in (*keys, hint)]
        return tuple(part for part in (*hints, self._count) if part)

    # ---- searching

    def _search(self, query: str) -> None:
        hits = search(self._commands, query)
        self.rows.show(hits)
        say = self._language.say
        self._count = self._language.say_plural("{count} hit", "{count} hits", len(hits))
        self._nothing.set_text("" if hits else say("Nothing is called “{text}”.", text=query.strip()))
        self._nothing.setVisible(not hits)
        self.list.setVisible(bool(hits))
        self._place()
        self._choose(self._next(-1, 1))
        self.update()

    def _next(self, row: int, by: int) -> int:
        """The next row that is a hit, round the ends; -1 where there is none."""
        count = len(self.rows.rows)
        for step in range(1, count + 1):
            candidate = (row + by * step) % count
            if not isinstance(self.rows.rows[candidate], str):
                return candidate
        return -1

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        index = self.rows.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(self.rows.index(0) if row <= 1 else index)
        announce(self.list, str(index.data()))

    def _run(self, row: int) -> None:
        hit = self.rows.rows[row] if 0 <= row < len(self.rows.rows) else ""
        if not isinstance(hit, str):
            self.accept()
            hit.command.run()

    def done(self, result: int) -> None:
        super().done(result)
        before, self._before = self._before, None
        # a step back while it was open may have deleted what had the focus
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    # ---- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            if self.isVisible():
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            row, far = self.list.currentIndex().row(), 5
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._choose(self._next(row, 1 if key == Qt.Key.Key_Down else -1))
            elif key == Qt.Key.Key_PageDown:
                self._choose(self._next(min(row + far, len(self.rows.rows)) - 1, 1))
            elif key == Qt.Key.Key_PageUp:
                self._choose(self._next(max(row - far, -1), 1))
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(row)
            elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                pass  # the focus stays in the palette
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.reject()

    def _place(self) -> None:
        parent = self._over
        self.setGeometry(parent.rect())
        width = min(WIDTH, parent.width() - 32)
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.rows.width = width - 2 - bar
        wanted = sum(_row_height(row, self.rows.width) for row in self.rows.rows) or _ROW
        top = min(_TOP, max(16, (parent.height() - 480) // 2))
        height = min(_INSET + 44 + 8 + wanted + 8 + _FOOT, parent.height() - top - 16)
        self.list.scheduleDelayedItemsLayout()
        self._card.setGeometry((parent.width() - width) // 2, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        shade = colour(theme.shade)
        painter.setOpacity(0.5)
        painter.fillRect(event.rect(), shade)
        card = QRectF(self._card.geometry())
        painter.setOpacity(0.03)
        for spread in range(2, 20, 2):
            draw_surface(painter, card.adjusted(-spread, -spread + 6, spread, spread + 6), theme.shade, "", 10 + spread)
        painter.setOpacity(1.0)
        draw_surface(painter, card, theme.surface, theme.line, 10)
        foot = card.bottom() - _FOOT
        draw_hairline(painter, card.x() + 1, foot, card.width() - 2, theme.line)
        x = card.x() + 24
        for keys, hint in self._keys:
            for key in keys:
                width = keycap_width(key)
                draw_keycap(painter, QRectF(x, foot + 11, width, 22), key)
                x += width + 6
            words = text_width(hint, "source")
            draw_text(painter, QRectF(x, foot, words + 1, _FOOT), hint, "source", theme.text2)
            x += words + 16
        count = text_width(self._count, "source")
        if x + count < card.right() - 24:
            draw_text(
                painter, QRectF(card.right() - 24 - count, foot, count, _FOOT), self._count, "source", theme.text2
            )
