"""A Deck laid out on slides: title, chart, source line, notes, and the properties of the file."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.slide import SlideLayout
from pptx.util import Pt

from lagebild.charts.chart import Chart
from lagebild.documents.deck import Deck, Slide
from lagebild.errors import N_, UserError
from lagebild.language import NBSP, Language
from lagebild.renderers.slides import gaps, template
from lagebild.renderers.slides.colours import INKS, house_inks
from lagebild.renderers.slides.elements import LANGUAGES, PER_POINT, clean
from lagebild.renderers.slides.measuring import balanced, lines
from lagebild.renderers.slides.native import NativeChart
from lagebild.renderers.slides.template import Box, Template, opened
from lagebild.theme import theme
from lagebild.wording.verdicts import verdict_word

_SMALLEST_TITLE = 20  # points


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
    # no line begins with a dash
    title = gaps.add_title(slide, chart.title.replace(" – ", f"{NBSP}– "), house.places.title)
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

    _write_line(slide, subtitle, house.places.subtitle, [(chart.subtitle, None)], 16)
    _add_chart(slide, chart, house, made)
    source_line = _write_line(slide, source, house.places.source, _source(chart), 12)
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


def _write_line(slide: Any, shape: Any, box: Box, runs: list[tuple[str, str | None]], size: int) -> Any:
    """Runs of (text, colour or None) in a placeholder, or in a text box where the layout has none."""
    runs = [(text, colour) for text, colour in runs if text]
    if not runs:
        if shape is not None:
            shape._element.getparent().remove(shape._element)
        return None
    foreign = shape is None
    if foreign:
        shape = slide.shapes.add_textbox(*box)
        shape.text_frame.word_wrap = True  # else LibreOffice centres the box about its text
    paragraph = shape.text_frame.paragraphs[0]
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


def _add_chart(slide: Any, chart: Chart, house: Template, made: datetime) -> None:
    if not chart.categories:
        return  # nothing has a value on that day; the title says so
    box = house.places.chart
    inks = INKS if house.own else house_inks()
    native: Any = NativeChart(chart, box[2] / PER_POINT, box[3] / PER_POINT, inks, made)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, native)
    gaps.describe(frame, chart.heading, chart.alternative)
    gaps.tag_language(frame.chart._chartSpace, chart.language)


# ---- words


def _source(chart: Chart) -> list[tuple[str, str | None]]:
    """The source line, and in the verdict's colour how well it was checked."""
    verdict = _verdict(chart)
    if not verdict:
        return [(chart.source, None)]
    assert chart.verdict is not None
    return [(f"{chart.source} · ", None), (verdict.replace(" ", NBSP), theme("light").chips[chart.verdict].text)]


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
