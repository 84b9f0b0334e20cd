"""The options as the reader has them: renamed, without the hidden ones, with the reader's own."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast

from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Option, OptionId, OwnOptionId
from lagebild.own_options import BUNDLED, OWN, OwnOption, existing, shown

_SHAPES: dict[OwnOptionId, Literal["plus", "star", "dash", "x"]] = {
    "option-1": "plus",
    "option-2": "star",
    "option-3": "dash",
    "option-4": "x",
}


@lru_cache(maxsize=16)
def every_option(knowledge: Knowledge, own: tuple[OwnOption, ...]) -> tuple[Option, ...]:
    """All options, hidden ones too: the bundled ones in their order, then the reader's own."""
    bundled = {option.id: option for option in knowledge.options}
    given = {option.id: option for option in own}
    return tuple(_option(id, bundled, given.get(id)) for id in existing(own))


@lru_cache(maxsize=16)
def options(knowledge: Knowledge, own: tuple[OwnOption, ...]) -> tuple[Option, ...]:
    """The same without the hidden ones: what is answered, compared and drawn."""
    there = shown(own)
    return tuple(option for option in every_option(knowledge, own) if option.id in there)


@lru_cache(maxsize=1)
def possible_options(knowledge: Knowledge) -> tuple[Option, ...]:
    """One of each id there can be, with its colour and shape: what is laid out once, and shown where it is there."""
    return every_option(knowledge, tuple(OwnOption(id=id, name="–", based_on=BUNDLED[0]) for id in OWN))


def _option(id: OptionId, bundled: dict[OptionId, Option], given: OwnOption | None) -> Option:
    if given is None or given.name is None:
        return bundled[id]
    name = Bilingual(de=given.name, en=given.name)
    if id in BUNDLED:
        return bundled[id].changed(label=name, short=name)
    assert given.based_on is not None
    base = bundled[given.based_on]
    return base.changed(
        id=id,
        label=name,
        short=name,
        shape=_SHAPES[cast(OwnOptionId, id)],
        models=base.models if given.model is None else (given.model,),
        based_on=given.based_on,
        weeks=given.weeks_to_start,
    )
