"""Share prices on the day of the shock."""

from __future__ import annotations

import math
from datetime import date

import pytest

from lagebild.analysis.market import market
from lagebild.knowledge.loading import Knowledge


@pytest.mark.parametrize(
    ("symbol", "per_cent"),
    [("VRT", -29.88), ("VST", -28.27), ("AVGO", -17.40), ("NVDA", -16.97), ("^GSPC", -1.46), ("AAPL", 3.18)],
)
def test_returns_equal_the_reference(knowledge: Knowledge, symbol: str, per_cent: float) -> None:
    assert market(knowledge).moves[symbol].simple_return * 100 == pytest.approx(per_cent, abs=0.005)


def test_the_day_is_compared_with_the_last_day_of_trading_before_it(knowledge: Knowledge) -> None:
    results = market(knowledge)
    assert results.day == date(2025, 1, 27)
    assert results.day_before == date(2025, 1, 24)  # a Friday
    nvidia = knowledge.closes["NVDA"]
    move = results.moves["NVDA"]
    assert (move.close_before, move.close_on) == (nvidia.on(results.day_before), nvidia.on(results.day))
    assert move.next_day_return == pytest.approx(nvidia.on(date(2025, 1, 28)) / move.close_on - 1)  # type: ignore[operator]


def test_every_return_follows_from_its_closes_and_the_broad_market(knowledge: Knowledge) -> None:
    results = market(knowledge)
    broad = results.moves["^GSPC"]
    assert broad.market_adjusted_return == 0
    for move in results.moves.values():
        assert move.simple_return == pytest.approx(move.close_on / move.close_before - 1)
        assert math.exp(move.log_return) - 1 == pytest.approx(move.simple_return)
        assert move.market_adjusted_return == pytest.approx(move.simple_return - broad.simple_return)


def test_the_deepest_fall_comes_first(knowledge: Knowledge) -> None:
    results = market(knowledge)
    returns = [move.simple_return for move in results.moves.values()]
    assert returns == sorted(returns)
    assert results.deepest("chips", "power", "platforms", "index").symbol == "VRT"
    assert results.deepest("index").kind == "index"
    chips = [move.simple_return for move in results.moves.values() if move.kind == "chips"]
    assert results.deepest("chips").simple_return == min(chips)


def test_only_series_with_both_days_are_there(knowledge: Knowledge) -> None:
    results = market(knowledge)
    for symbol, close in knowledge.closes.items():
        both = close.on(results.day) is not None and close.on(results.day_before) is not None
        assert both == (symbol in results.moves)
