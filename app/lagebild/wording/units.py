"""Units of formulas written out: "USD/node/year" as US dollars per server and year."""

from __future__ import annotations

from lagebild.frozen import Bilingual
from lagebild.language import Language

# Several of it, and one of it behind "per"
_WORDS: dict[str, tuple[Bilingual, Bilingual]] = {
    "USD": (Bilingual(de="US-Dollar", en="US dollars"), Bilingual(de="US-Dollar", en="US dollar")),
    "EUR": (Bilingual(de="Euro", en="euros"), Bilingual(de="Euro", en="euro")),
    "token": (Bilingual(de="Token", en="tokens"), Bilingual(de="Token", en="token")),
    "Mtoken": (Bilingual(de="Mio. Token", en="million tokens"), Bilingual(de="Mio. Token", en="million tokens")),
    "request": (Bilingual(de="Anfragen", en="requests"), Bilingual(de="Anfrage", en="request")),
    "task": (Bilingual(de="Aufgaben", en="tasks"), Bilingual(de="Aufgabe", en="task")),
    "person": (Bilingual(de="Personen", en="people"), Bilingual(de="Person", en="person")),
    "second": (Bilingual(de="Sekunden", en="seconds"), Bilingual(de="Sekunde", en="second")),
    "hour": (Bilingual(de="Stunden", en="hours"), Bilingual(de="Stunde", en="hour")),
    "day": (Bilingual(de="Tage", en="days"), Bilingual(de="Tag", en="day")),
    "month": (Bilingual(de="Monate", en="months"), Bilingual(de="Monat", en="month")),
    "year": (Bilingual(de="Jahre", en="years"), Bilingual(de="Jahr", en="year")),
    "seat": (Bilingual(de="Plätze", en="seats"), Bilingual(de="Platz", en="seat")),
    "node": (Bilingual(de="Server", en="servers"), Bilingual(de="Server", en="server")),
    "GPU": (Bilingual(de="GPU", en="GPUs"), Bilingual(de="GPU", en="GPU")),
    "FTE": (Bilingual(de="Vollzeitstellen", en="full-time posts"), Bilingual(de="Vollzeitstelle", en="full-time post")),
    "kW": (Bilingual(de="kW", en="kW"), Bilingual(de="kW", en="kW")),
    "kWh": (Bilingual(de="kWh", en="kWh"), Bilingual(de="kWh", en="kWh")),
    "parameter": (Bilingual(de="Parameter", en="parameters"), Bilingual(de="Parameter", en="parameter")),
    "FLOP": (Bilingual(de="FLOP", en="FLOP"), Bilingual(de="FLOP", en="FLOP")),
    "1": (Bilingual(de="", en=""), Bilingual(de="", en="")),
}
_PER = Bilingual(de="je", en="per")
_AND = Bilingual(de="und", en="and")


def unit_words(unit: str, language: Language) -> str:
    """The unit of an input, lookup or line in words; empty for a plain number. Raises KeyError for an unknown one."""
    if not unit:
        return ""
    above, *below = unit.split("/")
    words = " × ".join(language.of(_WORDS[part][0]) for part in above.split("*"))
    if not below:
        return words
    each = f" {language.of(_AND)} ".join(language.of(_WORDS[part][1]) for part in below)
    return f"{words} {language.of(_PER)} {each}".strip()
