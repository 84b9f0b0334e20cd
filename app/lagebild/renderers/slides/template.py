"""The template of a deck, ours or the reader's: opened, emptied, and read for where things go."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from lagebild.errors import N_, UserError
from lagebild.renderers.slides.elements import Node, found
from lagebild.renderers.slides.gaps import as_presentation, emptied, footers, placeholders
from lagebild.resources import resource

# our template's places for the line under the title and the one under the chart; a house template may have them too
SUBTITLE = "Lagebild subtitle"
SOURCE = "Lagebild source"

_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # what a password or a label that encrypts makes of a file
_INCH = 914_400
_SUBTITLE_HEIGHT = round(0.42 * _INCH)
_SOURCE_HEIGHT = round(0.45 * _INCH)
_USUAL_TITLE = 28.0  # points
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOTERS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_CONTENT = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.CHART)

Box = tuple[int, int, int, int]
"""Left, top, width, height in English Metric Units."""


class Places(NamedTuple):
    """Where the parts of a chart's slide go."""

    title: Box
    subtitle: Box
    chart: Box
    source: Box


class Template(NamedTuple):
    """An empty presentation with the layouts that are used of it."""

    presentation: Presentation
    chart_layout: SlideLayout
    cover_layout: SlideLayout | None
    places: Places
    footers: list[Node]
    names: dict[int, str]
    """The chart layout's placeholders: name by index."""

    title_size: float
    """In points, as layout and master have it."""

    @property
    def own(self) -> bool:
        """Whether it has our places for subtitle and source, whose sizes of type are known."""
        return {SUBTITLE, SOURCE} <= set(self.names.values())


def opened(template: bytes | None) -> Template:
    """Our template, or the reader's.

    Raises UserError for one that is encrypted; what a broken one raises depends on where it is broken.
    """
    if template is None:
        template = resource("slides", "template.pptx").read_bytes()
    if template.startswith(_ENCRYPTED):
        raise UserError(
            N_("The template is protected by a password or a label that encrypts it."),
            safe=N_("Nothing was written."),
            do=N_("Save it in PowerPoint without this protection and choose it again."),
        )
    presentation = pptx.Presentation(io.BytesIO(as_presentation(template)))
    emptied(presentation)
    layouts = list(presentation.slide_layouts)
    chart_layout = min(layouts, key=_misfit)
    cover_layout = next((layout for layout in layouts if layout._element.get("type") == "title"), None)
    return Template(
        presentation,
        chart_layout,
        cover_layout,
        _places(presentation, chart_layout),
        footers(chart_layout),
        {shape.placeholder_format.idx: shape.name for shape in placeholders(chart_layout)},
        _title_size(chart_layout),
    )


def _misfit(layout: SlideLayout) -> int:
    """How badly a layout suits a chart with a title: by type and kinds of placeholders, which no language names."""
    kinds = [shape.placeholder_format.type for shape in placeholders(layout)]
    contents = sum(kind not in _FOOTERS and kind not in _TITLES for kind in kinds)
    stated = layout._element.get("type")
    if stated == "titleOnly":
        return 0
    if PP_PLACEHOLDER.TITLE in kinds:
        return 1 + contents
    return 100 + contents + 100 * (PP_PLACEHOLDER.CENTER_TITLE in kinds)


def _places(presentation: Presentation, layout: SlideLayout) -> Places:
    width, height = presentation.slide_width or 0, presentation.slide_height or 0
    named = {shape.name: _box(shape) for shape in placeholders(layout)}
    title = next((_box(shape) for shape in placeholders(layout) if shape.placeholder_format.type in _TITLES), None)
    if title is None:
        title = (width // 20, height // 20, width - width // 10, height // 7)
    if SUBTITLE in named and SOURCE in named:
        subtitle, source = named[SUBTITLE], named[SOURCE]
    else:
        left, top, across, down = _content(presentation, layout, title)
        subtitle = (left, top, across, _SUBTITLE_HEIGHT)
        source = (left, top + down - _SOURCE_HEIGHT, across, _SOURCE_HEIGHT)
    top = subtitle[1] + subtitle[3] + round(0.12 * _INCH)
    chart = (subtitle[0], top, subtitle[2], max(_INCH, source[1] - top - round(0.05 * _INCH)))
    return Places(title, subtitle, chart, source)


def _title_size(layout: SlideLayout) -> float:
    """What a title inherits: from the layout's placeholder, the master's, or the master's style of titles."""
    styles = [
        style
        for shapes in (placeholders(layout), placeholders(layout.slide_master))
        for shape in shapes
        if shape.placeholder_format.type in _TITLES
        for style in found(shape._element, "a:lvl1pPr")
    ]
    styles += found(layout.slide_master._element, "p:titleStyle")
    for style in styles:
        for look in found(style, "a:defRPr"):
            if look.get("sz"):
                return int(look.get("sz")) / 100
    return _USUAL_TITLE


def _content(presentation: Presentation, layout: SlideLayout, title: Box) -> Box:
    """Where a slide's content belongs: the box of the layout's or the master's text, which keeps clear of logos."""
    for shapes in (placeholders(layout), placeholders(layout.slide_master)):
        boxes = [_box(shape) for shape in shapes if shape.placeholder_format.type in _CONTENT]
        if boxes:
            return max(boxes, key=lambda box: box[2] * box[3])
    height = presentation.slide_height or 0
    top = title[1] + title[3]
    return title[0], top, title[2], height - top - height // 12


def _box(shape: Any) -> Box:
    return (shape.left or 0, shape.top or 0, shape.width or 0, shape.height or 0)
