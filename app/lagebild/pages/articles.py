"""Both articles, claim by claim in their order, with the verdict beside each, and a chart of the verdicts."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.charts import evidence as charts
from lagebild.knowledge.records import Article, Claim
from lagebild.language import Language, Span, Text
from lagebild.look.colours import colour, current
from lagebild.look.fonts import scaled
from lagebild.look.painting import draw_focus_ring, draw_hairline
from lagebild.origin import record
from lagebild.pages.record_detail import Rule
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.size_class import GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented
from lagebild.wording import evidence
from lagebild.wording.shortening import LONGEST, cut, shortened

_CHART = {"S": 348, "M": 400, "L": 440, "XL": 520}
_ARTICLES: tuple[Article, ...] = ("A", "B", "AB")
_LINE = 40
"""Letters of the place in the article, which stands in a narrow column."""


class _ClaimEntry(QWidget):
    """A claim: line, quotation with its number strong, what checking gives, verdict. It opens the register."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._line = Paragraph("", "source", "text3")  # "Zeile A 9, 33, 52; B 21"
        self._line.setFixedWidth(64)
        self._quotation = Paragraph("", "quote", "text")
        self._translation = Paragraph("", "body", "text2")
        self._checked = Paragraph("", "source", "text2")
        self._chip, self._second_chip = VerdictChip(), VerdictChip()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._quotation)
        words.addWidget(self._translation)
        words.addWidget(self._checked)
        self._chips = QWidget()
        chips = QVBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(4)
        chips.addWidget(self._chip)
        chips.addWidget(self._second_chip)
        chips.addStretch(1)
        place = QVBoxLayout()
        place.setContentsMargins(0, 4, 0, 0)  # on the line of the larger words beside it
        place.addWidget(self._line)
        place.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING[0] - 1, 12, 10, 12)
        row.setSpacing(14)
        nest(row, place)
        nest(row, words, 1)
        row.addWidget(self._chips)

    def show_claim(self, claim: Claim, text: evidence.ClaimText, language: Language) -> None:
        """Show a claim in these words."""
        origin = record(claim.id)
        self._quotation.set_text(shortened(evidence.quoted(claim.quotation, claim.printed, origin)))
        self._line.set_text(Text((Span(cut(text.line, _LINE), origin),)))
        self._translation.set_text(shortened(text.translation))
        self._translation.setVisible(bool(text.translation))
        self._checked.set_text(shortened(text.checked))
        self._chip.set_verdict(claim.verdict, "", language)
        self._second_chip.set_verdict("garbled" if claim.printing == "garbled" else None, "", language)
        self.setAccessibleName(cut(text.spoken, LONGEST))

    def chips_width(self) -> int:
        """What its verdict needs."""
        return max(self._chip.sizeHint().width(), self._second_chip.sizeHint().width())

    def hold_chips(self, width: int) -> None:
        """Give the verdict that room, so that those of all claims begin below each other."""
        self._chips.setFixedWidth(width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        if self.underMouse():
            painter.fillRect(self.rect(), colour(theme.sunken))
        draw_hairline(painter, 0, self.height() - 1, self.width(), theme.line)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), 4)


class _Column(ScrolledDown):
    """Claims one below the other."""

    def __init__(self) -> None:
        super().__init__(QPalette.ColorRole.Base)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.hold(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)


class Articles(QWidget):
    """The articles as they stand, each claim with its verdict."""

    claim_asked_for = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._choice = Segmented()
        self._choice.chosen.connect(lambda _: self.refresh())
        self._article = Paragraph("", "source", "text3")
        self._claims = _Column()
        self._entries: list[_ClaimEntry] = []
        self._shown: tuple[Claim, ...] = ()
        self.chart = ChartView()
        card = Card()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, PADDING[1], 1, 6)
        inner.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 10)
        head.setSpacing(8)
        head.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._article)
        nest(inner, head)
        inner.addWidget(Rule())
        inner.addWidget(self._claims, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(card, 1)
        row.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignTop)

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange for a class of window size."""
        self.chart.setFixedWidth(_CHART[size_class])
        self.chart.setMinimumHeight(scaled(300))

    def refresh(self) -> None:
        """Show the session's knowledge in its language."""
        results, language = self.session.results, self.session.language
        say = language.say
        self._choice.set_name(say("Article"))
        words = {"A": say("Source A"), "B": say("Source B"), "AB": say("A against B")}
        self._choice.set_options([(article, words[article]) for article in _ARTICLES])
        if self._choice.value() is None:
            self._choice.set_value("A")
        article = cast(Article, self._choice.value())
        self._article.set_text(shortened(evidence.about_article(results, article, language)))
        claims = tuple(claim for claim in results.knowledge.claims.values() if claim.article == article)
        while len(self._entries) < len(claims):
            entry, place = _ClaimEntry(), len(self._entries)
            entry.opened.connect(lambda place=place: self.claim_asked_for.emit(self._shown[place].id))
            self._claims.column.insertWidget(place, entry)
            self._entries.append(entry)
            if len(self._entries) == len(claims):
                self._settle_focus()
        if claims != self._shown:
            self._claims.verticalScrollBar().setValue(0)
        self._shown = claims
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(claims))
            if place < len(claims):
                entry.show_claim(claims[place], evidence.claim_text(results, claims[place], language), language)
        widest = max((entry.chips_width() for entry in self._entries[: len(claims)]), default=0)
        for entry in self._entries:
            entry.hold_chips(widest)
        self.chart.set_chart(charts.verdicts(results, language), language)

    def _settle_focus(self) -> None:
        """Tab goes from the choice down the claims, and then to the chart beside them."""
        stop: QWidget | None = self._choice.previousInFocusChain()
        while stop and stop is not self._choice and stop.focusPolicy() == Qt.FocusPolicy.NoFocus:
            stop = stop.previousInFocusChain()
        for before, after in pairwise((stop or self, *self._choice.findChildren(QAbstractButton), *self._entries)):
            QWidget.setTabOrder(before, after)
