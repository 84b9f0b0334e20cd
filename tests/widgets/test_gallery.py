"""Every widget in both languages and themes: nothing is cut, nothing without a name can be reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QRadioButton, QWidget

from lagebild.language import CODES, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.theme import THEMES, ThemeName, theme
from tests.looks.gallery import SPECIMENS, laid_out


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest) -> Language:
    code: Code = request.param
    return Language(code)


@pytest.fixture(params=list(SPECIMENS))
def specimen(request: pytest.FixtureRequest, language: Language, look: QApplication) -> Iterator[QWidget]:
    widget = laid_out(SPECIMENS[request.param](language))
    yield widget
    widget.close()
    widget.deleteLater()


def shown(widget: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    """The visible parts of a kind."""
    return [part for part in (widget, *widget.findChildren(kind)) if part.isVisible() and isinstance(part, kind)]


def test_every_part_has_the_size_it_asks_for(specimen: QWidget) -> None:
    for part in shown(specimen):
        if not isinstance(part, QLabel | QPushButton | QRadioButton | QComboBox):
            continue
        least = part.minimumSizeHint()
        assert part.width() >= least.width(), (part, part.accessibleName())
        assert part.height() >= least.height(), (part, part.accessibleName())
        if part.hasHeightForWidth():
            assert part.height() >= part.heightForWidth(part.width()), (part, part.accessibleName())


def test_no_part_reaches_beyond_what_it_stands_in(specimen: QWidget) -> None:
    for part in shown(specimen):
        parent = part.parentWidget()
        if parent is not None and not part.isWindow() and part.objectName() != "qt_scrollarea_viewport":
            assert parent.rect().contains(part.geometry()), (part, part.geometry(), parent.rect())


def test_every_painted_text_has_the_room_it_takes(specimen: QWidget) -> None:
    cut: list[str] = []
    seen: list[str] = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        seen.append(text)
        if not room.adjusted(-1, -1, 1, 1).contains(box):
            cut.append(f"{text}: {box} in {room}")

    with watch_texts(watch):
        specimen.grab()
    assert seen
    assert cut == []


def test_everything_that_can_be_reached_has_a_name(specimen: QWidget) -> None:
    for part in shown(specimen):
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or part.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(part)
        name = interface.text(QAccessible.Text.Name)
        assert name, (part, part.objectName())
        assert interface.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), (part, name)


@pytest.mark.parametrize("name", THEMES)
def test_both_themes_paint_every_specimen(name: ThemeName, look: QApplication) -> None:
    apply_look(look, theme(name))
    shown_theme = theme(name)
    for make in SPECIMENS.values():
        widget = laid_out(make(Language("de")))
        image = widget.grab().toImage()
        colours = {image.pixelColor(x, y).name().upper() for x in range(0, image.width(), 9) for y in range(8, 40, 3)}
        # the grounds of one theme, and none of the other
        other = theme("dark" if name == "light" else "light")
        assert not {other.surface, other.canvas} & (colours - {shown_theme.text, shown_theme.rail_strong, "#FFFFFF"})
        widget.close()
