"""Table of contents of the tabs of the costs page: topic to name and view, imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lagebild.errors import N_
from lagebild.pages.api_costs_inputs import ApiCostsInputs
from lagebild.pages.calculation import Calculation, DeclaredCalculation
from lagebild.pages.calculator_inputs import DeclaredInputs
from lagebild.pages.calculator_view import CalculatorView
from lagebild.session import Session

if TYPE_CHECKING:
    from lagebild.pages.scenarios import ScenariosView

CALCULATIONS = {
    "api_costs": N_("API tokens"),
    "self_hosting": N_("Self-hosting"),
    "training_costs": N_("Training"),
    "seats": N_("Seats"),
    "revenue_gap": N_("Revenue gap"),
}
TABS = {**CALCULATIONS, "scenarios": N_("Scenarios")}


def calculation_of(topic: str) -> Calculation:
    """The description of a calculator, which has its topic for a name."""
    found: Calculation = getattr(import_module(f"lagebild.pages.{topic}"), topic.upper())
    return found


def calculator_view(calculation: Calculation, session: Session) -> CalculatorView:
    """A calculator with its inputs."""
    inputs = (
        DeclaredInputs(session, calculation)
        if isinstance(calculation, DeclaredCalculation)
        else ApiCostsInputs(session)
    )
    return CalculatorView(session, calculation, inputs)


def view_of(topic: str, session: Session) -> CalculatorView | ScenariosView:
    """The view of a tab."""
    if topic in CALCULATIONS:
        return calculator_view(calculation_of(topic), session)
    from lagebild.pages.scenarios import ScenariosView

    return ScenariosView(session)
