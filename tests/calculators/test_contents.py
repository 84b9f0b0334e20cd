"""What holds for every calculator: units, and inputs that knowledge and page can work with."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pint
import pytest

from lagebild.analysis.defaults import default_number
from lagebild.calculators.constants import UNITS
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Calculator, Choice
from lagebild.calculators.units import units
from lagebild.knowledge.loading import Knowledge
from lagebild.language import UNITS as SHOWN

EVERY = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)

FITTING = {
    ("%", ""),
    ("%", "1/year"),
    ("", "node"),
    ("GPU", "GPU/node"),
    ("USD", "USD/node"),
    ("USD/h", "USD/GPU/hour"),
    ("kW", "kW/node"),
    ("token/s", "token/second/node"),
    ("EUR/kWh", "USD/kWh"),
    ("EUR/year", "USD/FTE/year"),
    ("EUR/year", "USD/node/year"),
    ("EUR/month", "USD/seat/month"),
    ("EUR", "USD"),
    ("EUR", "USD/seat"),
    ("person", "seat"),
    ("", "request/person/month"),
    ("ratio", ""),
    ("Mh", "GPU*hour"),
    ("bn parameter", "parameter"),
    ("tn token", "token"),
    ("tn", "FLOP/GPU/second"),
    ("USD m", "USD"),
    ("USD bn", "USD/year"),
}
"""Units a figure may be written in for an input of another: what it counts is said in words there, euros are
turned into dollars, per cent into shares, and millions are written out."""


@EVERY
def test_every_line_has_the_unit_it_declares(calculator: type[Calculator]) -> None:
    values = import_module(f"tests.calculators.test_{calculator.topic}").VALUES
    registry = pint.UnitRegistry(UNITS.strip().splitlines())
    plain, with_units = evaluate(calculator, values), units(calculator, values, registry)
    for name, line in plain.items():
        np.testing.assert_allclose(np.squeeze(with_units[name]), line, rtol=1e-12, err_msg=name)


@EVERY
def test_every_default_is_a_figure_within_the_bounds_of_its_input(
    calculator: type[Calculator], knowledge: Knowledge
) -> None:
    for name, declared in calculator.inputs.items():
        for figure in map(knowledge.figure, declared.default):
            assert declared.low <= default_number(figure, declared, 1.1) <= declared.high, name


@EVERY
def test_every_default_is_in_the_unit_of_its_input(calculator: type[Calculator], knowledge: Knowledge) -> None:
    for name, declared in calculator.inputs.items():
        for figure in map(knowledge.figure, declared.default):
            assert (figure.unit, declared.unit) in FITTING or figure.unit == declared.unit, name


@EVERY
def test_every_unit_of_an_input_or_a_line_can_be_shown(calculator: type[Calculator]) -> None:
    for named in (*calculator.inputs.values(), *calculator.lines.values()):
        assert named.shown in SHOWN, named.name


@EVERY
def test_the_default_of_a_choice_is_named_in_words(calculator: type[Calculator], knowledge: Knowledge) -> None:
    for declared in calculator.inputs.values():
        if isinstance(declared, Choice):
            assert all(knowledge.figure(id).words in declared.options for id in declared.default)
