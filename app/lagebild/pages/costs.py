"""The costs page: a tab for each calculator, and one for the scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.pages.calculators import TABS, view_of
from lagebild.pages.page import Page
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session

if TYPE_CHECKING:
    from lagebild.pages.calculator_view import CalculatorView
    from lagebild.pages.scenarios import ScenariosView

_TOPICS = tuple(TABS)


class CostsPage(Page):
    """What the work costs, at token prices, on own servers or by the seat, and what the answers hang on."""

    page_id = "costs"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._tab = 0
        self._calculators: dict[str, CalculatorView | ScenariosView] = {}  # by topic, as they are opened
        self._views = QVBoxLayout(self)
        self._views.setContentsMargins(0, 0, 0, 0)
        self._build(_TOPICS[0])  # now, so that it is shown together with the page

    # ---- what the window shows around it

    def title(self) -> str:
        return self.session.language.say("Costs")

    def subtitle(self) -> str:
        return self.session.language.say(
            "Every number can be changed; every default names its evidence or is marked as an assumption."
        )

    def tabs(self) -> tuple[str, ...]:
        return tuple(map(self.session.language.say, TABS.values()))

    def tab(self) -> int:
        return self._tab

    def show_tab(self, index: int) -> None:
        self._tab = index
        shown = self.calculator
        for view in self._calculators.values():
            view.setVisible(view is shown)
        self.refresh()
        self.ensure_plots()

    @property
    def calculator(self) -> CalculatorView | ScenariosView:
        """What the tab shows, built when it is first opened."""
        topic = _TOPICS[self._tab]
        if topic not in self._calculators:
            self._build(topic)
        return self._calculators[topic]

    def _build(self, topic: str) -> None:
        view = self._calculators[topic] = view_of(topic, self.session)
        view.text_copied.connect(self.text_copied)
        for chart, id in view.shared:
            self.share(chart, id)
        view.set_size_class(self.size_class)
        self._views.addWidget(view)

    def chart_ids(self) -> tuple[str, ...]:
        return self.calculator.chart_ids()

    def show_chart(self, id: str) -> None:
        wanted = _TOPICS.index(id.partition(".")[0])
        if wanted != self._tab:
            self.show_tab(wanted)
            self.tab_changed.emit(wanted)
        self.calculator.show_chart(id)

    def ensure_plots(self) -> None:
        self.calculator.ensure_plots()

    def result_focus(self) -> QWidget:
        return self.calculator.result_focus()

    def first_focus(self) -> QWidget:
        return self.calculator.first_focus()

    # ---- how it is arranged

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        for view in self._calculators.values():
            view.set_size_class(size_class)

    # ---- what it says

    def refresh(self) -> None:
        self.calculator.refresh()
