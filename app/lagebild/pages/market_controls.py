"""What is chosen above the charts of the market: a day, the base and the lines of the event window, a base month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget

from lagebild.analysis.event_window import SHOWN, EventWindow
from lagebild.analysis.market import Kind
from lagebild.analysis.results import Results
from lagebild.knowledge.market import BROAD_MARKET, base_months
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.origin import COUNTED
from lagebild.session import Session
from lagebild.widgets.buttons import Button, PressedByEnter
from lagebild.widgets.day_field import DayField
from lagebild.widgets.labels import Line
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.slider import ValueSlider
from lagebild.wording.dotcom import month
from lagebild.wording.market import group_name

_GAP = 8
_CHIP = 28
_PADDING = 10
_ICON = 14
_CHIPS = 6
"""So many lines have a chip of their own; all stand in the list."""
_KINDS: tuple[Kind, ...] = ("chips", "power", "platforms", "index")


class _TradingDay(QWidget):
    """A day of trading in New York with its name.

    Another day counts as the last one of trading before it; as the next one where that is shown already, so that
    steps with the keys or the wheel lead over weekends.
    """

    picked = Signal(object)

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__()
        self._days = days
        self._shown: date | None = None
        self._name = Line("", "body", "text2")
        self.field = DayField(days[0], days[-1])
        self.field.set_origin(COUNTED)  # where it stands in the series, not what they say
        self.field.edited.connect(self._pick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._name)
        row.addWidget(self.field)

    def show_day(self, name: str, day: date, language: Language) -> None:
        """Show this day under this name."""
        self._shown = day
        self._name.set_text(name)
        self.field.set_name(name)
        self.field.set_language(language)
        self.field.set_value(day)

    def _pick(self, day: date) -> None:
        place = max(0, bisect_right(self._days, day) - 1)
        if self._days[place] == self._shown and self._shown < day:
            place += 1  # there is one: the field ends with the last of them
        traded = self._days[place]
        self._shown = traded
        self.field.set_value(traded)
        self.picked.emit(traded)


class DayOfFalls(_TradingDay):
    """The day whose falls are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.knowledge.closes[BROAD_MARKET].days[1:])  # the first has no day before it
        shock = session.knowledge.shock.day
        self.picked.connect(lambda day: session.look_at_market(day=None if day == shock else day))

    def show_results(self, results: Results, language: Language) -> None:
        """Show the day of the results."""
        self.show_day(language.say("Day"), results.market.day, language)


class _LineChip(PressedByEnter):
    """A line that is shown; pressing it takes the line away."""

    def __init__(self, symbol: str, name: str) -> None:
        super().__init__()
        self.symbol, self.name = symbol, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self.name,)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.name, "strong")) + _ICON + 6 + 2 * _PADDING, _CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = current(), QPainter(self), QRectF(self.rect())
        tint = theme.text if self.isEnabled() else theme.text3
        draw_surface(painter, rect, theme.sunken, theme.border if self.underMouse() else "", 6)
        sign = "close" if self.underMouse() and self.isEnabled() else "check"
        draw_icon(painter, sign, theme.text2, _PADDING, (_CHIP - _ICON) / 2, _ICON)
        left = _PADDING + _ICON + 6
        draw_text(painter, rect.adjusted(left, 0, 0, 0), self.name, "strong", tint)
        if self.hasFocus():
            draw_focus_ring(painter, rect, 6)


class _Lines(QWidget):
    """The lines of the window as chips, on as many rows as needed, and a list of all there are."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[_LineChip] = []
        self._more = Button("", "quiet", "plus", height=_CHIP)
        self._more.setParent(self)
        self._menu: QMenu | None = None
        self._more.clicked.connect(self._open)
        self._state: tuple[Results, Language] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in order."""
        return (*self._chips, self._more)

    def show_lines(self, results: Results, language: Language) -> None:
        """Show which lines are chosen."""
        self._state = (results, language)
        shown = list(results.event_window.courses.values())
        wanted = [(course.symbol, course.name) for course in shown[:_CHIPS]]
        if wanted != [(chip.symbol, chip.name) for chip in self._chips]:
            self._make(wanted)
        for chip in self._chips:
            chip.setEnabled(len(shown) > 1)
            chip.set_text(language.say("Take {name} away", name=chip.name))
        self._more.set_text(language.say("More lines"))
        self._place(self.width())
        self.updateGeometry()

    def _make(self, wanted: list[tuple[str, str]]) -> None:
        focused = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [_LineChip(*one) for one in wanted]
        for chip in self._chips:
            chip.setParent(self)
            chip.clicked.connect(lambda _=False, symbol=chip.symbol: self._turn(symbol))
            chip.show()
        if focused is not None:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()

    def _turn(self, symbol: str) -> None:
        assert self._state is not None
        shown = tuple(self._state[0].event_window.courses)
        after = tuple(one for one in shown if one != symbol) if symbol in shown else (*shown, symbol)
        if after:
            self.picked.emit(after)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self.menu()
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """All shares and indices by group, those that are shown ticked."""
        assert self._state is not None
        results, language = self._state
        menu = QMenu(self)
        menu.setAccessibleName(language.say("Shares and indices"))
        for kind in _KINDS:
            menu.addSection(group_name(kind, language))
            for close in results.knowledge.closes.values():
                if close.kind == kind:
                    action = menu.addAction(close.name.replace("&", "&&"))
                    action.setCheckable(True)
                    action.setChecked(close.symbol in results.event_window.courses)
                    action.triggered.connect(lambda _=False, symbol=close.symbol: self._turn(symbol))
        return menu

    def _rows(self, width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = [[]]
        used = 0
        for part in (*self._chips, self._more):
            wide = part.sizeHint().width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(part)
            used += wide + _GAP
        return rows

    def _place(self, width: int) -> None:
        for number, row in enumerate(self._rows(width)):
            x = 0
            for part in row:
                part.setGeometry(x, number * (_CHIP + _GAP), part.sizeHint().width(), _CHIP)
                x += part.width() + _GAP

    def sizeHint(self) -> QSize:
        wide = sum(part.sizeHint().width() + _GAP for part in (*self._chips, self._more)) - _GAP
        return QSize(wide, _CHIP)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _CHIP)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._rows(width)) * (_CHIP + _GAP) - _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width())


class WindowControls(QWidget):
    """The base day, plain or beside the broad market, and the lines of the event window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        days = session.knowledge.closes[BROAD_MARKET].days
        self.base = _TradingDay(days)
        self.base.picked.connect(self._set_base)
        self.adjusted = Segmented()
        self.adjusted.chosen.connect(lambda adjusted: session.look_at_market(adjusted=bool(adjusted)))
        self.lines = _Lines()
        self.lines.picked.connect(lambda lines: session.look_at_market(lines=None if lines == SHOWN else lines))
        first = QHBoxLayout()
        first.setSpacing(2 * _GAP)
        first.addWidget(self.base)
        first.addWidget(self.adjusted)
        first.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(_GAP)
        nest(self._both, first)
        self._both.addWidget(self.lines)

    def _set_base(self, day: date) -> None:
        self._session.look_at_market(base=None if day == self._session.results.shock.day_before else day)

    def show_results(self, results: Results, language: Language) -> None:
        """Show what is chosen."""
        window: EventWindow = results.event_window
        self.base.show_day(language.say("Base day"), window.base, language)
        self.adjusted.set_name(language.say("What lines show"))
        self.adjusted.set_options([(False, language.say("Closing prices")), (True, language.say("Beside the S&P 500"))])
        self.adjusted.set_value(window.is_adjusted)
        self.lines.show_lines(results, language)
        self._arrange(self.width())

    def sizeHint(self) -> QSize:
        # beside each other, so that they are offered the room for it
        return QSize(self._in_a_row(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _in_a_row(self) -> int:
        parts = (self.base, self.adjusted, self.lines)
        return sum(part.sizeHint().width() for part in parts) + 4 * _GAP

    def _arrange(self, width: int) -> None:
        """The lines beside the rest, where all of them have room there; else below."""
        beside = width >= self._in_a_row()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(2 * _GAP if beside else _GAP)


class BaseMonth(QWidget):
    """The month of the dot-com years that is laid over the base of the present era, by a slider."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._months = base_months(session.knowledge.overlays)
        self._name = Line("", "body", "text2")
        self.slider = ValueSlider(0, len(self._months) - 1, step=1, logarithmic=False)
        self.slider.setMinimumWidth(180)
        self.slider.moved.connect(self._set)
        self._value = Line("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._name)
        row.addWidget(self.slider)
        row.addWidget(self._value)

    def _set(self, place: float) -> None:
        default = next(overlay.base_month for overlay in self._session.knowledge.overlays if overlay.era == "dotcom")
        chosen = self._months[round(place)]
        self._session.look_at_market(base_month=None if chosen == default else chosen)

    def show_results(self, results: Results, language: Language) -> None:
        """Show the month of the results."""
        past = results.dotcom.index.past
        self._name.set_text(language.say("Dot-com years from"))
        self.slider.set_number(self._months.index(past.base_month))
        shown = month(past, 0, language)
        self._value.set_text(shown)
        self.slider.setAccessibleName(f"{self._name.text()}, {shown}")
        self._value.setFixedWidth(max(self._value.width(), self._value.sizeHint().width()))
