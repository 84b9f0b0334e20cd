"""How well a record is checked, in one of six words, and when it is due for the next check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import get_args

from lagebild.knowledge.records import Area, Checked, Source, Standing

STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""The strongest first."""


def standing(checked: Checked, sources: Iterable[Source]) -> Standing:
    """What `checked` comes to with these sources: a report confirmed by a second publisher counts as several."""
    if checked != "secondary":
        return checked
    publishers = {
        source.publisher or source.id for source in sources if source.text_seen and not source.id.startswith("article-")
    }
    return "several" if len(publishers) > 1 else "single"


def weakest(standings: Iterable[Standing]) -> Standing | None:
    """The one that a statement resting on all of them deserves; None for none."""
    return max(standings, key=STANDINGS.index, default=None)


def due(checked_on: date, after_days: Mapping[Area, int | None], area: Area) -> date | None:
    """When a record of the area is to be checked again; None where the past does not change."""
    days = after_days.get(area)
    return None if days is None else checked_on + timedelta(days=days)
