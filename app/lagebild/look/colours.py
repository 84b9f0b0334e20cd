"""The theme in use, and its colours as Qt takes them; read at paint time, never kept."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor

from lagebild.theme import Theme, theme

_shown: list[Theme] = []


def current() -> Theme:
    """The theme everything is painted with; the light one until `apply_look` has set another."""
    return _shown[0] if _shown else theme("light")


def set_current(new: Theme) -> None:
    """Paint with `new` from now on; `apply_look` calls this, and tests do."""
    _shown[:] = [new]


@cache
def colour(value: str) -> QColor:
    """`colour(current().text)`: a shared QColor for "#RRGGBB"; copy it before changing it."""
    return QColor(value)
