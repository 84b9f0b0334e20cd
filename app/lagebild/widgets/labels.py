"""Plain words in a role of type and a colour of the theme: one line, or wrapped with a height that is right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lagebild.language import Text
from lagebild.look.colours import current
from lagebild.look.painting import Align, draw_text
from lagebild.look.typesetting import (
    Pieces,
    Setting,
    draw_lines,
    line_height,
    one_line_width,
    pieces_of,
    set_lines,
    widest_word,
)

Words = str | Text
BALANCED = 3  # lines at most


class _Words(QLabel):
    """A QLabel for what it is to a screen reader; what it shows is painted here."""

    def __init__(self, role: str, tone: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.role = role
        self.tone = tone
        self._words: Words = ""

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

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(self.rect()), str(self._words), self.role, self._tint(), self._align)


def few_balanced(pieces: Pieces, role: str, width: int) -> Setting:
    """Lines no wider than `width`, balanced when there are two or three: a longer text reads as a block."""
    filled = set_lines(pieces, role, width)
    return set_lines(pieces, role, width, True) if 1 < len(filled.lines) <= BALANCED else filled


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
        self._strong_tone = "text"
        self._hints = (QSize(), QSize())
        self.set_text(text)

    def set_centred(self, centred: bool) -> None:
        """Put the lines into the middle of the room, from left to right and from top to bottom."""
        self._centred = centred
        self.update()

    def setting(self, width: int) -> Setting:
        """The lines the words take in `width`; few of them are made about equally long."""
        if self._balanced:
            return set_lines(pieces_of(self._words), self.role, width, True)
        return few_balanced(pieces_of(self._words), self.role, width)

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
        x, y = 0, 0
        if self._centred:
            x = max(0, (self.width() - setting.width) // 2)
            y = max(0, (self.height() - len(setting.lines) * self._line_height()) // 2)
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
