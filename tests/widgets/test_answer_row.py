"""The row of answers: one choice by click, key and arrow, nothing chosen at first, a suggestion to take over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer
from lagebild.widgets.answer_row import AnswerRow
from tests.widgets.showing import show

ANSWERS: tuple[Answer, ...] = ("met", "partly", "open", "unclear", "not_applicable")


def made(knowledge: Knowledge) -> tuple[AnswerRow, list[Answer | None]]:
    row, told = AnswerRow(knowledge.options[0], ANSWERS), []
    row.set_words("Anbieter-API", ("Erfüllt", "Teilweise", "Offen", "Unklar", "Entfällt"), "Vorschlag: Offen")
    row.set_answer(None, "open")
    row.answered.connect(told.append)
    show(row)
    return row, told


def test_digits_choose_and_backspace_takes_back(look: QApplication, knowledge: Knowledge) -> None:
    row, told = made(knowledge)
    row.focus_answer()
    for key in (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_Backspace):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert told == ["open", "met", "not_applicable", None]


def test_arrows_move_from_answer_to_answer(look: QApplication, knowledge: Knowledge) -> None:
    row, told = made(knowledge)
    row.set_answer("partly", "open")
    row.focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert told == ["open", "partly", "met"]


def test_nothing_is_chosen_until_the_reader_does_and_can_be_nothing_again(
    look: QApplication, knowledge: Knowledge
) -> None:
    row, told = made(knowledge)
    assert row.answer() is None
    row.set_answer("unclear", "open")
    assert row.answer() == "unclear"
    row.set_answer(None, "open")
    assert row.answer() is None and told == []


def test_tab_stops_once_in_the_answers(look: QApplication, knowledge: Knowledge) -> None:
    row, _ = made(knowledge)
    for answer, stop in ((None, "Erfüllt"), ("unclear", "Unklar")):
        row.set_answer(answer, "open")
        tabbed = [
            button.text() for button in row.findChildren(QRadioButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert tabbed == [stop]


def test_a_click_takes_the_suggestion_over(look: QApplication, knowledge: Knowledge) -> None:
    row, told = made(knowledge)
    QTest.mouseClick(row.suggestion, Qt.MouseButton.LeftButton)
    assert told == ["open"]


def test_a_screen_reader_finds_a_named_group_of_radio_buttons(look: QApplication, knowledge: Knowledge) -> None:
    row, _ = made(knowledge)
    group = QAccessible.queryAccessibleInterface(row._choices)
    assert (group.role(), group.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "Anbieter-API")
    assert [group.child(place).role() for place in range(5)] == [QAccessible.Role.RadioButton] * 5
