"""Closes around the shock: the moves of the day, the gaps, the groups."""

from datetime import date

import pytest

from lagebild.knowledge.loading import bundled

BEFORE, ON, NEXT = date(2025, 1, 24), date(2025, 1, 27), date(2025, 1, 28)

# Close on the 24th, close on the 27th, change on the 27th and on the 28th in per cent
MOVES = """
VRT 146.32 102.60 -29.88 +3.85
VST 191.11 137.08 -28.27 +9.16
ANET 129.17 100.30 -22.35 +6.22
GEV 420.49 330.00 -21.52 +7.61
CEG 347.44 275.00 -20.85 +1.38
MRVL 124.02 100.33 -19.10 +3.54
AVGO 244.70 202.13 -17.40 +2.59
NVDA 142.62 118.42 -16.97 +8.93
ORCL 183.60 158.28 -13.79 +3.61
TSM 221.88 192.31 -13.33 +5.25
NRG 112.37 97.49 -13.24 +3.47
SMCI 33.27 29.07 -12.62 -3.06
MU 103.19 91.11 -11.71 -3.14
ARM 162.52 145.96 -10.19 +2.40
^SOX 5341.94 4853.24 -9.15 +1.11
DELL 113.73 103.84 -8.70 -2.46
AMD 122.84 115.01 -6.37 -0.73
ASML 732.25 690.15 -5.75 -0.99
CSCO 62.23 59.08 -5.06 +0.59
GOOGL 200.21 191.81 -4.20 +1.82
GOOG 201.90 193.77 -4.03 +1.70
^IXIC 19954.30 19341.83 -3.07 +2.03
^NDX 21774.01 21127.28 -2.97 +1.59
INTC 20.83 20.29 -2.59 -2.41
MSFT 444.06 434.56 -2.14 +2.91
^GSPC 6101.24 6012.28 -1.46 +0.92
^GDAXI 21394.93 21282.18 -0.53 +0.70
AMZN 234.85 235.42 +0.24 +1.16
META 647.49 659.88 +1.91 +2.19
AAPL 222.78 229.86 +3.18 +3.65
^VIX 14.85 17.90 +20.54 -8.32
"""


def change(symbol: str, earlier: date, later: date) -> float:
    close = bundled().closes[symbol]
    before, after = close.on(earlier), close.on(later)
    assert before is not None and after is not None
    return (after / before - 1) * 100


@pytest.mark.parametrize("row", MOVES.split("\n")[1:-1], ids=lambda row: row.split()[0])
def test_the_moves_of_the_day_come_out_of_the_closes(row):
    symbol, before, on, fall, rebound = row.split()
    close = bundled().closes[symbol]
    assert close.on(BEFORE) == pytest.approx(float(before), abs=0.006)
    assert close.on(ON) == pytest.approx(float(on), abs=0.006)
    assert change(symbol, BEFORE, ON) == pytest.approx(float(fall), abs=0.01)
    assert change(symbol, ON, NEXT) == pytest.approx(float(rebound), abs=0.01)


def test_every_series_with_closes_on_both_days_is_in_the_table():
    both = {close.symbol for close in bundled().closes.values() if close.on(BEFORE) and close.on(ON)}
    assert both == {row.split()[0] for row in MOVES.split("\n")[1:-1]}


def test_a_gap_stays_a_gap():
    siemens = bundled().closes["ENR.DE"]
    assert siemens.on(BEFORE) is None
    assert siemens.on(ON) == pytest.approx(48.32)
    assert siemens.currency == "EUR"


def test_the_american_exchanges_were_closed_on_two_days():
    for symbol in ("NVDA", "^GSPC"):
        assert bundled().closes[symbol].on(date(2025, 1, 9)) is None
        assert bundled().closes[symbol].on(date(2025, 1, 20)) is None


def test_days_run_forward_and_no_day_stands_twice():
    for close in bundled().closes.values():
        assert list(close.days) == sorted(set(close.days))


def test_indices_count_points_and_shares_cost_money():
    for close in bundled().closes.values():
        assert (close.currency == "points") == (close.kind == "index") == close.symbol.startswith("^")


def test_a_figure_that_repeats_a_close_cites_the_source_of_the_series():
    knowledge = bundled()
    repeating = [figure for figure in knowledge.figures.values() if figure.close is not None]
    assert len(repeating) == 23
    for figure in repeating:
        assert set(figure.sources) & set(knowledge.closes[figure.close[0]].sources)
