"""The bundled knowledge with other closes than it has."""

from __future__ import annotations

from datetime import date

from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.knowledge.market import Close


class OtherCloses(Knowledge):
    """The bundled knowledge with some other closes."""

    changed_closes: dict[str, Close]

    @property
    def closes(self) -> dict[str, Close]:
        return self.changed_closes


def with_closes(changes: dict[str, dict[date, float | None]]) -> OtherCloses:
    """The bundled knowledge with closes changed; None takes one away."""
    knowledge = bundled()
    other = OtherCloses.__new__(OtherCloses)
    vars(other).update(vars(knowledge))
    found = dict(knowledge.closes)
    for symbol, days in changes.items():
        series = dict(zip(found[symbol].days, found[symbol].closes, strict=True)) | days  # type: ignore[operator]
        kept = {day: close for day, close in series.items() if close is not None}
        found[symbol] = found[symbol].changed(days=tuple(kept), closes=tuple(kept.values()))
    other.changed_closes = found
    other.plain = other
    return other
