"""A deck as a value: which charts on which slides, and what the speaker's notes say about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lagebild.charts.chart import Chart
from lagebild.frozen import Frozen
from lagebild.language import Code


class Slide(Frozen):
    """One chart with its finding as title; the slide's language is the chart's."""

    chart: Chart
    scope: str = ""
    """What the finding holds for, in one sentence ("378.000 Anfragen im Monat · nur Token-Preise")."""
    notes: str = ""
    """How the numbers are computed, a paragraph a line; sources and date follow by themselves."""

    @property
    def language(self) -> Code:
        return self.chart.language


class Deck(Frozen):
    """Slides in their order; a deck in both languages holds slides of both."""

    title: str
    language: Code
    """Of the title, and of the file as a whole."""
    slides: tuple[Slide, ...]
    subtitle: str = ""
    cover: bool = False
    """Whether a slide with title and subtitle comes first."""


def deck(
    charts: Iterable[Chart],
    language: Code,
    title: str = "",
    *,
    notes: Callable[[Chart], str] | None = None,
    scope: str = "",
    subtitle: str = "",
    cover: bool = False,
) -> Deck:
    """A slide for each chart, with what `notes` says about it; the first finding is the title if there is none."""
    slides = tuple(Slide(chart=chart, scope=scope, notes=notes(chart) if notes else "") for chart in charts)
    if not title and slides:
        title = slides[0].chart.title
    return Deck(title=title, language=language, slides=slides, subtitle=subtitle, cover=cover)
