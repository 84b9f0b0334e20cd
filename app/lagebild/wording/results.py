"""Every computed number as one JSON object, with a sentence where a number does not exist."""

from __future__ import annotations

from typing import Any

from lagebild.analysis.results import Results
from lagebild.language import Language
from lagebild.wording import api_costs
from lagebild.wording.terms import model_name, no_price


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """The object `lagebild results` prints: plain numbers, US dollars, shares as fractions."""
    return {
        "as_of": results.api_costs.as_of.isoformat(),
        "knowledge": results.knowledge.about.version,
        "api_costs": _api_costs(results, language),
        "market": _market(results),
        "evidence": {
            "claims": results.evidence.claims,
            **results.evidence.counts,
            "garbled": results.evidence.garbled,
        },
    }


def _api_costs(results: Results, language: Language) -> dict[str, Any]:
    costs = results.api_costs
    lines: dict[str, Any] = {"ratio": None, "saving": None, **costs.lines}
    why = {"why": str(api_costs.answer(results, language))} if lines["ratio"] is None else {}
    models: dict[str, Any] = {}
    for model in results.knowledge.offers:
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
        "what_moves_the_difference": {
            swing.name: {"at_low": swing.at_low, "at_high": swing.at_high} for swing in costs.swings
        },
        "answer": str(api_costs.answer(results, language)),
    }


def _market(results: Results) -> dict[str, Any]:
    return {
        symbol: {
            "close_before": move.close_before,
            "close_on": move.close_on,
            "simple_return": move.simple_return,
            "log_return": move.log_return,
            "market_adjusted_return": move.market_adjusted_return,
            "next_day_return": move.next_day_return,
        }
        for symbol, move in results.market.moves.items()
    }
