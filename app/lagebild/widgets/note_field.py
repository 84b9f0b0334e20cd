"""A field for words of any length in plain text; what is typed in it is undone by the window, not by itself."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSignalBlocker, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocumentFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import font
from lagebild.look.painting import draw_focus_ring, draw_surface

_INSET = (6, 4)
_RADIUS = 5
_LINES = (4, 12)
"""As high as what is written, from so many lines to so many; then it scrolls."""
_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\r": "\n"})


class _Edit(QPlainTextEdit):
    """Qt's own, without a history of its own, and without a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()  # the window's: a step back there takes back what was typed here
                return False
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # a file dropped on the field is for the window; many a file manager sends its path along as text
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasFormat("text/plain") or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat("text/plain"):
            self.insertPlainText(source.text())
        elif source.hasHtml():
            self.insertPlainText(QTextDocumentFragment.fromHtml(source.html()).toPlainText())
        self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NoteField(QWidget):
    """A note of up to `longest` characters; `edited` is emitted with the whole of it at every change by the reader.

    `filled` says whether the last change had to be cut because the field is full.
    """

    edited = Signal(str)
    filled = Signal(bool)

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self._text = ""
        self._full = False
        self.edit = _Edit()
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_change)
        self.setFocusProxy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET[0], _INSET[1], 3, _INSET[1])
        column.addWidget(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._hold_height)
        self._hold_height()

    def set_name(self, name: str) -> None:
        """What the note is about, for a screen reader."""
        self.edit.setAccessibleName(name)

    def set_placeholder(self, words: str) -> None:
        """What stands in it while it is empty."""
        if words != self.edit.placeholderText():
            self.edit.setPlaceholderText(words)

    def text(self) -> str:
        """The note."""
        return self._text

    def set_text(self, text: str, *, another: bool = False) -> None:
        """Show `text` without emitting anything; the cursor stays where it was, except in `another` note."""
        if text == self._text and not another:
            return
        self._text = text
        self._tell_full(False)
        with QSignalBlocker(self.edit):
            if another:
                self.edit.setPlainText(text)
            else:
                self._exchange(text)

    # ---- inside

    def _hold_height(self) -> None:
        lines = round(self.edit.document().size().height())  # a plain text counts lines, not pixels
        least, most = _LINES
        room = 2 * _INSET[1] + 2 * round(self.edit.document().documentMargin())
        self.setFixedHeight(ceil(max(least, min(lines, most)) * self.edit.fontMetrics().lineSpacing()) + room)

    def _shown(self) -> str:
        """What stands in the field; `toPlainText` would make plain spaces of no-break ones."""
        raw = self.edit.document().toRawText().translate(_BREAKS)
        # half a character, which no file could hold
        return raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _exchange(self, text: str) -> None:
        """Put `text` in place of what is shown, touching only what differs."""
        before = self._shown()
        start, end = _same(before, text)
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(_units(before[:start]))
        cursor.setPosition(_units(before[: len(before) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])

    def _on_change(self) -> None:
        text = self._shown()
        if text == self._text:  # what an input method has not yet settled
            return
        full = len(text) > self._longest
        if full:
            text = _cut(self._text, text, self._longest)
            with QSignalBlocker(self.edit):
                self._exchange(text)
            self.edit.ensureCursorVisible()
        self._tell_full(full)
        if text != self._text:
            self._text = text
            self.edited.emit(text)

    def _tell_full(self, full: bool) -> None:
        if full != self._full:
            self._full = full
            self.filled.emit(full)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()  # the ring
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), current(), QRectF(self.rect())
        draw_surface(painter, rect, theme.surface, theme.border, _RADIUS)
        if self.edit.hasFocus():
            draw_focus_ring(painter, rect, _RADIUS)


def _units(text: str) -> int:
    """The length of `text` as Qt counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _same(before: str, after: str) -> tuple[int, int]:
    """How many characters at the start, and at the end, are the same in both."""
    most = min(len(before), len(after))
    start = next((place for place in range(most) if before[place] != after[place]), most)
    most -= start
    end = next((place for place in range(most) if before[-1 - place] != after[-1 - place]), most)
    return start, end


def _cut(before: str, after: str, longest: int) -> str:
    """`after` with as much of what was added to `before` as there is room for, no sign of it in halves."""
    start, end = _same(before, after)
    added = after[start : len(after) - end]
    room = max(0, len(added) - (len(after) - longest))
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, added)
    finder.setPosition(_units(added[:room]))
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    kept = added.encode("utf-16-le")[: max(0, finder.position()) * 2].decode("utf-16-le")
    return after[:start] + kept + after[len(after) - end :]
