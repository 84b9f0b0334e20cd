"""The risks page: answers, measures and reasons, one step back each; links, cells that lead on, true sentences."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS, THEMES
from lagebild.briefing import LONGEST_REASON, Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer, OptionId
from lagebild.language import CODES, Code, Language
from lagebild.pages import checklist_scores
from lagebild.pages.risks import RisksPage
from lagebild.window import Window
from lagebild.wording import risks
from tests.pages.test_every_page import opened, painted
from tests.pages.test_evidence import register_of
from tests.pages.test_origins import without_origin

EN = Language("en")


def shown(qtbot: QtBot, window: Window) -> RisksPage:
    with qtbot.waitSignal(window.page_shown):
        window.go_to("risks")
    assert isinstance(window.page, RisksPage)
    return window.page


def results_with(knowledge: Knowledge, answers: dict[str, dict[OptionId, Answer]]) -> Results:
    return compute(knowledge, Briefing(answers=answers), date(2026, 11, 21))


def all_answered(knowledge: Knowledge, by_option: dict[OptionId, Answer]) -> dict[str, dict[OptionId, Answer]]:
    return {question.id: dict(by_option) for question in knowledge.questions}


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


# ---- the page


def test_a_digit_answers_and_undo_takes_it_back(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "de", "light", (1440, 900)))
    question = page.checklist.questions[0].id
    page.question.rows["own"].focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    QApplication.processEvents()
    assert page.session.briefing.answers == {question: {"own": "partly"}}
    assert page.question.rows["own"].answer() == "partly"
    page.session.history.undo()
    QApplication.processEvents()
    assert page.session.briefing.answers == {} and page.question.rows["own"].answer() is None


def test_a_suggestion_is_taken_over_one_by_one(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "de", "light", (1440, 900)))
    question = page.checklist.questions[0]
    page.question.rows["api_cn"].suggestion.click()
    QApplication.processEvents()
    assert page.session.briefing.answers == {question.id: {"api_cn": question.suggestion["api_cn"]}}


def test_the_down_key_shows_the_next_question(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    page.checklist.focus_chosen().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    second = page.checklist.questions[1]
    assert page.question._question.text() == second.question.en
    assert QApplication.focusWidget() is page.checklist.focus_chosen()


def test_n_leads_to_the_next_open_question_and_its_first_open_option(qtbot: QtBot, knowledge: Knowledge) -> None:
    order = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640))).checklist.questions
    answers = {order[1].id: dict.fromkeys(OPTIONS, "met"), order[2].id: {knowledge.options[0].id: "open"}}
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), answers=answers))
    page.question.rows["own"].focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert page.question._question.text() == order[2].question.en
    assert page.question.rows[knowledge.options[1].id].isAncestorOf(QApplication.focusWidget())


def test_a_link_shows_its_record_in_the_register(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "de", "light", (1440, 900))
    page = shown(qtbot, window)
    page.question._for._lines[0].link.click()
    QApplication.processEvents()
    assert window.page.page_id == "evidence"
    assert register_of(window).selected() == page.checklist.questions[0].evidence_for[0]


def test_a_measure_does_what_it_says_and_undo_takes_it_back(qtbot: QtBot, knowledge: Knowledge) -> None:
    id = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900))).checklist.questions[0].id
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), answers={id: {"own": "open"}}))
    entry = page.question.measures.entries[0]
    assert [option for option, box in entry.boxes.items() if box.isEnabled()] == ["own"]
    promised = entry.effects["own"].with_.text()
    entry.boxes["own"].click()
    QApplication.processEvents()
    assert page.session.briefing.measures == {id: {"own": ("measure-1",)}}
    assert promised == f"{page.session.results.risks['own'].overall.middle:.1f}"
    assert entry.boxes["own"].isChecked() and page.question.measures.entries[1].boxes["own"].isEnabled()
    page.session.history.undo()
    QApplication.processEvents()
    assert not entry.boxes["own"].isChecked() and page.session.briefing.measures == {}


def active(qtbot: QtBot, window: Window) -> RisksPage:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return shown(qtbot, window)


def test_reasons_typed_in_one_go_are_one_step_back_by_key(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900)))
    id, field = page.checklist.questions[0].id, page.question.reason.field
    field.setFocus()
    for letter in "no 1":  # neither the next question nor an answer
        QTest.keyClicks(field.edit, letter)
        QApplication.processEvents()
    assert page.session.briefing.reasons[id].text == "no 1" and page.session.history.count() == 1
    assert page.session.briefing.answers == {} and field.edit.textCursor().position() == 4
    assert page.question.reason._note.text() == plain_date(page)
    QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.session.briefing.reasons == {} and field.edit.toPlainText() == ""
    QTest.keyClick(field.edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert field.edit.toPlainText() == "no 1" and page.session.history.count() == 1


def plain_date(page: RisksPage) -> str:
    return f"changed {page.session.language.date(page.session.today)}"


def test_every_question_has_its_own_reasons(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900)))
    first, second = page.checklist.questions[:2]
    page.session.give_reason(first.id, "here")
    QApplication.processEvents()
    page.checklist.choose(second.id)
    assert page.question.reason.field.text() == ""
    page.question.reason.field.edit.insertPlainText("there")
    page.checklist.choose(first.id)
    assert page.question.reason.field.text() == "here"
    assert {id: reason.text for id, reason in page.session.briefing.reasons.items()} == {
        first.id: "here",
        second.id: "there",
    }


def test_a_full_field_says_so(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900)))
    panel, id = page.question.reason, page.checklist.questions[0].id
    panel.field.edit.insertPlainText("x" * LONGEST_REASON)
    assert panel._full.isHidden()
    panel.field.edit.insertPlainText("y")
    assert not panel._full.isHidden() and plain(panel._full.text()).startswith("There is room for 20,000 characters")
    assert page.session.briefing.reasons[id].text == "x" * LONGEST_REASON
    page.checklist.choose(page.checklist.questions[1].id)
    assert panel._full.isHidden()


def test_a_cell_leads_to_the_first_question_behind_it_that_is_not_settled(qtbot: QtBot, knowledge: Knowledge) -> None:
    privacy = [question for question in knowledge.questions if question.theme == "privacy"]
    answers = {privacy[0].id: dict.fromkeys(OPTIONS, "met")}
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), answers=answers))
    plot = page.scores.chart.plot
    place = [option.id for option in knowledge.options].index("own")
    cell = next(cell for cell in plot.placed.cells if (cell.category, cell.series) == (1, place))
    at = QPoint(round(cell.box.x + cell.box.width / 2) + 6, round(cell.box.y + cell.box.height / 2) + 6)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)
    assert page.question._question.text() == privacy[1].question.en
    assert page.question.rows["own"].isAncestorOf(QApplication.focusWidget())
    page.scores.chart.mark_chosen.emit(len(THEMES), 0)  # the total of an option: all questions are behind it
    assert page.question._question.text() == page.checklist.questions[0].question.en


def test_what_is_asked_for_is_brought_into_sight(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    bar, last = page._area.verticalScrollBar(), knowledge.options[-1].id
    for category in (0, 1):  # the question that is shown already, and another one
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        assert page.question.rows[last].visibleRegion().isEmpty()
        page.scores.chart.mark_chosen.emit(category, len(knowledge.options) - 1)
        QApplication.processEvents()
        row = page.question.rows[last]
        assert row.visibleRegion().boundingRect() == row.rect()


@pytest.mark.parametrize("size", [(1280, 640), (1440, 900)])
def test_tab_goes_as_the_page_is_read(size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge) -> None:
    id = shown(qtbot, opened(qtbot, knowledge, "en", "light", size)).checklist.questions[0].id
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", size, answers={id: {"own": "open"}}))
    for _ in range(3):
        QApplication.processEvents()
    page.first_focus().setFocus()
    parts = (page.checklist, page.question._asking, page.question._evidence, page.question.measures,
             page.question.reason, page.scores)  # fmt: skip
    reached = []
    while any(part.isAncestorOf(QApplication.focusWidget()) for part in parts) and len(reached) < 60:
        here = QApplication.focusWidget()
        reached.append(next(place for place, part in enumerate(parts) if part.isAncestorOf(here)))
        assert here.accessibleName(), type(here).__name__
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert reached == sorted(reached) and set(reached) == set(range(len(parts)))


@pytest.mark.parametrize("size", [(1280, 640), (1440, 900)])
@pytest.mark.parametrize("code", CODES)
def test_every_question_has_room_and_origins(
    code: Code, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = opened(qtbot, knowledge, code, "light", size)
    page = shown(qtbot, window)
    for question in page.checklist.questions:
        page.checklist.choose(question.id)
        for _ in range(3):
            QApplication.processEvents()
        assert painted(window)[1] == [], question.id
        assert without_origin(window, knowledge) == [], question.id
        assert page.question.minimumSizeHint().width() <= page._area.viewport().width(), question.id


# ---- the words


def test_without_an_answer_the_weightiest_question_is_missing_next(results: Results) -> None:
    first = results.risks["api_cn"].missing[0]
    title = next(question.title.en for question in results.knowledge.questions if question.id == first)
    assert str(risks.answer(results, EN)) == f"0 of 168 answers are given. Missing next: “{title}”."


def test_with_enough_answers_the_highest_and_the_lowest_are_named(knowledge: Knowledge) -> None:
    answers = all_answered(knowledge, {"api_cn": "open", "eu_hosted": "partly", "own": "met", "western": "partly"})
    results = results_with(knowledge, answers)
    assert plain(str(risks.answer(results, EN))) == (
        "Highest risk: Vendor API in China with 100 of 100 points; lowest: Own hardware with 0."
    )
    said = "Not ranked, since a knock-out question is answered “open”: Vendor API in China."
    assert str(risks.scope(results, EN)) == said


def test_one_option_short_of_answers_keeps_all_from_being_compared(knowledge: Knowledge) -> None:
    results = results_with(knowledge, all_answered(knowledge, {"api_cn": "open", "eu_hosted": "met", "own": "met"}))
    assert str(risks.answer(results, EN)).startswith("126 of 168 answers are given. Missing next: ")


def test_equal_options_are_not_ranked(knowledge: Knowledge) -> None:
    results = results_with(knowledge, all_answered(knowledge, dict.fromkeys(OPTIONS, "partly")))
    said = plain(str(risks.answer(results, EN)))
    assert said == "All options carry 50 of 100 risk points."


def test_the_table_has_the_range_and_what_is_settled(knowledge: Knowledge) -> None:
    answers = all_answered(knowledge, {"api_cn": "open", "eu_hosted": "not_applicable", "own": "unclear"})
    table = checklist_scores.table(results_with(knowledge, answers), EN)
    columns = dict(zip(table.header, zip(*table.rows, strict=True), strict=True))
    assert columns["China"] == ("100", "100%")
    assert columns["EU"] == ("–", "–")
    assert columns["Own"] == columns["Western"] == ("0–100", "0%")


def test_a_law_says_whether_it_applies_today(results: Results) -> None:
    lines = {
        plain(law.norm.en): plain(str(line))
        for question in results.knowledge.questions
        for law, line in zip(question.law, risks.law_lines(question, results, EN), strict=True)
    }
    assert "has applied since 2 Feb 2025" in lines["AI Act Art. 4"]
    never = [line for norm, line in lines.items() if "AI Diffusion" in norm]
    assert never and all("never applied" in line for line in never)
