"""What is nested or laid out leaves no object of Python for what Qt deletes by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lagebild.widgets.layouts import alignment_of, lay_out, nest, nest_at


def items() -> list[QLayoutItem]:
    """Objects of Python for what layouts hold, layouts themselves aside."""
    return [
        one for one in Shiboken.getAllValidWrappers() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    ]


def filled() -> QHBoxLayout:
    inner, row = QGridLayout(), QHBoxLayout()
    inner.addWidget(QLabel("a"), 0, 0)
    row.addWidget(QLabel("b"))
    row.addStretch(1)
    nest(row, inner)
    return row


def in_a_column(widget: QWidget) -> None:
    nest(QVBoxLayout(widget), filled(), 1)


def in_a_grid(widget: QWidget) -> None:
    nest(QGridLayout(widget), filled(), 1, 0, 1, 2)


def before_another(widget: QWidget) -> None:
    column = QVBoxLayout(widget)
    column.addWidget(QLabel("c"))
    nest_at(column, 0, filled())


def as_its_own(widget: QWidget) -> None:
    lay_out(widget, filled())


@pytest.mark.parametrize("put", [in_a_column, in_a_grid, before_another, as_its_own])
def test_nothing_is_kept_of_what_a_layout_holds(put: Callable[[QWidget], None], qtbot: QtBot) -> None:
    before = len(items())
    widget = QWidget()
    qtbot.addWidget(widget)
    put(widget)
    assert len(items()) == before
    widget.resize(300, 200)
    widget.show()
    labels = {label.text(): label for label in widget.findChildren(QLabel)}
    assert labels["a"].isVisible() and labels["a"].x() > labels["b"].x()
    labels["a"].deleteLater()
    labels["b"].setParent(None)
    assert len(items()) == before


def test_an_alignment_is_read_and_nothing_kept(qtbot: QtBot) -> None:
    widget, label = QWidget(), QLabel("a")
    qtbot.addWidget(widget)
    row = QHBoxLayout(widget)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    before = len(items())
    assert alignment_of(row, label) == Qt.AlignmentFlag.AlignTop
    assert alignment_of(row, widget) == Qt.AlignmentFlag(0)
    assert len(items()) == before
