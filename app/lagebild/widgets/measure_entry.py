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
from lagebild.widgets.layouts import lay_out, nest
from lagebild.wording.risks import MeasureBox

_COLUMN = (66, 92)
"""Least and largest width of an option's column."""
_BESIDE = 4
"""Most options side by side; more of them stand in two rows."""
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
        self._marks: dict[OptionId, OptionMark] = {}
        self._shown: tuple[OptionId, ...] = ()
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        for option in options:
            box, effect, mark = _TickBox(), _Effect(), OptionMark(option)
            box.clicked.connect(lambda ticked, id=option.id: self.turned.emit(id, ticked))
            self.boxes[option.id], self.effects[option.id], self._marks[option.id] = box, effect, mark
        grid.setContentsMargins(0, 0, 0, 0)
        boxes = self._boxes = QWidget()
        lay_out(boxes, grid)
        self.show_options(tuple(option.id for option in options))
        columns = QHBoxLayout()
        columns.addWidget(boxes, 1)
        columns.addStretch(0)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(5)
        column_.addWidget(self._words)
        column_.addWidget(self._about)
        nest(column_, columns)

    def show_options(self, ids: tuple[OptionId, ...]) -> None:
        """Show the boxes of these options alone, so many side by side that a row has room for them."""
        if ids == self._shown:
            return
        self._shown = ids
        columns = len(ids) if len(ids) <= _BESIDE else (len(ids) + 1) // 2
        for id, box in self.boxes.items():
            parts: tuple[QWidget, ...] = (self._marks[id], box, self.effects[id])
            for part in parts:
                self._grid.removeWidget(part)
                part.setParent(self._boxes)  # shown without one it would be a window
                part.setVisible(id in ids)
            if id in ids:
                row, column = divmod(ids.index(id), columns)
                for below, part in enumerate(parts):
                    self._grid.addWidget(part, 3 * row + below, column, Qt.AlignmentFlag.AlignHCenter)
        for column in range(max(_BESIDE, columns)):
            self._grid.setColumnMinimumWidth(column, _COLUMN[0] if column < columns else 0)
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._boxes.setMaximumWidth(_COLUMN[1] * columns)

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
