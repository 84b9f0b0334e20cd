"""Where numbers come from: each number with what it rests on below it, and the way to the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from lagebild.analysis.results import Results
from lagebild.language import Language, Span, Text
from lagebild.look.colours import colour, current
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_hairline
from lagebild.look.typesetting import Setting, draw_lines, line_height, pieces_of, set_lines
from lagebild.origin import record
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.evidence_asked import Asked
from lagebild.wording.origins import Root, roots
from lagebild.wording.standings import standing_icon, standing_word

_WIDTH = 680
_HIGHEST = 430  # of the list
_OPEN = 8  # as many numbers are shown with what they rest on; of more only the first
_ICONS = {"input": "person", "line": "costs"}
_ICON = 16
_INSET = 8
_NUMBER = (12, 6)  # above a number, and below it
_ROOT = (5, 6)
_LEFT = {"number": _INSET + _ICON + 8, "root": 2 * (_INSET + _ICON + 8)}
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractItemModel):
    """Numbers, and under each what it rests on, worked out when it is first looked at."""

    def __init__(self, asked: tuple[Asked, ...], results: Results, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked = asked
        self._language = language
        self._roots: Callable[[int], tuple[Root, ...]] = cache(
            lambda number: roots(results, asked[number].origin, language)
        )

    def number(self, index: _Index) -> Asked | None:
        """The number of a row; None for what one rests on."""
        return None if index.internalId() else self.asked[index.row()]

    def root(self, index: _Index) -> Root | None:
        """What stands in a row; None for a number."""
        return self._roots(index.internalId() - 1)[index.row()] if index.internalId() else None

    def note(self, root: Root) -> Text:
        """How well checked, strong, and what else there is to say."""
        if root.standing is None:
            return root.note
        word = Span(standing_word(root.standing, self._language), None, True)
        return Text((word, Span(" · "), *root.note)) if root.note else Text((word,))

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008 (Qt's own)
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: _Index = QModelIndex()) -> Any:  # noqa: B008 (Qt has another method of that name)
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.asked)
        return 0 if parent.internalId() else len(self._roots(parent.row()))

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() or not parent.internalId()

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        number, root = self.number(index), self.root(index)
        if number is not None:
            return str(number.words)
        assert root is not None
        return ", ".join(str(part) for part in (root.label, root.value, self.note(root)) if part)


class _Delegate(QStyledItemDelegate):
    """A number in its words; below it label and value, under them how well checked, who says so, and when."""

    def __init__(self, tree: _Tree) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, state = current(), QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour(theme.accent_tint))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour(theme.sunken))
        model = self._tree.values
        number, root = model.number(index), model.root(index)
        if number is not None:
            self._paint_number(painter, rect, number, index)
        elif root is not None:
            self._paint_root(painter, rect, root)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, 4)

    def _paint_number(self, painter: QPainter, rect: QRectF, number: Asked, index: _Index) -> None:
        theme, top = current(), rect.y() + _NUMBER[0]
        if index.row():
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        open_ = self._tree.isExpanded(self._tree.values.index(index.row(), 0))
        sign = "chevron-down" if open_ else "chevron-right"
        draw_icon(painter, sign, theme.text2, rect.x() + _INSET, top + (line_height("body") - _ICON) / 2)
        x, room = rect.x() + _LEFT["number"], self._room("number")
        words = _number_lines(number, room)
        draw_lines(painter, words, "body", x, top, tint=theme.text2, strong_tint=theme.text, room=room)

    def _paint_root(self, painter: QPainter, rect: QRectF, root: Root) -> None:
        theme, top, x = current(), rect.y() + _ROOT[0], rect.x() + _LEFT["root"]
        icon = _ICONS.get(root.kind) or (standing_icon(root.standing) if root.standing else "")
        if icon:
            draw_icon(painter, icon, theme.text2, rect.x() + _LEFT["number"], top + (line_height("body") - _ICON) / 2)
        room = self._room("root")
        label, value, note = self._root_lines(root, room)
        draw_lines(painter, label, "body", x, top, tint=theme.text, room=room)
        left = x + room - value.width
        draw_lines(painter, value, "strong", left, top, tint=theme.text, room=value.width)
        top += max(len(label.lines), len(value.lines)) * line_height("body")
        draw_lines(painter, note, "source", x, top, tint=theme.text2, room=room)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = self._tree.values
        number, root = model.number(index), model.root(index)
        if number is not None:
            height = sum(_NUMBER) + len(_number_lines(number, self._room("number")).lines) * line_height("body")
        else:
            assert root is not None
            label, value, note = self._root_lines(root, self._room("root"))
            height = sum(_ROOT) + max(len(label.lines), len(value.lines)) * line_height("body")
            height += len(note.lines) * line_height("source")
        return QSize(100, height)

    def _room(self, what: str) -> int:
        return max(100, self._tree.viewport().width() - _LEFT[what] - _INSET)

    def _root_lines(self, root: Root, room: int) -> tuple[Setting, Setting, Setting]:
        """Label, value beside it, and note below both, in lines."""
        value = set_lines(pieces_of(root.value or ""), "strong", round(room * 0.6))
        label = set_lines(pieces_of(root.label), "body", room - value.width - (16 if root.value else 0))
        return label, value, set_lines(pieces_of(self._tree.values.note(root)), "source", room)


def _number_lines(number: Asked, room: int) -> Setting:
    return set_lines(pieces_of(number.words), "body", room)


class _Tree(QTreeView):
    """Enter or a double click opens a record, a click or the arrow keys fold a number."""

    opened = Signal(str)  # id of a record

    def __init__(self, values: _Model) -> None:
        super().__init__()
        self.values = values
        values.setParent(self)
        self.setModel(values)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._fold)
        self.doubleClicked.connect(self._open)

    def texts(self) -> tuple[str | Text, ...]:
        """What is shown, with the origins of its numbers."""
        found: list[str | Text] = []
        for row, number in enumerate(self.values.asked):
            found.append(number.words)
            above = self.values.index(row, 0)
            for place in range(self.values.rowCount(above)) if self.isExpanded(above) else ():
                root = self.values.root(self.values.index(place, 0, above))
                assert root is not None
                found += [root.label, *([root.value] if root.value else []), self.values.note(root)]
        return tuple(found)

    def rows_height(self) -> int:
        """What all rows take that are folded out."""
        height, index = 0, self.values.index(0, 0)
        while index.isValid():
            height += self.indexRowSizeHint(index)
            index = self.indexBelow(index)
        return height

    def _fold(self, index: QModelIndex) -> None:
        if self.values.number(index) is not None:
            self.setExpanded(index, not self.isExpanded(index))

    def _open(self, index: QModelIndex) -> None:
        root = self.values.root(index)
        if root is not None and root.id:
            self.opened.emit(root.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._fold(index)
            self._open(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class EvidenceDialog(Dialog):
    """Lists numbers with what they rest on; a record leads to the register."""

    record_chosen = Signal(str)

    def __init__(
        self, asked: tuple[Asked, ...], results: Results, language: Language, parent: QWidget | None = None
    ) -> None:
        say = language.say
        super().__init__(say("Where these numbers come from"), language, parent, width=_WIDTH)
        self.tree = _Tree(_Model(asked, results, language, self))
        self.tree.setAccessibleName(say("Where these numbers come from"))
        self.tree.opened.connect(self._go)
        self.body.addWidget(self.tree, 1)
        self.show_record = Button(say("Show in the register"), "primary", "evidence", height=36)
        self.show_record.clicked.connect(lambda: self.tree._open(self.tree.currentIndex()))
        close = Button(say("Close"), "outline", height=36)
        close.clicked.connect(self.reject)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
        self.footer.addWidget(self.show_record)
        self.tree.selectionModel().currentChanged.connect(self._reached)
        for row in range(len(asked) if len(asked) <= _OPEN else 1):
            self.tree.expand(self.tree.values.index(row, 0))
        self.tree.resize(_WIDTH - 48, _HIGHEST)
        self.tree.setFixedHeight(min(self.tree.rows_height(), _HIGHEST))
        first = self.tree.values.index(0, 0)
        self.tree.setCurrentIndex(self.tree.values.index(0, 0, first))
        self.tree.setFocus()

    def _reached(self, index: QModelIndex) -> None:
        root = self.tree.values.root(index) if index.isValid() else None
        self.show_record.setEnabled(root is not None and bool(root.id))

    def _go(self, record: str) -> None:
        self.accept()
        self.record_chosen.emit(record)


def show_origins(
    asked: tuple[Asked, ...], results: Results, language: Language, show: Callable[[str], None], parent: QWidget
) -> None:
    """Show what numbers rest on; a single record stands in the register already, where `show` leads to it."""
    origin = asked[0].origin
    if len(asked) == 1 and origin == record(*origin.records[:1]):
        (root,) = roots(results, origin, language)
        if root.id:
            show(root.id)
            return
    dialog = EvidenceDialog(asked, results, language, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.record_chosen.connect(show)
    dialog.open()
