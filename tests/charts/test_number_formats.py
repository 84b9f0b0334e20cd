"""The way to write numbers that the reader has chosen, in everything that is exported: charts, slides, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart
from lagebild.charts.contents import build, charts
from lagebild.charts.layout import layout
from lagebild.language import CODES, NUMBER_FORMATS, Code, Language, NumberFormat, set_number_format, signs
from lagebild.origin import COUNTED
from lagebild.renderers.slides.labels import local_format, number_format
from lagebild.renderers.table import csv, guarded
from tests.charts.examples import monthly_costs


@pytest.fixture(autouse=True)
def as_in_the_beginning() -> Iterator[None]:
    yield
    set_number_format("language")


def labels(chart: Chart) -> Iterator[str]:
    yield from (point.label for series in chart.series for point in series.points if point is not None)
    yield from (point.label for point in chart.totals if point is not None)


def has_signs_of(text: str, code: Code, numbers: NumberFormat) -> bool:
    """Whether no number in `text` has a sign that is not one of those."""
    own = signs(code, numbers)
    text = re.sub(r"\d\d\.\d\d\.\d{4}", "", text)  # a day
    text = re.sub(r"[^\W\d_]+[ -]?\d+(?:\.\d+)+", "", text)  # of a name: "V3.1", "Llama 3.1"
    return all(sign in (own.grouping, own.decimal) for sign in re.findall(r"(?<=\d)([.,’\u202f])(?=\d)", text))


@pytest.mark.parametrize("numbers", NUMBER_FORMATS)
@pytest.mark.parametrize("code", CODES)
def test_every_mark_of_every_chart_is_written_in_the_way_that_was_chosen(
    code: Code, numbers: NumberFormat, results: Results
) -> None:
    set_number_format(numbers)
    grouped = 0
    for id in charts(results.knowledge):
        chart = build(id, results, Language(code))
        for label in labels(chart):
            assert has_signs_of(label, code, numbers), (id, label)
            grouped += signs(code, numbers).grouping in label
    assert grouped > 50


def test_the_ticks_of_a_chart_follow(results: Results) -> None:
    def measure(text: str, role: str) -> float:
        return 7.0 * len(text)

    ticks = {}
    for numbers in NUMBER_FORMATS:
        set_number_format(numbers)
        chart = build("api_costs.comparison", results, Language("de"))
        placed = layout(chart, 700, 300, measure)
        ticks[numbers] = [word.text for word in placed.words if word.part == "tick"][-1].split("\u00a0")[0]
    assert len({*ticks.values()}) == len(NUMBER_FORMATS) - 1  # German twice
    assert all(re.fullmatch(r"\d\d.000", tick) for tick in ticks.values())


@pytest.mark.parametrize("numbers", NUMBER_FORMATS)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("unit", ["USD", "EUR", "share", "%", "times", ""])
def test_whatever_is_shown_has_a_number_format_on_slides(code: Code, numbers: NumberFormat, unit: str) -> None:
    set_number_format(numbers)
    for value in (0.0365, 1.5, 974.106, 26649.0, -1234567.0):
        label = Language(code).show(value, COUNTED, unit)
        assert number_format(label, value, code) is not None, label


def test_slides_ask_for_the_signs_of_a_country_that_writes_so_and_dates_stay_in_the_language() -> None:
    set_number_format("swiss")
    assert local_format('#,##0" $"', "de") == '[$-807]#,##0" $"'
    assert local_format("mmm\\ yyyy", "en") == "[$-809]mmm\\ yyyy"
    set_number_format("language")
    assert local_format("#,##0", "de") == "[$-407]#,##0"


def test_a_table_has_the_decimal_sign_that_was_chosen_and_stays_apart_from_its_commas() -> None:
    first = {}
    for numbers in NUMBER_FORMATS:
        set_number_format(numbers)
        for code in CODES:
            line = csv(monthly_costs(code)).decode("utf-8-sig").splitlines()[1]
            first[code, numbers] = ";" in line
            assert not re.search(r"\d’\d", line)  # never a sign between thousands
    assert first["de", "swiss"] and first["en", "german"] and not first["en", "swiss"]


def test_a_sum_with_other_signs_is_no_formula() -> None:
    assert guarded("+1’234.5\u00a0$") == "+1’234.5\u00a0$"
    assert guarded("−1\u202f234,5\u00a0%") == "−1\u202f234,5\u00a0%"
