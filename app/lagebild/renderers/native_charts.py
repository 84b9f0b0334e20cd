"""A Chart as a native chart of Excel over the cells of its sheet: what is edited there moves it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from lagebild.charts.axis import axis_about
from lagebild.charts.chart import Chart, Point, Series
from lagebild.documents.sheets import Cell
from lagebild.language import Code, Language
from lagebild.origin import COUNTED
from lagebild.renderers.slides import ranges, waterfall
from lagebild.renderers.slides.elements import clean
from lagebild.renderers.slides.embedded import number
from lagebild.renderers.slides.labels import local_format, number_format
from lagebild.renderers.workbook import FONT
from lagebild.theme import MarkColours, Theme

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as SheetChart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

EPOCH = date(1899, 12, 30).toordinal()  # of the days in a workbook
_TALL = 380  # pixels of a chart that is not as high as its bars are many
_BAR, _AROUND = 26, 120  # pixels of a bar with its gap, and of what stands above and below all of them
_PLOT = 300.0  # points: about how wide the bars of ranges have it
_PARTS = 6  # of the axis of ranges
_ROOM, _BEFORE = 0.3, 0.15  # for the words at the ends of marks, as a share of the axis
_ASIDE = 0.35  # … of bars that go both ways
_BEHIND = 0.12  # … behind stacks
_BESIDE = 0.2  # … beside steps
_LOWER = 0.09  # of the height of guides: how much lower each is than the one before it
_STEPS = 12  # per cent of a bar from step to step: what has no connectors is to touch almost
_NOTHING = 1e-9  # … of a step of nothing: without any length its label would stand at zero
_INSIDE = 0.09  # of the longest stack: a part that holds its number
_LARGEST, _SMALLEST = 40, 6  # points across a bubble
_BARE = {"fill": {"none": True}, "border": {"none": True}}
_NAMELESS = " "
"""Of bars that have no colour. Their entries in the legend could be deleted, but LibreOffice deletes another one's."""


class NativeChart:
    """The chart of `chart` on `page`, whose table begins in the row `top`; a heat has none: its cells are tinted."""

    def __init__(self, book: Workbook, page: Worksheet, name: str, chart: Chart, colours: Theme, top: int) -> None:
        self.book, self.page, self.name, self.chart, self.colours, self.top = book, page, name, chart, colours, top
        self.language = Language(chart.language)
        self._extra: list[Cell] = []
        self._type = {"name": FONT, "size": 9, "color": colours.text2}
        self._hidden: list[int] = []
        """Entries of the legend that say nothing."""
        self._series: list[dict[str, Any]] = []
        self._over: list[dict[str, Any]] = []
        """Of bars on axes of their own, in front of the others."""

    @property
    def exists(self) -> bool:
        """Whether there is anything to draw."""
        chart = self.chart
        if chart.kind == "heat" or not chart.categories:
            return False
        if chart.kind in ("bubbles", "lines"):
            return bool(chart.drawn)
        return any(point is not None for series in chart.series for point in series.points)

    @property
    def height(self) -> int:
        """Pixels it needs."""
        if self.chart.kind in ("bubbles", "lines"):
            return _TALL
        rows = len(self.chart.categories) * self._lanes
        return max(_AROUND + _BAR * rows, 260)

    @property
    def _lanes(self) -> int:
        """Bars beside each other in one category."""
        chart = self.chart
        rows = [[p for p in points if p] for points in zip(*(one.points for one in chart.series), strict=True)]
        if chart.kind in ("stacked_bars", "ranges", "waterfall") or all(len(here) <= 1 for here in rows):
            return 1
        if chart.kind == "tornado":
            # twins that lean to the same side would hide each other
            return 2 if any(len(here) == 2 and here[0].value * here[1].value > 0 for here in rows) else 1
        return len(chart.series)

    # ---- cells

    def plotted(self, row: int) -> tuple[Cell, ...]:
        """The cells that only the chart needs, from `row` on; they follow the table."""
        self._extra = []
        self._build(row)
        return tuple(self._extra)

    def _put(self, row: int, column: int, content: float | str, formula: str = "", code: str = "") -> None:
        text = isinstance(content, str)
        self._extra.append(
            Cell(row=row, column=column, content=content, look="note" if text else "result", formula=formula,
                 number=code)
        )  # fmt: skip

    def _heads(self, row: int, heads: Sequence[str]) -> None:
        said = self.language.say("The chart draws these cells; they follow the table.")
        self._extra.append(Cell(row=row, column=0, content=said, look="note"))
        for column, head in enumerate(heads):
            look = "head_number" if column else "head"
            self._extra.append(Cell(row=row + 1, column=column, content=head, look=look))

    def _area(self, column: int, first: int | None = None, last: int | None = None) -> list[Any]:
        first = self.top if first is None else first
        last = self.top + len(self.chart.categories) - 1 if last is None else last
        return [self.name, first, column, last, column]

    def _address(self, row: int, column: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, column))

    def _code(self, points: Sequence[Point | None], unit: str) -> str:
        """The format of an axis over these values: as the largest is shown."""
        present = [point for point in points if point is not None]
        if not present:
            return "General"
        largest = max(present, key=lambda point: abs(point.end))
        label = str(self.language.show(largest.value, COUNTED, unit))
        found = number_format(largest.label, largest.value, self.chart.language)
        return found or number_format(label, largest.value, self.chart.language) or "General"

    # ---- kinds

    def _build(self, row: int) -> None:
        chart = self.chart
        self._axes: dict[str, dict[str, Any]] = {}
        if chart.kind == "lines":
            self._lines(row)
        elif chart.kind == "bubbles":
            self._bubbles()
        elif chart.kind == "ranges":
            self._ranges(row)
        elif chart.kind == "waterfall":
            self._waterfall(row)
        elif chart.kind == "stacked_bars":
            self._stacks()
        else:
            self._bars()

    def insert(self, place: tuple[int, int], width: int, height: int) -> None:
        """Put it on the page; `plotted` comes first."""
        kinds: dict[str, dict[str, str]] = {
            "stacked_bars": {"type": "bar", "subtype": "stacked"},
            "ranges": {"type": "bar", "subtype": "stacked"},
            "waterfall": {"type": "bar", "subtype": "stacked"},
            "bubbles": {"type": "scatter"},
            "lines": {"type": "line"} if self._is_dated else {"type": "scatter", "subtype": "straight"},
        }
        drawn = self.book.add_chart(kinds.get(self.chart.kind, {"type": "bar"}))
        for series in self._series:
            drawn.add_series(series)
        self._dress(drawn)
        if self._over:
            self._lay_over(drawn)
        drawn.set_size({"width": width, "height": height})
        self.page.insert_chart(
            *place,
            drawn,
            {"description": clean(self.chart.alternative), "object_position": 2, "x_offset": 4, "y_offset": 4},
        )

    def _lay_over(self, drawn: SheetChart) -> None:
        """Bars beside each other may have their labels behind their ends; those in stacks may not."""
        over = self.book.add_chart({"type": "bar", "subtype": "clustered"})
        for series in self._over:
            over.add_series(series)
        drawn.combine(over)
        # of axes that come second, the library calls that of categories x, even in a bar chart
        over.set_x2_axis({**self._axes["y"], "visible": False})
        over.set_y2_axis(self._axes["x"])

    @property
    def _is_dated(self) -> bool:
        return self.chart.across == "date"

    def _dress(self, drawn: SheetChart) -> None:
        colours, chart = self.colours, self.chart
        name = {"name": FONT, "size": 11, "bold": True, "color": colours.text}
        # words come from cells everywhere: the library takes those that begin with "=" for formulas
        drawn.set_title(
            {"name": [self.name, 0, 0], "name_font": name, "overlay": False, "layout": {"x": 0.02, "y": 0.02}}
        )
        drawn.set_x_axis(self._axes["x"])
        drawn.set_y_axis(self._axes["y"])
        named = sum(series["name"] != _NAMELESS for series in self._series) - len(self._hidden)
        named = 0 if chart.kind in ("ranges", "waterfall") else named
        legend: dict[str, Any] = {"position": "bottom", "font": self._type}
        if self._hidden:
            legend["delete_series"] = self._hidden
        # marks in several colours have their legend in cells; bubbles have their names beside them
        drawn.set_legend(legend if named > 1 and not chart.key and chart.kind != "bubbles" else {"none": True})
        drawn.set_chartarea({"border": {"color": colours.line}, "fill": {"color": colours.surface}})
        drawn.show_blanks_as("gap")

    def _bar_axes(self, low: float | None = None, high: float | None = None) -> None:
        """Names of categories from the top down; values say themselves, so their axis is not drawn."""
        points = [point.value for series in self.chart.series for point in series.points if point is not None]
        if self.chart.kind == "waterfall":
            points = [stair.end for stair in self.chart.stairs() if stair is not None]
        leftwards = self.chart.kind not in ("tornado", "ranges") and max(points) <= 0 and min(points) < 0
        line = {"color": self.colours.text2, "width": 1.25} if self.chart.kind != "ranges" else {"none": True}
        plain = {"visible": False}
        values: dict[str, Any] = {"visible": False, "major_gridlines": plain}
        if low is None and min(points) >= 0:
            low = 0.0
        elif low is None and max(points) > 0:
            # both ways: the labels find room before the names, and before the edge
            span = max(points) - min(points)
            low, high = number(min(points) - _ASIDE * span / 2), number(max(points) + _ASIDE * span / 2)
        values |= {} if low is None else {"min": low}
        values |= {} if high is None else {"max": high}
        names = {
            "reverse": True, "major_gridlines": plain, "major_tick_mark": "none", "num_font": self._type,
            "line": line, "label_position": "high" if leftwards else "low", "interval_unit": 1,
        }  # fmt: skip
        # in a bar chart the library calls the axis of categories y, as it stands
        self._axes = {"x": values, "y": names}

    def _marks(self, series: Series) -> list[MarkColours | None]:
        marks = self.colours.marks
        return [None if point is None else marks[self.chart.role(series, point)] for point in series.points]

    def _coloured(self, usual: MarkColours, marks: Sequence[MarkColours | None]) -> dict[str, Any]:
        """The colours of a series, and of its marks that have others."""
        found: dict[str, Any] = {"fill": {"color": usual.fill}, "border": {"color": usual.edge}}
        if any(mark not in (None, usual) for mark in marks):
            found["points"] = [
                None if mark is None else {"fill": {"color": mark.fill}, "border": {"color": mark.edge}}
                for mark in marks
            ]
        return found

    def _bars(self) -> None:
        lanes = self._lanes
        for column, series in enumerate(self.chart.series, start=1):
            self._series.append(
                {
                    "name": [self.name, self.top - 1, column],
                    "categories": self._area(0),
                    "values": self._area(column),
                    "gap": 45,
                    "overlap": 100 if lanes == 1 else -6,
                    # without a format of their own, labels are shown as the cells are
                    "data_labels": {"value": True, "font": self._type, "position": "outside_end"},
                    **self._coloured(self.colours.marks[series.role], self._marks(series)),
                }
            )
        self._bar_axes()

    def _stacks(self) -> None:
        chart = self.chart
        sums = [sum(p.value for one in chart.series if (p := one.points[at])) for at in range(len(chart.categories))]
        longest = max(sums, default=0.0) or 1.0
        for column, series in enumerate(chart.series, start=1):
            usual = self.colours.marks[series.role]
            marks = self._marks(series)
            labels = [
                {"delete": True} if point is None or mark is None or point.value < _INSIDE * longest
                else {"font": {**self._type, "color": mark.on_fill}}
                for point, mark in zip(series.points, marks, strict=True)
            ]  # fmt: skip
            self._series.append(
                {
                    "name": [self.name, self.top - 1, column],
                    "categories": self._area(0),
                    "values": self._area(column),
                    "gap": 45,
                    "data_labels": {"value": True, "position": "center", "custom": labels,
                                    "font": {**self._type, "color": usual.on_fill}},
                    **self._coloured(usual, marks),
                }
            )  # fmt: skip
        if chart.totals:
            self._totals(longest)
        else:
            self._bar_axes()

    def _totals(self, longest: float) -> None:
        """A bar without colour behind the stacks, cut off at the end of the axis: its labels begin where stacks end."""
        column = len(self.chart.series) + 1
        self._series.append(
            {
                "name": _NAMELESS,
                "categories": self._area(0),
                "values": self._area(column),
                **_BARE,
                "data_labels": {"value": True, "position": "inside_base", "font": {**self._type, "bold": True}},
            }
        )
        self._bar_axes(0.0, number(axis_about(0.0, longest, _PARTS).high * (1 + _BEHIND)))

    def _ranges(self, row: int) -> None:
        """Stacks of what leads to a mark, and the mark; bars without colour on axes of their own carry the words."""
        chart = self.chart
        points = ranges.marks(chart)
        values = [value for point in points if point for value in (point.value, point.end)]
        axis = axis_about(min(values), max(values), _PARTS)
        span = axis.high - axis.low
        low, high = number(axis.low), number(axis.high)
        before = _ROOM if min(values) < 0 else _BEFORE if chart.upper_ends() else 0.0
        low, high = number(low - before * span), number(high + (_ROOM if max(values) > 0 else _BEFORE) * span)
        parts = ranges.stacked(chart, (high - low) / _PLOT, self.top)
        say = self.language.say
        heads = [chart.category_name, *(part.name for part in parts), say("Label at"), say("Other end")]
        self._heads(row, heads)
        first = row + 2
        last = first + len(points) - 1
        for at, category in enumerate(chart.categories):
            point = points[at]
            self._put(first + at, 0, category, self._address(self.top + at, 0))
            if point is None:
                continue
            for column, part in enumerate(parts, start=1):
                self._put(first + at, column, part.values[at] or 0.0, part.formulas[at].removeprefix("="), "General")
            self._ends(first + at, len(parts) + 1, at, point)
        roles = [None if role is None else self.colours.marks[role] for role in ranges.roles(chart)]
        for column, part in enumerate(parts, start=1):
            look = _BARE if part.part == "offset" else self._coloured(self.colours.marks["comparator"], roles)
            self._series.append(
                {
                    "name": [self.name, row + 1, column],
                    "categories": self._area(0),
                    "values": self._area(column, first, last),
                    "gap": 90,
                    **look,
                }
            )
        for column, position in ((len(parts) + 1, "outside_end"), (len(parts) + 2, "inside_end")):
            self._over.append(
                {
                    "name": [self.name, row + 1, column],
                    "categories": self._area(0),
                    "values": self._area(column, first, last),
                    "y2_axis": True,
                    "overlap": 100,
                    **_BARE,
                    "data_labels": {"value": True, "position": position, "font": {**self._type, "bold": True}},
                }
            )
        self._bar_axes(low, high)

    def _ends(self, row: int, column: int, at: int, point: Point) -> None:
        """The ends of a mark, the one farther from zero first, each shown with its unit."""
        own = 1 + next(index for index, series in enumerate(self.chart.series) if series.points[at] is not None)
        upper = len(self.chart.series) + len(self.chart.upper_ends())
        ends = [(point.value, own)] if point.high is None else [(point.end, upper), (point.value, own)]
        if point.end < 0:
            ends.reverse()
        for place, (value, source) in enumerate(ends):
            code = self._code((Point(value=value, label=point.label),), self.chart.unit)
            # a mark reaches beyond its value, so its words keep away from it
            apart = ";".join(f'"  "{section}"  "' for section in code.split(";")) if code != "General" else code
            self._put(row, column + place, number(value), self._address(self.top + at, source), apart)

    def _waterfall(self, row: int) -> None:
        """Stacks of what leads to a bar, the bar, and one without colour, cut off at the end of the axis.

        That is as long as the step, so its label says the step, begins where the bar ends, and follows its cell.
        """
        chart, say = self.chart, self.language.say
        series = chart.series[0]
        stairs, cells = chart.stairs(), waterfall.formulas(chart, self.top)
        parts = waterfall.stacked(chart, self.top)
        labels = (say("Label of a rise"), say("Label of a fall"), say("Label of a sum"))
        self._heads(row, [chart.category_name, *(part.name for part in parts), *labels])
        first, behind = row + 2, len(parts) + 1
        last = first + len(stairs) - 1
        ends = [stair.end for stair in stairs if stair is not None]
        low, high, _ = axis_about(min(0.0, *ends), max(0.0, *ends), _PARTS)
        span = high - low
        least, least_text = ranges.rounded(span * _NOTHING)
        for at, (point, stair) in enumerate(zip(series.points, stairs, strict=True)):
            self._put(first + at, 0, chart.categories[at], self._address(self.top + at, 0))
            if point is None or stair is None:
                continue
            for column, part in enumerate(parts, start=1):
                self._put(first + at, column, part.values[at] or 0.0, part.formulas[at].removeprefix("="), "General")
            code, value = self._code((point,), chart.unit), self._address(self.top + at, 1)
            if point.sum:
                self._put(first + at, behind + 2, number(point.value), value, code)
                continue
            # longer to the side where the label stands, whichever way the step goes; the other label is nothing
            side = -1 if stair.label_at < 0 else 1
            to_side = f"IF({waterfall.is_below(cells[at])},-1,1)*"
            rise, fall = _signs(code)
            up, down = max(number(point.value), least if point.value >= 0 else 0.0), max(-number(point.value), 0.0)
            longer = f"MAX({value},IF({value}<0,0,{least_text}))"
            self._put(first + at, behind, side * up, to_side + longer, f"{rise};{rise};")
            self._put(first + at, behind + 1, side * down, f"{to_side}MAX(0,-{value})", f"{fall};{fall};")
        marks = self._marks(series)
        for column in range(1, behind + len(labels)):
            is_bar = 1 < column < behind
            look: dict[str, Any] = self._coloured(self.colours.marks[series.role], marks) if is_bar else {**_BARE}
            if column >= behind:
                font = {**self._type, "bold": True}
                look["data_labels"] = {"value": True, "position": "inside_base", "font": font}
            self._series.append(
                {
                    "name": [self.name, row + 1, column],
                    "categories": self._area(0),
                    "values": self._area(column, first, last),
                    "gap": _STEPS,
                    **look,
                }
            )
        self._bar_axes(
            number(low - (_BESIDE * span if min(ends) < 0 else 0.0)),
            number(high + (_BESIDE * span if max(ends) > 0 else 0.0)),
        )

    # ---- lines and bubbles

    def _lines(self, row: int) -> None:
        chart = self.chart
        first, last, column = self.top, self.top + len(chart.categories) - 1, 0
        if chart.step:
            first, last = self._steps(row)
        for at, series in enumerate(chart.series, start=1):
            mark = self.colours.marks[series.role]
            faint = series.faint or series.role == "index"
            colour = self.colours.border if series.faint else mark.edge
            if series.faint:
                self._hidden.append(len(self._series))
            self._series.append(
                {
                    "name": [self.name, self.top - 1, at],
                    "categories": self._area(column, first, last),
                    "values": self._area(at, first, last),
                    "line": {"color": colour, "width": 1 if faint else 2.25},
                    "marker": {"type": "none"},
                }
            )
        points = [point for series in chart.series for point in series.points if point is not None]
        if chart.guides and not self._is_dated:
            after = last + 3 if chart.step else row
            self._guides(after, max(point.value for point in points))
        self._plane(points)

    def _steps(self, row: int) -> tuple[int, int]:
        """Values once more just before they change, so that a line holds them; the first and last of these rows."""
        chart = self.chart
        self._heads(row, [chart.category_name, *(series.name for series in chart.series)])
        at = row + 2
        day = day_format(chart.language) if self._is_dated else "General"
        back = 1 if self._is_dated else 0
        shift = EPOCH if self._is_dated else 0
        for category, position in enumerate(chart.positions):
            here = [(category, position, 0)]
            if category and chart.positions[category - 1] < position - back:
                here.insert(0, (category - 1, position - back, back))
            for source, place, less in here:
                across = self._address(self.top + category, 0)
                self._put(at, 0, number(place - shift), f"{across}-{less}" if less else across, day)
                for column, series in enumerate(chart.series, start=1):
                    point = series.points[source]
                    if point is not None:
                        code = self._code((point,), series.unit or chart.unit)
                        self._put(at, column, number(point.value), self._address(self.top + source, column), code)
                at += 1
        return row + 2, at - 1

    def _guides(self, row: int, top: float) -> None:
        """Upright lines: two points each, from the foot of the plot to the highest value."""
        chart = self.chart
        self._heads(row, [chart.category_name, chart.heading])
        for number_of, guide in enumerate(chart.guides):
            at = row + 2 + 2 * number_of
            self._put(at, 2, guide.label)
            # each a little lower than the one before, as their words stand at their right
            head = top - _LOWER * number_of * (top - self._foot)
            for step, value in enumerate((self._foot, head)):
                self._put(at + step, 0, number(guide.at), code="General")
                self._put(at + step, 1, number(value), code="General")
            mark = self.colours.marks[guide.role]
            label = {"value": f" {clean(guide.label)}", "font": {**self._type, "color": mark.text}}
            self._hidden.append(len(self._series))
            self._series.append(
                {
                    "name": [self.name, at, 2],
                    "categories": self._area(0, at, at + 1),
                    "values": self._area(1, at, at + 1),
                    "line": {"color": mark.edge, "width": 1.25, "dash_type": "dash"},
                    "marker": {"type": "none"},
                    "data_labels": {"value": True, "custom": [{"delete": True}, label], "position": "right"},
                }
            )

    @property
    def _foot(self) -> float:
        """Where the axis of the values of lines begins."""
        values = [point.value for series in self.chart.series for point in series.points if point is not None]
        if self.chart.from_zero:
            return min(0.0, *values)
        return axis_about(min(values), max(values), _PARTS).low

    def _plane(self, points: Sequence[Point]) -> None:
        chart = self.chart
        grid = {"visible": True, "line": {"color": self.colours.grid, "width": 0.75}}
        axis = {"num_font": self._type, "name_font": {**self._type, "bold": False}, "major_tick_mark": "none",
                "label_position": "low"}  # fmt: skip
        across: dict[str, Any] = {**axis, "name": [self.name, self.top - 1, 0], "major_gridlines": {"visible": False},
                                  "line": {"color": self.colours.text2, "width": 1.25}}  # fmt: skip
        if self._is_dated:
            low, high = int(chart.positions[0]) - EPOCH, int(chart.positions[-1]) - EPOCH
            years = (high - low) / 365
            unit = {"major_unit": max(1, round(years)), "major_unit_type": "years"} if years > 4 else {}
            if 0.3 < years <= 4:
                unit = {"major_unit": 1 if years < 0.8 else 3, "major_unit_type": "months"}
            code = "mmm\\ yyyy" if years > 0.3 else {"de": "dd\\.mm\\.", "en": "d\\ mmm"}[chart.language]
            named = local_format(code, chart.language)  # months have names
            across |= {"date_axis": True, "min": low, "max": high, "num_format": named, **unit}
        else:
            code = self._across_code()
            across |= {"min": number(chart.positions[0]), "max": number(chart.positions[-1]), "num_format": code}
            if chart.logarithmic_across:
                across["log_base"] = 10
        up = {**axis, "num_format": self._code(points, chart.unit).split(";")[0], "major_gridlines": grid,
              "line": {"none": True}, "min": number(self._foot)}  # fmt: skip
        self._axes = {"x": across, "y": up}

    def _across_code(self) -> str:
        chart = self.chart
        pairs = zip(reversed(chart.categories), reversed(chart.positions), strict=True)
        found = (number_format(name, position, chart.language) for name, position in pairs)
        return next((code.split(";")[0] for code in found if code), "General")

    def _bubbles(self) -> None:
        """A series for each mark, as wide as its third value says when it is written."""
        chart = self.chart
        across, up, size = chart.series
        largest = max((point.value for point in size.points if point), default=0.0) or 1.0
        for category in chart.drawn:
            point, third = up.points[category], size.points[category]
            assert point is not None and third is not None
            mark = self.colours.marks[chart.role(up, point)]
            row = self.top + category
            wide = round(max(_SMALLEST, _LARGEST * math.sqrt(max(0.0, third.value) / largest)))
            self._series.append(
                {
                    "name": [self.name, row, 0],
                    "categories": [self.name, row, 1, row, 1],
                    "values": [self.name, row, 2, row, 2],
                    "marker": {"type": "circle", "size": wide, "fill": {"color": mark.fill, "transparency": 15},
                               "border": {"color": mark.edge}},
                    "data_labels": {"value": False, "series_name": True, "position": "right", "font": self._type},
                }
            )  # fmt: skip
        grid = {"visible": True, "line": {"color": self.colours.grid, "width": 0.75}}
        axes = []
        for column, series, unit in ((1, across, across.unit or chart.unit), (2, up, up.unit)):
            ends = [point.value for at in chart.drawn if (point := series.points[at]) is not None]
            high = series.top or axis_about(0.0, max(ends) * 1.2, _PARTS).high
            axes.append(
                {
                    "name": [self.name, self.top - 1, column], "name_font": {**self._type, "bold": False},
                    "num_font": self._type,
                    "num_format": self._code(series.points, unit).split(";")[0], "min": min(0.0, *ends),
                    "max": number(high), "major_gridlines": grid, "line": {"color": self.colours.text2},
                    "major_tick_mark": "none", "label_position": "low",
                }
            )  # fmt: skip
        self._axes = {"x": axes[0], "y": axes[1]}


def _signs(code: str) -> tuple[str, str]:
    """How a format shows what is above zero, and what is below it."""
    rise, *others = code.split(";")
    return rise, others[0] if others else rise


def day_format(language: Code) -> str:
    """The format of a date in a cell, its month named in `language`."""
    return local_format({"de": "dd\\.mm\\.yyyy", "en": "d\\ mmm\\ yyyy"}[language], language)
