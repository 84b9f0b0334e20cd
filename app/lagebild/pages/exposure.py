"""The reader's holdings as a tab: what the shock would have cost, what came back, and what a larger one would do."""

from __future__ import annotations

from lagebild.analysis.exposure import default_numbers, figure_of, preset_values
from lagebild.analysis.goal import targets_of_exposure
from lagebild.analysis.results import Results
from lagebild.calculators.exposure import OF_THE_AMOUNTS, PRESETS, Exposure
from lagebild.charts import exposure as charts
from lagebild.errors import N_
from lagebild.language import Text
from lagebild.pages.calculation import DeclaredCalculation, in_table, rate_notes, with_preset
from lagebild.wording import exposure as wording


def _preset_inputs(results: Results, id: str) -> dict[str, float]:
    """A preset sets all amounts; the factor stays as the reader has it."""
    wanted = preset_values(results.knowledge, next(preset for preset in PRESETS if preset.id == id))
    plain = default_numbers(results.knowledge, results.exposure, results.api_costs.money.usd_per_eur)
    return with_preset(results, Exposure.topic, wanted, plain)


EXPOSURE = DeclaredCalculation(
    calculator=Exposure,
    tone="loss",
    groups=((N_("What you hold"), OF_THE_AMOUNTS), (N_("The next shock"), ("shock_factor",))),
    further=frozenset(),
    first="amount_chips",
    state=lambda results: results.exposure,
    figure_of=lambda results, name: figure_of(results.exposure, name),
    counting=lambda _: frozenset(Exposure.inputs),
    note=lambda *_: Text(()),
    charts={
        "holdings": (charts.holdings, N_("By holding")),
        "waterfall": (charts.waterfall, N_("Step by step")),
        "factors": (charts.factors, N_("By factor")),
    },
    tornado=charts.tornado,
    answer=wording.answer,
    scope=wording.scope,
    within=wording.lost_entirely,
    workings=in_table(wording.workings, N_("Holding"), N_("Amount × return"), N_("Change")),
    explanation=lambda results, language: (
        *wording.explanation(results, language),
        *wording.notes(results, language),
    ),
    notes=rate_notes,
    targets=targets_of_exposure,
    sought=("shock_factor", *OF_THE_AMOUNTS),
    presets=tuple((preset.id, preset.label) for preset in PRESETS),
    of_presets=frozenset(OF_THE_AMOUNTS),
    preset=lambda results: results.exposure.preset,
    preset_inputs=_preset_inputs,
)
