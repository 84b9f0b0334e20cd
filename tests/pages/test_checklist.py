"""Answering by keys alone, suggestions by themes, owners, days and notes in the question, filters of the checklist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.analysis.action_plan import unanswered
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import LONGEST_NOTE, Task
from lagebild.knowledge.loading import Knowledge
from lagebild.pages.risks import RisksPage
from lagebild.widgets.toast import Toast
from tests.pages.test_every_page import TODAY, opened
from tests.pages.test_risks import active, shown


def turn() -> None:
    for _ in range(3):
        QApplication.processEvents()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()


def given(knowledge: Knowledge) -> dict[str, Any]:
    """Three questions answered, two of them with owners."""
    first, second, third = (question.id for question in knowledge.questions[:3])
    return {
        "answers": {
            first: {"own": "open", "api_cn": "met"},
            second: {"own": "partly"},
            third: dict.fromkeys(OPTIONS, "unclear"),
        },
        "tasks": {
            first: {"own": Task(owner="Anna Berg", due=TODAY - timedelta(days=3))},
            second: {"own": Task(owner="IT", due=TODAY + timedelta(days=9))},
        },
    }  # fmt: skip


# ---- answering


def test_the_whole_checklist_is_answered_by_keys_alone(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    page.first_focus().setFocus()
    number = 0
    press(Qt.Key.Key_N)
    while unanswered(page.session.results) and number < 400:
        press(Qt.Key(Qt.Key.Key_1 + number % 5), Qt.Key.Key_N)
        number += 1
    assert number == len(knowledge.questions) * len(OPTIONS)
    answers = page.session.briefing.answers
    assert {id: len(by_option) for id, by_option in answers.items()} == {
        question.id: len(OPTIONS) for question in page.checklist.questions
    }
    options = page.session.results.option_ids
    given = [answers[question.id][option] for question in page.checklist.questions for option in options]
    words = ["met", "partly", "open", "unclear", "not_applicable"]
    assert given == [words[place % 5] for place in range(number)]
    before = QApplication.focusWidget()
    press(Qt.Key.Key_N)  # nowhere to go
    assert QApplication.focusWidget() is before


def test_arrows_walk_and_choose_and_delete_takes_back(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    id = page.checklist.questions[0].id
    first, second, *_ = page.session.results.option_ids
    page.question.rows[first].focus_answer()
    press(Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert page.session.briefing.answers == {}  # walking past answers nothing
    press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert page.session.briefing.answers == {id: {first: "partly", second: "open"}}
    press(Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert page.session.briefing.answers == {id: {second: "unclear"}}


def test_letters_typed_into_a_field_lead_nowhere(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    owner = page.question.tasks.rows["own"].owner
    owner.setFocus()
    owner.selectAll()
    QTest.keyClicks(owner, "Nan5p")
    press(Qt.Key.Key_Return)
    assert page.session.briefing.tasks[knowledge.questions[0].id]["own"].owner == "Nan5p"
    assert page._chosen.id == knowledge.questions[0].id


def test_all_suggestions_of_a_theme_are_one_step_and_leave_answers_as_they_are(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    first = knowledge.questions[0]
    taken = "met" if first.suggestion["own"] != "met" else "open"
    window = opened(qtbot, knowledge, "en", "light", (1280, 640), answers={first.id: {"own": taken}})
    page = shown(qtbot, window)
    assert page.session.briefing.answers == {first.id: {"own": taken}}  # nothing by itself
    page.question.take_all.click()
    turn()
    of_theme = [question for question in knowledge.questions if question.theme == first.theme]
    answers = page.session.briefing.answers
    assert set(answers) == {question.id for question in of_theme} and answers[first.id]["own"] == taken
    assert all(
        answers[question.id][option] == question.suggestion[option]
        for question in of_theme
        for option in OPTIONS
        if (question.id, option) != (first.id, "own")
    )
    (toast,) = window.findChildren(Toast)
    assert toast._message.text() == f"{len(of_theme) * len(OPTIONS) - 1} suggestions taken."
    assert not page.question.take_all.isVisible()
    toast._action.click()
    assert page.session.briefing.answers == {first.id: {"own": taken}} and not page.session.history.canUndo()


def test_the_word_at_the_bottom_takes_back_nothing_else(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "en", "light", (1280, 640))
    page = shown(qtbot, window)
    page.question.take_all.click()
    page.session.give_reason(knowledge.questions[0].id, "since then")
    after = page.session.briefing
    (toast,) = window.findChildren(Toast)
    toast._action.click()
    assert page.session.briefing == after


# ---- who, and until when


def test_owner_day_and_note_are_set_beside_what_is_to_be_done(qtbot: QtBot, knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    answers = {id: {"own": "open", "api_cn": "met", "eu_hosted": "unclear"}}
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), answers=answers))
    rows = page.question.tasks.rows
    assert [option for option, row in rows.items() if not row.isHidden()] == ["eu_hosted", "own"]
    row = rows["own"]
    row.owner.setFocus()
    QTest.keyClicks(row.owner, "Anna")
    press(Qt.Key.Key_Tab)  # on to the day
    assert QApplication.focusWidget() is row.set_day
    press(Qt.Key.Key_Space)
    first = page.session.briefing.tasks[id]["own"].due
    assert first == TODAY + timedelta(weeks=4) and row.due.isVisible() and QApplication.focusWidget() is row.due
    row.due.setDate(QDate(2027, 1, 31))
    turn()
    assert page.session.briefing.tasks == {id: {"own": Task(owner="Anna", due=date(2027, 1, 31))}}
    row.write.click()
    row.note.edit.insertPlainText("=1+1\n🙂")
    turn()
    assert page.session.briefing.tasks[id]["own"].note == "=1+1\n🙂"
    assert page.session.results.tasks[id]["own"].note == "=1+1\n🙂"
    page.session.history.undo()
    turn()
    assert page.session.briefing.tasks[id]["own"].note == "" and row.note.edit.toPlainText() == ""
    page.session.history.undo()
    turn()
    # the day set and then changed is one step
    assert page.session.briefing.tasks == {id: {"own": Task(owner="Anna")}} and not row.due.isVisible()
    page.session.history.undo()
    turn()
    assert page.session.briefing.tasks == {} and row.owner.text() == ""


def test_a_note_that_is_too_long_is_cut_and_says_so(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    row = page.question.tasks.rows["own"]
    row.write.click()
    row.note.edit.insertPlainText("x" * (LONGEST_NOTE + 7))
    turn()
    assert page.session.briefing.tasks[knowledge.questions[0].id]["own"].note == "x" * LONGEST_NOTE
    assert not page.question.tasks._full.isHidden()


def test_what_is_met_after_all_keeps_its_owner_out_of_sight(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    id = knowledge.questions[0].id
    page.session.answer(id, "own", "met")
    turn()
    assert page.question.tasks.isHidden() and page.session.briefing.tasks[id]["own"].owner == "Anna Berg"


# ---- filters of the checklist


def pick(choice: Any, value: str) -> None:
    choice.set_value(value)
    choice.edited.emit(value)
    turn()


def listed(page: RisksPage) -> list[str]:
    return [id for id, entry in page.checklist._entries.items() if not entry.isHidden()]


def test_a_filter_lists_what_fits_and_the_chosen_question_stays(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    first, second, third = (question.id for question in knowledge.questions[:3])
    progress = page.checklist._count.text()
    pick(page.checklist.standing, "unclear")
    assert listed(page) == [first, third] and page.checklist._listed == (third,)
    page.checklist.choose(third)
    assert listed(page) == [third] and page.checklist._count.text() == progress
    pick(page.checklist.standing, "")
    pick(page.checklist.owner, "IT")
    page.checklist.choose(second)
    assert listed(page) == [second]
    assert [page.checklist.owner.itemText(row) for row in range(3)] == [
        "Whoever sees to it", "Mine: Anna Berg · 1", "Mine: IT · 1",
    ]  # fmt: skip


def test_where_nothing_fits_one_filter_is_dropped(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    pick(page.checklist.owner, "Anna Berg")
    pick(page.checklist.standing, "unclear")
    assert listed(page) == [] and page.checklist._stack.currentIndex() == 1
    assert page.checklist._nothing.text() == "No question fits. Without one filter it is 1."
    page.checklist.drop.click()
    turn()
    assert page.checklist._stack.currentIndex() == 0 and len(page.checklist.filters.active) == 1
    assert len(page.checklist._listed) == 1


def test_n_reaches_what_a_filter_hides(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    pick(page.checklist.standing, "unclear")
    page.question.rows["western"].focus_answer()
    press(Qt.Key.Key_N)
    assert page.checklist.filters.active == () and page._chosen.id in listed(page)
    assert page.checklist.standing.value() == ""


def test_an_owner_that_is_nobody_s_any_more_filters_no_more(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    pick(page.checklist.owner, "IT")
    page.session.assign(knowledge.questions[1].id, "own", owner="")
    turn()
    assert page.checklist.filters.active == () and len(listed(page)) == len(knowledge.questions)
