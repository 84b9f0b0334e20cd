"""The workbook as a value: every result a formula that reaches an input, every input named, checked and sourced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.constants import MODEL, MONTH
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.excel import excel
from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Choice,
    Input,
    Line,
    Lookup,
    first_where,
    inputs_of,
    total,
)
from lagebild.documents.sheets import Area, Cell, Sheet, Sheets
from lagebild.documents.workbook import workbook
from lagebild.documents.workbook.calculators import TITLES
from lagebild.documents.workbook.formulas import References, addends, axes_of, names_of
from lagebild.documents.workbook.sources import sources
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.state import Range
from lagebild.wording.terms import model_name
from lagebild.wording.units import unit_words
from tests.calculators.formulas import LABEL

FUNCTIONS = {"IF", "SUM", "MIN", "MAX", "INDEX", "MATCH", "ISNA", "CHOOSE", "INT", "LN", "EXP"}
"""All of Excel 2007 or older."""
NAME = re.compile(r"\b(?:In|Out|Lookup|Const|Names)_\w+")
PLACE = re.compile(r"(?<![\w_])\$?([A-Z]{1,3})\$?(\d+)(?![\w(])")


def made(knowledge: Knowledge, today: date, code: Any = "en", **fields: Any) -> Sheets:
    return workbook(compute(knowledge, Briefing.model_validate(fields), today), Language(code))


@pytest.fixture(scope="module")
def sheets(results: Results) -> Sheets:
    return workbook(results, Language("en"))


def cells_of(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for cell in sheet.cells}


def named(sheets: Sheets) -> dict[str, tuple[Sheet, Area]]:
    return {name: (sheet, area) for sheet in sheets.sheets for name, area in sheet.names.items()}


def area(sheets: Sheets, name: str) -> list[Cell]:
    sheet, where = named(sheets)[name]
    return list(sheet.cells_in(where))


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Reach:
    """Which names a cell of a workbook rests on, through all that lies between."""

    def __init__(self, sheets: Sheets) -> None:
        self.names = named(sheets)
        self.cells = {sheet.name: cells_of(sheet) for sheet in sheets.sheets}
        self.known: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, sheet: Sheet, cell: Cell) -> frozenset[str]:
        key = (sheet.name, cell.formula)
        if key not in self.known:
            self.known[key] = frozenset()  # a circle would find nothing
            self.known[key] = frozenset(self._found(sheet, cell))
        return self.known[key]

    def _found(self, sheet: Sheet, cell: Cell) -> Iterator[str]:
        for name in NAME.findall(cell.formula):
            yield name
            where, place = self.names[name]
            yield from self.of(where, self.cells[where.name][place.top, place.left])
        for letters, row in PLACE.findall(cell.formula):
            beside = self.cells[sheet.name][int(row) - 1, column(letters)]
            if beside.look == "lookup":
                yield "Lookup_"
            yield from self.of(sheet, beside)


def test_every_line_of_every_calculator_is_a_formula_that_reaches_an_input(sheets: Sheets) -> None:
    reach, names = Reach(sheets), names_of(CALCULATORS.values())
    for calculator in CALCULATORS.values():
        for line in calculator.lines.values():
            sheet, where = named(sheets)[names[line]]
            for cell in sheet.cells_in(where):
                assert cell.formula, line.name
                reached = reach.of(sheet, cell)
                rests_on_inputs = any(isinstance(given, Input) for given in inputs_of(line))
                assert any(name.startswith("In_") for name in reached) is rests_on_inputs, line.name
                assert any(name.startswith(("In_", "Lookup_")) for name in reached), line.name


def test_what_is_shown_as_a_result_is_always_a_formula_and_all_else_never(sheets: Sheets) -> None:
    for sheet in sheets.sheets:
        for cell in sheet.cells:
            if cell.look.startswith("result"):
                assert cell.formula and isinstance(cell.content, float)
            elif cell.formula:
                assert cell.look in ("text", "head_number") and isinstance(cell.content, str)


def test_the_numbers_kept_beside_the_formulas_are_those_of_the_engine(sheets: Sheets, results: Results) -> None:
    costs, own = results.api_costs, results.self_hosting
    models = [model_name(model, results.knowledge) for model in costs.by_cost]
    assert [cell.content for cell in area(sheets, "Names_api_costs_model")] == models
    assert [cell.content for cell in area(sheets, "Out_cost_per_month")] == [
        costs.models[model]["cost_per_month"] for model in costs.by_cost
    ]
    assert area(sheets, "Out_saving")[0].content == costs.lines["saving"]
    assert area(sheets, "Out_total_per_year")[0].content == own.lines["total_per_year"]
    assert [cell.content for cell in area(sheets, "In_people")] == [costs.inputs["people"]]


def test_names_are_valid_stand_for_one_thing_and_are_the_same_in_both_languages(
    sheets: Sheets, results: Results
) -> None:
    names = [name for sheet in sheets.sheets for name in sheet.names]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", name)
        assert not re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*|r|c|true|false|(_xl.*)|print_.*", name)
    german = workbook(results, Language("de"))
    assert [name for sheet in german.sheets for name in sheet.names] == names
    assert {name for calculator in CALCULATORS.values() for name in names_of([calculator]).values()} <= set(names)


def test_formulas_name_only_functions_and_names_that_there_are(sheets: Sheets) -> None:
    there = named(sheets)
    for sheet in sheets.sheets:
        for cell in sheet.cells:
            bare = re.sub(r'"[^"]*"', "", cell.formula)
            assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= FUNCTIONS
            assert set(NAME.findall(bare)) <= set(there)
            assert len(cell.formula) < 8192


def test_formulas_hold_no_figures_but_those_that_the_engine_has_too(sheets: Sheets) -> None:
    for sheet in sheets.sheets:
        for cell in sheet.cells:
            bare = PLACE.sub("", NAME.sub("", re.sub(r'"[^"]*"', "", cell.formula)))
            assert set(re.findall(r"\d+(?:E-\d+|\.\d+)?", bare)) <= {"0", "1", "2", "1E-9"}, cell.formula


def test_every_input_says_what_may_be_typed(sheets: Sheets) -> None:
    names = names_of(CALCULATORS.values())
    for topic, calculator in CALCULATORS.items():
        for declared in calculator.inputs.values():
            sheet, where = named(sheets)[names[declared]]
            entry = next(entry for entry in sheet.entries if (entry.row, entry.column) == (where.top, where.left))
            assert (entry.low, entry.high) == (declared.low, declared.high), topic
            assert len(entry.choices) == (len(declared.options) if isinstance(declared, Choice) else 0)
            assert entry.refusal and len(entry.title) <= 32 and max(map(len, (entry.prompt, entry.refusal))) <= 255


def test_a_choice_says_in_words_what_its_code_means(knowledge: Knowledge, today: date) -> None:
    sheets = made(knowledge, today, "de", inputs={"self_hosting": {"acquisition": 1}})
    sheet, where = named(sheets)["In_acquisition"]
    word = cells_of(sheet)[where.top, where.left + 1]
    assert (word.content, word.formula) == ("Miete", 'CHOOSE(In_acquisition+1,"Kauf","Miete")')


def row_of(sheets: Sheets, name: str) -> list[Any]:
    sheet, where = named(sheets)[name]
    row = sorted((cell for cell in sheet.cells if cell.row == where.top), key=lambda cell: cell.column)
    return [cell.content for cell in row if cell.content != ""]


def test_inputs_say_whether_they_are_the_readers_a_preset_or_an_assumption(knowledge: Knowledge, today: date) -> None:
    given = {"people": 137.0, "output_tokens_per_request": Range(low=500, likely=800, high=1200)}
    sheets = made(knowledge, today, inputs={"api_costs": given})
    assert row_of(sheets, "In_people")[1:4] == [137.0, "people", "your input"]
    assert area(sheets, "In_people")[0].look == "input_own"
    assert "from 500\xa0tokens to 1,200\xa0tokens" in row_of(sheets, "In_output_tokens_per_request")[-1]
    assert row_of(sheets, "In_working_days_per_month")[3] == "assumption"
    assert area(sheets, "In_working_days_per_month")[0].look == "input"
    assert row_of(sheets, "In_usd_per_eur")[3] == "preset"
    assert "European Central Bank" in row_of(sheets, "In_usd_per_eur")[-1]


def test_euros_stand_beside_and_follow_the_rate(knowledge: Knowledge, today: date) -> None:
    dollars, euros = (made(knowledge, today, currency=currency) for currency in ("USD", "EUR"))
    formulas = [cell.formula for sheet in euros.sheets for cell in sheet.cells]
    in_euros = [formula for formula in formulas if formula.endswith("/In_usd_per_eur")]
    assert not any("In_usd_per_eur" in cell.formula for sheet in dollars.sheets for cell in sheet.cells)
    assert "Out_saving/In_usd_per_eur" in in_euros and "Out_total_per_year/In_usd_per_eur" in in_euros
    assert any(formula.startswith("INDEX(Out_cost_per_month,") for formula in in_euros)
    for sheet in euros.sheets:
        for cell in sheet.cells:
            if cell.formula.endswith("/In_usd_per_eur"):
                assert "€" in cell.number


def test_large_numbers_are_shown_by_the_million_and_entered_in_full(knowledge: Knowledge, today: date) -> None:
    formats = {
        "In_gpu_run_rate": '"$"#,##0.0,,,"bn"', "In_gpu_hours": '#,##0.000,,"\xa0m"', "In_staff": '"$"#,##0.0,,"m"',
        "In_training_tokens": '#,##0.00,,,,"\xa0tn"',
    }  # fmt: skip
    sheets = made(knowledge, today)
    for name, number in formats.items():
        assert area(sheets, name)[0].number == number
    assert area(sheets, "In_gpu_run_rate")[0].content == 150e9
    sheet, where = named(sheets)["In_gpu_run_rate"]
    entry = next(entry for entry in sheet.entries if entry.row == where.top)
    assert entry.prompt.endswith("Allowed: $1bn to $2,000bn, written as a whole number.")
    assert area(sheets, "Out_required_revenue")[0].number.startswith('"$"#,##0.0,,,"bn";')


def test_what_is_not_known_of_a_run_says_so_beside_it(knowledge: Knowledge, today: date) -> None:
    sheets = made(knowledge, today)
    runs = [cell.content for cell in area(sheets, "Names_training_costs_run")]
    assert [str(run).replace("\xa0", " ") for run in runs] == [
        "DeepSeek V3",
        "DeepSeek R1",
        "Llama 3.1 405B",
        "GPT-4",
        "Own run",
    ]
    sheet = sheets.sheets[2]
    remarks = [str(cell.content) for cell in sheet.cells if cell.look == "remark"]
    assert len(remarks) == len(runs) and "Staff: Nobody has published it." in remarks[0] and remarks[-1] == ""


def test_a_day_without_prices_leaves_out_what_needs_them_and_says_so(knowledge: Knowledge, today: date) -> None:
    sheets = made(knowledge, today, as_of="2001-01-01")
    names = named(sheets)
    assert "Out_cost_per_month" not in names and "Out_cheapest" not in names and "Out_api_price" not in names
    assert "Out_requests_per_month" in names and "Out_total_per_year" in names
    assert any("no price is evidenced on that day" in str(cell.content) for cell in sheets.sheets[0].cells)
    for sheet in sheets.sheets:
        for cell in sheet.cells:
            assert set(NAME.findall(cell.formula)) <= set(names)


def test_what_does_not_exist_is_a_dash_with_the_reason_beside(knowledge: Knowledge, today: date) -> None:
    sheets = made(knowledge, today, inputs={"self_hosting": {"utilisation": 0}})
    cell = area(sheets, "Out_cost_per_million_tokens")[0]
    assert cell.content == 0 and cell.number.endswith(';"–"')
    assert row_of(sheets, "Out_cost_per_million_tokens")[-1] == "Servers that are never used have no cost per token."


@pytest.mark.parametrize("code", CODES)
def test_the_last_sheet_lists_every_record_and_every_price(code: Any, results: Results) -> None:
    language = Language(code)
    listed = {cell.content for cell in sources(results, language, TITLES).cells if cell.look == "wrapped_label"}
    costs, own, figures = results.api_costs, results.self_hosting, results.knowledge.figures
    for id in {*costs.defaults.values(), *own.defaults.values()}:
        assert language.of(figures[id].label) in listed
        assert {language.of(figures[other].label) for other in figures[id].rests_on} <= listed
    assert {model_name(model, results.knowledge) for model in costs.quotes} <= listed


def test_both_languages_have_the_same_formulas_and_their_own_words(sheets: Sheets, results: Results) -> None:
    german = workbook(results, Language("de"))
    assert [sheet.name for sheet in german.sheets] != [sheet.name for sheet in sheets.sheets]
    for ours, theirs in zip(german.sheets, sheets.sheets, strict=True):
        assert [(c.row, c.column, c.look) for c in ours.cells] == [(c.row, c.column, c.look) for c in theirs.cells]
        without_words = [[re.sub(r'"[^"]*"', "", cell.formula) for cell in one.cells] for one in (ours, theirs)]
        assert without_words[0] == without_words[1]
    for calculator in CALCULATORS.values():
        for declared in (*calculator.inputs.values(), *calculator.lines.values()):
            assert any(cell.content == declared.label.de for sheet in german.sheets for cell in sheet.cells)


def test_charts_stand_over_cells_that_hold_numbers(sheets: Sheets) -> None:
    drawings = [(sheet, drawing) for sheet in sheets.sheets for drawing in sheet.drawings]
    assert [(sheet.name, drawing.kind) for sheet, drawing in drawings] == [
        ("API costs", "bars"), ("Own servers", "columns"), ("Own servers", "lines"), ("Training costs", "bars"),
        ("Training costs", "bars"), ("Seats", "columns"), ("Seats", "bars"), ("Revenue gap", "bars"),
        ("Revenue gap", "lines"), ("Your exposure", "bars"), ("Your exposure", "bars"),
    ]  # fmt: skip
    for sheet, drawing in drawings:
        assert drawing.alternative and drawing.title
        for series in drawing.series:
            numbers, words = sheet.cells_in(series.values), sheet.cells_in(series.categories)
            assert len(numbers) == len(words) > 1
            assert all(isinstance(cell.content, float) and cell.formula for cell in numbers)
            assert cells_of(sheet)[series.name].content


def test_holdings_say_that_they_are_no_advice_and_name_their_closes(sheets: Sheets) -> None:
    sheet = next(one for one in sheets.sheets if one.name == "Your exposure")
    words = {cell.content for cell in sheet.cells if isinstance(cell.content, str)}
    assert any(text.startswith("No investment advice · ") for text in words)
    listed = [cell for cell in sheets.sheets[-1].cells if cell.look == "wrapped_label"]
    rows = {cell.content: cell.row for cell in listed}
    cells = cells_of(sheets.sheets[-1])
    told = [str(cells[rows["Vertiv"], column].content).replace(NBSP, " ") for column in range(1, 9)]
    assert told[1] == "146.32 → 102.60 → 106.55"
    assert told[3] == "24 Jan 2025 to 28 Jan 2025" and told[6] == "Your exposure: Power and cooling"
    assert "Siemens Energy" not in rows


def test_the_parts_of_a_year_sum_up_to_it(sheets: Sheets, results: Results) -> None:
    sheet = sheets.sheets[1]
    series = sheet.drawings[0].series[0]
    assert sum(cell.content for cell in sheet.cells_in(series.values)) == pytest.approx(  # type: ignore[misc]
        results.self_hosting.lines["total_per_year"]
    )


def test_no_two_cells_share_a_place(sheets: Sheets) -> None:
    for sheet in sheets.sheets:
        assert len(cells_of(sheet)) == len(sheet.cells)


# ---- names and references


class Crossed(Calculator, topic="crossed"):
    """Two axes, one of them summed and one of them searched."""

    people = Input(LABEL, "", default="none", low=0, high=9, step=1)
    months = Lookup(LABEL, "", (MONTH,))
    prices = Lookup(LABEL, "", (MODEL,))
    flags = Lookup(LABEL, "", (MONTH, MODEL))
    both = Line(LABEL, "", months * prices * people, over=(MONTH, MODEL))
    by_model = Line(LABEL, "", total(both, over=MONTH), over=(MODEL,))
    first = Line(LABEL, "", first_where(flags, months, MONTH, 0), over=(MODEL,))
    sum = Line(LABEL, "", by_model + first, over=(MODEL,))


def test_a_cell_of_a_block_looks_up_along_both_axes() -> None:
    references = References(names_of([Crossed]), {MONTH: "$A9", MODEL: "C$7"})
    assert excel(Crossed.both, references) == "((INDEX(Lookup_months,$A9)*INDEX(Lookup_prices,C$7))*In_people)"


def test_an_axis_of_a_block_is_gathered_by_its_column() -> None:
    references = References(names_of([Crossed]), {MODEL: "$A9"}, {Crossed.by_model: "C9", Crossed.first: "D9"})
    assert excel(Crossed.by_model, references) == "SUM(INDEX(Out_both,0,$A9))"
    assert excel(Crossed.first, references) == (
        "IF(ISNA(MATCH(1,INDEX(Lookup_flags,0,$A9),0)),0,INDEX(Lookup_months,MATCH(1,INDEX(Lookup_flags,0,$A9),0)))"
    )
    assert excel(Crossed.sum, references) == "(C9+D9)"


def test_a_name_that_is_taken_gets_its_topic() -> None:
    class Other(Calculator, topic="other"):
        people = Input(LABEL, "", default="none", low=0, high=9, step=1)

    assert [names_of([Crossed, Other])[node] for node in (Crossed.people, Other.people)] == [
        "In_people",
        "In_other_people",
    ]


def test_only_a_plain_sum_of_lines_has_parts() -> None:
    assert addends(Crossed.sum) == (Crossed.by_model, Crossed.first)
    assert addends(Crossed.both) == () == addends(Crossed.by_model)


def test_three_axes_find_no_room() -> None:
    with pytest.raises(ValueError, match="directions"):
        axes_of(Lookup(LABEL, "", (MODEL, MONTH, Axis("layer"))))


@pytest.mark.parametrize("code", CODES)
def test_every_unit_of_every_calculator_has_words(code: Any) -> None:
    for calculator in CALCULATORS.values():
        for node in (*calculator.inputs.values(), *calculator.lookups.values(), *calculator.lines.values()):
            assert bool(unit_words(node.unit, Language(code))) is bool(node.unit)
    assert unit_words("USD/node/year", Language("de")) == "US-Dollar je Server und Jahr"
    assert unit_words("1/year", Language("en")) == "per year"


def test_a_block_holds_the_engines_numbers_in_its_order(sheets: Sheets) -> None:
    sheet, where = named(sheets)["Out_pays_off"]
    numbers = np.array([cell.content for cell in sheet.cells_in(where)])
    assert numbers.shape == ((where.bottom - where.top + 1) * (where.right - where.left + 1),)
    assert set(numbers.tolist()) == {0.0, 1.0}
    assert sheet.printed is not None and sheet.printed[0] <= where.top  # as wide as all models: not for paper
