"""The left column of a calculator: fields that scroll, and below them the ways back and to the comparison."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.defaults import first_range
from lagebild.analysis.results import Results
from lagebild.calculators.expression import Calculator
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.painting import draw_hairline
from lagebild.pages.declared_field import DeclaredField
from lagebild.pages.scrolled import Scrolled
from lagebild.session import Session
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.layouts import lay_out, nest

_CORNER = 5


class InputsColumn(Card):
    """What every such column has: declared fields that may become ranges, more of them on demand, and its foot.

    A subclass fills `_column`, calls `_lay_out_around` at last, and says what its fields stand at.
    """

    def __init__(self, session: Session, calculator: type[Calculator], names: Iterable[str], slider: str) -> None:
        """`names` are the inputs that are fields, `slider` the one that is open where there is room for one."""
        super().__init__()
        self._session = session
        self._topic = calculator.topic
        self._inputs = calculator.inputs
        self._slider = slider
        self.fields = {name: DeclaredField(calculator.inputs[name]) for name in names}
        for field in self.fields.values():
            field.changed.connect(self._edit)
            field.range_wanted.connect(self._want_range)
            field.end_changed.connect(self._move_end)
        self._further_open = False
        self._further = LinkButton("", "chevron-down")
        self._further.clicked.connect(self._toggle_further)
        self._reset = Button("", "quiet", "reset")
        self.keep = Button("", "outline", "bookmark")
        self.keep.clicked.connect(session.keep)
        self._column = QVBoxLayout()

    def _lay_out_around(self) -> None:
        inner = QWidget()
        lay_out(inner, self._column)
        self._scroll = Scrolled(inner, QPalette.ColorRole.Base)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda low, high: self.update())
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, PADDING[0], PADDING[1])
        foot.addWidget(self._reset)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1 + _CORNER, 1, 1)  # what scrolls keeps off the rounded corners
        outer.setSpacing(4)
        outer.addWidget(self._scroll, 1)
        nest(outer, foot)
        self.set_compact(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._scroll.verticalScrollBar().maximum():  # what is cut there goes on below
            across, below = PADDING[0], self._scroll.geometry().bottom() + 2
            draw_hairline(QPainter(self), across, below, self.width() - 2 * across, current().line)

    @property
    def first(self) -> QWidget:
        """What the focus goes to first."""
        raise NotImplementedError

    def set_compact(self, compact: bool) -> None:
        """One line for each field, the slider under the focused one."""
        for field in self.fields.values():
            field.set_compact(compact)
        if compact:  # no size goes without a slider in view
            self.fields[self._slider].open_slider()
        self._column.setSpacing(4 if compact else 8)
        above = 6 if compact else PADDING[1]
        self._column.setContentsMargins(PADDING[0], above - _CORNER, PADDING[0], 0)

    # ---- what it shows

    def refresh(self, results: Results, language: Language) -> None:
        """Show the state that was calculated."""
        raise NotImplementedError

    def _name_buttons(self, language: Language) -> None:
        say = language.say
        self._further.set_text(say("Fewer quantities") if self._further_open else say("More quantities"))
        self._reset.set_text(say("Reset"))
        self.keep.set_text(say("Keep as B"))

    def _level_fields(self) -> None:
        """Make all fields as wide as the widest of them: they begin one below the other."""
        widest = max(field.field.minimumWidth() for field in self.fields.values())
        for field in self.fields.values():
            field.field.setFixedWidth(widest)

    def _toggle_further(self) -> None:
        self._further_open = not self._further_open
        self._further.set_icon("chevron-up" if self._further_open else "chevron-down")
        self._name_buttons(self._session.language)

    # ---- what the reader does

    def _topic_of(self, name: str) -> str | None:
        """The topic in which a field sets its input; None where it no longer sets any."""
        return self._topic

    def _standing(self, name: str) -> tuple[str, float]:
        """Id of the figure an input is of, and the number it stands at."""
        raise NotImplementedError

    def _edit(self, name: str, value: float) -> None:
        topic = self._topic_of(name)
        if topic is not None:
            self._session.edit(topic, **{name: value})

    def _want_range(self, name: str, wanted: bool) -> None:
        session, topic = self._session, self._topic_of(name)
        if topic is None:
            return
        if not wanted:
            session.drop_range(topic, name)
            return
        figure, value = self._standing(name)
        rate = session.results.api_costs.money.usd_per_eur
        given = first_range(session.knowledge.figure(figure), self._inputs[name], value, rate)
        session.set_range(topic, name, given.low, given.likely, given.high)

    def _move_end(self, name: str, end: str, value: float) -> None:
        """Set one end of a range; no end passes the likeliest number, which may have more places than the field."""
        topic = self._topic_of(name)
        given = None if topic is None else self._session.briefing.ranges(topic).get(name)
        if topic is None or given is None:
            return
        low, high = (value, given.high) if end == "low" else (given.low, value)
        low, high = min(low, given.likely), max(high, given.likely)
        self._session.set_range(topic, name, low, given.likely, high)
