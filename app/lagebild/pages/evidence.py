"""The evidence page so far: every checked claim, and what is said about the selected one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.charts.chart import Table
from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard, Card, Panel
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.tables import ValueTable
from lagebild.wording import evidence

_SIDE = {"S": 340, "M": 360, "L": 392, "XL": 440}


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
        inner.addWidget(self.table)
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
        self._detail.body.addStretch(1)
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
        across, below = MARGINS[size_class]
        self._column.setContentsMargins(across, 4, across, below)
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
        self.table.set_table(Table(header=header, rows=rows, values=values))
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
