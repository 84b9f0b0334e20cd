"""Waterfalls on slides and in sheets: bars begin where the last one ended, before and after a cell is edited."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from lagebild.charts.chart import Chart
from lagebild.language import CODES, Code
from lagebild.renderers.chart_sheets import HEAD
from lagebild.theme import theme
from tests.charts.examples import shortfall
from tests.charts.test_waterfall import steps
from tests.renderers.decks import C, cells, chart_shape, in_both_languages, reopened
from tests.renderers.decks import written as deck_of
from tests.renderers.pptx_lint import faults
from tests.renderers.test_chart_sheets import DRAWN, written

TOP = HEAD + 2
"""The first row of a sheet's table, as addresses count; in the workbook of a slide it is 2."""

CROSSING = (100.0, -150.0, -30.0, 60.0, "sum", None, 0.0, 90.0, "sum")
STATES: dict[str, tuple[float | str | None, ...]] = {
    "up and down": (150, 150, 300, "sum", -70, -30, "sum"),
    "crossing": CROSSING,
    "losses": (-589, -199, 110, "sum"),
    "one step": (5,),
    "one loss": (-5,),
    "nothing": (0, 0, "sum"),
    "very small": (1e6, 1e-3, -1e-3, "sum"),
}
every_state = pytest.mark.parametrize("values", STATES.values(), ids=STATES)


CALLS: dict[str, Callable[..., Any]] = {
    "MIN": min,
    "MAX": max,
    "AND": lambda *of: all(of),
    "IF": lambda condition, then, other: then if condition else other,
}


class Computed:
    """Cells with their formulas, computed anew after one is edited."""

    def __init__(self, content: dict[str, float | str], formulas: dict[str, str], **edited: float) -> None:
        self.content = {**content, **edited}
        self.formulas = {place: formula for place, formula in formulas.items() if place not in edited}

    def __getitem__(self, place: str) -> Any:
        if place not in self.formulas:
            return self.content.get(place)
        formula = re.sub(r"\b([A-Z]{1,2}\d+)\b", lambda found: f"at['{found[1]}']", self.formulas[place])
        # arithmetic that the writer under test has just written, with no name in reach but these
        return eval(formula, {"__builtins__": {}, **CALLS, "at": self})

    def column(self, letter: str, first: int, rows: int) -> list[Any]:
        """What stands in a column."""
        return [self[f"{letter}{row}"] for row in range(first, first + rows)]


def on_a_slide(chart: Chart, **edited: float) -> Computed:
    book = cells(chart_shape(reopened(chart).slides[0]).chart.part.chart_workbook.xlsx_part.blob)
    formulas = {place[1:]: str(formula) for place, formula in book.items() if place.startswith("=")}
    return Computed({place: value for place, value in book.items() if place not in formulas}, formulas, **edited)


def in_a_sheet(chart: Chart, **edited: float) -> Computed:
    book = written(chart).cells()
    formulas = {place: cell.formula for place, cell in book.items() if cell.formula}
    return Computed({place: cell.content for place, cell in book.items()}, formulas, **edited)


def spans(offsets: list[Any], above: list[Any], below: list[Any]) -> list[tuple[float, float] | None]:
    """From where to where stacked bars go: what lies above zero is stacked to the right, the rest to the left."""
    found: list[tuple[float, float] | None] = []
    for offset, right, left in zip(offsets, above, below, strict=True):
        if offset is None:
            found.append(None)
        elif right and left:
            found.append((left, right))
        elif left or offset < 0:
            found.append((offset + left, offset))
        else:
            found.append((offset, offset + right))
    return found


def close(reach: list[tuple[float, float] | None]) -> list[Any]:
    return [None if ends is None else pytest.approx(ends, abs=1e-9) for ends in reach]


def meant(chart: Chart) -> list[Any]:
    """Where the bars go on the screen."""
    return close([None if stair is None else (min(stair), max(stair)) for stair in chart.stairs()])


# ---- slides


@every_state
@in_both_languages
def test_on_a_slide_bars_go_where_they_go_on_the_screen(values: tuple[Any, ...], code: Code) -> None:
    chart = steps(*values, code=code)
    stack, _over = chart_shape(reopened(chart).slides[0]).chart.plots
    assert spans(*(list(series.values) for series in stack.series)) == meant(chart)
    book, rows = on_a_slide(chart), len(values)
    computed = spans(*(book.column(letter, 2, rows) for letter in "DEF"))
    present = [row for row, value in enumerate(values) if value is not None]
    assert [computed[row] for row in present] == [meant(chart)[row] for row in present]


def test_a_step_edited_on_a_slide_moves_all_that_follow() -> None:
    edited = on_a_slide(shortfall(), B2=250)
    moved = steps(250, 150, 300, "sum", -70, -30.5, 0.5, "sum")
    assert edited.column("B", 2, 8) == [point.value for point in moved.series[0].points if point]
    assert spans(*(edited.column(letter, 2, 8) for letter in "DEF")) == meant(moved)
    assert edited.column("G", 2, 8) == [stair.label_at for stair in moved.stairs() if stair]


def test_what_bars_stand_on_has_no_colour_and_bars_have_that_of_their_meaning() -> None:
    chart = shortfall()
    base, above, _below = chart_shape(reopened(chart).slides[0]).chart.plots[0].series
    assert base._element.find(f"{C}spPr").find("{*}noFill") is not None
    others = [
        row
        for row, point in enumerate(chart.series[0].points)
        if point and chart.role(chart.series[0], point) != "comparator"
    ]
    assert [int(one.find(f"{C}idx").get("val")) for one in above._element.iter(f"{C}dPt")] == others


@in_both_languages
def test_labels_on_a_slide_say_the_steps_and_follow_their_cells(code: Code) -> None:
    chart = shortfall(code)
    root = chart_shape(reopened(chart).slides[0]).chart._chartSpace
    over = list(root.iter(f"{C}ser"))[3]
    fields = [field for field in over.iter("{*}fld")]
    assert {field.get("type") for field in fields} == {"CELLRANGE"}
    labels = [point.label for point in chart.series[0].points if point]
    assert [field.find("{*}t").text for field in fields] == labels
    assert over.findtext("{*}extLst/{*}ext/{*}datalabelsRange/{*}f") == "Lagebild!$B$2:$B$9"
    assert [point.find(f"{C}v").text for point in over.iter("{*}dlblRangeCache").__next__().iter(f"{C}pt")] == labels
    words = ["".join(text.text for text in label.iter("{*}t")) for label in over.iter(f"{C}dLbl")]
    notes = [point.note for point in chart.series[0].points if point]
    assert all(note in said for note, said in zip(notes, words, strict=True))


def test_a_step_in_a_smaller_unit_is_said_as_plain_words() -> None:
    chart = shortfall("en")
    (series,) = chart.series
    small = tuple(
        point.changed(label="+$500m") if row == 6 else point for row, point in enumerate(series.points) if point
    )
    root = chart_shape(reopened(chart.changed(series=(series.changed(points=small),))).slides[0]).chart._chartSpace
    label = list(list(root.iter(f"{C}ser"))[3].iter(f"{C}dLbl"))[6]
    assert "".join(text.text for text in label.iter("{*}t")) == "+$500m" and not list(label.iter("{*}fld"))


def test_scales_stay_automatic_where_nothing_is_below_zero_and_fit_both_sides_elsewhere() -> None:
    def limits(chart: Chart) -> list[tuple[Any, Any]]:
        axes = chart_shape(reopened(chart).slides[0]).chart._chartSpace.iter(f"{C}valAx")
        scalings = [axis.find(f"{C}scaling") for axis in axes]
        return [
            tuple(None if (end := one.find(f"{C}{side}")) is None else float(end.get("val")) for side in ("min", "max"))  # type: ignore[misc]
            for one in scalings
        ]

    assert limits(shortfall().changed(annotations=())) == [(0, None), (0, None)]
    assert limits(steps(-589, -199, "sum")) == [(None, 0), (None, 0)]
    one, other = limits(steps(*CROSSING))
    assert one == other and one[0] < -80 and one[1] > 100


@every_state
def test_slides_of_waterfalls_are_whole(values: tuple[Any, ...], tmp_path: Path) -> None:
    package = deck_of(steps(*values), steps(*values, None))
    assert faults(package) == []
    (tmp_path / "a.pptx").write_bytes(package)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "a.pptx").errors] == []


def test_a_waterfall_of_gaps_is_a_slide_and_a_sheet_without_bars() -> None:
    assert io.BytesIO(deck_of(steps(None, None))).getvalue()
    assert not written(steps(None, None)).drawings()


# ---- sheets


@every_state
@pytest.mark.parametrize("code", CODES)
def test_in_a_sheet_bars_go_where_they_go_on_the_screen(values: tuple[Any, ...], code: Code) -> None:
    chart = steps(*values, code=code)
    book = written(chart)
    (drawing,) = book.drawings()
    assert drawing.find(f".//{DRAWN}grouping").get("val") == "stacked"  # type: ignore[union-attr]
    drawn = book.drawn(drawing)
    assert len(drawn) == 6
    assert spans(*drawn[:3]) == meant(chart)


def test_a_step_edited_in_a_sheet_moves_all_that_follow() -> None:
    chart = shortfall()
    first = re.findall(r"\$D\$(\d+):", " ".join(_areas(chart)))[0]
    edited = in_a_sheet(chart, **{f"B{TOP}": -250})
    moved = steps(-250, 150, 300, "sum", -70, -30.5, 0.5, "sum")
    assert edited.column("B", TOP, 8) == [point.value for point in moved.series[0].points if point]
    assert edited.column("C", TOP, 8) == list(moved.running_totals()[0].values or ())
    drawn = [edited.column(letter, int(first), 8) for letter in "BCDEFG"]
    assert spans(*drawn[:3]) == meant(moved)
    # labels: as long as the step, to the side where they stand; of falls, rises and sums one each
    rises, falls, sums = drawn[3:]
    assert rises[:3] == [0, -150, 300] and falls[:3] == [-250, 0, 0]
    assert sums == [None, None, None, 200, None, None, None, 100]


def _areas(chart: Chart) -> list[str]:
    (drawing,) = written(chart).drawings()
    return [found.text or "" for found in drawing.iter(f"{DRAWN}f")]


def test_labels_in_a_sheet_are_shown_as_the_steps_are_with_their_sign_on_either_side() -> None:
    chart = steps(-589, -199, 110, "sum", code="de")
    found = written(chart).cells()
    codes = {cell.content: cell.code for place, cell in found.items() if place[0] in "EFG" and int(place[1:]) > TOP + 3}
    assert codes[-199.0] == '"−"#,##0"\xa0Mrd.\xa0$";"−"#,##0"\xa0Mrd.\xa0$";'
    assert codes[-110.0] == '"+"#,##0"\xa0Mrd.\xa0$";"+"#,##0"\xa0Mrd.\xa0$";'
    assert codes[-678.0] == '#,##0"\xa0Mrd.\xa0$";"−"#,##0"\xa0Mrd.\xa0$"'


def test_a_step_of_nothing_has_its_label_where_it_stands() -> None:
    book = written(steps(100, 0, "sum"))
    rises = book.drawn(book.drawings()[0])[3]
    assert isinstance(rises[1], float) and 0 < rises[1] < 1e-6 and rises[0] == 100


def test_sums_and_running_totals_of_a_sheet_are_formulas() -> None:
    found = written(shortfall()).cells()
    assert found[f"B{TOP + 3}"].formula == f"C{TOP + 2}" and found[f"B{TOP + 3}"].content == 600
    assert [found[f"C{row}"].formula for row in (TOP, TOP + 1, TOP + 3)] == [
        f"B{TOP}", f"C{TOP}+B{TOP + 1}", f"B{TOP + 3}",
    ]  # fmt: skip
    assert not found[f"B{TOP}"].formula and found[f"C{TOP + 5}"].content == 499.5


def test_bars_of_a_sheet_have_the_colours_of_their_meaning_and_the_legend_is_in_cells() -> None:
    chart = shortfall()
    book = written(chart)
    (drawing,) = book.drawings()
    above = list(drawing.iter(f"{DRAWN}ser"))[1]
    colours = {fill.get("val") for fill in above.iterfind(".//{*}srgbClr")}
    marks = theme("light").marks
    roles = [chart.role(chart.series[0], point) for point in chart.series[0].points if point]
    assert {marks[role].fill.lstrip("#") for role in roles} <= colours
    assert drawing.find(f".//{DRAWN}legend") is None
    assert {key.name for key in chart.legend_keys} <= {cell.content for cell in book.cells().values()}
