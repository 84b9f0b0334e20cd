"""The risks page: answers, measures and reasons, one step back each; links, cells that lead on, true sentences."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS, THEMES
from lagebild.briefing import LONGEST_REASON, Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer, OptionId
from lagebild.language import CODES, Code, Language
from lagebild.pages import checklist_scores
from lagebild.pages.risks import RisksPage
from lagebild.widgets.labels import Line
from lagebild.widgets.palette_dialog import CommandPalette
from lagebild.window import Window
from lagebild.wording import questions, risks
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


def test_the_palette_leads_to_the_action_plan_and_back_to_the_checklist(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "en", "light", (1280, 640))
    for words, tab in (("Action plan", 1), ("Checklist", 0)):
        window.show_palette()
        found = window.findChild(CommandPalette)
        found.field.setText(words)
        QTest.keyClick(found.field, Qt.Key.Key_Return)
        assert isinstance(window.page, RisksPage) and window.page.tab() == tab


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


def test_n_leads_to_the_first_missing_answer_from_the_rail_too(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "en", "light", (1280, 640))
    page = shown(qtbot, window)
    window.rail.entries["risks"].setFocus()
    QTest.keyClick(window.rail.entries["risks"], Qt.Key.Key_N)
    assert page.question.rows[page.session.results.option_ids[0]].isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert list(page.session.briefing.answers.values()) == [{page.session.results.option_ids[0]: "open"}]


def test_n_leads_to_the_next_missing_answer_and_p_to_the_one_before(qtbot: QtBot, knowledge: Knowledge) -> None:
    order = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640))).checklist.questions
    answers = {order[1].id: dict.fromkeys(OPTIONS, "met"), order[2].id: {knowledge.options[0].id: "open"}}
    page = shown(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640), answers=answers))
    first, second, *_, last = page.session.results.option_ids
    page.question.rows[last].focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert page.question._question.text() == order[2].question.en
    assert page.question.rows[second].isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_P)
    assert page.question._question.text() == order[0].question.en
    assert page.question.rows[last].isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert page.question._question.text() == order[0].question.en
    page.question.rows[first].focus_answer()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert page.question.rows[second].isAncestorOf(QApplication.focusWidget())  # of the same question


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
    assert [option for option, box in entry.boxes.items() if box.isVisible() and box.isEnabled()] == ["own"]
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


def test_a_cell_lists_the_questions_behind_it_at_the_first_that_is_not_settled(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    privacy = [question for question in knowledge.questions if question.theme == "privacy"]
    answers = {privacy[0].id: dict.fromkeys(OPTIONS, "met"), privacy[2].id: {"own": "not_applicable"}}
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), answers=answers))
    plot = page.scores.chart.plot
    place = [option.id for option in knowledge.options].index("own")
    cell = next(cell for cell in plot.placed.cells if (cell.category, cell.series) == (1, place))
    at = QPoint(round(cell.box.x + cell.box.width / 2) + 6, round(cell.box.y + cell.box.height / 2) + 6)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)
    assert page.question._question.text() == privacy[1].question.en
    rows = [entry.row for entry in page.scores.behind.entries if not entry.isHidden()]
    assert [row.id for row in rows] == [question.id for question in privacy]
    assert [(str(row.points), str(row.band)) for row in rows[:3]] == [("0", ""), ("50", "0–100"), ("–", "")]
    here = QApplication.focusWidget()
    assert here is page.scores.behind.entries[1] and privacy[1].title.en in here.accessibleName()
    QTest.keyClick(here, Qt.Key.Key_Return)
    assert page.question.rows["own"].isAncestorOf(QApplication.focusWidget())
    page.scores.chart.mark_chosen.emit(len(THEMES), 0)  # the total of an option: all questions are behind it
    assert page.question._question.text() == page.checklist.questions[0].question.en
    listed = [entry.row.id for entry in page.scores.behind.entries if not entry.isHidden()]
    assert listed == [question.id for question in page.checklist.questions]


def test_the_list_behind_a_cell_goes_with_its_option(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900)))
    behind, session = page.scores.behind, page.session
    page.scores.chart.mark_chosen.emit(0, list(page.session.results.option_ids).index("western"))
    session.name_option("western", "Over there")
    QApplication.processEvents()
    assert behind.isVisible() and "Over there" in behind.accessibleName()
    session.hide_option("western")
    QApplication.processEvents()
    assert not behind.isVisible() and page.scores.folds.isVisible()
    session.hide_option("western", hidden=False)
    QApplication.processEvents()
    assert not behind.isVisible()


def test_the_list_behind_a_cell_is_walked_by_keys_and_closed_by_escape(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900)))
    page.scores.chart.mark_chosen.emit(0, 0)
    first, second = page.scores.behind.entries[:2]
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    page.session.answer(second.row.id, knowledge.options[0].id, "open")
    QApplication.processEvents()
    assert str(second.row.points) == "100" and page.scores.behind.isVisible()
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert not page.scores.behind.isVisible() and page.scores.table.isVisible()


def test_a_weight_of_a_theme_moves_the_overall_points_and_undo_takes_it_back(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    answers = {
        question.id: dict.fromkeys(OPTIONS, "open" if question.theme == "privacy" else "met")
        for question in knowledge.questions
    }
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), answers=answers))
    panel = page.scores.weights
    page.scores.folds.links[0].click()
    assert panel.isVisible() and not page.scores.box.isVisible()
    slider = panel.rows.sliders["privacy"]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    QApplication.processEvents()
    assert page.session.briefing.theme_weights == {"privacy": 0}
    assert page.session.results.risks["own"].overall.middle == 0
    assert [str(share.text()) for share in panel.rows.shares.values()] == ["25%", "0%", "25%", "25%", "25%"]
    assert slider.accessibleName() == "Weight of the theme Privacy, 0%"
    page.session.history.undo()
    QApplication.processEvents()
    assert page.session.results.risks["own"].overall.middle == pytest.approx(20) and not panel.alike.isVisible()


def test_with_all_themes_at_zero_a_sentence_says_so(qtbot: QtBot, knowledge: Knowledge) -> None:
    answers = all_answered(knowledge, dict.fromkeys(OPTIONS, "partly"))
    first = knowledge.questions[0].id
    answers[first] = {"own": "unclear"}  # something that is not settled, and moves nothing
    fields = {"answers": answers, "theme_weights": dict.fromkeys(THEMES, 0.0)}
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1440, 900), **fields))
    assert plain(page.answer.text()).startswith("No theme has a weight, so there are no overall points.")
    assert "could move" in page.scores.box.words()[1]
    page.scores.weights.alike.click()
    QApplication.processEvents()
    assert "Highest risk" in page.answer.text() or "All options" in page.answer.text()


def test_what_is_asked_for_is_brought_into_sight(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = active(qtbot, opened(qtbot, knowledge, "en", "light", (1280, 640)))
    bar, last = page._area.verticalScrollBar(), knowledge.options[-1].id
    for category in (0, 1):  # the question that is shown already, and another one
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        assert page.question.rows[last].visibleRegion().isEmpty()
        page.scores.chart.mark_chosen.emit(category, len(knowledge.options) - 1)
        QApplication.processEvents()
        here = QApplication.focusWidget()
        assert page.scores.behind.isAncestorOf(here) and here.visibleRegion().boundingRect() == here.rect()
        QTest.keyClick(here, Qt.Key.Key_Return)
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
             page.question.tasks, page.question.reason, page.scores)  # fmt: skip
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
    assert str(risks.answer(results, EN)) == f"0 of 168 answers are given. Next to settle: “{title}”."


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
    assert str(risks.answer(results, EN)).startswith("126 of 168 answers are given. Next to settle: ")


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


def validity(knowledge: Knowledge, today: date, language: Language, *names: str) -> list[str]:
    """What is said of these norms, by their English names, on a day."""
    results = compute(knowledge, Briefing(), today)
    lines = {
        plain(law.norm.en): plain(str(line.words)).partition("\n")[0].partition(" · ")[2]
        for question in knowledge.questions
        for law, line in zip(question.law, risks.law_lines(question, results, language), strict=True)
    }
    return [lines[name] for name in names]


BEFORE = "has applied since 2 February 2025, until 26 July 2026 only"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 1, 27), ("applies from 2 February 2025 until 26 July 2026", "applies from 27 July 2026 on")),
        (date(2025, 2, 2), (BEFORE, "applies from 27 July 2026 on")),
        (date(2026, 7, 26), (BEFORE, "applies from 27 July 2026 on")),
        (date(2026, 7, 27), ("applied until 26 July 2026", "has applied since 27 July 2026")),
        (date(2026, 11, 21), ("applied until 26 July 2026", "has applied since 27 July 2026")),
    ],
)
def test_a_law_that_was_amended_says_which_version_applies(
    knowledge: Knowledge, today: date, said: tuple[str, str]
) -> None:
    names = "AI Act Art. 4, first version", "AI Act Art. 4 as amended by the AI omnibus"
    assert tuple(validity(knowledge, today, EN, *names)) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 1), ("gilt ab 2. Dezember 2026", "gilt ab 2. Dezember 2027", "galt bis 31. Dezember 2025")),
        (date(2026, 12, 2), ("gilt seit 2. Dezember 2026", "gilt ab 2. Dezember 2027", "galt bis 31. Dezember 2025")),
        (date(2027, 12, 2), ("gilt seit 2. Dezember 2026", "gilt seit 2. Dezember 2027", "galt bis 31. Dezember 2025")),
    ],
)
def test_a_law_says_in_german_whether_it_applies_seen_from_today(
    knowledge: Knowledge, today: date, said: tuple[str, ...]
) -> None:
    names = (
        "AI Act Art. 50(2), systems from before 2 August 2026",
        "AI Act Art. 6(2), Annex III",
        "Cybersecurity Law (China) Art. 28",
    )
    assert tuple(validity(knowledge, today, Language("de"), *names)) == said


def test_a_law_that_was_called_off_never_applied_on_any_day(knowledge: Knowledge) -> None:
    for day in (date(2025, 1, 20), date(2025, 5, 15), date(2026, 11, 21)):
        assert validity(knowledge, day, EN, "US AI Diffusion Rule") == ["never applied"]


def test_a_norm_says_where_it_was_read_or_that_it_is_unconfirmed(knowledge: Knowledge, results: Results) -> None:
    question = next(one for one in knowledge.questions if one.id == "processor-contract")
    (line,) = risks.law_lines(question, results, EN)
    assert plain(str(line.read)) == (
        "read in the original · EUR-Lex (law or authority), 1 more source · checked on 21 Nov 2026"
    )
    law = question.law[0].changed(figure=None, unconfirmed=True)
    (line,) = risks.law_lines(question.changed(law=(law,)), results, EN)
    assert str(line.read) == "unconfirmed: there is no record of its own yet"


def test_evidence_names_its_day_its_standing_whose_interest_it_serves_and_its_limits(results: Results) -> None:
    told, claim = risks.links(("promptfoo-refusals", "a-millions-concurrent"), results, EN)
    assert plain(str(told.checked)) == (
        "28 Jan 2025 · single source · promptfoo (sells what it measures), 1 more source"
    )
    assert "promptfoo sells tools for such tests" in str(told.limits)
    assert plain(str(claim.checked)).startswith("contradicted · ")
    assert str(claim.limits).startswith("There were bottlenecks")


@pytest.mark.parametrize(("code", "size"), [("de", (1440, 900)), ("en", (1280, 640)), ("de", (1280, 640))])
def test_each_option_says_how_far_the_risk_reaches_and_nothing_is_cut(
    qtbot: QtBot, knowledge: Knowledge, code: Code, size: tuple[int, int]
) -> None:
    window = opened(qtbot, knowledge, code, "light", size)
    page = shown(qtbot, window)
    for question in page.checklist.questions:
        page.checklist.choose(question.id)
        for _ in range(3):
            QApplication.processEvents()
        for option in knowledge.options:
            word = questions.reach_word(question, option, Language(code))
            assert word in painted_words(page.question.rows[option.id]), (question.id, option.id)
        assert page.question.width() <= page._area.viewport().width(), question.id
        assert not without_origin(window, knowledge), question.id


def painted_words(row: QWidget) -> set[str]:
    return {str(words) for line in row.findChildren(Line) if line.isVisible() for words in line.texts()}


def test_other_frameworks_are_shown_as_orientation_and_no_statement_on_compliance(knowledge: Knowledge) -> None:
    question = next(one for one in knowledge.questions if one.id == "transparency-labels")
    places, note = questions.frameworks(question, EN)
    assert plain(str(places)) == (
        "NIST AI RMF: Govern, Manage\nMIT AI Risk Repository: domain 5, human and computer\nAI Act: Art. 50"
    )
    assert str(note) == "For orientation only; this is no statement on compliance."
