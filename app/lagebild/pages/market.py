"""The market page: what fell, what it cost, what came after, and what it would have cost the reader."""

from __future__ import annotations

from lagebild.documents.market_tabs import TABS
from lagebild.documents.printed_costs import HOLDINGS
from lagebild.pages.market_controls import BaseMonth, DayOfFalls, WindowControls
from lagebild.pages.market_statistics import StatisticsPanel
from lagebild.pages.market_view import MarketView, Parts
from lagebild.pages.printed_falls import PrintedFalls
from lagebild.pages.tabbed_page import TabbedPage, View

_PARTS = {
    "falls": Parts(control=DayOfFalls, beside=lambda _: PrintedFalls()),
    "window": Parts(control=WindowControls, below=StatisticsPanel),
    "dotcom": Parts(control=BaseMonth),
}
"""What stands in a tab beside its answer and its charts."""
_EXPOSURE = "exposure"
_NAMES = (*TABS, _EXPOSURE)


class MarketPage(TabbedPage):
    """A tab for each question about the market; the last is about the reader's own holdings."""

    page_id = "market"

    def title(self) -> str:
        return self.session.language.say("Market")

    def subtitle(self) -> str:
        return self.session.language.say(
            "What happened on the stock exchange – and how much of it the sources get right."
        )

    def tabs(self) -> tuple[str, ...]:
        say = self.session.language.say
        return (*(say(tab.name) for tab in TABS.values()), say(HOLDINGS))

    def make_view(self, tab: int) -> View:
        name = _NAMES[tab]
        if name == _EXPOSURE:
            from lagebild.pages.calculators import calculation_of, calculator_view

            return calculator_view(calculation_of(_EXPOSURE), self.session)
        view = MarketView(self.session, TABS[name], _PARTS.get(name, Parts()))
        if isinstance(view.beside, PrintedFalls):
            view.beside.all.clicked.connect(lambda: self.go_to.emit("evidence"))
        return view

    def tab_of(self, chart: str) -> int | None:
        if chart.partition(".")[0] == _EXPOSURE:
            return _NAMES.index(_EXPOSURE)
        return next((place for place, tab in enumerate(TABS.values()) if chart in tab.charts), None)
