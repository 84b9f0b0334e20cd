"""The .xlsx file, read back: formulas, names, checks and print set-up; and what LibreOffice makes of it."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.expression import Choice, Input
from lagebild.documents.sheets import Cell, Entry, Sheet, Sheets
from lagebild.documents.workbook import workbook
from lagebild.documents.workbook.calculators import Book
from lagebild.documents.workbook.formulas import names_of
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Language
from lagebild.renderers.workbook import write
from tests.calculators.test_excel import RECALCULATE_ALWAYS, cells_in

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=CODES)
def sheets(request: pytest.FixtureRequest, results: Results) -> Sheets:
    return workbook(results, Language(request.param))


@pytest.fixture(scope="module")
def package(sheets: Sheets) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write(sheets)))


def part(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(name))


def sheet_of(package: zipfile.ZipFile, number: int) -> ElementTree.Element:
    return part(package, f"xl/worksheets/sheet{number + 1}.xml")


def address(row: int, column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def test_every_part_of_the_file_is_whole_xml_and_there_once(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    assert package.testzip() is None and len(set(names)) == len(names)
    assert not any("vba" in name.lower() or "externalLink" in name for name in names)
    for name in names:
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(package.read(name))


def test_every_cell_is_in_the_file_as_it_is_in_the_value(package: zipfile.ZipFile, sheets: Sheets) -> None:
    words = ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in part(package, "xl/sharedStrings.xml")]
    for number, sheet in enumerate(sheets.sheets):
        found = {cell.get("r"): cell for cell in sheet_of(package, number).iter(f"{MAIN}c")}
        for cell in sheet.cells:
            read = found[address(cell.row, cell.column)]
            value, formula = read.findtext(f"{MAIN}v"), read.findtext(f"{MAIN}f")
            assert (formula or "") == cell.formula
            if read.get("t") == "s":
                assert words[int(value or "")] == cell.content
            elif isinstance(cell.content, float):
                assert float(value or "nan") == pytest.approx(cell.content, rel=1e-12)
            else:
                assert (value or "") == cell.content


def test_every_name_points_at_its_cells(package: zipfile.ZipFile, sheets: Sheets) -> None:
    defined = {one.get("name"): one.text for one in part(package, "xl/workbook.xml").iter(f"{MAIN}definedName")}
    for sheet in sheets.sheets:
        for name, area in sheet.names.items():
            corners = [address(area.top, area.left), address(area.bottom, area.right)]
            absolute = [re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", corner) for corner in dict.fromkeys(corners)]
            place = (defined[name] or "").replace("'", "")
            assert place == f"{sheet.name}!{':'.join(absolute)}"


def test_inputs_are_checked_when_typed(package: zipfile.ZipFile, sheets: Sheets) -> None:
    for number, calculator in enumerate(CALCULATORS.values()):
        checks = list(sheet_of(package, number).iter(f"{MAIN}dataValidation"))
        assert len(checks) == len(calculator.inputs)
        lists = [check.findtext(f"{MAIN}formula1") for check in checks if check.get("type") == "list"]
        assert lists == [
            '"{}"'.format(",".join(str(place) for place in range(len(declared.options))))
            for declared in calculator.inputs.values()
            if isinstance(declared, Choice)
        ]
        assert all(check.get("error") and check.get("prompt") and check.get("promptTitle") for check in checks)
        bounds = [
            (float(check.findtext(f"{MAIN}formula1") or ""), float(check.findtext(f"{MAIN}formula2") or ""))
            for check in checks
            if check.get("type") == "decimal"
        ]
        declared_bounds = [(one.low, one.high) for one in calculator.inputs.values() if not isinstance(one, Choice)]
        assert bounds == declared_bounds


def test_sheets_are_set_up_for_paper_and_stand_still_at_the_top(package: zipfile.ZipFile, sheets: Sheets) -> None:
    defined = [one.get("name") for one in part(package, "xl/workbook.xml").iter(f"{MAIN}definedName")]
    assert defined.count("_xlnm.Print_Titles") == len(sheets.sheets)
    for number, sheet in enumerate(sheets.sheets):
        read = sheet_of(package, number)
        setup = read.find(f"{MAIN}pageSetup")
        assert setup is not None
        assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("9", "landscape", "0")
        pane = read.find(f".//{MAIN}pane")
        assert pane is not None and (pane.get("ySplit"), pane.get("xSplit")) == tuple(map(str, sheet.frozen))
        header, footer = (read.findtext(f".//{MAIN}{name}") or "" for name in ("oddHeader", "oddFooter"))
        assert sheet.title in header and sheets.head in header
        assert sheets.foot in footer and "&P" in footer and "&N" in footer


def test_charts_are_native_and_can_be_read_aloud(package: zipfile.ZipFile, sheets: Sheets) -> None:
    charts = [name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    assert len(charts) == sum(len(sheet.drawings) for sheet in sheets.sheets) == 11
    spoken = b"".join(package.read(name) for name in package.namelist() if name.startswith("xl/drawings/drawing"))
    for sheet in sheets.sheets:
        for drawing in sheet.drawings:
            assert drawing.alternative.encode() in spoken


def test_the_same_workbook_gives_the_same_bytes(sheets: Sheets) -> None:
    assert write(sheets) == write(sheets)


HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "{=1+1}",
    "https://example.org",
    "007",
    "<b>&amp;</b>",
    "_x0041_",
    "line\nbreak",
    "\x01\x1b[31mred\u202e",
)


def test_text_of_a_reader_stays_text() -> None:
    cells = [Cell(row=row, column=0, content=words, look="text") for row, words in enumerate(HOSTILE)]
    entry = Entry(row=0, column=1, low=0, high=1, title="=1+1", prompt="=2+2 & <x>", refusal="\x02no")
    sheet = Sheet(name="A & B's", title="A & B", cells=tuple(cells), entries=(entry,), widths=(20.0,))
    made = Sheets(title="=x", language="en", day=DAY, head="&D &A", foot="100 & more", sheets=(sheet,))
    with zipfile.ZipFile(io.BytesIO(write(made))) as package:
        read = sheet_of(package, 0)
        assert not list(read.iter(f"{MAIN}f")) and not list(read.iter(f"{MAIN}hyperlink"))
        assert [cell.get("t") for cell in read.iter(f"{MAIN}c")] == ["s"] * len(HOSTILE)
        header = read.findtext(f".//{MAIN}oddHeader") or ""
        assert header.endswith("&R&9 &&D &&A") and "&9 A && B" in header
        strings = package.read("xl/sharedStrings.xml").decode()
        assert "\x01" not in strings and "\u202e" not in strings and "_x005F_x0041_" in strings


def test_text_longer_than_a_cell_is_cut() -> None:
    cells = (Cell(row=0, column=0, content="x" * 40_000, look="text"),)
    made = Sheets(
        title="x", language="en", day=DAY, head="", foot="",
        sheets=(Sheet(name="A", title="A", cells=cells, widths=(20.0,)),),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(write(made))) as package:
        assert len(part(package, "xl/sharedStrings.xml").findtext(f".//{MAIN}t") or "") == 32_767


# ---- recalculated by LibreOffice


def drawn(declared: Input, choose: random.Random) -> float:
    """A value a reader may type: often anywhere, sometimes at a bound."""
    if isinstance(declared, Choice):
        return float(choose.randrange(len(declared.options)))
    if choose.random() < 0.1:
        return float(choose.choice((declared.low, declared.high)))
    if declared.scale == "logarithmic":
        low = max(declared.low, declared.high / 1e6)
        return float(low * (declared.high / low) ** choose.random())
    return choose.uniform(declared.low, declared.high)


def changed(content: bytes, sheets: Sheets, inputs: dict[str, float]) -> bytes:
    """The file with other inputs in its cells, and no number kept beside any formula."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as written:
        for item in package.infolist():
            text = package.read(item)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", item.filename)
            if found:
                sheet = sheets.sheets[int(found[1]) - 1]
                words = re.sub(r"</f><v>[^<]*</v>", "</f>", text.decode())
                for name in inputs.keys() & sheet.names.keys():
                    area = sheet.names[name]
                    pattern = rf'(<c r="{address(area.top, area.left)}"[^>]*><v>)[^<]*(</v>)'
                    words, count = re.subn(pattern, rf"\g<1>{inputs[name]!r}\g<2>", words)
                    assert count == 1, name
                text = words.encode()
            written.writestr(item, text)
    return into.getvalue()


def recalculated(files: list[Path], folder: Path) -> list[dict[str, dict[str, float | str]]]:
    """The cells of every sheet of every file, as one call of LibreOffice calculates them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing: put `soffice` on the path, it recalculates the workbooks of this test.")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, "utf-8")
    subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "out"), *map(str, files)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    found = []
    for file in files:
        with zipfile.ZipFile(folder / "out" / file.name) as package:
            sheets = part(package, "xl/workbook.xml").iter(f"{MAIN}sheet")
            found.append(
                {
                    sheet.get("name", ""): cells_in(package.read(f"xl/worksheets/sheet{number}.xml"))
                    for number, sheet in enumerate(sheets, start=1)
                }
            )
    return found


@pytest.mark.prove
def test_a_workbook_with_other_inputs_recalculates_to_the_numbers_of_the_engine(
    knowledge: Knowledge, today: date, tmp_path: Path
) -> None:
    """The defaults, then 50 draws of every input of every calculator, in one call of LibreOffice."""
    results = compute(knowledge, Briefing(currency="EUR"), today)
    sheets = workbook(results, Language("de"))
    content, names = write(sheets), names_of(CALCULATORS.values())
    kept = Book(results, Language("de")).values
    declared = [one for calculator in CALCULATORS.values() for one in calculator.inputs.values()]
    choose = random.Random(7)
    asked: list[dict[Any, float]] = [{}, *({one: drawn(one, choose) for one in declared} for _ in range(50))]
    files = []
    for number, inputs in enumerate(asked):
        files.append(tmp_path / f"book{number}.xlsx")
        files[-1].write_bytes(changed(content, sheets, {names[one]: value for one, value in inputs.items()}))
    compared = 0
    for inputs, cells in zip(asked, recalculated(files, tmp_path), strict=True):
        for topic, calculator in CALCULATORS.items():
            # those of the usage count in other calculators too, but give way to one of the same name
            given = {one.name: value for one, value in inputs.items() if one.topic == ApiCosts.topic}
            given |= {one.name: value for one, value in inputs.items() if one.topic == topic}
            values = {**kept[topic], **given}
            for name, line in evaluate(calculator, values).items():
                sheet = next(one for one in sheets.sheets if names[calculator.lines[name]] in one.names)
                area = sheet.names[names[calculator.lines[name]]]
                places = [(cell.row, cell.column) for cell in sheet.cells_in(area)]
                found = [cells[sheet.name][address(*place)] for place in places]
                assert all(isinstance(number, float) for number in found), (topic, name, found[:3], given)
                expected = np.reshape(line, -1)
                assert np.allclose(np.array(found, float), expected, rtol=1e-9, atol=1e-12), (topic, name, given)
                compared += len(found)
        # what stands nowhere in the engine: euros, parts of a sum, points of a curve; none of it may fail
        for sheet in sheets.sheets:
            for cell in sheet.cells:
                if cell.formula:
                    shown = cells[sheet.name].get(address(cell.row, cell.column), "")
                    assert not str(shown).startswith("e: "), (sheet.name, cell.formula, shown)
    assert compared > 51 * 3000
