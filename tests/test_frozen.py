"""The base of every value."""

from __future__ import annotations

import pytest
from pydantic import Field, ValidationError

from lagebild.frozen import Bilingual, Frozen


class Cup(Frozen):
    litres: float = Field(default=0.25, gt=0)
    owner: Bilingual | None = None


def test_values_with_equal_fields_are_equal_and_hash_alike() -> None:
    owner = Bilingual(de="Ich", en="me")
    assert Cup(owner=owner) == Cup(litres=0.25, owner=Bilingual(de="Ich", en="me"))
    assert len({Cup(), Cup(), Cup(litres=1)}) == 2


def test_a_value_is_not_changed_in_place() -> None:
    cup = Cup()
    with pytest.raises(ValidationError, match="frozen"):
        cup.litres = 1.0  # type: ignore[misc]
    assert cup.litres == 0.25


def test_a_change_makes_a_new_value_and_validates_it() -> None:
    cup = Cup(owner=Bilingual(de="Ich", en="me"))
    larger = cup.changed(litres=0.5)
    assert (cup.litres, larger.litres, larger.owner) == (0.25, 0.5, cup.owner)
    for misfit in ({"litres": 0}, {"litres": "much"}, {"colour": "red"}, {"litres": float("nan")}):
        with pytest.raises(ValidationError):
            cup.changed(**misfit)


def test_unknown_fields_and_numbers_that_are_none_are_refused() -> None:
    for fields in ({"colour": "red"}, {"litres": float("inf")}, {"litres": float("nan")}):
        with pytest.raises(ValidationError):
            Cup(**fields)


@pytest.mark.parametrize("sides", [{"de": "nur das"}, {"en": "only this"}, {}])
def test_a_text_of_data_has_both_languages(sides: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Bilingual(**sides)
