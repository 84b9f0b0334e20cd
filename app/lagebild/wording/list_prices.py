"""Prices of the price list in words: input and output, the cache, other hours with their times, batches, regions."""

from __future__ import annotations

from lagebild.errors import N_
from lagebild.knowledge.prices import HourPrices, PriceInterval
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import record
from lagebild.wording.terms import exact_digits

_REGIONS = {"CN": N_("China"), "EU": N_("EU"), "US": N_("USA")}
_MIDNIGHT = ("24:00", "00:00")


def region_word(region: str, language: Language) -> str:
    """Where a provider belongs to, in a word."""
    return language.say(_REGIONS[region])


def price_shown(price: PriceInterval, model: str, language: Language) -> Shown:
    """Input and output of an interval."""
    return _shown(price, model, language, price.input, price.output)


def every_price(price: PriceInterval, model: str, language: Language) -> Text:
    """All prices of an interval: input and output, then those from the cache, at other hours, in batches."""
    shown = price_shown(price, model, language)
    parts = [Text((Span(str(shown), shown.origin),))]
    if price.cached_input is not None:
        parts.append(language.sentence("cache {price}", price=_shown(price, model, language, price.cached_input)))
    for message, hourly in ((N_("off-peak {price}"), price.off_peak), (N_("peak {price}"), price.peak)):
        if hourly is not None:
            parts.append(language.sentence(message, price=_at_hours(price, hourly, model, language)))
    if price.batch_input is not None:
        batch = _shown(price, model, language, price.batch_input, price.batch_output)
        parts.append(language.sentence("batch {price}", price=batch))
    spans: list[Span] = []
    for part in parts:
        spans += [Span(" · "), *part] if spans else [*part]
    return Text(spans)


def _at_hours(price: PriceInterval, hourly: HourPrices, model: str, language: Language) -> Text:
    """What counts at certain hours, and which they are."""
    fields = {
        "price": _shown(price, model, language, hourly.input, hourly.output),
        "cache": _shown(price, model, language, hourly.cached_input),
        "hours": Shown(", ".join(_times(hourly)), record(model)),
    }
    if hourly.cached_input is None:
        message = N_("{price} ({hours} UTC)") if hourly.days == "all" else N_("{price} (Mon to Fri {hours} UTC)")
    elif hourly.days == "all":
        message = N_("{price}, cache {cache} ({hours} UTC)")
    else:
        message = N_("{price}, cache {cache} (Mon to Fri {hours} UTC)")
    return language.sentence(message, **fields)


def _times(hourly: HourPrices) -> list[str]:
    """From when to when; what goes on past midnight is one."""
    hours = list(hourly.hours_utc)
    if hourly.days == "all" and len(hours) > 1:
        first, last = min(hours), max(hours)
        if (last[1], first[0]) == _MIDNIGHT:
            hours = [*(one for one in hours if one not in (first, last)), (last[0], first[1])]
    return [f"{start}–{end}" for start, end in hours]


def _shown(price: PriceInterval, model: str, language: Language, *sides: float | None) -> Shown:
    origin = record(model)
    words = (
        language.show(side, origin, price.currency, max(2, exact_digits(side))) for side in sides if side is not None
    )
    return Shown(" / ".join(words), origin)
