"""A tab of the market page: its answer, its chart with what can be chosen about it, and what stands beside or below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.documents.market_tabs import MarketTab
from lagebild.language import Language
from lagebild.look.fonts import scaled
from lagebild.pages.size_class import ANSWER, GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.widgets.cards import AnswerCard
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented

_CHART = 400
"""The least height of the chart, in pixels."""
_ABOVE_A_PANEL: dict[SizeClass, int] = {"S": 420, "M": 450, "L": 500, "XL": 560}
"""Where a panel stands below it, to which the page scrolls: its heading is seen, and the chart is not flat."""


class Part(Protocol):
    """What stands in a tab beside the answer and the chart."""

    def show_results(self, results: Results, language: Language) -> None: ...

    def set_size_class(self, size_class: SizeClass) -> None: ...


class Control(Protocol):
    """What is chosen above a chart."""

    def show_results(self, results: Results, language: Language) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in a tab beside its answer and its chart; each is made by what is given here."""

    control: Callable[[Session], QWidget] | None = None
    """Makes a Control."""
    beside: Callable[[Session], QWidget] | None = None
    """Makes a Part, as does `below`."""
    below: Callable[[Session], QWidget] | None = None


class MarketView(QWidget):
    """The view of a tab; the page passes on size class, refresh and `ensure_plots`, and connects what is `shared`."""

    text_copied = Signal(str)

    def __init__(self, session: Session, tab: MarketTab, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.told = tab
        self.answer = AnswerCard(tab.tone)
        self.answer.copied.connect(self.text_copied)
        self.chart = ChartView()
        self.choice = Segmented()
        self.choice.chosen.connect(lambda _: self.refresh())
        if len(tab.charts) > 1:
            self.chart.add_control(self.choice)
        self.control = None if parts.control is None else parts.control(session)
        if self.control is not None:
            self.chart.add_control(self.control)
        self.beside = None if parts.beside is None else parts.beside(session)
        self.below = None if parts.below is None else parts.below(session)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.answer)
        left.addWidget(self.chart, 1)
        if self.below is not None:
            left.addWidget(self.below)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GAP)
        nest(self._row, left, 1)
        if self.beside is not None:
            self._row.addWidget(self.beside)
        self.chart.setMinimumHeight(_CHART)

    @property
    def shared(self) -> tuple[tuple[ChartView, Callable[[], str]], ...]:
        """The charts that can be copied and exported, and which one is shown."""
        return ((self.chart, self.chart_id),)

    def chart_id(self) -> str:
        """The id of the chart that is shown."""
        return str(self.choice.value() or next(iter(self.told.charts)))

    def chart_ids(self) -> tuple[str, ...]:
        """The chart shown, then the others of the tab."""
        return tuple(dict.fromkeys((self.chart_id(), *self.told.charts)))

    def show_chart(self, id: str) -> None:
        """Bring a chart of the tab into sight."""
        if id in self.told.charts and len(self.told.charts) > 1:
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
        if self.below is not None:
            self.chart.setMinimumHeight(scaled(_ABOVE_A_PANEL[size_class]))
        for part in (self.beside, self.below):
            if part is not None:
                part.set_size_class(size_class)  # type: ignore[attr-defined]

    def refresh(self) -> None:
        """Show the session's results in its language."""
        results, language = self.session.results, self.session.language
        if len(self.told.charts) > 1:
            self._name_choice()
        id = self.chart_id()
        self.answer.set_answer(
            self.told.answer(results, language, id), self.told.scope(results, language, id), language
        )
        for part in (self.control, self.beside, self.below):
            if part is not None:
                part.show_results(results, language)  # type: ignore[attr-defined]
        # last: its legend has the room that the control beside it leaves
        self.chart.set_chart(build(id, results, language), language)

    def _name_choice(self) -> None:
        language = self.session.language
        self.choice.set_name(language.say(self.told.asks))
        self.choice.set_options([(id, language.say(message)) for id, message in self.told.charts.items()])
        if self.choice.value() is None:
            self.choice.set_value(next(iter(self.told.charts)))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)
