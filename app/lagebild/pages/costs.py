"""The costs page: inputs at the left; answer, chart, arithmetic and comparison at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.goal import targets_of_api_costs
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.charts import api_costs as charts
from lagebild.charts.chart import Chart, Table
from lagebild.charts.price_history import history
from lagebild.charts.workloads import by_workload
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.pages.api_costs import FURTHER, MAIN, InputsCard
from lagebild.pages.goal import GoalPanel
from lagebild.pages.lower_panels import LowerCard, level, reveal
from lagebild.pages.page import Page
from lagebild.pages.pinned import Pinned
from lagebild.pages.size_class import ANSWER, GAP, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.compare_strip import Compared, CompareStrip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.tables import ValueTable
from lagebild.wording import api_costs as wording
from lagebild.wording.terms import in_lines
from lagebild.wording.uncertainty import costs_within_ranges, how_it_is_drawn, moved_spread

if TYPE_CHECKING:
    from lagebild.pages.calculator_view import CalculatorView
    from lagebild.pages.scenarios import ScenariosView

_INPUTS_WIDTH = {"S": 344, "M": 344, "L": 344, "XL": 400}
_TORNADO_HEIGHT = 210
_SECOND_LINE = 20


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
        self._drawn = Paragraph("", "source", "text2")
        self._drawn.hide()
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
        column.addWidget(self._drawn)
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
        spread = moved_spread(results) is not None
        self._drawn.set_text(how_it_is_drawn(language) if spread else "")
        self._drawn.setVisible(spread)
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
            self._steps.set_text(in_lines(wording.explanation(results, language)))

    def _toggle(self) -> None:
        self.opened = not self.opened
        self._all.set_text(self._words[self.opened])
        self._all.set_icon("chevron-up" if self.opened else "chevron-down")
        if self.opened:
            self._steps.set_text(in_lines(wording.explanation(self._results, self._language)))
        self._steps.setVisible(self.opened)
        self.toggled.emit()


_CHARTS: dict[str, tuple[Callable[[Results, Language], Chart], str]] = {
    "comparison": (charts.comparison, N_("Two models")),
    "models": (charts.models, N_("Many models")),
    "workloads": (by_workload, N_("By workload")),
    "history": (history, N_("Prices over time")),
}
"""What stands in the place of the chart: its builder and its name, by the id in its topic."""


_FURTHER = {
    "self_hosting": N_("Self-hosting"),
    "training_costs": N_("Training"),
    "seats": N_("Seats"),
    "revenue_gap": N_("Revenue gap"),
    "scenarios": N_("Scenarios"),
}
"""The calculators beside the token costs, by topic: what their tabs are called."""


_SOUGHT = tuple(
    name for name in (*MAIN, *FURTHER) if name not in ("requests_per_task", "growth_per_month", "horizon_months")
)
"""Inputs that move the cost of a month."""


class _View(QWidget):
    """A tab of the page; it asks for its least height, as the page does."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class CostsPage(Page):
    """What the same work costs at token prices, and what the answer hangs on."""

    page_id = "costs"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.inputs = InputsCard(session)
        self.inputs.own_models_asked.connect(self._show_own_models)
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
        self.goal = GoalPanel(session, ApiCosts.topic, targets_of_api_costs, _SOUGHT)
        self.goal.hide()
        self._goal_open = False  # where it takes turns with the workings
        self._turn = LinkButton("", "")
        self._turn.clicked.connect(self._turn_panel)
        self._computed_panel.head.addWidget(self._turn)
        self.strip = CompareStrip()
        self._tab = 0
        self._calculators: dict[str, CalculatorView | ScenariosView] = {}  # by topic, as they are opened
        self._lower_card = LowerCard()
        self._lower_card.picked.connect(self._lower_turned)
        self._lower_card.toggled.connect(self._lower_turned)
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
        self._right.addWidget(self._lower_card)
        self._api = _View()
        self._row = QHBoxLayout(self._api)
        self._row.setSpacing(GAP)
        self._pinned = Pinned(self.inputs)
        self._row.addWidget(self._pinned)
        self._row.addLayout(self._right, 1)
        self._views = QVBoxLayout(self)
        self._views.setContentsMargins(0, 0, 0, 0)
        self._views.addWidget(self._api)

    # ---- what the window shows around it

    def title(self) -> str:
        return self.session.language.say("Costs")

    def subtitle(self) -> str:
        return self.session.language.say(
            "Every number can be changed; every default names its evidence or is marked as an assumption."
        )

    def tabs(self) -> tuple[str, ...]:
        say = self.session.language.say
        return say("API tokens"), *(say(words) for words in _FURTHER.values())

    def tab(self) -> int:
        return self._tab

    def show_tab(self, index: int) -> None:
        self._tab = index
        shown = self.calculator
        self._api.setVisible(not index)
        for view in self._calculators.values():
            view.setVisible(view is shown)
        self.refresh()
        self.ensure_plots()

    @property
    def calculator(self) -> CalculatorView | ScenariosView | None:
        """The further calculator of the tab, built when it is first opened; None for the token costs."""
        if not self._tab:
            return None
        topic = list(_FURTHER)[self._tab - 1]
        if topic not in self._calculators:
            from lagebild.pages.calculators import view_of

            view = self._calculators[topic] = view_of(topic, self.session)
            view.text_copied.connect(self.text_copied)
            for chart, id in view.shared:
                self.share(chart, id)
            view.set_size_class(self.size_class)
            self._views.addWidget(view)
        return self._calculators[topic]

    def chart_ids(self) -> tuple[str, ...]:
        if self.calculator is not None:
            return self.calculator.chart_ids()
        others = (f"api_costs.{name}" for name in self._offered() if name != self._shown.value())
        return tuple(dict.fromkeys((self._chart_id(), "api_costs.tornado", *others)))

    def show_chart(self, id: str) -> None:
        topic, _, name = id.partition(".")
        wanted = 1 + list(_FURTHER).index(topic) if topic in _FURTHER else 0
        if wanted != self._tab:
            self.show_tab(wanted)
            self.tab_changed.emit(wanted)
        if self.calculator is not None:
            self.calculator.show_chart(id)
        elif name in self._offered():
            self._shown.set_value(name)
            self._show_chart()

    def _offered(self) -> tuple[str, ...]:
        """What the chart may show: by workload only where there are several."""
        several = bool(self.session.results.api_costs.workloads)
        return tuple(name for name in _CHARTS if several or name != "workloads")

    def ensure_plots(self) -> None:
        if self.calculator is not None:
            self.calculator.ensure_plots()
        else:
            self.chart.ensure_plot()
            self.tornado.ensure_plot()

    def result_focus(self) -> QWidget | None:
        return self.answer if self.calculator is None else self.calculator.result_focus()

    def first_focus(self) -> QWidget | None:
        return self.inputs.fields["people"].slider if self.calculator is None else self.calculator.first_focus()

    # ---- how it is arranged

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        for view in self._calculators.values():
            view.set_size_class(size_class)
        self._set_margins(self._row)
        self._pinned.setFixedWidth(_INPUTS_WIDTH[size_class])
        self.inputs.set_compact(size_class in ("S", "M"))
        self.answer.set_role(ANSWER[size_class])
        side_by_side = size_class in ("L", "XL")
        self._hold_chart()
        if side_by_side:
            self._computed_panel.body.addWidget(self._computed)
            self._computed_panel.body.addWidget(self.goal)
            self._panels.addWidget(self._computed_panel, 1)
            self._panels.addWidget(self.tornado, 1)
            self._right.insertWidget(self._right.indexOf(self._lower_card), self.strip)
        else:
            self._lower_card.take((self._computed, self.strip, self.tornado, self.goal))
            self._panels.removeWidget(self._computed_panel)
        for card in (self.strip, self.tornado):
            card.set_plain(not side_by_side)
        self._computed_panel.setVisible(side_by_side)
        if side_by_side:
            self._show_panel()
            self.tornado.show()
            self.strip.show()
        self._lower_card.setVisible(not side_by_side)
        self._lower_card.opened = size_class != "S"
        self._show_lower()

    def _hold_chart(self) -> None:
        """The least height of the chart, whose subtitle takes a second line when inputs are ranges."""
        ranged = moved_spread(self.session.results) is not None
        height = 260 if self.size_class in ("L", "XL") else 230
        self.chart.setMinimumHeight(height + (_SECOND_LINE if ranged else 0))

    def _turn_panel(self) -> None:
        self._goal_open = not self._goal_open
        self._show_panel()

    def _show_panel(self) -> None:
        """The workings or the goal seek in the panel they share."""
        say = self.session.language.say
        names = (say("How this is computed"), say("What must it be for …"))
        self._computed_panel.set_title(names[self._goal_open])
        self._turn.set_text(names[not self._goal_open])
        if self._goal_open:
            self.goal.refresh()
        self._computed.setVisible(not self._goal_open)
        self.goal.setVisible(self._goal_open)

    def _lower_turned(self) -> None:
        self._show_lower()
        if self._lower_card.opened:
            reveal(self._lower_card)

    def _show_own_models(self) -> None:
        from lagebild.pages.own_models_dialog import ask  # most readers never do

        ask(self.session, self)

    def _steps_toggled(self) -> None:
        self._show_lower()
        if self._computed.opened:
            reveal(self._lower_card if self.size_class in ("S", "M") else self._computed_panel)

    def _show_lower(self) -> None:
        if self.size_class in ("L", "XL"):
            level(self._panels, self.tornado, opened=self._computed.opened)
            return
        self.tornado.setFixedHeight(_TORNADO_HEIGHT)
        name = self._lower_card.tabs.value() or "computed"
        widget = {
            "computed": self._computed, "compare": self.strip, "tornado": self.tornado, "goal": self.goal
        }[name]  # fmt: skip
        if widget is self.goal and self._lower_card.opened:
            self.goal.refresh()
        self._lower_card.show_panel(widget, self.session.language)

    # ---- what it says

    def refresh(self) -> None:
        calculator = self.calculator
        if calculator is not None:
            calculator.refresh()
            return
        results, language = self.session.results, self.session.language
        say = language.say
        self.inputs.refresh(results, language)
        within = costs_within_ranges(results, language) or ""
        self.answer.set_answer(wording.answer(results, language), wording.scope(results, language), language, within)
        self._shown.set_name(say("Chart shown"))
        offered = self._offered()
        self._shown.set_options([(name, say(_CHARTS[name][1])) for name in offered])
        if self._shown.value() not in offered:
            self._shown.set_value("comparison")
        self._show_chart()
        self._computed.show_steps(results, language)
        self.tornado.set_nothing("" if results.api_costs.priced else nothing_to_compute(language))
        self.tornado.set_chart(charts.tornado(results, language), language)
        self._show_strip(results, language)
        self._lower_card.name_panels(
            say("Panel"),
            (
                ("computed", say("Workings")),
                ("compare", say("A/B comparison")),
                ("tornado", say("What counts most")),
                ("goal", say("What must it be for …")),
            ),
        )
        if self.size_class in ("L", "XL"):
            self._show_panel()
        self._show_lower()

    def _chart_id(self) -> str:
        return f"api_costs.{self._shown.value() or 'comparison'}"

    def _show_chart(self) -> None:
        language = self.session.language
        self._hold_chart()
        self.chart.set_nothing(language.say("No price on this day, so there are no bars."))
        build, _ = _CHARTS[self._shown.value() or "comparison"]
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
