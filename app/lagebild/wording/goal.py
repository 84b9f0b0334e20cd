"""What must be for a result to come out at a number, as a sentence."""

from __future__ import annotations

from lagebild.analysis.goal import Goal, Target
from lagebild.analysis.results import Results
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import origin_of
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.errors import N_
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.wording import revenue_gap, seats, training_costs
from lagebild.wording.self_hosting import of_tokens, volume
from lagebild.wording.terms import exact_digits, input_range_shown, input_shown, model_name, money

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
        ends = input_range_shown(declared, declared.low, declared.high, COUNTED, language)
        return language.sentence("No value of “{name}” from {ends} leads to {aim}.", name=name, ends=ends, aim=aim)
    origin = _origin(goal) | _input(goal)
    value = input_shown(declared, goal.value, origin, language)
    if goal.value == goal.now:
        return language.sentence("For {aim}, “{name}” may stay at *{value}*.", aim=aim, name=name, value=value)
    now = input_shown(declared, goal.now, _input(goal), language)
    if declared.shown or not declared.unit:  # a factor is no number of things
        found = language.sentence(
            "For {aim}: *{value}* instead of {now} for “{name}”.", aim=aim, value=value, now=now, name=name
        )
    else:
        thing = name if language.code == "de" or name.isupper() else name[:1].lower() + name[1:]
        found = language.sentence(
            "For {aim}: *{value}* instead of {now} {thing}.", aim=aim, value=value, now=now, thing=thing
        )
    if abs(goal.reached - goal.amount) <= _NEAR * abs(goal.amount):
        return found
    reached = _amount(goal.reached, goal.target, _origin(goal), results, language)
    return language.sentence("{found} Rounded like that, it is {reached}.", found=found, reached=reached)


def _aim(goal: Goal, results: Results, language: Language) -> Text:
    """ "500 $ a month with DeepSeek R1"; the amount is the reader's own."""
    fields: dict[str, str] = {"amount": _amount(goal.amount, goal.target, COUNTED, results, language)}
    if goal.target.model:
        fields["model"] = model_name(goal.target.model, results.knowledge)
    if goal.target.line in _AIMS:
        return language.sentence(_AIMS[goal.target.line], **fields)
    line = language.of(CALCULATORS[goal.target.topic].lines[goal.target.line].label)
    return language.sentence("{amount} as “{line}”", line=line, **fields)


_AIMS = {
    "cost_per_month": N_("{amount} a month with {model}"),
    "saving": N_("a difference of {amount} a month"),
    "total_per_year": N_("{amount} a year for own hardware"),
    "cost_per_million_tokens": N_("{amount} per million tokens"),
    "break_even_tokens_per_month": N_("a break-even with {model} at {amount} a month"),
    "break_even_utilisation": N_("a break-even with {model} at {amount} utilisation"),
    "seat_cost_per_month": N_("{amount} a month for seats"),
    "break_even_requests_per_active_user_month": N_(
        "a break-even with {model} at {amount} requests per active user a month"
    ),
    "own_total": N_("{amount} for your own run"),
    "gap": N_("a gap of {amount} a year"),
    "total_loss": N_("a loss of {amount} on the day of the shock"),
    "total_shock_loss": N_("a loss of {amount} in a shock by your factor"),
    "coverage": N_("{amount} of the revenue needed"),
}
"""What can be aimed at, by its line."""


def _amount(number: float, target: Target, origin: Origin, results: Results, language: Language) -> Shown:
    """A number of a line: a share, tokens, requests, or money in the currency shown."""
    line = CALCULATORS[target.topic].lines[target.line]
    if line.shown == "share":
        return language.show(number, origin, "share", min(2, exact_digits(number * 100)))
    if line.unit.startswith("token/"):
        return of_tokens(volume(number, origin, language), language)
    if line.unit.startswith("request/"):
        return seats.requests_shown(number, origin, language)
    if target.topic == TrainingCosts.topic:
        return training_costs.amount(number, results, origin, language)
    if target.topic == RevenueGap.topic:
        return revenue_gap.billions(number, results.api_costs.money, origin, language)
    return _money(number, origin, results, language)


def _money(usd: float, origin: Origin, results: Results, language: Language) -> Shown:
    how = results.api_costs.money
    shown = how.of(usd)
    return money(usd, how, origin, language, 0 if abs(shown - round(shown)) < 0.005 or abs(shown) >= 100 else 2)


def _origin(goal: Goal) -> Origin:
    line = CALCULATORS[goal.target.topic].lines[goal.target.line]
    return origin_of(line, (goal.target.model,) if goal.target.model else ())


def _input(goal: Goal) -> Origin:
    return reader(f"{goal.target.topic}.{goal.name}")
