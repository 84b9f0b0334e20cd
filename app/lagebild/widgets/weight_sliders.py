"""Sliders for weights: a row with its name, its points and its share of all for each thing that is weighed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from lagebild.language import Shown
from lagebild.look.fonts import scaled
from lagebild.widgets.labels import Line
from lagebild.widgets.slider import ValueSlider

_SHARE = 44


class WeightSliders(QWidget):
    """Points from 0 to 100 for each key."""

    weighed = Signal(str, float)
    """A key, and the points it now has."""

    def __init__(self, keys: Iterable[str], row_height: int, spacing: int) -> None:
        """`row_height` and `spacing` of the rows in pixels."""
        super().__init__()
        self.sliders: dict[str, ValueSlider] = {}
        self.shares: dict[str, Line] = {}
        self._labels: dict[str, Line] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(spacing)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            slider = self.sliders[key] = ValueSlider(0, 100, logarithmic=False)
            slider.moved.connect(lambda points, key=key: self.weighed.emit(key, points))
            label = self._labels[key] = Line("", "body", "text")
            share = self.shares[key] = Line("", "strong", "text", "right")
            share.setFixedWidth(scaled(_SHARE))
            grid.setRowMinimumHeight(row, row_height)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(slider, row, 1)
            grid.addWidget(share, row, 2, Qt.AlignmentFlag.AlignVCenter)

    def show_weight(self, key: str, name: str, points: float, share: Shown | str, spoken: str) -> None:
        """Show what one key has; `spoken` is what assistive technology calls its slider."""
        self._labels[key].set_text(name)
        self.shares[key].set_text(share)
        self.shares[key].set_about(name)
        self.sliders[key].set_number(points)
        self.sliders[key].setAccessibleName(spoken)
