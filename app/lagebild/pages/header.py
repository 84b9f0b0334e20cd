"""The head of the page: title, subtitle, search, export and sub-tabs; one row of all in small windows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface, draw_text
from lagebild.pages.size_class import MARGINS, SizeClass
from lagebild.widgets.buttons import Button
from lagebild.widgets.labels import Line, Words
from lagebild.widgets.layouts import nest

_BELOW = 8
_TAB_GAP, _TAB_HEIGHT = 24, 34
_LEAST_GAP = 12  # where there is too little room for all tabs


class TabBar(QTabBar):
    """Sub-tabs of a page; arrows move between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, tabs: Sequence[str]) -> None:
        """Show these; with as many as before only their words change."""
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for place, words in enumerate(tabs):
            if place >= self.count():
                self.addTab(words)
            elif self.tabText(place) != words:
                self.setTabText(place, words)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(self.tabText(place) for place in range(self.count()))

    def tabSizeHint(self, index: int) -> QSize:
        # the words of the first stand flush with the title
        return QSize(self._wide(index) + self._gap(), _TAB_HEIGHT)

    def _wide(self, index: int) -> int:
        return round(text_width(self.tabText(index), "strong")) + 1

    def _gap(self) -> int:
        """Behind each tab: less where they would not all be seen."""
        room = self.width() - self._all_wide(0)
        return min(_TAB_GAP, max(_LEAST_GAP, room // max(self.count(), 1)))

    def sizeHint(self) -> QSize:
        return QSize(self._all_wide(_TAB_GAP), _TAB_HEIGHT)

    def least_width(self) -> int:
        """What all tabs take at least."""
        return self._all_wide(_LEAST_GAP)

    def _all_wide(self, gap: int) -> int:
        return sum(self._wide(place) + gap for place in range(self.count()))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least_width(), _TAB_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.count() and self.tabRect(0).left() < 0 and self.least_width() <= self.width():
            # Qt stays where it has scrolled to for want of room
            chosen, blocked = self.currentIndex(), self.blockSignals(True)
            self.setCurrentIndex(0)
            self.setCurrentIndex(chosen)
            self.blockSignals(blocked)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        draw_hairline(painter, 0, self.height() - 1, self.width(), theme.line)
        under = self.tabAt(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else -1
        gap = self._gap()
        for place in range(self.count()):
            box = QRectF(self.tabRect(place)).adjusted(0, 0, -gap, 0)
            chosen = place == self.currentIndex()
            tint = theme.accent if chosen else theme.text if place == under else theme.text2
            draw_text(painter, box.adjusted(0, 0, 0, -4), self.tabText(place), "strong", tint)
            if chosen:
                draw_surface(painter, QRectF(box.x(), self.height() - 3, box.width(), 3), theme.accent, "", 1.5)
                if self.hasFocus():
                    draw_focus_ring(painter, box.adjusted(-8, 2, 8, -6))


class Header(QWidget):
    """What stands above every page."""

    file_requested = Signal()
    search_requested = Signal()
    export_requested = Signal()
    tab_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Line("", "page_title")
        self._subtitle = Line("", "body", "text2")
        self.tabs = TabBar()
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._choose_tab)
        self.file = Button("", "quiet", "file")
        self.file.clicked.connect(self.file_requested)
        self.search = Button("", "quiet", "search")
        self.search.clicked.connect(self.search_requested)
        self.export = Button("", "outline", "export")
        self.export.clicked.connect(self.export_requested)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._title)
        self._words.addWidget(self._subtitle)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        nest(self._row, self._words)
        self._row.addStretch(1)
        self._row.addWidget(self.file)
        self._row.addWidget(self.search)
        self._row.addWidget(self.export)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        nest(self._column, self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._filling = False
        self._keys = ""
        self._one_row: bool | None = None
        self.set_size_class("L")

    def set_words(self, file: str, search: str, search_keys: str, export: str, tabs: str) -> None:
        """Name what is there on every page; `tabs` is the sub-tabs' name for a screen reader."""
        self._keys = search_keys
        self.file.set_text(file)
        self.search.set_text(search)
        self.search.set_keycap(search_keys if not self._one_row else "")
        self.export.set_text(export)
        self.tabs.setAccessibleName(tabs)
        self._make_room()

    def show_page(self, title: str, subtitle: Words = "", tabs: Sequence[str] = (), tab: int = 0) -> None:
        """Show what belongs to a page."""
        self._title.set_text(title)
        self._subtitle.set_text(subtitle)
        self._filling = True
        self.tabs.set_tabs(tabs)
        if tabs:
            self.tabs.setCurrentIndex(tab)
        self._filling = False
        self.tabs.setVisible(bool(tabs))
        self._make_room()

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange it for a class of window size."""
        across, above = MARGINS[size_class]
        one_row = size_class == "S"
        self._column.setContentsMargins(across, above, across, _BELOW if not one_row else 4)
        # its line stays in large windows even while a page has none, so that no page jumps
        self._subtitle.setVisible(size_class in ("L", "XL"))
        if one_row == self._one_row:
            return
        self._one_row = one_row
        self._words.setContentsMargins(0, 0, 14 if one_row else 0, 0)
        self.file.set_icon_only(one_row)
        self.search.set_icon_only(one_row)
        self.search.set_keycap("" if one_row else self._keys)
        if one_row:
            self._column.removeWidget(self.tabs)
            self._row.insertWidget(1, self.tabs, 1000)
        else:
            self._row.removeWidget(self.tabs)
            self._column.addWidget(self.tabs)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In one row, the button to export says its name where all tabs are seen beside it."""
        self.export.set_icon_only(False)
        if self._one_row and self.tabs.count():
            parts = (self._words, self.file, self.search, self.export)
            needed = sum(part.sizeHint().width() for part in parts) + self.tabs.least_width()
            sides = self._column.contentsMargins()
            room = self.width() - sides.left() - sides.right() - (len(parts) + 1) * self._row.spacing()
            self.export.set_icon_only(needed > room)

    def _choose_tab(self, index: int) -> None:
        if not self._filling and index >= 0:
            self.tab_chosen.emit(index)
