"""Scenarios side by side: where each differs from the base, and what all calculators come to in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Currency
from lagebild.state import MOST_SCENARIOS, Place, Scenario, State, differing


@dataclass(frozen=True, slots=True)
class World:
    """A scenario, or the base, calculated."""

    place: int | None
    """Its place among the scenarios; None is the base."""
    name: str
    description: str
    results: Results
    """Everything computed from its state, in the currency of the base."""
    changes: tuple[Place, ...]
    """Where it differs from the base."""
    reasons: dict[Place, str]


@lru_cache(maxsize=2)  # by identity, as sentences are
def worlds(results: Results) -> tuple[World, ...]:
    """The base and every scenario, in their order."""
    base = World(None, "", "", results, (), {})
    return (base, *(_world(results, place, one) for place, one in enumerate(results.scenarios)))


@lru_cache(maxsize=2)
def places(results: Results) -> tuple[Place, ...]:
    """Where not all of them are alike."""
    states = (results.base, *(scenario.state for scenario in results.scenarios))
    return _unlike(differing(states), [world.results for world in worlds(results)])


def _world(results: Results, place: int, scenario: Scenario) -> World:
    calculated = _calculated(results.knowledge.plain, _Same(scenario.state), results.base.currency, results.today)
    changes = _unlike(differing((results.base, scenario.state)), (results, calculated))
    reasons = {where: reason for where, reason in scenario.reasons.items() if where in changes}
    return World(place, scenario.name, scenario.description, calculated, changes, reasons)


def world_inputs(results: Results, topic: str) -> dict[str, float]:
    """The inputs of a calculator in a scenario."""
    inputs: dict[str, float] = getattr(results, topic).inputs  # a topic has one name everywhere
    return inputs


def _unlike(found: tuple[Place, ...], each: Sequence[Results]) -> tuple[Place, ...]:
    """`found` without inputs that the reader set to what they are in the others by default."""

    def is_unlike(place: Place) -> bool:
        topic, _, name = place.partition(".")
        if topic not in CALCULATORS:
            return True
        return len({(world_inputs(one, topic)[name], one.ranges[topic].get(name)) for one in each}) > 1

    return tuple(place for place in found if is_unlike(place))


class _Same:
    """A state told apart by identity: equal ones may be calculated twice, but none is ever compared."""

    __slots__ = ("state",)

    def __init__(self, state: State) -> None:
        self.state = state

    def __hash__(self) -> int:
        return id(self.state)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.state is self.state


@lru_cache(maxsize=MOST_SCENARIOS + 4)  # while one scenario or the base is edited, the others stay as they were
def _calculated(knowledge: Knowledge, state: _Same, currency: Currency, today: date) -> Results:
    fields = {name: getattr(state.state, name) for name in State.model_fields}
    return compute(knowledge, Briefing(**{**fields, "currency": currency}), today)
