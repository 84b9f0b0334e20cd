"""The falls of the day group by group: every symbol of a kind, its finding, its gaps."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.market import Kind
from lagebild.analysis.recoveries import month_ends
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, MarketView
from lagebild.charts.contents import build, charts
from lagebild.charts.layout import layout
from lagebild.charts.market import FALLS
from lagebild.documents.market_tabs import printed
from lagebild.documents.printout import TableBlock
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import NBSP, Language

CHARTS = charts(bundled())

GROUPS = [(id, kind) for id, kind in FALLS.items() if kind is not None]


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def title(id: str, results: Results, language: Language) -> str:
    return build(id, results, language).title.replace(NBSP, " ")


def test_the_overview_and_every_kind_have_a_chart(results: Results) -> None:
    assert set(FALLS) <= set(CHARTS)
    assert {kind for _, kind in GROUPS} == {close.kind for close in results.knowledge.closes.values()}
    assert all(build(id, results, Language("de")).id == id for id in FALLS)


@pytest.mark.parametrize(("id", "kind"), GROUPS)
def test_a_group_shows_every_symbol_of_its_kind_the_deepest_fall_on_top(id: str, kind: Kind, results: Results) -> None:
    chart = build(id, results, Language("en"))
    names = {close.name for close in results.knowledge.closes.values() if close.kind == kind}
    assert set(chart.categories) == names
    assert len(chart.categories) == len(names)
    values = [point.value for point in chart.series[0].points if point is not None]
    assert values == sorted(values)


@pytest.mark.parametrize(
    ("id", "name", "label"),
    [
        ("market.power", "Vertiv", "−29.88%"),
        ("market.power", "Vistra", "−28.27%"),
        ("market.chips", "Broadcom", "−17.40%"),
        ("market.chips", "Nvidia", "−16.97%"),
        ("market.indices", "S&P 500", "−1.46%"),
        ("market.platforms", "Apple", "+3.18%"),
    ],
)
def test_the_references_stand_in_their_groups(id: str, name: str, label: str, results: Results) -> None:
    rows = {row[0]: row[1] for row in build(id, results, Language("en")).table().rows}
    assert rows[name] == label


def test_a_finding_runs_from_the_deepest_fall_of_the_group_to_its_other_end(results: Results) -> None:
    english, german = Language("en"), Language("de")
    assert title("market.chips", results, english) == (
        "Chips and data centres: from Arista Networks −22.35% to Intel −2.59%."
    )
    assert title("market.platforms", results, german) == "Plattformen: von Oracle −13,79 % bis Apple +3,18 %."


def test_the_volatility_index_is_no_price_and_stands_apart(results: Results) -> None:
    chart = build("market.indices", results, Language("en"))
    assert title("market.indices", results, Language("en")) == (
        "Indices: from PHLX Semiconductor −9.15% to DAX −0.53%; expected volatility (VIX) +20.54%."
    )
    notes = {name: point.note for name, point in zip(chart.categories, chart.series[0].points, strict=True) if point}
    assert {name for name, note in notes.items() if note} == {"VIX"}


def test_a_share_without_both_closes_is_a_gap_and_the_chart_says_why(results: Results) -> None:
    chart = build("market.power", results, Language("de"))
    assert chart.categories[-1] == "Siemens Energy" and chart.series[0].points[-1] is None
    assert chart.table().rows[-1] == ("Siemens Energy", "–", "–", "48,32")
    assert chart.table().values[-1] == ("Siemens Energy", None, None, 48.32)
    assert "Vom 24.01.2025 ist kein Schlusskurs bekannt" in chart.source
    assert "Siemens" not in build("market.chips", results, Language("de")).source


# ---- colours, and what the articles print


def legend(id: str, results: Results) -> dict[str, str]:
    """What each colour means."""
    return {key.role: key.name for key in build(id, results, Language("en")).legend_keys}


def test_the_legend_names_the_colours_that_are_shown_and_no_others(results: Results) -> None:
    assert legend("market.falls", results) == {"loss": "largest loss in $", "comparator": "company", "index": "index"}
    assert legend("market.chips", results) == {"loss": "largest loss in $", "comparator": "company"}


@pytest.mark.parametrize("id", ["market.power", "market.platforms", "market.indices"])
def test_a_single_colour_needs_no_legend(id: str, results: Results) -> None:
    chart = build(id, results, Language("en"))
    assert legend(id, results) == {} and not layout(chart, 800, 480, lambda text, role: 7.0 * len(text)).swatches


def test_a_picture_has_a_square_for_every_colour(results: Results) -> None:
    chart = build("market.falls", results, Language("en"))
    placed = layout(chart, 800, 480, lambda text, role: 7.0 * len(text))
    assert [swatch.role for swatch in placed.swatches] == [key.role for key in chart.legend_keys]
    assert [word.text for word in placed.words if word.part == "legend"] == [key.name for key in chart.legend_keys]


def test_who_lost_the_most_dollars_is_set_off_and_the_alternative_says_so(results: Results) -> None:
    for id in ("market.falls", "market.chips"):
        chart = build(id, results, Language("en"))
        roles = zip(chart.categories, chart.series[0].points, strict=True)
        assert [name for name, point in roles if point and point.role == "loss"] == ["Nvidia"]
        assert "Nvidia, largest loss of market value" in chart.alternative
    assert "largest loss" not in build("market.platforms", results, Language("en")).alternative


@pytest.mark.parametrize(
    ("id", "name", "value"),
    [
        ("market.falls", "Alphabet", -1.8),
        ("market.platforms", "Alphabet", -1.8),
        ("market.indices", "S&P 500", -2.0),
    ],
)
def test_the_printed_number_that_is_farthest_off_stands_by_its_bar(
    id: str, name: str, value: float, results: Results
) -> None:
    chart = build(id, results, Language("en"))
    (note,) = chart.annotations
    assert (chart.categories[note.category], note.value) == (name, value)
    assert "to be read as" in note.text


@pytest.mark.parametrize("id", ["market.chips", "market.power"])
def test_where_no_article_prints_a_wrong_number_there_is_no_annotation(id: str, results: Results) -> None:
    assert build(id, results, Language("en")).annotations == ()


def test_the_table_has_what_the_articles_print(results: Results) -> None:
    table = build("market.falls", results, Language("en")).table()
    rows = {row[0]: row[-1].replace(NBSP, " ") for row in table.rows}
    assert rows["Microsoft"] == "Source A: “2,61 TP3T”, to be read as 2.6%"
    assert rows["AMD"] == "Source A: “starke Rückgänge”" and rows["Vertiv"] == "–"
    assert table.header[-1] == "Article prints"
    assert "Article prints" not in build("market.power", results, Language("en")).table().header


# ---- another day


def test_another_day_has_no_hero_and_nothing_that_the_articles_print(knowledge: Knowledge, today: date) -> None:
    view = MarketView(day=date(2025, 1, 28))
    chart = build("market.falls", compute(knowledge, Briefing(market=view), today), Language("en"))
    assert {point.role for point in chart.series[0].points if point is not None} == {"comparator", "index"}
    assert [column.name for column in chart.columns] == ["Closing price before", "Closing price"]
    assert chart.annotations == () and "28 January 2025" in chart.heading.replace(NBSP, " ")


# ---- what the further charts say


def test_the_overview_of_another_day_shows_whom_its_title_names(knowledge: Knowledge, today: date) -> None:
    results = compute(knowledge, Briefing(market=MarketView(day=date(2025, 1, 28))), today)
    chart = build("market.falls", results, Language("en"))
    assert "Micron" in chart.title and chart.categories[0] == "Micron"
    assert "Vistra" in chart.title and chart.categories[-1] == "Vistra"
    assert chart.heading.startswith("Share prices on")


def test_value_lost_ends_at_what_all_of_them_lost_together(results: Results) -> None:
    chart = build("market.value_lost", results, Language("en"))
    points = [point for point in chart.series[0].points if point is not None]
    assert points[-1].sum and points[-1].value == pytest.approx(-results.values_lost.net / 1e9)
    assert sum(point.value for point in points[:-1]) == pytest.approx(points[-1].value)
    assert plain(points[0].label) == "−$593bn to −$589bn" and points[0].role == "loss"
    assert {point.role for point in points if point.value > 0} == {"gain"}


def test_the_table_of_values_lost_has_every_company(results: Results) -> None:
    table = build("market.value_lost", results, Language("en")).table()
    names = {row[0] for row in table.rows}
    found = results.values_lost
    assert {move.name for move in (*found.losers, *found.winners)} <= names
    assert all(len(row) == len(table.header) for row in table.rows)


def test_computed_records_look_different_from_published_ones(results: Results) -> None:
    chart = build("market.records", results, Language("en"))
    losses = results.knowledge.record_losses
    for loss, point in zip(losses, chart.series[0].points, strict=False):
        assert point is not None
        if loss.basis == "computed":
            assert (point.role, point.note) == ("comparator_pale", "computed")
        else:
            assert point.role in ("loss", "comparator") and not point.note
    assert chart.categories[0].replace(NBSP, " ") == "Nvidia, 27 Jan 2025"
    assert len(chart.table().rows) == len(losses) > len(chart.categories)


def test_what_has_no_day_of_recovery_has_no_bar_and_says_until_when_it_is_known(results: Results) -> None:
    chart = build("market.recoveries", results, Language("en"))
    rows = {row[0]: plain(row[2]) for row in chart.table().rows}
    assert rows["Vertiv"] == "no data after 31 Mar 2025"
    assert "Vertiv: no data after 31 Mar 2025." in plain(chart.source)
    assert rows["Nvidia"] == "by the end of June 2025" and rows["Marvell"] == "by 24 Apr 2026"


def test_each_company_has_one_bar_and_other_indices_stand_in_the_table_alone(results: Results) -> None:
    chart = build("market.recoveries", results, Language("en"))
    fell = [one for one in results.recoveries.found.values() if one.outcome != "did_not_fall"]
    table_alone = {row[0] for row in chart.table().rows} - {*chart.categories}
    assert table_alone == {
        "DAX", "Alphabet C", "Nasdaq-100", "Nasdaq Composite", "PHLX Semiconductor", "TSMC", "Vertiv",
    }  # fmt: skip
    assert len(chart.table().rows) == len(fell)
    assert all(chart.series[0].points)


def test_lines_of_months_end_where_their_series_do(results: Results) -> None:
    chart = build("market.after", results, Language("en"))
    assert [series.name for series in chart.series] == ["Nvidia", "Broadcom", "Microsoft", "S&P 500", "Nasdaq-100"]
    assert chart.series[0].points[-1] is None and chart.series[3].points[-1] is not None
    columns = {column.name: column.values or () for column in chart.columns}
    assert columns["TSMC"][3] is not None and set(columns["TSMC"][4:]) == {None}
    assert len(chart.series) + len(columns) == len(month_ends(results.knowledge))


def test_the_window_leaves_gaps_and_names_five_lines_at_most(knowledge: Knowledge, today: date) -> None:
    view = MarketView(lines=tuple(knowledge.closes), base=date(2025, 1, 23))
    chart = build("market.window", compute(knowledge, Briefing(market=view), today), Language("de"))
    named = [series.name for series in chart.series if not series.faint]
    assert named == ["Nvidia", "Broadcom", "TSMC", "S&P 500", "Nasdaq-100"]
    siemens = next(series for series in chart.series if series.name == "Siemens Energy")
    place = chart.categories.index("24.01.2025")
    assert siemens.points[place] is None and siemens.points[place - 1] is not None


def test_the_window_says_so_where_a_chosen_series_has_no_line(knowledge: Knowledge, today: date) -> None:
    view = MarketView(lines=("ENR.DE",))
    chart = build("market.window", compute(knowledge, Briefing(market=view), today), Language("en"))
    assert chart.absent and not chart.series
    assert "Siemens Energy: no close of 24 Jan 2025 is known" in plain(chart.source)


def test_what_moved_one_share_stands_at_its_line_only(knowledge: Knowledge, today: date) -> None:
    def notes(*lines: str) -> str:
        view = MarketView(lines=lines)
        chart = build("market.window", compute(knowledge, Briefing(market=view), today), Language("en"))
        return plain(" ".join(note.text for note in chart.annotations))

    assert "30 Jan: Microsoft falls after its quarterly results" in notes("NVDA", "MSFT")
    assert "Microsoft" not in notes("NVDA", "AVGO")


@pytest.mark.parametrize("id", ["market.dotcom", "market.dotcom_shares"])
def test_what_happened_next_begins_where_the_present_ends(id: str, results: Results) -> None:
    chart = build(id, results, Language("en"))
    present, past, beyond = chart.series
    now = max(place for place, point in enumerate(present.points) if point is not None)
    assert past.points[now] is not None and set(past.points[now + 1 :]) == {None}
    assert set(beyond.points[:now]) == {None} and beyond.points[now + 1] is not None
    assert chart.guides[0].at == now and beyond.role == "index"


def test_on_paper_the_months_have_a_column_for_each_line_that_is_drawn(results: Results) -> None:
    blocks = printed("after", results, Language("en"), ("market.after",))
    (table,) = (block for block in blocks if isinstance(block, TableBlock))
    assert len(table.columns) == 6
