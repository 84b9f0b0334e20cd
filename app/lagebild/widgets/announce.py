"""Telling a screen reader that a result has changed, once it has come to rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

REST = 500  # milliseconds after the last change


def announce(widget: QWidget, message: str) -> None:
    """Say `message` politely, after what is being read; nothing where no screen reader runs."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


class Announcer(QObject):
    """Says the last of several changes in a row."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._message = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._say)

    def changed(self, message: str) -> None:
        """`message` holds now; it is said when nothing else changes for half a second."""
        self._message = message
        if QAccessible.isActive():
            self._timer.start()

    def _say(self) -> None:
        if self._widget.isVisible():
            announce(self._widget, self._message)
