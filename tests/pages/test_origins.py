"""From any number to its evidence: no digit without an origin, every origin leads somewhere, by click and by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.expression import origin_of
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Span
from lagebild.look.painting import watch_texts
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.pages.evidence_dialog import EvidenceDialog
from lagebild.theme import THEMES, ThemeName
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.evidence_asked import asked_in, named, spans_of
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.sentence import SentenceLabel
from lagebild.widgets.toast import Toast
from lagebild.window import Window
from lagebild.wording.origins import roots
from lagebild.wording.terms import model_name
from tests.pages.test_every_page import TODAY, opened, pages, visible
from tests.shell import settle, shown_window

CTRL = Qt.KeyboardModifier.ControlModifier
SIZES = ((1280, 640), (1440, 900))
NAMES = (
    "R1", "V3", "o1", "o1-", "GPT-4", "GPT-4o", "Llama 3.1 405B", "Llama 3.1", "Llama 3.3", "Llama 3",  # models
    "H100", "H200", "H800", "H20", "A100", "B200", "FP8",  # what they run on
    "S&P 500", "Nasdaq-100", "MMLU", "C4",  # indices and collections
)  # fmt: skip
"""Names that hold a digit and are no number; those of models, shares and sources come from the knowledge."""


@cache
def names(knowledge: Knowledge) -> re.Pattern[str]:
    known = {model_name(model, knowledge) for model in knowledge.offers}
    known |= {offer.name for offer in knowledge.offers.values()} | {offer.host for offer in knowledge.offers.values()}
    known |= {close.name for close in knowledge.closes.values()}
    known |= {name for source in knowledge.sources.values() for name in (source.publisher, source.title)}
    known |= {name for name in NAMES}
    longest = sorted((name for name in known if any(map(str.isdigit, name))), key=len, reverse=True)
    spelled = [re.escape(name).replace(r"\ ", rf"[ {NBSP}]") for name in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\d)")


def spans(window: Window) -> Iterator[tuple[QWidget, Span]]:
    """Every run of words in sight."""
    for widget in visible(window):
        texts = getattr(widget, "texts", None)
        for words in texts() if callable(texts) else ():
            for span in spans_of(words):
                yield widget, span


def without_origin(window: Window, knowledge: Knowledge) -> list[tuple[str, str]]:
    """(kind of widget, words) of every digit in sight of which nobody says where it comes from."""
    pattern = names(knowledge)
    return [
        (type(widget).__name__, span.text)
        for widget, span in spans(window)
        if span.origin in (None, Origin()) and re.search(r"\d", pattern.sub("", span.text))
    ]


def states(qtbot: QtBot, window: Window) -> Iterator[str]:
    """Every page with each of its tabs, both choices of charts, and charts as tables."""
    for page in pages(qtbot, window):
        shown = window.page
        assert shown is not None
        for tab in range(max(1, len(shown.tabs()))):
            window.show_tab(tab)
            QApplication.processEvents()
            yield f"{page} {tab}"
            for view in [view for view in shown.findChildren(ChartView) if view.isVisible()]:
                view.show_table(True)
            QApplication.processEvents()
            yield f"{page} {tab} as tables"
            for view in shown.findChildren(ChartView):
                view.show_table(False)
        if page == "costs":
            window.show_tab(0)
            view = shown.view
            view.show_chart("api_costs.models")
            view._computed._toggle()
            view.inputs._toggle_further()
            QApplication.processEvents()
            yield "costs, many models, every step"
            view.chart.show_table(True)
            yield "costs, many models as a table"
            if view.size_class in ("S", "M"):
                for panel in ("compare", "tornado"):
                    view._lower_card.tabs.set_value(panel)
                    view._lower_turned()
                    QApplication.processEvents()
                    yield f"costs, {panel}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", CODES)
def test_no_digit_is_without_an_origin(code: Code, size: tuple[int, int], qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, code, "light", size)
    assert window.session is not None
    window.session.keep()
    window.session.edit("api_costs", people=5000)
    found = {place: without_origin(window, knowledge) for place in states(qtbot, window)}
    assert {place: digits for place, digits in found.items() if digits} == {}


OTHER = (
    {
        "currency": "EUR",
        "as_of": TODAY,
        "prices": {"o1": {"input": 3.5}},
        "inputs": {"api_costs": {"usd_per_eur": 1.1}},
    },
    {"as_of": date(2022, 1, 1)},
    {"compare": ("gpt-4o", "deepseek-v3")},
)


@pytest.mark.parametrize("fields", OTHER)
def test_every_origin_leads_to_what_there_is(fields: dict[str, Any], qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "de", "light", (1440, 900), **fields)
    session = window.session
    assert session is not None
    session.keep()
    session.edit("api_costs", people=5000)
    for place in states(qtbot, window):
        assert without_origin(window, knowledge) == [], place
        for origin in {span.origin for _, span in spans(window) if span.origin is not None}:
            assert origin == COUNTED or origin.leads_on, (place, origin)
            found = roots(session.results, origin, session.language)
            assert all(root.label for root in found), (place, origin)
            assert bool(found) == origin.leads_on


def test_a_digit_without_an_origin_would_be_found(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = opened(qtbot, knowledge, "de", "light", (1440, 900))
    assert window.page is not None
    planted = Paragraph("OpenAI o1 kostet 27-mal so viel wie R1.", parent=window.page)
    planted.show()
    assert without_origin(window, knowledge) == [("Paragraph", "OpenAI o1 kostet 27-mal so viel wie R1.")]
    planted.set_text("OpenAI o1 kostet mehr als R1.")
    assert without_origin(window, knowledge) == []


# ---- by click and by key


def dialog(window: Window) -> EvidenceDialog:
    QApplication.processEvents()
    (found,) = [part for part in window.findChildren(EvidenceDialog) if part.isVisible()]
    return found


def on(qtbot: QtBot, knowledge: Knowledge, page: str) -> Window:
    """A window with that page, ready for keys."""
    window = opened(qtbot, knowledge, "de", "light", (1440, 900))
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    with qtbot.waitSignal(window.page_shown):
        window.go_to(page)
    QApplication.processEvents()
    return window


def press_ctrl_i(window: Window) -> None:
    """The key, where the focus is."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_I, CTRL)


def place_of(label: SentenceLabel, number: str) -> QPoint:
    """The middle of a number in a sentence."""
    start = label.text().index(number)
    return label._boxes(start, start + len(number))[0].center().toPoint()


def test_a_click_on_a_number_in_the_answer_shows_what_it_rests_on(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "costs")
    assert window.page is not None
    label = window.page.view.answer.findChild(SentenceLabel)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=place_of(label, "26.649"))
    (asked,) = dialog(window).tree.values.asked
    assert asked.origin.line == "api_costs.cost_per_month" and asked.origin.records == ("o1",)
    assert [span.text for span in asked.words if span.strong] == [f"26.649{NBSP}$"]
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=place_of(label, "Arbeit"))
    assert dialog(window).tree.values.asked == (asked,)


def test_a_number_of_a_single_record_leads_to_the_register_at_once(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "situation")
    (label,) = [label for label in window.page.findChildren(SentenceLabel) if label.isVisible()]
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=place_of(label, "589"))
    assert window.rail.entries["evidence"].isChecked()
    assert not window.findChildren(EvidenceDialog)


def test_a_key_figure_leads_to_all_its_numbers_and_to_the_claim(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "situation")
    window.page.first_focus().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    records = {id for asked in dialog(window).tree.values.asked for id in asked.origin.records}
    assert {"price-ratio-output", "price-r1-input", "price-o1-output", "a-27-fold"} <= records


def test_the_key_asks_for_the_cell_it_is_in(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "costs")
    table = window.page.view._computed._table
    table.setCurrentIndex(table.model().index(1, 3))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_I, CTRL)
    (asked,) = dialog(window).tree.values.asked
    assert (asked.origin.records, asked.origin.line) == (("o1",), "api_costs.output_cost")
    assert str(asked.words) == f"Ausgabe, OpenAI{NBSP}o1: 18.144{NBSP}$".replace(f"OpenAI{NBSP}o1", "OpenAI o1")


def test_the_key_asks_for_the_card_that_holds_the_focus(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "costs")
    window.page.view.inputs.fields["people"].slider.setFocus()
    press_ctrl_i(window)
    (asked,) = dialog(window).tree.values.asked
    assert asked.origin == reader("api_costs.people")
    dialog(window).reject()
    QApplication.processEvents()
    window.page.view.answer.setFocus()
    press_ctrl_i(window)
    assert [asked.origin for asked in dialog(window).tree.values.asked] == [
        asked.origin for asked in asked_in(window.page.view.answer)
    ]


def test_from_outside_the_page_the_key_asks_for_all_of_it(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "market")
    window.rail.entries["market"].setFocus()
    press_ctrl_i(window)
    asked = dialog(window).tree.values.asked
    assert len(asked) == len({number.origin for number in asked}) > 10
    assert asked[0].origin == record(*knowledge.shock.figures)


def test_a_mark_of_a_chart_asks_by_key_and_by_click(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = on(qtbot, knowledge, "market")
    plot = window.page.view.chart.plot
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Return)
    (asked,) = dialog(window).tree.values.asked
    assert asked.origin.records == ("market:VRT",)
    dialog(window).reject()
    QApplication.processEvents()
    bar = plot.placed.bars[1].box
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x + bar.width / 2) + 6, round(bar.y) + 8))
    (asked,) = dialog(window).tree.values.asked
    assert asked.origin.records == ("market:VST",)


def test_a_page_without_numbers_says_so(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown_window(knowledge, TODAY)
    qtbot.addWidget(window)
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    assert window.findChild(Toast).isVisible()
    assert not window.findChildren(EvidenceDialog)


# ---- the dialog


ASKED = (
    named("Kosten", "974 $", origin_of(ApiCosts.cost_per_month, ("deepseek-r1",))),
    named("Preis", "2,19 $", record("price-r1-output")),
)


def test_the_dialog_names_records_inputs_and_the_formula(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown_window(knowledge, TODAY)
    qtbot.addWidget(window)
    window.session.edit("api_costs", people=5000)
    window.show_origins(ASKED)
    shown = [str(words) for words in dialog(window).tree.texts()]
    assert shown[0] == "Kosten: 974 $"
    assert "DeepSeek R1" in shown and "5.000" in shown and "Ihre Eingabe" in shown
    assert any("Kosten der Eingabe + Kosten der Ausgabe" in words for words in shown)
    model = dialog(window).tree.values
    first = model.index(0, 0)
    said = [model.index(row, 0, first).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount(first))]
    assert any(words.startswith("DeepSeek R1, Eingabe 0,55") and "Original" in words for words in said)


def test_a_record_of_the_dialog_leads_to_the_register(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown_window(knowledge, TODAY)
    qtbot.addWidget(window)
    for go in (lambda over: QTest.keyClick(over.tree, Qt.Key.Key_Return), lambda over: over.show_record.click()):
        window.go_to("costs")
        window.show_origins(ASKED)
        over = dialog(window)
        index = over.tree.currentIndex()
        assert over.tree.values.root(index).id == "deepseek-r1"  # the first record is reached already
        go(over)
        assert window.page.id == "evidence" and window.page.selected == "deepseek-r1"
        settle()


def test_a_formula_leads_nowhere_and_a_number_folds(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown_window(knowledge, TODAY)
    qtbot.addWidget(window)
    window.show_origins(ASKED)
    over = dialog(window)
    model, first = over.tree.values, over.tree.values.index(0, 0)
    over.tree.setCurrentIndex(model.index(model.rowCount(first) - 1, 0, first))
    assert model.root(over.tree.currentIndex()).kind == "line"
    assert not over.show_record.isEnabled()
    QTest.keyClick(over.tree, Qt.Key.Key_Return)
    assert over.isVisible()
    over.tree.setCurrentIndex(first)
    QTest.keyClick(over.tree, Qt.Key.Key_Return)
    assert not over.tree.isExpanded(first)
    QTest.keyClick(over.tree, Qt.Key.Key_Right)
    assert over.tree.isExpanded(first)


def cut_in(over: EvidenceDialog) -> list[str]:
    """Words with less room than they take; a row half scrolled out of sight counts sideways only."""
    cut: list[str] = []
    with watch_texts(lambda text, box, room: None if room.adjusted(-1, -99, 1, 99).contains(box) else cut.append(text)):
        over.grab()
    return cut


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("code", CODES)
def test_the_dialog_cuts_no_word_and_knows_every_digit(
    code: Code, name: ThemeName, qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = opened(qtbot, knowledge, code, name, (1280, 640))
    for page in pages(qtbot, window):
        if not (asked := asked_in(window.page)):
            continue
        window.show_origins(asked)
        over = dialog(window)
        over.tree.expandAll()
        assert cut_in(over) == [], page
        digits = [span.text for words in over.tree.texts() for span in spans_of(words) if span.origin is None]
        assert [words for words in digits if re.search(r"\d", names(knowledge).sub("", words))] == [], page
        over.reject()
        QApplication.processEvents()
