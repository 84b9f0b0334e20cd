"""Decks written for a test and read back, and defects planted in them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pptx
import pytest
from lxml import etree

from lagebild.charts.chart import Chart
from lagebild.documents.deck import deck
from lagebild.language import CODES
from lagebild.renderers.slides import write

DAY = date(2025, 2, 3)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

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


def finding(slide: Any) -> str:
    """The title, apart from the no-break space that keeps a dash on its line."""
    return str(slide.shapes.title.text_frame.text).replace("\u00a0– ", " – ")


def cells(workbook: bytes) -> dict[str, float | str]:
    """The cells of the first sheet: values under their names ("B2"), formulas under the name with a sign ("=B2")."""
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


def house_template(slides: int = 0) -> bytes:
    """A template that is not ours: 4:3, layouts with other placeholders, a preview, somebody's name."""
    presentation = pptx.Presentation()
    for _ in range(slides):
        presentation.slides.add_slide(presentation.slide_layouts[1])
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()
