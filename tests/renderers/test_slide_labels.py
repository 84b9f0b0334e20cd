"""Numbers and colours of native charts: formats that show a value as its label does, roles that keep their colours."""

from __future__ import annotations

import colorsys
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from lagebild.language import Code, Language
from lagebild.origin import COUNTED
from lagebild.renderers.slides.colours import INKS, Colour, house_inks
from lagebild.renderers.slides.labels import number_format
from lagebild.resources import resource
from lagebild.theme import theme
from tests.renderers.decks import (
    in_both_languages,
)

# ---- number formats


@pytest.mark.parametrize(
    ("label", "value", "code", "expected"),
    [
        ("26.649\u00a0$", 26649.0, "de", '#,##0"\u00a0$";"−"#,##0"\u00a0$"'),
        ("$26,649", 26649.4, "en", '"$"#,##0;"−""$"#,##0'),
        ("−17,4\u00a0%", -17.4, "de", '#,##0.0"\u00a0%";"−"#,##0.0"\u00a0%"'),
        ("3,65\u00a0%", 0.0365, "de", '#,##0.00"\u00a0"%;"−"#,##0.00"\u00a0"%'),
        ("+487\u00a0$", 487.0, "de", '"+"#,##0"\u00a0$";"−"#,##0"\u00a0$";#,##0"\u00a0$"'),
        ("2025", 2025.0, "de", '0;"−"0'),
    ],
)
def test_a_label_becomes_the_number_format_that_shows_it(label: str, value: float, code: Code, expected: str) -> None:
    assert number_format(label, value, code) == expected


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("kein Preis", 0.0),
        ("5,576\u00a0Mio.\u00a0$", 5_576_000.0),
        ("2 von 3", 2.0),
        ("−5\u00a0$", 5.0),
        ("0,12", 0.125),
    ],
)
def test_a_label_that_no_format_can_show_stays_words(label: str, value: float) -> None:
    assert number_format(label, value, "de") is None


@in_both_languages
@pytest.mark.parametrize("unit", ["", "USD", "EUR", "USD m", "share", "%", "token m", "times", "days"])
def test_whatever_the_language_shows_has_a_format(code: Code, unit: str) -> None:
    for value in (0.0, 0.0361, 0.55, 17.26, 974.11, 26649.0, -4097.2, 1_234_567.0):
        for digits in (0, 1):
            label = str(Language(code).show(value, COUNTED, unit, digits))
            found = number_format(label, value, code)
            assert found is not None, label
            assert ("%" in re.sub('".*?"', "", found)) == (unit == "share" and value != 0)
            assert (".0" in found) == (digits == 1)


# ---- colours


def resolved(colour: Colour) -> tuple[float, ...]:
    """The colour as a program computes it from our template's theme."""
    with zipfile.ZipFile(resource("slides", "template.pptx")) as package:
        root = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    if colour.slot.startswith("#"):
        return tuple(bytes.fromhex(colour.slot[1:]))
    slot = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(colour.slot, colour.slot)
    value = root.find(f".//{{*}}clrScheme/{{*}}{slot}/{{*}}srgbClr").get("val")
    hue, light, saturation = colorsys.rgb_to_hls(*(byte / 255 for byte in bytes.fromhex(value)))
    for change, per_cent in colour.changes:
        if change == "satMod":
            saturation *= per_cent / 100
        elif change == "lumMod":
            light *= per_cent / 100
        elif change == "lumOff":
            light += per_cent / 100
    return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))


@pytest.mark.parametrize("role", sorted(INKS))
def test_a_role_has_on_slides_the_colours_of_the_light_theme(role: Any) -> None:
    colours, ink = theme("light").marks[role], INKS[role]
    pairs = [(colours.fill, ink.fill), (colours.text, ink.text), (colours.on_fill, ink.on_fill)]
    if colours.edge != colours.fill:
        assert ink.edge is not None
        pairs.append((colours.edge, ink.edge))
    for wanted, made in pairs:
        apart = zip(bytes.fromhex(wanted.lstrip("#")), resolved(made), strict=True)
        assert max(abs(one - other) for one, other in apart) <= 12, (wanted, made, resolved(made))


def test_every_role_has_colours_in_every_template() -> None:
    assert set(INKS) == set(house_inks()) == set(theme("light").marks)
