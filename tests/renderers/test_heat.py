"""A heat on screen, in pictures and on slides: the same cells, numbers that can be read, a table that stays one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.charts import heat
from lagebild.charts.chart import Chart
from lagebild.charts.layout import layout
from lagebild.charts.risks import heat as heat_of_risks
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look.colours import set_current
from lagebild.look.fonts import load_fonts, text_width
from lagebild.own_options import OWN, OwnOption
from lagebild.renderers import picture
from lagebild.renderers.heat import strokes
from lagebild.renderers.screen import ChartPlot
from lagebild.renderers.strokes import Dashes, Fill, Polygon
from lagebild.renderers.table import csv
from lagebild.theme import HEAT_STEPS, THEMES, ThemeName, theme
from tests.charts.heats import risk_points
from tests.look.test_theme import contrast, luminance
from tests.renderers.decks import house_template, in_both_languages, reopened, written
from tests.renderers.pptx_lint import faults
from tests.renderers.test_screen import RING, painted_texts, press

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPlot]:
    load_fonts()
    set_current(theme("light"))
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    made = ChartPlot(window)
    made.setGeometry(0, 0, 316, 330)
    window.show()
    yield made  # the window lives as long as the test


# ---- colours


@pytest.mark.parametrize("name", THEMES)
def test_the_number_on_every_step_can_be_read(name: ThemeName) -> None:
    steps = theme(name).heat
    assert len(steps) == HEAT_STEPS
    assert {step: round(contrast(*step), 2) for step in steps if contrast(*step) < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_the_tint_goes_one_way_from_the_surface_on(name: ThemeName) -> None:
    shown = theme(name)
    tints = [luminance(tint) for tint in (shown.surface, *(step.fill for step in shown.heat))]
    assert all(one > other for one, other in pairwise(tints)) or all(one < other for one, other in pairwise(tints))


@pytest.mark.parametrize("name", THEMES)
def test_a_dashed_edge_can_be_seen(name: ThemeName) -> None:
    shown = theme(name)
    load_fonts()
    drawn = [one for one in strokes(layout(risk_points(), 304, 318, text_width), shown) if isinstance(one, Dashes)]
    assert len(drawn) == 3 + 1  # and the one in the key
    assert all(contrast(dashes.colour, shown.surface) >= 3 for dashes in drawn)


# ---- pictures


@pytest.mark.parametrize("code", CODES)
def test_an_svg_says_every_number_as_text_and_every_cell_to_a_screen_reader(code: Code) -> None:
    chart = risk_points(code)
    root = ElementTree.fromstring(picture.svg(chart))
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    for series in chart.series:
        assert series.name in said
        assert {point.label for point in series.points if point is not None} <= set(said)
    assert {"0–100", "–", "0", "20", "40", "60", "80", "100"} <= set(said)
    told = [title.text for title in root.iterfind(f".//{SVG}rect/{SVG}title")]
    assert told == [reading.text for reading in chart.readings()]


@pytest.mark.parametrize("name", THEMES)
def test_a_cell_has_the_tint_of_its_step_and_an_unsure_one_that_of_the_surface(name: ThemeName) -> None:
    chart, shown = risk_points(), theme(name)
    told = {(reading.category, reading.series): reading.text for reading in chart.readings()}
    fills = {
        stroke.told: stroke.colour
        for stroke in picture.picture(chart, shown, 800, 450)
        if isinstance(stroke, Fill) and stroke.told
    }
    for at, series in enumerate(chart.series):
        for category, point in enumerate(series.points):
            if point is not None:
                bare = category == 3 or heat.is_unsure(point)
                tint = shown.surface if bare else shown.heat[heat.step(point)].fill
                assert fills[told[category, at]] == tint


@pytest.mark.parametrize("name", THEMES)
def test_the_lightest_tint_has_an_edge_because_it_hardly_differs_from_the_surface(name: ThemeName) -> None:
    shown = theme(name)
    lightest = shown.heat[0].fill
    drawn = [one for one in picture.picture(risk_points(), shown, 800, 450) if isinstance(one, Fill)]
    edged = [one.edge for one in drawn if one.colour == lightest]
    assert edged and set(edged) == {shown.line}
    assert not any(one.edge for one in drawn if one.colour in {step.fill for step in shown.heat[1:]})


def test_every_option_has_its_own_shape() -> None:
    drawn = picture.picture(risk_points(), theme("light"), 800, 450)
    corners = [len(stroke.corners) for stroke in drawn if isinstance(stroke, Polygon)]
    assert corners == [3, 4, 4]
    colour = theme("light").marks["option:eu_hosted"].fill
    (circle,) = (stroke for stroke in drawn if isinstance(stroke, Fill) and stroke.colour == colour)
    assert circle.radius == circle.box.width / 2


def test_a_picture_is_written_in_every_format() -> None:
    chart = risk_points()
    assert picture.png(chart, scale=1).startswith(b"\x89PNG")
    assert picture.pdf(chart).startswith(b"%PDF") and picture.pdf(chart) == picture.pdf(chart)
    assert b"<text" not in picture.svg(chart, text_as_paths=True)


# ---- screen


@pytest.mark.parametrize("code", CODES)
def test_screen_and_picture_place_the_same_cells_and_words(plot: ChartPlot, code: Code) -> None:
    chart = risk_points(code)
    room = picture.frame(chart, theme("light"), 800, 450)[1]
    plot.resize(round(room.width) + 2 * RING, round(room.height) + 2 * RING)
    plot.show_chart(chart)
    assert plot.placed is not None
    drawn = picture.picture(chart, theme("light"), 800, 450 + round(room.height) - room.height)
    told = {(reading.category, reading.series): reading.text for reading in chart.readings()}
    fills = {one.told: one.box for one in drawn if isinstance(one, Fill) and one.told}
    for cell in plot.placed.cells:
        x, y, *size = fills[told[cell.category, cell.series]]
        assert (x - room.x, y - room.y, *size) == pytest.approx(cell.box)
    prints = sorted(one.text for one in drawn if isinstance(one, picture.Print))
    shown = [text for text, _, _ in painted_texts(plot)]
    assert len(shown) == len(plot.placed.words) and all(text in prints for text in shown)


@pytest.mark.parametrize("code", CODES)
def test_no_word_is_cut_in_a_narrow_panel(plot: ChartPlot, code: Code) -> None:
    plot.show_chart(risk_points(code))
    found = painted_texts(plot)
    assert found and all(room.contains(box) for _, box, room in found)
    assert not [text for text, _, _ in found if text.endswith("…")]


def test_the_arrow_keys_walk_the_cells_row_by_row_and_read_their_bands(plot: ChartPlot, qtbot: QtBot) -> None:
    plot.show_chart(risk_points("en"))
    plot.setFocus()
    heard: list[str] = []
    plot.walked.connect(heard.append)
    for _ in range(4):
        press(plot, Qt.Key.Key_Right)
    assert heard == [
        "Censorship, China: 100",
        "Censorship, EU: 50, 0 … 100",
        "Censorship, Own: 0",
        "Privacy, China: 86, 80 … 93",
    ]


def test_a_click_on_a_cell_and_enter_on_the_walked_one_press_it(plot: ChartPlot) -> None:
    plot.show_chart(risk_points("en"))
    pressed: list[tuple[int, int]] = []
    plot.pressed.connect(lambda reading: pressed.append(reading[:2]))
    assert plot.placed is not None
    cell = next(one for one in plot.placed.cells if (one.category, one.series) == (2, 1))
    corner = (round(cell.box.x) + RING + 2, round(cell.box.y) + RING + 2)  # away from the number
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(*corner))
    press(plot, Qt.Key.Key_End)
    press(plot, Qt.Key.Key_Return)
    assert pressed == [(2, 1), (3, 3)]


def test_a_click_beside_the_cells_presses_nothing(plot: ChartPlot) -> None:
    plot.show_chart(risk_points())
    pressed: list[object] = []
    plot.pressed.connect(pressed.append)
    assert plot.placed is not None
    for box in (plot.placed.tints[0].box, plot.placed.emblems[0].box):
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(box.x) + RING + 4, round(box.y) + RING + 4))
    (gap,) = (word for word in plot.placed.words if word.part == "gap")
    at = QPoint(round(gap.box.x) + RING + 2, round(gap.baseline) + RING - 3)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)
    assert pressed == []


def test_every_number_on_the_screen_knows_where_it_comes_from(plot: ChartPlot) -> None:
    plot.show_chart(risk_points())
    bare = [text for text in plot.texts() if any(map(str.isdigit, text)) and not hasattr(text, "origin")]
    assert plot.texts() and bare == []


# ---- slides and tables


SIDES = ("lnL", "lnR", "lnT", "lnB")


def tables(chart: Chart, template: bytes | None = None) -> list[Any]:
    (slide,) = reopened(chart, template=template).slides
    return [shape for shape in slide.shapes if shape.has_table]


def grid(shape: Any) -> list[list[list[str]]]:
    """The paragraphs of every cell."""
    return [
        [[paragraph.text for paragraph in cell.text_frame.paragraphs] for cell in row.cells]
        for row in shape.table.rows
    ]  # fmt: skip


@in_both_languages
def test_the_table_on_the_slide_says_what_the_chart_says(code: Code) -> None:
    chart = risk_points(code)
    shape, key = tables(chart)
    head, *rows = grid(shape)
    assert head[0] == [chart.category_name]
    heads = [f"{sign}{NBSP}{series.name}" for sign, series in zip("▲●■◆", chart.series, strict=True)]
    assert [cell for (cell,) in head[1:]] == heads
    assert len(rows) == len(chart.categories)
    for category, (name, *cells) in enumerate(rows):
        assert name == [chart.categories[category]]
        for series, said in zip(chart.series, cells, strict=True):
            point = series.points[category]
            band = "" if point is None else heat.band_words(chart, point)
            number, *rest = [part for line in said for part in line.split(f"{NBSP}{NBSP}")]
            assert number == ("–" if point is None else point.label)
            assert rest == ([band] if band else [])
    limits = [[["0–20"], ["20–40"], ["40–60"], ["60–80"], ["80–100"]]]
    assert [row[:5] for row in grid(key)] == limits


@pytest.mark.parametrize("template", (None, house_template()), ids=("own", "house"))
def test_cells_of_the_slide_are_filled_with_the_tint_of_their_step(template: bytes | None) -> None:
    chart = risk_points()
    shape, _ = tables(chart, template)
    for at, series in enumerate(chart.series, start=1):
        for row, point in enumerate(series.points, start=1):
            look = shape.table.cell(row, at)._tc.tcPr
            fill = look.find("{*}solidFill/{*}srgbClr")
            bare = point is None or row == 4 or heat.is_unsure(point)
            tint = None if bare or point is None else theme("light").heat[heat.step(point)].fill
            assert (None if fill is None else f"#{fill.get('val')}") == tint


def test_a_dashed_edge_is_the_same_for_both_cells_beside_it() -> None:
    chart = risk_points()
    shape, _ = tables(chart)
    unsure = {
        (row, at)
        for at, series in enumerate(chart.series, start=1)
        for row, point in enumerate(series.points[:-1], start=1)
        if point is not None and heat.is_unsure(point)
    }
    for row in range(5):
        for at in range(5):
            look = shape.table.cell(row, at)._tc.tcPr
            for side, beside in (("lnL", at - 1), ("lnR", at + 1)):
                dash = look.find(f"{{*}}{side}/{{*}}prstDash[@val='dash']")
                assert (dash is not None) == bool({(row, at), (row, beside)} & unsure)


def test_the_lightest_cells_of_a_slide_have_thin_lines_about_them() -> None:
    chart = risk_points()
    shape, key = tables(chart)
    thin = "{*}%s[@w='9525']/{*}solidFill/{*}schemeClr"
    for at, series in enumerate(chart.series, start=1):
        for row, point in enumerate(series.points[:-1], start=1):
            if point is not None and not heat.is_unsure(point) and heat.step(point) == 0:
                look = shape.table.cell(row, at)._tc.tcPr
                thick = [side for side in SIDES if look.find(f"{{*}}{side}[@w='38100']") is not None]
                assert not thick and any(look.find(thin % side) is not None for side in SIDES)
    first, second = (key.table.cell(0, at)._tc.tcPr for at in (0, 1))
    assert first.find(thin % "lnB") is not None and second.find(thin % "lnB") is None


@in_both_languages
def test_the_slide_has_text_alternatives_and_is_whole(code: Code, tmp_path: Path) -> None:
    chart = risk_points(code)
    shape, key = tables(chart)
    properties = shape._element.nvGraphicFramePr.cNvPr
    assert (properties.get("title"), properties.get("descr")) == (chart.heading, chart.alternative)
    assert key._element.nvGraphicFramePr.cNvPr.get("descr")
    file = written(chart)
    assert faults(file) == []
    path = tmp_path / "deck.pptx"
    path.write_bytes(file)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_tables_stay_inside_the_slide() -> None:
    presentation = reopened(risk_points())
    (slide,) = presentation.slides
    for shape in slide.shapes:
        if shape.has_table:
            high = sum(row.height for row in shape.table.rows)
            wide = sum(column.width for column in shape.table.columns)
            assert shape.top + high <= presentation.slide_height and shape.left + wide <= presentation.slide_width


def test_the_csv_holds_plain_numbers_and_a_gap() -> None:
    lines = csv(risk_points("en")).decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Theme,China,EU,Own,Western", "Censorship,100,50,0,"]


def test_long_names_of_many_options_stand_under_their_signs_and_leave_the_key_its_place(knowledge: Knowledge) -> None:
    own = tuple(OwnOption(id=id, name=f"Rechenzentrum Nummer {id[-1]}", based_on="own") for id in OWN)
    results = compute(knowledge, Briefing(options=own), date(2026, 11, 21))
    chart = heat_of_risks(results, Language("de"))
    shape, key = tables(chart)
    head = grid(shape)[0][-4:]
    assert [sign for sign, *_ in head] == ["+", "*", "–", "×"]
    assert ["".join(lines).replace("-", "").replace(NBSP, "") for _, *lines in head] == [
        one.name.replace(" ", "") for one in own if one.name is not None
    ]
    assert shape.top + sum(row.height for row in shape.table.rows) < key.top


@pytest.mark.parametrize("width", [420, 700, 1200])
def test_a_name_over_a_column_is_broken_and_never_wider(width: int, knowledge: Knowledge) -> None:
    load_fonts()
    own = tuple(OwnOption(id=id, name="Rechenzentrumsbetrieb", based_on="own") for id in OWN)
    results = compute(knowledge, Briefing(options=own), date(2026, 11, 21))
    placed = layout(heat_of_risks(results, Language("de")), width, 400, text_width)
    heads = [words for words in placed.words if words.part == "head"]
    column = placed.cells[1].box.x - placed.cells[0].box.x
    assert all(words.box.width <= column for words in heads)
    if width >= 700:
        said = "".join(words.text for words in reversed([one for one in heads if one.series == 4]))
        assert said.replace("-", "") == "Rechenzentrumsbetrieb"
