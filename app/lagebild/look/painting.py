"""Strokes every painted control is made of: surfaces, hairlines, focus rings, one-line texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from lagebild.look.colours import colour, current
from lagebild.look.fonts import font, metrics, text_width

Align = Literal["left", "right", "centre"]
Watcher = Callable[[str, QRectF, QRectF], None]

_watchers: list[Watcher] = []


@contextmanager
def watch_texts(watcher: Watcher) -> Iterator[None]:
    """Tell `watcher` each painted text, the box it takes and the room it has: how tests find cut words."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def draw_surface(painter: QPainter, rect: QRectF, fill: str, edge: str = "", radius: float = 8, pen: float = 1) -> None:
    """A rounded area with a line inside its border."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        painter.setPen(QPen(colour(edge), pen))
        inset = pen / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)


def draw_focus_ring(painter: QPainter, rect: QRectF, radius: float = 6, tint: str = "") -> None:
    """Two pixels of accent inside `rect`; `tint` is another colour, for the dark rail."""
    draw_surface(painter, rect, "", tint or current().accent, radius, 2)


def draw_hairline(painter: QPainter, x: float, y: float, length: float, tint: str, *, upright: bool = False) -> None:
    """A line one pixel thick, as a filled rectangle: sharp at every scale."""
    painter.fillRect(QRectF(x, y, 1, length) if upright else QRectF(x, y, length, 1), colour(tint))


def draw_text(
    painter: QPainter, rect: QRectF, text: str, role: str = "body", tint: str = "", align: Align = "left"
) -> None:
    """One line of `text`, centred up and down in `rect`; never shortened."""
    width = text_width(text, role)
    x = rect.x()
    if align == "right":
        x = rect.right() - width
    elif align == "centre":
        x += (rect.width() - width) / 2
    measure = metrics(role)
    baseline = rect.y() + (rect.height() + measure.ascent() - measure.descent()) / 2
    painter.setFont(font(role))
    painter.setPen(colour(tint or current().text))
    painter.drawText(QPointF(x, round(baseline)), text)
    if _watchers and text:
        box = QRectF(x, baseline - measure.ascent(), width, measure.ascent() + measure.descent())
        report_text(painter, text, box, rect)


def draw_keycap(painter: QPainter, rect: QRectF, text: str) -> None:
    """The name of a key in a small frame."""
    theme = current()
    draw_surface(painter, rect, theme.surface, theme.border, 4)
    draw_text(painter, rect, text, "chip", theme.text2, "centre")


def keycap_width(text: str) -> int:
    """The width a keycap with `text` takes; its height is 22."""
    return max(22, round(text_width(text, "chip")) + 12)


def report_text(painter: QPainter, text: str, box: QRectF, rect: QRectF) -> None:
    """Tell the watchers of a text painted into `box`; sideways it has `rect`, and it must stay on the widget."""
    if not _watchers:
        return
    widget = QRectF(painter.viewport())
    room = widget & QRectF(rect.x(), widget.y(), rect.width(), widget.height())
    for watcher in _watchers:
        watcher(text, box, room)
