"""What the price history says: true whichever line is cheaper, and nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lagebild.analysis.price_history import Day, PriceHistory, Sold, price_history
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.wording import price_history as wording
from lagebild.wording.origins import roots

EN = Language("en")


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


def test_one_euro_then_and_now(results: Results) -> None:
    assert plain(wording.answer(results, EN)) == (
        "On 27 January 2025 one euro bought 940,000 tokens of DeepSeek R1 or 34,400 of OpenAI o1; "
        "on 21 November 2026 it was 499,000 of DeepSeek V4 Pro or 234,000 of GPT-6.1 Sol."
    )
    assert [plain(one) for one in wording.gap(results, EN)] == [
        "On 27 January 2025 a euro got 27.4 times as many tokens from DeepSeek as from OpenAI.",
        "On 21 November 2026 a euro got 2.1 times as many tokens from DeepSeek as from OpenAI.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (1.0, 4.0, "4.0 times as many tokens from DeepSeek as from OpenAI."),
        (4.0, 1.0, "4.0 times as many tokens from OpenAI as from DeepSeek."),
        (2.0, 2.0, "as many tokens from DeepSeek as from OpenAI."),
    ],
)
def test_the_gap_is_told_from_the_side_that_gave_more(
    results: Results, monkeypatch: pytest.MonkeyPatch, first: float, second: float, said: str
) -> None:
    found = price_history(results)
    assert found.now is not None
    day = priced(found.now, first, second)
    told: PriceHistory = replace(found, then=day, now=day)
    monkeypatch.setattr(wording, "price_history", lambda _: told)
    (sentence,) = wording.gap(results, EN)
    assert plain(sentence).endswith(f"a euro got {said}")


def priced(day: Day, *usd: float) -> Day:
    return day._replace(sold=tuple(Sold(*one[:2], price) for one, price in zip(day.sold, usd, strict=True) if one))


@pytest.mark.parametrize(
    ("usd", "said"),
    [(0.00034567, "3,046 m tokens"), (0.5, "2.11 m tokens"), (20.0, "52,600 tokens"), (2e6, "1 token"), (0.0, None)],
)
def test_tokens_for_a_euro_have_three_places(results: Results, usd: float, said: str | None) -> None:
    found = price_history(results)
    assert found.then is not None
    day = priced(found.then, usd, usd)
    assert day.sold[0] is not None
    shown = wording.tokens_for_a_euro(day, day.sold[0], EN, word=True)
    assert (None if shown is None else plain(shown)) == said


def test_euros_are_at_the_rate_of_each_day(knowledge: Knowledge, today: date) -> None:
    found = price_history(compute(knowledge, Briefing(currency="EUR"), today))
    for day, price in ((found.then, "€1.06"), (found.now, "€2.00")):
        assert day is not None and day.sold[0] is not None
        assert wording.price(day, day.sold[0], EN) == price


def test_on_a_day_with_both_it_is_one_half_sentence(knowledge: Knowledge) -> None:
    only = compute(knowledge, Briefing(), date(2025, 1, 20))
    assert plain(wording.answer(only, EN)) == (
        "On 20 January 2025 one euro bought 940,000 tokens of DeepSeek R1 or 34,400 of OpenAI o1."
    )
    assert len(wording.gap(only, EN)) == 1


def test_without_both_it_says_so(knowledge: Knowledge) -> None:
    for today in (date(2024, 1, 1), date(2024, 12, 24)):
        early = compute(knowledge, Briefing(), today)
        assert plain(wording.answer(early, EN)).startswith("Up to ")
        assert wording.gap(early, EN) == ()


def test_the_rates_are_named_with_their_days(knowledge: Knowledge, results: Results, today: date) -> None:
    assert plain(wording.rates(results, EN)) == (
        "euro at the ECB rate of 27 Jan 2025, from 30 Oct 2026 on at the rate of that day"
    )
    early = compute(knowledge, Briefing(), date(2024, 1, 1))
    assert plain(wording.rates(early, EN)) == "euro at the ECB rate of 27 Jan 2025"
    own = compute(knowledge, Briefing(inputs={"api_costs": {"usd_per_eur": 1.2}}), today)
    assert plain(wording.rates(own, EN)) == "1.2000 US dollars per euro (your rate)"


def test_every_number_leads_to_what_it_rests_on(results: Results) -> None:
    for code in CODES:
        for text in (wording.answer(results, Language(code)), *wording.gap(results, Language(code))):
            for origin in text.origins:
                if origin.leads_on:
                    ids = [root.id for root in roots(results, origin, Language(code))]
                    assert "deepseek-r1" in ids or "deepseek-v4-pro" in ids or "o1" in ids or "gpt-6-1-sol" in ids


def test_the_notes_name_both_selections(results: Results) -> None:
    said = [plain(text) for text in wording.explanation(results, EN)]
    assert sum("Lagebild’s selection" in one for one in said) == 2
