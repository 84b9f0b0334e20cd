"""What each question of the checklist must hold before a data protection officer could sign it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lagebild.frozen import Bilingual

if TYPE_CHECKING:
    from lagebild.knowledge.loading import Knowledge
    from lagebild.knowledge.questions import Law, Question, Tags

NIST_FUNCTIONS = ("GOVERN", "MAP", "MEASURE", "MANAGE")
MIT_DOMAINS = (
    "1 Discrimination & toxicity",
    "2 Privacy & security",
    "3 Misinformation",
    "4 Malicious actors & misuse",
    "5 Human-computer interaction",
    "6 Socioeconomic & environmental",
    "7 AI system safety, failures & limitations",
)
_LAST_ARTICLE = {"AI Act": 113, "GDPR": 99}
_FILE = "questions.json"
_WEAK = ("assumption", "unconfirmed")
"""Standings on which nobody would sign."""
_PASS = {"German": "Bestanden, wenn ", "English": "Pass if "}
_NOT_FREE = ("partly", "open", "unclear")


def question_faults(questions: Iterable[Question], knowledge: Knowledge) -> Iterator[str]:
    """Each fault as a sentence for the maintainer, with the file and the record."""
    for question in questions:
        for fault in _faults(question, knowledge):
            yield f"{_FILE}, {question.id}: {fault}"


def _faults(question: Question, knowledge: Knowledge) -> Iterator[str]:
    if not _confirmed(question, knowledge):
        yield "none of its evidence or law is a confirmed record"
    if len(set(question.applies.values())) == 1 and len(set(question.suggestion.values())) == 1:
        yield "all options have the same risk and the same suggestion, so it tells none apart"
    for option, reach in question.applies.items():
        suggestion = question.suggestion.get(option)
        if reach == "disappears" and suggestion in _NOT_FREE:
            yield f"the risk disappears for {option}, but {suggestion} is suggested"
        if reach in ("applies", "remains") and suggestion == "not_applicable":
            yield f"the risk {reach} for {option}, but not_applicable is suggested"
    for language, words in (("German", question.test.de), ("English", question.test.en)):
        if _PASS[language] not in words:
            yield f"its test has no pass criterion in {language} (“{_PASS[language].strip()} …”)"
    told: tuple[tuple[str, Bilingual], ...] = (
        ("title", question.title), ("question", question.question), ("reason why it matters", question.why),
        ("reason for its weight", question.weight_why), ("reason for the options", question.applies_why),
        ("reason for the suggestion", question.suggestion_why),
    )  # fmt: skip
    for what, text in told:
        if not text.de.strip() or not text.en.strip():
            yield f"its {what} is empty"
    for law in question.law:
        yield from _law_faults(law, knowledge)
    for id, count in Counter(measure.id for measure in question.measures).items():
        if count > 1:
            yield f"{id} stands twice among its measures"
    yield from _tag_faults(question.tags)


def _confirmed(question: Question, knowledge: Knowledge) -> bool:
    laws = (law.figure for law in question.law if law.figure is not None)
    cited = (*question.evidence_for, *question.evidence_against, *laws)
    known = (id for id in cited if id in knowledge.figures or id in knowledge.claims)  # `later_faults` finds the others
    return any(knowledge.standing(id) not in _WEAK for id in known)


def _law_faults(law: Law, knowledge: Knowledge) -> Iterator[str]:
    if law.figure is None and not law.unconfirmed:
        yield f"{law.norm.en} has no record and is not marked unconfirmed"
    if law.figure is not None and law.unconfirmed:
        yield f"{law.norm.en} is marked unconfirmed, but has a record"
    figure = knowledge.figures.get(law.figure or "")
    start = None if figure is None else figure.valid_from
    if start is not None and law.valid_from is not None and law.valid_from < start:
        yield f"{law.norm.en} applies from {law.valid_from}, before its record {law.figure} does"


def _tag_faults(tags: Tags) -> Iterator[str]:
    if not tags.nist_ai_rmf:
        yield "no function of the NIST AI RMF is named"
    for function in tags.nist_ai_rmf:
        if function not in NIST_FUNCTIONS:
            yield f"{function} is no function of the NIST AI RMF"
    if tags.mit_domain not in MIT_DOMAINS:
        yield f"{tags.mit_domain or 'nothing'} is no domain of the MIT AI Risk Repository"
    for act, articles in (("AI Act", tags.ai_act), ("GDPR", tags.gdpr)):
        for article in articles:
            number = re.fullmatch(r"Art\. ([1-9]\d*)", article)
            if number is None or int(number[1]) > _LAST_ARTICLE[act]:
                yield f"{article} is no article of the {act}"
