"""The application in our look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from lagebild.look import apply_look
from lagebild.theme import theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application, shown in the light theme."""
    apply_look(qapp, theme("light"))
    yield qapp
    apply_look(qapp, theme("light"))
