"""Our own one-colour icons, tinted when asked for and kept by (name, colour, size, pixel ratio)."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lagebild.look.colours import colour, current
from lagebild.resources import resource


@cache
def _drawing(name: str) -> QSvgRenderer:
    drawing = QSvgRenderer(QByteArray(resource("icons", f"{name}.svg").read_bytes()))
    if not drawing.isValid():
        raise ValueError(name)
    return drawing


@cache
def pixmap(name: str, tint: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon in the colour `tint` (#RRGGBB), `size` logical pixels square."""
    edge = round(size * ratio)
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _drawing(name).render(painter, QRectF(0, 0, edge, edge))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), colour(tint))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def draw_icon(painter: QPainter, name: str, tint: str, x: float, y: float, size: int = 16) -> None:
    """Paint the icon with its upper left corner at (x, y)."""
    painter.drawPixmap(QPointF(x, y), pixmap(name, tint, size, painter.device().devicePixelRatio()))


def icon(name: str, tint: str = "") -> QIcon:
    """A QIcon for Qt's own menus and dialogs, in the theme's text colour; ask again when the theme changes."""
    made = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, tint or current().text2, 16, ratio))
    return made
