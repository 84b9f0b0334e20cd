"""What went wrong, told in the window: a refusal in a sentence, a crash with what is needed to find its cause."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from lagebild.errors import UserError
from lagebild.language import Language


class Reporting(QObject):
    """Shows the dialogs over `window`, in the language of the moment.

    `keep` puts what is not saved where it outlives the program, and says whether that worked; `known` names the
    version of the knowledge in use.
    """

    def __init__(
        self, window: QWidget, language: Callable[[], Language], known: Callable[[], str], keep: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._language = language
        self._known = known
        self._keep = keep
        self._kept = True
        self._crash_shown = False

    def report(self, error: BaseException) -> None:
        """Tell an error; before anything else is done about a crash, what is not saved is kept."""
        if not isinstance(error, UserError):
            self._kept = False
            with suppress(Exception):  # whatever went wrong may go wrong again here; the dialog comes in any case
                self._kept = self._keep()
        # not now: it may have happened in the middle of a painting
        QTimer.singleShot(0, partial(self._show, error))

    def _show(self, error: BaseException) -> None:
        from lagebild.reports import report, versions
        from lagebild.widgets.dialogs import CrashDialog, RefusalDialog

        if isinstance(error, UserError):
            self._open(RefusalDialog(error, self._language(), self._window))
        elif not self._crash_shown:  # one that comes back with every painting is told once
            self._crash_shown = True
            dialog = CrashDialog(
                versions(self._known()), report(error), self._language(), self._window, kept=self._kept
            )
            dialog.finished.connect(lambda _: setattr(self, "_crash_shown", False))
            self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
