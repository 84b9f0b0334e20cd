"""Words, numbers, money and dates in German and English: the one place that makes them visible."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, ParamSpec, TypeVar, cast, get_args

from lagebild.catalog import read_catalog
from lagebild.origin import COUNTED, Origin
from lagebild.resources import translation

if TYPE_CHECKING:  # the window speaks before pydantic is loaded
    from lagebild.frozen import Bilingual

Code = Literal["de", "en"]
CODES: tuple[Code, ...] = get_args(Code)
DateStyle = Literal["short", "long", "day", "month", "month_tick", "year"]

NumberFormat = Literal["language", "german", "english", "swiss", "spaces"]
"""How numbers are written: as is usual in the language, or as the reader is used to whatever the language."""
NUMBER_FORMATS: tuple[NumberFormat, ...] = get_args(NumberFormat)

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"
MINUS = "\u2212"

# What stands around a number, by unit and language. `share` is a fraction shown as per cent, `%` is per cent already.
# Billion is Milliarde, trillion is Billion: the pairs stand side by side so that a test can check them.
_UNITS: dict[str, dict[Code, str]] = {
    "": {"de": "{}", "en": "{}"},
    "USD": {"de": "{} $", "en": "${}"},
    "EUR": {"de": "{} €", "en": "€{}"},
    "USD m": {"de": "{} Mio. $", "en": "${}m"},
    "USD bn": {"de": "{} Mrd. $", "en": "${}bn"},
    "EUR m": {"de": "{} Mio. €", "en": "€{}m"},
    "EUR bn": {"de": "{} Mrd. €", "en": "€{}bn"},
    "USD billion": {"de": "{} Milliarden Dollar", "en": "${} billion"},
    "USD trillion": {"de": "{} Billionen Dollar", "en": "${} trillion"},
    "m": {"de": "{} Mio.", "en": "{} m"},
    "bn": {"de": "{} Mrd.", "en": "{} bn"},
    "tn": {"de": "{} Bio.", "en": "{} tn"},
    "token m": {"de": "{} Mio. Token", "en": "{} m tokens"},
    "token": {"de": "{} Token", "en": "{} tokens"},
    "share": {"de": "{} %", "en": "{}%"},
    "%": {"de": "{} %", "en": "{}%"},
    "times": {"de": "{}-fach", "en": "{} times"},
    "days": {"de": "{} Tage", "en": "{} days"},
    "months": {"de": "{} Monate", "en": "{} months"},
    "people": {"de": "{} Personen", "en": "{} people"},
    # units of figures, as their records write them
    "person": {"de": "{}", "en": "{}"},
    "request/person/day": {"de": "{}", "en": "{}"},
    "request/task": {"de": "{}", "en": "{}"},
    "token/request": {"de": "{} Token", "en": "{} tokens"},
    "day/month": {"de": "{} Tage", "en": "{} days"},
    "month": {"de": "{} Monate", "en": "{} months"},
    "week": {"de": "{} Wochen", "en": "{} weeks"},
    "points": {"de": "{} Punkte", "en": "{} points"},
    "ratio": {"de": "{}-fach", "en": "{} times"},
    "Mh": {"de": "{} Mio. Stunden", "en": "{} m hours"},
    "USD/h": {"de": "{} $", "en": "${}"},
    "EUR/h": {"de": "{} €", "en": "€{}"},
    "USD/Mtoken": {"de": "{} $", "en": "${}"},
    "EUR/Mtoken": {"de": "{} €", "en": "€{}"},
    "USD/EUR": {"de": "{} $", "en": "${}"},
    "USD/seat/month": {"de": "{} $", "en": "${}"},
    "USD/month": {"de": "{} $", "en": "${}"},
    "EUR/month": {"de": "{} €", "en": "€{}"},
    "EUR/year": {"de": "{} €", "en": "€{}"},
    "USD/kW/month": {"de": "{} $", "en": "${}"},
    "EUR/kW/month": {"de": "{} €", "en": "€{}"},
    "EUR/kWh": {"de": "{} €", "en": "€{}"},
    "ct/kWh": {"de": "{} Cent", "en": "{} cents"},
    "GPU": {"de": "{} GPU", "en": "{} GPUs"},
    "GB": {"de": "{} GB", "en": "{} GB"},
    "kW": {"de": "{} kW", "en": "{} kW"},
    "token/s": {"de": "{} Token/s", "en": "{} tokens/s"},
    "tn token": {"de": "{} Bio. Token", "en": "{} tn tokens"},
    "bn parameter": {"de": "{} Mrd. Parameter", "en": "{} bn parameters"},
    "parameter": {"de": "{} Parameter", "en": "{} parameters"},
    "hour": {"de": "{} Stunden", "en": "{} hours"},
    "year": {"de": "{} Jahre", "en": "{} years"},
    "models": {"de": "{} Modelle", "en": "{} models"},
    "FTE": {"de": "{} Vollzeitstellen", "en": "{} full-time posts"},
}
UNITS = frozenset(_UNITS)
"""Every unit that can be shown."""
# … and around exactly one
_ONE: dict[str, dict[Code, str]] = {
    "token": {"de": "{} Token", "en": "{} token"},
    "token/request": {"de": "{} Token", "en": "{} token"},
    "times": {"de": "{}-fach", "en": "{} time"},
    "ratio": {"de": "{}-fach", "en": "{} time"},
    "days": {"de": "{} Tag", "en": "{} day"},
    "day/month": {"de": "{} Tag", "en": "{} day"},
    "months": {"de": "{} Monat", "en": "{} month"},
    "month": {"de": "{} Monat", "en": "{} month"},
    "week": {"de": "{} Woche", "en": "{} week"},
    "people": {"de": "{} Person", "en": "{} person"},
    "points": {"de": "{} Punkt", "en": "{} point"},
    "GPU": {"de": "{} GPU", "en": "{} GPU"},
    "parameter": {"de": "{} Parameter", "en": "{} parameter"},
    "hour": {"de": "{} Stunde", "en": "{} hour"},
    "year": {"de": "{} Jahr", "en": "{} year"},
    "models": {"de": "{} Modell", "en": "{} model"},
    "FTE": {"de": "{} Vollzeitstelle", "en": "{} full-time post"},
}
SCALES: dict[str, tuple[float, str]] = {
    "m": (1e6, ""), "bn": (1e9, ""), "tn": (1e12, ""),
    "USD m": (1e6, "USD"), "USD bn": (1e9, "USD"), "EUR m": (1e6, "EUR"), "EUR bn": (1e9, "EUR"),
    "Mh": (1e6, "hour"), "bn parameter": (1e9, "parameter"), "tn token": (1e12, "token"),
}  # fmt: skip
"""Units that count by the million and more: how many one of them is, and the unit of a single one."""


class Signs(NamedTuple):
    """What stands between the thousands of a number, and before its fraction."""

    grouping: str
    decimal: str


_SIGNS: dict[NumberFormat, Signs] = {
    "german": Signs(".", ","),
    "english": Signs(",", "."),
    "swiss": Signs("\u2019", "."),
}


def signs(code: Code, numbers: NumberFormat) -> Signs:
    """The signs of numbers written so; with spaces, the decimal sign is that of the language."""
    own = _SIGNS["german" if code == "de" else "english"]
    return Signs(NARROW_NBSP, own.decimal) if numbers == "spaces" else _SIGNS.get(numbers, own)


_FIELDS = re.compile(r"(\*[^*]+\*)|\{(\w+)\}")
# Never broken over two lines, whatever sentence they stand in.
_UNBROKEN = ("OpenAI o1", "DeepSeek R1", "DeepSeek V3", "S&P 500", "im Monat", "a month", "Quelle A", "Quelle B",
            "source A", "source B", "Source A", "Source B", "von o1", "of o1", "Mio. Token", "m tokens")  # fmt: skip


class Shown(str):
    """A number made visible, with the origin it was made with; as good as a plain string everywhere else."""

    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Shown:
        shown = super().__new__(cls, text)
        shown.origin = origin
        return shown


class Span(NamedTuple):
    """A run of a sentence: plain words, or a number with its origin; `strong` ones are the numbers to remember."""

    text: str
    origin: Origin | None = None
    strong: bool = False


class Text(tuple[Span, ...]):
    """A sentence whose numbers still know where they come from."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(span.text for span in self)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The origins of the numbers in reading order."""
        return tuple(span.origin for span in self if span.origin is not None)


_P = ParamSpec("_P")
_R = TypeVar("_R")
_chosen: list[NumberFormat] = ["language"]
_forget: list[Callable[[], None]] = []


def number_format() -> NumberFormat:
    """How numbers are written unless a `Language` is made for another way."""
    return _chosen[0]


def set_number_format(numbers: NumberFormat) -> None:
    """Write numbers so in every `Language` made from now on; one for the whole program, as the theme is.

    A screen and its exports make languages of their own, and none of them may write otherwise than the others.
    """
    if numbers != _chosen[0]:
        _chosen[0] = numbers
        for forget in _forget:
            forget()


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """An lru_cache for what names its language by the code alone: forgotten when numbers are written otherwise."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept = lru_cache(maxsize=most)(function)
        _forget.append(kept.cache_clear)
        return cast("Callable[_P, _R]", kept)

    return decorate


class Language:
    """One language: makes every word, number, sum of money and date that is shown."""

    def __init__(self, code: Code, numbers: NumberFormat | None = None) -> None:
        """`numbers` is how they are written; None is as chosen for the whole program."""
        if code not in CODES:
            raise ValueError(code)
        self.code: Code = code
        self.signs = signs(code, numbers or number_format())
        """Between the digits of its numbers."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and (other.code, other.signs) == (self.code, self.signs)

    def __hash__(self) -> int:
        return hash((self.code, self.signs))

    # ---- words

    def say(self, message: str, /, **arguments: Any) -> str:
        """The words for the English `message`, its {fields} filled in."""
        text = _catalog(self.code).get(message, message)
        if arguments:
            text = text.format(**arguments)
            for short in _ABBREVIATED:
                text = text.replace(f"{short}.", short)  # one point ends both
        return unbroken(text)

    def say_plural(self, one: str, many: str, count: int, /, **arguments: Any) -> str:
        """The words for `count` things; {count} is filled in with the number."""
        forms = _plurals(self.code).get(one, (one, many))
        number = self.show(count, COUNTED)
        return unbroken(forms[0 if count == 1 else 1].format(count=number, **arguments))

    def sentence(self, message: str, /, **arguments: Any) -> Text:
        """Like `say`, but numbers keep their origin, and words between asterisks are `strong`."""
        return Text(_spans(_catalog(self.code).get(message, message), arguments))

    def of(self, words: Bilingual) -> str:
        """The side of data's own words that is in this language."""
        return words.de if self.code == "de" else words.en

    def told(self, words: Bilingual, origin: Origin) -> Text:
        """The side of a record's own words that is in this language, its numbers known to come from `origin`."""
        return Text((Span(self.of(words), origin),))

    # ---- numbers

    def show(
        self, value: float, origin: Origin, unit: str = "", digits: int | None = None, *, sign: bool = False
    ) -> Shown:
        """`value` with its unit: the only maker of visible numbers.

        Without `digits`: money from 100 up without cents, below with two; shares with three significant
        places; whole numbers without, others with two.
        """
        if unit == "share":
            value = value * 100
        if digits is None:
            digits = _digits(value, unit)
        return Shown(_number(self.code, self.signs, float(value), unit, digits, sign), origin)

    def show_range(
        self, low: float, high: float, origin: Origin, unit: str = "", digits: int | None = None, *, dash: bool = False
    ) -> Shown:
        """Two bounds with one unit, "589 bis 593 Mrd. $", or short with a dash; one number where they are equal."""
        if low == high:
            return self.show(low, origin, unit, digits)
        if unit == "share":
            low, high = low * 100, high * 100
        if digits is None:
            digits = _digits(low, unit)
        bounds = [_number(self.code, self.signs, float(bound), "", digits, False) for bound in (low, high)]
        between = "–" if dash else f" bis{NBSP}" if self.code == "de" else f" to{NBSP}"
        if low < 0 and not _UNITS[unit][self.code].startswith("{}"):
            # what stands before a number stands behind its minus: each has its own
            whole = [_number(self.code, self.signs, float(bound), unit, digits, False) for bound in (low, high)]
            return Shown(between.join(whole), origin)
        return Shown(_around(self.code, unit, between.join(bounds)), origin)

    def date(self, day: date, origin: Origin = COUNTED, style: DateStyle = "short") -> Shown:
        """A date: short 27.01.2025 / 27 Jan 2025, long with the month's name, day without the year, month; and for
        axes month_tick (Jan 2025) and year."""
        return Shown(_date(self.code, day, style), origin)


@lru_cache(maxsize=4096)
def unbroken(text: str) -> str:
    """`text` with no-break spaces inside names and phrases that must stay on one line."""
    for phrase in _UNBROKEN:
        if phrase in text:
            text = text.replace(phrase, phrase.replace(" ", NBSP))
    return text


class _Part(NamedTuple):
    """A run of a message: words, or the name of a field."""

    text: str
    field: bool
    strong: bool


@lru_cache(maxsize=2048)
def _parts(message: str, strong: bool = False) -> tuple[_Part, ...]:
    """The runs of a message, words between asterisks strong."""
    parts: list[_Part] = []
    position = 0
    for match in _FIELDS.finditer(message):
        if match.start() > position:
            parts.append(_Part(unbroken(message[position : match.start()]), False, strong))
        position = match.end()
        parts += _parts(match[1][1:-1], True) if match[1] else [_Part(match[2], True, strong)]
    if position < len(message):
        parts.append(_Part(unbroken(message[position:]), False, strong))
    return tuple(parts)


_ABBREVIATED = ("Mio.", "Mrd.")
"""What a number may end with."""


def _spans(message: str, arguments: dict[str, Any]) -> Iterator[Span]:
    abbreviated = False  # whether what comes before ends with the point of an abbreviation
    for part in _parts(message):
        if not part.field:
            # "10,9 Mrd." at the end of a sentence has one point for both
            yield Span(part.text[1:] if abbreviated and part.text.startswith(".") else part.text, None, part.strong)
            abbreviated = False
            continue
        value = arguments[part.text]
        abbreviated = str(value).endswith(_ABBREVIATED)
        if isinstance(value, Text):
            yield from value
        else:
            yield Span(unbroken(str(value)), getattr(value, "origin", None), part.strong)


def _digits(value: float, unit: str) -> int:
    size = abs(value)
    if unit in ("USD", "EUR", "USD/h", "USD/Mtoken"):
        return 0 if size >= 100 or size == 0 else 2 if size >= 0.1 else 4
    if unit in ("share", "%"):
        return 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2
    return 0 if float(value).is_integer() else 1 if unit in ("ratio", "times") else 2


@lru_cache(maxsize=4096)
def _number(code: Code, signs: Signs, value: float, unit: str, digits: int, sign: bool) -> str:
    # Decimal of the shortest text, half to even: what Babel does, at a tenth of its time (a test compares the two)
    text = f"{abs(Decimal(repr(value))):,.{digits}f}"
    is_zero = not any(digit in "123456789" for digit in text)
    if signs != _SIGNS["english"]:  # which Python writes
        text = text.translate(str.maketrans(",.", "".join(signs)))
    text = _around(code, unit, text)
    if is_zero:  # what is shown as 0 has no sign, whichever side it comes from
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def _around(code: Code, unit: str, number: str) -> str:
    if not unit:
        return number
    units = _ONE if number == "1" and unit in _ONE else _UNITS
    return units[unit][code].format(number).replace(" ", NBSP)


@lru_cache(maxsize=1024)
def _date(code: Code, day: date, style: str) -> str:
    from babel.dates import format_date

    patterns = {
        "de": {"short": "dd.MM.yyyy", "long": "d. MMMM yyyy", "day": "dd.MM."},
        "en": {"short": "d MMM yyyy", "long": "d MMMM yyyy", "day": "d MMM"},
    }[code] | {"month": "MMMM yyyy", "month_tick": "MMM yyyy", "year": "yyyy"}
    pattern = patterns[style]
    return format_date(day, pattern, locale={"de": "de_DE", "en": "en_GB"}[code]).replace(" ", NBSP)


@cache
def _messages(code: Code) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(singular messages, plural messages) of a catalog, read from its .po file."""
    path = translation(f"{code}.po")
    if not path.is_file():  # English needs a catalog only where it differs from the message ids
        return {}, {}
    return read_catalog(path.read_text(encoding="utf-8"))


def _catalog(code: Code) -> dict[str, str]:
    return _messages(code)[0]


def _plurals(code: Code) -> dict[str, tuple[str, str]]:
    return _messages(code)[1]
