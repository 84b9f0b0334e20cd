"""Cards: the surface things stand on, the answer, a key figure, a panel with a title."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.language import Language, Text
from lagebild.look.colours import colour, current
from lagebild.look.fonts import metrics, text_width
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.look.typesetting import draw_lines, line_height, pieces_of, set_lines, widest_word
from lagebild.origin import Origin
from lagebild.widgets.announce import Announcer
from lagebild.widgets.buttons import Button, PressedByEnter
from lagebild.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from lagebild.widgets.evidence_asked import Asked, ask, asked_of, named
from lagebild.widgets.labels import Line, Paragraph, Words, few_balanced
from lagebild.widgets.layouts import nest
from lagebild.widgets.sentence import SentenceLabel, Tone
from lagebild.wording.verdicts import Verdict, verdict_word

RADIUS = 8
PADDING = (18, 14)
BAR = 4


def _draw_card(painter: QPainter, rect: QRect, dirty: QRect, edge: str = "") -> None:
    theme = current()
    if rect.adjusted(RADIUS, RADIUS, -RADIUS, -RADIUS).contains(dirty):
        painter.fillRect(dirty, colour(theme.surface))  # most repaints: a number inside has changed
        return
    painter.fillRect(dirty, colour(theme.canvas))
    draw_surface(painter, QRectF(rect), theme.surface, edge or theme.line, RADIUS)


class Card(QWidget):
    """A painted surface on the canvas; put a layout on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain: QMargins | None = None  # the margins to go back to
        # corners included, so nothing behind it is painted for a change inside it
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_plain(self, plain: bool) -> None:
        """Inside another card: no edge and no padding of its own."""
        layout = self.layout()
        if layout is None or plain == (self._plain is not None):
            return
        margins, self._plain = (QMargins(), layout.contentsMargins()) if plain else (self._plain or QMargins(), None)
        layout.setContentsMargins(margins)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plain is not None:
            QPainter(self).fillRect(event.rect(), colour(current().surface))
        else:
            _draw_card(QPainter(self), self.rect(), event.rect())


class Panel(Card):
    """A card with a title, an optional note at the right, and `body` for what it holds."""

    def __init__(self, title: Words = "", note: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Line(title, "card_title")
        self._note = Line(note, "source", "text2", "right")
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)  # level with the heading of a chart beside it
        self.head.addStretch(1)
        self.head.addWidget(self._note)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        column.setSpacing(8)
        nest(column, self.head)
        nest(column, self.body, 1)
        column.addStretch(0)  # the title stays at the top of a panel higher than what it holds
        self.set_title(title)
        self.set_note(note)

    def set_title(self, title: Words) -> None:
        """What the panel is about."""
        self._title.set_text(title)
        self.setAccessibleName(str(title))

    def set_note(self, note: Words) -> None:
        """A remark at the right of the title."""
        self._note.set_text(note)
        self._note.setVisible(bool(str(note)))


class AnswerCard(Card):
    """The answer of a page: one sentence, perhaps a line on its ranges, one on its scope, a button that copies both."""

    copied = Signal(str)

    def __init__(self, tone: Tone = "money", role: str = "answer_l", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._sentence = SentenceLabel(role, tone)
        self._within = Paragraph("", "body", "text2")
        self._within.hide()
        self._scope = Paragraph("", "body", "text2")
        self._copy = Button("", "quiet", "copy", icon_only=True)
        self._copy.clicked.connect(self._copy_text)
        self.setFocusProxy(self._copy)
        self._announcer = Announcer(self)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._sentence)
        words.addWidget(self._within)
        words.addWidget(self._scope)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING[0] + BAR, PADDING[1], 12, PADDING[1])
        row.setSpacing(12)
        nest(row, words, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)

    def set_answer(self, sentence: Text, scope: Words, language: Language, within: Words = "") -> None:
        """Show the answer, within what it lies, and what it covers; a change is announced when it has come to rest."""
        changed = (str(sentence), str(within)) != (self._sentence.text(), self._within.text())
        self._sentence.set_text(sentence)
        self._within.set_text(within)
        self._within.setVisible(bool(str(within)))
        self._scope.set_text(scope)
        self._scope.setVisible(bool(str(scope)))
        self._copy.set_text(language.say("Copy answer"))
        if changed:
            said = " ".join(part for part in (str(sentence), str(within)) if part)
            self.setAccessibleName(said)
            self._announcer.changed(said)

    def set_role(self, role: str) -> None:
        """Show the sentence in another size: answer_s, answer_l, answer_xl."""
        self._sentence.set_role(role)

    def set_tone(self, tone: Tone) -> None:
        """Money is blue, a loss or a risk vermilion."""
        if tone != self._tone:
            self._tone = tone
            self._sentence.set_strong_tone(tone)
            self.update()

    def text(self) -> str:
        """The sentence and its scope, as they are copied."""
        return "\n".join(part.text() for part in (self._sentence, self._within, self._scope) if part.text())

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copied.emit(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw_card(painter, self.rect(), event.rect())
        if event.rect().x() < RADIUS:
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setClipPath(outline)
            marks = current().marks
            bar = marks["hero"].fill if self._tone == "money" else marks["loss"].fill
            painter.fillRect(QRectF(0, 0, BAR, self.height()), colour(bar))


class KeyFigure(NamedTuple):
    """What a key-figure card shows."""

    label: Words
    figure: str
    """A number with its unit, as `Language.show` made it: the unit is set smaller."""
    context: Words
    verdict: Verdict | None = None
    of: str = ""
    tone: str = "text"
    claim: Origin = Origin()
    """The claim the verdict is about."""


# sign and currency, digits, and a range's second number; what follows is the unit
_DIGITS = r"\d[\d.,\u2019\u202f]*"
_FIGURE = re.compile(rf"\D*?{_DIGITS}(?:(?:[–/]|\s(?:bis|to)\s){_DIGITS})?")


def figure_and_unit(shown: str) -> tuple[str, str]:
    """Split "−589 Mrd. $" into "−589" and "Mrd. $", "$589bn" into "$589" and "bn"."""
    match = _FIGURE.match(shown)
    if match is None:
        return shown, ""
    return match[0], shown[match.end() :].strip()


class KeyFigureCard(PressedByEnter):
    """A number to remember, what it means, and how well it is checked; pressing it asks for all its evidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = KeyFigure("", "", "")
        self._word = ""
        self._checked = ""
        self._least = 2  # lines of context, so that cards in a row agree
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: ask(self, *self.asked()))

    def set_figure(self, key: KeyFigure, language: Language) -> None:
        """Show `key`; nothing happens when it is shown already."""
        word = verdict_word(key.verdict, language) if key.verdict else ""
        if key == self._key and word == self._word:
            self._key = key  # equal words may have another origin
            return
        self._key, self._word = key, word
        checked = language.say("Source {source}: {verdict}", source=key.of, verdict=word) if key.of else word
        self._checked = checked
        parts = [f"{key.label}: {key.figure}", str(key.context), checked]
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.updateGeometry()
        self._hold_height(self.width())
        self.update()

    def texts(self) -> tuple[Words, ...]:
        """What is shown."""
        key = self._key
        return tuple(part for part in (key.label, key.figure, key.context, key.of, self._word) if part)

    def asked(self) -> tuple[Asked, ...]:
        """Its numbers, and the claim whose verdict it carries."""
        key = self._key
        numbers = (*asked_of(key.figure, key.label), *asked_of(key.label), *asked_of(key.context))
        return (*numbers, *((named("", self._checked, key.claim),) if key.claim.leads_on else ()))

    def _lines(self, width: int) -> int:
        return len(set_lines(pieces_of(self._key.context), "body", width - 2 * 16).lines)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        label = len(set_lines(pieces_of(self._key.label), "strong", width - 2 * 16).lines)
        text = label * line_height("strong") + max(self._least, self._lines(width)) * line_height("body")
        chip = CHIP_HEIGHT + 10 if self._key.verdict else 0
        return 14 + text + 44 + 6 + chip + 14

    def _hold_height(self, width: int) -> None:
        height = self.heightForWidth(width)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height(event.size().width())

    def minimumSizeHint(self) -> QSize:
        figure, unit = figure_and_unit(self._key.figure)
        number = text_width(figure, "key_figure") + (6 + text_width(unit, "key_unit") if unit else 0)
        chip = chip_width(self._word, self._key.of) if self._word else 0
        words = max(
            widest_word(pieces_of(self._key.context), "body"), widest_word(pieces_of(self._key.label), "strong")
        )
        width = max(round(number) + 1, chip, words) + 32
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(max(least.width(), 200), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rect = self.rect()
        _draw_card(painter, rect, rect, theme.border if self.underMouse() else "")
        key, x, y, room = self._key, 16, 14, rect.width() - 32
        label = set_lines(pieces_of(key.label), "strong", room)
        draw_lines(painter, label, "strong", x, y, tint=theme.text2, room=room)
        y += len(label.lines) * line_height("strong")
        figure, unit = figure_and_unit(key.figure)
        number = text_width(figure, "key_figure")
        tint = str(getattr(theme, key.tone))
        draw_text(painter, QRectF(x, y, room, 44), figure, "key_figure", tint)
        if unit:
            # both on one baseline
            big, small = metrics("key_figure"), metrics("key_unit")
            baseline = y + (44 + big.ascent() - big.descent()) / 2
            top = round(baseline) - (44 + small.ascent() - small.descent()) / 2
            left = x + number + 6
            draw_text(painter, QRectF(left, top, x + room - left + 1, 44), unit, "key_unit", theme.text2)
        y += 44 + 2
        context = few_balanced(pieces_of(key.context), "body", room)
        draw_lines(painter, context, "body", x, y, tint=theme.text2, strong_tint=theme.text, room=room)
        if key.verdict:
            draw_chip(painter, x, rect.height() - 14 - CHIP_HEIGHT, key.verdict, self._word, key.of)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(rect), RADIUS)
