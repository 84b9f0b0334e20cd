"""The colours of marks on a slide: roles as accents of the template's theme, so that both can change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from lagebild.theme import Mark, theme


class Colour(NamedTuple):
    """A slot of the theme, or a fixed #RRGGBB, and how it is changed (saturation, lightness), in per cent."""

    slot: str
    changes: tuple[tuple[str, float], ...] = ()


class Ink(NamedTuple):
    """The fill of a mark, its edge where it has one, the colour of text about it, and of text on it."""

    fill: Colour
    edge: Colour | None
    text: Colour
    on_fill: Colour


TEXT = Colour("tx1")
TEXT2 = Colour("tx2")
PAPER = Colour("bg1")
GUIDE = Colour("accent1", (("alpha", 12),))
"""The pale band over what is used; marks and words shine through."""

_BLUE, _GREY, _PALE, _RED, _GREEN, _PURPLE = (Colour(f"accent{number}") for number in range(1, 7))
_DARK_BLUE = Colour("accent1", (("lumMod", 86),))
_LIGHT_BLUE = Colour("accent1", (("satMod", 57), ("lumMod", 60), ("lumOff", 35.2)))
_DARK_RED = Colour("accent4", (("lumMod", 79),))
_DARK_GREEN = Colour("accent5", (("lumMod", 65),))

# Our template's accents are the theme's colours of marks; a test compares the results with the light theme.
INKS: Mapping[Mark, Ink] = {
    "hero": Ink(_BLUE, None, _DARK_BLUE, PAPER),
    "hero_pale": Ink(_LIGHT_BLUE, _BLUE, _DARK_BLUE, TEXT),
    "comparator": Ink(_GREY, None, TEXT, TEXT),
    "comparator_pale": Ink(_PALE, _GREY, TEXT, TEXT),
    "loss": Ink(_RED, None, _DARK_RED, PAPER),
    "index": Ink(_PALE, _GREY, TEXT, TEXT),
    "gain": Ink(_GREEN, None, _DARK_GREEN, PAPER),
    "second": Ink(_GREEN, None, _DARK_GREEN, PAPER),
    "third": Ink(_PURPLE, None, _PURPLE, PAPER),
    "option:api_cn": Ink(_RED, None, _DARK_RED, PAPER),
    "option:eu_hosted": Ink(_BLUE, None, _DARK_BLUE, PAPER),
    "option:own": Ink(_GREEN, None, _DARK_GREEN, PAPER),
    "option:western": Ink(_PURPLE, None, _PURPLE, PAPER),
    "option:option-1": Ink(Colour("#7B2CE0"), None, Colour("#7B2CE0"), PAPER),
    "option:option-2": Ink(Colour("#6E1A00"), None, Colour("#6E1A00"), PAPER),
    "option:option-3": Ink(Colour("#23262E"), None, Colour("#23262E"), PAPER),
    "option:option-4": Ink(Colour("#E1004B"), None, Colour("#E1004B"), PAPER),
    "verdict:consistent": Ink(_GREEN, None, _DARK_GREEN, PAPER),
    "verdict:rounded": Ink(Colour("#E69F00"), Colour("#A87300"), Colour("#7A5200"), TEXT),
    "verdict:contradicted": Ink(_RED, None, _DARK_RED, PAPER),
    "verdict:unverifiable": Ink(_GREY, None, TEXT, TEXT),
}


@cache
def house_inks() -> Mapping[Mark, Ink]:
    """For a template that is not ours: the hero in its first accent, the rest grey.

    Losses, gains, options and verdicts keep our colours: in a house's accents a loss could be green.
    """
    grey = Colour("tx1", (("lumMod", 50), ("lumOff", 50)))
    pale = Colour("bg1", (("lumMod", 75),))
    fixed = {
        role: Ink(Colour(marks.fill), None, Colour(marks.text), Colour(marks.on_fill))
        for role, marks in theme("light").marks.items()
        if role in ("loss", "gain", "second", "third") or role.startswith(("option:", "verdict:"))
    }
    return {
        **INKS,
        "comparator": Ink(grey, None, TEXT, PAPER),
        "comparator_pale": Ink(pale, grey, TEXT, TEXT),
        "index": Ink(pale, grey, TEXT, TEXT),
        **fixed,
    }
