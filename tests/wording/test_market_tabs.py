"""What the tabs of the market say, also on another day, from another base and of other lines."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, MarketView
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import BROAD_MARKET, base_months
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.wording import dotcom, event_window, market, record_losses, recoveries, values_lost

EN = Language("en")


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def looking(knowledge: Knowledge, today: date, **view: object) -> Results:
    return compute(knowledge, Briefing(market=MarketView.model_validate(view)), today)


# ---- falls


def test_a_day_on_which_a_chip_or_power_share_rose_is_no_fall_of_all(knowledge: Knowledge, today: date) -> None:
    """On 10 January 2025 Constellation Energy rose by a quarter."""
    said = plain(market.answer(looking(knowledge, today, day=date(2025, 1, 10)), EN))
    assert said.startswith("On 10 January 2025 the shares ran from −5.30% (Oracle) to +25.16% (Constellation Energy);")


def test_only_is_said_where_nvidia_fell_twice_as_far_as_the_broad_market(knowledge: Knowledge, today: date) -> None:
    deep, broad = (looking(knowledge, today, day=date(2025, *day)) for day in ((2, 27), (3, 10)))
    assert "by only 1.59%" in plain(market.answer(deep, EN))
    assert "only" not in plain(market.answer(broad, EN))  # the S&P 500 fell by 2.70 %


def test_nvidia_is_named_once_where_it_is_the_worst(knowledge: Knowledge, today: date) -> None:
    said = plain(market.answer(looking(knowledge, today, day=date(2025, 3, 17)), EN))
    assert said == ("On 17 March 2025 the shares ran from −1.76% (Nvidia) to +6.82% (Intel); the broad market +0.64%.")


# ---- the event window


def test_against_the_broad_market_the_day_is_the_same_from_every_base(knowledge: Knowledge, today: date) -> None:
    """Points of the index would depend on the base; those of the return do not."""
    for base in (None, date(2025, 1, 2), date(2025, 3, 31)):
        said = plain(event_window.answer(looking(knowledge, today, base=base, adjusted=True), EN))
        assert said.startswith("Nvidia lost 15.51 percentage points against the S&P 500 on 27 January 2025 and stood")


def test_the_broad_market_is_not_set_against_itself(knowledge: Knowledge, today: date) -> None:
    results = looking(knowledge, today, lines=(BROAD_MARKET,), adjusted=True)
    assert plain(event_window.answer(results, EN)) == (
        "The S&P 500 is what the others are set against: its own line stays at 100.0 (24 Jan = 100)."
    )


def test_an_index_has_its_article_and_the_dax_its_dividends(knowledge: Knowledge, today: date) -> None:
    results = looking(knowledge, today, lines=("^GDAXI",))
    assert plain(event_window.answer(results, EN)).startswith("The DAX lost 0.53% on 27 January 2025")
    assert plain(event_window.scope(results, EN)).endswith("dividends left out. The DAX alone counts dividends in.")


def test_every_statistic_that_is_defined_is_shown(results: Results) -> None:
    nvidia = event_window.statistics(results, EN)[0]
    assert tuple(map(plain, event_window.heads(EN)[1:])) == (
        "Return on the day of the shock",
        "Log return on the day of the shock",
        "Return on the day after",
        "Cumulative since the base",
        "Market-adjusted since the base",
        "Maximum drawdown",
    )
    assert [plain(cell) for cell in nvidia.shown] == ["−16.97%", "−18.59%", "+8.93%", "−24.01%", "−15.99%", "−28.41%"]
    assert nvidia.numbers == pytest.approx((-16.968, -18.595, 8.926, -24.008, -15.986, -28.408), abs=2e-3)


# ---- market value, largest losses, afterwards


def test_the_loss_says_of_how_many_companies_it_is_and_whose_count_the_trillion_is(results: Results) -> None:
    assert plain(values_lost.answer(results, EN)) == (
        "20 of 23 companies counted lost $1,414bn of market value on 27 January 2025, Nvidia alone $593bn; "
        "Apple, Meta and Amazon gained $144bn."
    )
    assert "by one report the technology shares of the S&P 500 lost $969bn" in plain(values_lost.scope(results, EN))
    assert plain(values_lost.why_without(results, EN)) == (
        "Not counted, for want of a number of shares or a close: NRG Energy, Siemens Energy. "
        "Alphabet counts with all classes of its shares."
    )


def test_the_list_of_losses_says_how_far_it_reaches(results: Results) -> None:
    assert plain(record_losses.scope(results, EN)).startswith("Searched up to 21 Aug 2026: 15 large US shares")


def test_those_that_recovered_and_those_nobody_knows_of_are_all_that_fell(results: Results) -> None:
    assert plain(recoveries.answer(results, EN)) == (
        "Of 21 shares that fell, 10 closed at their old price again by 31 March 2025, 9 later; "
        "Nvidia by the end of June 2025; of 2 it is not known."
    )


def test_the_last_closes_are_an_index_with_its_day(results: Results) -> None:
    assert plain(recoveries.months_answer(results, EN)) == (
        "Nvidia stood at 146.0 on 24 April 2026, the broad market at 125.8 on 21 August 2026 (24 Jan 2025 = 100)."
    )


# ---- the dot-com years


def test_the_present_is_of_the_day_of_its_last_close_and_not_of_today(results: Results) -> None:
    """4 September is no month-end: the sentence names the day."""
    assert plain(dotcom.answer(results.dotcom.index, EN)) == (
        "In month 46 after November 2022 the Nasdaq Composite stood at 231 (4 Sept 2026); back then it had come to 247 "
        "(May 1999) – and from February 2000 to September 2002 it fell by 75.0%."
    )


def test_a_fall_is_told_without_a_sign(results: Results) -> None:
    assert "fell by 75.0%, by days by 77.9%" in plain(dotcom.scope(results, EN))


def test_what_came_before_the_compared_month_is_not_told_as_what_came_next(knowledge: Knowledge, today: date) -> None:
    late = looking(knowledge, today, base_month="2000-02").dotcom
    for pair in (late.index, late.shares):
        assert " – after a fall of " in plain(dotcom.answer(pair, EN))


@pytest.mark.parametrize("code", CODES)
def test_every_day_base_and_base_month_has_its_sentences(code: Code, knowledge: Knowledge, today: date) -> None:
    language, days = Language(code), knowledge.closes[BROAD_MARKET].days
    for day in days[1:]:
        assert market.answer(looking(knowledge, today, day=day), language)
    for base, lines, adjusted in product(days[::13], (("NVDA",), ("^VIX",), ("ENR.DE",), ("^GSPC",)), (False, True)):
        results = looking(knowledge, today, base=base, lines=lines, adjusted=adjusted)
        assert event_window.answer(results, language) and event_window.scope(results, language)
    for month in base_months(knowledge.overlays):
        found = looking(knowledge, today, base_month=month).dotcom
        assert dotcom.answer(found.index, language) and dotcom.answer(found.shares, language)
