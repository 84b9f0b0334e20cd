"""What the dialog of the options says: names that can be given, offers to choose from, why something cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lagebild.analysis.options import every_option
from lagebild.analysis.results import Results
from lagebild.briefing import Briefing
from lagebild.errors import printable
from lagebild.knowledge.records import OptionId
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.own_options import LEAST_SHOWN, LONGEST_OPTION_NAME, OWN
from lagebild.wording.terms import model_name


def names(briefing: Briefing, results: Results, language: Language) -> dict[OptionId, str]:
    """What each option is called, hidden ones too."""
    every = every_option(results.knowledge.plain, briefing.options)
    return {option.id: language.of(option.label) for option in every}


def name_hindrance(id: OptionId, name: str, others: dict[OptionId, str], language: Language) -> str:
    """Why an option cannot be called so, in a sentence; empty where it can."""
    if not name:
        return language.say("No name was entered.") if id in OWN else ""
    if len(name) > LONGEST_OPTION_NAME:
        most = language.show(LONGEST_OPTION_NAME, COUNTED)
        return language.say("A name has at most {count} characters.", count=most)
    if printable(name) != name:
        return language.say("A name has visible characters only.")
    if name.casefold() in (other.casefold() for one, other in others.items() if one != id):
        return language.say("Another option is called so already.")
    return ""


def name_of_a_new_one(taken: dict[OptionId, str], language: Language) -> str:
    """A name that no option has yet."""
    return _free(language.say("New option"), taken, language)


def name_of_a_copy(name: str, taken: dict[OptionId, str], language: Language) -> str:
    """What the copy of an option is called at first."""
    room = LONGEST_OPTION_NAME - len(language.say("{name}, copy", name="")) - 3  # for a number
    return _free(language.say("{name}, copy", name=name[:room].strip()), taken, language)


def _free(name: str, taken: dict[OptionId, str], language: Language) -> str:
    names = {one.casefold() for one in taken.values()}
    numbered = (f"{name} {language.show(number, COUNTED, digits=0)}" for number in count(2))
    return name if name.casefold() not in names else next(one for one in numbered if one.casefold() not in names)


def offers(results: Results, language: Language) -> Iterator[tuple[str, str, str]]:
    """(model, name, group) of the offers whose price an own option can count with."""
    costs, knowledge = results.api_costs, results.knowledge
    mine = [model for model, quote in costs.quotes.items() if quote.offer.own]
    listed = sorted((model for model in costs.quotes if model not in mine), key=lambda id: _key(id, results))
    rest = sorted(costs.without_price, key=lambda id: _key(id, results))
    for group, models in (
        (language.say("Your models"), mine),
        (language.say("With a price on that day"), listed),
        (language.say("Without a price on that day"), rest),
    ):
        for model in models:
            yield model, model_name(model, knowledge), group


def _key(model: str, results: Results) -> str:
    return model_name(model, results.knowledge).casefold()


def note(full: bool, least: bool, language: Language) -> str:
    """Why nothing can be added, or nothing more be hidden."""
    parts = []
    if full:
        most = language.show(len(OWN), COUNTED, digits=0)
        parts.append(language.say("No more than {count} own options: delete one first.", count=most))
    if least:
        count_ = language.show(LEAST_SHOWN, COUNTED, digits=0)
        parts.append(language.say("At least {count} options stay shown.", count=count_))
    return " ".join(parts)
