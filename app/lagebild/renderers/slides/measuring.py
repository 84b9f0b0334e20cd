"""How wide words are on a slide, by tables: the fonts of Office are not at hand where Lagebild runs."""

from __future__ import annotations

from typing import Literal

Face = Literal["text", "title"]

# Advance widths in hundredths of an em, rounded up: of Calibri Bold, which serves for regular text too, and of
# Cambria Bold (measured on Carlito and Caladea, which have the same).
_WIDTHS: dict[Face, dict[int, str]] = {
    "text": {
        24: "' \u00a0", 28: ",.:;Iijl‘’·", 32: "()-`f", 36: "!J[]rt{}²³°", 40: "sz", 44: '"/L\\c„“”', 48: "?FSZgkvxy|",
        52: "#$*+0123456789<=>ETY^_ae~äé–€£−×÷§≈", 56: "CKPXbdhnopquöüß", 60: "BRV", 64: "ADGHÄ", 68: "NOUÖÜ",
        72: "&Q…½", 76: "%w", 84: "m", 88: "M", 92: "@W—",
    },
    "title": {
        24: ",.‘’ \u00a0·`", 28: "':;", 32: "-ijl|", 36: "!IJf", 40: "[]_t{}„“”°", 44: '"()²³', 48: "*1?Scrsz",
        52: "/2357\\egvé–", 56: "$04689CEFLZaoqxyäö£§", 60: "+<=>GPTY^bdhkp~−×÷≈", 64: "#BRVXnuü€", 68: "ADOQÄÖß",
        72: "HKNUÜ", 76: "&", 80: "w…", 88: "M", 92: "m½", 96: "@W", 100: "%—",
    },
}  # fmt: skip
_BY_LETTER = {
    face: {letter: width / 100 for width, letters in table.items() for letter in letters}
    for face, table in _WIDTHS.items()
}
_OTHER, _IDEOGRAPH = 0.64, 1.0
_FIRST_IDEOGRAPH = "\u2e80"


def width(text: str, size: float, face: Face = "text") -> float:
    """The width of `text` in points at `size` points, a few per cent on the generous side."""
    widths = _BY_LETTER[face]
    return size * sum(widths.get(letter, _IDEOGRAPH if letter >= _FIRST_IDEOGRAPH else _OTHER) for letter in text)


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
