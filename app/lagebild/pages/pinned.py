"""A column that stays in sight while the page it belongs to scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from lagebild.look.fonts import scaled


class Pinned(QWidget):
    """Holds a widget that is never higher than what is seen of the page, and moves with it."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self._area: QScrollArea | None = None
        held.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def setFixedWidth(self, width: int) -> None:
        """As wide as that in the usual size of type, and as much wider as type is larger."""
        super().setFixedWidth(scaled(width))

    def sizeHint(self) -> QSize:
        return self._held.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._held.minimumSizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        if self._area is None:
            self._area = scroll_area_of(self)
            if self._area is not None:
                self._area.viewport().installEventFilter(self)
                self._area.verticalScrollBar().valueChanged.connect(self._place)
        self._place()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page = None if self._area is None else self._area.widget()
        top, height = 0, self.height()
        if self._area is not None and page is not None:
            above = self.mapTo(page, QPoint(0, 0)).y()
            below = page.height() - above - self.height()
            seen = self._area.viewport().height() - above - below
            height = min(height, max(seen, self._held.minimumSizeHint().height()))
            top = max(0, min(self._area.verticalScrollBar().value(), self.height() - height))
        self._held.setGeometry(0, top, self.width(), height)


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """The area that scrolls the page `widget` is on, where it stands on one."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
