"""The chart of the weeks around the shock: lines from a base day, events, and what moved which share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lagebild.analysis.event_window import BASE, Course, EventWindow
from lagebild.analysis.results import Results
from lagebild.charts.chart import Annotation, Chart, Guide, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.theme import Mark as Role
from lagebild.wording import event_window as wording
from lagebild.wording import market as falls
from lagebild.wording.terms import shock_origin

_COMPANIES: tuple[Role, ...] = ("loss", "second", "third")
"""The colours of companies, the one that is talked about first; further ones are faint."""
_INDICES = 2
"""So many are named; further ones are faint."""


def window(results: Results, language: Language) -> Chart:
    """The chosen shares and indices from January to March 2025; a gap of a series is a gap of its line."""
    found, say = results.event_window, language.say
    drawn = _in_order(found)
    title = str(wording.answer(results, language))
    series = tuple(_series(course, role, faint, language) for course, role, faint in drawn)
    missing = wording.without(results, language)
    source = supported(
        say(
            "Source: exchange closing prices, public copies of them · as of {day}",
            day=language.date(found.days[-1], COUNTED),
        ),
        series,
        results,
        language,
    )
    base = wording.base_shown(found, language)
    return Chart(
        id="market.window",
        kind="lines",
        topic="market",
        title=title,
        heading=say(
            "Share prices and indices around {day}",
            day=language.date(results.shock.day, shock_origin(results.knowledge), "long"),
        ),
        subtitle=(
            say("Closing prices less the S&P 500’s change in points, {base}", base=base)
            if found.is_adjusted
            else say("Closing prices, {base}", base=base)
        ),
        categories=tuple(str(language.date(day, COUNTED)) for day in found.days),
        positions=tuple(float(day.toordinal()) for day in found.days),
        across="date",
        series=series,
        base=BASE,
        unit="",
        guides=tuple(_guides(results, found, language)),
        annotations=tuple(_annotations(results, found, language)),
        absent="" if drawn else title,
        category_name=say("Day"),
        source=" ".join(filter(None, (missing, source))),
        alternative=_alternative(title, drawn, language),
        language=language.code,
    )


def _in_order(found: EventWindow) -> list[tuple[Course, Role, bool]]:
    """The lines that are drawn, with their colours and whether they are faint; the one talked about first."""
    hero = wording.hero(found)
    courses = [course for course in found.courses.values() if course.is_drawn]
    companies = [course for course in courses if course.kind != "index"]
    companies.sort(key=lambda course: course is not hero)
    indices = [course for course in courses if course.kind == "index"]
    lines: list[tuple[Course, Role, bool]] = []
    for place, course in enumerate(companies):
        role: Role = _COMPANIES[place] if place < len(_COMPANIES) else "comparator"
        lines.append((course, role, role == "comparator"))
    lines += [(course, "index", place >= _INDICES) for place, course in enumerate(indices)]
    return lines


def _series(course: Course, role: Role, faint: bool, language: Language) -> Series:
    points = tuple(
        None
        if value is None
        else Point(
            value=value,
            label=str(wording.index_shown(course, value, language)),
            origin=wording.origin(course.symbol),
        )
        for value in course.index
    )
    return Series(name=course.name, role=role, points=points, faint=faint)


def _guides(results: Results, found: EventWindow, language: Language) -> Iterable[Guide]:
    """What happened on a day, for all shares alike."""
    for event in results.knowledge.timeline:
        if event.symbol is None and event.kind != "after" and found.days[0] <= event.day <= found.days[-1]:
            role: Role = "loss" if event.kind == "shock" else "comparator"
            origin = record(*event.figures) if event.kind != "shock" else shock_origin(results.knowledge)
            day = float(event.day.toordinal())
            around = 0.5 if event.kind == "shock" else 0.0
            yield Guide(
                at=day - around,
                until=day + around if around else None,
                label=language.of(event.title),
                origin=origin,
                role=role,
            )


def _annotations(results: Results, found: EventWindow, language: Language) -> Iterable[Annotation]:
    """What moved a single share, at its line: the fall of the one talked about, then events of its own."""
    roles = {course.symbol: role for course, role, faint in _in_order(found) if not faint}
    hero = wording.hero(found)
    if hero is not None and hero.symbol in results.shock.moves:
        move = results.shock.moves[hero.symbol]
        change = falls.return_shown(move, language)
        text = f"{move.name} {change}"
        yield from _note(found, hero.symbol, results.shock.day, text, roles)
    for event in results.knowledge.events:
        if event.symbol in roles and event.day in found.days:
            day = language.date(event.day, COUNTED, "day")
            text = language.say("{day}: {words}", day=day, words=language.of(event.text))
            yield from _note(found, str(event.symbol), event.day, text, roles)


def _note(found: EventWindow, symbol: str, day: date, text: str, roles: dict[str, Role]) -> Iterable[Annotation]:
    value = found.at(symbol, day)
    if value is not None:
        yield Annotation(
            category=found.days.index(day),
            value=value,
            text=text,
            role=roles[symbol],
            origin=wording.origin(symbol),
        )


def _alternative(title: str, drawn: list[tuple[Course, Role, bool]], language: Language) -> str:
    lowest = []
    for course, _, faint in drawn:
        values = [value for value in course.index if value is not None]
        if not faint:
            lowest.append(
                language.say(
                    "{name}: lowest {low}, last {last}.",
                    name=course.name,
                    low=wording.index_shown(course, min(values), language),
                    last=wording.index_shown(course, values[-1], language),
                )
            )
    count = language.say_plural("{count} line.", "{count} lines.", len(drawn))
    return " ".join((title, *lowest, count))
