"""The situation page: the story in one sentence, five numbers, five weeks, three questions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.evidence import VERDICTS
from lagebild.charts.situation import prices
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import scaled
from lagebild.look.painting import draw_hairline
from lagebild.origin import COUNTED, record
from lagebild.pages.page import Page
from lagebild.pages.size_class import GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import KeyFigure, KeyFigureCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.chips import NumberBadge
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.proportions import Part, ReliabilityBar
from lagebild.widgets.sentence import SentenceLabel
from lagebild.widgets.timeline import Moment, Timeline
from lagebild.wording import situation as wording
from lagebild.wording.terms import shock_origin

_SIDE = {"S": 400, "M": 430, "L": 400, "XL": 460}
_NARROWEST_CARD = 196
_LEAD = 1180  # wider, two lines are no longer read as one sentence
_MOMENTS = {"release": "main", "shock": "turn", "after": "minor"}


class _Question(QWidget):
    """A question of the board with its answer and a way on."""

    followed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._badge = NumberBadge(Language("en").show(number, COUNTED))
        self._question = Paragraph("", "card_title", "text")
        self._answer = Paragraph("", "body", "text2")
        self._link = LinkButton()
        self._link.clicked.connect(self.followed)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._question)
        words.addWidget(self._answer)
        words.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        nest(row, words, 1)

    def show_question(self, question: wording.Question) -> None:
        """Say it."""
        self._question.set_text(question.question)
        self._answer.set_text(question.answer)
        self._link.set_text(question.link)


class _Rule(QWidget):
    """A hairline between two questions."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, 0, self.width(), current().line)


class SituationPage(Page):
    """What happened, what holds of it, and where to go on."""

    page_id = "situation"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._lead = SentenceLabel("lead")
        self._lead.setMaximumWidth(scaled(_LEAD))
        self._cards = [KeyFigureCard() for _ in range(5)]
        self._timeline = Timeline()
        self._timeline_panel = Panel()
        self._timeline_panel.body.addWidget(self._timeline)
        self._timeline_panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._chart = ChartView()
        self.share(self._chart, lambda: "situation.prices")
        self._questions_panel = Panel()
        self._questions = [_Question(number) for number in (1, 2, 3)]
        pages = ("costs", "market", "risks")
        for question, page in zip(self._questions, pages, strict=True):
            question.followed.connect(lambda page=page: self.go_to.emit(page))
            if question is not self._questions[0]:
                self._questions_panel.body.addWidget(_Rule())
            self._questions_panel.body.addWidget(question, 1)  # in a high window they stand equally far apart
        self._reliability = Panel()
        self._bar = ReliabilityBar()
        self._garbled = Line("", "source", "text2")
        self._to_evidence = LinkButton()
        self._to_evidence.clicked.connect(lambda: self.go_to.emit("evidence"))
        self._reliability.body.addWidget(self._bar)
        self._reliability.body.addWidget(self._garbled)
        self._reliability.body.addWidget(self._to_evidence, 0, Qt.AlignmentFlag.AlignLeft)
        self._reliability.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._card_grid = QGridLayout()
        self._card_grid.setSpacing(GAP)
        self._columns = 0
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._timeline_panel)
        left.addWidget(self._chart, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP)
        side.addWidget(self._questions_panel, 1)
        side.addWidget(self._reliability)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        nest(below, left, 1)
        below.addWidget(self._side)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._lead)
        nest(self._column, self._card_grid)
        nest(self._column, below, 1)
        self.set_size_class(self.size_class)

    def title(self) -> str:
        return self.session.language.say("Situation")

    def subtitle(self) -> Words:
        knowledge, language = self.session.knowledge, self.session.language
        return language.sentence(
            "What the DeepSeek shock of {month} means for AI costs, markets and risks",
            month=language.date(knowledge.shock.day, shock_origin(knowledge), "month"),
        )

    def chart_ids(self) -> tuple[str, ...]:
        return ("situation.prices",)

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self._side.setFixedWidth(scaled(_SIDE[size_class]))
        self._questions_panel.body.setSpacing({"S": 4, "M": 4, "L": 6, "XL": 20}[size_class])
        self._chart.setMinimumHeight(220 if size_class in ("S", "M") else 280)

    def resizeEvent(self, event: QResizeEvent) -> None:
        across = self._column.contentsMargins().left()
        room = event.size().width() - 2 * across + GAP
        columns = 5 if room >= 5 * (_NARROWEST_CARD + GAP) else 3
        if columns != self._columns:
            self._columns = columns
            for place, card in enumerate(self._cards):
                self._card_grid.addWidget(card, place // columns, place % columns)
            for column in range(5):
                self._card_grid.setColumnStretch(column, 1 if column < columns else 0)
        super().resizeEvent(event)

    def ensure_plots(self) -> None:
        self._chart.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self._chart

    def first_focus(self) -> QWidget | None:
        return self._cards[0]

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self._lead.set_text(wording.lead(results, language))
        for card, figure in zip(self._cards, wording.key_figures(results, language), strict=True):
            claim = figure.claim
            verdict = "garbled" if claim.printing == "garbled" else claim.verdict
            tone = "loss" if figure.loss else "text"
            card.set_figure(
                KeyFigure(figure.label, figure.figure, figure.context, verdict, claim.article, tone, record(claim.id)),
                language,
            )
        self._timeline_panel.set_title(language.say("Five weeks that moved the market"))
        self._timeline_panel.set_note(language.say("Distances not to scale"))
        self._timeline.set_moments(
            [
                Moment(
                    language.date(event.day, record(*event.figures)),
                    language.of(event.title),
                    language.told(event.text, record(*event.figures)),
                    _MOMENTS[event.kind],  # type: ignore[arg-type]
                )
                for event in self.session.knowledge.timeline
            ]
        )
        self._chart.set_chart(prices(results, language), language)
        self._questions_panel.set_title(language.say("Three questions for your meeting"))
        for widget, question in zip(self._questions, wording.questions(results, language), strict=True):
            widget.show_question(question)
        evidence = results.evidence
        self._reliability.set_title(language.say("How reliable are the two articles?"))
        self._reliability.set_note(language.sentence("{count} claims", count=language.show(evidence.claims, COUNTED)))
        self._bar.set_parts([Part(verdict, evidence.counts[verdict]) for verdict in VERDICTS], language)
        self._garbled.set_text(
            language.sentence("{count} of them are also misprinted", count=language.show(evidence.garbled, COUNTED))
        )
        self._to_evidence.set_text(language.say("See the evidence"))
