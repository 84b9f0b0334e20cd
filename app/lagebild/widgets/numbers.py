"""A spin box that writes and reads numbers as the language does, and refuses nonsense with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from lagebild.errors import printable
from lagebild.language import MINUS, NARROW_NBSP, NBSP, SCALES, Language, Shown
from lagebild.look.colours import current
from lagebild.look.fonts import font, text_width
from lagebild.look.painting import draw_text
from lagebild.look.style import STEPPER
from lagebild.origin import COUNTED, Origin
from lagebild.widgets.evidence_asked import Asked, leads_on, named

_SPACES = str.maketrans(dict.fromkeys(f" {NBSP}\u2009{NARROW_NBSP}\t'\u2019", ""))
_MANY = 2
_PLAIN = re.compile(r"[+-]?\d*\.?\d*")


def read_number(text: str, language: Language, unit: str = "") -> float | None:
    """The number `text` means, or None: "1.200", "1200", "1 200" and "1.200 $" are all twelve hundred in German.

    A sign that cannot separate thousands is read as the decimal one: "0.55" in German, "0,55" in English.
    """
    for count in (_MANY, 1):
        for part in _around_number(language, unit, count):
            text = text.replace(part.strip(), "") if part.strip() else text
    text = text.translate(_SPACES).replace(MINUS, "-")
    decimal = language.signs.decimal
    thousands = "." if decimal == "," else ","  # also where the language itself groups by something else
    whole, sign, fraction = text.partition(decimal)
    if decimal in fraction or thousands in fraction:
        return None
    if thousands in whole:
        groups = whole.lstrip("+-").split(thousands)
        if 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:]):
            whole = whole.replace(thousands, "")
        elif len(groups) == 2 and not sign:
            whole, sign, fraction = whole.partition(thousands)
        else:
            return None
    plain = f"{whole}.{fraction}" if sign else whole
    if not _PLAIN.fullmatch(plain) or not any(digit.isdigit() for digit in plain):
        return None
    return float(plain)


@cache
def _around_number(language: Language, unit: str, count: float) -> tuple[str, str]:
    """What stands before and after a number with that unit: "day" after exactly one, "days" after others."""
    if not unit:
        return "", ""
    shown = 1 if count == 1 else _MANY
    before, _, after = str(language.show(shown, COUNTED, unit, 0)).partition(str(shown))
    return before, after


class NumberField(QDoubleSpinBox):
    """A number between two bounds with its unit; `edited` is emitted when the reader changes it.

    It takes up to `digits` decimal places and writes as many as the number needs, at least `least_digits`.

    The field takes what `read_number` understands. Anything else leaves the old value in place and is
    answered by `refused` with a sentence; an empty one takes that sentence back.
    """

    edited = Signal(float)
    refused = Signal(str)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float = 1,
        digits: int = 0,
        least_digits: int | None = None,
        unit: str = "",
        language: Language | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._language = language or Language("en")
        self._unit = unit
        self._least_digits = digits if least_digits is None else least_digits
        self._after = ""
        self._name = ""
        self._refusal = ""
        self._nothing = ""
        self._quiet = False
        self._origin: Origin | None = None
        super().__init__(parent)
        self.setDecimals(digits)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setFont(font("strong"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel does not take the focus
        self.lineEdit().setFont(font("strong"))
        self.setKeyboardTracking(False)  # a number counts when it is complete, so a refusal can keep the old one
        self._told = self.value()
        self.valueChanged.connect(self._on_value)
        self.lineEdit().textEdited.connect(lambda: self._tell(""))
        self._dress()

    # ---- what pages set

    def set_name(self, name: str) -> None:
        """What the number is, for a screen reader."""
        if name != self._name:
            self._name = name
            self._tell_name()

    def set_language(self, language: Language) -> None:
        """Write and read numbers in `language`."""
        if language != self._language:
            self._language = language
            self._dress()

    def set_unit(self, unit: str) -> None:
        """Write the number with another unit."""
        if unit != self._unit:
            self._unit = unit
            self._dress()

    def set_value(self, value: float) -> None:
        """Show `value` without emitting `edited`; what is being typed stays when it means the same."""
        self._end_nothing()
        if value == self.value():
            return
        self._quietly(lambda: self.setValue(value))
        if not self.hasFocus():
            self.lineEdit().end(False)

    def set_nothing(self, words: str) -> None:
        """Show a dash instead of a number until one is set; `words` tell a screen reader why there is none."""
        if words == self._nothing:
            return
        self._nothing = words
        self._told = self.minimum()
        self.setValue(self.minimum())
        self.setSpecialValueText("–")  # Qt shows it for the least number
        self._tell("")
        self._tell_name()
        self.update()

    def _end_nothing(self) -> None:
        if self._nothing:
            self._nothing = ""
            self.setSpecialValueText("")
            self._tell_name()
            self.update()

    def clear_refusal(self) -> None:
        """Take back what was said of a number that was not taken."""
        self._tell("")

    def set_bounds(self, low: float, high: float) -> None:
        """Allow numbers from `low` to `high`."""
        if (low, high) != (self.minimum(), self.maximum()):
            self._quietly(lambda: self.setRange(low, high))

    def _quietly(self, change: Callable[[], None]) -> None:
        """Make a change that is not the reader's: whatever number Qt rounds it to, nobody is told."""
        self._quiet = True
        change()
        self._quiet = False
        self._told = self.value()

    def set_origin(self, origin: Origin) -> None:
        """Where the number comes from: the input or the record that it is."""
        self._origin = origin

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        number = self.text() if self._origin is None else Shown(self.text(), self._origin)
        return tuple(part for part in (number, "" if self._nothing else self._after) if part)

    def asked(self) -> tuple[Asked, ...]:
        """The number, where there is one."""
        if self._origin is None or self._nothing or not leads_on(self._origin):
            return ()
        return (named(self._name, f"{self.text()} {self._after}".strip(), self._origin),)

    # ---- how it looks

    def _dress(self) -> None:
        before, after = _around_number(self._language, self._unit, self.value())
        # a unit that is a word of its own stands beside the number, in the lighter type
        apart = after.startswith((NBSP, " "))
        self._after = after.strip() if apart else ""
        self.setPrefix(before)
        self.setSuffix("" if apart else after)
        if not self._nothing:
            self.lineEdit().setText(self._written())
        self._tell_name()
        self.updateGeometry()
        self._place_edit()
        self.update()

    def _tell_name(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._name, self._nothing or self._after) if part))

    def _unit_width(self) -> int:
        if not self._after:
            return 0
        many = _around_number(self._language, self._unit, _MANY)[1].strip()
        return round(max(text_width(self._after, "body"), text_width(many, "body"))) + 5

    def sizeHint(self) -> QSize:
        widest = max(
            text_width(self.prefix() + self.textFromValue(bound) + self.suffix(), "strong")
            for bound in (self.minimum(), self.maximum())
        )
        return QSize(max(72, round(widest) + 18 + self._unit_width() + STEPPER), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _place_edit(self) -> None:
        width = self._unit_width()
        self.lineEdit().setGeometry(5, 2, self.width() - 5 - STEPPER - width, self.height() - 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_edit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._after and not self._nothing:
            right = self.width() - STEPPER - 2
            room = QRectF(right - self._unit_width() + 4, 0, self._unit_width() - 4, self.height())
            draw_text(QPainter(self), room, self._after, "body", current().text2)

    # ---- reading and writing

    def textFromValue(self, value: float) -> str:
        return str(self._language.show(value, COUNTED, "", self._places(value)))

    def _places(self, value: float) -> int:
        """The decimal places `value` is written with."""
        return next(
            places for places in range(self._least_digits, self.decimals() + 1)
            if places == self.decimals() or round(value, places) == round(value, self.decimals())
        )  # fmt: skip

    def valueFromText(self, text: str) -> float:
        value = read_number(text, self._language, self._unit)
        return self.value() if value is None else value

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        value = read_number(text, self._language, self._unit)
        fits = value is not None and self.minimum() <= value <= self.maximum()
        if fits and value is not None and round(value, self.decimals()) != value:
            fits = False
        state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, text, position

    def fixup(self, text: str) -> str:
        """Called by Qt when what was typed does not fit: say so; Qt puts the old value back."""
        self._refuse(text)
        return text

    def _refuse(self, text: str) -> None:
        say, show = self._language.say, self._language.show
        digits = self.decimals()
        value = read_number(text, self._language, self._unit)
        if value is None:
            typed = printable(text.strip()[:24])
            happened = say("“{text}” is not a number.", text=typed) if typed else say("No number was entered.")
        elif not self.minimum() <= value <= self.maximum():
            happened = self._out_of_bounds(value)
        elif digits:
            happened = say("No more than {count} decimal places here.", count=show(digits, COUNTED))
        else:
            happened = say("Only whole numbers are possible here.")
        self._tell(f"{happened} {self._kept()}")

    def _out_of_bounds(self, value: float) -> str:
        """What is possible; and where the field counts by the million, what a number of single ones is in it."""
        say, show = self._language.say, self._language.show
        low = self.textFromValue(self.minimum())
        if self._unit not in SCALES:
            return say("Only {low} to {high} is possible here.", low=low, high=self.textFromValue(self.maximum()))
        high = show(self.maximum(), COUNTED, self._unit, self._places(self.maximum()))
        size, _ = SCALES[self._unit]
        meant = round(value / size, self.decimals())
        if not self.minimum() <= meant <= self.maximum() or not meant:
            return say("Only {low} to {high} is possible here.", low=low, high=high)
        return say(
            "Only {low} to {high} is possible here; {typed} is {meant}.",
            low=low,
            high=high,
            typed=show(value, COUNTED, digits=self._places(value)),
            meant=show(meant, COUNTED, self._unit, self._places(meant)),
        )

    def _kept(self) -> str:
        """What is there after a refusal."""
        kept = self._language.show(self.value(), COUNTED, self._unit, self._places(self.value()))
        return self._language.say("It stays at {value}.", value=kept)

    def _tell(self, refusal: str) -> None:
        if refusal != self._refusal:
            self._refusal = refusal
            self.refused.emit(refusal)

    def _on_value(self, value: float) -> None:
        if self._unit:
            after = _around_number(self._language, self._unit, value)[1]
            if after.strip() not in (self._after, self.suffix()):
                self._dress()
        if value != self._told and not self._quiet:  # Qt reports the old value too, when it puts it back
            self._told = value
            self._tell("")
            self.edited.emit(value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        before = self._refusal
        super().focusOutEvent(event)
        if before and self._refusal == before:  # read by now; what leaving the field refuses stays to be read
            self._tell("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts back the number there was; pressed once more it is for the dialog."""
        if event.key() == Qt.Key.Key_Escape and not self._nothing and self.lineEdit().text() != self._written():
            self.lineEdit().setText(self._written())
            self.selectAll()
            self._tell("")
            return
        super().keyPressEvent(event)

    def _written(self) -> str:
        return self.prefix() + self.textFromValue(self.value()) + self.suffix()

    # ---- the wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
