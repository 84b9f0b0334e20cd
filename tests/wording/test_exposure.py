"""Holdings in words: every case of the answer, what is left out, the workings, and where numbers come from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from lagebild.analysis.exposure import Missing, preset_values
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.exposure import HOLDINGS, OF_THE_AMOUNTS, PRESETS, Exposure
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import COUNTED
from lagebild.wording import exposure as words
from lagebild.wording.origins import roots
from lagebild.wording.terms import USD_PER_EUR
from tests.closes import with_closes

EN = Language("en")
NOTHING = dict.fromkeys(OF_THE_AMOUNTS, 0.0)
ON, AFTER = date(2025, 1, 27), date(2025, 1, 28)


def of(results: Results, **inputs: float) -> Results:
    return replace(results, inputs={**results.inputs, "exposure": tuple(inputs.items())})


@pytest.fixture(scope="module")
def in_euros(knowledge: Knowledge) -> Results:
    return compute(knowledge, Briefing(currency="EUR"), date(2026, 11, 21))


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


# ---- the answer


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "On 27 January 2025 your $700,000 would have lost $51,247; the day after gave $11,367 back. "
             "A shock 2 times as large would cost $102,495."),
        ({"shock_factor": 1}, "On 27 January 2025 your $700,000 would have lost $51,247; the day after gave $11,367 "
                              "back."),
        ({"shock_factor": 0.5}, "On 27 January 2025 your $700,000 would have lost $51,247; the day after gave $11,367 "
                                "back. A shock 0.5 times as large would cost $25,624."),
        ({**NOTHING, "amount_dax": 100_000}, "On 27 January 2025 your $100,000 would have lost $527; the day after "
                                             "gave $694 back. A shock 2 times as large would cost $1,054."),
        (NOTHING, "Enter an amount, and you see what 27 January 2025 would have cost it."),
    ],
)  # fmt: skip
def test_the_answer_in_a_sentence(inputs: dict[str, float], said: str, results: Results) -> None:
    assert plain(words.answer(of(results, **inputs), EN)) == said


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        # before: 6,101.24
        ({ON: 6162.2524, AFTER: 6101.24}, "would have gained $1,000; over both days it is $0. "
                                          "A move 2 times as large would bring $2,000."),
        ({ON: 6162.2524, AFTER: 6223.2648}, "would have gained $1,000; over both days it is +$2,000. "
                                            "A move 2 times as large would bring $2,000."),
        ({ON: 6101.24, AFTER: 6223.2648}, "would have lost nothing; over both days it is +$2,000."),
        ({ON: 6040.2276, AFTER: 5979.2152}, "would have lost $1,000, and on the day after another $1,000. "
                                            "A shock 2 times as large would cost $2,000."),
    ],
)  # fmt: skip
def test_gains_and_further_losses_are_said_as_such(closes: dict[date, float | None], said: str) -> None:
    broad = {**NOTHING, "amount_sp500": 100_000}
    results = compute(with_closes({"^GSPC": closes}), Briefing(inputs={"exposure": broad}), date(2026, 11, 21))
    assert plain(words.answer(results, EN)) == f"On 27 January 2025 your $100,000 {said}"


def test_euros_are_those_of_the_rate_and_say_so(results: Results, in_euros: Results) -> None:
    told = words.answer(in_euros, EN)
    assert "€664,767" in str(told) and "€48,668" in str(told) and "$" not in str(told)
    assert any(USD_PER_EUR.inputs[0] in origin.inputs for origin in told.origins)
    assert "US dollars per euro" in str(words.scope(in_euros, EN))
    assert "US dollars per euro" not in str(words.scope(results, EN))


@pytest.mark.parametrize(
    ("usd", "said"),
    [(51_247.4957, "$51,247"), (9_999_999, "$9,999,999"), (12.5e6, "$12.5m"), (1.2345e9, "$1,234.5m"), (0, "$0"),
     (99.5, "$99.50"), (50, "$50"), (-2_500, "−$2,500"), (-25e6, "−$25m")],
)  # fmt: skip
def test_large_sums_are_in_millions_and_small_ones_have_cents(usd: float, said: str, results: Results) -> None:
    assert words.amount_shown(usd, results.api_costs.money, COUNTED, EN) == said


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(words.why_missing(reason, Language(code))).endswith(".")


# ---- what it covers


def test_the_scope_begins_with_no_investment_advice_in_both_languages(results: Results) -> None:
    assert plain(words.scope(results, EN)).startswith(
        "No investment advice · closing prices of 27 Jan 2025 and 28 Jan 2025 against those of 24 Jan 2025"
    )
    german = plain(words.scope(results, Language("de")))
    assert german.startswith("Keine Anlageberatung · ")


def test_what_is_left_out_is_named_with_its_day(results: Results) -> None:
    said = "Power and cooling: computed without Siemens Energy, because no close of 24 January 2025 is known."
    assert [plain(one) for one in words.left_out(results, EN)] == [said]
    assert said in [plain(one) for one in words.notes(results, EN)]
    assert not words.left_out(of(results, amount_power=0), EN)


def test_an_index_without_a_close_is_named_as_long_as_an_amount_is_entered(today: date) -> None:
    other = with_closes({"^SOX": {AFTER: None}})
    said = "PHLX Semiconductor does not count: not all closing prices of these days are known."
    assert said in [plain(one) for one in words.notes(compute(other, Briefing(), today), EN)]
    without = Briefing(inputs={"exposure": {"amount_sox": 0}})
    assert said not in [plain(one) for one in words.notes(compute(other, without, today), EN)]


def test_the_notes_speak_of_what_is_held(results: Results) -> None:
    def told(**inputs: float) -> str:
        return " ".join(map(plain, words.notes(of(results, **inputs), EN)))

    assert "Alphabet counts twice in Platforms" in told() and "overlap" in told() and "The DAX is in euros" in told()
    broad = told(**preset_values(results.knowledge, PRESETS[1]))
    assert not any(word in broad for word in ("Alphabet", "overlap", "DAX", "Siemens"))
    assert broad.endswith("not what anyone should hold, buy or sell.")


def test_what_a_shock_takes_entirely_is_named(results: Results) -> None:
    assert words.lost_entirely(results, EN) == ""
    lost = plain(words.lost_entirely(of(results, shock_factor=4.5), EN))
    assert lost == "Of Power and cooling nothing would be left then; no holding loses more than all of it."


# ---- how it is computed


def test_the_workings_are_amounts_times_returns_and_their_sums(results: Results) -> None:
    rows = [(plain(row.item), plain(row.how), plain(row.sum)) for row in words.workings(results, EN)]
    assert rows[0] == ("Power and cooling", "$100,000 × −22.753%", "−$22,753")
    assert rows[-4:] == [
        ("DAX", "$100,000 × −0.527%", "−$527"), ("27 Jan", "", "−$51,247"), ("28 Jan", "", "+$11,367"),
        ("Both days", "", "−$39,880"),
    ]  # fmt: skip
    numbers = [row.number for row in words.workings(results, EN)]
    assert sum(numbers[:-3]) == pytest.approx(numbers[-3])
    assert numbers[-3] + numbers[-2] == pytest.approx(numbers[-1])
    assert words.workings(of(results, **NOTHING), EN) == ()


def test_only_the_sums_of_the_workings_are_in_euros(in_euros: Results) -> None:
    rows = words.workings(in_euros, EN)
    assert all("€" not in str(row.how) and "€" in row.sum for row in rows)


def test_the_explanation_has_every_formula_and_the_numbers_of_every_holding(results: Results) -> None:
    own = of(results, **{**NOTHING, "amount_power": 1000, "amount_dax": 2000}, shock_factor=4.5)
    assert [plain(step) for step in words.explanation(own, EN)] == [
        "Power and cooling: −22.753% on 27 Jan, −18.883% over both days, each the mean of 5 shares: "
        "Vertiv, Vistra, GE Vernova, Constellation Energy, NRG Energy",
        "DAX: −0.527% on 27 Jan, +0.167% over both days",
        "Loss on the day of the shock = −Amount held × return on the day of the shock",
        "Power and cooling: −$1,000 × (−22.753%) = $228",
        "DAX: −$2,000 × (−0.527%) = $10.54",
        "Given back on the day after = Amount held × (return over both days − return on the day of the shock)",
        "Power and cooling: $1,000 × (−18.883% − (−22.753%)) = $38.69",
        "DAX: $2,000 × (+0.167% − (−0.527%)) = $13.87",
        "Share lost in a shock by your factor = min(1; −Factor of the shock × return on the day of the shock)",
        "Power and cooling: min(1; −4.5 × (−22.753%)) = 100.000%",
        "DAX: min(1; −4.5 × (−0.527%)) = 2.371%",
        "Loss in a shock by your factor = Amount held × Share lost in a shock by your factor",
        "Power and cooling: $1,000 × 100.000% = $1,000",
        "DAX: $2,000 × 2.371% = $47.43",
        "Loss on the day of the shock in all = $228 + $10.54 = $238",
        "Given back on the day after in all = $38.69 + $13.87 = $52.57",
        "Loss in a shock by your factor in all = $1,000 + $47.43 = $1,047",
    ]


def test_the_explanation_in_euros_ends_with_the_rate(in_euros: Results) -> None:
    assert plain(words.explanation(in_euros, EN)[-1]) == "$51,247 ÷ 1.0530 US dollars per euro = €48,668"


# ---- where it comes from


def test_a_number_of_a_holding_leads_to_its_closes_and_its_amount_alone(results: Results) -> None:
    shown = words.of_holding(results, "power", "loss", EN)
    assert shown.origin.inputs == ("exposure.amount_power",)
    assert shown.origin.records == ("market:VRT", "market:VST", "market:GEV", "market:CEG", "market:NRG")
    assert words.of_holding(results, "sp500", "shock_loss", EN).origin.inputs == (
        "exposure.amount_sp500", "exposure.shock_factor",
    )  # fmt: skip


def test_numbers_of_all_holdings_lead_to_those_that_are_held(results: Results) -> None:
    own = of(results, **{**NOTHING, "amount_sox": 5000})
    origin = words.line_shown(own, "total_loss", EN).origin
    assert (origin.records, origin.inputs) == (("market:^SOX",), ("exposure.amount_sox",))
    found = roots(own, origin, EN)
    assert [root.kind for root in found[:2]] == ["record", "input"]
    assert any("Σ Loss on the day of the shock" in plain(root.note) for root in found)


def test_an_amount_of_a_preset_names_the_assumption_behind_it(results: Results) -> None:
    broad = of(results, **preset_values(results.knowledge, PRESETS[1]))
    (root,) = roots(broad, words.shown_amount(broad, "sp500", EN).origin, EN)
    assert (root.kind, root.id, root.standing) == ("record", "exposure-amount-one", "assumption")
    own = of(results, amount_sp500=1234)
    (root,) = roots(own, words.shown_amount(own, "sp500", EN).origin, EN)
    assert (root.kind, plain(root.value)) == ("input", "$1,234")


# ---- every number


def test_every_line_of_the_holdings_is_printed(results: Results) -> None:
    told = json.loads(json.dumps(words.as_json(results, EN), allow_nan=False))
    assert {*told["inputs"]} == {*Exposure.inputs} and told["preset"] == "same"
    assert {*told["lines"]} == {name for name, line in Exposure.lines.items() if not line.over}
    assert [*told["holdings"]] == [one.id for one in HOLDINGS]
    power = told["holdings"]["power"]
    assert power["without"] == ["ENR.DE"] and power["loss"] == pytest.approx(22_752.63, abs=0.01)
    assert power["given_back"] == pytest.approx(3_869.46, abs=0.01)
    assert told["days"] == {"before": "2025-01-24", "on": "2025-01-27", "after": "2025-01-28"}
    assert told["answer"].startswith("On 27")


def test_what_does_not_exist_is_null_and_says_why(results: Results) -> None:
    told = words.as_json(of(results, **NOTHING), EN)
    assert told["lines"]["given_back_share"] is None and told["lines"]["why"] == "No amount is entered."
    assert told["holdings"]["chips"]["share_of_loss"] is None and told["holdings"]["chips"]["why"]
    assert "why" not in words.as_json(results, EN)["lines"]
