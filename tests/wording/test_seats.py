"""Seats in words: every case of the answer, scope, notes and workings, and what `lagebild results` prints."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.seats import OF_THE_MODEL, Missing
from lagebild.briefing import Briefing
from lagebild.calculators.seats import Seats
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import OwnPrice
from lagebild.wording import seats as words

EN = Language("en")
DOCUMENTED = (
    "seat_cost_per_month", "cost_per_active_user", "api_cost_per_month", "api_cost_per_request",
    "break_even_requests_per_active_user_month",
)  # fmt: skip
FREE = OwnPrice(input=0, output=0)
NOTHING = dict.fromkeys(
    ("price_per_seat_month", "administration_per_seat_month", "setup_once", "training_per_seat_once"), 0.0
)
Case = tuple[dict[str, float], dict[str, Any]]


def of(knowledge: Knowledge, today: date, case: Case) -> Results:
    given, fields = case
    results = compute(knowledge, Briefing(**fields), today)
    return replace(results, inputs={**results.inputs, "seats": tuple(given.items())})


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


CASES: dict[str, tuple[Case, str]] = {
    "untouched": (
        ({}, {}),
        "Seats for 1,200 people cost $49,320 a month, the same work paid by the token with DeepSeek R1 $260; seats pay "
        "only from 31,898 requests per active user a month.",
    ),
    "seats are cheaper": (
        ({"requests_per_active_user_month": 2000}, {"compare": ("o1", "deepseek-r1")}),
        "Seats for 1,200 people cost $49,320 a month, the same work paid by the token with OpenAI o1 $84,600; seats "
        "pay already from 1,166 requests per active user a month.",
    ),
    "one seat": (
        ({"seats": 1, "active_share": 1}, {}),
        "Seats for 1 person cost $304 a month, the same work paid by the token with DeepSeek R1 $0.43; seats pay only "
        "from 118,017 requests per active user a month.",
    ),
    "nobody active": (
        ({"active_share": 0}, {}),
        "Seats for 1,200 people cost $49,320 a month, and nobody uses them: no number of requests makes them pay.",
    ),
    "free model": (
        ({}, {"prices": {"deepseek-r1": FREE}}),
        "Seats for 1,200 people cost $49,320 a month and never pay against DeepSeek R1, which costs nothing.",
    ),
    "free seats": (
        (NOTHING, {}),
        "With your numbers the seats cost nothing; no price per token is below that.",
    ),
    "no price": (
        ({}, {"as_of": date(2022, 1, 1)}),
        "Seats for 1,200 people cost $49,320 a month. No price is evidenced for DeepSeek R1 on 1 January 2022; the "
        "first evidenced one is valid from 20 January 2025.",
    ),
    "euros": (
        ({}, {"currency": "EUR"}),
        "Seats for 1,200 people cost €46,838 a month, the same work paid by the token with DeepSeek R1 €247; seats pay "
        "only from 31,898 requests per active user a month.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_answer_of_every_case(name: str, knowledge: Knowledge, today: date) -> None:
    case, sentence = CASES[name]
    results = of(knowledge, today, case)
    assert plain(words.answer(results, EN)) == sentence


@pytest.mark.parametrize("name", CASES)
def test_everything_can_be_said_in_every_case_and_no_field_is_left(
    name: str, knowledge: Knowledge, today: date
) -> None:
    results = of(knowledge, today, CASES[name][0])
    for code in CODES:
        language = Language(code)
        told = [
            words.answer(results, language), words.scope(results, language),
            *words.notes(results, language), *words.explanation(results, language),
            words.prices_told(results, language), words.estimates_told(results, language),
            *(part.how for part in words.workings(results, language)),
        ]  # fmt: skip
        assert not re.search(r"\{|\}|\*\w|inf|nan\b", " ".join(map(plain, told)))


def test_numbers_of_the_answer_know_where_they_come_from(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, ({}, {}))
    lines = {origin.line for origin in words.answer(results, EN).origins}
    assert {f"seats.{DOCUMENTED[0]}", f"seats.{DOCUMENTED[2]}", f"seats.{DOCUMENTED[4]}"} <= lines


def test_the_scope_names_the_other_model_and_what_is_reckoned_with(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, ({}, {}))
    scope = plain(words.scope(results, EN))
    assert scope.startswith("That is 1,519 per working day; you reckon with 168 a month · against OpenAI o1 ($7,106)")
    assert "spread over 12 months" in scope and "prices of 27 Jan 2025" in scope
    assert "price of the seat" not in scope


def test_a_seat_price_younger_than_the_token_prices_says_so(knowledge: Knowledge, today: date) -> None:
    rate = 1.053
    enterprise = {"price_per_seat_month": 60.0, "setup_once": round(22_000 * rate, 9)}
    results = of(knowledge, today, (enterprise, {}))
    found = results.seats
    assert found.preset == "enterprise"
    assert "price of the seat of November 2026" in plain(words.scope(results, EN))
    later = of(knowledge, today, (enterprise, {"as_of": date(2026, 11, 21)}))
    assert "price of the seat" not in plain(words.scope(later, EN))


def test_who_uses_a_seat_bears_the_unused_ones(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, ({}, {}))
    assert plain(words.notes(results, EN)[0]) == (
        "Unused seats: 600 of 1,200, $24,660 a month. The others carry that cost – an active user comes to $82.20 "
        "instead of $41.10."
    )
    used = of(knowledge, today, ({"active_share": 1}, {}))
    assert words.unused(used, EN) is None
    idle = of(knowledge, today, ({"active_share": 0}, {}))
    assert plain(words.unused(idle, EN)) == "No seat is used: $49,320 a month for nothing."


def test_the_workings_add_up_to_the_cost(knowledge: Knowledge, today: date) -> None:
    for case in (({}, {}), ({"setup_once": 0}, {}), (NOTHING, {}), ({}, {"currency": "EUR"})):
        results = of(knowledge, today, case)  # type: ignore[arg-type]
        found = results.seats
        *parts, total = words.workings(results, EN)
        assert sum(part.number for part in parts) == pytest.approx(total.number)
        assert total.number == pytest.approx(results.api_costs.money.of(found.cost_per_month))
    results = of(knowledge, today, ({}, {}))
    training = words.workings(results, EN)[2]
    assert (plain(training.how), training.sum) == ("1,200 × $105.30 ÷ 12 months", "$10,530")


def test_the_explanation_multiplies_out(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, ({}, {}))
    steps = list(map(plain, words.explanation(results, EN)))
    assert steps[0] == "Licences a month = Seats × Price per seat and month = 1,200 × $30 = $36,000"
    assert steps[-1].endswith("$82.20 ÷ $0.002577 if $0.002577 > 0, else 0 = 31,898")


def test_estimates_are_no_list_prices(knowledge: Knowledge, today: date) -> None:
    results = of(knowledge, today, ({}, {}))
    assert plain(words.prices_told(results, EN)) == (
        "On 27 Jan 2025 a seat is listed at $20 to $30 a month; over time: Claude Team $30, then $25, ChatGPT Team "
        "$30, then $25."
    )
    later = plain(words.prices_told(of(knowledge, today, ({}, {"as_of": date(2026, 11, 21)})), EN))
    assert later.startswith("On 21 Nov 2026 a seat is listed at $14 to $30 a month; ")
    estimates = words.estimates_told(results, EN)
    assert plain(estimates) == "Not listed, estimated: ChatGPT Enterprise $60, Claude Enterprise, seat fee $25."


def test_the_notes_say_what_is_counted_on_one_side_only(knowledge: Knowledge, today: date) -> None:
    def told(fields: dict[str, Any]) -> str:
        return " ".join(map(plain, words.notes(of(knowledge, today, ({}, fields)), EN)))

    assert "training and administration, which are counted here for the seats alone" in told({})
    assert "ChatGPT Team, as of 2025. $30 per seat and month with monthly billing, $25 with annual" in told({})
    assert "DeepSeek R1 reasons before it answers" in told({}) and "Counted are 0 tokens a request" in told({})
    assert "reasons before" not in told({"inputs": {"api_costs": {"reasoning_tokens_per_request": 500}}})


def test_a_team_plan_says_that_its_most_seats_are_not_evidenced(knowledge: Knowledge, today: date) -> None:
    def told(seats: dict[str, float]) -> str:
        return " ".join(map(plain, words.notes(of(knowledge, today, (seats, {})), EN)))

    assert "sells its team plan is not evidenced in the register; ask before you plan with 1,200" in told({})
    assert "team plan" not in told({"price_per_seat_month": 17})


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(words.why_missing(reason, Language(code))).endswith(".")


# ---- every number


def told(knowledge: Knowledge, today: date, case: Case) -> dict[str, Any]:
    results = of(knowledge, today, case)
    return dict(json.loads(json.dumps(words.as_json(results, EN), allow_nan=False)))


def test_all_documented_names_are_there_for_every_model_of_the_knowledge(knowledge: Knowledge, today: date) -> None:
    found = told(knowledge, today, ({}, {}))
    assert {*found["inputs"]} == {*Seats.inputs, "model"} and found["inputs"]["model"] == "deepseek-r1"
    assert {*DOCUMENTED} <= {*found["lines"]} == {*Seats.lines}
    assert [*found["against"]] == [*knowledge.offers]
    for lines in found["against"].values():
        assert {*lines} - {"why"} == {*OF_THE_MODEL} - {"api_cost_of_chosen", "break_even_of_chosen"}
    for name in DOCUMENTED[2:]:
        assert found["lines"][name] == found["against"]["deepseek-r1"][name]
    assert {*found["tiers"]} == {"team", "suite", "enterprise"}
    assert found["tiers"]["enterprise"]["figures"]["price_per_seat_month"] == "seat-chatgpt-enterprise"
    assert found["prices"][0]["as_of"] == "2024" and found["prices"][0]["sources"]


@pytest.mark.parametrize("name", CASES)
def test_there_is_a_sentence_where_and_only_where_a_number_does_not_exist(
    name: str, knowledge: Knowledge, today: date
) -> None:
    found = told(knowledge, today, CASES[name][0])
    for lines in (found["lines"], *found["against"].values()):
        assert (None in lines.values()) == ("why" in lines)
        assert all(math.isfinite(value) for value in lines.values() if isinstance(value, float))


def test_what_does_not_exist_says_why(knowledge: Knowledge, today: date) -> None:
    name = "break_even_requests_per_active_user_month"
    free = told(knowledge, today, ({}, {"prices": {"deepseek-r1": FREE}}))["lines"]
    assert free[name] is None and free["why"] == "Seats never pay against a model that costs nothing."
    nobody = told(knowledge, today, ({"active_share": 0}, {}))["lines"]
    assert nobody["cost_per_active_user"] is nobody[name] is None and nobody["why"].startswith("Nobody uses a seat")
    unpriced = told(knowledge, today, ({}, {"as_of": date(2022, 1, 1)}))["lines"]
    assert unpriced["api_cost_per_month"] is None and "DeepSeek" in unpriced["why"]
    assert told(knowledge, today, ({}, {}))["against"]["gpt-5"]["why"].startswith("No price is evidenced for GPT-5")
