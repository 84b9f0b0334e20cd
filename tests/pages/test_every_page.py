"""Every page in both languages and themes at the four sizes: nothing cut, nothing unnamed, one language only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QMetaObject, QObject, QRectF, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.frozen import Bilingual, Frozen
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.pages.contents import PAGES
from lagebild.session import Session
from lagebild.theme import THEMES, ThemeName, theme
from lagebild.window import Window

SIZES = ((1280, 640), (1366, 768), (1440, 900), (1920, 1080))
EVERY = [(code, name, size) for code in CODES for name in THEMES for size in SIZES]
PAGE_IDS = tuple(entry if isinstance(entry, str) else entry.page for entry in PAGES)
TODAY = date(2026, 11, 21)


def opened(
    qtbot: QtBot, knowledge: Knowledge, code: Code, name: ThemeName, size: tuple[int, int], **fields: Any
) -> Window:
    app = make_application(name)
    apply_look(app, theme(name))
    window = Window(lambda: Session(knowledge, Briefing(**fields), Language(code), name, TODAY), Language(code), name)
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitSignal(window.page_shown):
        window.show()
    return window


def pages(qtbot: QtBot, window: Window) -> Iterator[str]:
    for page in PAGE_IDS:
        with qtbot.waitSignal(window.page_shown):
            window.go_to(page)
        for _ in range(3):
            QApplication.processEvents()
        yield page
        assert window.page is not None
        tabs = len(window.page.tabs())
        for tab in range(1, tabs):
            window.show_tab(tab)
            for _ in range(3):
                QApplication.processEvents()
            yield f"{page}, tab {tab}"
        if tabs:
            window.show_tab(0)


def visible(window: Window) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


def painted(window: Window) -> tuple[list[str], list[str]]:
    """(every text painted, those that have less room than they take)."""
    texts, cut = [], []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        texts.append(text)
        if room.height() > 200 and box.width() <= room.width():
            return  # a row of a table half scrolled out of sight: only its width counts
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box):
            cut.append(f"{text!r}: {box.toRect()} in {room.toRect()}")

    with watch_texts(watch):
        window.grab()
    return texts, cut


def words(window: Window) -> set[str]:
    """Every word in sight: painted ones, those in fields, names for screen readers, tooltips."""
    found = set(painted(window)[0])
    for widget in visible(window):
        found |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()}
        if isinstance(widget, QLineEdit):
            found |= {widget.text(), widget.placeholderText()}
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(row) for row in range(widget.count())}
        texts = getattr(widget, "texts", None)
        if callable(texts):
            found |= {str(text) for text in texts()}
    return {text.replace(NBSP, " ") for text in found if text.strip()}


@pytest.mark.parametrize(("code", "name", "size"), EVERY)
def test_no_page_cuts_a_word_or_leaves_a_control_without_a_name(
    code: Code, name: ThemeName, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = opened(qtbot, knowledge, code, name, size)
    for page in pages(qtbot, window):
        texts, cut = painted(window)
        assert len(texts) > 20, page
        assert not cut, (page, cut)
        for widget in visible(window):
            place = f"{page}: {type(widget).__name__} {widget.accessibleName()!r}"
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QAbstractScrollArea):
                named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert named or (isinstance(widget.parent(), QWidget) and widget.parent().accessibleName()), place
            least = widget.minimumSizeHint()
            if callable(getattr(widget, "texts", None)) and widget.width() > 0:
                assert least.width() <= widget.width() + 1, place
            assert widget.font().pixelSize() == -1 or widget.font().pixelSize() >= 12, place


@pytest.mark.parametrize("size", SIZES)
def test_no_page_scrolls_sideways_and_every_card_stays_inside(
    size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = opened(qtbot, knowledge, "de", "light", size)
    for page in pages(qtbot, window):
        shown = window.page
        assert shown is not None
        assert shown.minimumSizeHint().width() <= shown.width(), page
        for child in shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isVisible():
                assert shown.rect().contains(child.geometry()), (page, type(child).__name__)


@cache
def messages(knowledge: Knowledge) -> dict[Code, list[re.Pattern[str]]]:
    """Patterns of the words of each language that mean nothing in the other."""
    pairs: list[tuple[str, str]] = []
    catalog = Path(__file__).resolve().parents[2] / "translations" / "de.po"
    with catalog.open("rb") as file:
        for message in read_po(file, locale="de"):
            if message.id and isinstance(message.id, str):
                pairs.append((str(message.string), message.id))
    pairs += [(text.de, text.en) for text in bilingual([*records(knowledge)])]
    same = {de for de, en in pairs if de == en}
    kept = [(de, en) for de, en in pairs if de != en and not {de, en} & same]
    german, english = {de for de, _ in kept}, {en for _, en in kept}
    return {
        "de": [pattern(de) for de in german if de not in english and letters(de) >= 4],
        "en": [pattern(en) for en in english if en not in german and letters(en) >= 4],
    }


def records(knowledge: Knowledge) -> Iterator[Frozen]:
    yield from knowledge.figures.values()
    yield from knowledge.claims.values()
    yield from knowledge.events
    yield from knowledge.options


def bilingual(values: list[Any]) -> Iterator[Bilingual]:
    for value in values:
        if isinstance(value, Bilingual):
            yield value
        elif isinstance(value, Frozen):
            yield from bilingual([getattr(value, name) for name in type(value).model_fields])


def letters(message: str) -> int:
    return sum(letter.isalpha() for letter in re.sub(r"\{\w+\}", "", message))


def pattern(message: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in re.split(r"\{\w+\}", message.replace("*", "").replace(NBSP, " "))]
    return re.compile(".+".join(parts), re.DOTALL)


def remainder(found: set[str], other: Code, knowledge: Knowledge) -> list[str]:
    """Texts that are messages of the other language, whole."""
    mine: Code = "en" if other == "de" else "de"
    theirs, ours = messages(knowledge)[other], messages(knowledge)[mine]
    return sorted(
        text
        for text in found
        if any(pattern.fullmatch(text) for pattern in theirs) and not any(pattern.fullmatch(text) for pattern in ours)
    )


@pytest.mark.parametrize("code", CODES)
def test_switching_the_language_leaves_no_word_of_the_other_one_and_touches_no_state(
    code: Code, qtbot: QtBot, knowledge: Knowledge
) -> None:
    other: Code = "de" if code == "en" else "en"
    window = opened(qtbot, knowledge, other, "light", (1440, 900), inputs={"api_costs": {"people": 321}})
    for _page in pages(qtbot, window):  # every page is built in the other language first
        pass
    session = window.session
    assert session is not None
    before = session.briefing
    window.set_language(code)
    fresh = opened(qtbot, knowledge, code, "light", (1440, 900), inputs={"api_costs": {"people": 321}})
    switched = {page: words(window) for page in pages(qtbot, window)}
    straight = {page: words(fresh) for page in pages(qtbot, fresh)}
    assert session.briefing == before and not session.history.canUndo()
    for page in PAGE_IDS:
        assert switched[page] == straight[page], page
        assert remainder(switched[page], other, knowledge) == [], page


def test_a_german_word_in_an_english_window_would_be_found(knowledge: Knowledge) -> None:
    assert remainder({"Kosten durchrechnen", "Work out the costs"}, "de", knowledge) == ["Kosten durchrechnen"]


def test_euros_and_a_day_without_prices_fit_every_size(qtbot: QtBot, knowledge: Knowledge) -> None:
    for size in SIZES:
        for fields in ({"currency": "EUR"}, {"as_of": TODAY}, {"as_of": date(2022, 1, 1)}):
            window = opened(qtbot, knowledge, "de", "light", size, **fields)
            for page in pages(qtbot, window):
                assert painted(window)[1] == [], (page, size, fields)
            window.close()


def test_no_page_keeps_an_object_for_what_qt_deletes_by_itself(qtbot: QtBot, knowledge: Knowledge) -> None:
    """What is made later at the same address of memory would be taken for it."""
    window = opened(qtbot, knowledge, "de", "light", (1440, 900))
    for page in pages(qtbot, window):
        for size in ((1024, 600), (1920, 1080), (1440, 900)):
            window.resize(*size)
            QApplication.processEvents()
        kept = {
            type(one).__name__
            for one in Shiboken.getAllValidWrappers()
            if not (
                Shiboken.createdByPython(one) or Shiboken.ownedByPython(one) or isinstance(one, (QObject, QMetaObject))
            )
        }
        assert not kept, page
