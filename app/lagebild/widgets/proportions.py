"""How well the claims are checked, as a bar of parts with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_surface, draw_text
from lagebild.look.typesetting import line_height
from lagebild.origin import COUNTED
from lagebild.wording.verdicts import Verdict, verdict_icon, verdict_word

_BAR = 10
_GAP = 3  # between the parts of the bar
_COLUMN = 16  # between the counts
_COUNT = 26


class Part(NamedTuple):
    """How many claims have a verdict."""

    verdict: Verdict
    claims: int


class ReliabilityBar(QLabel):
    """A bar divided as the counts are; under it each count with its sign and word, on as many rows as needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._words: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_parts(self, parts: Sequence[Part], language: Language) -> None:
        """Show these counts; parts without claims are left out."""
        kept = tuple(part for part in parts if part.claims)
        words = tuple((language.show(part.claims, COUNTED), verdict_word(part.verdict, language)) for part in kept)
        if (kept, words) == (self._parts, self._words):
            return
        self._parts, self._words = kept, words
        self.setAccessibleName(", ".join(f"{count} {word}" for count, word in words))
        self.updateGeometry()
        self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(words for pair in self._words for words in pair)

    def _columns(self, width: int) -> int:
        """How many counts stand side by side."""
        widest = max((text_width(word, "source") for _, word in self._words), default=0)
        fit = int((width + _COLUMN) // (max(widest, 48) + _COLUMN))
        # rows of equal length look better than one left over
        rows = -(-len(self._words) // max(1, fit))
        return max(1, -(-len(self._words) // max(1, rows)))

    def _row_height(self) -> int:
        return _COUNT + line_height("source") + 6

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._words) // self._columns(width)) if self._words else 0
        return _BAR + 6 + rows * self._row_height() - 6 if rows else _BAR

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        widest = max((text_width(word, "source") for _, word in self._words), default=60)
        return QSize(round(widest) + 1, self.heightForWidth(self.width() or 320))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._parts:
            return
        chips = current().chips
        painter = QPainter(self)
        total = sum(part.claims for part in self._parts)
        room = self.width() - _GAP * (len(self._parts) - 1)
        x = 0.0
        for part in self._parts:
            width = room * part.claims / total
            draw_surface(painter, QRectF(x, 0, width, _BAR), chips[part.verdict].fill, "", 2)
            x += width + _GAP
        columns = self._columns(self.width())
        column_width = (self.width() + _COLUMN) / columns
        for number, (part, (count, word)) in enumerate(zip(self._parts, self._words, strict=True)):
            left = round(number % columns * column_width)
            top = _BAR + 6 + number // columns * self._row_height()
            tint = chips[part.verdict].text
            draw_icon(painter, verdict_icon(part.verdict), tint, left, top + 6, 14)
            draw_text(painter, QRectF(left + 20, top, column_width - 20, _COUNT), count, "card_title", tint)
            words = QRectF(left, top + _COUNT - 1, column_width - _COLUMN + 1, line_height("source"))
            draw_text(painter, words, word, "source", current().text2)
