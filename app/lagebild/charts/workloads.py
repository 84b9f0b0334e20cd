"""What each of several workloads costs with the two models compared."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.analysis.workloads import workloads
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.expression import origin_of
from lagebild.charts.api_costs import TOPIC, source_line
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language
from lagebild.theme import Mark
from lagebild.wording.api_costs import name_of
from lagebild.wording.terms import currency_name, money
from lagebild.wording.workloads import finding, workload_name


def by_workload(results: Results, language: Language) -> Chart:
    """A group of bars for each workload, the dearest first."""
    costs, say = results.api_costs, language.say
    each = workloads(results) if costs.priced else ()
    order = sorted(each, key=lambda one: -max(one.cost_per_month[model] for model in costs.priced))
    series = []
    for model in costs.priced:
        role: Mark = "hero" if model == costs.first else "comparator"
        origin = origin_of(ApiCosts.cost_per_month, (model,))
        points = tuple(
            Point(
                value=costs.money.of(one.cost_per_month[model]),
                label=str(money(one.cost_per_month[model], costs.money, origin, language)),
                origin=origin,
            )
            for one in order
        )
        series.append(Series(name=name_of(results, model), role=role, points=points))
    title = str(finding(results, language))
    return Chart(
        id="api_costs.workloads",
        kind="grouped_bars",
        topic=TOPIC,
        title=title,
        heading=say("Cost by workload"),
        subtitle=say("{currency} a month, each workload by itself", currency=currency_name(costs.money, language)),
        categories=tuple(workload_name(costs, one.place, language) for one in order),
        series=tuple(series),
        unit=costs.money.currency,
        category_name=say("Workload"),
        legend=True,
        source=supported(source_line(results, language), tuple(series), results, language),
        alternative=language.say_plural(
            "{answer} {count} group of bars.", "{answer} {count} groups of bars.", len(order), answer=title
        ),
        language=language.code,
    )
