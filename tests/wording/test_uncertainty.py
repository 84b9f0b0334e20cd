"""What ranges come to in words: shares never too precise, spreads with one unit, origins kept."""

from __future__ import annotations

from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.language import NBSP, Language
from lagebild.origin import COUNTED
from lagebild.state import Range
from lagebild.wording.uncertainty import (
    costs_within_ranges,
    how_it_is_drawn,
    moved_spread,
    range_shown,
    share_words,
)

EN = Language("en")
PEOPLE = Range(low=600, likely=1200, high=2000)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def with_ranges(results: Results, **fields: Any) -> Results:
    fields = {"inputs": {"api_costs": {"people": PEOPLE}}, **fields}
    return compute(results.knowledge, Briefing(**fields), results.today)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "no case"),
        (0.0001, "fewer than 1 of 100 cases"),
        (0.004, "fewer than 1 of 100 cases"),
        (0.01, "1 of 100 cases"),
        (0.05, "5 of 100 cases"),
        (0.096, "1 of 10 cases"),
        (0.5, "5 of 10 cases"),
        (0.87, "9 of 10 cases"),
        (0.904, "9 of 10 cases"),
        (0.93, "93 of 100 cases"),
        (0.99, "99 of 100 cases"),
        (0.996, "more than 99 of 100 cases"),
        (0.9999, "more than 99 of 100 cases"),
        (1, "all cases"),
    ],
)
def test_a_share_is_said_as_precisely_as_draws_can_tell(share: float, words: str) -> None:
    assert plain(share_words(share, COUNTED, EN)) == words


def test_the_numbers_of_a_share_know_where_they_come_from() -> None:
    assert share_words(0.5, COUNTED, EN).origins == (COUNTED, COUNTED)


def test_without_ranges_there_is_nothing_to_say(results: Results) -> None:
    assert costs_within_ranges(results, EN) is None


def test_both_models_have_their_spread_and_the_first_its_share(results: Results) -> None:
    found = with_ranges(results)
    spread = found.api_costs_spread
    assert spread is not None
    text = costs_within_ranges(found, EN)
    assert text is not None
    one = spread.costs["deepseek-r1"]
    assert f"DeepSeek R1 ${one.low:,.0f} to {one.high:,.0f} (median ${one.median:,.0f})" in plain(text)
    assert plain(text).startswith("With your ranges in 8 of 10 cases: ")
    assert plain(text).endswith("DeepSeek R1 is cheaper in all cases.")
    assert all("api_costs.people" in origin.inputs for origin in text.origins)


def test_ranges_that_move_no_cost_are_said_to_move_none(results: Results) -> None:
    growth = {"api_costs": {"growth_per_month": Range(low=0, likely=0, high=0.1)}}
    found = with_ranges(results, inputs=growth)
    assert found.api_costs_spread is not None and moved_spread(found) is None
    assert plain(costs_within_ranges(found, EN)) == "Your ranges leave the cost a month as it is."


def test_likeliest_numbers_whose_cost_is_outside_of_most_cases_are_said_to_be_rare(results: Results) -> None:
    lopsided = {"api_costs": {"people": Range(low=1200, likely=1200, high=20_000)}}
    rare = "All inputs at their likeliest at once, as in the sentence above, are a rarer case."
    assert plain(costs_within_ranges(with_ranges(results, inputs=lopsided), EN)).endswith(rare)
    assert rare not in plain(costs_within_ranges(with_ranges(results), EN))


def test_a_model_that_no_range_moves_has_its_cost_alone(results: Results) -> None:
    thinking = {"api_costs": {"reasoning_tokens_per_request": Range(low=0, likely=0, high=3200)}}
    text = plain(costs_within_ranges(with_ranges(results, inputs=thinking, compare=("gpt-4o", "o1")), EN))
    assert ": GPT-4o $" in text
    assert text.count("median") == 1


def test_a_spread_is_in_the_currency_shown(results: Results) -> None:
    dollars, euros = with_ranges(results), with_ranges(results, currency="EUR")
    rate = dollars.api_costs.money.usd_per_eur
    assert dollars.api_costs_spread is not None and euros.api_costs_spread is not None
    text = costs_within_ranges(euros, EN)
    assert text is not None
    assert f"€{dollars.api_costs_spread.costs['o1'].low / rate:,.0f} to" in plain(text)
    assert any("api_costs.usd_per_eur" in origin.inputs for origin in text.origins)


def test_a_range_of_a_share_is_in_per_cent(results: Results) -> None:
    inputs = {"api_costs": {"people": PEOPLE, "cached_input_share": Range(low=0, likely=0.2, high=0.56)}}
    found = with_ranges(results, inputs=inputs)
    assert plain(range_shown("api_costs", "cached_input_share", found, EN)) == "0 to 56%"
    assert plain(range_shown("api_costs", "people", found, EN)) == "600 to 2,000"


def test_how_it_is_drawn_names_the_number_of_draws() -> None:
    assert "10,000 draws" in plain(how_it_is_drawn(EN))
