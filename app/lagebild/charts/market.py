"""Charts of the market: the falls on the day of the shock, in an overview and group by group."""

from __future__ import annotations

from datetime import date

from lagebild.analysis.market import Kind, Move
from lagebild.analysis.results import Results
from lagebild.charts.chart import Annotation, Chart, Column, Key, Point, Series
from lagebild.charts.support import supported
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.market import VOLATILITY, Close
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.theme import Mark as Role
from lagebild.wording import market as wording

SHOWN = ("VRT", "VST", "AVGO", "NVDA", "ORCL", "TSM", "AMD", "GOOGL", "^NDX", "MSFT", "^GSPC")
"""Shares and indices of the overview: those the articles name, and the deepest falls."""
FALLS: dict[str, Kind | None] = {
    "market.falls": None,
    "market.chips": "chips",
    "market.power": "power",
    "market.platforms": "platforms",
    "market.indices": "index",
}
"""Ids of the charts of the falls, and the group each shows; None for the overview."""
_IDS = {kind: id for id, kind in FALLS.items()}
_MEANINGS: dict[Role, str] = {
    "loss": N_("largest loss in $"),
    "comparator": N_("company"),
    "index": N_("index"),
}


def falls(results: Results, language: Language, kind: Kind | None = None) -> Chart:
    """Returns of the day, the deepest fall on top: the overview, or every share or index of a kind.

    A series without both closes stands at the foot with a gap. What an article prints stands in the table, and
    the number that is farthest off is an annotation.
    """
    closes = results.knowledge.closes
    gaps: list[Close] = []
    if kind is None:
        told = (*SHOWN, *(move.symbol for move in wording.extremes(results)))
        moves = [move for move in results.market.moves.values() if move.symbol in told]
    else:
        moves = list(results.market.of(kind))
        gaps = [closes[symbol] for symbol in results.market.without if closes[symbol].kind == kind]
    before = language.date(results.market.day_before, COUNTED, "long")
    title = str(wording.answer(results, language) if kind is None else wording.group_answer(results, kind, language))
    without = " ".join(wording.why_missing(results, close.symbol, language) for close in gaps)
    shown = [*(closes[move.symbol] for move in moves), *gaps]
    series = (
        Series(
            name=language.say("Change"),
            role="comparator",
            points=(*(_point(results, move, language) for move in moves), *(None for _ in gaps)),
        ),
    )
    roles = {point.role for point in series[0].points if point is not None}
    key = tuple(Key(role=role, name=language.say(name)) for role, name in _MEANINGS.items() if role in roles)
    source = supported(
        language.say(
            "Source: exchange closing prices, public copies of them · as of {day}",
            day=language.date(results.market.day, COUNTED),
        ),
        series,
        results,
        language,
    )
    return Chart(
        id=_IDS[kind],
        kind="bars",
        topic="market",
        title=title,
        heading=_heading(results, kind, language),
        subtitle=language.say("Close against that of {before}, per cent", before=before),
        categories=tuple(close.name for close in shown),
        series=series,
        unit="%",
        category_name=language.say("Share or index"),
        columns=(
            _closes(language.say("Closing price before"), shown, results.market.day_before, language),
            _closes(language.say("Closing price"), shown, results.market.day, language),
            *_printed(results, shown, language),
        ),
        annotations=_farthest_off(results, shown, language),
        legend=len(key) > 1,
        key=key if len(key) > 1 else (),
        source=" ".join(filter(None, (without, source))),
        alternative=" ".join(
            (
                language.say(
                    "{answer} {count} bars from {low} ({lowest}) to {high} ({highest}).",
                    answer=title,
                    count=language.show(len(moves), COUNTED),
                    low=wording.return_shown(moves[0], language),
                    lowest=moves[0].name,
                    high=wording.return_shown(moves[-1], language),
                    highest=moves[-1].name,
                ),
                *(
                    language.say("Set off by its colour: {name}, largest loss of market value.", name=move.name)
                    for move in moves
                    if wording.is_hero(results, move)
                ),
            )
        ),
        language=language.code,
    )


def _heading(results: Results, kind: Kind | None, language: Language) -> str:
    day = language.date(results.market.day, COUNTED, "long")
    if kind is not None:
        return language.say("{group} on {day}", group=wording.group_name(kind, language), day=day)
    if results.market.day == results.shock.day:
        return language.say("Share price falls on {day}", day=day)
    return language.say("Share prices on {day}", day=day)  # on which some may have risen


def _point(results: Results, move: Move, language: Language) -> Point:
    shown = wording.return_shown(move, language)
    role: Role = "loss" if wording.is_hero(results, move) else "index" if move.kind == "index" else "comparator"
    note = language.say("expected volatility") if move.symbol == VOLATILITY else ""
    return Point(value=move.simple_return * 100, label=str(shown), note=note, origin=shown.origin, role=role)


def _printed(results: Results, shown: list[Close], language: Language) -> tuple[Column, ...]:
    """What the articles print on these; no column where they print nothing, which is so on every other day."""
    if results.market.day != results.shock.day:
        return ()
    claims = {move.symbol: entry.claim for entry in wording.printed(results) for move in entry.moves}
    here = [claims.get(close.symbol) for close in shown]
    if not any(here):
        return ()
    return (
        Column(
            name=language.say("Article prints"),
            cells=tuple("–" if claim is None else str(wording.as_printed(claim, language)) for claim in here),
            origins=tuple(None if claim is None else record(claim.id) for claim in here),
        ),
    )


def _farthest_off(results: Results, shown: list[Close], language: Language) -> tuple[Annotation, ...]:
    """Beside its bar, the printed number that is farthest from it."""
    if results.market.day != results.shock.day:
        return ()
    symbols = [close.symbol for close in shown]
    entry = wording.farthest_off(results, symbols)
    if entry is None or entry.claim.stated is None:
        return ()
    return (
        Annotation(
            category=symbols.index(entry.moves[0].symbol),
            value=entry.claim.stated,
            text=str(wording.as_printed(entry.claim, language)),
            role="loss",
            origin=record(entry.claim.id),
        ),
    )


def _closes(name: str, series: list[Close], day: date, language: Language) -> Column:
    values = tuple(close.on(day) for close in series)
    origins = [record(f"{MARKET}{close.symbol}") for close in series]
    return Column(
        name=name,
        cells=tuple(
            "–" if value is None else str(language.show(value, origin, digits=2))
            for value, origin in zip(values, origins, strict=True)
        ),
        values=values,
        origins=tuple(None if value is None else origin for value, origin in zip(values, origins, strict=True)),
    )
