"""The risks page: the checklist, the chosen question with answers, measures and reasons, and the scores."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES
from lagebild.charts.risks import heat
from lagebild.knowledge.records import Answer, Option, OptionId, Theme
from lagebild.language import Language
from lagebild.look.fonts import scaled, text_width
from lagebild.pages import checklist_scores
from lagebild.pages.action_plan import ActionPlan
from lagebild.pages.behind_score import BehindScore
from lagebild.pages.checklist import Checklist
from lagebild.pages.checklist_question import QuestionView
from lagebild.pages.exporting import PLAN
from lagebild.pages.lower_panels import reveal
from lagebild.pages.page import Page
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.pages.theme_weights import ThemeWeights
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.folds import Folds
from lagebild.widgets.info_box import InfoBox
from lagebild.widgets.labels import Paragraphs
from lagebild.widgets.tables import ValueTable
from lagebild.wording import action_plan, risks, scoring

_SCORES = {"L": 352, "XL": 440}
"""Width of the scores beside the question; in smaller windows they stand below it."""
_NAMES = 124
"""What the names of the themes and the edges of the card leave to none of the columns there."""
_CHECKLIST, _PLAN = range(2)
"""Tabs."""
_BELOW = 400
"""Least height of the heat map where it stands below the question."""


class _Scores(Panel):
    """Points by theme and option, how certain the overall ones are, and what would make them so.

    Behind two links are the weights of the themes and how the score is computed; the questions behind a cell take
    the place of all below the heat map.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.chart = ChartView()
        self.chart.set_plain(True)
        self.table = ValueTable()
        self.box = InfoBox()
        self.weights = ThemeWeights(session)
        self.how = Paragraphs("source", "text2")
        self.folds = Folds(self.weights, self.how)
        self.folds.toggled.connect(lambda: self._show_certainty(True))
        self.behind = BehindScore()
        self.behind.hide()
        self.behind.closed.connect(self._close_list)
        self.behind.gone.connect(lambda: self._list(False))
        self.body.addWidget(self.chart, 1)
        for part in (self.table, self.box, self.folds):
            self.body.addWidget(part)
        self.body.addWidget(self.behind, 1)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the session's results in its language."""
        chart = heat(results, language)
        self.set_title(chart.heading)
        self.chart.set_chart(chart, language)
        self.table.set_name(language.say("How certain the overall points are"))
        self.table.set_table(checklist_scores.table(results, language))
        self.box.set_words(*risks.unsettled(results, language))
        self.folds.set_texts((language.say("Weights of the themes"), language.say("How it is computed")))
        self.weights.refresh(results, language)
        self.how.set_texts(scoring.how_scored(language))
        self.behind.refresh(results, language)

    def show_behind(self, theme: Theme | None, option: Option, results: Results, language: Language) -> None:
        """List the questions behind a score, in place of what stands below the heat map."""
        self.behind.look_at(theme, option)
        self.behind.refresh(results, language)
        self._list(True)

    def _list(self, listed: bool) -> None:
        self.behind.setVisible(listed)
        self.folds.setVisible(not listed)
        self._show_certainty(not listed)

    def _close_list(self) -> None:
        self._list(False)
        (self.chart.plot or self.chart).setFocus()

    def _show_certainty(self, shown: bool) -> None:
        # what is opened takes its place: the heat map stays in sight while weights move
        for part in (self.table, self.box):
            part.setVisible(shown and not self.folds.is_open())


class RisksPage(Page):
    """Questions at the left, the chosen one in the middle, what follows from the answers at the right.

    N and P go to the next and the last answer that is missing. Behind the second tab stands what is left to do.
    """

    page_id = "risks"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("loss")
        self.answer.copied.connect(self.text_copied)
        self.checklist = Checklist(session)
        self.question = QuestionView(session)
        self.question.answered.connect(self._take)
        self.question.turned.connect(self._turn)
        self.question.reasoned.connect(self._reason)
        self.question.assigned.connect(self._assign)
        self.question.all_asked_for.connect(self._take_all)
        self.scores = _Scores(session)
        self.share(self.scores.chart, lambda: "risks.heat")
        self.scores.chart.mark_chosen.connect(self._go_behind)
        self.scores.behind.asked_for.connect(self._ask_behind)
        self._behind_option: OptionId = session.results.options[0].id
        self._chosen = self.checklist.questions[0]
        self._by_id = {question.id: question for question in self.checklist.questions}
        self.checklist.chosen.connect(self._choose)
        self._area = ScrolledDown()
        self._area.hold(self.question)
        self._area.setMinimumHeight(160)
        self._answering = QWidget()
        self._row = QHBoxLayout(self._answering)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.checklist)
        self._row.addWidget(self._area, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.answer)
        self._column.addWidget(self._answering, 1)
        self.plan = ActionPlan(session)
        self.plan.asked_for.connect(self._go_to_item)
        self.plan.export_asked_for.connect(lambda: self.export_requested.emit(PLAN))
        self.plan.checklist_asked_for.connect(self._go_back)
        self.plan.copied.connect(self.text_copied)
        self.plan.hide()
        self._column.addWidget(self.plan, 1)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Risks")

    def subtitle(self) -> str:
        return self.session.language.say("Answer each question for each option. Nothing is answered for you.")

    def tabs(self) -> tuple[str, ...]:
        say = self.session.language.say
        return (say("Checklist"), say(action_plan.PLAN))

    def tab(self) -> int:
        return _CHECKLIST if self.plan.isHidden() else _PLAN

    def show_tab(self, index: int) -> None:
        if index != self.tab():
            self._answering.setVisible(index == _CHECKLIST)
            self.plan.setVisible(index == _PLAN)
            self.refresh()
            self.ensure_plots()

    def show_chart(self, id: str) -> None:
        self._go_to_tab(_PLAN if id.partition(".")[2] == PLAN else _CHECKLIST)

    def _go_to_tab(self, index: int) -> None:
        if index != self.tab():
            self.show_tab(index)
            self.tab_changed.emit(index)

    def chart_ids(self) -> tuple[str, ...]:
        return ("risks.heat",)

    def ensure_plots(self) -> None:
        if self.tab() == _CHECKLIST:
            self.scores.chart.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.plan.table if self.tab() == _PLAN else self.checklist.focus_chosen()

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self.answer.set_role(ANSWER[size_class])
        self._place_scores()

    def _place_scores(self) -> None:
        """Beside the question where there is room; many columns or long names need the width below it."""
        width = _SCORES.get(self.size_class)
        if width is None or self._widest_head() > (scaled(width) - scaled(_NAMES)) / len(self.session.results.options):
            self.scores.setMinimumWidth(0)
            self.scores.setMaximumWidth(16_777_215)  # Qt's own: no bound
            self.scores.chart.setMinimumHeight(scaled(_BELOW))
            if not self.question.isAncestorOf(self.scores):
                self.question.take_in(self.scores)
        else:
            self.scores.setFixedWidth(scaled(width))
            self.scores.chart.setMinimumHeight(0)
            if self._row.indexOf(self.scores) < 0:
                self._row.addWidget(self.scores)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        if self.tab() == _PLAN:
            self.answer.set_answer(action_plan.answer(results, language), action_plan.scope(language), language)
            self.plan.refresh()
            return
        self.answer.set_answer(risks.answer(results, language), risks.scope(results, language), language)
        self.checklist.refresh()
        self._place_scores()
        self._show_question()
        self.scores.refresh(results, language)

    def _widest_head(self) -> float:
        """The width of the longest word over a column of the heat map."""
        names = (self.session.language.of(option.short) for option in self.session.results.options)
        return max(text_width(word, "chip") for name in names for word in name.split())

    def _show_question(self) -> None:
        same = [question.id for question in self.checklist.questions if question.theme == self._chosen.theme]
        self.question.show_question(self._chosen, (same.index(self._chosen.id) + 1, len(same)))

    def _choose(self, id: str) -> None:
        if id != self._chosen.id:
            self._chosen = self._by_id[id]
            self._area.verticalScrollBar().setValue(0)
            self._show_question()

    def _turn(self, option: OptionId, measure: str, taken: bool) -> None:
        self.session.take_measure(self._chosen.id, option, measure, taken=taken)

    def _reason(self, text: str) -> None:
        self.session.give_reason(self._chosen.id, text)

    def _assign(self, option: OptionId, task: dict[str, Any]) -> None:
        self.session.assign(self._chosen.id, option, **task)

    def _take_all(self) -> None:
        """Take the suggestions of the theme for what is not answered yet, and say how many there were."""
        session, theme = self.session, self._chosen.theme
        count = session.take_suggestions(theme)
        reached = session.history.index()

        def take_back() -> None:
            if session.history.index() == reached:  # else it would take back what was done since
                session.history.undo()

        self.told.emit(risks.taken_words(count, session.language), session.language.say("Undo"), take_back)

    def _go_back(self) -> None:
        self._go_to_tab(_CHECKLIST)
        self.checklist.focus_chosen().setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_item(self, id: str, option: OptionId) -> None:
        """From the plan to where the item is answered."""
        self._go_to_tab(_CHECKLIST)
        self._ask(id, option)

    def _go_behind(self, category: int, series: int) -> None:
        """To what a cell of the heat map follows from: its questions, at the first one that is not settled."""
        questions, theme = self.checklist.questions, None
        if category < len(THEMES):
            theme = THEMES[category]
            questions = tuple(question for question in questions if question.theme == theme)
        option = self.session.results.options[series]
        self._behind_option = option.id
        found = risks.first_unsettled(questions, [option.id], self.session.results) or questions[0]
        self.checklist.choose(found.id)
        self.scores.show_behind(theme, option, self.session.results, self.session.language)
        self.scores.behind.focus_on(found.id)
        if self._area.isAncestorOf(self.scores):
            reveal(self.scores.behind)

    def _ask_behind(self, question: str) -> None:
        """From the list behind a cell to the answer of one of its questions."""
        self._ask(question, self._behind_option)

    def _take(self, option: OptionId, answer: Answer | None) -> None:
        self.session.answer(self._chosen.id, option, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self.tab() == _CHECKLIST and key == Qt.Key.Key_N and (plain or shift):
            self._go_on(-1 if shift else 1)
        elif self.tab() == _CHECKLIST and key == Qt.Key.Key_P and plain:
            self._go_on(-1)
        else:
            super().keyPressEvent(event)

    def _go_on(self, by: int) -> None:
        """To the next answer that is missing, or the one before, round the ends; from the answer at the focus."""
        answered = {(id, option) for id, option, _ in self.session.results.answers}
        places = [
            (question.id, option) for question in self.checklist.questions for option in self.session.results.option_ids
        ]
        focused = QApplication.focusWidget()
        inside = (option for option, row in self.question.rows.items() if focused and row.isAncestorOf(focused))
        # from outside the answers: as if before the first of this question, or behind its last going back
        first, *_, last = self.session.results.option_ids
        option = next(inside, None)
        here = places.index((self._chosen.id, option or (first if by > 0 else last)))
        steps = range(0 if option is None else 1, len(places))
        for step in steps:
            id, option = places[(here + by * step) % len(places)]
            if (id, option) not in answered:
                self._ask(id, option)
                return

    def _ask(self, id: str, option: OptionId) -> None:
        """Put the reader before the answer of a question for an option."""
        self.checklist.choose(id)
        row, held = self.question.rows[option], self.question.layout()
        if held is not None:
            held.activate()  # else the row is looked for where it stood for the question before
        self._area.verticalScrollBar().setValue(0)
        self._area.ensureWidgetVisible(row, 0, GAP)
        row.focus_answer()
