"""The chart of the market value of the day: a step for each company, down for losers, up for winners, and the sum."""

from __future__ import annotations

from lagebild.analysis.market import Move
from lagebild.analysis.results import Results
from lagebild.analysis.values_lost import computed
from lagebild.charts.chart import Chart, Column, Key, Point, Series, Table
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import values_lost as wording
from lagebild.wording.terms import shock_origin

_BN = 1e9


def value_lost(results: Results, language: Language) -> Chart:
    """Losers one by one, the smaller ones together, winners, and what is left; sources that differ are a range."""
    found, say = results.values_lost, language.say
    names: list[str] = []
    points: list[Point] = []

    def add(name: str, usd: float, shown: Shown, role: Role, *, is_sum: bool = False) -> None:
        names.append(name)
        points.append(Point(value=-usd / _BN, label=str(shown), origin=shown.origin, role=role, sum=is_sum))

    for place, move in enumerate(found.named):
        add(move.name, computed(move), wording.loss_shown(move, language), _role(move, place))
    if found.others:
        lost = sum(map(computed, found.others))
        shown = wording.amount(-lost, wording.origin(*found.others), language, sign=True)
        add(say("Other companies"), lost, shown, "comparator")
    for move in found.winners:
        add(move.name, computed(move), wording.loss_shown(move, language), "gain")
    everyone = (*found.losers, *found.winners)
    add(say("Together"), found.net, wording.amount(-found.net, wording.origin(*everyone), language, sign=True),
        "comparator", is_sum=True)  # fmt: skip
    series = (Series(name=say("Market value"), role="comparator", points=tuple(points)),)
    moves: list[Move | None] = [*found.named, *([None] if found.others else []), *found.winners, None]
    columns = tuple(_columns(results, moves, language))
    title = str(wording.answer(results, language))
    source = supported(
        say(
            "Source: exchange closing prices and share counts; ranges of published losses · as of {day}",
            day=language.date(results.shock.day, COUNTED),
        ),
        series,
        results,
        language,
    )
    return Chart(
        id="market.value_lost",
        kind="waterfall",
        topic="market",
        title=title,
        heading=say(
            "Market value on {day}",
            day=language.date(results.shock.day, shock_origin(results.knowledge), "long"),
        ),
        subtitle=say("Change in billions of US dollars, closing prices; the bars show the computed value"),
        categories=tuple(names),
        series=series,
        unit="USD bn",
        category_name=say("Company"),
        columns=columns,
        rest=_rest(results, found.others, columns, series[0].name, language),
        legend=True,
        key=(
            Key(role="loss", name=say("largest loss in $")),
            Key(role="comparator", name=say("fell")),
            Key(role="comparator_pale", name=say("fell, share count unconfirmed")),
            Key(role="gain", name=say("rose")),
        ),
        source=" ".join(filter(None, (wording.why_without(results, language), source))),
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(len(points), COUNTED)),
        language=language.code,
    )


def _role(move: Move, place: int) -> Role:
    if not place:
        return "loss"
    assert move.value_lost is not None
    return "comparator" if move.value_lost.checked == "secondary" else "comparator_pale"


def _cells(results: Results, move: Move | None, language: Language) -> tuple[tuple[Shown | str, float | None], ...]:
    """Computed, published from and to, and number of shares; dashes for what is not one company."""
    nothing: tuple[Shown | str, float | None] = ("–", None)
    if move is None:
        return (nothing,) * 4
    value = next(one for one in results.knowledge.values_lost if one.symbol == move.symbol)
    said = record(value.id)

    def dollars(usd_bn: float | None, at: Origin, digits: int) -> tuple[Shown | str, float | None]:
        return nothing if usd_bn is None else (language.show(usd_bn, at, "USD bn", digits), usd_bn)

    return (
        dollars(computed(move) / _BN, wording.origin(move), 1),
        dollars(value.published_low_usd_bn, said, 0),
        dollars(value.published_high_usd_bn, said, 0),
        (language.show(value.shares_bn * 1000, said, "m", 0), value.shares_bn * 1000),
    )


def _columns(results: Results, moves: list[Move | None], language: Language) -> list[Column]:
    say = language.say
    heads = (say("Loss, computed"), say("Published, from"), say("Published, to"), say("Shares, millions"))
    rows = [_cells(results, move, language) for move in moves]
    return [
        Column(
            name=head,
            cells=tuple(str(row[at][0]) for row in rows),
            values=tuple(row[at][1] for row in rows),
            origins=tuple(_origin(row[at][0]) for row in rows),
        )
        for at, head in enumerate(heads)
    ]


def _rest(
    results: Results, moves: tuple[Move, ...], columns: tuple[Column, ...], name: str, language: Language
) -> Table | None:
    """The smaller losers, which are one step together."""
    if not moves:
        return None
    rows, values, origins = [], [], []
    for move in moves:
        shown = wording.loss_shown(move, language)
        cells = _cells(results, move, language)
        # the dash stands in the column of what the steps have come to
        rows.append((move.name, str(shown), "–", *(str(cell) for cell, _ in cells)))
        values.append((move.name, -computed(move) / _BN, None, *(value for _, value in cells)))
        origins.append((None, shown.origin, None, *(_origin(cell) for cell, _ in cells)))
    header = (language.say("Company"), name, language.say("Running total"), *(column.name for column in columns))
    return Table(header=header, rows=tuple(rows), values=tuple(values), origins=tuple(origins))


def _origin(cell: Shown | str) -> Origin | None:
    return cell.origin if isinstance(cell, Shown) else None
