"""How wide words are on a slide, by tables: the fonts of Office are not at hand where Lagebild runs."""

from __future__ import annotations

from typing import Literal

Face = Literal["text", "title"]

# Advance widths in hundredths of an em, rounded up: of Arial Bold, which serves for regular text too, and of
# Palatino Linotype Bold (measured on the fonts of the same widths that come with Ghostscript).
_WIDTHS: dict[Face, dict[int, str]] = {
    "text": {
        24: "'", 28: ",./I\\ijl|‘’· \u00a0", 36: "!()-:;[]`ft²³", 40: "*r{}°", 48: '"', 52: "z„“”",
        56: "#$0123456789J_aceksvxyäé–€£", 60: "+<=>^~−×÷", 64: "?FLTZbdghnopquöüß", 68: "EPSVXY", 76: "&ABCDHKNRUÄÜ",
        80: "GOQwÖ", 84: "M½", 92: "%m", 96: "W", 100: "@—…",
    },
    "title": {
        24: "'", 28: "!,.:;‘’· \u00a0", 32: "/{}²³", 36: "()-[]`ijlt", 40: "IJfr°", 44: '"', 48: "*?cs",
        52: "#$0123456789_aexzäé–„“”€£", 56: "Fgovyö", 64: "+<=>ELPS\\^bdhknpqu|~üß−×÷", 68: "BTXYZ", 76: "@CR½",
        80: "AKUVÄÜ", 84: "&DGHNOQwÖ", 92: "%m", 100: "MW—…",
    },
}  # fmt: skip
_OTHER, _IDEOGRAPH = 0.64, 1.0
_FIRST_IDEOGRAPH = "\u2e80"


class _Widths(dict[str, float]):
    """Of every letter in ems."""

    def __missing__(self, letter: str) -> float:
        return _IDEOGRAPH if letter >= _FIRST_IDEOGRAPH else _OTHER


_BY_LETTER = {
    face: _Widths({letter: width / 100 for width, letters in table.items() for letter in letters})
    for face, table in _WIDTHS.items()
}


def width(text: str, size: float, face: Face = "text") -> float:
    """The width of `text` in points at `size` points, a few per cent on the generous side."""
    return size * sum(map(_BY_LETTER[face].__getitem__, text))


def lines(text: str, size: float, room: float) -> int:
    """How many lines a title takes in `room` points."""
    count, used = 1, 0.0
    space = width(" ", size, "title")
    for word in text.split(" "):
        wide = width(word, size, "title")
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
