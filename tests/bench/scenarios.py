"""A move of one input with many scenarios open, beside a repaint of what it changes; prints rows for the bench."""

from __future__ import annotations

import os
import statistics
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

sys.path.insert(0, os.path.dirname(__file__))
from moves import ROUNDS, p95, painted_by, row, timed
from windows import open_page, started

from lagebild.analysis.scenarios import worlds
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import rounded
from lagebild.pages.scenarios import ScenariosView

if TYPE_CHECKING:
    from lagebild.session import Session
    from lagebild.window import Window

SCENARIOS, INPUTS = 10, 60
MOVED = "people"


def set_aside(session: Session) -> None:
    """Make SCENARIOS scenarios that differ from the base in all inputs there are, each in its own way."""
    base = session.briefing
    inputs = [(topic, declared) for topic, one in CALCULATORS.items() for declared in one.inputs.values()]
    for number in range(1, SCENARIOS + 1):
        for topic, declared in inputs:
            between = declared.low + (declared.high - declared.low) * (0.213 + 0.0191 * number)
            session.edit(topic, **{declared.name: rounded(between, declared)})
        session.add_scenario(f"Scenario {number}")
    session.load(base.changed(scenarios=session.briefing.scenarios))


def moved(app: QApplication, window: Window) -> None:
    """Target 20: every pair is a move that changes the base, and an unchanged repaint of the same widgets."""
    session = window.session
    set_aside(session)
    page = window.page
    page.show_tab(len(page.tabs()) - 1)
    app.processEvents()
    view = page.view
    assert isinstance(view, ScenariosView)
    each = worlds(session.results)
    if len(each) != SCENARIOS + 1 or any(len(world.changes) < INPUTS for world in each[1:]):
        raise SystemExit(f"the scenarios differ in {[len(world.changes) for world in each[1:]]} places")

    def edit(people: int) -> None:
        session.edit(ApiCosts.topic, **{MOVED: float(people)})

    def said() -> tuple[str, ...]:
        base, *others = worlds(session.results)
        costs = {world.results.api_costs.inputs[MOVED] for world in others}
        return (view.answer.text(), str(base.results.api_costs.models), str(costs))

    usual = int(session.results.api_costs.inputs[MOVED])
    moves = [usual + 10 * step for step in (*range(1, 16), *range(14, -1, -1))]
    changed = []
    for people in moves:
        before = said()
        painted = list(painted_by(app, lambda people=people: edit(people)))
        after = said()
        if before[1] == after[1] or before[2] != after[2] or not painted:
            raise SystemExit("a move has not changed the base alone, or painted nothing")
        changed.append(painted)
    rounds = []
    for _ in range(ROUNDS):
        pairs = [
            (
                timed(app, lambda people=people: edit(people)),
                timed(app, lambda painted=painted: [widget.update() for widget in painted]),
            )
            for people, painted in zip(moves, changed, strict=True)
        ]
        rounds.append(tuple(p95(list(side)) for side in zip(*pairs, strict=True)))
    ratio = statistics.median(ours / floor for ours, floor in rounds)
    ours, floor = (statistics.median(side) for side in zip(*rounds, strict=True))
    row("20", f"an input moved, {SCENARIOS} scenarios x {INPUTS} inputs open, p95 / update() of what it changes",
        float("inf"), float("inf"), ratio, "x", f"p95 {ours:.1f} ms against {floor:.1f} ms")  # fmt: skip
    row("20b", "the same", 16, 8, ours, "ms", "")


def main() -> None:
    app, window = started()
    window.show()
    while window.session is None:
        app.processEvents()
    open_page(app, window, "costs")
    moved(app, window)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
