"""Charts of the time after the shock: how long each share took to its old price, and where months ended since."""

from __future__ import annotations

from datetime import date

from lagebild.analysis.recoveries import MonthEnds, Recovery, month_ends
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Column, Key, Point, Series
from lagebild.charts.support import supported
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.language import Language
from lagebild.origin import COUNTED, Origin
from lagebild.theme import Mark as Role
from lagebild.wording import recoveries as wording
from lagebild.wording.terms import shock_origin

_LINES: dict[str, Role] = {"NVDA": "loss", "AVGO": "second", "MSFT": "third", BROAD_MARKET: "index", "^NDX": "index"}
"""Lines of the months that are named, as in the event window; the others are faint."""


def recovery(results: Results, language: Language) -> Chart:
    """Calendar days to the old price: solid where the day is known, pale where only the month is; gaps have words."""
    say, found = language.say, results.recoveries
    shock = results.shock.day
    shown = [one for one in found.found.values() if one.outcome != "did_not_fall"]
    points = tuple(_point(one, shock, language) for one in shown)
    series = (Series(name=say("Days to the old price"), role="comparator", points=points),)
    title = str(wording.answer(results, language))
    origins = tuple(wording.origin(one) for one in shown)
    last = max(one.last_day for one in shown)
    return Chart(
        id="market.recoveries",
        kind="bars",
        topic="market",
        title=title,
        heading=say("Back at the price before the shock"),
        subtitle=say(
            "Calendar days from {day} to a close at or above the old one",
            day=language.date(shock, shock_origin(results.knowledge), "long"),
        ),
        categories=tuple(one.name for one in shown),
        series=series,
        unit="days",
        category_name=say("Share or index"),
        columns=(
            Column(
                name=say("Back at the old price"),
                cells=tuple(str(wording.when(one, language)) for one in shown),
                origins=origins,
            ),
            _share_column(say("Lowest close since"), shown, [one.lowest_return for one in shown], language),
            _share_column(say("Last close"), shown, [one.last_return for one in shown], language),
            Column(
                name=say("Day of the last close"),
                cells=tuple(str(language.date(one.last_day, wording.origin(one))) for one in shown),
                origins=origins,
            ),
        ),
        legend=True,
        key=(
            Key(role="comparator", name=say("day known")),
            Key(role="comparator_pale", name=say("only the end of the month known: at most so long")),
        ),
        source=" ".join(
            filter(
                None,
                (
                    wording.why_missing(results, language),
                    supported(
                        say(
                            "Source: exchange closing prices by day and month, public copies of them · as of {day}",
                            day=language.date(last, COUNTED),
                        ),
                        series,
                        results,
                        language,
                    ),
                ),
            )
        ),
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(sum(map(bool, points)), COUNTED)),
        language=language.code,
    )


def _point(one: Recovery, shock: date, language: Language) -> Point | None:
    if one.on is None:
        return None
    return Point(
        value=float((one.on - shock).days),
        label=str(wording.when(one, language)),
        origin=wording.origin(one),
        role="comparator" if one.outcome == "day" else "comparator_pale",
    )


def _share_column(name: str, shown: list[Recovery], values: list[float], language: Language) -> Column:
    return Column(
        name=name,
        cells=tuple(str(wording.change(value, one, language)) for value, one in zip(values, shown, strict=True)),
        values=tuple(value * 100 for value in values),
        origins=tuple(wording.origin(one) for one in shown),
    )


def months(results: Results, language: Language) -> Chart:
    """The close of each month since the shock, the one before it as 100; where a series ends, its line does."""
    say = language.say
    ends = month_ends(results.knowledge)
    ordered = sorted(ends.values(), key=lambda one: list(_LINES).index(one.symbol) if one.symbol in _LINES else 99)
    days = sorted({day for one in ends.values() for day in one.days})
    # a month has one place, whichever day each series closed it on
    columns = [days[0], *{(day.year, day.month): day for day in days[1:]}.values()]
    series = tuple(_line(one, columns, language) for one in ordered)
    title = str(wording.months_answer(results, language))
    return Chart(
        id="market.after",
        kind="lines",
        topic="market",
        title=title,
        heading=say("Months since the shock"),
        subtitle=say(
            "Last close of each month, {day} = {base}; the last value of a line may be that of a month still running",
            day=language.date(days[0], shock_origin(results.knowledge)),
            base=language.show(100, COUNTED, digits=0),
        ),
        categories=tuple(str(language.date(day, COUNTED)) for day in columns),
        positions=tuple(float(day.toordinal()) for day in columns),
        across="date",
        series=series,
        base=100.0,
        unit="",
        category_name=say("Month-end"),
        source=supported(
            say(
                "Source: exchange closing prices, public copies of them · as of {day}",
                day=language.date(days[-1], COUNTED),
            ),
            series,
            results,
            language,
        ),
        alternative=say("{answer} {count} lines.", answer=title, count=language.show(len(series), COUNTED)),
        language=language.code,
    )


def _line(one: MonthEnds, columns: list[date], language: Language) -> Series:
    at = {(day.year, day.month): value for day, value in zip(one.days[1:], one.index[1:], strict=True)}
    origin = Origin(records=(f"{MARKET}{one.symbol}",), line="market.index")

    def point(value: float | None) -> Point | None:
        if value is None:
            return None
        return Point(value=value, label=str(language.show(value, origin, digits=1)), origin=origin)

    values = (one.index[0], *(at.get((day.year, day.month)) for day in columns[1:]))
    role = _LINES.get(one.symbol, "index" if one.kind == "index" else "comparator")
    return Series(name=one.name, role=role, points=tuple(map(point, values)), faint=one.symbol not in _LINES)
