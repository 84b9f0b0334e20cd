"""The evidence page at work: keys, filters, links, languages, sorting; the articles, and the ledger."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.analysis.register import Filters, entries
from lagebild.charts.uses import uses
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.pages.evidence import EvidencePage
from lagebild.pages.record_detail import _FindingEntry, _Link, _SourceEntry
from lagebild.pages.register import Register
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.evidence_asked import asked_in
from lagebild.widgets.toast import Toast
from lagebild.window import Window
from lagebild.wording.verdicts import verdict_word
from tests.pages.test_every_page import opened
from tests.pages.test_origins import spans, states
from tests.shell import settle

LARGE, SMALL = (1440, 900), (1280, 640)


def shown(qtbot: QtBot, knowledge: Knowledge, code: Code = "de", size: tuple[int, int] = LARGE) -> Window:
    """A window on the evidence page, ready for keys."""
    window = opened(qtbot, knowledge, code, "light", size)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    with qtbot.waitSignal(window.page_shown):
        window.go_to("evidence")
    settle()
    return window


def page_of(window: Window) -> EvidencePage:
    assert isinstance(window.page, EvidencePage)
    return window.page


def register_of(window: Window) -> Register:
    return page_of(window).register


def heading(register: Register) -> str:
    return register.detail._heading.text().replace(NBSP, " ")


def listed(register: Register) -> list[str]:
    """Ids of the entries in the table, from the top."""
    found = register._entries()
    return [found[place].id for place in register.table.records.places]


def link(register: Register, words: str) -> _Link:
    links = [link for link in register.detail.findChildren(_Link) if link.isVisible() and words in link.text()]
    assert len(links) == 1, [link.text() for link in register.detail.findChildren(_Link) if link.isVisible()]
    return links[0]


def choose(register: Register, name: str, value: str) -> None:
    """As a reader does: pick a line of a list."""
    choice = register.choices[name]
    choice.set_value(value)
    assert choice.value() == value
    choice.activated.emit(choice.currentIndex())


# ---- by keys


def test_from_the_search_by_tab_to_the_table_where_arrows_change_the_detail(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    register.search.setFocus()
    QTest.keyClicks(register.search, "nvidia")
    settle()
    found = listed(register)
    assert 3 < len(found) < len(register._entries())
    for _ in range(12):
        if register.table.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert register.table.hasFocus()
    seen = [heading(register)]
    for _ in range(3):
        QTest.keyClick(register.table, Qt.Key.Key_Down)
        seen.append(heading(register))
        assert register.selected() == found[len(seen) - 1]
    assert len(set(seen)) == 4
    QTest.keyClick(register.table, Qt.Key.Key_Up)
    assert heading(register) == seen[2]


def test_the_window_leads_the_focus_to_the_search(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    window.show_evidence("v3-rent")
    assert register_of(window).search.hasFocus() and register_of(window).selected() == "v3-rent"


def test_arrows_choose_a_verdict_and_tab_stops_there_once(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.search.setFocus()
    QTest.keyClick(register.search, Qt.Key.Key_Tab)
    chip = QApplication.focusWidget()
    assert register.verdicts.isAncestorOf(chip)
    QTest.keyClick(chip, Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert register.filters.verdict == "consistent"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert not register.verdicts.isAncestorOf(QApplication.focusWidget())


def test_the_detail_steps_through_what_is_listed(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.search.setText("nvidia")
    found = listed(register)
    up, down = register.detail._up, register.detail._down
    assert not up.isEnabled() and down.isEnabled()
    down.click()
    down.click()
    assert register.selected() == found[2]
    assert register.detail._number.text().startswith("Eintrag 3 von")
    up.click()
    assert register.selected() == found[1] and up.isEnabled()


# ---- filters


def test_a_search_keeps_the_chosen_record_while_it_is_found(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.select("v3-rent")
    register.search.setText("miete")
    assert register.selected() == "v3-rent" and listed(register).index("v3-rent") > 0
    register.search.setText("miete llama-lizenz")
    assert register.selected() != "v3-rent"


def test_all_filters_work_together_and_one_click_drops_them(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    every = listed(register)
    choose(register, "kind", "figure")
    choose(register, "area", "training")
    choose(register, "standing", "primary")
    choose(register, "source", "self")
    register.search.setText("v3")
    found = listed(register)
    by_id = {entry.id: entry for entry in register._entries()}
    assert "v3-rent" in found and len(found) < 20
    assert {(by_id[id].kind, by_id[id].area, by_id[id].standing) for id in found} == {("figure", "training", "primary")}
    assert register._reset.isVisible()
    register._reset.click()
    assert register.filters == Filters() and listed(register) == every
    assert register.search.text() == "" and not register._reset.isVisible()
    assert [choice.value() for choice in register.choices.values()] == [""] * 6


def test_the_count_says_how_many_of_how_many(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, "en"))
    choose(register, "kind", "claim")
    every = len(register._entries())
    assert register.card.count.text() == f"{len(knowledge.claims)} of {every} entries"


def test_an_empty_result_names_the_filter_and_its_button_drops_it(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, "en"))
    choose(register, "kind", "series")
    register.search.setText("nvidia")
    assert listed(register) == ["market:NVDA"]
    choose(register, "area", "privacy")
    assert listed(register) == [] and not register.table.isVisible()
    assert register.card.nothing.isVisible() and not register.detail.isVisible() and not register.card.copy.isVisible()
    assert "Without “Topic” there is 1 entry." in register.card.nothing.text().replace(NBSP, " ")
    assert register._drop.text() == "Drop “Topic”"
    register._drop.setFocus()
    QTest.keyClick(register._drop, Qt.Key.Key_Return)
    assert listed(register) == ["market:NVDA"] and register.detail.isVisible()
    assert register.choices["area"].value() == "" and register.search.text() == "nvidia"
    assert register.search.hasFocus()


def test_where_no_filter_alone_helps_the_button_drops_all(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, "en"))
    choose(register, "kind", "series")
    choose(register, "area", "privacy")
    register.search.setText("no such word")
    assert register._drop.text() == "Drop all filters"
    register._drop.click()
    assert register.filters == Filters() and len(listed(register)) == len(register._entries())


def test_a_record_asked_for_behind_filters_drops_them(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    register.search.setText("nvidia")
    choose(register, "kind", "claim")
    window.show_evidence("a-nvidia-17pct")  # among what is listed
    assert register.selected() == "a-nvidia-17pct" and register.filters.words == "nvidia"
    window.show_evidence("garante-order")
    assert register.selected() == "garante-order" and register.filters == Filters()
    assert heading(register) == Language("de").of(knowledge.figures["garante-order"].label).replace(NBSP, " ")
    assert register.table.viewport().rect().intersects(register.table.row_rect(register.table.currentIndex().row()))


def test_a_record_asked_for_comes_from_any_tab(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    window.show_tab(2)
    window.show_evidence("o1")
    assert page_of(window).tab() == window.header.tabs.currentIndex() == 0
    assert register_of(window).selected() == "o1"


def test_an_unknown_record_changes_nothing(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.select("v3-rent")
    register.select("hearsay")
    assert register.selected() == "v3-rent"


def test_in_a_small_window_choices_wait_behind_a_button_unless_one_filters(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, size=SMALL))
    row = register._choice_row
    assert register._more.isVisible() and not row.isVisible()
    register._more.click()
    assert row.isVisible()
    register._more.click()
    assert not row.isVisible()
    register.show_source("deepseek-v3-report")
    assert row.isVisible() and register.choices["source"].value() == "deepseek-v3-report"


# ---- links of the detail


def test_a_link_leads_to_the_page_that_uses_the_record(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, "en")
    register = register_of(window)
    register.select("price-r1-output")
    QTest.mouseClick(link(register, "Situation"), Qt.MouseButton.LeftButton)
    settle()
    assert window.page is not None and window.page.page_id == "situation"
    assert window.rail.entries["situation"].isChecked()


def test_a_link_leads_to_the_contradiction_a_record_is_part_of(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, "en")
    register = register_of(window)
    register.select("a-6m-v3")
    link(register, "Contradiction").click()
    settle()
    page = page_of(window)
    assert page.tab() == 2
    view = page.contradictions.views["training-cost"]
    area = page.contradictions._area.viewport()
    assert area.rect().contains(view.mapTo(area, QPoint(10, 10)))
    page.select_record("v3-rent")
    assert page.tab() == 0


def test_a_link_leads_to_what_rests_on_the_record_and_a_finding_back(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, "en"))
    register.select("v3-rent")
    link(register, "Training run of DeepSeek").click()
    assert register.selected() == "v3-run-cost"
    findings = [entry for entry in register.detail.findChildren(_FindingEntry) if entry.isVisible()]
    assert [entry.id for entry in findings] == ["v3-gpu-hours", "v3-rent"]
    findings[1].setFocus()
    QTest.keyClick(findings[1], Qt.Key.Key_Return)
    assert register.selected() == "v3-rent"
    assert not any(entry.isVisible() for entry in register.detail.findChildren(_FindingEntry))


def test_a_source_leads_to_all_that_rests_on_it(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, "en")
    register = register_of(window)
    register.select("v3-rent")
    (source,) = [entry for entry in register.detail.findChildren(_SourceEntry) if entry.isVisible()]
    assert source.id == "deepseek-v3-report"
    source.findChild(LinkButton).click()
    found = listed(register)
    assert {"v3-rent", "v3-gpu-hours"} <= set(found)
    assert all("deepseek-v3-report" in entry.sources for entry in register._entries() if entry.id in found)
    assert register.choices["source"].value() == "deepseek-v3-report"
    register.reset()
    window.show_evidence("deepseek-v3-report")  # a source is no entry: what rests on it is listed
    assert listed(register) == found


def test_a_number_beside_a_name_says_what_it_is_when_its_evidence_is_asked_for(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    register.select("h100-memory")
    settle()
    asked = [str(number.words).replace(NBSP, " ") for number in asked_in(register.detail)]
    assert "Wert: 80 GB" in asked and "80 GB" not in asked


def test_a_quotation_is_copied_with_its_place(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    register.select("a-ndx-31tp3b")
    register.detail._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("„Der Nasdaq-100-Index fiel um 31 TP3B") and "Zeile 20" in copied
    assert window.findChild(Toast).isVisible()
    register.select("v3-rent")
    assert not register.detail._copy.isVisible()


def test_the_table_is_copied_as_it_is_filtered(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.search.setText("31 tp3b")
    register.card.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + len(listed(register)) and lines[0].startswith("Was\t") and "31 TP3B" in lines[1]


# ---- language and sorting


def test_a_change_of_language_keeps_what_is_chosen_and_filtered(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    choose(register, "kind", "claim")
    choose(register, "source", "article-b")
    QTest.mouseClick(register.verdicts._chips[3], Qt.MouseButton.LeftButton)
    register.select("b-2-percent")
    before, filters, found = heading(register), register.filters, listed(register)
    assert filters == Filters(kind="claim", source="article-b", verdict="contradicted")
    for code in ("en", "de"):
        window.set_language(code)
        settle()
        assert (register.selected(), register.filters, listed(register)) == ("b-2-percent", filters, found)
        assert register.verdicts.value() == "contradicted"
        assert register.choices["kind"].value() == "claim" and register.choices["source"].value() == "article-b"
        assert (heading(register) == before) == (code == "de")
    assert register.table.records.header[0] == "Was"


def test_a_change_of_language_keeps_the_order_of_sorting_in_the_new_language(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = shown(qtbot, knowledge)
    register = register_of(window)
    register.table.sort_by(0)
    german = listed(register)
    window.set_language("en")
    settle()
    assert register.table.sorting == (0, False)
    english = [str(register.table.model().index(row, 0).data()).casefold() for row in range(5)]
    assert english == sorted(english) and listed(register) != german


def test_a_header_clicked_three_times_sorts_up_down_and_back_to_the_own_order(
    qtbot: QtBot, knowledge: Knowledge
) -> None:
    register = register_of(shown(qtbot, knowledge))
    own = listed(register)
    register.table.select_place(5)
    chosen = register.selected()
    head = register.table.horizontalHeader()
    orders = []
    for _ in range(3):
        at = QPoint(head.sectionViewportPosition(0) + 20, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        orders.append(listed(register))
        assert register.selected() == chosen
    up, down, back = orders
    assert up == down[::-1] and back == own != up
    assert sorted(up) == sorted(own)


def test_sorting_and_searching_go_together(qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge))
    register.table.sort_by(2)
    register.search.setText("$")
    choose(register, "kind", "price")
    prices = [knowledge.offers[id].prices[-1].input for id in listed(register)]
    assert prices == sorted(prices) and len(prices) > 100


# ---- the same counts everywhere


@pytest.mark.parametrize("code", CODES)
def test_chips_answer_and_situation_count_the_same_verdicts(code: Code, qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, code)
    register, language = register_of(window), Language(code)
    texts = register.verdicts.texts()
    chips = dict(zip(texts[::2], map(int, texts[1::2]), strict=True))
    answered = list(map(int, re.findall(r"\d+", page_of(window).answer.text().partition("\n")[0])))
    verdicts = [
        verdict_word(verdict, language) for verdict in ("consistent", "rounded", "contradicted", "unverifiable")
    ]
    assert answered == [
        len(knowledge.claims),
        *(chips[verdict] for verdict in verdicts),
        chips[verdict_word("garbled", language)],
    ]
    for place, verdict in enumerate(verdicts, 1):
        register.verdicts._chips[place].click()
        assert len(listed(register)) == chips[verdict]
    with qtbot.waitSignal(window.page_shown):
        window.go_to("situation")
    bar = [(part.verdict, part.claims) for part in window.page._bar._parts]
    assert [(verdict_word(verdict, language), count) for verdict, count in bar] == [
        (one, chips[one]) for one in verdicts
    ]


def test_the_page_of_every_number_is_named_as_its_use(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "de", "light", LARGE)
    session = window.session
    assert session is not None
    known = {entry.id for entry in entries(knowledge, session.today)}
    used = uses(session.results, session.language)
    missing = set()
    for _ in states(qtbot, window):
        page = window.page.page_id
        if page != "evidence":
            told = {id for _, span in spans(window) if span.origin for id in span.origin.records}
            missing |= {(page, id) for id in told & known if page not in used.get(id, ())}
    assert missing == set()


# ---- the articles


def test_both_articles_are_read_claim_by_claim_in_their_order(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    window.show_tab(1)
    settle()
    articles = page_of(window).articles
    for article in ("A", "B", "AB"):
        articles._choice.set_value(article)
        articles.refresh()
        claims = [claim for claim in knowledge.claims.values() if claim.article == article]
        entries = [entry for entry in articles._entries if entry.isVisible()]
        assert len(entries) == len(claims) > 0
        for claim, entry in zip(claims, entries, strict=True):
            assert entry._quotation.text().strip("„“").replace(NBSP, " ") == claim.quotation
            assert entry._chip.text() == verdict_word(claim.verdict, Language("de"))
            assert entry._second_chip.isVisible() == (claim.printing == "garbled")


def test_a_claim_of_an_article_opens_in_the_register_by_key(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    register_of(window).search.setText("nvidia")
    window.show_tab(1)
    settle()
    page = page_of(window)
    page.articles._choice.set_value("B")
    page.articles.refresh()
    entry = page.articles._entries[3]
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert page.tab() == 0
    assert page.register.selected() == page.articles._shown[3].id and page.register.selected().startswith("b-")


# ---- the ledger


def test_every_contradiction_has_a_card_with_its_chart_and_the_reason(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, "en")
    window.show_tab(2)
    settle()
    page = page_of(window)
    ledger = page.contradictions
    assert list(ledger.views) == list(knowledge.contradictions)
    for id, view in ledger.views.items():
        assert view.chart is not None and view.chart.id == f"evidence.{id}"
        assert ledger._whys[id].text() == knowledge.contradictions[id].why.en
    assert page.chart_ids()[0] == "evidence.nvidia-loss" and page.chart_ids()[-1] == "evidence.verdicts"
    assert page.answer.text().startswith(f"On {len(knowledge.contradictions)} quantities")


def test_a_card_exports_and_copies_its_own_chart(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge)
    window.show_tab(2)
    page = page_of(window)
    asked: list[tuple[str, str]] = []
    page.copy_requested.disconnect()
    page.export_requested.disconnect()
    page.copy_requested.connect(lambda id: asked.append(("copy", id)))
    page.export_requested.connect(lambda id: asked.append(("export", id)))
    view = page.contradictions.views["openai-staff"]
    view.copy_requested.emit()
    view.export_requested.emit()
    assert asked == [("copy", "evidence.openai-staff"), ("export", "evidence.openai-staff")]
