"""Every fault between records: what points nowhere, contradicts its arithmetic, or repeats another wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, get_args

from lagebild.clock import noon
from lagebild.knowledge.arithmetic import Check, computed, figures_in
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.knowledge.records import Area, BundledOption, Claim, Figure, derived_verdict

if TYPE_CHECKING:
    from lagebild.knowledge.loading import Knowledge
    from lagebild.knowledge.prices import Offer, PriceLine

_SATURDAY = 5


def faults(knowledge: Knowledge) -> Iterator[str]:
    """Each fault as a sentence for the maintainer; the loader refuses a knowledge that has one."""
    numbers = knowledge.numbers
    for id in knowledge.figures.keys() & knowledge.claims.keys():
        yield f"{id}: a figure and a claim have this id"
    yield from _unknown_sources(knowledge)
    for figure in knowledge.figures.values():
        if figure.check is not None:
            yield from _check_faults(figure.id, figure.check, numbers, _follows(figure))
    yield from _repetition_faults(knowledge)
    for event in knowledge.events:
        yield from _unknown("figure", event.id, event.figures, knowledge.figures)
    if sum(event.kind == "shock" for event in knowledge.events) != 1:
        yield "events: there must be one shock"
    if {option.id for option in knowledge.options} != set(get_args(BundledOption)):
        yield "options: there must be the bundled ones and no others"
    for option in knowledge.options:
        if option.based_on is not None or option.weeks is not None:
            yield f"{option.id}: says what only an option of a reader's own says"
        yield from _unknown("figure", option.id, (option.weeks_to_start,), numbers)
        yield from _unknown("model", option.id, option.models, knowledge.offers)
    for claim in knowledge.claims.values():
        yield from _unknown("figure", claim.id, claim.cites, knowledge.figures)
        if claim.check is not None:
            yield from _check_faults(claim.id, claim.check, numbers, _deserves(claim))
    yield from _contradiction_faults(knowledge)
    for area in get_args(Area):
        if area not in knowledge.about.check_after_days:
            yield f"about: nothing says when the figures of {area} are due for a check"


def later_faults(knowledge: Knowledge) -> Iterator[str]:
    """The same for the records that are read only when a page asks for them."""
    known = {**knowledge.figures, **knowledge.claims}
    for kind, records in (
        ("question", knowledge.questions), ("term", knowledge.glossary), ("training run", knowledge.training_runs),
        ("server", knowledge.servers), ("throughput", knowledge.throughputs), ("price line", knowledge.price_lines),
    ):  # fmt: skip
        for id, count in Counter(record.id for record in records).items():
            if count > 1:
                yield f"{kind} {id} stands twice"
    if len(knowledge.price_lines) != 2:
        yield "price lines: there must be two, the one in question and the one it is compared with"
    for line in knowledge.price_lines:
        yield from _price_line_faults(line, knowledge.offers)
    for question in knowledge.questions:
        cited = (*question.evidence_for, *question.evidence_against)
        yield from _unknown("record", question.id, cited, known)
        laws = (law.figure for law in question.law if law.figure is not None)
        yield from _unknown("figure", question.id, laws, knowledge.figures)
        for told in (question.applies, question.suggestion):
            if set(told) != set(get_args(BundledOption)):
                yield f"{question.id}: does not speak of every option"
        for law in question.law:
            if law.valid_to is not None and (law.valid_from is None or law.valid_to <= law.valid_from):
                yield f"{question.id}: {law.norm.en} ends before it begins"
    for run in knowledge.training_runs:
        cited = (
            *(id for id in (run.gpu_hours, run.rent_per_hour, run.excludes) if id),
            *(cost.figure for cost in run.costs),
            *run.article_figures,
        )
        yield from _unknown("figure", run.id, cited, knowledge.figures)
    rows = (
        *((f"{close.symbol}, months", close.sources) for close in knowledge.monthly_closes.values()),
        *((f"{row.symbol}, value lost", row.sources) for row in knowledge.values_lost),
        *((f"{row.symbol}, record loss", row.sources) for row in knowledge.record_losses),
        *((f"{row.series}, overlay", row.sources) for row in knowledge.overlays),
    )
    for id, sources in rows:
        yield from _unknown("source", id, sources, knowledge.sources)
    yield from _market_faults(knowledge)
    servers = {server.id for server in knowledge.servers}
    for server in knowledge.servers:
        single = (server.memory, server.power, server.price, server.lead_time)
        cited = (*(id for id in single if id), *server.rent_per_gpu_hour)
        yield from _unknown("figure", server.id, cited, knowledge.numbers)
    for throughput in knowledge.throughputs:
        yield from _unknown("figure", throughput.id, (throughput.figure,), knowledge.numbers)
        yield from _unknown("server", throughput.id, (throughput.server,) if throughput.server else (), servers)


def _market_faults(knowledge: Knowledge) -> Iterator[str]:
    """Days that cannot be, months and rows that stand twice, and companies without a price in US dollars."""
    closes = knowledge.closes
    trading = closes[BROAD_MARKET].by_day
    for close in closes.values():
        yield from (f"{close.symbol}: a close on {day:%A}, {day}" for day in close.days if day.weekday() >= _SATURDAY)
        if close.currency == "USD":  # traded in New York
            yield from (f"{close.symbol}: no close on {day}" for day in trading if day not in close.by_day)
            closed = (day for day in close.days if day not in trading)
            yield from (f"{close.symbol}: a close on {day}, but none of {BROAD_MARKET}" for day in closed)
    for close in knowledge.monthly_closes.values():
        for month, count in Counter(f"{day:%Y-%m}" for day in close.days).items():
            if count > 1:
                yield f"{close.symbol}: {month} has {count} month-ends"
    losses = (*(row.id for row in knowledge.values_lost), *(row.id for row in knowledge.record_losses))
    for id, count in Counter((*losses, *(overlay.id for overlay in knowledge.overlays))).items():
        if count > 1:
            yield f"{id} stands twice"
    for row in knowledge.values_lost:
        if row.symbol not in closes or closes[row.symbol].currency != "USD":
            yield f"{row.id}: no closes in US dollars"
    for era in ("dotcom", "ai"):
        if all(overlay.era != era for overlay in knowledge.overlays):
            yield f"overlays: none of the era {era}"
    if not knowledge.record_losses:
        yield "record losses: there are none"


def _price_line_faults(line: PriceLine, offers: Mapping[str, Offer]) -> Iterator[str]:
    missing = list(_unknown("model", line.id, line.models, offers))
    yield from missing
    unpriced = [model for model in line.models if model in offers and not offers[model].prices]
    yield from (f"{line.id}: {model} never had a price" for model in unpriced)
    if not missing and not unpriced:
        for one, other in pairwise(line.models):
            if offers[other].prices[0].valid_from <= offers[one].prices[0].valid_from:
                yield f"{line.id}: {other} follows {one}, but has had a price as long"


def _unknown(kind: str, id: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    known = known if isinstance(known, (dict, set)) else set(known)
    for missing in (name for name in named if name not in known):
        yield f"{id}: unknown {kind} {missing}"


def _unknown_sources(knowledge: Knowledge) -> Iterator[str]:
    referring: list[tuple[str, tuple[str, ...]]] = [
        *((figure.id, figure.sources) for figure in knowledge.figures.values()),
        *((claim.id, claim.sources) for claim in knowledge.claims.values()),
        *((event.id, event.sources) for event in knowledge.events),
        *((offer.model, tuple(price.source for price in offer.prices)) for offer in knowledge.offers.values()),
        *((close.symbol, close.sources) for close in knowledge.closes.values()),
    ]
    for id, sources in referring:
        yield from _unknown("source", id, sources, knowledge.sources)


def _repetition_faults(knowledge: Knowledge) -> Iterator[str]:
    for figure in knowledge.figures.values():
        if figure.offer is not None:
            model, field = figure.offer
            offer = knowledge.offers.get(model)
            price = offer and offer.price_at(noon(date.fromisoformat(figure.as_of)))
            if price is None or getattr(price, field) != figure.value:
                yield f"{figure.id}: {figure.value} is not the {field} price of {model} on {figure.as_of}"
        if figure.close is not None:
            symbol, day = figure.close
            if symbol not in knowledge.closes or knowledge.closes[symbol].on(day) != figure.value:
                yield f"{figure.id}: {figure.value} is not the close of {symbol} on {day}"


def _contradiction_faults(knowledge: Knowledge) -> Iterator[str]:
    known = {**knowledge.figures, **knowledge.claims}
    for contradiction in knowledge.contradictions.values():
        records = tuple(statement.record for statement in contradiction.statements)
        missing = list(_unknown("record", contradiction.id, records, known))
        yield from missing
        for statement in () if missing else contradiction.statements:
            try:
                low, high = knowledge.bounds(statement)
            except (KeyError, ZeroDivisionError) as error:
                yield f"{contradiction.id}: {statement.record} comes to no number ({error!r})"
                continue
            if high < low:
                yield f"{contradiction.id}: {statement.record} ranges from {low} down to {high}"


def _check_faults(
    id: str, check: Check, numbers: Mapping[str, float], fault_of: Callable[[float], str | None]
) -> Iterator[str]:
    missing = [figure for figure in figures_in(check) if figure not in numbers]
    if missing:
        yield f"{id}: its arithmetic names what is no figure, or none with a number: {', '.join(missing)}"
        return
    try:
        fault = fault_of(computed(check, numbers))
    except ZeroDivisionError:
        fault = "its arithmetic divides by zero"
    if fault is not None:
        yield f"{id}: {fault}"


def _follows(figure: Figure) -> Callable[[float], str | None]:
    # a thousandth leaves room for the last place that is shown, and for no slip
    return lambda result: (
        None
        if figure.value is not None and isclose(figure.number, result, rel_tol=1e-3)
        else f"{figure.value} does not follow from its arithmetic, which gives {result}"
    )


def _deserves(claim: Claim) -> Callable[[float], str | None]:
    def fault(result: float) -> str | None:
        assert claim.stated is not None  # a stated number and its check come together
        verdict = derived_verdict(claim.stated, result)
        if verdict == claim.verdict or (claim.reason is not None and claim.cites):
            return None
        return f"called {claim.verdict}, computed as {verdict}, and no reason says why"

    return fault
