"""What every page has: a title, a size class, one refresh, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from lagebild.pages.size_class import MARGINS, SizeClass
from lagebild.session import Session

if TYPE_CHECKING:
    from lagebild.widgets.chart_view import ChartView
    from lagebild.widgets.labels import Words

PageId = Literal["situation", "costs", "market", "risks", "decision", "evidence"]


class Page(QWidget):
    """A page. Hidden ones are refreshed when shown; setters skip what is equal, so a refresh repaints what changed."""

    page_id: ClassVar[PageId]

    go_to = Signal(str)  # PageId
    export_requested = Signal(str)  # chart id, or "" for the page's own choice
    copy_requested = Signal(str)  # chart id
    text_copied = Signal(str)
    tab_changed = Signal(int)  # by the page itself
    told = Signal(str, str, object)
    """What happened; a word for an action or "", and a callable that does it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.size_class: SizeClass = "L"
        self._stale = True
        session.results_changed.connect(self._results_changed)
        self.text_copied.connect(lambda _: self.told.emit(session.language.say("Copied."), "", None))

    # ---- what the window shows around the page

    def title(self) -> str:
        """The page's name."""
        raise NotImplementedError

    def subtitle(self) -> Words:
        """One line under the title, left out in small windows."""
        return ""

    def tabs(self) -> tuple[str, ...]:
        """Sub-tabs; none for a page that is one."""
        return ()

    def chart_ids(self) -> tuple[str, ...]:
        """Charts this page shows, the main one first."""
        return ()

    def share(self, view: ChartView, chart: Callable[[], str]) -> None:
        """Let a chart's own buttons copy and export it; `chart` names what the view shows then."""
        view.copy_requested.connect(lambda: self.copy_requested.emit(chart()))
        view.export_requested.connect(lambda: self.export_requested.emit(chart()))

    # ---- what a page does

    def refresh(self) -> None:
        """Show the session's results in its language."""
        raise NotImplementedError

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange the page for a class of window size."""
        self.size_class = size_class

    def _set_margins(self, layout: QLayout) -> None:
        """Give the page's outermost layout the margins of its size class; the header stands close above it."""
        across, below = MARGINS[self.size_class]
        layout.setContentsMargins(across, 4, across, below)

    def ensure_plots(self) -> None:
        """Build the plots of this page; called after the first paint, because their library is slow to load."""

    def first_focus(self) -> QWidget | None:
        """The widget that F6 reaches first."""
        return None

    def result_focus(self) -> QWidget | None:
        """The widget that F6 reaches after the inputs: the result."""
        return None

    def select_record(self, record: str) -> None:
        """Show what is said about a record of the knowledge, where the page lists such."""

    def show_chart(self, id: str) -> None:
        """Bring a chart of this page into sight, where it has several tabs."""

    def show_tab(self, index: int) -> None:
        """Show another of its sub-tabs."""

    def tab(self) -> int:
        """Which of its sub-tabs is shown."""
        return 0

    def heightForWidth(self, width: int) -> int:
        """The least height, not the preferred one: a scroll area asks, and would scroll before it must."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)

    # ---- when it refreshes

    def _results_changed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True
        super().changeEvent(event)
