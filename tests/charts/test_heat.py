"""A heat placed: every cell with its number, tints by value, bands where there is room, the key that gives way."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from lagebild.analysis.options import possible_options
from lagebild.charts import heat
from lagebild.charts.chart import Chart, Point
from lagebild.charts.geometry import SHAPES, Box, Layout, Words
from lagebild.charts.layout import layout, least_height
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code
from lagebild.look.fonts import load_fonts, text_width
from lagebild.theme import HEAT_STEPS, TYPE
from tests.charts.heats import ROLES, risk_points

NARROW, MIDDLE, WIDE = (304, 318), (676, 300), (1170, 520)
SIZES = (NARROW, MIDDLE, WIDE, (304, 180), (228, 240))


@pytest.fixture(autouse=True)
def fonts() -> None:
    load_fonts()


def placed(chart: Chart, size: tuple[float, float]) -> Layout:
    return layout(chart, *size, text_width)


def within(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom
    )  # fmt: skip


def digits(word: Words) -> Box:
    """What digits take of a line, which leaves room above and below them."""
    high = 0.7 * TYPE[word.type].size
    return Box(word.box.x, word.baseline - high, word.box.width, high)


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def of_part(shown: Layout, *parts: str) -> list[Words]:
    return [word for word in shown.words if word.part in parts]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", SIZES)
def test_every_cell_holds_its_number_and_only_its_own_words(size: tuple[int, int], code: Code) -> None:
    chart = risk_points(code)
    shown = placed(chart, size)
    cells = {(cell.category, cell.series): cell.box for cell in shown.cells}
    points = {
        (category, at): point
        for at, series in enumerate(chart.series)
        for category, point in enumerate(series.points)
        if point is not None
    }
    assert set(cells) == set(points)
    numbers = {(word.category, word.series): word.text for word in of_part(shown, "value")}
    assert numbers == {at: point.label for at, point in points.items()}
    for word in of_part(shown, "value", "within"):
        assert within(digits(word), cells[word.category, word.series]), word
    assert [word.text for word in of_part(shown, "gap")] == ["–"]


@pytest.mark.parametrize("size", SIZES)
def test_cells_stand_in_rows_and_columns_and_nothing_touches(size: tuple[int, int]) -> None:
    shown = placed(risk_points(), size)
    assert all(apart(one.box, other.box) for one, other in combinations(shown.cells, 2))
    assert all(apart(one.box, other.box) for one, other in combinations(shown.cells + shown.tints, 2))
    whole = Box(0, 0, *size)
    assert all(within(cell.box, whole) for cell in (*shown.cells, *shown.tints))
    for one, other in combinations(shown.cells, 2):
        assert (one.box.x == other.box.x) == (one.series == other.series)
        assert (one.box.y == other.box.y) == (one.category == other.category)
    assert {cell.box.width for cell in shown.cells} <= {shown.cells[0].box.width + more for more in (-1, 0, 1)}


@pytest.mark.parametrize("code", CODES)
def test_names_of_rows_and_columns_stand_whole_in_a_narrow_panel(code: Code) -> None:
    chart = risk_points(code)
    shown = placed(chart, NARROW)
    assert [word.text for word in of_part(shown, "category")] == list(chart.categories)
    assert [word.text for word in of_part(shown, "head")] == [series.name for series in chart.series]
    named = of_part(shown, "category", "head")
    assert all(apart(one.box, other.box) for one in named for other in shown.words if one is not other)


@pytest.mark.parametrize("size", SIZES)
def test_a_number_and_its_band_do_not_touch(size: tuple[int, int]) -> None:
    numbers = [digits(word) for word in of_part(placed(risk_points(), size), "value", "within", "gap")]
    assert all(apart(one, other) for one, other in combinations(numbers, 2))


def test_a_higher_value_never_has_a_lower_step() -> None:
    steps = [heat.step(Point(value=tenths / 10, label="")) for tenths in range(1001)]
    assert all(one <= other for one, other in pairwise(steps))
    assert set(steps) == set(range(HEAT_STEPS))
    assert (steps[0], steps[-1]) == (0, HEAT_STEPS - 1)


def test_the_step_is_that_of_the_number_that_is_shown() -> None:
    # 39.6 is shown as 40, which the key puts into the third step
    shown = placed(risk_points(), NARROW)
    steps = {(cell.category, cell.series): cell.step for cell in shown.cells}
    assert (steps[1, 1], steps[2, 2], steps[0, 2], steps[0, 0]) == (2, 2, 0, 4)


@pytest.mark.parametrize("size", [NARROW, (304, 180)])
def test_a_middle_that_is_hardly_known_is_fainter_than_one_that_is_certain(size: tuple[int, int]) -> None:
    chart = risk_points()
    for word in of_part(placed(chart, size), "value"):
        point = chart.series[word.series].points[word.category]
        assert point is not None
        unsure = heat.is_unsure(point)
        assert (word.ink == "text2") == unsure
        assert word.category == 3 or (TYPE[word.type].weight < 600) == unsure


def test_what_is_hardly_known_has_no_tint_but_a_dashed_edge() -> None:
    shown = placed(risk_points(), NARROW)
    dashed = {(cell.category, cell.series) for cell in shown.cells if cell.dashed}
    assert dashed == {(0, 1), (1, 3), (2, 1)}
    assert all((cell.step is None) == (cell.dashed or cell.category == 3) for cell in shown.cells)
    bands = {(word.category, word.series): word.text for word in of_part(shown, "within")}
    assert bands[0, 1] == "0–100"


def test_the_total_is_set_off_below_a_rule_without_a_tint() -> None:
    shown = placed(risk_points(), NARROW)
    (rule,) = shown.lines
    boxes = [(cell.category, cell.box) for cell in shown.cells]
    assert max(box.bottom for category, box in boxes if category < 3) < rule.y1
    assert rule.y1 < min(box.y for category, box in boxes if category == 3)
    numbers = {word.type for word in of_part(shown, "value") if word.category == 3}
    assert numbers == {"mark_sum"}
    without = placed(risk_points(total=False), NARROW)
    assert without.lines == () and all(cell.dashed or cell.step is not None for cell in without.cells)


def test_a_band_stands_below_its_number_where_rows_are_high_else_beside_it_where_cells_are_wide() -> None:
    def lines(size: tuple[int, int]) -> list[tuple[float, float]]:
        shown = placed(risk_points(), size)
        numbers = {(word.category, word.series): word.baseline for word in of_part(shown, "value")}
        return [(numbers[word.category, word.series], word.baseline) for word in of_part(shown, "within")]

    assert lines(NARROW) and all(number < band for number, band in lines(NARROW))
    low = (900, least_height(risk_points()) + 4)
    assert lines(low) and all(number == band for number, band in lines(low))
    assert lines((304, least_height(risk_points()))) == []


@pytest.mark.parametrize("size", (NARROW, WIDE))
def test_numbers_of_a_row_stand_on_one_line(size: tuple[int, int]) -> None:
    numbers = of_part(placed(risk_points(), size), "value", "gap")
    for category in range(4):
        assert len({word.baseline for word in numbers if word.category == category and word.part == "value"}) == 1


def test_the_key_says_where_each_step_begins_and_what_dashes_mean() -> None:
    shown = placed(risk_points("en"), NARROW)
    assert [tick.label for tick in shown.ticks] == ["0", "20", "40", "60", "80", "100"]
    steps = [cell for cell in shown.tints if not cell.dashed]
    assert [cell.step for cell in steps] == list(range(HEAT_STEPS))
    assert [tick.x for tick in shown.ticks[:-1]] == [cell.box.x for cell in steps]
    assert len(shown.tints) == HEAT_STEPS + 1
    assert [word.text for word in of_part(shown, "legend")] == ["uncertain"]


def test_without_room_the_key_gives_way_first() -> None:
    chart = risk_points()
    enough = least_height(chart)
    assert placed(chart, (304, enough)).tints
    low = placed(chart, (304, enough - 1))
    assert low.tints == low.ticks == () and len(of_part(low, "value")) == 15


def test_an_emblem_stands_above_the_middle_of_its_column() -> None:
    shown = placed(risk_points(), NARROW)
    assert [emblem.role for emblem in shown.emblems] == list(ROLES)
    for emblem, head, cell in zip(shown.emblems, of_part(shown, "head"), shown.cells, strict=False):
        middle = emblem.box.x + emblem.box.width / 2
        assert abs(middle - (head.box.x + head.box.width / 2)) <= 1
        assert emblem.box.bottom <= head.box.y < head.box.bottom <= cell.box.y


def test_an_option_has_the_shape_that_the_knowledge_gives_it(knowledge: Knowledge) -> None:
    assert {f"option:{option.id}": option.shape for option in possible_options(knowledge)} == SHAPES


def test_a_heat_without_categories_is_empty() -> None:
    chart = risk_points()
    bare = Chart.model_validate(
        {**chart.model_dump(), "categories": (), "series": [{**one.model_dump(), "points": ()} for one in chart.series]}
    )
    assert placed(bare, NARROW).cells == ()
