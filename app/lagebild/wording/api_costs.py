"""What the token costs say: the answer, its scope, how it is computed, and the words of its charts."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from lagebild.analysis.api_costs import ApiCostsResults, of_models
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import OF_A_WORKLOAD, PRESETS, ApiCosts, further
from lagebild.calculators.constants import WORKLOAD
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import Expression, Line, Named, origin_of
from lagebild.errors import N_
from lagebild.language import NBSP, Language, Shown, Span, Text
from lagebild.origin import AS_OF, COUNTED, Origin, kept, reader
from lagebild.state import workload_topic
from lagebild.wording.terms import USD_PER_EUR, enumerated, exact_digits, model_name, money, no_price, rate_note


def name_of(results: Results, model: str) -> str:
    """The name of a model of the comparison."""
    return model_name(model, results.knowledge)


_TOGETHER = 24
"""Letters of a name that stay on one line in an answer."""


def said_name(results: Results, model: str) -> str:
    """The name in a sentence that is set large: a short one is not broken."""
    name = name_of(results, model)
    return name.replace(" ", NBSP) if len(name) <= _TOGETHER else name


def cost_of(
    results: Results, costs: ApiCostsResults, model: str, language: Language, line: str = "cost_per_month"
) -> Shown:
    """A line of a model in the currency shown."""
    shown = money(costs.models[model][line], costs.money, origin_of(ApiCosts.lines[line], (model,)), language)
    return Shown(shown, kept(shown.origin)) if _is_kept(results, costs) else shown


def _is_kept(results: Results, costs: ApiCostsResults) -> bool:
    """Whether it is the state put aside, and another one than the current."""
    return costs is results.kept and costs is not results.api_costs


@lru_cache(maxsize=4)  # said by the page, by a chart and by its text alternative
def answer(results: Results, language: Language) -> Text:
    """The one sentence: what the same work costs with either model."""
    costs = results.api_costs
    if len(costs.priced) == 2:
        low, high = sorted(costs.priced, key=lambda model: costs.models[model]["cost_per_month"])
        fields = {
            "low_model": said_name(results, low),
            "high_model": said_name(results, high),
            "low": cost_of(results, costs, low, language),
            "high": cost_of(results, costs, high, language),
        }
        least, most = costs.models[low]["cost_per_month"], costs.models[high]["cost_per_month"]
        if least == most:
            return language.sentence(
                "The same work costs as much with {low_model} as with {high_model}: *{low}* a month.", **fields
            )
        if least == 0:
            return language.sentence(
                "The same work costs nothing with {low_model} and *{high}* a month with {high_model}.", **fields
            )
        times = language.show(most / least, origin_of(ApiCosts.ratio, (low, high)), digits=_digits(most / least))
        return language.sentence(
            "The same work costs *{low}* a month with {low_model} and *{high}* with {high_model} – "
            "*{times} times* as much.",
            times=times,
            **fields,
        )
    missing = [model for model in (costs.first, costs.second) if model not in costs.models]
    if len(missing) == 1:
        model = missing[0]
        name = _at_host(results, model, language)
        why = no_price(model, name, costs.without_price[model], costs.as_of, language)
        return language.sentence(
            "{why} {model} costs *{cost}* a month.",
            why=why,
            model=said_name(results, costs.priced[0]),
            cost=cost_of(results, costs, costs.priced[0], language),
        )
    day = language.date(costs.as_of, AS_OF, "long")
    first, second = (_at_host(results, model, language) for model in (costs.first, costs.second))
    pair = {"first": first, "second": second, "day": day}
    if not costs.models:
        return language.sentence("No model in Lagebild’s price list has a price on {day}.", day=day)
    cheapest = costs.by_cost[0]
    return language.sentence(
        "Neither {first} nor {second} has an evidenced list price on {day}; the cheapest in Lagebild’s price list "
        "is {model} at *{cost}* a month.",
        model=said_name(results, cheapest),
        cost=cost_of(results, costs, cheapest, language),
        **pair,
    )


def _at_host(results: Results, model: str, language: Language) -> str:
    """A model with its host: another one may well have a price for the same model."""
    offer = results.knowledge.offers[model]
    return language.say("{model} (from {host})", model=offer.name, host=offer.host)


def usage_origin(results: Results, language: Language) -> str:
    """Whose the volume is: Lagebild's assumption, the reader's figures, or partly both."""
    costs = results.api_costs
    if costs.preset is not None and not costs.workloads and not results.ranges[ApiCosts.topic]:
        return language.say("usage: assumption")
    own = costs.own_inputs - {"usd_per_eur"}
    if not costs.workloads and len(own) == len(ApiCosts.inputs) - 1:
        return language.say("usage: your figures")
    return language.say("usage: partly your figures, partly assumption")


def _digits(times: float) -> int:
    return 1 if times < 1000 else 0


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """What the answer covers: volume, day of the prices, currency, what is left out."""
    costs = results.api_costs
    parts: list[Text] = []
    if costs.models:
        requests = language.show(costs.lines["requests_per_month"], origin_of(ApiCosts.requests_per_month), digits=0)
        count = language.show(1 + len(costs.workloads), COUNTED, digits=0)
        message = N_("{requests} requests a month")
        if costs.workloads:
            message = N_("{requests} requests a month in {count} workloads")
        elif requests == "1":
            message = N_("{requests} request a month")
        parts.append(language.sentence(message, requests=requests, count=count))
    asked = costs.inputs["requests_per_task"]
    if costs.priced and asked > 1:
        sums = (cost_of(results, costs, model, language, "cost_per_task") for model in costs.priced)
        parts.append(
            language.sentence(
                "a task of {count} requests: {sums}",
                count=language.show(asked, reader("api_costs.requests_per_task"), digits=exact_digits(asked)),
                sums=enumerated((Text((Span(one, one.origin),)) for one in sums), " / "),
            )
        )
    growth = costs.inputs["growth_per_month"]
    if costs.models and growth:
        origin = reader("api_costs.growth_per_month")
        shown = language.show(abs(growth), origin, "share", exact_digits(growth * 100))
        message = N_("first month, before your growth of {growth} a month")
        if growth < 0:
            message = N_("first month, before your decline of {growth} a month")
        parts.append(language.sentence(message, growth=shown))
    parts.append(language.sentence("prices of {day}", day=language.date(costs.as_of, AS_OF)))
    parts += with_own_prices(results, language)
    written = {costs.models[model]["output_tokens_per_month"] for model in costs.priced}
    message = N_("token prices only, for the same number of tokens, without operation and checking, net of VAT")
    if len(written) > 1:  # only one of the two reasons
        message = N_(
            "token prices only, reasoning tokens included where a model reasons, without operation and checking, "
            "net of VAT"
        )
    parts.append(language.sentence(message))
    rate = rate_note(costs, results.knowledge, language)
    if rate is not None:
        parts.append(rate)
    return joined(parts)


def with_own_prices(results: Results, language: Language) -> list[Text]:
    """That prices of the compared models are the reader's own, as a part of a line; nothing where none is."""
    costs = results.api_costs
    own = [name_of(results, model) for model in costs.priced if costs.quotes[model].own]
    if len(own) == 1:
        return [language.sentence("with your price for {model}", model=own[0])]
    return [language.sentence("with your own prices")] if own else []


def joined(parts: list[Text]) -> Text:
    """Parts of a line, set apart by middle dots."""
    return enumerated(parts, " · ")


class Step(NamedTuple):
    """A row of "how this is computed": item, quantity, and the sum for each model."""

    item: str
    quantity: Shown
    sums: tuple[Shown, ...]
    numbers: tuple[float, ...]
    """The quantity (of the first model) and the sums as plain numbers."""


def steps(results: Results, language: Language) -> tuple[Step, ...]:
    """Input, output and total for the priced ones of the two models; the numbers of the chart."""
    costs = results.api_costs
    if not costs.priced:
        return ()
    tokens_in = costs.lines["input_tokens_per_month"]
    tokens_out = [costs.models[model]["output_tokens_per_month"] for model in costs.priced]
    same = len(set(tokens_out)) == 1

    def millions(tokens: float, line: str) -> Shown:
        return language.show(tokens / 1e6, origin_of(ApiCosts.lines[line]), "m", 1)

    def sums(line: str) -> tuple[Shown, ...]:
        return tuple(cost_of(results, costs, model, language, line) for model in costs.priced)

    def numbers(tokens: float, line: str) -> tuple[float, ...]:
        return (tokens / 1e6, *(costs.money.of(costs.models[model][line]) for model in costs.priced))

    def quantity(values: list[float], line: str) -> Shown:
        shown = [millions(value, line) for value in values]
        return Shown(" / ".join(shown), shown[0].origin)

    shown_out = tokens_out[:1] if same else tokens_out
    return (
        Step(
            language.say("Input"),
            quantity([tokens_in], "input_tokens_per_month"),
            sums("input_cost"),
            numbers(tokens_in, "input_cost"),
        ),
        Step(
            language.say("Output"),
            quantity(shown_out, "output_tokens_per_month"),
            sums("output_cost"),
            numbers(tokens_out[0], "output_cost"),
        ),
        Step(
            language.say("Total"),
            quantity([tokens_in + tokens for tokens in shown_out], "output_tokens_per_month"),
            sums("cost_per_month"),
            numbers(tokens_in + tokens_out[0], "cost_per_month"),
        ),
    )


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The formulas of the first priced model with labels and with numbers, for notes and the help panel."""
    costs = results.api_costs
    if not costs.priced:
        return ()
    model = costs.priced[0]
    prices = costs.quotes[model].lookups
    mixed = {
        ApiCosts.input_price: prices["peak_input_price"],
        ApiCosts.output_price: prices["peak_output_price"],
    }
    first = costs.models[model]
    lines = [
        *((ApiCosts.first_requests, *_further_steps(results)) if costs.workloads else ()),
        ApiCosts.requests_per_month,
        ApiCosts.input_tokens_per_month,
        *((ApiCosts.fresh_input_tokens, ApiCosts.cached_input_tokens) if costs.lines["cached_input_tokens"] else ()),
        ApiCosts.written_tokens_per_month,
        *((ApiCosts.thought_tokens_per_month,) if costs.lines["thought_tokens_per_month"] else ()),
        *(
            (ApiCosts.output_tokens_per_month,)
            if first["output_tokens_per_month"] != costs.lines["written_tokens_per_month"]
            else ()
        ),
        # a price is worked out where it is not the one of the list
        *(line for line, of_the_list in mixed.items() if first[line.name] != of_the_list),
        ApiCosts.input_cost,
        ApiCosts.output_cost,
        ApiCosts.cost_per_month,
        *((ApiCosts.cost_per_request, ApiCosts.cost_per_task) if costs.inputs["requests_per_task"] > 1 else ()),
    ]

    def label(named: Named) -> str:
        return language.of(said_as(named, costs).label)

    def number(named: Named) -> Shown:
        return shown_value(results, model, said_as(named, costs), language)

    def literal(value: int) -> str:
        return language.show(value, COUNTED)

    def step(line: Line) -> Text:
        formula, gone = written_out(line, costs)
        filled_in = f"{explain(formula, number, literal, language, gone=gone)} = {number(line)}"
        words = explain(formula, label, literal, language, gone=gone)
        return Text(
            (
                Span(f"{label(line)} = {words} = ", COUNTED),
                Span(filled_in, origin_of(line, (model,))),
            )
        )

    steps = [step(line) for line in lines]
    if costs.money.currency == "EUR":
        rate = language.show(costs.money.usd_per_eur, USD_PER_EUR, digits=4)
        euros = cost_of(results, costs, model, language)
        steps.append(
            language.sentence(
                "{usd} ÷ {rate} US dollars per euro = {eur}", usd=number(ApiCosts.cost_per_month), rate=rate, eur=euros
            )
        )
    return tuple(steps)


_OF_WORKLOADS = tuple(line for line in ApiCosts.lines.values() if line.over == (WORKLOAD,))
_ALONE: dict[Line, Line] = {
    ApiCosts.requests_per_month: ApiCosts.first_requests,
    ApiCosts.input_tokens_per_month: ApiCosts.first_input,
    ApiCosts.fresh_input_tokens: ApiCosts.first_fresh,
    ApiCosts.cached_input_tokens: ApiCosts.first_cached,
    ApiCosts.written_tokens_per_month: ApiCosts.first_written,
    ApiCosts.thought_tokens_per_month: ApiCosts.first_thought,
}
"""What each sum over the workloads comes to where there is only the first."""


def written_out(line: Line, costs: ApiCostsResults) -> tuple[Expression, frozenset[Named]]:
    """The formula by which a line is explained, and the sums it leaves out: with one workload, those of the others."""
    if costs.workloads:
        return line, frozenset()
    return _ALONE.get(line, line), frozenset(_OF_WORKLOADS)


def said_as(named: Named, costs: ApiCostsResults) -> Named:
    """What a part of a formula is called by: with one workload, its requests and tokens are all there are."""
    if costs.workloads:
        return named
    return next((line for line, of_first in _ALONE.items() if of_first is named), named)


def shown_value(results: Results, model: str, named: Named, language: Language) -> Shown:
    """The number of an input, constant, look-up or line for one model, as an explanation shows it.

    Of what there is one number for each further workload, all of them in their order.
    """
    costs = results.api_costs
    if WORKLOAD in named.axes:
        return _of_each_workload(results, named, language)
    if named.name in ApiCosts.inputs:
        value, origin = costs.inputs[named.name], Origin(inputs=(f"api_costs.{named.name}",))
        unit = ApiCosts.inputs[named.name].shown
        return language.show(
            value, origin, unit if unit == "share" else "", exact_digits(value * 100 if unit == "share" else value)
        )
    if named.name in ApiCosts.lookups:
        value = costs.quotes[model].lookups[named.name]
        unit = "USD" if named.unit == "USD/Mtoken" else ""
        return language.show(value, Origin(records=(model,)), unit, max(2, exact_digits(value)) if unit else 0)
    if named.name in ApiCosts.lines:
        line = ApiCosts.lines[named.name]
        value = costs.lines.get(named.name, costs.models[model].get(named.name, 0.0))
        origin = origin_of(line, (model,))
        if line.unit == "USD/Mtoken":
            return language.show(value, origin, "USD", max(2, exact_digits(value)))
        if line.shown == "share":
            return language.show(value, origin, "share", exact_digits(value * 100))
        return language.show(value, origin, line.shown) if line.shown else language.show(value, origin, digits=0)
    return language.show(getattr(named, "value", 0.0), COUNTED, digits=0)


def _of_each_workload(results: Results, named: Named, language: Language) -> Shown:
    count = len(results.api_costs.workloads)
    values = of_models(results.knowledge, results.api_costs, ())
    numbers = values[named.name] if named.name in values else _workload_lines(results)[named.name]
    shares = named.name in (further(name) for name in OF_A_WORKLOAD if ApiCosts.inputs[name].shown == "share")
    origin = Origin(
        inputs=tuple(
            f"{workload_topic(place)}.{name}"
            for place, workload in enumerate(results.api_costs.workloads)
            for name in OF_A_WORKLOAD
            if name in workload.own_inputs
        )
    )
    shown = [
        language.show(number, origin, "share" if shares else "", exact_digits(number * 100 if shares else number))
        for number in numbers[:count].tolist()
    ]
    return Shown(shown[0] if count == 1 else f"({'; '.join(shown)})", origin)


def _further_steps(results: Results) -> tuple[Line, ...]:
    """The lines of further workloads that are not 0 for all of them."""
    lines = _workload_lines(results)
    return tuple(line for line in _OF_WORKLOADS if lines[line.name].any())


@lru_cache(maxsize=4)  # by identity; asked for line by line
def _workload_lines(results: Results) -> dict[str, Any]:
    values = of_models(results.knowledge, results.api_costs, ())
    return evaluate(ApiCosts, values, only=tuple(line.name for line in _OF_WORKLOADS))


def swing_label(results: Results, name: str, language: Language) -> str:
    """The name of a bar of the tornado."""
    costs = results.api_costs
    if name == "price_of_first":
        return language.say("{model} price", model=name_of(results, costs.first))
    if name == "price_of_second":
        return language.say("{model} price", model=name_of(results, costs.second))
    if name == "requests_per_person_day":
        return language.say("Requests")
    return language.of(ApiCosts.inputs[name].label)


def state_name(results: Results, costs: ApiCostsResults, language: Language) -> Text:
    """A state in few words: its preset or "own", and the people."""
    preset = next((language.of(preset.label) for preset in PRESETS if preset.id == costs.preset), None)
    custom = language.say("Custom")
    origin = reader("api_costs.people")
    people = language.show(costs.inputs["people"], kept(origin) if _is_kept(results, costs) else origin, "people")
    spans = [Span(f"{preset or custom}, "), Span(people, people.origin)]
    if costs.workloads:
        more = language.say_plural("and {count} more workload", "and {count} more workloads", len(costs.workloads))
        spans.append(Span(f" {more}"))
    return Text(spans)


def kept_comparison(results: Results, language: Language) -> Text | None:
    """How far the kept state B lies from the current one, in words; None where nothing is kept or comparable."""
    now, other = results.api_costs, results.kept
    if other is None or not now.priced or not other.priced:
        return None
    mine, theirs = now.priced[0], other.priced[0]
    difference = other.models[theirs]["cost_per_month"] - now.models[mine]["cost_per_month"]
    origin = origin_of(ApiCosts.cost_per_month, (mine,)) | kept(origin_of(ApiCosts.cost_per_month, (theirs,)))
    if difference == 0:
        return language.sentence("B costs the same as A.")
    amount = money(abs(difference), now.money, origin, language)
    if difference < 0:
        return language.sentence("B costs *{amount}* less a month.", amount=amount)
    return language.sentence("B costs *{amount}* more a month.", amount=amount)
