"""The document: opened, saved, kept safe, and handed on by a session that ends without saving."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lagebild import document as documents
from lagebild.briefing import Briefing, parse, written
from lagebild.document import ChangedOutside, Document, saved_version
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.recovery import UNREADABLE, RecoveryFile, left_behind, lock_of
from lagebild.session import Session
from tests.shell import wait_until


class Desk:
    """A session and its document, with a folder for each kind of file."""

    def __init__(self, knowledge: Knowledge, today: date, folder: Path) -> None:
        self.session = Session(knowledge, Briefing(), Language("en"), "light", today)
        self.kept = folder / "kept"
        self.file = folder / "plan.lagebild"
        self.document = Document(self.session, self.kept)

    def edit(self, people: int) -> None:
        self.session.edit("api_costs", people=float(people))
        QApplication.processEvents()

    def on_disk(self) -> Briefing:
        return parse(self.file.read_bytes(), self.session.knowledge, self.file.name)


@pytest.fixture
def desk(qapp: QApplication, knowledge: Knowledge, today: date, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(knowledge, today, tmp_path)
    yield made
    made.document.close()


def people(briefing: Briefing) -> float | None:
    return briefing.inputs.get("api_costs", {}).get("people")


# ---- the file


def test_a_saved_briefing_is_opened_as_it_was(desk: Desk) -> None:
    desk.edit(500)
    saved = desk.session.briefing
    desk.document.save_as(desk.file)
    desk.document.new()
    assert desk.session.briefing == Briefing() and desk.document.path is None
    desk.document.open(desk.file)
    assert people(desk.session.briefing) == people(saved) == 500
    assert desk.document.path == desk.file and not desk.document.dirty


def test_it_says_when_it_becomes_dirty_and_clean_and_not_in_between(desk: Desk) -> None:
    said: list[bool] = []
    desk.document.changed.connect(lambda: said.append(desk.document.dirty))
    desk.edit(500)
    desk.edit(600)
    assert said == [True]
    desk.session.history.undo()
    QApplication.processEvents()
    assert said == [True, False]
    desk.session.history.redo()
    QApplication.processEvents()
    desk.document.save_as(desk.file)
    assert said == [True, False, True, False]


def test_undoing_beyond_the_saved_state_is_dirty_again(desk: Desk) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    desk.session.history.undo()
    assert desk.document.dirty
    desk.session.history.redo()
    assert not desk.document.dirty


def test_a_file_that_cannot_be_opened_changes_nothing(desk: Desk) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    bad = desk.file.with_name("bad.lagebild")
    bad.write_text("{")
    with pytest.raises(UserError):
        desk.document.open(bad)
    assert desk.document.path == desk.file and people(desk.session.briefing) == 500


@pytest.mark.parametrize("name", ["plan?.lagebild", "con.json", "x" * 300, "a/b/c.lagebild"])
def test_what_cannot_be_written_leaves_file_and_work_as_they_are(desk: Desk, name: str) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    before = desk.file.read_bytes()
    desk.edit(600)
    with pytest.raises(UserError) as caught:
        desk.document.save_as(desk.file.with_name("x") / name if "/" in name else desk.file.with_name(name))
    assert all(caught.value.sentences(Language("en")))
    assert desk.file.read_bytes() == before and desk.document.path == desk.file
    assert desk.document.dirty and people(desk.session.briefing) == 600


def test_a_folder_one_may_only_read_in_keeps_the_old_file_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    before = desk.file.read_bytes()
    desk.edit(600)

    def refuse(source: object, target: object) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError):
        desk.document.save()
    assert desk.file.read_bytes() == before and desk.document.dirty
    assert [file.name for file in desk.file.parent.iterdir() if file.name.startswith(".")] == []


def test_a_file_somebody_else_has_written_is_not_replaced_unasked(desk: Desk) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    theirs = desk.file.read_bytes().replace(b"500", b"900")
    desk.file.write_bytes(theirs)
    desk.edit(600)
    with pytest.raises(ChangedOutside):
        desk.document.save()
    assert desk.file.read_bytes() == theirs and desk.document.dirty
    desk.document.save(whatever_is_there=True)
    assert people(desk.on_disk()) == 600


def test_a_file_that_is_gone_is_written_anew(desk: Desk) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    desk.file.unlink()
    desk.edit(600)
    desk.document.save()
    assert people(desk.on_disk()) == 600


# ---- what is kept


def kept(desk: Desk) -> list[Path]:
    return left_behind(desk.kept)


def test_a_change_is_kept_within_two_seconds_without_being_asked(desk: Desk) -> None:
    desk.edit(500)
    assert documents._WAIT <= 1500 and desk.document._timer.isActive()
    wait_until(lambda: kept(desk))
    (file,) = kept(desk)
    assert json.loads(file.read_bytes())["briefing"]["inputs"] == {"api_costs": {"people": 500.0}}


def test_a_drag_does_not_put_the_keeping_off(desk: Desk) -> None:
    desk.edit(500)
    left = desk.document._timer.remainingTime()
    for number in range(501, 520):
        desk.edit(number)
    assert desk.document._timer.remainingTime() <= left


def test_what_is_saved_needs_no_keeping(desk: Desk) -> None:
    desk.edit(500)
    assert desk.document.keep_now() and len(kept(desk)) == 1
    desk.document.save_as(desk.file)
    assert kept(desk) == []
    assert desk.document.keep_now() and kept(desk) == []


def test_a_late_write_does_not_bring_back_what_was_saved_meanwhile(knowledge: Knowledge, tmp_path: Path) -> None:
    file = RecoveryFile(tmp_path, knowledge)
    file.remove(2)
    file.write(1, Briefing(currency="EUR"), None, "")
    assert not file.path.exists()
    file.write(3, Briefing(currency="EUR"), None, "")
    assert file.path.exists()


def test_the_end_leaves_nothing_behind(desk: Desk) -> None:
    desk.edit(500)
    desk.document.keep_now()
    desk.document.close()
    assert list(desk.kept.iterdir()) == []


def test_where_nothing_can_be_kept_the_reader_is_told_once(desk: Desk) -> None:
    desk.kept.parent.joinpath("kept").write_text("a file where the folder should be")
    told: list[UserError] = []
    desk.document.unprotected.connect(told.append)
    desk.edit(500)
    assert not desk.document.keep_now()
    desk.edit(600)
    assert not desk.document.keep_now()
    assert len(told) == 1
    happened, safe, do = told[0].sentences(desk.session.language)
    assert "in case Lagebild ends" in happened and "still here" in safe and do == "Save it now."
    assert "kept" in told[0].details  # which folder, for whoever can mend it


# ---- what is left behind


def abandon(desk: Desk) -> None:
    """As if the process had ended: nothing is tidied up, and its lock holds no longer."""
    assert desk.document.keep_now()
    assert desk.document._lock is not None
    desk.document._lock.unlock()


def test_a_session_that_is_alive_leaves_nothing(desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path) -> None:
    desk.edit(500)
    desk.document.keep_now()
    other = Desk(knowledge, today, tmp_path)
    assert other.document.left() == []


def test_the_next_session_goes_on_with_exactly_what_was_there(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path
) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    question = knowledge.questions[0]
    desk.session.answer(question.id, "own", "open")
    desk.session.give_reason(question.id, "Zwei Zeilen\n\u202bמשהו 🙂")
    abandon(desk)
    other = Desk(knowledge, today, tmp_path)
    (left,) = other.document.left()
    assert left.path == desk.file
    before = saved_version(left, other.session)
    assert before is not None and people(before) == 500 and not before.answers
    other.document.restore(left)
    expected = desk.session.briefing.changed(knowledge=knowledge.about.version)
    assert other.session.briefing.changed(knowledge=knowledge.about.version) == expected
    assert other.document.dirty and other.document.path == desk.file
    # ours is the one that is kept now
    assert not left.file.exists() and len(kept(other)) == 1
    other.document.save()
    assert kept(other) == [] and other.on_disk().answers == expected.answers
    other.document.close()


def test_left_work_finds_its_file_from_another_folder(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    monkeypatch.chdir(desk.file.parent)
    desk.document.open(Path(desk.file.name))
    desk.edit(700)
    abandon(desk)
    desk.kept.joinpath("elsewhere").mkdir()
    monkeypatch.chdir(desk.kept / "elsewhere")
    other = Desk(knowledge, today, tmp_path)
    (left,) = other.document.left()
    assert left.path == desk.file
    other.document.close()


def test_work_that_was_restored_and_lost_again_is_left_again(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path
) -> None:
    desk.edit(500)
    abandon(desk)
    second = Desk(knowledge, today, tmp_path)
    second.document.restore(second.document.left()[0])
    abandon(second)
    third = Desk(knowledge, today, tmp_path)
    assert [people(left.briefing) for left in third.document.left()] == [500]


def test_left_work_whose_file_was_changed_meanwhile_does_not_replace_it_unasked(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path
) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    desk.edit(600)
    abandon(desk)
    desk.file.write_bytes(desk.file.read_bytes().replace(b"500", b"900"))
    other = Desk(knowledge, today, tmp_path)
    other.document.restore(other.document.left()[0])
    with pytest.raises(ChangedOutside):
        other.document.save()
    other.document.close()


def test_work_that_had_been_saved_before_the_end_is_not_offered(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path
) -> None:
    desk.edit(500)
    desk.document.save_as(desk.file)
    desk.edit(600)
    abandon(desk)
    # it ended between the saving and the tidying up
    desk.file.write_bytes(written(desk.session.briefing, knowledge))
    other = Desk(knowledge, today, tmp_path)
    assert other.document.left() == [] and kept(other) == []


def test_a_saving_that_never_comes_back_loses_nothing(
    desk: Desk, knowledge: Knowledge, today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit(500)

    def hang(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "write_safely", hang)
    with pytest.raises(KeyboardInterrupt):
        desk.document.save_as(desk.file)
    assert desk.document._lock is not None
    desk.document._lock.unlock()
    assert [people(left.briefing) for left in Desk(knowledge, today, tmp_path).document.left()] == [500]


def test_what_could_not_be_kept_is_tried_again(desk: Desk) -> None:
    desk.kept.write_text("a file where the folder should be")
    told: list[UserError] = []
    desk.document.unprotected.connect(told.append)
    desk.edit(500)
    wait_until(lambda: told)
    desk.kept.unlink()
    wait_until(lambda: kept(desk))


def test_what_the_killed_left_without_work_is_removed(desk: Desk) -> None:
    desk.kept.mkdir()
    old, new = (desk.kept / f".lagebild-{sign * 16}.tmp" for sign in "01")
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (1_000_000,) * 2)
    (desk.kept / "0.lock").write_text("999999999\nlagebild\n")
    desk.document.left()
    assert sorted(desk.kept.iterdir()) == [new]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"\xff", b'{"recovery": 2}', b'{"recovery": 1, "path": 7, "base": "", "briefing": {}}',
        b'{"recovery": 1, "path": null, "base": "", "briefing": {"format": 1, "inputs": {"x": {}}}}', b"[" * 99_999,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_put_aside_and_not_thrown_away(desk: Desk, content: bytes) -> None:
    desk.kept.mkdir()
    (desk.kept / "0.recovery.json").write_bytes(content)
    assert desk.document.left() == []
    assert [file.name for file in desk.kept.iterdir()] == [f"0.recovery.json{UNREADABLE}"]
    assert desk.document.left() == []


def test_the_youngest_work_comes_first(desk: Desk, knowledge: Knowledge, tmp_path: Path) -> None:
    desk.kept.mkdir()
    for age, currency in ((300, "EUR"), (100, "USD")):
        file = RecoveryFile(desk.kept, knowledge)
        file.write(1, Briefing(currency=currency), None, "")  # type: ignore[arg-type]
        os.utime(file.path, (1_000_000 - age,) * 2)
        assert lock_of(file.path).name.endswith(".lock")
    assert [left.briefing.currency for left in desk.document.left()] == ["USD", "EUR"]
