"""Charts of own servers: cost by volume, by part, by utilisation and over the years, and what moves it most."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis import ownership as curves
from lagebild.analysis.results import Results
from lagebild.analysis.uncertainty import SHARE, Swing
from lagebild.calculators.expression import Line, origin_of
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.charts.chart import Annotation, Area, Chart, Column, Guide, Point, Series
from lagebild.charts.support import supported
from lagebild.errors import N_
from lagebild.language import Language
from lagebild.origin import COUNTED, reader
from lagebild.theme import Mark as Role
from lagebild.wording import self_hosting as wording
from lagebild.wording.api_costs import name_of
from lagebild.wording.terms import currency_name, exact_digits, money
from lagebild.wording.uncertainty import range_name, range_shown

TOPIC = SelfHosting.topic
OWN: Role = "option:own"

MOST_SWINGS = 4
_STEPS = 10
_BEYOND = 1.6
"""How far the volumes go beyond the larger of the reader's own and the first break-even."""
_PER_CENT = (1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100)


def _prices(results: Results, language: Language) -> str:
    """Who says what a token costs."""
    costs = results.api_costs
    prices = [
        language.say("your price for {model}", model=name_of(results, model))
        if costs.quotes[model].own
        else results.knowledge.sources[costs.quotes[model].interval.source].publisher
        for model in costs.priced
    ]
    return ", ".join(dict.fromkeys(prices)) or language.say("Lagebild’s price list")


def _whose(results: Results, language: Language) -> str:
    """Whose the numbers of the servers are."""
    own = results.self_hosting
    if not own.own_inputs or own.preset is not None:
        return language.say("own hardware: figures and assumptions of the register")
    if len(own.own_inputs) == len(SelfHosting.inputs):
        return language.say("own hardware: your figures")
    return language.say("own hardware: partly your figures, partly the register’s")


def _source(results: Results, series: Iterable[Series], language: Language, *, prices: bool = True) -> str:
    """Where the numbers come from, the day, and the weakest support among them."""
    fields = {"usage": _whose(results, language), "day": language.date(results.api_costs.as_of, COUNTED)}
    if prices:
        line = language.say("Source: {prices} · {usage} · as of {day}", prices=_prices(results, language), **fields)
    else:
        line = language.say("Source: {usage} · as of {day}", **fields)
    return supported(line, series, results, language)


def _role(results: Results, model: str) -> Role:
    return "hero" if model == results.api_costs.first else "comparator"


def _line(
    results: Results, name: str, role: Role, values: Iterable[float | None], line: Line, model: str, language: Language
) -> Series:
    """A line of sums of money, or prices, all of which one line of the calculator computes."""
    how, origin = results.api_costs.money, origin_of(line, (model,) if model else ())
    points = tuple(
        None
        if value is None
        else Point(value=how.of(value), label=str(money(value, how, origin, language)), origin=origin)
        for value in values
    )
    return Series(name=name, role=role, points=points)


def _with_values(chart: Chart) -> Chart:
    """A chart without the lines that have no value; where none has, its title stands alone."""
    series = tuple(one for one in chart.series if any(one.points))
    if not series:
        return chart.changed(categories=(), positions=(), series=(), guides=(), annotations=(), absent=chart.title)
    return chart if len(series) == len(chart.series) else chart.changed(series=series)


def _alternative(title: str, series: Iterable[Series], language: Language) -> str:
    count = sum(any(one.points) for one in series)
    return language.say_plural("{answer} {count} line.", "{answer} {count} lines.", count, answer=title)


# ---- by volume


def volumes(results: Results) -> tuple[float, ...]:
    """Tokens a month at which the cost is shown: even steps, the reader's own, every break-even, the capacity."""
    own = results.self_hosting
    mine, capacity = own.lines["own_tokens_per_month"], curves.capacity_per_month(results)
    meetings = [own.against[model]["break_even_tokens_per_month"] for model in wording.paying(results)]
    top = _BEYOND * max([mine, *meetings[:1]])
    places = {mine, *meetings, capacity, *(top * step / _STEPS for step in range(_STEPS + 1))}
    return tuple(sorted(place for place in places if place <= top))


def volume(results: Results, language: Language) -> Chart:
    """Cost a month by volume: own servers as far as they carry it, and a line for the price of each model."""
    own, costs, say = results.self_hosting, results.api_costs, language.say
    places, capacity = volumes(results), curves.capacity_per_month(results)
    series = [
        _line(
            results, say("Own hardware"), OWN,
            (own.cost_per_month if place <= capacity else None for place in places),
            SelfHosting.total_per_month, "", language,
        )
    ]  # fmt: skip
    series += [
        _line(
            results, name_of(results, model), _role(results, model),
            (own.against[model]["api_price"] * place / 1e6 for place in places),
            SelfHosting.api_cost_per_month, model, language,
        )
        for model in costs.priced
    ]  # fmt: skip
    size, unit = (1e9, "bn") if places[-1] >= 1e10 else (1e6, "m")
    paying = [model for model in wording.paying(results) if own.against[model]["break_even_tokens_per_month"] in places]
    title = str(wording.answer(results, language))
    mine = own.lines["own_tokens_per_month"]
    guides = [
        Guide(
            at=mine / size,
            label=say("Your volume: {volume}", volume=wording.own_volume(results, language)),
            origin=origin_of(SelfHosting.own_tokens_per_month),
        )
    ]
    if 0 < capacity < places[-1]:
        origin = origin_of(SelfHosting.capacity_tokens_per_year)
        full = wording.volume(capacity, origin, language)
        guides.append(Guide(at=capacity / size, label=say("Full at {volume}", volume=full), origin=origin))
    share = language.show(own.inputs["input_share"], COUNTED, "share")
    return Chart(
        id="self_hosting.volume",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Cost a month by volume"),
        subtitle=say(
            "{currency}; tokens a month in {size}, {share} of them input",
            currency=currency_name(costs.money, language),
            size=say("billions") if unit == "bn" else say("millions"),
            share=share,
        ),
        categories=tuple(str(wording.volume(place, COUNTED, language)) for place in places),
        positions=tuple(place / size for place in places),
        across_unit=unit,
        from_zero=True,
        series=tuple(series),
        guides=tuple(guides),
        area=Area(
            upper=1 + costs.priced.index(paying[0]),
            lower=0,
            label=say("room for saving"),
            origin=origin_of(SelfHosting.total_per_month),
        )
        if paying and own.cost_per_month > 0
        else None,
        annotations=tuple(_meeting(results, model, places, language) for model in paying if own.cost_per_month > 0),
        unit=costs.money.currency,
        category_name=say("Tokens a month"),
        source=_source(results, series, language),
        alternative=_alternative(title, series, language),
        language=language.code,
    )


def _meeting(results: Results, model: str, places: tuple[float, ...], language: Language) -> Annotation:
    """Where the line of a model comes above own servers."""
    own = results.self_hosting
    tokens = own.against[model]["break_even_tokens_per_month"]
    return Annotation(
        category=places.index(tokens),
        value=results.api_costs.money.of(own.cost_per_month),
        text=language.say(
            "Break-even with {model}: {volume}",
            model=name_of(results, model),
            volume=wording.break_even(results, model, language),
        ),
        role=OWN,
        origin=origin_of(SelfHosting.break_even_tokens_per_month, (model,)),
    )


# ---- by part


def parts(results: Results, language: Language) -> Chart:
    """The cost of a year by part, the largest first."""
    own, costs, say = results.self_hosting, results.api_costs, language.say
    order = sorted(wording.parts(results, language), key=lambda line: -own.lines[line])
    names = tuple(wording.part_name(results, line, language) for line in order)
    total = own.lines["total_per_year"]
    points = []
    for line in order:
        shown = wording.line_shown(results, line, language)
        note = ""
        if total > 0:
            note = str(language.show(own.lines[line] / total, shown.origin, "share", 0))
        value = costs.money.of(own.lines[line])
        points.append(Point(value=value, label=str(shown), note=note, origin=shown.origin))
    title = say(
        "Largest part of own hardware: {part}, {amount} of {total} a year.",
        part=names[0],
        amount=points[0].label,
        total=wording.line_shown(results, "total_per_year", language),
    )
    if len(order) == 1 or total == 0:
        title = say("Own hardware costs {total} a year.", total=wording.line_shown(results, "total_per_year", language))
    series = (Series(name=say("Cost a year"), role=OWN, points=tuple(points)),)
    return Chart(
        id="self_hosting.parts",
        kind="bars",
        topic=TOPIC,
        title=title,
        heading=say("Cost a year by part"),
        subtitle=say(
            "{currency} a year; purchase spread over the useful life with cost of capital",
            currency=currency_name(costs.money, language),
        )
        if own.is_bought
        else say("{currency} a year", currency=currency_name(costs.money, language)),
        categories=names,
        series=series,
        unit=costs.money.currency,
        category_name=say("Part"),
        source=_source(results, series, language, prices=False),
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(len(order), COUNTED)),
        language=language.code,
    )


# ---- by utilisation


def utilisation(results: Results, language: Language) -> Chart:
    """Cost of a million tokens against the utilisation, beside the price of each model."""
    own, costs, say = results.self_hosting, results.api_costs, language.say
    used = own.inputs["utilisation"]
    meetings = {
        model: own.against[model]["break_even_utilisation"]
        for model in wording.paying(results)
        if own.against[model]["break_even_utilisation"] >= _PER_CENT[0] / 100
    }
    places = sorted(
        {*(one / 100 for one in _PER_CENT), *meetings.values(), *([used] if used >= _PER_CENT[0] / 100 else [])}
    )
    series = [
        _line(
            results, say("Own hardware"), OWN, curves.cost_per_million(results, tuple(places)),
            SelfHosting.cost_per_million_tokens, "", language,
        )
    ]  # fmt: skip
    series += [
        _line(
            results, name_of(results, model), _role(results, model), [own.against[model]["api_price"]] * len(places),
            SelfHosting.api_price, model, language,
        )
        for model in costs.priced
    ]  # fmt: skip
    title = _utilisation_words(results, language)
    annotations = tuple(
        Annotation(
            category=places.index(share),
            value=costs.money.of(own.against[model]["api_price"]),
            text=say(
                "As cheap as {model} at {share}",
                model=name_of(results, model),
                share=language.show(share, COUNTED, "share"),
            ),
            role=OWN,
            origin=origin_of(SelfHosting.break_even_utilisation, (model,)),
        )
        for model, share in meetings.items()
    )
    origin = reader("self_hosting.utilisation")
    guides = (
        Guide(
            at=used * 100,
            label=say("You reckon with {share}", share=language.show(used, origin, "share", exact_digits(used * 100))),
            origin=origin,
        ),
    )
    chart = Chart(
        id="self_hosting.utilisation",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Cost per million tokens by utilisation"),
        subtitle=say(
            "{currency} per million tokens; utilisation on a logarithmic scale",
            currency=currency_name(costs.money, language),
        ),
        categories=tuple(_share(place, language) for place in places),
        positions=tuple(place * 100 for place in places),
        across_unit="%",
        logarithmic_across=True,
        from_zero=True,
        series=tuple(series),
        guides=guides if used in places else (),
        annotations=annotations,
        unit=costs.money.currency,
        category_name=say("Utilisation"),
        source=_source(results, series, language),
        alternative=_alternative(title, series, language),
        language=language.code,
    )
    return _with_values(chart)


def _share(share: float, language: Language) -> str:
    return str(language.show(share, COUNTED, "share", min(1, exact_digits(share * 100))))


def _utilisation_words(results: Results, language: Language) -> str:
    own, costs, say = results.self_hosting, results.api_costs, language.say
    if "cost_per_million_tokens" in own.missing:
        return str(wording.why_missing(own.missing["cost_per_million_tokens"], language))
    used = own.inputs["utilisation"]
    fields = {
        "share": language.show(used, COUNTED, "share", exact_digits(used * 100)),
        "cost": wording.line_shown(results, "cost_per_million_tokens", language),
    }
    prices = [
        say(
            "{model} charges {price}",
            model=name_of(results, model),
            price=wording.against_shown(results, model, "api_price", language),
        )
        for model in sorted(costs.priced, key=lambda model: -own.against[model]["api_price"])
    ]
    if not prices:
        return say("At {share} utilisation a million tokens cost {cost}.", **fields)
    return say("At {share} utilisation a million tokens cost {cost}; {prices}.", prices=", ".join(prices), **fields)


# ---- over the years


def ownership(results: Results, language: Language) -> Chart:
    """What has been paid by the end of each year, for own servers and for the reader's volume at each price."""
    costs, say = results.api_costs, language.say
    paid = curves.ownership(results)
    series = [
        _line(results, say("Own hardware"), OWN, paid.own, SelfHosting.own_cost_until, "", language),
        *(
            _line(
                results, name_of(results, model), _role(results, model), sums,
                SelfHosting.api_cost_per_month, model, language,
            )
            for model, sums in paid.models.items()
        ),
    ]  # fmt: skip
    title = _ownership_words(results, language)
    annotations = tuple(
        Annotation(
            category=paid.months.index(month),
            value=costs.money.of(paid.models[model][paid.months.index(month)]),
            text=say(
                "Outlay back against {model}: month {month}",
                model=name_of(results, model),
                month=language.show(month, COUNTED, digits=0),
            ),
            role=OWN,
            origin=origin_of(SelfHosting.payback_month, (model,)),
        )
        for model in paid.models
        if (month := curves.payback_month(results, model)) in paid.months
        and paid.own[paid.months.index(month)] is not None
        and results.self_hosting.lines["investment"] > 0
    )
    subtitle = currency_name(costs.money, language)
    if results.self_hosting.is_bought:
        subtitle = say("{currency}, without cost of capital and residual value", currency=subtitle)
    growth = costs.inputs["growth_per_month"]
    if growth:
        origin = reader("api_costs.growth_per_month")
        change = language.show(abs(growth), origin, "share", exact_digits(growth * 100))
        message = N_("{subtitle}; volume growing by {growth} a month")
        if growth < 0:
            message = N_("{subtitle}; volume shrinking by {growth} a month")
        subtitle = say(message, subtitle=subtitle, growth=change)
    chart = Chart(
        id="self_hosting.ownership",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Paid in all over the years"),
        subtitle=subtitle,
        categories=tuple(_after(month, language) for month in paid.months),
        positions=tuple(month / curves.A_YEAR for month in paid.months),
        across_unit="year",
        from_zero=True,
        series=tuple(series),
        annotations=annotations,
        unit=costs.money.currency,
        category_name=say("Time in use"),
        source=_source(results, series, language),
        alternative=_alternative(title, series, language),
        language=language.code,
    )
    return _with_values(chart)


def _after(month: int, language: Language) -> str:
    if month % curves.A_YEAR:
        return str(language.show(month, COUNTED, "months"))
    return str(language.show(month // curves.A_YEAR, COUNTED, "year"))


def _ownership_words(results: Results, language: Language) -> str:
    """The sums at the end of the last year that own servers last for."""
    costs, say, paid = results.api_costs, language.say, curves.ownership(results)
    lasting = [
        place
        for place, month in enumerate(paid.months)
        if month and month % curves.A_YEAR == 0 and paid.own[place] is not None
    ]
    if not lasting:
        if curves.capacity_per_month(results) == 0:
            return str(wording.why_missing("no throughput", language))
        if results.self_hosting.lines["own_share_of_capacity"] > 1:
            return str(wording.why_missing("volume too large", language))
        return say("Your growth outgrows the servers within a year.")
    place = lasting[-1]
    own = paid.own[place]
    assert own is not None
    origin = origin_of(SelfHosting.own_cost_until)
    sums = [
        say(
            "{cost} with {model}",
            model=name_of(results, model),
            cost=money(amounts[place], costs.money, origin_of(SelfHosting.api_cost_per_month, (model,)), language, 0),
        )
        for model, amounts in sorted(paid.models.items(), key=lambda item: -item[1][place])
    ]
    fields = {
        "months": language.show(paid.months[place], COUNTED, digits=0),
        "own": money(own, costs.money, origin, language, 0),
    }
    if not sums:
        return say("Over {months} months own hardware costs {own}.", **fields)
    return say(
        "Over {months} months own hardware costs {own}, your volume {sums}.", sums=say(" and ").join(sums), **fields
    )


# ---- what moves it


def tornado(results: Results, language: Language) -> Chart:
    """What moves the cost of a year most: each input by half, or each range from end to end."""
    spread, say, how = curves.ranged_spread(results), language.say, results.api_costs.money
    swings = curves.swings(results)[:MOST_SWINGS]
    names = tuple(range_name(TOPIC, swing.name, results, language) for swing in swings)
    origin = origin_of(SelfHosting.total_per_year)
    widest = max((abs(end) for swing in swings for end in (swing.at_low, swing.at_high)), default=0.0)

    def points(ends: list[float]) -> tuple[Point, ...]:
        values = [how.of(end) for end in ends]
        digits = 0 if widest >= 100 else None  # all ends of the chart are equally precise
        labels = [language.show(value, origin, how.currency, digits, sign=True) for value in values]
        return tuple(
            Point(value=value, label=str(label), origin=origin) for value, label in zip(values, labels, strict=True)
        )

    ends = (
        (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
        if spread is None
        else (say("low end"), say("high end"))
    )
    series = (
        Series(name=ends[0], role="comparator_pale", points=points([swing.at_low for swing in swings])),
        Series(name=ends[1], role=OWN, points=points([swing.at_high for swing in swings])),
    )
    title, subtitle = _tornado_words(results, swings, names, language)
    columns: tuple[Column, ...] = ()
    if spread is not None:
        ranges = tuple(range_shown(TOPIC, swing.name, results, language) for swing in swings)
        columns = (Column(name=say("Range"), cells=ranges, origins=tuple(one.origin for one in ranges)),)
    return Chart(
        id="self_hosting.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=say("What counts most"),
        subtitle=subtitle,
        categories=names,
        series=series,
        unit=how.currency,
        category_name=say("What is moved"),
        columns=columns,
        base=how.of(results.self_hosting.lines["total_per_year"]),
        legend=True,
        source=_source(results, series, language, prices=False),
        alternative=say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(swings), COUNTED)
        ),
        language=language.code,
    )


def _tornado_words(
    results: Results, swings: tuple[Swing, ...], names: tuple[str, ...], language: Language
) -> tuple[str, str]:
    """The finding of the tornado, and what its bars are measured from."""
    spread, say, how = curves.ranged_spread(results), language.say, results.api_costs.money
    if not swings:
        nothing = say("Own hardware costs nothing, so nothing moves its cost.")
        if spread is not None:
            nothing = say("None of your ranges changes what own hardware costs.")
        return nothing, nothing
    base = wording.line_shown(results, "total_per_year", language)
    if spread is not None:
        title = say(
            "What counts most: {name}. Over its range own hardware changes by {amount} a year.",
            name=names[0],
            amount=money(swings[0].width, how, COUNTED, language),
        )
        return title, say("each input over its own range, against {amount} a year", amount=base)
    title = say(
        "What counts most: {name}. {share} more or less changes own hardware by {amount} a year.",
        name=names[0],
        share=language.show(SHARE, COUNTED, "share", 0),
        amount=money(max(abs(swings[0].at_low), abs(swings[0].at_high)), how, COUNTED, language),
    )
    return title, say("against {amount} a year", amount=base)
