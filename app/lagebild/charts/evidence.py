"""Charts of the evidence: the verdicts of both articles, and each quantity on which sources differ."""

from __future__ import annotations

from typing import cast

from lagebild.analysis.evidence import VERDICTS
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.support import supported
from lagebild.knowledge.records import Contradiction
from lagebild.language import Language
from lagebild.origin import COUNTED, Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import contradictions as ledger
from lagebild.wording.evidence import answer
from lagebild.wording.shortening import cut
from lagebild.wording.verdicts import verdict_word

ARTICLES = ("A", "B", "AB")
_NAME, _REMARK = 80, 200
"""Letters of a name on one line, and of what is said beside it."""


def verdicts(results: Results, language: Language) -> Chart:
    """How many claims of each article have which verdict."""
    claims = results.knowledge.claims.values()

    def points(verdict: str) -> tuple[Point | None, ...]:
        counted: list[Point | None] = []
        for article in ARTICLES:
            ids = tuple(claim.id for claim in claims if claim.article == article and claim.verdict == verdict)
            shown = str(language.show(len(ids), COUNTED))
            counted.append(Point(value=len(ids), label=shown, within=shown, origin=record(*ids)) if ids else None)
        return tuple(counted)

    totals = []
    for article in ARTICLES:
        ids = tuple(claim.id for claim in claims if claim.article == article)
        shown = str(language.show(len(ids), COUNTED))
        # in no verdict's colour, though it may count claims of one alone
        totals.append(Point(value=len(ids), label=shown, origin=record(*ids), role="comparator"))
    title = str(answer(results, language))
    return Chart(
        id="evidence.verdicts",
        kind="stacked_bars",
        topic="evidence",
        title=title,
        heading=language.say("Verdicts on the claims"),
        subtitle=language.say("Number of claims by article"),
        categories=(language.say("Source A"), language.say("Source B"), language.say("A against B")),
        series=tuple(
            Series(name=verdict_word(verdict, language), role=cast(Role, f"verdict:{verdict}"), points=points(verdict))
            for verdict in VERDICTS
        ),
        totals=tuple(totals),
        total_name=language.say("Claims"),
        unit="",
        category_name=language.say("Article"),
        legend=True,
        source=language.say(
            "Source: every claim of both articles, recomputed · as of {day}",
            day=language.date(results.knowledge.about.as_of, COUNTED),
        ),
        alternative=language.say("{answer} {count} bars.", answer=title, count=language.show(len(ARTICLES), COUNTED)),
        language=language.code,
    )


def contradiction(id: str, results: Results, language: Language) -> Chart:
    """What each source says of one quantity, the value Lagebild uses in colour."""
    knowledge = results.knowledge
    one: Contradiction = knowledge.contradictions[id]
    scope = language.of(one.scope)
    points = []
    for statement in one.statements:
        low, high = knowledge.bounds(statement)
        used = statement.record == one.used
        points.append(
            Point(
                value=low,
                high=high if high > low else None,
                label=str(ledger.value_shown(results, one, statement, language)),
                note=cut(language.of(statement.counts), _REMARK),
                origin=Origin(records=(statement.record,)),
                role="hero" if used else "comparator",
            )
        )
    label = cut(language.of(one.label), _NAME)
    series = (Series(name=label, role="comparator", points=tuple(points)),)
    title = str(ledger.finding(results, one, language))
    names = tuple(cut(ledger.source_name(results, statement, language), _NAME) for statement in one.statements)
    return Chart(
        id=f"evidence.{id}",
        kind="ranges",
        topic="evidence",
        title=title,
        heading=label,
        subtitle=cut(scope[:1].upper() + scope[1:], _REMARK),
        categories=names,
        series=series,
        unit=one.unit,
        category_name=language.say("Source"),
        source=supported(
            language.say("Source: the records named · as of {day}", day=language.date(knowledge.about.as_of, COUNTED)),
            series,
            results,
            language,
        ),
        alternative=language.say("{answer} {count} marks.", answer=title, count=language.show(len(names), COUNTED)),
        language=language.code,
    )
