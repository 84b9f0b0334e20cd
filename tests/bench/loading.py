"""Two programs that print milliseconds: all knowledge read and checked; pydantic and the same files as bare JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY = (2026, 11, 21)


def knowledge() -> None:
    """Read the knowledge as the window does, then what pages read when they need it, then list the register."""
    begun = time.perf_counter()
    from lagebild.knowledge.loading import bundled

    found = bundled()
    tell("loaded", begun)
    later = (
        found.questions, found.glossary, found.training_runs, found.servers, found.throughputs, found.monthly_closes,
        found.values_lost, found.record_losses, found.overlays, found.price_lines,
    )  # fmt: skip
    tell("all", begun)
    assert all(later)
    from datetime import date

    from lagebild.analysis.register import entries

    # nobody wins by reading nothing
    counted = len(found.claims) + len(found.figures) + len(found.offers) + len(found.closes)
    assert len(entries(found, date(*TODAY))) == counted > 500
    tell("register", begun)


def bare() -> None:
    """The floor: the library that checks records, and the same files read without checking anything."""
    begun = time.perf_counter()
    from pydantic import BaseModel

    class One(BaseModel):
        id: str

    One.model_validate({"id": "one"})
    files = [path.read_bytes() for path in sorted((ROOT / "resources" / "knowledge").rglob("*.*"))]
    records = [json.loads(file) for file in files if file[:1] in b"[{"]
    assert len(records) > 10
    tell("all", begun)


def tell(name: str, begun: float) -> None:
    print(name, (time.perf_counter() - begun) * 1e3, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # as the window sets it
    {"knowledge": knowledge, "bare": bare}[sys.argv[1]]()
    sys.stdout.flush()
    os._exit(0)
