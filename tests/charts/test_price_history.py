"""The chart of the price history: a step for each change, model and price at each, gaps, euros beside it."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.price_history import price_history
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Chart
from lagebild.charts.contents import build, notes
from lagebild.charts.curves import place
from lagebild.charts.uses import uses
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language

EN = Language("en")


@pytest.fixture
def chart(results: Results) -> Chart:
    return build("api_costs.history", results, EN)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def measure(text: str, _role: str) -> float:
    return 6.0 * len(text)


def test_it_steps_at_the_days_of_the_changes_up_to_today(chart: Chart, results: Results) -> None:
    assert (chart.kind, chart.across, chart.step, chart.from_zero) == ("lines", "date", True, True)
    assert chart.positions == tuple(float(day.day.toordinal()) for day in price_history(results).days)
    assert chart.positions[-1] == results.today.toordinal()
    assert all(series.points[-1] is not None for series in chart.series)
    assert [(series.name, series.role) for series in chart.series] == [
        ("DeepSeek", "hero"), ("OpenAI", "comparator")
    ]  # fmt: skip


def test_each_mark_names_model_and_price(chart: Chart) -> None:
    said = {category: [point and plain(point.label) for point in points] for category, *points in zip(
        map(plain, chart.categories), *(series.points for series in chart.series), strict=True)}  # fmt: skip
    assert said["17 Dec 2024"] == [None, "o1 $30.65"]
    assert said["27 Jan 2025"] == ["R1 $1.12", "o1 $30.65"]
    assert said["16 Apr 2025"] == ["R1 $1.12", "o3 $20.43"]
    assert said["21 Nov 2026"] == ["V4 Pro $2.24", "GPT-6.1 Sol $4.78"]


def test_the_table_says_what_one_euro_bought_and_at_which_rate(chart: Chart) -> None:
    table = chart.table()
    row = [plain(cell) for cell in table.rows[table.header.index("Date") + 2]]
    assert row[3:] == [
        "940,000", "34,400", "1.0530", "R1, o1", "DeepSeek API Docs, LiteLLM (BerriAI)"
    ]  # fmt: skip
    assert table.rows[0][3] == "–" and table.values[0][3] is None
    assert table.values[2][3:5] == (939_814, 34_353)


def test_the_day_of_the_shock_is_marked_and_each_begin_says_what_a_euro_bought(chart: Chart) -> None:
    (guide,) = chart.guides
    assert guide.at == date(2025, 1, 27).toordinal()
    assert [plain(note.text) for note in chart.annotations][:2] == [
        "R1: €1 buys 940,000 tokens", "o1: €1 buys 34,400 tokens"
    ]  # fmt: skip
    assert [plain(chart.categories[note.category]) for note in chart.annotations][:2] == ["20 Jan 2025", "17 Dec 2024"]
    for note in chart.annotations:
        here = (series.points[note.category] for series in chart.series if series.role == note.role)
        assert [note.value] == [point and point.value for point in here]


def test_a_model_is_named_where_its_price_is_seen_to_change(chart: Chart) -> None:
    assert [plain(note.text) for note in chart.annotations][2:] == ["o3", "GPT-5.2", "GPT-5.5", "V4 Pro", "GPT-6 Sol"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", [(1100, 420), (800, 300), (620, 240)])
def test_both_lines_are_drawn_and_named_at_every_size(results: Results, code: str, size: tuple[int, int]) -> None:
    placed = place(build("api_costs.history", results, Language(code)), *size, measure)  # type: ignore[arg-type]
    assert placed.graph is not None
    assert {curve.series for curve in placed.graph.curves} == {0, 1}
    assert {words.series for words in placed.words if words.part == "end"} == {0, 1}


def test_in_euros_the_rate_is_a_step_of_its_own(knowledge: Knowledge, today: date) -> None:
    chart = build("api_costs.history", compute(knowledge, Briefing(currency="EUR"), today), EN)
    points = chart.series[0].points[-3:]
    before, at, last = (point.value for point in points if point)
    assert before == pytest.approx(at * 1.1172 / 1.053) and at == last
    assert chart.unit == "EUR" and "fx-usd-eur-latest" in points[-1].origin.records  # type: ignore[union-attr]


def test_before_the_first_price_it_says_why_it_is_empty(knowledge: Knowledge) -> None:
    chart = build("api_costs.history", compute(knowledge, Briefing(), date(2024, 1, 1)), EN)
    assert chart.categories == () and chart.absent == chart.title
    placed = place(chart, 700, 300, measure)
    assert placed.words and placed.graph is None


def test_its_notes_say_which_models_count(chart: Chart, results: Results) -> None:
    assert notes(chart, results).count("Lagebild’s selection") == 2


def test_its_models_and_rates_are_used_on_the_page_of_costs(results: Results) -> None:
    used = uses(results, EN)
    for id in ("o3", "gpt-5-5", "deepseek-v3-2", "fx-usd-eur-latest"):
        assert "costs" in used[id]
