"""Charts of the holdings: both days by holding, steps that add up, a line through the day, what moves the loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.exposure import OF_THE_AMOUNTS
from lagebild.charts import exposure as charts
from lagebild.charts.chart import Chart
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import Range

EN = Language("en")
BUILDERS: dict[str, Callable[[Results, Language], Chart]] = {
    "exposure.holdings": charts.holdings,
    "exposure.waterfall": charts.waterfall,
    "exposure.factors": charts.factors,
    "exposure.tornado": charts.tornado,
}
NOTHING = dict.fromkeys(OF_THE_AMOUNTS, 0.0)
STATES: dict[str, dict[str, float]] = {
    "untouched": {},
    "broad": {**NOTHING, "amount_sp500": 700_000},
    "own": {"amount_chips": 2_500_000, "amount_dax": 0, "shock_factor": 1},
    "nothing": NOTHING,
    "most": {**dict.fromkeys(OF_THE_AMOUNTS, 1e9), "shock_factor": 5},
    "least": {**NOTHING, "amount_dax": 1, "shock_factor": 0.1},
}


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "exposure": tuple(inputs.items())})


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
        assert (chart.id, chart.topic) == (id, "exposure")
        assert chart.title and chart.heading and chart.subtitle and chart.source and chart.alternative
        assert bool(chart.categories) == (state != "nothing")
        assert chart.categories or chart.absent or chart.kind == "tornado"
        marks = [point for series in chart.series for point in series.points if point]
        assert all(point.origin.records and point.origin.inputs and point.origin.line for point in marks
                   if not point.sum)  # fmt: skip
        table = chart.table()
        assert all(len(row) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("id", BUILDERS)
def test_every_chart_says_that_it_is_no_investment_advice(id: str, state: str, results: Results) -> None:
    own = of(results, **STATES[state])
    assert "No investment advice · Source" in plain(BUILDERS[id](own, EN).source)
    assert "Keine Anlageberatung · Quelle" in plain(BUILDERS[id](own, Language("de")).source)


def test_the_source_says_whose_the_amounts_are_and_what_a_group_is_without(results: Results) -> None:
    untouched = plain(charts.holdings(results, EN).source)
    assert untouched.startswith(
        "Power and cooling: computed without Siemens Energy, because no close of 24 January 2025"
    )
    assert "amounts: assumption of Lagebild" in untouched and "as of 28 Jan 2025" in untouched
    assert "amounts: partly yours" in charts.holdings(of(results, amount_dax=5), EN).source
    every = of(results, **dict.fromkeys(OF_THE_AMOUNTS, 5.0))
    assert "amounts: yours" in charts.holdings(every, EN).source
    assert "Siemens" not in charts.holdings(of(results, **STATES["broad"]), EN).source


# ---- both days by holding


def test_the_largest_loss_stands_on_top_with_what_came_back_beside_it(shown_in: Results) -> None:
    chart, found, how = charts.holdings(shown_in, EN), shown_in.exposure, shown_in.api_costs.money
    losses, back = ([point.value for point in series.points if point] for series in chart.series)
    assert losses == sorted(losses) and chart.categories[0] == "Power and cooling"
    assert losses == pytest.approx([how.of(-found.holdings[id]["loss"]) for id in found.held])
    assert back == pytest.approx([how.of(found.holdings[id]["given_back"]) for id in found.held])
    assert [plain(series.name) for series in chart.series] == ["Day of the shock", "Day after"]


def test_the_finding_names_the_holding_that_cost_most(results: Results) -> None:
    assert plain(charts.holdings(results, EN).title) == (
        "Power and cooling would have cost most on 27 January 2025: $22,753 of $51,247, 44.4%."
    )
    assert plain(charts.holdings(of(results, **STATES["broad"]), EN).title).startswith("On 27 January 2025 your")


def test_only_what_is_held_is_drawn(results: Results) -> None:
    chart = charts.holdings(of(results, amount_dax=0, amount_power=0), EN)
    assert len(chart.categories) == 5 and not {"DAX", "Power and cooling"} & {*chart.categories}


# ---- step by step


@pytest.mark.parametrize("state", [state for state in STATES if state != "nothing"])
def test_the_steps_of_the_waterfall_come_to_the_change_of_each_day(state: str, shown_in: Results) -> None:
    own = of(shown_in, **STATES[state])
    chart, lines, how = charts.waterfall(own, EN), own.exposure.lines, shown_in.api_costs.money
    sums = [point.value for point in chart.series[0].points if point and point.sum]
    changes = [lines[name] - lines["total_amount"] for name in ("total_value_after", "total_value_after_two_days")]
    assert sums == pytest.approx([how.of(change) for change in changes])
    assert len(chart.categories) == len(own.exposure.held) + 3
    assert {key.role for key in chart.key} == {"comparator", "loss", "gain"}


def test_the_waterfall_names_its_days_and_the_values_before_and_after(results: Results) -> None:
    chart = charts.waterfall(results, EN)
    assert [plain(name) for name in chart.categories[-3:]] == [
        "Together on 27 Jan", "Given back on 28 Jan", "After both days",
    ]  # fmt: skip
    assert "$700,000 on 24 Jan became $660,120 on 28 Jan" in plain(chart.subtitle)


# ---- by the factor


@pytest.mark.parametrize("state", ["untouched", "own", "least"])
def test_the_line_goes_through_the_day_and_through_the_readers_factor(state: str, shown_in: Results) -> None:
    own = of(shown_in, **STATES[state])
    chart, found, how = charts.factors(own, EN), own.exposure, shown_in.api_costs.money
    mine = {place: point.value for place, point in zip(chart.positions, chart.series[0].points, strict=True) if point}
    assert mine[1] == pytest.approx(how.of(found.lines["total_loss"]))
    factor = found.inputs["shock_factor"]
    assert mine[factor] == pytest.approx(how.of(found.lines["total_shock_loss"]))
    assert [guide.at for guide in chart.guides] == ([1, factor] if factor != 1 else [1])
    values = [*mine.values()]
    assert all(one <= other for one, other in pairwise(values))


def test_the_broad_market_stands_beside_unless_it_is_all_that_is_held(results: Results) -> None:
    mine, broad = charts.factors(results, EN).series
    assert plain(broad.name) == "The same sum in the S&P 500"
    assert all(one and other and other.value < one.value for one, other in zip(mine.points, broad.points, strict=True))
    assert len(charts.factors(of(results, **STATES["broad"]), EN).series) == 1


# ---- what moves the loss


def test_the_tornado_has_the_widest_on_top_and_the_loss_of_the_shock_as_its_base(shown_in: Results) -> None:
    chart = charts.tornado(shown_in, EN)
    low, high = ([point.value for point in series.points if point] for series in chart.series)
    widths = [abs(one - other) for one, other in zip(low, high, strict=True)]
    assert widths == sorted(widths, reverse=True) and len(widths) == charts.MOST_SWINGS
    assert chart.base == pytest.approx(shown_in.api_costs.money.of(shown_in.exposure.lines["total_shock_loss"]))
    assert chart.categories[:2] == ("Factor of the shock", "Held in power and cooling")
    assert chart.columns[0].cells[0] == "1 to\N{NO-BREAK SPACE}3"


def test_ranges_go_from_end_to_end_and_one_that_moves_nothing_says_so(results: Results) -> None:
    def with_range(name: str, given: Range, **inputs: float) -> Chart:
        own = of(results, **inputs)
        return charts.tornado(replace(own, ranges={**own.ranges, "exposure": {name: given}}), EN)

    chart = with_range("amount_dax", Range(low=0, likely=100_000, high=300_000))
    assert chart.categories == ("Held in the DAX",) and chart.series[0].name == "low end"
    assert plain(chart.columns[0].cells[0]) == "$0 to 300,000"
    nothing = with_range("shock_factor", Range(low=1, likely=2, high=3), **NOTHING)
    assert nothing.title.startswith("Enter an amount") and not nothing.categories
