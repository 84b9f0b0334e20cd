"""What the market page says: the falls of the day, of all and of each group, and returns made visible."""

from __future__ import annotations

from lagebild.analysis.market import BROAD_MARKET, VOLATILITY, Kind, Move
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, record
from lagebild.wording.terms import shock_origin

CLAIMS = ("a-nvidia-17pct", "a-ndx-31tp3b", "a-spx-21tp3b", "a-googl-181tp3t", "a-msft-261tp3t", "a-amd-intel")
"""What the articles print on the falls of the day; the page sets each beside what it comes to."""

_GROUPS: dict[Kind, str] = {
    "chips": N_("Chips and data centres"),
    "power": N_("Power and cooling"),
    "platforms": N_("Platforms"),
    "index": N_("Indices"),
}


def group_name(kind: Kind, language: Language) -> str:
    """A group of shares, or the indices, by name."""
    return language.say(_GROUPS[kind])


def origin(move: Move) -> Origin:
    """The closes a return comes from."""
    return Origin(records=(f"{MARKET}{move.symbol}",), line="market.simple_return")


def return_shown(results: Results, symbol: str, language: Language) -> Shown:
    """The return of the day with its sign, two decimals."""
    move = results.market.moves[symbol]
    return language.show(move.simple_return, origin(move), "share", 2, sign=True)


def fall_shown(results: Results, move: Move, language: Language) -> Shown:
    """How far a share fell, without its sign: "um 16,97 %"."""
    return language.show(-move.simple_return, origin(move), "share", 2)


def answer(results: Results, language: Language) -> Text:
    """The falls of the day: suppliers of AI against the broad market."""
    return language.sentence(
        "On {day} suppliers of AI fell by up to *{deepest}*, Nvidia by *{nvidia}* – "
        "the broad market by only *{broad}*.",
        day=language.date(results.market.day, shock_origin(results.knowledge), "long"),
        deepest=fall_shown(results, results.market.deepest("chips", "power"), language),
        nvidia=fall_shown(results, results.market.moves["NVDA"], language),
        broad=fall_shown(results, results.market.moves["^GSPC"], language),
    )


def scope(results: Results, language: Language) -> Text:
    """Between which closes."""
    return language.sentence(
        "Closing prices of {day} against those of {before}. "
        "Shares of AI suppliers plunged; the broad market gave way little.",
        day=language.date(results.market.day, shock_origin(results.knowledge)),
        before=language.date(results.market.day_before, record(f"{MARKET}{BROAD_MARKET}")),
    )


def group_answer(results: Results, kind: Kind, language: Language) -> Text:
    """From the deepest fall of a group to its least, or its largest rise; the volatility index apart."""
    moves = [move for move in results.market.of(kind) if move.symbol != VOLATILITY]
    arguments = {
        "group": group_name(kind, language),
        "first": moves[0].name,
        "low": return_shown(results, moves[0].symbol, language),
        "last": moves[-1].name,
        "high": return_shown(results, moves[-1].symbol, language),
    }
    if kind != "index":
        return language.sentence("{group}: from {first} *{low}* to {last} *{high}*.", **arguments)
    return language.sentence(
        "{group}: from {first} *{low}* to {last} *{high}*; expected volatility ({name}) {change}.",
        name=results.market.moves[VOLATILITY].name,
        change=return_shown(results, VOLATILITY, language),
        **arguments,
    )


def why_missing(results: Results, symbol: str, language: Language) -> str:
    """Why values of a symbol do not exist, a sentence for each; empty where all do."""
    market, close = results.market, results.knowledge.closes[symbol]
    before = language.date(market.day_before, record(f"{MARKET}{BROAD_MARKET}"))
    move = market.moves.get(symbol)
    if move is None:
        days = ((market.day_before, before), (market.day, language.date(market.day, shock_origin(results.knowledge))))
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
    if move.value_lost is None:
        no_value = (
            language.say("{name}: an index has no market value.", name=move.name)
            if move.kind == "index"
            else language.say("{name}: no count of shares is recorded.", name=move.name)
        )
        why.append(no_value)
    return " ".join(why)
