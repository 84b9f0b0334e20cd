"""What stands beside the rail: the head, and below it one page at a time or the welcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from lagebild.language import Language
from lagebild.pages.actions import PAGES, key_words
from lagebild.pages.header import Header
from lagebild.pages.scrolled import Scrolled
from lagebild.pages.size_class import SizeClass

if TYPE_CHECKING:  # nothing of this is loaded before the window is seen
    from lagebild.pages.page import Page, PageId
    from lagebild.pages.welcome import Welcome


class PageArea(QWidget):
    """A page is made by `make` when it is first opened, and kept; `language` is that of the moment."""

    page_shown = Signal()
    """A page was opened, and its plots are in place."""

    def __init__(self, make: Callable[[PageId], Page], language: Callable[[], Language]) -> None:
        super().__init__()
        self.page_id: PageId = "situation"
        self.size_class: SizeClass = "L"
        self.welcome: Welcome | None = None
        """While it is shown."""
        self._make = make
        self._language = language
        self._pages: dict[PageId, Page] = {}
        self._stack = QStackedWidget()
        self.header = Header()
        self.header.tab_chosen.connect(self.show_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    @property
    def page(self) -> Page | None:
        """The page that was opened last, be it behind the welcome; None until there is one."""
        return self._pages.get(self.page_id)

    def announce(self, id: PageId) -> None:
        """Name the page that is opened as soon as one can be made."""
        self.page_id = id
        self._show_head()

    def open(self, id: PageId) -> None:
        """Show a page in the place of what is there."""
        self.page_id = id
        self.leave_welcome()
        page = self._pages.get(id) or self._add(id)
        if page.size_class != self.size_class:
            page.set_size_class(self.size_class)
        focused = QApplication.focusWidget()
        self._stack.setCurrentIndex(list(self._pages).index(id))
        self._show_head()
        if focused is not None and self._stack.isAncestorOf(focused):  # it never stays on what is hidden now
            (page.first_focus() or self.window()).setFocus(Qt.FocusReason.OtherFocusReason)
        # after it has been painted without them: their library is slow to load
        QTimer.singleShot(0, partial(self._complete, page))

    def _add(self, id: PageId) -> Page:
        page = self._make(id)
        page.set_size_class(self.size_class)
        page.tab_changed.connect(lambda _: self._show_head())
        self._pages[id] = page
        self._stack.addWidget(Scrolled(page))
        return page

    def _complete(self, page: Page) -> None:
        page.ensure_plots()
        self.page_shown.emit()

    def show_tab(self, index: int) -> None:
        """Show another sub-tab of the page."""
        if self.page is not None and index != self.page.tab():
            self.page.show_tab(index)
            self._show_head()
            area = self._stack.currentWidget()
            if isinstance(area, Scrolled):
                area.verticalScrollBar().setValue(0)  # a tab begins at its answer

    def turn_tab(self, by: int) -> None:
        """Show the sub-tab that is so many further on, round the ends."""
        if self.page is not None and self.page.tabs():
            self.show_tab((self.page.tab() + by) % len(self.page.tabs()))

    def rebuild(self) -> None:
        """Make the page that is shown anew, and the others when they are opened: type has another size."""
        kept, tab = self.page_id, self.page.tab() if self.page is not None else 0
        areas = [self._stack.widget(place) for place in range(len(self._pages))]
        self._pages.clear()
        for area in areas:
            if area is not None:
                self._stack.removeWidget(area)
                area.deleteLater()
        if areas and self.welcome is None:
            self.open(kept)
            self.show_tab(tab)

    # ---- the welcome

    def show_welcome(self, welcome: Welcome) -> None:
        """Show it in the place of a page, without a head, until one is opened."""
        welcome.set_size_class(self.size_class)
        self.welcome = welcome
        self._stack.setCurrentIndex(self._stack.addWidget(Scrolled(welcome)))
        self.header.hide()
        (welcome.first_focus() or self.window()).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_welcome(self) -> None:
        """Take it away, if it is there."""
        area = self._stack.currentWidget()
        if self.welcome is not None and area is not None:
            self._stack.removeWidget(area)
            area.deleteLater()
            self.welcome = None
            self.header.show()

    # ---- its words and its size

    def speak(self) -> None:
        """Say every word of the head in the language of now."""
        language = self._language()
        say = language.say
        self.header.set_words(say("File"), say("Search"), key_words("Ctrl+K", language), say("Export"), say("Sections"))
        self._show_head()

    def _show_head(self) -> None:
        page = self.page
        if page is None:
            entry = next(entry for entry in PAGES if entry.page == self.page_id)
            self.header.show_page(self._language().say(entry.words))
        else:
            self.header.show_page(page.title(), page.subtitle(), page.tabs(), page.tab())

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange what is shown for a class of window size; other pages follow when they are opened."""
        self.size_class = size_class
        self.header.set_size_class(size_class)
        shown = self.welcome or self.page
        if shown is not None:
            shown.set_size_class(size_class)
