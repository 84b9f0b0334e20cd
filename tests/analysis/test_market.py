"""Share prices on the day of the shock."""

from __future__ import annotations

import math
from datetime import date

import pytest

from lagebild.analysis.market import days_to_recover, market, max_drawdown
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import Close


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


# ---- after the day


BEFORE, DAY = date(2025, 1, 24), date(2025, 1, 27)
TRADING = tuple(date(2025, 1, day) for day in (24, 27, 28, 29, 30, 31))


def series(*closes: float | None) -> Close:
    """Closes of the days of `TRADING`; None is a gap."""
    known = [(day, close) for day, close in zip(TRADING, closes, strict=False) if close is not None]
    return Close(
        symbol="X",
        name="X",
        kind="chips",
        currency="USD",
        days=tuple(day for day, _ in known),
        closes=tuple(close for _, close in known),
        sources=("market-s01",),
    )


@pytest.mark.parametrize(
    ("closes", "days"),
    [
        ((100, 80, 100), 1),
        ((100, 80, 99.99, 101, 90), 2),
        ((100, 80, 90, 99.99), None),
        ((100, 100, 90), 0),
        ((100, 80, None, 101), 2),
        ((100, None, None, 101), 2),
        ((None, 80, 101), None),
    ],
)
def test_recovery_counts_trading_days_to_the_first_close_at_or_above_the_one_before(
    closes: tuple[float | None, ...], days: int | None
) -> None:
    assert days_to_recover(series(*closes), BEFORE, DAY, TRADING) == days


def test_the_drawdown_runs_from_a_high_to_a_later_close_and_is_never_a_gain() -> None:
    assert max_drawdown((100, 80, 120, 60, 90)) == pytest.approx(-0.5)
    assert max_drawdown((100, 101, 120)) == 0
    assert max_drawdown((70, 100)) == 0  # the low came first


@pytest.mark.parametrize(
    ("symbol", "days"),
    [("NVDA", None), ("MSFT", 1), ("GOOGL", 3), ("ARM", 7), ("^GSPC", 13), ("^GDAXI", 1), ("AAPL", 0)],
)
def test_days_to_recover_equal_those_counted_in_the_series(knowledge: Knowledge, symbol: str, days: int | None) -> None:
    assert market(knowledge).moves[symbol].days_to_recover == days


def test_the_drawdown_is_no_less_than_the_fall_of_the_day(knowledge: Knowledge) -> None:
    for move in market(knowledge).moves.values():
        assert move.max_drawdown <= min(0.0, move.simple_return)
    high, low = 149.43, 106.98  # of 6 January and 10 March
    assert market(knowledge).moves["NVDA"].max_drawdown == pytest.approx(low / high - 1)


def test_value_lost_takes_in_what_is_computed_and_what_is_published(knowledge: Knowledge) -> None:
    moves = market(knowledge).moves
    nvidia, broadcom, apple = (moves[symbol].value_lost for symbol in ("NVDA", "AVGO", "AAPL"))
    assert nvidia is not None and broadcom is not None and apple is not None
    assert (nvidia.low, nvidia.high) == (589e9, 593e9)
    assert nvidia.computed == pytest.approx((142.62 - 118.42) * 24.49e9)
    assert (broadcom.low, broadcom.high) == (194e9, 200e9)
    assert apple.low == apple.high == apple.computed < 0  # it rose
    assert {moves[value.symbol].value_lost is None for value in knowledge.values_lost} == {False}
    listed = {value.symbol for value in knowledge.values_lost}
    assert all((move.value_lost is None) == (move.symbol not in listed) for move in moves.values())


def test_a_loss_computed_from_an_unconfirmed_count_of_shares_is_unconfirmed(knowledge: Knowledge) -> None:
    moves = market(knowledge).moves
    checked = {symbol: moves[symbol].value_lost.checked for symbol in ("VRT", "VST")}  # type: ignore[union-attr]
    assert checked == {"VRT": "unconfirmed", "VST": "secondary"}


def test_a_series_without_both_closes_is_named_and_not_filled(knowledge: Knowledge) -> None:
    assert market(knowledge).without == ("ENR.DE",)


# ---- other days


def test_another_day_of_the_window_has_its_own_returns(knowledge: Knowledge) -> None:
    after = market(knowledge, date(2025, 1, 28))
    assert (after.day_before, after.day, after.day_after) == (DAY, date(2025, 1, 28), date(2025, 1, 29))
    assert after.moves["NVDA"].simple_return * 100 == pytest.approx(8.93, abs=0.005)
    assert after.without == ()  # Siemens Energy has both closes


def test_market_values_are_known_for_the_day_of_the_shock_alone(knowledge: Knowledge) -> None:
    assert all(move.value_lost is None for move in market(knowledge, date(2025, 1, 28)).moves.values())


def test_the_last_day_of_the_window_has_no_day_after(knowledge: Knowledge) -> None:
    last = market(knowledge, date(2025, 3, 31))
    assert last.day_after is None
    assert {move.next_day_return for move in last.moves.values()} == {None}


@pytest.mark.parametrize("day", [date(2025, 1, 2), date(2025, 1, 26), date(2026, 1, 27)])
def test_a_day_without_a_day_before_it_or_without_trading_is_refused(knowledge: Knowledge, day: date) -> None:
    with pytest.raises(ValueError):
        market(knowledge, day)
