"""A chart as a picture: one list of strokes, painted into PNG and PDF by QPainter and written out as SVG.

Nothing here looks at a window: size and type are fixed, so that the same chart gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import escape as _escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from lagebild.charts.chart import Chart
from lagebild.charts.geometry import Box, Layout
from lagebild.charts.layout import LEGEND, layout, least_height
from lagebild.language import Language
from lagebild.look.colours import colour
from lagebild.look.fonts import font, load_fonts, text_width
from lagebild.look.typesetting import line_height, set_lines
from lagebild.renderers import bubbles, curves, heat
from lagebild.renderers.strokes import DASH, Dashes, Fill, Polygon, Print, Sign, Stroke, Trace
from lagebild.resources import resource
from lagebild.theme import SANS, SERIF, TYPE, Theme, ThemeName, theme
from lagebild.wording.verdicts import verdict_icon, verdict_word

SIZE = (1200, 675)
"""Logical pixels of a picture, 16:9; more categories than `_MANY` make it higher."""
_MANY = 12
_ROW = 40  # added for each of the others
_TYPE_SCALE = 1.5  # a picture is mostly shown smaller than it is: its smallest type is 18 pixels high, if it can
_MARGIN = 24
_CHIP, _PADDING, _SIGN, _GAP = 22, 8, 14, 6  # of the verdict's chip: height, padding, icon, distance between its parts
_INCH = 96  # logical pixels
_SPARE = 0.92  # of the width for long lines: what stands in for our fonts is wider

# what stands in for our fonts where they are not installed
_FAMILIES = {
    "sans": f"'{SANS}', 'Source Sans 3', Aptos, Calibri, 'Segoe UI', Arial, sans-serif",
    "serif": f"'{SERIF}', 'Source Serif 4', Cambria, Georgia, serif",
}


# of text between tags, not in attributes
escape = partial(_escape, quote=False)


# ---- what is drawn


def ground(placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """What lies behind the marks: the grid, and over it the guide."""
    if placed.plane is not None:
        yield from bubbles.ground(placed, shown)
        return
    if placed.graph is not None:
        yield from curves.ground(placed, shown)
        return
    for line in placed.lines:
        if line.part == "grid":
            yield Fill(Box(round(line.x1), line.y1, 1, line.y2 - line.y1), _ink(shown, line.ink))
    if placed.guide is not None:
        yield Fill(placed.guide.box, _ink(shown, placed.guide.ink))


def marks(chart: Chart, placed: Layout, shown: Theme) -> Iterator[Stroke]:
    """The bars, one that is not nothing at least a pixel long, the dots, the cells of a heat, and lines."""
    told = {(reading.category, reading.series): reading.text for reading in chart.readings()}
    for bar in placed.bars:
        x, y, width, height = bar.box
        if width < 1 and bar.start != bar.end:
            x, width = (x + width - 1 if bar.end < bar.start else x), 1
        if width:
            colours = shown.marks[bar.role]
            edge = "" if colours.edge == colours.fill else colours.edge
            yield Fill(Box(x, y, width, height), colours.fill, edge, told=told[bar.category, bar.series])
    for dot, fill in zip(placed.dots, dots(placed, shown), strict=True):
        yield fill._replace(told=told[dot.category, dot.series])
    yield from heat.strokes(placed, shown, told)
    yield from bubbles.marks(placed, shown, told)
    yield from curves.strokes(chart, placed, shown)
    yield from curves.over(placed, shown)


def dots(placed: Layout, shown: Theme) -> Iterator[Fill]:
    """The dots alone, for a screen whose bars are filled by others."""
    for dot in placed.dots:
        colours = shown.marks[dot.role]
        edge = "" if colours.edge == colours.fill else colours.edge
        yield Fill(dot.box, colours.fill, edge, radius=dot.box.height / 2)


def edges(placed: Layout, shown: Theme) -> Iterator[Fill]:
    """The edges of pale marks alone, for a screen whose bars are filled by others."""
    for bar in placed.bars:
        colours = shown.marks[bar.role]
        x, y, width, height = bar.box
        if colours.edge != colours.fill and width > 2:
            yield Fill(Box(x, y, width, 1), colours.edge)
            yield Fill(Box(x, y + height - 1, width, 1), colours.edge)
            yield Fill(Box(x, y, 1, height), colours.edge)
            yield Fill(Box(x + width - 1, y, 1, height), colours.edge)


def words(placed: Layout, shown: Theme) -> Iterator[Fill | Print]:
    """What lies over the marks: zero line, leaders, legend and labels."""
    for line in placed.lines:
        if line.part != "grid":
            # from just before a whole pixel: one pixel wide where there are few, 1.2 where there are many
            left, top = round(min(line.x1, line.x2)) - 0.1, round(min(line.y1, line.y2)) - 0.1
            across, down = abs(line.x2 - line.x1), abs(line.y2 - line.y1)
            yield Fill(Box(left, top, across + 1.2, down + 1.2), _ink(shown, line.ink))
    for swatch in placed.swatches:
        colours = shown.marks[swatch.role]
        yield Fill(swatch.box, colours.fill, "" if colours.edge == colours.fill else colours.edge)
    for word in placed.words:
        if word.filled:
            ground = Box(word.box.x - 3, word.box.y, word.box.width + 6, word.box.height)
            yield Fill(ground, shown.surface)
            yield from curves.spans(placed, shown, ground)
            if placed.guide is not None and placed.guide.is_band:  # a line is interrupted, as the grid is
                left, right = max(ground.x, placed.guide.box.x), min(ground.right, placed.guide.box.right)
                if left < right:
                    yield Fill(Box(left, ground.y, right - left, ground.height), _ink(shown, placed.guide.ink))
    end = 0.0
    for word in placed.words:
        x, _, width, _ = word.box
        at = x if word.anchor == "start" else x + width if word.anchor == "end" else x + width / 2
        after = x - end if word.part == "note" else None
        yield Print(word.text, word.type, _ink(shown, word.ink), at, word.baseline, word.anchor, after)
        end = x + width


def frame(chart: Chart, shown: Theme, width: float, height: float) -> tuple[list[Stroke], Box]:
    """Finding, subtitle, source and verdict of a picture, and the room they leave for the chart."""
    inner = width - 2 * _MARGIN
    drawn: list[Stroke] = [Fill(Box(0, 0, width, height), shown.surface)]
    y = _MARGIN - 8.0
    title = chart.title if chart.categories else chart.heading
    subtitle = "" if chart.subtitle == chart.title else chart.subtitle
    for text, role, tint in ((title, _title_role(title, inner), shown.text), (subtitle, "body", shown.text2)):
        if not text:
            continue
        lines = _paragraph(text, role, tint, inner * _SPARE)
        drawn += moved(lines, _MARGIN, y)
        y += line_height(role) * len(lines) + 2
    chip_width, chip = verdict_chip(chart, shown)
    source = _paragraph(chart.source, "source", shown.text3, (inner - chip_width - 16) * _SPARE)
    text_height = line_height("source") * len(source)
    foot = height - _MARGIN + 8 - max(_CHIP, text_height)
    drawn += moved(source, _MARGIN, foot + max(0, _CHIP - text_height) / 2)
    drawn += moved(chip, width - _MARGIN - chip_width, foot)
    return drawn, Box(_MARGIN, y + 12, inner, foot - y - 24)


def picture(chart: Chart, shown: Theme, width: float, height: float) -> list[Stroke]:
    """A complete picture: the chart in its frame; without marks, why there are none."""
    drawn, room = frame(chart, shown, width, height)
    if not chart.categories:
        lines = _paragraph(chart.title, "body", shown.text2, room.width * _SPARE)
        top = room.y + (room.height - line_height("body") * len(lines)) / 2
        centred = (line._replace(anchor="middle") for line in lines)
        return [*drawn, *moved(centred, room.x + room.width / 2, round(top))]
    return [*drawn, *body(chart, shown, room)]


def body(chart: Chart, shown: Theme, room: Box) -> list[Stroke]:
    """The chart alone, without what frames it."""
    placed = layout(chart, room.width, room.height, text_width)
    drawn: list[Stroke] = []
    for part in (ground(placed, shown), marks(chart, placed, shown), words(placed, shown)):
        drawn += moved(part, room.x, room.y)
    return drawn


def _title_role(text: str, width: float) -> str:
    """A smaller type for a finding that would take more than two lines."""
    lines = set_lines(((text, False),), "page_title", int(width * _SPARE)).lines
    return "page_title" if len(lines) <= 2 else "answer_s"


def _paragraph(text: str, role: str, tint: str, width: float) -> list[Print]:
    middle = (line_height(role) + TYPE[role].size * 0.66) / 2
    return [
        Print("".join(run.text for run in line), role, tint, 0, round(index * line_height(role) + middle))
        for index, line in enumerate(set_lines(((text, False),), role, int(width), balanced=True).lines)
    ]


def verdict_chip(chart: Chart, shown: Theme) -> tuple[float, list[Stroke]]:
    """(width, strokes) of `B │ icon word`."""
    if chart.verdict is None:
        return 0, []
    word = verdict_word(chart.verdict, Language(chart.language))
    colours = shown.chips[chart.verdict]
    baseline = _CHIP / 2 + TYPE["chip"].size * 0.33
    drawn: list[Stroke] = []
    x: float = _PADDING
    if chart.verdict_of:
        drawn.append(Print(chart.verdict_of, "chip", colours.text, x, baseline))
        x += text_width(chart.verdict_of, "chip") + _GAP
        drawn.append(Fill(Box(x, 5, 1, _CHIP - 10), colours.text))
        x += 1 + _GAP
    drawn.append(Sign(verdict_icon(chart.verdict), colours.text, Box(x, (_CHIP - _SIGN) / 2, _SIGN, _SIGN)))
    x += _SIGN + _GAP
    drawn.append(Print(word, "chip", colours.text, x, baseline))
    x += text_width(word, "chip") + _PADDING
    return x, [Fill(Box(0, 0, x, _CHIP), colours.tint, radius=4), *drawn]


def _ink(shown: Theme, role: str) -> str:
    """The colour that a layout means by "text2", "hero.text" or "heat:0.text"."""
    mark, _, part = role.rpartition(".")
    if mark.startswith("heat:"):
        return shown.heat[int(mark.removeprefix("heat:"))].text
    of: object = shown.marks[mark] if mark else shown  # type: ignore[index]
    return str(getattr(of, part))


def moved(strokes: Iterable[Stroke], x: float, y: float) -> Iterator[Stroke]:
    """`strokes` that much further to the right and down."""
    for stroke in strokes:
        if isinstance(stroke, Print):
            yield stroke._replace(x=stroke.x + x, baseline=stroke.baseline + y)
        else:
            left, top, width, height = stroke.box
            yield stroke._replace(box=Box(left + x, top + y, width, height))


def size_of(chart: Chart) -> tuple[int, int]:
    """The size of its picture, in logical pixels."""
    rows = 0 if chart.kind == "lines" else len(chart.categories)
    return SIZE[0], SIZE[1] + _ROW * max(0, rows - _MANY)


def _sheet(chart: Chart, look: ThemeName, size: tuple[int, int]) -> tuple[float, list[Stroke]]:
    """(scale, strokes): type as large as it can be with every mark named, and never below that of the screen."""
    shown = theme(look)
    scale = _TYPE_SCALE
    while scale > 1:
        room = frame(chart, shown, size[0] / scale, size[1] / scale)[1]
        if room.height - (LEGEND if chart.legend else 0) >= least_height(chart):
            break
        scale -= 0.125
    return scale, picture(chart, shown, size[0] / scale, size[1] / scale)


# ---- painted


def paint(painter: QPainter, strokes: Iterable[Stroke], fonts: Callable[[str], QFont] = font) -> None:
    """Paint `strokes` one over the other; a transformation of the painter scales all of them alike."""
    for stroke in strokes:
        if isinstance(stroke, Print):
            width = 0.0 if stroke.anchor == "start" else text_width(stroke.text, stroke.type)
            x = stroke.x - (width if stroke.anchor == "end" else width / 2)
            painter.setFont(fonts(stroke.type))
            painter.setPen(colour(stroke.colour))
            painter.drawText(QPointF(x, stroke.baseline), stroke.text)
        elif isinstance(stroke, Sign):
            _drawing(stroke.name, stroke.colour).render(painter, QRectF(*stroke.box))
        elif isinstance(stroke, Polygon):
            _paint_polygon(painter, stroke)
        elif isinstance(stroke, Dashes):
            _paint_dashes(painter, stroke)
        elif isinstance(stroke, Trace):
            _paint_trace(painter, stroke)
        elif stroke.radius:
            _paint_rounded(painter, QRectF(*stroke.box), stroke.radius, stroke.edge or stroke.colour)
            if stroke.edge:
                _paint_rounded(painter, QRectF(*stroke.box).adjusted(1, 1, -1, -1), stroke.radius - 1, stroke.colour)
        else:  # rectangles keep sharp edges: no antialiasing
            box = QRectF(*stroke.box)
            painter.fillRect(box, colour(stroke.edge or stroke.colour))
            if stroke.edge and box.width() > 2:
                painter.fillRect(box.adjusted(1, 1, -1, -1), colour(stroke.colour))


def _paint_rounded(painter: QPainter, box: QRectF, radius: float, tint: str) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour(tint))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_polygon(painter: QPainter, stroke: Polygon) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in stroke.points()]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour(stroke.colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_dashes(painter: QPainter, stroke: Dashes) -> None:
    pen = QPen(colour(stroke.colour), 1)
    pen.setDashPattern(list(DASH))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    path = QPainterPath()
    path.addRoundedRect(QRectF(*stroke.box).adjusted(0.5, 0.5, -0.5, -0.5), stroke.radius, stroke.radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_trace(painter: QPainter, stroke: Trace) -> None:
    path = QPainterPath()
    for run in stroke.runs:
        path.addPolygon(QPolygonF([QPointF(x + stroke.box.x, y + stroke.box.y) for x, y in run]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen_of(stroke.colour, stroke.width, stroke.dashes))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def pen_of(tint: str, width: float, dashes: tuple[float, ...]) -> QPen:
    """The pen of a line; Qt counts dashes in widths of it."""
    pen = QPen(colour(tint), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern([length / width for length in dashes])
    return pen


def without_ligatures(role: str) -> QFont:
    """A role's font for a PDF: behind "ft" in one glyph nobody could search for the letters, or copy them."""
    made = QFont(font(role))
    made.setFeature(QFont.Tag("liga"), 0)
    return made


@cache
def _icon(name: str) -> str:
    """The strokes of an icon, without the <svg> around them."""
    file = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return re.sub(r"</?svg[^>]*>|<\?xml[^>]*>", "", file).strip()


_ICON_SIZE = 20  # of the icons' own drawing
_ICON_PEN = (
    'fill="none" stroke="{}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" shape-rendering="auto"'
)


@cache
def _drawing(name: str, tint: str) -> QSvgRenderer:
    box = f"0 0 {_ICON_SIZE} {_ICON_SIZE}"
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {_ICON_PEN.format(tint)}>{_icon(name)}</svg>'
    return QSvgRenderer(QByteArray(text.encode()))


def prepare() -> None:
    """Fonts need an application; a command without a window has none, and makes do without a display."""
    if QGuiApplication.instance() is None:
        _application()
    load_fonts()


@cache
def _application() -> QGuiApplication:
    return QGuiApplication(["lagebild", "-platform", "offscreen"])


def png(chart: Chart, *, look: ThemeName = "light", size: tuple[int, int] | None = None, scale: float = 2) -> bytes:
    """The picture in pixels, `scale` of them to a logical one; its resolution says so."""
    prepare()
    size = size or size_of(chart)
    # with an alpha channel while painting: else text may be smoothed for one kind of display only
    image = QImage(
        round(size[0] * scale), round(size[1] * scale), QImage.Format.Format_ARGB32_Premultiplied
    )  # fmt: skip
    painter = QPainter(image)
    type_scale, drawn = _sheet(chart, look, size)
    painter.scale(type_scale * scale, type_scale * scale)
    paint(painter, drawn)
    painter.end()
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    dots = round(_INCH * scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", chart.title)
    image.setText("Description", chart.alternative)
    image.setText("Source", chart.source)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("PNG")
    return bytes(buffer.data().data())


def pdf(chart: Chart, *, look: ThemeName = "light", size: tuple[int, int] | None = None) -> bytes:
    """The picture on a page of its own size, text as text with the fonts embedded."""
    prepare()
    size = size or size_of(chart)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_INCH)
    points = QSizeF(size[0] * 72 / _INCH, size[1] * 72 / _INCH)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(chart.title)
    writer.setCreator("Lagebild")
    writer.setDocumentId(QUuid("{6c616765-6269-4c64-8000-000000000000}"))
    painter = QPainter(writer)
    scale, drawn = _sheet(chart, look, size)
    painter.scale(scale, scale)
    paint(painter, drawn, cache(without_ligatures))
    painter.end()
    return _without_dates(bytes(buffer.data().data()))


def _without_dates(file: bytes) -> bytes:
    """The file with blanks where it says when it was written: no offset moves, and equal charts give equal files."""
    for date in (
        rb"/(?:Creation|Mod)Date \(D:[^)]*\)",
        rb' xmp:CreateDate="[^"]*" xmp:ModifyDate="[^"]*" xmp:MetadataDate="[^"]*"',
    ):
        file = re.sub(date, lambda match: b" " * len(match[0]), file)
    return file


# ---- written out


def svg(
    chart: Chart, *, look: ThemeName = "light", size: tuple[int, int] | None = None, text_as_paths: bool = False
) -> bytes:
    """The picture as SVG, text as text; as paths where it goes to a place that has not got the fonts."""
    prepare()
    size = width, height = size or size_of(chart)
    scale, drawn = _sheet(chart, look, size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {_number(width / scale)} {_number(height / scale)}" '
        f'role="img" aria-labelledby="title desc" lang="{chart.language}" xml:lang="{chart.language}">'
    )
    lines = [
        head,
        f'<title id="title">{escape(chart.title)}</title>',
        f'<desc id="desc">{escape(chart.alternative)}</desc>',
        '<g shape-rendering="crispEdges" style="font-variant-numeric:tabular-nums">',
    ]
    for stroke in drawn:
        if isinstance(stroke, Sign):
            x, y, edge, _ = stroke.box
            pen = _ICON_PEN.format(stroke.colour)
            place = f"translate({_number(x)} {_number(y)}) scale({_number(edge / _ICON_SIZE)})"
            lines.append(f'<g transform="{place}" {pen}>{_icon(stroke.name)}</g>')
        elif isinstance(stroke, Fill):
            lines.append(_svg_fill(stroke))
        elif isinstance(stroke, Polygon):
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in stroke.points())
            shape = f'<polygon points="{points}" fill="{stroke.colour}" shape-rendering="auto"'
            lines.append(_titled(shape, "polygon", stroke.told))
        elif isinstance(stroke, Dashes):
            lines.append(_svg_dashes(stroke))
        elif isinstance(stroke, Trace):
            lines.append(_svg_trace(stroke))
        elif text_as_paths:
            lines.append(_svg_outline(stroke))
        elif stroke.after is not None and lines[-1].endswith("</text>"):
            # a note moves with its value when another font makes that wider
            tail = f'<tspan dx="{_number(stroke.after)}" {_svg_type(stroke)}>{escape(stroke.text)}</tspan></text>'
            lines[-1] = lines[-1].removesuffix("</text>") + tail
        else:
            anchor = "" if stroke.anchor == "start" else f' text-anchor="{stroke.anchor}"'
            place = f'x="{_number(stroke.x)}" y="{_number(stroke.baseline)}"'
            lines.append(f"<text {place}{anchor} {_svg_type(stroke)}>{escape(stroke.text)}</text>")
    lines += ["</g>", "</svg>", ""]
    return "\n".join(lines).encode()


def _svg_type(words: Print) -> str:
    kind = TYPE[words.type]
    family = f'"{escape(_FAMILIES[kind.family])}"'
    return f'font-family={family} font-size="{kind.size}" font-weight="{kind.weight}" fill="{words.colour}"'


def _svg_fill(stroke: Fill) -> str:
    x, y, width, height = stroke.box
    edge = ""
    if stroke.edge and width > 2:  # a line is drawn to both sides of its place
        x, y, width, height = x + 0.5, y + 0.5, width - 1, height - 1
        edge = f' stroke="{stroke.edge}"'
    corner = f' rx="{_number(stroke.radius)}" shape-rendering="auto"' if stroke.radius else ""
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
    shape = f'<rect {place}{corner} fill="{stroke.colour}"{edge}'
    return _titled(shape, "rect", stroke.told)


def _titled(shape: str, tag: str, told: str) -> str:
    """A shape with its words for a screen reader."""
    return f"{shape}><title>{escape(told)}</title></{tag}>" if told else f"{shape}/>"


def _svg_dashes(stroke: Dashes) -> str:
    x, y, width, height = stroke.box
    place = f'x="{_number(x + 0.5)}" y="{_number(y + 0.5)}" width="{_number(width - 1)}" height="{_number(height - 1)}"'
    pen = f'fill="none" stroke="{stroke.colour}" stroke-dasharray="{" ".join(map(_number, DASH))}"'
    return f'<rect {place} rx="{_number(stroke.radius)}" {pen} shape-rendering="auto"/>'


def _svg_trace(stroke: Trace) -> str:
    x, y, _, _ = stroke.box
    steps = "".join(
        f"{'L' if at else 'M'}{_number(x + across)} {_number(y + down)}"
        for run in stroke.runs
        for at, (across, down) in enumerate(run)
    )
    dashes = f' stroke-dasharray="{" ".join(map(_number, stroke.dashes))}"' if stroke.dashes else ""
    pen = f'fill="none" stroke="{stroke.colour}" stroke-width="{_number(stroke.width)}" stroke-linejoin="round"'
    return _titled(f'<path d="{steps}" {pen}{dashes} shape-rendering="auto"', "path", stroke.told)


def _svg_outline(words: Print) -> str:
    width = 0.0 if words.anchor == "start" else text_width(words.text, words.type)
    path = QPainterPath()
    path.addText(
        words.x - (width if words.anchor == "end" else width / 2), words.baseline, font(words.type), words.text
    )
    steps = []
    curve = 0  # points of a curve that are still to come
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        if element.isMoveTo():
            letter = "M"
        elif element.isLineTo():
            letter = "L"
        elif element.isCurveTo():
            letter, curve = "C", 2
        else:
            letter, curve = " ", curve - 1
        steps.append(f"{letter}{_number(element.x)} {_number(element.y)}")
    return f'<path shape-rendering="auto" fill="{words.colour}" d="{"".join(steps)}"/>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
