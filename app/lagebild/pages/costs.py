"""The costs page: a tab for each calculator, and one for the scenarios."""

from __future__ import annotations

from lagebild.pages.calculators import TABS, view_of
from lagebild.pages.tabbed_page import TabbedPage, View

_TOPICS = tuple(TABS)


class CostsPage(TabbedPage):
    """What the work costs, at token prices, on own servers or by the seat, and what the answers hang on."""

    page_id = "costs"

    def title(self) -> str:
        return self.session.language.say("Costs")

    def subtitle(self) -> str:
        return self.session.language.say(
            "Every number can be changed; every default names its evidence or is marked as an assumption."
        )

    def tabs(self) -> tuple[str, ...]:
        return tuple(map(self.session.language.say, TABS.values()))

    def make_view(self, tab: int) -> View:
        return view_of(_TOPICS[tab], self.session)

    def tab_of(self, chart: str) -> int | None:
        topic = chart.partition(".")[0]
        return _TOPICS.index(topic) if topic in _TOPICS else None
