"""The thread beside the window's: results come back in order, errors are told, and nobody is told who is gone."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from lagebild.worker import Worker


def test_results_come_back_in_their_order_and_an_error_goes_elsewhere(qapp: QApplication) -> None:
    parent = QObject()
    worker = Worker(parent)
    came: list[object] = []
    worker.failed.connect(came.append)
    worker.start(lambda: 1, came.append)
    worker.start(lambda: 1 // 0, came.append)
    worker.start(lambda: 2, came.append)
    assert not worker.finish()
    assert came[0] == 1 and isinstance(came[1], ZeroDivisionError) and came[2] == 2


def test_what_ends_after_its_window_is_gone_is_told_to_nobody(qapp: QApplication) -> None:
    parent = QObject()
    worker = Worker(parent)
    begun, go_on = Event(), Event()
    came: list[object] = []

    def work() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    worker.start(work, came.append)
    assert begun.wait(10)
    parent.destroyed.connect(lambda _: go_on.set())  # then it waits for the thread
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(parent, QEvent.Type.DeferredDelete)
    assert not came
