"""A briefing: only what the reader changed, validated against the calculators' declarations; open, save, migrate."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from lagebild.calculators.contents import CALCULATORS
from lagebild.errors import N_, UserError
from lagebild.frozen import Frozen
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Currency, Price

FORMAT = 1
LARGEST_FILE = 4_000_000
"""Bytes; a real briefing has a few thousand."""

Topic = str
ModelId = Annotated[str, Field(max_length=80)]


class OwnPrice(Frozen):
    """The reader's own price of a model, in US dollars per million tokens; None keeps the list price."""

    input: Price | None = None
    output: Price | None = None


class State(Frozen):
    """What the calculations start from. What is left out has its default."""

    as_of: date | None = None
    """The day whose prices count; None is the day of the shock."""
    currency: Currency = "USD"
    compare: tuple[ModelId, ModelId] = ("deepseek-r1", "o1")
    inputs: dict[Topic, dict[str, float]] = Field(default_factory=dict)
    prices: dict[ModelId, OwnPrice] = Field(default_factory=dict)

    @field_validator("as_of")
    @classmethod
    def _within_living_memory(cls, day: date | None) -> date | None:
        if day is not None and not 2000 <= day.year <= 2100:
            raise ValueError("a day between 2000 and 2100")
        return day

    @field_validator("compare")
    @classmethod
    def _two_different(cls, models: tuple[str, str]) -> tuple[str, str]:
        if models[0] == models[1]:
            raise ValueError("two different models")
        return models

    @model_validator(mode="after")
    def _inputs_are_declared(self) -> Self:
        for topic, values in self.inputs.items():
            if topic not in CALCULATORS:
                raise ValueError(f"no topic {topic}")
            declared = CALCULATORS[topic].inputs
            for name, value in values.items():
                if name not in declared:
                    raise ValueError(f"no input {topic}.{name}")
                if not declared[name].low <= value <= declared[name].high:
                    raise ValueError(f"{topic}.{name} from {declared[name].low:g} to {declared[name].high:g}")
        return self


class Briefing(State):
    """One file of a reader's work."""

    format: Literal[1] = 1
    knowledge: Annotated[str, Field(max_length=40)] = ""
    """Version of the knowledge it was made with."""
    kept: State | None = None
    """The state put aside for comparison, "B"."""

    def with_state(self, state: State) -> Briefing:
        """This briefing with another state; what is kept stays."""
        return self.changed(**{name: getattr(state, name) for name in State.model_fields})

    @property
    def state(self) -> State:
        """The state alone."""
        return State(**{name: getattr(self, name) for name in State.model_fields})


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""One small function a step: `MIGRATIONS[1]` will turn a briefing of format 1 into format 2."""


def read(path: Path, knowledge: Knowledge) -> Briefing:
    """The briefing in a file; raises UserError with a sentence for whatever is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(N_("“{name}” is too large to be a briefing."), safe=_SAFE, do=_OTHER, name=path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(N_("“{name}” does not exist."), safe=_SAFE, do=N_("Check the path."), name=path.name) from error
    except (OSError, ValueError) as error:
        raise UserError(
            N_("“{name}” cannot be read."), safe=_SAFE, do=_OTHER, details=str(error), name=path.name
        ) from error
    return parse(content, knowledge, path.name)


_SAFE = N_("Nothing was changed.")
_OTHER = N_("Choose another file.")


def parse(content: bytes, knowledge: Knowledge, name: str) -> Briefing:
    """The briefing in `content`, treated as hostile until it fits; `name` is for the sentence of a refusal."""
    try:
        fields = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(
            N_("“{name}” is not a briefing: it cannot be read as JSON."),
            safe=_SAFE, do=_OTHER, details=str(error), name=name,
        ) from error  # fmt: skip
    if not isinstance(fields, dict) or type(fields.get("format")) is not int:
        raise UserError(
            N_("“{name}” is not a briefing: it does not name its format."), safe=_SAFE, do=_OTHER, name=name
        )
    if fields["format"] > FORMAT:
        raise UserError(
            N_("“{name}” was made with a newer Lagebild."),
            safe=_SAFE, do=N_("Update Lagebild to open it."), name=name,
        )  # fmt: skip
    while fields["format"] in MIGRATIONS:
        fields = MIGRATIONS[fields["format"]](fields)
    try:
        briefing = Briefing.model_validate_json(json.dumps(fields))
    except (ValidationError, RecursionError) as error:
        place = ""
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or first["msg"].removeprefix("Value error, ")
        raise UserError(
            N_("“{name}” is not a usable briefing: “{place}” does not fit."),
            safe=_SAFE, do=_OTHER, details=str(error), name=name, place=place[:80],
        ) from error  # fmt: skip
    for model in unknown_models(briefing, knowledge):
        raise UserError(
            N_("“{name}” compares the model “{model}”, which this Lagebild does not know."),
            safe=_SAFE, do=N_("Update Lagebild or choose another file."), name=name, model=model,
        )  # fmt: skip
    return briefing


def unknown_models(briefing: Briefing, knowledge: Knowledge) -> list[str]:
    """Models a briefing names that the knowledge has no offer of."""
    states = [briefing, *([briefing.kept] if briefing.kept else [])]
    named = [model for state in states for model in (*state.compare, *state.prices)]
    return [model for model in dict.fromkeys(named) if model not in knowledge.offers]


def written(briefing: Briefing, knowledge: Knowledge) -> bytes:
    """The file of a briefing: its format, the version of the knowledge, and what differs from the defaults."""
    fields = briefing.model_dump(mode="json", exclude_defaults=True)
    fields = {"format": FORMAT, "knowledge": knowledge.about.version, **fields}
    fields["knowledge"] = knowledge.about.version
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()
