"""Verdicts: the word and the icon of each, wherever it is shown."""

from __future__ import annotations

from typing import Literal

from lagebild.errors import N_
from lagebild.language import Language

Verdict = Literal["consistent", "rounded", "contradicted", "unverifiable", "garbled", "assumption", "own"]

_VERDICTS: dict[Verdict, tuple[str, str]] = {
    "consistent": ("check-circle", N_("consistent")),
    "rounded": ("approx", N_("rounded")),
    "contradicted": ("cross-circle", N_("contradicted")),
    "unverifiable": ("dash-circle", N_("unverifiable")),
    "garbled": ("question-circle", N_("garbled")),
    "assumption": ("pencil", N_("assumption")),
    "own": ("person", N_("own input")),
}


def verdict_word(verdict: Verdict, language: Language) -> str:
    """The word for a verdict, on its chip."""
    return language.say(_VERDICTS[verdict][1])


def verdict_icon(verdict: Verdict) -> str:
    """The name of the icon beside the word."""
    return _VERDICTS[verdict][0]
