"""The print dialog: what it offers, what it shows, what lands on paper or in a file, and what it refuses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import lagebild
from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.documents.printouts import PAGES, printout
from lagebild.errors import UserError
from lagebild.language import CODES, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.pages.print_dialog import PrintDialog, chosen_sheets
from lagebild.renderers import printing
from lagebild.theme import theme
from lagebild.worker import Worker
from tests.shell import settle

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CHARTS = ("api_costs.comparison", "api_costs.tornado", "api_costs.models")
EN = Language("en")
Opened = Callable[..., PrintDialog]


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    worker = Worker(qapp)
    yield worker
    worker.finish()
    worker.deleteLater()


@pytest.fixture
def opened(qapp: QApplication, results: Results, worker: Worker, tmp_path: Path) -> Iterator[Opened]:
    """Opens the dialog of the costs, or of another page; PDFs go where they are offered to go."""
    apply_look(qapp, theme("light"))
    made: list[PrintDialog] = []

    def show(code: Code = "en", page: str = "costs", tab: int = 0, charts: tuple[str, ...] = CHARTS,
             **fields: object) -> PrintDialog:  # fmt: skip
        chosen: dict[str, object] = {"folder": tmp_path, "ask": lambda _parent, path, _title: path, **fields}
        dialog = PrintDialog(results, Language(code), page, tab, charts, worker, **chosen)  # type: ignore[arg-type]
        dialog.open()
        worker.finish()
        settle()
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog.reject()
    worker.finish()
    settle()


def heard(dialog: PrintDialog) -> list[tuple[str, str]]:
    """What it tells from now on."""
    words: list[tuple[str, str]] = []
    dialog.told.connect(lambda said, action, _do: words.append((said, action)))
    return words


def pages_of(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


def paper(file: Path) -> QPrinter:
    """A printer that writes a file."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(file))
    printing.set_page(printer)
    return printer


# ---- what it offers


@pytest.mark.parametrize("code", CODES)
def test_the_page_comes_first_and_then_each_of_its_charts(code: Code, opened: Opened, results: Results) -> None:
    language = Language(code)
    dialog = opened(code)
    assert list(dialog.choices) == ["", *CHARTS]
    assert dialog.chosen() == ""
    words = [choice.texts()[0] for choice in dialog.choices.values()]
    assert words[0] == language.say("This page: {page}", page=language.say(PAGES["costs"]))
    assert words[1:] == [build(id, results, language).heading for id in CHARTS]


def test_a_chart_can_be_chosen_from_the_start(opened: Opened) -> None:
    assert opened(chosen="api_costs.tornado").chosen() == "api_costs.tornado"
    assert opened(chosen="market.falls").chosen() == ""


def test_a_page_without_charts_can_be_printed(opened: Opened) -> None:
    dialog = opened(page="risks", charts=())
    assert list(dialog.choices) == [""]


def test_a_page_with_tabs_says_which_one(opened: Opened) -> None:
    assert opened(page="evidence", tab=2, charts=("evidence.verdicts",)).choices[""].texts()[0] == (
        "This page: Evidence, Contradictions"
    )


def test_arrows_choose_and_tab_stops_once(opened: Opened) -> None:
    dialog = opened()
    dialog.choices[""].setFocus()
    QTest.keyClick(dialog.choices[""], Qt.Key.Key_Down)
    assert dialog.chosen() == CHARTS[0]
    stops = [id for id, one in dialog.choices.items() if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [CHARTS[0]]


# ---- what it shows


def test_the_preview_and_its_count_follow_the_choice(opened: Opened, worker: Worker) -> None:
    dialog = opened()

    def shown() -> tuple[object, str]:
        worker.finish()
        return dialog._preview.pixmap.toImage(), dialog._count.text()

    page, count = shown()
    assert count == "Preview, page 1 of 2"
    dialog.choose("api_costs.tornado")
    chart, count = shown()
    assert chart != page and count == "Preview, page 1 of 1"
    dialog.choose("")
    assert shown() == (page, "Preview, page 1 of 2")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", CODES)
def test_no_word_is_cut_and_every_control_has_a_name(page: str, code: Code, opened: Opened, results: Results) -> None:
    ledger = tuple(f"evidence.{id}" for id in results.knowledge.contradictions)
    dialog = opened(code, page, 0, ledger if page == "evidence" else CHARTS, any_printer=lambda: False)
    dialog.go.click()
    settle()
    cut = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box) and room.height() < 200:
            cut.append(text)

    with watch_texts(watch):
        dialog.grab()
    assert not cut
    assert all(button.accessibleName() for button in dialog.findChildren(QAbstractButton))
    assert dialog.height() <= 600


# ---- a file


def test_a_pdf_is_written_told_and_the_dialog_goes(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    dialog = opened()
    words, folders = heard(dialog), []
    dialog.saved_in.connect(folders.append)
    dialog.save.click()
    assert not dialog.isVisible()
    worker.finish()
    settle()
    file = tmp_path / "Lagebild_2026-11-21_Costs.pdf"
    assert pages_of(file) == 2
    assert words == [("PDF written: Lagebild_2026-11-21_Costs.pdf", "Open folder")]
    assert folders == [tmp_path]
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(dialog)


def test_a_chart_is_written_alone_under_its_name(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    dialog = opened("de", chosen="api_costs.comparison")
    dialog.save.click()
    worker.finish()
    assert pages_of(tmp_path / "Lagebild_2026-11-21_api_costs-comparison.pdf") == 1


def test_a_name_that_is_taken_gets_a_number(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "Lagebild_2026-11-21_Costs.pdf").touch()
    assert opened().path().name == "Lagebild_2026-11-21_Costs_2.pdf"


def test_nothing_is_written_when_no_file_is_named(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    dialog = opened(ask=lambda _parent, _path, _title: None)
    dialog.save.click()
    worker.finish()
    assert dialog.isVisible() and not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_told_by_the_worker(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    errors: list[Exception] = []
    worker.failed.connect(errors.append)
    dialog = opened(folder=tmp_path / "gone")
    words = heard(dialog)
    dialog.save.click()
    worker.finish()
    assert [type(error) for error in errors] == [UserError] and not words


def test_what_is_printed_are_the_results_of_the_moment_it_was_opened(
    opened: Opened, worker: Worker, tmp_path: Path, results: Results
) -> None:
    opened("de", "market", 0, ("market.power",)).save.click()
    worker.finish()
    shown = printing.pdf(printout("market", 0, results, Language("de"), ("market.power",)))
    other = printing.pdf(printout("market", 0, results, Language("de")))
    length = (tmp_path / "Lagebild_2026-11-21_Markt.pdf").stat().st_size
    assert abs(length - len(shown)) < 50 < abs(length - len(other))


# ---- paper


def test_what_printers_need_is_loaded_when_one_is_wanted_and_brings_no_network() -> None:
    loaded = """
import sys
import lagebild.pages.print_dialog, lagebild.renderers.printing
print("PySide6.QtPrintSupport" in sys.modules)
import PySide6.QtPrintSupport
print(any(name.startswith("PySide6.QtNetwork") for name in sys.modules))
"""
    run = subprocess.run(
        [sys.executable, "-c", loaded],
        env={**os.environ, "PYTHONPATH": str(Path(lagebild.__file__).parents[1]), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (run.stderr, run.stdout.split()) == ("", ["False", "False"])


def test_without_a_printer_it_says_so_and_a_pdf_can_still_be_saved(
    opened: Opened, worker: Worker, tmp_path: Path
) -> None:
    def never(_parent: QWidget, _name: str) -> None:
        raise AssertionError("the system's dialog was opened")

    dialog = opened(any_printer=lambda: False, ask_printer=never)
    dialog.go.click()
    assert dialog._note.text() == "No printer is set up on this computer. Saving a PDF works all the same."
    assert dialog.isVisible() and not dialog.go.isEnabled() and dialog.save.isDefault()
    dialog.save.click()
    worker.finish()
    assert len(list(tmp_path.iterdir())) == 1


def test_every_page_is_handed_to_the_printer_and_counted(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    names = []

    def ask(_parent: QWidget, name: str) -> QPrinter:
        names.append(name)
        return paper(tmp_path / "paper.pdf")

    dialog = opened(any_printer=lambda: True, ask_printer=ask)
    words = heard(dialog)
    dialog.go.click()
    worker.finish()
    assert names == ["Lagebild · Costs"]
    assert words == [("2 pages handed to the printer", "")]
    assert pages_of(tmp_path / "paper.pdf") == 2


def test_printing_can_be_called_off_in_the_system_s_dialog(opened: Opened, worker: Worker) -> None:
    dialog = opened(any_printer=lambda: True, ask_printer=lambda _parent, _name: None)
    words = heard(dialog)
    dialog.go.click()
    worker.finish()
    assert dialog.isVisible() and not words


def test_a_range_of_pages_is_kept(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = paper(tmp_path / "paper.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    dialog = opened(any_printer=lambda: True, ask_printer=lambda _parent, _name: printer)
    words = heard(dialog)
    dialog.go.click()
    worker.finish()
    assert words == [("1 page handed to the printer", "")]
    assert pages_of(tmp_path / "paper.pdf") == 1
    sheets = ((), (), ())
    printer.setFromTo(2, 9)
    assert len(chosen_sheets(printer, sheets)) == 2
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert len(chosen_sheets(printer, sheets)) == 3


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_as_a_refusal(opened: Opened, worker: Worker, tmp_path: Path) -> None:
    dialog = opened(any_printer=lambda: True, ask_printer=lambda _parent, _name: paper(tmp_path / "gone" / "a.pdf"))
    words, errors = heard(dialog), []
    dialog.failed.connect(errors.append)
    dialog.go.click()
    worker.finish()
    assert not words
    assert [error.sentences(EN)[0] for error in errors] == ["The printer took nothing."]


def test_the_day_of_the_results_is_in_the_name(opened: Opened, results: Results) -> None:
    assert results.today == date(2026, 11, 21)
    assert opened("de").path().name == "Lagebild_2026-11-21_Kosten.pdf"
