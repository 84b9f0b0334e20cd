"""Charts of own servers: their values are those of the results, lines meet where it is said, nothing is overstated."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from lagebild.analysis import ownership as curves
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Chart, Series
from lagebild.charts.contents import build, notes
from lagebild.charts.uses import uses
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import OwnPrice, Range

EN = Language("en")
IDS = tuple(f"self_hosting.{name}" for name in ("volume", "parts", "utilisation", "ownership", "tornado"))
STATES: dict[str, dict[str, Any]] = {
    "untouched": {},
    "both pay": {"inputs": {"self_hosting": {"staff_fte": 0.25}}},
    "four servers": {"inputs": {"self_hosting": {"nodes": 4}}},
    "rented": {"inputs": {"self_hosting": {"acquisition": 1}}},
    "no throughput": {"inputs": {"self_hosting": {"input_tokens_per_second_per_node": 0}}},
    "idle": {"inputs": {"self_hosting": {"utilisation": 0}}},
    "costs nothing": {"inputs": {"self_hosting": dict.fromkeys(
        ("node_price", "electricity_price_per_kwh", "space_cost_per_node_year", "staff_fte"), 0.0)}},
    "volume too large": {"inputs": {"api_costs": {"people": 60_000}}},
    "growing": {"inputs": {"api_costs": {"growth_per_month": 0.1}}},
    "shrinking": {"inputs": {"api_costs": {"growth_per_month": -0.3}}},
    "free": {"prices": {"o1": OwnPrice(input=0, output=0)}},
    "no price": {"as_of": date(2022, 1, 1)},
    "no price, no throughput": {
        "as_of": date(2022, 1, 1), "inputs": {"self_hosting": {"input_tokens_per_second_per_node": 0}}},
    "euros": {"currency": "EUR"},
    "a range": {"inputs": {"self_hosting": {"staff_fte": Range(low=0.25, likely=1.5, high=3)}}},
    "a year only": {"inputs": {"self_hosting": {"useful_life_years": 1}}},
}  # fmt: skip


def of(knowledge: Knowledge, today: date, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), today)


def values(series: Series) -> tuple[float | None, ...]:
    return tuple(None if point is None else point.value for point in series.points)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("id", IDS)
def test_every_chart_can_be_built_and_says_something_in_every_state(
    id: str, state: str, knowledge: Knowledge, today: date
) -> None:
    for code in CODES:
        chart = build(id, of(knowledge, today, **STATES[state]), Language(code))
        assert chart.title and chart.heading and chart.source and chart.alternative
        assert bool(chart.categories) or chart.absent or not chart.series or chart.kind == "tornado"
        assert all(len(series.points) == len(chart.categories) for series in chart.series)


def test_at_break_even_the_two_lines_meet_and_beyond_it_own_servers_are_cheaper(
    knowledge: Knowledge, today: date
) -> None:
    for state in ("untouched", "both pay", "rented", "euros"):
        results = of(knowledge, today, **STATES[state])
        chart = build("self_hosting.volume", results, EN)
        own, o1 = (values(next(one for one in chart.series if one.name in (name, name.replace(" ", NBSP))))
                   for name in ("Own hardware", "OpenAI o1"))  # fmt: skip
        meeting = chart.annotations[0]
        tokens = results.self_hosting.against["o1"]["break_even_tokens_per_month"]
        assert chart.positions[meeting.category] * 1e6 == pytest.approx(tokens)
        for place, (mine, theirs) in enumerate(zip(own, o1, strict=True)):
            assert mine is not None and theirs is not None
            if place == meeting.category:
                assert mine == pytest.approx(theirs) == pytest.approx(meeting.value)
            else:
                assert (mine < theirs) == (place > meeting.category)
        assert chart.area is not None
        assert (chart.series[chart.area.upper].name.replace(NBSP, " "), chart.area.lower) == ("OpenAI o1", 0)


def test_at_the_own_volume_the_lines_have_the_costs_of_the_results(results: Results) -> None:
    chart = build("self_hosting.volume", results, EN)
    own, costs = results.self_hosting, results.api_costs
    place = chart.positions.index(own.lines["own_tokens_per_month"] / 1e6)
    assert chart.guides[0].at == chart.positions[place]
    found = [values(series)[place] for series in chart.series]
    assert found == pytest.approx(
        [own.cost_per_month, *(own.against[model]["api_cost_per_month"] for model in costs.priced)]
    )


def test_own_servers_end_where_they_are_full(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, **STATES["volume too large"])
    chart = build("self_hosting.volume", results, EN)
    capacity = curves.capacity_per_month(results) / 1e9
    assert chart.across_unit == "bn" and [guide.at for guide in chart.guides][1] == pytest.approx(capacity)
    for place, value in zip(chart.positions, values(chart.series[0]), strict=True):
        assert (value is None) == (place > capacity)
    assert [guide.label.split()[0] for guide in chart.guides] == ["Your", "Full"]


def test_what_never_pays_has_no_break_even_and_no_room_for_saving(knowledge: Knowledge, today: date) -> None:
    for state in ("no throughput", "free", "no price", "costs nothing"):
        chart = build("self_hosting.volume", of(knowledge, today, **STATES[state]), EN)
        assert chart.area is None and not chart.annotations, state


def test_the_parts_are_those_of_the_year_the_largest_first(results: Results) -> None:
    chart = build("self_hosting.parts", results, EN)
    (series,) = chart.series
    found = [point.value for point in series.points if point]
    assert found == sorted(found, reverse=True) and len(found) == len(chart.categories) == 5
    assert sum(found) == pytest.approx(results.self_hosting.lines["total_per_year"])
    assert plain(chart.title) == "Largest part of own hardware: Staff, $181,642 of $363,996 a year."


def test_cost_per_token_falls_with_utilisation_and_meets_the_price_at_break_even(results: Results) -> None:
    chart = build("self_hosting.utilisation", results, EN)
    own, *prices = map(values, chart.series)
    assert all(one is not None and other is not None and one > other for one, other in pairwise(own))
    lines = results.self_hosting.lines
    used = chart.positions.index(results.self_hosting.inputs["utilisation"] * 100)
    assert own[used] == pytest.approx(lines["cost_per_million_tokens"]) and chart.guides[0].at == 20
    full = chart.positions.index(100)
    assert own[full] == pytest.approx(lines["total_per_year"] / lines["capacity_tokens_per_year"] * 1e6)
    (meeting,) = chart.annotations
    assert own[meeting.category] == pytest.approx(meeting.value) == pytest.approx(30.652173913)
    assert all(len(set(price)) == 1 for price in prices)


def test_servers_that_are_idle_have_no_guide_and_those_without_throughput_no_line(
    knowledge: Knowledge, today: date
) -> None:
    idle = build("self_hosting.utilisation", of(knowledge, today, **STATES["idle"]), EN)
    assert not idle.guides and idle.title == "Servers that are never used have no cost per token."
    none = build("self_hosting.utilisation", of(knowledge, today, **STATES["no throughput"]), EN)
    assert len(none.series) == 2 and not none.annotations
    nothing = build("self_hosting.utilisation", of(knowledge, today, **STATES["no price, no throughput"]), EN)
    assert not nothing.categories and nothing.absent


def test_what_is_paid_over_the_years_begins_with_the_outlay_and_grows_by_the_running_cost(results: Results) -> None:
    chart = build("self_hosting.ownership", results, EN)
    own = values(chart.series[0])
    lines = results.self_hosting.lines
    assert own[0] == lines["investment"] and chart.positions[0] == 0 and chart.positions[-1] == 5
    assert own[-1] == pytest.approx(lines["investment"] + 5 * lines["running_per_year"])
    o1 = values(chart.series[2])
    assert o1[0] == 0 and o1[-1] == pytest.approx(60 * 26_649)
    assert not chart.annotations  # the outlay comes back in month 98 only


def test_a_payback_within_the_useful_life_is_where_the_lines_cross(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, **STATES["both pay"])
    chart = build("self_hosting.ownership", results, EN)
    (note,) = chart.annotations
    month = curves.payback_month(results, "o1")
    assert month is not None and chart.positions[note.category] == pytest.approx(month / 12)
    own, o1 = values(chart.series[0]), values(chart.series[2])
    for place, (mine, theirs) in enumerate(zip(own, o1, strict=True)):
        assert mine is not None and theirs is not None
        assert (theirs > mine) == (place >= note.category)


def test_servers_written_off_or_outgrown_have_no_further_line(knowledge: Knowledge, today: date) -> None:
    year = build("self_hosting.ownership", of(knowledge, today, **STATES["a year only"]), EN)
    assert [value is None for value in values(year.series[0])] == [place > 1 for place in year.positions]
    grown = of(knowledge, today, **STATES["growing"])
    outgrown = grown.self_hosting.month_outgrown
    assert outgrown is not None
    chart = build("self_hosting.ownership", grown, EN)
    assert [value is None for value in values(chart.series[0])] == [place * 12 >= outgrown for place in chart.positions]
    assert grown.self_hosting.lines["own_share_of_capacity"] * 1.1 ** (outgrown - 1) > 1
    assert grown.self_hosting.lines["own_share_of_capacity"] * 1.1 ** (outgrown - 2) <= 1


def test_a_range_of_the_usage_leaves_the_tornado_to_the_own_inputs(
    results: Results, knowledge: Knowledge, today: date
) -> None:
    ranged = of(knowledge, today, inputs={"api_costs": {"people": Range(low=600, likely=1200, high=9000)}})
    shown, expected = (build("self_hosting.tornado", found, EN) for found in (ranged, results))
    assert shown.series == expected.series and not shown.columns


def test_the_tornado_follows_the_ranges_of_the_reader(results: Results, knowledge: Knowledge, today: date) -> None:
    chart = build("self_hosting.tornado", results, EN)
    assert len(chart.categories) == 4 and chart.categories[0] == "Full-time posts"
    assert chart.base == pytest.approx(results.self_hosting.lines["total_per_year"])
    ranged = build("self_hosting.tornado", of(knowledge, today, **STATES["a range"]), EN)
    assert ranged.categories == ("Full-time posts",) and ranged.columns[0].cells[0].startswith("0.25")
    post = results.self_hosting.inputs["staff_cost_per_fte_year"]
    assert values(ranged.series[0])[0] == pytest.approx(-1.25 * post)
    assert values(ranged.series[1])[0] == pytest.approx(1.5 * post)


def test_half_a_server_is_not_reckoned_with(results: Results) -> None:
    assert not {"nodes", "gpus_per_node", "redundant_nodes"} & {swing.name for swing in curves.swings(results)}


def test_euros_are_the_same_curves_at_the_rate(results: Results, knowledge: Knowledge, today: date) -> None:
    euros = of(knowledge, today, currency="EUR")
    rate = euros.api_costs.money.usd_per_eur

    def sums(chart: Chart) -> list[float]:
        return [value for series in chart.series for value in values(series) if value is not None]

    for id in IDS:
        assert [rate * value for value in sums(build(id, euros, EN))] == pytest.approx(sums(build(id, results, EN)))


def test_the_notes_of_a_slide_explain_and_the_figures_behind_count_as_used(results: Results) -> None:
    assert plain(notes(build("self_hosting.volume", results, EN), results)).count("\n") > 8
    assert "costs" in uses(results, EN)["buy-8xh200-server"]


def test_a_price_of_the_readers_own_is_not_called_well_supported(knowledge: Knowledge, today: date) -> None:
    mine = {"deepseek-r1": OwnPrice(input=1, output=2), "o1": OwnPrice(input=9, output=40)}
    for id in ("self_hosting.volume", "api_costs.comparison"):
        assert build(id, of(knowledge, today, prices=mine), EN).source.endswith("weakest support: assumption")
        one = build(id, of(knowledge, today, prices={"o1": mine["o1"]}), EN).source
        assert "weakest support" in one and "your price for OpenAI" in one


def test_a_source_line_does_not_hide_the_assumptions_among_the_inputs(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today)
    assert {knowledge.standing(id) for id in ("usage-people", "util-default")} == {"assumption"}
    for id in ("self_hosting.volume", "seats.break_even", "training_costs.layers", "api_costs.models"):
        assert build(id, results, EN).source.endswith("weakest support: assumption")
    # what the own run is not given by does not count
    assert build("training_costs.hours", results, EN).source.endswith("weakest support: derived")
    # nothing of the gap is an assumption of Lagebild's; but what Sequoia credits has one publisher
    assert build("revenue_gap.waterfall", results, EN).source.endswith("weakest support: single source")
