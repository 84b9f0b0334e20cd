"""A field for a name that the reader gives."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lagebild.frozen import one_line
from lagebild.look.fonts import font

_HEIGHT = 32


class NameField(QLineEdit):
    """One line of plain text; `edited` is emitted with what the reader leaves in it, if that is another one.

    An empty field goes back to the name it had, unless there may be `none`.
    """

    edited = Signal(str)

    def __init__(self, longest: int, parent: QWidget | None = None, *, none: bool = False) -> None:
        super().__init__(parent)
        self._none = none
        self._longest = longest
        self.setMaxLength(longest)
        self.setFont(font("body"))
        self.setTextMargins(6, 0, 6, 0)
        self._given = ""
        self.editingFinished.connect(self._finish)

    def set_value(self, name: str, *, another: bool = False) -> None:
        """Show a name, unless the reader is about to write another one; that of `another` thing in any case."""
        self._given = name
        if name != self.text() and (another or not (self.hasFocus() and self.isModified())):
            self.setMaxLength(max(self._longest, len(name.encode("utf-16-le")) // 2))  # as Qt counts: an emoji is two
            self.setText(name)  # which also takes a selection away, and what was about to be written
            self.setCursorPosition(0)  # a name longer than the field is seen from its beginning

    def _finish(self) -> None:
        if not self.isModified():  # only looked at: what a field of one line makes of a name is no edit
            return
        name = one_line(self.text())[: self._longest].strip()
        self.setModified(False)
        if not name and not self._none:
            self.setText(self._given)
        elif name != self._given:
            self._given = name
            self.edited.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts back the name there was."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._given:
            self.setText(self._given)
            self.setModified(False)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)
