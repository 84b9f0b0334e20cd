"""Exports and saving: a whole deck against empty slides, a briefing against the bare bytes of its file."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pptx import Presentation
from PySide6.QtWidgets import QApplication

from lagebild import export
from lagebild.analysis.results import compute
from lagebild.briefing import read
from lagebild.charts.contents import build, charts, notes
from lagebild.document import Document
from lagebild.documents.deck import deck
from lagebild.files import write_safely
from lagebild.knowledge.loading import bundled
from lagebild.language import Language
from lagebild.resources import resource
from lagebild.session import Session

TODAY = date(2026, 11, 21)
ROUNDS = 9
SLIDES = 12
NATIVE = ("bars", "grouped_bars", "stacked_bars", "tornado", "ranges", "waterfall", "bubbles", "lines")
SAMPLE = resource("briefings", "sample.de.json")


def milliseconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1e3


def row(number: str, target: str, must: float, aim: float, measured: float, unit: str, detail: str) -> None:
    print(number, target, must, aim, f"{measured:.4f}", unit, detail, sep="|")


def main() -> None:
    QApplication.instance() or QApplication([])
    knowledge = bundled()
    briefing = read(SAMPLE, knowledge)
    results, language = compute(knowledge, briefing, TODAY), Language("de")
    kinds = {id: kind for id in charts(knowledge) if (kind := build(id, results, language).kind) in NATIVE}
    # the first chart of every kind, then whatever comes first
    every = {kind: id for id, kind in reversed(kinds.items())}
    chosen = [*dict.fromkeys((*every.values(), *kinds))][:SLIDES]
    if set(every) != set(NATIVE):
        raise SystemExit("a kind of native charts is missing")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)

        def whole() -> None:
            built = [build(id, results, language) for id in chosen]
            export.save(deck(built, "de", notes=lambda chart: notes(chart, results)), path / "deck.pptx", day=TODAY)

        def empty() -> None:
            bare = Presentation(str(resource("slides", "template.pptx")))
            for _ in range(SLIDES):
                bare.slides.add_slide(bare.slide_layouts[0])
            bare.save(str(path / "empty.pptx"))

        whole(), empty()
        pairs = [(milliseconds(whole), milliseconds(empty)) for _ in range(ROUNDS)]
        ratio = statistics.median(ours / bare for ours, bare in pairs)
        ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
        row("9", "12 slides with 12 native charts, notes and sources / 12 empty slides", 9, 6, ratio, "x",
            f"{ours:.0f} ms against {bare:.0f} ms")  # fmt: skip

        session = Session(knowledge, briefing, language, "light", TODAY)
        document = Document(session, path / "kept")
        file = path / "plan.lagebild"
        document.save_as(file)
        content = file.read_bytes()
        saves, writes, kept = [], [], []
        for number in range(30):
            session.edit("api_costs", people=float(1000 + number))
            kept.append(milliseconds(document.keep_now))
            saves.append(milliseconds(document.save))
            writes.append(milliseconds(lambda: write_safely(path / "bare", content)))
        ratio = statistics.median(one / bare for one, bare in zip(saves, writes, strict=True))
        row("19", "a full briefing saved, read back and checked / its bytes written", float("inf"), 4, ratio, "x",
            f"{statistics.median(saves):.1f} ms against {statistics.median(writes):.1f} ms for {len(content)} bytes; "
            f"kept beside {statistics.median(kept):.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
