"""The action plan as a table: room for what its columns say, and a sign where words are cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from lagebild.look.fonts import load_fonts, text_width
from lagebild.look.painting import watch_texts
from lagebild.widgets.plan_table import PlanTable
from lagebild.widgets.sortable_table import draw_in_two_lines
from lagebild.wording.action_plan import COLUMNS, DUE, NOTHING, OWNER, QUESTION, Row

QUESTION_WORDS = "Verbotene Zwecke ausgeschlossen"


def widths(due: str, owner: str) -> list[int]:
    table = PlanTable()
    table.resize(1140, 400)
    cells = (due, owner, QUESTION_WORDS, "China", "Offen", "3, K.-o.-Frage", "Sperren. (Tage)")
    table.show_rows((Row(cells, False, True),), COLUMNS)
    return [table.columnWidth(column) for column in range(len(COLUMNS))]


def test_columns_without_a_word_leave_their_room_to_the_others(qapp: QApplication) -> None:
    load_fonts()
    empty, given = widths(NOTHING, NOTHING), widths("01.12.2026, in 9 Tagen", "Anna Berg")
    assert empty[DUE] < given[DUE] and empty[OWNER] < given[OWNER]
    assert given[QUESTION] < empty[QUESTION] and text_width(QUESTION_WORDS, "strong") < empty[QUESTION] - 16


@pytest.mark.parametrize("letters", [150, 190, 390, 900])
def test_words_that_two_lines_do_not_hold_end_in_a_sign(letters: int, qapp: QApplication) -> None:
    load_fonts()
    words = ("Anfragen fremder Behörden anfechten und melden " * 30)[:letters].rstrip()
    told: list[str] = []
    image = QImage(600, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    with watch_texts(lambda text, box, room: told.append(text)):
        draw_in_two_lines(painter, QRectF(0, 0, 600, 40), words, "source", "#000000", "left")
    painter.end()
    assert " ".join(told) == words or told[-1].endswith("…")
