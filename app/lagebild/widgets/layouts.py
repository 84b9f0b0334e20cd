"""Layouts inside layouts and widgets, put there so that PySide keeps nothing of what Qt deletes later."""

# WORKAROUND PySide6 6.11: for each widget that a layout holds when it is put somewhere, an object of Python is made
# for the QWidgetItem, and kept when Qt deletes that item with its widget or moves the widget elsewhere. What is made
# later at the same address of memory is taken for it, and the program ends without a word.

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget
from shiboken6 import Shiboken


def nest(outer: QLayout, inner: QLayout, *place: int | Qt.AlignmentFlag) -> None:
    """Add a layout to another; `place` is what `addLayout` of that one takes."""
    outer.addLayout(inner, *place)  # type: ignore[attr-defined]  # a layout of boxes or a grid
    _forget(inner)


def nest_at(outer: QBoxLayout, index: int, inner: QLayout) -> None:
    """Insert a layout into a row or a column."""
    outer.insertLayout(index, inner)
    _forget(inner)


def lay_out(widget: QWidget, layout: QLayout) -> None:
    """Give a widget its layout, which may be filled already."""
    widget.setLayout(layout)
    _forget(layout)


def alignment_of(layout: QLayout, widget: QWidget) -> Qt.AlignmentFlag:
    """How a widget is aligned in the layout that holds it."""
    item = layout.itemAt(layout.indexOf(widget))
    if item is None:
        return Qt.AlignmentFlag(0)
    alignment = item.alignment()
    Shiboken.invalidate(item)
    return alignment


def _forget(layout: QLayout) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = None if item is None else item.layout()
        if inner is not None:
            _forget(inner)
        elif item is not None:
            Shiboken.invalidate(item)
