"""Training costs as a tab: published runs by their layers, and a run of the reader's own."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.goal import targets_of_training_costs
from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import FROM_COMPUTE, FROM_HOURS, OF_A_LAYER, counting
from lagebild.calculators.expression import Choice
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.charts import training_costs as charts
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.pages.calculation import DeclaredCalculation, in_table, rate_notes
from lagebild.wording import training_costs as wording
from lagebild.wording import training_workings as workings
from lagebild.wording.uncertainty import how_it_is_drawn

_SWITCHES = ("counts_final_run", "counts_reinforcement_learning", "counts_failed_runs", "counts_staff",
             "counts_hardware")  # fmt: skip


def _figure_of(results: Results, name: str) -> str | None:
    # what is counted, and from what, is a way to look at it and no assumption
    return None if isinstance(TrainingCosts.inputs[name], Choice) else results.training_costs.defaults[name]


def _notes(results: Results, language: Language) -> Iterable[Text]:
    yield from rate_notes(results, language)
    if results.training_costs_spread is not None:
        yield how_it_is_drawn(language)


TRAINING_COSTS = DeclaredCalculation(
    calculator=TrainingCosts,
    tone="money",
    groups=(
        (N_("What is counted"), _SWITCHES),
        (
            N_("Your own run"),
            ("own_run_given", *FROM_HOURS, *FROM_COMPUTE, "price_per_gpu_hour", "reinforcement_gpu_hours",
             "failed_runs_factor", "staff", "hardware"),
        ),
    ),
    switches=frozenset(_SWITCHES),
    further=frozenset(("peak_flops", "reinforcement_gpu_hours")),
    first="price_per_gpu_hour",
    state=lambda results: results.training_costs,
    figure_of=_figure_of,
    counting=lambda results: counting(results.training_costs),
    note=lambda *_: Text(()),
    charts={
        "layers": (charts.layers, N_("Layers")),
        "final_runs": (charts.final_runs, N_("Final runs")),
        "hours": (charts.gpu_hours, N_("GPU hours")),
    },
    tornado=charts.tornado,
    answer=wording.answer,
    scope=wording.scope,
    within=wording.own_run,
    workings=in_table(workings.workings, N_("Layer"), N_("Quantity × price"), N_("Sum")),
    explanation=lambda results, language: (
        *workings.explanation(results, language),
        *wording.notes(results, language),
    ),
    notes=_notes,
    targets=targets_of_training_costs,
    sought=("price_per_gpu_hour", *FROM_HOURS, *FROM_COMPUTE, "reinforcement_gpu_hours", *OF_A_LAYER),
)  # fmt: skip
