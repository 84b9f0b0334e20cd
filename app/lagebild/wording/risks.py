"""What the risks page says so far: one sentence, and the figures that are already there."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.results import Results
from lagebild.knowledge.records import Figure
from lagebild.language import Language, Text
from lagebild.origin import record
from lagebild.wording.terms import checked_word, exact_digits, figure_shown, partial_date


class Fact(NamedTuple):
    """A figure on risks as the page lists it."""

    label: str
    value: str
    statement: str
    note: str


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
    """Every figure of the area, in the order of the knowledge."""
    return tuple(_fact(figure, language) for figure in results.knowledge.figures.values() if figure.area == "risks")


def _digits(figure: Figure) -> int:
    return exact_digits(figure.value) if isinstance(figure.value, float) else 0


def _fact(figure: Figure, language: Language) -> Fact:
    value = "" if figure.value is None else str(figure_shown(figure, language, _digits(figure)))
    note = f"{checked_word(figure.checked, language)} · {partial_date(figure.as_of, record(figure.id), language)}"
    if figure.reservation is not None:
        note = f"{note} · {language.of(figure.reservation)}"
    return Fact(language.of(figure.label), value, language.of(figure.statement), note)
