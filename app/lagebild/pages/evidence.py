"""The evidence page so far: every checked claim, and what is said about the selected one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lagebild.charts.chart import Table
from lagebild.knowledge.records import Claim
from lagebild.language import Language
from lagebild.look.colours import colour, current
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface
from lagebild.origin import record
from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard, Card, Panel
from lagebild.widgets.chips import CHIP_HEIGHT, VerdictChip, chip_width, draw_chip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.tables import ValueTable
from lagebild.wording import evidence
from lagebild.wording.terms import partial_date
from lagebild.wording.verdicts import Verdict, verdict_icon, verdict_word

_VERDICT_COLUMN = 4
_CELL = 8  # left and right of what stands in a cell
_SIDE = {"S": 340, "M": 360, "L": 392, "XL": 440}


class _VerdictCells(QStyledItemDelegate):
    """Verdicts as chips: icon, word and tint, as they stand beside every other claim."""

    def __init__(self, table: ValueTable) -> None:
        super().__init__(table)
        self._shown: list[tuple[Verdict, str, bool]] = []

    def set_claims(self, claims: Iterable[Claim], language: Language) -> None:
        """What stands in the rows."""
        self._shown = [
            (claim.verdict, verdict_word(claim.verdict, language), claim.printing == "garbled") for claim in claims
        ]
        self._garbled = verdict_word("garbled", language)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect, state = current(), QRectF(option.rect), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colour(theme.accent_tint if selected else theme.surface))
        if index.row():
            draw_hairline(painter, rect.x(), rect.y(), rect.width(), theme.line)
        verdict, word, garbled = self._shown[index.row()]
        x, y = rect.x() + _CELL, rect.y() + (rect.height() - CHIP_HEIGHT) / 2
        draw_chip(painter, x, y, verdict, word)
        if garbled:
            x += chip_width(word) + 6
            if x + chip_width(self._garbled) <= rect.right() - _CELL:
                draw_chip(painter, x, y, "garbled", self._garbled)
            else:
                colours = theme.chips["garbled"]
                draw_surface(painter, QRectF(x, y, CHIP_HEIGHT, CHIP_HEIGHT), colours.tint, "", 4)
                draw_icon(painter, verdict_icon("garbled"), colours.text, x + 4, y + 4, CHIP_HEIGHT - 8)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, 4)


class _WholeRows(QWidget):
    """Room for a table, used for as many whole rows as it takes."""

    def __init__(self, table: ValueTable) -> None:
        super().__init__()
        self._table = table
        table.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return self._table.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._table.minimumSizeHint()

    def fit(self) -> None:
        """Place the table."""
        head, row = self._table.horizontalHeader().height(), max(1, self._table.rowHeight(0))
        height = min(head + (self.height() - head) // row * row, head + self._table.model().rowCount() * row)
        self._table.setGeometry(0, 0, self.width(), max(height, head + row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class EvidencePage(Page):
    """The claims of the two articles, recomputed and given a verdict."""

    page_id = "evidence"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self.table = ValueTable(rows=8)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.selectionModel().currentRowChanged.connect(self._select)
        card = Card()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 8, 14, 8)
        self._rows = _WholeRows(self.table)
        inner.addWidget(self._rows)
        self.table.setVerticalScrollMode(ValueTable.ScrollMode.ScrollPerItem)
        self._verdicts = _VerdictCells(self.table)
        self.table.setItemDelegateForColumn(_VERDICT_COLUMN, self._verdicts)
        self._detail = Panel()
        self._chip = VerdictChip()
        self._second_chip = VerdictChip()
        chips = QHBoxLayout()
        chips.addWidget(self._chip)
        chips.addWidget(self._second_chip)
        chips.addStretch(1)
        self._quote = Paragraph("", "quote", "text")
        self._paragraphs = [Paragraph("", "body", "text") for _ in range(4)]
        self._detail.body.addLayout(chips)
        self._detail.body.addWidget(self._quote)
        for paragraph in self._paragraphs:
            self._detail.body.addWidget(paragraph)
        self._printed_in = Paragraph("", "source", "text3")
        self._detail.body.addStretch(1)
        self._detail.body.addWidget(self._printed_in)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(card, 1)
        below.addWidget(self._detail)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.answer)
        self._column.addLayout(below, 1)
        self._claim = next(iter(session.knowledge.claims))
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Evidence")

    def subtitle(self) -> str:
        return self.session.language.say("Figures of the two articles, recomputed and given a verdict.")

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.table

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self._detail.setFixedWidth(_SIDE[size_class])
        self.answer.set_role(ANSWER[size_class])

    def select(self, claim: str) -> None:
        """Show the detail of a claim."""
        self.table.selectRow(list(self.session.knowledge.claims).index(claim))

    def _select(self, index: QModelIndex) -> None:
        claims = list(self.session.knowledge.claims)
        if 0 <= index.row() < len(claims):
            self._claim = claims[index.row()]
            self._show_detail()

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        say = language.say
        self.answer.set_answer(evidence.answer(results, language), evidence.rule(language), language)
        header = (say("Claim"), say("Source prints"), say("Checked"), say("Source"), say("Verdict"))
        rows = tuple(tuple(row) for row in evidence.rows(results, language))
        computed = results.evidence.computed.values()
        values = tuple(
            (label, printed, number, article, verdict)
            for (label, printed, _, article, verdict), number in zip(rows, computed, strict=True)
        )
        self.table.set_name(say("Claims of the two articles"))
        self._verdicts.set_claims(results.knowledge.claims.values(), language)
        self.table.set_table(Table(header=header, rows=rows, values=values))
        self._rows.fit()
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_detail()

    def _show_detail(self) -> None:
        results, language = self.session.results, self.session.language
        claim = results.knowledge.claims[self._claim]
        self._detail.set_title(language.of(claim.label))
        self._chip.set_verdict(claim.verdict, claim.article, language)
        self._second_chip.set_verdict("garbled" if claim.printing == "garbled" else None, "", language)
        self._quote.set_text(language.say("“{quotation}”", quotation=claim.printed))
        parts = evidence.details(results, claim, language)
        for paragraph, words in zip(self._paragraphs, (*parts, *[""] * 4), strict=False):
            paragraph.set_text(words)
            paragraph.setVisible(bool(words))
        source = results.knowledge.sources[claim.source]
        self._printed_in.set_text(
            language.say(
                "Source {source}: {title}, line {line} · {day}",
                source=claim.article,
                title=source.title,
                line=claim.line,
                day=partial_date(source.date, record(source.id), language)
                if source.date
                else language.say("date unknown"),
            )
        )
