"""Something worth knowing on a tint: a title beside a sign, and a few words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.look.colours import current
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_surface
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest

_PADDING = 12
_ICON = 16


class InfoBox(QWidget):
    """A title and a sentence or two, on a tint."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Line("", "strong", "text")
        self._words = Paragraph("", "body", "text2")
        head = QHBoxLayout()
        head.addSpacing(_ICON + 8)
        head.addWidget(self._title)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 10, _PADDING, 10)
        column.setSpacing(4)
        nest(column, head)
        column.addWidget(self._words)

    def set_words(self, title: Words, words: Words) -> None:
        """Say this."""
        self._title.set_text(title)
        self._words.set_text(words)

    def words(self) -> tuple[str, str]:
        """What it says: title and words."""
        return self._title.text(), self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        draw_surface(painter, QRectF(self.rect()), theme.accent_tint, "", 6)
        top = self._title.y() + (self._title.height() - _ICON) / 2
        draw_icon(painter, "info", theme.accent, _PADDING, top, _ICON)
