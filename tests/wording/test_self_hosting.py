"""Own servers as `lagebild results` prints them: every key, and a sentence where a number does not exist."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any, get_args

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.self_hosting import Missing
from lagebild.briefing import Briefing
from lagebild.calculators.constants import MODEL
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Language
from lagebild.origin import reader
from lagebild.wording.origins import roots
from lagebild.wording.results import as_json
from lagebild.wording.self_hosting import why_missing

EN = Language("en")
PLAIN = {name for name, line in SelfHosting.lines.items() if not line.over}
OVER_MODELS = {name for name, line in SelfHosting.lines.items() if line.over == (MODEL,)}


def told(knowledge: Knowledge, today: date, **inputs: float) -> dict[str, Any]:
    found = compute(knowledge, Briefing(inputs={"self_hosting": inputs} if inputs else {}), today)
    written = json.loads(json.dumps(as_json(found, EN), allow_nan=False))
    return dict(written["self_hosting"])


def test_all_names_are_there_for_every_model_of_the_knowledge(knowledge: Knowledge, today: date) -> None:
    own = told(knowledge, today)
    assert {*own["inputs"]} == {*SelfHosting.inputs}
    assert {*own["lines"]} == PLAIN
    assert [*own["against"]] == [*knowledge.offers]
    for lines in own["against"].values():
        assert {*lines} - {"why"} == OVER_MODELS


def test_there_is_a_sentence_where_and_only_where_a_number_does_not_exist(knowledge: Knowledge, today: date) -> None:
    for inputs in ({}, {"utilisation": 0}, {"input_tokens_per_second_per_node": 0}, {"nodes": 50}):
        own = told(knowledge, today, **inputs)
        for lines in (own["lines"], *own["against"].values()):
            assert (None in lines.values()) == ("why" in lines)
            assert all(math.isfinite(value) for value in lines.values() if isinstance(value, float))


def test_each_reason_is_said_once(knowledge: Knowledge, today: date) -> None:
    r1 = told(knowledge, today)["against"]["deepseek-r1"]
    assert r1["break_even_utilisation"] is r1["payback_month"] is None
    assert r1["why"].startswith("Even at full utilisation, these servers cost more per token than the model. With this")
    idle = told(knowledge, today, utilisation=0)["lines"]
    assert idle["why"] == "Servers that are never used have no cost per token."


def test_a_model_without_a_price_says_so(knowledge: Knowledge, today: date) -> None:
    later = told(knowledge, today)["against"]["gpt-5"]
    assert {*later.values()} - {later["why"]} == {None}
    assert "GPT-5" in later["why"]


@pytest.mark.parametrize("reason", get_args(Missing))
def test_every_reason_has_a_sentence(reason: Missing) -> None:
    for code in CODES:
        assert str(why_missing(reason, Language(code))).endswith(".")


@pytest.mark.parametrize(("code", "word"), [("de", "Kauf"), ("en", "Purchase")])
def test_a_choice_is_told_in_words_and_names_its_preset(results: Results, code: Any, word: str) -> None:
    (root,) = roots(results, reader("self_hosting.acquisition"), Language(code))
    assert (root.kind, root.id, root.value) == ("record", "selfhost-acquisition", word)


def test_an_input_of_the_servers_is_told_as_the_readers_own(knowledge: Knowledge, today: date) -> None:
    found = compute(knowledge, Briefing(inputs={"self_hosting": {"nodes": 3, "acquisition": 1}}), today)
    for name, value in (("nodes", "3"), ("acquisition", "Rent")):
        (root,) = roots(found, reader(f"self_hosting.{name}"), EN)
        assert (root.kind, root.id, root.value) == ("input", "", value)
