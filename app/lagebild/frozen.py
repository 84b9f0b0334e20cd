"""The base of every value: frozen, closed to unknown fields, validated again when changed."""

import re
from typing import Annotated, Any, Self
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_BREAK = re.compile("[\t\n\x85\u2028\u2029]+")
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Kinds of characters that show nothing by themselves; in between others, some join letters and pictures."""


def seen(text: str) -> str:
    """`text` without the characters that are none of its `Words`."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """`text` as a name is kept: in one line, nothing around it; empty where nobody would see any of it."""
    line = _BREAK.sub(" ", seen(text)).strip()
    return line if any(category(letter) not in _INVISIBLE for letter in line) else ""


Words = Annotated[str, AfterValidator(seen)]
"""Text to be shown, without the characters nobody sees: controls, which XML cannot hold, and overrides of the
direction of writing, which would turn the digits of the number beside them round."""


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

    de: Words
    en: Words
