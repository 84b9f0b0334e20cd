"""Formulas in Excel: English functions of Excel 2007 over named cells and columns."""

from __future__ import annotations

from typing import Protocol

from lagebild.calculators.expression import Axis, Expression, FirstWhere, Line, Named, Operation, Reduction, Whole


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
