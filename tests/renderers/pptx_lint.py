"""What a validator does not find in a .pptx and PowerPoint does not forgive; `faults` of a good file is empty."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_AXES = ("catAx", "valAx", "dateAx", "serAx")
_LINE = {"t", "b", "l", "r", "ctr"}
_BAR = {"ctr", "inEnd", "inBase"}
_LEGAL: dict[str, set[str]] = {
    "lineChart": _LINE,
    "scatterChart": _LINE,
    "bubbleChart": _LINE,
    "pieChart": {"bestFit", "ctr", "inEnd", "outEnd"},
    "areaChart": set(),
    "doughnutChart": set(),
}


def faults(package: bytes) -> list[str]:
    """Everything that is wrong, as sentences naming the part."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what is reported here
        file = zipfile.ZipFile(io.BytesIO(package))
    return [*_of_the_zip(file), *_of_the_package(file), *_of_slides(file), *_of_charts(file)]


def _xml(file: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(file.read(part))


def _of_the_zip(file: zipfile.ZipFile) -> Iterator[str]:
    for name, count in Counter(file.namelist()).items():
        if count > 1:
            yield f"{name} is in the zip {count} times"
    damaged = file.testzip()
    if damaged is not None:
        yield f"{damaged} is damaged"


def _of_the_package(file: zipfile.ZipFile) -> Iterator[str]:
    names = set(file.namelist())
    types = file.read("[Content_Types].xml").decode()
    if "macroEnabled" in types or any("vbaProject" in name for name in names):
        yield "a .pptx with macros"
    if "presentation.main+xml" not in types:
        yield "the main part is not typed as a presentation"
    for part in names:
        if not part.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(part))
        for relationship in _xml(file, part):
            if relationship.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relationship.get("Target"))).lstrip("/")
            if target not in names:
                yield f"{part} points to {target}, which is missing"
    presentation = file.read("ppt/presentation.xml").decode()
    if "sectionLst" in presentation or "custShowLst" in presentation:
        yield "a list of sections or custom shows"
    if any("thumbnail" in name or "printerSettings" in name for name in names):
        yield "a preview or printer settings of another file"


def _of_slides(file: zipfile.ZipFile) -> Iterator[str]:
    for part in sorted(file.namelist()):
        if not re.fullmatch(r"ppt/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)/[^/]+\.xml", part):
            continue
        root = _xml(file, part)
        ids = Counter(root.xpath(".//p:cNvPr/@id", namespaces=_NAMES))
        for number, count in ids.items():
            if count > 1:
                yield f"{part}: {count} shapes with the id {number}"
        if not part.startswith("ppt/slides/"):
            continue
        titles = root.xpath(".//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]", namespaces=_NAMES)
        if not any("".join(title.itertext()).strip() for title in titles):
            yield f"{part}: no title"
        for graphic in root.xpath(".//p:graphicFrame | .//p:pic", namespaces=_NAMES):
            if not graphic.xpath("string(.//p:cNvPr/@descr)", namespaces=_NAMES).strip():
                yield f"{part}: a graphic without text alternative"
        for look in root.xpath(".//a:r[not(a:rPr/@lang)] | .//a:fld[not(a:rPr/@lang)]", namespaces=_NAMES):
            yield f"{part}: “{''.join(look.itertext())}” in no language"


def _of_charts(file: zipfile.ZipFile) -> Iterator[str]:
    for part in sorted(file.namelist()):
        if not re.fullmatch(r"ppt/charts/chart\d+\.xml", part):
            continue
        root = _xml(file, part)
        area = root.find("c:chart/c:plotArea", _NAMES)
        axes = {
            axis.find("c:axId", _NAMES).get("val"): axis.find("c:crossAx", _NAMES).get("val")
            for axis in area
            if etree.QName(axis).localname in _AXES
        }
        for axis in axes:
            if not axis.isdigit():
                yield f"{part}: the axis id {axis} is not positive"
        for axis, other in axes.items():
            if axes.get(other) != axis:
                yield f"{part}: axis {axis} crosses {other}, which does not cross it"
        for plot in area.xpath("c:*[c:ser]", namespaces=_NAMES):
            for axis in plot.findall("c:axId", _NAMES):
                if axis.get("val") not in axes:
                    yield f"{part}: a plot on axis {axis.get('val')}, which does not exist"
            legal = _legal_positions(plot)
            for position in plot.findall(".//c:dLblPos", _NAMES):
                if position.get("val") not in legal:
                    yield f"{part}: label position {position.get('val')} is not legal here"
        if root.find("c:lang", _NAMES) is None:
            yield f"{part}: in no language"
        if root.find("c:externalData", _NAMES) is None:
            yield f"{part}: no workbook, so its numbers cannot be edited"


def _legal_positions(plot: Any) -> set[str]:
    kind = etree.QName(plot).localname
    if kind != "barChart":
        return _LEGAL.get(kind, set())
    grouping = plot.find("c:grouping", _NAMES)
    stacked = grouping is not None and grouping.get("val") in ("stacked", "percentStacked")
    return _BAR if stacked else {*_BAR, "outEnd"}
