"""Charts of the decision page: the options by cost, risk and time, and how many weeks each of them needs to start."""

from __future__ import annotations

from typing import cast

from lagebild.analysis.decision import weeks_of
from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE
from lagebild.charts.chart import Chart, Column, Point, Series, Zone
from lagebild.charts.support import supported
from lagebild.errors import N_
from lagebild.knowledge.records import Option
from lagebild.language import Language
from lagebild.origin import COUNTED, Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import decision as wording
from lagebild.wording import risks as risks_words
from lagebild.wording import standpoints
from lagebild.wording.terms import currency_name, partial_date

_MOST_POINTS = 100.0
_NO_LIMIT = 1e15
"""Further than any axis goes: there is no edge to see."""


def cost_risk(results: Results, language: Language) -> Chart:
    """The options by what they cost and how much risk they carry, their size the weeks to start."""
    options, say = results.options, language.say
    names = {option.id: language.of(option.label) for option in options}
    series = (
        Series(
            name=say("Cost a month"),
            role="comparator",
            points=tuple(_cost(results, option, language) for option in options),
            unit=results.api_costs.money.currency,
        ),
        Series(
            name=say("Risk points"),
            role="comparator",
            points=tuple(_risk(results, option, language) for option in options),
            top=_MOST_POINTS,
        ),
        Series(
            name=say("Weeks to start"),
            role="comparator",
            points=tuple(_weeks(results, option, language) for option in options),
            unit="week",
        ),
    )
    rows = zip(options, *(one.points for one in series), strict=True)
    drawn = [option.id for option, *points in rows if None not in points]
    lacking = [names[option.id] for option in options if option.id not in drawn]
    subtitle = say(
        "Across: cost a month in {currency}. Up: risk points. Size: weeks to start",
        currency=currency_name(results.api_costs.money, language, inside=True),
    )
    if any(point is not None and point.band for point in series[1].points):
        subtitle = say("{subtitle}. Line: range of the risk", subtitle=subtitle)
    if drawn and lacking:
        subtitle = say("{subtitle} · Not drawn: {names}", subtitle=subtitle, names=", ".join(lacking))
    title = str(wording.answer(results, language))
    return Chart(
        id="decision.cost_risk",
        kind="bubbles",
        topic="decision",
        title=title,
        heading=say("Cost and risk of the options"),
        subtitle=subtitle,
        categories=tuple(names.values()),
        series=series,
        unit=results.api_costs.money.currency,
        category_name=say("Option"),
        columns=_columns(results, language),
        zone=_zone(results, language) if drawn else None,
        absent="" if drawn else _absent(results, language),
        source=supported(
            say(
                "Source: token prices (vendors), servers with staff (own hardware), your answers and measures, "
                "lead times · as of {day}",
                day=language.date(results.api_costs.as_of, COUNTED),
            ),
            series,
            results,
            language,
        ),
        verdict="assumption",
        alternative=say(
            "{answer} {drawn} of {count} options have both cost and risk.",
            answer=title,
            drawn=language.show(len(drawn), COUNTED),
            count=language.show(len(options), COUNTED),
        ),
        language=language.code,
    )


def _zone(results: Results, language: Language) -> Zone | None:
    """What lies within the reader's limits; without one of them, up to the end of its axis."""
    cost, risk = results.limits.cost_per_month, results.limits.risk
    if cost is None and risk is None:
        return None
    return Zone(
        across=_NO_LIMIT if cost is None else results.api_costs.money.of(cost),
        up=_MOST_POINTS if risk is None else risk,
        label=str(wording.limits_said(results, language)),
        origin=wording.limits_origin(results),
    )


def _cost(results: Results, option: Option, language: Language) -> Point | None:
    value, shown = results.decision[option.id].cost_per_month, standpoints.cost_of(results, option.id, language)
    if value is None or shown is None:
        return None
    return Point(value=results.api_costs.money.of(value), label=str(shown), origin=shown.origin, role=_role(option))


def _risk(results: Results, option: Option, language: Language) -> Point | None:
    value, score = results.decision[option.id].risk, results.risks[option.id].overall
    if value is None or score is None:
        return None
    shown = language.show(value, standpoints.RISK, digits=0)
    return Point(
        value=value,
        band=(score.low, score.high) if score.low < score.high else None,
        label=str(shown),
        within=language.say("risk {points}", points=shown),
        origin=shown.origin,
        role=_role(option),
    )


def _weeks(results: Results, option: Option, language: Language) -> Point:
    value = results.decision[option.id].weeks_to_start
    shown = standpoints.weeks_shown(option, results, language)
    return Point(value=value, label=str(shown), origin=shown.origin, role=_role(option))


def _role(option: Option) -> Role:
    return cast(Role, f"option:{option.id}")


def _columns(results: Results, language: Language) -> tuple[Column, ...]:
    """Between which values the risk lies, and what keeps an option from being drawn."""
    ranges: list[tuple[str, Origin | None]] = []
    reasons = []
    for row in standpoints.options(results, language):
        one, risk = results.decision[row.id], results.risks[row.id]
        known = one.risk is not None and risk.overall is not None
        low, high = (risk.overall.low, risk.overall.high) if risk.overall is not None else (0.0, 0.0)
        shown = language.show_range(round(low), round(high), standpoints.RISK, digits=0, dash=True)
        ranges.append((str(shown), shown.origin) if known else ("–", None))
        missing = [row.cost] if one.cost_per_month is None else []
        missing += [] if known else [risks_words.not_enough(risk, language)]
        reasons.append(" · ".join(missing) or "–")
    return (
        Column(
            name=language.say("Range of the risk"),
            cells=tuple(cell for cell, _ in ranges),
            origins=tuple(origin for _, origin in ranges),
        ),
        Column(name=language.say("Not drawn because"), cells=tuple(reasons), origins=tuple(COUNTED for _ in reasons)),
    )


def _absent(results: Results, language: Language) -> str:
    """Why no option can be drawn."""
    if all(one.risk is None for one in results.decision.values()):
        return language.say(
            "No option has risk points yet: each of them needs {enough} of the checklist settled.",
            enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        )
    return language.say("No option has both a cost and risk points yet; the table says what is missing.")


def weeks(results: Results, language: Language) -> Chart:
    """Weeks from the decision to the first answer, the quickest option on top."""
    knowledge = results.knowledge
    options = sorted(results.options, key=lambda option: weeks_of(option, knowledge))
    names = tuple(language.of(option.label) for option in options)
    points = []
    for option in options:
        figure, shown = knowledge.figure(option.weeks_to_start), standpoints.weeks_shown(option, results, language)
        points.append(
            Point(
                value=weeks_of(option, knowledge),
                label=str(shown),
                note=_range(figure.low, figure.high, language, figure.id) if option.weeks is None else "",
                origin=shown.origin,
                role=cast(Role, f"option:{option.id}"),
            )
        )
    message = N_("{quick}: start after {least}; {slow}: after {most} (assumptions).")
    if options[0].weeks is not None or options[-1].weeks is not None:
        message = N_("{quick}: start after {least}; {slow}: after {most} (your numbers and assumptions).")
    title = language.say(
        message,
        quick=names[0],
        least=points[0].label,
        slow=names[-1],
        most=points[-1].label,
    )
    ours = [option for option in options if option.weeks is None]
    as_of = max(knowledge.figure(option.weeks_to_start).as_of for option in ours or options)
    source = N_("Source: Lagebild’s assumptions and derivations, with reasons and ranges · as of {day}")
    if len(ours) < len(options):
        source = N_("Source: your numbers, and Lagebild’s assumptions and derivations with reasons · as of {day}")
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
            language.say(source, day=partial_date(as_of, COUNTED, language)),
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
