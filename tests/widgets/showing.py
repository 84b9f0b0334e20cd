"""Showing a widget as the window the reader works in, turning the wheel over it, and hearing what it asks."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lagebild.widgets.evidence_asked import Asked, EvidenceAsked

Shown = TypeVar("Shown", bound=QWidget)


def show(widget: Shown) -> Shown:
    """Show `widget` in the active window, so that it can take the focus."""
    window = widget.window()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return widget


def turn_wheel(widget: QWidget) -> None:
    """Turn the wheel one notch up over the middle of `widget`."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


class Listening(QWidget):
    """A window around a widget that hears which numbers ask for their evidence."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.heard: list[tuple[Asked, ...]] = []
        QVBoxLayout(self).addWidget(widget)

    def customEvent(self, event: QEvent) -> None:
        assert isinstance(event, EvidenceAsked)
        self.heard.append(event.asked)
