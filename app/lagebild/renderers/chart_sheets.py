"""Charts as sheets of an .xlsx file: the table as numbers, and a native chart that follows its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lagebild import __version__
from lagebild.charts.chart import Chart
from lagebild.charts.heat import is_unsure
from lagebild.documents.sheets import Cell, Look, Sheet, Sheets
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.renderers.native_charts import EPOCH, NativeChart, day_format
from lagebild.renderers.slides import waterfall
from lagebild.renderers.slides.elements import clean
from lagebild.renderers.slides.embedded import number
from lagebild.renderers.slides.labels import number_format
from lagebild.renderers.workbook import Looks, begun, fill, set_up
from lagebild.theme import HEAT_STEPS
from lagebild.wording.verdicts import verdict_word

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HEAD = 4
"""The row of the table's heads; title, finding and unit stand above it."""
_NAMES = (14, 34)  # letters of the column of names: at least, at most
_NUMBERS, _WORDS = 14, 40  # … of a column of numbers; at most, of one of words
_BESIDE = 5  # columns, all of numbers: a chart finds its place beside so narrow a table
_DRAWN = (8, 12)  # columns that a chart beside the table lies over, and letters of each
_LETTER = 7  # pixels
_ROW = 20  # pixels
_POINTS = 15  # … and points of one
_LINE = 13  # points of a line in a cell
_WRAPPED = 1.15  # words break before the end of a line
_PAGE = (1027, 650)  # pixels of what is printed on a page, across and down
_LEAST = 105  # letters on a line above a narrow table with its chart below it
_NAME = 31  # letters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write(charts: Sequence[Chart], title: str, day: date) -> bytes:
    """A sheet for each chart, in its own language; the same arguments give the same bytes."""
    buffer = BytesIO()
    book = begun(buffer, title, day)
    looks = Looks(book)
    names: list[str] = []
    for chart in charts:
        names.append(_sheet_name(chart, names))
        _ChartSheet(book, book.add_worksheet(names[-1]), names[-1], chart, looks).write(day)
    book.close()
    return buffer.getvalue()


def _sheet_name(chart: Chart, taken: Sequence[str]) -> str:
    """The chart's heading as far as a sheet may be called so; a name that is taken gets a number."""
    wished = " ".join(_FORBIDDEN.sub(" ", clean(chart.heading)).split()).strip("'") or chart.id
    # "History" is a name that Excel keeps for itself
    used = {name.casefold() for name in (*taken, "History")}
    name, count = _cut(wished, _NAME), 1
    while name.casefold() in used:
        count += 1
        name = f"{_cut(wished, _NAME - len(str(count)) - 1)} {count}"
    return name


def _cut(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip(" '") + "…"


class _ChartSheet:
    """One sheet while it is put down: finding, table, what is said below it, and the native chart."""

    def __init__(self, book: Workbook, page: Worksheet, name: str, chart: Chart, looks: Looks) -> None:
        self.book, self.page, self.name, self.chart, self.looks = book, page, name, chart, looks
        self.language = Language(chart.language)
        self.table = chart.table()
        self.cells: list[Cell] = []
        self.heights: dict[int, float] = {0: 24}
        self.columns = len(self.table.header)
        self._is_number = [
            any(isinstance(row[column], (int, float)) for row in self.table.values) or 0 < column <= len(chart.series)
            for column in range(self.columns)
        ]
        self.widths = [self._width(column) for column in range(self.columns)]
        self._formulas = waterfall.formulas(chart, HEAD + 1) if chart.kind == "waterfall" else ()
        self.beside = self.columns <= _BESIDE and all(self._is_number[1:]) and chart.kind != "heat"

    def write(self, day: date) -> None:
        """Put everything down."""
        chart, top = self.chart, HEAD + 1
        drawn = NativeChart(self.book, self.page, self.name, chart, self.looks.colours, top)
        bottom = top + len(self.table.rows)
        widths = list(self.widths)
        across = self.columns
        if drawn.exists and self.beside:
            widths += [2.0, *[_DRAWN[1]] * _DRAWN[0]]
            across = len(widths)
        self._head(across, widths)
        self._rows()
        row, place = bottom + 1, (bottom + 1, 0)
        if drawn.exists:
            width, height = self._size(drawn.height, widths)
            if self.beside:
                place = (HEAD, self.columns + 1)
                row = max(row, HEAD + height // _ROW + 2)
            else:
                row += height // _ROW + 2
        row = self._said(row, across, widths, is_drawn=drawn.exists)
        printed = (row, max(across, self._reach(widths)))
        breaks = () if self.beside or not drawn.exists or self._fits(row, widths) else (place[0],)
        if drawn.exists:
            self.cells += drawn.plotted(row + 2)
            drawn.insert(place, width, height)
        if chart.kind == "heat":
            self._tint()
        sheet = Sheet(
            name=self.name, title=chart.heading, cells=tuple(self.cells), widths=tuple(widths), heights=self.heights,
            frozen=(HEAD + 1, 1), repeated=1, printed=printed, breaks=breaks,
        )  # fmt: skip
        fill(self.page, sheet, self.looks)
        made = Sheets(
            title=chart.heading, language=chart.language, day=day, head=str(self.language.date(day, COUNTED)),
            foot=f"Lagebild {__version__}", sheets=(sheet,),
        )  # fmt: skip
        set_up(self.page, sheet, made)

    # ---- the table

    def _width(self, column: int) -> float:
        texts = [row[column] for row in self.table.rows]
        longest = max((len(text) for text in texts), default=0) + 2
        if column == 0:
            return float(min(max(longest, len(self.table.header[0]) + 2, _NAMES[0]), _NAMES[1]))
        if self._is_number[column]:
            return float(max(_NUMBERS, min(longest, 20)))
        return float(min(max(longest, len(self.table.header[column]) + 3, _NUMBERS), _WORDS))

    def put(self, row: int, column: int, content: float | str, look: Look, code: str = "", formula: str = "") -> None:
        """A cell."""
        self.cells.append(Cell(row=row, column=column, content=content, look=look, number=code, formula=formula))

    def _head(self, across: int, widths: Sequence[float]) -> None:
        chart = self.chart
        self.put(0, 0, chart.heading, "title")
        if chart.title != chart.heading:
            self._wide(1, chart.title, across, widths, bold=True)
        self._wide(2, chart.subtitle, across, widths)
        for column, name in enumerate(self.table.header):
            is_number = self._is_number[column] if column else self._position(0) is not None
            look: Look = "head_number" if is_number else "head_words" if column else "head"
            self.put(HEAD, column, name, look)
        heads = zip(self.table.header, self.widths, self._is_number, strict=True)
        lines = [len(name) // (int(width) - 2) + 1 for name, width, is_number in heads if is_number]
        self.heights[HEAD] = max(lines, default=1) * _LINE + 4

    def _wide(
        self, row: int, words: str, across: int, widths: Sequence[float], *, bold: bool = False, small: bool = False
    ) -> None:
        """A line over all columns, which wraps where they are not wide enough."""
        if not words:
            return
        colours = self.looks.colours
        look = {"font_color": colours.text if bold else colours.text2, "bold": bold, "text_wrap": True, "valign": "top"}
        style = self.book.add_format({**look, "font_size": 9} if small else look)
        last = max(across, self._reach(widths)) - 1
        self.page.merge_range(row, 0, row, last, "", style)
        # written again as text: what is merged is written by its look otherwise
        self.page.write_string(row, 0, clean(words), style)
        letters = sum(widths) + max(0, last + 1 - len(widths)) * 8.43
        self.heights[row] = (int(len(words) * (1.12 if bold else 1.0) // letters) + 1) * _POINTS

    def _reach(self, widths: Sequence[float]) -> int:
        """How many columns make a line long enough to read."""
        missing = _LEAST - sum(widths)
        return len(widths) + max(0, int(missing / 8.43) + 1 if missing > 0 else 0)

    def _rows(self) -> None:
        total = len(self.chart.categories) - 1 if self.chart.total_row else -1
        for index, (labels, values) in enumerate(zip(self.table.rows, self.table.values, strict=True)):
            row = HEAD + 1 + index
            position = self._position(index)
            if position is None:
                self.put(row, 0, labels[0], "label_sum" if index == total else "label")
            else:
                self.put(row, 0, position[0], "label", position[1])
            for column in range(1, self.columns):
                self._cell(row, column, labels[column], values[column], is_sum=index == total)

    def _position(self, index: int) -> tuple[float, str] | None:
        """Where a row of lines stands across, as a number with its format."""
        chart = self.chart
        if chart.kind != "lines" or index >= len(chart.positions):
            return None
        position = chart.positions[index]
        if chart.across == "date":
            return number(position - EPOCH), day_format(chart.language)
        return number(position), self.code(chart.categories[index], position, chart.across_unit)

    def _cell(self, row: int, column: int, label: str, value: float | str | None, *, is_sum: bool) -> None:
        strong: Look = "result_sum" if is_sum else "result"
        if value is None or isinstance(value, str):
            words = label if value is None else value
            if self._is_number[column]:
                self.put(row, column, "" if words == "–" else words, strong)
                return
            is_long = len(words) + 1 > self.widths[column]
            lines = int(len(words) * _WRAPPED // self.widths[column]) + 1 if is_long else 1
            self.put(row, column, words, "wrapped" if lines > 1 else "text")
            if lines > 1:
                self.heights[row] = max(self.heights.get(row, 0), lines * _LINE + 2)
        else:
            code = self.code(label, float(value), self._unit(column))
            self.put(row, column, number(float(value)), strong, code, self._formula(row, column))

    def _formula(self, row: int, column: int) -> str:
        """What a waterfall's sums and running totals are computed by; of numbers of their own, nothing."""
        if not self._formulas or column > 2 or row - HEAD > len(self._formulas):
            return ""
        cells = self._formulas[row - HEAD - 1]
        return (cells.value if column == 1 else cells.reached).removeprefix("=")

    def _unit(self, column: int) -> str | None:
        """The unit of a column of marks; None for a further one, whose cells say theirs."""
        series = self.chart.series
        if column <= len(series):
            return series[column - 1].unit or self.chart.unit
        summed = self.chart.totals or self.chart.kind == "waterfall"
        return self.chart.unit if summed and column == len(series) + 1 else None

    def code(self, label: str, value: float, unit: str | None) -> str:
        """The format that shows a number as its label does, else as its unit is shown, else plainly."""
        language = self.chart.language
        found = number_format(label, value, language)
        if found is None and unit is not None:
            signed = label.startswith("+")
            # what is half of the last place is rounded in another way by Excel: it gets another place
            for digits in (None, 1, 2, 3, 4):
                shown = self.language.show(value, COUNTED, unit, digits, sign=signed)
                found = found or number_format(str(shown), value, language)
        if found is None:
            found = "#,##0" if value.is_integer() else "#,##0.00" if abs(value) >= 1 else "0.0000"
        return found

    # ---- beneath it

    def _said(self, row: int, across: int, widths: Sequence[float], *, is_drawn: bool) -> int:
        """Legend, remarks, verdict and source; the row after them."""
        chart, say = self.chart, self.language.say
        if chart.absent and not is_drawn:
            self._wide(row, chart.absent, across, widths)
            row += 1
        if chart.key:
            for key in chart.legend_keys:
                colour = self.looks.colours.marks[key.role]
                style = self.book.add_format({"bg_color": colour.fill, "font_color": colour.on_fill, "indent": 1})
                self.page.write_string(row, 0, clean(key.name), style)
                row += 1
            row += 1
        remarks = [(chart.categories[note.category], note.text) for note in chart.annotations]
        remarks += [("", guide.label) for guide in chart.guides]
        remarks += [("", one.label) for one in (chart.zone, chart.area) if one is not None]
        for category, text in remarks:
            self.put(row, 0, category, "note")
            self.put(row, 1, text, "note")
            row += 1
        if chart.verdict is not None:
            word = verdict_word(chart.verdict, self.language)
            if chart.verdict_of:
                word = say("Source {source}: {verdict}", source=chart.verdict_of, verdict=word)
            chip = self.looks.colours.chips[chart.verdict]
            style = self.book.add_format({"bg_color": chip.tint, "font_color": chip.text, "bold": True})
            self.put(row, 0, say("Verdict"), "note")
            if len(widths) > 2:
                self.page.merge_range(row, 1, row, 2, "", style)
            self.page.write_string(row, 1, word, style)
            row += 1
        self._wide(row, chart.source, across, widths, small=True)
        return row + 1

    # ---- what is drawn

    def _size(self, height: int, widths: Sequence[float]) -> tuple[int, int]:
        """Width and height of the chart in pixels, whole rows."""
        if self.beside:
            return _DRAWN[0] * (_DRAWN[1] * _LETTER + 5) - 12, -(-height // _ROW) * _ROW
        width = sum(int(letters) * _LETTER + 5 for letters in widths)
        return min(max(width, 640), 1000), -(-height // _ROW) * _ROW

    def _fits(self, rows: int, widths: Sequence[float]) -> bool:
        """Whether table and chart find room on one page, which is as wide as the columns are together."""
        across = sum(int(letters) * _LETTER + 5 for letters in widths) + (self._reach(widths) - len(widths)) * 64
        higher = sum(height / 0.75 - _ROW for height in self.heights.values())
        return rows * _ROW + higher <= _PAGE[1] * max(1.0, across / _PAGE[0])

    def _tint(self) -> None:
        """The heat as formats that follow the numbers; what is uncertain stays without."""
        chart, last = self.chart, len(self.chart.categories) - (1 if self.chart.total_row else 0)
        for column, series in enumerate(chart.series, start=1):
            for category, point in enumerate(series.points[:last]):
                if point is None or is_unsure(point):
                    continue
                at = (HEAD + 1 + category, column) * 2
                for step, colours in enumerate(self.looks.colours.heat):
                    self.page.conditional_format(*at, _rule(self.book, step, colours.fill, colours.text))


def _rule(book: Workbook, step: int, fill_colour: str, ink: str) -> dict[str, Any]:
    """The colours of numbers in one of the equal steps from 0 to 100, by the whole number that is shown."""
    each = 100 / HEAT_STEPS
    style = book.add_format({"bg_color": fill_colour, "font_color": ink})
    low, high = step * each - 0.5, (step + 1) * each - 0.5
    if step == 0:
        return {"type": "cell", "criteria": "<", "value": high, "format": style}
    if step == HEAT_STEPS - 1:
        return {"type": "cell", "criteria": ">=", "value": low, "format": style}
    return {"type": "cell", "criteria": "between", "minimum": low, "maximum": high - 1e-9, "format": style}
