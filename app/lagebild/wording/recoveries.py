"""What the market page says of the time after the shock: who was back at the old price, since when, and who was not."""

from __future__ import annotations

from lagebild.analysis.event_window import BASE
from lagebild.analysis.recoveries import Recovery
from lagebild.analysis.results import Results
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import BROAD_MARKET, SECOND_CLASSES
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin
from lagebild.wording.terms import TRADING_DAYS, enumerated, shock_origin

HERO = "NVDA"


def origin(one: Recovery) -> Origin:
    """The closes a recovery is read from."""
    return Origin(records=(f"{MARKET}{one.symbol}",), line="market.recovery")


def when(one: Recovery, language: Language) -> Shown:
    """When it was back, as exactly as the series say: a day, the end of a month, not yet, or no data."""
    at = origin(one)
    if one.outcome == "did_not_fall":
        return Shown(language.say("did not fall"), at)
    if one.outcome == "day":
        assert one.on is not None
        return Shown(str(language.date(one.on, at)), at)
    if one.outcome == "month":
        assert one.on is not None
        if one.on == one.last_day and one.on.day < 25:  # not the end of a month, but that of the series
            return Shown(language.say("by {day}", day=language.date(one.on, at)), at)
        return Shown(language.say("by the end of {month}", month=language.date(one.on, at, "month")), at)
    last = language.date(one.last_day, at)
    if one.outcome == "not_yet":
        return Shown(language.say("not yet, as of {day}", day=last), at)
    return Shown(language.say("no data after {day}", day=last), at)


def change(value: float, one: Recovery, language: Language) -> Shown:
    """A return with its sign, one decimal."""
    return language.show(value, origin(one), "share", 1, sign=True)


def level(one: Recovery, language: Language) -> Shown:
    """The last close, that before the shock as 100."""
    return language.show((1 + one.last_return) * BASE, origin(one), digits=1)


def answer(results: Results, language: Language) -> Text:
    """How many of those that fell were back within the daily series, later, or not; and the share talked about."""
    found = results.recoveries
    shares = [one for one in found.found.values() if one.kind != "index" and one.symbol not in SECOND_CLASSES]
    fell = [one for one in shares if one.outcome != "did_not_fall"]
    soon = [one for one in fell if one.outcome == "day"]
    later = [one for one in fell if one.outcome == "month"]
    not_yet = [one for one in fell if one.outcome == "not_yet"]
    unknown = [one for one in fell if one.outcome == "no_data"]
    until = max(results.knowledge.closes[one.symbol].days[-1] for one in fell)
    arguments = {
        "fell": language.show(len(fell), COUNTED),
        "soon": language.show(len(soon), COUNTED),
        "later": language.show(len(later), COUNTED),
        "until": language.date(until, TRADING_DAYS, "long"),
    }
    hero = found.found.get(HERO)
    parts = [
        language.sentence(
            "Of {fell} shares that fell, *{soon}* closed at their old price again by {until}, *{later}* later",
            **arguments,
        )
    ]
    if hero is not None and hero.recovered:
        parts.append(language.sentence("{name} {when}", name=hero.name, when=when(hero, language)))
    if not_yet:
        parts.append(language.sentence("*{count}* not yet", count=language.show(len(not_yet), COUNTED)))
    if unknown:
        parts.append(language.sentence("of *{count}* it is not known", count=language.show(len(unknown), COUNTED)))
    return Text((*enumerated(parts, "; "), Span(".")))


def months_answer(results: Results, language: Language) -> Text:
    """Where the share that is talked about and the broad market stood at their last known closes, as an index."""
    hero, broad = (results.recoveries.found[symbol] for symbol in (HERO, BROAD_MARKET))
    return language.sentence(
        "{name} stood at *{level}* on {day}, the broad market at *{broad}* on {broad_day} ({before} = {base}).",
        name=hero.name,
        level=level(hero, language),
        day=language.date(hero.last_day, origin(hero), "long"),
        broad=level(broad, language),
        broad_day=language.date(broad.last_day, origin(broad), "long"),
        before=language.date(results.recoveries.before, shock_origin(results.knowledge)),
        base=language.show(BASE, COUNTED, digits=0),
    )


def why_missing(results: Results, language: Language) -> str:
    """Those that have no day of recovery, and why, a sentence each; empty where all have one."""
    return " ".join(
        language.say("{name}: {when}.", name=one.name, when=when(one, language))
        for one in results.recoveries.of("not_yet", "no_data")
    )


def scope(results: Results, language: Language) -> Text:
    """What counts as recovered, and how exact the days are."""
    found = results.recoveries
    missing = ", ".join(results.knowledge.closes[symbol].name for symbol in found.without)
    told = language.sentence(
        "Recovered: a close at or above that of {before}. Up to {until} by the day, later by the end of a month: "
        "then the day itself may lie earlier in it.",
        before=language.date(found.before, shock_origin(results.knowledge)),
        until=language.date(results.knowledge.closes[BROAD_MARKET].days[-1], TRADING_DAYS),
    )
    if not missing:
        return told
    return enumerated((told, language.sentence("No close before the shock: {names}.", names=missing)), " ")
