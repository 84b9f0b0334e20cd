"""The revenue gap as a tab: what the chips would have to earn, what is earned, and what cheaper tokens do to it."""

from __future__ import annotations

from lagebild.analysis.goal import targets_of_revenue_gap
from lagebild.analysis.results import Results
from lagebild.analysis.revenue_gap import default_numbers, figure_of, preset_values
from lagebild.calculators.revenue_gap import PRESETS, RevenueGap
from lagebild.charts import revenue_gap as charts
from lagebild.errors import N_
from lagebild.language import Text
from lagebild.pages.calculation import DeclaredCalculation, in_table, rate_notes, with_preset
from lagebild.wording import revenue_gap as wording


def _date_inputs(results: Results, id: str) -> dict[str, float]:
    """A date sets the inputs of the gap; price cut and elasticity stay as the reader has them."""
    preset = next(preset for preset in PRESETS if preset.id == id)
    wanted = preset_values(results.knowledge, preset)
    plain = default_numbers(results.knowledge, results.revenue_gap, results.api_costs.money.usd_per_eur)
    return with_preset(results, RevenueGap.topic, wanted, plain)


REVENUE_GAP = DeclaredCalculation(
    calculator=RevenueGap,
    tone="loss",
    groups=(
        (N_("The gap"), ("gpu_run_rate", "datacentre_multiple", "gross_margin", "credited_revenue")),
        (N_("Cheaper tokens"), ("price_cut_factor", "elasticity")),
    ),
    further=frozenset(),
    first="gpu_run_rate",
    state=lambda results: results.revenue_gap,
    figure_of=lambda results, name: figure_of(results.revenue_gap, name),
    counting=lambda _: frozenset(RevenueGap.inputs),
    note=lambda *_: Text(()),
    charts={
        "waterfall": (charts.waterfall, N_("Chips to gap")),
        "dates": (charts.dates, N_("Three dates")),
        "jevons": (charts.jevons, N_("Cheaper tokens")),
    },
    tornado=charts.tornado,
    answer=wording.answer,
    scope=wording.scope,
    within=lambda *_: "",
    workings=in_table(wording.workings, N_("Step"), N_("From"), N_("Sum")),
    explanation=lambda results, language: (
        *wording.explanation(results, language),
        *wording.notes(results, language),
    ),
    notes=rate_notes,
    targets=targets_of_revenue_gap,
    sought=("credited_revenue", "gross_margin", "gpu_run_rate", "datacentre_multiple"),
    presets=tuple((preset.id, preset.label) for preset in PRESETS),
    of_presets=frozenset(name for preset in PRESETS for name in preset.values),
    preset=lambda results: results.revenue_gap.preset,
    preset_inputs=_date_inputs,
)
