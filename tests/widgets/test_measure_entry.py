"""A measure with its boxes: real check boxes that tell what the reader does, and say why they cannot be ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED
from lagebild.widgets.measure_entry import MeasureEntry
from lagebild.wording.risks import MeasureBox
from tests.widgets.showing import show

EN = Language("en")


def points(value: float) -> Shown:
    return EN.show(value, COUNTED, digits=1)


def test_a_box_tells_what_the_reader_does_and_nothing_else(look: QApplication, knowledge: Knowledge) -> None:
    entry, told = MeasureEntry(knowledge.options), []
    entry.turned.connect(lambda option, taken: told.append((option, taken)))
    effect = (points(81), points(76))
    entry.set_box("own", MeasureBox(False, True, effect, "Measure, for Own hardware", "81 without, 76 with"))
    show(entry)
    box = entry.boxes["own"]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().topLeft())
    entry.set_box("own", MeasureBox(True, True, effect, "Measure, for Own hardware", "81 without, 76 with"))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert told == [("own", True), ("own", False)]
    assert [line.text() for line in (entry.effects["own"].without, entry.effects["own"].with_)] == ["81.0", "76.0"]


def test_a_box_that_cannot_be_ticked_says_why(look: QApplication, knowledge: Knowledge) -> None:
    entry = MeasureEntry(knowledge.options)
    entry.set_box("western", MeasureBox(False, False, None, "Measure, for Western vendor", "No answer yet"))
    show(entry)
    box = entry.boxes["western"]
    assert not box.isEnabled() and box.accessibleName() == "Measure, for Western vendor"
    assert box.toolTip() == box.accessibleDescription() == "No answer yet"
    assert not entry.effects["western"].with_.isVisible()
