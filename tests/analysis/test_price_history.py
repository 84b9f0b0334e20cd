"""The price history: worked by hand, every change once, gaps that stay, the rate of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from lagebild.analysis.price_history import Day, price_history
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge

SHOCK = date(2025, 1, 27)


@pytest.fixture
def history(results: Results) -> dict[date, Day]:
    return {day.day: day for day in price_history(results).days}


def models(day: Day) -> list[str | None]:
    return [None if sold is None else sold.offer.model for sold in day.sold]


def usd(day: Day) -> list[float | None]:
    return [None if sold is None else sold.usd_per_million for sold in day.sold]


def with_inputs(knowledge: Knowledge, today: date, **inputs: float) -> Results:
    return compute(knowledge, Briefing(inputs={"api_costs": inputs}), today)


def test_by_hand_on_the_day_of_the_shock(history: dict[date, Day]) -> None:
    day = history[SHOCK]
    assert models(day) == ["deepseek-r1", "o1"]
    r1, o1 = (1500 * 0.55 + 800 * 2.19) / 2300, (1500 * 15 + 800 * 60) / 2300
    assert usd(day) == pytest.approx([r1, o1])
    assert day.money.usd_per_eur == 1.053
    assert [sold and sold.tokens_for(day.money.usd_per_eur) for sold in day.sold] == pytest.approx(
        [1.053e6 / r1, 1.053e6 / o1]
    )


def test_it_is_the_price_of_the_calculator(results: Results, history: dict[date, Day]) -> None:
    costs = results.api_costs
    for sold in history[SHOCK].sold:
        assert sold is not None
        lines = costs.models[sold.offer.model]
        tokens = costs.lines["input_tokens_per_month"] + lines["output_tokens_per_month"]
        assert sold.usd_per_million * tokens / 1e6 == pytest.approx(lines["cost_per_month"])


def test_every_change_has_its_day_and_nothing_else_has_one(results: Results) -> None:
    days = price_history(results).days
    assert (days[0].day, days[-1].day) == (date(2024, 12, 17), results.today)
    for before, day in pairwise(days):
        changed = (models(before), usd(before), before.money) != (models(day), usd(day), day.money)
        assert changed or day.day in (SHOCK, results.today)
    assert len(days) == len({day.day for day in days}) == 21


def test_a_price_from_the_afternoon_counts_from_the_next_day(history: dict[date, Day]) -> None:
    # V3.1 follows R1 on 5 September 2025 at 16:00 UTC, V4 Pro becomes cheaper on 26 April 2026 at 12:15
    assert date(2025, 9, 5) not in history and models(history[date(2025, 9, 6)])[0] == "deepseek-v3-1"
    assert date(2026, 4, 26) not in history and date(2026, 4, 27) in history


def test_before_its_first_price_a_line_has_a_gap(history: dict[date, Day]) -> None:
    assert models(history[date(2024, 12, 17)]) == [None, "o1"]
    assert models(history[date(2025, 1, 20)]) == ["deepseek-r1", "o1"]


def test_a_gap_in_the_evidence_stays_one_and_no_predecessor_fills_it(knowledge: Knowledge) -> None:
    line, _ = knowledge.price_lines
    old, new = knowledge.offers["deepseek-r1"], knowledge.offers["deepseek-v3-1"]
    ended = new.prices[-1].valid_to
    assert ended is not None and line.models[:2] == (old.model, new.model)
    two = type(line)(id=line.id, name=line.name, models=line.models[:2], why=line.why)
    endless = old.prices[-1].model_dump() | {"valid_to": datetime(2030, 1, 1, tzinfo=UTC)}
    first = type(old).model_validate(old.model_dump() | {"prices": (endless,)})
    offers = {first.model: first, new.model: new}
    held = two.at(datetime(2025, 9, 20, tzinfo=UTC), offers)
    assert held is not None and held[0] == new
    assert two.at(ended, offers) is None


@pytest.mark.parametrize(
    ("input", "value"),
    [
        ("input_tokens_per_request", 10.0), ("output_tokens_per_request", 10.0),
        ("reasoning_tokens_per_request", 900.0), ("cached_input_share", 0.5), ("peak_share", 0.0), ("batch_share", 0.5),
    ],
)  # fmt: skip
def test_the_mix_decides_the_price(
    knowledge: Knowledge, today: date, results: Results, input: str, value: float
) -> None:
    found = price_history(with_inputs(knowledge, today, **{input: value}))
    assert usd(found.days[-1]) != usd(price_history(results).days[-1])


def test_how_many_tokens_there_are_does_not(knowledge: Knowledge, today: date, results: Results) -> None:
    many = price_history(with_inputs(knowledge, today, people=9999, working_days_per_month=3))
    for one, other in zip(many.days, price_history(results).days, strict=True):
        assert usd(one) == pytest.approx(usd(other))


def test_neither_the_chosen_day_nor_own_prices_change_it(knowledge: Knowledge, today: date, results: Results) -> None:
    other = compute(knowledge, Briefing(as_of=date(2026, 8, 1), prices={"o1": {"input": 1, "output": 1}}), today)
    assert [(day.money, usd(day)) for day in price_history(other).days] == [
        (day.money, usd(day)) for day in price_history(results).days
    ]


def rates(results: Results) -> Iterator[tuple[str, float, str | None]]:
    return ((day.day.isoformat(), day.money.usd_per_eur, day.rate) for day in price_history(results).days)


def test_the_rate_is_the_last_known_on_the_day(results: Results) -> None:
    for day, rate, figure in rates(results):
        first = day < "2026-10-30"
        assert (rate, figure) == ((1.053, "fx-usd-eur-2025-01-27") if first else (1.1172, "fx-usd-eur-latest"))
    assert "2026-10-30" in [day for day, *_ in rates(results)]


def test_an_own_rate_holds_on_all_days_and_makes_none(knowledge: Knowledge, today: date) -> None:
    found = list(rates(with_inputs(knowledge, today, usd_per_eur=1.2)))
    assert {(rate, figure) for _, rate, figure in found} == {(1.2, None)}
    assert "2026-10-30" not in [day for day, *_ in found]


def test_it_ends_today(knowledge: Knowledge) -> None:
    found = price_history(compute(knowledge, Briefing(), date(2025, 1, 22)))
    assert [day.day for day in found.days] == [date(2024, 12, 17), date(2025, 1, 20), date(2025, 1, 22)]
    assert found.then is not None and found.then.day == date(2025, 1, 20)
    assert found.now == found.days[-1]


def test_before_the_first_price_there_is_nothing(knowledge: Knowledge) -> None:
    found = price_history(compute(knowledge, Briefing(), date(2024, 1, 1)))
    assert (found.days, found.then, found.now) == ((), None, None)
    alone = price_history(compute(knowledge, Briefing(), date(2024, 12, 24)))
    assert len(alone.days) == 2 and alone.then is None and alone.now is None


def test_the_line_of_deepseek_is_that_of_the_option(knowledge: Knowledge) -> None:
    option = next(option for option in knowledge.options if option.id == "api_cn")
    assert knowledge.price_lines[0].models == option.models
