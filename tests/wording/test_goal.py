"""What must be for a result to come out at a number, in words."""

from __future__ import annotations

from typing import Any

from lagebild.analysis.goal import Target, goal, targets_of_api_costs
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.language import NBSP, Language
from lagebild.state import OwnPrice
from lagebild.wording.goal import answer, target_name

EN = Language("en")
R1 = Target("api_costs", "cost_per_month", "deepseek-r1")


def said(results: Results, usd: float, name: str, target: Target = R1) -> str:
    return str(answer(goal(results, target, usd, name), results, EN)).replace(NBSP, " ")


def changed(results: Results, **fields: Any) -> Results:
    return compute(results.knowledge, Briefing(**fields), results.today)


def test_people_are_said_with_their_own_word(results: Results) -> None:
    assert said(results, 500, "people") == (
        "For $500 a month with DeepSeek R1: 616 instead of 1,200 people with access."
    )


def test_a_number_with_a_unit_names_its_input(results: Results) -> None:
    assert said(results, 500, "output_tokens_per_request").startswith(
        "For $500 a month with DeepSeek R1: 227 tokens instead of 800 tokens for “Output per request”."
    )


def test_what_rounding_misses_is_said(results: Results) -> None:
    assert said(results, 500, "working_days_per_month").endswith(
        "11 days instead of 21 days for “Working days a month”. Rounded like that, it is $510."
    )


def test_no_value_does_it_is_an_answer(results: Results) -> None:
    assert said(results, 1e9, "people") == (
        "No value of “People with access” from 1 to 200,000 leads to $1,000,000,000 a month with DeepSeek R1."
    )
    assert said(results, 500, "cached_input_share").startswith("No value of “Input from the cache” from 0 to 100% ")


def test_what_is_there_already_may_stay(results: Results) -> None:
    now = results.api_costs.models["deepseek-r1"]["cost_per_month"]
    assert said(results, now, "people").endswith("“People with access” may stay at 1,200.")


def test_a_model_that_costs_nothing_costs_nothing_already(results: Results) -> None:
    free = changed(results, prices={"deepseek-r1": OwnPrice(input=0, output=0)})
    assert said(free, 0, "people").endswith("may stay at 1,200.")
    assert said(free, 100, "people").startswith("No value of")


def test_the_difference_is_a_target_of_its_own(results: Results) -> None:
    text = said(results, 10_000, "people", Target("api_costs", "saving"))
    assert text.startswith("For a difference of $10,000 a month: 467 instead of 1,200 people")


def test_the_value_found_knows_what_it_follows_from(results: Results) -> None:
    origins = answer(goal(results, R1, 500, "people"), results, EN).origins
    assert any(origin.line == "api_costs.cost_per_month" and origin.records == ("deepseek-r1",) for origin in origins)


def test_only_models_with_a_price_can_be_aimed_at(results: Results) -> None:
    assert [target_name(target, results, EN).replace(NBSP, " ") for target in targets_of_api_costs(results)] == [
        "Cost a month: DeepSeek R1",
        "Cost a month: OpenAI o1",
        "Difference a month",
    ]
    assert targets_of_api_costs(changed(results, as_of=results.today)) == ()


def test_a_yearly_total_of_own_servers_can_be_aimed_at_too(results: Results) -> None:
    text = said(results, 300_000, "staff_fte", Target("self_hosting", "total_per_year"))
    assert text.startswith("For $300,000 a year for own hardware: 0.97 instead of 1.5 full-time posts.")


def test_a_break_even_is_aimed_at_in_tokens_or_in_shares(results: Results) -> None:
    tokens = Target("self_hosting", "break_even_tokens_per_month", "o1")
    assert said(results, 869.4e6, "node_price", tokens) == (
        "For a break-even with OpenAI o1 at 869 m tokens a month: $258,992 instead of $400,000 for “Price per server”."
    )
    share = Target("self_hosting", "break_even_utilisation", "o1")
    assert said(results, 0.05, "staff_fte", share).startswith(
        "For a break-even with OpenAI o1 at 5% utilisation: 1.35 instead of 1.5 full-time posts."
    )
    assert said(results, 0.2, "pue", share._replace(model="deepseek-r1")) == (
        "No value of “PUE” from 1 to 3 leads to a break-even with DeepSeek R1 at 20% utilisation."
    )


def test_a_cost_per_million_tokens_keeps_its_cents(results: Results) -> None:
    text = said(results, 4.5, "utilisation", Target("self_hosting", "cost_per_million_tokens"))
    assert text.startswith("For $4.50 per million tokens: 36% instead of 20% for “Utilisation”.")


def test_seats_training_and_gap_are_aimed_at_in_their_own_words_and_sizes(results: Results) -> None:
    assert said(results, 20_000, "seats", Target("seats", "seat_cost_per_month")).startswith(
        "For $20,000 a month for seats: 483 instead of 1,200 seats."
    )
    requests = Target("seats", "break_even_requests_per_active_user_month", "o1")
    assert said(results, 500, "active_share", requests) == (
        "No value of “Share of active seats” from 0 to 100% leads to a break-even with OpenAI o1 at 500 requests per "
        "active user a month."
    )
    run = Target("training_costs", "own_total")
    assert said(results, 20e6, "failed_runs_factor", run) == (
        "No value of “Failed runs and research” from 0 to 20 leads to $20m for your own run."
    )
    assert said(results, 1e12, "gpu_hours", run) == (
        "No value of “GPU hours of the final run” from 0 to 1,000 m hours leads to $1,000bn for your own run."
    )
    assert said(results, 250e9, "gross_margin", Target("revenue_gap", "gap")) == (
        "For a gap of $250bn a year: 14% instead of 50% for “Gross margin of the users”."
    )
    assert said(results, 0.5, "credited_revenue", Target("revenue_gap", "coverage")) == (
        "For 50% of the revenue needed: $300bn instead of $100bn for “Credited AI revenue a year”."
    )
    assert said(results, 40_000, "amount_power", Target("exposure", "total_loss")) == (
        "For a loss of $40,000 on the day of the shock: $50,566 instead of $100,000 for “Held in power and cooling”."
    )
    assert said(results, 51_247.4957, "shock_factor", Target("exposure", "total_shock_loss")) == (
        "For a loss of $51,247 in a shock by your factor: 1 instead of 2 for “Factor of the shock”."
    )


def test_a_factor_is_named_and_not_counted(results: Results) -> None:
    text = said(results, 300e9, "datacentre_multiple", Target("revenue_gap", "gap"))
    assert text.startswith("For a gap of $300bn a year: 1.3 instead of 2 for “Multiple for the data centre”.")


def test_euros_are_aimed_at_in_euros(results: Results) -> None:
    euros = changed(results, currency="EUR")
    assert "€" in said(euros, 250e9, "gross_margin", Target("revenue_gap", "gap"))
    assert "€" in said(euros, 20e6, "staff", Target("training_costs", "own_total"))
