"""The formula engine: a formula is written once and calculated, checked for units, explained, and put into Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from lagebild.frozen import Bilingual
from lagebild.origin import Origin

Numbers = NDArray[np.float64]
_EPSILON = 1e-9  # what `ceil` forgives, in Python and in Excel alike


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
        self.axes = frozenset().union(*(operand.axes for operand in operands), () if condition is None else condition.axes)


class Reduction(Expression):
    """A named line or lookup gathered over one of its axes: its total, or its least value."""

    def __init__(self, name: Literal["total", "least"], of: Line | Lookup, over: Axis) -> None:
        _must_run_over(of, over)
        self.name = name
        self.of = of
        self.over = over
        self.axes = of.axes - {over}


class FirstWhere(Expression):
    """The value at the first place along an axis where a flag is 1, or `otherwise`."""

    def __init__(self, flag: Line | Lookup, value: Line | Lookup, over: Axis, otherwise: Operand) -> None:
        _must_run_over(flag, over)
        _must_run_over(value, over)
        if flag.axes != {over} or value.axes != {over}:
            raise TypeError("first_where looks along one axis")
        self.flag = flag
        self.value = value
        self.over = over
        self.otherwise = _expression(otherwise)
        self.axes = self.otherwise.axes


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

    `default` names figures of the knowledge, the first one valid on the day of the briefing is taken.
    `shown` is the unit `Language.show` uses in the field. `scale` says how a slider runs.
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
        cls.axes = tuple(
            dict.fromkeys(axis for value in named if isinstance(value, (Lookup, Line)) for axis in value.over)
        )


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


# ---- first visitor: calculate


def _ceil(value: Any) -> Any:
    return np.ceil(value - _EPSILON)


def _divide(value: Any, by: Any, otherwise: Any) -> Any:
    zero = by == 0
    return np.where(zero, otherwise, value / np.where(zero, 1.0, by))


_CALCULATE: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "over": np.true_divide,
    "power": np.power,
    "negate": np.negative,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "ln": np.log,
    "exp": np.exp,
    "ceil": _ceil,
    "divide": _divide,
}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


class NotANumber(ArithmeticError):
    """A line came out infinite or undefined: a fault of its formula, which must use `divide` or `when`."""


def evaluate(
    calculator: type[Calculator], values: Mapping[str, Any], *, samples: int = 0, only: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Every line by name: a float64, or an array over the line's axes.

    `values` gives each input (a number or, with `samples`, one array of that length) and each lookup (an array
    over its axes, in their order, with the samples last where they vary). With `samples` each line has the samples as its last axis where it depends on
    them. `only` restricts what is returned, not what is needed for it.
    """
    evaluation = _Evaluation(calculator, values, samples)
    with np.errstate(all="ignore"):  # the branch not taken of a `when` may divide by zero
        lines = {name: evaluation.line(calculator.lines[name]) for name in only or calculator.lines}
    for name, line in lines.items():
        if not np.all(np.isfinite(line)):
            raise NotANumber(f"{calculator.topic}.{name}")
    return lines


class _Evaluation:
    """One pass over a calculator: arrays keep a place for every axis, so that any two of them broadcast."""

    def __init__(self, calculator: type[Calculator], values: Mapping[str, Any], samples: int) -> None:
        self.axes = calculator.axes
        self.samples = samples
        self.known: dict[int, Any] = {}
        for name, given in (*calculator.inputs.items(), *calculator.lookups.items()):
            self.known[id(given)] = self._placed(given, np.asarray(values[name], dtype=np.float64))

    def _placed(self, given: Named, array: Numbers) -> Any:
        if isinstance(given, Lookup):
            sampled = self.samples > 0 and array.ndim == len(given.over) + 1
            if array.ndim != len(given.over) + sampled:
                raise ValueError(f"{given.name}: {array.ndim} axes instead of {len(given.over)}")
            shape = [array.shape[given.over.index(axis)] if axis in given.over else 1 for axis in self.axes]
            order = [given.over.index(axis) for axis in self.axes if axis in given.over]
            ordered = np.transpose(array, [*order, len(order)] if sampled else order)
            if self.samples:
                shape.append(self.samples if sampled else 1)
            return ordered.reshape(shape)
        if array.ndim == 0:
            return np.float64(array)
        if array.shape != (self.samples,):
            raise ValueError(f"{given.name}: {array.shape} instead of {self.samples} samples")
        return array

    def line(self, line: Line) -> Any:
        """A line's value without the axes it does not run over."""
        array = np.asarray(self.value(line))
        if not line.over and not (self.samples and array.size > 1):
            return np.float64(array.reshape(-1)[0])
        if array.ndim < len(self.axes):
            return array
        sizes = dict(zip(self.axes, array.shape, strict=False))
        ordered = [sizes[axis] for axis in self.axes if axis in line.axes]
        varied = self.samples and array.shape[-1] == self.samples
        array = array.reshape(*ordered, self.samples) if varied else array.reshape(ordered)
        order = [[axis for axis in self.axes if axis in line.axes].index(axis) for axis in line.over]
        return np.transpose(array, [*order, len(order)] if varied else order)

    def value(self, node: Expression) -> Any:
        known = self.known.get(id(node))
        if known is None:
            known = self._calculated(node)
            if isinstance(node, Line):
                self.known[id(node)] = known
        return known

    def _calculated(self, node: Expression) -> Any:
        if isinstance(node, Operation):
            operands = [self.value(operand) for operand in node.operands]
            if node.condition is not None:
                condition = node.condition
                holds = _COMPARE[condition.sign](self.value(condition.left), self.value(condition.right))
                return np.where(holds, *operands)
            return _CALCULATE[node.name](*operands)
        if isinstance(node, Line):
            return self.value(node.formula)
        if isinstance(node, (Whole, Constant)):
            return np.float64(node.value)
        if isinstance(node, Reduction):
            along = self.axes.index(node.over)
            array = self.value(node.of)
            return np.sum(array, axis=along, keepdims=True) if node.name == "total" else np.min(
                array, axis=along, keepdims=True
            )
        if isinstance(node, FirstWhere):
            return self._first_where(node)
        raise KeyError(getattr(node, "name", type(node).__name__))

    def _first_where(self, node: FirstWhere) -> Any:
        along = self.axes.index(node.over)
        flags, values = np.broadcast_arrays(self.value(node.flag), self.value(node.value))
        found = flags == 1
        first = np.expand_dims(np.argmax(found, axis=along), along)
        value = np.take_along_axis(values, first, axis=along)
        return np.where(np.any(found, axis=along, keepdims=True), value, self.value(node.otherwise))


# ---- second visitor: units


def units(calculator: type[Calculator], values: Mapping[str, Any], registry: Any) -> dict[str, Any]:
    """Every line as a number in its declared unit, calculated with units all the way.

    `registry` is a pint.UnitRegistry. Where a factor such as a million is missing, pint's conversion puts it in
    and the result differs from `evaluate`; where dimensions do not fit, pint.DimensionalityError is raised.
    """
    known: dict[int, Any] = {}
    for name, given in (*calculator.inputs.items(), *calculator.lookups.items()):
        known[id(given)] = registry.Quantity(np.asarray(values[name], dtype=np.float64), given.unit)
    placed = _Evaluation(calculator, values, 0)
    for given in calculator.lookups.values():
        known[id(given)] = registry.Quantity(placed.known[id(given)], given.unit)

    def value(node: Expression) -> Any:
        if id(node) not in known:
            known[id(node)] = _with_units(node, value, calculator.axes, registry)
        return known[id(node)]

    results = {}
    with np.errstate(all="ignore"):
        for name, line in calculator.lines.items():
            magnitude = np.asarray(value(line).to(line.unit).magnitude)
            results[name] = magnitude.reshape([size for size in magnitude.shape if size > 1] or [])
    return results


def _with_units(node: Expression, value: Callable[[Expression], Any], axes: tuple[Axis, ...], registry: Any) -> Any:
    if isinstance(node, Line):
        return value(node.formula)
    if isinstance(node, Constant):
        return registry.Quantity(node.value, node.unit)
    if isinstance(node, Whole):
        return registry.Quantity(float(node.value), "")
    if isinstance(node, Reduction):
        quantity, along = value(node.of), axes.index(node.over)
        gather = np.sum if node.name == "total" else np.min
        return registry.Quantity(gather(quantity.magnitude, axis=along, keepdims=True), quantity.units)
    if isinstance(node, FirstWhere):
        chosen, flags = value(node.value), value(node.flag).to("").magnitude
        along = axes.index(node.over)
        flags, values = np.broadcast_arrays(flags, chosen.magnitude)
        first = np.expand_dims(np.argmax(flags == 1, axis=along), along)
        taken = np.take_along_axis(values, first, axis=along)
        otherwise = _same_unit(node.otherwise, value(node.otherwise), chosen.units)
        found = np.any(flags == 1, axis=along, keepdims=True)
        return registry.Quantity(np.where(found, taken, otherwise), chosen.units)
    assert isinstance(node, Operation)
    operands = [value(operand) for operand in node.operands]
    if node.name in ("multiply", "over", "negate"):
        return _CALCULATE[node.name](*operands)
    if node.name in ("ln", "exp", "power"):
        return registry.Quantity(_CALCULATE[node.name](*(operand.to("").magnitude for operand in operands)), "")
    if node.name == "divide":
        quotient = operands[0].units / operands[1].units
        otherwise = _same_unit(node.operands[2], operands[2], quotient)
        magnitude = _divide(operands[0].magnitude, operands[1].magnitude, otherwise)
        return registry.Quantity(magnitude, quotient)
    # all the rest keeps the unit of its operands; a literal 0 fits every unit
    unit = next(
        (
            operand.units
            for node_, operand in zip(node.operands, operands, strict=True)
            if not (isinstance(node_, Whole) and node_.value == 0)
        ),
        registry.Unit(""),
    )
    magnitudes = [_same_unit(node_, operand, unit) for node_, operand in zip(node.operands, operands, strict=True)]
    if node.condition is None:
        return registry.Quantity(_CALCULATE[node.name](*magnitudes), unit)
    sides = (node.condition.left, node.condition.right)
    left, right = (value(side) for side in sides)
    compared = right.units if isinstance(sides[0], Whole) and sides[0].value == 0 else left.units
    holds = _COMPARE[node.condition.sign](
        _same_unit(sides[0], left, compared), _same_unit(sides[1], right, compared)
    )
    return registry.Quantity(np.where(holds, *magnitudes), unit)


def _same_unit(node: Expression, quantity: Any, unit: Any) -> Any:
    if isinstance(node, Whole) and node.value == 0:
        return quantity.magnitude
    return quantity.to(unit).magnitude


# ---- third visitor: Excel


class Cells(Protocol):
    """Where named expressions lie in a workbook."""

    def cell(self, node: Named) -> str:
        """The cell of a scalar, or the one in the formula's own row for a line or lookup over an axis."""
        ...

    def range(self, node: Named, over: Axis) -> str:
        """All cells of a line or lookup along an axis."""
        ...


_EXCEL: dict[str, str] = {
    "add": "({0}+{1})",
    "subtract": "({0}-{1})",
    "multiply": "({0}*{1})",
    "over": "({0}/{1})",
    "power": "({0}^{1})",
    "negate": "(-{0})",
    "minimum": "MIN({0},{1})",
    "maximum": "MAX({0},{1})",
    "ln": "LN({0})",
    "exp": "EXP({0})",
    "ceil": "(-INT(-({0}-1E-9)))",  # CEILING changed its signs between versions
    "divide": "IF({1}=0,{2},{0}/{1})",
}


def excel(node: Expression, cells: Cells) -> str:
    """The formula of a line, or of any expression, in English functions of Excel 2007, fully parenthesised.

    Everything is in parentheses because Excel reads -2^2 as 4 and 2^3^2 as 64.
    """

    def written(inner: Expression) -> str:
        if isinstance(inner, Named):
            return cells.cell(inner)
        return excel(inner, cells)

    if isinstance(node, Line):
        return written(node.formula)
    if isinstance(node, Named):
        return cells.cell(node)
    if isinstance(node, Whole):
        return str(node.value)
    if isinstance(node, Reduction):
        return f"{'SUM' if node.name == 'total' else 'MIN'}({cells.range(node.of, node.over)})"
    if isinstance(node, FirstWhere):
        place = f"MATCH(1,{cells.range(node.flag, node.over)},0)"
        found = f"INDEX({cells.range(node.value, node.over)},{place})"
        return f"IF(ISNA({place}),{written(node.otherwise)},{found})"
    assert isinstance(node, Operation)
    operands = [written(operand) for operand in node.operands]
    if node.condition is not None:
        condition = node.condition
        return f"IF({written(condition.left)}{condition.sign}{written(condition.right)},{operands[0]},{operands[1]})"
    return _EXCEL[node.name].format(*operands)


# ---- fourth visitor: explain

_SIGNS = {"add": " + ", "subtract": " \u2212 ", "multiply": " × ", "over": " ÷ ", "divide": " ÷ "}
_BINDS = {"add": 1, "subtract": 1, "multiply": 2, "over": 2, "divide": 2, "negate": 3, "power": 4}


def explain(node: Expression, say: Callable[[Named], str], number: Callable[[int], str]) -> str:
    """The formula as people write it, with each named part put by `say`: its label, or its number.

    `number` shows the literals 0, 1 and 2. Called twice, with labels and with numbers, it gives both lines of
    an explanation; the result of a line is `say` of the line itself.
    """

    def part(inner: Expression, binding: int) -> str:
        text, binds = _explained(inner, say, number)
        return f"({text})" if binds < binding else text

    def _explained(
        inner: Expression, say: Callable[[Named], str], number: Callable[[int], str]
    ) -> tuple[str, int]:
        if isinstance(inner, Named):
            return say(inner), 9
        if isinstance(inner, Whole):
            return number(inner.value), 9
        if isinstance(inner, Reduction):
            return f"{'Σ' if inner.name == 'total' else 'min'} {say(inner.of)}", 3
        if isinstance(inner, FirstWhere):
            return f"{say(inner.value)} | {say(inner.flag)} = {number(1)}", 0
        assert isinstance(inner, Operation)
        if inner.condition is not None:
            condition = inner.condition
            compared = f"{part(condition.left, 2)} {condition.sign} {part(condition.right, 2)}"
            return f"{part(inner.operands[0], 1)} [{compared}], {part(inner.operands[1], 1)}", 0
        binds = _BINDS.get(inner.name, 9)
        if inner.name == "negate":
            return f"\u2212{part(inner.operands[0], 3)}", binds
        if inner.name == "power":
            return f"{part(inner.operands[0], 5)}^{part(inner.operands[1], 5)}", binds
        if inner.name in _SIGNS:
            # the right side of − and ÷ binds tighter than the left
            tighter = binds + (inner.name in ("subtract", "over", "divide"))
            return _SIGNS[inner.name].join((part(inner.operands[0], binds), part(inner.operands[1], tighter))), binds
        name = {"minimum": "min", "maximum": "max"}.get(inner.name, inner.name)
        return f"{name}({'; '.join(part(operand, 0) for operand in inner.operands)})", 9

    formula = node.formula if isinstance(node, Line) else node
    return _explained(formula, say, number)[0]


# ---- fifth visitor: what a line rests on


def inputs_of(node: Expression) -> tuple[Input | Lookup, ...]:
    """The inputs and lookups an expression reaches, through other lines too, each once, in reading order."""
    found: dict[int, Input | Lookup] = {}
    _collect(node, found)
    return tuple(found.values())


def _collect(node: Expression, found: dict[int, Input | Lookup]) -> None:
    if isinstance(node, (Input, Lookup)):
        found[id(node)] = node
    elif isinstance(node, Line):
        _collect(node.formula, found)
    elif isinstance(node, Reduction):
        _collect(node.of, found)
    elif isinstance(node, FirstWhere):
        for part in (node.flag, node.value, node.otherwise):
            _collect(part, found)
    elif isinstance(node, Operation):
        if node.condition is not None:
            _collect(node.condition.left, found)
            _collect(node.condition.right, found)
        for operand in node.operands:
            _collect(operand, found)


def origin_of(line: Line, records: tuple[str, ...] = ()) -> Origin:
    """The origin of a line's numbers: the line, the inputs it reaches, and the records behind its lookups."""
    inputs = tuple(f"{given.topic}.{given.name}" for given in inputs_of(line) if isinstance(given, Input))
    return Origin(records, inputs, f"{line.topic}.{line.name}")
