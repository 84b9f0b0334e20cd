"""What python-pptx leaves out or cannot open, closed here and nowhere else.

Languages of text, text alternatives, footers, a title where the layout has none; templates, macros and sample
slides in what is opened; and the same bytes for the same deck.
"""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from lagebild.language import Code
from lagebild.renderers.slides.elements import LANGUAGES, Element, Node, clean, element, found, grown, name

_MAIN_TYPE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:template|slideshow)"
    rb"|ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled)\.main\+xml"
)
_LISTS_OF_SLIDES = ("sectionLst", "custShowLst")
_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_FIRST_MOMENT = b"\x00\x00\x21\x00"  # of a zip: midnight on 1 January 1980


# ---- what is opened


def as_presentation(package: bytes) -> bytes:
    """A .potx, .ppsx or one with macros, retyped as a presentation, which is all that python-pptx opens."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        if not _MAIN_TYPE.search(source.read("[Content_Types].xml")):
            return package
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                content = source.read(entry)
                if entry.filename == "[Content_Types].xml":
                    content = _MAIN_TYPE.sub(CONTENT_TYPE.PML_PRESENTATION_MAIN.encode(), content)
                target.writestr(entry, content)
    return file.getvalue()


def emptied(presentation: Presentation) -> None:
    """Take away a template's sample slides, macros and preview, and every list that would point at them."""
    part = presentation.part
    for listing in _LISTS_OF_SLIDES:
        for old in part._element.findall(f".//{{*}}{listing}"):
            holder = old.getparent()
            holder.remove(old)
            if holder.tag == name("p:ext"):
                holder.getparent().remove(holder)
    ids = presentation.slides._sldIdLst
    for slide_id in list(ids):
        part.drop_rel(slide_id.rId)  # without this the zip holds two slide1.xml
        ids.remove(slide_id)
    for extensions in part._element.findall(name("p:extLst")):
        if not len(extensions):
            part._element.remove(extensions)
    _drop(part, _MACROS)
    _drop(part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    # the preview and the statistics describe the slides that are gone
    _drop(part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(part.package, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _drop(source: Any, kind: str) -> None:
    relationships = source._rels
    for key in [key for key, relationship in relationships.items() if relationship.reltype == kind]:
        relationships.pop(key)


# ---- slides


def placeholders(of: Any) -> list[Any]:
    """The placeholders of a slide, layout or master, whose iterators the library's own types leave out."""
    return list(of.placeholders)


def add_title(slide: Any, text: str, box: tuple[int, int, int, int]) -> Any:
    """Set the title; where the layout has none, a text box in `box` that screen readers take for one."""
    title = slide.shapes.title
    if title is None:
        title = slide.shapes.add_textbox(*box)
        title.text_frame.word_wrap = True  # else LibreOffice centres the box about its text
        title._element.nvSpPr.nvPr.append(grown(element("p:ph", type="title")))
    title.text_frame.text = clean(text)
    return title


def footers(layout: SlideLayout) -> list[Node]:
    """Footer and slide number of a layout, ready to be copied: their places and looks are inherited."""
    shapes = []
    for placeholder in placeholders(layout):
        kind = placeholder.placeholder_format.type
        if kind == PP_PLACEHOLDER.FOOTER and not placeholder.text_frame.text.strip():
            continue
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            shape: Node = copy.deepcopy(placeholder._element)
            for tag in ("p:spPr", "a:bodyPr", "a:lstStyle"):
                for own in found(shape, tag):
                    own.getparent().replace(own, own.makeelement(name(tag)))
            shapes.append(shape)
    return shapes


def add_footers(slide: Any, shapes: list[Node], number: int) -> None:
    """Put `footers` on a slide, which `add_slide` leaves out; their number as text, for programs that do not count."""
    tree = slide.shapes._spTree
    highest = max(int(properties.get("id")) for properties in found(tree, "p:cNvPr"))
    for place, original in enumerate(shapes, start=1):
        shape = copy.deepcopy(original)
        shape.nvSpPr.cNvPr.set("id", str(highest + place))
        for field in found(shape, "a:fld"):
            if field.get("type") == "slidenum":
                field.find(name("a:t")).text = str(number)
        tree.append(shape)


def number_notes(notes: Any, number: int) -> None:
    """Give the slide number of the notes its field, which python-pptx leaves empty."""
    for placeholder in placeholders(notes):
        if placeholder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            field = element(
                "a:fld",
                element("a:rPr"),
                element("a:t", str(number)),
                id="{6D2C0E5A-91A4-4F4B-9E0D-0B6C5D8E2A11}",
                type="slidenum",
            )
            placeholder.text_frame.paragraphs[0]._p.insert(0, grown(field))


def draw_over(chart: Any, drawing: bytes) -> None:
    """Put `drawing` over a chart, in a part of the chart's own."""
    part, package = chart.part, chart.part.package
    place = package.next_partname("/ppt/drawings/drawing%d.xml")
    drawn = Part(place, CONTENT_TYPE.DML_CHARTSHAPES, package, drawing)
    key = part.relate_to(drawn, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
    chart._chartSpace.append(grown(element("c:userShapes", **{"r:id": key})))


def describe(shape: Any, title: str, alternative: str) -> None:
    """Name a graphic and give it its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(title))
    properties.set("title", clean(title))
    properties.set("descr", clean(alternative))


def tag_language(root: Node, language: Code) -> None:
    """Say of every text below `root` which language it is in; else German words are underlined in red."""
    for run in found(root, "a:r", "a:fld", "a:br"):
        if run.find(name("a:rPr")) is None:
            run.insert(0, run.makeelement(name("a:rPr")))
    for paragraph in found(root, "a:p"):
        if paragraph.find(name("a:endParaRPr")) is None:
            paragraph.append(paragraph.makeelement(name("a:endParaRPr")))
    for look in found(root, "a:rPr", "a:endParaRPr", "a:defRPr"):
        look.set("lang", LANGUAGES[language])


def tagged(root: Element, language: Code) -> bytes:
    """A part's XML in which every text says which language it is in."""
    tree = grown(root)
    tag_language(tree, language)
    return bytes(serialize_part_xml(tree))


# ---- the file


def repeatable(package: bytes) -> bytes:
    """The same zip without the moment and the system it was written in; nothing is compressed again."""
    fixed = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        entry = file.start_dir  # of the directory at the end; the order is that of infolist()
        for part in file.infolist():
            fixed[part.header_offset + 10 : part.header_offset + 14] = _FIRST_MOMENT
            fixed[entry + 5] = 0
            fixed[entry + 12 : entry + 16] = _FIRST_MOMENT
            entry += 46 + sum(struct.unpack_from("<3H", package, entry + 28))
    return bytes(fixed)
