"""Showing a widget as the window the reader works in, and turning the wheel over it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
