"""The words of the records: the same numbers in both languages, and marks as they are printed."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import bundled
from lagebild.language import Language
from lagebild.origin import COUNTED


def texts() -> Iterator[tuple[str, Bilingual]]:
    knowledge = bundled()
    records = (
        *knowledge.sources.values(), *knowledge.figures.values(), *knowledge.claims.values(),
        *knowledge.offers.values(), *knowledge.events, *knowledge.options, *knowledge.contradictions.values(),
        *knowledge.questions, *knowledge.glossary, *knowledge.training_runs, *knowledge.servers,
        *knowledge.throughputs, *knowledge.price_lines,
    )  # fmt: skip
    for place, row in enumerate((*knowledge.values_lost, *knowledge.record_losses, *knowledge.overlays)):
        yield from ((f"market row {place}.{field}", text) for field, text in _bilingual(row))
    for record in records:
        id = getattr(record, "id", None) or record.model
        yield from ((f"{id}.{field}", text) for field, text in _bilingual(record))


def _bilingual(value: object, field: str = "") -> Iterator[tuple[str, Bilingual]]:
    if isinstance(value, Bilingual):
        yield field, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _bilingual(getattr(value, name), name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _bilingual(item, field)


TEXTS = dict(texts())

# A German Billion is an English trillion
PAIRS = [
    (r"Mio\.|Million", r"\d\s?m\b|\bmillion"),
    (r"Mrd\.|Milliarde", r"\d\s?bn\b|\bbillion"),
    (r"\bBio\.|Billion", r"\d\s?tn\b|\btrillion"),
]


VERSION = r"(?:V|GPT-|Llama |Gemini |Sonnet |Opus |Kimi |Qwen)\d\.\d"


def numbers(text: str, code: str) -> list[float]:
    """The numbers of a text that are no days or small counts, whichever way its language writes them."""
    text = re.sub(rf"\b\d\d\.\d\d\.|\b\d\.\d\d\.\d\d\b|{VERSION}", "", text)  # days (27.01.), versions
    found = (number.replace("," if code == "en" else ".", "") for number in re.findall(r"\d+(?:[.,]\d+)*", text))
    values = (float(number.replace(",", ".")) for number in found)
    return sorted(value for value in values if value > 31 or not value.is_integer())


def test_there_are_texts():
    assert len(TEXTS) > 300


@pytest.mark.parametrize("german, english", PAIRS)
def test_milliarde_is_billion_and_billion_is_trillion(german, english):
    wrong = [id for id, text in TEXTS.items() if len(re.findall(german, text.de)) != len(re.findall(english, text.en))]
    assert not wrong


def test_both_languages_state_the_same_numbers():
    wrong = [id for id, text in TEXTS.items() if numbers(text.de, "de") != numbers(text.en, "en")]
    assert not wrong


def test_quotation_marks_are_printed_ones():
    for id, text in TEXTS.items():
        assert not re.search(r"[\"'“”]", re.sub(r"„[^“„]*“", "", text.de)), id
        assert not re.search(r"[\"'„]", text.en), id
        assert text.de.count("„") == text.de.count("“"), id
        assert text.en.count("“") == text.en.count("”"), id


def test_a_hyphen_is_never_a_minus():
    for id, text in TEXTS.items():
        for side in (text.de, text.en):
            assert not re.search(r"(?<!\w)-\s?\d|\s-\s", side), id


def test_german_numbers_use_the_comma_and_a_space_before_per_cent():
    for id, text in TEXTS.items():
        assert not re.search(r"\d%", text.de), id
        assert not re.search(r"\$\d|\d\$", text.de), id
        assert not re.search(r"\d\s%|\d\s\$", text.en), id


UNIT = r"(?:[%$€]|(?:Mio|Mrd|Bio)\.|(?:Millionen|Milliarden|Token|Stunden|Wochen|Jahren?|Uhr)\b)"


def test_a_german_number_stays_with_its_unit():
    """A no-break space keeps "5,576 Mio. $" on one line."""
    for id, text in TEXTS.items():
        assert not re.search(rf"\d {UNIT}|(?:Mio|Mrd|Bio)\. [$€]", text.de), id


def test_a_name_stays_with_its_number():
    for id, text in TEXTS.items():
        for side in (text.de, text.en):
            assert not re.search(r"S&P 500|OpenAI o1|DeepSeek [RV]\d", side), id


def test_english_counts_have_a_space_that_money_has_not():
    """608\u00a0bn tokens, but $5.576m."""
    for id, text in TEXTS.items():
        assert not re.search(r"(?<![$€\d.,–])\d[\d.,]*(?:m|bn|tn)\b|\$[\d.,]+\s(?:m|bn|tn)\b", text.en), id
        assert not re.search(r"\d (?:m|bn|tn)\b", text.en), id


def test_an_article_is_quoted_with_a_few_words_at_most():
    for claim in bundled().claims.values():
        assert len(claim.printed.split()) <= 4, claim.id


def test_a_label_fits_a_column():
    for claim in bundled().claims.values():
        assert max(len(claim.label.de), len(claim.label.en)) <= 36, claim.id


def test_numbers_in_arithmetic_only_turn_units():
    def literals(check: object) -> Iterator[float]:
        if isinstance(check, float):
            yield check
        elif isinstance(check, tuple):
            for side in check[1:]:
                yield from literals(side)

    knowledge = bundled()
    for record in (*knowledge.claims.values(), *knowledge.figures.values()):
        assert set(literals(record.check)) <= {12.0, 100.0, 1000.0}, record.id


def test_a_claim_that_repeats_one_figure_has_its_unit():
    knowledge = bundled()
    for claim in knowledge.claims.values():
        if isinstance(claim.check, str):
            assert claim.unit == knowledge.figure(claim.check).unit, claim.id


def test_every_unconfirmed_figure_and_every_assumption_says_why():
    for figure in bundled().figures.values():
        if figure.checked == "unconfirmed":
            assert figure.reservation is not None, figure.id
        if figure.checked == "assumption":
            assert figure.reason is not None, figure.id


def test_every_unconfirmed_price_says_why():
    for offer in bundled().offers.values():
        for price in offer.prices:
            assert price.checked != "unconfirmed" or price.note is not None, f"{offer.model} from {price.valid_from}"


def test_the_names_of_models_are_in_no_language():
    for offer in bundled().offers.values():
        assert not re.search(r"\b(?:and|or|to|und|oder|bis)\b", offer.name), offer.model


def test_every_source_is_used():
    knowledge = bundled()
    used = {
        *(source for figure in knowledge.figures.values() for source in figure.sources),
        *(source for event in knowledge.events for source in event.sources),
        *(price.source for offer in knowledge.offers.values() for price in offer.prices),
        *(source for close in knowledge.closes.values() for source in close.sources),
        *(source for claim in knowledge.claims.values() for source in claim.sources),
        *(source for close in knowledge.monthly_closes.values() for source in close.sources),
        *(source for row in knowledge.values_lost for source in row.sources),
        *(source for row in knowledge.record_losses for source in row.sources),
        *(source for row in knowledge.overlays for source in row.sources),
    }
    assert set(knowledge.sources) == used


def test_a_source_that_was_not_read_never_stands_alone():
    knowledge = bundled()
    for record in (*knowledge.figures.values(), *knowledge.events):
        read = [source for source in record.sources if knowledge.sources[source].text_seen]
        assert read or not record.sources, record.id


def test_every_unit_can_be_shown():
    knowledge = bundled()
    for record in (*knowledge.figures.values(), *knowledge.claims.values(), *knowledge.contradictions.values()):
        for language in (Language("de"), Language("en")):
            assert "1" in language.show(1, COUNTED, record.unit), record.id
