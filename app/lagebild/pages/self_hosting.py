"""Own servers on the costs page: inputs at the left; answer, four charts, arithmetic and what counts at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.goal import targets_of_self_hosting
from lagebild.analysis.ownership import counting
from lagebild.analysis.results import Results
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.charts import self_hosting as charts
from lagebild.charts.chart import Chart, Table
from lagebild.errors import N_
from lagebild.language import Language
from lagebild.origin import Origin, union
from lagebild.pages.goal import GoalPanel
from lagebild.pages.lower_panels import LowerCard, level, reveal
from lagebild.pages.pinned import Pinned
from lagebild.pages.self_hosting_inputs import SOUGHT, InputsCard
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.compare_strip import Compared, CompareStrip
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.tables import ValueTable
from lagebild.wording import own_comparison
from lagebild.wording import self_hosting as wording
from lagebild.wording.terms import in_lines, rate_note
from lagebild.wording.uncertainty import how_it_is_drawn

_INPUTS_WIDTH = {"S": 344, "M": 344, "L": 344, "XL": 400}
_TORNADO_HEIGHT = 210

_CHARTS: dict[str, tuple[Callable[[Results, Language], Chart], str]] = {
    "volume": (charts.volume, N_("Volume")),
    "parts": (charts.parts, N_("Parts")),
    "utilisation": (charts.utilisation, N_("Utilisation")),
    "ownership": (charts.ownership, N_("Years")),
}
"""What the main chart may show: builder and the word to pick it by."""


class _Computed(QWidget):
    """How the cost of a year is computed: part, quantities × prices, sum; every step with its formula on demand."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = ValueTable()
        self._steps = Paragraph("", "source", "text2")
        self._steps.hide()
        self._notes = Paragraph("", "source", "text2")
        self._notes.hide()
        self.all = LinkButton("", "chevron-down")
        self.all.clicked.connect(self._toggle)
        self.opened = False
        self._words = ("", "")
        self._state: tuple[Results, Language] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._table)
        column.addWidget(self._steps)
        self._column = column
        column.addWidget(self._notes)
        column.addStretch(1)

    def show_steps(self, results: Results, language: Language) -> None:
        """Show the arithmetic of a year."""
        self._state = (results, language)
        say = language.say
        rows = wording.workings(results, language)
        header = (say("Part"), say("Quantity × price"), say("A year"))
        origins = tuple((None, union(row.how.origins) if row.how.origins else None, row.sum.origin) for row in rows)
        self._table.set_name(say("How this is computed"))
        self._table.set_table(
            Table(
                header=header,
                rows=tuple((row.item, str(row.how), row.sum) for row in rows),
                values=tuple((row.item, str(row.how), row.number) for row in rows),
                origins=tuple(tuple(one if one != Origin() else None for one in row) for row in origins),
            ),
            total=True,
        )
        rate = rate_note(results.api_costs, results.knowledge, language)
        drawn = None if results.self_hosting_spread is None else how_it_is_drawn(language)
        notes = in_lines(note for note in (rate, drawn) if note is not None)
        self._notes.set_text(notes)
        self._notes.setVisible(bool(notes))
        self._words = (say("Every step"), say("Totals only"))
        self.all.set_text(self._words[self.opened])
        self._show_all()

    def take_back(self) -> None:
        """Have the link to every step below the table again, where no head of a panel has it."""
        self._column.insertWidget(1, self.all, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle(self) -> None:
        self.opened = not self.opened
        self.all.set_text(self._words[self.opened])
        self.all.set_icon("chevron-up" if self.opened else "chevron-down")
        self._show_all()
        self.toggled.emit()

    def _show_all(self) -> None:
        if self.opened and self._state is not None:
            self._steps.set_text(in_lines(wording.explanation(*self._state)))
        self._steps.setVisible(self.opened)


class SelfHostingView(QWidget):
    """What own servers cost, and from which volume they beat the two models.

    A page shows it as one of its tabs: it passes on size class, refresh and `ensure_plots`, and connects the charts
    of `shared` with its own ways to copy and export them.
    """

    text_copied = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.size_class: SizeClass = "L"
        self.inputs = InputsCard(session)
        self.answer = AnswerCard("money")
        self.answer.copied.connect(self.text_copied)
        self._shown = Segmented()
        self._shown.chosen.connect(lambda _: self._show_chart())
        self.chart = ChartView()
        self.chart.add_control(self._shown)
        self.tornado = ChartView()
        self._computed = _Computed()
        self._computed.toggled.connect(self._steps_toggled)
        self._computed_panel = Panel()
        self.goal = GoalPanel(
            session,
            SelfHosting.topic,
            targets_of_self_hosting,
            SOUGHT,
            lambda results: counting(results.self_hosting),
        )
        self.goal.hide()
        self._goal_open = False  # where it takes turns with the workings
        self._turn = LinkButton("", "")
        self._turn.clicked.connect(self._turn_panel)
        self.strip = CompareStrip()
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
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._pinned = Pinned(self.inputs)
        self._row.addWidget(self._pinned)
        self._row.addLayout(self._right, 1)

    # ---- what the page asks

    @property
    def shared(self) -> tuple[tuple[ChartView, Callable[[], str]], ...]:
        """The charts that can be copied and exported, each with what names the chart it shows then."""
        return ((self.chart, self._chart_id), (self.tornado, lambda: "self_hosting.tornado"))

    def chart_ids(self) -> tuple[str, ...]:
        """The charts of the view, the one that is shown first."""
        others = (f"self_hosting.{name}" for name in _CHARTS if name != self._shown.value())
        return tuple(dict.fromkeys((self._chart_id(), "self_hosting.tornado", *others)))

    def show_chart(self, id: str) -> None:
        """Bring one of its charts into sight."""
        name = id.partition(".")[2]
        if name in _CHARTS:
            self._name_charts()
            self._shown.set_value(name)
            self._show_chart()

    def ensure_plots(self) -> None:
        """Build the plots; called after the first paint."""
        self.chart.ensure_plot()
        self.tornado.ensure_plot()

    def result_focus(self) -> QWidget:
        """The result."""
        return self.answer

    def first_focus(self) -> QWidget:
        """The first input."""
        return self.inputs.preset

    # ---- how it is arranged

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange the view for a class of window size."""
        self.size_class = size_class
        across, below = MARGINS[size_class]
        self._row.setContentsMargins(across, 4, across, below)
        self._pinned.setFixedWidth(_INPUTS_WIDTH[size_class])
        self.inputs.set_compact(size_class in ("S", "M"))
        self.answer.set_role(ANSWER[size_class])
        side_by_side = self._side_by_side
        self.chart.setMinimumHeight(260)
        if side_by_side:
            self._computed_panel.head.addWidget(self._computed.all)
            self._computed_panel.head.addWidget(self._turn)
            self._computed_panel.body.addWidget(self._computed)
            self._computed_panel.body.addWidget(self.goal)
            self._panels.addWidget(self._computed_panel, 5)
            self._panels.addWidget(self.tornado, 4)
            self._right.insertWidget(self._right.indexOf(self._lower_card), self.strip)
            self._show_panel()
            self.tornado.show()
            self.strip.show()
        else:
            self._lower_card.take((self._computed, self.strip, self.tornado, self.goal))
            self._computed.take_back()
            self._panels.removeWidget(self._computed_panel)
        for card in (self.strip, self.tornado):
            card.set_plain(not side_by_side)
        self._computed_panel.setVisible(side_by_side)
        self._lower_card.setVisible(not side_by_side)
        self._lower_card.opened = side_by_side  # opened on demand, so that the chart keeps its height
        self._show_lower()

    @property
    def _side_by_side(self) -> bool:
        return self.size_class in ("L", "XL")

    def heightForWidth(self, width: int) -> int:
        """The least height, as a page gives it."""
        return self._row.minimumHeightForWidth(width)

    def _turn_panel(self) -> None:
        self._goal_open = not self._goal_open
        self._show_panel()
        self._show_lower()

    def _show_panel(self) -> None:
        """The workings or the goal seek in the panel they share."""
        say = self.session.language.say
        names = (say("How this is computed"), say("What must it be for …"))
        self._computed_panel.set_title(names[self._goal_open])
        self._turn.set_text(names[not self._goal_open])
        if self._goal_open:
            self.goal.refresh()
        self._computed.setVisible(not self._goal_open)
        self._computed.all.setVisible(not self._goal_open)
        self.goal.setVisible(self._goal_open)

    def _lower_turned(self) -> None:
        self._show_lower()
        if self._lower_card.opened:
            reveal(self._lower_card)

    def _steps_toggled(self) -> None:
        self._show_lower()
        if self._computed.opened:
            reveal(self._computed_panel if self._side_by_side else self._lower_card)

    def _show_lower(self) -> None:
        if self._side_by_side:
            level(self._panels, self.tornado, opened=self._computed.opened and not self._goal_open)
            return
        self.tornado.setFixedHeight(_TORNADO_HEIGHT)
        panel = {"compare": self.strip, "tornado": self.tornado, "goal": self.goal}.get(
            self._lower_card.tabs.value() or "", self._computed
        )
        if panel is self.goal and self._lower_card.opened:
            self.goal.refresh()
        self._lower_card.show_panel(panel, self.session.language)

    # ---- what it says

    def refresh(self) -> None:
        """Show the session's results in its language."""
        results, language = self.session.results, self.session.language
        say = language.say
        self.inputs.refresh(results, language)
        self.answer.set_answer(
            wording.answer(results, language),
            wording.scope(results, language),
            language,
            wording.at_own_volume(results, language),
        )
        self._name_charts()
        self._show_chart()
        self._computed.show_steps(results, language)
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
        if self._side_by_side:
            self._show_panel()
        self._show_lower()

    def _show_strip(self, results: Results, language: Language) -> None:
        own, other, say = results.self_hosting, results.kept_self_hosting, language.say
        now = Compared(
            language.sentence("Now: {state}", state=own_comparison.state_name(results, own, language)),
            own_comparison.sums(results, results.api_costs, own, language),
        )
        if results.kept is None or other is None:
            kept = Compared(say("Nothing kept yet"), say("“Keep as B” puts this state aside."))
            self.strip.set_cells(now, kept, Compared("", ""))
            return
        kept = Compared(
            language.sentence("Kept: {state}", state=own_comparison.state_name(results, other, language)),
            own_comparison.sums(results, results.kept, other, language),
        )
        apart = Compared(say("B against A"), own_comparison.difference(results, other, language))
        self.strip.set_cells(now, kept, apart)

    def _name_charts(self) -> None:
        say = self.session.language.say
        self._shown.set_name(say("Chart shown"))
        self._shown.set_options([(name, say(words)) for name, (_, words) in _CHARTS.items()])
        if self._shown.value() is None:
            self._shown.set_value("volume")

    def _chart_id(self) -> str:
        return f"self_hosting.{self._shown.value() or 'volume'}"

    def _show_chart(self) -> None:
        build, _ = _CHARTS[self._shown.value() or "volume"]
        language = self.session.language
        chart = build(self.session.results, language)
        self.chart.set_nothing(chart.absent)
        self.chart.set_chart(chart, language)
