"""What the market page says of the weeks around the shock: where shares stood, and statistics with what they are."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.event_window import BASE, Course, EventWindow
from lagebild.analysis.market import Move
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import BROAD_MARKET, WITH_DIVIDENDS
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin
from lagebild.wording import market
from lagebild.wording.terms import TRADING_DAYS, enumerated, shock_origin

HERO = "NVDA"

MARKET_ADJUSTED = (N_("Market-adjusted return"), N_("return less that of the S&P 500 over the same days"))
CUMULATIVE = (N_("Cumulative return"), N_("simple return from the base day to the last day of the window"))
DRAWDOWN = (N_("Maximum drawdown"), N_("deepest fall from a high to a later close, among all closes of the window"))
LOG = (N_("Log return"), N_("natural logarithm of closing price ÷ earlier closing price; those of days add up"))
DEFINITIONS = (
    (N_("Simple return"), N_("closing price ÷ earlier closing price − 1")),
    LOG,
    CUMULATIVE,
    MARKET_ADJUSTED,
    DRAWDOWN,
)
"""What each statistic is, by its name; in the order of the table."""


def hero(window: EventWindow) -> Course | None:
    """The line that is talked about: Nvidia's, or the first company's, or the first; None where no line is drawn."""
    drawn = [course for course in window.courses.values() if course.is_drawn]
    companies = [course for course in drawn if course.kind != "index"]
    nvidia = [course for course in companies if course.symbol == HERO]
    return next(iter((*nvidia, *companies, *drawn)), None)


def origin(symbol: str, line: str = "market.index", *others: str) -> Origin:
    """The closes an index comes from, or a statistic: the line; of the broad market too where it is set off."""
    return Origin(records=tuple(f"{MARKET}{one}" for one in (symbol, *others)), line=line)


def subject(course: Course, language: Language) -> str:
    """A line as the first word of a sentence: a share by its name, an index with its article."""
    return language.say("The {name}", name=course.name) if course.kind == "index" else course.name


def index_shown(course: Course, value: float, language: Language) -> Shown:
    """A value of a line, one decimal."""
    return language.show(value, origin(course.symbol), digits=1)


def base_shown(window: EventWindow, language: Language) -> Shown:
    """The base day and what it counts as: "24 January = 100"."""
    trading = TRADING_DAYS
    return Shown(
        language.say(
            "{day} = {base}",
            day=language.date(window.base, trading, "day"),
            base=language.show(BASE, COUNTED, digits=0),
        ),
        trading,
    )


def answer(results: Results, language: Language) -> Text:
    """What the line that is talked about did on the day of the shock, and where it stood in the end."""
    window = results.event_window
    course = hero(window)
    if course is None:
        return language.sentence(
            "None of the chosen shares and indices has a close on {day}: choose another base day.",
            day=language.date(window.base, TRADING_DAYS, "long"),
        )
    last = next(value for value in reversed(course.index) if value is not None)
    arguments = {
        "name": subject(course, language),
        "last": index_shown(course, last, language),
        "end": language.date(course.last_day, origin(course.symbol), "long"),
        "base": base_shown(window, language),
        "shock": language.date(results.shock.day, shock_origin(results.knowledge), "long"),
    }
    move = results.shock.moves.get(course.symbol)
    if move is None:
        return language.sentence("{name} stood at *{last}* on {end} ({base}).", **arguments)
    if window.is_adjusted:
        if course.symbol == BROAD_MARKET:
            return language.sentence(
                "{name} is what the others are set against: its own line stays at *{last}* ({base}).", **arguments
            )
        # in points of return, not of the index: those depend on the base day
        points = abs(move.market_adjusted_return) * 100
        beyond = origin(move.symbol, "market.adjusted_return_of_the_shock", BROAD_MARKET)
        arguments["change"] = language.show(points, beyond, digits=2)
        lost = N_("{name} lost *{change}* percentage points against the S&P 500 on {shock} and stood, less its change, "
                  "at *{last}* on {end} ({base}).")  # fmt: skip
        won = N_("{name} gained *{change}* percentage points on the S&P 500 on {shock} and stood, less its change, "
                 "at *{last}* on {end} ({base}).")  # fmt: skip
        return language.sentence(lost if move.market_adjusted_return < 0 else won, **arguments)
    arguments["change"] = language.show(abs(move.simple_return), market.origin(move), "share", 2)
    if course.symbol == BROAD_MARKET:
        told = N_("{name} lost *{change}* on {shock} and stood at *{last}* on {end} ({base}).")
        return language.sentence(told, **arguments)
    broad = results.knowledge.closes[BROAD_MARKET]
    level = broad.by_day[course.last_day] / broad.by_day[window.base] * BASE
    arguments["broad"] = language.show(level, origin(BROAD_MARKET), digits=1)
    fell = N_("{name} lost *{change}* on {shock} and stood at *{last}* on {end}; the S&P 500 at *{broad}* ({base}).")
    rose = N_("{name} gained *{change}* on {shock} and stood at *{last}* on {end}; the S&P 500 at *{broad}* ({base}).")
    return language.sentence(fell if move.simple_return < 0 else rose, **arguments)


def scope(results: Results, language: Language) -> Text:
    """Which days, what a line is, and which chosen series has no close on the base day."""
    window = results.event_window
    trading = TRADING_DAYS
    told = language.sentence(
        "Closing prices of {count} days of trading in New York, {first} to {last}; dividends left out.",
        count=language.show(len(window.days), COUNTED),
        first=language.date(window.days[0], trading),
        last=language.date(window.days[-1], trading),
    )
    parts = [told]
    parts += [
        language.sentence("The {name} alone counts dividends in.", name=course.name)
        for course in window.courses.values()
        if course.symbol in WITH_DIVIDENDS
    ]
    missing = without(results, language)
    if missing:
        parts.append(Text((Span(missing),)))
    return enumerated(parts, " ")


def without(results: Results, language: Language) -> str:
    """The chosen series that have no line, a sentence for each; empty where all have one."""
    window = results.event_window
    day = language.date(window.base, TRADING_DAYS)
    return " ".join(
        language.say("{name}: no close of {day} is known, so nothing is computed.", name=course.name, day=day)
        for course in window.courses.values()
        if not course.is_drawn
    )


class Statistics(NamedTuple):
    """The statistics of a line; None is no value."""

    name: str
    on_the_day: Shown | None
    log_on_the_day: Shown | None
    the_day_after: Shown | None
    cumulative: Shown | None
    market_adjusted: Shown | None
    drawdown: Shown
    numbers: tuple[float | None, ...]
    """The same as plain per cent."""

    @property
    def shown(self) -> tuple[Shown | None, ...]:
        """The statistics in the order of the table."""
        return (
            self.on_the_day,
            self.log_on_the_day,
            self.the_day_after,
            self.cumulative,
            self.market_adjusted,
            self.drawdown,
        )


def heads(language: Language) -> tuple[str, ...]:
    """The names of the columns of the statistics."""
    say = language.say
    return (
        say("Share or index"),
        say("Return on the day of the shock"),
        say("Log return on the day of the shock"),
        say("Return on the day after"),
        say("Cumulative since the base"),
        say("Market-adjusted since the base"),
        say("Maximum drawdown"),
    )


def statistics(results: Results, language: Language) -> tuple[Statistics, ...]:
    """A row for each chosen series, also for those without a line."""
    return tuple(
        _statistics(course, results.shock.moves.get(course.symbol), language)
        for course in results.event_window.courses.values()
    )


def _statistics(course: Course, move: Move | None, language: Language) -> Statistics:
    def share(value: float | None, line: str, *others: str) -> Shown | None:
        at = origin(course.symbol, f"market.{line}", *others)
        return None if value is None else language.show(value, at, "share", 2, sign=True)

    numbers = (
        None if move is None else move.simple_return,
        None if move is None else move.log_return,
        None if move is None else move.next_day_return,
        course.cumulative_return,
        course.market_adjusted_return,
    )
    return Statistics(
        course.name,
        on_the_day=share(numbers[0], "simple_return"),
        log_on_the_day=share(numbers[1], "log_return"),
        the_day_after=share(numbers[2], "next_day_return"),
        cumulative=share(numbers[3], "cumulative_return"),
        market_adjusted=share(numbers[4], "market_adjusted_return", BROAD_MARKET),
        drawdown=language.show(
            course.max_drawdown, origin(course.symbol, "market.max_drawdown"), "share", 2, sign=True
        ),
        numbers=tuple(None if value is None else value * 100 for value in (*numbers, course.max_drawdown)),
    )


def definitions(language: Language) -> tuple[Text, ...]:
    """Each statistic in one sentence."""
    return tuple(
        language.sentence("*{term}:* {meaning}.", term=language.say(term), meaning=language.say(meaning))
        for term, meaning in DEFINITIONS
    )
