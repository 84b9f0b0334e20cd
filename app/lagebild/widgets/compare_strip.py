"""Now against remembered: A, B, and the difference in words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from lagebild.look.colours import current
from lagebild.look.painting import draw_hairline
from lagebild.widgets.cards import Card
from lagebild.widgets.chips import NumberBadge
from lagebild.widgets.labels import Paragraph, Words
from lagebild.widgets.layouts import nest


class Compared(NamedTuple):
    """A cell: its title and its values in words, the values strong."""

    title: Words
    values: Words


class CompareStrip(Card):
    """Three cells side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._cells: list[tuple[Paragraph, Paragraph]] = []
        self._drawn: list[int] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(36)
        for letter in ("A", "B", ""):
            title = Paragraph("", "strong", "text" if letter else "text2")
            values = Paragraph("", "body", "text2")
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(2)
            grid.setRowMinimumHeight(0, 20)
            if letter:
                badge = NumberBadge(letter, "filled" if letter == "A" else "grey", 20)
                grid.addWidget(badge, 0, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(title, 0, 1)
            else:
                grid.addWidget(title, 0, 0, 1, 2)
            grid.addWidget(values, 1, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(1, 1)
            grid.setRowStretch(2, 1)
            nest(row, grid, 1)
            self._cells.append((title, values))

    def set_cells(self, now: Compared, kept: Compared, difference: Compared) -> None:
        """Show what holds now, what was kept, and how they differ."""
        for (title, values), cell in zip(self._cells, (now, kept, difference), strict=True):
            title.set_text(cell.title)
            title.setVisible(bool(str(cell.title)))
            values.set_text(cell.values)

    def event(self, event: QEvent) -> bool:
        laid_out = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._hairlines() != self._drawn:
            self.update()  # they stand between the cells, which have moved
        return laid_out

    def _hairlines(self) -> list[int]:
        return [values.x() - 19 for title, values in self._cells[1:] if title.text()]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self._drawn = self._hairlines()
        for x in self._drawn:
            draw_hairline(painter, x, 10, self.height() - 20, current().line, upright=True)
