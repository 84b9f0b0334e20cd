"""A number field that may stay empty: then there is no limit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from lagebild.language import NBSP, Language
from lagebild.widgets.evidence_asked import Asked
from lagebild.widgets.numbers import NumberField


class LimitField(NumberField):
    """A limit, or none: an empty field shows words that say so. `limited` carries the number, or None.

    Stepping down from the least number empties the field, stepping up fills it again.
    """

    limited = Signal(object)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float = 1,
        unit: str = "",
        language: Language | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._least = low
        self._empty_words = ""
        self._dressed_empty = False
        # one below the least number stands for none, and is never written
        super().__init__(low - 1, high, step=step, unit=unit, language=language, parent=parent)
        self.set_limit(None)
        self.edited.connect(lambda value: self.limited.emit(None if value < self._least else value))

    # ---- what pages set

    def set_empty_words(self, words: str) -> None:
        """What an empty field says."""
        self._empty_words = words
        self.lineEdit().setPlaceholderText(words)
        self._tell_name()

    def set_limit(self, limit: float | None) -> None:
        """Show `limit` without emitting anything; what is being typed stays when it means the same."""
        if limit is None and not self.is_empty():
            self._told = self._least - 1
            self.setValue(self._least - 1)
        elif limit is not None:
            self.setMaximum(max(limit, self.maximum()))
            self.set_value(limit)

    def is_empty(self) -> bool:
        """Whether there is no limit."""
        return self.value() < self._least

    def minimum(self) -> float:
        """The least number that can be typed."""
        return self._least

    def texts(self) -> tuple[str, ...]:
        return () if self.is_empty() else super().texts()

    def asked(self) -> tuple[Asked, ...]:
        return () if self.is_empty() else super().asked()

    # ---- how it looks

    def _dress(self) -> None:
        super()._dress()
        self._dressed_empty = self.is_empty()
        if self._dressed_empty:
            self._after = ""
            self.setPrefix("")
            self.setSuffix("")
            self.lineEdit().setText("")
            self._place_edit()

    def _tell_name(self) -> None:
        if self.is_empty():
            self.setAccessibleName(", ".join(part for part in (self._name, self._empty_words) if part))
        else:
            super()._tell_name()

    def sizeHint(self) -> QSize:
        least = super().sizeHint()
        return QSize(max(least.width(), 128), least.height())

    # ---- reading and writing

    def _is_blank(self, text: str) -> bool:
        return not text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip(f" {NBSP}")

    def textFromValue(self, value: float) -> str:
        return "" if value < self._least else super().textFromValue(value)

    def valueFromText(self, text: str) -> float:
        return self._least - 1 if self._is_blank(text) else super().valueFromText(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if self._is_blank(text):
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)

    def _kept(self) -> str:
        return self._language.say("It stays empty.") if self.is_empty() else super()._kept()

    def stepBy(self, steps: int) -> None:
        if self.is_empty():
            if steps > 0:
                self.setValue(self._least + steps * self.singleStep())
        elif self.value() == self._least and steps < 0:
            self.setValue(self._least - 1)
        else:
            self.setValue(max(self.value() + steps * self.singleStep(), self._least))

    def _on_value(self, value: float) -> None:
        if self.is_empty() != self._dressed_empty:
            self._dress()
        super()._on_value(value)
