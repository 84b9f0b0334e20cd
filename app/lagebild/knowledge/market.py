"""Daily closes of shares and indices around 27 January 2025, read from CSV when first needed."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from lagebild.knowledge.records import Close


@cache
def read_closes(folder: Path) -> dict[str, Close]:
    """The series of `symbols.csv` (names, groups) and `daily.csv` (closes) by symbol; gaps stay gaps."""
    rows: dict[str, list[tuple[date, float, str]]] = {}
    with (folder / "daily.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["symbol"], []).append(
                (date.fromisoformat(row["date"]), float(row["close"]), f"market-{row['source'].lower()}")
            )
    series: dict[str, Close] = {}
    with (folder / "symbols.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days, closes, sources = zip(*sorted(rows[row["symbol"]]), strict=True)
            series[row["symbol"]] = Close.model_validate(
                {
                    "symbol": row["symbol"],
                    "name": row["name"],
                    "kind": row["kind"],
                    "currency": row["currency"],
                    "days": days,
                    "closes": closes,
                    "sources": tuple(dict.fromkeys(sources)),
                }
            )
    return series
