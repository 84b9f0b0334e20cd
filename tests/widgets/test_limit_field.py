"""A limit that may stay empty: what it says, what it takes, what it emits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lagebild.language import Language
from lagebild.origin import reader
from lagebild.widgets.limit_field import LimitField


@pytest.fixture
def field(qtbot: QtBot) -> LimitField:
    made = LimitField(0, 1e9, step=500, unit="USD")
    made.set_name("Cost a month, at most")
    made.set_empty_words("no limit")
    made.set_origin(reader("limits.cost_per_month"))
    qtbot.addWidget(made)
    made.show()
    return made


def told(field: LimitField) -> list[float | None]:
    found: list[float | None] = []
    field.limited.connect(found.append)
    return found


def typed(field: LimitField, text: str) -> None:
    field.lineEdit().selectAll()
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Delete)
    QTest.keyClicks(field.lineEdit(), text)
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)


def test_empty_it_says_that_there_is_no_limit(field: LimitField) -> None:
    assert field.is_empty()
    assert field.lineEdit().text() == "" and field.lineEdit().placeholderText() == "no limit"
    assert field.accessibleName() == "Cost a month, at most, no limit"
    assert field.texts() == field.asked() == ()


def test_a_number_typed_is_the_limit_and_erasing_it_takes_the_limit_away(field: LimitField) -> None:
    limits = told(field)
    typed(field, "12,000")
    assert limits == [12000] and field.lineEdit().text() == "$12,000"
    assert [str(text) for text in field.texts()] == ["$12,000"]
    typed(field, "")
    assert limits == [12000, None] and field.lineEdit().text() == ""


def test_zero_is_a_limit(field: LimitField) -> None:
    limits = told(field)
    typed(field, "0")
    assert limits == [0] and field.lineEdit().text() == "$0" and not field.is_empty()


def test_what_is_set_is_not_told(field: LimitField) -> None:
    limits = told(field)
    field.set_limit(3400)
    field.set_limit(2e10)
    assert field.value() == 2e10
    field.set_limit(None)
    assert limits == [] and field.is_empty()


@pytest.mark.parametrize("text", ["-1", "much", "1.5"])
def test_what_is_no_limit_is_refused_and_the_old_one_stays(text: str, field: LimitField) -> None:
    limits, refusals = told(field), []
    field.set_limit(3400)
    field.refused.connect(refusals.append)
    typed(field, text)
    assert limits == [] and field.value() == 3400
    assert any(refusals)


def test_a_refusal_names_the_least_number_that_can_be_typed(field: LimitField) -> None:
    refusals: list[str] = []
    field.refused.connect(refusals.append)
    field.set_limit(3400)
    typed(field, "-7")
    assert any(words.startswith("Only 0 to ") for words in refusals)


def test_a_refusal_does_not_name_the_number_that_stands_for_none(field: LimitField) -> None:
    refusals: list[str] = []
    field.refused.connect(refusals.append)
    typed(field, "-5")
    assert refusals[-1].endswith("It stays empty.")
    typed(field, "7")
    typed(field, "-5")
    assert refusals[-1].endswith("It stays at $7.")


def test_steps_lead_into_the_field_and_out_of_it(field: LimitField) -> None:
    limits = told(field)
    field.stepUp()
    field.stepUp()
    field.stepDown()
    field.stepDown()
    field.stepDown()
    field.stepDown()
    assert limits == [500, 1000, 500, 0, None]


def test_another_language_and_currency_write_the_same_limit(field: LimitField) -> None:
    field.set_language(Language("de"))
    field.set_unit("EUR")
    assert field.lineEdit().text() == ""
    field.set_limit(12000)
    assert field.lineEdit().text() == "12.000" and field.texts() == ("12.000", "€")
