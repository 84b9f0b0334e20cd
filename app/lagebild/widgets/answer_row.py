"""One option of a checklist: its mark and name, five real radio buttons, and a suggestion that a click takes over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGroupBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.charts.geometry import OUTLINES
from lagebild.knowledge.records import Answer, Option
from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface, draw_text
from lagebild.theme import Mark
from lagebild.widgets.buttons import PressedByEnter
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.radio import PaintedRadio, stop_once

_MARK = 14
_HEIGHT = 32
_LEAST = 54
_APART = 14
"""Between what stands in a line below the name."""
_COLOURS: dict[Answer, str] = {
    "met": "consistent",
    "partly": "rounded",
    "open": "contradicted",
    "unclear": "unverifiable",
    "not_applicable": "unverifiable",
}
"""The chip whose colours a chosen answer has; its word stands in it."""


class OptionMark(QWidget):
    """The colour and shape an option keeps on every page."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self.setFixedSize(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(current().marks[cast(Mark, f"option:{self._option.id}")].fill))
        middle = _MARK / 2
        if self._option.shape == "circle":
            painter.drawEllipse(QRectF(1, 1, _MARK - 2, _MARK - 2))
        elif self._option.shape == "square":
            painter.drawRect(QRectF(2, 2, _MARK - 4, _MARK - 4))
        elif self._option.shape in OUTLINES:
            painter.drawPolygon(QPolygonF([QPointF(x * _MARK, y * _MARK) for x, y in OUTLINES[self._option.shape]]))
        elif self._option.shape == "triangle":
            painter.drawPolygon(QPolygonF([QPointF(middle, 1), QPointF(_MARK, _MARK - 1), QPointF(0, _MARK - 1)]))
        else:
            corners = (QPointF(middle, 0), QPointF(_MARK, middle), QPointF(middle, _MARK), QPointF(0, middle))
            painter.drawPolygon(QPolygonF(corners))


class _Suggestion(PressedByEnter):
    """A small quiet word that can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self.text(),)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), "source")) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = current(), QPainter(self), QRectF(self.rect())
        tint = theme.accent if self.underMouse() else theme.text2
        draw_text(painter, rect, self.text(), "source", tint)
        painter.fillRect(
            QRectF(0, rect.height() - 3, rect.width() - 2, 1), colour(tint if self.underMouse() else theme.line)
        )
        if self.hasFocus():
            draw_focus_ring(painter, rect, 4)


class _Choice(PaintedRadio):
    """An answer, painted as a segment in its colour when chosen."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), "strong")) + 1 + 20, _HEIGHT - 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # to another row
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = current(), QPainter(self), QRectF(self.rect())
        tint = theme.text if self.underMouse() else theme.text2
        if self.isChecked():
            chip = theme.chips[_COLOURS[self.answer]]
            draw_surface(painter, rect, chip.tint, chip.text, 5)
            tint = chip.text
        if self.hasFocus():
            draw_focus_ring(painter, rect, 5)
        draw_text(painter, rect, self.text(), "strong", tint, "centre")


class _Choices(QGroupBox):
    """The radio buttons in their well."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.setFlat(True)  # Qt keeps clear of the frame of one that is not
        self.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons = [_Choice(answer) for answer in answers]
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for button in self.buttons:
            row.addWidget(button)

    def sizeHint(self) -> QSize:
        return QSize(sum(button.sizeHint().width() for button in self.buttons) + 4, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        draw_surface(QPainter(self), QRectF(self.rect()), theme.sunken, theme.line, 6)


class AnswerRow(QWidget):
    """The answer for one option; `answered` is emitted with it, or with None when it is taken back.

    While the row has the focus 1 to 5 choose, Backspace and Delete take back; arrows to the sides move, as radio
    buttons do, and up and down lead to another row: `left` says by how many.
    """

    answered = Signal(object)
    left = Signal(int)

    def __init__(self, option: Option, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.option = option
        self._suggestion: Answer | None = None
        self._name = Paragraph("", "strong", "text")
        self._reach = Line("", "source", "text2")
        self.suggestion = _Suggestion()
        self.suggestion.clicked.connect(lambda: self.answered.emit(self._suggestion))
        self._choices = _Choices(answers)
        self._group = QButtonGroup(self)
        for place, button in enumerate(self._choices.buttons):
            self._group.addButton(button, place)
        self._group.idClicked.connect(lambda place: self.answered.emit(answers[place]))
        self._answers = tuple(answers)
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(OptionMark(option))
        name.addWidget(self._name, 1)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(0)
        self._beside.addWidget(self._reach)
        self._beside.addWidget(self.suggestion)
        self._reach.setVisible(False)
        beside = QHBoxLayout()
        beside.addSpacing(_MARK + 8)
        nest(beside, self._beside)
        beside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        nest(words, name)
        nest(words, beside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 6)
        row.setSpacing(10)
        nest(row, words, 1)
        row.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(_LEAST)  # while a text above it still grows, nothing here is squeezed
        self._settle_focus()

    def set_words(self, name: str, answers: Sequence[str], suggestion: str) -> None:
        """Show the option's name, the words of the answers, and the suggestion as it reads."""
        self._name.set_text(name)
        self._choices.setAccessibleName(name)
        for button, words in zip(self._choices.buttons, answers, strict=True):
            button.set_text(words)
        self._choices.updateGeometry()
        self.suggestion.set_text(suggestion)
        self.suggestion.setAccessibleName(f"{name}: {suggestion}")

    def set_reach(self, reach: str) -> None:
        """Say what the option does to the risk."""
        self._reach.set_text(reach)
        self._reach.setVisible(bool(reach))
        self._choices.setAccessibleDescription(reach)

    def flat_width(self) -> int:
        """The width it takes to say that beside the suggestion; with less it stands above it."""
        below = self._reach.sizeHint().width() + _APART + self.suggestion.sizeHint().width()
        return _MARK + 8 + below + 10 + self._choices.sizeHint().width()

    def set_flat(self, flat: bool) -> None:
        """Say it beside the suggestion, or above it."""
        way = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        if way != self._beside.direction():
            self._beside.setDirection(way)
            self._beside.setSpacing(_APART if flat else 0)
        self.setMinimumHeight(_LEAST + (0 if flat else self._reach.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        # that of the narrower way: else a row that is flat keeps its page from becoming narrower
        hint = super().minimumSizeHint()
        parts = (self._name.minimumSizeHint(), self._reach.sizeHint(), self.suggestion.sizeHint())
        below = max(part.width() for part in parts)
        return QSize(min(hint.width(), _MARK + 8 + below + 10 + self._choices.sizeHint().width()), hint.height())

    def set_keys(self, words: str) -> None:
        """Say which keys do what."""
        for button in self._choices.buttons:
            button.setToolTip(words)
        self._choices.setAccessibleDescription(words)

    def set_answer(self, answer: Answer | None, suggestion: Answer | None) -> None:
        """Show this answer without emitting anything; None is no answer."""
        self._suggestion = suggestion
        chosen = None if answer is None else self._answers.index(answer)
        self._group.setExclusive(chosen is not None)
        for place, button in enumerate(self._choices.buttons):
            button.setChecked(place == chosen)
        self._group.setExclusive(True)
        self._settle_focus()

    def answer(self) -> Answer | None:
        """The answer chosen, or None."""
        place = self._group.checkedId()
        return self._answers[place] if place >= 0 else None

    def focus_answer(self) -> None:
        """Put the focus on the chosen answer, or on the first."""
        self._choices.buttons[max(self._group.checkedId(), 0)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_focus(self) -> None:
        # at the answer, or at the first of those to choose from
        stop_once(self._choices.buttons, max(self._group.checkedId(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._answers) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._choices.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._choices.buttons[place].click()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.answered.emit(None)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, 0, self.width(), current().line)
