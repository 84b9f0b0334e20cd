"""Sentences, cards, chips: what they say, what a change repaints, how they are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lagebild.language import Language
from lagebild.look.painting import watch_texts
from lagebild.origin import record
from lagebild.widgets import announce
from lagebild.widgets.cards import AnswerCard, Card, KeyFigure, KeyFigureCard, Panel, figure_and_unit
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.compare_strip import Compared, CompareStrip
from lagebild.widgets.labels import Line, Paragraph, Paragraphs
from lagebild.widgets.proportions import Part, ReliabilityBar
from lagebild.widgets.sentence import SentenceLabel
from lagebild.widgets.timeline import Moment, Timeline
from tests.looks.gallery import answer, key_figures
from tests.widgets.conftest import Painted
from tests.widgets.showing import Listening, show

LONG = "Was der DeepSeek-Schock vom Januar 2025 für die Kosten von KI, für Märkte und für Risiken bedeutet"


# ---- words


@pytest.mark.parametrize("make", [lambda: Paragraph(LONG), lambda: Line(LONG)])
def test_equal_words_paint_nothing(make: object, painted: Painted) -> None:
    label = make()  # type: ignore[operator]
    assert painted(label, lambda: label.set_text(LONG)) == set()


def test_other_words_paint_the_label_alone(painted: Painted) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    first, second = Paragraph("eins zwei drei"), Paragraph("vier")
    column.addWidget(first)
    column.addWidget(second)
    seen = painted(page, lambda: first.set_text("eins zwei vier"))
    assert first in seen
    assert second not in seen


def test_a_wrapped_text_is_never_cut_in_nested_layouts(look: QApplication) -> None:
    page = QWidget()
    outer = QHBoxLayout(page)
    labels = []
    for stretch in (1, 3):
        card = Card()
        inner = QVBoxLayout(card)
        nested = QHBoxLayout()
        label = Paragraph(LONG)
        labels.append(label)
        nested.addWidget(label)
        inner.addLayout(nested)
        plot = QWidget()  # wants as much as it gets
        plot.setMinimumHeight(120)
        plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner.addWidget(plot, 1)
        outer.addWidget(card, stretch)
    show(page)
    for width in (420, 900, 300):
        page.resize(width, 100)
        for _ in range(3):
            look.processEvents()
        for label in labels:
            assert label.height() >= label.heightForWidth(label.width()) > 0


def test_a_screen_reader_hears_the_sentence(look: QApplication, german: Language) -> None:
    label = SentenceLabel()
    label.set_text(answer(german))
    interface = QAccessible.queryAccessibleInterface(label)
    assert interface.text(QAccessible.Text.Name) == str(answer(german)) == label.text()
    assert interface.role() == QAccessible.Role.StaticText


def test_a_sentence_keeps_the_origins_of_its_numbers(look: QApplication, german: Language) -> None:
    label = SentenceLabel()
    label.set_text(answer(german))
    (said,) = label.texts()
    assert said == answer(german)


# ---- the answer


def test_the_answer_is_copied_with_its_scope(look: QApplication, german: Language) -> None:
    card = AnswerCard()
    card.set_answer(answer(german), "nur Token-Preise", german)
    told: list[str] = []
    card.copied.connect(told.append)
    show(card)
    QTest.keyClick(card, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert told == [f"{answer(german)}\nnur Token-Preise"]
    assert QGuiApplication.clipboard().text() == told[0]


def test_what_an_answer_lies_within_is_shown_and_copied_between_the_two(look: QApplication, german: Language) -> None:
    card = AnswerCard()
    card.set_answer(answer(german), "nur Token-Preise", german, "in 8 von 10 Fällen")
    show(card)
    assert card.text().splitlines()[1:] == ["in 8 von 10 Fällen", "nur Token-Preise"]
    assert card._within.isVisible() and card.accessibleName().endswith(" in 8 von 10 Fällen")
    card.set_answer(answer(german), "nur Token-Preise", german)
    assert not card._within.isVisible()


def test_an_equal_answer_paints_nothing(painted: Painted, german: Language) -> None:
    card = AnswerCard()
    card.set_answer(answer(german), "nur Token-Preise", german)
    assert painted(card, lambda: card.set_answer(answer(german), "nur Token-Preise", german)) == set()


def test_another_number_paints_the_sentence_and_not_the_scope(painted: Painted, german: Language) -> None:
    card = AnswerCard()
    card.resize(800, 120)
    card.set_answer(answer(german), "nur Token-Preise", german)
    sentence, scope = card.findChild(SentenceLabel), card.findChildren(Paragraph)[-1]
    seen = painted(card, lambda: card.set_answer(answer(german, 975), "nur Token-Preise", german))
    assert sentence in seen
    assert scope not in seen


# ---- key figures


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ("27,4-fach", ("27,4", "-fach")),
        ("−589\u00a0Mrd.\u00a0$", ("−589", "Mrd.\u00a0$")),
        ("−$589bn", ("−$589", "bn")),
        ("3,65\u00a0%", ("3,65", "%")),
        ("3.65%", ("3.65", "%")),
        ("26.649\u00a0$", ("26.649", "$")),
        ("$26,649", ("$26,649", "")),
        ("26’649\u00a0$", ("26’649", "$")),
        ("26\u202f649,5\u00a0$", ("26\u202f649,5", "$")),
        ("589 bis\u00a0593\u00a0Mrd.\u00a0$", ("589 bis\u00a0593", "Mrd.\u00a0$")),
        ("uneinig", ("uneinig", "")),
    ],
)
def test_figure_and_unit_are_told_apart(shown: str, parts: tuple[str, str]) -> None:
    assert figure_and_unit(shown) == parts


def test_a_key_figure_is_a_button_that_says_all_it_shows(look: QApplication, german: Language) -> None:
    card = KeyFigureCard()
    card.set_figure(key_figures(german)[0], german)
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.Button
    name = interface.text(QAccessible.Text.Name)
    for part in ("Preisabstand o1 zu R1", "27,4-fach", "0,55 / 2,19 $", "A · B"):
        assert part in name


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_figure_opens_its_evidence_by_key(key: Qt.Key, look: QApplication, german: Language) -> None:
    card = KeyFigureCard()
    card.set_figure(
        KeyFigure("Preisabstand", german.show(27.4, record("ratio")), "rund 27", claim=record("claim")), german
    )
    window = Listening(card)
    show(card).setFocus()
    QTest.keyClick(card, key)
    (asked,) = window.heard
    assert [number.origin for number in asked] == [record("ratio"), record("claim")]


def test_an_equal_key_figure_paints_nothing(painted: Painted, german: Language) -> None:
    card = KeyFigureCard()
    card.set_figure(key_figures(german)[0], german)
    assert painted(card, lambda: card.set_figure(key_figures(german)[0], german)) == set()


def test_a_long_context_makes_the_card_higher(look: QApplication, german: Language) -> None:
    card = KeyFigureCard()
    card.set_figure(KeyFigure("Label", "1", "kurz"), german)
    short = card.heightForWidth(200)
    card.set_figure(KeyFigure("Label", "1", LONG), german)
    assert card.heightForWidth(200) > short


# ---- the smaller ones


def test_a_chip_without_a_verdict_is_not_there(look: QApplication, english: Language) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    chip = VerdictChip()
    column.addWidget(chip)
    show(page)
    assert not chip.isVisible()
    chip.set_verdict("rounded", "A", english)
    assert chip.isVisible()
    assert chip.texts() == ("A", "rounded")
    assert chip.accessibleName() == "Source\xa0A: rounded"
    chip.set_verdict(None, "", english)
    assert not chip.isVisible()


def test_reliability_leaves_out_what_does_not_occur(look: QApplication, english: Language) -> None:
    bar = ReliabilityBar()
    bar.set_parts([Part("consistent", 13), Part("rounded", 0), Part("garbled", 4)], english)
    assert bar.texts() == ("13", "consistent", "4", "garbled")
    assert bar.accessibleName() == "13 consistent, 4 garbled"


def test_moments_come_and_go(look: QApplication) -> None:
    timeline = Timeline()
    moments = [Moment(f"{day}.01.2025", f"Titel {day}", "Text") for day in (20, 27, 30)]
    timeline.set_moments(moments)
    timeline.set_moments(moments[:1])
    show(timeline)
    said = [label.accessibleName() for label in timeline.findChildren(Paragraph) if label.isVisible()]
    assert said == ["Titel 20", "Text"]


def test_equal_cells_and_titles_paint_nothing(painted: Painted) -> None:
    strip, panel = CompareStrip(), Panel("Titel", "Notiz")
    cells = [Compared(f"Titel {letter}", "974 $") for letter in "ABC"]
    strip.set_cells(*cells)
    assert painted(strip, lambda: strip.set_cells(*cells)) == set()
    assert painted(panel, lambda: (panel.set_title("Titel"), panel.set_note("Notiz"))) == set()


def test_a_key_figure_is_never_narrower_than_its_number(look: QApplication, german: Language) -> None:
    card = KeyFigureCard()
    card.set_figure(KeyFigure("Label", "−12.345.678,90\u00a0Milliarden\u00a0Dollar", "kurz"), german)
    card.resize(card.minimumSizeHint())
    cut: list[str] = []
    with watch_texts(lambda text, box, room: None if room.adjusted(-1, -1, 1, 1).contains(box) else cut.append(text)):
        card.grab()
    assert cut == []


def test_a_change_is_announced_once_it_has_come_to_rest(
    look: QApplication, german: Language, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    # what a screen reader hears cannot be listened to from here
    monkeypatch.setattr(announce, "announce", lambda widget, message: said.append(message))
    card = AnswerCard()
    card.set_answer(answer(german), "nur Token-Preise", german)
    show(card)
    QAccessible.setActive(True)
    try:
        for cost in (975, 976, 977):
            card.set_answer(answer(german, cost), "nur Token-Preise", german)
        qtbot.waitUntil(lambda: bool(said))
    finally:
        QAccessible.setActive(False)
    assert said == [str(answer(german, 977))]


def test_a_plain_card_gives_its_padding_back_when_it_stands_alone_again(look: QApplication) -> None:
    panel = Panel("Rechenweg")
    layout = panel.layout()
    assert layout is not None
    before = layout.contentsMargins()
    panel.set_plain(True)
    assert layout.contentsMargins().left() == layout.contentsMargins().top() == 0
    panel.set_plain(True)
    panel.set_plain(False)
    assert layout.contentsMargins() == before


def test_a_longer_word_paints_its_own_cell_alone_where_no_cell_moves(painted: Painted) -> None:
    strip = CompareStrip()
    strip.resize(900, 60)
    now, kept, apart = Compared("Now", "974 $"), Compared("Kept", "26.649 $"), Compared("B against A", "27 times")
    strip.set_cells(now, kept, apart)
    title = strip.findChildren(Paragraph)[0]
    found = painted(strip, lambda: strip.set_cells(now._replace(title="Now: a longer name"), kept, apart))
    assert found - {strip} == {title}  # the strip is laid out, and shows behind its cells


def test_the_titles_of_a_narrow_strip_wrap(look: QApplication) -> None:
    strip = CompareStrip()
    titles = [f"{state}: Eigene, 1.200 Personen und 4 weitere Anwendungsfälle" for state in ("Aktuell", "Gemerkt")]
    strip.set_cells(*(Compared(title, "974 $") for title in titles), Compared("B gegenüber A", "974 $"))
    assert strip.minimumSizeHint().width() <= 500


def test_paragraphs_stand_apart_and_those_no_longer_needed_go(qtbot: QtBot) -> None:
    steps = Paragraphs("source", "text2")
    qtbot.addWidget(steps)
    steps.set_texts(("one", "two", "three"))
    steps.resize(400, 200)
    steps.show()
    parts = steps.findChildren(Paragraph)
    assert steps.text() == "one\ntwo\nthree"
    assert parts[1].y() > parts[0].geometry().bottom() + 2
    steps.set_texts(("only",))
    assert steps.text() == "only" and [part.isVisible() for part in parts] == [True, False, False]
