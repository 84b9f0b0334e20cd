"""How well checked: the word and the sign of each standing, and the weakest support of a statement."""

from __future__ import annotations

from functools import lru_cache

from lagebild.errors import N_
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Standing
from lagebild.knowledge.standing import weakest
from lagebild.language import Language

_STANDINGS: dict[Standing, tuple[str, str]] = {
    "primary": ("original", N_("read in the original")),
    "several": ("checks", N_("confirmed by several")),
    "derived": ("equals", N_("derived")),
    "single": ("check", N_("single source")),
    "assumption": ("pencil", N_("assumption")),
    "unconfirmed": ("question", N_("unconfirmed")),
}

_MEANINGS: dict[Standing, str] = {
    "primary": N_("The document itself was read, or a full copy of it."),
    "several": N_("Two or more publishers report it independently of each other."),
    "derived": N_("Computed or concluded from other records or sources, which are named."),
    "single": N_("One report says so; the document itself was not read."),
    "assumption": N_("Lagebild’s own, with a reason and a range; yours to change."),
    "unconfirmed": N_("Told by someone, confirmed by nobody."),
}


def standing_word(standing: Standing, language: Language) -> str:
    """How well a record is checked, in a word or two."""
    return language.say(_STANDINGS[standing][1])


def standing_meaning(standing: Standing, language: Language) -> str:
    """What that word means, in a sentence."""
    return language.say(_MEANINGS[standing])


def standing_icon(standing: Standing) -> str:
    """The name of the sign beside the word."""
    return _STANDINGS[standing][0]


@lru_cache(maxsize=256)
def weakest_support(knowledge: Knowledge, records: frozenset[str], language: Language) -> str:
    """The weakest standing among these records, as a source line names it; empty for none."""
    least = weakest(knowledge.standing(id) for id in records)
    if least is None:
        return ""
    return language.say("weakest support: {standing}", standing=standing_word(least, language))
