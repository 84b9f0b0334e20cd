"""The risks page so far: one sentence, and the figures that are already there."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.labels import Paragraph
from lagebild.wording import risks


class _FactCard(Panel):
    """A figure on a risk: its value, what it means, how well it was checked."""

    def __init__(self) -> None:
        super().__init__()
        self._value = Paragraph("", "key_figure", "text")
        self._statement = Paragraph("", "body", "text")
        self._checked = Paragraph("", "source", "text3")
        self.body.addWidget(self._value)
        self.body.addWidget(self._statement)
        self.body.addStretch(1)
        self.body.addWidget(self._checked)

    def show_fact(self, fact: risks.Fact, is_day: bool) -> None:
        """Show it; a figure that is a day stands in the note already."""
        self.set_title(fact.label)
        shown = "" if is_day else fact.value
        self._value.set_text(shown)
        self._value.set_about(fact.label)
        self._value.setVisible(bool(shown))
        self._statement.set_text(fact.statement)
        self._checked.set_text(fact.note)


class RisksPage(Page):
    """What is known of the risks before the checklist is answered."""

    page_id = "risks"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self._cards: list[_FactCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.answer)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Risks")

    def subtitle(self) -> str:
        return self.session.language.say(
            "Censorship, privacy and regulation: what is known, and how well it was checked."
        )

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.answer

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self.answer.set_role(ANSWER[size_class])
        self._arrange()

    def _arrange(self) -> None:
        columns = 4 if self.size_class == "XL" else 3
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self.answer.set_answer(risks.answer(results, language), risks.scope(results, language), language)
        facts = risks.facts(results, language)
        while len(self._cards) < len(facts):
            self._cards.append(_FactCard())
        self._arrange()
        figures = [results.knowledge.figure(id) for id in risks.FACTS]
        for card, fact, figure in zip(self._cards, facts, figures, strict=True):
            card.show_fact(fact, isinstance(figure.value, date))
