"""The chart of the decision page so far: how many weeks each option needs to start."""

from __future__ import annotations

from typing import cast

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.theme import Mark as Role
from lagebild.wording.terms import partial_date


def weeks(results: Results, language: Language) -> Chart:
    """Weeks from the decision to the first answer, the quickest option on top."""
    knowledge = results.knowledge
    options = sorted(knowledge.options, key=lambda option: knowledge.number(option.weeks_to_start))
    names = tuple(language.of(option.label) for option in options)
    points = []
    for option in options:
        figure = knowledge.figure(option.weeks_to_start)
        shown = language.show(figure.number, record(figure.id), "week", 0)
        points.append(
            Point(
                value=figure.number,
                label=str(shown),
                note=_range(figure.low, figure.high, language, figure.id),
                origin=shown.origin,
                role=cast(Role, f"option:{option.id}"),
            )
        )
    title = language.say(
        "{quick}: start after {least}; {slow}: after {most} (assumptions).",
        quick=names[0],
        least=points[0].label,
        slow=names[-1],
        most=points[-1].label,
    )
    as_of = max(knowledge.figure(option.weeks_to_start).as_of for option in options)
    series = (Series(name=language.say("Weeks to start"), role="comparator", points=tuple(points)),)
    return Chart(
        id="decision.weeks",
        kind="bars",
        topic="decision",
        title=title,
        heading=language.say("Weeks to start"),
        subtitle=language.say("From the decision to the first answer, range in brackets"),
        categories=names,
        series=series,
        unit="",
        category_name=language.say("Option"),
        source=supported(
            language.say(
                "Source: Lagebild’s assumptions and derivations, with reasons and ranges · as of {day}",
                day=partial_date(as_of, COUNTED, language),
            ),
            series,
            results,
            language,
        ),
        verdict="assumption",
        alternative=language.say("{answer} {count} bars.", answer=title, count=language.show(len(options), COUNTED)),
        language=language.code,
    )


def _range(low: float | None, high: float | None, language: Language, id: str) -> str:
    if low is None or high is None:
        return ""
    return language.say("({range})", range=language.show_range(low, high, record(id), digits=0, dash=True))
