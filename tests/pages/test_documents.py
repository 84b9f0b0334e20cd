"""Files in the window: asked before work is dropped, opened by drop and by name, offered again after a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu

from lagebild import document
from lagebild.briefing import Briefing
from lagebild.document import Document
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.pages.document_dialogs import ChangedOutsideDialog, RecoveryDialog, UnsavedDialog
from lagebild.pages.documents import Documents
from lagebild.recovery import left_behind, recovery_folder
from lagebild.session import Session
from lagebild.settings import MOST_RECENT, read_settings, settings_file
from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
from lagebild.widgets.toast import Toast
from lagebild.window import Window
from tests.shell import SmallPage, settle, shown_window

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


@pytest.fixture
def window(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Window]:
    shown = shown_window(knowledge, today, "en")
    yield shown
    shown._may_close = True
    shown.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A briefing for 500 people."""
    path = tmp_path / "plan.lagebild"
    path.write_text(json.dumps({"format": 1, "inputs": {"api_costs": {"people": 500}}}))
    return path


def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def documents(window: Window) -> Documents:
    assert window.documents is not None
    return window.documents


def people(window: Window) -> float | None:
    return session(window).briefing.inputs.get("api_costs", {}).get("people")


def edit(window: Window, number: int = 700) -> None:
    session(window).edit("api_costs", people=float(number))
    settle()


def dialog(window: Window, kind: type[AnyDialog]) -> AnyDialog:
    settle()
    (found,) = [part for part in window.findChildren(kind) if part.isVisible()]
    return found


def answer_to_names(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Let whoever asks for a file name be told this one."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("" if path is None else str(path), ""))


def test_the_title_names_the_file_and_marks_what_is_not_saved(window: Window, file: Path) -> None:
    assert window.windowTitle() == "Untitled[*] – Lagebild" and not window.isWindowModified()
    documents(window).open_path(file)
    assert window.windowTitle() == "plan[*] – Lagebild"
    edit(window)
    assert window.isWindowModified()
    window.actions_by_id["save"].trigger()
    assert not window.isWindowModified() and b"700" in file.read_bytes()


def test_the_title_speaks_the_language_of_the_window(window: Window) -> None:
    window.set_language("de")
    assert window.windowTitle() == "Unbenannt[*] – Lagebild"


def test_what_has_no_name_yet_is_asked_for_one(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_to_names(monkeypatch, tmp_path / "Vorstand März")
    edit(window)
    window.actions_by_id["save"].trigger()
    assert (tmp_path / "Vorstand März.lagebild").is_file()
    assert documents(window).document.path == tmp_path / "Vorstand März.lagebild"


def test_a_number_at_the_end_of_a_name_is_no_ending(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_to_names(monkeypatch, tmp_path / "Plan 2.0")
    edit(window)
    window.actions_by_id["save_as"].trigger()
    assert (tmp_path / "Plan 2.0.lagebild").is_file() and documents(window).name() == "Plan 2.0"


def test_a_name_that_turns_the_direction_of_reading_does_not_do_so_here(window: Window, file: Path) -> None:
    turned = file.rename(file.with_name("plan\u202elavorppa.lagebild"))
    documents(window).open_path(turned)
    assert window.windowTitle().startswith("plan?lavorppa")
    documents(window).new()
    window.show_file_menu()
    (menu,) = [part for part in window.findChildren(QMenu) if part.isVisible() and part.title() == "File"]
    (recent,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert [action.text() for action in recent.actions()] == ["plan?lavorppa.lagebild"]
    menu.close()


def test_the_menu_shows_the_icons_of_its_actions(window: Window) -> None:
    window.show_file_menu()
    (menu,) = [part for part in window.findChildren(QMenu) if part.isVisible() and part.title() == "File"]
    picture = menu.grab().toImage()
    for action in menu.actions():
        if not action.isSeparator():
            rect = menu.actionGeometry(action)
            middle = rect.center().y()
            seen = {
                picture.pixel(x, y) for x in range(rect.x() + 10, rect.x() + 26) for y in range(middle - 8, middle + 8)
            }
            assert (len(seen) > 1) == (not action.icon().isNull()), action.text()
    menu.close()


def test_without_a_name_nothing_is_saved(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_to_names(monkeypatch, None)
    edit(window)
    window.actions_by_id["save_as"].trigger()
    assert documents(window).document.dirty and documents(window).document.path is None


def type_people(window: Window, number: str) -> None:
    """Type into a field as a page has them, without leaving it."""
    page = window.page
    assert isinstance(page, SmallPage)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    page.field.setKeyboardTracking(False)
    page.field.setRange(1, 9999)
    page.field.valueChanged.connect(lambda value: session(window).edit("api_costs", people=value))
    page.field.setFocus()
    page.field.selectAll()
    QTest.keyClicks(page.field, number)
    assert people(window) != float(number)


def test_what_is_typed_and_not_yet_taken_is_saved_too(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    type_people(window, "812")
    window.actions_by_id["save"].trigger()
    assert b"812" in file.read_bytes() and people(window) == 812 and not documents(window).document.dirty


def test_what_is_typed_and_not_yet_taken_is_not_closed_or_replaced_unasked(window: Window, file: Path) -> None:
    type_people(window, "812")
    window.close()
    dialog(window, UnsavedDialog).reject()
    assert window.isVisible() and people(window) == 812
    documents(window).document.new()
    type_people(window, "813")
    documents(window).open_path(file)
    dialog(window, UnsavedDialog).reject()
    assert people(window) == 813


def test_a_clean_briefing_is_left_without_a_question(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    window.actions_by_id["new"].trigger()
    assert people(window) is None and not window.findChildren(UnsavedDialog)


@pytest.mark.parametrize(("button", "on_disk", "in_memory"), [("save", b"700", None), ("discard", b"500", None)])
def test_changes_are_saved_or_let_go_as_the_reader_says(
    window: Window, file: Path, button: str, on_disk: bytes, in_memory: float | None
) -> None:
    documents(window).open_path(file)
    edit(window)
    window.actions_by_id["new"].trigger()
    asked = dialog(window, UnsavedDialog)
    assert any("People with access: 500 → 700" in part for part in words(asked))
    getattr(asked, button).emit()
    asked.accept()
    assert on_disk in file.read_bytes() and people(window) == in_memory


def test_a_limit_that_is_not_saved_is_named_in_the_currency_shown(window: Window) -> None:
    session(window).set_currency("EUR")
    rate = session(window).results.api_costs.money.usd_per_eur
    session(window).set_limits(cost_per_month=10_000 * rate)
    window.actions_by_id["new"].trigger()
    assert any(part.endswith("month: none → €10,000") for part in words(dialog(window, UnsavedDialog)))


def test_escape_goes_on_working(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    edit(window)
    window.actions_by_id["new"].trigger()
    dialog(window, UnsavedDialog).reject()
    assert people(window) == 700 and documents(window).document.dirty


def test_the_window_stays_until_its_changes_are_dealt_with(window: Window) -> None:
    edit(window)
    assert not window.close()
    asked = dialog(window, UnsavedDialog)
    assert window.isVisible()
    asked.discard.emit()
    settle()
    assert not window.isVisible() and left_behind(recovery_folder()) == []


def test_a_window_without_changes_closes_at_once(window: Window) -> None:
    assert window.close()


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(window: Window, tmp_path: Path) -> None:
    (tmp_path / "bad.lagebild").write_text("{")
    documents(window).open_path(tmp_path / "bad.lagebild")
    assert "line 1 cannot be read" in " ".join(words(dialog(window, RefusalDialog)))
    assert documents(window).document.path is None


def test_a_file_changed_by_somebody_else_is_replaced_only_when_the_reader_says_so(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    edit(window)
    file.write_bytes(file.read_bytes().replace(b"500", b"900"))
    window.actions_by_id["save"].trigger()
    asked = dialog(window, ChangedOutsideDialog)
    assert b"900" in file.read_bytes()
    asked.replace.emit()
    assert b"700" in file.read_bytes()


def toast(window: Window) -> str:
    (shown,) = [part for part in window.findChildren(Toast) if part.isVisible()]
    return " ".join(label.text() for label in shown.findChildren(QLabel))


def test_who_opens_a_file_is_told_so_since_not_every_page_changes(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    assert "Opened: plan" in toast(window)


def test_the_example_says_what_it_is(window: Window) -> None:
    documents(window).open_sample()
    assert "the company does not exist" in toast(window)


def test_what_is_not_saved_of_the_example_is_what_was_changed_in_it(window: Window) -> None:
    documents(window).open_sample()
    edit(window)
    documents(window).new()
    asked = " ".join(words(dialog(window, UnsavedDialog)))
    assert "620 → 700" in asked and "further change" not in asked


# ---- drop, recent files, menu


def dropped(window: Window, *urls: QUrl) -> bool:
    """Drop these on the window as a file manager does; whether they are taken."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(500, 300), action, mime, button, none)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(500, 300), action, mime, button, none))
        settle()
    return enter.isAccepted()


def test_a_dropped_file_is_opened(window: Window, file: Path) -> None:
    assert dropped(window, QUrl.fromLocalFile(str(file)))
    assert people(window) == 500 and documents(window).document.path == file


def test_two_files_or_an_address_are_not_taken(window: Window, file: Path) -> None:
    assert not dropped(window, QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(file)))
    assert not dropped(window, QUrl("https://example.org/plan.lagebild"))
    assert people(window) is None


def test_a_dropped_folder_is_refused_in_a_sentence(window: Window, tmp_path: Path) -> None:
    assert dropped(window, QUrl.fromLocalFile(str(tmp_path)))
    assert words(dialog(window, RefusalDialog))


def test_the_last_files_are_remembered_the_latest_first(window: Window, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.lagebild" for number in range(MOST_RECENT + 2)]
    for path in paths:
        path.write_text('{"format": 1}')
        documents(window).open_path(path)
    kept = read_settings(settings_file()).recent
    assert [Path(one) for one in kept] == paths[: -MOST_RECENT - 1 : -1]
    assert documents(window).recent() == tuple(paths[-2 : -MOST_RECENT - 1 : -1])


def test_a_remembered_path_without_a_name_is_not_offered(window: Window) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(json.dumps({"recent": ["", "/", "/gone/plan.lagebild"]}))
    assert documents(window).recent() == (Path("/gone/plan.lagebild"),)


def test_the_menu_shows_every_verb_with_its_key_and_opens_recent_files(window: Window, file: Path) -> None:
    documents(window).open_path(file)
    window.actions_by_id["new"].trigger()
    window.show_file_menu()
    (menu,) = [part for part in window.findChildren(QMenu) if part.isVisible()]
    shown = [action.text().partition("\t") for action in menu.actions() if action.text()]
    assert ("Save", "\t", "Ctrl+S") in shown and ("New briefing", "\t", "Ctrl+N") in shown
    (recent,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    (entry,) = recent.actions()
    assert entry.text() == "plan.lagebild"
    entry.trigger()
    assert people(window) == 500
    menu.close()


# ---- crashes and what is left


def test_a_crash_keeps_the_work_before_it_is_told(window: Window) -> None:
    edit(window)
    assert left_behind(recovery_folder()) == []
    window.report(RuntimeError("x"))
    assert len(left_behind(recovery_folder())) == 1
    assert any("kept in case" in part for part in words(dialog(window, CrashDialog)))


def test_a_crash_in_the_keeping_is_told_all_the_same(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(window)

    def fail(*_: object) -> None:
        raise RuntimeError("y")

    monkeypatch.setattr(Document, "keep_now", fail)
    window.report(RuntimeError("x"))
    assert any("Save them now" in part for part in words(dialog(window, CrashDialog)))
    monkeypatch.undo()


def test_work_that_was_left_is_offered_and_taken_up(
    qapp: QApplication, knowledge: Knowledge, today: date, file: Path
) -> None:
    lost = Document(Session(knowledge, Briefing(), Language("en"), "light", today), recovery_folder())
    lost.open(file)
    lost.session.edit("api_costs", people=700.0)
    assert lost.keep_now() and lost._lock is not None
    lost._lock.unlock()
    window = shown_window(knowledge, today, "en")
    asked = dialog(window, RecoveryDialog)
    said = words(asked)
    assert any("plan.lagebild" in part for part in said) and "People with access: 500 → 700" in said
    asked.restore.emit()
    settle()
    assert people(window) == 700 and window.isWindowModified() and window.windowTitle().startswith("plan[*]")
    window._may_close = True
    window.close()


def test_work_that_is_thrown_away_is_not_offered_again(qapp: QApplication, knowledge: Knowledge, today: date) -> None:
    lost = Document(Session(knowledge, Briefing(), Language("en"), "light", today), recovery_folder())
    lost.session.edit("api_costs", people=700.0)
    assert lost.keep_now() and lost._lock is not None
    lost._lock.unlock()
    window = shown_window(knowledge, today, "en")
    asked = dialog(window, RecoveryDialog)
    asked.discard.emit()
    assert documents(window).document.left() == []
    window.close()


def test_where_nothing_can_be_kept_the_reader_is_told(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise UserError("There is not enough room for “{name}” in the folder “{folder}”.", name="x", folder="y")

    monkeypatch.setattr("lagebild.recovery.write_safely", refuse)
    edit(window)
    assert not documents(window).document.keep_now()
    assert dialog(window, RefusalDialog)
    assert document._WAIT < 2000


def words(part: QDialog) -> list[str]:
    """All that a dialog says."""
    said = []
    for child in part.findChildren(QLabel):
        texts = getattr(child, "texts", None)
        said += [str(text) for text in texts()] if texts else [child.text()]
    return said


def test_the_example_is_called_one_and_opens_where_most_of_it_comes_together(window: Window) -> None:
    documents(window).open_sample()
    assert window.windowTitle() == "Example[*] – Lagebild" and window.area.page_id == "decision"
    assert not documents(window).document.dirty
    edit(window)
    assert window.windowTitle() == "Example[*] – Lagebild" and window.isWindowModified()
    window._may_close = True
    window.actions_by_id["new"].trigger()
    dialog(window, UnsavedDialog).discard.emit()
    assert window.windowTitle() == "Untitled[*] – Lagebild"
