"""What many tests share: the bundled knowledge, the fixed day, the results of an untouched briefing."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge, bundled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# the same examples on every machine and in every run; no example fails for being slow
settings.register_profile("lagebild", derandomize=True, deadline=None, database=None)
settings.load_profile("lagebild")


@pytest.fixture(autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and recovery files of a test lie where no reader's own are, and no other test's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / f"config-{uuid4()}"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / f"state-{uuid4()}"))


_PATIENCE = 60_000
"""Milliseconds."""


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return bundled()


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def results(knowledge: Knowledge, today: date) -> Results:
    return compute(knowledge, Briefing(), today)


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """One application for all: a picture painted without one would make a lesser one, which no widget can use."""
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Waits long for what must come: a machine that does something else meanwhile is not an error."""
    bot = QtBot(request)
    bot.waitSignal = partial(bot.waitSignal, timeout=_PATIENCE)  # type: ignore[method-assign]
    bot.waitSignals = partial(bot.waitSignals, timeout=_PATIENCE)  # type: ignore[method-assign]
    bot.waitUntil = partial(bot.waitUntil, timeout=_PATIENCE)  # type: ignore[method-assign]
    return bot


@pytest.fixture(scope="module", autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Widgets of a module go with it, not in the middle of another one's test."""
    yield
    _delete_closed_widgets()
    gc.collect()
    gc.freeze()  # what outlives a module is shared by all: it is not looked through again and again


_MANY = 100_000
"""Objects made since garbage was last collected."""


@pytest.fixture(autouse=True)
def garbage_goes_between_tests() -> Iterator[None]:
    """As in the window, where it is never collected while widgets are being made: PySide does not survive that."""
    gc.disable()
    yield
    _delete_closed_widgets()
    if gc.get_count()[0] > _MANY:
        gc.collect()


def _delete_closed_widgets() -> None:
    """Without a loop that ends they would pile up until some later test waits, and go all at once there."""
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end() -> Iterator[None]:
    yield
    # WORKAROUND PySide6 6.11 on Qt's offscreen platform: what Python put on the clipboard crashes the exit
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()
