"""Scenarios in words: what they are called, where they differ, what they come to."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.analysis.scenarios import World, world_inputs, worlds
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.expression import origin_of
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.errors import N_
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.state import MOST_SCENARIOS, Place
from lagebild.wording.api_costs import joined, name_of
from lagebild.wording.changes import price_words
from lagebild.wording.shortening import cut
from lagebild.wording.terms import USD_PER_EUR, enumerated, input_shown, model_name, money, rate_note
from lagebild.wording.training_costs import amount
from lagebild.wording.workloads import workload_name

_NAME = 40
"""Letters of a scenario's name beside a bar or over a column."""


def world_name(world: World, language: Language) -> str:
    """What a scenario is called; the base has no name of its own."""
    return language.say("Base") if world.place is None else cut(world.name, _NAME)


def place_name(place: Place, results: Results, language: Language) -> str:
    """What differs there."""
    say = language.say
    if place in _PLACES:
        return say(_PLACES[place])
    topic, name = place.split(".", 1)
    if topic == "prices":
        known = name in results.knowledge.offers
        return say("Price of {model}", model=model_name(name, results.knowledge) if known else name)
    return language.of(CALCULATORS[topic].inputs[name].label)


_PLACES = {
    "as_of": N_("Day of the prices"),
    "compare": N_("Models compared"),
    "workloads": N_("Workloads"),
    "models": N_("Your models"),
}


def value_there(place: Place, results: Results, language: Language) -> Shown | Text | str:
    """What stands there in a scenario, in the words of a cell."""
    say = language.say
    costs, state = results.api_costs, results.base
    if place == "as_of":
        return language.date(costs.as_of, COUNTED)
    if place == "compare":
        pair = (name_of(results, costs.first), name_of(results, costs.second))
        return say("{first} and {second}", first=pair[0], second=pair[1])
    if place == "workloads":
        each = (None, *range(len(costs.workloads)))
        return ", ".join(workload_name(costs, one, language) for one in each)
    if place == "models":
        return ", ".join(cut(model.name, _NAME) for model in state.models) or "–"
    topic, name = place.split(".", 1)
    if topic == "prices":
        return price_words(state.prices.get(name), language)
    declared, origin = CALCULATORS[topic].inputs[name], reader(place)
    shown = input_shown(declared, world_inputs(results, topic)[name], origin, language)
    given = results.ranges[topic].get(name)
    if given is None:
        return shown
    low, high = (input_shown(declared, end, origin, language) for end in (given.low, given.high))
    return language.sentence("{likely} ({low} to {high})", likely=shown, low=low, high=high)


class Outcome(NamedTuple):
    """A number that all scenarios have, or lack."""

    id: str
    name: str
    unit: str
    """Message that says how often."""
    value: Callable[[Results], float | None]
    """US dollars."""
    line: Callable[[Results], Origin]


def _cost(place: int) -> Callable[[Results], float | None]:
    def cost(results: Results) -> float | None:
        costs = results.api_costs
        lines = costs.models.get((costs.first, costs.second)[place])
        return None if lines is None else lines["cost_per_month"]

    return cost


def _cost_origin(place: int) -> Callable[[Results], Origin]:
    def origin(results: Results) -> Origin:
        costs = results.api_costs
        return origin_of(ApiCosts.cost_per_month, ((costs.first, costs.second)[place],))

    return origin


def _over_horizon(results: Results) -> float | None:
    costs = results.api_costs
    lines = costs.models.get(costs.first)
    return None if lines is None else lines["cost_over_horizon"]


def _over_horizon_origin(results: Results) -> Origin:
    return origin_of(ApiCosts.cost_over_horizon, (results.api_costs.first,))


_MONTHLY = N_("a month")
OUTCOMES = (
    Outcome("first", N_("First model"), _MONTHLY, _cost(0), _cost_origin(0)),
    Outcome("second", N_("Second model"), _MONTHLY, _cost(1), _cost_origin(1)),
    Outcome(
        "own",
        N_("Own hardware"),
        _MONTHLY,
        lambda results: results.self_hosting.cost_per_month,
        lambda _: origin_of(SelfHosting.total_per_month),
    ),
    Outcome(
        "seats",
        N_("Seats"),
        _MONTHLY,
        lambda results: results.seats.cost_per_month,
        lambda _: Origin(line="seats.seat_cost_per_month"),
    ),
    Outcome(
        "training",
        N_("Own training run"),
        N_("once"),
        lambda results: results.training_costs.lines.get("own_total"),
        lambda _: Origin(line="training_costs.own_total"),
    ),
    Outcome(
        "gap",
        N_("Revenue gap"),
        N_("a year"),
        lambda results: results.revenue_gap.lines.get("gap"),
        lambda _: Origin(line="revenue_gap.gap"),
    ),
    # a month is the first one: which scenario is dearer in the end, growth decides as well
    Outcome("horizon", N_("First model"), N_("over the whole horizon"), _over_horizon, _over_horizon_origin),
    Outcome(
        "exposure",
        N_("Loss of your holdings in a shock"),
        N_("once"),
        lambda results: results.exposure.lines["total_shock_loss"],
        lambda _: Origin(line=f"{Exposure.topic}.total_shock_loss"),
    ),
)
"""What the calculators come to, for the table and for files."""
_OF_A_MODEL = {"first": "first", "second": "second", "horizon": "first"}
"""Outcomes of one of the two models, and which it is."""


def outcome_amount(outcome: Outcome, world: World) -> float | None:
    """An outcome in the currency that is shown, at the scenario's own rate; None where it does not exist."""
    value = outcome.value(world.results)
    return None if value is None else world.results.api_costs.money.of(value)


def outcome_shown(outcome: Outcome, world: World, language: Language) -> Shown | str:
    """An outcome in a scenario; a dash where it does not exist."""
    value = outcome.value(world.results)
    if value is None:
        return "–"
    return amount(value, world.results, outcome.line(world.results), language)


def outcome_name(outcome: Outcome, results: Results, language: Language) -> str:
    """What an outcome is called; a model by its name where all scenarios compare the same one."""
    name = language.say(outcome.name)
    if outcome.id in _OF_A_MODEL:
        models = {getattr(world.results.api_costs, _OF_A_MODEL[outcome.id]) for world in worlds(results)}
        if len(models) == 1:
            name = name_of(results, models.pop())
    return name if outcome.unit == _MONTHLY else ", ".join((name, language.say(outcome.unit)))


def differs(outcome: Outcome, world: World, base: World) -> bool:
    """Whether an outcome is another one than that of the base."""
    return outcome_amount(outcome, world) != outcome_amount(outcome, base)


def outcomes_shown(each: tuple[World, ...]) -> tuple[Outcome, ...]:
    """The costs of a month, and what else is not the same in all scenarios."""
    return tuple(
        outcome
        for outcome in OUTCOMES
        if outcome.id in ("first", "second", "own") or any(differs(outcome, world, each[0]) for world in each)
    )


def outcome_marked(outcome: Outcome, world: World, base: World, language: Language) -> Shown | str:
    """An outcome with a sign in front where it is not that of the base."""
    shown = outcome_shown(outcome, world, language)
    if not differs(outcome, world, base):
        return shown
    return Shown(f"≠ {shown}", shown.origin) if isinstance(shown, Shown) else f"≠ {shown}"


def finding(results: Results, language: Language) -> Text:
    """Which scenario is the cheapest with its first model, and how many there are."""
    each = [world for world in worlds(results) if world.results.api_costs.priced]
    if len(worlds(results)) == 1:
        return language.sentence("There is no scenario yet: put the present state aside as the first.")
    if not each:
        return language.sentence("Without a price there is nothing to compute.")

    def least(world: World) -> float:
        costs = world.results.api_costs
        return min(costs.models[model]["cost_per_month"] for model in costs.priced)

    def shown(world: World) -> float:
        return world.results.api_costs.money.of(least(world))

    cheapest, dearest = min(each, key=shown), max(each, key=shown)
    if shown(cheapest) == shown(dearest):
        return language.sentence(
            "All {count} scenarios cost *the same* with the cheaper of their two models.",
            count=language.show(len(each), COUNTED, digits=0),
        )
    amounts = {
        name: money(least(world), world.results.api_costs.money, origin_of(ApiCosts.cost_per_month), language)
        for name, world in (("low", cheapest), ("high", dearest))
    }
    return language.sentence(
        "Tokens cost from *{low}* a month (“{cheapest}”) to *{high}* (“{dearest}”), each with the cheaper of its two "
        "models.",
        cheapest=world_name(cheapest, language),
        dearest=world_name(dearest, language),
        **amounts,
    )


def scope(results: Results, language: Language) -> Text:
    """What is compared; where a scenario grows, that it is the first month."""
    each = worlds(results)
    told = [language.sentence("Each with the prices of its own day, everything else as on the other tabs, net of VAT")]
    if any(world.results.api_costs.inputs["growth_per_month"] for world in each):
        told.append(language.sentence("token costs of the first month, before growth"))
    rates = {world.results.api_costs.money.usd_per_eur for world in each}
    if len(rates) > 1 and results.api_costs.money.currency == "EUR":
        span = language.show_range(min(rates), max(rates), USD_PER_EUR, digits=4)
        told.append(language.sentence("euros at the rate of each scenario: {range} US dollars per euro", range=span))
    elif rate := rate_note(results.api_costs, results.knowledge, language):
        told.append(rate)
    return joined(told)


def described(world: World, results: Results, language: Language) -> Text:
    """Where a scenario differs from the base, each place with its reason as far as one is given."""
    return _described(world.results, world.changes, tuple(world.reasons.items()), language)


@lru_cache(maxsize=MOST_SCENARIOS)  # while one scenario or the base is edited, most differ where they did
def _described(
    results: Results, changes: tuple[Place, ...], reasons: tuple[tuple[Place, str], ...], language: Language
) -> Text:
    parts, given = [], dict(reasons)
    for place in changes:
        value, name = value_there(place, results, language), place_name(place, results, language)
        reason = given.get(place)
        parts.append(
            language.sentence("{name}: {value} ({reason})", name=name, value=value, reason=reason)
            if reason
            else language.sentence("{name}: {value}", name=name, value=value)
        )
    return enumerated(parts, "\n") if parts else language.sentence("as the base")


def told(results: Results, language: Language) -> tuple[Text, ...]:
    """Each scenario with its description and its differences, for notes."""
    each = worlds(results)[1:]
    return tuple(
        enumerated(
            (
                Text((Span(f"{world_name(world, language)}: {world.description}".strip(": ")),)),
                described(world, results, language),
            ),
            "\n",
        )
        for world in each
    )


def as_json(results: Results, language: Language) -> list[dict[str, object]]:
    """Every scenario and the base: name, where it differs with reasons, and what the calculators come to."""
    return [
        {
            "name": world.name or world_name(world, language),
            "description": world.description,
            "changes": {place: world.reasons.get(place, "") for place in world.changes},
            "outcomes": {outcome.id: outcome.value(world.results) for outcome in OUTCOMES},
        }
        for world in worlds(results)
    ]
