"""Waterfalls: what they refuse, where their bars begin and end, what their table says, connectors and labels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.geometry import Layout, Line
from lagebild.charts.layout import GAP, layout
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import COUNTED, Origin, record
from tests.charts.examples import falls, prices, shortfall
from tests.charts.test_layout import SIZES, faults, measure, said

in_both_languages = pytest.mark.parametrize("code", CODES)


def steps(*values: float | str | None, code: Code = "en", **more: object) -> Chart:
    """A row for each value; "sum" is what they have come to, None a gap."""
    points: list[Point | None] = []
    reached = 0.0
    for value in values:
        if value is None:
            points.append(None)
            continue
        is_sum = isinstance(value, str)
        amount = reached if isinstance(value, str) else value
        reached += 0 if is_sum else amount
        label = Language(code).show(amount, COUNTED, "USD bn", sign=not is_sum)
        points.append(Point(value=amount, label=str(label), sum=is_sum))
    return shortfall(code).changed(
        categories=tuple(f"Step {row + 1}" for row in range(len(values))),
        series=(Series(name="Amount", role="comparator", points=tuple(points)),),
        **{"annotations": (), **more},
    )


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def ends(chart: Chart) -> list[tuple[float, float] | None]:
    return [None if stair is None else tuple(stair) for stair in chart.stairs()]


def connectors(placed: Layout) -> list[Line]:
    return [line for line in placed.lines if line.part == "connector"]


# ---- what they are


def test_a_step_begins_where_the_last_one_ended_and_a_sum_on_zero() -> None:
    assert ends(shortfall()) == [
        (0, 150), (150, 300), (300, 600), (0, 600), (600, 530), (530, 499.5), (499.5, 500), (0, 500),
    ]  # fmt: skip


def test_steps_may_cross_zero_and_a_gap_changes_nothing() -> None:
    assert ends(steps(100, -150, None, -10, "sum")) == [(0, 100), (100, -50), None, (-50, -60), (0, -60)]


def test_a_sum_may_be_what_there_was_to_begin_with() -> None:
    first = Point(value=80, label="80", sum=True)
    chart = steps(0, -30, "sum")
    (series,) = chart.series
    opened = (first, series.points[1], Point(value=50, label="50", sum=True))
    assert ends(chart.changed(series=(series.changed(points=opened),))) == [(0, 80), (80, 50), (0, 50)]


def test_a_sum_that_is_not_what_the_steps_come_to_is_refused() -> None:
    chart = shortfall()
    (series,) = chart.series
    wrong = tuple(point.changed(value=599) if row == 3 else point for row, point in enumerate(series.points) if point)
    with pytest.raises(ValidationError, match="is no sum"):
        chart.changed(series=(series.changed(points=wrong),))
    nearly = tuple(
        point.changed(value=600 + 1e-8) if row == 3 else point for row, point in enumerate(series.points) if point
    )
    assert chart.changed(series=(series.changed(points=nearly),)).kind == "waterfall"


def test_steps_that_cancel_each_other_end_at_zero_whatever_their_last_digits() -> None:
    assert 0.1 + 0.2 - 0.3 != 0
    assert ends(steps(0.1, 0.2, -0.3, "sum"))[2:] == [(pytest.approx(0.3), 0), (0, 0)]
    assert ends(steps(1e-12, 2e-12)) == [(0, 1e-12), (1e-12, 3e-12)]


def test_a_waterfall_has_one_series_and_no_totals() -> None:
    (series,) = shortfall().series
    with pytest.raises(ValidationError, match="one series and no totals"):
        shortfall().changed(series=(series, series))
    with pytest.raises(ValidationError, match="one series and no totals"):
        shortfall().changed(totals=series.points, total_name="Total")


def test_other_kinds_have_no_sums() -> None:
    with pytest.raises(ValidationError, match="have no sums"):
        shortfall().changed(kind="bars")


def test_a_sum_is_stored_and_a_step_without_one() -> None:
    assert '"sum"' not in prices().model_dump_json()
    assert shortfall().model_dump_json().count('"sum"') == 2
    assert Chart.model_validate_json(shortfall().model_dump_json()) == shortfall()


# ---- in words


@in_both_languages
def test_the_table_has_the_value_of_each_step_and_the_running_total(code: Code) -> None:
    chart = shortfall(code)
    table = chart.table()
    assert len(table.header) == 3
    assert [row[2] for row in table.values] == [150, 300, 600, 600, 530, 499.5, 500, 500]
    language = Language(code)
    assert table.rows[4][2] == str(language.show(530, COUNTED, "USD bn", 0))
    assert table.rows[5][2] == str(language.show(499.5, COUNTED, "USD bn", 1))
    assert [chart.series[0].points[row].label for row in (3, 7)] == [table.rows[row][2] for row in (3, 7)]  # type: ignore[union-attr]


def test_a_running_total_is_as_exact_as_the_largest_step_so_far() -> None:
    def total(*pairs: tuple[float, str]) -> list[str]:
        points = tuple(Point(value=value, label=label) for value, label in pairs)
        chart = steps(*(value for value, _ in pairs))
        shown = chart.changed(series=(chart.series[0].changed(points=points),))
        return [row[2] for row in shown.table().rows]

    assert total((1.911, "+$1.9bn"), (3.822, "+$3.8bn"), (108.3, "+$108bn")) == ["$1.9bn", "$5.7bn", "$114bn"]
    assert total((20, "+$20bn"), (1.5, "+$1.5bn")) == ["$20bn", "$21.5bn"]  # exact, so nothing is lost
    assert total(
        (0.3, "+$300m"),
    ) == ["$0.30bn"]  # never "$0bn"


def test_a_running_total_comes_from_all_that_led_to_it() -> None:
    chart = shortfall()
    (series,) = chart.series
    known = tuple(point and point.changed(origin=record(f"r{row}")) for row, point in enumerate(series.points))
    origins = [row[2] for row in chart.changed(series=(series.changed(points=known),)).table().origins]
    assert origins[1] == record("r0") | record("r1")
    assert origins[3:5] == [record("r3"), record("r3") | record("r4")]  # a sum stands for what led to it


def test_a_gap_has_no_running_total_and_the_next_step_has() -> None:
    rows = steps(100, None, -40).table()
    assert rows.values[1][1:] == (None, None) and rows.rows[1][1:] == ("–", "–")
    assert rows.values[2][2] == 60


def test_a_reading_says_the_running_total_where_the_mark_does_not() -> None:
    read = [plain(reading.text) for reading in shortfall("en").readings()]
    assert read[0] == "Chips: +$150bn"
    assert read[1] == "Rest of the data centre: +$150bn, running total $300bn"
    assert read[3] == "Revenue needed: $600bn"
    assert read[4] == "Large vendors: −$70bn, estimated, running total $530bn. Source A names only these"
    assert falls().reached() == (None,) * 9


# ---- in their places


def test_bars_stand_at_their_values_in_reading_order() -> None:
    chart = shortfall()
    placed = layout(chart, 800, 420, measure)
    assert [(bar.start, bar.end) for bar in placed.bars] == ends(chart)
    for bar in placed.bars:
        assert bar.box.x == pytest.approx(placed.x(min(bar.start, bar.end)))
        assert bar.box.right == pytest.approx(placed.x(max(bar.start, bar.end)))
    assert all(one.box.bottom < other.box.y for one, other in pairwise(placed.bars))
    assert placed.low == 0


def test_connectors_lead_from_the_end_of_a_bar_to_the_begin_of_the_next() -> None:
    placed = layout(shortfall(), 800, 420, measure)
    lines = connectors(placed)
    assert len(lines) == len(placed.bars) - 1
    for line, (one, other) in zip(lines, pairwise(placed.bars), strict=True):
        assert line.x1 == line.x2 == pytest.approx(placed.x(one.end), abs=1)
        assert (line.y1, line.y2) == (one.box.bottom, other.box.y)
        assert other.end == one.end or other.start == one.end


def test_connectors_pass_gaps_and_steps_of_nothing_and_none_is_drawn_at_zero() -> None:
    gap = layout(steps(100, None, -40), 800, 300, measure)
    (line,) = connectors(gap)
    assert (line.y1, line.y2) == (gap.bars[0].box.bottom, gap.bars[1].box.y)
    still = layout(steps(100, 0, -40), 800, 300, measure)
    into, through = connectors(still)
    assert into.y2 == through.y1 == still.bars[1].box.y
    assert len(connectors(layout(steps(100, -100, 50), 800, 300, measure))) == 1


def test_labels_stand_outside_at_the_upper_end_and_below_zero_at_the_lower_one() -> None:
    placed = layout(steps(100, -150, -30, 60, 90, "sum"), 800, 400, measure)
    values = {word.category: word for word in said(placed, "value")}
    sides = {0: 100, 1: 100, 4: 70, 5: 70}
    for row, end in sides.items():
        assert values[row].box.x == pytest.approx(placed.x(end) + GAP)
    for row, end in {2: -80, 3: -80}.items():
        assert values[row].box.right == pytest.approx(placed.x(end) - GAP)
    assert not faults(placed)


def test_losses_run_to_the_left_with_the_names_at_the_right() -> None:
    placed = layout(steps(-589, -199, 110, "sum"), 800, 300, measure)
    assert placed.high == 0
    assert all(word.box.x > placed.x(0) for word in said(placed, "category"))
    values = {word.category: word for word in said(placed, "value")}
    assert all(
        values[bar.category].box.right == pytest.approx(placed.x(min(bar.start, bar.end)) - GAP) for bar in placed.bars
    )


def test_one_step_and_steps_of_nothing_have_their_names_and_values() -> None:
    (bar,) = layout(steps(5), 640, 120, measure).bars
    assert (bar.start, bar.end) == (0, 5)
    nothing = layout(steps(0, 0, "sum"), 640, 160, measure)
    assert len(said(nothing, "value")) == 3 and not connectors(nothing)
    none = steps()
    assert none.stairs() == () and none.readings() == () and none.table().rows == ()
    assert not layout(none, 640, 160, measure).bars


def test_a_very_small_step_keeps_its_place_and_its_words() -> None:
    chart = steps(1e6, 1e-3, -1e-3, "sum")
    placed = layout(chart, 800, 300, measure)
    assert placed.bars[1].start == placed.bars[0].end and placed.bars[1].end > placed.bars[1].start
    assert len(said(placed, "value")) == 4 and not faults(placed)


@settings(max_examples=200)
@given(
    st.lists(st.one_of(st.none(), st.just("sum"), st.floats(-1e9, 1e9), st.just(0.0)), min_size=1, max_size=14),
    st.sampled_from(SIZES),
)
def test_no_words_overlap_and_every_bar_begins_where_the_last_one_ended(
    values: list[float | str | None], size: tuple[int, int]
) -> None:
    chart = steps(*values)
    placed = layout(chart, *size, measure)
    assert not faults(placed)
    points = [point for point in chart.series[0].points if point is not None]
    reached = 0.0
    for bar, point in zip(placed.bars, points, strict=True):
        assert bar.start == (0 if point.sum else reached)
        reached = bar.end
    assert chart.origin == Origin()
