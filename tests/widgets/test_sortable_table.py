"""What the tables that sort have in common: long words in two lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from lagebild.look.painting import watch_texts
from lagebild.widgets.sortable_table import draw_in_two_lines


@pytest.mark.parametrize("width", [300, 700, 1300])
@pytest.mark.parametrize("count", [60, 165, 200, 300, 3000])
def test_a_text_is_there_to_its_end_or_ends_in_dots(count: int, width: int, look: QApplication) -> None:
    words = ("Maßnahme " * count)[:count].strip()
    painted: list[str] = []
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with watch_texts(lambda text, box, room: painted.append(text)):
        draw_in_two_lines(painter, QRectF(0, 0, width, 40), words, "body", "#000000", "left")
    painter.end()
    shown = " ".join(painted)
    assert shown == words or (len(painted) == 2 and shown.endswith(" …") and words.startswith(shown[:-2]))
    assert shown == words or len(shown) > width / 5  # both lines are full
