"""The navigation rail: pages, language, theme, and which knowledge is in use."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.look.colours import colour, current
from lagebild.look.fonts import scaled
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface, draw_text
from lagebild.pages.mark import draw_mark
from lagebild.pages.size_class import SizeClass
from lagebild.widgets.buttons import Button
from lagebild.widgets.labels import Line, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented

WIDE, NARROW = 200, 96
_INSET = 8


class RailItem(NamedTuple):
    """A page as the rail names it."""

    page: str
    icon: str
    words: str
    digit: str
    keys: str
    """The shortcut in full, for a screen reader."""


class _Brand(QWidget):
    """Mark and name."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = True

    def set_wide(self, wide: bool) -> None:
        self.wide = wide
        self.setFixedHeight(76 if wide else 80)
        self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return ("Lagebild",)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = current().rail_strong
        if self.wide:
            draw_mark(painter, 20, 20, 26)
            draw_text(painter, QRectF(58, 18, self.width() - 58, 30), "Lagebild", "answer_s", tint)
        else:
            draw_mark(painter, (self.width() - 26) / 2, 18, 26)
            draw_text(painter, QRectF(0, 48, self.width(), 20), "Lagebild", "strong", tint, "centre")


class _Entry(QAbstractButton):
    """A page: Enter or a click opens it, the arrow keys move to its neighbours."""

    def __init__(self, item: RailItem) -> None:
        super().__init__()
        self._item = item
        self._wide = True
        self.neighbours: list[_Entry] = []
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_item(item)

    def set_item(self, item: RailItem) -> None:
        """Show the page's name in another language."""
        self._item = item
        self.setText(item.words)
        self.setAccessibleName(item.words)
        self.setAccessibleDescription(item.keys)
        self.setToolTip(item.keys)  # the number at the right alone does not say which key goes with it
        self.update()

    def set_wide(self, wide: bool) -> None:
        """Icon beside the name, or over it."""
        self._wide = wide
        self.updateGeometry()
        self.update()

    def set_current(self, shown: bool) -> None:
        """Mark it as the page that is shown; Tab enters the rail there."""
        self.setChecked(shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if shown else Qt.FocusPolicy.ClickFocus)

    def nextCheckState(self) -> None:
        """Only the window says which page is shown."""

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._item.words, *((self._item.digit,) if self._wide else ()))

    def sizeHint(self) -> QSize:
        return QSize(scaled(WIDE), 36) if self._wide else QSize(scaled(NARROW), 58)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(NARROW), 36 if self._wide else 46)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, last = self.neighbours.index(self), len(self.neighbours) - 1
        moves = {
            Qt.Key.Key_Up: max(place - 1, 0),
            Qt.Key.Key_Down: min(place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.neighbours[moves[key]].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        shown = self.isChecked()
        if shown or self.underMouse():
            painter.setOpacity(1.0 if shown else 0.6)
            draw_surface(painter, box, theme.rail_active, "", 6)
            painter.setOpacity(1.0)
        if shown:
            draw_surface(painter, QRectF(-3, 6, 6, self.height() - 12), theme.rail_mark, "", 3)
        tint = theme.rail_strong if shown else theme.rail_text
        if self._wide:
            draw_icon(painter, self._item.icon, tint, 22, (self.height() - 16) / 2)
            draw_text(painter, QRectF(52, 0, scaled(116), self.height()), self._item.words, "strong", tint)
            digit = QRectF(0, 0, self.width() - 20, self.height())
            draw_text(painter, digit, self._item.digit, "source", theme.rail_text, "right")
        else:
            top = (self.height() - 38) / 2
            draw_icon(painter, self._item.icon, tint, (self.width() - 16) / 2, round(top))
            draw_text(painter, QRectF(4, top + 18, self.width() - 8, 20), self._item.words, "strong", tint, "centre")
        if self.hasFocus():
            draw_focus_ring(painter, box, 6, theme.rail_strong)


class Rail(QWidget):
    """The dark column at the left."""

    page_chosen = Signal(str)
    language_chosen = Signal(object)  # language.Code
    theme_toggled = Signal()
    settings_asked = Signal()

    def __init__(self, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._wide: bool | None = None
        self._long: Words = ""
        self._short: Words = ""
        self._brand = _Brand()
        self.entries: dict[str, _Entry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addWidget(self._brand)
        for item in items:
            entry = _Entry(item)
            entry.clicked.connect(lambda _=False, page=item.page: self.page_chosen.emit(page))
            self.entries[item.page] = entry
            column.addWidget(entry)
        for entry in self.entries.values():
            entry.neighbours = list(self.entries.values())
        column.addStretch(1)
        self.language = Segmented((("de", "DE"), ("en", "EN")), rail=True, height=30)
        self.language.chosen.connect(self.language_chosen)
        self.theme = Button("", "rail_quiet", "moon", icon_only=True)
        self.theme.clicked.connect(self.theme_toggled)
        self.settings = Button("", "rail_quiet", "gear", icon_only=True)
        self.settings.clicked.connect(self.settings_asked)
        self._version = Line("", "source", "rail_text", "centre")
        self._foot = QGridLayout()
        self._foot.setVerticalSpacing(8)
        nest(column, self._foot)
        self.set_size_class("L")

    def set_items(self, items: tuple[RailItem, ...]) -> None:
        """Name the pages in another language."""
        for item in items:
            self.entries[item.page].set_item(item)

    def set_page(self, page: str) -> None:
        """Mark the page that is shown."""
        for name, entry in self.entries.items():
            entry.set_current(name == page)

    def set_language(self, code: str, name: str) -> None:
        """Mark the language that is spoken; `name` says what the choice is about."""
        self.language.set_value(code)
        self.language.set_name(name)

    def set_theme(self, dark: bool, words: str) -> None:
        """`words` say what pressing the button does."""
        self.theme.set_icon("sun" if dark else "moon")
        self.theme.set_text(words)

    def set_settings(self, words: str, keys: str) -> None:
        """Name the button that opens the settings; `keys` do the same."""
        self.settings.set_text(words)
        self.settings.setAccessibleDescription(keys)

    def set_version(self, long: Words, short: Words) -> None:
        """Which knowledge is in use, for a wide rail and for a narrow one."""
        self._long, self._short = long, short
        self._version.set_text(long if self._wide else short)

    def set_size_class(self, size_class: SizeClass) -> None:
        """Wide in large windows, else icons over names."""
        wide = size_class in ("L", "XL")
        self.setFixedWidth(scaled(WIDE if wide else NARROW))
        if wide == self._wide:
            return
        self._wide = wide
        self._brand.set_wide(wide)
        for entry in self.entries.values():
            entry.set_wide(wide)
        self._version.set_text(self._long if wide else self._short)
        middle = Qt.AlignmentFlag.AlignHCenter
        for part in (self.language, self.theme, self.settings, self._version):
            self._foot.removeWidget(part)
        if wide:
            self._foot.setContentsMargins(16, 0, 16, 0)
            self._foot.addWidget(self.language, 0, 0, Qt.AlignmentFlag.AlignLeft)
            self._foot.addWidget(self.theme, 0, 1, Qt.AlignmentFlag.AlignRight)
            self._foot.addWidget(self.settings, 0, 2, Qt.AlignmentFlag.AlignRight)
            self._foot.setColumnStretch(1, 1)
            self._foot.setRowMinimumHeight(1, 9)
            self._foot.addWidget(self._version, 2, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        else:
            self._foot.setContentsMargins(0, 0, 0, 0)
            self._foot.addWidget(self.language, 0, 0, 1, 2, middle)
            self._foot.addWidget(self.theme, 1, 0, Qt.AlignmentFlag.AlignRight)
            self._foot.addWidget(self.settings, 1, 1, Qt.AlignmentFlag.AlignLeft)
            self._foot.setColumnStretch(1, 0)
            self._foot.setRowMinimumHeight(1, 0)
            self._foot.addWidget(self._version, 2, 0, 1, 2, middle)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(theme.rail))
        if self._wide:
            draw_hairline(painter, 16, self._version.y() - 13, self.width() - 32, theme.rail_active)
