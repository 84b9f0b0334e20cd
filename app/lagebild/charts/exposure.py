"""Charts of the reader's holdings: both days by holding and step by step, loss by factor, what moves the loss."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.exposure import losses_by_factor, origin_of_all, origin_of_holding, swings
from lagebild.analysis.results import Results
from lagebild.analysis.uncertainty import SHARE
from lagebild.calculators.exposure import OF_THE_AMOUNTS, Exposure
from lagebild.calculators.expression import Line
from lagebild.charts.chart import Chart, Column, Guide, Key, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin, reader
from lagebild.theme import Mark as Role
from lagebild.wording import exposure as wording
from lagebild.wording.terms import TRADING_DAYS, currency_name, exact_digits, input_range_shown
from lagebild.wording.uncertainty import range_name

TOPIC = Exposure.topic
MOST_SWINGS = 5
"""Rows of the tornado."""


def _source(results: Results, series: Iterable[Series], language: Language) -> str:
    """Where the closes come from, whose the amounts are, that it is no advice, and what a group is reckoned without."""
    found, say = results.exposure, language.say
    own = [name for name in OF_THE_AMOUNTS if name in found.own_inputs]
    if found.preset is not None:
        whose = say("amounts: assumption of Lagebild")
    elif len(own) == len(OF_THE_AMOUNTS):
        whose = say("amounts: yours")
    else:
        whose = say("amounts: partly yours, partly an assumption of Lagebild")
    line = say(
        "No investment advice · Source: exchange closing prices, public copies of them; {amounts} · as of {day}",
        amounts=whose,
        day=wording.day_shown(results, found.days.after, language, "short"),
    )
    without = (str(told) for told in wording.left_out(results, language))
    return " ".join((*without, supported(line, series, results, language)))


def _nothing(results: Results, language: Language) -> str:
    """Why there is nothing to draw; empty where there is something."""
    return "" if results.exposure.held else str(wording.day_words(results, language))


# ---- both days by holding


def holdings(results: Results, language: Language) -> Chart:
    """What each holding lost on the day and got back on the next, as changes of value; the largest loss on top."""
    found, say, how = results.exposure, language.say, results.api_costs.money

    def row(name: str, role: Role, line: Line, sign: int) -> Series:
        points = []
        for id in found.held:
            value = sign * found.holdings[id][line.name]
            origin = origin_of_holding(found, id, line)
            shown = wording.amount_shown(value, how, origin, language, sign=True)
            points.append(Point(value=how.of(value), label=str(shown), origin=shown.origin))
        return Series(name=name, role=role, points=tuple(points))

    series = (
        row(language.say("Day of the shock"), "loss", Exposure.loss, -1),
        row(language.say("Day after"), "gain", Exposure.given_back, 1),
    )
    title = _deepest(results, language)
    both = say("Both days")
    columns = (
        _column(say("Amount held"), (wording.of_holding(results, id, "amount", language) for id in found.held)),
        _column(
            say("Return on {day}", day=series[0].name),
            (wording.return_shown(results, id, language) for id in found.held),
        ),
        _column(both, (wording.return_shown(results, id, language, two_days=True) for id in found.held)),
    )
    return Chart(
        id="exposure.holdings",
        kind="grouped_bars",
        topic=TOPIC,
        title=title,
        heading=say("What the two days did to each holding"),
        subtitle=say(
            "Change of value in {currency}, close against the close before",
            currency=currency_name(how, language, inside=True),
        ),
        categories=tuple(wording.holding_name(results, id, language) for id in found.held),
        series=series,
        unit=how.currency,
        category_name=say("Holding"),
        columns=columns,
        absent=_nothing(results, language),
        legend=bool(found.held),
        source=_source(results, series, language),
        alternative=say(
            "{answer} {count} holdings with two bars each.",
            answer=title,
            count=language.show(len(found.held), COUNTED),
        ),
        language=language.code,
    )


def _column(name: str, cells: Iterable[Shown]) -> Column:
    shown = tuple(cells)
    return Column(name=name, cells=tuple(map(str, shown)), origins=tuple(cell.origin for cell in shown))


def _deepest(results: Results, language: Language) -> str:
    """Which holding lost most, and how much of all that is."""
    found = results.exposure
    if not found.held or "given_back_share" in found.missing or len(found.held) == 1:
        return str(wording.day_words(results, language))
    first = found.held[0]
    return language.say(
        "{holding} would have cost most on {day}: {loss} of {all}, {share}.",
        holding=wording.holding_name(results, first, language),
        day=wording.day_shown(results, found.days.on, language),
        loss=wording.of_holding(results, first, "loss", language),
        all=wording.line_shown(results, "total_loss", language),
        share=wording.of_holding(results, first, "share_of_loss", language),
    )


# ---- both days, step by step


def waterfall(results: Results, language: Language) -> Chart:
    """What each holding lost, all of it, what came back, and what is left; beside the values it would be thin."""
    found, say, how = results.exposure, language.say, results.api_costs.money
    names: list[str] = []
    points: list[Point] = []

    def add(name: str, usd: float, role: Role, origin: Origin, *, is_sum: bool = False) -> None:
        shown = wording.amount_shown(usd, how, origin, language, sign=True)
        names.append(name)
        points.append(Point(value=how.of(usd), label=str(shown), origin=shown.origin, role=role, sum=is_sum))

    on, after = (wording.day_shown(results, day, language, "day") for day in found.days[1:])
    if found.held:
        for id in found.held:
            loss = found.holdings[id]["loss"]
            role: Role = "loss" if loss >= 0 else "gain"
            origin = origin_of_holding(found, id, Exposure.loss)
            add(wording.holding_name(results, id, language), -loss, role, origin)
        loss, back = found.lines["total_loss"], found.lines["total_given_back"]
        add(say("Together on {day}", day=on), -loss, "comparator", origin_of_all(found, Exposure.total_loss),
            is_sum=True)  # fmt: skip
        came = say("Given back on {day}", day=after) if back >= 0 else say("Lost on {day}", day=after)
        add(came, back, "gain" if back >= 0 else "loss", origin_of_all(found, Exposure.total_given_back))
        both = origin_of_all(found, Exposure.total_value_after_two_days)
        add(say("After both days"), back - loss, "comparator", both, is_sum=True)
    series = (Series(name=say("Amount"), role="comparator", points=tuple(points)),)
    title = str(wording.day_words(results, language))
    roles = {point.role for point in points}
    meanings: tuple[tuple[Role, str], ...] = (
        ("comparator", say("sum")), ("loss", say("lost")), ("gain", say("given back or gained")),
    )  # fmt: skip
    key = tuple(Key(role=role, name=name) for role, name in meanings if role in roles)
    return Chart(
        id="exposure.waterfall",
        kind="waterfall",
        topic=TOPIC,
        title=title,
        heading=say("From the losses to what is left after both days"),
        subtitle=say(
            "Change of value in {currency}: {before} on {day} became {value} on {day_after}",
            currency=currency_name(how, language, inside=True),
            before=wording.line_shown(results, "total_amount", language),
            day=wording.day_shown(results, found.days.before, language, "day"),
            value=wording.line_shown(results, "total_value_after_two_days", language),
            day_after=after,
        ),
        categories=tuple(names),
        series=series,
        unit=how.currency,
        category_name=say("Step"),
        absent=_nothing(results, language),
        legend=bool(points),
        key=key,
        source=_source(results, series, language),
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(len(points), COUNTED)),
        language=language.code,
    )


# ---- the loss by the factor


def factors(results: Results, language: Language) -> Chart:
    """The loss of all holdings by the factor of the shock, beside the same sum in the broad market alone."""
    found, say, how = results.exposure, language.say, results.api_costs.money
    losses = losses_by_factor(results.knowledge, found) if found.held else {}
    origin = origin_of_all(found, Exposure.total_shock_loss)
    broad = TRADING_DAYS | Origin(inputs=origin.inputs, line=origin.line)

    def line(name: str, role: Role, place: int, origin: Origin) -> Series:
        shown = [wording.amount_shown(pair[place], how, origin, language) for pair in losses.values()]
        return Series(
            name=name,
            role=role,
            points=tuple(
                Point(value=how.of(pair[place]), label=str(label), origin=label.origin)
                for pair, label in zip(losses.values(), shown, strict=True)
            ),
        )

    series: tuple[Series, ...] = (line(say("Your holdings"), "hero", 0, origin),)
    if found.held != ("sp500",):
        series += (line(say("The same sum in the S&P 500"), "comparator", 1, broad),)
    factor, day = found.inputs["shock_factor"], wording.day_shown(results, found.days.on, language, "day")
    guides = [Guide(at=1, label=say("{day}: factor {one}", day=day, one=language.show(1, COUNTED)), origin=day.origin)]
    if factor != 1:
        shown = wording.factor_shown(results, language)
        guides.append(
            Guide(at=factor, label=say("Your factor: {factor}", factor=shown), origin=shown.origin, role="hero")
        )
    title = str(wording.shock_words(results, language) or wording.day_words(results, language))
    return Chart(
        id="exposure.factors",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Loss by the size of the shock"),
        subtitle=say(
            "Loss in {currency} by the factor on every return of {day}; no holding loses more than all",
            currency=currency_name(how, language, inside=True),
            day=wording.day_shown(results, found.days.on, language),
        ),
        categories=tuple(str(language.show(place, COUNTED, digits=exact_digits(place, 2))) for place in losses),
        positions=tuple(losses),
        from_zero=True,
        series=series,
        guides=tuple(guides) if losses else (),
        unit=how.currency,
        category_name=say("Factor"),
        absent=_nothing(results, language),
        source=_source(results, series, language),
        alternative=language.say_plural("{answer} {count} line.", "{answer} {count} lines.", len(series), answer=title),
        language=language.code,
    )


# ---- what moves the loss


def tornado(results: Results, language: Language) -> Chart:
    """What moves the loss in a shock by the reader's factor: each input by half, or each range from end to end."""
    found, say, how = results.exposure, language.say, results.api_costs.money
    ranges = results.ranges.get(TOPIC) or {}
    moved = swings(results.knowledge, found, ranges)[:MOST_SWINGS]
    origin = origin_of_all(found, Exposure.total_shock_loss)

    def points(ends: list[float]) -> tuple[Point, ...]:
        labels = [wording.amount_shown(end, how, origin, language, sign=True) for end in ends]
        return tuple(
            Point(value=how.of(end), label=str(label), origin=label.origin)
            for end, label in zip(ends, labels, strict=True)
        )

    names_of_ends = (
        (say("low end"), say("high end"))
        if ranges
        else (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
    )
    series = (
        Series(name=names_of_ends[0], role="comparator_pale", points=points([swing.at_low for swing in moved])),
        Series(name=names_of_ends[1], role="hero", points=points([swing.at_high for swing in moved])),
    )
    names = tuple(range_name(TOPIC, swing.name, results, language) for swing in moved)
    spans = tuple(_span(results, swing.name, language) for swing in moved)
    base = wording.line_shown(results, "total_shock_loss", language)
    if moved:
        title = say(
            "What counts most: {name}. Between {range} the loss changes by {amount}.",
            name=names[0],
            range=spans[0],
            amount=wording.amount_shown(moved[0].width, how, origin, language),
        )
    else:
        title = _nothing(results, language) or say("None of your ranges changes the loss.")
    return Chart(
        id="exposure.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=say("What counts most"),
        subtitle=say("against a loss of {amount} in a shock by your factor", amount=base),
        categories=names,
        series=series,
        unit=how.currency,
        category_name=say("What is moved"),
        columns=(Column(name=say("Range"), cells=tuple(map(str, spans)), origins=tuple(one.origin for one in spans)),),
        base=how.of(found.lines["total_shock_loss"]),
        legend=bool(moved),
        source=_source(results, series, language),
        alternative=say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(moved), COUNTED)
        ),
        language=language.code,
    )


def _span(results: Results, name: str, language: Language) -> Shown:
    """Between which ends an input is moved: those of its range, or half of it to either side within its bounds."""
    declared, value = Exposure.inputs[name], results.exposure.inputs[name]
    given = results.ranges.get(TOPIC, {}).get(name)
    low, high = (
        (max(value * (1 - SHARE), declared.low), min(value * (1 + SHARE), declared.high))
        if given is None
        else (given.low, given.high)
    )
    return input_range_shown(declared, low, high, reader(f"{TOPIC}.{name}"), language, results.api_costs.money)
