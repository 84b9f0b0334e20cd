"""Training in words: the answer, the own run, comparisons of equal layers, arithmetic, and what is printed as JSON."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.training_costs import BASE, Missing
from lagebild.briefing import Briefing
from lagebild.calculators.training_costs import LAYERS, OWN, RUNS, TrainingCosts
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import COUNTED, Origin
from lagebild.state import Range
from lagebild.wording import training_costs as words
from lagebild.wording import training_workings as arithmetic

EN = Language("en")
LEFT_OUT = 1.0
NOTHING = {name: LEFT_OUT for name in TrainingCosts.inputs if name.startswith("counts_")}
STATES: dict[str, dict[str, float]] = {
    "untouched": {},
    "small": {"gpu_hours": 100, "staff": 0, "reinforcement_gpu_hours": 0, "failed_runs_factor": 0},
    "from parameters and tokens": {"own_run_given": 1},
    "with hardware": {"counts_hardware": 0},
    "final run alone": {**NOTHING, "counts_final_run": 0},
    "hardware alone": {**NOTHING, "counts_hardware": 0},
    "staff alone": {**NOTHING, "counts_staff": 0},
    "nothing": NOTHING,
    "free": {"price_per_gpu_hour": 0},
    "costs nothing": {"price_per_gpu_hour": 0, "staff": 0},
}


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "training_costs": tuple(inputs.items())})


def plain(said: object) -> str:
    return str(said).replace(NBSP, " ")


@pytest.fixture
def euros(knowledge: Knowledge, today: date) -> Results:
    return compute(knowledge, Briefing(currency="EUR"), today)


# ---- the answer


def test_the_answer_says_what_the_rent_is_and_what_a_thousandth_is(results: Results) -> None:
    assert plain(words.answer(results, EN)) == (
        "$5.576m is the rent of the final run of DeepSeek V3, not its development – and that is not 1/1000 of "
        "GPT-4 but 1/107 by source A’s own figures, 1/14 rent against rent."
    )


@pytest.mark.parametrize("state", STATES)
def test_no_input_of_the_own_run_changes_the_answer(state: str, results: Results) -> None:
    assert words.answer(of(results, **STATES[state]), EN) == words.answer(results, EN)


def test_in_euros_the_fractions_stay(euros: Results) -> None:
    said = plain(words.answer(euros, EN))
    assert said.startswith("€5.295m is the rent") and "1/107" in said and "1/14" in said


def test_the_scope_names_what_is_left_out_and_what_has_no_evidence(results: Results, euros: Results) -> None:
    said = plain(words.scope(results, EN))
    assert "$2.00 per GPU hour is an assumption of DeepSeek’s report" in said
    assert "research, trial runs, salaries and purchased hardware are not in it" in said
    assert "the $600m for GPT-4 is without evidence" in said
    assert "counted" not in said  # the line above names the layers
    assert "US dollars per euro" in plain(words.scope(euros, EN))


# ---- the own run

OWN_RUN = {
    "untouched": "the final run costs $5.576m, as much as that of DeepSeek V3. With reinforcement learning, failed "
    "runs and research plus staff it comes to $29.56m.",
    "small": "the final run costs $200, 0.000036 times as much as that of DeepSeek V3. With reinforcement learning, "
    "failed runs and research plus staff it comes to $200.",
    "from parameters and tokens": "the final run costs $5.273m, 0.95 times as much as that of DeepSeek V3. With "
    "reinforcement learning, failed runs and research plus staff it comes to $28.9m.",
    "with hardware": "the final run costs $5.576m, as much as that of DeepSeek V3. With reinforcement learning, failed "
    "runs and research, staff plus purchase of the hardware it comes to $119.6m. The final run is a rent, which "
    "includes the hardware: with the purchase it is counted twice.",
    "final run alone": "the final run costs $5.576m, as much as that of DeepSeek V3. Nothing else is counted.",
    "hardware alone": "the final run costs $5.576m, as much as that of DeepSeek V3. Without it, purchase of the "
    "hardware comes to $90m.",
    "staff alone": "the final run costs $5.576m, as much as that of DeepSeek V3. Without it, staff comes to $17m.",
    "nothing": "the final run costs $5.576m, as much as that of DeepSeek V3. No layer with evidence is counted.",
    "costs nothing": "the final run costs nothing. With reinforcement learning, failed runs and research plus staff it "
    "comes to $0.",
    "free": "the final run costs nothing. With reinforcement learning, failed runs and research plus staff it comes "
    "to $17m.",
}


@pytest.mark.parametrize("state", STATES)
def test_the_own_run_is_told_in_every_state(state: str, results: Results) -> None:
    assert plain(words.own_run(of(results, **STATES[state]), EN)) == f"Your own run: {OWN_RUN[state]}"


def test_ranges_are_told_with_where_the_sum_mostly_lies(results: Results) -> None:
    staff = {"staff": Range(low=8e6, likely=17e6, high=45e6)}
    ranged = replace(results, ranges={**results.ranges, "training_costs": staff})
    found = re.search(
        r"With your ranges it mostly lies between \$([\d.]+)m and \$([\d.]+)m\.", plain(words.own_run(ranged, EN))
    )
    assert found and 20 < float(found[1]) < 29.56 < float(found[2]) < 58


# ---- one against another


def test_a_comparison_names_the_layers_it_counts(results: Results) -> None:
    assert plain(words.compared(results, "llama-3.1-405b", BASE, EN)) == (
        "Llama 3.1 405B costs 11.1 times as much as DeepSeek V3, counting the final run."
    )
    assert plain(words.compared(results, "gpt-4", OWN, EN)) == (
        "GPT-4 costs 5.07 times as much as your own run, counting the final run plus staff."
    )


def test_a_rent_is_not_divided_by_a_purchase_without_saying_so(results: Results) -> None:
    bought = of(results, **STATES["hardware alone"])
    assert plain(words.compared(bought, "gpt-4", BASE, EN)) == (
        "GPT-4 against DeepSeek V3: The two runs have no counted layer in common; a rent is not divided by a purchase."
    )
    both = of(results, **STATES["with hardware"])
    assert plain(words.compared(both, "gpt-4", OWN, EN)).endswith("with the purchase it is counted twice.")
    assert "twice" not in plain(words.compared(both, "gpt-4", BASE, EN))


# ---- what is counted


def test_each_value_of_gpt_4_says_what_it_measures_the_lowest_first(results: Results) -> None:
    said = [plain(one) for one in words.published_values(results, "gpt-4", EN)]
    assert said[0] == "GPT-4, Epoch AI: share of hardware used up, plus power: $40.7m"
    assert said[-1] == "GPT-4, Epoch AI: purchase of the whole cluster: $778m"
    assert "GPT-4, Epoch AI: rent in the cloud: $78.6m" in said and len(said) == 5


def test_a_range_says_that_its_upper_end_is_a_lower_bound(results: Results) -> None:
    assert plain(words.final_run_shown(results, "gpt-4", EN)) == "$41 to 100m and more"
    assert plain(words.final_run_shown(results, "llama-3.1-405b", EN)) == "$62 to 73m"
    assert plain(words.final_run_shown(results, BASE, EN)) == "$5.576m"


def test_the_notes_tell_why_a_rent_is_no_development_cost_and_what_is_not_known(results: Results) -> None:
    said = "\n".join(map(plain, words.notes(results, EN)))
    assert "Earlier research and all trial runs" in said
    assert "In training V3 computed largely in FP8." in said
    assert "All servers of DeepSeek are estimated at $1.30 to 1.60bn, which is disputed." in said
    assert "DeepSeek V3 without failed runs and research plus staff: Nobody has published it." in said
    assert "counted twice" not in said
    assert "counted twice" in "\n".join(map(plain, words.notes(of(results, counts_hardware=0), EN)))


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(words.why_missing(reason, Language(code))).endswith(".")


# ---- arithmetic


@pytest.mark.parametrize("state", STATES)
def test_the_layers_add_up_to_the_sum(state: str, results: Results, euros: Results) -> None:
    for start in (results, euros):
        found = of(start, **STATES[state])
        rows = arithmetic.workings(found, EN)
        if state == "nothing":
            assert rows == ()
            continue
        assert sum(row.number for row in rows[:-1]) == pytest.approx(rows[-1].number)
        assert len(rows) == len(found.training_costs.layers) + 1
        assert all(str(row.how) for row in rows[:-1])


def test_the_explanation_does_the_references_step_by_step(results: Results) -> None:
    said = [plain(step) for step in arithmetic.explanation(results, EN)]
    assert "DeepSeek V3, final run = 2.788 m hours × $2 = $5,576,000" in said
    assert "Llama 3.1 405B, final run = 30.84 m hours × $2 = $61,680,000" in said
    assert "DeepSeek R1, reinforcement learning = 147,336 hours × $2 = $294,672" in said
    assert "GPT-4 against DeepSeek V3 by source A’s own figures: $600m ÷ $5.60m = 107.1" in said
    assert "GPT-4 against DeepSeek V3, rent against rent: $78,600,000 ÷ $5,576,000 = 14.1" in said
    assert (
        "DeepSeek V3, utilisation = 3.29 × 10²⁴ FLOP ÷ (2.664 m hours × 3,600 seconds × 989 tn FLOP per second) = 34.6%"
        in said
    )
    assert said[-1] == "Own run, sum = $5,576,000 + $294,672 + $6,691,200 + $17,000,000 = $29,561,872"


def test_parameters_and_tokens_lead_to_hours_and_impossible_hours_are_said(results: Results) -> None:
    said = [plain(step) for step in arithmetic.explanation(of(results, own_run_given=1), EN)]
    assert any(
        step.startswith("Own run, GPU hours = 6 × 37 bn parameters × 14.8 tn tokens ÷ (989 tn FLOP per second × 35%")
        and step.endswith("= 2.637 m hours")
        for step in said
    )
    impossible = [plain(step) for step in arithmetic.explanation(of(results, gpu_hours=100), EN)]
    assert "Own run, utilisation: So much computing does not fit into these GPU hours; a GPU does no more than its " \
        "peak." in impossible  # fmt: skip


def test_euros_are_turned_at_the_end(euros: Results) -> None:
    said = plain(arithmetic.explanation(euros, EN)[-1])
    assert said == "$29,561,872 ÷ 1.0530 US dollars per euro = €28.07m"


# ---- as JSON


@pytest.mark.parametrize("state", STATES)
def test_json_has_every_name_and_a_sentence_where_and_only_where_a_number_does_not_exist(
    state: str, results: Results
) -> None:
    told: dict[str, Any] = json.loads(json.dumps(words.as_json(of(results, **STATES[state]), EN), allow_nan=False))
    assert {*told["inputs"]} == {*TrainingCosts.inputs}
    assert [*told["runs"]] == list(RUNS)
    for run, lines in told["runs"].items():
        assert {"final_run", "flop", "implied_utilisation", "gpu_hours_from_flop", "total", *LAYERS} <= {*lines}
        for block in (lines, lines["ratio_to"]):
            assert (None in block.values()) == ("why" in block), (run, block)
            assert all(math.isfinite(value) for value in block.values() if isinstance(value, float))
        assert {*lines["ratio_to"]} - {"why"} == {*RUNS} - {run}


def test_json_says_the_references(results: Results) -> None:
    runs = words.as_json(results, EN)["runs"]
    assert runs["deepseek-v3"]["final_run"] == 5.576e6
    assert runs["llama-3.1-405b"]["ratio_to"]["deepseek-v3"] == pytest.approx(11.06, abs=0.005)
    assert runs["deepseek-v3"]["failed_runs"] is None
    assert {one["measure"] for one in runs["gpt-4"]["published"]} == {"rent", "amortised", "purchase", "stated"}


# ---- all of it


@pytest.mark.parametrize("state", STATES)
def test_every_digit_that_is_said_knows_where_it_comes_from(state: str, results: Results) -> None:
    found = of(results, **STATES[state])
    names = {plain(words.run_name(found, run, EN)) for run in RUNS}
    texts = [words.answer(found, EN), words.scope(found, EN), words.own_run(found, EN), *words.notes(found, EN),
             *arithmetic.explanation(found, EN), *words.published_values(found, "gpt-4", EN)]  # fmt: skip
    for span in (span for text in texts for span in text):
        if span.origin is None:
            said = plain(span.text)
            for name in sorted(names, key=len, reverse=True):
                said = said.replace(name, "")
            assert not re.search(r"\d", said.replace("V3", "")), span
        else:
            assert span.origin == COUNTED or span.origin != Origin(), span


@pytest.mark.parametrize("state", STATES)
def test_no_field_of_a_message_is_left_open(state: str, results: Results) -> None:
    found = of(results, **STATES[state])
    for text in (words.answer(found, EN), words.own_run(found, EN), *words.notes(found, EN),
                 *arithmetic.explanation(found, EN)):  # fmt: skip
        assert not re.search(r"[{}*]|\b(nan|inf|None)\b", plain(text))
