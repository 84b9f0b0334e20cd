"""Training, seats and the revenue gap on paper: answer, chart that is shown, inputs, arithmetic, what to mind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.contents import CALCULATORS
from lagebild.documents.printed_costs import TABS
from lagebild.documents.printout import Answer, ChartBlock, Passage, Printout, TableBlock
from lagebild.documents.printouts import printout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.wording import revenue_gap, seats, training_costs

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
    assert len(TABS) == len(CALCULATORS) + 1  # and the scenarios of them all


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
