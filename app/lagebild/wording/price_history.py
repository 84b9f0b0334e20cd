"""What the price history says: what one euro bought then and buys now, who gave more for it, and what is compared."""

from __future__ import annotations

from functools import lru_cache

from lagebild.analysis.price_history import Day, Sold, price_history
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.knowledge.prices import Offer
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.terms import USD_PER_EUR, model_name, partial_date

MIX = tuple(
    f"{one.topic}.{one.name}"
    for one in (
        ApiCosts.input_tokens_per_request, ApiCosts.output_tokens_per_request, ApiCosts.reasoning_tokens_per_request,
        ApiCosts.cached_input_share, ApiCosts.peak_share, ApiCosts.batch_share,
    )
)  # fmt: skip
"""The inputs that decide what a token costs on average; how many tokens there are does not."""
_SIGNIFICANT = 3


def model_of(offer: Offer) -> str:
    """The name of a model beside that of its vendor."""
    return offer.name.removeprefix(f"{offer.vendor} ")


def rate_origin(day: Day) -> Origin:
    """Where the rate of a day comes from."""
    return USD_PER_EUR if day.rate is None else record(day.rate)


def price(day: Day, sold: Sold, language: Language) -> Shown:
    """A million tokens of a model in the currency shown, euros at the rate of the day."""
    origin = Origin((sold.offer.model,), MIX, "price_history.price")
    if day.money.currency == "EUR":
        origin |= rate_origin(day)
    return language.show(day.money.of(sold.usd_per_million), origin, day.money.currency)


def tokens_for_a_euro(day: Day, sold: Sold, language: Language, *, word: bool = False) -> Shown | None:
    """What one euro bought of a model, to three places, with or without the word; None where tokens cost nothing."""
    tokens = sold.tokens_for(day.money.usd_per_eur)
    if tokens is None:
        return None
    origin = Origin((sold.offer.model,), MIX, "price_history.tokens") | rate_origin(day)
    if tokens >= 1e6:
        unit = "token m" if word else "m"
        return language.show(tokens / 1e6, origin, unit, max(0, _SIGNIFICANT - len(str(int(tokens / 1e6)))))
    rounded = round(tokens, _SIGNIFICANT - len(str(int(tokens))))
    return language.show(rounded, origin, "token" if word else "", digits=0)


@lru_cache(maxsize=4)  # said by the page, by the chart and by its text alternative
def answer(results: Results, language: Language) -> Text:
    """The one sentence: what one euro bought on the day of the shock, and what it buys today."""
    history = price_history(results)
    then, now = history.then, history.now
    if then is None or now is None:
        return language.sentence(
            "Up to {today} there is no day on which both {first} and {second} have an evidenced price.",
            today=language.date(results.today, COUNTED, "long"),
            first=history.lines[0].name,
            second=history.lines[1].name,
        )
    fields: dict[str, str] = {}
    for name, day in (("then", then), ("now", now)):
        fields[name] = language.date(day.day, COUNTED, "long")
        for place, sold in zip(("first", "second"), day.sold, strict=True):
            assert sold is not None
            fields[f"{name}_{place}"] = tokens_for_a_euro(day, sold, language) or ""
            fields[f"{name}_{place}_model"] = model_name(sold.offer.model, results.knowledge)
    if then.day >= now.day:
        return language.sentence(
            "On {now} one euro bought *{now_first}* tokens of {now_first_model} or *{now_second}* of "
            "{now_second_model}.",
            **fields,
        )
    return language.sentence(
        "On {then} one euro bought *{then_first}* tokens of {then_first_model} or *{then_second}* of "
        "{then_second_model}; on {now} it was *{now_first}* of {now_first_model} or *{now_second}* of "
        "{now_second_model}.",
        **fields,
    )


def gap(results: Results, language: Language) -> tuple[Text, ...]:
    """Who gave how many times as many tokens for a euro, then and now; a sentence a day."""
    history = price_history(results)
    days = dict.fromkeys(day for day in (history.then, history.now) if day is not None)
    return tuple(_gap(day, tuple(line.name for line in history.lines), language) for day in days)


def _gap(day: Day, names: tuple[str, ...], language: Language) -> Text:
    first, second = day.sold
    assert first is not None and second is not None
    told = language.date(day.day, COUNTED, "long")
    times = second.usd_per_million / first.usd_per_million
    more, less = names if times >= 1 else names[::-1]
    if times == 1:
        return language.sentence(
            "On {day} a euro got as many tokens from {first} as from {second}.", day=told, first=more, second=less
        )
    origin = Origin((first.offer.model, second.offer.model), MIX, "price_history.tokens")
    return language.sentence(
        "On {day} a euro got {times} times as many tokens from {more} as from {less}.",
        day=told,
        times=language.show(max(times, 1 / times), origin, digits=1),
        more=more,
        less=less,
    )


def rates(results: Results, language: Language) -> str:
    """At which rates euros count, and from when on."""
    costs = results.api_costs
    if "usd_per_eur" in costs.own_inputs:
        rate = language.show(costs.inputs["usd_per_eur"], USD_PER_EUR, digits=4)
        return language.say("{rate} US dollars per euro (your rate)", rate=rate)
    figures = dict.fromkeys(day.rate for day in price_history(results).days if day.rate is not None)
    told = [
        partial_date(results.knowledge.figure(figure).as_of, record(figure), language)
        for figure in figures or (costs.defaults["usd_per_eur"],)
    ]
    parts = [language.say("euro at the ECB rate of {day}", day=told[0])]
    parts += [language.say("from {day} on at the rate of that day", day=day) for day in told[1:]]
    return ", ".join(parts)


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """How the prices are computed and which models are counted, a paragraph each."""
    history = price_history(results)
    return (
        *gap(results, language),
        language.sentence(
            "A million tokens of the same mix as in the calculator: list prices of the day, with its shares of cached "
            "input, peak hours and batches. Own prices are not counted."
        ),
        *(
            language.sentence("{line}: {why}", line=line.name, why=language.told(line.why, record(line.models[0])))
            for line in history.lines
        ),
    )
