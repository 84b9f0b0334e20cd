"""Closes around the shock, the value lost, the largest losses and the overlay of two eras."""

from datetime import date

import pytest

from lagebild.knowledge.loading import bundled
from lagebild.knowledge.market import (
    Overlay,
    RecordLoss,
    ValueLost,
    read_closes,
    read_monthly_closes,
    read_overlays,
    read_record_losses,
    read_values_lost,
)
from lagebild.resources import resource

FOLDER = resource("knowledge") / "market"
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
    assert len(repeating) == 29
    for figure in repeating:
        assert set(figure.sources) & set(knowledge.closes[figure.close[0]].sources)


def lost(symbol: str) -> ValueLost:
    return next(value for value in read_values_lost(FOLDER) if value.symbol == symbol)


def loss(symbol: str) -> float:
    computed = lost(symbol).loss_usd_bn(read_closes(FOLDER), BEFORE, ON)
    assert computed is not None
    return computed


def overlay(series: str, era: str) -> Overlay:
    return next(overlay for overlay in read_overlays(FOLDER) if (overlay.series, overlay.era) == (series, era))


@pytest.mark.parametrize("symbol, billions", [("NVDA", 592.7), ("AVGO", 199.9), ("GOOGL", 102.7), ("MSFT", 70.6)])
def test_a_loss_is_the_fall_of_the_close_times_the_shares(symbol, billions):
    assert loss(symbol) == pytest.approx(billions, abs=0.1)


def test_who_gained_lost_less_than_nothing():
    assert [symbol for symbol in ("AMZN", "META", "AAPL", "INTC") if loss(symbol) < 0] == ["AMZN", "META", "AAPL"]


def test_the_losers_lost_more_than_the_press_counted_for_american_technology():
    losses = {value.symbol: loss(value.symbol) for value in read_values_lost(FOLDER)}
    counted = {value.symbol for value in read_values_lost(FOLDER) if value.shares_sources}
    assert sum(fall for fall in losses.values() if fall > 0) == pytest.approx(1413.6, abs=0.5)
    assert sum(losses[symbol] for symbol in counted if losses[symbol] > 0) == pytest.approx(1336.6, abs=0.5)


def test_a_loss_without_a_close_is_unknown():
    assert lost("NVDA").loss_usd_bn(read_closes(FOLDER), date(2025, 1, 20), ON) is None


def test_a_loss_in_euros_is_not_counted_in_dollars():
    siemens = lost("NVDA").changed(symbol="ENR.DE")
    with pytest.raises(ValueError, match="EUR"):
        siemens.loss_usd_bn(read_closes(FOLDER), BEFORE, ON)


def test_four_counts_of_shares_have_no_source_and_say_so():
    values = read_values_lost(FOLDER)
    unconfirmed = {value.symbol for value in values if value.shares_checked == "unconfirmed"}
    assert unconfirmed == {"CEG", "MRVL", "ARM", "VRT"}
    for value in values:
        assert ("nicht bestätigt" in value.note.de) >= (value.symbol in unconfirmed), value.symbol


@pytest.mark.parametrize(
    "wrong",
    [
        {"shares_sources": ()},
        {"shares_checked": "unconfirmed"},
        {"published_sources": ()},
        {"published_high_usd_bn": None},
        {"published_high_usd_bn": 588.0},
        {"shares_bn": 0.0},
    ],
)
def test_a_loss_that_cannot_be_followed_is_refused(wrong):
    with pytest.raises(ValueError):
        lost("NVDA").changed(**wrong)


def test_published_losses_of_nvidia_are_those_of_the_figures():
    knowledge = bundled()
    told = [knowledge.number(f"nvda-loss-{by}") for by in ("bloomberg-day", "bloomberg-2026", "lseg")]
    assert (min(told), max(told)) == (lost("NVDA").published_low_usd_bn, lost("NVDA").published_high_usd_bn)
    assert f"{knowledge.number('nvda-loss-spglobal'):.0f}" in lost("NVDA").note.en  # of another share count
    assert knowledge.number("nvda-loss-bloomberg-2026") == pytest.approx(loss("NVDA"), abs=0.1)


def test_the_largest_loss_comes_first_and_is_that_of_the_shock():
    first, second, *_ = read_record_losses(FOLDER)
    assert (first.rank, first.symbol, first.day) == (1, "NVDA", ON)
    assert (second.rank, second.company) == (2, "SpaceX")


def test_ranks_follow_from_the_losses():
    ranked = [record for record in read_record_losses(FOLDER) if record.rank is not None]
    for record in ranked:
        assert record.rank == 1 + sum(other.loss_usd_bn > record.loss_usd_bn for other in ranked)
    assert len(ranked) == 30


def test_equal_losses_share_a_rank():
    equal = [(loss.company, loss.rank) for loss in read_record_losses(FOLDER) if loss.loss_usd_bn == 206]
    assert sorted(equal) == [("Amazon", 28), ("Nvidia", 28)]


def test_losses_beside_the_list_have_no_rank():
    beside = {(record.company, record.day.year) for record in read_record_losses(FOLDER) if record.rank is None}
    assert beside == {("Broadcom", 2025), ("Apple", 2020), ("Facebook", 2018), ("Intel", 2000), ("Microsoft", 2000)}


def test_a_range_of_losses_runs_upwards():
    with pytest.raises(ValueError):
        read_record_losses(FOLDER)[0].changed(low_usd_bn=600.0)


def test_a_record_loss_falls_as_its_closes_do():
    closes = read_closes(FOLDER)

    def follows(record: RecordLoss) -> bool:
        series = closes[record.symbol]
        place = series.days.index(record.day)
        fall = (series.closes[place] / series.closes[place - 1] - 1) * 100
        return record.change_percent == pytest.approx(fall, abs=0.01)

    bundled_days = [
        record
        for record in read_record_losses(FOLDER)
        if record.symbol in closes and record.day in closes[record.symbol].days
    ]
    assert len(bundled_days) == 5
    assert all(map(follows, bundled_days))


def test_a_month_has_one_close():
    for close in read_monthly_closes(FOLDER).values():
        assert len({(day.year, day.month) for day in close.days}) == len(close.days), close.symbol


def test_every_share_and_index_has_its_months():
    assert set(read_monthly_closes(FOLDER)) == set(read_closes(FOLDER))


def test_months_and_days_agree_where_both_are_known():
    daily = read_closes(FOLDER)
    for monthly in read_monthly_closes(FOLDER).values():
        for day, close in zip(monthly.days, monthly.closes, strict=True):
            assert daily[monthly.symbol].on(day) in (None, close), f"{monthly.symbol} {day}"


def test_a_series_that_ends_early_is_not_carried_on():
    assert read_monthly_closes(FOLDER)["TSM"].days[-1] == date(2025, 3, 31)
    assert read_monthly_closes(FOLDER)["^GSPC"].days[-1] == date(2026, 8, 21)


def test_an_overlay_is_100_at_its_base():
    for laid in read_overlays(FOLDER):
        assert laid.at(0) == 100
        base = laid.days[laid.months.index(0)]
        assert laid.base_month == f"{base:%Y-%m}"


def test_the_overlay_shows_how_far_both_eras_went():
    assert max(overlay("IXIC", "dotcom").index) == pytest.approx(469.1, abs=0.05)
    assert max(overlay("CSCO", "dotcom").index) == pytest.approx(2496.19, abs=0.1)
    assert overlay("NVDA", "ai").index[-1] == pytest.approx(1271.63, abs=0.05)


def test_two_eras_are_laid_over_each_other_month_by_month():
    assert overlay("NDX", "dotcom").months[:2] == (-6, -5)
    assert overlay("NDX", "ai").months[:2] == (-34, -33)


def test_a_gap_in_an_overlay_stays_a_gap():
    laid = overlay("NDX", "ai")
    place = laid.months.index(3)
    holed = laid.changed(
        days=(*laid.days[:place], *laid.days[place + 1 :]), closes=(*laid.closes[:place], *laid.closes[place + 1 :])
    )
    assert laid.at(3) is not None
    assert holed.at(3) is None
    assert holed.at(4) == laid.at(4)
    assert laid.at(400) is None


def test_an_overlay_without_its_base_month_is_refused():
    with pytest.raises(ValueError, match="base month"):
        overlay("NDX", "ai").changed(base_month="2019-01")


def test_a_last_value_that_is_no_month_end_is_told():
    for laid in read_overlays(FOLDER):
        assert (laid.days[-1].day < 28) == ("kein Monatsende" in laid.note.de), laid.series


def test_every_source_of_the_market_is_known():
    knowledge = bundled()
    named = {
        *(source for close in read_closes(FOLDER).values() for source in close.sources),
        *(source for close in read_monthly_closes(FOLDER).values() for source in close.sources),
        *(source for value in read_values_lost(FOLDER) for source in value.sources),
        *(source for record in read_record_losses(FOLDER) for source in record.sources),
        *(source for laid in read_overlays(FOLDER) for source in laid.sources),
    }
    assert named <= set(knowledge.sources)
