"""What the market page says: the falls of the day, of all and of each group, and returns made visible."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.market import Kind, Move
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.knowledge.arithmetic import figures_in
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import BROAD_MARKET, SECOND_CLASSES, VOLATILITY
from lagebild.knowledge.records import Claim
from lagebild.language import NBSP, Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.terms import TRADING_DAYS, shock_origin

GROUPS: dict[Kind, str] = {
    "chips": N_("Chips and data centres"),
    "power": N_("Power and cooling"),
    "platforms": N_("Platforms"),
    "index": N_("Indices"),
}


def group_name(kind: Kind, language: Language) -> str:
    """A group of shares, or the indices, by name."""
    return language.say(GROUPS[kind])


def origin(move: Move) -> Origin:
    """The closes a return comes from: those of the shock, or of the day that is looked at."""
    line = "market.simple_return" if move.is_of_the_shock else "market.return_of_the_day"
    return Origin(records=(f"{MARKET}{move.symbol}",), line=line)


def return_shown(move: Move, language: Language) -> Shown:
    """The return of the day with its sign, two decimals."""
    return language.show(move.simple_return, origin(move), "share", 2, sign=True)


def fall_shown(move: Move, language: Language) -> Shown:
    """How far a share fell, without its sign: "um 16,97 %"."""
    return language.show(-move.simple_return, origin(move), "share", 2)


def _day_origin(results: Results) -> Origin:
    """Where the day of the falls comes from: the event where it is that of the shock, else the days of trading."""
    is_shock = results.market.day == results.shock.day
    return shock_origin(results.knowledge) if is_shock else TRADING_DAYS


def answer(results: Results, language: Language) -> Text:
    """The falls of the day: the deepest of chips and power, and Nvidia, against the broad market."""
    deepest = results.market.deepest("chips", "power")
    nvidia, broad = results.market.moves["NVDA"], results.market.moves[BROAD_MARKET]
    if not _is_narrow(results):
        return _other_day(results, language)
    return language.sentence(
        "On {day} chip and power shares fell by up to *{deepest}* ({name}), Nvidia by *{nvidia}* – "
        "the broad market by only *{broad}*.",
        day=language.date(results.market.day, _day_origin(results), "long"),
        name=deepest.name,
        deepest=fall_shown(deepest, language),
        nvidia=fall_shown(nvidia, language),
        broad=fall_shown(broad, language),
    )


_NARROW = 2
"""A fall was narrow where Nvidia fell so many times as far as the broad market."""


def _is_narrow(results: Results) -> bool:
    """Whether all chips and power shares fell, Nvidia not the deepest, but far deeper than the broad market."""
    falling = [move for kind in ("chips", "power") for move in results.market.of(kind)]
    nvidia, broad = results.market.moves["NVDA"].simple_return, results.market.moves[BROAD_MARKET].simple_return
    deepest = results.market.deepest("chips", "power").simple_return
    return broad < 0 and deepest < nvidia < _NARROW * broad and all(move.simple_return < 0 for move in falling)


def _other_day(results: Results, language: Language) -> Text:
    """A day on which not chips and power alone fell: the worst share, the best one, Nvidia and the broad market."""
    shares = [move for move in results.market.moves.values() if move.kind != "index"]
    nvidia = results.market.moves["NVDA"]
    arguments = {
        "day": language.date(results.market.day, _day_origin(results), "long"),
        "low": return_shown(shares[0], language),
        "worst": shares[0].name,
        "high": return_shown(shares[-1], language),
        "best": shares[-1].name,
        "broad": return_shown(results.market.moves[BROAD_MARKET], language),
    }
    if nvidia in (shares[0], shares[-1]):
        return language.sentence(
            "On {day} the shares ran from *{low}* ({worst}) to *{high}* ({best}); the broad market *{broad}*.",
            **arguments,
        )
    return language.sentence(
        "On {day} the shares ran from *{low}* ({worst}) to *{high}* ({best}); "
        "Nvidia *{nvidia}*, the broad market *{broad}*.",
        nvidia=return_shown(nvidia, language),
        **arguments,
    )


def extremes(results: Results) -> tuple[Move, ...]:
    """What the answer speaks of on another day than that of the shock, whatever the overview always shows."""
    if results.market.day == results.shock.day:
        return ()
    shares = [move for move in results.market.moves.values() if move.kind != "index"]
    return shares[0], results.market.deepest("chips", "power"), shares[-1]


def scope(results: Results, language: Language) -> Text:
    """Between which closes, how many shares fell, and how the best of them did."""
    moves = results.market.moves.values()
    shares = [move for move in moves if move.kind != "index" and move.symbol not in SECOND_CLASSES]
    best = max(shares, key=lambda move: move.simple_return)
    return language.sentence(
        "Closing prices of {day} against those of {before}. "
        "{fell} of {count} shares closed lower; {best} did best, at {change}.",
        day=language.date(results.market.day, _day_origin(results)),
        before=language.date(results.market.day_before, TRADING_DAYS),
        fell=language.show(sum(move.simple_return < 0 for move in shares), COUNTED),
        count=language.show(len(shares), COUNTED),
        best=best.name,
        change=return_shown(best, language),
    )


def hero(results: Results) -> Move:
    """The share that lost the most market value on the day of the shock."""
    lost = (move for move in results.shock.moves.values() if move.value_lost is not None)
    return max(lost, key=lambda move: move.value_lost.computed if move.value_lost else 0.0)


def is_hero(results: Results, move: Move) -> bool:
    """Whether a move is that of the hero, on the day it is about."""
    return move.value_lost is not None and move.symbol == hero(results).symbol


# ---- what the articles print


class Printed(NamedTuple):
    """What an article prints on the falls of the day of the shock, and the shares and indices it speaks of."""

    claim: Claim
    moves: tuple[Move, ...]


@lru_cache(maxsize=4)
def printed(results: Results) -> tuple[Printed, ...]:
    """The claims on the falls of the day of the shock, in the order of the articles.

    A claim speaks of the closes it is checked against; one without arithmetic of those that its quotation names.
    """
    found = []
    for claim in results.knowledge.claims.values():
        symbols = dict.fromkeys(
            figure.close[0]
            for id in (figures_in(claim.check) if claim.check else claim.cites)
            if (figure := results.knowledge.figures.get(id)) is not None
            and figure.close is not None
            and figure.close[1] == results.shock.day
        )
        moves = [results.shock.moves[symbol] for symbol in symbols if symbol in results.shock.moves]
        if claim.check is None:
            moves = [move for move in moves if move.name in claim.quotation]
        if moves:
            found.append(Printed(claim, tuple(moves)))
    return tuple(found)


def printed_heading(results: Results, language: Language) -> str:
    """Above what the articles print; with the day it is about while another one is looked at."""
    if results.market.day == results.shock.day:
        return language.say("What the source writes")
    at = shock_origin(results.knowledge)
    day = language.date(results.shock.day, at)
    return Shown(language.say("What the source writes: {day}", day=day), at)


def names(entry: Printed, language: Language) -> str:
    """What a claim speaks of: "AMD and Intel"."""
    *others, last = (move.name for move in entry.moves)
    return language.say("{others} and {last}", others=", ".join(others), last=last) if others else last


def as_printed(claim: Claim, language: Language) -> Text:
    """What the article prints and, where that is garbled, how it is to be read."""
    origin = record(claim.id)
    printed = {"source": claim.article, "printed": Shown(claim.printed.replace(" ", NBSP), origin)}
    if claim.repaired is None:
        return language.sentence("Source {source}: “{printed}”", **printed)
    reading = language.told(claim.repaired, origin)
    return language.sentence("Source {source}: “{printed}”, to be read as {reading}", reading=reading, **printed)


def as_checked(entry: Printed, language: Language) -> Text:
    """What the closes say of it."""
    shown = [(move.name, return_shown(move, language)) for move in entry.moves]
    if len(shown) == 1:
        return language.sentence("Checked: *{value}*", value=shown[0][1])
    spans: list[Span] = []
    for name, value in shown:
        spans += [Span(", " if spans else ""), *language.sentence("{name} *{value}*", name=name, value=value)]
    return language.sentence("Checked: {values}", values=Text(spans))


class Misprint(NamedTuple):
    """What the garbled numbers mean: a question and its answer."""

    question: Text
    answer: Text


def misprint(results: Results, language: Language) -> Misprint | None:
    """What stands in the place of the per cent sign; None where nothing is garbled."""
    garbled = {entry.claim: sign for entry in printed(results) if (sign := _in_place_of_per_cent(entry.claim))}
    if not garbled:
        return None
    signs: dict[str, Claim] = {}
    for claim, sign in garbled.items():
        signs.setdefault(sign, claim)
    first = next(iter(garbled))
    assert first.repaired is not None
    quoted = [language.sentence("“{words}”", words=Shown(sign, record(claim.id))) for sign, claim in signs.items()]
    listed = quoted[0]
    for other in quoted[1:]:
        listed = language.sentence("{first} or {second}", first=listed, second=other)
    return Misprint(
        language.sentence("What does “{code}” mean?", code=Shown(first.printed.split()[-1], record(first.id))),
        language.sentence(
            "Translation software has probably replaced the per cent sign in source {source} by {signs}. "
            "So “{printed}” is to be read as {reading}.",
            source=first.article,
            signs=listed,
            printed=Shown(first.printed.replace(" ", NBSP), record(first.id)),
            reading=language.told(first.repaired, record(first.id)),
        ),
    )


def _in_place_of_per_cent(claim: Claim) -> str:
    """What is printed after the number itself: "1 TP3B" of "31 TP3B"; empty where nothing is garbled.

    The articles are German, so the German reading has the number as it is printed.
    """
    if claim.repaired is None:
        return ""
    number = claim.repaired.de.split()[0]
    return claim.printed.removeprefix(number).replace(" ", NBSP)


def farthest_off(results: Results, symbols: Collection[str]) -> Printed | None:
    """The contradicted number that lies farthest from the return of its share or index; None where there is none."""
    contradicted = [
        entry
        for entry in printed(results)
        if entry.claim.verdict == "contradicted" and entry.claim.stated and entry.moves[0].symbol in symbols
    ]

    def off(entry: Printed) -> float:
        assert entry.claim.stated is not None
        return abs(entry.claim.stated / (entry.moves[0].simple_return * 100) - 1)

    return max(contradicted, key=off, default=None)


def group_answer(results: Results, kind: Kind, language: Language) -> Text:
    """From the deepest fall of a group to its least, or its largest rise; the volatility index apart."""
    moves = [move for move in results.market.of(kind) if move.symbol != VOLATILITY]
    arguments = {
        "group": group_name(kind, language),
        "first": moves[0].name,
        "low": return_shown(moves[0], language),
        "last": moves[-1].name,
        "high": return_shown(moves[-1], language),
    }
    if kind != "index":
        return language.sentence("{group}: from {first} *{low}* to {last} *{high}*.", **arguments)
    return language.sentence(
        "{group}: from {first} *{low}* to {last} *{high}*; expected volatility ({name}) {change}.",
        name=results.market.moves[VOLATILITY].name,
        change=return_shown(results.market.moves[VOLATILITY], language),
        **arguments,
    )


def why_missing(results: Results, symbol: str, language: Language) -> str:
    """Why values of a symbol do not exist, a sentence for each; empty where all do."""
    market, close = results.market, results.knowledge.closes[symbol]
    trading = TRADING_DAYS
    before = language.date(market.day_before, trading)
    move = market.moves.get(symbol)
    if move is None:
        days = ((market.day_before, before), (market.day, language.date(market.day, trading)))
        missing = [shown for day, shown in days if close.on(day) is None]
        return " ".join(
            language.say("{name}: no close of {day} is known, so nothing is computed.", name=close.name, day=shown)
            for shown in missing
        )
    why = []
    if move.next_day_return is None:
        why.append(language.say("{name}: no close is known for the day after.", name=move.name))
    if move.days_to_recover is None:
        last = language.date(move.last_day, record(f"{MARKET}{symbol}"))
        why.append(
            language.say(
                "{name}: up to {last} no close was back at that of {before}.", name=move.name, last=last, before=before
            )
        )
    if symbol == VOLATILITY:
        why.append(language.say("{name}: it is no price, so it does not recover.", name=move.name))
    if move.value_lost is None:
        no_value = (
            language.say("{name}: an index has no market value.", name=move.name)
            if move.kind == "index"
            else language.say(
                "{name}: market values are known for {day} alone.",
                name=move.name,
                day=language.date(results.shock.day, shock_origin(results.knowledge)),
            )
            if market.day != results.shock.day
            else language.say("{name}: no count of shares is recorded.", name=move.name)
        )
        why.append(no_value)
    return " ".join(why)
