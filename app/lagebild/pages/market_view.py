"""A tab of the market page: its answer, its chart with what can be chosen about it, and what stands beside or below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart
from lagebild.language import Language, Text
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.segmented import Segmented

_CHART = 400
"""The least height of the chart where nothing stands below it, in pixels; less where something does."""
_ABOVE_A_PANEL = 300


class Part(Protocol):
    """What stands in a tab beside the answer and the chart."""

    def show_results(self, results: Results, language: Language) -> None: ...

    def set_size_class(self, size_class: SizeClass) -> None: ...


class Control(Protocol):
    """What is chosen above a chart."""

    def show_results(self, results: Results, language: Language) -> None: ...


@dataclass(frozen=True, slots=True)
class Look:
    """Everything in which one tab differs from the others."""

    name: str
    """Message of the tab."""
    charts: Mapping[str, tuple[Callable[[Results, Language], Chart], str]]
    """By id, the first one at first: builder, and message to pick it by."""
    answer: Callable[[Results, Language, str], Text]
    """By the id of the chart that is shown, as is the scope."""
    scope: Callable[[Results, Language, str], Text]
    control: Callable[[Session], QWidget] | None = None
    """Makes a Control."""
    beside: Callable[[Session], QWidget] | None = None
    """Makes a Part, as does `below`."""
    below: Callable[[Session], QWidget] | None = None
    asks: str = ""
    """What is chosen between the charts, for a screen reader."""
    tone: Literal["money", "loss"] = "loss"


class MarketView(QWidget):
    """The view of a tab; the page passes on size class, refresh and `ensure_plots`, and connects what is `shared`."""

    text_copied = Signal(str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.look = look
        self.answer = AnswerCard(look.tone)
        self.answer.copied.connect(self.text_copied)
        self.chart = ChartView()
        self.choice = Segmented()
        self.choice.chosen.connect(lambda _: self.refresh())
        if len(look.charts) > 1:
            self.chart.add_control(self.choice)
        self.control = None if look.control is None else look.control(session)
        if self.control is not None:
            self.chart.add_control(self.control)
        self.beside = None if look.beside is None else look.beside(session)
        self.below = None if look.below is None else look.below(session)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.answer)
        left.addWidget(self.chart, 1)
        if self.below is not None:
            left.addWidget(self.below)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        self._row.addLayout(left, 1)
        if self.beside is not None:
            self._row.addWidget(self.beside)
        self.chart.setMinimumHeight(_CHART if self.below is None else _ABOVE_A_PANEL)

    @property
    def shared(self) -> tuple[tuple[ChartView, Callable[[], str]], ...]:
        """The charts that can be copied and exported, and which one is shown."""
        return ((self.chart, self.chart_id),)

    def chart_id(self) -> str:
        """The id of the chart that is shown."""
        return str(self.choice.value() or next(iter(self.look.charts)))

    def chart_ids(self) -> tuple[str, ...]:
        """The chart shown, then the others of the tab."""
        return tuple(dict.fromkeys((self.chart_id(), *self.look.charts)))

    def show_chart(self, id: str) -> None:
        """Bring a chart of the tab into sight."""
        if id in self.look.charts and len(self.look.charts) > 1:
            self._name_choice()
            self.choice.set_value(id)
        self.refresh()

    def ensure_plots(self) -> None:
        """Build the plot."""
        self.chart.ensure_plot()

    def result_focus(self) -> QWidget:
        """What F6 reaches after what is chosen."""
        return self.chart

    def first_focus(self) -> QWidget:
        """What F6 reaches first."""
        return self.chart

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange the tab for a class of window size."""
        across, below = MARGINS[size_class]
        self._row.setContentsMargins(across, 4, across, below)
        self.answer.set_role(ANSWER[size_class])
        for part in (self.beside, self.below):
            if part is not None:
                part.set_size_class(size_class)  # type: ignore[attr-defined]

    def refresh(self) -> None:
        """Show the session's results in its language."""
        results, language = self.session.results, self.session.language
        if len(self.look.charts) > 1:
            self._name_choice()
        id = self.chart_id()
        self.answer.set_answer(
            self.look.answer(results, language, id), self.look.scope(results, language, id), language
        )
        self.chart.set_chart(self.look.charts[id][0](results, language), language)
        for part in (self.control, self.beside, self.below):
            if part is not None:
                part.show_results(results, language)  # type: ignore[attr-defined]

    def _name_choice(self) -> None:
        language = self.session.language
        self.choice.set_name(language.say(self.look.asks))
        self.choice.set_options([(id, language.say(message)) for id, (_, message) in self.look.charts.items()])
        if self.choice.value() is None:
            self.choice.set_value(next(iter(self.look.charts)))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)
