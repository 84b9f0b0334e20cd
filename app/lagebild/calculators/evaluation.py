"""Formulas calculated: every line of a calculator for one set of values, or for many samples of them at once."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lagebild.calculators.expression import (
    Calculator,
    Constant,
    Expression,
    FirstWhere,
    Line,
    Lookup,
    Named,
    Operation,
    Reduction,
    Whole,
)

_FORGIVEN = 1e-9  # by `ceil`, here and in Excel alike
_AT_ONCE = 10_000
"""Samples calculated in one pass: their arrays stay in the processor's cache and in memory that is used again."""


class NotANumber(ArithmeticError):
    """A line came out infinite or undefined: a fault of its formula, which must use `divide` or `when`."""


def evaluate(
    calculator: type[Calculator], values: Mapping[str, Any], *, samples: int = 0, only: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Every line by name: a float64, or an array over the line's axes.

    `values` gives each input (a number or, with `samples`, an array of that length) and each lookup (an array over
    its axes in their order, with the samples last where they vary). With `samples`, lines that depend on them have
    them as their last axis. `only` names the lines wanted; values that these do not rest on may be left out.
    """
    evaluation = Evaluation(calculator, values, samples)
    wanted = {name: calculator.lines[name] for name in only or calculator.lines}
    passes = -(-samples // _AT_ONCE) or 1
    with np.errstate(all="ignore"):  # the branch not taken of a `when` may divide by zero
        found = []
        for number in range(passes):
            evaluation.turn_to(slice(samples * number // passes, samples * (number + 1) // passes))
            found.append({name: evaluation.line(line) for name, line in wanted.items()})
    lines = found[0]
    if passes > 1:
        for name, line in wanted.items():
            if lines[name].ndim > len(line.over):
                lines[name] = np.concatenate([part[name] for part in found], axis=-1)
    for name, line in lines.items():
        if not _is_finite(line):
            raise NotANumber(f"{calculator.topic}.{name}")
    return lines


class Evaluation:
    """Passes over a calculator: arrays keep a place for every axis, so that any two of them broadcast."""

    def __init__(self, calculator: type[Calculator], values: Mapping[str, Any], samples: int = 0) -> None:
        self.axes = calculator.axes
        self.samples = samples
        self.values = values
        self.known: dict[Named, Any] = {}
        self._part = slice(0, samples)
        self._size = samples

    def turn_to(self, part: slice) -> None:
        """Calculate these of the samples from now on; what does not depend on samples stays known."""
        self.known = {node: array for node, array in self.known.items() if not self._varies(array)}
        self._part = part
        self._size = part.stop - part.start

    def _varies(self, array: Any) -> bool:
        """Whether an array has the samples as its last axis."""
        return bool(array.ndim == 1 or (array.ndim > len(self.axes) and array.shape[-1] == self._size))

    def line(self, line: Line) -> Any:
        """A line's numbers, without a place for axes it does not run over."""
        array = self.value(line)
        if array.ndim <= bool(self.samples):
            return array[()]  # a number, or one for each sample
        sizes = [array.shape[self.axes.index(axis)] for axis in line.over]
        if self.samples and self._varies(array):
            sizes.append(self._size)
        if not sizes:
            return array.reshape(-1)[0]
        if len(line.over) < 2:
            return array.reshape(sizes)
        # the order of the line's own axes, which need not be the calculator's
        order = [self.axes.index(axis) for axis in line.over]
        others = [place for place in range(array.ndim) if place not in order]
        return array.transpose(*order, *others).reshape(sizes)

    def value(self, node: Expression) -> Any:
        """A node's numbers with a place of length 1 for each axis it does not run over; a plain number has none."""
        if isinstance(node, Named):
            known = self.known.get(node)
            if known is None:
                known = self.known[node] = self._named(node)
            return known
        if isinstance(node, Operation):
            operands = [self.value(operand) for operand in node.operands]
            if node.condition is None:
                return CALCULATE[node.name](*operands)
            condition = node.condition
            return choose(condition.sign, self.value(condition.left), self.value(condition.right), *operands)
        if isinstance(node, Whole):
            return np.float64(node.value)
        if isinstance(node, Reduction):
            return GATHER[node.name](self.value(node.of), axis=self.axes.index(node.over), keepdims=True)
        assert isinstance(node, FirstWhere)
        along = self.axes.index(node.over)
        return first(self.value(node.flag), self.value(node.value), self.value(node.otherwise), along)

    def _named(self, node: Named) -> Any:
        if isinstance(node, Line):
            return self.value(node.formula)
        if isinstance(node, Constant):
            return np.float64(node.value)
        array = np.asarray(self.values[node.name], dtype=np.float64)
        if isinstance(node, Lookup):
            return self._placed(node, array)
        if array.shape not in ((), (self.samples,)):
            raise ValueError(f"{node.name}: {array.shape} instead of {self.samples} samples")
        return array[self._part] if array.ndim else np.float64(array)

    def _placed(self, lookup: Lookup, array: Any) -> Any:
        sampled = bool(self.samples) and array.ndim == len(lookup.over) + 1 and array.shape[-1] == self.samples
        if array.ndim != len(lookup.over) + sampled:
            raise ValueError(f"{lookup.name}: {array.shape} over {len(lookup.over)} axes and {self.samples} samples")
        places = [self.axes.index(axis) for axis in lookup.over]
        shape = [1] * len(self.axes)
        for place, size in zip(places, array.shape, strict=False):
            shape[place] = size
        if places != sorted(places):
            order = sorted(range(len(places)), key=places.__getitem__)
            array = array.transpose(*order, *range(len(places), array.ndim))
        if self.samples:
            shape.append(self._size if sampled else 1)
        return (array[..., self._part] if sampled else array).reshape(shape)


# ---- what the operations do; undefined results are NaN, never infinite, so that none of them is lost on the way


def _is_finite(result: Any) -> bool:
    return bool(np.isfinite(result).all()) if result.ndim else math.isfinite(result)


def _defined(result: Any) -> Any:
    return result if _is_finite(result) else np.where(np.isfinite(result), result, np.nan)


def _over(value: Any, by: Any) -> Any:
    return _defined(value / by)


def _power(base: Any, exponent: Any) -> Any:
    # 0^0 is an error in Excel; and numpy holds that NaN to the power of 0 is 1, and 1 to the power of NaN
    undefined = np.isnan(base + exponent) | ((base == 0) & (exponent == 0))
    return np.where(undefined, np.nan, _defined(np.power(base, exponent)))


def _divide(value: Any, by: Any, otherwise: Any) -> Any:
    zero = by == 0
    if not zero.any() and np.ndim(otherwise) == 0:  # as nearly always, and a third of the time
        return _defined(value / by)
    return np.where(zero, otherwise, _defined(value / np.where(zero, 1.0, by)))


def choose(sign: str, left: Any, right: Any, then: Any, otherwise: Any) -> Any:
    """`then` where the comparison holds, else `otherwise`; undefined where one of its sides is."""
    return np.where(COMPARE[sign](left, right), then, otherwise) + 0 * (left + right)


def first(flags: Any, values: Any, otherwise: Any, along: int) -> Any:
    """The value at the first place with flag 1; `otherwise` where there is none; undefined where a flag is."""
    flags, values = np.broadcast_arrays(flags, values)
    found = flags == 1
    place = np.argmax(found, axis=along, keepdims=True)
    taken = np.take_along_axis(values, place, axis=along)
    return np.where(found.any(axis=along, keepdims=True), taken, otherwise) + 0 * flags.sum(axis=along, keepdims=True)


# operators, not numpy's functions: on plain numbers they take a tenth of the time
CALCULATE: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "over": _over,
    "power": _power,
    "negate": operator.neg,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "ln": lambda value: _defined(np.log(value)),
    "exp": lambda value: _defined(np.exp(value)),
    "ceil": lambda value: np.ceil(value - _FORGIVEN),
    "divide": _divide,
}
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
GATHER: dict[str, Callable[..., Any]] = {"total": np.sum, "least": np.min}
