"""A chart as data: everything a renderer needs, and nothing about how it draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, SerializerFunctionWrapHandler, SkipValidation, model_serializer, model_validator

from lagebild.frozen import Frozen
from lagebild.language import Code, Language, Shown
from lagebild.origin import COUNTED, Origin, union
from lagebild.theme import Mark as Role
from lagebild.wording.verdicts import Verdict

Kind = Literal["bars", "grouped_bars", "stacked_bars", "tornado", "ranges", "waterfall", "bubbles", "heat", "lines"]

_EQUAL = 1e-9
"""Of the largest value of a waterfall: what lies closer is the same."""


class Point(Frozen):
    """One mark: its value, the value in words ("26.649 $"), a second note, its origin."""

    value: float
    high: float | None = None
    """Upper end of a range; `value` is its lower end, and the label says both."""
    band: tuple[float, float] | None = None
    """Between which values the true one may lie, where that is not certain; `value` lies within."""
    label: str
    note: str = ""
    origin: Origin = Origin()
    role: Role | None = None  # where it differs from its series
    within: str = ""  # said inside the mark where there is room ("Eingabe 8.505 $"); below the name of a bubble
    sum: bool = Field(default=False, exclude_if=lambda is_sum: not is_sum)
    """Of a waterfall: not a step, but what all steps have come to."""

    @model_validator(mode="after")
    def _the_ends_are_in_order(self) -> Self:
        if self.high is not None and self.high < self.value:
            raise ValueError(f"{self.label}: {self.high} is below {self.value}")
        if self.band is not None and not self.band[0] <= self.value <= self.band[1]:
            raise ValueError(f"{self.label}: {self.value} is not within {self.band}")
        return self

    @model_serializer(mode="wrap")
    def _without_an_end_that_is_not_there(self, fields: SerializerFunctionWrapHandler) -> dict[str, Any]:
        given = fields(self)
        return {name: value for name, value in given.items() if name not in ("high", "band") or value is not None}

    @property
    def end(self) -> float:
        """The upper end; of a single value, the value."""
        return self.value if self.high is None else self.high


class Series(Frozen):
    """Marks of one meaning, one for each category; None is a gap."""

    name: str
    role: Role
    points: tuple[Point | None, ...]
    unit: str = ""
    """Of its own axis, where the kind has one for each series."""
    top: float | None = None
    """Where that axis ends, if that is fixed."""
    faint: bool = False
    """Of a line that stays behind the others: it is not named, and only the table has its values in words."""

    @model_serializer(mode="wrap")
    def _without_an_axis_that_is_not_there(self, fields: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in fields(self).items() if name not in ("unit", "top", "faint") or value}


class Zone(Frozen):
    """The corner of a plane that lies within two limits, and what it is called."""

    across: float
    up: float
    label: str
    origin: Origin = Origin()


class Guide(Frozen):
    """An upright line through a plot of lines, and what it says: "Your volume: 869 m"; with an end, a pale span."""

    at: float
    until: float | None = Field(default=None, exclude_if=lambda until: until is None)
    label: str
    origin: Origin = Origin()
    role: Role = "comparator"

    @model_validator(mode="after")
    def _the_ends_are_in_order(self) -> Self:
        if self.until is not None and self.until <= self.at:
            raise ValueError(f"{self.label}: a span does not end at {self.until}, before it begins")
        return self

    @property
    def end(self) -> float:
        """Where a span ends; of a line, where it stands."""
        return self.at if self.until is None else self.until

    @property
    def middle(self) -> float:
        """Of a span; of a line, where it stands."""
        return (self.at + self.end) / 2


class Area(Frozen):
    """What lies between two lines where the first is above the second, and what it is called."""

    upper: int
    """Index of a series."""
    lower: int
    label: str
    origin: Origin = Origin()


class Annotation(Frozen):
    """A sentence tied to a value in a category by a thin leader."""

    category: int
    value: float
    text: str
    role: Role
    origin: Origin = Origin()


class Key(Frozen):
    """A colour of the legend and what it means."""

    role: Role
    name: str


class Column(Frozen):
    """A further column of the chart's table: its name and one cell of text for each category."""

    name: str
    cells: tuple[str, ...]
    values: tuple[float | None, ...] | None = None  # the numbers behind the cells, for CSV and "Edit data"
    # for the screen alone: in no file; many, and made by our own code; None for words
    origins: Annotated[tuple[Origin | None, ...], SkipValidation] = Field(default=(), exclude=True)


class Table(Frozen):
    """A chart as a table: the accessible alternative, the CSV, and what Ctrl+C copies."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[float | str | None, ...], ...]  # the same cells with plain numbers
    # as in a column: none at all, or one for every cell
    origins: Annotated[tuple[tuple[Origin | None, ...], ...], SkipValidation] = Field(default=(), exclude=True)


class Stair(NamedTuple):
    """A bar of a waterfall: where it begins, and where it ends, which is what all has come to by then."""

    start: float
    end: float

    @property
    def label_at(self) -> float:
        """Where its label stands: at the upper end, below zero at the lower one."""
        low, high = sorted(self)
        return low if high <= 0 and low < 0 else high


class Reading(NamedTuple):
    """A mark in words, as a screen reader says it; `series` is -1 for a bubble and for the total of its category."""

    category: int
    series: int
    text: str


class Chart(Frozen):
    """What a chart says.

    Bars lie: categories go down, values go right. `stacked_bars` add their series up, `totals` stand at the
    end. A `tornado` has two series, below and above the `base`, as distances from it. `ranges` have one mark in
    a category, a value or a range, on an axis that need not begin at zero; the first in the hero's role is the
    one that is used, and a guide at it runs through all.

    A `waterfall` has one series of steps, each of which begins where the one before ended; a point that is a `sum`
    stands on zero and says what they have come to. The first may be a sum too: what there was to begin with.

    `bubbles` have three series: what goes across, what goes up, and what the size of a mark says; a category is
    drawn where it has all three, and stands in the table in any case. `heat` is a table of marks from 0 to 100,
    categories down, series across, tinted by value; a gap is a cell without a value.

    `lines` have a position across for each category, whose name says it in words, and a line for each series; a
    category without a value is a gap in the line. Names stand at the ends of the lines.
    """

    id: str
    kind: Kind
    topic: str
    title: str
    """The finding, as a slide says it."""
    heading: str
    """The thing, as a page with an answer sentence says it."""
    subtitle: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    totals: tuple[Point, ...] = ()
    total_name: str = ""
    """Head of the totals' column; required where there are totals."""
    annotations: tuple[Annotation, ...] = ()
    unit: str
    """Unit of the value axis, as `Language.show` knows it."""
    category_name: str
    """Head of the table's first column."""
    columns: tuple[Column, ...] = ()
    rest: Table | None = None
    """Rows of the table that would be too many to draw; its header is not used."""
    base: float = 0.0
    zone: Zone | None = None
    """Of bubbles alone."""
    positions: tuple[float, ...] = Field(default=(), exclude_if=lambda positions: not positions)
    """Of lines alone, rising: where each category stands across; dates as proleptic ordinals of days."""
    across: Literal["number", "date"] = Field(default="number", exclude_if=lambda across: across == "number")
    across_unit: str = Field(default="", exclude_if=lambda unit: not unit)
    """Unit of positions that are numbers, as `Language.show` knows it."""
    logarithmic_across: bool = Field(default=False, exclude_if=lambda logarithmic: not logarithmic)
    step: bool = Field(default=False, exclude_if=lambda step: not step)
    """Whether the value of a line holds until the next position."""
    from_zero: bool = Field(default=False, exclude_if=lambda from_zero: not from_zero)
    """Whether the values of lines stand on an axis that begins at zero."""
    guides: tuple[Guide, ...] = Field(default=(), exclude_if=lambda guides: not guides)
    """Of lines alone."""
    area: Area | None = Field(default=None, exclude_if=lambda area: area is None)
    """Of lines alone."""
    absent: str = Field(default="", exclude_if=lambda absent: not absent)
    """Why there are no marks, said in their place; where there are none of `bubbles`, their subtitle otherwise."""
    total_row: bool = False
    """Whether the last category of a `heat` sums the others up; it is set off and has no tint."""
    legend: bool = False
    key: tuple[Key, ...] = Field(default=(), exclude_if=lambda key: not key)
    """What the legend says, where the marks of one series have several colours; else it names the series."""
    source: str
    """The line under the chart: sources, assumptions, date."""
    verdict: Verdict | None = None
    verdict_of: str = ""
    """Whose claim the verdict is about: "A", "B" or ""."""
    alternative: str
    """The text alternative: answer, range, extremes, count."""
    language: Code

    @model_validator(mode="after")
    def _every_series_fits(self) -> Self:
        for series in self.series:
            if len(series.points) != len(self.categories):
                raise ValueError(f"{self.id}: {series.name} has {len(series.points)} points")
        points = zip(*(series.points for series in self.series), strict=True)
        marks = [[point for point in here if point is not None] for here in points]
        if self.kind == "ranges" and any(len(here) > 1 for here in marks):
            raise ValueError(f"{self.id}: two marks in one category")
        if self.kind != "ranges" and any(point.high is not None for here in marks for point in here):
            raise ValueError(f"{self.id}: {self.kind} have no upper ends")
        self._check_steps()
        if self.kind == "bubbles" and len(self.series) != 3:
            raise ValueError(f"{self.id}: bubbles need three series")
        if self.zone is not None and self.kind != "bubbles":
            raise ValueError(f"{self.id}: {self.kind} have no zone")
        self._check_lines()
        if self.totals and len(self.totals) != len(self.categories):
            raise ValueError(f"{self.id}: totals do not fit the categories")
        if self.totals and not self.total_name:
            raise ValueError(f"{self.id}: the totals have no name")
        if any(len(column.cells) != len(self.categories) for column in self.columns):
            raise ValueError(f"{self.id}: a column does not fit the categories")
        if self.rest is not None and any(len(row) != len(self.rest.header) for row in self.rest.rows):
            raise ValueError(f"{self.id}: the rest does not fit the table")
        if any(not 0 <= annotation.category < len(self.categories) for annotation in self.annotations):
            raise ValueError(f"{self.id}: an annotation is tied to no category")
        return self

    def _check_steps(self) -> None:
        if self.kind != "waterfall":
            if any(point is not None and point.sum for series in self.series for point in series.points):
                raise ValueError(f"{self.id}: {self.kind} have no sums")
            return
        if len(self.series) != 1 or self.totals:
            raise ValueError(f"{self.id}: a waterfall has one series and no totals")
        points = [point for point in self.series[0].points if point is not None]
        near = _EQUAL * max((abs(point.value) for point in points), default=0.0)
        reached = points[0].value if points else 0.0
        for point in points[1:]:
            if not point.sum:
                reached += point.value
            elif abs(point.value - reached) > near:
                raise ValueError(f"{self.id}: {point.label} is no sum: the steps have come to {reached}")

    def _check_lines(self) -> None:
        if self.kind != "lines":
            if self.positions or self.guides or self.area is not None:
                raise ValueError(f"{self.id}: {self.kind} have no positions, guides or areas")
            return
        if len(self.positions) != len(self.categories):
            raise ValueError(f"{self.id}: positions do not fit the categories")
        if any(one >= other for one, other in pairwise(self.positions)):
            raise ValueError(f"{self.id}: positions do not rise")
        if self.logarithmic_across and min((*self.positions, *(guide.at for guide in self.guides)), default=1) <= 0:
            raise ValueError(f"{self.id}: a logarithmic axis has no place for zero")
        if self.across == "date" and self.logarithmic_across:
            raise ValueError(f"{self.id}: dates stand on no logarithmic axis")
        if self.area is not None:
            pair = {self.area.upper, self.area.lower}
            if len(pair) != 2 or not pair <= set(range(len(self.series))):
                raise ValueError(f"{self.id}: an area lies between two series")

    @property
    def origin(self) -> Origin:
        """Where all its numbers together come from: what title, subtitle and source line speak of."""
        points = (*(point for series in self.series for point in series.points), *self.totals)
        marks = (point.origin for point in points if point is not None)
        beside = (*self.annotations, *self.guides, *(one for one in (self.zone, self.area) if one is not None))
        return union((*marks, *(one.origin for one in beside)))

    def origin_of_name(self, category: int) -> Origin | None:
        """Where a category's name comes from that says a number: from its marks; None for words."""
        if not 0 <= category < len(self.categories) or not any(map(str.isdigit, self.categories[category])):
            return None
        points = (series.points[category] for series in self.series)
        return next((point.origin for point in points if point is not None), COUNTED)

    @property
    def legend_keys(self) -> tuple[Key, ...]:
        """The legend; empty where there is none."""
        if not self.legend:
            return ()
        return self.key or tuple(Key(role=series.role, name=series.name) for series in self.series)

    @property
    def drawn(self) -> tuple[int, ...]:
        """The categories of `bubbles` that have a mark, all three values; of `lines`, that have a value at all."""
        rows = enumerate(zip(*(series.points for series in self.series), strict=True))
        if self.kind == "lines":
            return tuple(category for category, points in rows if any(points))
        return tuple(category for category, points in rows if None not in points)

    def role(self, series: Series, point: Point) -> Role:
        """The role a mark is drawn with."""
        return point.role or series.role

    def upper_ends(self) -> tuple[Column, ...]:
        """The column of the ranges' upper ends; none where there are only values."""
        language = Language(self.language)
        marks = zip(*(series.points for series in self.series), strict=True)
        ranges = [next((point for point in here if point and point.high is not None), None) for here in marks]
        if not any(ranges):
            return ()
        return (
            Column(
                name=language.say("Upper end"),
                cells=tuple(str(language.show(one.end, one.origin, self.unit)) if one else "–" for one in ranges),
                values=tuple(one.end if one else None for one in ranges),
                origins=tuple(one.origin if one else None for one in ranges),
            ),
        )

    def stairs(self) -> tuple[Stair | None, ...]:
        """The bars of a `waterfall`; None is a gap, over which the steps go on."""
        points = self.series[0].points
        near = _EQUAL * max((abs(point.value) for point in points if point is not None), default=0.0)
        stairs: list[Stair | None] = []
        reached = 0.0
        for point in points:
            if point is None:
                stairs.append(None)
                continue
            start = 0.0 if point.sum else reached
            reached = start + point.value
            # what is left of unequal last digits
            if abs(reached) <= near and (point.sum or near < abs(point.value)):
                reached = 0.0
            stairs.append(Stair(start, reached))
        return tuple(stairs)

    def running_totals(self) -> tuple[Column, ...]:
        """The column of what the steps of a waterfall have come to; none for other kinds."""
        if self.kind != "waterfall":
            return ()
        reached = self._reached()
        return (
            Column(
                name=Language(self.language).say("Running total"),
                cells=tuple("–" if one is None else str(one) for one in reached),
                values=tuple(None if stair is None else stair.end for stair in self.stairs()),
                origins=tuple(None if one is None else one.origin for one in reached),
            ),
        )

    def _reached(self) -> list[Shown | None]:
        """What all has come to by each step, exactly or as the largest so far is shown; sums say it themselves."""
        language = Language(self.language)
        points = self.series[0].points
        largest, most = (0.0, 0), 0  # of the values so far, with its decimal places; the most places
        origin = Origin()
        found: list[Shown | None] = []
        for stair, point in zip(self.stairs(), points, strict=True):
            if stair is None or point is None:
                found.append(None)
                continue
            origin = point.origin if point.sum else union((origin, point.origin))
            if point.sum:
                found.append(Shown(point.label, origin))
                continue
            places = _places(point.label, language.signs[1])
            largest, most = max(largest, (abs(point.value), places)), max(most, places)
            near = _EQUAL * largest[0]
            exact = (digits for digits in range(most + 1) if abs(round(stair.end, digits) - stair.end) <= near)
            digits = next(exact, largest[1])
            # small steps may be shown in a smaller unit
            nothing = stair.end != 0 and round(stair.end, digits) == 0
            found.append(language.show(stair.end, origin, self.unit, None if nothing else digits))
        return found

    def reached(self) -> tuple[Shown | None, ...]:
        """What all has come to at each step of a waterfall; None where its mark says so itself, and in other kinds."""
        if self.kind != "waterfall":
            return (None,) * len(self.categories)
        pairs = zip(self.stairs(), self._reached(), strict=True)
        return tuple(shown if stair is not None and stair.start else None for stair, shown in pairs)

    def table(self) -> Table:
        """Category, every series, totals, what follows from them, and the further columns; then the rest."""
        columns = (*self.upper_ends(), *self.running_totals(), *self.columns)
        header = [self.category_name, *(series.name for series in self.series)]
        if self.totals:
            header.append(self.total_name)
        header += [column.name for column in columns]
        rows, values = [], []
        origins: list[tuple[Origin | None, ...]] = []
        for index, category in enumerate(self.categories):
            points = [series.points[index] for series in self.series]
            if self.totals:
                points.append(self.totals[index])
            rows.append(
                (
                    category,
                    *("–" if point is None else point.label for point in points),
                    *(column.cells[index] for column in columns),
                )
            )
            values.append(
                (
                    category,
                    *(None if point is None else point.value for point in points),
                    *(column.cells[index] if column.values is None else column.values[index] for column in columns),
                )
            )
            origins.append(
                (
                    COUNTED if self.kind == "lines" else self.origin_of_name(index),  # a position, not a name
                    *(None if point is None else point.origin for point in points),
                    *(column.origins[index] if column.origins else None for column in columns),
                )
            )
        if self.rest is not None:
            rows += self.rest.rows
            values += self.rest.values
            origins += self.rest.origins or [(None,) * len(header)] * len(self.rest.rows)
        return Table(header=tuple(header), rows=tuple(rows), values=tuple(values), origins=tuple(origins))

    def readings(self) -> tuple[Reading, ...]:
        """Every mark once, category by category; annotations are read with the last mark of theirs."""
        if self.kind == "bubbles":
            return tuple(Reading(category, -1, self._bubble(category)) for category in self.drawn)
        if self.kind == "lines":
            return tuple(self._positions_read())
        readings, reached = [], self.reached()
        for index, category in enumerate(self.categories):
            here = [(at, series.name, series.points[index]) for at, series in enumerate(self.series)]
            if self.totals:
                here.append((-1, self.total_name, self.totals[index]))
            marks = [(at, name, point) for at, name, point in here if point is not None]
            for at, name, point in marks:
                head = f"{category}, {name}" if len(here) > 1 else category
                tail = f", {point.note}" if point.note not in ("", name) else ""
                if (amount := reached[index]) is not None:
                    tail += ", " + Language(self.language).say("running total {amount}", amount=amount)
                readings.append(Reading(index, at, f"{head}: {point.label}{tail}"))
            if marks:
                said = [readings[-1].text, *(note.text for note in self.annotations if note.category == index)]
                readings[-1] = readings[-1]._replace(text=". ".join(said))
        return tuple(readings)

    def _bubble(self, category: int) -> str:
        points = ((series.name, series.points[category]) for series in self.series)
        return f"{self.categories[category]}: " + ", ".join(f"{name} {point.label}" for name, point in points if point)

    def named(self, category: int) -> tuple[tuple[Series, Point], ...]:
        """The lines that are not faint, with their values there; gaps are left out."""
        pairs = ((series, series.points[category]) for series in self.series if not series.faint)
        return tuple((series, point) for series, point in pairs if point is not None)

    def _positions_read(self) -> Iterator[Reading]:
        """Every position with the values of all named lines; guides are read with the position nearest to them."""
        here = [category for category in range(len(self.categories)) if self.named(category)]
        said: dict[int, list[str]] = {category: [] for category in here}
        for guide in self.guides if here else ():
            said[min(here, key=lambda category: abs(self.positions[category] - guide.middle))].append(guide.label)
        for note in self.annotations if here else ():
            said[min(here, key=lambda category: abs(category - note.category))].append(note.text)
        for category in here:
            values = ", ".join(f"{series.name} {point.label}" for series, point in self.named(category))
            yield Reading(category, -1, ". ".join((f"{self.categories[category]}: {values}", *said[category])))


def _places(label: str, decimal: str) -> int:
    """How many digits stand behind the decimal sign of a number in words."""
    found = re.search(rf"\d{re.escape(decimal)}(\d+)", label)
    return len(found[1]) if found else 0
