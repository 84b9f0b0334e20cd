"""The arithmetic of a claim: a small tree over figure ids, recomputed when the knowledge is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Union

from pydantic import Field, TypeAdapter
from typing_extensions import TypeAliasType

Operation = Literal["+", "-", "*", "/", "change_percent"]

# ["/", "o1-output", "r1-output"]; a string is a figure's id, a number may only turn units (100, 1000) or count
Check = TypeAliasType(
    "Check",
    Annotated[Union[str, float, tuple[Operation, "Check", "Check"]], Field(union_mode="left_to_right")],
)

_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "change_percent": lambda before, after: (after / before - 1) * 100,
}
_SIGNS = {"+": "+", "-": "\u2212", "*": "×", "/": "÷"}


def computed(check: Any, values: Mapping[str, float]) -> float:
    """The number the tree gives; raises KeyError for an unknown figure, ZeroDivisionError as such."""
    if isinstance(check, str):
        return values[check]
    if isinstance(check, (int, float)):
        return float(check)
    operation, left, right = check
    return _OPERATIONS[operation](computed(left, values), computed(right, values))


def figures_in(check: Any) -> tuple[str, ...]:
    """Ids of the figures the tree names, in reading order, each once."""
    if isinstance(check, str):
        return (check,)
    if isinstance(check, (int, float)):
        return ()
    return tuple(dict.fromkeys((*figures_in(check[1]), *figures_in(check[2]))))


def in_words(check: Any, shown: Callable[[str], str], number: Callable[[float], str]) -> str:
    """The tree as a line of arithmetic, for example "60 ÷ 2.19", with figures made visible by `shown`."""
    if isinstance(check, str):
        return shown(check)
    if isinstance(check, (int, float)):
        return number(float(check))
    operation, left, right = check
    parts = [in_words(side, shown, number) for side in (left, right)]
    if operation == "change_percent":
        return f"{parts[1]} ÷ {parts[0]} \u2212 {number(1)}"
    if operation in "*/":
        parts = [
            f"({part})" if isinstance(side, tuple) and side[0] in "+-" else part
            for side, part in zip((left, right), parts, strict=True)
        ]
    return f" {_SIGNS[operation]} ".join(parts)


check_adapter: TypeAdapter[Any] = TypeAdapter(Check)
