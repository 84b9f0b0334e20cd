"""What the decision page says so far: the four options with the costs and lead times that are known."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, record
from lagebild.wording import api_costs


class OptionRow(NamedTuple):
    """An option: id, name, what it is, cost a month where a price exists, weeks to start."""

    id: str
    label: str
    description: Text
    cost: str
    weeks: Shown


def answer(results: Results, language: Language) -> Text:
    """What can be said before the risks are scored: how far the options' costs and lead times lie apart."""
    costs = results.api_costs
    offers = {id: one.model for id, one in results.decision.items()}
    priced = [option for option in results.knowledge.options if offers[option.id]]
    weeks = {option.id: results.knowledge.number(option.weeks_to_start) for option in results.knowledge.options}
    quick = min(results.knowledge.options, key=lambda option: weeks[option.id])
    slow = max(results.knowledge.options, key=lambda option: weeks[option.id])
    fields = {
        "quick": language.of(quick.label),
        "quick_weeks": language.show(weeks[quick.id], record(quick.weeks_to_start), "week", 0),
        "slow": language.of(slow.label),
        "slow_weeks": language.show(weeks[slow.id], record(slow.weeks_to_start), "week", 0),
    }
    if len(priced) < 2:
        return language.sentence(
            "Start after *{quick_weeks}* ({quick}) to *{slow_weeks}* ({slow}), by our assumptions; "
            "on the chosen day fewer than two options have a price.",
            **fields,
        )
    order = sorted(priced, key=lambda option: costs.models[offers[option.id] or ""]["cost_per_month"])
    return language.sentence(
        "{cheap}: *{low}* a month, {dear}: *{high}*; start after *{quick_weeks}* ({quick}) "
        "to *{slow_weeks}* ({slow}), by our assumptions.",
        cheap=language.of(order[0].label),
        low=api_costs.cost_of(results, costs, offers[order[0].id] or "", language),
        dear=language.of(order[-1].label),
        high=api_costs.cost_of(results, costs, offers[order[-1].id] or "", language),
        **fields,
    )


def standing(results: Results, language: Language) -> Text:
    """Which options no other one beats; or, where too little of the checklist is answered, what is missing."""
    risks = results.risks.values()
    if not any(risk.enough for risk in risks):
        covered = max(0.0 if risk.overall is None else risk.overall.coverage for risk in risks)
        return language.sentence(
            "No ranking yet: of the checklist at most {share} is answered for an option, {enough} are needed.",
            share=language.show(covered, COUNTED, "share", 0),
            enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        )
    names = {option.id: language.of(option.label) for option in results.knowledge.options}
    unbeaten = [names[id] for id, one in results.decision.items() if one.pareto]
    if not unbeaten:
        return language.sentence("No ranking: no option has cost, risk and lead time together.")
    return language.sentence(
        "Beaten by no other option in cost, risk and time to start together: {names}.", names=", ".join(unbeaten)
    )


def options(results: Results, language: Language) -> tuple[OptionRow, ...]:
    """The four options with what is known of them."""
    costs = results.api_costs
    rows = []
    for option in results.knowledge.options:
        offer = results.decision[option.id].model
        cost = language.say("no list price on that day")
        if offer is not None:
            cost = api_costs.cost_of(results, costs, offer, language)
        elif not option.models:
            cost = language.say("not a token price")
        figure = results.knowledge.figure(option.weeks_to_start)
        rows.append(
            OptionRow(
                option.id,
                language.of(option.label),
                language.told(option.description, record(option.weeks_to_start, *option.models)),
                cost,
                language.show(figure.number, record(figure.id), digits=0),
            )
        )
    return tuple(rows)
