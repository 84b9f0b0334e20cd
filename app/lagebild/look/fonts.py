"""The packaged fonts, and a QFont for every role of `theme.TYPE`."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from lagebild.theme import SANS, SERIF, TYPE

# The OpenType files: the TrueType ones of the serif come out too heavy.
_FILES = {
    "font_source_sans_pro": ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold"),
    "font_source_serif_pro": ("SourceSerifPro-Regular", "SourceSerifPro-Semibold"),
}
_FAMILIES = {"sans": SANS, "serif": SERIF}


@cache
def load_fonts() -> None:
    """Make the packaged fonts known to Qt; needs a QGuiApplication and is done once."""
    for package, names in _FILES.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package)
        for name in names:
            file = Path(spec.origin).with_name("files") / f"{name}.otf"
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise FileNotFoundError(file)


class _Own(threading.local):
    """What a thread has made: pictures are exported in another one, and a QFont is not for two at once."""

    def __init__(self) -> None:
        self.fonts: dict[str, QFont] = {}
        self.metrics: dict[str, QFontMetricsF] = {}


_own = _Own()


def font(role: str) -> QFont:
    """The font of a role of `theme.TYPE`; shared, so copy it before changing it."""
    made = _own.fonts.get(role)
    if made is None:
        made = _own.fonts[role] = _made(role)
    return made


def _made(role: str) -> QFont:
    kind = TYPE[role]
    made = QFont(_FAMILIES[kind.family])
    made.setPixelSize(kind.size)
    made.setWeight(QFont.Weight(kind.weight))
    # glyphs keep their true widths at 1.25 and 1.5, where hinted ones are pushed to whole pixels
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if kind.spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing)
    if kind.family == "sans":
        made.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: numbers do not jitter while a slider moves
    return made


def metrics(role: str) -> QFontMetricsF:
    """The metrics of a role's font."""
    made = _own.metrics.get(role)
    if made is None:
        made = _own.metrics[role] = QFontMetricsF(font(role))
    return made


@lru_cache(maxsize=4096)
def text_width(text: str, role: str) -> float:
    """The width of `text` on one line, in logical pixels."""
    return metrics(role).horizontalAdvance(text)
