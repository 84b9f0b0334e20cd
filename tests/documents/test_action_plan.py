"""The action plan written and read back: notes to the letter everywhere, nothing a formula, days that sort."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pptx
import pytest

from lagebild.analysis.action_plan import plan
from lagebild.analysis.results import Results, compute
from lagebild.briefing import LONGEST_NOTE, LONGEST_REASON, Briefing, Reason, Task, parse, written
from lagebild.charts.contents import build, notes
from lagebild.documents.action_plan import action_plan
from lagebild.documents.deck import deck
from lagebild.documents.printout import TableBlock
from lagebild.documents.printouts import printout
from lagebild.documents.workbook import workbook
from lagebild.documents.workbook.listings import CELL
from lagebild.export import content
from lagebild.frozen import seen
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import OptionId
from lagebild.language import CODES, Code, Language
from lagebild.recovery import RecoveryFile, read_left
from lagebild.renderers.table import guarded
from lagebild.wording.results import as_json
from tests.renderers.test_chart_sheets import Book

TODAY = date(2026, 11, 21)
EN = Language("en")
HUNDRED: tuple[OptionId, ...] = ("api_cn", "own")
PIECES = (
    "🙂 👩🏽‍🔬 ",
    "שלום \u202bעולם\u202c \u2066x\u2069\n",
    'a;b,"c"\t',
    "Grüße – naïve\n\n",
    "_x0041_ <b>&amp;</b> ",
    "مرحبا ",
)
BEGINNINGS = ("=1+1 ", "+49 ", "-2 ", "@x ", "\tx ", "\n=x ", "'=x ", " =x ", "＝x ", "x ")


def note(number: int, longest: int) -> str:
    """A note of exactly that length that begins as a formula might; no two are alike."""
    begun = f"{BEGINNINGS[number % len(BEGINNINGS)]}{number}: "
    turned = PIECES[number % len(PIECES) :] + PIECES[: number % len(PIECES)]
    return (begun + "".join(turned) * longest)[: longest - 1] + "."


@pytest.fixture(scope="module")
def noted(knowledge: Knowledge) -> Briefing:
    """Every reason, and over a hundred notes, of 10,000 characters each."""
    ids = [question.id for question in knowledge.questions]
    count = iter(range(10_000))
    reasons = {id: Reason(text=note(next(count), 10_000), written=TODAY) for id in ids}
    tasks = {id: {option: Task(note=note(next(count), LONGEST_NOTE)) for option in HUNDRED} for id in ids}
    answers = {id: {"own": "open", "api_cn": "partly"} for id in ids}
    return Briefing.model_validate({"answers": answers, "reasons": reasons, "tasks": tasks})


@pytest.fixture(scope="module")
def results(noted: Briefing, knowledge: Knowledge) -> Results:
    return compute(knowledge, noted, TODAY)


def texts(briefing: Briefing) -> list[str]:
    notes = [task.note for by_option in briefing.tasks.values() for task in by_option.values()]
    return [*(reason.text for reason in briefing.reasons.values()), *notes]


def test_they_are_more_than_a_hundred_and_as_long_as_they_can_be(noted: Briefing) -> None:
    assert len(set(texts(noted))) == len(texts(noted)) > 100
    assert {len(text) for text in texts(noted)} == {10_000}


def test_they_come_back_from_a_file_and_from_a_recovery_file(
    noted: Briefing, knowledge: Knowledge, tmp_path: Path
) -> None:
    again = parse(written(noted, knowledge), knowledge, "mine.json")
    assert texts(again) == texts(noted)
    kept = RecoveryFile(tmp_path, knowledge)
    kept.write(1, noted, None, "")
    left = read_left(kept.path, knowledge)
    assert left is not None and left.briefing.tasks == noted.tasks and left.briefing.reasons == noted.reasons


def test_a_briefing_with_every_note_at_its_longest_can_be_opened_again(knowledge: Knowledge) -> None:
    ids = [question.id for question in knowledge.questions]
    options = [option.id for option in knowledge.options]
    full = Briefing.model_validate(
        {
            "reasons": {id: Reason(text="🙂" * LONGEST_REASON, written=TODAY) for id in ids},
            "tasks": {
                id: {option: Task(note="🙂" * LONGEST_NOTE, owner="🙂" * 80) for option in options} for id in ids
            },
        }
    )
    assert parse(written(full, knowledge), knowledge, "mine.json").tasks == full.tasks


@pytest.mark.parametrize("code", CODES)
def test_csv_holds_every_note_and_no_formula(code: Code, noted: Briefing, results: Results) -> None:
    read = content(action_plan(results, Language(code)), ".csv")
    assert read.startswith(b"\xef\xbb\xbf")
    rows = [*csv.reader(io.StringIO(read.decode("utf-8-sig"), newline=""), delimiter=";" if code == "de" else ",")]
    assert len(rows[0]) == len(rows[1]) == 12
    cells = {cell for row in rows for cell in row}
    for text in texts(noted):
        assert guarded(text) in cells
        assert guarded(text).removeprefix("'") == text or text.startswith("'")
    assert not any(cell.startswith(("=", "+", "@", "\t", "\n")) for cell in cells)


@pytest.mark.parametrize("code", CODES)
def test_workbooks_hold_every_note_to_the_letter_and_no_formula(code: Code, noted: Briefing, results: Results) -> None:
    language = Language(code)
    alone = Book(content(action_plan(results, language), ".xlsx"))
    assert len(alone.names) == 3
    whole = Book(content(workbook(results, language), ".xlsx"))
    places = [whole.names.index(name) for name in alone.names]
    for book, sheets in ((alone, range(3)), (whole, places)):
        found = [cell for sheet in sheets for cell in book.cells(sheet).values()]
        assert {*texts(noted)} <= {unescaped(cell.content) for cell in found if isinstance(cell.content, str)}
        assert not any(cell.formula for cell in found)


def unescaped(words: str) -> str:
    """What a spreadsheet shows: "_x005F_" is how a file writes an underscore that would begin a code."""
    return words.replace("_x005F_", "_")


@pytest.mark.parametrize("code", CODES)
def test_slides_hold_every_note_to_the_letter(code: Code, noted: Briefing, results: Results) -> None:
    made = deck((build("risks.heat", results, Language(code)),), code, notes=lambda chart: notes(chart, results))
    slides = pptx.Presentation(io.BytesIO(content(made, ".pptx"))).slides
    told = slides[0].notes_slide.notes_text_frame.text
    assert [text for text in texts(noted) if text not in told] == []


@pytest.mark.parametrize("code", CODES)
def test_paper_holds_every_note_and_the_plan_behind_its_tab(code: Code, noted: Briefing, results: Results) -> None:
    language = Language(code)
    tables = [block for block in printout("risks", 0, results, language).blocks if isinstance(block, TableBlock)]
    told = "\n".join(cell for block in tables for row in block.rows for cell in row)
    assert [text for text in texts(noted) if seen(text) not in told] == []
    tables = [block for block in printout("risks", 1, results, language).blocks if isinstance(block, TableBlock)]
    assert [len(block.rows) for block in tables] == [len(plan(results))]


def test_results_hold_every_note_to_the_letter(noted: Briefing, results: Results) -> None:
    told = json.loads(json.dumps(as_json(results, EN), ensure_ascii=False))
    found = [one["text"] for one in told["notes"].values()]
    found += [note for one in told["notes"].values() for note in one["options"].values()]
    assert sorted(found) == sorted(texts(noted))
    assert {item["note"] for item in told["plan"]} == {*found[len(noted.reasons) :]}


def test_a_text_longer_than_a_cell_goes_on_in_the_next_one(knowledge: Knowledge) -> None:
    id, text = knowledge.questions[0].id, "🙂" * LONGEST_REASON
    results = compute(knowledge, Briefing(reasons={id: Reason(text=text, written=TODAY)}), TODAY)
    cells = Book(content(action_plan(results, EN), ".xlsx")).cells(2).values()
    pieces = [str(cell.content) for cell in cells if "🙂" in str(cell.content)]
    assert "".join(pieces) == text and len(pieces) == 2
    assert all(len(piece.encode("utf-16-le")) // 2 <= CELL for piece in pieces)
    assert "Your reasons, continued" in [cell.content for cell in cells]


def test_rows_are_in_the_order_of_the_plan_and_days_are_days(knowledge: Knowledge) -> None:
    ids = [question.id for question in knowledge.questions[:3]]
    tasks = {ids[2]: {"own": Task(owner='=cmd|"x"', due=TODAY - timedelta(days=2))}, ids[1]: {"own": Task(due=TODAY)}}
    results = compute(knowledge, Briefing(answers={id: {"own": "open"} for id in ids}, tasks=tasks), TODAY)
    rows = [*csv.reader(io.StringIO(content(action_plan(results, EN), ".csv").decode("utf-8-sig")))]
    assert [row[:3] for row in rows[1:4]] == [
        ["2026-11-19", "overdue by 2 days", "'=cmd|\"x\""], ["2026-11-21", "due today", ""], ["", "", ""],
    ]  # fmt: skip
    assert [row[4] for row in rows[1:4]] == [item.question.title.en for item in plan(results)]
    book = Book(content(action_plan(results, EN), ".xlsx"))
    cells = book.cells()
    assert (
        cells["B6"].content == (TODAY - timedelta(days=2) - date(1899, 12, 30)).days
        and cells["B6"].code == "d mmm yyyy"
    )
    assert cells["D6"].content == '=cmd|"x"' and not cells["D6"].formula
    assert b"<autoFilter" in book.package.read("xl/worksheets/sheet1.xml")


def test_an_untouched_checklist_adds_no_sheet_and_writes_an_empty_plan(knowledge: Knowledge) -> None:
    results = compute(knowledge, Briefing(), TODAY)
    assert "Action plan" not in Book(content(workbook(results, EN), ".xlsx")).names
    assert Book(content(action_plan(results, EN), ".xlsx")).names[0] == "Action plan"
    assert content(action_plan(results, EN), ".csv").count(b"\r\n") > len(knowledge.questions)
