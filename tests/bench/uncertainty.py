"""Monte Carlo: its draws against bare random numbers, and a move that draws and paints; prints rows for the bench."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QApplication

sys.path.insert(0, os.path.dirname(__file__))
from moves import ROUNDS, p95, painted_by, row, timed
from windows import open_page, started

from lagebild.analysis.api_costs import of_models
from lagebild.analysis.uncertainty import Spread, drawn, spread_of
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.evaluation import evaluate
from lagebild.session import Session
from lagebild.state import Range
from lagebild.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from lagebild.window import Window

SAMPLES = 100_000
PAIRS = 41
LINE = "saving"
RANGES = {
    "people": (600.0, 1200.0, 2000.0),
    "requests_per_person_day": (8.0, 15.0, 25.0),
    "input_tokens_per_request": (800.0, 1500.0, 3000.0),
    "output_tokens_per_request": (500.0, 800.0, 1500.0),
    "working_days_per_month": (18.0, 21.0, 22.0),
    "cached_input_share": (0.0, 0.2, 0.56),
}
"""Six inputs, each from low to high with a likeliest number."""


def drawn_often(session: Session) -> None:
    """Target 6: every pair is a move of one range, and as many bare random numbers as six ranges have draws."""
    costs = session.results.api_costs
    values = of_models(session.knowledge, costs, (costs.first, costs.second))
    generator = np.random.default_rng(1)
    spreads: list[Spread] = []

    def ranges(turn: int) -> dict[str, Range]:
        """One of them has never been where it is now; the others stand still, as they do in a move."""
        found = {name: Range(low=low, likely=likely, high=high) for name, (low, likely, high) in RANGES.items()}
        moved = tuple(RANGES)[turn % len(RANGES)]
        low, likely, high = RANGES[moved]
        found[moved] = Range(low=low, likely=likely + (high - likely) * (turn + 1) / (PAIRS + 2), high=high)
        return found

    def move(given: dict[str, Range]) -> np.ndarray:
        sampled = {name: drawn(ApiCosts.topic, name, one, SAMPLES) for name, one in given.items()}
        results = evaluate(ApiCosts, {**values, **sampled}, samples=SAMPLES, only=(LINE,))[LINE]
        spreads.append(spread_of(results))
        return results

    # the last draws of a range, calculated one by one, are what all of them came to at once
    given = ranges(PAIRS)
    results = move(given)
    for place in (0, SAMPLES // 2, SAMPLES - 1):
        one = {name: float(drawn(ApiCosts.topic, name, range_, SAMPLES)[place]) for name, range_ in given.items()}
        if not np.isclose(results[place], evaluate(ApiCosts, {**values, **one}, only=(LINE,))[LINE], rtol=1e-9):
            raise SystemExit("a draw was not calculated")
    spreads.clear()
    pairs = []
    for turn in range(PAIRS):
        given = ranges(turn)
        pairs.append(
            (milliseconds(partial(move, given)), milliseconds(lambda: [generator.random(SAMPLES) for _ in RANGES]))
        )
    if len({spread.median for spread in spreads}) < PAIRS or any(
        not one.low < one.median < one.high for one in spreads
    ):
        raise SystemExit("a move did not move the spread")
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    row("6", "100k draws of six ranges, calculated, with percentiles / six rng.random(100k)", 5, 3.5, ratio, "x",
        f"{ours:.1f} ms against {bare:.1f} ms")  # fmt: skip


def milliseconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1e3


def drawn_and_painted(app: QApplication, window: Window) -> None:
    """Target 7: a slider's move with six ranges, which draws, finds out what counts most, and paints all of it."""
    session, page = window.session, window.page.view
    for name, (low, likely, high) in RANGES.items():
        session.set_range(ApiCosts.topic, name, low, likely, high)
    app.processEvents()
    slider = page.inputs.fields["people"].slider
    start = slider.value()
    positions = [start]
    while len(positions) < 16:
        after = positions[-1] + 1
        while slider.number_at(after) == slider.number_at(positions[-1]):
            after += 1
        positions.append(after)
    positions = [*positions[1:], *positions[-2::-1]]

    def spread() -> tuple[Spread, tuple[float, ...]]:
        found = session.results.api_costs_spread
        if found is None or len(found.ranges) != len(RANGES):
            raise SystemExit("the ranges are not all drawn")
        return found.saving, tuple(swing.width for swing in found.swings)

    changed = []
    for position in positions:
        before, said = spread(), page.answer.text()
        painted = list(painted_by(app, lambda position=position: slider.setValue(position)))
        after = spread()
        if after[0] == before[0] or after[1] == before[1] or page.answer.text() == said:
            raise SystemExit("a move has not changed the spread, the swings and the sentence")
        shown = [view for view in page.findChildren(ChartView) if view.isVisible() and view.chart is not None]
        tornado = [view for view in shown if view.chart.kind == "tornado"]
        if not tornado or not any(view is one or view.isAncestorOf(one) for view in tornado for one in painted):
            raise SystemExit("a move has not painted what counts most")
        changed.append(painted)
    moves, floors = [], []
    for _ in range(ROUNDS):
        times = [
            (
                timed(app, lambda position=position: slider.setValue(position)),
                timed(app, lambda painted=painted: [widget.update() for widget in painted]),
            )
            for position, painted in zip(positions, changed, strict=True)
        ]
        for into, side in zip((moves, floors), zip(*times, strict=True), strict=True):
            into.append(p95(list(side)))
    slowest, floor = statistics.median(moves), statistics.median(floors)
    ratio = statistics.median(move / bare for move, bare in zip(moves, floors, strict=True))
    row("7", "10k draws of six ranges, tornado and repaint in one move, p95", 16, 8, slowest, "ms", "")
    row("7b", "the same / update() of what it changes", float("inf"), float("inf"), ratio, "x",
        f"p95 {slowest:.1f} ms against {floor:.1f} ms")  # fmt: skip


def main() -> None:
    app, window = started()
    window.show()
    while window.session is None:
        app.processEvents()
    open_page(app, window, "costs")
    drawn_often(window.session)
    drawn_and_painted(app, window)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
