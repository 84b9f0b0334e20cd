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
Shape = Literal["circle", "square", "triangle", "diamond", "plus", "star", "dash", "x"]
SHAPES: dict[Role, Shape] = {
    "option:api_cn": "triangle",
    "option:eu_hosted": "circle",
    "option:own": "square",
    "option:western": "diamond",
    "option:option-1": "plus",
    "option:option-2": "star",
    "option:option-3": "dash",
    "option:option-4": "x",
}
"""The shape of an option, the same on every page; other roles have none. All are markers that Office has too."""

Corners = tuple[tuple[float, float], ...]
_ARM = 0.3  # of the length from tip to tip: how wide an arm is


def _arms(count: int, first: float, wide: float) -> Corners:
    """The outline of so many arms about the middle of a unit square, the first at an angle, as far as they can go."""
    corners: list[tuple[float, float]] = []
    for at in range(count):
        angle, next_ = (math.radians(first + 360 * (at + more) / count) for more in (0, 0.5))
        along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        for side in (-wide / 2, wide / 2):
            corners.append((along[0] / 2 + side * across[0], along[1] / 2 + side * across[1]))
        inside = wide / 2 / math.sin(math.pi / count)
        corners.append((inside * math.cos(next_), inside * math.sin(next_)))
    most = 2 * max(abs(part) for corner in corners for part in corner)
    return tuple((0.5 + x / most, 0.5 + y / most) for x, y in corners)


OUTLINES: dict[Shape, Corners] = {
    "plus": _arms(4, -90, _ARM),
    "star": _arms(6, -90, _ARM * 0.7),
    "dash": ((0, 0.3), (1, 0.3), (1, 0.7), (0, 0.7)),
    "x": _arms(4, -45, _ARM),
}
"""The shapes of the reader's own options, in parts of a square box."""


def area_of(shape: Shape) -> float:
    """The area of one of these as a share of its box."""
    corners = OUTLINES[shape]
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


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

    def meets(self, other: Box, apart: float = 0) -> bool:
        """Whether less than `apart` is free between the two."""
        return (
            self.x < other.right + apart
            and other.x < self.right + apart
            and self.y < other.bottom + apart
            and other.y < self.bottom + apart
        )


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
