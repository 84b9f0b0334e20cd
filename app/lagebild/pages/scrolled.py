"""Room for what is higher than it: it scrolls down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrolledDown(QScrollArea):
    """No frame, and no stop for Tab: that is in what it holds. `ground` is the colour behind it, by palette role."""

    def __init__(self, ground: QPalette.ColorRole = QPalette.ColorRole.Window) -> None:
        super().__init__()
        self._ground = ground
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.viewport().setBackgroundRole(ground)

    def hold(self, widget: QWidget) -> None:
        """Scroll this widget."""
        widget.setBackgroundRole(self._ground)
        self.setWidget(widget)


class Scrolled(ScrolledDown):
    """A page that is higher than the window, or what is higher than its card."""

    def __init__(self, page: QWidget, ground: QPalette.ColorRole = QPalette.ColorRole.Window) -> None:
        super().__init__(ground)
        self.hold(page)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, low: int, high: int) -> None:
        # the bar stands in the margin of what is scrolled, so that nothing moves when it comes and goes
        self.setViewportMargins(0, 0, -self.verticalScrollBar().sizeHint().width() if high > low else 0, 0)
