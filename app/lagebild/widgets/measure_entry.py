"""A measure: what is done, how much work it is and whose, and for each option a box to tick with its effect."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from lagebild.knowledge.records import Option, OptionId
from lagebild.look.colours import current
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.wording.risks import MeasureBox

_COLUMN = (66, 92)
"""Least and largest width of an option's column."""
_BOX = 18
_TARGET = 24
_ARROW = 10


class _TickBox(QCheckBox):
    """A check box without words: they stand about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(_TARGET, _TARGET)

    def sizeHint(self) -> QSize:
        return QSize(_TARGET, _TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inset = (_TARGET - _BOX) // 2
        option.rect = QRect(inset, inset, _BOX, _BOX)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), 5)


class _Effect(QWidget):
    """Points without a measure, an arrow, points with it."""

    def __init__(self) -> None:
        super().__init__()
        self.without, self.with_ = Line("", "source", "text2"), Line("", "source", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 0, 3, 0)
        row.setSpacing(_ARROW + 6)
        row.addWidget(self.without)
        row.addWidget(self.with_)

    def show_effect(self, effect: tuple[str, str] | None, taken: bool, about: str) -> None:
        """Show it; nothing is shown for None."""
        self.without.setVisible(effect is not None)
        self.with_.setVisible(effect is not None)
        for line, points in zip((self.without, self.with_), effect or ("", ""), strict=True):
            line.set_about(about)
            line.set_text(points)
        self.with_.set_tone("text" if taken else "text2")
        self.with_.set_role("chip" if taken else "source")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.without.isVisibleTo(self):
            left, top = self.without.geometry().right() + 4, (self.height() - _ARROW) / 2
            draw_icon(QPainter(self), "arrow-right", current().text2, left, top, _ARROW)


class MeasureEntry(QWidget):
    """One measure; `turned` is emitted with the option and whether its box is ticked now."""

    turned = Signal(str, bool)

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self._words = Paragraph("", "body", "text")
        self._about = Paragraph("", "source", "text2")
        self.boxes: dict[OptionId, _TickBox] = {}
        self.effects: dict[OptionId, _Effect] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        for column, option in enumerate(options):
            box, effect = _TickBox(), _Effect()
            box.clicked.connect(lambda ticked, id=option.id: self.turned.emit(id, ticked))
            self.boxes[option.id], self.effects[option.id] = box, effect
            for row, part in enumerate((OptionMark(option), box, effect)):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnMinimumWidth(column, _COLUMN[0])
            grid.setColumnStretch(column, 1)
        grid.setContentsMargins(0, 0, 0, 0)
        boxes = QWidget()
        boxes.setLayout(grid)
        boxes.setMaximumWidth(_COLUMN[1] * len(options))
        columns = QHBoxLayout()
        columns.addWidget(boxes, 1)
        columns.addStretch(0)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(5)
        column_.addWidget(self._words)
        column_.addWidget(self._about)
        column_.addLayout(columns)

    def set_words(self, words: Words, about: Words) -> None:
        """Show what is done, and what is known of it."""
        self._words.set_text(words)
        self._about.set_text(about)

    def set_box(self, option: OptionId, shown: MeasureBox) -> None:
        """Show the box of an option without emitting anything."""
        box, effect = self.boxes[option], self.effects[option]
        box.setChecked(shown.taken)
        box.setEnabled(shown.possible)
        box.setAccessibleName(shown.name)
        box.setAccessibleDescription(shown.said)
        box.setToolTip(shown.said)
        effect.show_effect(shown.effect, shown.taken, shown.name)
