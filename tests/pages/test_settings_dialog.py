"""The settings: each takes effect at once and is kept; the dialog fits, speaks one language, and needs no mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.errors import UserError
from lagebild.export import content
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NUMBER_FORMATS, Code, Language, set_number_format
from lagebild.look import apply_look
from lagebild.look.fonts import font, text_scale
from lagebild.look.painting import watch_texts
from lagebild.origin import COUNTED
from lagebild.pages.export_dialog import ExportDialog
from lagebild.pages.exporting import SLIDES, Order, check_template, write
from lagebild.pages.preferences import CHOICES, Preferences, new_briefing, show_text_size
from lagebild.pages.settings_dialog import SettingsDialog
from lagebild.resources import resource
from lagebild.session import Session
from lagebild.settings import Settings, read_settings, write_settings
from lagebild.theme import ThemeName, theme
from lagebild.widgets.numbers import read_number
from lagebild.window import Window
from tests.pages.test_every_page import EVERY, SIZES, TODAY, remainder
from tests.shell import SmallPage, settle


@pytest.fixture(autouse=True)
def as_in_the_beginning(qapp: QApplication) -> Iterator[None]:
    """How numbers are written and how large type is holds for the whole program."""
    yield
    set_number_format("language")
    show_text_size(qapp, 100)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def opened(
    knowledge: Knowledge, folder: Path, code: Code = "en", name: ThemeName = "light", size: tuple[int, int] = SIZES[2]
) -> Window:
    """A window with small pages whose settings lie in `folder`."""
    apply_look(make_application(name), theme(name))
    window = Window(
        lambda: Session(knowledge, Briefing(), Language(code), name, TODAY),
        Language(code),
        name,
        build_page=SmallPage,
        keep_in=folder,
    )
    window.resize(*size)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.begin()
    settle()
    return window


def dialog_of(window: Window) -> SettingsDialog:
    """The settings dialog that is open."""
    settle()
    (dialog,) = (part for part in window.findChildren(SettingsDialog) if part.isVisible())
    return dialog


def settings_of(window: Window) -> Preferences:
    assert window.preferences is not None
    return window.preferences


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


# ---- each takes effect, and is kept


def test_numbers_are_written_in_the_way_that_is_chosen_on_every_page_at_once(
    knowledge: Knowledge, tmp_path: Path, kept: Path
) -> None:
    window = opened(knowledge, tmp_path)
    page = window.page
    assert isinstance(page, SmallPage)
    refreshed = page.refreshed
    settings_of(window).choose(numbers="swiss")
    assert session_of(window).language.show(26649, COUNTED, "USD") == "$26’649"
    assert page.refreshed == refreshed + 1
    assert read_settings(kept).numbers == "swiss"
    window.set_language("de")
    assert session_of(window).language.show(26649.5, COUNTED, digits=1) == "26’649.5"
    window.close()


@pytest.mark.parametrize("numbers", NUMBER_FORMATS)
@pytest.mark.parametrize("code", CODES)
def test_a_number_that_is_shown_can_be_typed(numbers: str, code: Code) -> None:
    language = Language(code, numbers)  # type: ignore[arg-type]
    for value in (0.55, 1234.5, 1200.0, 1_234_567.25, -26649.0):
        assert read_number(language.show(value, COUNTED, digits=2), language) == value


def test_type_is_larger_at_once_and_what_is_exported_is_not(knowledge: Knowledge, tmp_path: Path, kept: Path) -> None:
    window = opened(knowledge, tmp_path)
    before, page = window.rail.width(), window.page
    settings_of(window).choose(text_size=130)
    settle()
    assert text_scale() == 1.3 and font("body").pixelSize() == 17 and QApplication.font().pixelSize() == 17
    assert window.page is not page
    assert window.size_class == "S" and window.rail.width() < before  # less has room
    assert read_settings(kept).text_size == 130
    settings_of(window).choose(text_size=100)
    settle()
    assert font("body").pixelSize() == 13 and window.rail.width() == before
    window.close()


def test_new_work_begins_with_the_currency_and_the_rate_that_are_chosen(
    knowledge: Knowledge, tmp_path: Path, kept: Path
) -> None:
    window = opened(knowledge, tmp_path)
    session, documents = session_of(window), window.documents
    assert documents is not None
    settings_of(window).choose(currency="EUR", usd_per_eur=1.25)
    assert session.briefing == Briefing(currency="EUR", inputs={"api_costs": {"usd_per_eur": 1.25}})
    assert not documents.document.dirty
    session.edit("api_costs", people=900)
    settings_of(window).choose(currency="USD")
    assert session.briefing.currency == "EUR"  # what somebody works on stays
    session.history.undo()
    documents.new()
    assert session.briefing.currency == "USD" and session.results.api_costs.money.usd_per_eur == 1.25
    assert (read_settings(kept).currency, read_settings(kept).usd_per_eur) == ("USD", 1.25)
    window.close()


def test_without_a_choice_new_work_is_an_empty_briefing() -> None:
    assert new_briefing(Settings()) == Briefing()


def test_figures_are_old_after_the_days_that_are_chosen(knowledge: Knowledge, tmp_path: Path, kept: Path) -> None:
    window = opened(knowledge, tmp_path)
    session = session_of(window)
    usual = session.knowledge.overdue(TODAY)
    results = session.results
    settings_of(window).choose(old_after_days=1)
    assert session.results is not results and not session.history.canUndo()
    day = max(knowledge.checked_on(id) for id in knowledge.figures)
    late = day.replace(year=day.year + 1)
    assert session.results.knowledge.overdue(late) > usual
    assert session.knowledge.about.check_after_days["market"] is None  # the past does not change
    settings_of(window).choose(old_after_days=None)
    assert session.knowledge.about == knowledge.about
    assert read_settings(kept).old_after_days is None
    window.close()


def test_the_age_that_was_chosen_counts_from_the_start(knowledge: Knowledge, tmp_path: Path, kept: Path) -> None:
    write_settings(Settings(old_after_days=7), kept)
    window = opened(knowledge, tmp_path)
    assert session_of(window).results.knowledge.about.check_after_days["costs"] == 7
    window.close()


def test_briefings_and_exports_are_put_first_where_the_reader_wants_them(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path)
    briefings, exports = tmp_path / "briefings", tmp_path / "exports"
    briefings.mkdir()
    exports.mkdir()
    settings_of(window).choose(briefings_folder=str(briefings), exports_folder=str(exports))
    assert window.documents is not None
    assert window.documents._folder() == briefings
    dialog = window.sharing().show_dialog(("api_costs.comparison",))
    assert dialog.order().path.parent == exports
    dialog.reject()
    exports.rmdir()
    assert settings_of(window).exports_folder() is None  # one that is gone is no wish
    window.sharing().worker.finish()
    window.close()


def test_language_and_theme_are_kept_wherever_they_were_chosen(
    knowledge: Knowledge, tmp_path: Path, kept: Path
) -> None:
    window = opened(knowledge, tmp_path)
    window.set_language("de")
    window.choose_theme("dark")
    assert (read_settings(kept).language, read_settings(kept).theme) == ("de", "dark")
    settings_of(window).choose(language="en", theme="light")
    assert (window.language.code, window.theme, window.theme_choice) == ("en", "light", "light")
    window.close()


def test_one_window_takes_nothing_back_that_another_has_chosen(
    knowledge: Knowledge, tmp_path: Path, kept: Path
) -> None:
    window = opened(knowledge, tmp_path)
    write_settings(Settings(currency="EUR", recent=("/a.lagebild",)), kept)
    settings_of(window).choose(exports_folder=str(tmp_path))
    after = read_settings(kept)
    assert (after.currency, after.recent, after.exports_folder) == ("EUR", ("/a.lagebild",), str(tmp_path))
    window.close()


def test_everything_is_as_in_the_beginning_after_a_reset_but_the_language(
    knowledge: Knowledge, tmp_path: Path, kept: Path
) -> None:
    write_settings(Settings(recent=("/a.lagebild",), welcomed=True), kept)
    window = opened(knowledge, tmp_path, "de")
    settings_of(window).choose(
        numbers="english", theme="dark", text_size=115, currency="EUR", usd_per_eur=1.1, old_after_days=9,
        template="/a.pptx", briefings_folder="/a", exports_folder="/b",
    )  # fmt: skip
    settings_of(window).reset()
    settle()
    after, start = read_settings(kept), Settings()
    assert {name: getattr(after, name) for name in CHOICES if name != "language"} == {
        name: getattr(start, name) for name in CHOICES if name != "language"
    }
    assert after.recent == ("/a.lagebild",) and after.welcomed
    assert window.language == Language("de") and window.theme == "light" and text_scale() == 1
    window.close()


# ---- the template


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.pptx"
    path.write_bytes(resource("slides", "template.pptx").read_bytes())
    return path


def test_a_template_is_checked_as_the_export_does(house: Path, tmp_path: Path) -> None:
    check_template(house, TODAY)
    broken = tmp_path / "broken.pptx"
    for wrong in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 encrypted", b"not a presentation"):
        broken.write_bytes(wrong)
        with pytest.raises(UserError):
            check_template(broken, TODAY)
    with pytest.raises(UserError):
        check_template(tmp_path / "nowhere.pptx", TODAY)
    with pytest.raises(UserError):
        check_template(tmp_path, TODAY)


def test_slides_are_made_with_the_template_that_was_chosen(
    knowledge: Knowledge, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(knowledge, Briefing(), Language("en"), "light", TODAY)
    order = Order(("api_costs.comparison",), SLIDES, ("en",), tmp_path / "deck.pptx", template=house)
    used: list[bytes | None] = []
    monkeypatch.setattr(
        "lagebild.export.content",
        lambda *given, template=None, **rest: used.append(template) or content(*given, template=template, **rest),
    )
    write(order, session.results)
    assert used == [house.read_bytes()]
    house.unlink()
    with pytest.raises(UserError):  # gone since the dialog was open
        write(order, session.results)


def test_a_template_that_is_missing_is_said_and_nothing_is_refused(
    knowledge: Knowledge, house: Path, tmp_path: Path
) -> None:
    window = opened(knowledge, tmp_path)
    settings_of(window).choose(template=str(house))
    dialog = window.sharing().show_dialog(("api_costs.comparison",))
    assert isinstance(dialog, ExportDialog)
    assert dialog.order().template == house and dialog._house.text() == "Template: house.pptx"
    dialog.reject()
    house.unlink()
    dialog = window.sharing().show_dialog(("api_costs.comparison",))
    assert dialog.order().template is None and "is not there" in dialog._house.text()
    dialog.reject()
    window.sharing().worker.finish()
    window.close()


def test_a_template_that_cannot_be_used_is_refused_in_the_dialog(
    knowledge: Knowledge, house: Path, tmp_path: Path
) -> None:
    window = opened(knowledge, tmp_path)
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"nothing")
    chosen = [broken, house]
    dialog = SettingsDialog(settings_of(window), session_of(window), window, ask_template=lambda *asked: chosen.pop(0))
    row = dialog.places["template"]
    row.change.click()
    assert settings_of(window).settings.template == ""
    assert "not a PowerPoint file" in row.hint.text() and "Nothing was changed." in row.hint.text()
    row.change.click()
    assert settings_of(window).settings.template == str(house)
    assert row.hint.text() == "" and row.shown.text().endswith("house.pptx")
    house.unlink()
    dialog.refresh()
    assert "not there" in row.hint.text()
    row.drop.click()
    assert settings_of(window).settings.template == ""
    window.close()


def test_a_folder_is_asked_for_and_can_be_dropped(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path)
    answers = [None, tmp_path]
    dialog = SettingsDialog(settings_of(window), session_of(window), window, ask_folder=lambda *asked: answers.pop(0))
    row = dialog.places["exports_folder"]
    row.change.click()
    assert settings_of(window).settings.exports_folder == ""  # cancelled
    row.change.click()
    assert settings_of(window).settings.exports_folder == str(tmp_path)
    row.drop.click()
    assert settings_of(window).settings.exports_folder == ""
    window.close()


# ---- the dialog


def test_the_dialog_opens_by_its_keys_and_shows_what_is_in_force(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path)
    settings_of(window).choose(usd_per_eur=1.2, old_after_days=45, numbers="spaces", theme="system")
    settle()
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window)
    assert (dialog.spoken.value(), dialog.numbers.value(), dialog.theme.value()) == ("en", "spaces", "system")
    assert (dialog.rate.value(), dialog.days.value()) == (1.2, 45)
    assert dialog.fixes_rate.value() is True and dialog.fixes_age.value() is True
    dialog.reject()
    window.choose_theme("light")
    window.close()


def test_whatever_changes_its_words_makes_the_dialog_anew_with_the_focus_where_it_was(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    window = opened(knowledge, tmp_path)
    window.show_settings()
    for setting, value in (("language", "de"), ("numbers", "swiss"), ("text_size", 115)):
        dialog = dialog_of(window)
        dialog._choose(setting, value)
        settle()
        anew = dialog_of(window)
        assert anew is not dialog and anew.language == window.language
        focused = QApplication.focusWidget()
        control = anew.controls[setting]
        assert focused is not None and (focused is control or control.isAncestorOf(focused)), setting
    anew.reject()
    window.close()


def test_enter_in_a_field_takes_the_number_or_refuses_it_and_leaves_the_dialog_open(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    window = opened(knowledge, tmp_path)
    chosen = settings_of(window)
    chosen.choose(usd_per_eur=1.1)
    window.show_settings()
    dialog = dialog_of(window)
    for typed, rate in (("1.2", 1.2), ("5", 1.2)):
        dialog.rate.setFocus()
        dialog.rate.selectAll()
        QTest.keyClicks(dialog.rate, typed)
        QTest.keyClick(dialog.rate, Qt.Key.Key_Return)
        settle()
        assert dialog.isVisible() and chosen.settings.usd_per_eur == rate
    dialog.reject()
    window.close()


def test_a_rate_and_an_age_are_fixed_and_let_go_again(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path)
    window.show_settings()
    dialog, chosen = dialog_of(window), settings_of(window)
    assert not dialog.rate.isVisible() and not dialog.days.isVisible()
    dialog.fixes_rate.chosen.emit(True)
    assert chosen.settings.usd_per_eur == knowledge.number("fx-usd-eur-2025-01-27") and dialog.rate.isVisible()
    dialog.rate.edited.emit(1.5)
    assert chosen.settings.usd_per_eur == 1.5
    dialog.fixes_rate.chosen.emit(False)
    assert chosen.settings.usd_per_eur is None and not dialog.rate.isVisible()
    dialog.fixes_age.chosen.emit(True)
    dialog.days.edited.emit(30.0)
    assert chosen.settings.old_after_days == 30
    dialog.fixes_age.chosen.emit(False)
    assert chosen.settings.old_after_days is None
    dialog.reject()
    window.close()


def walked(dialog: SettingsDialog) -> list[QWidget]:
    """What Tab reaches, in order, once round."""
    reached: list[QWidget] = []
    while len(reached) < 60:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            return reached
        reached.append(focused)
    raise AssertionError("Tab comes to no end")


def test_the_keyboard_alone_reaches_and_changes_every_setting(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path, size=SIZES[0])
    settings_of(window).choose(usd_per_eur=1.2, old_after_days=45)
    window.show_settings()
    dialog = dialog_of(window)
    reached = walked(dialog)
    for setting, control in dialog.controls.items():
        assert any(part is control or control.isAncestorOf(part) for part in reached), setting
    assert {dialog.rate, dialog.days, dialog.reset} <= set(reached)
    for part in reached:
        part.setFocus(Qt.FocusReason.TabFocusReason)
        dialog._area.ensureWidgetVisible(part)
        place = QRectF(part.rect().translated(part.mapTo(dialog, part.rect().topLeft())))
        assert QRectF(dialog.rect()).contains(place), part.accessibleName()
    dialog.focus_on("theme")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert settings_of(window).settings.theme == "dark" and window.theme == "dark"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and settings_of(window).settings.theme == "dark"  # nothing is taken back
    window.close()


@pytest.mark.parametrize(
    ("code", "name", "size", "text_size"),
    [*((*one, 100) for one in EVERY), *((code, "light", size, 130) for code in CODES for size in SIZES[:2])],
)
def test_the_dialog_cuts_no_word_and_names_every_control(
    code: Code, name: ThemeName, size: tuple[int, int], text_size: int, knowledge: Knowledge, tmp_path: Path
) -> None:
    window = opened(knowledge, tmp_path, code, name, size)
    settings_of(window).choose(
        text_size=text_size, usd_per_eur=1.2345, old_after_days=3650, numbers="spaces",
        exports_folder="/" + "folder of the house/" * 8, template="/missing/" + "template " * 12 + ".pptx",
    )  # fmt: skip
    settle()
    window.show_settings()
    dialog = dialog_of(window)
    assert dialog.width() <= window.width() and dialog.height() <= window.height()
    cut: list[str] = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box):
            cut.append(text)

    with watch_texts(watch):
        dialog.grab()
    assert not cut
    held = dialog._held
    assert held.width() <= dialog._area.viewport().width() + 1  # nothing lies out of sight sideways
    texts = set()
    for widget in (part for part in dialog.findChildren(QWidget) if part.isVisible()):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            over = widget.parentWidget()  # a spin box names what is typed into it
            assert widget.accessibleName() or (over and over.accessibleName()), type(widget).__name__
        if callable(found := getattr(widget, "texts", None)):
            texts |= {str(text) for text in found()}
            assert widget.minimumSizeHint().width() <= widget.width() + 1, texts
            if held.isAncestorOf(widget):
                place = widget.rect().translated(widget.mapTo(held, widget.rect().topLeft()))
                assert held.rect().contains(place), found()
        assert widget.font().pixelSize() == -1 or widget.font().pixelSize() >= 12
    texts -= {"Deutsch", "English"}  # each in itself, whatever is spoken
    assert remainder(texts, "de" if code == "en" else "en", knowledge) == []
    dialog.reject()
    window.choose_theme("light")
    window.close()


def test_a_path_that_cannot_be_looked_at_is_one_that_is_not_there(knowledge: Knowledge, tmp_path: Path) -> None:
    window = opened(knowledge, tmp_path)
    nowhere = "/" + "x" * 4000  # the system refuses even to say whether there is such a file
    settings_of(window).choose(template=nowhere, briefings_folder=nowhere, exports_folder=nowhere)
    assert settings_of(window).exports_folder() is settings_of(window).briefings_folder() is None
    window.show_settings()
    places = dialog_of(window).places
    assert all("is not there" in str(place.hint.text()) for place in places.values())
    dialog_of(window).accept()
    dialog = window.sharing().show_dialog(("api_costs.comparison",))
    assert isinstance(dialog, ExportDialog)
    assert dialog.order().template is None and "is not there" in dialog._house.text()
    dialog.reject()
    window.sharing().worker.finish()
    window.close()
