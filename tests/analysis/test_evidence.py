"""How reliable the articles are, in counts."""

from __future__ import annotations

import pytest

from lagebild.analysis.evidence import VERDICTS, evidence
from lagebild.knowledge.loading import Knowledge


def test_every_claim_is_counted_once(knowledge: Knowledge) -> None:
    results = evidence(knowledge)
    assert tuple(results.counts) == VERDICTS
    assert results.claims == sum(results.counts.values()) == len(knowledge.claims)
    for verdict, count in results.counts.items():
        assert count == len([claim for claim in knowledge.claims.values() if claim.verdict == verdict])
    assert results.garbled == len([claim for claim in knowledge.claims.values() if claim.repaired is not None])


def test_every_claim_with_arithmetic_has_its_result(knowledge: Knowledge) -> None:
    results = evidence(knowledge)
    assert set(results.computed) == set(knowledge.claims)
    for id, claim in knowledge.claims.items():
        assert (results.computed[id] is None) == (claim.check is None)
    assert results.computed["a-27-fold"] == pytest.approx(60 / 2.19)
