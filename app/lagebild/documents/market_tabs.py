"""The parts of the market, each with its answer and its charts: what stands behind a tab, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.charts.market import FALLS
from lagebild.documents.printout import Block, ChartBlock, Column, Passage, TableBlock, said, table_of_chart
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.wording import dotcom, event_window, market, record_losses, recoveries, revenue_gap, values_lost

Said = Callable[[Results, Language, str], Text]


@dataclass(frozen=True, slots=True)
class MarketTab:
    """A part of the market; answer and scope depend on which of its charts is shown."""

    name: str
    """Message of the tab."""
    charts: Mapping[str, str]
    """Message to pick each by, by id; the first one at first."""
    answer: Said
    scope: Said
    asks: str = ""
    """What is chosen between the charts."""
    tone: Literal["money", "loss"] = "loss"


TABS: dict[str, MarketTab] = {
    "falls": MarketTab(
        name=N_("Falls"),
        charts={id: N_("All") if kind is None else market.GROUPS[kind] for id, kind in FALLS.items()},
        asks=N_("Group"),
        answer=lambda results, language, _: market.answer(results, language),
        scope=lambda results, language, _: market.scope(results, language),
    ),
    "window": MarketTab(
        name=N_("Event window"),
        charts={"market.window": ""},
        answer=lambda results, language, _: event_window.answer(results, language),
        scope=lambda results, language, _: event_window.scope(results, language),
    ),
    "value_lost": MarketTab(
        name=N_("Market value"),
        charts={"market.value_lost": ""},
        answer=lambda results, language, _: values_lost.answer(results, language),
        scope=lambda results, language, _: values_lost.scope(results, language),
    ),
    "records": MarketTab(
        name=N_("Largest losses"),
        charts={"market.records": ""},
        answer=lambda results, language, _: record_losses.answer(results, language),
        scope=lambda results, language, _: record_losses.scope(results, language),
    ),
    "after": MarketTab(
        name=N_("Afterwards"),
        charts={"market.recoveries": N_("Back at the old price"), "market.after": N_("Month by month")},
        asks=N_("What came after"),
        answer=lambda results, language, id: (
            recoveries.months_answer(results, language)
            if id == "market.after"
            else recoveries.answer(results, language)
        ),
        scope=lambda results, language, _: recoveries.scope(results, language),
        tone="money",
    ),
    "dotcom": MarketTab(
        name=N_("Dot-com"),
        charts={"market.dotcom": N_("Nasdaq"), "market.dotcom_shares": N_("Cisco and Nvidia")},
        asks=N_("What is laid over each other"),
        answer=lambda results, language, id: dotcom.answer(
            results.dotcom.shares if id == "market.dotcom_shares" else results.dotcom.index, language
        ),
        scope=lambda results, language, _: dotcom.scope(results, language),
    ),
    "gap": MarketTab(
        name=N_("Revenue gap"),
        charts={"revenue_gap.waterfall": N_("From the chips to the gap"), "revenue_gap.dates": N_("Three dates")},
        asks=N_("Revenue gap"),
        answer=lambda results, language, _: revenue_gap.gap_words(results, language),
        scope=lambda results, language, _: revenue_gap.gap_scope(results, language),
    ),
}
"""In the order of the tabs; the reader's own exposure follows them."""


_ROWS = 40
"""A table of more, as the months of decades are, is left to the screen and to files."""


def printed(name: str, results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    """A part of the market on paper, with the chart that is shown, or else its first one."""
    tab = TABS[name]
    id = next((id for id in shown if id in tab.charts), next(iter(tab.charts)))
    yield said(tab.answer(results, language, id), tab.scope(results, language, id), tab.tone)
    chart = build(id, results, language)
    yield ChartBlock(chart=chart)
    if name == "window":
        yield _statistics(results, language)
        yield Passage(
            heading=language.say("What do these mean?"),
            text="\n".join(map(str, event_window.definitions(language))),
        )
    elif name not in ("falls", "gap") and len(chart.categories) <= _ROWS:
        yield table_of_chart(chart)


def _statistics(results: Results, language: Language) -> TableBlock:
    first, *numbers = event_window.heads(language)
    return TableBlock(
        heading=language.say("Statistics"),
        columns=(
            Column(name=first, look="strong", share=30),
            *(Column(name=name, look="number", share=20) for name in numbers),
        ),
        rows=tuple(
            (row.name, *(str(cell or "–") for cell in row.shown)) for row in event_window.statistics(results, language)
        ),
    )
