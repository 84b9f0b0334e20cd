"""The AI boom laid over the dot-com years."""

from __future__ import annotations

import pytest

from lagebild.analysis.dotcom import dotcom
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import base_months


def test_both_eras_are_100_in_their_base_months(knowledge: Knowledge) -> None:
    for pair in (dotcom(knowledge).index, dotcom(knowledge).shares):
        assert pair.past.at(0) == pair.present.at(0) == 100
        assert (pair.past.base_month, pair.present.base_month) == ("1995-07", "2022-11")


def test_month_ends_fall_less_than_the_two_dated_closes_of_the_index(knowledge: Knowledge) -> None:
    """From peak to trough, −77.9 % by the day: month-ends miss both."""
    by_day = knowledge.number("nasdaq-trough") / knowledge.number("nasdaq-peak") - 1
    assert by_day * 100 == pytest.approx(-77.93, abs=0.005)
    assert by_day < dotcom(knowledge).index.fall < -0.7


@pytest.mark.parametrize("base", ["1995-01", "1997-06", "2000-02"])
def test_another_base_month_moves_the_past_and_changes_no_fall(knowledge: Knowledge, base: str) -> None:
    plain, moved = dotcom(knowledge), dotcom(knowledge, base)
    assert moved.index.past.at(0) == 100
    assert moved.index.fall == pytest.approx(plain.index.fall)
    assert moved.index.present == plain.index.present


def test_the_base_may_be_any_month_up_to_the_peak(knowledge: Knowledge) -> None:
    months = base_months(knowledge.overlays)
    assert (months[0], months[-1]) == ("1995-01", "2000-02")
    assert dotcom(knowledge, months[-1]).index.peak == 0


def test_what_happened_next_lies_beyond_the_last_month_of_the_present(knowledge: Knowledge) -> None:
    pair = dotcom(knowledge).index
    assert pair.now == pair.present.months[-1]
    assert pair.past.months[-1] > pair.now
