"""Three programs that print when they have painted: a bare label, a bare pyqtgraph plot, Lagebild."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lagebild.window import Window


def mark(name: str) -> None:
    """Print the moment; the clock is the one of the whole machine."""
    print(name, time.monotonic_ns(), flush=True)


def memory() -> None:
    """Print the resident memory in MiB, where the system tells it."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            line = next(line for line in file if line.startswith("VmRSS"))
        print("memory", int(line.split()[1]) / 1024, flush=True)
    except OSError:
        print("memory", "nan", flush=True)


def label() -> None:
    """Program b."""
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication([])
    window = QLabel("Lagebild")
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    mark("painted")
    memory()


def plot() -> None:
    """Program c: a curve and bars."""
    import pyqtgraph
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    window = pyqtgraph.PlotWidget()
    window.plot([1, 3, 2, 4])
    window.addItem(pyqtgraph.BarGraphItem(x=[1, 2, 3], height=[3, 1, 2], width=0.6))
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    mark("painted")
    memory()


def started() -> tuple[QApplication, Window]:
    """The application and its window, made as `open_window` makes them, at the size of the measurements."""
    import gc

    gc.disable()
    from lagebild.application import import_directly, make_application, make_window

    import_directly()
    from lagebild.language import Language

    # nothing of the user's own: work that was left behind would be offered, and cost a dialog
    nowhere = tempfile.mkdtemp()
    os.environ |= {"XDG_CONFIG_HOME": nowhere, "XDG_STATE_HOME": nowhere}
    app = make_application("light")
    sys.excepthook = sys.__excepthook__  # what fails here is for whoever runs the bench
    window = make_window(Language("de"), "light")
    window.resize(1440, 900)
    return app, window


def open_page(app: QApplication, window: Window, page: str) -> None:
    """Go to a page and wait until its charts are painted."""
    complete: list[bool] = []
    window.page_shown.connect(lambda: complete.append(True), Qt.ConnectionType.SingleShotConnection)
    window.go_to(page)
    while not complete:
        app.processEvents()
    app.processEvents()


def lagebild() -> None:
    """The application as it starts, up to a key press that has changed the painted number."""
    app, window = started()
    complete: list[bool] = []
    window.page_shown.connect(lambda: complete.append(True))
    window.show()
    while not window._painted:  # the shell's first paint; everything else comes after it
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 1)
    mark("shell")
    while not complete:
        app.processEvents()
    app.processEvents()
    mark("page")
    memory()
    open_page(app, window, "costs")
    page = window.page.view
    before = page.answer.text()
    painted: list[bool] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and page.answer.text() != before:
                painted.append(True)
            return False

    watch = Painted()
    for child in page.answer.findChildren(QObject):
        child.installEventFilter(watch)
    from PySide6.QtTest import QTest

    QTest.keyClick(page.inputs.fields["people"].slider, Qt.Key.Key_Right)
    while not painted:
        app.processEvents()
    mark("interactive")


if __name__ == "__main__":
    {"label": label, "plot": plot, "lagebild": lagebild}[sys.argv[1]]()
    sys.stdout.flush()
    os._exit(0)  # tearing Qt down is not what is measured
