"""Charts as sheets of an .xlsx file, read back: numbers, their formats, the native chart and the cells it draws."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from xlsxwriter.utility import xl_col_to_name

from lagebild.analysis.results import Results, compute
from lagebild.briefing import read
from lagebild.charts.chart import Chart, Column, Point, Series
from lagebild.charts.contents import build, charts
from lagebild.charts.heat import is_unsure
from lagebild.export import content
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code, Language
from lagebild.renderers.chart_sheets import HEAD, write
from lagebild.renderers.slides.ranges import marks
from lagebild.resources import resource
from lagebild.theme import theme
from tests.charts.examples import (
    EXAMPLES,
    break_even,
    event_window,
    falls,
    losses,
    monthly_costs,
    price_steps,
    prices,
    sensitivity,
    standpoints,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DAY = date(2026, 11, 21)
TOP = HEAD + 2
"""The first row of a table, as addresses count."""


class Read(NamedTuple):
    """A cell as a program reads it."""

    content: str | float
    formula: str
    code: str


class Book:
    """A file, read back."""

    def __init__(self, package: bytes) -> None:
        self.package = zipfile.ZipFile(io.BytesIO(package))
        strings = self.part("xl/sharedStrings.xml")
        self._words = ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in strings]
        styles = self.part("xl/styles.xml")
        codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iter(f"{MAIN}numFmt")}
        formats = styles.find(f"{MAIN}cellXfs")
        assert formats is not None
        self._codes = [codes.get(one.get("numFmtId"), "") for one in formats]
        self.names = [one.get("name") or "" for one in self.part("xl/workbook.xml").iter(f"{MAIN}sheet")]

    def part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.package.read(name))

    def sheet(self, number: int = 0) -> ElementTree.Element:
        return self.part(f"xl/worksheets/sheet{number + 1}.xml")

    def cells(self, number: int = 0) -> dict[str, Read]:
        """What stands where, empty cells left out."""
        found = {}
        for cell in self.sheet(number).iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is not None:
                told: str | float = value if cell.get("t") == "str" else float(value) if cell.get("t") is None else ""
                told = self._words[int(value)] if cell.get("t") == "s" else told
                formula = cell.findtext(f"{MAIN}f") or ""
                found[cell.get("r") or ""] = Read(told, formula, self._codes[int(cell.get("s") or 0)])
        return found

    def drawings(self) -> list[ElementTree.Element]:
        """The charts, in the order of their sheets."""
        names = [name for name in self.package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        return [self.part(name) for name in sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0]))]

    def drawn(self, drawing: ElementTree.Element, number: int = 0) -> list[list[str | float | None]]:
        """What each series draws, from the cells it names."""
        cells, found = self.cells(number), []
        for series in drawing.iter(f"{DRAWN}ser"):
            values = series.find(f"{DRAWN}val")
            values = series.find(f"{DRAWN}yVal") if values is None else values
            assert values is not None
            sheet, _, area = (values.findtext(f".//{DRAWN}f") or "").rpartition("!")
            assert sheet.strip("'").replace("''", "'") == self.names[number]
            ends = [re.findall(r"\$([A-Z]+)\$(\d+)", end)[0] for end in area.split(":")]
            (column, first), (other, last) = ends[0], ends[-1]
            assert column == other
            here = (cells.get(f"{column}{row}") for row in range(int(first), int(last) + 1))
            found.append([None if cell is None else cell.content for cell in here])
        return found


def written(chart: Chart) -> Book:
    return Book(content(chart, ".xlsx", day=DAY))


def values_of(series: Series) -> list[float | None]:
    return [None if point is None else pytest.approx(point.value) for point in series.points]


def letter(column: int) -> str:
    return xl_col_to_name(column)


@pytest.fixture(scope="module")
def filled(knowledge: Knowledge, today: date) -> Results:
    """Results of a briefing in which every chart has something to draw."""
    return compute(knowledge, read(resource("briefings", "sample.de.json"), knowledge), today)


# ---- every chart


@pytest.mark.parametrize("code", CODES)
def test_every_chart_can_be_exported_and_its_table_is_numbers(code: Code, filled: Results) -> None:
    for id in charts(filled.knowledge):
        chart = build(id, filled, Language(code))
        cells, table = written(chart).cells(), chart.table()
        for row, (labels, values) in enumerate(zip(table.rows, table.values, strict=True), start=TOP):
            for column, (label, value) in enumerate(zip(labels, values, strict=True)):
                found = cells.get(f"{letter(column)}{row}")
                if column == 0 and chart.positions:
                    assert found is not None and isinstance(found.content, float), (id, label)
                elif isinstance(value, str):
                    assert found is not None and found.content == value, (id, label)
                elif value is not None:
                    assert found is not None and found.content == pytest.approx(value, rel=1e-14), (id, label)
                    assert found.code, (id, label)
        words = {cell.content for cell in cells.values()}
        assert {*table.header, chart.heading, chart.subtitle, chart.source} - {""} <= words


@pytest.mark.parametrize("code", CODES)
def test_every_sheet_is_whole_and_draws_what_its_chart_holds(code: Code, filled: Results, tmp_path: Path) -> None:
    built = [build(id, filled, Language(code)) for id in charts(filled.knowledge)]
    package = write(built, "x", DAY)
    (tmp_path / "all.xlsx").write_bytes(package)
    result = OpenXmlValidator().validate(tmp_path / "all.xlsx")
    assert [str(error) for error in result.errors] == []
    book = Book(package)
    assert len(book.names) == len(built)
    with_chart = [(number, chart) for number, chart in enumerate(built) if chart.kind != "heat"]
    assert len(book.drawings()) == len(with_chart)
    for (number, chart), drawing in zip(with_chart, book.drawings(), strict=True):
        drawn = book.drawn(drawing, number)
        if chart.kind in ("bars", "grouped_bars", "stacked_bars", "tornado") or (chart.positions and not chart.step):
            expected = [values_of(series) for series in chart.series]
            assert drawn[: len(expected)] == expected, chart.id


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
@pytest.mark.parametrize("code", CODES)
def test_examples_of_every_kind_are_whole(example: object, code: Code, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content(example(code), ".xlsx", day=DAY))  # type: ignore[operator]
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "a.xlsx").errors] == []


# ---- numbers


def test_numbers_are_shown_with_the_unit_and_the_places_of_their_labels() -> None:
    cells = written(prices("de")).cells()
    assert cells[f"B{TOP}"] == Read(15.0, "", '#,##0.00"\xa0$";"−"#,##0.00"\xa0$"')
    assert written(prices("en")).cells()[f"B{TOP}"].code == '"$"#,##0.00;"−""$"#,##0.00'
    assert written(falls("de")).cells()[f"C{TOP}"].code == '#,##0.0"\xa0%";"−"#,##0.0"\xa0%"'


def test_a_number_whose_label_is_rounded_to_even_gets_another_place() -> None:
    half = Point(value=2.5, label="2\xa0$")
    chart = prices("de").changed(series=(prices("de").series[0].changed(points=(half, None)),))
    cells = written(chart).cells()
    assert cells[f"B{TOP}"].content == 2.5 and cells[f"B{TOP}"].code.startswith("#,##0.00")
    assert f"B{TOP + 1}" not in cells


def test_dates_are_days_and_positions_are_numbers() -> None:
    steps = price_steps("de")
    cells = written(steps).cells()
    first = cells[f"A{TOP}"]
    assert first.content == steps.positions[0] - date(1899, 12, 30).toordinal()
    assert first.code == "[$-407]dd\\.mm\\.yyyy"
    assert written(break_even("en")).cells()[f"A{TOP + 1}"].content == break_even("en").positions[1]


HOSTILE = ('=HYPERLINK("http://example.org","x")', "+1+1", "-2+3", "@SUM(A1)", "{=1+1}", "https://example.org", "007")


def test_words_that_begin_as_formulas_stay_words() -> None:
    for words in HOSTILE:
        chart = prices("en").changed(
            title=words, heading=words, subtitle=words, source=words, alternative=words, category_name=words,
            categories=(words, "b"), columns=(Column(name=words, cells=(words, words)),),
        )  # fmt: skip
        book = written(chart)
        assert not list(book.sheet().iter(f"{MAIN}f")) and not list(book.sheet().iter(f"{MAIN}hyperlink"))
        found = book.cells()
        assert [found[place].content for place in ("A1", "A3", f"A{TOP - 1}", f"A{TOP}", f"D{TOP}")] == [words] * 5
        title = book.drawings()[0].find(f".//{DRAWN}title//{DRAWN}strRef")
        assert title is not None and (title.findtext(f"{DRAWN}f") or "").endswith("!$A$1")
        assert title.findtext(f".//{DRAWN}v") == words


def test_axes_and_guides_take_their_words_from_cells() -> None:
    words = "=1+1"
    chart = break_even("en")
    guides = tuple(guide.changed(label=words) for guide in chart.guides)
    lines = chart.changed(category_name=words, guides=guides)
    plane = standpoints("en")
    named = plane.changed(series=tuple(series.changed(name=words) for series in plane.series))
    for changed in (lines, named):
        book = written(changed)
        assert not [cell.formula for cell in book.cells().values() if cell.formula]
        places = [one.text or "" for one in book.drawings()[0].iter(f"{DRAWN}f")]
        assert places and all("!$" in place for place in places)


def test_signs_that_nobody_sees_reach_no_cell() -> None:
    words = "\x01a\x1b[31m\u202eb"
    chart = prices("en").changed(title=words, heading=words, source=words, alternative=words, subtitle=words)
    book = written(chart)
    for name in book.package.namelist():
        if name.endswith(".xml"):
            ElementTree.fromstring(book.package.read(name))
            assert "\x01" not in book.package.read(name).decode()


# ---- native charts


def test_bars_of_several_meanings_have_the_colours_of_the_light_theme() -> None:
    marks_of = theme("light").marks
    drawing = written(falls("de")).drawings()[0]
    text = ElementTree.tostring(drawing).decode()
    for series in falls("de").series:
        assert marks_of[series.role].fill.lstrip("#") in text


def test_stacks_carry_their_totals_and_name_their_parts_only() -> None:
    chart = monthly_costs("de")
    book = written(chart)
    drawing = book.drawings()[0]
    assert drawing.find(f".//{DRAWN}grouping").get("val") == "stacked"  # type: ignore[union-attr]
    assert book.drawn(drawing)[-1] == [pytest.approx(total.value) for total in chart.totals]
    names = [series.findtext(f"{DRAWN}tx//{DRAWN}v") for series in drawing.iter(f"{DRAWN}ser")]
    assert names == [*(series.name for series in chart.series), " "]
    highest = float(drawing.find(f".//{DRAWN}valAx//{DRAWN}max").get("val") or 0)  # type: ignore[union-attr]
    assert highest > max(total.value for total in chart.totals)


def test_a_tornado_leans_to_both_sides_of_its_base() -> None:
    drawing = written(sensitivity("en")).drawings()[0]
    assert drawing.find(f".//{DRAWN}overlap").get("val") == "100"  # type: ignore[union-attr]
    scale = drawing.find(f".//{DRAWN}valAx/{DRAWN}scaling")
    assert scale is not None
    values = [point.value for series in sensitivity("en").series for point in series.points if point]
    low, high = (float(scale.find(f"{DRAWN}{end}").get("val") or 0) for end in ("min", "max"))  # type: ignore[union-attr]
    assert low < min(values) < 0 < max(values) < high


def test_marks_of_ranges_follow_the_cells_of_their_ends() -> None:
    for chart in (losses("de"), losses("de").changed(series=tuple(mirrored(one) for one in losses("de").series))):
        book = written(chart)
        offset, length, *_ = book.drawn(book.drawings()[0])
        cells = book.cells()
        for at, point in enumerate(marks(chart)):
            assert point is not None
            ends = sorted((float(offset[at] or 0), float(offset[at] or 0) + float(length[at] or 0)))
            below = [one for one in book.drawn(book.drawings()[0])[2:3] if point.value < 0]
            if below:
                ends = sorted((float(offset[at] or 0), float(offset[at] or 0) + float(below[0][at] or 0)))
            assert ends[0] <= point.value and point.end <= ends[1]
        computed = [cell for cell in cells.values() if cell.formula.startswith("MAX(0,")]
        rows = {int(row) for cell in computed for row in re.findall(r"[A-Z](\d+)", cell.formula)}
        assert rows == set(range(TOP, TOP + len(chart.categories)))


def mirrored(series: Series) -> Series:
    """The same series below zero."""
    points = tuple(
        point and point.changed(value=-point.end, high=None if point.high is None else -point.value)
        for point in series.points
    )
    return series.changed(points=points)


def test_the_ends_of_ranges_are_said_by_bars_that_may_have_labels_behind_them() -> None:
    drawing = written(losses("en")).drawings()[0]
    stacked, clustered = drawing.iter(f"{DRAWN}barChart")
    groupings = [one.find(f"{DRAWN}grouping").get("val") for one in (stacked, clustered)]  # type: ignore[union-attr]
    assert groupings == ["stacked", "clustered"]
    assert [one.get("val") for one in stacked.iter(f"{DRAWN}dLblPos")] == []  # "outEnd" would be refused in a stack
    outside, inside = clustered.iter(f"{DRAWN}dLbls")
    # without a place of their own, labels of such bars stand behind their ends
    assert outside.find(f"{DRAWN}dLblPos") is None
    assert inside.find(f"{DRAWN}dLblPos").get("val") == "inEnd"  # type: ignore[union-attr]
    scales = [
        [one.find(f"{DRAWN}scaling/{DRAWN}{end}") for end in ("min", "max")] for one in drawing.iter(f"{DRAWN}valAx")
    ]
    told = [[None if end is None else end.get("val") for end in scale] for scale in scales]
    assert told[0] == told[1] and None not in told[0]


def test_steps_hold_a_value_until_the_next_one() -> None:
    chart = price_steps("de")
    book = written(chart)
    drawing = book.drawings()[0]
    assert drawing.find(f".//{DRAWN}dateAx") is not None
    for series, drawn in zip(chart.series, book.drawn(drawing), strict=True):
        held = [point.value for point in series.points if point is not None]
        runs = [value for at, value in enumerate(drawn) if value is not None and (not at or drawn[at - 1] != value)]
        changes = [value for at, value in enumerate(held) if not at or held[at - 1] != value]
        assert runs == pytest.approx(changes)
        assert len(drawn) > len(series.points)


def test_lines_over_numbers_are_a_scatter_and_a_guide_is_an_upright_line() -> None:
    chart = break_even("de")
    book = written(chart)
    drawing = book.drawings()[0]
    *_, guide = drawing.iter(f"{DRAWN}ser")
    assert drawing.find(f".//{DRAWN}scatterChart") is not None
    assert len({value.text for value in guide.findall(f"{DRAWN}xVal//{DRAWN}v")}) == 1
    assert chart.guides[0].label in "".join(guide.itertext())


def test_each_guide_of_a_sheet_is_lower_than_the_one_before_so_that_their_words_stand_apart() -> None:
    chart = break_even("de")
    (guide,) = chart.guides
    book = written(chart.changed(guides=(guide, guide.changed(at=guide.at * 1.1, label="gleich daneben"))))
    *_, first, second = book.drawings()[0].iter(f"{DRAWN}ser")
    tops = [max(float(value.text or "") for value in one.findall(f"{DRAWN}yVal//{DRAWN}v")) for one in (first, second)]
    assert 0 < tops[1] < tops[0]


def test_faint_lines_have_no_entry_in_the_legend() -> None:
    chart = event_window("en")
    drawing = written(chart).drawings()[0]
    faint = [at for at, series in enumerate(chart.series) if series.faint]
    deleted = [int(one.find(f"{DRAWN}idx").get("val") or -1) for one in drawing.iter(f"{DRAWN}legendEntry")]  # type: ignore[union-attr]
    assert faint and deleted[: len(faint)] == faint


def test_bubbles_are_as_large_as_their_third_value_says() -> None:
    chart = standpoints("en")
    drawing = written(chart).drawings()[0]
    sizes = [int(one.get("val") or 0) for one in drawing.iter(f"{DRAWN}size")]
    values = [chart.series[2].points[category] for category in chart.drawn]
    by_value = sorted(range(len(sizes)), key=lambda at: values[at].value)  # type: ignore[union-attr]
    assert len(sizes) == len(chart.drawn) and len(set(sizes)) > 1
    assert [sizes[at] for at in by_value] == sorted(sizes)


def test_a_heat_is_tinted_by_rules_that_follow_its_numbers(filled: Results) -> None:
    chart = build("risks.heat", filled, Language("de"))
    book = written(chart)
    assert book.drawings() == []
    rules = {one.get("sqref"): one for one in book.sheet().iter(f"{MAIN}conditionalFormatting")}
    rows = len(chart.categories) - (1 if chart.total_row else 0)
    sure = {
        f"{letter(column)}{TOP + row}"
        for column, series in enumerate(chart.series, start=1)
        for row, point in enumerate(series.points[:rows])
        if point is not None and not is_unsure(point)
    }
    assert sure and set(rules) == sure
    for rule in rules.values():
        assert len(list(rule.iter(f"{MAIN}cfRule"))) == len(theme("light").heat)


def test_where_nothing_can_be_drawn_the_sheet_says_why(results: Results) -> None:
    chart = build("decision.cost_risk", results, Language("de"))
    assert chart.absent
    book = written(chart)
    assert book.drawings() == []
    assert chart.absent in {cell.content for cell in book.cells().values()}


# ---- the page


def test_verdict_and_remarks_stand_below_the_table() -> None:
    found = [cell.content for cell in written(prices("de")).cells().values()]
    assert "Quelle\xa0B: widersprochen" in found
    remarks = {note.text for note in monthly_costs("en").annotations}
    assert remarks <= {cell.content for cell in written(monthly_costs("en")).cells().values()}


def test_a_sheet_is_set_up_for_paper_and_its_heads_stand_still() -> None:
    read_back = written(prices("de")).sheet()
    setup, pane = read_back.find(f"{MAIN}pageSetup"), read_back.find(f".//{MAIN}pane")
    assert setup is not None and pane is not None
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("9", "landscape", "0")
    assert pane.get("ySplit") == str(TOP - 1)
    assert prices("de").heading in (read_back.findtext(f".//{MAIN}oddHeader") or "")
    assert "Seite" in (read_back.findtext(f".//{MAIN}oddFooter") or "")


def test_names_of_sheets_are_allowed_and_each_is_there_once() -> None:
    headings = ["a/b: c?", "A" * 40, "a" * 40, "'quoted'", "History", "History"]
    book = Book(write([prices("en").changed(heading=heading) for heading in headings], "x", DAY))
    assert len({name.casefold() for name in book.names}) == len(headings)
    for name in book.names:
        assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name
        assert name.casefold() != "history"


def test_a_chart_can_be_read_aloud() -> None:
    book = written(prices("de"))
    spoken = b"".join(book.package.read(name) for name in book.package.namelist() if "drawings/drawing" in name)
    assert prices("de").alternative.encode() in spoken


def test_the_same_charts_give_the_same_bytes() -> None:
    made = [prices("de"), losses("en")]
    assert write(made, "x", DAY) == write(made, "x", DAY) != write(made, "y", DAY)
