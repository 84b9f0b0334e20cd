"""What differs between two briefings, a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, TypeVar

from lagebild.analysis.api_costs import api_costs
from lagebild.analysis.options import every_option
from lagebild.analysis.own_models import with_own_models
from lagebild.briefing import Briefing, Criterion, Task
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.errors import N_
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language, Text
from lagebild.origin import COUNTED, reader
from lagebild.own_options import BUNDLED, OwnOption
from lagebild.state import OwnModel, OwnPrice, Range, Scenario, Workload
from lagebild.wording.risks import answer_word, theme_name
from lagebild.wording.terms import enumerated, exact_digits, input_shown, model_name, money

CRITERIA: dict[Criterion, str] = {
    "cost": N_("Weight of cost"),
    "risk": N_("Weight of risk"),
    "time": N_("Weight of time"),
}

_Key = TypeVar("_Key")


def changes(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> tuple[Text, ...]:
    """What was changed from `before` to `after`, in the order of the pages; empty where they are the same."""
    knowledge = with_own_models(knowledge, (*before.models, *after.models))
    return (
        *_state(before, after, knowledge, language),
        *_checklist(before, after, knowledge, language),
        *_decision(before, after, knowledge, language),
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
        yield from _inputs(topic, "", before.inputs.get(topic, {}), after.inputs.get(topic, {}), language)
    yield from _workloads(before.workloads, after.workloads, language)
    yield from _models(before.models, after.models, language)
    for model in _differing(before.prices, after.prices):
        prices = (price_words(one.prices.get(model), language) for one in (before, after))
        yield _turned(say("Price of {model}", model=model_name(model, knowledge)), prices, language)
    yield from _scenarios(before.scenarios, after.scenarios, language)
    if before.kept != after.kept:
        yield language.sentence("State B was kept.") if after.kept else language.sentence("State B was dropped.")


def _inputs(
    topic: str,
    whose: str,
    before: Mapping[str, float | Range],
    after: Mapping[str, float | Range],
    language: Language,
) -> Iterator[Text]:
    for name in _differing(before, after):
        label = language.of(CALCULATORS[topic].inputs[name].label)
        values = (_input(topic, name, values.get(name), language) for values in (before, after))
        yield _turned(f"{whose}: {label}" if whose else label, values, language)


def _workloads(before: tuple[Workload, ...], after: tuple[Workload, ...], language: Language) -> Iterator[Text]:
    """Workloads by their places: those that came or went, and what changed in the others."""
    for old, new in zip_longest(before, after):
        if old is None:
            yield language.sentence("The workload “{name}” was added.", name=new.name)
        elif new is None:
            yield language.sentence("The workload “{name}” was dropped.", name=old.name)
        else:
            if old.name != new.name:
                yield _turned(language.say("Name of a workload"), (old.name, new.name), language)
            yield from _inputs(ApiCosts.topic, new.name, old.inputs, new.inputs, language)


def _scenarios(before: tuple[Scenario, ...], after: tuple[Scenario, ...], language: Language) -> Iterator[Text]:
    """Scenarios by their places: those that came or went, and those that are not what they were."""
    for old, new in zip_longest(before, after):
        if old is None:
            yield language.sentence("The scenario “{name}” was added.", name=new.name)
        elif new is None:
            yield language.sentence("The scenario “{name}” was dropped.", name=old.name)
        elif old != new:
            yield language.sentence("The scenario “{name}” was changed.", name=new.name)


def _models(before: tuple[OwnModel, ...], after: tuple[OwnModel, ...], language: Language) -> Iterator[Text]:
    was, now = {model.id: model for model in before}, {model.id: model for model in after}
    for id in _differing(was, now):
        if id not in was:
            yield language.sentence("Your model “{name}” was added.", name=now[id].name)
        elif id not in now:
            yield language.sentence("Your model “{name}” was dropped.", name=was[id].name)
        else:
            yield language.sentence("Your model “{name}” was changed.", name=now[id].name)


def _input(topic: str, name: str, value: float | Range | None, language: Language) -> str | Text:
    if value is None:
        return language.say("preset")
    if isinstance(value, Range):
        low, middle, high = (_input(topic, name, end, language) for end in (value.low, value.likely, value.high))
        return language.sentence("{likely} ({low} to {high})", likely=middle, low=low, high=high)
    declared = CALCULATORS[topic].inputs[name]
    return input_shown(declared, value, reader(f"{topic}.{name}"), language)


def price_words(price: OwnPrice | None, language: Language) -> str | Text:
    own = {} if price is None else {name: side for name, side in price if side is not None}
    if not own:
        return language.say("list price")
    origin, parts = reader("prices"), []
    for name, side in own.items():
        shown = language.show(side, origin, "USD", max(2, exact_digits(side)))
        parts.append(language.sentence(_SIDES[name], price=shown))
    return enumerated(parts)


_SIDES = {
    "input": N_("input {price}"),
    "output": N_("output {price}"),
    "cached_input": N_("from the cache {price}"),
    "batch_input": N_("input in batches {price}"),
    "batch_output": N_("output in batches {price}"),
}


def _checklist(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> Iterator[Text]:
    yield from _options(before.options, after.options, knowledge, language)
    if all(getattr(before, name) == getattr(after, name) for name in ("answers", "measures", "reasons", "tasks")):
        return  # the checklist need not be read
    say = language.say
    options = {
        option.id: language.of(option.label)
        for one in (before, after)  # one that is gone has the name it had
        for option in every_option(knowledge.plain, one.options)
    }
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
        seen_to, sees_to = before.tasks.get(id, {}), after.tasks.get(id, {})
        for option in _differing(seen_to, sees_to):
            if seen_to.get(option, Task()).note != sees_to.get(option, Task()).note:
                yield language.sentence(
                    "Your note on “{title}”, {option}, is another one.", title=title, option=options[option]
                )
            if seen_to.get(option, Task()).changed(note="") == sees_to.get(option, Task()).changed(note=""):
                continue
            told = (_task(one.get(option), language) for one in (seen_to, sees_to))
            name = say("Who sees to “{title}”, {option}", title=title, option=options[option])
            yield _turned(name, told, language)


def _task(task: Task | None, language: Language) -> str | Text:
    """Who, and until when."""
    due = None if task is None or task.due is None else language.date(task.due)
    owner = "" if task is None else task.owner
    if due is None:
        return owner or language.say("nobody")
    return language.sentence("{owner}, until {day}", owner=owner or language.say("nobody"), day=due)


def _options(
    before: tuple[OwnOption, ...], after: tuple[OwnOption, ...], knowledge: Knowledge, language: Language
) -> Iterator[Text]:
    """Options that came or went, have another name, are hidden or shown, or count with another offer or other weeks."""
    say = language.say
    was, now = ({one.id: one for one in options} for options in (before, after))
    names = [{one.id: language.of(one.label) for one in every_option(knowledge.plain, own)} for own in (before, after)]
    for id in _differing(was, now):
        if id not in names[0]:
            yield language.sentence("Your option “{name}” was added.", name=names[1][id])
            continue
        if id not in names[1]:
            yield language.sentence("Your option “{name}” was dropped.", name=names[0][id])
            continue
        old, new = (own.get(id) or OwnOption(id=id) for own in (was, now)) if id in BUNDLED else (was[id], now[id])
        if names[0][id] != names[1][id]:
            yield _turned(say("Name of an option"), (one[id] for one in names), language)
        if old.hidden != new.hidden:
            told = N_("The option “{name}” was hidden.") if new.hidden else N_("The option “{name}” is shown again.")
            yield language.sentence(told, name=names[1][id])
        if (old.based_on, old.model, old.weeks_to_start) != (new.based_on, new.model, new.weeks_to_start):
            yield language.sentence("Your option “{name}” was changed.", name=names[1][id])


def _decision(before: Briefing, after: Briefing, knowledge: Knowledge, language: Language) -> Iterator[Text]:
    say = language.say
    costs = [one.limits.cost_per_month for one in (before, after)]
    if costs[0] != costs[1]:
        how, origin = api_costs(knowledge, after).money, reader("limits.cost_per_month")  # one rate for both
        cents = any(exact_digits(how.of(usd), 2) for usd in costs if usd is not None)
        sums = (
            say("none") if usd is None else money(usd, how, origin, language, digits=2 if cents else 0)
            for usd in costs
        )  # fmt: skip
        yield _turned(say("Limit of cost a month"), sums, language)
    risks = [one.limits.risk for one in (before, after)]
    if risks[0] != risks[1]:
        points = (
            say("none") if risk is None else language.show(risk, reader("limits.risk"), digits=exact_digits(risk))
            for risk in risks
        )
        yield _turned(say("Limit of risk points"), points, language)
    for criterion in _differing(before.weights, after.weights):
        shown = (
            say("preset") if points is None
            else language.show(points, reader(f"weights.{criterion}"), digits=exact_digits(points))
            for points in (before.weights.get(criterion), after.weights.get(criterion))
        )  # fmt: skip
        yield _turned(say(CRITERIA[criterion]), shown, language)
    for theme in _differing(before.theme_weights, after.theme_weights):
        shown = (
            say("preset") if points is None
            else language.show(points, reader(f"theme_weights.{theme}"), digits=exact_digits(points))
            for points in (before.theme_weights.get(theme), after.theme_weights.get(theme))
        )  # fmt: skip
        name = say("Weight of the theme: {theme}", theme=theme_name(theme, language))
        yield _turned(name, shown, language)
