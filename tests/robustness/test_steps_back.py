"""Steps back and forth over everything a reader can do, against a list of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from lagebild.briefing import Briefing, parse, written
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.session import Session
from tests.robustness import verbs
from tests.robustness.verbs import Run

STEPS = 3_000
_OF_A_SESSION = 100
SEEDS = st.integers(0, 2**32 - 1)
VERBS = [verb for verb in verbs.VERBS if verb is not verbs.edit]


class StepsBack(RuleBasedStateMachine):
    """A session beside what it should be: the states one after the other, the place among them, the one saved."""

    knowledge: ClassVar[Knowledge]
    today: ClassVar[date]
    done: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self.knowledge, Briefing(), Language("en"), "light", self.today)
        self.states = [Briefing()]
        self.runs: list[Run] = [()]
        """What was changed to come to each state."""
        self.place = 0
        self.saved: int | None = 0

    def take(self, verb: Callable[[Session, Random], Run], seed: int) -> None:
        run = verb(self.session, Random(seed))
        now = self.session.briefing
        if now == self.states[self.place]:
            return
        at_the_end = 0 < self.place == len(self.states) - 1
        if run and at_the_end and self.place != self.saved and self.runs[self.place] == run:
            self.states[self.place] = now
            if now == self.states[self.place - 1]:
                del self.states[self.place :], self.runs[self.place :]
                self.place -= 1
            return
        if self.saved is not None and self.saved > self.place:
            self.saved = None
        self.states[self.place + 1 :], self.runs[self.place + 1 :] = [now], [run]
        self.place += 1

    @rule(verb=st.sampled_from(VERBS), seed=SEEDS)
    def do(self, verb: Callable[[Session, Random], Run], seed: int) -> None:
        self.done[verb.__name__] += 1
        self.take(verb, seed)

    @rule(which=st.sampled_from(verbs.INPUTS), seeds=st.lists(SEEDS, min_size=1, max_size=4), saves=st.booleans())
    def edit(self, which: tuple[str, str], seeds: list[int], saves: bool) -> None:
        """A drag, in the middle of which everything may be saved."""
        self.done[".".join(which)] += 1
        for seed in seeds:
            self.take(lambda session, random: verbs.edit(session, random, which), seed)
            if saves and seed % 2:
                self.save()
            self.it_is_where_it_should_be()

    @rule()
    def undo(self) -> None:
        self.done["undo"] += 1
        self.session.history.undo()
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self) -> None:
        self.done["redo"] += 1
        self.session.history.redo()
        self.place = min(self.place + 1, len(self.states) - 1)

    @rule()
    def undo_and_redo_is_as_if_nothing_had_happened(self) -> None:
        self.done["undo and redo"] += 1
        before = self.session.briefing
        if self.session.history.canUndo():
            self.session.history.undo()
            assert self.session.briefing != before
            self.session.history.redo()
        assert self.session.briefing is before or self.session.briefing == before

    @rule()
    def to_the_first_and_back(self) -> None:
        self.done["all the way"] += 1
        for place in reversed(range(self.place)):
            self.session.history.undo()
            assert self.session.briefing == self.states[place]
        for place in range(1, self.place + 1):
            self.session.history.redo()
            assert self.session.briefing == self.states[place]

    @rule()
    def save(self) -> None:
        self.done["save"] += 1
        self.session.history.setClean()
        self.saved = self.place

    @rule()
    def count(self) -> None:
        """Whatever was entered, there are results."""
        self.done["count"] += 1
        assert self.session.results.api_costs.money.currency == self.states[self.place].currency

    @invariant()
    def it_is_where_it_should_be(self) -> None:
        history = self.session.history
        assert self.session.briefing == self.states[self.place]
        assert history.isClean() == (self.place == self.saved)
        assert history.canUndo() == (self.place > 0)
        assert history.canRedo() == (self.place < len(self.states) - 1)
        assert history.count() == len(self.states) - 1

    @invariant()
    def it_can_be_written_and_read(self) -> None:
        briefing = self.session.briefing
        again = parse(written(briefing, self.knowledge), self.knowledge, "mine.lagebild")
        assert again == briefing.changed(knowledge=self.knowledge.about.version)


def test_thousands_of_steps_back_and_forth_lead_where_they_should(
    qapp: QApplication, knowledge: Knowledge, today: date
) -> None:
    StepsBack.knowledge, StepsBack.today, StepsBack.done = knowledge, today, Counter()
    run_state_machine_as_test(
        StepsBack,
        settings=settings(
            max_examples=2 * STEPS // _OF_A_SESSION,
            stateful_step_count=_OF_A_SESSION,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert StepsBack.done.total() >= STEPS
    everything = {verb.__name__ for verb in VERBS} | {".".join(which) for which in verbs.INPUTS}
    missed = everything - set(StepsBack.done)
    assert len(missed) <= 0.1 * len(everything), f"never tried: {sorted(missed)}"
