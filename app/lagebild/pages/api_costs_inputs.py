"""The inputs of the token costs: preset, use, prices of a day, the two models compared."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.api_costs import ApiCostsResults, figure_of
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import OF_A_WORKLOAD, PRESETS, ApiCosts
from lagebild.language import Language
from lagebild.origin import AS_OF, record
from lagebild.pages.inputs_column import InputsColumn
from lagebild.pages.workload_picker import WorkloadPicker
from lagebild.session import Session
from lagebild.state import HIGHEST_OWN_PRICE, place_of
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import PADDING
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.day_field import DayField
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.segmented import Segmented
from lagebild.wording.terms import USD_PER_EUR, model_name

MAIN = (
    "people",
    "requests_per_person_day",
    "input_tokens_per_request",
    "output_tokens_per_request",
    "working_days_per_month",
)
FURTHER = (
    "reasoning_tokens_per_request",
    "cached_input_share",
    "peak_share",
    "batch_share",
    "reasoning_factor",
    "requests_per_task",
    "growth_per_month",
    "horizon_months",
)
_PRICES = ("input", "output")
_PRICE_WIDTH = 92


class _ModelPrices(QWidget):
    """A model of the comparison with its two prices, each open to the reader's own."""

    picked = Signal(object)  # model id
    priced = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.edited.connect(self.picked)
        self._labels = {field: Line("", "body", "text2") for field in _PRICES}
        self.fields = {
            field: NumberField(0, HIGHEST_OWN_PRICE, step=0.05, digits=4, least_digits=2, unit="USD")
            for field in _PRICES
        }
        self._refusals: dict[str, str] = {}
        self._hint = Paragraph("", "source", "loss")
        self._hint.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, field in self.fields.items():
            field.setFixedWidth(_PRICE_WIDTH)
            field.edited.connect(lambda value, name=name: self.priced.emit(name, value))
            field.refused.connect(lambda sentence, name=name: self._show_hint(name, sentence))
            row.addWidget(self._labels[name])
            row.addStretch(1)
            row.addWidget(field)
            if name == _PRICES[0]:
                row.addSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choice)
        nest(column, row)
        column.addWidget(self._hint)

    def _show_hint(self, name: str, sentence: str) -> None:
        """Say the latest refusal of the two fields, until it is taken back."""
        self._refusals.pop(name, None)
        if sentence:
            self._refusals[name] = sentence
        latest = next(reversed(self._refusals.values()), "")
        self._hint.set_text(latest)
        self._hint.setVisible(bool(latest))

    def clear_refusals(self) -> None:
        """Take back what was said about a price that did not fit."""
        for field in self.fields.values():
            field.clear_refusal()

    def show_model(
        self, costs: ApiCostsResults, model: str, name: str, options: tuple[Option, ...], language: Language
    ) -> None:
        """Show what the model charges; without a price the fields are closed."""
        self.choice.set_options(options)
        self.choice.set_value(model)
        quote = costs.quotes.get(model)
        words = dict(zip(_PRICES, (language.say("Input"), language.say("Output")), strict=True))
        for price, field in self.fields.items():
            self._labels[price].set_text(words[price])
            field.set_language(language)
            field.set_name(f"{name}, {words[price]}")
            field.set_origin(record(model))
            field.setEnabled(quote is not None)
            if quote is None:
                field.set_nothing(language.say("no price on that day"))
            else:
                field.set_value(getattr(quote, price))


class ApiCostsInputs(InputsColumn):
    """The inputs of the first workload or of a further one, and the prices of the models compared."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, ApiCosts, (*MAIN, *FURTHER), MAIN[0])
        self._spoken: Language | None = None
        self._priced: tuple[object, ...] | None = None  # what the prices shown follow from
        self._own_day = False  # whether the reader asked for a day of their own, even if it is one of the two named
        self._options: tuple[tuple[object, ...], tuple[Option, ...]] | None = None
        self._compact = False
        self._preset_label = Line("", "strong", "text2")
        self._preset = Segmented()
        self._preset.chosen.connect(self._apply_preset)
        self._usage_label = Line("", "strong", "text2")
        self._usage_chip = VerdictChip()
        self.workload = WorkloadPicker(session)
        self.workload.turned.connect(self._turn_workload)
        self._further_body = QWidget()
        self._prices_label = Line("", "strong", "text2")
        self._prices_chip = VerdictChip()
        self._when = Segmented()
        self._when.chosen.connect(self._set_when)
        self._currency = Segmented((("USD", "$"), ("EUR", "€")))
        self._currency.chosen.connect(session.set_currency)
        self._day_label = Paragraph("", "body", "text")
        self._day = DayField(_first_day(session), session.today)
        self._day.set_origin(AS_OF)
        self._day.edited.connect(session.set_as_of)
        self._rate_label = Paragraph("", "body", "text")
        self._rate = NumberField(0.5, 2, step=0.01, digits=4)
        self._rate.set_origin(USD_PER_EUR)
        self._rate.edited.connect(lambda rate: session.edit(ApiCosts.topic, usd_per_eur=rate))
        self._models = (_ModelPrices(), _ModelPrices())
        for place, row in enumerate(self._models):
            row.picked.connect(lambda model, place=place: self._pick(place, model))
            row.priced.connect(lambda field, value, place=place: self._price(place, field, value))
        self.own_models = LinkButton("", "arrow-right")
        self.own_models.clicked.connect(self._show_own_models)
        self._hint = Paragraph("", "source", "loss")
        self._hint.hide()
        self._rate.refused.connect(self._show_hint)
        self._reset.clicked.connect(lambda: session.reset(ApiCosts.topic))
        self._lay_out()

    def _lay_out(self) -> None:
        self._preset_row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._preset_row.setSpacing(8)
        self._preset_row.addWidget(self._preset_label, 0, Qt.AlignmentFlag.AlignVCenter)
        self._preset_row.addWidget(self._preset, 0, Qt.AlignmentFlag.AlignLeft)
        self._preset_row.addStretch(1)
        nest(self._column, self._preset_row)
        self._column.addSpacing(4)
        nest(self._column, _side_by_side(self._usage_label, self._usage_chip))
        self._column.addWidget(self.workload)
        for name in MAIN:
            self._column.addWidget(self.fields[name])
        self._column.addWidget(self._further, 0, Qt.AlignmentFlag.AlignLeft)
        further = QVBoxLayout(self._further_body)
        further.setContentsMargins(0, 0, 0, 0)
        for name in FURTHER:
            further.addWidget(self.fields[name])
        self._further_column = further
        self._further_body.hide()
        self._column.addWidget(self._further_body)
        self._column.addSpacing(4)
        nest(self._column, _side_by_side(self._prices_label, self._prices_chip))
        nest(self._column, _side_by_side(self._when, self._currency))
        self._details = QGridLayout()
        self._details.setSpacing(8)
        self._details.setColumnStretch(0, 1)
        for row, (label, field) in enumerate(((self._day_label, self._day), (self._rate_label, self._rate))):
            field.setFixedWidth(128)
            self._details.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._details.addWidget(field, row, 1)
        nest(self._column, self._details)
        self._column.addWidget(self._hint)
        for model in self._models:
            self._column.addWidget(model)
        self._column.addWidget(self.own_models, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._lay_out_around()

    @property
    def first(self) -> QWidget:
        return self.fields[MAIN[0]].slider

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._compact = compact
        self._place_preset()
        self._further_column.setSpacing(4 if compact else 8)
        self._details.setVerticalSpacing(4 if compact else 8)

    def _place_preset(self) -> None:
        """Beside its label where lines are few and it has room there, else under it."""
        words = self._preset_label.sizeHint().width() + self._preset_row.spacing() + self._preset.sizeHint().width()
        beside = self._compact and words <= self.width() - 2 * (PADDING[0] + 1)
        under = QBoxLayout.Direction.TopToBottom
        self._preset_row.setDirection(QBoxLayout.Direction.LeftToRight if beside else under)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_preset()

    # ---- what it shows

    def refresh(self, results: Results, language: Language) -> None:
        """Show the state that was calculated; what a slider does not move is left alone."""
        costs = results.api_costs
        another_language = language != self._spoken
        if another_language:
            self._spoken = language
            self._speak(language)
            self._priced = None
        self._preset.set_value(costs.preset or "custom")
        self.workload.refresh(results, language)
        place, topic = self.workload.place, self.workload.topic
        ranges = results.ranges.get(topic, {})
        own = place is not None or ranges or (costs.own_inputs and costs.preset is None)
        self._usage_chip.set_verdict("own" if own else "assumption", "", language)
        inputs = costs.inputs if place is None else costs.workloads[place].inputs
        for name, field in self.fields.items():
            if name in inputs:
                field.show_input(inputs[name], ranges.get(name), language, topic)
            if field.isHidden() == (name in inputs):
                field.setVisible(name in inputs)
        if another_language:
            self._level_fields()
        self._rate.clear_refusal()
        for row in self._models:
            row.clear_refusals()
        priced = (results.today, costs.as_of, costs.first, costs.second, costs.money, costs.quotes)
        if self._priced != priced:  # the quotes are the same object on every move of a slider, so this is quick
            self._priced = priced
            self._show_prices(results, language)

    def _speak(self, language: Language) -> None:
        """Every word that stands still."""
        say = language.say
        self._preset_label.set_text(say("Preset"))
        self._preset.set_name(say("Preset"))
        self._preset.set_options(
            [*((preset.id, language.of(preset.label)) for preset in PRESETS), ("custom", say("Custom"))]
        )
        self._place_preset()
        self._usage_label.set_text(say("Usage"))
        self._prices_label.set_text(say("Prices per m tokens"))
        self._when.set_name(say("Day of the prices"))
        self._when.set_options((("then", say("Then")), ("now", say("Now")), ("day", say("Day …"))))
        self._currency.set_name(say("Currency"))
        self._day_label.set_text(say("Prices of"))
        self._day.set_name(say("Prices of"))
        self._day.set_language(language)
        self._rate_label.set_text(language.of(ApiCosts.inputs["usd_per_eur"].label))
        self._rate.set_name(language.of(ApiCosts.inputs["usd_per_eur"].label))
        self._rate.set_language(language)
        for row in self._models:
            row.choice.set_name(say("Model compared"))
        self.own_models.set_text(say("Your models and prices …"))
        self._name_buttons(language)

    def _show_prices(self, results: Results, language: Language) -> None:
        """Day, currency, rate, and what the two models charge."""
        costs = results.api_costs
        own_price = any(costs.quotes[model].own for model in costs.priced)
        self._prices_chip.set_verdict("own" if own_price else None, "", language)
        moment = self._moment(costs)
        self._own_day = self._own_day or moment == "day"
        self._when.set_value("day" if self._own_day else moment)
        self._day_label.setVisible(self._own_day)
        self._day.setVisible(self._own_day)
        self._day.set_bounds(_first_day(self._session), results.today)  # which a midnight moves
        self._day.set_value(costs.as_of)
        self._currency.set_value(costs.money.currency)
        self._rate.set_value(costs.inputs["usd_per_eur"])
        euros = costs.money.currency == "EUR"
        self._rate_label.setVisible(euros)
        self._rate.setVisible(euros)
        options = self._model_options(results, language)
        for row, model in zip(self._models, (costs.first, costs.second), strict=True):
            row.show_model(costs, model, model_name(model, results.knowledge), options, language)

    def _moment(self, costs: ApiCostsResults) -> str:
        if costs.as_of == self._session.knowledge.shock.day:
            return "then"
        return "now" if costs.as_of == self._session.today else "day"

    def _model_options(self, results: Results, language: Language) -> tuple[Option, ...]:
        """Models with a price on the day first, the cheapest on top; then all the others."""
        costs = results.api_costs
        key = (results.knowledge, costs.as_of, language.code)
        if self._options is None or self._options[0] != key:
            knowledge = results.knowledge
            yours = language.say("Your models")
            with_price = language.say("With a price on that day")
            without = language.say("Without a price on that day")
            mine = [model for model, quote in costs.quotes.items() if quote.offer.own]
            listed = (model for model in costs.quotes if model not in mine)
            order = sorted(listed, key=lambda model: model_name(model, knowledge).casefold())
            rest = sorted(costs.without_price, key=lambda model: knowledge.offers[model].name.casefold())
            options = tuple(
                Option(model, model_name(model, knowledge), group)
                for group, models in ((yours, mine), (with_price, order), (without, rest))
                for model in models
            )
            self._options = (key, options)
        return self._options[1]

    # ---- what the reader does

    def _apply_preset(self, name: str) -> None:
        if name != "custom":
            self._session.apply_preset(name)
        else:  # "custom" is what editing makes; it is no place to go to
            self._preset.set_value(self._session.results.api_costs.preset or "custom")

    def _topic_of(self, name: str) -> str | None:
        """The topic in which a field sets its input; None for a workload that a step back has just taken.

        What further workloads have none of is set in the first: a field that is hidden takes what was typed in it.
        """
        if name not in OF_A_WORKLOAD:
            return ApiCosts.topic
        return self.workload.topic if self.workload.is_there else None

    def _standing(self, name: str) -> tuple[str, float]:
        costs, place = self._session.results.api_costs, place_of(self.workload.topic)
        inputs = costs.inputs if place is None or name not in OF_A_WORKLOAD else costs.workloads[place].inputs
        return figure_of(costs, name), inputs[name]

    def _turn_workload(self) -> None:
        self.refresh(self._session.results, self._session.language)

    def _set_when(self, moment: str) -> None:
        self._own_day = moment == "day"
        if moment == "then":
            self._session.set_as_of(None)
        elif moment == "now":
            self._session.set_as_of(self._session.today)
        self._priced = None
        self.refresh(self._session.results, self._session.language)
        if self._own_day:
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, place: int, model: str) -> None:
        pair = list(self._session.briefing.compare)
        if pair[1 - place] == model:
            pair.reverse()
        else:
            pair[place] = model
        self._session.compare(pair[0], pair[1])

    def _price(self, place: int, field: str, value: float) -> None:
        self._session.set_price(self._session.briefing.compare[place], **{field: value})

    def _toggle_further(self) -> None:
        super()._toggle_further()
        self._further_body.setVisible(self._further_open)

    def _show_own_models(self) -> None:
        from lagebild.pages.own_models_dialog import ask  # most readers never do

        ask(self._session, self)

    def _show_hint(self, sentence: str) -> None:
        self._hint.set_text(sentence)
        self._hint.setVisible(bool(sentence))


def _first_day(session: Session) -> date:
    """The day of the earliest price there is."""
    return min(offer.prices[0].valid_from for offer in session.knowledge.offers.values()).date()


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
