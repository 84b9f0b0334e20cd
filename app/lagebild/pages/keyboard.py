"""The keyboard across the whole window: stops of F6, what is typed and not yet taken, whose undo Ctrl+Z is, and
that what the keys reach is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QScrollArea, QWidget
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from lagebild.pages.page import Page


def next_stop(stops: Sequence[QWidget], here: QWidget | None, by: int) -> QWidget:
    """The stop after the one at `here`, round the ends; the first, or going back the last, from nowhere."""
    place = stops.index(here) if here is not None and here in stops else -1 if by > 0 else 0
    return stops[(place + by) % len(stops)]


def turn_region(by: int, rail: QWidget, entry: QWidget, tabs: QWidget, page: Page | None) -> None:
    """Move the focus to the next region that F6 stops at: rail, sub-tabs, inputs, result."""
    result, inputs = (None, None) if page is None else (page.result_focus(), page.first_focus())
    stops = [stop for stop in dict.fromkeys((entry, tabs, inputs, result)) if stop is not None and stop.isVisible()]
    focused = QApplication.focusWidget()
    here: QWidget | None = None
    if focused is not None:
        if rail.isAncestorOf(focused):
            here = entry
        elif page is not None and page.isAncestorOf(focused):
            in_result = result is not None and (result is focused or result.isAncestorOf(focused))
            here = result if in_result else inputs
        elif focused is tabs:
            here = tabs
    next_stop(stops, here, by).setFocus(Qt.FocusReason.TabFocusReason)


def take_typed() -> None:
    """Take what is typed in the field at the focus, as leaving it would: for what must not overlook it."""
    field = QApplication.focusWidget()
    if isinstance(field, QAbstractSpinBox):
        field.interpretText()


def watch_keys(window: QWidget) -> None:
    """What holds for keys in the whole window."""
    UndoBeyondFields(window)
    FocusInSight(window)


class UndoBeyondFields(QObject):
    """Qt gives Ctrl+Z to the field that has the focus; one with nothing of its own to undo leaves it to the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._field: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        before, self._field = self._field, None
        if before is not None and Shiboken.isValid(before):  # else it was deleted with the focus in it
            before.removeEventFilter(self)
        if isinstance(new, QLineEdit | QAbstractSpinBox) and self._window.isAncestorOf(new):
            self._field = new
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        edit = watched if isinstance(watched, QLineEdit) else watched.findChild(QLineEdit)
        keys = QKeySequence.StandardKey
        undo = event.matches(keys.Undo) and not (edit and edit.isUndoAvailable())
        redo = event.matches(keys.Redo) and not (edit and edit.isRedoAvailable())
        if undo or redo:
            event.ignore()
        return undo or redo


class FocusInSight(QObject):
    """Qt scrolls to what Tab reaches from within a scroll area; this does so for what is reached from outside it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        # what is clicked is in sight, and must not move away before the button goes up
        if old is None or new is None or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        around = new.parentWidget()
        while around is not None and not around.isAncestorOf(old):
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(new)
            around = None if around.isWindow() else around.parentWidget()
