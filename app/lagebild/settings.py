"""Preferences that are not part of a briefing: how it speaks and looks, what new work begins with; one small file."""

from __future__ import annotations

import json
import locale
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from lagebild.errors import UserError
from lagebild.language import CODES, NUMBER_FORMATS, Code, NumberFormat
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
TextSize = Literal[100, 115, 130]
"""Per cent of the usual size of type on the screen."""
TEXT_SIZES: tuple[TextSize, ...] = get_args(TextSize)
Money = Literal["USD", "EUR"]
CURRENCIES: tuple[Money, ...] = get_args(Money)
RATES = (0.5, 2.0)
"""US dollars a euro may cost."""
AGES = (1, 3650)
"""Days after which all figures may count as old."""
MOST_RECENT = 8
"""Files that are remembered."""
_LONGEST = 4096  # letters of a path


class Settings(NamedTuple):
    """What is remembered from one start to the next. No `Frozen`: it is read before pydantic is loaded."""

    language: Code | None = None
    """None follows the system."""
    numbers: NumberFormat = "language"
    theme: ThemeChoice = "light"
    text_size: TextSize = 100
    currency: Money = "USD"
    """Of new briefings."""
    usd_per_eur: float | None = None
    """The rate of new briefings; None is the dated record."""
    template: str = ""
    """Path of the template for slides; empty for Lagebild's own."""
    briefings_folder: str = ""
    """Where briefings are looked for and put; empty for where the last one was."""
    exports_folder: str = ""
    """Where exports are put first; empty for the reader's documents."""
    old_after_days: int | None = None
    """After how many days every figure counts as old; None is what the knowledge says for its area."""
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
    """The settings of a file; what is missing or wrong in it is as if nobody had chosen, and the rest stays."""
    return _settled(_read(path))


def _read(path: Path) -> Mapping[str, Any]:
    """What a file holds, by name; nothing where it cannot be read."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise OSError("not a file")
        with path.open("rb") as file:
            fields = json.loads(file.read(_LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.info("settings not used: %s", error)
        return {}
    return fields if isinstance(fields, dict) else {}


def _settled(fields: Mapping[str, Any]) -> Settings:
    """Settings from what was read; each by itself, so that a wrong one takes no other along."""
    found: dict[str, Any] = {}
    for name, check in _CHECKS.items():
        try:
            if name in fields:
                found[name] = check(fields[name])
        except (TypeError, ValueError, OverflowError) as error:
            log.info("setting not used: %s: %s", name, error)
    return Settings(**found)


def _one_of(*choices: object) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        # by type too: true is no 1, and 100.0 no 100
        found = [one for one in choices if type(one) is type(value) and one == value]
        if not found:
            raise ValueError(value)
        return found[0]

    return check


def _path(value: Any) -> str:
    if type(value) is not str or len(value) > _LONGEST or "\0" in value:
        raise ValueError("no path")
    os.fsencode(value)  # half a letter is in no name
    return value


def _rate(value: Any) -> float | None:
    if value is None:
        return None
    if type(value) not in (int, float) or not RATES[0] <= value <= RATES[1]:
        raise ValueError(value)
    return float(value)


def _days(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not AGES[0] <= value <= AGES[1]:
        raise ValueError(value)
    return value


def _recent(value: Any) -> tuple[str, ...]:
    if type(value) is not list:
        raise ValueError("no list")
    return tuple(_path(one) for one in value[:MOST_RECENT])


def _size(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    width, height = value
    if not all(type(side) is int and 0 < side < 100_000 for side in (width, height)):
        raise ValueError("no size")
    return (width, height)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "language": _one_of(None, *CODES),
    "numbers": _one_of(*NUMBER_FORMATS),
    "theme": _one_of(*THEME_CHOICES),
    "text_size": _one_of(*TEXT_SIZES),
    "currency": _one_of(*CURRENCIES),
    "usd_per_eur": _rate,
    "template": _path,
    "briefings_folder": _path,
    "exports_folder": _path,
    "old_after_days": _days,
    "size": _size,
    "recent": _recent,
    "welcomed": _one_of(False, True),
}
"""What each setting may be: returns it as it is kept, and raises for anything else."""


def write_settings(settings: Settings, path: Path) -> None:
    """Keep the settings; where that is not allowed they hold for this start only."""
    from lagebild.files import write_safely

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, json.dumps(settings._asdict(), indent=1).encode())
    except (OSError, UserError) as error:
        log.info("settings not kept: %s", error)
