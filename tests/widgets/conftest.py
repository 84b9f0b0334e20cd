"""The application in our look, and a counter of repaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.theme import theme

Painted = Callable[[QWidget, Callable[[], object]], set[QWidget]]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application, shown in the light theme."""
    apply_look(qapp, theme("light"))
    yield qapp
    apply_look(qapp, theme("light"))


@pytest.fixture
def german() -> Language:
    return Language("de")


@pytest.fixture
def english() -> Language:
    return Language("en")


class _Paints(QObject):
    """Notes who is painted or laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[QWidget] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest) and isinstance(watched, QWidget):
            self.seen.add(watched)
        return False


@pytest.fixture
def painted(look: QApplication) -> Painted:
    """The parts of a widget that are painted or laid out because of a change to it."""

    def find(widget: QWidget, change: Callable[[], object]) -> set[QWidget]:
        widget.show()
        for _ in range(3):
            look.processEvents()
        paints = _Paints()
        for part in (widget, *widget.findChildren(QWidget)):
            part.installEventFilter(paints)
        change()
        look.processEvents()
        return paints.seen

    return find
