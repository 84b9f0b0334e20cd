"""What the decision page says: its answer, the options, the ranking with its reasons, and how firm it is."""

from __future__ import annotations

from functools import lru_cache
from math import inf
from typing import NamedTuple

from lagebild.analysis.decision import CRITERIA, NEUTRAL_WEIGHT, Standpoint, weeks_of
from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE
from lagebild.analysis.robustness import what_is_ranged
from lagebild.briefing import Criterion, Limits
from lagebild.calculators.expression import origin_of
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.errors import N_
from lagebild.knowledge.records import Option, OptionId
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import AS_OF, COUNTED, WEEKS, Origin, reader, record
from lagebild.wording import api_costs
from lagebild.wording.shares import whole_shares
from lagebild.wording.terms import USD_PER_EUR, exact_digits, model_name, money

WEIGHTS = reader(*(f"weights.{criterion}" for criterion in CRITERIA))
"""The points of all criteria together: what a share or a score follows from."""
RISK = Origin(line="risks.overall")
SCORE = Origin(inputs=WEIGHTS.inputs, line="decision.score")
WINS = Origin(line="decision.wins_share")
WINS_IN_RANGES = Origin(line="decision.wins_share_ranges")
ROBUSTNESS = Origin(inputs=WEIGHTS.inputs, line="decision.robustness")
_OWN_COST = origin_of(SelfHosting.total_per_month)

_CRITERIA: dict[Criterion, str] = {"cost": N_("Cost"), "risk": N_("Risk"), "time": N_("Time to start")}
_LIMITS: dict[str, Criterion] = {"cost_per_month": "cost", "risk": "risk"}
"""The limits there are, and the criterion of each."""


class OptionRow(NamedTuple):
    """An option: id, name, what it is, cost a month where there is one, what is priced, weeks to start."""

    id: OptionId
    label: str
    description: Text
    cost: str
    priced: Text
    """The offer whose price counts, and of which day it is; empty where there is none."""
    weeks: Shown


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


# ---- the answer of the page


@lru_cache(maxsize=4)  # said by the page and by its chart
def answer(results: Results, language: Language) -> Text:
    """Which option it comes to, inside the limits where there are some; or what is missing for a ranking."""
    compared = {id: one for id, one in results.decision.items() if _is_compared(one)}
    if not compared:
        return _no_ranking(results, language)
    if _set_limits(results.limits):
        return _within(results, compared, language)
    return _first(results, compared, language)


def standing(results: Results, language: Language) -> Text:
    """What the answer leaves out: unbeaten options, blocked ones, and what the costs hold; before there is a ranking,
    how the options differ."""
    names = _names(results, language)
    parts: list[Text] = []
    unbeaten = [names[id] for id, one in results.decision.items() if one.pareto]
    if unbeaten:
        parts.append(
            language.sentence(
                "No option beats these in cost, risk and time to start at once: {names}.",
                names=", ".join(unbeaten),
            )
        )
    parts += [
        language.sentence("Out: {name} ({reason}).", name=names[id], reason=_knockouts(results, id, language))
        for id, one in results.decision.items()
        if one.blocked
    ]
    parts += _unsure(results, language)
    if not unbeaten:
        parts.append(_spread(results, language))
    parts.append(_comparability(results, language))
    return Text(span for place, part in enumerate(parts) for span in ((Span(" "),) if place else ()) + tuple(part))


def _unsure(results: Results, language: Language) -> list[Text]:
    """What the open answers could still turn: an option out of the risk limit or into it, and a block."""
    limit, parts = results.limits.risk, []
    if limit is not None:
        open_ = [
            (id, score) for id, one in results.decision.items()
            if _is_compared(one) and (score := results.risks[id].overall) and score.low <= limit < score.high
        ]  # fmt: skip
        parts += [
            language.sentence(
                "Not settled whether the risk limit holds: {name} ({range} points).",
                name=_names(results, language)[id],
                range=language.show_range(score.low, score.high, RISK, digits=0, dash=True),
            )
            for id, score in open_
        ]
    parts += [
        language.sentence("Could still be out: {name} ({reason}).", name=_names(results, language)[id], reason=reason)
        for id, one in results.decision.items()
        if one.rank == 1 and (reason := may_block(results, id, language))
    ]
    return parts


def may_block(results: Results, id: OptionId, language: Language) -> Text:
    """The knock-out questions that are not settled: the first by its title, the others by their number."""
    ids = results.risks[id].may_block
    if not ids:
        return Text()
    given = {question: answer for question, of, answer in results.answers if of == id}
    unclear = [question for question in ids if given.get(question) is not None]
    first = (unclear or list(ids))[0]
    fields: dict[str, str] = {
        "title": next(language.of(one.title) for one in results.knowledge.questions if one.id == first)
    }
    if len(ids) > 1:
        return language.sentence(
            "knock-out question “{title}” and {count} more not settled",
            count=language.show(len(ids) - 1, COUNTED),
            **fields,
        )
    if unclear:
        return language.sentence("knock-out question “{title}” unclear", **fields)
    return language.sentence("knock-out question “{title}” not answered", **fields)


def _is_compared(one: Standpoint) -> bool:
    return one.pareto is not None


def _no_ranking(results: Results, language: Language) -> Text:
    risks = results.risks.values()
    if all(risk.weightless for risk in risks):
        return language.sentence("No ranking: no theme of the checklist has a weight.")
    if not any(risk.enough for risk in risks):
        covered = max(0.0 if risk.overall is None else risk.overall.coverage for risk in risks)
        return language.sentence(
            "No ranking yet: of the checklist at most {share} is settled for an option, {enough} are needed.",
            share=language.show(covered, COUNTED, "share", 0),
            enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        )
    if all(one.blocked for one in results.decision.values()):
        return language.sentence("No option is left: each of them fails a knock-out question.")
    return language.sentence(
        "No option can be ranked: none has a cost, enough answers and no open knock-out question at once."
    )


def _first(results: Results, compared: dict[OptionId, Standpoint], language: Language) -> Text:
    """Without limits: what comes first, and how often."""
    names = _names(results, language)
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
        share=_wins(compared[first[0]], language),
    )


def _within(results: Results, compared: dict[OptionId, Standpoint], language: Language) -> Text:
    """Which options are inside the limits. What is claimed of all options is known of all of them."""
    names = _names(results, language)
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
    """That none is inside the limits, and which one misses them by least."""
    closest = min(compared, key=lambda id: _distance(compared[id], results.limits))
    fields = {
        "limits": _limits_named(results.limits, language),
        "name": _names(results, language)[closest],
        "miss": _missed_by(results, compared[closest], language),
    }
    if known:
        return language.sentence("No option is inside {limits}. Closest: {name}, over by {miss}.", **fields)
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
    over = _over(one, limits)
    shares = [miss / limit if (limit := getattr(limits, name)) else inf for name, miss in over.items()]
    return len(over), max(shares, default=0), sum(over.values())


def _over(one: Standpoint, limits: Limits) -> dict[str, float]:
    """By how much each limit is exceeded."""
    values = {name: (getattr(one, name), limit) for name, limit in _set_limits(limits).items()}
    return {name: value - limit for name, (value, limit) in values.items() if value is not None and value > limit}


def _missed_by(results: Results, one: Standpoint, language: Language) -> Text:
    over = _over(one, results.limits)
    parts = {}
    if "cost_per_month" in over:
        origin = _cost_origin(results, one) | reader("limits.cost_per_month")
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


def _wins(one: Standpoint, language: Language) -> Shown:
    """In what share of all weightings an option comes first."""
    return share_shown(one.wins_share or 0.0, WINS, language)


def share_shown(share: float, origin: Origin, language: Language) -> Shown:
    """A share; 0 and 100 per cent only where it is exactly so."""
    digits = next(
        places for places in range(3) if places == 2 or share in (0, 1) or 0 < round(share * 100, places) < 100
    )
    return language.show(share, origin, "share", digits)


def _limits_named(limits: Limits, language: Language) -> str:
    """The limits that are set, as they stand after "inside"."""
    named = [_LIMITS[name] for name in _set_limits(limits)]
    if len(named) > 1:
        return language.say("both limits")
    return language.say("the cost limit") if named == ["cost"] else language.say("the risk limit")


def limits_origin(results: Results) -> Origin:
    """The limits that are set."""
    origin = reader(*(f"limits.{name}" for name in _set_limits(results.limits)))
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
        return language.sentence("Your limit: {cost} and {points}", **parts)
    return language.sentence("Your limit: {limit}", limit=next(iter(parts.values())))


def _set_limits(limits: Limits) -> dict[str, float]:
    return {name: limit for name in _LIMITS if (limit := getattr(limits, name)) is not None}


def _spread(results: Results, language: Language) -> Text:
    """How far the options' costs and lead times lie apart: what can be said before the risks are scored."""
    decided = results.decision
    names = _names(results, language)
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
    return language.sentence(
        "Costs of the first month, before your growth of {growth} a month: of vendors tokens alone, "
        "without integration and checking; of own hardware power and staff too.",
        growth=language.show(growth, reader("api_costs.growth_per_month"), "share", exact_digits(growth * 100)),
    )


# ---- the options


def weeks_origin(option: Option) -> Origin:
    """Where the weeks of an option come from: the reader's own number, or the record."""
    return record(option.weeks_to_start) if option.weeks is None else reader(f"{WEEKS}.{option.id}")


def weeks_shown(option: Option, results: Results, language: Language, unit: str = "week") -> Shown:
    """The weeks until an option starts."""
    weeks = weeks_of(option, results.knowledge)
    digits = 0 if option.weeks is None else exact_digits(weeks)
    return language.show(weeks, weeks_origin(option), unit, digits)


def cost_of(results: Results, id: OptionId, language: Language) -> Shown | None:
    """What an option costs a month in the currency shown, where that is known."""
    one = results.decision[id]
    if one.cost_per_month is None:
        return None
    return money(one.cost_per_month, results.api_costs.money, _cost_origin(results, one), language)


def priced(results: Results, id: OptionId, language: Language) -> Text:
    """What the cost of an option is that of: the offer of the chosen day, or servers; empty where it has none."""
    one = results.decision[id]
    offer = one.model
    if offer is None:
        return Text() if one.cost_per_month is None else language.sentence("servers, power and staff")
    name = model_name(offer, results.knowledge)
    if results.api_costs.quotes[offer].own:
        return language.sentence("{model}, your price", model=name)
    day = language.date(results.api_costs.as_of, AS_OF | record(offer))
    return language.sentence("{model}, price of {day}", model=name, day=day)


@lru_cache(maxsize=4)  # said by cards, chart and memo
def options(results: Results, language: Language) -> tuple[OptionRow, ...]:
    """The options with what is known of them."""
    rows = []
    for option in results.options:
        rows.append(
            OptionRow(
                option.id,
                language.of(option.label),
                _description(option, results, language),
                cost_of(results, option.id, language) or _no_cost(results, option.id, language),
                priced(results, option.id, language),
                weeks_shown(option, results, language, ""),
            )
        )
    return tuple(rows)


def _description(option: Option, results: Results, language: Language) -> Text:
    """What an option is; of one of the reader's own, what it takes over."""
    if option.based_on is None:
        return language.told(option.description, record(option.weeks_to_start, *option.models))
    base = next(one for one in results.knowledge.options if one.id == option.based_on)
    return language.sentence(
        "Your own option, on the pattern of “{name}”: which risks apply, suggestions and evidence are those of it.",
        name=language.told(base.label, record(base.weeks_to_start)),
    )


def _cost_origin(results: Results, one: Standpoint) -> Origin:
    if one.model is None:
        return _OWN_COST
    return api_costs.cost_of(results, results.api_costs, one.model, Language("en")).origin


def _no_cost(results: Results, id: OptionId, language: Language) -> str:
    option = next(option for option in results.options if option.id == id)
    return language.say("no list price on that day") if option.models else language.say("no cost computed")


def _names(results: Results, language: Language) -> dict[OptionId, str]:
    return {option.id: language.of(option.label) for option in results.options}


# ---- the ranking


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
    order = sorted(decided, key=lambda id: (not _is_compared(decided[id]), decided[id].rank or 0))
    return tuple(_ranked(results, id, language) for id in order)


def _ranked(results: Results, id: OptionId, language: Language) -> Ranked:
    one, label = results.decision[id], _names(results, language)[id]
    if not _is_compared(one):
        reason = _why_not(results, id, language)
        return Ranked(id, label, None, "", reason, Text(), f"{label}: {reason}")
    parts = [part for part in (priced(results, id, language), _above(results, one, language)) if part]
    if one.pareto and sum(map(_is_compared, results.decision.values())) > 1:
        parts.append(language.sentence("unbeaten"))
    if unclear := may_block(results, id, language):
        parts.append(language.sentence("*could be blocked:* {reason}", reason=unclear))
    note = api_costs.joined(parts) if parts else Text()
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
    over = _over(one, results.limits)
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
        parts.append(_knockouts(results, id, language))
    if one.cost_per_month is None:
        parts.append(Text((Span(_no_cost(results, id, language)),)))
    if risk.weightless:
        parts.append(language.sentence("the themes that apply have no weight"))
    elif not risk.enough:
        covered = 0.0 if risk.overall is None else risk.overall.coverage
        parts.append(
            language.sentence(
                "{share} settled, {enough} needed",
                share=language.show(covered, COUNTED, "share", 0),
                enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
            )
        )
    return api_costs.joined(parts)


def _knockouts(results: Results, id: OptionId, language: Language) -> Text:
    """The knock-out questions that block an option: the first by its title, the others by their number."""
    blocked_by = results.risks[id].blocked_by
    title = next(question.title for question in results.knowledge.questions if question.id == blocked_by[0])
    fields = {"title": language.of(title)}
    if len(blocked_by) == 1:
        return language.sentence("knock-out question “{title}”", **fields)
    return language.sentence(
        "knock-out question “{title}” and {count} more",
        count=language.show(len(blocked_by) - 1, COUNTED),
        **fields,
    )


def firmness(results: Results, language: Language) -> Text:
    """How firm the first place is; empty where there is none."""
    compared = {id: one for id, one in results.decision.items() if _is_compared(one)}
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
        name=_names(results, language)[id],
        share=_wins(compared[id], language),
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


def in_full(results: Results, language: Language) -> str:
    """What stands, how firm it is and how it is computed, a paragraph a line: for whoever shows the slide."""
    parts = (standing(results, language), firmness(results, language), how_scored(language))
    return "\n".join(part for part in map(str, parts) if part)


def sum_of_shares(language: Language) -> Text:
    """What the shares of the weights add up to."""
    return language.sentence("sum {whole}", whole=language.show(100, COUNTED, "%", 0))
