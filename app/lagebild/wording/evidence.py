"""What the evidence page says: how many claims hold, and each claim beside what it comes to."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.knowledge.arithmetic import Check, in_words
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import CONSISTENT_UP_TO, ROUNDED_UP_TO, Article, Claim
from lagebild.language import NBSP, Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.terms import exact_digits
from lagebild.wording.verdicts import verdict_word


def answer(results: Results, language: Language) -> Text:
    """How reliable the two articles are."""
    counts = results.evidence.counts

    def shown(number: int) -> Shown:
        return language.show(number, COUNTED)

    return language.sentence(
        "Of *{claims}* claims checked, *{consistent}* are consistent, *{rounded}*\u00a0rounded, "
        "*{contradicted}*\u00a0contradicted and *{unverifiable}*\u00a0unverifiable. *{garbled}* of them are also "
        "misprinted.",
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
    return f"{filled_in(results.knowledge, claim.check, language)} = {computed_shown(results, claim, language)}"


def filled_in(knowledge: Knowledge, check: Check, language: Language) -> str:
    """Arithmetic with its numbers in the place of the ids: "60 $ ÷ 2,19 $"."""

    def shown(id: str) -> str:
        figure = knowledge.figure(id)
        unit = "" if figure.unit == "ratio" else figure.unit  # a factor, not "2-fach"
        return language.show(figure.number, record(id), unit, exact_digits(figure.number))

    def number(value: float) -> str:
        return language.show(value, COUNTED, digits=exact_digits(value))  # it only turns units

    return in_words(check, shown, number)


_TOGETHER = 20
"""Letters of what is printed that stay on one line."""


def quoted(quotation: str, printed: str, origin: Origin) -> Text:
    """The words of an article in its own quotation marks, what is checked strong."""
    before, found, after = quotation.partition(printed) if printed else (quotation, "", "")
    found = found.replace(" ", NBSP) if len(found) <= _TOGETHER else found  # "31 TP3B" on one line
    spans = (Span("„"), Span(before, origin), Span(found, origin, True), Span(after, origin), Span("“"))
    return Text(span for span in spans if span.text)


_WRITTEN_IN = "de"
"""The language of both articles."""


class ClaimText(NamedTuple):
    """A claim beside its article: line, translation, what checking gives, and all of it for a screen reader."""

    line: str
    translation: Text
    """Empty for who reads the language of the article."""
    checked: Text
    spoken: str


def claim_text(results: Results, claim: Claim, language: Language) -> ClaimText:
    """What stands beside a quotation."""
    origin = Origin(records=(claim.id, *claim.records))
    finding = language.told(claim.statement, origin)
    line = language.say("line {line}", line=claim.line)
    words = verdict_word(claim.verdict, language)
    if claim.printing == "garbled":
        words = f"{verdict_word('garbled', language)}, {words}"
    translation = Text()
    if language.code != _WRITTEN_IN:
        translation = Text((Span(language.say("“{quotation}”", quotation=claim.translation), origin),))
    spoken = str(translation) or claim.quotation
    return ClaimText(line, translation, finding, f"{line}: {spoken}. {words}. {finding}")


def about_article(results: Results, article: Article, language: Language) -> Text:
    """Which article it is, as far as that is known."""
    sources = [results.knowledge.sources[f"article-{letter.lower()}"] for letter in article]
    spans: list[Span] = []
    for source in sources:
        if spans:
            spans.append(Span(" "))
        spans.append(Span(f"„{source.title}“ – "))
        if source.note is not None:
            spans.append(Span(language.of(source.note)))
    return Text(spans)
