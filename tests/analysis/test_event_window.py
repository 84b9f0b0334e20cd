"""The weeks around the shock as an index."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.event_window import SHOWN, event_window
from lagebild.analysis.market import market
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import BROAD_MARKET

SHOCK = date(2025, 1, 27)


def test_the_window_runs_over_the_days_of_trading_from_january_to_march(knowledge: Knowledge) -> None:
    window = event_window(knowledge)
    assert (window.days[0], window.days[-1], len(window.days)) == (date(2025, 1, 2), date(2025, 3, 31), 60)
    assert window.base == date(2025, 1, 24)
    assert tuple(window.courses) == SHOWN


def test_every_line_is_100_on_the_base_day_and_falls_by_the_return_of_the_day(knowledge: Knowledge) -> None:
    window = event_window(knowledge)
    for symbol, move in market(knowledge).moves.items():
        if symbol in window.courses:
            assert window.at(symbol, window.base) == 100
            assert window.at(symbol, SHOCK) == pytest.approx(100 * (1 + move.simple_return))


def test_adjusted_lines_lose_what_the_broad_market_did_and_its_own_is_flat(knowledge: Knowledge) -> None:
    window = event_window(knowledge, adjusted=True)
    assert set(window.courses[BROAD_MARKET].index) == {100.0}
    nvidia = market(knowledge).moves["NVDA"]
    assert window.at("NVDA", SHOCK) == pytest.approx(100 * (1 + nvidia.market_adjusted_return))


def test_another_base_moves_the_hundred_and_no_drawdown(knowledge: Knowledge) -> None:
    plain, moved = event_window(knowledge), event_window(knowledge, SHOCK)
    assert moved.at("NVDA", SHOCK) == 100
    assert moved.courses["NVDA"].max_drawdown == plain.courses["NVDA"].max_drawdown
    ratios = {
        round(one / other, 9)
        for one, other in zip(plain.courses["NVDA"].index, moved.courses["NVDA"].index, strict=True)
        if one and other
    }
    assert len(ratios) == 1


def test_a_gap_of_a_series_stays_a_gap(knowledge: Knowledge) -> None:
    window = event_window(knowledge, date(2025, 1, 23), ("ENR.DE",))
    assert window.at("ENR.DE", date(2025, 1, 24)) is None
    assert window.at("ENR.DE", date(2025, 1, 23)) == 100


def test_a_series_without_a_close_on_the_base_day_has_no_line(knowledge: Knowledge) -> None:
    course = event_window(knowledge, None, ("ENR.DE", "NVDA")).courses["ENR.DE"]
    assert not course.is_drawn and set(course.index) == {None}
    assert course.market_adjusted_return is None


def test_the_cumulative_return_is_that_of_the_last_close(knowledge: Knowledge) -> None:
    course = event_window(knowledge).courses["NVDA"]
    closes = knowledge.closes["NVDA"]
    expected = closes.closes[-1] / closes.by_day[date(2025, 1, 24)] - 1
    assert course.cumulative_return == pytest.approx(expected)
    assert course.last_day == date(2025, 3, 31)


def test_a_day_without_trading_is_no_base(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError):
        event_window(knowledge, date(2025, 1, 25))
