"""The settings in force: what each of them changes, at once, and where they are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.language import Language, set_number_format
from lagebild.look.fonts import font, set_text_scale
from lagebild.session import Session
from lagebild.settings import Settings, TextSize, ThemeChoice, read_settings, write_settings

CHOICES = (
    "language", "numbers", "theme", "text_size", "currency", "usd_per_eur", "old_after_days", "template",
    "briefings_folder", "exports_folder",
)  # fmt: skip
"""What the reader chooses; the rest of the settings is only remembered."""


def new_briefing(settings: Settings) -> Briefing:
    """What new work begins with."""
    rate = settings.usd_per_eur
    inputs = {} if rate is None else {ApiCosts.topic: {ApiCosts.usd_per_eur.name: rate}}
    return Briefing(currency=settings.currency, inputs=inputs)


def show_text_size(application: QApplication, size: TextSize) -> None:
    """Set all type of the screen in that size."""
    set_text_scale(size / 100)
    application.setFont(font("body"))
    QToolTip.setFont(font("source"))
    for widget in application.allWidgets():
        widget.updateGeometry()
        widget.update()


class Preferences(QObject):
    """Takes what the reader chooses, puts it into force and keeps it; every other choice stays as it was.

    A file that cannot be written makes no difference until the next start.
    """

    language_chosen = Signal(object)  # Code
    theme_chosen = Signal(object)  # ThemeChoice
    text_size_changed = Signal()
    """All type has another size: what has measured any is to measure again."""
    beginning_changed = Signal()
    """New work begins otherwise."""

    def __init__(self, session: Session, file: Path, theme: ThemeChoice, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._file = file
        self._knowledge = session.knowledge  # as old as it says itself
        # language and theme are what is shown, which the command line may have asked for
        self.settings = read_settings(file)._replace(language=session.language.code, theme=theme)
        self._put_in_force: dict[str, Callable[[], None]] = {
            "language": self._speak,
            "numbers": self._write_numbers,
            "theme": lambda: self.theme_chosen.emit(self.settings.theme),
            "text_size": self._show_text_size,
            "currency": self.beginning_changed.emit,
            "usd_per_eur": self.beginning_changed.emit,
            "old_after_days": self._count_age,
        }
        if self.settings.old_after_days is not None:
            self._count_age()

    def choose(self, **choices: Any) -> None:
        """Put these into force and keep them; values are those `Settings` may have."""
        before, self.settings = self.settings, self.settings._replace(**choices)
        self._write(choices)
        for name in choices:
            if name in self._put_in_force and getattr(before, name) != getattr(self.settings, name):
                self._put_in_force[name]()

    def reset(self) -> None:
        """Choose nothing: everything as in the beginning, but the language, which nobody can read if it changes."""
        self.choose(**{name: getattr(Settings(), name) for name in CHOICES if name != "language"})

    def keep(self, **choices: Any) -> None:
        """Keep what has been chosen elsewhere, and is in force already."""
        if any(getattr(self.settings, name) != value for name, value in choices.items()):
            self.settings = self.settings._replace(**choices)
            self._write(choices)

    def _write(self, choices: dict[str, Any]) -> None:
        # on top of what is there by now: another window may have remembered files meanwhile
        write_settings(read_settings(self._file)._replace(**choices), self._file)

    # ---- what they change

    def _speak(self) -> None:
        if self.settings.language is not None:
            self.language_chosen.emit(self.settings.language)

    def _write_numbers(self) -> None:
        set_number_format(self.settings.numbers)
        session = self._session
        session.language = Language(session.language.code)
        application = QApplication.instance()
        if isinstance(application, QApplication):  # as for another language: every word is said again
            for window in application.topLevelWidgets():
                QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def _show_text_size(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            show_text_size(application, self.settings.text_size)
        self.text_size_changed.emit()

    def _count_age(self) -> None:
        self._session.knowledge = self._knowledge.old_after(self.settings.old_after_days)
        self._session._take(self._session.briefing)  # calculate anew; no step of the history

    # ---- where files lie

    def briefings_folder(self) -> Path | None:
        """Where the reader wants briefings; None without a wish, or where there is no such folder."""
        return _folder(self.settings.briefings_folder)

    def exports_folder(self) -> Path | None:
        """The same for exports."""
        return _folder(self.settings.exports_folder)

    def template(self) -> Path | None:
        """The template for slides, be it there or not; None for Lagebild's own."""
        return Path(self.settings.template) if self.settings.template else None


def _folder(named: str) -> Path | None:
    return Path(named) if os.path.isdir(named) else None  # `Path.is_dir` raises where that cannot be known
