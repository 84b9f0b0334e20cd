"""Lagebild's mark: three bars, on the rail and as the icon of the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from lagebild.look.colours import current
from lagebild.look.painting import draw_surface

# left edge, width and height of each bar, in parts of the mark's edge
_BARS = ((0.0, 0.27, 0.42), (0.36, 0.28, 1.0), (0.73, 0.27, 0.22))


def draw_mark(painter: QPainter, x: float, y: float, edge: float) -> None:
    """Paint the mark into a square with its upper left corner at (x, y); made for the dark of the rail."""
    theme = current()
    tints = (theme.rail_mark, theme.rail_strong, theme.chips["rounded"].fill)
    for (left, width, height), tint in zip(_BARS, tints, strict=True):
        bar = QRectF(x + left * edge, y + (1 - height) * edge, width * edge, height * edge)
        draw_surface(painter, bar, tint, "", edge / 20)


def window_icon() -> QIcon:
    """The mark on a tile of the rail's colour, in the sizes that task bars ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_surface(painter, QRectF(0, 0, size, size), current().rail, "", size / 6)
        draw_mark(painter, size * 0.22, size * 0.2, size * 0.56)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
