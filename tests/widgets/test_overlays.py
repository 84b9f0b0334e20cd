"""What lies over a window: toast, dialogs, command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from lagebild.errors import UserError
from lagebild.language import Language
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
from lagebild.widgets.palette_dialog import Command, CommandPalette, search
from lagebild.widgets.search import folded, found_in
from lagebild.widgets.toast import Toast
from tests.widgets.showing import show


@pytest.fixture
def window(look: QApplication) -> QWidget:
    """A window with a field that has the focus."""
    page = QWidget()
    page.resize(900, 600)
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    show(page)
    page.findChild(QLineEdit).setFocus()
    return page


# ---- the toast


def test_a_toast_takes_no_focus_and_stands_at_the_bottom(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Diagramm kopiert.", "Als PNG sichern")
    assert toast.isVisible()
    assert QApplication.focusWidget() is window.findChild(QLineEdit)
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    assert 72 < window.height() - toast.geometry().bottom() < 100
    window.resize(700, 400)
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1


def test_the_action_of_a_toast_is_done_once_and_closes_it(window: QWidget) -> None:
    done: list[bool] = []
    toast = Toast(window)
    toast.show_message("Diagramm kopiert.", "Als PNG sichern", lambda: done.append(True))
    button = next(part for part in toast.findChildren(QWidget) if part.accessibleName() == "Als PNG sichern")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert not toast.isVisible()


def test_a_long_message_wraps_inside_the_window(window: QWidget) -> None:
    window.resize(500, 400)
    toast = Toast(window)
    toast.show_message("Diagramm kopiert. " * 12, "Als PNG sichern")
    assert window.rect().contains(toast.geometry())


# ---- dialogs


def test_a_refusal_says_what_happened_and_copies_the_report(window: QWidget, english: Language) -> None:
    error = UserError("{file} is no briefing.", do="Choose another file.", details="line 3", file="<b>a.json</b>")
    dialog = RefusalDialog(error, english, window)
    show(dialog)
    said = [part.accessibleName() for part in dialog.findChildren(QWidget)]
    for sentence in ("<b>a.json</b> is no briefing.", "Nothing was changed.", "Choose another file."):
        assert sentence in said
    copy = next(button for button in dialog.findChildren(Button) if button.text() == "Copy report")
    copy.click()
    assert QGuiApplication.clipboard().text() == "<b>a.json</b> is no briefing. Choose another file.\nline 3"


def test_enter_goes_on_working_and_escape_closes(look: QApplication, english: Language) -> None:
    for key, result in (
        (Qt.Key.Key_Return, QDialog.DialogCode.Accepted),
        (Qt.Key.Key_Escape, QDialog.DialogCode.Rejected),
    ):
        dialog = show(RefusalDialog(UserError("No."), english))
        assert QApplication.focusWidget().text() == "Go on working"  # type: ignore[attr-defined]
        QTest.keyClick(QApplication.focusWidget(), key)
        assert dialog.result() == result.value
        assert not dialog.isVisible()


def test_a_crash_report_holds_versions_and_traceback(window: QWidget, english: Language) -> None:
    dialog = CrashDialog("Lagebild 0.1", "ZeroDivisionError: division by zero", english, window)
    next(button for button in dialog.findChildren(Button) if button.text() == "Copy report").click()
    assert QGuiApplication.clipboard().text() == "Lagebild 0.1\n\nZeroDivisionError: division by zero"


# ---- the command palette


def commands(done: list[str]) -> list[Command]:
    def command(group: str, title: str, hint: str = "") -> Command:
        return Command(group, title, hint, "", "", lambda: done.append(title))

    return [
        command("Seiten", "Lage"),
        command("Seiten", "Trainingskosten nachrechnen", "Rechner"),
        command("Seiten", "Kosten: API-Token", "Rechner"),
        command("Befehle", "Kostendiagramm exportieren"),
        command("Befehle", "Größere Schrift"),
    ]


def palette(window: QWidget, done: list[str], language: Language) -> CommandPalette:
    made = CommandPalette(window)
    made.show_commands(commands(done), language)
    return made


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kost", ["Kosten: API-Token", "Trainingskosten nachrechnen", "Kostendiagramm exportieren"]),
        ("KOSTEN api", ["Kosten: API-Token"]),
        ("rechner training", ["Trainingskosten nachrechnen"]),
        ("grosse", []),
        ("grö", ["Größere Schrift"]),
        ("gro", ["Größere Schrift"]),
        ("xyz", []),
    ],
)
def test_commands_are_found_by_any_of_their_words(query: str, titles: list[str]) -> None:
    assert [hit.command.title for hit in search(commands([]), query)] == titles


def test_what_was_found_is_marked_where_it_stands() -> None:
    assert found_in("kost", "Trainingskosten") == ((9, 13),)
    assert found_in("an ana", "banana") == ((1, 4),)
    assert found_in("", "banana") == ()
    assert found_in("xyz", "banana") is None
    assert len(folded("Größe İß ﬁ")) == len("Größe İß ﬁ")


def test_typing_and_enter_run_a_command_and_the_focus_goes_back(window: QWidget, german: Language) -> None:
    done: list[str] = []
    over = palette(window, done, german)
    assert QApplication.focusWidget() is over.field
    QTest.keyClicks(over.field, "kost")
    QTest.keyClick(over.field, Qt.Key.Key_Down)
    QTest.keyClick(over.field, Qt.Key.Key_Return)
    assert done == ["Trainingskosten nachrechnen"]
    assert not over.isVisible()
    assert QApplication.focusWidget() is window.findChild(QLineEdit)


def test_arrows_go_round_and_skip_the_names_of_groups(window: QWidget, german: Language) -> None:
    over = palette(window, [], german)
    chosen = []
    for _ in range(6):
        chosen.append(over.list.currentIndex().data().split(",")[0])
        QTest.keyClick(over.field, Qt.Key.Key_Down)
    assert chosen == [*(command.title for command in commands([])), "Lage"]
    QTest.keyClick(over.field, Qt.Key.Key_Up)
    assert over.list.currentIndex().data() == "Lage"


def test_escape_and_a_click_beside_it_close_the_palette(window: QWidget, german: Language) -> None:
    done: list[str] = []
    over = palette(window, done, german)
    QTest.keyClick(over.field, Qt.Key.Key_Escape)
    assert not over.isVisible()
    over.show_commands(commands(done), german)
    QTest.mouseClick(over, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not over.isVisible()
    assert done == []


def test_it_closes_where_what_had_the_focus_is_gone_by_then(window: QWidget, german: Language) -> None:
    over = palette(window, [], german)
    field = next(edit for edit in window.findChildren(QLineEdit) if edit is not over.field)
    field.deleteLater()  # a step back took it away
    QCoreApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete)
    QTest.keyClick(over.field, Qt.Key.Key_Escape)
    assert not over.isVisible()


def test_without_a_hit_enter_does_nothing_and_it_is_said(window: QWidget, english: Language) -> None:
    done: list[str] = []
    over = palette(window, done, english)
    QTest.keyClicks(over.field, "xyz")
    QTest.keyClick(over.field, Qt.Key.Key_Return)
    assert done == []
    assert over.isVisible()
    said = [part.accessibleName() for part in over.findChildren(QWidget) if part.isVisible()]
    assert "Nothing is called “xyz”." in said
    assert "0 hits" in over.texts()


def test_opening_again_starts_afresh(window: QWidget, german: Language) -> None:
    over = palette(window, [], german)
    QTest.keyClicks(over.field, "xyz")
    QTest.keyClick(over.field, Qt.Key.Key_Escape)
    over.show_commands(commands([]), german)
    assert over.field.text() == ""
    assert over.list.currentIndex().data() == "Lage"


def test_a_document_pasted_into_the_search_does_not_hold_up_the_window(window: QWidget, english: Language) -> None:
    over = palette(window, [], english)
    QGuiApplication.clipboard().setText("a b c " * 20_000)
    over.field.paste()
    assert 0 < len(over.field.text()) < 500
