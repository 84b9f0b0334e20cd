"""What the decision page says: its answer, what the answer leaves out, and the reader's limits."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from lagebild.analysis.decision import Standpoint
from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE
from lagebild.briefing import Limits
from lagebild.errors import N_
from lagebild.knowledge.records import OptionId
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.wording.ranking import firmness, how_scored
from lagebild.wording.shares import settled_share
from lagebild.wording.standpoints import (
    RISK,
    cost_of,
    cost_origin,
    is_compared,
    knockouts,
    may_block,
    option_names,
    over_limits,
    set_limits,
    weeks_shown,
    wins_shown,
)
from lagebild.wording.terms import USD_PER_EUR, exact_digits, money, rate_note


@lru_cache(maxsize=4)  # said by the page and by its chart
def answer(results: Results, language: Language) -> Text:
    """Which option it comes to, inside the limits where there are some; or what is missing for a ranking."""
    compared = {id: one for id, one in results.decision.items() if is_compared(one)}
    if not compared:
        return _no_ranking(results, language)
    if set_limits(results.limits):
        return _within(results, compared, language)
    return _first(results, compared, language)


def standing(results: Results, language: Language) -> Text:
    """What the answer leaves out: unbeaten options, blocked ones, and what the costs hold; before there is a ranking,
    how the options differ."""
    names = option_names(results, language)
    parts: list[Text] = []
    compared = [one for one in results.decision.values() if is_compared(one)]
    if len(compared) > 1:
        unbeaten = ", ".join(names[id] for id, one in results.decision.items() if one.pareto)
        message = N_("No option beats these in cost, risk and time to start at once: {names}.")
        if len(compared) < len(results.decision):
            message = N_("Of those that can be ranked, none beats these in cost, risk and time at once: {names}.")
        parts.append(language.sentence(message, names=unbeaten))
    parts += [
        language.sentence("Out: {name} ({reason}).", name=names[id], reason=knockouts(results, id, language))
        for id, one in results.decision.items()
        if one.blocked
    ]
    parts += _unsure(results, language)
    if not compared:
        parts.append(_spread(results, language))
    parts.append(_comparability(results, language))
    rate = rate_note(results.api_costs, results.knowledge, language)
    if rate is not None:
        parts.append(Text((*rate, Span("."))))
    return Text(span for place, part in enumerate(parts) for span in ((Span(" "),) if place else ()) + tuple(part))


def _unsure(results: Results, language: Language) -> list[Text]:
    """What the open answers could still turn: an option out of the risk limit or into it, and a block."""
    limit, parts = results.limits.risk, []
    if limit is not None:
        open_ = [
            (id, score) for id, one in results.decision.items()
            if is_compared(one) and (score := results.risks[id].overall) and score.low <= limit < score.high
        ]  # fmt: skip
        parts += [
            language.sentence(
                "Not settled whether the risk limit holds: {name} ({range} points).",
                name=option_names(results, language)[id],
                range=language.show_range(score.low, score.high, RISK, digits=0, dash=True),
            )
            for id, score in open_
        ]
    parts += [
        language.sentence(
            "Could still be out: {name} ({reason}).", name=option_names(results, language)[id], reason=reason
        )
        for id, one in results.decision.items()
        if one.rank == 1 and (reason := may_block(results, id, language))
    ]
    return parts


def _no_ranking(results: Results, language: Language) -> Text:
    risks = results.risks.values()
    if all(risk.weightless for risk in risks):
        return language.sentence("No ranking: no theme of the checklist has a weight.")
    if not any(risk.asked for risk in risks):
        return language.sentence("No ranking: no question applies to any option.")
    if not any(risk.enough for risk in risks):
        covered = max(0.0 if risk.overall is None else risk.overall.coverage for risk in risks)
        return language.sentence(
            "No ranking yet: of the checklist at most {share} is settled for an option, {enough} are needed.",
            share=language.show(settled_share(covered), COUNTED, "share", 0),
            enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        )
    if all(one.blocked for one in results.decision.values()):
        return language.sentence("No option is left: each of them fails a knock-out question.")
    return language.sentence(
        "No option can be ranked: none has a cost, enough answers and no open knock-out question at once."
    )


def _first(results: Results, compared: dict[OptionId, Standpoint], language: Language) -> Text:
    """Without limits: what comes first, and how often."""
    names = option_names(results, language)
    if len(compared) == 1:
        (id,) = compared
        return language.sentence(
            "Only {name} can be ranked so far: {figures}.", name=names[id], figures=_figures(results, id, language)
        )
    first = [id for id, one in compared.items() if one.rank == 1]
    if not first:
        return language.sentence("All weights are zero, so no option comes first.")
    if len(first) > 1:
        return language.sentence("Level at the top: {names}.", names=", ".join(names[id] for id in first))
    return language.sentence(
        "{name} comes first: {figures}. It does so in *{share}* of all possible weightings.",
        name=names[first[0]],
        figures=_figures(results, first[0], language),
        share=wins_shown(compared[first[0]], language),
    )


def _within(results: Results, compared: dict[OptionId, Standpoint], language: Language) -> Text:
    """Which options are inside the limits. What is claimed of all options is known of all of them."""
    names = option_names(results, language)
    inside = {id: one for id, one in compared.items() if one.inside_limits}
    known = all(one.inside_limits is False for id, one in results.decision.items() if id not in inside)
    fields = {"limits": _limits_named(results.limits, language)}
    if not inside:
        return _outside(results, compared, known, language)
    if len(inside) == 1:
        (id,) = inside
        message = N_("{name} is the only option inside {limits}: {figures}.")
        if not known:
            message = N_("Of the {count} options that can be ranked, only {name} is inside {limits}: {figures}.")
            if len(compared) == 1:
                message = N_("Only {name} can be ranked so far, and it is inside {limits}: {figures}.")
        count = language.show(len(compared), COUNTED)
        return language.sentence(
            message, name=names[id], count=count, figures=_figures(results, id, language), **fields
        )
    count = language.show(len(inside), COUNTED)
    best = min((one.rank for one in inside.values() if one.rank is not None), default=None)
    first = [id for id, one in inside.items() if best is not None and one.rank == best]
    if len(first) != 1:
        among = ", ".join(names[id] for id in inside)
        return language.sentence("{count} options are inside {limits}: {names}.", count=count, names=among, **fields)
    return language.sentence(
        "{count} options are inside {limits}; first among them is {name}: {figures}.",
        count=count,
        name=names[first[0]],
        figures=_figures(results, first[0], language),
        **fields,
    )


def _outside(results: Results, compared: dict[OptionId, Standpoint], known: bool, language: Language) -> Text:
    """That none is inside the limits, and which miss them by least; what is as close by the numbers shown is named."""
    closest = min(compared, key=lambda id: _distance(compared[id], results.limits))
    missed = {id: _missed_by(results, one, language) for id, one in compared.items()}
    as_close = [id for id, miss in missed.items() if str(miss) == str(missed[closest])]
    names = option_names(results, language)
    fields = {
        "limits": _limits_named(results.limits, language),
        "name": ", ".join(names[id] for id in as_close),
        "miss": missed[closest],
    }
    if known and len(compared) == len(results.decision):
        return language.sentence("No option is inside {limits}. Closest: {name}, over by {miss}.", **fields)
    if known:
        return language.sentence(
            "No option is inside {limits}. Closest of those that can be ranked: {name}, over by {miss}.", **fields
        )
    if len(compared) == 1:
        return language.sentence(
            "Only {name} can be ranked so far, and it is not inside {limits}: over by {miss}.", **fields
        )
    return language.sentence(
        "None of the {count} options that can be ranked is inside {limits}. Closest: {name}, over by {miss}.",
        count=language.show(len(compared), COUNTED),
        **fields,
    )


def _distance(one: Standpoint, limits: Limits) -> tuple[int, float, float]:
    """How far an option is outside: how many limits it misses, then the widest miss as a share of its limit."""
    over = over_limits(one, limits)
    shares = [miss / limit if (limit := getattr(limits, name)) else inf for name, miss in over.items()]
    return len(over), max(shares, default=0), sum(over.values())


def _missed_by(results: Results, one: Standpoint, language: Language) -> Text:
    over = over_limits(one, results.limits)
    parts = {}
    if "cost_per_month" in over:
        origin = cost_origin(results, one) | reader("limits.cost_per_month")
        sum_ = money(over["cost_per_month"], results.api_costs.money, origin, language)
        parts["cost"] = language.sentence("*{cost}* a month", cost=sum_)
    if "risk" in over:
        miss = over["risk"]
        parts["risk"] = _points(miss, RISK | reader("limits.risk"), language, 0 if miss >= 1 else 2)
    return language.sentence("{cost} and {risk}", **parts) if len(parts) == 2 else next(iter(parts.values()))


def _figures(results: Results, id: OptionId, language: Language) -> Text:
    """Cost a month and risk points of an option that is compared."""
    one = results.decision[id]
    assert one.risk is not None
    return language.sentence(
        "*{cost}* a month and {risk}", cost=cost_of(results, id, language), risk=_points(one.risk, RISK, language)
    )


def _points(points: float, origin: Origin, language: Language, digits: int = 0) -> Text:
    shown = language.show(points, origin, digits=digits)
    message = N_("*{points}* risk point") if shown == "1" else N_("*{points}* risk points")
    return language.sentence(message, points=shown)


def _limits_named(limits: Limits, language: Language) -> str:
    """The limits that are set, as they stand after "inside"."""
    named = list(set_limits(limits))
    if len(named) > 1:
        return language.say("both limits")
    return language.say("the cost limit") if named == ["cost_per_month"] else language.say("the risk limit")


def limits_origin(results: Results) -> Origin:
    """The limits that are set."""
    origin = reader(*(f"limits.{name}" for name in set_limits(results.limits)))
    in_euros = results.limits.cost_per_month is not None and results.api_costs.money.currency == "EUR"
    return origin | USD_PER_EUR if in_euros else origin


def limits_said(results: Results, language: Language) -> Text:
    """The limits that are set, with their numbers."""
    cost, risk = results.limits.cost_per_month, results.limits.risk
    parts: dict[str, Shown] = {}
    if cost is not None:
        parts["cost"] = money(cost, results.api_costs.money, reader("limits.cost_per_month"), language, 0)
    if risk is not None:
        parts["points"] = language.show(risk, reader("limits.risk"), "points", exact_digits(risk))
    if len(parts) == 2:
        return language.sentence("Your limits: {cost} and {points}", **parts)
    return language.sentence("Your limit: {limit}", limit=next(iter(parts.values())))


def _spread(results: Results, language: Language) -> Text:
    """How far the options' costs and lead times lie apart: what can be said before the risks are scored."""
    decided = results.decision
    names = option_names(results, language)
    priced = [id for id in names if decided[id].cost_per_month is not None]
    by_weeks = sorted(results.options, key=lambda option: decided[option.id].weeks_to_start)
    quick, slow = by_weeks[0], max(by_weeks, key=lambda option: decided[option.id].weeks_to_start)
    fields = {
        "quick": names[quick.id],
        "quick_weeks": weeks_shown(quick, results, language),
        "slow": names[slow.id],
        "slow_weeks": weeks_shown(slow, results, language),
    }
    ours = quick.weeks is None and slow.weeks is None
    if len(priced) < 2:
        message = N_(
            "Start after *{quick_weeks}* ({quick}) to *{slow_weeks}* ({slow}), by our assumptions; "
            "on the chosen day fewer than two options have a price."
        )
        if not ours:
            message = N_(
                "Start after *{quick_weeks}* ({quick}) to *{slow_weeks}* ({slow}), by your numbers and our "
                "assumptions; on the chosen day fewer than two options have a price."
            )
        return language.sentence(message, **fields)
    order = sorted(priced, key=lambda id: decided[id].cost_per_month or 0.0)
    message = N_(
        "{cheap}: *{low}* a month, {dear}: *{high}*; start after *{quick_weeks}* ({quick}) "
        "to *{slow_weeks}* ({slow}), by our assumptions."
    )
    if not ours:
        message = N_(
            "{cheap}: *{low}* a month, {dear}: *{high}*; start after *{quick_weeks}* ({quick}) "
            "to *{slow_weeks}* ({slow}), by your numbers and our assumptions."
        )
    return language.sentence(
        message,
        cheap=names[order[0]],
        low=cost_of(results, order[0], language),
        dear=names[order[-1]],
        high=cost_of(results, order[-1], language),
        **fields,
    )


def _comparability(results: Results, language: Language) -> Text:
    """What the costs compared hold: tokens alone on one side, staff too on the other, and of which month."""
    growth = results.api_costs.inputs["growth_per_month"]
    if not growth:
        return language.sentence(
            "Costs: of vendors tokens alone, without integration and checking; of own hardware power and staff too."
        )
    message = N_(
        "Costs of the first month, before your growth of {growth} a month: of vendors tokens alone, "
        "without integration and checking; of own hardware power and staff too."
    )
    if growth < 0:
        message = N_(
            "Costs of the first month, before your decline of {growth} a month: of vendors tokens alone, "
            "without integration and checking; of own hardware power and staff too."
        )
    return language.sentence(
        message,
        growth=language.show(abs(growth), reader("api_costs.growth_per_month"), "share", exact_digits(growth * 100)),
    )


def in_full(results: Results, language: Language) -> str:
    """What stands, how firm it is and how it is computed, a paragraph a line: for whoever shows the slide."""
    parts = (standing(results, language), firmness(results, language), how_scored(language))
    return "\n".join(part for part in map(str, parts) if part)
