"""The window: pages, keys, language, theme, size classes, focus, reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget

from lagebild.errors import N_, UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.look import apply_look, current
from lagebild.look.painting import watch_texts
from lagebild.pages.actions import ACTIONS, PAGES, key_words
from lagebild.pages.settings_dialog import SettingsDialog
from lagebild.pages.size_class import size_class
from lagebild.theme import theme
from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
from lagebild.widgets.palette_dialog import CommandPalette
from lagebild.widgets.toast import Toast
from lagebild.window import MINIMUM, Window
from tests.shell import SmallPage, settle, shown_window, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Window]:
    apply_look(qapp, theme("light"))
    window = shown_window(knowledge, today)
    yield window
    window.close()
    window.deleteLater()
    apply_look(qapp, theme("light"))


def page(window: Window) -> SmallPage:
    assert isinstance(window.page, SmallPage)
    return window.page


def dialog(window: Window) -> QDialog:
    """The dialog that is open over the window."""
    settle()
    (found,) = [part for part in window.findChildren(QDialog) if part.isVisible()]
    return found


# ---- pages


def test_the_numbers_open_the_pages(window: Window) -> None:
    for number, entry in enumerate(PAGES, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert page(window).id == entry.page
        assert page(window).isVisible()
        assert window.rail.entries[entry.page].isChecked()


def test_a_page_is_built_once_and_its_plots_follow_when_it_is_shown(window: Window) -> None:
    situation = page(window)
    assert situation.plots == 1
    window.go_to("costs")
    costs = page(window)
    assert costs.plots == 0
    settle()
    assert costs.plots == 1
    window.go_to("situation")
    assert page(window) is situation


def test_the_arrows_move_along_the_rail_and_enter_opens(window: Window) -> None:
    window.rail.entries["situation"].setFocus()
    QTest.keyClick(window.rail.entries["situation"], Qt.Key.Key_Down)
    assert page(window).id == "situation"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page(window).id == "costs"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page(window).id == "evidence"


def test_the_focus_leaves_a_page_with_it(window: Window) -> None:
    page(window).field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert QApplication.focusWidget() is page(window).field
    window.rail.entries["costs"].setFocus()
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    assert QApplication.focusWidget() is window.rail.entries["market"]


def test_tabs_are_shown_for_pages_that_have_them_and_turn_with_the_keys(window: Window) -> None:
    assert not window.header.tabs.isVisible()
    window.go_to("costs")
    assert window.header.tabs.texts() == ("API-Token", "Vorgabe")
    QTest.keyClick(window, Qt.Key.Key_Tab, CTRL)
    assert page(window).tab() == window.header.tabs.currentIndex() == 1
    QTest.keyClick(window, Qt.Key.Key_Tab, CTRL)
    assert page(window).tab() == 0
    window.header.tabs.setCurrentIndex(1)
    assert page(window).tab() == 1


# ---- undo


def test_undo_and_redo_have_their_keys(window: Window) -> None:
    session = window.session
    assert session is not None
    before = session.briefing
    session.edit("api_costs", people=5000)
    after = session.briefing
    for key, modifiers, expected in (
        (Qt.Key.Key_Z, CTRL, before),
        (Qt.Key.Key_Y, CTRL, after),
        (Qt.Key.Key_Z, CTRL, before),
        (Qt.Key.Key_Z, CTRL | SHIFT, after),
    ):
        QTest.keyClick(window, key, modifiers)
        assert session.briefing == expected


def test_undo_works_from_a_field_that_has_nothing_to_undo(window: Window) -> None:
    session = window.session
    assert session is not None
    session.edit("api_costs", people=5000)
    field = page(window).field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert not session.history.canUndo()


def test_a_field_takes_back_its_own_typing_first(window: Window) -> None:
    session = window.session
    assert session is not None
    session.edit("api_costs", people=5000)
    edit = page(window).field.findChild(QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "7")
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert session.history.canUndo()
    assert edit.text() != "7"


def test_b_is_kept_and_swapped_by_keys(window: Window) -> None:
    session = window.session
    assert session is not None
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    assert session.briefing.kept == session.briefing.state
    session.edit("api_costs", people=5000)
    QTest.keyClick(window, Qt.Key.Key_B, CTRL | SHIFT)
    assert "api_costs" not in session.briefing.inputs
    assert session.briefing.kept is not None
    assert session.briefing.kept.inputs["api_costs"]["people"] == 5000


# ---- language and theme


def words_of(window: Window) -> set[str]:
    """Everything the shell says: shown, in a tooltip, or to a screen reader."""
    found: set[str] = set()
    with watch_texts(lambda text, box, room: found.add(text)):
        window.grab()
    for part in (*window.rail.findChildren(QWidget), *window.header.findChildren(QWidget), window.rail):
        if not part.isVisible():
            continue
        found |= {part.toolTip(), part.accessibleName(), part.accessibleDescription()}
        found |= {str(text) for text in part.texts()} if hasattr(part, "texts") else set()
    return found - {""}


@pytest.mark.parametrize("size", [(1440, 900), (1280, 640)])
def test_the_language_switch_leaves_no_word_of_the_other(window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.go_to("costs")
    session = window.session
    assert session is not None
    before = session.briefing
    german = words_of(window)
    segment = window.rail.language.findChildren(QWidget)[0]
    segment.setFocus()
    QTest.keyClick(segment, Qt.Key.Key_Right)
    assert session.language.code == "en"
    english = words_of(window)
    numbers = {str(number) for number in range(1, 7)}
    assert german & english <= {"Lagebild", "Navigation", "DE", "EN", *numbers}
    assert {"Kosten", "Suchen", "Exportieren"} <= german
    assert {"Costs", "Search", "Export"} <= english
    assert session.briefing == before
    assert session.history.isClean()


def test_a_page_hears_of_the_language_once(window: Window) -> None:
    shown = page(window)
    before = shown.refreshed
    window.set_language("en")
    settle()
    assert shown.refreshed == before + 1


def test_qt_speaks_the_language_too(window: Window) -> None:
    def cancel() -> str:
        return QGuiApplication.translate("QPlatformTheme", "Cancel")

    assert cancel() == "Abbrechen"
    window.set_language("en")
    assert cancel() == "Cancel"


def test_the_theme_button_says_what_it_does_and_does_it(window: Window) -> None:
    assert window.rail.theme.accessibleName() == "Dunkle Farben"
    window.rail.theme.click()
    assert current().name == window.theme == "dark"
    assert window.rail.theme.accessibleName() == "Helle Farben"


def test_every_action_has_words_in_both_languages_and_no_key_twice(window: Window) -> None:
    keys: list[str] = []
    for action in window.actions():
        keys += [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    german = {entry.id: window.language.say(entry.words) for entry in ACTIONS}
    assert all(german[entry.id] != entry.words for entry in ACTIONS)


def test_keys_are_named_as_the_keyboard_names_them(window: Window) -> None:
    assert key_words("Ctrl+Shift+C", window.language) == "Strg+Umschalt+C"
    window.set_language("en")
    assert key_words("Ctrl+Shift+C", window.language) == "Ctrl+Shift+C"


# ---- sizes


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1024, 560), "S"),
        ((1280, 640), "S"),
        ((1365, 900), "S"),
        ((1920, 699), "S"),
        ((1366, 768), "M"),
        ((1399, 900), "M"),
        ((1700, 839), "M"),
        ((1400, 840), "L"),
        ((1759, 1000), "L"),
        ((1760, 1000), "XL"),
    ],
)
def test_size_classes_begin_where_they_should(size: tuple[int, int], expected: str) -> None:
    assert size_class(*size) == expected


def test_a_size_class_is_kept_until_the_window_is_clearly_too_small(window: Window) -> None:
    for width, expected in ((1399, "L"), (1376, "L"), (1375, "M"), (1399, "M"), (1400, "L"), (1736, "L"), (1760, "XL")):
        window.resize(width, 900)
        settle()
        assert window.size_class == expected, width
    window.resize(1736, 900)
    settle()
    assert window.size_class == "XL"


def test_shell_and_page_follow_the_size_class(window: Window) -> None:
    window.go_to("costs")
    assert window.rail.width() == 200
    window.resize(1280, 640)
    settle()
    assert window.rail.width() == 96
    assert page(window).classes[-1] == "S"
    assert window.header.tabs.y() < window.header.search.geometry().bottom()
    window.go_to("situation")
    assert page(window).classes[-1] == "S"


def test_the_window_gets_no_smaller_than_the_shell_needs(window: Window) -> None:
    window.resize(300, 200)
    assert (window.width(), window.height()) == (MINIMUM.width(), MINIMUM.height())
    settle()
    for part in window.rail.children():
        if isinstance(part, QWidget) and part.isVisible():
            assert window.rail.rect().contains(part.geometry()), part
    cut: list[str] = []
    with watch_texts(lambda text, box, room: None if room.adjusted(-1, -1, 1, 1).contains(box) else cut.append(text)):
        window.grab()
    assert not cut


def test_a_page_scrolls_up_and_down_only_and_its_bar_takes_no_room(window: Window) -> None:
    shown = page(window)
    width = shown.width()
    shown.setMinimumHeight(3000)
    settle()
    assert shown.height() == 3000
    assert shown.width() == width


# ---- the keyboard


def tab_stops(window: Window) -> list[QWidget]:
    """Where Tab leads to, from the start round to it again."""
    window.setFocus()
    stops: list[QWidget] = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in stops:
            break
        stops.append(focused)
    return stops


def test_tab_goes_from_the_rail_to_the_head_to_the_page(window: Window) -> None:
    window.go_to("costs")
    stops = tab_stops(window)
    expected = [
        window.rail.entries["costs"],
        next(part for part in window.rail.language.findChildren(QWidget) if part.accessibleName() == "DE"
             or getattr(part, "text", str)() == "DE"),
        window.rail.theme,
        window.rail.settings,
        window.header.file,
        window.header.search,
        window.header.export,
        window.header.tabs,
        page(window).field,
        page(window).button,
    ]  # fmt: skip
    assert stops == expected


def test_the_gear_at_the_foot_of_the_rail_opens_the_settings(window: Window) -> None:
    gear = window.rail.settings
    assert (gear.accessibleName(), gear.accessibleDescription()) == ("Einstellungen", "Strg+,")
    QTest.mouseClick(gear, Qt.MouseButton.LeftButton)
    opened = dialog(window)
    assert isinstance(opened, SettingsDialog)
    opened.reject()


def test_f6_goes_round_the_regions(window: Window) -> None:
    window.go_to("costs")
    window.setFocus()
    costs = page(window)
    regions = [window.rail.entries["costs"], window.header.tabs, costs.field, costs.button]
    for region in (*regions, regions[0]):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is region
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is costs.button
    window.rail.theme.setFocus()
    QTest.keyClick(window.rail.theme, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.header.tabs


def test_the_focus_moves_on_from_a_field_that_is_gone(window: Window) -> None:
    window.go_to("costs")
    costs = page(window)
    costs.field.setFocus()
    costs.field.deleteLater()
    QCoreApplication.sendPostedEvents(costs.field, QEvent.Type.DeferredDelete)
    costs.button.setFocus()  # what is raised where the focus changes fails the test
    assert QApplication.focusWidget() is costs.button


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_F6])
def test_what_the_keys_reach_in_a_page_scrolled_away_comes_into_sight(window: Window, key: Qt.Key) -> None:
    window.go_to("costs")
    costs = page(window)
    costs.setMinimumHeight(3000)
    settle()
    area = costs.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.header.tabs.setFocus()
    assert costs.field.visibleRegion().isEmpty()
    QTest.keyClick(window.header.tabs, key)
    assert QApplication.focusWidget() is costs.field
    assert not costs.field.visibleRegion().isEmpty()


def test_nothing_moves_under_a_click(window: Window) -> None:
    window.go_to("costs")
    costs = page(window)
    costs.setMinimumHeight(3000)
    settle()
    area = costs.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    at = costs.field.mapTo(costs, costs.field.rect().bottomLeft()).y()
    bar.setValue(at - 2)  # its lower edge alone is in sight
    before = bar.value()
    window.header.tabs.setFocus()
    QTest.mouseClick(costs.field, Qt.MouseButton.LeftButton, pos=costs.field.rect().bottomLeft() + QPoint(5, -1))
    assert QApplication.focusWidget() is costs.field
    assert bar.value() == before


def test_everything_in_the_shell_that_takes_the_focus_has_a_name(window: Window) -> None:
    window.go_to("costs")
    for part in (*window.rail.findChildren(QWidget), *window.header.findChildren(QWidget)):
        if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.isVisible():
            assert part.accessibleName() or getattr(part, "text", str)(), part


# ---- the palette


def palette(window: Window) -> CommandPalette:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    return window.findChild(CommandPalette)


def listed(found: CommandPalette) -> list[str]:
    return [row if isinstance(row, str) else row.command.title for row in found.rows.rows]


def test_the_palette_lists_pages_commands_charts_and_claims(window: Window, knowledge: Knowledge) -> None:
    titles = listed(palette(window))
    groups = [title for title in titles if title in ("Seiten", "Befehle", "Diagramme", "Belege")]
    # the last page is called like the group of the claims
    assert groups == ["Seiten", "Belege", "Befehle", "Diagramme", "Belege"]
    assert "Kursverluste am 27. Januar 2025".replace(". ", ".\u00a0").replace("r 2", "r\u00a02") in titles
    assert len(titles) > len(knowledge.claims)


def test_the_palette_finds_tabs_and_statistics(window: Window) -> None:
    found = palette(window)
    hits = {}
    for words in ("Dotcom", "Ihr Depot", "Maximaler"):
        found.field.setText(words)
        hits[words] = listed(found)
    assert all(hits.values()), hits


def test_the_palette_opens_a_page(window: Window) -> None:
    found = palette(window)
    QTest.keyClicks(found.field, "kosten")
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    assert page(window).id == "costs"
    assert not found.isVisible()


def test_the_palette_carries_out_a_command(window: Window) -> None:
    session = window.session
    assert session is not None
    session.edit("api_costs", people=5000)
    found = palette(window)
    found.field.setText("zurücksetzen")
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    assert not session.briefing.inputs.get("api_costs")


def test_the_palette_opens_the_evidence_of_a_claim(window: Window, knowledge: Knowledge) -> None:
    claim = next(iter(knowledge.claims.values()))
    found = palette(window)
    found.field.setText(claim.label.de)
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    assert page(window).id == "evidence"
    assert page(window).selected == claim.id
    assert QApplication.focusWidget() is page(window).field


def test_the_palette_offers_nothing_that_cannot_be_done(window: Window) -> None:
    assert "Rückgängig" not in listed(palette(window))
    window.findChild(CommandPalette).reject()
    assert window.session is not None
    window.session.edit("api_costs", people=5000)
    assert "Rückgängig" in listed(palette(window))


# ---- charts, words at the bottom, reports


def test_a_copied_chart_is_on_the_clipboard_as_a_picture_alone(window: Window) -> None:
    QGuiApplication.clipboard().clear()
    window.go_to("costs")
    page(window).copy_requested.emit("api_costs.tornado")
    toast = [None]

    def told() -> bool:
        toast[0] = window.findChild(Toast)
        return toast[0] is not None and toast[0].isVisible()

    wait_until(told)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat("image/svg+xml") and mime.hasFormat("image/png") and mime.hasImage()
    assert not mime.hasText() and not mime.hasUrls() and not mime.hasHtml()
    assert b"<text" not in mime.data("image/svg+xml").data()
    assert any("Strg+V" in part.accessibleName() for part in toast[0].findChildren(QWidget))


def test_a_page_without_a_chart_says_so(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    toast = window.findChild(Toast)
    assert any(part.accessibleName() == "Diese Seite hat kein Diagramm." for part in toast.findChildren(QWidget))


def test_a_refusal_is_told_in_the_language_of_now(window: Window) -> None:
    error = UserError(N_("“{name}” does not exist."), safe=N_("Nothing was changed."), name="a.json")
    window.report(error)
    found = dialog(window)
    assert isinstance(found, RefusalDialog)
    assert found.windowTitle() == "„a.json“ gibt es nicht."
    found.accept()
    window.set_language("en")
    window.report(error)
    assert dialog(window).windowTitle() == "“a.json” does not exist."
    dialog(window).accept()


def test_a_crash_opens_one_report_and_the_window_stays(window: Window) -> None:
    window.report(ZeroDivisionError("first"))
    window.report(ZeroDivisionError("again"))
    found = dialog(window)
    assert isinstance(found, CrashDialog)
    found.accept()
    assert window.isVisible()
    window.go_to("costs")
    assert page(window).id == "costs"
    window.report(ZeroDivisionError("later"))
    dialog(window).accept()


def test_about_names_the_licences_and_the_promise(window: Window) -> None:
    window.show_about()
    found = dialog(window)
    words = " ".join(part.accessibleName() for part in found.findChildren(QWidget))
    assert "Lesser General Public License" in words
    assert "keine Netzverbindung" in words
    found.reject()


# ---- the start


def test_nothing_is_loaded_before_the_empty_window_has_been_painted(
    qapp: QApplication, knowledge: Knowledge, today: date
) -> None:
    from lagebild.briefing import Briefing
    from lagebild.language import Language
    from lagebild.session import Session

    order: list[str] = []

    class Paints(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched in (window.rail, window.header.search):
                order.append("painted")
            return False

    def begin() -> Session:
        order.append("begun")
        return Session(knowledge, Briefing(), Language("de"), "light", today)

    window = Window(begin, Language("de"), "light", build_page=SmallPage)
    paints = Paints()
    window.rail.installEventFilter(paints)
    window.header.search.installEventFilter(paints)
    window.page_shown.connect(lambda: order.append("complete"))
    window.show()
    wait_until(lambda: "complete" in order)
    assert order[:3] == ["painted", "painted", "begun"]
    window.close()
    window.deleteLater()
