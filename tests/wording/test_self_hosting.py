"""Own servers in words: every case of the answer, payback, workings, and what `lagebild results` prints."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from typing import Any, get_args

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.self_hosting import Missing, preset_values
from lagebild.briefing import Briefing
from lagebild.calculators.constants import MODEL
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import COUNTED, reader
from lagebild.state import OwnPrice, Range
from lagebild.wording import self_hosting as words
from lagebild.wording.origins import roots
from lagebild.wording.results import as_json
from lagebild.wording.self_hosting import why_missing

EN = Language("en")
PLAIN = {name for name, line in SelfHosting.lines.items() if not line.over}
OVER_MODELS = {name for name, line in SelfHosting.lines.items() if line.over == (MODEL,)}


def told(knowledge: Knowledge, today: date, **inputs: float) -> dict[str, Any]:
    found = compute(knowledge, Briefing(inputs={"self_hosting": inputs} if inputs else {}), today)
    written = json.loads(json.dumps(as_json(found, EN), allow_nan=False))
    return dict(written["self_hosting"])


def test_all_names_are_there_for_every_model_of_the_knowledge(knowledge: Knowledge, today: date) -> None:
    own = told(knowledge, today)
    assert {*own["inputs"]} == {*SelfHosting.inputs}
    assert {*own["lines"]} == PLAIN
    assert [*own["against"]] == [*knowledge.offers]
    for lines in own["against"].values():
        assert {*lines} - {"why"} == OVER_MODELS


def test_there_is_a_sentence_where_and_only_where_a_number_does_not_exist(knowledge: Knowledge, today: date) -> None:
    for inputs in ({}, {"utilisation": 0}, {"input_tokens_per_second_per_node": 0}, {"nodes": 50}):
        own = told(knowledge, today, **inputs)
        for lines in (own["lines"], *own["against"].values()):
            assert (None in lines.values()) == ("why" in lines)
            assert all(math.isfinite(value) for value in lines.values() if isinstance(value, float))


def test_each_reason_is_said_once(knowledge: Knowledge, today: date) -> None:
    r1 = told(knowledge, today)["against"]["deepseek-r1"]
    assert r1["break_even_utilisation"] is r1["payback_month"] is None
    assert r1["why"].startswith("Even at full utilisation, these servers cost more per token than the model. With this")
    idle = told(knowledge, today, utilisation=0)["lines"]
    assert idle["why"] == "Servers that are never used have no cost per token."


def test_a_model_without_a_price_says_so(knowledge: Knowledge, today: date) -> None:
    later = told(knowledge, today)["against"]["gpt-5"]
    assert {*later.values()} - {later["why"]} == {None}
    assert "GPT-5" in later["why"]


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(why_missing(reason, Language(code))).endswith(".")


@pytest.mark.parametrize(("code", "word"), [("de", "Kauf"), ("en", "Purchase")])
def test_a_choice_is_told_in_words_and_names_its_preset(results: Results, code: Any, word: str) -> None:
    (root,) = roots(results, reader("self_hosting.acquisition"), Language(code))
    assert (root.kind, root.id, root.value) == ("record", "selfhost-acquisition", word)


def test_an_input_of_the_servers_is_told_as_the_readers_own(knowledge: Knowledge, today: date) -> None:
    found = compute(knowledge, Briefing(inputs={"self_hosting": {"nodes": 3, "acquisition": 1}}), today)
    for name, value in (("nodes", "3"), ("acquisition", "Rent")):
        (root,) = roots(found, reader(f"self_hosting.{name}"), EN)
        assert (root.kind, root.id, root.value) == ("input", "", value)


# ---- the sentences of the page


def of(knowledge: Knowledge, today: date, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), today)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


FREE = OwnPrice(input=0, output=0)
CASES: dict[str, tuple[dict[str, Any], str]] = {
    "one pays, one never": (
        {},
        "Own hardware pays off against OpenAI o1 from 990 m tokens a month – against DeepSeek R1 never with this "
        "hardware.",
    ),
    "both pay, the earlier first": (
        {"inputs": {"self_hosting": {"staff_fte": 0.25}}},
        "Own hardware pays off against OpenAI o1 from 578 m tokens a month, against DeepSeek R1 from 15.8 bn.",
    ),
    "neither pays": (
        {"prices": {"o1": OwnPrice(input=0.1, output=0.1)}},
        "This hardware never pays off, neither against DeepSeek R1 nor against OpenAI o1: even fully used, it costs "
        "more per token.",
    ),
    "one pays, one is free": (
        {"prices": {"deepseek-r1": FREE}},
        "Own hardware pays off against OpenAI o1 from 990 m tokens a month – never against DeepSeek R1, which costs "
        "nothing.",
    ),
    "one never, one free": (
        {"prices": {"o1": FREE}},
        "This hardware never pays off: OpenAI o1 costs nothing, and DeepSeek R1 costs less per token even than a full "
        "server.",
    ),
    "both free": (
        {"prices": {"o1": FREE, "deepseek-r1": FREE}},
        "Own hardware never pays off: DeepSeek R1 and OpenAI o1 cost nothing.",
    ),
    "no throughput": (
        {"inputs": {"self_hosting": {"output_tokens_per_second_per_node": 0}}},
        "This hardware never pays off: it yields no token, whatever it costs – here $30,333 a month.",
    ),
    "costs nothing": (
        {"inputs": {"self_hosting": dict.fromkeys(
            ("node_price", "electricity_price_per_kwh", "space_cost_per_node_year", "staff_fte"), 0.0)}},
        "With your numbers own hardware costs nothing; no price per token is below that.",
    ),
    "no price at all": (
        {"as_of": date(2022, 1, 1)},
        "Own hardware costs $30,333 a month; neither DeepSeek R1 nor OpenAI o1 has an evidenced list price on "
        "1 January 2022 to compare it with.",
    ),
    "one pays, one has no price": (
        {"compare": ("gpt-5", "o1")},
        "Own hardware pays off against OpenAI o1 from 990 m tokens a month. No price is evidenced for GPT-5 on "
        "27 January 2025; the first evidenced one is valid from 7 August 2025.",
    ),
    "one never, one has no price": (
        {"compare": ("deepseek-r1", "gpt-5")},
        "This hardware never pays off against DeepSeek R1: even fully used, it costs more per token. No price is "
        "evidenced for GPT-5 on 27 January 2025; the first evidenced one is valid from 7 August 2025.",
    ),
    "one free, one has no price": (
        {"compare": ("deepseek-r1", "gpt-5"), "prices": {"deepseek-r1": FREE}},
        "Own hardware never pays off against DeepSeek R1, which costs nothing. No price is evidenced for GPT-5 on "
        "27 January 2025; the first evidenced one is valid from 7 August 2025.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_true_in_every_case(case: str, knowledge: Knowledge, today: date) -> None:
    fields, said = CASES[case]
    assert plain(words.answer(of(knowledge, today, **fields), EN)) == said


def test_a_volume_at_which_it_pays_is_one_the_servers_carry_and_at_which_both_cost_the_same(
    knowledge: Knowledge, today: date
) -> None:
    for fields, _ in CASES.values():
        found = of(knowledge, today, **fields)
        own = found.self_hosting
        for model in words.paying(found):
            tokens = own.against[model]["break_even_tokens_per_month"]
            assert tokens <= own.lines["capacity_tokens_per_year"] / 12
            assert tokens / 1e6 * own.against[model]["api_price"] == pytest.approx(own.cost_per_month)


def test_the_own_volume_leads_with_all_three_costs_the_use_and_the_cost_of_a_million(results: Results) -> None:
    assert plain(words.at_own_volume(results, EN)) == (
        "At your 869 m tokens a month: own hardware $30,333, OpenAI o1 $26,649, DeepSeek R1 $974. You use 4.63% of "
        "the capacity, and a million tokens cost $34.89."
    )


def test_a_volume_the_servers_cannot_carry_is_said_with_the_servers_it_takes(knowledge: Knowledge, today: date) -> None:
    many = {"api_costs": {"people": 60_000}}
    said = plain(words.at_own_volume(of(knowledge, today, inputs=many), EN))
    assert "These servers cannot carry that: at 20% utilisation it takes 12 servers instead of 1." in said
    idle = of(knowledge, today, inputs={**many, "self_hosting": {"utilisation": 0}})
    assert "it is 2.3 times their capacity" in plain(words.at_own_volume(idle, EN))
    assert words.paybacks(idle, EN) is None


def test_another_mix_than_that_of_the_break_even_is_said(knowledge: Knowledge, today: date) -> None:
    longer = of(knowledge, today, inputs={"api_costs": {"input_tokens_per_request": 5000}})
    said = plain(words.at_own_volume(longer, EN))
    assert "OpenAI o1 $46,494, DeepSeek R1 $1,702." in said  # as under "API tokens"
    assert said.endswith(
        "Break-evens and lines take 65.2% of the tokens to be input, none of it cached; in that mix your volume costs "
        "OpenAI o1 $67,202, DeepSeek R1 $2,456."
    )
    fitting = {"api_costs": {"input_tokens_per_request": 5000}, "self_hosting": {"input_share": 5000 / 5800}}
    assert words.mixed_otherwise(of(knowledge, today, inputs=fitting), EN) is None
    cached = {"api_costs": {"cached_input_share": 0.5}}
    assert words.mixed_otherwise(of(knowledge, today, inputs=cached), EN) is not None


def test_prices_of_the_readers_own_are_told_as_such(knowledge: Knowledge, today: date) -> None:
    found = of(knowledge, today, prices={"o1": OwnPrice(input=5, output=20)})
    assert plain(words.scope(found, EN)).endswith("prices of 27 Jan 2025 · with your price for OpenAI o1")


def test_a_volume_just_below_a_unit_is_told_in_it() -> None:
    assert [plain(words.volume(tokens, COUNTED, EN)) for tokens in (999.4e6, 999.7e6, 1e9)] == [
        "999 m",
        "1.0 bn",
        "1.0 bn",
    ]


def test_more_use_than_reckoned_with_is_said(knowledge: Knowledge, today: date) -> None:
    found = of(knowledge, today, inputs={"self_hosting": {"utilisation": 0.02}})
    assert "more than the utilisation of 2% you reckon with" in plain(words.at_own_volume(found, EN))


def test_a_payback_beyond_the_useful_life_is_no_success(results: Results, knowledge: Knowledge, today: date) -> None:
    said = "outlay back: against OpenAI o1 only in month 98, written off after 60; cost of capital aside"
    assert plain(words.paybacks(results, EN)) == said
    longer = of(knowledge, today, inputs={"self_hosting": {"useful_life_years": 9}})
    assert plain(words.paybacks(longer, EN)) == (
        "outlay back: against OpenAI o1 in month 98 of 108; cost of capital aside"
    )


def test_servers_that_pay_back_against_neither_model_say_so_once(knowledge: Knowledge, today: date) -> None:
    both = {"staff_fte": 0.25, "node_price": 5_000_000, "useful_life_years": 2}
    found = of(knowledge, today, inputs={"self_hosting": both}, prices={"deepseek-r1": OwnPrice(input=9, output=90)})
    assert {*map(plain, words.paying(found))} == {"deepseek-r1", "o1"}
    assert plain(words.paybacks(found, EN)) == ("outlay not back against either model within the 24 months of use")


def test_a_payback_after_the_growth_has_outgrown_the_servers_is_none(knowledge: Knowledge, today: date) -> None:
    grown = of(knowledge, today, inputs={"api_costs": {"growth_per_month": 0.1}, "self_hosting": {"staff_fte": 0.25}})
    assert plain(words.paybacks(grown, EN)) == (
        "outlay back: against OpenAI o1 in month 12 of 60, not against DeepSeek R1 before your growth is too large "
        "for the servers; cost of capital aside"
    )


def test_a_growing_volume_is_that_of_the_first_month(knowledge: Knowledge, today: date) -> None:
    grown = of(knowledge, today, inputs={"api_costs": {"growth_per_month": 0.1}})
    assert plain(words.at_own_volume(grown, EN)).startswith("At your 869 m tokens of the first month: own hardware")


def test_a_payback_after_the_growth_has_outgrown_the_servers_is_null_with_a_reason(
    knowledge: Knowledge, today: date
) -> None:
    inputs = {"api_costs": {"growth_per_month": 0.1}, "self_hosting": {"node_price": 8_000_000}}
    written = as_json(of(knowledge, today, inputs=inputs), EN)["self_hosting"]["against"]["o1"]
    assert written["payback_month"] is None
    assert written["why"] == "Your growth is too large for these servers before they pay off."


@pytest.mark.parametrize("code", CODES)
def test_the_scope_is_short_whatever_it_has_to_say(code: Any, knowledge: Knowledge, today: date) -> None:
    """Three lines of the narrowest window hold some 310 letters."""
    hardest = {"api_costs": {"growth_per_month": 0.1}, "self_hosting": {"staff_fte": 0.25, "utilisation": 0.01}}
    for fields in ({}, {"inputs": hardest}, {"inputs": hardest, "currency": "EUR"}):
        assert len(str(words.scope(of(knowledge, today, **fields), Language(code)))) < 335


def test_what_the_scope_leaves_out_stands_in_the_workings(knowledge: Knowledge, today: date) -> None:
    told = [plain(step) for step in words.explanation(of(knowledge, today, currency="EUR"), EN)]
    assert "Neither side holds the integration of the model or VAT." in told
    assert told[-1].startswith("1.0530 US dollars per euro (European Central Bank")


def test_a_preset_with_a_distilled_model_says_that_it_is_not_r1(knowledge: Knowledge, today: date) -> None:
    for preset in PRESETS:
        given = preset_values(knowledge, preset, 1.053)
        said = plain(words.scope(of(knowledge, today, inputs={"self_hosting": given} if given else {}), EN))
        assert said.startswith("A distilled model, not R1 itself") == preset.distilled == ("R1" not in preset.label.en)


def test_rented_servers_have_no_outlay_and_their_rent_holds_the_site(knowledge: Knowledge, today: date) -> None:
    rented = of(knowledge, today, inputs={"self_hosting": {"acquisition": 1}})
    assert words.paybacks(rented, EN) is None
    assert "Rent, which holds power and space, and staff" in plain(words.scope(rented, EN))
    assert "with power, space and staff" in plain(words.scope(of(knowledge, today), EN))


def test_a_break_even_above_the_utilisation_reckoned_with_says_so(knowledge: Knowledge, today: date) -> None:
    found = of(knowledge, today, inputs={"self_hosting": {"staff_fte": 0.25}})
    said = "break-even takes a utilisation of 84.2% (DeepSeek R1), you reckon with 20%"
    assert said in plain(words.scope(found, EN))
    assert words.fuller(of(knowledge, today), EN) is None


def test_the_parts_add_up_to_the_total_and_no_part_is_empty(knowledge: Knowledge, today: date) -> None:
    for inputs in ({}, {"acquisition": 1}, {"acquisition": 1, "rent_covers_site": 0}, {"nodes": 3}, {"staff_fte": 0}):
        for currency in ("USD", "EUR"):
            rows = words.workings(of(knowledge, today, inputs={"self_hosting": inputs}, currency=currency), EN)
            assert sum(row.number for row in rows[:-1]) == pytest.approx(rows[-1].number)
            assert all(str(row.how) and row.number > 0 for row in rows[:-1])


def test_quantities_and_prices_as_shown_multiply_to_the_sum_shown(results: Results) -> None:
    rows = {row.item: plain(row.how) for row in words.workings(results, EN)}
    assert rows["Power"] == "10.2 kW × 1.46 × 8,760 h × $0.18954"
    assert round(10.2 * 1.46 * 8760 * 0.18954) == 24_726
    assert rows["Servers"] == "($400,000 − $31,922) × 0.253766"
    assert round((400_000 - 31_922) * 0.253766) == 93_406


@pytest.mark.parametrize("case", CASES)
def test_every_step_ends_in_a_number_of_the_results(case: str, knowledge: Knowledge, today: date) -> None:
    found = of(knowledge, today, **CASES[case][0])
    steps = [plain(step) for step in words.explanation(found, EN)]
    assert any(step.endswith(f"= {plain(words.line_shown(found, 'total_per_year', EN))}") for step in steps)
    assert not any(re.search(r"\b(nan|inf)\b", step) for step in steps)


def test_ranges_are_told_with_how_often_it_is_cheaper(knowledge: Knowledge, today: date) -> None:
    ranged = {"self_hosting": {"staff_fte": Range(low=0.25, likely=1.5, high=3)}}
    said = plain(words.at_own_volume(of(knowledge, today, inputs=ranged), EN))
    assert "With your ranges in 8 of 10 cases: own hardware $" in said
    assert "For your volume it is cheaper than DeepSeek R1 in no case." in said


def test_how_often_the_servers_carry_a_volume_within_ranges_is_told_where_they_do_not_always(
    knowledge: Knowledge, today: date
) -> None:
    people = {"api_costs": {"people": Range(low=20_000, likely=24_000, high=100_000)}}
    said = plain(words.at_own_volume(of(knowledge, today, inputs=people), EN))
    assert "These servers carry your volume in 1 of 10 cases. For your volume it is cheaper than DeepSeek R1 in" in said
    few = {"api_costs": {"people": Range(low=600, likely=1200, high=2000)}}
    told = plain(words.at_own_volume(of(knowledge, today, inputs=few), EN))
    assert "carry" not in told
    assert "Your ranges leave the cost of own hardware as it is. For your volume it is cheaper than" in told


def test_a_range_of_the_usage_is_no_spread_of_what_own_servers_cost(knowledge: Knowledge, today: date) -> None:
    ranged = {"api_costs": {"people": Range(low=600, likely=1200, high=9000)}}
    said = plain(words.at_own_volume(of(knowledge, today, inputs=ranged), EN))
    assert "Your ranges leave the cost of own hardware as it is." in said
    assert "For your volume it is cheaper than DeepSeek R1" in said
    assert "in 8 of 10 cases: own hardware" not in said


@pytest.mark.parametrize("case", CASES)
def test_every_number_said_leads_to_its_roots(case: str, knowledge: Knowledge, today: date) -> None:
    found = of(knowledge, today, **CASES[case][0])
    for sentence in (words.answer(found, EN), words.at_own_volume(found, EN), words.scope(found, EN)):
        for origin in sentence.origins:
            assert origin == COUNTED or roots(found, origin, EN)
