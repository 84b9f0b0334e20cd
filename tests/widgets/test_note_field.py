"""The field for notes: whole texts, no letter harmed, room up to its limit, no history of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from lagebild.widgets.note_field import NoteField
from tests.widgets.showing import show

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
"""One sign of five characters."""
HEBREW = "שלום, 20 שאלות"


def made(longest: int = 1000) -> tuple[NoteField, list[str], list[bool]]:
    field, told, full = NoteField(longest), [], []
    field.edited.connect(told.append)
    field.filled.connect(full.append)
    return show(field), told, full


def mime(**formats: str) -> QMimeData:
    source = QMimeData()
    for kind, words in formats.items():
        source.setData(f"text/{kind}", words.encode())
    return source


def test_every_change_tells_the_whole_text(look: QApplication) -> None:
    field, told, _ = made()
    QTest.keyClicks(field.edit, "ab")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert told == ["a", "ab", "ab\n"] and field.text() == "ab\n"


def test_no_letter_is_harmed(look: QApplication) -> None:
    field, told, _ = made()
    words = f"4\N{NO-BREAK SPACE}%, {FAMILY}\n{HEBREW}"
    field.edit.insertFromMimeData(mime(plain=words.replace("\n", "\r\n")))
    assert told == [words]
    field.set_text("", another=True)
    field.set_text(words)
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    field.edit.insertPlainText("!")
    assert told[1:] == [words + "!"]


def test_rich_text_becomes_plain(look: QApplication) -> None:
    field, told, _ = made()
    source = mime(html="<p>A <b>bold</b> word</p>")
    assert field.edit.canInsertFromMimeData(source)
    field.edit.insertFromMimeData(source)
    field.edit.insertFromMimeData(mime(html="<b>no</b>", plain=" <b>yes</b>"))
    assert told[-1] == "A bold word <b>yes</b>"


def test_a_dropped_file_is_left_to_the_window(look: QApplication) -> None:
    field, _, _ = made()
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/briefing.json")])
    assert not field.edit.canInsertFromMimeData(source)
    source.setText("/briefing.json")  # as file managers add it
    assert not field.edit.canInsertFromMimeData(source)
    source.setUrls([QUrl("https://example.org/")])
    assert field.edit.canInsertFromMimeData(source)


def test_what_has_no_room_is_left_out_and_said(look: QApplication) -> None:
    field, told, full = made(8)
    field.edit.insertPlainText("abcdef")
    field.edit.moveCursor(QTextCursor.MoveOperation.Start)
    field.edit.insertPlainText("12345")
    assert told[-1] == "12abcdef" and field.edit.toPlainText() == "12abcdef" and full == [True]
    assert field.edit.textCursor().position() == 2
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert told[-1] == "1abcdef" and full == [True, False]


def test_no_sign_is_cut_in_halves(look: QApplication) -> None:
    field, told, full = made(8)
    field.edit.insertPlainText("abcd")
    field.edit.insertPlainText("\U0001f600" + FAMILY)
    assert told[-1] == "abcd\U0001f600" and full == [True]


def test_another_text_keeps_the_cursor_where_it_was(look: QApplication) -> None:
    field, told, _ = made()
    field.set_text("one two three")
    cursor = field.edit.textCursor()
    cursor.setPosition(11)
    field.edit.setTextCursor(cursor)
    field.set_text("one \U0001f600 three")
    assert field.edit.toPlainText() == "one \U0001f600 three"
    assert field.edit.textCursor().position() == 10  # Qt counts the sign as two
    field.set_text("elsewhere", another=True)
    assert field.edit.textCursor().position() == 0 and told == []


def test_it_has_no_history_and_leaves_the_keys_of_one_to_the_window(look: QApplication) -> None:
    field, _, _ = made()
    QTest.keyClicks(field.edit, "ab")
    assert not field.edit.document().isUndoAvailable()
    for key, accepted in ((Qt.Key.Key_Z, False), (Qt.Key.Key_Y, False), (Qt.Key.Key_C, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        field.edit.event(event)
        assert event.isAccepted() == accepted, key


def test_tab_leaves_it(look: QApplication) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field, after = NoteField(10), QLineEdit()
    column.addWidget(field)
    column.addWidget(after)
    show(window)
    field.setFocus()
    assert QApplication.focusWidget() is field.edit
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after and field.text() == ""


def test_it_grows_with_its_text_up_to_a_limit(look: QApplication) -> None:
    field, _, _ = made()
    heights = []
    for lines in (0, 3, 8, 30, 60, 1):
        field.set_text("x\n" * lines)
        heights.append(field.height())
    assert heights[0] == heights[1] == heights[5] < heights[2] < heights[3] == heights[4]
