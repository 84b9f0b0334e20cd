"""The formula engine: what may be written, and what each visitor makes of it."""

from __future__ import annotations

import random
import re
import types
from typing import Any

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.calculators import evaluation
from lagebild.calculators.constants import UNITS
from lagebild.calculators.evaluation import CALCULATE, NotANumber, evaluate
from lagebild.calculators.excel import excel
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Choice,
    Constant,
    Expression,
    FirstWhere,
    Input,
    Line,
    Lookup,
    Named,
    Operation,
    Reduction,
    ceil,
    divide,
    exp,
    first_where,
    inputs_of,
    least,
    lines_of,
    ln,
    maximum,
    minimum,
    origin_of,
    total,
    when,
)
from lagebild.calculators.units import units
from lagebild.frozen import Bilingual
from lagebild.language import Language
from lagebild.origin import Origin
from tests.calculators.formulas import COLUMN, ROW, RandomCalculator, Undecided, Undefined, random_calculator

LABEL = Bilingual(de="egal", en="any")
ENGLISH = Language("en")
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
def test_many_samples_at_once_equal_single_evaluations(
    made: RandomCalculator, data: st.DataObject, samples: int
) -> None:
    assert_samples_are_right(made, data, samples)


@settings(max_examples=100)
@given(random_calculators(), st.data(), st.sampled_from((5, 6, 10)))
def test_samples_in_several_passes_equal_single_evaluations(
    made: RandomCalculator, data: st.DataObject, samples: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluation, "_AT_ONCE", 4)
        assert_samples_are_right(made, data, samples)


def assert_samples_are_right(made: RandomCalculator, data: st.DataObject, samples: int) -> None:
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
    decided, used = 0, set[str]()
    for seed in range(200):
        made = random_calculator(random.Random(seed).choice)
        for name, line in made.calculator.lines.items():
            used |= operations_in(line.formula)
            try:
                made.expected(name)
                decided += 1
            except (Undecided, Undefined):
                pass
    assert decided > 400  # of 800
    assert used == {*CALCULATE, "when", "total", "least", "first_where"}


def operations_in(node: Expression) -> set[str]:
    if isinstance(node, Operation):
        return {node.name}.union(*(operations_in(operand) for operand in node.operands))
    if isinstance(node, Reduction):
        return {node.name}
    return {"first_where"} if isinstance(node, FirstWhere) else set()


# ---- evaluate: the edges


@pytest.mark.filterwarnings("error")
def test_the_branch_not_taken_neither_warns_nor_leaks() -> None:
    x, y = an_input(), Lookup(LABEL, "", (ROW,))
    formula = when(y > 0, x / y + ln(y), 0)
    numbers = computed(formula, (ROW,), x=(x, 1.0), y=(y, [0.0, 1.0, -1.0]))
    assert numbers.tolist() == [0.0, 1.0, 0.0]


@pytest.mark.filterwarnings("error")
def test_divide_gives_the_other_value_where_the_divisor_is_zero() -> None:
    x, y = an_input(), Lookup(LABEL, "", (ROW,))
    assert computed(divide(x, y, 2), (ROW,), x=(x, 6.0), y=(y, [0.0, 4.0])).tolist() == [2.0, 1.5]
    assert computed(divide(x, y, x / y), (ROW,), x=(x, 6.0), y=(y, [4.0, 3.0])).tolist() == [1.5, 2.0]


X = an_input()


@pytest.mark.parametrize(
    "formula",
    [
        1 / X,
        ln(X),
        X**X,
        exp(1 / X),
        minimum(1 / X, 2),
        maximum(X, ln(X)),
        1 / (1 / X),
        exp(-(1 / X)),
        (1 / X) ** 0,
        1 ** (1 / X),
        when(1 / X > 1, 1, 2),
        when(X <= 0, 1 / X, 2),
        divide(1 / X, 1, 0),
    ],
)
@pytest.mark.filterwarnings("error")
def test_an_undefined_step_makes_the_line_undefined(formula: Expression) -> None:
    with pytest.raises(NotANumber, match=r"small\.line"):
        computed(formula, x=(X, 0.0))


def test_ceil_forgives_what_rounding_left_over() -> None:
    x = an_input()
    ceilings = [computed(ceil(x), x=(x, value)) for value in (3.0, 3.0000000001, 3.00001, 2.4, -2.4, 0.0)]
    assert ceilings == [3, 3, 4, 3, -2, 0]


def test_first_where_finds_the_first_flag_or_gives_the_other_value() -> None:
    flag, month = Lookup(LABEL, "", (MONTH,)), Lookup(LABEL, "", (MONTH,))
    formula = first_where(flag, month, MONTH, 0)
    months = (month, [1.0, 2.0, 3.0])
    assert computed(formula, flag=(flag, [0.0, 1.0, 1.0]), month=months) == 2
    assert computed(formula, flag=(flag, [0.0, 0.0, 0.0]), month=months) == 0


def test_first_where_looks_along_one_axis_for_each_place_of_the_other() -> None:
    flag, month = Lookup(LABEL, "", (ROW, MONTH)), Lookup(LABEL, "", (MONTH,))
    block, least_of_row = Lookup(LABEL, "", (ROW, MONTH)), Lookup(LABEL, "", (ROW,))
    given = {
        "flag": (flag, [[0.0, 1.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 1.0]]),
        "month": (month, [1.0, 2.0, 3.0]),
        "block": (block, [[11.0, 12.0, 13.0], [21.0, 22.0, 23.0], [31.0, 32.0, 33.0]]),
        "least_of_row": (least_of_row, [7.0, 8.0, 9.0]),
    }
    assert computed(first_where(flag, month, MONTH, 0), (ROW,), **given).tolist() == [2, 0, 1]
    assert computed(first_where(flag, block, MONTH, least_of_row), (ROW,), **given).tolist() == [12, 8, 31]


def test_totals_of_two_axes_keep_the_other_one() -> None:
    block = Lookup(LABEL, "", (ROW, COLUMN))
    given = (block, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert computed(total(block, over=ROW), (COLUMN,), block=given).tolist() == [9, 12]
    assert computed(least(block, over=COLUMN), (ROW,), block=given).tolist() == [1, 3, 5]


def test_a_line_has_its_axes_in_the_order_it_declares() -> None:
    rows, columns = Lookup(LABEL, "", (ROW,)), Lookup(LABEL, "", (COLUMN,))
    given = {"rows": (rows, [1.0, 2.0, 3.0]), "columns": (columns, [10.0, 20.0])}
    assert computed(rows + columns, (ROW, COLUMN), **given).tolist() == [[11, 21], [12, 22], [13, 23]]
    assert computed(rows + columns, (COLUMN, ROW), **given).tolist() == [[11, 12, 13], [21, 22, 23]]


def test_only_the_lines_asked_for_need_their_values() -> None:
    x, y = an_input(), an_input()
    calculator = calculator_of(x=x, y=y, double=Line(LABEL, "", 2 * x), triple=Line(LABEL, "", x + y))
    assert evaluate(calculator, {"x": 4.0}, only=("double",)) == {"double": 8.0}
    with pytest.raises(KeyError, match="y"):
        evaluate(calculator, {"x": 4.0})


def test_values_of_the_wrong_shape_are_refused() -> None:
    x, rows = an_input(), Lookup(LABEL, "", (ROW,))
    calculator = calculator_of(x=x, rows=rows, line=Line(LABEL, "", x * rows, over=(ROW,)))
    for values, samples in (
        ({"x": [1.0, 2.0], "rows": [1.0]}, 0),
        ({"x": [1.0, 2.0], "rows": [1.0]}, 3),
        ({"x": 1.0, "rows": 1.0}, 0),
        ({"x": 1.0, "rows": [[1.0, 2.0]]}, 3),
    ):
        with pytest.raises(ValueError, match=r"^(x|rows): "):
            evaluate(calculator, values, samples=samples)


# ---- what may be written


@pytest.mark.parametrize("literal", [3, 0.5, 1.0, -1, True, "2", None, 1_000_000])
def test_only_0_1_and_2_may_stand_in_a_formula(literal: Any) -> None:
    with pytest.raises(TypeError):
        an_input() * literal
    with pytest.raises(TypeError):
        literal + an_input()
    with pytest.raises(TypeError):
        when(an_input() > literal, 1, 2)
    with pytest.raises(TypeError):
        minimum(an_input(), literal)


@pytest.mark.parametrize("literal", [0, 1, 2])
def test_0_1_and_2_may_stand_on_either_side(literal: int) -> None:
    x = an_input()
    for formula, number in (
        (literal + x, literal + 4),
        (x - literal, 4 - literal),
        (literal - x, literal - 4),
        (literal / x, literal / 4),
        (literal * x, literal * 4),
        (literal**x, literal**4),
        (x**literal, 4**literal),
    ):
        assert computed(formula, x=(x, 4.0)) == number


def test_a_line_that_declares_other_axes_than_its_formula_has_is_refused() -> None:
    rows = Lookup(LABEL, "", (ROW,))
    with pytest.raises(TypeError, match="row"):
        Line(LABEL, "", rows * 2)
    with pytest.raises(TypeError, match="nothing"):
        Line(LABEL, "", total(rows, over=ROW), over=(ROW,))
    with pytest.raises(TypeError, match="row"):
        Line(LABEL, "", rows * 2, over=(ROW, COLUMN))
    with pytest.raises(TypeError, match="column"):
        Line(LABEL, "", when(Lookup(LABEL, "", (COLUMN,)) > 0, rows, 0), over=(ROW,))


def test_only_something_with_a_name_is_gathered_and_only_over_its_own_axes() -> None:
    rows = Lookup(LABEL, "", (ROW,))
    for gather in (total, least):
        with pytest.raises(TypeError, match="name"):
            gather(rows * 2, over=ROW)
        with pytest.raises(TypeError, match="column"):
            gather(rows, over=COLUMN)
    with pytest.raises(TypeError, match="name"):
        first_where(rows > 1, rows, ROW, 0)
    with pytest.raises(TypeError, match="further"):
        first_where(rows, Lookup(LABEL, "", (ROW, COLUMN)), ROW, 0)


def test_a_formula_and_a_comparison_are_neither_true_nor_false() -> None:
    for undecidable in (an_input(), an_input() + 1, an_input() > 1):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(undecidable)
    with pytest.raises(TypeError, match="neither true nor false"):
        0 < an_input() < 1  # noqa: B015


def test_names_and_topics_come_from_the_class_body() -> None:
    class Small(Calculator, topic="small_topic"):
        first = an_input()
        second = Line(LABEL, "", first * 2)

    assert (Small.first.name, Small.first.topic) == ("first", "small_topic")
    assert list(Small.inputs) == ["first"]
    assert list(Small.lines) == ["second"]


# ---- units


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry(UNITS.strip().splitlines())


MILLION = Constant("MILLION", 1e6, "token/Mtoken", LABEL)
TOKENS, PRICE, RATE = an_input("token"), an_input("USD/Mtoken"), an_input("USD/EUR")


PRICED = {"tokens": 3e6, "price": 2.0, "rate": 1.05}


def priced(formula: Expression, unit: str) -> type[Calculator]:
    return calculator_of(tokens=TOKENS, price=PRICE, rate=RATE, line=Line(LABEL, unit, formula))


def both(formula: Expression, unit: str, registry: Any) -> tuple[float, float]:
    """One formula evaluated, and calculated with units."""
    calculator = priced(formula, unit)
    return float(evaluate(calculator, PRICED)["line"]), float(units(calculator, PRICED, registry)["line"])


def test_a_right_formula_has_the_same_number_with_units(registry: Any) -> None:
    assert both(TOKENS * PRICE / MILLION, "USD", registry) == pytest.approx((6.0, 6.0))
    assert both(TOKENS * PRICE / MILLION / RATE, "EUR", registry) == pytest.approx((6 / 1.05,) * 2)


def test_a_missing_factor_of_a_million_is_found_by_a_differing_number(registry: Any) -> None:
    plain, with_units = both(TOKENS * PRICE, "USD", registry)
    assert plain == pytest.approx(6e6)
    assert with_units == pytest.approx(6)


def test_a_missing_factor_inside_a_sum_is_found_too(registry: Any) -> None:
    plain, with_units = both(TOKENS * PRICE / MILLION + TOKENS * PRICE, "USD", registry)
    assert plain != pytest.approx(with_units)


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        (TOKENS + PRICE, "token"),
        (TOKENS * PRICE / MILLION + TOKENS * PRICE / MILLION / RATE, "USD"),
        (TOKENS * PRICE / MILLION, "EUR"),
        (TOKENS * PRICE / MILLION, "token"),
        (TOKENS + 1, "token"),
        (minimum(TOKENS, PRICE), "token"),
        (when(TOKENS > PRICE, TOKENS, 0), "token"),
        (when(TOKENS > 0, TOKENS, PRICE), "token"),
        (when(TOKENS > 1, TOKENS, 0), "token"),
        (divide(TOKENS, PRICE, RATE), "Mtoken*token/USD"),
        (exp(TOKENS), ""),
        (ln(TOKENS), ""),
        (2**TOKENS, ""),
        (TOKENS**2, "token**2"),
    ],
)
def test_what_does_not_fit_together_has_no_unit(formula: Expression, unit: str, registry: Any) -> None:
    with pytest.raises(pint.DimensionalityError):
        units(priced(formula, unit), PRICED, registry)


def test_a_literal_zero_fits_every_unit(registry: Any) -> None:
    for formula in (maximum(TOKENS, 0), when(TOKENS > 0, TOKENS, 0), 0 + TOKENS, divide(TOKENS, RATE, 0) * RATE):
        assert both(formula, "token", registry) == pytest.approx((3e6, 3e6))


def test_gathered_units_stay(registry: Any) -> None:
    rows, flags = Lookup(LABEL, "token", (ROW,)), Lookup(LABEL, "", (ROW,))
    calculator = calculator_of(
        rows=rows,
        flags=flags,
        sum=Line(LABEL, "Mtoken", total(rows, over=ROW)),
        least=Line(LABEL, "token", least(rows, over=ROW)),
        first=Line(LABEL, "token", first_where(flags, rows, ROW, 0)),
    )
    values = {"rows": [2e6, 1e6, 4e6], "flags": [0.0, 0.0, 1.0]}
    found = {name: float(np.squeeze(number)) for name, number in units(calculator, values, registry).items()}
    # the first line declares millions and computes tokens: wrong, and seen
    assert found == pytest.approx({"sum": 7.0, "least": 1e6, "first": 4e6})
    assert evaluate(calculator, values)["sum"] == 7e6


def test_units_are_those_of_the_value_where_a_flag_runs_over_two_axes(registry: Any) -> None:
    flags, months = Lookup(LABEL, "", (ROW, MONTH)), Lookup(LABEL, "Mtoken", (MONTH,))
    first = Line(LABEL, "token", first_where(flags, months, MONTH, 0), over=(ROW,))
    calculator = calculator_of(flags=flags, months=months, first=first)
    values = {"flags": [[0.0, 1.0], [0.0, 0.0]], "months": [3.0, 4.0]}
    assert np.squeeze(units(calculator, values, registry)["first"]).tolist() == [4e6, 0]


# ---- Excel and explanations


class BareNames:
    """Cells called by the names of what lies in them."""

    def cell(self, node: Named) -> str:
        return node.name

    def range(self, node: Named, over: Axis) -> str:
        return f"{node.name}_{over.name}"


A, B, C = (an_input() for _ in range(3))
FLAG, ROWS = Lookup(LABEL, "", (ROW,)), Lookup(LABEL, "", (ROW,))
BLOCK_FLAG, COLUMNS = Lookup(LABEL, "", (ROW, COLUMN)), Lookup(LABEL, "", (COLUMN,))
LETTERS = calculator_of(a=A, b=B, c=C, flag=FLAG, rows=ROWS, block_flag=BLOCK_FLAG, columns=COLUMNS)
FORMULAS: list[tuple[Expression, str, str]] = [
    (-(A**2), "(-(a^2))", "−a^2"),
    ((-A) ** 2, "((-a)^2)", "(−a)^2"),
    (A ** (B**C), "(a^(b^c))", "a^(b^c)"),
    ((A**B) ** C, "((a^b)^c)", "(a^b)^c"),
    (A + B + C, "((a+b)+c)", "a + b + c"),
    (A + (B + C), "(a+(b+c))", "a + b + c"),
    (A - B - C, "((a-b)-c)", "a − b − c"),
    (A - (B - C), "(a-(b-c))", "a − (b − c)"),
    (A - (B + C), "(a-(b+c))", "a − (b + c)"),
    (A * (B + C), "(a*(b+c))", "a × (b + c)"),
    (A * B + C, "((a*b)+c)", "a × b + c"),
    (A / B * C, "((a/b)*c)", "a ÷ b × c"),
    (A / (B * C), "(a/(b*c))", "a ÷ (b × c)"),
    (A / (B / C), "(a/(b/c))", "a ÷ (b ÷ c)"),
    (A - -B, "(a-(-b))", "a − (−b)"),
    (A * -B, "(a*(-b))", "a × (−b)"),
    (A - -B * C, "(a-((-b)*c))", "a − (−b × c)"),
    (-A + B, "((-a)+b)", "−a + b"),
    (-(A + B), "(-(a+b))", "−(a + b)"),
    (-(A * B), "(-(a*b))", "−(a × b)"),
    ((1 - A) * B + A * C, "(((1-a)*b)+(a*c))", "(1 − a) × b + a × c"),
    (divide(A, B + C, 0), "IF((b+c)=0,0,a/(b+c))", "a ÷ (b + c)"),
    (minimum(A, B + 1) * 2, "(MIN(a,(b+1))*2)", "min(a; b + 1) × 2"),
    (maximum(A, 0), "MAX(a,0)", "max(a; 0)"),
    (ln(A) + exp(B), "(LN(a)+EXP(b))", "ln(a) + exp(b)"),
    (ceil(A / B), "(-INT(-((a/b)-1E-9)))", "ceil(a ÷ b)"),
    (total(ROWS, over=ROW) - A, "(SUM(rows_row)-a)", "Σ rows − a"),
    (total(ROWS, over=ROW) / A, "(SUM(rows_row)/a)", "(Σ rows) ÷ a"),
    (A * total(ROWS, over=ROW), "(a*SUM(rows_row))", "a × (Σ rows)"),
    (least(ROWS, over=ROW) / A, "(MIN(rows_row)/a)", "min(rows) ÷ a"),
    (when(A + B <= C, A, B + 1), "IF((a+b)<=c,a,(b+1))", "a if a + b ≤ c, else b + 1"),
    (when(A > 0, A, 0) * 2, "(IF(a>0,a,0)*2)", "(a if a > 0, else 0) × 2"),
    (
        first_where(FLAG, ROWS, ROW, A + 1),
        "IF(ISNA(MATCH(1,flag_row,0)),(a+1),INDEX(rows_row,MATCH(1,flag_row,0)))",
        "first rows where “flag” holds, else a + 1",
    ),
    (
        first_where(BLOCK_FLAG, ROWS, ROW, COLUMNS),
        "IF(ISNA(MATCH(1,block_flag_row,0)),columns,INDEX(rows_row,MATCH(1,block_flag_row,0)))",
        "first rows where “block_flag” holds, else columns",
    ),
]


@pytest.mark.parametrize(("formula", "in_excel", "in_words"), FORMULAS)
def test_formulas_are_written_for_excel_and_for_people(formula: Expression, in_excel: str, in_words: str) -> None:
    assert excel(formula, BareNames()) == in_excel
    assert explain(formula, lambda named: named.name, str, ENGLISH) == in_words


def test_a_line_is_explained_by_its_formula_and_named_in_others() -> None:
    double = Line(LABEL, "", A * 2)
    more = Line(LABEL, "", double + 1)
    calculator_of(double=double, more=more)
    assert explain(double, lambda named: named.name, str, ENGLISH) == "a × 2"
    assert explain(more, lambda named: named.name, str, ENGLISH) == "double + 1"
    assert excel(double, BareNames()) == "(a*2)"
    assert excel(more, BareNames()) == "(double+1)"


def test_a_choice_is_compared_by_its_words() -> None:
    kinds = Choice(LABEL, (Bilingual(de="Kauf", en="Purchase"), Bilingual(de="Miete", en="Rent")), default="f")
    formula = when(kinds < 1, A, B)
    calculator_of(kinds=kinds, line=Line(LABEL, "", formula))
    said = explain(formula, lambda named: named.name, str, ENGLISH)
    assert said == f"a if {LABEL.en} = Purchase, else b"
    assert f"{LABEL.de} = Kauf" in explain(formula, lambda named: named.name, str, Language("de"))


def test_a_negative_number_in_an_explanation_gets_parentheses() -> None:
    assert explain((1 + A) ** B, lambda _: "−5", str, ENGLISH) == "(1 + (−5))^(−5)"
    assert explain(A * B, lambda _: "−5", str, ENGLISH) == "−5 × (−5)"


TOKEN = re.compile(r"\d+\.\d+|\d+|[a-z]+|[()^;+×÷−]")


def parsed(text: str) -> float:
    """The number of an explanation, read with the rules of school."""
    tokens = [*TOKEN.findall(text), ""]

    def take(*wanted: str) -> str:
        return tokens.pop(0) if tokens[0] in wanted else ""

    def summed() -> float:
        number = multiplied()
        while sign := take("+", "−"):
            number += multiplied() if sign == "+" else -multiplied()
        return number

    def multiplied() -> float:
        number = negated()
        while sign := take("×", "÷"):
            number = number * negated() if sign == "×" else number / negated()
        return number

    def negated() -> float:
        return -negated() if take("−") else raised()

    def raised() -> float:
        base = single()
        return base ** single() if take("^") else base

    def single() -> float:
        token = tokens.pop(0)
        if token == "(":
            number = summed()
            assert take(")")
            return number
        if token in ("min", "max"):
            assert take("(")
            left = summed()
            assert take(";")
            right = summed()
            assert take(")")
            return min(left, right) if token == "min" else max(left, right)
        return float(token)

    number = summed()
    assert tokens == [""], text
    return number


@st.composite
def plain_formulas(draw: st.DrawFn, depth: int = 4) -> Expression:
    """Formulas of the signs that have rules of precedence."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from((A, B, C)))
    left, right = draw(plain_formulas(depth=depth - 1)), draw(plain_formulas(depth=depth - 1))
    build = draw(st.sampled_from([
        lambda: left + right, lambda: left - right, lambda: left * right, lambda: left / right, lambda: -left,
        lambda: left**2, lambda: 2 - right, lambda: minimum(left, right), lambda: maximum(left, right),
    ]))  # fmt: skip
    return build()


@settings(max_examples=300)
@given(plain_formulas())
def test_an_explanation_read_back_gives_the_number_of_its_formula(formula: Expression) -> None:
    values = {"a": 3.0, "b": 0.5, "c": 1.25}
    try:
        number = computed(formula, a=(A, 3.0), b=(B, 0.5), c=(C, 1.25))
    except NotANumber:
        return
    text = explain(formula, lambda named: str(values[named.name]), str, ENGLISH)
    assert parsed(text) == pytest.approx(number, rel=1e-9, abs=1e-9 * largest(formula)), text


def largest(node: Expression) -> float:
    """The largest number on the way, by which sums that cancel out are judged."""
    number = abs(computed(node, a=(A, 3.0), b=(B, 0.5), c=(C, 1.25)))
    return max([number, *(largest(operand) for operand in getattr(node, "operands", ()))])


def test_a_line_rests_on_the_inputs_it_reaches_through_other_lines() -> None:
    double = Line(LABEL, "", when(A > B, A * 2, B))
    sums = Line(LABEL, "", double * ROWS, over=(ROW,))
    found = Line(LABEL, "", first_where(FLAG, ROWS, ROW, C) + total(sums, over=ROW))
    calculator_of(double=double, sums=sums, found=found)
    assert inputs_of(double) == (A, B)
    assert inputs_of(sums) == (A, B, ROWS)
    assert inputs_of(found) == (FLAG, ROWS, C, A, B)
    assert inputs_of(MILLION * 2) == ()


def test_a_line_is_computed_from_its_own_lines_first_and_then_from_theirs() -> None:
    deep, beside = Line(LABEL, "", A + 1), Line(LABEL, "", B + 1)
    near = Line(LABEL, "", deep * 2)
    assert lines_of(Line(LABEL, "", near * beside + near)) == (near, beside, deep)
    assert lines_of(deep) == ()


def test_the_origin_of_a_line_names_its_inputs_and_the_records_behind_it() -> None:
    sums = Line(LABEL, "", A * ROWS, over=(ROW,))
    calculator_of(sums=sums)
    assert origin_of(sums, ("o1",)) == Origin(("o1",), ("small.a",), "small.sums")
