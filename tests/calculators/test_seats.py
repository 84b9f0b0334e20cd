"""Seats: an example worked by hand, the laws of break-even and of unused seats, units, and whatever is entered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import inputs_of, origin_of
from lagebild.calculators.seats import TIERS, Seats

# 100 seats at $30, half of them used; three models: R1's and o1's prices, and one that costs nothing
INPUTS: dict[str, float] = {
    "seats": 100, "active_share": 0.5, "price_per_seat_month": 30, "administration_per_seat_month": 2,
    "setup_once": 2400, "training_per_seat_once": 60, "months": 12, "requests_per_active_user_month": 200,
    "input_tokens_per_request": 1500, "output_tokens_per_request": 800,
}  # fmt: skip
USAGE: dict[str, float] = {
    "peak_share": 1, "cached_input_share": 0, "reasoning_factor": 1, "reasoning_tokens_per_request": 0,
    "working_days_per_month": 20,
}  # fmt: skip
PRICES: dict[str, list[float]] = {
    "peak_input_price": [0.55, 15, 0],
    "off_peak_input_price": [0.135, 15, 0],
    "peak_cache_price": [0.14, 0, 0],
    "off_peak_cache_price": [0.035, 0, 0],
    "peak_output_price": [2.19, 60, 0],
    "off_peak_output_price": [0.55, 60, 0],
    "offers_cache": [1, 0, 0],
    "reasons": [1, 1, 0],
    "is_chosen": [0, 1, 0],
}
# what the test of all units takes: everything that changes a price
VALUES = {**INPUTS, **USAGE, **PRICES, "peak_share": 0.6, "cached_input_share": 0.3, "reasoning_factor": 2,
          "reasoning_tokens_per_request": 400}  # fmt: skip
R1, O1, FREE = range(3)
PARTS = ("licence_per_month", "administration_per_month", "training_per_month", "setup_per_month")
BREAK_EVEN = "break_even_requests_per_active_user_month"


def lines(**inputs: float) -> dict[str, Any]:
    return evaluate(Seats, {**USAGE, **PRICES, **INPUTS, **inputs})


def some(*without: str, **bounds: tuple[float, float]) -> st.SearchStrategy[dict[str, float]]:
    """Anything a reader may enter; `without` some, and others within narrower `bounds`."""
    return st.fixed_dictionaries(
        {
            name: st.floats(*bounds.get(name, (declared.low, declared.high)))
            for name, declared in Seats.inputs.items()
            if name not in without
        }
    )


USED = {"active_share": (0.01, 1.0)}


# ---- by hand


def test_a_hundred_seats_cost_what_one_works_out_by_hand() -> None:
    found = lines()
    # 100 x 30; 100 x 2; 100 x 60 / 12; 2400 / 12
    assert [found[part] for part in PARTS] == [3000, 200, 500, 200]
    assert found["seat_cost_per_month"] == 3900
    assert found["cost_per_seat"] == 39 and found["active_users"] == 50
    assert found["cost_per_active_user"] == 78
    assert found["unused_seats"] == 50 and found["unused_cost_per_month"] == 1950


def test_the_same_requests_cost_at_the_token_what_one_works_out_by_hand() -> None:
    found = lines()
    assert found["seat_requests_per_month"] == 10_000
    # (1500 x 0.55 + 800 x 2.19) / 1e6, and (1500 x 15 + 800 x 60) / 1e6
    assert found["api_cost_per_request"].tolist() == pytest.approx([0.002577, 0.0705, 0])
    assert found["api_cost_per_month"].tolist() == pytest.approx([25.77, 705, 0])
    assert found[BREAK_EVEN].tolist() == pytest.approx([78 / 0.002577, 78 / 0.0705, 0])
    assert found["break_even_requests_per_active_user_day"][O1] == pytest.approx(78 / 0.0705 / 20)
    assert found["break_even"] == pytest.approx(1106.383, abs=5e-4)
    assert found["difference"] == pytest.approx(3900 - 705)


def test_the_cost_is_the_one_formula_of_the_notes() -> None:
    found = lines()
    cost = 100 * (30 + 2) + (2400 + 100 * 60) / 12
    assert found["seat_cost_per_month"] == pytest.approx(cost)
    assert found["cost_per_active_user"] == pytest.approx(cost / (100 * 0.5))
    assert found[BREAK_EVEN][O1] == pytest.approx(cost / (100 * 0.5 * 0.0705))


def test_a_request_is_priced_as_the_token_costs_price_it_but_waits_for_no_batch() -> None:
    found = lines(peak_share=0.5, cached_input_share=0.4, reasoning_tokens_per_request=100, reasoning_factor=2)
    input_price, cache_price, output_price = (0.55 + 0.135) / 2, (0.14 + 0.035) / 2, (2.19 + 0.55) / 2
    r1 = 1500 * (0.6 * input_price + 0.4 * cache_price) + (2 * 800 + 100) * output_price
    # o1 has no cache price: what is repeated costs as much as what is new
    o1 = 1500 * 15 + (2 * 800 + 100) * 60
    assert found["api_cost_per_request"][:2].tolist() == pytest.approx([r1 / 1e6, o1 / 1e6])
    assert found["written_per_request"].tolist() == [1700, 1700, 800]


# ---- laws


@given(some(**USED))
def test_at_break_even_both_sides_cost_the_same(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    for model in (R1, O1):
        there = lines(**{**inputs, "requests_per_active_user_month": found[BREAK_EVEN][model]})
        assert there["api_cost_per_month"][model] == pytest.approx(found["seat_cost_per_month"])
        assert there["api_cost_per_active_user"][model] == pytest.approx(found["cost_per_active_user"])


@given(some(price_per_seat_month=(0.01, 1000), **USED), st.floats(1.01, 100))
def test_beyond_the_break_even_seats_are_cheaper_and_before_it_dearer(inputs: dict[str, float], times: float) -> None:
    at = lines(**inputs)[BREAK_EVEN][O1]
    beyond, before = (
        lines(**{**inputs, "requests_per_active_user_month": requests}) for requests in (at * times, at / times)
    )
    assert beyond["seat_cost_per_month"] < beyond["api_cost_per_month"][O1]
    assert before["seat_cost_per_month"] > before["api_cost_per_month"][O1]
    assert beyond["difference"] < 0 < before["difference"]


@given(some(**USED))
def test_half_the_active_share_doubles_the_cost_of_an_active_user_and_the_break_even(
    inputs: dict[str, float],
) -> None:
    once, half = lines(**inputs), lines(**{**inputs, "active_share": inputs["active_share"] / 2})
    assert half["cost_per_active_user"] == pytest.approx(2 * once["cost_per_active_user"])
    np.testing.assert_allclose(half[BREAK_EVEN], 2 * once[BREAK_EVEN])
    assert half["seat_cost_per_month"] == once["seat_cost_per_month"]
    np.testing.assert_allclose(half["api_cost_per_month"], once["api_cost_per_month"] / 2)


@given(some(seats=(1, 100_000)))
def test_twice_the_seats_cost_twice_and_are_set_up_once(inputs: dict[str, float]) -> None:
    once, twice = lines(**inputs), lines(**{**inputs, "seats": 2 * inputs["seats"]})
    for name in ("licence_per_month", "administration_per_month", "training_per_month", "active_users"):
        assert twice[name] == pytest.approx(2 * once[name]), name
    assert twice["setup_per_month"] == once["setup_per_month"]
    np.testing.assert_allclose(twice["api_cost_per_month"], 2 * once["api_cost_per_month"])
    without = lines(**{**inputs, "seats": 2 * inputs["seats"], "setup_once": 0})
    assert without["cost_per_seat"] == pytest.approx(lines(**{**inputs, "setup_once": 0})["cost_per_seat"])


@given(some())
def test_the_cost_is_the_sum_of_its_parts_and_the_unused_seats_bear_their_share(inputs: dict[str, float]) -> None:
    found = lines(**inputs)
    assert found["seat_cost_per_month"] == pytest.approx(sum(found[part] for part in PARTS))
    used = found["seat_cost_per_month"] - found["unused_cost_per_month"]
    assert used == pytest.approx(found["seat_cost_per_month"] * inputs["active_share"], abs=1e-6)
    assert found["unused_seats"] + found["active_users"] == pytest.approx(inputs["seats"])


@given(some(), st.integers(1, 30))
def test_a_longer_term_makes_only_what_is_paid_once_cheaper(inputs: dict[str, float], months: int) -> None:
    short, long = (lines(**{**inputs, "months": term}) for term in (months, 2 * months))
    once = short["training_per_month"] + short["setup_per_month"]
    assert long["seat_cost_per_month"] == pytest.approx(short["seat_cost_per_month"] - once / 2)


# ---- what does not exist, and whatever is entered


def test_with_nobody_active_there_is_a_cost_but_none_per_user() -> None:
    found = lines(active_share=0)
    assert found["seat_cost_per_month"] == found["unused_cost_per_month"] == 3900
    assert found["cost_per_active_user"] == found["active_users"] == found["break_even"] == 0
    assert not found[BREAK_EVEN].any() and not found["api_cost_per_month"].any()


def test_nothing_is_beaten_by_seats_that_costs_nothing() -> None:
    assert lines()[BREAK_EVEN][FREE] == 0 < lines()["seat_cost_per_month"]


@given(
    some(),
    st.fixed_dictionaries(
        {"peak_share": st.floats(0, 1), "cached_input_share": st.floats(0, 1), "reasoning_factor": st.floats(1, 20),
         "reasoning_tokens_per_request": st.floats(0, 50_000), "working_days_per_month": st.floats(1, 31)}
    ),
)  # fmt: skip
def test_whatever_the_reader_enters_every_line_is_a_number(inputs: dict[str, float], usage: dict[str, float]) -> None:
    found = evaluate(Seats, {**PRICES, **usage, **inputs})
    assert set(found) == set(Seats.lines)
    assert all((np.asarray(line) >= 0).all() for name, line in found.items() if name != "difference")


@pytest.mark.parametrize("bound", ["low", "high"])
def test_the_ends_of_all_sliders_give_numbers(bound: str) -> None:
    ends = {name: getattr(declared, bound) for name, declared in Seats.inputs.items()}
    assert set(lines(**ends)) == set(Seats.lines)


def test_every_input_moves_a_line() -> None:
    reached = {named for line in Seats.lines.values() for named in inputs_of(line)}
    assert not {*Seats.inputs.values(), *Seats.lookups.values()} - reached


def test_tokens_of_a_request_are_those_of_the_seats_not_those_of_the_token_costs() -> None:
    """Both calculators call them by the same name, and what a formula takes is found by its name."""
    for line in Seats.lines.values():
        by_name: dict[str, set[str]] = {}
        for named in inputs_of(line):
            by_name.setdefault(named.name, set()).add(named.topic)
        assert all(len(topics) == 1 for topics in by_name.values()), line.name
        for name in Seats.inputs:
            assert by_name.get(name, {"seats"}) == {"seats"}, f"{line.name}: {name}"


def test_the_break_even_names_the_inputs_of_both_calculators() -> None:
    origin = origin_of(Seats.break_even_requests_per_active_user_day, ("o1",))
    assert {"seats.active_share", "seats.output_tokens_per_request", "api_costs.working_days_per_month"} <= {
        *origin.inputs
    }
    assert (origin.records, origin.line) == (("o1",), "seats.break_even_requests_per_active_user_day")


def test_every_tier_sets_the_same_inputs() -> None:
    assert {tuple(tier.values) for tier in TIERS} == {("price_per_seat_month", "setup_once")}
    assert len({tier.id for tier in TIERS}) == len(TIERS) == 3
