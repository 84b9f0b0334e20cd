"""Table of contents of the charts: id to builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from lagebild.analysis.results import Results
from lagebild.charts import (
    api_costs,
    decision,
    dotcom,
    event_window,
    evidence,
    exposure,
    market,
    price_history,
    record_losses,
    recoveries,
    revenue_gap,
    risks,
    scenarios,
    seats,
    self_hosting,
    situation,
    training_costs,
    values_lost,
    workloads,
)
from lagebild.charts.chart import Chart
from lagebild.errors import N_, UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language, Text
from lagebild.wording import action_plan, contradictions, training_workings
from lagebild.wording import api_costs as api_costs_words
from lagebild.wording import decision as decision_words
from lagebild.wording import exposure as exposure_words
from lagebild.wording import market as market_words
from lagebild.wording import price_history as price_history_words
from lagebild.wording import revenue_gap as revenue_gap_words
from lagebild.wording import risks as risks_words
from lagebild.wording import scenarios as scenarios_words
from lagebild.wording import seats as seats_words
from lagebild.wording import self_hosting as self_hosting_words
from lagebild.wording import training_costs as training_costs_words

Builder = Callable[[Results, Language], Chart]

_ALWAYS: dict[str, Builder] = {
    "situation.prices": situation.prices,
    "api_costs.comparison": api_costs.comparison,
    "api_costs.models": api_costs.models,
    "api_costs.workloads": workloads.by_workload,
    "api_costs.history": price_history.history,
    "api_costs.tornado": api_costs.tornado,
    "self_hosting.volume": self_hosting.volume,
    "self_hosting.parts": self_hosting.parts,
    "self_hosting.utilisation": self_hosting.utilisation,
    "self_hosting.ownership": self_hosting.ownership,
    "self_hosting.tornado": self_hosting.tornado,
    "training_costs.layers": training_costs.layers,
    "training_costs.final_runs": training_costs.final_runs,
    "training_costs.hours": training_costs.gpu_hours,
    "training_costs.tornado": training_costs.tornado,
    "seats.break_even": seats.break_even,
    "seats.tiers": seats.tiers,
    "seats.prices": seats.prices,
    "seats.tornado": seats.tornado,
    "revenue_gap.waterfall": revenue_gap.waterfall,
    "revenue_gap.dates": revenue_gap.dates,
    "revenue_gap.jevons": revenue_gap.jevons,
    "revenue_gap.tornado": revenue_gap.tornado,
    "exposure.holdings": exposure.holdings,
    "exposure.waterfall": exposure.waterfall,
    "exposure.factors": exposure.factors,
    "exposure.tornado": exposure.tornado,
    "scenarios.monthly": scenarios.monthly,
    **{id: partial(market.falls, kind=kind) for id, kind in market.FALLS.items()},
    "market.window": event_window.window,
    "market.recoveries": recoveries.recovery,
    "market.after": recoveries.months,
    "market.dotcom": dotcom.index,
    "market.dotcom_shares": dotcom.shares,
    "market.value_lost": values_lost.value_lost,
    "market.records": record_losses.records,
    "risks.heat": risks.heat,
    "decision.cost_risk": decision.cost_risk,
    "decision.weeks": decision.weeks,
    "evidence.verdicts": evidence.verdicts,
}


def _each(*told: Callable[[Results, Language], Iterable[Text]]) -> Callable[[Results, Language], str]:
    """All that is told, a paragraph a line."""
    return lambda results, language: "\n".join(str(one) for tell in told for one in tell(results, language))


_NOTES: dict[str, Callable[[Results, Language], str]] = {
    "situation": lambda results, language: language.of(results.knowledge.claims[situation.CLAIM].statement),
    "api_costs": _each(api_costs_words.explanation),
    "api_costs.history": _each(price_history_words.explanation),
    "self_hosting": _each(self_hosting_words.explanation),
    "training_costs": _each(training_workings.explanation, training_costs_words.notes),
    "seats": _each(seats_words.explanation, seats_words.notes),
    "revenue_gap": _each(revenue_gap_words.explanation, revenue_gap_words.notes),
    "exposure": _each(exposure_words.explanation, exposure_words.notes),
    "scenarios": _each(scenarios_words.told),
    "market": lambda results, language: str(market_words.scope(results, language)),
    "risks": lambda results, language: "\n\n".join(
        filter(None, (str(risks_words.scope(results, language)), action_plan.told_reasons(results, language)))
    ),
    "decision.cost_risk": lambda results, language: decision_words.in_full(results, language),
}


def notes(chart: Chart, results: Results) -> str:
    """How a chart is computed, a paragraph a line, for the notes of its slide; empty where there is nothing to add."""
    one = results.knowledge.contradictions.get(chart.id.partition(".")[2]) if chart.topic == "evidence" else None
    if one is not None:
        return str(contradictions.why(results, one, Language(chart.language)))
    words = _NOTES.get(chart.id) or _NOTES.get(chart.topic)
    return "" if words is None else words(results, Language(chart.language))


def charts(knowledge: Knowledge) -> dict[str, Builder]:
    """Every chart there is, by id: one of them for each contradiction of the knowledge."""
    ledger = {f"evidence.{id}": partial(evidence.contradiction, id) for id in knowledge.contradictions}
    return {**_ALWAYS, **ledger}


def build(id: str, results: Results, language: Language) -> Chart:
    """The chart of that id; raises UserError, naming what there is, for an unknown one."""
    known = charts(results.knowledge)
    if id not in known:
        raise UserError(
            N_("There is no chart “{id}”."),
            safe=N_("Nothing was written."),
            do=N_("These exist: {charts}."),
            id=id[:80],
            charts=", ".join(known),
        )
    return known[id](results, language)
