"""Templates: ours is what its script makes, and a house's is used, emptied, or refused in a sentence."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree

from lagebild.errors import UserError
from lagebild.language import Code, Language
from lagebild.resources import resource
from lagebild.theme import theme
from tests.charts.examples import falls, monthly_costs, prices
from tests.renderers.decks import (
    chart_shape,
    finding,
    house_template,
    in_both_languages,
    replaced,
    texts,
    written,
)
from tests.renderers.pptx_lint import faults

ROOT = Path(__file__).resolve().parents[2]


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


# ---- templates of the house


@in_both_languages
def test_a_house_template_is_used_and_its_person_forgotten(code: Code) -> None:
    package = written(monthly_costs(code), prices(code), template=house_template())
    assert faults(package) == []
    presentation = pptx.Presentation(io.BytesIO(package))
    assert presentation.slide_width == 9_144_000
    assert b"Canny" not in package and presentation.core_properties.author == "Lagebild"
    for slide, chart in zip(presentation.slides, (monthly_costs(code), prices(code)), strict=True):
        assert slide.slide_layout._element.get("type") == "titleOnly"
        assert finding(slide) == chart.title
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
    assert finding(pptx.Presentation(io.BytesIO(package)).slides[0]) == prices("de").title


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


def test_in_a_house_template_the_hero_follows_it_and_a_loss_stays_what_it_is() -> None:
    package = zipfile.ZipFile(io.BytesIO(written(monthly_costs("de"), falls("de"), template=house_template())))
    costs, losses = (package.read(f"ppt/charts/chart{number}.xml").decode() for number in (1, 2))
    assert 'schemeClr val="accent1"' in costs
    assert "accent2" not in costs and "accent3" not in costs
    assert theme("light").marks["loss"].fill.lstrip("#") in losses
