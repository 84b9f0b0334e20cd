"""What the calculations start from: the reader's inputs, prices, workloads and models; and other worlds beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

from lagebild.calculators.api_costs import MOST_FURTHER, OF_A_WORKLOAD, ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import Choice, Input
from lagebild.frozen import Frozen, Words, one_line
from lagebild.knowledge.records import Currency

Topic = str
ModelId = Annotated[str, Field(max_length=80)]

HIGHEST_OWN_PRICE = 999
"""US dollars per million tokens; the dearest list price so far is 600."""
OWN_MODEL = "own-"
"""What the ids of the reader's own models begin with."""
MOST_OWN_MODELS = 12

_PLACES_OF_A_PRICE = 9


def _no_finer(price: float) -> float:
    # what is left of a price that no bill names would make multiples of it infinite
    return round(price, _PLACES_OF_A_PRICE)


OwnNumber = Annotated[float, Field(ge=0, le=HIGHEST_OWN_PRICE), AfterValidator(_no_finer)]


class OwnPrice(Frozen):
    """The reader's own price of a model, as a contract has it, in US dollars per million tokens.

    None keeps the list price. An own price stands for all hours; where only input and output are own ones, they also
    stand for input from the cache and for batches.
    """

    input: OwnNumber | None = None
    output: OwnNumber | None = None
    cached_input: OwnNumber | None = None
    batch_input: OwnNumber | None = None
    batch_output: OwnNumber | None = None


class Range(Frozen):
    """An input that is not known for certain: the least, the likeliest and the most it may be."""

    low: float
    likely: float
    high: float


def _kind(value: Any) -> str:
    return "#range" if isinstance(value, dict | Range) else "#number"


Value = Annotated[Annotated[float, Tag("#number")] | Annotated[Range, Tag("#range")], Discriminator(_kind)]
"""A number, or a range of numbers."""


def _must_fit(declared: Input, value: float | Range, place: str) -> None:
    """Refuse what lies out of the bounds of an input, ends in no order, and choices there are not."""
    low, high = declared.low, declared.high
    ends = (value.low, value.likely, value.high) if isinstance(value, Range) else (value,)
    if not all(low <= end <= high for end in ends):
        raise PydanticCustomError(
            "out_of_bounds", "{place} is not from {low} to {high}", {"place": place, "low": low, "high": high}
        )
    if list(ends) != sorted(ends):
        raise PydanticCustomError("no_order", "{place} has its ends in no order", {"place": place})
    if isinstance(declared, Choice) and not (len(ends) == 1 and float(ends[0]).is_integer()):
        raise PydanticCustomError("no_choice", "{place} is no choice", {"place": place})


def likely(value: float | Range) -> float:
    """The number that counts where one is needed."""
    return value.likely if isinstance(value, Range) else value


LONGEST_NAME = 60
"""Characters of a name that the reader gives."""


def _of_a_name_s_length(text: str) -> str:
    name = one_line(text)
    if not name:
        raise PydanticCustomError("no_name", "a name of no letters")
    if len(name) > LONGEST_NAME:
        raise PydanticCustomError("string_too_long", "a name too long")
    return name


Name = Annotated[Words, AfterValidator(_of_a_name_s_length)]


class Workload(Frozen):
    """What else the models are used for, beside the first workload, with inputs of its own."""

    name: Name
    inputs: dict[str, Value] = Field(default_factory=dict)

    @field_validator("inputs")
    @classmethod
    def _declared_and_within_bounds(cls, inputs: dict[str, float | Range]) -> dict[str, float | Range]:
        for name, value in inputs.items():
            if name not in OF_A_WORKLOAD:
                raise PydanticCustomError("unknown_input", "no input {place}", {"place": name})
            _must_fit(ApiCosts.inputs[name], value, name)
        return inputs


_FURTHER = f"{ApiCosts.topic}/"


def workload_topic(place: int) -> Topic:
    """The topic of the inputs of a further workload, by its place among them."""
    return f"{_FURTHER}{place}"


def place_of(topic: Topic) -> int | None:
    """The place of a further workload by its topic; None for the topic of a calculator."""
    return int(topic.removeprefix(_FURTHER)) if topic.startswith(_FURTHER) else None


class OwnModel(Frozen):
    """A model of the reader's own, or one that the price list lacks; prices in US dollars per million tokens."""

    id: ModelId
    name: Name
    host: Name
    reasoning: bool = False
    input: OwnNumber
    output: OwnNumber
    cached_input: OwnNumber | None = None
    batch_input: OwnNumber | None = None
    batch_output: OwnNumber | None = None

    @field_validator("id")
    @classmethod
    def _of_its_own(cls, id: str) -> str:
        number = id.removeprefix(OWN_MODEL)
        # digits of other scripts, and superscripts, are digits as well
        if number == id or not (number.isascii() and number.isdigit()):
            raise ValueError("own-1, own-2, …")
        return id

    @model_validator(mode="after")
    def _batch_prices_come_in_pairs(self) -> Self:
        if (self.batch_input is None) != (self.batch_output is None):
            raise ValueError("batch prices come in pairs")
        return self


class State(Frozen):
    """What the calculations start from. What is left out has its default."""

    as_of: date | None = None
    """The day whose prices count; None is the day of the shock."""
    currency: Currency = "USD"
    compare: tuple[ModelId, ModelId] = ("deepseek-r1", "o1")
    inputs: dict[Topic, dict[str, Value]] = Field(default_factory=dict)
    workloads: Annotated[tuple[Workload, ...], Field(max_length=MOST_FURTHER)] = ()
    """What else the models are used for, beside the workload of the inputs."""
    prices: dict[ModelId, OwnPrice] = Field(default_factory=dict)
    models: Annotated[tuple[OwnModel, ...], Field(max_length=MOST_OWN_MODELS)] = ()
    """Models of the reader's own."""

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

    @field_validator("inputs")
    @classmethod
    def _declared_and_within_bounds(
        cls, inputs: dict[Topic, dict[str, float | Range]]
    ) -> dict[Topic, dict[str, float | Range]]:
        for topic, values in inputs.items():
            declared = CALCULATORS[topic].inputs if topic in CALCULATORS else {}
            if not declared:
                raise PydanticCustomError("unknown_topic", "no inputs of {place}", {"place": topic})
            for name, value in values.items():
                place = f"{topic}.{name}"
                if name not in declared:
                    raise PydanticCustomError("unknown_input", "no input {place}", {"place": place})
                _must_fit(declared[name], value, place)
        return inputs

    @field_validator("models")
    @classmethod
    def _each_once(cls, models: tuple[OwnModel, ...]) -> tuple[OwnModel, ...]:
        if len({model.id for model in models}) < len(models):
            raise ValueError("an id twice")
        return models

    @property
    def workload_topics(self) -> tuple[Topic, ...]:
        """The topics of the further workloads, in their order."""
        return tuple(workload_topic(place) for place in range(len(self.workloads)))

    def given(self, topic: Topic) -> dict[str, float | Range]:
        """What the reader set in a topic, or in a further workload by the topic of its place.

        Raises IndexError for a workload there is not.
        """
        place = place_of(topic)
        return self.inputs.get(topic, {}) if place is None else self.workloads[place].inputs

    def giving(self, topic: Topic, values: Mapping[str, float | Range]) -> dict[str, Any]:
        """What changes when these values are all that is set in a topic, by field."""
        place = place_of(topic)
        if place is None:
            return {"inputs": {**self.inputs, topic: {**values}}}
        workloads = [*self.workloads]
        workloads[place] = workloads[place].changed(inputs={**values})
        return {"workloads": tuple(workloads)}

    def numbers(self, topic: Topic) -> dict[str, float]:
        """What the reader set in a topic, ranges by their likeliest number."""
        return {name: likely(value) for name, value in self.given(topic).items()}

    def ranges(self, topic: Topic) -> dict[str, Range]:
        """The inputs of a topic that the reader gave as ranges."""
        return {name: value for name, value in self.given(topic).items() if isinstance(value, Range)}


MOST_SCENARIOS = 20
LONGEST_DESCRIPTION = 2_000
"""Characters of what a scenario is about, and of the reason of one of its changes."""


def _of_a_description_s_length(text: str) -> str:
    if len(text) > LONGEST_DESCRIPTION:
        raise PydanticCustomError("string_too_long", "a description too long")
    return text


Description = Annotated[Words, AfterValidator(_of_a_description_s_length)]
Place = Annotated[str, Field(max_length=120)]
"""What may differ between two states: "as_of", "compare", "topic.input", "workloads", "models" or "prices.model"."""


class Scenario(Frozen):
    """Another world: a state with a name, and why it differs from the base where it does."""

    name: Name
    description: Description = ""
    state: State
    reasons: dict[Place, Description] = Field(default_factory=dict)


def differing(states: Sequence[State]) -> tuple[Place, ...]:
    """Where not all states are alike, in the order of the page; the currency is no difference, only a way to show."""
    places: list[Place] = []
    if len({state.as_of for state in states}) > 1:
        places.append("as_of")
    if len({state.compare for state in states}) > 1:
        places.append("compare")
    for topic, calculator in CALCULATORS.items():
        for name in calculator.inputs:
            given = [state.inputs.get(topic, {}).get(name) for state in states]
            if any(one != given[0] for one in given):
                places.append(f"{topic}.{name}")
    if any(state.workloads != states[0].workloads for state in states):
        places.append("workloads")
    if any(state.models != states[0].models for state in states):
        places.append("models")
    for model in dict.fromkeys(model for state in states for model in state.prices):
        if len({state.prices.get(model) for state in states}) > 1:
            places.append(f"prices.{model}")
    return tuple(places)
