"""A field for a name that the reader gives."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lagebild.look.fonts import font

_HEIGHT = 32


class NameField(QLineEdit):
    """One line of plain text; `edited` is emitted with what the reader leaves in it, unless that is nothing.

    An empty field goes back to the name it had.
    """

    edited = Signal(str)

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(longest)
        self.setFont(font("body"))
        self.setTextMargins(6, 0, 6, 0)
        self._given = ""
        self.editingFinished.connect(self._finish)

    def set_value(self, name: str) -> None:
        """Show a name, unless the reader is about to write another one."""
        self._given = name
        if not (self.hasFocus() and self.isModified()):
            self.setText(name)

    def _finish(self) -> None:
        name = self.text().strip()
        self.setModified(False)
        if not name:
            self.setText(self._given)
        elif name != self._given:
            self._given = name
            self.edited.emit(name)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)
