"""The risks page: the checklist, the chosen question with an answer for each option, and the scores."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.risks import OPTIONS
from lagebild.knowledge.records import Answer, OptionId
from lagebild.pages import checklist_scores
from lagebild.pages.checklist import Checklist
from lagebild.pages.checklist_question import QuestionView
from lagebild.pages.page import Page
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.tables import ValueTable
from lagebild.wording import risks

_SCORES = {"L": 352, "XL": 440}
"""Width of the scores beside the question; in smaller windows they stand below it."""


class _Scores(Panel):
    """Points by theme and option."""

    def __init__(self) -> None:
        super().__init__()
        self.table = ValueTable()
        self.note = Paragraph("", "source", "text2")
        self.body.addWidget(self.note)
        self.body.addWidget(self.table)


class RisksPage(Page):
    """Questions at the left, the chosen one in the middle, what follows from the answers at the right."""

    page_id = "risks"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self.checklist = Checklist(session)
        self.question = QuestionView(session)
        self.question.answered.connect(self._take)
        self.scores = _Scores()
        self._chosen = self.checklist.questions[0]
        self._by_id = {question.id: question for question in self.checklist.questions}
        self.checklist.chosen.connect(self._choose)
        self._area = ScrolledDown()
        self._area.hold(self.question)
        self._area.setMinimumHeight(160)
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._row.addWidget(self.checklist)
        self._row.addWidget(self._area, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.answer)
        self._column.addLayout(self._row, 1)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Risks")

    def subtitle(self) -> str:
        return self.session.language.say("Answer each question for each option. Nothing is answered for you.")

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.checklist.focus_chosen()

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self.answer.set_role(ANSWER[size_class])
        width = _SCORES.get(size_class)
        if width is None:
            self.scores.setMinimumWidth(0)
            self.scores.setMaximumWidth(16_777_215)  # Qt's own: no bound
            self.question.column.insertWidget(1, self.scores)
        else:
            self.scores.setFixedWidth(width)
            self._row.addWidget(self.scores, 0, Qt.AlignmentFlag.AlignTop)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self.answer.set_answer(risks.answer(results, language), risks.scope(results, language), language)
        self.checklist.refresh()
        self.question.show_question(self._chosen)
        self.scores.set_title(language.say("Risk points by theme and option"))
        self.scores.note.set_text(language.say("What is unclear or unanswered counts as a range."))
        self.scores.table.set_name(language.say("Risk points by theme and option"))
        self.scores.table.set_table(checklist_scores.table(results, language))

    def _choose(self, id: str) -> None:
        if id != self._chosen.id:
            self._chosen = self._by_id[id]
            self._area.verticalScrollBar().setValue(0)
            self.question.show_question(self._chosen)

    def _take(self, option: OptionId, answer: Answer | None) -> None:
        self.session.answer(self._chosen.id, option, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """To the next question that is not answered for every option, from the last on to the first."""
        questions = self.checklist.questions
        given = [id for id, _, _ in self.session.results.answers]
        here = questions.index(self._chosen)
        for question in (*questions[here + 1 :], *questions[:here]):
            if given.count(question.id) < len(OPTIONS):
                self.checklist.choose(question.id)
                answered = {option for id, option, _ in self.session.results.answers if id == question.id}
                next(row for option, row in self.question.rows.items() if option not in answered).focus_answer()
                return
