"""Charts of the revenue gap: steps that add up, three dates, a curve through one at the break-even."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts import revenue_gap as charts
from lagebild.charts.chart import Chart
from lagebild.charts.layout import layout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from tests.charts.test_layout import measure

EN = Language("en")
BUILDERS: dict[str, Callable[[Results, Language], Chart]] = {
    "revenue_gap.waterfall": charts.waterfall,
    "revenue_gap.dates": charts.dates,
    "revenue_gap.jevons": charts.jevons,
    "revenue_gap.tornado": charts.tornado,
}
STATES: dict[str, dict[str, float]] = {
    "untouched": {},
    "latest": {"gpu_run_rate": 356e9, "credited_revenue": 140e9},
    "own": {"credited_revenue": 55e9, "gross_margin": 0.8, "elasticity": 0.5},
    "no gap": {"credited_revenue": 900e9},
    "nothing credited": {"credited_revenue": 0},
    "all margin": {"gross_margin": 1},
    "no margin": {"gross_margin": 0},
    "only chips": {"datacentre_multiple": 1},
    "break-even": {"elasticity": 1},
    "no price cut": {"price_cut_factor": 1},
    "highest": {"price_cut_factor": 1000, "elasticity": 3},
    "all own": {"gpu_run_rate": 2e9, "datacentre_multiple": 3, "gross_margin": 0.95, "credited_revenue": 3e8},
}


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "revenue_gap": tuple(inputs.items())})


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.fixture(scope="module", params=["USD", "EUR"])
def shown_in(request: pytest.FixtureRequest, knowledge: Knowledge) -> Results:
    return compute(knowledge, Briefing(currency=request.param), date(2026, 11, 21))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("id", BUILDERS)
def test_every_chart_can_be_built_and_says_something_in_every_state(id: str, state: str, shown_in: Results) -> None:
    for code in CODES:
        chart = BUILDERS[id](of(shown_in, **STATES[state]), Language(code))
        assert (chart.id, chart.topic) == (id, "revenue_gap")
        assert chart.title and chart.heading and chart.subtitle and chart.source and chart.alternative
        assert chart.categories or chart.absent or chart.kind == "tornado"
        marks = [point for series in chart.series for point in series.points if point]
        assert all(point.origin.records or point.origin.inputs or point.origin.line for point in marks)
        table = chart.table()
        assert all(len(row) == len(table.header) for row in table.rows)


# ---- from the chips to the gap


def waterfall(results: Results, **inputs: float) -> tuple[Chart, list[Any]]:
    chart = charts.waterfall(of(results, **inputs), EN)
    return chart, [point for point in chart.series[0].points if point]


@pytest.mark.parametrize("state", [state for state in STATES if state != "all margin"])
def test_the_steps_of_the_waterfall_add_up_to_its_sums(state: str, shown_in: Results) -> None:
    chart, points = waterfall(shown_in, **STATES[state])
    gap = of(shown_in, **STATES[state]).revenue_gap
    required = chart.categories.index("Revenue needed")
    values = [point.value for point in points]
    assert sum(values[:required]) == pytest.approx(values[required])
    assert values[required] + sum(values[required + 1 : -1]) == pytest.approx(values[-1])
    assert values[-1] == pytest.approx(shown_in.api_costs.money.of(gap.lines["gap"]) / 1e9)


def test_the_waterfall_of_june_2024_goes_from_150_to_500(results: Results) -> None:
    chart, points = waterfall(results)
    assert [(plain(name), plain(point.label)) for name, point in zip(chart.categories, points, strict=True)] == [
        ("AI chips", "+$150bn"), ("Rest of the data centre", "+$150bn"), ("Margin of the users", "+$300bn"),
        ("Revenue needed", "$600bn"), ("Google, Microsoft, Apple, Meta", "−$40bn"),
        ("Oracle and five others", "−$30bn"), ("Others, not named", "−$30bn"), ("Gap", "$500bn"),
    ]  # fmt: skip
    assert points[-1].note == "16.7% covered"


def test_what_is_needed_and_the_gap_are_sums_and_every_other_bar_begins_where_the_last_one_ended(
    shown_in: Results,
) -> None:
    chart, points = waterfall(shown_in)
    assert chart.kind == "waterfall"
    sums = [name for name, point in zip(chart.categories, points, strict=True) if point.sum]
    assert sums == ["Revenue needed", "Gap"]
    of_dollars = shown_in.api_costs.money.of(1)
    reached = [row[2] for row in chart.table().values]
    assert reached == pytest.approx([one * of_dollars for one in (150, 300, 600, 600, 560, 530, 500, 500)])


def test_what_is_credited_twice_comes_back(results: Results) -> None:
    chart, points = waterfall(results, **STATES["latest"])
    twice = points[chart.categories.index("counted at Microsoft and OpenAI")]
    assert (plain(twice.label), twice.role) == ("+$24.1bn", "comparator_pale")
    assert twice.origin.records == ("ai-rev-overlap-openai-microsoft",)
    assert [point.role for point in points].count("gain") == 4


def test_a_credited_revenue_of_the_readers_own_is_one_step(results: Results) -> None:
    chart, points = waterfall(results, credited_revenue=55e9)
    assert chart.categories[-2:] == ("Credited", "Gap")
    assert points[-2].value == -55


def test_without_a_gap_there_is_a_reason_in_place_of_the_steps(results: Results) -> None:
    chart, points = waterfall(results, gross_margin=1)
    assert not points and not chart.legend_keys
    assert chart.absent == chart.title and "no revenue is enough" in chart.absent


# ---- the three dates


def test_at_each_date_credited_and_gap_are_what_is_needed(shown_in: Results) -> None:
    chart = charts.dates(shown_in, EN)
    assert chart.categories == ("September 2023", "June 2024", "August 2026")
    for needed, credited, gap in zip(*(series.points for series in chart.series), strict=True):
        assert needed and credited and gap
        assert credited.value + gap.value == pytest.approx(needed.value)


def test_the_dates_are_the_same_whatever_the_reader_sets(results: Results) -> None:
    untouched = charts.dates(results, EN)
    assert charts.dates(of(results, **STATES["all own"]), EN) == untouched
    assert [point.value for point in untouched.series[2].points if point] == [125, 500, 1284]


# ---- spending by elasticity


@pytest.mark.parametrize("state", ["untouched", "own", "break-even", "highest"])
def test_the_curve_meets_todays_spending_at_the_break_even_and_nowhere_else(state: str, results: Results) -> None:
    chart = charts.jevons(of(results, **STATES[state]), EN)
    assert chart.guides[0].at == 1
    for place, then, now in zip(chart.positions, *(series.points for series in chart.series), strict=True):
        assert then and now and now.value == 1
        assert (then.value > 1, then.value == 1) == (place > 1, place == 1)
    assert chart.area is not None and (chart.area.upper, chart.area.lower) == (0, 1)


def test_the_own_elasticity_has_a_guide_and_its_value_on_the_curve(results: Results) -> None:
    own = of(results, elasticity=0.5)
    chart = charts.jevons(own, EN)
    assert [plain(guide.label) for guide in chart.guides] == ["Break-even at 1", "You reckon with 0.5"]
    point = chart.series[0].points[chart.positions.index(0.5)]
    assert point and point.value == own.revenue_gap.lines["spending_factor"]
    assert len(charts.jevons(of(results, elasticity=1), EN).guides) == 1


def test_published_estimates_are_marked_on_the_curve(results: Results) -> None:
    chart = charts.jevons(results, EN)
    assert [plain(note.text) for note in chart.annotations] == ["OpenRouter: 1.11", "Whole market: 1.2 to 1.8"]
    for note in chart.annotations:
        point = chart.series[0].points[note.category]
        assert point and point.value == note.value
    assert [chart.positions[note.category] for note in chart.annotations] == [1.11, 1.5]


@pytest.mark.parametrize("size", [(660, 190), (700, 230), (740, 190), (900, 190)])
def test_no_estimate_is_laid_over_the_curve_it_is_about(size: tuple[int, int], results: Results) -> None:
    placed = layout(charts.jevons(results, EN), *size, measure)
    assert placed.graph is not None
    runs = [run for curve in placed.graph.curves for run in curve.runs]
    estimates = [word for word in placed.words if word.part == "annotation"]
    assert " ".join(plain(word.text) for word in estimates) == "OpenRouter: 1.11 Whole market: 1.2 to 1.8"
    for word in estimates:
        inside = [(x, y) for run in runs for x, y in run if word.box.x <= x <= word.box.right]
        assert all(not word.box.y <= y <= word.box.bottom for _, y in inside), word.text


def test_the_chart_of_demand_says_that_it_is_a_model_and_whose_cut_it_is(results: Results) -> None:
    chart = charts.jevons(results, EN)
    assert "model of constant elasticity" in chart.subtitle
    assert "price cut: Price gap o1 to R1" in plain(chart.source)
    assert "price cut: your figure" in charts.jevons(of(results, price_cut_factor=5), EN).source


def test_without_a_price_cut_nothing_grows(results: Results) -> None:
    chart = charts.jevons(of(results, price_cut_factor=1), EN)
    assert chart.area is None
    assert {point.value for series in chart.series for point in series.points if point} == {1}


# ---- what moves the gap


def test_the_tornado_has_the_widest_on_top_and_the_gap_as_its_base(shown_in: Results) -> None:
    chart = charts.tornado(shown_in, EN)
    low, high = ([point.value for point in series.points if point] for series in chart.series)
    widths = [abs(one - other) for one, other in zip(low, high, strict=True)]
    assert all(one >= other or one == pytest.approx(other) for one, other in pairwise(widths))
    assert chart.base == pytest.approx(shown_in.api_costs.money.of(500e9) / 1e9)
    assert chart.categories[0] == "Gross margin of the users"


def test_a_margin_that_stops_short_says_so(results: Results) -> None:
    chart = charts.tornado(of(results, gross_margin=0.8), EN)
    assert chart.subtitle.endswith("margin up to 90% only")
    assert "40 to 90%" in plain(chart.columns[0].cells[chart.categories.index("Gross margin of the users")])
    assert "margin" not in charts.tornado(results, EN).subtitle


def test_the_source_says_whose_numbers_they_are(results: Results) -> None:
    sources = {
        "untouched": ("Source: Sequoia Capital", "as of June 2024"),
        "own": ("Source: Sequoia Capital", "; partly your figures"),
        "all own": ("Source: your figures", ""),
    }
    for state, (head, tail) in sources.items():
        source = plain(charts.waterfall(of(results, **STATES[state]), EN).source)
        assert source.startswith(head) and tail in source
