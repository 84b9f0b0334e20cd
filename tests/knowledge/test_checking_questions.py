"""A question of the checklist that nobody could sign is a fault, which names the file and the record."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lagebild.knowledge.checking import later_faults
from lagebild.knowledge.checking_questions import question_faults
from lagebild.knowledge.loading import Knowledge, KnowledgeError, bundled, load
from lagebild.knowledge.questions import Law, Question
from lagebild.resources import resource

OPTIONS = ("api_cn", "eu_hosted", "own", "western")
WORDS = {"de": "Worte", "en": "words"}
LAW = {"norm": {"de": "DSGVO Art. 28", "en": "GDPR Art. 28"}, "valid_from": date(2018, 5, 25), "note": WORDS}


def sound(knowledge: Knowledge, **changes: Any) -> Question:
    question = next(one for one in knowledge.questions if one.id == "processor-contract")
    return question.changed(**changes)


def told(knowledge: Knowledge, **changes: Any) -> list[str]:
    return list(question_faults([sound(knowledge, **changes)], knowledge))


def test_the_bundled_questions_have_no_fault_and_are_enough(knowledge: Knowledge) -> None:
    assert len(knowledge.questions) >= 40
    assert not list(question_faults(knowledge.questions, knowledge))
    assert not list(later_faults(knowledge))


def test_every_norm_of_the_bundle_has_a_record(knowledge: Knowledge) -> None:
    assert not [law.norm.en for one in knowledge.questions for law in one.law if law.unconfirmed or not law.figure]


def test_every_question_says_why_it_matters_in_two_sentences(knowledge: Knowledge) -> None:
    for question in knowledge.questions:
        for words in (question.why.de, question.why.en):
            assert sum(words.count(end) for end in (". ", "? ", "! ")) == 1, (question.id, words)


def test_a_knock_out_says_that_it_is_one_where_its_weight_is_explained(knowledge: Knowledge) -> None:
    for question in knowledge.questions:
        starts = (
            question.weight_why.de.startswith("Ein Ausschlusskriterium."),
            question.weight_why.en.startswith("A knock-out."),
        )
        assert starts == (question.knockout, question.knockout), question.id
        assert not question.knockout or question.weight == 3, question.id


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"test": {"de": "Lesen Sie. Bestanden, wenn alles da ist.", "en": "Read. It is all there."}},
         "its test has no pass criterion in English (“Pass if …”)"),
        ({"test": {"de": "Lesen Sie alles.", "en": "Read. Pass if it is all there."}},
         "its test has no pass criterion in German (“Bestanden, wenn …”)"),
        ({"evidence_for": ("weeks-works-agreement",), "evidence_against": (), "law": ()},
         "none of its evidence or law is a confirmed record"),
        ({"evidence_for": (), "evidence_against": (), "law": ()}, "none of its evidence or law is a confirmed record"),
        ({"applies": dict.fromkeys(OPTIONS, "applies"), "suggestion": dict.fromkeys(OPTIONS, "unclear")},
         "all options have the same risk and the same suggestion, so it tells none apart"),
        ({"suggestion": {**dict.fromkeys(OPTIONS, "partly"), "own": "open"}},
         "the risk disappears for own, but open is suggested"),
        ({"suggestion": {**dict.fromkeys(OPTIONS, "partly"), "api_cn": "not_applicable", "own": "met"}},
         "the risk applies for api_cn, but not_applicable is suggested"),
        ({"law": (LAW,)}, "GDPR Art. 28 has no record and is not marked unconfirmed"),
        ({"law": ({**LAW, "figure": "gdpr-art-28", "unconfirmed": True},)},
         "GDPR Art. 28 is marked unconfirmed, but has a record"),
        ({"law": ({**LAW, "figure": "gdpr-art-28", "valid_from": date(2016, 5, 24)},)},
         "GDPR Art. 28 applies from 2016-05-24, before its record gdpr-art-28 does"),
        ({"weight_why": {"de": "Weil.", "en": " "}}, "its reason for its weight is empty"),
        ({"applies_why": {"de": "", "en": "Because."}}, "its reason for the options is empty"),
        ({"tags": {"nist_ai_rmf": ("GOVERN", "TRUST"), "mit_domain": "2 Privacy & security"}},
         "TRUST is no function of the NIST AI RMF"),
        ({"tags": {"mit_domain": "2 Privacy & security"}}, "no function of the NIST AI RMF is named"),
        ({"tags": {"nist_ai_rmf": ("GOVERN",), "mit_domain": "8 Privacy & security"}},
         "8 Privacy & security is no domain of the MIT AI Risk Repository"),
        ({"tags": {"nist_ai_rmf": ("GOVERN",)}}, "nothing is no domain of the MIT AI Risk Repository"),
        ({"tags": {"nist_ai_rmf": ("GOVERN",), "mit_domain": "3 Misinformation", "ai_act": ("Art. 114",)}},
         "Art. 114 is no article of the AI Act"),
        ({"tags": {"nist_ai_rmf": ("GOVERN",), "mit_domain": "3 Misinformation", "gdpr": ("28",)}},
         "28 is no article of the GDPR"),
    ],
)  # fmt: skip
def test_a_question_that_nobody_could_sign_is_a_fault(knowledge: Knowledge, changes: Any, fault: str) -> None:
    assert f"questions.json, processor-contract: {fault}" in told(knowledge, **changes)


def test_a_norm_without_a_record_passes_when_it_is_marked(knowledge: Knowledge) -> None:
    assert not told(knowledge, law=(Law.model_validate({**LAW, "unconfirmed": True}),))


def test_an_unknown_record_confirms_nothing_and_is_left_to_the_other_checks(knowledge: Knowledge) -> None:
    assert told(knowledge, evidence_for=("hearsay",), evidence_against=(), law=()) == [
        "questions.json, processor-contract: none of its evidence or law is a confirmed record"
    ]


@pytest.fixture
def altered(tmp_path: Path) -> Knowledge:
    """A copy of the bundle in which two questions have a fault."""
    folder = tmp_path / "knowledge"
    shutil.copytree(resource("knowledge"), folder)
    path = folder / "questions.json"
    records = {record["id"]: record for record in json.loads(path.read_text(encoding="utf-8"))}
    records["dpia"]["test"]["en"] = "Read it."
    records["works-council"]["measures"][1]["id"] = records["works-council"]["measures"][0]["id"]
    records["exit-plan"]["tags"]["mit_domain"] = "9 Weather"
    path.write_text(json.dumps(list(records.values()), ensure_ascii=False), encoding="utf-8")
    return load(folder)


def test_questions_with_a_fault_are_refused_when_they_are_read(altered: Knowledge) -> None:
    with pytest.raises(KnowledgeError) as caught:
        altered.questions  # noqa: B018 - reading them is what is tested
    assert caught.value.args == (
        "questions.json, dpia: its test has no pass criterion in English (“Pass if …”)",
        "questions.json, works-council: measure-1 stands twice among its measures",
        "questions.json, exit-plan: 9 Weather is no domain of the MIT AI Risk Repository",
    )


def test_the_rest_of_the_knowledge_is_read_all_the_same(altered: Knowledge) -> None:
    assert altered.figures == bundled().figures
