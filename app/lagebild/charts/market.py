"""Charts of the market: the falls on the day of the shock."""

from __future__ import annotations

from lagebild.analysis.market import Move
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Column, Point, Series
from lagebild.charts.support import supported
from lagebild.knowledge.loading import MARKET
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.theme import Mark as Role
from lagebild.wording import market as wording

SHOWN = ("VRT", "VST", "AVGO", "NVDA", "ORCL", "TSM", "AMD", "GOOGL", "^NDX", "MSFT", "^GSPC")
"""Shares and indices of the overview: those the articles name, and the deepest falls."""


def falls(results: Results, language: Language) -> Chart:
    """Returns of the day, the deepest fall on top."""
    moves = [move for move in results.market.moves.values() if move.symbol in SHOWN]
    day = language.date(results.market.day, COUNTED, "long")
    title = str(wording.answer(results, language))
    series = (
        Series(
            name=language.say("Change"),
            role="comparator",
            points=tuple(_point(results, move, language) for move in moves),
        ),
    )
    return Chart(
        id="market.falls",
        kind="bars",
        topic="market",
        title=title,
        heading=language.say("Share price falls on {day}", day=day),
        subtitle=language.say(
            "Close against that of {before}, per cent", before=language.date(results.market.day_before, COUNTED, "long")
        ),
        categories=tuple(move.name for move in moves),
        series=series,
        unit="%",
        category_name=language.say("Share or index"),
        columns=(
            _closes(language.say("Closing price before"), [(move, move.close_before) for move in moves], language),
            _closes(language.say("Closing price"), [(move, move.close_on) for move in moves], language),
        ),
        source=supported(
            language.say(
                "Source: exchange closing prices, public copies of them · as of {day}",
                day=language.date(results.market.day, COUNTED),
            ),
            series,
            results,
            language,
        ),
        alternative=language.say(
            "{answer} {count} bars from {low} ({lowest}) to {high} ({highest}).",
            answer=title,
            count=language.show(len(moves), COUNTED),
            low=wording.return_shown(results, moves[0].symbol, language),
            lowest=moves[0].name,
            high=wording.return_shown(results, moves[-1].symbol, language),
            highest=moves[-1].name,
        ),
        language=language.code,
    )


def _point(results: Results, move: Move, language: Language) -> Point:
    shown = wording.return_shown(results, move.symbol, language)
    role: Role = "loss" if move.symbol == "NVDA" else "index" if move.kind == "index" else "comparator"
    return Point(value=move.simple_return * 100, label=str(shown), origin=shown.origin, role=role)


def _closes(name: str, closes: list[tuple[Move, float]], language: Language) -> Column:
    shown = [language.show(close, record(f"{MARKET}{move.symbol}"), digits=2) for move, close in closes]
    return Column(
        name=name,
        cells=tuple(map(str, shown)),
        values=tuple(close for _, close in closes),
        origins=tuple(cell.origin for cell in shown),
    )
