"""Several workloads, and the reader's own models: what each costs, and that they add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.own_models import with_own_models
from lagebild.analysis.results import Results, compute
from lagebild.analysis.workloads import workloads
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.state import OwnModel, OwnPrice, Range, Workload

DOCUMENTS = Workload(name="Documents", inputs={"people": 40, "input_tokens_per_request": 20_000, "batch_share": 1})
AGENT = Workload(name="Agent", inputs={"people": 3, "requests_per_person_day": 100})
HOUSE = OwnModel(id="own-1", name="House model", host="Contract", input=1, output=3)


def results(knowledge: Knowledge, today: date, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), today)


def test_each_workload_costs_its_part_of_the_sum(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, workloads=(DOCUMENTS, AGENT))
    each = workloads(found)
    assert [one.place for one in each] == [None, 0, 1]
    for model, lines in found.api_costs.models.items():
        assert sum(one.cost_per_month[model] for one in each) == pytest.approx(lines["cost_per_month"]), model
    assert sum(one.requests_per_month for one in each) == found.api_costs.lines["requests_per_month"] == 396_900


def test_what_a_workload_leaves_out_is_as_by_default(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, workloads=(AGENT,), inputs={"api_costs": {"output_tokens_per_request": 5}})
    (further,) = found.api_costs.workloads
    assert further.inputs["output_tokens_per_request"] == 800 and further.own_inputs == AGENT.inputs.keys()


def test_one_workload_is_the_whole(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today)
    (only,) = workloads(found)
    assert only.cost_per_month["deepseek-r1"] == pytest.approx(974.106)


def test_on_a_day_without_prices_workloads_have_volumes_and_no_costs(knowledge: Knowledge, today: date) -> None:
    found = results(knowledge, today, workloads=(AGENT,), as_of=date(2001, 1, 1))
    assert [(one.requests_per_month, one.cost_per_month) for one in workloads(found)] == [(378_000, {}), (6300, {})]


def test_own_servers_carry_the_tokens_of_all_workloads(knowledge: Knowledge, today: date) -> None:
    alone, more = results(knowledge, today), results(knowledge, today, workloads=(DOCUMENTS,))
    tokens = 40 * 15 * 21 * (20_000 + 800)
    grown = more.self_hosting.lines["own_tokens_per_month"] - alone.self_hosting.lines["own_tokens_per_month"]
    assert grown == pytest.approx(tokens)


def test_a_range_of_a_further_workload_spreads_the_cost(knowledge: Knowledge, today: date) -> None:
    agent = AGENT.changed(inputs={**AGENT.inputs, "people": Range(low=1, likely=3, high=30)})
    spread = results(knowledge, today, workloads=(DOCUMENTS, agent)).api_costs_spread
    assert spread is not None and list(spread.ranges) == ["further_people/1"]
    assert spread.costs["o1"].low < spread.costs["o1"].median < spread.costs["o1"].high
    assert [swing.name for swing in spread.swings] == ["further_people/1"]
    step = 27 * 100 * 21 * (1500 * 15 + 800 * 60 - (1500 * 0.55 + 800 * 2.19)) / 1e6
    assert spread.swings[0].at_high == pytest.approx(step)


def test_an_own_model_has_its_price_on_every_day(knowledge: Knowledge, today: date) -> None:
    for day in (date(2001, 1, 1), None, today):
        costs = results(knowledge, today, models=(HOUSE,), as_of=day, compare=("own-1", "o1")).api_costs
        assert costs.models["own-1"]["cost_per_month"] == pytest.approx(567 * 1 + 302.4 * 3)
        assert costs.quotes["own-1"].own


def test_own_models_leave_the_knowledge_as_it_is(knowledge: Knowledge) -> None:
    more = with_own_models(knowledge, (HOUSE,))
    assert "own-1" in more.offers and "own-1" not in knowledge.offers
    assert with_own_models(knowledge, ()) is knowledge
    assert more.questions == knowledge.questions


def test_the_state_put_aside_keeps_the_model_it_had(knowledge: Knowledge, today: date) -> None:
    kept = Briefing(models=(HOUSE,), compare=("own-1", "o1")).state
    found = results(knowledge, today, models=(HOUSE.changed(input=2),), kept=kept, compare=("own-1", "o1"))
    assert found.kept is not None
    assert found.kept.quotes["own-1"].input == 1 and found.api_costs.quotes["own-1"].input == 2
    forgotten = results(knowledge, today, kept=kept)
    assert "own-1" not in forgotten.api_costs.models and "own-1" in forgotten.knowledge.offers


CONTRACT = {
    "input": OwnPrice(input=10),
    "all": OwnPrice(input=10, output=40, cached_input=2, batch_input=4, batch_output=20),
    "cache": OwnPrice(cached_input=2),
    "half a batch": OwnPrice(batch_input=4),
}


@pytest.mark.parametrize(
    ("contract", "cache", "batch"),
    [("input", None, None), ("all", 2, (4, 20)), ("cache", 2, (7.5, 30)), ("half a batch", 7.5, (4, 30))],
)
def test_a_contract_replaces_list_prices_one_by_one(
    knowledge: Knowledge, today: date, contract: str, cache: float | None, batch: tuple[float, float] | None
) -> None:
    looked_up = results(knowledge, today, prices={"o1": CONTRACT[contract]}).api_costs.quotes["o1"].lookups
    assert looked_up["offers_cache"] == (cache is not None) and looked_up["offers_batch"] == (batch is not None)
    if cache is not None:
        assert looked_up["peak_cache_price"] == looked_up["off_peak_cache_price"] == cache
    if batch is not None:
        assert (looked_up["batch_input_price"], looked_up["batch_output_price"]) == batch
