"""A chart as CSV: the numbers come back, Excel opens it, and no text runs as a formula."""

from __future__ import annotations

import csv as standard
import io
from collections.abc import Callable

import pytest

from lagebild.charts.chart import Chart, Column
from lagebild.language import CODES, Code, Language
from lagebild.renderers.table import csv
from lagebild.wording.verdicts import verdict_word
from tests.charts.examples import EXAMPLES, falls, losses, monthly_costs, prices

in_both_languages = pytest.mark.parametrize("code", CODES)


def rows(chart: Chart) -> list[list[str]]:
    """As a spreadsheet in the chart's language reads them."""
    text = csv(chart).decode("utf-8-sig")
    return list(standard.reader(io.StringIO(text, newline=""), delimiter=";" if chart.language == "de" else ","))


def number(text: str, code: Code) -> float:
    return float(text.replace(",", ".") if code == "de" else text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
@in_both_languages
def test_every_number_comes_back(example: Callable[[Code], Chart], code: Code) -> None:
    chart = example(code)
    table = chart.table()
    read = rows(chart)
    assert read[0] == list(table.header)
    for cells, values in zip(read[1:], table.values, strict=False):
        assert cells[0] == values[0]
        for cell, value in zip(cells[1:], values[1:], strict=True):
            if value is None:
                assert cell == ""
            else:
                assert isinstance(value, float)
                assert number(cell, code) == pytest.approx(value, rel=1e-14)


@in_both_languages
def test_title_unit_source_and_verdict_follow_below_an_empty_line(code: Code) -> None:
    chart = monthly_costs(code)
    read = rows(chart)
    assert read[len(chart.categories) + 1] == []
    verdict = f"B: {verdict_word('contradicted', Language(code))}"
    assert [cells[0] for cells in read[len(chart.categories) + 2 :]] == [
        chart.title, chart.subtitle, chart.source, verdict,
    ]  # fmt: skip


@in_both_languages
def test_a_range_has_both_ends_and_a_value_one(code: Code) -> None:
    read = rows(losses(code))
    assert [cells[1:] for cells in read[1:5]] == [["589", ""], ["589", "593"], ["593", ""], ["596", ""]]
    assert read[0][2] == Language(code).say("Upper end")


def test_excel_is_told_the_encoding_and_gets_its_line_ends() -> None:
    written = csv(falls("de"))
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == len(rows(falls("de")))


def test_numbers_have_no_thousands_separator_and_no_exponent() -> None:
    chart = prices("de")
    tiny, huge = (chart.series[0].points[0].changed(value=value) for value in (0.000012, 1.5e15))  # type: ignore[union-attr]
    changed = chart.changed(series=(chart.series[0].changed(points=(tiny, huge)), chart.series[1]))
    assert [cells[1] for cells in rows(changed)[1:3]] == ["0,000012", "1500000000000000"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_a_text_that_begins_like_a_formula_is_disarmed(start: str) -> None:
    text = f'{start}HYPERLINK("http://example.org";"x")'
    chart = prices("de").changed(categories=(text, "Ausgabe"), title=text)
    read = rows(chart)
    assert read[1][0] == f"'{text}"
    assert read[4][0] == f"'{text}"


@pytest.mark.parametrize("text", ["+50\u00a0%", "-17,4", "+1.200\u00a0$", "= 3,7 % des Preises"])
def test_only_what_could_compute_something_is_disarmed(text: str) -> None:
    disarmed = rows(prices("de").changed(categories=(text, "Ausgabe")))[1][0]
    assert (disarmed == text) == (not text.startswith("="))


def test_a_negative_number_stays_a_number_and_a_minus_in_words_stays_a_word() -> None:
    chart = falls("de").changed(columns=(Column(name="Angabe", cells=("−17 %",) * 9),))
    first = rows(chart)[1]
    assert first == ["Broadcom", "", "-17,4", "", "−17 %"]


def test_separators_and_quotes_inside_a_text_do_not_split_it() -> None:
    text = 'a;b,"c"\nd'
    for code in CODES:
        assert rows(prices(code).changed(categories=(text, "x")))[1][0] == text
