"""A field to paste a table into: plain text in long lines, of which only so much is taken as can be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import font
from lagebild.look.painting import draw_focus_ring, draw_surface

_INSET = (6, 4)
_RADIUS = 5


class _Edit(QPlainTextEdit):
    """Qt's own without a frame; what is pasted or dropped takes the place of all there is."""

    def __init__(self, takes: Callable[[str], str | None]) -> None:
        super().__init__()
        self._takes = takes
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(120)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # a file dropped on the field is for the window; many a file manager sends its path along as text
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = self._takes(source.text()) if self.canInsertFromMimeData(source) else None
        if text is None:
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)


class PasteField(QWidget):
    """`edited` is emitted with the whole text at every change; what is pasted is first given to `takes`.

    That returns the text to be shown in place of all there is, or None to leave everything as it is.
    """

    edited = Signal(str)

    def __init__(self, takes: Callable[[str], str | None], height: int) -> None:
        super().__init__()
        self.edit = _Edit(takes)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(lambda: self.edited.emit(self.edit.toPlainText()))
        self.setFocusProxy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET[0], _INSET[1], 3, _INSET[1])
        column.addWidget(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)

    def set_name(self, name: str) -> None:
        """What is to be pasted, for a screen reader."""
        self.edit.setAccessibleName(name)

    def set_placeholder(self, words: str) -> None:
        """What stands in it while it is empty."""
        self.edit.setPlaceholderText(words)

    def paste(self, text: str) -> None:
        """Put `text` in the place of all there is, as if it had been pasted."""
        source = QMimeData()
        source.setText(text)
        self.edit.insertFromMimeData(source)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()  # the ring
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), current(), QRectF(self.rect())
        draw_surface(painter, rect, theme.surface, theme.border, _RADIUS)
        if self.edit.hasFocus():
            draw_focus_ring(painter, rect, _RADIUS)
