"""What the articles print about the falls of the day of the shock, entry by entry, beside what checking gives."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.language import Language, Text
from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.look.typesetting import draw_lines, line_height, pieces_of
from lagebild.origin import record
from lagebild.pages.record_detail import Rule
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import SizeClass
from lagebild.widgets.buttons import LinkButton, PressedByEnter
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from lagebild.widgets.evidence_asked import Asked, ask, asked_of, named
from lagebild.widgets.info_box import InfoBox
from lagebild.widgets.labels import Line, Words, few_balanced
from lagebild.widgets.layouts import nest, nest_at
from lagebild.wording import market
from lagebild.wording.verdicts import Verdict, verdict_word

_AROUND: dict[SizeClass, int] = {"S": 3, "M": 6, "L": 6, "XL": 6}
"""Above and below the words of an entry."""
_CHIPS_APART = 6
_INSET = 5
"""From the edge of an entry to its words."""
_WIDE: dict[SizeClass, int] = {"S": 316, "M": 316, "L": 316, "XL": 380}


class PrintedEntry(PressedByEnter):
    """What an article prints on a share or an index, and what it comes to; pressing it asks for its evidence."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._words: tuple[Text, ...] = ()
        self._chips: tuple[tuple[Verdict, str], ...] = ()
        self._asked: tuple[Asked, ...] = ()
        self._around = _AROUND["L"]
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: ask(self, *self.asked()))

    def show_printed(self, entry: market.Printed, results: Results, language: Language) -> None:
        """Show it; nothing happens when it is shown already."""
        claim, name = entry.claim, market.names(entry, language)
        words = (market.as_printed(claim, language), market.as_checked(entry, language))
        verdicts: tuple[Verdict, ...] = (claim.verdict,)
        if claim.printing == "garbled":
            verdicts = ("garbled", claim.verdict)
        chips = tuple((verdict, verdict_word(verdict, language)) for verdict in verdicts)
        if (name, words, chips) == (self._name, self._words, self._chips):
            return
        self._name, self._words, self._chips = name, words, chips
        said = named(name, claim.printed, record(claim.id))
        self._asked = (said, *asked_of(words[1], name))
        self.set_text(". ".join((name, ", ".join(word for _, word in chips), *map(str, words))))
        self._hold_height(self.width())
        self.update()

    def set_around(self, around: int) -> None:
        """Keep so much room above and below the words."""
        if around != self._around:
            self._around = around
            self._hold_height(self.width())
            self.update()

    def texts(self) -> tuple[Words, ...]:
        """What is shown."""
        return (self._name, *(word for _, word in self._chips), *self._words)

    def asked(self) -> tuple[Asked, ...]:
        """The claim, and the closes it is checked against."""
        return self._asked

    def _chips_width(self) -> int:
        return sum(chip_width(word) for _, word in self._chips) + _CHIPS_APART * (len(self._chips) - 1)

    def _below(self, room: int) -> bool:
        """Whether the chips stand below the name, for want of room beside it."""
        return text_width(self._name, "strong") + 8 + self._chips_width() > room

    def _hold_height(self, width: int) -> None:
        room = max(width - 2 * _INSET, 100)
        lines = sum(len(few_balanced(pieces_of(words), "body", room).lines) for words in self._words)
        height = 2 * self._around + CHIP_HEIGHT * (2 if self._below(room) else 1) + lines * line_height("body") + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height(event.size().width())

    def minimumSizeHint(self) -> QSize:
        widest = max([self._chips_width(), round(text_width(self._name, "strong")) + 1])
        return QSize(widest + 2 * _INSET, self.minimumHeight())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, room = QPainter(self), current(), self.width() - 2 * _INSET
        painter.fillRect(self.rect(), colour(theme.surface))
        if self.underMouse():
            draw_surface(painter, QRectF(self.rect()), theme.sunken, "", 4)
        y = self._around
        draw_text(painter, QRectF(_INSET, y, room, CHIP_HEIGHT), self._name, "strong", theme.text)
        x = self.width() - _INSET - self._chips_width()
        if self._below(room):
            x, y = _INSET, y + CHIP_HEIGHT
        for verdict, word in self._chips:
            draw_chip(painter, x, y, verdict, word)
            x += chip_width(word) + _CHIPS_APART
        y += CHIP_HEIGHT + 2
        for words, tint in zip(self._words, (theme.text2, theme.text), strict=True):
            lines = few_balanced(pieces_of(words), "body", room)
            draw_lines(painter, lines, "body", _INSET, y, tint=tint, strong_tint=theme.text, room=room)
            y += len(lines.lines) * line_height("body")
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), 4)


class PrintedFalls(Card):
    """What the articles print on the day, entry by entry; it scrolls where it is higher than its room."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Line("", "card_title")
        self.entries: list[PrintedEntry] = []
        self._note = InfoBox()
        self.all = LinkButton()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        edge = PADDING[0] - 1 - _INSET
        self._column.setContentsMargins(edge, 0, edge, 0)
        self._column.setSpacing(2)
        noted = QHBoxLayout()
        noted.setContentsMargins(_INSET, 4, _INSET, 0)
        noted.addWidget(self._note)
        nest(self._column, noted)
        self._column.addStretch(1)
        area = Scrolled(inner, QPalette.ColorRole.Base)
        area.setMinimumHeight(160)
        head = QHBoxLayout()
        head.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 0)
        foot.addWidget(self.all)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, PADDING[1], 1, PADDING[1] - 4)
        whole.setSpacing(4)
        nest(whole, head)
        whole.addWidget(area, 1)
        nest(whole, foot)
        self._around = _AROUND["L"]

    def set_size_class(self, size_class: SizeClass) -> None:
        """Set it closer in a small window."""
        self.setFixedWidth(_WIDE[size_class])
        self._around = _AROUND[size_class]
        for entry in self.entries:
            entry.set_around(self._around)

    def show_results(self, results: Results, language: Language) -> None:
        """Show what the articles print."""
        self._title.set_text(market.printed_heading(results, language))
        self.setAccessibleName(self._title.text())
        found = market.printed(results)
        while len(self.entries) < len(found):
            place = self._column.count() - 2  # above the note and the stretch
            if self.entries:
                rule = QHBoxLayout()
                rule.setContentsMargins(_INSET, 0, _INSET, 0)
                rule.addWidget(Rule())
                nest_at(self._column, place, rule)
                place += 1
            self.entries.append(PrintedEntry())
            self._column.insertWidget(place, self.entries[-1])
        for before, after in pairwise((*self.entries, self.all)):  # made later than what stands below
            QWidget.setTabOrder(before, after)
        for widget, entry in zip(self.entries, found, strict=True):
            widget.set_around(self._around)
            widget.show_printed(entry, results, language)
        misprint = market.misprint(results, language)
        self._note.setVisible(misprint is not None)
        if misprint is not None:
            self._note.set_words(misprint.question, misprint.answer)
        self.all.set_text(language.say("See all evidence"))
