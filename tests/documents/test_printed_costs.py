"""Training, seats and the revenue gap on paper: answer, chart that is shown, inputs, arithmetic, what to mind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.documents.printed_costs import TABS, holdings
from lagebild.documents.printout import Answer, ChartBlock, Passage, Printout, TableBlock
from lagebild.documents.printouts import chart_printout, printout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.wording import exposure, revenue_gap, seats, training_costs

EN = Language("en")
TRAINING, SEATS, GAP = 2, 3, 4
WORDS: dict[int, Any] = {TRAINING: training_costs, SEATS: seats, GAP: revenue_gap}
CHARTS = {
    TRAINING: ("training_costs.layers", "training_costs.hours", "training_costs.tornado"),
    SEATS: ("seats.break_even", "seats.prices", "seats.tornado"),
    GAP: ("revenue_gap.waterfall", "revenue_gap.jevons", "revenue_gap.tornado"),
}


def tables(page: Printout) -> dict[str, TableBlock]:
    return {block.heading: block for block in page.blocks if isinstance(block, TableBlock)}


def test_every_calculator_has_a_tab() -> None:
    assert len(TABS) == len(CALCULATORS)  # the holdings stand with the market; and the scenarios of them all


@pytest.mark.parametrize("tab", WORDS)
def test_the_answer_and_all_notes_are_printed(tab: int, results: Results) -> None:
    page = printout("costs", tab, results, EN)
    answer = next(block for block in page.blocks if isinstance(block, Answer))
    assert answer.text == str(WORDS[tab].answer(results, EN)) and answer.scope == str(WORDS[tab].scope(results, EN))
    said = "\n".join(block.text for block in page.blocks if isinstance(block, Passage))
    assert all(str(note) in said for note in WORDS[tab].notes(results, EN))


@pytest.mark.parametrize("tab", CHARTS)
def test_the_chart_that_is_shown_is_printed_with_what_counts_most(tab: int, results: Results) -> None:
    first, other, tornado = CHARTS[tab]

    def drawn(*shown: str) -> list[str]:
        blocks = printout("costs", tab, results, EN, shown).blocks
        return [block.chart.id for block in blocks if isinstance(block, ChartBlock)]

    assert drawn() == [first, tornado] and drawn("api_costs.models", other) == [other, tornado]


@pytest.mark.parametrize(("tab", "topic"), [(TRAINING, "training_costs"), (SEATS, "seats"), (GAP, "revenue_gap")])
def test_every_input_is_listed_in_its_unit(tab: int, topic: str, results: Results) -> None:
    rows = tables(printout("costs", tab, results, EN))["What the sums rest on"].rows
    assert len(rows) == 1 + len(CALCULATORS[topic].inputs)
    values = [row[1].replace(NBSP, " ") for row in rows]
    assert {TRAINING: "37 bn parameters", SEATS: "$30", GAP: "$150bn"}[tab] in values


def test_where_nothing_is_counted_there_is_no_sum(knowledge: Knowledge, today: date) -> None:
    nothing = {name: 1 for name in CALCULATORS["training_costs"].inputs if name.startswith("counts_")}
    results = compute(knowledge, Briefing(inputs={"training_costs": nothing}), today)
    found = tables(printout("costs", TRAINING, results, EN))
    assert "How this is computed" not in found and found["Every step"].rows


def test_holdings_are_printed_with_all_their_amounts_and_say_that_they_are_no_advice(results: Results) -> None:
    blocks = tuple(holdings(results, EN, ("exposure.factors",)))
    answer = next(block for block in blocks if isinstance(block, Answer))
    assert answer.text == str(exposure.answer(results, EN)) and answer.scope == str(exposure.scope(results, EN))
    assert answer.scope.startswith("No investment advice")
    charts = [block.chart.id for block in blocks if isinstance(block, ChartBlock)]
    assert charts == ["exposure.factors", "exposure.tornado"]
    found = {block.heading: block for block in blocks if isinstance(block, TableBlock)}
    assert len(found["What the sums rest on"].rows) == 1 + len(CALCULATORS["exposure"].inputs)
    assert found["How this is computed"].rows[-1][2].replace(NBSP, " ") == "−$39,880"
    said = "\n".join(block.text for block in blocks if isinstance(block, Passage))
    assert all(str(note) in said for note in exposure.notes(results, EN))


def test_what_a_printed_shock_takes_entirely_stands_before_the_scope(knowledge: Knowledge, today: date) -> None:
    results = compute(knowledge, Briefing(inputs={"exposure": {"shock_factor": 5}}), today)
    answer = next(block for block in holdings(results, EN, ()) if isinstance(block, Answer))
    assert answer.scope.startswith("Of Power and cooling nothing would be left then")
    assert str(exposure.scope(results, EN)) in answer.scope


@pytest.mark.parametrize("topic", CALCULATORS)
def test_a_chart_alone_is_headed_by_the_page_it_stands_on(topic: str, results: Results) -> None:
    page = "Market" if topic == "exposure" else "Costs"
    assert chart_printout(f"{topic}.tornado", results, EN).title == page
