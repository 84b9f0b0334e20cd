"""One thread beside the window's, for work on values that takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from shiboken6 import Shiboken


class _Ended(NamedTuple):
    then: Callable[[Any], None]
    result: Any
    error: Exception | None


class Worker(QObject):
    """Does one thing after the other; results and errors come back in the window's own thread.

    What runs here may paint with QImage, QPdfWriter and QSvgRenderer, which Qt allows outside the window's thread;
    it must touch no widget and no QPixmap. It works on frozen values, so nothing moves under it. It is always the
    same thread, so what a renderer keeps for the next picture is never used by two at once.
    """

    failed = Signal(object)  # Exception
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._failures = 0
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do `work` in the thread, then hand what it returns to `then`; an error goes to `failed` instead."""
        self._pool.start(lambda: self._run(work, then))

    def finish(self) -> bool:
        """Wait for what is under way, and deliver it; whether all of that went well."""
        self._failures = 0
        self._pool.waitForDone()
        QCoreApplication.sendPostedEvents(self)
        return self._failures == 0

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            result, error = work(), None
        except Exception as caught:
            result, error = None, caught
        if Shiboken.isValid(self):  # else its window is gone meanwhile, and with it everyone who could be told
            self._ended.emit(_Ended(then, result, error))

    def _deliver(self, ended: _Ended) -> None:
        if ended.error is None:
            ended.then(ended.result)
        else:
            self._failures += 1
            self.failed.emit(ended.error)
