"""What is written down when something goes wrong: the log, and the report of a crash. Neither holds any input."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from lagebild import __version__
from lagebild.errors import UserError

log = logging.getLogger("lagebild")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_file() -> Path:
    """Where the log lies for this user."""
    from platformdirs import user_log_path

    return user_log_path("lagebild", appauthor=False) / "lagebild.log"


def start_log(path: Path) -> None:
    """Write warnings and worse to a file that never grows beyond a few hundred kilobytes; once is enough."""
    from logging.handlers import RotatingFileHandler

    if any(isinstance(handler, RotatingFileHandler) for handler in logging.getLogger().handlers):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=200_000, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return  # nowhere to write: the dialogs still say what happened
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def log_qt_messages() -> None:
    """Send what Qt complains about to the log."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def versions(knowledge_version: str = "") -> str:
    """What a report has to name, a line each."""
    import PySide6

    lines = [f"Lagebild {__version__}" + (f" · {knowledge_version}" if knowledge_version else "")]
    lines += [
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        platform.platform(),
    ]
    return "\n".join(lines)


def report(error: BaseException) -> str:
    """The way to an error and what it says; for the reader alone, who may send it on."""
    return _without_places("".join(traceback.format_exception(error)))


def log_crash(error: BaseException) -> None:
    """Write down where an error came from, not what it says: that may be what was entered."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s\n%s", type(error).__name__, _without_places(frames))


def _without_places(text: str) -> str:
    root = str(Path(__file__).resolve().parent.parent)
    return text.replace(root, "…").replace(str(Path.home()), "~")


def catch_crashes(tell: Callable[[BaseException], None], log_path: Path) -> None:
    """Take every exception nobody caught: crashes to the log, all of them to `tell`; the program goes on."""

    def take(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        if not isinstance(error, UserError):
            start_log(log_path)
            log_crash(error)
        tell(error)

    sys.excepthook = take
