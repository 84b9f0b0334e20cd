"""What stands behind a cell of the heat map: its questions with answer, weight and points; each leads to itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.knowledge.records import Option, Theme
from lagebild.language import Language
from lagebild.look.colours import colour, current
from lagebild.look.fonts import scaled, text_width
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.look.typesetting import Setting, draw_lines, line_height, pieces_of, set_lines
from lagebild.pages.scrolled import ScrolledDown
from lagebild.widgets.buttons import Button, PressedByEnter
from lagebild.widgets.evidence_asked import Asked, asked_of
from lagebild.widgets.labels import Line, Words
from lagebild.widgets.layouts import nest
from lagebild.wording import scoring

_BESIDE = 8
_ABOVE = 5
_NUMBER = 52
_LEAST = 200


class PartEntry(PressedByEnter):
    """A question behind a score; pressing it leads to its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.row: scoring.PartRow | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: scoring.PartRow) -> None:
        """Show it; nothing happens when it is shown already."""
        if row != self.row:
            self.row = row
            self.set_text(row.spoken)
            self._hold_height()
            self.update()

    def texts(self) -> tuple[Words, ...]:
        """What is shown."""
        row = self.row
        return () if row is None else tuple(part for part in (row.title, row.about, row.points, row.band) if part)

    def asked(self) -> tuple[Asked, ...]:
        """Its points."""
        return () if self.row is None else asked_of(self.row.points, self.row.title)

    def _settings(self) -> tuple[Setting, Setting]:
        row, room = self.row, max(self.width() - 2 * _BESIDE - scaled(_NUMBER), 80)
        title, about = ("", "") if row is None else (row.title, row.about)
        return set_lines(pieces_of(title), "body", room), set_lines(pieces_of(about), "source", room)

    def _hold_height(self) -> None:
        title, about = self._settings()
        height = len(title.lines) * line_height("body") + len(about.lines) * line_height("source") + 2 * _ABOVE
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height()

    def sizeHint(self) -> QSize:
        return QSize(220, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect, row = current(), QPainter(self), QRectF(self.rect()), self.row
        if row is None:
            return
        if self.underMouse():
            draw_surface(painter, rect.adjusted(0, 1, 0, -1), theme.sunken, "", 4)
        painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), colour(theme.line))
        title, about = self._settings()
        draw_lines(painter, title, "body", _BESIDE, _ABOVE, tint=theme.text, room=title.width)
        below = _ABOVE + len(title.lines) * line_height("body")
        tint = theme.text2 if row.settled else theme.loss
        draw_lines(painter, about, "source", _BESIDE, below, tint=tint, strong_tint=tint, room=about.width)
        left = rect.width() - scaled(_NUMBER) - _BESIDE
        for words, role, top, shade in (
            (row.points, "strong", _ABOVE, theme.text),
            (row.band, "source", below, theme.text2),
        ):
            room = QRectF(left, top, max(scaled(_NUMBER), text_width(words, role)), line_height(role))
            draw_text(painter, room, words, role, shade, "right")
        if self.hasFocus():
            draw_focus_ring(painter, rect, 4)


class BehindScore(QWidget):
    """The questions behind a score; `asked_for` is emitted with the id of the one the reader picks."""

    asked_for = Signal(str)
    closed = Signal()
    gone = Signal()
    """The option it was of is there no more."""

    def __init__(self) -> None:
        super().__init__()
        self._of: tuple[Theme | None, Option] | None = None
        self._title = Line("", "strong", "text")
        self.back = Button("", "quiet", "close", icon_only=True, height=28)
        self.back.clicked.connect(self.closed)
        self.entries: list[PartEntry] = []
        head = QHBoxLayout()
        head.setContentsMargins(_BESIDE, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.back)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self._area = ScrolledDown(QPalette.ColorRole.Base)
        self._area.hold(inner)
        self._area.setMinimumHeight(scaled(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        nest(column, head)
        column.addWidget(self._area, 1)

    def look_at(self, theme: Theme | None, option: Option) -> None:
        """Show what is behind this score; None is the overall one."""
        self._of = (theme, option)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the questions as they are answered."""
        if self._of is None:
            return
        theme, before = self._of
        option = next((one for one in results.options if one.id == before.id), None)
        if option is None:  # hidden or deleted meanwhile
            self._of = None
            self.gone.emit()
            return
        self._of = (theme, option)
        title = scoring.behind_title(*self._of, results, language)
        self._title.set_text(title)
        self.setAccessibleName(str(title))
        self.back.set_text(language.say("Close the list"))
        rows = scoring.behind_rows(*self._of, results, language)
        while len(self.entries) < len(rows):
            entry = PartEntry()
            entry.clicked.connect(lambda _=False, entry=entry: self.asked_for.emit(entry.row.id if entry.row else ""))
            self.entries.append(entry)
            self._rows.insertWidget(self._rows.count() - 1, entry)
        for place, entry in enumerate(self.entries):
            entry.setVisible(place < len(rows))
            if place < len(rows):
                entry.show_row(rows[place])

    def focus_on(self, id: str) -> None:
        """Put the keys on a question of the list, and bring it into sight."""
        entry = next((one for one in self.entries if one.row is not None and one.row.id == id), None)
        if entry is not None:
            entry.setFocus()
            self._rows.activate()
            self._area.ensureWidgetVisible(entry, 0, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
