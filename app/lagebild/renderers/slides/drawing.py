"""What is drawn over a chart and moves with it: shapes, lines and words in shares of its graphic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.charts.geometry import Box, Words
from lagebild.renderers.slides.colours import Colour
from lagebild.renderers.slides.elements import PER_POINT, Element, characters, element
from lagebild.theme import TYPE

SCALE = 1.25
"""Points to a logical pixel: names of 16 points, values and axes of 15."""


def drawn(
    id: int, share: tuple[float, float, float, float], frame: tuple[float, float], form: Element | str,
    look: Sequence[Element], told: str, body: Element | None = None, *, rising: bool = False,
) -> Element:  # fmt: skip
    """A shape in its share (left, top, width, height) of a graphic of `frame` points; a line may rise."""
    left, top, across, down = share
    full = frame[0] * PER_POINT, frame[1] * PER_POINT
    place = element(
        "a:xfrm",
        element("a:off", x=round(left * full[0]), y=round(top * full[1])),
        element("a:ext", cx=round(across * full[0]), cy=round(down * full[1])),
        **({"flipV": True} if rising else {}),
    )
    if not isinstance(form, Element):
        form = element("a:prstGeom", element("a:avLst"), prst=form)
    shape = element(
        "cdr:sp",
        element("cdr:nvSpPr", element("cdr:cNvPr", id=id, name=told, descr=told), element("cdr:cNvSpPr")),
        element("cdr:spPr", place, form, *look),
        body,
        macro="",
        textlink="",
    )
    corners = (("cdr:from", left, top), ("cdr:to", left + across, top + down))
    return element(
        "cdr:relSizeAnchor",
        *(element(corner, element("cdr:x", f"{x:.5f}"), element("cdr:y", f"{y:.5f}")) for corner, x, y in corners),
        shape,
    )


def polygon(corners: Sequence[tuple[float, float]]) -> Element:
    """A shape with straight edges, its corners in shares of its box."""
    whole = 100_000
    points = [element("a:pt", x=round(x * whole), y=round(y * whole)) for x, y in corners]
    steps = [element("a:moveTo" if not at else "a:lnTo", point) for at, point in enumerate(points)]
    return element(
        "a:custGeom",
        *(element(f"a:{part}") for part in ("avLst", "gdLst", "ahLst", "cxnLst")),
        element("a:rect", l=0, t=0, r="r", b="b"),
        element("a:pathLst", element("a:path", *steps, element("a:close"), w=whole, h=whole)),
    )


def around(words: Sequence[Words]) -> Box:
    """The box about lines of text."""
    left, top = min(word.box.x for word in words), min(word.box.y for word in words)
    right, bottom = max(word.box.right for word in words), max(word.box.bottom for word in words)
    return Box(left, top, right - left, bottom - top)


def paragraphs(lines: Sequence[tuple[str, str, Colour, bool]], align: str) -> Iterator[Element]:
    """Lines of text: (words, role of type, colour, whether bold)."""
    for text, role, colour, bold in lines:
        look = characters("a:rPr", TYPE[role].size * SCALE, colour, bold=bold)
        yield element("a:p", element("a:pPr", algn=align), element("a:r", look, element("a:t", text)))


def text_body(words: Sequence[Words], ink: Colour, align: str = "l") -> Element:
    """Lines of a drawn shape, wider than ours if the font is."""
    lines = [(word.text, word.type, ink, word.type == "chip") for word in words]
    body = element("a:bodyPr", wrap="none", lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr")
    return element("cdr:txBody", body, element("a:lstStyle"), *paragraphs(lines, align))
