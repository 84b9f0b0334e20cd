"""Formulas of a workbook: the name of everything that has one, and how a cell refers to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Constant,
    Expression,
    FirstWhere,
    Input,
    Line,
    Lookup,
    Named,
    Operation,
    Reduction,
)

_PREFIXES: tuple[tuple[type[Named], str], ...] = (
    (Input, "In_"),
    (Lookup, "Lookup_"),
    (Line, "Out_"),
    (Constant, "Const_"),
)
# the prefix keeps a name from being a cell ("Q4"), a row or column ("R", "C1") or a word that workbooks reserve


def names_of(calculators: Iterable[type[Calculator]]) -> dict[Named, str]:
    """The name of every input, lookup, line and constant in the workbook; the same in every language."""
    names: dict[Named, str] = {}
    taken: set[str] = set()
    for calculator in calculators:
        declared = (*calculator.inputs.values(), *calculator.lookups.values(), *calculator.lines.values())
        for node in (*declared, *constants_of(calculator)):
            if node in names:
                continue
            prefix = next(prefix for kind, prefix in _PREFIXES if isinstance(node, kind))
            name = f"{prefix}{node.name}"
            if name.lower() in taken:  # a workbook has one room for names, and no capitals in it
                name = f"{prefix}{calculator.topic}_{node.name}"
            taken.add(name.lower())
            names[node] = name
    return names


def constants_of(calculator: type[Calculator]) -> tuple[Constant, ...]:
    """The factors that its formulas name, each once."""
    return tuple(
        dict.fromkeys(
            node for line in calculator.lines.values() for node in _leaves(line.formula) if isinstance(node, Constant)
        )
    )


def addends(line: Line) -> tuple[Line, ...]:
    """The lines that a line is the plain sum of; none for any other formula."""

    def parts(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Operation) and node.name == "add":
            for operand in node.operands:
                yield from parts(operand)
        else:
            yield node

    found = tuple(parts(line.formula))
    lines = tuple(part for part in found if isinstance(part, Line))
    return lines if len(lines) == len(found) > 1 else ()


def _leaves(node: Expression) -> Iterator[Named]:
    """What stands in a formula by name, not what that is made of."""
    if isinstance(node, Named):
        yield node
    parts: tuple[Expression, ...] = ()
    if isinstance(node, Operation):
        sides = () if node.condition is None else (node.condition.left, node.condition.right)
        parts = (*node.operands, *sides)
    elif isinstance(node, Reduction):
        parts = (node.of,)
    elif isinstance(node, FirstWhere):
        parts = (node.flag, node.value, node.otherwise)
    for part in parts:
        yield from _leaves(part)


class References(NamedTuple):
    """How the formula of one cell names the others; the `Cells` of `calculators.excel`."""

    names: Mapping[Named, str]
    places: Mapping[Axis, str] = {}
    """The cell that holds the number of the formula's own place on an axis, counted from 1."""
    beside: Mapping[Named, str] = {}
    """Cells of the same row, named as such."""
    instead: Mapping[Named, str] = {}
    """Cells that stand for an input in this formula only."""

    def cell(self, node: Named) -> str:
        near = self.instead.get(node) or self.beside.get(node)
        if near:
            return near
        over = axes_of(node)
        if not over:
            return self.names[node]
        return f"INDEX({self.names[node]},{','.join(self.places[axis] for axis in over)})"

    def range(self, node: Named, over: Axis) -> str:
        axes = axes_of(node)
        if len(axes) == 1:
            return self.names[node]
        return f"INDEX({self.names[node]},{','.join('0' if axis == over else self.places[axis] for axis in axes)})"


def axes_of(node: Named) -> tuple[Axis, ...]:
    """The axes of a lookup or line: the first runs down, the second to the right."""
    over: tuple[Axis, ...] = getattr(node, "over", ())
    if len(over) > 2:
        raise ValueError(f"{node.name} runs over more axes than a sheet has directions")
    return over
