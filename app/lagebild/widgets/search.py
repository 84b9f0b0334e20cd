"""A field to search in, and how what is typed is found in words."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import font
from lagebild.look.icons import draw_icon

_LONGEST = 200
"""Characters that can be typed or pasted; everything is searched at every one of them."""


def folded(text: str) -> str:
    """`text` for comparing: without case and accents, as long as `text` itself."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in text)


def found_in(query: str, text: str) -> tuple[tuple[int, int], ...] | None:
    """Where the words of `query` stand in `text`, as (start, end) without overlaps; None where one is missing."""
    plain = folded(text)
    places: list[tuple[int, int]] = []
    for word in folded(query).split():
        start = plain.find(word)
        if start < 0:
            return None
        places.append((start, start + len(word)))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


class SearchField(QLineEdit):
    """A line edit with a magnifier."""

    def __init__(self, *, height: int = 32, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setMaxLength(_LONGEST)
        self.setFont(font(role))
        self.setTextMargins(height - 2, 0, 6, 0)

    def set_hint(self, hint: str) -> None:
        """What can be searched: shown while empty, and the field's name."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rect = QRectF(self.rect())
        inset = (rect.height() - 16) / 2
        draw_icon(QPainter(self), "search", current().text2, round(inset) + 2, inset)
