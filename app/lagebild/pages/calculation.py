"""What the view of a calculator asks and says: its inputs in groups, its presets, its charts and its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from lagebild.analysis.goal import Target
from lagebild.analysis.results import Results
from lagebild.calculators.expression import Calculator
from lagebild.charts.chart import Chart
from lagebild.frozen import Bilingual
from lagebild.language import Language, Text
from lagebild.widgets.compare_strip import Compared
from lagebild.wording.terms import Part

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


@dataclass(frozen=True, slots=True)
class Calculation:
    """One calculator as a tab: everything in which its view differs from the others."""

    calculator: type[Calculator]
    tone: Literal["money", "loss"]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Message of the heading, and the inputs below it."""
    further: frozenset[str]
    """Inputs that are shown on demand."""
    first: str
    """The input whose slider is in view where there is room for one."""
    state: Callable[[Results], State]
    figure_of: Callable[[Results, str], str | None]
    """Id of the figure an input stands at; None where none is of it: a choice that a preset or a reader made."""
    counting: Callable[[Results], Collection[str]]
    """The inputs that count at all."""
    note: Said
    """What stands under the preset; empty where there is nothing to say."""
    charts: Mapping[str, tuple[Builder, str]]
    """What the main chart may show, the first one at first: builder and message to pick it by."""
    tornado: Builder
    answer: Said
    scope: Said
    within: Callable[[Results, Language], Text | str]
    heads: tuple[str, str, str]
    """Messages over the columns of the workings."""
    workings: Callable[[Results, Language], tuple[Part, ...]]
    explanation: Callable[[Results, Language], tuple[Text, ...]]
    notes: Callable[[Results, Language], Iterable[Text]]
    """What stands below the workings."""
    switches: frozenset[str] = frozenset()
    """Choices of two that are check boxes, ticked while the first option holds."""
    presets: tuple[tuple[str, Bilingual], ...] = ()
    of_presets: frozenset[str] = frozenset()
    """The inputs that presets set."""
    preset: Callable[[Results], str | None] = lambda _: None
    """The preset in force."""
    preset_inputs: Callable[[Results, str], Mapping[str, float]] = lambda *_: {}
    """What all inputs of the reader are once a preset is applied."""
    targets: Callable[[Results], tuple[Target, ...]] | None = None
    """What a goal can be; None is no goal seek."""
    sought: tuple[str, ...] = ()
    """What a goal may be reached by."""
    compared: Callable[[Results, Language], tuple[Compared, Compared, Compared]] | None = None
    """The present state beside the one put aside; None is no comparison."""

    def is_own(self, results: Results, name: str) -> bool:
        """Whether an input is the reader's own number, and not that of the preset in force."""
        own = name in self.state(results).own_inputs
        return own and (name not in self.of_presets or self.preset(results) is None)
