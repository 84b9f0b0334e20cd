"""A briefing: only what the reader changed, validated against the calculators' declarations; open, save, migrate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from lagebild.errors import N_, UserError
from lagebild.frozen import Frozen, one_line
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.market import BROAD_MARKET, base_months
from lagebild.knowledge.records import Answer, OptionId, Theme
from lagebild.origin import COUNTED
from lagebild.own_options import LEAST_SHOWN, MOST_WEEKS, OwnOptions, existing
from lagebild.state import HIGHEST_OWN_PRICE, MOST_SCENARIOS, Scenario, State

if TYPE_CHECKING:
    from lagebild.language import Language

FORMAT = 1
LARGEST_FILE = 20_000_000
"""Bytes; a real briefing has a few thousand, one with a hundred long notes a million, all at their longest twelve."""
_MOST_PARTS = 50_000
"""Values in a file; a briefing that answers everything has a few thousand. Each costs time, the wrong ones most."""
LONGEST_REASON = 20_000
"""Characters of a reason."""

QuestionId = Annotated[str, Field(max_length=80)]
MeasureId = Annotated[str, Field(max_length=80)]
Criterion = Literal["cost", "risk", "time"]
"""What the options are weighed by."""


LARGEST_COST = 1e12
"""US dollars a month that a limit can name."""
HIGHEST_RISK = 100
MOST_POINTS = 100
"""Of a criterion's weight."""


class Limits(Frozen):
    """What the reader can bear at most; None is no limit."""

    cost_per_month: Annotated[float, Field(ge=0, le=LARGEST_COST)] | None = None
    """US dollars."""
    risk: Annotated[float, Field(ge=0, le=HIGHEST_RISK)] | None = None
    """Risk points."""


class Reason(Frozen):
    """Why a question is answered as it is, in the reader's own words, and when that was last changed."""

    text: Annotated[str, Field(max_length=LONGEST_REASON)]
    written: date


LONGEST_OWNER = 80
"""Characters of who sees to an item."""


def _of_an_owner_s_length(text: str) -> str:
    name = one_line(text)
    if len(name) > LONGEST_OWNER:
        raise PydanticCustomError("string_too_long", "a name too long")
    return name


LONGEST_NOTE = 10_000
"""Characters of a note on an item."""


class Task(Frozen):
    """Who sees to an item of the checklist, until when, and what is noted about it."""

    owner: Annotated[str, AfterValidator(_of_an_owner_s_length)] = ""
    due: date | None = None
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""

    @field_validator("due")
    @classmethod
    def _within_a_lifetime(cls, day: date | None) -> date | None:
        if day is not None and not 2000 <= day.year <= 2100:
            raise PydanticCustomError("no_such_year", "a day between 2000 and 2100")
        return day


Symbol = Annotated[str, Field(max_length=20)]


class MarketView(Frozen):
    """What the market page looks at; what is left out has its default."""

    day: date | None = None
    """The day of the falls; None is that of the shock."""
    base: date | None = None
    """The day whose closes are 100 in the event window; None is the last one before the shock."""
    lines: Annotated[tuple[Symbol, ...], Field(min_length=1, max_length=40)] | None = None
    """Shares and indices of the event window."""
    adjusted: bool = False
    """Whether the event window shows what a share did beyond the broad market."""
    base_month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] | None = None
    """The month of the dot-com years that is laid over November 2022."""


class Briefing(State):
    """One file of a reader's work."""

    format: Literal[1] = 1
    knowledge: Annotated[str, Field(max_length=40)] = ""
    """Version of the knowledge it was made with."""
    answers: dict[QuestionId, dict[OptionId, Answer]] = Field(default_factory=dict)
    """Answers to the checklist, by question and option."""
    measures: dict[QuestionId, dict[OptionId, tuple[MeasureId, ...]]] = Field(default_factory=dict)
    """The measures that are taken, by question and option."""
    reasons: dict[QuestionId, Reason] = Field(default_factory=dict)
    limits: Limits = Limits()
    weights: dict[Criterion, Annotated[float, Field(ge=0, le=MOST_POINTS)]] = Field(default_factory=dict)
    """Points of each criterion, of which the shares count; what is left out has as many as the others by default."""
    kept: State | None = None
    """The state put aside for comparison, "B"."""
    scenarios: Annotated[tuple[Scenario, ...], Field(max_length=MOST_SCENARIOS)] = ()
    """Other worlds beside the present state, which is their base."""
    market: MarketView = MarketView()
    tasks: dict[QuestionId, dict[OptionId, Task]] = Field(default_factory=dict)
    """Who sees to an item of the checklist, until when, and notes, by question and option."""
    theme_weights: dict[Theme, Annotated[float, Field(ge=0, le=MOST_POINTS)]] = Field(default_factory=dict)
    """Points of each theme of the checklist, of which the shares count; what is left out has those of the others."""
    options: OwnOptions = ()
    """What the reader makes of the options: other names, hidden ones, own ones."""

    @model_validator(mode="after")
    def _speaks_of_options_there_are(self) -> Self:
        if self.answers or self.measures or self.tasks:
            known = existing(self.options)
            for field in ("answers", "measures", "tasks"):
                for question, by_option in getattr(self, field).items():
                    for id in by_option:
                        if id not in known:
                            place = f"{field}.{question}.{id}"
                            raise PydanticCustomError("unknown_option", "no option {place}", {"place": place})
        return self

    @property
    def state(self) -> State:
        """The state alone."""
        return State(**{name: getattr(self, name) for name in State.model_fields})

    @property
    def states(self) -> tuple[State, ...]:
        """The present state, the one put aside and those of the scenarios."""
        kept = () if self.kept is None else (self.kept,)
        return (self, *kept, *(scenario.state for scenario in self.scenarios))


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""One small function a step: `MIGRATIONS[1]` will turn a briefing of format 1 into format 2."""


_SAFE = N_("Nothing was changed.")
_OTHER = N_("Choose another file.")
_CORRECT = N_("Correct the file or choose another one.")

_OUT_OF_BOUNDS = N_("“{name}” is not a usable briefing: “{place}” must lie between {low} and {high}.")
_NO_NUMBER = N_("“{name}” is not a usable briefing: “{place}” is no number.")
_NO_DAY = N_("“{name}” is not a usable briefing: “{place}” is no day like 2025-01-27.")
_NO_SUCH_YEAR = N_("“{name}” is not a usable briefing: “{place}” must be a day between 2000 and 2100.")
_NOT_TWO_MODELS = N_("“{name}” is not a usable briefing: “{place}” must name two different models.")

# What is wrong, by the type of pydantic's error; what it says itself is English and quotes the reader's numbers.
_REASONS = {
    "extra_forbidden": N_("“{name}” is not a usable briefing: there is no field “{place}”."),
    "unknown_topic": N_("“{name}” is not a usable briefing: there is no topic “{place}”."),
    "unknown_input": N_("“{name}” is not a usable briefing: there is no input “{place}”."),
    "out_of_bounds": _OUT_OF_BOUNDS,
    "no_order": N_("“{name}” is not a usable briefing: “{place}” must name low, likely and high in rising order."),
    "no_choice": N_("“{name}” is not a usable briefing: “{place}” must be one of its choices."),
    "greater_than_equal": _OUT_OF_BOUNDS,
    "less_than_equal": _OUT_OF_BOUNDS,
    "float_type": _NO_NUMBER,
    "float_parsing": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": _NO_DAY,
    "string_type": N_("“{name}” is not a usable briefing: “{place}” is no text."),
    "unknown_option": N_("“{name}” is not a usable briefing: “{place}” speaks of an option it does not hold."),
    "option_twice": N_("“{name}” is not a usable briefing: the option “{place}” stands in it twice."),
    "too_few_options": N_("“{name}” is not a usable briefing: at least {least} options must not be hidden."),
    "no_name": N_("“{name}” is not a usable briefing: “{place}” is empty."),
    "string_too_long": N_("“{name}” is not a usable briefing: “{place}” is too long."),
    "no_such_year": _NO_SUCH_YEAR,
}
# … and where the type does not say it, by the field
_FIELD_REASONS = {
    "as_of": _NO_SUCH_YEAR,
    "compare": _NOT_TWO_MODELS,
    "currency": N_("“{name}” is not a usable briefing: “{place}” must be USD or EUR."),
}
# … and what is left, by the type again
_OTHER_REASONS = {
    "too_long": N_("“{name}” is not a usable briefing: “{place}” holds {count} entries; {most} is the most."),
    "missing": N_("“{name}” is not a usable briefing: “{place}” is missing."),
}


class _Refusal(UserError):
    """A refusal with numbers in it, which every language writes in its own way."""

    def sentences(self, language: Language) -> tuple[str, str, str]:
        arguments = {
            name: value if isinstance(value, str) else language.show(value, COUNTED, digits=_places(value))
            for name, value in self.arguments.items()
        }
        return UserError(self.happened, safe=self.safe, do=self.do, **arguments).sentences(language)


def _places(number: float) -> int:
    """Places after the point that `number` needs."""
    return 0 if float(number).is_integer() else len(repr(number).partition(".")[2])


def read(path: Path, knowledge: Knowledge) -> Briefing:
    """The briefing in a file; raises UserError with a sentence for whatever is wrong with it."""
    return parse(contents(path), knowledge, path.name)


def contents(path: Path) -> bytes:
    """What a file holds, as far as a briefing could; raises UserError where it cannot be read."""
    try:
        # not a device or a pipe, which might never end
        if path.exists() and not path.is_file():
            raise OSError(f"{path} is not a file")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise UserError(N_("“{name}” does not exist."), safe=_SAFE, do=N_("Check the path."), name=path.name) from error
    except (OSError, ValueError) as error:
        raise UserError(
            N_("“{name}” cannot be read."), safe=_SAFE, do=_OTHER, details=str(error), name=path.name
        ) from error


class _Twice(Exception):
    """A name stands twice in one object of a file; which of its values counts is anybody's guess."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _Twice(name)
            seen.add(name)
    return fields


# to its end even where nothing ends it, and never looked at again: hostile texts take no longer than others
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


def is_too_large(content: bytes) -> bool:
    """Whether `content` is longer, or holds more values, than any briefing has; said before it is read as JSON."""
    if len(content) > LARGEST_FILE:
        return True
    # looked at twice only where a reader has written very many commas: what stands in texts is no value
    return _parts(content) > _MOST_PARTS and _parts(_STRING.sub(b"", content)) > _MOST_PARTS


def _parts(content: bytes) -> int:
    return sum(content.count(sign) for sign in (b",", b"]", b"}"))


def parse(content: bytes, knowledge: Knowledge, name: str) -> Briefing:
    """The briefing in `content`, treated as hostile until it fits; `name` is for the sentence of a refusal."""
    if is_too_large(content):
        raise UserError(N_("“{name}” is too large to be a briefing."), safe=_SAFE, do=_OTHER, name=name)
    try:
        fields = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except _Twice as error:
        raise UserError(
            N_("“{name}” is not a usable briefing: “{place}” stands in it twice."),
            safe=_SAFE,
            do=_CORRECT,
            name=name,
            place=str(error)[:80],
        ) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(name, error) from error
    return from_fields(fields, knowledge, name)


def from_fields(fields: Any, knowledge: Knowledge, name: str) -> Briefing:
    """The briefing in the JSON value of a file; raises UserError."""
    if not isinstance(fields, dict) or type(fields.get("format")) is not int:
        raise UserError(
            N_("“{name}” is not a briefing: it does not name its format."), safe=_SAFE, do=_CORRECT, name=name
        )
    if fields["format"] > FORMAT:
        raise UserError(
            N_("“{name}” was made with a newer Lagebild."),
            safe=_SAFE, do=N_("Update Lagebild to open it."), name=name,
        )  # fmt: skip
    while fields["format"] in MIGRATIONS:
        fields = MIGRATIONS[fields["format"]](fields)
    try:
        # strict: "1200" and true are no numbers; as JSON, since there lists stand for pairs and strings for days
        briefing = Briefing.model_validate_json(json.dumps(fields), strict=True)
    except (ValidationError, RecursionError) as error:
        raise _misfit(name, error) from error
    if unknown := unknown_questions(briefing, knowledge):
        raise UserError(
            N_("“{name}” answers the question “{question}”, which this Lagebild does not know."),
            safe=_SAFE, do=N_("Update Lagebild or choose another file."), name=name, question=unknown[0],
        )  # fmt: skip
    if unknown := unknown_measures(briefing, knowledge):
        raise UserError(
            N_("“{name}” takes the measure “{measure}”, which this Lagebild does not know."),
            safe=_SAFE, do=N_("Update Lagebild or choose another file."), name=name, measure=unknown[0],
        )  # fmt: skip
    if unknown := outside_the_market(briefing.market, knowledge):
        raise UserError(
            N_("“{name}” names “{place}” for the market page, where it is not offered."),
            safe=_SAFE, do=_CORRECT, name=name, place=unknown[0],
        )  # fmt: skip
    unknown = unknown_models(briefing, knowledge)
    if unknown:
        raise UserError(
            N_("“{name}” compares the model “{model}”, which this Lagebild does not know."),
            safe=_SAFE, do=N_("Update Lagebild or choose another file."), name=name, model=unknown[0],
        )  # fmt: skip
    return briefing


def _unreadable(name: str, error: Exception) -> UserError:
    if isinstance(error, json.JSONDecodeError):
        message = N_("“{name}” is not a briefing: line {line} cannot be read as JSON.")
        return _Refusal(message, safe=_SAFE, do=_CORRECT, name=name, line=error.lineno)
    return UserError(N_("“{name}” is not a briefing: it cannot be read as JSON."), safe=_SAFE, do=_CORRECT, name=name)


def _misfit(name: str, error: ValidationError | RecursionError) -> UserError:
    """What is wrong at the first place that does not fit."""
    if isinstance(error, RecursionError):
        return _unreadable(name, error)
    first = error.errors(include_url=False, include_input=False)[0]
    context = first.get("ctx", {})
    path = [part for part in (*first["loc"], context.get("place", "")) if not str(part).startswith("#") and part != ""]
    if not path:  # half a character: no part of it could be looked at
        return _unreadable(name, error)
    place = ".".join(str(part) for part in path)
    field = next((part for part in path if part != "kept"), "")
    reason = (
        _REASONS.get(first["type"])
        or _FIELD_REASONS.get(str(field))
        or _OTHER_REASONS.get(first["type"])
        or N_("“{name}” is not a usable briefing: “{place}” does not fit.")
    )
    return _Refusal(
        reason,
        safe=_SAFE,
        do=_CORRECT,
        name=name,
        place=place if len(place) <= 80 else f"{place[:79]}…",
        low=context.get("low", 0),
        high=context.get("high", _highest(path)),
        least=LEAST_SHOWN,
        count=context.get("actual_length", 0),
        most=context.get("max_length", 0),
    )


def _highest(path: list[Any]) -> float:
    """The upper bound of a number that has none of its own in the error, which names only the bound that was passed."""
    if "weeks_to_start" in path:
        return MOST_WEEKS
    if "limits" in path:
        return LARGEST_COST if path[-1] == "cost_per_month" else HIGHEST_RISK
    return MOST_POINTS if "weights" in path or "theme_weights" in path else HIGHEST_OWN_PRICE


def outside_the_market(view: MarketView, knowledge: Knowledge) -> list[str]:
    """Days, symbols and months a view of the market names that there are no closes of; the series are read for them."""
    if view == MarketView():
        return []
    days, unknown = knowledge.closes[BROAD_MARKET].days, []
    if view.day is not None and view.day not in days[1:]:  # the first has no day before it
        unknown.append(view.day.isoformat())
    if view.base is not None and view.base not in days:
        unknown.append(view.base.isoformat())
    unknown += [symbol for symbol in view.lines or () if symbol not in knowledge.closes]
    if view.base_month is not None and view.base_month not in base_months(knowledge.overlays):
        unknown.append(view.base_month)
    return unknown


def unknown_models(briefing: Briefing, knowledge: Knowledge) -> list[str]:
    """Models a briefing names that the knowledge has no offer of."""
    unknown: dict[str, None] = {}
    for state in briefing.states:
        own = {model.id for model in state.models}
        named = (*state.compare, *state.prices)
        unknown |= dict.fromkeys(model for model in named if model not in knowledge.offers and model not in own)
    # the model of an own option may be one of another state than the present one
    own = {model.id for state in briefing.states for model in state.models}
    named = tuple(option.model for option in briefing.options if option.model is not None)
    unknown |= dict.fromkeys(model for model in named if model not in knowledge.offers and model not in own)
    return list(unknown)


def unknown_questions(briefing: Briefing, knowledge: Knowledge) -> list[str]:
    """Questions a briefing speaks of that the checklist does not hold; it is read only where there are some."""
    named = dict.fromkeys((*briefing.answers, *briefing.measures, *briefing.reasons, *briefing.tasks))
    if not named:
        return []
    known = {question.id for question in knowledge.questions}
    return [question for question in named if question not in known]


def unknown_measures(briefing: Briefing, knowledge: Knowledge) -> list[str]:
    """Measures a briefing takes that their questions, which are known, do not offer."""
    if not briefing.measures:
        return []
    offered = {question.id: {measure.id for measure in question.measures} for question in knowledge.questions}
    return [
        f"{question}.{measure}"
        for question, by_option in briefing.measures.items()
        for ids in by_option.values()
        for measure in ids
        if measure not in offered[question]
    ]


def fields_of(briefing: Briefing, knowledge: Knowledge) -> dict[str, Any]:
    """What a file holds: its format, the version of the knowledge, and what differs from the defaults."""
    fields = briefing.model_dump(mode="json", exclude_defaults=True, exclude={"format", "knowledge"})
    return {"format": FORMAT, "knowledge": knowledge.about.version, **fields}


def written(briefing: Briefing, knowledge: Knowledge) -> bytes:
    """The file of a briefing."""
    return (json.dumps(fields_of(briefing, knowledge), ensure_ascii=False, indent=1) + "\n").encode()
