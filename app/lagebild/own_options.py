"""What the reader makes of the options: other names, hidden ones, and own ones after the pattern of a bundled one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Self, get_args

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from lagebild.frozen import Frozen
from lagebild.knowledge.records import BundledOption, OptionId, OwnOptionId
from lagebild.state import ModelId, Name

BUNDLED: tuple[BundledOption, ...] = get_args(BundledOption)
OWN: tuple[OwnOptionId, ...] = get_args(OwnOptionId)
"""The ids of the reader's own options; there are as many as there are further colours and shapes."""
LEAST_SHOWN = 2
"""So many options are not hidden: one alone is compared with nothing."""
LONGEST_OPTION_NAME = 30
"""Characters; an option's name stands over columns and beside marks."""
MOST_WEEKS = 520
"""Until an option starts: ten years."""


def _short_enough(name: str) -> str:
    if len(name) > LONGEST_OPTION_NAME:
        raise PydanticCustomError("string_too_long", "a name too long")
    return name


OptionName = Annotated[Name, AfterValidator(_short_enough)]


class OwnOption(Frozen):
    """A bundled option with another name or out of sight, or an option of the reader's own.

    An own one has a name and the bundled option it is `based_on`: questions, suggestions and evidence are those of
    that one, and so are offer and weeks where none are given here.
    """

    id: OptionId
    name: OptionName | None = None
    hidden: bool = False
    based_on: BundledOption | None = None
    model: ModelId | None = None
    """The offer whose price counts, of the price list or of the reader's own models."""
    weeks_to_start: Annotated[float, Field(ge=0, le=MOST_WEEKS)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.id in OWN:
            for field in ("name", "based_on"):
                if getattr(self, field) is None:
                    raise PydanticCustomError("missing", "an own option without {place}", {"place": field})
        else:
            for field in ("based_on", "model", "weeks_to_start"):
                if getattr(self, field) is not None:
                    raise PydanticCustomError("extra_forbidden", "a bundled option with {place}", {"place": field})
        return self


def _each_once(options: tuple[OwnOption, ...]) -> tuple[OwnOption, ...]:
    ids = [option.id for option in options]
    for place, id in enumerate(ids):
        if id in ids[:place]:
            raise PydanticCustomError("option_twice", "{place} stands twice", {"place": id})
    if len(shown(options)) < LEAST_SHOWN:
        raise PydanticCustomError("too_few_options", "too few options are shown", {"least": LEAST_SHOWN})
    return options


OwnOptions = Annotated[tuple[OwnOption, ...], Field(max_length=len(BUNDLED) + len(OWN)), AfterValidator(_each_once)]


def existing(options: Collection[OwnOption]) -> tuple[OptionId, ...]:
    """The ids of all options there are, hidden ones too: the bundled ones, then the reader's own."""
    own = {option.id for option in options}
    return (*BUNDLED, *(id for id in OWN if id in own))


def shown(options: Collection[OwnOption]) -> tuple[OptionId, ...]:
    """The same without hidden ones."""
    hidden = {option.id for option in options if option.hidden}
    return tuple(id for id in existing(options) if id not in hidden)
