"""The chart of the risks page: risk points of every option, theme by theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES, Score
from lagebild.charts.chart import Chart, Point, Series, Table
from lagebild.charts.heat import is_unsure
from lagebild.knowledge.records import Option, OptionId
from lagebild.language import Language
from lagebild.origin import ANSWERS, COUNTED, Origin, reader
from lagebild.theme import Mark as Role
from lagebild.wording import risks as wording
from lagebild.wording.shares import settled_share


def heat(results: Results, language: Language) -> Chart:
    """Points by theme and option, as far as the reader's answers say; the last row is the total of each option."""
    options = results.options
    scores = {option.id: _scores(results, option) for option in options}
    origins = {option.id: _origins(results, option) for option in options}
    series = tuple(
        Series(
            name=language.of(option.short),
            role=cast(Role, f"option:{option.id}"),
            points=tuple(
                None if score is None else _point(score, origin, language)
                for score, origin in zip(scores[option.id], origins[option.id], strict=True)
            ),
        )
        for option in options
    )
    names = (*(wording.theme_name(theme, language) for theme in THEMES), language.say("Overall"))
    points = [point for one in series for point in one.points if point is not None]
    title = str(wording.answer(results, language))
    return Chart(
        id="risks.heat",
        kind="heat",
        topic="risks",
        title=title,
        heading=language.say("Risk points by theme and option"),
        subtitle=language.say(
            "{low} = all met, {high} = all open",
            low=language.show(0, COUNTED, digits=0),
            high=language.show(100, COUNTED, digits=0),
        ),
        categories=names,
        series=series,
        unit="",
        category_name=language.say("Theme"),
        rest=_rest(results, names, scores, origins, language),
        total_row=True,
        source=language.say(
            "Source: your answers and measures in Lagebild’s checklist · as of {day}",
            day=language.date(results.today, COUNTED),
        ),
        verdict="own" if results.answers else None,
        alternative=_alternative(title, points, language),
        language=language.code,
    )


def _scores(results: Results, option: Option) -> tuple[Score | None, ...]:
    risk = results.risks[option.id]
    return (*(risk.themes[theme] for theme in THEMES), risk.overall)


def _origins(results: Results, option: Option) -> tuple[Origin, ...]:
    """The answers behind each score; without any it is only the range there can be."""
    overall = wording.answers_behind(results, option.id)
    names = (f"{ANSWERS}.{theme}.{option.id}" for theme in THEMES)
    return (*(reader(name) if name in overall.inputs else COUNTED for name in names), overall)


def _point(score: Score, origin: Origin, language: Language) -> Point:
    low, high = round(score.low), round(score.high)
    between = language.say(
        "between {low} and {high}",
        low=language.show(low, origin, digits=0),
        high=language.show(high, origin, digits=0),
    )
    return Point(
        value=score.middle,
        band=(score.low, score.high) if score.low < score.high else None,
        label=str(language.show(score.middle, origin, digits=0)),
        note=between if low < high else "",
        origin=origin,
    )


def _rest(
    results: Results,
    names: tuple[str, ...],
    scores: Mapping[OptionId, tuple[Score | None, ...]],
    origins: Mapping[OptionId, tuple[Origin, ...]],
    language: Language,
) -> Table:
    """Further rows: the bands, without which a middle would look certain, and how much of the weight is settled."""
    options = results.options
    rows, values, row_origins = [], [], []
    for place, name in enumerate(names):
        here = [(scores[option.id][place], origins[option.id][place]) for option in options]
        row = (
            language.say("{theme}: range", theme=name),
            *("–" if score is None else _band(score, origin, language) for score, origin in here),
        )
        rows.append(row)
        values.append(row)
        row_origins.append((None, *(None if score is None else origin for score, origin in here)))
    overall = [(scores[option.id][-1], origins[option.id][-1]) for option in options]
    settled = language.say("Settled")
    rows.append(
        (
            settled,
            *(
                "–" if score is None else str(language.show(settled_share(score.coverage), origin, "share", 0))
                for score, origin in overall
            ),
        )
    )
    shares = (settled, *(None if score is None else score.coverage for score, _ in overall))
    row_origins.append((None, *(None if score is None else origin for score, origin in overall)))
    header = (language.say("Theme"), *(language.of(option.short) for option in options))
    return Table(header=header, rows=tuple(rows), values=(*values, shares), origins=tuple(row_origins))


def _band(score: Score, origin: Origin, language: Language) -> str:
    return str(language.show_range(round(score.low), round(score.high), origin, digits=0, dash=True))


def _alternative(title: str, points: list[Point], language: Language) -> str:
    if not points:
        return title
    least, most = (choose(points, key=lambda point: point.value) for choose in (min, max))
    return language.say(
        "{answer} {count} values from {low} to {high}; uncertain: {unsure}.",
        answer=title,
        count=language.show(len(points), COUNTED),
        low=least.label,
        high=most.label,
        unsure=language.show(sum(map(is_unsure, points)), COUNTED),
    )
