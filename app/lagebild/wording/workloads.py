"""Several workloads in words: what they are called, and which of them costs most."""

from __future__ import annotations

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.results import Results
from lagebild.analysis.workloads import workloads
from lagebild.calculators.api_costs import ApiCosts, further
from lagebild.calculators.expression import origin_of
from lagebild.language import Language, Text
from lagebild.origin import COUNTED
from lagebild.wording.api_costs import name_of
from lagebild.wording.terms import money


def workload_name(costs: ApiCostsResults, place: int | None, language: Language) -> str:
    """What a workload is called, by its place among the further ones; the first has no name of its own."""
    return language.say("First workload") if place is None else costs.workloads[place].name


def further_input(costs: ApiCostsResults, moved: str, language: Language) -> str:
    """The input that a look-up of further workloads holds for one of them: "further_people/0"."""
    name, place = moved.split("/")
    declared = next(one for one in ApiCosts.inputs.values() if further(one.name) == name)
    return f"{workload_name(costs, int(place), language)}: {language.of(declared.label)}"


def finding(results: Results, language: Language) -> Text:
    """Which workload costs most with the first priced model, and how much of the whole that is."""
    costs = results.api_costs
    if not costs.priced:
        return language.sentence("Without a price there is nothing to compute.")
    model = costs.priced[0]
    name = name_of(results, model)
    origin = origin_of(ApiCosts.cost_per_month, (model,))
    each = workloads(results)
    if len(each) == 1:
        return language.sentence("There is one workload; it costs all of the sum.")
    dearest = max(each, key=lambda one: one.cost_per_month[model])
    amount, total = dearest.cost_per_month[model], costs.models[model]["cost_per_month"]
    if total == 0:
        return language.sentence("With {model} all workloads cost nothing.", model=name)
    return language.sentence(
        "“{workload}” costs most with {model}: *{amount}* a month, {share} of the {count} workloads together.",
        workload=workload_name(costs, dearest.place, language),
        model=name,
        amount=money(amount, costs.money, origin, language),
        share=language.show(amount / total, origin, "share", 0),
        count=language.show(len(each), COUNTED, digits=0),
    )
