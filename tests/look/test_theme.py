"""What is painted can be read: contrast of the theme's pairs, fonts, icons, palette."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from lagebild.look import apply_look, current, font, text_width
from lagebild.look.icons import pixmap
from lagebild.look.painting import draw_text, watch_texts
from lagebild.look.palette import palette
from lagebild.resources import resource
from lagebild.theme import SANS, SERIF, THEMES, TYPE, Theme, ThemeName, theme
from lagebild.wording.verdicts import Verdict


def luminance(value: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [part / 255 for part in QColor(value).getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_pairs(shown: Theme) -> dict[str, tuple[str, str]]:
    """Every text colour with every ground it is painted on."""
    tones = {name: getattr(shown, name) for name in ("text", "text2", "text3", "accent", "money", "loss", "saving")}
    grounds = {"canvas": shown.canvas, "surface": shown.surface}
    pairs = {f"{tone} on {ground}": (tones[tone], grounds[ground]) for tone, ground in product(tones, grounds)}
    pairs |= {f"{tone} on sunken": (tones[tone], shown.sunken) for tone in ("text", "text2", "accent")}
    pairs |= {f"{tone} on accent_tint": (tones[tone], shown.accent_tint) for tone in ("text", "text2", "accent")}
    pairs |= {
        "on_accent on accent": (shown.on_accent, shown.accent),
        "on_accent on accent_hover": (shown.on_accent, shown.accent_hover),
        "accent_hover on surface": (shown.accent_hover, shown.surface),
        "rail_text on rail": (shown.rail_text, shown.rail),
        "rail_text on rail_active": (shown.rail_text, shown.rail_active),
        "rail_strong on rail_active": (shown.rail_strong, shown.rail_active),
        "rail on rail_strong": (shown.rail, shown.rail_strong),
        "on_toast on toast": (shown.on_toast, shown.toast),
        "toast_action on toast": (shown.toast_action, shown.toast),
    }
    pairs |= {f"chip {name}": (chip.text, chip.tint) for name, chip in shown.chips.items()}
    pairs |= {f"{name} text": (mark.text, shown.surface) for name, mark in shown.marks.items()}
    # only bars that carry words inside them
    inside = ("comparator", "comparator_pale", "hero_pale", "index")
    pairs |= {f"inside {name}": (shown.marks[name].on_fill, shown.marks[name].fill) for name in inside}
    return pairs


def graphic_pairs(shown: Theme) -> dict[str, tuple[str, str]]:
    """Borders of controls, marks and parts of a bar against what they stand on."""
    pairs = {f"border on {name}": (shown.border, getattr(shown, name)) for name in ("canvas", "surface")}
    pairs |= {f"{name} edge": (mark.edge, shown.surface) for name, mark in shown.marks.items()}
    pairs |= {
        f"part {name}": (chip.fill, shown.surface)
        for name, chip in shown.chips.items()
        if (shown.name, name) != ("light", "rounded")  # orange is too light: its part always has sign and number
    }
    pairs |= {"rail_mark on rail": (shown.rail_mark, shown.rail), "focus on rail": (shown.rail_strong, shown.rail)}
    pairs |= {"focus on canvas": (shown.accent, shown.canvas), "focus on sunken": (shown.accent, shown.sunken)}
    return pairs


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_its_ground(name: ThemeName) -> None:
    ratios = {pair: contrast(*colours) for pair, colours in text_pairs(theme(name)).items()}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_border_and_mark_can_be_seen(name: ThemeName) -> None:
    ratios = {pair: contrast(*colours) for pair, colours in graphic_pairs(theme(name)).items()}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 3} == {}


@pytest.mark.parametrize("role", TYPE)
def test_a_role_is_set_in_the_packaged_font(role: str, look: QApplication) -> None:
    info = QFontInfo(font(role))
    assert info.family() == {"sans": SANS, "serif": SERIF}[TYPE[role].family]
    assert (info.pixelSize(), info.weight()) == (TYPE[role].size, TYPE[role].weight)
    assert info.pixelSize() >= 12


@pytest.mark.parametrize("role", [role for role, kind in TYPE.items() if kind.family == "sans"])
def test_digits_are_of_one_width(role: str, look: QApplication) -> None:
    assert text_width("1111", role) == text_width("8888", role)


@pytest.mark.parametrize("file", sorted(resource("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_an_icon_is_painted_in_one_colour_and_is_not_cut(file: Path, look: QApplication) -> None:
    image = pixmap(file.stem, "#0B5E9E", 40, 1.0).toImage()
    seen = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 40]
    solid = {image.pixelColor(x, y).name() for x, y in seen if image.pixelColor(x, y).alpha() == 255}
    assert solid == {"#0b5e9e"}
    assert all(1 <= x <= 38 and 1 <= y <= 38 for x, y in seen)


def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(look: QApplication) -> None:
    made = pixmap("search", "#000000", 16, 1.5)
    assert (made.width(), made.deviceIndependentSize().width()) == (24, 16)


def test_the_palette_is_made_of_the_theme() -> None:
    for name in THEMES:
        shown, made = theme(name), palette(theme(name))
        assert made.color(QPalette.ColorRole.Window).name().upper() == shown.canvas
        assert made.color(QPalette.ColorRole.Highlight).name().upper() == shown.accent


def test_another_theme_reaches_every_widget_and_hidden_ones_too(look: QApplication) -> None:
    hidden = QLabel("hidden")
    apply_look(look, theme("dark"))
    look.processEvents()
    assert current().name == "dark"
    assert hidden.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme("dark").text
    apply_look(look, theme("light"))
    look.processEvents()
    assert hidden.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme("light").text


def test_all_verdicts_have_colours() -> None:
    for name in THEMES:
        assert set(theme(name).chips) == set(get_args(Verdict))


def test_a_text_too_wide_for_its_room_is_reported(look: QApplication) -> None:
    image = QImage(100, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    found: list[tuple[str, bool]] = []
    with watch_texts(lambda text, box, room: found.append((text, room.contains(box)))):
        draw_text(painter, QRectF(0, 0, 100, 20), "kurz")
        draw_text(painter, QRectF(0, 0, 10, 20), "zu lang dafür")
        draw_text(painter, QRectF(80, 0, 90, 20), "am Rand")
        draw_text(painter, QRectF(0, 12, 100, 20), "zu tief")
    painter.end()
    assert found == [("kurz", True), ("zu lang dafür", False), ("am Rand", False), ("zu tief", False)]
