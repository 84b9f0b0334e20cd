"""The market page: what fell, what it cost, what came after, and what it would have cost the reader."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.charts import dotcom as dotcom_charts
from lagebild.charts import recoveries as recovery_charts
from lagebild.charts import revenue_gap as gap_charts
from lagebild.charts.event_window import window
from lagebild.charts.market import FALLS, falls
from lagebild.charts.record_losses import records
from lagebild.charts.values_lost import value_lost
from lagebild.errors import N_
from lagebild.pages.market_controls import BaseMonth, DayOfFalls, WindowControls
from lagebild.pages.market_statistics import StatisticsPanel
from lagebild.pages.market_view import Look, MarketView
from lagebild.pages.page import Page
from lagebild.pages.printed_falls import PrintedFalls
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session
from lagebild.wording import dotcom, event_window, market, record_losses, recoveries, revenue_gap, values_lost

LOOKS: dict[str, Look] = {
    "falls": Look(
        name=N_("Falls"),
        charts={
            id: (partial(falls, kind=kind), N_("All") if kind is None else market.GROUPS[kind])
            for id, kind in FALLS.items()
        },
        asks=N_("Group"),
        answer=lambda results, language, _: market.answer(results, language),
        scope=lambda results, language, _: market.scope(results, language),
        control=DayOfFalls,
        beside=lambda _: PrintedFalls(),
    ),
    "window": Look(
        name=N_("Event window"),
        charts={"market.window": (window, "")},
        answer=lambda results, language, _: event_window.answer(results, language),
        scope=lambda results, language, _: event_window.scope(results, language),
        control=WindowControls,
        below=StatisticsPanel,
    ),
    "value_lost": Look(
        name=N_("Market value"),
        charts={"market.value_lost": (value_lost, "")},
        answer=lambda results, language, _: values_lost.answer(results, language),
        scope=lambda results, language, _: values_lost.scope(results, language),
    ),
    "records": Look(
        name=N_("Largest losses"),
        charts={"market.records": (records, "")},
        answer=lambda results, language, _: record_losses.answer(results, language),
        scope=lambda results, language, _: record_losses.scope(results, language),
    ),
    "after": Look(
        name=N_("Afterwards"),
        charts={
            "market.recoveries": (recovery_charts.recovery, N_("Back at the old price")),
            "market.after": (recovery_charts.months, N_("Month by month")),
        },
        asks=N_("What came after"),
        answer=lambda results, language, id: (
            recoveries.months_answer(results, language)
            if id == "market.after"
            else recoveries.answer(results, language)
        ),
        scope=lambda results, language, _: recoveries.scope(results, language),
        tone="money",
    ),
    "dotcom": Look(
        name=N_("Dot-com years"),
        charts={
            "market.dotcom": (dotcom_charts.index, N_("Nasdaq")),
            "market.dotcom_shares": (dotcom_charts.shares, N_("Cisco and Nvidia")),
        },
        asks=N_("What is laid over each other"),
        answer=lambda results, language, id: dotcom.answer(
            results.dotcom.shares if id == "market.dotcom_shares" else results.dotcom.index, language
        ),
        scope=lambda results, language, _: dotcom.scope(results, language),
        control=BaseMonth,
    ),
    "gap": Look(
        name=N_("Revenue gap"),
        charts={
            "revenue_gap.waterfall": (gap_charts.waterfall, N_("From the chips to the gap")),
            "revenue_gap.dates": (gap_charts.dates, N_("Three dates")),
        },
        asks=N_("Revenue gap"),
        answer=lambda results, language, _: revenue_gap.gap_words(results, language),
        scope=lambda results, language, _: revenue_gap.scope(results, language),
    ),
}
"""The tabs, in their order; the reader's own exposure follows them."""


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
        return tuple(self.session.language.say(look.name) for look in LOOKS.values())

    def tab(self) -> int:
        return self._tab

    def view(self) -> MarketView:
        """The view of the tab, built when it is first opened."""
        name = list(LOOKS)[self._tab]
        if name not in self._views:
            view = self._views[name] = MarketView(self.session, LOOKS[name])
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
        wanted = next((place for place, look in enumerate(LOOKS.values()) if id in look.charts), None)
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
