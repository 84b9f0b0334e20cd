"""What the market page says of the AI boom beside the dot-com years: how far it has come, and what came next then."""

from __future__ import annotations

from datetime import date

from lagebild.analysis.dotcom import Pair
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.knowledge.market import Overlay
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, record


def origin(*overlays: Overlay) -> Origin:
    """The month-ends an index comes from."""
    return Origin(records=tuple(overlay.id for overlay in overlays), line="market.era")


def month(overlay: Overlay, place: int, language: Language) -> Shown:
    """The month so many months from the base of an era."""
    year, number = map(int, overlay.base_month.split("-"))
    months = year * 12 + number - 1 + place
    return language.date(date(months // 12, months % 12 + 1, 1), origin(overlay), "month")


def level(overlay: Overlay, place: int, language: Language) -> Shown:
    """The index of a month, without decimals."""
    value = overlay.at(place)
    assert value is not None
    return language.show(value, origin(overlay), digits=0)


def era(overlay: Overlay, language: Language) -> str:
    """A line's name: what it is, and from when it counts: "Nasdaq Composite from Nov 2022"."""
    return language.say("{name} from {month}", name=language.of(overlay.name), month=month(overlay, 0, language))


def fall_shown(pair: Pair, language: Language) -> Shown:
    """How far the past fell from its peak to its trough, by month-ends, without a sign."""
    return language.show(-pair.fall, origin(pair.past), "share", 1)


def compared(pair: Pair) -> int | None:
    """The last month both eras have a close in; None where there is none after the base."""
    both = {*pair.present.months} & {*pair.past.months}
    return max((place for place in both if 0 < place <= pair.now), default=None)


def answer(pair: Pair, language: Language) -> Text:
    """How far both eras have come after as many months, and how the past went on."""
    place = compared(pair)
    assert place is not None  # the past goes on for years after every base there is
    arguments = {
        "name": language.of(pair.present.name),
        "past": language.of(pair.past.name),
        "month": language.show(place, origin(pair.present), digits=0),
        "start": month(pair.present, 0, language),
        "now": level(pair.present, place, language),
        "day": language.date(pair.present.days[pair.present.months.index(place)], origin(pair.present)),
        "then": level(pair.past, place, language),
        "then_month": month(pair.past, place, language),
        "fall": fall_shown(pair, language),
        "peak": month(pair.past, pair.peak, language),
        "trough": month(pair.past, pair.trough, language),
    }
    stage = 2 if place >= pair.trough else 1 if place > pair.peak else 0
    return language.sentence(_ANSWERS[pair.past.series == pair.present.series][stage], **arguments)


_ANSWERS = {
    True: (
        N_(
            "In month {month} after {start} the {name} stood at *{now}* ({day}); back then it had come to *{then}* "
            "({then_month}) – and from {peak} to {trough} it fell by *{fall}*."
        ),
        N_(
            "In month {month} after {start} the {name} stood at *{now}* ({day}); back then it stood at *{then}* "
            "({then_month}), past its peak: from {peak} to {trough} it fell by *{fall}*."
        ),
        N_(
            "In month {month} after {start} the {name} stood at *{now}* ({day}); back then it had come to *{then}* "
            "({then_month}) – after a fall of *{fall}* from {peak} to {trough}."
        ),
    ),
    False: (
        N_(
            "In month {month} after {start} {name} stood at *{now}* ({day}); back then {past} had come to *{then}* "
            "({then_month}) – and from {peak} to {trough} it fell by *{fall}*."
        ),
        N_(
            "In month {month} after {start} {name} stood at *{now}* ({day}); back then {past} stood at *{then}* "
            "({then_month}), past its peak: from {peak} to {trough} it fell by *{fall}*."
        ),
        N_(
            "In month {month} after {start} {name} stood at *{now}* ({day}); back then {past} had come to *{then}* "
            "({then_month}) – after a fall of *{fall}* from {peak} to {trough}."
        ),
    ),
}
"""By whether both eras are of one index: the past one with its peak still to come, behind it, or its trough too."""


def scope(results: Results, language: Language) -> Text:
    """Both bases, the fall by days beside that by month-ends, and what is adjusted for dividends."""
    pair, knowledge = results.dotcom.index, results.knowledge
    by_day = knowledge.figure("nasdaq-fall-2000-2002")
    return language.sentence(
        "Month-ends, {past} and {present} = {base}. By month-ends the index fell by {monthly}, by days by {daily} "
        "(highest close to lowest): the sentence takes the fall by month-ends. Cisco and Nvidia are adjusted for "
        "splits and dividends, the Nasdaq is a price index. A likeness of lines is no forecast.",
        past=month(pair.past, 0, language),
        present=month(pair.present, 0, language),
        base=language.show(100, origin(pair.past), digits=0),
        monthly=fall_shown(pair, language),
        daily=language.show(-by_day.number, record(by_day.id), "%", 1),
    )


def notes(pair: Pair, language: Language) -> str:
    """What is to be known of both series, in their records' own words; where these differ, whose they are."""
    past, present = (language.of(overlay.note) for overlay in (pair.past, pair.present))
    if present.startswith(past):
        return present
    return " ".join(
        language.say("{name}: {value}", name=language.of(overlay.name), value=language.of(overlay.note))
        for overlay in (pair.past, pair.present)
    )
