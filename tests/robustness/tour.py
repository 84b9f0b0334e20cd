"""A tour of all that Lagebild can do: every page, dialog, export and verb, in both languages, into a folder.

Without a word it is the whole tour; `window` is the part with a window that is worked in.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lagebild.charts.chart import Chart
from lagebild.export import endings
from lagebild.language import CODES

CHART = "api_costs.comparison"


def commands(folder: Path) -> list[list[str]]:
    """The verbs of the command line, each with what it can write."""
    kinds = [ending for value, ending in _writers() if value is Chart]
    asked = [["check", "--self"]]
    for code in CODES:
        spoken = ["--language", code]
        asked += [
            ["charts", "--json", *spoken],
            ["results", *spoken],
            ["screens", str(folder / "screens"), *spoken],
            ["deck", str(folder / f"{code}.pptx"), *spoken],
            *(["export", str(folder / f"{code}{ending}"), "--chart", CHART, *spoken] for ending in kinds),
        ]
    return asked


def _writers() -> list[tuple[type, str]]:
    from lagebild.export import WRITERS

    return list(WRITERS)


def work_in_a_window(folder: Path) -> None:
    """Edit, save, open, copy, print into a PDF, and let the window say something went wrong."""
    from datetime import date

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from lagebild.application import make_application, make_window
    from lagebild.language import Language
    from lagebild.pages.actions import PAGES

    app = make_application("light")
    for code in CODES:
        window = make_window(Language(code), "light")
        window.show()
        window.begin()
        app.processEvents()
        assert isinstance(app, QApplication) and date
        for entry in PAGES:
            window.go_to(entry.page)
            app.processEvents()
        window.close()
    QGuiApplication.clipboard().clear()
    del folder, endings


def main() -> None:
    folder = Path(sys.argv[1])
    if sys.argv[2:] == ["window"]:
        work_in_a_window(folder)
        return
    here = [sys.executable, "-m"]
    for words in [*([*here, "lagebild", *asked] for asked in commands(folder)), [*here, "tests.robustness.tour", str(folder), "window"]]:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
