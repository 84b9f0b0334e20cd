"""The formula engine: what may be written, and what each visitor makes of it."""

from __future__ import annotations

import math
import types
from typing import Any

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.calculators.constants import UNITS
from lagebild.calculators.evaluation import NotANumber, evaluate
from lagebild.calculators.excel import excel
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Constant,
    Expression,
    Input,
    Line,
    Lookup,
    Named,
    ceil,
    divide,
    exp,
    first_where,
    inputs_of,
    least,
    ln,
    maximum,
    minimum,
    origin_of,
    total,
    when,
)
from lagebild.calculators.units import units
from lagebild.frozen import Bilingual
from lagebild.origin import Origin
from tests.calculators.formulas import COLUMN, ROW, RandomCalculator, Undecided, Undefined, random_calculator

LABEL = Bilingual(de="egal", en="any")
MONTH = Axis("month")


def an_input(unit: str = "") -> Input:
    return Input(LABEL, unit, default="none", low=0, high=9, step=1)


def calculator_of(**named: Any) -> type[Calculator]:
    return types.new_class("Small", (Calculator,), {"topic": "small"}, lambda body: body.update(named))


def computed(formula: Expression, over: tuple[Axis, ...] = (), **given: tuple[Named, Any]) -> Any:
    """The number of one formula over inputs and lookups given as (declaration, value)."""
    line = Line(LABEL, "", formula, over=over)
    declared = {name: declaration for name, (declaration, _) in given.items()}
    calculator = calculator_of(**declared, line=line)
    return evaluate(calculator, {name: value for name, (_, value) in given.items()})["line"]


# ---- evaluate, against a computation that shares nothing with it


@st.composite
def random_calculators(draw: st.DrawFn, **shape: Any) -> RandomCalculator:
    return random_calculator(lambda options: draw(st.sampled_from(options)), **shape)


def assert_line_is_right(made: RandomCalculator, line: str) -> None:
    try:
        expected = made.expected(line)
    except Undecided:
        return
    except Undefined:
        with pytest.raises(NotANumber):
            evaluate(made.calculator, made.values, only=(line,))
        return
    array = evaluate(made.calculator, made.values, only=(line,))[line]
    assert array.shape == tuple(3 if axis == ROW else 2 for axis in made.calculator.lines[line].over)
    for number, (value, error) in zip(array.reshape(-1), expected, strict=True):
        assert number == pytest.approx(value, rel=1e-9, abs=error)


@settings(max_examples=400)
@given(random_calculators())
def test_every_line_equals_a_computation_in_plain_python(made: RandomCalculator) -> None:
    for line in made.calculator.lines:
        assert_line_is_right(made, line)


@settings(max_examples=100)
@given(random_calculators(axes=(ROW,)))
def test_every_line_over_one_axis_equals_a_computation_in_plain_python(made: RandomCalculator) -> None:
    for line in made.calculator.lines:
        assert_line_is_right(made, line)


@settings(max_examples=200)
@given(random_calculators(), st.data(), st.sampled_from((1, 2, 3, 5)))
def test_many_samples_at_once_equal_single_evaluations(made: RandomCalculator, data: st.DataObject, samples: int) -> None:
    factors = st.lists(st.sampled_from((0.0, 0.5, 1.0, -1.0, 2.0)), min_size=samples, max_size=samples)
    factors_of = {name: np.array(data.draw(factors)) for name in made.values if not name.startswith("flags")}
    varied = {
        name: np.asarray(value)[..., np.newaxis] * factors_of[name] if name in factors_of else value
        for name, value in made.values.items()
    }
    for line in made.calculator.lines:
        singles = []
        try:
            for sample in range(samples):
                single = {
                    name: np.asarray(varied[name])[..., sample] if name in factors_of else value
                    for name, value in made.values.items()
                }
                singles.append(evaluate(made.calculator, single, only=(line,))[line])
        except NotANumber:
            with pytest.raises(NotANumber):
                evaluate(made.calculator, varied, samples=samples, only=(line,))
            continue
        together = evaluate(made.calculator, varied, samples=samples, only=(line,))[line]
        over = made.calculator.lines[line].over
        if together.ndim == len(over):  # it rests on no sample
            together = together[..., np.newaxis]
        np.testing.assert_allclose(*np.broadcast_arrays(together, np.stack(singles, axis=-1)), rtol=1e-12, atol=1e-12)


def test_the_random_formulas_use_every_operation_and_most_are_decided() -> None:
    decided, seen = 0, set()
    for seed in range(200):
        made = random_calculator(np.random.default_rng(seed).choice if False else __import__("random").Random(seed).choice)
        seen |= {word for line in made.calculator.lines.values() for word in names_of(line.formula)}
        for line in made.calculator.lines:
            try:
                made.expected(line)
                decided += 1
            except (Undecided, Undefined):
                pass
    assert decided > 400
    assert seen == {
        "add", "subtract", "multiply", "over", "power", "negate", "minimum", "maximum", "ln", "exp", "ceil",
        "divide", "when", "total", "least", "FirstWhere",
    }  # fmt: skip


def names_of(node: Expression) -> set[str]:
    inner = [part for value in vars(node).values() for part in (value if isinstance(value, tuple) else (value,))]
    name = "" if isinstance(node, Named) else getattr(node, "name", type(node).__name__)
    below = set() if isinstance(node, Named) else {
        word for part in inner if isinstance(part, Expression) for word in names_of(part)
    }
    return ({name} if name and name != "Whole" else set()) | below
