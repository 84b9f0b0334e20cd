"""Own servers now against those put aside: names, sums, the difference, and where their numbers come from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.expression import origin_of
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.origin import kept
from lagebild.state import State
from lagebild.wording import own_comparison as words
from lagebild.wording.origins import roots

EN = Language("en")
RENTED = {"self_hosting": {"acquisition": 1.0}}


def of(knowledge: Knowledge, today: date, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), today)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.fixture
def compared(knowledge: Knowledge, today: date) -> Results:
    return of(knowledge, today, kept=State(inputs={"self_hosting": {**RENTED["self_hosting"], "nodes": 2}}))


def test_nothing_put_aside_is_nothing_to_compare(results: Results) -> None:
    assert results.kept_self_hosting is None


def test_the_state_put_aside_is_calculated_with_its_own_servers_once(compared: Results) -> None:
    other = compared.kept_self_hosting
    assert other is not None and other is compared.kept_self_hosting
    assert other.inputs["nodes"] == 2 and not other.is_bought
    assert compared.self_hosting.inputs["nodes"] == 1 and compared.self_hosting.is_bought


def test_a_state_is_named_by_its_preset_or_as_the_readers_own(compared: Results) -> None:
    other = compared.kept_self_hosting
    assert other is not None
    assert plain(words.state_name(compared, compared.self_hosting, EN)) == "8 × H200, bought: R1"
    assert plain(words.state_name(compared, other, EN)) == "Custom, Rent"


def test_a_state_costs_so_much_and_beats_each_model_from_so_many_tokens_or_never(compared: Results) -> None:
    costs, own = compared.api_costs, compared.self_hosting
    assert plain(words.sums(compared, costs, own, EN)) == (
        "$30,333 a month · never against DeepSeek R1 · against OpenAI o1 from 990 m tokens"
    )


def test_the_difference_is_said_from_the_state_put_aside(compared: Results, knowledge: Knowledge, today: date) -> None:
    other = compared.kept_self_hosting
    assert other is not None
    more = other.cost_per_month - compared.self_hosting.cost_per_month
    assert plain(words.difference(compared, other, EN)) == f"B costs ${more:,.0f} more a month."
    turned = of(knowledge, today, inputs=RENTED, kept=State())
    assert turned.kept_self_hosting is not None
    assert plain(words.difference(turned, turned.kept_self_hosting, EN)).endswith("less a month.")
    same = of(knowledge, today, kept=State())
    assert same.kept_self_hosting is not None
    assert plain(words.difference(same, same.kept_self_hosting, EN)) == "B costs the same as A."


def test_a_number_of_the_state_put_aside_leads_to_its_own_inputs(compared: Results) -> None:
    for origin, servers in (
        (origin_of(SelfHosting.total_per_month), "1"),
        (kept(origin_of(SelfHosting.total_per_month)), "2"),
    ):
        found = {str(root.label): str(root.value) for root in roots(compared, origin, EN)}
        assert found["Servers"] == servers
        assert found["Servers with spares"] == servers
