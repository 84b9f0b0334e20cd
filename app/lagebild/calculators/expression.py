"""Formulas as trees: built with operators in a class body, read by the visitors beside this module.

A formula is written once and calculated (evaluation), checked for its units (units), put into Excel (excel),
explained (explanation), and asked what it rests on (`inputs_of`).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, ClassVar, Literal, NamedTuple

from lagebild.frozen import Bilingual
from lagebild.language import SCALES
from lagebild.origin import Origin


class Axis(NamedTuple):
    """A named direction that lines run over: MODEL, MONTH, ..."""

    name: str


class Expression:
    """A node of a formula, combined with operators and the functions below; it holds no numbers of a reader."""

    axes: frozenset[Axis] = frozenset()

    def __add__(self, other: Operand) -> Expression:
        return _operation("add", self, other)

    def __radd__(self, other: Operand) -> Expression:
        return _operation("add", other, self)

    def __sub__(self, other: Operand) -> Expression:
        return _operation("subtract", self, other)

    def __rsub__(self, other: Operand) -> Expression:
        return _operation("subtract", other, self)

    def __mul__(self, other: Operand) -> Expression:
        return _operation("multiply", self, other)

    def __rmul__(self, other: Operand) -> Expression:
        return _operation("multiply", other, self)

    def __truediv__(self, other: Operand) -> Expression:
        return _operation("over", self, other)

    def __rtruediv__(self, other: Operand) -> Expression:
        return _operation("over", other, self)

    def __pow__(self, other: Operand) -> Expression:
        return _operation("power", self, other)

    def __rpow__(self, other: Operand) -> Expression:
        return _operation("power", other, self)

    def __neg__(self) -> Expression:
        return _operation("negate", self)

    def __lt__(self, other: Operand) -> Condition:
        return Condition("<", self, other)

    def __le__(self, other: Operand) -> Condition:
        return Condition("<=", self, other)

    def __gt__(self, other: Operand) -> Condition:
        return Condition(">", self, other)

    def __ge__(self, other: Operand) -> Condition:
        return Condition(">=", self, other)

    def __bool__(self) -> bool:
        raise TypeError("a formula is neither true nor false; use when(condition, then, otherwise)")


Operand = Expression | int


class Whole(Expression):
    """A literal 0, 1 or 2; every other factor is a named Constant with a unit."""

    def __init__(self, value: int) -> None:
        self.value = value


class Condition:
    """A comparison of two expressions, for `when` only."""

    def __init__(self, sign: Literal["<", "<=", ">", ">="], left: Operand, right: Operand) -> None:
        self.sign = sign
        self.left = _expression(left)
        self.right = _expression(right)
        self.axes = self.left.axes | self.right.axes

    def __bool__(self) -> bool:
        raise TypeError("a comparison of formulas is neither true nor false; use when(condition, then, otherwise)")


class Operation(Expression):
    """An operator or function applied to expressions."""

    def __init__(self, name: str, operands: tuple[Expression, ...], condition: Condition | None = None) -> None:
        self.name = name
        self.operands = operands
        self.condition = condition
        parts: tuple[Expression | Condition, ...] = operands if condition is None else (*operands, condition)
        self.axes = frozenset[Axis]().union(*(part.axes for part in parts))


class Reduction(Expression):
    """A named line or lookup gathered over one of its axes: its total, or its least value."""

    def __init__(self, name: Literal["total", "least"], of: Line | Lookup, over: Axis) -> None:
        _must_run_over(of, over)
        self.name = name
        self.of = of
        self.over = over
        self.axes = of.axes - {over}


class FirstWhere(Expression):
    """The value at the first place along an axis where a flag is 1, or `otherwise`; the other axes stay."""

    def __init__(self, flag: Line | Lookup, value: Line | Lookup, over: Axis, otherwise: Operand) -> None:
        _must_run_over(flag, over)
        _must_run_over(value, over)
        if not value.axes <= flag.axes:
            raise TypeError("the value runs further than the flag of first_where")
        self.flag = flag
        self.value = value
        self.over = over
        self.otherwise = _expression(otherwise)
        self.axes = (flag.axes - {over}) | self.otherwise.axes


class Named(Expression):
    """An expression with a name and a unit: the name of the class attribute it stands in, written once."""

    name: str = ""
    topic: str = ""
    unit: str
    label: Bilingual

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.name:
            self.name = name


class Constant(Named):
    """A factor with a unit, such as TOKENS_PER_MILLION."""

    def __init__(self, name: str, value: float, unit: str, label: Bilingual) -> None:
        self.name = name
        self.value = value
        self.unit = unit
        self.label = label


class Input(Named):
    """A number that the reader may change.

    `default` names figures of the knowledge, oldest first: the latest not after the day of the briefing is taken.
    `shown` is the unit `Language.show` uses in the field, which may count by the million; `digits` are of that unit.
    `scale` says how a slider runs.
    """

    def __init__(
        self,
        label: Bilingual,
        unit: str,
        *,
        default: str | tuple[str, ...],
        low: float,
        high: float,
        step: float,
        scale: Literal["linear", "logarithmic"] = "linear",
        shown: str = "",
        digits: int = 0,
        hint: Bilingual | None = None,
    ) -> None:
        self.label = label
        self.unit = unit
        self.default = (default,) if isinstance(default, str) else default
        self.low = low
        self.high = high
        self.step = step
        self.scale = scale
        self.shown = shown
        self.digits = digits
        self.hint = hint


class Choice(Input):
    """One of several, stored as its place among `options`; its default is the one that a figure names in words."""

    def __init__(
        self, label: Bilingual, options: tuple[Bilingual, ...], *, default: str, hint: Bilingual | None = None
    ) -> None:
        super().__init__(label, "", default=default, low=0, high=len(options) - 1, step=1, hint=hint)
        self.options = options


def factor_of(declared: Input) -> float:
    """What one of the unit an input is shown in is in its value: a hundredth for shares, a million for "USD m"."""
    if declared.shown == "share":
        return 0.01
    return SCALES[declared.shown][0] if declared.shown in SCALES else 1.0


_SHOWN = 4


def rounded(value: float, declared: Input) -> float:
    """A value of an input with no more places than are shown of it, or four digits where it is a small part of one."""
    places = declared.digits - round(math.log10(factor_of(declared)))
    if declared.shown in SCALES and value:
        places = max(places, _SHOWN - math.ceil(math.log10(abs(value))))
    return round(value, places)


class Lookup(Named):
    """Numbers along axes, looked up before the formula: prices on a day, properties of models."""

    def __init__(self, label: Bilingual, unit: str, over: tuple[Axis, ...], *, shown: str = "") -> None:
        self.label = label
        self.unit = unit
        self.over = over
        self.axes = frozenset(over)
        self.shown = shown


class Line(Named):
    """A computed quantity: its unit, its formula, and the axes it runs over."""

    def __init__(
        self,
        label: Bilingual,
        unit: str,
        formula: Expression,
        *,
        over: tuple[Axis, ...] = (),
        shown: str = "",
        digits: int | None = None,
    ) -> None:
        if formula.axes != set(over):
            found = ", ".join(sorted(axis.name for axis in formula.axes)) or "nothing"
            raise TypeError(f"the formula runs over {found}, the line says otherwise")
        self.label = label
        self.unit = unit
        self.formula = formula
        self.over = over
        self.axes = frozenset(over)
        self.shown = shown
        self.digits = digits


class Calculator:
    """A topic's inputs, lookups and lines, declared in a class body and never instantiated."""

    topic: ClassVar[str]
    axes: ClassVar[tuple[Axis, ...]]
    inputs: ClassVar[dict[str, Input]]
    lookups: ClassVar[dict[str, Lookup]]
    lines: ClassVar[dict[str, Line]]

    def __init_subclass__(cls, *, topic: str) -> None:
        cls.topic = topic
        named = [value for value in vars(cls).values() if isinstance(value, Named)]
        for value in named:
            value.topic = topic
        cls.inputs = {value.name: value for value in named if isinstance(value, Input)}
        cls.lookups = {value.name: value for value in named if isinstance(value, Lookup)}
        cls.lines = {value.name: value for value in named if isinstance(value, Line)}
        found: dict[int, Expression] = {}
        for line in cls.lines.values():
            _collect(line, found)
        reached = (given for given in found.values() if isinstance(given, Lookup))
        own: tuple[Lookup | Line, ...] = (*cls.lookups.values(), *cls.lines.values())
        running = (*own, *reached)  # those of other calculators too
        cls.axes = tuple(dict.fromkeys(axis for value in running for axis in value.over))


# ---- functions of formulas


def minimum(left: Operand, right: Operand) -> Expression:
    """The smaller of two."""
    return _operation("minimum", left, right)


def maximum(left: Operand, right: Operand) -> Expression:
    """The larger of two."""
    return _operation("maximum", left, right)


def ln(value: Operand) -> Expression:
    """The natural logarithm."""
    return _operation("ln", value)


def exp(value: Operand) -> Expression:
    """e to the power of `value`."""
    return _operation("exp", value)


def ceil(value: Operand) -> Expression:
    """The next whole number up; forgives 1e-9, so that 3.0000000001 stays 3."""
    return _operation("ceil", value)


def divide(value: Operand, by: Operand, otherwise: Operand) -> Expression:
    """`value / by`, or `otherwise` where `by` is 0."""
    return _operation("divide", value, by, otherwise)


def when(condition: Condition, then: Operand, otherwise: Operand) -> Expression:
    """`then` where the condition holds, else `otherwise`; the branch not taken may be undefined."""
    return Operation("when", (_expression(then), _expression(otherwise)), condition)


def total(of: Line | Lookup, over: Axis) -> Expression:
    """The sum along an axis, of a line or lookup with a name."""
    return Reduction("total", of, over)


def least(of: Line | Lookup, over: Axis) -> Expression:
    """The smallest along an axis, of a line or lookup with a name."""
    return Reduction("least", of, over)


def first_where(flag: Line | Lookup, value: Line | Lookup, over: Axis, otherwise: Operand) -> Expression:
    """The `value` at the first place along `over` where `flag` is 1; `otherwise` where it never is."""
    return FirstWhere(flag, value, over, otherwise)


def _operation(name: str, *operands: Operand) -> Operation:
    return Operation(name, tuple(_expression(operand) for operand in operands))


def _expression(operand: Any) -> Expression:
    if isinstance(operand, Expression):
        return operand
    if type(operand) is int and operand in (0, 1, 2):
        return Whole(operand)
    raise TypeError(f"{operand!r} in a formula: only 0, 1 and 2 may stand there, all else is a named Constant")


def _must_run_over(of: Any, over: Axis) -> None:
    if not isinstance(of, (Line, Lookup)):
        raise TypeError("only a line or a lookup with a name can be gathered over an axis")
    if over not in of.axes:
        raise TypeError(f"it does not run over {over.name}")


# ---- what a line rests on


def inputs_of(node: Expression) -> tuple[Input | Lookup, ...]:
    """The inputs and lookups an expression reaches, through other lines too, each once, in reading order."""
    found: dict[int, Expression] = {}
    _collect(node, found)
    return tuple(given for given in found.values() if isinstance(given, (Input, Lookup)))


def _collect(node: Expression, found: dict[int, Expression]) -> None:
    """Add all that an expression is written with; what several lines share is gone through once."""
    if id(node) not in found:
        found[id(node)] = node
        for part in _parts(node):
            _collect(part, found)


def lines_of(line: Line) -> tuple[Line, ...]:
    """The lines that a line is computed from, each once: those of its own formula first, then those of theirs."""
    found: dict[int, Line] = {}
    waiting: list[Expression] = [line.formula]
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, Line):
            waiting[:0] = _parts(node)
        elif id(node) not in found:
            found[id(node)] = node
            waiting.append(node.formula)
    return tuple(found.values())


def _parts(node: Expression) -> tuple[Expression, ...]:
    """What an expression is written with, in reading order."""
    if isinstance(node, Line):
        return (node.formula,)
    if isinstance(node, Reduction):
        return (node.of,)
    if isinstance(node, FirstWhere):
        return (node.flag, node.value, node.otherwise)
    if isinstance(node, Operation):
        compared = () if node.condition is None else (node.condition.left, node.condition.right)
        return (*compared, *node.operands)
    return ()


@lru_cache(maxsize=4096)  # asked for every visible number, on every move of a slider
def origin_of(line: Line, records: tuple[str, ...] = ()) -> Origin:
    """The origin of a line's numbers: the line, the inputs it reaches, and the records behind its lookups."""
    inputs = tuple(f"{given.topic}.{given.name}" for given in inputs_of(line) if isinstance(given, Input))
    return Origin(records, inputs, f"{line.topic}.{line.name}")
