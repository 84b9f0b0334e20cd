"""Table of contents of the calculators: topic to class."""

from __future__ import annotations

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.expression import Calculator
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts

CALCULATORS: dict[str, type[Calculator]] = {
    calculator.topic: calculator for calculator in (ApiCosts, SelfHosting, TrainingCosts, Seats, RevenueGap, Exposure)
}
