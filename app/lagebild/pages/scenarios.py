"""Scenarios as a tab: put aside, named, described, compared side by side, with a reason for each difference."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.analysis.scenarios import World, worlds
from lagebild.charts.chart import Table
from lagebild.charts.scenarios import monthly
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin
from lagebild.pages.pinned import Pinned
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.state import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_SCENARIOS
from lagebild.widgets.buttons import Button
from lagebild.widgets.cards import PADDING, AnswerCard, Card, Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import lay_out, nest
from lagebild.widgets.name_field import NameField
from lagebild.widgets.note_field import NoteField
from lagebild.widgets.tables import ValueTable
from lagebild.wording import scenarios as wording

_INPUTS_WIDTH = {"S": 344, "M": 344, "L": 344, "XL": 400}
_CHART = 300
_WORD = 112
_CORNER = 5


class ScenarioCard(Card):
    """The left column: which scenario is looked at, its name and description, and what can be done with it."""

    picked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.place: int | None = None
        """The place of the scenario looked at; None where there is none."""
        self._shown: tuple[int | None, int] = (None, 0)  # the place shown, and among how many
        self.add = Button("", "primary", "plus")
        self.add.clicked.connect(self._add)
        self._note = Paragraph("", "source", "text2")
        self._label = Line("", "strong", "text2")
        self.choice = Choice()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.edited.connect(self._pick)
        self._name_label = Line("", "body", "text2")
        self.name = NameField(LONGEST_NAME)
        self.name.edited.connect(self._rename)
        self._description_label = Line("", "body", "text2")
        self.description = NoteField(LONGEST_DESCRIPTION)
        self.description.edited.connect(self._describe)
        self.use = Button("", "outline", "check")
        self.use.clicked.connect(self._use)
        self.update_ = Button("", "quiet", "reset")
        self.update_.clicked.connect(self._update)
        self.drop = Button("", "quiet", "close")
        self.drop.clicked.connect(self._drop)
        self._of_one = (
            self._label, self.choice, self._name_label, self.name, self._description_label, self.description, self.use,
            self.update_, self.drop,
        )  # fmt: skip
        column = QVBoxLayout()
        column.setContentsMargins(PADDING[0], PADDING[1] - _CORNER, PADDING[0], 8)
        column.setSpacing(8)
        column.addWidget(self.add)
        column.addWidget(self._note)
        column.addSpacing(8)
        for widget in self._of_one[:6]:
            column.addWidget(widget)
        column.addSpacing(4)
        for button in self._of_one[6:]:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        inner = QWidget()
        lay_out(inner, column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1 + _CORNER, 1, 1 + _CORNER)  # what scrolls keeps off the rounded corners
        outer.addWidget(Scrolled(inner, QPalette.ColorRole.Base))

    @property
    def is_there(self) -> bool:
        """Whether there is the scenario looked at: a step back may have taken it, which is shown in the next turn."""
        return self.place is not None and self.place < len(self._session.briefing.scenarios)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the scenarios there are; one that is gone gives way to the last."""
        say, scenarios = language.say, results.scenarios
        if self.place is None or self.place >= len(scenarios):
            self.place = len(scenarios) - 1 if scenarios else None
        self.add.set_text(say("Put the present state aside"))
        full = len(scenarios) >= MOST_SCENARIOS
        self.add.setEnabled(not full)
        self._note.set_text(
            say("No more than {count} scenarios: drop one first.", count=language.show(MOST_SCENARIOS, COUNTED))
            if full
            else say("It becomes a scenario. Then change inputs on the other tabs: the present state is the base.")
        )
        self._label.set_text(say("Scenario"))
        self.choice.set_name(say("Scenario"))
        each = worlds(results)[1:]
        self.choice.set_options(
            [Option(place, wording.world_name(world, language)) for place, world in enumerate(each)]
        )
        self.choice.set_value(self.place)
        self._name_label.set_text(say("Name"))
        self.name.setAccessibleName(say("Name of the scenario"))
        self._description_label.set_text(say("Description"))
        self.description.set_name(say("Description of the scenario"))
        self.description.set_placeholder(say("What is different here, and why it may come"))
        self.use.set_text(say("Make it the present state"))
        self.update_.set_text(say("Replace it by the present state"))
        self.drop.set_text(say("Drop the scenario"))
        if self.place is not None:
            shown, self._shown = self._shown, (self.place, len(scenarios))
            another = shown != self._shown  # what was being written was meant for the other one
            self.name.set_value(scenarios[self.place].name, another=another)
            self.description.set_text(scenarios[self.place].description, another=another)
        for widget in self._of_one:
            widget.setVisible(self.place is not None)

    def _pick(self, place: int) -> None:
        self.place = place
        self.picked.emit()

    def _add(self) -> None:
        language, scenarios = self._session.language, self._session.briefing.scenarios
        numbers = (language.show(number, COUNTED, digits=0) for number in count(len(scenarios) + 1))
        names = (language.say("Scenario {number}", number=number) for number in numbers)
        taken = {scenario.name for scenario in scenarios}  # "Scenario 2" stays when the first is dropped
        self.place = self._session.add_scenario(next(name for name in names if name not in taken))
        self.picked.emit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _rename(self, name: str) -> None:
        if self.place is not None and self.is_there:
            self._session.name_scenario(self.place, name)

    def _describe(self, text: str) -> None:
        if self.place is not None and self.is_there:
            self._session.describe_scenario(self.place, text)

    def _use(self) -> None:
        if self.place is not None and self.is_there:
            self._session.use_scenario(self.place)

    def _update(self) -> None:
        if self.place is not None and self.is_there:
            self._session.update_scenario(self.place)

    def _drop(self) -> None:
        if self.place is not None and self.is_there:
            self._session.drop_scenario(self.place)
            self.picked.emit()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class _Cell(Paragraph):
    """Words that make a column no wider than usual words are: a name of forty letters without a space is broken."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _WORD), least.height())


class Differences(QWidget):
    """Where a scenario differs from the base: the place, both values, and the reader's reason."""

    reasoned = Signal(str, str)
    """The place, and why it differs."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for column, stretch in enumerate((3, 2, 2, 6)):
            self._grid.setColumnStretch(column, stretch)
        self._heads = tuple(_Cell("", "chip", "text2") for _ in range(4))
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignBottom)
        self._rows: list[tuple[Paragraph, Paragraph, Paragraph, NameField]] = []
        self._places: tuple[str, ...] = ()
        self._of: tuple[int | None, int] = (None, 0)  # the place of the scenario shown, and among how many

    def show_differences(self, base: World, world: World, language: Language) -> None:
        """A row for each place."""
        say = language.say
        heads = (say("What"), say("Base"), wording.world_name(world, language), say("Reason"))
        for head, words in zip(self._heads, heads, strict=True):
            head.set_text(words)
        of = (world.place, len(base.results.scenarios))
        before, self._places = self._places if of == self._of else (), world.changes
        self._of = of
        while len(self._rows) < len(world.changes):
            self._add_row()
        for number, row in enumerate(self._rows):
            shown = number < len(world.changes)
            if shown:
                place = world.changes[number]
                name = wording.place_name(place, world.results, language)
                row[0].set_text(name)
                row[1].set_text(wording.value_there(place, base.results, language))
                row[2].set_text(wording.value_there(place, world.results, language))
                another = before[number : number + 1] != (place,)  # what was being written was of another difference
                row[3].set_value(world.reasons.get(place, ""), another=another)
                row[3].setAccessibleName(say("Reason for {what}", what=name))
                row[3].setPlaceholderText(say("your reason"))
            else:
                row[3].set_value("", another=True)
            for widget in row:
                widget.setVisible(shown)

    def _add_row(self) -> None:
        number = len(self._rows)
        row = (
            _Cell("", "body", "text"),
            _Cell("", "body", "text2"),
            _Cell("", "strong", "text"),
            NameField(LONGEST_DESCRIPTION, none=True),
        )
        row[3].edited.connect(lambda reason: self.reasoned.emit(self._places[number], reason))
        for column, widget in enumerate(row):
            self._grid.addWidget(widget, number + 1, column, Qt.AlignmentFlag.AlignVCenter)
        self._rows.append(row)


class ScenariosView(QWidget):
    """All scenarios beside the base; a page shows it as one of its tabs."""

    text_copied = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.size_class: SizeClass = "L"
        self.inputs = ScenarioCard(session)
        self.inputs.picked.connect(self.refresh)
        self.answer = AnswerCard("money")
        self.answer.copied.connect(self.text_copied)
        self.chart = ChartView()
        self._outcomes = ValueTable()
        self._outcomes_panel = Panel()
        self._outcomes_panel.body.addWidget(self._outcomes)
        self._marks = Paragraph("", "source", "text2")
        self._outcomes_panel.body.addWidget(self._marks)
        self.differences = Differences()
        self.differences.reasoned.connect(self._give_reason)
        self._alike = Paragraph("", "body", "text2")
        self._differences_panel = Panel()
        self._differences_panel.body.addWidget(self.differences)
        self._differences_panel.body.addWidget(self._alike)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.answer)
        right.addWidget(self.chart, 1)
        right.addWidget(self._outcomes_panel)
        right.addWidget(self._differences_panel)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._pinned = Pinned(self.inputs)
        self._row.addWidget(self._pinned)
        nest(self._row, right, 1)
        self.set_size_class(self.size_class)

    # ---- what the page asks

    @property
    def shared(self) -> tuple[tuple[ChartView, Callable[[], str]], ...]:
        """The chart that can be copied and exported, with what names it."""
        return ((self.chart, lambda: "scenarios.monthly"),)

    def chart_ids(self) -> tuple[str, ...]:
        """The charts of the view."""
        return ("scenarios.monthly",)

    def show_chart(self, _: str) -> None:
        """Its only chart is always in sight."""

    def ensure_plots(self) -> None:
        """Build the plot; called after the first paint."""
        self.chart.ensure_plot()

    def result_focus(self) -> QWidget:
        """The result."""
        return self.answer

    def first_focus(self) -> QWidget:
        """The first thing to do."""
        return self.inputs.add

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange the view for a class of window size."""
        self.size_class = size_class
        across, below = MARGINS[size_class]
        self._row.setContentsMargins(across, 4, across, below)
        self._pinned.setFixedWidth(_INPUTS_WIDTH[size_class])
        self.answer.set_role(ANSWER[size_class])
        self.chart.setMinimumHeight(_CHART)

    def heightForWidth(self, width: int) -> int:
        """The least height, as a page gives it."""
        return self._row.minimumHeightForWidth(width)

    # ---- what it says

    def refresh(self) -> None:
        """Show the session's results in its language."""
        results, language = self.session.results, self.session.language
        say = language.say
        self.inputs.refresh(results, language)
        self.answer.set_answer(wording.finding(results, language), wording.scope(results, language), language, "")
        self.chart.set_chart(monthly(results, language), language)
        each = worlds(results)
        self._outcomes_panel.set_title(say("What the calculators come to"))
        self._marks.set_text(say("a month unless said otherwise; ≠ differs from the base"))
        self._outcomes.set_name(say("What the calculators come to"))
        self._outcomes.set_table(_table(each, language))
        place = self.inputs.place
        self._differences_panel.setVisible(place is not None)
        if place is not None:
            world = each[place + 1]
            self._differences_panel.set_title(say("Where it differs"))
            self.differences.show_differences(each[0], world, language)
            self.differences.setVisible(bool(world.changes))
            self._alike.set_text(say("Nothing differs from the base yet: change inputs on the other tabs."))
            self._alike.setVisible(not world.changes)

    def _give_reason(self, where: str, reason: str) -> None:
        if self.inputs.place is not None and self.inputs.is_there:
            self.session.give_scenario_reason(self.inputs.place, where, reason)


def _table(each: tuple[World, ...], language: Language) -> Table:
    """A row for each scenario, a column for each outcome; what differs from the base is marked."""
    say, base, outcomes = language.say, each[0], wording.outcomes_shown(each)
    rows, values, origins = [], [], []
    for world in each:
        cells = [wording.outcome_marked(outcome, world, base, language) for outcome in outcomes]
        name = wording.world_name(world, language)
        rows.append((name, *cells))
        values.append((name, *(outcome.value(world.results) for outcome in outcomes)))
        found: list[Origin | None] = [cell.origin if isinstance(cell, Shown) else None for cell in cells]
        origins.append((None, *found))
    return Table(
        header=(
            say("Scenario"),
            *(wording.outcome_name(outcome, base.results, language) for outcome in outcomes),
        ),
        rows=tuple(rows),
        values=tuple(values),
        origins=tuple(origins),
    )
