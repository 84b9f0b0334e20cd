"""Scenarios: calculated beside the base, told apart from it place by place, and kept until they change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.scenarios import places, worlds
from lagebild.briefing import Briefing
from lagebild.charts.scenarios import monthly
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.state import MOST_SCENARIOS, OwnModel, OwnPrice, Range, Scenario, State, Workload, differing
from lagebild.wording import scenarios as words
from lagebild.wording.origins import roots

HOUSE = OwnModel(id="own-1", name="House model", host="Contract", input=1, output=3)
MORE = Scenario(
    name="More people",
    description="After the merger",
    state=State(inputs={"api_costs": {"people": 2400}, "self_hosting": {"nodes": 2}}),
    reasons={"api_costs.people": "merger", "api_costs.growth_per_month": "no longer so"},
)
TODAY = Scenario(name="Today", state=State(as_of=date(2026, 11, 21), compare=("o3", "deepseek-v3-2")))
EN = Language("en")


def results(knowledge: Knowledge, today: date, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), today)


def test_each_scenario_is_calculated_from_its_own_state(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, scenarios=(MORE, TODAY), inputs={"api_costs": {"people": 600}})
    base, more, now = worlds(found)
    assert base.results is found and base.changes == ()
    assert more.results.api_costs.models["o1"]["cost_per_month"] == pytest.approx(2 * 26_649)
    assert now.results.api_costs.as_of == date(2026, 11, 21)
    assert now.changes == ("as_of", "compare", "api_costs.people")
    assert places(found) == ("as_of", "compare", "api_costs.people", "self_hosting.nodes")


def test_a_reason_counts_as_long_as_there_is_a_difference(knowledge: Knowledge, today: date) -> None:
    _, more = worlds(results(knowledge, today, scenarios=(MORE,)))
    assert more.reasons == {"api_costs.people": "merger"}


def test_a_scenario_is_shown_in_the_currency_of_the_base(knowledge: Knowledge, today: date) -> None:
    _, more = worlds(results(knowledge, today, scenarios=(MORE,), currency="EUR"))
    assert more.results.api_costs.money.currency == "EUR" and more.changes[0] == "api_costs.people"


def test_what_has_not_changed_is_not_calculated_again(knowledge: Knowledge, today: date) -> None:
    briefing = Briefing(scenarios=(MORE, TODAY))
    before = worlds(compute(knowledge, briefing, today))
    after = worlds(compute(knowledge, briefing.changed(inputs={"api_costs": {"people": 5}}), today))
    assert [one.results for one in after[1:]] == [one.results for one in before[1:]]
    assert after[0].results is not before[0].results


def test_own_models_of_a_scenario_are_its_own(knowledge: Knowledge, today: date) -> None:
    other = Scenario(name="Contract", state=State(models=(HOUSE.changed(input=9),), compare=("own-1", "o1")))
    _, world = worlds(results(knowledge, today, models=(HOUSE,), scenarios=(other,)))
    assert world.results.api_costs.quotes["own-1"].input == 9
    plain = Scenario(name="Plain", state=State())
    _, world = worlds(results(knowledge, today, models=(HOUSE,), scenarios=(plain,)))
    assert "own-1" not in world.results.api_costs.models


def test_a_model_that_a_scenario_alone_still_has_is_drawn_and_told(knowledge: Knowledge, today: date) -> None:
    alone = Scenario(name="House", state=State(models=(HOUSE,), compare=("own-1", "o1")))
    found = results(knowledge, today, scenarios=(alone,))
    chart = monthly(found, EN)
    drawn = chart.series[0].points[1]
    assert drawn is not None and drawn.note == "House model"
    (price, *_) = roots(found, drawn.origin, EN)
    assert (price.kind, price.label) == ("input", "House model")
    # the reader's own price is supported by nothing here, so it does not count as the weakest
    assert chart.source == monthly(results(knowledge, today, scenarios=(MORE,)), EN).source


def test_a_model_of_the_base_stands_before_that_of_a_scenario(knowledge: Knowledge, today: date) -> None:
    before = Scenario(name="Then", state=State(models=(HOUSE.changed(name="Old name"),)))
    found = results(knowledge, today, scenarios=(before,), models=(HOUSE,))
    assert found.knowledge.offers["own-1"].name == "House model"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"currency": "EUR"}, ()),
        ({"inputs": {"seats": {"seats": 3}, "api_costs": {"people": 3}}}, ("api_costs.people", "seats.seats")),
        ({"inputs": {"api_costs": {"people": Range(low=1, likely=2, high=3)}}}, ("api_costs.people",)),
        ({"workloads": (Workload(name="Mail"),)}, ("workloads",)),
        ({"models": (HOUSE,)}, ("models",)),
        ({"prices": {"o1": OwnPrice(input=1)}}, ("prices.o1",)),
    ],
)
def test_states_differ_where_they_differ(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert differing((State(), State(**fields))) == expected == differing((State(**fields), State()))


def test_every_place_has_a_name_and_a_value_in_both_languages(knowledge: Knowledge, today: date) -> None:
    full = Scenario(
        name="All",
        state=State(
            as_of=today,
            compare=("own-1", "o3"),
            inputs={"api_costs": {"people": Range(low=1, likely=2, high=3)}, "training_costs": {"staff": 2e6}},
            workloads=(Workload(name="Mail"),),
            models=(HOUSE,),
            prices={"o1": OwnPrice(input=1)},
        ),
    )
    found = results(knowledge, today, scenarios=(full,))
    base, world = worlds(found)
    for place in places(found):
        for language in (Language("de"), EN):
            assert words.place_name(place, world.results, language)
            here, there = (str(words.value_there(place, one.results, language)) for one in (base, world))
            assert here and there and here != there, place


def test_outcomes_that_do_not_exist_are_a_dash(knowledge: Knowledge, today: date) -> None:
    early = Scenario(name="Early", state=State(as_of=date(2001, 1, 1)))
    base, world = worlds(results(knowledge, today, scenarios=(early,)))
    first, own = words.OUTCOMES[0], words.OUTCOMES[2]
    assert words.outcome_shown(first, world, EN) == "–" and words.differs(first, world, base)
    assert words.outcome_shown(own, world, EN) != "–" and not words.differs(own, world, base)


def test_other_holdings_are_another_outcome_and_a_place_of_their_own(knowledge: Knowledge, today: date) -> None:
    other = Scenario(name="Broad", state=State(inputs={"exposure": {"amount_power": 0, "shock_factor": 3}}))
    found = results(knowledge, today, scenarios=(other,))
    assert places(found) == ("exposure.amount_power", "exposure.shock_factor")
    each = worlds(found)
    shown = {outcome.id: words.outcome_shown(outcome, each[1], EN) for outcome in words.outcomes_shown(each)}
    assert "exposure" in shown and shown["exposure"].replace(NBSP, " ") == "$85,485"
    same = worlds(results(knowledge, today, scenarios=(MORE,)))
    assert "exposure" not in {outcome.id for outcome in words.outcomes_shown(same)}


def test_the_finding_names_the_cheapest_and_the_dearest(knowledge: Knowledge, today: date) -> None:
    said = str(words.finding(results(knowledge, today, scenarios=(MORE,)), EN)).replace(NBSP, " ")
    assert said == (
        "Tokens cost from $974 a month (“Base”) to $1,948 (“More people”), each with the cheaper of its two models."
    )
    assert "no scenario" in str(words.finding(results(knowledge, today), EN))


def test_the_words_of_a_scenario_tell_its_differences_with_their_reasons(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, scenarios=(MORE,))
    told = str(words.described(worlds(found)[1], found, EN)).replace(NBSP, " ")
    assert told == "People with access: 2,400 (merger)\nServers: 2"


def test_every_scenario_is_calculated_once_however_many_there_are(knowledge: Knowledge, today: date) -> None:
    each = worlds(
        results(
            knowledge,
            today,
            scenarios=tuple(
                Scenario(name=str(number), state=State(inputs={"api_costs": {"people": 10.0 + number}}))
                for number in range(MOST_SCENARIOS)
            ),
        )
    )
    for topic in ("self_hosting", "training_costs", "seats", "revenue_gap"):
        first = [getattr(world.results, topic) for world in each]
        again = [getattr(world.results, topic) for world in each]
        assert all(one is other for one, other in zip(first, again, strict=True)), topic


def test_an_input_set_to_what_it_is_anyway_is_no_difference(knowledge: Knowledge, today: date) -> None:
    people = results(knowledge, today).api_costs.inputs["people"]
    same = Scenario(name="Same", state=State(inputs={"api_costs": {"people": people}}))
    found = results(knowledge, today, scenarios=(same,))
    assert worlds(found)[1].changes == () and places(found) == ()
    ranged = State(inputs={"api_costs": {"people": Range(low=people - 1, likely=people, high=people + 1)}})
    found = results(knowledge, today, scenarios=(same, Scenario(name="Range", state=ranged)))
    assert worlds(found)[2].changes == places(found) == ("api_costs.people",)


def test_euros_of_a_scenario_are_those_of_its_own_rate(knowledge: Knowledge, today: date) -> None:
    dear = Scenario(name="Dear euro", state=State(inputs={"api_costs": {"usd_per_eur": 1.9}}))
    found = results(knowledge, today, scenarios=(dear,), currency="EUR")
    base, other = worlds(found)
    first = words.OUTCOMES[0]
    assert words.differs(first, other, base)
    chart = monthly(found, EN)
    points = [point for point in chart.series[0].points if point is not None]
    assert [point.value for point in points] == [words.outcome_amount(first, world) for world in (base, other)]
    assert points[1].value < points[0].value and "“Dear euro”" in chart.title


def test_the_table_of_the_chart_has_the_numbers_behind_its_words(knowledge: Knowledge, today: date) -> None:
    chart = monthly(results(knowledge, today, scenarios=(MORE,)), EN)
    for column in chart.columns[:-1]:
        assert column.values is not None and None not in column.values, column.name
    assert [column.name for column in chart.columns[1:3]] == ["Own training run, once", "Revenue gap, a year"]


def test_a_surplus_is_written_as_short_as_a_gap(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, inputs={"revenue_gap": {"credited_revenue": 2e12}})
    gap = next(outcome for outcome in words.OUTCOMES if outcome.id == "gap")
    assert str(words.outcome_shown(gap, worlds(found)[0], EN)).replace(NBSP, " ") == "−$1,400bn"


def test_the_results_name_a_scenario_in_full(knowledge: Knowledge, today: date) -> None:
    long = tuple(Scenario(name="Merger of the two subsidiaries in Poland, " + end, state=State()) for end in "AB")
    told = words.as_json(results(knowledge, today, scenarios=long), EN)
    assert [one["name"] for one in told] == ["Base", *(scenario.name for scenario in long)]


def test_growth_is_told_and_shows_over_the_horizon(knowledge: Knowledge, today: date) -> None:
    wide = Scenario(name="All", state=State(inputs={"api_costs": {"people": 1800}}))
    growing = {"people": 1200.0, "growth_per_month": 0.02, "horizon_months": 36.0}
    found = results(knowledge, today, scenarios=(wide,), inputs={"api_costs": growing})
    assert str(words.scope(found, EN)).endswith("token costs of the first month, before growth")
    horizon = next(outcome for outcome in words.OUTCOMES if outcome.id == "horizon")
    base, other = (horizon.value(world.results) for world in worlds(found))
    assert base == pytest.approx(974.106 * ((1.02**36 - 1) / 0.02)) and other == pytest.approx(1.5 * 974.106 * 12)
    assert horizon in words.outcomes_shown(worlds(found))
    assert words.outcome_name(horizon, found, EN) == "DeepSeek R1, over the whole horizon"
    assert "growth" not in str(words.scope(results(knowledge, today, scenarios=(wide,)), EN))
