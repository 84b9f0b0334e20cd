"""What the evidence page says: how many claims hold, and each claim beside what it comes to."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.knowledge.arithmetic import in_words
from lagebild.knowledge.records import CONSISTENT_UP_TO, ROUNDED_UP_TO, Claim
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.terms import exact_digits
from lagebild.wording.verdicts import verdict_word


class ClaimRow(NamedTuple):
    """A row of the register."""

    label: str
    printed: str
    checked: str
    article: str
    verdict: str


def answer(results: Results, language: Language) -> Text:
    """How reliable the two articles are."""
    counts = results.evidence.counts

    def shown(number: int) -> Shown:
        return language.show(number, COUNTED)

    return language.sentence(
        "Of *{claims}* claims checked, *{consistent}* are consistent, *{rounded}* rounded, *{contradicted}* "
        "contradicted and *{unverifiable}* unverifiable. *{garbled}* of them are also misprinted.",
        claims=shown(results.evidence.claims),
        consistent=shown(counts["consistent"]),
        rounded=shown(counts["rounded"]),
        contradicted=shown(counts["contradicted"]),
        unverifiable=shown(counts["unverifiable"]),
        garbled=shown(results.evidence.garbled),
    )


def rule(language: Language) -> Text:
    """How a verdict follows from the arithmetic."""
    return language.sentence(
        "Up to {near} off the recomputed value: “consistent”; up to {far}: “rounded”; more: “contradicted”. "
        "Exceptions carry a reason.",
        near=language.show(CONSISTENT_UP_TO, COUNTED, "share", 0),
        far=language.show(ROUNDED_UP_TO, COUNTED, "share", 0),
    )


_DIGITS = {"USD m": 3, "USD bn": 2, "ratio": 1, "person": 0}
"""Decimal places a computed value has at most; others have two."""


def computed_shown(results: Results, claim: Claim, language: Language) -> str:
    """What the arithmetic gives, in the unit of the claim; a dash where there is none."""
    value = results.evidence.computed[claim.id]
    if value is None:
        return "–"
    most = _DIGITS.get(claim.unit, 2)
    return language.show(value, Origin(records=claim.records), claim.unit, exact_digits(value, most))


def arithmetic(results: Results, claim: Claim, language: Language) -> str:
    """The check with its numbers filled in; empty where there is none or it is a single figure."""
    if claim.check is None or isinstance(claim.check, str):
        return ""
    knowledge = results.knowledge

    def shown(id: str) -> str:
        figure = knowledge.figure(id)
        unit = "" if figure.unit == "ratio" else figure.unit  # a factor, not "2-fach"
        return language.show(figure.number, record(id), unit, exact_digits(figure.number))

    def number(value: float) -> str:
        return language.show(value, record(claim.id), digits=exact_digits(value))

    return f"{in_words(claim.check, shown, number)} = {computed_shown(results, claim, language)}"


def rows(results: Results, language: Language) -> tuple[ClaimRow, ...]:
    """Every claim as a row, in the order of the knowledge."""
    return tuple(
        ClaimRow(
            language.of(claim.label),
            claim.printed,
            computed_shown(results, claim, language),
            claim.article,
            verdict_word(claim.verdict, language)
            if claim.printing == "clean"
            else f"{verdict_word('garbled', language)}, {verdict_word(claim.verdict, language)}",
        )
        for claim in results.knowledge.claims.values()
    )


def details(results: Results, claim: Claim, language: Language) -> tuple[str, ...]:
    """Paragraphs on a claim: repaired reading, finding, arithmetic, reason."""
    parts = [
        language.say("Repaired reading: {reading}", reading=language.of(claim.repaired)) if claim.repaired else "",
        language.of(claim.statement),
        arithmetic(results, claim, language),
        language.of(claim.reason) if claim.reason else "",
    ]
    return tuple(part for part in parts if part)
