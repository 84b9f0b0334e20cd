"""Fields with a label: a number with its slider, and a choice from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.painting import draw_text
from lagebild.origin import COUNTED
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.layouts import lay_out
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.slider import ValueSlider
from lagebild.wording.verdicts import Verdict

FIELD_WIDTH = 128


class SliderField(QWidget):
    """A number: its label, perhaps a chip, a slider and a field that follow each other.

    Compact, label and field share a line, and the slider stands under them while the row has the focus.
    `edited` is emitted for what the reader does, live while the slider is dragged.
    """

    edited = Signal(float)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float = 1,
        digits: int = 0,
        least_digits: int | None = None,
        unit: str = "",
        logarithmic: bool | None = None,
        language: Language | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language or Language("en")
        self._unit = unit
        self._compact = False
        self._open = False
        self._label = Paragraph("", "body", "text")
        self._chip = VerdictChip()
        self._hint = Paragraph("", "source", "loss")
        self._hint.hide()
        self.slider = ValueSlider(low, high, step=step, logarithmic=logarithmic)
        self.field = NumberField(
            low, high, step=step, digits=digits, least_digits=least_digits, unit=unit, language=self._language
        )
        self.field.setFixedWidth(max(FIELD_WIDTH, self.field.sizeHint().width()))
        self.slider.moved.connect(self._on_slider)
        self.field.edited.connect(self._on_field)
        self.field.refused.connect(self._show_hint)
        for control in (self.slider, self.field, self.field.lineEdit()):
            control.installEventFilter(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._chip)
        self._head = QWidget()
        lay_out(self._head, head)
        head.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange()

    # ---- what pages set

    def set_label(self, label: str) -> None:
        """What the number is."""
        if label != self._label.text():
            self._label.set_text(label)
            self.setAccessibleName(label)
            self.field.set_name(label)
            self._tell_value()

    def set_chip(self, verdict: Verdict | None, of: str = "") -> None:
        """How well the default is checked, that it is an assumption, or the reader's own."""
        self._chip.set_verdict(verdict, of, self._language)

    def set_language(self, language: Language) -> None:
        """Write numbers in `language`; set label and chip again as well."""
        if language != self._language:
            self._language = language
            self.field.set_language(language)
            self.field.setFixedWidth(max(FIELD_WIDTH, self.field.sizeHint().width()))
            self._show_hint("")
            self._tell_value()

    def set_value(self, value: float) -> None:
        """Show `value` without emitting `edited`."""
        self.field.set_value(value)
        if value != self.slider.number():
            self.slider.set_number(value)
            self._tell_value()

    def value(self) -> float:
        """The number shown."""
        return self.slider.number()

    def set_compact(self, compact: bool) -> None:
        """Take one line, with the slider under it while the row has the focus."""
        if compact != self._compact:
            self._compact = compact
            self._arrange()

    # ---- how it stands

    def _arrange(self) -> None:
        for part in (self._head, self.slider, self.field, self._hint):
            self._grid.removeWidget(part)
        if self._compact:
            self._grid.addWidget(self._head, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self.field, 0, 1)
            self._grid.addWidget(self.slider, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._head, 0, 0, 1, 2)
            self._grid.addWidget(self.slider, 1, 0)
            self._grid.addWidget(self.field, 1, 1)
        self._grid.addWidget(self._hint, 3, 0, 1, 3)
        self._chip.set_small(self._compact)
        self.slider.setVisible(self._open or not self._compact)
        # the eye and the tabulator go slider, field; in a compact row the field comes first
        first, second = (self.field, self.slider) if self._compact else (self.slider, self.field)
        QWidget.setTabOrder(first, second)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self._open:
            self._set_open(True)
            parent = self.parentWidget()
            for row in parent.findChildren(SliderField) if parent else ():
                if row is not self:
                    row._set_open(False)
        return super().eventFilter(watched, event)

    def open_slider(self) -> None:
        """Show the slider of a compact row, until another row has the focus."""
        self._set_open(True)

    def _set_open(self, open_: bool) -> None:
        self._open = open_
        if self._compact:
            self.slider.setVisible(open_)

    def _show_hint(self, sentence: str) -> None:
        self._hint.set_text(sentence)
        self._hint.setVisible(bool(sentence))

    def _tell_value(self) -> None:
        number = self._language.show(self.slider.number(), COUNTED, self._unit, self.field.decimals())
        self.slider.setAccessibleName(f"{self._label.text()}, {number}")

    # ---- what the reader does

    def _on_slider(self, value: float) -> None:
        self.field.set_value(value)
        self._show_hint("")
        self._tell_value()
        self.edited.emit(value)

    def _on_field(self, value: float) -> None:
        self.slider.set_number(value)
        self._tell_value()
        self.edited.emit(value)


_FLAGS = Qt.ItemDataRole.UserRole - 1
"""Where Qt's own model of a combo box keeps the flags of a line; none make it a heading."""


class Option(NamedTuple):
    """A line of a `Choice`: what it stands for, its words, the group it is listed under."""

    value: Any
    words: str
    group: str = ""


class _OptionDelegate(QStyledItemDelegate):
    """Options as the style paints them, group names small above them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            super().paint(painter, option, index)
        else:
            room = QRectF(option.rect).adjusted(8, 4, -8, 0)
            draw_text(painter, room, str(index.data()), "chip", current().text2)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 8, 30)


class Choice(QComboBox):
    """One of several, in groups; `edited` is emitted with the value the reader picks."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setItemDelegate(_OptionDelegate(self))
        self.setMaxVisibleItems(14)
        self.activated.connect(self._on_activated)

    def set_name(self, name: str) -> None:
        """What the choice is about, for a screen reader."""
        self.setAccessibleName(name)

    def set_options(self, options: Sequence[Option]) -> None:
        """List these; the value picked stays picked where it still is one."""
        new = tuple(options)
        if new == self._options:
            return
        picked = self.value()
        self._options = new
        # No QStandardItem is made here: PySide6 6.11 frees its own half of one too early, and Qt falls over it when
        # the list is exchanged.
        self.clear()
        group = ""
        for number, option in enumerate(new):
            if option.group != group:
                group = option.group
                self.addItem(group)
                self.setItemData(self.count() - 1, 0, _FLAGS)
            self.addItem(option.words, number)
        self.setCurrentIndex(-1)
        self.set_value(picked)

    def value(self) -> Any:
        """The value picked, or None."""
        number = self.currentData()
        return None if number is None else self._options[number].value

    def set_value(self, value: Any) -> None:
        """Pick `value` without emitting `edited`."""
        if value == self.value() and self.currentIndex() >= 0:
            return
        for row in range(self.count()):
            number = self.itemData(row)
            if number is not None and self._options[number].value == value:
                self.setCurrentIndex(row)
                return

    def _on_activated(self, row: int) -> None:
        self.edited.emit(self.value())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = option.currentText
        option.currentText = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            if option.currentText != self.currentText():
                QToolTip.showText(event.globalPos(), self.currentText(), self)
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
