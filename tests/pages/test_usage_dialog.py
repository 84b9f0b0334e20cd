"""The dialog that reads pasted usage: what it shows, asks, takes over, and refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lagebild.briefing import Briefing, written
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.pages.usage_dialog import UsageDialog
from lagebild.session import Session
from lagebild.theme import theme
from lagebild.widgets.fields import Choice
from lagebild.widgets.labels import Line, Paragraph
from tests.analysis.test_usage_table import ANTHROPIC, DEEPSEEK, ENGLISH, GERMAN, INVOICE, OPENAI, PLAIN
from tests.shell import settle

OPEN = "Requests;Input (M);Output (M)\n396000;1.234;1.500\n"
SKIPPED = "Model;Requests;Input\na;396000;594000000\n" + "b;n/a;500\n" * 9
TABLES = (GERMAN, ENGLISH, OPENAI, ANTHROPIC, DEEPSEEK, INVOICE, PLAIN, OPEN, SKIPPED)
Opened = Callable[..., UsageDialog]


@pytest.fixture
def opened(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Opened]:
    """Opens the dialog over an untouched briefing."""
    apply_look(qapp, theme("light"))
    made: list[UsageDialog] = []

    def show(code: Code = "en", pasted: str = "") -> UsageDialog:
        dialog = UsageDialog(Session(knowledge, Briefing(), Language(code), "light", today))
        dialog.open()
        if pasted:
            dialog.field.paste(pasted)
        settle()
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog.reject()
    settle()


def said(dialog: QWidget) -> list[str]:
    """Every sentence and line in sight."""
    labels = [*dialog.findChildren(Paragraph), *dialog.findChildren(Line)]
    return [label.text().replace(NBSP, " ") for label in labels if label.isVisible() and label.text()]


# ---- what it shows and takes


def test_without_a_table_nothing_can_be_taken_and_it_says_why(opened: Opened) -> None:
    dialog = opened()
    assert not dialog.go.isEnabled()
    assert dialog.lacking.text() == dialog.go.accessibleDescription() == "There is no table yet."
    assert dialog.field.edit.hasFocus()


def test_a_pasted_table_is_shown_with_its_meanings_and_what_it_changes(opened: Opened) -> None:
    dialog = opened(pasted=ENGLISH.replace("1,200", "395,700"))
    columns = [shown for shown in dialog.preview.columns if shown.isVisible()]
    assert [shown.meaning.value() for shown in columns] == ["model", "requests", "input", "output", "amount"]
    words = said(dialog)
    assert "Requests per person and day: 15 → 15.71" in words
    assert "Input per request: 1,500 tokens → 10 tokens" in words
    assert "Row 4: a sum (“Total”), which would count twice." in words
    assert "There are no dates; the table is taken to be of one month." in words
    assert dialog.go.isEnabled() and not dialog.lacking.text()


def test_taking_over_is_one_step_back_and_keeps_nothing_but_the_numbers(opened: Opened) -> None:
    dialog = opened(pasted=GERMAN)
    session = dialog._session
    session.edit("api_costs", people=400)
    dialog.go.click()
    assert session.briefing.inputs["api_costs"].keys() == {
        "people", "requests_per_person_day", "input_tokens_per_request", "output_tokens_per_request",
        "cached_input_share",
    }  # fmt: skip
    assert session.history.count() == 2
    assert b"gpt" not in written(session.briefing, session.knowledge)
    session.history.undo()
    assert session.briefing.inputs == {"api_costs": {"people": 400}}
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(dialog)


def test_cancelling_changes_nothing(opened: Opened) -> None:
    dialog = opened(pasted=GERMAN)
    session = dialog._session
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.briefing == Briefing() and not session.history.canUndo()


def test_a_meaning_can_be_corrected_with_the_keys(opened: Opened) -> None:
    dialog = opened(pasted="Model\tRequests\tInput\tOutput\nm\t396000\t594000000\t200000000\n")
    choice = dialog.preview.columns[3].meaning
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert choice.value() == "ignored"
    assert dialog._usage is not None and "output_tokens_per_request" not in dialog._usage.values
    assert dialog.preview.columns[3].isVisible()  # it can be put back
    assert choice.hasFocus()


def test_another_table_forgets_what_was_said_of_the_last(opened: Opened) -> None:
    dialog = opened(pasted=OPEN)
    dialog.preview.corrected.emit(2, "ignored")
    dialog.reading.edited.emit(".")
    dialog.field.paste(OPEN.replace("1.500", "1.600"))
    assert dialog.preview.columns[2].meaning.value() == "output"
    assert dialog.reading.value() is None and not dialog.go.isEnabled()


def test_what_is_pasted_takes_the_place_of_what_was_there(opened: Opened) -> None:
    dialog = opened(pasted=GERMAN)
    dialog.field.paste(PLAIN)
    assert dialog.field.edit.toPlainText() == PLAIN
    dialog.field.edit.undo()
    assert dialog.field.edit.toPlainText() == GERMAN


def test_columns_that_do_not_count_are_shown_when_asked_for(opened: Opened) -> None:
    dialog = opened(pasted=OPENAI)
    shown = [column for column in dialog.preview.columns if column.isVisible()]
    assert len(shown) == 6 and dialog.preview.more.text() == "Show 11 further columns"
    dialog.preview.more.click()
    settle()
    assert sum(column.isVisible() for column in dialog.preview.columns) == 17
    assert not dialog.preview.more.isVisible()


def test_numbers_that_can_be_read_in_two_ways_are_asked_for(opened: Opened) -> None:
    dialog = opened(pasted=OPEN)
    assert not dialog.go.isEnabled()
    assert dialog.lacking.text() == "First say how the numbers are to be read."
    assert [dialog.reading.itemText(row) for row in range(3)] == [
        "Please choose", "1,234 (“.” between thousands)", "1.234 (“.” before the decimals)",
    ]  # fmt: skip
    dialog.reading.setFocus()
    QTest.keyClick(dialog.reading, Qt.Key.Key_Down)
    assert dialog.go.isEnabled() and dialog._usage is not None
    assert dialog._usage.values["input_tokens_per_request"] == round(1234e6 / 396_000)
    QTest.keyClick(dialog.reading, Qt.Key.Key_Down)
    assert dialog._usage.values["input_tokens_per_request"] == round(1.234e6 / 396_000)


def test_of_many_rows_that_do_not_count_a_few_are_named(opened: Opened) -> None:
    words = said(opened(pasted=SKIPPED))
    assert "Row 3: “n/a” in “Requests” cannot be read as a number." in words
    assert "and 5 further rows" in words


def test_what_does_not_fit_is_said_and_the_rest_can_be_taken(opened: Opened) -> None:
    dialog = opened(pasted="Requests;Input\n10;15000\n")
    assert any(words.startswith("Requests per person and day would be 0.0004 with 1,200 people") for words in
               said(dialog))  # fmt: skip
    assert not dialog.go.isEnabled()  # 1,500 tokens of input a request are there already
    assert dialog.lacking.text() == "The inputs are like this already."


# ---- hostile pastes


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "1\t2\n" * 100_000, "PK\x03\x04\x00" * 99, "a\t" + "b" * 900_000, "\0"],
    ids=["10 MB", "100,000 lines", "binary", "one enormous cell", "nothing"],
)
def test_what_is_no_table_is_refused_before_it_is_shown(text: str, opened: Opened) -> None:
    dialog = opened(pasted=GERMAN)
    dialog.field.paste(text)
    assert dialog.field.edit.toPlainText() == GERMAN
    assert dialog.refused.isVisible() and "Nothing was changed." in dialog.refused.text()
    assert not dialog.go.isEnabled()


def test_markup_formulas_and_turned_writing_are_shown_as_they_are(opened: Opened) -> None:
    dialog = opened(pasted="Model;Requests;Input\n<b>x</b>;396000;594000000\n\u202ecba;=1+1;5\n\u202exy;3;4\n")
    words = said(dialog)
    assert "<b>x</b>" in words and "xy" in words
    assert "Row 3: “=1+1” in “Requests” is a formula, not its result." in words


def test_a_file_dropped_on_the_field_is_not_for_it(opened: Opened) -> None:
    dialog = opened()
    source = QMimeData()
    source.setText("Requests;Input\n1;2\n")
    source.setUrls([QUrl.fromLocalFile("/tmp/usage.csv")])
    assert not dialog.field.edit.canInsertFromMimeData(source)
    dialog.field.edit.insertFromMimeData(source)
    assert dialog.field.edit.toPlainText() == ""


# ---- how it looks, and how it is reached


@pytest.mark.parametrize("text", ["", *TABLES])
@pytest.mark.parametrize("code", CODES)
def test_no_word_is_cut_and_every_control_has_a_name(code: Code, text: str, opened: Opened) -> None:
    dialog = opened(code, text)
    dialog.preview.more.click()
    settle()
    cut = []

    def watch(words: str, box: QRectF, room: QRectF) -> None:
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box) and room.height() < 200:
            cut.append(words)

    with watch_texts(watch):
        dialog.grab()
    assert not cut
    stops = [part for part in dialog.findChildren(QWidget) if part.isVisible() and part.focusPolicy().value & 1]
    assert stops and not [part for part in stops if not part.accessibleName()]
    for choice in dialog.findChildren(Choice):
        if choice.isVisible():
            assert choice.width() >= choice.sizeHint().width()
    assert dialog.height() <= 630 and dialog.width() <= 1_000


def test_tab_goes_from_the_field_over_the_columns_to_the_buttons(opened: Opened) -> None:
    dialog = opened(pasted=GERMAN)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.field.setFocus()
    reached: list[QWidget] = []
    for _ in range(20):
        now = QGuiApplication.focusObject()
        assert isinstance(now, QWidget)
        if now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    columns = [column.meaning for column in dialog.preview.columns]
    order = [reached.index(part) for part in (dialog.field.edit, *columns, dialog.go)]
    assert order == sorted(order)
