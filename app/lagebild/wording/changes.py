"""What differs between two briefings, a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from lagebild.briefing import Briefing, Criterion, OwnPrice, Range
from lagebild.calculators.contents import CALCULATORS
from lagebild.errors import N_
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, reader
from lagebild.wording.risks import answer_word
from lagebild.wording.terms import exact_digits, model_name

CRITERIA: dict[Criterion, str] = {
    "cost": N_("Weight of cost"),
    "risk": N_("Weight of risk"),
    "time": N_("Weight of time"),
}

_Key = TypeVar("_Key")


def changes(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> tuple[Text, ...]:
    """What was changed from `before` to `after`, in the order of the pages; empty where they are the same."""
    return (
        *_state(before, after, knowledge, language),
        *_checklist(before, after, knowledge, language),
        *_decision(before, after, language),
    )


def _turned(name: str, sides: Iterable[str | Text], language: Language) -> Text:
    before, after = sides
    return language.sentence("{name}: {before} → {after}", name=name, before=before, after=after)


def _differing(before: Mapping[_Key, Any], after: Mapping[_Key, Any]) -> Iterator[_Key]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield key


def _state(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> Iterator[Text]:
    say = language.say
    if before.as_of != after.as_of:
        days = (language.date(one.as_of or knowledge.shock.day, reader("as_of")) for one in (before, after))
        yield _turned(say("Day of the prices"), days, language)
    if before.currency != after.currency:
        yield _turned(say("Currency"), (before.currency, after.currency), language)
    if before.compare != after.compare:
        pairs = (
            say("{first} and {second}", first=model_name(one.compare[0], knowledge),
                second=model_name(one.compare[1], knowledge))
            for one in (before, after)
        )  # fmt: skip
        yield _turned(say("Models compared"), pairs, language)
    for topic in _differing(before.inputs, after.inputs):
        old, new = before.inputs.get(topic, {}), after.inputs.get(topic, {})
        for name in _differing(old, new):
            declared = CALCULATORS[topic].inputs[name]
            values = (_input(topic, name, values.get(name), language) for values in (old, new))
            yield _turned(language.of(declared.label), values, language)
    for model in _differing(before.prices, after.prices):
        prices = (_price(one.prices.get(model), language) for one in (before, after))
        yield _turned(say("Price of {model}", model=model_name(model, knowledge)), prices, language)
    if before.kept != after.kept:
        yield language.sentence("State B was kept.") if after.kept else language.sentence("State B was dropped.")


def _input(topic: str, name: str, value: float | Range | None, language: Language) -> str | Text:
    if value is None:
        return language.say("preset")
    if isinstance(value, Range):
        low, middle, high = (_input(topic, name, end, language) for end in (value.low, value.likely, value.high))
        return language.sentence("{likely} ({low} to {high})", likely=middle, low=low, high=high)
    declared = CALCULATORS[topic].inputs[name]
    digits = exact_digits(value * 100 if declared.shown == "share" else value)
    return language.show(value, reader(f"{topic}.{name}"), declared.shown, digits)


def _price(price: OwnPrice | None, language: Language) -> str | Text:
    sides = (None, None) if price is None else (price.input, price.output)
    if sides == (None, None):
        return language.say("list price")
    origin = reader("prices")
    shown = [
        language.say("list price") if side is None else language.show(side, origin, "USD", max(2, exact_digits(side)))
        for side in sides
    ]
    return language.sentence("input {input}, output {output}", input=shown[0], output=shown[1])


def _checklist(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> Iterator[Text]:
    if (before.answers, before.measures, before.reasons) == (after.answers, after.measures, after.reasons):
        return  # the checklist need not be read
    say = language.say
    options = {option.id: language.of(option.label) for option in knowledge.options}
    for question in knowledge.questions:
        title, id = language.of(question.title), question.id
        old, new = before.answers.get(id, {}), after.answers.get(id, {})
        for option in _differing(old, new):
            answers = (
                say("no answer") if answer is None else answer_word(answer, language)
                for answer in (old.get(option), new.get(option))
            )
            yield _turned(say("“{title}”, {option}", title=title, option=options[option]), answers, language)
        steps, taken = before.measures.get(id, {}), after.measures.get(id, {})
        for option in _differing(steps, taken):
            counts = (len(one.get(option, ())) for one in (steps, taken))
            shown = (language.show(count, COUNTED, digits=0) for count in counts)
            name = say("Measures for “{title}”, {option}", title=title, option=options[option])
            yield _turned(name, shown, language)
        if before.reasons.get(id) != after.reasons.get(id):
            yield language.sentence("Your reason for “{title}” is another one.", title=title)


def _decision(before: Briefing, after: Briefing, language: Language) -> Iterator[Text]:
    say = language.say
    if before.limits.cost_per_month != after.limits.cost_per_month:
        costs = (_limit(one.limits.cost_per_month, "cost_per_month", "USD", language) for one in (before, after))
        yield _turned(say("Limit of cost a month"), costs, language)
    if before.limits.risk != after.limits.risk:
        points = (_limit(one.limits.risk, "risk", "", language) for one in (before, after))
        yield _turned(say("Limit of risk points"), points, language)
    for criterion in _differing(before.weights, after.weights):
        shown = (
            say("preset") if points is None
            else language.show(points, reader(f"weights.{criterion}"), digits=exact_digits(points))
            for points in (before.weights.get(criterion), after.weights.get(criterion))
        )  # fmt: skip
        yield _turned(say(CRITERIA[criterion]), shown, language)


def _limit(value: float | None, name: str, unit: str, language: Language) -> str | Shown:
    if value is None:
        return language.say("none")
    return language.show(value, reader(f"limits.{name}"), unit, exact_digits(value))
