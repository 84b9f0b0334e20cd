"""What the ledger says: how far sources lie apart on a quantity, which value is used, and why."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.knowledge.records import Contradiction, Statement
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, record
from lagebild.wording.shortening import cut
from lagebild.wording.terms import exact_digits

_MOST = {"times": 1, "ratio": 1, "USD m": 3}
"""Decimal places at most, by unit; others have two."""
_NAME = 80
"""Letters of a quantity's name in a sentence."""


def value_shown(results: Results, one: Contradiction, statement: Statement, language: Language) -> Shown:
    """What a source says, in the unit of the quantity."""
    low, high = results.knowledge.bounds(statement)
    most = _MOST.get(one.unit, 2)
    digits = max(exact_digits(low, most), exact_digits(high, most))
    return language.show_range(low, high, record(statement.record), one.unit, digits)


def source_name(results: Results, statement: Statement, language: Language) -> str:
    """Who says so: "Source A", or the publisher."""
    knowledge = results.knowledge
    claim = knowledge.claims.get(statement.record)
    if claim is not None:
        return language.say("Source {source}", source=claim.article)
    figure = knowledge.figures[statement.record]
    sources = [knowledge.sources[id] for id in figure.sources]
    own = figure.checked == "assumption" or statement.high is not None  # a range is made of others
    if own or not sources:
        return "Lagebild"
    return sources[0].by


def finding(results: Results, one: Contradiction, language: Language) -> Text:
    """How far the sources lie apart, and what Lagebild uses."""
    knowledge = results.knowledge
    bounds = [(knowledge.bounds(statement), statement) for statement in one.statements]
    (low, _), lowest = min(bounds, key=lambda pair: pair[0][0])
    (_, high), highest = max(bounds, key=lambda pair: pair[0][1])
    most = _MOST.get(one.unit, 2)
    used = next(statement for statement in one.statements if statement.record == one.used)
    return language.sentence(
        "{label}: from {low} to {high}; Lagebild uses {used}.",
        label=cut(language.of(one.label), _NAME),
        low=language.show(low, record(lowest.record), one.unit, exact_digits(low, most)),
        high=language.show(high, record(highest.record), one.unit, exact_digits(high, most)),
        used=value_shown(results, one, used, language),
    )


def why(results: Results, one: Contradiction, language: Language) -> Text:
    """Why Lagebild uses that value."""
    return language.told(one.why, record(one.used))


def answer(results: Results, language: Language) -> Text:
    """How many quantities are told differently."""
    contradictions = results.knowledge.contradictions.values()
    count = sum(len(one.statements) for one in contradictions)
    return language.sentence(
        "On *{quantities}* quantities sources differ, with *{statements}* values between them. "
        "Lagebild uses one of each and says why.",
        quantities=language.show(len(contradictions), COUNTED),
        statements=language.show(count, COUNTED),
    )


def rule(language: Language) -> Text:
    """How to read the charts."""
    return language.sentence(
        "Blue is what Lagebild uses. A bar is a range, a dot one value; the axis need not begin at zero."
    )
