"""Formulas calculated with their units all the way, to find a wrong one: for tests, since it needs pint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lagebild.calculators.evaluation import CALCULATE, GATHER, Evaluation, choose, first
from lagebild.calculators.expression import (
    Calculator,
    Expression,
    FirstWhere,
    Line,
    Named,
    Operation,
    Reduction,
    Whole,
)


def units(calculator: type[Calculator], values: Mapping[str, Any], registry: Any) -> dict[str, Any]:
    """Every line as a number in its declared unit, shaped to broadcast; equals `evaluate` where the formula is right.

    `registry` is a pint.UnitRegistry. Where a factor such as a million is missing, pint's conversion puts it in
    and the result differs from `evaluate`; where dimensions do not fit, pint.DimensionalityError is raised.
    """
    pass_with_units = _WithUnits(calculator, values, registry)
    with np.errstate(all="ignore"):
        return {name: pass_with_units.magnitude(line, line.unit) for name, line in calculator.lines.items()}


class _WithUnits:
    """One pass over a calculator in pint's quantities."""

    def __init__(self, calculator: type[Calculator], values: Mapping[str, Any], registry: Any) -> None:
        self.plain = Evaluation(calculator, values)
        self.quantity_of = registry.Quantity
        self.known: dict[Named, Any] = {}

    def magnitude(self, node: Expression, unit: Any) -> Any:
        """A node's numbers converted to a unit; a literal 0 fits every unit."""
        quantity = self.quantity(node)
        return quantity.magnitude if isinstance(node, Whole) and node.value == 0 else quantity.to(unit).magnitude

    def quantity(self, node: Expression) -> Any:
        if isinstance(node, Operation):
            return self._operation(node)
        if isinstance(node, Whole):
            return self.quantity_of(float(node.value), "")
        if isinstance(node, Named):
            if node not in self.known:
                # the declared unit counts for a line too, so that each line is checked by itself
                formula = node.formula if isinstance(node, Line) else None
                magnitude = self.plain.value(node) if formula is None else self.magnitude(formula, node.unit)
                self.known[node] = self.quantity_of(magnitude, node.unit)
            return self.known[node]
        if isinstance(node, Reduction):
            quantity, along = self.quantity(node.of), self.plain.axes.index(node.over)
            return self.quantity_of(GATHER[node.name](quantity.magnitude, axis=along, keepdims=True), quantity.units)
        assert isinstance(node, FirstWhere)
        value, along = self.quantity(node.value), self.plain.axes.index(node.over)
        otherwise = self.magnitude(node.otherwise, value.units)
        return self.quantity_of(first(self.magnitude(node.flag, ""), value.magnitude, otherwise, along), value.units)

    def _operation(self, node: Operation) -> Any:
        if node.name in ("multiply", "over", "divide"):
            left, right = (self.quantity(operand) for operand in node.operands[:2])
            unit = left.units * right.units if node.name == "multiply" else left.units / right.units
            others = [self.magnitude(operand, unit) for operand in node.operands[2:]]
            return self.quantity_of(CALCULATE[node.name](left.magnitude, right.magnitude, *others), unit)
        if node.name in ("ln", "exp", "power"):
            magnitudes = [self.magnitude(operand, "") for operand in node.operands]
            return self.quantity_of(CALCULATE[node.name](*magnitudes), "")
        # all the rest keeps the unit of its operands
        unit = self._unit(node.operands)
        magnitudes = [self.magnitude(operand, unit) for operand in node.operands]
        if node.condition is None:
            return self.quantity_of(CALCULATE[node.name](*magnitudes), unit)
        sides = (node.condition.left, node.condition.right)
        compared = self._unit(sides)
        left, right = (self.magnitude(side, compared) for side in sides)
        return self.quantity_of(choose(node.condition.sign, left, right, *magnitudes), unit)

    def _unit(self, operands: tuple[Expression, ...]) -> Any:
        """The unit of the first that has one."""
        for operand in operands:
            if not (isinstance(operand, Whole) and operand.value == 0):
                return self.quantity(operand).units
        return self.quantity_of(0.0, "").units
