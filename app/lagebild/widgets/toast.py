"""A word at the bottom: what happened, how to go on, one action; the focus stays where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.look.typesetting import draw_lines, line_height, one_line_width, pieces_of, set_lines
from lagebild.widgets.announce import announce
from lagebild.widgets.buttons import PressedByEnter

SHOWN = 6000  # milliseconds; longer while the pointer or the focus is on it
_MARGIN = 24
_ABOVE = 84  # from the bottom: clear of what stands there to be read and pressed
_INPUTS = 540  # the left of a wide window, where fields and buttons are


class _Message(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, room: int) -> None:
        self._text, self._room = text, room
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def texts(self) -> tuple[str, ...]:
        return (self._text,)

    def sizeHint(self) -> QSize:
        pieces = pieces_of(self._text)
        width = min(one_line_width(pieces, "strong"), self._room)
        setting = set_lines(pieces, "strong", max(width, 1))
        return QSize(width, line_height("strong") * len(setting.lines))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        setting = set_lines(pieces_of(self._text), "strong", self.width())
        draw_lines(QPainter(self), setting, "strong", 0, 0, tint=current().on_toast, room=self.width())


class _Action(PressedByEnter):
    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def texts(self) -> tuple[str, ...]:
        return (self.text(),)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), "strong")) + 17, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(self.rect()), self.text(), "strong", current().toast_action, "centre")
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), 5, current().toast_action)


class Toast(QWidget):
    """Lies over the bottom of its parent; a new message takes the place of the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._icon = ""
        self._do: Callable[[], object] | None = None
        self._message = _Message()
        self._action = _Action()
        self._action.clicked.connect(self._act)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self._message)
        self._row.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_message(
        self, text: str, action: str = "", do: Callable[[], object] | None = None, *, icon: str = "check-circle"
    ) -> None:
        """Say `text` for six seconds; `action` names what `do` does."""
        self._icon = icon
        self._do = do
        self._row.setContentsMargins(42 if icon else 16, 9, 16, 9)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        taken = 42 + 16 + (self._action.sizeHint().width() + 12 if action else 0) + 2 * _MARGIN
        self._message.show_text(text, max(160, self._over.width() - self._left() - taken))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, f"{text} {action}".strip())

    def _left(self) -> int:
        return _INPUTS if self._over.width() >= 1024 else 0

    def _place(self) -> None:
        self._row.activate()
        size = self._row.sizeHint()
        parent, left, height = self._over, self._left(), max(size.height(), 40)
        self.setGeometry(
            left + (parent.width() - left - size.width()) // 2,
            max(0, parent.height() - height - _ABOVE),
            size.width(),
            height,
        )

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not self._action.hasFocus():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        draw_surface(painter, QRectF(self.rect()), theme.toast, "", 8)
        if self._icon:
            draw_icon(painter, self._icon, theme.toast_action, 16, (self.height() - 16) / 2)
