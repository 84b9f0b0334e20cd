"""A picture of every page and dialog, without a display."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lagebild.analysis.results import Results
from lagebild.errors import N_, UserError
from lagebild.language import Language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lagebild.briefing import Briefing
    from lagebild.session import Session
    from lagebild.window import Window


def take(chosen: argparse.Namespace, results: Results, language: Language) -> list[Path]:
    """Write the pictures into a folder and name them; raises UserError. There must be no application yet."""
    folder: Path = chosen.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            N_("The folder “{folder}” cannot be made."),
            safe=N_("Nothing was written."),
            do=N_("Choose another folder."),
            details=str(error),
            folder=folder,
        ) from error
    # off-screen even where there is a display: the same pictures everywhere, and nothing flickers past
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    from PySide6.QtCore import qInstallMessageHandler

    from lagebild.application import make_application

    qInstallMessageHandler(_pass_on)
    make_application(chosen.theme).setCursorFlashTime(0)
    width, height = chosen.size
    at = "" if chosen.scale == 1 else f"_at{round(chosen.scale * 100)}"
    taken = _Pictures(folder, f"{language.code}_{chosen.theme}_{width}x{height}{at}")
    window = _window(chosen, results, language)
    window.resize(width, height)
    window.show()
    window.begin()
    _take_pages(window, taken)
    _take_welcome(window, taken)
    _take_dialogs(window, results, language, taken)
    window.close()
    return taken.files


class _Pictures:
    """The files written so far."""

    def __init__(self, folder: Path, tail: str) -> None:
        self.files: list[Path] = []
        self._folder = folder
        self._tail = tail

    def take(self, name: str, widget: QWidget) -> None:
        _settle()
        path = self._folder / f"{name}_{self._tail}.png"
        if not widget.grab().save(str(path)):
            raise UserError(N_("“{name}” could not be written."), do=N_("Choose another folder."), name=path.name)
        self.files.append(path)


def _window(chosen: argparse.Namespace, results: Results, language: Language) -> Window:
    from lagebild.briefing import Briefing, read
    from lagebild.session import Session
    from lagebild.window import Window

    made = read(chosen.briefing, results.knowledge) if chosen.briefing else Briefing()

    def begin() -> Session:
        return Session(results.knowledge, made, language, chosen.theme, results.today)

    # nothing of the user's own is shown or touched
    return Window(begin, language, chosen.theme, keep_in=chosen.folder / "nowhere")


def _take_pages(window: Window, taken: _Pictures) -> None:
    from lagebild.pages.actions import PAGES

    for entry in PAGES:
        window.go_to(entry.page)
        _settle()
        page = window.page
        assert page is not None
        tabs = len(page.tabs())
        for tab in range(max(1, tabs)):
            if tabs:
                window.show_tab(tab)
            taken.take(f"{entry.page}_{tab + 1}" if tab else entry.page, window)
    window.go_to(PAGES[0].page)


def _take_welcome(window: Window, taken: _Pictures) -> None:
    from PySide6.QtWidgets import QMenu

    from lagebild.pages.actions import PAGES

    window.show_welcome()
    taken.take("welcome", window)
    window.go_to(PAGES[0].page)
    window.show_file_menu()
    _settle()
    for menu in [part for part in window.findChildren(QMenu) if part.isVisible()]:  # closed, it takes its own along
        taken.take("file_menu", menu)
        menu.close()


def _take_dialogs(window: Window, results: Results, language: Language, taken: _Pictures) -> None:
    from lagebild.briefing import Briefing
    from lagebild.pages.about_dialog import AboutDialog
    from lagebild.pages.actions import key_words
    from lagebild.pages.document_dialogs import RecoveryDialog, UnsavedDialog
    from lagebild.pages.evidence_dialog import EvidenceDialog
    from lagebild.pages.options_dialog import OptionsDialog
    from lagebild.pages.own_models_dialog import OwnModelsDialog
    from lagebild.pages.print_dialog import PrintDialog
    from lagebild.pages.settings_dialog import SettingsDialog
    from lagebild.pages.usage_dialog import UsageDialog
    from lagebild.recovery import Left
    from lagebild.reports import versions
    from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
    from lagebild.widgets.evidence_asked import asked_in
    from lagebild.wording.changes import changes

    sharing = window.sharing()
    window.show_palette()
    taken.take("palette", window)
    window.go_to("costs")  # closes the palette
    keys = key_words("Ctrl+V", language)
    window.tell(
        language.say("Chart copied. Paste it into PowerPoint with {keys}.", keys=keys), language.say("Save as PNG")
    )
    taken.take("toast", window)
    charts = ("api_costs.comparison", "api_costs.tornado")
    export = sharing.show_dialog(charts)
    printing = PrintDialog(results, language, "costs", 0, charts, sharing.worker, window)
    sharing.worker.finish()
    refused = UserError(
        N_("“{name}” is not a briefing: it cannot be read as JSON."),
        safe=N_("Nothing was changed."),
        do=N_("Correct the file or choose another one."),
        name="budget.json",
    )
    assert window.session is not None and window.preferences is not None
    usage = UsageDialog(window.session, window)
    usage.field.paste("Month;Requests;Input tokens;Output tokens\n2026-09;148800;357120000;104160000")
    version = results.knowledge.about.version
    changed = changes(Briefing(), _changed(results), results.knowledge, language)
    left = Left(Path(), Briefing(), Path("budget.lagebild"), "", results.today)
    crash = CrashDialog(versions(version), "RuntimeError", language, window)
    for name, dialog in (
        ("export", export),
        ("print", printing),
        ("refusal", RefusalDialog(refused, language, window)),
        ("crash", crash),
        ("usage", usage),
        ("settings", SettingsDialog(window.preferences, window.session, window)),
        ("own_models", OwnModelsDialog(window.session, window)),
        ("options", OptionsDialog(window.session, window)),
        ("unsaved", UnsavedDialog("budget", changed, language, window)),
        ("recovery", RecoveryDialog(left, changed, 1, language, window)),
        ("about", AboutDialog(version, language, window)),
        ("origins", EvidenceDialog(asked_in(window.page) if window.page else (), results, language, window)),
    ):
        dialog.show()
        taken.take(name, dialog)
        dialog.reject()


def _changed(results: Results) -> Briefing:
    """A briefing with a few changes to be named."""
    from lagebild.briefing import Briefing, Limits

    question = results.knowledge.questions[0].id
    return Briefing(
        inputs={"api_costs": {"people": 900}}, answers={question: {"eu_hosted": "partly"}}, limits=Limits(risk=40)
    )


def _pass_on(kind: object, context: object, message: str) -> None:
    """What Qt complains about, except what its off-screen windows cannot do and nobody misses there."""
    if not any(lack in message for lack in ("propagateSizeHints", "raise()", "grabbing the keyboard")):
        print(message, file=sys.stderr)


def _settle() -> None:
    """Let everything that waits for the next turn of the event loop happen: plots, layouts, wrapped lines."""
    from PySide6.QtWidgets import QApplication

    for _ in range(6):
        QApplication.processEvents()
