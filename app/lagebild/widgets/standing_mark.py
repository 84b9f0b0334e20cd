"""How well a record is checked: a sign and its word, with the meaning as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lagebild.knowledge.records import Standing
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_text
from lagebild.widgets.chips import CHIP_HEIGHT
from lagebild.wording.standings import standing_icon, standing_meaning, standing_word

_ICON = 14
_GAP = 6


class StandingMark(QLabel):
    """`✓ single source`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = ""
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_standing(self, standing: Standing, language: Language) -> None:
        """Show this standing."""
        word = standing_word(standing, language)
        if (standing_icon(standing), word) == (self._icon, self._word):
            return
        self._icon, self._word = standing_icon(standing), word
        self.setToolTip(standing_meaning(standing, language))
        self.setAccessibleName(word)
        self.setAccessibleDescription(self.toolTip())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word."""
        return self._word

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._word,)

    def sizeHint(self) -> QSize:
        return QSize(_ICON + _GAP + round(text_width(self._word, "chip")) + 2, CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._icon:
            return
        theme, painter = current(), QPainter(self)
        draw_icon(painter, self._icon, theme.text2, 0, (CHIP_HEIGHT - _ICON) / 2, _ICON)
        room = QRectF(_ICON + _GAP, 0, self.width() - _ICON - _GAP, CHIP_HEIGHT)
        draw_text(painter, room, self._word, "chip", theme.text2)
