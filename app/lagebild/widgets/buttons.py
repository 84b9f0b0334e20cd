"""Buttons: primary, outlined, quiet, on the rail; links; and a toolbar that drops its words when it gets narrow."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import (
    draw_focus_ring,
    draw_keycap,
    draw_surface,
    draw_text,
    keycap_width,
)
from lagebild.theme import Theme

ButtonKind = Literal["primary", "outline", "quiet", "rail", "rail_quiet"]
_ICON = 16
_GAP = 8


class _Paint(NamedTuple):
    fill: str
    edge: str
    text: str
    icon: str
    ring: str


def _paint(kind: ButtonKind, theme: Theme, hovered: bool, down: bool, enabled: bool) -> _Paint:
    if kind in ("rail", "rail_quiet"):
        fill = theme.rail_active if hovered or down else ""
        words = theme.rail_strong if kind == "rail" else theme.rail_text
        return _Paint(fill, theme.rail_text if kind == "rail" else "", words, words, theme.rail_strong)
    if not enabled:
        edge = "" if kind == "quiet" else theme.line
        return _Paint("" if kind == "quiet" else theme.sunken, edge, theme.text3, theme.text3, theme.accent)
    if kind == "primary":
        fill = theme.accent_hover if hovered or down else theme.accent
        return _Paint(fill, "", theme.on_accent, theme.on_accent, theme.on_accent)
    fill = theme.accent_tint if down else theme.sunken if hovered else "" if kind == "quiet" else theme.surface
    if kind == "outline":
        return _Paint(fill, theme.border, theme.text, theme.text2, theme.accent)
    return _Paint(fill, "", theme.text2, theme.text2, theme.accent)


class PressedByEnter(QPushButton):
    """A push button that takes Enter as well as the space bar; Qt's own does so in dialogs only.

    Qt is given the words as a name, not as text: in "S&P 500" it would see a shortcut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def text(self) -> str:
        """The words on it."""
        return self._text

    def set_text(self, text: str) -> None:
        """The words on it, and its name."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Button(PressedByEnter):
    """A real push button with our look; without room for its words it shows the icon and a tooltip."""

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "outline",
        icon: str = "",
        *,
        icon_only: bool = False,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon = icon
        self._icon_only = icon_only
        self._height = height
        self._keycap = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """The words on it; for an icon alone they are its name and tooltip."""
        super().set_text(text)
        self._tell()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._icon:
            self._icon = name
            self.update()

    def set_keycap(self, text: str) -> None:
        """The shortcut in a small frame beside the words."""
        if text != self._keycap:
            self._keycap = text
            self.updateGeometry()
            self.update()

    def set_icon_only(self, icon_only: bool) -> None:
        """Drop or show the words."""
        if icon_only != self._icon_only:
            self._icon_only = icon_only
            self._tell()
            self.updateGeometry()
            self.update()

    def _tell(self) -> None:
        tip = self.text() if self._icon_only else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return () if self._icon_only else (self.text(),)

    def words_width(self) -> int:
        """The width it takes with its words."""
        padding = 24 if self.kind in ("outline", "primary", "rail") else 16
        width = round(text_width(self.text(), "strong")) + 1
        if self._icon:
            width += _ICON + _GAP
        if self._keycap:
            width += _GAP + keycap_width(self._keycap)
        return width + padding

    def sizeHint(self) -> QSize:
        return QSize(self._height if self._icon_only else self.words_width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        hovered = self.underMouse() and self.isEnabled()
        paint = _paint(self.kind, current(), hovered, self.isDown() or self.isChecked(), self.isEnabled())
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if paint.fill or paint.edge:
            draw_surface(painter, rect, paint.fill, paint.edge, 6)
        if self.hasFocus():
            if self.kind == "primary":
                draw_focus_ring(painter, rect)
                draw_focus_ring(painter, rect.adjusted(2, 2, -2, -2), 4, paint.ring)
            else:
                draw_focus_ring(painter, rect, 6, paint.ring)
        if self._icon_only:
            x, y = (rect.width() - _ICON) / 2, (rect.height() - _ICON) / 2
            draw_icon(painter, self._icon, paint.icon, x, y)
            return
        keycap = keycap_width(self._keycap) if self._keycap else 0
        width = self.words_width() - (24 if self.kind in ("outline", "primary", "rail") else 16)
        left = (rect.width() - width) / 2
        if self._icon:
            draw_icon(painter, self._icon, paint.icon, round(left), (rect.height() - _ICON) / 2)
            left += _ICON + _GAP
        words = text_width(self.text(), "strong")
        draw_text(painter, QRectF(left, 0, words + 1, rect.height()), self.text(), "strong", paint.text)
        if keycap:
            cap = QRectF(round(left + words + _GAP), (rect.height() - 22) / 2, keycap, 22)
            if self.kind in ("rail", "rail_quiet"):
                draw_text(painter, cap, self._keycap, "chip", paint.text, "centre")
            else:
                draw_keycap(painter, cap, self._keycap)


class LinkButton(PressedByEnter):
    """Words that lead somewhere, with an arrow."""

    def __init__(self, text: str = "", icon: str = "arrow-right", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self.text(),)

    def sizeHint(self) -> QSize:
        icon = 4 + 14 if self._icon else 0
        return QSize(round(text_width(self.text(), "strong")) + 1 + icon + 4, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        tint = theme.accent_hover if self.underMouse() else theme.accent
        painter = QPainter(self)
        rect = QRectF(self.rect())
        words = text_width(self.text(), "strong")
        # the words start where the paragraph above them starts
        draw_text(painter, QRectF(0, 0, words + 1, rect.height()), self.text(), "strong", tint)
        if self.underMouse():
            painter.fillRect(QRectF(0, rect.height() - 5, words, 1), painter.pen().color())
        if self._icon:
            draw_icon(painter, self._icon, tint, round(words) + 4, (rect.height() - 14) / 2, 14)
        if self.hasFocus():
            draw_focus_ring(painter, rect.adjusted(-4, 0, 0, 0), 4)


class Toolbar(QWidget):
    """Quiet buttons in a row, right-aligned; they show icons only while the row's owner is narrow."""

    NARROW = 640

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add(self, icon: str, text: str = "") -> Button:
        """A further button; connect its `clicked`."""
        button = Button(text, "quiet", icon, height=28)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def put_first(self, button: QWidget) -> None:
        """Put another button before all of these."""
        self._row.insertWidget(0, button)

    def fit(self, owner_width: int) -> None:
        """Choose words or icons for an owner of that width."""
        for button in self._buttons:
            button.set_icon_only(owner_width < self.NARROW)
