"""Charts of seats: cost a user by requests, tiers by part, list prices with their days, what moves the break-even."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.analysis.seats import PRICE_OF_MODEL, SeatPrice, SeatsResults, figure_of_price, swings
from lagebild.analysis.uncertainty import SHARE, Swing
from lagebild.calculators.expression import Line, origin_of
from lagebild.calculators.seats import Seats
from lagebild.charts.chart import Annotation, Area, Chart, Column, Guide, Point, Series
from lagebild.charts.support import supported
from lagebild.knowledge.records import Figure
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, reader, record
from lagebild.theme import Mark as Role
from lagebild.wording import seats as wording
from lagebild.wording.api_costs import name_of
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import currency_name, exact_digits, money, partial_date
from lagebild.wording.uncertainty import range_name, range_shown

TOPIC = Seats.topic
SEATS: Role = "option:western"

MOST_SWINGS = 5
_STEPS = 10
_BEYOND = 1.6
"""How far the requests go beyond the larger of the reader's own and the first break-even."""


def _prices(results: Results, language: Language) -> str:
    """Who says what a token costs."""
    found = results.seats
    costs = results.api_costs
    said = [
        language.say("your price for {model}", model=name_of(results, model))
        if costs.quotes[model].own
        else results.knowledge.sources[costs.quotes[model].interval.source].publisher
        for model in found.compared
    ]
    return ", ".join(dict.fromkeys(said)) or language.say("Lagebild’s price list")


def _whose(found: SeatsResults, language: Language) -> str:
    """Whose the numbers of the seats are."""
    if not found.own_inputs:
        return language.say("seats: figures and assumptions of the register")
    if len(found.own_inputs) == len(Seats.inputs):
        return language.say("seats: your figures")
    return language.say("seats: partly your figures, partly the register’s")


def _source(results: Results, series: Iterable[Series], language: Language, *, prices: bool = True) -> str:
    """Where the numbers come from, the day, and the weakest support among them."""
    found = results.seats
    fields = {"usage": _whose(found, language), "day": language.date(results.api_costs.as_of, COUNTED)}
    if prices:
        said = _prices(results, language)
        line = language.say("Source: {prices} · {usage} · as of {day}", prices=said, **fields)
    else:
        line = language.say("Source: {usage} · as of {day}", **fields)
    return supported(line, series, results, language)


def _line(
    results: Results, name: str, role: Role, values: Iterable[float], line: Line, model: str, language: Language
) -> Series:
    """A line of sums of money, all of which one line of the calculator computes."""
    how, origin = results.api_costs.money, origin_of(line, (model,) if model else ())
    points = tuple(
        Point(value=how.of(value), label=str(money(value, how, origin, language)), origin=origin) for value in values
    )
    return Series(name=name, role=role, points=points)


def _lines_told(title: str, count: int, language: Language) -> str:
    return language.say_plural("{answer} {count} line.", "{answer} {count} lines.", count, answer=title)


def _bars_told(title: str, count: int, language: Language) -> str:
    return language.say("{answer} {count} bars.", answer=title, count=language.show(count, COUNTED))


# ---- by requests


def requests(results: Results) -> tuple[float, ...]:
    """Requests a month at which the cost is shown: even steps, the reader's own, and the break-evens within sight."""
    found = results.seats
    mine = found.inputs["requests_per_active_user_month"]
    meetings = sorted(_meetings(found).values())
    top = _BEYOND * max([mine, *meetings[:1]])
    places = {mine, *meetings, *(top * step / _STEPS for step in range(_STEPS + 1))}
    return tuple(sorted(place for place in places if place <= top))


def _meetings(found: SeatsResults) -> dict[str, float]:
    """The break-even with each compared model that has one."""
    every = ((model, found.against[model].get(wording.BREAK_EVEN)) for model in found.compared)
    return {model: number for model, number in every if number is not None and number > 0}


def break_even(results: Results, language: Language) -> Chart:
    """Cost of an active user a month by requests: level for a seat, rising with the price of each model."""
    found = results.seats
    costs, say = results.api_costs, language.say
    places = requests(results)
    series: list[Series] = []
    if found.is_used:
        flat = [found.lines["cost_per_active_user"]] * len(places)
        series.append(
            _line(results, wording.tier_name(results, language), SEATS, flat, Seats.cost_per_active_user, "", language)
        )
    series += [
        _line(
            results, name_of(results, model), "hero" if model == costs.first else "comparator",
            (found.against[model]["api_cost_per_request"] * place for place in places),
            Seats.api_cost_per_active_user, model, language,
        )
        for model in found.compared
    ]  # fmt: skip
    title = str(wording.answer(results, language))
    mine = found.inputs["requests_per_active_user_month"]
    origin = reader("seats.requests_per_active_user_month")
    return Chart(
        id="seats.break_even",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Cost per active user by requests"),
        subtitle=say(
            "{currency} a month; requests per active user a month", currency=currency_name(costs.money, language)
        ),
        categories=tuple(str(wording.requests_shown(place, COUNTED, language)) for place in places) if series else (),
        positions=places if series else (),
        from_zero=True,
        series=tuple(series),
        guides=(Guide(at=mine, label=say("Your requests: {requests}", requests=wording.own_requests(results, language)),
                      origin=origin),) if series else (),
        area=_saving(results, language),
        annotations=tuple(
            _meeting(results, model, places.index(number), language)
            for model, number in _meetings(found).items()
            if number in places
        ),
        unit=costs.money.currency,
        category_name=say("Requests per active user a month"),
        absent="" if series else title,
        source=_source(results, series, language),
        alternative=_lines_told(title, len(series), language),
        language=language.code,
    )  # fmt: skip


def _saving(results: Results, language: Language) -> Area | None:
    """What pay-per-use saves up to the break-even, or seats beyond it, whichever the reader's requests lie in."""
    found = results.seats
    if not found.is_used or found.model not in found.against or found.cost_per_month == 0:
        return None
    model = 1 + found.compared.index(found.model)
    origin = origin_of(Seats.difference, (found.model,))
    if wording.pays(results, found.model):
        return Area(upper=model, lower=0, label=language.say("seats are cheaper"), origin=origin)
    return Area(upper=0, lower=model, label=language.say("pay-per-use is cheaper"), origin=origin)


def _meeting(results: Results, model: str, place: int, language: Language) -> Annotation:
    """Where the line of a model comes above the seats."""
    found = results.seats
    return Annotation(
        category=place,
        value=results.api_costs.money.of(found.lines["cost_per_active_user"]),
        text=language.say(
            "As dear as {model} at {requests} requests",
            model=name_of(results, model),
            requests=wording.break_even(results, model, language),
        ),
        role=SEATS,
        origin=origin_of(Seats.lines[wording.BREAK_EVEN], (model,)),
    )


# ---- the tiers

_PART_ROLES: dict[str, Role] = {
    "licence_per_month": "hero",
    "administration_per_month": "hero_pale",
    "training_per_month": "comparator",
    "setup_per_month": "comparator_pale",
}


class _Row(NamedTuple):
    """A tier, or the reader's own seats, as a bar."""

    name: str
    records: tuple[str, ...]
    lines: Mapping[str, float]
    price: Figure | None
    """The figure behind the price of a seat; None where it is the reader's own."""


def _rows(results: Results, language: Language) -> tuple[_Row, ...]:
    found = results.seats
    knowledge = results.knowledge
    rows = [
        _Row(
            language.of(one.tier.label),
            tuple(one.figures.values()),
            one.lines,
            knowledge.figure(one.figures["price_per_seat_month"]),
        )
        for one in found.tiers
    ]
    if found.preset is None:
        rows.insert(0, _Row(wording.tier_name(results, language), (), found.lines, figure_of_price(found, knowledge)))
    return tuple(rows)


def tiers(results: Results, language: Language) -> Chart:
    """The tiers with the reader's seats, each by part; the reader's own beside them where it is none of these."""
    found = results.seats
    costs, say = results.api_costs, language.say
    rows = _rows(results, language)

    def part(line: str, row: _Row) -> Point:
        shown = _shown(results, line, row, language)
        within = f"{wording.part_name(line, language)} {shown}"
        return Point(value=costs.money.of(row.lines[line]), label=str(shown), origin=shown.origin, within=within)

    def whole(row: _Row) -> Point:
        shown = _shown(results, "seat_cost_per_month", row, language)
        note = _priced(results, row, language)
        value = costs.money.of(row.lines["seat_cost_per_month"])
        return Point(value=value, label=str(shown), note=note, origin=shown.origin)

    series = tuple(
        Series(name=wording.part_name(line, language), role=role, points=tuple(part(line, row) for row in rows))
        for line, role in _PART_ROLES.items()
    )
    title = _tiers_words(results, language)
    return Chart(
        id="seats.tiers",
        kind="stacked_bars",
        topic=TOPIC,
        title=title,
        heading=say("Cost a month by tier"),
        subtitle=say(
            "{currency} a month for {people}, set-up and training spread over {months}; dates: of the price of a seat",
            currency=currency_name(costs.money, language),
            people=wording.people(results, language),
            months=language.show(found.inputs["months"], COUNTED, "months", exact_digits(found.inputs["months"])),
        ),
        categories=tuple(row.name for row in rows),
        series=series,
        totals=tuple(map(whole, rows)),
        total_name=say("Total"),
        columns=_tier_columns(results, rows, language),
        unit=costs.money.currency,
        category_name=say("Tier"),
        legend=True,
        source=_source(results, series, language, prices=False),
        alternative=_bars_told(title, len(rows), language),
        language=language.code,
    )


def _shown(results: Results, line: str, row: _Row, language: Language) -> Shown:
    return money(row.lines[line], results.api_costs.money, origin_of(Seats.lines[line], row.records), language)


def _priced(results: Results, row: _Row, language: Language) -> str:
    """Of when the price of a seat is, and whether it is an estimate."""
    if row.price is None:
        return language.say("your price")
    day = partial_date(row.price.as_of, record(row.price.id), language)
    if results.knowledge.standing(row.price.id) == "assumption":
        return language.say("{day}, estimate", day=day)
    return str(day)


def _tier_columns(results: Results, rows: tuple[_Row, ...], language: Language) -> tuple[Column, ...]:
    """Which plan the price is of, and what an active user costs; the latter only where somebody is active."""
    name, how = "cost_per_active_user", results.api_costs.money
    columns = [
        Column(
            name=language.say("Plan"),
            cells=tuple("–" if row.price is None else language.of(row.price.label) for row in rows),
            origins=tuple(None if row.price is None else record(row.price.id) for row in rows),
        )
    ]
    if all(name in row.lines for row in rows):
        cells = [_shown(results, name, row, language) for row in rows]
        columns.append(
            Column(
                name=language.of(Seats.cost_per_active_user.label),
                cells=tuple(cells),
                values=tuple(how.of(row.lines[name]) for row in rows),
                origins=tuple(cell.origin for cell in cells),
            )
        )
    return tuple(columns)


def _tiers_words(results: Results, language: Language) -> str:
    """From which tier to which the cost goes, and how much of the first is the licence."""
    found = results.seats
    name = "seat_cost_per_month"
    order = sorted(found.tiers, key=lambda one: one.lines[name])
    low, high = order[0], order[-1]
    fields = {
        "people": wording.people(results, language),
        "low": wording.tier_shown(results, low, name, language),
        "cheapest": language.of(low.tier.label),
        "high": wording.tier_shown(results, high, name, language),
        "dearest": language.of(high.tier.label),
    }
    return language.say("Seats for {people} cost from {low} ({cheapest}) to {high} ({dearest}) a month.", **fields)


# ---- the price list


def prices(results: Results, language: Language) -> Chart:
    """The list prices by product and day, those in force on the day of the briefing in front."""
    found = results.seats
    costs, say, listed = results.api_costs, language.say, found.prices
    points = tuple(_price(results, price, language) for price in listed)
    series = (Series(name=say("Price per seat and month"), role="index", points=points),)
    told = [wording.prices_told(results, language), wording.estimates_told(results, language)]
    title = str(told[0])
    return Chart(
        id="seats.prices",
        kind="bars",
        topic=TOPIC,
        title=title,
        heading=say("What a seat is listed at"),
        subtitle=say(
            "{currency} per seat and month; the day says of when the price is; strong: the last by {day}",
            currency=currency_name(costs.money, language),
            day=language.date(costs.as_of, COUNTED),
        ),
        categories=tuple(language.of(price.figure.label) for price in listed),
        series=series,
        columns=_price_columns(results, listed, language),
        unit=costs.money.currency,
        category_name=say("Plan"),
        source=supported(say("Source: figures of the register, each with its day"), series, results, language),
        alternative=say(
            "{answer} {count} bars.",
            answer=" ".join(str(one) for one in told if one is not None),
            count=language.show(len(listed), COUNTED),
        ),
        language=language.code,
    )


def _price(results: Results, price: SeatPrice, language: Language) -> Point:
    shown, day = wording.price_shown(results, price, language), wording.price_day(price, language)
    note = language.say("{day}, estimate", day=day) if wording.is_estimate(price) else str(day)
    return Point(
        value=results.api_costs.money.of(price.figure.number),
        label=str(shown),
        note=note,
        origin=shown.origin,
        role="hero" if price.is_latest else "comparator_pale",
    )


def _price_columns(results: Results, listed: tuple[SeatPrice, ...], language: Language) -> tuple[Column, ...]:
    """Day, range, what is counted, how well checked, and who says so."""
    say, how, knowledge = language.say, results.api_costs.money, results.knowledge

    def between(price: SeatPrice) -> Shown | str:
        low, high = price.figure.low, price.figure.high
        if low is None or high is None:
            return "–"
        ends = (round(how.of(low), 2), round(how.of(high), 2))
        digits = 0 if all(end.is_integer() for end in ends) else 2
        return language.show_range(*ends, record(price.figure.id), how.currency, digits)

    columns: tuple[tuple[str, tuple[str, ...]], ...] = (
        (say("As of"), tuple(wording.price_day(price, language) for price in listed)),
        (say("Range"), tuple(between(price) for price in listed)),
        (say("What is counted"), tuple(language.of(price.figure.scope) if price.figure.scope else "–"
                                       for price in listed)),
        (say("How well checked"), tuple(standing_word(price.standing, language) for price in listed)),
        (say("Said by"), tuple(
            ", ".join(dict.fromkeys(knowledge.sources[id].by for id in price.figure.sources)) or "–"
            for price in listed)),
    )  # fmt: skip
    origins = tuple(record(price.figure.id) for price in listed)
    return tuple(Column(name=name, cells=cells, origins=origins) for name, cells in columns)


# ---- what moves the break-even


def tornado(results: Results, language: Language) -> Chart:
    """What moves the break-even most: each input by half, or each range from end to end."""
    found = results.seats
    ranges, say = results.ranges.get(TOPIC, {}), language.say
    moved = swings(results.knowledge, results.api_costs, found, ranges)[:MOST_SWINGS]
    names = tuple(_swing_name(results, swing.name, language) for swing in moved)
    origin = origin_of(Seats.break_even, (found.model,) if found.model in found.against else ())

    def points(ends: list[float]) -> tuple[Point, ...]:
        labels = [language.show(end, origin, digits=0 if abs(end) >= 10 else 1, sign=True) for end in ends]
        return tuple(
            Point(value=value, label=str(label), origin=origin) for value, label in zip(ends, labels, strict=True)
        )

    ends = (
        (say("low end"), say("high end"))
        if ranges
        else (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
    )
    series = (
        Series(name=ends[0], role="comparator_pale", points=points([swing.at_low for swing in moved])),
        Series(name=ends[1], role=SEATS, points=points([swing.at_high for swing in moved])),
    )
    title, subtitle = _tornado_words(results, moved, names, bool(ranges), language)
    columns: tuple[Column, ...] = ()
    if ranges:
        cells = tuple(range_shown(TOPIC, swing.name, results, language) for swing in moved)
        columns = (Column(name=say("Range"), cells=cells, origins=tuple(cell.origin for cell in cells)),)
    return Chart(
        id="seats.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=say("What counts most"),
        subtitle=subtitle,
        categories=names,
        series=series,
        unit="",
        category_name=say("What is moved"),
        columns=columns,
        base=found.lines.get("break_even", 0.0),
        legend=True,
        source=_source(results, series, language),
        alternative=say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(moved), COUNTED)
        ),
        language=language.code,
    )


def _swing_name(results: Results, name: str, language: Language) -> str:
    found = results.seats
    if name == PRICE_OF_MODEL:
        return language.say("{model} price", model=name_of(results, found.model))
    return range_name(TOPIC, name, results, language)


def _tornado_words(
    results: Results,
    moved: tuple[Swing, ...],
    names: tuple[str, ...],
    ranged: bool,
    language: Language,
) -> tuple[str, str]:
    """The finding of the tornado, and what its bars are measured from."""
    found = results.seats
    say = language.say
    if not moved:
        nothing = say("There is no break-even that anything could move.")
        if ranged and "break_even" not in found.missing:
            nothing = say("None of your ranges moves the break-even.")
        return nothing, nothing
    model = name_of(results, found.model)
    base = say(
        "{requests} requests per active user a month with {model}",
        requests=wording.break_even(results, found.model, language),
        model=model,
    )
    first = moved[0]
    if ranged:
        amount = wording.requests_shown(first.width, COUNTED, language)
        title = say(
            "What counts most: {name}. Over its range the break-even moves by {requests} requests.",
            name=names[0],
            requests=amount,
        )
        return title, say("each input over its own range, against {base}", base=base)
    title = say(
        "What counts most: {name}. {share} more or less moves the break-even by up to {requests} requests.",
        name=names[0],
        share=language.show(SHARE, COUNTED, "share", 0),
        requests=wording.requests_shown(max(abs(first.at_low), abs(first.at_high)), COUNTED, language),
    )
    return title, say("against {base}", base=base)
