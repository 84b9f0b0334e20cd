"""A stack that is as high as what it shows."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class FittedStack(QStackedWidget):
    """As high as what it shows needs to be."""

    def fit(self) -> None:
        """Take the height of the widget shown; nested layouts forget heightForWidth."""
        widget = self.currentWidget()
        layout = None if widget is None else widget.layout()
        if widget is None or layout is None:
            return
        layout.activate()
        height = (
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.minimumSize().height()
        )
        self.setFixedHeight(min(max(height, widget.minimumHeight()), widget.maximumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
