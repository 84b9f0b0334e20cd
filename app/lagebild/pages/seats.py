"""Seat licences as a tab: what they cost, who uses them, and from how many requests on they pay."""

from __future__ import annotations

from lagebild.analysis.goal import targets_of_seats
from lagebild.analysis.results import Results
from lagebild.analysis.seats import figure_of, tier_values
from lagebild.calculators.seats import TIERS, Seats
from lagebild.charts import seats as charts
from lagebild.errors import N_
from lagebild.language import Text
from lagebild.pages.calculation import DeclaredCalculation, in_table, rate_notes
from lagebild.wording import seats as wording


def _tier_inputs(results: Results, id: str) -> dict[str, float]:
    """A tier sets its price and its set-up; everything else stays as the reader has it."""
    costs = results.api_costs
    tier = next(tier for tier in TIERS if tier.id == id)
    wanted = tier_values(results.knowledge, tier, costs.as_of, costs.money.usd_per_eur)
    return {**dict(results.inputs[Seats.topic]), **wanted}


SEATS = DeclaredCalculation(
    calculator=Seats,
    tone="money",
    groups=(
        (N_("Licences"), ("seats", "price_per_seat_month", "active_share", "administration_per_seat_month")),
        (N_("Introduction"), ("setup_once", "training_per_seat_once", "months")),
        (N_("The same work"), ("requests_per_active_user_month", "input_tokens_per_request",
                               "output_tokens_per_request")),
    ),
    further=frozenset(("administration_per_seat_month", "months")),
    first="seats",
    state=lambda results: results.seats,
    figure_of=lambda results, name: figure_of(results.seats, name),
    counting=lambda _: frozenset(Seats.inputs),
    note=lambda *_: Text(()),
    charts={
        "break_even": (charts.break_even, N_("Requests")),
        "tiers": (charts.tiers, N_("Tiers")),
        "prices": (charts.prices, N_("Price list")),
    },
    tornado=charts.tornado,
    answer=wording.answer,
    scope=wording.scope,
    within=lambda results, language: wording.unused(results, language) or "",
    workings=in_table(wording.workings, N_("Part"), N_("Quantity × price"), N_("A month")),
    explanation=lambda results, language: (
        *wording.explanation(results, language),
        *wording.notes(results, language),
    ),
    notes=rate_notes,
    targets=targets_of_seats,
    sought=("price_per_seat_month", "seats", "active_share", "administration_per_seat_month", "setup_once",
            "training_per_seat_once", "input_tokens_per_request", "output_tokens_per_request"),
    presets=tuple((tier.id, tier.label) for tier in TIERS),
    of_presets=frozenset(name for tier in TIERS for name in tier.values),
    preset=lambda results: results.seats.preset,
    preset_inputs=_tier_inputs,
)  # fmt: skip
