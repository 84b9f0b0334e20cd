"""The costs page: inputs at the left; answer, chart, arithmetic and comparison at the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.results import Results
from lagebild.charts import api_costs as charts
from lagebild.charts.chart import Table
from lagebild.language import Language, Span, Text
from lagebild.pages.api_costs import InputsCard
from lagebild.pages.page import Page
from lagebild.pages.pinned import Pinned, scroll_area_of
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import AnswerCard, Card, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.compare_strip import Compared, CompareStrip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.tables import ValueTable
from lagebild.wording import api_costs as wording

_INPUTS_WIDTH = {"S": 344, "M": 344, "L": 344, "XL": 400}
_TORNADO_HEIGHT = 210
_PANEL_HEIGHT = 236


class _Computed(QWidget):
    """How the costs are computed: item, quantity, sums; every step with its formula on demand."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._formula = Paragraph("", "source", "text2")
        self._table = ValueTable()
        self._steps = Paragraph("", "source", "text2")
        self._steps.hide()
        self._without = Paragraph("", "body", "text2")
        self._without.hide()
        self._all = LinkButton("", "chevron-down")
        self._all.clicked.connect(self._toggle)
        self.opened = False
        self._words = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._without)
        column.addWidget(self._formula)
        column.addWidget(self._table)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._steps)
        column.addStretch(1)

    def show_steps(self, results: Results, language: Language) -> None:
        """Show the arithmetic of the two models."""
        costs = results.api_costs
        self._results = results
        self._language = language
        for part in (self._formula, self._table, self._all):
            part.setVisible(bool(costs.priced))
        self._without.setVisible(not costs.priced)
        self._without.set_text(nothing_to_compute(language))
        self._words = (language.say("Every step"), language.say("Totals only"))
        self._all.set_text(self._words[self.opened])
        self._steps.setVisible(self.opened and bool(costs.priced))
        if not costs.priced:
            return
        rows = wording.steps(results, language)
        header = (
            language.say("Item"),
            language.say("Tokens a month"),
            *(wording.name_of(results, model) for model in costs.priced),
        )
        cells = tuple((row.item, row.quantity, *row.sums) for row in rows)
        origins = tuple((None, *(cell.origin for cell in (row.quantity, *row.sums))) for row in rows)
        self._formula.set_text(language.say("Tokens × price per million tokens"))
        self._table.set_name(language.say("How this is computed"))
        values = tuple((row.item, *row.numbers) for row in rows)
        self._table.set_table(Table(header=header, rows=cells, values=values, origins=origins), total=True)
        if self.opened:
            self._steps.set_text(_in_lines(wording.explanation(results, language)))

    def _toggle(self) -> None:
        self.opened = not self.opened
        self._all.set_text(self._words[self.opened])
        self._all.set_icon("chevron-up" if self.opened else "chevron-down")
        if self.opened:
            self._steps.set_text(_in_lines(wording.explanation(self._results, self._language)))
        self._steps.setVisible(self.opened)
        self.toggled.emit()


class _Stack(QStackedWidget):
    """As high as what it shows needs to be."""

    def fit(self) -> None:
        """Take the height of the widget shown; nested layouts forget heightForWidth."""
        widget = self.currentWidget()
        layout = None if widget is None else widget.layout()
        if widget is None or layout is None:
            return
        layout.activate()
        height = (
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.minimumSize().height()
        )
        self.setFixedHeight(min(max(height, widget.minimumHeight()), widget.maximumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class CostsPage(Page):
    """What the same work costs at token prices, and what the answer hangs on."""

    page_id = "costs"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.inputs = InputsCard(session)
        self.answer = AnswerCard("money")
        self.answer.copied.connect(self.text_copied)
        self._shown = Segmented()
        self._shown.chosen.connect(lambda _: self._show_chart())
        self.chart = ChartView()
        self.chart.add_control(self._shown)
        self.share(self.chart, self._chart_id)
        self.tornado = ChartView()
        self.share(self.tornado, lambda: "api_costs.tornado")
        self._computed = _Computed()
        self._computed.toggled.connect(self._steps_toggled)
        self._computed_panel = Panel()
        self.strip = CompareStrip()
        self._tabs = Segmented()
        self._tabs.chosen.connect(self._pick_lower)
        self._toggle = LinkButton("", "chevron-up")
        self._toggle.clicked.connect(self._toggle_lower)
        self._lower_open = True
        self._stack = _Stack()
        self._lower_card = Card()
        self._lay_out()
        self.set_size_class(self.size_class)

    def _lay_out(self) -> None:
        self._right = QVBoxLayout()
        self._right.setSpacing(GAP)
        self._right.addWidget(self.answer)
        self._right.addWidget(self.chart, 1)
        self._panels = QHBoxLayout()
        self._panels.setSpacing(GAP)
        self._right.addLayout(self._panels)
        self._right.addWidget(self.strip)
        card = QVBoxLayout(self._lower_card)
        card.setContentsMargins(14, 10, 14, 10)
        card.setSpacing(6)
        bar = QHBoxLayout()
        bar.addWidget(self._tabs)
        bar.addStretch(1)
        bar.addWidget(self._toggle)
        card.addLayout(bar)
        card.addWidget(self._stack)
        self._lower_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._right.addWidget(self._lower_card)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._pinned = Pinned(self.inputs)
        self._row.addWidget(self._pinned)
        self._row.addLayout(self._right, 1)

    # ---- what the window shows around it

    def title(self) -> str:
        return self.session.language.say("Costs")

    def subtitle(self) -> str:
        return self.session.language.say("Every number can be changed, every default shows its evidence.")

    def tabs(self) -> tuple[str, ...]:
        return (self.session.language.say("API tokens"),)

    def chart_ids(self) -> tuple[str, ...]:
        other = "api_costs.models" if self._chart_id() == "api_costs.comparison" else "api_costs.comparison"
        return (self._chart_id(), "api_costs.tornado", other)

    def ensure_plots(self) -> None:
        self.chart.ensure_plot()
        self.tornado.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.answer

    def first_focus(self) -> QWidget | None:
        return self.inputs.fields["people"].slider

    # ---- how it is arranged

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self._set_margins(self._row)
        self._pinned.setFixedWidth(_INPUTS_WIDTH[size_class])
        self.inputs.set_compact(size_class in ("S", "M"))
        self.answer.set_role(ANSWER[size_class])
        side_by_side = size_class in ("L", "XL")
        self.chart.setMinimumHeight(260 if side_by_side else 230)
        if side_by_side:
            self._computed_panel.body.addWidget(self._computed)
            self._panels.addWidget(self._computed_panel, 1)
            self._panels.addWidget(self.tornado, 1, Qt.AlignmentFlag.AlignTop)
            self._right.insertWidget(self._right.indexOf(self._lower_card), self.strip)
        else:
            for widget in (self._computed, self.strip, self.tornado):
                self._stack.addWidget(widget)
            self._panels.removeWidget(self._computed_panel)
        for card in (self.strip, self.tornado):
            card.set_plain(not side_by_side)
        self._computed_panel.setVisible(side_by_side)
        self._computed.setVisible(side_by_side or self._stack.currentWidget() is self._computed)
        if side_by_side:
            self.tornado.show()
            self.strip.show()
        self._lower_card.setVisible(not side_by_side)
        self._lower_open = size_class != "S"
        self._show_lower()

    def _pick_lower(self, name: str) -> None:
        self._lower_open = True
        self._show_lower()
        self._reveal(self._lower_card)

    def _toggle_lower(self) -> None:
        self._lower_open = not self._lower_open
        self._show_lower()
        if self._lower_open:
            self._reveal(self._lower_card)

    def _steps_toggled(self) -> None:
        self._show_lower()
        if self._computed.opened:
            self._reveal(self._lower_card if self.size_class in ("S", "M") else self._computed_panel)

    def _reveal(self, widget: QWidget) -> None:
        """Scroll to `widget` once it has its new height."""

        def scroll() -> None:
            area = scroll_area_of(self)
            for _ in range(3):  # a height that changes inside is passed on from layout to layout
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            if area is not None:
                area.ensureWidgetVisible(widget, 0, GAP)

        QTimer.singleShot(0, self, scroll)

    def _show_lower(self) -> None:
        if self.size_class in ("L", "XL"):
            if not self._computed.opened:  # the two panels side by side are of one height
                self.tornado.setFixedHeight(max(_PANEL_HEIGHT, self._computed_panel.minimumSizeHint().height()))
            return
        self.tornado.setFixedHeight(_TORNADO_HEIGHT)
        name = self._tabs.value() or "computed"
        widget = {"computed": self._computed, "compare": self.strip, "tornado": self.tornado}[name]
        self._stack.setCurrentWidget(widget)
        self._stack.fit()
        self._stack.setVisible(self._lower_open)
        say = self.session.language.say
        self._toggle.set_icon("chevron-up" if self._lower_open else "chevron-down")
        self._toggle.set_text(say("Close panel") if self._lower_open else say("Open panel"))

    # ---- what it says

    def refresh(self) -> None:
        results, language = self.session.results, self.session.language
        say = language.say
        self.inputs.refresh(results, language)
        self.answer.set_answer(wording.answer(results, language), wording.scope(results, language), language)
        self._shown.set_name(say("Models shown"))
        self._shown.set_options((("comparison", say("Two models")), ("models", say("Many models"))))
        if self._shown.value() is None:
            self._shown.set_value("comparison")
        self._show_chart()
        self._computed_panel.set_title(say("How this is computed"))
        self._computed.show_steps(results, language)
        self.tornado.set_nothing("" if results.api_costs.priced else nothing_to_compute(language))
        self.tornado.set_chart(charts.tornado(results, language), language)
        self._show_strip(results, language)
        self._tabs.set_name(say("Panel"))
        self._tabs.set_options(
            (("computed", say("Workings")), ("compare", say("A/B comparison")), ("tornado", say("What counts most")))
        )
        if self._tabs.value() is None:
            self._tabs.set_value("computed")
        self._show_lower()

    def _chart_id(self) -> str:
        return f"api_costs.{self._shown.value() or 'comparison'}"

    def _show_chart(self) -> None:
        language = self.session.language
        self.chart.set_nothing(language.say("No price on this day, so there are no bars."))
        build = charts.models if self._shown.value() == "models" else charts.comparison
        self.chart.set_chart(build(self.session.results, language), language)

    def _show_strip(self, results: Results, language: Language) -> None:
        now = Compared(
            language.sentence("Now: {state}", state=wording.state_name(results, results.api_costs, language)),
            _sums(results, results.api_costs, language),
        )
        if results.kept is None:
            kept = Compared(language.say("Nothing kept yet"), language.say("“Keep as B” puts this state aside."))
            self.strip.set_cells(now, kept, Compared("", ""))
            return
        difference = wording.kept_comparison(results, language)
        self.strip.set_cells(
            now,
            Compared(
                language.sentence("Kept: {state}", state=wording.state_name(results, results.kept, language)),
                _sums(results, results.kept, language),
            ),
            Compared(language.say("B against A"), difference or language.say("Not comparable: a price is missing.")),
        )


def _in_lines(steps: tuple[Text, ...]) -> Text:
    spans: list[Span] = []
    for step in steps:
        spans += [*([Span("\n")] if spans else []), *step]
    return Text(spans)


def nothing_to_compute(language: Language) -> str:
    """What stands in the place of the arithmetic on a day without a price."""
    return language.say("Without a price there is nothing to compute.")


def _sums(results: Results, costs: ApiCostsResults, language: Language) -> Text | str:
    """The monthly cost of each compared model, "R1 974 $   o1 26.649 $"."""
    parts = [
        language.sentence(
            "{model} *{cost}*",
            model=wording.name_of(results, model),
            cost=wording.cost_of(results, costs, model, language),
        )
        for model in costs.priced
    ]
    return wording.joined(parts) if parts else language.say("no price on that day")
