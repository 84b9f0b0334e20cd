"""Charts of the AI boom laid over the dot-com years; what happened next back then is greyed."""

from __future__ import annotations

from lagebild.analysis.dotcom import Pair
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Guide, Point, Series
from lagebild.charts.support import supported
from lagebild.knowledge.market import Overlay
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.theme import Mark as Role
from lagebild.wording import dotcom as wording


def index(results: Results, language: Language) -> Chart:
    """Nasdaq beside itself."""
    heading = language.say("Nasdaq then and now")
    return _overlay(results, results.dotcom.index, "market.dotcom", heading, language)


def shares(results: Results, language: Language) -> Chart:
    """Cisco beside Nvidia."""
    pair = results.dotcom.shares
    heading = language.say(
        "{past} then, {present} now", past=language.of(pair.past.name), present=language.of(pair.present.name)
    )
    return _overlay(results, pair, "market.dotcom_shares", heading, language)


def _overlay(results: Results, pair: Pair, id: str, heading: str, language: Language) -> Chart:
    say = language.say
    last = max(*pair.past.months, pair.now)
    places = tuple(range(last + 1))
    present = _series(pair.present, wording.era(pair.present, language), "hero", places, language)
    until = tuple(place if place <= pair.now else None for place in places)
    beyond = tuple(place if place >= pair.now else None for place in places)
    series = (
        present,
        _series(pair.past, wording.era(pair.past, language), "comparator", until, language),
        _series(pair.past, say("what happened next"), "index", beyond, language),
    )
    title = str(wording.answer(pair, language))
    return Chart(
        id=id,
        kind="lines",
        topic="market",
        title=title,
        heading=heading,
        subtitle=say(
            "Month-ends, base months = {base}; across: months from the base",
            base=language.show(100, COUNTED, digits=0),
        ),
        categories=tuple(str(language.show(place, COUNTED, digits=0)) for place in places),
        positions=tuple(map(float, places)),
        series=series,
        base=100.0,
        unit="",
        guides=(
            Guide(
                at=float(pair.now),
                label=say(
                    "last close: month {month}", month=language.show(pair.now, wording.origin(pair.present), digits=0)
                ),
                origin=wording.origin(pair.present),
                role="hero",
            ),
        ),
        category_name=say("Months from the base"),
        source=" ".join(
            (
                wording.notes(pair, language),
                supported(
                    say(
                        "Source: month-end closes, public copies of them · as of {day}",
                        day=language.date(pair.present.days[-1], COUNTED),
                    ),
                    series,
                    results,
                    language,
                ),
            )
        ),
        alternative=language.say_plural("{answer} {count} line.", "{answer} {count} lines.", len(series), answer=title),
        language=language.code,
    )


def _series(overlay: Overlay, name: str, role: Role, places: tuple[int | None, ...], language: Language) -> Series:
    origin = wording.origin(overlay)
    at = dict(zip(overlay.months, overlay.index, strict=True))

    def point(place: int | None) -> Point | None:
        value = None if place is None else at.get(place)
        if value is None:
            return None
        return Point(value=value, label=str(language.show(value, origin, digits=0)), origin=origin)

    return Series(name=name, role=role, points=tuple(map(point, places)))
