"""What the ledger says: from where to where, the value used, and why; and the verdicts, counted the same everywhere."""

from __future__ import annotations

import re

import pytest

from lagebild.analysis.register import entries
from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.knowledge.records import Contradiction, Verdict
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import record
from lagebild.wording import contradictions, evidence

DE, EN = Language("de"), Language("en")


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


def ledger(results: Results) -> list[Contradiction]:
    return list(results.knowledge.contradictions.values())


def said(results: Results, id: str, language: Language) -> list[tuple[str, str]]:
    """(who, what) of each statement."""
    one = results.knowledge.contradictions[id]
    return [
        (
            plain(contradictions.source_name(results, statement, language)),
            plain(contradictions.value_shown(results, one, statement, language)),
        )
        for statement in one.statements
    ]


def test_each_source_says_its_value_in_the_unit_of_the_quantity(results: Results) -> None:
    told = said(results, "nvidia-loss", DE)
    assert told[0] == ("Quelle A", "500 Mrd. $")
    assert ("Investor’s Business Daily", "596 Mrd. $") in told
    assert told[-1] == ("Lagebild", "589 bis 593 Mrd. $")
    assert said(results, "nvidia-loss", EN)[0] == ("Source A", "$500bn")


def test_a_value_knows_the_record_it_comes_from(results: Results) -> None:
    for one in ledger(results):
        for statement in one.statements:
            assert contradictions.value_shown(results, one, statement, EN).origin == record(statement.record)


def test_an_assumption_is_told_by_lagebild(results: Results) -> None:
    named = {name for one in ledger(results) for name, _ in said(results, one.id, EN)}
    assert "" not in named and {"Source A", "Source B", "Lagebild"} <= named


def test_the_finding_names_both_ends_and_the_value_used(results: Results) -> None:
    one = results.knowledge.contradictions["nvidia-loss"]
    assert plain(contradictions.finding(results, one, EN)) == (
        "Nvidia’s loss of market value: from $500bn to $596bn; Lagebild uses $589 to 593bn."
    )


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_the_least_the_most_and_what_is_used(code: Code, results: Results) -> None:
    language = Language(code)
    for one in ledger(results):
        finding = contradictions.finding(results, one, language)
        bounds = {statement.record: results.knowledge.bounds(statement) for statement in one.statements}
        lowest, highest, used = (origin.records[0] for origin in finding.origins)
        assert bounds[lowest][0] == min(low for low, _ in bounds.values()), one.id
        assert bounds[highest][1] == max(high for _, high in bounds.values()), one.id
        assert used == one.used
        assert not re.search(r"\{\w+\}", str(finding))
        assert str(contradictions.why(results, one, language)).strip()


def test_the_answer_counts_quantities_and_values(results: Results) -> None:
    counted = [span.text for span in contradictions.answer(results, DE) if span.strong]
    every = ledger(results)
    assert counted == [str(len(every)), str(sum(len(one.statements) for one in every))]


# ---- the verdicts


def counts(results: Results) -> dict[str, int]:
    """From the register, the one place that knows nothing of the others."""
    found = [entry for entry in entries(results.knowledge, results.today) if entry.kind == "claim"]
    told: dict[str, int] = {"claims": len(found), "garbled": sum(entry.garbled for entry in found)}
    for entry in found:
        told[str(entry.verdict)] = told.get(str(entry.verdict), 0) + 1
    return told


@pytest.mark.parametrize("code", CODES)
def test_the_answer_of_the_evidence_counts_what_the_register_holds(code: Code, results: Results) -> None:
    told = counts(results)
    strong = [int(span.text) for span in evidence.answer(results, Language(code)) if span.strong]
    verdicts: tuple[Verdict, ...] = ("consistent", "rounded", "contradicted", "unverifiable")
    assert strong == [told["claims"], *(told[verdict] for verdict in verdicts), told["garbled"]]
    assert strong[0] == sum(strong[1:5])


def test_the_chart_and_the_bar_of_the_situation_count_the_same(results: Results) -> None:
    told = counts(results)
    chart = build("evidence.verdicts", results, EN)
    summed = {
        series.role.partition(":")[2]: sum(point.value for point in series.points if point) for series in chart.series
    }
    assert summed == {verdict: told[verdict] for verdict in summed} and len(summed) == 4
    assert results.evidence.counts == summed  # what the bar of the situation is given
    assert results.evidence.garbled == told["garbled"]
