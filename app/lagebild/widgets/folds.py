"""Things that are opened when they are wanted: a link for each, of which one at most is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.layouts import nest


class Folds(QWidget):
    """Links with chevrons in a row, above what the pressed one opens; all closed at first."""

    toggled = Signal()

    def __init__(self, *held: QWidget) -> None:
        super().__init__()
        self.links = tuple(LinkButton("", "chevron-down") for _ in held)
        row = QHBoxLayout()
        row.setSpacing(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        nest(column, row)
        self._held = held
        for link, widget in zip(self.links, held, strict=True):
            link.setCheckable(True)  # a screen reader says whether it is pressed
            link.toggled.connect(lambda opened, link=link: self._turn(link, opened))
            row.addWidget(link)
            widget.hide()
            column.addWidget(widget)
        row.addStretch(1)

    def set_texts(self, texts: Sequence[str]) -> None:
        """What each of them opens."""
        for link, text in zip(self.links, texts, strict=True):
            link.set_text(text)

    def is_open(self) -> bool:
        """Whether one is open."""
        return any(link.isChecked() for link in self.links)

    def _turn(self, turned: LinkButton, opened: bool) -> None:
        for link, widget in zip(self.links, self._held, strict=True):
            if opened and link is not turned:
                link.setChecked(False)
            widget.setVisible(link.isChecked())
            link.set_icon("chevron-up" if link.isChecked() else "chevron-down")
        self.toggled.emit()
