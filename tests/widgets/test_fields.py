"""Sliders, choices and days: keyboard, focus, values that follow each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lagebild.language import Language
from lagebild.widgets.day_field import DayField
from lagebild.widgets.fields import Choice, Option, SliderField
from lagebild.widgets.slider import POSITIONS, ValueSlider
from tests.widgets.showing import show, turn_wheel


def row(language: Language) -> SliderField:
    field = SliderField(1, 100_000, unit="people", language=language)
    field.set_label("Personen mit Zugang")
    field.set_value(1200)
    return field


# ---- the slider


def test_a_wide_range_is_logarithmic_and_a_narrow_one_even(look: QApplication) -> None:
    assert ValueSlider(1, 100_000).logarithmic
    assert not ValueSlider(1, 31).logarithmic
    assert ValueSlider(0, 10_000).logarithmic  # nought is its first position
    assert not ValueSlider(-10, 10_000).logarithmic


@given(
    low=st.sampled_from([0, 1, 10, 200]),
    factor=st.sampled_from([2, 30, 101, 5000]),
    position=st.integers(0, POSITIONS),
)
def test_a_slider_rests_on_whole_steps_inside_its_bounds(
    qapp: QApplication, low: int, factor: int, position: int
) -> None:
    slider = ValueSlider(low, max(1, low) * factor)
    value = slider.number_at(position)
    assert slider.low <= value <= slider.high
    assert value == round(value)
    assert slider.number_at(slider.position_of(slider.high)) == slider.high
    assert slider.number_at(slider.position_of(slider.low)) == slider.low


def test_a_slider_never_goes_back_on_the_way_up(look: QApplication) -> None:
    for slider in (
        ValueSlider(1, 100_000),
        ValueSlider(0, 10_000),
        ValueSlider(1, 31),
        ValueSlider(0.01, 100, step=0.01),
    ):
        values = [slider.number_at(position) for position in range(POSITIONS + 1)]
        assert values == sorted(values)


@pytest.mark.parametrize("bounds", [(1, 100_000), (1, 31), (0, 10_000)])
def test_every_arrow_key_changes_the_number(bounds: tuple[int, int], look: QApplication) -> None:
    slider = ValueSlider(*bounds)
    told: list[float] = []
    slider.moved.connect(told.append)
    for _ in range(20):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert len(set(told)) == 20
    assert told == sorted(told)
    QTest.keyClick(slider, Qt.Key.Key_End)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert told[-2:] == [bounds[1], bounds[0]]


def test_a_logarithmic_slider_has_no_dead_end_below_its_step(look: QApplication) -> None:
    slider = ValueSlider(1, 200_000, step=100)
    values = [slider.number_at(position) for position in range(200)]
    assert values[:2] == [1, 100]
    assert values[-1] >= 400


def test_a_number_between_the_positions_is_kept(look: QApplication) -> None:
    slider = ValueSlider(1, 100_000)
    slider.set_number(1234)
    assert slider.number() == 1234
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert slider.number() == 1200


# ---- slider and field


def test_slider_and_field_follow_each_other_and_tell_once(look: QApplication, german: Language) -> None:
    field, told = row(german), []
    field.edited.connect(told.append)
    show(field)
    QTest.keyClick(field.slider, Qt.Key.Key_Right)
    assert field.field.text() == "1.300"
    field.field.selectAll()
    QTest.keyClicks(field.field, "5000")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert field.slider.number() == 5000
    assert told == [1300, 5000]


def test_a_drag_tells_every_move(look: QApplication, german: Language) -> None:
    field, told = row(german), []
    field.edited.connect(told.append)
    field.resize(340, 60)
    show(field)
    middle = field.slider.rect().center()
    QTest.mousePress(field.slider, Qt.MouseButton.LeftButton, pos=middle)
    for step in (10, 20, 30):
        move = middle + type(middle)(step, 0)
        QTest.mouseMove(field.slider, move)
    QTest.mouseRelease(field.slider, Qt.MouseButton.LeftButton, pos=middle)
    assert len(told) >= 3
    assert field.value() == told[-1] == field.field.value()


def test_setting_a_row_tells_nobody(look: QApplication, german: Language) -> None:
    field, told = row(german), []
    field.edited.connect(told.append)
    field.set_value(33)
    assert (field.value(), field.field.value()) == (33, 33)
    assert told == []


def test_the_slider_is_named_with_its_number(look: QApplication, german: Language, english: Language) -> None:
    field = row(german)
    assert field.slider.accessibleName() == "Personen mit Zugang, 1.200\u00a0Personen"
    field.set_value(1300)
    field.set_language(english)
    assert field.slider.accessibleName() == "Personen mit Zugang, 1,300\u00a0people"


def test_a_refusal_stands_under_the_row_until_the_slider_moves(look: QApplication, english: Language) -> None:
    field = row(english)
    show(field)
    field.field.selectAll()
    QTest.keyClicks(field.field, "abc")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    hints = [label for label in field.findChildren(QWidget) if "not a number" in label.accessibleName()]
    assert [hint.isVisible() for hint in hints] == [True]
    QTest.keyClick(field.slider, Qt.Key.Key_Right)
    assert [hint.isVisible() for hint in hints] == [False]


def test_compact_rows_show_the_slider_of_the_focused_one(look: QApplication, german: Language) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = [row(german), row(german)]
    for one in rows:
        one.set_compact(True)
        column.addWidget(one)
    page.show()
    assert [one.slider.isVisible() for one in rows] == [False, False]
    show(page)
    rows[0].field.setFocus()
    assert [one.slider.isVisible() for one in rows] == [True, False]
    rows[1].field.setFocus()
    assert [one.slider.isVisible() for one in rows] == [False, True]
    rows[1].set_compact(False)
    rows[0].set_compact(False)
    assert [one.slider.isVisible() for one in rows] == [True, True]


def test_the_wheel_moves_no_slider_without_the_focus(look: QApplication, german: Language) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = [row(german), row(german)]
    for one in rows:
        column.addWidget(one)
    show(page)
    rows[1].slider.setFocus()
    turn_wheel(rows[0].slider)
    assert rows[0].value() == 1200
    turn_wheel(rows[1].slider)
    assert rows[1].value() == 1300


# ---- choice


MODELS = [
    Option("r1", "DeepSeek R1", "DeepSeek"),
    Option("v3", "DeepSeek V3", "DeepSeek"),
    Option("o1", "o1", "OpenAI"),
]


def test_a_choice_skips_the_names_of_groups(look: QApplication) -> None:
    choice, told = Choice(), []
    choice.set_options(MODELS)
    choice.set_value("v3")
    choice.edited.connect(told.append)
    show(choice)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["o1", "v3"]


def test_a_choice_keeps_its_value_when_its_words_change(look: QApplication) -> None:
    choice, told = Choice(), []
    choice.edited.connect(told.append)
    choice.set_options(MODELS)
    choice.set_value("o1")
    choice.set_options([option._replace(words=option.words.upper()) for option in MODELS])
    assert (choice.value(), choice.currentText()) == ("o1", "O1")
    assert told == []


def test_a_value_that_is_no_option_changes_nothing(look: QApplication) -> None:
    choice = Choice()
    choice.set_options(MODELS)
    choice.set_value("r1")
    choice.set_value("unknown")
    assert choice.value() == "r1"


# ---- day


def test_a_day_is_written_in_both_languages(look: QApplication, german: Language, english: Language) -> None:
    field = DayField(date(2024, 1, 1), date(2026, 1, 1), language=german)
    field.set_value(date(2025, 1, 27))
    assert field.text() == "27.01.2025"
    field.set_language(english)
    assert field.text() == "27 Jan 2025"
    assert field.value() == date(2025, 1, 27)


def test_a_day_is_told_when_the_reader_picks_it(look: QApplication, german: Language) -> None:
    field, told = DayField(date(2024, 1, 1), date(2026, 1, 1), language=german), []
    field.edited.connect(told.append)
    field.set_value(date(2025, 1, 27))
    assert told == []
    show(field)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert told == [date(2025, 1, 28)]


def test_a_day_stays_inside_its_bounds(look: QApplication, german: Language) -> None:
    field, told = DayField(date(2024, 1, 1), date(2024, 1, 3), language=german), []
    field.edited.connect(told.append)
    field.set_value(date(2024, 1, 3))
    show(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2024, 1, 3)
    field.set_bounds(date(2024, 1, 1), date(2024, 1, 2))
    assert field.value() == date(2024, 1, 2)
    assert told == []


def test_a_day_out_of_the_bounds_is_shown_and_changes_nothing(look: QApplication, german: Language) -> None:
    field, told = DayField(date(2024, 1, 1), date(2026, 1, 1), language=german), []
    field.edited.connect(told.append)
    for day in (date(2000, 1, 1), date(2100, 12, 31), date(2000, 1, 1), date(2025, 1, 27)):
        field.set_value(day)
        assert field.value() == day
    assert told == [] and field.maximumDate().year() == 2026


def test_the_list_of_a_choice_may_be_exchanged_many_times(qtbot: QtBot) -> None:
    """With items made in Python, Qt crashed after some dozens of exchanges."""
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show()
    for turn in range(400):
        choice.set_options(
            [Option(f"m{number}", f"Model {number}", f"group {number % 3}") for number in range(turn % 7, 60)]
        )
        choice.set_value("m30")
        QApplication.processEvents()
    assert choice.value() == "m30"
    headings = [row for row in range(choice.count()) if choice.itemData(row) is None]
    assert headings and all(not choice.model().flags(choice.model().index(row, 0)) for row in headings)


def test_a_choice_narrower_than_its_words_shortens_them_and_says_all_to_a_screen_reader(look: QApplication) -> None:
    choice = Choice()
    choice.set_options([Option(1, "A framework agreement with a long name"), Option(2, "R1")])
    choice.resize(140, 32)
    shown = []
    for value in (1, 2):
        choice.set_value(value)
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        shown.append(option.currentText)
    assert shown[0].endswith("…") and shown[0][:-1] in "A framework agreement with a long name"
    assert shown[1] == "R1"
    choice.set_value(1)
    assert choice.currentText() == "A framework agreement with a long name"
