"""What own servers say: why a number does not exist."""

from __future__ import annotations

from lagebild.analysis.self_hosting import Missing
from lagebild.calculators.self_hosting import LONGEST_PAYBACK
from lagebild.errors import N_
from lagebild.language import Language, Text
from lagebild.origin import COUNTED

_WHY: dict[Missing, str] = {
    "no throughput": N_("Servers that cannot read or cannot write a token yield nothing."),
    "idle": N_("Servers that are never used have no cost per token."),
    "free": N_("Nothing beats a model that costs nothing."),
    "never": N_("Even at full utilisation, these servers cost more per token than the model."),
    "volume too large": N_("These servers cannot carry the volume."),
    "not in time": N_("With this volume, the servers do not pay off within {months}."),
}


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason], months=language.show(LONGEST_PAYBACK, COUNTED, "months"))
