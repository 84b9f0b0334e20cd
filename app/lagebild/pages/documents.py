"""The reader's files: asking which, asking before work is dropped, and what earlier sessions left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from lagebild.briefing import Briefing, read
from lagebild.document import ENDING, ChangedOutside, Document, saved_version
from lagebild.errors import UserError, printable
from lagebild.language import Text
from lagebild.pages.keyboard import take_typed
from lagebild.pages.preferences import Preferences, new_briefing
from lagebild.recovery import Left, drop
from lagebild.resources import resource
from lagebild.session import Session
from lagebild.settings import Settings, read_settings, write_settings

if TYPE_CHECKING:  # dialogs are loaded when the first one is asked for
    from PySide6.QtWidgets import QDialog, QWidget

ENDINGS = (ENDING, ".json")


class Documents(QObject):
    """Opens and saves for the reader; whatever goes wrong is told by `failed`, and then nothing has changed."""

    named = Signal()
    """The file has another name, or is or is no longer saved."""
    opened = Signal()
    """Another briefing has taken the place of the one before."""
    example_opened = Signal()
    told = Signal(str)
    failed = Signal(object)  # UserError

    def __init__(
        self, session: Session, document: Document, settings_file: Path, preferences: Preferences, window: QWidget
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        preferences.beginning_changed.connect(self._begin_otherwise)
        self.session = session
        self.document = document
        self._settings_file = settings_file
        self._window = window
        document.changed.connect(self.named)
        document.unprotected.connect(self.failed)

    # ---- its name

    def name(self) -> str:
        """What the file is called, without its ending."""
        say = self.session.language.say
        if self.document.path is None:
            return say("Example") if self.document.is_example else say("Untitled")
        return printable(self.document.path.stem)

    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, the latest first, without the open one.

        Nobody looks whether they are still there: a folder on the network may take long to answer.
        """
        paths = (Path(path) for path in read_settings(self._settings_file).recent)
        return tuple(path for path in paths if path.name and path != self.document.path)

    def _remember(self, path: Path) -> None:
        settings: Settings = read_settings(self._settings_file)
        write_settings(settings.with_recent(path), self._settings_file)

    # ---- verbs of the menu

    def new(self) -> None:
        """Begin anew, once what is there is safe."""
        self.when_safe(self._begin_anew)

    def _begin_anew(self) -> None:
        self.document.new(new_briefing(self._preferences.settings))
        self.opened.emit()

    def _begin_otherwise(self) -> None:
        """Begin with what the reader has chosen now, where nothing has been done yet."""
        document = self.document
        if document.path is None and not document.is_example and not self.session.history.count():
            document.new(new_briefing(self._preferences.settings))

    def open(self) -> None:
        """Ask for a file and open it."""
        self.when_safe(self._ask_and_open)

    def _ask_and_open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        say = self.session.language.say
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        options = QFileDialog.Option(0)
        if QGuiApplication.platformName() == "offscreen":
            options = QFileDialog.Option.DontUseNativeDialog
        title, shown = say("Open briefing"), say("Briefings")
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, title, str(self._folder()), f"{shown} ({kinds})", options=options
        )
        if chosen:
            self._open(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open this file, once what is there is safe."""
        self.when_safe(partial(self._open, path))

    def _open(self, path: Path) -> None:
        try:
            self.document.open(path)
        except UserError as error:
            self.failed.emit(error)
        else:
            self._remember(path)
            self.opened.emit()
            self.told.emit(self.session.language.say("Opened: {name}", name=self.name()))

    def takes(self, mime: QMimeData) -> bool:
        """Whether what is dragged is one file on this computer."""
        urls = mime.urls()
        return len(urls) == 1 and urls[0].isLocalFile()

    def take(self, mime: QMimeData) -> None:
        """Open the file that was dropped; not now, since whoever dropped it waits until this returns."""
        QTimer.singleShot(0, partial(self.open_path, Path(mime.urls()[0].toLocalFile())))

    def open_sample(self) -> None:
        """Begin with the bundled sample in the reader's language; it is nobody's file."""
        self.when_safe(self._begin_with_sample)

    def _begin_with_sample(self) -> None:
        self.document.begin_with(sample(self.session))
        self.opened.emit()
        self.example_opened.emit()
        self.told.emit(self.session.language.say("This is an example: the company does not exist."))

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Save; asks for a name where there is none yet. `then` follows once it is saved."""
        if self.document.path is None:
            self.save_as(then)
        else:
            self._save(self.document.save, then)

    def save_as(self, then: Callable[[], object] = lambda: None) -> None:
        """Save under another name."""
        from lagebild.pages.export_dialog import ask_for_file

        say = self.session.language.say
        name = say("Briefing")
        own = self.document.path or self._folder() / f"{name}{ENDING}"
        path = ask_for_file(self._window, own, say("Save briefing"), ENDINGS)
        if path is not None:
            self._save(partial(self.document.save_as, path), then)

    def _save(self, save: Callable[[], None], then: Callable[[], object]) -> None:
        try:
            save()
        except ChangedOutside as error:
            self._ask_about(error, then)
            return
        except UserError as error:
            self.failed.emit(error)
            return
        assert self.document.path is not None
        self._remember(self.document.path)
        self.told.emit(self.session.language.say("Saved: {name}", name=self.document.path.name))
        then()

    def _ask_about(self, error: ChangedOutside, then: Callable[[], object]) -> None:
        from lagebild.pages.document_dialogs import ChangedOutsideDialog

        dialog = ChangedOutsideDialog(error, self.session.language, self._window)
        dialog.save_elsewhere.connect(lambda: self.save_as(then))
        dialog.replace.connect(lambda: self._save(partial(self.document.save, whatever_is_there=True), then))
        _show(dialog)

    def _folder(self) -> Path:
        from lagebild.pages.export_dialog import documents

        if self.document.path is not None:
            return self.document.path.parent
        recent = next(iter(self.recent()), None)
        return self._preferences.briefings_folder() or (documents() if recent is None else recent.parent)

    # ---- before work is dropped

    def when_safe(self, then: Callable[[], object]) -> None:
        """Do `then` at once where all is saved; else after the reader has saved or let go of the changes."""
        take_typed()
        if not self.document.dirty:
            then()
            return
        from lagebild.pages.document_dialogs import UnsavedDialog

        self.document.keep_now()
        dialog = UnsavedDialog(self.name(), self._unsaved() or (), self.session.language, self._window)
        dialog.save.connect(lambda: self.save(then))
        dialog.discard.connect(then)
        _show(dialog)

    def _unsaved(self) -> tuple[Text, ...] | None:
        saved: Briefing | None = self.document.begun
        if self.document.path is not None:
            try:
                saved = read(self.document.path, self.session.knowledge)
            except UserError:
                saved = None
        return self._changes(saved, self.session.briefing)

    def _changes(self, before: Briefing | None, after: Briefing) -> tuple[Text, ...] | None:
        """What differs; None where there is nothing to compare with."""
        if before is None:
            return None
        from lagebild.wording.changes import changes

        return changes(before, after, self.session.knowledge, self.session.language)

    # ---- what earlier sessions left

    def offer_left(self) -> None:
        """Offer the youngest work that a session left without saving, if there is any."""
        left = self.document.left()
        if left:
            self._offer(left[0], len(left) - 1)

    def _offer(self, left: Left, others: int) -> None:
        from lagebild.pages.document_dialogs import RecoveryDialog

        found = self._changes(saved_version(left, self.session), left.briefing)
        dialog = RecoveryDialog(left, found, others, self.session.language, self._window)
        dialog.restore.connect(lambda: self.when_safe(partial(self._restore, left)))
        dialog.discard.connect(lambda: drop(left.file))
        _show(dialog)

    def _restore(self, left: Left) -> None:
        self.document.restore(left)
        self.opened.emit()
        self.told.emit(self.session.language.say("Your work is back. Save it when you like."))


def sample(session: Session) -> Briefing:
    """The bundled briefing of a company that does not exist, in the language of the session."""
    return read(resource("briefings", f"sample.{session.language.code}.json"), session.knowledge)


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
