"""Exporting from the window: what the dialog orders, what is written, what is refused."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QThread
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget

from lagebild.analysis.results import Results
from lagebild.charts.contents import build, charts
from lagebild.charts.contents import notes as explanation
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.pages.export_dialog import TOPICS, ExportDialog, ask_for_file, documents
from lagebild.pages.exporting import ENDINGS, Order, unused, write
from lagebild.theme import theme
from lagebild.widgets.dialogs import RefusalDialog
from lagebild.widgets.toast import Toast
from lagebild.window import Window
from lagebild.worker import Worker
from tests.renderers.decks import finding
from tests.shell import settle, shown_window, wait_until

CHARTS = charts(bundled())

TWO = ("api_costs.comparison", "market.falls")
NOTHING = (False, False, False)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def window(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Window]:
    apply_look(qapp, theme("light"))
    window = shown_window(knowledge, today)
    window.go_to("costs")
    settle()
    yield window
    window.close()
    window.deleteLater()


def opened(window: Window, folder: Path, charts: tuple[str, ...] = TWO) -> ExportDialog:
    """The export dialog over the window, writing into `folder`."""
    sharing = window.sharing()
    sharing._folder = folder
    dialog = sharing.show_dialog(charts)
    settle()
    return dialog


def told(window: Window) -> str:
    """What the toast says, once it does."""
    wait_until(lambda: (toast := window.findChild(Toast)) is not None and toast.isVisible())
    return " ".join(part.accessibleName() for part in window.findChild(Toast).findChildren(QWidget))


# ---- orders


def test_slides_are_one_file_and_several_pictures_are_one_each(tmp_path: Path) -> None:
    order = Order(TWO, ".pptx", ("de", "en"), tmp_path / "Q1.2.pptx")
    assert order.number == 4
    assert order.files() == (tmp_path / "Q1.2.pptx",)
    pictures = order._replace(ending=".png", path=tmp_path / "Q1.2.png")
    assert [file.name for file in pictures.files()] == [
        "Q1.2_api_costs-comparison_de.png",
        "Q1.2_market-falls_de.png",
        "Q1.2_api_costs-comparison_en.png",
        "Q1.2_market-falls_en.png",
    ]
    assert pictures._replace(charts=TWO[:1], languages=("de",)).files() == (tmp_path / "Q1.2.png",)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    order = Order(TWO, ".svg", ("de",), tmp_path / "a.svg")
    assert unused(order) == order
    order.files()[1].touch()
    unused(order).files()[0].touch()
    assert unused(order).path.name == "a_3.svg"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written_in_both_languages(ending: str, tmp_path: Path, results: Results) -> None:
    order = Order(TWO, ending, ("de", "en"), tmp_path / f"out{ending}")
    files = write(order, results)
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert all(file.stat().st_size > 200 for file in files)


def test_slides_follow_the_languages_and_notes_can_be_left_out(tmp_path: Path, results: Results) -> None:
    from pptx import Presentation

    for notes in (True, False):
        order = Order(("api_costs.comparison",), ".pptx", ("de", "en"), tmp_path / "a.pptx", notes=notes)
        write(order, results)
        slides = list(Presentation(str(order.path)).slides)
        titles = [finding(slide).split() for slide in slides]
        assert titles == [build("api_costs.comparison", results, Language(code)).title.split() for code in ("de", "en")]
        explained = explanation(build("api_costs.comparison", results, Language("de")), results).splitlines()[0]
        assert (explained in slides[0].notes_slide.notes_text_frame.text) is notes


# ---- the dialog


def test_the_page_s_charts_are_checked_or_the_one_asked_for(window: Window, tmp_path: Path) -> None:
    window.sharing()._folder = tmp_path
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = window.findChild(ExportDialog)
    assert set(dialog.order().charts) == {"api_costs.comparison", "api_costs.tornado"}
    dialog.reject()
    window.page.export_requested.emit("market.falls")
    settle()
    other = next(part for part in window.findChildren(ExportDialog) if part.isVisible())
    assert other.order().charts == ("market.falls",)
    other.reject()


def test_the_chart_that_is_checked_is_in_sight(window: Window, tmp_path: Path) -> None:
    dialog = window.sharing().show_dialog(("scenarios.monthly",))
    settle()
    box = dialog.charts["scenarios.monthly"]
    assert not box.visibleRegion().isEmpty()
    dialog.reject()


def test_the_button_counts_what_will_be_written(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    assert dialog.go.text() == "2 Folien exportieren"
    dialog.format.set_value(".png")
    dialog.text_language.set_value("both")
    dialog.charts["market.falls"].click()
    assert dialog.go.text() == "2 Bilder exportieren"
    dialog.text_language.set_value("de")
    dialog.charts["market.falls"].click()
    dialog.charts["market.falls"].click()
    assert dialog.go.text() == "1 Bild exportieren"
    dialog.charts["api_costs.comparison"].click()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_every_chart_can_be_chosen_and_has_words(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    assert list(dialog.charts) == list(CHARTS)
    assert all(box.accessibleName() for box in dialog.charts.values())
    dialog.reject()


def test_options_appear_only_where_they_do_something(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    shown = []
    for ending in ENDINGS:
        dialog.format.set_value(ending)
        dialog._refresh()
        shown.append((dialog._notes.isVisible(), dialog._dark.isVisible(), dialog._shown.isVisible()))
    assert shown == [(True, False, True), NOTHING] + 3 * [(False, True, True)] + [NOTHING]
    dialog._dark.click()
    assert dialog.order().theme == "light"
    dialog.format.set_value(".png")
    assert dialog.order().theme == "dark"
    dialog.reject()


def test_a_workbook_needs_no_charts_and_is_one_file_a_language(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, ())
    assert not dialog.go.isEnabled()
    dialog.format.set_value(".xlsx")
    dialog._refresh()
    assert dialog.go.isEnabled() and not any(box.isEnabled() for box in dialog.charts.values())
    dialog.text_language.set_value("both")
    dialog._refresh()
    assert [file.name for file in dialog.order().files()] == [
        "Lagebild_2026-11-21_de.xlsx",
        "Lagebild_2026-11-21_en.xlsx",
    ]
    dialog.go.click()
    told(window)
    for file in ("Lagebild_2026-11-21_de.xlsx", "Lagebild_2026-11-21_en.xlsx"):
        with zipfile.ZipFile(tmp_path / file) as package:
            assert package.testzip() is None and "xl/workbook.xml" in package.namelist()


def test_chosen_charts_are_sheets_of_one_workbook_in_both_languages(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    assert not dialog._of_charts.isVisible()
    dialog.format.set_value(".xlsx")
    dialog._refresh()
    dialog._of_charts.click()
    assert dialog.go.isEnabled() and all(box.isEnabled() for box in dialog.charts.values())
    dialog.text_language.set_value("both")
    dialog._refresh()
    assert "4" in dialog.go.text()
    order = dialog.order()
    assert (order.sheets, order.charts, order.files()) == ("charts", TWO, (tmp_path / "Lagebild_2026-11-21.xlsx",))
    for chart in TWO:
        dialog.charts[chart].click()
    assert not dialog.go.isEnabled()
    dialog.charts[TWO[0]].click()
    dialog.go.click()
    told(window)
    with zipfile.ZipFile(tmp_path / "Lagebild_2026-11-21.xlsx") as package:
        assert package.read("xl/workbook.xml").count(b"<sheet ") == 2


def test_the_preview_follows_the_choice(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)

    def pictured() -> QImage:
        window.sharing().worker.finish()
        return dialog._preview.pixmap.toImage()

    first = pictured()
    assert not first.isNull()
    dialog.text_language.set_value("en")
    dialog._refresh()
    assert pictured() != first
    for box in dialog.charts.values():
        box.setChecked(False)
    assert pictured().isNull()
    dialog.reject()


def test_the_file_name_can_be_chosen(window: Window, tmp_path: Path) -> None:
    asked: list[Path] = []

    def ask(parent: QWidget, proposed: Path, title: str) -> Path:
        asked.append(proposed)
        return tmp_path / "Vorstand 2.1.pptx"

    session = window.session
    assert session is not None
    dialog = ExportDialog(session.results, session.language, TWO, window.sharing().worker, window,
                          folder=tmp_path, ask=ask)  # fmt: skip
    dialog._change.click()
    assert asked == [tmp_path / "Lagebild_2026-11-21.pptx"]
    assert dialog.order().path == tmp_path / "Vorstand 2.1.pptx"
    assert "Vorstand 2.1.pptx" in dialog._target.text()
    # a file the reader has agreed to replace keeps its name; files nobody was asked about are not replaced
    (tmp_path / "Vorstand 2.1.pptx").touch()
    assert dialog.order().path == tmp_path / "Vorstand 2.1.pptx"
    dialog.format.set_value(".csv")
    dialog.order().files()[0].touch()
    assert dialog.order().path == tmp_path / "Vorstand 2.1_2.csv"
    window.sharing().worker.finish()
    dialog.deleteLater()


def test_a_file_nobody_was_asked_about_stays_when_the_format_changes_after_the_name_was_chosen(
    window: Window, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    dialog = ExportDialog(session.results, session.language, TWO[:1], window.sharing().worker, window,
                          folder=tmp_path, ending=".png", ask=lambda *_: tmp_path / "board.png")  # fmt: skip
    dialog._change.click()
    (tmp_path / "board.pdf").touch()
    dialog.format.set_value(".pdf")
    assert dialog.order().path == tmp_path / "board_2.pdf"
    dialog.format.set_value(".png")
    assert dialog.order().path == tmp_path / "board.png"
    window.sharing().worker.finish()
    dialog.deleteLater()


def test_a_name_too_long_for_the_system_is_left_for_the_writing_to_refuse(tmp_path: Path) -> None:
    order = Order(TWO, ".png", ("de",), tmp_path / ("n" * 240 + ".png"))
    assert unused(order) == order


def answers(monkeypatch: pytest.MonkeyPatch, *given: Path) -> list[str]:
    """Let the system's dialog give these answers in turn, then none; what was proposed each time."""
    proposed: list[str] = []
    left = [str(path) for path in given]

    def answer(parent: QWidget, title: str, path: str, kinds: str, **_: object) -> tuple[str, str]:
        proposed.append(path)
        return (left.pop(0) if left else ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def test_a_name_without_the_ending_gets_it(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, tmp_path / "board 2.1")
    assert ask_for_file(window, tmp_path / "Lagebild.pdf", "") == tmp_path / "board 2.1.pdf"


def test_a_file_that_only_the_ending_leads_to_is_not_replaced_unasked(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "board.pdf").touch()
    proposed = answers(monkeypatch, tmp_path / "board")
    assert ask_for_file(window, tmp_path / "Lagebild.pdf", "") is None
    # the system's dialog, which asks, came again with the whole name
    assert proposed == [str(tmp_path / "Lagebild.pdf"), str(tmp_path / "board.pdf")]


def test_where_there_is_no_folder_for_documents_yet_the_home_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    assert documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


# ---- writing


@pytest.mark.parametrize("language", ["de", "en", "both"])
def test_slides_are_written_and_told(window: Window, tmp_path: Path, language: str) -> None:
    dialog = opened(window, tmp_path)
    dialog.text_language.set_value(language)
    dialog._refresh()
    dialog.go.click()
    count = 4 if language == "both" else 2
    assert told(window).startswith(f"{count} Folien geschrieben: Lagebild_2026-11-21.pptx")
    assert "Ordner öffnen" in told(window)
    with zipfile.ZipFile(tmp_path / "Lagebild_2026-11-21.pptx") as deck:
        slides = [name for name in deck.namelist() if name.startswith("ppt/slides/slide")]
    assert len(slides) == count


def test_tables_are_written_in_the_language_chosen(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, ("market.falls",))
    dialog.format.set_value(".csv")
    dialog.text_language.set_value("en")
    dialog._refresh()
    dialog.go.click()
    assert told(window).startswith("1 Datei geschrieben: Lagebild_2026-11-21.csv")
    rows = list(csv.reader((tmp_path / "Lagebild_2026-11-21.csv").read_text("utf-8-sig").splitlines()))
    assert any("Nvidia" in cell for row in rows for cell in row)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(window: Window, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path / "gone")
    dialog.go.click()
    wait_until(lambda: any(part.isVisible() for part in window.findChildren(RefusalDialog)))
    refusal = next(part for part in window.findChildren(RefusalDialog) if part.isVisible())
    assert "gibt es nicht" in refusal.windowTitle()
    assert not (tmp_path / "gone").exists()
    details = refusal.findChild(QPlainTextEdit).toPlainText()
    assert "Lagebild_2026-11-21.pptx" in details and ".tmp" not in details
    refusal.accept()
    assert window.isVisible()


def test_closing_the_window_finishes_what_is_being_written(window: Window, tmp_path: Path) -> None:
    opened(window, tmp_path).go.click()
    window.close()
    assert (tmp_path / "Lagebild_2026-11-21.pptx").is_file()


# ---- the worker


def test_the_worker_works_elsewhere_and_answers_here(qapp: QApplication) -> None:
    worker = Worker(qapp)
    here = QThread.currentThread()
    seen: list[object] = []
    worker.start(QThread.currentThread, lambda thread: seen.append((thread is here, QThread.currentThread() is here)))
    wait_until(lambda: seen)
    assert seen == [(False, True)]
    worker.deleteLater()


def test_the_worker_hands_errors_over_and_goes_on(qapp: QApplication) -> None:
    worker = Worker(qapp)
    errors: list[Exception] = []
    answers: list[int] = []
    worker.failed.connect(errors.append)

    def refuse() -> None:
        raise UserError("no")

    worker.start(refuse, lambda _: None)
    worker.start(lambda: 2, answers.append)
    worker.finish()
    assert [type(error) for error in errors] == [UserError]
    assert answers == [2]
    worker.deleteLater()


def test_no_two_groups_of_charts_bear_the_same_name() -> None:
    assert len({*TOPICS.values()}) == len(TOPICS)
