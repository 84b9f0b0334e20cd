"""A calculator as a tab of the costs page: inputs at the left; answer, charts, arithmetic and what counts beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.language import Language
from lagebild.pages.calculation import Calculation
from lagebild.pages.goal import GoalPanel
from lagebild.pages.inputs_column import InputsColumn
from lagebild.pages.lower_panels import LowerCard, level, reveal
from lagebild.pages.pinned import Pinned
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import AnswerCard, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.compare_strip import CompareStrip
from lagebild.widgets.labels import Paragraph, Paragraphs
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.tables import ValueTable
from lagebild.wording.terms import in_lines

_INPUTS_WIDTH = {"S": 344, "M": 344, "L": 344, "XL": 400}
_TORNADO_HEIGHT = 210
_CHART = 260
"""The least height of the main chart, in pixels like both of these."""


class _Computed(QWidget):
    """How it is computed, row by row; every step with its formula on demand."""

    toggled = Signal()

    def __init__(self, calculation: Calculation) -> None:
        super().__init__()
        self._calculation = calculation
        self._formula = Paragraph("", "source", "text2")
        self._table = ValueTable()
        self._nothing = Paragraph("", "body", "text2")
        self._nothing.hide()
        self._steps = Paragraphs("source", "text2")
        self._steps.hide()
        self._notes = Paragraph("", "source", "text2")
        self._notes.hide()
        self.all = LinkButton("", "chevron-down")
        self.all.clicked.connect(self._toggle)
        self.opened = False
        self.has_steps = True
        self._words = ("", "")
        self._state: tuple[Results, Language] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addWidget(self._formula)
        column.addWidget(self._table)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._steps)
        self._column = column
        column.addWidget(self._notes)
        column.addStretch(1)

    def show_steps(self, results: Results, language: Language, nothing: str) -> None:
        """Show the arithmetic; `nothing` says why where there is none."""
        self._state = (results, language)
        say, calculation = language.say, self._calculation
        table = calculation.workings(results, language)
        computed = bool(table.rows)
        self._formula.set_text(say(calculation.formula) if calculation.formula else "")
        self._formula.setVisible(computed and bool(calculation.formula))
        self._table.set_name(say("How this is computed"))
        if computed:
            self._table.set_table(table, total=True)
        self._table.setVisible(computed)
        self._nothing.set_text(nothing)
        self._nothing.setVisible(not computed)
        self.has_steps = computed or bool(calculation.explanation(results, language))
        notes = in_lines(calculation.notes(results, language))
        self._notes.set_text(notes)
        self._notes.setVisible(bool(notes))
        self._words = (say("Every step"), say("Totals only"))
        self.all.set_text(self._words[self.opened])
        self.show_all()

    def take_back(self) -> None:
        """Have the link to every step below the table again, where no head of a panel has it."""
        self._column.insertWidget(3, self.all, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle(self) -> None:
        self.opened = not self.opened
        self.all.set_text(self._words[self.opened])
        self.all.set_icon("chevron-up" if self.opened else "chevron-down")
        self.toggled.emit()

    def show_all(self) -> None:
        """Show or hide the steps, as the reader asked."""
        if self.opened and self._state is not None:
            self._steps.set_texts(self._calculation.explanation(*self._state))
        self._steps.setVisible(self.opened and self.has_steps)


class CalculatorView(QWidget):
    """A calculator: inputs at the left; answer, charts, arithmetic and what counts at the right.

    A page shows it as one of its tabs: it passes on size class, refresh and `ensure_plots`, and connects the charts
    of `shared` with its own ways to copy and export them.
    """

    text_copied = Signal(str)

    def __init__(
        self, session: Session, calculation: Calculation, inputs: InputsColumn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.calculation = calculation
        self._topic = calculation.calculator.topic
        self.size_class: SizeClass = "L"
        self.inputs = inputs
        self.answer = AnswerCard(calculation.tone)
        self.answer.copied.connect(self.text_copied)
        self._shown = Segmented()
        self._shown.chosen.connect(lambda _: self._show_chart())
        self.chart = ChartView()
        self.chart.setMinimumHeight(_CHART)
        self.chart.set_least_row(calculation.least_row)
        self.chart.add_control(self._shown)
        self.tornado = ChartView()
        self._computed = _Computed(calculation)
        self._computed.toggled.connect(self._steps_toggled)
        self._computed_panel = Panel()
        self.goal: GoalPanel | None = None
        if calculation.targets is not None:
            self.goal = GoalPanel(session, self._topic, calculation.targets, calculation.sought, calculation.counting)
            self.goal.hide()
        self._goal_open = False  # where it takes turns with the workings
        self._turn = LinkButton("", "")
        self._turn.clicked.connect(self._turn_panel)
        self.strip = CompareStrip() if calculation.compared is not None else None
        inputs.keep.setVisible(self.strip is not None)
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
        nest(self._right, self._panels)
        if self.strip is not None:
            self._right.addWidget(self.strip)
        self._right.addWidget(self._lower_card)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._pinned = Pinned(self.inputs)
        self._row.addWidget(self._pinned)
        nest(self._row, self._right, 1)

    # ---- what the page asks

    @property
    def shared(self) -> tuple[tuple[ChartView, Callable[[], str]], ...]:
        """The charts that can be copied and exported, each with what names the chart it shows then."""
        return ((self.chart, self._chart_id), (self.tornado, lambda: f"{self._topic}.tornado"))

    def chart_ids(self) -> tuple[str, ...]:
        """The charts of the view, the one that is shown first."""
        others = (f"{self._topic}.{name}" for name in self._offered() if name != self._shown.value())
        return tuple(dict.fromkeys((self._chart_id(), f"{self._topic}.tornado", *others)))

    def show_chart(self, id: str) -> None:
        """Bring one of its charts into sight."""
        name = id.partition(".")[2]
        if name in self._offered():
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
        return self.inputs.first

    # ---- how it is arranged

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange the view for a class of window size."""
        self.size_class = size_class
        across, below = MARGINS[size_class]
        self._row.setContentsMargins(across, 4, across, below)
        self._pinned.setFixedWidth(_INPUTS_WIDTH[size_class])
        self.inputs.set_compact(size_class in ("S", "M"))
        self.answer.set_role(ANSWER[size_class])
        side_by_side, few_steps = self._side_by_side, self.calculation.few_steps
        if side_by_side:
            if not few_steps:
                self._computed_panel.head.addWidget(self._computed.all)
            self._computed_panel.head.addWidget(self._turn)
            self._turn.setVisible(self.goal is not None)
            self._computed_panel.body.addWidget(self._computed)
            if self.goal is not None:
                self._computed_panel.body.addWidget(self.goal)
            self._panels.addWidget(self._computed_panel, 4 if few_steps else 5)
            self._panels.addWidget(self.tornado, 4)
            self._show_panel()
            self.tornado.show()
            if self.strip is not None:
                self._right.insertWidget(self._right.indexOf(self._lower_card), self.strip)
                self.strip.show()
        else:
            self._lower_card.take(tuple(panel for panel, _ in self._panels_below.values()))
            self._computed.take_back()
            self._panels.removeWidget(self._computed_panel)
        for card in (self.strip, self.tornado):
            if card is not None:
                card.set_plain(not side_by_side)
        self._computed_panel.setVisible(side_by_side)
        self._lower_card.setVisible(not side_by_side)
        # opened on demand, so that the chart keeps its height
        self._lower_card.opened = size_class != "S" and (side_by_side or few_steps)
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
        self._computed.setVisible(not self._goal_open)
        if self.goal is not None:
            if self._goal_open:
                self.goal.refresh()
            self.goal.setVisible(self._goal_open)

    def _lower_turned(self) -> None:
        self._show_lower()
        if self._lower_card.opened:
            reveal(self._lower_card)

    def _steps_toggled(self) -> None:
        if self._side_by_side:
            self._show_lower()  # first: what is beside the steps is to stay as high as it is
        self._computed.show_all()
        self._show_lower()
        if self._computed.opened:
            reveal(self._computed_panel if self._side_by_side else self._lower_card)

    def _show_lower(self) -> None:
        turned_away = self._side_by_side and self._goal_open
        self._computed.all.setVisible(self._computed.has_steps and not turned_away)
        if self._side_by_side:
            level(self._panels, self.tornado, opened=self._computed.opened and not self._goal_open)
            return
        self.tornado.setFixedHeight(_TORNADO_HEIGHT)
        panel, _ = self._panels_below[self._lower_card.tabs.value() or "computed"]
        if panel is self.goal and self._lower_card.opened:
            self.goal.refresh()
        self._lower_card.show_panel(panel, self.session.language)

    @property
    def _panels_below(self) -> dict[str, tuple[QWidget, str]]:
        """What small windows show one at a time, by its tab."""
        panels: dict[str, tuple[QWidget | None, str]] = {
            "computed": (self._computed, N_("Workings")),
            "compare": (self.strip, N_("A/B comparison")),
            "tornado": (self.tornado, N_("What counts most")),
            "goal": (self.goal, N_("What must it be for …")),
        }
        return {name: (panel, words) for name, (panel, words) in panels.items() if panel is not None}

    # ---- what it says

    def refresh(self) -> None:
        """Show the session's results in its language."""
        results, language = self.session.results, self.session.language
        say, calculation = language.say, self.calculation
        self.inputs.refresh(results, language)
        self.answer.set_answer(
            calculation.answer(results, language),
            calculation.scope(results, language),
            language,
            calculation.within(results, language),
        )
        self._name_charts()
        self._show_chart()
        moved = calculation.tornado(results, language)
        self._computed.show_steps(results, language, moved.absent or moved.title)
        self.tornado.set_chart(moved, language)
        if self.strip is not None and calculation.compared is not None:
            self.strip.set_cells(*calculation.compared(results, language))
        self._lower_card.name_panels(
            say("Panel"), tuple((name, say(words)) for name, (_, words) in self._panels_below.items())
        )
        if self._side_by_side:
            self._show_panel()
        self._show_lower()

    def _name_charts(self) -> None:
        say = self.session.language.say
        self._shown.set_name(say("Chart shown"))
        charts, offered = self.calculation.charts, self._offered()
        self._shown.set_options([(name, say(charts[name][1])) for name in offered])
        if self._shown.value() not in offered:
            self._shown.set_value(offered[0])

    def _offered(self) -> tuple[str, ...]:
        """What the chart may show now."""
        offered = self.calculation.offered
        return tuple(self.calculation.charts) if offered is None else offered(self.session.results)

    @property
    def _first_chart(self) -> str:
        return next(iter(self.calculation.charts))

    def _chart_id(self) -> str:
        return f"{self._topic}.{self._shown.value() or self._first_chart}"

    def _show_chart(self) -> None:
        build, _ = self.calculation.charts[self._shown.value() or self._first_chart]
        language = self.session.language
        chart = build(self.session.results, language)
        self.chart.set_chart(chart, language)
