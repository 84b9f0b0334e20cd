"""What the view of a calculator asks and says: its charts and its words, and groups and presets of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from lagebild.analysis.goal import Target
from lagebild.analysis.results import Results
from lagebild.calculators.expression import Calculator
from lagebild.charts.chart import Chart, Table
from lagebild.frozen import Bilingual
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, union
from lagebild.widgets.compare_strip import Compared
from lagebild.widgets.labels import Words
from lagebild.wording.terms import Part, rate_note

Builder = Callable[[Results, Language], Chart]
Said = Callable[[Results, Language], Text]


class State(Protocol):
    """The results of a calculator, as far as its inputs show them."""

    @property
    def inputs(self) -> dict[str, float]: ...

    @property
    def own_inputs(self) -> frozenset[str]: ...

    @property
    def defaults(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """One calculator as a tab: everything in which what stands beside its inputs differs from the others."""

    calculator: type[Calculator]
    tone: Literal["money", "loss"]
    counting: Callable[[Results], Collection[str]]
    """The inputs that count at all."""
    charts: Mapping[str, tuple[Builder, str]]
    """What the main chart may show, the one it shows at first in front: builder and message to pick it by."""
    offered: Callable[[Results], tuple[str, ...]] | None = None
    """Which of them there are to pick; None is all."""
    tornado: Builder
    answer: Said
    scope: Said
    within: Callable[[Results, Language], Text | str]
    formula: str = ""
    """Message above the workings: how each of their rows is computed."""
    workings: Callable[[Results, Language], Table]
    """How it is computed, the last row the total; without rows, what counts most says why there is nothing."""
    explanation: Callable[[Results, Language], tuple[Text, ...]]
    """Every step."""
    notes: Callable[[Results, Language], Iterable[Text]]
    """What stands below the workings."""
    targets: Callable[[Results], tuple[Target, ...]] | None = None
    """What a goal can be; None is no goal seek."""
    sought: tuple[str, ...] = ()
    """What a goal may be reached by."""
    compared: Callable[[Results, Language], tuple[Compared, Compared, Compared]] | None = None
    """The present state beside the one put aside; None is no comparison."""
    few_steps: bool = False
    """Whether the workings are so few that the link to every step has room below them, and windows of medium size for
    the panel that holds them."""
    least_row: int = 20
    """Of the main chart: the least height of a bar with its name beside it, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCalculation(Calculation):
    """A calculation whose column of inputs follows from their declarations."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Message of the heading, and the inputs below it."""
    further: frozenset[str]
    """Inputs that are shown on demand."""
    first: str
    """The input whose slider is in view where there is room for one."""
    state: Callable[[Results], State]
    figure_of: Callable[[Results, str], str | None]
    """Id of the figure an input stands at; None where none is of it: a choice that a preset or a reader made."""
    note: Said
    """What stands under the preset; empty where there is nothing to say."""
    switches: frozenset[str] = frozenset()
    """Choices of two that are check boxes, ticked while the first option holds."""
    presets: tuple[tuple[str, Bilingual], ...] = ()
    of_presets: frozenset[str] = frozenset()
    """The inputs that presets set."""
    preset: Callable[[Results], str | None] = lambda _: None
    """The preset in force."""
    preset_inputs: Callable[[Results, str], Mapping[str, float]] = lambda *_: {}
    """What all inputs of the reader are once a preset is applied."""

    def is_own(self, results: Results, name: str) -> bool:
        """Whether an input is the reader's own number, and not that of the preset in force."""
        own = name in self.state(results).own_inputs
        return own and (name not in self.of_presets or self.preset(results) is None)


def with_preset(
    results: Results, topic: str, wanted: Mapping[str, float], plain: Mapping[str, float]
) -> dict[str, float]:
    """The reader's inputs once a preset sets some of them: what it wants, as far as that is not the default."""
    given = dict(results.inputs[topic])
    kept = {name: value for name, value in given.items() if name not in wanted}
    return {**kept, **{name: value for name, value in wanted.items() if value != plain[name]}}


def rate_notes(results: Results, language: Language) -> Iterator[Text]:
    """At which rate euros are computed; nothing where dollars are shown."""
    rate = rate_note(results.api_costs, results.knowledge, language)
    if rate is not None:
        yield rate


def in_table(
    parts: Callable[[Results, Language], tuple[Part, ...]], *heads: str
) -> Callable[[Results, Language], Table]:
    """Workings of three columns, `heads` the messages over them: each part, how it comes about, and its sum."""

    def table(results: Results, language: Language) -> Table:
        rows = parts(results, language)
        items = (row.item.origin if isinstance(row.item, Shown) else None for row in rows)
        origins = (
            (item, union(row.how.origins) if row.how.origins else None, row.sum.origin)
            for item, row in zip(items, rows, strict=True)
        )
        return Table(
            header=tuple(map(language.say, heads)),
            rows=tuple((row.item, str(row.how), row.sum) for row in rows),
            values=tuple((row.item, str(row.how), row.number) for row in rows),
            origins=tuple(tuple(one if one != Origin() else None for one in row) for row in origins),
        )

    return table


def now_and_kept(
    now: tuple[Text, Words], kept: tuple[Text, Words, Words] | None, language: Language
) -> tuple[Compared, Compared, Compared]:
    """The cells of a comparison: name and sums of the present state, of the one put aside, and how they differ."""
    say = language.say
    present = Compared(language.sentence("Now: {state}", state=now[0]), now[1])
    if kept is None:
        return present, Compared(say("Nothing kept yet"), say("“Keep as B” puts this state aside.")), Compared("", "")
    name, sums, difference = kept
    other = Compared(language.sentence("Kept: {state}", state=name), sums)
    return present, other, Compared(say("B against A"), difference)
