"""The field of a declared input: its number in the unit it is shown in, and the range it may become."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lagebild.calculators.expression import Input, factor_of
from lagebild.language import SCALES, Language
from lagebild.origin import reader
from lagebild.state import Range
from lagebild.widgets.ranged_field import RangedField
from lagebild.wording.verdicts import Verdict

_UNITS = {"share": "%", "token/s": "", "Mh": "m", "bn parameter": "bn", "tn token": "tn"}
"""What stands in a field, where it is not the declared unit: labels say what is counted, and by the second."""


_SINGLE_ONES = 6
"""Places in a field that counts by the million and more: those of a small run are single hours."""


class DeclaredField(RangedField):
    """A slider for a declared input that may become a range; shares are edited in per cent."""

    changed = Signal(str, float)
    range_wanted = Signal(str, bool)
    end_changed = Signal(str, str, float)  # input, "low" or "high", number

    def __init__(self, declared: Input) -> None:
        self._declared = declared
        self._size = factor_of(declared)
        super().__init__(
            self._in_field(declared.low),
            self._in_field(declared.high),
            step=self._in_field(declared.step),
            digits=_SINGLE_ONES if declared.shown in SCALES else declared.digits,
            least_digits=0,
            unit=_UNITS.get(declared.shown, declared.shown),
            logarithmic=declared.scale == "logarithmic",
        )
        self._shown: tuple[object, ...] | None = None
        self.edited.connect(self._on_edited)
        self.range_asked.connect(lambda wanted: self.range_wanted.emit(declared.name, wanted))
        self.end_edited.connect(self._on_end_edited)

    def _on_edited(self, value: float) -> None:
        self._shown = None  # the field is ahead of the results
        self.changed.emit(self._declared.name, self._of_field(value))

    def _on_end_edited(self, end: str, value: float) -> None:
        self._shown = None
        self.end_changed.emit(self._declared.name, end, self._of_field(value))

    def show_input(
        self, value: float, given: Range | None, language: Language, topic: str, verdict: Verdict | None = None
    ) -> None:
        """Show the input's value, the ends of its range where it has one, its words, and whose number it is.

        `topic` is that of the calculator or the workload whose input it is.
        """
        if (value, given, language, topic, verdict) == self._shown:
            return
        self._shown = (value, given, language, topic, verdict)
        declared = self._declared
        self.set_origin(reader(f"{topic}.{declared.name}"))
        self.set_language(language)
        self.set_label(language.of(declared.label))
        self.set_chip(verdict)
        if declared.hint is not None:
            self.setToolTip(language.of(declared.hint))
        self.set_value(self._in_field(value))
        self.set_range(None if given is None else (self._in_field(given.low), self._in_field(given.high)))

    def _of_field(self, value: float) -> float:
        return round(value * self._size, 10)

    def _in_field(self, value: float) -> float:
        return round(value / self._size, 10)
