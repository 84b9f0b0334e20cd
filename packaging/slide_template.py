"""Makes resources/slides/template.pptx: the clean 16:9 template of every deck, the same bytes every time.

`slide_template.py` writes the file; `slide_template.py --check` ends with 1 where the stored one is not what
this script makes.

The fonts are the reader's, not ours: a slide goes to people who have not installed Lagebild, and fonts embedded
in a presentation are read by PowerPoint alone. Arial is everywhere. Palatino Linotype comes with Windows and with
Office for macOS and has lining figures, where Georgia's old-style ones dance in a finding full of numbers. Under
Linux both have stand-ins of the same widths (Nimbus Sans, P052) which LibreOffice brings along, so that what
wraps in a test wraps in PowerPoint.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "resources" / "slides" / "template.pptx"

HEADINGS = "Palatino Linotype"
BODY = "Arial"

# The colours of resources/themes/light.json, in the order of a theme of PowerPoint; a test compares the two.
# The accents are the colours of marks, so that a chart drawn in accents follows a change of the theme.
COLOURS = {
    "dk1": "14202F",  # text
    "lt1": "FFFFFF",  # surface
    "dk2": "465264",  # text2
    "lt2": "F6F5F1",  # canvas
    "accent1": "0072B2",  # hero
    "accent2": "7F8A9B",  # comparator
    "accent3": "A9B2BF",  # comparator_pale
    "accent4": "D55E00",  # loss
    "accent5": "009E73",  # gain
    "accent6": "8A3B6D",  # option:western
    "hlink": "0B5E9E",  # accent
    "folHlink": "5C6778",  # text3
}

EMU = 914_400
WIDTH, HEIGHT = 12_192_000, 6_858_000  # 13.333 x 7.5 inches
NOTES_WIDTH, NOTES_HEIGHT = 6_858_000, 9_144_000
MARGIN = 0.667
FIRST_MASTER_ID = 2_147_483_648  # the least that the format allows; layouts count on from it

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_COUNTER = (
    '<a:fld id="{6D2C0E5A-91A4-4F4B-9E0D-0B6C5D8E2A11}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
)


class Box(NamedTuple):
    """A place on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    def xml(self) -> str:
        left, top, width, height = (round(inches * EMU) for inches in self)
        return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


_INNER = WIDTH / EMU - 2 * MARGIN
TITLE = Box(MARGIN, 0.42, _INNER, 1.04)
SUBTITLE = Box(MARGIN, 1.57, _INNER, 0.38)
SOURCE = Box(MARGIN, 6.6, _INNER - 1.7, 0.52)
FOOTER = Box(MARGIN + _INNER - 1.5, 6.82, 1.05, 0.3)
NUMBER = Box(MARGIN + _INNER - 0.45, 6.82, 0.45, 0.3)


# ---- text and shapes


def _words(german: str, english: str) -> str:
    """A prompt in both languages: a template has no language of its own."""
    runs = (("de-DE", german), ("en-GB", f" · {english}"))
    return "".join(f'<a:r><a:rPr lang="{language}"/><a:t>{text}</a:t></a:r>' for language, text in runs)


def _level(
    number: int,
    size: int,
    colour: str = "tx1",
    *,
    font: str = "+mn",
    bold: bool = False,
    align: str = "l",
    before: int = 0,
    lines: int = 100,
) -> str:
    """One level of a style of text: sizes in points, `before` and `lines` in per cent of a line."""
    indent = (number - 1) * 285_750
    return (
        f'<a:lvl{number}pPr marL="{indent}" indent="0" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1"'
        f' latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="{lines * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPct val="{before * 1000}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="en-GB" sz="{size * 100}" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box,
    text: str,
    style: str = "",
    *,
    anchor: str = "t",
    index: int | None = None,
    shrink: bool = False,
) -> str:
    """A placeholder without margins of its own, so that all text begins at the margin of the slide."""
    place = f' idx="{index}"' if index is not None else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{place}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
        f' anchor="{anchor}"><a:{"norm" if shrink else "no"}Autofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        f'<a:p>{text}<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _bar(number: int, box: Box, colour: str) -> str:
    """A bar of Lagebild's sign."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Lagebild {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _title(number: int) -> str:
    style = _level(1, 30, font="+mj", bold=True, lines=95)
    text = _words("Aussage", "Finding")
    return _placeholder(number, "Title", "title", TITLE, text, style, anchor="b", shrink=True)


def _footer(number: int) -> str:
    style = _level(1, 12, "folHlink", font="+mj", bold=True, align="r")
    text = '<a:r><a:rPr lang="en-GB"/><a:t>Lagebild</a:t></a:r>'
    return _placeholder(number, "Footer", "ftr", FOOTER, text, style, anchor="b", index=11)


def _number(number: int) -> str:
    style = _level(1, 12, "folHlink", align="r")
    return _placeholder(number, "Slide number", "sldNum", NUMBER, _COUNTER, style, anchor="b", index=12)


# ---- parts


def _presentation() -> str:
    levels = "".join(_level(level, 18) for level in range(1, 10))
    return (
        f'<p:presentation {_NAMESPACES} saveSubsetFonts="1">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="{NOTES_WIDTH}" cy="{NOTES_HEIGHT}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-GB"/></a:defPPr>{levels}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def _theme(name: str) -> str:
    def font(face: str) -> str:
        return f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'

    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items())
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (9_525, 15_875, 28_575)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font(HEADINGS)}</a:majorFont>'
        f"<a:minorFont>{font(BODY)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _master(layouts: int) -> str:
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_MASTER_ID + number}" r:id="rId{number}"/>' for number in range(1, layouts + 1)
    )
    body = Box(MARGIN, SUBTITLE.top, _INNER, SOURCE.top - SUBTITLE.top - 0.1)
    text = _words("Text", "Text")
    body_levels = "".join(
        _level(level, 20 if level == 1 else 18 if level == 2 else 16, before=30) for level in range(1, 10)
    )
    other_levels = "".join(_level(level, 18) for level in range(1, 10))
    return (
        f'<p:sldMaster {_NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{_title(2)}"
        f"{_placeholder(3, 'Text', 'body', body, text, index=1, shrink=True)}{_footer(4)}{_number(5)}"
        f"</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{_level(1, 30, font='+mj', bold=True, lines=95)}</p:titleStyle>"
        f"<p:bodyStyle>{body_levels}</p:bodyStyle><p:otherStyle>{other_levels}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def _layout(name: str, kind: str, shapes: str) -> str:
    return (
        f'<p:sldLayout {_NAMESPACES} type="{kind}" preserve="1"><p:cSld name="{name}"><p:spTree>{_GROUP}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _title_layout() -> str:
    left = MARGIN
    base = 1.17
    sign = (
        _bar(4, Box(left, base - 0.22, 0.16, 0.22), "accent1")
        + _bar(5, Box(left + 0.22, base - 0.5, 0.16, 0.5), "tx1")
        + _bar(6, Box(left + 0.44, base - 0.14, 0.16, 0.14), "accent4")
    )
    title = _placeholder(
        2,
        "Title",
        "ctrTitle",
        Box(left, 2.2, 10.4, 1.9),
        _words("Titel", "Title"),
        _level(1, 40, font="+mj", bold=True, lines=95),
        anchor="b",
        shrink=True,
    )
    subtitle = _placeholder(
        3,
        "Subtitle",
        "subTitle",
        Box(left, 4.25, 10.4, 1.0),
        _words("Untertitel", "Subtitle"),
        _level(1, 20, "tx2"),
        index=1,
    )
    return _layout("Titel · Title", "title", title + subtitle + sign + _footer(7))


def _chart_layout() -> str:
    subtitle = _placeholder(
        3,
        "Lagebild subtitle",
        "body",
        SUBTITLE,
        _words("Einheit, Umfang", "Unit, scope"),
        _level(1, 16, "tx2"),
        anchor="t",
        index=13,
    )
    source = _placeholder(
        4,
        "Lagebild source",
        "body",
        SOURCE,
        _words("Quelle, Stand", "Source, date"),
        _level(1, 12, "folHlink"),
        anchor="b",
        index=14,
    )
    return _layout("Diagramm · Chart", "titleOnly", _title(2) + subtitle + source + _footer(5) + _number(6))


def _notes_master() -> str:
    image = Box(0.75, 0.75, 6.0, 3.375)
    notes = Box(0.75, 4.4, 6.0, 4.6)
    levels = "".join(_level(level, 12, before=40) for level in range(1, 10))
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{image.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    text = _placeholder(3, "Notes", "body", notes, _words("Notizen", "Notes"), index=3)
    number = _placeholder(
        4,
        "Slide number",
        "sldNum",
        Box(3.75, 9.3, 3.0, 0.3),
        _COUNTER,
        _level(1, 12, "tx2", align="r"),
        index=5,
    )
    return (
        f'<p:notesMaster {_NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{picture}{text}{number}</p:spTree></p:cSld>{_COLOUR_MAP}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    kinds = {
        "ppt/presentation.xml": f"{_TYPES}.presentationml.presentation.main+xml",
        "ppt/presProps.xml": f"{_TYPES}.presentationml.presProps+xml",
        "ppt/viewProps.xml": f"{_TYPES}.presentationml.viewProps+xml",
        "ppt/tableStyles.xml": f"{_TYPES}.presentationml.tableStyles+xml",
        "ppt/theme/": f"{_TYPES}.theme+xml",
        "ppt/slideMasters/": f"{_TYPES}.presentationml.slideMaster+xml",
        "ppt/slideLayouts/": f"{_TYPES}.presentationml.slideLayout+xml",
        "ppt/notesMasters/": f"{_TYPES}.presentationml.notesMaster+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in parts
        if not name.endswith(".rels")
        for start, kind in kinds.items()
        if name.startswith(start)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the template by its name in the package, content types first."""
    layouts = (
        _title_layout(),
        _chart_layout(),
        _layout("Leer · Blank", "blank", _footer(2) + _number(3)),
    )
    made = {
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "ppt/presentation.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lagebild</dc:title>'
            "<dc:creator>Lagebild</dc:creator></cp:coreProperties>"
        ),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relationships(
            (f"{_OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{_OFFICE}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
            (f"{_OFFICE}/presProps", "presProps.xml"),
            (f"{_OFFICE}/viewProps", "viewProps.xml"),
            (f"{_OFFICE}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"<p:presentationPr {_NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {_NAMESPACES}/>",
        "ppt/tableStyles.xml": (
            '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
        ),
        "ppt/theme/theme1.xml": _theme("Lagebild"),
        "ppt/theme/theme2.xml": _theme("Lagebild notes"),
        "ppt/slideMasters/slideMaster1.xml": _master(len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            *(
                (f"{_OFFICE}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
                for number in range(1, len(layouts) + 1)
            ),
            (f"{_OFFICE}/theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relationships((f"{_OFFICE}/theme", "../theme/theme2.xml")),
    }
    for number, layout in enumerate(layouts, start=1):
        made[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout
        made[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relationships(
            (f"{_OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {"[Content_Types].xml": _content_types(made), **made}


def template() -> bytes:
    """The template's bytes. Stored, not compressed: versions of zlib differ, and a deck is compressed anyway."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0  # else the system that ran the script shows in the bytes
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode())
    return file.getvalue()


def main(arguments: list[str]) -> int:
    """Write the template, or with --check say whether the stored one is it."""
    if arguments == ["--check"]:
        return int(not PLACE.is_file() or PLACE.read_bytes() != template())
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_bytes(template())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
