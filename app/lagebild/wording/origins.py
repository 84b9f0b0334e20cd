"""What the origin of a number comes to in words: records, the reader's inputs, and the line that computed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol, cast

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.decision import CRITERIA
from lagebild.analysis.exposure import preset_figures
from lagebild.analysis.results import Results
from lagebild.analysis.risks import NEUTRAL_POINTS
from lagebild.analysis.self_hosting import figure_of
from lagebild.calculators.api_costs import OF_A_WORKLOAD, PRESETS, ApiCosts, further
from lagebild.calculators.constants import WORKLOAD
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.explanation import explain
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.expression import Line, inputs_of, lines_of, origin_of
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.clock import noon
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import Close, Overlay, ValueLost
from lagebild.knowledge.records import Figure, Standing, Theme
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import ANSWERS, AS_OF, COUNTED, KEPT, WEEKS, Origin, reader, record
from lagebild.state import place_of, workload_topic
from lagebild.wording.api_costs import said_as, written_out
from lagebild.wording.event_window import CUMULATIVE, DRAWDOWN, LOG, MARKET_ADJUSTED
from lagebild.wording.ranking import criterion_name, weight_of
from lagebild.wording.register import value_shown
from lagebild.wording.revenue_gap import billions
from lagebild.wording.risks import theme_name
from lagebild.wording.seats import requests_shown
from lagebild.wording.terms import exact_digits, input_shown, model_name, money, partial_date
from lagebild.wording.training_costs import amount
from lagebild.wording.verdicts import verdict_word
from lagebild.wording.workloads import further_input

Kind = Literal["record", "input", "line"]


class Root(NamedTuple):
    """One thing a number rests on. Only an entry of the register has an `id` to go to, and a standing."""

    kind: Kind
    id: str
    label: str | Text
    value: Shown | Text | None
    standing: Standing | None
    note: Text
    """Who says so and when; that it is the reader's own, or which preset it is; the formula."""


def roots(results: Results, origin: Origin, language: Language) -> tuple[Root, ...]:
    """What a number of that origin rests on: records, inputs, the line, and the lines before it with their results.

    Raises KeyError for unknown ones.
    """
    is_kept = any(name.startswith(KEPT) for name in origin.inputs)
    at = results.kept if is_kept else results.api_costs
    found = [_record(results, id, origin.line, at or results.api_costs, language) for id in origin.records]
    found += [_input(results, name, language) for name in origin.inputs]
    if origin.line not in LINES and "." in origin.line:
        whose = KEPT if at is not results.api_costs else ""
        further_ones = _of_further(origin.line, at or results.api_costs)
        found += [_input(results, f"{whose}{name}", language) for name in further_ones]
    if origin.line not in ("", COUNTED.line):
        found.append(_line(origin.line, at or results.api_costs, language))
        found += _steps(results, origin.line, at or results.api_costs, language, is_kept=is_kept)
    return tuple(found)


# ---- records


def _record(results: Results, id: str, line: str, costs: ApiCostsResults, language: Language) -> Root:
    knowledge = results.knowledge
    if id in knowledge.figures:
        return _figure(results, knowledge.figures[id], language)
    if id in knowledge.claims:
        return _claim(results, id, language)
    if id in knowledge.offers:
        return _offer(results, id, costs, language)
    if id in knowledge.sources:
        return _source(results, id, language)
    return _series(results, id, line, language) if id.startswith(MARKET) else _of_market(results, id, language)


def _figure(results: Results, figure: Figure, language: Language) -> Root:
    knowledge = results.knowledge
    names = dict.fromkeys(knowledge.sources[id].by for id in figure.sources)
    day = partial_date(figure.as_of, record(figure.id), language)
    return Root(
        "record",
        figure.id,
        language.told(figure.label, record(figure.id)),
        value_shown(figure, language),
        knowledge.standing(figure.id),
        _joined(", ".join(names), day),
    )


def _claim(results: Results, id: str, language: Language) -> Root:
    claim = results.knowledge.claims[id]
    article = language.say("Source {source}", source=claim.article)
    verdict = "garbled" if claim.printing == "garbled" else claim.verdict
    return Root(
        "record",
        id,
        language.told(claim.label, record(id)),
        language.sentence("“{quotation}”", quotation=Shown(claim.printed, record(id))),
        results.knowledge.standing(id),
        _joined(article, verdict_word(verdict, language)),
    )


def _offer(results: Results, id: str, costs: ApiCostsResults, language: Language) -> Root:
    """The prices of a model: the reader's own, or those of the day; where there are none, the last there were."""
    knowledge, origin = results.knowledge, record(id)
    quote = costs.quotes.get(id)
    offer = knowledge.offers[id]
    price = offer.price_at(noon(costs.as_of)) or offer.prices[-1]
    sides = (price.input, price.output, price.currency) if quote is None or not quote.own else (
        quote.input, quote.output, "USD"
    )  # fmt: skip
    first, second = (language.show(side, origin, sides[2], max(2, exact_digits(side))) for side in sides[:2])
    value = language.sentence("Input {input}, output {output} per m tokens", input=first, output=second)
    # one that only B or a scenario has is not priced in the present state
    if offer.own or (quote is not None and quote.own):
        return Root("input", "", model_name(id, knowledge), value, None, _said(language.say("your price")))
    source = knowledge.sources[price.source]
    since = language.sentence("since {start}", start=language.date(price.valid_from.date(), origin))
    standing = knowledge.standing(id, costs.as_of)
    return Root("record", id, model_name(id, knowledge), value, standing, _joined(source.publisher, since))


def _series(results: Results, id: str, line: str, language: Language) -> Root:
    """The closes a line takes; where it takes none of two days, the days of the series alone."""
    knowledge, origin = results.knowledge, record(id)
    close = knowledge.closes[id.removeprefix(MARKET)]
    closes, sources = dict(close.by_day), close.sources
    if line in _OF_MONTHS:
        monthly = knowledge.monthly_closes[close.symbol]
        closes, sources = {**monthly.by_day, **closes}, (*sources, *monthly.sources)
    names = ", ".join(dict.fromkeys(knowledge.sources[source].publisher for source in sources))
    standing = knowledge.standing(id)
    days = _days(results, close, line)
    if days is None:
        span = language.sentence("{start} to {end}", start=language.date(min(closes), origin),
                                 end=language.date(max(closes), origin))  # fmt: skip
        return Root("record", id, close.name, None, standing, _joined(names, span))
    before, on = map(closes.get, days)
    value = None
    if before is not None and on is not None:
        shown = [language.show(one, origin, close.currency, 2) for one in (before, on)]
        value = language.sentence("{before}, then {after}", before=shown[0], after=shown[1])
    between = language.sentence("{start} and {end}; all closes from {first} to {last}",
                                start=language.date(days[0], origin), end=language.date(days[1], origin),
                                first=language.date(min(closes), origin),
                                last=language.date(max(closes), origin))  # fmt: skip
    return Root("record", id, close.name, value, standing, _joined(names, between))


_OF_MONTHS = ("market.recovery", "market.month_end")
"""Lines that take month-ends after the daily closes."""


def _days(results: Results, close: Close, line: str) -> tuple[date, date] | None:
    """The two days whose closes a line takes, by default those of the shock; None where it takes many."""
    shock, looked_at, window = results.shock, results.market, results.event_window
    if line == "market.return_of_the_day":
        return looked_at.day_before, looked_at.day
    if line == "market.next_day_return":
        return shock.day, shock.day_after or shock.day
    if line in ("market.cumulative_return", "market.market_adjusted_return"):
        return window.base, max(day for day in close.days if day in window.days)
    if line == "market.recovery":
        found = results.recoveries.found.get(close.symbol)
        return None if found is None or found.on is None else (shock.day_before, found.on)
    return None if line in _OF_MANY_DAYS else (shock.day_before, shock.day)


_OF_MANY_DAYS = ("market.index", "market.month_end", "market.max_drawdown")


def _of_market(results: Results, id: str, language: Language) -> Root:
    """A count of shares, a published or computed loss, or month-ends: no entries of the register."""
    knowledge, origin = results.knowledge, record(id)
    found = knowledge.market_records[id]
    names = ", ".join(dict.fromkeys(knowledge.sources[source].publisher for source in found.sources))
    label: Text | str
    value: Shown | None = None
    day: Text | None
    if isinstance(found, Overlay):
        label = language.told(found.name, origin)
        day = language.sentence("{start} to {end}", start=language.date(found.days[0], origin),
                                end=language.date(found.days[-1], origin))  # fmt: skip
    elif isinstance(found, ValueLost):
        label = language.say("{company}, number of shares", company=found.company)
        value = language.show(found.shares_bn * 1000, origin, "m", 0)
        day = language.sentence("{day}", day=language.date(found.shares_as_of, origin)) if found.shares_as_of else None
    else:
        label = found.company
        value = language.show_range(-found.high_usd_bn, -found.low_usd_bn, origin, "USD bn", 0)
        day = language.sentence("{day}", day=language.date(found.day, origin))
    return Root("record", "", label, value, knowledge.standing(id), _joined(names, *([day] if day else [])))


def _source(results: Results, id: str, language: Language) -> Root:
    """A source is no entry of the register: it stands with the records that rest on it."""
    source, origin = results.knowledge.sources[id], record(id)
    day = partial_date(source.date, origin, language) if source.date else language.say("date unknown")
    return Root("record", "", Text((Span(source.title, origin),)), None, None, _joined(source.publisher, day))


# ---- inputs


def _input(results: Results, name: str, language: Language) -> Root:
    is_kept = name.startswith(KEPT)
    costs = results.kept if is_kept else results.api_costs
    assert costs is not None
    origin, name = Origin(inputs=(name,)), name.removeprefix(KEPT)
    if name in AS_OF.inputs:
        return _day(results, costs, origin, language)
    topic, short = name.split(".", 1)
    place = place_of(topic)
    if place is not None:
        return _of_workload(results, costs, place, short, language)
    if topic == ANSWERS:
        return _answers(results, short, origin, language)
    if topic == "theme_weights":
        return _theme_weight(results, cast(Theme, short), origin, language)
    if topic == WEEKS:
        return _weeks(results, short, origin, language)
    if topic in ("limits", "weights"):
        return _of_decision(results, name, language)
    declared = CALCULATORS[topic].inputs[short]
    given = _calculated(results, topic, is_kept=is_kept)
    label, value = language.of(declared.label), given.inputs[short]
    shown: Shown | Text = input_shown(declared, value, origin, language)
    within = None if is_kept else results.ranges[topic].get(short)
    if within is not None:
        low, high = (input_shown(declared, end, origin, language) for end in (within.low, within.high))
        shown = language.sentence("{likely} ({low} to {high})", likely=shown, low=low, high=high)
    default = default_of(results, *origin.inputs)
    if default is None:
        return Root("input", "", label, shown, None, _said(language.say("your input")))
    figure = _figure(results, results.knowledge.figures[default], language)
    note = language.sentence("preset: {name}", name=figure.label)
    return figure._replace(label=label, value=shown, note=_joined(note, figure.note))


def default_of(results: Results, name: str) -> str | None:
    """Id of the figure that an input "topic.input" stands at; None for the reader's own, and for no calculator's."""
    topic, _, short = name.removeprefix(KEPT).partition(".")
    if topic not in CALCULATORS or short not in CALCULATORS[topic].inputs:
        return None
    return _defaults(results, topic, name.startswith(KEPT)).get(short)


@lru_cache(maxsize=16)  # every chart asks for each of its inputs
def _defaults(results: Results, topic: str, is_kept: bool) -> dict[str, str]:
    given = _calculated(results, topic, is_kept=is_kept)
    standing_at = {name: id for name, id in given.defaults.items() if name not in given.own_inputs}
    standing_at |= _PRESETS[topic](given)
    ranges = {} if is_kept else results.ranges[topic]
    return {name: id for name, id in standing_at.items() if name not in ranges}


class _Calculated(Protocol):
    """What every calculator has come to."""

    @property
    def inputs(self) -> Mapping[str, float]: ...
    @property
    def own_inputs(self) -> frozenset[str]: ...
    @property
    def defaults(self) -> Mapping[str, str]: ...
    @property
    def lines(self) -> Mapping[str, float]: ...


def _calculated(results: Results, topic: str, *, is_kept: bool) -> _Calculated:
    """A calculator now, or in the state put aside, where only the comparable ones stand."""
    if is_kept:
        found = {ApiCosts.topic: results.kept, SelfHosting.topic: results.kept_self_hosting}[topic]
        assert found is not None
        return found
    return cast(_Calculated, getattr(results, topic))


def _of_a_usage(given: Any) -> Mapping[str, str]:
    return next((preset.values for preset in PRESETS if preset.id == given.preset), {})


def _of_servers(given: Any) -> Mapping[str, str]:
    inforce = {name: figure_of(given, name) for name in given.inputs}
    return {name: id for name, id in inforce.items() if id != given.defaults[name]}


def _of_a_tier(given: Any) -> Mapping[str, str]:
    return next((one.figures for one in given.tiers if one.tier.id == given.preset), {})


def _of_a_date(given: Any) -> Mapping[str, str]:
    return {} if given.preset is None else given.dates[given.preset].preset.values


_PRESETS: dict[str, Callable[[Any], Mapping[str, str]]] = {
    ApiCosts.topic: _of_a_usage,
    SelfHosting.topic: _of_servers,
    TrainingCosts.topic: lambda given: {},
    Seats.topic: _of_a_tier,
    RevenueGap.topic: _of_a_date,
    Exposure.topic: preset_figures,
}
"""The figures that the preset in force sets inputs to, by input."""


def _of_further(line: str, costs: ApiCostsResults) -> Iterator[str]:
    """The inputs that the reader gave to further workloads, where a line reaches them."""
    topic, short = line.split(".")
    reached = CALCULATORS[topic].lines[short] if topic in CALCULATORS and costs.workloads else None
    if reached is not None and any(WORKLOAD in given.axes for given in inputs_of(reached)):
        for place, workload in enumerate(costs.workloads):
            for name in (name for name in OF_A_WORKLOAD if name in workload.own_inputs):
                yield f"{workload_topic(place)}.{name}"


def _of_workload(results: Results, costs: ApiCostsResults, place: int, name: str, language: Language) -> Root:
    """An input of a further workload: the reader's, or the default of the first one."""
    workload, declared = costs.workloads[place], ApiCosts.inputs[name]
    topic = workload_topic(place)
    label = further_input(costs, f"{further(name)}/{place}", language)
    shown = input_shown(declared, workload.inputs[name], reader(f"{topic}.{name}"), language)
    if name in workload.own_inputs:
        return Root("input", "", label, shown, None, _said(language.say("your input")))
    figure = _figure(results, results.knowledge.figures[costs.defaults[name]], language)
    note = language.sentence("preset: {name}", name=figure.label)
    return figure._replace(label=label, value=shown, note=_joined(note, figure.note))


def _of_decision(results: Results, name: str, language: Language) -> Root:
    """A limit or a weight of the decision: the reader's, or how it stands before one is set."""
    own, unset = _said(language.say("your input")), _said(language.say("nothing set"))
    value: Shown | None = None
    if name == "limits.cost_per_month":
        label, limit = language.say("Limit of the cost a month"), results.limits.cost_per_month
        if limit is not None:
            value = money(limit, results.api_costs.money, reader(name), language)
    elif name == "limits.risk":
        label, limit = language.say("Limit of the risk points"), results.limits.risk
        if limit is not None:
            value = language.show(limit, reader(name), digits=exact_digits(limit))
    else:
        criterion = next(one for one in CRITERIA if name == f"weights.{one}")
        label = language.say("Weight: {criterion}", criterion=criterion_name(criterion, language))
        points = weight_of(results, criterion)
        value = language.show(points, reader(name), "points", exact_digits(points))
        unset = _said(language.say("preset: all count alike"))
        return Root("input", "", label, value, None, own if criterion in results.weights else unset)
    return Root("input", "", label, value, None, unset if limit is None else own)


def _theme_weight(results: Results, theme: Theme, origin: Origin, language: Language) -> Root:
    """The weight of a theme of the checklist."""
    points = results.theme_weights.get(theme, NEUTRAL_POINTS)
    label = language.say("Weight of the theme: {theme}", theme=theme_name(theme, language))
    note = language.say("your input") if theme in results.theme_weights else language.say("preset: all count alike")
    return Root("input", "", label, language.show(points, origin, "points", exact_digits(points)), None, _said(note))


def _day(results: Results, costs: ApiCostsResults, origin: Origin, language: Language) -> Root:
    label, shown = language.say("Day of the prices"), language.date(costs.as_of, origin)
    shock = results.knowledge.shock
    if costs.as_of != shock.day:
        return Root("input", "", label, shown, None, _said(language.say("your input")))
    id = shock.figures[0]
    note = language.sentence("preset: {name}", name=language.of(shock.title))
    return Root("record", id, label, shown, results.knowledge.standing(id), note)


def _weeks(results: Results, name: str, origin: Origin, language: Language) -> Root:
    """The weeks that the reader gave an option to start."""
    option = next(option for option in results.options if option.id == name)
    label = language.say("Weeks to start: {option}", option=language.of(option.label))
    weeks = option.weeks or 0.0
    value = language.show(weeks, origin, "week", exact_digits(weeks))
    return Root("input", "", label, value, None, _said(language.say("your input")))


def _answers(results: Results, name: str, origin: Origin, language: Language) -> Root:
    """How many questions of a theme are answered for an option."""
    theme, id = name.split(".")
    option = next(option for option in results.options if option.id == id)
    asked = {question.id for question in results.knowledge.questions if question.theme == theme}
    given = sum(question in asked for question, of, _ in results.answers if of == id)
    label = language.say(
        "{theme}: {option}", theme=theme_name(cast(Theme, theme), language), option=language.of(option.label)
    )
    value = language.sentence(
        "{given} of {asked} answered",
        given=language.show(given, origin, digits=0),
        asked=language.show(len(asked), origin, digits=0),
    )
    return Root("input", "", label, value, None, _said(language.say("your answers")))


# ---- the line that computed it

LINES = {
    "market.index": (
        N_("Index"),
        N_(
            "closing price ÷ closing price on the base day × 100; less the broad market’s change, where adjusted for it"
        ),
    ),
    "market.value_lost": (
        N_("Loss of market value"),
        N_("(closing price before − closing price) × number of shares"),
    ),
    "market.recovery": (
        N_("Back at the old price"),
        N_("first known close at or above the one before the shock"),
    ),
    "market.era": (N_("Index of an era"), N_("month-end ÷ month-end of the base month × 100")),
    "market.month_end": (N_("Index"), N_("month-end ÷ closing price before the shock × 100")),
    **dict.fromkeys(
        ("market.simple_return", "market.return_of_the_day", "market.next_day_return"),
        (N_("Change of the closing price"), N_("closing price ÷ closing price before − 1")),
    ),
    "market.log_return": LOG,
    "market.adjusted_return_of_the_shock": MARKET_ADJUSTED,
    "market.market_adjusted_return": MARKET_ADJUSTED,
    "market.cumulative_return": CUMULATIVE,
    "market.max_drawdown": DRAWDOWN,
    "price_history.price": (
        N_("Price of a million tokens"),
        N_("cost of the same mix ÷ its tokens × one million"),
    ),
    "price_history.tokens": (
        N_("Tokens for one euro"),
        N_("US dollars per euro ÷ price of a million tokens × one million"),
    ),
    "risks.overall": (
        N_("Risk points"),
        N_(
            "mean of the themes by their weights, each the mean of its answers by weight: "
            "met 0, partly 50, open 100, unclear 70, unanswered 50"
        ),
    ),
    "decision.score": (
        N_("Score"),
        N_(
            "mean of the criteria by your weights; in each the best option ranked has 100, the worst 0, "
            "the others in proportion"
        ),
    ),
    "decision.wins_share": (
        N_("How often an option comes first"),
        N_("weightings in which it comes first ÷ all weightings in steps of one per cent"),
    ),
    "decision.wins_share_ranges": (
        N_("How often an option comes first, with costs and risks in ranges"),
        N_(
            "the same, each weighting with costs and risks drawn from their ranges: costs from the inputs that are "
            "ranges, risks from the range of each option, most often near its middle"
        ),
    ),
    "decision.robustness": (
        N_("How far a weight may move"),
        N_("percentage points any one weight may move, the others in proportion, before another option comes first"),
    ),
}
"""What is computed outside the calculators: name and formula."""


def _line(line: str, costs: ApiCostsResults, language: Language) -> Root:
    if line in LINES:
        name, words = map(language.say, LINES[line])
    else:
        topic, short = line.split(".")
        declared = CALCULATORS[topic].lines[short]
        name = language.of(declared.label)
        formula, gone = written_out(declared, costs)
        words = explain(
            formula,
            lambda named: language.of(said_as(named, costs).label),
            lambda literal: language.show(literal, COUNTED),
            language,
            gone=gone,
        )
    note = language.sentence("computed: {formula}", formula=Shown(words, COUNTED))
    return Root("line", "", name, None, None, note)


def _steps(results: Results, line: str, costs: ApiCostsResults, language: Language, *, is_kept: bool) -> list[Root]:
    """What a line of one number is computed from: the lines that are one number each, too."""
    topic, short = line.split(".")
    declared = CALCULATORS[topic].lines[short] if line not in LINES else None
    if declared is None or declared.over:
        return []
    numbers = _calculated(results, topic, is_kept=is_kept).lines
    return [
        _line(f"{topic}.{step.name}", costs, language)._replace(
            value=_result(step, numbers[step.name], results, costs, language)
        )
        for step in lines_of(declared)
        if step.topic == topic and step.name in numbers and said_as(step, costs) is step
    ]


def _result(line: Line, number: float, results: Results, costs: ApiCostsResults, language: Language) -> Shown:
    origin = origin_of(line)
    if line.topic == RevenueGap.topic and line.shown == "USD":
        return billions(number, costs.money, origin, language)
    if line.topic == TrainingCosts.topic and line.shown == "USD":
        return amount(number, results, origin, language)
    if line.topic == Seats.topic and line.unit.startswith("request/"):
        return requests_shown(number, origin, language)
    if line.shown == "USD":
        return money(number, costs.money, origin, language, line.digits)
    return language.show(number, origin, line.shown, line.digits)


def _said(words: str) -> Text:
    return Text((Span(words),))


def _joined(*parts: str | Text) -> Text:
    """Parts of a note, set apart by middle dots; empty ones are left out."""
    spans: list[Span] = []
    for part in parts:
        if str(part):
            spans += [Span(" · ")] if spans else []
            spans += part if isinstance(part, Text) else [Span(part, part.origin if isinstance(part, Shown) else None)]
    return Text(spans)
