"""Bubbles: what they refuse and read, both axes, shapes whose area is the size, labels apart, the zone, and gaps."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.bubbles import LARGEST, LEAST
from lagebild.charts.chart import Chart, Reading, Zone
from lagebild.charts.contents import build, charts
from lagebild.charts.decision import cost_risk, weeks
from lagebild.charts.geometry import Box, Bubble, Layout
from lagebild.charts.layout import layout, least_height
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import COUNTED
from lagebild.own_options import OwnOption
from tests.charts.examples import monthly_costs, standpoints
from tests.charts.test_layout import faults, measure, overlaps, said

SIZES = ((420, 300), (700, 400), (1200, 600))
EMPTY = (None,) * 4

in_both_languages = pytest.mark.parametrize("code", CODES)
at_every_size = pytest.mark.parametrize("size", SIZES)


def bubbles(placed: Layout) -> tuple[Bubble, ...]:
    assert placed.plane is not None
    return placed.plane.bubbles


def area(bubble: Bubble) -> float:
    """Of the shape in its box."""
    share = {"circle": math.pi / 4, "square": 1, "triangle": 0.5, "diamond": 0.5}[bubble.shape]
    return bubble.box.width * bubble.box.height * share


def obstructed(placed: Layout) -> list[str]:
    """Words over a mark, a whisker or a circle of the key that is not theirs to stand in."""
    found = []
    for word, bubble in product(placed.words, bubbles(placed)):
        top, bottom = bubble.whisker or (bubble.box.y, bubble.box.bottom)
        whisker = Box(bubble.x - 1, top, 2, bottom - top)
        if overlaps(word.box, bubble.box) or overlaps(word.box, whisker):
            found.append(f"{word.text!r} over mark {bubble.category}")
    assert placed.plane is not None
    for word, circle in product(placed.words, placed.plane.keys):
        if word.part != "legend" and overlaps(word.box, circle):
            found.append(f"{word.text!r} over the key")
    return found


# ---- what they are


def test_a_plane_needs_three_series() -> None:
    chart = standpoints()
    with pytest.raises(ValidationError, match="three series"):
        chart.changed(series=chart.series[:2])


def test_a_zone_is_for_bubbles_alone() -> None:
    with pytest.raises(ValidationError, match="no zone"):
        monthly_costs().changed(zone=Zone(across=1, up=1, label="z"))


def test_a_reason_that_is_not_there_is_not_stored() -> None:
    assert '"absent"' not in monthly_costs().model_dump_json()
    assert Chart.model_validate_json(standpoints().model_dump_json()) == standpoints()


def test_a_mark_is_read_once_with_all_its_values() -> None:
    chart = standpoints("en", risks=(81.0, None, 19.0, None))
    assert chart.readings() == (
        Reading(0, -1, f"Vendor API in China: Cost a month $974, Risk 81, Weeks to start 1{NBSP}week"),
        Reading(2, -1, f"Own hardware: Cost a month $15,974, Risk 19, Weeks to start 16{NBSP}weeks"),
    )


# ---- in their places


@in_both_languages
@at_every_size
def test_marks_stand_where_their_values_say(code: Code, size: tuple[int, int]) -> None:
    chart = standpoints(code)
    placed = layout(chart, *size, measure)
    for bubble in bubbles(placed):
        cost, risk, _ = (series.points[bubble.category] for series in chart.series)
        assert cost is not None and risk is not None and risk.band is not None
        x, y, width, height = bubble.box
        middle = y + height * (2 / 3 if bubble.shape == "triangle" else 1 / 2)
        assert (x + width / 2, middle) == (pytest.approx(placed.x(cost.value)), pytest.approx(placed.y(risk.value)))
        assert bubble.x == pytest.approx(placed.x(cost.value))
        assert bubble.whisker == pytest.approx((placed.y(risk.band[1]), placed.y(risk.band[0])))


def test_by_hand() -> None:
    placed = layout(standpoints("en"), 700, 400, measure)
    # "100" is three characters of six, the gap eight; eight pixels above and at the right, 24 for the axis
    assert placed.plot == Box(26, 8, 666, 368)
    assert (placed.low, placed.high) == (0, 27500)
    assert [tick.label for tick in placed.ticks] == ["$0", "$5,000", "$10,000", "$15,000", "$20,000", "$25,000"]
    assert placed.x(13750) == 26 + 333 and placed.y(25) == 8 + 368 * 0.75
    assert [word.text for word in said(placed, "tick") if word.anchor == "end"] == ["0", "25", "50", "75", "100"]


@at_every_size
def test_the_area_of_a_mark_says_its_size_whatever_its_shape(size: tuple[int, int]) -> None:
    weeks = (4.0, 6.0, 16.0, 8.0)
    marks = bubbles(layout(standpoints(weeks=weeks), *size, measure))
    assert {mark.shape for mark in marks} == {"circle", "square", "triangle", "diamond"}
    per_week = [area(mark) / weeks[mark.category] for mark in marks]
    assert per_week == pytest.approx([per_week[0]] * 4)
    assert math.sqrt(max(map(area, marks)) / math.pi) <= LARGEST + 1e-9


def test_an_option_keeps_its_shape_and_its_size_when_others_are_not_drawn() -> None:
    all_, some = (layout(standpoints(risks=risks), 700, 400, measure)
                  for risks in ((81.0, 34.0, 19.0, 38.0), (81.0, None, None, 38.0)))  # fmt: skip
    before = {one.category: (one.shape, one.box.width) for one in bubbles(all_)}
    after = {one.category: (one.shape, one.box.width) for one in bubbles(some)}
    assert after == {category: before[category] for category in (0, 3)}


@in_both_languages
@at_every_size
def test_every_mark_has_its_name_and_both_values_beside_it(code: Code, size: tuple[int, int]) -> None:
    chart = standpoints(code)
    placed = layout(chart, *size, measure)
    assert not faults(placed) and not obstructed(placed)
    for category, name in enumerate(chart.categories):
        words = [word for word in placed.words if word.category == category]
        assert " ".join(word.text for word in words if word.part == "category") == name
        cost, risk = (series.points[category] for series in chart.series[:2])
        assert cost is not None and risk is not None
        assert [word.text for word in words if word.part in ("value", "note")] == [cost.label, f"· {risk.within}"]
        assert words[0].ink == f"{bubbles(placed)[category].role}.text"


@in_both_languages
@at_every_size
def test_the_key_shows_up_to_three_sizes_as_they_are_drawn(code: Code, size: tuple[int, int]) -> None:
    placed = layout(standpoints(code), *size, measure)
    assert placed.plane is not None
    marks = {one.category: one for one in bubbles(placed)}
    areas = [circle.width**2 * math.pi / 4 for circle in placed.plane.keys]
    assert areas == pytest.approx([area(marks[category]) for category in (0, 1, 2)])  # 1, 6 and 16 weeks
    words = " ".join(word.text for word in said(placed, "legend")).replace(NBSP, " ")
    assert words == ("1 6 16 Wochen" if code == "de" else "1 6 16 weeks")


def test_the_key_makes_room_for_a_mark_in_its_corner() -> None:
    full = layout(standpoints(costs=(0.0, 30000.0, 0.0, 30000.0), risks=(95.0, 95.0, 5.0, 5.0)), 420, 300, measure)
    assert full.plane is not None and full.plane.keys
    assert not faults(full) and not obstructed(full)
    for circle, bubble in product(full.plane.keys, bubbles(full)):
        assert not overlaps(circle, bubble.box)


def test_the_zone_reaches_from_zero_to_both_limits_and_is_named_inside_at_the_bottom() -> None:
    placed = layout(standpoints("en"), 1200, 600, measure)
    assert placed.plane is not None and placed.plane.zone is not None
    zone = placed.plane.zone
    assert (zone.x, zone.right) == pytest.approx((placed.x(0), placed.x(12000)))
    assert (zone.y, zone.bottom) == pytest.approx((placed.y(40), placed.y(0)))
    (name,) = said(placed, "zone")
    assert zone.x < name.box.x and name.box.right < zone.right
    assert zone.bottom - 25 < name.box.y and name.box.bottom < zone.bottom
    assert not placed.plane.zone_goes_on


def test_a_limit_far_beyond_all_marks_does_not_squeeze_them() -> None:
    placed = layout(standpoints(costs=(10.0, 20.0, 30.0, 40.0)), 700, 400, measure)
    assert placed.plane is not None and placed.plane.zone is not None
    assert placed.high == 40 and placed.plane.zone_goes_on
    assert placed.plane.zone.right == pytest.approx(placed.plot.right)


# ---- what is missing


def test_a_category_without_one_of_the_three_is_not_drawn_and_stands_in_the_table() -> None:
    chart = standpoints(costs=(974.0, None, 15974.0, 26649.0), risks=(81.0, 34.0, None, 38.0))
    placed = layout(chart, 700, 400, measure)
    assert [one.category for one in bubbles(placed)] == [0, 3]
    assert {word.category for word in placed.words} == {-1, 0, 3}
    assert [row[1:4] for row in chart.table().values] == [
        (974, 81, 1), (None, 34, 6), (15974, None, 16), (26649, 38, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(320, 180), *SIZES])
def test_where_nothing_can_be_drawn_one_sentence_says_why_in_the_middle(size: tuple[int, int]) -> None:
    chart = standpoints("en", risks=EMPTY)
    placed = layout(chart, *size, measure)
    assert {word.part for word in placed.words} == {"absent"}
    assert " ".join(word.text for word in placed.words) == chart.absent
    assert not placed.marks and not placed.lines and not faults(placed)
    middle = placed.words[len(placed.words) // 2].box
    assert abs(middle.x + middle.width / 2 - size[0] / 2) < 1
    assert abs(middle.y + middle.height / 2 - size[1] / 2) < 20


def test_without_a_reason_the_subtitle_stands_in_the_middle() -> None:
    chart = standpoints("en", risks=EMPTY).changed(absent="")
    words = layout(chart, 1200, 400, measure).words
    assert " ".join(word.text for word in words) == chart.subtitle


def test_the_least_height_holds_every_label() -> None:
    chart = standpoints()
    assert least_height(chart) == LEAST
    placed = layout(chart, 420, LEAST, measure)
    assert len(said(placed, "value")) == 4 and not faults(placed) and not obstructed(placed)


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_label_of_a_mark_inside_the_zone_stands_inside_it_where_it_fits(size: tuple[int, int]) -> None:
    chart = standpoints("en", risks=(81.0, 39.0, 19.0, 60.0))  # one point below the limit
    placed = layout(chart, *size, measure)
    assert placed.plane is not None and placed.plane.zone is not None
    zone = placed.plane.zone
    label = [word.box for word in placed.words if word.category == 1 and word.part in ("category", "value", "note")]
    assert len(label) == 3
    for box in label:
        assert zone.x < box.x and box.right < zone.right and zone.y < box.y and box.bottom < zone.bottom


@at_every_size
def test_a_label_inside_the_zone_keeps_clear_of_its_edge(size: tuple[int, int]) -> None:
    for cost in range(500, 12000, 250):
        placed = layout(standpoints("en", costs=(974.0, float(cost), 15974.0, 26649.0)), *size, measure)
        assert placed.plane is not None and placed.plane.zone is not None
        zone = placed.plane.zone
        boxes = [word.box for word in placed.words if word.category == 1 and word.part in ("category", "value", "note")]
        right = max(box.right for box in boxes)
        assert not zone.right - 4 < right <= zone.right, (cost, right, zone)


@at_every_size
def test_no_label_touches_the_axis(size: tuple[int, int]) -> None:
    for least in range(0, 4000, 250):
        placed = layout(standpoints("en", costs=(974.0, float(least), 15974.0, 26649.0)), *size, measure)
        left = min(line.x1 for line in placed.lines)
        assert all(word.box.x >= left + 4 for word in placed.words if word.category >= 0), least


def test_where_nothing_is_drawn_little_height_is_enough() -> None:
    assert least_height(standpoints("en", risks=EMPTY)) < LEAST / 2


COSTS = st.one_of(st.just(0.0), st.floats(0.01, 100), st.floats(100, 1e6))
OPTION = st.tuples(COSTS, st.floats(0, 100), st.floats(0, 60))


@settings(max_examples=200)
@given(st.lists(OPTION, min_size=4, max_size=4), st.sampled_from(((320, 180), *SIZES)), st.booleans())
def test_no_words_overlap_and_no_mark_leaves_the_frame(
    options: list[tuple[float, float, float]], size: tuple[int, int], zone: bool
) -> None:
    costs, risks, weeks = zip(*options, strict=True)
    placed = layout(standpoints(costs=costs, risks=risks, weeks=weeks, zone=zone), *size, measure)
    assert not faults(placed) and not obstructed(placed)
    for bubble in bubbles(placed):
        x, y, _, _ = bubble.box
        assert x >= -0.5 and y >= -4 and bubble.box.right <= size[0] + 4 and bubble.box.bottom <= size[1] + 0.5


def test_labels_of_marks_in_one_place_stand_around_it() -> None:
    placed = layout(standpoints(costs=(100.0,) * 4, risks=(50.0,) * 4, zone=False), 700, 400, measure)
    names = said(placed, "category")
    assert len({word.category for word in names}) == 4
    assert not any(overlaps(one.box, other.box) for one, other in combinations(names, 2))


# ---- the decision


def answered(knowledge: Knowledge, results: Results, *options: str) -> Results:
    """Every question answered with "partly" for these options."""
    answers = {question.id: dict.fromkeys(options, "partly") for question in knowledge.questions}
    return compute(knowledge, Briefing(answers=answers), results.today)


def test_the_chart_of_the_decision_is_the_first_of_its_page(knowledge: Knowledge) -> None:
    assert next(id for id in charts(knowledge) if id.startswith("decision.")) == "decision.cost_risk"


@in_both_languages
def test_before_anything_is_answered_it_says_what_is_missing(code: Code, results: Results) -> None:
    chart = build("decision.cost_risk", results, Language(code))
    assert chart.kind == "bubbles" and not chart.drawn and not chart.readings()
    assert "60" in chart.absent
    assert [point for point in chart.series[1].points if point is not None] == []
    reasons = chart.table().rows
    assert all(row[-1] != "–" for row in reasons)


@in_both_languages
def test_an_option_with_cost_and_risk_is_drawn_the_others_are_named(
    code: Code, knowledge: Knowledge, results: Results
) -> None:
    some = answered(knowledge, results, "api_cn", "western")
    chart = cost_risk(some, Language(code))
    assert [knowledge.options[category].id for category in chart.drawn] == ["api_cn", "western"]
    assert chart.absent == ""
    for category in chart.drawn:
        option = knowledge.options[category]
        standpoint = some.decision[option.id]
        cost, risk, weeks = (series.points[category] for series in chart.series)
        assert cost is not None and risk is not None and weeks is not None
        assert (cost.value, risk.value, weeks.value) == (
            standpoint.cost_per_month, standpoint.risk, standpoint.weeks_to_start,
        )  # fmt: skip
        assert cost.role == risk.role == f"option:{option.id}"
        assert chart.table().rows[category][-1] == "–"
    for option in knowledge.options:
        assert (Language(code).of(option.label) in chart.subtitle) == (option.id not in ("api_cn", "western"))


@in_both_languages
def test_the_reader_s_options_are_drawn_in_their_own_shapes_and_hidden_ones_not_at_all(
    code: Code, knowledge: Knowledge, results: Results
) -> None:
    own = (
        OwnOption(id="option-1", name="Our host", based_on="western", weeks_to_start=2.5),
        OwnOption(id="own", name="The cellar"),
        OwnOption(id="api_cn", hidden=True),
    )
    answers = {question.id: dict.fromkeys(("own", "western", "option-1"), "partly") for question in knowledge.questions}
    some = compute(knowledge, Briefing(answers=answers, options=own), results.today)
    chart = cost_risk(some, Language(code))
    assert chart.categories[1:] == ("The cellar", Language(code).of(knowledge.options[-1].label), "Our host")
    assert [chart.categories[category] for category in chart.drawn] == list(chart.categories[1:])
    placed = layout(chart, 900, 500, measure)
    assert {bubble.role: bubble.shape for bubble in bubbles(placed)} == {
        "option:own": "square", "option:western": "diamond", "option:option-1": "plus",
    }  # fmt: skip
    early = weeks(some, Language(code))
    first = early.series[0].points[0]
    assert early.categories[0] == "Our host" and len(early.categories) == 4
    assert first is not None and first.origin.inputs == ("weeks.option-1",) and not first.note


def test_an_unclear_answer_is_a_whisker(knowledge: Knowledge, results: Results) -> None:
    questions = [question.id for question in knowledge.questions]
    answers = {id: {"western": "unclear" if id == questions[0] else "met"} for id in questions}
    chart = cost_risk(compute(knowledge, Briefing(answers=answers), results.today), Language("en"))
    (point,) = (point for point in chart.series[1].points if point is not None)
    assert point.band is not None and point.band[0] < point.value < point.band[1]


def test_costs_are_in_the_currency_of_the_briefing(knowledge: Knowledge, results: Results) -> None:
    euros = compute(knowledge, Briefing(currency="EUR"), results.today)
    chart, dollars = (cost_risk(one, Language("en")) for one in (euros, results))
    assert chart.unit == chart.series[0].unit == "EUR"
    pairs = zip(chart.series[0].points, dollars.series[0].points, strict=True)
    rates = {round(other.value / one.value, 6) for one, other in pairs if one and other}
    assert rates == {round(euros.api_costs.money.usd_per_eur, 6)}
    first = next(point for point in chart.series[0].points if point is not None)
    assert first.label == str(Language("en").show(first.value, COUNTED, "EUR"))
