"""How much of something is done, as a thin bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from lagebild.look.colours import current
from lagebild.look.painting import draw_surface

_HEIGHT = 6


class Progress(QProgressBar):
    """Qt's own, for what it is to a screen reader; the words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, all_: int, said: str) -> None:
        """Show `done` of `all_`; `said` is that in words."""
        self.setAccessibleName(said)
        self.setRange(0, max(1, all_))
        self.setValue(done)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), current(), QRectF(self.rect())
        draw_surface(painter, rect, theme.line, "", _HEIGHT / 2)
        done = rect.width() * self.value() / self.maximum()
        if done:
            draw_surface(painter, QRectF(0, 0, max(done, _HEIGHT), _HEIGHT), theme.accent, "", _HEIGHT / 2)
