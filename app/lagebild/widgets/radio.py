"""What painted radio buttons share: all of them can be clicked, their words are no shortcuts, Tab stops once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton


class PaintedRadio(QRadioButton):
    """A radio button that a subclass paints and measures; Qt knows its words as a name only.

    In "S&P 500" it would see a shortcut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def text(self) -> str:
        """The words on it."""
        return self._text

    def set_text(self, text: str) -> None:
        """The words on it, and its name."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


def stop_once(buttons: Sequence[QRadioButton], reached: int) -> None:
    """Let Tab stop at the button at `reached` alone; arrows go on from there.

    Qt lets it stop at the first of a group until one has had the focus.
    """
    for place, button in enumerate(buttons):
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == reached else Qt.FocusPolicy.ClickFocus)
