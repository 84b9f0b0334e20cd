"""Sections of lines: how far they zoom and move, and where everything of them stands."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from lagebild.charts.across import Across
from lagebild.charts.beside_curves import Kept
from lagebild.charts.chart import Annotation, Area, Chart, Guide
from lagebild.charts.curves import place_section
from lagebild.charts.geometry import Layout
from lagebild.charts.layout import layout
from lagebild.charts.sections import MANY, around, has_sections, moved, zoomed
from tests.charts.examples import event_window, monthly_costs
from tests.charts.test_layout import faults, measure, said
from tests.charts.test_lines import curve, graph, simple

WHOLE = Across(0.0, 100.0, False)
SIZE = (1000, 400)


def straight(count: int = 101, **more: object) -> Chart:
    """A line whose values are its positions, as far as 100."""
    return simple(tuple(float(at) for at in range(count)), **more)


def section_of(chart: Chart, low: float, high: float, kept: Kept | None = None) -> Layout:
    placed = layout(chart, *SIZE, measure)
    section = Across(low, high, graph(placed).is_logarithmic)
    return place_section(chart, placed, section, measure, {} if kept is None else kept)


def test_only_lines_of_many_positions_have_sections() -> None:
    assert has_sections(straight(MANY + 1)) and not has_sections(straight(MANY))
    assert not has_sections(monthly_costs()) and not has_sections(simple((None,) * 40))


def test_what_is_pointed_at_stays_where_it_is_while_zooming() -> None:
    chart = straight()
    once = zoomed(chart, WHOLE, None, 0.25, 0.5)
    assert once == (12.5, 62.5, False) and once.share(25) == 0.25
    twice = zoomed(chart, WHOLE, once, 0.25, 0.5)
    assert twice is not None and twice.share(25) == pytest.approx(0.25)


def test_zooming_ends_at_a_few_positions_and_at_the_whole() -> None:
    chart = straight()
    closest = zoomed(chart, WHOLE, None, 0.5, 1e-6)
    assert closest is not None and closest.high - closest.low == pytest.approx(6, abs=0.1)
    assert zoomed(chart, WHOLE, closest, 0.5, 1e6) is None


def test_a_section_is_never_moved_beyond_the_whole() -> None:
    section = Across(40.0, 60.0, False)
    assert moved(WHOLE, section, 0.5) == pytest.approx((50, 70, False))
    assert moved(WHOLE, section, 9) == pytest.approx((80, 100, False))
    assert moved(WHOLE, section, -9) == pytest.approx((0, 20, False))


def test_on_a_logarithmic_axis_a_section_is_so_many_decades() -> None:
    whole = Across(1.0, 10_000.0, True)
    section = zoomed(straight(), whole, None, 0.5, 0.5)
    assert section is not None and section[:2] == pytest.approx((10, 1000))
    assert moved(whole, section, 0.5)[:2] == pytest.approx((100, 10_000))


def test_a_section_is_moved_to_what_does_not_lie_in_it() -> None:
    section = Across(40.0, 60.0, False)
    assert around(WHOLE, section, 45) == section
    assert around(WHOLE, section, 20)[:2] == pytest.approx((10, 30))
    assert around(WHOLE, section, 99)[:2] == pytest.approx((80, 100))


def test_values_stand_where_the_section_puts_them_and_as_high_as_in_the_whole() -> None:
    chart = straight()
    whole, placed = layout(chart, *SIZE, measure), section_of(chart, 20.5, 60.5)
    (run,) = curve(placed, 0).runs
    assert run[0][0] == pytest.approx(placed.plot.x) and run[-1][0] == pytest.approx(placed.plot.right)
    for x, y in run:  # cut between two positions too
        position = 20.5 + (x - placed.plot.x) / placed.plot.width * 40
        assert y == pytest.approx(whole.y(position))
    assert len(run) == 40 + 2 and placed.x(40.5) == pytest.approx(placed.plot.x + placed.plot.width / 2)


def test_the_axis_that_goes_up_and_the_plot_stand_still_while_a_section_moves() -> None:
    chart = event_window("en")
    first, last = chart.positions[0], chart.positions[-1]
    placed = [section_of(chart, first + at, first + at + 20) for at in range(int(last - first) - 20)]
    assert len({one.plot for one in placed}) == 1 and len({one.lines for one in placed}) == 1
    upward = [[word for word in said(one, "tick") if word.anchor == "end"] for one in placed]
    assert all(one == upward[0] for one in upward)


@pytest.mark.parametrize("wide", [9.0, 20.0, 45.0])
def test_no_words_are_cut_or_over_others_in_any_section(wide: float) -> None:
    chart = event_window("de")
    first, last = chart.positions[0], chart.positions[-1]
    kept: Kept = {}
    for at in range(int((last - first - wide) / 0.7)):
        assert not faults(section_of(chart, first + at * 0.7, first + at * 0.7 + wide, kept))


@pytest.mark.parametrize("name", ["Nvidia", "Nvidia of Santa Clara", "Nvidia, the maker of graphics processors"])
@pytest.mark.parametrize("width", [320, 420, 560])
def test_names_with_any_of_their_values_have_room(name: str, width: int) -> None:
    chart = simple(tuple(10.0 ** (at % 5) for at in range(101)))
    chart = chart.changed(series=(chart.series[0].changed(name=name),))
    whole = layout(chart, width, 300, measure)
    for at in range(90):
        assert not faults(place_section(chart, whole, Across(at, at + 10.0, False), measure, {}))


def test_a_line_is_named_where_it_leaves_the_section_with_the_last_value_seen() -> None:
    placed = section_of(straight(), 20.5, 60.5)
    (name,) = said(placed, "end")
    assert name.text == "A 60" and name.box.x > placed.plot.right
    assert name.box.y + name.box.height / 2 == pytest.approx(placed.y(60.5), abs=3)
    (spot,) = graph(placed).spots
    assert (spot.x, spot.y) == pytest.approx((placed.x(60), placed.y(60)))


def test_a_line_without_a_value_in_the_section_has_no_name() -> None:
    early = (*(float(at) for at in range(30)), *(None,) * 71)
    placed = section_of(simple(early, tuple(float(at) for at in range(101))), 40, 60)
    assert {word.series for word in said(placed, "end")} == {1} and not curve(placed, 0).runs


def test_the_price_that_holds_is_named_though_it_was_set_before() -> None:
    prices = tuple(float(at // 50) for at in range(101))
    chart = simple(prices, positions=tuple(float(at * at) for at in range(101)), step=True)
    (name,) = said(section_of(chart, 49.0**2 + 1, 50.0**2 - 1), "end")
    assert name.text == "A 0"


def test_sentences_and_guides_out_of_sight_are_left_out() -> None:
    note = Annotation(category=30, value=30.0, text="Here", role="loss")
    chart = straight(guides=(Guide(at=70.0, label="There"),), annotations=(note,))
    near, far, neither = section_of(chart, 20, 40), section_of(chart, 60, 80), section_of(chart, 40, 60)
    assert [word.text for word in said(near, "annotation")] == ["Here"] and not said(near, "guide")
    assert [word.text for word in said(far, "guide")] == ["There"] and not said(far, "annotation")
    assert not said(neither, "guide") and not said(neither, "annotation") and not graph(neither).posts


def test_a_sentence_keeps_its_place_beside_its_value_while_the_section_moves() -> None:
    note = Annotation(category=50, value=50.0, text="A sentence about it", role="loss")
    chart, kept = straight(annotations=(note,)), Kept()
    beside = set()
    for low in range(25, 42):
        placed = section_of(chart, low, low + 40.0, kept)
        (words,) = said(placed, "annotation")
        beside.add((round(words.box.x - placed.x(50), 3), words.box.y))
    assert len(beside) == 1
    turned = section_of(chart, 49.9, 89.9, kept)  # no room at the left
    assert [word.text for word in said(turned, "annotation")] == ["A sentence about it"] and not faults(turned)


def test_a_span_is_cut_at_the_edge_of_the_section() -> None:
    chart = straight(guides=(Guide(at=30.0, until=50.0, label="A while"),))
    placed = section_of(chart, 40, 80)
    (post,) = graph(placed).posts
    assert (post.x, post.x + post.width) == pytest.approx((placed.plot.x, placed.x(50)))


def test_ticks_of_dates_keep_their_days_while_a_section_moves() -> None:
    chart = event_window("en")
    first = chart.positions[0]
    sections = [section_of(chart, first + at * 0.3, first + at * 0.3 + 20) for at in range(60)]
    for one, other in pairwise(sections):
        days = [{tick.value for tick in placed.ticks} for placed in (one, other)]
        assert len(days[0] ^ days[1]) <= 2 and days[0] & days[1]


def test_the_area_is_cut_at_the_edges() -> None:
    low, high = (20.0,) * 101, tuple(float(at) for at in range(101))
    chart = simple(high, low, area=Area(upper=0, lower=1, label="room"))
    placed = section_of(chart, 50, 80)
    (area,) = graph(placed).areas
    assert math.isclose(min(x for x, _ in area), placed.plot.x)
    assert math.isclose(max(x for x, _ in area), placed.plot.right)
