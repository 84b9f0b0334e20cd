"""Everything of a chart stands where it should: computed by hand, and over many values and sizes."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.charts.chart import Annotation, Chart, Kind, Point, Series
from lagebild.charts.geometry import Box, Layout, Words
from lagebild.charts.layout import GAP, LEADER, THICKEST, layout, least_height, named_height
from lagebild.charts.lettering import balanced, wrapped
from lagebild.language import CODES, Code, Language
from lagebild.origin import COUNTED
from lagebild.theme import TYPE
from lagebild.theme import Mark as Role
from tests.charts.examples import EXAMPLES, falls, monthly_costs, prices, sensitivity

SIZES = ((320, 180), (480, 270), (800, 340), (1200, 560), (1900, 900))


def measure(text: str, role: str) -> float:
    """Every character half as wide as the type is high."""
    return len(text) * TYPE[role].size / 2


def chart_of(
    kind: Kind,
    *values: tuple[float | None, ...],
    code: Code = "de",
    unit: str = "USD",
    labels: bool = True,
    **more: object,
) -> Chart:
    """A chart with a series for each tuple of values, one value a category."""
    roles: tuple[Role, ...] = ("comparator_pale", "hero", "comparator")
    language = Language(code)
    count = len(values[0])
    points = [
        tuple(
            None
            if value is None
            else Point(value=value, label=str(language.show(value, COUNTED, unit)) if labels else "")
            for value in row
        )
        for row in values
    ]
    return Chart(
        id="made", kind=kind, topic="made", title="t", heading="h", subtitle="s",
        categories=tuple(f"Kategorie {index + 1}" for index in range(count)),
        series=tuple(
            Series(name=f"Reihe {index + 1}", role=roles[index % 3], points=row) for index, row in enumerate(points)
        ),
        unit=unit, category_name="c", source="q", alternative="a", language=code, total_name="Summe", **more,
    )  # fmt: skip


def overlaps(one: Box, other: Box) -> bool:
    slack = 0.75  # baselines are whole pixels
    return (
        one.x + slack < other.right
        and other.x + slack < one.right
        and one.y + slack < other.bottom
        and other.y + slack < one.bottom
    )


def faults(placed: Layout) -> list[str]:
    """What a reader would see as cut or as one text over another."""
    found = []
    for word in placed.words:
        box = word.box
        if box.x < -0.5 or box.right > placed.width + 0.5 or box.y < -1 or box.bottom > placed.height + 1:
            found.append(f"{word.text!r} leaves the chart: {box}")
    for one, other in combinations(placed.words, 2):
        if overlaps(one.box, other.box):
            found.append(f"{one.text!r} over {other.text!r}: {one.box} {other.box}")
    for word in placed.words:
        if word.part not in ("value", "note", "within") and any(overlaps(word.box, bar.box) for bar in placed.bars):
            found.append(f"{word.text!r} over a bar: {word.box}")
    for word in placed.words:
        if any(overlaps(word.box, dot.box) for dot in placed.dots):
            found.append(f"{word.text!r} over a dot: {word.box}")
    for bar in placed.bars:
        if bar.box.x < placed.plot.x - 0.5 or bar.box.right > placed.plot.right + 0.5:
            found.append(f"bar {bar.category} leaves the plot")
        if bar.box.bottom > placed.plot.bottom + 0.5 or bar.box.y < placed.plot.y - 0.5:
            found.append(f"bar {bar.category} leaves the plot downwards")
    return found


def said(placed: Layout, part: str) -> list[Words]:
    return [word for word in placed.words if word.part == part]


# ---- by hand


def test_ticks_and_bars_stand_where_the_values_say() -> None:
    placed = layout(chart_of("bars", (100.0, 50.0, 0.0), labels=False), 800, 324, measure)
    # names: 11 characters of 6.5 = 71.5, so 72 and the gap; no labels, so the plot reaches the edge
    assert placed.plot == Box(80, 0, 720, 300)
    assert (placed.low, placed.high) == (0, 100)
    assert [(tick.value, tick.label, tick.x) for tick in placed.ticks] == [
        (0, "0\u00a0$", 80), (20, "20\u00a0$", 224), (40, "40\u00a0$", 368),
        (60, "60\u00a0$", 512), (80, "80\u00a0$", 656), (100, "100\u00a0$", 800),
    ]  # fmt: skip
    # three slots of 100, bars of 62, in the middle of each
    assert [bar.box for bar in placed.bars] == [Box(80, 19, 720, 62), Box(80, 119, 360, 62), Box(80, 219, 0, 62)]


def test_stacked_marks_begin_where_the_one_before_ends() -> None:
    placed = layout(monthly_costs(), 800, 340, measure)
    inputs, outputs = (next(bar for bar in placed.bars if (bar.category, bar.series) == (0, at)) for at in (0, 1))
    assert (inputs.start, inputs.end, outputs.start, outputs.end) == (0, 8505, 8505, 26649)
    assert outputs.box.x == pytest.approx(inputs.box.right) == pytest.approx(placed.x(8505))
    assert [word.text for word in said(placed, "value")] == ["26.649\u00a0$", "974\u00a0$"]


def test_a_total_and_its_note_follow_the_bar() -> None:
    placed = layout(monthly_costs(), 800, 340, measure)
    bar = next(bar for bar in placed.bars if (bar.category, bar.series) == (1, 1))
    value = next(word for word in said(placed, "value") if word.category == 1)
    note = next(word for word in said(placed, "note") if word.category == 1)
    assert value.box.x == pytest.approx(bar.box.right + GAP)
    assert value.ink == "hero.text" and note.ink == "text2"
    assert note.box.x > value.box.right and note.baseline == pytest.approx(value.baseline, abs=1)


def test_words_within_a_mark_appear_only_where_they_fit() -> None:
    within = {(word.category, word.text) for word in said(layout(monthly_costs(), 800, 340, measure), "within")}
    assert within == {(0, "Eingabe 8.505\u00a0$"), (0, "Ausgabe 18.144\u00a0$")}  # DeepSeek's are too short


def test_an_annotation_hangs_below_its_bar_at_its_value() -> None:
    placed = layout(monthly_costs(), 800, 340, measure)
    bar = next(bar for bar in placed.bars if bar.category == 1)
    down, across = (line for line in placed.lines if line.part == "leader")
    assert down.x1 == down.x2 == pytest.approx(placed.x(0.02 * 26649))
    assert (down.y1, down.y2) == (bar.box.bottom + 2, bar.box.bottom + LEADER)
    (words,) = said(placed, "annotation")
    assert words.filled and words.ink == "loss.text" and words.box.x > across.x1


def test_an_annotation_near_the_edge_is_pushed_inside() -> None:
    note = Annotation(category=0, value=100, text="Ein langer Satz, der hier keinen Platz mehr hat", role="loss")
    placed = layout(chart_of("bars", (100.0, 3.0), labels=False, annotations=(note,)), 400, 300, measure)
    words = said(placed, "annotation")
    assert words and not faults(placed)
    assert max(word.box.right for word in words) <= 400


def test_negative_values_run_to_the_left_with_their_names_at_the_right() -> None:
    placed = layout(falls(), 800, 480, measure)
    assert placed.high == 0 and placed.low == -17.5
    zero = placed.x(0)
    assert all(bar.box.right == pytest.approx(zero) for bar in placed.bars)
    assert all(word.box.x > zero for word in said(placed, "category"))
    values = {word.category: word for word in said(placed, "value")}
    assert all(values[bar.category].box.right == pytest.approx(bar.box.x - GAP) for bar in placed.bars)
    assert [tick.label for tick in placed.ticks] == [f"{sign}\u00a0%" for sign in ("−15", "−10", "−5", "0")]


def test_a_tornado_stands_about_its_base_line_with_a_label_at_each_side() -> None:
    placed = layout(sensitivity(), 600, 200, measure)
    (base,) = (line for line in placed.lines if line.part == "zero")
    assert base.x1 == pytest.approx(placed.x(0)) and not placed.ticks
    by_text = {word.text: word for word in said(placed, "value")}
    assert len(by_text) == 8
    assert by_text["−12.837\u00a0$"].box.right < base.x1 < by_text["+12.837\u00a0$"].box.x
    # the R1 price works the other way round: half of it is a gain
    assert by_text["+487\u00a0$"].type == "mark_note" and by_text["−487\u00a0$"].type == "mark"


def test_a_tornado_with_both_effects_on_one_side_shows_both() -> None:
    placed = layout(chart_of("tornado", (30.0,), (80.0,)), 600, 200, measure)
    one, other = placed.bars
    assert one.box.x == other.box.x and not overlaps(one.box, other.box)
    assert len(said(placed, "value")) == 2 and not faults(placed)


def test_grouped_bars_say_their_values_and_need_no_axis() -> None:
    placed = layout(prices(), 700, 300, measure)
    assert not placed.ticks
    assert len(said(placed, "value")) == len(said(placed, "note")) == 4
    first, second = (bar for bar in placed.bars if bar.category == 0)
    assert second.box.y > first.box.bottom


def test_a_gap_takes_no_room_in_its_category() -> None:
    placed = layout(chart_of("grouped_bars", (5.0, None), (4.0, 3.0)), 700, 300, measure)
    alone = next(bar for bar in placed.bars if bar.category == 1)
    name = next(word for word in said(placed, "category") if word.category == 1)
    middle = alone.box.y + alone.box.height / 2
    assert name.baseline == pytest.approx(middle + 0.33 * TYPE["body"].size, abs=1)


@pytest.mark.parametrize(
    ("limit", "labels"),
    [
        (2_100_000, ["0 $", "0,5 Mio. $", "1,0 Mio. $", "1,5 Mio. $", "2,0 Mio. $"]),
        (22_000, ["0 $", "5.000 $", "10.000 $", "15.000 $", "20.000 $"]),
        (0.9, ["0 $", "0,20 $", "0,40 $", "0,60 $", "0,80 $"]),
    ],
)
def test_tick_labels_are_short_and_exact(limit: float, labels: list[str]) -> None:
    ticks = layout(chart_of("bars", (limit,)), 800, 340, measure).ticks
    assert [tick.label.replace("\u00a0", " ") for tick in ticks] == labels


def test_small_moves_leave_the_axis_and_the_plot_alone() -> None:
    still = {
        (placed.plot, placed.low, placed.high, placed.ticks)
        for scale in (0.95, 0.97, 1.0, 1.02, 1.03)
        for placed in [layout(monthly_costs(scale=scale), 800, 340, measure)]
    }
    assert len(still) == 1


def test_the_legend_names_every_series_from_the_right_edge() -> None:
    placed = layout(falls(), 800, 480, measure)
    assert [swatch.role for swatch in placed.swatches] == ["loss", "comparator", "index"]
    words = said(placed, "legend")
    assert [word.text for word in words] == ["größter Wertverlust", "Unternehmen", "Index"]
    assert words[-1].box.right == pytest.approx(800)
    assert all(swatch.box.right < word.box.x for swatch, word in zip(placed.swatches, words, strict=True))
    assert placed.plot.y >= max(word.box.bottom for word in words)


def test_long_names_are_wrapped_and_only_then_shortened() -> None:
    assert wrapped("Eigene Rechner im Haus", "body", 91, 2, measure) == ("Eigene Rechner", "im Haus")
    assert wrapped("Ausgabe-Token", "body", 60, 2, measure) == ("Ausgabe-", "Token")
    assert wrapped("Ausgabe-Token je o1-Anfrage", "body", 91, 2, measure) == ("Ausgabe-Token", "je o1-Anfrage")
    short = wrapped("Eigene Rechner im Haus", "body", 60, 1, measure)
    assert len(short) == 1 and short[0].endswith("…") and measure(short[0], "body") <= 60


# ---- over many values


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_example_has_cut_or_overlapping_words(example: object, size: tuple[int, int], code: Code) -> None:
    placed = layout(example(code), *size, measure)  # type: ignore[operator]
    assert not faults(placed)
    assert all(bar.box.height <= THICKEST for bar in placed.bars)


VALUES = st.one_of(
    st.just(0.0),
    st.floats(0.0001, 1000),
    st.floats(1000, 1e12),
    st.floats(-1000, -0.0001),
    st.floats(-1e9, -1000),
)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(("bars", "grouped_bars", "stacked_bars", "tornado", "waterfall")))
    count = draw(st.integers(1, 12))
    series = {"bars": 1, "waterfall": 1, "tornado": 2}.get(kind) or draw(st.integers(1, 3))
    sign = draw(st.sampled_from((None, 1, -1)))
    equal = draw(st.booleans())

    def row() -> tuple[float, ...]:
        values = draw(st.lists(VALUES, min_size=count, max_size=count))
        if sign:
            values = [sign * abs(value) for value in values]
        return tuple([values[0]] * count if equal else values)

    made = chart_of(kind, *(row() for _ in range(series)), code=draw(st.sampled_from(CODES)))
    language = Language(made.language)
    more: dict[str, object] = {"legend": draw(st.booleans())}
    if kind == "stacked_bars" and draw(st.booleans()):
        sums = [math.fsum(one.points[at].value for one in made.series if one.points[at]) for at in range(count)]
        more["totals"] = tuple(
            Point(value=total, label=str(language.show(total, COUNTED, "USD")), note="= 3,7 % des o1-Preises")
            for total in sums
        )
    if draw(st.booleans()):
        more["annotations"] = (
            Annotation(
                category=draw(st.integers(0, count - 1)), value=draw(VALUES), role="loss",
                text=draw(st.sampled_from(("Kurz", "Quelle B druckt „2 %“ – das wären 533 $, und viel mehr dazu"))),
            ),
        )  # fmt: skip
    return made.changed(**more)


@settings(max_examples=500)
@given(charts(), st.sampled_from(SIZES))
def test_no_words_overlap_or_leave_the_chart_and_bars_start_at_zero(chart: Chart, size: tuple[int, int]) -> None:
    placed = layout(chart, *size, measure)
    assert not faults(placed)
    assert placed.low <= 0 <= placed.high
    starts = {bar.start for bar in placed.bars}
    if chart.kind not in ("stacked_bars", "waterfall"):
        assert starts == {0}
    assert all(bar.box.height <= THICKEST for bar in placed.bars)
    assert all(placed.low <= tick.value <= placed.high for tick in placed.ticks)
    # equal steps of 1, 2 or 5
    steps = {round(math.log10(b.value - a.value) % 1, 6) for a, b in pairwise(placed.ticks)}
    assert len(steps) <= 1 and steps <= {0.0, 1.0, round(math.log10(2), 6), round(math.log10(5), 6)}


@settings(max_examples=60)
@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=8))
def test_lengths_of_bars_are_in_proportion_to_their_values(values: list[float]) -> None:
    placed = layout(chart_of("bars", tuple(values)), 900, 400, measure)
    longest = max(bar.box.width for bar in placed.bars)
    for bar, value in zip(placed.bars, values, strict=True):
        assert bar.box.width == pytest.approx(value / max(values) * longest, abs=1e-6)


@pytest.mark.parametrize("kind", ["bars", "grouped_bars", "tornado", "waterfall"])
@pytest.mark.parametrize("count", [1, 2, 5, 12, 26])
def test_every_mark_has_its_name_and_value_from_the_least_height_on(kind: Kind, count: int) -> None:
    rows = tuple(float(index + 1) for index in range(count))
    twins = (tuple(-row for row in rows),) if kind in ("grouped_bars", "tornado") else ()
    chart = chart_of(kind, rows, *twins)
    placed = layout(chart, 640, least_height(chart), measure)
    assert len(said(placed, "category")) == count
    assert len(said(placed, "value")) == count * len(chart.series)
    assert not faults(placed)


def test_where_rows_are_too_low_the_hero_and_every_second_name_stay() -> None:
    chart = chart_of("bars", tuple(float(index + 1) for index in range(20)))
    hero = chart.series[0].points[7]
    assert hero is not None
    points = (*chart.series[0].points[:7], hero.changed(role="hero"), *chart.series[0].points[8:])
    chart = chart.changed(series=(chart.series[0].changed(points=points),))
    placed = layout(chart, 640, 200, measure)
    named = [word.category for word in said(placed, "category")]
    assert 7 in named and 8 <= len(named) <= 12
    assert [word.category for word in said(placed, "value")] == named  # a name and its value go together
    assert not faults(placed)


def test_a_long_name_takes_two_lines_before_it_is_cut_even_between_low_rows() -> None:
    rows = (5.0, 4.0, 3.0, 2.0, 1.0)
    made = chart_of("tornado", tuple(-row for row in rows), rows)
    long = "Preis Llama 3.1 405B Instruct (Together AI)"
    chart = made.changed(categories=(long, *made.categories[1:4], long))
    for height in (122, 180, 400):
        placed = layout(chart, 440, height, measure)
        for category in (0, 4):
            assert " ".join(word.text for word in said(placed, "category") if word.category == category) == long
        assert not faults(placed)
    assert any(word.text.endswith("…") for word in said(layout(chart, 440, 90, measure), "category"))


def test_at_the_named_height_no_name_of_a_tornado_is_cut() -> None:
    rows = (5.0, 4.0, 3.0, 2.0, 1.0)
    made = chart_of("tornado", tuple(-row for row in rows), rows)
    long = made.changed(categories=("Preis je Platz und Monat", "Preis DeepSeek V4 Pro", *made.categories[2:]))
    assert named_height(made, 900, measure) == named_height(long, 900, measure) == least_height(long)
    narrow = named_height(long, 330, measure)
    assert narrow > least_height(long)
    for height, whole in ((narrow, True), (least_height(long), False)):
        placed = layout(long, 330, height, measure)
        assert all("…" not in word.text for word in said(placed, "category")) is whole
        assert not faults(placed)


def test_a_name_of_several_lines_is_balanced() -> None:
    assert balanced("GPU hours of the final run", "body", 168, 2, measure) == ("GPU hours of", "the final run")
    assert balanced("Eigene Rechner", "body", 168, 2, measure) == ("Eigene Rechner",)


def test_a_legend_can_stand_elsewhere() -> None:
    placed = layout(falls(), 800, 480, measure, legend=False)
    assert not said(placed, "legend") and not placed.swatches and placed.plot.y == 0
