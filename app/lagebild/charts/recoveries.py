"""Charts of the time after the shock: how long each share took to its old price, and where months ended since."""

from __future__ import annotations

from datetime import date

from lagebild.analysis.recoveries import MonthEnds, Recovery, month_ends
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Column, Key, Point, Series
from lagebild.charts.support import shortened, supported
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import BROAD_MARKET, SECOND_CLASSES
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin
from lagebild.theme import Mark as Role
from lagebild.wording import recoveries as wording
from lagebild.wording.terms import shock_origin

_LINES: dict[str, Role] = {"NVDA": "loss", "AVGO": "second", "MSFT": "third", BROAD_MARKET: "index", "^NDX": "index"}
"""Lines of the months, as in the event window."""


def recovery(results: Results, language: Language) -> Chart:
    """Calendar days to the old price: solid where the day is known, pale where only the month is.

    A bar for each company and for the broad market; other indices and what has no day stand in the table alone.
    """
    say, found = language.say, results.recoveries
    shock = results.shock.day
    shown = [one for one in found.found.values() if one.outcome != "did_not_fall"]
    shown.sort(key=lambda one: not _is_drawn(one))
    drawn = sum(map(_is_drawn, shown))
    points = tuple(_point(one, shock, language) for one in shown)
    series = (Series(name=say("Days to the old price"), role="comparator", points=points),)
    title = str(wording.answer(results, language))
    origins = tuple(wording.origin(one) for one in shown)
    last = max(one.last_day for one in shown)
    whole = Chart(
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
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(drawn, COUNTED)),
        language=language.code,
    )
    return shortened(whole, drawn)


def _is_drawn(one: Recovery) -> bool:
    return (
        one.on is not None and one.symbol not in SECOND_CLASSES and (one.kind != "index" or one.symbol == BROAD_MARKET)
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
    """The close of each month since the shock, the one before it as 100; where a series ends, its line does.

    Other series are columns of the table: one that has risen fivefold would press the lines flat.
    """
    say = language.say
    ends = month_ends(results.knowledge)
    days = sorted({day for one in ends.values() for day in one.days})
    # a month has one place, whichever day each series closed it on
    columns = [days[0], *{(day.year, day.month): day for day in days[1:]}.values()]
    series = tuple(_line(ends[symbol], role, columns, language) for symbol, role in _LINES.items())
    others = tuple(_column(one, columns, language) for symbol, one in ends.items() if symbol not in _LINES)
    title = str(wording.months_answer(results, language))
    return Chart(
        id="market.after",
        kind="lines",
        topic="market",
        title=title,
        heading=say("Months since the shock"),
        subtitle=say(
            "Last close of each month, or of the one still running; {day} = {base}",
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
        columns=others,
        source=supported(
            say(
                "Source: exchange closing prices, public copies of them · as of {day}",
                day=language.date(days[-1], COUNTED),
            ),
            series,
            results,
            language,
        ),
        alternative=language.say_plural("{answer} {count} line.", "{answer} {count} lines.", len(series), answer=title),
        language=language.code,
    )


def _values(one: MonthEnds, columns: list[date]) -> tuple[float | None, ...]:
    at = {(day.year, day.month): value for day, value in zip(one.days[1:], one.index[1:], strict=True)}
    return (one.index[0], *(at.get((day.year, day.month)) for day in columns[1:]))


def _shown(value: float, one: MonthEnds, language: Language) -> Shown:
    origin = Origin(records=(f"{MARKET}{one.symbol}",), line="market.month_end")
    return language.show(value, origin, digits=1)


def _line(one: MonthEnds, role: Role, columns: list[date], language: Language) -> Series:
    def point(value: float | None) -> Point | None:
        if value is None:
            return None
        shown = _shown(value, one, language)
        return Point(value=value, label=str(shown), origin=shown.origin)

    return Series(name=one.name, role=role, points=tuple(map(point, _values(one, columns))))


def _column(one: MonthEnds, columns: list[date], language: Language) -> Column:
    values = _values(one, columns)
    cells = [None if value is None else _shown(value, one, language) for value in values]
    return Column(
        name=one.name,
        cells=tuple("–" if cell is None else str(cell) for cell in cells),
        values=values,
        origins=tuple(None if cell is None else cell.origin for cell in cells),
    )
