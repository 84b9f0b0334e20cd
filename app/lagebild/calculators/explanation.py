"""Formulas as people write them, with labels or with numbers."""

from __future__ import annotations

from collections.abc import Callable

from lagebild.calculators.expression import (
    Choice,
    Condition,
    Expression,
    FirstWhere,
    Line,
    Named,
    Operation,
    Reduction,
    Whole,
)
from lagebild.language import MINUS, Language

_SIGNS = {"add": " + ", "subtract": f" {MINUS} ", "multiply": " × ", "over": " ÷ ", "divide": " ÷ "}
_COMPARISONS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_FUNCTIONS = {"minimum": "min", "maximum": "max", "ln": "ln", "exp": "exp", "ceil": "ceil"}

# How tightly the parts of a formula hold together
_LOOSE, _SUM, _GATHERED, _PRODUCT, _NEGATIVE, _POWER, _ONE = range(7)


def explain(
    node: Expression,
    say: Callable[[Named], str],
    number: Callable[[int], str],
    language: Language,
    *,
    gone: frozenset[Named] = frozenset(),
) -> str:
    """The formula as people write it, with each named part put by `say`: its label, or its number.

    `number` shows the literals 0, 1 and 2. Called twice, with labels and with numbers, it gives both lines of
    an explanation; the result of a line is `say` of the line itself. Sums of what is `gone` are left out where they
    are added.
    """

    def is_gone(inner: Expression) -> bool:
        return isinstance(inner, Reduction) and inner.of in gone

    def part(inner: Expression, tightness: int) -> str:
        text, holds = written(inner)
        return text if holds >= tightness else f"({text})"

    def compared(condition: Condition) -> str:
        left, right = condition.left, condition.right
        if isinstance(left, Choice) and isinstance(right, Whole) and condition.sign == "<" and len(left.options) == 2:
            return f"{language.of(left.label)} = {language.of(left.options[right.value - 1])}"
        return f" {_COMPARISONS[condition.sign]} ".join((part(left, _SUM), part(right, _SUM)))

    def written(inner: Expression) -> tuple[str, int]:
        if isinstance(inner, Operation) and inner.name == "add" and is_gone(inner.operands[1]):
            return written(inner.operands[0])
        if isinstance(inner, (Named, Whole)):
            text = say(inner) if isinstance(inner, Named) else number(inner.value)
            return text, _NEGATIVE if text.startswith(MINUS) else _ONE
        if isinstance(inner, Reduction):
            return (f"Σ {say(inner.of)}", _GATHERED) if inner.name == "total" else (f"min({say(inner.of)})", _ONE)
        if isinstance(inner, FirstWhere):
            first = language.say("first {value} where “{flag}” holds", value=say(inner.value), flag=say(inner.flag))
            return language.say("{first}, else {other}", first=first, other=part(inner.otherwise, _SUM)), _LOOSE
        assert isinstance(inner, Operation)
        if inner.condition is not None:
            then, other = (part(operand, _SUM) for operand in inner.operands)
            words = language.say("{then} if {condition}, else {other}", then=then, condition=compared(inner.condition),
                                 other=other)  # fmt: skip
            return words, _LOOSE
        if inner.name == "negate":
            return f"{MINUS}{part(inner.operands[0], _POWER)}", _NEGATIVE
        if inner.name == "power":
            return "^".join(part(operand, _ONE) for operand in inner.operands), _POWER
        if inner.name in _SIGNS:
            left, right = inner.operands[:2]
            holds = _SUM if inner.name in ("add", "subtract") else _PRODUCT
            # to the right of − and ÷ the same sign would take hold too early, and no sign follows another
            tightness = holds if inner.name in ("add", "multiply") else holds + 1
            text = part(right, tightness)
            return f"{part(left, holds)}{_SIGNS[inner.name]}{f'({text})' if text.startswith(MINUS) else text}", holds
        return f"{_FUNCTIONS[inner.name]}({'; '.join(part(operand, _LOOSE) for operand in inner.operands)})", _ONE

    return written(node.formula if isinstance(node, Line) else node)[0]
