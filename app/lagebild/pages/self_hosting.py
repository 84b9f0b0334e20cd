"""Own servers as a tab: hardware bought or rented, what keeps it running, what it yields, and from when it pays."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.goal import targets_of_self_hosting
from lagebild.analysis.ownership import counting
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import figure_of, preset_inputs
from lagebild.calculators.expression import Choice
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.charts import self_hosting as charts
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.pages.calculation import DeclaredCalculation, in_table, now_and_kept, rate_notes
from lagebild.widgets.compare_strip import Compared
from lagebild.wording import own_comparison
from lagebild.wording import self_hosting as wording
from lagebild.wording.uncertainty import how_it_is_drawn

_HARDWARE, _RUNNING, _YIELD = (
    ("acquisition", "nodes", "redundant_nodes", "node_price", "useful_life_years", "residual_share", "cost_of_capital",
     "maintenance_share_per_year", "gpus_per_node", "rent_per_gpu_hour", "rent_covers_site"),
    ("staff_fte", "staff_cost_per_fte_year", "electricity_price_per_kwh", "power_kw_per_node", "pue",
     "space_cost_per_node_year"),
    ("utilisation", "output_tokens_per_second_per_node", "input_tokens_per_second_per_node", "input_share"),
)  # fmt: skip
_PRICES = ("node_price", "rent_per_gpu_hour")


def _figure_of(results: Results, name: str) -> str | None:
    own = results.self_hosting
    preset = next((preset for preset in PRESETS if preset.id == own.preset), None)
    # picked with the preset; its figure is of another option
    return None if preset is not None and name in preset.choices else figure_of(own, name)


def _note(results: Results, language: Language) -> Text:
    volume = wording.own_volume(results, language)
    return language.sentence("For {volume} tokens a month, from your usage under “API tokens”.", volume=volume)


def _notes(results: Results, language: Language) -> Iterable[Text]:
    yield from rate_notes(results, language)
    if results.self_hosting_spread is not None:
        yield how_it_is_drawn(language)


def _compared(results: Results, language: Language) -> tuple[Compared, Compared, Compared]:
    own, other = results.self_hosting, results.kept_self_hosting
    now = (
        own_comparison.state_name(results, own, language),
        own_comparison.sums(results, results.api_costs, own, language),
    )
    if results.kept is None or other is None:
        return now_and_kept(now, None, language)
    kept = (
        own_comparison.state_name(results, other, language),
        own_comparison.sums(results, results.kept, other, language),
        own_comparison.difference(results, other, language),
    )
    return now_and_kept(now, kept, language)


SELF_HOSTING = DeclaredCalculation(
    calculator=SelfHosting,
    tone="money",
    groups=((N_("Hardware"), _HARDWARE), (N_("Operation"), _RUNNING), (N_("Output and use"), _YIELD)),
    further=frozenset(
        ("redundant_nodes", "residual_share", "cost_of_capital", "maintenance_share_per_year", "gpus_per_node",
         "rent_covers_site", "power_kw_per_node", "pue", "space_cost_per_node_year", "input_share")
    ),
    first="nodes",
    state=lambda results: results.self_hosting,
    figure_of=_figure_of,
    counting=lambda results: counting(results.self_hosting),
    note=_note,
    charts={
        "volume": (charts.volume, N_("Volume")),
        "parts": (charts.parts, N_("Parts")),
        "utilisation": (charts.utilisation, N_("Utilisation")),
        "ownership": (charts.ownership, N_("Years")),
    },
    tornado=charts.tornado,
    answer=wording.answer,
    scope=wording.scope,
    within=wording.at_own_volume,
    workings=in_table(wording.workings, N_("Part"), N_("Quantity × price"), N_("A year")),
    explanation=wording.explanation,
    notes=_notes,
    presets=tuple((preset.id, preset.label) for preset in PRESETS),
    of_presets=frozenset(name for preset in PRESETS for name in (*preset.values, *preset.choices)),
    preset=lambda results: results.self_hosting.preset,
    preset_inputs=lambda results, id: preset_inputs(
        results.knowledge, results.self_hosting, id, results.api_costs.money.usd_per_eur
    ),
    targets=targets_of_self_hosting,
    sought=(
        *_PRICES,
        *(
            name
            for name in (*_HARDWARE, *_RUNNING, *_YIELD)
            if name not in _PRICES and not isinstance(SelfHosting.inputs[name], Choice)
        ),
    ),
    compared=_compared,
)  # fmt: skip
