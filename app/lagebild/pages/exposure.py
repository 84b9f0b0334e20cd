"""The reader's holdings as a tab: what the shock would have cost, what came back, and what a larger one would do."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.exposure import default_numbers, figure_of, preset_values
from lagebild.analysis.goal import targets_of_exposure
from lagebild.analysis.results import Results
from lagebild.calculators.exposure import OF_THE_AMOUNTS, PRESETS, Exposure
from lagebild.charts import exposure as charts
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.pages.calculation import DeclaredCalculation, in_table
from lagebild.wording import exposure as wording
from lagebild.wording.terms import rate_note


def _preset_inputs(results: Results, id: str) -> dict[str, float]:
    """A preset sets all amounts; the factor stays as the reader has it."""
    wanted = preset_values(results.knowledge, next(preset for preset in PRESETS if preset.id == id))
    plain = default_numbers(results.knowledge, results.exposure, results.api_costs.money.usd_per_eur)
    given = dict(results.inputs[Exposure.topic])
    kept = {name: value for name, value in given.items() if name not in wanted}
    return {**kept, **{name: value for name, value in wanted.items() if value != plain[name]}}


def _notes(results: Results, language: Language) -> Iterable[Text]:
    rate = rate_note(results.api_costs, results.knowledge, language)
    if rate is not None:
        yield rate


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
    notes=_notes,
    targets=targets_of_exposure,
    sought=("shock_factor", *OF_THE_AMOUNTS),
    presets=tuple((preset.id, preset.label) for preset in PRESETS),
    of_presets=frozenset(OF_THE_AMOUNTS),
    preset=lambda results: results.exposure.preset,
    preset_inputs=_preset_inputs,
)
