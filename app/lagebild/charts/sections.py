"""The part of the axis across that is looked at: zoomed about a place, moved along, never beyond the whole."""

from __future__ import annotations

from lagebild.charts.across import Across
from lagebild.charts.chart import Chart

MANY = 24
"""A chart of lines with more positions than this may be looked at in sections."""
_LEAST = 6  # as many positions as a section has, on the whole


def has_sections(chart: Chart) -> bool:
    """Whether parts of a chart may be looked at."""
    return chart.kind == "lines" and len(chart.positions) > MANY and bool(chart.drawn)


def zoomed(chart: Chart, whole: Across, section: Across | None, about: float, factor: float) -> Across | None:
    """The section made so many times as wide about a place in it, from 0 to 1; None is the whole again."""
    first, last = _shares(whole, section)
    wide = max((last - first) * factor, _LEAST / len(chart.positions))
    if wide >= 1:
        return None
    return _part(whole, first + about * (last - first - wide), wide)


def moved(whole: Across, section: Across, by: float) -> Across:
    """The section moved by so many times its width, as far as the whole goes."""
    first, last = _shares(whole, section)
    return _part(whole, first + by * (last - first), last - first)


def around(whole: Across, section: Across, value: float) -> Across:
    """The section, moved if a value does not lie in it."""
    if section.low <= value <= section.high:
        return section
    first, last = _shares(whole, section)
    return _part(whole, whole.share(value) - (last - first) / 2, last - first)


def _shares(whole: Across, section: Across | None) -> tuple[float, float]:
    return (0.0, 1.0) if section is None else (whole.share(section.low), whole.share(section.high))


def _part(whole: Across, first: float, wide: float) -> Across:
    first = max(0.0, min(first, 1 - wide))
    return whole._replace(low=whole.at(first), high=whole.at(min(first + wide, 1.0)))
