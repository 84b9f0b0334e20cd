"""Colours and type as roles: one theme feeds widgets, charts and slides. No Qt here."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal, NamedTuple, get_args

from lagebild.resources import resource

ThemeName = Literal["light", "dark"]
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)

Mark = Literal[
    "hero", "hero_pale", "comparator", "comparator_pale", "loss", "index", "gain", "second", "third",
    "option:api_cn", "option:eu_hosted", "option:own", "option:western",
    "option:option-1", "option:option-2", "option:option-3", "option:option-4",
    "verdict:consistent", "verdict:rounded", "verdict:contradicted", "verdict:unverifiable",
]  # fmt: skip
"""What a mark of a chart means; a theme gives each its colours."""


class MarkColours(NamedTuple):
    """The fill of a mark, its edge, the colour of text about it, and of text on it."""

    fill: str
    edge: str
    text: str
    on_fill: str


class ChipColours(NamedTuple):
    """A verdict's chip: icon and word on a tint; and its part of a bar, always labelled."""

    text: str
    tint: str
    fill: str


class HeatColours(NamedTuple):
    """A step of the tint that says how high a value is, and the colour of the number on it."""

    fill: str
    text: str


class Theme(NamedTuple):
    """All colours by role, as #RRGGBB. No `Frozen`: the window is painted with it before pydantic is loaded."""

    name: ThemeName
    canvas: str
    surface: str
    sunken: str
    text: str
    text2: str
    text3: str
    border: str
    line: str
    grid: str
    accent: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    rail: str
    rail_active: str
    rail_text: str
    rail_strong: str
    rail_mark: str
    money: str
    loss: str
    saving: str
    toast: str
    on_toast: str
    toast_action: str
    shade: str
    marks: dict[Mark, MarkColours]
    chips: dict[str, ChipColours]
    heat: tuple[HeatColours, ...]
    """Steps of equal size from the lowest values to the highest; `HEAT_STEPS` of them."""


HEAT_STEPS = 5


@cache
def theme(name: ThemeName) -> Theme:
    """The bundled theme of that name; raises TypeError where a role is missing or unknown."""
    roles = json.loads(resource("themes", f"{name}.json").read_bytes())
    roles["marks"] = {mark: MarkColours(**colours) for mark, colours in roles["marks"].items()}
    roles["chips"] = {verdict: ChipColours(**colours) for verdict, colours in roles["chips"].items()}
    roles["heat"] = tuple(HeatColours(**colours) for colours in roles["heat"])
    return Theme(**roles)


class Type(NamedTuple):
    """A role of type: family, size in logical pixels, weight."""

    family: Literal["sans", "serif"]
    size: int
    weight: int = 400
    spacing: float = 0.0


TYPE: dict[str, Type] = {
    "source": Type("sans", 12),
    "chip": Type("sans", 12, 600),
    "axis": Type("sans", 12),
    "body": Type("sans", 13),
    "strong": Type("sans", 13, 600),
    "card_title": Type("sans", 15, 600),
    "mark": Type("sans", 13, 600),
    "mark_note": Type("sans", 12),
    "mark_total": Type("sans", 15, 600),
    "mark_sum": Type("sans", 17, 700),
    "detail_title": Type("sans", 19, 600),
    "page_title": Type("serif", 24, 600),
    "answer_s": Type("serif", 22, 600),
    "answer_l": Type("serif", 24, 600),
    "answer_xl": Type("serif", 28, 600),
    "lead": Type("serif", 27, 600),
    "memo_answer": Type("serif", 19, 600),
    "key_figure": Type("sans", 34, 600, -0.6),
    "key_unit": Type("sans", 15),
    "quote": Type("serif", 15),
    "quote_strong": Type("serif", 15, 600),
}
"""Every size of type on the screen; nothing is smaller than 12."""

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
