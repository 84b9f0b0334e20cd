"""The market page: the falls on the day of the shock, and what the articles print about them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.charts.market import FALLS, falls
from lagebild.knowledge.records import Claim
from lagebild.language import Language, Shown
from lagebild.origin import record
from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.segmented import Segmented
from lagebild.wording import evidence, market

_SIDE = {"S": 300, "M": 308, "L": 316, "XL": 380}


class _Printed(QWidget):
    """What an article prints on a share, and what it comes to."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Line("", "strong", "text")
        self._chip = VerdictChip()
        self._second_chip = VerdictChip()
        self._printed = Paragraph("", "body", "text2")
        self._checked = Paragraph("", "body", "text")
        head = QHBoxLayout()
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._chip)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._printed, 1)
        second.addWidget(self._second_chip, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(second)
        column.addWidget(self._checked)

    def show_claim(self, claim: Claim, checked: str, language: Language) -> None:
        """Show a claim beside what was found."""
        self._label.set_text(language.told(claim.label, record(claim.id)))
        self._chip.set_verdict(claim.verdict, "", language)
        self._second_chip.set_verdict("garbled" if claim.printing == "garbled" else None, "", language)
        origin = record(claim.id)
        printed = {"source": claim.article, "printed": Shown(claim.printed, origin)}
        self._printed.set_text(
            language.sentence(
                "Source {source}: “{printed}”, to be read as {reading}",
                reading=language.told(claim.repaired, origin),
                **printed,
            )
            if claim.repaired
            else language.sentence("Source {source}: “{printed}”", **printed)
        )
        self._checked.set_text(
            language.sentence("Checked: *{value}*", value=checked)
            if checked != "–"
            else language.told(claim.statement, origin)
        )


class MarketPage(Page):
    """The falls of the day; what followed comes with the market series."""

    page_id = "market"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self.group = Segmented()
        self.group.chosen.connect(lambda _: self._show_chart())
        self.chart = ChartView()
        self.chart.add_control(self.group)
        self.share(self.chart, self._chart_id)
        self._panel = Panel()
        self._claims = [_Printed() for _ in market.CLAIMS]
        for claim in self._claims:
            self._panel.body.addWidget(claim)
        self._panel.body.setSpacing(14)
        self._panel.body.addStretch(1)
        self._all = LinkButton()
        self._all.clicked.connect(lambda: self.go_to.emit("evidence"))
        self._panel.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.answer)
        left.addWidget(self.chart, 1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._panel)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Market")

    def subtitle(self) -> str:
        return self.session.language.say(
            "What happened on the stock exchange – and how much of it the sources get right."
        )

    def chart_ids(self) -> tuple[str, ...]:
        return (self._chart_id(),)

    def show_chart(self, id: str) -> None:
        if id in FALLS:
            self.group.set_value(id)
            self._show_chart()

    def ensure_plots(self) -> None:
        self.chart.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.chart

    def first_focus(self) -> QWidget | None:
        return self.chart

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._row)
        self._panel.setFixedWidth(_SIDE[size_class])
        self.answer.set_role(ANSWER[size_class])
        self.chart.setMinimumHeight(400)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self.answer.set_answer(market.answer(results, language), market.scope(results, language), language)
        self.group.set_name(language.say("Group"))
        self.group.set_options(
            [
                (id, language.say("All") if kind is None else market.group_name(kind, language))
                for id, kind in FALLS.items()
            ]
        )
        if self.group.value() is None:
            self.group.set_value("market.falls")
        self._show_chart()
        self._panel.set_title(language.say("What the source writes"))
        for widget, id in zip(self._claims, market.CLAIMS, strict=True):
            claim = results.knowledge.claims[id]
            widget.show_claim(claim, evidence.computed_shown(results, claim, language), language)
        self._all.set_text(language.say("See all evidence"))

    def _chart_id(self) -> str:
        return str(self.group.value() or "market.falls")

    def _show_chart(self) -> None:
        language = self.session.language
        self.chart.set_chart(falls(self.session.results, language, FALLS[self._chart_id()]), language)
