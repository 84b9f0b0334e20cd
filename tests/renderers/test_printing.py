"""Printouts on sheets: inside the margins, nothing lost, nothing torn, and as a PDF whose words can be copied."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtWidgets import QApplication

from lagebild.analysis.results import Results
from lagebild.documents.printout import Answer, Block, ChartBlock, Column, Passage, Printout, TableBlock, said
from lagebild.documents.printouts import PAGES, chart_printout, printout
from lagebild.errors import UserError
from lagebild.language import CODES, Code, Language
from lagebild.look import load_fonts, text_width
from lagebild.renderers import printing
from lagebild.renderers.sheets import Room, Sheet, sheets
from lagebild.renderers.strokes import Fill, Print
from lagebild.theme import TYPE, theme

PARTS = [(page, tab) for page in PAGES for tab in range(3 if page == "evidence" else 1)]
A4 = Room(704, 1089)
LETTER_ACROSS = Room(960, 760)
SMALL = Room(420, 520)


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


def made_of(*blocks: Block) -> Printout:
    return Printout(title="Costs", language="en", day=date(2026, 11, 21), blocks=blocks)


def prints(sheet: Sheet) -> list[Print]:
    return [stroke for stroke in sheet if isinstance(stroke, Print)]


def extent(word: Print) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of words."""
    width = text_width(word.text, word.type)
    left = word.x - {"start": 0.0, "middle": width / 2, "end": width}[word.anchor]
    size = TYPE[word.type].size
    return left, word.baseline - size, left + width, word.baseline + size * 0.3


def outside(sheet: Sheet, room: Room) -> list[object]:
    """What is seen in the margins, by more than a line's thickness; the white behind labels is not."""
    found: list[object] = []
    for stroke in sheet:
        if isinstance(stroke, Fill) and stroke.colour == theme("light").surface:
            continue
        if isinstance(stroke, Print):
            left, top, right, bottom = extent(stroke)
        else:
            left, top, right, bottom = stroke.box.x, stroke.box.y, stroke.box.right, stroke.box.bottom
        if left < -1.5 or top < -1.5 or right > room.width + 1.5 or bottom > room.height + 1.5:
            found.append(stroke)
    return found


def places(made: tuple[Sheet, ...], text: str) -> list[tuple[int, Print]]:
    """The sheets on which a word stands, and the word."""
    return [(number, word) for number, sheet in enumerate(made) for word in prints(sheet) if text in word.text]


def table(rows: int, **fields: object) -> TableBlock:
    columns = (Column(name="Question", look="strong", share=3), Column(name="Answer", share=2), Column(look="number"))
    cells = tuple(
        (f"Question{row}x is asked of every option there is", f"answer{row}x", f"{row}") for row in range(rows)
    )
    return TableBlock(columns=columns, rows=cells, **fields)  # type: ignore[arg-type]


# ---- where things stand


@pytest.mark.parametrize("room", [A4, LETTER_ACROSS], ids=["A4", "Letter"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("page", "tab"), PARTS)
def test_every_page_stays_inside_the_margins(page: str, tab: int, code: Code, room: Room, results: Results) -> None:
    for number, sheet in enumerate(sheets(printout(page, tab, results, Language(code)), room)):
        assert not outside(sheet, room), number


@pytest.mark.parametrize("code", CODES)
def test_words_and_marks_do_not_lie_on_each_other(code: Code, results: Results) -> None:
    for page in ("situation", "costs", "risks", "decision"):
        made = printout(page, 0, results, Language(code))
        for sheet in sheets(made.changed(blocks=[one for one in made.blocks if not isinstance(one, ChartBlock)]), A4):
            boxes = [extent(word) for word in prints(sheet)]
            for place, (left, top, right, bottom) in enumerate(boxes):
                for other_left, other_top, other_right, other_bottom in boxes[:place]:
                    across = min(right, other_right) - max(left, other_left)
                    down = min(bottom, other_bottom) - max(top, other_top)
                    assert across < 1 or down < 4, prints(sheet)[place]


def test_every_sheet_says_what_it_is_and_which_of_how_many() -> None:
    made = sheets(made_of(table(120)), A4)
    assert len(made) > 2
    for number, sheet in enumerate(made, 1):
        texts = [word.text for word in prints(sheet)]
        assert {"Lagebild", "· Costs", "21\u00a0Nov\u00a02026", f"Page {number} of {len(made)}"} <= set(texts)


def test_the_answer_stands_on_top_of_the_first_sheet_in_serif_with_its_numbers_in_colour() -> None:
    answer = Answer(sentence=(("It costs ", False), ("$974", True), (" a month.", False)), scope="All in.", tone="loss")
    (sheet,) = sheets(made_of(answer, Passage(text="Below.")), A4)
    words = {word.text.strip(): word for word in prints(sheet)}
    assert words["It costs"].type == words["$974"].type == "answer_l"
    assert (words["It costs"].colour, words["$974"].colour) == (theme("light").text, theme("light").loss)
    assert words["It costs"].baseline < words["All in."].baseline < words["Below."].baseline < 200
    assert [fill for fill in sheet if isinstance(fill, Fill) and fill.box.x == 0 and fill.box.width == 4]


def test_it_is_light_whatever_the_window_is(results: Results) -> None:
    (sheet,) = sheets(chart_printout("decision.weeks", results, Language("en")), A4)
    light = {theme("light").text, theme("light").text2, theme("light").text3}
    assert {word.colour for word in prints(sheet)} & light
    assert theme("dark").text not in {word.colour for word in prints(sheet)}


# ---- tables


def test_a_long_table_loses_no_row_and_tears_none_apart() -> None:
    made = sheets(made_of(table(42)), SMALL)
    assert len(made) > 2
    for row in range(42):
        ((number, first),) = places(made, f"Question{row}x")
        ((other, answer),) = places(made, f"answer{row}x")
        assert number == other and first.baseline == answer.baseline
    together = [word.text for sheet in made for word in prints(sheet)]
    assert Counter(together)["option there is"] + Counter(together)["every option there is"] <= 42


def test_the_checklist_breaks_over_sheets_without_losing_a_question(results: Results) -> None:
    made = sheets(printout("risks", 0, results, Language("de")), A4)
    assert len(made) > 1
    said_ = " ".join(word.text for sheet in made for word in prints(sheet)).split()
    for question in results.knowledge.questions:
        assert set(question.title.de.split()) <= {word.replace("\u00a0", " ") for word in said_} | set(said_)


def test_the_head_and_what_rows_are_listed_under_return_on_every_sheet() -> None:
    groups = ("Law",) * 50 + ("Safety",) * 10
    made = sheets(made_of(table(60, groups=groups)), SMALL)
    heads = [number for number, _ in places(made, "Answer")]
    assert heads == list(range(len(made)))
    for number, sheet in enumerate(made):
        texts = [word.text for word in prints(sheet)]
        assert "Law" in texts or "Safety" in texts, number
        assert texts.count("Law") <= 1
    turn = places(made, "Safety")[0][0]
    assert places(made, "Question50x")[0][0] == turn


def test_a_heading_is_never_the_last_on_a_sheet() -> None:
    for rows in range(1, 40):
        made = sheets(made_of(table(rows), table(30, heading="Second table", note="with a note")), SMALL)
        number, heading = places(made, "Second table")[0]
        below = [word.baseline for word in prints(made[number]) if "Question" in word.text and "x" in word.text]
        assert max(below) > heading.baseline, rows


def test_a_short_table_stays_in_one_piece_and_no_last_row_stands_alone() -> None:
    for rows in range(1, 40):
        made = sheets(made_of(table(rows), table(3, heading="Short")), Room(704, 620))
        assert len({number for number, _ in places(made, "Short")}) == 1
        (short,) = {number for number, _ in places(made, "Short")}
        assert [number for number, word in places(made, "Question2x")][-1] == short
        if rows > 4:
            last, before = (places(made, f"Question{row}x")[0][0] for row in (rows - 1, rows - 2))
            assert last == before


def test_no_last_sheet_is_begun_for_a_few_lines_that_fit_where_blocks_stand_closer() -> None:
    def made(rows: int) -> tuple[Sheet, ...]:
        passages = (Passage(heading=f"Heading {number}", text="Words.") for number in range(8))
        return sheets(made_of(table(rows), *passages), A4)

    def foot(sheet: Sheet) -> float:
        return max(word.baseline for word in prints(sheet)[:-1] if not word.text.startswith("Page"))

    counts = [len(made(rows)) for rows in range(1, 40)]
    assert counts == sorted(counts) and counts[0] == 1 and counts[-1] == 2
    begun = made(counts.index(2) + 1)
    assert foot(begun[-1]) > 100  # a heading and its words, and more


def test_numbers_end_below_each_other() -> None:
    columns = (Column(name="Model"), Column(name="Cost a month", look="number"))
    rows = (("o1", "26.649\u00a0$"), ("R1", "974\u00a0$"))
    (sheet,) = sheets(made_of(TableBlock(columns=columns, rows=rows)), A4)
    ends = {
        round(extent(word)[2], 3)
        for word in prints(sheet)
        if word.text in ("26.649\u00a0$", "974\u00a0$", "Cost a month")
    }
    assert len(ends) == 1


def test_a_total_is_bold_under_a_dark_rule() -> None:
    (sheet,) = sheets(made_of(table(3, total=True)), A4)
    kinds = {word.text: word.type for word in prints(sheet)}
    assert (kinds["answer1x"], kinds["answer2x"]) == ("body", "strong")


def test_no_column_breaks_a_word_where_there_is_room() -> None:
    columns = (Column(name="A", share=100), Column(name="Datenschutzfolgenabschätzung", share=1))
    (sheet,) = sheets(made_of(TableBlock(columns=columns, rows=(("words " * 50, "Auftragsverarbeitung"),))), A4)
    texts = [word.text for word in prints(sheet)]
    assert "Auftragsverarbeitung" in texts and "Datenschutzfolgenabschätzung" in texts


# ---- charts


def test_a_chart_and_what_is_said_of_it_stay_together(results: Results) -> None:
    made = sheets(printout("evidence", 2, results, Language("en")), A4)
    for one in results.knowledge.contradictions.values():
        head = places(made, one.label.en)
        assert len(head) == 1
        why = " ".join(one.why.en.split()[:3]).replace("\u00a0", " ")
        assert {number for number, _ in places(made, why)} == {head[0][0]}


def test_a_chart_is_never_higher_than_a_sheet(results: Results) -> None:
    for id in ("api_costs.models", "market.falls", "decision.weeks"):
        for sheet in sheets(chart_printout(id, results, Language("de")), SMALL):
            assert not outside(sheet, SMALL)


# ---- hostile words

HOSTILE = {
    "right to left": "שלום עולם " * 200,
    "one word": "x" * 10_000,
    "many words": "Wort " * 2_000,
    "line breaks": "a\n" * 400,
    "other scripts": "模型の価格は安い。" * 300,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("room", [A4, SMALL], ids=["A4", "small"])
def test_hostile_words_are_wrapped_inside_the_margins_and_none_is_lost(kind: str, room: Room) -> None:
    text = HOSTILE[kind]
    columns = (Column(name="What", share=1), Column(name="Words", share=2), Column(name="Number", look="number"))
    blocks: tuple[Block, ...] = (
        said(text, text),
        Passage(heading=text, text=text),
        TableBlock(heading="T", note=text, columns=columns, rows=(("first", text, "1"), ("last", "end", text))),
    )
    made = sheets(made_of(*blocks), room)
    assert not [stroke for sheet in made for stroke in outside(sheet, room)]
    letters = Counter("".join(word.text for sheet in made for word in prints(sheet)))
    for letter, count in Counter("".join(text.split())).items():
        assert letters[letter] >= 7 * count, letter
    assert places(made, "last") and places(made, "end")


@pytest.mark.parametrize("words", [40, 75, 150, 158, 260, 700])
def test_a_row_goes_on_overleaf_only_where_no_sheet_could_hold_it(words: int) -> None:
    columns = (Column(name="A"), Column(name="B"))
    rows = tuple((f"row{at}x", "word " * words) for at in range(7))
    made = sheets(made_of(TableBlock(columns=columns, rows=rows, groups=("g",) * 7)), SMALL)
    assert not [stroke for sheet in made for stroke in outside(sheet, SMALL)]
    foot = SMALL.height - 22  # where the number of the page stands
    assert not [word for sheet in made for word in prints(sheet) if word.baseline > foot and "word" in word.text]
    counts = [sum(word.text.count("word") for word in prints(sheet)) for sheet in made]
    assert sum(counts) == 7 * words
    assert any(count % words for count in counts) is (words > 157)
    assert all(len(places(made, f"row{at}x")) == 1 for at in range(7))


def test_a_head_as_long_as_a_book_is_not_repeated() -> None:
    columns = (Column(name="head " * 3_000), Column(name="b"))
    made = sheets(made_of(TableBlock(columns=columns, rows=tuple((f"row{at}x", "y") for at in range(80)))), A4)
    assert not [stroke for sheet in made for stroke in outside(sheet, A4)]
    assert all(len(places(made, f"row{at}x")) == 1 for at in range(80))
    assert sum(word.text.count("head") for sheet in made for word in prints(sheet)) == 3_000


# ---- painted


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("page", "tab"), PARTS)
def test_every_page_becomes_a_pdf_with_as_many_pages_as_sheets(
    page: str, tab: int, code: Code, results: Results
) -> None:
    made = printout(page, tab, results, Language(code))
    written = printing.pdf(made)
    assert written.startswith(b"%PDF-") and b"/FontFile" in written
    png, count = printing.first_sheet(made, 300)
    assert pages_of(written) == count
    image = QImage.fromData(png)
    assert image.width() == 300 and abs(image.height() - 300 * 297 / 210) <= 1


def test_the_first_sheet_is_white_with_empty_margins(results: Results) -> None:
    image = QImage.fromData(printing.first_sheet(printout("costs", 0, results, Language("de")), 420)[0])
    edge = round(420 * 17 / 210)
    strip = [
        image.pixelColor(x, y).name() for x in (*range(edge), *range(420 - edge, 420)) for y in range(image.height())
    ]
    assert set(strip) == {"#ffffff"}
    assert len({image.pixelColor(x, y).name() for x in range(420) for y in range(image.height())}) > 20


def test_the_paper_decides_how_many_sheets_there_are(results: Results) -> None:
    made = printout("risks", 0, results, Language("de"))
    letter = QPageLayout(
        QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Landscape, QMarginsF(20, 20, 20, 20),
        QPageLayout.Unit.Millimeter,
    )  # fmt: skip
    room = printing.room_of(letter)
    assert (round(room.width), round(room.height)) == (969, 712)
    assert pages_of(printing.pdf(made, letter)) == len(sheets(made, room)) > pages_of(printing.pdf(made))
    assert re.search(rb"/MediaBox \[0 0 792[.0]* 612[.0]*\]", printing.pdf(made, letter))


def test_a_printer_is_given_every_sheet(tmp_path: Path, results: Results) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printing.set_page(printer)
    made = sheets(printout("costs", 0, results, Language("en")), printing.room_of(printer.pageLayout()))
    printing.print_sheets(made, printer)
    assert pages_of((tmp_path / "paper.pdf").read_bytes()) == len(made) > 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(tmp_path: Path, results: Results) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "gone" / "paper.pdf"))
    with pytest.raises(UserError) as refusal:
        printing.print_sheets(sheets(made_of(Passage(text="a")), A4), printer)
    assert refusal.value.text(Language("en")).startswith("The printer took nothing.")


@pytest.mark.prove
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("page", "tab"), PARTS)
def test_the_words_of_a_pdf_can_be_searched_and_copied(
    page: str, tab: int, code: Code, tmp_path: Path, results: Results
) -> None:
    made = printout(page, tab, results, Language(code))
    (tmp_path / "a.pdf").write_bytes(printing.pdf(made))
    read = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    found = Counter("".join(read.split()))
    room = printing.room_of(printing.a4())
    written = Counter("".join("".join(word.text for sheet in sheets(made, room) for word in prints(sheet)).split()))
    assert not {letter: count for letter, count in (written - found).items() if letter != "-"}
    assert read.count("\f") == len(sheets(made, room))
