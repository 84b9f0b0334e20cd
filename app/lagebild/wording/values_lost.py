"""What the market page says of the market value of the day: who lost, who won, and what "one trillion" means."""

from __future__ import annotations

from lagebild.analysis.market import Move
from lagebild.analysis.results import Results
from lagebild.analysis.values_lost import computed
from lagebild.knowledge.loading import MARKET
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.terms import shock_origin

COUNTS = "us-tech-value-lost"
"""The figure behind "one trillion": the technology shares of the S&P 500, and counts beyond it."""
_BN = 1e9


def origin(*moves: Move) -> Origin:
    """The closes and counts of shares that a loss comes from."""
    records = (record for move in moves for record in (f"{MARKET}{move.symbol}", f"value:{move.symbol}"))
    return Origin(records=tuple(records), line="market.value_lost")


def loss_shown(move: Move, language: Language) -> Shown:
    """What a share lost, with a minus, or gained: one number, or a range where sources differ."""
    lost = move.value_lost
    assert lost is not None
    at = origin(move)
    low, high = -lost.high / _BN, -lost.low / _BN
    if round(low) == round(high):
        return language.show(-lost.computed / _BN, at, "USD bn", 1, sign=True)
    return language.show_range(low, high, at, "USD bn", 0)


def amount(usd: float, at: Origin, language: Language, *, sign: bool = False) -> Shown:
    """Billions of US dollars, without decimals."""
    return language.show(usd / _BN, at, "USD bn", 0, sign=sign)


def answer(results: Results, language: Language) -> Text:
    """What all losers lost, the largest part of it, and what winners gained."""
    found = results.values_lost
    largest = found.losers[0]
    arguments = {
        "day": language.date(results.shock.day, shock_origin(results.knowledge), "long"),
        "lost": amount(found.lost, origin(*found.losers), language),
        "count": language.show(len(found.losers), COUNTED),
        "all": language.show(len(found.losers) + len(found.winners), COUNTED),
        "largest": largest.name,
        "part": amount(computed(largest), origin(largest), language),
        "gained": amount(found.gained, origin(*found.winners), language),
    }
    if not found.winners:
        return language.sentence(
            "{count} of {all} companies counted lost *{lost}* of market value on {day}, {largest} alone *{part}*.",
            **arguments,
        )
    *others, last = (move.name for move in found.winners)
    names = language.say("{others} and {last}", others=", ".join(others), last=last) if others else last
    return language.sentence(
        "{count} of {all} companies counted lost *{lost}* of market value on {day}, {largest} alone *{part}*; "
        "{names} gained *{gained}*.",
        names=names,
        **arguments,
    )


def scope(results: Results, language: Language) -> Text:
    """What the losses are computed from, and why "one trillion" is another count."""
    found, figure = results.values_lost, results.knowledge.figure(COUNTS)
    said = record(COUNTS)
    assert figure.low is not None and figure.high is not None
    return language.sentence(
        "Change of the close times number of shares; {unsure} of it rest on unconfirmed counts. The “trillion” of the "
        "reports is another sum: by one report the technology shares of the S&P 500 lost {low}, without TSMC, ASML, "
        "Arm and the power companies; other counts, up to {high}, partly take early prices.",
        unsure=amount(found.unconfirmed, origin(*found.losers), language),
        low=language.show(figure.low, said, "USD bn", 0),
        high=language.show(figure.high, said, "USD bn", 0),
    )


def why_without(results: Results, language: Language) -> str:
    """Shares without a market value of their own, in one sentence; empty where all have one."""
    found, closes = results.values_lost, results.knowledge.closes
    names = [closes[symbol].name for symbol in found.without]
    told = [
        language.say("{company} counts with all classes of its shares.", company=closes[symbol].name)
        for symbol in found.with_all_classes
    ]
    if names:
        told.insert(
            0, language.say("Not counted, for want of a number of shares or a close: {names}.", names=", ".join(names))
        )
    return " ".join(told)
