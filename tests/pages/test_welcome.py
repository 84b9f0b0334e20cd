"""The welcome: it fits every window in both languages, and each of its ways leads where it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code, Language, Text
from lagebild.look import apply_look
from lagebild.origin import COUNTED
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import size_class
from lagebild.pages.welcome import Welcome
from lagebild.session import Session
from lagebild.settings import ThemeChoice
from lagebild.theme import THEMES, ThemeName, theme
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.segmented import Segmented
from tests.pages.test_every_page import SIZES, painted, remainder, visible, words
from tests.shell import settle

TODAY = date(2026, 11, 21)
SMALLEST = (1024, 560)
LEFT = Qt.MouseButton.LeftButton
RAIL = {"S": 96, "M": 96, "L": 200, "XL": 200}
RECENT = tuple(
    Path("/reports") / name
    for name in ("Board.lagebild", f"{'W' * 90}.lagebild", "two\nlines\u202e.lagebild", "fourth.lagebild")
)

Shown = Callable[..., Scrolled]


@pytest.fixture
def shown(qtbot: QtBot, knowledge: Knowledge) -> Shown:
    """Shows a welcome beside a rail that is left out, in a window of that size."""

    def show(
        code: Code = "en",
        name: ThemeName = "light",
        size: tuple[int, int] = (1440, 900),
        recent: tuple[Path, ...] = RECENT,
        choice: ThemeChoice = "light",
    ) -> Scrolled:
        make_application(name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_look(app, theme(name))
        welcome = Welcome(Session(knowledge, Briefing(), Language(code), name, TODAY), choice, recent)
        reached = size_class(*size)
        welcome.set_size_class(reached)
        around = Scrolled(welcome)
        qtbot.addWidget(around)
        around.resize(size[0] - RAIL[reached], size[1])
        around.show()
        around.activateWindow()
        assert QTest.qWaitForWindowActive(around)
        settle()
        return around

    return show


def welcome_of(around: Scrolled) -> Welcome:
    welcome = around.widget()
    assert isinstance(welcome, Welcome)
    return welcome


def button(around: Scrolled, name: str) -> Button | LinkButton:
    (found,) = [one for one in around.findChildren(QWidget) if one.accessibleName() == name]
    assert isinstance(found, Button | LinkButton)
    return found


# ---- how it looks


@pytest.mark.parametrize("size", (SMALLEST, *SIZES))
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_cut_nothing_scrolls_and_nothing_is_without_a_name(
    code: Code, name: ThemeName, size: tuple[int, int], shown: Shown
) -> None:
    around = shown(code, name, size)
    texts, cut = painted(around)
    assert len(texts) > 20
    assert not cut
    assert around.verticalScrollBar().maximum() == around.horizontalScrollBar().maximum() == 0
    for widget in visible(around):
        place = f"{type(widget).__name__} {widget.accessibleName()!r}"
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QAbstractScrollArea):
            assert widget.accessibleName() or getattr(widget, "text", str)(), place
        if callable(getattr(widget, "texts", None)):
            assert widget.minimumSizeHint().width() <= widget.width() + 1, place
        assert widget.font().pixelSize() == -1 or widget.font().pixelSize() >= 12, place
        parent = widget.parentWidget()
        if widget is not around and parent is not None:
            assert parent.rect().contains(widget.geometry()), place


def test_what_is_too_low_for_it_scrolls_down_and_never_sideways(shown: Shown) -> None:
    around = shown(size=(1024, 360))
    assert around.verticalScrollBar().maximum() > 0
    assert welcome_of(around).width() >= welcome_of(around).minimumSizeHint().width()


@pytest.mark.parametrize("code", CODES)
def test_another_language_leaves_no_word_of_the_one_before(code: Code, shown: Shown, knowledge: Knowledge) -> None:
    other: Code = "de" if code == "en" else "en"
    around = shown(other)
    welcome_of(around).session.set_language(code)
    assert words(around) == words(shown(code))
    names = {"Deutsch", "English"}  # each language is named in itself
    assert remainder(words(around) - names, other, knowledge) == []


def test_it_says_how_many_figures_and_sources_there_are(shown: Shown, knowledge: Knowledge) -> None:
    sources = {source for figure in knowledge.figures.values() for source in figure.sources}
    (promise,) = [one for one in shown().findChildren(Paragraph) if "internet" in one.text()]
    (said,) = promise.texts()
    assert isinstance(said, Text)
    assert [span.text for span in said if span.origin == COUNTED] == [str(len(knowledge.figures)), str(len(sources))]


# ---- where it leads


@pytest.mark.parametrize(
    ("name", "signal", "values"),
    [
        ("Go to the situation", "page_chosen", ["situation"]),
        ("Work out the costs", "page_chosen", ["costs"]),
        ("Open the example", "sample_requested", []),
        ("Open briefing …", "open_requested", []),
        ("All commands", "search_requested", []),
        ("Board.lagebild", "file_chosen", [RECENT[0]]),
    ],
)
def test_each_button_leads_on_by_the_keyboard_too(
    name: str, signal: str, values: list[object], shown: Shown, qtbot: QtBot
) -> None:
    around = shown()
    pressed = button(around, name)
    for press in (lambda: QTest.mouseClick(pressed, LEFT), lambda: QTest.keyClick(pressed, Qt.Key.Key_Return)):
        with qtbot.waitSignal(getattr(welcome_of(around), signal)) as heard:
            press()
        assert heard.args == values


def choice(around: Scrolled, name: str) -> Segmented:
    (found,) = [one for one in around.findChildren(Segmented) if one.accessibleName() == name]
    return found


def test_language_and_colours_are_chosen_there(shown: Shown, qtbot: QtBot) -> None:
    around = shown(choice="system")
    welcome = welcome_of(around)
    language, appearance = choice(around, "Language"), choice(around, "Appearance")
    assert (language.value(), appearance.value()) == ("en", "system")
    with qtbot.waitSignal(welcome.language_chosen) as heard:
        QTest.mouseClick(language.findChildren(QRadioButton)[0], LEFT)
    assert heard.args == ["de"]
    with qtbot.waitSignal(welcome.theme_chosen) as heard:
        QTest.mouseClick(appearance.findChildren(QRadioButton)[1], LEFT)
    assert heard.args == ["dark"]


def test_colours_chosen_elsewhere_are_shown_and_not_told_again(shown: Shown, qtbot: QtBot) -> None:
    around = shown()
    with qtbot.assertNotEmitted(welcome_of(around).theme_chosen):
        welcome_of(around).set_theme_choice("dark")
    assert choice(around, "Appearance").value() == "dark"


def test_three_files_used_last_are_offered_by_name_with_their_path(shown: Shown) -> None:
    around = shown()
    links = around.findChildren(LinkButton)
    assert [link.accessibleName() for link in links] == [
        "Board.lagebild",
        f"{'W' * 90}.lagebild",
        "two\ufffdlines\ufffd.lagebild",
    ]
    assert links[0].toolTip() == str(RECENT[0])
    assert all(link.isVisible() and link.width() < 260 for link in links)
    assert not [link for link in shown(recent=()).findChildren(LinkButton) if link.isVisible()]
    assert "Used last:" not in words(shown(recent=()))


def test_tab_goes_from_top_to_bottom_and_reaches_everything_once(shown: Shown) -> None:
    around = shown()
    first = around.nextInFocusChain()
    while first is not None and not first.focusPolicy() & Qt.FocusPolicy.TabFocus:
        first = first.nextInFocusChain()
    assert first is choice(around, "Language").findChildren(QRadioButton)[1]  # the chosen one
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    while (here := QApplication.focusWidget()) not in reached:
        assert here is not None
        reached.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert here is first
    assert [one.accessibleName() or one.text() for one in reached] == [  # type: ignore[attr-defined]
        "English",
        "Light",
        "Go to the situation",
        "Work out the costs",
        "Open the example",
        "Open briefing …",
        "All commands",
        *(link.accessibleName() for link in around.findChildren(LinkButton)),
    ]
    assert welcome_of(around).first_focus() is button(around, "Go to the situation")
