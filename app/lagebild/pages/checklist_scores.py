"""How certain the overall scores of the checklist are, as a table: their range, and how much of them is settled."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.analysis.risks import Score
from lagebild.charts.chart import Table
from lagebild.language import Language
from lagebild.origin import Origin
from lagebild.wording import risks
from lagebild.wording.shares import settled_share


def table(results: Results, language: Language) -> Table:
    """The range of the overall points of each option, and the share of the weight whose answers say how it is."""
    options = results.options
    scores = [results.risks[option.id].overall for option in options]
    origins = tuple(risks.answers_behind(results, option.id) for option in options)
    marked = list(zip(scores, origins, strict=True))
    rows = (
        (language.say("Range"), *(_range(score, origin, language) for score, origin in marked)),
        (language.say("Settled"), *(_coverage(score, origin, language) for score, origin in marked)),
    )
    coverage = (None if score is None else score.coverage for score in scores)
    return Table(
        header=(language.say("Overall"), *(language.of(option.short) for option in options)),
        rows=rows,
        values=((rows[0][0], *(None,) * len(options)), (rows[1][0], *coverage)),
        origins=((None, *origins),) * len(rows),
    )


def _range(score: Score | None, origin: Origin, language: Language) -> str:
    return "–" if score is None else language.show_range(score.low, score.high, origin, digits=0, dash=True)


def _coverage(score: Score | None, origin: Origin, language: Language) -> str:
    return "–" if score is None else language.show(settled_share(score.coverage), origin, "share", 0)
