"""The evidence page: the register of all records, both articles claim by claim, the ledger of contradictions."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lagebild.look.style import SCROLL_BAR
from lagebild.pages.articles import Articles
from lagebild.pages.contradictions import Contradictions
from lagebild.pages.page import Page
from lagebild.pages.register import Register
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard
from lagebild.widgets.layouts import nest
from lagebild.wording import contradictions, evidence

_REGISTER, _ARTICLES, _CONTRADICTIONS = range(3)


class EvidencePage(Page):
    """Everything Lagebild knows and how well; what the two articles say, and where sources differ."""

    page_id = "evidence"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self.register = Register(session)
        self.articles = Articles(session)
        self.contradictions = Contradictions(session)
        self.register.page_asked_for.connect(self.go_to)
        self.register.contradiction_asked_for.connect(self.show_contradiction)
        self.register.copied.connect(self.text_copied)
        self.articles.claim_asked_for.connect(self.select_record)
        self.share(self.articles.chart, lambda: "evidence.verdicts")
        self.contradictions.copy_requested.connect(self.copy_requested)
        self.contradictions.export_requested.connect(self.export_requested)
        self._tabs = (self.register, self.articles, self.contradictions)
        self._stack = QStackedWidget()
        for tab in self._tabs:
            self._stack.addWidget(tab)
        # the ledger reaches into the margin with its scroll bar, so that its cards end where the others do
        for tab in (self.register, self.articles):
            tab.setContentsMargins(0, 0, SCROLL_BAR, 0)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, SCROLL_BAR, 0)
        above.addWidget(self.answer)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        nest(self._column, above)
        self._column.addWidget(self._stack, 1)
        self.set_size_class(self.size_class)

    # ---- what the window shows around it

    def title(self) -> str:
        return self.session.language.say("Evidence")

    def subtitle(self) -> str:
        return self.session.language.say("Every number with its source, recomputed, and how well it is checked.")

    def tabs(self) -> tuple[str, ...]:
        say = self.session.language.say
        return (say("Register"), say("The two articles"), say("Contradictions"))

    def tab(self) -> int:
        return self._stack.currentIndex()

    def show_tab(self, index: int) -> None:
        if index != self.tab():
            self._stack.setCurrentIndex(index)
            self.refresh()
            self.ensure_plots()

    def chart_ids(self) -> tuple[str, ...]:
        ledger = tuple(f"evidence.{id}" for id in self.session.knowledge.contradictions)
        return (*ledger, "evidence.verdicts") if self.tab() == _CONTRADICTIONS else ("evidence.verdicts", *ledger)

    def ensure_plots(self) -> None:
        if self.tab() == _ARTICLES:
            self.articles.chart.ensure_plot()
        elif self.tab() == _CONTRADICTIONS:
            for view in self.contradictions.views.values():
                view.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.register.search if self.tab() == _REGISTER else None

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        margins = self._column.contentsMargins()
        margins.setRight(margins.right() - SCROLL_BAR)
        self._column.setContentsMargins(margins)
        self.answer.set_role(ANSWER[size_class])
        self.register.set_size_class(size_class)
        self.articles.set_size_class(size_class)

    # ---- what is asked of it

    def select_record(self, record: str) -> None:
        """Show a record in the register."""
        self._go_to_tab(_REGISTER)
        self.register.select(record)

    def show_contradiction(self, id: str) -> None:
        """Show a quantity of the ledger."""
        self._go_to_tab(_CONTRADICTIONS)
        self.contradictions.show_contradiction(id)

    def show_chart(self, id: str) -> None:
        name = id.partition(".")[2]
        if name in self.session.knowledge.contradictions:
            self.show_contradiction(name)
        else:
            self._go_to_tab(_ARTICLES)

    def _go_to_tab(self, index: int) -> None:
        if index != self.tab():
            self.show_tab(index)
            self.tab_changed.emit(index)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        if self.tab() == _CONTRADICTIONS:
            self.answer.set_answer(contradictions.answer(results, language), contradictions.rule(language), language)
        else:
            self.answer.set_answer(evidence.answer(results, language), evidence.rule(language), language)
        self._tabs[self.tab()].refresh()
