"""Chips: how well a claim is checked, and numbers in a round badge."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_hairline, draw_surface, draw_text
from lagebild.wording.verdicts import Verdict, verdict_icon, verdict_word

CHIP_HEIGHT = 22
_PADDING = 8
_ICON = 14
_GAP = 6


def chip_width(word: str, of: str = "") -> int:
    """The width a chip takes."""
    source = text_width(of, "chip") + 2 * _GAP + 1 if of else 0
    return round(2 * _PADDING + source + _ICON + _GAP + text_width(word, "chip")) + 1


def draw_chip(painter: QPainter, x: float, y: float, verdict: Verdict, word: str, of: str = "") -> None:
    """Paint `of │ icon word` with its upper left corner at (x, y)."""
    colours = current().chips[verdict]
    width = chip_width(word, of)
    draw_surface(painter, QRectF(x, y, width, CHIP_HEIGHT), colours.tint, "", 4)
    left = x + _PADDING
    if of:
        source = text_width(of, "chip")
        draw_text(painter, QRectF(left, y, source + 1, CHIP_HEIGHT), of, "chip", colours.text)
        left += source + _GAP
        painter.setOpacity(0.4)
        draw_hairline(painter, round(left), y + 4, CHIP_HEIGHT - 8, colours.text, upright=True)
        painter.setOpacity(1.0)
        left += _GAP + 1
    draw_icon(painter, verdict_icon(verdict), colours.text, round(left), y + (CHIP_HEIGHT - _ICON) / 2, _ICON)
    left += _ICON + _GAP
    draw_text(painter, QRectF(left, y, x + width - left, CHIP_HEIGHT), word, "chip", colours.text)


class VerdictChip(QLabel):
    """`A │ ≈ rounded`: whose claim, and what checking it found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Verdict | None, str, str] = (None, "", "")
        self._small = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_verdict(self, verdict: Verdict | None, of: str, language: Language) -> None:
        """Show `verdict` on the claim of the source `of` ("A", "B", ""); nothing is shown for None."""
        shown = (verdict, of, verdict_word(verdict, language) if verdict else "")
        if shown == self._shown:
            return
        self._shown = shown
        word = shown[2]
        self.setAccessibleName(language.say("Source {source}: {verdict}", source=of, verdict=word) if of else word)
        self.setVisible(verdict is not None)
        self._measure()

    def set_small(self, small: bool) -> None:
        """Show the icon alone, the words as a tooltip."""
        if small != self._small:
            self._small = small
            self._measure()

    def _measure(self) -> None:
        self.setToolTip(self.accessibleName() if self._small else "")
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word on the chip."""
        return self._shown[2]

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return () if self._small else tuple(part for part in self._shown[1:] if part)

    def sizeHint(self) -> QSize:
        _, of, word = self._shown
        if not word:
            return QSize(0, 0)
        return QSize(CHIP_HEIGHT if self._small else chip_width(word, of), CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        verdict, of, word = self._shown
        if not verdict:
            return
        painter = QPainter(self)
        if self._small:
            colours, inset = current().chips[verdict], (CHIP_HEIGHT - _ICON) // 2
            draw_surface(painter, QRectF(0, 0, CHIP_HEIGHT, CHIP_HEIGHT), colours.tint, "", 4)
            draw_icon(painter, verdict_icon(verdict), colours.text, inset, inset, _ICON)
        else:
            draw_chip(painter, 0, 0, verdict, word, of)


BadgeKind = Literal["tint", "filled", "grey"]


class NumberBadge(QLabel):
    """A number or a letter in a disc: steps, questions, A and B."""

    def __init__(self, text: str, kind: BadgeKind = "tint", size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._kind = kind
        self.setAccessibleName(text)
        self.setFixedSize(size, size)

    def text(self) -> str:
        """The number or letter."""
        return self._text

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._text,)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        fill, tint = {
            "tint": (theme.accent_tint, theme.accent),
            "filled": (theme.accent, theme.on_accent),
            "grey": (theme.line, theme.text),
        }[self._kind]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        draw_surface(painter, rect, fill, "", rect.height() / 2)
        draw_text(painter, rect, self._text, "strong" if rect.height() >= 24 else "chip", tint, "centre")
