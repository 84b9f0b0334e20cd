"""What the register says: a row for each record, and everything that is known of the selected one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lagebild.analysis.register import Entry, Hindrance, Kind, entries, search_text
from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.records import Area, Claim, Figure, Interest, Source, Standing
from lagebild.language import UNITS, Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.evidence import arithmetic, computed_shown, filled_in
from lagebild.wording.list_prices import every_price, price_shown, region_word
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import exact_digits, model_name, partial_date
from lagebild.wording.verdicts import verdict_word

KIND_WORDS: dict[Kind, str] = {
    "claim": N_("Claims"),
    "figure": N_("Figures"),
    "price": N_("Prices"),
    "series": N_("Share prices"),
}
AREA_WORDS: dict[Area, str] = {
    "costs": N_("Costs"),
    "training": N_("Training"),
    "hosting": N_("Own hardware"),
    "market": N_("Market"),
    "investment": N_("Investment"),
    "censorship": N_("Censorship"),
    "privacy": N_("Privacy"),
    "regulation": N_("Regulation"),
    "options": N_("Options"),
    "usage": N_("Usage"),
}
INTEREST_WORDS: dict[Interest, str] = {
    "self": N_("speaks of itself"),
    "vendor": N_("sells what it measures"),
    "press": N_("press"),
    "analyst": N_("sells analyses"),
    "authority": N_("law or authority"),
    "research": N_("research"),
    "dataset": N_("collection of data"),
    "community": N_("open project or blog"),
}
AGE_WORDS = {"current": N_("Up to date"), "overdue": N_("Due for a check")}
FILTER_WORDS = {
    "words": N_("Search text"),
    "kind": N_("Kind"),
    "area": N_("Topic"),
    "verdict": N_("Verdict"),
    "standing": N_("How checked"),
    "source": N_("Source"),
    "age": N_("Age"),
    "page": N_("Used on"),
}


class Row(NamedTuple):
    """An entry as a row: numbers keep their origin."""

    label: str
    printed: str | Shown
    checked: str | Shown
    source: str
    as_of: str | Shown


class Link(NamedTuple):
    """A record to go to, and its words."""

    id: str
    label: str


class Finding(NamedTuple):
    """What one source says of the thing: the record, its value, who says so and with what interest."""

    link: Link
    value: Text
    publisher: str
    interest: str
    standing: Standing


class Detail(NamedTuple):
    """Everything the evidence page says of one entry; empty parts are left out."""

    heading: str
    quotation: str
    printed: str
    """What is to be strong in the quotation."""
    translation: str
    paragraphs: tuple[Text, ...]
    """Repaired reading, finding, reason, reservation."""
    arithmetic: Text | None
    findings: tuple[Finding, ...]
    history: tuple[tuple[Text, Text], ...]
    """Day and value, the oldest first."""
    facts: tuple[tuple[str, Text], ...]
    """Name and content: source, place, validity, when checked."""
    sources: tuple[Source, ...]
    cited_by: tuple[Link, ...]


def row(results: Results, entry: Entry, language: Language) -> Row:
    """An entry in words."""
    knowledge = results.knowledge
    day = partial_date(entry.as_of, record(entry.id), language)
    if entry.kind == "claim":
        claim = knowledge.claims[entry.id]
        return Row(
            language.of(claim.label),
            Shown(claim.printed, record(entry.id)),
            computed_shown(results, claim, language),
            " ".join(claim.article),
            day,
        )
    if entry.kind == "figure":
        figure = knowledge.figures[entry.id]
        return Row(language.of(figure.label), "", value_shown(figure, language), _publisher(knowledge, figure), day)
    if entry.kind == "price":
        offer = knowledge.offers[entry.id]
        last = offer.prices[-1]
        source = knowledge.sources[last.source]
        return Row(model_name(entry.id, knowledge), "", price_shown(last, entry.id, language), source.publisher, day)
    close = knowledge.closes[entry.id.removeprefix(MARKET)]
    shown = language.show(close.closes[-1], record(entry.id), _CURRENCY[close.currency], 2)
    return Row(close.name, "", shown, knowledge.sources[close.sources[-1]].publisher, day)


_CURRENCY = {"USD": "USD", "EUR": "EUR", "points": "points"}


def value_shown(figure: Figure, language: Language) -> Shown:
    """A figure as the register shows it: its number with the unit, its day, its words, or a dash."""
    origin = record(figure.id)
    if figure.words is not None:
        return Shown(language.of(figure.words), origin)
    if isinstance(figure.value, date):
        return language.date(figure.value, origin)
    if figure.value is None:
        return Shown("–", origin)
    assumed = figure.checked == "assumption"  # then it must be seen what Lagebild counts with
    if not assumed and figure.low is not None and figure.high is not None and figure.value in (figure.low, figure.high):
        # told as a range, "589 to 593"
        digits = digits_of(figure.unit, figure.low, figure.high)
        return language.show_range(figure.low, figure.high, origin, figure.unit, digits)
    return language.show(figure.value, origin, figure.unit, digits_of(figure.unit, figure.value))


def digits_of(unit: str, *values: float) -> int:
    """Decimal places that lose nothing; money has none or two and more."""
    places = max(exact_digits(value, 2 if unit == "points" else 4) for value in values)
    return max(places, 2) if places and unit in _MONEY else places


_MONEY = frozenset(unit for unit in UNITS - {"USD/EUR"} if unit.startswith(("USD", "EUR")) and " " not in unit)
"""Units counted in dollars or euros, not in millions of them."""


def _publisher(knowledge: Knowledge, figure: Figure) -> str:
    if figure.checked == "assumption":
        return "Lagebild"
    names = [knowledge.sources[source].by for source in figure.sources]
    return names[0] if names else "Lagebild"


@lru_cache(maxsize=4)
def search_texts(results: Results, language: Language) -> tuple[str, ...]:
    """What each entry says, `search_text`, in the order of the register: label, number, sentence, sources."""
    knowledge = results.knowledge
    texts = []
    for entry in entries(knowledge, results.today):
        words: list[str] = [entry.id, *row(results, entry, language), verdict_words(entry, language)]
        if entry.kind == "claim":
            claim = knowledge.claims[entry.id]
            words += [claim.quotation, claim.translation, language.of(claim.statement)]
        elif entry.kind == "figure":
            figure = knowledge.figures[entry.id]
            told = (figure.statement, figure.scope, figure.reason, figure.reservation)
            words += [language.of(one) for one in told if one is not None]
        elif entry.kind == "price":
            offer = knowledge.offers[entry.id]
            region = "" if offer.host_region is None else region_word(offer.host_region, language)
            words += [offer.name, offer.vendor, offer.host, region]
            words += [str(every_price(price, entry.id, language)) for price in offer.prices]
        for source in entry.sources:
            if source in knowledge.sources:
                words += [knowledge.sources[source].title, knowledge.sources[source].publisher]
        texts.append(search_text(words[1], *words, *_aliases(words[1])))
    return tuple(texts)


_ALIASES = {"KI-VO": ("KI-Verordnung", "AI Act"), "AI Act": ("KI-Verordnung",), "DSGVO": ("GDPR",), "GDPR": ("DSGVO",)}
"""What a law is searched by beside the name it is shown with."""


def _aliases(name: str) -> Iterator[str]:
    return (alias for shown, aliases in _ALIASES.items() if shown in name for alias in aliases)


def count_line(shown: int, every: int, language: Language) -> Text:
    """How many entries are shown."""
    return language.sentence(
        "{shown} of {every} entries", shown=language.show(shown, COUNTED), every=language.show(every, COUNTED)
    )


def nothing_found(hindering: Hindrance | None, language: Language) -> str:
    """Why the register is empty, and which filter to drop."""
    if hindering is None:
        return language.say("Nothing fits these filters, and dropping one alone is not enough.")
    return language.say_plural(
        "Nothing fits all filters. Without “{filter}” there is {count} entry.",
        "Nothing fits all filters. Without “{filter}” there are {count} entries.",
        hindering.found,
        filter=language.say(FILTER_WORDS[hindering.name]),
    )


def detail(results: Results, entry: Entry, language: Language) -> Detail:
    """Everything that is known of an entry."""
    if entry.kind == "claim":
        return _claim(results, entry, language)
    if entry.kind == "figure":
        return _figure(results, entry, language)
    if entry.kind == "price":
        return _offer(results, entry, language)
    return _series(results, entry, language)


def _claim(results: Results, entry: Entry, language: Language) -> Detail:
    knowledge = results.knowledge
    claim = knowledge.claims[entry.id]
    origin = Origin(records=(claim.id, *claim.records))
    paragraphs = [language.told(claim.statement, origin)]
    if claim.repaired is not None:
        paragraphs.insert(
            0, language.sentence("Repaired reading: {reading}", reading=language.told(claim.repaired, record(claim.id)))
        )
    if claim.reason is not None:
        paragraphs.append(language.told(claim.reason, origin))
    sources = tuple(knowledge.sources[id] for id in claim.sources)
    facts = [
        (language.say("Printed in"), _said(" / ".join(source.title for source in sources), claim.id)),
        (language.say("Line"), _said(claim.line, claim.id)),
    ]
    return Detail(
        language.of(claim.label),
        claim.quotation,
        claim.printed,
        claim.translation,
        tuple(paragraphs),
        _arithmetic(results, claim, language),
        tuple(_finding(knowledge, knowledge.figures[id], language) for id in claim.records),
        (),
        (*facts, *_checking(results, entry, language)),
        (*sources, *_sources(knowledge, claim.records)),
        _citing(knowledge, claim.id, language),
    )


def _arithmetic(results: Results, claim: Claim, language: Language) -> Text | None:
    words = arithmetic(results, claim, language)
    if not words:
        return None
    origin = Origin(records=(claim.id, *claim.records))
    if claim.stated is None or claim.verdict == "consistent":
        return Text((Span(words, origin),))
    stated = language.show(claim.stated, origin, claim.unit, exact_digits(claim.stated))
    return language.sentence("{arithmetic}, not {stated}", arithmetic=Shown(words, origin), stated=stated)


def _figure(results: Results, entry: Entry, language: Language) -> Detail:
    knowledge = results.knowledge
    figure = knowledge.figures[entry.id]
    paragraphs = [
        language.told(words, record(figure.id))
        for words in (figure.statement, figure.reason, figure.reservation)
        if words is not None
    ]
    facts: list[tuple[str, Text]] = [
        (language.say("Value"), Text((Span(value_shown(figure, language), record(figure.id)),)))
    ]
    if figure.low is not None and figure.high is not None:
        digits = digits_of(figure.unit, figure.low, figure.high)
        shown = language.show_range(figure.low, figure.high, record(figure.id), figure.unit, digits)
        facts.append((language.say("Range"), _shown(shown)))
    if figure.scope is not None:
        facts.append((language.say("Scope"), language.told(figure.scope, record(figure.id))))
    day = partial_date(figure.as_of, record(figure.id), language)
    facts.append((language.say("As of"), _shown(day)))
    if figure.valid_from is not None or figure.valid_to is not None:
        facts.append((language.say("In force"), _validity(figure.valid_from, figure.valid_to, figure.id, language)))
    calculation = None
    findings: tuple[Finding, ...] = ()
    if figure.check is not None:
        calculation = _figure_arithmetic(knowledge, figure, language)
        findings = tuple(_finding(knowledge, knowledge.figures[id], language) for id in figure.rests_on)
    return Detail(
        language.of(figure.label),
        "",
        "",
        "",
        tuple(paragraphs),
        calculation,
        findings,
        _figure_history(knowledge, figure, language),
        (*facts, *_checking(results, entry, language)),
        _sources(knowledge, (figure.id,)),
        _citing(knowledge, figure.id, language),
    )


def _figure_arithmetic(knowledge: Knowledge, figure: Figure, language: Language) -> Text | None:
    if figure.check is None or isinstance(figure.check, str):
        return None
    words = f"{filled_in(knowledge, figure.check, language)} = {value_shown(figure, language)}"
    return Text((Span(words, Origin(records=(figure.id, *figure.rests_on))),))


def _figure_history(knowledge: Knowledge, figure: Figure, language: Language) -> tuple[tuple[Text, Text], ...]:
    if figure.series is None:
        return ()
    values = sorted(
        (one for one in knowledge.figures.values() if one.series == figure.series), key=lambda one: one.as_of
    )
    if len(values) < 2:
        return ()
    return tuple(
        (_shown(partial_date(one.as_of, record(one.id), language)), _shown(value_shown(one, language)))
        for one in values
    )


def _offer(results: Results, entry: Entry, language: Language) -> Detail:
    knowledge = results.knowledge
    offer = knowledge.offers[entry.id]
    origin = record(entry.id)
    host = language.say("{vendor}, run by {host}", vendor=offer.vendor, host=offer.host)
    facts: list[tuple[str, Text]] = [
        (language.say("Provider"), _said(offer.vendor if offer.vendor == offer.host else host, entry.id)),
        (language.say("Per million tokens"), _said(language.say("input / output, net of VAT"), entry.id)),
    ]
    if offer.host_region is not None:
        facts.insert(
            1, (language.say("Region of the provider"), _said(region_word(offer.host_region, language), entry.id))
        )
    if offer.context_tokens is not None:
        facts.append((language.say("Context"), _shown(language.show(offer.context_tokens, origin, "token"))))
    for name, day in ((language.say("Released"), offer.released), (language.say("Withdrawn"), offer.retired)):
        if day is not None:
            facts.append((name, _shown(partial_date(day, origin, language))))
    notes = [language.told(price.note, origin) for price in offer.prices if price.note is not None]
    history = tuple(
        (
            _validity(
                price.valid_from.date(), None if price.valid_to is None else price.valid_to.date(), entry.id, language
            ),
            every_price(price, entry.id, language),
        )
        for price in offer.prices
    )
    sources = tuple(dict.fromkeys(price.source for price in offer.prices))
    return Detail(
        model_name(entry.id, knowledge),
        "",
        "",
        "",
        tuple(notes),
        None,
        (),
        history,
        (*facts, *_checking(results, entry, language)),
        tuple(knowledge.sources[id] for id in sources),
        _citing(knowledge, entry.id, language),
    )


def _series(results: Results, entry: Entry, language: Language) -> Detail:
    knowledge = results.knowledge
    close = knowledge.closes[entry.id.removeprefix(MARKET)]
    origin, day = record(entry.id), knowledge.shock.day
    near = [place for place, one in enumerate(close.days) if abs((one - day).days) <= 4]
    history = tuple(
        (
            _shown(language.date(close.days[place], origin)),
            _shown(language.show(close.closes[place], origin, _CURRENCY[close.currency], 2)),
        )
        for place in near
    )
    first, last = (language.date(one, origin) for one in (close.days[0], close.days[-1]))
    facts = [
        (language.say("Symbol"), _said(close.symbol, entry.id)),
        (
            language.say("Closing prices"),
            language.sentence(
                "{count} days, {first} to {last}",
                count=language.show(len(close.days), COUNTED),
                first=first,
                last=last,
            ),
        ),
    ]
    return Detail(
        close.name,
        "",
        "",
        "",
        (language.sentence("Closing prices around the day of the shock; the table shows the days next to it."),),
        None,
        (),
        history,
        (*facts, *_checking(results, entry, language)),
        tuple(knowledge.sources[id] for id in close.sources),
        _citing(knowledge, entry.id, language),
    )


def _finding(knowledge: Knowledge, figure: Figure, language: Language) -> Finding:
    source = knowledge.sources[figure.sources[0]] if figure.sources else None
    return Finding(
        Link(figure.id, language.of(figure.label)),
        _shown(value_shown(figure, language)),
        _publisher(knowledge, figure),
        interest_word(source, language) if source is not None else "",
        knowledge.standing(figure.id),
    )


def interest_word(source: Source, language: Language) -> str:
    """What a source has at stake."""
    return language.say(INTEREST_WORDS[source.interest])


def _checking(results: Results, entry: Entry, language: Language) -> tuple[tuple[str, Text], ...]:
    """When it was checked, and when it is due."""
    origin = record(entry.id)
    checked = language.date(entry.checked_on, origin)
    due = results.knowledge.due(entry.id)
    if due is None:
        return ((language.say("Checked on"), _shown(checked)),)
    message = N_("{day}, due since {due}") if entry.overdue else N_("{day}, next by {due}")
    return ((language.say("Checked on"), language.sentence(message, day=checked, due=language.date(due, origin))),)


def _validity(start: date | None, end: date | None, id: str, language: Language) -> Text:
    fields = {
        "start": language.date(start, record(id)) if start else "",
        "end": language.date(end, record(id)) if end else "",
    }
    if start and end:
        return language.sentence("{start} until {end}", **fields)
    return language.sentence("since {start}", **fields) if start else language.sentence("until {end}", **fields)


def _citing(knowledge: Knowledge, id: str, language: Language) -> tuple[Link, ...]:
    """Claims and derived figures that rest on a record."""
    return tuple(Link(one, language.of(label)) for one, label in _cited_by(knowledge).get(id, ()))


@lru_cache(maxsize=4)
def _cited_by(knowledge: Knowledge) -> dict[str, list[tuple[str, Bilingual]]]:
    """The claims, then the figures, that rest on each record: their ids and labels."""
    found: dict[str, list[tuple[str, Bilingual]]] = {}
    for claim in knowledge.claims.values():
        for id in claim.records:
            found.setdefault(id, []).append((claim.id, claim.label))
    for figure in knowledge.figures.values():
        for id in dict.fromkeys(figure.rests_on):
            found.setdefault(id, []).append((figure.id, figure.label))
    return found


def contradictions_of(knowledge: Knowledge, id: str) -> tuple[str, ...]:
    """Ids of the contradictions a record is part of."""
    return tuple(
        one.id for one in knowledge.contradictions.values() if id in {statement.record for statement in one.statements}
    )


def _sources(knowledge: Knowledge, figures: Iterable[str]) -> tuple[Source, ...]:
    ids = dict.fromkeys(source for figure in figures for source in knowledge.figures[figure].sources)
    return tuple(knowledge.sources[id] for id in ids)


def _said(words: str, id: str) -> Text:
    return Text((Span(words, record(id)),))


def _shown(shown: Shown) -> Text:
    return Text((Span(str(shown), shown.origin),))


def verdict_words(entry: Entry, language: Language) -> str:
    """The last column in words: verdict and misprint of a claim, else how well checked."""
    if entry.verdict is None:
        return standing_word(entry.standing, language)
    word = verdict_word(entry.verdict, language)
    return f"{verdict_word('garbled', language)}, {word}" if entry.garbled else word


_PAGE_WORDS = {
    "situation": N_("Situation"),
    "costs": N_("Costs"),
    "market": N_("Market"),
    "risks": N_("Risks"),
    "decision": N_("Decision"),
}
PAGES = tuple(_PAGE_WORDS)
"""Pages on which a record can be used, in the order of the rail."""


def page_word(page: str, language: Language) -> str:
    """The name of a page."""
    return language.say(_PAGE_WORDS[page])


def place_line(number: int, count: int, language: Language) -> Text:
    """Which of the listed entries is shown."""
    return language.sentence(
        "Entry {number} of {count}", number=language.show(number, COUNTED), count=language.show(count, COUNTED)
    )


def citation(results: Results, entry: Entry, language: Language) -> str:
    """The quotation of a claim as it may be passed on: words, source, place, verdict."""
    claim = results.knowledge.claims[entry.id]
    titles = " / ".join(results.knowledge.sources[id].title for id in claim.sources)
    return language.say(
        "“{quotation}” (source {article}: {title}, line {line}) – {verdict}: {statement}",
        quotation=claim.quotation,
        article=" / ".join(claim.article),
        title=titles,
        line=claim.line,
        verdict=verdict_words(entry, language),
        statement=language.of(claim.statement),
    )


def header(language: Language) -> tuple[str, ...]:
    """Names of the columns."""
    say = language.say
    return (say("What"), say("Article prints"), say("Value"), say("Source"), say("As of"), say("Verdict, support"))


def drop_word(hindering: Hindrance | None, language: Language) -> str:
    """What the button of an empty register does."""
    if hindering is None:
        return language.say("Drop all filters")
    return language.say("Drop “{filter}”", filter=language.say(FILTER_WORDS[hindering.name]))
