"""One choice of a few, side by side: real radio buttons painted as segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QHBoxLayout, QSizePolicy, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.widgets.radio import PaintedRadio, stop_once


class _Segment(PaintedRadio):
    """Arrows move between the radio buttons of a group, Tab enters it at the chosen one: Qt does that."""

    def __init__(self, text: str, height: int, rail: bool) -> None:
        super().__init__()
        self._height = height
        self._rail = rail
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), "strong")) + 1 + (18 if self._rail else 22), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        chosen, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        if self._rail:
            tint = theme.rail if chosen else theme.rail_strong if hovered else theme.rail_text
            if chosen:
                draw_surface(painter, rect, theme.rail_strong, "", 5)
            if chosen and self.hasFocus():
                draw_focus_ring(painter, rect.adjusted(2, 2, -2, -2), 4, theme.rail)
        else:
            tint = theme.text if chosen or hovered else theme.text2
            if chosen:
                draw_surface(painter, rect, theme.surface, theme.border, 5)
            if self.hasFocus():
                draw_focus_ring(painter, rect, 5)
        if not self.isEnabled():
            tint = theme.text3
        draw_text(painter, rect, self.text(), "strong", tint, "centre")


class Segmented(QGroupBox):
    """A radio group: `options` are (value, words); `chosen` is emitted when the reader picks one."""

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Any, str]] = (),
        *,
        rail: bool = False,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFlat(True)  # Qt keeps clear of the frame of one that is not
        self.setContentsMargins(0, 0, 0, 0)
        self._rail = rail
        self._height = height
        self._options: tuple[tuple[Any, str], ...] = ()
        self._segments: list[_Segment] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._pick)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_name(self, name: str) -> None:
        """What the choice is about, for a screen reader."""
        self.setAccessibleName(name)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Show these; with the same values only their words change."""
        new = tuple(options)
        if new == self._options:
            return
        if [value for value, _ in new] == [value for value, _ in self._options]:
            for segment, (_, words) in zip(self._segments, new, strict=True):
                segment.set_text(words)
        else:
            picked = self.value()
            for segment in self._segments:
                self._group.removeButton(segment)
                self._row.removeWidget(segment)
                segment.deleteLater()
            self._segments = []
            for index, (_, words) in enumerate(new):
                segment = _Segment(words, self._height - 4, self._rail)
                self._segments.append(segment)
                self._group.addButton(segment, index)
                self._row.addWidget(segment)
            self._options = new
            self.set_value(picked)
        self._options = new
        self.updateGeometry()

    def value(self) -> Any:
        """The value picked, or None."""
        index = self._group.checkedId()
        return self._options[index][0] if 0 <= index < len(self._options) else None

    def set_value(self, value: Any) -> None:
        """Pick `value` without emitting `chosen`."""
        for segment, (option, _) in zip(self._segments, self._options, strict=True):
            if option == value and not segment.isChecked():
                segment.setChecked(True)
        self._settle_focus()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(words for _, words in self._options)

    def _settle_focus(self) -> None:
        stop_once(self._segments, max(self._group.checkedId(), 0))

    def _pick(self, index: int) -> None:
        self._settle_focus()
        self.chosen.emit(self._options[index][0])

    def sizeHint(self) -> QSize:
        return QSize(sum(segment.sizeHint().width() for segment in self._segments) + 4, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        if self._rail:
            draw_surface(painter, QRectF(self.rect()), "", theme.rail_text, 6)
        else:
            draw_surface(painter, QRectF(self.rect()), theme.sunken, theme.line, 6)
