"""A dialog that edits the session while it is open: each edit is a step back, and Ctrl+Z works here too."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lagebild.pages.keyboard import UndoBeyondFields
from lagebild.session import Session
from lagebild.widgets.announce import Announcer
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import Dialog

_FRAME = QSize(20, 48)
"""What the frame of the window takes of the screen, at most."""


class EditingDialog(Dialog):
    """Takes back what was done since it was opened, and nothing from before."""

    def __init__(self, title: str, session: Session, parent: QWidget | None, width: int) -> None:
        super().__init__(title, session.language, parent, width=width)
        self._session = session
        session.history.end_run()  # what is undone here was done here
        self._at_first = session.history.index()
        self._undone = 0
        self._announcer = Announcer(self)
        session.results_changed.connect(self._on_results)
        self.finished.connect(lambda _: self.deleteLater())

    def _complete(self, size: QSize) -> None:
        """Close the body with its foot, in which Tab ends, and be as large as `size` or as the screen allows."""
        say = self.language.say
        self.undo_button = Button(say("Undo"), "quiet", "undo", height=36)
        self.undo_button.clicked.connect(self._undo)
        done = Button(say("Close"), "outline", height=36)
        done.clicked.connect(self.reject)
        self.footer.addWidget(self.undo_button)
        self.footer.addStretch(1)
        self.footer.addWidget(done)
        UndoBeyondFields(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self._redo)
        self.refresh()
        self.resize(size.boundedTo(self.screen().availableGeometry().size() - _FRAME))

    def refresh(self) -> None:
        """Show what the session holds now."""
        self.undo_button.setEnabled(self._can_undo())

    def _on_results(self) -> None:
        self.refresh()

    def _can_undo(self) -> bool:
        """Whether something was changed since the dialog was opened."""
        return self._session.history.index() > self._at_first

    def _undo(self) -> None:
        if self._can_undo():
            self._session.history.undo()
            self._undone += 1

    def _redo(self) -> None:
        if self._undone and self._session.history.canRedo():
            self._session.history.redo()
            self._undone -= 1
