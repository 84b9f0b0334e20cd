"""The ranking of the options in words: who comes where, why one cannot be ranked, and how firm the first place is."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.decision import CRITERIA, NEUTRAL_WEIGHT, Standpoint
from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE
from lagebild.analysis.robustness import what_is_ranged
from lagebild.briefing import Criterion
from lagebild.errors import N_
from lagebild.knowledge.records import OptionId
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED
from lagebild.wording.api_costs import joined
from lagebild.wording.shares import settled_share, whole_shares
from lagebild.wording.standpoints import (
    ROBUSTNESS,
    SCORE,
    WEIGHTS,
    WINS_IN_RANGES,
    is_compared,
    knockouts,
    may_block,
    no_cost,
    option_names,
    over_limits,
    priced,
    share_shown,
    wins_shown,
)

_CRITERIA: dict[Criterion, str] = {"cost": N_("Cost"), "risk": N_("Risk"), "time": N_("Time to start")}


class Ranked(NamedTuple):
    """A row of the ranking; without a score, `reason` says why the option cannot be ranked."""

    id: OptionId
    label: str
    score: float | None
    shown: Shown | str
    reason: Text
    note: Text
    """What is priced, and which limit the option is above."""
    spoken: str


def criterion_name(criterion: Criterion, language: Language) -> str:
    """What the options are weighed by."""
    return language.say(_CRITERIA[criterion])


def weight_of(results: Results, criterion: Criterion) -> float:
    """Points of a criterion, as the reader set them or as all have them."""
    return results.weights.get(criterion, NEUTRAL_WEIGHT)


def weight_shares(results: Results, language: Language) -> dict[Criterion, Shown]:
    """Whole per cent of each criterion that add up to a hundred; nothing where all points are zero."""
    whole = whole_shares({criterion: weight_of(results, criterion) for criterion in CRITERIA})
    return {criterion: language.show(share, WEIGHTS, "%", 0) for criterion, share in whole.items()}


def ranking(results: Results, language: Language) -> tuple[Ranked, ...]:
    """The options in the order of their ranks; at the end those that cannot be ranked, with the reason."""
    decided = results.decision
    order = sorted(decided, key=lambda id: (not is_compared(decided[id]), decided[id].rank or 0))
    return tuple(_ranked(results, id, language) for id in order)


def _ranked(results: Results, id: OptionId, language: Language) -> Ranked:
    one, label = results.decision[id], option_names(results, language)[id]
    if not is_compared(one):
        reason = _why_not(results, id, language)
        return Ranked(id, label, None, "", reason, Text(), f"{label}: {reason}")
    parts = [part for part in (priced(results, id, language), _above(results, one, language)) if part]
    if one.pareto and sum(map(is_compared, results.decision.values())) > 1:
        parts.append(language.sentence("unbeaten"))
    if unclear := may_block(results, id, language):
        parts.append(language.sentence("*could be blocked:* {reason}", reason=unclear))
    note = joined(parts) if parts else Text()
    if one.score is None:
        return Ranked(id, label, None, "", language.sentence("no weight is set"), note, f"{label}: {note}")
    shown = language.show(one.score, SCORE, digits=0)
    spoken = language.say(
        "Rank {rank}: {name}, {score} of {most}",
        rank=language.show(one.rank or 0, COUNTED),
        name=label,
        score=shown,
        most=language.show(100, COUNTED),
    )
    return Ranked(id, label, one.score, shown, Text(), note, f"{spoken}. {note}" if note else spoken)


def _above(results: Results, one: Standpoint, language: Language) -> Text:
    over = over_limits(one, results.limits)
    if len(over) > 1:
        return language.sentence("*above both limits*")
    if over:
        (name,) = over
        if name == "cost_per_month":
            return language.sentence("*above the cost limit*")
        return language.sentence("*above the risk limit*")
    return Text()


def _why_not(results: Results, id: OptionId, language: Language) -> Text:
    """Why an option cannot be ranked."""
    one, risk = results.decision[id], results.risks[id]
    parts: list[Text] = []
    if one.blocked:
        parts.append(knockouts(results, id, language))
    if one.cost_per_month is None:
        parts.append(Text((Span(no_cost(results, id, language)),)))
    if risk.weightless:
        parts.append(language.sentence("the themes that apply have no weight"))
    elif not risk.asked:
        parts.append(language.sentence("no question applies"))
    elif not risk.enough:
        covered = 0.0 if risk.overall is None else risk.overall.coverage
        parts.append(
            language.sentence(
                "{share} settled, {enough} needed",
                share=language.show(settled_share(covered), COUNTED, "share", 0),
                enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
            )
        )
    return joined(parts)


def firmness(results: Results, language: Language) -> Text:
    """How firm the first place is; empty where there is none."""
    compared = {id: one for id, one in results.decision.items() if is_compared(one)}
    first = [id for id, one in compared.items() if one.rank == 1]
    if not first:
        return Text()
    if len(compared) == 1:
        return language.sentence("With one option alone, no weight changes anything.")
    fields = {"first": language.show(1, COUNTED)}
    if len(first) > 1:
        return language.sentence("Rank {first} is shared.", **fields)
    (id,) = first
    robust = compared[id].robustness or 0
    shown = language.show(robust, ROBUSTNESS, digits=0)
    if robust >= 100:
        stays = language.sentence("Rank {first} stays the same however far any one weight moves.", **fields)
    elif robust > 0:
        message = N_("Rank {first} stays the same if any one weight moves by up to {points} percentage points.")
        if shown == "1":
            message = N_("Rank {first} stays the same if any one weight moves by {points} percentage point.")
        stays = language.sentence(message, points=shown, **fields)
    else:
        stays = language.sentence("Rank {first} may change when one weight moves by a percentage point.", **fields)
    wins = language.sentence(
        "{name} comes first in {share} of all possible weightings.",
        name=option_names(results, language)[id],
        share=wins_shown(compared[id], language),
    )
    anywhere = in_ranges(results, id, language)
    return Text((*stays, Span(" "), *wins, *((Span(" "), *anywhere) if anywhere else ())))


def in_ranges(results: Results, id: OptionId, language: Language) -> Text:
    """How often an option comes first with costs and risks anywhere in their ranges; empty where nothing is a range."""
    one = results.decision[id]
    share, (spread, risky) = one.wins_share_ranges, what_is_ranged(results.decision, results.risks, results.ranges)
    if share is None or not (spread or risky):
        return Text()
    message = N_("With costs and risks anywhere in their ranges, it does so in {share}.")
    if not spread:
        message = N_("With risks anywhere in their ranges, it does so in {share}.")
    elif not risky:
        message = N_("With costs anywhere in their ranges, it does so in {share}.")
    return language.sentence(message, share=share_shown(share, WINS_IN_RANGES, language))


def how_scored(language: Language) -> Text:
    """How the score is computed."""
    return language.sentence(
        "In each criterion the best option ranked has {most}, the worst {least}, the others in proportion. "
        "The score is the mean by your weights. "
        "Risk counts with its middle value. Limits do not change the score: what is above one is marked.",
        most=language.show(100, COUNTED),
        least=language.show(0, COUNTED),
    )


def sum_of_shares(language: Language) -> Text:
    """What the shares of the weights add up to."""
    return language.sentence("sum {whole}", whole=language.show(100, COUNTED, "%", 0))
