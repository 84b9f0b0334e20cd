"""The decision page: cards that hold their words, limits and weights that act at once, a ranking in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.risks import OPTIONS
from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language, Span
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.origin import COUNTED, Origin
from lagebild.pages.decision import DecisionPage
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session
from lagebild.theme import theme
from lagebild.widgets.evidence_asked import spans_of
from lagebild.wording.origins import roots

TODAY = date(2026, 11, 21)
SEEN: dict[SizeClass, tuple[int, int]] = {"S": (1184, 580), "M": (1270, 700), "L": (1240, 820), "XL": (1720, 1000)}
"""What a window of each class leaves for the page."""
MIXED = {"api_cn": "open", "eu_hosted": "met", "own": "partly", "western": "partly"}


def answered(knowledge: Knowledge, **fields: Any) -> Briefing:
    answers = {question.id: dict(MIXED) for question in knowledge.questions}
    return Briefing(**{"as_of": TODAY, "answers": answers, **fields})


def shown(
    qtbot: QtBot, knowledge: Knowledge, briefing: Briefing, code: Code = "de", size: SizeClass = "L"
) -> DecisionPage:
    apply_look(make_application("light"), theme("light"))
    page = DecisionPage(Session(knowledge, briefing, Language(code), "light", TODAY))
    page.set_size_class(size)
    area = Scrolled(page)
    qtbot.addWidget(area)
    page.area = area  # or it would go at once, and the page with it
    area.resize(*SEEN[size])
    area.show()
    settle()
    return page


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.mark.parametrize("size", [(928, 510), (1184, 590), (1824, 1000)])
def test_no_card_is_lower_than_its_words(
    qtbot: QtBot, knowledge: Knowledge, today: date, size: tuple[int, int]
) -> None:
    apply_look(make_application("light"), theme("light"))
    page = DecisionPage(Session(knowledge, Briefing(), Language("de"), "light", today))
    area = Scrolled(page)
    qtbot.addWidget(area)
    area.resize(*size)
    area.show()
    settle()
    cards = [card for card in page._cards.values() if card.isVisible()]
    for card in cards:
        layout = card.layout()
        assert layout is not None and card.height() >= layout.totalHeightForWidth(card.width())
    assert len({card.height() for card in cards}) == 1


def test_an_empty_plane_leaves_the_height_to_what_can_be_done_about_it(qtbot: QtBot, knowledge: Knowledge) -> None:
    empty = shown(qtbot, knowledge, Briefing(as_of=TODAY))
    full = shown(qtbot, knowledge, answered(knowledge))
    assert empty.chart.height() <= full.chart.height() * 0.6
    for question in knowledge.questions:
        for option in OPTIONS:
            empty.session.answer(question.id, option, "met")
    settle()
    assert empty.chart.height() >= full.chart.height() - 40


STATES: tuple[dict[str, Any], ...] = (
    {"limits": {"cost_per_month": 12000, "risk": 40}, "weights": {"cost": 0, "risk": 0, "time": 0}},
    {"limits": {"cost_per_month": 900, "risk": 40}, "currency": "EUR"},
    {"prices": {"gpt-5-6-sol": {"input": 3.0}}},
)


@pytest.mark.parametrize("size", SEEN)
@pytest.mark.parametrize("code", CODES)
def test_with_everything_answered_no_word_is_cut_and_no_digit_is_without_an_origin(
    code: Code, size: SizeClass, qtbot: QtBot, knowledge: Knowledge
) -> None:
    for fields in STATES:
        page = shown(qtbot, knowledge, answered(knowledge, **fields), code, size)
        cut = []

        def watch(text: str, box: QRectF, room: QRectF, cut: list[str] = cut) -> None:
            if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box):
                cut.append(text)

        with watch_texts(watch):
            page.grab()
        assert cut == []
        assert page.minimumSizeHint().width() <= page.width()
        results, language = page.session.results, page.session.language
        for widget, span in spans(page):
            if span.origin is None or span.origin == Origin():
                named = re.sub(r"GPT-5\.6|V4|V3|R1|\(0813\)", "", span.text)
                assert not re.search(r"\d", named), (type(widget).__name__, span.text)
            else:
                assert span.origin == COUNTED or all(root.label for root in roots(results, span.origin, language))


def spans(page: QWidget) -> Iterator[tuple[QWidget, Span]]:
    for widget in page.findChildren(QWidget):
        texts = getattr(widget, "texts", None)
        if widget.isVisible() and callable(texts):
            for words in texts():
                for span in spans_of(words):
                    yield widget, span


def test_a_weight_acts_at_once_and_moves_the_shares(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, answered(knowledge), "en")
    assert [str(share.text()) for share in page.weights.rows.shares.values()] == ["34%", "33%", "33%"]
    slider = page.weights.rows.sliders["time"]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    settle()
    assert page.session.briefing.weights == {"time": 100}
    assert [str(share.text()) for share in page.weights.rows.shares.values()] == ["25%", "25%", "50%"]
    assert slider.accessibleName() == "Time to start, 50%"
    assert [slider.number() for slider in page.weights.rows.sliders.values()] == [50, 50, 100]


def test_a_limit_is_typed_in_the_currency_shown_and_kept_in_dollars(qtbot: QtBot, knowledge: Knowledge) -> None:
    briefing = answered(knowledge, currency="EUR", inputs={"api_costs": {"usd_per_eur": 1.25}})
    page = shown(qtbot, knowledge, briefing)
    field = page.limits.cost
    assert field.is_empty() and field.lineEdit().placeholderText()
    QTest.keyClicks(field.lineEdit(), "8.000")
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    settle()
    assert page.session.briefing.limits.cost_per_month == 10_000
    assert field.value() == 8000 and field.lineEdit().text() == "8.000"
    page.session.set_currency("USD")
    settle()
    assert field.value() == 10_000
    page.session.history.undo()
    page.session.history.undo()
    settle()
    assert field.is_empty() and page.session.briefing.limits.cost_per_month is None


def test_a_limit_changes_the_answer_and_what_the_ranking_notes(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, answered(knowledge), "en")
    assert plain(page.answer.text()).startswith("EU-hosted comes first: ")
    page.session.set_limits(risk=40)
    settle()
    assert plain(page.answer.text()).startswith("EU-hosted is the only option inside the risk limit: ")
    assert "above the risk limit" in plain(page.ranking.rows["western"]._note.text())
    assert page.ranking.rows["eu_hosted"]._note.text().endswith("2026 · unbeaten")


def test_the_rows_stand_in_the_order_of_the_ranks(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, answered(knowledge, weights={"cost": 0, "risk": 0, "time": 100}))

    def order() -> list[str]:
        rows = {id: row for id, row in page.ranking.rows.items() if row.isVisible()}
        return sorted(rows, key=lambda id: rows[id].y())

    assert order()[0] == "western" and "api_cn" in order()[2:]  # the quickest, and the one that is blocked
    page.session.weigh("risk", 100)
    page.session.weigh("time", 0)
    settle()
    assert order()[0] == "eu_hosted" and set(order()) == set(OPTIONS)


def test_while_too_little_is_answered_a_link_leads_to_the_checklist(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, Briefing())
    with qtbot.waitSignal(page.go_to) as gone:
        page.ranking.answer.click()
    assert gone.args == ["risks"]
    page.session.load(answered(knowledge))
    settle()
    assert not page.ranking.answer.isVisible()


def test_a_card_without_a_price_says_where_another_day_is_chosen(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, Briefing())
    elsewhere = page.session.language.say("Choose another day under “Costs”.")
    said = {id: (str(card._priced.text()), card._priced.isVisible()) for id, card in page._cards.items()}
    assert said["eu_hosted"] == (elsewhere, True)
    assert all(words != elsewhere for id, (words, _) in said.items() if id != "eu_hosted")


@pytest.mark.parametrize("code", CODES)
def test_the_largest_windows_show_answer_chart_and_panels_at_once(
    code: Code, qtbot: QtBot, knowledge: Knowledge
) -> None:
    page = shown(qtbot, knowledge, answered(knowledge, **STATES[1]), code, "XL")
    bottom = max(panel.mapTo(page, panel.rect().bottomLeft()).y() for panel in (page.weights, page.ranking))
    assert bottom <= SEEN["XL"][1]


@pytest.mark.parametrize("size", ["S", "XL"])
def test_the_numbers_of_the_memo_end_below_one_another(size: SizeClass, qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, answered(knowledge), "de", size)
    table = page.memo._options
    assert table.width() <= 560
    for column in (1, 2, 3):
        cells = [cells[column] for cells in table._cells]
        assert len({cell.geometry().right() for cell in cells}) == 1
        assert all(cell.setting(cell.width()).width == cell.width() for cell in cells)


def test_the_memo_says_what_the_page_says_and_is_copied_as_text(qtbot: QtBot, knowledge: Knowledge) -> None:
    page = shown(qtbot, knowledge, answered(knowledge, limits={"risk": 40}), "en")
    with qtbot.waitSignal(page.text_copied):
        page.memo.copy.click()
    text = plain(QApplication.clipboard().text())
    assert plain(page.answer.text()).split("\n")[0] in text and "No legal advice." in text
    assert "Out: Vendor API in China" in text
    page.session.set_limits(risk=1)
    settle()
    assert page.memo.memo is not None and plain(page.answer.text()).split("\n")[0] in plain(page.memo.memo.text())


def test_an_unclear_knock_out_is_marked_in_the_ranking(qtbot: QtBot, knowledge: Knowledge) -> None:
    knockout = next(question for question in knowledge.questions if question.knockout)
    answers = {question.id: dict.fromkeys(OPTIONS, "met") for question in knowledge.questions}
    answers[knockout.id]["own"] = "unclear"
    page = shown(qtbot, knowledge, Briefing(as_of=TODAY, answers=answers), "en")
    marked = {id: "could be blocked" in page.ranking.rows[id]._note.text() for id in page.session.results.option_ids}
    assert marked == {id: id == "own" for id in OPTIONS}


def test_how_often_it_comes_first_is_said_with_ranges_too(qtbot: QtBot, knowledge: Knowledge) -> None:
    people = {"api_costs": {"people": {"low": 100, "likely": 620, "high": 5000}}}
    page = shown(qtbot, knowledge, answered(knowledge), "en")
    assert "ranges" not in page.ranking._firm._words.text()
    page.session.load(answered(knowledge, inputs=people))
    settle()
    assert "With costs anywhere in their ranges, it does so in" in page.ranking._firm._words.text()
