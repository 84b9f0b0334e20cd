"""A day, written as the language does, with a calendar to pick it from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QEnterEvent, QFocusEvent, QPalette, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from lagebild.language import Language, Shown
from lagebild.look.colours import colour, current
from lagebild.look.fonts import font
from lagebild.look.icons import icon
from lagebild.look.palette import palette
from lagebild.origin import Origin
from lagebild.widgets.evidence_asked import Asked, named

_LOCALES = {"de": QLocale(QLocale.Language.German, QLocale.Country.Germany),
            "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)}  # fmt: skip
_FORMATS = {"de": "dd.MM.yyyy", "en": "d MMM yyyy"}


class _Calendar(QCalendarWidget):
    """Qt's calendar in the theme's colours."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setMinimumSize(320, 260)
        self.dress()

    def dress(self) -> None:
        """Put on the theme in use."""
        theme = current()
        own = palette(theme)
        # the calendar writes month and year in this colour on the bar, whatever the bar is filled with
        own.setColor(QPalette.ColorRole.HighlightedText, colour(theme.text))
        self.setPalette(own)
        self.setFont(font("body"))
        for day in Qt.DayOfWeek:
            plain = QTextCharFormat()
            plain.setForeground(QBrush(colour(theme.text)))
            self.setWeekdayTextFormat(day, plain)
        heads = QTextCharFormat()
        heads.setForeground(QBrush(colour(theme.text2)))
        heads.setFont(font("chip"))
        self.setHeaderTextFormat(heads)
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        if bar is not None:
            bar.setBackgroundRole(QPalette.ColorRole.Base)
        for button in self.findChildren(QToolButton):
            button.setPalette(own)
            button.setFont(font("strong"))
        for name, sign in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            arrow = self.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icon(sign))


def _of_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


class DayField(QDateEdit):
    """A day between two others; `edited` is emitted with the `date` the reader picks."""

    edited = Signal(object)

    def __init__(
        self, first: date, last: date, *, language: Language | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = Language("en") if language is None else language
        self._told = last
        self._calendar: _Calendar | None = None
        self._origin: Origin | None = None
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setFont(font("strong"))
        self.setFont(font("strong"))
        self.set_bounds(first, last)
        self.set_value(last)
        self.dateChanged.connect(self._on_date)
        self._write()

    def set_name(self, name: str) -> None:
        """What the day is, for a screen reader."""
        self.setAccessibleName(name)

    def set_origin(self, origin: Origin) -> None:
        """Which input the day is."""
        self._origin = origin

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self.text() if self._origin is None else Shown(self.text(), self._origin),)

    def asked(self) -> tuple[Asked, ...]:
        """The day, where its origin is known."""
        known = self._origin is not None and self._origin.leads_on
        return (named(self.accessibleName(), self.text(), self._origin),) if known and self._origin else ()

    def set_language(self, language: Language) -> None:
        """Write days in `language`."""
        if language != self._language:
            self._language = language
            self._write()

    def set_bounds(self, first: date, last: date) -> None:
        """Allow days from `first` to `last`."""
        self._first, self._last = first, last
        self._told = min(max(self.value(), first), last)
        self.setDateRange(_of_qt(first), _of_qt(last))

    def set_value(self, day: date) -> None:
        """Show `day` without emitting `edited`; one out of the bounds is allowed as long as it is shown."""
        if day != self.value():
            self._told = day
            with QSignalBlocker(self):  # Qt would tell of another day if the new bounds left out the old one
                self.setDateRange(_of_qt(min(day, self._first)), _of_qt(max(day, self._last)))
                self.setDate(_of_qt(day))

    def value(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def _write(self) -> None:
        self.setLocale(_LOCALES[self._language.code])
        self.setDisplayFormat(_FORMATS[self._language.code])
        if self._calendar is not None:
            self._calendar.setLocale(self.locale())
        self.updateGeometry()

    def _on_date(self) -> None:
        day = self.value()
        if day != self._told:
            self._told = day
            with QSignalBlocker(self.lineEdit()):  # what was typed is taken, so taking it back is the session's
                place = self.lineEdit().cursorPosition()
                self.lineEdit().setText(self.text())
                self.lineEdit().setCursorPosition(place)
            self.edited.emit(day)

    # ---- the calendar, made when somebody comes near

    def _make_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.setLocale(self.locale())
            self.setCalendarWidget(self._calendar)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._make_calendar()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._make_calendar()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._calendar is not None:
            self._calendar.dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
