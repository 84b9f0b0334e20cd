"""The decision page: the answer, cost and risk in one plane, limits and weights, the ranking, the options."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.options import possible_options
from lagebild.analysis.results import Results
from lagebild.charts.decision import cost_risk, weeks
from lagebild.documents.memo import memo
from lagebild.knowledge.records import Option, OptionId
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import scaled
from lagebild.look.icons import draw_icon
from lagebild.look.typesetting import line_height
from lagebild.origin import COUNTED
from lagebild.pages.memo_preview import MemoPreview
from lagebild.pages.options_button import OptionsButton
from lagebild.pages.page import Page
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.pages.weighing import LimitsPanel, WeightsPanel
from lagebild.session import Session
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import PADDING, AnswerCard, Card, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.labels import Paragraph, Words
from lagebild.widgets.layouts import lay_out, nest
from lagebild.widgets.rank_row import RankRow
from lagebild.wording import decision, ranking, standpoints

_BESIDE = {"S": 380, "M": 392}
"""Width of the panels beside the chart; in larger windows they stand below it."""
_CHART = {"S": 300, "M": 360, "L": 336, "XL": 470}
"""Least height of the chart, if anything is on it: with answer and panels it fills what is seen of the page."""
_MEMO = {"L": 392, "XL": 440}
"""Width of the memo beside all of that; in smaller windows it stands below the options, so high:"""
_MEMO_BELOW = 420
_ICON = 16
_CARDS = 4
"""Most option cards side by side."""
_WEEKS, _FURTHER = 220, 24
"""Least height of the chart of the weeks, and what every option beyond four takes more."""
_WIDEST_NAME = 200
"""Of a name in the ranking: its bar still has room."""


class _OptionCard(Card):
    """An option: cost a month and what is priced, weeks to start, what it is."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._name = Paragraph("", "card_title", "text")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(OptionMark(option))
        head.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        column.setSpacing(8)
        nest(column, head)
        self._shown: tuple[standpoints.OptionRow, Language, bool] | None = None
        self._cost_label = Paragraph("", "source", "text2")
        self._cost = Paragraph("", "detail_title", "text")
        self._priced = Paragraph("", "source", "text2")
        self._weeks_label = Paragraph("", "source", "text2")
        self._weeks = Paragraph("", "detail_title", "text")
        self._description = Paragraph("", "body", "text")
        for parts in ((self._cost_label, self._cost, self._priced), (self._weeks_label, self._weeks)):
            group = QVBoxLayout()
            group.setSpacing(0)
            for part in parts:
                group.addWidget(part)
            nest(column, group)
        column.addWidget(self._description)
        column.addStretch(1)

    def show_option(self, row: standpoints.OptionRow, language: Language, *, token_priced: bool) -> None:
        """Show it; nothing happens when it is shown already."""
        if (row, language, token_priced) == self._shown:
            return
        self._shown = (row, language, token_priced)
        self._name.set_text(row.label)
        self.setAccessibleName(row.label)
        self._cost_label.set_text(language.say("Token cost a month") if token_priced else language.say("Cost a month"))
        figure = any(sign.isdigit() for sign in row.cost)
        self._cost.set_role("detail_title" if figure else "body")
        self._cost.set_tone("text" if figure else "text2")
        self._cost.set_text(row.cost)
        self._cost.set_about(self._cost_label.text())
        elsewhere = language.say("Choose another day under “Costs”.") if token_priced and not figure else ""
        self._priced.set_text(row.priced or elsewhere)
        self._priced.setVisible(bool(row.priced or elsewhere))
        self._weeks_label.set_text(language.say("Weeks to start"))
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


class _Firmness(QWidget):
    """How firm the first place is, beside the sign for what is confirmed."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Paragraph("", "body", "text")
        row = QHBoxLayout(self)
        row.setContentsMargins(_ICON + 8, 0, 0, 0)
        row.addWidget(self._words)

    def set_text(self, words: Words) -> None:
        """Show it; nothing is shown for no words."""
        self._words.set_text(words)
        self.setVisible(bool(str(words)))

    def paintEvent(self, event: QPaintEvent) -> None:
        top = (line_height("body") - _ICON) / 2
        draw_icon(QPainter(self), "check-circle", current().saving, 0, top, _ICON)


class RankingPanel(Panel):
    """The options in the order of their scores, and how firm that order is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rows = {option.id: RankRow(option) for option in possible_options(session.knowledge)}
        self._order = list(self.rows)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        for row in self.rows.values():
            self._rows.addWidget(row)
            row.hide()
        self.answer = LinkButton()
        self.options = OptionsButton(session)
        self._firm = _Firmness()
        self._how = Paragraph("", "source", "text2")
        nest(self.body, self._rows)
        self.body.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.options, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.body.addWidget(self._firm)
        self.body.addWidget(self._how)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the order as it is."""
        places = ranking.ranking(results, language)
        self.set_title(language.say("Ranking"))
        span = language.show_range(0, 100, COUNTED, digits=0, dash=True)
        self.set_note(language.sentence("score {span}, more is better", span=span))
        for place in places:
            row = self.rows[place.id]
            row.show_place(place.label, place.score, place.shown, place.reason, place.note)
            row.setAccessibleName(place.spoken)
        there = [place.id for place in places]
        for id, row in self.rows.items():
            row.setVisible(id in there)
        widest = min(max(self.rows[id].name_width() for id in there), _WIDEST_NAME)
        for row in self.rows.values():
            row.set_name_width(widest + 4)
        self.options.refresh()
        order = [*there, *(id for id in self.rows if id not in there)]
        if order != self._order:
            self._order = order
            for id in order:  # each goes to the end in turn
                self._rows.removeWidget(self.rows[id])
                self._rows.addWidget(self.rows[id])
        self.answer.set_text(language.say("Answer the checklist"))
        self.answer.setVisible(not any(risk.enough for risk in results.risks.values()))
        self._firm.set_text(ranking.firmness(results, language))
        self._how.set_text(ranking.how_scored(language))


class DecisionPage(Page):
    """Which option it comes to, and what that hangs on; below it the options one by one."""

    page_id = "decision"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.answer = AnswerCard("money")
        self.answer.copied.connect(self.text_copied)
        self.chart = ChartView()
        self.share(self.chart, lambda: "decision.cost_risk")
        self.limits = LimitsPanel(session)
        self.weights = WeightsPanel(session)
        self.ranking = RankingPanel(session)
        self.ranking.answer.clicked.connect(lambda: self.go_to.emit("risks"))
        self.weeks = ChartView()
        self.share(self.weeks, lambda: "decision.weeks")
        self.weeks.setMinimumHeight(220)
        self.memo = MemoPreview()
        self.memo.copied.connect(self.text_copied)
        self._cards = {option.id: _OptionCard(option) for option in possible_options(session.knowledge)}
        self._carded: tuple[OptionId, ...] = ()
        self._lay_out()
        self.set_size_class(self.size_class)

    def _lay_out(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(GAP)
        main.addWidget(self.answer)
        main.addWidget(self.chart, 1)
        yardsticks = QVBoxLayout()
        yardsticks.setSpacing(GAP)
        yardsticks.addWidget(self.limits)
        yardsticks.addWidget(self.weights, 1)
        self._panels = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._panels.setSpacing(GAP)
        nest(self._panels, yardsticks)
        self._panels.addWidget(self.ranking)
        self._side = QWidget()
        lay_out(self._side, self._panels)
        self._panels.setContentsMargins(0, 0, 0, 0)
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._top.setSpacing(GAP)
        nest(self._top, main, 1)
        self._top.addWidget(self._side)
        cards = self._card_grid = QGridLayout()
        cards.setSpacing(GAP)
        for card in self._cards.values():
            card.setParent(self)
            card.hide()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(GAP)
        nest(self._upper, self._top, 1)
        nest(self._column, self._upper, 1)
        nest(self._column, cards)
        self._column.addWidget(self.weeks)

    def title(self) -> str:
        return self.session.language.say("Decision")

    def subtitle(self) -> str:
        return self.session.language.say("Cost and risk of the options, your limits and your weights.")

    def chart_ids(self) -> tuple[str, ...]:
        return ("decision.cost_risk", "decision.weeks")

    def ensure_plots(self) -> None:
        self.chart.ensure_plot()
        self.weeks.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.chart

    def first_focus(self) -> QWidget | None:
        return self.answer

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._column)
        self.answer.set_role(ANSWER[size_class])
        width = _BESIDE.get(size_class)
        self._hold_chart()
        if width is not None:
            self._side.setFixedWidth(scaled(width))
            self._panels.setDirection(QBoxLayout.Direction.TopToBottom)
            self._top.setDirection(QBoxLayout.Direction.LeftToRight)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)  # Qt's own: no bound
            self._panels.setDirection(QBoxLayout.Direction.LeftToRight)
            self._top.setDirection(QBoxLayout.Direction.TopToBottom)
        for place, share in enumerate((0, 1) if width else (2, 3)):
            self._panels.setStretch(place, share)
        beside = _MEMO.get(size_class)
        if beside is not None:
            self.memo.setFixedWidth(scaled(beside))
            self.memo.setMinimumHeight(0)
            self.memo.setMaximumHeight(16_777_215)
            self._upper.addWidget(self.memo)
        else:
            self.memo.setMinimumWidth(0)
            self.memo.setMaximumWidth(16_777_215)
            self.memo.setFixedHeight(scaled(_MEMO_BELOW))
            self._column.insertWidget(self._column.indexOf(self.weeks), self.memo)

    def _hold_chart(self) -> None:
        """An empty plane takes no room from what can be done about it."""
        chart = self.chart.chart
        further = _FURTHER * max(0, len(self.session.results.options) - _CARDS)
        least = scaled(_CHART[self.size_class] + further)
        self.chart.setMinimumHeight(least if chart is None or chart.drawn else 0)
        self.weeks.setMinimumHeight(_WEEKS + further)

    def _lay_out_cards(self, ids: tuple[OptionId, ...]) -> None:
        """A card for each of the options, more than four of them in two rows."""
        if ids == self._carded:
            return
        self._carded = ids
        columns = len(ids) if len(ids) <= _CARDS else (len(ids) + 1) // 2
        for id, card in self._cards.items():
            self._card_grid.removeWidget(card)
            card.setVisible(id in ids)
            if id in ids:
                self._card_grid.addWidget(card, *divmod(ids.index(id), columns))
        for column in range(_CARDS):
            self._card_grid.setColumnStretch(column, 1 if column < columns else 0)

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        self.answer.set_answer(decision.answer(results, language), decision.standing(results, language), language)
        self.chart.set_chart(cost_risk(results, language), language)
        self._hold_chart()
        self.limits.refresh(results, language)
        self.weights.refresh(results, language)
        self.ranking.refresh(results, language)
        self._lay_out_cards(results.option_ids)
        for option, row in zip(results.options, standpoints.options(results, language), strict=True):
            self._cards[option.id].show_option(row, language, token_priced=bool(option.models))
        self.weeks.set_chart(weeks(results, language), language)
        self.memo.show_memo(memo(results, language), language)
