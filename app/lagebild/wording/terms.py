"""Terms that recur in sentences: models, money, moments, verdicts, how well something was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.api_costs import ApiCostsResults, Money, NoPrice
from lagebild.calculators.expression import Choice, Input, factor_of
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.knowledge.records import Figure
from lagebild.language import SCALES, Language, Shown, Span, Text
from lagebild.origin import AS_OF, Origin, reader, record
from lagebild.wording.shortening import cut

_NAME = 80
"""Letters of a model's name in a sentence."""


def model_name(model: str, knowledge: Knowledge) -> str:
    """A model's name; with its host where another offer has the same name."""
    return _model_names(knowledge)[model]


@lru_cache(maxsize=4)
def _model_names(knowledge: Knowledge) -> dict[str, str]:
    count = Counter(offer.name for offer in knowledge.offers.values())
    return {
        model: cut(
            f"{offer.name} ({offer.host})"
            if count[offer.name] > 1 and (offer.own or offer.host != offer.vendor)
            else offer.name,
            _NAME,
        )
        for model, offer in knowledge.offers.items()
    }


def shock_origin(knowledge: Knowledge) -> Origin:
    """Where the day of the shock comes from: the figures of the event."""
    return record(*knowledge.shock.figures)


def money(usd: float, how: Money, origin: Origin, language: Language, digits: int | None = None) -> Shown:
    """A sum of US dollars in the currency shown; the rate belongs to its origin when that is euros."""
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    return language.show(how.of(usd), origin, how.currency, digits)


TRADING_DAYS = record(f"{MARKET}{BROAD_MARKET}")
"""Which days the exchange was open, and how far the closes reach: those of the broad market say."""
USD_PER_EUR = reader("api_costs.usd_per_eur")


def currency_name(how: Money, language: Language, *, inside: bool = False) -> str:
    """The currency written out, as it starts a line or stands inside one."""
    if how.currency == "USD":
        return language.say("US dollars")
    return language.say("euros") if inside else language.say("Euros")


def rate_note(results: ApiCostsResults, knowledge: Knowledge, language: Language) -> Text | None:
    """At which rate euros are computed, and of which day; None when US dollars are shown."""
    if results.money.currency == "USD":
        return None
    rate = language.show(results.money.usd_per_eur, USD_PER_EUR, digits=4)
    if "usd_per_eur" in results.own_inputs:
        return language.sentence("{rate} US dollars per euro (your rate)", rate=rate)
    figure = knowledge.figure(results.defaults["usd_per_eur"])
    day = partial_date(figure.as_of, record(figure.id), language)
    rate = language.show(figure.number, record(figure.id), digits=4)
    if figure.as_of == results.as_of.isoformat():
        return language.sentence("{rate} US dollars per euro (European Central Bank, {day})", rate=rate, day=day)
    return language.sentence(
        "{rate} US dollars per euro (ECB rate of {day}, not of the day of the prices)", rate=rate, day=day
    )


def partial_date(text: str, origin: Origin, language: Language) -> Shown:
    """A date known to the day, the month or the year."""
    if len(text) == 10:
        return language.date(date.fromisoformat(text), origin)
    if len(text) == 7:
        return language.date(date.fromisoformat(f"{text}-01"), origin, "month")
    return Shown(text, origin)


def no_price(model: str, name: str, why: NoPrice, day: date, language: Language) -> Text:
    """Why a model, called `name`, has no price on a day, as a sentence."""
    fields = {"model": name, "day": language.date(day, AS_OF, "long")}
    if why.day is not None:
        fields["turn"] = language.date(why.day, record(model), "long")
    message = {
        "not yet": N_("No price is evidenced for {model} on {day}; the first evidenced one is valid from {turn}."),
        "no longer": N_("No price is evidenced any more for {model} on {day}; the last was valid until {turn}."),
        "gap": N_("No price is evidenced for {model} on {day}."),
    }[why.reason if why.day is not None else "gap"]
    return language.sentence(message, **fields)


def exact_digits(value: float, most: int = 4) -> int:
    """As many decimal places as the number has, at most `most`."""
    return next(places for places in range(most + 1) if places == most or round(value, places) == round(value, most))


def input_shown(declared: Input, value: float, origin: Origin, language: Language, most: int = 4) -> Shown:
    """The value of an input in the unit it is shown in, money in US dollars as it is put in; a choice in words.

    It has as many decimal places as it needs, at most `most`.
    """
    if isinstance(declared, Choice):
        return Shown(language.of(declared.options[int(value)]), origin)
    unit, (number,), digits = _in_its_unit(declared, (value,), most)
    return language.show(number, origin, unit, digits)


def input_range_shown(
    declared: Input, low: float, high: float, origin: Origin, language: Language, how: Money | None = None
) -> Shown:
    """Two values of an input from end to end with one unit; money in the currency shown if `how` is given."""
    unit, (first, last), digits = _in_its_unit(declared, (low, high), 4)
    if unit in SCALES:  # a millionth at the one end is nothing beside the other
        digits = max(exact_digits(end, declared.digits) for end in (first, last))
    if how is not None and how.currency == "EUR" and unit.startswith("USD"):
        first, last = how.of(first), how.of(last)
        unit, origin, digits = unit.replace("USD", "EUR"), origin | USD_PER_EUR, 0 if last >= _WITHOUT_CENTS else 2
    return language.show_range(first, last, origin, unit, digits)


_LEAST = 1e-3
_MILLIONTHS = 6
_WITHOUT_CENTS = 100


def _in_its_unit(declared: Input, values: Sequence[float], most: int) -> tuple[str, Sequence[float], int]:
    """The unit, how many of it the values are, and their decimal places; a single one counts where there are few."""
    unit, factor = declared.shown, factor_of(declared)
    if unit == "share":
        return unit, values, max(exact_digits(value / factor, most) for value in values)
    if unit in SCALES:
        if 0 < max(map(abs, values)) < _LEAST * factor:
            unit, factor = SCALES[unit][1], 1.0
        values, most = [value / factor for value in values], _MILLIONTHS if factor > 1 else most
    digits = max(exact_digits(value, most) for value in values)
    return unit, values, max(2, digits) if digits and unit == "USD" else digits


def figure_shown(figure: Figure, language: Language, digits: int | None = None) -> Shown:
    """A figure with its unit, as a range where its sources differ and it is no assumption."""
    origin = record(figure.id)
    if isinstance(figure.value, date):
        return language.date(figure.value, origin)
    if figure.value is None:
        return Shown("–", origin)
    if figure.low is not None and figure.high is not None and figure.checked != "assumption":
        return language.show_range(figure.low, figure.high, origin, figure.unit, digits)
    return language.show(figure.value, origin, figure.unit, digits)


def in_lines(steps: Iterable[Text]) -> Text:
    """Texts one below the other, as one."""
    return enumerated(steps, "\n")


def enumerated(parts: Iterable[Text], between: str = ", ") -> Text:
    """Texts one after the other in a line."""
    spans: list[Span] = []
    for part in parts:
        spans += [*([Span(between)] if spans else []), *part]
    return Text(spans)


class Part(NamedTuple):
    """A row of "how this is computed": what it is, its quantities and prices, and their sum."""

    item: str
    how: Text
    sum: Shown
    number: float
    """The sum as a plain number in the currency shown."""
