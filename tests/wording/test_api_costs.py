"""The sentences on token costs, for every way an answer can turn out."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.contents import build
from lagebild.language import NBSP, Language
from lagebild.state import OwnPrice
from lagebild.wording import api_costs, decision

DE, EN = Language("de"), Language("en")


CACHED = {"api_costs": {"cached_input_share": 0.5}}


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


def changed(results: Results, **fields: object) -> Results:
    return compute(results.knowledge, Briefing(**fields), results.today)  # type: ignore[arg-type]


def test_the_default_answer_is_the_reference(results: Results) -> None:
    assert plain(api_costs.answer(results, DE)) == (
        "Dieselbe Arbeit kostet mit DeepSeek R1 974 $ im Monat, mit OpenAI o1 26.649 $ – das 27,4-Fache."
    )
    assert plain(api_costs.answer(results, EN)) == (
        "The same work costs $974 a month with DeepSeek R1 and $26,649 with OpenAI o1 – 27.4 times as much."
    )


def test_every_number_of_the_answer_knows_where_it_comes_from(results: Results) -> None:
    origins = api_costs.answer(results, DE).origins
    assert [origin.line for origin in origins] == ["api_costs.cost_per_month"] * 2 + ["api_costs.ratio"]
    assert all("api_costs.people" in origin.inputs for origin in origins)
    assert origins[0].records == ("deepseek-r1",)


def test_the_cheaper_model_comes_first_whichever_is_chosen_first(results: Results) -> None:
    swapped = changed(results, compare=("o1", "deepseek-r1"))
    assert plain(api_costs.answer(swapped, EN)) == plain(api_costs.answer(results, EN))


def test_equal_costs_are_called_equal(results: Results) -> None:
    same = changed(results, compare=("o1", "o1-preview"))
    assert plain(api_costs.answer(same, DE)).startswith("Dieselbe Arbeit kostet mit OpenAI o1 so viel wie mit")


def test_a_price_of_nothing_gives_no_multiple(results: Results) -> None:
    free = changed(results, prices={"deepseek-r1": OwnPrice(input=0, output=0)})
    assert "kostet mit DeepSeek R1 nichts" in plain(api_costs.answer(free, DE))
    assert "mit Ihrem Preis für DeepSeek R1" in plain(api_costs.scope(free, DE))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            date(2026, 11, 21),
            "Weder DeepSeek R1 (bei DeepSeek) noch OpenAI o1 (bei OpenAI) hat am 21. November 2026 einen belegten",
        ),
        (
            date(2025, 1, 1),
            "ist am 1. Januar 2025 kein Preis belegt, der erste belegte gilt ab dem 20. Januar 2025.",
        ),
        (date(2026, 1, 1), "Für DeepSeek R1 (bei DeepSeek) ist am 1. Januar 2026 kein Preis mehr belegt"),
        (date(2022, 1, 1), "Am 1. Januar 2022 hat kein Modell in Lagebilds Preisliste einen Preis."),
    ],
)
def test_no_price_on_that_day_is_an_answer(day: date, sentence: str, results: Results) -> None:
    assert sentence in plain(api_costs.answer(changed(results, as_of=day), DE))


def test_euros_are_told_with_their_rate_and_its_day(results: Results) -> None:
    euros = changed(results, currency="EUR")
    assert "925 € im Monat" in plain(api_costs.answer(euros, DE))
    assert "1,0530 US-Dollar je Euro (Europäische Zentralbank, 27.01.2025)" in plain(api_costs.scope(euros, DE))
    own = changed(results, currency="EUR", inputs={"api_costs": {"usd_per_eur": 1.1}})
    assert "1,1000 US-Dollar je Euro (Ihr Kurs)" in plain(api_costs.scope(own, DE))


def test_the_scope_says_net_of_vat_and_what_is_left_out(results: Results) -> None:
    assert plain(api_costs.scope(results, EN)) == (
        "378,000 requests a month · prices of 27 Jan 2025 · "
        "token prices only, for the same number of tokens, without operation and checking, net of VAT"
    )


def test_tokens_are_not_called_the_same_where_only_one_model_reasons(results: Results) -> None:
    thinking = {"api_costs": {"reasoning_factor": 3.0}}
    one, both = (
        changed(results, inputs=thinking, compare=pair) for pair in (("deepseek-v3", "o1"), ("deepseek-r1", "o1"))
    )
    said = plain(api_costs.scope(one, EN))
    assert "reasoning tokens included where a model reasons" in said and "the same number" not in said
    assert "for the same number of tokens" in plain(api_costs.scope(both, EN))


def test_with_growth_the_scope_names_the_month_the_answer_is_of(results: Results) -> None:
    growing = changed(results, inputs={"api_costs": {"growth_per_month": 0.025}})
    assert "a month · first month, before your growth of 2.5% a month · prices of" in plain(
        api_costs.scope(growing, EN)
    )


def test_the_workings_add_up_to_the_answer(results: Results) -> None:
    rows = api_costs.steps(results, DE)
    assert [plain(row.quantity) for row in rows] == ["567,0 Mio.", "302,4 Mio.", "869,4 Mio."]
    assert [plain(cost) for cost in rows[-1].sums] == ["974 $", "26.649 $"]
    for place in (1, 2):
        assert rows[0].numbers[place] + rows[1].numbers[place] == pytest.approx(rows[2].numbers[place])


def test_the_explanation_fills_in_the_same_numbers(results: Results) -> None:
    lines = [plain(line) for line in api_costs.explanation(results, DE)]
    assert lines[0].endswith("= 1.200 × 15 × 21 = 378.000")
    assert lines[-1].endswith("= 312 $ + 662 $ = 974 $")


def test_the_last_day_with_a_price_is_named_not_the_first_without(results: Results) -> None:
    assert "der letzte galt bis zum 22. Oktober 2026" in plain(
        api_costs.answer(changed(results, as_of=date(2026, 10, 23), compare=("gpt-4o", "o1")), DE)
    )


def test_workings_in_euros_end_in_euros_and_blended_prices_are_worked_out(results: Results) -> None:
    euros = changed(results, currency="EUR")
    assert plain(api_costs.explanation(euros, DE)[-1]) == "974 $ ÷ 1,0530 US-Dollar je Euro = 925 €"
    blended = changed(results, as_of=date(2025, 3, 1), inputs={"api_costs": {"peak_share": 0.5}})
    lines = [plain(line) for line in api_costs.explanation(blended, DE)]
    assert any(line.startswith("Preis der Eingabe = ") and line.endswith("= 0,3425 $") for line in lines)


def test_a_preset_counts_as_an_assumption_and_a_mixture_as_partly_the_readers(results: Results) -> None:
    pilot = changed(results, inputs={"api_costs": {"people": 200, "usd_per_eur": 1.1}})
    assert api_costs.usage_origin(pilot, EN) == "usage: assumption"
    mixed = changed(results, inputs={"api_costs": {"people": 201}})
    assert api_costs.usage_origin(mixed, EN) == "usage: partly your figures, partly assumption"
    ranged = changed(results, inputs={"api_costs": {"people": {"low": 100, "likely": 200, "high": 300}}})
    assert api_costs.usage_origin(ranged, EN) == "usage: partly your figures, partly assumption"


def test_b_is_compared_with_a_in_words(results: Results) -> None:
    briefing = Briefing()
    smaller = briefing.state.changed(inputs={"api_costs": {"people": 600}})
    both = compute(results.knowledge, briefing.changed(kept=smaller), results.today)
    assert plain(api_costs.kept_comparison(both, EN)) == "B costs $487 less a month."
    assert api_costs.kept_comparison(results, EN) is None


def test_with_one_workload_its_tokens_are_worked_out_from_its_requests(results: Results) -> None:
    lines = [plain(line) for line in api_costs.explanation(results, EN)]
    assert lines[1].startswith("Input tokens a month = Requests a month × ") and lines[1].endswith(
        " = 378,000 × 1,500 = 567,000,000"
    )
    cached = [plain(line) for line in api_costs.explanation(changed(results, inputs=CACHED), EN)]
    assert any(line.startswith("Input tokens from the cache a month = Input tokens a month × ") for line in cached)
    assert not any("First" in line for line in (*lines, *cached))


def test_a_single_request_is_one(results: Results) -> None:
    one = {"api_costs": {"people": 1, "requests_per_person_day": 1, "working_days_per_month": 1}}
    assert plain(api_costs.scope(changed(results, inputs=one), EN)).startswith("1 request a month · ")


def test_what_shrinks_is_not_said_to_grow(results: Results) -> None:
    fewer = changed(results, inputs={"api_costs": {"growth_per_month": -0.05}})
    assert "first month, before your decline of 5% a month" in plain(api_costs.scope(fewer, EN))
    assert "before your decline of 5% a month" in plain(decision.standing(fewer, EN))
    subtitle = build("self_hosting.ownership", fewer, EN).subtitle
    assert plain(subtitle).endswith("; volume shrinking by 5% a month")


def test_one_line_is_told_as_one(results: Results) -> None:
    unpriced = changed(results, as_of=date(2020, 6, 1))
    assert plain(build("self_hosting.volume", unpriced, EN).alternative).endswith(" 1 line.")
    assert plain(build("seats.break_even", unpriced, EN).alternative).endswith(" 1 line.")
