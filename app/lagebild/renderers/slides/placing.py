"""What a chart's graphic has room for: sizes of type, labels, scale, and how thick a bar is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from lagebild.charts.axis import axis_about
from lagebild.charts.chart import Annotation, Chart, Point, Series
from lagebild.charts.layout import PALE
from lagebild.charts.ranges import BAND
from lagebild.language import Language
from lagebild.renderers.slides import ranges, waterfall
from lagebild.renderers.slides.colours import TEXT2, Ink
from lagebild.renderers.slides.embedded import number
from lagebild.renderers.slides.labels import Label, Run, local_format, number_format
from lagebild.renderers.slides.measuring import width
from lagebild.theme import Mark as Role

PAD = 8.0  # points between names, marks and words

_THICKEST = 66.0  # of a bar
_THIN = 18.0  # … and the mark of a range, where rows are not high
_WIDEST_GAP = 500  # between categories, in per cent of a bar: more is not legal
_THINNEST = 8.0  # before a remark below it gives way
_BARS = 0.66  # of a category's height that its bars take
_STEPS = 0.88  # … the steps of a waterfall, which have no connectors that could follow edited numbers
_TIGHT = 1.15  # what lines of neighbouring bars need, in sizes of type
_LEADING = 1.35  # height of a line, in sizes of type
_NAMES = 0.34  # the largest share of the width that the names of categories take
_SPARE = 1.08  # where the reader's font is wider than ours, a name must not be broken
_PLOT = 0.3  # the least share that the bars keep, however long a label is
_SCALE_END = 0.8  # an automatic scale ends on a round number, the largest value not far below
_ENOUGH = 0.45  # … and that those of ranges keep before notes give way
_LINE = 1.25  # the guide at a value
_PARTS = 6  # of the axis of ranges, whose limits are whole or half ones
ANY_NUMBER = "#,##0.##"  # for values whose labels are no numbers


class Sizes(NamedTuple):
    """Sizes of type in points."""

    name: int
    value: int
    note: int


_SIZES = {3: Sizes(18, 24, 16), 6: Sizes(16, 18, 14), 10: Sizes(14, 14, 12), 20: Sizes(12, 12, 12)}
"""Up to so many bars, these sizes."""


class Overlay(NamedTuple):
    """A series without colour, there for its labels: the totals of stacks, remarks tied to a value."""

    name: str
    values: tuple[float | None, ...]
    labels: tuple[Label | None, ...]
    code: str
    is_total: bool
    formulas: tuple[str, ...] = ()
    labelled_by: int | None = None
    """The column of cells that its labels are from, counted from that of the first series."""


def _labelled(values: Sequence[float | None], labels: Sequence[Label | None]) -> list[tuple[float, float]]:
    """(value, width of what is said there) of every label."""
    pairs = zip(values, labels, strict=True)
    return [(value, label.width + PAD) for value, label in pairs if value is not None and label is not None]


class Placing:
    """`chart` on a graphic of `frame_width` by `frame_height` points.

    Scales stay automatic where they can, so that numbers edited later still fit.
    """

    def __init__(self, chart: Chart, frame_width: float, frame_height: float, inks: Mapping[Role, Ink]) -> None:
        self.chart = chart
        self.inks = inks
        self.width = frame_width
        self.height = frame_height

    # ---- what there is

    @cached_property
    def lanes(self) -> int:
        """How many bars lie beside each other in one category."""
        chart = self.chart
        marks = [
            [point for series in chart.series if (point := series.points[category]) is not None]
            for category in range(len(chart.categories))
        ]
        if chart.kind in ("stacked_bars", "ranges", "waterfall"):
            return 1
        if chart.kind == "tornado":
            # twins that lean to the same side would hide each other
            return 2 if any(len(here) == 2 and here[0].value * here[1].value > 0 for here in marks) else 1
        if chart.kind == "bars" and all(len(here) <= 1 for here in marks):
            return 1
        return len(chart.series)

    @cached_property
    def leftwards(self) -> bool:
        """All values are losses: bars grow to the left, names stand at the right."""
        values = [point.value for series in self.chart.series for point in series.points if point is not None]
        values = self._ends if self.chart.kind == "waterfall" else values
        return self.chart.kind not in ("tornado", "ranges") and bool(values) and max(values) <= 0 and min(values) < 0

    @cached_property
    def _ends(self) -> list[float]:
        """Where the bars of a waterfall end, which is where others begin."""
        return [number(stair.end) for stair in self.chart.stairs() if stair is not None]

    @property
    def _sums(self) -> tuple[str, ...]:
        """The formulas of the totals where every one is the sum of its stack, so that they follow edited parts."""
        pairs = ((total.value, self._sum(category)) for category, total in enumerate(self.chart.totals))
        if any(abs(total - added) > 1e-9 * max(1.0, abs(total)) for total, added in pairs):
            return ()
        rows, last = range(1, len(self.chart.categories) + 1), len(self.chart.series)
        return tuple(f"=SUM({xl_rowcol_to_cell(row, 1)}:{xl_rowcol_to_cell(row, last)})" for row in rows)

    def _sum(self, category: int) -> float:
        return sum(point.value for series in self.chart.series if (point := series.points[category]) is not None)

    def code(self, points: Sequence[Point | None]) -> str:
        """The number format of the first point that has one."""
        for point in points:
            if point is not None and (code := number_format(point.label, point.value, self.chart.language)):
                return code
        return ANY_NUMBER

    def ink(self, series: Series, point: Point) -> Ink:
        """The colours of a mark."""
        return self.inks[self.chart.role(series, point)]

    # ---- sizes

    @cached_property
    def sizes(self) -> Sizes:
        """The more bars, the smaller; below 12 points only where the lines of more than twenty would overlap."""
        rows = len(self.chart.categories) * self.lanes
        for most, sizes in _SIZES.items():
            if rows <= most:
                return sizes
        smallest = max(8, int(self._slot / self.lanes / _TIGHT))
        return Sizes(smallest, smallest, smallest)

    @cached_property
    def _slot(self) -> float:
        return self.height / len(self.chart.categories)

    @cached_property
    def _remark_height(self) -> float:
        return self.sizes.note * _LEADING

    @cached_property
    def _remarks(self) -> list[list[Annotation]]:
        """The annotations of each category."""
        of: list[list[Annotation]] = [[] for _ in self.chart.categories]
        for annotation in self.chart.annotations:
            of[annotation.category].append(annotation)
        return of

    @cached_property
    def _remarks_fit(self) -> bool:
        """Whether every remark finds a line of its own below its bars."""
        most = max(len(here) for here in self._remarks)
        return self._slot - 2 * most * self._remark_height >= _THINNEST * self.lanes

    @cached_property
    def thickness(self) -> float:
        """Of one bar, in points."""
        room = self._slot * (_STEPS if self.chart.kind == "waterfall" else _BARS)
        if self._remarks_fit:
            room = min(room, self._slot - 2 * max(len(here) for here in self._remarks) * self._remark_height)
        if self.chart.kind == "ranges":
            return min(room, max(_THIN, self._slot / (1 + _WIDEST_GAP / 100)))
        return min(_THICKEST, room / self.lanes)

    @cached_property
    def gap(self) -> int:
        """The gap between categories in per cent of a bar."""
        bars = self.lanes + (self.lanes - 1) * self.apart / 100
        return max(0, min(_WIDEST_GAP, round((self._slot / self.thickness - bars) * 100)))

    @property
    def apart(self) -> int:
        """How far the bars of one category are from each other, in per cent of a bar; -100 is one on the other."""
        return -100 if self.lanes == 1 else 8

    @cached_property
    def names_width(self) -> float:
        """The room for the names of the categories; longer ones are wrapped."""
        widest = max(width(category, self.sizes.name) for category in self.chart.categories)
        return min(widest * _SPARE + 2 * PAD, self.width * _NAMES)

    # ---- labels

    @cached_property
    def end_labels(self) -> tuple[tuple[Label | None, ...], ...]:
        """The labels at the ends of bars, by series and category; stacks of any kind have them elsewhere."""
        if self.chart.kind in ("stacked_bars", "ranges", "waterfall"):
            return ()
        return tuple(
            tuple(
                None if point is None else self._end_label(index, category, point, self.chart.role(series, point))
                for category, point in enumerate(series.points)
            )
            for index, series in enumerate(self.chart.series)
        )

    def _end_label(self, series: int, category: int, point: Point, role: Role) -> Label:
        runs = []
        if point.label:
            stays_behind = self.chart.kind == "tornado" and role in PALE
            colour = TEXT2 if stays_behind else self.inks[role].text
            runs.append(Run(point.label, self.sizes.value, colour, bold=not stays_behind, is_value=True))
        if point.note:
            apart = "\u2002" if runs else ""
            runs.append(Run(apart + point.note, self.sizes.note, TEXT2))
        if not self._remarks_fit:
            for annotation in self._remarks[category]:
                if self._mark_of(annotation) == series:
                    colour = self.inks[annotation.role].text
                    runs.append(Run(f"\u2002{annotation.text}", self.sizes.note, colour, bold=True))
        return Label(tuple(runs), "outEnd", self._local_code(point))

    def _local_code(self, point: Point) -> str | None:
        code = number_format(point.label, point.value, self.chart.language)
        return None if code is None else local_format(code, self.chart.language)

    def _mark_of(self, annotation: Annotation) -> int:
        """The series whose value in the category is nearest; totals come after the last series."""
        if self.chart.kind == "stacked_bars":
            return len(self.chart.series)
        present = [
            (abs(point.value - annotation.value), index)
            for index, series in enumerate(self.chart.series)
            if (point := series.points[annotation.category]) is not None
        ]
        return min(present, default=(0.0, 0))[1]

    def inner_label(self, series: Series, point: Point) -> Label:
        """What a part of a stack says inside itself, the longer or the shorter way, or nothing."""
        colour = self.ink(series, point).on_fill
        largest = max(abs(self._sum(category)) for category in range(len(self.chart.categories))) or 1.0
        room = abs(point.value) / largest * self.plot[2] * self.width * _SCALE_END
        for text in (point.within, point.label):
            before, value, after = text.partition(point.label) if point.label else (text, "", "")
            runs = tuple(
                Run(words, self.sizes.note, colour, is_value=is_value)
                for words, is_value in ((before, False), (value, True), (after, False))
                if words
            )
            label = Label(runs, "ctr", self._local_code(point))
            if runs and label.width + 2 * PAD <= room:
                return label
        return Label((), "ctr", None)

    @cached_property
    def overlays(self) -> tuple[Overlay, ...]:
        """Totals, the labels of ranges and steps, and remarks in a line of their own below the bars."""
        chart = self.chart
        overlays = []
        if chart.kind == "stacked_bars" and (chart.totals or not self._remarks_fit):
            totals = chart.totals or tuple(
                Point(value=self._sum(category), label="") for category in range(len(chart.categories))
            )
            labels = tuple(
                self._end_label(len(chart.series), category, total, self._total_role(category, total))
                for category, total in enumerate(totals)
            )
            values = tuple(number(total.value) for total in totals)
            overlays.append(Overlay(chart.total_name or "Σ", values, labels, self.code(totals), True, self._sums))
        if chart.kind == "ranges":
            overlays.append(self._range_overlay)
        elif chart.kind == "waterfall":
            overlays.append(self._step_overlay)
        if self._remarks_fit:
            for line in range(max(len(here) for here in self._remarks)):
                overlays.append(self._remark_overlay(line))
        return tuple(overlays)

    @cached_property
    def _range_overlay(self) -> Overlay:
        """The labels at the upper ends; notes give way where they leave too little room for the marks."""
        ends = ranges.ends(self.chart)
        points = ranges.marks(self.chart)

        def fits(values: Sequence[float | None], labels: Sequence[Label | None]) -> bool:
            return self._between(_labelled(values, labels))[0] >= self._room * _ENOUGH

        noted, bare = (
            [self._range_label(category, point, with_note) for category, point in enumerate(points)]
            for with_note in (True, False)
        )
        labels = noted
        if not fits(ends.values, noted):
            rows = zip(ends.values, noted, bare, strict=True)
            labels = [long if fits([value], [long]) else short for value, long, short in rows]
        if not fits(ends.values, labels):
            labels = bare
        return Overlay(ends.name, ends.values, tuple(labels), self.code(points), False, ends.formulas)

    @cached_property
    def _step_overlay(self) -> Overlay:
        """The labels of steps and sums at the ends of their bars: their values are in the cells of the series."""
        ends = waterfall.ends(self.chart)
        series = self.chart.series[0]
        labels = [
            None
            if point is None
            else self._end_label(0, category, point, self.chart.role(series, point))._replace(from_cells=True)
            for category, point in enumerate(series.points)
        ]
        return Overlay(ends.name, ends.values, tuple(labels), ANY_NUMBER, True, ends.formulas, labelled_by=0)

    def _range_label(self, category: int, point: Point | None, noted: bool) -> Label | None:
        if point is None:
            return None
        index = next(index for index, series in enumerate(self.chart.series) if series.points[category] is not None)
        role = self.chart.role(self.chart.series[index], point)
        label = self._end_label(index, category, point if noted else point.changed(note=""), role)
        if not label.runs:
            return label
        apart = Run("\u2002", self.sizes.note, TEXT2)  # a value's mark reaches beyond it
        return label._replace(runs=(*label.runs, apart) if point.end < 0 else (apart, *label.runs))

    @cached_property
    def computed(self) -> tuple[ranges.Computed, ...]:
        """What ranges and waterfalls are stacked of."""
        if self.chart.kind == "waterfall":
            return waterfall.stacked(self.chart)
        if self.chart.kind != "ranges":
            return ()
        low, high = self._limits
        return ranges.stacked(self.chart, (high - low) / self._spread[0])

    @cached_property
    def guide(self) -> tuple[tuple[float, float, float, float], ...]:
        """The parts of the guide of ranges, (left, top, right, bottom) in shares of the graphic.

        A range is one band, through which words are read; a line at a value is interrupted where words are.
        """
        used = ranges.used(self.chart) if self.chart.kind == "ranges" else None
        if used is None:
            return ()
        start, end = self._across(used.value), self._across(used.end)
        if self.guide_is_band:
            return ((start, 0.0, end, 1.0),)
        x, aside = (start + end) / 2, _LINE / 2 / self.width
        half = self.sizes.value * _LEADING / 2 / self.height
        parts, top = [], 0.0
        for middle in (*sorted(self._words_at(x)), 1 + half):
            if middle - half > top:
                parts.append((x - aside, top, x + aside, middle - half))
            top = middle + half
        return tuple(parts)

    @property
    def guide_is_band(self) -> bool:
        """Whether the range that is used is wide enough to be told from a line."""
        used = ranges.used(self.chart)
        return used is not None and (self._across(used.end) - self._across(used.value)) * self.width >= BAND

    def _across(self, value: float) -> float:
        """Where a value of ranges stands, in shares of the graphic."""
        low, high = self._limits
        across, before = self._spread
        return (self.names_width + before + (value - low) / (high - low) * across) / self.width

    def _words_at(self, x: float) -> list[float]:
        """The middles of the labels that run over `x`, in shares of the graphic."""
        rows = len(self.chart.categories)
        return [
            (category + 0.5) / rows + label.down
            for overlay in self.overlays
            for category, (value, label) in enumerate(zip(overlay.values, overlay.labels, strict=True))
            if value is not None and label is not None
            if PAD / 2 < (x - self._across(value)) * self.width * (1 if value >= 0 else -1) < label.width + PAD
        ]

    @property
    def first_overlay(self) -> int:
        """The column of the first overlay: series, what the table computes and what is plotted stand before it."""
        columns = (*self.chart.upper_ends(), *self.chart.running_totals())
        return len(self.chart.series) + len(columns) + len(self.computed)

    def _total_role(self, category: int, total: Point) -> Role:
        """A total speaks in its own colour, else in that of the last part of its stack."""
        if total.role is not None:
            return total.role
        parts = ((series, series.points[category]) for series in self.chart.series)
        roles = [self.chart.role(series, point) for series, point in parts if point is not None]
        return roles[-1] if roles else "comparator"

    def _remark_overlay(self, line: int) -> Overlay:
        """The remarks of one line; each label stands at its value, moved down below the bars."""
        down = self.thickness * self.lanes / 2 + (line + 0.62) * self._remark_height
        values: list[float | None] = []
        labels: list[Label | None] = []
        for here in self._remarks:
            if line >= len(here):
                values.append(None)
                labels.append(None)
                continue
            run = Run(here[line].text, self.sizes.note, self.inks[here[line].role].text, bold=True)
            values.append(number(here[line].value))
            labels.append(Label((run,), "outEnd", None, down / self.height))
        name = Language(self.chart.language).say("Remark")
        return Overlay(name, tuple(values), tuple(labels), ANY_NUMBER, False)

    # ---- the value axis

    @cached_property
    def _reach(self) -> list[tuple[float, float]]:
        """(value, width of what is said there) of every end."""
        ends: list[tuple[float, float]] = []
        if self.chart.kind == "stacked_bars":
            ends += [(self._sum(category), PAD) for category in range(len(self.chart.categories))]
        if self.chart.kind == "waterfall":
            ends += [(end, PAD) for end in self._ends]
        for series, labels in zip(self.chart.series, self.end_labels, strict=False):
            ends += _labelled([None if point is None else point.value for point in series.points], labels)
        for overlay in self.overlays:
            ends += _labelled(overlay.values, overlay.labels)
        return ends or [(0.0, PAD)]

    @cached_property
    def scale(self) -> tuple[float | None, float | None]:
        """(least, greatest) value of the axis; None is automatic."""
        if self.chart.kind == "ranges":
            (low, high), (across, before) = self._limits, self._spread
            return number(low - before / across * (high - low)), high  # names stand at the end of the axis
        values = [value for value, _ in self._reach]
        if not self._scales_agree or self.chart.kind == "tornado" or min(values) < 0 < max(values):
            return self._fixed_scale
        return (None, 0.0) if self.leftwards else (0.0, None)

    @property
    def shows_zero(self) -> bool:
        """Whether zero is on the axis."""
        return self.chart.kind != "ranges" or self._limits[0] <= 0 <= self._limits[1]

    @cached_property
    def _limits(self) -> tuple[float, float]:
        """The axis that the marks of ranges need: with zero where they are far apart, without it where they are not."""
        marks = [point for point in ranges.marks(self.chart) if point is not None]
        values = [end for point in marks for end in (point.value, point.end)] or [0.0]
        values += [annotation.value for annotation in self.chart.annotations]
        low, high, step = axis_about(min(values), max(values), _PARTS)
        spare = step.times(0.5)  # the axis would cut the mark at its end
        return number(low - spare * (low == min(values) < 0)), number(high + spare * (high == max(values) > 0))

    @property
    def _scales_agree(self) -> bool:
        """Whether the overlays' own axis scales itself like that of the bars: their largest values are the same."""
        if not self.overlays:
            return True
        said = (abs(value) for overlay in self.overlays for value in overlay.values if value is not None)
        over = max(said, default=0.0)
        sums = [number(self._sum(category)) for category in range(len(self.chart.categories))]
        stacks = max((abs(end) for end in (self._ends if self.chart.kind == "waterfall" else sums)), default=0.0)
        return self.overlays[0].is_total and over == stacks

    @property
    def _fixed_scale(self) -> tuple[float, float]:
        """As much to either side as bars and labels need, so that no label runs into the names."""
        right = [end for end in self._reach if end[0] >= 0] or [(0.0, 0.0)]
        left = [(-value, words) for value, words in self._reach if value < 0] or [(0.0, 0.0)]
        room = self._room
        # the tightest pair of bars and labels decides; a point stands for so much of a value
        per_point = max(
            (value + opposite) / max(room - words - other, room * _PLOT)
            for value, words in right
            for opposite, other in left
        )
        per_point = per_point or 1 / room
        lowest = max(value + words * per_point for value, words in left) if left != [(0.0, 0.0)] else 0.0
        highest = max(value + words * per_point for value, words in right) if right != [(0.0, 0.0)] else 0.0
        return number(-lowest), number(highest)

    @property
    def _room(self) -> float:
        return self.width - self.names_width - PAD

    @cached_property
    def _spread(self) -> tuple[float, float]:
        """(width of the plot of ranges, room at its left) beside all that is said."""
        return self._between(self._reach)

    def _between(self, ends: Sequence[tuple[float, float]]) -> tuple[float, float]:
        """(width of the plot of ranges, room at its left) that keep these words beside the marks and in the graphic."""
        low, high = self._limits
        span = high - low
        left = [(0.0, 0.0)] + [(words, (value - low) / span) for value, words in ends if value < 0]
        right = [(0.0, 0.0)] + [(words, (high - value) / span) for value, words in ends if value >= 0]
        # what words take of the plot itself is a share of it
        widths = [
            (self._room - one - other) / share
            for one, before in left
            for other, behind in right
            if (share := 1 - before - behind) > 0
        ]
        across = max(self._room * _PLOT, min([self._room, *widths]))
        return across, max(words - across * before for words, before in left)

    @cached_property
    def plot(self) -> tuple[float, float, float, float]:
        """(left, top, width, height) of the bars within the graphic, in shares of it."""
        room = self._room
        if self.chart.kind == "ranges":
            return self.names_width / self.width, 0.0, sum(self._spread) / self.width, 1.0
        bars = room
        if None in self.scale:
            # labels may leave the plot, not the graphic
            largest = max(abs(value) for value, _ in self._reach) or 1.0
            ends = [(room - words) * largest / abs(value) for value, words in self._reach if value]
            bars = max(room * _PLOT, min([room, *ends]))
        left = self.width - self.names_width - bars if self.leftwards else self.names_width
        return left / self.width, 0.0, bars / self.width, 1.0
