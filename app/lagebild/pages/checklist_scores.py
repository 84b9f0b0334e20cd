"""The scores of the checklist as a table: theme by option, with range and coverage."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES, Score
from lagebild.charts.chart import Table
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.wording import risks


def table(results: Results, language: Language) -> Table:
    """Points by theme and option; below them the total, its range, and how much of the weight is answered."""
    options = [results.risks[option.id] for option in results.knowledge.options]
    rows = [(risks.theme_name(theme, language), [risk.themes[theme] for risk in options]) for theme in THEMES]
    rows.append((language.say("Overall"), [risk.overall for risk in options]))
    words = [(name, *(_points(score, language) for score in scores)) for name, scores in rows]
    values: list[tuple[float | str | None, ...]] = [
        (name, *(None if score is None else round(score.middle) for score in scores)) for name, scores in rows
    ]
    overall, none = rows[-1][1], (None,) * len(options)
    words.append((language.say("Range"), *(_band(score, language) for score in overall)))
    values.append((words[-1][0], *none))
    words.append((language.say("Settled"), *(_coverage(score, language) for score in overall)))
    values.append((words[-1][0], *(None if score is None else score.coverage for score in overall)))
    return Table(
        header=(language.say("Theme"), *(language.of(option.short) for option in results.knowledge.options)),
        rows=tuple(words),
        values=tuple(values),
        origins=tuple((None, *(COUNTED,) * len(options)) for _ in words),
    )


def _points(score: Score | None, language: Language) -> str:
    return "–" if score is None else language.show(score.middle, COUNTED, digits=0)


def _band(score: Score | None, language: Language) -> str:
    return "–" if score is None else language.show_range(score.low, score.high, COUNTED, digits=0, dash=True)


def _coverage(score: Score | None, language: Language) -> str:
    return "–" if score is None else language.show(score.coverage, COUNTED, "share", 0)
