"""A card with a table that can be filtered: its rows, or why there are none, above how many there are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lagebild.pages.record_detail import Rule
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest


class TableCard(Card):
    """`count` and what stands beside it at the left of the foot, `copy` at its right."""

    def __init__(self, table: QWidget, beside: QWidget) -> None:
        super().__init__()
        self.nothing_title = Line("", "detail_title", "text", "centre")
        self.nothing = Paragraph("", "body", "text2")
        self.nothing.set_centred(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self.count = Line("", "source", "text3")
        self.copy = LinkButton("", "copy")
        foot = QHBoxLayout()
        foot.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 0)
        foot.addStrut(24)  # with a link and without
        foot.setSpacing(14)
        foot.addWidget(self.count)
        foot.addWidget(beside)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 4, 1, 8)
        inner.setSpacing(0)
        inner.addWidget(self._stack, 1)
        inner.addWidget(Rule())
        inner.addSpacing(8)
        nest(inner, foot)

    def hold_empty(self, empty: QWidget) -> None:
        """What stands in place of the table when it has no row."""
        self._stack.addWidget(empty)

    def show_rows(self, there: bool) -> None:
        """Show the table, or what stands in its place."""
        self._stack.setCurrentIndex(0 if there else 1)
