"""What the market page says: the falls of the day in one sentence, and returns made visible."""

from __future__ import annotations

from lagebild.analysis.market import BROAD_MARKET, Move
from lagebild.analysis.results import Results
from lagebild.knowledge.loading import MARKET
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, record
from lagebild.wording.terms import shock_origin

CLAIMS = ("a-nvidia-17pct", "a-ndx-31tp3b", "a-spx-21tp3b", "a-googl-181tp3t", "a-msft-261tp3t", "a-amd-intel")
"""What the articles print on the falls of the day; the page sets each beside what it comes to."""


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
