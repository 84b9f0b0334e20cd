"""Lines: what they refuse and read, both axes, gaps and steps, names apart at the ends, guides, areas, sentences."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.analysis.results import Results
from lagebild.charts.chart import Annotation, Area, Chart, Guide, Point, Series
from lagebild.charts.contents import build
from lagebild.charts.curves import HERO, LEAST, pushed_apart
from lagebild.charts.geometry import Box, Curve, Graph, Layout
from lagebild.charts.layout import layout, least_height
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import record
from tests.charts.examples import break_even, event_window, monthly_costs, price_steps
from tests.charts.test_layout import faults, measure, overlaps, said

SIZES = ((420, 300), (700, 400), (1200, 600))
FIELDS = ("positions", "across", "across_unit", "logarithmic_across", "step", "from_zero", "guides", "area")

in_both_languages = pytest.mark.parametrize("code", CODES)
at_every_size = pytest.mark.parametrize("size", SIZES)
every_example = pytest.mark.parametrize("example", [break_even, price_steps, event_window])


def graph(placed: Layout) -> Graph:
    assert placed.graph is not None
    return placed.graph


def curve(placed: Layout, series: int) -> Curve:
    return next(one for one in graph(placed).curves if one.series == series)


def simple(*rows: tuple[float | None, ...], positions: tuple[float, ...] = (), **more: object) -> Chart:
    """Lines through these values, named A, B, …"""
    count = len(rows[0])
    series = tuple(
        Series(
            name=chr(65 + at), role="comparator",
            points=tuple(None if value is None else Point(value=value, label=f"{value:g}") for value in row),
        )
        for at, row in enumerate(rows)
    )  # fmt: skip
    fields: dict[str, object] = {
        "id": "made", "kind": "lines", "topic": "made", "title": "t", "heading": "h", "subtitle": "why not",
        "categories": tuple(f"at {at}" for at in range(count)), "series": series, "unit": "", "category_name": "c",
        "positions": positions or tuple(map(float, range(count))), "source": "q", "alternative": "a", "language": "en",
    }  # fmt: skip
    return Chart(**(fields | more))  # type: ignore[arg-type]


# ---- what they are


def test_a_line_needs_a_position_for_every_category_rising() -> None:
    with pytest.raises(ValidationError, match="fit the categories"):
        simple((1.0, 2.0), positions=(1.0,))
    with pytest.raises(ValidationError, match="do not rise"):
        simple((1.0, 2.0), positions=(1.0, 1.0))


def test_a_logarithmic_axis_refuses_zero_and_dates() -> None:
    with pytest.raises(ValidationError, match="no place for zero"):
        simple((1.0, 2.0), logarithmic_across=True)
    with pytest.raises(ValidationError, match="no place for zero"):
        simple((1.0, 2.0), positions=(1.0, 2.0), logarithmic_across=True, guides=(Guide(at=-1, label="g"),))
    with pytest.raises(ValidationError, match="dates"):
        simple((1.0, 2.0), positions=(1.0, 2.0), logarithmic_across=True, across="date")


@pytest.mark.parametrize(("upper", "lower"), [(0, 0), (0, 2), (-1, 0)])
def test_an_area_lies_between_two_series(upper: int, lower: int) -> None:
    with pytest.raises(ValidationError, match="two series"):
        simple((1.0, 2.0), (2.0, 1.0), area=Area(upper=upper, lower=lower, label="room"))


@pytest.mark.parametrize(
    "field",
    [{"positions": (1.0, 2.0)}, {"guides": (Guide(at=1, label="g"),)}, {"area": Area(upper=0, lower=1, label="")}],
)
def test_positions_guides_and_areas_are_for_lines_alone(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="no positions, guides or areas"):
        monthly_costs().changed(**field)


def test_what_is_not_there_is_not_stored_and_all_else_comes_back() -> None:
    stored = json.loads(monthly_costs().model_dump_json())
    assert not set(FIELDS) & set(stored) and "faint" not in stored["series"][0]
    for example in (break_even, price_steps, event_window):
        assert Chart.model_validate_json(example().model_dump_json()) == example()


def test_the_origin_holds_guides_and_area() -> None:
    chart = simple(
        (1.0, 2.0), (2.0, 1.0), guides=(Guide(at=0, label="g", origin=record("g")),),
        area=Area(upper=0, lower=1, label="a", origin=record("a")),
    )  # fmt: skip
    assert set(chart.origin.records) == {"g", "a"}


def test_a_position_is_read_once_with_the_values_of_all_named_lines() -> None:
    chart = event_window("en", days=60)
    read = chart.readings()
    assert len(read) == 60 and all(reading.series == -1 for reading in read)
    assert read[0].text == (
        f"16{NBSP}Dec{NBSP}2024: Nvidia 100.0, Broadcom 102.5, Microsoft 103.6, S&P 500 100.7, Nasdaq-100 95.5"
    )
    assert "Share 6" not in " ".join(reading.text for reading in read)
    paused = next(reading.text for reading in read if reading.category == chart.annotations[0].category + 9)
    assert "Broadcom" not in paused and "Nvidia" in paused


def test_guides_and_sentences_are_read_where_they_stand() -> None:
    chart = break_even("en")
    at = {reading.category: reading.text for reading in chart.readings()}
    used = chart.positions.index(869.0)
    assert at[used].endswith(f". Your volume: 869{NBSP}m")
    assert at[chart.annotations[0].category].endswith(chart.annotations[0].text)
    assert sum("Your volume" in text for text in at.values()) == 1


def test_a_span_is_read_at_the_position_nearest_to_its_middle() -> None:
    chart = simple((1.0, 2.0, 3.0), guides=(Guide(at=0.6, until=2.0, label="A while"),))
    assert [reading.category for reading in chart.readings() if "A while" in reading.text] == [1]
    with pytest.raises(ValidationError, match="before it begins"):
        Guide(at=2.0, until=2.0, label="A while")
    assert "until" not in json.loads(Guide(at=2.0, label="A day").model_dump_json())
    assert Chart.model_validate_json(chart.model_dump_json()) == chart


def test_a_span_is_as_wide_as_it_lasts_and_its_words_stand_on_it() -> None:
    chart = simple((1.0, 2.0, 1.0, 2.0), guides=(Guide(at=1.0, until=2.0, label="A while"),))
    placed = layout(chart, 700, 400, measure)
    (post,), (words,) = graph(placed).posts, said(placed, "guide")
    assert (post.x, post.x + post.width) == pytest.approx((placed.x(1), placed.x(2)))
    assert post.top <= words.box.y and words.box.bottom <= placed.plot.y and post.bottom == placed.plot.bottom
    assert words.box.x + words.box.width / 2 == pytest.approx(placed.x(1.5))
    assert [word.text for word in said(placed, "end")] == ["A 2"]  # no value is used there


def test_a_span_beyond_the_positions_is_on_the_axis() -> None:
    placed = layout(simple((1.0, 2.0), guides=(Guide(at=0.5, until=3.0, label="on"),)), 420, 300, measure)
    assert placed.high == 3 and not faults(placed)


def test_a_position_without_named_values_is_not_read() -> None:
    chart = simple((1.0, None, 3.0), guides=(Guide(at=1.0, label="here"),))
    assert [reading.category for reading in chart.readings()] == [0, 2]
    assert sum("here" in reading.text for reading in chart.readings()) == 1


# ---- in their places


def test_by_hand() -> None:
    placed = layout(simple((0.0, 10.0, 5.0), from_zero=True), 500, 300, measure)
    # "10" is two characters of six, the gap eight; "A 5" three of six, 18 before it, in steps of four
    assert placed.plot == Box(20, 8, 500 - 20 - 36, 300 - 8 - 24)
    assert (placed.low, placed.high) == (0, 2)
    (run,) = curve(placed, 0).runs
    assert run == ((20, 276), (20 + 222, 8), (20 + 444, 142))
    assert [word.text for word in said(placed, "tick") if word.anchor == "end"] == ["0", "2", "4", "6", "8", "10"]
    (name,) = said(placed, "end")
    assert (name.text, name.box.x) == ("A 5", 464 + 18)


@every_example
@in_both_languages
@at_every_size
def test_lines_run_through_their_values(example: object, code: Code, size: tuple[int, int]) -> None:
    chart = example(code)  # type: ignore[operator]
    placed = layout(chart, *size, measure)
    for at, series in enumerate(chart.series):
        places = {place for run in curve(placed, at).runs for place in run}
        for position, point in zip(chart.positions, series.points, strict=True):
            if point is not None:
                wanted = (placed.x(position), placed.y(point.value))
                assert min(abs(x - wanted[0]) + abs(y - wanted[1]) for x, y in places) < 1e-6


@every_example
@in_both_languages
@at_every_size
def test_no_words_are_cut_or_over_others_or_over_a_line(example: object, code: Code, size: tuple[int, int]) -> None:
    chart = example(code)  # type: ignore[operator]
    placed = layout(chart, *size, measure)
    assert not faults(placed)
    upright = [Box(post.x - 0.5, post.top, 1, post.bottom - post.top) for post in graph(placed).posts]
    for word, line in product(placed.words, upright):
        assert not overlaps(word.box, line), word
    for word in (*said(placed, "annotation"), *said(placed, "area")):
        for one in graph(placed).curves:
            if not one.faint:
                assert not any(crosses(word.box, run) for run in one.runs), word.text


def crosses(box: Box, run: tuple[tuple[float, float], ...]) -> bool:
    """Whether a line comes into a box, by looking at every half pixel of it."""
    for (x1, y1), (x2, y2) in pairwise(run):
        steps = max(2, int(2 * max(abs(x2 - x1), abs(y2 - y1))))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            if box.x < x < box.right and box.y < y < box.bottom:
                return True
    return False


def test_the_hero_is_the_thickest_and_last_and_indices_are_dashed() -> None:
    placed = layout(break_even(), 700, 400, measure)
    assert graph(placed).curves[-1].role == "hero" and graph(placed).curves[-1].width == HERO
    assert not any(one.dashes for one in graph(placed).curves)
    window = graph(layout(event_window(), 700, 400, measure)).curves
    dashes = [one.dashes for one in window if one.role == "index"]
    assert all(dashes) and len(set(dashes)) == 2
    faint = [at for at, one in enumerate(window) if one.faint]
    assert faint == list(range(27)) and max(window[at].width for at in faint) < 1.6


def test_a_gap_stays_a_gap() -> None:
    chart = event_window()
    broadcom = curve(layout(chart, 700, 400, measure), 1)
    count = sum(point is not None for point in chart.series[1].points)
    assert len(broadcom.runs) == 2 and sum(map(len, broadcom.runs)) == count == len(chart.categories) - 3
    placed = layout(simple((1.0, None, 2.0, None)), 400, 300, measure)
    assert [len(run) for run in curve(placed, 0).runs] == [1, 1]


def test_a_step_holds_its_value_to_the_next_position_and_to_a_gap() -> None:
    placed = layout(simple((1.0, 3.0, None, 2.0), step=True), 400, 300, measure)
    x, y = [placed.x(at) for at in range(4)], {value: placed.y(value) for value in (1, 2, 3)}
    first, second = curve(placed, 0).runs
    assert first == ((x[0], y[1]), (x[1], y[1]), (x[1], y[3]), (x[2], y[3]))
    assert second == ((x[3], y[2]),)


def test_values_begin_at_zero_where_that_is_asked_for_alone() -> None:
    values = (98.0, 101.0, 99.0)
    assert graph(layout(simple(values), 400, 300, measure)).low > 90
    assert graph(layout(simple(values, from_zero=True), 400, 300, measure)).low == 0
    assert graph(layout(simple((-5.0, -2.0), from_zero=True), 400, 300, measure)).high == 0


def test_values_that_are_as_good_as_equal_are_a_level_line() -> None:
    placed = layout(simple((1e6, 1e6 + 1e-9)), 400, 300, measure)
    assert graph(placed).high - graph(placed).low > 1000 and not faults(placed)


def test_the_first_tick_of_values_is_at_the_end_of_the_axis() -> None:
    for low in (81.5, 82.5, -3.7):
        placed = layout(simple((low, low + 23)), 700, 400, measure)
        assert graph(placed).low / graph(placed).step == pytest.approx(round(graph(placed).low / graph(placed).step))


# ---- across


@in_both_languages
@pytest.mark.parametrize("width", [320, 420, 700, 1200, 1900])
@pytest.mark.parametrize("days", [1, 5, 60, 400, 2000, 9600])
def test_ticks_of_dates_stand_apart_at_whole_days_months_and_years(code: Code, width: int, days: int) -> None:
    first = date(2000, 1, 31).toordinal()
    chart = simple((1.0, 2.0), positions=(float(first), float(first + days)), across="date", language=code)
    placed = layout(chart, width, 300, measure)
    words = [word for word in said(placed, "tick") if word.anchor == "middle"]
    assert len(words) >= 2 or days < 5
    assert all(one.box.right + 8 < other.box.x for one, other in pairwise(words))
    for tick in placed.ticks:
        day = date.fromordinal(int(tick.value))
        assert str(day.year) in tick.label if days >= 2000 else tick.label
        if days >= 2000:
            assert day.day == 1


def test_dates_are_named_by_month_or_year() -> None:
    ends = tuple(float(date(*day).toordinal()) for day in ((2025, 1, 1), (2025, 12, 31)))
    labels = [tick.label for tick in layout(simple((1.0, 2.0), positions=ends, across="date"), 700, 300, measure).ticks]
    assert labels[:2] in ([f"Jan{NBSP}2025", f"Feb{NBSP}2025"], [f"Jan{NBSP}2025", f"Mar{NBSP}2025"])
    far = (float(date(2000, 1, 31).toordinal()), float(date(2026, 10, 31).toordinal()))
    years = [tick.label for tick in layout(simple((1.0, 2.0), positions=far, across="date"), 700, 300, measure).ticks]
    assert years in (["2002", "2004", "2006"], ["2005", "2010", "2015", "2020", "2025"]) or len(years) > 5


def test_numbers_say_their_unit_at_the_last_tick_and_signs_at_every_one() -> None:
    labels = [tick.label for tick in layout(break_even("en"), 420, 300, measure).ticks]
    assert labels == ["0", "500", "1,000", f"1,500{NBSP}m"]
    shares = simple((1.0, 2.0), positions=(0.05, 1.0), across_unit="share")
    assert [tick.label for tick in layout(shares, 700, 300, measure).ticks][:2] == ["0%", "20%"]


def test_a_logarithmic_axis_gives_every_decade_the_same_room() -> None:
    chart = simple((3.0, 2.0, 1.0), positions=(1e7, 1e8, 1e10), logarithmic_across=True, across_unit="token")
    placed = layout(chart, 700, 300, measure)
    decade = placed.x(1e8) - placed.x(1e7)
    assert placed.x(1e9) - placed.x(1e8) == pytest.approx(decade) and placed.x(1e10) == pytest.approx(placed.plot.right)
    labels = {tick.value: tick.label for tick in placed.ticks}
    assert (labels[1e7], labels[1e9]) == (f"10{NBSP}m", f"1{NBSP}bn") and labels[1e10] == f"10{NBSP}bn"
    assert not faults(placed)


# ---- names, guides, areas, sentences


def test_names_at_the_ends_are_pushed_apart_in_the_order_of_the_lines() -> None:
    chart = simple(*((50.0, 50.0 + at / 10) for at in range(6)), (0.0, 100.0))
    names = sorted(said(layout(chart, 420, 300, measure), "end"), key=lambda word: word.box.y)
    assert [word.text[0] for word in names] == ["G", "F", "E", "D", "C", "B", "A"]
    assert all(one.box.bottom <= other.box.y for one, other in pairwise(names))


def test_a_name_that_is_pushed_away_has_a_leader() -> None:
    placed = layout(simple(*((50.0, 50.0 + at / 10) for at in range(6)), (0.0, 100.0)), 420, 300, measure)
    moved = [word for word in said(placed, "end") if word.category >= 0]
    ends = {leader.y2: leader for leader in graph(placed).leaders}
    assert len(ends) >= 4
    for leader in graph(placed).leaders:
        assert any(word.box.y <= leader.y2 <= word.box.bottom and word.box.x > leader.x2 for word in moved)


@given(
    st.lists(st.tuples(st.floats(-50, 350), st.floats(10, 32)), max_size=9).map(lambda rows: sorted(rows)),
)
def test_what_is_pushed_apart_keeps_its_order_and_its_room(rows: list[tuple[float, float]]) -> None:
    wanted, heights = [row[0] for row in rows], [row[1] for row in rows]
    middles = pushed_apart(wanted, heights, 0, 300)
    ends = [(middle - height / 2, middle + height / 2) for middle, height in zip(middles, heights, strict=True)]
    assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(ends))
    assert all(top >= -1e-6 and bottom <= 300 + 1e-6 for top, bottom in ends)
    if all(one[0] + one[1] / 2 <= other[0] - other[1] / 2 for one, other in pairwise(rows)) and all(
        row[1] / 2 <= row[0] <= 300 - row[1] / 2 for row in rows
    ):
        assert middles == pytest.approx(wanted)


def test_a_line_that_ends_early_has_its_name_beside_its_end_clear_of_other_lines() -> None:
    ends = [None] * 6
    chart = simple((1.0, 2.0, 4.0, 6.0, *ends), (1.0, 1.5, 2.0, 2.5, *ends), (*(3.0 for _ in range(9)), 9.0))
    placed = layout(chart, 700, 400, measure)
    names = {word.series: word.box for word in said(placed, "end")}
    assert {*names} == {0, 1, 2} and names[2].x > placed.plot.right and not graph(placed).leaders
    for at, value in ((0, 6.0), (1, 2.5)):
        x, y = placed.x(3.0), placed.y(value)
        assert abs(names[at].x - x) < 60 and abs(names[at].y + names[at].height / 2 - y) < 40
    assert not faults(placed)


def test_only_named_lines_have_names() -> None:
    placed = layout(event_window(), 700, 400, measure)
    assert {word.series for word in said(placed, "end")} == set(range(5))


def test_too_many_names_leave_out_indices_first() -> None:
    chart = event_window(series=5)
    placed = layout(chart, 420, 85, measure)
    named = {word.series for word in said(placed, "end")}
    assert len(named) < 5 and not faults(placed) and 0 in named


@in_both_languages
def test_a_guide_stands_at_its_value_with_its_words_above_and_the_values_beside(code: Code) -> None:
    chart = break_even(code)
    placed = layout(chart, 700, 400, measure)
    (post,) = graph(placed).posts
    (label,) = said(placed, "guide")
    assert post.x == pytest.approx(placed.x(869)) and post.bottom == placed.plot.bottom
    assert label.text == chart.guides[0].label and label.box.bottom <= placed.plot.y
    used = chart.positions.index(869.0)
    values = {word.series: word for word in said(placed, "value")}
    assert {at: word.text for at, word in values.items()} == {
        at: series.points[used].label for at, series in enumerate(chart.series) if series.points[used]  # type: ignore[union-attr]
    }  # fmt: skip
    assert [word.text for word in said(placed, "head")] and not said(placed, "end")


def test_words_of_a_guide_stand_clear_of_the_line_of_another_in_the_row_above() -> None:
    guides = (Guide(at=1.0, label="Break-even at 1"), Guide(at=0.95, label="You reckon with 0.95"))
    placed = layout(simple((1.0, 2.0, 3.0), positions=(0.0, 1.0, 2.0), guides=guides), 700, 400, measure)
    for word, post in product(said(placed, "guide"), graph(placed).posts):
        assert not (word.box.x < post.x < word.box.right and post.top < word.box.y)


def test_a_value_that_a_line_runs_through_interrupts_it() -> None:
    """A low line under a curve that falls towards it: beside the guide no place is clear of both."""
    across = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
    falling, low = tuple(160 / at for at in across), tuple(1.1 for _ in across)
    chart = simple(falling, low, positions=across, logarithmic_across=True, guides=(Guide(at=20, label="here"),))
    values = {word.series: word for word in said(layout(chart, 700, 380, measure), "value")}
    assert values[1].filled and not values[0].filled


def test_a_guide_beyond_the_positions_is_on_the_axis() -> None:
    placed = layout(
        simple((1.0, 2.0), guides=(Guide(at=40, label="far"), Guide(at=41, label="also far"))), 420, 300, measure
    )
    assert placed.high == 41 and len(graph(placed).posts) == 2 and not faults(placed)


def test_the_area_begins_where_the_lines_cross() -> None:
    chart = break_even("en")
    placed = layout(chart, 1200, 600, measure)
    (area,) = graph(placed).areas
    crossing = (placed.x(chart.positions[chart.annotations[0].category]), placed.y(15974))
    assert min(area) == pytest.approx(crossing, abs=0.5)
    assert max(x for x, _ in area) == pytest.approx(placed.plot.right)
    (words,) = said(placed, "area")
    assert words.box.x > crossing[0] and words.box.bottom < crossing[1]


def test_an_area_crossed_between_two_positions_begins_there() -> None:
    chart = simple((0.0, 10.0), (5.0, 5.0), area=Area(upper=0, lower=1, label="room"))
    placed = layout(chart, 700, 400, measure)
    (area,) = graph(placed).areas
    assert min(x for x, _ in area) == pytest.approx(placed.x(0.5))
    apart = simple((0.0, 1.0), (5.0, 5.0), area=Area(upper=0, lower=1, label="room"))
    assert not graph(layout(apart, 700, 400, measure)).areas and not said(layout(apart, 700, 400, measure), "area")


def test_a_gap_divides_an_area() -> None:
    chart = simple((6.0, 7.0, None, 8.0, 9.0), (5.0,) * 5, area=Area(upper=0, lower=1, label="room"))
    placed = layout(chart, 700, 400, measure)
    assert len(graph(placed).areas) == 2


def test_a_sentence_is_tied_to_its_value_by_a_ring_and_a_leader() -> None:
    chart = event_window("en")
    placed = layout(chart, 1200, 600, measure)
    note = chart.annotations[0]
    (ring,) = (spot for spot in graph(placed).spots if spot.form == "ring")
    assert (ring.x, ring.y) == (placed.x(chart.positions[note.category]), placed.y(note.value))
    words = said(placed, "annotation")
    assert " ".join(word.text for word in words) == note.text
    leader = next(one for one in graph(placed).leaders if one.ink == "loss.text")
    assert abs(leader.x1 - ring.x) + abs(leader.y1 - ring.y) < 12
    assert any(
        word.box.x - 5 <= leader.x2 <= word.box.right + 5 and word.box.y - 5 <= leader.y2 <= word.box.bottom + 5
        for word in words
    )


@pytest.mark.parametrize("size", [(620, 240), (900, 250), (1125, 265), (1125, 440)])
@in_both_languages
def test_no_leader_runs_through_words(code: Code, size: tuple[int, int], results: Results) -> None:
    placed = layout(build("market.window", results, Language(code)), *size, measure)
    for leader, word in product(graph(placed).leaders, placed.words):
        parts = ((leader.x1 + (leader.x2 - leader.x1) * at / 50, leader.y1 + (leader.y2 - leader.y1) * at / 50)
                 for at in range(51))  # fmt: skip
        box = word.box
        assert not any(box.x < x < box.right and box.y < y < box.bottom for x, y in parts), word.text


def test_at_ends_that_lie_close_the_hero_is_on_top(results: Results) -> None:
    ends = [spot for spot in graph(layout(build("market.dotcom", results, Language("en")), 900, 300, measure)).spots
            if spot.form == "end"]  # fmt: skip
    assert [spot.role for spot in ends if spot.category == ends[-1].category][-1] == "hero"


# ---- what is missing


@pytest.mark.parametrize("size", [(320, 180), *SIZES])
def test_without_any_value_one_sentence_says_why(size: tuple[int, int]) -> None:
    placed = layout(simple((None, None)), *size, measure)
    assert [word.text for word in placed.words] == ["why not"] and placed.graph is None
    assert said(layout(simple((None,), absent="No prices."), *size, measure), "absent")[0].text == "No prices."


def test_the_least_height_holds_names_and_values() -> None:
    assert least_height(break_even()) == LEAST
    placed = layout(break_even("de"), 420, LEAST, measure)
    assert not faults(placed) and len(said(placed, "head")) == 3 and said(placed, "guide")


VALUE = st.one_of(st.none(), st.floats(-1e6, -0.01), st.floats(0.01, 1e6), st.floats(0.001, 1), st.just(0.0))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(1, 8))
    rows = draw(st.lists(st.lists(VALUE, min_size=count, max_size=count).map(tuple), min_size=2, max_size=6))
    dated = draw(st.booleans())
    low = 1.0 if not dated else float(date(2000, 1, 1).toordinal())
    gaps = draw(st.lists(st.sampled_from((1.0, 3.0, 400.0)), min_size=count, max_size=count))
    positions = tuple(low + sum(gaps[: at + 1]) for at in range(count))
    values = [value for row in rows for value in row if value is not None]
    more: dict[str, object] = {}
    if draw(st.booleans()):
        more["guides"] = (
            Guide(at=positions[0], label="Your volume: 869 m"),
            Guide(at=positions[-1] + 2, label="Limit"),
        )
    if draw(st.booleans()):
        more["area"] = Area(upper=0, lower=1, label="room for saving")
    if values and draw(st.booleans()):
        note = Annotation(
            category=draw(st.integers(0, count - 1)), value=values[0], text="A sentence about it", role="loss"
        )
        more["annotations"] = (note,)
    return simple(
        *rows, positions=positions, across="date" if dated else "number", step=draw(st.booleans()),
        from_zero=draw(st.booleans()), logarithmic_across=not dated and draw(st.booleans()), **more,
    )  # fmt: skip


@settings(max_examples=300)
@given(charts(), st.sampled_from(((320, 180), *SIZES)))
def test_no_words_overlap_and_no_line_leaves_the_plot(chart: Chart, size: tuple[int, int]) -> None:
    placed = layout(chart, *size, measure)
    assert not faults(placed)
    for one in placed.graph.curves if placed.graph else ():
        for x, y in (place for run in one.runs for place in run):
            assert placed.plot.x - 0.5 <= x <= placed.plot.right + 0.5
            assert placed.plot.y - 0.5 <= y <= placed.plot.bottom + 0.5


def test_where_lines_meet_at_a_guide_one_number_is_said() -> None:
    chart = simple((1.0, 2.0, 5.0), (2.0, 2.0, 2.0), guides=(Guide(at=1.0, label="even"), Guide(at=2.0, label="here")))
    placed = layout(chart, 700, 400, measure)
    assert [(word.category, word.text) for word in said(placed, "value")] == [(1, "2")]
    # where they end there, their names say it
    assert sorted(word.text for word in said(placed, "end")) == ["A 5", "B 2"]
