"""Charts of the token costs: two models side by side, all models of the day, what moves the difference."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.analysis.uncertainty import SHARE, Swing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.expression import origin_of
from lagebild.charts.chart import Annotation, Chart, Column, Point, Series, Table
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import api_costs as wording
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import currency_name, money
from lagebild.wording.uncertainty import most_cases, moved_spread, range_name, range_shown, spread_shown

TOPIC = "api_costs"
_TWO_PERCENT = "b-2-percent"


def source_line(results: Results, language: Language) -> str:
    """Where the prices come from, which are the reader's own, whose the usage is, and the day."""
    costs = results.api_costs
    listed = [model for model in costs.priced if not costs.quotes[model].own]
    prices = [results.knowledge.sources[costs.quotes[model].interval.source].publisher for model in listed]
    prices += [
        language.say("your price for {model}", model=wording.name_of(results, model))
        for model in costs.priced
        if model not in listed
    ]
    return language.say(
        "Source: {prices} · {usage} · as of {day}",
        prices=", ".join(dict.fromkeys(prices)) or language.say("Lagebild’s price list"),
        usage=wording.usage_origin(results, language),
        day=language.date(costs.as_of, COUNTED),
    )


def comparison(results: Results, language: Language) -> Chart:
    """The two models, input and output stacked, the dearer one on top."""
    costs = results.api_costs
    order = sorted(costs.priced, key=lambda model: -costs.models[model]["cost_per_month"])
    names = [wording.name_of(results, model) for model in order]
    inputs: list[Point] = []
    outputs: list[Point] = []
    totals: list[Point] = []
    for model in order:
        pale: Role = "hero_pale" if model == costs.first else "comparator_pale"
        full: Role = "hero" if model == costs.first else "comparator"
        note = " · ".join(filter(None, (_share_note(results, model, language), _mostly(results, model, language))))
        for points, line, word, role in (
            (inputs, "input_cost", language.say("Input"), pale),
            (outputs, "output_cost", language.say("Output"), full),
        ):
            label = wording.cost_of(results, costs, model, language, line)
            points.append(_point(costs.money.of(costs.models[model][line]), label, role, within=f"{word} {label}"))
        total = wording.cost_of(results, costs, model, language)
        totals.append(_point(costs.money.of(costs.models[model]["cost_per_month"]), total, full, note=note))
    title = str(wording.answer(results, language))
    series = (
        Series(name=language.say("Input"), role="comparator_pale", points=tuple(inputs)),
        Series(name=language.say("Output"), role="comparator", points=tuple(outputs)),
    )
    return Chart(
        id="api_costs.comparison",
        kind="stacked_bars",
        topic=TOPIC,
        title=title,
        heading=language.say("Monthly cost of the same usage"),
        subtitle=_apart(results, language),
        categories=tuple(names),
        series=series,
        totals=tuple(totals),
        total_name=language.say("Total"),
        columns=_spread_columns(results, order, language),
        annotations=_two_percent(results, order, language),
        unit=costs.money.currency,
        category_name=language.say("Model"),
        source=supported(source_line(results, language), series, results, language),
        alternative=language.say(
            "{answer} {count} bars, {scope}.",
            answer=title,
            count=language.show(len(order), COUNTED),
            scope=wording.scope(results, language),
        ),
        language=language.code,
    )


def _apart(results: Results, language: Language) -> str:
    """The unit of the comparison, and what "mostly" means where inputs are ranges."""
    currency = currency_name(results.api_costs.money, language)
    if moved_spread(results) is None:
        return language.say("{currency} a month, input and output apart", currency=currency)
    return language.say(
        "{currency} a month, input and output apart; mostly: in {most} within your ranges",
        currency=currency,
        most=most_cases(COUNTED, language),
    )


def _mostly(results: Results, model: str, language: Language) -> str:
    """Between which ends the cost of a model lies in most cases; nothing where no range moves it."""
    spread = moved_spread(results)
    if spread is None or spread.costs[model].low == spread.costs[model].high:
        return ""
    origin = origin_of(ApiCosts.cost_per_month, (model,))
    ends = spread_shown(spread.costs[model], results.api_costs.money, origin, language, dash=True)
    return language.say("mostly {ends}", ends=ends)


def _spread_columns(results: Results, order: list[str], language: Language) -> tuple[Column, ...]:
    """Low end, middle and high end of the cost of each model; nothing where no range moves it."""
    spread, how = moved_spread(results), results.api_costs.money
    if spread is None:
        return ()
    costs = [spread.costs[model] for model in order]
    origins = tuple(origin_of(ApiCosts.cost_per_month, (model,)) for model in order)
    names = (language.say("Low end"), language.say("Middle"), language.say("High end"))
    return tuple(
        Column(
            name=name,
            cells=tuple(money(one[place], how, origin, language) for one, origin in zip(costs, origins, strict=True)),
            values=tuple(round(how.of(one[place]), 2) for one in costs),  # drawn numbers are no more precise
            origins=origins,
        )
        for place, name in enumerate(names)
    )


def _point(value: float, label: Shown, role: Role, *, note: str = "", within: str = "") -> Point:
    return Point(value=value, label=str(label), note=note, origin=label.origin, role=role, within=within)


def _share_note(results: Results, model: str, language: Language) -> str:
    """What the first model costs as a share of the second, said beside it where it is the cheaper one."""
    costs = results.api_costs
    if model != costs.first or len(costs.priced) < 2:
        return ""
    own, other = (costs.models[name]["cost_per_month"] for name in (costs.first, costs.second))
    if other == 0 or own >= other:
        return ""
    share = language.show(own / other, origin_of(ApiCosts.ratio, costs.priced), "share", 1)
    return language.say("= {share} of {model}", share=share, model=wording.name_of(results, costs.second))


def _two_percent(results: Results, order: list[str], language: Language) -> tuple[Annotation, ...]:
    """What source B's "2 %" would be, beside what it is: the source's error is part of the chart."""
    costs = results.api_costs
    claim = results.knowledge.claims[_TWO_PERCENT]
    listed = not any(costs.quotes[model].own for model in costs.priced)
    at_launch = costs.as_of == results.knowledge.shock.day
    if order != ["o1", "deepseek-r1"] or not (listed and at_launch) or claim.stated is None:
        return ()
    usd = costs.models["o1"]["cost_per_month"] * claim.stated / 100
    origin = origin_of(ApiCosts.cost_per_month, ("o1", claim.id))
    amount = money(usd, costs.money, origin, language, 0 if usd >= 1 else None)  # as precise as the bars beside it
    printed = language.show(claim.stated, record(claim.id), "%", 0)
    text = language.say("Source B prints “{printed}” – that would be {amount}", printed=printed, amount=amount)
    return (
        Annotation(
            category=order.index("deepseek-r1"), value=costs.money.of(usd), text=text, role="loss", origin=origin
        ),
    )


MOST_DRAWN = 16
"""Models drawn as bars; the rest stands in the table."""

_PRICES = ("input_price", "cache_price", "output_price", "cost_per_request", "cost_over_horizon")


def models(results: Results, language: Language) -> Chart:
    """What the same usage costs with the models of the day: the cheapest and the two compared, the rest as a table."""
    costs = results.api_costs
    order = costs.by_cost
    pair = [model for model in order if model in (costs.first, costs.second)]
    kept = {*pair, *order[-1:]}  # the title names the dearest
    cheapest = [model for model in order if model not in kept][: MOST_DRAWN - len(kept)]
    drawn = [model for model in order if model in kept or model in cheapest]
    rest = [model for model in order if model not in drawn]
    say = language.say
    names = (
        say("Host"), say("Input per m tokens"), say("Cache per m tokens"), say("Output per m tokens"),
        say("Per request"), say("Over the horizon"), say("Multiple of the cheapest"), say("Price checked"),
    )  # fmt: skip
    cells = {model: _cells(results, model, order[0], language) for model in order}
    numbers = {model: _numbers(results, model) for model in order}
    points = []
    for model in drawn:
        role: Role = "hero" if model == costs.first else "comparator" if model == costs.second else "index"
        shown = wording.cost_of(results, costs, model, language)
        points.append(_point(costs.money.of(costs.models[model]["cost_per_month"]), shown, role))
    columns = tuple(
        Column(
            name=name,
            cells=tuple(cells[model][place] for model in drawn),
            values=tuple(numbers[model][place] for model in drawn) if place in _NUMBERED else None,
            origins=tuple(_origin(cells[model][place]) for model in drawn),
        )
        for place, name in enumerate(names)
    )
    further = None
    if rest:
        labels = {model: wording.cost_of(results, costs, model, language) for model in rest}
        name_of = {model: wording.name_of(results, model) for model in rest}
        further = Table(
            header=(say("Model"), say("Cost a month"), *names),
            rows=tuple((name_of[model], labels[model], *cells[model]) for model in rest),
            values=tuple(
                (
                    name_of[model],
                    costs.money.of(costs.models[model]["cost_per_month"]),
                    *(
                        numbers[model][place] if place in _NUMBERED else cells[model][place]
                        for place in range(len(names))
                    ),
                )
                for model in rest
            ),
            origins=tuple((None, *map(_origin, (labels[model], *cells[model]))) for model in rest),
        )
    title = _range_title(results, language)
    currency = currency_name(costs.money, language)
    series = (Series(name=say("Cost a month"), role="index", points=tuple(points)),)
    return Chart(
        id="api_costs.models",
        kind="bars",
        topic=TOPIC,
        title=title,
        heading=say("Models with a price on that day"),
        subtitle=say("{currency} a month for the same usage, cheapest first", currency=currency)
        if not rest
        else say(
            "{currency} a month; {drawn} of {count} offers, all of them in the table",
            currency=currency,
            drawn=language.show(len(drawn), COUNTED),
            count=language.show(len(order), COUNTED),
        ),
        categories=tuple(wording.name_of(results, model) for model in drawn),
        series=series,
        unit=costs.money.currency,
        category_name=say("Model"),
        columns=columns,
        rest=further,
        source=supported(
            say(
                "Source: list prices of the providers, each with its own evidence · {usage} · as of {day}",
                usage=wording.usage_origin(results, language),
                day=language.date(costs.as_of, COUNTED),
            ),
            series,
            results,
            language,
        ),
        alternative=say(
            "{answer} {count} bars, {scope}.",
            answer=title,
            count=language.show(len(drawn), COUNTED),
            scope=wording.scope(results, language),
        ),
        language=language.code,
    )


def _range_title(results: Results, language: Language) -> str:
    costs = results.api_costs
    order = costs.by_cost
    day = language.date(costs.as_of, COUNTED, "long")
    if not order:
        return language.say("No model in Lagebild’s price list has a price on {day}.", day=day)
    return language.say(
        "{count} offers had an evidenced price on {day}: the same number of tokens costs from {low} ({cheapest}) "
        "to {high} ({dearest}) a month.",
        count=language.show(len(order), COUNTED),
        day=day,
        low=wording.cost_of(results, costs, order[0], language),
        cheapest=wording.name_of(results, order[0]),
        high=wording.cost_of(results, costs, order[-1], language),
        dearest=wording.name_of(results, order[-1]),
    )


_NUMBERED = range(1, 7)  # of the further columns: prices, costs, multiple


def _origin(cell: str) -> Origin | None:
    return cell.origin if isinstance(cell, Shown) else None


def _cells(results: Results, model: str, cheapest: str, language: Language) -> tuple[str, ...]:
    """The further columns of a model in words: host, prices, costs, multiple of the cheapest, how well checked."""
    costs = results.api_costs
    quote = costs.quotes[model]
    ratio = costs.models[model].get("ratio_to_cheapest")
    multiple = (
        "–"
        if ratio is None
        else language.show(ratio, origin_of(ApiCosts.ratio_to_cheapest, (model, cheapest)), digits=1)
    )
    standing = results.knowledge.standing(model, costs.as_of)
    checked = language.say("your figure") if quote.own else standing_word(standing, language)
    return (
        quote.offer.host,
        *(wording.cost_of(results, costs, model, language, line) for line in _PRICES),
        multiple,
        checked,
    )


def _numbers(results: Results, model: str) -> tuple[float | None, ...]:
    """The same columns as plain numbers, None where they are words."""
    costs = results.api_costs
    lines = costs.models[model]
    return (None, *(costs.money.of(lines[line]) for line in _PRICES), lines.get("ratio_to_cheapest"), None)


def tornado(results: Results, language: Language) -> Chart:
    """What moves the difference between the two models most: each thing by half, or each range from end to end."""
    costs, spread = results.api_costs, results.api_costs_spread
    swings = (costs.swings if spread is None else spread.swings)[:5]
    unit = costs.money.currency
    names = tuple(
        wording.swing_label(results, swing.name, language)
        if spread is None
        else range_name(TOPIC, swing.name, results, language)
        for swing in swings
    )

    widest = max((abs(end) for swing in swings for end in (swing.at_low, swing.at_high)), default=0.0)

    def points(ends: list[float]) -> tuple[Point, ...]:
        shown = []
        for swing, end in zip(swings, ends, strict=True):
            inputs = (f"api_costs.{swing.name}",) if swing.name in ApiCosts.inputs else ()
            origin = origin_of(ApiCosts.saving, costs.priced) | Origin(inputs=inputs)
            value = costs.money.of(end)
            digits = 0 if widest >= 100 else None  # all ends of the chart are equally precise
            shown.append(
                Point(value=value, label=str(language.show(value, origin, unit, digits, sign=True)), origin=origin)
            )
        return tuple(shown)

    title, subtitle = _tornado_words(results, swings, names, language)
    base = costs.money.of(swings[0].base) if swings else 0.0
    ends = (
        (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
        if spread is None
        else (language.say("low end"), language.say("high end"))
    )
    series = (
        Series(name=ends[0], role="comparator_pale", points=points([swing.at_low for swing in swings])),
        Series(name=ends[1], role="hero", points=points([swing.at_high for swing in swings])),
    )
    columns: tuple[Column, ...] = ()
    if spread is not None:
        ranges = tuple(range_shown(TOPIC, swing.name, results, language) for swing in swings)
        columns = (Column(name=language.say("Range"), cells=ranges, origins=tuple(one.origin for one in ranges)),)
    return Chart(
        id="api_costs.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=language.say("What counts most"),
        subtitle=subtitle,
        categories=names,
        series=series,
        unit=unit,
        category_name=language.say("What is moved"),
        columns=columns,
        base=base,
        legend=True,
        source=supported(source_line(results, language), series, results, language),
        alternative=language.say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(swings), COUNTED)
        ),
        language=language.code,
    )


def _tornado_words(
    results: Results, swings: tuple[Swing, ...], names: tuple[str, ...], language: Language
) -> tuple[str, str]:
    """The finding of the tornado, and what its bars are measured from."""
    costs, spread, say = results.api_costs, results.api_costs_spread, language.say
    if not swings:
        nothing = say("Nothing to compare: a price is missing on that day.")
        if spread is not None:
            nothing = say("None of your ranges changes the difference.")
        return nothing, nothing
    base = money(abs(swings[0].base), costs.money, origin_of(ApiCosts.saving, costs.priced), language)
    if spread is not None:
        title = say(
            "What counts most: {name}. Over its range the difference changes by {amount} a month.",
            name=names[0],
            amount=money(swings[0].width, costs.money, COUNTED, language),
        )
        return title, say("each input over its own range, against {amount} a month", amount=base)
    title = say(
        "What counts most: {name}. {share} more or less changes the difference by {amount} a month.",
        name=names[0],
        share=language.show(SHARE, COUNTED, "share", 0),
        amount=money(max(abs(swings[0].at_low), abs(swings[0].at_high)), costs.money, COUNTED, language),
    )
    return title, say("against {amount} a month", amount=base)
