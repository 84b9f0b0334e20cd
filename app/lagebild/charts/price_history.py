"""The chart of the price history: a step for each change, and what one euro bought beside it."""

from __future__ import annotations

from itertools import pairwise

from lagebild.analysis.price_history import Day, PriceHistory, price_history
from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import ApiCosts
from lagebild.charts.chart import Annotation, Chart, Column, Guide, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin, record
from lagebild.theme import Mark as Role
from lagebild.wording import api_costs as api_costs_words
from lagebild.wording import price_history as wording
from lagebild.wording.terms import currency_name, shock_origin

TOPIC = ApiCosts.topic
_ROLES: tuple[Role, Role] = ("hero", "comparator")
_SEEN = 0.05
"""The least change of a price, as a share of the highest, at which the new model is named."""


def history(results: Results, language: Language) -> Chart:
    """What a million tokens cost from change to change, up to today; days of the table say what one euro bought."""
    found, say = price_history(results), language.say
    days = found.days
    title = str(wording.answer(results, language))
    series = tuple(
        Series(name=line.name, role=role, points=tuple(_point(day, place, language) for day in days))
        for place, (line, role) in enumerate(zip(found.lines, _ROLES, strict=True))
    )
    return Chart(
        id="api_costs.history",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Prices over time"),
        subtitle=say(
            "{currency} for a million tokens of the same mix of input and output, until the next change",
            currency=currency_name(results.api_costs.money, language),
        ),
        categories=tuple(str(language.date(day.day, COUNTED)) for day in days),
        positions=tuple(float(day.day.toordinal()) for day in days),
        across="date",
        step=True,
        from_zero=True,
        series=series,
        guides=_shock(results, days, language),
        annotations=_annotations(found, language),
        absent="" if days else title,
        unit=results.api_costs.money.currency,
        category_name=say("Date"),
        columns=tuple(_columns(results, found, language)),
        source=supported(
            say(
                "Source: list prices of the providers, each with its own evidence · {usage} · {rates} · as of {day}",
                usage=api_costs_words.usage_origin(results, language),
                rates=wording.rates(results, language),
                day=language.date(results.today, COUNTED),
            ),
            series,
            results,
            language,
        ),
        alternative=say(
            "{answer} {gap} {count} lines.",
            answer=title,
            gap=" ".join(map(str, wording.gap(results, language))),
            count=language.show(len(series), COUNTED),
        ).replace("  ", " "),
        language=language.code,
    )


def _point(day: Day, place: int, language: Language) -> Point | None:
    sold = day.sold[place]
    if sold is None:
        return None
    shown = wording.price(day, sold, language)
    label = f"{wording.model_of(sold.offer)} {shown}"
    return Point(value=day.money.of(sold.usd_per_million), label=label, origin=shown.origin)


def _shock(results: Results, days: tuple[Day, ...], language: Language) -> tuple[Guide, ...]:
    """The day everything is dated from, where it lies among the days."""
    shock = results.knowledge.shock
    if all(day.day != shock.day for day in days):
        return ()
    origin = shock_origin(results.knowledge)
    return (Guide(at=float(shock.day.toordinal()), label=language.of(shock.title), origin=origin),)


def _annotations(found: PriceHistory, language: Language) -> tuple[Annotation, ...]:
    """What one euro bought where each line begins; then the models that change the price so that it is seen."""
    notes = [note for place in range(len(found.lines)) if (note := _begin(found, place, language)) is not None]
    highest = max((sold.usd_per_million for day in found.days for sold in day.sold if sold), default=0.0)
    for at, (before, day) in enumerate(pairwise(found.days), start=1):
        for place, (one, other) in enumerate(zip(before.sold, day.sold, strict=True)):
            if not one or not other or one.offer == other.offer:
                continue
            if abs(other.usd_per_million - one.usd_per_million) >= _SEEN * highest:
                notes.append(_note(found, at, place, wording.model_of(other.offer), record(other.offer.model)))
    return tuple(notes)


def _begin(found: PriceHistory, place: int, language: Language) -> Annotation | None:
    first = next(((at, day, sold) for at, day in enumerate(found.days) if (sold := day.sold[place]) is not None), None)
    if first is None:
        return None
    at, day, sold = first
    tokens = wording.tokens_for_a_euro(day, sold, language, word=True)
    if tokens is None:
        return None
    text = language.say(
        "{model}: {euro} buys {tokens}",
        model=wording.model_of(sold.offer),
        euro=language.show(1, COUNTED, "EUR", 0),
        tokens=tokens,
    )
    return _note(found, at, place, text, tokens.origin)


def _note(found: PriceHistory, at: int, place: int, text: str, origin: Origin) -> Annotation:
    day = found.days[at]
    sold = day.sold[place]
    assert sold is not None
    value = day.money.of(sold.usd_per_million)
    return Annotation(category=at, value=value, text=text, role=_ROLES[place], origin=origin)


def _columns(results: Results, found: PriceHistory, language: Language) -> list[Column]:
    """What one euro bought of each line, at which rate, and who says what the prices were."""
    columns = []
    for place, line in enumerate(found.lines):
        cells: list[Shown | None] = []
        values: list[float | None] = []
        for day in found.days:
            sold = day.sold[place]
            cells.append(sold and wording.tokens_for_a_euro(day, sold, language))
            values.append(sold and sold.tokens_for(day.money.usd_per_eur))
        columns.append(
            Column(
                name=language.say("Tokens for one euro, {line}", line=line.name),
                cells=tuple(cell or "–" for cell in cells),
                values=tuple(None if value is None else round(value) for value in values),
                origins=tuple(cell.origin if cell else None for cell in cells),
            )
        )
    origins: tuple[Origin, ...] = tuple(wording.rate_origin(day) for day in found.days)
    usd = [day.money.usd_per_eur for day in found.days]
    rates = tuple(language.show(rate, origin, digits=4) for rate, origin in zip(usd, origins, strict=True))
    columns.append(
        Column(name=language.of(ApiCosts.usd_per_eur.label), cells=rates, values=tuple(usd), origins=origins)
    )
    sources = results.knowledge.sources
    models = (dict.fromkeys(wording.model_of(sold.offer) for sold in day.sold if sold) for day in found.days)
    columns.append(Column(name=language.say("Models"), cells=tuple(", ".join(names) for names in models)))
    told = (dict.fromkeys(sources[sold.interval.source].publisher for sold in day.sold if sold) for day in found.days)
    columns.append(Column(name=language.say("Prices stated by"), cells=tuple(", ".join(names) for names in told)))
    return columns
