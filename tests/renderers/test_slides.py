"""Slides read back: what a Chart says is what stands in the file, in both languages, and PowerPoint takes it."""

from __future__ import annotations

import colorsys
import importlib.util
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from lagebild.charts.chart import Annotation, Chart, Column, Point, Series, verdict_word
from lagebild.documents.deck import Deck, Slide, deck
from lagebild.errors import UserError
from lagebild.language import CODES, Code, Language
from lagebild.origin import COUNTED
from lagebild.renderers.slides import write
from lagebild.renderers.slides.colours import INKS, Colour, house_inks
from lagebild.renderers.slides.labels import number_format
from lagebild.renderers.slides.measuring import balanced, lines
from lagebild.resources import resource
from lagebild.theme import theme
from tests.charts.examples import EXAMPLES, falls, monthly_costs, prices, sensitivity
from tests.renderers.pptx_lint import faults

DAY = date(2025, 2, 3)
ROOT = Path(__file__).resolve().parents[2]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LANG = {"de": "de-DE", "en": "en-GB"}

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
in_both_languages = pytest.mark.parametrize("code", CODES)


def written(*charts: Chart, template: bytes | None = None) -> bytes:
    return write(deck(charts, charts[0].language), template, day=DAY)


def reopened(*charts: Chart, template: bytes | None = None) -> Any:
    return pptx.Presentation(io.BytesIO(written(*charts, template=template)))


def chart_shape(slide: Any) -> Any:
    (shape,) = [shape for shape in slide.shapes if shape.has_chart]
    return shape


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def cells(workbook: bytes) -> dict[str, float | str]:
    """The cells of the first sheet by their names, formulas with an = before them under the name with a ="""
    found: dict[str, float | str] = {}
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        words = []
        if "xl/sharedStrings.xml" in file.namelist():
            words = ["".join(text.itertext()) for text in etree.fromstring(file.read("xl/sharedStrings.xml"))]
        for cell in etree.fromstring(file.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}c"):
            value = cell.find(f"{SHEET}v")
            if value is not None:
                found[cell.get("r")] = words[int(value.text)] if cell.get("t") == "s" else float(value.text)
            formula = cell.find(f"{SHEET}f")
            if formula is not None:
                found["=" + cell.get("r")] = formula.text
    return found


# ---- what stands on the slide


@every_example
@in_both_languages
def test_every_value_and_category_is_in_the_native_chart(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    native = chart_shape(reopened(chart).slides[0]).chart
    bars = native.plots[0]
    assert list(bars.categories) == list(chart.categories)
    assert [series.name for series in bars.series] == [series.name for series in chart.series]
    for read, series in zip(bars.series, chart.series, strict=True):
        assert list(read.values) == [None if point is None else point.value for point in series.points]


@every_example
@in_both_languages
def test_title_subtitle_source_and_verdict_are_on_the_slide(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    slide = reopened(chart).slides[0]
    assert slide.shapes.title.text_frame.text == chart.title
    assert chart.subtitle in texts(slide)
    (source,) = [text for text in texts(slide) if text.startswith(chart.source)]
    assert chart.verdict is not None
    assert verdict_word(chart.verdict, Language(code)).lower() in source.lower()


@every_example
@in_both_languages
def test_the_graphic_has_a_text_alternative(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    properties = chart_shape(reopened(chart).slides[0])._element.nvGraphicFramePr.cNvPr
    assert properties.get("descr") == chart.alternative
    assert properties.get("title") == chart.heading


@in_both_languages
def test_the_notes_say_scope_explanation_and_source(code: Code) -> None:
    chart = monthly_costs(code).changed(notes="378.000 × 1.500\n= 567 Mio.")
    slides = Deck(title="x", language=code, slides=(Slide(chart=chart, scope="nur Token", notes=chart.notes),))
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
    assert [slide.shapes.title.text_frame.text for slide in slides] == [chart.title for chart in charts]
    languages = [re.findall(r'lang="(.*?)"', etree.tostring(slide._element).decode()) for slide in slides]
    assert [set(found) for found in languages] == [{"de-DE"}, {"en-GB"}]


def test_slides_are_numbered_and_say_lagebild() -> None:
    slides = reopened(monthly_costs("de"), prices("de")).slides
    assert [texts(slide)[-2:] for slide in slides] == [["Lagebild", "1"], ["Lagebild", "2"]]


def test_a_cover_comes_first_and_carries_the_title() -> None:
    made = deck([prices("en")], "en", "AI costs", subtitle="As of 27 January 2025", cover=True)
    slides = pptx.Presentation(io.BytesIO(write(made, day=DAY))).slides
    assert texts(slides[0])[:2] == ["AI costs", "As of 27 January 2025"]
    assert slides[1].shapes.title.text_frame.text == prices("en").title


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
    assert slide.shapes.title.text_frame.text == empty.title
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
        column, row = first[0], int(first[1:])
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


def test_twins_on_one_side_of_a_tornado_lie_beside_each_other() -> None:
    chart = sensitivity("de")
    low = chart.series[0].points[0]
    assert low is not None
    same_side = chart.changed(series=(chart.series[0], chart.series[1].changed(
        points=(low.changed(value=-100.0, label="−100 $"), *chart.series[1].points[1:]))))  # fmt: skip
    root = chart_shape(reopened(same_side).slides[0]).chart._chartSpace
    assert int(next(root.iter(f"{C}overlap")).get("val")) <= 0


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
    assert slide.shapes.title.text_frame.text == "ab & <c>"
    book = cells(chart_shape(slide).chart.part.chart_workbook.xlsx_part.blob)
    assert (book["A2"], book["A3"]) == (hostile[0], "<b>+1+1</b>&")
    assert "=A2" not in book


# ---- number formats


@pytest.mark.parametrize(
    ("label", "value", "code", "expected"),
    [
        ("26.649\u00a0$", 26649.0, "de", '#,##0"\u00a0$";"−"#,##0"\u00a0$"'),
        ("$26,649", 26649.4, "en", '"$"#,##0;"−""$"#,##0'),
        ("−17,4\u00a0%", -17.4, "de", '#,##0.0"\u00a0%";"−"#,##0.0"\u00a0%"'),
        ("3,65\u00a0%", 0.0365, "de", '#,##0.00"\u00a0"%;"−"#,##0.00"\u00a0"%'),
        ("+487\u00a0$", 487.0, "de", '"+"#,##0"\u00a0$";"−"#,##0"\u00a0$";#,##0"\u00a0$"'),
        ("2025", 2025.0, "de", '0;"−"0'),
    ],
)
def test_a_label_becomes_the_number_format_that_shows_it(label: str, value: float, code: Code, expected: str) -> None:
    assert number_format(label, value, code) == expected


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("kein Preis", 0.0),
        ("5,576\u00a0Mio.\u00a0$", 5_576_000.0),
        ("2 von 3", 2.0),
        ("−5\u00a0$", 5.0),
        ("0,12", 0.125),
    ],
)
def test_a_label_that_no_format_can_show_stays_words(label: str, value: float) -> None:
    assert number_format(label, value, "de") is None


@in_both_languages
@pytest.mark.parametrize("unit", ["", "USD", "EUR", "USD m", "share", "%", "token m", "times", "days"])
def test_whatever_the_language_shows_has_a_format(code: Code, unit: str) -> None:
    for value in (0.0, 0.0361, 0.55, 17.26, 974.11, 26649.0, -4097.2, 1_234_567.0):
        for digits in (0, 1):
            label = str(Language(code).show(value, COUNTED, unit, digits))
            found = number_format(label, value, code)
            assert found is not None, label
            assert ("%" in re.sub('".*?"', "", found)) == (unit == "share" and value != 0)
            assert (".0" in found) == (digits == 1)


# ---- colours


def resolved(colour: Colour) -> tuple[float, ...]:
    """The colour as a program computes it from our template's theme."""
    with zipfile.ZipFile(resource("slides", "template.pptx")) as package:
        root = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    slot = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(colour.slot, colour.slot)
    value = root.find(f".//{{*}}clrScheme/{{*}}{slot}/{{*}}srgbClr").get("val")
    hue, light, saturation = colorsys.rgb_to_hls(*(byte / 255 for byte in bytes.fromhex(value)))
    for change, per_cent in colour.changes:
        if change == "satMod":
            saturation *= per_cent / 100
        elif change == "lumMod":
            light *= per_cent / 100
        elif change == "lumOff":
            light += per_cent / 100
    return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))


@pytest.mark.parametrize("role", sorted(INKS))
def test_a_role_has_on_slides_the_colours_of_the_light_theme(role: Any) -> None:
    colours, ink = theme("light").marks[role], INKS[role]
    pairs = [(colours.fill, ink.fill), (colours.text, ink.text), (colours.on_fill, ink.on_fill)]
    if colours.edge != colours.fill:
        assert ink.edge is not None
        pairs.append((colours.edge, ink.edge))
    for wanted, made in pairs:
        apart = zip(bytes.fromhex(wanted.lstrip("#")), resolved(made), strict=True)
        assert max(abs(one - other) for one, other in apart) <= 12, (wanted, made, resolved(made))


def test_every_role_has_colours_in_every_template() -> None:
    assert set(INKS) == set(house_inks()) == set(theme("light").marks)


def test_in_a_house_template_the_hero_follows_it_and_a_loss_stays_what_it_is() -> None:
    package = zipfile.ZipFile(io.BytesIO(written(monthly_costs("de"), falls("de"), template=house_template())))
    costs, losses = (package.read(f"ppt/charts/chart{number}.xml").decode() for number in (1, 2))
    assert 'schemeClr val="accent1"' in costs
    assert "accent2" not in costs and "accent3" not in costs
    assert theme("light").marks["loss"].fill.lstrip("#") in losses


# ---- the template


def slide_template() -> Any:
    specification = importlib.util.spec_from_file_location("slide_template", ROOT / "packaging" / "slide_template.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_stored_template_is_what_its_script_makes() -> None:
    assert resource("slides", "template.pptx").read_bytes() == slide_template().template()


def test_the_template_holds_nothing_of_another_file() -> None:
    presentation = pptx.Presentation(str(resource("slides", "template.pptx")))
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)
    assert len(presentation.slides) == 0
    assert [layout._element.get("type") for layout in presentation.slide_layouts] == ["title", "titleOnly", "blank"]
    with zipfile.ZipFile(resource("slides", "template.pptx")) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "printer" in name or "media" in name]
    assert b"Canny" not in everything and b"en-US" not in everything


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


def replaced(package: bytes, part: str, old: str, new: str) -> bytes:
    """A copy of the package with a defect planted in one part; an empty `old` plants a further part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(file, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part and old:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(entry.filename, content)
        if not old:
            target.writestr(part, new)
    return file.getvalue()


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


# ---- templates of the house


def house_template(slides: int = 0) -> bytes:
    """A template that is not ours: 4:3, layouts with other placeholders, a preview, somebody's name."""
    presentation = pptx.Presentation()
    for _ in range(slides):
        presentation.slides.add_slide(presentation.slide_layouts[1])
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


@in_both_languages
def test_a_house_template_is_used_and_its_person_forgotten(code: Code) -> None:
    package = written(monthly_costs(code), prices(code), template=house_template())
    assert faults(package) == []
    presentation = pptx.Presentation(io.BytesIO(package))
    assert presentation.slide_width == 9_144_000
    assert b"Canny" not in package and presentation.core_properties.author == "Lagebild"
    for slide, chart in zip(presentation.slides, (monthly_costs(code), prices(code)), strict=True):
        assert slide.slide_layout._element.get("type") == "titleOnly"
        assert slide.shapes.title.text_frame.text == chart.title
        graphic = chart_shape(slide)
        title = slide.shapes.title
        assert title.top + title.height <= graphic.top
        assert graphic.left >= 0 and graphic.left + graphic.width <= presentation.slide_width
        assert graphic.top + graphic.height <= presentation.slide_height
        assert any(text.startswith(chart.source) for text in texts(slide))


def test_sample_slides_and_their_sections_are_taken_out() -> None:
    presentation = pptx.Presentation(io.BytesIO(house_template(slides=2)))
    root = presentation.part._element
    first = presentation.slides._sldIdLst[0]
    names = " ".join(f'xmlns:{prefix}="{root.nsmap[prefix]}"' for prefix in ("p", "r"))
    show = etree.fromstring(
        f'<p:custShowLst {names}><p:custShow name="kurz" id="0"><p:sldLst><p:sld r:id="{first.rId}"/></p:sldLst>'
        "</p:custShow></p:custShowLst>"
    )
    root.find("{*}notesSz").addnext(show)
    sections = etree.fromstring(
        f'<p:extLst {names}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Muster"'
        ' id="{6D2C0E5A-91A4-4F4B-9E0D-0B6C5D8E2A11}"><p14:sldIdLst>'
        f'<p14:sldId id="{first.id}"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
    )
    root.append(sections)
    file = io.BytesIO()
    presentation.save(file)
    assert any("sections" in fault for fault in faults(file.getvalue()))
    package = written(prices("de"), template=file.getvalue())
    assert faults(package) == []
    assert len(pptx.Presentation(io.BytesIO(package)).slides) == 1


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    ],
)
def test_templates_shows_and_files_with_macros_become_plain_presentations(kind: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    macros = "application/vnd.ms-office.vbaProject"
    related = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    types, relationships = "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"
    house = replaced(house_template(), types, plain, kind)
    house = replaced(house, types, "</Types>", f'<Default Extension="bin" ContentType="{macros}"/></Types>')
    pointer = f'<Relationship Id="rId99" Target="vbaProject.bin" Type="{related}"/>'
    house = replaced(house, relationships, "</Relationships>", f"{pointer}</Relationships>")
    house = replaced(house, "ppt/vbaProject.bin", "", "macros")
    package = written(prices("de"), template=house)
    assert faults(package) == []


def test_a_template_without_any_title_still_gives_slides_with_titles() -> None:
    presentation = pptx.Presentation()
    keep = presentation.slide_layouts[6]
    for layout in list(presentation.slide_layouts):
        if layout is not keep and layout._element is not keep._element:
            presentation.slide_layouts.remove(layout)
    file = io.BytesIO()
    presentation.save(file)
    package = written(prices("de"), template=file.getvalue())
    assert faults(package) == []
    assert pptx.Presentation(io.BytesIO(package)).slides[0].shapes.title.text_frame.text == prices("de").title


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "password"),
        (b"", "PowerPoint"),
        (b"PK\x03\x04 not a zip", "PowerPoint"),
        (b"%PDF-1.7", "PowerPoint"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(template: bytes, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        written(prices("en"), template=template)
    assert sentence in refused.value.text(Language("en"))


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "ppt/presentation.xml", "docProps/core.xml", "ppt/theme/theme1.xml"]
)
def test_a_broken_template_is_used_or_refused_but_raises_nothing_else(part: str) -> None:
    good = house_template()
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        content = package.read(part).decode()
    for broken in ("<x/>", content[: len(content) // 2], re.sub(r"<(/?\w+:)", r"<\1q", content)):
        damaged = replaced(good, part, content, broken)
        try:
            assert pptx.Presentation(io.BytesIO(written(prices("en"), template=damaged))).slides
        except UserError as refused:
            assert "PowerPoint" in refused.text(Language("en"))


def test_a_fault_of_ours_is_not_blamed_on_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.renderers.slides.gaps.describe", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(prices("en"), template=house_template())


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
        assert not [name for name in chart.categories if name not in page], page
        wanted = [chart.title, chart.subtitle, chart.source, *(note.text for note in chart.annotations)]
        wanted += [total.label for total in chart.totals]
        if chart.kind != "stacked_bars":
            wanted += [point.label for series in chart.series for point in series.points if point is not None]
        # lines break where they like
        unbroken = "".join(page.split())
        missing = [words for words in wanted if "".join(words.split()) not in unbroken]
        assert not missing, page
