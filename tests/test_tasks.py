"""Owners, days and notes of the checklist in a session: steps back, what a file may hold, what is told of changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from lagebild.briefing import LONGEST_NOTE, LONGEST_OWNER, Briefing, Task, parse
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.session import Session
from lagebild.wording.changes import changes

DAY = date(2026, 12, 1)


@pytest.fixture
def session(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Session]:
    session = Session(knowledge, Briefing(), Language("en"), "light", today)
    yield session
    QApplication.sendPostedEvents(session)


def test_owner_day_and_note_are_steps_of_their_own_and_none_leaves_nothing(session: Session) -> None:
    id, start = session.knowledge.questions[0].id, session.briefing
    session.assign(id, "own", owner="Anna")
    session.assign(id, "own", due=DAY)
    session.assign(id, "own", due=date(2027, 1, 1))  # of the same run
    session.assign(id, "own", note="pasted")
    session.assign(id, "api_cn", owner="IT")
    assert session.briefing.tasks[id] == {
        "own": Task(owner="Anna", due=date(2027, 1, 1), note="pasted"), "api_cn": Task(owner="IT"),
    }  # fmt: skip
    assert session.history.count() == 4
    for _ in range(4):
        session.history.undo()
    assert session.briefing == start
    session.assign(id, "own", owner="Anna")
    session.assign(id, "own", owner="")
    assert session.briefing == start


def test_a_note_that_is_typed_over_comes_back_as_it_was(session: Session) -> None:
    id = session.knowledge.questions[0].id
    for end in range(1, 11):
        session.assign(id, "own", note="Ten letter"[:end])
    session.assign(id, "own", note="x")
    session.history.undo()
    assert session.briefing.tasks[id]["own"].note == "Ten letter"
    session.history.undo()
    assert session.briefing.tasks == {} and not session.history.canUndo()


def test_suggestions_of_a_theme_are_one_step(session: Session) -> None:
    question = session.knowledge.questions[0]
    session.answer(question.id, "own", "not_applicable")
    before = session.briefing
    count = session.take_suggestions(question.theme)
    answers = session.briefing.answers
    assert sum(len(by_option) for by_option in answers.values()) == count + 1
    assert answers[question.id]["own"] == "not_applicable"
    assert session.take_suggestions(question.theme) == 0
    session.history.undo()
    assert session.briefing == before


@pytest.mark.parametrize(
    "task",
    [
        {"owner": "x" * (LONGEST_OWNER + 1)}, {"owner": 3}, {"owner": None}, {"due": "1999-12-31"},
        {"due": "2101-01-01"},
        {"due": "2026-02-30"}, {"due": 20261201}, {"note": "x" * (LONGEST_NOTE + 1)}, {"note": []}, {"who": "x"},
        "Anna",
    ],
)  # fmt: skip
def test_a_hostile_task_is_refused_in_both_languages(task: object, knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    with pytest.raises(UserError) as caught:
        parse(json.dumps({"format": 1, "tasks": {id: {"own": task}}}).encode(), knowledge, "mine.json")
    german, english = (caught.value.text(Language(code)) for code in ("de", "en"))
    assert german != english and "{" not in german + english and f"tasks.{id}.own" in english


def test_a_task_of_an_unknown_question_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UserError):
        parse(b'{"format": 1, "tasks": {"nope": {"own": {"owner": "x"}}}}', knowledge, "mine.json")


def test_an_owner_is_one_line(knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    content = json.dumps({"format": 1, "tasks": {id: {"own": {"owner": "  Anna\u202e\n Berg\x07 "}}}}).encode()
    assert parse(content, knowledge, "x").tasks[id]["own"].owner == "Anna  Berg"


def test_what_changed_is_told(knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    title = knowledge.questions[0].title.en
    after = Briefing(tasks={id: {"own": Task(owner="Anna", due=DAY, note="x")}})
    assert [str(one) for one in changes(Briefing(), after, knowledge, Language("en"))] == [
        f"Your note on “{title}”, Own hardware, is another one.",
        f"Who sees to “{title}”, Own hardware: nobody → Anna, until 1\u00a0Dec\u00a02026",
    ]
    noted = Briefing(tasks={id: {"own": Task(note="x")}})
    assert len(changes(Briefing(), noted, knowledge, Language("en"))) == 1
