"""What must be for a result to come out at a number, as a sentence."""

from __future__ import annotations

from lagebild.analysis.goal import Goal, Target
from lagebild.analysis.results import Results
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Input, origin_of
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.wording.terms import exact_digits, model_name, money

_NEAR = 0.005
"""As a share of the goal: what rounding misses it by before that is said."""


def target_name(target: Target, results: Results, language: Language) -> str:
    """A target in a list."""
    label = language.of(CALCULATORS[target.topic].lines[target.line].label)
    if target.model:
        return language.say("{line}: {model}", line=label, model=model_name(target.model, results.knowledge))
    return label


def answer(goal: Goal, results: Results, language: Language) -> Text:
    """What the input must be, that it already is, or that no value does it."""
    declared = CALCULATORS[goal.target.topic].inputs[goal.name]
    name, aim = language.of(declared.label), _aim(goal, results, language)
    if goal.value is None or goal.reached is None:
        ends = language.show_range(declared.low, declared.high, COUNTED, declared.shown, _digits(declared))
        return language.sentence("No value of “{name}” from {ends} leads to {aim}.", name=name, ends=ends, aim=aim)
    origin = _origin(goal) | _input(goal)
    value = _shown(goal.value, declared, origin, language)
    if goal.value == goal.now:
        return language.sentence("For {aim}, “{name}” may stay at *{value}*.", aim=aim, name=name, value=value)
    now = _shown(goal.now, declared, _input(goal), language)
    if declared.shown:
        found = language.sentence(
            "For {aim}: *{value}* instead of {now} for “{name}”.", aim=aim, value=value, now=now, name=name
        )
    else:
        thing = name if language.code == "de" else name[:1].lower() + name[1:]
        found = language.sentence(
            "For {aim}: *{value}* instead of {now} {thing}.", aim=aim, value=value, now=now, thing=thing
        )
    if abs(goal.reached - goal.amount) <= _NEAR * abs(goal.amount):
        return found
    reached = _money(goal.reached, _origin(goal), results, language)
    return language.sentence("{found} Rounded like that, it is {reached}.", found=found, reached=reached)


def _aim(goal: Goal, results: Results, language: Language) -> Text:
    """ "500 $ a month with DeepSeek R1"; the amount is the reader's own."""
    amount = _money(goal.amount, COUNTED, results, language)
    if goal.target.line == "cost_per_month" and goal.target.model:
        model = model_name(goal.target.model, results.knowledge)
        return language.sentence("{amount} a month with {model}", amount=amount, model=model)
    if goal.target.line == "saving":
        return language.sentence("a difference of {amount} a month", amount=amount)
    line = language.of(CALCULATORS[goal.target.topic].lines[goal.target.line].label)
    return language.sentence("{amount} as “{line}”", amount=amount, line=line)


def _money(usd: float, origin: Origin, results: Results, language: Language) -> Shown:
    how = results.api_costs.money
    shown = how.of(usd)
    return money(usd, how, origin, language, 0 if abs(shown - round(shown)) < 0.005 or abs(shown) >= 100 else 2)


def _origin(goal: Goal) -> Origin:
    line = CALCULATORS[goal.target.topic].lines[goal.target.line]
    return origin_of(line, (goal.target.model,) if goal.target.model else ())


def _input(goal: Goal) -> Origin:
    return reader(f"{goal.target.topic}.{goal.name}")


def _digits(declared: Input) -> int:
    return max(exact_digits(end * (100 if declared.shown == "share" else 1)) for end in (declared.low, declared.high))


def _shown(value: float, declared: Input, origin: Origin, language: Language) -> Shown:
    digits = exact_digits(value * 100 if declared.shown == "share" else value)
    return language.show(value, origin, declared.shown, digits)
