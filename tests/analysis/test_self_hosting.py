"""Own servers of a briefing: defaults from the knowledge, prices of the day, and why a number does not exist."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis import results as analysis
from lagebild.analysis.defaults import default_number
from lagebild.analysis.results import Results, compute
from lagebild.analysis.self_hosting import SelfHostingResults, preset_values
from lagebild.briefing import Briefing
from lagebild.calculators.self_hosting import LONGEST_PAYBACK, PRESETS, SelfHosting, ServerPreset
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.state import OwnPrice

TODAY = date(2026, 11, 21)
KNOWLEDGE = bundled()


def results(
    *, usage: dict[str, float] | None = None, servers: dict[str, float] | None = None, **fields: Any
) -> Results:
    given = {"api_costs": usage or {}, "self_hosting": servers or {}}
    return compute(KNOWLEDGE, Briefing(inputs={topic: one for topic, one in given.items() if one}, **fields), TODAY)


def own(**inputs: float) -> SelfHostingResults:
    return results(servers=inputs).self_hosting


# ---- the preset: one server with eight H200, R1, power in Germany


def test_the_preset_costs_a_third_of_a_million_a_year_half_of_it_for_people() -> None:
    found = own()
    assert found.lines["total_per_year"] == pytest.approx(363_996, abs=1)
    assert found.lines["capital_per_year"] == pytest.approx(93_406, abs=1)
    assert found.lines["energy_per_year"] == pytest.approx(10.2 * 1.46 * 8760 * 0.18 * 1.053)
    assert found.lines["staff_per_year"] == pytest.approx(1.5 * 115_000 * 1.053)
    assert found.lines["cost_per_million_tokens"] == pytest.approx(8.08, abs=0.005)
    assert found.lines["own_share_of_capacity"] == pytest.approx(0.0463, abs=5e-5)
    assert found.lines["nodes_needed"] == 1
    assert found.missing == {}
    assert found.is_bought and not found.own_inputs


def test_the_preset_beats_o1_from_a_twentieth_of_its_capacity_and_r1_never() -> None:
    found = own()
    assert found.against["o1"]["break_even_utilisation"] == pytest.approx(0.0527, abs=5e-5)
    assert found.missing_against["o1"] == {}
    assert found.missing_against["deepseek-r1"] == {"break_even_utilisation": "never", "payback_month": "not in time"}
    assert found.against["deepseek-r1"]["break_even_tokens_per_month"] == pytest.approx(27.07e9, rel=1e-3)


def test_the_defaults_are_those_of_the_knowledge_in_the_units_of_the_inputs() -> None:
    found = own()
    for name, id in found.defaults.items():
        declared = SelfHosting.inputs[name]
        assert found.inputs[name] == default_number(KNOWLEDGE.figure(id), declared, 1.053)
    assert found.inputs["utilisation"] == 0.2
    assert found.inputs["acquisition"] == 0
    assert found.inputs["rent_covers_site"] == 1
    assert found.inputs["input_share"] == 1500 / 2300


def test_euros_of_the_knowledge_follow_the_rate_and_dollars_of_the_reader_do_not() -> None:
    at_par = results(usage={"usd_per_eur": 1}).self_hosting
    assert at_par.inputs["electricity_price_per_kwh"] == 0.18
    assert at_par.inputs["space_cost_per_node_year"] == 30_600
    set_by_hand = results(usage={"usd_per_eur": 1}, servers={"electricity_price_per_kwh": 0.3}).self_hosting
    assert set_by_hand.inputs["electricity_price_per_kwh"] == 0.3
    assert set_by_hand.own_inputs == {"electricity_price_per_kwh"}


def test_words_that_name_no_choice_are_no_default() -> None:
    with pytest.raises(ValueError, match="r1-licence"):
        default_number(KNOWLEDGE.figure("r1-licence"), SelfHosting.inputs["acquisition"], 1)


# ---- against the prices of the day


@pytest.mark.parametrize("day", [date(2025, 1, 27), date(2025, 9, 5), TODAY])
def test_every_model_with_a_price_on_the_day_is_compared(day: date) -> None:
    found = results(as_of=day)
    assert list(found.self_hosting.against) == list(found.api_costs.models)
    for model, lines in found.self_hosting.against.items():
        there = found.api_costs.models[model]
        share = found.self_hosting.inputs["input_share"]
        assert lines["api_price"] == pytest.approx(share * there["input_price"] + (1 - share) * there["output_price"])


def test_the_own_tokens_cost_at_the_api_what_the_token_costs_say() -> None:
    found = results()
    for model in ("deepseek-r1", "o1", "gpt-4o"):
        assert found.self_hosting.against[model]["api_cost_per_month"] == pytest.approx(
            found.api_costs.models[model]["cost_per_month"]
        )


@pytest.mark.parametrize("compare", [("deepseek-r1", "gpt-4o"), ("gpt-4o", "deepseek-r1")])
def test_the_own_volume_is_that_of_the_first_model_compared(compare: tuple[str, str]) -> None:
    found = results(usage={"reasoning_tokens_per_request": 700}, compare=compare)
    costs = found.api_costs
    volume = costs.lines["input_tokens_per_month"] + costs.models[compare[0]]["output_tokens_per_month"]
    assert found.self_hosting.lines["own_tokens_per_month"] == volume


def test_on_a_day_without_prices_own_servers_cost_what_they_cost() -> None:
    found = results(as_of=date(2001, 1, 1)).self_hosting
    assert found.against == {} == found.missing_against
    assert found.lines == own().lines
    assert found.cost_per_month == own().cost_per_month


def test_the_cost_a_month_is_a_twelfth_of_the_year() -> None:
    found = own(nodes=2)
    assert found.cost_per_month == pytest.approx(found.lines["total_per_year"] / 12)


# ---- what does not exist


def test_servers_without_throughput_have_no_cost_per_token() -> None:
    found = own(output_tokens_per_second_per_node=0)
    assert found.lines["capacity_tokens_per_year"] == 0
    assert {*found.missing.values()} == {"no throughput"}
    assert {*found.missing} == {
        "seconds_per_token", "cost_per_million_tokens", "own_share_of_capacity", "nodes_needed",
        "cost_per_million_own_tokens",
    }  # fmt: skip
    assert not {*found.missing} & {*found.lines}
    assert found.missing_against["o1"] == {
        "break_even_utilisation": "no throughput",
        "payback_month": "no throughput",
    }
    assert found.against["o1"]["break_even_tokens_per_month"] == own().against["o1"]["break_even_tokens_per_month"]


def test_servers_that_are_never_used_have_no_cost_per_token() -> None:
    found = own(utilisation=0)
    assert found.missing == {"cost_per_million_tokens": "idle", "nodes_needed": "idle"}
    assert not {*found.missing} & {*found.lines}
    assert found.against == own().against


def test_nothing_beats_a_free_model() -> None:
    found = results(prices={"o1": OwnPrice(input=0, output=0)}).self_hosting
    assert found.missing_against["o1"] == dict.fromkeys(
        ("break_even_tokens_per_month", "break_even_utilisation", "payback_month"), "free"
    )
    assert found.against["o1"] == {"api_price": 0, "api_cost_per_month": 0}


def test_a_price_too_small_to_divide_by_counts_as_none() -> None:
    found = results(prices={"o1": OwnPrice(input=1e-9, output=1e-9)}).self_hosting
    assert {*found.missing_against["o1"].values()} == {"free"}


def test_what_the_servers_cannot_carry_does_not_pay_off() -> None:
    found = results(usage={"people": 100_000}).self_hosting
    assert found.lines["own_share_of_capacity"] > 1
    assert found.lines["nodes_needed"] > 1
    assert found.missing == {"cost_per_million_own_tokens": "volume too large"}
    assert {missing["payback_month"] for missing in found.missing_against.values()} == {"volume too large"}


def test_a_purchase_pays_off_within_the_months_looked_at_or_not_at_all() -> None:
    found = own()
    paid = [lines["payback_month"] for lines in found.against.values() if "payback_month" in lines]
    assert paid and all(1 <= month <= LONGEST_PAYBACK for month in paid)


def test_a_growing_volume_that_is_too_large_before_the_servers_pay_off_has_no_payback() -> None:
    """The formula goes on reckoning with a volume that the servers no longer carry."""
    found = results(usage={"growth_per_month": 0.1}, servers={"node_price": 8_000_000}).self_hosting
    share, outgrown = found.lines["own_share_of_capacity"], found.month_outgrown
    assert outgrown is not None and share * 1.1 ** (outgrown - 2) <= 1 < share * 1.1 ** (outgrown - 1)
    assert found.missing_against["o1"]["payback_month"] == "outgrown"
    assert "payback_month" not in found.against["o1"]
    cheaper = results(usage={"growth_per_month": 0.1}).self_hosting
    assert cheaper.against["o1"]["payback_month"] < outgrown == cheaper.month_outgrown


def test_a_volume_that_does_not_grow_outgrows_nothing() -> None:
    assert own().month_outgrown is None
    assert results(usage={"people": 100_000}).self_hosting.month_outgrown == 1
    assert own(input_tokens_per_second_per_node=0).month_outgrown == 1


# ---- presets


# cost of a year, tokens a month at most in billions, break-even with o1 in million tokens
REFERENCES = {
    "bought": (363_996.08, 18.77, 989.59),
    "rented": (426_922.50, 18.77, 1160.66),
    "rented_h100": (388_378.50, 2.796, 1055.88),
    "rented_eu": (41_507.08, 1.769, 112.84),
    "workstation": (33_843.61, 0.6591, 92.01),
    "cautious": (390_421.53, 14.41, 1061.43),
    "favourable": (345_875.35, 50.00, 940.32),
}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_is_known_again_and_costs_what_its_figures_make(preset: ServerPreset) -> None:
    found = results(servers=preset_values(KNOWLEDGE, preset, 1.053)).self_hosting
    assert found.preset == preset.id
    year, capacity, tokens = REFERENCES[preset.id]
    assert found.lines["total_per_year"] == pytest.approx(year, abs=0.01)
    assert found.lines["capacity_tokens_per_year"] / 12e9 == pytest.approx(capacity, rel=1e-3)
    assert found.against["o1"]["break_even_tokens_per_month"] / 1e6 == pytest.approx(tokens, abs=0.01)
    assert found.missing_against["o1"].get("break_even_utilisation") is None


def test_rented_h100_and_the_small_machines_by_hand() -> None:
    by_id = {preset.id: preset_values(KNOWLEDGE, preset, 1.053) for preset in PRESETS}
    rented, host, desk = (own(**by_id[id]).lines for id in ("rented_h100", "rented_eu", "workstation"))
    assert rented["rent_per_year"] == pytest.approx(8 * 2.95 * 8760)
    assert host["rent_per_year"] == pytest.approx(889 * 12 * 1.053, rel=1e-4)
    assert host["energy_per_year"] == host["space_per_year"] == 0
    assert desk["energy_per_year"] == pytest.approx(0.8 * 1.1 * 8760 * 0.18 * 1.053)
    assert desk["investment"] == pytest.approx(6000 * 1.053)
    assert host["investment"] == 0 and by_id["rented_eu"]["node_price"] == pytest.approx(13_000 * 1.053)
    for id in ("rented_eu", "workstation"):
        assert (by_id[id]["gpus_per_node"], by_id[id]["staff_fte"]) == (1, 0.25)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_stays_one_machine_when_it_is_bought_or_rented_instead(preset: ServerPreset) -> None:
    values = preset_values(KNOWLEDGE, preset, 1.053)
    here, other = (own(**{**values, "acquisition": way}) for way in (0, 1))
    bought, rented = here.lines, other.lines
    # whether bought or rented, the machine costs a like amount a year: no card has the price of a server with eight
    assert 0.25 < (bought["total_per_year"] - bought["staff_per_year"]) / rented["rent_per_year"] < 4
    assert bought["staff_per_year"] == rented["staff_per_year"]


# ---- when it is calculated


def test_own_servers_are_calculated_once_and_only_when_asked_for() -> None:
    before = analysis._self_hosting.cache_info()
    found = results(usage={"people": 4321})
    assert analysis._self_hosting.cache_info() == before
    assert found.self_hosting is found.self_hosting
    assert analysis._self_hosting.cache_info().misses == before.misses + 1


def test_a_briefing_carries_the_inputs_of_own_servers(knowledge: Knowledge) -> None:
    given = Briefing(inputs={"self_hosting": {"nodes": 2, "acquisition": 1}})
    found = compute(knowledge, given, TODAY).self_hosting
    assert (found.inputs["nodes"], found.is_bought) == (2, False)
    with pytest.raises(ValueError, match=r"self_hosting\.utilisation"):
        Briefing(inputs={"self_hosting": {"utilisation": 1.5}})
