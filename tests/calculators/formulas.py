"""Random calculators, each with an independent computation in plain Python: numbers, loops and error bounds."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Condition,
    Expression,
    Input,
    Line,
    Lookup,
    Operand,
    ceil,
    divide,
    exp,
    first_where,
    least,
    ln,
    maximum,
    minimum,
    total,
    when,
)
from lagebild.frozen import Bilingual

ROW, COLUMN = Axis("row"), Axis("column")
SIZES = {ROW: 3, COLUMN: 2}
LABEL = Bilingual(de="egal", en="any")

Pick = Callable[[Sequence[Any]], Any]
Place = Mapping[Axis, int]
"""Where along the axes a number is asked for."""


class Undefined(ArithmeticError):
    """There is no such number: 1 / 0, ln(0), 0^0."""


class UndefinedInExcel(Undefined):
    """Excel says so too, but LibreOffice gives a number: 0^0 is 1 there, and -8 to the power of 1/3 is -2."""


class Undecided(ArithmeticError):
    """Rounding errors decide, or the numbers leave every reasonable range."""


class Number(NamedTuple):
    """A number and how far rounding may have taken it from the true one."""

    value: float
    error: float = 0.0

    @property
    def is_zero(self) -> bool:
        if 0 < abs(self.value) <= self.error or (self.value == 0 and self.error > 0):
            raise Undecided
        return self.value == 0


ROUNDING = 4e-15  # of one operation, of sums and differences in a spreadsheet too


def number(value: float, error: float = 0.0) -> Number:
    if not (abs(value) < 1e30 and error < 1e15):
        raise Undecided
    return Number(value, error + abs(value) * ROUNDING)


@dataclass
class Term:
    """An expression of the engine (or a literal), and its number at a place, computed without the engine."""

    expression: Operand
    at: Callable[[Place], Number]
    axes: frozenset[Axis] = frozenset()

    @property
    def is_literal(self) -> bool:
        return isinstance(self.expression, int)


def add(left: Number, right: Number) -> Number:
    # the terms, not the sum: what is left of two nearly equal numbers is mostly their errors
    size = max(abs(left.value), abs(right.value))
    return number(left.value + right.value, left.error + right.error + size * ROUNDING)


def negative(term: Number) -> Number:
    return Number(-term.value, term.error)


def multiply(left: Number, right: Number) -> Number:
    error = abs(left.value) * right.error + abs(right.value) * left.error + left.error * right.error
    return number(left.value * right.value, error)


def over(left: Number, right: Number) -> Number:
    if right.is_zero:
        raise Undefined
    value = left.value / right.value
    return number(value, 2 * (left.error + abs(value) * right.error) / abs(right.value))


def power(base: Number, exponent: Number) -> Number:
    if base.is_zero:
        if exponent.is_zero:
            raise UndefinedInExcel
        if exponent.value < 0:
            raise Undefined
        return Number(0.0)
    if base.value < 0:
        if exponent.error:
            raise Undecided
        if not exponent.value.is_integer():
            raise UndefinedInExcel
    if abs(exponent.value * math.log(abs(base.value))) > 60:
        raise Undecided
    value = math.pow(base.value, exponent.value)
    relative = abs(exponent.value) * base.error / abs(base.value) + abs(math.log(abs(base.value))) * exponent.error
    return number(value, 2 * abs(value) * relative)


def logarithm(of: Number) -> Number:
    if of.is_zero or of.value < 0:
        raise Undefined
    return number(math.log(of.value), 2 * of.error / of.value)


def exponential(of: Number) -> Number:
    if abs(of.value) > 60:
        raise Undecided
    return number(math.exp(of.value), 2 * math.exp(of.value) * of.error)


def next_whole(of: Number) -> Number:
    forgiving = of.value - 1e-9
    if abs(forgiving - round(forgiving)) <= of.error + abs(of.value) * ROUNDING:
        raise Undecided
    return Number(float(math.ceil(forgiving)))


def pick_smaller(left: Number, right: Number) -> Number:
    return Number(min(left.value, right.value), max(left.error, right.error))


def pick_larger(left: Number, right: Number) -> Number:
    return Number(max(left.value, right.value), max(left.error, right.error))


def holds(sign: str, left: Number, right: Number) -> bool:
    exact = left.error == right.error == 0
    distance = abs(left.value - right.value)
    nearness = left.error + right.error + ROUNDING * max(abs(left.value), abs(right.value))
    if distance <= nearness and not (exact and distance == 0):
        raise Undecided
    if sign == "<":
        return left.value < right.value
    if sign == "<=":
        return left.value <= right.value
    if sign == ">":
        return left.value > right.value
    return left.value >= right.value


BINARY: dict[str, tuple[Callable[[Any, Any], Expression], Callable[[Number, Number], Number]]] = {
    "+": (lambda left, right: left + right, add),
    "-": (lambda left, right: left - right, lambda left, right: add(left, negative(right))),
    "*": (lambda left, right: left * right, multiply),
    "/": (lambda left, right: left / right, over),
    "**": (lambda left, right: left**right, power),
    "minimum": (minimum, pick_smaller),
    "maximum": (maximum, pick_larger),
}
UNARY: dict[str, tuple[Callable[[Any], Expression], Callable[[Number], Number]]] = {
    "-": (lambda of: -of, negative),
    "ln": (ln, logarithm),
    "exp": (exp, exponential),
    "ceil": (ceil, next_whole),
}


def _binary(name: str, left: Term, right: Term) -> Term:
    build, compute = BINARY[name]
    return Term(
        build(left.expression, right.expression),
        lambda place: compute(left.at(place), right.at(place)),
        left.axes | right.axes,
    )


def _unary(name: str, of: Term) -> Term:
    build, compute = UNARY[name]
    return Term(build(of.expression), lambda place: compute(of.at(place)), of.axes)


def _divide(value: Term, by: Term, otherwise: Term) -> Term:
    def at(place: Place) -> Number:
        divisor = by.at(place)
        return otherwise.at(place) if divisor.is_zero else over(value.at(place), divisor)

    return Term(
        divide(value.expression, by.expression, otherwise.expression), at, value.axes | by.axes | otherwise.axes
    )


def _when(sign: str, left: Term, right: Term, then: Term, otherwise: Term) -> Term:
    def at(place: Place) -> Number:
        return (then if holds(sign, left.at(place), right.at(place)) else otherwise).at(place)

    condition = Condition(sign, left.expression, right.expression)  # type: ignore[arg-type]
    return Term(
        when(condition, then.expression, otherwise.expression),
        at,
        left.axes | right.axes | then.axes | otherwise.axes,
    )


def _gathered(name: str, of: Term, axis: Axis) -> Term:
    build = total if name == "total" else least
    gather = add if name == "total" else pick_smaller

    def at(place: Place) -> Number:
        found = of.at({**place, axis: 0})
        for index in range(1, SIZES[axis]):
            found = gather(found, of.at({**place, axis: index}))
        return found

    return Term(build(of.expression, over=axis), at, of.axes - {axis})  # type: ignore[arg-type]


def _first_where(flag: Term, value: Term, axis: Axis, otherwise: Term) -> Term:
    def at(place: Place) -> Number:
        flags = [flag.at({**place, axis: index}) for index in range(SIZES[axis])]
        for index, found in enumerate(flags):
            if found.value == 1:
                return value.at({**place, axis: index})
        return otherwise.at(place)

    expression = first_where(flag.expression, value.expression, axis, otherwise.expression)  # type: ignore[arg-type]
    return Term(expression, at, (flag.axes - {axis}) | otherwise.axes)


@dataclass
class RandomCalculator:
    """A calculator made of random lines, its values, and the plain computation of each line."""

    calculator: type[Calculator]
    values: dict[str, Any]
    terms: dict[str, Term]

    def places(self, line: str) -> list[dict[Axis, int]]:
        """Every place of a line, in the order of its axes."""
        over = self.calculator.lines[line].over
        return [dict(zip(over, index, strict=True)) for index in product(*(range(SIZES[axis]) for axis in over))]

    def expected(self, line: str) -> list[Number]:
        """The line's number at each of its places; raises Undefined or Undecided."""
        return [self.terms[line].at(place) for place in self.places(line)]


NUMBERS = (0.0, 1.0, 2.0, -1.0, 0.5, -2.5, 3.0, 0.1, 1.25, -0.75, 7.3, 12.0, 1e-3, -40.0, 250.0)


def random_calculator(
    pick: Pick, lines: int = 4, depth: int = 3, axes: tuple[Axis, ...] = (ROW, COLUMN)
) -> RandomCalculator:
    """Lines of all operations over inputs and lookups; a line may use the ones before it."""
    values: dict[str, Any] = {}
    leaves: dict[str, Term] = {}
    for name in ("first_input", "second_input", "third_input"):
        values[name] = pick(NUMBERS)
        given = Input(LABEL, "", default="none", low=-1e9, high=1e9, step=1)
        leaves[name] = Term(given, lambda place, name=name: Number(values[name]))
    shapes = [(axis,) for axis in axes] + ([tuple(axes), tuple(reversed(axes))] if len(axes) > 1 else [])
    for count, over_axes in enumerate(shapes):
        for kind in ("numbers", "flags"):
            leaves.update(
                _lookup(pick, f"{kind}_{count}", over_axes, values, (0.0, 1.0) if kind == "flags" else NUMBERS)
            )
    terms: dict[str, Term] = {}
    for count in range(lines):
        grown = _grown(pick, leaves, terms, depth)
        over_axes = tuple(axis for axis in pick((axes, axes[::-1])) if axis in grown.axes)
        named = Line(LABEL, "", grown.expression, over=over_axes)  # type: ignore[arg-type]
        terms[f"line_{count}"] = Term(named, grown.at, grown.axes)
    namespace = {name: term.expression for name, term in {**leaves, **terms}.items()}
    calculator = types.new_class("Random", (Calculator,), {"topic": "random"}, lambda body: body.update(namespace))
    return RandomCalculator(calculator, values, terms)


def _lookup(
    pick: Pick, name: str, over_axes: tuple[Axis, ...], values: dict[str, Any], numbers: Sequence[float]
) -> dict[str, Term]:
    def filled(axes: tuple[Axis, ...]) -> Any:
        return [filled(axes[1:]) for _ in range(SIZES[axes[0]])] if axes else pick(numbers)

    values[name] = filled(over_axes)

    def at(place: Place) -> Number:
        found = values[name]
        for axis in over_axes:
            found = found[place[axis]]
        return Number(found)

    return {name: Term(Lookup(LABEL, "", over_axes), at, frozenset(over_axes))}


def _grown(pick: Pick, leaves: dict[str, Term], lines: dict[str, Term], depth: int) -> Term:
    named = [*leaves.values(), *lines.values()]
    literals = [Term(value, lambda place, value=value: Number(float(value))) for value in (0, 1, 2)]

    def grown(depth: int) -> Term:
        """Anything, a literal too."""
        if depth == 0 or pick((False, False, True)):
            return pick([*named, *literals, *lines.values()])
        return operation(depth)

    def formula(depth: int) -> Term:
        """Anything but a literal."""
        term = grown(depth)
        return pick(named) if term.is_literal else term

    def operation(depth: int) -> Term:
        kind = pick((*BINARY, *BINARY, "unary", "divide", "when", "when", "total", "least", "first_where"))
        below = depth - 1
        if kind in BINARY:
            return _binary(kind, *sides(below))
        if kind == "unary":
            return _unary(pick(list(UNARY)), formula(below))
        if kind == "divide":
            return _divide(formula(below), grown(below), grown(below))
        if kind == "when":
            sign = pick(("<", "<=", ">", ">="))
            return _when(sign, formula(below), grown(below), grown(below), grown(below))
        gatherable = [term for term in named if term.axes]
        if kind in ("total", "least"):
            of = pick(gatherable)
            return _gathered(kind, of, pick(sorted(of.axes)))
        flags = [term for name, term in leaves.items() if name.startswith("flags")]
        flag = pick(flags)
        axis = pick(sorted(flag.axes))
        along = [term for term in gatherable if axis in term.axes and term.axes <= flag.axes]
        return _first_where(flag, pick(along), axis, grown(below))

    def sides(depth: int) -> tuple[Term, Term]:
        return (formula(depth), grown(depth)) if pick((True, False)) else (grown(depth), formula(depth))

    return operation(depth)
