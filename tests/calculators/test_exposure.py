"""Holdings in the shock: an example by hand, and the laws of losses, of what came back, and of a larger shock."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.briefing import Briefing
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.exposure import HOLDINGS, OF_THE_AMOUNTS, PRESETS, Exposure
from lagebild.calculators.expression import inputs_of
from lagebild.knowledge.loading import Knowledge

PLACES = len(HOLDINGS)
FLAGS = {f"is_{one.id}": np.eye(PLACES)[place] for place, one in enumerate(HOLDINGS)}
# chips lose a tenth and get back a fifth of that; the DAX gains; all others stand still
DAY = np.array([-0.10, 0, 0, 0, 0, 0, 0.02])
TWO_DAYS = np.array([-0.08, 0, 0, 0, 0, 0, 0.01])
AMOUNTS = {**dict.fromkeys(OF_THE_AMOUNTS, 0.0), "amount_chips": 50_000.0, "amount_dax": 20_000.0}
VALUES: dict[str, Any] = {
    **FLAGS,
    "day_return": np.linspace(-0.3, 0.05, PLACES),
    "two_day_return": np.linspace(-0.2, 0.02, PLACES),
    **{name: 10_000.0 * (place + 1) for place, name in enumerate(OF_THE_AMOUNTS)},
    "shock_factor": 1.7,
}
"""What the test of all units takes."""


def lines(day: Any = DAY, two_days: Any = TWO_DAYS, **inputs: float) -> dict[str, Any]:
    values = {**FLAGS, "day_return": day, "two_day_return": two_days, **AMOUNTS, "shock_factor": 2.0}
    return evaluate(Exposure, {**values, **inputs})


RETURNS = st.lists(st.floats(-1, 1), min_size=PLACES, max_size=PLACES).map(np.array)
SOME = st.fixed_dictionaries({name: st.floats(one.low, one.high) for name, one in Exposure.inputs.items()})


# ---- by hand


def test_fifty_thousand_in_chips_and_twenty_in_the_dax() -> None:
    found = lines()
    assert found["loss"].tolist() == [5_000, 0, 0, 0, 0, 0, -400]
    assert found["given_back"].tolist() == pytest.approx([1_000, 0, 0, 0, 0, 0, -200])
    assert found["value_after"].tolist() == [45_000, 0, 0, 0, 0, 0, 20_400]
    assert found["value_after_two_days"].tolist() == pytest.approx([46_000, 0, 0, 0, 0, 0, 20_200])
    assert (found["total_amount"], found["total_loss"]) == (70_000, 4_600)
    assert found["total_given_back"] == pytest.approx(800)
    assert found["total_value_after"] == 65_400 and found["total_value_after_two_days"] == pytest.approx(66_200)
    assert found["loss_share"] == pytest.approx(4_600 / 70_000)
    assert found["given_back_share"] == pytest.approx(800 / 4_600)
    assert found["share_of_loss"][0] == pytest.approx(5_000 / 4_600)
    assert found["total_shock_loss"] == pytest.approx(2 * 4_600)


def test_a_shock_takes_no_more_than_all_of_a_holding() -> None:
    found = lines(day=np.full(PLACES, -0.4), shock_factor=3.0)
    assert found["shock_loss_share"].tolist() == [1.0] * PLACES
    assert found["total_shock_loss"] == found["total_amount"] == 70_000
    assert lines(day=np.full(PLACES, -0.4), shock_factor=2.0)["total_shock_loss"] == pytest.approx(0.8 * 70_000)


def test_without_an_amount_nothing_is_lost_and_no_share_divides_by_nothing() -> None:
    found = lines(**dict.fromkeys(OF_THE_AMOUNTS, 0.0))
    assert found["total_loss"] == found["total_shock_loss"] == found["loss_share"] == found["given_back_share"] == 0


# ---- laws


@given(RETURNS, RETURNS, SOME)
def test_totals_are_sums_and_values_follow_from_what_is_lost_and_given_back(
    day: Any, two_days: Any, inputs: dict[str, float]
) -> None:
    found = lines(day, two_days, **inputs)
    for name in ("amount", "loss", "given_back", "shock_loss"):
        assert found[f"total_{name}"] == pytest.approx(sum(found[name].tolist()), rel=1e-9, abs=1e-3)
    amounts = np.array([inputs[name] for name in OF_THE_AMOUNTS])
    assert found["amount"].tolist() == amounts.tolist()
    np.testing.assert_allclose(found["value_after"], amounts * (1 + day), rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(found["value_after_two_days"], amounts * (1 + two_days), rtol=1e-9, atol=1e-3)


@given(RETURNS, SOME)
def test_a_factor_of_one_is_the_day_itself(day: Any, inputs: dict[str, float]) -> None:
    found = lines(day, **{**inputs, "shock_factor": 1.0})
    np.testing.assert_allclose(found["shock_loss"], found["loss"], rtol=1e-12, atol=1e-6)


@given(RETURNS, SOME, st.floats(0.1, 2.5))
def test_a_larger_shock_never_costs_less_where_a_holding_fell(
    day: Any, inputs: dict[str, float], factor: float
) -> None:
    small = lines(day, **{**inputs, "shock_factor": factor})["shock_loss"]
    large = lines(day, **{**inputs, "shock_factor": 2 * factor})["shock_loss"]
    fell = day <= 0
    assert (large[fell] >= small[fell]).all() and (large[~fell] <= small[~fell]).all()
    assert (large <= np.array([inputs[name] for name in OF_THE_AMOUNTS])).all()


@given(RETURNS, RETURNS, SOME, st.floats(0.01, 1))
def test_a_part_of_every_amount_loses_that_part(day: Any, two_days: Any, inputs: dict[str, float], part: float) -> None:
    fewer = {name: value * part if name in OF_THE_AMOUNTS else value for name, value in inputs.items()}
    whole, less = lines(day, two_days, **inputs), lines(day, two_days, **fewer)
    for name in ("total_loss", "total_given_back", "total_shock_loss"):
        assert less[name] == pytest.approx(whole[name] * part, rel=1e-6, abs=1e-3)


@given(SOME)
def test_a_holding_whose_flag_is_not_set_counts_for_nothing(inputs: dict[str, float]) -> None:
    values = {**VALUES, **inputs, "is_power": np.zeros(PLACES)}
    assert evaluate(Exposure, values)["amount"][1] == 0
    assert evaluate(Exposure, values, only=("total_loss",)) == evaluate(
        Exposure, {**values, "amount_power": 0.0, "is_power": FLAGS["is_power"]}, only=("total_loss",)
    )


# ---- whatever is entered


@pytest.mark.parametrize("bound", ["low", "high"])
def test_the_ends_of_all_sliders_give_numbers(bound: str) -> None:
    ends = {name: getattr(one, bound) for name, one in Exposure.inputs.items()}
    assert set(lines(**ends)) == set(Exposure.lines)


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount_chips", -1), ("amount_dax", 2e9), ("shock_factor", 0), ("shock_factor", 6),
     ("amount_sox", float("nan")), ("shock_factor", float("inf"))],
)  # fmt: skip
def test_nonsense_is_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Briefing(inputs={Exposure.topic: {name: value}})


def test_every_input_and_every_look_up_moves_a_line() -> None:
    reached = {named.name for line in Exposure.lines.values() for named in inputs_of(line)}
    assert reached == {*Exposure.inputs, *Exposure.lookups}


# ---- what the presets name


def test_every_preset_sets_all_amounts_to_the_same_sum(knowledge: Knowledge) -> None:
    for preset in PRESETS:
        assert tuple(preset.values) == OF_THE_AMOUNTS
        assert sum(knowledge.number(id) for id in preset.values.values()) == 700_000
