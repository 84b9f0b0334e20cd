"""The market page: what fell, what it cost, what came after, and what it would have cost the reader."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.documents.market_tabs import TABS
from lagebild.pages.market_controls import BaseMonth, DayOfFalls, WindowControls
from lagebild.pages.market_statistics import StatisticsPanel
from lagebild.pages.market_view import MarketView, Parts
from lagebild.pages.page import Page
from lagebild.pages.printed_falls import PrintedFalls
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session

_PARTS = {
    "falls": Parts(control=DayOfFalls, beside=lambda _: PrintedFalls()),
    "window": Parts(control=WindowControls, below=StatisticsPanel),
    "dotcom": Parts(control=BaseMonth),
}
"""What stands in a tab beside its answer and its charts."""


class MarketPage(Page):
    """A tab for each question about the market."""

    page_id = "market"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._tab = 0
        self._views: dict[str, MarketView] = {}  # as they are opened
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.view()  # the first is there at once

    def title(self) -> str:
        return self.session.language.say("Market")

    def subtitle(self) -> str:
        return self.session.language.say(
            "What happened on the stock exchange – and how much of it the sources get right."
        )

    def tabs(self) -> tuple[str, ...]:
        return tuple(self.session.language.say(tab.name) for tab in TABS.values())

    def tab(self) -> int:
        return self._tab

    def view(self) -> MarketView:
        """The view of the tab, built when it is first opened."""
        name = list(TABS)[self._tab]
        if name not in self._views:
            view = self._views[name] = MarketView(self.session, TABS[name], _PARTS.get(name, Parts()))
            view.text_copied.connect(self.text_copied)
            for chart, id in view.shared:
                self.share(chart, id)
            if isinstance(view.beside, PrintedFalls):
                view.beside.all.clicked.connect(lambda: self.go_to.emit("evidence"))
            view.set_size_class(self.size_class)
            self._column.addWidget(view)
        return self._views[name]

    def show_tab(self, index: int) -> None:
        self._tab = index
        shown = self.view()
        for view in self._views.values():
            view.setVisible(view is shown)
        self.refresh()
        self.ensure_plots()

    def chart_ids(self) -> tuple[str, ...]:
        return self.view().chart_ids()

    def show_chart(self, id: str) -> None:
        wanted = next((place for place, tab in enumerate(TABS.values()) if id in tab.charts), None)
        if wanted is None:
            return
        if wanted != self._tab:
            self.show_tab(wanted)
            self.tab_changed.emit(wanted)
        self.view().show_chart(id)

    def ensure_plots(self) -> None:
        self.view().ensure_plots()

    def result_focus(self) -> QWidget | None:
        return self.view().result_focus()

    def first_focus(self) -> QWidget | None:
        return self.view().first_focus()

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        for view in self._views.values():
            view.set_size_class(size_class)

    def refresh(self) -> None:
        self.view().refresh()
