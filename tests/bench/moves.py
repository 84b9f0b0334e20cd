"""What a move costs in the open window: drag, jump, language switch, lost references; prints rows for the bench."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from lagebild.application import Application

DRAGS, JUMPS, SWITCHES, GUARDED = 120, 60, 15, 1000


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
    application = Application([])
    application.show()
    app, window = application.app, application.window
    window.go_to("costs")
    while window.page is None or window.page.page_id != "costs" or not window.page.plots_ready():
        app.processEvents()
    slider = window.page.inputs.fields["people"].slider
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

    around = [start + step for step in (*range(1, 16), *range(14, -1, -1))]
    measure(around[:10])  # warm
    moves, floors, excess = measure((around * (DRAGS // len(around) + 1))[:DRAGS])
    ratio = p95(moves) / p95(floors)
    detail = f"p50 {statistics.median(moves):.1f} ms, p95 {p95(moves):.1f} ms; floor p95 {p95(floors):.1f} ms"
    row("3", "slider drag p95, whole costs page / update() of what it changes", 1.5, 1.0, ratio, "x", detail)
    row("3b", "slider drag p95", 16, 16, p95(moves), "ms", "")
    row("5", "paints a move / widgets changed", 1.0, 1.0, excess, "x", "")

    far = [slider.minimum() + (slider.maximum() - slider.minimum()) * step // 10 for step in (1, 9, 3, 7, 2, 10, 4, 8)]
    moves, floors, _ = measure((far * (JUMPS // len(far) + 1))[:JUMPS])
    detail = f"p50 {statistics.median(moves):.1f} ms, p95 {p95(moves):.1f} ms; floor p95 {p95(floors):.1f} ms"
    row("4", "slider jump p95 (axes change) / the same", 4, 3.5, p95(moves) / p95(floors), "x", detail)
    row("4b", "slider jump p95", 16, 16, p95(moves), "ms", "")

    slider.setValue(start)
    app.processEvents()
    switches, repaints = [], []
    session = application.session
    for turn in range(2 * SWITCHES):
        code = ("de", "en")[turn % 2] if session.language.code == "en" else ("en", "de")[turn % 2]
        switches.append(timed(app, lambda code=code: session.set_language(code)))
        repaints.append(timed(app, window.update))
    ratio = statistics.median(switches) / statistics.median(repaints)
    detail = f"{statistics.median(switches):.1f} ms against {statistics.median(repaints):.1f} ms"
    row("8", "language switch, whole window / repaint of the same", 3, 2, ratio, "x", detail)

    before = sys.getrefcount(None)
    for turn in range(GUARDED):
        slider.setValue(start + turn % 50)
        app.processEvents()
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
