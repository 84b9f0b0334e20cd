"""Filters side by side: real radio buttons with a sign, a word and how many fit, on as many rows as needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from lagebild.language import Shown
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.origin import COUNTED
from lagebild.widgets.radio import PaintedRadio, stop_once

_HEIGHT = 32
_PADDING = 11
_ICON = 15
_GAP = 6


class FilterOption(NamedTuple):
    """A filter: what it stands for, its words, how many fit, its sign and the colour of the sign."""

    value: str
    words: str
    fitting: Shown
    icon: str = ""
    tint: str = ""


class _Chip(PaintedRadio):
    def __init__(self) -> None:
        super().__init__()
        self.option = FilterOption("", "", Shown("", COUNTED))

    def set_option(self, option: FilterOption) -> None:
        self.option = option
        self.set_text(f"{option.words}, {option.fitting}")
        self.update()

    def sizeHint(self) -> QSize:
        icon = _ICON + _GAP if self.option.icon else 0
        words = text_width(self.option.words, "strong") + _GAP + text_width(self.option.fitting, "strong")
        return QSize(round(2 * _PADDING + icon + words) + 1, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = current(), QPainter(self), QRectF(self.rect())
        chosen = self.isChecked()
        edge = theme.accent if chosen else theme.text2 if self.underMouse() else theme.border
        draw_surface(painter, rect, theme.accent_tint if chosen else theme.surface, edge, 6, 1.5 if chosen else 1)
        x = float(_PADDING)
        if self.option.icon:
            draw_icon(painter, self.option.icon, self.option.tint or theme.text2, x, (_HEIGHT - _ICON) / 2, _ICON)
            x += _ICON + _GAP
        width = text_width(self.option.words, "strong")
        tint = theme.accent if chosen else theme.text
        draw_text(painter, QRectF(x, 0, width + 1, _HEIGHT), self.option.words, "strong", tint)
        x += width + _GAP
        count = text_width(self.option.fitting, "strong")
        draw_text(painter, QRectF(x, 0, count + 1, _HEIGHT), self.option.fitting, "strong", theme.text3)
        if self.hasFocus():
            draw_focus_ring(painter, rect, 6)


class FilterChips(QWidget):
    """One filter of a few; `chosen` is emitted with its value. Arrows move between them, Tab enters at the chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[_Chip] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._pick)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_name(self, name: str) -> None:
        """What is filtered, for a screen reader."""
        self.setAccessibleName(name)

    def set_options(self, options: Sequence[FilterOption]) -> None:
        """Show these; the chosen place stays chosen."""
        while len(self._chips) < len(options):
            chip = _Chip()
            chip.setParent(self)
            QWidget.setTabOrder(self._chips[-1] if self._chips else self._stop_before(), chip)
            self._group.addButton(chip, len(self._chips))
            self._chips.append(chip)
            chip.show()
        for chip, option in zip(self._chips, options, strict=True):
            if option != chip.option:
                chip.set_option(option)
        if self._group.checkedId() < 0 and self._chips:
            self._chips[0].setChecked(True)
        self._settle_focus()
        self._place()
        self.updateGeometry()

    def value(self) -> str:
        """The value chosen."""
        return self._chips[max(0, self._group.checkedId())].option.value

    def set_value(self, value: str) -> None:
        """Choose without emitting `chosen`."""
        for chip in self._chips:
            if chip.option.value == value:
                chip.setChecked(True)
        self._settle_focus()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(words for chip in self._chips for words in (chip.option.words, chip.option.fitting))

    def _pick(self, index: int) -> None:
        self._settle_focus()
        self.chosen.emit(self._chips[index].option.value)

    def _settle_focus(self) -> None:
        stop_once(self._chips, self._group.checkedId())

    def _stop_before(self) -> QWidget:
        """Where Tab comes from: the first chip is reached from there, late as it is made."""
        before: QWidget | None = self.previousInFocusChain()
        while before and before is not self and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        return before or self

    def _rows(self, width: int) -> list[list[_Chip]]:
        rows: list[list[_Chip]] = [[]]
        used = 0
        for chip in self._chips:
            wide = chip.sizeHint().width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(chip)
            used += wide + 8
        return rows

    def _place(self) -> None:
        for number, row in enumerate(self._rows(self.width())):
            x = 0
            for chip in row:
                chip.setGeometry(x, number * (_HEIGHT + 6), chip.sizeHint().width(), _HEIGHT)
                x += chip.width() + 8
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._rows(width)) * (_HEIGHT + 6) - 6

    def sizeHint(self) -> QSize:
        width = sum(chip.sizeHint().width() + 8 for chip in self._chips) - 8
        return QSize(max(width, 0), self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(widest, _HEIGHT)
