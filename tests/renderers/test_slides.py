"""Slides read back: what a Chart says is what stands in the file, in both languages, and PowerPoint takes it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pptx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from lagebild.charts.chart import Annotation, Chart, Column, Point, Series
from lagebild.charts.layout import PALE
from lagebild.documents.deck import Deck, Slide, deck
from lagebild.language import CODES, Code, Language
from lagebild.renderers.slides import write
from lagebild.renderers.slides.elements import NAMESPACES
from lagebild.renderers.slides.measuring import balanced, lines, width
from lagebild.wording.verdicts import verdict_word
from tests.charts.examples import EXAMPLES, budgets, falls, losses, monthly_costs, prices, sensitivity
from tests.renderers.decks import (
    DAY,
    C,
    cells,
    chart_shape,
    finding,
    in_both_languages,
    reopened,
    replaced,
    texts,
    written,
)
from tests.renderers.pptx_lint import faults

LANG = {"de": "de-DE", "en": "en-GB"}

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)


def rows_of(book: dict[str, float | str]) -> list[str]:
    """What stands in the first column, below its head."""
    last = max(int(name[1:]) for name in book if name[0] == "A" and name[1:].isdigit())
    return [str(book[f"A{row}"]) for row in range(2, last + 1)]


# ---- what stands on the slide


@every_example
@in_both_languages
def test_every_value_and_category_is_in_the_native_chart(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    native = chart_shape(reopened(chart).slides[0]).chart
    bars = native.plots[0]
    if chart.kind == "bubbles":  # a series for each category
        assert [series.name for series in bars.series] == list(chart.categories)
        risks = [point and point.value for point in chart.series[1].points]
        assert [list(series.values) for series in bars.series] == [[risk] for risk in risks]
        return
    if chart.kind == "lines":  # a row for each position, and for steps one before it
        book = cells(native.part.chart_workbook.xlsx_part.blob)
        lines = {series.name: series for series in bars.series}
        for at, series in enumerate(chart.series):
            read = dict(zip(rows_of(book), lines[series.name].values, strict=True))
            pairs = zip(chart.categories, series.points, strict=True)
            wanted = {name: point and float(f"{point.value:.15g}") for name, point in pairs}
            assert {category: read[category] for category in wanted} == wanted, at
        return
    assert list(bars.categories) == list(chart.categories)
    if chart.kind in ("ranges", "waterfall"):  # the ends are plotted, the values stand behind them
        book = cells(native.part.chart_workbook.xlsx_part.blob)
        heads = [book[f"{letter}1"] for letter in "ABCD"[: len(chart.table().header)]]
        assert heads == list(chart.table().header)
        for row, values in enumerate(chart.table().values, start=2):
            assert [book.get(f"{letter}{row}") for letter, _ in zip("ABCD", values, strict=False)] == list(values)
        return
    assert [series.name for series in bars.series] == [series.name for series in chart.series]
    for read, series in zip(bars.series, chart.series, strict=True):
        assert list(read.values) == [None if point is None else point.value for point in series.points]


@every_example
@in_both_languages
def test_title_subtitle_source_and_verdict_are_on_the_slide(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    slide = reopened(chart).slides[0]
    assert finding(slide) == chart.title
    assert chart.subtitle in texts(slide)
    (source,) = [text for text in texts(slide) if text.startswith(chart.source)]
    assert chart.verdict is not None
    assert verdict_word(chart.verdict, Language(code)).lower() in source.replace("\u00a0", " ").lower()


@every_example
@in_both_languages
def test_the_graphic_has_a_text_alternative(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    properties = chart_shape(reopened(chart).slides[0])._element.nvGraphicFramePr.cNvPr
    assert properties.get("descr") == chart.alternative
    assert properties.get("title") == chart.heading


@in_both_languages
def test_the_notes_say_scope_explanation_and_source(code: Code) -> None:
    chart = monthly_costs(code)
    said = "378.000 × 1.500\n= 567 Mio."
    slides = Deck(title="x", language=code, slides=(Slide(chart=chart, scope="nur Token", notes=said),))
    read = pptx.Presentation(io.BytesIO(write(slides, day=DAY))).slides[0].notes_slide.notes_text_frame.text
    lines_read = read.splitlines()
    assert lines_read[0] == "nur Token"
    assert lines_read[2:4] == ["378.000 × 1.500", "= 567 Mio."]
    assert lines_read[4] == chart.source


@every_example
@in_both_languages
def test_every_word_says_its_language(example: Callable[[Code], Chart], code: Code) -> None:
    package = zipfile.ZipFile(io.BytesIO(written(example(code))))
    parts = [name for name in package.namelist() if re.search(r"/(slide|notesSlide|chart)\d+\.xml$", name)]
    assert len(parts) == 3
    for part in parts:
        root = etree.fromstring(package.read(part))
        looks = [element for element in root.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr")]
        assert looks
        assert {look.get("lang") for look in looks} == {LANG[code]}
        assert not [run for run in root.iter("{*}r", "{*}fld") if run.find("{*}rPr") is None and run.tag[-1] != "}"]
    assert etree.fromstring(package.read("ppt/charts/chart1.xml")).find(f"{C}lang").get("val") == LANG[code]


def test_a_deck_may_hold_slides_of_both_languages() -> None:
    charts = [monthly_costs(code) for code in CODES]
    slides = reopened(*charts).slides
    assert [finding(slide) for slide in slides] == [chart.title for chart in charts]
    languages = [re.findall(r'lang="(.*?)"', etree.tostring(slide._element).decode()) for slide in slides]
    assert [set(found) for found in languages] == [{"de-DE"}, {"en-GB"}]


def test_slides_are_numbered_and_say_lagebild() -> None:
    slides = reopened(monthly_costs("de"), prices("de")).slides
    assert [texts(slide)[-2:] for slide in slides] == [["Lagebild", "1"], ["Lagebild", "2"]]


def test_a_cover_comes_first_and_carries_the_title() -> None:
    made = deck([prices("en")], "en", "AI costs", subtitle="As of 27 January 2025", cover=True)
    slides = pptx.Presentation(io.BytesIO(write(made, day=DAY))).slides
    assert texts(slides[0])[:2] == ["AI costs", "As of 27 January 2025"]
    assert finding(slides[1]) == prices("en").title


def test_the_file_says_what_it_is_and_no_person() -> None:
    properties = reopened(monthly_costs("de")).core_properties
    assert (properties.title, properties.author, properties.last_modified_by, properties.language) == (
        monthly_costs("de").title, "Lagebild", "Lagebild", "de-DE",
    )  # fmt: skip
    assert properties.created.date() == properties.modified.date() == DAY


def test_a_long_finding_is_set_smaller_and_never_in_three_lines() -> None:
    long = prices("de").changed(title="Wenn ein Satz sehr viel sagen will, wird er lang. " * 3)
    title = reopened(long).slides[0].shapes.title
    size = title.text_frame.paragraphs[0].runs[0].font.size.pt
    assert size < 30
    room = (title.width - title.text_frame.margin_right) / 12_700
    assert lines(long.title, size, room) <= 2


def test_a_long_subtitle_is_set_smaller_and_stays_on_its_line_above_the_chart() -> None:
    long = prices("de").changed(subtitle="Waagerecht: Kosten im Monat. " * 4 + "Strich: Spanne")
    (shape,) = (one for one in reopened(long).slides[0].placeholders if one.text_frame.text == long.subtitle)
    size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
    assert 12 <= size < 16 and width(long.subtitle, size) <= shape.width / 12_700


def test_no_line_of_a_title_begins_with_a_dash() -> None:
    title = reopened(prices("de")).slides[0].shapes.title.text_frame.text
    assert "Preises\u00a0– nicht" in title


def test_the_two_lines_of_a_title_are_about_equally_long() -> None:
    text = monthly_costs("de").title
    narrow = balanced(text, 30, 864)
    assert narrow < 600
    assert lines(text, 30, narrow) == lines(text, 30, 864) == 2


def test_a_chart_without_values_is_a_slide_without_graphic() -> None:
    empty = prices("de").changed(
        categories=(), series=tuple(Series(name=series.name, role=series.role, points=())
                                                  for series in prices("de").series),
    )  # fmt: skip
    slide = reopened(empty).slides[0]
    assert finding(slide) == empty.heading
    assert empty.title in texts(slide)
    assert not [shape for shape in slide.shapes if shape.has_chart]


# ---- the native chart


@every_example
@in_both_languages
def test_the_workbook_holds_what_the_chart_shows(example: Callable[[Code], Chart], code: Code) -> None:
    native = chart_shape(reopened(example(code)).slides[0]).chart
    book = cells(native.part.chart_workbook.xlsx_part.blob)
    compared = 0
    for reference in native._chartSpace.iter(f"{C}numRef", f"{C}strRef"):
        sheet, place = reference.find(f"{C}f").text.split("!")
        first, *last = place.replace("$", "").split(":")
        column = first.rstrip("0123456789")
        row = int(first.removeprefix(column))
        points = {int(point.get("idx")): point.find(f"{C}v").text for point in reference.iter(f"{C}pt")}
        count = int(next(reference.iter(f"{C}ptCount")).get("val"))
        assert sheet == "Lagebild"
        assert not last or last[0] == f"{column}{row + count - 1}"
        for index in range(count):
            cell = book.get(f"{column}{row + index}")
            cached = points.get(index)
            if cached is None:
                assert cell is None
            else:
                assert (float(cached) if reference.tag == f"{C}numRef" else cached) == cell
                compared += 1
    assert compared >= 8


def test_totals_in_the_workbook_follow_edited_parts() -> None:
    native = chart_shape(reopened(monthly_costs("de")).slides[0]).chart
    book = cells(native.part.chart_workbook.xlsx_part.blob)
    assert (book["D1"], book["=D2"], book["=D3"]) == ("Summe", "SUM(B2:C2)", "SUM(B3:C3)")
    assert (book["D2"], book["D3"]) == (26649, 974.11)


def test_a_total_that_is_no_sum_stays_a_number() -> None:
    chart = monthly_costs("de")
    other = chart.changed(totals=(Point(value=1.0, label="1 $"), *chart.totals[1:]))
    book = cells(chart_shape(reopened(other).slides[0]).chart.part.chart_workbook.xlsx_part.blob)
    assert book["D2"] == 1 and "=D2" not in book


def test_totals_and_remarks_are_bars_without_colour_on_the_same_scale() -> None:
    chart = monthly_costs("de")
    native = chart_shape(reopened(chart).slides[0]).chart
    _stack, over = native.plots
    assert [list(series.values) for series in over.series] == [
        [total.value for total in chart.totals],
        [None, pytest.approx(532.98)],
    ]
    assert all(series.format.fill.type == pptx.enum.dml.MSO_FILL.BACKGROUND for series in over.series)
    scales = [axis.find(f"{C}scaling") for axis in native._chartSpace.iter(f"{C}valAx")]
    assert len(scales) == 2 and etree.tostring(scales[0]) == etree.tostring(scales[1])


def test_a_remark_far_beyond_the_bars_fixes_both_scales() -> None:
    chart = monthly_costs("de")
    far = chart.changed(annotations=(Annotation(category=0, value=90_000, text="weit", role="loss"),))
    native = chart_shape(reopened(far).slides[0]).chart
    limits = [axis.find(f"{C}scaling/{C}max").get("val") for axis in native._chartSpace.iter(f"{C}valAx")]
    assert limits[0] == limits[1] and float(limits[0]) > 90_000


def test_no_remark_is_lost_where_rows_are_too_low_for_a_line_of_its_own() -> None:
    chart = falls("de")
    many = chart.changed(annotations=(Annotation(category=0, value=-17.0, text="Quelle A: „17 %“", role="loss"),),
                   categories=chart.categories * 3,
                   series=tuple(series.changed(points=series.points * 3) for series in chart.series))  # fmt: skip
    xml = etree.tostring(chart_shape(reopened(many).slides[0]).chart._chartSpace, encoding="unicode")
    assert "Quelle A: „17 %“" in xml


@in_both_languages
def test_labels_are_live_and_show_the_chart_s_own_words(code: Code) -> None:
    chart = monthly_costs(code)
    root = chart_shape(reopened(chart).slides[0]).chart._chartSpace
    labels = ["".join(words.text for words in label.iter("{*}t")) for label in root.iter(f"{C}dLbl")]
    assert chart.series[0].points[0].within in labels
    assert f"{chart.totals[1].label}\u2002{chart.totals[1].note}" in labels
    assert chart.annotations[0].text in labels
    values = [field.find("{*}t").text for field in root.iter("{*}fld") if field.get("type") == "VALUE"]
    assert values == [chart.series[0].points[0].label, chart.series[1].points[0].label, chart.totals[1].label]


def test_a_part_too_narrow_for_words_says_nothing() -> None:
    root = chart_shape(reopened(monthly_costs("de")).slides[0]).chart._chartSpace
    input_of_r1 = next(root.iter(f"{C}ser")).findall(f"{C}dLbls/{C}dLbl")[1]
    assert input_of_r1.find(f"{C}delete").get("val") == "1"


def test_losses_grow_leftwards_with_the_names_at_the_right() -> None:
    root = chart_shape(reopened(falls("de")).slides[0]).chart._chartSpace
    assert next(root.iter(f"{C}tickLblPos")).get("val") == "high"
    scaling = next(root.iter(f"{C}valAx")).find(f"{C}scaling")
    assert scaling.find(f"{C}max").get("val") == "0" and scaling.find(f"{C}min") is None
    assert {element.get("val") for element in root.iter(f"{C}invertIfNegative")} == {"0"}


def test_a_tornado_leaves_room_for_words_on_both_sides() -> None:
    root = chart_shape(reopened(sensitivity("de")).slides[0]).chart._chartSpace
    scaling = next(root.iter(f"{C}valAx")).find(f"{C}scaling")
    assert float(scaling.find(f"{C}min").get("val")) < -13_500
    assert float(scaling.find(f"{C}max").get("val")) > 13_500
    assert next(root.iter(f"{C}overlap")).get("val") == "100"


@in_both_languages
def test_a_tornados_legend_has_the_order_of_its_bars_and_its_low_side_stays_behind(code: Code) -> None:
    chart = sensitivity(code)
    slide = reopened(chart).slides[0]
    (legend,) = [text for text in texts(slide) if text.startswith("■")]
    assert legend.replace("■", "").split() == "".join(f" {series.name}" for series in chart.series).split()
    low, high = chart_shape(slide).chart._chartSpace.iter(f"{C}ser")
    looks = [{look.get("b") for label in side.iter(f"{C}dLbl") for look in label.iter(f"{{{NAMESPACES['a']}}}defRPr")}
             for side in (low, high)]  # fmt: skip
    roles = [{chart.role(series, point) for point in series.points if point} for series in chart.series]
    expected = [{"0" if role in PALE else "1" for role in side} for side in roles]
    assert looks == expected


def test_a_verdict_without_room_beside_the_source_stands_below_it() -> None:
    chart = prices("de")
    (short,) = [text for text in texts(reopened(chart.changed(source="Quelle: x")).slides[0]) if "Quelle: x" in text]
    assert short.startswith("Quelle: x · ") and "\n" not in short
    source = "Quelle: " + "Listenpreise der Anbieter " * 4
    (long,) = [text for text in texts(reopened(chart.changed(source=source)).slides[0]) if source in text]
    first, second = long.split("\n")
    assert first == source and second


def test_twins_on_one_side_of_a_tornado_lie_beside_each_other() -> None:
    chart = sensitivity("de")
    low = chart.series[0].points[0]
    assert low is not None
    same_side = chart.changed(series=(chart.series[0], chart.series[1].changed(
        points=(low.changed(value=-100.0, label="−100 $"), *chart.series[1].points[1:]))))  # fmt: skip
    root = chart_shape(reopened(same_side).slides[0]).chart._chartSpace
    assert int(next(root.iter(f"{C}overlap")).get("val")) <= 0


def ends_of_marks(chart: Chart) -> list[tuple[float, float]]:
    """From where to where the visible part of each stack goes."""
    stack, _over = chart_shape(reopened(chart).slides[0]).chart.plots
    offset, mark, *below = (series.values for series in stack.series)
    return [
        (start + (below[0][row] if below else 0), start + mark[row]) for row, start in enumerate(offset)
    ]  # fmt: skip


def test_a_range_is_a_native_bar_from_end_to_end_and_a_value_a_short_one_about_it() -> None:
    chart = losses()
    low, range_, middle, high = ends_of_marks(chart)
    assert range_ == pytest.approx((589, 593))
    for (start, end), value in ((low, 589), (middle, 593), (high, 596)):
        assert (start + end) / 2 == pytest.approx(value)
        assert 0 < end - start < 0.5


def test_what_a_range_stands_on_has_no_colour_and_its_mark_that_of_its_role() -> None:
    stack, _over = chart_shape(reopened(losses()).slides[0]).chart.plots
    offset, mark = stack.series
    assert offset.format.fill.type == pptx.enum.dml.MSO_FILL.BACKGROUND
    own = {int(point.find(f"{C}idx").get("val")): point for point in mark._element.iter(f"{C}dPt")}
    assert list(own) == [1]
    assert "accent1" in etree.tostring(own[1]).decode()


def test_ranges_below_zero_and_across_it_are_whole() -> None:
    (series,) = losses().series
    ends = ((-18.0, -16.0), (-5.0, 3.0), (2.0, 4.0), (-1.0, -1.0))
    points = tuple(Point(value=low, high=high, label="x") for low, high in ends)
    marks = ends_of_marks(losses().changed(series=(series.changed(points=points),)))
    # a bar that ends below zero is stacked downwards from its upper end
    assert marks[0] == pytest.approx((-18, -16)) and marks[1] == pytest.approx((-5, 3))
    assert marks[2] == pytest.approx((2, 4)) and sum(marks[3]) / 2 == pytest.approx(-1)


@in_both_languages
def test_labels_of_ranges_say_their_words_and_those_of_values_follow_the_data(code: Code) -> None:
    chart = budgets(code)
    _stack, over = chart_shape(reopened(chart).slides[0]).chart.plots
    labels = over.series[0]._element.findall(f"{C}dLbls/{C}dLbl")
    points = [next(point for point in row if point) for row in zip(*(one.points for one in chart.series), strict=True)]
    said = ["".join(words.text for words in label.iter("{*}t")) for label in labels]
    assert all(text.startswith(f"\u2002{point.label}") for text, point in zip(said, points, strict=True))
    live = [any(field.get("type") == "VALUE" for field in label.iter("{*}fld")) for label in labels]
    assert live == [point.high is None for point in points]
    assert list(over.series[0].values) == [point.end for point in points]


def test_notes_of_ranges_give_way_one_by_one_before_marks_do() -> None:
    chart = budgets()
    (series,) = [one for one in chart.series if one.role == "comparator"]
    long = series.points[3]
    assert long is not None
    wordy = long.changed(note="Kosten über vier Jahre, mit allem, was dazugehört, und noch mehr")
    other = chart.changed(series=(chart.series[0], series.changed(points=(*series.points[:3], wordy))))
    xml = etree.tostring(chart_shape(reopened(other).slides[0]).chart._chartSpace, encoding="unicode")
    assert "noch mehr" not in xml and "nur der letzte Lauf" in xml


def test_marks_and_labels_of_ranges_stand_on_one_fixed_scale() -> None:
    for chart, zero in ((losses(), False), (budgets(), True)):
        native = chart_shape(reopened(chart).slides[0]).chart
        scales = [axis.find(f"{C}scaling") for axis in native._chartSpace.iter(f"{C}valAx")]
        assert len(scales) == 2 and etree.tostring(scales[0]) == etree.tostring(scales[1])
        least, greatest = (float(scales[0].find(f"{C}{end}").get("val")) for end in ("min", "max"))
        assert (least == 0) == zero
        assert (
            least < min(low for low, _ in ends_of_marks(chart))
            and max(high for _, high in ends_of_marks(chart)) < greatest
        )
        # beside the names there is a line only where it stands at zero
        names = next(native._chartSpace.iter(f"{C}catAx"))
        assert (names.find(f"{C}spPr/{{*}}ln/{{*}}noFill") is None) == zero


def test_what_is_plotted_of_ranges_is_computed_from_their_ends_in_the_workbook() -> None:
    book = cells(chart_shape(reopened(losses()).slides[0]).chart.part.chart_workbook.xlsx_part.blob)
    assert [book.get(f"{letter}3") for letter in "BC"] == [589, 593] and "C2" not in book
    for row in range(2, 6):
        assert [f"B{row}:C{row}" in str(book[f"={letter}{row}"]) for letter in "DEF"] == [True] * 3


def guide_of(chart: Chart) -> list[tuple[float, ...]]:
    """The rectangles over a chart: left, top, right, bottom."""
    with zipfile.ZipFile(io.BytesIO(written(chart))) as package:
        drawings = [name for name in package.namelist() if name.startswith("ppt/drawings/")]
        roots = [etree.fromstring(package.read(name)) for name in drawings]
    return [
        tuple(float(part.text) for part in anchor.iter("{*}x", "{*}y"))
        for root in roots
        for anchor in root.iter("{*}relSizeAnchor")
    ]


def test_the_guide_of_a_range_is_a_band_through_all_rows_at_its_ends() -> None:
    chart = losses()
    ((left, top, right, bottom),) = guide_of(chart)
    native = chart_shape(reopened(chart).slides[0]).chart
    place = {side: float(native._chartSpace.find(f".//{C}plotArea//{C}{side}").get("val")) for side in "xywh"}
    scaling = next(native._chartSpace.iter(f"{C}valAx")).find(f"{C}scaling")
    least, greatest = (float(scaling.find(f"{C}{end}").get("val")) for end in ("min", "max"))
    at = [least + (x - place["x"]) / place["w"] * (greatest - least) for x in (left, right)]
    assert at == pytest.approx([589, 593], abs=0.01)
    assert (top, bottom) == (0, 1)


def test_the_guide_of_a_value_is_a_line_that_no_words_cross() -> None:
    assert [line[1::2] for line in guide_of(budgets())] == [(0, 1)]
    (series,) = losses().series
    values = ((120.0, "Klein"), (400.0, "Genommen"), (700.0, "Groß"), (90.0, "Kleiner"))
    points = tuple(
        Point(value=value, label=f"{value:.0f} Mrd. $", note="was die Quelle hier zählt, ist recht lang",
              role="hero" if value == 400 else None)
        for value, _ in values
    )  # fmt: skip
    parts = guide_of(losses().changed(series=(series.changed(points=points),)))
    # the words of the first row and the last run over it
    assert all(not top < (row + 0.5) / 4 < bottom for _, top, _, bottom in parts for row in (0, 3))
    assert any(top < 0.375 < bottom for _, top, _, bottom in parts)
    assert {round(right - left, 4) for left, _, right, _ in parts} == {round(parts[0][2] - parts[0][0], 4)}


def test_charts_without_a_used_range_have_no_drawing() -> None:
    (series,) = losses().series
    plain = series.changed(points=tuple(point and point.changed(role=None) for point in series.points))
    assert guide_of(losses().changed(series=(plain,))) == guide_of(monthly_costs()) == []


def test_further_columns_stand_behind_edit_data() -> None:
    column = Column(name="Anbieter", cells=("OpenAI", "DeepSeek"))
    numbers = Column(name="Fenster", cells=("200 Tsd.", "64 Tsd."), values=(200_000, None))
    chart = prices("de").changed(columns=(column, numbers))
    book = cells(chart_shape(reopened(chart).slides[0]).chart.part.chart_workbook.xlsx_part.blob)
    assert [book[place] for place in ("D1", "D2", "D3", "E1", "E2")] == [
        "Anbieter", "OpenAI", "DeepSeek", "Fenster", 200_000,
    ]  # fmt: skip
    assert "E3" not in book


@in_both_languages
def test_texts_that_look_like_formulas_or_markup_stay_texts(code: Code) -> None:
    hostile = ('=HYPERLINK("http://example.org")', "<b>+1+1</b>\x00\x07&")
    chart = prices(code).changed(categories=hostile, title="a\x00b & <c>")
    package = written(chart)
    assert faults(package) == []
    slide = pptx.Presentation(io.BytesIO(package)).slides[0]
    assert finding(slide) == "ab & <c>"
    book = cells(chart_shape(slide).chart.part.chart_workbook.xlsx_part.blob)
    assert (book["A2"], book["A3"]) == (hostile[0], "<b>+1+1</b>&")
    assert "=A2" not in book


# ---- the file


@every_example
@in_both_languages
def test_neither_validator_nor_lint_finds_a_fault(example: Callable[[Code], Chart], code: Code, tmp_path: Path) -> None:
    package = written(example(code))
    assert faults(package) == []
    path = tmp_path / "deck.pptx"
    path.write_bytes(package)
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


def test_the_same_deck_gives_the_same_bytes() -> None:
    made = deck([example("de") for example in EXAMPLES], "de", "x", cover=True)
    assert write(made, day=DAY) == write(made, day=DAY)
    assert write(made, day=DAY) != write(made, day=date(2025, 2, 4))


def test_no_clock_shows_in_the_file() -> None:
    package = zipfile.ZipFile(io.BytesIO(written(prices("de"))))
    book = zipfile.ZipFile(io.BytesIO(package.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    for file in (package, book):
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        dates = re.findall(rb">(\d{4}-\d\d-\d\d)T", file.read("docProps/core.xml"))
        assert dates == [b"2025-02-03"] * 2


@pytest.mark.parametrize(
    ("part", "old", "new", "sentence"),
    [
        ("ppt/charts/chart1.xml", '<c:dLblPos val="ctr"/>', '<c:dLblPos val="outEnd"/>', "is not legal here"),
        ("ppt/charts/chart1.xml", '<c:axId val="1001"/>', '<c:axId val="-1001"/>', "does not exist"),
        ("ppt/charts/chart1.xml", '<c:catAx><c:axId val="1001"/>', '<c:catAx><c:axId val="-1"/>', "not positive"),
        ("ppt/charts/chart1.xml", '<c:crossAx val="1002"/>', '<c:crossAx val="1003"/>', "does not cross it"),
        ("ppt/charts/chart1.xml", '<c:lang val="de-DE"/>', "", "in no language"),
        ("ppt/charts/chart1.xml", '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>', "",
         "no workbook"),
        ("ppt/slides/slide1.xml", 'id="4"', 'id="3"', "shapes with the id 3"),
        ("ppt/slides/slide1.xml", 'type="title"', 'type="body"', "no title"),
        ("ppt/slides/slide1.xml", 'descr="', 'title2="', "without text alternative"),
        ("ppt/slides/slide1.xml", '<a:rPr lang="de-DE"', "<a:rPr", "in no language"),
        ("ppt/presentation.xml", "<p:sldSz", "<p:custShowLst/><p:sldSz", "custom shows"),
        ("ppt/_rels/presentation.xml.rels", "slides/slide1.xml", "slides/slide9.xml", "which is missing"),
        ("[Content_Types].xml", "openxmlformats-officedocument.presentationml.presentation.main",
         "ms-powerpoint.presentation.macroEnabled.main", "macros"),
        ("ppt/vbaProject.bin", "", "x", "macros"),
        ("docProps/thumbnail.jpeg", "", "x", "preview"),
    ],
)  # fmt: skip
def test_the_lint_finds_a_planted_defect(part: str, old: str, new: str, sentence: str) -> None:
    assert any(sentence in fault for fault in faults(replaced(written(monthly_costs("de")), part, old, new)))


def test_the_lint_finds_a_part_that_is_there_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = replaced(written(prices("de")), "ppt/presProps.xml", "", "<x/>")
    assert "ppt/presProps.xml is in the zip 2 times" in faults(twice)


def test_the_lint_finds_a_damaged_part() -> None:
    package = bytearray(replaced(written(prices("de")), "ppt/presProps.xml", "<p:presentationPr", "<p:presentationPr"))
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        entry = file.getinfo("ppt/presProps.xml")
    package[entry.header_offset + 30 + len(entry.filename) + 60] ^= 1  # stored, so a letter becomes another
    assert "ppt/presProps.xml is damaged" in faults(bytes(package))


# ---- with LibreOffice


@pytest.mark.prove
@in_both_languages
def test_libreoffice_shows_every_word_and_number_of_the_deck(code: Code, tmp_path: Path) -> None:
    charts = [example(code) for example in EXAMPLES]
    path = tmp_path / "deck.pptx"
    path.write_bytes(written(*charts))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "deck.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [" ".join(page.split()) for page in shown.split("\f")]
    for page, chart in zip(pages, charts, strict=False):
        if chart.kind == "lines":  # dates and volumes are on the axis
            wanted = [chart.title, chart.subtitle, chart.source, *(guide.label for guide in chart.guides)]
            wanted += [note.text for note in chart.annotations]
            wanted += [series.name for series in chart.series if not series.faint]
            unbroken = "".join(page.split())
            assert not [words for words in wanted if "".join(words.split()) not in unbroken], page
            continue
        assert not [name for name in chart.categories if name not in page], page
        wanted = [chart.title, chart.subtitle, chart.source, *(note.text for note in chart.annotations)]
        wanted += [total.label for total in chart.totals]
        if chart.kind != "stacked_bars":
            named = chart.series[:2] if chart.kind == "bubbles" else chart.series  # the key says some of the sizes
            wanted += [point.label for series in named for point in series.points if point is not None]
        # lines break where they like
        unbroken = "".join(page.split())
        missing = [words for words in wanted if "".join(words.split()) not in unbroken]
        assert not missing, page
