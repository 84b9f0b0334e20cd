"""A number that may become a range: its button, its ends, what they refuse, where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lagebild.language import NBSP, Language
from lagebild.look.colours import current
from lagebild.origin import Origin, reader
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.ranged_field import RangedField
from tests.widgets.showing import show


def row(language: Language, ends: tuple[float, float] | None = (600, 2000)) -> RangedField:
    field = RangedField(1, 100_000, step=10, unit="token", language=language)
    field.set_label("Input per request")
    field.set_value(1200)
    field.set_range(ends)
    return field


def typed(field: NumberField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def hints(field: RangedField) -> list[str]:
    return [label.accessibleName() for label in (field._hint,) if label.isVisible()]


def test_the_button_asks_for_a_range_and_takes_it_back(look: QApplication, english: Language) -> None:
    field, asked = row(english, None), []
    field.range_asked.connect(asked.append)
    show(field)
    QTest.mouseClick(field.range_button, Qt.MouseButton.LeftButton)
    field.set_range((600, 2000))
    QTest.keyClick(field.range_button, Qt.Key.Key_Space)
    assert asked == [True, False]
    assert field.range_button.accessibleName() == field.range_button.toolTip() == "Range for Input per request"


def test_the_ends_stand_under_the_row_only_while_there_is_a_range(look: QApplication, english: Language) -> None:
    field = show(row(english, None))
    low, high = field.ends.values()
    assert not low.isVisible() and not field.range_button.isChecked()
    field.set_range((600, 2000))
    assert low.isVisible() and high.isVisible() and field.range_button.isChecked()
    assert (low.value(), high.value()) == (600, 2000)
    assert low.mapTo(field, low.rect().topLeft()).y() > field.field.geometry().bottom()
    field.set_range(None)
    assert not low.isVisible() and field.range() is None


def test_an_end_tells_what_the_reader_types_and_setting_it_tells_nobody(look: QApplication, english: Language) -> None:
    field, told = row(english), []
    field.end_edited.connect(lambda *edit: told.append(edit))
    show(field)
    field.set_range((500, 3000))
    typed(field.ends["low"], "700")
    typed(field.ends["high"], "2500")
    assert told == [("low", 700), ("high", 2500)]


def test_no_end_passes_the_number_or_the_bounds(look: QApplication, english: Language) -> None:
    field, told = row(english), []
    field.end_edited.connect(lambda *edit: told.append(edit))
    show(field)
    for end, text in (("low", "1300"), ("low", "0"), ("high", "1100"), ("high", "100001"), ("high", "abc")):
        typed(field.ends[end], text)
        assert len(hints(field)) == 1 and "It stays at " in hints(field)[0].replace(NBSP, " "), (end, text)
        assert (field.ends["low"].value(), field.ends["high"].value()) == (600, 2000)
    assert told == []


def test_ends_that_the_number_pushes_along_are_shown_without_telling(look: QApplication, english: Language) -> None:
    field, told = row(english), []
    field.end_edited.connect(lambda *edit: told.append(edit))
    field.set_value(5000)
    field.set_range((600, 5000))
    assert (field.ends["low"].value(), field.ends["high"].value()) == (600, 5000)
    assert told == []


def test_a_compact_row_shows_its_range_while_it_has_the_focus_and_a_mark_otherwise(
    look: QApplication, english: Language
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = [row(english), row(english, None)]
    for one in rows:
        one.set_compact(True)
        column.addWidget(one)
    show(page)
    rows[1].field.setFocus()
    assert rows[0]._mark.isVisible() and not rows[0].ends["low"].isVisible()
    assert rows[1].range_button.isVisible() and not rows[0].range_button.isVisible()
    rows[0].field.setFocus()
    assert rows[0].ends["low"].isVisible() and not rows[0]._mark.isVisible()
    assert rows[0].range_button.geometry().left() > rows[0].slider.geometry().right()


def test_everything_is_named_in_the_language_and_knows_its_origin(
    look: QApplication, english: Language, german: Language
) -> None:
    field = row(english)
    field.set_origin(reader("api_costs.people"))
    assert field.ends["low"].accessibleName() == "Input per request, at least"
    assert field.ends["high"].accessibleName() == "Input per request, at most"
    origins = [getattr(field.ends[end].texts()[0], "origin", Origin()) for end in ("low", "high")]
    assert origins == [reader("api_costs.people")] * 2
    field.set_language(german)
    assert field.ends["high"].text() == "2.000"


def test_tab_goes_from_the_number_to_the_button_and_to_the_ends(look: QApplication, english: Language) -> None:
    field = show(row(english))
    field.slider.setFocus()
    stops = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [field.field, field.range_button, field.ends["low"], field.ends["high"]]


def test_the_track_is_tinted_between_the_ends(look: QApplication, english: Language) -> None:
    field = row(english)
    field.resize(340, 80)
    slider = show(field).slider

    def just_inside() -> str:
        image = slider.grab().toImage()
        return image.pixelColor(round(slider._x_of(600)) + 3, image.height() // 2 - 5).name()

    assert just_inside() == current().accent_tint.lower()
    field.set_range(None)
    assert just_inside() != current().accent_tint.lower()
