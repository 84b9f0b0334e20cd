"""Results: computed once per briefing and shared by page, sentence, table, chart and export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from lagebild.analysis.api_costs import ApiCostsResults, api_costs
from lagebild.analysis.decision import Standpoint, decision
from lagebild.analysis.evidence import EvidenceResults, evidence
from lagebild.analysis.market import MarketResults, market
from lagebild.analysis.options import options
from lagebild.analysis.own_models import with_own_models
from lagebild.analysis.ranges import ApiCostsSpread, SelfHostingSpread, api_costs_spread, self_hosting_spread
from lagebild.analysis.risks import Given, OptionRisk, Taken, given, risks, taken, weighting
from lagebild.analysis.robustness import wins_in_ranges
from lagebild.analysis.self_hosting import Given as Inputs
from lagebild.analysis.self_hosting import SelfHostingResults, self_hosting
from lagebild.briefing import Briefing, Criterion, Limits, MarketView, Reason, Task
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Option, OptionId, Theme
from lagebild.own_options import shown
from lagebild.state import MOST_SCENARIOS, Range, Scenario, State

if TYPE_CHECKING:  # a window opens without them
    from lagebild.analysis.dotcom import Dotcom
    from lagebild.analysis.event_window import EventWindow
    from lagebild.analysis.exposure import ExposureResults
    from lagebild.analysis.recoveries import Recoveries
    from lagebild.analysis.revenue_gap import RevenueGapResults
    from lagebild.analysis.seats import SeatsResults
    from lagebild.analysis.training_costs import TrainingCostsResults, TrainingCostsSpread
    from lagebild.analysis.values_lost import ValuesLost


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class Results:
    """Everything computed from a briefing; nothing downstream looks at the briefing itself."""

    knowledge: Knowledge
    today: date
    api_costs: ApiCostsResults
    kept: ApiCostsResults | None
    """The state put aside for comparison, calculated in the currency of the current one."""
    market: MarketResults
    """The day of the falls that the reader looks at; `shock` is that of the shock."""
    market_view: MarketView
    evidence: EvidenceResults
    answers: Given
    """The answers to the checklist."""
    measures: Taken
    """The measures that are taken."""
    reasons: Mapping[str, Reason]
    """Why questions are answered as they are, by question."""
    limits: Limits
    weights: Mapping[Criterion, float]
    """What the reader set; a criterion left out has the neutral weight."""
    inputs: Mapping[str, Inputs]
    """What the reader set, by topic of a calculator."""
    kept_inputs: Mapping[str, Inputs]
    """The same of the state put aside."""
    base: State
    """The present state, with which scenarios are compared."""
    scenarios: tuple[Scenario, ...]
    """Other worlds beside it."""
    ranges: Mapping[str, Mapping[str, Range]]
    """Inputs that are given as ranges, by topic; further workloads have topics of their own."""
    theme_weights: Mapping[Theme, float]
    """What the reader set; a theme left out has the neutral weight."""
    options: tuple[Option, ...]
    """What is answered, compared and drawn: without those the reader hides, with names and options of the reader's.
    Answers and measures are those of these alone."""
    tasks: Mapping[str, Mapping[OptionId, Task]]
    """Who sees to an item of the checklist, until when, and notes, by question and option."""

    @property
    def option_ids(self) -> tuple[OptionId, ...]:
        """The ids of the options in their order."""
        return tuple(option.id for option in self.options)

    @property
    def shock(self) -> MarketResults:
        """The day everything is dated from, whichever day the market page looks at."""
        return market(self.knowledge)

    @property
    def event_window(self) -> EventWindow:
        """The weeks around the shock, as the reader looks at them; computed when this is first asked for."""
        from lagebild.analysis.event_window import event_window

        view = self.market_view
        return event_window(self.knowledge, view.base, view.lines, adjusted=view.adjusted)

    @property
    def values_lost(self) -> ValuesLost:
        """The market value of the day of the shock, added up."""
        from lagebild.analysis.values_lost import values_lost

        return values_lost(self.knowledge)

    @property
    def recoveries(self) -> Recoveries:
        """What came after the shock."""
        from lagebild.analysis.recoveries import recoveries

        return recoveries(self.knowledge)

    @property
    def dotcom(self) -> Dotcom:
        """The present boom laid over the dot-com years, from the base month the reader set."""
        from lagebild.analysis.dotcom import dotcom

        return dotcom(self.knowledge, self.market_view.base_month)

    @property
    def risks(self) -> dict[OptionId, OptionRisk]:
        """The risk of each option; the checklist is read when this is first asked for."""
        return risks(self.knowledge, self.answers, self.measures, weighting(self.theme_weights), self.option_ids)

    def risks_if(self, question: str, option: OptionId, measure: str) -> OptionRisk:
        """The risk of an option if a measure that is not taken were, or one that is were not."""
        turned = {*self.measures} ^ {(question, option, measure)}
        at = weighting(self.theme_weights)
        return risks(self.knowledge, self.answers, tuple(sorted(turned)), at, self.option_ids)[option]

    @property
    def self_hosting(self) -> SelfHostingResults:
        """Own servers against every price of the day; calculated when this is first asked for."""
        return _self_hosting(self)

    @property
    def kept_self_hosting(self) -> SelfHostingResults | None:
        """Own servers of the state put aside; calculated when this is first asked for."""
        return _kept_self_hosting(self)

    @property
    def api_costs_spread(self) -> ApiCostsSpread | None:
        """Where token costs lie when inputs are ranges; None where none is."""
        return _api_costs_spread(self)

    @property
    def self_hosting_spread(self) -> SelfHostingSpread | None:
        """The same of own servers."""
        return _self_hosting_spread(self)

    @property
    def training_costs(self) -> TrainingCostsResults:
        """Published training runs and the own one; calculated when this is first asked for."""
        return _training_costs(self)

    @property
    def seats(self) -> SeatsResults:
        """Seat licences against every price of the day; calculated when this is first asked for."""
        return _seats(self)

    @property
    def revenue_gap(self) -> RevenueGapResults:
        """Revenue needed against revenue there is; calculated when this is first asked for."""
        return _revenue_gap(self)

    @property
    def exposure(self) -> ExposureResults:
        """The reader's holdings in the shock; calculated when this is first asked for."""
        return _exposure(self)

    @property
    def training_costs_spread(self) -> TrainingCostsSpread | None:
        """Where the own training run lies when inputs of it are ranges."""
        return _training_costs_spread(self)

    @property
    def decision(self) -> dict[OptionId, Standpoint]:
        """The options side by side."""
        return _decision(self)


_WORLDS = MOST_SCENARIOS + 4
"""How many results are looked at by turns: those of every scenario, the base, and what was before. Kept by identity,
as sentences are; with room for fewer, each look at a page with all scenarios would calculate them all anew."""


@lru_cache(maxsize=_WORLDS)
def _self_hosting(results: Results) -> SelfHostingResults:
    return self_hosting(results.knowledge, results.api_costs, results.inputs[SelfHosting.topic])


@lru_cache(maxsize=4)  # by identity
def _kept_self_hosting(results: Results) -> SelfHostingResults | None:
    kept = results.kept
    return None if kept is None else self_hosting(results.knowledge, kept, results.kept_inputs[SelfHosting.topic])


@lru_cache(maxsize=4)
def _api_costs_spread(results: Results) -> ApiCostsSpread | None:
    return api_costs_spread(results.knowledge, results.api_costs, results.ranges)


@lru_cache(maxsize=4)
def _decision(results: Results) -> dict[OptionId, Standpoint]:
    own, risks = results.self_hosting, results.risks
    found = decision(
        results.knowledge,
        results.api_costs,
        own.cost_per_month,
        risks,
        results.limits,
        results.weights,
        results.options,
    )
    wins = wins_in_ranges(results.knowledge, (results.api_costs, own), found, risks, results.ranges)
    return {id: one._replace(wins_share_ranges=wins.get(id)) for id, one in found.items()}


@lru_cache(maxsize=4)
def _self_hosting_spread(results: Results) -> SelfHostingSpread | None:
    return self_hosting_spread(results.knowledge, results.api_costs, results.self_hosting, results.ranges)


@lru_cache(maxsize=_WORLDS)
def _training_costs(results: Results) -> TrainingCostsResults:
    from lagebild.analysis.training_costs import training_costs

    return training_costs(results.knowledge, results.api_costs, results.inputs.get(TrainingCosts.topic, ()))


@lru_cache(maxsize=_WORLDS)
def _seats(results: Results) -> SeatsResults:
    from lagebild.analysis.seats import seats

    return seats(results.knowledge, results.api_costs, results.inputs.get(Seats.topic, ()))


@lru_cache(maxsize=_WORLDS)
def _revenue_gap(results: Results) -> RevenueGapResults:
    from lagebild.analysis.revenue_gap import revenue_gap

    return revenue_gap(results.knowledge, results.api_costs, results.inputs.get(RevenueGap.topic, ()))


@lru_cache(maxsize=4)
def _exposure(results: Results) -> ExposureResults:
    from lagebild.analysis.exposure import exposure

    return exposure(results.knowledge, results.api_costs, results.inputs.get(Exposure.topic, ()))


@lru_cache(maxsize=4)
def _training_costs_spread(results: Results) -> TrainingCostsSpread | None:
    from lagebild.analysis.training_costs import training_costs_spread

    ranges = results.ranges.get(TrainingCosts.topic, {})
    return training_costs_spread(results.knowledge, results.training_costs, ranges)


def _given(state: State) -> dict[str, Inputs]:
    return {topic: tuple(state.numbers(topic).items()) for topic in CALCULATORS}


def compute(knowledge: Knowledge, briefing: Briefing, today: date) -> Results:
    """All results of a briefing; hot, since it runs on every move of a slider."""
    kept = briefing.kept
    if kept is not None and kept.currency != briefing.currency:
        kept = kept.changed(currency=briefing.currency)
    # what B and the scenarios speak of has a name here too; of two with an id, the present one counts
    models = tuple(model for state in reversed(briefing.states) for model in state.models)
    there = shown(briefing.options)
    return Results(
        with_own_models(knowledge, models),
        today,
        api_costs(knowledge, briefing),
        None if kept is None else api_costs(knowledge, kept),
        market(knowledge, briefing.market.day),
        briefing.market,
        evidence(knowledge),
        tuple(one for one in given(briefing.answers) if one[1] in there),
        tuple(one for one in taken(briefing.measures) if one[1] in there),
        briefing.reasons,
        briefing.limits,
        briefing.weights,
        _given(briefing),
        {} if kept is None else _given(kept),
        briefing.state,
        briefing.scenarios,
        {topic: briefing.ranges(topic) for topic in (*CALCULATORS, *briefing.workload_topics)},
        briefing.theme_weights,
        options(knowledge, briefing.options),
        briefing.tasks,
    )
