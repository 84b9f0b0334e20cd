"""Charts of seats: their values are those of the results, lines meet where it is said, every price has its day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts import seats as charts
from lagebild.charts.chart import Chart, Series
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import OwnPrice, Range

EN = Language("en")
BUILDERS = {
    "break_even": charts.break_even, "tiers": charts.tiers, "prices": charts.prices, "tornado": charts.tornado,
}  # fmt: skip
Case = tuple[dict[str, float], dict[str, Any]]
NOTHING = dict.fromkeys(
    ("price_per_seat_month", "administration_per_seat_month", "setup_once", "training_per_seat_once"), 0.0
)
STATES: dict[str, Case] = {
    "untouched": ({}, {}),
    "seats are cheaper": ({"requests_per_active_user_month": 2000}, {"compare": ("o1", "deepseek-r1")}),
    "own price": ({"price_per_seat_month": 45}, {}),
    "one seat": ({"seats": 1, "active_share": 1}, {}),
    "nobody active": ({"active_share": 0}, {}),
    "free model": ({}, {"prices": {"deepseek-r1": OwnPrice(input=0, output=0)}}),
    "free seats": (NOTHING, {}),
    "no price": ({}, {"as_of": date(2022, 1, 1)}),
    "no price, nobody active": ({"active_share": 0}, {"as_of": date(2022, 1, 1)}),
    "euros": ({}, {"currency": "EUR"}),
    "today": ({}, {"as_of": date(2026, 11, 21), "compare": ("gpt-5", "o1")}),
}


def of(knowledge: Knowledge, today: date, case: Case) -> Results:
    given, fields = case
    results = compute(knowledge, Briefing(**fields), today)
    return replace(results, inputs={**results.inputs, "seats": tuple(given.items())})


def values(series: Series) -> list[float]:
    return [point.value for point in series.points if point is not None]


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", BUILDERS)
def test_every_chart_can_be_built_and_says_something_in_every_state(
    name: str, state: str, knowledge: Knowledge, today: date
) -> None:
    results = of(knowledge, today, STATES[state])
    for code in CODES:
        chart = BUILDERS[name](results, Language(code))
        assert chart.id == f"seats.{name}"
        assert chart.title and chart.heading and chart.subtitle and chart.source and chart.alternative
        assert chart.categories or chart.absent or chart.kind == "tornado"
        points = [point for series in chart.series for point in series.points if point] + list(chart.totals)
        assert all(point.origin.records or point.origin.inputs or point.origin.line for point in points)
        said = chart.model_dump_json(exclude={"series": {"__all__": {"points"}}})
        assert not re.search(r"[^\"\\]\{\w+\}", said.replace('{"', "").replace("{}", ""))


@pytest.mark.parametrize("state", ["untouched", "seats are cheaper", "own price", "euros", "today"])
def test_at_the_break_even_a_seat_and_the_tokens_cost_the_same(state: str, knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES[state])
    found = results.seats
    chart = charts.break_even(results, EN)
    flat, *models = map(values, chart.series)
    assert len(set(flat)) == 1 and flat[0] == pytest.approx(
        results.api_costs.money.of(found.lines["cost_per_active_user"])
    )
    assert chart.annotations
    for note in chart.annotations:
        met = [line for line in models if line[note.category] == pytest.approx(note.value)]
        assert len(met) == 1 and note.value == flat[0]
        for place, value in enumerate(met[0]):
            if place != note.category:
                assert (value > flat[0]) == (place > note.category)


def test_at_the_own_requests_the_lines_have_the_costs_of_the_results(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES["untouched"])
    found = results.seats
    chart = charts.break_even(results, EN)
    place = chart.positions.index(168)
    assert chart.guides[0].at == 168 and plain(chart.guides[0].label) == "Your requests: 168"
    assert [values(series)[place] for series in chart.series] == pytest.approx(
        [
            found.lines["cost_per_active_user"],
            *(found.against[model]["api_cost_per_active_user"] for model in found.compared),
        ]
    )


@pytest.mark.parametrize(
    ("state", "label"), [("untouched", "pay-per-use is cheaper"), ("seats are cheaper", "seats are cheaper")]
)
def test_what_is_cheaper_with_the_own_requests_is_what_the_area_says(
    state: str, label: str, knowledge: Knowledge, today: date
) -> None:
    results = of(knowledge, today, STATES[state])
    found = results.seats
    chart = charts.break_even(results, EN)
    assert chart.area is not None and chart.area.label == label
    place = chart.positions.index(found.inputs["requests_per_active_user_month"])
    upper, lower = (values(chart.series[index])[place] for index in (chart.area.upper, chart.area.lower))
    assert upper > lower


@pytest.mark.parametrize("state", ["nobody active", "no price", "free seats", "no price, nobody active"])
def test_without_two_sides_nothing_is_said_to_be_cheaper(state: str, knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES[state])
    found = results.seats
    chart = charts.break_even(results, EN)
    assert chart.area is None and not chart.annotations
    assert len(chart.series) == found.is_used + len(found.compared)


def test_the_parts_of_a_tier_add_up_to_its_cost(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES["untouched"])
    found = results.seats
    chart = charts.tiers(results, EN)
    assert chart.categories == ("Team", "Add-on to an office suite", "Enterprise") and len(chart.series) == 4
    for place, total in enumerate(chart.totals):
        assert sum(values(series)[place] for series in chart.series) == pytest.approx(total.value)
        assert total.value == pytest.approx(found.tiers[place].lines["seat_cost_per_month"])
    assert [plain(total.note) for total in chart.totals] == ["January 2025", "June 2026", "November 2026, estimate"]
    assert "seat-chatgpt-enterprise" in chart.totals[2].origin.records
    assert plain(chart.title) == "Seats for 1,200 people cost from $49,320 (Team) to $86,988 (Enterprise) a month."


def test_seats_of_the_readers_own_stand_beside_the_tiers(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES["own price"])
    found = results.seats
    chart = charts.tiers(results, EN)
    assert chart.categories[0] == "Your seats" and len(chart.categories) == 4
    assert chart.totals[0].value == pytest.approx(found.cost_per_month) and chart.totals[0].note == "your price"


def test_every_price_of_the_list_stands_with_its_day_its_support_and_who_says_so(
    knowledge: Knowledge, today: date
) -> None:
    results = of(knowledge, today, STATES["untouched"])
    found = results.seats
    chart = charts.prices(results, EN)
    (series,) = chart.series
    assert values(series) == [price.figure.number for price in found.prices]
    table = chart.table()
    by_name = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in table.rows}
    assert by_name["ChatGPT Team, as of 2025"][:3] == ["$30", "January 2025", "$25 to 30"]
    assert by_name["ChatGPT Business, as of 2026"][1] == "2 Apr 2026"
    assert by_name["ChatGPT Enterprise"][4:] == ["assumption", "–"]
    hero = [price.figure.id for price, point in zip(found.prices, series.points, strict=True)
            if point and point.role == "hero"]  # fmt: skip
    assert hero == [price.figure.id for price in found.prices if price.is_latest]
    assert "Not listed, estimated: ChatGPT Enterprise $60" in plain(chart.alternative)


def test_the_tornado_is_measured_in_requests_from_the_break_even(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES["untouched"])
    found = results.seats
    chart = charts.tornado(results, EN)
    base = found.lines["break_even"]
    assert chart.base == base and chart.categories[0] == "Share of active seats"
    assert values(chart.series[0])[0] == pytest.approx(base)
    assert values(chart.series[1])[0] == pytest.approx(-base / 3)
    assert plain(chart.title) == (
        "What counts most: Share of active seats. 50% more or less moves the break-even by up to 31,898 requests."
    )


def test_ranges_of_the_reader_are_measured_from_end_to_end(knowledge: Knowledge, today: date) -> None:
    plain_results = of(knowledge, today, STATES["untouched"])
    ranges = {"price_per_seat_month": Range(low=20, likely=30, high=60)}
    chart = charts.tornado(replace(plain_results, ranges={**plain_results.ranges, "seats": ranges}), EN)
    assert chart.categories == ("Price per seat and month",) and plain(chart.columns[0].cells[0]) == "$20 to 60"
    per_dollar = 1200 / 600 / 0.002577
    assert values(chart.series[0]) == pytest.approx([-10 * per_dollar])
    assert values(chart.series[1]) == pytest.approx([30 * per_dollar])
    assert "Over its range" in chart.title
    no_effect = {"seats": {"requests_per_active_user_month": Range(low=10, likely=168, high=300)}}
    still = charts.tornado(replace(plain_results, ranges=no_effect), EN)
    assert still.title == "None of your ranges moves the break-even."


@pytest.mark.parametrize("state", ["nobody active", "free model", "free seats", "no price"])
def test_without_a_break_even_the_tornado_says_so(state: str, knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, STATES[state])
    chart = charts.tornado(results, EN)
    assert chart.title == "There is no break-even that anything could move."
    assert chart.categories == ()


def test_euros_are_the_same_sums_at_the_rate(knowledge: Knowledge, today: date) -> None:
    euros, dollars = (of(knowledge, today, STATES[state]) for state in ("euros", "untouched"))
    rate = euros.api_costs.money.usd_per_eur

    def sums(chart: Chart) -> list[float]:
        return [value for series in chart.series for value in values(series)]

    for name in ("break_even", "tiers", "prices"):
        there, here = (BUILDERS[name](results, EN) for results in (euros, dollars))
        assert [rate * value for value in sums(there)] == pytest.approx(sums(here))
