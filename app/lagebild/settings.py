"""Preferences that are not part of a briefing: language, theme, window; kept in one small file."""

from __future__ import annotations

import locale
import logging
from pathlib import Path

from pydantic import ValidationError

from lagebild.errors import UserError
from lagebild.files import write_safely
from lagebild.frozen import Frozen
from lagebild.language import Code
from lagebild.theme import ThemeName

log = logging.getLogger(__name__)


def system_language() -> Code:
    """German where the system speaks German, else English."""
    name = (locale.getlocale()[0] or "").lower()
    return "de" if name.startswith(("de", "german")) else "en"


class Settings(Frozen):
    """What is remembered from one start to the next."""

    language: Code | None = None
    """None follows the system."""
    theme: ThemeName = "light"
    size: tuple[int, int] | None = None
    """Of the window, in logical pixels."""


def settings_file() -> Path:
    """Where the settings lie for this user."""
    from platformdirs import user_config_path

    return user_config_path("lagebild", appauthor=False) / "settings.json"


def read_settings(path: Path) -> Settings:
    """The settings of a file; a missing or broken one gives the defaults, and nothing is lost but preferences."""
    try:
        return Settings.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, ValidationError) as error:
        log.info("settings not used: %s", error)
        return Settings()


def write_settings(settings: Settings, path: Path) -> None:
    """Keep the settings; where that is not allowed they hold for this start only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, settings.model_dump_json(indent=1).encode())
    except (OSError, UserError) as error:
        log.info("settings not kept: %s", error)
