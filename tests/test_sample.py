"""The sample briefing of a company that does not exist: the same numbers in both languages, and every page filled."""

from __future__ import annotations

import io
import re
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from lagebild import commands
from lagebild.analysis.action_plan import plan
from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import ENOUGH_COVERAGE, OPTIONS
from lagebild.analysis.scenarios import worlds
from lagebild.briefing import Briefing, read, written
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import CODES, Code, Language
from lagebild.resources import resource

TODAY = date(2026, 11, 22)
COMPANY = "Maschinenfabrik Musterhausen"
"""Musterhausen is the German sample town, as Mustermann is the sample person."""
FOREIGN: dict[Code, re.Pattern[str]] = {
    "de": re.compile(r"\b(the|and|with|our|not|of|is|for|we)\b|[’‘]", re.IGNORECASE),
    "en": re.compile(r"\b(der|die|das|und|mit|unser|nicht|ist|für|wir)\b|[äöüßÄÖÜ„]", re.IGNORECASE),
}
"""Small words and signs of the other language; hardly a sentence of it is without one."""


def path(code: Code) -> Path:
    return resource("briefings", f"sample.{code}.json")


def sample(code: Code) -> Briefing:
    return read(path(code), bundled())


@pytest.fixture(scope="module")
def filled(knowledge: Knowledge) -> Results:
    return compute(knowledge, sample("de"), TODAY)


# ---- the two files


@pytest.mark.parametrize("code", CODES)
def test_it_is_a_usable_briefing_of_this_knowledge_as_lagebild_writes_it(code: Code, knowledge: Knowledge) -> None:
    def no_screens(chosen: Namespace, results: Results, language: Language) -> list[Path]:
        raise AssertionError(chosen)

    assert commands.main(["check", str(path(code))], no_screens, io.StringIO(), io.StringIO()) == 0
    assert sample(code).knowledge == knowledge.about.version
    assert written(sample(code), knowledge) == path(code).read_bytes()


def test_the_languages_differ_in_their_words_alone() -> None:
    german, english = (sample(code).model_dump() for code in CODES)
    texts = [[reason.pop("text") for reason in one["reasons"].values()] for one in (german, english)]
    assert len(texts[0]) >= 8
    for one, told in zip((german, english), texts, strict=True):
        for of in one["tasks"].values():
            for task in of.values():
                told.append(f"{task.pop('owner')}: {task.pop('note')}")
        for scenario in one["scenarios"]:
            told += [scenario.pop("name"), scenario.pop("description")]
            told += [workload.pop("name") for workload in scenario["state"]["workloads"]]
            told += scenario["reasons"].values()
            scenario["reasons"] = list(scenario["reasons"])
    assert german == english
    for said_in_german, said_in_english in zip(*texts, strict=True):
        assert said_in_german != said_in_english
        # a number that stands in one of them stands in the other
        assert re.findall(r"\d+", said_in_german) == re.findall(r"\d+", said_in_english)


@pytest.mark.parametrize("code", CODES)
def test_its_reasons_are_a_few_sentences_in_one_language(code: Code) -> None:
    for question, reason in sample(code).reasons.items():
        assert 2 <= len(re.findall(r"[.;](?:\s|$)", reason.text)) <= 5, question
        assert not FOREIGN[code].search(reason.text), question


def test_a_reason_in_the_other_language_would_be_found() -> None:
    for code, other in (CODES, CODES[::-1]):
        assert all(FOREIGN[code].search(reason.text) for reason in sample(other).reasons.values())


@pytest.mark.parametrize("code", CODES)
def test_its_scenarios_are_told_in_one_language_with_a_reason_for_each_change(code: Code, knowledge: Knowledge) -> None:
    _, *others = worlds(compute(knowledge, sample(code), TODAY))
    assert len(others) == 3
    for world in others:
        assert world.changes and set(world.reasons) == set(world.changes)
        assert not FOREIGN[code].search(" ".join((world.name, world.description, *world.reasons.values())))


@pytest.mark.parametrize("code", CODES)
def test_the_first_reason_says_that_the_company_does_not_exist(code: Code, knowledge: Knowledge) -> None:
    first = sample(code).reasons[knowledge.questions[0].id].text
    assert first.startswith(f"{COMPANY}, ")
    assert ("erfunden" if code == "de" else "fictional") in first


# ---- what it fills


def test_its_action_plan_has_departments_as_owners_and_something_that_is_late(filled: Results) -> None:
    items = [item for item in plan(filled) if item.owner]
    assert len(items) >= 10 and all(item.due for item in items) and len({item.owner for item in items}) > 4
    assert any(item.is_overdue(TODAY) for item in items) and not all(item.is_overdue(TODAY) for item in items)


def test_it_has_its_own_usage_and_servers_and_a_second_state_with_one_change() -> None:
    briefing = sample("de")
    assert briefing.kept is not None
    assert {"api_costs", "self_hosting"} <= set(briefing.inputs)
    assert briefing.inputs["self_hosting"]["nodes"] == 1
    now, before = briefing.state.model_dump(), briefing.kept.model_dump()
    usage, other_usage = now["inputs"].pop("api_costs"), before["inputs"].pop("api_costs")
    assert now == before
    assert [name for name in usage if usage[name] != other_usage[name]] == ["people"]


def test_both_models_and_all_four_options_have_a_price_on_its_day(filled: Results, knowledge: Knowledge) -> None:
    assert set(sample("de").compare) <= set(filled.api_costs.models)
    for option in knowledge.options:
        assert not option.models or set(option.models) & set(filled.api_costs.models), option.id


def test_every_question_is_answered_and_every_option_can_be_judged_but_not_for_certain(
    filled: Results, knowledge: Knowledge
) -> None:
    assert list(sample("de").answers) == [question.id for question in knowledge.questions]
    for option in OPTIONS:
        overall = filled.risks[option].overall
        assert overall is not None
        assert ENOUGH_COVERAGE <= overall.coverage < 1, option
        assert overall.low < overall.middle < overall.high, option
    answers = {answer for by_option in sample("de").answers.values() for answer in by_option.values()}
    assert answers == {"met", "partly", "open", "unclear", "not_applicable"}


def test_some_answers_are_not_those_suggested(knowledge: Knowledge) -> None:
    answers = sample("de").answers
    own = [
        (question.id, option)
        for question in knowledge.questions
        for option, answer in answers[question.id].items()
        if answer != question.suggestion[option]
    ]
    assert 20 <= len(own) <= 84  # at most half of them


def test_each_measure_taken_moves_the_risk(filled: Results) -> None:
    assert filled.measures
    for question, option, measure in filled.measures:
        now, without = filled.risks[option].overall, filled.risks_if(question, option, measure).overall
        assert now is not None
        assert without is not None
        assert now.middle < without.middle, (question, option, measure)


def test_reasons_were_written_before_its_day() -> None:
    briefing = sample("de")
    assert briefing.as_of is not None
    assert all(reason.written <= briefing.as_of for reason in briefing.reasons.values())


# ---- the story it tells


def test_one_option_is_blocked_and_of_the_others_one_is_inside_both_limits(filled: Results) -> None:
    found, own = filled.decision, filled.self_hosting.cost_per_month
    assert [id for id, one in found.items() if one.blocked] == ["api_cn"]
    assert sorted(one.rank for one in found.values() if one.rank is not None) == [1, 2, 3]
    assert [id for id, one in found.items() if one.inside_limits] == ["eu_hosted"]
    assert found["eu_hosted"].rank == 1
    # own hardware is the safest, but dear and slow; the Western vendor is affordable, but above the limit of risk
    risk = {id: one.risk or 0.0 for id, one in found.items()}
    limits = filled.limits
    assert limits.cost_per_month is not None
    assert limits.risk is not None
    assert risk["own"] < risk["eu_hosted"] < limits.risk < risk["western"] < risk["api_cn"]
    assert own > limits.cost_per_month > (found["western"].cost_per_month or 0.0)
    assert found["own"].weeks_to_start == max(one.weeks_to_start for one in found.values())
    # even if all that is unclear turned out badly
    overall = filled.risks["eu_hosted"].overall
    assert overall is not None
    assert overall.high < limits.risk
