"""When shares were back at their old price."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.recoveries import month_ends, recoveries
from lagebild.knowledge.loading import Knowledge


@pytest.mark.parametrize(
    ("symbol", "outcome", "on"),
    [
        ("AAPL", "did_not_fall", None),
        ("MSFT", "day", date(2025, 1, 28)),
        ("^GSPC", "day", date(2025, 2, 13)),
        ("NVDA", "month", date(2025, 6, 30)),
        ("MRVL", "month", date(2026, 4, 24)),  # a month still running when the series ends
        ("TSM", "no_data", None),
        ("VRT", "no_data", None),
    ],
)
def test_a_recovery_is_as_exact_as_the_series(knowledge: Knowledge, symbol: str, outcome: str, on: date | None) -> None:
    found = recoveries(knowledge).found[symbol]
    assert (found.outcome, found.on) == (outcome, on)


def test_a_recovery_on_a_day_is_the_first_close_at_or_above_the_old_price(knowledge: Knowledge) -> None:
    for one in recoveries(knowledge).of("day"):
        closes = knowledge.closes[one.symbol]
        assert one.on is not None and closes.by_day[one.on] >= one.close_before
        between = [close for day, close in closes.by_day.items() if date(2025, 1, 27) < day < one.on]
        assert all(close < one.close_before for close in between)
        assert one.trading_days is not None and one.trading_days > 0


def test_a_recovery_by_a_month_lies_after_all_days_that_are_known(knowledge: Knowledge) -> None:
    for one in recoveries(knowledge).of("month"):
        assert one.on is not None and one.on > knowledge.closes[one.symbol].days[-1]
        assert one.trading_days is None


def test_silence_after_the_daily_series_is_not_called_a_lack_of_recovery(knowledge: Knowledge) -> None:
    for one in recoveries(knowledge).of("no_data"):
        assert one.last_day == knowledge.closes[one.symbol].days[-1] == date(2025, 3, 31)
    for one in recoveries(knowledge).of("not_yet"):
        assert one.last_day > knowledge.closes[one.symbol].days[-1]


def test_a_share_without_a_close_before_the_shock_and_the_volatility_are_left_out(knowledge: Knowledge) -> None:
    found = recoveries(knowledge)
    assert found.without == ("ENR.DE",)
    assert {"ENR.DE", "^VIX"}.isdisjoint(found.found)


def test_month_ends_start_from_100_before_the_shock(knowledge: Knowledge) -> None:
    nvidia = month_ends(knowledge)["NVDA"]
    assert (nvidia.days[0], nvidia.index[0]) == (date(2025, 1, 24), 100)
    assert nvidia.days[-1] == date(2026, 4, 24)
    assert nvidia.index[-1] == pytest.approx(100 * (1 + recoveries(knowledge).found["NVDA"].last_return))
    assert {"ENR.DE", "^VIX"}.isdisjoint(month_ends(knowledge))
