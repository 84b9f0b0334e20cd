"""The packaged fonts, and a QFont for every role of `theme.TYPE` in the size of type the reader has chosen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    """What a thread has made: pictures are exported in another one, and a QFont is not for two at once.

    The scale is the thread's own as well: what is exported has the size it was designed in, whatever the screen has.
    """

    def __init__(self) -> None:
        self.scale = 1.0
        self.fonts: dict[tuple[str, float], QFont] = {}
        self.metrics: dict[tuple[str, float], QFontMetricsF] = {}


_own = _Own()


def text_scale() -> float:
    """How many times its usual size type has in this thread."""
    return _own.scale


def set_text_scale(scale: float) -> None:
    """Set all type that many times its usual size in this thread; who has measured any measures again."""
    _own.scale = scale


@contextmanager
def as_designed() -> Iterator[None]:
    """Type in its usual size for a while: a chart is enlarged as a whole."""
    before, _own.scale = _own.scale, 1.0
    try:
        yield
    finally:
        _own.scale = before


def scaled(pixels: int) -> int:
    """A width made for words, as wide as their size asks for."""
    return round(pixels * _own.scale)


def font(role: str) -> QFont:
    """The font of a role of `theme.TYPE`; shared, so copy it before changing it."""
    key = (role, _own.scale)
    made = _own.fonts.get(key)
    if made is None:
        made = _own.fonts[key] = _made(role)
    return made


def _made(role: str) -> QFont:
    kind = TYPE[role]
    made = QFont(_FAMILIES[kind.family])
    made.setPixelSize(round(kind.size * _own.scale))
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
    key = (role, _own.scale)
    made = _own.metrics.get(key)
    if made is None:
        made = _own.metrics[key] = QFontMetricsF(font(role))
    return made


def text_width(text: str, role: str) -> float:
    """The width of `text` on one line, in logical pixels."""
    return _width(text, role, _own.scale)


@lru_cache(maxsize=8192)
def _width(text: str, role: str, scale: float) -> float:
    return metrics(role).horizontalAdvance(text)
