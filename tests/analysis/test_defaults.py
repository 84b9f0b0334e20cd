"""What inputs stand at, and the range an input begins with when the reader asks for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.defaults import default_figures, first_range
from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice
from lagebild.knowledge.loading import Knowledge, bundled

RATE = 1.05
NAMES = [
    (topic, name)
    for topic, calculator in CALCULATORS.items()
    for name, declared in calculator.inputs.items()
    if not isinstance(declared, Choice)
]


def begins_with(knowledge: Knowledge, topic: str, name: str, value: float) -> tuple[float, float, float]:
    calculator = CALCULATORS[topic]
    figure = knowledge.figure(default_figures(knowledge, calculator, knowledge.shock.day)[name])
    found = first_range(figure, calculator.inputs[name], value, RATE)
    return found.low, found.likely, found.high


def test_the_range_of_the_record_comes_first(knowledge: Knowledge) -> None:
    assert begins_with(knowledge, "api_costs", "people", 1200) == (200, 1200, 5000)


def test_a_range_is_converted_as_the_default_is(knowledge: Knowledge) -> None:
    assert begins_with(knowledge, "self_hosting", "utilisation", 0.2) == (0.05, 0.2, 0.7)
    assert begins_with(knowledge, "self_hosting", "staff_cost_per_fte_year", 120_000) == pytest.approx(
        (85_000 * RATE, 120_000, 150_000 * RATE)
    )


def test_outside_the_range_of_the_record_it_is_a_quarter_to_either_side_on_whole_steps(knowledge: Knowledge) -> None:
    assert begins_with(knowledge, "api_costs", "people", 10_000) == (7500, 10_000, 12_500)
    assert begins_with(knowledge, "api_costs", "people", 11) == (1, 11, 30)
    assert begins_with(knowledge, "api_costs", "cached_input_share", 0.8) == (0.6, 0.8, 1)


@given(st.sampled_from(NAMES), st.floats(0, 1))
def test_every_first_range_is_one_that_a_briefing_takes(place: tuple[str, str], share: float) -> None:
    topic, name = place
    declared = CALCULATORS[topic].inputs[name]
    value = declared.low + share * (declared.high - declared.low)
    low, likely, high = begins_with(bundled(), topic, name, value)
    assert low < high
    Briefing(inputs={topic: {name: {"low": low, "likely": likely, "high": high}}})


def test_a_default_is_the_latest_figure_not_after_the_day(knowledge: Knowledge) -> None:
    days = (knowledge.shock.day, date(2027, 1, 1))
    figures = [default_figures(knowledge, CALCULATORS["api_costs"], day)["usd_per_eur"] for day in days]
    assert figures == ["fx-usd-eur-2025-01-27", "fx-usd-eur-latest"]
