"""Values of inputs in words: millions as millions, money as it is put in, choices by their names."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.api_costs import Money
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice, factor_of, rounded
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.language import CODES, NBSP, SCALES, Language
from lagebild.origin import reader
from lagebild.wording.terms import USD_PER_EUR, input_range_shown, input_shown

EN, DE = Language("en"), Language("de")
OWN = reader("test.input")


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("topic", "name", "value", "english", "german"),
    [
        ("revenue_gap", "gpu_run_rate", 150e9, "$150bn", "150 Mrd. $"),
        ("revenue_gap", "credited_revenue", 2.5e6, "$0.0025bn", "0,0025 Mrd. $"),
        ("revenue_gap", "credited_revenue", 5e5, "$500,000", "500.000 $"),
        ("revenue_gap", "credited_revenue", 0, "$0bn", "0 Mrd. $"),
        ("training_costs", "active_parameters", 37e9, "37 bn parameters", "37 Mrd. Parameter"),
        ("training_costs", "active_parameters", 1e6, "0.001 bn parameters", "0,001 Mrd. Parameter"),
        ("training_costs", "training_tokens", 14.8e12, "14.8 tn tokens", "14,8 Bio. Token"),
        ("training_costs", "peak_flops", 989e12, "989 tn", "989 Bio."),
        ("training_costs", "gpu_hours", 2_788_123, "2.788123 m hours", "2,788123 Mio. Stunden"),
        ("training_costs", "gpu_hours", 100, "100 hours", "100 Stunden"),
        ("training_costs", "staff", 950, "$950", "950 $"),
        ("training_costs", "price_per_gpu_hour", 2.5, "$2.50", "2,50 $"),
        ("training_costs", "own_run_given", 1, "parameters × tokens", "Parametern × Token"),
        ("seats", "active_share", 0.125, "12.5%", "12,5 %"),
        ("seats", "setup_once", 3159, "$3,159", "3.159 $"),
        ("seats", "months", 1, "1 month", "1 Monat"),
        ("api_costs", "people", 1200, "1,200", "1.200"),
    ],
)
def test_an_input_is_shown_in_its_unit(topic: str, name: str, value: float, english: str, german: str) -> None:
    one = CALCULATORS[topic].inputs[name]
    for language, said in ((EN, english), (DE, german)):
        shown = input_shown(one, value, OWN, language)
        assert plain(shown) == said and shown.origin == OWN


def test_both_ends_of_a_range_have_one_unit() -> None:
    hours, rate = TrainingCosts.gpu_hours, RevenueGap.gpu_run_rate
    assert plain(input_range_shown(hours, 2e5, 3e6, OWN, EN)) == "0.2 to 3.0 m hours"
    assert plain(input_range_shown(rate, 50e9, 75.5e9, OWN, EN)) == "$50.0 to 75.5bn"
    euros = input_range_shown(rate, 100e9, 400e9, OWN, EN, Money("EUR", 2))
    assert plain(euros) == "€50 to 200bn" and euros.origin == OWN | USD_PER_EUR


@given(st.data())
def test_no_input_is_shown_as_nothing_unless_it_is_nothing(data: st.DataObject) -> None:
    inputs = [one for calculator in CALCULATORS.values() for one in calculator.inputs.values()]
    one = data.draw(st.sampled_from([each for each in inputs if not isinstance(each, Choice)]))
    value = rounded(data.draw(st.floats(one.low, one.high)), one)
    shown = plain(input_shown(one, value, OWN, EN))
    assert (value != 0) == any(digit in shown for digit in "123456789"), one.name


def test_every_scale_has_the_unit_of_a_single_one() -> None:
    for (unit, (factor, single)), code in product(SCALES.items(), CODES):
        assert factor in (1e6, 1e9, 1e12)
        assert Language(code).show(2, OWN, unit) != Language(code).show(2, OWN, single)


def test_a_field_counts_in_the_unit_it_shows() -> None:
    training = CALCULATORS["training_costs"].inputs
    factors = {"gpu_hours": 1e6, "active_parameters": 1e9, "training_tokens": 1e12, "staff": 1e6, "utilisation": 0.01}
    assert {name: factor_of(training[name]) for name in factors} == factors
    assert factor_of(training["price_per_gpu_hour"]) == 1
    assert rounded(2_788_123.4, training["gpu_hours"]) == 2_788_000
    assert rounded(0.12345, training["utilisation"]) == 0.12
