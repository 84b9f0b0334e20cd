"""What is said of an option wherever it stands in the decision: its cost, its weeks, and what blocks it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.decision import CRITERIA, Standpoint, weeks_of
from lagebild.analysis.results import Results
from lagebild.briefing import Limits
from lagebild.calculators.expression import origin_of
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.records import Option, OptionId
from lagebild.language import Language, Shown, Text
from lagebild.origin import AS_OF, COUNTED, WEEKS, Origin, reader, record
from lagebild.wording import api_costs
from lagebild.wording.terms import exact_digits, model_name, money

WEIGHTS = reader(*(f"weights.{criterion}" for criterion in CRITERIA))
"""The points of all criteria together: what a share or a score follows from."""
RISK = Origin(line="risks.overall")
SCORE = Origin(inputs=WEIGHTS.inputs, line="decision.score")
WINS = Origin(line="decision.wins_share")
WINS_IN_RANGES = Origin(line="decision.wins_share_ranges")
ROBUSTNESS = Origin(inputs=WEIGHTS.inputs, line="decision.robustness")
LIMITS = ("cost_per_month", "risk")
"""The limits there are, by their fields."""
_OWN_COST = origin_of(SelfHosting.total_per_month)


class OptionRow(NamedTuple):
    """An option: id, name, what it is, cost a month where there is one, what is priced, weeks to start."""

    id: OptionId
    label: str
    description: Text
    cost: str
    priced: Text
    """The offer whose price counts, and of which day it is; empty where there is none."""
    weeks: Shown


@lru_cache(maxsize=4)  # said by cards, chart and memo
def options(results: Results, language: Language) -> tuple[OptionRow, ...]:
    """The options with what is known of them."""
    rows = []
    for option in results.options:
        rows.append(
            OptionRow(
                option.id,
                language.of(option.label),
                _description(option, results, language),
                cost_of(results, option.id, language) or no_cost(results, option.id, language),
                priced(results, option.id, language),
                weeks_shown(option, results, language, ""),
            )
        )
    return tuple(rows)


def _description(option: Option, results: Results, language: Language) -> Text:
    """What an option is; of one of the reader's own, what it takes over."""
    if option.based_on is None:
        return language.told(option.description, record(option.weeks_to_start, *option.models))
    base = next(one for one in results.knowledge.options if one.id == option.based_on)
    return language.sentence(
        "Your own option, on the pattern of “{name}”: which risks apply, suggestions and evidence are those of it.",
        name=language.told(base.label, record(base.weeks_to_start)),
    )


def priced(results: Results, id: OptionId, language: Language) -> Text:
    """What the cost of an option is that of: the offer of the chosen day, or servers; empty where it has none."""
    one = results.decision[id]
    offer = one.model
    if offer is None:
        return Text() if one.cost_per_month is None else language.sentence("servers, power and staff")
    name = model_name(offer, results.knowledge)
    if results.api_costs.quotes[offer].own:
        return language.sentence("{model}, your price", model=name)
    day = language.date(results.api_costs.as_of, AS_OF | record(offer))
    return language.sentence("{model}, price of {day}", model=name, day=day)


def cost_of(results: Results, id: OptionId, language: Language) -> Shown | None:
    """What an option costs a month in the currency shown, where that is known."""
    one = results.decision[id]
    if one.cost_per_month is None:
        return None
    return money(one.cost_per_month, results.api_costs.money, cost_origin(results, one), language)


def cost_origin(results: Results, one: Standpoint) -> Origin:
    """What the cost of an option follows from."""
    if one.model is None:
        return _OWN_COST
    return api_costs.cost_of(results, results.api_costs, one.model, Language("en")).origin


def no_cost(results: Results, id: OptionId, language: Language) -> str:
    """Why an option has no cost."""
    option = next(option for option in results.options if option.id == id)
    return language.say("no list price on that day") if option.models else language.say("no cost computed")


def option_names(results: Results, language: Language) -> dict[OptionId, str]:
    """What each option that is shown is called."""
    return {option.id: language.of(option.label) for option in results.options}


def weeks_origin(option: Option) -> Origin:
    """Where the weeks of an option come from: the reader's own number, or the record."""
    return record(option.weeks_to_start) if option.weeks is None else reader(f"{WEEKS}.{option.id}")


def weeks_shown(option: Option, results: Results, language: Language, unit: str = "week") -> Shown:
    """The weeks until an option starts."""
    weeks = weeks_of(option, results.knowledge)
    digits = 0 if option.weeks is None else exact_digits(weeks)
    return language.show(weeks, weeks_origin(option), unit, digits)


def is_compared(one: Standpoint) -> bool:
    """Whether an option has all that a ranking needs: a cost, enough answers, no block."""
    return one.pareto is not None


def over_limits(one: Standpoint, limits: Limits) -> dict[str, float]:
    """By how much each limit is exceeded."""
    values = {name: (getattr(one, name), limit) for name, limit in set_limits(limits).items()}
    return {name: value - limit for name, (value, limit) in values.items() if value is not None and value > limit}


def set_limits(limits: Limits) -> dict[str, float]:
    """The limits that the reader has set, by their fields."""
    return {name: limit for name in LIMITS if (limit := getattr(limits, name)) is not None}


def knockouts(results: Results, id: OptionId, language: Language) -> Text:
    """The knock-out questions that block an option: the first by its title, the others by their number."""
    blocked_by = results.risks[id].blocked_by
    title = next(question.title for question in results.knowledge.questions if question.id == blocked_by[0])
    fields = {"title": language.of(title)}
    if len(blocked_by) == 1:
        return language.sentence("knock-out question “{title}”", **fields)
    return language.sentence(
        "knock-out question “{title}” and {count} more",
        count=language.show(len(blocked_by) - 1, COUNTED),
        **fields,
    )


def may_block(results: Results, id: OptionId, language: Language) -> Text:
    """The knock-out questions that are not settled: the first by its title, the others by their number."""
    ids = results.risks[id].may_block
    if not ids:
        return Text()
    given = {question: answer for question, of, answer in results.answers if of == id}
    unclear = [question for question in ids if given.get(question) is not None]
    first = (unclear or list(ids))[0]
    fields: dict[str, str] = {
        "title": next(language.of(one.title) for one in results.knowledge.questions if one.id == first)
    }
    if len(ids) > 1:
        return language.sentence(
            "knock-out question “{title}” and {count} more not settled",
            count=language.show(len(ids) - 1, COUNTED),
            **fields,
        )
    if unclear:
        return language.sentence("knock-out question “{title}” unclear", **fields)
    return language.sentence("knock-out question “{title}” not answered", **fields)


def share_shown(share: float, origin: Origin, language: Language) -> Shown:
    """A share; 0 and 100 per cent only where it is exactly so."""
    digits = next(
        places for places in range(3) if places == 2 or share in (0, 1) or 0 < round(share * 100, places) < 100
    )
    return language.show(share, origin, "share", digits)


def wins_shown(one: Standpoint, language: Language) -> Shown:
    """In what share of all weightings an option comes first."""
    return share_shown(one.wins_share or 0.0, WINS, language)
