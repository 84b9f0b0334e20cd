"""Table of contents of the tabs of the costs page beside the token costs: topic to view."""

from __future__ import annotations

from lagebild.pages.calculation import Calculation
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.revenue_gap import REVENUE_GAP
from lagebild.pages.scenarios import ScenariosView
from lagebild.pages.seats import SEATS
from lagebild.pages.self_hosting import SELF_HOSTING
from lagebild.pages.training_costs import TRAINING_COSTS
from lagebild.session import Session

CALCULATIONS: dict[str, Calculation] = {
    one.calculator.topic: one for one in (SELF_HOSTING, TRAINING_COSTS, SEATS, REVENUE_GAP)
}


def view_of(topic: str, session: Session) -> CalculatorView | ScenariosView:
    """The view of a topic."""
    return ScenariosView(session) if topic == "scenarios" else CalculatorView(session, CALCULATIONS[topic])
