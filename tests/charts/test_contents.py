"""Every chart there is: its data against stored goldens, and what all of them promise."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.charts.contents import build, charts
from lagebild.errors import UserError
from lagebild.knowledge.loading import bundled
from lagebild.language import CODES, NBSP, Code, Language

CHARTS = charts(bundled())

GOLDENS = Path(__file__).resolve().parents[1] / "goldens"
EVERY = [(id, code) for id in CHARTS for code in CODES]


@pytest.mark.parametrize(("id", "code"), EVERY)
def test_a_chart_says_what_its_golden_says(id: str, code: Code, results: Results) -> None:
    path = GOLDENS / f"{id}_{code}.json"
    found = json.loads(build(id, results, Language(code)).model_dump_json())
    if os.environ.get("LAGEBILD_WRITE_GOLDENS"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("id", "code"), EVERY)
def test_every_mark_has_an_origin_and_every_chart_a_source_and_an_alternative(
    id: str, code: Code, results: Results
) -> None:
    chart = build(id, results, Language(code))
    points = [point for series in chart.series for point in series.points if point] + list(chart.totals)
    assert points
    assert all(point.origin.records or point.origin.inputs or point.origin.line for point in points)
    assert chart.source and chart.alternative and chart.title and chart.subtitle
    assert chart.language == code


@pytest.mark.parametrize(("id", "code"), EVERY)
def test_the_table_has_a_row_for_every_category_and_its_numbers_are_those_of_the_marks(
    id: str, code: Code, results: Results
) -> None:
    chart = build(id, results, Language(code))
    table = chart.table()
    assert [row[0] for row in table.rows][: len(chart.categories)] == list(chart.categories)
    for index, row in enumerate(table.values[: len(chart.categories)]):
        for place, series in enumerate(chart.series, start=1):
            point = series.points[index]
            assert row[place] == (None if point is None else point.value)
    assert all(len(row) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("id", CHARTS)
def test_both_languages_say_the_same_numbers(id: str, results: Results) -> None:
    german, english = (build(id, results, Language(code)) for code in ("de", "en"))
    assert [series.points and [p and p.value for p in series.points] for series in german.series] == [
        series.points and [p and p.value for p in series.points] for series in english.series
    ]
    assert german.title != english.title


@pytest.mark.parametrize("id", CHARTS)
def test_no_template_field_is_left_in_the_words(id: str, results: Results) -> None:
    for code in CODES:
        words = build(id, results, Language(code)).model_dump_json(exclude={"series": {"__all__": {"points"}}})
        assert not re.search(r"[^\"\\]\{\w+\}", words.replace('{"', "").replace("{}", ""))


def test_models_too_many_to_draw_stand_in_the_table_once_each(results: Results) -> None:
    chart = build("api_costs.models", results, Language("en"))
    names = [row[0] for row in chart.table().rows]
    assert len(chart.categories) == 16
    assert len(names) == len(set(names)) == len(results.api_costs.models) == 26
    assert {"DeepSeek R1", "OpenAI o1"} <= {name.replace(NBSP, " ") for name in chart.categories}
    costs = [row[1] for row in chart.table().values]
    assert sorted(costs) == sorted(line["cost_per_month"] for line in results.api_costs.models.values())


def test_an_unknown_chart_is_refused_with_the_names_of_those_there_are(results: Results) -> None:
    with pytest.raises(UserError) as refused:
        build("api_costs.pie", results, Language("de"))
    sentence = refused.value.text(Language("de"))
    assert "„api_costs.pie“" in sentence and "market.falls" in sentence


def test_on_a_day_without_prices_every_chart_still_says_so_in_a_sentence(results: Results) -> None:
    from datetime import date

    bare = compute(results.knowledge, Briefing(as_of=date(2022, 1, 1)), results.today)
    for id in CHARTS:
        for code in CODES:
            chart = build(id, bare, Language(code))
            assert chart.title
    assert build("api_costs.models", bare, Language("en")).categories == ()
