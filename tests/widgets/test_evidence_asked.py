"""From a number to its evidence: what is underlined, what is asked for, and by which gesture."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from lagebild.charts.chart import Table
from lagebild.frozen import Bilingual
from lagebild.language import NBSP, Language, Span, Text
from lagebild.origin import AS_OF, COUNTED, Origin, kept, reader, record, union
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.day_field import DayField
from lagebild.widgets.evidence_asked import asked_about, asked_in, asked_of, numbers_in
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.tables import ValueTable
from tests.charts.examples import falls, monthly_costs
from tests.widgets.conftest import Painted
from tests.widgets.showing import Listening, show

PRICE, COST = record("price-r1-output"), Origin(("deepseek-r1",), ("api_costs.people",), "api_costs.cost_per_month")
SENTENCE = Text(
    [
        Span("Mit R1 kostet es "),
        Span("974\u00a0$", COST, True),
        Span(" im Monat, mit "),
        Span("3", COUNTED),
        Span(" Modellen verglichen, je Token "),
        Span("2,19\u00a0$", PRICE),
        Span(", und 42 ohne Herkunft."),
    ]
)


def move(widget: QWidget, at: QPointF) -> None:
    """Put the pointer there."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def places(label: Line | Paragraph, words: str) -> list[QPointF]:
    """Points all along some words of a label, on each line they are on."""
    start = label.text().index(words)
    boxes = label._boxes(start, start + len(words))
    return [QPointF(x, box.center().y()) for box in boxes for x in (box.left() + 1, box.center().x(), box.right() - 1)]


# ---- labels


@pytest.mark.parametrize("width", [700, 150])
def test_numbers_with_an_origin_are_underlined_and_nothing_else(width: int, look: QApplication) -> None:
    label = Paragraph(SENTENCE)
    label.setFixedWidth(width)
    show(label)
    for number in ("974\u00a0$", "2,19\u00a0$"):
        for place in places(label, number):
            move(label, place)
            assert label.pointed() == number
            assert label.cursor().shape() == Qt.CursorShape.PointingHandCursor
    for words in ("kostet", "R1", "3", "42"):
        for place in places(label, words):
            move(label, place)
            assert label.pointed() == ""
            assert label.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_underline_is_painted_under_the_number_alone(look: QApplication) -> None:
    label = Paragraph(SENTENCE)
    label.setFixedWidth(700)
    show(label)
    before = label.grab().toImage()
    move(label, places(label, "974\u00a0$")[1])
    after = label.grab().toImage()
    changed = [
        x for x in range(before.width()) if any(before.pixel(x, y) != after.pixel(x, y) for y in range(before.height()))
    ]
    (box,) = label._boxes(len(SENTENCE[0].text), len(SENTENCE[0].text) + len("974\u00a0$"))
    assert changed and box.left() - 1 <= min(changed) and max(changed) <= box.right() + 1
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.grab().toImage() == before


def test_a_pressed_number_asks_and_the_words_beside_it_do_not(look: QApplication) -> None:
    label = Paragraph(SENTENCE)
    window = Listening(label)
    window.resize(800, 80)
    show(label)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=places(label, "974\u00a0$")[1].toPoint())
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=places(label, "kostet")[1].toPoint())
    QTest.mouseClick(label, Qt.MouseButton.RightButton, pos=places(label, "974\u00a0$")[1].toPoint())
    ((asked,),) = window.heard
    assert asked.origin == COST
    assert str(asked.words).startswith("Mit R1 kostet es 974\u00a0$ im Monat")
    assert [span.text for span in asked.words if span.strong] == ["974\u00a0$"]


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_a_number_on_one_line_is_found_however_it_is_aligned(align: str, look: QApplication) -> None:
    label = Line(Text([Span("Anfang "), Span("12,5\u00a0%", PRICE)]), align=align)  # type: ignore[arg-type]
    label.setFixedWidth(300)
    show(label)
    image = label.grab().toImage()
    for place in places(label, "12,5\u00a0%"):
        move(label, place)
        assert label.pointed() == "12,5\u00a0%"
    (box,) = label._boxes(len("Anfang "), len("Anfang 12,5\u00a0%"))
    paper = image.pixel(0, 0) if align != "left" else image.pixel(299, 0)
    inked = [x for x in range(300) if any(image.pixel(x, y) != paper for y in range(image.height()))]
    assert abs(max(inked) - box.right()) < 4


def test_another_number_takes_the_underline_away(look: QApplication) -> None:
    label = show(Paragraph(Text([Span("974\u00a0$", COST)])))
    move(label, places(label, "974\u00a0$")[1])
    assert label.pointed() == "974\u00a0$"
    label.set_text(Text([Span("975\u00a0$", COST)]))
    assert label.pointed() == ""


def test_another_origin_of_the_same_words_paints_nothing(painted: Painted) -> None:
    label = Paragraph(Text([Span("974\u00a0$", COST)]))
    assert painted(label, lambda: label.set_text(Text([Span("974\u00a0$", PRICE)]))) == set()
    assert [number.origin for number in label.asked()] == [PRICE]


# ---- what is asked for


def test_numbers_of_one_origin_are_asked_for_together() -> None:
    asked = asked_of(Text([Span("589", PRICE), Span(" bis "), Span("593", PRICE), Span(" und "), Span("7", COST)]))
    assert [number.origin for number in asked] == [PRICE, COST]
    assert [span.text for span in asked[0].words if span.strong] == ["589", "593"]


def test_a_number_in_a_long_text_keeps_the_words_around_it() -> None:
    long = Text([Span("vorn " * 40), Span("974\u00a0$", COST), Span(" hinten" * 40)])
    (asked,) = asked_of(long)
    said = str(asked.words)
    assert said.startswith("… vorn ") and said.endswith(" hinten …") and " 974\u00a0$ " in said
    assert len(said) < 170


def test_a_number_alone_is_named_and_a_statement_speaks_for_itself(german: Language) -> None:
    (asked,) = asked_of(german.show(5, PRICE), "Wochen bis zum Start")
    assert str(asked.words) == "Wochen bis zum Start: 5"
    (asked,) = asked_of(Text([Span("offen, zu 1/27 des Preises", PRICE)]))
    assert str(asked.words) == "offen, zu 1/27 des Preises"
    assert [span.text for span in asked.words if span.strong] == ["1/27"]


def test_a_count_is_nothing_to_ask_for(german: Language) -> None:
    assert asked_of(german.show(31, COUNTED)) == () == asked_of("31") == asked_of(Text([Span("31", Origin())]))


def test_origins_are_put_together_without_counts() -> None:
    assert union((PRICE, COUNTED, Origin(), PRICE)) == PRICE
    ratio = Origin(line="api_costs.ratio")
    assert union((COST, PRICE, ratio)) == Origin(("deepseek-r1", "price-r1-output"), ("api_costs.people",))
    assert union((COST, COST, COUNTED)) == COST
    assert kept(COST).inputs == ("kept.api_costs.people",) and kept(COST).records == COST.records


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"26.649{NBSP}$", [f"26.649{NBSP}$"]),
        (f"589 bis{NBSP}593{NBSP}Mrd.{NBSP}$", [f"589 bis{NBSP}593{NBSP}Mrd.{NBSP}$"]),
        (f"Seit dem 27.{NBSP}Januar{NBSP}2025 (Art. 5) gilt es.", [f"27.{NBSP}Januar{NBSP}2025", "5"]),
        (f"DeepSeek{NBSP}R1, V3 und o1 auf H100", []),
        ("Quelle A druckt „31 TP3B“, also −3 %.", ["31", "−3"]),
        ("offen und frei", []),
        ("", []),
    ],
)
def test_a_statement_has_its_numbers_and_a_number_is_one(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in numbers_in(text)] == numbers


def test_of_a_statement_only_the_numbers_are_underlined(look: QApplication, german: Language) -> None:
    label = Paragraph(german.told(Bilingual(de="Der Preis gilt seit 2025 in 27 Ländern.", en=""), PRICE))
    label.setFixedWidth(500)
    show(label)
    for number in ("2025", "27"):
        move(label, places(label, number)[1])
        assert label.pointed() == number
    move(label, places(label, "gilt")[1])
    assert label.pointed() == ""


# ---- fields, tables, charts


def test_a_field_asks_for_the_input_it_shows(look: QApplication, german: Language) -> None:
    field = NumberField(1, 100_000, unit="people", language=german)
    field.set_value(1200)
    field.set_name("Zugang")
    assert field.asked() == ()
    field.set_origin(reader("api_costs.people"))
    (asked,) = field.asked()
    assert (str(asked.words), asked.origin) == ("Zugang: 1.200 Personen", reader("api_costs.people"))
    field.set_nothing("kein Preis")
    assert field.asked() == ()


def test_a_day_asks_for_the_input_it_shows(look: QApplication, german: Language) -> None:
    field = DayField(date(2024, 1, 1), date(2026, 1, 1), language=german)
    field.set_name("Preise vom")
    assert field.asked() == ()
    field.set_origin(AS_OF)
    assert [(str(asked.words), asked.origin) for asked in field.asked()] == [("Preise vom: 01.01.2026", AS_OF)]


def table() -> ValueTable:
    view = ValueTable()
    view.set_table(
        Table(
            header=("Posten", "Menge", "R1"),
            rows=(("Eingabe", "567", "312 $"), ("Ausgabe", "302", "662 $")),
            values=(("Eingabe", 567.0, 312.0), ("Ausgabe", 302.0, 662.0)),
            origins=((None, reader("api_costs.people"), COST), (None, COUNTED, PRICE)),
        )
    )
    return view


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_for_the_cell_and_on_a_name_for_its_row(key: Qt.Key, look: QApplication) -> None:
    view = table()
    window = Listening(view)
    show(view).setFocus()
    for row, column in ((0, 2), (0, 0), (1, 1)):
        view.setCurrentIndex(view.model().index(row, column))
        QTest.keyClick(view, key)
    cell, row_of_name, row_of_count = window.heard
    assert [(str(asked.words), asked.origin) for asked in cell] == [("Eingabe, R1: 312 $", COST)]
    assert [asked.origin for asked in row_of_name] == [reader("api_costs.people"), COST]
    assert [asked.origin for asked in row_of_count] == [PRICE]


def test_a_double_click_on_a_cell_asks(look: QApplication) -> None:
    view = table()
    window = Listening(view)
    show(view)
    place = view.visualRect(view.model().index(1, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.heard == []
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [asked.origin for asked in window.heard[0]] == [PRICE]


def test_cells_and_heads_carry_their_origins(look: QApplication) -> None:
    shown = {str(words): getattr(words, "origin", None) for words in table().texts()}
    assert shown["Eingabe"] is None and shown["312 $"] == COST
    assert shown["R1"] == union((COST, PRICE)) and shown["Posten"] is None


def chart_view() -> tuple[ChartView, Listening]:
    chart = falls()
    series = tuple(
        one.changed(
            points=tuple(
                point and point.changed(origin=record(f"market:{number}-{place}"))
                for place, point in enumerate(one.points)
            )
        )
        for number, one in enumerate(chart.series)
    )
    view = ChartView()
    window = Listening(view)
    window.resize(900, 520)
    view.ensure_plot()
    view.set_chart(chart.changed(series=series), Language("de"))
    show(view)
    QApplication.processEvents()
    return view, window


def test_a_mark_asks_by_key_and_by_click(look: QApplication) -> None:
    view, window = chart_view()
    assert view.plot is not None and view.plot.placed is not None and view.chart is not None
    view.plot.setFocus()
    QTest.keyClick(view.plot, Qt.Key.Key_Return)  # on no mark yet
    assert window.heard == []
    first = view.chart.readings()[0]
    QTest.keyClick(view.plot, Qt.Key.Key_Right)
    QTest.keyClick(view.plot, Qt.Key.Key_Space)
    bar = next(bar for bar in view.plot.placed.bars if (bar.category, bar.series) == (first.category, first.series))
    middle = QPoint(round(bar.box.x + bar.box.width / 2) + 6, round(bar.box.y + bar.box.height / 2) + 6)
    QTest.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=middle)
    (by_key,), (by_click,) = window.heard
    assert by_key == by_click and str(by_key.words) == first.text
    move(view.plot, QPointF(middle))
    assert view.plot.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(view.plot, QPointF(1, 1))
    assert view.plot.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_chart_tells_all_its_marks_and_the_one_the_keys_have_reached(look: QApplication) -> None:
    view, _ = chart_view()
    assert view.plot is not None and view.chart is not None
    marked = [point for one in view.chart.series for point in one.points if point is not None]
    assert {number.origin for number in view.asked()} == {point.origin for point in marked}
    assert asked_about(view.plot, view.window()) == view.asked()
    view.plot.setFocus()
    QTest.keyClick(view.plot, Qt.Key.Key_End)
    assert len(asked_about(view.plot, view.window())) == 1
    view.show_table(True)
    assert {number.origin for number in view.asked()} == {point.origin for point in marked}


def test_title_and_source_of_a_chart_lead_to_all_its_marks(look: QApplication) -> None:
    view, _ = chart_view()
    assert view.chart is not None
    told = [label.texts()[0] for label in view.findChildren(Paragraph) if label.isVisible()]
    with_digits = [words for words in told if any(map(str.isdigit, str(words)))]
    assert with_digits and all(words.origins == (view.chart.origin,) for words in with_digits)


def test_marks_without_an_origin_ask_for_nothing(look: QApplication) -> None:
    view = ChartView()
    window = Listening(view)
    view.ensure_plot()
    view.set_chart(monthly_costs(), Language("de"))
    show(view)
    assert view.plot is not None
    view.plot.setFocus()
    QTest.keyClick(view.plot, Qt.Key.Key_Right)
    QTest.keyClick(view.plot, Qt.Key.Key_Return)
    assert window.heard == [] and view.asked() == ()


# ---- who is asked


def page() -> tuple[QWidget, Paragraph, Paragraph, QPushButton]:
    """Two cards below each other, the second with a button; in the order of making they stand the other way round."""
    whole = QWidget()
    second, first = QWidget(whole), QWidget(whole)
    below, above = Paragraph(Text([Span("2,19\u00a0$", PRICE)])), Paragraph(SENTENCE)
    button = QPushButton("x")
    for card, parts, y in ((first, (above,), 0), (second, (below, button), 100)):
        column = QVBoxLayout(card)
        for part in parts:
            column.addWidget(part)
        card.setGeometry(0, y, 700, 90)
    whole.resize(700, 200)
    return show(whole), above, below, button


def test_the_numbers_of_a_page_come_in_reading_order_each_origin_once(look: QApplication) -> None:
    whole, above, _, _ = page()
    assert [number.origin for number in asked_in(whole)] == [COST, PRICE]
    above.hide()
    assert [number.origin for number in asked_in(whole)] == [PRICE]


def test_the_focus_asks_for_the_innermost_part_with_numbers(look: QApplication) -> None:
    whole, _, below, button = page()
    assert asked_about(button, whole) == below.asked()
    assert asked_about(None, whole) == asked_in(whole)
    below.set_text("keine Zahl")
    assert asked_about(button, whole) == asked_in(whole)
