"""A slider field whose number may become a range: a button, and under the row its two ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lagebild.language import Language
from lagebild.origin import Origin
from lagebild.widgets.buttons import Button
from lagebild.widgets.fields import SliderField
from lagebild.widgets.labels import Line
from lagebild.widgets.numbers import NumberField

_BUTTON = 24
_SIGNS = ("%", "USD", "EUR")
"""Units that are written at each end; there is no room for words."""


class RangedField(SliderField):
    """A number with its slider; `range_asked` is emitted with whether the reader wants a range or none.

    While there is one, `end_edited` tells which end ("low" or "high") was given which number: one between the bound
    and the number of the row. Compact, button and ends stand there while the row has the focus.
    """

    range_asked = Signal(bool)
    end_edited = Signal(str, float)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float = 1,
        digits: int = 0,
        least_digits: int | None = None,
        unit: str = "",
        **more: Any,
    ) -> None:
        self._range: tuple[float, float] | None = None
        self._name = ""
        self.range_button = Button("", "quiet", "range", icon_only=True, height=_BUTTON)
        self.range_button.setCheckable(True)
        self._mark = Line("±", "strong", "accent")
        sign = unit if unit in _SIGNS else ""
        self.ends = {
            end: NumberField(low, high, step=step, digits=digits, least_digits=least_digits, unit=sign)
            for end in ("low", "high")
        }
        self._end_words = {end: Line("", "body", "text2") for end in self.ends}
        self._ends_row = QWidget()
        row = QHBoxLayout(self._ends_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for end, field in self.ends.items():
            row.addWidget(self._end_words[end])
            row.addWidget(field, 1)
        super().__init__(low, high, step=step, digits=digits, least_digits=least_digits, unit=unit, **more)
        self._low, self._high = low, high
        self.range_button.clicked.connect(self.range_asked)
        self.range_button.installEventFilter(self)
        for end, field in self.ends.items():
            field.edited.connect(lambda value, end=end: self.end_edited.emit(end, value))
            field.refused.connect(self._show_hint)
            field.installEventFilter(self)
        head = self._head.layout()
        assert head is not None
        head.addWidget(self._mark)
        self._speak()

    # ---- what pages set

    def set_origin(self, origin: Origin) -> None:
        """Where the number and its ends come from."""
        for field in (self.field, *self.ends.values()):
            field.set_origin(origin)

    def set_label(self, label: str) -> None:
        super().set_label(label)
        if label != self._name:
            self._name = label
            self._speak()

    def set_language(self, language: Language) -> None:
        if language != self._language:
            super().set_language(language)
            self._speak()

    def set_range(self, ends: tuple[float, float] | None) -> None:
        """Show these ends around the number, or none, without emitting anything; set the number first."""
        if ends is not None:
            low, high = self.ends.values()
            low.set_bounds(self._low, self.value())
            high.set_bounds(self.value(), self._high)
            low.set_value(ends[0])
            high.set_value(ends[1])
        self.slider.set_band(ends)
        if (ends is None) != (self._range is None):
            self._range = ends
            self.range_button.setChecked(ends is not None)
            self._show_range()
        self._range = ends

    def range(self) -> tuple[float, float] | None:
        """The ends shown."""
        return self._range

    # ---- how it stands

    def _arrange(self) -> None:
        super()._arrange()
        for part in (self.range_button, self._ends_row):
            self._grid.removeWidget(part)
        head = self._head.layout()
        assert head is not None
        head.removeWidget(self.range_button)
        if self._compact:
            self._grid.addWidget(self.field, 0, 1, 1, 2)
            self._grid.addWidget(self.range_button, 1, 2)
        else:
            # the head last: the grid shares out what spans columns in this order, and would widen the first for it
            self._grid.addWidget(self.field, 1, 1, 1, 2)
            self._grid.addWidget(self._head, 0, 0, 1, 3)
            head.addWidget(self.range_button)
        self._grid.addWidget(self._ends_row, 2, 0, 1, 3)
        order = (self.field, self.slider) if self._compact else (self.slider, self.field)
        stops = (*order, self.range_button, *self.ends.values())
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)
        self._show_range()

    def _set_open(self, open_: bool) -> None:
        super()._set_open(open_)
        self._show_range()

    def _show_range(self) -> None:
        reached = self._open or not self._compact
        self.range_button.setVisible(reached)
        self._ends_row.setVisible(reached and self._range is not None)
        self._mark.setVisible(not reached and self._range is not None)

    def _speak(self) -> None:
        say = self._language.say
        self.range_button.set_text(say("Range for {name}", name=self._name))
        words = {"low": say("from"), "high": say("to")}
        names = {"low": say("{name}, at least", name=self._name), "high": say("{name}, at most", name=self._name)}
        for end, field in self.ends.items():
            field.set_language(self._language)
            field.set_name(names[end])
            self._end_words[end].set_text(words[end])
