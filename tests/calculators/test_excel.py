"""Formulas in a workbook, recalculated by LibreOffice, against the numbers of `evaluate`."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import LONGEST_HORIZON, ApiCosts
from lagebild.calculators.constants import MODEL
from lagebild.calculators.evaluation import NotANumber, evaluate
from lagebild.calculators.excel import excel
from lagebild.calculators.expression import (
    Axis,
    Calculator,
    Constant,
    Expression,
    FirstWhere,
    Input,
    Line,
    Lookup,
    Named,
    Operation,
    Reduction,
    ceil,
    divide,
    exp,
    first_where,
    least,
    ln,
    maximum,
    minimum,
    total,
    when,
)
from lagebild.calculators.self_hosting import LONGEST_PAYBACK, SelfHosting
from lagebild.knowledge.loading import Knowledge
from tests.calculators.formulas import LABEL, Undecided, Undefined, UndefinedInExcel, random_calculator
from tests.calculators.test_api_costs import ALONE, BESIDE

pytestmark = pytest.mark.prove

# A spreadsheet that other programs wrote is not recalculated otherwise
RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CalculatorSheet:
    """A calculator on a sheet: inputs, constants and plain lines as named cells, all else as blocks over its axes.

    A block has the first of the calculator's axes it runs over downwards, the second to the right.
    """

    def __init__(self, book: Any, name: str, calculator: type[Calculator], values: dict[str, Any], prefix: str) -> None:
        self.calculator = calculator
        self.prefix = prefix
        self.sizes = sizes_of(calculator, values)
        self.corner: dict[Named, tuple[int, int]] = {}
        self.here: dict[Axis, int] = {}
        self.book, self.sheet = book, book.add_worksheet(name)
        nodes: dict[Named, None] = {}
        for declared in (*calculator.inputs.values(), *calculator.lookups.values(), *calculator.lines.values()):
            nodes |= dict.fromkeys(named_in(declared))
        column = 0
        for node in nodes:
            self.corner[node] = (1, column)
            column += self.sizes[self.across(node)[1]] + 1 if self.across(node)[1] else 2
        for node in self.corner:
            self.write(node, values)

    def across(self, node: Named) -> tuple[Axis | None, Axis | None]:
        """The axes a node runs over, downwards and to the right."""
        axes = [axis for axis in self.calculator.axes if axis in node.axes]
        down, right = (*axes, None, None)[:2]
        return (None, down) if down is not None and right is None and down != self.calculator.axes[0] else (down, right)

    def write(self, node: Named, values: dict[str, Any]) -> None:
        self.sheet.write_string(0, self.corner[node][1], node.name)
        if not node.axes and not isinstance(node, Constant):
            kind = "In" if isinstance(node, Input) else "Out"
            self.book.define_name(
                f"{kind}_{self.prefix}{node.name}", f"='{self.sheet.name}'!{self.place(node, {}, '$')}"
            )
        for place in self.places(node):
            cell = self.place(node, place)
            if isinstance(node, Line):
                self.here = place
                # no cached number: what is read back has been recalculated
                self.sheet.write_formula(cell, "=" + excel(node, self), None, "")
            elif isinstance(node, Constant):
                self.sheet.write_number(cell, node.value)
            else:
                over = getattr(node, "over", ())
                self.sheet.write_number(cell, float(np.asarray(values[node.name])[tuple(place[axis] for axis in over)]))

    def places(self, node: Named) -> Iterator[dict[Axis, int]]:
        over = getattr(node, "over", ())
        for index in product(*(range(self.sizes[axis]) for axis in over)):
            yield dict(zip(over, index, strict=True))

    def place(self, node: Named, place: dict[Axis, int], fixed: str = "") -> str:
        row, column = self.corner[node]
        down, right = self.across(node)
        row += place[down] if down is not None else 0
        column += place[right] if right is not None else 0
        return xl_rowcol_to_cell(row, column, bool(fixed), bool(fixed))

    def cell(self, node: Named) -> str:
        if isinstance(node, Input):
            return f"In_{self.prefix}{node.name}"
        if isinstance(node, Line) and not node.axes:
            return f"Out_{self.prefix}{node.name}"
        return self.place(node, self.here)

    def range(self, node: Named, over: Axis) -> str:
        ends = ({**self.here, over: 0}, {**self.here, over: self.sizes[over] - 1})
        return ":".join(self.place(node, end, "$") for end in ends)

    def numbers(self, line: Line, cells: dict[str, float | str]) -> list[float | str]:
        """What the recalculated cells of a line hold, in the order of its axes."""
        return [cells[self.place(line, place)] for place in self.places(line)]


def sizes_of(calculator: type[Calculator], values: dict[str, Any]) -> dict[Axis, int]:
    return {
        axis: np.shape(values[named.name])[named.over.index(axis)]
        for line in calculator.lines.values()
        for named in named_in(line)
        if isinstance(named, Lookup)
        for axis in named.over
    }


def named_in(node: Expression) -> Iterator[Named]:
    """Everything with a name that a formula is made of, also of other calculators, itself last."""
    parts: tuple[Expression, ...] = ()
    if isinstance(node, Line):
        parts = (node.formula,)
    elif isinstance(node, Operation):
        sides = () if node.condition is None else (node.condition.left, node.condition.right)
        parts = (*node.operands, *sides)
    elif isinstance(node, Reduction):
        parts = (node.of,)
    elif isinstance(node, FirstWhere):
        parts = (node.flag, node.value, node.otherwise)
    for part in parts:
        yield from named_in(part)
    if isinstance(node, Named):
        yield node


def recalculated(workbook: Path, folder: Path) -> dict[str, dict[str, float | str]]:
    """The cells of every sheet as LibreOffice calculates them; what is an error there is a string."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing: put `soffice` on the path, it recalculates the workbooks of this test.")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, "utf-8")
    subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "out"), str(workbook)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    with zipfile.ZipFile(folder / "out" / workbook.name) as package:
        sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        return {
            sheet.get("name", ""): cells_in(package.read(f"xl/worksheets/sheet{number}.xml"))
            for number, sheet in enumerate(sheets, start=1)
        }


def cells_in(sheet: bytes) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for cell in ElementTree.fromstring(sheet).iter(f"{SHEET}c"):
        text = cell.findtext(f"{SHEET}v")
        if text is not None:
            found[cell.get("r", "")] = float(text) if cell.get("t", "n") == "n" else f"{cell.get('t')}: {text}"
    return found


PLAIN: dict[str, float] = {}
DETAILED = {
    "people": 437, "requests_per_person_day": 7.3, "working_days_per_month": 19.5, "input_tokens_per_request": 2345,
    "output_tokens_per_request": 678, "reasoning_tokens_per_request": 1234, "cached_input_share": 0.35,
    "peak_share": 0.6, "batch_share": 0.2, "growth_per_month": 0.035, "horizon_months": 31,
}  # fmt: skip
SHRINKING = {"people": 200_000, "growth_per_month": -0.5, "horizon_months": 60, "cached_input_share": 1}
SMALLEST = {name: declared.low for name, declared in ApiCosts.inputs.items()}
LARGEST = {name: declared.high for name, declared in ApiCosts.inputs.items()}


SOME_SERVERS = {
    "nodes": 3, "redundant_nodes": 1, "node_price": 123_456, "useful_life_years": 3.5, "residual_share": 0.3,
    "cost_of_capital": 0.094, "staff_fte": 0.25, "space_cost_per_node_year": 0, "utilisation": 0.65,
    "input_tokens_per_second_per_node": 19_024, "output_tokens_per_second_per_node": 3872, "input_share": 0.4,
}  # fmt: skip
RENTED = {"acquisition": 1, "rent_covers_site": 0, "rent_per_gpu_hour": 2.35, "staff_fte": 0, "cost_of_capital": 0}
FEWEST = {name: declared.low for name, declared in SelfHosting.inputs.items()}
MOST = {name: declared.high for name, declared in SelfHosting.inputs.items()}


class Traps(Calculator, topic="traps"):
    """What Excel reads in its own way, and every function there is."""

    three, half, nearly_three, below_zero = (Input(LABEL, "", default="none", low=-9, high=9, step=1) for _ in range(4))
    flags = Lookup(LABEL, "", (MODEL,))
    numbers = Lookup(LABEL, "", (MODEL,))
    negative_square = Line(LABEL, "", -(three**2))
    square_of_negative = Line(LABEL, "", (-three) ** 2)
    tower = Line(LABEL, "", 2 ** (three**2))
    tower_of_tower = Line(LABEL, "", (2**three) ** 2)
    differences = Line(LABEL, "", three - (half - (below_zero - nearly_three)))
    quotients = Line(LABEL, "", three / (half / below_zero))
    doubly_negative = Line(LABEL, "", three - -half)
    natural_logarithm = Line(LABEL, "", ln(three))
    exponential = Line(LABEL, "", exp(half))
    ceiling_of_whole = Line(LABEL, "", ceil(three))
    ceiling_forgives = Line(LABEL, "", ceil(nearly_three))
    ceiling = Line(LABEL, "", ceil(half))
    ceiling_below_zero = Line(LABEL, "", ceil(below_zero))
    smaller = Line(LABEL, "", minimum(three, below_zero))
    larger = Line(LABEL, "", maximum(three, below_zero))
    by_zero = Line(LABEL, "", divide(three, half - half, 2))
    branch_not_taken = Line(LABEL, "", when(numbers > 0, three / numbers, ln(2 - numbers)), over=(MODEL,))
    at_most = Line(LABEL, "", when(three <= three, 1, 2))
    first_flag = Line(LABEL, "", first_where(flags, numbers, MODEL, half))
    no_flag = Line(LABEL, "", first_where(numbers, flags, MODEL, half))
    sum = Line(LABEL, "", total(numbers, over=MODEL) / 2)
    smallest = Line(LABEL, "", least(branch_not_taken, over=MODEL))


TRAPS = {"three": 3.0, "half": 0.5, "nearly_three": 3.0000000001, "below_zero": -2.4, "flags": [0, 0, 1, 1],
         "numbers": [4.0, 0.0, -3.0, 2.5]}  # fmt: skip


def values_of(knowledge: Knowledge, inputs: dict[str, float], today: Any) -> dict[str, Any]:
    """Inputs and lookups as the analysis looks them up, for the models with a price on the default day."""
    costs = compute(knowledge, Briefing(inputs={"api_costs": inputs}), today).api_costs
    offers = [quote.interval for quote in costs.quotes.values()]
    values: dict[str, Any] = {**costs.inputs}
    for part, hours in (("peak", [o.peak or o for o in offers]), ("off_peak", [o.off_peak or o for o in offers])):
        values[f"{part}_input_price"] = [price.input for price in hours]
        values[f"{part}_cache_price"] = [price.cached_input or 0.0 for price in hours]
        values[f"{part}_output_price"] = [price.output for price in hours]
    values["batch_input_price"] = [offer.batch_input or 0.0 for offer in offers]
    values["batch_output_price"] = [offer.batch_output or 0.0 for offer in offers]
    values["offers_cache"] = [float(offer.cached_input is not None) for offer in offers]
    values["offers_batch"] = [float(offer.batch_input is not None) for offer in offers]
    values["reasons"] = [float(quote.offer.reasoning) for quote in costs.quotes.values()]
    values["is_first"] = [float(model == costs.first) for model in costs.quotes]
    values["is_second"] = [float(model == costs.second) for model in costs.quotes]
    values["month_number"] = [float(month) for month in range(1, LONGEST_HORIZON + 1)]
    values["growth_steps"] = [float(month) for month in range(LONGEST_HORIZON)]
    return values | (BESIDE if inputs else ALONE)


def assert_cells_equal(found: list[float | str], expected: list[float], errors: list[float], name: str) -> None:
    for cell, number, error in zip(found, expected, errors, strict=True):
        assert isinstance(cell, float), (name, cell, number)
        assert cell == pytest.approx(number, rel=1e-9, abs=error), name


def test_a_workbook_recalculated_by_libreoffice_equals_the_engine(
    knowledge: Knowledge, today: Any, tmp_path: Path
) -> None:
    """One workbook and one call of LibreOffice for everything: it takes two seconds to start."""
    path = tmp_path / "formulas.xlsx"
    book = xlsxwriter.Workbook(path)
    topics = []
    for number, inputs in enumerate((PLAIN, DETAILED, SHRINKING, SMALLEST, LARGEST)):
        values = values_of(knowledge, inputs, today)
        assert len(values["reasons"]) >= 12
        topics.append((CalculatorSheet(book, f"api_costs {number}", ApiCosts, values, f"{number}_"), values))
    for number, inputs in enumerate(({}, SOME_SERVERS, RENTED, FEWEST, MOST)):
        values = values_of(knowledge, DETAILED if inputs else PLAIN, today)
        values |= compute(knowledge, Briefing(inputs={"self_hosting": inputs}), today).self_hosting.inputs
        values |= {"first_reasons": 1.0, "months_in_use": [float(month) for month in range(1, LONGEST_PAYBACK + 1)]}
        topics.append((CalculatorSheet(book, f"self_hosting {number}", SelfHosting, values, f"s{number}_"), values))
    topics.append((CalculatorSheet(book, "traps", Traps, TRAPS, "traps_"), TRAPS))
    drawn = []
    for seed in range(60):
        made = random_calculator(random.Random(seed).choice, lines=6, depth=4)
        drawn.append((CalculatorSheet(book, f"random {seed}", made.calculator, made.values, f"r{seed}_"), made))
    book.close()
    cells = recalculated(path, tmp_path)

    for sheet, values in topics:
        for name, line in evaluate(sheet.calculator, values).items():
            expected = np.reshape(line, -1).tolist()
            found = sheet.numbers(sheet.calculator.lines[name], cells[sheet.sheet.name])
            assert_cells_equal(found, expected, [1e-12] * len(expected), f"{sheet.sheet.name}: {name}")

    compared, errors = 0, 0
    for sheet, made in drawn:
        for name, line in made.calculator.lines.items():
            found = sheet.numbers(line, cells[sheet.sheet.name])
            place = f"{sheet.sheet.name}: {name}"
            try:
                wanted = made.expected(name)
            except Undecided:
                continue
            except Undefined as undefined:
                if not isinstance(undefined, UndefinedInExcel):
                    errors += 1
                    assert any(isinstance(cell, str) for cell in found), place
                with pytest.raises(NotANumber):
                    evaluate(made.calculator, made.values, only=(name,))
                continue
            compared += 1
            numbers = np.reshape(evaluate(made.calculator, made.values, only=(name,))[name], -1).tolist()
            assert_cells_equal(found, numbers, [error for _, error in wanted], place)
    assert compared > 150
    assert errors > 20
