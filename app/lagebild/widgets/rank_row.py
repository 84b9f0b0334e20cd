"""A row of a ranking: the option's mark and name, its score as a bar and a number, or why it has none."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lagebild.knowledge.records import Option
from lagebild.look.colours import current
from lagebild.look.fonts import scaled, text_width
from lagebild.look.painting import draw_surface
from lagebild.theme import Mark
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.labels import Line, Paragraph, Words

_BAR = 10
_SCORE = 30


class ScoreBar(QWidget):
    """A score from 0 to 100 in the colour of its option."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._mark = cast(Mark, f"option:{option.id}")
        self._score = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_score(self, score: float) -> None:
        """Show it."""
        if score != self._score:
            self._score = score
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, radius = QPainter(self), current(), _BAR / 2
        draw_surface(painter, QRectF(0, 0, self.width(), _BAR), theme.line, "", radius)
        width = self.width() * min(self._score, 100) / 100
        if width >= 1:
            painter.setClipRect(QRectF(0, 0, width, _BAR))  # a short bar is cut, not squeezed
            draw_surface(painter, QRectF(0, 0, max(width, _BAR), _BAR), theme.marks[self._mark].fill, "", radius)


class RankRow(QWidget):
    """Mark, name, bar and score in a line; below it what there is to note."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._name = Paragraph("", "strong", "text")
        self._bar = ScoreBar(option)
        self._score = Line("", "card_title", "text", "right")
        self._score.setFixedWidth(scaled(_SCORE))
        self._reason = Paragraph("", "body", "text2")
        self._note = Paragraph("", "source", "text2")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        grid.addWidget(OptionMark(option), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._bar, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._score, 0, 3, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._reason, 0, 2, 1, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._note, 1, 1, 1, 3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_place(self, name: str, score: float | None, shown: Words, reason: Words, note: Words) -> None:
        """Show an option's score; without one, the reason."""
        self._name.set_text(name)
        self._score.set_about(name)
        self._reason.set_about(name)
        self._bar.setVisible(score is not None)
        self._score.setVisible(score is not None)
        self._reason.setVisible(score is None)
        self._bar.set_score(score or 0.0)
        self._score.set_text(shown)
        self._reason.set_text(reason)
        self._note.set_text(note)
        self._note.setVisible(bool(str(note)))

    def name_width(self) -> int:
        """The width its name takes."""
        return round(text_width(self._name.text(), "strong") + 0.5)

    def set_name_width(self, width: int) -> None:
        """Let the bars of all rows begin at one place."""
        self._name.setFixedWidth(width)
