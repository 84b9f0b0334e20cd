"""The risks page: answers by key and by suggestion, one step back each, links to the register, true sentences."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing
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
    assert str(risks.scope(results, EN)) == "A knock-out question is answered “open” for: Vendor API in China."


def test_one_option_short_of_answers_keeps_all_from_being_compared(knowledge: Knowledge) -> None:
    results = results_with(knowledge, all_answered(knowledge, {"api_cn": "open", "eu_hosted": "met", "own": "met"}))
    assert str(risks.answer(results, EN)).startswith("126 of 168 answers are given. Missing next: ")


def test_equal_options_are_not_ranked(knowledge: Knowledge) -> None:
    results = results_with(knowledge, all_answered(knowledge, dict.fromkeys(OPTIONS, "partly")))
    said = plain(str(risks.answer(results, EN)))
    assert said == "All options carry 50 of 100 risk points."


def test_the_table_has_points_range_and_what_is_answered(knowledge: Knowledge) -> None:
    answers = all_answered(knowledge, {"api_cn": "open", "eu_hosted": "not_applicable", "own": "unclear"})
    table = checklist_scores.table(results_with(knowledge, answers), EN)
    columns = dict(zip(table.header, zip(*table.rows, strict=True), strict=True))
    assert columns["China"] == ("100",) * 6 + ("100", "100%")
    assert columns["EU"] == ("–",) * 8
    assert columns["Own"] == ("70",) * 6 + ("0–100", "0%")
    assert columns["Western"] == ("50",) * 6 + ("0–100", "0%")


def test_a_law_says_whether_it_applies_today(results: Results) -> None:
    lines = {
        plain(law.norm.en): plain(str(line))
        for question in results.knowledge.questions
        for law, line in zip(question.law, risks.law_lines(question, results, EN), strict=True)
    }
    assert "has applied since 2 Feb 2025" in lines["AI Act Art. 4"]
    never = [line for norm, line in lines.items() if "AI Diffusion" in norm]
    assert never and all("never applied" in line for line in never)
