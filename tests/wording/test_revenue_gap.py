"""The revenue gap in words: every case of the answer, the workings, what to mind, and where numbers come from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from math import log
from typing import get_args

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.revenue_gap import Missing, preset_values
from lagebild.briefing import Briefing
from lagebild.calculators.revenue_gap import PRESETS, RevenueGap
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import COUNTED
from lagebild.wording import revenue_gap as words
from lagebild.wording.terms import USD_PER_EUR

EN = Language("en")


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "revenue_gap": tuple(inputs.items())})


@pytest.fixture(scope="module")
def in_euros(knowledge: Knowledge) -> Results:
    return compute(knowledge, Briefing(currency="EUR"), date(2026, 11, 21))


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


# ---- the answer


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "Of the $600bn that AI would have to earn a year, $100bn is credited: $500bn is missing."),
        ({"gpu_run_rate": 356e9, "credited_revenue": 140e9},
         "Of the $1,424bn that AI would have to earn a year, $140bn is credited: $1,284bn is missing."),
        ({"credited_revenue": 700e9}, "AI is credited with $700bn a year and needs only $600bn: there is no gap."),
        ({"credited_revenue": 600e9},
         "AI is credited with exactly the $600bn a year that it needs: there is no gap."),
        ({"gross_margin": 1},
         "Where all revenue is margin, nothing is left to pay for the data centres; no revenue is enough."),
    ],
)  # fmt: skip
def test_the_gap_in_a_sentence(inputs: dict[str, float], said: str, results: Results) -> None:
    own = of(results, **inputs)
    assert plain(words.gap_words(own, EN)) == said
    assert plain(words.answer(own, EN)).startswith(f"{said} ")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"elasticity": 1.3}, "If tokens get cheaper by a factor of 27.4, spending on them grows to 2.70 times what it "
                              "is, at an elasticity of 1.3."),
        ({"elasticity": 0.5}, "If tokens get cheaper by a factor of 27.4, spending on them shrinks to 19.1% of what it "
                              "is, at an elasticity of 0.5."),
        ({"elasticity": 1.0}, "If tokens get cheaper by a factor of 27.4, spending on them stays the same at an "
                              "elasticity of 1."),
        ({"price_cut_factor": 1.0}, "As long as tokens cost the same, spending on them stays the same."),
    ],
)  # fmt: skip
def test_whether_spending_shrinks_or_grows(inputs: dict[str, float], said: str, results: Results) -> None:
    assert plain(words.jevons(of(results, **inputs), EN)) == said


def test_the_three_dates_in_a_sentence(results: Results) -> None:
    assert plain(words.dates_words(results, EN)) == (
        "The gap has grown from $125bn in September 2023 to $1,284bn in August 2026. Reported revenue covers 10% of "
        "what is needed; the 38% of September 2023 were assumed by Sequoia."
    )


def test_the_share_covered_is_compared_like_with_like(results: Results) -> None:
    first, last = (results.revenue_gap.dates[id].lines["required_revenue"] for id in ("2023-09", "2026-08"))
    assert (round(3e9 / first, 3), round(140e9 / last, 3)) == (0.015, 0.098)
    told = words.reported_twice(results, EN)
    assert plain(told) == (
        "By revenue as reported, not as assumed, the share covered has not fallen but risen: in December 2023 it was "
        "about 1.5% of the $200bn of September 2023, in August 2026 9.8%."
    )
    assert {"ai-rev-total-2023", "ai-rev-total-2026"} <= {id for origin in told.origins for id in origin.records}


def test_a_published_estimate_is_named_and_dated_with_what_is_held_against_it(results: Results) -> None:
    told = list(map(plain, words.notes(results, EN)))
    (whole,) = (one for one in told if one.startswith("Price elasticity of tokens (market), June 2026: "))
    assert "Second-hand" in whole and "as a constant elasticity it would be 1.08 to 1.57" in whole
    assert [round(log(1 + more) / log(1 / 0.9), 2) for more in (0.12, 0.18)] == [1.08, 1.57]
    assert any(one.startswith("Price elasticity of tokens (NBER), December 2025: ") for one in told)


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(words.why_missing(reason, Language(code))).endswith(".")


def test_euros_are_those_of_the_rate_and_say_so(results: Results, in_euros: Results) -> None:
    told = words.gap_words(in_euros, EN)
    assert "€570bn" in str(told) and "€475bn" in str(told) and "$" not in str(told)
    assert any(USD_PER_EUR.inputs[0] in origin.inputs for origin in told.origins)
    assert "US dollars per euro" in str(words.scope(in_euros, EN))
    assert "US dollars per euro" not in str(words.scope(results, EN))


@pytest.mark.parametrize(
    ("usd", "said"),
    [(600e9, "$600bn"), (24.1e9, "$24.1bn"), (40e9, "$40bn"), (87e6, "$87m"), (1424e9, "$1,424bn"), (0, "$0bn"),
     (-2.9e9, "−$2.9bn")],
)  # fmt: skip
def test_large_sums_are_in_billions(usd: float, said: str, results: Results) -> None:
    assert words.billions(usd, results.api_costs.money, COUNTED, EN) == said


# ---- what it covers


def test_the_scope_says_whose_figures_they_are_and_that_demand_is_a_model(results: Results) -> None:
    heads = {
        "Figures of June 2024": {},
        "Partly your figures, partly the register’s": {"gross_margin": 0.6},
        "Your figures": {
            "gpu_run_rate": 2e9, "datacentre_multiple": 3, "gross_margin": 0.6, "credited_revenue": 3e9
        },
    }  # fmt: skip
    for head, inputs in heads.items():
        told = plain(words.scope(of(results, **inputs), EN))
        assert told.startswith(f"{head} · ")
        assert "a model of constant elasticity" in told and "at an elasticity of 1 spending stays the same" in told


def test_the_notes_tell_assumed_from_reported_revenue(results: Results) -> None:
    for preset in PRESETS:
        own = of(results, **preset_values(results.knowledge, preset))
        told = " ".join(map(plain, words.notes(own, EN)))
        assert ("what Sequoia generously assumed" in told) == (not preset.reported)
        assert ("run rates as they are reported" in told) == preset.reported
        earned = {"2023-09": "$75bn here, $3bn by the figures of December 2023",
                  "2024-06": "$100bn here, $13bn by the figures of December 2024"}  # fmt: skip
        assert earned.get(preset.id, "") in told
    own = " ".join(map(plain, words.notes(of(results, credited_revenue=55e9), EN)))
    assert "Sequoia" not in own and "reported" not in own


def test_the_notes_warn_of_a_cut_far_beyond_what_was_measured(results: Results) -> None:
    def told(**inputs: float) -> str:
        return " ".join(map(plain, words.notes(of(results, **inputs), EN)))

    assert "a factor of 27.4 is far beyond that" in told() and "between two models on one day" in told()
    assert "a factor of 280 is far beyond that" in told(price_cut_factor=280)
    assert "between two models" not in told(price_cut_factor=280)
    assert "far beyond" not in told(price_cut_factor=1.1)
    assert "Where tokens are 10% cheaper, use rises by 11%." in told()


# ---- how it is computed


def test_the_workings_go_from_the_chips_to_what_is_covered(results: Results) -> None:
    rows = words.workings(results, EN)
    assert [(plain(row.how), plain(row.sum)) for row in rows] == [
        ("", "$150bn"), ("$150bn × 2", "$300bn"), ("$300bn ÷ (1 − 50%)", "$600bn"), ("$600bn − $100bn", "$500bn"),
        ("$100bn ÷ $600bn", "16.7%"),
    ]  # fmt: skip
    assert [row.number for row in rows[:4]] == [150e9, 300e9, 600e9, 500e9]


def test_only_the_sums_of_the_workings_are_in_euros(in_euros: Results) -> None:
    rows = words.workings(in_euros, EN)
    assert all("€" not in str(row.how) for row in rows)
    assert [plain(row.sum) for row in rows[:4]] == ["€142bn", "€285bn", "€570bn", "€475bn"]


def test_workings_end_where_no_revenue_is_enough(results: Results) -> None:
    own = of(results, gross_margin=1)
    assert [plain(row.sum) for row in words.workings(own, EN)] == ["$150bn", "$300bn"]
    told = " ".join(map(plain, words.explanation(own, EN)))
    assert "$300bn" in told and "÷" not in told


def test_the_explanation_has_every_formula_and_its_numbers(results: Results) -> None:
    told = [plain(step) for step in words.explanation(of(results, elasticity=1.3), EN)]
    assert told[1].endswith("= $300bn ÷ (1 − 50%) = $600bn")
    assert told[-2].endswith("= 27.4^(1.3 − 1) = 2.700")
    assert "constant elasticity" in told[-1]


def test_the_explanation_in_euros_ends_with_the_rate(in_euros: Results) -> None:
    told = [plain(step) for step in words.explanation(in_euros, EN)]
    assert told[-2] == "$500bn ÷ 1.0530 US dollars per euro = €475bn"


# ---- where it comes from


def test_every_number_of_the_answer_leads_to_its_inputs(results: Results) -> None:
    told = words.answer(results, EN)
    inputs = {name for origin in told.origins for name in origin.inputs}
    assert inputs == {f"revenue_gap.{name}" for name in results.revenue_gap.inputs}


def test_numbers_of_a_date_lead_to_the_figures_it_is_made_of(results: Results) -> None:
    own = of(results, gpu_run_rate=1e9)
    shown = words.date_shown(own, "2026-08", "gap", EN)
    assert shown == "$1,284bn"
    assert {"nvda-dc-latest", "ai-rev-total-2026"} <= {*shown.origin.records}
    assert shown.origin.inputs == ()
    credited = words.date_shown(own, "2023-09", "credited_revenue", EN)
    assert credited.origin.records == ("ai-revenue-credited-2023-09",)


# ---- every number


def test_every_line_of_the_gap_is_printed_with_its_dates(results: Results) -> None:
    told = json.loads(json.dumps(words.as_json(of(results, gpu_run_rate=75e9), EN), allow_nan=False))
    assert {*told["inputs"]} == {*RevenueGap.inputs} and {*told["lines"]} == {*RevenueGap.lines}
    assert told["lines"]["required_revenue"] == 300e9 and told["preset"] is None
    assert {id: date["lines"]["gap"] for id, date in told["dates"].items()} == {
        "2023-09": 125e9, "2024-06": 500e9, "2026-08": 1284e9,
    }  # fmt: skip
    for one in told["dates"].values():
        assert sum(part["usd"] for part in one["credited"]) == pytest.approx(one["inputs"]["credited_revenue"])
    assert told["answer"].startswith("Of the $300bn")


def test_where_all_is_margin_the_lines_are_null_and_say_why(results: Results) -> None:
    lines = words.as_json(of(results, gross_margin=1), EN)["lines"]
    assert lines["gap"] is lines["coverage"] is None and lines["datacentre_cost"] == 300e9
    assert lines["why"].startswith("Where all revenue is margin")
    assert "why" not in words.as_json(results, EN)["lines"]
