"""The one sentence that may be quoted: serif, balanced over its lines, the numbers to remember in colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

from lagebild.look.typesetting import line_height
from lagebild.widgets.labels import Paragraph

Tone = Literal["money", "loss"]
HEADING_LEADING = 0.98


class SentenceLabel(Paragraph):
    """A `Text` in a heading's role; what is strong in it is painted as money or as a loss."""

    def __init__(self, role: str = "answer_l", tone: Tone = "money", parent: QWidget | None = None) -> None:
        super().__init__("", role, "text", parent)
        self._balanced = True
        self._factor = HEADING_LEADING
        self._strong_tone = tone

    def set_strong_tone(self, tone: Tone) -> None:
        """Colour what is strong as money or as a loss."""
        if tone != self._strong_tone:
            self._strong_tone = tone
            self.update()

    def line_height(self) -> int:
        """From one baseline to the next."""
        return line_height(self.role, HEADING_LEADING)
