"""Preferences that are not part of a briefing: language, theme, window; kept in one small file."""

from __future__ import annotations

import json
import locale
import logging
import os
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lagebild.errors import UserError
from lagebild.language import CODES, Code
from lagebild.theme import THEMES, ThemeName

_LARGEST = 64_000
"""Bytes read of a settings file, which has a few dozen."""

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the language of messages is named on Unix, the strongest first."""

log = logging.getLogger(__name__)


def system_language() -> Code:
    """German where the system speaks German, else English."""
    # what the reader has set, first: the C library knows only the locales that are installed
    asked = next((named for variable in _LOCALES if (named := os.environ.get(variable))), None)
    name = (asked or locale.getlocale()[0] or "").lower()
    return "de" if name.startswith(("de", "german")) else "en"


ThemeChoice = ThemeName | Literal["system"]
"""A theme, or whichever the system shows."""
THEME_CHOICES: tuple[ThemeChoice, ...] = (*THEMES, "system")
MOST_RECENT = 8
"""Files that are remembered."""


class Settings(NamedTuple):
    """What is remembered from one start to the next. No `Frozen`: it is read before pydantic is loaded."""

    language: Code | None = None
    """None follows the system."""
    theme: ThemeChoice = "light"
    size: tuple[int, int] | None = None
    """Of the window, in logical pixels."""
    recent: tuple[str, ...] = ()
    """Paths of the files opened or saved last, the latest first."""
    welcomed: bool = False
    """Whether the welcome has been seen."""

    def with_recent(self, path: Path) -> Settings:
        """The same with this file as the latest."""
        named = str(path.absolute())
        others = (one for one in self.recent if one != named)
        return self._replace(recent=(named, *others)[:MOST_RECENT])


def settings_file() -> Path:
    """Where the settings lie for this user."""
    from platformdirs import user_config_path

    return user_config_path("lagebild", appauthor=False) / "settings.json"


def read_settings(path: Path) -> Settings:
    """The settings of a file; a missing or broken one gives the defaults, and nothing is lost but preferences."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise OSError("not a file")
        with path.open("rb") as file:
            return _checked(json.loads(file.read(_LARGEST)))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        log.info("settings not used: %s", error)
        return Settings()


def _checked(fields: Any) -> Settings:
    """Settings from what a file holds; raises TypeError or ValueError for anything else."""
    settings = Settings(**fields)
    if settings.language not in (None, *CODES) or settings.theme not in THEME_CHOICES:
        raise ValueError("language or theme")
    if type(settings.welcomed) is not bool or not all(type(path) is str for path in settings.recent):
        raise ValueError("welcomed or recent")
    settings = settings._replace(recent=tuple(settings.recent)[:MOST_RECENT])
    if settings.size is None:
        return settings
    width, height = settings.size
    if not all(type(side) is int and 0 < side < 100_000 for side in (width, height)):
        raise ValueError("size")
    return settings._replace(size=(width, height))


def write_settings(settings: Settings, path: Path) -> None:
    """Keep the settings; where that is not allowed they hold for this start only."""
    from lagebild.files import write_safely

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, json.dumps(settings._asdict(), indent=1).encode())
    except (OSError, UserError) as error:
        log.info("settings not kept: %s", error)
