"""The base of every value: frozen, closed to unknown fields, validated again when changed."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: two with equal fields are equal, and none is ever changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def changed(self, **updates: Any) -> Self:
        """A copy with `updates`; raises pydantic's ValidationError when they do not fit."""
        # re-validate: model_copy(update=...) would store any value unchecked
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **updates})


class Bilingual(Frozen):
    """Text that travels with data; both languages are required."""

    de: str
    en: str
