"""Opening the window: what is loaded when, what is remembered, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimerEvent
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from lagebild import application, clock, reports, settings
from lagebild.analysis.action_plan import plan
from lagebild.application import KeepToday, has_display, make_window
from lagebild.briefing import Briefing, Task
from lagebild.errors import UserError
from lagebild.knowledge.loading import bundled
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.session import Session
from lagebild.settings import Settings, read_settings, write_settings
from lagebild.theme import theme
from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
from lagebild.window import MINIMUM, Window
from tests.shell import settle, wait_until

APP = Path(application.__file__).resolve().parents[1]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file for the settings, a folder for the log, and this process's own hook put back afterwards."""
    path = tmp_path / "settings.json"
    monkeypatch.setattr(settings, "settings_file", lambda: path)
    monkeypatch.setattr(reports, "log_file", lambda: tmp_path / "log" / "lagebild.log")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return path


@pytest.fixture
def log(kept: Path) -> Iterator[Path]:
    """The file of the log, closed again afterwards."""
    root = logging.getLogger()
    before = list(root.handlers)
    yield reports.log_file()
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


def opened(qapp: QApplication, briefing: str = "") -> Window:
    """The window as the command line opens it, with its real pages."""
    apply_look(qapp, theme("light"))
    window = make_window(Language("de"), "light", briefing)
    window.resize(1280, 640)
    window.show()
    window.begin()
    settle()
    return window


def dialogs(window: Window) -> list[QDialog]:
    return [part for part in window.findChildren(QDialog) if part.isVisible()]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python code in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "PYTHONPATH": str(APP), "PYTHONUTF8": "1", **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


# ---- before the window is seen


def test_the_shell_is_imported_without_anything_slow() -> None:
    done = run(
        "import sys, lagebild.__main__, lagebild.application, lagebild.window\n"
        "slow = ('numpy', 'pydantic', 'pyqtgraph', 'babel', 'pptx', 'PySide6.QtNetwork', 'lagebild.session')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_imports_go_past_the_hook_of_pyside() -> None:
    done = run(
        "import builtins, lagebild.application as a\n"
        "before = builtins.__import__.__name__\n"
        "a.import_directly()\n"
        "import json\n"
        "print(before, builtins.__import__.__name__, json.dumps(1))"
    )
    before, after, one = done.stdout.split()
    assert before == "__feature_import__" != after and one == "1", done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, False),
    ],
)
def test_a_display_is_looked_for_where_qt_would(environment: dict[str, str], expected: bool) -> None:
    assert has_display(environment) is expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize(("code", "words"), [("de", "keinen Bildschirm"), ("en", "no display")])
def test_without_a_display_a_sentence_says_so(code: str, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "lagebild"
    folder.mkdir()
    (folder / "settings.json").write_text(f'{{"language": "{code}"}}', encoding="utf-8")
    done = run("from lagebild.__main__ import main; import sys; sys.exit(main([]))",
               QT_QPA_PLATFORM="", XDG_CONFIG_HOME=str(tmp_path))  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_the_window_speaks_the_language_asked_for() -> None:
    for code, words in (("de", "keinen Bildschirm"), ("en", "no display")):
        program = f"from lagebild.__main__ import main; main(['--language', '{code}', 'plan.json'])"
        done = run(program, QT_QPA_PLATFORM="")
        assert words in done.stderr


# ---- what is remembered


def test_language_theme_and_size_are_kept_when_the_window_closes(qapp: QApplication, kept: Path) -> None:
    window = opened(qapp)
    window.closed.connect(lambda: application._remember(window))
    window.set_language("en")
    window.toggle_theme()
    window.close()
    assert read_settings(kept) == Settings(language="en", theme="dark", size=(1280, 640), welcomed=True)
    apply_look(qapp, theme("light"))


@pytest.mark.parametrize(
    ("wanted", "expected"), [((100_000, 90_000), None), ((300, 200), MINIMUM), ((1100, 600), QSize(1100, 600))]
)
def test_the_window_opens_on_the_screen_with_its_title(
    qapp: QApplication, wanted: tuple[int, int], expected: QSize | None
) -> None:
    room = (qapp.primaryScreen().availableSize() - QSize(0, 40)).expandedTo(MINIMUM)
    smallest = QSize(1100, 600).boundedTo(room).expandedTo(MINIMUM)
    assert application._fitting(wanted) == (
        room if expected is None else smallest if wanted == (1100, 600) else expected
    )


# ---- what goes wrong


def test_a_broken_briefing_is_refused_and_the_usual_one_opened(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "budget.json"
    path.write_text("{", encoding="utf-8")
    window = opened(qapp, str(path))
    (refusal,) = dialogs(window)
    assert isinstance(refusal, RefusalDialog)
    assert "budget.json" in refusal.windowTitle()
    refusal.accept()
    assert window.session is not None and not window.session.briefing.inputs
    assert window.page is not None and window.page.isVisible()
    window.close()


def test_a_briefing_is_opened(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "budget.json"
    path.write_text('{"format": 1, "inputs": {"api_costs": {"people": 77}}}', encoding="utf-8")
    window = opened(qapp, str(path))
    assert not dialogs(window)
    assert window.session is not None
    assert window.session.results.api_costs.inputs["people"] == 77
    window.close()


def test_an_exception_nobody_caught_is_reported_and_the_window_stays(qapp: QApplication, log: Path) -> None:
    window = opened(qapp)
    secret = "5.123.456 Euro"
    try:
        raise ZeroDivisionError(secret)
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    wait_until(lambda: dialogs(window))
    (crash,) = dialogs(window)
    assert isinstance(crash, CrashDialog)
    told = crash.findChild(QPlainTextEdit).toPlainText()
    assert "Lagebild 0." in told and "PySide6" in told and "test_application" in told and secret in told
    assert str(APP) not in told
    crash.accept()
    assert window.isVisible()
    window.close()
    # the log says where, never what
    written = log.read_text("utf-8")
    assert "ZeroDivisionError" in written and "test_application" in written and secret not in written


def test_a_refusal_nobody_caught_is_told_as_a_sentence(qapp: QApplication, log: Path) -> None:
    window = opened(qapp)
    error = UserError("“{name}” does not exist.", name="a.json")
    sys.excepthook(type(error), error, None)
    wait_until(lambda: dialogs(window))
    assert dialogs(window)[0].windowTitle() == "„a.json“ gibt es nicht."
    assert not log.exists()
    dialogs(window)[0].accept()
    window.close()


def test_what_qt_complains_about_goes_to_the_log(qapp: QApplication, log: Path) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    reports.start_log(log)
    reports.start_log(log)
    reports._log_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a pixmap is empty")
    assert log.read_text("utf-8").count("a pixmap is empty") == 1


def test_settings_that_are_broken_do_not_stop_the_start(kept: Path) -> None:
    for content in ("{", "[]", '{"theme": "pink"}', '{"size": [1]}', '{"size": ["a", 2]}', '{"other": 1}', '"\ud800"'):
        kept.write_bytes(content.encode("utf-8", "surrogatepass"))
        assert read_settings(kept) == Settings()
    write_settings(Settings(language="de", size=(1400, 900)), kept)
    assert read_settings(kept) == Settings(language="de", size=(1400, 900))


def test_a_session_left_open_goes_on_on_the_new_day(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    knowledge = bundled()
    id = knowledge.questions[0].id
    briefing = Briefing(answers={id: {"own": "open"}}, tasks={id: {"own": Task(owner="Ops", due=date(2026, 11, 22))}})
    session = Session(knowledge, briefing, Language("en"), "light", date(2026, 11, 22))
    days: list[date] = []
    session.results_changed.connect(lambda: days.append(session.results.today))
    keeper = KeepToday(session)
    for day in (22, 22, 23, 23):
        monkeypatch.setattr(clock, "today", lambda day=day: date(2026, 11, day))
        keeper.timerEvent(QTimerEvent(0))
        settle()
    assert days == [date(2026, 11, 23)] and not session.history.canUndo()
    (item,) = plan(session.results)
    assert item.is_overdue(session.results.today)
