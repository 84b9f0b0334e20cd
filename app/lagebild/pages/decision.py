"""The decision page so far: the four options with the costs and lead times that are known."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lagebild.charts.decision import weeks
from lagebild.knowledge.records import Option
from lagebild.language import Language
from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.labels import Paragraph
from lagebild.wording import decision


class _OptionCard(Panel):
    """An option: cost a month, weeks to start, what it is."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.head.insertWidget(0, OptionMark(option))
        self.head.setSpacing(8)
        self._cost_label = Paragraph("", "source", "text2")
        self._cost = Paragraph("", "detail_title", "text")
        self._weeks_label = Paragraph("", "source", "text2")
        self._weeks = Paragraph("", "detail_title", "text")
        self._description = Paragraph("", "body", "text")
        for label, value in ((self._cost_label, self._cost), (self._weeks_label, self._weeks)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label)
            pair.addWidget(value)
            self.body.addLayout(pair)
        self.body.addWidget(self._description)
        self.body.addStretch(1)

    def show_option(self, row: decision.OptionRow, language: Language) -> None:
        """Show it."""
        self.set_title(row.label)
        self._cost_label.set_text(language.say("Token cost a month"))
        figure = any(sign.isdigit() for sign in row.cost)
        self._cost.set_role("detail_title" if figure else "body")
        self._cost.set_tone("text" if figure else "text2")
        self._cost.set_text(row.cost)
        self._weeks_label.set_text(language.say("Weeks to start"))
        self._cost.set_about(self._cost_label.text())
        self._weeks.set_text(row.weeks)
        self._weeks.set_about(self._weeks_label.text())
        self._description.set_text(row.description)
        self._hold_height()

    def _hold_height(self) -> None:
        layout = self.layout()
        if layout is not None:  # nested layouts forget heightForWidth; a least height they respect
            layout.invalidate()
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._hold_height()


class DecisionPage(Page):
    """The four options side by side; scores and weights come with the risks."""

    page_id = "decision"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("money")
        self.answer.copied.connect(self.text_copied)
        self._cards = [_OptionCard(option) for option in session.knowledge.options]
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for column, card in enumerate(self._cards):
            grid.addWidget(card, 0, column)
            grid.setColumnStretch(column, 1)
        self.chart = ChartView()
        self.share(self.chart, lambda: "decision.weeks")
        self.chart.setMinimumHeight(220)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.answer)
        self._column.addLayout(grid)
        self._column.addWidget(self.chart, 1)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Decision")

    def subtitle(self) -> str:
        return self.session.language.say("The four options, and what is known of their costs and lead times.")

    def chart_ids(self) -> tuple[str, ...]:
        return ("decision.weeks",)

    def ensure_plots(self) -> None:
        self.chart.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.chart

    def first_focus(self) -> QWidget | None:
        return self.answer

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self.answer.set_role(ANSWER[size_class])

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self.answer.set_answer(decision.answer(results, language), decision.standing(results, language), language)
        for card, row in zip(self._cards, decision.options(results, language), strict=True):
            card.show_option(row, language)
        self.chart.set_chart(weeks(results, language), language)
