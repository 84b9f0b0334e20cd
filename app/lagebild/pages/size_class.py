"""Four classes of window size: where each begins, and its margins."""

from __future__ import annotations

from typing import Literal, get_args

SizeClass = Literal["S", "M", "L", "XL"]
SIZE_CLASSES: tuple[SizeClass, ...] = get_args(SizeClass)

MARGINS: dict[SizeClass, tuple[int, int]] = {"S": (20, 8), "M": (24, 14), "L": (28, 20), "XL": (28, 20)}
"""Horizontal and vertical margin of the page."""
GAP = 12
"""Between cards."""
HYSTERESIS = 24
"""A class once reached is kept until the window is this much too small for it, in logical pixels."""

_LEAST: dict[SizeClass, tuple[int, int]] = {"S": (0, 0), "M": (1366, 700), "L": (1400, 840), "XL": (1760, 840)}


def size_class(width: int, height: int, before: SizeClass | None = None) -> SizeClass:
    """The class of a window of that size which had the class `before`."""
    kept = -1 if before is None else SIZE_CLASSES.index(before)
    reached: SizeClass = "S"
    for place, name in enumerate(SIZE_CLASSES):
        slack = HYSTERESIS if place <= kept else 0
        least_width, least_height = _LEAST[name]
        if width >= least_width - slack and height >= least_height - slack:
            reached = name
    return reached


_ENOUGH = 1280
"""A window this wide has room for every page in the largest type."""


def least_width(usual: int, text_scale: float, screen: int) -> int:
    """How narrow a window may be: `usual`, and wider where type is larger, as far as the screen is."""
    return max(usual, min(round(usual * text_scale), _ENOUGH, screen))


ANSWER: dict[SizeClass, str] = {"S": "answer_s", "M": "answer_s", "L": "answer_l", "XL": "answer_xl"}
"""The role of type of a page's answer."""
