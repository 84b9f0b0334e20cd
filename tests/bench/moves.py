"""What a move costs in the open window: drag, jump, language switch, lost references; prints rows for the bench."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, os.path.dirname(__file__))
from windows import open_page, started

ROUNDS, SWITCHES, GUARDED = 9, 15, 1000


class Paints(QObject):
    """Counts the paint events of every widget while it is installed on the application."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.counts[watched] += 1
        return False


def painted_by(app: QApplication, move: Callable[[], None]) -> Counter[QWidget]:
    """The widgets a move paints on their own account: not those behind a see-through child."""
    paints = Paints()
    app.installEventFilter(paints)
    move()
    app.processEvents()
    app.removeEventFilter(paints)
    behind = {ancestor for widget in paints.counts for ancestor in _ancestors(widget)}
    return Counter({widget: count for widget, count in paints.counts.items() if widget not in behind})


def _ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def timed(app: QApplication, action: Callable[[], None]) -> float:
    """Milliseconds until everything an action leads to is painted."""
    begun = time.perf_counter()
    action()
    app.processEvents()
    return (time.perf_counter() - begun) * 1e3


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def row(number: str, target: str, must: float, aim: float, measured: float, unit: str, detail: str) -> None:
    print(number, target, must, aim, f"{measured:.4f}", unit, detail, sep="|")


def main() -> None:
    app, window = started()
    window.show()
    while window.session is None:
        app.processEvents()
    open_page(app, window, "costs")
    slider = window.page.view.inputs.fields["people"].slider
    start = slider.value()

    def measure(positions: list[int]) -> tuple[list[float], list[float], float]:
        widgets = []
        excess = []
        for position in positions:
            counts = painted_by(app, lambda position=position: slider.setValue(position))
            widgets.append(list(counts))
            excess.append(sum(counts.values()) / max(1, len(counts)))
        slider.setValue(start)
        app.processEvents()
        moves, floors = [], []
        for position, changed in zip(positions, widgets, strict=True):
            moves.append(timed(app, lambda position=position: slider.setValue(position)))
            floors.append(timed(app, lambda changed=changed: [widget.update() for widget in changed]))
        return moves, floors, statistics.mean(excess)

    steps = [start]  # positions of successive values: a position that keeps the value moves nothing
    while len(steps) < 16:
        after = steps[-1] + 1
        while slider.number_at(after) == slider.number_at(steps[-1]):
            after += 1
        steps.append(after)
    around = [*steps[1:], *steps[-2::-1]]

    def compared(positions: list[int]) -> tuple[float, float, float, str]:
        """(ratio of the p95s, p95 in ms, paints a changed widget), medians of the rounds, and the figures in words."""
        rounds = [measure(positions) for _ in range(ROUNDS)]
        ratio = statistics.median(p95(moves) / p95(floors) for moves, floors, _ in rounds)
        slowest = statistics.median(p95(moves) for moves, _, _ in rounds)
        middle = statistics.median(statistics.median(moves) for moves, _, _ in rounds)
        floor = statistics.median(p95(floors) for _, floors, _ in rounds)
        excess = statistics.median(excess for _, _, excess in rounds)
        return ratio, slowest, excess, f"p50 {middle:.1f} ms, p95 {slowest:.1f} ms; floor p95 {floor:.1f} ms"

    measure(around[:10])  # warm
    ratio, slowest, excess, detail = compared(around * 4)
    row("3", "slider drag p95, whole costs page / update() of what it changes", 1.5, 1.0, ratio, "x", detail)
    row("3b", "slider drag p95", 16, 16, slowest, "ms", "")
    row("5", "paints a move / widgets changed", 1.0, 1.0, excess, "x", "")

    far = [slider.minimum() + (slider.maximum() - slider.minimum()) * step // 10 for step in (1, 9, 3, 7, 2, 10, 4, 8)]
    ratio, slowest, _, detail = compared(far * 10)
    row("4", "slider jump p95 (axes change) / the same", 4, 3.5, ratio, "x", detail)
    row("4b", "slider jump p95", 16, 16, slowest, "ms", "")

    slider.setValue(start)
    app.processEvents()
    switches, repaints = [], []
    shown = [widget for widget in (window, *window.findChildren(QWidget)) if widget.isVisible()]
    session = window.session
    for turn in range(2 * SWITCHES):
        code = ("de", "en")[turn % 2] if session.language.code == "en" else ("en", "de")[turn % 2]
        switches.append(timed(app, lambda code=code: window.set_language(code)))
        repaints.append(timed(app, lambda: [widget.update() for widget in shown]))
    ratio = statistics.median(switches) / statistics.median(repaints)
    detail = f"{statistics.median(switches):.1f} ms against {statistics.median(repaints):.1f} ms"
    row("8", "language switch, whole window / repaint of the same", 3, 2, ratio, "x", detail)

    gc.collect()  # rubbish waiting for the collector holds references too
    before = sys.getrefcount(None)
    for turn in range(GUARDED):
        slider.setValue(steps[turn % len(steps)])
        app.processEvents()
    gc.collect()
    lost = before - sys.getrefcount(None)
    row(
        "13",
        "references to None lost in 1,000 slider moves",
        0,
        0,
        max(0.0, float(lost)),
        "lost",
        f"net change {-lost}",
    )


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
