"""Number fields: how they write, what they read, what they refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lagebild.language import CODES, Code, Language
from lagebild.origin import COUNTED
from lagebild.widgets.numbers import NumberField, read_number
from tests.widgets.showing import show, turn_wheel


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("1.200", 1200, 1.2),
        ("1,200", 1.2, 1200),
        ("1200", 1200, 1200),
        ("1 200", 1200, 1200),
        (" 1\u202f200 ", 1200, 1200),
        ("1.200.000", 1_200_000, None),
        ("1.200,50", 1200.5, None),
        ("1,200.50", None, 1200.5),
        ("0,55", 0.55, 0.55),
        ("0.55", 0.55, 0.55),
        ("12.34", 12.34, 12.34),
        ("−5", -5, -5),
        ("26.649 $", 26649, 26.649),
        ("$26,649", 26.649, 26649),
        ("1.2.3", None, None),
        ("1,2,3", None, None),
        ("1e5", None, None),
        ("zwölf", None, None),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, german: float | None, english: float | None) -> None:
    assert read_number(text, Language("de"), "USD") == german
    assert read_number(text, Language("en"), "USD") == english


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from(CODES), st.sampled_from(["", "USD", "token"]))
def test_what_is_shown_can_be_read_back(count: int, digits: int, code: Code, unit: str) -> None:
    value = round(count / 10**digits, digits)
    shown = Language(code).show(value, COUNTED, unit, digits)
    assert read_number(str(shown), Language(code), unit) == pytest.approx(value)


def people(language: Language, value: float = 1200) -> NumberField:
    field = NumberField(1, 100_000, unit="people", language=language)
    field.set_name("Personen mit Zugang")
    field.set_value(value)
    show(field).setFocus()
    return field


def type_in(field: NumberField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_numbers_are_written_in_both_languages(look: QApplication, german: Language, english: Language) -> None:
    field = people(german)
    assert field.texts() == ("1.200", "Personen")
    field.set_language(english)
    assert field.texts() == ("1,200", "people")
    assert field.accessibleName() == "Personen mit Zugang, people"


def test_one_day_is_not_one_days(look: QApplication, german: Language) -> None:
    days = NumberField(1, 31, unit="days", language=german)
    days.set_value(2)
    show(days).setFocus()
    assert days.texts() == ("2", "Tage")
    QTest.keyClick(days, Qt.Key.Key_Down)
    assert days.texts() == ("1", "Tag")
    type_in(days, "3 Tage")
    assert days.texts() == ("3", "Tage")


def test_dollars_stand_before_in_english_and_after_in_german(
    look: QApplication, german: Language, english: Language
) -> None:
    price = NumberField(0, 100, digits=2, unit="USD", language=german)
    price.set_value(0.55)
    assert price.texts() == ("0,55", "$")
    price.set_language(english)
    assert price.texts() == ("$0.55",)


@pytest.mark.parametrize("typed", ["5.000", "5000", "5 000", "5.000 Personen"])
def test_a_typed_number_counts_when_it_is_complete(typed: str, look: QApplication, german: Language) -> None:
    field, told = people(german), []
    field.edited.connect(told.append)
    type_in(field, typed)
    assert told == [5000]
    assert field.text() == "5.000"


def test_a_pasted_number_is_read(look: QApplication, german: Language) -> None:
    field = people(german)
    QGuiApplication.clipboard().setText(" 1\u00a0500 ")
    field.selectAll()
    field.lineEdit().paste()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == 1500


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "“abc” is not a number. It stays at 1,200\u00a0people."),
        ("1.5", "Only whole numbers are possible here. It stays at 1,200\u00a0people."),
        ("999999999", "Only 1 to 100,000 is possible here. It stays at 1,200\u00a0people."),
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_changes_nothing(
    typed: str, sentence: str, look: QApplication, english: Language
) -> None:
    field = people(english)
    told: list[float] = []
    said: list[str] = []
    field.edited.connect(told.append)
    field.refused.connect(said.append)
    type_in(field, typed)
    assert (field.value(), field.text()) == (1200, "1,200")
    assert told == []
    assert said == [sentence]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2000", "Only 0.001 to 1,000\u00a0m is possible here; 2,000 is 0.002\u00a0m. It stays at 0.001\u00a0m."),
        ("0", "Only 0.001 to 1,000\u00a0m is possible here. It stays at 0.001\u00a0m."),
    ],
)
def test_a_field_that_counts_by_the_million_says_what_a_plain_number_is_in_it(
    typed: str, sentence: str, look: QApplication, english: Language
) -> None:
    field = NumberField(0.001, 1000, digits=6, least_digits=0, unit="m", language=english)
    said: list[str] = []
    field.refused.connect(said.append)
    type_in(field, typed)
    assert said == [sentence]


def test_an_emptied_field_keeps_its_number(look: QApplication, english: Language) -> None:
    field = people(english)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.value(), field.text()) == (1200, "1,200")


def test_the_sentence_is_taken_back_when_the_reader_types_again(look: QApplication, english: Language) -> None:
    field, said = people(english), []
    type_in(field, "abc")
    field.refused.connect(said.append)
    type_in(field, "7")
    assert said == [""]


def test_arrow_keys_step(look: QApplication, german: Language) -> None:
    field, told = people(german), []
    field.edited.connect(told.append)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert told == [1201, 1200]


def test_setting_a_number_tells_nobody(look: QApplication, german: Language) -> None:
    field, told = people(german), []
    field.edited.connect(told.append)
    field.set_value(77)
    field.set_bounds(100, 200)
    assert field.value() == 100
    assert told == []


def test_the_wheel_changes_nothing_without_the_focus(look: QApplication, german: Language) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, other = NumberField(1, 100, language=german), NumberField(1, 100, language=german)
    for part in (field, other):
        part.set_value(50)
        column.addWidget(part)
    show(page)
    other.setFocus()
    turn_wheel(field)
    assert field.value() == 50
    field.setFocus()
    turn_wheel(field)
    assert field.value() == 51


def test_a_field_with_nothing_to_show_has_a_dash_and_says_why(look: QApplication) -> None:
    field = NumberField(0, 1000, digits=4, least_digits=2, unit="USD", language=Language("de"))
    edits: list[float] = []
    field.edited.connect(edits.append)
    field.set_name("Eingabe")
    field.set_value(0.55)
    field.set_nothing("an diesem Tag kein Preis")
    assert field.texts() == ("–",)
    assert field.accessibleName() == "Eingabe, an diesem Tag kein Preis"
    field.set_value(0)  # a price of nothing is a price
    assert field.texts() == ("0,00", "$")
    assert field.accessibleName() == "Eingabe, $"
    assert edits == []


def test_a_refusal_writes_numbers_as_the_field_does(look: QApplication) -> None:
    field = NumberField(0, 1000, digits=4, least_digits=2, unit="USD", language=Language("en"))
    refusals: list[str] = []
    field.refused.connect(refusals.append)
    field.set_value(0.55)
    field._refuse("5000")
    field.clear_refusal()
    assert refusals == ["Only 0.00 to 1,000.00 is possible here. It stays at $0.55.", ""]


@pytest.mark.parametrize(("digits", "value"), [(0, 20.5), (0, 21.5), (1, 0.25), (1, 12.25)])
def test_a_number_with_more_places_than_the_field_is_shown_without_telling(
    digits: int, value: float, look: QApplication
) -> None:
    field, told = NumberField(0, 100, digits=digits), []
    field.edited.connect(told.append)
    field.set_value(value)
    field.set_bounds(value, 100)
    field.set_bounds(0, value)
    assert told == []
    field.set_value(50)
    field.set_bounds(0, 100)
    field.setValue(60)
    assert told == [60]
