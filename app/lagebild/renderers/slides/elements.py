"""Elements of DrawingML, built like calls: `element("c:barDir", val="bar")`."""

from __future__ import annotations

import re
from typing import Any

from pptx.oxml import parse_xml

from lagebild.language import Code
from lagebild.renderers.slides.colours import Colour

Node = Any
"""An element in a tree of lxml, which has no types of its own."""


class Element(str):
    """An element as it is written: a part has thousands of them, and one in a tree takes four times as long to make."""

    __slots__ = ()


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
_UNKNOWN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_UNKNOWN}]")
# what it holds under another name; line ends and tabs would else be read as spaces in an attribute
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile(f"[{''.join(_ESCAPES)}{_UNKNOWN}]")
_START = re.compile(r"<[\w:]+")
_PREFIX = re.compile(r"[< ](\w+):")


def clean(text: str) -> str:
    """`text` without the characters that no XML file can hold."""
    return _ILLEGAL.sub("", text)


def name(tag: str) -> str:
    """The full name of "c:chart"; a name without prefix has no namespace."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def element(tag: str, *children: Element | str | None, **attributes: object) -> Element:
    """An element with its children in the order given; any other string is its text, None is left out."""
    start = tag
    for key, value in attributes.items():
        if isinstance(value, str):
            value = _escaped(value)
        elif isinstance(value, bool):
            value = int(value)
        start += f' {key}="{value}"'
    inside = "".join([child if isinstance(child, Element) else _escaped(child) for child in children if child])
    return Element(f"<{start}>{inside}</{tag}>" if inside else f"<{start}/>")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), text)


def written(root: Element) -> bytes:
    """`root` as the whole of a part's XML, which may come to point at other parts."""
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    return f"{head}\n{_declared(root, 'r')}".encode()


def grown(root: Element) -> Node:
    """`root` as an element for a tree."""
    return parse_xml(_declared(root))


def _declared(root: Element, *further: str) -> str:
    """`root` with the namespaces of everything in it, and of what `further` prefixes stand for."""
    used = NAMESPACES.keys() & {*_PREFIX.findall(root), *further}
    start = _START.match(root)
    assert start is not None
    names = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in sorted(used))
    return f"{start[0]}{names}{root[start.end() :]}"


def found(root: Node, *tags: str) -> list[Node]:
    """Every element below `root` with one of these tags, in the order of the document."""
    return list(root.iter(*(name(tag) for tag in tags)))


def solid(colour: Colour) -> Element:
    """A plain fill."""
    changes = (element(f"a:{change}", val=round(per_cent * 1000)) for change, per_cent in colour.changes)
    if colour.slot.startswith("#"):
        return element("a:solidFill", element("a:srgbClr", *changes, val=colour.slot[1:]))
    return element("a:solidFill", element("a:schemeClr", *changes, val=colour.slot))


def line(colour: Colour | None, points: float = 0.75, *style: Element) -> Element:
    """An outline with its dashes and joins; without colour, none."""
    if colour is None:
        return element("a:ln", element("a:noFill"))
    return element("a:ln", solid(colour), *style, w=round(points * PER_POINT))


def characters(tag: str, size: float, colour: Colour, *, bold: bool = False) -> Element:
    """The look of a run of text (`a:rPr`, `a:defRPr`) in the theme's body font; `size` in points."""
    latin = element("a:latin", typeface="+mn-lt")
    return element(tag, solid(colour), latin, sz=round(size * 100), b=bold)
