"""The arithmetic of a claim: a small tree over figure ids, recomputed when the knowledge is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypeAliasType

Operation = Literal["+", "-", "*", "/", "change_percent"]

# ["/", "o1-output", "r1-output"]; a string is a figure's id, a number may only turn units (100, 1000) or count
if TYPE_CHECKING:
    Check: TypeAlias = str | float | tuple[Operation, "Check", "Check"]
else:  # pydantic resolves a recursive type by this name only
    Check = TypeAliasType(
        "Check",
        Annotated[str | float | tuple[Operation, "Check", "Check"], Field(union_mode="left_to_right")],
    )

_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "change_percent": lambda before, after: (after / before - 1) * 100,
}
_BINDING = {"+": 1, "-": 1, "change_percent": 1, "*": 2, "/": 2}
_SIGNS = {"+": "+", "-": "\u2212", "*": "×", "/": "÷"}


def computed(check: Check, values: Mapping[str, float]) -> float:
    """The number the tree gives; raises KeyError for an unknown figure, ZeroDivisionError as such."""
    if isinstance(check, str):
        return values[check]
    if isinstance(check, (int, float)):
        return float(check)
    operation, left, right = check
    return _OPERATIONS[operation](computed(left, values), computed(right, values))


def figures_in(check: Check) -> tuple[str, ...]:
    """Ids of the figures the tree names, in reading order, each once."""
    if isinstance(check, str):
        return (check,)
    if isinstance(check, (int, float)):
        return ()
    return tuple(dict.fromkeys((*figures_in(check[1]), *figures_in(check[2]))))


def in_words(check: Check, shown: Callable[[str], str], number: Callable[[float], str]) -> str:
    """The tree as a line of arithmetic, for example "60 ÷ 2.19", with figures made visible by `shown`."""

    def side(tree: Check, binding: int) -> str:
        words = in_words(tree, shown, number)
        return f"({words})" if isinstance(tree, tuple) and _BINDING[tree[0]] < binding else words

    if isinstance(check, str):
        return shown(check)
    if isinstance(check, (int, float)):
        return number(float(check))
    operation, left, right = check
    if operation == "change_percent":
        return f"{side(right, 2)} ÷ {side(left, 3)} \u2212 {number(1)}"
    binding = _BINDING[operation]
    # 8 - (3 - 2) and 8 / (4 / 2) need their brackets on the right
    after = binding + 1 if operation in "-/" else binding
    return f"{side(left, binding)} {_SIGNS[operation]} {side(right, after)}"
