"""The reader's own models and contract prices: every model at the left, the prices of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Set
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.language import Shown, Span, Text
from lagebild.origin import COUNTED, record
from lagebild.pages.editing_dialog import EditingDialog
from lagebild.pages.export_dialog import Divided
from lagebild.pages.own_models_fields import DIGITS, ModelNameField, PriceGrid
from lagebild.pages.own_models_list import Heads, ModelList, ModelRow
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.wrapped_choice import CheckBox
from lagebild.session import Session
from lagebild.state import MOST_OWN_MODELS, OwnModel, OwnPrice
from lagebild.widgets.announce import announce
from lagebild.widgets.buttons import Button
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.search import SearchField, found_in
from lagebild.wording import own_models as wording
from lagebild.wording.own_models import BATCH, PRICES, REQUIRED, Prices
from lagebild.wording.terms import model_name

_SIZE = QSize(1000, 720)
_LEFT = 344
_WIDEST = 640
"""Of the form: a price stands beside its name."""
_NEW = ""
"""Stands for the id of a model that is not added yet."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that move in the list while one types what to search."""


def ask(session: Session, parent: QWidget | None = None, *, chosen: str = "") -> OwnModelsDialog:
    """Open the dialog with the prices of `chosen`, by default those of the first model compared."""
    dialog = OwnModelsDialog(session, parent, chosen=chosen)
    dialog.open()
    return dialog


class OwnModelsDialog(EditingDialog):
    """Sets own prices and models."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, chosen: str = "") -> None:
        """`chosen` is the model shown first, by default the first one compared."""
        say = session.language.say
        super().__init__(say("Own models and contract prices"), session, parent, width=840)
        self._warned = False  # of a new model that is not added yet
        self._draft: dict[str, Any] = {}
        self._halves: Prices = {}  # prices in batches of the shown own model that lack their other half
        self.shown = chosen or session.briefing.compare[0]
        """Id of the model whose prices are shown; empty for one that is not added yet."""
        self.body.addWidget(Divided(self._build_list(), self._build_form()), 1)
        self._complete(_SIZE)
        self.search.setFocus()

    # ---- how it is built

    def _build_list(self) -> QWidget:
        say = self.language.say
        self.search = SearchField()
        self.search.set_hint(say("Search model or provider"))
        self.search.textChanged.connect(lambda _: self._show_list())
        self.search.installEventFilter(self)
        self.list = ModelList()
        self.list.setAccessibleName(say("Models with their prices"))
        self.list.chosen.connect(self.choose)
        self.list.opened.connect(self._go_to_form)
        self._nothing = Paragraph("", "body", "text2")
        self.add = Button(say("Add model"), "outline")
        self.add.clicked.connect(self._begin_model)
        self._full = Paragraph("", "source", "text2")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addSpacing(6)
        column.addWidget(Heads((say("Model"), say("Input"), say("Output")), self.list))
        self._nothing_room = QWidget()
        inset = QVBoxLayout(self._nothing_room)
        inset.setContentsMargins(10, 8, 0, 0)
        inset.addWidget(self._nothing)
        column.addWidget(self._nothing_room)
        column.addWidget(self.list, 1)
        column.addSpacing(10)
        column.addWidget(self.add)
        column.addWidget(self._full)
        left.setFixedWidth(_LEFT)
        return left

    def _build_form(self) -> QWidget:
        say = self.language.say
        form = QWidget()
        form.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(form)
        column.setContentsMargins(4, 0, 16, 4)  # the scroll bar stands in the margin
        column.setSpacing(8)
        self._name_shown = Paragraph("", "detail_title", "text")
        self._facts = Paragraph("", "body", "text2")
        self._hours = Paragraph("", "body", "text2")
        self.compared = tuple(Button(words) for words in (say("First model"), say("Second model")))
        self._compare_row = QWidget()
        row = QHBoxLayout(self._compare_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Line(say("In the comparison"), "body", "text2"))
        for place, button in enumerate(self.compared):
            button.setCheckable(True)
            button.clicked.connect(lambda _, place=place: self._compare(place))
            row.addWidget(button)
        row.addStretch(1)
        names = self._build_names()  # before the prices: Tab goes in the order things are made
        self.prices = PriceGrid(self.language)
        self.prices.priced.connect(self._price)
        self._empty = Paragraph("", "source", "text2")
        for part in (self._name_shown, self._facts, self._hours, self._compare_row, names):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(Line(say("US dollars per million tokens"), "strong"))
        self._currency = Paragraph("", "source", "text2")
        for part in (self._currency, self.prices, self._empty, self._build_discount()):
            column.addWidget(part)
        self.take_list = Button(say("Take list prices"), "outline", "reset")
        self.take_list.clicked.connect(self._take_list)
        self.drop = Button(say("Delete model"), "outline", "close")
        self.drop.clicked.connect(self._drop)
        self.create_button = Button(say("Add"), "primary")
        self.create_button.setDefault(True)  # Enter in any field of a new model
        self.create_button.clicked.connect(self._create)
        self.discard = Button(say("Discard"), "outline")
        self.discard.clicked.connect(self._discard)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.take_list, self.drop, self.create_button, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.lacking = Paragraph("", "body", "loss")
        column.addWidget(self.lacking)
        nest(column, buttons)
        column.addStretch(1)
        scroll = ScrolledDown(QPalette.ColorRole.Base)
        scroll.hold(form)
        return scroll

    def _build_names(self) -> QWidget:
        say = self.language.say
        self._names = QWidget()
        grid = QGridLayout(self._names)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.names: dict[str, ModelNameField] = {}
        self._name_hints: dict[str, Paragraph] = {}
        for place, (key, words) in enumerate((("name", say("Name")), ("host", say("Host")))):
            field = self.names[key] = ModelNameField(self.language, partial(self._name_refusal, key))
            field.setAccessibleName(words)
            field.named.connect(partial(self._give, key))
            field.textEdited.connect(partial(self._typed, key))
            hint = self._name_hints[key] = Paragraph("", "source", "loss")
            hint.hide()
            field.refused.connect(partial(self._hint_name, key))
            grid.addWidget(Line(words), 2 * place, 0)
            grid.addWidget(field, 2 * place, 1)
            grid.addWidget(hint, 2 * place + 1, 0, 1, 2)
        self.reasons = CheckBox(say("Reasons before it answers: reasoning tokens count as output"))
        self.reasons.clicked.connect(lambda checked: self._give("reasoning", checked))
        grid.addWidget(self.reasons, 4, 0, 1, 2)
        return self._names

    def _build_discount(self) -> QWidget:
        say = self.language.say
        words = say("Discount on all list prices of this model")
        self.discount = NumberField(0, 100, digits=2, least_digits=0, unit="%", language=self.language)
        self.discount.set_name(words)
        self.discount.installEventFilter(self)
        hint = Paragraph("", "source", "loss")
        hint.hide()
        self.discount.refused.connect(partial(_tell, hint))
        self.apply = Button(say("Enter discount"), "outline")
        self.apply.clicked.connect(self._apply_discount)
        self._discount_row = QWidget()
        grid = QGridLayout(self._discount_row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, part in enumerate((Paragraph(words, "body", "text"), self.discount, self.apply)):
            grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(hint, 1, 0, 1, 3)
        return self._discount_row

    # ---- what it shows

    def refresh(self) -> None:
        if self.shown not in self._models() and self.shown != _NEW:  # an own model that is deleted
            self.shown = self._session.briefing.compare[0]
        self._show_list()
        self._show_form()
        own_models = self._session.briefing.models
        self.add.setEnabled(len(own_models) < MOST_OWN_MODELS)
        _tell(self._full, "" if self.add.isEnabled() else self._full_words())
        super().refresh()

    def _models(self) -> Set[str]:
        """The models there are to choose from; the knowledge also has those that only the state put aside has."""
        costs = self._session.results.api_costs
        return {*costs.quotes, *costs.without_price}

    def _on_results(self) -> None:
        self.refresh()
        if self.shown != _NEW:
            self._announcer.changed(self._row(self.shown).spoken)

    def _full_words(self) -> str:
        return self.language.say("No more than {count} own models.", count=self.language.show(MOST_OWN_MODELS, COUNTED))

    def _show_list(self) -> None:
        results, say, query = self._session.results, self.language.say, self.search.text()
        costs, offers = results.api_costs, results.knowledge.offers
        own = [model for model in costs.quotes if offers[model].own]
        listed = [model for model in costs.quotes if not offers[model].own]
        without = [model for model in costs.without_price if model in self._session.briefing.prices]
        rows: list[str | ModelRow] = []
        for group, models in (
            (say("Own models"), own),
            (say("With a list price on that day"), sorted(listed, key=lambda model: offers[model].name.casefold())),
            (say("Your price, but no list price on that day"), without),
        ):
            found = [row for row in map(self._row, models) if found_in(query, f"{row.name} {row.host}") is not None]
            rows += [group, *found] if found else []
        self.list.show_rows(tuple(rows), self.shown)
        self.list.setVisible(bool(rows))
        self._nothing.set_text("" if rows else say("Nothing is called “{text}”.", text=query.strip()))
        self._nothing_room.setVisible(not rows)

    def _row(self, model: str) -> ModelRow:
        results, say = self._session.results, self.language.say
        offer, quote = results.knowledge.offers[model], results.api_costs.quotes.get(model)
        if quote is None:
            prices: tuple[Shown | str, Shown | str] = ("–", "–")
        else:
            prices = (
                wording.dollars(quote.input, model, self.language),
                wording.dollars(quote.output, model, self.language),
            )
        chip = say("Your price") if model in self._session.briefing.prices or offer.own else ""
        sides = (" ".join((say("Input"), prices[0])), " ".join((say("Output"), prices[1])))
        parts = (offer.name, offer.host, *sides, chip)
        return ModelRow(model, offer.name, offer.host, prices, chip, ", ".join(part for part in parts if part))

    def _show_form(self) -> None:
        say, shown, results = self.language.say, self.shown, self._session.results
        offer = results.knowledge.offers.get(shown)
        own = offer is None or offer.own
        listed = None if own else wording.list_prices(results, shown)
        prices = self._own_prices()
        name = say("New model") if offer is None else model_name(shown, results.knowledge)
        self._name_shown.set_text(name if offer is None else Text((Span(name, record(shown)),)))
        _tell(self._facts, say("Not added yet.") if offer is None else wording.about(results, offer, self.language))
        _tell(self._hours, wording.other_hours(results, shown, self.language))
        _tell(self._currency, wording.currency_note(results, shown, self.language))
        self._compare_row.setVisible(offer is not None)
        for button, model in zip(self.compared, self._session.briefing.compare, strict=True):
            button.setChecked(model == shown)
        self._names.setVisible(own)
        for key, field in self.names.items():
            field.show_name(self._draft.get(key, "") if offer is None else getattr(offer, key), kept=offer is not None)
        self.reasons.setChecked(self._draft.get("reasoning", False) if offer is None else offer.reasoning)
        empty = wording.counts_as(prices, listed, self.language)
        self.prices.show_prices(name, shown, prices, empty, listed)
        for half in BATCH:
            lacks = prices[half] is None and wording.lacks_its_pair(prices, listed)
            self.prices.hint(
                half, say("Prices for batches count together only: enter this one as well.") if lacks else ""
            )
        self._empty.set_text(wording.empty_means(listed, self.language))
        self._discount_row.setVisible(listed is not None and listed["input"] is not None)
        self.take_list.setVisible(not own)
        self.take_list.setEnabled(shown in self._session.briefing.prices)
        self.drop.setVisible(own and offer is not None)
        for part in (self.create_button, self.discard):
            part.setVisible(offer is None)

    def _own_prices(self) -> Prices:
        """What the fields show."""
        briefing, shown = self._session.briefing, self.shown
        if shown == _NEW:
            return {name: self._draft.get(name) for name in PRICES}
        given = self._own_model() or briefing.prices.get(shown, OwnPrice())
        return {name: getattr(given, name) for name in PRICES} | self._halves

    # ---- what the reader does

    def choose(self, model: str) -> None:
        """Show the prices of a model; what is entered of a new one is kept until the dialog is closed."""
        self.shown = model
        self._halves = {}
        self._warned = False
        self._forget_refusals()
        self.refresh()

    def _forget_refusals(self) -> None:
        self.discount.clear_refusal()
        self.prices.clear_hints()
        for key in self.names:
            self._hint_name(key, "")
        self._lack("")

    def _go_to_form(self) -> None:
        first = self.prices.fields["input"] if self._names.isHidden() else self.names["name"]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin_model(self) -> None:
        self.choose(_NEW)
        self.names["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _own_model(self) -> OwnModel | None:
        """The model shown if it is one of the reader's own, and still there: a step back may have taken it."""
        return next((model for model in self._session.briefing.models if model.id == self.shown), None)

    def _name_refusal(self, key: str, name: str) -> str:
        given = {each: field.text().strip() for each, field in self.names.items()} | {key: name}
        offers = self._session.results.knowledge.offers
        others = [offers[model] for model in self._models() if model != self.shown]
        if (given["name"], given["host"]) in {(offer.name, offer.host) for offer in others}:
            return self.language.say("Another model of this host is called so already.")
        return wording.name_hindrance(name, self.language)

    def _hint_name(self, key: str, sentence: str) -> None:
        if sentence:
            announce(self.names[key], sentence)
        _tell(self._name_hints[key], sentence)

    def _lack(self, sentence: str) -> None:
        if sentence:
            announce(self, sentence)
        _tell(self.lacking, sentence)

    def _typed(self, key: str, words: str) -> None:
        if self.shown == _NEW:
            self._draft[key] = words
            self._lack("")

    def _give(self, key: str, value: Any) -> None:
        """Change the model shown in what is no price."""
        own = self._own_model()
        if self.shown == _NEW:
            self._draft[key] = value
        elif own is not None:
            self._session.set_model(own.changed(**{key: value}), ("models", self.shown, key))

    def _price(self, name: str, usd: float | None) -> None:
        own = self._own_model() is not None
        if self.shown == _NEW:
            self._draft[name] = usd
            self._lack("")
            self.prices.hint(name, "")
            self._show_form()
        elif own and name in REQUIRED and usd is None:
            self._show_form()
            self.prices.hint(name, self._needed())
        elif own and name in BATCH:
            pair = {each: self._own_prices()[each] for each in BATCH} | {name: usd}
            whole = len([price for price in pair.values() if price is not None]) != 1
            self._halves = {} if whole else pair
            self._session.set_price(self.shown, **(pair if whole else dict.fromkeys(BATCH)))
            self._show_form()
        elif self.shown in self._models():
            self._session.set_price(self.shown, **{name: usd})

    def _needed(self) -> str:
        return self.language.say("A model of your own needs this price.")

    def _apply_discount(self) -> None:
        percent, listed = self.discount.value(), wording.list_prices(self._session.results, self.shown)
        if percent == 0:
            self._take_list()
            return
        prices = {
            name: None if usd is None else round(usd * (1 - percent / 100), DIGITS) for name, usd in listed.items()
        }
        self._session.set_price(self.shown, **prices)

    def _take_list(self) -> None:
        self._session.drop_price(self.shown)
        self._forget_refusals()
        self.refresh()

    def _drop(self) -> None:
        self._session.drop_model(self.shown)
        self.choose(self._session.briefing.compare[0])
        self.list.setFocus()

    def _create(self) -> None:
        """Add the new model, or say what it lacks and go there."""
        for key, field in self.names.items():
            refusal = self._name_refusal(key, field.text().strip())
            self._hint_name(key, refusal)
            if refusal:
                field.setFocus()
                return
        self.prices.clear_hints()
        self._show_form()  # with what is said of half a pair
        prices = self._own_prices()
        needed = [name for name in REQUIRED if prices[name] is None]
        halves = [name for name in BATCH if prices[name] is None] if wording.lacks_its_pair(prices, None) else []
        for name in needed:
            self.prices.hint(name, self._needed())
        if needed or halves:
            self.prices.fields[(needed + halves)[0]].setFocus()
            return
        if len(self._session.briefing.models) >= MOST_OWN_MODELS:
            self._lack(self._full_words())
            return
        names = {key: field.text().strip() for key, field in self.names.items()}
        id = self._session.next_own_model
        self._session.set_model(OwnModel(id=id, reasoning=self.reasons.isChecked(), **names, **prices))
        self._draft = {}
        self.choose(id)
        self.list.setFocus()

    def _discard(self) -> None:
        self._draft = {}
        self.choose(self._session.briefing.compare[0])
        self.list.setFocus()

    def _compare(self, place: int) -> None:
        if self.shown not in self._models():  # a step back has just taken it
            return
        pair = list(self._session.briefing.compare)
        if pair[1 - place] == self.shown:
            pair.reverse()
        else:
            pair[place] = self.shown
        self._session.compare(pair[0], pair[1])
        self._show_form()

    # ---- steps back, and the end

    def _undo(self) -> None:
        if self._can_undo():
            self._halves = {}
        super()._undo()

    def reject(self) -> None:
        """Close; a new model that is not added yet is pointed out first."""
        if any(self._draft.values()) and not self._warned:
            self.choose(_NEW)
            self._warned = True
            self._lack(self.language.say("This model is not added yet. Closing once more drops it."))
            self.create_button.setFocus()
            return
        super().reject()

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.discount and enter:
            self.discount.interpretText()
            self._apply_discount()
        elif watched is self.search and key in _MOVES:
            QApplication.sendEvent(self.list, event)
        elif watched is self.search and enter:
            self._go_to_form()
        elif watched is self.search and key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            return super().eventFilter(watched, event)
        return True


def _tell(paragraph: Paragraph, words: str | Text) -> None:
    """Show words, or no paragraph where there are none."""
    paragraph.set_text(words)
    paragraph.setVisible(bool(str(words)))
