"""What the risks page says so far: one sentence, and the figures that are already there."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.knowledge.records import Figure
from lagebild.language import Language, Span, Text
from lagebild.origin import record
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import exact_digits, figure_shown, partial_date

FACTS = (
    "promptfoo-refusals", "two-levels", "r1dacted", "crowdstrike-kill", "crowdstrike-code", "policy-servers",
    "garante-order", "wiz-leak", "no-adequacy-china", "berlin-notice", "r1-licence", "r1-languages",
)  # fmt: skip
"""The figures the page lists until it has its checklist."""


class Fact(NamedTuple):
    """A figure on risks as the page lists it."""

    label: str
    value: str
    statement: Text
    note: Text


def answer(results: Results, language: Language) -> Text:
    """The sentence of the page: the service and the open weights are two different risks."""
    refusals = results.knowledge.figure("promptfoo-refusals")
    policy = results.knowledge.figure("policy-servers")
    return language.sentence(
        "DeepSeek’s privacy policy of {policy} names *servers in China*; in one test *{refusals}* of the questions "
        "sensitive in China met canned replies.",
        policy=partial_date(policy.as_of[:7], record(policy.id), language),
        refusals=figure_shown(refusals, language, 0),
    )


def scope(results: Results, language: Language) -> Text:
    """What running the weights oneself changes, and what it does not."""
    return language.sentence(
        "Running the weights yourself removes the location and the service’s filter, not the training in the weights."
    )


def facts(results: Results, language: Language) -> tuple[Fact, ...]:
    """The figures of `FACTS`."""
    return tuple(_fact(results, results.knowledge.figure(id), language) for id in FACTS)


def _digits(figure: Figure) -> int:
    return exact_digits(figure.value) if isinstance(figure.value, float) else 0


def _fact(results: Results, figure: Figure, language: Language) -> Fact:
    origin = record(figure.id)
    value = "" if figure.value is None else figure_shown(figure, language, _digits(figure))
    day = partial_date(figure.as_of, origin, language)
    note = [Span(standing_word(results.knowledge.standing(figure.id), language)), Span(" · "), Span(day, origin)]
    if figure.reservation is not None:
        note += [Span(" · "), *language.told(figure.reservation, origin)]
    return Fact(language.of(figure.label), value, language.told(figure.statement, origin), Text(note))
