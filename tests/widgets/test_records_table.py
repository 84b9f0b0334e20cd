"""The register as a table: rows made when seen, one of them chosen, sorting, columns that leave, what is copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lagebild.look.painting import watch_texts
from lagebild.origin import record
from lagebild.widgets.evidence_asked import spans_of
from lagebild.widgets.records_table import COLUMNS, RecordRow, RecordsTable
from tests.widgets.showing import show

HEADER = ("Was", "Artikel druckt", "Nachgeprüft", "Quelle", "Stand", "Urteil")
Words = Callable[[int], RecordRow]


def words_of(place: int) -> RecordRow:
    """Every third row is a claim, every sixth a misprinted one; row 4 is due for a check."""
    claim = place % 3 == 0
    return RecordRow(
        (f"Eintrag {place}", f"„{place}“" if claim else "", f"{place},0 %", "Reuters", "27.01.2025"),
        "consistent" if claim else None,
        claim and place % 6 == 0,
        "check",
        ("entstellt, " if place % 6 == 0 else "") + "stimmt überein" if claim else "eine Quelle",
        "Zur Prüfung fällig" if place == 4 else "",
        record(f"record-{place}"),
    )


def filled(places: range | tuple[int, ...] = range(10), words: Words = words_of, width: int = 1100) -> RecordsTable:
    table = RecordsTable()
    table.set_name("Register")
    table.resize(width, 400)
    table.show_records(places, words, HEADER)
    return table


def painted(table: RecordsTable) -> tuple[list[str], list[str]]:
    """(every text painted, those wider than their column)."""
    texts, cut = [], []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        texts.append(text)
        if box.width() > room.width() + 1.5:
            cut.append(text)

    with watch_texts(watch):
        table.grab()
    return texts, cut


def shown_columns(table: RecordsTable) -> list[str]:
    return [name for column, name in enumerate(COLUMNS) if not table.isColumnHidden(column)]


# ---- rows


def test_words_are_made_when_they_are_seen_and_once(look: QApplication) -> None:
    made: list[int] = []

    def counted(place: int) -> RecordRow:
        made.append(place)
        return words_of(place)

    table = show(filled(range(5000), counted))
    painted(table)
    seen = len(made)
    assert 5 < seen < 40
    painted(table)
    table.show_records(range(4999), counted, HEADER)
    painted(table)
    assert len(made) == seen
    table.scrollToBottom()
    painted(table)
    assert seen < len(made) < 80 and len(set(made)) == len(made)


def test_other_words_are_made_anew(look: QApplication) -> None:
    table = show(filled())
    assert table.model().index(0, 0).data() == "Eintrag 0"
    table.show_records(range(10), lambda place: words_of(place)._replace(cells=("Entry", "", "", "", "")), HEADER)
    assert table.model().index(0, 0).data() == "Entry"


def test_a_row_is_painted_with_its_words_and_its_verdict(look: QApplication) -> None:
    texts, cut = painted(show(filled((3, 4))))
    assert cut == []
    assert {*HEADER, "Eintrag 3", "„3“", "3,0 %", "stimmt überein", "Eintrag 4", "eine Quelle"} <= set(texts)


def test_a_misprint_is_a_sign_beside_the_verdict_and_a_word_to_a_screen_reader(look: QApplication) -> None:
    table = show(filled((0,)))
    assert "stimmt überein" in painted(table)[0]
    assert table.model().index(0, 5).data() == "entstellt, stimmt überein"


def test_a_long_text_takes_two_lines_and_ends_in_dots(look: QApplication) -> None:
    long = "Die Beschäftigten von OpenAI zur Zeit der Finanzierungsrunde im Herbst des Jahres vor dem Kurssturz"
    row = words_of(1)._replace(cells=(long, "", "W" * 100_000, long, ""))
    texts, cut = painted(show(filled((1,), lambda _: row, 760)))
    lines = [text for text in texts if text.endswith(" …")]
    assert cut == []
    assert len(lines) == 2 and max(map(len, texts)) < 120
    assert long.startswith(texts[texts.index(lines[0]) - 1])


def test_a_due_record_says_so_where_its_day_stands(look: QApplication) -> None:
    table = filled()
    role = Qt.ItemDataRole.ToolTipRole
    assert table.model().index(4, 4).data(role) == "Zur Prüfung fällig"
    assert table.model().index(3, 4).data(role) is None


def test_every_number_knows_its_record(look: QApplication) -> None:
    table = show(filled())
    spans = [span for words in table.texts() for span in spans_of(words) if span.origin is not None]
    assert {span.origin for span in spans} >= {record("record-0"), record("record-5")}
    assert {str(words) for words in table.texts()} >= {*HEADER, "5,0 %", "„6“"}


def test_a_screen_reader_finds_the_cells(look: QApplication) -> None:
    table = show(filled())
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Name) == "Register"
    names = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    assert {"Was", "Eintrag 3", "3,0 %", "stimmt überein"} <= set(names)


# ---- choosing


def test_the_first_row_is_chosen_and_arrows_move_on(look: QApplication) -> None:
    chosen: list[int] = []
    table = RecordsTable()
    table.chosen.connect(chosen.append)
    table.resize(1100, 400)
    table.show_records((7, 3, 5), words_of, HEADER)
    show(table).setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(table, key)
    assert chosen == [7, 3, 5]
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert chosen[-1] == table.place() == 3


def test_what_is_chosen_stays_chosen_while_it_is_listed(look: QApplication) -> None:
    table = show(filled())
    table.select_place(6)
    table.show_records((9, 6, 2), words_of, HEADER)
    assert table.place() == 6 and table.currentIndex().row() == 1
    table.show_records((9, 2), words_of, HEADER)
    assert table.place() == 9
    table.show_records((), words_of, HEADER)
    assert table.place() == -1


def test_one_row_is_chosen_at_a_time(look: QApplication) -> None:
    table = show(filled())
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selectionModel().selectedRows()) == 1


def test_a_chosen_row_out_of_sight_is_scrolled_to(look: QApplication) -> None:
    table = show(filled(range(500)))
    table.select_place(400)
    assert table.viewport().rect().intersects(table.row_rect(400))


def test_tab_leaves_the_table(look: QApplication) -> None:
    assert not RecordsTable().tabKeyNavigation()


# ---- sorting


def click_head(table: RecordsTable, column: int) -> None:
    head = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_header_clicked_three_times_sorts_up_down_and_not_at_all(look: QApplication) -> None:
    table = show(filled())
    asked: list[tuple[int, bool]] = []
    table.sorted_by.connect(lambda column, descending: asked.append((column, descending)))
    for _ in range(3):
        click_head(table, 2)
    click_head(table, 2)
    click_head(table, 5)
    assert asked == [(2, False), (2, True), (-1, False), (2, False), (5, False)]
    assert table.sorting == (5, False)


# ---- columns


def test_columns_leave_one_after_the_other_as_it_gets_narrow(look: QApplication) -> None:
    table = show(filled())
    left = []
    for width in (1100, 900, 780, 620):
        table.resize(width, 400)
        left.append([name for name in COLUMNS if name not in shown_columns(table)])
        assert sum(table.columnWidth(column) for column in range(len(COLUMNS))) <= table.viewport().width()
        assert painted(table)[1] == []
    assert left == [[], ["as_of"], ["source", "as_of"], ["printed", "source", "as_of"]]


def test_without_anything_printed_the_column_makes_room(look: QApplication) -> None:
    table = show(filled(width=780))
    assert "printed" in shown_columns(table) and "source" not in shown_columns(table)
    table.set_prints(False)
    assert "printed" not in shown_columns(table) and "source" in shown_columns(table)
    table.set_prints(True)
    assert "printed" in shown_columns(table)


# ---- copying


def test_all_rows_are_copied_with_their_header(look: QApplication) -> None:
    table = show(filled((3, 4)))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Was\tArtikel druckt\tNachgeprüft\tQuelle\tStand\tUrteil\n"
        "Eintrag 3\t„3“\t3,0 %\tReuters\t27.01.2025\tstimmt überein\n"
        "Eintrag 4\t\t4,0 %\tReuters\t27.01.2025\teine Quelle"
    )


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+cmd", "@SUM(A1)", '=HYPERLINK("x")', "<b>fett</b>", "a\tb\nc", "a&amp;b"]
)
def test_nothing_copied_runs_or_breaks_a_row(hostile: str, look: QApplication) -> None:
    row = words_of(1)._replace(cells=(hostile, "", "1,0 %", "x", "y"))
    filled((1,), lambda _: row).copy()
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert len(lines) == 2 and len(lines[1].split("\t")) == len(HEADER)
    assert not lines[1].startswith(("=", "+", "-", "@"))
    html = mime.html()
    assert html.count("<tr>") == 2 and html.count("<td") == 2 * len(HEADER) and "<b>" not in html
    assert html.count("mso-number-format:'\\@'") == html.count('sdnum="1033;0;@"') == 2 * len(HEADER)
