"""The heat of the risks page: scores and bands, the reader's answers as origin, a finding that is computed."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import THEMES
from lagebild.briefing import Briefing
from lagebild.charts.contents import build, notes
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer, OptionId
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import ANSWERS, COUNTED
from lagebild.pages.palette import page_of
from lagebild.wording.origins import roots

EN = Language("en")


def of(knowledge: Knowledge, answers: dict[str, dict[OptionId, Answer]]) -> Results:
    return compute(knowledge, Briefing(answers=answers), date(2026, 11, 21))


@pytest.fixture
def answered(knowledge: Knowledge) -> Results:
    """Everything settled but for own hardware, of which one question is unclear and no security question applies."""
    answers: dict[str, dict[OptionId, Answer]] = {}
    for question in knowledge.questions:
        answers[question.id] = {"api_cn": "open", "eu_hosted": "partly", "own": "met", "western": "partly"}
        if question.theme == "security":
            answers[question.id]["own"] = "not_applicable"
    answers[next(one.id for one in knowledge.questions if one.theme == "privacy")]["own"] = "unclear"
    return of(knowledge, answers)


def test_cells_are_the_scores_with_their_bands(answered: Results) -> None:
    chart = build("risks.heat", answered, EN)
    options = answered.knowledge.options
    assert [series.role for series in chart.series] == [f"option:{option.id}" for option in options]
    assert [series.name for series in chart.series] == [option.short.en for option in options]
    for option, series in zip(options, chart.series, strict=True):
        risk = answered.risks[option.id]
        for score, point in zip((*map(risk.themes.get, THEMES), risk.overall), series.points, strict=True):
            assert (score is None) == (point is None)
            if score is not None and point is not None:
                assert point.value == score.middle
                assert (point.band or (score.middle, score.middle)) == (score.low, score.high)
    assert chart.total_row and chart.categories[-1] == "Overall"


def test_where_nothing_applies_there_is_a_gap(answered: Results) -> None:
    chart = build("risks.heat", answered, EN)
    row, own = chart.categories.index("Security"), [series.name for series in chart.series].index("Own")
    assert chart.series[own].points[row] is None
    assert chart.table().rows[row][1 + own] == "–"
    assert chart.table().values[row][1 + own] is None


def test_a_band_is_said_in_words_and_stands_in_the_table(answered: Results) -> None:
    chart = build("risks.heat", answered, EN)
    own = next(series for series in chart.series if series.name == "Own")
    point = own.points[chart.categories.index("Privacy")]
    assert point is not None and point.band is not None
    low, high = map(round, point.band)
    assert point.note == f"between {low} and {high}"
    assert f"Privacy, Own: {point.label}, between {low} and {high}" in [reading.text for reading in chart.readings()]
    rows = {row[0]: row for row in chart.table().rows}
    assert rows["Privacy: range"][chart.table().header.index("Own")] == f"{low}–{high}"
    assert rows["Settled"][chart.table().header.index("China")] == "100%"


def test_the_finding_names_the_highest_and_the_lowest_once_enough_is_answered(answered: Results) -> None:
    title = build("risks.heat", answered, EN).title.replace(NBSP, " ")
    assert title.startswith("Highest risk: Vendor API in China with 100 of 100 points; lowest: Own hardware with ")


def test_the_finding_says_how_much_is_answered_before_that(results: Results, knowledge: Knowledge) -> None:
    asked = len(knowledge.questions) * len(knowledge.options)
    assert f"0 of {asked} answers" in build("risks.heat", results, EN).title.replace(NBSP, " ")


def test_a_number_without_an_answer_is_nobodys(results: Results) -> None:
    chart = build("risks.heat", results, EN)
    points = [point for series in chart.series for point in series.points if point is not None]
    assert {point.origin for point in points} == {COUNTED}
    assert {point.band for point in points} == {(0, 100)}
    assert chart.verdict is None


@pytest.mark.parametrize("code", CODES)
def test_an_answer_is_the_origin_of_its_theme_and_of_the_total_of_its_option(knowledge: Knowledge, code: str) -> None:
    question = next(one for one in knowledge.questions if one.theme == "privacy")
    results, language = of(knowledge, {question.id: {"own": "met"}}), Language("de" if code == "de" else "en")
    chart = build("risks.heat", results, language)
    name = f"{ANSWERS}.privacy.own"
    told = {
        (category, series.role)
        for series in chart.series
        for category, point in zip((*THEMES, "overall"), series.points, strict=True)
        if point is not None and name in point.origin.inputs
    }
    assert told == {("privacy", "option:own"), ("overall", "option:own")}
    assert chart.verdict == "own"
    (root,) = roots(results, chart.origin, language)
    count = sum(one.theme == "privacy" for one in knowledge.questions)
    option = next(one for one in knowledge.options if one.id == "own")
    assert str(root.label).endswith(language.of(option.label)) and root.kind == "input"
    assert [word for word in str(root.value).split() if word.isdigit()] == ["1", str(count)]


def test_the_chart_stands_on_the_page_of_risks_and_its_slide_says_what_points_mean(answered: Results) -> None:
    chart = build("risks.heat", answered, EN)
    assert page_of(chart.topic) == "risks"
    assert notes(chart, answered)
