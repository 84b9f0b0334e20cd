"""Own servers now against the state put aside: what each is, what it costs, and from where it pays."""

from __future__ import annotations

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import SelfHostingResults
from lagebild.calculators.expression import origin_of
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.language import Language, Span, Text
from lagebild.origin import Origin, kept, reader
from lagebild.wording.api_costs import joined, name_of
from lagebild.wording.self_hosting import of_tokens, volume
from lagebild.wording.terms import money

_MACHINE = reader("self_hosting.acquisition", "self_hosting.nodes", "self_hosting.gpus_per_node")


def state_name(results: Results, own: SelfHostingResults, language: Language) -> Text:
    """A state in few words: its preset, or that the servers are the reader's own, bought or rented."""
    preset = next((language.of(preset.label) for preset in PRESETS if preset.id == own.preset), None)
    if preset is None:
        acquisition = SelfHosting.acquisition.options[int(own.inputs["acquisition"])]
        preset = ", ".join((language.say("Custom"), language.of(acquisition)))
    return Text((Span(preset, _of(results, own, _MACHINE)),))


def sums(results: Results, costs: ApiCostsResults, own: SelfHostingResults, language: Language) -> Text:
    """What a state costs a month, and from how many tokens it beats each of its two models."""
    total = _of(results, own, origin_of(SelfHosting.total_per_month))
    parts = [language.sentence("*{cost}* a month", cost=money(own.cost_per_month, costs.money, total, language))]
    for model in costs.priced:
        lines, missing = own.against[model], own.missing_against[model]
        if "break_even_utilisation" in missing:
            parts.append(language.sentence("never against {model}", model=name_of(results, model)))
            continue
        origin = _of(results, own, origin_of(SelfHosting.break_even_tokens_per_month, (model,)))
        tokens = of_tokens(volume(lines["break_even_tokens_per_month"], origin, language), language)
        parts.append(language.sentence("against {model} from *{tokens}*", model=name_of(results, model), tokens=tokens))
    return joined(parts)


def difference(results: Results, other: SelfHostingResults, language: Language) -> Text:
    """How far the cost of the state put aside lies from the current one."""
    more = other.cost_per_month - results.self_hosting.cost_per_month
    origin = origin_of(SelfHosting.total_per_month)
    amount = money(abs(more), results.api_costs.money, origin | kept(origin), language)
    if more == 0:
        return language.sentence("B costs the same as A.")
    if more < 0:
        return language.sentence("B costs *{amount}* less a month.", amount=amount)
    return language.sentence("B costs *{amount}* more a month.", amount=amount)


def _of(results: Results, own: SelfHostingResults, origin: Origin) -> Origin:
    return kept(origin) if own is results.kept_self_hosting else origin
