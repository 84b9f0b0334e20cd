"""What seats say: the answer, its scope, how it is computed, who pays for the unused ones, what a seat is listed at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from lagebild.analysis.results import Results
from lagebild.analysis.seats import (
    OF_THE_MODEL,
    Missing,
    SeatPrice,
    TierCosts,
    figure_of_price,
)
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import Line, Lookup, Named, origin_of
from lagebild.calculators.seats import TEAM, TIERS, Seats
from lagebild.errors import N_
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import AS_OF, COUNTED, Origin, reader, record
from lagebild.wording.api_costs import joined, name_of, said_name
from lagebild.wording.self_hosting import volume
from lagebild.wording.terms import (
    USD_PER_EUR,
    Part,
    exact_digits,
    input_shown,
    model_name,
    money,
    no_price,
    partial_date,
    rate_note,
)

_WHY: dict[Missing, str] = {
    "nobody active": N_("Nobody uses a seat, so there is no cost per active user and nothing that could pay."),
    "free": N_("Seats never pay against a model that costs nothing."),
    "no price": N_("The model has no price on that day."),
}
BREAK_EVEN = "break_even_requests_per_active_user_month"
PRODUCTS = {"chatgpt-team-seat": "ChatGPT Team", "claude-team-seat": "Claude Team"}
"""Names of what has several prices over time."""


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason])


# ---- numbers


def line_shown(results: Results, name: str, language: Language, digits: int | None = None) -> Shown:
    """A plain line of the seats that is money, in the currency shown."""
    found = results.seats
    return money(found.lines[name], results.api_costs.money, origin_of(Seats.lines[name]), language, digits)


def against_shown(results: Results, model: str, name: str, language: Language) -> Shown:
    """A line of a model that is money, in the currency shown."""
    found = results.seats
    origin = origin_of(Seats.lines[name], (model,))
    return money(found.against[model][name], results.api_costs.money, origin, language)


def tier_shown(results: Results, one: TierCosts, name: str, language: Language) -> Shown:
    """A line of a tier that is money, in the currency shown."""
    origin = origin_of(Seats.lines[name], tuple(one.figures.values()))
    return money(one.lines[name], results.api_costs.money, origin, language)


def people(results: Results, language: Language) -> Shown:
    """Those a seat is paid for."""
    found = results.seats
    return language.show(found.inputs["seats"], reader("seats.seats"), "people", 0)


def requests_shown(requests: float, origin: Origin, language: Language) -> Shown:
    """A number of requests, without the word; small ones with a decimal place."""
    if requests >= 1e6:
        return volume(requests, origin, language)
    return language.show(requests, origin, digits=0 if requests >= 10 else exact_digits(requests, 1))


def break_even(results: Results, model: str, language: Language) -> Shown:
    """Requests per active user a month from which seats beat a model."""
    found = results.seats
    origin = origin_of(Seats.lines[BREAK_EVEN], (model,))
    return requests_shown(found.against[model][BREAK_EVEN], origin, language)


def own_requests(results: Results, language: Language) -> Shown:
    """Requests per active user a month that the reader reckons with."""
    found = results.seats
    number = found.inputs["requests_per_active_user_month"]
    return requests_shown(number, reader("seats.requests_per_active_user_month"), language)


# ---- the answer


@lru_cache(maxsize=4)  # said by the page, by charts and by their text alternatives
def answer(results: Results, language: Language) -> Text:
    """The one sentence: what seats cost, what the same work costs by the token, and from where on seats pay."""
    found = results.seats
    sentence, model = language.sentence, found.model
    fields: dict[str, Any] = {
        "people": people(results, language),
        "cost": line_shown(results, "seat_cost_per_month", language),
    }
    if found.cost_per_month == 0:
        return sentence("With your numbers the seats cost *nothing*; no price per token is below that.")
    if not found.is_used:
        return sentence(
            "Seats for {people} cost *{cost}* a month, and nobody uses them: *no* number of requests makes them pay.",
            **fields,
        )
    if model not in found.against:
        return sentence("Seats for {people} cost *{cost}* a month. {why}", why=_no_price(results, model, language),
                        **fields)  # fmt: skip
    fields["model"] = said_name(results, model)
    if "break_even" in found.missing:
        return sentence(
            "Seats for {people} cost *{cost}* a month and *never* pay against {model}, which costs nothing.", **fields
        )
    fields["api"] = against_shown(results, model, "api_cost_per_month", language)
    fields["requests"] = break_even(results, model, language)
    if pays(results, model):
        return sentence(
            "Seats for {people} cost *{cost}* a month, the same work paid by the token with {model} *{api}*; seats pay "
            "already from *{requests} requests* per active user a month.",
            **fields,
        )
    return sentence(
        "Seats for {people} cost *{cost}* a month, the same work paid by the token with {model} *{api}*; seats pay "
        "only from *{requests} requests* per active user a month.",
        **fields,
    )


def pays(results: Results, model: str) -> bool:
    """Whether seats are no dearer than a model with the requests the reader reckons with."""
    found = results.seats
    requests = found.against[model].get(BREAK_EVEN)
    return requests is not None and requests <= found.inputs["requests_per_active_user_month"]


def _no_price(results: Results, model: str, language: Language) -> Text:
    costs = results.api_costs
    return no_price(model, model_name(model, results.knowledge), costs.without_price[model], costs.as_of, language)


def per_working_day(results: Results, language: Language) -> Text | None:
    """What the break-even with the model comes to on a working day; None where there is none."""
    found = results.seats
    if "break_even" in found.missing or found.cost_per_month == 0:
        return None
    number = found.against[found.model]["break_even_requests_per_active_user_day"]
    shown = requests_shown(number, origin_of(Seats.break_even_requests_per_active_user_day, (found.model,)), language)
    return language.sentence("that is {requests} per working day; you reckon with {own} a month",
                             requests=shown, own=own_requests(results, language))  # fmt: skip


def against_others(results: Results, language: Language) -> tuple[Text, ...]:
    """The same against the other model of the comparison."""
    found = results.seats
    told = []
    for model in found.compared:
        if model == found.model or BREAK_EVEN not in found.against[model] or found.cost_per_month == 0:
            continue
        told.append(
            language.sentence(
                "against {model} ({cost}) from {requests}",
                model=name_of(results, model),
                cost=against_shown(results, model, "api_cost_per_month", language),
                requests=break_even(results, model, language),
            )
        )
    return tuple(told)


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """What the answer covers: the other model, what is in the cost and what is not, the days of both prices."""
    found = results.seats
    costs, sentence = results.api_costs, language.sentence
    day = per_working_day(results, language)
    parts = [*((day,) if day is not None else ()), *against_others(results, language)]
    months = found.inputs["months"]
    parts.append(
        sentence(
            "licences, administration, and set-up and training spread over {months}; API tokens alone, without an "
            "application of your own, net of VAT",
            months=language.show(months, reader("seats.months"), "months", exact_digits(months)),
        )
    )
    parts.append(sentence("prices of {day}", day=language.date(costs.as_of, AS_OF)))
    priced = price_note(results, language)
    if priced is not None:
        parts.append(priced)
    rate = rate_note(costs, results.knowledge, language)
    if rate is not None:
        parts.append(rate)
    first = parts[0]
    return joined(
        [Text((first[0]._replace(text=first[0].text[:1].upper() + first[0].text[1:]), *first[1:])), *parts[1:]]
    )


def price_note(results: Results, language: Language) -> Text | None:
    """Of when the price of a seat is, where it is not of the day of the token prices or earlier."""
    found = results.seats
    figure = figure_of_price(found, results.knowledge)
    if figure is None or figure.as_of <= results.api_costs.as_of.isoformat():
        return None
    day = partial_date(figure.as_of, record(figure.id), language)
    return language.sentence("price of the seat of {day}", day=day)


def tier_name(results: Results, language: Language) -> str:
    """What the seats are called: their tier, or that they are the reader's own."""
    found = results.seats
    tier = next((tier for tier in TIERS if tier.id == found.preset), None)
    return language.say("Your seats") if tier is None else language.of(tier.label)


# ---- who pays for the unused, and what else to know


def notes(results: Results, language: Language) -> tuple[Text, ...]:
    """What the sum does not say by itself: unused seats, what a price leaves out, what pay-per-use lacks."""
    found = results.seats
    of_the_seats = (unused(results, language), _left_out(results, language), _most(results, language))
    told = [note for note in of_the_seats if note is not None]
    told.append(
        language.sentence(
            "A seat comes with an application and with limits of use; pay-per-use is the bare tokens. Interface, "
            "sign-in and support come on top there, and so do set-up, training and administration, which are counted "
            "here for the seats alone."
        )
    )
    thinking = _thinking(results, language)
    if thinking is not None:
        told.append(thinking)
    if found.lines["seat_requests_per_month"] > 0:
        told.append(
            language.sentence(
                "Compared are the {requests} requests of the active users; the API costs reckon with {others}.",
                requests=language.show(
                    found.lines["seat_requests_per_month"], origin_of(Seats.seat_requests_per_month), digits=0
                ),
                others=language.show(
                    results.api_costs.lines["requests_per_month"], origin_of(ApiCosts.requests_per_month), digits=0
                ),
            )
        )
    return tuple(told)


def unused(results: Results, language: Language) -> Text | None:
    """What the unused seats cost, and that whoever uses one bears it; None where all are used."""
    found = results.seats
    seats = found.lines["unused_seats"]
    if found.cost_per_month == 0 or round(seats) == 0:
        return None
    fields: dict[str, Any] = {
        "unused": language.show(seats, origin_of(Seats.unused_seats), digits=0),
        "seats": language.show(found.inputs["seats"], reader("seats.seats"), digits=0),
        "cost": line_shown(results, "unused_cost_per_month", language),
    }
    if not found.is_used:
        return language.sentence("No seat is used: *{cost}* a month for nothing.", **fields)
    return language.sentence(
        "Unused seats: {unused} of {seats}, *{cost}* a month. The others carry that cost – an active user comes to "
        "{each} instead of {seat}.",
        each=line_shown(results, "cost_per_active_user", language),
        seat=line_shown(results, "cost_per_seat", language),
        **fields,
    )


def _left_out(results: Results, language: Language) -> Text | None:
    """What the price of a seat counts and what it leaves out, where it is a figure's."""
    found = results.seats
    figure = figure_of_price(found, results.knowledge)
    if figure is None:
        return None
    origin = record(figure.id)
    return language.sentence(
        "Price of the seat: {name}. {statement}",
        name=language.told(figure.label, origin),
        statement=language.told(figure.statement, origin),
    )


def _thinking(results: Results, language: Language) -> Text | None:
    """That the model compared with reasons, and nothing is counted for that; None where it is."""
    found, costs = results.seats, results.api_costs
    model, name = found.model, "reasoning_tokens_per_request"
    if model not in found.against or not costs.quotes[model].lookups["reasons"]:
        return None
    if found.against[model]["written_per_request"] > found.inputs["output_tokens_per_request"]:
        return None
    tokens = input_shown(ApiCosts.inputs[name], costs.inputs[name], reader(f"api_costs.{name}"), language)
    return language.sentence(
        "{model} reasons before it answers and is paid for that as well. Counted are {tokens} a request for it (see "
        "API costs); with more, seats pay from fewer requests.",
        model=name_of(results, model),
        tokens=tokens,
    )


def _most(results: Results, language: Language) -> Text | None:
    """That no record says how many seats a team plan may have; None for other tiers."""
    found = results.seats
    if found.preset != TEAM:
        return None
    return language.sentence(
        "Up to how many seats a vendor sells its team plan is not evidenced in the register; ask before you plan with "
        "{seats}.",
        seats=language.show(found.inputs["seats"], reader("seats.seats"), digits=0),
    )


# ---- the price list


def price_shown(results: Results, price: SeatPrice, language: Language) -> Shown:
    """A list price in the currency shown, without cents where it has none."""
    how, usd = results.api_costs.money, price.figure.number
    digits = 0 if round(how.of(usd), 2).is_integer() else 2
    return money(usd, how, record(price.figure.id), language, digits)


def price_day(price: SeatPrice, language: Language) -> Shown:
    """Of when a list price is."""
    return partial_date(price.figure.as_of, record(price.figure.id), language)


def is_estimate(price: SeatPrice) -> bool:
    """Whether no price is listed, and this is Lagebild's assumption."""
    return price.standing == "assumption"


def prices_told(results: Results, language: Language) -> Text:
    """Between what and what list prices lie on the day, and those that change over time; estimates are none."""
    found = results.seats
    prices = [price for price in found.prices if not is_estimate(price)]
    listed = sorted((price for price in prices if price.is_latest), key=lambda price: price.figure.number)
    if not listed:
        return language.sentence("No list price of a seat is evidenced.")
    changes = [
        language.sentence(
            "{product} {before}, then {after}",
            product=PRODUCTS.get(before.product, language.of(before.figure.label)),
            before=price_shown(results, before, language),
            after=price_shown(results, after, language),
        )
        for before, after in pairwise(prices)
        if before.product == after.product and before.figure.number != after.figure.number
    ]
    fields = {
        "day": language.date(results.api_costs.as_of, AS_OF),
        "low": price_shown(results, listed[0], language),
        "high": price_shown(results, listed[-1], language),
    }
    if not changes:
        return language.sentence("On {day} a seat is listed at {low} to {high} a month.", **fields)
    return language.sentence(
        "On {day} a seat is listed at {low} to {high} a month; over time: {changes}.",
        changes=_listed(changes),
        **fields,
    )


def estimates_told(results: Results, language: Language) -> Text | None:
    """What is estimated because nothing is listed; None where everything is."""
    found = results.seats
    estimates = [
        language.sentence(
            "{product} {price}",
            product=language.told(price.figure.label, record(price.figure.id)),
            price=price_shown(results, price, language),
        )
        for price in found.prices
        if is_estimate(price)
    ]
    if not estimates:
        return None
    return language.sentence("Not listed, estimated: {prices}.", prices=_listed(estimates))


def _listed(parts: list[Text]) -> Text:
    spans = list(parts[0])
    for part in parts[1:]:
        spans += [Span(", "), *part]
    return Text(spans)


# ---- how it is computed


PARTS = ("licence_per_month", "administration_per_month", "training_per_month", "setup_per_month")
"""The lines that add up to a month."""
_PART_NAMES = {
    "licence_per_month": N_("Licences"),
    "administration_per_month": N_("Administration"),
    "training_per_month": N_("Staff training"),
    "setup_per_month": N_("Set-up"),
    "seat_cost_per_month": N_("Seats"),
}


def part_name(line: str, language: Language) -> str:
    """The short name of a part of the monthly cost."""
    return language.say(_PART_NAMES[line])


def workings(results: Results, language: Language) -> tuple[Part, ...]:
    """The parts of a month as quantities times prices, and their sum."""

    found = results.seats

    def row(name: str, how: Text) -> Part:
        number = results.api_costs.money.of(found.lines[name])
        return Part(part_name(name, language), how, line_shown(results, name, language), number)

    parts = [name for name in PARTS if found.lines[name] > 0] or PARTS[:1]
    rows = [row(name, _how(results, name, language)) for name in parts]
    return (*rows, row("seat_cost_per_month", Text((Span(""),))))


def _how(results: Results, name: str, language: Language) -> Text:
    """The quantities and prices of a part, in US dollars as they are put in."""

    def given(input: str) -> Shown:
        return shown_value(results, Seats.inputs[input], language)

    if name == "setup_per_month":
        return language.sentence("{price} ÷ {months}", price=given("setup_once"), months=given("months"))
    if name == "training_per_month":
        return language.sentence("{quantity} × {price} ÷ {months}", quantity=given("seats"),
                                 price=given("training_per_seat_once"), months=given("months"))  # fmt: skip
    price = "price_per_seat_month" if name == "licence_per_month" else "administration_per_seat_month"
    return language.sentence("{quantity} × {price}", quantity=given("seats"), price=given(price))


_EXPLAINED = (
    Seats.licence_per_month,
    Seats.administration_per_month,
    Seats.training_per_month,
    Seats.setup_per_month,
    Seats.seat_cost_per_month,
    Seats.active_users,
    Seats.cost_per_active_user,
    Seats.unused_cost_per_month,
    Seats.seat_requests_per_month,
    Seats.api_cost_per_request,
    Seats.api_cost_per_month,
    Seats.break_even_requests_per_active_user_month,
)


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The formulas with labels and with numbers; prices are those of the model compared with."""
    found = results.seats
    model, costs = found.model, results.api_costs

    def label(named: Named) -> str:
        return language.of(named.label)

    def number(named: Named) -> Shown:
        return shown_value(results, named, language)

    def literal(value: int) -> str:
        return language.show(value, COUNTED)

    def step(line: Line) -> Text:
        worked = f"{explain(line, number, literal, language)} = {number(line)}"
        origin = origin_of(line, (model,) if line.over else ())
        return Text(
            (Span(f"{label(line)} = {explain(line, label, literal, language)} = ", COUNTED), Span(worked, origin))
        )

    steps = [
        step(line)
        for line in _EXPLAINED
        if line.name not in found.missing and (not line.over or line.name in found.against.get(model, {}))
    ]
    if costs.money.currency == "EUR":
        steps.append(
            language.sentence(
                "{usd} ÷ {rate} US dollars per euro = {eur}",
                usd=number(Seats.seat_cost_per_month),
                rate=language.show(costs.money.usd_per_eur, USD_PER_EUR, digits=4),
                eur=line_shown(results, "seat_cost_per_month", language),
            )
        )
    return tuple(steps)


def shown_value(results: Results, named: Named, language: Language) -> Shown:
    """The number of an input, constant, look-up or line for the model compared with, as an explanation shows it.

    Money is in US dollars.
    """
    found = results.seats
    costs, model = results.api_costs, found.model
    if named.topic == Seats.topic and named.name in Seats.inputs:
        return input_shown(Seats.inputs[named.name], found.inputs[named.name], reader(f"seats.{named.name}"), language)
    if named.topic == ApiCosts.topic and named.name in ApiCosts.inputs:
        declared, value = ApiCosts.inputs[named.name], costs.inputs[named.name]
        return input_shown(declared, value, reader(f"api_costs.{named.name}"), language)
    if isinstance(named, Line):
        ours = named.topic == Seats.topic
        plain, over = (found.lines, found.against) if ours else (costs.lines, costs.models)
        value = (over[model] if named.over else plain)[named.name]
        origin = origin_of(named, (model,) if named.over else ())
        if named.unit.startswith("request/"):
            return requests_shown(value, origin, language)
        digits = max(2, exact_digits(value, 6)) if named.unit in ("USD/request", "USD/Mtoken") else None
        if not named.shown:
            digits = exact_digits(value, 2)
        return language.show(value, origin, named.shown, digits)
    if isinstance(named, Lookup):
        value = costs.quotes[model].lookups[named.name]
        return language.show(value, record(model), "USD" if named.unit == "USD/Mtoken" else "", exact_digits(value))
    value = getattr(named, "value", 0.0)
    return language.show(value, COUNTED, digits=exact_digits(value))


# ---- every number


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """What `lagebild results` prints of seats: those of the model compared with stand among the plain lines too."""
    found = results.seats
    missing = {**found.missing, **found.missing_against.get(found.model, {})}
    told = {**found.lines, **found.against.get(found.model, {})}
    lines: dict[str, Any] = _with_why((*_OWN, *OF_THE_MODEL), told, missing, language)
    if found.model not in found.against:
        lines["why"] = _with_no_price(lines.get("why", ""), results, found.model, language)
    against: dict[str, Any] = {}
    costs = results.api_costs
    for model in (each for each in results.knowledge.offers if each in costs.models or each in costs.without_price):
        if model in found.against:
            against[model] = _with_why(_OF_EACH, found.against[model], found.missing_against[model], language)
        else:
            against[model] = {**dict.fromkeys(_OF_EACH), "why": str(_no_price(results, model, language))}
    return {
        "inputs": {**found.inputs, "model": found.model},
        "tier": found.preset,
        "lines": lines,
        "against": against,
        "tiers": {
            one.tier.id: {"figures": one.figures, **_with_why(tuple(one.lines), one.lines, {}, language)}
            for one in found.tiers
        },
        "prices": [_price(results, price) for price in found.prices],
        "answer": str(answer(results, language)),
    }


_OWN = tuple(name for name, line in Seats.lines.items() if not line.over)
_OF_EACH = tuple(name for name in OF_THE_MODEL if not name.endswith("_of_chosen"))
"""Without what is added up over all models, and 0 for each that is not compared."""


def _with_why(
    names: tuple[str, ...], lines: Mapping[str, float], missing: Mapping[str, Missing], language: Language
) -> dict[str, Any]:
    """All of `names`, with a sentence for each reason why some do not exist."""
    told: dict[str, Any] = {name: lines.get(name) for name in names}
    reasons = dict.fromkeys(reason for reason in missing.values() if reason != "no price")
    if reasons:
        told["why"] = " ".join(str(why_missing(reason, language)) for reason in reasons)
    return told


def _with_no_price(why: str, results: Results, model: str, language: Language) -> str:
    return f"{why} {_no_price(results, model, language)}".strip()


def _price(results: Results, price: SeatPrice) -> dict[str, Any]:
    figure, knowledge = price.figure, results.knowledge
    return {
        "id": figure.id,
        "product": price.product,
        "usd_per_seat_month": figure.number,
        "low": figure.low,
        "high": figure.high,
        "as_of": figure.as_of,
        "checked": price.standing,
        "sources": list(dict.fromkeys(knowledge.sources[id].by for id in figure.sources)),
    }
