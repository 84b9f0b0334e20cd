"""What ranges of inputs come to: where a result lies in most cases, how often something holds, how that is found."""

from __future__ import annotations

from lagebild.analysis.api_costs import Money
from lagebild.analysis.ranges import ApiCostsSpread
from lagebild.analysis.results import Results
from lagebild.analysis.uncertainty import INSIDE, SAMPLES, Spread
from lagebild.calculators.api_costs import ApiCosts, further
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Input, origin_of
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.state import workload_topic
from lagebild.wording.api_costs import name_of
from lagebild.wording.terms import USD_PER_EUR, input_range_shown, money
from lagebild.wording.workloads import further_input

_TEN, _HUNDRED = 10, 100


def share_words(share: float, origin: Origin, language: Language) -> Text:
    """How often something holds, to stand after "In": "9 of 10 cases", and never more precisely than draws can say.

    "All" and "none" are said only where they hold in every draw.
    """
    if share <= 0:
        return language.sentence("no case")
    if share >= 1:
        return language.sentence("all cases")
    few, many = share < 1 / _HUNDRED, share > 1 - 1 / _HUNDRED
    near_an_end = not _TEN <= round(share * _HUNDRED) <= _HUNDRED - _TEN
    whole = _HUNDRED if near_an_end else _TEN
    count = 1 if few else _HUNDRED - 1 if many else round(share * whole)
    fields = {
        "count": language.show(count, origin, digits=0),
        "whole": language.show(whole, origin, digits=0),
    }
    if few:
        return language.sentence("fewer than {count} of {whole} cases", **fields)
    if many:
        return language.sentence("more than {count} of {whole} cases", **fields)
    return language.sentence("{count} of {whole} cases", **fields)


def spread_shown(spread: Spread, how: Money, origin: Origin, language: Language, *, dash: bool = False) -> Shown:
    """The two ends of a spread of US dollars in the currency shown."""
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    low, high = how.of(spread.low), how.of(spread.high)
    return language.show_range(low, high, origin, how.currency, _digits(low, high), dash=dash)


def _digits(low: float, high: float) -> int | None:
    """No cents where the larger end has none."""
    return 0 if max(abs(low), abs(high)) >= _HUNDRED else None


def most_cases(origin: Origin, language: Language) -> Text:
    """In how many cases a result lies between the ends of its spread, to stand after "In"."""
    return share_words(INSIDE, origin, language)


def moved_spread(results: Results) -> ApiCostsSpread | None:
    """The spread of the costs, where the ranges there are change them."""
    spread = results.api_costs_spread
    return spread if spread is not None and any(one.low < one.high for one in spread.costs.values()) else None


def costs_within_ranges(results: Results, language: Language) -> Text | None:
    """Where the costs of the two models lie, and how often the first is cheaper; None without ranges or prices."""
    costs, spread = results.api_costs, moved_spread(results)
    if spread is None:
        return language.sentence("Your ranges leave the cost a month as it is.") if results.api_costs_spread else None
    first, second = (_within(results, model, one, language) for model, one in spread.costs.items())
    origin = origin_of(ApiCosts.saving, costs.priced)
    told = language.sentence(
        "With your ranges in {most}: {first}, {second} a month. {model} is cheaper in {cases}.",
        most=most_cases(origin, language),
        first=first,
        second=second,
        cases=_strong(share_words(spread.first_is_cheaper, origin, language)),
        model=name_of(results, costs.first),
    )
    if all(one.low <= costs.models[model]["cost_per_month"] <= one.high for model, one in spread.costs.items()):
        return told
    rare = language.sentence("All inputs at their likeliest at once, as in the sentence above, are a rarer case.")
    return Text((*told, Span(" "), *rare))


def _within(results: Results, model: str, spread: Spread, language: Language) -> Text:
    """The ends and the middle of what a model costs, or its cost where no range changes it."""
    how, origin, name = results.api_costs.money, origin_of(ApiCosts.cost_per_month, (model,)), name_of(results, model)
    if spread.low == spread.high:
        return language.sentence("{model} *{cost}*", model=name, cost=money(spread.median, how, origin, language))
    digits = _digits(how.of(spread.low), how.of(spread.high))
    return language.sentence(
        "{model} *{ends}* (median {median})",
        model=name,
        ends=spread_shown(spread, how, origin, language),
        median=money(spread.median, how, origin, language, digits),
    )


def how_it_is_drawn(language: Language) -> Text:
    """How many draws there are, and from which distribution."""
    return language.sentence(
        "With ranges: {count} draws, triangular (each input between its ends, most often near its likeliest number) "
        "and independent of each other; after a change they are drawn the same way. All other numbers count with the "
        "likeliest ones.",
        count=language.show(SAMPLES, COUNTED, digits=0),
    )


def range_name(topic: str, name: str, results: Results, language: Language) -> str:
    """The name of an input that counts for a calculator, with its workload if that is a further one."""
    if "/" in name:
        return further_input(results.api_costs, name, language)
    return language.of(_declared(topic, name).label)


def _declared(topic: str, name: str) -> Input:
    """Of the calculator, or else of the usage that it takes over."""
    own = CALCULATORS[topic].inputs
    return own[name] if name in own else ApiCosts.inputs[name]


def range_shown(topic: str, name: str, results: Results, language: Language) -> Shown:
    """The range of an input that counts for a calculator, from end to end, with its unit."""
    if "/" in name:
        lookup, place = name.split("/")
        declared = next(one for one in ApiCosts.inputs.values() if further(one.name) == lookup)
        whose = workload_topic(int(place))
    else:
        declared = _declared(topic, name)
        whose = declared.topic
    given = results.ranges[whose][declared.name]
    return input_range_shown(declared, given.low, given.high, reader(f"{whose}.{declared.name}"), language)


def _strong(words: Text) -> Text:
    return Text(Span(span.text, span.origin, True) for span in words)
