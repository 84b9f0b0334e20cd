"""Charts of the evidence: verdicts that sum to the claims, every contradiction, and where records are used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.contents import build, charts, notes
from lagebild.charts.evidence import ARTICLES
from lagebild.charts.support import supported
from lagebild.charts.uses import PAGE_OF, uses
from lagebild.knowledge.loading import bundled
from lagebild.knowledge.questions import Question
from lagebild.knowledge.standing import STANDINGS
from lagebild.language import CODES, Code, Language, Text
from lagebild.origin import record
from lagebild.wording import api_costs, decision, market, questions, risks, self_hosting, situation
from lagebild.wording.origins import roots
from lagebild.wording.standings import standing_word

CHARTS = charts(bundled())
CONTRADICTIONS = tuple(bundled().contradictions)

DE, EN = Language("de"), Language("en")


# ---- the verdicts


def test_each_article_has_a_bar_as_long_as_it_has_claims(results: Results) -> None:
    chart = build("evidence.verdicts", results, DE)
    claims = results.knowledge.claims.values()
    for place, article in enumerate(ARTICLES):
        parts = [series.points[place] for series in chart.series]
        count = sum(claim.article == article for claim in claims)
        assert sum(point.value for point in parts if point) == chart.totals[place].value == count > 0
    assert sum(total.value for total in chart.totals) == len(claims)


def test_every_part_leads_to_the_claims_it_counts(results: Results) -> None:
    chart = build("evidence.verdicts", results, EN)
    told = []
    for series in chart.series:
        verdict = series.role.partition(":")[2]
        for article, point in zip(ARTICLES, series.points, strict=True):
            ids = point.origin.records if point else ()
            assert len(ids) == (point.value if point else 0)
            assert all(
                (claim.article, claim.verdict) == (article, verdict)
                for claim in (results.knowledge.claims[id] for id in ids)
            )
            told += ids
    assert sorted(told) == sorted(results.knowledge.claims)


# ---- the contradictions


def test_every_contradiction_has_a_chart_in_the_order_of_the_knowledge(results: Results) -> None:
    assert [id for id in CHARTS if id.startswith("evidence.")][1:] == [f"evidence.{id}" for id in CONTRADICTIONS]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("id", CONTRADICTIONS)
def test_the_value_used_is_the_one_in_colour(id: str, code: Code, results: Results) -> None:
    chart = build(f"evidence.{id}", results, Language(code))
    one = results.knowledge.contradictions[id]
    (series,) = chart.series
    points = [point for point in series.points if point]
    assert len(points) == len(one.statements) == len(chart.categories)
    assert [point.origin for point in points if point.role == "hero"] == [record(one.used)]
    for point, statement in zip(points, one.statements, strict=True):
        assert (point.value, point.end) == results.knowledge.bounds(statement)
        assert point.label and point.note


@pytest.mark.parametrize("id", CONTRADICTIONS)
def test_a_ledger_is_as_well_supported_as_its_weakest_source(id: str, results: Results) -> None:
    for language in (DE, EN):
        chart = build(f"evidence.{id}", results, language)
        records = [statement.record for statement in results.knowledge.contradictions[id].statements]
        weakest = max((results.knowledge.standing(one) for one in records), key=STANDINGS.index)
        assert chart.source.endswith(standing_word(weakest, language))


def test_a_chart_that_rests_on_no_record_names_no_support(results: Results) -> None:
    assert supported("Source: own arithmetic", (), results, EN) == "Source: own arithmetic"


# ---- where records are used


# the risks rest on the reader's answers alone
@pytest.mark.parametrize("id", [id for id in CHARTS if not id.startswith(("evidence.", "risks."))])
def test_what_a_chart_or_its_table_rests_on_is_used_on_its_page(id: str, results: Results) -> None:
    used = uses(results, DE)
    chart = build(id, results, DE)
    page = PAGE_OF[chart.topic]
    told = {record for row in chart.table().origins for origin in row if origin for record in origin.records}
    # what is computed from inputs alone rests on the figures of those nobody touched
    presets = {root.id for root in roots(results, chart.origin, DE) if root.kind == "record" and root.id}
    records = {*chart.origin.records, *told} or presets
    assert records
    assert {record for record in records if page not in used.get(record, ())} == set()


def told_of(question: Question, results: Results) -> Iterator[Text]:
    """What is said of the law and of other frameworks beside a question."""
    for line in risks.law_lines(question, results, EN):
        yield from line
    yield from questions.frameworks(question, EN)


def test_what_a_sentence_rests_on_is_used_on_its_page(results: Results) -> None:
    used = uses(results, EN)
    sentences = {
        "situation": (situation.lead(results, EN), *(one.answer for one in situation.questions(results, EN))),
        "costs": (api_costs.answer(results, EN), self_hosting.answer(results, EN)),
        "market": (market.answer(results, EN), market.scope(results, EN)),
        "risks": tuple(text for one in results.knowledge.questions for text in told_of(one, results)),
        "decision": (decision.standing(results, EN),),
    }
    for page, texts in sentences.items():
        records = {record for text in texts for origin in text.origins for record in origin.records}
        assert records and {record for record in records if page not in used.get(record, ())} == set(), page


def test_a_key_figure_uses_its_claim(results: Results) -> None:
    assert {"situation"} <= uses(results, DE)["a-27-fold"]


def test_evidence_is_no_use_of_itself(results: Results) -> None:
    assert all("evidence" not in pages for pages in uses(results, DE).values())
    assert "fibre-lit-mid" not in uses(results, DE)


def test_uses_follow_the_briefing(results: Results) -> None:
    other = compute(results.knowledge, Briefing(compare=("gpt-4o", "deepseek-v3")), results.today)
    assert "costs" in uses(other, DE)["gpt-4o"]
    assert "situation" in uses(other, DE)["gpt-4o"]  # whose first answer compares the same two
    assert "situation" not in uses(results, DE).get("gpt-4o", ())


def test_the_notes_of_a_ledger_say_why_its_value_is_used(results: Results) -> None:
    for id in CONTRADICTIONS:
        one = results.knowledge.contradictions[id]
        assert notes(build(f"evidence.{id}", results, DE), results) == DE.of(one.why)
    assert notes(build("evidence.verdicts", results, DE), results) == ""
