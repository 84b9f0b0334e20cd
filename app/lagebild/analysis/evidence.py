"""How reliable the articles are: every claim recomputed, and the verdicts counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Verdict

VERDICTS: tuple[Verdict, ...] = ("consistent", "rounded", "contradicted", "unverifiable")


@dataclass(frozen=True, slots=True)
class EvidenceResults:
    """Claims by verdict; `garbled` of them are also misprinted. `computed` holds what the arithmetic gives."""

    counts: dict[Verdict, int]
    garbled: int
    computed: dict[str, float | None]

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(self.counts.values())


@lru_cache(maxsize=4)
def evidence(knowledge: Knowledge) -> EvidenceResults:
    """The verdicts of all claims."""
    claims = knowledge.claims.values()
    return EvidenceResults(
        {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in VERDICTS},
        sum(claim.printing == "garbled" for claim in claims),
        {claim.id: knowledge.computed(claim) for claim in claims},
    )
