"""A tour of all that Lagebild does: every verb, page, dialog, export and file, in both languages, in one folder.

With the word `window` behind the folder it is the part in which a window is worked in; with `printers` the system is
asked for its printers, which is no part of the tour.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QDialog

from lagebild.application import make_application, make_window
from lagebild.charts.chart import Chart
from lagebild.charts.contents import build, charts
from lagebild.documents.printouts import printout
from lagebild.export import WRITERS, content, endings
from lagebild.files import write_safely
from lagebild.language import CODES, Code, Language
from lagebild.pages.actions import PAGES
from lagebild.pages.print_dialog import has_printers
from lagebild.renderers.printing import pdf
from lagebild.window import Window

CHART = "api_costs.comparison"


def commands(folder: Path) -> list[list[str]]:
    """The verbs of the command line, with everything they can write."""
    written = [ending for value, ending in WRITERS if value is Chart]
    asked = [["--version"], ["--help"], ["check", "--self"], ["deck", str(folder / "both.pptx"), "--language", "both"]]
    for code in CODES:
        spoken = ["--language", code]
        asked += [["charts", "--json", *spoken], ["results", *spoken], ["screens", str(folder / "screens"), *spoken]]
        asked += [["export", str(folder / f"{code}{ending}"), "--chart", CHART, *spoken] for ending in written]
    return asked


def settle(window: Window) -> None:
    """What waits for a worker or the next turns of the event loop happens now."""
    window.sharing().worker.finish()
    for _ in range(6):
        QApplication.processEvents()


def work_in(window: Window, code: Code, folder: Path) -> None:
    """Edit, save, open, drop a file, export, copy, print, and hear of an error."""
    window.show()
    window.begin()
    assert window.session is not None and window.documents is not None
    session, document = window.session, window.documents.document
    file = folder / f"plan_{code}.lagebild"
    session.edit("api_costs", people=500.0)
    assert document.keep_now()
    document.save_as(file)
    window.documents.open_path(file)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    window.documents.take(dropped)
    window.documents.open_sample()
    for entry in PAGES:
        window.go_to(entry.page)
        settle(window)
        page = window.page
        assert page is not None
        for tab in range(max(1, len(page.tabs()))):
            if page.tabs():
                window.show_tab(tab)
            settle(window)
            printed = printout(entry.page, tab, session.results, Language(code))
            write_safely(folder / f"{entry.page}_{tab}_{code}.pdf", pdf(printed))
        window.copy_chart()
        window.show_print()
        settle(window)
        close_dialogs()
    for show in (window.show_export, window.show_about, window.ask_here, lambda: window.report(RuntimeError("tour"))):
        show()
        settle(window)
        close_dialogs()
    for id in charts(session.results.knowledge):
        chart = build(id, session.results, Language(code))
        for ending in endings(chart):
            write_safely(folder / f"{id}_{code}{ending}", content(chart, ending))
    document.save_as(file)
    window.close()


def close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        for dialog in (widget, *widget.findChildren(QDialog)):
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()


def main() -> None:
    folder = Path(sys.argv[1])
    if sys.argv[2:] == ["window"]:
        make_application("light")
        for code in CODES:
            work_in(make_window(Language(code), "light"), code, folder)
        QApplication.clipboard().clear()
        return
    if sys.argv[2:] == ["printers"]:
        make_application("light")
        has_printers()
        return
    python = [sys.executable, "-m"]
    own = [*python, "tests.robustness.tour", str(folder), "window"]
    for words in [*([*python, "lagebild", *asked] for asked in commands(folder)), own]:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
