"""Exporting and copying charts: from the dialog to the worker to a word at the bottom of the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from lagebild.pages.actions import key_words
from lagebild.pages.export_dialog import ExportDialog, ask_for_file, documents
from lagebild.pages.exporting import PLAN, SLIDES, Copied, Order, copied, write, write_plan
from lagebild.pages.preferences import Preferences
from lagebild.session import Session
from lagebild.worker import Worker

if TYPE_CHECKING:
    from lagebild.pages.print_dialog import PrintDialog


class Sharing(QObject):
    """Takes what the session holds at the moment it is asked; the pages may move on meanwhile."""

    told = Signal(str, str, object)
    """What happened; a word for an action, and a callable that does it."""
    failed = Signal(object)  # Exception

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._session = session
        self._window = window
        self._folder: Path | None = None  # where the last export went
        self.worker = Worker(self)
        self.worker.failed.connect(self.failed)

    def show_dialog(self, charts: tuple[str, ...], ending: str = SLIDES) -> ExportDialog:
        """Open the export dialog with these charts checked."""
        dialog = ExportDialog(
            self._session.results,
            self._session.language,
            charts,
            self.worker,
            self._window,
            ending=ending,
            folder=self._first_folder(),
            template=self._preferences.template(),
        )
        dialog.ordered.connect(self.carry_out)
        # after its previews, which are drawn for it in the worker
        dialog.finished.connect(lambda _: self.worker.start(lambda: None, lambda _: dialog.deleteLater()))
        dialog.open()
        return dialog

    def show_export(self, what: str, charts: tuple[str, ...]) -> None:
        """Ask how to export one chart or, for "", those of the page; or where to put the action plan."""
        if what == PLAN:
            self._export_plan()
        else:
            self.show_dialog((what,) if what else charts)

    def _export_plan(self) -> None:
        results, language = self._session.results, self._session.language
        name = language.say("Action plan")
        proposed = self._first_folder() / f"{name}.xlsx"
        path = ask_for_file(self._window, proposed, language.say("Export the plan"), (".xlsx", ".csv"))
        if path is not None:
            self._folder = path.parent
            self.worker.start(lambda: write_plan(results, language, path), self._tell_files)

    def show_print(self, page: str, tab: int, charts: tuple[str, ...]) -> PrintDialog:
        """Open the print dialog for a page and its charts."""
        from lagebild.pages.print_dialog import PrintDialog

        dialog = PrintDialog(
            self._session.results,
            self._session.language,
            page,
            tab,
            charts,
            self.worker,
            self._window,
            folder=self._first_folder(),
        )
        dialog.told.connect(self.told)
        dialog.failed.connect(self.failed)
        dialog.saved_in.connect(self._remember_folder)
        dialog.open()
        return dialog

    def _first_folder(self) -> Path:
        return self._folder or self._preferences.exports_folder() or documents()

    def _remember_folder(self, folder: Path) -> None:
        self._folder = folder

    def carry_out(self, order: Order) -> None:
        """Write what was ordered, from the results of now."""
        self._folder = order.path.parent
        results = self._session.results
        self.worker.start(lambda: write(order, results), partial(self._written, order))

    def copy(self, chart: str) -> None:
        """Put a chart on the clipboard, as a picture in every form that a target may take."""
        results, language = self._session.results, self._session.language
        self.worker.start(lambda: copied(chart, results, language), partial(self._copied, chart))

    def _written(self, order: Order, files: tuple[Path, ...]) -> None:
        if order.ending == SLIDES:
            words = self._session.language.say_plural(
                "{count} slide written: {name}", "{count} slides written: {name}", order.number, name=files[0].name
            )
            self._tell_files(files, words)
        else:
            self._tell_files(files)

    def _tell_files(self, files: tuple[Path, ...], words: str = "") -> None:
        language = self._session.language
        words = words or language.say_plural(
            "{count} file written: {name}", "{count} files written, first {name}", len(files), name=files[0].name
        )
        folder = QUrl.fromLocalFile(str(files[0].parent))
        self.told.emit(words, language.say("Open folder"), lambda: QDesktopServices.openUrl(folder))

    def _copied(self, chart: str, picture: Copied) -> None:
        # neither text nor addresses: a target that finds those beside a picture may take them first
        mime = QMimeData()
        mime.setData("image/svg+xml", picture.svg)
        mime.setData("image/png", picture.png)
        mime.setImageData(QImage.fromData(picture.png))
        QGuiApplication.clipboard().setMimeData(mime)
        say = self._session.language.say
        keys = key_words("Ctrl+V", self._session.language)
        self.told.emit(
            say("Chart copied. Paste it into PowerPoint with {keys}.", keys=keys),
            say("Save as PNG"),
            lambda: self.show_dialog((chart,), ".png"),
        )
