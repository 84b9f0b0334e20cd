"""What `lagebild results` says of the market: every symbol, and a sentence for every value that does not exist."""

from __future__ import annotations

import pytest

from lagebild.analysis.results import Results
from lagebild.language import CODES, NBSP, Code, Language
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


def test_value_lost_is_in_us_dollars_with_both_ends(results: Results) -> None:
    lost = as_json(results, Language("en"))["market"]["NVDA"]["value_lost"]
    assert (lost["low"], lost["high"], lost["checked"]) == (589e9, 596e9, "secondary")


def test_a_close_beside_a_gap_is_kept_and_nothing_is_computed_from_it(results: Results) -> None:
    siemens = as_json(results, Language("de"))["market"]["ENR.DE"]
    assert (siemens["close_before"], siemens["close_on"]) == (None, 48.32)
    assert siemens["simple_return"] is None and siemens["value_lost"] is None
    assert siemens["why"] == "Siemens Energy: Vom 24.01.2025 ist kein Schlusskurs bekannt, daher ist nichts berechnet."
