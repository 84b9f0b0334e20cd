"""The chart of the largest losses of market value in a day: published, computed, and that of the shock."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Column, Key, Point, Series
from lagebild.charts.support import shortened, supported
from lagebild.knowledge.market import RecordLoss
from lagebild.language import Language
from lagebild.origin import Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import record_losses as wording

_DRAWN = 12
"""Bars of the chart; the others stand in its table."""


def records(results: Results, language: Language) -> Chart:
    """The losses from the largest down; computed ones are paler and say so."""
    say, losses = language.say, results.knowledge.record_losses
    points = tuple(_point(results, loss, language) for loss in losses)
    series = (Series(name=say("Loss of market value"), role="comparator", points=points),)
    origins = tuple(record(loss.id) for loss in losses)
    title = str(wording.answer(results, language))
    until = wording.until(results, language)
    whole = Chart(
        id="market.records",
        kind="bars",
        topic="market",
        title=title,
        heading=say("The largest losses of market value in a day"),
        subtitle=say("In billions of US dollars; the middle of a range is drawn and ranked"),
        categories=tuple(wording.name(loss, language) for loss in losses),
        series=series,
        unit="USD bn",
        category_name=say("Company and day"),
        columns=_columns(losses, origins, language),
        legend=True,
        key=(
            Key(role="loss", name=say("day of the shock")),
            Key(role="comparator", name=say("published")),
            Key(role="comparator_pale", name=say("computed, no published figure")),
        ),
        source=supported(
            say("Source: press reports; computed ones: closing price × share count · as of {day}", day=until),
            series,
            results,
            language,
        ),
        alternative=say(
            "{answer} {count} bars, {rest} more in the table.",
            answer=title,
            count=language.show(min(_DRAWN, len(losses)), record(wording.UNTIL)),
            rest=language.show(max(0, len(losses) - _DRAWN), record(wording.UNTIL)),
        ),
        language=language.code,
    )
    return shortened(whole, _DRAWN)


def _point(results: Results, loss: RecordLoss, language: Language) -> Point:
    shown = wording.loss_shown(loss, language)
    role: Role = "comparator" if loss.basis == "published" else "comparator_pale"
    if loss is wording.of_the_shock(results):
        role = "loss"
    note = "" if loss.basis == "published" else language.say("computed")
    return Point(value=loss.loss_usd_bn, label=str(shown), note=note, origin=shown.origin, role=role)


def _columns(losses: tuple[RecordLoss, ...], origins: tuple[Origin, ...], language: Language) -> tuple[Column, ...]:
    say = language.say
    changes = [language.show(loss.change_percent, origin, "%", 2) for loss, origin in zip(losses, origins, strict=True)]
    ranks = [
        "–" if loss.rank is None else language.show(loss.rank, origin, digits=0)
        for loss, origin in zip(losses, origins, strict=True)
    ]
    return (
        Column(
            name=say("Rank"),
            cells=tuple(map(str, ranks)),
            values=tuple(loss.rank for loss in losses),
            origins=tuple(origin if loss.rank else None for loss, origin in zip(losses, origins, strict=True)),
        ),
        Column(
            name=say("Change of the price"),
            cells=tuple(map(str, changes)),
            values=tuple(loss.change_percent for loss in losses),
            origins=origins,
        ),
        Column(name=say("Basis"), cells=tuple(say(wording.BASIS[loss.basis]) for loss in losses)),
        Column(
            name=say("Note"),
            cells=tuple("–" if loss.note is None else language.of(loss.note) for loss in losses),
            origins=origins,
        ),
    )
