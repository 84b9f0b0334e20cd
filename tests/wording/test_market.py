"""What `lagebild results` says of the market: every symbol, and a sentence for every value that does not exist."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, MarketView
from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.wording import dotcom, market
from lagebild.wording.results import as_json


@pytest.mark.parametrize("code", CODES)
def test_every_symbol_is_there_and_a_missing_value_has_a_sentence_beside_it(code: Code, results: Results) -> None:
    found = as_json(results, Language(code))["market"]
    assert list(found) == list(results.knowledge.closes)
    for symbol, values in found.items():
        assert (None in values.values()) == bool(values.get("why")), symbol


def test_the_sentence_says_which_value_is_missing_and_why(results: Results) -> None:
    found = as_json(results, Language("en"))["market"]
    assert found["NVDA"]["days_to_recover"] is None and found["NVDA"]["max_drawdown"] < -0.2
    assert (
        found["NVDA"]["why"].replace(NBSP, " ") == "Nvidia: up to 31 Mar 2025 no close was back at that of 24 Jan 2025."
    )
    assert found["^GSPC"]["value_lost"] is None and "an index has no market value" in found["^GSPC"]["why"]
    assert found["NRG"]["value_lost"] is None and "no count of shares" in found["NRG"]["why"]
    assert "why" not in found["MSFT"] and found["MSFT"]["days_to_recover"] == 1


def test_recoveries_and_returns_over_the_window_stand_at_every_symbol(results: Results) -> None:
    found = as_json(results, Language("en"))["market"]
    assert found["MSFT"]["recovery"]["on"] == found["MSFT"]["recovery"]["by"] == "2025-01-28"
    assert (found["NVDA"]["recovery"]["on"], found["NVDA"]["recovery"]["by"]) == (None, "2025-06-30")
    assert found["VRT"]["recovery"]["outcome"] == "no_data" and found["VRT"]["recovery"]["last_day"] == "2025-03-31"
    assert found["^VIX"]["recovery"] is None and "it does not recover" in found["^VIX"]["why"]
    assert found["NVDA"]["cumulative_return"] == pytest.approx(-0.24008, abs=1e-5)
    assert found["ENR.DE"]["cumulative_return"] is None
    assert found["^GSPC"]["cumulative_market_adjusted_return"] == 0


def test_value_lost_is_in_us_dollars_with_both_ends(results: Results) -> None:
    lost = as_json(results, Language("en"))["market"]["NVDA"]["value_lost"]
    assert (lost["low"], lost["high"], lost["checked"]) == (589e9, 593e9, "secondary")


def test_a_close_beside_a_gap_is_kept_and_nothing_is_computed_from_it(results: Results) -> None:
    siemens = as_json(results, Language("de"))["market"]["ENR.DE"]
    assert (siemens["close_before"], siemens["close_on"]) == (None, 48.32)
    assert siemens["simple_return"] is None and siemens["value_lost"] is None
    assert siemens["why"] == "Siemens Energy: Vom 24.01.2025 ist kein Schlusskurs bekannt, daher ist nichts berechnet."


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def test_the_answer_names_the_deepest_fall_and_the_scope_the_best_share(results: Results) -> None:
    english = Language("en")
    assert plain(market.answer(results, english)) == (
        "On 27 January 2025 chip and power shares fell by up to 29.88% (Vertiv), Nvidia by 16.97% – "
        "the broad market by only 1.46%."
    )
    assert plain(market.scope(results, english)) == (
        "Closing prices of 27 Jan 2025 against those of 24 Jan 2025. "
        "21 of 24 shares closed lower; Apple did best, at +3.18%."
    )


def test_no_share_fell_more_than_the_answer_says(results: Results) -> None:
    shares = [move for move in results.market.moves.values() if move.kind != "index"]
    assert min(shares, key=lambda move: move.simple_return) is results.market.deepest("chips", "power")


# ---- what the articles print


def test_every_claim_on_the_falls_is_there_with_what_it_speaks_of(results: Results) -> None:
    found = [(entry.claim.id, market.names(entry, Language("en"))) for entry in market.printed(results)]
    assert found == [
        ("a-nvidia-17pct", "Nvidia"),
        ("a-ndx-31tp3b", "Nasdaq-100"),
        ("a-spx-21tp3b", "S&P 500"),
        ("a-msft-261tp3t", "Microsoft"),
        ("a-googl-181tp3t", "Alphabet"),
        ("a-amd-intel", "AMD and Intel"),
    ]


def test_what_is_checked_is_what_the_chart_shows(results: Results) -> None:
    english = Language("en")
    said = {entry.claim.id: plain(market.as_checked(entry, english)) for entry in market.printed(results)}
    assert said["a-googl-181tp3t"] == "Checked: −4.20%"
    assert said["a-amd-intel"] == "Checked: AMD −6.37%, Intel −2.59%"
    for entry in market.printed(results):
        for move in entry.moves:
            assert plain(market.return_shown(move, english)) in said[entry.claim.id]


def test_a_printed_number_that_is_clean_is_only_quoted(results: Results) -> None:
    claims, english = results.knowledge.claims, Language("en")
    assert plain(market.as_printed(claims["a-nvidia-17pct"], english)) == "Source A: “um 17%”"
    assert plain(market.as_printed(claims["a-ndx-31tp3b"], english)) == "Source A: “31 TP3B”, to be read as 3%"


def test_the_note_explains_every_garbled_number_of_the_panel(results: Results) -> None:
    misprint = market.misprint(results, Language("en"))
    assert misprint is not None and str(misprint.question) == "What does “TP3B” mean?"
    assert plain(misprint.answer) == (
        "Translation software has probably replaced the per cent sign in source A by “1 TP3B” or “1 TP3T”. "
        "So “31 TP3B” is to be read as 3%."
    )
    garbled = [entry.claim for entry in market.printed(results) if entry.claim.printing == "garbled"]
    for claim in garbled:  # what it says holds for all of them
        assert claim.repaired is not None
        signs = [sign for sign in ("1 TP3B", "1 TP3T") if claim.printed.endswith(sign)]
        assert [claim.printed.removesuffix(sign) for sign in signs] == [claim.repaired.de.split()[0]]


def test_every_number_of_the_panel_leads_to_its_claim_or_its_closes(results: Results) -> None:
    english = Language("en")
    for entry in market.printed(results):
        closes = {f"market:{move.symbol}" for move in entry.moves}
        checked = market.as_checked(entry, english).origins
        assert {record for origin in checked for record in origin.records} == closes
        assert {record for origin in market.as_printed(entry.claim, english).origins for record in origin.records} == {
            entry.claim.id
        }


@pytest.mark.parametrize(("base", "told"), [("1995-07", "– and from"), ("1997-01", "past its peak: from")])
def test_a_fall_that_began_before_is_not_told_as_what_came_next(
    base: str, told: str, knowledge: Knowledge, today: date
) -> None:
    results = compute(knowledge, Briefing(market=MarketView(base_month=base)), today)
    for pair in (results.dotcom.index, results.dotcom.shares):
        assert told in str(dotcom.answer(pair, Language("en")))


@pytest.mark.parametrize("day", [date(2025, 1, 7), date(2025, 1, 10), date(2025, 1, 29), date(2025, 2, 12)])
def test_chips_and_power_fell_only_where_all_of_them_did_and_another_more_than_nvidia(
    day: date, results: Results, today: date
) -> None:
    other = compute(results.knowledge, Briefing(market=MarketView(day=day)), today)
    assert "the shares ran from" in plain(market.answer(other, Language("en")))


def test_only_the_day_of_the_shock_leads_to_the_shock(results: Results, today: date) -> None:
    other = compute(results.knowledge, Briefing(market=MarketView(day=date(2025, 3, 10))), today)
    for found, expected in ((results, results.knowledge.shock.figures), (other, (f"{MARKET}{BROAD_MARKET}",))):
        for told in (market.answer(found, Language("en")), market.scope(found, Language("en"))):
            first = next(span.origin for span in told if span.origin is not None)
            assert first.records == tuple(expected)
