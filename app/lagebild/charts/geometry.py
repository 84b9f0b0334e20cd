"""What a chart's layout is made of: boxes, bars, lines and words in logical pixels."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lagebild.theme import Mark as Role

Anchor = Literal["start", "middle", "end"]
Part = Literal["category", "value", "note", "within", "tick", "annotation", "legend"]


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Words(NamedTuple):
    """One line of text in its place.

    `ink` is a role of the theme ("text2") or a part of a mark's colours ("hero.text"). What is `filled` stands
    on the colour of the surface, so that no grid line crosses it. `series` is -1 for totals and categories.
    """

    text: str
    type: str
    ink: str
    box: Box
    baseline: float
    anchor: Anchor
    part: Part
    category: int = -1
    series: int = -1
    filled: bool = False


class Bar(NamedTuple):
    """A mark: its rectangle, and where it begins and ends on the value axis."""

    box: Box
    role: Role
    category: int
    series: int
    start: float
    end: float


class Dot(NamedTuple):
    """A round mark at a value, or at an end of a range."""

    box: Box
    role: Role
    category: int
    series: int


class Guide(NamedTuple):
    """A line or a pale band behind all marks, at the value or range that is used."""

    box: Box
    ink: str
    is_band: bool


class Line(NamedTuple):
    """A straight line: of the grid, at zero or at the base, or a leader."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str
    part: Literal["grid", "zero", "leader"]


class Swatch(NamedTuple):
    """A square of the legend."""

    box: Box
    role: Role


class Tick(NamedTuple):
    """A value of the axis, in words and in its place."""

    value: float
    label: str
    x: float


class Layout(NamedTuple):
    """A chart with everything placed; in the rectangle `plot` the values from `low` to `high` run to the right."""

    width: float
    height: float
    plot: Box
    low: float
    high: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    swatches: tuple[Swatch, ...]
    words: tuple[Words, ...]
    dots: tuple[Dot, ...] = ()
    guide: Guide | None = None

    @property
    def marks(self) -> tuple[Bar | Dot, ...]:
        """All that a value is drawn as."""
        return (*self.bars, *self.dots)

    def x(self, value: float) -> float:
        """Where a value stands."""
        return self.plot.x + (value - self.low) / (self.high - self.low) * self.plot.width
