"""Printouts say what the pages say, whole: the same sentences, all rows, no ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from lagebild.analysis.register import entries
from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing, Limits, Reason
from lagebild.calculators.api_costs import ApiCosts
from lagebild.charts.chart import Table
from lagebild.charts.contents import build, charts
from lagebild.documents.market_tabs import TABS
from lagebild.documents.printout import Answer, ChartBlock, Column, Passage, Printout, TableBlock, said, table_of
from lagebild.documents.printouts import PAGES, chart_printout, part_name, printout
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import CODES, Code, Language
from lagebild.wording import api_costs, contradictions, decision, evidence, market, risks, situation, standpoints

EN = Language("en")
PARTS = [(page, tab) for page in PAGES for tab in range({"evidence": 3, "costs": 5}.get(page, 1))]


def tables(made: Printout) -> list[TableBlock]:
    return [block for block in made.blocks if isinstance(block, TableBlock)]


def headed(made: Printout, heading: str) -> TableBlock:
    (found,) = (table for table in tables(made) if table.heading == heading)
    return found


def chart_ids(made: Printout) -> list[str]:
    return [block.chart.id for block in made.blocks if isinstance(block, ChartBlock)]


def words(made: Printout) -> Iterator[str]:
    """Everything it says outside its charts."""
    yield from (made.title, made.subtitle)
    for block in made.blocks:
        if isinstance(block, Answer):
            yield from (block.text, block.scope)
        elif isinstance(block, Passage):
            yield from (block.heading, block.text)
        elif isinstance(block, TableBlock):
            yield from (block.heading, block.note, *(column.name for column in block.columns), *block.groups)
            for row in block.rows:
                yield from row


# ---- pages


@pytest.mark.parametrize("code", CODES)
def test_every_page_begins_with_its_own_answer(code: Code, results: Results) -> None:
    language = Language(code)
    answers = {
        "situation": situation.lead,
        "costs": api_costs.answer,
        "market": market.answer,
        "risks": risks.answer,
        "decision": decision.answer,
    }
    for page, answer in answers.items():
        first = printout(page, 0, results, language).blocks[0]
        assert isinstance(first, Answer) and first.text == str(answer(results, language))
    ledger = printout("evidence", 2, results, language).blocks[0]
    assert isinstance(ledger, Answer) and ledger.text == str(contradictions.answer(results, language))
    assert any(strong for _, strong in ledger.sentence)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("page", "tab"), PARTS)
def test_every_page_names_itself_the_day_and_only_charts_that_exist(
    page: str, tab: int, code: Code, results: Results
) -> None:
    language = Language(code)
    made = printout(page, tab, results, language)
    assert (made.title, made.language, made.day) == (language.say(PAGES[page]), code, results.today)
    assert set(chart_ids(made)) <= set(charts(results.knowledge))
    assert all(block.chart.language == code for block in made.blocks if isinstance(block, ChartBlock))
    assert part_name(page, tab, language).startswith(made.title)


@pytest.mark.parametrize(("page", "tab"), PARTS)
def test_no_page_shows_an_id(page: str, tab: int, results: Results) -> None:
    knowledge = results.knowledge
    ids = {*knowledge.figures, *knowledge.claims, *knowledge.contradictions, *(one.id for one in knowledge.questions)}
    said = {word for text in words(printout(page, tab, results, EN)) for word in text.split()}
    assert not {id for id in ids & said if "-" in id}


def test_the_situation_holds_figures_timeline_questions_and_reliability(results: Results) -> None:
    made = printout("situation", 0, results, EN)
    figures, timeline, asked = tables(made)
    assert [row[0] for row in figures.rows] == [one.figure for one in situation.key_figures(results, EN)]
    assert len(timeline.rows) == len(results.knowledge.timeline)
    assert [row[0] for row in asked.rows] == [one.question for one in situation.questions(results, EN)]
    assert chart_ids(made) == ["situation.prices"]
    last = made.blocks[-1]
    assert isinstance(last, Passage) and last.text == str(evidence.answer(results, EN))


def test_the_costs_list_every_input_and_whose_it_is(knowledge: Knowledge, today: date) -> None:
    made = compute(knowledge, Briefing(inputs={"api_costs": {"people": 77.0}}), today)
    rows = {row[0]: row for row in headed(printout("costs", 0, made, EN), "What the sums rest on").rows}
    names = [EN.of(one.label) for name, one in ApiCosts.inputs.items() if name != "usd_per_eur"]
    assert set(names) < set(rows)
    assert rows["People with access"][1:] == ("77", "your input", "")
    assert rows["Working days a month"][1:3] == ("21\u00a0days", "assumption")
    assert rows["Working days a month"][3].startswith("Lagebild · ")


def test_the_rate_stands_there_only_where_euros_are_shown(knowledge: Knowledge, today: date) -> None:
    label = EN.of(ApiCosts.inputs["usd_per_eur"].label)
    for currency, there in (("USD", False), ("EUR", True)):
        made = printout("costs", 0, compute(knowledge, Briefing(currency=currency), today), EN)
        assert (label in {row[0] for row in headed(made, "What the sums rest on").rows}) is there


def test_the_costs_are_computed_as_on_the_page(results: Results) -> None:
    made = printout("costs", 0, results, EN)
    computed = headed(made, "How this is computed")
    assert computed.total
    assert [row[2:] for row in computed.rows] == [step.sums for step in api_costs.steps(results, EN)]
    assert [row for (row,) in headed(made, "Every step").rows] == [
        str(step) for step in api_costs.explanation(results, EN)
    ]
    assert [row[0] for row in headed(made, EN.say("Prices per m tokens")).rows] == ["DeepSeek R1", "OpenAI o1"]


def test_without_a_price_nothing_is_computed_and_nothing_fails(knowledge: Knowledge, today: date) -> None:
    made = printout("costs", 0, compute(knowledge, Briefing(as_of=date(2023, 1, 1)), today), EN)
    assert "How this is computed" not in {table.heading for table in tables(made)}
    assert chart_ids(made) == ["api_costs.comparison", "api_costs.tornado"]


def test_a_state_put_aside_is_printed_beside_the_current_one(
    knowledge: Knowledge, today: date, results: Results
) -> None:
    assert "A/B comparison" not in {table.heading for table in tables(printout("costs", 0, results, EN))}
    briefing = Briefing(inputs={"api_costs": {"people": 77.0}})
    kept = compute(knowledge, briefing.changed(kept=Briefing().state), today)
    now, put_aside, difference = headed(printout("costs", 0, kept, EN), "A/B comparison").rows
    assert now[0].startswith("Now: ") and "77" in now[0]
    assert put_aside[0].startswith("Kept: ") and "1,200" in put_aside[0]
    assert difference[1] == str(api_costs.kept_comparison(kept, EN))


def test_the_chart_shown_is_the_chart_printed(results: Results) -> None:
    assert chart_ids(printout("market", 0, results, EN)) == ["market.falls"]
    assert chart_ids(printout("market", 0, results, EN, ("market.power",))) == ["market.power"]
    shown = ("api_costs.models", "api_costs.tornado", "api_costs.comparison")
    assert chart_ids(printout("costs", 0, results, EN, shown)) == ["api_costs.models", "api_costs.tornado"]


def test_the_checklist_has_a_row_for_every_question_and_a_word_for_every_answer(
    knowledge: Knowledge, today: date
) -> None:
    first = knowledge.questions[0]
    answers = {first.id: {"api_cn": "open", "own": "not_applicable"}}
    made = printout("risks", 0, compute(knowledge, Briefing(answers=answers), today), EN)
    checklist = headed(made, "Checklist")
    assert len(checklist.rows) == len(knowledge.questions) == len(checklist.groups)
    row = next(row for row in checklist.rows if row[0] == EN.of(first.title))
    assert row[2:] == ("Open", "–", "Not applicable", "–")
    given = [cell for row in checklist.rows for cell in row[2:] if cell != "–"]
    assert len(given) == 2


def test_measures_and_the_reader_s_reason_stand_under_their_question(knowledge: Knowledge, today: date) -> None:
    first = knowledge.questions[0]
    measure = first.measures[0]
    briefing = Briefing(
        measures={first.id: {"eu_hosted": (measure.id,), "own": (measure.id,)}},
        reasons={first.id: Reason(text="Said \u202eso\nby audit.", written=today)},
    )
    made = printout("risks", 0, compute(knowledge, briefing, today), EN)
    row = next(row for row in headed(made, "Checklist").rows if row[0] == EN.of(first.title))
    assert row[1].split("\n") == [
        EN.of(first.question),
        f"Measure (EU, Own): {EN.of(measure.text)}",
        "Reason: Said so",
        "by audit.",
    ]


def test_the_decision_holds_ranking_weights_limits_and_options(knowledge: Knowledge, today: date) -> None:
    answers = {one.id: dict.fromkeys(OPTIONS, "met") for one in knowledge.questions}
    limits = Limits(cost_per_month=5_000, risk=40)
    made = printout(
        "decision", 0, compute(knowledge, Briefing(answers=answers, limits=limits, weights={"time": 0}), today), EN
    )
    ranked = headed(made, "Ranking").rows
    assert len(ranked) == len(knowledge.options)
    assert any(row[1].isdigit() for row in ranked) and all(row[2] for row in ranked)
    assert headed(made, "Weights and limits").rows == (
        ("Cost", "50%", "$5,000", ""),
        ("Risk", "50%", "40\u00a0points", ""),
        ("Time to start", "0%", "–", ""),
    )
    options = standpoints.options(compute(knowledge, Briefing(), today), EN)
    assert [row[0] for row in headed(made, "The options").rows] == [row.label for row in options]
    assert "decision.weeks" in chart_ids(made)


def test_groups_of_the_checklist_are_not_torn_apart(results: Results) -> None:
    groups = headed(printout("risks", 0, results, EN), "Checklist").groups
    turns = [group for place, group in enumerate(groups) if place == 0 or group != groups[place - 1]]
    assert turns == list(dict.fromkeys(groups))


def test_the_register_prints_every_entry(results: Results) -> None:
    (register,) = tables(printout("evidence", 0, results, EN))
    assert len(register.rows) == len(entries(results.knowledge, results.today))
    assert all(row[0] and row[1] and row[2] and row[3] for row in register.rows)


def test_both_articles_are_printed_claim_by_claim(results: Results) -> None:
    made = printout("evidence", 1, results, EN)
    claims = results.knowledge.claims.values()
    assert sum(len(table.rows) for table in tables(made)) == len(claims)
    assert [table.rows[0][0] for table in tables(made)] == [
        EN.of(next(claim for claim in claims if claim.article == article).label) for article in ("A", "B", "AB")
    ]
    garbled = next(row for table in tables(made) for row in table.rows if "31 TP3B" in row[1])
    assert "to be read as" in garbled[1] and garbled[3] == "garbled, consistent"


def test_every_contradiction_is_printed_with_the_reason(results: Results) -> None:
    blocks = [one for one in printout("evidence", 2, results, EN).blocks if isinstance(one, ChartBlock)]
    ledger = results.knowledge.contradictions
    assert [block.chart.id for block in blocks] == [f"evidence.{id}" for id in ledger]
    assert [block.told for block in blocks] == [EN.of(one.why) for one in ledger.values()]


# ---- charts


@pytest.mark.parametrize("id", charts(bundled()))
def test_a_chart_alone_has_its_finding_on_top_and_its_table_below(id: str, results: Results) -> None:
    chart = build(id, results, EN)
    finding, drawn, table = chart_printout(id, results, EN).blocks
    assert isinstance(finding, Answer) and finding.text == chart.title
    assert isinstance(drawn, ChartBlock) and drawn.chart == chart
    assert drawn.headed is (chart.heading != chart.title)
    assert isinstance(table, TableBlock)
    wide = id == "market.after"  # columns of series that are not drawn have no room
    assert table.rows == (chart.changed(columns=()) if wide else chart).table().rows


def test_a_chart_without_marks_says_why_and_has_no_table(knowledge: Knowledge, today: date) -> None:
    nothing = compute(knowledge, Briefing(as_of=date(2023, 1, 1)), today)
    assert not build("api_costs.comparison", nothing, EN).categories
    (block,) = chart_printout("api_costs.comparison", nothing, EN).blocks
    assert isinstance(block, ChartBlock)


def test_an_unknown_chart_is_refused(results: Results) -> None:
    with pytest.raises(UserError):
        chart_printout("costs.unknown", results, EN)


# ---- tables


def test_columns_of_numbers_are_aligned_as_such_even_with_a_gap() -> None:
    values = Table(
        header=("Model", "Price", "Note"),
        rows=(("R1", "$2.19", "list"), ("o1", "–", "")),
        values=(("R1", 2.19, "list"), ("o1", None, "")),
    )
    assert [column.look for column in table_of(values).columns] == ["words", "number", "words"]


def test_a_row_or_a_group_too_few_is_refused() -> None:
    columns = (Column(name="a"), Column(name="b"))
    with pytest.raises(ValueError, match="a row does not fit"):
        TableBlock(columns=columns, rows=(("1",),))
    with pytest.raises(ValueError, match="the groups do not fit"):
        TableBlock(columns=columns, rows=(("1", "2"),), groups=("x", "y"))


def test_an_answer_keeps_what_is_strong_in_it() -> None:
    made = said(EN.sentence("From *{low}* on.", low=EN.show(3, situation.record("nvda-close-on"))))
    assert made.sentence == (("From ", False), ("3", True), (" on.", False))
    assert made.text == "From 3 on."


def test_the_months_of_decades_have_no_table_on_paper(results: Results) -> None:

    def tables(tab: int, *shown: str) -> int:
        return sum(isinstance(block, TableBlock) for block in printout("market", tab, results, EN, shown).blocks)

    after, eras = (list(TABS).index(name) for name in ("after", "dotcom"))
    assert tables(after) == 1
    assert tables(after, "market.after") == 1 and tables(eras) == 0
