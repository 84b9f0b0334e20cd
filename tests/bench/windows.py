"""Three programs that print when they have painted: a bare label, a bare pyqtgraph plot, Lagebild."""

from __future__ import annotations

import os
import sys
import time


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


def lagebild() -> None:
    """The application as it starts, up to a key press that has changed the painted number."""
    from lagebild.application import Application

    application = Application([])
    application.show()
    app = application.app
    app.processEvents()
    mark("shell")
    window = application.window
    while window.page is None or not window.page.plots_ready():
        app.processEvents()
    app.processEvents()
    mark("page")
    memory()
    window.go_to("costs")
    while window.page is None or window.page.page_id != "costs" or not window.page.plots_ready():
        app.processEvents()
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest

    page = window.page
    before = page.answer.text()

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and page.answer.text() != before:
                self.seen = True
            return False

    painted = Painted()
    page.answer.findChildren(QObject)[0].installEventFilter(painted)
    for child in page.answer.findChildren(QObject):
        child.installEventFilter(painted)
    QTest.keyClick(page.inputs.fields["people"].slider, Qt.Key.Key_Right)
    while not painted.seen:
        app.processEvents()
    mark("interactive")


if __name__ == "__main__":
    {"label": label, "plot": plot, "lagebild": lagebild}[sys.argv[1]]()
    sys.stdout.flush()
    os._exit(0)  # tearing Qt down is not what is measured
