"""Ranges: what they refuse, what their table says, and dots, bars, labels and the guide in their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.charts.axis import axis_about
from lagebild.charts.chart import Annotation, Chart, Point, Series
from lagebild.charts.geometry import Box
from lagebild.charts.layout import GAP, layout, least_height
from lagebild.charts.ranges import DOT
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import COUNTED, record
from tests.charts.examples import budgets, losses, prices
from tests.charts.test_layout import SIZES, faults, measure, said

in_both_languages = pytest.mark.parametrize("code", CODES)


def ledger(*ends: tuple[float, float], used: int | None = 0, note: str = "", **more: object) -> Chart:
    """A chart with a row for each pair of ends; equal ones are a value."""
    language = Language("de")
    points = tuple(
        Point(
            value=low,
            high=high if high > low else None,
            label=str(language.show_range(low, high, COUNTED, "USD")),
            note=note,
            role="hero" if row == used else None,
        )
        for row, (low, high) in enumerate(ends)
    )
    return losses().changed(
        categories=tuple(f"Quelle {row + 1}" for row in range(len(ends))),
        series=(Series(name="Angabe", role="comparator", points=points),),
        unit="USD",
        **more,
    )


# ---- what they are


def test_an_upper_end_below_the_value_is_refused() -> None:
    with pytest.raises(ValidationError, match="is below"):
        Point(value=593, high=589, label="593 bis 589")
    assert Point(value=593, high=593, label="593").end == 593


def test_two_marks_in_one_row_are_refused() -> None:
    chart = budgets()
    twice = tuple(series.changed(points=chart.series[1].points) for series in chart.series)
    with pytest.raises(ValidationError, match="two marks in one category"):
        chart.changed(series=twice)


def test_other_kinds_have_no_upper_ends() -> None:
    with pytest.raises(ValidationError, match="no upper ends"):
        losses().changed(kind="bars")


def test_a_value_is_stored_without_an_upper_end_and_a_range_comes_back_with_it() -> None:
    assert "high" not in prices().model_dump_json()
    assert Chart.model_validate_json(losses().model_dump_json()) == losses()


@in_both_languages
def test_the_table_has_a_column_of_upper_ends(code: Code) -> None:
    chart = losses(code)
    table = chart.table()
    assert table.header[:2] == (chart.category_name, chart.series[0].name) and len(table.header) == 3
    assert [row[1:] for row in table.values] == [(589, None), (589, 593), (593, None), (596, None)]
    assert table.rows[1][1:] == (chart.series[0].points[1].label, str(Language(code).show(593, COUNTED, "USD bn")))  # type: ignore[union-attr]
    assert [row[2] for row in table.rows][::2] == ["–", "–"]


def test_an_upper_end_is_known_from_where_its_range_is() -> None:
    chart = losses()
    (series,) = chart.series
    known = tuple(point and point.changed(origin=record("nvidia-loss")) for point in series.points)
    origins = chart.changed(series=(series.changed(points=known),)).table().origins
    assert [row[2] for row in origins] == [None, record("nvidia-loss"), None, None]


def test_a_ledger_of_values_has_no_column_of_upper_ends() -> None:
    assert len(ledger((5, 5), (6, 6)).table().header) == 2


@in_both_languages
def test_a_reading_says_both_ends_and_what_is_counted(code: Code) -> None:
    chart = losses(code)
    point = chart.series[0].points[1]
    assert point is not None and "589" in point.label and "593" in point.label
    assert chart.readings()[1].text == f"{chart.categories[1]}: {point.label}, {point.note}"


# ---- the axis


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [
        (589, 596, (588, 597)),  # alike: room at both sides
        (40.7, 778, (0, 800)),  # far apart: from zero
        (1.43, 50, (0, 50)),
        (30, 90, (20, 100)),  # just a third is not below a third
        (29, 90, (0, 90)),
        (-596, -589, (-597, -588)),
        (-90, -29, (-90, 0)),
        (-2, 5, (-2, 5)),
        (0, 0, (0, 1)),
    ],
)
def test_the_axis_has_zero_only_where_values_are_far_apart(
    low: float, high: float, limits: tuple[float, float]
) -> None:
    assert axis_about(low, high, 6)[:2] == limits


def test_one_value_stands_in_the_middle_of_an_axis_about_it() -> None:
    low, high, _ = axis_about(593, 593, 6)
    assert 0 < low < 593 < high and abs((593 - low) / (high - low) - 0.5) < 0.2


def test_there_is_a_zero_line_only_where_there_is_a_zero() -> None:
    assert not [line for line in layout(losses(), 800, 340, measure).lines if line.part == "zero"]
    placed = layout(budgets(), 800, 340, measure)
    (zero,) = (line for line in placed.lines if line.part == "zero")
    assert zero.x1 == pytest.approx(placed.plot.x)


# ---- in their places


def test_dots_stand_at_the_ends_and_a_bar_between_them() -> None:
    placed = layout(losses(), 800, 340, measure)
    one, range_, *_ = placed.bars
    assert (one.box.width, one.start, one.end) == (0, 589, 589)
    assert (range_.start, range_.end) == (589, 593)
    assert range_.box.width == pytest.approx(placed.x(593) - placed.x(589))
    dots = [dot.box for dot in placed.dots if dot.category == 1]
    assert [dot.x + dot.width / 2 for dot in dots] == pytest.approx([placed.x(589), placed.x(593)])
    assert all((dot.width, dot.height) == (DOT, DOT) for dot in dots)
    assert range_.box.height < DOT
    assert range_.box.y + range_.box.height / 2 == dots[0].y + DOT / 2
    assert [dot.role for dot in placed.dots] == ["comparator", "hero", "hero", "comparator", "comparator"]
    assert len([dot for dot in placed.dots if dot.category == 0]) == 1


def test_a_label_follows_the_upper_end_and_its_note_the_label() -> None:
    placed = layout(losses(), 800, 340, measure)
    value = next(word for word in said(placed, "value") if word.category == 1)
    note = next(word for word in said(placed, "note") if word.category == 1)
    assert value.text.replace(NBSP, " ") == "589 bis 593 Mrd. $"
    assert value.box.x == pytest.approx(placed.x(593) + DOT / 2 + GAP)
    assert (value.ink, note.ink) == ("hero.text", "text2") and note.box.x > value.box.right


def test_labels_of_negative_values_stand_at_the_right_too() -> None:
    placed = layout(ledger((-18, -16), (-17, -17), (-1, -1)), 800, 340, measure)
    right = {dot.category: dot.box.right for dot in placed.dots}
    assert all(word.box.x > right[word.category] for word in said(placed, "value"))
    assert all(word.box.right < placed.plot.x for word in said(placed, "category"))


def test_notes_give_way_where_there_is_little_room() -> None:
    chart = ledger((400, 700), (500, 500), note="was die Quelle zählt, in vielen Worten")
    assert said(layout(chart, 1200, 300, measure), "note")
    narrow = layout(chart, 360, 300, measure)
    assert not said(narrow, "note") and len(said(narrow, "value")) == 2


def test_the_guide_is_a_pale_band_over_the_range_that_is_used() -> None:
    placed = layout(losses(), 800, 340, measure)
    assert placed.guide is not None and placed.guide.is_band and placed.guide.ink == "accent_tint"
    assert placed.guide.box == Box(placed.x(589), placed.plot.y, placed.x(593) - placed.x(589), placed.plot.height)


def test_the_guide_is_a_thin_line_at_the_value_that_is_used() -> None:
    placed = layout(budgets(), 800, 340, measure)
    assert placed.guide is not None and not placed.guide.is_band and placed.guide.ink == "hero.fill"
    x, y, width, height = placed.guide.box
    assert (x + width / 2, width) == (pytest.approx(placed.x(40.7)), 1)
    assert (y, height) == (placed.plot.y, placed.plot.height)


def test_without_a_used_value_there_is_no_guide() -> None:
    assert layout(ledger((5, 6), (7, 7), used=None), 800, 340, measure).guide is None


def test_long_names_are_wrapped() -> None:
    long = "Nachrichtenagentur nach dem Bericht einer Zeitung"
    placed = layout(losses().changed(categories=("A", long, "B", "C")), 640, 340, measure)
    lines = [word.text for word in said(placed, "category") if word.category == 1]
    assert len(lines) > 1 and " ".join(lines) == long
    assert not faults(placed)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 26])
def test_every_mark_has_its_name_and_value_from_the_least_height_on(count: int) -> None:
    chart = ledger(*((500.0 + row, 501.0 + row * 2) for row in range(count)))
    placed = layout(chart, 640, least_height(chart), measure)
    assert len(said(placed, "category")) == len(said(placed, "value")) == count
    assert not faults(placed)


VALUES = st.one_of(st.just(0.0), st.floats(0.0001, 1000), st.floats(1000, 1e6), st.floats(-1e6, -0.0001))


@settings(max_examples=300)
@given(
    st.lists(st.tuples(VALUES, VALUES).map(sorted), min_size=1, max_size=12),
    st.sampled_from(SIZES),
    st.booleans(),
    st.booleans(),
)
def test_no_words_overlap_and_no_mark_leaves_the_axis(
    ends: list[list[float]], size: tuple[int, int], noted: bool, annotated: bool
) -> None:
    note = Annotation(category=0, value=ends[0][0], text="Quelle A verwechselt hier zwei Größen", role="loss")
    chart = ledger(
        *((low, high) for low, high in ends),
        note="Schlusskurse ohne Nachbörse" if noted else "",
        annotations=(note,) if annotated else (),
    )
    placed = layout(chart, *size, measure)
    assert not faults(placed)
    assert placed.low < placed.high
    assert all(dot.box.y >= -0.5 and dot.box.bottom <= placed.plot.bottom + 0.5 for dot in placed.dots)
    left, right = placed.plot.x - DOT / 2 - 0.5, placed.plot.right + DOT / 2 + 0.5
    assert all(left <= dot.box.x and dot.box.right <= right for dot in placed.dots)
    assert placed.guide is not None and placed.guide.box.x >= placed.plot.x - 1
