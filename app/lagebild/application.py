"""Opening the window: what Qt needs first, what is remembered, and what waits until the window is seen."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimerEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:  # imported in the functions, after `import_directly`
    from lagebild.language import Language
    from lagebild.session import Session
    from lagebild.settings import Settings, TextSize, ThemeChoice
    from lagebild.window import Window

REFUSED = 1
_SIZE = QSize(1440, 900)
_TITLE_BAR = 40
"""What the window system puts above a window, at most; nobody knows before it is seen."""
_COLLECT_EVERY = 1000  # milliseconds
_LOOK_AT_THE_CLOCK_EVERY = 60_000


def import_directly() -> None:
    """Let modules be imported by Python alone.

    WORKAROUND PySide6 reads the source of every module imported after it, to see whether it asks for
    `from __feature__`, and keeps it in memory; nothing here does, and without it numpy, pydantic and pyqtgraph take
    a third less time. Until PySide6 looks only at modules that name it.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it reads what every installed package offers
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt can open a window; it would abort where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = [one.partition(":")[0] for one in environment.get("QT_QPA_PLATFORM", "").split(";")]
    if any(one not in ("", "xcb", "wayland", "wayland-egl") for one in wanted):
        return True  # off-screen, frame buffer and the like
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def make_application(chosen: ThemeChoice, text_size: TextSize = 100) -> QApplication:
    """The application with its name, and our type and colours; the style follows when the window has been seen."""
    from lagebild.look.apply import system_theme
    from lagebild.look.colours import set_current
    from lagebild.look.fonts import font, load_fonts, set_text_scale
    from lagebild.look.palette import palette
    from lagebild.theme import theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # 125 % and 150 % as they are, not rounded to whole factors
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(["lagebild"])
    app.setApplicationName("Lagebild")
    app.setApplicationDisplayName("Lagebild")
    app.setDesktopFileName("lagebild")
    shown = theme(system_theme() if chosen == "system" else chosen)
    set_current(shown)
    load_fonts()
    set_text_scale(text_size / 100)
    app.setFont(font("body"))
    app.setPalette(palette(shown))
    return app


def make_window(
    language: Language,
    chosen: ThemeChoice,
    briefing: str = "",
    *,
    welcome: bool = False,
    settings: Settings | None = None,
) -> Window:
    """A window that reads the knowledge, and a briefing if one is named, when it has been seen.

    `settings` say what new work begins with.
    """
    from lagebild.look.colours import current
    from lagebild.window import Window

    def begin() -> Session:
        from lagebild import clock
        from lagebild.knowledge.loading import bundled
        from lagebild.pages.preferences import new_briefing
        from lagebild.reports import catch_crashes, log_file
        from lagebild.session import Session
        from lagebild.settings import Settings

        catch_crashes(window.report, log_file())
        return Session(bundled(), new_briefing(settings or Settings()), language, current().name, clock.today())

    window = Window(begin, language, current().name, briefing=briefing, welcome=welcome)
    window.theme_choice = chosen
    return window


def open_window(briefing: str = "", spoken: str = "") -> int:
    """Open the window with a briefing, in the language `spoken` or the one chosen last; returns the exit code."""
    # Start is mostly imports, which make many objects and no rubbish: collecting it would cost a tenth of the time.
    gc.disable()
    import_directly()
    from lagebild.language import CODES, Language, set_number_format
    from lagebild.settings import read_settings, settings_file, system_language

    settings = read_settings(settings_file())
    set_number_format(settings.numbers)
    code = next((code for code in CODES if code == spoken), None)
    language = Language(code or settings.language or system_language())
    if not has_display(os.environ):
        print(language.say("Lagebild cannot open a window: there is no display here."), file=sys.stderr)
        return REFUSED
    app = make_application(settings.theme, settings.text_size)
    welcome = not settings.welcomed and not briefing
    window = make_window(language, settings.theme, briefing, welcome=welcome, settings=settings)
    window.resize(_fitting(settings.size))
    window.closed.connect(lambda: _remember(window))
    window.page_shown.connect(lambda: _after_start(app, window), Qt.ConnectionType.SingleShotConnection)
    window.show()
    return app.exec()


def _after_start(app: QApplication, window: Window) -> None:
    """What nobody waits for."""
    # what has been loaded stays: the collector need never look at it again
    gc.freeze()
    CollectInTurn(app)
    if window.session is not None:
        KeepToday(window.session)
    from lagebild.pages.mark import window_icon
    from lagebild.reports import log_file, log_qt_messages, start_log

    start_log(log_file())
    log_qt_messages()
    app.setWindowIcon(window_icon())


class CollectInTurn(QObject):
    """Collects garbage in the window's own thread, between two turns of the event loop.

    Python's own collector runs in whichever thread happens to allocate, and a cycle with a Qt object in it must not
    be taken apart in the worker; so it stays switched off.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.startTimer(_COLLECT_EVERY)

    def timerEvent(self, event: QTimerEvent) -> None:
        made, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if made[generation] > thresholds[generation]:
                gc.collect(generation)
                return


class KeepToday(QObject):
    """Lets a session that stays open overnight go on on the new day."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.startTimer(_LOOK_AT_THE_CLOCK_EVERY)

    def timerEvent(self, event: QTimerEvent) -> None:
        from lagebild import clock

        self._session.set_today(clock.today())


def _fitting(wanted: tuple[int, int] | None) -> QSize:
    """The size to open with: the last one, or the usual one, as far as the screen has room for it."""
    from lagebild.window import MINIMUM

    size = _SIZE if wanted is None else QSize(*wanted)
    room = QGuiApplication.primaryScreen().availableSize() - QSize(0, _TITLE_BAR)
    return size.boundedTo(room).expandedTo(MINIMUM)


def _remember(window: Window) -> None:
    from lagebild.settings import read_settings, settings_file, write_settings

    size = window.normalGeometry().size()
    # on top of what is there by now: another window may have remembered files meanwhile
    kept = read_settings(settings_file())._replace(
        language=window.language.code, theme=window.theme_choice, size=(size.width(), size.height()), welcomed=True
    )
    write_settings(kept, settings_file())
