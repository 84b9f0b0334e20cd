"""Buttons and segments: keys, names, what is left when there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from lagebild.widgets.buttons import Button, LinkButton, Toolbar
from lagebild.widgets.segmented import Segmented
from tests.widgets.showing import show


def test_a_toolbar_drops_its_words_below_640_pixels(look: QApplication) -> None:
    toolbar = Toolbar()
    button = toolbar.add("copy", "Kopieren")
    toolbar.fit(640)
    assert (button.texts(), button.toolTip()) == (("Kopieren",), "")
    toolbar.fit(639)
    assert (button.texts(), button.toolTip()) == ((), "Kopieren")
    assert button.accessibleName() == "Kopieren"
    assert button.sizeHint().width() >= 24


def test_buttons_are_pressed_by_space_and_enter(look: QApplication) -> None:
    for button in (Button("Exportieren", "primary"), Button("Exportieren", "quiet", "export"), LinkButton("Kosten")):
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))  # noqa: B023 (read in this turn of the loop)
        show(button).setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert len(pressed) == 2


def preset() -> Segmented:
    segmented = Segmented([("pilot", "Pilot"), ("group", "Konzern"), ("own", "Eigene")])
    segmented.set_name("Vorgabe")
    segmented.set_value("group")
    return segmented


def test_tab_enters_a_segmented_choice_at_the_chosen_one_and_arrows_move(look: QApplication) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    before, segmented = QLineEdit(), preset()
    row.addWidget(before)
    row.addWidget(segmented)
    told: list[str] = []
    segmented.chosen.connect(told.append)
    show(page)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Konzern"  # type: ignore[attr-defined]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert (segmented.value(), told) == ("own", ["own"])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert (segmented.value(), told) == ("pilot", ["own", "group", "pilot"])


def test_segments_are_radio_buttons_in_a_named_group(look: QApplication) -> None:
    segmented = preset()
    group = QAccessible.queryAccessibleInterface(segmented)
    assert (group.role(), group.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "Vorgabe")
    assert [group.child(number).role() for number in range(3)] == [QAccessible.Role.RadioButton] * 3
    assert [group.child(number).state().checked for number in range(3)] == [0, 1, 0]


def test_other_words_keep_the_choice_and_tell_nobody(look: QApplication) -> None:
    segmented, told = preset(), []
    segmented.chosen.connect(told.append)
    segmented.set_options([("pilot", "Pilot"), ("group", "Group"), ("own", "Custom")])
    assert (segmented.value(), segmented.texts()) == ("group", ("Pilot", "Group", "Custom"))
    segmented.set_options([("own", "Custom"), ("group", "Group")])
    assert segmented.value() == "group"
    segmented.set_value("own")
    assert segmented.value() == "own"
    assert told == []
