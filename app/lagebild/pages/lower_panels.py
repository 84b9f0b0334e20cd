"""What stands below a calculator's chart: panels side by side, or in small windows a card with one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lagebild.language import Language
from lagebild.pages.pinned import scroll_area_of
from lagebild.pages.size_class import GAP
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import Card
from lagebild.widgets.layouts import alignment_of, nest
from lagebild.widgets.segmented import Segmented

_LEAST = 236
"""Height of panels side by side."""
_UNBOUNDED = 16_777_215  # Qt's own
_BESIDE = 14
"""Padding of the card at its sides."""


class _FittedStack(QStackedWidget):
    """As high as what it shows needs to be."""

    def fit(self) -> None:
        """Take the height of the widget shown; nested layouts forget heightForWidth."""
        widget = self.currentWidget()
        layout = None if widget is None else widget.layout()
        if widget is None or layout is None:
            return
        layout.activate()
        height = (
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.minimumSize().height()
        )
        self.setFixedHeight(min(max(height, widget.minimumHeight()), widget.maximumHeight()))

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the panel has another height: a heading takes another line
            self.fit()
        return taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class LowerCard(Card):
    """One of several panels, picked by tabs, which a link opens and closes."""

    picked = Signal()
    """Another panel, which opens the card."""
    toggled = Signal()
    """Opened or closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tabs = Segmented()
        self.tabs.chosen.connect(lambda _: self._pick())
        self._toggle = LinkButton("", "chevron-up")
        self._toggle.clicked.connect(self._turn)
        self._stack = _FittedStack()
        self.opened = True
        self._bar = bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        bar.addWidget(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BESIDE, 10, _BESIDE, 10)
        column.setSpacing(6)
        nest(column, bar)
        column.addWidget(self._stack)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        # the link goes below the tabs where both would be wider than a small window allows
        return QSize(self.tabs.minimumSizeHint().width() + 2 * _BESIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_link()

    def _place_link(self) -> None:
        words = self.tabs.minimumSizeHint().width() + GAP + self._toggle.sizeHint().width()
        beside = words <= self.width() - 2 * _BESIDE
        self._bar.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def take(self, panels: Sequence[QWidget]) -> None:
        """Hold these panels from now on."""
        for panel in panels:
            self._stack.addWidget(panel)

    def name_panels(self, name: str, panels: Sequence[tuple[str, str]]) -> None:
        """Name the tabs, each by its id and its words; the first is shown until another is picked."""
        self.tabs.set_name(name)
        self.tabs.set_options(panels)
        if self.tabs.value() is None:
            self.tabs.set_value(panels[0][0])
        self._place_link()

    def show_panel(self, panel: QWidget, language: Language) -> None:
        """Show a panel, as far as the card is open."""
        panel.setMaximumHeight(_UNBOUNDED)  # as high as its words make it in large type
        self._stack.setCurrentWidget(panel)
        self._stack.fit()
        self._stack.setVisible(self.opened)
        self._toggle.set_icon("chevron-up" if self.opened else "chevron-down")
        self._toggle.set_text(language.say("Close panel") if self.opened else language.say("Open panel"))

    def _pick(self) -> None:
        self.opened = True
        self.picked.emit()

    def _turn(self) -> None:
        self.opened = not self.opened
        self.toggled.emit()


def level(panels: QBoxLayout, beside: QWidget, *, opened: bool) -> None:
    """Let `beside` be as high as the panel next to it; if that is opened to all it has, stay as high as before."""
    if opened:
        beside.setFixedHeight(max(_LEAST, beside.height()))
        alignment = Qt.AlignmentFlag.AlignTop
    else:
        beside.setMinimumHeight(_LEAST)
        beside.setMaximumHeight(_UNBOUNDED)
        alignment = Qt.AlignmentFlag(0)
    # asked first: to set it lays the page out anew, even where it is the same
    if alignment_of(panels, beside) != alignment:
        panels.setAlignment(beside, alignment)


def reveal(widget: QWidget) -> None:
    """Scroll the page to `widget` once it has its new height."""

    def scroll() -> None:
        area = scroll_area_of(widget)
        for _ in range(3):  # a height that changes inside is passed on from layout to layout
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if area is not None:
            area.ensureWidgetVisible(widget, 0, GAP)

    QTimer.singleShot(0, widget, scroll)
