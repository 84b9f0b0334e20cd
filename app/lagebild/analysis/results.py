"""Results: computed once per briefing and shared by page, sentence, table, chart and export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lagebild.analysis.api_costs import ApiCostsResults, api_costs
from lagebild.analysis.decision import Standpoint, decision
from lagebild.analysis.evidence import EvidenceResults, evidence
from lagebild.analysis.market import MarketResults, market
from lagebild.analysis.ranges import ApiCostsSpread, SelfHostingSpread, api_costs_spread, self_hosting_spread
from lagebild.analysis.risks import Given, OptionRisk, Taken, given, risks, taken
from lagebild.analysis.self_hosting import Given as OwnServers
from lagebild.analysis.self_hosting import SelfHostingResults, self_hosting
from lagebild.briefing import Briefing, Criterion, Limits, Range, Reason
from lagebild.calculators.contents import CALCULATORS
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import OptionId


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that sentences can be kept with them
class Results:
    """Everything computed from a briefing; nothing downstream looks at the briefing itself."""

    knowledge: Knowledge
    today: date
    api_costs: ApiCostsResults
    kept: ApiCostsResults | None
    """The state put aside for comparison, calculated in the currency of the current one."""
    market: MarketResults
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
    own_servers: OwnServers
    """What the reader set of the own servers."""
    ranges: Mapping[str, Mapping[str, Range]]
    """Inputs that are given as ranges, by topic."""

    @property
    def risks(self) -> dict[OptionId, OptionRisk]:
        """The risk of each option; the checklist is read when this is first asked for."""
        return risks(self.knowledge, self.answers, self.measures)

    def risks_if(self, question: str, option: OptionId, measure: str) -> OptionRisk:
        """The risk of an option if a measure that is not taken were, or one that is were not."""
        turned = {*self.measures} ^ {(question, option, measure)}
        return risks(self.knowledge, self.answers, tuple(sorted(turned)))[option]

    @property
    def self_hosting(self) -> SelfHostingResults:
        """Own servers against every price of the day; calculated when this is first asked for."""
        return _self_hosting(self)

    @property
    def api_costs_spread(self) -> ApiCostsSpread | None:
        """Where token costs lie when inputs are ranges; None where none is."""
        return _api_costs_spread(self)

    @property
    def self_hosting_spread(self) -> SelfHostingSpread | None:
        """The same of own servers."""
        return _self_hosting_spread(self)

    @property
    def decision(self) -> dict[OptionId, Standpoint]:
        """The options side by side."""
        own = self.self_hosting.cost_per_month
        return decision(self.knowledge, self.api_costs, own, self.risks, self.limits, self.weights)


@lru_cache(maxsize=4)  # by identity, as sentences are
def _self_hosting(results: Results) -> SelfHostingResults:
    return self_hosting(results.knowledge, results.api_costs, results.own_servers)


@lru_cache(maxsize=4)
def _api_costs_spread(results: Results) -> ApiCostsSpread | None:
    return api_costs_spread(results.knowledge, results.api_costs, results.ranges["api_costs"])


@lru_cache(maxsize=4)
def _self_hosting_spread(results: Results) -> SelfHostingSpread | None:
    ranges = results.ranges
    return self_hosting_spread(
        results.knowledge, results.api_costs, results.self_hosting, ranges["api_costs"], ranges["self_hosting"]
    )


def compute(knowledge: Knowledge, briefing: Briefing, today: date) -> Results:
    """All results of a briefing; hot, since it runs on every move of a slider."""
    kept = briefing.kept
    if kept is not None and kept.currency != briefing.currency:
        kept = kept.changed(currency=briefing.currency)
    return Results(
        knowledge,
        today,
        api_costs(knowledge, briefing),
        None if kept is None else api_costs(knowledge, kept),
        market(knowledge),
        evidence(knowledge),
        given(briefing.answers),
        taken(briefing.measures),
        briefing.reasons,
        briefing.limits,
        briefing.weights,
        tuple(briefing.numbers("self_hosting").items()),
        {topic: briefing.ranges(topic) for topic in CALCULATORS},
    )
