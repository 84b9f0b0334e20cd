"""What a chart's layout is made of: boxes, bars, lines and words in logical pixels."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from lagebild.theme import Mark as Role

Anchor = Literal["start", "middle", "end"]
Part = Literal[
    "category", "head", "gap", "value", "note", "within", "tick", "annotation", "legend", "zone", "absent",
    "guide", "area", "end",
]  # fmt: skip
Shape = Literal["circle", "square", "triangle", "diamond"]
SHAPES: dict[Role, Shape] = {
    "option:api_cn": "triangle",
    "option:eu_hosted": "circle",
    "option:own": "square",
    "option:western": "diamond",
}
"""The shape of an option, the same on every page; other roles have none."""


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


class Cell(NamedTuple):
    """A mark of a table: tinted by the step of the theme's heat, or None without a tint; its edge may be dashed."""

    box: Box
    step: int | None
    dashed: bool
    category: int
    series: int


class Emblem(NamedTuple):
    """The shape of an option, beside or above its name."""

    box: Box
    shape: Shape
    role: Role


class Bubble(NamedTuple):
    """A mark of a plane: the box of its shape, where its value stands across, and how far its whisker goes.

    Its `series` is -1: it stands for all of them.
    """

    box: Box
    shape: Shape
    role: Role
    category: int
    x: float
    whisker: tuple[float, float] | None
    series: int = -1


class Plane(NamedTuple):
    """What stands between two axes: bubbles, the circles of their key, the zone; and the limits of the upper axis."""

    bubbles: tuple[Bubble, ...]
    keys: tuple[Box, ...]
    zone: Box | None
    low: float
    high: float
    zone_goes_on: bool = False  # beyond the right end of the axis: it has no edge there


class Curve(NamedTuple):
    """A line of values: between gaps it runs through these places."""

    series: int
    role: Role
    width: float
    dashes: tuple[float, ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]
    faint: bool


class Post(NamedTuple):
    """An upright line at a value across, of a guide, or a span that wide."""

    x: float
    top: float
    bottom: float
    role: Role
    width: float = 0.0


class Spot(NamedTuple):
    """A place on a line that is talked about: its end, a value at a guide, or a ring where a sentence is tied to it."""

    x: float
    y: float
    role: Role
    form: Literal["end", "value", "ring"]
    category: int
    series: int


class Leader(NamedTuple):
    """A thin line from words to what they are about."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str


class Graph(NamedTuple):
    """Lines between two axes with what belongs to them, and the limits of the axis that goes up."""

    curves: tuple[Curve, ...]
    posts: tuple[Post, ...]
    spots: tuple[Spot, ...]
    leaders: tuple[Leader, ...]
    areas: tuple[tuple[tuple[float, float], ...], ...]
    """Each by its corners."""
    low: float
    high: float
    step: float
    """Between two ticks of that axis; the first is at its low end."""
    is_logarithmic: bool = False
    """Whether the axis across is."""


class Guide(NamedTuple):
    """A line or a pale band behind all marks, at the value or range that is used."""

    box: Box
    ink: str
    is_band: bool


class Line(NamedTuple):
    """A straight line: of the grid, at zero or at the base, a leader, or from one bar of a waterfall to the next."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str
    part: Literal["grid", "zero", "leader", "connector"]


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
    cells: tuple[Cell, ...] = ()
    emblems: tuple[Emblem, ...] = ()
    tints: tuple[Cell, ...] = ()
    """The steps of the heat, as its key shows them."""
    plane: Plane | None = None
    graph: Graph | None = None

    @property
    def marks(self) -> tuple[Bar | Dot | Cell | Bubble, ...]:
        """All that a value is drawn as."""
        return (*self.bars, *self.dots, *self.cells, *(() if self.plane is None else self.plane.bubbles))

    def x(self, value: float) -> float:
        """Where a value stands."""
        low, high = self.low, self.high
        if self.graph is not None and self.graph.is_logarithmic:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return self.plot.x + (value - low) / (high - low) * self.plot.width

    def y(self, value: float) -> float:
        """Where a value stands on the axis that goes up."""
        up = self.plane or self.graph
        assert up is not None
        share = (value - up.low) / (up.high - up.low)
        return self.plot.bottom - share * self.plot.height
