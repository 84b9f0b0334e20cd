"""Every computed number as one JSON object, with a sentence where a number does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lagebild.analysis.decision import CRITERIA, NEUTRAL_WEIGHT, Standpoint
from lagebild.analysis.event_window import event_window
from lagebild.analysis.recoveries import Recovery
from lagebild.analysis.results import Results
from lagebild.analysis.risks import NEUTRAL_POINTS, THEMES, OptionRisk, Score
from lagebild.analysis.self_hosting import Missing
from lagebild.analysis.workloads import workloads
from lagebild.calculators.api_costs import OF_A_WORKLOAD
from lagebild.calculators.constants import MODEL
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.records import Option
from lagebild.language import Language
from lagebild.wording import action_plan, api_costs, exposure, market, revenue_gap, scenarios, seats, training_costs
from lagebild.wording.risks import not_enough
from lagebild.wording.self_hosting import why_missing
from lagebild.wording.terms import model_name, no_price
from lagebild.wording.workloads import workload_name


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """The object `lagebild results` prints: plain numbers, US dollars, shares as fractions."""
    return {
        "as_of": results.api_costs.as_of.isoformat(),
        "knowledge": results.knowledge.about.version,
        "api_costs": _api_costs(results, language),
        "self_hosting": _self_hosting(results, language),
        "training_costs": training_costs.as_json(results, language),
        "seats": seats.as_json(results, language),
        "revenue_gap": revenue_gap.as_json(results, language),
        "exposure": exposure.as_json(results, language),
        "scenarios": scenarios.as_json(results, language),
        "market_days": _market_days(results),
        "market": _market(results, language),
        "weights": _weights(results),
        "risks": {
            option.id: _named(option, results, language) | _risk(results.risks[option.id], language)
            for option in results.options
        },
        "decision": {
            option.id: _named(option, results, language)
            | _standpoint(results.decision[option.id], results.risks[option.id], language)
            for option in results.options
        },
        "evidence": {
            "claims": results.evidence.claims,
            **results.evidence.counts,
            "garbled": results.evidence.garbled,
        },
        "plan": action_plan.as_json(results),
        "notes": action_plan.notes_as_json(results),
    }


def _models(results: Results) -> list[str]:
    """The models of the day in the order of the offers, without those of the state put aside alone."""
    costs = results.api_costs
    return [model for model in results.knowledge.offers if model in costs.models or model in costs.without_price]


def _api_costs(results: Results, language: Language) -> dict[str, Any]:
    costs = results.api_costs
    lines: dict[str, Any] = {"ratio": None, "saving": None, **costs.lines}
    why = {"why": str(api_costs.answer(results, language))} if lines["ratio"] is None else {}
    models: dict[str, Any] = {}
    for model in _models(results):
        if model in costs.models:
            models[model] = costs.models[model]
            if "ratio_to_cheapest" not in models[model]:
                no_multiple = language.say("Nothing is a multiple of a model that costs nothing.")
                models[model] = {**models[model], "ratio_to_cheapest": None, "why": no_multiple}
        else:
            reason = no_price(
                model,
                model_name(model, results.knowledge),
                costs.without_price[model],
                costs.as_of,
                language,
            )
            models[model] = {"cost_per_month": None, "why": str(reason)}
    return {
        "inputs": costs.inputs,
        "compare": [costs.first, costs.second],
        "currency": costs.money.currency,
        "lines": {**lines, **why},
        "models": models,
        "workloads": [
            {
                "name": workload_name(costs, one.place, language),
                "inputs": {name: one.inputs[name] for name in OF_A_WORKLOAD},
                "requests_per_month": one.requests_per_month,
                "input_tokens_per_month": one.input_tokens_per_month,
                "cost_per_month": one.cost_per_month,
            }
            for one in workloads(results)
        ],
        "what_moves_the_difference": {
            swing.name: {"at_low": swing.at_low, "at_high": swing.at_high} for swing in costs.swings
        },
        "answer": str(api_costs.answer(results, language)),
        **_api_costs_spread(results),
    }


def _api_costs_spread(results: Results) -> dict[str, Any]:
    """Medians and middle 80 % where inputs are ranges; nothing where none is."""
    spread = results.api_costs_spread
    if spread is None:
        return {}
    return {
        "spread": {
            "ranges": {name: given.model_dump() for name, given in spread.ranges.items()},
            "cost_per_month": {model: one._asdict() for model, one in spread.costs.items()},
            "saving": spread.saving._asdict(),
            "first_is_cheaper": spread.first_is_cheaper,
        }
    }


def _self_hosting(results: Results, language: Language) -> dict[str, Any]:
    costs, own = results.api_costs, results.self_hosting
    against: dict[str, Any] = {}
    for model in _models(results):
        if model in own.against:
            against[model] = _with_why(_AGAINST, own.against[model], own.missing_against[model], language)
        else:
            name = model_name(model, results.knowledge)
            reason = no_price(model, name, costs.without_price[model], costs.as_of, language)
            against[model] = {**dict.fromkeys(_AGAINST), "why": str(reason)}
    return {
        "inputs": own.inputs,
        "lines": _with_why(_OWN, own.lines, own.missing, language),
        "against": against,
        **_self_hosting_spread(results),
    }


def _self_hosting_spread(results: Results) -> dict[str, Any]:
    spread = results.self_hosting_spread
    if spread is None:
        return {}
    per_token = spread.cost_per_million_tokens
    return {
        "spread": {
            "ranges": {name: given.model_dump() for name, given in spread.ranges.items()},
            "total_per_year": spread.total_per_year._asdict(),
            "cost_per_million_tokens": None if per_token is None else per_token._asdict(),
            "own_is_cheaper": spread.own_is_cheaper,
            "carried": spread.carried,
        }
    }


_OWN = tuple(name for name, line in SelfHosting.lines.items() if not line.over)
_AGAINST = tuple(name for name, line in SelfHosting.lines.items() if line.over == (MODEL,))


def _with_why(
    names: tuple[str, ...], lines: Mapping[str, float], missing: Mapping[str, Missing], language: Language
) -> dict[str, Any]:
    """All of `names`, with a sentence for each reason why some do not exist."""
    told: dict[str, Any] = {name: lines.get(name) for name in names}
    reasons = dict.fromkeys(missing.values())
    if reasons:
        told["why"] = " ".join(str(why_missing(reason, language)) for reason in reasons)
    return told


def _market_days(results: Results) -> dict[str, str | None]:
    """The day of the falls with those round it, and the ends of the event window, as the reader looks at them."""
    shown, window = results.market, results.event_window
    days = {
        "before": shown.day_before,
        "on": shown.day,
        "after": shown.day_after,
        "base": window.base,
        "last": window.days[-1],
    }
    return {name: None if day is None else day.isoformat() for name, day in days.items()}


def _market(results: Results, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {}
    knowledge = results.knowledge
    window = event_window(knowledge, results.market_view.base, tuple(knowledge.closes))
    for symbol, close in knowledge.closes.items():
        move = results.market.moves.get(symbol)
        values: dict[str, Any] = {key: getattr(move, key, None) for key in _MARKET}
        values["cumulative_return"] = window.courses[symbol].cumulative_return
        values["cumulative_market_adjusted_return"] = window.courses[symbol].market_adjusted_return
        values["recovery"] = _recovery(results.recoveries.found.get(symbol))
        if move is None:
            before, day = results.market.day_before, results.market.day
            values |= {"close_before": close.on(before), "close_on": close.on(day)}
        elif move.value_lost is not None:
            lost = move.value_lost
            values["value_lost"] = {
                "low": lost.low,
                "high": lost.high,
                "computed": lost.computed,
                "checked": lost.checked,
            }
        why = market.why_missing(results, symbol, language)
        found[symbol] = {**values, "why": why} if why else values
    return found


def _recovery(one: Recovery | None) -> dict[str, Any] | None:
    """When a share was back at its price before the shock, and how exactly that is known."""
    if one is None:
        return None
    return {
        "outcome": one.outcome,
        "on": one.on.isoformat() if one.outcome == "day" and one.on is not None else None,
        "by": one.on.isoformat() if one.on is not None else None,
        "lowest_return": one.lowest_return,
        "last_day": one.last_day.isoformat(),
        "last_return": one.last_return,
    }


_MARKET = (
    "close_before",
    "close_on",
    "simple_return",
    "log_return",
    "market_adjusted_return",
    "next_day_return",
    "days_to_recover",
    "max_drawdown",
    "value_lost",
)


def _named(option: Option, results: Results, language: Language) -> dict[str, Any]:
    """The reader's name of an option, and what an own one is based on; nothing for one as it is bundled."""
    if option.based_on is not None:
        return {"name": language.of(option.label), "based_on": option.based_on}
    return {} if option in results.knowledge.options else {"name": language.of(option.label)}


def _risk(risk: OptionRisk, language: Language) -> dict[str, Any]:
    """Points from 0 to 100 for each theme and overall, with their band, and what is answered."""
    told: dict[str, Any] = {
        "overall": _score(risk.overall),
        "themes": {theme: _score(score) for theme, score in risk.themes.items()},
        "answered": risk.answered,
        "asked": risk.asked,
        "knockouts": list(risk.blocked_by),
        "missing": list(risk.missing),
        "knockouts_unsettled": list(risk.may_block),
    }
    if not risk.enough:
        told["why"] = not_enough(risk, language)
    return told


def _score(score: Score | None) -> dict[str, float] | None:
    return None if score is None else score._asdict()


def _weights(results: Results) -> dict[str, Any]:
    """The shares of the themes in the risk points, and of the criteria in the ranking; null where all are zero."""
    themes = {theme: results.theme_weights.get(theme, NEUTRAL_POINTS) for theme in THEMES}
    criteria = {criterion: results.weights.get(criterion, NEUTRAL_WEIGHT) for criterion in CRITERIA}
    return {"themes": _shares(themes), "criteria": _shares(criteria)}


def _shares(points: Mapping[Any, float]) -> dict[Any, float] | None:
    total = sum(points.values())
    return {key: one / total for key, one in points.items()} if total else None


def _standpoint(one: Standpoint, risk: OptionRisk, language: Language) -> dict[str, Any]:
    """Where an option stands; "why" says of each value that is not there why it is not."""
    why = []
    if one.cost_per_month is None:
        why.append(language.say("No list price on that day, so there is nothing to compare."))
    elif one.model is None:
        why.append(language.say("It is not paid by the token, so there is no model."))
    if risk.weightless:
        why.append(language.say("The themes that apply to this option have no weight."))
    elif one.risk is None:
        why.append(language.say("Too little of the checklist is answered for a risk."))
    if one.blocked:
        why.append(language.say("A knock-out question is answered “open”."))
    if one.pareto is not None and one.score is None:
        why.append(language.say("All weights are zero, so there is no score."))
    if one.rank is not None and one.rank > 1:
        why.append(language.say("Robustness is computed for the first rank alone."))
    if one.inside_limits is None and one.cost_per_month is not None and one.risk is not None:
        why.append(language.say("No limit is set."))
    told: dict[str, Any] = one._asdict()
    return {**told, "why": " ".join(why)} if why else told
