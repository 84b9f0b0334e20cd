"""Sheets as an .xlsx file: native cells, names, checks and charts, in the quiet colours of the light theme."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from lagebild.documents.sheets import Area, Cell, Drawing, Entry, Look, Sheet, Sheets
from lagebild.language import Language
from lagebild.theme import Theme, theme

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
FONT = "Arial"
_SIZE = 10
_LONGEST = 32_767
"""Characters a cell can hold."""
_HAIR = 7
_THIN = 1


def write(sheets: Sheets, day: date | None = None) -> bytes:
    """The file; `day` is the date of its properties, else that of the sheets."""
    buffer = BytesIO()
    book = begun(buffer, sheets.title, day or sheets.day)
    looks = Looks(book)
    pages = [book.add_worksheet(sheet.name) for sheet in sheets.sheets]
    for page, sheet in zip(pages, sheets.sheets, strict=True):
        for name, area in sheet.names.items():
            book.define_name(name, f"={_area(sheet.name, area)}")
        fill(page, sheet, looks)
        for entry in sheet.entries:
            _check(page, entry)
        for drawing in sheet.drawings:
            _draw(book, page, sheet, drawing, looks.colours)
        set_up(page, sheet, sheets)
    pages[0].activate()
    book.close()
    return buffer.getvalue()


def begun(buffer: BytesIO, title: str, made: date) -> Workbook:
    """A file without sheets, which goes into `buffer` when it is closed."""
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            # what a reader wrote stays what it is: text
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": _SIZE},
        },
    )
    book.set_properties({"title": title, "author": "Lagebild", "created": datetime(made.year, made.month, made.day)})
    return book


class Looks:
    """Formats of cells by what they are, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.colours = theme("light")
        self._made: dict[tuple[Look, str], Format] = {}

    def of(self, cell: Cell) -> Format:
        key = (cell.look, cell.number)
        if key not in self._made:
            properties = _properties(cell.look, self.colours)
            if cell.number:
                properties["num_format"] = cell.number
            self._made[key] = self.book.add_format(properties)
        return self._made[key]


def _properties(look: Look, colours: Theme) -> dict[str, Any]:
    ruled = {"bottom": _HAIR, "bottom_color": colours.line}
    sum_ruled = {"bold": True, "top": _THIN, "top_color": colours.text2, "bottom": _THIN, "bottom_color": colours.text2}
    typed = {"border": _HAIR, "border_color": colours.border}
    own = colours.chips["own"]
    head = {"bold": True, "font_color": colours.text2, "text_wrap": True, "valign": "bottom"}
    # what stands beside wrapped words begins where they begin
    number = {"font_color": colours.text, "align": "right", "valign": "top", "shrink": True}
    text = {"font_color": colours.text2, "align": "left", "valign": "top", "indent": 1}
    found: dict[Look, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16, "font_color": colours.rail, "valign": "vcenter"},
        "subtitle": {"font_color": colours.text2},
        "heading": {"bold": True, "font_size": 12, "font_color": colours.accent},
        "head": {**head, "align": "left"},
        "head_number": {**head, "align": "right"},
        "head_words": {**head, "align": "left", "indent": 1, "text_wrap": False},
        "unit": {"font_color": colours.text3, "bottom": _THIN, "bottom_color": colours.text2},
        "unit_number": {
            "font_color": colours.text3, "font_size": 9, "align": "right", "text_wrap": True, "valign": "top",
            "bottom": _THIN, "bottom_color": colours.text2,
        },
        "label": {"font_color": colours.text, "valign": "top", **ruled},
        "label_sum": {"font_color": colours.text, "valign": "top", **sum_ruled},
        "text": {**text, **ruled},
        "wrapped": {**text, "text_wrap": True, **ruled},
        "wrapped_label": {"font_color": colours.text, "text_wrap": True, "valign": "top", **ruled},
        "note": {"font_color": colours.text3, "font_size": 9, "align": "left"},
        "remark": {"font_color": colours.text3, "font_size": 9, "align": "left", "indent": 1},
        "place": {"font_color": colours.text3, "font_size": 9, "align": "center"},
        "place_head": {**head, "font_size": 9, "align": "center"},
        "input": {"font_color": own.text, "bg_color": own.tint, "align": "right", "shrink": True, **typed},
        "input_own": {"font_color": own.text, "bg_color": own.tint, "align": "right", "bold": True, **typed},
        "lookup": {**number, "bg_color": colours.sunken, **ruled},
        "constant": {**number, "bg_color": colours.sunken, **ruled},
        "result": {**number, **ruled},
        "result_sum": {**number, **sum_ruled},
        "result_strong": {**number, **ruled, "bold": True},
        "legend": {**number, **typed},
        "legend_lookup": {**number, "bg_color": colours.sunken, **typed},
    }  # fmt: skip
    return found[look]


def fill(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    """Write the cells of a sheet."""
    for cell in sheet.cells:
        style = looks.of(cell)
        at = (cell.row, cell.column)
        if cell.formula:
            page.write_formula(*at, f"={cell.formula}", style, cell.content)
        elif isinstance(cell.content, str):
            if cell.kept or cell.content:
                page.write_string(*at, (cell.kept or cell.content)[:_LONGEST], style)
            else:
                page.write_blank(*at, None, style)
        else:
            page.write_number(*at, cell.content, style)


def _check(page: Worksheet, entry: Entry) -> None:
    """What may be typed; anything else is refused with the entry's words."""
    words = {"input_title": entry.title, "input_message": entry.prompt, "error_title": entry.title,
             "error_message": entry.refusal}  # fmt: skip
    allowed: dict[str, Any]
    if entry.choices:
        allowed = {"validate": "list", "source": [f"{choice:g}" for choice in entry.choices]}
    else:
        allowed = {"validate": "decimal", "criteria": "between", "minimum": entry.low, "maximum": entry.high}
    page.data_validation(entry.row, entry.column, entry.row, entry.column, {**allowed, **words, "ignore_blank": False})


# ---- charts


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, drawing: Drawing, colours: Theme) -> None:
    kind: dict[str, Any] = {
        "bars": {"type": "bar"},
        "columns": {"type": "column"},
        "lines": {"type": "scatter", "subtype": "straight_with_markers"},
    }[drawing.kind]
    chart = book.add_chart(kind)
    type_of = {"name": FONT, "size": 9, "color": colours.text2}
    for series in drawing.series:
        fill, edge = colours.marks[series.mark].fill, colours.marks[series.mark].edge
        written: dict[str, Any] = {
            "name": [sheet.name, *series.name],
            "categories": [sheet.name, *series.categories],
            "values": [sheet.name, *series.values],
        }
        if drawing.kind == "lines":
            marker = {"type": "circle", "size": 5, "fill": {"color": fill}, "border": {"color": edge}}
            written |= {"line": {"color": edge, "width": 2}, "marker": marker}
        else:
            labels = {"value": True, "num_format": drawing.number, "font": type_of, "position": "outside_end"}
            written |= {"fill": {"color": fill}, "border": {"none": True}, "gap": 45, "data_labels": labels}
        chart.add_series(written)
    title = {"name": drawing.title, "name_font": {"name": FONT, "size": 11, "bold": True, "color": colours.text}}
    chart.set_title({**title, "overlay": False, "layout": {"x": 0.02, "y": 0.03}})
    axis = {"num_font": type_of, "name_font": {**type_of, "bold": False}, "line": {"color": colours.border}}
    grid = {"visible": True, "line": {"color": colours.grid, "width": 0.75}}
    plain = {"visible": False}
    if drawing.kind == "bars":
        # the first at the top; and the axis of values below, though the other one runs the other way
        chart.set_y_axis({**axis, "reverse": True, "major_gridlines": plain, "major_tick_mark": "none"})
        chart.set_x_axis({**axis, "visible": False, "major_gridlines": plain, "min": 0})
    elif drawing.kind == "columns":
        chart.set_x_axis({**axis, "major_tick_mark": "none"})
        chart.set_y_axis({**axis, "visible": False, "major_gridlines": plain, "min": 0})
    else:
        places = sheet.cells_in(drawing.series[0].categories)
        chart.set_x_axis({**axis, "name": drawing.across, "num_format": places[0].number, "min": 0,
                          "max": places[-1].content, "major_gridlines": plain})  # fmt: skip
        chart.set_y_axis({**axis, "num_format": drawing.number.partition(";")[0], "major_gridlines": grid, "min": 0})
    if len(drawing.series) > 1:
        chart.set_legend({"position": "bottom", "font": type_of})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": colours.line}, "fill": {"color": colours.surface}})
    chart.set_size({"width": drawing.width, "height": drawing.height})
    page.insert_chart(
        drawing.row, drawing.column, chart,
        {"description": drawing.alternative, "object_position": 1, "x_offset": 4, "y_offset": 4},
    )  # fmt: skip


# ---- the page


def set_up(page: Worksheet, sheet: Sheet, sheets: Sheets) -> None:
    """Widths, what never scrolls away, and how the sheet is printed."""
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, height in sheet.heights.items():
        page.set_row(row, height)
    page.hide_gridlines(2)
    page.freeze_panes(*sheet.frozen)
    page.set_paper(_A4)
    if sheet.landscape:
        page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    page.fit_to_pages(1, 0)
    if sheet.repeated:
        page.repeat_rows(0, sheet.repeated - 1)
    if sheet.filtered is not None:
        page.autofilter(*sheet.filtered)
    if sheet.printed is not None:
        page.print_area(0, 0, sheet.printed[0] - 1, sheet.printed[1] - 1)
    page.set_h_pagebreaks(list(sheet.breaks))
    say = Language(sheets.language).say
    number = say("Page {page} of {pages}", page="&P", pages="&N")
    page.set_header(f"&L&9{_literal(sheet.title)}&R&9{_literal(sheets.head)}")
    page.set_footer(f"&L&9{_literal(sheets.foot)}&R&9{number}")


def _literal(words: str) -> str:
    """Words as a header holds them: the sign that begins a code is written twice; digits behind a size stay apart."""
    return f" {words.replace('&', '&&')}"


def _area(sheet: str, area: Area) -> str:
    from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

    first = xl_rowcol_to_cell(area.top, area.left, True, True)
    last = xl_rowcol_to_cell(area.bottom, area.right, True, True)
    cells = first if first == last else f"{first}:{last}"
    return f"{quote_sheetname(sheet)}!{cells}"
