"""Words in a role of type and a colour of the theme: one line, or wrapped with a height that is right.

A number that knows where it comes from is underlined under the pointer, and pressing it asks for its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lagebild.language import Text
from lagebild.look.colours import colour, current
from lagebild.look.fonts import metrics, text_width
from lagebild.look.painting import Align, draw_text
from lagebild.look.typesetting import (
    Pieces,
    Setting,
    boxes,
    draw_lines,
    ends_in_one_word,
    flush_right,
    line_height,
    one_line_width,
    pieces_of,
    set_lines,
    widest_word,
)
from lagebild.widgets.evidence_asked import Asked, ask, asked_at, asked_of, is_asked_for, numbers_in, spans_of

Words = str | Text
BALANCED = 3  # lines at most
_APART = 6  # paragraphs


class _Number(NamedTuple):
    """A number in the words: its span, and from where to where it reaches in the whole text."""

    place: int
    start: int
    end: int


class _Words(QLabel):
    """A QLabel for what it is to a screen reader; what it shows is painted here."""

    def __init__(self, role: str, tone: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.role = role
        self.tone = tone
        self._words: Words = ""
        self._about: Words = ""
        self._pointed: _Number | None = None  # under the pointer
        self._pressed: _Number | None = None
        self.setMouseTracking(True)

    def text(self) -> str:
        """What is shown, as plain text."""
        return str(self._words)

    def texts(self) -> tuple[Words, ...]:
        """What is shown, with the origins of its numbers."""
        return (self._words,)

    def set_text(self, words: Words) -> None:
        """Show `words`; nothing happens when they are shown already."""
        if words == self._words and type(words) is type(self._words):
            return
        same_look = pieces_of(words) == pieces_of(self._words)
        self._words = words
        if same_look:
            return
        self._point(None)
        self.setAccessibleName(str(words))
        self._measure()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Paint in another colour of the theme, named by its role."""
        if tone != self.tone:
            self.tone = tone
            self.update()

    def set_role(self, role: str) -> None:
        """Show in another role of `theme.TYPE`."""
        if role != self.role:
            self.role = role
            self._measure()
            self.update()

    def set_about(self, about: Words) -> None:
        """What a number is that stands here alone."""
        self._about = about

    def asked(self) -> tuple[Asked, ...]:
        """The numbers in the words, with their origins."""
        return asked_of(self._words, self._about)

    # ---- the number under the pointer

    def pointed(self) -> str:
        """The number that is underlined, because pressing it asks for its evidence."""
        return "" if self._pointed is None else str(self._words)[self._pointed.start : self._pointed.end]

    def _number_at(self, at: QPointF) -> _Number | None:
        """The number with an origin that stands there."""
        begun = 0
        for place, span in enumerate(spans_of(self._words)):
            for start, end in numbers_in(span.text) if is_asked_for(span) else ():
                if any(box.contains(at) for box in self._boxes(begun + start, begun + end)):
                    return _Number(place, begun + start, begun + end)
            begun += len(span.text)
        return None

    def _point(self, number: _Number | None) -> None:
        if number != self._pointed:
            self._pointed = number
            if number is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._number_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._number_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._number_at(event.position()) == pressed:
            ask(self, asked_at(self._words, pressed.place, self._about))

    def _underline(self, painter: QPainter) -> None:
        """Dots under the number the pointer is on."""
        if self._pointed is None:
            return
        measure = metrics(self.role)
        for box in self._boxes(self._pointed.start, self._pointed.end):
            y = round(box.y() + (box.height() + measure.ascent() - measure.descent()) / 2) + 2
            for x in range(round(box.x()), round(box.right()) - 1, 4):
                painter.fillRect(QRectF(x, y, 2, 1), colour(current().accent))

    def _boxes(self, start: int, end: int) -> tuple[QRectF, ...]:
        """Where the letters from `start` up to `end` stand."""
        raise NotImplementedError

    def _measure(self) -> None:
        raise NotImplementedError

    def _tint(self) -> str:
        return str(getattr(current(), self.tone)) if self.isEnabled() else current().text3


class Line(_Words):
    """One line, never shortened: it asks for the width it needs."""

    def __init__(
        self,
        text: Words = "",
        role: str = "body",
        tone: str = "text",
        align: Align = "left",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, tone, parent)
        self._align = align
        self.setSizePolicy(
            QSizePolicy.Policy.Minimum if align == "left" else QSizePolicy.Policy.MinimumExpanding,
            QSizePolicy.Policy.Fixed,
        )
        self._size = QSize(0, line_height(role))
        self.set_text(text)

    def _measure(self) -> None:
        size = QSize(one_line_width(pieces_of(self._words), self.role), line_height(self.role))
        if size != self._size:
            self._size = size
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(self.rect()), str(self._words), self.role, self._tint(), self._align)
        self._underline(painter)

    def _boxes(self, start: int, end: int) -> tuple[QRectF, ...]:
        text = str(self._words)
        spare = self.width() - text_width(text, self.role)
        left = {"left": 0.0, "centre": spare / 2, "right": spare}[self._align] + text_width(text[:start], self.role)
        return (QRectF(left, 0, text_width(text[start:end], self.role), self.height()),)


def few_balanced(pieces: Pieces, role: str, width: int) -> Setting:
    """Lines no wider than `width`, balanced when there are two or three: a longer text reads as a block.

    So is a longer one whose last line would be a single word.
    """
    filled = set_lines(pieces, role, width)
    few = 1 < len(filled.lines) <= BALANCED
    return set_lines(pieces, role, width, True) if few or ends_in_one_word(filled) else filled


class Paragraph(_Words):
    """Words wrapped into the width there is."""

    def __init__(
        self, text: Words = "", role: str = "body", tone: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(role, tone, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._balanced = False  # however many lines there are
        self._factor = 1.0
        self._centred = False
        self._right = False
        self._strong_tone = "text"
        self._hints = (QSize(), QSize())
        self.set_text(text)

    def set_centred(self, centred: bool) -> None:
        """Put the lines into the middle of the room, from left to right and from top to bottom."""
        self._centred = centred
        self.update()

    def set_right(self, right: bool) -> None:
        """Let the lines end at the right, as numbers do under one another."""
        self._right = right
        self.update()

    def setting(self, width: int) -> Setting:
        """The lines the words take in `width`; few of them are made about equally long."""
        if self._balanced:
            lines = set_lines(pieces_of(self._words), self.role, width, True)
        else:
            lines = few_balanced(pieces_of(self._words), self.role, width)
        return flush_right(lines, self.role, width) if self._right else lines

    def _line_height(self) -> int:
        return line_height(self.role, self._factor)

    def _measure(self) -> None:
        hints = (self.sizeHint(), self.minimumSizeHint())
        if hints != self._hints:  # a number that moves inside its lines leaves the layout alone
            self._hints = hints
            self.updateGeometry()
        self._hold_height(self.width())

    def _hold_height(self, width: int) -> None:
        # nested layouts and scroll areas forget heightForWidth; a least height they respect
        height = self.heightForWidth(width)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self.setting(width).lines)) * self._line_height() if str(self._words) else 0

    def sizeHint(self) -> QSize:
        width = min(one_line_width(pieces_of(self._words), self.role), 360)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(widest_word(pieces_of(self._words), self.role), 240), self._line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        setting = self.setting(self.width())
        x, y = self._corner(setting)
        draw_lines(
            painter,
            setting,
            self.role,
            x,
            y,
            tint=self._tint(),
            strong_tint=str(getattr(current(), self._strong_tone)),
            height=self._line_height(),
            room=self.width() - x,
        )
        self._underline(painter)

    def _corner(self, setting: Setting) -> tuple[int, int]:
        """Where the first line begins."""
        if not self._centred:
            return 0, 0
        height = len(setting.lines) * self._line_height()
        return max(0, (self.width() - setting.width) // 2), max(0, (self.height() - height) // 2)

    def _boxes(self, start: int, end: int) -> tuple[QRectF, ...]:
        setting = self.setting(self.width())
        found = boxes(setting, self.role, start, end, self._line_height())
        return tuple(box.translated(*self._corner(setting)) for box in found)


class Paragraphs(QWidget):
    """Several paragraphs one below the other, a little apart, so that each can be told from the next."""

    def __init__(self, role: str = "body", tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._tone = role, tone
        self._parts: list[Paragraph] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_APART)

    def set_texts(self, texts: Iterable[Words]) -> None:
        """Show these, each as a paragraph."""
        texts = tuple(texts)
        while len(self._parts) < len(texts):
            part = Paragraph("", self._role, self._tone)
            self._parts.append(part)
            self._column.addWidget(part)
        for place, part in enumerate(self._parts):
            part.setVisible(place < len(texts))
            if place < len(texts):
                part.set_text(texts[place])

    def text(self) -> str:
        """What is shown, as plain text, a paragraph a line."""
        return "\n".join(part.text() for part in self._parts if not part.isHidden())
