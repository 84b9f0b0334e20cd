"""The options as the reader has them: what hiding, renaming and copying change in the results, and what never."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.analysis.options import every_option, options
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, Limits
from lagebild.knowledge.loading import bundled
from lagebild.knowledge.records import OptionId
from lagebild.own_options import BUNDLED, OwnOption
from lagebild.state import OwnModel

KNOWLEDGE = bundled()
TODAY = date(2026, 11, 21)
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
COPY = OwnOption(id="option-1", name="Our host", based_on="eu_hosted")
NIGHT = OwnOption(id="option-2", name="At night", based_on="eu_hosted", model="deepseek-r1", weeks_to_start=2.5)
ANSWERS = st.dictionaries(
    st.sampled_from(QUESTIONS),
    st.dictionaries(
        st.sampled_from((*BUNDLED, "option-1")),
        st.sampled_from(("met", "partly", "open", "unclear", "not_applicable")),
        min_size=1,
    ),
    max_size=25,
)


def computed(*own: OwnOption, **fields: Any) -> Results:
    return compute(KNOWLEDGE, Briefing(options=own, **{"as_of": TODAY, **fields}), TODAY)


def of(results: Results, id: OptionId) -> tuple[object, ...]:
    one = results.decision[id]
    return one.model, one.cost_per_month, one.risk, one.weeks_to_start, one.blocked, one.inside_limits


@given(answers=ANSWERS, hidden=st.sampled_from((*BUNDLED, "option-1")))
@settings(max_examples=30, deadline=None)
def test_hiding_an_option_never_changes_another_s_points(answers: Any, hidden: OptionId) -> None:
    limits = Limits(cost_per_month=5000, risk=40)
    before = computed(COPY, answers=answers, limits=limits)
    own = (COPY.changed(hidden=True),) if hidden == "option-1" else (COPY, OwnOption(id=hidden, hidden=True))
    after = computed(*own, answers=answers, limits=limits)
    assert set(after.risks) == set(before.risks) - {hidden}
    for id, risk in after.risks.items():
        assert risk == before.risks[id] and of(after, id) == of(before, id)


@given(answers=ANSWERS)
@settings(max_examples=30, deadline=None)
def test_a_copy_with_the_same_answers_has_the_same_points(answers: Any) -> None:
    same: dict[str, dict[OptionId, Any]] = {}
    for question, by_option in answers.items():
        others = {id: answer for id, answer in by_option.items() if id != "option-1"}
        same[question] = {**others, "option-1": others["eu_hosted"]} if "eu_hosted" in others else others
    found = computed(COPY, answers=same)
    assert found.risks["option-1"] == found.risks["eu_hosted"]
    assert of(found, "option-1") == of(found, "eu_hosted")


def test_another_name_changes_words_alone() -> None:
    answers = {question: dict.fromkeys(BUNDLED, "partly") for question in QUESTIONS}
    plain, named = computed(answers=answers), computed(OwnOption(id="own", name="The cellar"), answers=answers)
    assert (named.risks, named.decision) == (plain.risks, plain.decision)
    old, new = (next(one for one in found.options if one.id == "own") for found in (plain, named))
    assert (new.label.de, new.label.en, new.short.de) == ("The cellar",) * 3
    assert new.changed(label=old.label, short=old.short) == old


def test_options_stand_in_one_order_and_without_the_hidden_ones() -> None:
    own = (NIGHT, OwnOption(id="api_cn", hidden=True), COPY)
    assert [one.id for one in options(KNOWLEDGE, own)] == ["eu_hosted", "own", "western", "option-1", "option-2"]
    assert [one.id for one in every_option(KNOWLEDGE, own)] == [*BUNDLED, "option-1", "option-2"]


def test_answers_and_measures_of_hidden_options_are_not_counted() -> None:
    question = next(question for question in KNOWLEDGE.questions if question.measures)
    fields = {
        "answers": {question.id: {"own": "open", "western": "met"}},
        "measures": {question.id: {"own": (question.measures[0].id,)}},
    }
    shown, hidden = computed(**fields), computed(OwnOption(id="own", hidden=True), **fields)
    assert len(shown.answers) == 2 and len(shown.measures) == 1
    assert hidden.answers == ((question.id, "western", "met"),) and hidden.measures == ()


def test_an_own_option_takes_over_what_it_does_not_say_itself() -> None:
    found = computed(COPY, NIGHT, OwnOption(id="option-3", name="Cellar", based_on="own"))
    assert found.decision["option-1"].model == found.decision["eu_hosted"].model
    assert found.decision["option-1"].weeks_to_start == found.decision["eu_hosted"].weeks_to_start
    assert found.decision["option-2"].weeks_to_start == 2.5
    assert found.decision["option-3"].cost_per_month == found.decision["own"].cost_per_month
    assert {one.id: one.base for one in found.options}["option-3"] == "own"


def test_an_own_option_counts_with_the_offer_it_names_even_a_model_of_the_reader_s_own() -> None:
    mine = OwnModel(id="own-1", name="Llama at home", host="Frankfurt", input=0.4, output=0.9)
    found = computed(COPY.changed(based_on="own", model="own-1"), NIGHT.changed(model="o1"), models=(mine,))
    costs = found.api_costs.models
    assert found.decision["option-1"].cost_per_month == costs["own-1"]["cost_per_month"]
    assert found.decision["option-2"].cost_per_month is None  # o1 has no price on that day


@pytest.mark.parametrize("id", ["option-1", "option-2", "option-3", "option-4"])
def test_each_own_option_has_a_shape_of_its_own(id: OptionId) -> None:
    shapes = {one.id: one.shape for one in every_option(KNOWLEDGE, (OwnOption(id=id, name="x", based_on="own"),))}
    assert len(set(shapes.values())) == 5
