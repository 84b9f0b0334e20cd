"""Everything a reader can do to a briefing, with values that fit, drawn at random.

Each returns what it changed, if a run of such changes is one step back; else nothing.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from lagebild.briefing import Criterion
from lagebild.calculators.api_costs import MOST_FURTHER, OF_A_WORKLOAD, PRESETS, ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice
from lagebild.frozen import one_line
from lagebild.knowledge.records import Answer
from lagebild.own_options import BUNDLED, LEAST_SHOWN, OWN, existing, shown
from lagebild.session import Session
from lagebild.state import HIGHEST_OWN_PRICE, MOST_OWN_MODELS, MOST_SCENARIOS, OwnModel, Range, workload_topic

ANSWERS: tuple[Answer | None, ...] = ("met", "partly", "open", "unclear", "not_applicable", None)
CRITERIA: tuple[Criterion, ...] = ("cost", "risk", "time")
Run = tuple[str, ...]
LETTERS = string.ascii_letters + " \n\t“„ßÜ€" + "🙂\u202bשלום\u200d\u0301"
INPUTS = [(topic, name) for topic, calculator in sorted(CALCULATORS.items()) for name in calculator.inputs]
RANGED = [place for place in INPUTS if not isinstance(CALCULATORS[place[0]].inputs[place[1]], Choice)][:6]
"""Few of them, so that ranges are edited and dropped again."""


def edit(session: Session, random: Random, which: tuple[str, str] | None = None) -> Run:
    topic, name = which or random.choice(INPUTS)
    declared = CALCULATORS[topic].inputs[name]
    # few values: a run of edits shall come back to where it began now and then
    part = random.choice((0.0, 0.25, 0.5, 1.0, random.random()))
    value = declared.low + part * (declared.high - declared.low)
    session.edit(topic, **{name: float(round(value)) if isinstance(declared, Choice) else value})
    return topic, name


def set_range(session: Session, random: Random) -> Run:
    topic, name = random.choice(RANGED)
    declared = CALCULATORS[topic].inputs[name]
    low, likely, high = sorted(random.uniform(declared.low, declared.high) for _ in range(3))
    before = session.briefing.inputs.get(topic, {}).get(name)
    session.set_range(topic, name, low, likely, high)
    after = session.briefing.inputs[topic][name]
    if not isinstance(before, Range):
        return ()
    return topic, name, *(end for end in Range.model_fields if getattr(before, end) != getattr(after, end))


def drop_range(session: Session, random: Random) -> Run:
    session.drop_range(*random.choice(RANGED))
    return ()


def set_price(session: Session, random: Random) -> Run:
    price: Any = random.choice((None, 0.0, 1.5, random.uniform(0, HIGHEST_OWN_PRICE)))
    model, kind = random.choice(sorted(session.knowledge.offers)[:4]), random.choice(("input", "output"))
    session.set_price(model, **{kind: price})
    return model, kind


def drop_price(session: Session, random: Random) -> Run:
    session.drop_price(random.choice(sorted(session.knowledge.offers)[:4]))
    return ()


def add_workload(session: Session, random: Random) -> Run:
    if len(session.briefing.workloads) < MOST_FURTHER:
        session.add_workload("".join(random.choices(LETTERS, k=8)).strip() or "…")
    return ()


def edit_workload(session: Session, random: Random) -> Run:
    if not session.briefing.workloads:
        return ()
    topic = workload_topic(random.randrange(len(session.briefing.workloads)))
    name = random.choice(OF_A_WORKLOAD)
    declared = ApiCosts.inputs[name]
    session.edit(topic, **{name: random.choice((declared.low, declared.high))})
    return topic, name


def rename_workload(session: Session, random: Random) -> Run:
    if session.briefing.workloads:
        session.rename_workload(random.randrange(len(session.briefing.workloads)), random.choice(("A", "B")))
    return ()


def drop_workload(session: Session, random: Random) -> Run:
    if session.briefing.workloads:
        session.drop_workload(random.randrange(len(session.briefing.workloads)))
    return ()


def set_model(session: Session, random: Random) -> Run:
    if len(session.briefing.models) < MOST_OWN_MODELS:
        price = random.choice((0.0, 1.5, random.uniform(0, HIGHEST_OWN_PRICE)))
        session.set_model(OwnModel(id=session.next_own_model, name="House", host="Contract", input=price, output=1))
    return ()


def drop_model(session: Session, random: Random) -> Run:
    if session.briefing.models:
        session.drop_model(random.choice(session.briefing.models).id)
    return ()


def add_scenario(session: Session, random: Random) -> Run:
    if len(session.briefing.scenarios) < MOST_SCENARIOS:
        session.add_scenario(random.choice(("A", "B")))
    return ()


def change_scenario(session: Session, random: Random) -> Run:
    if not session.briefing.scenarios:
        return ()
    place = random.randrange(len(session.briefing.scenarios))
    kind = random.randrange(6)
    if kind == 0:
        session.name_scenario(place, random.choice(("C", "D")))
    elif kind == 1:
        session.describe_scenario(place, random.choice(("", "why", random.choice(LETTERS))))
        return "scenario", str(place), "description"
    elif kind == 2:
        session.give_scenario_reason(place, "as_of", random.choice(("", "because", random.choice(LETTERS))))
        return "scenario", str(place), "as_of"
    elif kind == 3:
        session.update_scenario(place)
    elif kind == 4:
        session.use_scenario(place)
    else:
        session.drop_scenario(place)
    return ()


def set_as_of(session: Session, random: Random) -> Run:
    session.set_as_of(random.choice((None, date(2000, 1, 1) + timedelta(random.randrange(36_000)))))
    return ("as_of",)


def set_currency(session: Session, random: Random) -> Run:
    session.set_currency(random.choice(("USD", "EUR")))
    return ()


def compare(session: Session, random: Random) -> Run:
    own = [model.id for model in session.briefing.models]
    session.compare(*random.sample([*sorted(session.knowledge.offers), *own], 2))
    return ()


def apply_preset(session: Session, random: Random) -> Run:
    session.apply_preset(random.choice(PRESETS).id)
    return ()


def reset(session: Session, random: Random) -> Run:
    session.reset(random.choice(sorted(CALCULATORS)))
    return ()


def answer(session: Session, random: Random) -> Run:
    question, option = random.choice(session.knowledge.questions).id, _option(session, random)
    session.answer(question, option, random.choice(ANSWERS))
    return "answer", question, option


def take_measure(session: Session, random: Random) -> Run:
    question = random.choice([question for question in session.knowledge.questions if question.measures])
    measure = random.choice(question.measures).id
    session.take_measure(question.id, _option(session, random), measure, taken=random.random() < 0.7)
    return ()


def give_reason(session: Session, random: Random) -> Run:
    question = random.choice(session.knowledge.questions[:5]).id
    reason = session.briefing.reasons.get(question)
    before = "" if reason is None else reason.text
    typed, erased = before + random.choice(LETTERS), before[:-1]
    text = random.choice(("", typed, typed, erased, "".join(random.choices(LETTERS, k=40))))
    session.give_reason(question, text)
    grown = len(text) - len(before)
    return ("reason", question, str(grown)) if abs(grown) == 1 else ()


def set_limits(session: Session, random: Random) -> Run:
    name, highest = random.choice((("cost_per_month", 1e12), ("risk", 100.0)))
    session.set_limits(**{name: random.choice((None, 0.0, random.uniform(0, highest)))})
    return "limit", name


def weigh(session: Session, random: Random) -> Run:
    criterion = random.choice(CRITERIA)
    session.weigh(criterion, random.choice((0.0, 50.0, random.uniform(0, 100))))
    return "weight", criterion


def keep(session: Session, _: Random) -> Run:
    session.keep()
    return ()


def swap(session: Session, _: Random) -> Run:
    session.swap()
    return ()


def forget_kept(session: Session, _: Random) -> Run:
    session.forget_kept()
    return ()


def change_option(session: Session, random: Random) -> Run:
    """Another name, hidden or shown, a copy, a new one, another offer or weeks, dropped."""
    own = [option.id for option in session.briefing.options if option.id in OWN]
    there = existing(session.briefing.options)
    name = "".join(random.choices(LETTERS, k=8)).strip() or "…"
    what = random.randrange(6)
    if what == 0:
        session.name_option(random.choice(there), name if one_line(name) else "…")
    elif what == 1:
        id, hidden = random.choice(there), random.random() < 0.5
        left = [one for one in shown(session.briefing.options) if one != id]
        if not hidden or len(left) >= LEAST_SHOWN:
            session.hide_option(id, hidden=hidden)
    elif what == 2 and len(own) < len(OWN):
        session.copy_option(random.choice(there), "A copy")
    elif what == 3 and len(own) < len(OWN):
        session.add_option("New", random.choice(BUNDLED))
    elif what == 4 and own and len(shown(session.briefing.options)) > LEAST_SHOWN:
        session.drop_option(random.choice(own))
    elif what == 5 and own:
        id, weeks = random.choice(own), random.choice((None, 1.0, 2.5))
        session.set_option(id, weeks_to_start=weeks)
        return "options", id, "weeks_to_start"
    return ()


VERBS: tuple[Callable[[Session, Random], Run], ...] = (
    edit, set_range, drop_range, set_price, set_as_of, set_currency, compare, apply_preset, reset, answer, take_measure,
    give_reason, set_limits, weigh, keep, swap, forget_kept, drop_price, add_workload, edit_workload, rename_workload,
    drop_workload, set_model, drop_model, add_scenario, change_scenario, change_option,
)  # fmt: skip


def _option(session: Session, random: Random) -> Any:
    return random.choice(existing(session.briefing.options))
