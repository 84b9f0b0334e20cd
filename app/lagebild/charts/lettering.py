"""Lines of text in their places: measured, wrapped, about a middle; and the ticks of an axis with their words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from lagebild.charts.axis import Axis, tick_labels
from lagebild.charts.geometry import Anchor, Box, Part, Tick, Words
from lagebild.language import Code, remembered
from lagebild.theme import TYPE

Measure = Callable[[str, str], float]
"""The width of a text in a role of `theme.TYPE`."""

AXIS = 24  # height of the row of tick labels
GAP = 8  # between the end of a bar and its label, and between a category's name and the plot
SIZE = {role: kind.size for role, kind in TYPE.items()}
_ASCENT, _DESCENT, _MIDDLE = 0.87, 0.23, 0.33  # of a line about its baseline, in sizes of type
_LEAST_PIECE = 3  # letters before a hyphen, and after it
# at spaces, and after the hyphen of a compound ("Ausgabe-Token"), not after "o1-"
_BREAKS = re.compile(r"( )|(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")


def set_line(
    text: str, type_role: str, ink: str, x: float, middle: float, anchor: Anchor, part: Part, measure: Measure,
    category: int = -1, series: int = -1, filled: bool = False,
) -> Words:  # fmt: skip
    """A line of text about `middle`; its baseline is a whole pixel, where text is sharpest."""
    size = SIZE[type_role]
    width = measure(text, type_role)
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    baseline = round(middle + _MIDDLE * size)
    box = Box(left, baseline - _ASCENT * size, width, (_ASCENT + _DESCENT) * size)
    return Words(text, type_role, ink, box, baseline, anchor, part, category, series, filled)


@remembered(64)
def ticks_and_words(
    code: Code, unit: str, scale: Axis, plot: Box, width: float, measure: Measure
) -> tuple[tuple[Tick, ...], tuple[Words, ...]]:
    """Ticks at whole steps with their labels; at every second or fifth where the labels would touch."""
    per_unit = plot.width / (scale.high - scale.low)
    step = scale.step
    while True:
        ticks = tuple(
            Tick(value, label, plot.x + (value - scale.low) * per_unit)
            for value, label in tick_labels(code, unit, step, scale.low, scale.high)
        )
        words = []
        for tick in ticks:
            half = measure(tick.label, "axis") / 2
            at = min(max(tick.x, half), width - half)  # the outermost are pushed inside
            words.append(set_line(tick.label, "axis", "text2", at, plot.bottom + 13, "middle", "tick", measure))
        if all(one.box.right + GAP <= other.box.x for one, other in pairwise(words)):
            return ticks, tuple(words)
        step = step.wider()


@lru_cache(maxsize=1024)
def wrapped(text: str, type_role: str, width: float, most: int, measure: Measure) -> tuple[str, ...]:
    """`text` in at most `most` lines; what does not fit ends in an ellipsis."""
    # no letter is narrower than a pixel: what lies beyond is never seen, and need not be measured
    first, *rest = _BREAKS.split(text[: most * max(math.ceil(width), 0) + 1])
    words = list(zip(rest[::2], rest[1::2], strict=True))  # with the space before each, or none after a hyphen
    lines = [first]
    for space, word in words:
        longer = f"{lines[-1]}{space or ''}{word}"
        if len(lines) == most or measure(longer, type_role) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(_shortened(line, type_role, width, measure) for line in lines)


def broken(text: str, type_role: str, width: float, measure: Measure) -> str:
    """`text` with hyphens in the words that are wider than a line, so that `wrapped` can break them."""

    def pieces(word: str) -> str:
        if measure(word, type_role) <= width:
            return word
        ends = range(len(word) - _LEAST_PIECE, _LEAST_PIECE - 1, -1)
        end = next((end for end in ends if measure(f"{word[:end]}-", type_role) <= width), 0)
        return f"{word[:end]}-{pieces(word[end:])}" if end else word

    return " ".join(map(pieces, text.split(" ")))


def balanced(text: str, type_role: str, width: float, most: int, measure: Measure) -> tuple[str, ...]:
    """`text` as `wrapped` sets it, in lines about equally long."""
    lines = wrapped(text, type_role, width, most, measure)
    if len(lines) == 1 or any(line.endswith("…") for line in lines):
        return lines
    widest = max(measure(line, type_role) for line in lines)
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = wrapped(text, type_role, widest * share, most, measure)
        if len(narrower) == len(lines) and not any(line.endswith("…") for line in narrower):
            return narrower
    return lines


def _shortened(line: str, type_role: str, width: float, measure: Measure) -> str:
    if measure(line, type_role) <= width:
        return line
    while len(line) > 1 and measure(f"{line}…", type_role) > width:
        line = line[:-1].rstrip()
    return f"{line}…"
