"""Token prices as a tab: what the same work costs with either of two models, and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.goal import targets_of_api_costs
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.charts import api_costs as charts
from lagebild.charts.chart import Chart, Table
from lagebild.charts.price_history import history
from lagebild.charts.workloads import by_workload
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.pages.api_costs_inputs import FURTHER, MAIN
from lagebild.pages.calculation import Builder, Calculation, now_and_kept
from lagebild.widgets.compare_strip import Compared
from lagebild.wording import api_costs as wording
from lagebild.wording.uncertainty import costs_within_ranges, how_it_is_drawn, moved_spread

_CHARTS: dict[str, tuple[Builder, str]] = {
    "comparison": (charts.comparison, N_("Two models")),
    "models": (charts.models, N_("Many models")),
    "workloads": (by_workload, N_("By workload")),
    "history": (history, N_("Prices over time")),
}
_NO_BARS = N_("No price on this day, so there are no bars.")
_NOTHING = N_("Without a price there is nothing to compute.")


def _offered(results: Results) -> tuple[str, ...]:
    several = bool(results.api_costs.workloads)
    return tuple(name for name in _CHARTS if several or name != "workloads")


def _or_why(build: Builder, why: str) -> Builder:
    """A chart that on a day without prices says in its place why it is empty."""

    def built(results: Results, language: Language) -> Chart:
        chart = build(results, language)
        if chart.categories or chart.absent or results.api_costs.priced:
            return chart
        return chart.changed(absent=language.say(why))

    return built


def _workings(results: Results, language: Language) -> Table:
    rows, say = wording.steps(results, language), language.say
    models = (wording.name_of(results, model) for model in results.api_costs.priced)
    return Table(
        header=(say("Item"), say("Tokens a month"), *models),
        rows=tuple((row.item, row.quantity, *row.sums) for row in rows),
        values=tuple((row.item, *row.numbers) for row in rows),
        origins=tuple((None, *(cell.origin for cell in (row.quantity, *row.sums))) for row in rows),
    )


def _notes(results: Results, language: Language) -> Iterable[Text]:
    if moved_spread(results) is not None:
        yield how_it_is_drawn(language)


def _compared(results: Results, language: Language) -> tuple[Compared, Compared, Compared]:
    now = _state(results, results.api_costs, language)
    if results.kept is None:
        return now_and_kept(now, None, language)
    difference = wording.kept_comparison(results, language)
    missing = language.say("Not comparable: a price is missing.")
    return now_and_kept(now, (*_state(results, results.kept, language), difference or missing), language)


def _state(results: Results, costs: ApiCostsResults, language: Language) -> tuple[Text, Text | str]:
    """The name of a state, and the monthly cost of each compared model, "R1 974 $   o1 26.649 $"."""
    sums = [
        language.sentence(
            "{model} *{cost}*",
            model=wording.name_of(results, model),
            cost=wording.cost_of(results, costs, model, language),
        )
        for model in costs.priced
    ]
    return (
        wording.state_name(results, costs, language),
        wording.joined(sums) if sums else language.say("no price on that day"),
    )


API_COSTS = Calculation(
    calculator=ApiCosts,
    tone="money",
    counting=lambda _: frozenset(ApiCosts.inputs),
    charts={name: (_or_why(build, _NO_BARS), words) for name, (build, words) in _CHARTS.items()},
    offered=_offered,
    tornado=_or_why(charts.tornado, _NOTHING),
    answer=wording.answer,
    scope=wording.scope,
    within=lambda results, language: costs_within_ranges(results, language) or "",
    formula=N_("Tokens × price per million tokens"),
    workings=_workings,
    explanation=wording.explanation,
    notes=_notes,
    targets=targets_of_api_costs,
    # what moves the cost of a month
    sought=tuple(
        name for name in (*MAIN, *FURTHER) if name not in ("requests_per_task", "growth_per_month", "horizon_months")
    ),
    compared=_compared,
    few_steps=True,
    least_row=15,  # many models are seen at once
)
