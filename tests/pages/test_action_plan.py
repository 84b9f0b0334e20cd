"""The action plan behind its tab: sorted, filtered, leading to the question, exported, and at every size."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from lagebild.briefing import Task
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code, Language
from lagebild.pages.risks import RisksPage
from lagebild.widgets.toast import Toast
from lagebild.window import Window
from lagebild.wording import action_plan as wording
from tests.pages.test_checklist import given, pick, turn
from tests.pages.test_every_page import TODAY, opened, painted
from tests.pages.test_origins import without_origin
from tests.pages.test_risks import shown

PLAN = 1


def plan_of(qtbot: QtBot, window: Window) -> RisksPage:
    page = shown(qtbot, window)
    window.show_tab(PLAN)
    turn()
    return page


def test_the_plan_lists_sorts_and_leads_to_the_question(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = plan_of(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), **given(knowledge)))
    table = page.plan.table
    owners = [table.items.data(table.items.index(row, wording.OWNER)) for row in range(table.items.rowCount())]
    assert owners == ["Anna Berg", "IT"]
    assert table.items.rows[0].overdue and "overdue by 3 days" in table.items.rows[0].cells[wording.DUE]
    table.sort_by(wording.OWNER)
    table.sort_by(wording.OWNER)
    assert table.items.rows[0].cells[wording.OWNER] == "IT" and page.plan.order.value() == (wording.OWNER, True)
    page.plan.order.edited.emit((-1, False))
    assert table.items.rows[0].cells[wording.OWNER] == "Anna Berg"
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    turn()
    assert page.tab() == 0 and page._chosen.id == knowledge.questions[1].id
    assert page.question.rows["own"].isAncestorOf(QApplication.focusWidget())


def test_the_plan_is_filtered_and_says_which_filter_to_drop(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = plan_of(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge)))
    pick(page.plan.owner, "IT")
    assert len(page.plan.table.items.rows) == 1
    pick(page.plan.option, "western")
    assert page.plan.card._stack.currentIndex() == 1
    page.plan.drop.click()
    turn()
    assert page.plan.card._stack.currentIndex() == 0 and len(page.plan.filters.active) == 1


def test_an_empty_plan_leads_to_the_checklist(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = plan_of(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    assert page.plan.card._stack.currentIndex() == 1
    results = page.session.results
    assert str(wording.answer(results, Language("en"))) == "Nothing is listed yet: no question is answered."
    page.plan.drop.click()
    assert page.tab() == 0
    page.session.answer(page.checklist.questions[0].id, "own", "met")
    turn()
    assert str(wording.answer(page.session.results, Language("en"))).startswith("Nothing is to be done: no question")


def test_the_plan_is_exported_from_the_window(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(qtbot, knowledge, "en", "light", (1280, 640), **given(knowledge))
    page = plan_of(qtbot, window)
    path = tmp_path / "plan.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    page.plan.export.click()
    assert window.sharing().worker.finish()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file)]
    assert [row[2] for row in rows[1:3]] == ["Anna Berg", "IT"]
    (toast,) = window.findChildren(Toast)
    assert "plan.csv" in toast._message.text()


@pytest.mark.parametrize("size", [(1280, 640), (1440, 900)])
@pytest.mark.parametrize("code", CODES)
def test_everything_has_room_and_a_name_at_every_size(
    code: Code, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge
) -> None:
    long = given(knowledge)
    id = knowledge.questions[0].id
    long["tasks"][id]["own"] = Task(
        owner="Bernhardine Oberhuber-Wintersteiger, Datenschutz", due=TODAY, note="Wort " * 99
    )
    window = opened(qtbot, knowledge, code, "light", size, **long)
    page = shown(qtbot, window)
    turn()
    for tab in range(2):
        window.show_tab(tab)
        turn()
        if tab == 0:
            page._area.ensureWidgetVisible(page.question.tasks)
            turn()
            assert page.question.minimumSizeHint().width() <= page._area.viewport().width()
        assert painted(window)[1] == []
        assert without_origin(window, knowledge) == []
