"""What a chart's graphic has room for: sizes of type, labels, scale, and how thick a bar is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lagebild.charts.chart import Annotation, Chart, Point, Series
from lagebild.charts.layout import PALE
from lagebild.language import Language
from lagebild.renderers.slides.colours import TEXT2, Ink
from lagebild.renderers.slides.labels import Label, Run, local_format, number_format
from lagebild.renderers.slides.measuring import width
from lagebild.theme import Mark as Role

PAD = 8.0  # points between names, marks and words

_THICKEST = 66.0  # of a bar
_THINNEST = 8.0  # before a remark below it gives way
_BARS = 0.66  # of a category's height that its bars take
_TIGHT = 1.15  # what lines of neighbouring bars need, in sizes of type
_LEADING = 1.35  # height of a line, in sizes of type
_NAMES = 0.34  # the largest share of the width that the names of categories take
_SPARE = 1.08  # where the reader's font is wider than ours, a name must not be broken
_PLOT = 0.3  # the least share that the bars keep, however long a label is
_SCALE_END = 0.8  # an automatic scale ends on a round number, the largest value not far below
_ANY_NUMBER = "#,##0.##"  # for values whose labels are no numbers


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


def number(value: float) -> float:
    """`value` in the fifteen digits that a cell of a workbook keeps."""
    return float(f"{value:.15g}")


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
        if chart.kind == "stacked_bars":
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
        return self.chart.kind != "tornado" and bool(values) and max(values) <= 0 and min(values) < 0

    @property
    def has_sums(self) -> bool:
        """Whether every total is the sum of its stack, and so can stay one when the parts are edited."""
        pairs = ((total.value, self._sum(category)) for category, total in enumerate(self.chart.totals))
        return all(abs(total - added) <= 1e-9 * max(1.0, abs(total)) for total, added in pairs)

    def _sum(self, category: int) -> float:
        return sum(point.value for series in self.chart.series if (point := series.points[category]) is not None)

    def code(self, points: Sequence[Point | None]) -> str:
        """The number format of the first point that has one."""
        for point in points:
            if point is not None and (code := number_format(point.label, point.value, self.chart.language)):
                return code
        return _ANY_NUMBER

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
        room = self._slot * _BARS
        if self._remarks_fit:
            room = min(room, self._slot - 2 * max(len(here) for here in self._remarks) * self._remark_height)
        return min(_THICKEST, room / self.lanes)

    @cached_property
    def gap(self) -> int:
        """The gap between categories in per cent of a bar."""
        bars = self.lanes + (self.lanes - 1) * self.apart / 100
        return max(0, min(500, round((self._slot / self.thickness - bars) * 100)))

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
        """The labels at the ends of bars, by series and category; of a stack only the totals have them."""
        if self.chart.kind == "stacked_bars":
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
        """Totals, and remarks in a line of their own below the bars."""
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
            overlays.append(Overlay(chart.total_name or "Σ", values, labels, self.code(totals), True))
        if self._remarks_fit:
            for line in range(max(len(here) for here in self._remarks)):
                overlays.append(self._remark_overlay(line))
        return tuple(overlays)

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
        return Overlay(name, tuple(values), tuple(labels), _ANY_NUMBER, False)

    # ---- the value axis

    @cached_property
    def _reach(self) -> list[tuple[float, float]]:
        """(value, width of what is said there) of every end."""
        labelled: list[tuple[float | None, Label | None]] = []
        if self.chart.kind == "stacked_bars":
            sums = [self._sum(category) for category in range(len(self.chart.categories))]
            labelled += [(added, Label((), "outEnd", None)) for added in sums]
        for series, labels in zip(self.chart.series, self.end_labels, strict=False):
            values = [None if point is None else point.value for point in series.points]
            labelled += zip(values, labels, strict=True)
        for overlay in self.overlays:
            labelled += zip(overlay.values, overlay.labels, strict=True)
        ends = [(value, label.width + PAD) for value, label in labelled if value is not None and label is not None]
        return ends or [(0.0, PAD)]

    @cached_property
    def scale(self) -> tuple[float | None, float | None]:
        """(least, greatest) value of the axis; None is automatic."""
        values = [value for value, _ in self._reach]
        if not self._scales_agree or self.chart.kind == "tornado" or min(values) < 0 < max(values):
            return self._fixed_scale
        return (None, 0.0) if self.leftwards else (0.0, None)

    @property
    def _scales_agree(self) -> bool:
        """Whether the overlays' own axis scales itself like that of the bars: their largest values are the same."""
        if not self.overlays:
            return True
        over = max(abs(value) for overlay in self.overlays for value in overlay.values if value is not None)
        stacks = max(abs(number(self._sum(category))) for category in range(len(self.chart.categories)))
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
    def plot(self) -> tuple[float, float, float, float]:
        """(left, top, width, height) of the bars within the graphic, in shares of it."""
        room = self._room
        bars = room
        if None in self.scale:
            # labels may leave the plot, not the graphic
            largest = max(abs(value) for value, _ in self._reach) or 1.0
            ends = [(room - words) * largest / abs(value) for value, words in self._reach if value]
            bars = max(room * _PLOT, min([room, *ends]))
        left = self.width - self.names_width - bars if self.leftwards else self.names_width
        return left / self.width, 0.0, bars / self.width, 1.0
