"""A window with small pages, shown and ready: what the tests of the shell share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QPushButton, QVBoxLayout, QWidget

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Code, Language
from lagebild.pages.page import Page, PageId, SizeClass
from lagebild.session import Session
from lagebild.window import Window


class SmallPage(Page):
    """A field and a button, and on the costs page two tabs and two charts."""

    def __init__(self, id: PageId, session: Session) -> None:
        super().__init__(session)
        self.id = id
        self.classes: list[SizeClass] = []
        self.plots = 0
        self.refreshed = 0
        self.selected = ""
        self._tab = 0
        self.field = QDoubleSpinBox()
        self.field.setAccessibleName("field")
        self.button = QPushButton("result")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)

    def title(self) -> str:
        return self.session.language.say({"costs": "Costs", "evidence": "Evidence"}.get(self.id, "Situation"))

    def subtitle(self) -> str:
        return self.session.language.say("Reset the inputs of the tokens")

    def tabs(self) -> tuple[str, ...]:
        say = self.session.language.say
        return (say("API tokens"), say("Preset")) if self.id == "costs" else ()

    def tab(self) -> int:
        return self._tab

    def show_tab(self, index: int) -> None:
        self._tab = index

    def chart_ids(self) -> tuple[str, ...]:
        return ("api_costs.comparison", "api_costs.tornado") if self.id == "costs" else ()

    def refresh(self) -> None:
        self.refreshed += 1

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        self.classes.append(size_class)

    def ensure_plots(self) -> None:
        self.plots += 1

    def first_focus(self) -> QWidget | None:
        return self.field

    def result_focus(self) -> QWidget | None:
        return self.button

    def select_record(self, record: str) -> None:
        self.selected = record


def shown_window(knowledge: Knowledge, today: date, code: Code = "de", size: tuple[int, int] = (1440, 900)) -> Window:
    """A window as the reader finds it after the start."""
    language = Language(code)
    window = Window(
        lambda: Session(knowledge, Briefing(), language, "light", today), language, "light", build_page=SmallPage
    )
    window.resize(*size)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.begin()
    settle()
    return window


def settle() -> None:
    """Let what waits for the next turns of the event loop happen."""
    for _ in range(5):
        QApplication.processEvents()


def wait_until(holds: Callable[[], object]) -> None:
    """Until `holds()`, which a worker brings about; fails after ten seconds."""
    deadline = QDeadlineTimer(10_000)
    while not holds():
        assert not deadline.hasExpired()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
