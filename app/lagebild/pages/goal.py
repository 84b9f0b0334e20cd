"""Goal seek on a page of costs: what to reach, what may move, and the value that does it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import floor, log10
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.goal import Goal, Target, goal, proposed
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.errors import N_
from lagebild.language import SCALES, Language
from lagebild.look.fonts import scaled
from lagebild.origin import COUNTED
from lagebild.session import Session
from lagebild.widgets.buttons import Button
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.numbers import NumberField
from lagebild.wording import goal as wording

_MOST = 999_999_999_999
"""As much as a cost a month may be limited to, and as a field has room for."""
_AMOUNT_WIDTH = 150
_CENTS, _SINGLE_ONES = 2, 6
"""Places of an amount, and of one that is counted by the million."""


class _Measure(NamedTuple):
    """In what the amount of a target is put in: its name, its unit, what one of it is in the line, and its bounds."""

    name: str
    unit: str
    size: float
    low: float
    high: float


def _measure(target: Target, results: Results) -> _Measure:
    line, money = CALCULATORS[target.topic].lines[target.line], results.api_costs.money
    if line.shown == "share":
        return _Measure(N_("Share"), "%", 0.01, 0, 100)
    if line.unit.startswith("token/"):
        return _Measure(N_("Tokens a month"), "m", 1e6, 0, _MOST)
    if line.unit.startswith("request/"):
        return _Measure(N_("Requests a month"), "", 1, 0, _MOST)
    unit = f"{money.currency} {_LARGE[target.topic]}" if target.topic in _LARGE else money.currency
    size = (money.usd_per_eur if money.currency == "EUR" else 1.0) * SCALES.get(unit, (1.0, ""))[0]
    return _Measure(N_("Amount"), unit, size, -_MOST if target.line in _BELOW_ZERO else 0, _MOST)


_BELOW_ZERO = frozenset(("saving", "gap", "total_loss", "total_shock_loss"))
"""Lines of money that may be below zero."""
_LARGE = {TrainingCosts.topic: "m", RevenueGap.topic: "bn"}
"""Calculators whose money is put in by the million or the billion."""


class GoalPanel(QWidget):
    """What must it be for a target to come out at an amount; a button takes the value over.

    `targets` names what can be aimed at in a state, `inputs` what may be moved, as far as it is `counting` there.
    """

    def __init__(
        self,
        session: Session,
        topic: str,
        targets: Callable[[Results], tuple[Target, ...]],
        inputs: tuple[str, ...],
        counting: Callable[[Results], Collection[str]],
    ) -> None:
        super().__init__()
        self._session = session
        self._topic = topic
        self._targets = targets
        self._inputs = inputs
        self._counting = counting
        self._found: Goal | None = None
        self._proposed: tuple[object, ...] | None = None  # what the amount was last proposed for
        self._labels = tuple(Line("", "body", "text2") for _ in range(3))
        self.target = Choice()
        self.target.edited.connect(lambda _: self.refresh())
        self.amount = NumberField(0, _MOST, step=100, digits=_CENTS, least_digits=0, unit="USD")
        self.amount.setFixedWidth(scaled(_AMOUNT_WIDTH))
        self.amount.set_origin(COUNTED)
        self.amount.edited.connect(lambda _: self.refresh())
        self.amount.refused.connect(self._show_hint)
        self.input = Choice()
        self.input.edited.connect(lambda _: self.refresh())
        for choice in (self.target, self.input):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint = Paragraph("", "source", "loss")
        self._hint.hide()
        self.answer = Paragraph("", "body", "text")
        self.take = Button("", "outline", "check")
        self.take.clicked.connect(self._take)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.setColumnStretch(1, 1)
        for row, (label, field) in enumerate(zip(self._labels, (self.target, self.amount, self.input), strict=True)):
            fields.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            if field is self.amount:
                fields.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                fields.addWidget(field, row, 1)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.answer, 1, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        nest(column, fields)
        column.addWidget(self._hint)
        column.addSpacing(4)
        nest(column, said)
        column.addStretch(1)

    def refresh(self) -> None:
        """Seek anew in the state of the session; the page calls this while the panel is in sight."""
        results, language = self._session.results, self._session.language
        self._speak(results, language)
        target = self.target.value()
        for part in (self.target, self.amount, self.input, self.take, *self._labels):
            part.setVisible(target is not None)
        if target is None:
            self._found = None
            of_prices = self._topic == ApiCosts.topic
            self.answer.set_text(
                language.say("Without a price there is nothing to compute.")
                if of_prices
                else language.say("As long as there is no result, there is nothing to aim at.")
            )
            return
        measure = _measure(target, results)
        name = language.say(measure.name)
        self._labels[1].set_text(name)
        self.amount.set_name(name)
        self.amount.set_unit(measure.unit)
        counted = measure.unit in SCALES
        self.amount.setDecimals(_SINGLE_ONES if counted else _CENTS)
        self.amount.set_bounds(measure.low, measure.high)
        if self._proposed != (target, measure.unit):
            self._proposed = (target, measure.unit)
            amount = proposed(results, target) / measure.size
            is_money = measure.unit.startswith(results.api_costs.money.currency)
            self.amount.set_value(_about(amount, 10**-_SINGLE_ONES if counted else 1) if is_money else round(amount, 1))
        self._found = goal(results, target, self.amount.value() * measure.size, self.input.value())
        self.answer.set_text(wording.answer(self._found, results, language))
        self.take.setEnabled(self._found.value is not None and self._found.value != self._found.now)

    def _speak(self, results: Results, language: Language) -> None:
        say = language.say
        for place, field, name in ((0, self.target, say("To reach")), (2, self.input, say("By moving"))):
            self._labels[place].set_text(name)
            field.set_name(name)
        self.amount.set_language(language)
        self.take.set_text(say("Take over"))
        self.target.set_options(
            [Option(target, wording.target_name(target, results, language)) for target in self._targets(results)]
        )
        declared = CALCULATORS[self._topic].inputs
        counting = self._counting(results)
        names = (name for name in self._inputs if name in counting)
        self.input.set_options([Option(name, language.of(declared[name].label)) for name in names])
        for choice in (self.target, self.input):
            if choice.value() is None and choice.count():
                choice.setCurrentIndex(0)

    def _show_hint(self, sentence: str) -> None:
        self._hint.set_text(sentence)
        self._hint.setVisible(bool(sentence))

    def _take(self) -> None:
        if self._found is not None and self._found.value is not None:
            self._session.take(self._topic, **{self._found.name: self._found.value})


def _about(number: float, least: float) -> float:
    """A number with one digit that counts; none below the least."""
    return 0.0 if abs(number) < least else round(number, -floor(log10(abs(number))))
