"""The dialog of the options: what it changes, where it is reached from, and that the pages follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.own_options import BUNDLED, OWN, OwnOption
from lagebild.pages.decision import DecisionPage
from lagebild.pages.options_dialog import OptionsDialog, ask
from lagebild.pages.risks import RisksPage
from lagebild.session import Session
from lagebild.state import OwnModel
from lagebild.theme import THEMES, ThemeName, theme
from tests.pages.test_every_page import TODAY, painted
from tests.pages.test_every_page import opened as window_with
from tests.pages.test_origins import without_origin
from tests.shell import settle

HOST = OwnOption(id="option-1", name="Our host in Frankfurt by night", based_on="eu_hosted")
FOUR = tuple(
    OwnOption(id=id, name=f"Donaudampfschifffahrtsweg {end}", based_on="own")
    for id, end in zip(OWN, "abcd", strict=True)
)
Opened = Callable[..., OptionsDialog]


@pytest.fixture
def opened(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Opened]:
    """Opens the dialog over a briefing with these fields."""
    made: list[OptionsDialog] = []

    def show(code: Code = "en", look: ThemeName = "light", **fields: Any) -> OptionsDialog:
        apply_look(qapp, theme(look))
        dialog = ask(Session(knowledge, Briefing(**fields), Language(code), look, today))
        made.append(dialog)
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        settle()
        return dialog

    yield show
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog.reject()
    settle()
    apply_look(qapp, theme("light"))


def enter(field: QLineEdit, text: str) -> None:
    """Put `text` over what stands in a field, and leave it."""
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def there(dialog: OptionsDialog) -> list[str]:
    return [id for id, field in dialog.fields.items() if field.isVisible()]


def test_an_option_is_renamed_and_an_empty_name_is_the_bundled_one(opened: Opened) -> None:
    dialog = opened()
    session, field = dialog._session, dialog.fields["own"]
    enter(field.name, "The cellar")
    assert session.briefing.options == (OwnOption(id="own", name="The cellar"),)
    enter(field.name, "Western vendor")
    assert not field._name_hint.isHidden() and "called so already" in field._name_hint.text()
    enter(field.name, "")
    assert not session.briefing.options and field.name.text() == "Own hardware"


def test_an_option_is_added_named_at_once_and_dropped(opened: Opened) -> None:
    dialog = opened()
    session = dialog._session
    QTest.keyClick(dialog.add, Qt.Key.Key_Return)
    settle()
    field = dialog.fields["option-1"]
    assert there(dialog) == [*BUNDLED, "option-1"]
    assert field.name.hasFocus() and field.name.selectedText() == "New option"
    QTest.keyClicks(field.name, "Our host")
    QTest.keyClick(field.name, Qt.Key.Key_Return)
    settle()
    assert session.briefing.options[0].name == "Our host" and dialog.isVisible()
    field.drop.click()
    settle()
    assert session.briefing == Briefing() and there(dialog) == [*BUNDLED] and dialog.add.hasFocus()


def test_a_copy_takes_answers_along(opened: Opened, knowledge: Knowledge) -> None:
    dialog = opened(answers={knowledge.questions[0].id: {"western": "met"}})
    dialog.fields["western"].copy.click()
    settle()
    assert dialog._session.briefing.answers[knowledge.questions[0].id] == {"western": "met", "option-1": "met"}
    assert dialog.fields["option-1"].name.text() == "Western vendor, copy"


def test_two_options_stay_shown(opened: Opened) -> None:
    dialog = opened(options=(OwnOption(id="api_cn", hidden=True),))
    dialog.fields["own"].visible.click()
    settle()
    enabled = {id: field.visible.isEnabled() for id, field in dialog.fields.items() if id in BUNDLED}
    assert enabled == {"api_cn": True, "eu_hosted": False, "own": True, "western": False}
    assert "At least 2" in dialog._note.text()
    dialog.fields["api_cn"].visible.click()
    settle()
    assert all(field.visible.isEnabled() for id, field in dialog.fields.items() if id in BUNDLED)


def test_offer_pattern_and_weeks_are_chosen(opened: Opened) -> None:
    mine = OwnModel(id="own-1", name="Llama at home", host="Frankfurt", input=0.4, output=0.9)
    dialog = opened(options=(HOST,), models=(mine,))
    field, session = dialog.fields["option-1"], dialog._session
    field.model.set_value("own-1")
    field.model.edited.emit("own-1")
    field.base.edited.emit("western")
    enter(field.weeks.lineEdit(), "2.5")
    expected = HOST.changed(model="own-1", based_on="western", weeks_to_start=2.5)
    assert session.briefing.options == (expected,)
    field.model.edited.emit("")
    enter(field.weeks.lineEdit(), "")
    assert session.briefing.options == (HOST.changed(based_on="western"),)


def test_what_is_done_here_is_undone_here(opened: Opened) -> None:
    dialog = opened(options=(HOST,))
    assert not dialog.undo_button.isEnabled()
    dialog.fields["option-1"].drop.click()
    settle()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog._session.briefing.options == (HOST,) and "option-1" in there(dialog)
    assert not dialog.undo_button.isEnabled()


def test_there_are_four_own_options_at_most(opened: Opened) -> None:
    dialog = opened(options=FOUR)
    assert not dialog.add.isEnabled() and "4" in dialog._note.text()
    assert not any(field.copy.isEnabled() for field in dialog.fields.values())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("look", THEMES)
def test_nothing_is_cut_and_everything_has_a_name(opened: Opened, code: Code, look: ThemeName) -> None:
    cut: list[str] = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        if not room.adjusted(-1, -1, 1, 1).contains(box):
            cut.append(text)

    dialog = opened(code, look, options=FOUR)
    with watch_texts(watch):
        dialog.grab()
    assert cut == []
    names = []
    for field in dialog.fields.values():
        parts = [field.name, field.visible, field.copy, field.drop, field.base, field.model, field.weeks]
        names += [part.accessibleName() for part in parts if part.isVisible()]
    assert all(names) and len(set(names)) == len(names)


# ---- the pages


@pytest.mark.parametrize("page", ["risks", "decision"])
def test_it_is_reached_by_a_button_that_counts_what_is_hidden(qtbot: QtBot, knowledge: Knowledge, page: str) -> None:
    window = window_with(qtbot, knowledge, "en", "light", (1440, 900), options=(OwnOption(id="api_cn", hidden=True),))
    with qtbot.waitSignal(window.page_shown):
        window.go_to(page)
    assert isinstance(window.page, RisksPage | DecisionPage)
    button = (window.page.question if isinstance(window.page, RisksPage) else window.page.ranking).options
    assert button.text() == "Edit options, 1 hidden"
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    (dialog,) = window.findChildren(OptionsDialog)
    assert dialog.isVisible()
    dialog.reject()
    settle()


def test_the_pages_follow(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = window_with(qtbot, knowledge, "en", "light", (1440, 900))
    with qtbot.waitSignal(window.page_shown):
        window.go_to("risks")
    risks = window.page
    assert isinstance(risks, RisksPage)
    rows, session = risks.question.rows, risks.session
    session.hide_option("api_cn")
    session.name_option("own", "The cellar")
    for name in ("One", "Two", "Three", "Four"):
        session.add_option(name, "western")
    settle()
    seen = [id for id, row in rows.items() if row.isVisible()]
    assert seen == ["eu_hosted", "own", "western", *OWN] == [*session.results.option_ids]
    assert sorted(seen, key=lambda id: rows[id].y()) == seen
    assert rows["own"]._name.text() == "The cellar"
    boxes = risks.question.measures.entries[0].boxes
    assert [id for id, box in boxes.items() if box.isVisible()] == seen
    assert risks.question.isAncestorOf(risks.scores)  # seven columns need the width below the question
    rows["option-4"].focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    settle()
    assert session.briefing.answers == {risks.checklist.questions[0].id: {"option-4": "met"}}
    with qtbot.waitSignal(window.page_shown):
        window.go_to("decision")
    page = window.page
    assert isinstance(page, DecisionPage)
    assert [id for id, card in page._cards.items() if card.isVisible()] == seen
    assert {id for id, row in page.ranking.rows.items() if row.isVisible()} == {*seen}
    while session.history.canUndo():
        session.history.undo()
    settle()
    assert [id for id, card in page._cards.items() if card.isVisible()] == [*BUNDLED]


def test_a_wish_to_see_what_is_behind_a_cell_leads_to_the_reader_s_option(qtbot: QtBot, knowledge: Knowledge) -> None:
    own = (OwnOption(id="api_cn", hidden=True), HOST)
    window = window_with(qtbot, knowledge, "en", "light", (1440, 900), options=own)
    with qtbot.waitSignal(window.page_shown):
        window.go_to("risks")
    risks = window.page
    assert isinstance(risks, RisksPage)
    risks.scores.chart.mark_chosen.emit(0, 3)
    settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # from the list behind the cell on to the answer
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None and risks.question.rows["option-1"].isAncestorOf(focused)


@pytest.mark.parametrize("size", [(1280, 640), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("code", CODES)
def test_eight_options_with_long_names_have_room_on_both_pages(
    qtbot: QtBot, knowledge: Knowledge, code: Code, size: tuple[int, int]
) -> None:
    options = (*FOUR, OwnOption(id="western", name="US-Cloud mit unserem Vertrag"))
    answers = {question.id: dict.fromkeys((*BUNDLED, *OWN), "partly") for question in knowledge.questions}
    window = window_with(qtbot, knowledge, code, "light", size, options=options, answers=answers, as_of=TODAY)
    for name in ("risks", "decision"):
        with qtbot.waitSignal(window.page_shown):
            window.go_to(name)
        settle()
        page = window.page
        assert page is not None and page.minimumSizeHint().width() <= page.width()
        assert painted(window)[1] == []
        assert without_origin(window, knowledge) == []
