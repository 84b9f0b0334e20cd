"""Check boxes and radio buttons whose words may take several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton

from lagebild.look.colours import current
from lagebild.look.painting import draw_focus_ring
from lagebild.look.typesetting import draw_lines, line_height, one_line_width, pieces_of, set_lines

_BESIDE = 31
_WIDEST = 300

if TYPE_CHECKING:  # to Qt a part of each button; to mypy a button, so that it knows what they have in common
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object


class _Wrapped(_Button):
    """What both share: pressing a word is pressing the button, and Qt knows the words as a name only."""

    INDICATOR: QStyle.PrimitiveElement
    if TYPE_CHECKING:  # both buttons have it, what they have in common has not

        def initStyleOption(self, option: QStyleOptionButton) -> None: ...

    def _begin(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._words,)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = set_lines(pieces_of(self._words), "body", width - _BESIDE).lines
        return max(24, line_height("body") * len(lines) + 4)

    def sizeHint(self) -> QSize:
        width = min(one_line_width(pieces_of(self._words), "body"), _WIDEST) + _BESIDE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(3, 3, 18, 18)
        self.style().drawPrimitive(self.INDICATOR, option, painter, self)
        room = self.width() - _BESIDE
        lines = set_lines(pieces_of(self._words), "body", room)
        draw_lines(painter, lines, "body", _BESIDE - 2, 3, tint=current().text, room=room)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(0, 0, 24, 24), 5)


class CheckBox(_Wrapped, QCheckBox):
    """Qt's own, but it wraps."""

    INDICATOR = QStyle.PrimitiveElement.PE_IndicatorCheckBox

    def __init__(self, words: str) -> None:
        super().__init__()
        self._begin(words)


class RadioButton(_Wrapped, QRadioButton):
    """Qt's own, but it wraps."""

    INDICATOR = QStyle.PrimitiveElement.PE_IndicatorRadioButton

    def __init__(self, words: str) -> None:
        super().__init__()
        self._begin(words)
