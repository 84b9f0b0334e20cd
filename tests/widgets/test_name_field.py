"""A name is taken as a line that can be seen, only from a reader who wrote it, and for what it was written for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.state import LONGEST_NAME, Scenario, State
from lagebild.widgets.name_field import NameField


@pytest.fixture
def field(qtbot: QtBot) -> NameField:
    field = NameField(LONGEST_NAME)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


def taken(field: NameField) -> list[str]:
    names: list[str] = []
    field.edited.connect(names.append)
    return names


def paste(field: NameField, text: str) -> None:
    field.selectAll()
    QApplication.clipboard().setText(text)
    field.paste()
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["\u202e", "\x01", "\u200b", "\u2066\u2069 ", " \t", "\n"])
def test_what_nobody_would_see_is_no_name(field: NameField, text: str) -> None:
    field.set_value("Base case")
    names = taken(field)
    paste(field, text)
    assert names == [] and field.text() == "Base case"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("two\nlines", "two lines"),
        ("a\u2028b\tc", "a b c"),
        ("\u202eabc", "abc"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_name_is_taken_as_every_value_keeps_it(field: NameField, text: str, name: str) -> None:
    field.set_value("Base case")
    names = taken(field)
    paste(field, text)
    assert names == [name] == [Scenario(name=text, state=State()).name]


@pytest.mark.parametrize("name", ["🙂" * LONGEST_NAME, "two\nlines", "  spaced  "])
def test_looking_at_a_name_does_not_change_it(field: NameField, name: str) -> None:
    field.set_value(name)
    names = taken(field)
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    assert names == []


def test_a_name_of_emojis_is_shown_whole_and_a_longer_one_is_cut(field: NameField) -> None:
    field.set_value("🙂" * LONGEST_NAME)
    assert field.text() == "🙂" * LONGEST_NAME
    names = taken(field)
    paste(field, "x" * 2 * LONGEST_NAME)
    assert names == ["x" * LONGEST_NAME]


def test_what_is_being_written_stays_for_the_same_thing_and_goes_with_another(field: NameField) -> None:
    field.set_value("Base case")
    field.selectAll()
    QTest.keyClicks(field, "half a na")
    field.set_value("Base case")
    assert field.text() == "half a na"
    names = taken(field)
    field.set_value("Merger", another=True)
    field.clearFocus()
    assert names == [] and field.text() == "Merger"
