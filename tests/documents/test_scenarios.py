"""Scenarios in the workbook and on paper: a column or a passage each, with what they change and why."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.documents.printout import Passage, TableBlock
from lagebild.documents.printouts import printout
from lagebild.documents.workbook.calculators import workbook
from lagebild.documents.workbook.scenarios import scenarios
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language
from lagebild.state import Range, Scenario, State
from lagebild.wording.results import as_json

EN = Language("en")
MERGER = Scenario(
    name="=Merger",
    description="Two companies",
    state=State(inputs={"api_costs": {"people": 2400, "requests_per_person_day": Range(low=5, likely=9, high=20)}}),
    reasons={"api_costs.people": "after the merger"},
)
EARLY = Scenario(name="Early", state=State(as_of=date(2001, 1, 1)))


@pytest.fixture
def compared(knowledge: Knowledge, today: date) -> Results:
    return compute(knowledge, Briefing(scenarios=(MERGER, EARLY)), today)


def test_without_scenarios_the_workbook_has_no_sheet_of_them(results: Results) -> None:
    assert scenarios(results, EN) is None
    assert "Scenarios" not in [sheet.name for sheet in workbook(results, EN).sheets]


def test_a_column_for_each_scenario_holds_what_it_changes_why_and_what_comes_out(compared: Results) -> None:
    sheet = next(sheet for sheet in workbook(compared, EN).sheets if sheet.name == "Scenarios")
    rows: dict[str, list[float | str]] = {}
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(str(cell.row), []).append(cell.content)
    told = {str(row[0]).replace(NBSP, " "): row[1:] for row in rows.values()}
    assert told["Input"] == ["Base", "=Merger", "Early"]
    assert told["Description"] == ["–", "Two companies", "–"]
    costs = compared.api_costs.models
    assert told["DeepSeek R1"][0] == costs["deepseek-r1"]["cost_per_month"] and told["DeepSeek R1"][2] == "–"
    people = [row[1:] for row in rows.values() if row[0] == "People with access"]
    assert people == [[1200, 2400, 1200], ["–", "after the merger", "–"]]
    requests = next(row for row in rows.values() if row[0] == "Requests per person and day")
    assert requests[1] == 15 and "5" in str(requests[2]) and "20" in str(requests[2])
    assert not any(cell.formula for cell in sheet.cells)


def test_each_scenario_is_told_on_paper_with_its_reasons(compared: Results) -> None:
    page = printout("costs", 5, compared, EN)
    passages = {block.heading: block.text for block in page.blocks if isinstance(block, Passage)}
    assert (
        passages["=Merger"].replace(NBSP, " ").startswith("Two companies\nPeople with access: 2,400 (after the merger)")
    )
    table = next(block for block in page.blocks if isinstance(block, TableBlock))
    assert [row[0] for row in table.rows] == ["Base", "=Merger", "Early"]
    assert table.rows[1][1].startswith("≠ ")


def test_results_name_every_scenario_with_its_changes_and_outcomes(compared: Results) -> None:
    base, merger, early = as_json(compared, EN)["scenarios"]
    assert base["changes"] == {} and base["outcomes"]["first"] == pytest.approx(974.106)
    assert merger["changes"] == {"api_costs.people": "after the merger", "api_costs.requests_per_person_day": ""}
    assert merger["outcomes"]["first"] == pytest.approx(974.106 * 2 * 9 / 15)
    assert early["outcomes"]["first"] is None and early["outcomes"]["own"] is not None
