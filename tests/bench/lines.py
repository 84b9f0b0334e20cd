"""What it costs to move along 32 lines of 60 days, beside an unchanged repaint of the same plot; rows for the bench."""

from __future__ import annotations

import gc
import os
import statistics
import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

sys.path.insert(0, os.path.dirname(__file__))
from moves import p95, painted_by, row, timed

if TYPE_CHECKING:
    from lagebild.charts.chart import Chart
    from lagebild.knowledge.market import Close
    from lagebild.theme import Mark

SIZE = (1280, 640)
BASE, SHOCK = date(2025, 1, 24), date(2025, 1, 27)
NAMED: dict[str, Mark] = {
    "NVDA": "loss", "AVGO": "gain", "MSFT": "option:western", "^GSPC": "index", "^NDX": "index",
}  # fmt: skip
FRAMES, ROUNDS = 60, 9


def event_window() -> Chart:
    """All daily closes with that of BASE as 100: five lines named, a sentence and a span, the other lines faint."""
    from lagebild.charts.chart import Annotation, Chart, Guide, Point, Series
    from lagebild.knowledge.loading import bundled
    from lagebild.language import Language
    from lagebild.origin import COUNTED

    language = Language("en")
    closes = bundled().closes
    days = closes["NVDA"].days

    def series(close: Close) -> Series:
        base = close.on(BASE) or close.closes[0]
        values = ((day, close.on(day)) for day in days)
        indexed = {day: value / base * 100 for day, value in values if value is not None}
        points = tuple(
            Point(value=indexed[day], label=str(language.show(indexed[day], COUNTED, digits=1)), origin=COUNTED)
            if day in indexed
            else None
            for day in days
        )
        role = NAMED.get(close.symbol, "comparator")
        return Series(name=str(close.name), role=role, points=points, faint=close.symbol not in NAMED)

    at = days.index(SHOCK)
    named = sorted(closes.values(), key=lambda close: close.symbol not in NAMED)
    lines = tuple(map(series, named))
    fallen = lines[0].points[at]
    assert fallen is not None
    begin = SHOCK.toordinal() - 0.5
    return Chart(
        id="bench.window", kind="lines", topic="market", title="t", heading="h", subtitle="s",
        categories=tuple(str(language.date(day)) for day in days),
        positions=tuple(float(day.toordinal()) for day in days), across="date", unit="", base=100.0,
        category_name="Day", series=lines, source="q", alternative="a", language="en",
        guides=(Guide(at=begin, until=begin + 1, label="27 Jan", role="loss"),),
        annotations=(Annotation(category=at, value=fallen.value, text="Nvidia closes 17% lower", role="loss"),),
    )  # fmt: skip


def main() -> None:
    gc.disable()
    from lagebild.application import import_directly, make_application

    import_directly()
    app: QApplication = make_application("light")
    from lagebild.renderers.screen import ChartPlot

    chart = event_window()
    assert (len(chart.series), len(chart.positions)) == (32, 60), "not the lines that are to be moved"
    plot = ChartPlot()
    plot.resize(*SIZE)
    plot.show_chart(chart)
    plot.show()
    app.processEvents()
    plot.zoom(0.5)
    app.processEvents()
    assert plot.section is not None and plot.placed is not None

    def move(step: int) -> None:
        plot.move_section(0.01 if step // (FRAMES // 2) % 2 else -0.01)

    ticks = plot.placed.ticks
    (painted,) = painted_by(app, lambda: move(0))  # it cannot be won by painting nothing
    assert plot.placed.ticks != ticks, "the section did not move"
    rounds = []
    for _ in range(ROUNDS + 1):
        moves, floors = [], []
        for step in range(FRAMES):
            moves.append(timed(app, lambda step=step: move(step)))
            floors.append(timed(app, painted.update))
        rounds.append((moves, floors))
    del rounds[0]  # it warms
    ratio = statistics.median(p95(moves) / p95(floors) for moves, floors in rounds)
    slowest = statistics.median(p95(moves) for moves, _ in rounds)
    middle = statistics.median(statistics.median(moves) for moves, _ in rounds)
    floor = statistics.median(p95(floors) for _, floors in rounds)
    detail = f"p50 {middle:.1f} ms, p95 {slowest:.1f} ms; floor p95 {floor:.1f} ms"
    row("21", "a pan frame of 32 lines of 60 days, p95 / update() of the same plot", 1.5, 1.2, ratio, "x", detail)
    row("21b", "the same", 16, 8, slowest, "ms", "")


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
