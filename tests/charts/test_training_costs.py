"""Charts of training: their values are those of the results, only what is evidenced is drawn, nothing is overstated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.training_costs import RUNS
from lagebild.charts import training_costs as charts
from lagebild.charts.chart import Chart, Series
from lagebild.charts.layout import layout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import Range
from tests.charts.test_layout import measure
from tests.wording.test_training_costs import STATES

EN = Language("en")
BUILDERS: dict[str, Callable[[Results, Language], Chart]] = {
    "training_costs.layers": charts.layers,
    "training_costs.final_runs": charts.final_runs,
    "training_costs.hours": charts.gpu_hours,
    "training_costs.tornado": charts.tornado,
}


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "training_costs": tuple(inputs.items())})


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def values(series: Series) -> list[float | None]:
    return [None if point is None else point.value for point in series.points]


def row(chart: Chart, name: str) -> int:
    return [plain(category) for category in chart.categories].index(name)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("id", BUILDERS)
def test_every_chart_can_be_built_placed_and_says_something_in_every_state(
    id: str, state: str, results: Results
) -> None:
    for code in CODES:
        chart = BUILDERS[id](of(results, **STATES[state]), Language(code))
        assert chart.id == id and chart.topic == "training_costs"
        assert chart.title and chart.heading and chart.subtitle and chart.source and chart.alternative
        assert bool(chart.categories) or chart.absent or chart.kind == "tornado"
        assert layout(chart, 700, 360, measure).words or not chart.categories
        assert chart.table().header


@pytest.mark.parametrize("id", BUILDERS)
def test_every_mark_knows_where_it_comes_from(id: str, results: Results) -> None:
    chart = BUILDERS[id](of(results, counts_hardware=0), EN)
    points = [point for series in chart.series for point in series.points if point] + list(chart.totals)
    assert points and all(point.origin.leads_on for point in points)
    for point in points:
        assert all(id in results.knowledge.figures for id in point.origin.records)


def test_the_layers_drawn_are_those_that_count_and_have_evidence(results: Results) -> None:
    chart = charts.layers(results, EN)
    assert [series.name for series in chart.series] == [
        "Final run", "Reinforcement learning", "Failed runs and research", "Staff",
    ]  # fmt: skip
    final, reinforcement, failed, staff = map(values, chart.series)
    assert final == pytest.approx([5.576, 5.576, 61.68, 78.6, 5.576])
    assert reinforcement == [None, pytest.approx(0.294672), None, None, pytest.approx(0.294672)]
    assert failed == [None, None, None, None, pytest.approx(6.6912)]
    assert staff == [None, None, None, 35.8, 17]
    bought = charts.layers(of(results, counts_hardware=0), EN)
    assert values(bought.series[-1]) == [None, None, None, 778, 90]
    assert "count the hardware twice" in bought.subtitle and "twice" not in chart.subtitle


@pytest.mark.parametrize("state", STATES)
def test_the_sum_of_a_bar_is_its_total(state: str, results: Results) -> None:
    for chart in (charts.layers(of(results, **STATES[state]), EN), charts.gpu_hours(of(results, **STATES[state]), EN)):
        for place, total in enumerate(chart.totals):
            parts = [series.points[place] for series in chart.series]
            assert total.value == pytest.approx(sum(part.value for part in parts if part)), chart.id


def test_the_ends_of_a_small_run_are_in_single_dollars(results: Results) -> None:
    small = of(results, gpu_hours=2000, counts_reinforcement_learning=1, counts_failed_runs=1, counts_staff=1)
    chart = charts.tornado(small, EN)
    assert {point.label for point in chart.series[1].points if point} == {"+$2,000"}
    assert values(chart.series[1]) == pytest.approx([0.002, 0.002])


def test_what_is_not_known_stands_in_the_table(results: Results) -> None:
    chart = charts.layers(results, EN)
    (column,) = chart.columns
    assert column.cells[row(chart, "DeepSeek V3")] == "reinforcement learning, failed runs and research plus staff"
    assert column.cells[row(chart, "Own run")] == "–"


def test_the_title_of_the_layers_tells_rent_and_development_apart(results: Results) -> None:
    assert plain(charts.layers(results, EN).title) == (
        "Of DeepSeek V3 only the rent of the final run is known, $5.576m; with all that is counted, your own run "
        "comes to $29.56m."
    )
    alone = charts.layers(of(results, **STATES["final run alone"]), EN)
    assert plain(alone.title) == "The final run alone: $5.576m for DeepSeek V3, $5.576m for your own run."
    staff = charts.layers(of(results, **STATES["staff alone"]), EN)
    assert plain(staff.title) == "Without the final run, your own run comes to $17m for staff."
    assert len(staff.categories) == 2
    nothing = charts.layers(of(results, **STATES["nothing"]), EN)
    assert nothing.categories == () and nothing.absent == "No layer with evidence is counted."


def test_final_runs_are_ranges_where_statements_differ(results: Results) -> None:
    chart = charts.final_runs(results, EN)
    (series,) = chart.series
    found = {
        plain(name): (point.value, point.end)
        for name, point in zip(chart.categories, series.points, strict=True)
        if point
    }
    assert found == {
        "DeepSeek V3": (5.576, 5.576),
        "Own run": (5.576, 5.576),
        "Llama 3.1 405B": (61.68, 73.4),
        "GPT-4": (40.7, 100),
        "GPT-4, source A": (600, 600),
    }
    (counted,) = chart.columns
    assert "Epoch AI: rent in the cloud $78.6m" in plain(counted.cells[row(chart, "GPT-4")])
    assert "778" not in plain(counted.cells[row(chart, "GPT-4")])


def test_a_number_without_evidence_is_marked_and_the_source_line_says_so(results: Results) -> None:
    chart = charts.final_runs(results, EN)
    claimed = chart.series[0].points[row(chart, "GPT-4, source A")]
    assert claimed is not None and claimed.role == "loss" and claimed.note == "without evidence"
    assert chart.source.endswith("weakest support: unconfirmed") and "Source A" in plain(chart.source)


def test_hours_are_shown_for_the_runs_that_have_them(results: Results) -> None:
    chart = charts.gpu_hours(results, EN)
    assert len(chart.categories) == len(RUNS) - 1 and "GPT-4" not in map(plain, chart.categories)
    final, reinforcement = map(values, chart.series)
    assert final == pytest.approx([2.788, 2.788, 30.84, 2.788])
    assert reinforcement == [None, pytest.approx(0.147336), None, pytest.approx(0.147336)]
    assert plain(chart.title) == "Llama 3.1 405B took 11.1 times as many GPU hours as DeepSeek V3."


def test_the_tornado_follows_what_counts_and_the_ranges_of_the_reader(results: Results) -> None:
    chart = charts.tornado(results, EN)
    assert chart.categories[0] == "Development staff" and len(chart.categories) == charts.MOST_SWINGS
    assert chart.base == pytest.approx(29.561872)
    assert values(chart.series[1])[0] == pytest.approx(8.5)
    staff = {"training_costs": {"staff": Range(low=8e6, likely=17e6, high=45e6)}}
    ranged = charts.tornado(replace(results, ranges={**results.ranges, **staff}), EN)
    assert ranged.categories == ("Development staff",)
    assert (values(ranged.series[0])[0], values(ranged.series[1])[0]) == pytest.approx((-9, 28))
    assert plain(ranged.columns[0].cells[0]) == "$8 to 45m"
    nothing = charts.tornado(of(results, **STATES["nothing"]), EN)
    assert nothing.categories == () and nothing.title == "No layer with evidence is counted."


def test_euros_are_the_same_charts_at_the_rate(results: Results, knowledge: Knowledge, today: date) -> None:
    euros = compute(knowledge, Briefing(currency="EUR"), today)
    rate = euros.api_costs.money.usd_per_eur

    def sums(chart: Chart) -> list[Any]:
        return [value for series in chart.series for value in values(series) if value is not None]

    for build in (charts.layers, charts.final_runs, charts.tornado):
        chart = build(euros, EN)
        assert chart.unit == "EUR m"
        assert [rate * value for value in sums(chart)] == pytest.approx(sums(build(results, EN)))


@pytest.mark.parametrize("id", BUILDERS)
def test_both_languages_have_the_same_numbers(id: str, results: Results) -> None:
    german, english = (BUILDERS[id](results, Language(code)) for code in CODES)
    assert [values(series) for series in german.series] == [values(series) for series in english.series]


def test_a_run_that_costs_nothing_is_moved_by_nothing(results: Results) -> None:
    chart = charts.tornado(of(results, **STATES["costs nothing"]), EN)
    assert chart.categories == () and chart.title == "Your own run costs nothing, so nothing moves its cost."
