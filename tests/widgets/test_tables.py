"""Tables: what is copied, what a changed number repaints, how they are read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lagebild.charts.chart import Table
from lagebild.language import Language
from lagebild.widgets.tables import HEAD, ROW, ValueTable
from tests.looks.gallery import cost_table
from tests.widgets.conftest import Painted
from tests.widgets.showing import show

COPIED = (
    "\tMenge\tR1\to1\n"
    "Eingabe\t567,0\u00a0Mio.\t312\u00a0$\t8.505\u00a0$\n"
    "Ausgabe\t302,4\u00a0Mio.\t662\u00a0$\t18.144\u00a0$\n"
    "Summe\t869,4\u00a0Mio.\t974\u00a0$\t26.649\u00a0$"
)


def table(language: Language) -> ValueTable:
    view = ValueTable()
    view.set_name("So ist gerechnet")
    view.set_table(cost_table(language), total=True)
    return view


def test_copying_takes_the_header_along(look: QApplication, german: Language) -> None:
    view = table(german)
    show(view).setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == COPIED


def test_copying_takes_the_selected_rows_where_there_are_any(look: QApplication, german: Language) -> None:
    view = table(german)
    show(view).setFocus()
    view.selectRow(1)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [COPIED.splitlines()[0], COPIED.splitlines()[2]]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == COPIED


def test_the_copied_html_holds_plain_numbers_for_excel(look: QApplication, german: Language) -> None:
    table(german).copy()
    html = QGuiApplication.clipboard().mimeData().html()
    assert 'x:num="26649.0"' in html
    assert "26.649\u00a0$</td>" in html


def test_numbers_stand_right_and_words_left(look: QApplication, german: Language) -> None:
    view = table(german)
    model = view.model()
    role = Qt.ItemDataRole.TextAlignmentRole
    sides = [bool(model.index(0, column).data(role) & Qt.AlignmentFlag.AlignRight) for column in range(4)]
    heads = [
        bool(model.headerData(column, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight)
        for column in range(4)
    ]
    assert sides == heads == [False, True, True, True]


def test_a_table_is_as_high_as_its_rows(look: QApplication, german: Language) -> None:
    view = show(table(german))
    assert view.sizeHint().height() == view.horizontalHeader().height() + 3 * ROW
    assert not view.verticalScrollBar().isVisible()


LONG = Table(
    header=("Posten", "Token", "Llama 3.3 70B Instruct Turbo", "Llama 3.1 405B Instruct (Together AI)", "Quelle"),
    rows=(("Eingabe", "567,0\u00a0Mio.", "499\u00a0$", "1.984\u00a0$", "B"),),
    values=(("Eingabe", 567e6, 499.0, 1984.0, "B"),),
)  # fmt: skip


def columns(table: Table, count: int) -> Table:
    return Table(
        header=table.header[:count],
        rows=tuple(row[:count] for row in table.rows),
        values=tuple(row[:count] for row in table.values),
    )


def test_long_names_of_columns_take_more_lines_before_anything_is_out_of_sight(look: QApplication) -> None:
    view = ValueTable()
    view.set_table(columns(LONG, 4))
    view.setFixedWidth(350)
    show(view)
    assert not view.horizontalScrollBar().isVisible()
    assert sum(view.columnWidth(column) for column in range(4)) == 350
    assert view.horizontalHeader().height() > HEAD
    assert view.sizeHint().height() == view.horizontalHeader().height() + ROW
    view.setFixedWidth(800)
    assert view.horizontalHeader().height() == HEAD


def test_a_scroll_bar_that_is_needed_hides_no_row(look: QApplication) -> None:
    view = ValueTable()
    view.set_table(columns(LONG, 4))
    view.setFixedWidth(200)
    bar = view.horizontalScrollBar().sizeHint().height()
    show(view)
    assert view.sizeHint().height() == view.horizontalHeader().height() + ROW + bar


def test_words_beside_a_number_keep_a_distance(look: QApplication) -> None:
    view = ValueTable()
    view.set_table(LONG)
    assert [view.values.inset(column) for column in range(5)] == [8, 8, 8, 8, 16]


def test_an_equal_table_paints_nothing(painted: Painted, german: Language) -> None:
    view = table(german)
    assert painted(view, lambda: view.set_table(cost_table(german), total=True)) == set()


def test_another_number_keeps_selection_and_place(look: QApplication, german: Language) -> None:
    view = show(table(german))
    view.selectRow(1)
    resets: list[bool] = []
    view.model().modelReset.connect(lambda: resets.append(True))
    view.set_table(cost_table(german, 975), total=True)
    assert resets == []
    assert view.selectionModel().selectedRows()[0].row() == 1
    assert view.model().index(2, 2).data() == "975\u00a0$"


def test_a_screen_reader_finds_cells_and_heads(look: QApplication, german: Language) -> None:
    view = show(table(german))
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "So ist gerechnet"
    parts = [interface.child(number) for number in range(interface.childCount())]
    heads = [part.text(QAccessible.Text.Name) for part in parts if part.role() == QAccessible.Role.ColumnHeader]
    cells = [part.text(QAccessible.Text.Name) for part in parts if part.role() == QAccessible.Role.Cell]
    assert heads == ["", "Menge", "R1", "o1"]
    assert len(cells) == 3 * 4
    assert cells[-1] == "26.649\u00a0$"


def test_tab_leaves_the_table(look: QApplication, german: Language) -> None:
    assert not table(german).tabKeyNavigation()
