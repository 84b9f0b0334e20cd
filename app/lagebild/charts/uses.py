"""Where a record is used: the pages whose sentences and charts rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lagebild.analysis.results import Results
from lagebild.charts.contents import build, charts
from lagebild.language import Language
from lagebild.origin import Origin
from lagebild.wording import (
    api_costs,
    decision,
    dotcom,
    event_window,
    exposure,
    market,
    memo,
    price_history,
    questions,
    record_losses,
    revenue_gap,
    risks,
    seats,
    self_hosting,
    situation,
    standpoints,
    training_costs,
    values_lost,
)

PAGE_OF = {
    "situation": "situation", "api_costs": "costs", "self_hosting": "costs", "training_costs": "costs",
    "seats": "costs", "revenue_gap": "costs", "scenarios": "costs", "market": "market",
    "exposure": "market", "risks": "risks", "decision": "decision",
}  # fmt: skip
"""The page that shows the charts of a topic; evidence is shown on its own page and does not count as a use."""


ALSO_ON_THE_MARKET = ("revenue_gap.waterfall", "revenue_gap.dates")


@lru_cache(maxsize=4)
def uses(results: Results, language: Language) -> dict[str, frozenset[str]]:
    """The pages that show each record, by its id."""
    found: dict[str, set[str]] = {}
    for page, origin in (*_of_charts(results, language), *_of_sentences(results, language)):
        for id in origin.records:
            found.setdefault(id, set()).add(page)
    return {id: frozenset(pages) for id, pages in found.items()}


def _of_charts(results: Results, language: Language) -> Iterator[tuple[str, Origin]]:
    for id in charts(results.knowledge):
        page = PAGE_OF.get(id.partition(".")[0])
        if page is None:
            continue
        chart = build(id, results, language)
        # what is too much to draw stands in the table
        tables = [column.origins for column in chart.columns] + list(chart.rest.origins if chart.rest else ())
        origins = [chart.origin, *(origin for table in tables for origin in table if origin is not None)]
        for shown in (page, *(("market",) if id in ALSO_ON_THE_MARKET else ())):
            yield from ((shown, origin) for origin in origins)


def _of_sentences(results: Results, language: Language) -> Iterator[tuple[str, Origin]]:
    knowledge = results.knowledge

    def said(page: str, origins: Iterable[Origin]) -> Iterator[tuple[str, Origin]]:
        return ((page, origin) for origin in origins)

    yield from said("situation", situation.lead(results, language).origins)
    for key in situation.key_figures(results, language):
        yield from said("situation", (key.figure.origin, *key.context.origins, Origin(records=(key.claim.id,))))
    for question in situation.questions(results, language):
        yield from said("situation", question.answer.origins)
    yield from said("situation", (Origin(records=event.figures) for event in knowledge.events))
    yield from said("costs", api_costs.answer(results, language).origins)
    yield from said("costs", price_history.answer(results, language).origins)
    for sentence in (self_hosting.answer(results, language), self_hosting.at_own_volume(results, language)):
        yield from said("costs", sentence.origins)
    for told in (training_costs, seats, revenue_gap):
        for sentence in (told.answer(results, language), *told.notes(results, language)):
            yield from said("costs", sentence.origins)
    for calculated in (
        results.api_costs, results.self_hosting, results.training_costs, results.seats, results.revenue_gap
    ):  # fmt: skip
        yield from said("costs", (Origin(records=(figure,)) for figure in calculated.defaults.values()))
    for sentence in (exposure.answer(results, language), *exposure.notes(results, language)):
        yield from said("market", sentence.origins)
    yield from said("market", (Origin(records=(figure,)) for figure in results.exposure.defaults.values()))
    for sentence in (
        market.answer(results, language), event_window.answer(results, language), values_lost.scope(results, language),
        record_losses.answer(results, language), record_losses.scope(results, language),
        dotcom.scope(results, language), revenue_gap.gap_words(results, language),
        revenue_gap.gap_scope(results, language),
    ):  # fmt: skip
        yield from said("market", sentence.origins)
    for entry in market.printed(results):
        yield from said("market", (Origin(records=(entry.claim.id, *entry.claim.records)),))
    yield from said("risks", risks.answer(results, language).origins)
    yield from said("risks", (risks.evidence_of(question) for question in knowledge.questions))
    for asked in knowledge.questions:
        for framework in questions.frameworks(asked, language):
            yield from said("risks", framework.origins)
    for sentence in (decision.answer(results, language), decision.standing(results, language)):
        yield from said("decision", sentence.origins)
    for told_of in (
        memo.why, memo.missing, memo.knockouts, memo.measures_taken, memo.measures_open, memo.changes,
        memo.assumptions, memo.evidence,
    ):  # fmt: skip
        for sentence in told_of(results, language):
            yield from said("decision", sentence.origins)
    for option in standpoints.options(results, language):
        yield from said("decision", (*option.description.origins, option.weeks.origin))
