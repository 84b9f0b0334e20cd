"""Elements of DrawingML, built like calls: `element("c:barDir", val="bar")`."""

from __future__ import annotations

import re
from typing import Any

from pptx.oxml import oxml_parser

from lagebild.language import Code
from lagebild.renderers.slides.colours import Colour

Element = Any
"""An element of lxml, which has no types of its own."""

PER_POINT = 12_700
"""English Metric Units, in which places on a slide are stored, to a typographic point."""

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
LANGUAGES: dict[Code, str] = {"de": "de-DE", "en": "en-GB"}
"""How PowerPoint names a language."""

# what XML cannot hold: most control characters, halves of surrogate pairs, two non-characters
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without the characters that no XML file can hold."""
    return _ILLEGAL.sub("", text)


def name(tag: str) -> str:
    """The full name of "c:chart"; a name without prefix has no namespace."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def element(tag: str, *children: Element | str | None, **attributes: object) -> Element:
    """An element with its children in the order given; a string is its text, None is left out."""
    prefix = tag.partition(":")[0]
    declared = ("a", "c", "r") if tag == "c:chartSpace" else (prefix,)
    made = oxml_parser.makeelement(name(tag), nsmap={prefix: NAMESPACES[prefix] for prefix in declared})
    for key, value in attributes.items():
        made.set(key, clean(str(int(value) if isinstance(value, bool) else value)))
    for child in children:
        if isinstance(child, str):
            made.text = clean(child)
        elif child is not None:
            made.append(child)
    return made


def found(root: Element, *tags: str) -> list[Element]:
    """Every element below `root` with one of these tags, in the order of the document."""
    return list(root.iter(*(name(tag) for tag in tags)))


def solid(colour: Colour) -> Element:
    """A plain fill."""
    changes = (element(f"a:{change}", val=round(per_cent * 1000)) for change, per_cent in colour.changes)
    if colour.slot.startswith("#"):
        return element("a:solidFill", element("a:srgbClr", *changes, val=colour.slot[1:]))
    return element("a:solidFill", element("a:schemeClr", *changes, val=colour.slot))


def line(colour: Colour | None, points: float = 0.75) -> Element:
    """An outline; without colour, none."""
    if colour is None:
        return element("a:ln", element("a:noFill"))
    return element("a:ln", solid(colour), w=round(points * PER_POINT))


def characters(tag: str, size: float, colour: Colour, *, bold: bool = False) -> Element:
    """The look of a run of text (`a:rPr`, `a:defRPr`) in the theme's body font; `size` in points."""
    latin = element("a:latin", typeface="+mn-lt")
    return element(tag, solid(colour), latin, sz=round(size * 100), b=bold)
