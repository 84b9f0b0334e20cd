"""One question of the checklist: what it asks and why, an answer for each option, evidence, law, measures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.knowledge.questions import Question
from lagebild.knowledge.records import Answer, OptionId
from lagebild.language import Language, Span, Text
from lagebild.origin import Origin
from lagebild.pages.size_class import GAP
from lagebild.session import Session
from lagebild.widgets.answer_row import AnswerRow
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import Panel
from lagebild.widgets.evidence_asked import Asked, ask, named
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.wording import risks


class _RecordLink(LinkButton):
    """The name of a record; pressing it shows the record in the register."""

    def __init__(self) -> None:
        super().__init__()
        self._origin = Origin()
        self.clicked.connect(lambda: ask(self, *self.asked()))

    def show_record(self, label: str, origin: Origin) -> None:
        """Name this record."""
        self._origin = origin
        self.set_text(label)

    def texts(self) -> tuple[Words, ...]:  # type: ignore[override]
        return (Text((Span(self.text(), self._origin),)),)

    def asked(self) -> tuple[Asked, ...]:
        """The record."""
        return (named("", self.text(), self._origin),)


class _EvidenceLine(QWidget):
    """A link to a record and how well that is checked."""

    def __init__(self) -> None:
        super().__init__()
        self.link = _RecordLink()
        self._checked = Line("", "source", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.link)
        row.addWidget(self._checked)
        row.addStretch(1)

    def show_link(self, link: risks.EvidenceLink) -> None:
        """Show it."""
        self.link.show_record(link.label, link.origin)
        self._checked.set_text(link.checked)


class _Links(QWidget):
    """The records that speak for, or against, under a heading."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Line("", "strong", "text2")
        self._lines: list[_EvidenceLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._heading)

    def show_links(self, heading: str, links: tuple[risks.EvidenceLink, ...]) -> None:
        """Show them; without any there is nothing."""
        self._heading.set_text(heading)
        while len(self._lines) < len(links):
            self._lines.append(_EvidenceLine())
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(links))
            if place < len(links):
                line.show_link(links[place])
        self.setVisible(bool(links))


class _Passages(Panel):
    """Paragraphs under a title."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[Paragraph] = []

    def show_passages(self, title: str, passages: tuple[Text, ...]) -> None:
        """Show them; without any the panel is out of sight."""
        self.set_title(title)
        while len(self._made) < len(passages):
            self._made.append(Paragraph("", "body", "text"))
            self.body.addWidget(self._made[-1])
        for place, paragraph in enumerate(self._made):
            paragraph.setVisible(place < len(passages))
            if place < len(passages):
                paragraph.set_text(passages[place])
        self.setVisible(bool(passages))


class QuestionView(QWidget):
    """The chosen question; `answered` is emitted with the option and the answer, None where one is taken back."""

    answered = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._theme = Line("", "source", "text2")
        self._question = Paragraph("", "card_title", "text")
        self._why = Paragraph("", "body", "text2")
        self._test = Paragraph("", "body", "text2")
        self.rows: dict[OptionId, AnswerRow] = {}
        asking = Panel()
        asking.body.addWidget(self._theme)
        asking.body.addWidget(self._question)
        asking.body.addWidget(self._why)
        asking.body.addWidget(self._test)
        answers = QVBoxLayout()
        answers.setSpacing(0)
        for option in session.knowledge.options:
            row = AnswerRow(option, risks.ANSWERS)
            row.answered.connect(lambda answer, id=option.id: self.answered.emit(id, answer))
            self.rows[option.id] = row
            answers.addWidget(row)
        asking.body.addLayout(answers)
        self._suggested = Paragraph("", "source", "text2")
        asking.body.addWidget(self._suggested)
        self._asking = asking
        self._evidence = Panel()
        self._for, self._against = _Links(), _Links()
        self._evidence.body.addWidget(self._for)
        self._evidence.body.addWidget(self._against)
        self._law, self._measures = _Passages(), _Passages()
        self._note = Paragraph("", "source", "text2")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        for part in (asking, self._evidence, self._law, self._measures, self._note):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_question(self, question: Question) -> None:
        """Show this question with the session's answers in its language."""
        results, language = self.session.results, self.session.language
        say, origin = language.say, risks.evidence_of(question)
        self._asking.set_title(language.told(question.title, origin))
        self._theme.set_text(_about(question, language))
        self._question.set_text(language.told(question.question, origin))
        self._why.set_text(language.told(question.why, origin))
        test, suggested = say("Test:"), say("Why this is suggested:")
        self._test.set_text(Text((Span(test, None, True), Span(" "), *language.told(question.test, origin))))
        self._suggested.set_text(Text((Span(suggested), Span(" "), *language.told(question.suggestion_why, origin))))
        given = {option: answer for id, option, answer in results.answers if id == question.id}
        words = [risks.answer_word(answer, language) for answer in risks.ANSWERS]
        for option in self.session.knowledge.options:
            suggestion: Answer = question.suggestion[option.id]
            word = risks.answer_word(suggestion, language)
            row = self.rows[option.id]
            row.set_words(language.of(option.label), words, say("Suggestion: {answer}", answer=word))
            row.set_answer(given.get(option.id), suggestion)
        self._evidence.set_title(say("Evidence"))
        self._for.show_links(
            say("Evidence that the risk exists"), risks.links(question.evidence_for, results, language)
        )
        self._against.show_links(
            say("Evidence that limits it"), risks.links(question.evidence_against, results, language)
        )
        self._law.show_passages(say("Law"), risks.law_lines(question, results, language))
        measures = tuple(Text((Span("– "), *language.told(measure.text, origin))) for measure in question.measures)
        self._measures.show_passages(say("Measures"), measures)
        self._note.set_text(say("No legal advice."))


def _about(question: Question, language: Language) -> str:
    theme = risks.theme_name(question.theme, language)
    return language.say("{theme} · knock-out question", theme=theme) if question.knockout else theme
