"""Words, numbers, money and dates as they are shown in both languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lagebild import language as module
from lagebild.errors import UserError
from lagebild.frozen import Bilingual
from lagebild.language import (
    CODES,
    MINUS,
    NBSP,
    Code,
    Language,
    NumberFormat,
    Shown,
    Span,
    remembered,
    set_number_format,
    unbroken,
)
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.resources import translation

GERMAN, ENGLISH = Language("de"), Language("en")
LOCALES: dict[Code, str] = {"de": "de_DE", "en": "en_GB"}
A_RECORD, AN_INPUT = record("o1-output"), reader("api_costs.people")


def both(*shown: str) -> tuple[str, str]:
    """German and English with plain spaces, so that they can be read."""
    return (shown[0].replace(NBSP, " "), shown[1].replace(NBSP, " "))


def show(value: float, unit: str = "", digits: int | None = None, *, sign: bool = False) -> tuple[str, str]:
    german, english = (language.show(value, COUNTED, unit, digits, sign=sign) for language in (GERMAN, ENGLISH))
    return both(german, english)


# ---- numbers


@settings(max_examples=1000)
@given(st.floats(-1e15, 1e15), st.integers(0, 6), st.sampled_from(CODES))
@example(0.125, 2, "de")
@example(0.375, 2, "de")
@example(2.5, 0, "en")
@example(-1234567.885, 2, "de")
@example(1.005, 2, "en")
@example(9999.5, 0, "en")
@example(-0.0, 0, "de")
@example(-0.004, 2, "de")
def test_numbers_are_written_as_babel_writes_them(value: float, digits: int, code: Code) -> None:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    babel = format_decimal(Decimal(repr(value)), pattern, locale=LOCALES[code])
    # a true minus, and none before what is shown as zero
    wanted = babel.replace("-", MINUS) if re.search("[1-9]", babel) else babel.removeprefix("-")
    assert Language(code).show(value, COUNTED, digits=digits) == wanted


LIKE: dict[tuple[NumberFormat, Code], str] = {
    ("language", "de"): "de_DE", ("language", "en"): "en_GB",
    ("german", "de"): "de_DE", ("german", "en"): "de_DE",
    ("english", "de"): "en_GB", ("english", "en"): "en_GB",
    ("swiss", "de"): "de_CH", ("swiss", "en"): "de_CH",
    ("spaces", "de"): "fr_FR",
}  # fmt: skip
"""A country that writes numbers so, for Babel."""


@given(st.floats(-1e12, 1e12), st.integers(0, 4), st.sampled_from(list(LIKE)))
@example(1234567.5, 2, ("swiss", "de"))
@example(1234567.5, 2, ("spaces", "de"))
def test_numbers_are_written_in_the_way_that_was_chosen(
    value: float, digits: int, written: tuple[NumberFormat, Code]
) -> None:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    babel = format_decimal(Decimal(repr(value)), pattern, locale=LIKE[written]).replace("-", MINUS)
    wanted = babel if re.search("[1-9]", babel) else babel.removeprefix(MINUS)
    assert Language(written[1], written[0]).show(value, COUNTED, digits=digits) == wanted


def test_the_way_to_write_numbers_is_chosen_for_all_languages_made_from_then_on() -> None:
    before = Language("en")
    set_number_format("swiss")
    try:
        assert Language("de").show(26649, COUNTED, "USD").replace(NBSP, " ") == "26’649 $"
        assert Language("en").show(26649, COUNTED, "USD") == "$26’649"
        assert Language("en") != before
        assert before.show(26649, COUNTED, "USD") == "$26,649"
    finally:
        set_number_format("language")
    assert Language("en") == before


def test_what_names_its_language_by_the_code_alone_is_forgotten_with_the_way_to_write_numbers() -> None:
    @remembered(8)
    def shown(code: Code) -> str:
        return Language(code).show(1200, COUNTED)

    assert shown("de") == "1.200"
    set_number_format("spaces")
    try:
        assert shown("de") == "1\u202f200"
    finally:
        set_number_format("language")
    assert shown("de") == "1.200"


def test_a_half_is_rounded_to_the_even_neighbour_of_the_number_as_written() -> None:
    assert show(0.5, digits=0) == ("0", "0")
    assert show(1.5, digits=0) == ("2", "2")
    assert show(2.675, digits=2) == ("2,68", "2.68")
    assert show(0.125, digits=2) == ("0,12", "0.12")


@pytest.mark.parametrize(
    ("value", "unit", "digits", "german", "english"),
    [
        (26649.0, "USD", None, "26.649 $", "$26,649"),
        (974.106, "USD", None, "974 $", "$974"),
        (974.106, "USD", 2, "974,11 $", "$974.11"),
        (99.994, "USD", None, "99,99 $", "$99.99"),
        (2.19, "USD", None, "2,19 $", "$2.19"),
        (0.0705, "USD", None, "0,0705 $", "$0.0705"),
        (0.0, "USD", None, "0 $", "$0"),
        (-25674.894, "USD", None, "−25.675 $", "−$25,675"),
        (25307.69, "EUR", None, "25.308 €", "€25,308"),
        (5.576, "USD m", 3, "5,576 Mio. $", "$5.576m"),
        (589.0, "USD bn", None, "589 Mrd. $", "$589bn"),
        (589.0, "USD billion", 0, "589 Milliarden Dollar", "$589 billion"),
        (1.2, "USD trillion", 1, "1,2 Billionen Dollar", "$1.2 trillion"),
        (567.0, "token m", 1, "567,0 Mio. Token", "567.0 m tokens"),
        (0.16968, "share", None, "17,0 %", "17.0%"),
        (0.0146, "share", None, "1,46 %", "1.46%"),
        (-0.2988, "share", 2, "−29,88 %", "−29.88%"),
        (1.0, "share", None, "100 %", "100%"),
        (3.7, "%", None, "3,70 %", "3.70%"),
        (27.357, "times", None, "27,4-fach", "27.4 times"),
        (1200, "people", None, "1.200 Personen", "1,200 people"),
        (378000.0, "", None, "378.000", "378,000"),
        (1.053, "", 4, "1,0530", "1.0530"),
    ],
)
def test_money_shares_and_quantities(value: float, unit: str, digits: int | None, german: str, english: str) -> None:
    assert show(value, unit, digits) == (german, english)


def test_one_of_a_thing_is_not_many() -> None:
    assert show(1, "months") == ("1 Monat", "1 month")
    assert show(2, "months") == ("2 Monate", "2 months")
    assert show(1, "people") == ("1 Person", "1 person")
    assert show(1.5, "week") == ("1,50 Wochen", "1.50 weeks")
    for unit, sides in module._ONE.items():
        assert set(sides) == set(CODES)
        assert sides != module._UNITS[unit]


def test_a_sign_is_shown_where_it_is_asked_for_and_never_before_zero() -> None:
    assert show(0.0318, "share", 2, sign=True) == ("+3,18 %", "+3.18%")
    assert show(-0.0318, "share", 2, sign=True) == ("−3,18 %", "−3.18%")
    assert show(13324.5, "USD", 0, sign=True) == ("+13.324 $", "+$13,324")
    for almost_nothing in (0.0, -0.0, 0.001, -0.001):
        assert show(almost_nothing, "", 2, sign=True) == ("0,00", "0.00")


def test_a_range_has_its_unit_once() -> None:
    def shown(low: float, high: float, unit: str, digits: int | None = None, **more: bool) -> tuple[str, str]:
        return both(*(language.show_range(low, high, COUNTED, unit, digits, **more) for language in (GERMAN, ENGLISH)))

    assert shown(589, 593, "USD bn") == ("589 bis 593 Mrd. $", "$589 to 593bn")
    assert shown(589, 593, "USD bn", dash=True) == ("589–593 Mrd. $", "$589–593bn")
    assert shown(589, 589, "USD bn") == ("589 Mrd. $", "$589bn")
    assert shown(0.1, 0.25, "share", 0) == ("10 bis 25 %", "10 to 25%")


def test_a_number_never_breaks_from_its_unit() -> None:
    for unit in module._UNITS:
        for language in (GERMAN, ENGLISH):
            assert " " not in language.show(1234.5, COUNTED, unit)


def test_a_number_carries_its_origin_and_is_text() -> None:
    shown = GERMAN.show(60, A_RECORD, "USD", 2)
    assert isinstance(shown, Shown)
    assert shown.origin == A_RECORD
    assert shown == f"60,00{NBSP}$"
    assert GERMAN.show_range(1, 2, AN_INPUT).origin == AN_INPUT
    assert GERMAN.date(date(2025, 1, 27), A_RECORD).origin == A_RECORD


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(KeyError):
        GERMAN.show(1, COUNTED, "furlong")
    with pytest.raises(KeyError):
        ENGLISH.show_range(1, 2, COUNTED, "furlong")


def test_every_unit_has_both_languages_and_one_place_for_the_number() -> None:
    for unit, sides in module._UNITS.items():
        assert set(sides) == set(CODES), unit
        assert all(side.count("{}") == 1 for side in sides.values()), unit


BILLIONS = [(r"\b(bn|billion)", r"\b(Mrd\.|Milliarde)"), (r"\b(tn|trillion)", r"\b(Bio\.|Billion)")]
"""English and German by size; a German Billion is an English trillion."""


@pytest.mark.parametrize(("english", "german"), BILLIONS)
def test_a_billion_is_a_milliarde_and_a_trillion_a_billion(english: str, german: str) -> None:
    found = 0
    messages = [pair for pairs in catalog() for pair in pairs]
    units = [(sides["en"].replace("{}", "1 "), sides["de"]) for sides in module._UNITS.values()]
    for in_english, in_german in units + messages:
        assert bool(re.search(english, in_english)) == bool(re.search(german, in_german)), in_english
        found += bool(re.search(english, in_english))
    assert found > 1


# ---- dates


@pytest.mark.parametrize(
    ("style", "german", "english"),
    [
        ("short", "27.01.2025", "27 Jan 2025"),
        ("long", "27. Januar 2025", "27 January 2025"),
        ("day", "27.01.", "27 Jan"),
        ("month", "Januar 2025", "January 2025"),
    ],
)
def test_dates(style: str, german: str, english: str) -> None:
    day = date(2025, 1, 27)
    assert both(GERMAN.date(day, style=style), ENGLISH.date(day, style=style)) == (german, english)  # type: ignore[arg-type]


# ---- words


def test_a_sentence_keeps_origins_and_strong_marks() -> None:
    low, high = ENGLISH.show(974, A_RECORD, "USD"), ENGLISH.show(26649, AN_INPUT, "USD")
    text = ENGLISH.sentence("It costs *{low}* here and {high} *over there*.", low=low, high=high)
    assert text == (
        Span("It costs "),
        Span("$974", A_RECORD, strong=True),
        Span(" here and "),
        Span("$26,649", AN_INPUT),
        Span(" "),
        Span("over there", None, strong=True),
        Span("."),
    )
    assert str(text) == "It costs $974 here and $26,649 over there."
    assert text.origins == (A_RECORD, AN_INPUT)


def test_a_sentence_within_a_sentence_keeps_its_spans() -> None:
    inner = ENGLISH.sentence("*{count}* of them", count=ENGLISH.show(3, A_RECORD))
    outer = ENGLISH.sentence("There are {what}.", what=inner)
    assert str(outer) == "There are 3 of them."
    assert outer.origins == (A_RECORD,)
    assert Span("3", A_RECORD, strong=True) in outer


def test_words_of_data_never_turn_into_fields_or_marks() -> None:
    text = ENGLISH.sentence("{name} costs *{price}*.", name="*{price}*", price="{name}")
    assert str(text) == "*{price}* costs {name}."
    assert [span.strong for span in text] == [False, False, True, False]


def test_a_missing_field_is_a_fault_and_not_left_out() -> None:
    with pytest.raises(KeyError):
        ENGLISH.sentence("{missing}")
    with pytest.raises(KeyError):
        ENGLISH.say("{missing}", other=1)


def test_names_and_short_phrases_stay_on_one_line() -> None:
    for phrase in module._UNBROKEN:
        assert unbroken(f"a {phrase} b") == f"a {phrase.replace(' ', NBSP)} b"
        assert unbroken(unbroken(phrase)) == unbroken(phrase)
    assert f"OpenAI{NBSP}o1" in ENGLISH.say("OpenAI o1 and others")
    assert f"S&P{NBSP}500" in str(ENGLISH.sentence("S&P 500, {x}", x="OpenAI o1"))
    assert f"OpenAI{NBSP}o1" in str(ENGLISH.sentence("{x}", x="OpenAI o1"))


def test_words_come_from_the_catalog_and_english_from_the_message_itself() -> None:
    assert GERMAN.say("Total") == "Summe"
    assert ENGLISH.say("Total") == "Total"
    assert ENGLISH.of(Bilingual(de="Haus", en="house")) == "house"
    assert GERMAN.of(Bilingual(de="Haus", en="house")) == "Haus"


def test_plurals_agree_with_their_count() -> None:
    assert ENGLISH.say_plural("{count} thing", "{count} things", 1) == "1 thing"
    assert ENGLISH.say_plural("{count} thing", "{count} things", 0) == "0 things"
    assert ENGLISH.say_plural("{count} thing", "{count} things", 1200) == "1,200 things"
    one, many = next(pairs for pairs in catalog() if len(pairs) == 2 and pairs[0][1] != pairs[1][1])
    for count, wanted in ((1, one), (1200, many)):
        assert GERMAN.say_plural(one[0], many[0], count) == wanted[1].format(count=GERMAN.show(count, COUNTED))


def catalog() -> list[list[tuple[str, str]]]:
    """English and German of every message, both forms of those that count."""
    with translation("de.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="de") if message.id]
    return [
        list(zip(message.id, message.string, strict=True))
        if isinstance(message.id, tuple)
        else [(str(message.id), str(message.string))]
        for message in messages
    ]


def test_every_message_has_its_german_with_the_same_fields_and_marks() -> None:
    for english, german in (pair for pairs in catalog() for pair in pairs):
        assert german, english
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", german)), english
        assert english.count("*") == german.count("*"), english


def test_only_two_languages_are_spoken_and_equal_ones_are_equal() -> None:
    with pytest.raises(ValueError, match="fr"):
        Language("fr")  # type: ignore[arg-type]
    assert Language("de") == GERMAN != ENGLISH
    assert len({Language("de"), GERMAN, ENGLISH}) == 2


# ---- errors and origins


def test_an_error_is_told_in_the_language_of_the_reader_when_it_is_shown() -> None:
    error = UserError("“{name}” does not exist.", safe="Nothing was changed.", do="Check the path.", name="x.json")
    assert error.text(ENGLISH) == "“x.json” does not exist. Nothing was changed. Check the path."
    german = error.sentences(GERMAN)
    assert all(part and part != told for part, told in zip(german, error.sentences(ENGLISH), strict=True))
    assert UserError("Only this.").text(ENGLISH) == "Only this."


def test_two_origins_make_one_with_each_root_once() -> None:
    line = Origin(("a",), ("t.x",), "t.cost")
    assert record("a", "b") | line == Origin(("a", "b"), ("t.x",), "t.cost")


def test_a_sentence_that_ends_with_an_abbreviation_has_one_point() -> None:
    language = Language("de")
    number = Shown("10,9\u00a0Mrd.", COUNTED)
    assert str(language.sentence("from {number}.", number=number)) == "from 10,9\u00a0Mrd."
    assert str(language.sentence("from {number}. Then", number=number)) == "from 10,9\u00a0Mrd. Then"
    assert language.say("from {number}.", number=number) == "from 10,9\u00a0Mrd."
    assert str(language.sentence("from {number}.", number=Shown("9", COUNTED))) == "from 9."


def test_each_end_of_a_range_below_zero_has_its_own_sign_of_money() -> None:
    german, english = (Language(code).show_range(-593, -589, COUNTED, "USD bn", 0) for code in CODES)
    assert str(german).replace("\u00a0", " ") == "−593 bis −589 Mrd. $"
    assert str(english).replace("\u00a0", " ") == "−$593bn to −$589bn"
