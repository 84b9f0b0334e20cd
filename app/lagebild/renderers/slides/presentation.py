"""A Deck laid out on slides: title, chart, source line, notes, and the properties of the file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import SlideLayout
from pptx.util import Pt

from lagebild.charts.chart import Chart
from lagebild.documents.deck import Deck, Slide
from lagebild.errors import N_, UserError
from lagebild.language import NBSP, Language
from lagebild.renderers.slides import gaps, template
from lagebild.renderers.slides.bubbles import BubbleChart
from lagebild.renderers.slides.colours import INKS, TEXT2, Ink, house_inks
from lagebild.renderers.slides.curves import LineChart
from lagebild.renderers.slides.elements import LANGUAGES, PER_POINT, characters, clean, element, grown
from lagebild.renderers.slides.heat import add_heat
from lagebild.renderers.slides.measuring import balanced, lines, width
from lagebild.renderers.slides.native import NativeChart
from lagebild.renderers.slides.template import Box, Template, opened
from lagebild.theme import Mark as Role
from lagebild.theme import theme
from lagebild.wording.verdicts import verdict_word

_SMALLEST_TITLE = 20  # points
_SUBTITLE_SIZE, _SMALLEST_SUBTITLE = 16, 12
_SOURCE_SIZE, _LEGEND_SIZE, _SENTENCE_SIZE = 12, 14, 20
_LEADING = 1.2
_LEGEND = 30 * PER_POINT  # height of the legend

_Run = tuple[str, str | None]
"""Words, and the colour of those that have their own."""


def presentation(deck: Deck, house_template: bytes | None, day: date) -> bytes:
    """The deck as the bytes of a .pptx; raises UserError where the house's template cannot be used."""
    if house_template is None:
        return _written(deck, opened(None), day)
    try:
        return _written(deck, opened(house_template), day)
    except UserError:
        raise
    except Exception as error:  # the libraries raise whatever they stumble over in a broken file
        _written(deck, opened(None), day)  # a fault of our own shows with our own template, and is raised
        raise UserError(
            N_("The template is not a PowerPoint file that Lagebild can read."),
            safe=N_("Nothing was written."),
            do=N_("Choose a .pptx or .potx file that opens in PowerPoint."),
            details=repr(error),
        ) from error


def _written(deck: Deck, house: Template, day: date) -> bytes:
    made = datetime(day.year, day.month, day.day, 12)
    if deck.cover and house.cover_layout is not None:
        _add_cover(deck, house, house.cover_layout)
    for slide in deck.slides:
        _add_slide(slide, house, made)
    gaps.tag_language(house.presentation.part._element, deck.language)
    properties = house.presentation.core_properties
    properties.title = clean(deck.title)[:255]
    properties.subject = clean(deck.subtitle)[:255]
    properties.author = properties.last_modified_by = "Lagebild"
    properties.comments = properties.keywords = properties.category = ""
    properties.language = LANGUAGES[deck.language]
    properties.created = properties.modified = made
    properties.revision = 1
    file = io.BytesIO()
    house.presentation.save(file)
    return gaps.repeatable(file.getvalue())


def _add_cover(deck: Deck, house: Template, layout: SlideLayout) -> None:
    slide: Any = house.presentation.slides.add_slide(layout)
    gaps.add_title(slide, deck.title, house.places.title)
    texts = [shape for shape in gaps.placeholders(slide) if shape.placeholder_format.idx != 0]
    if texts and deck.subtitle:
        texts.pop(0).text_frame.text = clean(deck.subtitle)
    for unused in texts:
        unused._element.getparent().remove(unused._element)
    gaps.add_footers(slide, gaps.footers(layout), 1)
    gaps.tag_language(slide._element, deck.language)


def _add_slide(content: Slide, house: Template, made: datetime) -> None:
    chart = content.chart
    slide: Any = house.presentation.slides.add_slide(house.chart_layout)
    number = len(house.presentation.slides)
    finding = chart.title if chart.categories else chart.heading
    # no line begins with a dash
    title = gaps.add_title(slide, finding.replace(" – ", f"{NBSP}– "), house.places.title)
    _fit_title(title, house)
    subtitle = source = None
    for shape in gaps.placeholders(slide):
        match house.names.get(shape.placeholder_format.idx):
            case template.SUBTITLE:
                subtitle = shape
            case template.SOURCE:
                source = shape
            case _ if shape.placeholder_format.idx != 0:
                shape._element.getparent().remove(shape._element)

    under_title = chart.subtitle if chart.subtitle != chart.title else ""
    _fit_subtitle(_write_lines(slide, subtitle, house.places.subtitle, [[(under_title, None)]], _SUBTITLE_SIZE), house)
    lines_of_source = _source(chart, house.places.source[2] / PER_POINT)
    if chart.categories and (chart.kind not in ("bubbles", "lines") or chart.drawn):
        _add_chart(slide, chart, house, made, _beyond(lines_of_source, house.places.source))
    else:
        _add_sentence(slide, chart, house)
    source_line = _write_lines(slide, source, house.places.source, lines_of_source, _SOURCE_SIZE)
    if source_line is not None:
        slide.shapes._spTree.append(source_line._element)  # read after the chart it belongs to
    gaps.add_footers(slide, house.footers, number)
    gaps.tag_language(slide._element, chart.language)

    notes = slide.notes_slide
    if notes.notes_text_frame is not None:  # a house may have notes without text
        notes.notes_text_frame.text = clean(_notes(content))
    gaps.number_notes(notes, number)
    gaps.tag_language(notes._element, chart.language)


def _fit_title(title: Any, house: Template) -> None:
    """A smaller size where the finding takes more than two lines: PowerPoint itself shrinks only what is edited."""
    room = house.places.title[2] / PER_POINT
    text = title.text_frame.text
    size = house.title_size
    while size > _SMALLEST_TITLE and lines(text, size, room) > 2:
        size -= 1
    if size != house.title_size:
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)
    if house.own:  # a house may centre its titles
        narrower = balanced(text, size, room) * 1.02  # so that a font a little wider breaks lines at the same words
        if narrower < room:
            title.text_frame.margin_right = Pt(room - narrower)


def _fit_subtitle(subtitle: Any, house: Template) -> None:
    """A smaller size where the subtitle takes more than its line: a second one would lie over the chart."""
    if subtitle is None or not house.own:
        return
    room = house.places.subtitle[2] / PER_POINT
    size = _SUBTITLE_SIZE
    while size > _SMALLEST_SUBTITLE and width(subtitle.text_frame.text, size) > room:
        size -= 1
    if size != _SUBTITLE_SIZE:
        for run in subtitle.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _write_lines(slide: Any, shape: Any, box: Box, lines_of_runs: list[list[_Run]], size: int) -> Any:
    """Paragraphs of runs in a placeholder, or in a text box where the layout has none."""
    if not any(text for runs in lines_of_runs for text, _ in runs):
        if shape is not None:
            shape._element.getparent().remove(shape._element)
        return None
    foreign = shape is None
    if foreign:
        shape = slide.shapes.add_textbox(*box)
        shape.text_frame.word_wrap = True  # else LibreOffice centres the box about its text
    for number, runs in enumerate(lines_of_runs):
        paragraph = shape.text_frame.add_paragraph() if number else shape.text_frame.paragraphs[0]
        for text, colour in runs:
            run = paragraph.add_run()
            run.text = clean(text)
            if foreign:
                run.font.size = Pt(size)
                run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            if colour is not None:
                run.font.bold = True
                # a verdict keeps its colour in every template: mapped to accents it could say the opposite
                run.font.color.rgb = RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]
    return shape


def _beyond(lines_of_source: list[list[_Run]], place: Box) -> int:
    """How far a long source line stands out of its place, at whose foot it ends."""
    room = place[2] / PER_POINT
    count = sum(lines("".join(text for text, _ in runs), _SOURCE_SIZE, room) for runs in lines_of_source)
    return max(0, round(count * _SOURCE_SIZE * _LEADING * PER_POINT) - place[3])


def _add_chart(slide: Any, chart: Chart, house: Template, made: datetime, below: int) -> None:
    left, top, across, down = house.places.chart
    down -= below
    inks = INKS if house.own else house_inks()
    if chart.legend:
        _add_legend(slide, chart, inks, (left, top, across, _LEGEND))
        top, down = top + _LEGEND, down - _LEGEND
    box = (left, top, across, down)
    if chart.kind == "heat":
        add_heat(slide, chart, box, inks)
        return
    kind = {"bubbles": BubbleChart, "lines": LineChart}.get(chart.kind, NativeChart)
    native = kind(chart, box[2] / PER_POINT, box[3] / PER_POINT, inks, made)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, native)
    if native.drawing is not None:
        gaps.draw_over(frame.chart, native.drawing)
    gaps.describe(frame, chart.heading, chart.alternative)
    gaps.tag_language(frame.chart._chartSpace, chart.language)


def _add_legend(slide: Any, chart: Chart, inks: Mapping[Role, Ink], box: Box) -> None:
    """Colours and what they mean at the right: as text, for a native legend has another order in every program."""
    shape = slide.shapes.add_textbox(*box)
    shape.text_frame.word_wrap = True
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    for number, key in enumerate(chart.legend_keys):
        for text, colour in (
            ("\u2003■" if number else "■", inks[key.role].fill),
            (f"{NBSP}{NBSP}{key.name.replace(' ', NBSP)}", TEXT2),
        ):
            look = characters("a:rPr", _LEGEND_SIZE, colour)
            paragraph._p.append(grown(element("a:r", look, element("a:t", text))))


def _add_sentence(slide: Any, chart: Chart, house: Template) -> None:
    """In the place of a chart without marks, why there is nothing to show."""
    shape = slide.shapes.add_textbox(*house.places.chart)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    look = characters("a:rPr", _SENTENCE_SIZE, TEXT2)
    frame.paragraphs[0]._p.append(grown(element("a:r", look, element("a:t", chart.absent or chart.title))))


# ---- words


def _source(chart: Chart, room: float) -> list[list[_Run]]:
    """The source line, and in the verdict's colour how well it was checked: below it if beside it is no room."""
    verdict = _verdict(chart)
    if not verdict:
        return [[(chart.source, None)]]
    assert chart.verdict is not None
    told = (verdict.replace(" ", NBSP), theme("light").chips[chart.verdict].text)
    whole = width(f"{chart.source} · {verdict}", _SOURCE_SIZE)
    if whole > room >= width(chart.source, _SOURCE_SIZE):
        return [[(chart.source, None)], [told]]
    return [[(f"{chart.source} · ", None), told]]


def _verdict(chart: Chart) -> str:
    """How well what the chart shows was checked; empty where the chart has no verdict."""
    if chart.verdict is None:
        return ""
    language = Language(chart.language)
    word = verdict_word(chart.verdict, language)
    if chart.verdict in ("assumption", "own"):
        return word[:1].upper() + word[1:]
    if chart.verdict_of:
        return language.say("Check of source {source}: {verdict}", source=chart.verdict_of, verdict=word)
    return language.say("Check: {verdict}", verdict=word)


def _notes(content: Slide) -> str:
    """What the speaker sees: scope, how it is computed, sources with date and verdict."""
    chart = content.chart
    language = Language(chart.language)
    lines = [content.scope]
    if content.notes:
        lines += [language.say("How this is computed"), content.notes]
    lines += [chart.source, _verdict(chart)]
    return "\n".join(part for part in lines if part)
