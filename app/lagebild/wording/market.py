"""What the market page says: the falls of the day in one sentence, and returns made visible."""

from __future__ import annotations

from lagebild.analysis.market import Move
from lagebild.analysis.results import Results
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, record


def origin(move: Move) -> Origin:
    """The closes a return comes from."""
    return Origin(records=(f"market:{move.symbol}",), line="market.simple_return")


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
        day=language.date(results.market.day, record(), "long"),
        deepest=fall_shown(results, results.market.deepest("chips", "power"), language),
        nvidia=fall_shown(results, results.market.moves["NVDA"], language),
        broad=fall_shown(results, results.market.moves["^GSPC"], language),
    )


def scope(results: Results, language: Language) -> Text:
    """Between which closes."""
    return language.sentence(
        "Closing prices of {day} against those of {before}. "
        "Shares of AI suppliers plunged; the broad market gave way little.",
        day=language.date(results.market.day, record()),
        before=language.date(results.market.day_before, record()),
    )
