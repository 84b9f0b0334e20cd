"""One question of the checklist: what it asks and why, an answer for each option, evidence, measures, reasons, law."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.action_plan import unanswered
from lagebild.analysis.options import possible_options
from lagebild.analysis.results import Results
from lagebild.briefing import LONGEST_REASON, Reason
from lagebild.knowledge.questions import Measure, Question
from lagebild.knowledge.records import Answer, Option, OptionId
from lagebild.language import Language, Span, Text
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring
from lagebild.look.typesetting import Setting, draw_lines, line_height, pieces_of, set_lines, widest_word
from lagebild.origin import COUNTED, Origin
from lagebild.pages.checklist_grounds import FrameworksPanel, LawPanel
from lagebild.pages.checklist_tasks import Tasks
from lagebild.pages.options_button import OptionsButton
from lagebild.pages.size_class import GAP
from lagebild.session import Session
from lagebild.widgets.answer_row import AnswerRow
from lagebild.widgets.buttons import LinkButton, PressedByEnter
from lagebild.widgets.cards import PADDING, Card, Panel
from lagebild.widgets.evidence_asked import Asked, ask, named
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.measure_entry import MeasureEntry
from lagebild.widgets.note_field import NoteField
from lagebild.wording import questions, risks

_ARROW = 14
"""After the name of a record."""


class _RecordLink(PressedByEnter):
    """The name of a record, on as many lines as it takes; pressing it shows the record in the register."""

    def __init__(self) -> None:
        super().__init__()
        self._origin = Origin()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: ask(self, *self.asked()))

    def show_record(self, label: str, origin: Origin) -> None:
        """Name this record."""
        self._origin = origin
        self.set_text(label)
        self._hold_height(self.width())

    def texts(self) -> tuple[Words, ...]:
        """What is shown."""
        return (Text((Span(self.text(), self._origin),)),)

    def asked(self) -> tuple[Asked, ...]:
        """The record."""
        return (named("", self.text(), self._origin),)

    def _setting(self, width: int) -> Setting:
        return set_lines(pieces_of(self.text()), "strong", max(width - _ARROW - 6, 60))

    def _hold_height(self, width: int) -> None:
        height = len(self._setting(width).lines) * line_height("strong") + 6
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height(event.size().width())

    def sizeHint(self) -> QSize:
        return QSize(min(round(text_width(self.text(), "strong")) + 1 + _ARROW + 6, 360), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(widest_word(pieces_of(self.text()), "strong") + _ARROW + 6, self.minimumHeight())

    def hitButton(self, pos: QPoint) -> bool:
        return pos.x() <= self._setting(self.width()).width + _ARROW + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, setting = current(), QPainter(self), self._setting(self.width())
        tint = theme.accent_hover if self.underMouse() else theme.accent
        height = line_height("strong")
        draw_lines(painter, setting, "strong", 0, 3, tint=tint, strong_tint=tint, room=self.width())
        last = setting.lines[-1][-1] if setting.lines and setting.lines[-1] else None
        end = 0.0 if last is None else last.x + text_width(last.text, "strong")
        top = 3 + height * (len(setting.lines) - 1) + (height - _ARROW) / 2
        draw_icon(painter, "arrow-right", tint, round(end) + 4, top, _ARROW)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(-4, 0, setting.width + _ARROW + 10, self.height()), 4)


class _EvidenceLine(QWidget):
    """A link to a record, and below it of when, how well checked and who says so, and what limits it."""

    def __init__(self) -> None:
        super().__init__()
        self.link = _RecordLink()
        self._checked = Paragraph("", "source", "text2")
        self._limits = Paragraph("", "source", "text3")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.link)
        column.addWidget(self._checked)
        column.addWidget(self._limits)

    def show_link(self, link: risks.EvidenceLink) -> None:
        """Show it."""
        self.link.show_record(link.label, link.origin)
        self._checked.set_text(link.checked)
        self._limits.set_text(link.limits)
        self._limits.setVisible(bool(link.limits))


class _Links(QWidget):
    """The records that speak for, or against, under a heading; at most so many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._heading = Paragraph("", "strong", "text2")
        self._lines = [_EvidenceLine() for _ in range(most)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._heading, *self._lines):
            column.addWidget(part)

    def show_links(self, heading: str, links: tuple[risks.EvidenceLink, ...]) -> None:
        """Show them; without any there is nothing."""
        self._heading.set_text(heading)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(links))
            if place < len(links):
                line.show_link(links[place])
        self.setVisible(bool(links))


class _Measures(Panel):
    """What can be done, with a box for each option; `turned` names the option, the measure, and whether it is taken."""

    turned = Signal(str, str, bool)

    def __init__(self, options: Sequence[Option], most: int) -> None:
        super().__init__()
        self._measures: tuple[Measure, ...] = ()
        self._why = Paragraph("", "source", "text2")
        self.entries = [MeasureEntry(options) for _ in range(most)]
        self.body.setSpacing(12)
        self.body.addWidget(self._why)
        for place, entry in enumerate(self.entries):
            entry.turned.connect(
                lambda option, taken, place=place: self.turned.emit(option, self._measures[place].id, taken)
            )
            self.body.addWidget(entry)
        self.body.addStretch(1)

    def show_measures(self, question: Question, results: Results, language: Language) -> None:
        """Show those of a question; without any the panel is out of sight."""
        origin, self._measures = risks.evidence_of(question), question.measures
        self.set_title(language.say("Measures"))
        self._why.set_text(
            language.say(
                "Tick what is done or firmly planned: it counts as done. Below each box are the overall points."
            )
        )
        for place, entry in enumerate(self.entries):
            entry.setVisible(place < len(question.measures))
            if place < len(question.measures):
                measure = question.measures[place]
                entry.set_words(language.told(measure.text, origin), risks.measure_about(measure, origin, language))
                entry.show_options(results.option_ids)
                for option in results.options:
                    entry.set_box(option.id, risks.measure_box(question, option, measure, results, language))
        self.setVisible(bool(question.measures))


class _ReasonPanel(Panel):
    """Why the question is answered as it is, in the reader's own words; `edited` is emitted with the text."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = NoteField(LONGEST_REASON)
        self.field.edited.connect(self.edited)
        self.field.filled.connect(self._tell_full)
        self._full = Paragraph("", "source", "loss")
        self._full.hide()
        self.body.addWidget(self.field)
        self.body.addWidget(self._full)

    def show_reason(self, reason: Reason | None, language: Language, *, another: bool) -> None:
        """Show it; `another` is that of another question than before."""
        self.set_title(language.say("Your reasons"))
        self.field.set_name(language.say("Your reasons"))
        self.field.set_placeholder(language.say("Why you answer like this, in your own words"))
        self.field.set_text("" if reason is None else reason.text, another=another)
        self.set_note(
            "" if reason is None else language.sentence("changed {day}", day=language.date(reason.written, COUNTED))
        )
        self._full.set_text(
            language.sentence(
                "There is room for {count} characters; the rest was left out.",
                count=language.show(LONGEST_REASON, COUNTED),
            )
        )

    def _tell_full(self, full: bool) -> None:
        self._full.setVisible(full)


class QuestionView(QWidget):
    """The chosen question.

    `answered` is emitted with the option and the answer, None where one is taken back; `turned` with the option, the
    measure, and whether that is taken; `reasoned` with the reader's reasons; `assigned` with the option and what
    changed in who sees to it; `all_asked_for` where all suggestions of the theme are to be taken.
    """

    answered = Signal(str, object)
    turned = Signal(str, str, bool)
    reasoned = Signal(str)
    assigned = Signal(str, dict)
    all_asked_for = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown = ""
        self.rows: dict[OptionId, AnswerRow] = {}
        self.options = OptionsButton(session)
        self._asking = self._make_asking()
        every = session.knowledge.questions
        self._evidence = Panel()
        self._for = _Links(max(len(question.evidence_for) for question in every))
        self._against = _Links(max(len(question.evidence_against) for question in every))
        self._evidence.body.setSpacing(12)
        self._evidence.body.addWidget(self._for)
        self._evidence.body.addWidget(self._against)
        self._evidence.body.addStretch(1)
        most = max(len(question.measures) for question in every)
        self.measures = _Measures(possible_options(session.knowledge), most)
        self.measures.turned.connect(self.turned)
        self.tasks = Tasks(possible_options(session.knowledge))
        self.tasks.assigned.connect(self.assigned)
        self.reason = _ReasonPanel()
        self.reason.edited.connect(self.reasoned)
        self._law = LawPanel()
        self._frameworks = FrameworksPanel()
        self._note = Paragraph("", "source", "text2")
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(GAP)
        side_by_side.addWidget(self._evidence, 1)
        side_by_side.addWidget(self.measures, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._asking)
        nest(self._column, side_by_side)
        for part in (self.tasks, self.reason, self._law, self._frameworks, self._note):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def _make_asking(self) -> Card:
        """The question, and an answer for each option."""
        card = Card()
        self._theme = Line("", "chip", "text2")
        self._question = Paragraph("", "detail_title", "text")
        self._why = Paragraph("", "body", "text2")
        self._test = Paragraph("", "body", "text2")
        self._reasons = [Paragraph("", "source", "text2") for _ in range(3)]
        column = QVBoxLayout(card)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        column.setSpacing(8)
        for part in (self._theme, self._question, self._why, self._test):
            column.addWidget(part)
        answers = QVBoxLayout()
        answers.setSpacing(0)
        for option in possible_options(self.session.knowledge):
            row = AnswerRow(option, risks.ANSWERS)
            row.hide()
            row.answered.connect(lambda answer, id=option.id: self.answered.emit(id, answer))
            row.left.connect(lambda by, row=row: self._go_to_row(row, by))
            self.rows[option.id] = row
            answers.addWidget(row)
        nest(column, answers)
        for reason in self._reasons:
            column.addWidget(reason)
        column.addWidget(self.options, 0, Qt.AlignmentFlag.AlignLeft)
        self.take_all = LinkButton("", "checks")
        self.take_all.clicked.connect(self.all_asked_for)
        column.addWidget(self.take_all)
        return card

    def _go_to_row(self, row: AnswerRow, by: int) -> None:
        """Put the focus on the answer for the option below, or above; the ends are no doors."""
        rows = [one for one in self.rows.values() if not one.isHidden()]
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].focus_answer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_rows()

    def _arrange_rows(self) -> None:
        """All rows alike: in two lines where there is room for all, else in three."""
        room = self.width() - 2 * PADDING[0]
        flat = all(row.flat_width() <= room for row in self.rows.values())
        for row in self.rows.values():
            row.set_flat(flat)

    def take_in(self, scores: QWidget) -> None:
        """Show the scores in this column, below the reasons."""
        self._column.insertWidget(self._column.indexOf(self.reason) + 1, scores)

    def show_question(self, question: Question, place: tuple[int, int]) -> None:
        """Show this question, the first of `place` in the second, with the session's answers in its language."""
        results, language = self.session.results, self.session.language
        say, origin = language.say, risks.evidence_of(question)
        self._asking.setAccessibleName(language.of(question.title))
        self._theme.set_text(risks.question_about(question, *place, language))
        self._question.set_text(language.told(question.question, origin))
        self._why.set_text(language.told(question.why, origin))
        test = say("Test:")
        self._test.set_text(Text((Span(test, None, True), Span(" "), *language.told(question.test, origin))))
        for paragraph, reason in zip(
            self._reasons, (questions.reach_reason, questions.suggestion_reason, questions.weight_reason), strict=True
        ):
            paragraph.set_text(reason(question, origin, language))
        given = {option: answer for id, option, answer in results.answers if id == question.id}
        words = [risks.answer_word(answer, language) for answer in risks.ANSWERS]
        for id, row in self.rows.items():
            row.setVisible(id in results.option_ids)
        for option in results.options:
            suggestion: Answer = question.suggestion[option.base]
            word = risks.answer_word(suggestion, language)
            row = self.rows[option.id]
            row.set_words(language.of(option.label), words, say("Suggestion: {answer}", answer=word))
            row.set_reach(questions.reach_word(question, option, language))
            row.set_answer(given.get(option.id), suggestion)
            row.set_keys(
                say("1 to 5 answer, Delete takes back, N and P go to the next and the one before without an answer")
            )
        self.take_all.setVisible(bool(unanswered(results, question.theme)))
        self.take_all.set_text(risks.take_all_words(question.theme, language))
        another = question.id != self._shown
        tasks = results.tasks.get(question.id, {})
        self.tasks.show_tasks(given, tasks, results.options, results.today, language, another=another)
        self.options.refresh()
        self._arrange_rows()
        self._evidence.set_title(say("Evidence"))
        self._for.show_links(
            say("Evidence that the risk exists"), risks.links(question.evidence_for, results, language)
        )
        self._against.show_links(
            say("Evidence that limits it"), risks.links(question.evidence_against, results, language)
        )
        self.measures.show_measures(question, results, language)
        self.reason.show_reason(results.reasons.get(question.id), language, another=another)
        self._law.show_law(question, results, language)
        self._frameworks.show_frameworks(question, language)
        self._note.set_text(say("No legal advice."))
        self._shown = question.id
