"""A check box whose words may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

from lagebild.look.colours import current
from lagebild.look.painting import draw_focus_ring
from lagebild.look.typesetting import draw_lines, line_height, one_line_width, pieces_of, set_lines

_BESIDE_BOX = 28


class CheckBox(QCheckBox):
    """Qt's own, but it wraps; pressing a word is pressing the box."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._words,)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = set_lines(pieces_of(self._words), "body", width - _BESIDE_BOX).lines
        return max(24, line_height("body") * len(lines) + 4)

    def sizeHint(self) -> QSize:
        width = min(one_line_width(pieces_of(self._words), "body"), 300) + _BESIDE_BOX
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
        option.rect = QRect(0, 3, 18, 18)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        lines = set_lines(pieces_of(self._words), "body", self.width() - _BESIDE_BOX)
        room = self.width() - _BESIDE_BOX
        draw_lines(painter, lines, "body", _BESIDE_BOX - 2, 3, tint=current().text, room=room)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(-2, 0, 24, 24), 5)
