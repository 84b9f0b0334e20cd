"""Fields for the reader's own models: a name, a price that may stay empty, and the five prices of a model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lagebild.language import Language
from lagebild.look.fonts import font
from lagebild.origin import COUNTED, record
from lagebild.state import HIGHEST_OWN_PRICE
from lagebild.widgets.announce import announce
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.limit_field import LimitField
from lagebild.wording.own_models import PRICES, Prices, dollars

DIGITS = 6
"""Decimal places of a price: the cheapest cost a few thousandths of a dollar, and a discount on them less."""
_FIELD = 148


class ModelNameField(QLineEdit):
    """A name that is checked; `named` tells one that can be taken, `refused` why one cannot, "" takes that back."""

    named = Signal(str)
    refused = Signal(str)

    def __init__(self, language: Language, hindrance: Callable[[str], str]) -> None:
        """`hindrance` says in a sentence why a name cannot be taken, or nothing."""
        super().__init__()
        self._language = language
        self._hindrance = hindrance
        self._name = ""
        self._kept = False
        self._refused = False
        self.setMaxLength(1_000)
        self.setFont(font("body"))
        self.setTextMargins(4, 0, 4, 0)
        self.setFixedHeight(32)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda _: self._tell(""))

    def show_name(self, name: str, *, kept: bool) -> None:
        """Show a name without emitting anything; what is being typed stays while the name is the same.

        `kept` names belong to a model that is there: they come back when another one cannot be taken.
        """
        if name != self._name or kept != self._kept or not self.hasFocus():
            self._name, self._kept = name, kept
            if self.text() != name:
                self.setText(name)
                self.setCursorPosition(0)  # a long one is seen from its beginning

    def commit(self) -> None:
        """Take what is typed, or say why not."""
        name = self.text().strip()
        if name == self._name and (self._kept or not name):
            return
        refusal = self._hindrance(name)
        if not refusal:
            self._name = name
            self._tell("")
            self.named.emit(name)
            return
        if self._kept:
            refusal = " ".join((refusal, self._language.say("It stays at {value}.", value=self._name)))
        self._tell(refusal)

    def _tell(self, refusal: str) -> None:
        if refusal or self._refused:
            self._refused = bool(refusal)
            self.refused.emit(refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts back the name of a model that is there; pressed once more it is for the dialog."""
        if event.key() == Qt.Key.Key_Escape and self._kept and self.text() != self._name:
            self.setText(self._name)
            self._tell("")
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # takes the name, or says why not
        if self._kept and self.text() != self._name:
            self.setText(self._name)


class _PriceField(LimitField):
    """A price in US dollars that may stay empty."""

    def __init__(self, language: Language) -> None:
        super().__init__(0, HIGHEST_OWN_PRICE, step=0.05, unit="USD", language=language)
        self._least_digits = 2
        self.setDecimals(DIGITS)
        self.setFixedWidth(_FIELD)


class PriceGrid(QWidget):
    """The five prices: a name, the list price beside it, the field, and under it why a number was not taken."""

    priced = Signal(str, object)  # field, number or None

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._heads = tuple(Line("", "chip", "text2", "right") for _ in range(2))
        self.fields = {name: _PriceField(language) for name in PRICES}
        self._listed = {name: Line("", "body", "text2", "right") for name in PRICES}
        self._hints = {name: Paragraph("", "source", "loss") for name in PRICES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, column)
        for place, (name, field) in enumerate(self.fields.items()):
            label = Line(language.say(PRICES[name]))
            for column, part in enumerate((label, self._listed[name], field)):
                grid.addWidget(part, 2 * place + 1, column)
            grid.addWidget(self._hints[name], 2 * place + 2, 0, 1, 3)
            self._hints[name].hide()
            field.limited.connect(partial(self.priced.emit, name))
            field.refused.connect(partial(self.hint, name))

    def hint(self, name: str, sentence: str) -> None:
        """Say something under a field; nothing takes it back."""
        hint = self._hints[name]
        if sentence and sentence != hint.text():
            announce(self.fields[name], sentence)
        hint.set_text(sentence)
        hint.setVisible(bool(sentence))

    def clear_hints(self) -> None:
        """Take back everything that was said."""
        for name, field in self.fields.items():
            field.clear_refusal()
            self.hint(name, "")

    def hints(self) -> dict[str, str]:
        """What is said under the fields."""
        return {name: hint.text() for name, hint in self._hints.items() if hint.text()}

    def show_prices(self, of: str, model: str, prices: Prices, empty: dict[str, str], listed: Prices | None) -> None:
        """Show the prices of the model called `of`, what an empty field counts as, and list prices where it has any."""
        say, origin = self._language.say, record(model) if model else COUNTED
        for head, words in zip(self._heads, (say("List price"), say("Your price")), strict=True):
            head.set_text(words)
            head.setVisible(listed is not None)
        for name, field in self.fields.items():
            usd = listed.get(name) if listed else None
            shown = "" if listed is None else "–" if usd is None else dollars(usd, model, self._language)
            self._listed[name].set_text(shown)
            self._listed[name].set_about(f"{of}, {say(PRICES[name])}")
            field.set_name(f"{of}, {say(PRICES[name])}")
            field.set_origin(origin)
            field.set_empty_words(empty[name])
            field.set_limit(prices[name])
