"""Numbers as spreadsheets write them: whatever is written in either language reads back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.usage_columns import known_columns
from lagebild.analysis.written_dates import period, written
from lagebild.analysis.written_numbers import Reading, Sign, decided, reading
from lagebild.language import Language
from lagebild.origin import COUNTED

SIGNS: dict[str, Sign] = {"de": ",", "en": "."}
MONTHS = known_columns()["months"]


def at(text: str, sign: Sign) -> float | None:
    found = reading(text)
    return None if found is None else found.at(sign)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567,5", 1_234_567.5), ("1,234,567.5", 1_234_567.5), ("1 234 567", 1_234_567), ("1 234,5", 1_234.5),
        ("1\u202f234\u202f567", 1_234_567), ("1'234'567.50", 1_234_567.5), ("567,0 Mio.", 567e6), ("1.2M", 1.2e6),
        ("302.4k", 302_400), ("1,2 Mrd. Token", 1.2e9), ("12 Tsd.", 12_000), ("2.5 billion", 2.5e9),
        ("1,5 Billionen", 1.5e12), ("$1,234.56", 1_234.56), ("1.234,56 €", 1_234.56), ("EUR 12,50", 12.5),
        ("US$ 3.4", 3.4), ("-5", -5), ("\u22125", -5), ("(12,50)", -12.5), ("12,50-", -12.5), ("-$5.00", -5),
        ("1,2E+06", 1.2e6), ("0.123", 0.123), (".5", 0.5), ("007", 7), ("0", 0), ("450 requests", 450),
    ],
)  # fmt: skip
def test_a_number_that_can_be_read_in_one_way_is_read_so(text: str, value: float) -> None:
    found = reading(text)
    assert found is not None and not found.is_ambiguous
    assert value == pytest.approx(found.comma if found.comma is not None else found.point)


@pytest.mark.parametrize(
    "text",
    ["", "-", "NaN", "inf", "-inf", "1e400", "1e9999", "=SUM(A1)", "#REF!", "12,34,567", "1.23.456", "12 34", "1_000",
     "0x10", "3 %", "1.2 kg", "1 Billion", "9" * 400, "1,2,3.4.5", "--5", "(-5)", "5 M M", "$5 €", "k. A.", "١٢٣", "²"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert reading(text) is None


@given(st.floats(-1e12, 1e12), st.integers(0, 3), st.sampled_from(["de", "en"]))
def test_what_a_language_writes_reads_back(value: float, digits: int, code: str) -> None:
    shown = str(Language("de" if code == "de" else "en").show(value, COUNTED, digits=digits))
    assert at(shown, SIGNS[code]) == pytest.approx(round(value, digits), abs=10.0**-digits)


@given(st.floats(0.01, 9e8), st.sampled_from(["de", "en"]), st.sampled_from(["USD", "EUR", "m", "bn", "token m"]))
def test_so_does_what_it_writes_with_a_unit(value: float, code: str, unit: str) -> None:
    shown = str(Language("de" if code == "de" else "en").show(value, COUNTED, unit, 2))
    scale = {"m": 1e6, "token m": 1e6, "bn": 1e9}.get(unit, 1)
    assert at(shown, SIGNS[code]) == pytest.approx(round(value, 2) * scale, abs=0.011 * scale)


@given(st.floats(1000, 1e12), st.sampled_from(["de", "en"]))
def test_the_other_sign_never_makes_another_number_unnoticed(value: float, code: str) -> None:
    shown = str(Language("de" if code == "de" else "en").show(value, COUNTED, digits=2))
    found = reading(shown)
    assert found is not None and found.evidence == SIGNS[code]


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = reading(text)
    assert found is None or found.comma is not None or found.point is not None


# ---- a column


def column(*cells: str) -> list[Reading]:
    found = [reading(cell) for cell in cells]
    assert None not in found
    return [one for one in found if one is not None]


def test_a_cell_that_can_be_read_in_one_way_decides_for_all() -> None:
    assert decided(column("1.234", "1.234,5"), counts=False) == (",", "cells")
    assert decided(column("1.234", "12.5"), counts=False) == (".", "cells")
    assert decided(column("1.234", "1.234.567"), counts=False) == (",", "cells")


def test_counts_are_whole() -> None:
    assert decided(column("1.234", "12.000"), counts=True) == (",", "whole")
    assert decided(column("1,234", "12,000"), counts=True) == (".", "whole")


def test_what_stays_open_is_said_to_be() -> None:
    assert decided(column("1.234", "5.678"), counts=False).by == "nothing"
    assert decided(column("1.234", "5,678"), counts=True).by == "nothing"
    assert decided(column("1.234 Mio.", "5.678 Mio."), counts=True).by == "nothing"
    assert decided(column("12", "13"), counts=True).by == "either"


# ---- dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-27", date(2025, 1, 27)), ("2025-01-27T10:00:00Z", date(2025, 1, 27)),
        ("27.01.2025", date(2025, 1, 27)),
        ("27.1.25", date(2025, 1, 27)), ("27/01/2025", date(2025, 1, 27)), ("01/27/2025", date(2025, 1, 27)),
        ("27 Jan 2025", date(2025, 1, 27)), ("Jan 27, 2025", date(2025, 1, 27)), ("27. Januar 2025", date(2025, 1, 27)),
        ("1737936000", date(2025, 1, 27)), ("2025-01", date(2025, 1, 1)), ("01/2025", date(2025, 1, 1)),
        ("März 2025", date(2025, 3, 1)), ("Mar 25", date(2025, 3, 1)),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str, day: date) -> None:
    found = written(text, MONTHS)
    assert found is not None and found.day == day


@pytest.mark.parametrize("text", ["", "12", "13.13.2025", "2025-02-30", "gpt-4o", "Total 2025", "1.234", "x" * 99])
def test_what_is_no_day_is_none(text: str) -> None:
    assert written(text, MONTHS) is None


def spanned(*cells: str) -> object:
    found = period([day for cell in cells if (day := written(cell, MONTHS)) is not None])
    return None if found is None else (found.is_whole, round(found.months, 2), found.working_days)


def test_months_are_counted_from_the_first_to_the_last() -> None:
    assert spanned("2025-01", "2025-02", "2025-06") == (True, 6, None)
    assert spanned("Januar", "Februar", "Dezember") == (True, 12, None)
    assert spanned("2025-01-01", "2025-02-01") == (True, 2, None)
    assert spanned("02.01.2025", "31.01.2025") == (True, 1, None)


def test_a_few_days_are_a_part_of_a_month() -> None:
    assert spanned("2025-01-06", "2025-01-10") == (False, 0.16, 5)  # from Monday to Friday
    assert spanned("2025-01-06", "2025-01-12") == (False, 0.23, None)  # with a Sunday


def test_one_cell_says_which_number_is_the_month() -> None:
    assert spanned("01/02/2025", "01/31/2025") == (True, 1, None)
    assert spanned("01/02/2025", "28/02/2025") == (True, 1, None)
    assert spanned("01/02/2025", "03/04/2025") is None
    assert spanned("13/02/2025", "02/13/2025", "01/02/2025") is None
