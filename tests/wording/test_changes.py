"""What differs between two briefings: limits in the currency and at the rate of the present one."""

from __future__ import annotations

import pytest

from lagebild.briefing import Briefing, Limits
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Currency
from lagebild.language import NBSP, Code, Language
from lagebild.origin import reader
from lagebild.state import OwnModel, OwnPrice, Scenario, State, Workload
from lagebild.wording.changes import changes
from lagebild.wording.terms import USD_PER_EUR


def briefing(usd: float | None, currency: Currency = "EUR", rate: float = 1.25) -> Briefing:
    return Briefing(
        currency=currency, inputs={"api_costs": {"usd_per_eur": rate}}, limits=Limits(cost_per_month=usd, risk=40)
    )


def said(before: Briefing, after: Briefing, knowledge: Knowledge, code: Code = "en") -> list[str]:
    return [str(line).replace(NBSP, " ") for line in changes(before, after, knowledge, Language(code))]


def test_equal_briefings_differ_in_nothing(knowledge: Knowledge) -> None:
    assert said(briefing(1000), briefing(1000), knowledge) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (briefing(1000), briefing(1250), "Limit of cost a month: €800 → €1,000"),
        (briefing(None), briefing(1250), "Limit of cost a month: none → €1,000"),
        (briefing(1250), briefing(None), "Limit of cost a month: €1,000 → none"),
        (briefing(1000, "USD"), briefing(1250, "USD"), "Limit of cost a month: $1,000 → $1,250"),
        # what a field without cents shows alike
        (briefing(1000.3), briefing(1000), "Limit of cost a month: €800.24 → €800.00"),
    ],
)
def test_a_limit_of_cost_is_said_in_the_currency_of_the_briefing(
    before: Briefing, after: Briefing, expected: str, knowledge: Knowledge
) -> None:
    assert said(before, after, knowledge) == [expected]


def test_a_limit_is_said_in_german_as_there_money_is(knowledge: Knowledge) -> None:
    assert said(briefing(1000), briefing(1250), knowledge, "de") == ["Kostengrenze im Monat: 800 € → 1.000 €"]


def test_both_limits_are_in_the_currency_and_at_the_rate_of_the_present_briefing(knowledge: Knowledge) -> None:
    lines = said(briefing(1000, "USD", 1.25), briefing(2000, "EUR", 2.0), knowledge)
    assert "Limit of cost a month: €500 → €1,000" in lines and "Currency: USD → EUR" in lines


def test_without_a_rate_of_the_readers_own_it_is_the_one_of_the_day(knowledge: Knowledge) -> None:
    day = Briefing(currency="EUR")
    rate = knowledge.number("fx-usd-eur-2025-01-27")
    after = day.changed(limits=Limits(cost_per_month=1000 * rate))
    assert said(day, after, knowledge) == ["Limit of cost a month: none → €1,000"]


def test_the_limit_leads_to_itself_and_to_the_rate_where_there_is_one(knowledge: Knowledge) -> None:
    for currency, origin in (
        ("EUR", reader("limits.cost_per_month") | USD_PER_EUR),
        ("USD", reader("limits.cost_per_month")),
    ):
        (line,) = changes(briefing(None, currency), briefing(1250, currency), knowledge, Language("en"))
        assert [span.origin for span in line if "1," in span.text] == [origin]


def test_risk_points_have_no_currency(knowledge: Knowledge) -> None:
    more = briefing(1000).changed(limits=Limits(cost_per_month=1000, risk=42.5))
    assert said(briefing(1000), more, knowledge) == ["Limit of risk points: 40 → 42.5"]


# ---- workloads and own models


HOUSE = OwnModel(id="own-1", name="House model", host="Contract", input=1, output=3)


def test_workloads_are_told_by_their_names(knowledge: Knowledge) -> None:
    before = Briefing(workloads=(Workload(name="Mail"), Workload(name="Agent", inputs={"people": 3})))
    after = Briefing(workloads=(Workload(name="Letters", inputs={"people": 9}),))
    assert said(before, after, knowledge) == [
        "Name of a workload: Mail → Letters",
        "Letters: People with access: preset → 9",
        "The workload “Agent” was dropped.",
    ]
    assert said(after, before, knowledge)[-1] == "The workload “Agent” was added."


def test_own_models_are_told_wherever_they_are_named(knowledge: Knowledge) -> None:
    before = Briefing(models=(HOUSE,), compare=("own-1", "o1"), prices={"own-1": OwnPrice(input=2)})
    assert said(before, Briefing(), knowledge) == [
        "Models compared: House model and OpenAI o1 → DeepSeek R1 and OpenAI o1",
        "Your model “House model” was dropped.",
        "Price of House model: input $2.00 → list price",
    ]
    dearer = before.changed(models=(HOUSE.changed(output=4),))
    assert said(before, dearer, knowledge) == ["Your model “House model” was changed."]


def test_each_price_of_a_contract_is_told(knowledge: Knowledge) -> None:
    contract = OwnPrice(cached_input=0.5, batch_input=1, batch_output=2.25)
    assert said(Briefing(), Briefing(prices={"o1": contract}), knowledge) == [
        "Price of OpenAI o1: list price → from the cache $0.50, input in batches $1.00, output in batches $2.25"
    ]


def test_scenarios_that_came_went_or_changed_are_told(knowledge: Knowledge) -> None:
    one, two = Scenario(name="One", state=State()), Scenario(name="Two", state=State())
    assert said(Briefing(), Briefing(scenarios=(one,)), knowledge) == ["The scenario “One” was added."]
    assert said(Briefing(scenarios=(one, two)), Briefing(scenarios=(two,)), knowledge) == [
        "The scenario “Two” was changed.",
        "The scenario “Two” was dropped.",
    ]


def test_inputs_are_told_in_their_units_and_choices_in_words(knowledge: Knowledge) -> None:
    after = Briefing(
        inputs={
            "revenue_gap": {"gpu_run_rate": 75e9, "gross_margin": 0.6},
            "training_costs": {"active_parameters": 70e9, "counts_staff": 1},
        }
    )
    assert said(Briefing(), after, knowledge) == [
        "Spending on AI chips a year: preset → $75bn",
        "Gross margin of the users: preset → 60%",
        "Active parameters: preset → 70 bn parameters",
        "Staff: preset → left out",
    ]
