"""A slider over numbers, evenly or by orders of magnitude, that never rests on a crooked one."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from lagebild.look.colours import colour, current
from lagebild.look.painting import draw_surface
from lagebild.look.style import HANDLE

POSITIONS = 1000
LOGARITHMIC_FROM = 100  # a range of more than 1 : 100 is too coarse at its lower end when it is even


class ValueSlider(QSlider):
    """Values from `low` to `high`; `moved` is emitted while the reader drags or presses keys."""

    moved = Signal(float)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float = 1,
        logarithmic: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.low, self.high, self.step = low, high, step
        # a logarithmic slider that begins below one step has its beginning at the first position, then one step
        self._floor = max(low, step)
        if logarithmic is None:
            logarithmic = low >= 0 and high / self._floor > LOGARITHMIC_FROM
        self.logarithmic = logarithmic
        self._value = low
        self._told = low
        self._band: tuple[float, float] | None = None
        self.setRange(0, POSITIONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(80)
        self.valueChanged.connect(self._on_position)

    def number(self) -> float:
        """The value shown."""
        return self._value

    def set_number(self, value: float) -> None:
        """Show `value` without emitting `moved`."""
        if value == self._value:
            return
        self._value = self._told = value
        blocked = self.blockSignals(True)
        self.setValue(self.position_of(value))
        self.blockSignals(blocked)
        self.update()

    def set_band(self, band: tuple[float, float] | None) -> None:
        """Tint the track between two values; None takes the tint away."""
        if band != self._band:
            self._band = band
            self.update()

    def position_of(self, value: float) -> int:
        """The position nearest to `value`."""
        value = min(max(value, self.low), self.high)
        if not self.logarithmic:
            return round((value - self.low) / (self.high - self.low) * POSITIONS)
        if value < self._floor:
            return 0
        first = 1 if self.low < self._floor else 0
        return max(first, round(log10(value / self._floor) / self._decades() * POSITIONS))

    def number_at(self, position: int) -> float:
        """The round value at `position`: whole steps, and two digits that count on a logarithmic slider."""
        if position <= 0:
            return self.low
        if position >= POSITIONS:
            return self.high
        if not self.logarithmic:
            return self._whole_steps(self.low + (self.high - self.low) * position / POSITIONS)
        value = self._floor * 10 ** (self._decades() * position / POSITIONS)
        digits = 1 - floor(log10(value))
        return self._whole_steps(round(value, digits))

    def _decades(self) -> float:
        return log10(self.high / self._floor)

    def _whole_steps(self, value: float) -> float:
        base = self.low if not self.logarithmic else 0.0
        steps = round((value - base) / self.step)
        return min(max(round(base + steps * self.step, 10), self.low), self.high)

    def _on_position(self, position: int) -> None:
        value = self.number_at(position)
        if value != self._told:
            self._value = self._told = value
            self.moved.emit(value)

    def _go(self, by: int) -> None:
        """Move on to the next value that is another one, `by` positions at a time."""
        position = self.position_of(self._value)
        while 0 < position + by < POSITIONS:
            position += by
            if self.number_at(position) != self._value and (self.number_at(position) > self._value) == (by > 0):
                break
        else:
            position = POSITIONS if by > 0 else 0
        self.setValue(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = POSITIONS // 10
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: far,
            Qt.Key.Key_PageDown: -far,
        }
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)  # Home and End among others
        else:
            self._go(by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()
            return
        turned = event.angleDelta().y()
        if turned:
            self._go(1 if turned > 0 else -1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._band is not None:
            painter, theme = QPainter(self), current()
            low, high = (self._x_of(end) for end in self._band)
            middle = self.height() / 2
            draw_surface(painter, QRectF(low, middle - 6, high - low, 12), theme.accent_tint, "", 3)
            for end in (low, high - 2):
                painter.fillRect(QRectF(end, middle - 6, 2, 12), colour(theme.accent))
            painter.end()
        super().paintEvent(event)

    def _x_of(self, value: float) -> float:
        """Where the middle of the handle stands at `value`."""
        room = self.width() - HANDLE
        return QStyle.sliderPositionFromValue(0, POSITIONS, self.position_of(value), room) + HANDLE / 2
