"""What is said of the reader's own models and contract prices, and of the list prices beside them."""

from __future__ import annotations

from dataclasses import replace

from lagebild.analysis.api_costs import looked_up
from lagebild.analysis.results import Results
from lagebild.errors import N_, printable
from lagebild.knowledge.prices import Offer, PriceInterval
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import AS_OF, COUNTED, record
from lagebild.state import LONGEST_NAME
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import exact_digits, no_price, rate_note

PRICES = {
    "input": N_("Input"),
    "output": N_("Output"),
    "cached_input": N_("Input from the cache"),
    "batch_input": N_("Input in batches"),
    "batch_output": N_("Output in batches"),
}
"""The prices a model has, by the field of the briefing."""
BATCH = ("batch_input", "batch_output")
REQUIRED = ("input", "output")
_LOOKED_UP = {
    "input": "peak_input_price",
    "output": "peak_output_price",
    "cached_input": "peak_cache_price",
    "batch_input": "batch_input_price",
    "batch_output": "batch_output_price",
}
Prices = dict[str, float | None]
"""US dollars per million tokens; None where there is none."""


def dollars(usd: float, model: str, language: Language) -> Shown:
    """A price of a model with as many places as it needs."""
    return language.show(usd, record(model), "USD", max(2, exact_digits(usd)))


def name_hindrance(name: str, language: Language) -> str:
    """Why this cannot be a name, in a sentence; empty where it can."""
    if not name:
        return language.say("No name was entered.")
    if len(name) > LONGEST_NAME:
        count = language.show(LONGEST_NAME, COUNTED)
        return language.say("A name has at most {count} characters.", count=count)
    if printable(name) != name:
        return language.say("A name has visible characters only.")
    return ""


def _interval(results: Results, model: str) -> PriceInterval | None:
    """The list prices of a model on the day; None where there are none, and for the reader's own."""
    quote = results.api_costs.quotes.get(model)
    return None if quote is None or quote.offer.own else quote.interval


def _lookups(results: Results, model: str) -> dict[str, float] | None:
    """What the formulas would take of the list prices of a model."""
    interval = _interval(results, model)
    if interval is None:
        return None
    return looked_up(results.knowledge.offers[model], interval, results.api_costs.money.usd_per_eur)


def list_prices(results: Results, model: str) -> Prices:
    """List prices of a model on the day in US dollars, those of peak hours where hours differ."""
    numbers = _lookups(results, model)
    if numbers is None:
        return dict.fromkeys(PRICES)
    prices: Prices = {name: numbers[lookup] for name, lookup in _LOOKED_UP.items()}
    for offered, names in (("offers_cache", ("cached_input",)), ("offers_batch", BATCH)):
        prices.update(dict.fromkeys(names if not numbers[offered] else ()))
    return prices


def about(results: Results, offer: Offer, language: Language) -> str | Text:
    """Whose model it is; from when to when its list price holds, and who says so."""
    if offer.own:
        return language.say("A model of your own; its prices hold on every day.")
    origin, costs, host = record(offer.model), results.api_costs, offer.host
    if offer.vendor != offer.host:
        host = language.say("{vendor}, run by {host}", vendor=offer.vendor, host=offer.host)
    interval = _interval(results, offer.model)
    if interval is None:
        why = no_price(offer.model, offer.name, costs.without_price[offer.model], costs.as_of, language)
        more = language.sentence("Your price counts on days with a list price.")
        return Text((Span(f"{host}. ", origin), *why, Span(" "), *more))
    fields: dict[str, str] = {
        "host": Shown(host, origin),
        "day": language.date(costs.as_of, AS_OF),
        "start": language.date(interval.valid_from.date(), origin),
        "source": Shown(results.knowledge.sources[interval.source].by, origin),
        "standing": standing_word(results.knowledge.standing(offer.model, costs.as_of), language),
    }
    if interval.valid_to is None:
        message = N_("{host}. List price on {day}: in force since {start}. Source: {source}, {standing}.")
    else:
        message = N_("{host}. List price on {day}: in force from {start} to {end}. Source: {source}, {standing}.")
        fields["end"] = language.date(interval.valid_to.date(), origin)
    return language.sentence(message, **fields)


def other_hours(results: Results, model: str, language: Language) -> str | Text:
    """What a model costs at other hours by its list, where it does."""
    numbers = _lookups(results, model)
    if numbers is None:
        return ""
    peak, off_peak = (
        [numbers[f"{hours}_{side}_price"] for side in REQUIRED] for hours in ("peak", "off_peak")
    )  # fmt: skip
    if peak == off_peak:
        return ""
    price = Shown(" / ".join(dollars(usd, model, language) for usd in off_peak), record(model))
    return language.sentence(
        "Shown is the list price of peak hours; off-peak it is {price}. Your price holds at all hours.", price=price
    )


def currency_note(results: Results, model: str, language: Language) -> str | Text:
    """That nothing is entered in euros, where the briefing or the list has them."""
    costs, interval = results.api_costs, _interval(results, model)
    rate = rate_note(replace(costs, money=costs.money._replace(currency="EUR")), results.knowledge, language) or ""
    if interval is not None and interval.currency == "EUR":
        return language.sentence(
            "The list price is in euros, converted here at {rate}. Contract prices are entered in US dollars.",
            rate=rate,
        )
    if costs.money.currency == "EUR":
        return language.sentence(
            "Contract prices are entered in US dollars; the page converts them at {rate}.", rate=rate
        )
    return ""


def own_base(prices: Prices) -> bool:
    """Whether input or output have a price of the reader's own, beside which no list price for batches holds."""
    return any(prices[name] is not None for name in REQUIRED)


def lacks_its_pair(prices: Prices, listed: Prices | None) -> bool:
    """Whether a price for batches does not count because the other one is missing."""
    first, second = (prices[name] for name in BATCH)
    completed = listed is not None and listed[BATCH[0]] is not None and not own_base(prices)
    return (first is None) != (second is None) and not completed


def counts_as(prices: Prices, listed: Prices | None, language: Language) -> dict[str, str]:
    """What each price counts as while there is no own one; `listed` is None for a model of the reader's own."""
    say = language.say
    required, list_price = say("required"), say("list price")
    plain = {"cached_input": say("as input"), "batch_input": say("as input"), "batch_output": say("as output")}
    if listed is None:
        return dict.fromkeys(REQUIRED, required) | plain
    if listed["input"] is None:  # none on that day
        return dict.fromkeys(PRICES, list_price)
    words = dict.fromkeys(REQUIRED, list_price) | plain
    if listed["cached_input"] is not None and prices["input"] is None:
        words["cached_input"] = list_price
    if listed[BATCH[0]] is not None and not own_base(prices):
        words |= dict.fromkeys(BATCH, list_price)
    return words


def empty_means(listed: Prices | None, language: Language) -> str:
    """What leaving prices out does."""
    if listed is None:
        return language.say(
            "Without a price of their own, input from the cache and batches cost as much as input and output. Your "
            "prices stand in every file that you save or export."
        )
    return language.say(
        "An empty field keeps the list price. But beside your own input price no list price holds for the cache, and "
        "beside your own input or output price none for batches: without a price of yours they cost as much as input "
        "and output. Your prices stand in every file that you save or export."
    )
