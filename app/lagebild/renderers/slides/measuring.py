"""About how wide words are on a slide: no font is at hand, and the reader's may be another."""

from __future__ import annotations

_SERIF = 1.04  # a bold line of Cambria against one of Calibri


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points in Calibri, three to ten per cent on the generous side (Carlito's widths compared)."""
    ems = 0.0
    for letter in text:
        if letter in " \u00a0":
            ems += 0.23
        elif letter in "iljIftr.,:;'!|()[]-":
            ems += 0.27
        elif letter in "mwMW—":
            ems += 0.84
        else:
            ems += 0.6 if letter.isupper() else 0.51
    return ems * size * (1.06 if bold else 1.02)


def title_width(text: str, size: float) -> float:
    """The same for the bold serif of titles."""
    return width(text, size, bold=True) * _SERIF


def lines(text: str, size: float, room: float) -> int:
    """How many lines a title takes in `room` points."""
    count, used = 1, 0.0
    space = title_width(" ", size)
    for word in text.split(" "):
        wide = title_width(word, size)
        if used and used + space + wide > room:
            count += 1
            used = wide
        else:
            used += wide + (space if used else 0.0)
    return count


def balanced(text: str, size: float, room: float) -> float:
    """The narrowest width in which a title takes no more lines than in `room`: so they end at the same place."""
    wanted = lines(text, size, room)
    if wanted == 1:
        return room
    narrow, wide = room / wanted / 2, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if lines(text, size, middle) <= wanted else (middle, wide)
    return wide
